//! Months, quarters and years as numbered periods.

use serde::{Deserialize, Serialize};

use super::day::{Day, Month};

/// How long a period of a trend is. Periods are those of the calendar: quarters begin in January,
/// April, July and October.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodLength {
    /// A calendar month.
    #[default]
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

impl PeriodLength {
    /// All lengths, shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// Calendar months in one period.
    pub const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The number of the period `day` is in; the period after it has the next number.
    pub fn index(self, day: Day) -> i32 {
        day.month().index().div_euclid(self.months())
    }

    /// The first day of the period with this number, held within years 1 to 9999.
    pub fn first_day(self, index: i32) -> Day {
        self.first_month(index).first_day()
    }

    /// The last day of the period with this number, held within years 1 to 9999.
    pub fn last_day(self, index: i32) -> Day {
        self.first_month(index).plus(self.months() - 1).last_day()
    }

    fn first_month(self, index: i32) -> Month {
        // Year 1 is the calendar's first; `Month::plus` holds the rest within it.
        let january = Day::MIN.month();
        january.plus(index.saturating_mul(self.months()).saturating_sub(january.index()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_ends_of_its_periods() {
        let day: Day = "2024-05-17".parse().unwrap();
        for (length, first, last) in [
            (PeriodLength::Month, "2024-05-01", "2024-05-31"),
            (PeriodLength::Quarter, "2024-04-01", "2024-06-30"),
            (PeriodLength::Year, "2024-01-01", "2024-12-31"),
        ] {
            let index = length.index(day);
            assert_eq!(length.first_day(index).to_string(), first);
            assert_eq!(length.last_day(index).to_string(), last);
            assert_eq!(length.last_day(index).plus_days(1), length.first_day(index + 1));
        }
    }

    #[test]
    fn stays_within_the_calendar() {
        for length in PeriodLength::ALL {
            assert_eq!(length.first_day(length.index(Day::MIN)), Day::MIN);
            assert_eq!(length.last_day(length.index(Day::MAX)), Day::MAX);
            assert_eq!(length.last_day(i32::MAX), Day::MAX);
            assert_eq!(length.first_day(i32::MIN), Day::MIN);
        }
    }
}
