//! What is odd about the rules in force: rules that never win, overlaps, score combinations left over.

use leptos::prelude::*;

use crate::i18n::Texts;
use crate::indicators::rfm::{RuleCheck, RuleTable, check_rules};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::table::{Column, Table};

/// The result of the check, folded away.
#[component]
pub fn Rules() -> impl IntoView {
    let app = use_app();
    let rules = Memo::new(move |_| app.settings().rfm.rules);
    let checked = Memo::new(move |_| rules.with(check_rules));
    let summary = move || {
        let texts = app.texts();
        let sound = checked.with(|check| check.dead.is_empty());
        let state = if sound {
            texts.segments.rules_sound.to_owned()
        } else {
            checked.with(|check| dead(check, &rules.get(), texts))
        };
        format!("{}: {state}", texts.segments.rules)
    };
    view! {
        <details class="segments-rules">
            <summary>{summary}</summary>
            {move || checked.with(|check| details(check, &rules.get(), app.texts(), &app.formats()))}
        </details>
    }
}

/// What people call the rule with this key.
fn name<'a>(rules: &'a RuleTable, key: &'a str, texts: &'a Texts) -> &'a str {
    let rule = rules.rules.iter().find(|rule| rule.key == key);
    texts.segment(key, rule.map_or(key, |rule| rule.name.as_str()))
}

fn dead(check: &RuleCheck, rules: &RuleTable, texts: &Texts) -> String {
    let names: Vec<&str> = check.dead.iter().map(|key| name(rules, key, texts)).collect();
    (texts.segments.rules_dead)(&names.join(texts.overview.listed))
}

fn details(check: &RuleCheck, rules: &RuleTable, texts: &'static Texts, formats: &Formats) -> impl IntoView + use<> {
    let words = &texts.segments;
    let columns = vec![Column::text(words.rule), Column::number(words.codes_won)];
    let wins = check
        .wins
        .iter()
        .map(|won| vec![name(rules, &won.key, texts).to_owned().into_any(), formats.count(won.codes).into_any()]);
    let rows: Vec<Vec<AnyView>> = wins.collect();
    let uncovered = if check.uncovered.is_empty() {
        words.rules_covered.to_owned()
    } else {
        (words.rules_uncovered)(&formats.count(check.uncovered.len()), &check.uncovered.join(texts.overview.listed))
    };
    let pairs = check.overlaps.iter().map(|overlap| {
        let (first, second) = (name(rules, &overlap.first, texts), name(rules, &overlap.second, texts));
        view! { <li>{(words.rules_pair)(first, second, &formats.count(overlap.codes))}</li> }
    });
    let pairs: Vec<_> = pairs.collect();
    view! {
        <p class="muted">{words.rule_range_note}</p>
        <Table caption=words.rules columns rows/>
        <p>{uncovered}</p>
        {(!pairs.is_empty()).then(|| view! {
            <p>{(words.rules_overlap)(&formats.count(pairs.len()))}</p>
            <ul class="notes">{pairs}</ul>
        })}
    }
}
