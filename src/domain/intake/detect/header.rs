//! The row of the header, where an export puts a title and notes above its table.

use std::collections::BTreeSet;

use crate::domain::intake::value::{DateCell, read_date, read_number, trimmed};

/// Rows that may be the header: an export of a payment service has sixteen rows of notes above it.
pub(in crate::domain::intake) const HEADER_CHOICES: usize = 20;

/// Rows looked at below a row that may be the header.
const BELOW: usize = 200;

/// Guesses which of the first rows that hold something is the header, from 0.
///
/// It is the first row, unless a later one is at least twice as wide as the first row is full, all
/// its cells are names (no number, no date, no label with a colon) and nearly no two alike, and
/// at least half of the rows below are cut like it. A table whose first row is about as wide as what follows
/// therefore always has its header there.
pub(in crate::domain::intake) fn guess_header(rows: &[Vec<String>]) -> usize {
    let first = rows.first().map_or(0, |row| filled(row).count());
    let is_header = |index: &usize| {
        let (row, below) = (rows.get(*index), rows.get(index + 1..).unwrap_or_default());
        row.is_some_and(|row| width(row) >= 2 * first && is_names(row) && fits(row, below))
    };
    (1..rows.len().min(HEADER_CHOICES)).find(is_header).unwrap_or(0)
}

/// The cells that are not blank.
fn filled(row: &[String]) -> impl Iterator<Item = &str> {
    row.iter().map(|cell| trimmed(cell)).filter(|cell| !cell.is_empty())
}

/// Cells up to the last that is not blank.
fn width(row: &[String]) -> usize {
    row.iter().rposition(|cell| !trimmed(cell).is_empty()).map_or(0, |last| last + 1)
}

/// Whether the cells read as names of columns; a few columns may have none.
fn is_names(row: &[String]) -> bool {
    let is_name = |cell: &str| {
        !cell.ends_with([':', '：']) && read_number(cell, None).is_err() && read_date(cell) == DateCell::Bad
    };
    let (names, distinct) = (filled(row).count(), filled(row).collect::<BTreeSet<_>>().len());
    filled(row).all(is_name) && distinct * 5 >= names * 4 && names * 4 >= width(row) * 3
}

/// Whether at least half of the rows below are cut like it and hardly wider. With nothing below, only
/// three names are taken for a header.
fn fits(row: &[String], below: &[Vec<String>]) -> bool {
    let below = below.get(..BELOW).unwrap_or(below);
    let alike = below.iter().filter(|other| other.len() == row.len() && width(other) * 3 <= width(row) * 4).count();
    if below.is_empty() { width(row) > 2 } else { alike * 2 >= below.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(text: &str) -> usize {
        let rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>()).collect();
        guess_header(&rows)
    }

    #[test]
    fn titles_and_notes_are_passed_over() {
        for (text, row) in [
            ("客户交易明细表\n客户,日期,金额\n1,2024-03-05,2\n2,2024-03-05,3", 1),
            ("客户交易明细表,,\n导出日期: 2024-03-05,,\n客户,日期,金额\n1,2024-03-05,2", 2),
            ("Report\nfrom:,2024-01-01\nto:,2024-03-31\nid,date,amount,branch\n1,2024-03-05,2,A\ntotal", 3),
            ("T\n户名,张三,账号,6222\nid,date,amount,branch\n1,2024-03-05,2,A", 2),
            ("T,,,,,\n客户信息,,,交易信息,,\nid,name,city,date,amount,\n1,a,b,2024-03-05,2,x", 2),
            ("T\nid,date,amount", 1),
        ] {
            assert_eq!(guessed(text), row, "{text}");
        }
        let notes = "note,,,\n".repeat(16);
        assert_eq!(guessed(&format!("{notes}a,b,c,d\n1,2,3,4")), 16);
        let too_many = "note,,,\n".repeat(20);
        assert_eq!(guessed(&format!("{too_many}a,b,c,d\n1,2,3,4")), 0);
    }

    #[test]
    fn a_table_that_begins_with_its_header_keeps_it() {
        for text in [
            "a,b,c\n1,2,3",
            "a\n1\n2",
            "comment\ngood, friendly, quick\nok\nnice\ntoo slow, alas\nfine\n",
            "name,city\nZhang,Beijing\nLi,Shanghai",
            "name,city\nZhang,Beijing,gold,x\nLi,Shanghai\nWang,Xi'an",
            "id,2019,2020\nx,1,2",
            "name,city\nZhang,Beijing,gold\nLi,Shanghai,silver\nWang,Xi'an,gold",
            "T\n1,2024-03-05,2\n2,2024-03-05,3",
            "T\nx,x,x\nx,x,y",
            "only\na title",
            "T\na,b",
            "",
        ] {
            assert_eq!(guessed(text), 0, "{text}");
        }
    }
}
