//! Cox regression: what goes with leaving sooner (D. R. Cox, Regression models and life-tables, JRSS B 34 (1972) 187-220).
//!
//! The risk of leaving at any time is a common one times e to the sum of coefficient times value. Coefficients are those
//! of the greatest partial likelihood, by Newton's method; ties go by Efron's rule (B. Efron, JASA 72 (1977) 557-565).
//! Concordance is Harrell's: of the pairs of which it is known who left first, the share in which that one had the higher
//! risk, equal risks counting half. That risks stay proportional is tested, value by value, by whether scaled Schoenfeld
//! residuals go with the rank of time (P. M. Grambsch, T. M. Therneau, Biometrika 81 (1994) 515-526).

use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::likelihood::linear::Cholesky;
use crate::domain::likelihood::scaled::{Scaled, still_moves};
use crate::domain::likelihood::special::chi_square_one_p;

/// Customers: for how long, whether they left then, and their values side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Subjects {
    /// How long each was followed.
    pub times: Vec<f64>,
    /// Whether they left then.
    pub left: Vec<bool>,
    /// The values of each, one list a covariate.
    pub values: Vec<Vec<f64>>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Cox {
    /// By covariate; `None` for one that says nothing the ones before do not.
    pub coefficients: Vec<Option<Coefficient>>,
    /// The logarithm of the partial likelihood.
    pub log_likelihood: f64,
    /// The same with all coefficients zero.
    pub null_log_likelihood: f64,
    /// Harrell's concordance; `None` where no pair can be compared.
    pub concordance: Option<f64>,
}

/// One coefficient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// The logarithm of the factor by which the risk grows with a unit more.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// How often chance alone would make the factor change with time as much.
    pub proportional_p: Option<f64>,
}

const MOST_STEPS: usize = 30;

/// In logarithms of risk by standard deviation: beyond it a risk is endless.
const ENDLESS: f64 = 20.0;

/// Fits; `None` where nobody left, or the likelihood has no maximum: everybody of some kind left, or nobody did.
pub async fn cox<P: Pace>(subjects: &Subjects, pace: &mut P) -> Result<Option<Cox>, Cancelled> {
    let mut order: Vec<usize> = (0..subjects.times.len()).collect();
    let time = |place: &usize| subjects.times.get(*place).copied().unwrap_or_default();
    order.sort_by(|left, right| time(right).total_cmp(&time(left)));
    let scaled = Scaled::all(&subjects.values);
    let used: Vec<&Scaled> = scaled.iter().flatten().collect();
    let rows: Vec<Row> = order
        .iter()
        .map(|place| Row {
            time: time(place),
            left: subjects.left.get(*place).copied().unwrap_or_default(),
            values: used.iter().map(|scaled| scaled.values.get(*place).copied().unwrap_or_default()).collect(),
        })
        .collect();
    if used.is_empty() || !rows.iter().any(|row| row.left) {
        return Ok(None);
    }
    let mut beta = vec![0.0; used.len()];
    let mut at = Partial::at(&rows, &beta, None, pace).await?;
    let null_log_likelihood = at.log_likelihood;
    let mut covariance = None;
    for _ in 0..MOST_STEPS {
        let Some(cholesky) = Cholesky::of(&at.information) else { return Ok(None) };
        let step = cholesky.solve(&at.score);
        let gain: f64 = step.iter().zip(&at.score).map(|(step, score)| step * score).sum();
        if gain < 1e-10 {
            // A value whose risk is endless.
            if used.iter().zip(&step).any(|(covariate, step)| still_moves(covariate, *step)) {
                return Ok(None);
            }
            covariance = Some(cholesky.inverse());
            break;
        }
        let mut scale = 1.0;
        loop {
            let next: Vec<f64> = beta.iter().zip(&step).map(|(beta, step)| beta + scale * step).collect();
            let found = Partial::at(&rows, &next, None, pace).await?;
            if found.log_likelihood >= at.log_likelihood || scale < 1e-4 {
                (beta, at) = (next, found);
                break;
            }
            scale /= 2.0;
        }
        if beta.iter().any(|beta| beta.abs() > ENDLESS) {
            return Ok(None);
        }
    }
    let Some(covariance) = covariance else { return Ok(None) };
    let changes = changes(&rows, &beta, &covariance, pace).await?;
    let mut found = covariance.iter().enumerate().zip(&beta).zip(changes).zip(&used);
    let coefficients = scaled
        .iter()
        .map(|scaled| {
            scaled.as_ref()?;
            let ((((at, row), beta), change), used) = found.next()?;
            let error = row.get(at)?.sqrt();
            Some(Coefficient { value: beta / used.scale, standard_error: error / used.scale, proportional_p: change })
        })
        .collect();
    let concordance = concordance(&rows, &beta);
    Ok(Some(Cox { coefficients, log_likelihood: at.log_likelihood, null_log_likelihood, concordance }))
}

