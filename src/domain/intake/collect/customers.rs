//! The customers of the rows, as they come.

use crate::domain::dataset::BLANK;
use crate::domain::dictionary::{Dictionary, Waiting};
use crate::domain::intake::guess::is_name_of_people;
use crate::domain::intake::note::Note;

use super::ids::{Unified, unify};
use super::{Collector, room};

/// Customers looked up at a time: enough that the trips to a large table overlap, few enough to stay in a processor's cache.
const AT_ONCE: usize = 256;

/// Customers from which on it is no chance how their ids look.
const FEW: usize = 4;

/// An id of a program that met a blank among whole numbers.
fn whole_number(id: &str) -> &str {
    id.strip_suffix(".0").unwrap_or(id)
}

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

    /// Ids that stand for nobody, in a column of numbers: 0 and -1 where all others have two digits more at least; and nines
    /// alone, five at least, that no other comes near, on more rows than any other.
    #[inline(never)]
    pub fn fillers(&mut self) -> Vec<String> {
        self.look_up();
        let nines = (5..=12).map(|digits| "9".repeat(digits));
        let known = ["0", "-1"].into_iter().map(str::to_owned).chain(nines).flat_map(|id| [format!("{id}.0"), id]);
        let found: Vec<(String, u32)> = known.filter_map(|id| self.values.find(&id).map(|code| (id, code))).collect();
        if found.is_empty() {
            return Vec::new();
        }
        let (mut others, mut shortest, mut greatest) = (0, usize::MAX, 0_u64);
        for (_, id) in self.values.iter().filter(|(code, _)| found.iter().all(|(_, filler)| filler != code)) {
            let id = whole_number(id);
            let Some(number) = id.parse().ok().filter(|_| id.bytes().all(|byte| byte.is_ascii_digit())) else {
                return Vec::new();
            };
            (others, shortest, greatest) = (others + 1, shortest.min(id.len()), greatest.max(number));
        }
        let mut rows = vec![0_usize; self.values.len()];
        for code in &self.codes {
            rows.get_mut(*code as usize).into_iter().for_each(|rows| *rows += 1);
        }
        let is_filler = |(id, code): &(String, u32)| {
            let number = whole_number(id).parse::<u64>().unwrap_or(0);
            let own = rows.get(*code as usize).copied().unwrap_or(0);
            let is_most = || rows.iter().zip(0..).all(|(rows, other)| other == *code || *rows < own);
            others >= FEW && if number == 0 { shortest >= 3 } else { greatest < number / 2 && is_most() }
        };
        found.into_iter().filter(is_filler).map(|(id, _)| id).collect()
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
