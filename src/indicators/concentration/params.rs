//! Where classes end: settings and their check.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::returns::ReturnsPolicy;

/// Millionths of the whole: what shares are compared in, so that 80 % is 80 % exactly.
pub(super) const WHOLE: i128 = 1_000_000;

/// Why value cannot be ranked.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcentrationError {
    /// The ends of the classes are not shares, or not in order.
    #[error("class A must end above 0 and before class B ({a_until}), class B at 1 at most ({b_until})")]
    Ends {
        /// Where A was to end.
        a_until: f64,
        /// Where B was to end.
        b_until: f64,
    },
    /// The best are nobody or everybody.
    #[error("the share of the best {0} % cannot be told: choose 1 to 99")]
    Top(u8),
    /// There is no row to sum.
    #[error("no customer has a purchase to rank")]
    NoPurchases,
}

/// How customers are ranked by value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConcentrationParams {
    /// The share of total value at which class A ends, 0 to 1; default 0.80. Read to the millionth.
    pub a_until: f64,
    /// The share of total value at which class B ends, above `a_until` and up to 1; default 0.95.
    /// Read to the millionth.
    pub b_until: f64,
    /// How many of the customers are the best whose share is told, in percent, 1 to 99; default 20, after Pareto.
    pub top: u8,
    /// Below how many customers figures are read with care; default 30.
    pub small_sample: SmallSample,
    /// What returns do; default [`ReturnsPolicy::Net`].
    pub returns: ReturnsPolicy,
}

impl Default for ConcentrationParams {
    fn default() -> Self {
        Self {
            a_until: 0.80,
            b_until: 0.95,
            top: 20,
            small_sample: SmallSample::DEFAULT,
            returns: ReturnsPolicy::default(),
        }
    }
}

impl ConcentrationParams {
    /// Where A and B end in percent, as people type it: to four decimals, the millionths of the whole.
    pub fn ends_percent(&self) -> [f64; 2] {
        [self.a_until, self.b_until].map(|share| (share * WHOLE as f64).round() / (WHOLE as f64 / 100.0))
    }

    /// Sets where A and B end in percent; unchecked, as all settings.
    pub fn set_ends_percent(&mut self, [a, b]: [f64; 2]) {
        (self.a_until, self.b_until) = (a / 100.0, b / 100.0);
    }

    /// These settings, ready for use.
    ///
    /// # Errors
    /// [`ConcentrationError::Ends`] where the classes would not follow each other, [`ConcentrationError::Top`] where
    /// the best are not some of all.
    pub fn check(self) -> Result<CheckedConcentration, ConcentrationError> {
        if !(1..=99).contains(&self.top) {
            return Err(ConcentrationError::Top(self.top));
        }
        let (a, b) = (millionths(self.a_until), millionths(self.b_until));
        if 0 < a && a < b && b <= WHOLE {
            Ok(CheckedConcentration(self))
        } else {
            Err(ConcentrationError::Ends { a_until: self.a_until, b_until: self.b_until })
        }
    }
}

fn millionths(share: f64) -> i128 {
    // The cast saturates and takes NaN to zero; the check refuses all of these.
    #[allow(clippy::cast_possible_truncation)]
    let millionths = (share * WHOLE as f64).round() as i128;
    millionths
}

/// Settings that passed [`ConcentrationParams::check`].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CheckedConcentration(ConcentrationParams);

impl CheckedConcentration {
    /// The settings.
    pub fn params(&self) -> &ConcentrationParams {
        &self.0
    }

    /// Where A and B end, in millionths of the whole.
    pub(super) fn ends(&self) -> [i128; 2] {
        [millionths(self.0.a_until), millionths(self.0.b_until)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(a_until: f64, b_until: f64) -> bool {
        ConcentrationParams { a_until, b_until, ..ConcentrationParams::default() }.check().is_ok()
    }

    #[test]
    fn the_defaults_pass_and_equal_the_checked_default() {
        assert_eq!(ConcentrationParams::default().check(), Ok(CheckedConcentration::default()));
        assert_eq!(serde_json::from_str::<ConcentrationParams>("{}").unwrap(), ConcentrationParams::default());
    }

    #[test]
    fn percent_typed_is_percent_shown() {
        for ends in [[80.0, 95.0], [7.0, 7.1], [0.0001, 33.3333]] {
            let mut params = ConcentrationParams::default();
            params.set_ends_percent(ends);
            assert_eq!(params.ends_percent().map(|end| end.to_string()), ends.map(|end| end.to_string()));
        }
    }

    #[test]
    fn the_best_are_some_of_all() {
        let top = |top| ConcentrationParams { top, ..ConcentrationParams::default() }.check();
        assert!(top(1).is_ok() && top(99).is_ok());
        assert_eq!((top(0), top(100)), (Err(ConcentrationError::Top(0)), Err(ConcentrationError::Top(100))));
    }

    #[test]
    fn refuses_ends_that_do_not_follow_each_other() {
        assert!(checked(0.7, 0.9) && checked(0.5, 1.0));
        for (a, b) in
            [(0.0, 0.9), (0.9, 0.9), (0.9, 0.8), (0.8, 1.1), (-0.1, 0.5), (f64::NAN, 0.9), (0.8, f64::INFINITY)]
        {
            assert!(!checked(a, b), "{a} {b}");
        }
    }
}
