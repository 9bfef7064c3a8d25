//! The tiers, who is on watch, and how they went from month to month.

use crate::domain::calendar::PeriodLength;
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::indicators::activity::only_returns;
use crate::indicators::alike::all_alike;
use crate::indicators::members::name_of;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Figure, Fold, Input, Link, Note, Only, OverTime, Page, Part, Plot,
    Section, Series, Table, Tile, Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::TiersTexts;
use super::{Base, FALLING, ID, Month, NAMES, Tier, Tiers, TiersError, TiersParams, WATCH, Watched, Way};

/// What a tier is called; its key where it is none of them.
pub fn called(language: Language, key: &str) -> &str {
    name_of(&NAMES, &TiersTexts::of(language).names, key)
}

/// What those are called who are expected to go a way.
pub(super) fn way_name(way: Way, say: &Say<'_>) -> String {
    let texts = TiersTexts::of(say.language);
    match way {
        Way::Up => texts.expected_up,
        Way::Down => texts.expected_down,
    }
    .to_owned()
}

/// What those of them are called who are in a tier.
pub(super) fn way_from(way: Way, tier: &str, say: &Say<'_>) -> String {
    (TiersTexts::of(say.language).of)(&way_name(way, say), called(say.language, tier))
}

/// The page.
pub fn show(found: &Tiers, params: &TiersParams, say: &Say<'_>) -> Page {
    let texts = TiersTexts::of(say.language);
    if found.customers == 0 {
        let without_a_month = found.months.is_empty();
        return if without_a_month { Page::new(texts.no_month) } else { only_returns(&found.provenance, say) };
    }
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let writer = Writer { found, params, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.headline =
        (texts.headline)(&say.count(found.watch), &say.count(found.customers), &say.count(found.falling_next));
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    if found.tiers.iter().filter(|tier| tier.customers > 0).count() == 1 {
        page.notes.push(Note::caution(all_alike(found.customers, texts.tier_of, say)));
    }
    if params.bars.is_empty() {
        page.notes.push(Note::info(texts.by_data));
    }
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles())]));
    page.add(writer.tiers());
    page.add(writer.expected());
    page.add(writer.watched());
    page.add(writer.months());
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &TiersError, say: &Say<'_>) -> String {
    let texts = TiersTexts::of(say.language);
    match error {
        TiersError::Bars { given } => (texts.error_bars)(&say.count(*given)),
        TiersError::Months => texts.error_months.to_owned(),
        TiersError::SpanTooLong(error) => error.explain(say),
    }
}

/// The fields.
pub fn controls(params: &TiersParams, say: &Say<'_>) -> Vec<Control> {
    let texts = TiersTexts::of(say.language);
    let months = |value: u8| Input::Number { value: f64::from(value), min: 1.0, max: f64::from(u8::MAX), step: 1.0 };
    let bases = Base::ALL.map(Some).into_iter().zip(texts.base.map(str::to_owned));
    let base = [(None, texts.base_by_data.to_owned())].into_iter().chain(bases);
    vec![
        Control::new(ID, "bars", texts.bars_field, Input::Numbers(params.bars.clone())).helped(texts.bars_help),
        Control::new(ID, "watch_after", texts.watch_field, months(params.watch_after)),
        Control::new(ID, "down_after", texts.down_field, months(params.down_after)),
        Control::new(ID, "base", texts.base_field, Input::choice(base, &params.base)),
    ]
}

