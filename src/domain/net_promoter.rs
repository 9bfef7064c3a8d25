//! Net promoter arithmetic: counts of answers, the score with its interval, and whether two scores differ.
//!
//! Promoters (9-10) less detractors (0-6) in a hundred answers. Source: F. F. Reichheld, The one number you
//! need to grow, Harvard Business Review, December 2003. Interval: adjusted Wald (B. Rocks, Interval estimation
//! for the "Net Promoter Score", The American Statistician 70 (2016) 365-372): three made-up answers (¾ detractor,
//! 1½ passive, ¾ promoter) are added, then z standard errors to each side, held within ±100. The made-up answers draw
//! its middle towards zero: where it misses the score of a few one-sided answers, it is widened to hold it.
//!
//! Two scores are compared by the same adjusted answers on both sides (J. R. Lewis, J. Sauro, How to statistically
//! compare two Net Promoter Scores, measuringu.com 2021): a group of one kind of answer has no error of its own, and one
//! detractor would differ "really" from anything.

use serde::{Deserialize, Serialize};

use super::certainty::Certainty;
use super::day::Period;
use super::interval::{Interval, Level, two_sided_p};
use super::provenance::{LeftOut, NPS, Provenance};
use super::score::{Attitude, Score};

/// The score of some answers. Without an answer there is no score: `None`, never zero or NaN.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Answers: scores from 0 to 10.
    pub n: usize,
    /// Scores 9 and 10.
    pub promoters: usize,
    /// Scores 7 and 8.
    pub passives: usize,
    /// Scores 0 to 6.
    pub detractors: usize,
    /// Rows without a score from 0 to 10; in no other figure.
    pub not_answers: usize,
    /// The score, -100 to 100.
    pub score: Option<f64>,
    /// Lower end of the adjusted Wald interval; never above the score.
    pub low: Option<f64>,
    /// Upper end of the adjusted Wald interval; never below the score.
    pub high: Option<f64>,
    /// Plain standard error of the score, in points; 0 where all answers are of one group.
    pub standard_error: Option<f64>,
    /// Whether there are answers, but few: the normal approximation behind the interval is then a rough one.
    pub small_sample: bool,
}

impl Estimate {
    /// So many of the answers (its promoters, say) as a share of all; `None` without an answer.
    pub fn share(&self, answers: usize) -> Option<f64> {
        (self.n > 0).then(|| answers as f64 / self.n as f64)
    }

    /// Where this score comes from, given the days its rows span.
    pub fn provenance(&self, period: Option<Period>) -> Provenance {
        Provenance::new(NPS, period, self.n, &[(LeftOut::NotAnAnswer, self.not_answers)])
    }

    /// The plain Wald interval, score ± z standard errors, not held within ±100. The adjusted one
    /// in [`Estimate::low`] and [`Estimate::high`] keeps its level where this one does not.
    pub fn wald(&self, level: Level) -> Option<Interval> {
        (self.n > 0).then(|| Shares::plain(self).interval(level))
    }
}

/// The score of some answers, `None` standing for one without a score from 0 to 10.
pub fn estimate(scores: impl IntoIterator<Item = Option<Score>>, certainty: Certainty) -> Estimate {
    let mut tally = Tally::default();
    for score in scores {
        tally.add(score);
    }
    tally.estimate(certainty)
}

/// The score of answers that do not all weigh the same.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weighted {
    /// Promoters' share of the weight less detractors', -100 to 100.
    pub score: f64,
    /// Lower end of the adjusted Wald interval; never above the score.
    pub low: f64,
    /// Upper end; never below the score.
    pub high: f64,
    /// Plain standard error, in points.
    pub standard_error: f64,
    /// As many answers of equal weight say as much: (sum of weights)² / sum of their squares (L. Kish, 1965).
    pub effective_n: f64,
}

