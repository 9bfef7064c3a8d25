//! The score of each value of an attribute.

use std::cmp::Ordering;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::blocks::{in_blocks, in_blocks_paced};
use crate::domain::certainty::Certainty;
use crate::domain::dataset::{Answers, Attribute, Values};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::net_promoter::{Estimate, Tally};
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::score::Score;

use super::CheckedNps;

/// The score of one value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NpsGroup {
    /// The value; `None` for answers that leave it blank.
    pub value: Option<String>,
    /// Its score.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// What it was computed from: the group's own rows and the days they span.
    pub provenance: Provenance,
}

/// From this correlation on a rating goes along with the score. Ratings of one visit mostly have 0.4 to 0.7; codes that
/// happen to be numbers seldom 0.2.
const ALIKE: f64 = 0.3;

/// The groups of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grouped {
    pub groups: Vec<NpsGroup>,
    /// Whether its values only say the score over again (see [`ByValue::says_the_score`]).
    pub says_the_score: bool,
}

/// Scores and days of some rows.
pub(super) fn scores_in(answers: &Answers, rows: Range<usize>) -> impl Iterator<Item = (Option<Score>, Option<Day>)> {
    let scores = answers.score.get(rows.clone()).unwrap_or_default();
    let days = answers.day.get(rows).unwrap_or_default();
    scores.iter().copied().zip(days.iter().copied())
}

/// The rows of one group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rows {
    pub tally: Tally,
    /// The days of its answers.
    pub period: Option<Period>,
}

impl Rows {
    #[inline]
    pub fn add(&mut self, score: Option<Score>, day: Option<Day>) {
        self.tally.add(score);
        if let Some(day) = day.filter(|_| score.is_some()) {
            self.period = Some(Period::including(self.period, day));
        }
    }

    fn group(self, value: Option<&str>, certainty: Certainty) -> NpsGroup {
        let estimate = self.tally.estimate(certainty);
        NpsGroup { value: value.map(str::to_owned), estimate, provenance: estimate.provenance(self.period) }
    }
}

/// The score of each value of `attribute`, whose codes belong to the rows of `answers`.
///
/// Values that are whole numbers come first, by number, then the others by text, blank last.
/// Values no row has are absent; a value whose rows hold no answer has no score.
pub fn nps_by(answers: &Answers, attribute: &Attribute, params: &CheckedNps) -> Vec<NpsGroup> {
    let mut by_value = ByValue::new(attribute);
    in_blocks(answers.len(), |rows| by_value.add(answers, rows));
    by_value.groups(params.certainty)
}

/// The same, giving way while the rows go by, and whether the groups are made of the score.
pub(super) async fn nps_by_paced<P: Pace>(
    answers: &Answers,
    attribute: &Attribute,
    params: &CheckedNps,
    pace: &mut P,
) -> Result<Grouped, Cancelled> {
    let mut by_value = ByValue::new(attribute);
    in_blocks_paced(answers.len(), pace, |rows| by_value.add(answers, rows)).await?;
    Ok(Grouped { says_the_score: by_value.says_the_score(), groups: by_value.groups(params.certainty) })
}

/// Rows counted by the value of an attribute.
struct ByValue<'a> {
    attribute: &'a Attribute,
    by_code: Vec<Rows>,
    blank: Rows,
}

impl<'a> ByValue<'a> {
    fn new(attribute: &'a Attribute) -> Self {
        Self { attribute, by_code: vec![Rows::default(); attribute.values.len()], blank: Rows::default() }
    }

    fn add(&mut self, answers: &Answers, rows: Range<usize>) {
        let codes = self.attribute.codes.get(rows.clone()).unwrap_or_default();
        for ((score, day), &code) in scores_in(answers, rows).zip(codes) {
            self.by_code.get_mut(code as usize).unwrap_or(&mut self.blank).add(score, day);
        }
    }

