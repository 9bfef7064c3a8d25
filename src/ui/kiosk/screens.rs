//! What respondents see: one question a screen, big targets, nothing else within reach.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::score::Score;
use crate::domain::survey::{CheckedProfile, Event, Profile, Step, Texts, Visit};
use crate::i18n::{KioskPageTexts, Language};
use crate::platform::clock::{minute_of_day, since_start_ms};
use crate::platform::{history, wake_lock};
use crate::state::{App, Kiosk, fill_screen, use_app, use_kiosk};

use super::exit::Exit;
use super::update;

/// The screen of the step the visit is at.
#[component]
pub fn Screens() -> impl IntoView {
    let kiosk = use_kiosk();
    let step = Memo::new(move |_| kiosk.visit().map_or(Step::Attract, |visit| visit.step()));
    let language = Memo::new(move |_| kiosk.visit().map_or(Language::English, |visit| visit.language()));
    let touched = StoredValue::new(since_start_ms());
    let resting = RwSignal::new(false);
    // Told whenever nobody touched the screen for the idle time.
    let left = Trigger::new();
    let touch = move || {
        touched.set_value(since_start_ms());
        history::hold();
    };
    watch_time(kiosk, touched, resting, left);
    keep_awake(resting);
    hold_history(use_app());
    update::between_respondents(kiosk);
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            // An attribute of our own: setting it cannot fail.
            let _ = root.set_attribute("lang", language.get().tag());
        }
    });
    follow_focus(step);
    let accent = Memo::new(move |_| kiosk.profile().and_then(|profile| profile.profile().look.accent));
    view! {
        <main
            class="kiosk"
            data-step=move || step_name(step.get())
            data-resting=move || resting.get().to_string()
            style:--accent=move || accent.get().map(|accent| accent.to_string())
            style:--accent-text=move || accent.get().map(|accent| accent.readable().to_string())
            on:pointerdown=move |_| touch()
            on:keydown=move |event| {
                touch();
                // The key that wakes the screen answers nothing either.
                if resting.get_untracked() {
                    event.prevent_default();
                    resting.set(false);
                }
                keep_size(&event);
            }
            on:wheel=move |event| if event.ctrl_key() { event.prevent_default() }
            on:input=move |_| touch()
            on:contextmenu=move |event| event.prevent_default()
        >
            <Brand kiosk step/>
            <LanguageChoice kiosk language step/>
            {move || {
                let (step, language, profile) = (step.get(), language.get(), kiosk.profile());
                // What is typed must not draw the screen it is typed on anew.
                untrack(|| profile.map(|profile| screen(kiosk, &profile, step, language)))
            }}
            <Exit language left/>
            <Show when=move || resting.get()>
                // The touch that wakes the screen answers nothing: it ends here, and only then does this go.
                <button type="button" class="kiosk-rest" on:click=move |_| { touch(); resting.set(false) }>
                    {move || language.get().texts().kiosk_page().rest}
                </button>
            </Show>
        </main>
    }
}

/// Each screen is read from its question on, and the invitation is taken with the Enter key: what
/// had the focus before is gone.
fn follow_focus(step: Memo<Step>) {
    Effect::new(move |before: Option<Step>| {
        let step = step.get();
        if before.is_some() {
            // The screen is there after the browser's next turn.
            request_animation_frame(|| {
                let first = |selector| document().query_selector(selector).ok().flatten();
                let target = first("[data-action=begin]").or_else(|| first(".kiosk h1"));
                if let Some(target) = target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
                    // Anything on the page can be focused; what cannot stays as it is.
                    let _ = target.focus();
                }
            });
        }
        step
    });
}

/// The keys that make a page larger or smaller do nothing at a kiosk.
fn keep_size(event: &leptos::ev::KeyboardEvent) {
    if (event.ctrl_key() || event.meta_key()) && matches!(event.key().as_str(), "+" | "-" | "=" | "0") {
        event.prevent_default();
    }
}

