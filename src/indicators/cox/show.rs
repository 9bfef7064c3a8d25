//! What goes with leaving, as a page.

use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Fold, Input, Link, Note, Only, Page, Part, Plot, Section, Table, Tile,
    Tint, Unit,
};
use crate::indicators::who_left::WhoLeft;
use crate::indicators::{Figures, Say};

use super::texts::CoxTexts;
use super::{CoxCoefficient, CoxError, CoxFound, CoxParams, ID, Lacking, Why};

/// Bars drawn at most: those least likely to be chance.
const MOST_BARS: usize = 12;

/// Below this a factor is surely one, or surely changes with time.
fn is_sure(p: f64, params: &CoxParams) -> bool {
    p < 1.0 - params.level
}

/// The factors, how well they tell who leaves first, and what to do.
pub fn show(found: &CoxFound, params: &CoxParams, say: &Say<'_>) -> Page {
    let texts = CoxTexts::of(say.language);
    let mut page = Page::new(headline(found, params, say));
    page.notes.extend(found.joined.map(|joined| joined.note(say)));
    if found.incomplete > 0 {
        page.notes.push(Note::info((texts.incomplete)(&say.count(found.incomplete))));
    }
    if params.small_sample.marks(found.left) {
        page.notes.push(Note::caution((texts.few)(&say.count(found.left))));
    }
    let missing = found.unused.iter().filter(|one| one.why == Why::Missing);
    let missing: Vec<&str> = missing.map(|one| one.name.as_str()).collect();
    if !missing.is_empty() {
        page.notes.push(Note::caution((texts.missing)(&missing.join(say.words.listed))));
    }
    let changing = found.coefficients.iter().filter(|one| one.proportional_p.is_some_and(|p| is_sure(p, params)));
    let changing: Vec<&str> = changing.map(|one| one.name.as_str()).collect();
    if !changing.is_empty() {
        page.notes.push(Note::caution((texts.changes)(&changing.join(say.words.listed))));
    }
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let figures = Figures { origin: page.origin(origin) };
    page.add(tiles(found, figures, say));
    if !found.coefficients.is_empty() {
        let parts =
            vec![Part::Chart(Box::new(chart(found, params, say))), Part::Table(table(found, params, figures, say))];
        page.add(Section::new("factors", texts.title, parts));
    }
    page.add(what_to_do(found, params, say));
    let mut how = vec![Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
    if !found.unused.is_empty() {
        let why = |why: Why| match why {
            Why::Values => texts.why_values,
            Why::Days => texts.why_days,
            Why::Blank => texts.why_blank,
            Why::NothingNew => texts.why_nothing_new,
            Why::TooMany => texts.why_too_many,
            Why::Time => texts.why_time,
            Why::Place => texts.why_place,
            Why::Missing => texts.why_missing,
        };
        let unused = found.unused.iter().map(|one| (one.name.clone(), Cell::muted(why(one.why)))).collect();
        how.extend([Part::Muted(texts.unused.to_owned()), Part::Facts(unused)]);
    }
    page.add(Section::open("cox-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts: how })]));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &CoxError, say: &Say<'_>) -> String {
    let texts = CoxTexts::of(say.language);
    match error {
        CoxError::Share(given) => (texts.error_share)(&given.to_string()),
        CoxError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields of the settings page.
pub fn controls(params: &CoxParams, say: &Say<'_>) -> Vec<Control> {
    let texts = CoxTexts::of(say.language);
    let values = Input::Number { value: f64::from(params.most_values), min: 2.0, max: 20.0, step: 1.0 };
    vec![
        Control::new(ID, "most_values", texts.values_field, values),
        Control::new(ID, "most_blank", texts.blank_field, Input::Share(params.most_blank)),
        Control::new(ID, "most_with_time", texts.with_time_field, Input::Share(params.most_with_time)),
    ]
}

/// Whose risk is highest, and how many times as high: the factor furthest above one, or what the one furthest below is
/// compared with, where that is further.
struct Highest<'a> {
    /// The one told of.
    from: &'a CoxCoefficient,
    name: String,
    times: String,
}

fn highest<'a>(found: &'a CoxFound, params: &CoxParams, say: &Say<'_>) -> Option<Highest<'a>> {
    let (above, below) = (surest(found, params, true), surest(found, params, false));
    let turned = below.filter(|one| above.is_none_or(|above| -one.value > above.value));
    let turned = turned.and_then(|one| turned_round(one, say).map(|(name, times)| Highest { from: one, name, times }));
    turned.or_else(|| above.map(|one| Highest { from: one, name: named(one, say), times: times(one, say) }))
}

/// What a value of lower risk is compared with, and how many times as high the risk is there; `None` where it is not lower,
/// or compared with nothing.
fn turned_round(one: &CoxCoefficient, say: &Say<'_>) -> Option<(String, String)> {
    let (other, (column, value)) = (one.against.as_ref()?, one.name.rsplit_once(": ")?);
    let times = (CoxTexts::of(say.language).times_as)(&say.precise(1.0 / one.step_ratio), value);
    (one.value < 0.0).then(|| (format!("{column}: {other}"), times))
}

/// The surest of the factors above one, or below.
fn surest<'a>(found: &'a CoxFound, params: &CoxParams, more: bool) -> Option<&'a CoxCoefficient> {
    let sure = found.coefficients.iter().filter(|one| is_sure(one.p, params) && (one.value > 0.0) == more);
    // A kind of customer says more than a unit of some number.
    let kinds = sure.clone().filter(|one| one.against.is_some() || one.is_flag);
    let strongest = |one: &&CoxCoefficient, other: &&CoxCoefficient| one.value.abs().total_cmp(&other.value.abs());
    kinds.max_by(strongest).or_else(|| sure.min_by(|one, other| one.p.total_cmp(&other.p)))
}

/// A factor's name; of a number with how much more of it the factor is for.
fn named(one: &CoxCoefficient, say: &Say<'_>) -> String {
    let texts = CoxTexts::of(say.language);
    if one.is_flag {
        return (texts.flag)(&one.name);
    }
    let is_of_one = (one.step - 1.0).abs() < f64::EPSILON;
    if is_of_one { one.name.clone() } else { (texts.each)(&one.name, &say.precise(one.step)) }
}

/// How many times as high the risk is, and as whose, where a value is compared with another.
fn times(one: &CoxCoefficient, say: &Say<'_>) -> String {
    let texts = CoxTexts::of(say.language);
    let ratio = say.precise(one.step_ratio);
    one.against.as_ref().map_or_else(|| (texts.times)(&ratio), |other| (texts.times_as)(&ratio, other))
}

fn headline(found: &CoxFound, params: &CoxParams, say: &Say<'_>) -> String {
    let texts = CoxTexts::of(say.language);
    match found.lacking {
        Some(Lacking::Columns) => return texts.lacks_columns.to_owned(),
        Some(Lacking::Covariates) => return texts.lacks_covariates.to_owned(),
        Some(Lacking::Nobody) => return texts.lacks_nobody.to_owned(),
        Some(Lacking::Endless) => return texts.lacks_endless.to_owned(),
        None => {}
    }
    let highest = highest(found, params, say);
    let more = highest.as_ref().map(|highest| (texts.headline_more)(&highest.name, &highest.times));
    // One contrast is said once.
    let less = surest(found, params, false);
    let less = less.filter(|less| highest.as_ref().is_none_or(|highest| !std::ptr::eq(highest.from, *less)));
    let words = if more.is_some() { texts.headline_less } else { texts.headline_only_less };
    let less = less.map(|one| words(&named(one, say), &times(one, say)));
    let said: Vec<String> = [more, less].into_iter().flatten().collect();
    if said.is_empty() { texts.headline_none.to_owned() } else { said.join(texts.comma) + texts.stop }
}

fn tiles(found: &CoxFound, figures: Figures, say: &Say<'_>) -> Section {
    let texts = CoxTexts::of(say.language);
    if found.customers == 0 {
        return Section::open(ID, Vec::new());
    }
    let count = |name: &str, label: &str, count: usize, way: Only| {
        Tile::new(label, figures.of(format!("cox.{name}"), label, count, say.count(count))).of(way)
    };
    let concordance = found.concordance.map(|share| {
        let figure = figures.of("cox.concordance", texts.concordance, share, say.percent(share));
        Tile::new(texts.concordance, figure).noted(texts.concordance_note)
    });
    let [all, left] = WhoLeft::ways(ID);
    let tiles =
        [count("customers", texts.customers, found.customers, all), count("left", texts.left, found.left, left)];
    Section::open(ID, vec![Part::Tiles(tiles.into_iter().chain(concordance).collect())])
}

fn chart(found: &CoxFound, params: &CoxParams, say: &Say<'_>) -> Chart {
    let texts = CoxTexts::of(say.language);
    let mut drawn: Vec<&CoxCoefficient> = found.coefficients.iter().collect();
    drawn.sort_by(|left, right| left.p.total_cmp(&right.p));
    let more = drawn.len().saturating_sub(MOST_BARS);
    let bar = |one: &CoxCoefficient| Bar {
        label: named(one, say),
        value: Some(one.step_ratio),
        interval: Some((one.step_low, one.step_high)),
        more: Vec::new(),
        tint: match one.value > 0.0 {
            _ if !is_sure(one.p, params) => Tint::Accent,
            true => Tint::Detractor,
            false => Tint::Promoter,
        },
    };
    let plot = Bars {
        bars: drawn.into_iter().take(MOST_BARS).map(bar).collect(),
        dots: true,
        unit: Unit::Precise,
        group: texts.column.to_owned(),
        value: texts.factor.to_owned(),
        interval: say.words.interval.to_owned(),
        more_columns: Vec::new(),
        most: MOST_BARS,
        more: if more > 0 { (say.words.more_left_out)(&say.count(more)) } else { String::new() },
    };
    Chart {
        title: texts.chart_plain.to_owned(),
        note: say.sample_note(found.customers, found.provenance.period),
        summary: texts.chart_plain.to_owned(),
        empty: texts.chart_plain.to_owned(),
        height: 320,
        plot: Plot::Ratios(plot),
    }
}

fn table(found: &CoxFound, params: &CoxParams, figures: Figures, say: &Say<'_>) -> Table {
    let texts = CoxTexts::of(say.language);
    let row = |(place, one): (usize, &CoxCoefficient)| {
        let name = one.against.as_ref().map_or_else(|| named(one, say), |other| (texts.against)(&one.name, other));
        let key = format!("cox.coefficients.{place}.step_ratio");
        let ratio = figures.of(key, name.as_str(), one.step_ratio, say.precise(one.step_ratio));
        let interval = say.ends(&say.precise(one.step_low), &say.precise(one.step_high));
        let p = |p: f64| Cell::from(if p < 0.001 { "< 0.001".to_owned() } else { format!("{p:.3}") });
        // The other way round it may stand in the headline.
        let turned = || turned_round(one, say).map(|(name, times)| (texts.turned)(&name, &times));
        let note = if is_sure(one.p, params) { turned().unwrap_or_default() } else { texts.not_sure.to_owned() };
        let time = one.proportional_p.map_or_else(|| say.no_value(), p);
        vec![Cell::from(name), Cell::from(ratio).above(interval), p(one.p), time, Cell::muted(note)]
    };
    Table {
        caption: texts.title.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(texts.column),
            Column::number(texts.factor),
            Column::number(texts.p),
            Column::number(texts.p_time),
            Column::text(say.words.note),
        ],
        rows: found.coefficients.iter().enumerate().map(row).collect(),
    }
}

fn what_to_do(found: &CoxFound, params: &CoxParams, say: &Say<'_>) -> Section {
    let texts = CoxTexts::of(say.language);
    let more = highest(found, params, say).map(|highest| (texts.do_more)(&highest.name));
    let sure = found.coefficients.iter().any(|one| is_sure(one.p, params));
    let steps: Vec<Cell> =
        [more, sure.then(|| texts.do_try.to_owned())].into_iter().flatten().map(Cell::from).collect();
    let links = vec![Link::new(texts.to_survival, "/retention/survival")];
    say.next_steps(steps, links)
}
