//! What came in, and what of it could not be read.

use serde::{Deserialize, Serialize};

use crate::domain::survey::KioskAnswer;

use super::Carried;

/// Unreadable records described at most; the others are counted.
const MOST_DESCRIBED: usize = 1_000;

/// Letters kept of a record that cannot be read: enough to find it again.
const MOST_LETTERS: usize = 2_000;

/// What a file or a batch of QR codes held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Answers, as they came.
    pub answers: Vec<KioskAnswer>,
    /// Records that are only carried, as they came.
    pub events: Vec<Carried>,
    /// The first thousand records that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// How many could not be read in all.
    pub unreadable_count: usize,
}

impl Received {
    pub(super) fn refuse(&mut self, place: Place, why: Why, raw: &str) {
        self.unreadable_count += 1;
        if self.unreadable.len() < MOST_DESCRIBED {
            let raw = raw.chars().take(MOST_LETTERS).collect();
            self.unreadable.push(Unreadable { place, why, raw });
        }
    }
}

/// A record that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// Where it stands.
    pub place: Place,
    /// What is wrong with it.
    pub why: Why,
    /// The record itself, up to two thousand letters.
    pub raw: String,
}

/// Where a record stands; counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Among the answers of a hand-over file.
    Answer(usize),
    /// Among its events.
    Event(usize),
    /// Row of a CSV file, the header being row 1.
    Row(usize),
}

/// Why a record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It is not what stands there otherwise: what the JSON reader said.
    Malformed(String),
    /// The cell of this column.
    Cell(String),
    /// So many cells, where the header has another number.
    Cells(usize),
    /// Longer than can be read (1 MB); what follows was not read either.
    TooLong,
}
