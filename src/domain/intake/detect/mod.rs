//! What a file is, from its bytes: its name is not trusted.

mod dialect;
mod encoding;
mod format;
mod header;

pub(super) use dialect::guess_delimiter;
pub(super) use encoding::guess_encoding;
pub(super) use format::{Format, detect_format, json_format};
pub(super) use header::{HEADER_CHOICES, guess_header};
