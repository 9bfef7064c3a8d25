//! XLS: the records of Excel 97 to 2003 (BIFF8, [MS-XLS]) and Excel 5 and 95 (BIFF5), the latter
//! with or without its container.
//!
//! The stream of records is in memory, as is a table of the shared strings; of the chosen sheet
//! eight bytes a cell record are kept, as writers may order cells freely. Nothing is allocated for
//! what the file merely claims.

mod records;

use std::collections::HashSet;

use encoding_rs::Encoding;

use crate::domain::intake::{Flow, IntakeError, Pace, Record, Sink};

use super::Sheet;
use super::cfb::{u16_at, u32_at};
use super::delivery::{Delivery, place};
use super::merges::{Merge, Merges};
use super::package::damaged;
use super::value::{Shown, push_currency, push_number, push_serial, shown_by_builtin, shown_by_code};
use records::{Biff, Letters, read_strings, record_at};

/// The record types read.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const DATE_MODE: u16 = 0x0022;
    pub(super) const FILE_PASS: u16 = 0x002F;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00BD;
    pub(super) const R_STRING: u16 = 0x00D6;
    pub(super) const XF: u16 = 0x00E0;
    pub(super) const MERGE_CELLS: u16 = 0x00E5;
    pub(super) const SST: u16 = 0x00FC;
    pub(super) const LABEL_SST: u16 = 0x00FD;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const RK: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BOF: u16 = 0x0809;
}

/// Whether bytes begin as a stream of BIFF5 or BIFF8 records without container: `BOF`, its length,
/// and a version.
pub(super) fn is_bare(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x09, 0x08]) && matches!(u16_at(bytes, 4), Some(0x0500 | 0x0600))
}

fn cut_short() -> IntakeError {
    damaged("a record is cut short")
}

/// What is known of a sheet before its rows are read.
#[derive(Default)]
struct Found {
    /// Row and position of every cell record, by row.
    cells: Vec<(u16, u32)>,
    /// Rows that are hidden.
    hidden: HashSet<u16>,
    merges: Vec<Merge>,
}

/// An opened workbook.
pub(super) struct Workbook<'s> {
    stream: &'s [u8],
    sheets: Vec<(Sheet, usize)>,
    strings: Vec<String>,
    styles: Vec<Shown>,
    is_1904: bool,
    is_biff8: bool,
    encoding: &'static Encoding,
}

impl<'s> Workbook<'s> {
    /// Reads everything but the sheets.
    pub(super) fn open(stream: &'s [u8]) -> Result<Self, IntakeError> {
        let mut workbook = Self {
            stream,
            sheets: Vec::new(),
            strings: Vec::new(),
            styles: Vec::new(),
            is_1904: false,
            is_biff8: true,
            encoding: encoding_rs::WINDOWS_1252,
        };
        workbook.read_globals()?;
        Ok(workbook)
    }

    fn read_globals(&mut self) -> Result<(), IntakeError> {
        let mut formats = std::collections::BTreeMap::new();
        let mut style_formats = Vec::new();
        let mut at = 0;
        while let Some(record) = record_at(self.stream, at) {
            let data = record.data;
            match record.kind {
                kind::FILE_PASS => return Err(IntakeError::Password),
                kind::BOF => self.is_biff8 = u16_at(data, 0) != Some(0x0500),
                kind::CODE_PAGE => self.encoding = encoding_of(u16_at(data, 0).unwrap_or_default()),
                kind::DATE_MODE => self.is_1904 = u16_at(data, 0) == Some(1),
                kind::FORMAT => {
                    let code = data.get(2..).and_then(|text| self.text(text, !self.is_biff8));
                    formats.insert(u16_at(data, 0).ok_or_else(cut_short)?, shown_by_code(&code.ok_or_else(cut_short)?));
                }
                kind::XF => style_formats.push(u16_at(data, 2).ok_or_else(cut_short)?),
                kind::BOUND_SHEET => self.sheets.extend(self.sheet(data).ok_or_else(cut_short)?),
                kind::SST => self.strings = read_strings(self.stream, at).ok_or_else(cut_short)?,
                kind::EOF => {
                    let shown = |id: &u16| formats.get(id).copied().unwrap_or_else(|| shown_by_builtin((*id).into()));
                    self.styles = style_formats.iter().map(shown).collect();
                    return Ok(());
                }
                _ => {}
            }
            at = record.next;
        }
        Err(cut_short())
    }

