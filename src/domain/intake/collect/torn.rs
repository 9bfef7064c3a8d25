//! Numbers torn by an unquoted comma: `1,310.00` in a file delimited by commas is two cells, and its
//! row is longer than the header.

use crate::domain::dataset::Kind;
use crate::domain::intake::layout::Layout;
use crate::domain::intake::record::Record;
use crate::domain::intake::report::Reason;
use crate::domain::intake::value::{bare, trimmed};

use super::columns::PackedDate;
use super::{Collector, Fault};

/// Cells a row may have too many and still be put together: six commas are a number beyond money.
const MOST: usize = 6;

/// The ways tried at most; a row with more is too much of a riddle.
const WAYS: usize = 64;

/// Whether two neighbouring cells may be one number torn: `1` and `310.00`, `€ 12` and `345`, or with
/// a decimal comma `12` and `50`.
pub(in crate::domain::intake) fn may_be_torn(left: &str, right: &str) -> bool {
    is_head(left)
        && (is_group(right) || matches!(right.as_bytes(), [a] | [a, ..] if a.is_ascii_digit() && is_cents(right)))
}

/// Digits at the end, at most three of them and no nought before more, after a sign or currency.
fn is_head(cell: &str) -> bool {
    let cell = cell.trim();
    let bare = cell.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = cell.len() - bare.len();
    (1..=3).contains(&digits) && bare.chars().count() <= 4 && !bare.ends_with(['.', ',', '/', ':'])
}

/// Three digits, and decimals or signs behind: `310`, `310.00`, `310.00 €`, `310.00)`.
fn is_group(cell: &str) -> bool {
    let cell = cell.trim_end();
    let rest = cell.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let tail =
        rest.strip_prefix('.').map_or(rest, |decimals| decimals.trim_start_matches(|l: char| l.is_ascii_digit()));
    cell.len() - rest.len() == 3 && tail.chars().count() <= 4 && !tail.contains(['.', '/', ':', '-'])
}

/// One or two digits and no point: the decimals after a torn decimal comma.
fn is_cents(cell: &str) -> bool {
    let cell = cell.trim_end();
    let rest = cell.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (1..=2).contains(&(cell.len() - rest.len())) && rest.chars().count() <= 4 && !rest.contains(['.', '/', ':', '-'])
}

impl Collector<'_> {
    /// A row with more cells than others have: a number torn by an unquoted comma, or blank cells.
    #[cold]
    pub(super) fn accept_long(&mut self, record: &Record, width: usize) -> Result<(), Fault> {
        let has_more = record.iter().skip(width).any(|cell| !trimmed(cell).is_empty());
        let mended = match self.plan.layout {
            Layout::Text { delimiter: ',', .. } => self.mend(record, width),
            _ => Mended::Never,
        };
        match mended {
            Mended::Once(mended) => {
                self.counts.torn += 1;
                self.accept_cells(&mended)
            }
            Mended::Never if !has_more => self.accept_cells(record),
            Mended::Never | Mended::InSeveralWays => Err(Fault::whole(Reason::TooManyCells)),
        }
    }

    fn mend(&self, record: &Record, width: usize) -> Mended {
        let numbers = || [&self.amount, &self.quantity, &self.unit_price].into_iter().flatten();
        let quoted = |index: usize| self.plan.columns.get(index).is_some_and(|column| column.quoted);
        let fits = |row: &Record| {
            let cell = |index: usize| bare(row.get(index), quoted(index)).text;
            let needs_customer = self.plan.kind == Kind::Purchases;
            let customer = self.customer.map_or("", cell);
            let date = self.date.as_ref().map(|date| date.read_row(cell));
            !(needs_customer && customer.is_empty())
                && date.is_none_or(|date| date.is_ok_and(|date| date != PackedDate::NONE || !self.needs_day()))
                && numbers().all(|number| number.read(cell(number.index)).is_ok())
        };
        mended(record, width, |index| numbers().any(|number| number.index == index), fits)
    }
}

/// How a row that is too long can be put together.
#[derive(Debug)]
enum Mended {
    /// In no way.
    Never,
    /// In one way only: as it was meant.
    Once(Record),
    /// In several ways, of which nobody knows the right one.
    InSeveralWays,
}

