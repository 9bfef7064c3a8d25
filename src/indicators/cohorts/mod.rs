//! Monthly cohorts: of the customers who first bought in a month, how many bought in each month after.
//!
//! A cohort is the calendar month of a customer's first purchase in the data; a customer is active
//! in a month with at least one purchase. Returns are no purchase. Customers who bought before the
//! data begins look new in its first months: the data cannot know better.

use serde::{Deserialize, Serialize};

use crate::domain::calendar::PeriodLength;
use crate::domain::dataset::Purchases;
use crate::domain::day::Month;
use crate::domain::provenance::{LeftOut, Provenance};

use super::activity::{Activity, SpanTooLong, bought};

/// The cohort matrix. Row `i` belongs to `months[i]`; cell `k` of a row is `k` months later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cohorts {
    /// Every month from the first to the last purchase.
    pub months: Vec<Month>,
    /// Customers who first bought in that month.
    pub sizes: Vec<u32>,
    /// Of them, those who bought `k` months later; cell 0 equals the size. Cells after the last
    /// month are absent; the row of a month nobody first bought in is empty.
    pub active: Vec<Vec<u32>>,
    /// `active` as shares of the cohort's size.
    pub retention: Vec<Vec<f64>>,
    /// For each `k`, the active of all cohorts old enough to have a month `k`, as a share of
    /// their sizes.
    pub weighted_mean_retention: Vec<f64>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
}

impl Cohorts {
    /// Cohorts that have customers, oldest first: month, size, and the active of each month since.
    pub fn filled(&self) -> impl Iterator<Item = (Month, u32, &[u32])> {
        let rows = self.months.iter().zip(&self.sizes).zip(&self.active);
        rows.map(|((&month, &size), active)| (month, size, active.as_slice())).filter(|(_, size, _)| *size > 0)
    }

    /// The share of a cohort that bought so many months after its first purchase; `None` where the
    /// data end before, and for a month nobody began in.
    pub fn share(&self, month: Month, later: usize) -> Option<f64> {
        let row = usize::try_from(month.months_since(*self.months.first()?)).ok()?;
        self.retention.get(row)?.get(later).copied()
    }
}

/// The cohort matrix of all purchases. Without a purchase every list is empty.
pub fn cohorts(purchases: &Purchases) -> Result<Cohorts, SpanTooLong> {
    let activity = Activity::of(purchases, PeriodLength::Month)?;
    let sizes = sizes(&activity);
    let active = active(&activity, &sizes);
    let used = bought(purchases).count();
    Ok(Cohorts {
        months: activity.calendar().map(|month| month.from.month()).collect(),
        retention: active.iter().zip(&sizes).map(|(row, &size)| shares(row, size)).collect(),
        weighted_mean_retention: weighted_mean(&active, &sizes),
        sizes,
        active,
        provenance: Provenance::new("cohorts", activity.span, used, &[(LeftOut::Return, purchases.len() - used)]),
    })
}

fn sizes(activity: &Activity) -> Vec<u32> {
    let mut sizes = vec![0; activity.periods];
    for first in activity.customers().filter_map(|months| months.first()) {
        if let Some(size) = sizes.get_mut(*first as usize) {
            *size += 1;
        }
    }
    sizes
}

fn active(activity: &Activity, sizes: &[u32]) -> Vec<Vec<u32>> {
    let observed = (1..=activity.periods).rev();
    let mut active: Vec<Vec<u32>> =
        sizes.iter().zip(observed).map(|(&size, months)| vec![0; if size > 0 { months } else { 0 }]).collect();
    for months in activity.customers() {
        let Some(&first) = months.first() else { continue };
        let Some(row) = active.get_mut(first as usize) else { continue };
        for month in months {
            if let Some(cell) = row.get_mut((month - first) as usize) {
                *cell += 1;
            }
        }
    }
    active
}

fn shares(row: &[u32], size: u32) -> Vec<f64> {
    row.iter().map(|&active| f64::from(active) / f64::from(size)).collect()
}

fn weighted_mean(active: &[Vec<u32>], sizes: &[u32]) -> Vec<f64> {
    let mut sums = vec![(0_u64, 0_u64); active.len()];
    for (row, &size) in active.iter().zip(sizes) {
        for (sum, &cell) in sums.iter_mut().zip(row) {
            sum.0 += u64::from(cell);
            sum.1 += u64::from(size);
        }
    }
    // The first month's cohort is never empty and has a cell for every k, so no sum is zero.
    sums.into_iter().map(|(active, of)| active as f64 / of as f64).collect()
}
