//! Logistic regression: how likely something is, by what is known before (D. R. Cox, The regression analysis of binary
//! sequences, JRSS B 20 (1958) 215-242).
//!
//! The logarithm of the odds is an intercept and a sum of coefficient times value; coefficients are those of the greatest
//! likelihood, by Newton's method, without a penalty. Where the values tell the two outcomes apart without fail there is
//! no maximum, and no fit; where a value does for some alone, its coefficient is said to be endless.

use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::likelihood::linear::Cholesky;
use crate::domain::likelihood::scaled::{Scaled, still_moves};

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Logistic {
    /// The logarithm of the odds where all values are zero.
    pub intercept: f64,
    /// By covariate; `None` for one that does not vary, or says nothing the ones before do not.
    pub coefficients: Vec<Option<Coefficient>>,
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
}

/// One coefficient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// By how much the logarithm of the odds grows with a unit more.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The standard deviation of the covariate.
    pub spread: f64,
    /// Whether a value of the covariate tells some outcome without fail: the greatest likelihood lies beyond any
    /// coefficient, so that value and error are those at which the search ended. Chances are sound all the same.
    pub endless: bool,
}

const MOST_STEPS: usize = 50;

/// In logarithms of odds by standard deviation: beyond it a value tells outcomes apart without fail.
const ENDLESS: f64 = 30.0;

/// Rows between two breaths.
const STRETCH: usize = 4_096;

impl Logistic {
    /// Fits to values, one list a covariate, and to whether it happened; `None` where it always or never did, or there is
    /// no maximum.
    pub async fn fit<P: Pace>(values: &[Vec<f64>], happened: &[bool], pace: &mut P) -> Result<Option<Self>, Cancelled> {
        let scaled = Scaled::all(values);
        let used: Vec<&Scaled> = scaled.iter().flatten().collect();
        if used.is_empty() || happened.iter().all(|one| *one) || !happened.iter().any(|one| *one) {
            return Ok(None);
        }
        let mut beta = vec![0.0; used.len() + 1];
        let mut at = At::of(&used, happened, &beta, pace).await?;
        for _ in 0..MOST_STEPS {
            let Some(cholesky) = Cholesky::of(&at.information) else { return Ok(None) };
            let step = cholesky.solve(&at.score);
            let gain: f64 = step.iter().zip(&at.score).map(|(step, score)| step * score).sum();
            if gain < 1e-12 {
                let mut fit = Self::unscaled(&scaled, &beta, &cholesky.inverse(), at.log_likelihood);
                let found = fit.coefficients.iter_mut().flatten().zip(used.iter().zip(step.iter().skip(1)));
                found.for_each(|(found, (covariate, step))| found.endless = still_moves(covariate, *step));
                return Ok(Some(fit));
            }
            let mut part = 1.0;
            loop {
                let next: Vec<f64> = beta.iter().zip(&step).map(|(beta, step)| beta + part * step).collect();
                let found = At::of(&used, happened, &next, pace).await?;
                if found.log_likelihood >= at.log_likelihood || part < 1e-4 {
                    (beta, at) = (next, found);
                    break;
                }
                part /= 2.0;
            }
            if beta.iter().any(|beta| beta.abs() > ENDLESS) {
                return Ok(None);
            }
        }
        Ok(None)
    }

    /// In the units of the values.
    fn unscaled(scaled: &[Option<Scaled>], beta: &[f64], covariance: &[Vec<f64>], log_likelihood: f64) -> Self {
        let mut intercept = beta.first().copied().unwrap_or_default();
        let mut found = beta.iter().zip(covariance).enumerate().skip(1);
        let of = |scaled: &Option<Scaled>| {
            let scaled = scaled.as_ref()?;
            let (place, (beta, row)) = found.next()?;
            let value = beta / scaled.scale;
            intercept -= value * scaled.mean;
            let standard_error = row.get(place)?.sqrt() / scaled.scale;
            Some(Coefficient { value, standard_error, spread: scaled.scale, endless: false })
        };
        let coefficients = scaled.iter().map(of).collect();
        Self { intercept, coefficients, log_likelihood }
    }

    /// How likely it is where the covariates have these values, in the order of the fit.
    pub fn chance(&self, values: &[f64]) -> f64 {
        let used = self.coefficients.iter().zip(values);
        let sum: f64 = used.filter_map(|(coefficient, value)| Some(coefficient.as_ref()?.value * value)).sum();
        chance_of(self.intercept + sum)
    }
}

