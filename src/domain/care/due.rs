//! By when somebody is to get in touch.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::day::Day;
use crate::domain::survey::Moment;

/// The most hours a term can have: a working year.
pub const MOST_HOURS: u16 = 2000;

/// Minutes in a day.
const DAY_MINUTES: u16 = 24 * 60;

/// Milliseconds in a minute.
const MINUTE_MS: i64 = 60_000;

/// The walk over days ends here, after a hundred years: holidays may leave no working day at all.
const MOST_DAYS: usize = 36_525;

/// When people work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingHours {
    /// On which days of the week, Monday first.
    pub days: [bool; 7],
    /// From which minute of the day on.
    pub from: u16,
    /// The first minute after it; 1440 is midnight.
    pub to: u16,
}

/// How soon somebody is to get in touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Hours from the answer, 1 to [`MOST_HOURS`]; default 24.
    pub hours: u16,
    /// When hours count; `None`, the default, for always.
    pub working: Option<WorkingHours>,
    /// Days on which none counts. Without working hours they are not looked at: an hour of the
    /// clock is one on any day.
    pub holidays: BTreeSet<Day>,
}

impl Default for Terms {
    fn default() -> Self {
        Self { hours: 24, working: None, holidays: BTreeSet::new() }
    }
}

/// Why terms cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TermsError {
    /// No time, or more than a year of work.
    #[error("{0} hours are not between 1 and {MOST_HOURS}")]
    Hours(u16),
    /// Nobody ever works.
    #[error("no day is a working day")]
    NoWorkingDay,
    /// Work ends before it begins, or on no clock.
    #[error("minutes {from} to {to} are no working hours of one day")]
    WorkingHours {
        /// The first minute.
        from: u16,
        /// The first minute after.
        to: u16,
    },
}

/// Terms that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckedTerms(Terms);

impl Terms {
    /// These terms, ready for use.
    pub fn check(self) -> Result<CheckedTerms, TermsError> {
        if !(1..=MOST_HOURS).contains(&self.hours) {
            return Err(TermsError::Hours(self.hours));
        }
        if let Some(WorkingHours { days, from, to }) = self.working {
            if from >= to || to > DAY_MINUTES {
                return Err(TermsError::WorkingHours { from, to });
            }
            if !days.contains(&true) {
                return Err(TermsError::NoWorkingDay);
            }
        }
        Ok(CheckedTerms(self))
    }
}

impl CheckedTerms {
    /// What was checked.
    pub fn terms(&self) -> &Terms {
        &self.0
    }

    /// By when somebody is to get in touch about an answer of this moment.
    ///
    /// Without working hours: so many hours later by the clock, holidays or not. With them only time
    /// within working hours counts, on working days that are no holidays, in the moment's own offset
    /// from UTC (which stays as it is: no summer time in between). Where holidays leave no time to
    /// work in a hundred years, and outside the calendar, hours of the clock count.
    pub fn due(&self, from: Moment) -> Moment {
        let needed = i64::from(self.0.hours) * 60 * MINUTE_MS;
        let by_clock = from.later(needed);
        let Some((hours, first)) = self.0.working.zip(from.day()) else { return by_clock };
        let mut left = needed;
        let days = (first.epoch_days()..).take(MOST_DAYS).map_while(Day::from_epoch_days);
        for day in days.filter(|day| self.works_on(hours, *day)) {
            let begin = Moment::at(day, hours.from, from.offset_minutes).max(from);
            let end = Moment::at(day, hours.to, from.offset_minutes);
            let open = (end.epoch_ms - begin.epoch_ms).max(0);
            if left <= open {
                return begin.later(left);
            }
            left -= open;
        }
        by_clock
    }

