//! The money of one row: amount, or quantity and unit price, and the currency it is in.

use crate::domain::dataset::Field;
use crate::domain::intake::note::Note;
use crate::domain::intake::plan::Plan;
use crate::domain::intake::record::Record;
use crate::domain::intake::report::Reason;
use crate::domain::intake::value::{
    Currency, Evidence, Number, NumberError, power_of_header, power_said, trimmed, without_counted,
};

use super::columns::NumberColumn;
use super::{Collector, Fault, finish};

/// The numbers of one row.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Row {
    pub amount: Option<Number>,
    pub quantity: Option<Number>,
    pub unit_price: Option<Number>,
    /// What was given back.
    pub refund: Option<Number>,
    /// What it is in, where that is named.
    pub currency: Option<Currency>,
    /// The rate by which it was converted, where it was in another currency.
    pub rate: Option<i64>,
}

fn required(column: &NumberColumn, cell: &str) -> Result<Number, Fault> {
    column.read(cell).map_err(|error| fault(column, error))
}

fn fault(column: &NumberColumn, error: NumberError) -> Fault {
    let reason = match error {
        NumberError::Blank => Reason::NoAmount,
        NumberError::Bad => Reason::BadAmount,
        NumberError::Percentage => Reason::Percentage,
        NumberError::TooLarge => Reason::AmountTooLarge,
    };
    Fault::at(column.index, reason)
}

/// A quantity, which may have a word behind it for what is counted.
fn counted(column: &NumberColumn, cell: &str) -> Result<Number, NumberError> {
    match (column.read(cell), without_counted(cell)) {
        (Err(NumberError::Bad), Some(number)) => column.read(number),
        (read, _) => read,
    }
}

const NOTHING: Number = Number { micros: 0, evidence: Evidence::None, rounded: false, currency: None, has_unit: false };

