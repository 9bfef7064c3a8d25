//! The rows set aside, as a file to download, mend and import again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::Record;
use super::report::Reason;

/// The most that is kept of it.
const LIMIT: usize = 64 << 20;

/// What stands beside the rows, in the reader's words; by default in plain names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAsideWords {
    /// The columns: row, column, reason, and the reason's plain name for programs.
    pub header: [String; 4],
    /// Why rows were set aside; a reason that is missing has its plain name.
    pub reasons: BTreeMap<Reason, String>,
}

impl Default for SetAsideWords {
    fn default() -> Self {
        Self { header: ["row", "column", "reason", "code"].map(str::to_owned), reasons: BTreeMap::new() }
    }
}

/// The rows of one file that could not be used, each with its row number, column and reason.
#[derive(Debug, Clone, Default)]
pub struct SetAsideFile {
    /// The header from its own columns on.
    header: Vec<u8>,
    /// Every row, without its reason.
    body: Vec<u8>,
    /// Where in the body which reason belongs, row by row.
    reasons: Vec<(usize, Reason)>,
    /// Rows no longer kept because the file had grown too large.
    cut: bool,
}

impl SetAsideFile {
    /// A file whose own columns have these names.
    pub(in crate::domain) fn new(headers: &[String]) -> Self {
        let mut header = Vec::new();
        write_rest(&mut header, headers.iter().map(String::as_str));
        Self { header, ..Self::default() }
    }

    /// Adds a row, with the column at fault.
    pub(in crate::domain) fn add(&mut self, record: &Record, column: &str, reason: Reason) {
        self.cut |= self.body.len() >= LIMIT;
        if self.cut {
            return;
        }
        self.body.extend_from_slice(record.row.to_string().as_bytes());
        self.body.push(b',');
        write_cell(&mut self.body, column);
        self.reasons.push((self.body.len(), reason));
        write_rest(&mut self.body, record.iter());
    }

    /// Rows it holds.
    pub fn rows(&self) -> u64 {
        self.reasons.len() as u64
    }

    /// Whether more rows were set aside than it holds: beyond 64 MB they are only counted.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Adds the file to bytes, to be read back by [`Self::of_bytes`] in another program.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        // Numbers and plain names can always be written.
        let head = serde_json::to_vec(&(self.cut, self.header.len(), &self.reasons)).unwrap_or_default();
        bytes.extend((head.len() as u64).to_le_bytes());
        bytes.extend(head);
        bytes.extend_from_slice(&self.header);
        bytes.extend_from_slice(&self.body);
    }

    /// The file that [`Self::write_to`] wrote; `None` where the bytes are none.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk()?;
        let (head, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let (cut, header, reasons) = serde_json::from_slice(head).ok()?;
        let (header, body) = rest.split_at_checked(header)?;
        Some(Self { header: header.to_vec(), body: body.to_vec(), reasons, cut })
    }

    /// UTF-8 with a byte order mark, CRLF, so that Excel opens it. Columns: row, column, reason in these words and by its
    /// plain name, then the file's own. A cell that a spreadsheet would take for a formula gets a `'` before it.
    pub fn to_csv(&self, words: &SetAsideWords) -> Vec<u8> {
        let mut csv = "\u{feff}".as_bytes().to_vec();
        let [row, others @ ..] = &words.header;
        write_cell(&mut csv, row);
        for name in others {
            csv.push(b',');
            write_cell(&mut csv, name);
        }
        csv.extend_from_slice(&self.header);
        let mut rest = self.body.as_slice();
        let mut written = 0;
        for (place, why) in &self.reasons {
            let Some((before, after)) = rest.split_at_checked(place.saturating_sub(written)) else { break };
            csv.extend_from_slice(before);
            csv.push(b',');
            write_cell(&mut csv, words.reasons.get(why).map_or(why.name(), String::as_str));
            csv.push(b',');
            csv.extend_from_slice(why.name().as_bytes());
            (rest, written) = (after, *place);
        }
        csv.extend_from_slice(rest);
        csv
    }
}

/// Cells behind others, to the end of the row.
fn write_rest<'a>(body: &mut Vec<u8>, cells: impl Iterator<Item = &'a str>) {
    for cell in cells {
        body.push(b',');
        write_cell(body, cell);
    }
    body.extend_from_slice(b"\r\n");
}

fn write_cell(body: &mut Vec<u8>, cell: &str) {
    let guard = if could_be_formula(cell) { "'" } else { "" };
    if !cell.contains([',', '"', '\r', '\n', '\t', ';']) && cell.trim() == cell {
        body.extend_from_slice(guard.as_bytes());
        body.extend_from_slice(cell.as_bytes());
        return;
    }
    body.push(b'"');
    body.extend_from_slice(guard.as_bytes());
    for piece in cell.split_inclusive('"') {
        body.extend_from_slice(piece.as_bytes());
        if piece.ends_with('"') {
            body.push(b'"');
        }
    }
    body.push(b'"');
}

/// Whether a spreadsheet might run it. Signed numbers are only numbers.
fn could_be_formula(cell: &str) -> bool {
    let signed_number = cell
        .strip_prefix(['+', '-'])
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',')));
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) && !signed_number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(cells: &[&str]) -> String {
        let mut record = Record::default();
        record.clear(7);
        for cell in cells {
            record.push(cell);
        }
        let mut file = SetAsideFile::new(&["a".into(), "b,c".into()]);
        file.add(&record, "a", Reason::BadDate);
        let words = SetAsideWords {
            header: ["行", "列", "原因", "代码"].map(str::to_owned),
            reasons: [(Reason::BadDate, "日期".to_owned())].into(),
        };
        let read_back = || {
            let mut bytes = Vec::new();
            file.write_to(&mut bytes);
            SetAsideFile::of_bytes(&bytes).unwrap()
        };
        assert_eq!(read_back().to_csv(&words), file.to_csv(&words));
        String::from_utf8(file.to_csv(&words)).unwrap()
    }

    #[test]
    fn rows_carry_their_number_column_and_reason() {
        assert_eq!(
            csv(&["x", "say \"y\""]),
            "\u{feff}行,列,原因,代码,a,\"b,c\"\r\n7,a,日期,bad_date,x,\"say \"\"y\"\"\"\r\n"
        );
    }

    #[test]
    fn nothing_in_it_is_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("-2+3", "'-2+3"),
            ("@x", "'@x"),
            ("\tx", "\"'\tx\""),
            ("=\"a\"", "\"'=\"\"a\"\"\""),
            ("-12.50", "-12.50"),
            ("+86", "+86"),
            ("-", "'-"),
            ("a=b", "a=b"),
        ] {
            assert!(csv(&[cell]).ends_with(&format!(",bad_date,{written}\r\n")), "{cell}");
        }
    }
}
