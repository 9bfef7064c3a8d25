//! The stages, and who came and went.

use crate::domain::language::Language;
use crate::indicators::activity::only_returns;
use crate::indicators::alike::all_alike;
use crate::indicators::classes::ShowClasses;
use crate::indicators::page::{
    Cell, Chart, Column, Control, Fold, Input, Note, Only, OverTime, Page, Part, Plot, Section, Series, Table, Tile,
    Tint, Unit,
};
use crate::indicators::settings::length_control;
use crate::indicators::{Figures, Say};

use super::flow::{Flow, FourWays, WAYS};
use super::texts::LifecycleTexts;
use super::{ID, Lifecycle, LifecycleError, LifecycleParams, Stage, of_period};

fn ways(ways: &FourWays) -> [usize; 4] {
    [ways.new, ways.kept, ways.back, ways.lost]
}

/// What a stage is called; its key where it is none of them.
pub fn stage_name(language: Language, key: &str) -> &str {
    let place = Stage::ALL.iter().position(|stage| stage.key() == key);
    place.and_then(|place| LifecycleTexts::of(language).names.get(place)).copied().unwrap_or(key)
}

/// What a stage is called on its own page, where “lost” has its rule with it.
fn shown_name(stage: Stage, name: &str, texts: &LifecycleTexts) -> String {
    if stage == Stage::Lost { texts.lost_shown } else { name }.to_owned()
}