impl Collector<'_> {
    /// Takes the unit that a row above the header says of all money, where the money's own header says none.
    pub(super) fn hear_unit(&mut self, record: &Record) {
        if let Some(power) = record.iter().map(power_said).find(|power| *power != 0) {
            self.without_unit().for_each(|column| column.power = power);
        }
    }

    /// The same of a row between header and data, of the columns that its cells stand in.
    pub(super) fn hear_unit_below(&mut self, record: &Record) {
        self.without_unit().for_each(|column| column.power = power_of_header(trimmed(record.get(column.index))));
    }

    fn without_unit(&mut self) -> impl Iterator<Item = &mut NumberColumn> {
        self.money().filter(|column| column.power == 0 && !column.has_unit)
    }

    /// The columns of money.
    pub(super) fn money(&mut self) -> impl Iterator<Item = &mut NumberColumn> {
        [&mut self.amount, &mut self.unit_price, &mut self.refund].into_iter().flatten()
    }

    /// Reads it, or says which cell is at fault.
    #[inline]
    pub(super) fn read_money(&mut self, record: &Record) -> Result<Row, Fault> {
        // One by one: mapping an array is a call a cell, 3 % of what reading a row takes.
        let amount_cell = self.amount.as_ref().map(|one| one.index).map_or("", |index| self.cell(record, index));
        let quantity_cell = self.quantity.as_ref().map(|one| one.index).map_or("", |index| self.cell(record, index));
        let price_cell = self.unit_price.as_ref().map(|one| one.index).map_or("", |index| self.cell(record, index));
        let mut row = Row::default();
        let price = self.amount.as_ref().or(self.unit_price.as_ref());
        if let Some(amount) = &self.amount {
            row.amount = Some(required(amount, amount_cell)?);
            if let Some(quantity) = &self.quantity {
                row.quantity = Some(counted(quantity, quantity_cell).unwrap_or_else(|error| {
                    if error != NumberError::Blank {
                        self.counts.unread.entry(quantity.index).or_default().add(quantity_cell, 1);
                    }
                    NOTHING
                }));
            }
        } else if let Some((quantity, price)) = self.quantity.as_ref().zip(self.unit_price.as_ref()) {
            let units = counted(quantity, quantity_cell).map_err(|error| fault(quantity, error))?;
            let each = required(price, price_cell)?;
            let settled = quantity.mark.is_some() && price.mark.is_some();
            if settled && finish::product(units.micros, each.micros).is_none() {
                return Err(Fault::at(price.index, Reason::AmountTooLarge));
            }
            (row.quantity, row.unit_price) = (Some(units), Some(each));
        }
        if let Some(refund) = &self.refund {
            row.refund = Some(self.read_refund(refund, record)?);
        }
        // Most files name no currency, neither in the amount nor beside it.
        if self.currency.is_some() || row.amount.or(row.unit_price).is_some_and(|price| price.currency.is_some()) {
            row.currency = self.currency_of(record, row.amount.or(row.unit_price));
            let index = self.currency.or(price.map(|price| price.index));
            self.convert(&mut row).map_err(|reason| Fault { reason, column: index })?;
        }
        Ok(row)
    }

    /// A blank cell gives nothing back.
    fn read_refund(&self, column: &NumberColumn, record: &Record) -> Result<Number, Fault> {
        let cell = self.own_cell(record, column.index);
        if cell.is_empty() { Ok(NOTHING) } else { required(column, cell) }
    }

    /// Money in another currency than the one used is converted, where the user gave a rate.
    fn convert(&self, row: &mut Row) -> Result<(), Reason> {
        let Some((used, other)) = self.plan.currency.as_deref().zip(row.currency) else { return Ok(()) };
        let used_currency = Currency::of_code(used);
        if other == used_currency || other.may_be_crowns_of(used_currency) {
            return Ok(());
        }
        let rate = self.plan.rates.get(&other.to_string()).ok_or(Reason::OtherCurrency)?;
        for price in [&mut row.amount, &mut row.unit_price, &mut row.refund].into_iter().flatten() {
            let (micros, rounded) = finish::product(price.micros, *rate).ok_or(Reason::AmountTooLarge)?;
            (price.micros, price.rounded) = (micros, price.rounded || rounded);
        }
        // It is in the currency used now.
        (row.currency, row.rate) = (None, Some(*rate));
        Ok(())
    }

    /// The currency a row's money is in: beside the number, else in the column of currencies.
    fn currency_of(&self, record: &Record, price: Option<Number>) -> Option<Currency> {
        let written = price.and_then(|price| price.currency);
        written.or_else(|| Currency::named(trimmed(record.get(self.currency?))))
    }

    /// Fixes the currency where there are several: the one most rows have. Money of different currencies
    /// is never added up.
    pub(super) fn settle_currency(&mut self, plan: &mut Plan, notes: &mut Vec<Note>) -> bool {
        self.name_crowns();
        let mut found: Vec<_> = self.currencies.iter().collect();
        found.sort_by_key(|(_, rows)| std::cmp::Reverse(**rows));
        let Some(((used, _), others)) = found.split_first().filter(|(_, others)| !others.is_empty()) else {
            return false;
        };
        let money = self.amount.as_ref().or(self.unit_price.as_ref()).map(|column| column.index);
        let column = self.currency.or(money).and_then(|index| plan.columns.get(index));
        notes.push(Note::Currencies {
            column: column.map(|column| column.header.clone()).unwrap_or_default(),
            used: used.to_string(),
            others: others.iter().map(|(currency, _)| currency.to_string()).collect(),
        });
        plan.currency = Some(used.to_string());
        true
    }

    /// `kr` beside the code of one country's crowns means these.
    fn name_crowns(&mut self) {
        let kr = Currency::of_code("KR");
        let mut named = Currency::CROWNS.into_iter().filter(|crown| self.currencies.contains_key(crown));
        if let (Some(only), None) = (named.next(), named.next())
            && let Some(rows) = self.currencies.remove(&kr)
        {
            *self.currencies.entry(only).or_default() += rows;
        }
    }

    /// What the money is in: the currency used of several, the one cells name, else the one the header does.
    pub(super) fn currency_used(&self) -> Option<Currency> {
        let column = |field| self.plan.columns.get(self.plan.column_of(field)?);
        let money = column(Field::Amount).or_else(|| column(Field::UnitPrice));
        let chosen = self.plan.currency.as_deref().map(Currency::of_code);
        let in_cells = || self.currencies.keys().next().copied();
        chosen.or_else(in_cells).or_else(|| Currency::of_header(&money?.header))
    }
}
