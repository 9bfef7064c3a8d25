//! A point in time as a kiosk's clock gave it.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::domain::day::Day;

/// When something happened: the instant, and how far the kiosk's clock was from UTC.
///
/// Serialised as two numbers; written as ISO 8601, `2026-03-05T14:07:09+08:00`. A clock that was set
/// back gives moments out of order, which is why answers carry a sequence of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub epoch_ms: i64,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

impl Moment {
    /// This minute of a day (0 is midnight, 1440 the next) on a clock so many minutes east of UTC.
    pub fn at(day: Day, minute: u16, offset_minutes: i16) -> Self {
        let minutes = i64::from(day.epoch_days()) * 24 * 60 + i64::from(minute) - i64::from(offset_minutes);
        Self { epoch_ms: minutes * 60_000, offset_minutes }
    }

    /// So many milliseconds later, on the same clock; held at the ends of what can be counted.
    #[must_use]
    pub fn later(self, milliseconds: i64) -> Self {
        Self { epoch_ms: self.epoch_ms.saturating_add(milliseconds), ..self }
    }

    /// Days of the calendar since an earlier moment, so that none is today; none too where that one
    /// is later, or has no [`Moment::day`].
    pub fn days_since(self, earlier: Self) -> usize {
        let days = self.day().zip(earlier.day()).map(|(now, then)| now.days_since(then));
        days.and_then(|days| usize::try_from(days).ok()).unwrap_or(0)
    }

    /// The hour of the kiosk's clock, 0 to 23; `None` where it has no [`Moment::day`].
    pub fn hour(self) -> Option<u8> {
        self.day()?;
        let minutes = self.epoch_ms.div_euclid(60_000).checked_add(i64::from(self.offset_minutes))?;
        u8::try_from(minutes.rem_euclid(24 * 60) / 60).ok()
    }

    /// The kiosk's calendar day; `None` outside the years 1 to 9999.
    pub fn day(self) -> Option<Day> {
        let minutes = self.epoch_ms.div_euclid(60_000).checked_add(i64::from(self.offset_minutes))?;
        Day::from_epoch_days(i32::try_from(minutes.div_euclid(24 * 60)).ok()?)
    }
}

impl fmt::Display for Moment {
    /// A moment outside the years −9999 to 9999, or with an impossible offset, is written as its
    /// milliseconds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = Offset::from_seconds(i32::from(self.offset_minutes) * 60);
        match (Timestamp::from_millisecond(self.epoch_ms), offset) {
            (Ok(instant), Ok(offset)) => {
                let civil = offset.to_datetime(instant);
                let minutes = self.offset_minutes.unsigned_abs();
                let sign = if self.offset_minutes < 0 { '-' } else { '+' };
                let (date, time) = (civil.date(), civil.time());
                write!(f, "{date}T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            _ => write!(f, "{}", self.epoch_ms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_in_the_kiosks_own_time() {
        let shown = |epoch_ms, offset_minutes| Moment { epoch_ms, offset_minutes }.to_string();
        assert_eq!(shown(0, 0), "1970-01-01T00:00:00+00:00");
        assert_eq!(shown(1_772_690_829_999, 480), "2026-03-05T14:07:09+08:00");
        assert_eq!(shown(1_772_690_829_999, -210), "2026-03-05T02:37:09-03:30");
        assert_eq!(shown(i64::MAX, 0), i64::MAX.to_string());
    }

    #[test]
    fn is_a_minute_of_a_day_too() {
        let day = "2026-03-05".parse().unwrap();
        assert_eq!(Moment::at(day, 14 * 60 + 7, 480).to_string(), "2026-03-05T14:07:00+08:00");
        assert_eq!(Moment::at(day, 1440, -210).to_string(), "2026-03-06T00:00:00-03:30");
        assert_eq!(Moment::at(day, 0, 480).later(1000).to_string(), "2026-03-05T00:00:01+08:00");
        assert_eq!(Moment::at(day, 0, 0).later(i64::MAX).epoch_ms, i64::MAX);
        assert_eq!(Moment::at(day, 0, 480).day(), Some(day));
    }

    #[test]
    fn days_since_are_those_of_the_calendar() {
        let day: Day = "2026-03-05".parse().unwrap();
        let evening = Moment::at(day, 23 * 60, 480);
        let later = |hours: i64| evening.later(hours * 60 * 60 * 1000).days_since(evening);
        assert_eq!([-24, 0, 1, 24, 48].map(later), [0, 0, 1, 1, 2]);
    }

    #[test]
    fn its_day_is_the_kiosks() {
        let day = |epoch_ms, offset_minutes| Moment { epoch_ms, offset_minutes }.day().map(|day| day.to_string());
        assert_eq!(day(-1, 0).as_deref(), Some("1969-12-31"));
        assert_eq!(day(-1, 480).as_deref(), Some("1970-01-01"));
        assert_eq!(day(i64::MAX, 0), None);
        let hour = |epoch_ms, offset_minutes| Moment { epoch_ms, offset_minutes }.hour();
        assert_eq!([hour(-1, 0), hour(-1, 480), hour(0, -210), hour(i64::MAX, 0)], [Some(23), Some(7), Some(20), None]);
    }
}
