//! What can be done to a case, and how what was done is told.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::care::{Action, AskFor, Case, CaseId, Event, Kind, Step, Words};
use crate::domain::score::Score;
use crate::domain::survey::Moment;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::state::{Care, use_app, use_care};

use super::offers::{causes_offered, owners_offered};

/// What happened to a case of this kind, in words.
pub fn told(event: &Event, kind: Kind, texts: &'static Texts, formats: &Formats) -> String {
    let words = &texts.care;
    match &event.action {
        Action::Open(_) => words.event_open.to_owned(),
        Action::Assign { owner } => (words.event_assign)(owner.as_str()),
        Action::Contact if kind == Kind::Thank => words.event_thanked.to_owned(),
        Action::Contact => words.event_contact.to_owned(),
        Action::Settle => words.event_settle.to_owned(),
        Action::Resurvey { score, comment, .. } => {
            let text = (words.event_resurvey)(&score.get().to_string());
            if comment.is_empty() { text } else { format!("{text} · {comment}") }
        }
        Action::Close { cause, action } => (words.event_close)(cause.as_str(), action.as_str()),
        Action::Finish => words.event_finish.to_owned(),
        Action::Reopen { why, .. } => (words.event_reopen)(why.as_str()),
        Action::Note { text } => (words.event_note)(text.as_str()),
        Action::Ask { what: AskFor::Referral } => words.event_refer.to_owned(),
        Action::Ask { what: AskFor::Resurvey } => words.event_ask_again.to_owned(),
        Action::Due { at } => (words.event_due)(&formats.moment(*at)),
        Action::Fix(fix) => format!("{} · {}", words.event_fix, fix.what),
        Action::Undo { .. } => texts.common.undo.to_owned(),
    }
}

/// A step that needs words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Close,
    Resurvey,
    Reopen,
    Assign,
    Note,
}

/// How a step is taken: with one click, or with words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    AtOnce(Action),
    Words(Form),
}

/// The steps that follow from how a case stands, the main one first: where nobody can get in touch, that
/// is finding the cause.
pub fn possible(case: &Case) -> Vec<(Step, Way)> {
    let mut steps: Vec<(Step, Way)> = offered().into_iter().filter(|(step, _)| case.allows_step(*step)).collect();
    if !case.opening.is_reachable() {
        steps.sort_by_key(|(step, _)| *step != Step::Close);
    }
    steps
}

/// All steps, in the order their buttons stand; of those possible the first is the main one.
fn offered() -> [(Step, Way); 10] {
    let ask = |what| Way::AtOnce(Action::Ask { what });
    [
        (Step::Contact, Way::AtOnce(Action::Contact)),
        (Step::Settle, Way::AtOnce(Action::Settle)),
        (Step::Close, Way::Words(Form::Close)),
        (Step::Refer, ask(AskFor::Referral)),
        (Step::Finish, Way::AtOnce(Action::Finish)),
        (Step::AskAgain, ask(AskFor::Resurvey)),
        (Step::Resurvey, Way::Words(Form::Resurvey)),
        (Step::Reopen, Way::Words(Form::Reopen)),
        (Step::Assign, Way::Words(Form::Assign)),
        (Step::Note, Way::Words(Form::Note)),
    ]
}

/// What is typed for the steps that need words.
#[derive(Clone, Copy)]
struct Typed {
    first: RwSignal<String>,
    second: RwSignal<String>,
}

/// Buttons for the steps that follow from how the case stands ([`possible`]); a step that needs words opens a form.
/// While the customer rests, nothing is asked of them.
#[component]
pub fn Actions(kind: Kind, steps: Vec<(Step, Way)>, id: CaseId, resting: Signal<bool>) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let asking = RwSignal::new(None::<Form>);
    let id = StoredValue::new(id);
    let act = move |action: Action| {
        spawn_local(async move {
            if desk.act(id.get_value(), action).await {
                asking.set(None);
            }
        });
    };
    let button = move |step: Step, way: Way, main: bool| {
        let form = if let Way::Words(form) = way { Some(form) } else { None };
        let asks = matches!(step, Step::AskAgain | Step::Refer);
        view! {
            <button
                type="button"
                class="button"
                class:button-primary=main
                data-step=format!("{step:?}").to_lowercase()
                disabled=move || asks && resting.get()
                aria-expanded=form.map(|form| move || (asking.get() == Some(form)).to_string())
                on:click=move |_| match way.clone() {
                    Way::AtOnce(action) => act(action),
                    Way::Words(form) => asking.update(|asking| *asking = if *asking == Some(form) { None } else { Some(form) }),
                }
            >
                {move || app.texts().case_step(kind, step)}
            </button>
        }
    };
    let mut steps = steps.into_iter();
    let main = steps.next().map(|(step, way)| button(step, way, true));
    let others = steps.map(|(step, way)| button(step, way, false)).collect_view();
    view! {
        <p class="actions">{main}{others}</p>
        {move || asking.get().map(|form| view! { <StepForm kind form done=Callback::new(act)/> })}
    }
}

