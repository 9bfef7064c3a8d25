//! Answers on their way between kiosks: what the page asks the program `hand_over`.

use serde::{Deserialize, Serialize};

use crate::domain::hand_over::qr::{Batch, BatchError, Code, Taken};
use crate::domain::hand_over::{FileError, HandOver, Received};

/// A question about handing answers over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOverRequest {
    /// Write a file, beside [`HandOverReply::Written`].
    Write {
        /// Which.
        kind: FileKind,
        /// What goes in; each kind sorts it.
        hand_over: HandOver,
    },
    /// Read the file attached.
    Read,
    /// Make QR codes of as much as fits.
    Codes(HandOver),
    /// Make one QR code of a text: a kiosk's profile, as a link.
    Code(String),
    /// Find the QR codes of the picture attached. A picture can stop the reader, so pictures go to
    /// a worker of their own.
    Look,
    /// Put together what codes say.
    Collect {
        /// Their texts.
        texts: Vec<String>,
        /// Whether to forget what was read before.
        afresh: bool,
    },
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A table as text.
    Csv,
    /// A workbook.
    Xlsx,
    /// The hand-over file, which other kiosks read.
    Json,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// The name of a file of answers.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Csv => "answers.csv",
            Self::Xlsx => "answers.xlsx",
            Self::Json => "answers.json",
        }
    }

    /// Its media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

/// An answer about handing answers over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOverReply {
    /// To [`HandOverRequest::Write`]: the bytes come beside it.
    Written,
    /// To [`HandOverRequest::Read`].
    Received(Received),
    /// To [`HandOverRequest::Codes`].
    Codes(Batch),
    /// To [`HandOverRequest::Code`]; `None` where the text is too long for one.
    Code(Option<Code>),
    /// To [`HandOverRequest::Look`]: what the codes of the picture say.
    Seen(Vec<String>),
    /// To [`HandOverRequest::Collect`]: what each text brought.
    Taken(Vec<Taken>),
}

/// Why answers cannot be handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOverFailure {
    /// The file cannot be read.
    #[error(transparent)]
    File(FileError),
    /// There are no QR codes for it.
    #[error(transparent)]
    Batch(BatchError),
    /// The picture cannot be opened; what the browser said.
    #[error("the picture cannot be opened: {0}")]
    Picture(String),
    /// The workbook cannot be packed.
    #[error("{0}")]
    Workbook(String),
}
