//! Answers on their way from kiosks to where they are read: as a file, as a workbook, as QR codes.
//!
//! [`HandOver`] is what travels. [`to_json`] writes it as a file, [`read`] reads such a file (or the
//! answers CSV) and accounts for every record of it, [`compare`] says what of it is new here.
//! [`to_xlsx`] is for people with a spreadsheet, [`qr`] for two screens without a cable. Nothing here
//! knows a screen, a disk or a camera.

mod carried;
mod compare;
mod file;
pub mod qr;
mod received;
mod table;
mod workbook;

use serde::{Deserialize, Serialize};

use crate::domain::survey::{KioskAnswer, merge};

pub use carried::Carried;
pub use compare::{Compared, compare};
pub use file::{FileError, LARGEST_FILE, read, to_json};
pub use received::{Place, Received, Unreadable, Why};
pub use workbook::to_xlsx;

/// What is handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Answers.
    pub answers: Vec<KioskAnswer>,
    /// What happened to cases. This version carries them as they are.
    pub events: Vec<Carried>,
}

impl HandOver {
    /// Every record once and in one order, whatever they were gathered from: see [`merge`].
    #[must_use]
    pub fn merged(self) -> Self {
        Self { answers: merge(self.answers), events: carried::merge(self.events) }
    }

    /// The first `count` records, answers before events.
    fn first(&self, count: usize) -> Self {
        let answers = count.min(self.answers.len());
        let events = (count - answers).min(self.events.len());
        Self {
            answers: self.answers.get(..answers).unwrap_or_default().to_vec(),
            events: self.events.get(..events).unwrap_or_default().to_vec(),
        }
    }

    /// How many records.
    fn len(&self) -> usize {
        self.answers.len() + self.events.len()
    }
}
