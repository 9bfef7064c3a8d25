//! Points of a club: what became of them, and from which columns that is known.

use std::fmt::Display;

use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::indicators::dividing::column_control;
use crate::indicators::page::{Cell, Column, Control, Figure, Input, Note, Only, Page, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::entries::Entry;
use super::points::{MOST_A_POINT, NEVER_REDEEMED, OutstandingFrom, Points, PointsColumn};
use super::texts::PointsTexts;
use super::{ClubParams, ID};

/// The section of points.
pub fn show(page: &mut Page, found: &Points, params: &ClubParams, say: &Say<'_>) {
    let texts = PointsTexts::of(say.language);
    let mut origin = |provenance: Option<&Provenance>, definition: &str, used| {
        provenance.map(|of| Figures { origin: page.origin(say.origin(of, definition, texts.source, used)) })
    };
    let flows = origin(found.provenance.as_ref(), texts.definition, say.words.rows);
    let balance = origin(found.of_balance.as_ref(), texts.definition_balance, say.words.customers_used);
    let shown = Shown { found, texts, say };
    let mut parts: Vec<Part> = shown.notes().into_iter().map(Part::Note).collect();
    let left = if found.outstanding_from == Some(OutstandingFrom::Balance) { balance } else { flows };
    let tiles = shown.sums(flows, left);
    parts.extend((!tiles.is_empty()).then_some(Part::Tiles(tiles)));
    let tiles = shown.rates(flows).into_iter().chain(shown.idle(flows)).chain(shown.money(flows, left, params));
    let tiles: Vec<Tile> = tiles.collect();
    parts.extend((!tiles.is_empty()).then_some(Part::SmallTiles(tiles)));
    parts.extend(shown.columns(flows, balance).map(Part::Table));
    parts.extend(shown.needs().into_iter().map(|needs| Part::Muted(needs.to_owned())));
    page.add(Section::new("points", texts.title, parts).with(controls(found, params, say)));
}

/// The field for the value of a point.
pub fn value_control(params: &ClubParams, say: &Say<'_>) -> Control {
    let texts = PointsTexts::of(say.language);
    let value = params.point_value.map(Money::to_f64);
    let blank = texts.value_blank.to_owned();
    let input = Input::Optional { value, blank, min: 0.0, max: MOST_A_POINT.to_f64(), share: false };
    Control::new(ID, "point_value", texts.value_field, input).helped(texts.value_help)
}

fn controls(found: &Points, params: &ClubParams, say: &Say<'_>) -> Vec<Control> {
    let texts = PointsTexts::of(say.language);
    let field = |(entry, label): (Entry, &str)| {
        let chosen = entry.chosen(params).map(str::to_owned);
        let chosen = chosen.or_else(|| Some(found.column(entry)?.column.clone()));
        column_control(ID, entry.parameter(), label, &found.offered, chosen.as_ref(), say.words.none)
    };
    let fields = Entry::ALL.into_iter().zip(texts.column_fields).filter_map(field);
    fields.chain([value_control(params, say)]).collect()
}

fn figure(figures: Figures, key: &str, label: &str, value: impl Display, text: String) -> Figure {
    figures.of(format!("{ID}.points.{key}"), label, value, text)
}

/// What is shown of them, and in which words.
#[derive(Clone, Copy)]
struct Shown<'a> {
    found: &'a Points,
    texts: &'static PointsTexts,
    say: &'a Say<'a>,
}

