//! The rule table: which scores make which segment.

use leptos::prelude::*;

use crate::indicators::rfm::{Measure, RfmError, Rule, RuleTable, ScoreRange, check_rules};
use crate::state::{App, use_app};
use crate::ui::components::later::Later;

use super::Draft;
use super::check::RuleReport;

/// The table, its buttons, and its check.
#[component]
pub fn Rules(draft: Draft) -> impl IntoView {
    let app = use_app();
    let table = Memo::new(move |_| draft.rfm().rules);
    let found = Memo::new(move |_| table.with(check_rules));
    let keys = move || table.with(|table| table.rules.iter().map(|rule| rule.key.clone()).collect::<Vec<_>>());
    // One row a turn, from the first on.
    let turns = move |key: &str| untrack(keys).iter().position(|other| other == key).map_or(1, |place| place + 1);
    let add = move |_| {
        draft.edit_rfm(|rfm| {
            rfm.rules.add(|number| (app.texts().analysis.rule_new)(&number.to_string()));
        });
    };
    let too_many = move || draft.rfm_error().filter(|error| matches!(error, RfmError::TooManyRules { .. }));
    view! {
        <section class="analysis-part">
            <h3>{move || app.texts().analysis.rules}</h3>
            <p class="muted">{move || app.texts().analysis.rules_help}</p>
            <ol class="rules">
                <For each=keys key=Clone::clone let:key>
                    <Later turns=turns(&key)><RuleRow draft table found key=key.clone()/></Later>
                </For>
            </ol>
            {move || too_many().map(|error| view! { <p class="field-error" role="alert">{app.texts().rfm_error(&error)}</p> })}
            <p class="actions">
                <button type="button" class="button" data-action="add-rule" on:click=add>{move || app.texts().analysis.rule_add}</button>
                <button
                    type="button"
                    class="button"
                    data-action="reset-rules"
                    on:click=move |_| draft.edit_rfm(|rfm| rfm.rules = RuleTable::default())
                >
                    {move || app.texts().analysis.rule_reset}
                </button>
            </p>
            <RuleReport table found/>
        </section>
    }
}

/// The name of a rule as people read it.
pub fn shown_name(app: App, rule: &Rule) -> String {
    app.texts().segment(&rule.key, &rule.name).to_owned()
}

/// One rule.
#[component]
fn RuleRow(
    draft: Draft,
    table: Memo<RuleTable>,
    found: Memo<crate::indicators::rfm::RuleCheck>,
    key: String,
) -> impl IntoView {
    let app = use_app();
    let data_key = key.clone();
    let key = StoredValue::new(key);
    let is_ours = move |rule: &Rule| key.with_value(|key| rule.key == *key);
    let rule = Memo::new(move |_| table.with(|table| table.rules.iter().find(|rule| is_ours(rule)).cloned()));
    let name = Memo::new(move |_| rule.get().map(|rule| shown_name(app, &rule)).unwrap_or_default());
    let unnamed = RwSignal::new(false);
    let edit = move |change: &dyn Fn(&mut Rule)| {
        draft.edit_rfm(|rfm| rfm.rules.rules.iter_mut().filter(|rule| is_ours(rule)).for_each(change));
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
        (app.texts().analysis.rule_wins)(&wins.to_string())
    };
    // Checked rule by rule, so that each row shows its own mistake.
    let wrong = move || match (unnamed.get(), rule.get().and_then(|rule| rule.check().err())) {
        (true, _) => Some(app.texts().analysis.error_name.to_owned()),
        (false, error) => error.map(|error| app.texts().rfm_error(&error)),
    };
    let range = move |measure: Measure| view! { <Range measure rule set=Callback::new(move |range| edit(&|rule| *rule.range_mut(measure) = range))/> };
    let place = move || table.with(|table| table.rules.iter().position(is_ours)).unwrap_or_default();
    let last = move || place().saturating_add(1) >= table.with(|table| table.rules.len());
    let swap = move |by_one: bool| {
        let place = untrack(place);
        draft
            .edit_rfm(|rfm| if by_one { rfm.rules.swap_with_next(place) } else { rfm.rules.swap_with_previous(place) });
    };
    view! {
        <li class="rule" data-rule=data_key>
            <label class="field rule-name">
                <span>{move || app.texts().analysis.rule_name}</span>
                <input type="text" autocomplete="off" prop:value=move || name.get() on:change=rename/>
            </label>
            {range(Measure::Recency)}
            {range(Measure::Frequency)}
            {range(Measure::Monetary)}
            <RowButton text=Signal::derive(move || (app.texts().analysis.rule_up)(&name.get())) sign="↑"
                disabled=Signal::derive(move || place() == 0) press=Callback::new(move |()| swap(false))/>
            <RowButton text=Signal::derive(move || (app.texts().analysis.rule_down)(&name.get())) sign="↓"
                disabled=Signal::derive(last) press=Callback::new(move |()| swap(true))/>
            <RowButton text=Signal::derive(move || (app.texts().analysis.rule_remove)(&name.get())) sign="×"
                disabled=Signal::derive(|| false)
                press=Callback::new(move |()| draft.edit_rfm(|rfm| rfm.rules.rules.retain(|rule| !is_ours(rule))))/>
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
    let name = move || app.texts().measure(measure);
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
                {select(Signal::derive(move || (app.texts().analysis.range_from)(name())), Signal::derive(move || range().from), from)}
                "–"
                {select(Signal::derive(move || (app.texts().analysis.range_to)(name())), Signal::derive(move || range().to), to)}
            </div>
        </div>
    }
}
