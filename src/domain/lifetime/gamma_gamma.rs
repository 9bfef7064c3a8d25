//! What a purchase brings: the Gamma-Gamma model (P. S. Fader, B. G. S. Hardie, The Gamma-Gamma model of monetary value,
//! 2013). A customer's mean over few purchases is pulled towards that of all, the more the fewer they are.
//!
//! It takes what a purchase brings to have nothing to do with how often somebody buys.

use crate::domain::intake::{Cancelled, Pace};
use crate::domain::likelihood::{Dual, Fit, Likelihood, MOST, maximise};

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
        let part: Vec<Spend> = spends.iter().step_by((spends.len() / super::MOST_AT_FIRST).max(1)).copied().collect();
        let first = maximise(&Spends(&part), &starts, pace).await?;
        if part.len() == spends.len() {
            return Ok(first);
        }
        let [p, q, v, _] = first.parameters;
        maximise(&Spends(spends), &[[p, q, v, 1.0]], pace).await
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

struct Spends<'a>(&'a [Spend]);

impl Likelihood for Spends<'_> {
    fn parameters(&self) -> usize {
        3
    }

    fn pieces(&self) -> usize {
        self.0.len().div_ceil(super::PIECE)
    }

    fn piece(&self, piece: usize, parameters: &[Dual; MOST]) -> Dual {
        let [p, q, v, _] = *parameters;
        let of_all = q * v.ln() - q.ln_gamma();
        let mut known: Option<(u32, Dual)> = None;
        let mut sum = Dual::default();
        for spend in self.0.iter().skip(piece * super::PIECE).take(super::PIECE) {
            let x = f64::from(spend.x);
            let px = p.times(x);
            let of_x = match known {
                Some((known, of_x)) if known == spend.x => of_x,
                _ => (px + q).ln_gamma() - px.ln_gamma() + px.times(libm::log(x)) + of_all,
            };
            known = Some((spend.x, of_x));
            sum = sum + of_x + (px + -1.0).times(libm::log(spend.mean)) - (px + q) * (v + x * spend.mean).ln();
        }
        sum
    }
}
