//! How many contracts are renewed, period by period: sBG and `BdW`.
//!
//! Each customer has a chance of not renewing that stays the same; chances differ between customers by a beta
//! distribution. Those with a high one go first, so that the share renewing rises with time (P. S. Fader, B. G. S. Hardie,
//! How to project customer retention, Journal of Interactive Marketing 21 (2007) 76-90). `BdW` lets each customer's own
//! chance change with time as well, by the power `c` (the same with J. Davis, Y. Liu, 2018); c = 1 is sBG.

use crate::domain::intake::{Cancelled, Pace};
use crate::domain::likelihood::special::ln_gamma;
use crate::domain::likelihood::{Dual, Fit, Likelihood, MOST, maximise};

/// How many customers were seen to leave at the end of each period, and to be there still.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tenures {
    /// By period, from the first: those who left at its end.
    pub left: Vec<f64>,
    /// By number of periods survived, from none: those who were there still when last seen.
    pub still: Vec<f64>,
}

/// The two models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contract {
    /// Shifted beta geometric: alpha, beta.
    Sbg,
    /// Beta discrete Weibull: gamma, delta, c.
    Bdw,
}

/// A model under parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Renewals {
    /// The two of the beta distribution.
    pub shape: [f64; 2],
    /// The power of time; 1 for sBG.
    pub c: f64,
}

impl Contract {
    /// How many parameters.
    pub const fn count(self) -> usize {
        match self {
            Self::Sbg => 2,
            Self::Bdw => 3,
        }
    }

    /// The likeliest parameters.
    pub async fn fit<P: Pace>(self, tenures: &Tenures, pace: &mut P) -> Result<Fit, Cancelled> {
        let starts = [[1.0, 2.0, 1.0, 1.0], [0.5, 4.0, 1.3, 1.0], [0.3, 0.6, 1.2, 1.0], [2.0, 12.0, 0.8, 1.0]];
        maximise(&OfTenures { model: self, tenures }, &starts, pace).await
    }

    /// Under the parameters of a fit.
    pub fn of(self, parameters: &[f64; MOST]) -> Renewals {
        let [first, second, c, _] = *parameters;
        Renewals { shape: [first, second], c: if self == Self::Sbg { 1.0 } else { c } }
    }
}

impl Renewals {
    /// The share there still after so many periods: B(γ, δ + t^c) / B(γ, δ).
    pub fn survival(&self, periods: f64) -> f64 {
        let [gamma, delta] = self.shape;
        let later = delta + libm::pow(periods, self.c);
        libm::exp(ln_gamma(later) - ln_gamma(gamma + later) - ln_gamma(delta) + ln_gamma(gamma + delta))
    }

    /// Payments to come, one each period, each worth `discount` less than the one before: of a new customer, whose first
    /// is now (`period` 0), or of one in this period of theirs, whose next is now if they renew (P. S. Fader, B. G. S.
    /// Hardie, Customer-base valuation in a contractual setting, Marketing Science 29 (2010) 85-93).
    pub fn discounted(&self, period: u32, discount: f64) -> f64 {
        let begun = f64::from(period.saturating_sub(1));
        let now = self.survival(begun);
        let (mut sum, mut weight) = (0.0, 1.0);
        for next in u32::from(period > 0)..MOST_PERIODS {
            let share = self.survival(begun + f64::from(next)) / now;
            sum += share * weight;
            weight /= 1.0 + discount;
            if share * weight < 1e-10 {
                break;
            }
        }
        sum
    }
}

/// Periods after which nothing more is counted.
const MOST_PERIODS: u32 = 20_000;

struct OfTenures<'a> {
    model: Contract,
    tenures: &'a Tenures,
}

impl Likelihood for OfTenures<'_> {
    fn parameters(&self) -> usize {
        self.model.count()
    }

    fn pieces(&self) -> usize {
        1
    }

    fn piece(&self, _: usize, parameters: &[Dual; MOST]) -> Dual {
        let [gamma, delta, power, _] = *parameters;
        let whole = (gamma + delta).ln_gamma() - delta.ln_gamma();
        // ln of the share there still after so many periods.
        let survival = |periods: usize| {
            if periods == 0 {
                return Dual::default();
            }
            let periods = periods as f64;
            let later = match self.model {
                Contract::Sbg => delta + periods,
                Contract::Bdw => delta + power.times(libm::log(periods)).exp(),
            };
            later.ln_gamma() - (gamma + later).ln_gamma() + whole
        };
        let mut sum = Dual::default();
        let mut before = Dual::default();
        for period in 0..self.tenures.left.len().max(self.tenures.still.len()) {
            if let Some(&still) = self.tenures.still.get(period).filter(|still| **still > 0.0) {
                sum = sum + before.times(still);
            }
            let after = survival(period + 1);
            if let Some(&left) = self.tenures.left.get(period).filter(|left| **left > 0.0) {
                // ln(S(t-1) - S(t)).
                let lost = before + (Dual::constant(1.0) - (after - before).exp()).ln();
                sum = sum + lost.times(left);
            }
            before = after;
        }
        sum
    }
}
