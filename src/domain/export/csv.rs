//! CSV as spreadsheets open it: quoted after RFC 4180, UTF-8 with a byte order mark (without it
//! Chinese Excel reads GBK), and no cell that runs as a formula.

/// Excel takes a CSV file for UTF-8 only with this in front.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What a cell that spreadsheets calculate begins with (the list of OWASP's "CSV injection", with
/// the full-width signs East Asian spreadsheets take alike).
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes rows as CSV.
///
/// Cells are separated by commas, rows end in CR LF, a cell with a comma, a quote or a line break
/// is quoted. A cell that a spreadsheet would run as a formula gets an apostrophe in front, except
/// plain numbers, which stay numbers: `-12.50` is written as it is, `-1+2` as `'-1+2`.
///
/// ```
/// use loyalscope::domain::export::csv::CsvWriter;
///
/// let mut csv = CsvWriter::new();
/// csv.row(["客户", "amount"]);
/// csv.row(["王, 小明", "-12.50"]);
/// assert_eq!(csv.finish(), "\u{feff}客户,amount\r\n\"王, 小明\",-12.50\r\n".as_bytes());
/// ```
#[derive(Debug, Clone)]
pub struct CsvWriter {
    text: String,
}

impl Default for CsvWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl CsvWriter {
    /// A file with no row yet.
    pub fn new() -> Self {
        Self { text: BYTE_ORDER_MARK.to_owned() }
    }

    /// Adds a row, the header first. A row of no cell is a blank line.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let start = self.text.len();
        let mut count = 0_usize;
        for cell in cells {
            if count > 0 {
                self.text.push(',');
            }
            self.cell(cell);
            count += 1;
        }
        // One empty cell would read as a blank line.
        if count == 1 && self.text.len() == start {
            self.text.push_str("\"\"");
        }
        self.text.push_str("\r\n");
    }

    /// Whether all of it is ASCII, as hashes are.
    pub fn is_ascii(&self) -> bool {
        self.text.get(BYTE_ORDER_MARK.len()..).is_some_and(str::is_ascii)
    }

    /// The file's bytes, with the byte order mark in front.
    pub fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// The same for programs that take no byte order mark.
    pub fn finish_plain(self) -> Vec<u8> {
        let mut bytes = self.text.into_bytes();
        bytes.drain(..BYTE_ORDER_MARK.len());
        bytes
    }

    fn cell(&mut self, cell: &str) {
        let guard = if runs_as_formula(cell) { "'" } else { "" };
        if !cell.contains([',', '"', '\r', '\n']) {
            self.text.push_str(guard);
            self.text.push_str(cell);
            return;
        }
        self.text.push('"');
        self.text.push_str(guard);
        for (index, piece) in cell.split('"').enumerate() {
            if index > 0 {
                self.text.push_str("\"\"");
            }
            self.text.push_str(piece);
        }
        self.text.push('"');
    }
}

/// Whether a cell is a number that spreadsheets show as it is written: digits without zeros in front, at most fifteen of
/// them, with at most one point, perhaps after a minus. Ids of letters, of leading zeros, or longer than a spreadsheet can
/// count are none.
pub fn is_exact_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    let sound = whole == "0" || !whole.starts_with('0');
    plain(whole) && plain(decimals) && sound && digits.len() <= 16 && whole.len() <= 15
}

/// Whether a spreadsheet would calculate the cell.
pub fn runs_as_formula(cell: &str) -> bool {
    cell.starts_with(FORMULA_STARTS) && !is_plain_number(cell)
}

/// A sign, then digits with points and commas between them, beginning and ending in a digit; a
/// percent sign may follow.
fn is_plain_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits.ends_with(|letter: char| letter.is_ascii_digit())
        && digits.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut csv = CsvWriter::new();
        csv.row(cells.iter().copied());
        String::from_utf8(csv.finish()).unwrap().trim_start_matches(BYTE_ORDER_MARK).to_owned()
    }

    #[test]
    fn begins_with_the_byte_order_mark_even_without_rows() {
        assert_eq!(CsvWriter::default().finish(), [0xef, 0xbb, 0xbf]);
    }

    #[test]
    fn quotes_only_what_needs_it() {
        assert_eq!(written(&["a", "b c", "", "王小明"]), "a,b c,,王小明\r\n");
        assert_eq!(written(&["a,b", "say \"no\"", "two\nlines"]), "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
        assert_eq!(written(&["\""]), "\"\"\"\"\r\n");
    }

    #[test]
    fn a_single_empty_cell_is_no_blank_line() {
        assert_eq!(written(&[""]), "\"\"\r\n");
        assert_eq!(written(&[]), "\r\n");
        assert_eq!(written(&["", ""]), ",\r\n");
    }

    #[test]
    fn formulas_are_disarmed() {
        for cell in
            ["=1+1", "+86 138", "-1+2", "@SUM(A1)", "\tx", "-", "+", "-cmd|' /C calc'!A0", "＝1+1", "--5", "-1."]
        {
            assert_eq!(written(&[cell]), format!("'{cell}\r\n"));
        }
        assert_eq!(written(&["\r=1"]), "\"'\r=1\"\r\n");
        assert_eq!(written(&["=HYPERLINK(\"a\",\"b\")"]), "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"\r\n");
    }

    #[test]
    fn numbers_that_spreadsheets_keep_are_told_from_ids() {
        assert!(["0", "-12.50", "0.5", "123456789012345"].into_iter().all(is_exact_number));
        let others =
            ["", "-", "007", "1.", ".5", "1e5", "+7", "1,000", "1234567890123456", "1.2.3", "一", "0.1234567890123456"];
        assert!(!others.into_iter().any(is_exact_number));
    }

    #[test]
    fn programs_can_do_without_the_mark() {
        let mut csv = CsvWriter::new();
        csv.row(["a"]);
        assert_eq!(csv.finish_plain(), b"a\r\n");
    }

    #[test]
    fn plain_numbers_stay_numbers() {
        for cell in ["-12.50", "+7", "-3%", "0", "-0.000001", "12345678901234567890"] {
            assert_eq!(written(&[cell]), format!("{cell}\r\n"));
        }
        assert_eq!(written(&["-1,234.50"]), "\"-1,234.50\"\r\n");
    }
}