/// Puts a row together so that its cells fit `width` columns: numbers in columns of numbers, and
/// `fits` says whether what comes of it can be used.
fn mended(record: &Record, width: usize, is_number: impl Fn(usize) -> bool, fits: impl Fn(&Record) -> bool) -> Mended {
    let surplus = record.len().saturating_sub(width);
    if !(1..=MOST).contains(&surplus) {
        return Mended::Never;
    }
    let cells: Vec<&str> = record.iter().collect();
    let mut ways = Vec::new();
    join(&cells, surplus, &is_number, &mut Vec::new(), &mut ways);
    if ways.len() >= WAYS {
        return Mended::InSeveralWays;
    }
    let found = ways.into_iter().map(|cells| {
        let mut mended = Record::separated_by(record.separator());
        mended.clear(record.row);
        mended.damaged = record.damaged;
        for cell in &cells {
            mended.push(cell);
        }
        mended
    });
    let mut found = found.filter(|mended| fits(mended));
    match (found.next(), found.next()) {
        (None, _) => Mended::Never,
        (Some(one), None) => Mended::Once(one),
        (Some(_), Some(_)) => Mended::InSeveralWays,
    }
}

/// Every way to join cells until `surplus` fewer are left.
fn join(
    cells: &[&str],
    surplus: usize,
    is_number: &impl Fn(usize) -> bool,
    done: &mut Vec<String>,
    ways: &mut Vec<Vec<String>>,
) {
    if ways.len() >= WAYS {
        return;
    }
    let Some((first, rest)) = cells.split_first() else {
        if surplus == 0 {
            ways.push(done.clone());
        }
        return;
    };
    done.push((*first).to_owned());
    join(rest, surplus, is_number, done, ways);
    let mut whole = (*first).to_owned();
    let mut last = *first;
    for (taken, next) in rest.iter().enumerate().take(surplus) {
        let is_first = taken == 0;
        let belongs = if is_first { may_be_torn(last, next) } else { last.trim().len() == 3 && is_group(next) };
        if !belongs || is_first && !is_number(done.len() - 1) {
            break;
        }
        whole.push(',');
        whole.push_str(next);
        if let Some(slot) = done.last_mut() {
            slot.clone_from(&whole);
        }
        join(rest.get(taken + 1..).unwrap_or_default(), surplus - taken - 1, is_number, done, ways);
        last = next;
    }
    done.pop();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(cells: &[&str], width: usize, numbers: &[usize]) -> Option<Vec<String>> {
        let mut record = Record::separated_by(b',');
        for cell in cells {
            record.push(cell);
        }
        let all_there = |record: &Record| numbers.iter().all(|&index| !record.get(index).is_empty());
        match mended(&record, width, |index| numbers.contains(&index), all_there) {
            Mended::Once(record) => Some(record.iter().map(str::to_owned).collect()),
            Mended::Never | Mended::InSeveralWays => None,
        }
    }

    #[test]
    fn what_fits_in_one_way_is_put_together() {
        let way = |cells: &[&str], numbers: &[usize]| mend(cells, 3, numbers).map(|cells| cells.join("|"));
        assert_eq!(way(&["C1", "1", "310.00", ""], &[1]).as_deref(), Some("C1|1,310.00|"));
        assert_eq!(way(&["C1", "note", "-2", "345"], &[2]).as_deref(), Some("C1|note|-2,345"));
        assert_eq!(way(&["C1", "x", "1", "234", "567.5"], &[2]).as_deref(), Some("C1|x|1,234,567.5"));
        assert_eq!(way(&["C1", "$12", "345", "n"], &[1]).as_deref(), Some("C1|$12,345|n"));
        assert_eq!(way(&["C1", "x", "12", "50"], &[2]).as_deref(), Some("C1|x|12,50"));
        assert_eq!(way(&["(1", "310.00)", "a", "b"], &[0]).as_deref(), Some("(1,310.00)|a|b"));
    }

    #[test]
    fn what_fits_in_two_ways_or_none_stays() {
        assert_eq!(mend(&["C1", "1", "310", "200"], 3, &[1, 2]), None, "1,310 and 200, or 1 and 310,200");
        assert_eq!(mend(&["C1", "1", "310.00", ""], 3, &[2]), None, "no column of numbers");
        assert_eq!(mend(&["C1", "1234", "310.00", ""], 3, &[1]), None, "no head of a number");
        assert_eq!(mend(&["C1", "1", "31.00", ""], 3, &[1]), None, "no group of thousands");
    }
}
