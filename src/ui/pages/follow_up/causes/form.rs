//! Writing a measure down.

use leptos::prelude::*;

use crate::domain::care::{Fix, Unit, Words, units};
use crate::domain::day::Day;
use crate::i18n::Texts;
use crate::platform::clock::today;
use crate::state::{Care, use_app, use_care};

use super::super::offers::{causes_offered, owners_offered};

/// A field's label.
type Label = fn(&Texts) -> &'static str;

/// A measure as typed.
#[derive(Clone, Copy)]
struct Typed {
    cause: RwSignal<String>,
    what: RwSignal<String>,
    owner: RwSignal<String>,
    branch: RwSignal<String>,
    touchpoint: RwSignal<String>,
    since: RwSignal<String>,
    done: RwSignal<bool>,
}

impl Typed {
    fn new(known: Option<Fix>) -> Self {
        let typed = Self::blank();
        if let Some(Fix { cause, what, owner, branch, touchpoint, since, done }) = known {
            let fill =
                |field: RwSignal<String>, words: Option<Words>| field.set(words.map(String::from).unwrap_or_default());
            fill(typed.cause, Some(cause));
            fill(typed.what, Some(what));
            fill(typed.owner, Some(owner));
            fill(typed.branch, branch);
            fill(typed.touchpoint, touchpoint);
            typed.since.set(since.to_string());
            typed.done.set(done);
        }
        typed
    }

    /// In effect from today on.
    fn blank() -> Self {
        let text = || RwSignal::new(String::new());
        let since = RwSignal::new(today().map(|day| day.to_string()).unwrap_or_default());
        let done = RwSignal::new(false);
        Self { cause: text(), what: text(), owner: text(), branch: text(), touchpoint: text(), since, done }
    }

    /// The measure; `None` where something it needs is missing.
    fn read(self) -> Option<Fix> {
        let words = |text: RwSignal<String>| text.with_untracked(|text| text.parse::<Words>().ok());
        Some(Fix {
            cause: words(self.cause)?,
            what: words(self.what)?,
            owner: words(self.owner)?,
            branch: words(self.branch),
            touchpoint: words(self.touchpoint),
            since: self.since.with_untracked(|text| text.parse().ok())?,
            done: self.done.get_untracked(),
        })
    }
}

/// The form of a new measure, or of one that is known.
#[component]
pub fn FixForm(known: Option<Fix>, done: Callback<Fix>, cancel: Callback<()>) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let typed = Typed::new(known);
    let tried = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if let Some(fix) = typed.read() {
            done.run(fix);
        }
    };
    let no_day = move || tried.get() && typed.since.with(|text| text.parse::<Day>().is_err());
    let places = Places::known(desk);
    view! {
        <form class="fix-form" data-form="fix" on:submit=submit>
            <Field name="fix-what" label=|texts| texts.causes.what text=typed.what needed=Some(tried) offers=Signal::stored(Vec::new())/>
            <Field name="fix-cause" label=|texts| texts.causes.cause text=typed.cause needed=Some(tried) offers=Signal::derive(move || causes_offered(desk, app.texts()))/>
            <Field name="fix-owner" label=|texts| texts.causes.owner text=typed.owner needed=Some(tried) offers=Signal::derive(move || owners_offered(desk))/>
            <Field name="fix-branch" label=|texts| texts.causes.branch text=typed.branch needed=None offers=places.branches/>
            <Field name="fix-touchpoint" label=|texts| texts.causes.touchpoint text=typed.touchpoint needed=None offers=places.touchpoints/>
            <label class="field">
                <span>{move || app.texts().causes.since}</span>
                <input type="date" name="fix-since" aria-invalid=move || no_day().to_string() prop:value=move || typed.since.get() on:input=move |event| typed.since.set(event_target_value(&event))/>
                {move || no_day().then(|| view! { <span class="field-error" role="alert">{app.texts().causes.bad_day}</span> })}
            </label>
            <label class="check">
                <input type="checkbox" name="fix-in-place" prop:checked=move || typed.done.get() on:change=move |event| typed.done.set(event_target_checked(&event))/>
                <span>{move || app.texts().causes.done}</span>
            </label>
            <p class="actions">
                <button type="submit" class="button button-primary" data-action="keep-fix">{move || app.texts().causes.keep}</button>
                <button type="button" class="button" on:click=move |_| cancel.run(())>{move || app.texts().common.cancel}</button>
            </p>
        </form>
    }
}

/// A line of text, with what was used before on offer. Once `needed` is set a blank one is wrong.
#[component]
fn Field(
    name: &'static str,
    label: Label,
    text: RwSignal<String>,
    needed: Option<RwSignal<bool>>,
    offers: Signal<Vec<String>>,
) -> impl IntoView {
    let app = use_app();
    let list = format!("{name}-offers");
    let of_input = list.clone();
    let missing = move || needed.is_some_and(|tried| tried.get()) && text.with(|text| text.parse::<Words>().is_err());
    view! {
        <label class="field">
            <span>{move || label(app.texts())}</span>
            <input type="text" name=name list=of_input autocomplete="off" maxlength="300" aria-invalid=move || missing().to_string() prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))/>
            <datalist id=list>{move || offers.get().into_iter().map(|value| view! { <option value=value></option> }).collect_view()}</datalist>
            {move || missing().then(|| view! { <span class="field-error" role="alert">{app.texts().care.needed}</span> })}
        </label>
    }
}

/// Branches and touchpoints that answers or cases name.
struct Places {
    branches: Signal<Vec<String>>,
    touchpoints: Signal<Vec<String>>,
}

impl Places {
    fn known(desk: Care) -> Self {
        let answers = desk.scored();
        let all = Memo::new(move |_| desk.cases().with(|cases| answers.with(|answers| units(answers, cases))));
        let of = move |wanted: fn(&Unit) -> bool| {
            Signal::derive(move || {
                all.with(|all| all.iter().filter(|unit| wanted(unit)).map(|unit| unit.name().to_owned()).collect())
            })
        };
        Self {
            branches: of(|unit| matches!(unit, Unit::Branch(_))),
            touchpoints: of(|unit| matches!(unit, Unit::Touchpoint(_))),
        }
    }
}
