//! What a purchase brings: the Gamma-Gamma model (P. S. Fader, B. G. S. Hardie, The Gamma-Gamma model of monetary value,
//! 2013). A customer's mean over few purchases is pulled towards that of all, the more the fewer they are.
//!
//! It takes what a purchase brings to have nothing to do with how often somebody buys.

use crate::domain::intake::{Cancelled, Pace};
use crate::domain::likelihood::{Dual, Fit, Likelihood, MOST, maximise, maximise_by_part};

/// What a customer spent, first purchase left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spend {
    /// Purchases after the first, at least one.
    pub x: u32,
    /// Their mean, above zero.
    pub mean: f64,
}

/// Spending under parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spending {
    /// Shape of the purchases of one customer.
    pub p: f64,
    /// Shape of the customers.
    pub q: f64,
    /// Scale of the customers.
    pub v: f64,
}

impl Spending {
    /// The likeliest parameters p, q, v. `spends` go by rising x. Gives way.
    pub async fn fit<P: Pace>(spends: &[Spend], pace: &mut P) -> Result<Fit, Cancelled> {
        let mean = spends.iter().map(|spend| spend.mean).sum::<f64>() / (spends.len() as f64).max(1.0);
        let starts = [[2.0, 3.0, mean, 1.0], [6.0, 4.0, mean / 2.0, 1.0], [1.0, 2.0, 2.0 * mean, 1.0]];
        let all = Spends::of(spends);
        let step = spends.len() / super::MOST_AT_FIRST;
        if step < 2 {
            return maximise(&all, &starts, pace).await;
        }
        let part: Vec<Spend> = spends.iter().step_by(step).copied().collect();
        let share = part.len() as f64 / spends.len() as f64;
        maximise_by_part(&all, (&Spends::of(&part), share), &starts, pace).await
    }

    /// Under the parameters of a fit.
    pub fn of(parameters: &[f64; MOST]) -> Self {
        let [p, q, v, _] = *parameters;
        Self { p, q, v }
    }

    /// What a purchase of all customers brings in the mean; it exists where q is above 1.
    pub fn mean(&self) -> f64 {
        self.v * self.p / (self.q - 1.0)
    }

    /// What the next purchases bring in the mean of a customer who spent `mean` at `x`.
    pub fn expected(&self, x: f64, mean: f64) -> f64 {
        self.p * (self.v + x * mean) / (self.p * x + self.q - 1.0)
    }
}

/// Customers, and what of them no parameter changes.
struct Spends<'a> {
    spends: &'a [Spend],
    /// The sum of the logarithms of the means, by piece and by x within it.
    logarithms: Vec<Vec<f64>>,
}

/// Customers of one piece.
const PIECE: usize = 1 << 14;

/// Those of one x side by side.
fn by_x(spends: &[Spend]) -> impl Iterator<Item = &[Spend]> {
    spends.chunk_by(|left, right| left.x == right.x)
}

impl<'a> Spends<'a> {
    fn of(spends: &'a [Spend]) -> Self {
        let sum = |same: &[Spend]| same.iter().map(|spend| libm::log(spend.mean)).sum();
        Self { spends, logarithms: spends.chunks(PIECE).map(|piece| by_x(piece).map(sum).collect()).collect() }
    }
}

impl Likelihood for Spends<'_> {
    fn parameters(&self) -> usize {
        3
    }

    fn pieces(&self) -> usize {
        self.logarithms.len()
    }

    fn piece(&self, piece: usize, parameters: &[Dual; MOST]) -> Dual {
        let [p, q, v, _] = *parameters;
        let of_all = q * v.ln() - q.ln_gamma();
        let spends = self.spends.chunks(PIECE).nth(piece).unwrap_or_default();
        let logarithms = self.logarithms.get(piece).map(Vec::as_slice).unwrap_or_default();
        let mut sum = Dual::default();
        for (same, logarithms) in by_x(spends).zip(logarithms) {
            let x = f64::from(same.first().map_or(0, |spend| spend.x));
            let px = p.times(x);
            let of_x = (px + q).ln_gamma() - px.ln_gamma() + px.times(libm::log(x)) + of_all;
            // ln(v + x mean) of all these, and what it changes by with v: numbers, as no other parameter is in it.
            let (mut value, mut by_v) = (0.0, 0.0);
            for spend in same {
                let total = v.value + x * spend.mean;
                value += libm::log(total);
                by_v += 1.0 / total;
            }
            let spent = v.through(value, by_v);
            sum = sum + of_x.times(same.len() as f64) + (px + -1.0).times(*logarithms) - (px + q) * spent;
        }
        sum
    }
}
