//! The score of each month, quarter or year, and whether it moved.

use serde::{Deserialize, Serialize};

use crate::domain::calendar::PeriodLength;
use crate::domain::dataset::Answers;
use crate::domain::day::{Day, Period};
use crate::domain::interval::Level;
use crate::domain::net_promoter::{Difference, Estimate, Tally, difference};
use crate::domain::provenance::{LeftOut, Provenance};

use super::CheckedNps;

/// The score of one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NpsPeriod {
    /// First day of the period.
    pub start: Day,
    /// Last day of the period.
    pub end: Day,
    /// Its score.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Against the score before it; `None` for the first score and where there is no answer.
    pub change: Option<Change>,
}

/// How a score moved.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// First day of the period compared with: the latest earlier one that has answers.
    pub since: Day,
    /// By how much, and whether that is more than chance.
    #[serde(flatten)]
    pub difference: Difference,
}

/// The score over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NpsTrend {
    /// How long each period is.
    pub length: PeriodLength,
    /// The periods that have rows, oldest first.
    pub periods: Vec<NpsPeriod>,
    /// Rows without a day: in no period, answers or not.
    pub without_day: usize,
    /// What it was computed from.
    pub provenance: Provenance,
}

impl NpsTrend {
    /// The latest period with a score.
    pub fn latest(&self) -> Option<&NpsPeriod> {
        self.periods.iter().rev().find(|period| period.estimate.n > 0)
    }

    /// Every period of the calendar from the first to the last that has rows, oldest first: those
    /// without rows are `None`.
    pub fn calendar(&self) -> Vec<(Period, Option<&NpsPeriod>)> {
        let ends = self.periods.first().zip(self.periods.last());
        let Some((first, last)) = ends else { return Vec::new() };
        let mut filled = self.periods.iter().peekable();
        (self.length.index(first.start)..=self.length.index(last.start))
            .map(|index| {
                let from = self.length.first_day(index);
                let period = filled.next_if(|period| period.start == from);
                (Period { from, to: self.length.last_day(index) }, period)
            })
            .collect()
    }
}

/// The score of each period that has rows.
pub fn nps_by_period(answers: &Answers, length: PeriodLength, params: &CheckedNps) -> NpsTrend {
    let rows = || answers.score.iter().zip(&answers.day);
    let dated = || rows().filter_map(|(score, day)| day.map(|day| (*score, day)));
    let without_day = rows().filter(|(_, day)| day.is_none()).count();
    let mut periods = Vec::new();
    if let Some(span) = Period::spanning(dated().map(|(_, day)| day)) {
        let first = length.index(span.from);
        let mut tallies = vec![Tally::default(); offset(length.index(span.to), first) + 1];
        for (score, day) in dated() {
            if let Some(tally) = tallies.get_mut(offset(length.index(day), first)) {
                tally.add(score);
            }
        }
        periods = with_changes(&tallies, first, length, params.level);
    }
    let scored = dated().filter(|(score, _)| score.is_some());
    let used = scored.clone().count();
    let not_answers = rows().filter(|(score, day)| score.is_none() && day.is_some()).count();
    NpsTrend {
        length,
        periods,
        without_day,
        provenance: Provenance::new(
            "nps",
            Period::spanning(scored.map(|(_, day)| day)),
            used,
            &[(LeftOut::NotAnAnswer, not_answers), (LeftOut::NoDay, without_day)],
        ),
    }
}

fn with_changes(tallies: &[Tally], first: i32, length: PeriodLength, level: Level) -> Vec<NpsPeriod> {
    let mut before: Option<(Day, Estimate)> = None;
    let mut periods = Vec::new();
    for (tally, index) in tallies.iter().zip(first..).filter(|(tally, _)| !tally.is_empty()) {
        let (start, estimate) = (length.first_day(index), tally.estimate(level));
        let change = before.as_ref().and_then(|(since, earlier)| {
            difference(&estimate, earlier).map(|difference| Change { since: *since, difference })
        });
        if estimate.n > 0 {
            before = Some((start, estimate));
        }
        periods.push(NpsPeriod { start, end: length.last_day(index), estimate, change });
    }
    periods
}

/// How many periods `index` is after `first`, the smallest index there is.
fn offset(index: i32, first: i32) -> usize {
    usize::try_from(index - first).unwrap_or(0)
}
