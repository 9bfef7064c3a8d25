//! Models of what customers without a contract will buy: how often while they are customers, for how long that is, and
//! for how much. Nobody says when such a customer leaves; the models say how likely it is that one has.
//!
//! What a model knows of a customer is a [`Pattern`]: purchases after the first, when the last was, and how long the
//! customer has been followed. Customers of one pattern are one to a model, so that patterns with the number of their
//! customers are all it takes.

#![allow(clippy::many_single_char_names)] // parameters have the letters of the papers

mod beta_geometric;
mod contract;
mod gamma_gamma;
mod pareto;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::domain::intake::{Cancelled, Pace};
use crate::domain::likelihood::special::hypergeometric;
use crate::domain::likelihood::{Dual, Fit, Likelihood, MOST, maximise};

pub use contract::{Contract, Renewals, Tenures};
pub use gamma_gamma::{Spend, Spending};

/// What is known of customers of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pattern {
    /// Purchases after the first.
    pub x: u32,
    /// From the first purchase to the last.
    pub t_x: f64,
    /// From the first purchase to the day up to which they are followed.
    pub t: f64,
    /// How many customers have this pattern.
    pub customers: u32,
}

/// The models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// BG/NBD (P. S. Fader, B. G. S. Hardie, K. L. Lee, Marketing Science 24 (2005) 275-284): a customer can leave after
    /// each purchase but the first. Parameters r, alpha, a, b.
    BgNbd,
    /// MBG/NBD (E. P. Batislam, M. Denizel, A. Filiztekin, IJRM 24 (2007) 201-209): after the first as well. Parameters
    /// r, alpha, a, b.
    MbgNbd,
    /// Pareto/NBD (D. C. Schmittlein, D. G. Morrison, R. Colombo, Management Science 33 (1987) 1-24): at any time.
    /// Parameters r, alpha, s, beta.
    ParetoNbd,
}

impl Model {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::BgNbd, Self::MbgNbd, Self::ParetoNbd];

    /// The name in documents and settings.
    pub const fn key(self) -> &'static str {
        match self {
            Self::BgNbd => "bg_nbd",
            Self::MbgNbd => "mbg_nbd",
            Self::ParetoNbd => "pareto_nbd",
        }
    }

    /// The name people know.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BgNbd => "BG/NBD",
            Self::MbgNbd => "MBG/NBD",
            Self::ParetoNbd => "Pareto/NBD",
        }
    }

    /// The names of its parameters.
    pub const fn parameters(self) -> [&'static str; MOST] {
        match self {
            Self::BgNbd | Self::MbgNbd => ["r", "alpha", "a", "b"],
            Self::ParetoNbd => ["r", "alpha", "s", "beta"],
        }
    }

    /// What of the logarithm of the likelihood depends on x alone.
    fn of_x(self, x: f64, parameters: &[Dual; MOST]) -> Dual {
        let [r, alpha, s, beta] = *parameters;
        let purchases = (r + x).ln_gamma() - r.ln_gamma() + r * alpha.ln();
        match self {
            Self::BgNbd | Self::MbgNbd => purchases + beta_geometric::of_x(self.shift(), x, s, beta),
            Self::ParetoNbd => purchases + s * beta.ln(),
        }
    }

    /// -ln P(alive).
    fn silence(self, pattern: &Pattern, parameters: &[Dual; MOST]) -> Dual {
        match self {
            Self::BgNbd if pattern.x == 0 => Dual::default(),
            Self::BgNbd | Self::MbgNbd => beta_geometric::silence(self.shift(), pattern, parameters),
            Self::ParetoNbd => pareto::silence(pattern, parameters),
        }
    }

    /// MBG/NBD is BG/NBD with one more occasion to leave.
    fn shift(self) -> f64 {
        f64::from(u8::from(self == Self::MbgNbd))
    }

    /// The likeliest parameters, searched from several starts; on many patterns first with a part of them. Gives way.
    pub async fn fit<P: Pace>(self, patterns: &[Pattern], pace: &mut P) -> Result<Fit, Cancelled> {
        let customers: f64 = patterns.iter().map(|pattern| f64::from(pattern.customers)).sum();
        let followed: f64 = patterns.iter().map(|pattern| pattern.t * f64::from(pattern.customers)).sum();
        let mean = (followed / customers.max(1.0)).max(1e-3);
        // The last is for customers who hardly differ.
        let starts = match self {
            Self::BgNbd | Self::MbgNbd => vec![
                [0.5, mean / 4.0, 1.0, 2.0],
                [1.0, mean, 0.5, 5.0],
                [0.2, mean / 10.0, 1.0, 3.0],
                [30.0, 12.0 * mean, 60.0, 1_000.0],
            ],
            Self::ParetoNbd => {
                vec![[0.5, mean / 4.0, 0.6, mean / 4.0], [1.0, mean, 0.3, mean], [0.3, mean / 10.0, 1.0, mean / 2.0]]
            }
        };
        let part: Vec<Pattern> = patterns.iter().step_by((patterns.len() / MOST_AT_FIRST).max(1)).copied().collect();
        if part.len() == patterns.len() {
            return maximise(&Patterns { model: self, patterns }, &starts, pace).await;
        }
        let first = maximise(&Patterns { model: self, patterns: &part }, &starts, pace).await?;
        // What has no best fit in a part may have one in all.
        let again = starts.into_iter().take(usize::from(first.doubt.is_some()));
        let starts: Vec<_> = [first.parameters].into_iter().chain(again).collect();
        maximise(&Patterns { model: self, patterns }, &starts, pace).await
    }
}

