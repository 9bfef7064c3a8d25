//! Pareto/NBD. Its likelihood has a hypergeometric function, after Euler's transformation one whose first parameter is 1
//! (P. S. Fader, B. G. S. Hardie, A note on deriving the Pareto/NBD model, 2005): Gauss's continued fraction gives it
//! wherever alpha and beta lie.

use crate::domain::likelihood::{Dual, MOST};

/// The odds that somebody leaves at `t` or later and buys nothing from `t` on, against being a customer at `t`.
pub(super) fn lost(x: f64, t: f64, parameters: &[Dual; MOST]) -> Dual {
    let [r, alpha, s, beta] = *parameters;
    let rate = r + x;
    let all = rate + s;
    let (left, right) = (alpha + t, beta + t);
    let integral = if alpha.value >= beta.value {
        continued(rate, all + 1.0, (alpha - beta) / left)
    } else {
        continued(s + 1.0, all + 1.0, (beta - alpha) / right) * left / right
    };
    s / all * integral
}

/// 2F1(1, b; c; z), 0 ≤ z < 1, by Gauss's continued fraction (NIST Handbook of Mathematical Functions, 15.7.5).
fn continued(b: Dual, c: Dual, z: Dual) -> Dual {
    let root = (1.0 - z.value).max(0.0).sqrt();
    let rate = (1.0 - root) / (1.0 + root);
    // Each step but the first few makes the error smaller by the square of the rate.
    let steps = if rate <= 0.0 { 2.0 } else { (18.0 / -libm::log(rate)).ceil() + 2.0 };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 2 and 200
    let steps = steps.min(200.0) as u32;
    let mut rest = Dual::constant(1.0);
    for step in (1..=steps).rev().map(f64::from) {
        let even = (c - b + (step - 1.0)).times(step) / ((c + (2.0 * step - 2.0)) * (c + (2.0 * step - 1.0)));
        rest = Dual::constant(1.0) - even * z / rest;
        let before = step - 1.0;
        let odd = (b + before) * (c + (before - 1.0)) / ((c + (2.0 * before - 1.0)) * (c + 2.0 * before));
        rest = Dual::constant(1.0) - odd * z / rest;
    }
    rest.reciprocal()
}

/// The mean time somebody who is a customer stays one, of the next `t`.
pub(super) fn stretch(s: f64, beta: f64, t: f64) -> f64 {
    let s = super::off_one(s);
    beta / (s - 1.0) * (1.0 - libm::pow(beta / (beta + t), s - 1.0))
}
