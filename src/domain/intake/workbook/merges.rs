//! Cells merged down a sheet: the workbook has their value in the first one alone.
//!
//! Texts, days and ids are put into the cells below, in rows that hold something else. Other numbers are not, and where
//! some are merged the row stays as it is: an amount would count once a row.

use std::collections::{BTreeMap, VecDeque};

use crate::domain::intake::Record;
use crate::domain::intake::codes::ends_in_code;
use crate::domain::intake::value::read_number;

use super::delivery::{MAX_COLUMNS, place};

/// The first row, the column whose first cell has the value, and the last row; rows as a spreadsheet counts.
pub(super) type Merge = (u64, usize, u64);

/// The merged cells of a sheet, as its rows come by.
#[derive(Default)]
pub(super) struct Merges {
    /// Those that begin further down, in their order.
    coming: VecDeque<Merge>,
    /// Last row, column and value of those that began; `None` for a number that may be an amount.
    begun: Vec<(u64, usize, Option<String>)>,
    /// The last text of each column: the header of those that hold numbers.
    names: BTreeMap<usize, String>,
    /// Whether more are [added](Self::add) as they come.
    is_open: bool,
    /// Cells filled.
    pub(super) filled: u64,
}

impl Merges {
    /// These, in any order.
    pub(super) fn new(mut merges: Vec<Merge>) -> Self {
        merges.retain(|(from, _, to)| from < to);
        merges.sort_unstable();
        Self { coming: merges.into(), ..Self::default() }
    }

    /// None yet: they are [added](Self::add) as they come.
    pub(super) fn open() -> Self {
        Self { is_open: true, ..Self::default() }
    }

    /// One more, of the cell that is taken next.
    pub(super) fn add(&mut self, merge: Merge) {
        self.coming.push_back(merge);
    }

    /// Takes the value of a cell, which a merge may begin with.
    #[inline]
    pub(super) fn take(&mut self, row: u64, column: usize, text: &str) {
        if (self.is_open || !self.coming.is_empty()) && !text.is_empty() && column < MAX_COLUMNS {
            self.begin(row, column, text);
        }
    }

    fn begin(&mut self, row: u64, column: usize, text: &str) {
        let is_number = read_number(text, None).is_ok();
        // Cells come in their order, as merges do, and a column is within one merge at a time.
        while self.coming.front().is_some_and(|(from, of, _)| (*from, *of) < (row, column)) {
            self.coming.pop_front();
        }
        let own = self.coming.front().filter(|(from, of, _)| (*from, *of) == (row, column));
        if let Some(&(.., to)) = own {
            let is_id = || self.names.get(&column).is_some_and(|name| names_id(name)) && !text.contains('.');
            let value = (!is_number || is_id()).then(|| text.to_owned());
            self.begun.retain(|(_, of, _)| *of != column);
            self.begun.push((to, column, value));
        }
        if !is_number {
            text.clone_into(self.names.entry(column).or_default());
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

/// Whether a header is that of ids, or of who somebody is.
fn names_id(header: &str) -> bool {
    const ENDS: &str =
        "no number # 号 號 码 碼 customer client member user buyer 客户 客戶 会员 會員 用户 用戶 买家 買家";
    // What was paid is no id, though the word ends like one.
    let lower = header.trim_end_matches(['.', ' ']).to_lowercase();
    ends_in_code(header) || ENDS.split_whitespace().any(|end| lower.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a column whose cells are merged, some with a cell beside it.
    fn filled(header: &str, value: &str) -> Vec<String> {
        let mut merges = Merges::new(vec![(5, 0, 5), (2, 0, 4)]);
        let rows = [(1, header), (2, value), (3, ""), (4, ""), (5, "")];
        let row = |(row, text): (u64, &str)| {
            let mut record = Record::default();
            record.clear(row);
            for (column, text) in [text, "x"].into_iter().enumerate() {
                merges.take(row, column, text);
                place(&mut record, column, text);
            }
            merges.fill(&mut record);
            record.get(0).to_owned()
        };
        rows.map(row).to_vec()
    }

    #[test]
    fn texts_days_and_ids_are_filled_and_amounts_are_not() {
        for (header, value) in
            [("Name", "Ann"), ("日期", "2024-03-01"), ("客户", "1001"), ("Order No.", "0017"), ("basketid", "12")]
        {
            assert_eq!(filled(header, value), [header, value, value, value, ""]);
        }
        for (header, value) in [("Amount", "120"), ("金额", "¥1,200"), ("客户", "10.5"), ("amount_paid", "120")] {
            assert_eq!(filled(header, value), [header, value, "", "", ""]);
        }
    }
}
