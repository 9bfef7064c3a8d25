//! The rule table: which scores make which segment.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::indicators::rfm::{
    self, Measure, Preset, RfmError, RfmParams, Rule, RuleCheck, RuleTable, ScoreRange, check_rules, explain,
    measure_name,
};
use crate::state::{App, use_app};
use crate::ui::components::later::Later;

use super::rule_check::RuleReport;

/// The rules as edited so far: those in force, unless something in them makes no sense yet.
#[derive(Clone, Copy)]
struct Draft {
    app: App,
    edited: RwSignal<Option<RuleTable>>,
}

impl Draft {
    fn rules(self) -> RuleTable {
        self.edited.get().unwrap_or_else(|| self.app.segment_rules())
    }

    fn error(self) -> Option<RfmError> {
        self.edited.get().and_then(|rules| RfmParams { rules, ..RfmParams::default() }.check().err())
    }

    /// Changes the rules, and puts them in force if they make sense.
    fn edit(self, change: impl FnOnce(&mut RuleTable)) {
        let mut rules = untrack(|| self.rules());
        change(&mut rules);
        self.edited.set(Some(rules.clone()));
        if self.error().is_some() {
            return;
        }
        // A table of rules always serialises.
        let value = serde_json::to_value(&rules).unwrap_or_default();
        spawn_local(async move {
            if self.app.set(rfm::ID.to_owned(), "rules".to_owned(), value).await.is_ok() {
                // Edited again meanwhile, it is still a draft.
                self.edited.try_update(|edited| {
                    if edited.as_ref() == Some(&rules) {
                        *edited = None;
                    }
                });
            }
        });
    }
}

/// The table, its buttons, and its check.
#[component]
pub fn RuleTableEditor() -> impl IntoView {
    let app = use_app();
    let draft = Draft { app, edited: RwSignal::new(None) };
    let table = Memo::new(move |_| draft.rules());
    let found = Memo::new(move |_| table.with(check_rules));
    let keys = move || table.with(|table| table.rules.iter().map(|rule| rule.key.clone()).collect::<Vec<_>>());
    // One row a turn, from the first on.
    let turns = move |key: &str| untrack(keys).iter().position(|other| other == key).map_or(1, |place| place + 1);
    let add = move |_| {
        draft.edit(|rules| {
            rules.add(|number| (app.texts().rules.rule_new)(&number.to_string()));
        });
    };
    let too_many = move || draft.error().filter(|error| matches!(error, RfmError::TooManyRules { .. }));
    view! {
        <section class="analysis-part">
            <h3>{move || app.texts().rules.rules}</h3>
            <p class="muted">{move || app.texts().rules.rules_help}</p>
            <Show when=move || draft.error().is_some()>
                <p class="field-warning" role="status">{move || app.texts().rules.not_kept}</p>
            </Show>
            <ol class="rules">
                <For each=keys key=Clone::clone let:key>
                    <Later turns=turns(&key)><RuleRow draft table found key=key.clone()/></Later>
                </For>
            </ol>
            {move || too_many().map(|error| view! { <p class="field-error" role="alert">{explain(&error, app.language())}</p> })}
            <p class="actions">
                <button type="button" class="button" data-action="add-rule" on:click=add>{move || app.texts().rules.rule_add}</button>
                <PresetButton draft preset=Preset::RecencyFrequency action="reset-rules"/>
                <PresetButton draft preset=Preset::RfmPackage action="package-rules"/>
            </p>
            <RuleReport table found/>
        </section>
    }
}

/// Puts a table that comes with the program in the place of the one in force.
#[component]
fn PresetButton(draft: Draft, preset: Preset, action: &'static str) -> impl IntoView {
    let text = move || {
        let texts = &draft.app.texts().rules;
        match preset {
            Preset::RecencyFrequency => texts.rule_reset,
            Preset::RfmPackage => texts.rule_package,
        }
    };
    let press = move |_| draft.edit(|rules| *rules = RuleTable::of(preset));
    view! { <button type="button" class="button" data-action=action on:click=press>{text}</button> }
}

/// The name of a rule as people read it.
pub fn shown_name(app: App, rule: &Rule) -> String {
    app.texts().segment(&rule.key, &rule.name).to_owned()
}

