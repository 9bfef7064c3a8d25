//! Revenue of the latest complete period, over time, and by group.

use std::collections::BTreeMap;

use crate::domain::certainty::SmallSample;
use crate::domain::day::{Day, Period};
use crate::indicators::activity::only_returns;
use crate::indicators::change::{ChangeOf, why};
use crate::indicators::dividing::by_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Figure, Fold, Frame, Only, Origin, OverTime, Page, Part, Plot, Section, Series,
    Table, Tile, Tint, Unit,
};
use crate::indicators::settings::length_control;
use crate::indicators::{Figures, Say};

use super::texts::RevenueTexts;
use super::{BOUGHT, Change, GroupSales, Groups, ID, PeriodSales, Revenue, RevenueParams, Sales};

/// Groups shown at most; the document has all.
const MOST: usize = 30;

/// Bars drawn at most.
const MOST_BARS: usize = 10;

/// How tables write revenue and basket.
const IN_FULL: [Unit; 2] = [Unit::Money; 2];

/// The page.
pub fn show(found: &Revenue, params: &RevenueParams, say: &Say<'_>) -> Page {
    if found.all.orders == 0 {
        return only_returns(&found.provenance, say);
    }
    let mut page = Page::new(headline(found, say));
    let writer = Writer::new(&mut page, found, params.small_sample, say);
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles())]));
    page.add(writer.over_time());
    if let Some(groups) = &found.groups {
        page.add(writer.groups(groups));
    }
    page.add(writer.table());
    page
}

/// A tile, and both pictures, for the overview.
pub fn offer(found: &Revenue, params: &RevenueParams, say: &Say<'_>) -> Option<Page> {
    if found.all.orders == 0 {
        return None;
    }
    let mut page = Page::default();
    let writer = Writer::new(&mut page, found, params.small_sample, say);
    let tile = writer.tiles().into_iter().next()?;
    let label = match found.latest_period() {
        Some(period) => (writer.texts.offered)(&writer.period(period)),
        None => tile.label.clone(),
    };
    let complete = found.periods.iter().filter(|period| period.complete);
    let course = complete.map(|period| Some(period.sales.revenue.to_f64()));
    let tile = Tile { label, ..tile }.leading("/revenue").over(course);
    page.add(Section::open(ID, vec![Part::Tiles(vec![tile])]));
    if found.periods.iter().filter(|period| period.complete).count() > 1 {
        let half =
            |id, chart| Section { frame: Frame::Half, ..Section::new(id, "", vec![Part::Chart(Box::new(chart))]) };
        page.add(half("revenue-by-period", writer.revenue_chart()));
        page.add(half("customers-by-period", writer.customers_chart()));
    }
    Some(page)
}

/// The place of the customers among the four figures.
const CUSTOMERS: usize = 1;

/// What the four figures are called where their change is split.
const SPLIT: [ChangeOf; 4] = [ChangeOf::Revenue, ChangeOf::Customers, ChangeOf::Orders, ChangeOf::Basket];

/// What the customers of the tiles are called.
pub fn bought(found: &Revenue, say: &Say<'_>) -> String {
    let texts = RevenueTexts::of(say.language);
    let of_period =
        |period: &PeriodSales| (texts.of_period)(texts.customers, &say.period_name(found.length, period.start));
    found.latest_period().map_or_else(|| texts.customers.to_owned(), of_period)
}

/// The latest complete period and how it changed; without one, all there is.
fn headline(found: &Revenue, say: &Say<'_>) -> String {
    let texts = RevenueTexts::of(say.language);
    let name = |start| say.period_name(found.length, start);
    let (Some(latest), Some(period)) = (found.latest, found.latest_period()) else {
        let all = &found.all;
        let revenue = say.compact_money(all.revenue.to_f64());
        return (texts.headline_all)(&revenue, &say.count(all.customers), &say.count(all.orders));
    };
    let revenue = (texts.headline)(&name(period.start), &say.compact_money(period.sales.revenue.to_f64()));
    let against = [latest.before, latest.year_ago].into_iter().flatten().filter_map(|change| {
        let by = change.revenue?;
        Some((texts.against)(&signed_percent(by, say), &name(change.start)))
    });
    let all: Vec<String> = std::iter::once(revenue).chain(against).collect();
    format!("{}{}", all.join(texts.comma), texts.stop)
}

