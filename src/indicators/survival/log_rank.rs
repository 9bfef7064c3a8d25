//! The log-rank test, and Wilcoxon's beside it: whether groups leave at the same pace.
//!
//! At each time at which anybody left, the `d` who did are spread over the groups by how many of each
//! were still followed; what differs from that, summed over the times, is compared with its variance
//! under the hypergeometric distribution (N. Mantel, Evaluation of survival data and two new rank order
//! statistics arising in its consideration, Cancer Chemotherapy Reports 50 (1966) 163-170; for more
//! than two groups R. Peto, J. Peto, JRSS A 135 (1972) 185-207). The statistic follows chi-square, with
//! one degree of freedom less than there are groups in which anybody could have left.
//!
//! Wilcoxon's test weighs each time by how many were still followed, so that early differences count for more than late
//! ones (E. A. Gehan, Biometrika 52 (1965) 203-223; N. Breslow, Biometrika 57 (1970) 579-594). Where the two disagree,
//! groups differ at some times and not at others.

use serde::Serialize;

use crate::domain::kaplan_meier::{LifeTable, Time};
use crate::domain::likelihood::special::chi_square_p;

/// The result of the test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LogRank {
    /// Chi-square.
    pub statistic: f64,
    /// Its degrees of freedom.
    pub degrees: usize,
    /// The probability of groups at least this different where there is no difference.
    pub p: f64,
}

/// Compares groups, all times alike. `None` where there is nothing to compare: fewer than two groups in which
/// anybody could have left, nobody who left, or all who left did so when nobody else was followed any more.
pub fn log_rank(groups: &[&LifeTable]) -> Option<LogRank> {
    compared(groups, |_| 1.0)
}

/// Compares groups by Wilcoxon's test, early times before late ones. `None` where [`log_rank`] is.
pub fn wilcoxon(groups: &[&LifeTable]) -> Option<LogRank> {
    compared(groups, |at_risk| at_risk)
}

/// Compares groups, with the weight of a time by how many were still followed then.
fn compared(groups: &[&LifeTable], weight: fn(f64) -> f64) -> Option<LogRank> {
    let Sums { observed, expected, variance } = Sums::of(groups, weight);
    let at_stake: Vec<usize> =
        expected.iter().enumerate().filter(|(_, expected)| **expected > 0.0).map(|(group, _)| group).collect();
    // The differences of all groups add up to zero: the last says nothing new.
    let (_, free) = at_stake.split_last()?;
    let pick = |column: &[f64]| -> Vec<f64> { free.iter().filter_map(|group| column.get(*group).copied()).collect() };
    let difference: Vec<f64> = pick(&observed).into_iter().zip(pick(&expected)).map(|(o, e)| o - e).collect();
    let matrix: Vec<Vec<f64>> = free.iter().filter_map(|group| variance.get(*group)).map(|row| pick(row)).collect();
    let solved = solve(matrix, difference.clone())?;
    // Rounding must not make a difference of nothing negative.
    let statistic = difference.iter().zip(solved).map(|(a, b)| a * b).sum::<f64>().max(0.0);
    let degrees = free.len();
    (degrees > 0).then(|| LogRank { statistic, degrees, p: chi_square_p(statistic, degrees) })
}

/// Who left of each group, how many were expected to, and the covariances.
struct Sums {
    observed: Vec<f64>,
    expected: Vec<f64>,
    variance: Vec<Vec<f64>>,
}

impl Sums {
    fn of(groups: &[&LifeTable], weight: fn(f64) -> f64) -> Self {
        let k = groups.len();
        let mut sums = Self { observed: vec![0.0; k], expected: vec![0.0; k], variance: vec![vec![0.0; k]; k] };
        let mut tables: Vec<_> = groups.iter().map(|group| group.risk().peekable()).collect();
        let mut at_risk: Vec<f64> = groups.iter().map(|group| group.n() as f64).collect();
        loop {
            let next = tables.iter_mut().filter_map(|table| table.peek().map(|(time, _, _)| *time)).min();
            let Some(now) = next else { return sums };
            let mut left = vec![0.0; k];
            let mut gone = vec![0.0; k];
            for ((table, left), gone) in tables.iter_mut().zip(&mut left).zip(&mut gone) {
                if let Some((_, _, at)) = table.next_if(|(time, _, _): &(Time, _, _)| *time == now) {
                    *left = at.left as f64;
                    *gone = (at.left + at.censored) as f64;
                }
            }
            sums.add(&left, &at_risk, weight);
            at_risk.iter_mut().zip(gone).for_each(|(at_risk, gone)| *at_risk -= gone);
        }
    }

    /// One time: who left, of how many.
    fn add(&mut self, left: &[f64], at_risk: &[f64], weight: fn(f64) -> f64) {
        let (d, n) = (left.iter().sum::<f64>(), at_risk.iter().sum::<f64>());
        if d <= 0.0 {
            return;
        }
        let weight = weight(n);
        self.observed.iter_mut().zip(left).for_each(|(sum, left)| *sum += weight * left);
        self.expected.iter_mut().zip(at_risk).for_each(|(sum, at_risk)| *sum += weight * d * at_risk / n);
        if n <= 1.0 {
            return;
        }
        let scale = weight * weight * d * (n - d) / (n - 1.0);
        for (i, (row, own)) in self.variance.iter_mut().zip(at_risk).enumerate() {
            for (j, (sum, other)) in row.iter_mut().zip(at_risk).enumerate() {
                let same = if i == j { 1.0 } else { 0.0 };
                *sum += scale * (own / n) * (same - other / n);
            }
        }
    }
}

/// Solves `matrix` x = `right` by elimination with the largest pivot; `None` where it has no one solution.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    let scale = matrix.iter().flatten().fold(0.0, |most: f64, value| most.max(value.abs()));
    for column in 0..size {
        let size_of = |row: &usize| matrix.get(*row).and_then(|row| row.get(column)).map_or(0.0, |value| value.abs());
        let pivot = (column..size).max_by(|a, b| size_of(a).total_cmp(&size_of(b)))?;
        if size_of(&pivot) <= scale * 1e-12 {
            return None;
        }
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let (done, rest) = matrix.split_at_mut(column + 1);
        let (pivot_row, pivot_right) = (done.last()?, *right.get(column)?);
        let head = *pivot_row.get(column)?;
        for (row, right) in rest.iter_mut().zip(right.iter_mut().skip(column + 1)) {
            let factor = row.get(column)? / head;
            row.iter_mut().zip(pivot_row).for_each(|(value, pivot)| *value -= factor * pivot);
            *right -= factor * pivot_right;
        }
    }
    let mut solution = vec![0.0; size];
    for (place, row) in matrix.iter().enumerate().rev() {
        let known: f64 = row.iter().zip(&solution).skip(place + 1).map(|(a, x)| a * x).sum();
        *solution.get_mut(place)? = (right.get(place)? - known) / row.get(place)?;
    }
    Some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved_also_with_a_zero_in_front() {
        let solved = solve(vec![vec![0.0, 2.0], vec![3.0, 1.0]], vec![4.0, 5.0]).unwrap();
        assert!((solved[0] - 1.0).abs() < 1e-12 && (solved[1] - 2.0).abs() < 1e-12, "{solved:?}");
        assert_eq!(solve(vec![vec![1.0, 2.0], vec![2.0, 4.0]], vec![1.0, 2.0]), None);
        assert_eq!(solve(vec![vec![0.0]], vec![0.0]), None);
    }
}
