//! Which answers become cases, and how soon somebody calls. What makes no sense is not kept: the
//! field says why, and the settings before stay in force.

mod offers;
mod rule;
mod terms;
mod typed;

use leptos::prelude::*;

use crate::domain::care::{CareSettings, Rules};
use crate::domain::format::Format as _;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::state::{Care, use_app, use_care};
use crate::ui::components::banner::{Banner, Tone};

use super::Frame;
use offers::Offers;
use rule::RuleRow;
use terms::TermsFields;

/// What can be taken back: the rules as they were, and what happened to them since.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Undo {
    rules: Rules,
    /// The rule removed; `None` where all were reset.
    removed: Option<String>,
}

/// Settings as typed so far: those in force, unless something in them makes no sense yet.
#[derive(Clone, Copy)]
struct Draft {
    desk: Care,
    typed: RwSignal<Option<CareSettings>>,
    undo: RwSignal<Option<Undo>>,
}

impl Draft {
    fn new(desk: Care) -> Self {
        Self { desk, typed: RwSignal::new(None), undo: RwSignal::new(None) }
    }

    fn settings(self) -> CareSettings {
        self.typed.get().unwrap_or_else(|| self.desk.choices().settings)
    }

    /// Changes the settings, and puts them in force if they make sense.
    fn edit(self, change: impl FnOnce(&mut CareSettings)) {
        let mut settings = untrack(|| self.settings());
        change(&mut settings);
        self.undo.set(None);
        if settings.clone().check().is_err() {
            self.typed.set(Some(settings));
            return;
        }
        self.typed.set(None);
        self.desk.choose(|choices| choices.settings = settings);
    }

    /// Changes the rules in a way that can be taken back.
    fn edit_rules(self, removed: Option<String>, change: impl FnOnce(&mut Rules)) {
        let rules = untrack(|| self.settings()).rules;
        self.edit(|settings| change(&mut settings.rules));
        self.undo.set(Some(Undo { rules, removed }));
    }
}

/// The page.
#[component]
pub fn RulesPage() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let draft = Draft::new(desk);
    // What was done to a case is not what is undone here.
    desk.forget_done();
    view! {
        <Frame>
            <h1>{move || headline(app.texts(), &app.formats(), &desk.choices().settings)}</h1>
            <p class="muted">{move || app.texts().care_rules.applies}</p>
            <RuleList draft/>
            <TermsFields draft/>
            <Offers draft/>
            <Notices draft/>
        </Frame>
    }
}

fn headline(texts: &Texts, formats: &Formats, settings: &CareSettings) -> String {
    let words = &texts.care_rules;
    let rules = formats.count(settings.rules.0.len());
    let hours = formats.count(usize::from(settings.terms.hours));
    match (settings.rules.0.len(), settings.terms.working) {
        (0, _) => words.headline_none.to_owned(),
        (_, None) => (words.headline)(&rules, &hours),
        (_, Some(_)) => (words.headline_working)(&rules, &hours),
    }
}

/// What is not kept, and what can be taken back: at the end, where it moves nothing as it comes and goes.
#[component]
fn Notices(draft: Draft) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="care-rules-notices">
        {move || draft.typed.with(Option::is_some).then(|| {
            let words = &app.texts().care_rules;
            let discard = Callback::new(move |()| draft.typed.set(None));
            view! { <Banner tone=Tone::Warning action=(words.discard, discard)>{words.not_kept}</Banner> }
        })}
        {move || draft.undo.get().map(|undo| {
            let texts = app.texts();
            let what = match &undo.removed {
                Some(name) => (texts.care_rules.removed)(texts.care_rule(name)),
                None => texts.care_rules.was_reset.to_owned(),
            };
            let back = Callback::new(move |()| draft.edit(|settings| settings.rules.clone_from(&undo.rules)));
            view! { <Banner tone=Tone::Info action=(texts.common.undo, back)>{what}</Banner> }
        })}
        </div>
    }
}

/// The rules in the order they are tried.
#[component]
fn RuleList(draft: Draft) -> impl IntoView {
    let app = use_app();
    let places = Memo::new(move |_| draft.settings().rules.0.len());
    let add = move |_| {
        let name = app.texts().care_rules.new_name;
        draft.edit(|settings| settings.rules.add(|number| name(&number.to_string())));
    };
    view! {
        <section class="card" data-section="rules">
            <h2>{move || app.texts().care_rules.rules}</h2>
            <p class="muted">{move || app.texts().care_rules.rules_help}</p>
            <ol class="care-rules">
                <For each=move || 0..places.get() key=|place| *place let:place>
                    <RuleRow draft place/>
                </For>
            </ol>
            <p class="muted">{move || app.texts().care_rules.segments_help}</p>
            <p class="actions">
                <button type="button" class="button" data-action="add-rule" on:click=add>{move || app.texts().care_rules.add}</button>
                <button type="button" class="button" data-action="reset-rules" on:click=move |_| draft.edit_rules(None, |rules| *rules = Rules::default())>
                    {move || app.texts().care_rules.reset}
                </button>
            </p>
        </section>
    }
}
