//! The gaps of SERVQUAL's dimensions, of the kinds and levels of expectation, and the value delivered.

use crate::domain::interval::Level;
use crate::domain::provenance::Provenance;
use crate::indicators::page::{Cell, Column, Control, Input, Note, Page, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::delivered::Value;
use super::dimensions::Dimension;
use super::expectations::{Depth, Expectation};
use super::mapping::Topic;
use super::show::signed;
use super::texts::GapTexts;
use super::{Delivered, DimensionGap, GapParams, Gaps, ID, Verdict};

/// The fields of all, as the settings page has them.
pub fn line_controls(params: &GapParams, say: &Say<'_>) -> [Control; 4] {
    let texts = GapTexts::of(say.language);
    let lines = |text: &str| Input::Lines(text.to_owned());
    [
        Control::new(ID, "dimensions", texts.dimensions_field, lines(&params.dimensions)).helped(texts.dimensions_help),
        Control::new(ID, "expectations", texts.expectations_field, lines(&params.expectations))
            .helped(texts.expectations_help),
        Control::new(ID, "levels", texts.levels_field, lines(&params.levels)).helped(texts.levels_help),
        Control::new(ID, "delivered", texts.delivered_field, lines(&params.delivered)).helped(texts.delivered_help),
    ]
}

/// What was typed in and is no column.
pub fn unknown(found: &Gaps, say: &Say<'_>) -> Option<Note> {
    let texts = GapTexts::of(say.language);
    (!found.unknown.is_empty()).then(|| Note::caution((texts.unknown)(&found.unknown.join(say.words.listed))))
}

/// What people call one of several, by its place among all.
fn name_of<'a, T: Topic>(key: &'a str, names: &[&'a str]) -> &'a str {
    let place = T::ALL.iter().position(|topic| topic.key() == key);
    place.and_then(|place| names.get(place).copied()).unwrap_or(key)
}

/// Items put together by what they are about.
struct Topics<'a> {
    /// Its name in the document, and of its section.
    key: &'static str,
    title: &'static str,
    /// What one of them is.
    one: &'static str,
    gaps: &'a [DimensionGap],
    /// Items about none.
    without: &'a [String],
    name: &'a dyn Fn(&'static str) -> &'static str,
    /// What is said where no item is about any.
    nothing: &'static str,
    definition: &'static str,
    field: Control,
    /// What somebody said of items.
    typed: &'a str,
}

/// What is not worked out: why, and the fields that would change it.
#[derive(Default)]
pub struct LeftOut {
    sentences: Vec<String>,
    fields: Vec<Control>,
}

impl LeftOut {
    fn add(&mut self, sentence: String, field: Control) {
        self.sentences.push(sentence);
        self.fields.push(field);
    }

    /// All of it in one section; an empty one where everything is worked out.
    pub fn section(self, say: &Say<'_>) -> Section {
        let texts = GapTexts::of(say.language);
        let said = self.sentences.join(say.words.between_sentences);
        let parts = if said.is_empty() { Vec::new() } else { vec![Part::Muted(said)] };
        Section::new("left-out", texts.left_out, parts).with(self.fields)
    }
}

/// The gaps of the dimensions, and of the kinds and levels of expectation. Those that compare nothing are left out, unless
/// somebody said which items are of which.
pub fn topics(page: &mut Page, found: &Gaps, params: &GapParams, figures: Figures, say: &Say<'_>) -> LeftOut {
    let texts = GapTexts::of(say.language);
    let [dimensions, expectations, levels, _] = line_controls(params, say);
    let mut left_out = LeftOut::default();
    let all = [
        Topics {
            key: "dimensions",
            title: texts.dimensions,
            one: texts.dimension,
            gaps: &found.dimensions,
            without: &found.without_dimension,
            name: &|key| name_of::<Dimension>(key, &texts.dimension_names),
            nothing: texts.no_dimensions,
            definition: texts.dimension_definition,
            field: dimensions,
            typed: &params.dimensions,
        },
        Topics {
            key: "expectations",
            title: texts.expectations,
            one: texts.expectation,
            gaps: &found.expectations,
            without: &found.without_expectation,
            name: &|key| name_of::<Expectation>(key, &texts.expectation_names),
            nothing: texts.no_expectations,
            definition: texts.expectation_definition,
            field: expectations,
            typed: &params.expectations,
        },
        Topics {
            key: "levels",
            title: texts.levels,
            one: texts.level,
            gaps: &found.levels,
            without: &found.without_level,
            name: &|key| name_of::<Depth>(key, &texts.level_names),
            nothing: texts.no_levels,
            definition: texts.level_definition,
            field: levels,
            typed: &params.levels,
        },
    ];
    for topics in all {
        match topics.gaps {
            [] => {
                left_out.add(topics.nothing.to_owned(), topics.field);
                continue;
            }
            [one] if topics.typed.trim().is_empty() => {
                left_out.add((texts.all_of_one)(topics.one, (topics.name)(one.name)), topics.field);
                continue;
            }
            _ => {}
        }
        let mut parts = Vec::new();
        if let Some(total) = found.dimensions_weighted.filter(|_| topics.key == "dimensions") {
            let label = texts.dimensions_weighted;
            let figure = figures.of(format!("{ID}.dimensions_weighted"), label, total, signed(total, say));
            parts.push(Part::SmallTiles(vec![Tile::new(label, figure)]));
        }
        parts.push(table(&topics, params, figures, say));
        parts.push(Part::Muted(topics.definition.to_owned()));
        if !topics.without.is_empty() {
            parts.push(Part::Muted((texts.about_none)(&topics.without.join(say.words.listed))));
        }
        page.add(Section::new(topics.key, topics.title, parts).with([topics.field]));
    }
    left_out
}

