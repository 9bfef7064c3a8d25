//! The search for the parameters under which the data are likeliest.

#![allow(clippy::similar_names)] // a pace and a place are told apart by their types

use serde::Serialize;

use crate::domain::intake::{Cancelled, Pace, Progress};

use super::dual::{Dual, MOST};

/// The logarithm of a likelihood, as a sum over pieces of the data, each short enough for a browser.
pub trait Likelihood {
    /// How many parameters it has, at most [`MOST`]; all are positive.
    fn parameters(&self) -> usize;

    /// How many pieces.
    fn pieces(&self) -> usize;

    /// The part of one piece under these parameters.
    fn piece(&self, piece: usize, parameters: &[Dual; MOST]) -> Dual;
}

/// Why parameters found are none to build on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The search found no maximum.
    NotConverged,
    /// A parameter runs away: the likelihood grows towards the border of what is possible.
    Border,
    /// Very different parameters explain the data as well.
    Flat,
}

/// The likeliest parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// How many parameters there are; the rest of each list is blank.
    pub count: usize,
    /// The parameters.
    pub parameters: [f64; MOST],
    /// The logarithm of the likelihood there.
    pub log_likelihood: f64,
    /// Variances and covariances of the parameters' logarithms; `None` where there is no maximum.
    pub covariance: Option<Square>,
    /// Why this is none to build on.
    pub doubt: Option<Doubt>,
}

/// A square of numbers, of which the first few rows and columns are used.
pub type Square = [[f64; MOST]; MOST];

impl Fit {
    /// The standard error of a parameter, from that of its logarithm; `None` where there is no maximum.
    pub fn standard_error(&self, place: usize) -> Option<f64> {
        let variance = *self.covariance?.get(place)?.get(place)?;
        Some(self.parameters.get(place)? * variance.sqrt())
    }

    /// The standard error of a figure computed from the parameters (delta method): `figure` is asked on both sides of
    /// each. `None` where there is no maximum.
    pub fn error_of(&self, figure: impl Fn(&[f64; MOST]) -> f64) -> Option<f64> {
        let covariance = self.covariance?;
        let mut slopes = [0.0; MOST];
        for (place, slope) in slopes.iter_mut().enumerate().take(self.count) {
            *slope = difference(&self.parameters, place, &figure);
        }
        let rows = slopes.iter().zip(&covariance);
        let variance: f64 = rows
            .map(|(slope, row)| slope * row.iter().zip(&slopes).map(|(value, slope)| value * slope).sum::<f64>())
            .sum();
        Some(variance.max(0.0).sqrt())
    }
}

/// How much a figure changes with the logarithm of one parameter.
pub fn difference(parameters: &[f64; MOST], place: usize, figure: impl Fn(&[f64; MOST]) -> f64) -> f64 {
    let at = |step: f64| {
        let mut moved = *parameters;
        if let Some(parameter) = moved.get_mut(place) {
            *parameter *= libm::exp(step);
        }
        figure(&moved)
    };
    (at(STEP) - at(-STEP)) / (2.0 * STEP)
}

/// The step of differences, on the scale of logarithms.
const STEP: f64 = 1e-4;

/// Steps of the search from one start.
const MOST_STEPS: usize = 120;

/// Newton's steps at the end.
const MOST_POLISHING: usize = 8;

/// A gain that is a smaller share of the likelihood is lost in rounding.
const UNSEEN: f64 = 1e-13;

/// The likelihood bends alike as far as this, on the scale of logarithms.
const NEAR: f64 = 1e-5;

/// Parameters are looked for between e to the power of minus and plus this.
const FARTHEST: f64 = 16.0;

/// Beyond this, and below its reciprocal, a parameter runs away.
const RUN_AWAY: f64 = 1e4;

/// A search that runs away is over once a step gains less than this: as likelihoods go, nothing.
const LEAST_GAIN: f64 = 0.1;

/// A greater standard error of a parameter's logarithm says that very different ones do as well: a factor of 4.5 to
/// either side.
const FLAT: f64 = 1.5;

