//! The bridge, the matrix, who came and went, and whose money changed most.

use crate::domain::money::Money;
use crate::indicators::core::combination_name;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Figure, Flow, Input, Link, Note, Only, Page, Part, Plot, Sankey, Section,
    Table, Tile, Tint, Unit,
};
use crate::indicators::rfm;
use crate::indicators::segmentations::called;
use crate::indicators::{Figures, Say};

use super::bridge::Part as OfBridge;
use super::texts::MovementTexts;
use super::{
    Between, By, CHANGED, Change, ClassFlow, GONE, ID, Movement, MovementError, MovementParams, NO_CLASS, NOT_YET,
    of_bridge, on_way,
};

/// The page.
pub fn show(found: &Movement, params: &MovementParams, say: &Say<'_>) -> Page {
    let mut page = Page::default();
    let writer = Writer::new(&mut page, found, params, say);
    page.headline = writer.headline();
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    if !found.bridge.covered {
        page.notes.push(Note::caution(writer.texts.uncovered));
    }
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles())]).with(writer.controls()));
    page.add(writer.bridge());
    page.add(writer.matrix());
    page.add(writer.flows());
    page.add(writer.changes("risers", writer.texts.risers, &found.risers));
    page.add(writer.changes("fallers", writer.texts.fallers, &found.fallers));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &MovementError, say: &Say<'_>) -> String {
    let texts = MovementTexts::of(say.language);
    match error {
        MovementError::Order { from, to } => (texts.error_order)(&say.day(*from), &say.day(*to)),
        MovementError::Outside { day, data } => (texts.error_outside)(&say.day(*day), &say.span(*data)),
        MovementError::Level(level) => (texts.error_level)(&level.0.to_string()),
        MovementError::Rfm(error) => rfm::explain(error, say.language),
        MovementError::Eight(error) => crate::indicators::eight_classes::explain(error, say),
        MovementError::Segmentation(error) => error.explain(say),
    }
}

/// The fields of the days. The settings have them too: where nothing can be told of the days the page has none.
pub fn day_controls(params: &MovementParams, say: &Say<'_>) -> [Control; 3] {
    let texts = MovementTexts::of(say.language);
    let between = Between::ALL.into_iter().zip(texts.between.map(str::to_owned));
    [
        Control::new(ID, "between", texts.between_field, Input::choice(between, &params.between))
            .helped(texts.between_help),
        Control::new(ID, "from", texts.from_field, Input::Day(params.from)).helped(texts.from_help),
        Control::new(ID, "to", texts.to_field, Input::Day(params.to)).helped(texts.to_help),
    ]
}

/// A class in the reader's language.
fn name_of(found: &Movement, key: &str, say: &Say<'_>) -> String {
    let texts = MovementTexts::of(say.language);
    match (key, found.place(key).and_then(|place| found.made.get(usize::from(place)))) {
        (_, Some(class)) if found.by == By::Core => combination_name(say.language, &class.key),
        (_, Some(class)) => called(&found.by.segmentation(), class, say.language),
        (NOT_YET, None) => texts.not_yet.to_owned(),
        (GONE, None) => texts.gone.to_owned(),
        (NO_CLASS, None) => texts.no_class.to_owned(),
        _ => key.to_owned(),
    }
}

/// What those are called who came from a class, went to one, or both.
pub fn way_name(found: &Movement, way: [Option<&str>; 2], say: &Say<'_>) -> String {
    let texts = MovementTexts::of(say.language);
    match way.map(|key| key.map(|key| name_of(found, key, say))) {
        [Some(from), Some(to)] => format!("{from} – {to}"),
        [Some(from), None] => (texts.was)(&from),
        [None, Some(to)] => (texts.is)(&to),
        [None, None] => texts.all.to_owned(),
    }
}

struct Writer<'a> {
    found: &'a Movement,
    params: &'a MovementParams,
    say: &'a Say<'a>,
    texts: &'static MovementTexts,
    figures: Figures,
}