/// Going back leads nowhere while respondents have the device, and where it did before once they have not.
fn hold_history(app: App) {
    history::hold();
    let moved = window_event_listener(leptos::ev::popstate, |_| history::hold());
    on_cleanup(move || {
        moved.remove();
        // To another program's page, the next one is on its way: it must not be overtaken.
        if untrack(|| app.route()).is_of_kiosk() {
            history::let_go();
        }
    });
}

/// The screen stays on while the kiosk is awake, and whenever the page is shown again.
fn keep_awake(resting: RwSignal<bool>) {
    let hold = move || {
        if resting.get_untracked() {
            wake_lock::release();
        } else {
            wake_lock::hold();
        }
    };
    Effect::new(move |_| {
        resting.track();
        hold();
    });
    let shown = window_event_listener(leptos::ev::visibilitychange, move |_| hold());
    on_cleanup(move || {
        shown.remove();
        wake_lock::release();
    });
}

/// Once a second: tells the visit, and whoever follows `left`, when nobody has touched the screen
/// for the profile's idle time, and rests in the hours of rest.
fn watch_time(kiosk: Kiosk, touched: StoredValue<f64>, resting: RwSignal<bool>, left: Trigger) {
    let tick = move || {
        kiosk.wait_on();
        let Some(profile) = kiosk.profile() else { return };
        let profile = profile.profile();
        // Somebody else's clock may ring once more after these screens have gone.
        let Some(last) = touched.try_get_value() else { return };
        let still = since_start_ms() - last;
        if still < f64::from(profile.idle_seconds) * 1000.0 {
            return;
        }
        touched.set_value(since_start_ms());
        kiosk.on(Event::Idle);
        left.notify();
        let rests = profile.sleep.is_some_and(|sleep| sleep.holds(minute_of_day()));
        let alone = kiosk.visit().is_none_or(|visit| visit.step() == Step::Attract);
        if resting.get_untracked() != (rests && alone) {
            resting.set(rests && alone);
        }
    };
    let handle = set_interval_with_handle(move || untrack(tick), std::time::Duration::from_secs(1));
    // Without a timer nobody is timed out; every other way through still works.
    if let Ok(handle) = handle {
        on_cleanup(move || handle.clear());
    }
}

fn step_name(step: Step) -> &'static str {
    match step {
        Step::Attract => "attract",
        Step::Score => "score",
        Step::Why => "why",
        Step::Extra => "extra",
        Step::Contact => "contact",
        Step::Keeping => "keeping",
        Step::NotKept => "not-kept",
        Step::Thanks => "thanks",
    }
}

fn screen(kiosk: Kiosk, profile: &CheckedProfile, step: Step, language: Language) -> AnyView {
    let visit = kiosk.visit().unwrap_or_else(|| Visit::new(profile));
    let Some(texts) = profile.texts(language).cloned() else { return ().into_any() };
    let words = language.texts().kiosk_page();
    match step {
        Step::Attract => attract(kiosk, profile.profile(), words),
        Step::Score => score(kiosk, &visit, texts, words),
        Step::Why => why(kiosk, &visit, profile, texts, words),
        Step::Extra => extra(kiosk, &visit, profile, texts, words),
        Step::Contact => contact(kiosk, &visit, texts, words),
        Step::Keeping => view! { <p class="kiosk-say" role="status">{words.keeping}</p> }.into_any(),
        Step::NotKept => not_kept(kiosk, words),
        Step::Thanks => thanks(kiosk, texts, words),
    }
}

fn attract(kiosk: Kiosk, profile: &Profile, words: &'static KioskPageTexts) -> AnyView {
    let begin = move |_| {
        fill_screen();
        kiosk.on(Event::Begin);
    };
    let logo = profile.look.logo.as_ref().map(|logo| logo.url().to_owned());
    view! {
        <h1 class="visually-hidden">{profile.organisation.clone()}</h1>
        <button type="button" class="kiosk-begin" data-action="begin" on:click=begin>
            {logo.map(|url| view! { <img class="kiosk-logo" src=url alt=""/> })}
            <span class="kiosk-who">{profile.organisation.clone()}" · "{profile.branch.clone()}</span>
            <strong>{words.begin}</strong>
            <span class="kiosk-call">{words.begin_help}</span>
        </button>
    }
    .into_any()
}

