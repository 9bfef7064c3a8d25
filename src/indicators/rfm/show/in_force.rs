//! Which values earn which score, what else scoring rests on, and what is odd about the rules.

use crate::domain::format::Unit;
use crate::indicators::page::{Cell, Column, Fold, Inline, Link, Page, Part, Section, Table};
use crate::indicators::rfm::texts::{InForceTexts, RfmDefinition};
use crate::indicators::rfm::{Ends, Nesting, Rfm, RuleCheck, RuleTable, ScoreBounds, check_rules};
use crate::indicators::{Figures, Say};

/// The bounds, the reference date, the policy for returns, the method, and the check of the rules.
pub fn section(page: &mut Page, figures: Figures, rfm: &Rfm, rules: &RuleTable, say: &Say<'_>) -> Section {
    let texts = InForceTexts::of(say.language);
    let observed = rfm.binning.is_by_rank() || rfm.nesting == Nesting::Nested;
    let help = if observed { texts.observed.to_owned() } else { (texts.help)(&rfm.bins.to_string()) };
    let parts = vec![
        Part::Facts(facts(page, rfm, say)),
        Part::Muted(help),
        Part::Table(bounds(figures, rfm, say)),
        Part::Fold(check(rules, say)),
    ];
    Section::new("rfm-bounds", texts.title, parts)
}

fn facts(page: &mut Page, rfm: &Rfm, say: &Say<'_>) -> Vec<(String, Cell)> {
    let texts = InForceTexts::of(say.language);
    let source = RfmDefinition::of(say.language).source;
    let origin = say.origin(&rfm.scored_from, texts.reference_definition, source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let day = rfm.reference_date;
    let date = figures.of("rfm.reference_date", texts.reference_date, day, say.day(day));
    let method = Cell(vec![
        Inline::Text(texts.scored_by(rfm.binning, rfm.nesting)),
        Inline::Text(" · ".into()),
        Inline::Link(Link::new(texts.change, "/settings")),
    ]);
    vec![
        (texts.reference_date.to_owned(), Cell::from(date)),
        (texts.returns.to_owned(), Cell::from(texts.returns_policy(rfm.returns))),
        (texts.binning.to_owned(), method),
    ]
}

fn bounds(figures: Figures, rfm: &Rfm, say: &Say<'_>) -> Table {
    let texts = InForceTexts::of(say.language);
    let measures = [
        ("r", texts.recency, &rfm.bounds.r),
        ("f", texts.frequency, &rfm.bounds.f),
        ("m", texts.monetary, &rfm.bounds.m),
    ];
    let row = |score: u8| {
        let cells = measures.map(|(key, name, bounds)| {
            let of_score = bounds.iter().find(|bounds| bounds.score == score);
            of_score.map(|bounds| cell(figures, key, name, bounds, say)).unwrap_or_default()
        });
        [Cell::from(score.to_string())].into_iter().chain(cells).collect()
    };
    Table {
        caption: texts.title.to_owned(),
        show_caption: false,
        columns: [texts.score, texts.recency, texts.frequency, texts.monetary].map(Column::text).into(),
        rows: (1..=rfm.bins).rev().map(row).collect(),
    }
}

fn cell(figures: Figures, key: &str, name: &str, bounds: &ScoreBounds, say: &Say<'_>) -> Cell {
    let texts = InForceTexts::of(say.language);
    let label = format!("{name}, {} {}", texts.score, bounds.score);
    let range = figures.of(format!("rfm.bounds.{key}.{}", bounds.score), label, bounds, in_words(key, bounds, say));
    Cell::from(range).above((say.words.customers_used)(&say.count(bounds.customers)))
}

/// The range in words; nobody where edges coincide.
fn in_words(key: &str, bounds: &ScoreBounds, say: &Say<'_>) -> String {
    let texts = InForceTexts::of(say.language);
    let text = |value: f64| match key {
        "m" => say.unit(Unit::Amount, (value * 100.0).round() / 100.0),
        _ => say.precise(value),
    };
    match (bounds.lower, bounds.upper, bounds.ends) {
        (None, None, _) => texts.nobody.to_owned(),
        (Some(low), Some(high), _) if bounds.customers == 0 && low >= high => texts.nobody.to_owned(),
        (Some(low), Some(high), Ends::Both) if low >= high => text(low),
        (Some(low), Some(high), Ends::Both) => (texts.range_both)(&text(low), &text(high)),
        (Some(low), Some(high), Ends::Upper) => (texts.range_upper)(&text(low), &text(high)),
        (Some(low), Some(high), Ends::Lower) => (texts.range_lower)(&text(low), &text(high)),
        (None, Some(high), Ends::Both | Ends::Upper) => (texts.range_to)(&text(high)),
        (None, Some(high), Ends::Lower) => (texts.range_below)(&text(high)),
        (Some(low), None, Ends::Upper) => (texts.range_above)(&text(low)),
        (Some(low), None, Ends::Both | Ends::Lower) => (texts.range_from)(&text(low)),
    }
}

/// What is odd about the rules in force: rules that never win, overlaps, score combinations left over.
fn check(rules: &RuleTable, say: &Say<'_>) -> Fold {
    let texts = InForceTexts::of(say.language);
    let check = check_rules(rules);
    let state = if check.dead.is_empty() {
        texts.rules_sound.to_owned()
    } else {
        let names: Vec<&str> = check.dead.iter().map(|key| name(rules, key, say)).collect();
        (texts.rules_dead)(&names.join(say.words.listed))
    };
    Fold { summary: (texts.rules_state)(texts.rules, &state), parts: details(rules, &check, say) }
}

/// What people call the rule with this key.
fn name<'a>(rules: &'a RuleTable, key: &'a str, say: &Say<'_>) -> &'a str {
    rules.called(say.language, key)
}

fn details(rules: &RuleTable, check: &RuleCheck, say: &Say<'_>) -> Vec<Part> {
    let texts = InForceTexts::of(say.language);
    let won = check.wins.iter().map(|won| vec![name(rules, &won.key, say).into(), say.count(won.codes).into()]);
    let uncovered = if check.uncovered.is_empty() {
        texts.rules_covered.to_owned()
    } else {
        (texts.rules_uncovered)(&say.count(check.uncovered.len()), &check.uncovered.join(say.words.listed))
    };
    let mut parts = vec![
        Part::Muted(texts.rule_range_note.to_owned()),
        Part::Table(Table {
            caption: texts.rules.to_owned(),
            show_caption: false,
            columns: vec![Column::text(texts.rule), Column::number(texts.codes_won)],
            rows: won.collect(),
        }),
        Part::Text(uncovered),
    ];
    let pairs = check.overlaps.iter().map(|overlap| {
        let (first, second) = (name(rules, &overlap.first, say), name(rules, &overlap.second, say));
        Cell::from((texts.rules_pair)(first, second, &say.count(overlap.codes)))
    });
    if !check.overlaps.is_empty() {
        parts.push(Part::Text((texts.rules_overlap)(&say.count(check.overlaps.len()))));
        parts.push(Part::List(pairs.collect()));
    }
    parts
}