/// One rule.
#[component]
fn RuleRow(draft: Draft, table: Memo<RuleTable>, found: Memo<RuleCheck>, key: String) -> impl IntoView {
    let app = use_app();
    let data_key = key.clone();
    let key = StoredValue::new(key);
    let is_ours = move |rule: &Rule| key.with_value(|key| rule.key == *key);
    let rule = Memo::new(move |_| table.with(|table| table.rules.iter().find(|rule| is_ours(rule)).cloned()));
    let name = Memo::new(move |_| rule.get().map(|rule| shown_name(app, &rule)).unwrap_or_default());
    let unnamed = RwSignal::new(false);
    let edit = move |change: &dyn Fn(&mut Rule)| {
        draft.edit(|rules| rules.rules.iter_mut().filter(|rule| is_ours(rule)).for_each(change));
    };
    let rename = move |event: web_sys::Event| {
        let typed = event_target_value(&event).trim().to_owned();
        unnamed.set(typed.is_empty());
        if !typed.is_empty() {
            edit(&|rule| rule.name.clone_from(&typed));
        }
    };
    let wins = move || {
        let wins = found.with(|found| {
            found.wins.iter().find(|wins| key.with_value(|key| wins.key == *key)).map_or(0, |wins| wins.codes)
        });
        (app.texts().rules.rule_wins)(&wins.to_string())
    };
    // Checked rule by rule, so that each row shows its own mistake.
    let wrong = move || match (unnamed.get(), rule.get().and_then(|rule| rule.check().err())) {
        (true, _) => Some(app.texts().rules.error_name.to_owned()),
        (false, error) => error.map(|error| explain(&error, app.language())),
    };
    let range = move |measure: Measure| view! { <Range measure rule set=Callback::new(move |range| edit(&|rule| *rule.range_mut(measure) = range))/> };
    let place = move || table.with(|table| table.rules.iter().position(is_ours)).unwrap_or_default();
    let last = move || place().saturating_add(1) >= table.with(|table| table.rules.len());
    let swap = move |by_one: bool| {
        let place = untrack(place);
        draft.edit(|rules| if by_one { rules.swap_with_next(place) } else { rules.swap_with_previous(place) });
    };
    view! {
        <li class="rule" data-rule=data_key>
            <label class="field rule-name">
                <span>{move || app.texts().rules.rule_name}</span>
                <input type="text" autocomplete="off" prop:value=move || name.get() on:change=rename/>
            </label>
            {range(Measure::Recency)}
            {range(Measure::Frequency)}
            {range(Measure::Monetary)}
            <RowButton text=Signal::derive(move || (app.texts().rules.rule_up)(&name.get())) sign="↑"
                disabled=Signal::derive(move || place() == 0) press=Callback::new(move |()| swap(false))/>
            <RowButton text=Signal::derive(move || (app.texts().rules.rule_down)(&name.get())) sign="↓"
                disabled=Signal::derive(last) press=Callback::new(move |()| swap(true))/>
            <RowButton text=Signal::derive(move || (app.texts().rules.rule_remove)(&name.get())) sign="×"
                disabled=Signal::derive(|| false)
                press=Callback::new(move |()| draft.edit(|rules| rules.rules.retain(|rule| !is_ours(rule))))/>
            <span class="muted rule-wins">{wins}</span>
            {move || wrong().map(|text| view! { <p class="field-error rule-wins" role="alert">{text}</p> })}
        </li>
    }
}

/// A small button of a row.
#[component]
fn RowButton(text: Signal<String>, sign: &'static str, disabled: Signal<bool>, press: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="icon-button" aria-label=text title=text disabled=disabled on:click=move |_| press.run(())>
            {sign}
        </button>
    }
}

/// From and to of one measure, 1 to 5.
#[component]
fn Range(measure: Measure, rule: Memo<Option<Rule>>, set: Callback<ScoreRange>) -> impl IntoView {
    let app = use_app();
    let range = move || rule.get().map_or(ScoreRange { from: 1, to: 5 }, |rule| rule.range(measure));
    let name = move || measure_name(measure, app.language());
    let select = move |label: Signal<String>, value: Signal<u8>, change: Callback<u8>| {
        let choose = move |event: web_sys::Event| {
            if let Ok(chosen) = event_target_value(&event).parse() {
                change.run(chosen);
            }
        };
        let option = move |fifth: u8| {
            view! { <option value=fifth.to_string() prop:selected=move || value.get() == fifth>{fifth}</option> }
        };
        view! { <select aria-label=label on:change=choose>{(1..=5).map(option).collect_view()}</select> }
    };
    let from = Callback::new(move |from| set.run(ScoreRange { from, ..untrack(range) }));
    let to = Callback::new(move |to| set.run(ScoreRange { to, ..untrack(range) }));
    view! {
        <div class="field rule-range" role="group" aria-label=name>
            <span>{name}</span>
            <div>
                {select(Signal::derive(move || (app.texts().rules.range_from)(name())), Signal::derive(move || range().from), from)}
                "–"
                {select(Signal::derive(move || (app.texts().rules.range_to)(name())), Signal::derive(move || range().to), to)}
            </div>
        </div>
    }
}