/// Patterns a search begins with.
const MOST_AT_FIRST: usize = 1_000;

/// Patterns of one piece.
const PIECE: usize = 2_048;

struct Patterns<'a> {
    model: Model,
    patterns: &'a [Pattern],
}

impl Likelihood for Patterns<'_> {
    fn parameters(&self) -> usize {
        MOST
    }

    fn pieces(&self) -> usize {
        self.patterns.len().div_ceil(PIECE)
    }

    fn piece(&self, piece: usize, parameters: &[Dual; MOST]) -> Dual {
        let [r, alpha, s, beta] = *parameters;
        let mut known: Option<(u32, Dual)> = None;
        let mut sum = Dual::default();
        for pattern in self.patterns.iter().skip(piece * PIECE).take(PIECE) {
            let x = f64::from(pattern.x);
            let of_x = match known {
                Some((known, of_x)) if known == pattern.x => of_x,
                _ => self.model.of_x(x, parameters),
            };
            known = Some((pattern.x, of_x));
            let mut one = of_x - (r + x) * (alpha + pattern.t).ln() + self.model.silence(pattern, parameters);
            if self.model == Model::ParetoNbd {
                one = one - s * (beta + pattern.t).ln();
            }
            sum = sum + one.times(f64::from(pattern.customers));
        }
        sum
    }
}

/// A model under parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fitted {
    /// The model.
    pub model: Model,
    /// Its parameters, in the order of [`Model::parameters`].
    pub parameters: [f64; MOST],
}

impl Fitted {
    /// How likely it is that a customer of this pattern is one still.
    pub fn p_alive(&self, pattern: &Pattern) -> f64 {
        libm::exp(-self.model.silence(pattern, &self.parameters.map(Dual::constant)).value)
    }

    /// Purchases of a customer of this pattern in the next `t`. `p_alive` is what [`Fitted::p_alive`] says of the pattern.
    pub fn expected(&self, pattern: &Pattern, p_alive: f64, t: f64) -> f64 {
        let [r, alpha, s, beta] = self.parameters;
        let x = f64::from(pattern.x);
        match self.model {
            Model::ParetoNbd => p_alive * (r + x) / (alpha + pattern.t) * pareto::stretch(s, beta + pattern.t, t),
            Model::BgNbd | Model::MbgNbd => {
                let (a, b) = (off_one(s), beta + self.model.shift());
                let z = t / (alpha + pattern.t + t);
                let all = a + b + x - 1.0;
                // Euler's transformation of the published form: its series ends sooner.
                let rest = hypergeometric(a - 1.0, a + b - 1.0 - r, all, z) * libm::pow(1.0 - z, a - 1.0);
                p_alive * all / (a - 1.0) * (1.0 - rest)
            }
        }
    }

    /// Purchases after the first that a new customer makes within `t`.
    pub fn of_new(&self, t: f64) -> f64 {
        let pattern = Pattern { customers: 1, ..Pattern::default() };
        self.expected(&pattern, self.p_alive(&pattern), t)
    }
}

/// Where a mean of times does not exist, at 1, the formula has a gap; beside it the value is the same to eight digits.
fn off_one(parameter: f64) -> f64 {
    if (parameter - 1.0).abs() < 1e-7 { 1.0 + 1e-7 } else { parameter }
}