    /// Whether the values say the score over again: another rating, or words for the score itself. That those who rate
    /// low recommend little says nothing of where to begin.
    ///
    /// - A column of scores is a rating, and so are whole numbers from 0 to 10 that go along with the score (Pearson's
    ///   |r| ≥ [`ALIKE`]); branches that are called by numbers do not.
    /// - A column is made of the score where each score has one value alone: promoter, passive, detractor.
    fn says_the_score(&self) -> bool {
        if self.attribute.read_as() == Values::Score {
            return true;
        }
        let scored = |rows: &&Rows| rows.tally.distribution.iter().any(|count| *count > 0);
        let values: Vec<&Rows> = self.by_code.iter().filter(scored).collect();
        let values_of = |score: usize| {
            values.iter().filter(move |rows| rows.tally.distribution.get(score).is_some_and(|count| *count > 0)).count()
        };
        let given = || (0..=10).map(values_of).filter(|values| *values > 0);
        let made_of_it = values.len() > 1 && given().count() > values.len() && given().all(|values| values == 1);
        made_of_it || self.likeness().is_some_and(|r| r.abs() >= ALIKE)
    }

    /// Pearson's correlation of the score with a column of whole numbers from 0 to 10; `None` where it is no such
    /// column, or either never varies.
    fn likeness(&self) -> Option<f64> {
        let [mut n, mut x, mut y, mut xx, mut yy, mut xy] = [0.0; 6];
        for ((_, value), rows) in self.attribute.values.iter().zip(&self.by_code) {
            let value = f64::from(value.parse::<u8>().ok().filter(|value| *value <= 10)?);
            for (score, &count) in (0_u8..).zip(&rows.tally.distribution) {
                let (count, score) = (count as f64, f64::from(score));
                n += count;
                x += count * value;
                y += count * score;
                xx += count * value * value;
                yy += count * score * score;
                xy += count * value * score;
            }
        }
        let spread = (n * xx - x * x) * (n * yy - y * y);
        (spread > 0.0).then(|| (n * xy - x * y) / spread.sqrt())
    }

    fn groups(self, certainty: Certainty) -> Vec<NpsGroup> {
        let values = self.attribute.values.iter().map(|(_, value)| value);
        let mut counted: Vec<(&str, Rows)> =
            values.zip(self.by_code).filter(|(_, rows)| !rows.tally.is_empty()).collect();
        order::sort_by(&mut counted, |(left, _), (right, _)| numbers_first(left, right));
        let mut groups: Vec<NpsGroup> =
            counted.into_iter().map(|(value, rows)| rows.group(Some(value), certainty)).collect();
        if !self.blank.tally.is_empty() {
            groups.push(self.blank.group(None, certainty));
        }
        groups
    }
}

/// The groups with the lowest and the highest score, of those with enough answers for a score to
/// mean something ([`Estimate::small_sample`]). Of equal scores the first counts. `None` where fewer than two
/// groups have enough, or all of them the same score.
///
/// That two groups are furthest apart does not make their difference real: of many groups some are
/// far apart by chance.
pub fn extremes(groups: &[NpsGroup]) -> Option<(&NpsGroup, &NpsGroup)> {
    let scored = || {
        groups
            .iter()
            .filter(|group| !group.estimate.small_sample)
            .filter_map(|group| Some((group, group.estimate.score?)))
    };
    let (lowest, low) = scored().min_by(|(_, left), (_, right)| left.total_cmp(right))?;
    // Of equal maxima `max_by` gives the last, so the order is turned round.
    let (highest, high) = scored().rev().max_by(|(_, left), (_, right)| left.total_cmp(right))?;
    (low < high).then_some((lowest, highest))
}

fn numbers_first(left: &str, right: &str) -> Ordering {
    match (left.parse::<i64>(), right.parse::<i64>()) {
        (Ok(a), Ok(b)) => a.cmp(&b).then_with(|| left.cmp(right)),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => left.cmp(right),
    }
}
