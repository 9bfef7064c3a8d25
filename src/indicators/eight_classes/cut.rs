//! Where near ends and high begins.

use serde::{Deserialize, Serialize};

use crate::indicators::alike::are_alike;
use crate::indicators::rfm::{Rfm, RfmRow};

use super::{CheckedEight, Three};

/// Millionths in one unit of money.
const MICROS: f64 = 1e6;

/// How the cuts come about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CutBy {
    /// The mean of the scores.
    MeanOfScores,
    /// The mean of the values.
    #[default]
    MeanOfValues,
    /// The median of the values.
    Median,
    /// Typed in.
    Typed,
}

impl CutBy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::MeanOfScores, Self::MeanOfValues, Self::Median, Self::Typed];
}

/// A fraction of whole numbers: what values are compared with, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fraction {
    sum: i128,
    of: i128,
}

impl Fraction {
    fn mean(values: impl Iterator<Item = i128>) -> Self {
        let (sum, of) = values.fold((0, 0), |(sum, of), value| (sum + value, of + 1));
        Self { sum, of: of.max(1) }
    }

    fn median(values: impl Iterator<Item = i128>) -> Self {
        let mut values: Vec<i128> = values.collect();
        let middle = values.len() / 2;
        let even = values.len().is_multiple_of(2);
        if values.is_empty() {
            return Self { sum: 0, of: 1 };
        }
        let (below, value, _) = values.select_nth_unstable(middle);
        let before = if even { below.iter().max().copied() } else { None };
        Self { sum: *value + before.unwrap_or(*value), of: 2 }
    }

    #[allow(clippy::cast_possible_truncation)] // what no i128 holds is its end: every value is on one side
    fn typed(value: f64) -> Self {
        Self { sum: (value * MICROS).round() as i128, of: 1_000_000 }
    }

    /// Whether a value is above it.
    fn is_below(self, value: i128) -> bool {
        value.saturating_mul(self.of) > self.sum
    }

    fn value(self, one: f64) -> f64 {
        self.sum as f64 / self.of as f64 / one
    }
}

/// The three cuts in force, and means and medians beside them.
pub struct Cuts {
    r: Fraction,
    f: Fraction,
    m: Fraction,
    by_scores: bool,
    /// Whether all customers have one recency, one frequency, one monetary.
    pub same: [bool; 3],
    /// Whether they are alike in all three, and no cut of theirs parts them.
    pub alike: bool,
    /// The means of the values.
    pub mean: Three,
    /// The medians of the values.
    pub median: Three,
}

impl Cuts {
    /// Of all customers scored.
    pub fn of(rfm: &Rfm, params: &CheckedEight) -> Self {
        let scores = &rfm.scores;
        let recency = || scores.recency.iter().map(|days| i128::from(*days));
        let frequency = || scores.frequency.iter().map(|orders| i128::from(*orders));
        let monetary = || scores.monetary.iter().map(|money| money.micros());
        let means = [Fraction::mean(recency()), Fraction::mean(frequency()), Fraction::mean(monetary())];
        let medians = [Fraction::median(recency()), Fraction::median(frequency()), Fraction::median(monetary())];
        let of_scores = |scores: &[u8]| Fraction::mean(scores.iter().map(|score| i128::from(*score)));
        let [r, f, m] = match params.cut {
            CutBy::MeanOfScores => [of_scores(&scores.r), of_scores(&scores.f), of_scores(&scores.m)],
            CutBy::MeanOfValues => means,
            CutBy::Median => medians,
            CutBy::Typed => {
                let [r, f, m] = params.bounds.map(Fraction::typed);
                // Money is counted in millionths.
                [r, f, Fraction { of: 1, ..m }]
            }
        };
        let shown = |[r, f, m]: [Fraction; 3]| Three { r: r.value(1.0), f: f.value(1.0), m: m.value(MICROS) };
        let by_scores = params.cut == CutBy::MeanOfScores;
        let same = [are_alike(recency()), are_alike(frequency()), are_alike(monetary())];
        // Cuts that were typed in part customers from what somebody else has.
        let alike = params.cut != CutBy::Typed && same.iter().all(|same| *same);
        Self { r, f, m, by_scores, same, alike, mean: shown(means), median: shown(medians) }
    }

    /// The cuts as they are shown.
    pub fn shown(&self) -> Three {
        let one = if self.by_scores { 1.0 } else { MICROS };
        Three { r: self.r.value(1.0), f: self.f.value(1.0), m: self.m.value(one) }
    }

    /// The place of a customer's class among [`KEYS`](super::KEYS); `None` where all are alike.
    pub fn class(&self, row: &RfmRow) -> Option<u8> {
        if self.alike {
            return None;
        }
        let (near, frequent, high) = if self.by_scores {
            // The highest score is the nearest: at or above the mean, as a recency at or below it.
            let near = i128::from(row.r) * self.r.of >= self.r.sum;
            (near, self.f.is_below(i128::from(row.f)), self.m.is_below(i128::from(row.m)))
        } else {
            let near = !self.r.is_below(i128::from(row.recency));
            (near, self.f.is_below(i128::from(row.frequency)), self.m.is_below(row.monetary.micros()))
        };
        Some(u8::from(!high) * 4 + u8::from(!near) * 2 + u8::from(!frequent))
    }
}
