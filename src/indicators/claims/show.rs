//! The ledger as a table.

use crate::indicators::page::{Cell, Column, Control, Input, Page, Part, Section, Table};
use crate::indicators::{Figures, Say};

use super::texts::ClaimsTexts;
use super::{Claim, Claims, ClaimsParams, ID};

/// The claims whose figures are ratios, not shares.
const RATIOS: [&str; 4] = ["acquisition", "silent", "best_to_rest", "word_of_mouth"];

/// The page.
pub fn show(found: &Claims, params: &ClaimsParams, say: &Say<'_>) -> Page {
    let texts = ClaimsTexts::of(say.language);
    let told = found.claims.iter().filter(|claim| claim.own.is_some()).count();
    let mut page = Page::new((texts.headline)(&say.count(told), &say.count(found.claims.len())));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let row = |(claim, [name, source]): (&Claim, [&'static str; 2])| {
        let text = |value: f64| {
            if RATIOS.contains(&claim.key) { (texts.to_one)(&say.decimal(value)) } else { say.percent(value) }
        };
        let own = claim.own.map(|own| figures.of(format!("{ID}.claims.{}.own", claim.key), name, own, text(own)));
        let own = own.map_or_else(|| say.no_value(), Cell::from);
        let interval = claim.low.zip(claim.high);
        let interval = interval.map(|(low, high)| say.ends(&text(low), &text(high))).unwrap_or_default();
        let n = claim.n.map(|n| (say.words.n)(&say.count(n))).unwrap_or_default();
        let few = say.small_sample(claim.n.is_some_and(|n| params.small_sample.marks(n)), claim.n.unwrap_or_default());
        let lacks = match claim.key {
            "acquisition" => texts.lacks_cost(found.new_costs.is_some(), params.keeping > 0.0),
            key => texts.lacks(key),
        };
        let note = if claim.own.is_some() { say.joined([interval, n, few]) } else { lacks.to_owned() };
        // An own figure is another one only where its interval does not reach what is claimed.
        let verdict =
            claim.own.map_or(say.words.no_value, |own| match (claim.low.unwrap_or(own), claim.high.unwrap_or(own)) {
                (_, high) if high < claim.claimed_low => texts.below,
                (low, _) if low > claim.claimed_high => texts.above,
                _ => texts.within,
            });
        vec![Cell::from(name), Cell::muted(source), own, Cell::muted(note), Cell::from(verdict)]
    };
    let table = Table {
        caption: texts.title.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(texts.claim),
            Column::text(texts.said_by),
            Column::number(texts.own),
            Column::text(say.words.note),
            Column::text(texts.verdict),
        ],
        rows: found.claims.iter().zip(texts.claims).map(row).collect(),
    };
    let parts = vec![Part::Table(table), Part::Muted(texts.definition.to_owned())];
    page.add(Section::new(ID, texts.title, parts).with(controls(params, say)));
    page
}

/// The fields.
pub fn controls(params: &ClaimsParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ClaimsTexts::of(say.language);
    let keeping = Input::Number { value: params.keeping, min: 0.0, max: 1e12, step: 0.0 };
    vec![Control::new(ID, "keeping", texts.keeping_field, keeping)]
}
