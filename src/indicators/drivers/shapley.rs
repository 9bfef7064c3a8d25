//! R² of every set of covariates, and what each adds to it on average over all orders in which they can be taken: its
//! Shapley value.
//!
//! R² of a set follows from that of a smaller one by one step of elimination on the matrix of correlations, so all 2^k sets
//! of k covariates cost some 2^k small steps.

use crate::domain::likelihood::linear::Cholesky;

/// Below this share of its own variance a covariate is the others over again.
const NOTHING_NEW: f64 = 1e-9;

/// Sums of values and of their products: all a regression needs, and the same for rows put together.
#[derive(Debug, Clone, PartialEq)]
pub struct Moments {
    width: usize,
    n: f64,
    sums: Vec<f64>,
    products: Vec<f64>,
}

impl Moments {
    /// Of no row of so many values, the outcome last.
    pub fn new(width: usize) -> Self {
        Self { width, n: 0.0, sums: vec![0.0; width], products: vec![0.0; width * width] }
    }

    /// Adds a row.
    pub fn add(&mut self, row: &[f64]) {
        self.n += 1.0;
        self.sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        for (products, left) in self.products.chunks_mut(self.width.max(1)).zip(row) {
            products.iter_mut().zip(row).for_each(|(product, right)| *product += left * right);
        }
    }

    /// Adds rows summed up elsewhere.
    pub fn add_all(&mut self, other: &Self) {
        self.n += other.n;
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, value)| *sum += value);
        self.products.iter_mut().zip(&other.products).for_each(|(sum, value)| *sum += value);
    }

    /// The correlations; those with a value that does not vary are zero.
    pub fn correlations(&self) -> Matrix {
        let at = |list: &[f64], place: usize| list.get(place).copied().unwrap_or_default();
        let covariance = |row: usize, column: usize| {
            let product = at(&self.products, row * self.width + column) / self.n;
            product - at(&self.sums, row) / self.n * at(&self.sums, column) / self.n
        };
        let spread: Vec<f64> = (0..self.width).map(|place| covariance(place, place).max(0.0).sqrt()).collect();
        let mut matrix = Matrix::new(self.width);
        for row in 0..self.width {
            for column in 0..self.width {
                let both = at(&spread, row) * at(&spread, column);
                let known = if both > 0.0 { covariance(row, column) / both } else { 0.0 };
                matrix.set(row, column, if row == column && both > 0.0 { 1.0 } else { known });
            }
        }
        matrix
    }
}

/// A square of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    size: usize,
    values: Vec<f64>,
}

impl Matrix {
    fn new(size: usize) -> Self {
        Self { size, values: vec![0.0; size * size] }
    }

    /// The number of a row and column; 0 beyond the end.
    pub fn get(&self, row: usize, column: usize) -> f64 {
        self.values.get(row * self.size + column).copied().unwrap_or_default()
    }

    fn set(&mut self, row: usize, column: usize, value: f64) {
        if let Some(slot) = self.values.get_mut(row * self.size + column) {
            *slot = value;
        }
    }

    /// Without the rows and columns up to `place`, and without what that one explains of them.
    fn without(&self, place: usize) -> Self {
        let (pivot, first) = (self.get(place, place), place + 1);
        let mut rest = Self::new(self.size - first);
        for row in first..self.size {
            let factor = if pivot > NOTHING_NEW { self.get(row, place) / pivot } else { 0.0 };
            for column in first..self.size {
                rest.set(row - first, column - first, self.get(row, column) - factor * self.get(place, column));
            }
        }
        rest
    }
}

/// What each covariate adds to R², and R² of all; the outcome is the last of the correlations.
pub fn shares(correlations: &Matrix) -> (Vec<f64>, f64) {
    let covariates = correlations.size.saturating_sub(1);
    let sets = 1_usize << covariates;
    let mut explained = vec![0.0; sets];
    fill(correlations, 0, 0, &mut explained);
    let all = explained.last().copied().unwrap_or_default();
    (values(&explained, covariates), all)
}

/// The Shapley value of each covariate, of what every set of them explains: in the order of the sets' bits, the empty set
/// first.
pub fn values(explained: &[f64], covariates: usize) -> Vec<f64> {
    let weights = weights(covariates);
    let of = |set: usize| explained.get(set).copied().unwrap_or_default();
    let share = |covariate: usize| -> f64 {
        let own = 1 << covariate;
        let without = (0..explained.len()).filter(|set| set & own == 0);
        let weight = |set: usize| weights.get(set.count_ones() as usize).copied().unwrap_or_default();
        without.map(|set| weight(set) * (of(set | own) - of(set))).sum()
    };
    (0..covariates).map(share).collect()
}

/// R² of every set that adds to `set` covariates from number `from` on, which are the first of `rest`.
fn fill(rest: &Matrix, from: usize, set: usize, explained: &mut [f64]) {
    for place in 0..rest.size.saturating_sub(1) {
        let next = rest.without(place);
        let with = set | 1 << (from + place);
        let last = next.size - 1;
        if let Some(slot) = explained.get_mut(with) {
            *slot = 1.0 - next.get(last, last);
        }
        fill(&next, from + place + 1, with, explained);
    }
}

