//! Dates that do not mean what they say.
//!
//! Programs must write some date where there is none, and each writes its own: the first day their
//! calendar has, or the last. One such row would stretch every period to centuries.

use crate::domain::day::Day;

use super::plan::{Column, Plan};
use super::report::Reason;

/// Days from 1970-01-01 to those that spreadsheets and databases begin with: 1899-12-30,
/// 1899-12-31 and 1900-01-01. The calendar's own ends, 0001-01-01 and 9999-12-31, are the others.
const FIRST_OF_SPREADSHEETS: std::ops::RangeInclusive<i32> = -25_569..=-25_567;

/// 1970-01-01, with which Unix begins. It may be a real date.
pub(super) const EPOCH: i32 = 0;

/// More than this many days ahead of today is more than a year, leap or not.
const YEAR_DAYS: i32 = 366;

/// Days before 1800-01-01 are typing errors, and years of other calendars: 0204, 1402.
const FIRST: i32 = -62_091;

/// Of the other dates of a column, at most one in this many lies near 1970-01-01 where that day
/// stands for none.
const NEAR_SHARE: usize = 10;

/// What counts as near: five years.
const NEAR_DAYS: u32 = 5 * 366;

/// Which dates of a column are not believed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AbsurdDates {
    /// They are all believed: the user says so.
    pub are_used: bool,
    /// Whether days long past are as good as others.
    pub is_history: bool,
    /// The last day believed; `None` where today is not known, or days ahead are as good as others.
    pub last: Option<Day>,
    /// Whether 1970-01-01 stands for none here, as the whole column has shown.
    pub epoch: bool,
}

impl AbsurdDates {
    /// Of a column in a role: what happened lies no more than a year ahead.
    pub fn of_role(plan: &Plan, column: Option<&Column>) -> Self {
        let last = plan.today.map(|today| today.plus_days(YEAR_DAYS));
        Self {
            is_history: false,
            last,
            epoch: column.is_some_and(|column| column.epoch_is_none),
            are_used: plan.use_absurd_dates,
        }
    }

    /// Of an extra column: a contract may well end in ten years.
    pub fn of_extra(plan: &Plan) -> Self {
        Self { is_history: true, last: None, epoch: false, are_used: plan.use_absurd_dates }
    }

    /// Why a date is not believed.
    #[inline]
    pub fn reason(self, day: Day) -> Option<Reason> {
        if self.are_used {
            return None;
        }
        let is_placeholder = day == Day::MIN
            || day == Day::MAX
            || FIRST_OF_SPREADSHEETS.contains(&day.epoch_days())
            || self.epoch && day.epoch_days() == EPOCH;
        if is_placeholder {
            return Some(Reason::PlaceholderDate);
        }
        if !self.is_history && day.epoch_days() < FIRST {
            return Some(Reason::FarPast);
        }
        self.last.is_some_and(|last| day > last).then_some(Reason::FarFuture)
    }

    /// Whether 1970-01-01 stands for none among these dates, each with its rows: there are others, and
    /// few of them lie near it. A column of that day alone says nothing, and is believed.
    pub fn epoch_is_lone(self, dates: impl Iterator<Item = (Day, usize)>) -> bool {
        if self.are_used {
            return false;
        }
        let (mut epoch, mut near, mut others) = (0, 0, 0);
        for (day, rows) in dates {
            match day.epoch_days() {
                EPOCH => epoch += rows,
                days => {
                    others += rows;
                    near += if days.unsigned_abs() <= NEAR_DAYS { rows } else { 0 };
                }
            }
        }
        epoch > 0 && others > 0 && near * NEAR_SHARE <= others
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn placeholders_are_not_believed_and_their_neighbours_are() {
        let dates = AbsurdDates::default();
        for text in ["0001-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "9999-12-31"] {
            assert_eq!(dates.reason(day(text)), Some(Reason::PlaceholderDate), "{text}");
            assert_eq!(AbsurdDates { are_used: true, ..dates }.reason(day(text)), None, "{text}");
        }
        for text in ["1800-01-01", "1899-12-29", "1900-01-02", "1970-01-01", "9999-12-30"] {
            assert_eq!(dates.reason(day(text)), None, "{text}");
        }
        for text in ["0001-01-02", "0204-01-17", "1402-10-13", "1799-12-31"] {
            assert_eq!(dates.reason(day(text)), Some(Reason::FarPast), "{text}");
            assert_eq!(AbsurdDates { is_history: true, ..dates }.reason(day(text)), None, "{text}");
        }
        assert_eq!(AbsurdDates { epoch: true, ..dates }.reason(day("1970-01-01")), Some(Reason::PlaceholderDate));
    }

    #[test]
    fn more_than_a_year_ahead_is_not_believed() {
        let dates = AbsurdDates { last: Some(day("2024-02-29").plus_days(YEAR_DAYS)), ..AbsurdDates::default() };
        assert_eq!(dates.reason(day("2025-03-01")), None);
        assert_eq!(dates.reason(day("2025-03-02")), Some(Reason::FarFuture));
    }

    #[test]
    fn the_first_day_of_unix_stands_for_none_where_it_stands_alone() {
        let lone = |dates: &[&str]| AbsurdDates::default().epoch_is_lone(dates.iter().map(|text| (day(text), 1)));
        assert!(lone(&["1970-01-01", "2024-01-01"]));
        assert!(!lone(&["1970-01-01", "1970-01-01"]), "nothing to judge by");
        assert!(!lone(&["1970-01-01", "1968-05-01", "1990-01-01", "1985-03-02"]), "birthdays");
        assert!(!lone(&["2024-01-01"]));
    }
}