/// The words a step needs.
#[component]
fn StepForm(kind: Kind, form: Form, done: Callback<Action>) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let typed = Typed { first: RwSignal::new(String::new()), second: RwSignal::new(String::new()) };
    let wrong = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match form.action(&typed.first.get_untracked(), &typed.second.get_untracked(), desk.due_from_now()) {
            Some(action) => done.run(action),
            None => wrong.set(true),
        }
    };
    let second = form.second();
    view! {
        <form class="follow-up-form" on:submit=submit>
            <label class="field">
                <span>{move || form.first(app.texts())}</span>
                <input type="text" name="first" list="follow-up-offers" autocomplete="off" maxlength="300" prop:value=move || typed.first.get() on:input=move |event| typed.first.set(event_target_value(&event))/>
            </label>
            <datalist id="follow-up-offers">{move || form.offers(desk, app.texts()).into_iter().map(|value| view! { <option value=value></option> }).collect_view()}</datalist>
            {second.map(|label| view! {
                <label class="field">
                    <span>{move || label(app.texts())}</span>
                    <input type="text" name="second" autocomplete="off" maxlength="600" prop:value=move || typed.second.get() on:input=move |event| typed.second.set(event_target_value(&event))/>
                </label>
            })}
            <Show when=move || wrong.get()>
                <p class="field-error" role="alert">{move || if form == Form::Resurvey { app.texts().care.score_bad } else { app.texts().care.needed }}</p>
            </Show>
            <p class="actions"><button type="submit" class="button button-primary" data-action="do-step">{move || app.texts().case_step(kind, form.step())}</button></p>
        </form>
    }
}

impl Form {
    fn step(self) -> Step {
        match self {
            Self::Close => Step::Close,
            Self::Resurvey => Step::Resurvey,
            Self::Reopen => Step::Reopen,
            Self::Assign => Step::Assign,
            Self::Note => Step::Note,
        }
    }

    /// The label of the first field.
    fn first(self, texts: &Texts) -> &'static str {
        let words = &texts.care;
        match self {
            Self::Close => words.cause,
            Self::Resurvey => words.new_score,
            Self::Reopen => words.why_reopen,
            Self::Assign => words.owner,
            Self::Note => words.note,
        }
    }

    /// The label of the second field, where there is one.
    fn second(self) -> Option<fn(&Texts) -> &'static str> {
        match self {
            Self::Close => Some(|texts| texts.care.action),
            Self::Resurvey => Some(|texts| texts.care.new_comment),
            Self::Reopen | Self::Assign | Self::Note => None,
        }
    }

    /// What the first field offers to choose from.
    fn offers(self, desk: Care, texts: &Texts) -> Vec<String> {
        match self {
            Self::Close => causes_offered(desk, texts),
            Self::Assign => owners_offered(desk),
            Self::Resurvey | Self::Reopen | Self::Note => Vec::new(),
        }
    }

    /// The step with its words, and the time by which somebody is to get in touch should it take the
    /// case up again; `None` where words are missing.
    fn action(self, first: &str, second: &str, due: Moment) -> Option<Action> {
        let words = |text: &str| text.parse::<Words>().ok();
        Some(match self {
            Self::Close => Action::Close { cause: words(first)?, action: words(second)? },
            Self::Resurvey => {
                let score = first.trim().parse::<i64>().ok().and_then(|number| Score::try_from(number).ok())?;
                Action::Resurvey { score, comment: second.trim().to_owned(), due }
            }
            Self::Reopen => Action::Reopen { why: words(first)?, due },
            Self::Assign => Action::Assign { owner: words(first)? },
            Self::Note => Action::Note { text: words(first)? },
        })
    }
}