/// How often a covariate comes right after so many others, of all orders.
fn weights(covariates: usize) -> Vec<f64> {
    // 1 / (k × (k - 1 over s)), each from the one before.
    let k = covariates.max(1) as f64;
    let mut weight = 1.0 / k;
    (0..covariates.max(1))
        .map(|before| {
            let own = weight;
            weight *= (before + 1) as f64 / (k - 1.0 - before as f64).max(1.0);
            own
        })
        .collect()
}

/// The standardised coefficient of each covariate and its variance inflation; `None` for one that says nothing the ones
/// before do not.
pub fn coefficients(correlations: &Matrix) -> Vec<Option<(f64, f64)>> {
    let outcome = correlations.size.saturating_sub(1);
    let square = |places: &[usize]| -> Vec<Vec<f64>> {
        places.iter().map(|&row| places.iter().map(|&column| correlations.get(row, column)).collect()).collect()
    };
    let mut used: Vec<usize> = Vec::new();
    for covariate in 0..outcome {
        let with: Vec<usize> = used.iter().copied().chain([covariate]).collect();
        if Cholesky::of(&square(&with)).is_some() {
            used = with;
        }
    }
    let mut found = vec![None; outcome];
    let Some(cholesky) = Cholesky::of(&square(&used)) else { return found };
    let with_outcome: Vec<f64> = used.iter().map(|&covariate| correlations.get(covariate, outcome)).collect();
    let inverse = cholesky.inverse();
    for ((place, covariate), coefficient) in used.iter().enumerate().zip(cholesky.solve(&with_outcome)) {
        let inflation = inverse.get(place).and_then(|row| row.get(place)).copied().unwrap_or(1.0);
        if let Some(slot) = found.get_mut(*covariate) {
            *slot = Some((coefficient, inflation));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// K. A. Brownlee, Statistical Theory and Methodology in Science and Engineering (1960), 454: air flow, temperature of
    /// the cooling water, concentration of acid, stack loss.
    const STACKLOSS: [[f64; 4]; 21] = [
        [80.0, 27.0, 89.0, 42.0],
        [80.0, 27.0, 88.0, 37.0],
        [75.0, 25.0, 90.0, 37.0],
        [62.0, 24.0, 87.0, 28.0],
        [62.0, 22.0, 87.0, 18.0],
        [62.0, 23.0, 87.0, 18.0],
        [62.0, 24.0, 93.0, 19.0],
        [62.0, 24.0, 93.0, 20.0],
        [58.0, 23.0, 87.0, 15.0],
        [58.0, 18.0, 80.0, 14.0],
        [58.0, 18.0, 89.0, 14.0],
        [58.0, 17.0, 88.0, 13.0],
        [58.0, 18.0, 82.0, 11.0],
        [58.0, 19.0, 93.0, 12.0],
        [50.0, 18.0, 89.0, 8.0],
        [50.0, 18.0, 86.0, 7.0],
        [50.0, 19.0, 72.0, 8.0],
        [50.0, 19.0, 79.0, 8.0],
        [50.0, 20.0, 80.0, 9.0],
        [56.0, 20.0, 82.0, 15.0],
        [70.0, 20.0, 91.0, 15.0],
    ];

    fn correlations(rows: &[[f64; 4]]) -> Matrix {
        let mut moments = Moments::new(4);
        for row in rows {
            moments.add(row);
        }
        moments.correlations()
    }

    #[test]
    fn the_shares_of_stackloss_are_those_published() {
        let (shares, all) = shares(&correlations(&STACKLOSS));
        assert!((all - 0.913_576_9).abs() < 1e-6, "{all}");
        for (found, expected) in shares.iter().zip([0.468_478, 0.388_750, 0.056_349]) {
            assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }

    #[test]
    fn a_covariate_that_repeats_another_shares_with_it_and_has_no_coefficient() {
        let twice = STACKLOSS.map(|[air, water, _, loss]| [air, water, 2.0 * air + 1.0, loss]);
        let matrix = correlations(&twice);
        let (shares, all) = shares(&matrix);
        assert!((shares[0] - shares[2]).abs() < 1e-9 && (shares.iter().sum::<f64>() - all).abs() < 1e-9);
        let found = coefficients(&matrix);
        assert!(found[0].is_some() && found[1].is_some() && found[2].is_none());
        let still = STACKLOSS.map(|[air, water, _, loss]| [air, water, 7.0, loss]);
        assert!(super::shares(&correlations(&still)).0[2].abs() < 1e-12);
    }

    #[test]
    fn every_order_weighs_the_same() {
        assert_eq!(weights(3), [1.0 / 3.0, 1.0 / 6.0, 1.0 / 3.0]);
    }
}