impl<'a> Writer<'a> {
    fn new(page: &mut Page, found: &'a Movement, params: &'a MovementParams, say: &'a Say<'a>) -> Self {
        let texts = MovementTexts::of(say.language);
        let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
        Self { found, params, say, texts, figures: Figures { origin: page.origin(origin) } }
    }

    fn name(&self, key: &str) -> String {
        name_of(self.found, key, self.say)
    }

    fn figure(&self, name: &str, label: String, value: &dyn ToString, text: String) -> Figure {
        self.figures.of(format!("{ID}.{name}"), label, value.to_string(), text)
    }

    fn money(&self, name: &str, label: String, money: Money) -> Figure {
        self.figure(name, label, &money, self.say.money(money.to_f64()))
    }

    fn short(&self, money: Money) -> String {
        self.say.compact_money(money.to_f64())
    }

    fn headline(&self) -> String {
        let Self { found, say, texts, .. } = self;
        let moved = match found.moved_share {
            _ if found.one_way => {
                let way = found.moved.first().map(|one| [one.from, one.to].map(|place| self.name(found.key(place))));
                (texts.one_way)(&say.count(found.customers), &way.unwrap_or_default().join(" – "))
            }
            Some(share) => (texts.headline)(&say.percent(share), &say.day(found.from), &say.day(found.to)),
            None => (texts.headline_none)(&say.day(found.from)),
        };
        let bridge = &found.bridge;
        moved + &(texts.headline_money)(&self.short(bridge.start), &self.short(bridge.end))
    }

    fn controls(&self) -> impl Iterator<Item = Control> {
        let Self { params, say, texts, .. } = self;
        let by = By::ALL.map(|by| (by, by.segmentation().name(say.language)));
        let by = Control::new(ID, "by", texts.by_field, Input::choice(by, &params.by)).helped(texts.by_help);
        std::iter::once(by).chain(day_controls(params, say))
    }

    fn tiles(&self) -> Vec<Tile> {
        let Self { found, say, texts, .. } = self;
        let bridge = &found.bridge;
        let money = |name: &str, window, money: Money| {
            let label = (texts.start)(&say.span(window));
            Tile::new(label.clone(), self.figure(name, label, &money, self.short(money)))
        };
        let start = money("bridge.start", bridge.windows.before, bridge.start);
        let end = money("bridge.end", bridge.windows.after, bridge.end);
        let change = Tile::new(texts.change, Cell::from(self.short(bridge.end - bridge.start)));
        let moved = found.moved_share.map(|share| {
            let figure = self.figure("moved_share", texts.moved.to_owned(), &share, say.percent(share));
            let note = (texts.known)(&say.count(found.known_before));
            Tile::new(texts.moved, figure)
                .noted(say.marked(note, self.params.small_sample, found.known_before))
                .of(Only::class(ID, CHANGED))
        });
        [Some(start), Some(end), Some(change), moved].into_iter().flatten().collect()
    }

    fn bridge(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let bridge = &found.bridge;
        let mut parts = OfBridge::ALL.into_iter().zip(texts.parts).map(|(part, name)| (name, bridge.parts.get(part)));
        let largest = parts.clone().max_by_key(|(_, money)| money.micros().unsigned_abs());
        let title = largest.filter(|(_, money)| *money != Money::ZERO);
        let title = title.map(|(name, money)| (texts.bridge_title)(name, &self.short(money)));
        let [then, now] = texts.then_now;
        let bars = [(then, bridge.start)].into_iter().chain(parts.by_ref()).chain([(now, bridge.end)]);
        let tint = |name: &str, money: Money| match () {
            () if name == then || name == now => Tint::Accent,
            () if money.is_negative() => Tint::Detractor,
            () => Tint::Promoter,
        };
        let bars: Vec<Bar> = bars.map(|(name, money)| bar(name, money, tint(name, money))).collect();
        let chart = bars_chart(title.unwrap_or_else(|| texts.bridge.to_owned()), bars, [texts.part, texts.money], self);
        let cells = |name: &str, key: &str, label: &str, money: Money, customers: Option<(OfBridge, usize)>| {
            let money = self.money(&format!("bridge.{key}"), label.to_owned(), money);
            let count = customers.map(|(part, n)| {
                let label = (texts.of)(texts.customers, name);
                let figure = self.figure(&format!("bridge.customers.{key}"), label, &n, say.count(n));
                Cell::from(figure.leading(Only::class(ID, of_bridge(part))))
            });
            vec![Cell::from(name), money.into(), count.unwrap_or_default()]
        };
        let mut rows = vec![cells(then, "start", then, bridge.start, None)];
        rows.extend(OfBridge::ALL.into_iter().zip(texts.parts).map(|(part, name)| {
            cells(name, part.key(), name, bridge.parts.get(part), Some((part, bridge.customers.get(part))))
        }));
        rows.push(cells(now, "end", now, bridge.end, None));
        let columns = vec![Column::text(texts.part), Column::number(texts.money), Column::number(texts.customers)];
        let table = Table { caption: texts.bridge.to_owned(), show_caption: false, columns, rows };
        let mut parts = vec![Part::Chart(Box::new(chart)), Part::Table(table)];
        if bridge.up_down_by_chance && bridge.customers.up + bridge.customers.down > 0 {
            parts.push(Part::Note(Note::info(texts.up_down_chance)));
        }
        parts.push(Part::Muted(say.words.loss_rules.to_owned()));
        Section::new("bridge", texts.bridge, parts)
    }