/// A change with its sign: `+5.3%`.
fn signed_percent(change: f64, say: &Say<'_>) -> String {
    let written = say.percent(change);
    if change > 0.0 { format!("+{written}") } else { written }
}

/// Writes the parts of a page.
struct Writer<'a> {
    found: &'a Revenue,
    /// Below how many customers figures are read with care.
    few: SmallSample,
    say: &'a Say<'a>,
    texts: &'static RevenueTexts,
    /// Figures of all rows.
    figures: Figures,
    /// Figures of one period's rows, by its first day.
    of_periods: BTreeMap<Day, Figures>,
}

impl<'a> Writer<'a> {
    fn new(page: &mut Page, found: &'a Revenue, few: SmallSample, say: &'a Say<'a>) -> Self {
        let texts = RevenueTexts::of(say.language);
        let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
        let figures = Figures { origin: page.origin(origin.clone()) };
        let none_left_out = found.provenance.left_out.is_empty();
        let mut of_period = |period: &PeriodSales| {
            let left_out = origin.left_out.clone();
            let origin = Origin {
                period: say.span(Period { from: period.start, to: period.end }),
                used: (say.words.rows)(&say.count(period.rows)),
                left_out: if none_left_out { left_out } else { (texts.left_out_of_all)(&left_out) },
                ..origin.clone()
            };
            (period.start, Figures { origin: page.origin(origin) })
        };
        let of_periods = found.periods.iter().map(&mut of_period).collect();
        Self { found, few, say, texts, figures, of_periods }
    }

    /// Figures of a period's rows.
    fn figures_of(&self, period: &PeriodSales) -> Figures {
        self.of_periods.get(&period.start).copied().unwrap_or(self.figures)
    }

    fn period(&self, period: &PeriodSales) -> String {
        self.say.period_name(self.found.length, period.start)
    }

    /// Revenue, customers, orders and basket; `key` begins the figures' names, `of` says of what they are, `money` how
    /// revenue and basket are written.
    fn four(&self, figures: Figures, key: &str, of: &str, sales: &Sales, money: [Unit; 2]) -> [Option<Figure>; 4] {
        let Self { texts, say, .. } = self;
        let of = |label: &str| if of.is_empty() { label.to_owned() } else { (texts.of_period)(label, of) };
        let name = |field: &str| format!("{key}.{field}");
        let ([of_revenue, of_basket], revenue) = (money, sales.revenue);
        let customers = (name("customers"), of(texts.customers), say.count(sales.customers));
        [
            Some(figures.of(name("revenue"), of(texts.revenue), revenue, say.unit(of_revenue, revenue.to_f64()))),
            Some(figures.of(customers.0, customers.1, sales.customers, customers.2)),
            Some(figures.of(name("orders"), of(texts.orders), sales.orders, say.count(sales.orders))),
            sales
                .basket
                .map(|basket| figures.of(name("basket"), of(texts.basket), basket, say.unit(of_basket, basket))),
        ]
    }

