//! What a look through all codes finds about the rule table.

use leptos::prelude::*;

use crate::indicators::rfm::{RuleCheck, RuleOverlap, RuleTable};
use crate::state::use_app;

use super::rule_table::shown_name;

/// Rules never reached, codes left over, and rules that overlap.
#[component]
pub fn RuleReport(table: Memo<RuleTable>, found: Memo<RuleCheck>) -> impl IntoView {
    let app = use_app();
    let name = move |key: &str| {
        let rule = table.with(|table| table.rules.iter().find(|rule| rule.key == key).cloned());
        rule.map(|rule| shown_name(app, &rule)).unwrap_or_default()
    };
    let fine = move || found.with(|found| found.dead.is_empty() && found.uncovered.is_empty());
    let dead = move || {
        let names: Vec<String> = found.with(|found| found.dead.iter().map(|key| name(key)).collect());
        (!names.is_empty()).then(|| {
            let text = (app.texts().rules.check_dead)(&names.join(", "));
            view! { <p class="field-warning" data-check="dead">{text}</p> }
        })
    };
    let uncovered = move || {
        let codes = found.with(|found| found.uncovered.clone());
        (!codes.is_empty()).then(|| {
            let text = (app.texts().rules.check_uncovered)(&codes.len().to_string(), &codes.join(", "));
            view! { <p class="field-warning" data-check="uncovered">{text}</p> }
        })
    };
    let overlap = move |RuleOverlap { first, second, codes }: RuleOverlap| {
        let text = (app.texts().rules.check_overlap)(&name(&first), &name(&second), &codes.to_string());
        view! { <li>{text}</li> }
    };
    let overlaps = move || found.with(|found| found.overlaps.clone());
    view! {
        <div class="rule-check" role="status" aria-label=move || app.texts().rules.check>
            <h4>{move || app.texts().rules.check}</h4>
            {move || fine().then(|| view! { <p>{app.texts().rules.check_fine}</p> })}
            {dead}
            {uncovered}
        </div>
        <Show when=move || !overlaps().is_empty()>
            <details data-check="overlaps">
                <summary>{move || (app.texts().rules.check_overlaps)(&overlaps().len().to_string())}</summary>
                <ul class="notes">{move || overlaps().into_iter().map(overlap).collect_view()}</ul>
            </details>
        </Show>
    }
}