/// The likeliest parameters, the best of what is found from each of `starts`. Gives way between pieces.
pub async fn maximise<P: Pace>(
    likelihood: &dyn Likelihood,
    starts: &[[f64; MOST]],
    pace: &mut P,
) -> Result<Fit, Cancelled> {
    let mut search = Search { likelihood, pace, gone: 0 };
    let mut best: Option<Climb> = None;
    for start in starts {
        let mut climb = Climb::from(start.map(libm::log), &mut search).await?;
        climb.up(None, &mut search).await?;
        if best.as_ref().is_none_or(|best| climb.at.value > best.at.value || !best.at.value.is_finite()) {
            best = Some(climb);
        }
    }
    if let Some(climb) = best {
        return climb.fit(&mut search).await;
    }
    let (nothing, doubt) = ([f64::NAN; MOST], Some(Doubt::NotConverged));
    Ok(Fit { count: 0, parameters: nothing, log_likelihood: f64::NAN, covariance: None, doubt })
}

/// The likeliest parameters of much data, begun with an evenly spaced part of it, its `share`.
///
/// # Errors
/// As [`maximise`].
pub async fn maximise_by_part<P: Pace>(
    all: &dyn Likelihood,
    (part, share): (&dyn Likelihood, f64),
    starts: &[[f64; MOST]],
    pace: &mut P,
) -> Result<Fit, Cancelled> {
    let first = maximise(part, starts, pace).await?;
    if first.doubt.is_none() {
        let found = refine(all, &first, share, pace).await?;
        if found.doubt.is_none() {
            return Ok(found);
        }
    }
    // What has no best fit in a part may have one in all.
    let starts: Vec<_> = [first.parameters].into_iter().chain(starts.first().copied()).collect();
    maximise(all, &starts, pace).await
}

/// The likeliest parameters, from those of an evenly spaced part of the data. The part says how the likelihood bends as
/// well: with `share` of the data it bends that much less. A few steps are enough then, of one look at the data each.
async fn refine<P: Pace>(
    likelihood: &dyn Likelihood,
    of_part: &Fit,
    share: f64,
    pace: &mut P,
) -> Result<Fit, Cancelled> {
    let mut search = Search { likelihood, pace, gone: 0 };
    let mut climb = Climb::from(of_part.parameters.map(libm::log), &mut search).await?;
    let bend = of_part.covariance.map(|covariance| covariance.map(|row| row.map(|value| value * share)));
    climb.up(bend, &mut search).await?;
    climb.fit(&mut search).await
}

fn sound(inverse: &Square, place: usize) -> bool {
    inverse.get(place).and_then(|row| row.get(place)).is_some_and(|variance| (0.0..=FLAT * FLAT).contains(variance))
}

/// What is looked at, and how much of it was.
struct Search<'a, P> {
    likelihood: &'a dyn Likelihood,
    pace: &'a mut P,
    /// Pieces gone through. How many there will be nobody knows.
    gone: u64,
}

impl<P: Pace> Search<'_, P> {
    /// The likelihood and its slopes by the logarithms of the parameters.
    async fn at(&mut self, place: &[f64; MOST]) -> Result<Dual, Cancelled> {
        let mut parameters = [Dual::default(); MOST];
        let count = self.likelihood.parameters();
        for (number, (parameter, logarithm)) in parameters.iter_mut().zip(place).enumerate().take(count) {
            *parameter = Dual::parameter(*logarithm, number).exp();
        }
        let mut sum = Dual::default();
        for piece in 0..self.likelihood.pieces() {
            sum = sum + self.likelihood.piece(piece, &parameters);
            self.gone += 1;
            self.pace.breathe(Progress { rows: self.gone, ..Progress::default() }).await?;
        }
        Ok(sum)
    }
}

/// A search from one start.
struct Climb {
    count: usize,
    place: [f64; MOST],
    at: Dual,
    converged: bool,
}

impl Climb {
    async fn from<P: Pace>(place: [f64; MOST], search: &mut Search<'_, P>) -> Result<Self, Cancelled> {
        let at = search.at(&place).await?;
        Ok(Self { count: search.likelihood.parameters(), place, at, converged: false })
    }

