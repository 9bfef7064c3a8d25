//! The hand-over file: JSON, one record a line.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

use crate::domain::survey::KioskAnswer;

use super::received::{Place, Received, Why};
use super::{Carried, HandOver, table};

const FORMAT: &str = "loyalscope-hand-over";
const VERSION: u32 = 1;

/// The largest file read, in bytes: about a hundred thousand answers.
pub const LARGEST_FILE: usize = 64 << 20;

/// Why a file as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileError {
    /// More than [`LARGEST_FILE`].
    #[error("the file has more than {} MB: export fewer answers at a time", LARGEST_FILE >> 20)]
    TooLarge,
    /// No UTF-8.
    #[error("the file is no UTF-8 text: export it again, and do not save it with another program")]
    NotText,
    /// Neither a hand-over file nor the answers CSV.
    #[error("this is neither a hand-over file nor an answers CSV of this product: export one on the kiosk")]
    NotOurs,
    /// Written by a version that says more than this one knows.
    #[error("the file is of version {0}, newer than this page: reload the page to update it, then try again")]
    Newer(u32),
    /// Cut short or changed.
    #[error("the file is damaged at line {line}, column {column} ({detail}): export it again")]
    Damaged {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What the JSON reader said.
        detail: String,
    },
}

impl From<serde_json::Error> for FileError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged { line: error.line(), column: error.column(), detail: error.to_string() }
    }
}

/// What tells the file; whatever else a version has in it is passed over.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
}

/// The records, not yet read: one that makes no sense costs no other.
#[derive(Deserialize)]
struct Records<'a> {
    #[serde(borrow, default)]
    answers: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    events: Vec<&'a RawValue>,
}

/// Writes the file. The same records give the same bytes, whatever their order.
pub fn to_json(hand_over: HandOver) -> Vec<u8> {
    let HandOver { answers, events } = hand_over.merged();
    // Records of texts and numbers can always be written.
    let answers = answers.iter().filter_map(|answer| serde_json::to_string(answer).ok());
    let events = events.iter().map(|event| event.json().to_owned());
    let lines = |records: Vec<String>| records.join(",\n");
    let (answers, events) = (lines(answers.collect()), lines(events.collect()));
    format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"answers\":[\n{answers}\n],\"events\":[\n{events}\n]}}\n")
        .into_bytes()
}

/// Reads a hand-over file, or the answers CSV. A record that makes no sense is told with its place
/// and costs no other.
pub fn read(bytes: &[u8]) -> Result<Received, FileError> {
    if bytes.len() > LARGEST_FILE {
        return Err(FileError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| FileError::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.trim_start().starts_with('{') {
        return table::read(text).ok_or(FileError::NotOurs);
    }
    let head: Head = serde_json::from_str(text)?;
    match head {
        Head { format: Some(format), version: Some(version) } if format == FORMAT => match version {
            VERSION => Ok(records(&serde_json::from_str(text)?)),
            _ => Err(FileError::Newer(version)),
        },
        _ => Err(FileError::NotOurs),
    }
}

fn records(found: &Records) -> Received {
    let mut received = Received::default();
    for (index, raw) in found.answers.iter().enumerate() {
        match serde_json::from_str::<KioskAnswer>(raw.get()) {
            Ok(answer) => received.answers.push(answer),
            Err(error) => received.refuse(Place::Answer(index + 1), Why::Malformed(error.to_string()), raw.get()),
        }
    }
    for (index, raw) in found.events.iter().enumerate() {
        match Carried::new(raw.get()) {
            Ok(event) => received.events.push(event),
            Err(error) => received.refuse(Place::Event(index + 1), Why::Malformed(error.to_string()), raw.get()),
        }
    }
    received
}