    fn matrix(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let headers = found.columns.iter().map(|key| Column::number(self.name(key)));
        let count = |name: &str, way: [Option<&str>; 2], n: usize| {
            let label = (texts.of)(texts.customers, &way_name(found, way, say));
            self.figure(name, label, &n, say.count(n))
        };
        let leading = |name: &str, way: [Option<&str>; 2], n: usize| {
            Cell::from(count(name, way, n).leading(Only::class(ID, on_way(way))))
        };
        let row = |(place, ((key, counts), total)): (usize, ((&String, &Vec<usize>), &usize))| {
            let cell = |(column, (to, n)): (usize, (&String, &usize))| {
                leading(&format!("matrix.{place}.{column}"), [Some(key), Some(to)], *n)
            };
            let cells = found.columns.iter().zip(counts).enumerate().map(cell);
            let total = leading(&format!("row_totals.{place}"), [Some(key), None], *total);
            [Cell::from(self.name(key))].into_iter().chain(cells).chain([total]).collect()
        };
        let totals = found.columns.iter().zip(&found.column_totals).enumerate();
        let totals = totals.map(|(place, (key, n))| leading(&format!("column_totals.{place}"), [None, Some(key)], *n));
        let all = Cell::from(count("customers", [None, None], found.customers));
        let last: Vec<Cell> = [Cell::from(texts.all)].into_iter().chain(totals).chain([all]).collect();
        let rows = found.rows.iter().zip(&found.matrix).zip(&found.row_totals).enumerate().map(row);
        let table = Table {
            caption: texts.matrix.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.class)]
                .into_iter()
                .chain(headers)
                .chain([Column::number(texts.all)])
                .collect(),
            rows: rows.chain([last]).collect(),
        };
        let help = (texts.matrix_help)(&say.day(found.from), &say.day(found.to));
        let parts = vec![Part::Chart(Box::new(self.ways())), Part::Muted(help), Part::Table(table)];
        Section::new("matrix", texts.matrix, parts)
    }

    /// The matrix as ribbons.
    fn ways(&self) -> Chart {
        let Self { found, say, texts, .. } = self;
        let cells = found.rows.iter().zip(&found.matrix).enumerate().flat_map(|(from, (was, counts))| {
            let cells = found.columns.iter().zip(counts).enumerate();
            cells.map(move |(to, (is, n))| (from, to, [was, is], *n))
        });
        let cells = cells.filter(|(_, _, _, n)| *n > 0);
        // Who was not yet there did not move; of equal moves the first counts.
        let moves = cells.clone().filter(|(_, _, [was, is], _)| was != is && *was != NOT_YET);
        let largest = moves.rev().max_by_key(|(_, _, _, n)| *n);
        let title = largest.map(|(_, _, [was, is], n)| {
            (texts.largest_move)(&way_name(found, [Some(was), Some(is)], say), &say.count(n))
        });
        let title = title.unwrap_or_else(|| texts.matrix.to_owned());
        let names = |keys: &[String]| keys.iter().map(|key| self.name(key)).collect();
        let flow = |(from, to, [was, is], n): (usize, usize, [&String; 2], usize)| Flow {
            from,
            to,
            amount: n as f64,
            stays: was == is,
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.customers, found.provenance.period),
            empty: texts.matrix.to_owned(),
            height: 420,
            plot: Plot::Sankey(Sankey {
                from: names(&found.rows),
                to: names(&found.columns),
                flows: cells.map(flow).collect(),
                titles: [found.from, found.to].map(|day| say.day(day)),
                amount: texts.customers.to_owned(),
                unit: Unit::Whole,
            }),
        }
    }

    fn flows(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let fields = ["before", "after", "stayed", "came", "first", "went"];
        let labels = [texts.before, texts.after, texts.stayed, texts.came, texts.first, texts.went];
        let row = |flow: &ClassFlow| {
            let name = self.name(&flow.key);
            let counts = [flow.before, flow.after, flow.stayed, flow.came, flow.first, flow.went];
            let cells = fields.into_iter().zip(labels).zip(counts).map(|((field, label), n)| {
                let name_of = format!("classes.{}.{field}", flow.key);
                Cell::from(self.figure(&name_of, (texts.of)(label, &name), &n, say.count(n)))
            });
            let moved = flow.by_chance && flow.came + flow.went > 0;
            let note = Cell::muted(if moved { texts.by_chance } else { "" });
            let note = if moved { note } else { Cell::empty() };
            [Cell::from(name.clone())].into_iter().chain(cells).chain([note]).collect()
        };
        let headers = labels.map(Column::number);
        let table = Table {
            caption: texts.flows.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.class)]
                .into_iter()
                .chain(headers)
                .chain([Column::text(say.words.note)])
                .collect(),
            rows: found.classes.iter().map(row).collect(),
        };
        Section::new("flows", texts.flows, vec![Part::Table(table)])
    }

    fn changes(&self, list: &str, title: &str, changes: &[Change]) -> Section {
        let texts = self.texts;
        if changes.is_empty() {
            return Section::new(list, title, Vec::new());
        }
        let row = |change: &Change| {
            let key = format!("{list}.{}", change.name);
            let money = |field: &str, label: &str, money| {
                Cell::from(self.money(&format!("{key}.{field}"), (texts.of)(label, &change.name), money))
            };
            vec![
                Cell::from(Link::to_customer(&change.name, &change.name)),
                Cell::whole(format!("{} – {}", self.name(&change.from), self.name(&change.to))),
                money("before", texts.before, change.before),
                money("after", texts.after, change.after),
                money("change", texts.change, change.change),
            ]
        };
        let [then, now] = texts.then_now;
        let columns = [Column::text(texts.customer), Column::text(texts.way)].into_iter();
        let table = Table {
            caption: title.to_owned(),
            show_caption: false,
            columns: columns.chain([then, now, texts.change].map(Column::number)).collect(),
            rows: changes.iter().map(row).collect(),
        };
        Section::new(list, title, vec![Part::Table(table)])
    }
}

fn bar(name: &str, money: Money, tint: Tint) -> Bar {
    let value = Some(money.to_f64());
    Bar { label: name.to_owned(), value, interval: None, more: Vec::new(), tint }
}

fn bars_chart(title: String, bars: Vec<Bar>, [group, value]: [&str; 2], writer: &Writer<'_>) -> Chart {
    let most = bars.len();
    Chart {
        summary: title.clone(),
        title,
        note: writer.say.sample_note(writer.found.customers, writer.found.provenance.period),
        empty: writer.texts.bridge.to_owned(),
        height: 260,
        plot: Plot::Steps(Bars {
            bars,
            dots: false,
            unit: Unit::CompactMoney,
            group: group.to_owned(),
            value: value.to_owned(),
            interval: String::new(),
            more_columns: Vec::new(),
            most,
            more: String::new(),
        }),
    }
}
