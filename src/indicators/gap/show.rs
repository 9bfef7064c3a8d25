//! Where expectations are missed, met and exceeded.

use crate::indicators::marks::bound_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Link, Note, Page, Part, Plot, Section, Table, Tile, Tint, Unit, WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::show_more::{LeftOut, delivered, line_controls, topics, unknown};
use super::texts::GapTexts;
use super::{GapError, GapParams, Gaps, ID, ItemGap, Lacking, Verdict};

/// The page.
pub fn show(found: &Gaps, params: &GapParams, say: &Say<'_>) -> Page {
    let texts = GapTexts::of(say.language);
    if let Some(lacking) = found.lacking {
        let headline = match lacking {
            Lacking::Satisfaction => texts.lacks_satisfaction,
            Lacking::Expectation => texts.lacks_expectation,
            Lacking::Pairs => texts.lacks_pairs,
            Lacking::Answers => texts.lacks_answers,
        };
        let mut page = Page::new(headline);
        page.add(Section::new("gaps", texts.items, Vec::new()).with(bounds(params, say)));
        page.notes.extend(unknown(found, say));
        let mut left_out = LeftOut::default();
        delivered(&mut page, found, &mut left_out, params, say);
        page.add(left_out.section(say));
        return page;
    }
    let mut page = Page::new(headline(found, say));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.answers_used);
    let figures = Figures { origin: page.origin(origin) };
    if !found.unpaired.is_empty() {
        page.notes.push(Note::info((texts.unpaired)(&found.unpaired.join(say.words.listed))));
    }
    if let Some((low, high)) = found.unusual {
        page.notes.push(Note::caution((texts.unusual)(&say.precise(low), &say.precise(high))));
    }
    let tile = |field: &str, label: &str, value: Option<f64>| {
        value.map(|value| Tile::new(label, figures.of(format!("{ID}.{field}"), label, value, signed(value, say))))
    };
    let totals = [tile("total", texts.total, found.total), tile("weighted", texts.weighted, found.weighted)];
    page.add(Section::open(ID, vec![Part::Tiles(totals.into_iter().flatten().collect())]));
    let parts = vec![Part::Chart(Box::new(chart(found, say))), table(found, params, figures, say)];
    page.add(Section::new("gaps", texts.items, parts).with(bounds(params, say)));
    page.notes.extend(unknown(found, say));
    let mut left_out = topics(&mut page, found, params, figures, say);
    delivered(&mut page, found, &mut left_out, params, say);
    page.add(left_out.section(say));
    page.add(what_to_do(found, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &GapError, say: &Say<'_>) -> String {
    let texts = GapTexts::of(say.language);
    match error {
        GapError::Dimension { line, text } => (texts.error_dimension)(&line.to_string(), text),
        GapError::Expectation { line, text } => (texts.error_expectation)(&line.to_string(), text),
        GapError::Depth { line, text } => (texts.error_level_line)(&line.to_string(), text),
        GapError::Delivered { line, text } => (texts.error_delivered)(&line.to_string(), text),
        GapError::Bounds(bounds) => (texts.error_bounds)(&bounds.lowest.to_string(), &bounds.highest.to_string()),
        GapError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields of the page.
pub fn controls(params: &GapParams, say: &Say<'_>) -> Vec<Control> {
    bounds(params, say).into_iter().chain(line_controls(params, say)).collect()
}

/// From which mark to which.
fn bounds(params: &GapParams, say: &Say<'_>) -> Vec<Control> {
    let texts = GapTexts::of(say.language);
    vec![
        bound_control(ID, "lowest", texts.lowest_field, params.lowest, texts.any, say),
        bound_control(ID, "highest", texts.highest_field, params.highest, texts.any, say),
    ]
}

/// With its sign and two decimals: gaps are small.
pub fn signed(value: f64, say: &Say<'_>) -> String {
    let text = say.precise(value);
    if value > 0.0 { format!("+{text}") } else { text }
}

/// The item of the greatest gap to one side, where it is sure.
fn sure(found: &Gaps, verdict: Verdict) -> Option<&ItemGap> {
    let items = found.items.iter().filter(|item| item.verdict == verdict);
    items.max_by(|left, right| left.gap.abs().total_cmp(&right.gap.abs()))
}

fn headline(found: &Gaps, say: &Say<'_>) -> String {
    let texts = GapTexts::of(say.language);
    let side = |verdict, text: fn(&str, &str) -> String| {
        sure(found, verdict).map(|item| text(&item.label, &signed(item.gap, say)))
    };
    let both: Vec<String> = [side(Verdict::Missed, texts.missed_most), side(Verdict::Exceeded, texts.exceeded_most)]
        .into_iter()
        .flatten()
        .collect();
    if both.is_empty() { texts.all_met.to_owned() } else { both.join(say.words.between_sentences) }
}

fn chart(found: &Gaps, say: &Say<'_>) -> Chart {
    let texts = GapTexts::of(say.language);
    let tint = |verdict| match verdict {
        Verdict::Missed => Tint::Detractor,
        Verdict::Met => Tint::Passive,
        Verdict::Exceeded => Tint::Promoter,
    };
    let bar = |item: &ItemGap| Bar {
        label: item.label.clone(),
        value: Some(item.gap),
        interval: item.low.zip(item.high),
        more: vec![say.count(item.n)],
        tint: tint(item.verdict),
    };
    Chart {
        summary: headline(found, say),
        title: texts.items.to_owned(),
        note: say.sample_note(found.provenance.used, found.provenance.period),
        empty: texts.gap.to_owned(),
        height: 280,
        plot: Plot::Differences(Bars {
            bars: found.items.iter().map(bar).collect(),
            dots: true,
            unit: Unit::Precise,
            group: texts.item.to_owned(),
            value: texts.gap.to_owned(),
            interval: say.words.interval.to_owned(),
            more_columns: vec![texts.n.to_owned()],
            most: found.items.len(),
            more: String::new(),
        }),
    }
}

fn table(found: &Gaps, params: &GapParams, figures: Figures, say: &Say<'_>) -> Part {
    let texts = GapTexts::of(say.language);
    let row = |item: &ItemGap| {
        let of = |field: &str, label: &str, value: &dyn ToString, text: String| {
            let label = (texts.of)(label, &item.label);
            Cell::from(figures.of(format!("{ID}.items.{}.{field}", item.name), label, value.to_string(), text))
        };
        let gap = of("gap", texts.gap, &item.gap, signed(item.gap, say));
        let gap = match item.low.zip(item.high) {
            Some((low, high)) => gap.above(say.ends(&signed(low, say), &signed(high, say))),
            None => gap,
        };
        let verdict = match item.verdict {
            Verdict::Missed => texts.missed,
            Verdict::Met => texts.met,
            Verdict::Exceeded => texts.exceeded,
        };
        vec![
            Cell::from(item.label.as_str()),
            of("expected", texts.expected, &item.expected, say.precise(item.expected)),
            of("perceived", texts.perceived, &item.perceived, say.precise(item.perceived)),
            gap,
            of("below", texts.below, &item.below, say.percent(item.below)),
            of("above", texts.above, &item.above, say.percent(item.above)),
            of("n", texts.n, &item.n, say.count(item.n)),
            Cell::from(verdict),
            Cell::caution(say.small_sample(params.small_sample.marks(item.n), item.n)),
        ]
    };
    let numbers = [texts.expected, texts.perceived, texts.gap, texts.below, texts.above, texts.n];
    let columns = [Column::text(texts.item)].into_iter().chain(numbers.map(Column::number));
    Part::Table(Table {
        caption: texts.items.to_owned(),
        show_caption: false,
        columns: columns.chain([texts.verdict, say.words.note].map(Column::text)).collect(),
        rows: found.items.iter().map(row).collect(),
    })
}

fn what_to_do(found: &Gaps, say: &Say<'_>) -> Section {
    let texts = GapTexts::of(say.language);
    let step = |verdict, text: fn(&str) -> String| sure(found, verdict).map(|item| text(&item.label));
    let steps = [step(Verdict::Missed, texts.do_missed), step(Verdict::Exceeded, texts.do_exceeded)];
    let mut steps: Vec<Cell> = steps.into_iter().flatten().map(Cell::from).collect();
    if steps.is_empty() {
        steps.push(Cell::from(texts.do_met));
    }
    let links = Part::Actions(vec![Link::new(texts.see_importance, "/service/importance")]);
    Section::new(WHAT_TO_DO, say.words.what_to_do, vec![Part::List(steps), links])
}
