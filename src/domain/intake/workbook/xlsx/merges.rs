//! Cells merged down a sheet: the workbook has their value in the first one alone.
//!
//! Texts, days and ids are put into the cells below, in rows that hold something else. Other numbers are not, and where
//! some are merged the row stays as it is: an amount would count once a row. What cells are merged stands behind them, so
//! that the sheet is unpacked beforehand; that is done for sheets that people make by hand, not for the large ones that
//! programs write.

use std::collections::{BTreeMap, VecDeque};

use memchr::memmem;

use crate::domain::intake::workbook::delivery::place;
use crate::domain::intake::workbook::package::Package;
use crate::domain::intake::{IntakeError, Record};

use super::cells::column_of;

/// Bytes of a sheet that is unpacked beforehand: some hundred thousand cells.
const MOST: u64 = 8 << 20;

/// The first row and the last, and the column whose first cell has the value.
type Merge = (u64, usize, u64);

/// The merged cells of a sheet, as its rows come by.
#[derive(Default)]
pub(super) struct Merges {
    /// Those that begin further down, in their order.
    coming: VecDeque<Merge>,
    /// Last row, column and value of those that began; `None` for a number that may be an amount.
    begun: Vec<(u64, usize, Option<String>)>,
    /// The last text of each column: the header of those that hold numbers.
    names: BTreeMap<usize, String>,
    /// Cells filled.
    pub(super) filled: u64,
}

impl Merges {
    /// Those of the sheet in this part.
    pub(super) fn of(package: &mut Package<'_>, path: &str) -> Result<Self, IntakeError> {
        if package.declared(path)? > MOST {
            return Ok(Self::default());
        }
        let bytes = package.beginning(path, MOST)?;
        let behind = memmem::rfind(&bytes, b"sheetData").unwrap_or(bytes.len());
        let behind = String::from_utf8_lossy(bytes.get(behind..).unwrap_or_default());
        let mut coming: Vec<Merge> = behind.split("mergeCell ").skip(1).filter_map(merge).collect();
        coming.sort_unstable();
        Ok(Self { coming: coming.into(), ..Self::default() })
    }

    /// Takes the value of a cell, which a merge may begin with.
    #[inline]
    pub(super) fn take(&mut self, row: u64, column: usize, text: &str, is_number: bool) {
        if !self.coming.is_empty() && !text.is_empty() {
            self.begin(row, column, text, is_number || reads_as_number(text));
        }
    }

    fn begin(&mut self, row: u64, column: usize, text: &str, is_number: bool) {
        while self.coming.front().is_some_and(|(from, ..)| *from < row) {
            self.coming.pop_front();
        }
        let own = self.coming.iter().take_while(|(from, ..)| *from == row).find(|(_, of, _)| *of == column);
        if let Some((.., to)) = own {
            let is_id = || self.names.get(&column).is_some_and(|name| names_id(name)) && !text.contains('.');
            let value = (!is_number || is_id()).then(|| text.to_owned());
            self.begun.push((*to, column, value));
        }
        if !is_number {
            self.names.insert(column, text.to_owned());
        }
    }

    /// Fills the blank cells of a row that holds something.
    #[inline]
    pub(super) fn fill(&mut self, record: &mut Record) {
        self.begun.retain(|(to, ..)| *to >= record.row);
        // Where an amount, or an order's number, is not repeated, the row is none that could count.
        if !record.is_empty() && self.begun.iter().all(|(.., value)| value.is_some()) {
            for (_, column, value) in &self.begun {
                if record.get(*column).trim().is_empty() {
                    place(record, *column, value.as_deref().unwrap_or(""));
                    self.filled += 1;
                }
            }
        }
    }
}

/// Whether a text is that of a number or an amount.
fn reads_as_number(text: &str) -> bool {
    text.trim_start_matches('-').chars().all(|letter| "0123456789., ¥￥$€£元".contains(letter))
}

/// Whether a header is that of ids.
fn names_id(header: &str) -> bool {
    let header = header.trim_end_matches(['.', ' ']).to_lowercase();
    ["id", "no", "number", "code", "号", "號", "码", "碼", "#"].iter().any(|end| header.ends_with(end))
}

/// The merge of a tag's attributes, `ref="B2:B5"`, where it goes down.
fn merge(tag: &str) -> Option<Merge> {
    let (_, cells) = tag.split_once("ref=")?;
    let (first, rest) = cells.get(1..)?.split_once(':')?;
    let (last, _) = rest.split_once(['"', '\''])?;
    let row = |cell: &str| cell.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse::<u64>().ok();
    let (from, to) = (row(first)?, row(last)?);
    (from < to).then_some((from, column_of(first)?, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_that_go_down_are_read() {
        assert_eq!(merge("ref=\"B2:C5\"/><"), Some((2, 1, 5)));
        assert_eq!(merge("ref='AA10:AA11' />"), Some((10, 26, 11)));
        for other in ["ref=\"A1:F1\"/>", "ref=\"A1\"/>", "ref=", "ref=\"A1:A2", "count=\"3\">", "ref=\"1:2\"/>"] {
            assert_eq!(merge(other), None, "{other}");
        }
    }
}
