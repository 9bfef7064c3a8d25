//! The day of a row: read from one column or put together from several, and settled once the whole column is known.

use crate::domain::blocks::in_blocks;
use crate::domain::dataset::Kind;
use crate::domain::day::Day;
use crate::domain::intake::note::Note;
use crate::domain::intake::plan::{DateOrder, Plan};
use crate::domain::intake::record::Record;
use crate::domain::intake::report::Reason;
use crate::domain::intake::value::{bare, is_nothing, trimmed};

use super::Collector;
use super::aside::Fault;
use super::columns::{DateColumn, PackedDate};
use super::counts::Counts;

impl Collector<'_> {
    /// Whether a cell holds what would be a row of its own, a date in its place.
    pub(super) fn holds_a_row(&self, record: &Record) -> bool {
        let is_row = |line: &str| {
            let cell = |index: usize| line.split(char::from(record.separator())).nth(index).unwrap_or("");
            self.date.as_ref().is_none_or(|date| date.read_row(|index| trimmed(cell(index))).is_ok())
        };
        record.swallowed(self.plan.columns.len()).any(is_row)
    }

    /// Whether a row without a day is no row.
    pub(super) fn needs_day(&self) -> bool {
        matches!(self.plan.kind, Kind::Purchases | Kind::Complaints | Kind::Exits)
    }

    #[inline]
    pub(super) fn read_day(&mut self, record: &Record) -> Result<PackedDate, Fault> {
        let Some((index, parts)) = self.date.as_ref().map(|column| (column.index, column.parts)) else {
            return match self.plan.day_of_all() {
                Some(day) => Ok(PackedDate::day(day)),
                None if self.needs_day() => Err(Fault::whole(Reason::NoDate)),
                None => Ok(PackedDate::NONE),
            };
        };
        let joined;
        let cell = match parts {
            None => self.cell(record, index),
            Some(parts) => {
                joined = parts.text(|index| self.own_cell(record, index));
                &joined
            }
        };
        let needs_day = self.needs_day();
        let Some(column) = &self.date else { return Ok(PackedDate::NONE) };
        if !needs_day {
            return Ok(read_optional_date(column, cell, &mut self.counts));
        }
        let at = || parts.map_or(index, |parts| parts.at_fault(|index| self.own_cell(record, index)));
        match column.read(cell) {
            Ok(PackedDate::NONE) => Err(Fault::at(at(), Reason::NoDate)),
            Ok(date) => match column.absurdity(date) {
                Some(reason) => Err(Fault::at(index, reason)),
                None => Ok(date),
            },
            Err(_) if trimmed(record.get(at())).is_empty() => Err(Fault::at(at(), Reason::NoDate)),
            Err(_) => Err(Fault::at(at(), Reason::BadDate)),
        }
    }

    /// A cell of a column whose words for nothing and wrapping are counted elsewhere, as people group by it.
    pub(super) fn own_cell<'r>(&self, record: &'r Record, index: usize) -> &'r str {
        let quoted = self.plan.columns.get(index).is_some_and(|column| column.quoted);
        let cell = bare(record.get(index), quoted).text;
        if !self.plan.literal_blanks && is_nothing(cell, false) { "" } else { cell }
    }

    /// Fixes the order of the day of a row, and what is no date after all.
    pub(super) fn settle_date(&mut self, plan: &mut Plan, notes: &mut Vec<Note>) -> bool {
        let needs_day = self.needs_day();
        let Some(date) = &mut self.date else { return false };
        // Dates of several columns are written in one order.
        let Some(column) = plan.columns.get_mut(date.index).filter(|_| date.parts.is_none()) else { return false };
        let mut misfits = false;
        let decision = date.decide();
        if let Some(order) = decision.order {
            if decision.ambiguous {
                notes.push(Note::AmbiguousDates { column: column.header.clone(), order });
            }
            date.order = Some(order);
            column.date_order = date.order;
            misfits |= decision.misfits;
        }
        let order = date.order.unwrap_or(DateOrder::DayMonthYear);
        let lone_epoch = date.judge_epoch(order);
        if lone_epoch || decision.order.is_some() {
            let absurd = date.count_absurd(order);
            if needs_day {
                column.epoch_is_none |= lone_epoch;
                misfits |= absurd > 0;
            } else {
                date.clear_absurd(order);
                *self.counts.absurd.entry(date.index).or_default() += absurd;
            }
        }
        if let Some(order) = date.order {
            let future = count_future(date, order, plan.today);
            self.counts.future += future;
            misfits |= future > 0 && plan.set_aside_future;
        }
        misfits
    }
}

/// A date the row can do without.
#[inline]
fn read_optional_date(column: &DateColumn, cell: &str, counts: &mut Counts) -> PackedDate {
    match column.read(cell) {
        Ok(date) if column.absurdity(date).is_none() => date,
        Ok(_) => {
            *counts.absurd.entry(column.index).or_default() += 1;
            PackedDate::NONE
        }
        Err(_) => {
            counts.unread.entry(column.index).or_default().add(cell, 1);
            PackedDate::NONE
        }
    }
}

/// Days after today, once their order is known.
fn count_future(column: &DateColumn, order: DateOrder, today: Option<Day>) -> u64 {
    let late = |date: &&PackedDate| {
        date.as_day().is_none() && today.is_some_and(|today| date.in_order(order).is_some_and(|day| day > today))
    };
    column.dates.iter().filter(late).count() as u64
}

pub(super) fn optional_days(column: Option<&DateColumn>, rows: usize) -> Vec<Option<Day>> {
    column.map_or_else(|| vec![None; rows], |column| days(column, |day| day))
}

/// Rows without a day were set aside, so none is lost here.
pub(super) fn required_days(column: Option<&DateColumn>) -> Vec<Day> {
    column.map(|column| days(column, |day| day.unwrap_or(Day::MIN))).unwrap_or_default()
}

#[inline(never)]
fn days<T>(column: &DateColumn, each: impl Fn(Option<Day>) -> T) -> Vec<T> {
    let order = column.order.unwrap_or(DateOrder::DayMonthYear);
    let mut days = Vec::with_capacity(column.dates.len());
    in_blocks(column.dates.len(), |range| {
        days.extend(column.dates.get(range).unwrap_or_default().iter().map(|date| each(date.in_order(order))));
    });
    days
}