struct Writer<'a> {
    found: &'a Tiers,
    params: &'a TiersParams,
    say: &'a Say<'a>,
    texts: &'static TiersTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn name(&self, tier: &str) -> &'static str {
        let place = NAMES.iter().position(|known| *known == tier).unwrap_or_default();
        self.texts.names.get(place).copied().unwrap_or_default()
    }

    fn count(&self, name: &str, label: &str, count: usize) -> Figure {
        self.figures.of(format!("{ID}.{name}"), label, count, self.say.count(count))
    }

    fn tiles(&self) -> Vec<Tile> {
        let Self { found, say, texts, .. } = self;
        let share = say.percent(found.watch as f64 / found.customers as f64);
        let few = self.params.small_sample;
        vec![
            Tile::new(texts.customers, self.count("customers", texts.customers, found.customers))
                .of(Only::classes(ID, found.tiers.iter().map(|tier| tier.name.clone()))),
            Tile::new(texts.watch, self.count("watch", texts.watch, found.watch))
                .noted(say.marked((texts.watch_note)(&share), few, found.customers))
                .of(Only::class(ID, WATCH)),
            Tile::new(texts.falling, self.count("falling_next", texts.falling, found.falling_next))
                .noted((texts.falling_note)(&say.compact_money(found.needed.to_f64())))
                .of(Only::class(ID, FALLING)),
        ]
    }

    /// Who is expected to rise and to fall next month, by tier.
    fn expected(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let tile = |(way, n): (Way, usize)| {
            let label = way_name(way, say);
            Tile::new(label.clone(), self.count(way.key(), &label, n)).of(Only::class(ID, way.key()))
        };
        let tiles = [(Way::Up, found.expected_up), (Way::Down, found.expected_down)].map(tile);
        let row = |tier: &Tier| {
            let name = self.name(&tier.name);
            let figure = |field: &str, label: &str, n: usize| {
                self.count(&format!("tiers.{}.{field}", tier.name), &(texts.of)(label, name), n)
            };
            let gone = |way: Way, n: usize| {
                let label = way_name(way, say);
                Cell::from(figure(way.key(), &label, n).leading(Only::class(ID, way.of(&tier.name))))
            };
            vec![
                Cell::from(name),
                Cell::from(say.count(tier.customers)),
                gone(Way::Up, tier.expected_up),
                gone(Way::Down, tier.expected_down),
                Cell::from(figure("expected", texts.expected_then, tier.expected)),
            ]
        };
        let headers = [texts.customers, texts.expected_up, texts.expected_down, texts.expected_then];
        let table = Table {
            caption: texts.expected.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.tier)].into_iter().chain(headers.map(Column::number)).collect(),
            rows: found.tiers.iter().rev().map(row).collect(),
        };
        let place = Base::ALL.iter().position(|base| *base == self.found.base).unwrap_or_default();
        let help = texts.expected_help.get(place).copied().unwrap_or_default();
        let parts = vec![Part::SmallTiles(tiles.to_vec()), Part::Muted(help.to_owned()), Part::Table(table)];
        Section::new("expected", texts.expected, parts)
    }

    fn tiers(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let largest = found.tiers.iter().max_by_key(|tier| tier.customers);
        let title = largest.map_or_else(
            || texts.tiers.to_owned(),
            |tier| (texts.watch_title)(self.name(&tier.name), &say.count(tier.customers)),
        );
        let bar = |tier: &Tier| Bar {
            label: self.name(&tier.name).to_owned(),
            value: Some(tier.customers as f64),
            interval: None,
            more: vec![say.count(tier.watch)],
            tint: Tint::Accent,
        };
        let chart = Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.customers, found.provenance.period),
            empty: texts.tiers.to_owned(),
            height: 220,
            plot: Plot::Bars(Bars {
                bars: found.tiers.iter().rev().map(bar).collect(),
                dots: false,
                unit: Unit::Whole,
                group: texts.tier.to_owned(),
                value: texts.customers.to_owned(),
                interval: String::new(),
                more_columns: vec![texts.watch.to_owned()],
                most: found.tiers.len(),
                more: String::new(),
            }),
        };
        let bar = found.base.of(texts.bar);
        let row = |tier: &Tier| {
            let name = self.name(&tier.name);
            let key = |field: &str| format!("tiers.{}.{field}", tier.name);
            let of = |label: &str| (texts.of)(label, name);
            let figure = |field: &str, label: &str, value: String, text: String| {
                Cell::from(self.figures.of(format!("{ID}.{}", key(field)), of(label), value, text))
            };
            vec![
                Cell::from(name),
                figure("bar", bar, tier.bar.to_string(), say.money(tier.bar.to_f64())),
                self.count(&key("customers"), &of(texts.customers), tier.customers).into(),
                figure("share", texts.share, tier.share.to_string(), say.percent(tier.share)),
                self.count(&key("watch"), &of(texts.watch), tier.watch).into(),
            ]
        };
        let headers = [bar, texts.customers, texts.share, texts.watch].map(Column::number);
        let table = Table {
            caption: texts.tiers.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.tier)].into_iter().chain(headers).collect(),
            rows: found.tiers.iter().rev().map(row).collect(),
        };
        let parts = vec![Part::Chart(Box::new(chart)), Part::Table(table)];
        Section::new("tiers-now", texts.tiers, parts).with(controls(self.params, say))
    }

    fn watched(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        if found.watched.is_empty() {
            return Section::new("watched", texts.watched, Vec::new());
        }
        let row = |one: &Watched| {
            let figure = |field: &str, label: &str, money: Money| {
                let name = format!("{ID}.watched.{}.{field}", one.name);
                Cell::from(self.figures.of(name, (texts.of)(label, &one.name), money, say.money(money.to_f64())))
            };
            vec![
                Cell::from(Link::to_customer(&one.name, &one.name)),
                Cell::from(self.name(&one.tier)),
                Cell::from(self.name(&one.falls_to)),
                Cell::from(say.count(one.months_left as usize)),
                figure("worth", texts.worth, one.worth),
                figure("bar", texts.lifts, one.bar),
            ]
        };
        let headers = [texts.customer, texts.tier, texts.falls_to].map(Column::text);
        let numbers = [texts.months_left, texts.worth, texts.lifts].map(Column::number);
        let table = Table {
            caption: texts.watched.to_owned(),
            show_caption: false,
            columns: headers.into_iter().chain(numbers).collect(),
            rows: found.watched.iter().map(row).collect(),
        };
        Section::new("watched", texts.watched, vec![Part::Table(table)])
    }

    fn months(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let (Some(last), true) = (found.months.last(), found.months.len() > 1) else {
            return Section::new("months", texts.months, Vec::new());
        };
        let name = |month: &Month| month.start.map(|start| say.month(start.month())).unwrap_or_default();
        let title = (texts.months_title)(&name(last), &say.count(last.up), &say.count(last.down));
        let series = |(place, tier): (u8, &Tier)| Series {
            name: self.name(&tier.name).to_owned(),
            values: found
                .months
                .iter()
                .map(|month| month.customers.get(usize::from(place)).map(|count| *count as f64))
                .collect(),
            tint: Tint::Group(place),
        };
        let periods = found.months.iter().filter_map(|month| month.start);
        let chart = Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.customers, found.provenance.period),
            empty: texts.months.to_owned(),
            height: 260,
            plot: Plot::OverTime(OverTime {
                periods: periods.map(|start| say.chart_period(PeriodLength::Month, start)).collect(),
                series: (0..).zip(&found.tiers).map(series).collect(),
                columns: true,
                unit: Unit::Whole,
                period: say.words.name.to_owned(),
                value: texts.customers.to_owned(),
            }),
        };
        let row = |month: &Month| {
            let of = |field: &str, label: &str, n: usize| {
                let start = month.start.map(|start| start.to_string()).unwrap_or_default();
                Cell::from(self.count(&format!("months.{start}.{field}"), &(texts.of)(label, &name(month)), n))
            };
            let tiers = month.customers.iter().zip(&found.tiers).enumerate();
            let tiers = tiers.map(|(place, (n, tier))| of(&format!("customers.{place}"), self.name(&tier.name), *n));
            let more =
                [("watch", texts.watch, month.watch), ("up", texts.up, month.up), ("down", texts.down, month.down)];
            let more = more.map(|(field, label, n)| of(field, label, n));
            [Cell::whole(name(month))].into_iter().chain(tiers).chain(more).collect()
        };
        let tiers = found.tiers.iter().map(|tier| self.name(&tier.name));
        let headers = tiers.chain([texts.watch, texts.up, texts.down]).map(Column::number);
        let table = Table {
            caption: texts.table.to_owned(),
            show_caption: false,
            columns: [Column::text(say.words.name)].into_iter().chain(headers).collect(),
            rows: found.months.iter().rev().map(row).collect(),
        };
        let fold = Part::Fold(Fold { summary: texts.table.to_owned(), parts: vec![Part::Table(table)] });
        Section::new("months", texts.months, vec![Part::Chart(Box::new(chart)), fold])
    }
}