    /// A sheet and its position; `Some(None)` for charts and macros.
    #[allow(clippy::option_option)] // the outer one is for records cut short
    fn sheet(&self, data: &[u8]) -> Option<Option<(Sheet, usize)>> {
        let position = usize::try_from(u32_at(data, 0)?).ok()?;
        let (hidden, is_sheet) = (data.get(4)? & 0x3F != 0, *data.get(5)? == 0);
        let name = self.text(data.get(6..)?, true)?;
        Some(is_sheet.then_some((Sheet { name, hidden }, position)))
    }

    /// A text with its length in front, in one byte or in two.
    fn text(&self, data: &[u8], short_length: bool) -> Option<String> {
        let (length, data) = if short_length {
            (usize::from(*data.first()?), data.get(1..)?)
        } else {
            (usize::from(u16_at(data, 0)?), data.get(2..)?)
        };
        if length == 0 {
            return Some(String::new());
        }
        if !self.is_biff8 {
            return Some(self.encoding.decode_without_bom_handling(data.get(..length)?).0.into_owned());
        }
        let mut letters = Letters::of_data(data);
        let flags = letters.byte()?;
        letters.text(length, flags)
    }

    /// The sheets in the workbook's order.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        self.sheets.iter().map(|(sheet, _)| sheet.clone()).collect()
    }

    /// Reads the sheet of this name.
    pub(super) async fn read<S: Sink, P: Pace>(
        &self,
        name: &str,
        delivery: &mut Delivery<'_, S, P>,
    ) -> Result<(), IntakeError> {
        let Some((_, position)) = self.sheets.iter().find(|(sheet, _)| sheet.name == name) else {
            return Err(IntakeError::NoSuchSheet { sheet: name.to_owned() });
        };
        let Found { cells, hidden, merges } = self.find(*position)?;
        let (mut merges, mut hidden_rows) = (Merges::new(merges), 0);
        let mut record = Record::default();
        let mut text = String::new();
        for (index, row) in cells.chunk_by(|a, b| a.0 == b.0).enumerate() {
            let Some(&(number, last)) = row.last() else { continue };
            record.clear(u64::from(number) + 1);
            for &(_, at) in row {
                self.place_cells(at as usize, &mut record, &mut text).ok_or_else(cut_short)?;
            }
            for column in 0..record.len() {
                merges.take(record.row, column, record.get(column));
            }
            hidden_rows += u64::from(!record.is_empty() && hidden.contains(&number));
            merges.fill(&mut record);
            let share = f64::from(last) / self.stream.len() as f64;
            if delivery.row(&mut record, share).await? == Flow::Enough {
                break;
            }
            if index % 10_000 == 9_999 {
                delivery.breathe(share).await?;
            }
        }
        delivery.tell(hidden_rows, 0);
        delivery.tell_merged(merges.filled);
        Ok(())
    }

    /// Looks through the sheet at `position`.
    fn find(&self, position: usize) -> Result<Found, IntakeError> {
        let mut found = Found::default();
        let mut at = position;
        let mut depth = 0_u32;
        loop {
            let record = record_at(self.stream, at).ok_or_else(cut_short)?;
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth <= 1 => break,
                kind::EOF => depth -= 1,
                // A row of no height is hidden ([MS-XLS] 2.4.220, fDyZero).
                kind::ROW if depth <= 1 && u16_at(record.data, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                    found.hidden.extend(u16_at(record.data, 0));
                }
                // Behind their number, of each the first row, the last, and the same of columns ([MS-XLS] 2.4.168).
                kind::MERGE_CELLS if depth <= 1 => {
                    let merges = record.data.get(2..).unwrap_or_default().as_chunks::<8>().0;
                    let merge = |bytes: &[u8; 8]| {
                        let row = |at: usize| Some(u64::from(u16_at(bytes, at)?) + 1);
                        Some((row(0)?, usize::from(u16_at(bytes, 4)?), row(2)?))
                    };
                    found.merges.extend(merges.iter().filter_map(merge));
                }
                // Deeper are the charts on the sheet, with cells of their own.
                kind::NUMBER
                | kind::RK
                | kind::MUL_RK
                | kind::LABEL_SST
                | kind::LABEL
                | kind::R_STRING
                | kind::BOOL_ERR
                | kind::FORMULA
                    if depth <= 1 =>
                {
                    let row = u16_at(record.data, 0).ok_or_else(cut_short)?;
                    found.cells.push((row, u32::try_from(at).map_err(|_| IntakeError::TooLarge { bytes: at as u64 })?));
                }
                _ => {}
            }
            at = record.next;
        }
        if !found.cells.is_sorted_by_key(|&(row, _)| row) {
            found.cells.sort_by_key(|&(row, _)| row);
        }
        Ok(found)
    }

    /// Adds the cells of the record at `at`; `None` where it is cut short.
    fn place_cells(&self, at: usize, record: &mut Record, text: &mut String) -> Option<()> {
        let Biff { kind, data, next } = record_at(self.stream, at)?;
        let column = usize::from(u16_at(data, 2)?);
        let style = u16_at(data, 4)?;
        text.clear();
        match kind {
            kind::NUMBER => self.push_value(f64_at(data, 6)?, style, text),
            kind::RK => self.push_value(rk(u32_at(data, 6)?), style, text),
            kind::MUL_RK => {
                let cells = data.get(4..data.len().checked_sub(2)?)?.as_chunks::<6>().0;
                for (index, cell) in cells.iter().enumerate() {
                    text.clear();
                    self.push_value(rk(u32_at(cell, 2)?), u16_at(cell, 0)?, text);
                    place(record, column + index, text);
                }
                return Some(());
            }
            kind::LABEL_SST => text.push_str(self.strings.get(usize::try_from(u32_at(data, 6)?).ok()?)?),
            kind::LABEL | kind::R_STRING => text.push_str(&self.text(data.get(6..)?, false)?),
            kind::BOOL_ERR => push_bool_or_error(*data.get(6)?, *data.get(7)? != 0, text),
            kind::FORMULA => match (u16_at(data, 12)?, *data.get(6)?) {
                (0xFFFF, 0) => text.push_str(&self.formula_text(next).unwrap_or_default()),
                (0xFFFF, code @ (1 | 2)) => push_bool_or_error(*data.get(8)?, code == 2, text),
                (0xFFFF, _) => {}
                _ => self.push_value(f64_at(data, 6)?, style, text),
            },
            _ => {}
        }
        place(record, column, text);
        Some(())
    }

    fn push_value(&self, value: f64, style: u16, text: &mut String) {
        match self.styles.get(usize::from(style)).copied().unwrap_or_default() {
            shown @ (Shown::Number | Shown::Money(_)) => {
                push_currency(shown, text);
                push_number(value, text);
            }
            shown => push_serial(value, shown, self.is_1904, text),
        }
    }

    /// The text a formula gave, in the record after it or after the formula it shares.
    fn formula_text(&self, at: usize) -> Option<String> {
        let mut at = at;
        for _ in 0..3 {
            let record = record_at(self.stream, at)?;
            if record.kind == kind::STRING {
                if !self.is_biff8 {
                    return self.text(record.data, false);
                }
                let mut letters = Letters::of_record(self.stream, at)?;
                let (length, flags) = (letters.number()?, letters.byte()?);
                return letters.text(usize::from(length), flags);
            }
            at = record.next;
        }
        None
    }
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..at.checked_add(8)?)?.try_into().ok().map(f64::from_le_bytes)
}

/// A number in 30 bits ([MS-XLS] 2.5.217): an integer or the upper part of a float, perhaps times 100.
fn rk(bits: u32) -> f64 {
    let value =
        if bits & 2 == 0 { f64::from_bits(u64::from(bits & !3) << 32) } else { f64::from(bits.cast_signed() >> 2) };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

fn push_bool_or_error(value: u8, is_error: bool, text: &mut String) {
    text.push_str(match (is_error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, 0x2A) => "#N/A",
        (true, _) => "#ERROR!",
    });
}

/// Code pages by number, for the texts of BIFF5.
fn encoding_of(code_page: u16) -> &'static Encoding {
    match code_page {
        936 => encoding_rs::GB18030,
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        874 => encoding_rs::WINDOWS_874,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        65001 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_decoded() {
        let shown = |bits| rk(bits).to_string();
        assert_eq!(shown(0x0000_0002 | (42 << 2)), "42");
        assert_eq!(shown((u32::MAX << 2) | 2), "-1");
        assert_eq!(shown(3 | (1234 << 2)), "12.34");
        assert_eq!(shown(0x3FF0_0000), "1");
    }
}
