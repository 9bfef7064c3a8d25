//! Transactions by channel and branch, and what moving them would save.

use crate::indicators::dividing::column_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Input, Note, Page, Part, Plot, Section, Table, Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::show_hubs;
use super::show_turnover;
use super::texts::ChannelsTexts;
use super::{Branch, Channel, Channels, ChannelsError, ChannelsParams, ID};

/// Channels and branches listed at most; the document has all.
const MOST: usize = 30;

/// Channels that are a column of the table of branches.
const MOST_COLUMNS: usize = 6;

/// The page.
pub fn show(found: &Channels, params: &ChannelsParams, say: &Say<'_>) -> Page {
    let texts = ChannelsTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let writer = Writer { found, params, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.headline = writer.headline();
    if found.column.is_none() {
        page.notes.push(Note::info(texts.no_column));
    } else if found.saving.is_none() {
        page.notes.push(Note::info(texts.no_costs));
    }
    if !found.unknown.is_empty() {
        page.notes.push(Note::caution((texts.unknown)(&found.unknown.join(say.words.listed))));
    }
    page.add(writer.channels());
    page.add(writer.branches());
    page.add(show_hubs::section(found, params, say, writer.figures));
    let turnover = show_turnover::section(&mut page, found, params, say);
    page.add(turnover);
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &ChannelsError, say: &Say<'_>) -> String {
    let texts = ChannelsTexts::of(say.language);
    match error {
        ChannelsError::Cost { line, text } => (texts.error_cost)(&line.to_string(), text),
        ChannelsError::Level(level) => (texts.error_level)(&level.0.to_string()),
        ChannelsError::Moved { given } => (texts.error_moved)(&given.to_string()),
        ChannelsError::Routine { given } => (texts.error_routine)(&given.to_string()),
    }
}

/// The fields that are no column.
pub fn controls(params: &ChannelsParams, say: &Say<'_>) -> [Control; 2] {
    let texts = ChannelsTexts::of(say.language);
    [
        Control::new(ID, "costs", texts.costs_field, Input::Lines(params.costs.clone())).helped(texts.costs_help),
        Control::new(ID, "moved", texts.moved_field, Input::Share(params.moved)),
    ]
}

struct Writer<'a> {
    found: &'a Channels,
    params: &'a ChannelsParams,
    say: &'a Say<'a>,
    texts: &'static ChannelsTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn headline(&self) -> String {
        let Self { found, params, say, texts, .. } = self;
        let Some(first) = found.channels.first() else { return texts.headline_none.to_owned() };
        let most = (texts.headline)(say.value(&first.name), &say.percent(first.share));
        let share = say.percent(params.moved);
        let to = found.cheapest.as_ref().filter(|_| params.moved > 0.0);
        // The decision first: the dearest channel, and what is routine there.
        let dearest = to.zip(found.dearest.as_ref()).map(|(to, dearest)| {
            let text = if dearest.routine.is_some() { texts.headline_routine } else { texts.headline_dearest };
            let from = say.value(&dearest.name).to_owned();
            text(&[share.clone(), from, to.clone(), say.compact_money(dearest.saving)])
        });
        let saved = to.zip(found.saving).filter(|(_, saving)| *saving > 0.0);
        let saved = saved.map(|(to, saving)| (texts.headline_saving)(&share, to, &say.compact_money(saving)));
        [dearest, Some(most), saved].into_iter().flatten().collect::<Vec<_>>().join(say.words.between_sentences)
    }

    /// A field that chooses a column.
    fn column(&self, parameter: &str, label: &str, chosen: Option<&String>) -> Option<Control> {
        column_control(ID, parameter, label, &self.found.offered, chosen, self.say.words.none)
    }

    fn channels(&self) -> Section {
        let Self { found, params, say, texts, .. } = self;
        let column = self.column("column", texts.column_field, found.column.as_ref());
        if found.channels.is_empty() {
            return Section::new("channels", texts.channels, Vec::new()).with(column);
        }
        let row = |channel: &Channel| {
            let (key, name) = (format!("{ID}.channels.{}", channel.name), say.value(&channel.name));
            let figure = |field: &str, label: &str, value: &dyn ToString, text: String| {
                Cell::from(self.figures.of(format!("{key}.{field}"), (texts.of)(label, name), value.to_string(), text))
            };
            let n = channel.transactions;
            vec![
                Cell::from(name),
                figure("transactions", texts.transactions, &n, say.count(n)),
                figure("share", texts.share, &channel.share, say.percent(channel.share)),
                figure("value", texts.value, &channel.value, say.money(channel.value.to_f64())),
                channel
                    .cost
                    .map_or_else(|| say.no_value(), |cost| figure("cost", texts.cost, &cost, say.money(cost.to_f64()))),
                channel.saving.map_or_else(
                    || say.no_value(),
                    |saving| figure("saving", texts.saving, &saving, say.money(saving)),
                ),
            ]
        };
        let numbers = [texts.transactions, texts.share, texts.value, texts.cost, texts.saving];
        let table = Table {
            caption: texts.channels.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.channel)].into_iter().chain(numbers.map(Column::number)).collect(),
            rows: found.channels.iter().take(MOST).map(row).collect(),
        };
        let parts = vec![Part::Chart(Box::new(self.chart())), Part::Table(table)];
        Section::new("channels", texts.channels, parts).with(column).with(controls(params, say))
    }

    fn chart(&self) -> Chart {
        let Self { found, say, texts, .. } = self;
        let bar = |channel: &Channel| Bar {
            label: say.value(&channel.name).to_owned(),
            value: Some(channel.transactions as f64),
            interval: None,
            more: Vec::new(),
            tint: Tint::Accent,
        };
        let summary = found
            .channels
            .first()
            .map_or_else(String::new, |first| (texts.headline)(say.value(&first.name), &say.percent(first.share)));
        Chart {
            summary,
            title: texts.channels.to_owned(),
            note: say.sample_note(found.transactions, found.provenance.period),
            empty: texts.transactions.to_owned(),
            height: 240,
            plot: Plot::Bars(Bars {
                bars: found.channels.iter().take(10).map(bar).collect(),
                dots: false,
                unit: Unit::Whole,
                group: texts.channel.to_owned(),
                value: texts.transactions.to_owned(),
                interval: String::new(),
                more_columns: Vec::new(),
                most: 10,
                more: String::new(),
            }),
        }
    }

    fn branches(&self) -> Section {
        let Self { found, params, say, texts, .. } = self;
        if found.branches.is_empty() || found.channels.is_empty() {
            return Section::new("branches", "", Vec::new());
        }
        let row = |branch: &Branch| {
            let (key, name) = (format!("{ID}.branches.{}", branch.name), say.value(&branch.name));
            let n = branch.transactions;
            let label = (texts.of)(texts.transactions, name);
            let transactions = self.figures.of(format!("{key}.transactions"), label, n, say.count(n));
            let share = |(place, share): (usize, &f64)| {
                let channel = found.channels.get(place).map_or("", |channel| &channel.name);
                let label = format!("{name} – {}", say.value(channel));
                Cell::from(self.figures.of(format!("{key}.shares.{place}"), label, share, say.percent(*share)))
            };
            let saving = branch.saving.map(|saving| {
                let label = (texts.of)(texts.saving, name);
                self.figures.of(format!("{key}.saving"), label, saving, say.money(saving))
            });
            [Cell::from(name), transactions.into()]
                .into_iter()
                .chain(branch.shares.iter().take(MOST_COLUMNS).enumerate().map(share))
                .chain([
                    saving.map_or_else(|| say.no_value(), Cell::from),
                    Cell::caution(say.small_sample(params.small_sample.marks(n), n)),
                ])
                .collect()
        };
        let channels = found.channels.iter().take(MOST_COLUMNS).map(|channel| Column::number(say.value(&channel.name)));
        let columns = [Column::text(texts.branch), Column::number(texts.transactions)].into_iter().chain(channels);
        let table = Table {
            caption: texts.branches.to_owned(),
            show_caption: false,
            columns: columns.chain([Column::number(texts.saving), Column::text(say.words.note)]).collect(),
            rows: found.branches.iter().take(MOST).map(row).collect(),
        };
        let more = found.branches.len().saturating_sub(MOST);
        let more = (more > 0).then(|| Part::Muted((say.words.more_left_out)(&say.count(more))));
        let parts = [Part::Muted(texts.branches_help.to_owned()), Part::Table(table)].into_iter().chain(more).collect();
        let field = self.column("branch", texts.branch_field, found.branch.as_ref());
        Section::new("branches", texts.branches, parts).with(field)
    }
}
