//! The score of each value of an attribute.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::domain::dataset::{Answers, Attribute};

use super::{CheckedNps, Estimate, Tally};

/// The score of one value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NpsGroup {
    /// The value; `None` for answers that leave it blank.
    pub value: Option<String>,
    /// Its score.
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// The score of each value of `attribute`, whose codes belong to the rows of `answers`.
///
/// Values that are whole numbers come first, by number, then the others by text, blank last.
/// Values no row has are absent; a value whose rows hold no answer has no score.
pub fn nps_by(answers: &Answers, attribute: &Attribute, params: &CheckedNps) -> Vec<NpsGroup> {
    let mut tallies = vec![Tally::default(); attribute.values.len()];
    let mut blank = Tally::default();
    for (score, &code) in answers.score.iter().zip(&attribute.codes) {
        tallies.get_mut(code as usize).unwrap_or(&mut blank).add(*score);
    }
    let mut valued: Vec<(&str, Tally)> = attribute
        .values
        .iter()
        .zip(tallies)
        .map(|((_, value), tally)| (value, tally))
        .filter(|(_, tally)| !tally.is_empty())
        .collect();
    valued.sort_by(|(left, _), (right, _)| numbers_first(left, right));
    let mut groups: Vec<NpsGroup> = valued
        .into_iter()
        .map(|(value, tally)| NpsGroup { value: Some(value.to_owned()), estimate: tally.estimate(params.level) })
        .collect();
    if !blank.is_empty() {
        groups.push(NpsGroup { value: None, estimate: blank.estimate(params.level) });
    }
    groups
}

/// The groups with the lowest and the highest score, of those with enough answers for a score to
/// mean something ([`SMALL_SAMPLE`]). Of equal scores the first counts. `None` where fewer than two
/// groups have enough, or all of them the same score.
///
/// That two groups are furthest apart does not make their difference real: of many groups some are
/// far apart by chance.
///
/// [`SMALL_SAMPLE`]: super::SMALL_SAMPLE
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