    /// What was found, and whether it can be built on.
    async fn fit<P: Pace>(mut self, search: &mut Search<'_, P>) -> Result<Fit, Cancelled> {
        // There is no maximum where it runs to.
        let inverse = if self.runs_away() { None } else { self.polish(search).await? };
        let doubt = match &inverse {
            _ if self.runs_away() => Some(Doubt::Border),
            _ if !self.converged => Some(Doubt::NotConverged),
            Some(inverse) if (0..self.count).all(|place| sound(inverse, place)) => None,
            _ => Some(Doubt::Flat),
        };
        let covariance = inverse.filter(|_| doubt.is_none());
        let parameters = self.place.map(libm::exp);
        Ok(Fit { count: self.count, parameters, log_likelihood: self.at.value, covariance, doubt })
    }

    /// Whether a parameter is so large or small that the likelihood is hardly any other without it.
    fn runs_away(&self) -> bool {
        self.place.iter().take(self.count).any(|logarithm| logarithm.abs() > libm::log(RUN_AWAY))
    }

    /// Goes along a direction as far as it goes up enough; whether it did.
    async fn step<P: Pace>(&mut self, direction: &[f64; MOST], search: &mut Search<'_, P>) -> Result<bool, Cancelled> {
        let rise = dot(direction, &self.at.slope);
        if rise.is_nan() || rise <= 0.0 {
            return Ok(false);
        }
        // No step multiplies a parameter by more than about seven.
        let longest = direction.iter().fold(0.0_f64, |longest, step| longest.max(step.abs()));
        let mut scale = if longest > 2.0 { 2.0 / longest } else { 1.0 };
        for _ in 0..30 {
            let mut place = self.place;
            place.iter_mut().zip(direction).for_each(|(place, step)| {
                *place = (*place + scale * step).clamp(-FARTHEST, FARTHEST);
            });
            let found = search.at(&place).await?;
            if found.value.is_finite() && found.value >= self.at.value + 1e-4 * scale * rise {
                (self.place, self.at) = (place, found);
                return Ok(true);
            }
            scale *= 0.4;
        }
        Ok(false)
    }

    /// BFGS (J. Nocedal, S. J. Wright, Numerical Optimization, 6.1); `bend` is what is known of the inverse of the negative
    /// second derivatives.
    async fn up<P: Pace>(&mut self, bend: Option<Square>, search: &mut Search<'_, P>) -> Result<(), Cancelled> {
        let steepest = |slope: &[f64; MOST]| {
            let scale = slope.iter().fold(1.0_f64, |largest, slope| largest.max(slope.abs()));
            diagonal(1.0 / scale)
        };
        let (mut inverse, mut fresh) = (bend.unwrap_or_else(|| steepest(&self.at.slope)), bend.is_none());
        for _ in 0..MOST_STEPS {
            let before = (self.place, self.at);
            let direction = product(&inverse, &self.at.slope);
            // Where the bend is known it is known too how much is still to be gained.
            if bend.is_some() && !fresh && dot(&direction, &self.at.slope).abs() < 1e-6 {
                break;
            }
            if !self.step(&direction, search).await? {
                if fresh {
                    break;
                }
                (inverse, fresh) = (steepest(&self.at.slope), true);
                continue;
            }
            let gain = self.at.value - before.1.value;
            // On its way to the border it would go on for ever, for less and less.
            let least = if bend.is_some() { UNSEEN } else { 1e-9 };
            if self.runs_away() && gain < LEAST_GAIN || !fresh && gain < least * (1.0 + self.at.value.abs()) {
                break;
            }
            let moved = minus(&self.place, &before.0);
            let bent = minus(&before.1.slope, &self.at.slope);
            fresh = !update(&mut inverse, &moved, &bent);
        }
        Ok(())
    }

