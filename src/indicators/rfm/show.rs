//! Scores and segments as a page: who brings most, where the customers are, every segment with what to do about it.

mod in_force;

use crate::domain::certainty::SmallSample;
use crate::domain::provenance::Provenance;
use crate::indicators::alike::{all_alike, are_alike};
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Input, Link, MapCell, Named, Note, Only, Page, Part, Plot, RfmMap,
    Section, Table, Tile, Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::{RfmTexts, definition};
use super::{Binning, HeatCell, ID, Rfm, RfmSettings, SCORED, SegmentSummary, Segments, Shade, segment_name};

/// More bars than this are cut; the table below has all.
const MOST: usize = 20;

/// Everything of the page.
pub fn show(found: &Segments, params: &RfmSettings, say: &Say<'_>) -> Page {
    let texts = RfmTexts::of(say.language);
    let rfm = &*found.rfm;
    let mut page =
        Page::new(if alike(rfm, params) { all_alike(rfm.customers, texts.all_three, say) } else { headline(rfm, say) });
    page.notes.extend(say.few_customers(params.small_sample, rfm.customers));
    if rfm.filtered && !rfm.within_filter {
        page.notes.push(Note::info((texts.filtered)(&say.day(rfm.reference_date))));
    }
    let figures = of_scores(&mut page, &rfm.provenance, say);
    let scored = of_scores(&mut page, &rfm.scored_from, say);
    let tile = customers_tile(figures, rfm, texts.scored_customers, say);
    page.add(Section::open("rfm-tiles", vec![Part::Tiles(vec![tile])]));
    let map = Section::new("rfm-map", texts.map, vec![Part::Chart(Box::new(map(rfm, params.shade, say)))]);
    let within = (rfm.filtered || params.rfm.within_filter).then(|| within_control(params.rfm.within_filter, texts));
    page.add(map.half().with([shade_control(params.shade, say)].into_iter().chain(within)));
    page.add(Section::new("rfm-sizes", texts.sizes, vec![Part::Chart(Box::new(sizes(rfm, say)))]).half());
    page.add(segments([figures, scored], found, params.small_sample, say));
    let in_force = in_force::section(&mut page, scored, rfm, &params.rfm.rules, say);
    page.add(in_force);
    page
}

/// The tile for the overview.
pub fn offer(found: &Segments, params: &RfmSettings, say: &Say<'_>) -> Page {
    let texts = RfmTexts::of(say.language);
    let rfm = &*found.rfm;
    let mut page = Page::default();
    let figures = of_scores(&mut page, &rfm.provenance, say);
    // Of some the filter may let returns through alone.
    let label = if rfm.filtered { texts.scored_customers } else { texts.offered_customers };
    let mut tile = customers_tile(figures, rfm, label, say);
    tile.note = say.marked(tile.note, params.small_sample, rfm.customers);
    page.add(Section::open(ID, vec![Part::Tiles(vec![tile])]));
    page.add(Section::new("segments-sizes", "", vec![Part::Chart(Box::new(sizes(rfm, say)))]).half());
    page
}

fn of_scores(page: &mut Page, from: &Provenance, say: &Say<'_>) -> Figures {
    let (definition, source) = definition(say.language);
    Figures { origin: page.origin(say.origin(from, definition, source, say.words.rows)) }
}

fn customers_tile(figures: Figures, rfm: &Rfm, label: &str, say: &Say<'_>) -> Tile {
    let note = (RfmTexts::of(say.language).customers_note)(&say.day(rfm.reference_date));
    let customers = figures.of("rfm.customers", label, rfm.customers, say.count(rfm.customers));
    Tile::new(label, customers).noted(note).of(Only::class(ID, SCORED))
}

/// What people call a segment of the result.
fn name_of<'a>(segment: &'a SegmentSummary, say: &Say<'_>) -> &'a str {
    segment_name(say.language, &segment.key, &segment.name)
}

/// Whether all who were scored are alike, and no edge that was typed in parts them from what somebody else has. Of those a
/// filter leaves it is not known: they were scored among all.
fn alike(rfm: &Rfm, params: &RfmSettings) -> bool {
    let scored = !rfm.filtered || rfm.within_filter;
    scored
        && params.rfm.binning != Binning::Custom
        && are_alike(rfm.scores.rows().map(|row| (row.recency, row.frequency, row.monetary)))
}

fn headline(rfm: &Rfm, say: &Say<'_>) -> String {
    let texts = RfmTexts::of(say.language);
    let headline = match best(rfm) {
        Some((segment, share)) => {
            let customers = say.percent(segment.customers_share);
            (texts.headline)(name_of(segment, say), &customers, &say.percent(share))
        }
        None => largest(rfm, say),
    };
    if rfm.within_filter { (texts.headline_within)(&headline) } else { headline }
}