struct Row {
    time: f64,
    left: bool,
    values: Vec<f64>,
}

impl Row {
    fn risk(&self, beta: &[f64]) -> f64 {
        self.values.iter().zip(beta).map(|(value, beta)| value * beta).sum()
    }
}

/// The partial likelihood under coefficients, with its first and second derivatives.
struct Partial {
    log_likelihood: f64,
    score: Vec<f64>,
    information: Vec<Vec<f64>>,
}

/// The sums over those still followed.
#[derive(Clone)]
struct Sums {
    weight: f64,
    first: Vec<f64>,
    /// The lower triangle.
    second: Vec<Vec<f64>>,
}

impl Sums {
    fn new(count: usize) -> Self {
        Self { weight: 0.0, first: vec![0.0; count], second: (1..=count).map(|length| vec![0.0; length]).collect() }
    }

    fn add(&mut self, weight: f64, values: &[f64]) {
        self.weight += weight;
        for ((first, row), value) in self.first.iter_mut().zip(&mut self.second).zip(values) {
            let weighted = weight * value;
            *first += weighted;
            row.iter_mut().zip(values).for_each(|(sum, other)| *sum += weighted * other);
        }
    }
}

/// What is done with the values of each who left, and the mean of those followed then.
type Residuals<'a> = &'a mut dyn FnMut(f64, &[f64], &[f64]);

/// Rows between two breaths.
const STRETCH: usize = 4_096;

impl Partial {
    async fn at<P: Pace>(
        rows: &[Row],
        beta: &[f64],
        mut residuals: Option<Residuals<'_>>,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let count = beta.len();
        let mut found =
            Self { log_likelihood: 0.0, score: vec![0.0; count], information: vec![vec![0.0; count]; count] };
        let mut followed = Sums::new(count);
        let mut since = 0;
        for same in rows.chunk_by(|left, right| left.time.total_cmp(&right.time).is_eq()) {
            let mut gone = Sums::new(count);
            let mut ties = 0_u32;
            for row in same {
                let risk = row.risk(beta);
                let weight = libm::exp(risk);
                followed.add(weight, &row.values);
                if row.left {
                    gone.add(weight, &row.values);
                    ties += 1;
                    found.log_likelihood += risk;
                    found.score.iter_mut().zip(&row.values).for_each(|(score, value)| *score += value);
                }
            }
            found.leave(&followed, &gone, ties);
            if let Some(residuals) = &mut residuals
                && ties > 0
            {
                let mean = tied_mean(&followed, &gone, ties);
                for row in same.iter().filter(|row| row.left) {
                    residuals(row.time, &row.values, &mean);
                }
            }
            since += same.len();
            if since > STRETCH {
                since = 0;
                pace.breathe(Progress::default()).await?;
            }
        }
        Ok(found)
    }

    /// So many leave at once: each of them sees an equal part of the others gone.
    fn leave(&mut self, followed: &Sums, gone: &Sums, ties: u32) {
        for tie in 0..ties {
            let part = f64::from(tie) / f64::from(ties);
            let weight = followed.weight - part * gone.weight;
            self.log_likelihood -= libm::log(weight);
            let mean: Vec<f64> =
                followed.first.iter().zip(&gone.first).map(|(all, gone)| (all - part * gone) / weight).collect();
            self.score.iter_mut().zip(&mean).for_each(|(score, mean)| *score -= mean);
            let triangle = followed.second.iter().zip(&gone.second).enumerate();
            for (place, (all, gone)) in triangle {
                let own = mean.get(place).copied().unwrap_or_default();
                for (other, (all, gone)) in all.iter().zip(gone).enumerate() {
                    let value = (all - part * gone) / weight - own * mean.get(other).copied().unwrap_or_default();
                    for (row, column) in
                        [(place, other), (other, place)].into_iter().take(1 + usize::from(place != other))
                    {
                        if let Some(cell) = self.information.get_mut(row).and_then(|row| row.get_mut(column)) {
                            *cell += value;
                        }
                    }
                }
            }
        }
    }
}