fn score(kiosk: Kiosk, visit: &Visit, texts: Texts, words: &'static KioskPageTexts) -> AnyView {
    let chosen = visit.draft().score;
    let number = move |score: Score| {
        view! {
            <button
                type="button"
                class="kiosk-score"
                data-score=score.get()
                aria-pressed=(chosen == Some(score)).to_string()
                on:click=move |_| kiosk.on(Event::Choose(score))
            >
                {score.get()}
            </button>
        }
    };
    let scores = (0..=10).filter_map(|number| Score::try_from(number).ok());
    view! {
        <h1 tabindex="-1">{texts.recommend}</h1>
        <div class="kiosk-scores" role="group">{scores.map(number).collect_view()}</div>
        <p class="kiosk-anchors"><span>"0 = "{texts.lowest}</span><span>"10 = "{texts.highest}</span></p>
        <Steps kiosk words next=None/>
    }
    .into_any()
}

fn why(kiosk: Kiosk, visit: &Visit, profile: &CheckedProfile, texts: Texts, words: &'static KioskPageTexts) -> AnyView {
    let offered = visit.offered(profile);
    let comment = visit.draft().comment.clone();
    let next = if visit.is_last(profile) { words.finish } else { words.next };
    let reason = move |reason: String| {
        let (tapped, shown) = (reason.clone(), reason.clone());
        let chosen = move || kiosk.visit().is_some_and(|visit| visit.draft().reasons.contains(&reason));
        view! {
            <button
                type="button"
                class="kiosk-reason"
                aria-pressed=move || chosen().to_string()
                on:click=move |_| kiosk.on(Event::Reason(tapped.clone()))
            >
                {shown}
            </button>
        }
    };
    view! {
        <h1 tabindex="-1">{texts.why}</h1>
        <div class="kiosk-reasons" role="group">{offered.into_iter().map(reason).collect_view()}</div>
        <label class="kiosk-field">
            <span>{words.in_words}</span>
            <textarea
                name="comment"
                rows="3"
                maxlength="2000"
                autocomplete="off"
                on:input=move |event| kiosk.on(Event::Comment(event_target_value(&event)))
            >
                {comment}
            </textarea>
        </label>
        <Steps kiosk words next=Some(next)/>
    }
    .into_any()
}

fn extra(
    kiosk: Kiosk,
    visit: &Visit,
    profile: &CheckedProfile,
    texts: Texts,
    words: &'static KioskPageTexts,
) -> AnyView {
    let typed = visit.draft().extra.clone();
    let next = if visit.is_last(profile) { words.finish } else { words.next };
    let label = texts.extra.clone();
    view! {
        <h1 tabindex="-1">{texts.extra}</h1>
        <textarea
            name="extra"
            class="kiosk-alone"
            rows="4"
            maxlength="2000"
            autocomplete="off"
            aria-label=label
            on:input=move |event| kiosk.on(Event::Extra(event_target_value(&event)))
        >
            {typed}
        </textarea>
        <Steps kiosk words next=Some(next)/>
    }
    .into_any()
}

fn contact(kiosk: Kiosk, visit: &Visit, texts: Texts, words: &'static KioskPageTexts) -> AnyView {
    let draft = visit.draft().clone();
    let held = Memo::new(move |_| kiosk.visit().is_some_and(|visit| visit.draft().lacks_consent()));
    view! {
        <h1 tabindex="-1">{words.contact}</h1>
        <input
            type="text"
            name="contact"
            class="kiosk-alone"
            maxlength="200"
            autocomplete="off"
            aria-label=words.contact
            aria-describedby="kiosk-consent-needed"
            prop:value=draft.contact
            on:input=move |event| kiosk.on(Event::Contact(event_target_value(&event)))
        />
        // There before it says anything: what comes into it is then read aloud.
        <p id="kiosk-consent-needed" class="kiosk-note" role="status">{move || held.get().then_some(words.consent_needed)}</p>
        <label class="kiosk-consent">
            <input
                type="checkbox"
                name="consent"
                prop:checked=draft.consented
                on:change=move |event| kiosk.on(Event::Consent(event_target_checked(&event)))
            />
            <span>{texts.consent}</span>
        </label>
        <Steps kiosk words next=Some(words.finish) held/>
    }
    .into_any()
}

