//! The score of each month, quarter or year, and whether it moved.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::blocks::{in_blocks, in_blocks_paced};
use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::Certainty;
use crate::domain::dataset::Answers;
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::net_promoter::{Difference, Estimate, Tally, difference};
use crate::domain::provenance::{LeftOut, NPS, Provenance};

use super::CheckedNps;
use super::groups::scores_in;

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
    let mut span = Span::default();
    in_blocks(answers.len(), |rows| span.add(answers, rows));
    let mut by_period = ByPeriod::new(length, &span);
    in_blocks(answers.len(), |rows| by_period.add(answers, rows));
    by_period.trend(&span, params.certainty)
}

/// The same, giving way while the rows go by.
pub async fn nps_by_period_paced<P: Pace>(
    answers: &Answers,
    length: PeriodLength,
    params: &CheckedNps,
    pace: &mut P,
) -> Result<NpsTrend, Cancelled> {
    let mut span = Span::default();
    in_blocks_paced(answers.len(), pace, |rows| span.add(answers, rows)).await?;
    let mut by_period = ByPeriod::new(length, &span);
    in_blocks_paced(answers.len(), pace, |rows| by_period.add(answers, rows)).await?;
    Ok(by_period.trend(&span, params.certainty))
}

/// The days rows span.
#[derive(Debug, Default)]
struct Span {
    /// Of all rows.
    rows: Option<Period>,
    /// Of those with a score.
    scored: Option<Period>,
    without_day: usize,
}

impl Span {
    fn add(&mut self, answers: &Answers, rows: Range<usize>) {
        for (score, day) in scores_in(answers, rows) {
            let Some(day) = day else {
                self.without_day += 1;
                continue;
            };
            self.rows = Some(Period::including(self.rows, day));
            if score.is_some() {
                self.scored = Some(Period::including(self.scored, day));
            }
        }
    }
}

/// Rows counted by period.
struct ByPeriod {
    length: PeriodLength,
    /// The number of the first period.
    first: i32,
    /// From the first period to the last, those without rows too.
    tallies: Vec<Tally>,
}

impl ByPeriod {
    fn new(length: PeriodLength, span: &Span) -> Self {
        let Some(span) = span.rows else { return Self { length, first: 0, tallies: Vec::new() } };
        let first = length.index(span.from);
        Self { length, first, tallies: vec![Tally::default(); offset(length.index(span.to), first) + 1] }
    }

    fn add(&mut self, answers: &Answers, rows: Range<usize>) {
        for (score, day) in scores_in(answers, rows) {
            let Some(day) = day else { continue };
            if let Some(tally) = self.tallies.get_mut(offset(self.length.index(day), self.first)) {
                tally.add(score);
            }
        }
    }

    fn trend(&self, span: &Span, certainty: Certainty) -> NpsTrend {
        let periods = with_changes(&self.tallies, self.first, self.length, certainty);
        let used = periods.iter().map(|period| period.estimate.n).sum();
        let not_answers = periods.iter().map(|period| period.estimate.not_answers).sum();
        let left_out = [(LeftOut::NotAnAnswer, not_answers), (LeftOut::NoDay, span.without_day)];
        NpsTrend {
            length: self.length,
            periods,
            without_day: span.without_day,
            provenance: Provenance::new(NPS, span.scored, used, &left_out),
        }
    }
}

fn with_changes(tallies: &[Tally], first: i32, length: PeriodLength, certainty: Certainty) -> Vec<NpsPeriod> {
    let mut before: Option<(Day, Estimate)> = None;
    let mut periods = Vec::new();
    for (tally, index) in tallies.iter().zip(first..).filter(|(tally, _)| !tally.is_empty()) {
        let (start, estimate) = (length.first_day(index), tally.estimate(certainty));
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
