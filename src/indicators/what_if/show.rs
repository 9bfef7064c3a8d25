//! What each lever changes, and what that rests on.

use crate::domain::day::Period;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Fold, Input, Note, Page, Part, Plot, Section, Table, Tile, Tint, Unit,
};
use crate::indicators::retention::{chosen_windows, window_controls};
use crate::indicators::{Figures, Indicator, Say, earned_growth};

use super::measured::SHARES;
use super::params::MAX_YEARS;
use super::texts::WhatIfTexts;
use super::{Assumption, ID, Lever, LeverKey, Origin, Range, WhatIf, WhatIfError, WhatIfParams};

/// The page.
pub fn show(found: &WhatIf, params: &WhatIfParams, say: &Say<'_>) -> Page {
    let texts = WhatIfTexts::of(say.language);
    let best = found.levers.iter().max_by(|a, b| a.effect.total_cmp(&b.effect));
    let (Some(best), Some(to)) = (best, found.to) else {
        let chosen = chosen_windows(found.no_windows, say);
        let mut page = Page::new(chosen.unwrap_or_else(|| texts.lacks_windows.to_owned()));
        page.add(Section::open(ID, Vec::new()).with(window_controls(&params.earned.retention, say)));
        return page;
    };
    let money = |value: f64| say.compact_money(value);
    let years = say.precise(params.years);
    let brings = |key: &str| found.assumptions.iter().any(|one| one.key == key && one.value > 0.0);
    let mut page = Page::new(if best.effect > 0.0 {
        let figures = [money(best.effect), money(best.low), money(best.high), years.clone()];
        let name = texts.moved_by.get(best.key as usize).map(|words| words(&moved(best, say))).unwrap_or_default();
        (texts.headline)(&name, &figures)
    } else if brings("customers") && brings("revenue") {
        texts.brings_nothing.to_owned()
    } else {
        (texts.lacks_money)(&say.span(to))
    });
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let writer = Writer { found, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.notes.push(Note::info((texts.plain)(&years)));
    page.notes.extend((!found.complete).then(|| Note::caution(texts.incomplete)));
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles(&years))]));
    let parts = vec![writer.chart(to), Part::Table(writer.levers())];
    page.add(Section::new("levers", texts.title, parts).with(levers(params, say)));
    let parts = vec![Part::Table(writer.assumptions()), Part::Muted(texts.range_note.to_owned())];
    let fields = assumptions(params, Some(&found.assumptions), say);
    let fields = fields.into_iter().chain(window_controls(&params.earned.retention, say));
    page.add(Section::new("assumptions", texts.assumptions, parts).with(fields));
    let how = vec![Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
    page.add(Section::open("what-if-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts: how })]));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &WhatIfError, say: &Say<'_>) -> String {
    let texts = WhatIfTexts::of(say.language);
    match error {
        WhatIfError::Years(given) => (texts.error_years)(&given.to_string(), &MAX_YEARS.to_string()),
        WhatIfError::Value { name, value } => (texts.error_value)(texts.name(name), &value.to_string()),
        WhatIfError::Level(given) => (texts.error_level)(&given.0.to_string()),
        WhatIfError::Earned(error) => earned_growth::EarnedGrowthIndicator::explain(error, say),
    }
}

/// All fields; those of assumptions say what is in force where it is known.
pub fn controls(params: &WhatIfParams, found: Option<&[Assumption]>, say: &Say<'_>) -> Vec<Control> {
    levers(params, say).into_iter().chain(assumptions(params, found, say)).collect()
}

fn levers(params: &WhatIfParams, say: &Say<'_>) -> Vec<Control> {
    let texts = WhatIfTexts::of(say.language);
    let names = ["retention_points", "price_change", "acquisition_cut", "referral_points", "recovered"];
    let values = [
        params.retention_points,
        params.price_change,
        params.acquisition_cut,
        params.referral_points,
        params.recovered,
    ];
    // How far each is moved by hand, and from one place to the next; a number beyond that was typed in.
    let reach = [(0.0, 0.2, 0.005), (-0.2, 0.2, 0.005), (0.0, 0.5, 0.01), (0.0, 0.5, 0.01), (0.0, 1.0, 0.05)];
    let fields = names.into_iter().zip(values).zip(texts.levers).zip(reach).zip(LeverKey::ALL);
    let years = Input::Number { value: params.years, min: 0.25, max: MAX_YEARS, step: 0.25 };
    fields
        .map(|((((name, value), label), (min, max, step)), key)| {
            let unit = if key.in_points() { texts.points_unit } else { "%" }.to_owned();
            let input = Input::Slider { value, min: value.min(min), max: value.max(max), step, unit };
            Control::new(ID, name, label, input)
        })
        .chain([Control::new(ID, "years", texts.years_field, years)])
        .collect()
}

fn assumptions(params: &WhatIfParams, found: Option<&[Assumption]>, say: &Say<'_>) -> Vec<Control> {
    let texts = WhatIfTexts::of(say.language);
    let fields = [
        ("customers", params.customers),
        ("stays", params.stays),
        ("new", params.new),
        ("revenue", params.revenue),
        ("margin", params.margin),
        ("acquisition", params.acquisition),
        ("referred", params.referred),
        ("elasticity", params.elasticity),
        ("complaining", params.complaining),
        ("unsettled", params.unsettled),
        ("lift", params.lift),
    ];
    let field = |(key, value): (&'static str, Option<f64>)| {
        let known = found.and_then(|found| found.iter().find(|assumption| assumption.key == key));
        let untyped = known.map(|known| known.untyped);
        let blank = untyped.map_or_else(
            || texts.untyped.to_owned(),
            |(value, from)| say.joined([shown(key, value, say), texts.origin(from).to_owned()]),
        );
        let help = value.map(|_| (texts.blank)(&blank)).unwrap_or_default();
        let share = is_share(key);
        let (min, max) = (if key == "lift" { -1.0 } else { 0.0 }, if share { 1.0 } else { 1e12 });
        Control::new(ID, key, texts.name(key), Input::Optional { value, blank, min, max, share }).helped(help)
    };
    let shares = [("discount", params.discount), ("spread", params.spread)];
    let shares = shares.map(|(key, value)| Control::new(ID, key, texts.name(key), Input::Share(value)));
    fields.into_iter().map(field).chain(shares).collect()
}

/// By how much a lever is moved.
fn moved(lever: &Lever, say: &Say<'_>) -> String {
    if lever.key.in_points() {
        (WhatIfTexts::of(say.language).points)(&say.precise(lever.change * 100.0))
    } else {
        say.percent(lever.change)
    }
}

fn is_share(key: &str) -> bool {
    SHARES.contains(&key) || key == "lift"
}

/// The value of an assumption in its unit.
fn shown(key: &str, value: f64, say: &Say<'_>) -> String {
    match key {
        _ if is_share(key) => say.percent(value),
        "customers" | "new" => say.number(value),
        "revenue" | "acquisition" => say.money(value),
        _ => say.precise(value),
    }
}

struct Writer<'a> {
    found: &'a WhatIf,
    say: &'a Say<'a>,
    texts: &'static WhatIfTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn money(&self, name: String, label: &str, value: f64) -> Cell {
        self.figures.of(name, label, value, self.say.compact_money(value)).into()
    }

    fn span(&self, low: f64, high: f64) -> String {
        self.say.ends(&self.say.compact_money(low), &self.say.compact_money(high))
    }

    fn tiles(&self, years: &str) -> Vec<Tile> {
        let tile = |key: &str, label: &str, range: Range| {
            let cell = self.money(format!("{ID}.{key}.value"), label, range.value);
            Tile::new(label, cell).noted(self.span(range.low, range.high))
        };
        vec![
            tile("base", &(self.texts.base)(years), self.found.base),
            tile("together", self.texts.together, self.found.together),
        ]
    }

    fn lever(&self, lever: &Lever) -> &'static str {
        self.texts.levers.get(lever.key as usize).copied().unwrap_or_default()
    }

    fn chart(&self, to: Period) -> Part {
        let bar = |lever: &Lever| Bar {
            label: self.lever(lever).to_owned(),
            value: Some(lever.effect),
            interval: Some((lever.low, lever.high)),
            more: Vec::new(),
            tint: Tint::Accent,
        };
        Part::Chart(Box::new(Chart {
            title: self.texts.title.to_owned(),
            note: self.say.sample_note(self.found.provenance.used, Some(to)),
            summary: self.texts.title.to_owned(),
            empty: self.texts.title.to_owned(),
            height: 240,
            plot: Plot::Bars(Bars {
                bars: self.found.levers.iter().map(bar).collect(),
                dots: false,
                unit: Unit::CompactMoney,
                group: self.texts.lever.to_owned(),
                value: self.texts.effect.to_owned(),
                interval: self.texts.range.to_owned(),
                more_columns: Vec::new(),
                most: self.found.levers.len(),
                more: String::new(),
            }),
        }))
    }

    fn levers(&self) -> Table {
        let texts = self.texts;
        let row = |(place, lever): (usize, &Lever)| {
            let name = self.lever(lever);
            let key = |field: &str| format!("{ID}.levers.{place}.{field}");
            let change = self.figures.of(key("change"), name, lever.change, moved(lever, self.say));
            vec![
                Cell::from(name),
                change.into(),
                self.money(key("effect"), &format!("{}, {name}", texts.effect), lever.effect),
                Cell::muted(self.span(lever.low, lever.high)),
            ]
        };
        Table {
            caption: texts.title.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.lever),
                Column::number(texts.moved),
                Column::number(texts.effect),
                Column::text(texts.range),
            ],
            rows: self.found.levers.iter().enumerate().map(row).collect(),
        }
    }

    /// Where an assumption comes from, with the column that says it.
    fn origin(&self, assumption: &Assumption) -> String {
        let origin = self.texts.origin(assumption.origin);
        let column = self.found.columns.get(assumption.key).filter(|_| assumption.origin == Origin::Measured);
        column.map_or_else(|| origin.to_owned(), |column| (self.texts.of_column)(origin, column))
    }

    fn assumptions(&self) -> Table {
        let texts = self.texts;
        let row = |(place, assumption): (usize, &Assumption)| {
            let name = texts.name(assumption.key);
            let text = |value: f64| shown(assumption.key, value, self.say);
            let key = format!("{ID}.assumptions.{place}.value");
            vec![
                Cell::from(name),
                self.figures.of(key, name, assumption.value, text(assumption.value)).into(),
                Cell::muted(self.say.ends(&text(assumption.low), &text(assumption.high))),
                Cell::from(self.origin(assumption)),
            ]
        };
        Table {
            caption: texts.assumptions.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.assumption),
                Column::number(texts.value),
                Column::text(texts.range),
                Column::text(texts.from),
            ],
            rows: self.found.assumptions.iter().enumerate().map(row).collect(),
        }
    }
}
