//! The four quadrants, what each brings and calls for, and the cuts.

use crate::domain::language::Language;
use crate::indicators::alike::all_alike;
use crate::indicators::classes::{Class, ShowClasses};
use crate::indicators::clv::ClvIndicator;
use crate::indicators::members::name_of;
use crate::indicators::page::{Cell, Control, Input, Link, Note, Page, Part, Section, Tile, Unit};
use crate::indicators::segmentations::{Named, Segmentation};
use crate::indicators::workbench::{WorkbenchIndicator, in_force};
use crate::indicators::worth::worth_control;
use crate::indicators::{Figures, Indicator, Say};

use super::show_map::map;
use super::texts::ValueMatrixTexts;
use super::{CutBy, ID, KEYS, Potential, Quadrant, ValueMatrix, ValueMatrixError, ValueMatrixParams};

/// What a quadrant is called; its key where it is none of them.
pub fn quadrant_name(language: Language, key: &str) -> &str {
    name_of(&KEYS, &ValueMatrixTexts::of(language).names, key)
}

/// What a quadrant calls for; nothing where it is none of them.
pub fn quadrant_strategy(language: Language, key: &str) -> &'static str {
    let place = KEYS.iter().position(|known| *known == key);
    place.and_then(|place| ValueMatrixTexts::of(language).strategies.get(place)).copied().unwrap_or_default()
}

/// The page.
pub fn show(found: &ValueMatrix, params: &ValueMatrixParams, say: &Say<'_>) -> Page {
    let texts = ValueMatrixTexts::of(say.language);
    let all_controls = || controls(params, say).into_iter().chain(columns(found, params, say));
    if found.customers == 0 {
        let mut page = Page::new(texts.unknown);
        page.add(Section::new("quadrants", texts.quadrants, Vec::new()).with(all_controls()));
        return page;
    }
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let classes = found.quadrants.iter().map(|quadrant| quadrant.class.clone()).collect();
    let classes = Class::worth(classes, &found.worth);
    let shown = ShowClasses {
        key: "value_matrix.quadrants",
        leads: true,
        classes: &classes,
        names: texts.names.map(str::to_owned).to_vec(),
        figures,
        few: params.small_sample,
        period: found.provenance.period,
        say,
    };
    page.headline = match classes.as_slice() {
        _ if found.alike => all_alike(found.customers, texts.both, say),
        [_, iron, _, Class { customers, value_share: Some(share), .. }] => {
            (texts.headline)(&say.count(*customers), &say.percent(*share), &say.count(iron.customers))
        }
        _ => (texts.headline_plain)(&say.count(found.customers)),
    };
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    page.notes.extend(notes(found, params, say));
    let tiles = classes.iter().rev().map(|class| shown.tile(class)).collect();
    page.add(Section::open(ID, vec![Part::Tiles(tiles), Part::SmallTiles(cuts(found, figures, say))]));
    page.add(map(found, say));
    for section in shown.charts() {
        page.add(section);
    }
    let scored = found.quadrants.iter().any(|quadrant| quadrant.nps.is_some());
    let more: &[&str] = if scored { &[texts.mean_potential, texts.nps] } else { &[texts.mean_potential] };
    let table = shown.table(texts.quadrants, more, |class| {
        let quadrant = found.quadrants.iter().find(|quadrant| quadrant.class.key == class.key);
        quadrant.map_or_else(Vec::new, |quadrant| measures(quadrant, scored, shown.name(class), params, figures, say))
    });
    page.add(Section::new("quadrants", texts.quadrants, vec![table]).with(all_controls()));
    page.add(strategies(params, say));
    page
}

/// What each quadrant calls for by the playbook, and the way to where that is written.
fn strategies(params: &ValueMatrixParams, say: &Say<'_>) -> Section {
    let texts = ValueMatrixTexts::of(say.language);
    let fact = |(key, name): (&&str, &str)| {
        let class = Named { key: (*key).to_owned(), name: name.to_owned() };
        let treatment = in_force(&params.playbook, &Segmentation::ValueMatrix, &class, say.language);
        (name.to_owned(), Cell::from(treatment))
    };
    let facts = KEYS.iter().zip(texts.names).rev().map(fact).collect();
    let link = Link::new(texts.to_playbook, WorkbenchIndicator::ABOUT.path);
    let parts = vec![Part::Facts(facts), Part::Muted(texts.playbook_help.to_owned()), Part::Actions(vec![link])];
    Section::new("strategies", texts.strategy, parts)
}

