//! The rows set aside, as a file to download, mend and import again.

use super::record::Record;
use super::report::Reason;

/// The most that is kept of it.
const LIMIT: usize = 64 << 20;

/// The rows of one file that could not be used, each with its row number, column and reason.
#[derive(Debug, Clone, Default)]
pub struct SetAsideFile {
    body: Vec<u8>,
    rows: u64,
    /// Rows no longer kept because the file had grown too large.
    cut: bool,
}

impl SetAsideFile {
    /// A file whose own columns have these names.
    pub(in crate::domain) fn new(headers: &[String]) -> Self {
        let mut body = Vec::new();
        let own = ["row", "column", "reason"];
        write_row(&mut body, own.into_iter().chain(headers.iter().map(String::as_str)));
        Self { body, rows: 0, cut: false }
    }

    /// Adds a row, with the column at fault.
    pub(in crate::domain) fn add(&mut self, record: &Record, column: &str, reason: Reason) {
        self.cut |= self.body.len() >= LIMIT;
        if self.cut {
            return;
        }
        let row = record.row.to_string();
        write_row(&mut self.body, [row.as_str(), column, reason.name()].into_iter().chain(record.iter()));
        self.rows += 1;
    }

    /// Rows it holds.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Whether more rows were set aside than it holds: beyond 64 MB they are only counted.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Adds the file to bytes, to be read back by [`Self::of_bytes`] in another program.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.rows.to_le_bytes());
        bytes.push(self.cut.into());
        bytes.extend_from_slice(&self.body);
    }

    /// The file that [`Self::write_to`] wrote; `None` where the bytes are none.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = bytes.split_first_chunk()?;
        let (&cut, body) = rest.split_first()?;
        Some(Self { body: body.to_vec(), rows: u64::from_le_bytes(*rows), cut: cut != 0 })
    }

    /// UTF-8 with a byte order mark, CRLF, so that Excel opens it. Columns: row, column, reason,
    /// then the file's own. A cell that a spreadsheet would take for a formula gets a `'` before it.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut csv = "\u{feff}".as_bytes().to_vec();
        csv.extend_from_slice(&self.body);
        csv
    }
}

fn write_row<'a>(body: &mut Vec<u8>, cells: impl Iterator<Item = &'a str>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            body.push(b',');
        }
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
        String::from_utf8(file.to_csv()).unwrap()
    }

    #[test]
    fn rows_carry_their_number_column_and_reason() {
        assert_eq!(
            csv(&["x", "say \"y\""]),
            "\u{feff}row,column,reason,a,\"b,c\"\r\n7,a,bad_date,x,\"say \"\"y\"\"\"\r\n"
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
