//! Covariates on one scale, without those that others say already: what regressions are fitted to.

/// Below this a covariate is the others over again: the share of its variance that they leave.
const NOTHING_NEW: f64 = 1e-8;

/// A covariate around its mean, in standard deviations.
#[derive(Debug, Clone, PartialEq)]
pub struct Scaled {
    /// Its values, so scaled.
    pub values: Vec<f64>,
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation (of the population).
    pub scale: f64,
}

impl Scaled {
    /// Each covariate; `None` for one that does not vary, or says nothing that the ones before do not.
    pub fn all(columns: &[Vec<f64>]) -> Vec<Option<Self>> {
        // Orthonormal directions of those taken so far.
        let mut taken: Vec<Vec<f64>> = Vec::new();
        let of = |column: &Vec<f64>| {
            let n = column.len() as f64;
            let mean = column.iter().sum::<f64>() / n;
            let scale = (column.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
            if !scale.is_finite() || scale <= 0.0 {
                return None;
            }
            let values: Vec<f64> = column.iter().map(|value| (value - mean) / scale).collect();
            let mut rest = values.clone();
            for direction in &taken {
                let along: f64 = rest.iter().zip(direction).map(|(value, direction)| value * direction).sum();
                rest.iter_mut().zip(direction).for_each(|(value, direction)| *value -= along * direction);
            }
            let left: f64 = rest.iter().map(|value| value * value).sum();
            if left < NOTHING_NEW * n {
                return None;
            }
            taken.push(rest.into_iter().map(|value| value / left.sqrt()).collect());
            Some(Self { values, mean, scale })
        };
        columns.iter().map(of).collect()
    }
}

/// What a step at a maximum does not move anybody by: it is far less than a thousandth of a standard error there.
const MOVED: f64 = 0.1;

/// Whether the step with which a search ends, in a covariate's coefficient, still moves the logarithm of somebody's odds or
/// risk. At a maximum it moves nobody's. Where some value tells outcomes apart without fail, the likelihood is flat long
/// before the search has gone far: a step gains nothing, yet adds some 1 for whoever has that value.
pub fn still_moves(covariate: &Scaled, step: f64) -> bool {
    covariate.values.iter().any(|value| (value * step).abs() > MOVED)
}