    /// Of the latest complete period, with its changes; without one, of all.
    fn tiles(&self) -> Vec<Tile> {
        let Self { found, texts, say, .. } = self;
        let labels = [texts.revenue, texts.customers, texts.orders, texts.basket];
        let (figures, key, of, sales) = match found.latest_period() {
            Some(period) => (self.figures_of(period), key_of(period), self.period(period), &period.sales),
            None => (self.figures, ID.to_owned(), String::new(), &found.all),
        };
        let changes = |place: usize| {
            let latest = found.latest;
            let by = |change: Option<Change>| change.and_then(|change| parts(&change).get(place).copied().flatten());
            let before = by(latest.and_then(|latest| latest.before));
            let year_ago = by(latest.and_then(|latest| latest.year_ago));
            say.joined([
                before.map(|by| (texts.before)(&signed_percent(by, say))).unwrap_or_default(),
                year_ago.map(|by| (texts.year_ago)(&signed_percent(by, say))).unwrap_or_default(),
            ])
        };
        let has_past = found.periods.len() > 1;
        let figures = self.four(figures, &key, &of, sales, [Unit::CompactMoney; 2]).into_iter().zip(SPLIT);
        let explained = figures.map(|(figure, split)| match figure {
            Some(figure) if has_past => Some(figure.explained(why(split, say.language))),
            figure => figure,
        });
        explained
            .zip(labels)
            .enumerate()
            .filter_map(|(place, (figure, label))| {
                let label = if of.is_empty() { label.to_owned() } else { (texts.of_period)(label, &of) };
                let note = say.marked(changes(place), self.few, sales.customers);
                let tile = Tile::new(label, figure?).noted(note);
                Some(if place == CUSTOMERS { tile.of(Only::class(ID, BOUGHT)) } else { tile })
            })
            .collect()
    }

    fn over_time(&self) -> Section {
        let Self { found, texts, say, .. } = self;
        let incomplete = found.periods.iter().any(|period| !period.complete);
        let parts = [self.revenue_chart(), self.customers_chart()].map(|chart| Part::Chart(Box::new(chart)));
        let note = incomplete.then(|| Part::Muted(texts.incomplete_note.to_owned()));
        let parts = parts.into_iter().chain(note).collect();
        Section::new("over-time", texts.over_time, parts).with([length_control(found.length, say)])
    }

    fn revenue_chart(&self) -> Chart {
        let Self { found, texts, say, .. } = self;
        let title = found.latest_period().map(|period| {
            (texts.revenue_title)(&self.period(period), &say.compact_money(period.sales.revenue.to_f64()))
        });
        let values = |period: &PeriodSales| period.sales.revenue.to_f64();
        self.chart(title, texts.revenue_plain, values, Unit::CompactMoney, texts.revenue, true)
    }

    fn customers_chart(&self) -> Chart {
        let Self { found, texts, say, .. } = self;
        let title = found
            .latest_period()
            .map(|period| (texts.customers_title)(&self.period(period), &say.count(period.sales.customers)));
        let values = |period: &PeriodSales| period.sales.customers as f64;
        self.chart(title, texts.customers_plain, values, Unit::Whole, texts.customers, false)
    }

