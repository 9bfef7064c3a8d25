//! The row of the header, where an export puts a title and notes above its table.

use std::collections::BTreeSet;

use crate::domain::intake::collect::may_be_torn;
use crate::domain::intake::guess::known_names;
use crate::domain::intake::value::{self, DateCell, bare, is_nothing, read_date, read_number};

/// Rows that may be the header: bills of payment services have up to thirty rows of notes above it.
pub(in crate::domain::intake) const HEADER_CHOICES: usize = 100;

/// Rows looked at below a row that may be the header.
const BELOW: usize = 200;

/// Narrow rows at the end that are no part of the table.
const FOOTER: usize = 10;

/// Guesses which of the first rows that hold something is the header, from 0.
///
/// It is the first row, unless a later one is all names (no number, no date, no label with a colon),
/// nearly no two alike, at least half of the rows below are cut like it, and either
///
/// - it is at least twice as wide as the first row is full, or
/// - below its names stand numbers or dates, none of the rows above looks like the rows below, and the
///   first row is no header itself: it has numbers, is clearly narrower, or has none of the names that
///   headers have while the later one has several.
pub(in crate::domain::intake) fn guess_header(rows: &[Vec<String>]) -> usize {
    let full = rows.first().map_or(0, |first| filled(first).count());
    let is_wide = |row: &[String]| width(row) >= 2 * full;
    let Some(mut found) = next_header(rows, 0, is_wide) else { return 0 };
    // Queries and settings stand above a header as names do: `仓库, 总仓, 状态, 已审核`.
    while let Some(better) = next_header(rows, found, |_| false) {
        found = better;
    }
    found
}

/// The first row below this one that is a header more likely.
fn next_header(rows: &[Vec<String>], from: usize, is_wide: impl Fn(&[String]) -> bool) -> Option<usize> {
    let is_header = |index: &usize| {
        let (above, below) = (rows.get(from..*index), rows.get(index + 1..).unwrap_or_default());
        rows.get(*index).is_some_and(|row| {
            let is_clear = || is_clear(row, above.unwrap_or_default(), below);
            is_names(row, indent(row, below)) && fits(row, below) && (is_wide(row) || is_clear())
        })
    };
    (from + 1..rows.len().min(HEADER_CHOICES)).find(is_header)
}

/// Whether what stands below, and nothing above, is what a row names.
fn is_clear(row: &[String], above: &[Vec<String>], below: &[Vec<String>]) -> bool {
    let typed = typed_columns(below);
    let named = |column: &&Typed| row.get(column.index).is_some_and(|cell| !clean(cell).is_empty());
    let is_data = |other: &Vec<String>| {
        let fits = |column: &&Typed| other.get(column.index).is_some_and(|cell| column.fits(clean(cell)));
        let alike = typed.iter().filter(fits).count();
        alike * 2 > typed.len()
    };
    let first = above.first().map(Vec::as_slice).unwrap_or_default();
    let first_names = is_names(first, 0) && width(first) * 4 >= width(row) * 3;
    let known = |row: &[String]| known_names(row.iter().map(String::as_str));
    let is_better = || known(row) >= 2 && known(first) < 2 && known(row) > known(first);
    typed.iter().any(|column| named(&column)) && !above.iter().any(is_data) && (!first_names || is_better())
}

/// A column whose cells are nearly all numbers or dates.
pub(super) struct Typed {
    pub index: usize,
    /// Whether they are dates that are no numbers.
    is_date: bool,
}

impl Typed {
    fn fits(&self, cell: &str) -> bool {
        is_typed(cell) && self.is_date == read_number(cell, None).is_err()
    }
}

/// The columns whose cells are nearly all numbers or dates.
pub(super) fn typed_columns(rows: &[Vec<String>]) -> Vec<Typed> {
    let rows = rows.get(..BELOW).unwrap_or(rows);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let typed = |index: usize| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(|cell| clean(cell));
        let (mut filled, mut typed, mut numbers) = (0_usize, 0_usize, 0_usize);
        for cell in cells.filter(|cell| !cell.is_empty()) {
            filled += 1;
            typed += usize::from(is_typed(cell));
            numbers += usize::from(read_number(cell, None).is_ok());
        }
        (filled > 0 && typed * 10 >= filled * 9).then_some(Typed { index, is_date: numbers * 2 < typed })
    };
    (0..columns).filter_map(typed).collect()
}

/// A number or a date.
pub(super) fn is_typed(cell: &str) -> bool {
    read_number(cell, None).is_ok() || !matches!(read_date(cell), DateCell::Bad | DateCell::Blank)
}

/// A cell without wrapping; blank where it says that there is nothing.
pub(super) fn clean(cell: &str) -> &str {
    let text = bare(cell, false).text;
    if is_nothing(text, false) { "" } else { text }
}

/// The cells that are not blank.
pub(super) fn filled(row: &[String]) -> impl Iterator<Item = &str> {
    value::filled(row.iter().map(String::as_str))
}

/// Cells up to the last that is not blank.
fn width(row: &[String]) -> usize {
    row.iter().rposition(|cell| !bare(cell, false).text.is_empty()).map_or(0, |last| last + 1)
}

/// Blank cells before a table that does not begin in the first column: those that the header and all rows below it have.
fn indent(row: &[String], below: &[Vec<String>]) -> usize {
    let blank = |row: &[String]| row.iter().take_while(|cell| bare(cell, false).text.is_empty()).count();
    let below = below.get(..BELOW).unwrap_or(below).iter().filter(|row| filled(row).next().is_some());
    below.map(|row| blank(row)).chain([blank(row)]).min().unwrap_or(0)
}

