//! An answer as front lines and fixes look at it.

use serde::{Deserialize, Serialize};

use crate::domain::certainty::Certainty;
use crate::domain::day::{Day, Period};
use crate::domain::net_promoter::{Estimate, estimate};
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::score::Score;
use crate::domain::survey::{KioskAnswer, Moment};

/// An answer of a kiosk or a file: when, where and what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scored {
    /// The day it was given.
    pub day: Day,
    /// The very moment, where it is known: files tell the day alone.
    pub taken: Option<Moment>,
    /// The score; `None` for what is no answer.
    pub score: Option<Score>,
    /// Why; empty where nothing was said.
    pub comment: String,
    /// Where; empty where unknown, as are the next two.
    pub branch: String,
    /// At what occasion.
    pub touchpoint: String,
    /// Who served them.
    pub staff: String,
}

impl Scored {
    /// A kiosk's answer; `None` where its moment is in no calendar.
    pub fn of(answer: &KioskAnswer) -> Option<Self> {
        Some(Self {
            day: answer.taken.day()?,
            taken: Some(answer.taken),
            score: answer.score,
            comment: answer.comment.clone(),
            branch: answer.branch.clone(),
            touchpoint: answer.touchpoint.clone(),
            staff: answer.staff.clone(),
        })
    }
}

/// The latest day with an answer.
pub fn latest_day(answers: &[Scored]) -> Option<Day> {
    answers.iter().map(|answer| answer.day).max()
}

/// The score of the answers within a period.
pub(super) fn within<'a>(answers: impl Iterator<Item = &'a Scored>, period: Period, certainty: Certainty) -> Estimate {
    estimate(answers.filter(|answer| period.contains(answer.day)).map(|answer| answer.score), certainty)
}

/// Where the difference of two scores comes from: all answers from the first period to the last.
pub(super) fn of_both(before: (&Estimate, Period), after: (&Estimate, Period)) -> Provenance {
    let period = Period { from: before.1.from, to: after.1.to };
    let (before, after) = (before.0, after.0);
    let left_out = [(LeftOut::NotAnAnswer, before.not_answers + after.not_answers)];
    Provenance::new("nps", Some(period), before.n + after.n, &left_out)
}
