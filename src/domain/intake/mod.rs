//! Bytes to typed columns: decode, find the dialect, split, parse, map to known fields, and report
//! every row that could not be used.

mod plan;
mod record;
mod report;
mod source;

pub use plan::{Column, DateOrder, DecimalMark, Layout, Overrides, Plan, Preview, PreviewColumn, Role, TextEncoding};
pub use record::{Flow, Record, Sink};
pub use report::{FileReport, IntakeError, Note, Reason, SetAside};
pub use source::{Cancelled, MemorySource, Pace, Progress, Source, SourceError, Unpaced};