/// Whether the cells read as names of columns; a few columns may have none, besides those before the table.
fn is_names(row: &[String], indent: usize) -> bool {
    let is_name = |cell: &str| {
        !cell.ends_with([':', '：'])
            && !cell.starts_with('{')
            && read_number(cell, None).is_err()
            && read_date(cell) == DateCell::Bad
            && !is_span(cell)
    };
    let (names, distinct) = (filled(row).count(), filled(row).collect::<BTreeSet<_>>().len());
    filled(row).all(is_name) && distinct * 5 >= names * 4 && names * 4 >= width(row).saturating_sub(indent) * 3
}

/// Whether a cell is a span of days: `2024-01-01至2024-04-30`, `01.01.2024 - 31.01.2024`.
fn is_span(cell: &str) -> bool {
    let is_day = |text: &str| !matches!(read_date(text.trim()), DateCell::Bad | DateCell::Blank);
    ["至", "到", "~", "～", " - ", " – ", " to ", "—"]
        .iter()
        .any(|sign| cell.split_once(sign).is_some_and(|(from, to)| is_day(from) && is_day(to)))
}

/// Whether at least half of the rows below are cut like it and hardly wider; a delimiter at the end of
/// either is no cell, and a few narrow rows at the end are a footer. With nothing below, only three names are
/// taken for a header.
fn fits(row: &[String], below: &[Vec<String>]) -> bool {
    let below = below.get(..BELOW).unwrap_or(below);
    let footer = below.iter().rev().take(FOOTER).take_while(|other| width(other) * 3 < width(row)).count();
    let Some(below) = below.get(..below.len() - footer).filter(|rest| !rest.is_empty() || footer == 0) else {
        return false;
    };
    let is_alike = |other: &&Vec<String>| {
        let one_more = other.len() == row.len() + 1 && width(other) <= row.len();
        let one_less = other.len() + 1 == row.len() && width(row) <= other.len();
        (other.len() == row.len() || one_more || one_less) && width(other) * 3 <= width(row) * 4
    };
    let alike = below.iter().filter(is_alike).count();
    if below.is_empty() { width(row) > 2 } else { alike * 2 >= below.len() }
}

/// Whether every row has one cell more than its header because it begins with a name of its own (`write.table` of R):
/// these are 1, 2, 3 …, or no two alike in rows of which some hold no number that a comma could have torn.
pub(in crate::domain::intake) fn lacks_row_names(header: &[String], rows: &[Vec<String>]) -> bool {
    let rows: Vec<&Vec<String>> = rows.iter().filter(|row| row.as_slice() != header).collect();
    let is_longer = |row: &&Vec<String>| row.len() == header.len() + 1;
    if rows.len() < 2 || header.iter().any(|name| clean(name).is_empty()) || !rows.iter().all(is_longer) {
        return false;
    }
    let names: Vec<&str> = rows.iter().filter_map(|row| row.first()).map(|cell| bare(cell, true).text).collect();
    let is_count = names.iter().zip(1_u64..).all(|(name, count)| name.parse() == Ok(count));
    let has_last = rows.iter().any(|row| row.last().is_some_and(|cell| !clean(cell).is_empty()));
    let are_apart = || names.iter().all(|name| !name.is_empty()) && BTreeSet::from_iter(&names).len() == names.len();
    let is_torn = |row: &&Vec<String>| row.windows(2).any(|two| matches!(two, [a, b] if may_be_torn(a, b)));
    has_last && (is_count || are_apart() && !rows.iter().all(is_torn))
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
            ("商户号,1000000001,账期,2024-01\n客户,日期,金额,渠道\n1,2024-03-05,2,A\n2,2024-03-06,3,B", 1),
            ("From,2024-01-01,To\nBy,Li,Sales\nid,date,amount,branch\n1,2024-03-05,2,A\n2,2024-03-05,2,A", 2),
            ("Account,Zhang San,Branch,City\ncustomer,date,amount,shop\nA,2024-03-05,2,A\nB,2024-03-05,2,A", 1),
            ("T\nN: x\nid,date,amount,shop\n1,2024-03-05,2,A\n----\n1 row\nsum: 2\nby: Li", 2),
            (",,T\n,,id,date,amount\n,,1,2024-03-05,2\n,,2,2024-03-06,3", 1),
            (",,T,,\n,,printed: x,,\n,,客户,日期,金额\n,,1,2024-03-05,2\n,,2,2024-03-06,3", 2),
            ("T,x\nid,date,amount\n1,2024-03-05,2,\n2,2024-03-05,3,\n", 1),
            (
                "出库单\n客户,全部,日期,2024-01-01至2024-04-30\n客户,日期,订单号,金额\n1,2024-03-05,A,2\n2,2024-03-06,B,3",
                2,
            ),
            ("出库单\n仓库,总仓,状态,已审核\n客户,日期,订单号,金额\n1,2024-03-05,A,2\n2,2024-03-06,B,3", 2),
        ] {
            assert_eq!(guessed(text), row, "{text}");
        }
        let notes = "note,,,\n".repeat(16);
        assert_eq!(guessed(&format!("{notes}a,b,c,d\n1,2,3,4")), 16);
        let many = "note,,,\n".repeat(40);
        assert_eq!(guessed(&format!("{many}a,b,c,d\n1,2,3,4")), 40);
        let too_many = "note,,,\n".repeat(100);
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
            "customer,date,amount\nWho,When,How much\nA,2024-03-05,2\nB,2024-03-05,3",
            "id,2019,2020\nx,none,gone\ny,1,2\nz,3,4",
            "name,score\nA,x\nB,5\nC,9",
            "a,b,c\nx,y,z\n1,2,3\n4,5,6",
            "T\nx,x,x\nx,x,y",
            "only\na title",
            "T\na,b",
            "",
        ] {
            assert_eq!(guessed(text), 0, "{text}");
        }
    }
}