fn table(topics: &Topics<'_>, params: &GapParams, figures: Figures, say: &Say<'_>) -> Part {
    let texts = GapTexts::of(say.language);
    let row = |of: &DimensionGap| {
        let name = (topics.name)(of.name);
        let figure = |field: &str, label: &str, value: f64, text: String| {
            let key = format!("{ID}.{}.{}.{field}", topics.key, of.name);
            Cell::from(figures.of(key, (texts.of)(label, name), value, text))
        };
        let gap = figure("gap", texts.gap, of.gap, signed(of.gap, say));
        let gap = match of.low.zip(of.high) {
            Some((low, high)) => gap.above(say.ends(&signed(low, say), &signed(high, say))),
            None => gap,
        };
        let or_none = |cell: Option<Cell>| cell.unwrap_or_else(|| say.no_value());
        let weighted = of.weighted.map(|gap| figure("weighted", texts.weighted, gap, signed(gap, say)));
        let importance = of.importance.map(|mean| figure("importance", texts.importance, mean, say.precise(mean)));
        let verdict = match of.verdict {
            Verdict::Missed => texts.missed,
            Verdict::Met => texts.met,
            Verdict::Exceeded => texts.exceeded,
        };
        vec![
            Cell::from(name),
            gap,
            or_none(weighted),
            or_none(importance),
            figure("n", texts.n, of.n as f64, say.count(of.n)),
            Cell::from(of.items.join(say.words.listed)),
            Cell::from(verdict),
            Cell::caution(say.small_sample(params.small_sample.marks(of.n), of.n)),
        ]
    };
    let numbers = [texts.gap, texts.weighted, texts.importance, texts.n];
    let words = [texts.dimension_items, texts.verdict, say.words.note];
    let columns = [Column::text(topics.one)].into_iter().chain(numbers.map(Column::number));
    Part::Table(Table {
        caption: topics.title.to_owned(),
        show_caption: false,
        columns: columns.chain(words.map(Column::text)).collect(),
        rows: topics.gaps.iter().map(row).collect(),
    })
}

/// The value delivered, or why there is none. A page without gaps says nothing of it where no column is about it.
pub fn delivered(page: &mut Page, found: &Gaps, left_out: &mut LeftOut, params: &GapParams, say: &Say<'_>) {
    let texts = GapTexts::of(say.language);
    let none = found.not_delivered.len() == Value::ALL.len();
    if found.lacking.is_some() && none && params.delivered.trim().is_empty() {
        return;
    }
    let [.., field] = line_controls(params, say);
    let names = |key: &&'static str| name_of::<Value>(key, &texts.part_names);
    let lacks = match &found.delivered {
        Some(value) => {
            let provenance = Provenance { used: value.n, ..found.provenance.clone() };
            let origin =
                say.origin(&provenance, texts.delivered_definition, texts.delivered_source, say.words.answers_used);
            let figures = Figures { origin: page.origin(origin) };
            page.add(Section::new("delivered", texts.delivered, shown(value, params, figures, say)).with([field]));
            return;
        }
        None if none => texts.not_delivered_any.to_owned(),
        None if found.not_delivered.is_empty() => texts.delivered_nobody.to_owned(),
        None => {
            let missing: Vec<&str> = found.not_delivered.iter().map(names).collect();
            (texts.not_delivered)(&missing.join(say.words.listed))
        }
    };
    left_out.add(lacks, field);
}

fn shown(value: &Delivered, params: &GapParams, figures: Figures, say: &Say<'_>) -> Vec<Part> {
    let texts = GapTexts::of(say.language);
    let level = Level::try_from(params.level).unwrap_or(Level::DEFAULT);
    let tile = |field: &str, label: &str, of: f64, text: String| {
        Tile::new(label, figures.of(format!("{ID}.delivered.{field}"), label, of, text))
    };
    let span = value.low.zip(value.high);
    let span = span.map(|(low, high)| say.interval(&signed(low, say), &signed(high, say), level)).unwrap_or_default();
    let note = say.marked(say.joined([span, (say.words.n)(&say.count(value.n))]), params.small_sample, value.n);
    let tiles = vec![
        tile("value", texts.value, value.value, signed(value.value, say)).noted(note),
        tile("benefit", texts.benefit, value.benefit, say.precise(value.benefit)),
        tile("cost", texts.cost, value.cost, say.precise(value.cost)),
    ];
    let row = |part: &super::delivered::Part| {
        let name = name_of::<Value>(part.name, &texts.part_names);
        let key = format!("{ID}.delivered.parts.{}.mean", part.name);
        let mean = figures.of(key, (texts.of)(texts.mean, name), part.mean, say.precise(part.mean));
        vec![Cell::from(name), Cell::from(part.column.as_str()), Cell::from(mean)]
    };
    let says = (texts.delivered_says)(&signed(value.value, say), &say.precise(value.benefit), &say.precise(value.cost));
    let table = Table {
        caption: texts.delivered.to_owned(),
        show_caption: false,
        columns: vec![Column::text(texts.part), Column::text(texts.column), Column::number(texts.mean)],
        rows: value.parts.iter().map(row).collect(),
    };
    vec![Part::Text(says), Part::Tiles(tiles), Part::Table(table)]
}