    fn works_on(&self, hours: WorkingHours, day: Day) -> bool {
        let works = hours.days.get(usize::from(day.weekday())).copied().unwrap_or(false);
        works && !self.0.holidays.contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday to Friday, 9 to 17, in Shanghai.
    fn office(hours: u16, holidays: &[&str]) -> CheckedTerms {
        let days = [true, true, true, true, true, false, false];
        let working = Some(WorkingHours { days, from: 9 * 60, to: 17 * 60 });
        let holidays = holidays.iter().map(|day| day.parse().unwrap()).collect();
        Terms { hours, working, holidays }.check().unwrap()
    }

    fn moment(day: &str, hour: u16, minute: u16) -> Moment {
        Moment::at(day.parse().unwrap(), hour * 60 + minute, 480)
    }

    #[test]
    fn without_working_hours_the_clock_counts() {
        let from = moment("2026-03-06", 16, 30);
        assert_eq!(CheckedTerms::default().due(from), moment("2026-03-07", 16, 30));
        let holidays = BTreeSet::from(["2026-03-07".parse().unwrap()]);
        let terms = Terms { holidays, ..Terms::default() }.check().unwrap();
        assert_eq!(terms.due(from), moment("2026-03-07", 16, 30), "holidays do not count then");
    }

    #[test]
    fn only_working_time_counts() {
        // 2026-03-06 is a Friday.
        for (hours, from, due) in [
            (1, ("2026-03-06", 10, 15), ("2026-03-06", 11, 15)),
            // To the end of the day is still that day.
            (8, ("2026-03-06", 9, 0), ("2026-03-06", 17, 0)),
            (8, ("2026-03-06", 7, 0), ("2026-03-06", 17, 0)),
            // Half an hour on Friday, the rest on Monday.
            (2, ("2026-03-06", 16, 30), ("2026-03-09", 10, 30)),
            (2, ("2026-03-06", 17, 0), ("2026-03-09", 11, 0)),
            (2, ("2026-03-07", 12, 0), ("2026-03-09", 11, 0)),
            // 24 working hours are three days of eight.
            (24, ("2026-03-06", 12, 0), ("2026-03-11", 12, 0)),
            (2000, ("2026-03-06", 9, 0), ("2027-02-18", 17, 0)),
        ] {
            let [from, due] = [from, due].map(|(day, hour, minute)| moment(day, hour, minute));
            assert_eq!(office(hours, &[]).due(from), due, "{hours} hours from {from}");
        }
    }

    #[test]
    fn holidays_are_passed_over() {
        let terms = office(2, &["2026-03-09", "2026-03-10"]);
        assert_eq!(terms.due(moment("2026-03-06", 16, 30)), moment("2026-03-11", 10, 30));
    }

    #[test]
    fn the_kiosks_own_day_decides() {
        // 18:00 on Sunday in UTC is 02:00 on Monday in Shanghai.
        let terms = office(1, &[]);
        let due = |offset_minutes| {
            let from = Moment { offset_minutes, ..Moment::at("2026-03-08".parse().unwrap(), 18 * 60, 0) };
            terms.due(from).to_string()
        };
        assert_eq!(due(480), "2026-03-09T10:00:00+08:00");
        assert_eq!(due(0), "2026-03-09T10:00:00+00:00");
        assert_eq!(due(-600), "2026-03-09T10:00:00-10:00");
    }

    #[test]
    fn terms_that_make_no_sense_say_why() {
        let check = |hours, working| Terms { hours, working, ..Terms::default() }.check().err();
        let working = |days, from, to| Some(WorkingHours { days: [days; 7], from, to });
        assert_eq!(check(24, working(true, 0, 1440)), None);
        assert_eq!(check(0, None), Some(TermsError::Hours(0)));
        assert_eq!(check(2001, None), Some(TermsError::Hours(2001)));
        assert_eq!(check(1, working(false, 0, 1)), Some(TermsError::NoWorkingDay));
        for (from, to) in [(540, 540), (540, 539), (0, 1441)] {
            assert_eq!(check(1, working(true, from, to)), Some(TermsError::WorkingHours { from, to }));
        }
    }

    #[test]
    fn ends_whatever_it_is_given() {
        let one_minute = WorkingHours { days: [true, false, false, false, false, false, false], from: 0, to: 1 };
        let terms = Terms { hours: 2000, working: Some(one_minute), holidays: BTreeSet::new() }.check().unwrap();
        let from = moment("2026-03-06", 0, 0);
        assert_eq!(terms.due(from), from.later(2000 * 60 * 60_000), "a hundred years are not enough");
        for epoch_ms in [i64::MIN, i64::MAX, Moment::at(Day::MAX, 1439, 0).epoch_ms] {
            let from = Moment { epoch_ms, offset_minutes: i16::MAX };
            assert_eq!(terms.due(from).epoch_ms, epoch_ms.saturating_add(2000 * 60 * 60_000));
        }
    }
}