fn chance_of(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

/// The likelihood under coefficients, the intercept first, with its first and second derivatives.
struct At {
    log_likelihood: f64,
    score: Vec<f64>,
    information: Vec<Vec<f64>>,
}

impl At {
    async fn of<P: Pace>(used: &[&Scaled], happened: &[bool], beta: &[f64], pace: &mut P) -> Result<Self, Cancelled> {
        let count = beta.len();
        let mut found =
            Self { log_likelihood: 0.0, score: vec![0.0; count], information: vec![vec![0.0; count]; count] };
        let mut row = vec![1.0; count];
        for (place, happened) in happened.iter().enumerate() {
            for (value, scaled) in row.iter_mut().skip(1).zip(used) {
                *value = scaled.values.get(place).copied().unwrap_or_default();
            }
            found.add(&row, *happened, beta);
            if place % STRETCH == STRETCH - 1 {
                pace.breathe(Progress::default()).await?;
            }
        }
        Ok(found)
    }

    fn add(&mut self, row: &[f64], happened: bool, beta: &[f64]) {
        let log_odds: f64 = row.iter().zip(beta).map(|(value, beta)| value * beta).sum();
        let chance = chance_of(log_odds);
        let surprise = if happened { -log_odds } else { log_odds };
        // ln(1 + e^x), which does not overflow.
        self.log_likelihood -= surprise.max(0.0) + libm::log1p(libm::exp(-surprise.abs()));
        let rest = f64::from(u8::from(happened)) - chance;
        let weight = chance * (1.0 - chance);
        for ((score, line), value) in self.score.iter_mut().zip(&mut self.information).zip(row) {
            *score += rest * value;
            line.iter_mut().zip(row).for_each(|(sum, other)| *sum += weight * value * other);
        }
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used)] // a test fails by panicking
mod tests {
    use super::*;
    use crate::domain::intake::{Unpaced, block_on_ready};

    fn fit(values: &[Vec<f64>], happened: &[bool]) -> Option<Logistic> {
        block_on_ready(Logistic::fit(values, happened, &mut Unpaced)).unwrap()
    }

    /// `Logit` of statsmodels 0.14 on the same columns.
    #[test]
    fn a_fit_equals_that_of_statsmodels() {
        let rossi = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/survival_lifelines/rossi.csv");
        let text = std::fs::read_to_string(rossi).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        let column = |name: &str| -> Vec<f64> {
            let place = rows[0].iter().position(|header| *header == name).unwrap();
            rows[1..].iter().map(|row| row[place].parse().unwrap()).collect()
        };
        let expected = [
            ("fin", -0.437_282_825_932, 0.228_533_622_928),
            ("age", -0.067_421_630_687, 0.024_376_142_250),
            ("race", 0.353_856_100_826, 0.364_278_249_564),
            ("wexp", -0.152_364_128_624, 0.250_777_751_239),
            ("mar", -0.490_152_135_757, 0.422_569_161_057),
            ("paro", -0.088_145_967_749, 0.236_197_347_298),
            ("prio", 0.101_362_559_827, 0.038_143_566_184),
        ];
        let mut values: Vec<Vec<f64>> = expected.iter().map(|(name, ..)| column(name)).collect();
        // Says nothing that `fin` does not.
        values.push(column("fin").iter().map(|value| 3.0 - 2.0 * value).collect());
        let arrested: Vec<bool> = column("arrest").iter().map(|value| *value > 0.0).collect();
        let found = fit(&values, &arrested).unwrap();
        assert!((found.intercept - 0.342_888_778_639).abs() < 1e-8, "{}", found.intercept);
        assert!((found.log_likelihood + 233.684_517_460_121).abs() < 1e-9, "{}", found.log_likelihood);
        for (coefficient, (name, value, error)) in found.coefficients.iter().zip(expected) {
            let coefficient = coefficient.unwrap();
            assert!((coefficient.value - value).abs() < 1e-8, "{name}: {coefficient:?}");
            assert!((coefficient.standard_error - error).abs() < 1e-8, "{name}: {coefficient:?}");
        }
        assert_eq!(found.coefficients[7], None);
        let row: Vec<f64> = values.iter().map(|column| column[0]).collect();
        let log_odds: f64 =
            0.342_888_778_639 + expected.iter().zip(&row).map(|((_, value, _), x)| value * x).sum::<f64>();
        assert!((found.chance(&row) - 1.0 / (1.0 + (-log_odds).exp())).abs() < 1e-8);
    }

    #[test]
    fn what_tells_outcomes_apart_without_fail_has_no_fit() {
        let values = [vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]];
        assert_eq!(fit(&values, &[false, false, false, true, true, true]), None);
    }

    /// The likelihood is flat long before the coefficient is large.
    #[test]
    fn what_tells_some_outcomes_without_fail_is_endless() {
        let rare: Vec<f64> = (0..1_000).map(|row| f64::from(u8::from(row % 100 == 0))).collect();
        let age: Vec<f64> = (0..1_000).map(|row| f64::from(row % 37)).collect();
        let happened: Vec<bool> = (0..1_000).map(|row| row % 100 == 0 || row % 7 == 0).collect();
        let endless = |happened: &[bool]| {
            let found = fit(&[age.clone(), rare.clone()], happened).unwrap();
            found.coefficients.iter().map(|one| one.unwrap().endless).collect::<Vec<_>>()
        };
        assert_eq!(endless(&happened), [false, true]);
        let all_but_one: Vec<bool> =
            happened.iter().enumerate().map(|(row, happened)| *happened && row != 500).collect();
        assert_eq!(endless(&all_but_one), [false, false]);
    }

    #[test]
    fn without_two_outcomes_or_a_covariate_there_is_no_fit() {
        let values = [vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]];
        assert_eq!(fit(&values, &[true; 6]), None);
        assert_eq!(fit(&[vec![1.0; 6]], &[true, false, true, false, true, false]), None);
        assert_eq!(fit(&[], &[]), None);
        assert!(fit(&values, &[false, true, false, true, false, true]).is_some());
    }
}
