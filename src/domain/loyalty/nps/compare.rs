//! Whether two scores really differ.

use serde::{Deserialize, Serialize};

use crate::domain::interval::two_sided_p;

use super::{Estimate, Shares};

/// From this |z| on a difference counts as real: chance alone makes one so large in 5 % of cases.
pub const REAL_CHANGE_Z: f64 = 1.96;

/// One score less another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The difference, in points.
    pub delta: f64,
    /// The difference in standard errors.
    pub z: f64,
    /// How often chance alone makes a difference this large, to either side.
    pub p: f64,
    /// Whether |z| ≥ [`REAL_CHANGE_Z`]; otherwise there is *no real change*.
    pub real_change: bool,
}

/// `of` less `from`: z = delta / √(SE² + SE²). `None` where either has no answer.
///
/// Where all answers of both are of one group each, both standard errors are zero and z has no
/// value; the adjusted scores and errors (Rocks 2016) stand in for z then. Assumes that the two
/// are different answers; many comparisons at once find differences by chance.
pub fn difference(of: &Estimate, from: &Estimate) -> Option<Difference> {
    let delta = of.score? - from.score?;
    let error = pooled(of.standard_error?, from.standard_error?);
    let z = if error > 0.0 {
        delta / error
    } else {
        let (of, from) = (Shares::adjusted(of), Shares::adjusted(from));
        (of.score() - from.score()) / pooled(of.standard_error(), from.standard_error())
    };
    Some(Difference { delta, z, p: two_sided_p(z), real_change: z.abs() >= REAL_CHANGE_Z })
}

fn pooled(left: f64, right: f64) -> f64 {
    (left * left + right * right).sqrt()
}
