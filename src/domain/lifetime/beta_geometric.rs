//! BG/NBD and MBG/NBD, which differ in whether somebody can leave right after the first purchase: `shift` is 0 or 1.

use crate::domain::likelihood::{Dual, MOST};

use super::Pattern;

/// ln of B(a, b + shift + x) / B(a, b), up to what [`silence`] adds.
pub(super) fn of_x(shift: f64, x: f64, a: Dual, b: Dual) -> Dual {
    (a + b).ln_gamma() + (b + shift + x).ln_gamma() - b.ln_gamma() - (a + b + shift + x).ln_gamma()
}

/// -ln P(alive): `ln(1 + a/(b + shift + x - 1) ((alpha + T)/(alpha + t_x))^(r + x))`.
pub(super) fn silence(shift: f64, pattern: &Pattern, parameters: &[Dual; MOST]) -> Dual {
    let [r, alpha, a, b] = *parameters;
    let x = f64::from(pattern.x);
    let gap = (alpha + pattern.t).ln() - (alpha + pattern.t_x).ln();
    (a.ln() - (b + (shift + x - 1.0)).ln() + (r + x) * gap).ln_1p_exp()
}
