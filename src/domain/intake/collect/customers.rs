//! The customers of the rows, as they come.

use crate::domain::dataset::BLANK;
use crate::domain::dictionary::{Dictionary, Waiting};
use crate::domain::intake::guess::is_name_of_people;
use crate::domain::intake::note::Note;

use super::ids::{Unified, unify};
use super::{Collector, room};

/// Customers looked up at a time: enough that the trips to a large table overlap, few enough to stay in a processor's cache.
const AT_ONCE: usize = 256;

/// Who each row is of.
#[derive(Debug, Default)]
pub(super) struct CustomerColumn {
    values: Dictionary,
    codes: Vec<u32>,
    waiting: Waiting,
}

impl CustomerColumn {
    /// The customer of the next row; empty where it has none.
    #[inline]
    pub fn push(&mut self, customer: &str) {
        self.waiting.push(customer);
        if self.waiting.len() == AT_ONCE {
            self.look_up();
        }
    }

    /// Numbers those who still wait for it.
    #[inline(never)]
    pub fn look_up(&mut self) {
        self.values.intern_all(&self.waiting, BLANK, &mut self.codes);
        self.waiting.clear();
    }

    /// Rows so far.
    pub fn rows(&self) -> usize {
        self.codes.len() + self.waiting.len()
    }

    /// Room for so many rows.
    pub fn make_room(&mut self, rows: usize) {
        room(rows, &mut self.codes);
    }

    /// Writes ids that are numbers as whole numbers, once all rows are there.
    pub fn unify(&mut self) -> Unified {
        self.look_up();
        unify(&mut self.values, &mut self.codes)
    }

    /// Whose each row is, once all are [unified](Self::unify).
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The customers and whose each row is that has been [numbered](Self::look_up), before they are unified.
    pub fn so_far(&self) -> (&Dictionary, &[u32]) {
        (&self.values, &self.codes)
    }

    /// The customers, and whose each row is.
    pub fn into_parts(mut self) -> (Dictionary, Vec<u32>) {
        self.look_up();
        (self.values, self.codes)
    }
}

impl Collector<'_> {
    /// Whether customers are told apart by their names: two of one name count as one, which is told.
    pub(super) fn by_name(&self, names: &[String]) -> Option<Note> {
        let column = self.customer.and_then(|index| names.get(index)).filter(|name| is_name_of_people(name))?;
        Some(Note::CustomersByName { column: column.clone() })
    }
}
