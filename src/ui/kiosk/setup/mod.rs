//! Setting the kiosk up: its profiles, what a profile asks and looks like, and the start.

mod carry;
mod faults;
mod fields;
mod look;
mod pin;
mod pinning;
mod profiles;
mod questions;
mod time;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::survey::{CheckedProfile, PinHash, Profile, RestartCode, RestartHash, Texts};
use crate::engine::protocol::KeepProblem;
use crate::i18n::{Language, default_questions};
use crate::platform::random::random_bytes;
use crate::state::{Kiosk, fill_screen, use_app, use_kiosk};

pub use carry::Carry;
pub use pinning::Pinning;

use faults::{Faults, FieldFault, invalid};
use fields::TextField;
use look::LookFields;
use pin::{NewPin, RestartCodeOnce};
use profiles::Profiles;
use questions::Questions;
use time::SleepFields;

/// The form's id: a button elsewhere on the page starts the kiosk too.
pub const FORM: &str = "kiosk-setup";

/// The profiles, the form of the one in use, and the start.
#[component]
pub fn Setup() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let pin = RwSignal::new(String::new());
    let code = StoredValue::new(RestartCode::drawn(random_bytes()));
    let faults = Faults::provide(kiosk, pin);
    let refused = RwSignal::new(None::<KeepProblem>);
    let run = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        refused.set(None);
        if faults.none()
            && let Some((profile, secrets)) = ready(kiosk, &pin.get_untracked(), &code.get_value())
        {
            // Asked for at once: browsers fill the screen only for a touch just made.
            fill_screen();
            spawn_local(async move {
                if let Err(problem) = kiosk.run(profile, secrets).await {
                    refused.set(Some(problem));
                }
            });
        }
    };
    let wrong = move || {
        let texts = app.texts();
        let refused = refused.get().map(|problem| texts.storage_problem(&problem));
        faults.texts(texts.kiosk_page()).into_iter().chain(refused).collect::<Vec<String>>()
    };
    view! {
        <Profiles/>
        <form id=FORM class="card kiosk-setup" novalidate on:submit=run on:change=move |_| kiosk.keep_profile()>
            <h2>{move || app.texts().kiosk_page().where_}</h2>
            <div class="plan-choices">
                <TextField name="organisation" label=|words| words.organisation get=|profile| &profile.organisation set=|profile, text| profile.organisation = text/>
                <TextField name="branch" label=|words| words.branch get=|profile| &profile.branch set=|profile, text| profile.branch = text/>
                <TextField name="touchpoint" label=|words| words.touchpoint get=|profile| &profile.touchpoint set=|profile, text| profile.touchpoint = text/>
                <TextField name="staff" label=|words| words.staff get=|profile| &profile.staff set=|profile, text| profile.staff = text/>
            </div>
            <fieldset class="kiosk-offered">
                <legend>{move || app.texts().kiosk_page().languages}</legend>
                {Language::ALL.map(|language| view! { <Offered language/> }).collect_view()}
                <FieldFault field=Language::ALL[0].tag()/>
            </fieldset>
            <AskContact/>
            {Language::ALL.map(|language| view! { <Questions language/> }).collect_view()}
            <LookFields/>
            <h2>{move || app.texts().kiosk_page().timing}</h2>
            <div class="plan-choices">
                <Idle/>
                <NewPin pin/>
            </div>
            <RestartCodeOnce pin code/>
            <SleepFields/>
            {move || {
                let wrong = wrong();
                let lines = wrong.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view();
                (!wrong.is_empty()).then(|| view! { <div class="field-error" role="alert">{lines}</div> })
            }}
            <p class="actions">
                <button type="submit" class="button button-primary" data-action="run-kiosk">{move || app.texts().kiosk_page().run}</button>
            </p>
        </form>
    }
}

/// Whether a language is offered. Languages are shown in the order they were ticked.
#[component]
fn Offered(language: Language) -> impl IntoView {
    let kiosk = use_kiosk();
    // What was typed comes back with the tick, as long as the profile is the same.
    let withdrawn = StoredValue::new(None::<Texts>);
    Effect::new(move |before: Option<(usize, usize)>| {
        let profile = (kiosk.chosen(), kiosk.profile_names().len());
        if before.is_some_and(|before| before != profile) {
            withdrawn.set_value(None);
        }
        profile
    });
    let toggle = move |event: web_sys::Event| {
        let on = event_target_checked(&event);
        kiosk.edit_profile(|profile| {
            let texts = profile.withdraw(language);
            if on {
                let known = withdrawn.get_value().or(texts).unwrap_or_default();
                profile.offer(language, known, language.texts().kiosk_page().consent_own);
            } else {
                withdrawn.set_value(texts);
            }
        });
    };
    let offered = move || kiosk.with_typed(|profile| profile.texts(language).is_some());
    view! {
        <label class="check">
            <input type="checkbox" name=language.tag() prop:checked=offered on:change=toggle/>
            <span lang=language.tag()>{language.own_name()}</span>
        </label>
    }
}

/// One tick for all languages; the words of the consent can be changed with the questions.
#[component]
fn AskContact() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let asked = move || kiosk.with_typed(Profile::asks_contact);
    let toggle = move |event: web_sys::Event| {
        let on = event_target_checked(&event);
        kiosk.edit_profile(|profile| {
            for (language, texts) in &mut profile.languages {
                texts.consent = if on { language.texts().kiosk_page().consent_own.to_owned() } else { String::new() };
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" name="ask-contact" prop:checked=asked on:change=toggle/>
            <span>{move || app.texts().kiosk_page().ask_contact}</span>
        </label>
    }
}

#[component]
fn Idle() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let typed = move |event: web_sys::Event| {
        // What is no number is no idle time, and the start says so.
        let seconds = event_target_value(&event).trim().parse().unwrap_or(0);
        kiosk.edit_profile(|profile| profile.idle_seconds = seconds);
    };
    // Not bound while typing: half a number must not turn into another one.
    let shown = Memo::new(move |_| kiosk.chosen());
    view! {
        <label class="field">
            <span>{move || app.texts().kiosk_page().idle}</span>
            <input
                type="number"
                name="idle"
                min="5"
                max="600"
                autocomplete="off"
                aria-invalid=invalid("idle")
                prop:value=move || {
                    shown.track();
                    untrack(|| kiosk.with_typed(|profile| profile.idle_seconds.to_string()))
                }
                on:input=typed
            />
            <FieldFault field="idle"/>
        </label>
    }
}

/// A new PIN and the code shown beside it.
type Secrets = (PinHash, RestartHash);

/// The profile, and the secrets where a new PIN is typed; `None` where something is missing.
fn ready(kiosk: Kiosk, pin: &str, code: &RestartCode) -> Option<(CheckedProfile, Option<Secrets>)> {
    let profile = untrack(|| kiosk.with_typed(Clone::clone)).filled(default_questions).check().ok()?;
    if pin.is_empty() {
        return Some((profile, None));
    }
    let pin = PinHash::new(pin, random_bytes()).ok()?;
    Some((profile, Some((pin, code.hashed(random_bytes())))))
}
