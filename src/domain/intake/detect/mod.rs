//! What a file is, from its bytes: its name is not trusted.

mod dialect;
mod encoding;
mod format;
mod further;
mod header;

pub(super) use dialect::{Place, guess_dialect, is_aligned, is_cut_by};
pub(super) use encoding::guess_encoding;
pub(super) use format::{Format, detect_format, is_markup, json_format};
pub(super) use further::{FurtherHeaders, further_headers};
pub(super) use header::{HEADER_CHOICES, guess_header, lacks_row_names};