    /// Newton's steps to the maximum; gives the inverse of the negative second derivatives there, if there is one.
    async fn polish<P: Pace>(&mut self, search: &mut Search<'_, P>) -> Result<Option<Square>, Cancelled> {
        let mut known = None;
        for _ in 0..MOST_POLISHING {
            let inverse = match known {
                Some(inverse) => inverse,
                None => match self.inverse(search).await? {
                    Some(inverse) => inverse,
                    None => return Ok(None),
                },
            };
            let direction = product(&inverse, &self.at.slope);
            // Twice what is still to be gained.
            let gain = dot(&direction, &self.at.slope);
            let shorter = |length: f64| direction.iter().all(|step| step.abs() < length);
            if gain < 1e-7 && (gain < 1e-13 || shorter(1e-9)) {
                self.converged = true;
                return Ok(Some(inverse));
            }
            // A sum so large does not show what is gained, but its slopes do: that step is the last.
            if gain < UNSEEN * self.at.value.abs() {
                self.place.iter_mut().zip(direction).for_each(|(place, step)| *place += step);
                self.at = search.at(&self.place).await?;
                self.converged = true;
                return Ok(Some(inverse));
            }
            if !self.step(&direction, search).await? {
                self.converged = gain < 1e-5;
                return Ok(Some(inverse));
            }
            // It bends no other way so near.
            known = Some(inverse).filter(|_| shorter(NEAR));
        }
        let inverse = self.inverse(search).await?;
        self.converged = inverse.is_some_and(|inverse| dot(&product(&inverse, &self.at.slope), &self.at.slope) < 1e-5);
        Ok(inverse)
    }

    /// The inverse of the negative second derivatives; `None` unless all directions go down.
    async fn inverse<P: Pace>(&self, search: &mut Search<'_, P>) -> Result<Option<Square>, Cancelled> {
        Ok(inverted(&self.curvature(search).await?, self.count))
    }

    /// The negative second derivatives, as differences of exact first ones.
    async fn curvature<P: Pace>(&self, search: &mut Search<'_, P>) -> Result<Square, Cancelled> {
        let mut found = [[0.0; MOST]; MOST];
        for (place, row) in found.iter_mut().enumerate().take(self.count) {
            let mut slopes = [[0.0; MOST]; 2];
            for (slopes, step) in slopes.iter_mut().zip([STEP, -STEP]) {
                let mut moved = self.place;
                if let Some(logarithm) = moved.get_mut(place) {
                    *logarithm += step;
                }
                *slopes = search.at(&moved).await?.slope;
            }
            let [up, down] = slopes;
            *row = minus(&down, &up).map(|slope| slope / (2.0 * STEP));
        }
        Ok(found)
    }
}

fn dot(left: &[f64; MOST], right: &[f64; MOST]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

fn minus(left: &[f64; MOST], right: &[f64; MOST]) -> [f64; MOST] {
    let mut found = *left;
    found.iter_mut().zip(right).for_each(|(left, right)| *left -= right);
    found
}

fn product(square: &Square, vector: &[f64; MOST]) -> [f64; MOST] {
    square.map(|row| dot(&row, vector))
}

fn diagonal(value: f64) -> Square {
    let mut found = [[0.0; MOST]; MOST];
    for (place, row) in found.iter_mut().enumerate() {
        if let Some(own) = row.get_mut(place) {
            *own = value;
        }
    }
    found
}

/// BFGS's correction of the inverse; whether there was anything to learn.
fn update(inverse: &mut Square, moved: &[f64; MOST], bent: &[f64; MOST]) -> bool {
    let along = dot(moved, bent);
    if along.is_nan() || along <= 1e-14 {
        return false;
    }
    let turned = product(inverse, bent);
    let scale = (1.0 + dot(bent, &turned) / along) / along;
    for ((row, moved_row), turned_row) in inverse.iter_mut().zip(moved).zip(turned) {
        for ((value, moved), turned) in row.iter_mut().zip(moved).zip(turned) {
            *value += scale * moved_row * moved - (turned_row * moved + moved_row * turned) / along;
        }
    }
    true
}

/// The inverse of the first rows and columns, by Cholesky; `None` unless all its directions go down.
fn inverted(square: &Square, count: usize) -> Option<Square> {
    let rows: Vec<Vec<f64>> = square.iter().take(count).map(|row| row.iter().take(count).copied().collect()).collect();
    let inverse = super::linear::Cholesky::of(&rows)?.inverse();
    let mut found = [[0.0; MOST]; MOST];
    for (row, inverse) in found.iter_mut().zip(inverse) {
        row.iter_mut().zip(inverse).for_each(|(value, inverse)| *value = inverse);
    }
    Some(found)
}