    /// One figure over the periods; those that are not complete are not drawn.
    fn chart(
        &self,
        title: Option<String>,
        plain: &str,
        value: fn(&PeriodSales) -> f64,
        unit: Unit,
        name: &str,
        columns: bool,
    ) -> Chart {
        let Self { found, say, .. } = self;
        let title = title.unwrap_or_else(|| plain.to_owned());
        let periods = found.periods.iter();
        let plot = OverTime {
            periods: periods.clone().map(|period| say.chart_period(found.length, period.start)).collect(),
            series: vec![Series {
                name: name.to_owned(),
                values: periods.map(|period| period.complete.then(|| value(period))).collect(),
                tint: Tint::Accent,
            }],
            columns,
            unit,
            period: say.words.name.to_owned(),
            value: name.to_owned(),
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.all.customers, found.provenance.period),
            empty: plain.to_owned(),
            height: 220,
            plot: Plot::OverTime(plot),
        }
    }

    /// Side by side, most revenue first.
    fn groups(&self, groups: &Groups) -> Section {
        let Self { texts, say, .. } = self;
        let table = Table {
            caption: (texts.groups)(&groups.by),
            show_caption: false,
            columns: vec![
                Column::text(groups.by.clone()),
                Column::number(texts.revenue),
                Column::number(texts.share),
                Column::number(texts.customers),
                Column::number(texts.orders),
                Column::number(texts.basket),
                Column::text(say.words.note),
            ],
            rows: groups.groups.iter().take(MOST).map(|group| self.group_row(group)).collect(),
        };
        let more = groups.groups.len().saturating_sub(MOST);
        let more = (more > 0).then(|| Part::Muted((say.words.more_left_out)(&say.count(more))));
        let chart = Part::Chart(Box::new(self.groups_chart(groups)));
        let parts = [chart, Part::Table(table)].into_iter().chain(more).collect();
        let control = by_control(ID, texts.by_field, &groups.offered, &groups.by);
        Section::new("groups", (texts.groups)(&groups.by), parts).with([control])
    }

    fn groups_chart(&self, groups: &Groups) -> Chart {
        let Self { found, texts, say, .. } = self;
        // Rows of which nothing is said are no group to speak of.
        let first = groups.groups.iter().enumerate().find(|(_, group)| !group.name.is_empty());
        let first = first.and_then(|(place, group)| Some((place, group, group.share?)));
        let title = first.map_or_else(
            || texts.groups_plain.to_owned(),
            |(place, group, share)| {
                let revenue = say.compact_money(group.sales.revenue.to_f64());
                let title = if place == 0 { texts.groups_title } else { texts.groups_named_title };
                title(&group.name, &revenue, &say.percent(share))
            },
        );
        let bar = |group: &GroupSales| Bar {
            label: say.value(&group.name).to_owned(),
            value: Some(group.sales.revenue.to_f64()),
            interval: None,
            more: Vec::new(),
            tint: Tint::Accent,
        };
        let more = groups.groups.len().saturating_sub(MOST_BARS);
        let plot = Bars {
            bars: groups.groups.iter().map(bar).collect(),
            dots: false,
            unit: Unit::CompactMoney,
            group: groups.by.clone(),
            value: texts.revenue.to_owned(),
            interval: String::new(),
            more_columns: Vec::new(),
            most: MOST_BARS,
            more: if more > 0 { (say.words.more_left_out)(&say.count(more)) } else { String::new() },
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.all.customers, found.provenance.period),
            empty: texts.groups_plain.to_owned(),
            height: 240,
            plot: Plot::Bars(plot),
        }
    }

    fn group_row(&self, group: &GroupSales) -> Vec<Cell> {
        let Self { texts, say, figures, .. } = self;
        let (name, sales) = (say.value(&group.name), &group.sales);
        let key = format!("revenue.groups.{}", group.name);
        let [revenue, customers, orders, basket] = self
            .four(*figures, &key, name, sales, IN_FULL)
            .map(|figure| figure.map_or_else(|| say.no_value(), Cell::from));
        let share = group.share.map(|share| {
            figures.of(format!("{key}.share"), (texts.of_period)(texts.share, name), share, say.percent(share))
        });
        let few = say.small_sample(self.few.marks(sales.customers), sales.customers);
        let share = share.map_or_else(|| say.no_value(), Cell::from);
        vec![Cell::from(name), revenue, share, customers, orders, basket, Cell::caution(few)]
    }

    /// Every period, newest first, folded away.
    fn table(&self) -> Section {
        let Self { found, texts, say, .. } = self;
        let row = |period: &PeriodSales| {
            let name = self.period(period);
            let figures = self.four(self.figures_of(period), &key_of(period), &name, &period.sales, IN_FULL);
            let note = if period.complete { "" } else { texts.incomplete };
            [Cell::whole(name)]
                .into_iter()
                .chain(figures.map(|figure| figure.map_or_else(|| say.no_value(), Cell::from)))
                .chain([Cell::caution(note)])
                .collect()
        };
        let table = Table {
            caption: texts.table.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(say.words.name),
                Column::number(texts.revenue),
                Column::number(texts.customers),
                Column::number(texts.orders),
                Column::number(texts.basket),
                Column::text(say.words.note),
            ],
            rows: found.periods.iter().rev().map(row).collect(),
        };
        let fold = Fold { summary: texts.table.to_owned(), parts: vec![Part::Table(table)] };
        Section::new("periods", "", vec![Part::Fold(fold)])
    }
}

/// The beginning of the names of a period's figures.
fn key_of(period: &PeriodSales) -> String {
    format!("revenue.periods.{}", period.start)
}

/// The changes in the order of the tiles.
fn parts(change: &Change) -> [Option<f64>; 4] {
    [change.revenue, change.customers, change.orders, change.basket]
}
