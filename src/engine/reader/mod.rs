//! The program that reads files, and the engine's side of it.
//!
//! What it takes to read a file (encodings, dialects, dates in twenty languages) is as much code as all that is
//! computed of it, and is needed for moments only. Apart from the engine it is downloaded beside it, not before it; a
//! file that needs more memory than a tab has ends the reading and nothing that was loaded; and the memory that a large
//! file took is given back.

#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
pub mod worker;

use serde::{Deserialize, Serialize};

use crate::domain::dataset::FileTable;
use crate::domain::intake::{FileReport, Imported, Overrides, Plan, SetAsideFile};

#[cfg(target_arch = "wasm32")]
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
    /// The file's rows. Answered by its report, with the rest of it as bytes beside it: see [`pack`].
    Read {
        /// The file's name.
        name: String,
        /// How to read it.
        plan: Plan,
    },
    /// The answer is not wanted any more.
    Stop {
        /// The number of the question.
        question: u32,
    },
}

/// Table and rows set aside as bytes; the length of the latter stands last.
pub fn pack(table: &FileTable, set_aside: &SetAsideFile) -> Vec<u8> {
    let mut bytes = table.to_bytes();
    let start = bytes.len();
    set_aside.write_to(&mut bytes);
    let length = (bytes.len() - start) as u64;
    bytes.extend(length.to_le_bytes());
    bytes
}

/// What became of a file, of its report and the bytes that came with it; `None` where they are none.
pub fn unpack(report: FileReport, bytes: &[u8]) -> Option<Imported> {
    let (bytes, length) = bytes.split_last_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (table, set_aside) = bytes.split_at_checked(bytes.len().checked_sub(length)?)?;
    Some(Imported { table: FileTable::of_bytes(table)?, report, set_aside: SetAsideFile::of_bytes(set_aside)? })
}
