//! Rows of several sheets read as one table that stand in more than one of them: a sheet of the year beside its months, a
//! copy of a sheet.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use foldhash::fast::FixedState;

use crate::domain::intake::record::Record;

/// The rows seen so far, each with the first sheet that has it.
#[derive(Debug, Default)]
pub(super) struct SheetRows {
    sheet: String,
    number: u32,
    seen: HashMap<u64, u32, FixedState>,
    /// Rows used although an earlier sheet has them: nothing tells them from equal ones.
    pub used: u64,
}

impl SheetRows {
    /// Whether an earlier sheet has this row, whose first cell is the name of its own.
    pub fn is_of_another(&mut self, record: &Record, hasher: &FixedState) -> bool {
        if record.get(0) != self.sheet {
            record.get(0).clone_into(&mut self.sheet);
            self.number += 1;
        }
        match self.seen.entry(record.hash_after_first(hasher)) {
            Entry::Occupied(seen) => *seen.get() != self.number,
            Entry::Vacant(slot) => {
                slot.insert(self.number);
                false
            }
        }
    }
}
