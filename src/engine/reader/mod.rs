//! The program that reads files, and the engine's side of it.
//!
//! What it takes to read a file (encodings, dialects, dates in twenty languages) is as much code as all that is
//! computed of it, and is needed for moments only. Apart from the engine it is downloaded beside it, not before it; a
//! file that needs more memory than a tab has ends the reading and nothing that was loaded; and the memory that a large
//! file took is given back.

mod client;
pub mod worker;

use serde::{Deserialize, Serialize};

use crate::domain::intake::{Overrides, Plan};

pub use client::Reader;

/// A question to the program. The file's `Blob` comes beside the first two, which are answered by a `Result` as JSON,
/// and before that by parts that say how far it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Question {
    /// How the file would be read. Answered by a `Preview`.
    Preview {
        /// The file's name.
        name: String,
        /// What the user fixed by hand.
        overrides: Overrides,
    },
    /// The file's rows. Answered by its report, with its table and the rows set aside as bytes beside it.
    Read {
        /// The file's name.
        name: String,
        /// How to read it.
        plan: Plan,
    },
    /// The files of the sample, which are made here. Each is a part of the answer: its name, and its bytes beside it.
    Sample,
    /// The answer is not wanted any more.
    Stop {
        /// The number of the question.
        question: u32,
    },
}
