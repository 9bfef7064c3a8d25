//! A further table below the first: after a blank row, perhaps under a title, a header of other names.
//!
//! Texts alone after a blank row are a header only where no data could be: the row itself cannot be used. What follows is
//! none of the first table's, until that one's header comes again.

use std::collections::BTreeSet;

use crate::domain::intake::record::Record;
use crate::domain::intake::value::{DateCell, bare, filled, read_date, read_number};

/// Follows the rows of a table to where another begins.
#[derive(Debug, Default)]
pub(super) struct OtherTable {
    /// The last row that was not blank.
    row: u64,
    /// Whether blank rows, and at most a title, stand above the last row.
    is_apart: bool,
    /// Whether the last row was such a title.
    is_titled: bool,
    /// Whether it has begun.
    has_begun: bool,
}

impl OtherTable {
    /// Takes note of a row that is not blank; says whether it lies within the other table.
    #[inline]
    pub fn pass(&mut self, record: &Record) -> bool {
        self.is_apart = self.row > 0 && record.row > self.row + 1 || self.is_titled;
        (self.row, self.is_titled) = (record.row, false);
        self.has_begun
    }

    /// The first table goes on.
    pub fn end(&mut self) {
        self.has_begun = false;
    }

    /// Whether the last row, which is no data of the first table, begins another.
    pub fn begins(&mut self, record: &Record) -> bool {
        self.has_begun = self.is_apart && is_header(record);
        self.has_begun
    }

    /// Whether the last row, which is no data of the first table, may be the title of another.
    pub fn is_title(&mut self, record: &Record) -> bool {
        let mut cells = filled(record.iter());
        let is_text = self.is_apart && cells.next().is_some_and(|cell| read_number(cell, None).is_err());
        self.is_titled = is_text && cells.next().is_none();
        self.is_titled
    }
}

/// Whether a row is of names: two or more texts, each another.
fn is_header(record: &Record) -> bool {
    let cells: Vec<&str> = record.iter().map(|cell| bare(cell, true).text).filter(|cell| !cell.is_empty()).collect();
    let is_name = |cell: &&str| read_number(cell, None).is_err() && matches!(read_date(cell), DateCell::Bad);
    cells.len() > 1 && cells.iter().all(is_name) && BTreeSet::from_iter(&cells).len() == cells.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u64, cells: &str) -> Record {
        let mut record = Record::separated_by(b',');
        record.clear(number);
        record.push_line(cells);
        record
    }

    #[test]
    fn a_header_after_a_blank_row_begins_another_table() {
        for (rows, begins) in [
            (vec![(1, "C1,2024-01-05,1"), (3, "customer,last purchase,total")], true),
            (vec![(1, "C1,2024-01-05,1"), (2, "customer,last purchase,total")], false),
            (vec![(1, "C1,2024-01-05,1"), (3, "C2,,5")], false),
            (vec![(1, "C1,2024-01-05,1"), (3, "C2,2024-01-06,x")], false),
            (vec![(1, "C1,2024-01-05,1"), (4, "Summary,,"), (5, "客户,最近日期,笔数")], true),
            (vec![(1, "C1,2024-01-05,1"), (4, "Summary,,"), (5, "C2,2024-01-06,x")], false),
            (vec![(3, "customer,last purchase,total")], false),
        ] {
            let mut other = OtherTable::default();
            let mut last = false;
            for (number, cells) in &rows {
                let record = row(*number, cells);
                assert!(!other.pass(&record));
                last = !other.is_title(&record) && other.begins(&record);
            }
            assert_eq!(last, begins, "{rows:?}");
            assert_eq!(other.pass(&row(9, "C3,2024-01-05,1")), begins);
        }
    }
}
