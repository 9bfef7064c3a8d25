//! Settled, unsettled and never complained, like with like.
//!
//! Who complains may spend more than who does not, and whose complaint is settled more than whose is not. So customers are put
//! into quarters by what they spent in the days before any of the complaints (the quarters are those of the customers who
//! complained), the groups are compared within each quarter, and the quarters are weighed by how many complained in each: each
//! group as if it were made up as those who complained are. A quarter without two of each group says nothing. They may differ
//! in much else.
//!
//! Source: W. G. Cochran, Biometrics 24 (1968) 295-313. In a quarter each group has a variance of its own; that of a share is
//! of one more of each kind (A. Agresti, B. Caffo, The American Statistician 54 (2000) 280-288), that of a score of three more
//! answers (B. Rocks, The American Statistician 70 (2016) 365-372), so that none is nought. Intervals are normal.

use serde::Serialize;

use crate::domain::effect_size::Moments;
use crate::domain::interval::Level;
use crate::domain::money::Money;
use crate::domain::score::Attitude;

use super::recovery::{Followed, Group, Mean};

/// How many quarters there are.
const QUARTERS: usize = 4;

/// The groups, each as if it were made up as those who complained are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Matched {
    /// All complaints settled.
    pub settled: Outcomes,
    /// Some complaint not settled.
    pub unsettled: Outcomes,
    /// No complaint.
    pub never: Outcomes,
    /// The settled less the unsettled.
    pub difference: Outcomes,
}

/// What a group comes to, of those compared; `None` where no quarter has two of each group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Outcomes {
    /// The share that came back.
    pub retention: Option<Mean>,
    /// What each spent.
    pub spent: Option<Mean>,
    /// The score of those who answered.
    pub score: Option<Mean>,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Retention,
    Spent,
    Score,
}

impl Of {
    fn value(self, one: &Followed) -> Option<f64> {
        match self {
            Self::Retention => Some(if one.kept { 1.0 } else { 0.0 }),
            Self::Spent => Some(one.spent.to_f64()),
            Self::Score => one.score.map(|score| match score.attitude() {
                Attitude::Promoter => 100.0,
                Attitude::Passive => 0.0,
                Attitude::Detractor => -100.0,
            }),
        }
    }

    /// The variance of a group's mean.
    fn error(self, group: Moments, mean: f64) -> Option<f64> {
        let n = group.n as f64;
        let variance = group.variance()?;
        Some(match self {
            Self::Retention => {
                let share = (mean * n + 1.0) / (n + 2.0);
                share * (1.0 - share) / (n + 2.0)
            }
            Self::Spent => variance / n,
            Self::Score => {
                let (mean_of_more, squares) = (mean * n / (n + 3.0), variance * (n - 1.0) + n * mean * mean);
                ((squares + 1.5e4) / (n + 3.0) - mean_of_more * mean_of_more) / (n + 3.0)
            }
        })
    }

    /// Within what it can be.
    fn held(self, mean: Mean) -> Mean {
        let (least, most) = match self {
            Self::Retention => (0.0, 1.0),
            Self::Spent => (f64::NEG_INFINITY, f64::INFINITY),
            Self::Score => (-100.0, 100.0),
        };
        Mean { low: mean.low.max(least), high: mean.high.min(most), ..mean }
    }
}

/// `None` where nothing can be compared.
pub(super) fn matched(followed: &[Followed], level: Level) -> Option<Matched> {
    let cuts = cuts(followed);
    let all = [Of::Retention, Of::Spent, Of::Score].map(|of| compared(followed, &cuts, of, level));
    if all.iter().all(Option::is_none) {
        return None;
    }
    let group = |place: usize| {
        let [retention, spent, score] = all.map(|of| of.and_then(|groups| groups.get(place).copied()));
        Outcomes { retention, spent, score }
    };
    Some(Matched { settled: group(0), unsettled: group(1), never: group(2), difference: group(3) })
}

/// Above which spending the second, third and fourth quarter of those who complained begin.
fn cuts(followed: &[Followed]) -> Vec<Money> {
    let complained = followed.iter().filter(|one| one.group != Group::Never);
    let mut spent: Vec<Money> = complained.map(|one| one.earlier).collect();
    spent.sort_unstable();
    let last = |quarter: usize| (spent.len() * quarter).div_ceil(QUARTERS).checked_sub(1);
    (1..QUARTERS).filter_map(|quarter| spent.get(last(quarter)?).copied()).collect()
}

/// Settled, unsettled, never, and the difference of the first two.
fn compared(followed: &[Followed], cuts: &[Money], of: Of, level: Level) -> Option<[Mean; 4]> {
    let mut quarters = [[Moments::default(); 3]; QUARTERS];
    for one in followed {
        let quarter = cuts.iter().filter(|cut| one.earlier > **cut).count();
        let Some([settled, unsettled, never]) = quarters.get_mut(quarter) else { continue };
        let Some(value) = of.value(one) else { continue };
        match one.group {
            Group::Settled => settled.add(value),
            Group::Unsettled => unsettled.add(value),
            Group::Never => never.add(value),
        }
    }
    let mut sums = [(0_usize, 0.0, 0.0); 3];
    let mut all = 0.0;
    for groups in quarters.iter().filter(|groups| groups.iter().all(|group| group.n > 1)) {
        let [settled, unsettled, _] = groups;
        let weight = (settled.n + unsettled.n) as f64;
        all += weight;
        for (group, (n, mean, error)) in groups.iter().zip(&mut sums) {
            let value = group.mean()?;
            *n += group.n;
            *mean += weight * value;
            *error += weight * weight * of.error(*group, value)?;
        }
    }
    if all <= 0.0 {
        return None;
    }
    let mean = |n: usize, value: f64, error: f64| {
        let off = level.z() * error.max(0.0).sqrt();
        Mean { n, value, low: value - off, high: value + off }
    };
    let parts = sums.map(|(n, sum, error)| (n, sum / all, error / (all * all)));
    let [(n, one, of_one), (m, other, of_other), _] = parts;
    let [settled, unsettled, never] = parts.map(|(n, value, error)| of.held(mean(n, value, error)));
    Some([settled, unsettled, never, mean(n + m, one - other, of_one + of_other)])
}
