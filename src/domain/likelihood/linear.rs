//! Solving small symmetric systems, of any size: what regressions and standard errors need.

/// L of a symmetric, positive definite A = L Lᵀ.
#[derive(Debug, Clone, PartialEq)]
pub struct Cholesky(Vec<Vec<f64>>);

impl Cholesky {
    /// The decomposition; `None` where the matrix is not positive definite, or hardly: a direction that the data say
    /// nothing of.
    pub fn of(matrix: &[Vec<f64>]) -> Option<Self> {
        let mut lower: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
        for (place, row) in matrix.iter().enumerate() {
            // Averaged with its mirror image: differences leave a hair between the two.
            let entry = |column: usize| {
                let mirrored = matrix.get(column).and_then(|other| other.get(place)).copied();
                Some(f64::midpoint(row.get(column).copied()?, mirrored?))
            };
            let mut own: Vec<f64> = Vec::with_capacity(place + 1);
            for (column, other) in lower.iter().enumerate() {
                let sum: f64 = own.iter().zip(other).map(|(left, right)| left * right).sum();
                own.push((entry(column)? - sum) / other.last()?);
            }
            let whole = entry(place)?;
            let rest = whole - own.iter().map(|value| value * value).sum::<f64>();
            if rest.is_nan() || rest <= 1e-12 * whole.abs() {
                return None;
            }
            own.push(rest.sqrt());
            lower.push(own);
        }
        Some(Self(lower))
    }

    /// x of A x = b.
    pub fn solve(&self, b: &[f64]) -> Vec<f64> {
        let mut forward: Vec<f64> = Vec::with_capacity(b.len());
        for (row, value) in self.0.iter().zip(b) {
            let sum: f64 = row.iter().zip(&forward).map(|(left, right)| left * right).sum();
            forward.push((value - sum) / row.last().copied().unwrap_or(1.0));
        }
        let mut x = forward;
        for place in (0..x.len()).rev() {
            let below = self.0.iter().zip(&x).skip(place + 1);
            let sum: f64 = below.filter_map(|(row, value)| Some(row.get(place)? * value)).sum();
            let pivot = self.0.get(place).and_then(|row| row.last()).copied().unwrap_or(1.0);
            if let Some(value) = x.get_mut(place) {
                *value = (*value - sum) / pivot;
            }
        }
        x
    }

    /// The inverse of A.
    pub fn inverse(&self) -> Vec<Vec<f64>> {
        let size = self.0.len();
        let unit = |place: usize| (0..size).map(|at| f64::from(u8::from(at == place))).collect::<Vec<f64>>();
        (0..size).map(|place| self.solve(&unit(place))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_and_one_of_no_direction_is_refused() {
        let matrix = [vec![4.0, 2.0, 0.6], vec![2.0, 5.0, 1.0], vec![0.6, 1.0, 3.0]];
        let found = Cholesky::of(&matrix).unwrap();
        let x = found.solve(&[1.0, 2.0, 3.0]);
        for (row, b) in matrix.iter().zip([1.0, 2.0, 3.0]) {
            let sum: f64 = row.iter().zip(&x).map(|(left, right)| left * right).sum();
            assert!((sum - b).abs() < 1e-12);
        }
        let identity: f64 = found
            .inverse()
            .first()
            .unwrap()
            .iter()
            .zip(matrix.iter().map(|row| row.first().unwrap()))
            .map(|(a, b)| a * b)
            .sum();
        assert!((identity - 1.0).abs() < 1e-12);
        assert_eq!(Cholesky::of(&[vec![1.0, 1.0], vec![1.0, 1.0]]), None);
    }
}