/// The weighted score; answers of no or negative weight are none. `None` without any. The interval is that of
/// [`Estimate`] with the effective number of answers.
pub fn weighted(answers: impl IntoIterator<Item = (Attitude, f64)>, level: Level) -> Option<Weighted> {
    let (mut promoters, mut detractors, mut sum, mut squares) = (0.0, 0.0, 0.0, 0.0);
    for (attitude, weight) in answers.into_iter().filter(|(_, weight)| *weight > 0.0) {
        sum += weight;
        squares += weight * weight;
        match attitude {
            Attitude::Promoter => promoters += weight,
            Attitude::Detractor => detractors += weight,
            Attitude::Passive => {}
        }
    }
    let n = sum * sum / squares;
    if !(sum > 0.0 && n.is_finite()) {
        return None;
    }
    let plain = Shares { promoters: promoters / sum * n, detractors: detractors / sum * n, n };
    let (score, interval) = (plain.score(), plain.adjusted().interval(level));
    Some(Weighted {
        score,
        low: interval.low.max(-100.0).min(score),
        high: interval.high.min(100.0).max(score),
        standard_error: plain.standard_error(),
        effective_n: n,
    })
}

/// Answers counted by score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Answers per score: the first entry counts the 0s, the last the 10s.
    pub distribution: [usize; 11],
    /// Rows without a score from 0 to 10.
    pub not_answers: usize,
}

impl Tally {
    #[inline]
    /// Counts one row.
    pub fn add(&mut self, score: Option<Score>) {
        match score.and_then(|score| self.distribution.get_mut(usize::from(score.get()))) {
            Some(count) => *count += 1,
            None => self.not_answers += 1,
        }
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The score with its counts and its interval.
    pub fn estimate(&self, Certainty { level, small_sample }: Certainty) -> Estimate {
        let [detracting @ .., seven, eight, nine, ten] = self.distribution;
        let (detractors, passives, promoters) = (detracting.iter().sum::<usize>(), seven + eight, nine + ten);
        let n = detractors + passives + promoters;
        let counts = Estimate {
            n,
            promoters,
            passives,
            detractors,
            not_answers: self.not_answers,
            score: None,
            low: None,
            high: None,
            standard_error: None,
            small_sample: small_sample.marks(n),
        };
        if n == 0 {
            return counts;
        }
        let plain = Shares::plain(&counts);
        let (score, interval) = (plain.score(), plain.adjusted().interval(level));
        Estimate {
            score: Some(score),
            low: Some(interval.low.max(-100.0).min(score)),
            high: Some(interval.high.min(100.0).max(score)),
            standard_error: Some(plain.standard_error()),
            ..counts
        }
    }

    /// Mean of the answers; `None` without one.
    pub fn mean(&self) -> Option<f64> {
        let n: usize = self.distribution.iter().sum();
        let total: usize = self.distribution.iter().zip(0_usize..).map(|(count, score)| count * score).sum();
        (n > 0).then(|| total as f64 / n as f64)
    }
}

/// Answers by the group of their score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Attitudes {
    /// Of 0 to 6.
    pub detractors: usize,
    /// Of 7 and 8.
    pub passives: usize,
    /// Of 9 and 10.
    pub promoters: usize,
    /// Without a score.
    pub unscored: usize,
}

impl Attitudes {
    /// Counts one.
    pub fn add(&mut self, score: Option<Score>) {
        *match score.map(Score::attitude) {
            Some(Attitude::Detractor) => &mut self.detractors,
            Some(Attitude::Passive) => &mut self.passives,
            Some(Attitude::Promoter) => &mut self.promoters,
            None => &mut self.unscored,
        } += 1;
    }

    /// Adds others.
    pub fn join(&mut self, other: Self) {
        self.detractors += other.detractors;
        self.passives += other.passives;
        self.promoters += other.promoters;
        self.unscored += other.unscored;
    }

    /// Those that are not among others, which are part of these.
    #[must_use]
    pub fn without(self, part: Self) -> Self {
        Self {
            detractors: self.detractors.saturating_sub(part.detractors),
            passives: self.passives.saturating_sub(part.passives),
            promoters: self.promoters.saturating_sub(part.promoters),
            unscored: self.unscored.saturating_sub(part.unscored),
        }
    }

    /// With a score.
    pub fn scored(self) -> usize {
        self.detractors + self.passives + self.promoters
    }

    /// All.
    pub fn all(self) -> usize {
        self.scored() + self.unscored
    }

    /// Their Net Promoter Score; `None` without one.
    pub fn score(self) -> Option<f64> {
        let n = self.scored();
        (n > 0).then(|| 100.0 * (self.promoters as f64 - self.detractors as f64) / n as f64)
    }
}

/// Counts as the formulas take them, plain or with the made-up answers.
#[derive(Debug, Clone, Copy)]
struct Shares {
    promoters: f64,
    detractors: f64,
    n: f64,
}

