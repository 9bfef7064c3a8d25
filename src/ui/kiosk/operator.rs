//! The operator's page: setting the kiosk up, and the answers this device holds.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::survey::{Moment, PinHash, Profile, ProfileError};
use crate::i18n::{KioskTexts, Language, default_questions};
use crate::platform::random::random_bytes;
use crate::state::{Kiosk, fill_screen, use_app, use_kiosk};
use crate::ui::components::banner::{Banner, Tone};

use super::hand_over::HandOver;

/// Seconds a new profile waits.
const IDLE_SECONDS: u16 = 45;

/// The page.
#[component]
pub fn OperatorPage() -> impl IntoView {
    let app = use_app();
    view! {
        <h1>{move || app.texts().kiosk.title}</h1>
        <p class="muted">{move || app.texts().kiosk.lead}</p>
        <Holdings/>
        <HandOver/>
        <Setup/>
    }
}

/// What this device holds, and the way to take it along.
#[component]
fn Holdings() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    spawn_local(kiosk.count());
    let count = move |number: usize| app.formats().count(number);
    let exported_at = move || match kiosk.settings().exported_at.and_then(Moment::day) {
        Some(day) => app.formats().day(day),
        None => app.texts().kiosk.never.to_owned(),
    };
    view! {
        <section class="card" data-section="holding">
            <h2>{move || app.texts().kiosk.holding}</h2>
            {move || {
                let (texts, holding) = (app.texts(), kiosk.holding());
                let trouble = holding.trouble.as_ref().map(|trouble| texts.answers_problem(trouble).to_owned());
                let remind = (holding.not_exported > 0)
                    .then(|| (texts.kiosk.remind)(&count(holding.not_exported)));
                let unreadable = (holding.unreadable > 0).then(|| (texts.kiosk.unreadable)(&count(holding.unreadable)));
                let error = trouble.map(|text| view! { <Banner tone=Tone::Error>{text}</Banner> });
                let notices = remind.into_iter().chain(unreadable);
                let notices = notices.map(|text| view! { <Banner tone=Tone::Warning>{text}</Banner> }).collect_view();
                view! { {error}{notices} }
            }}
            <dl class="counts">
                <div class="count"><dt>{move || app.texts().kiosk.answers}</dt><dd data-count="answers">{move || count(kiosk.holding().answers)}</dd></div>
                <div class="count"><dt>{move || app.texts().kiosk.not_exported}</dt><dd data-count="not-exported">{move || count(kiosk.holding().not_exported)}</dd></div>
                <div class="count"><dt>{move || app.texts().kiosk.last_export}</dt><dd>{exported_at}</dd></div>
            </dl>
        </section>
    }
}

/// What was typed so far.
#[derive(Clone, Copy)]
struct Form {
    organisation: RwSignal<String>,
    branch: RwSignal<String>,
    touchpoint: RwSignal<String>,
    staff: RwSignal<String>,
    languages: RwSignal<Vec<Language>>,
    idle: RwSignal<String>,
    pin: RwSignal<String>,
}

impl Form {
    fn new(known: Option<&Profile>) -> Self {
        let text = |pick: fn(&Profile) -> &String| {
            RwSignal::new(known.map(|profile| pick(profile).clone()).unwrap_or_default())
        };
        let offered = known.map(|profile| profile.languages.iter().map(|(language, _)| *language).collect());
        Self {
            organisation: text(|profile| &profile.organisation),
            branch: text(|profile| &profile.branch),
            touchpoint: text(|profile| &profile.touchpoint),
            staff: text(|profile| &profile.staff),
            languages: RwSignal::new(offered.unwrap_or_else(|| vec![Language::Chinese, Language::English])),
            idle: RwSignal::new(known.map_or(IDLE_SECONDS, |profile| profile.idle_seconds).to_string()),
            pin: RwSignal::default(),
        }
    }

    fn profile(self) -> Profile {
        let text = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let organisation = text(self.organisation);
        let questions = |language| (language, default_questions(language, &organisation));
        Profile {
            languages: self.languages.get_untracked().into_iter().map(questions).collect(),
            branch: text(self.branch),
            touchpoint: text(self.touchpoint),
            staff: text(self.staff),
            idle_seconds: text(self.idle).parse().unwrap_or(0),
            sleep: None,
            organisation,
        }
    }
}

#[component]
fn Setup() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let form = Form::new(untrack(|| kiosk.settings()).profile.as_ref());
    let wrong = RwSignal::new(None::<&'static str>);
    let run = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let words = untrack(|| &app.texts().kiosk);
        match start(kiosk, form, words) {
            Ok(()) => fill_screen(),
            Err(text) => wrong.set(Some(text)),
        }
    };
    let field = move |name: &'static str,
                      value: RwSignal<String>,
                      label: fn(&KioskTexts) -> &'static str,
                      kind: &'static str| {
        view! {
            <label class="field">
                <span>{move || label(&app.texts().kiosk)}</span>
                <input type=kind name=name autocomplete="off" prop:value=move || value.get() on:input=move |event| value.set(event_target_value(&event))/>
            </label>
        }
    };
    let has_pin = move || kiosk.settings().pin.is_some();
    view! {
        <form class="card" on:submit=run>
            <div class="plan-choices">
                {field("organisation", form.organisation, |words| words.organisation, "text")}
                {field("branch", form.branch, |words| words.branch, "text")}
                {field("touchpoint", form.touchpoint, |words| words.touchpoint, "text")}
                {field("staff", form.staff, |words| words.staff, "text")}
            </div>
            <fieldset class="kiosk-offered">
                <legend>{move || app.texts().kiosk.languages}</legend>
                {Language::ALL.map(|language| view! { <Offered language chosen=form.languages/> }).collect_view()}
            </fieldset>
            <div class="plan-choices">
                {field("idle", form.idle, |words| words.idle, "number")}
                {field("new-pin", form.pin, |words| words.pin, "password")}
            </div>
            <Show when=has_pin><p class="muted">{move || app.texts().kiosk.pin_set}</p></Show>
            {move || wrong.get().map(|text| view! { <p class="field-error" role="alert">{text}</p> })}
            <p class="actions">
                <button type="submit" class="button button-primary" data-action="run-kiosk">{move || app.texts().kiosk.run}</button>
            </p>
        </form>
    }
}

#[component]
fn Offered(language: Language, chosen: RwSignal<Vec<Language>>) -> impl IntoView {
    let toggle = move |event: web_sys::Event| {
        let on = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|other| *other != language);
            if on {
                chosen.push(language);
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" name=language.tag() prop:checked=move || chosen.with(|chosen| chosen.contains(&language)) on:change=toggle/>
            <span lang=language.tag()>{language.own_name()}</span>
        </label>
    }
}

/// Starts the kiosk, or says what is missing.
fn start(kiosk: Kiosk, form: Form, words: &'static KioskTexts) -> Result<(), &'static str> {
    let profile = form.profile().check().map_err(|error| match error {
        ProfileError::NoOrganisation => words.error_organisation,
        ProfileError::NoBranch => words.error_branch,
        ProfileError::NoLanguage => words.error_language,
        ProfileError::IdleTime(_) => words.error_idle,
        _ => words.error_other,
    })?;
    let typed = form.pin.get_untracked();
    let known = untrack(|| kiosk.settings()).pin.is_some();
    let pin = if typed.is_empty() && known {
        None
    } else {
        Some(PinHash::new(&typed, random_bytes()).map_err(|_| words.pin_bad)?)
    };
    kiosk.run(&profile, pin);
    Ok(())
}
