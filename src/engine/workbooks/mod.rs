//! The program that unpacks workbooks, and the reader's side of it.
//!
//! Who reads CSV needs none of it, so the reader starts it when the first workbook comes. It gives a
//! sheet's rows in batches; each is asked for, so that a fast reader never fills the memory of a slow
//! taker. Whatever a damaged file does to it costs that one reading.

mod client;
pub mod worker;

use serde::{Deserialize, Serialize};

pub use client::{TableFile, Workbooks};

/// Batches on their way at a time.
const AHEAD: u32 = 3;

/// A question to the program. A `Blob` comes beside the first two; they are answered by a `Result`
/// as JSON, and before that by parts: progress, and rows beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Question {
    /// Which sheets there are.
    Sheets,
    /// The rows of a sheet; of the first where none is named.
    Sheet(Option<String>),
    /// One batch of rows has been taken: one more may come.
    Taken {
        /// The number of the question.
        question: u32,
    },
    /// No more rows are wanted.
    Stop {
        /// The number of the question.
        question: u32,
    },
}
