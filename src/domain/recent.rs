//! Periods people look at again and again, told from where the data end: today may be long after it.

use serde::{Deserialize, Serialize};

use super::calendar::PeriodLength;
use super::day::{Day, Period};

/// A period told from the last day of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recent {
    /// The twelve months that end with the data's last day: up to 9 December, from 10 December of the year before.
    TwelveMonths,
    /// The calendar quarter the data end in, to its own last day.
    Quarter,
    /// The quarter before it.
    QuarterBefore,
    /// The same quarter of the year before.
    QuarterYearAgo,
}

impl Recent {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::TwelveMonths, Self::Quarter, Self::QuarterBefore, Self::QuarterYearAgo];

    /// Its days, for data of this span; `None` where it holds no day of the data, or every one, or would begin before
    /// year 1.
    pub fn of(self, data: Period) -> Option<Period> {
        let period = match self {
            Self::TwelveMonths => Period { from: year_before(data.to)?.plus_days(1), to: data.to },
            Self::Quarter => quarter(data.to, 0),
            Self::QuarterBefore => quarter(data.to, 1),
            Self::QuarterYearAgo => quarter(data.to, 4),
        };
        let some = data.from <= period.to;
        let all = period.contains(data.from) && period.contains(data.to);
        (some && !all).then_some(period)
    }
}

/// The quarter so many before the one of `day`.
fn quarter(day: Day, before: i32) -> Period {
    let length = PeriodLength::Quarter;
    let index = length.index(day) - before;
    Period { from: length.first_day(index), to: length.last_day(index) }
}

/// The same date a year earlier; of 29 February, the 28th; `None` before year 1.
fn year_before(day: Day) -> Option<Day> {
    let (year, month, of_month) = day.ymd();
    let earlier = |of_month| Day::from_ymd(year - 1, month, of_month);
    earlier(of_month).or_else(|| earlier(of_month - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(recent: Recent, from: &str, to: &str) -> Option<String> {
        let data = Period { from: from.parse().unwrap(), to: to.parse().unwrap() };
        recent.of(data).map(|Period { from, to }| format!("{from} {to}"))
    }

    #[test]
    fn all_are_told_from_the_last_day() {
        let period = |recent| of(recent, "2022-01-03", "2024-12-09").unwrap();
        assert_eq!(period(Recent::TwelveMonths), "2023-12-10 2024-12-09");
        assert_eq!(period(Recent::Quarter), "2024-10-01 2024-12-31");
        assert_eq!(period(Recent::QuarterBefore), "2024-07-01 2024-09-30");
        assert_eq!(period(Recent::QuarterYearAgo), "2023-10-01 2023-12-31");
    }

    #[test]
    fn the_quarter_before_the_first_is_of_the_year_before() {
        assert_eq!(of(Recent::QuarterBefore, "2020-01-01", "2024-02-29").unwrap(), "2023-10-01 2023-12-31");
        assert_eq!(of(Recent::TwelveMonths, "2020-01-01", "2024-02-29").unwrap(), "2023-03-01 2024-02-29");
        assert_eq!(of(Recent::TwelveMonths, "2020-01-01", "2023-02-28").unwrap(), "2022-03-01 2023-02-28");
    }

    #[test]
    fn what_holds_nothing_or_everything_is_not_offered() {
        assert_eq!(of(Recent::TwelveMonths, "2024-01-01", "2024-12-31"), None, "it is all there is");
        assert_eq!(of(Recent::Quarter, "2024-10-05", "2024-12-09"), None);
        assert_eq!(of(Recent::QuarterYearAgo, "2024-01-01", "2024-12-31"), None, "before the data begin");
        assert!(of(Recent::QuarterBefore, "2024-09-30", "2024-12-31").is_some());
        assert_eq!(of(Recent::TwelveMonths, "0001-01-01", "0001-03-01"), None, "the calendar begins");
    }
}