fn not_kept(kiosk: Kiosk, words: &'static KioskPageTexts) -> AnyView {
    view! {
        <div class="kiosk-say" role="alert">
            <h1 tabindex="-1">{words.not_kept}</h1>
            <p>{words.not_kept_help}</p>
            <button type="button" class="button button-primary" data-action="again" on:click=move |_| kiosk.on(Event::Next)>
                {words.again}
            </button>
        </div>
    }
    .into_any()
}

fn thanks(kiosk: Kiosk, texts: Texts, words: &'static KioskPageTexts) -> AnyView {
    // The next respondent need not wait out the idle time.
    let handle = set_timeout_with_handle(move || kiosk.on(Event::Next), std::time::Duration::from_secs(4));
    if let Ok(handle) = handle {
        on_cleanup(move || handle.clear());
    }
    view! {
        <div class="kiosk-say" role="status">
            <h1 tabindex="-1">{texts.thanks}</h1>
            <button type="button" class="button" data-action="done" on:click=move |_| kiosk.on(Event::Next)>{words.done}</button>
        </div>
    }
    .into_any()
}

/// Whose question it is, on every screen but the invitation, which says so itself.
#[component]
fn Brand(kiosk: Kiosk, step: Memo<Step>) -> impl IntoView {
    let brand = move || {
        let profile = kiosk.profile().filter(|_| step.get() != Step::Attract)?;
        let Profile { organisation, look, .. } = profile.profile();
        Some(match &look.logo {
            Some(logo) => view! { <img src=logo.url().to_owned() alt=organisation.clone()/> }.into_any(),
            None => organisation.clone().into_any(),
        })
    };
    view! { <div class="kiosk-brand">{brand}</div> }
}

/// Back, and on.
#[component]
fn Steps(
    kiosk: Kiosk,
    words: &'static KioskPageTexts,
    next: Option<&'static str>,
    /// Whether something is missing before it can go on.
    #[prop(optional, into)]
    held: Signal<bool>,
) -> impl IntoView {
    view! {
        <p class="kiosk-steps">
            <button type="button" class="button" data-action="back" on:click=move |_| kiosk.on(Event::Back)>{words.back}</button>
            {next.map(|next| view! {
                <button type="button" class="button button-primary" data-action="next" disabled=move || held.get() on:click=move |_| kiosk.on(Event::Next)>{next}</button>
            })}
        </p>
    }
}

/// The languages offered; nothing where there is one.
#[component]
fn LanguageChoice(kiosk: Kiosk, language: Memo<Language>, step: Memo<Step>) -> impl IntoView {
    let offered = move || {
        let profile = kiosk.profile().map(|profile| profile.profile().languages.clone());
        profile.unwrap_or_default().into_iter().map(|(language, _)| language).collect::<Vec<_>>()
    };
    let asked = move || !matches!(step.get(), Step::Keeping | Step::NotKept);
    view! {
        <Show when=move || { offered().len() > 1 } && asked()>
            <div class="kiosk-languages" role="group">
                {move || offered().into_iter().map(|offered| view! {
                    <button
                        type="button"
                        class="button"
                        lang=offered.tag()
                        aria-pressed=move || (language.get() == offered).to_string()
                        on:click=move |_| kiosk.on(Event::Speak(offered))
                    >
                        {offered.own_name()}
                    </button>
                }).collect_view()}
            </div>
        </Show>
    }
}
