//! What lies behind cases, and whether removing it helped.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::certainty::Certainty;
use crate::domain::day::{Month, Period};
use crate::domain::net_promoter::{Difference, Estimate, Verdict, difference};
use crate::domain::order;
use crate::domain::provenance::Provenance;

use super::case::Case;
use super::event::Fix;
use super::scored::{Scored, of_both, within};
use super::words::Words;

/// A cause, with where and when cases of it were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// The cause, as cases were closed with it.
    pub cause: Words,
    /// How many cases.
    pub cases: usize,
    /// Of them by branch, the most first, then by name; empty for cases without one.
    pub by_branch: Vec<(String, usize)>,
    /// Of them by touchpoint, in the same order.
    pub by_touchpoint: Vec<(String, usize)>,
    /// Of them by the month they were closed in, oldest first; months without any are absent.
    pub by_month: Vec<(Month, usize)>,
}

/// The causes of the cases closed now, the most frequent first, then by name. Causes that differ in a
/// letter differ. Behind the case of a happy customer there is none.
pub fn causes(cases: &[Case]) -> Vec<Cause> {
    let mut of_cause = BTreeMap::<&Words, Vec<&Case>>::new();
    for case in cases {
        if let Some(finding) = case.finding() {
            of_cause.entry(&finding.cause).or_default().push(case);
        }
    }
    let mut found: Vec<Cause> = of_cause.into_iter().map(|(cause, cases)| behind(cause, &cases)).collect();
    // Stable: causes of equal count stay in the order of their names.
    order::sort_by_key(&mut found, |cause| Reverse(cause.cases));
    found
}

fn behind(cause: &Words, cases: &[&Case]) -> Cause {
    let months = cases.iter().filter_map(|case| Some(case.closed.as_ref()?.at.day()?.month()));
    Cause {
        cause: cause.clone(),
        cases: cases.len(),
        by_branch: most_first(counted(cases.iter().map(|case| case.opening.branch.trim().to_owned()))),
        by_touchpoint: most_first(counted(cases.iter().map(|case| case.opening.touchpoint.trim().to_owned()))),
        by_month: counted(months),
    }
}

fn counted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

fn most_first(mut counts: Vec<(String, usize)>) -> Vec<(String, usize)> {
    order::sort_by_key(&mut counts, |(_, count)| Reverse(*count));
    counts
}

/// The score on both sides of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BeforeAfter {
    /// The days before.
    pub before_period: Period,
    /// The day itself and those after it.
    pub after_period: Period,
    /// The score before.
    pub before: Estimate,
    /// The score after.
    pub after: Estimate,
    /// After less before; `None` where either has no answer.
    pub difference: Option<Difference>,
}

impl BeforeAfter {
    /// What the difference says.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.difference.as_ref())
    }

    /// Where the difference comes from: all answers on both sides.
    pub fn provenance(&self) -> Provenance {
        of_both((&self.before, self.before_period), (&self.after, self.after_period))
    }
}

impl Fix {
    /// Whether an answer was given where this fix is in effect, on whatever day.
    pub fn concerns(&self, answer: &Scored) -> bool {
        let here =
            |wanted: &Option<Words>, place: &str| wanted.as_ref().is_none_or(|wanted| wanted.as_str() == place.trim());
        here(&self.branch, &answer.branch) && here(&self.touchpoint, &answer.touchpoint)
    }

    /// The score of the `window_days` (at least 1) before this fix, and of as many from its first day
    /// on, each held within the calendar, of the answers it concerns; and whether they really differ
    /// (see [`difference`]).
    ///
    /// That a score rose after a fix does not say that it rose because of it: whatever else changed
    /// then counts as well.
    pub fn effect(&self, answers: &[Scored], window_days: u16, certainty: Certainty) -> BeforeAfter {
        let days = i32::from(window_days.max(1));
        let before_period = Period { from: self.since.plus_days(-days), to: self.since.plus_days(-1) };
        let after_period = Period { from: self.since, to: self.since.plus_days(days - 1) };
        let of = |period| within(answers.iter().filter(|answer| self.concerns(answer)), period, certainty);
        let (before, after) = (of(before_period), of(after_period));
        BeforeAfter { before_period, after_period, before, after, difference: difference(&after, &before) }
    }
}
