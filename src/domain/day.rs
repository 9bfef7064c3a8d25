//! Calendar days and months without time zones.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A text that is no ISO day or month.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not an ISO date")]
pub struct NotADay(pub String);

/// A calendar day, counted from 1970-01-01 (day 0). Years 1 to 9999.
///
/// Written and serialised as ISO text, `2024-03-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(i32);

impl Day {
    /// 0001-01-01.
    pub const MIN: Self = Self(-719_162);

    /// 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The day of a civil date, or `None` where the calendar has no such day.
    #[inline]
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        // Validation is jiff's; the count is Howard Hinnant's days_from_civil (public domain),
        // because a difference of two jiff dates costs ten times as much a row.
        Date::new(year, month, day).ok()?;
        let y = i32::from(year) - i32::from(month <= 2);
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let shifted_month = (i32::from(month) + 9) % 12;
        let day_of_year = (153 * shifted_month + 2) / 5 + i32::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// The day `days` after 1970-01-01, or `None` outside years 1 to 9999.
    pub const fn from_epoch_days(days: i32) -> Option<Self> {
        if Self::MIN.0 <= days && days <= Self::MAX.0 { Some(Self(days)) } else { None }
    }

    /// Days since 1970-01-01.
    #[inline]
    pub const fn epoch_days(self) -> i32 {
        self.0
    }

    /// Whole days from `earlier` to `self`; negative where `earlier` is later.
    #[inline]
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The day `days` later, held at the ends of the calendar (years 1 and 9999).
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Year, month (1-12) and day of the month (1-31).
    pub fn ymd(self) -> (i16, i8, i8) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i32::from(month <= 2);
        // All three are within their types for every representable day.
        #[allow(clippy::cast_possible_truncation)]
        (year as i16, month as i8, day as i8)
    }

    /// The day of the week, 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        // Day 0 was a Thursday. The remainder is always within the type.
        u8::try_from((self.0 + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The quarter of the year this day is in, 1 to 4.
    pub fn quarter(self) -> i8 {
        let (_, month, _) = self.ymd();
        (month + 2) / 3
    }

    /// The calendar month this day is in.
    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month(i32::from(year) * 12 + i32::from(month) - 1)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let mut parts = text.splitn(3, '-');
        let mut next = || parts.next().and_then(|part| part.parse::<i16>().ok());
        let (Some(year), Some(month), Some(day)) = (next(), next(), next()) else {
            return Err(NotADay(text.to_owned()));
        };
        i8::try_from(month)
            .ok()
            .zip(i8::try_from(day).ok())
            .and_then(|(month, day)| Self::from_ymd(year, month, day))
            .ok_or_else(|| NotADay(text.to_owned()))
    }
}

impl TryFrom<String> for Day {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

/// A calendar month. Written and serialised as `2024-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(i32);

impl Month {
    /// Months since January of year 0.
    pub fn index(self) -> i32 {
        self.0
    }

    /// The month `months` later.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0.saturating_add(months).clamp(12, 9999 * 12 + 11))
    }

    /// Whole months from `earlier` to `self`.
    pub fn months_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The first day of the month.
    pub fn first_day(self) -> Day {
        let year = i16::try_from(self.0.div_euclid(12)).unwrap_or(9999);
        let month = i8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1);
        // Held within years 1 to 9999 by every constructor, so the fallback is never taken.
        Day::from_ymd(year, month, 1).unwrap_or(Day(0))
    }

    /// The last day of the month.
    pub fn last_day(self) -> Day {
        if self.0 >= 9999 * 12 + 11 {
            return Day::MAX;
        }
        self.plus(1).first_day().plus_days(-1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

impl FromStr for Month {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        format!("{text}-01").parse::<Day>().map(Day::month).map_err(|_| NotADay(text.to_owned()))
    }
}

impl TryFrom<String> for Month {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// An inclusive span of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day in the span.
    pub from: Day,
    /// Last day in the span.
    pub to: Day,
}

impl Period {
    /// Whether `day` is within the span, both ends included.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// The smallest span that holds all `days`; `None` where there is none.
    pub fn spanning(days: impl IntoIterator<Item = Day>) -> Option<Self> {
        days.into_iter().fold(None, |span, day| Some(Self::including(span, day)))
    }

    /// `span` grown to hold `day`; that day alone where there was no span.
    #[must_use]
    pub fn including(span: Option<Self>, day: Day) -> Self {
        span.map_or(Self { from: day, to: day }, |Self { from, to }| Self { from: from.min(day), to: to.max(day) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_from_the_epoch_and_back() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2024-03-05", 19_787),
            ("0001-01-01", -719_162),
            ("9999-12-31", 2_932_896),
        ] {
            let day: Day = text.parse().unwrap();
            assert_eq!(day.epoch_days(), days, "{text}");
            assert_eq!(day.to_string(), text);
        }
    }

    #[test]
    fn agrees_with_jiff_on_every_day_of_four_centuries() {
        let mut date = jiff::civil::date(1800, 1, 1);
        let mut expected = Day::from_ymd(1800, 1, 1).unwrap();
        while date.year() < 2200 {
            assert_eq!(Day::from_ymd(date.year(), date.month(), date.day()), Some(expected));
            assert_eq!(expected.ymd(), (date.year(), date.month(), date.day()));
            assert_eq!(i64::from(expected.weekday()), i64::from(date.weekday().to_monday_zero_offset()));
            date = date.tomorrow().unwrap();
            expected = expected.plus_days(1);
        }
    }

    #[test]
    fn knows_its_quarter() {
        for (text, quarter) in
            [("2024-01-01", 1), ("2024-03-31", 1), ("2024-04-01", 2), ("2024-09-30", 3), ("2024-12-31", 4)]
        {
            assert_eq!(text.parse::<Day>().unwrap().quarter(), quarter, "{text}");
        }
    }

    #[test]
    fn refuses_days_the_calendar_does_not_have() {
        for text in ["2023-02-29", "2024-13-01", "2024-00-10", "0000-01-01", "2024-3", "x"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn months_know_their_ends() {
        let month: Month = "2024-02".parse().unwrap();
        assert_eq!(month.first_day().to_string(), "2024-02-01");
        assert_eq!(month.last_day().to_string(), "2024-02-29");
        assert_eq!(month.plus(11).to_string(), "2025-01");
        assert_eq!(month.plus(-2).to_string(), "2023-12");
    }
}
