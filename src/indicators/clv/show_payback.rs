//! When customers have paid back what acquiring them cost.

use crate::domain::interval::Level;
use crate::indicators::dividing::column_control;
use crate::indicators::page::{Cell, Column, Control, Input, Note, Part, Section, Table};
use crate::indicators::{Figures, Say};

use super::payback::{Lacking, Payback};
use super::payback_charts::charts;
use super::texts::PaybackTexts;
use super::{Clv, ClvParams, ID};

/// The months of age that have a column.
const MONTHS: [usize; 4] = [1, 3, 6, 12];

/// The section.
pub fn section(found: &Clv, params: &ClvParams, say: &Say<'_>, figures: Figures) -> Section {
    let texts = PaybackTexts::of(say.language);
    let writer = Writer { found, params, say, texts, figures };
    let of = &found.payback_of;
    let channel = column_control(ID, "channel", texts.channel_field, &of.offered, of.channel.as_ref(), say.words.none);
    let cost =
        column_control(ID, "cost_column", texts.cost_column_field, &of.offered_costs, of.cost.as_ref(), say.words.none);
    Section::new("payback", texts.title, writer.parts()).with(channel).with([costs(params, say)]).with(cost)
}

/// The field for what acquiring costs.
pub fn costs(params: &ClvParams, say: &Say<'_>) -> Control {
    let texts = PaybackTexts::of(say.language);
    Control::new(ID, "costs", texts.costs_field, Input::Lines(params.costs.clone())).helped(texts.costs_help)
}

struct Writer<'a> {
    found: &'a Clv,
    params: &'a ClvParams,
    say: &'a Say<'a>,
    texts: &'static PaybackTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn parts(&self) -> Vec<Part> {
        let Self { found, say, texts, .. } = self;
        let unknown = &found.payback_of.unknown;
        let unknown =
            (!unknown.is_empty()).then(|| Part::Note(Note::caution((texts.unknown)(&unknown.join(say.words.listed)))));
        match found.payback_of.lacking {
            Some(Lacking::Channel) => vec![Part::Muted(texts.no_channel.to_owned())],
            Some(Lacking::Cost) => [Part::Muted(texts.no_cost.to_owned())].into_iter().chain(unknown).collect(),
            None => {
                let level = Level::try_from(self.params.level).unwrap_or_default();
                let note = (texts.note)(&say.percent(level.get()));
                let charts = charts(found, self.params.small_sample, |payback| self.interval(payback), say);
                unknown.into_iter().chain(charts).chain([Part::Table(self.table()), Part::Muted(note)]).collect()
            }
        }
    }

    fn table(&self) -> Table {
        let Self { found, say, texts, .. } = self;
        let months = MONTHS.map(|month| Column::number((texts.after)(&month.to_string())));
        let first = [Column::text(texts.channel), Column::number(texts.customers), Column::number(texts.cost)];
        let last = [
            Column::number(texts.month),
            Column::text(say.words.interval),
            Column::number(texts.lifetime_per_cost),
            Column::text(say.words.note),
        ];
        Table {
            caption: texts.title.to_owned(),
            show_caption: false,
            columns: first.into_iter().chain(months).chain(last).collect(),
            rows: found.payback.iter().enumerate().map(|(place, payback)| self.row(place, payback)).collect(),
        }
    }

    fn row(&self, place: usize, payback: &Payback) -> Vec<Cell> {
        let Self { params, say, texts, .. } = self;
        let name = say.value(&payback.channel);
        let figure = |field: &str, label: &str, value: f64, text: String| {
            let (key, label) = (format!("{ID}.payback.{place}.{field}"), format!("{label}, {name}"));
            Cell::from(self.figures.of(key, label, value, text))
        };
        let customers = payback.customers;
        let cost = payback.cost.map(|cost| figure("cost", texts.cost, cost, say.money(cost)));
        let at = |month: usize| {
            let known = payback.by_month.get(month - 1);
            known.map_or_else(
                || say.no_value(),
                |at| {
                    let field = format!("by_month.{}.value", month - 1);
                    figure(&field, &(texts.after)(&month.to_string()), at.value, say.money(at.value))
                },
            )
        };
        let month = match (payback.cost, payback.month) {
            (None, _) => say.no_value(),
            (_, None) => Cell::from(texts.not_yet),
            (_, Some(month)) => figure("month", texts.month, f64::from(month), month.to_string()),
        };
        let ratio = payback.lifetime_per_cost;
        let ratio = ratio.map(|ratio| figure("lifetime_per_cost", texts.lifetime_per_cost, ratio, say.precise(ratio)));
        let few = payback.followed.unwrap_or(customers);
        let first = [
            Cell::from(name),
            figure("customers", texts.customers, customers as f64, say.count(customers)),
            cost.unwrap_or_else(|| say.no_value()),
        ];
        let last = [
            month,
            Cell::muted(self.interval(payback)),
            ratio.unwrap_or_else(|| say.no_value()),
            Cell::caution(say.small_sample(params.small_sample.marks(few), few)),
        ];
        first.into_iter().chain(MONTHS.map(at)).chain(last).collect()
    }

    fn interval(&self, payback: &Payback) -> String {
        if payback.reached.is_none() {
            return String::new();
        }
        let end = |month: Option<u32>| month.map_or_else(|| self.texts.later.to_owned(), |month| month.to_string());
        match (payback.low, payback.high) {
            (None, _) => self.texts.later.to_owned(),
            (low, high) if low == high => end(low),
            (low, high) => self.say.ends(&end(low), &end(high)),
        }
    }
}