impl Shown<'_> {
    /// What columns come to.
    fn sums(&self, flows: Option<Figures>, left: Option<Figures>) -> Vec<Tile> {
        let Self { found, texts, say } = *self;
        let from = match found.outstanding_from {
            Some(OutstandingFrom::Balance) => texts.from_balance,
            Some(OutstandingFrom::Remainder) => texts.from_remainder,
            None => "",
        };
        let [earned, redeemed, expired, outstanding] = texts.sums;
        let sums = [
            ("earned", earned, found.earned, flows, ""),
            ("redeemed", redeemed, found.redeemed, flows, ""),
            ("expired", expired, found.expired, flows, ""),
            ("outstanding", outstanding, found.outstanding, left, from),
        ];
        let tile = |(key, label, value, figures, note): (&str, &str, Option<Money>, Option<Figures>, &str)| {
            let value = value?;
            Some(Tile::new(label, figure(figures?, key, label, value, say.exact(value))).noted(note))
        };
        sums.into_iter().filter_map(tile).collect()
    }

    fn rates(&self, flows: Option<Figures>) -> Vec<Tile> {
        let Self { found, texts, say } = *self;
        let keys = ["redemption_rate", "breakage", "settled_breakage"];
        let rates = [found.redemption_rate, found.breakage, found.settled_breakage];
        let labels = texts.rates.into_iter().zip(texts.rate_notes);
        let tile = |((key, rate), (label, note)): ((&str, Option<f64>), (&str, &str))| {
            let rate = rate?;
            Some(Tile::new(label, figure(flows?, key, label, rate, say.percent(rate))).noted(note))
        };
        keys.into_iter().zip(rates).zip(labels).filter_map(tile).collect()
    }

    /// Who has points and redeemed none, and how many points they have.
    fn idle(&self, flows: Option<Figures>) -> Vec<Tile> {
        let Self { found, texts, say } = *self;
        let Some((customers, flows)) = found.never_redeemed.zip(flows) else { return Vec::new() };
        let count = figure(flows, NEVER_REDEEMED, texts.never_redeemed, customers, say.count(customers));
        let points = found.never_redeemed_points.map(|points| {
            let label = texts.never_redeemed_points;
            Tile::new(label, figure(flows, "never_redeemed_points", label, points, say.exact(points)))
        });
        let customers = Tile::new(texts.never_redeemed, count).of(Only::class(ID, NEVER_REDEEMED));
        [customers].into_iter().chain(points).collect()
    }

    /// Points in money.
    fn money(&self, flows: Option<Figures>, left: Option<Figures>, params: &ClubParams) -> Vec<Tile> {
        let Self { found, texts, say } = *self;
        let Some(value) = params.point_value else { return Vec::new() };
        let [liability, breakage] = texts.money;
        let money = [
            ("liability", liability, found.liability, left),
            ("breakage_money", breakage, found.breakage_money, flows),
        ];
        let note = (texts.at_value)(&say.amount(value));
        let tile = |(key, label, money, figures): (&str, &str, Option<Money>, Option<Figures>)| {
            let money = money?;
            let figure = figure(figures?, key, label, money, say.money(money.to_f64()));
            Some(Tile::new(label, figure).noted(note.as_str()))
        };
        money.into_iter().filter_map(tile).collect()
    }

    /// The columns, and what of them counts; `None` where none is found.
    fn columns(&self, flows: Option<Figures>, balance: Option<Figures>) -> Option<Table> {
        let Self { found, texts, say } = *self;
        let row = |(entry, name): (Entry, &str)| {
            let column = found.column(entry)?;
            let figures = if entry == Entry::Balance { balance } else { flows }?;
            let count = |(field, label, count): (&str, &str, usize)| {
                let key = format!("columns.{}.{field}", entry.key());
                let label = (texts.of)(label, name);
                Cell::from(figure(figures, &key, &label, count, say.count(count)))
            };
            let [used, blank, unreadable, negative] = texts.counts;
            let counts = [
                ("used", used, column.used),
                ("blank", blank, column.blank),
                ("unreadable", unreadable, column.unreadable),
                ("negative", negative, column.negative),
            ];
            let texts = [name, column.column.as_str(), say.words.kind(column.table)].map(Cell::from);
            Some(texts.into_iter().chain(counts.map(count)).collect())
        };
        let rows: Vec<Vec<Cell>> = Entry::ALL.into_iter().zip(texts.entries).filter_map(row).collect();
        let columns = [texts.entry, texts.column, texts.table].map(Column::text);
        (!rows.is_empty()).then(|| Table {
            caption: texts.columns.to_owned(),
            show_caption: true,
            columns: columns.into_iter().chain(texts.counts.map(Column::number)).collect(),
            rows,
        })
    }

    /// What must be known before the figures are read.
    fn notes(&self) -> Vec<Note> {
        let Self { found, texts, say } = *self;
        let mut notes = Vec::new();
        if found.within_period {
            let balanced = found.of_balance.is_some();
            notes.push(Note::caution(if balanced { texts.within_period } else { texts.no_remainder }));
        }
        if found.outstanding.is_some_and(Money::is_negative) {
            notes.push(Note::warning(texts.negative_outstanding));
        }
        if found.redemption_rate.is_some_and(|rate| rate > 1.0) {
            notes.push(Note::caution(texts.more_redeemed));
        }
        if !found.not_numbers.is_empty() {
            notes.push(Note::caution((texts.not_numbers)(&found.not_numbers.join(say.words.listed))));
        }
        notes.extend(found.columns.iter().flat_map(|column| self.of_column(column)));
        notes
    }

    /// What is odd about a column.
    fn of_column(&self, column: &PointsColumn) -> Vec<Note> {
        let Self { texts, say, .. } = *self;
        let name = column.column.as_str();
        let mut notes = Vec::new();
        if column.used == 0 {
            notes.push(Note::caution((texts.no_number)(name)));
        }
        if column.unreadable > 0 {
            notes.push(Note::caution((texts.unreadable)(&say.count(column.unreadable), name)));
        }
        let back = say.count(column.back);
        if column.turned {
            notes.push(Note::info((texts.turned)(name)));
            notes.extend((column.back > 0).then(|| Note::caution((texts.mixed)(&back, name))));
        } else if column.back > 0 {
            notes.push(Note::info((texts.negative)(&back, name)));
        }
        notes
    }

    /// Which columns are missing, and what cannot be told without them.
    fn needs(&self) -> Vec<&'static str> {
        let Self { found, texts, .. } = *self;
        if found.columns.is_empty() {
            return vec![texts.needs_any];
        }
        let missing = |(entry, needs): (Entry, &'static str)| {
            let told = found.column(entry).is_some() || entry == Entry::Balance && found.outstanding.is_some();
            (!told).then_some(needs)
        };
        Entry::ALL.into_iter().zip(texts.needs).filter_map(missing).collect()
    }
}