/// The page.
pub fn show(found: &Lifecycle, params: &LifecycleParams, say: &Say<'_>) -> Page {
    if found.members.is_empty() {
        return only_returns(&found.provenance, say);
    }
    let texts = LifecycleTexts::of(say.language);
    let mut page = Page::new(headline(found, say));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let shown = ShowClasses {
        key: "lifecycle.stages",
        leads: true,
        classes: &found.stages,
        names: Stage::ALL.into_iter().zip(texts.names).map(|(stage, name)| shown_name(stage, name, texts)).collect(),
        figures,
        few: params.small_sample,
        period: found.provenance.period,
        say,
    };
    page.notes.extend(say.few_customers(params.small_sample, found.members.len()));
    let mut stages = found.stages.iter().filter(|stage| stage.key != Stage::Prospect.key() && stage.customers > 0);
    if let (Some(stage), None) = (stages.next(), stages.next()) {
        page.notes.push(Note::caution(all_alike(stage.customers, texts.stage_of, say)));
    }
    page.notes.push(rhythm(found, say));
    let tiles = found.stages.iter().filter(|stage| stage.customers > 0).map(|stage| shown.tile(stage));
    page.add(Section::open(ID, vec![Part::Tiles(tiles.collect())]));
    for section in shown.charts() {
        page.add(section);
    }
    let table = shown.table(texts.stages, &[], |_| Vec::new());
    let points =
        found.group.map(|points| Part::SmallTiles(point_tiles(found, points.warning, points.lost, figures, say)));
    let rules = Part::Muted(say.words.loss_rules.to_owned());
    let parts = [table].into_iter().chain(points).chain([rules]).collect();
    page.add(Section::new("stages", texts.stages, parts).with(controls(params, say)));
    page.add(flows(found, figures, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &LifecycleError, say: &Say<'_>) -> String {
    let texts = LifecycleTexts::of(say.language);
    match error {
        LifecycleError::Points { warning, lost } => (texts.error_points)(&warning.to_string(), &lost.to_string()),
        LifecycleError::LeastGaps => texts.error_least.to_owned(),
        LifecycleError::Change { given } => (texts.error_change)(&given.to_string()),
        LifecycleError::SpanTooLong(error) => error.explain(say),
    }
}

/// The fields.
pub fn controls(params: &LifecycleParams, say: &Say<'_>) -> Vec<Control> {
    let texts = LifecycleTexts::of(say.language);
    let least = Input::Number { value: f64::from(params.least_gaps), min: 1.0, max: f64::from(u16::MAX), step: 1.0 };
    vec![
        Control::new(ID, "warning", texts.warning_field, Input::Share(params.warning)),
        Control::new(ID, "lost", texts.lost_field, Input::Share(params.lost)),
        Control::new(ID, "least_gaps", texts.least_field, least),
        Control::new(ID, "change", texts.change_field, Input::Share(params.change)),
    ]
}

fn of_stage(found: &Lifecycle, stage: Stage) -> usize {
    found.stages.get(stage as usize).map_or(0, |class| class.customers)
}

fn headline(found: &Lifecycle, say: &Say<'_>) -> String {
    let texts = LifecycleTexts::of(say.language);
    let (dormant, lost) = (of_stage(found, Stage::Dormant), of_stage(found, Stage::Lost));
    let bought = found.members.len();
    let active = bought - dormant - lost;
    let share = say.percent(active as f64 / bought.max(1) as f64);
    (texts.headline)(&say.count(active), &say.count(bought), &share)
        + &(texts.headline_silent)(&say.count(dormant), &say.count(lost))
}

/// By whose rhythm customers are judged.
fn rhythm(found: &Lifecycle, say: &Say<'_>) -> Note {
    let texts = LifecycleTexts::of(say.language);
    let Some(points) = found.group else { return Note::caution(texts.no_rhythm) };
    let points = (texts.points)(&say.precise(points.warning), &say.precise(points.lost));
    Note::info((texts.rhythm)(&say.count(found.own_rhythm), &say.count(found.members.len()), &points))
}

fn point_tiles(found: &Lifecycle, warning: f64, lost: f64, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = LifecycleTexts::of(say.language);
    let tile = |field: &str, label: &str, days: f64| {
        let figure = figures.of(format!("{ID}.group.{field}"), label, days, (texts.days)(&say.precise(days)));
        Tile::new(label, figure).noted((texts.of_gaps)(&say.count(found.gaps)))
    };
    vec![tile("warning", texts.group_warning, warning), tile("lost", texts.group_lost, lost)]
}

/// What those who went each way in the latest complete period are called.
pub fn way_names(found: &Lifecycle, say: &Say<'_>) -> [String; 4] {
    let texts = LifecycleTexts::of(say.language);
    let period = found.two_period.map(|latest| say.period_name(found.length, latest.start)).unwrap_or_default();
    texts.ways.map(|way| (texts.of_period)(way, &period))
}

/// Who came and went, drawn, and in a table folded away.
fn flows(found: &Lifecycle, figures: Figures, say: &Say<'_>) -> Section {
    let texts = LifecycleTexts::of(say.language);
    if found.flows.len() < 2 {
        return Section::new("flows", texts.flows, Vec::new());
    }
    let name = |flow: &Flow| say.period_name(found.length, flow.start);
    let latest = found.two_period.and_then(|latest| found.flows.iter().find(|flow| flow.start == latest.start));
    let title = latest.map_or_else(
        || texts.flows.to_owned(),
        |flow| (texts.flow_title)(&name(flow), &say.count(flow.ways.new + flow.ways.back), &say.count(flow.ways.lost)),
    );
    let tiles = latest.map(|flow| {
        let four = WAYS.into_iter().zip(way_names(found, say)).zip(ways(&flow.ways));
        let small = |((way, label), n): ((&str, String), usize)| {
            let figure = figures.of(format!("{ID}.two_period.{way}"), label.clone(), n, say.count(n));
            Tile::new(label, figure).of(Only::class(ID, of_period(way)))
        };
        Part::SmallTiles(four.map(small).collect())
    });
    let series = (0_u8..).zip(texts.ways).map(|(place, way)| Series {
        name: way.to_owned(),
        values: found
            .flows
            .iter()
            .map(|flow| ways(&flow.ways).get(usize::from(place)).filter(|_| flow.complete).map(|n| *n as f64))
            .collect(),
        tint: Tint::Group(place),
    });
    let plot = OverTime {
        periods: found.flows.iter().map(|flow| say.chart_period(found.length, flow.start)).collect(),
        series: series.collect(),
        columns: false,
        unit: Unit::Whole,
        period: say.words.name.to_owned(),
        value: texts.customers.to_owned(),
    };
    let chart = Chart {
        summary: title.clone(),
        title,
        note: say.sample_note(found.members.len(), found.provenance.period),
        empty: texts.flows.to_owned(),
        height: 240,
        plot: Plot::OverTime(plot),
    };
    let row = |flow: &Flow| {
        let cells = WAYS.into_iter().zip(texts.ways).zip(ways(&flow.ways)).map(|((way, label), n)| {
            let label = (texts.of_period)(label, &name(flow));
            Cell::from(figures.of(format!("{ID}.flows.{}.{way}", flow.start), label, n, say.count(n)))
        });
        let note = Cell::caution(if flow.complete { "" } else { texts.incomplete });
        [Cell::whole(name(flow))].into_iter().chain(cells).chain([note]).collect()
    };
    let headers = [Column::text(say.words.name)].into_iter().chain(texts.ways.map(Column::number));
    let table = Table {
        caption: texts.table.to_owned(),
        show_caption: false,
        columns: headers.chain([Column::text(say.words.note)]).collect(),
        rows: found.flows.iter().rev().map(row).collect(),
    };
    let fold = Part::Fold(Fold { summary: texts.table.to_owned(), parts: vec![Part::Table(table)] });
    let parts = tiles.into_iter().chain([Part::Chart(Box::new(chart)), fold]).collect();
    Section::new("flows", texts.flows, parts).with([length_control(found.length, say)])
}
