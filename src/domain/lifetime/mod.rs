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
mod patterns;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::likelihood::special::hypergeometric;
use crate::domain::likelihood::{Dual, Fit, Likelihood, MOST, maximise, maximise_by_part};

pub use contract::{Contract, Renewals, Tenures};
pub use gamma_gamma::{Spend, Spending};
pub use patterns::{Pattern, Patterns};

use patterns::Moment;

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

    /// What the moment of the last purchase says of somebody.
    fn last(self, moment: Moment, parameters: &[Dual; MOST]) -> Known {
        let lost = match self {
            Self::BgNbd | Self::MbgNbd => beta_geometric::lost(self.shift(), f64::from(moment.x), parameters),
            Self::ParetoNbd => pareto::lost(f64::from(moment.x), moment.t, parameters),
        };
        Known { there: self.there(moment, parameters), lost }
    }

    /// What the end says: under the beta-geometric models nobody leaves between purchases.
    fn end(self, moment: Moment, parameters: &[Dual; MOST]) -> Known {
        let lost = match self {
            Self::BgNbd | Self::MbgNbd => Dual::default(),
            Self::ParetoNbd => pareto::lost(f64::from(moment.x), moment.t, parameters),
        };
        Known { there: self.there(moment, parameters), lost }
    }

    /// What of the logarithm of the likelihood depends on the moment up to which somebody is a customer for sure.
    fn there(self, moment: Moment, parameters: &[Dual; MOST]) -> Dual {
        let [r, alpha, s, beta] = *parameters;
        let purchases = (r + f64::from(moment.x)) * (alpha + moment.t).ln();
        match self {
            Self::BgNbd | Self::MbgNbd => -purchases,
            Self::ParetoNbd => -(purchases + s * (beta + moment.t).ln()),
        }
    }

    /// MBG/NBD is BG/NBD with one more occasion to leave.
    fn shift(self) -> f64 {
        f64::from(u8::from(self == Self::MbgNbd))
    }

    /// The likeliest parameters, searched from several starts. Many patterns are searched with a part of them, and the
    /// best of it is carried to all. Gives way.
    pub async fn fit<P: Pace>(self, patterns: &Patterns, pace: &mut P) -> Result<Fit, Cancelled> {
        let customers = patterns.customers();
        let followed: f64 = patterns.list().iter().map(|pattern| pattern.t * f64::from(pattern.customers)).sum();
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
        let all = OfPatterns { model: self, patterns };
        let step = patterns.list().len() / MOST_AT_FIRST;
        if step < 2 {
            return maximise(&all, &starts, pace).await;
        }
        let part = Patterns::of(patterns.list().iter().step_by(step).copied().collect(), pace).await?;
        let share = part.customers() / customers;
        maximise_by_part(&all, (&OfPatterns { model: self, patterns: &part }, share), &starts, pace).await
    }
}

/// What a moment says of somebody.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// The logarithm of how likely their purchases are if they are a customer up to then.
    there: Dual,
    /// The odds against it of leaving from then on, unseen.
    lost: Dual,
}

impl Known {
    /// -ln P(alive) of somebody whose last purchase and end say this:
    /// ln(1 + e^gap lost at the last - lost at the end), with e^gap taken out, which may be beyond all numbers.
    fn silence(&self, end: &Self) -> Dual {
        if self.lost.value <= 0.0 {
            return Dual::default();
        }
        self.since(end).ln() + (self.there - end.there)
    }

    /// The chances of having left since and of being there still, against what the last purchase says.
    #[inline]
    fn since(&self, end: &Self) -> Dual {
        let quiet = (end.there - self.there).exp();
        self.lost + (-end.lost + 1.0) * quiet
    }
}

/// A sum of logarithms: that of a product, which is one logarithm instead of many.
struct Logarithms {
    sum: Dual,
    product: f64,
}

impl Logarithms {
    /// Adds the logarithm of a number above zero, so many times.
    #[inline]
    fn add(&mut self, number: Dual, times: f64) {
        self.sum = self.sum + number.through(0.0, times / number.value);
        let product = self.product * number.value;
        if times <= 1.0 && (1e-200..1e200).contains(&product) {
            self.product = product;
        } else {
            self.sum.value += libm::log(self.product) + times * libm::log(number.value);
            self.product = 1.0;
        }
    }

    fn all(self) -> Dual {
        self.sum + libm::log(self.product)
    }
}

/// Patterns a search begins with: few parameters are found as well in so many as in all.
const MOST_AT_FIRST: usize = 2_000;

/// Moments after which others are let in.
const MOMENTS_AT_ONCE: usize = 200;

struct OfPatterns<'a> {
    model: Model,
    patterns: &'a Patterns,
}

