//! Where customers lie, with the cuts as lines.

use crate::indicators::Say;
use crate::indicators::page::{Band, Chart, Density, DensityField, Movable, Part, Plot, Section, Unit};

use super::map::bands_below;
use super::show::{potential, potential_unit};
use super::texts::ValueMatrixTexts;
use super::{Field, ID, KEYS, Map, Potential, ValueMatrix};

/// From here on a number is written in short.
const LONG: f64 = 10_000.0;

/// The chart, and how it is read.
pub fn map(found: &ValueMatrix, say: &Say<'_>) -> Section {
    let texts = ValueMatrixTexts::of(say.language);
    let Map { current, potential: potentials, fields, .. } = &found.map;
    let name = |key: &str| {
        let place = KEYS.iter().position(|known| *known == key);
        place.and_then(|place| texts.names.get(place)).copied().unwrap_or_default()
    };
    let field = |field: &Field| DensityField {
        across: field.current,
        up: field.potential,
        amount: field.customers as f64,
        class: name(field.quadrant).to_owned(),
    };
    let cut = found.cut;
    let money = |value: f64| say.money(value);
    let measured = |value: f64| potential(found.potential_by, value, say);
    let lines = (texts.map_note)(&money(cut.current), &measured(cut.potential));
    let most = found.quadrants.iter().rev().max_by_key(|quadrant| (quadrant.class.customers, quadrant.class.value));
    let title = most.map(|quadrant| {
        let class = &quadrant.class;
        (texts.map_title)(&say.count(class.customers), name(&class.key), &say.count(found.customers))
    });
    let title = title.unwrap_or_else(|| texts.map.to_owned());
    let chart = Chart {
        summary: title.clone(),
        title,
        note: say.joined([say.sample_note(found.customers, found.provenance.period), lines]),
        empty: texts.unknown.to_owned(),
        height: 420,
        plot: Plot::Density(Density {
            across: bands(current, say, &|value| say.compact_money(value), &money),
            up: bands(potentials, say, &|value| short(found.potential_by, value, say), &measured),
            fields: fields.iter().map(field).collect(),
            lines: [bands_below(current, cut.current), bands_below(potentials, cut.potential)],
            movable: movable(found, say).map(|line| Some(Box::new(line))),
            titles: [texts.current, texts.potential].map(texts.up_to),
            amount: texts.customers.to_owned(),
            class: texts.quadrant.to_owned(),
            unit: Unit::Whole,
        }),
    };
    let parts = vec![Part::Chart(Box::new(chart)), Part::Muted(texts.map_help.to_owned())];
    Section::new("map", texts.map, parts)
}

/// Both cuts, to be moved; whole numbers have none between them.
fn movable(found: &ValueMatrix, say: &Say<'_>) -> [Movable; 2] {
    let texts = ValueMatrixTexts::of(say.language);
    let Map { current, potential, whole: [current_whole, potential_whole], .. } = &found.map;
    let numbers = [found.cut.current, found.cut.potential].map(|cut| cut.to_string());
    let line = |place, axis, unit, ends: &[f64], whole| Movable {
        of: ID.to_owned(),
        parameter: "moved".to_owned(),
        numbers: numbers.to_vec(),
        place,
        label: (texts.line)(axis),
        unit,
        step: match unit {
            _ if whole => 1.0,
            Unit::Money => 0.01,
            _ => 0.0,
        },
        ends: ends.to_vec(),
    };
    [
        line(0, texts.current, Unit::Money, current, *current_whole),
        line(1, texts.potential, potential_unit(found.potential_by), potential, *potential_whole),
    ]
}

/// Each band by its upper end, in full by both; one of a single value by that.
fn bands(ends: &[f64], say: &Say<'_>, short: &dyn Fn(f64) -> String, full: &dyn Fn(f64) -> String) -> Vec<Band> {
    let band = |(from, to): (&f64, &f64)| {
        let ends = [full(*from), full(*to)];
        let [low, high] = &ends;
        Band { label: short(*to), full: if low == high { low.clone() } else { say.ends(low, high) } }
    };
    ends.iter().zip(ends.iter().skip(1)).map(band).collect()
}

/// A potential where room is scarce.
fn short(by: Potential, value: f64, say: &Say<'_>) -> String {
    match by {
        Potential::Wallet | Potential::Growth | Potential::Expected => say.compact_money(value),
        Potential::Auto | Potential::Column | Potential::Products if value.abs() < LONG => say.precise(value),
        Potential::Auto | Potential::Column | Potential::Products => say.compact(value),
    }
}
