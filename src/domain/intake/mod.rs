//! Bytes to typed columns: decode, find the dialect, split, parse, map to known fields, and report
//! every row that could not be used.

mod absurd;
mod blanks;
mod block;
mod body;
mod codes;
mod collect;
mod detect;
mod direction;
mod error;
mod exports;
mod guess;
mod json;
mod layout;
mod markup;
mod meaning;
mod note;
mod plan;
mod preview;
mod read;
mod record;
mod report;
mod sample;
mod set_aside;
mod sheets;
mod source;
mod text;
mod value;
mod wire;
pub mod workbook;

pub use block::block_on_ready;

pub use error::IntakeError;
pub use exports::{CountingRule, ExportName};
pub use layout::{JsonArray, Layout, Quoting, TextEncoding};
pub use note::{BlankWord, Note};
pub use plan::{
    CleanedCell, Column, DateOrder, DecimalMark, Doubt, HeaderChoice, Overrides, Plan, Preview, PreviewColumn, Role,
    Unread,
};
pub use preview::{preview, preview_paced};
pub use read::{Imported, read, read_in_chunks};
pub use record::{Flow, Record, Sink};
pub use report::{FileReport, Passed, PassedRow, Reason, SetAside};
pub use set_aside::{SetAsideFile, SetAsideWords};
pub use source::{Cancelled, MemorySource, Pace, Progress, Source, SourceError, Unpaced};
pub(in crate::domain) use text::records_of;
pub use value::read_yes_no;