impl Likelihood for OfPatterns<'_> {
    fn parameters(&self) -> usize {
        MOST
    }

    fn pieces(&self) -> usize {
        self.patterns.pieces.len()
    }

    fn piece(&self, piece: usize, parameters: &[Dual; MOST]) -> Dual {
        let Some(moments) = self.patterns.pieces.get(piece) else { return Dual::default() };
        let lasts: Vec<Known> = moments.lasts.iter().map(|moment| self.model.last(*moment, parameters)).collect();
        let ends: Vec<Known> = moments.ends.iter().map(|moment| self.model.end(*moment, parameters)).collect();
        let mut known: Option<(u32, Dual)> = None;
        let (mut sum, mut since) = (Dual::default(), Logarithms { sum: Dual::default(), product: 1.0 });
        for (pattern, last, end) in self.patterns.with(piece, &lasts, &ends) {
            let of_x = match known {
                Some((known, of_x)) if known == pattern.x => of_x,
                _ => self.model.of_x(f64::from(pattern.x), parameters),
            };
            known = Some((pattern.x, of_x));
            let customers = f64::from(pattern.customers);
            sum = sum + (of_x + last.there).times(customers);
            since.add(last.since(end), customers);
        }
        sum + since.all()
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
        let parameters = self.parameters.map(Dual::constant);
        let last = self.model.last(Moment { x: pattern.x, t: pattern.t_x }, &parameters);
        let end = self.model.end(Moment { x: pattern.x, t: pattern.t }, &parameters);
        libm::exp(-last.silence(&end).value)
    }

    /// Purchases of a customer of this pattern in the next `t`. `p_alive` is what [`Fitted::p_alive`] says of the pattern.
    pub fn expected(&self, pattern: &Pattern, p_alive: f64, t: f64) -> f64 {
        p_alive * self.of_one_there(Moment { x: pattern.x, t: pattern.t }, t)
    }

    /// P(alive) of every pattern, and the purchases that a customer of it will make up to each of these times, each
    /// weighed: a time with its weight. Gives way.
    pub async fn ahead<P: Pace>(
        &self,
        patterns: &Patterns,
        times: &[(f64, f64)],
        pace: &mut P,
    ) -> Result<Vec<(f64, f64)>, Cancelled> {
        let mut found = Vec::with_capacity(patterns.list().len());
        let parameters = self.parameters.map(Dual::constant);
        for (piece, moments) in patterns.pieces.iter().enumerate() {
            let lasts: Vec<Known> = moments.lasts.iter().map(|at| self.model.last(*at, &parameters)).collect();
            let end = |at: &Moment| (self.model.end(*at, &parameters), self.weighed(*at, times));
            let ends: Vec<(Known, f64)> = moments.ends.iter().map(end).collect();
            found.extend(patterns.with(piece, &lasts, &ends).map(|(_, last, (end, purchases))| {
                let p_alive = libm::exp(-last.silence(end).value);
                (p_alive, p_alive * purchases)
            }));
            pace.breathe(Progress { rows: found.len() as u64, ..Progress::default() }).await?;
        }
        Ok(found)
    }

    /// Purchases that all customers of these patterns together will make up to each of these times. Gives way.
    pub async fn of_all<P: Pace>(
        &self,
        patterns: &Patterns,
        times: &[f64],
        pace: &mut P,
    ) -> Result<Vec<f64>, Cancelled> {
        let parameters = self.parameters.map(Dual::constant);
        // What is costly depends on x and the end alone: those of one are worked out once, times how many of them are
        // customers still.
        let mut there = BTreeMap::<(u32, u64), (Moment, f64)>::new();
        for (piece, moments) in patterns.pieces.iter().enumerate() {
            let lasts: Vec<Known> = moments.lasts.iter().map(|at| self.model.last(*at, &parameters)).collect();
            let ends: Vec<Known> = moments.ends.iter().map(|at| self.model.end(*at, &parameters)).collect();
            for (pattern, last, end) in patterns.with(piece, &lasts, &ends) {
                let at = Moment { x: pattern.x, t: pattern.t };
                let (_, customers) = there.entry((at.x, at.t.to_bits())).or_insert((at, 0.0));
                *customers += f64::from(pattern.customers) * libm::exp(-last.silence(end).value);
            }
            pace.breathe(Progress::default()).await?;
        }
        let mut sums = vec![0.0; times.len()];
        for (number, (at, customers)) in there.into_values().enumerate() {
            for (sum, time) in sums.iter_mut().zip(times) {
                *sum += customers * self.of_one_there(at, *time);
            }
            if number % MOMENTS_AT_ONCE == 0 {
                pace.breathe(Progress::default()).await?;
            }
        }
        Ok(sums)
    }

    /// Purchases between these times of somebody who is a customer at a moment, each times the weight of the later one.
    fn weighed(&self, moment: Moment, times: &[(f64, f64)]) -> f64 {
        let mut before = 0.0;
        let within = |(time, weight): &(f64, f64)| {
            let until = self.of_one_there(moment, *time);
            let within = until - before;
            before = until;
            within * weight
        };
        times.iter().map(within).sum()
    }

    /// Purchases in the next `t` of somebody who is a customer at a moment.
    fn of_one_there(&self, moment: Moment, t: f64) -> f64 {
        let [r, alpha, s, beta] = self.parameters;
        let x = f64::from(moment.x);
        match self.model {
            Model::ParetoNbd => (r + x) / (alpha + moment.t) * pareto::stretch(s, beta + moment.t, t),
            Model::BgNbd | Model::MbgNbd => {
                let (a, b) = (off_one(s), beta + self.model.shift());
                let z = t / (alpha + moment.t + t);
                let all = a + b + x - 1.0;
                // Euler's transformation of the published form: its series ends sooner.
                let rest = hypergeometric(a - 1.0, a + b - 1.0 - r, all, z) * libm::pow(1.0 - z, a - 1.0);
                all / (a - 1.0) * (1.0 - rest)
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
