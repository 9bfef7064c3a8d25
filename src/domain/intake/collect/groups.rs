//! Rows of which only the first of a group says whose they are and of which day, as reports are printed: the others have
//! blanks there, and what the first one says holds for them.
//!
//! A blank customer may as well be a guest, of whom the day is known. So all rows but a few must show that it is none: each
//! lacks both or neither, those that lack both are many, and have a text of their own, which a subtotal has not.

use crate::domain::dataset::Kind;
use crate::domain::intake::note::Note;
use crate::domain::intake::record::Record;
use crate::domain::intake::report::Reason;
use crate::domain::intake::value::{bare, read_number};

use super::Collector;

/// Further rows of groups from which on they are no chance.
const ENOUGH: u64 = 3;

/// One row in so many, at least, is a further one.
const SHARE: u64 = 5;

/// What is known of groups while rows are read.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Rows that lack what a group says once.
    further: u64,
    /// Rows that lack only some of it.
    others: u64,
    /// What the last row that lacks nothing says.
    above: Vec<String>,
    /// Rows that were given it.
    filled: u64,
}

impl Groups {
    /// The rows filled, as a note.
    pub fn note(&self, names: &[String], columns: &[usize]) -> Option<Note> {
        let columns = columns.iter().filter_map(|at| names.get(*at).cloned()).collect();
        (self.filled > 0).then_some(Note::FilledDown { columns, rows: self.filled })
    }
}

fn is_blank(record: &Record, index: usize) -> bool {
    bare(record.get(index), false).text.is_empty()
}

impl Collector<'_> {
    /// The columns of customer, day and order: what a group may say once.
    fn of_groups(&self) -> Vec<usize> {
        let days = self.date.iter().flat_map(|date| match date.parts {
            Some(parts) => parts.places().collect(),
            None => vec![date.index],
        });
        self.customer.into_iter().chain(days).chain(self.order.as_ref().map(|order| order.index)).collect()
    }

    /// Whether a row lacks all of these, and has money and a text of its own.
    fn is_further(&self, record: &Record, columns: &[usize]) -> bool {
        let money = self.amount.as_ref().or(self.unit_price.as_ref());
        let is_text = |index: usize| {
            let text = bare(record.get(index), false).text;
            !text.is_empty() && read_number(text, None).is_err()
        };
        columns.iter().all(|index| is_blank(record, *index))
            && money.is_some_and(|money| money.read(record.get(money.index)).is_ok())
            && self.columns.iter().any(|column| !columns.contains(&column.index) && is_text(column.index))
    }

    /// Takes note of a row that cannot be used.
    #[cold]
    pub(super) fn look_for_groups(&mut self, record: &Record, reason: Reason) {
        if self.plan.kind != Kind::Purchases || !matches!(reason, Reason::NoCustomer | Reason::NoDate) {
            return;
        }
        let columns = self.of_groups();
        if self.is_further(record, &columns) {
            self.groups.further += 1;
        } else if !columns.iter().all(|index| is_blank(record, *index)) {
            self.groups.others += 1;
        }
    }

    /// The columns that groups say once, as the whole file shows; none where it has no groups.
    pub(super) fn said_once(&self) -> Vec<usize> {
        let Groups { further, others, .. } = self.groups;
        let is_clear = self.date.is_some() && others == 0 && further >= ENOUGH && further * SHARE >= self.counts.read;
        if is_clear { self.of_groups() } else { Vec::new() }
    }

    /// A further row of a group with what its first one says.
    #[inline]
    pub(super) fn filled_down(&mut self, record: &Record) -> Option<Box<Record>> {
        let columns = &self.plan.said_once;
        if columns.is_empty() || record.fault.is_some() { None } else { self.with_above(record, columns) }
    }

    fn with_above(&mut self, record: &Record, columns: &[usize]) -> Option<Box<Record>> {
        if columns.iter().any(|index| !is_blank(record, *index)) {
            self.groups.above = columns.iter().map(|index| record.get(*index).to_owned()).collect();
            return None;
        }
        if self.groups.above.is_empty() || !self.is_further(record, columns) {
            return None;
        }
        let mut filled = Record::separated_by(record.separator());
        filled.clear(record.row);
        (filled.damaged, filled.cut, filled.odd) = (record.damaged, record.cut, record.odd);
        for index in 0..record.len() {
            let above = columns.iter().zip(&self.groups.above).find(|(column, _)| **column == index);
            filled.push(above.map_or(record.get(index), |(_, above)| above));
        }
        self.groups.filled += 1;
        Some(Box::new(filled))
    }
}