impl Shares {
    /// Of the answers alone; meaningless where there is none.
    fn plain(counts: &Estimate) -> Self {
        Self { promoters: counts.promoters as f64, detractors: counts.detractors as f64, n: counts.n as f64 }
    }

    /// With Rocks' three made-up answers.
    fn adjusted(self) -> Self {
        Self { promoters: self.promoters + 0.75, detractors: self.detractors + 0.75, n: self.n + 3.0 }
    }

    /// As many answers in all, the mix being the same.
    fn grown_to(self, n: usize) -> Self {
        let factor = n as f64 / self.n;
        Self { promoters: self.promoters * factor, detractors: self.detractors * factor, n: n as f64 }
    }

    /// This adjusted score less another, in their adjusted standard errors. The made-up answers leave neither without
    /// an error.
    fn z_against(self, from: Self) -> f64 {
        let (of, from) = (self.adjusted(), from.adjusted());
        (of.score() - from.score()) / of.standard_error().hypot(from.standard_error())
    }

    /// In points, -100 to 100.
    fn score(self) -> f64 {
        100.0 * (self.promoters - self.detractors) / self.n
    }

    fn variance(self) -> f64 {
        let difference = (self.promoters - self.detractors) / self.n;
        // Rounding must not take the zero of one-sided answers below zero.
        ((self.promoters + self.detractors) / self.n - difference * difference).max(0.0)
    }

    /// In points.
    fn standard_error(self) -> f64 {
        100.0 * (self.variance() / self.n).sqrt()
    }

    fn interval(self, level: Level) -> Interval {
        let spread = level.z() * self.standard_error();
        Interval { low: self.score() - spread, high: self.score() + spread }
    }
}

/// From this |z| on a difference counts as real: chance alone makes one so large in 5 % of cases.
const REAL_CHANGE_Z: f64 = 1.96;

/// One score less another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The difference, in points.
    pub delta: f64,
    /// The difference of the adjusted scores in their adjusted standard errors.
    pub z: f64,
    /// How often chance alone makes a difference this large, to either side.
    pub p: f64,
    /// Whether either score is of a small sample: asked before anything else, as z holds only roughly then.
    pub too_few: bool,
    /// Whether both have enough answers and |z| ≥ [`REAL_CHANGE_Z`].
    pub real_change: bool,
}

/// What the comparison of two scores says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One of the two has no answer.
    NoAnswers,
    /// One of the two is a small sample: a difference may be there and not show, or show and not be there.
    TooFew,
    /// No real difference.
    Same,
    /// Really higher.
    Higher,
    /// Really lower.
    Lower,
}

impl Verdict {
    /// What a difference says; `None` where one of the two scores is missing.
    pub fn of(difference: Option<&Difference>) -> Self {
        match difference {
            None => Self::NoAnswers,
            Some(Difference { too_few: true, .. }) => Self::TooFew,
            Some(Difference { real_change: false, .. }) => Self::Same,
            Some(Difference { delta, .. }) if *delta > 0.0 => Self::Higher,
            Some(_) => Self::Lower,
        }
    }
}

/// `of` less `from`. Both are adjusted as for the interval: z = (score - score) / √(SE² + SE²) of answers that have the
/// three made-up ones among them (Lewis, Sauro 2021). `None` where either has no answer.
///
/// Assumes that the two are different answers; many comparisons at once find differences by chance.
pub fn difference(of: &Estimate, from: &Estimate) -> Option<Difference> {
    let delta = of.score? - from.score?;
    let z = Shares::plain(of).z_against(Shares::plain(from));
    let too_few = of.small_sample || from.small_sample;
    Some(Difference { delta, z, p: two_sided_p(z), too_few, real_change: !too_few && is_real(z, delta) })
}

/// Whether the difference to `from` would be a real one if there were `n` answers of the mix of `of`, `n` being enough.
/// `false` where either has no answer.
pub fn would_be_real(of: &Estimate, n: usize, from: &Estimate) -> bool {
    let Some((score, before)) = of.score.zip(from.score) else { return false };
    is_real(Shares::plain(of).grown_to(n).z_against(Shares::plain(from)), score - before)
}

/// Adding answers draws scores towards zero: a difference that turns round by it is none.
fn is_real(z: f64, delta: f64) -> bool {
    z.abs() >= REAL_CHANGE_Z && z.is_sign_positive() == delta.is_sign_positive()
}
