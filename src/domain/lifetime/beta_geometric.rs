//! BG/NBD and MBG/NBD, which differ in whether somebody can leave right after the first purchase: `shift` is 0 or 1.

use crate::domain::likelihood::{Dual, MOST};

/// ln of B(a, b + shift + x) / B(a, b), up to what [`lost`] adds.
pub(super) fn of_x(shift: f64, x: f64, a: Dual, b: Dual) -> Dual {
    (a + b).ln_gamma() + (b + shift + x).ln_gamma() - b.ln_gamma() - (a + b + shift + x).ln_gamma()
}

/// The odds of having left right after the last of x purchases: a/(b + shift + x - 1); none where there is no occasion.
pub(super) fn lost(shift: f64, x: f64, parameters: &[Dual; MOST]) -> Dual {
    let [_, _, a, b] = *parameters;
    if shift + x > 0.0 { a / (b + (shift + x - 1.0)) } else { Dual::default() }
}