/// The mean of those followed when so many leave at once.
fn tied_mean(followed: &Sums, gone: &Sums, ties: u32) -> Vec<f64> {
    let mut mean = vec![0.0; followed.first.len()];
    for tie in 0..ties {
        let part = f64::from(tie) / f64::from(ties);
        let weight = (followed.weight - part * gone.weight) * f64::from(ties);
        let firsts = followed.first.iter().zip(&gone.first);
        mean.iter_mut().zip(firsts).for_each(|(mean, (all, gone))| *mean += (all - part * gone) / weight);
    }
    mean
}

/// By coefficient: how often chance alone would make it change with the rank of time as much.
async fn changes<P: Pace>(
    rows: &[Row],
    beta: &[f64],
    covariance: &[Vec<f64>],
    pace: &mut P,
) -> Result<Vec<Option<f64>>, Cancelled> {
    let mut events: Vec<(f64, Vec<f64>)> = Vec::new();
    let mut take = |time: f64, values: &[f64], mean: &[f64]| {
        events.push((time, values.iter().zip(mean).map(|(value, mean)| value - mean).collect()));
    };
    Partial::at(rows, beta, Some(&mut take), pace).await?;
    events.reverse();
    let n = events.len() as f64;
    // Ranks of time around their mean, ties sharing theirs.
    let mut ranks = Vec::with_capacity(events.len());
    for same in events.chunk_by(|left, right| left.0.total_cmp(&right.0).is_eq()) {
        let rank = ranks.len() as f64 + f64::midpoint(same.len() as f64, 1.0) - f64::midpoint(n, 1.0);
        ranks.extend(same.iter().map(|_| rank));
    }
    let spread: f64 = ranks.iter().map(|rank| rank * rank).sum();
    let mut along = vec![0.0; beta.len()];
    for ((_, residual), rank) in events.iter().zip(&ranks) {
        along.iter_mut().zip(residual).for_each(|(sum, residual)| *sum += rank * residual);
    }
    let test = |(place, row): (usize, &Vec<f64>)| {
        let slope: f64 = row.iter().zip(&along).map(|(value, along)| value * along).sum();
        let statistic = slope * slope * n / (row.get(place)? * spread);
        statistic.is_finite().then(|| chi_square_one_p(statistic))
    };
    Ok(covariance.iter().enumerate().map(test).collect())
}

/// Harrell's concordance, in n log n: from the longest time to the shortest, who left is compared with all who were
/// followed for longer, counted by rank of their risk.
fn concordance(rows: &[Row], beta: &[f64]) -> Option<f64> {
    let risks: Vec<f64> = rows.iter().map(|row| row.risk(beta)).collect();
    let mut distinct = risks.clone();
    distinct.sort_unstable_by(f64::total_cmp);
    distinct.dedup_by(|left, right| (*left - *right).abs() < 1e-12);
    let rank = |risk: f64| distinct.partition_point(|known| *known < risk - 5e-13);
    let mut counts = vec![0_u64; distinct.len() + 1];
    // Counts by binary indexed tree.
    let add = |counts: &mut Vec<u64>, rank: usize| {
        let mut place = rank + 1;
        while let Some(count) = counts.get_mut(place) {
            *count += 1;
            place += place & place.wrapping_neg();
        }
    };
    let below = |counts: &[u64], rank: usize| {
        let (mut place, mut sum) = (rank, 0);
        while place > 0 {
            sum += counts.get(place).copied().unwrap_or_default();
            place &= place - 1;
        }
        sum
    };
    let (mut longer, mut pairs, mut right, mut equal) = (0_u64, 0_u64, 0_u64, 0_u64);
    let mut start = 0;
    for same in rows.chunk_by(|left, right| left.time.total_cmp(&right.time).is_eq()) {
        let own = risks.get(start..start + same.len()).unwrap_or_default();
        start += same.len();
        let of =
            |left: bool| same.iter().zip(own).filter(move |(row, _)| row.left == left).map(|(_, risk)| rank(*risk));
        // Who was lost from sight at a time was there when others left at it.
        for rank in of(false) {
            add(&mut counts, rank);
            longer += 1;
        }
        for rank in of(true) {
            let lower = below(&counts, rank);
            pairs += longer;
            right += lower;
            equal += below(&counts, rank + 1) - lower;
        }
        for rank in of(true) {
            add(&mut counts, rank);
            longer += 1;
        }
    }
    (pairs > 0).then(|| (right as f64 + equal as f64 / 2.0) / pairs as f64)
}
