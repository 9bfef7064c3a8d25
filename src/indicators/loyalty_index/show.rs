//! The index beside its parts, and which of them would have told who stays.

use crate::domain::interval::Interval;
use crate::indicators::marks::bound_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Input, Link, Note, Page, Part as PagePart, Plot, Section, Table, Tile,
    Tint, Unit, WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::parts::PARTS;
use super::show_more;
use super::texts::LoyaltyIndexTexts;
use super::trial::{Predicted, Trial};
use super::{ID, LoyaltyIndex, LoyaltyIndexError, LoyaltyIndexParams, MOST_RESAMPLES, MOST_WEIGHT};

/// The page.
pub fn show(found: &LoyaltyIndex, params: &LoyaltyIndexParams, say: &Say<'_>) -> Page {
    let texts = LoyaltyIndexTexts::of(say.language);
    let Some(index) = found.index else {
        let mut page = Page::new(texts.lacks_parts);
        page.notes.extend(notes(found, say));
        page.add(Section::new("parts", texts.parts, Vec::new()).with(controls(params, say)));
        return page;
    };
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let figures = Figures { origin: page.origin(origin) };
    page.headline = headline(found, index, say);
    page.notes.push(Note::caution(texts.warning));
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    page.notes.extend(notes(found, say));
    let tile = |name: String, label: &str, value: f64, interval: Option<Interval>| {
        Tile::new(label, figures.of(name, label, value, say.decimal(value))).noted(span(interval, say))
    };
    let groups = found
        .groups
        .iter()
        .map(|(key, value)| tile(format!("{ID}.groups.{key}"), named(key, &GROUPS, &texts.groups), *value, None));
    let tiles = [tile(format!("{ID}.index"), texts.index, index, found.interval)].into_iter().chain(groups).collect();
    page.add(Section::open(ID, vec![PagePart::Tiles(tiles)]));
    let parts = vec![PagePart::Chart(Box::new(chart(found, say))), table(found, params, figures, say)];
    page.add(Section::new("parts", texts.parts, parts).with(controls(params, say)));
    page.add(trial(found, figures, say));
    page.add(show_more::signs(&found.signs, params, figures, say));
    page.add(show_more::form(found.form.as_ref(), params, figures, say));
    page.add(what_to_do(found, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &LoyaltyIndexError, say: &Say<'_>) -> String {
    let texts = LoyaltyIndexTexts::of(say.language);
    match error {
        LoyaltyIndexError::Weights => (texts.error_weights)(&MOST_WEIGHT.to_string()),
        LoyaltyIndexError::FormWeights => (texts.error_form)(&MOST_WEIGHT.to_string()),
        LoyaltyIndexError::Lured { given } => (texts.error_lured)(&given.to_string()),
        LoyaltyIndexError::Window => texts.error_window.to_owned(),
        LoyaltyIndexError::Resamples { given } => {
            (texts.error_resamples)(&given.to_string(), &MOST_RESAMPLES.to_string())
        }
        LoyaltyIndexError::Points => texts.error_points.to_owned(),
        LoyaltyIndexError::Bounds(bounds) => {
            (texts.error_bounds)(&bounds.lowest.to_string(), &bounds.highest.to_string())
        }
        LoyaltyIndexError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields of the page.
pub fn controls(params: &LoyaltyIndexParams, say: &Say<'_>) -> Vec<Control> {
    let texts = LoyaltyIndexTexts::of(say.language);
    let weight = |((part, weight), name): ((&super::parts::PartKind, f64), &&str)| {
        let input = Input::Number { value: weight, min: 0.0, max: MOST_WEIGHT, step: 0.0 };
        Control::new(ID, part.key, (texts.weight_of)(name), input)
    };
    let weights = PARTS.iter().zip(params.weights()).zip(&texts.names).map(weight);
    let window = Input::Number { value: f64::from(params.window), min: 1.0, max: f64::from(u16::MAX), step: 1.0 };
    let more = [
        bound_control(ID, "lowest", texts.lowest_field, params.lowest, texts.usual, say),
        bound_control(ID, "highest", texts.highest_field, params.highest, texts.usual, say),
        Control::new(ID, "window", texts.window_field, window),
    ];
    weights.chain(more).collect()
}

const GROUPS: [&str; 3] = ["emotion", "intention", "behaviour"];

/// What a key is called.
fn named(key: &str, keys: &[&str], names: &[&'static str]) -> &'static str {
    let place = keys.iter().position(|known| *known == key);
    place.and_then(|place| names.get(place)).copied().unwrap_or_default()
}

/// What a part is called.
fn part_name(key: &str, texts: &'static LoyaltyIndexTexts) -> &'static str {
    named(key, &PARTS.map(|part| part.key), &texts.names)
}

fn span(interval: Option<Interval>, say: &Say<'_>) -> String {
    let text = |interval: Interval| say.ends(&say.decimal(interval.low), &say.decimal(interval.high));
    interval.map(text).unwrap_or_default()
}

fn headline(found: &LoyaltyIndex, index: f64, say: &Say<'_>) -> String {
    let texts = LoyaltyIndexTexts::of(say.language);
    let lowest = found.parts.iter().min_by(|left, right| left.1.value.total_cmp(&right.1.value));
    let first = (texts.headline)(&say.decimal(index));
    match lowest {
        Some((key, part)) if found.parts.len() > 1 => {
            let lowest = (texts.headline_lowest)(part_name(key, texts), &say.decimal(part.value));
            [first, lowest].join(say.words.between_sentences)
        }
        _ => first,
    }
}

fn notes(found: &LoyaltyIndex, say: &Say<'_>) -> Vec<Note> {
    let texts = LoyaltyIndexTexts::of(say.language);
    let missing = PARTS.iter().zip(texts.names).filter(|(part, _)| !found.parts.contains_key(part.key));
    let missing: Vec<&str> = missing.map(|(_, name)| name).collect();
    [
        (!missing.is_empty()).then(|| Note::info((texts.missing)(&missing.join(say.words.listed)))),
        found.other_scale.then(|| Note::caution(texts.other_scale)),
        found.unknown_scale.then(|| Note::caution(texts.unknown_scale)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn chart(found: &LoyaltyIndex, say: &Say<'_>) -> Chart {
    let texts = LoyaltyIndexTexts::of(say.language);
    let bar = |(key, part): (&&str, &super::Part)| Bar {
        label: part_name(key, texts).to_owned(),
        value: Some(part.value),
        interval: part.interval.map(|interval| (interval.low, interval.high)),
        more: vec![say.count(part.n)],
        tint: Tint::Accent,
    };
    Chart {
        summary: texts.chart_title.to_owned(),
        title: texts.chart_title.to_owned(),
        note: say.sample_note(found.customers, found.provenance.period),
        empty: texts.parts.to_owned(),
        height: 240,
        plot: Plot::Bars(Bars {
            bars: found.parts.iter().map(bar).collect(),
            dots: false,
            unit: Unit::Decimal,
            group: texts.part.to_owned(),
            value: texts.value.to_owned(),
            interval: say.words.interval.to_owned(),
            more_columns: vec![texts.n.to_owned()],
            most: found.parts.len(),
            more: String::new(),
        }),
    }
}

fn table(found: &LoyaltyIndex, params: &LoyaltyIndexParams, figures: Figures, say: &Say<'_>) -> PagePart {
    let texts = LoyaltyIndexTexts::of(say.language);
    let row = |(key, part): (&&str, &super::Part)| {
        let name = part_name(key, texts);
        let label = (texts.of)(texts.value, name);
        let value = figures.of(format!("{ID}.parts.{key}.value"), label, part.value, say.decimal(part.value));
        let label = (texts.of)(texts.n, name);
        let n = figures.of(format!("{ID}.parts.{key}.n"), label, part.n, say.count(part.n));
        vec![
            Cell::from(name),
            Cell::from(value),
            Cell::from(span(part.interval, say)),
            Cell::from(n),
            Cell::from(say.precise(part.weight)),
            Cell::caution(say.small_sample(params.small_sample.marks(part.n), part.n)),
        ]
    };
    let numbers = [texts.value, say.words.interval, texts.n, texts.weight];
    let columns = [Column::text(texts.part)].into_iter().chain(numbers.map(Column::number));
    PagePart::Table(Table {
        caption: texts.parts.to_owned(),
        show_caption: false,
        columns: columns.chain([Column::text(say.words.note)]).collect(),
        rows: found.parts.iter().map(row).collect(),
    })
}

/// Which part told who came back.
fn trial(found: &LoyaltyIndex, figures: Figures, say: &Say<'_>) -> Section {
    let texts = LoyaltyIndexTexts::of(say.language);
    let Some(trial) = &found.trial else {
        return Section::new("trial", texts.trial, vec![PagePart::Muted(texts.no_trial.to_owned())]);
    };
    let row = |key: &str, name: &str, predicted: &Predicted| {
        let label = (texts.of)(texts.area, name);
        let area = figures.of(format!("{ID}.trial.{key}.area"), label, predicted.area, say.precise(predicted.area));
        let Interval { low, high } = predicted.interval;
        let chance = if may_be_chance(predicted) { texts.may_be_chance } else { "" };
        vec![
            Cell::from(name),
            Cell::from(area),
            Cell::from(say.ends(&say.precise(low), &say.precise(high))),
            Cell::from(say.count(predicted.n)),
            Cell::from(say.count(predicted.came_back)),
            Cell::caution(chance),
        ]
    };
    let parts = trial.parts.iter().map(|(key, one)| row(&format!("parts.{key}"), part_name(key, texts), one));
    let index = trial.index.iter().map(|one| row("index", texts.index, one));
    let numbers = [texts.area, say.words.interval, texts.n, texts.came_back];
    let columns = [Column::text(texts.part)].into_iter().chain(numbers.map(Column::number));
    let table = Table {
        caption: texts.trial.to_owned(),
        show_caption: false,
        columns: columns.chain([Column::text(say.words.note)]).collect(),
        rows: parts.chain(index).collect(),
    };
    let about = (texts.trial_about)(&say.day(trial.known_until), &say.day(trial.to));
    Section::new("trial", texts.trial, vec![PagePart::Text(about), PagePart::Table(table)])
}

/// Whether the interval holds chance, as it is shown: an end that is written 0.5 is no better.
fn may_be_chance(one: &Predicted) -> bool {
    let shown = |end: f64| (end * 100.0).round();
    shown(one.interval.low) <= 50.0 && shown(one.interval.high) >= 50.0
}

/// The least area under the curve of a part to be watched: below it many customers make a difference sure that is of no use.
const WORTH_WATCHING: f64 = 0.55;

fn what_to_do(found: &LoyaltyIndex, say: &Say<'_>) -> Section {
    let texts = LoyaltyIndexTexts::of(say.language);
    let steps = steps(found.trial.as_ref(), say).into_iter().map(Cell::from);
    let links = PagePart::Actions(vec![Link::new(texts.see_attitude, "/loyalty/attitude")]);
    Section::new(WHAT_TO_DO, say.words.what_to_do, vec![PagePart::List(steps.collect()), links])
}

/// What the trial suggests: which part to watch, and whether the index is worth it.
pub fn steps(trial: Option<&Trial>, say: &Say<'_>) -> Vec<String> {
    let texts = LoyaltyIndexTexts::of(say.language);
    let sure = |one: &Predicted| one.area > 0.5 && !may_be_chance(one);
    let best = trial.into_iter().flat_map(|trial| &trial.parts).filter(|(_, one)| sure(one));
    let best = best.max_by(|left, right| left.1.area.total_cmp(&right.1.area));
    let told = |one: &Predicted| {
        let Interval { low, high } = one.interval;
        (texts.told)(&say.precise(one.area), &say.precise(low), &say.precise(high))
    };
    let step = match best {
        Some((key, one)) if one.area < WORTH_WATCHING => (texts.do_weak)(part_name(key, texts), &told(one)),
        Some((key, one)) => (texts.do_watch)(part_name(key, texts), &say.precise(one.area)),
        None => texts.do_none.to_owned(),
    };
    // The index is tried on the customers of whom all parts are known: only intervals apart tell the two apart.
    let of_index = best.zip(trial.and_then(|trial| trial.index)).and_then(|((_, best), index)| {
        if index.interval.high < best.interval.low {
            Some(texts.do_not_index.to_owned())
        } else {
            may_be_chance(&index).then(|| (texts.index_chance)(&told(&index)))
        }
    });
    [Some(step), of_index].into_iter().flatten().collect()
}
