//! Why a file cannot be read at all.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::dataset::{Field, Kind};

use super::source::{Cancelled, SourceError};

/// A file that cannot be read at all. `i18n` says each in the user's words and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeError {
    /// No byte in it.
    #[error("the file is empty")]
    Empty,
    /// A header but no row.
    #[error("the file has a header but no rows")]
    HeaderOnly,
    /// Its first bytes are those of an image, a PDF, a program, an archive, …
    #[error("the file is not a table: it looks like {what}")]
    NotATable {
        /// The format found: `PNG`, `JPEG`, `PDF`, `ZIP`, …
        what: String,
    },
    /// The first line, which should be the header, is longer than 8 MB.
    #[error("the first line is longer than 8 MB: this is no table with a header")]
    HeaderTooLong,
    /// Its columns are aligned by blanks: nothing says where one ends.
    #[error("the columns are aligned by blanks, and nothing stands between them; save the file as CSV")]
    Aligned,
    /// Binary content (NUL bytes) where text was expected.
    #[error("the file is not text: byte {byte} is NUL")]
    Binary {
        /// Position of the first NUL byte.
        byte: u64,
    },
    /// A workbook behind a password.
    #[error("the workbook is protected by a password")]
    Password,
    /// A workbook cut short or damaged.
    #[error("the workbook is damaged: {detail}")]
    DamagedWorkbook {
        /// What the reader found.
        detail: String,
    },
    /// The program that reads files could not be loaded.
    #[error("the program that reads files could not be loaded: {detail}")]
    NoProgram {
        /// What the browser said.
        detail: String,
    },
    /// The program that reads files ended on this one: out of memory, or an error of ours.
    #[error("reading stopped: {detail}")]
    Stopped {
        /// What the browser said.
        detail: String,
    },
    /// The program that reads workbooks could not be loaded.
    #[error("the program that reads workbooks could not be loaded: {detail}")]
    NoUnpacker {
        /// What the browser said.
        detail: String,
    },
    /// A workbook whose content would need more memory than a tab has.
    #[error(
        "the workbook comes to {bytes} bytes, more than can be read; save the sheet as CSV, which has no such limit"
    )]
    TooLarge {
        /// Its own size, or what it declares or reached unpacked.
        bytes: u64,
    },
    /// The chosen sheet is not in the workbook.
    #[error("there is no sheet `{sheet}`")]
    NoSuchSheet {
        /// Its name.
        sheet: String,
    },
    /// JSON that cannot be read.
    #[error("line {line}, column {column}: {detail}")]
    BadJson {
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What the reader found.
        detail: String,
    },
    /// A column named for a field does not exist.
    #[error("there is no column `{column}` for `{field}`")]
    NoSuchColumn {
        /// The field.
        field: Field,
        /// The header asked for.
        column: String,
    },
    /// Required fields without a column: any one choice of each list would do.
    #[error("no column for: {}", .fields.iter().map(|field| field.name()).collect::<Vec<_>>().join(", "))]
    MissingFields {
        /// The kind they are required for.
        kind: Kind,
        /// The first choice of each missing requirement.
        fields: Vec<Field>,
    },
    /// The header found while reading is not the one the plan was made for.
    #[error("the file has other columns than when it was previewed")]
    Changed,
    /// The bytes could not be had.
    #[error("the file cannot be read: {detail}")]
    Unreadable {
        /// What the browser or system said.
        detail: String,
    },
    /// The user stopped the reading.
    #[error("stopped")]
    Cancelled,
}

impl From<SourceError> for IntakeError {
    fn from(SourceError(detail): SourceError) -> Self {
        Self::Unreadable { detail }
    }
}

impl From<Cancelled> for IntakeError {
    fn from(Cancelled: Cancelled) -> Self {
        Self::Cancelled
    }
}