/// The segment that brings most, with its share of revenue; `None` where there is no revenue to share.
fn best(rfm: &Rfm) -> Option<(&SegmentSummary, f64)> {
    let segment = rfm.most_valuable_segment()?;
    Some((segment, segment.monetary_share?))
}

/// Which segment has most customers.
fn largest(rfm: &Rfm, say: &Say<'_>) -> String {
    let texts = RfmTexts::of(say.language);
    match rfm.largest_segment() {
        Some(segment) => (texts.sizes_title)(name_of(segment, say), &say.percent(segment.customers_share)),
        None => texts.nobody_to_show.to_owned(),
    }
}

/// Customers by recency and frequency score.
fn map(rfm: &Rfm, shade: Shade, say: &Say<'_>) -> Chart {
    let texts = RfmTexts::of(say.language);
    let title = match best(rfm) {
        Some((segment, of_revenue)) => {
            let customers = say.percent(segment.customers_share);
            (texts.map_title)(name_of(segment, say), &customers, &say.percent(of_revenue))
        }
        None => largest(rfm, say),
    };
    let segment = |key: &String| rfm.segments.iter().find(|segment| segment.key == *key).map(|of| name_of(of, say));
    let peopled = rfm.heat.iter().flatten().filter(|cell| cell.customers > 0);
    let cells = peopled.map(|cell| MapCell {
        recency: cell.r,
        frequency: cell.f,
        amount: shade.amount(cell),
        segment: cell.segment.as_ref().and_then(segment).unwrap_or_default().to_owned(),
    });
    Chart {
        title,
        note: say.sample_note(rfm.customers, rfm.provenance.period),
        summary: texts.map_summary.to_owned(),
        empty: texts.nobody_to_show.to_owned(),
        height: 360,
        plot: Plot::RfmMap(RfmMap {
            bins: rfm.bins,
            cells: cells.collect(),
            recency: texts.recency_score.to_owned(),
            frequency: texts.frequency_score.to_owned(),
            segment: texts.segment.to_owned(),
            amount: shade.name(texts).to_owned(),
            unit: shade.unit(),
        }),
    }
}

fn shade_control(in_force: Shade, say: &Say<'_>) -> Control {
    let texts = RfmTexts::of(say.language);
    let options = Shade::ALL.map(|shade| (shade, shade.name(texts).to_owned()));
    Control::new(ID, "shade", texts.shade, Input::choice(options, &in_force)).named("map-shade")
}

/// Whether customers are scored anew within the filter in force.
fn within_control(within: bool, texts: &RfmTexts) -> Control {
    Control::new(ID, "within_filter", texts.within, Input::Toggle(within))
        .named("within-filter")
        .helped(texts.within_help)
}

impl Shade {
    const ALL: [Self; 2] = [Self::Customers, Self::Revenue];

    const fn name(self, texts: &RfmTexts) -> &'static str {
        match self {
            Self::Customers => texts.customers,
            Self::Revenue => texts.revenue,
        }
    }

    fn unit(self) -> Unit {
        match self {
            Self::Customers => Unit::Whole,
            Self::Revenue => Unit::Money,
        }
    }

    fn amount(self, cell: &HeatCell) -> f64 {
        match self {
            Self::Customers => cell.customers as f64,
            Self::Revenue => cell.monetary.to_f64(),
        }
    }
}

/// A bar per segment that has customers.
fn sizes(rfm: &Rfm, say: &Say<'_>) -> Chart {
    let texts = RfmTexts::of(say.language);
    let peopled = rfm.segments.iter().filter(|segment| segment.customers > 0);
    let bars = peopled.map(|segment| Bar {
        label: name_of(segment, say).to_owned(),
        value: Some(segment.customers as f64),
        interval: None,
        more: vec![
            say.percent(segment.customers_share),
            say.money(segment.monetary.to_f64()),
            segment.monetary_share.map(|share| say.percent(share)).unwrap_or_default(),
        ],
        tint: Tint::Accent,
    });
    let bars: Vec<Bar> = bars.collect();
    let left_out = bars.len().saturating_sub(MOST);
    Chart {
        title: largest(rfm, say),
        note: say.sample_note(rfm.customers, rfm.provenance.period),
        summary: texts.sizes_summary.to_owned(),
        empty: texts.nobody_to_show.to_owned(),
        height: 320,
        plot: Plot::Bars(Bars {
            bars,
            dots: false,
            unit: Unit::Whole,
            group: texts.segment.to_owned(),
            value: texts.customers.to_owned(),
            interval: String::new(),
            more_columns: [texts.of_customers, texts.revenue, texts.of_revenue].map(str::to_owned).into(),
            most: MOST,
            more: if left_out > 0 { (texts.more_groups)(&say.count(left_out)) } else { String::new() },
        }),
    }
}

