//! What can be done to a case, and how what was done is told.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::care::{Action, AskFor, CaseId, Event, Kind, State, Step, Words};
use crate::domain::score::Score;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::state::{use_app, use_care};

/// What happened, in words.
pub fn told(event: &Event, texts: &'static Texts, formats: &Formats) -> String {
    let words = &texts.care;
    match &event.action {
        Action::Open(_) => words.event_open.to_owned(),
        Action::Assign { owner } => (words.event_assign)(owner.as_str()),
        Action::Contact => words.event_contact.to_owned(),
        Action::Settle => words.event_settle.to_owned(),
        Action::Resurvey { score, comment } => {
            let text = (words.event_resurvey)(&score.get().to_string());
            if comment.is_empty() { text } else { format!("{text} · {comment}") }
        }
        Action::Close { cause, action } => (words.event_close)(cause.as_str(), action.as_str()),
        Action::Reopen { why } => (words.event_reopen)(why.as_str()),
        Action::Note { text } => (words.event_note)(text.as_str()),
        Action::Ask { what } => texts.asked_for(*what).to_owned(),
        Action::Due { at } => (words.event_due)(&formats.moment(*at)),
        Action::Fix(fix) => format!("{} · {}", words.event_fix, fix.what),
        Action::Undo { .. } => texts.common.undo.to_owned(),
    }
}

/// What is typed for the steps that need words.
#[derive(Clone, Copy)]
struct Typed {
    first: RwSignal<String>,
    second: RwSignal<String>,
}

/// Buttons for the steps that follow from how the case stands; a step that needs words opens a form.
#[component]
pub fn Actions(kind: Kind, state: State, id: CaseId) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let asking = RwSignal::new(None::<Step>);
    let id = StoredValue::new(id);
    let act = move |action: Action| {
        spawn_local(async move {
            if desk.act(id.get_value(), action).await {
                asking.set(None);
            }
        });
    };
    let button = move |step: Step, action: Option<Action>, main: bool| {
        view! {
            <button
                type="button"
                class="button"
                class:button-primary=main
                data-step=format!("{step:?}").to_lowercase()
                aria-expanded=action.is_none().then_some(move || (asking.get() == Some(step)).to_string())
                on:click=move |_| match action.clone() {
                    Some(action) => act(action),
                    None => asking.update(|asking| *asking = if *asking == Some(step) { None } else { Some(step) }),
                }
            >
                {move || app.texts().case_step(step)}
            </button>
        }
    };
    let asks = if kind == Kind::Thank { vec![AskFor::Thanks, AskFor::Referral] } else { vec![AskFor::Resurvey] };
    let offered = [
        (Step::Contact, Some(Action::Contact)),
        (Step::Settle, Some(Action::Settle)),
        (Step::Close, None),
        (Step::Resurvey, None),
        (Step::Reopen, None),
        (Step::Assign, None),
        (Step::Note, None),
    ];
    let main = offered.iter().find(|(step, _)| state.allows(*step)).map(|(step, _)| *step);
    let buttons = offered.into_iter().filter(|(step, _)| state.allows(*step));
    let buttons = buttons.map(|(step, action)| button(step, action, main == Some(step))).collect_view();
    let asked = asks.into_iter().map(|what| view! {
        <button type="button" class="button" data-ask=format!("{what:?}").to_lowercase() on:click=move |_| act(Action::Ask { what })>
            {move || app.texts().asked_for(what)}
        </button>
    }).collect_view();
    view! {
        <p class="actions">{buttons}{asked}</p>
        {move || asking.get().map(|step| view! { <StepForm step done=Callback::new(act)/> })}
    }
}

/// The words a step needs.
#[component]
fn StepForm(step: Step, done: Callback<Action>) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let typed = Typed { first: RwSignal::new(String::new()), second: RwSignal::new(String::new()) };
    let wrong = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match action(step, &typed.first.get_untracked(), &typed.second.get_untracked()) {
            Some(action) => done.run(action),
            None => wrong.set(true),
        }
    };
    let (first, second, offers) = labels(step);
    let list = move || {
        let settings = desk.settings();
        let own = || app.texts().own_causes().map(str::to_owned).to_vec();
        let words = |all: Vec<Words>| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        match offers {
            Offers::Causes if settings.causes.is_empty() => own(),
            Offers::Causes => words(settings.causes),
            Offers::Owners => words(settings.owners),
            Offers::None => Vec::new(),
        }
    };
    view! {
        <form class="follow-up-form" on:submit=submit>
            <label class="field">
                <span>{move || first(app.texts())}</span>
                <input type="text" name="first" list="follow-up-offers" autocomplete="off" maxlength="300" prop:value=move || typed.first.get() on:input=move |event| typed.first.set(event_target_value(&event))/>
            </label>
            <datalist id="follow-up-offers">{move || list().into_iter().map(|value| view! { <option value=value></option> }).collect_view()}</datalist>
            {second.map(|label| view! {
                <label class="field">
                    <span>{move || label(app.texts())}</span>
                    <input type="text" name="second" autocomplete="off" maxlength="600" prop:value=move || typed.second.get() on:input=move |event| typed.second.set(event_target_value(&event))/>
                </label>
            })}
            <Show when=move || wrong.get()>
                <p class="field-error" role="alert">{move || if step == Step::Resurvey { app.texts().care.score_bad } else { app.texts().care.needed }}</p>
            </Show>
            <p class="actions"><button type="submit" class="button button-primary" data-action="do-step">{move || app.texts().case_step(step)}</button></p>
        </form>
    }
}

/// What a field offers to choose from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offers {
    None,
    Causes,
    Owners,
}

type Label = fn(&Texts) -> &'static str;

fn labels(step: Step) -> (Label, Option<Label>, Offers) {
    match step {
        Step::Close => (|texts| texts.care.cause, Some(|texts| texts.care.action), Offers::Causes),
        Step::Resurvey => (|texts| texts.care.new_score, Some(|texts| texts.care.new_comment), Offers::None),
        Step::Reopen => (|texts| texts.care.why_reopen, None, Offers::None),
        Step::Assign => (|texts| texts.care.owner, None, Offers::Owners),
        _ => (|texts| texts.care.note, None, Offers::None),
    }
}

/// The step with its words; `None` where words are missing.
fn action(step: Step, first: &str, second: &str) -> Option<Action> {
    let words = |text: &str| text.parse::<Words>().ok();
    Some(match step {
        Step::Close => Action::Close { cause: words(first)?, action: words(second)? },
        Step::Resurvey => {
            let score = first.trim().parse::<i64>().ok().and_then(|number| Score::try_from(number).ok())?;
            Action::Resurvey { score, comment: second.trim().to_owned() }
        }
        Step::Reopen => Action::Reopen { why: words(first)? },
        Step::Assign => Action::Assign { owner: words(first)? },
        _ => Action::Note { text: words(first)? },
    })
}
