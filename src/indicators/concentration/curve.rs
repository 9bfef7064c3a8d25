//! The Lorenz curve and the figures read off it. All sums are exact; one division at the end.

use serde::{Deserialize, Serialize};

use crate::domain::money::Money;

/// At most so many steps are kept of a Lorenz curve: more than a chart can show.
const LORENZ_STEPS: usize = 200;

/// A point of the Lorenz curve: the customers of least value who make up `customers` of all bring
/// `value` of the total. Both 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LorenzPoint {
    /// Share of customers, from the least valuable up.
    pub customers: f64,
    /// Share of the total they bring.
    pub value: f64,
}

/// The share of the total brought by the most valuable customers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TopShare {
    /// Per cent of customers.
    pub percent: u8,
    /// How many these are: ⌊percent × n / 100 + ½⌋, at least 1.
    pub customers: usize,
    /// What they bring.
    pub value: Money,
    /// Their share of the total, 0 to 1.
    pub share: f64,
}

impl TopShare {
    /// `percent` as a share, 0 to 1.
    pub fn share_of_customers(&self) -> f64 {
        f64::from(self.percent) / 100.0
    }
}

/// The Gini coefficient of amounts in any order, none below zero: 2 Σ i·x₍ᵢ₎ / (n Σ x) − (n + 1)/n
/// with x ascending (Gini 1912, the form for a whole population). 0 where all are equal, towards 1
/// where one has everything; `None` where there is nothing to share out.
pub fn gini(amounts: &[Money]) -> Option<f64> {
    let mut ascending = amounts.to_vec();
    ascending.sort_unstable();
    let n = i128::try_from(ascending.len()).ok()?;
    let total: Money = ascending.iter().copied().sum();
    if total <= Money::ZERO {
        return None;
    }
    // Σ (2i − n − 1) x₍ᵢ₎, the same sum over one denominator.
    let weights = (1..=n).map(|i| 2 * i - n - 1);
    let weighted: i128 =
        weights.zip(&ascending).fold(0, |sum, (weight, x)| sum.saturating_add(weight.saturating_mul(x.micros())));
    Some(weighted as f64 / (n as f64 * total.micros() as f64))
}

/// How many customers the top `percent` are.
fn top_count(percent: u8, n: usize) -> usize {
    ((usize::from(percent) * n + 50) / 100).max(1).min(n)
}

/// The share of the `percent` most valuable; `descending` are positive amounts.
pub(super) fn top_share(descending: &[Money], percent: u8) -> TopShare {
    let customers = top_count(percent, descending.len());
    let value: Money = descending.iter().take(customers).copied().sum();
    let total: Money = descending.iter().copied().sum();
    let share = if descending.is_empty() { 0.0 } else { ratio(value, total) };
    TopShare { percent, customers, value, share }
}

/// Mean value of the top `percent` over the mean value of the rest; `None` without a rest.
pub(super) fn best_to_rest(descending: &[Money], percent: u8) -> Option<f64> {
    let best = top_count(percent, descending.len());
    let rest = descending.len() - best;
    let value = |amounts: &[Money]| amounts.iter().copied().sum::<Money>().to_f64();
    let (top, bottom) = descending.split_at_checked(best)?;
    (rest > 0).then(|| (value(top) / best as f64) / (value(bottom) / rest as f64))
}

/// The curve from (0, 0) to (1, 1) in at most [`LORENZ_STEPS`] steps, at whole customers as evenly
/// spaced as they come; empty without customers.
pub(super) fn lorenz(descending: &[Money]) -> Vec<LorenzPoint> {
    let n = descending.len();
    let total: Money = descending.iter().copied().sum();
    let steps = n.min(LORENZ_STEPS);
    let mut points = Vec::new();
    let mut sum = Money::ZERO;
    let mut ascending = descending.iter().rev();
    let mut taken = 0;
    for step in 0..=steps {
        let Some(upto) = (step * n + steps / 2).checked_div(steps) else { break };
        for amount in ascending.by_ref().take(upto - taken) {
            sum += *amount;
        }
        taken = upto;
        points.push(LorenzPoint { customers: taken as f64 / n as f64, value: ratio(sum, total) });
    }
    points
}

fn ratio(part: Money, whole: Money) -> f64 {
    part.micros() as f64 / whole.micros() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(units: &[i128]) -> Vec<Money> {
        units.iter().map(|units| Money::from_micros(units * 1_000_000)).collect()
    }

    #[test]
    fn gini_of_small_sets() {
        for (units, expected) in [
            (&[1, 2, 3, 4, 5][..], 0.266_666_666_666_666_66),
            (&[0, 0, 0, 0, 1], 0.8),
            (&[16, 2, 1, 1], 0.575),
            (&[3, 3, 3], 0.0),
            (&[7], 0.0),
        ] {
            assert!((gini(&amounts(units)).unwrap() - expected).abs() < 1e-15, "{units:?}");
        }
        assert_eq!((gini(&[]), gini(&amounts(&[0, 0]))), (None, None));
    }

    #[test]
    fn the_top_is_rounded_half_up_and_never_empty() {
        assert_eq!([1, 2, 3, 7, 8, 12, 13].map(|n| top_count(20, n)), [1, 1, 1, 1, 2, 2, 3]);
        assert_eq!(top_count(20, 0), 0);
        let top = top_share(&amounts(&[6, 3, 1]), 50);
        assert_eq!((top.customers, top.value.to_f64()), (2, 9.0));
        assert!((top.share - 0.9).abs() < 1e-15);
        assert!((top.share_of_customers() - 0.5).abs() < 1e-15);
    }

    #[test]
    fn best_to_rest_compares_means() {
        assert_eq!(best_to_rest(&amounts(&[12, 1, 1, 1, 1]), 20), Some(12.0));
        assert_eq!(best_to_rest(&amounts(&[12]), 20), None);
        assert_eq!(best_to_rest(&[], 20), None);
    }

    #[test]
    fn the_curve_of_few_customers_has_every_one() {
        let curve = lorenz(&amounts(&[6, 3, 1]));
        let values: Vec<f64> = curve.iter().map(|point| point.value).collect();
        assert_eq!(values, [0.0, 0.1, 0.4, 1.0]);
        assert_eq!((curve[0].customers, curve[3].customers), (0.0, 1.0));
        assert!(lorenz(&[]).is_empty());
    }

    #[test]
    fn the_curve_of_many_is_thinned_and_keeps_its_ends() {
        for n in [200, 201, 999, 12_345] {
            let curve = lorenz(&amounts(&vec![1; n]));
            assert_eq!(curve.len(), 201);
            assert_eq!(
                (curve[0].customers, curve[0].value, curve[200].customers, curve[200].value),
                (0.0, 0.0, 1.0, 1.0)
            );
            assert!(curve.iter().all(|point| (point.customers - point.value).abs() < 1e-12));
            assert!(curve.windows(2).all(|two| two[0].customers < two[1].customers));
        }
    }
}