/// Every segment with its figures, of what is counted and of what customers are scored by, the way to its customers,
/// and what to do about it.
fn segments(figures: [Figures; 2], found: &Segments, small: SmallSample, say: &Say<'_>) -> Section {
    let texts = RfmTexts::of(say.language);
    let rfm = &*found.rfm;
    let left = |segment: &SegmentSummary| found.already_left.get(&segment.key).copied().unwrap_or_default();
    let beside = |segment: &SegmentSummary| {
        let left = left(segment);
        let left = if left > 0 { (texts.already_left)(&say.count(left)) } else { String::new() };
        say.marked(left, small, segment.customers)
    };
    let table = Table {
        caption: texts.table.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(texts.segment),
            Column::number(texts.customers),
            Column::number(texts.of_customers),
            Column::number(texts.revenue),
            Column::number(texts.of_revenue),
            Column::number(texts.mean_recency),
            Column::number(texts.mean_frequency),
            Column::number(texts.mean_monetary),
            Column::text(texts.what_to_do),
        ],
        rows: rfm.segments.iter().map(|segment| row(figures, segment, &beside(segment), say)).collect(),
    };
    let mut parts =
        vec![Part::Named(Named::ScoresDownload), Part::Hint(texts.filter_segment.to_owned()), Part::Table(table)];
    if !found.already_left.is_empty() {
        parts.push(Part::Muted(texts.already_left_note.to_owned()));
    }
    let shares = |of: fn(&SegmentSummary) -> Option<f64>| rfm.segments.iter().filter_map(of).collect::<Vec<f64>>();
    let shares = [shares(|segment| Some(segment.customers_share)), shares(|segment| segment.monetary_share)];
    parts.extend(say.rounded(&shares).map(Part::Muted));
    let without = rfm.without_purchase;
    if without.customers > 0 {
        let money = say.money(without.monetary.to_f64());
        parts.push(Part::Muted((texts.without_purchase)(&say.count(without.customers), &money)));
    }
    Section::new("rfm-segments", texts.table, parts)
}

/// `beside` stands below the number of customers.
fn row([figures, scored]: [Figures; 2], segment: &SegmentSummary, beside: &str, say: &Say<'_>) -> Vec<Cell> {
    let texts = RfmTexts::of(say.language);
    let name = name_of(segment, say);
    let figure = |figures: Figures, of: &str, column: &str, value: String, text: String| {
        Cell::from(figures.of(format!("rfm.segments.{}.{of}", segment.key), format!("{name}, {column}"), value, text))
    };
    let cell = |of: &str, column: &str, value: String, text: String| figure(figures, of, column, value, text);
    let share = |of: &str, column: &str, share: Option<f64>| {
        share.map(|share| cell(of, column, share.to_string(), say.percent(share))).unwrap_or_default()
    };
    let mean = |of: &str, column: &str, mean: Option<f64>, write: &dyn Fn(f64) -> String| {
        mean.map(|mean| figure(scored, of, column, mean.to_string(), write(mean))).unwrap_or_default()
    };
    // Nothing is to be done about nobody.
    let advice = if segment.customers == 0 { "" } else { texts.what_to_do_for(&segment.key) };
    let customers = cell("customers", texts.customers, segment.customers.to_string(), say.count(segment.customers));
    vec![
        way_to(segment, name, say),
        if beside.is_empty() { customers } else { customers.above(beside) },
        share("customers_share", texts.of_customers, Some(segment.customers_share)),
        cell("monetary", texts.revenue, segment.monetary.to_string(), say.money(segment.monetary.to_f64())),
        share("monetary_share", texts.of_revenue, segment.monetary_share),
        mean("mean_recency", texts.mean_recency, segment.mean_recency, &|mean| say.decimal(mean)),
        mean("mean_frequency", texts.mean_frequency, segment.mean_frequency, &|mean| say.decimal(mean)),
        mean("mean_monetary", texts.mean_monetary, segment.mean_monetary, &|mean| say.money(mean)),
        Cell::from(advice),
    ]
}

/// The way to a segment's customers, where it has any.
fn way_to(segment: &SegmentSummary, name: &str, say: &Say<'_>) -> Cell {
    if segment.customers == 0 {
        return Cell::muted(name);
    }
    let title = (RfmTexts::of(say.language).show_customers)(name);
    Cell::from(Link { title, ..Link::to_those(name, Only::Segment(segment.key.clone())) })
}