/// What is wrong, and what to do.
pub fn explain(error: &ValueMatrixError, say: &Say<'_>) -> String {
    let texts = ValueMatrixTexts::of(say.language);
    match error {
        ValueMatrixError::Quantile { .. } => texts.error_quantile.to_owned(),
        ValueMatrixError::Amounts { given } => (texts.error_amounts)(&say.count(*given)),
        ValueMatrixError::Nothing => texts.error_nothing.to_owned(),
        ValueMatrixError::NoColumn { by } => {
            let place = Potential::ALL.iter().position(|known| known == by).unwrap_or_default();
            (texts.error_column)(texts.potentials.get(place).unwrap_or(&""))
        }
        ValueMatrixError::NoModel => texts.error_model.to_owned(),
        ValueMatrixError::Clv(error) => ClvIndicator::explain(error, say),
        ValueMatrixError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields that need no data.
pub fn controls(params: &ValueMatrixParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ValueMatrixTexts::of(say.language);
    let potentials = Potential::ALL.into_iter().zip(texts.potentials.map(str::to_owned));
    let cut_by = [CutBy::Quantile, CutBy::Amount].into_iter().zip(texts.cut_by.map(str::to_owned));
    let window = Input::Number { value: f64::from(params.window), min: 1.0, max: f64::from(u16::MAX), step: 1.0 };
    vec![
        Control::new(ID, "potential", texts.potential_field, Input::choice(potentials, &params.potential)),
        Control::new(ID, "window", texts.window_field, window),
        Control::new(ID, "cut", texts.cut_field, Input::choice(cut_by, &params.cut)).helped(texts.cut_help),
        Control::new(ID, "current_quantile", texts.current_field, Input::Share(params.current_quantile)),
        Control::new(ID, "potential_quantile", texts.potential_quantile_field, Input::Share(params.potential_quantile)),
        Control::new(ID, "amounts", texts.amounts_field, Input::Numbers(params.amounts.clone()))
            .helped(texts.amounts_help),
    ]
}

/// The fields for the columns there are.
fn columns(found: &ValueMatrix, params: &ValueMatrixParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ValueMatrixTexts::of(say.language);
    let field = |parameter, label, offered: &[String], chosen: &Option<String>| {
        let named = offered.iter().map(|name| (Some(name.clone()), name.clone()));
        let none = [(None, texts.first_called.to_owned())];
        Control::new(ID, parameter, label, Input::choice(none.into_iter().chain(named), chosen))
    };
    let fields = [
        ("column", texts.column_field, &found.offered.of_customers, &params.column),
        ("product", texts.product_field, &found.offered.products, &params.product),
    ];
    let some = fields.into_iter().filter(|(_, _, offered, _)| !offered.is_empty());
    let some = some.map(|(parameter, label, offered, chosen)| field(parameter, label, offered, chosen));
    some.chain(worth_control(ID, &found.offered.costs, params.cost.as_ref(), say)).collect()
}

/// By what both are measured, and what is missing.
fn notes(found: &ValueMatrix, params: &ValueMatrixParams, say: &Say<'_>) -> Vec<Note> {
    let texts = ValueMatrixTexts::of(say.language);
    let column = found.potential_column.as_deref().unwrap_or_default();
    let by = match (found.potential_by, found.windows) {
        (Potential::Column, _) => (texts.by_column)(column),
        (Potential::Wallet, _) => (texts.by_wallet)(column),
        (Potential::Products, _) => (texts.by_products)(column),
        (Potential::Expected, _) => {
            let months = say.count(params.clv.months as usize);
            (texts.by_expected)(&months, found.model.unwrap_or_default())
        }
        (_, Some([earlier, later])) => (texts.by_growth)(&say.span(later), &say.span(earlier)),
        (_, None) => String::new(),
    };
    let by = (!by.is_empty()).then(|| Note::info(by));
    let mut notes: Vec<Note> = by.into_iter().chain([found.worth.note(texts.current, say)]).collect();
    if found.without_potential > 0 {
        notes.push(Note::info((texts.without)(&say.count(found.without_potential))));
    }
    let of = |key: usize| found.quadrants.get(key).map_or(0, |quadrant| quadrant.class.customers);
    for (high, axis) in [([2, 3], texts.current), ([1, 3], texts.potential)] {
        if high.map(of) == [0, 0] {
            notes.push(Note::caution((texts.none_high)(axis)));
        }
    }
    if found.other_scale {
        notes.push(Note::caution(texts.other_scale));
    }
    notes
}

fn cuts(found: &ValueMatrix, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = ValueMatrixTexts::of(say.language);
    let cuts = [
        ("current", texts.current, found.cut.current, say.money(found.cut.current)),
        ("potential", texts.potential, found.cut.potential, potential(found.potential_by, found.cut.potential, say)),
    ];
    cuts.map(|(key, label, value, text)| {
        let label = (texts.of)(texts.cuts, label);
        Tile::new(label.clone(), figures.of(format!("{ID}.cut.{key}"), label, value, text))
    })
    .to_vec()
}

/// A potential in words.
pub(super) fn potential(by: Potential, value: f64, say: &Say<'_>) -> String {
    say.unit(potential_unit(by), value)
}

/// What a potential is: money where it is such.
pub(super) const fn potential_unit(by: Potential) -> Unit {
    match by {
        Potential::Wallet | Potential::Growth | Potential::Expected => Unit::Money,
        Potential::Auto | Potential::Column | Potential::Products => Unit::Precise,
    }
}

/// The further cells of a quadrant's row.
fn measures(
    quadrant: &Quadrant,
    scored: bool,
    name: &str,
    params: &ValueMatrixParams,
    figures: Figures,
    say: &Say<'_>,
) -> Vec<Cell> {
    let texts = ValueMatrixTexts::of(say.language);
    let key = &quadrant.class.key;
    debug_assert!(KEYS.contains(&key.as_str()));
    let mean = quadrant.potential.map(|mean| {
        let label = (texts.of)(texts.mean_potential, name);
        figures.of(format!("{ID}.quadrants.{key}.potential"), label, mean, say.precise(mean))
    });
    let score = quadrant.nps.and_then(|nps| Some((nps, nps.score?))).map(|(nps, score)| {
        let label = (texts.of)(texts.nps, name);
        let cell = Cell::from(figures.of(format!("{ID}.quadrants.{key}.nps.score"), label, score, say.signed(score)));
        let n = say.marked((say.words.n)(&say.count(nps.n)), params.small_sample, nps.n);
        let interval = nps.low.zip(nps.high).map(|(low, high)| say.ends(&say.signed(low), &say.signed(high)));
        cell.above(say.joined([interval.unwrap_or_default(), n]))
    });
    let cells = [mean.map(Cell::from), score].into_iter().take(1 + usize::from(scored));
    cells.map(|cell| cell.unwrap_or_else(|| say.no_value())).collect()
}
