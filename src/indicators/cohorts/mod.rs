//! Monthly cohorts: of the customers who first bought in a month, how many bought in each month after.
//!
//! A cohort is the calendar month of a customer's first purchase in all loaded rows; a customer is active in a month
//! with at least one purchase. Returns are no purchase. Customers who bought before the data begins look new in its
//! first months: the data cannot know better.
//!
//! Under a filter the purchases it lets through count, and a cohort is of the customers whose first purchase of all is
//! one of them; those who began outside the filter are in no cohort, and are counted. The calendar runs to the end of all
//! loaded rows, so that a cohort nobody comes back of has zeros, not blanks.
//!
//! A cell is whole where its month is ([`Horizon::is_complete`]). The others, in the first month and in the last, are
//! marked, and no mean counts them.

#[cfg(test)]
mod page_tests;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Kind, Purchases};
use crate::domain::day::Month;
use crate::domain::intake::{Cancelled, Pace, Unpaced, block_on_ready};
use crate::domain::provenance::{LeftOut, Provenance};

use super::activity::{Activity, Bought, SpanTooLong};
use super::page::Page;
use super::{About, Group, Horizon, Indicator, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "cohorts";

/// Who comes back, by month of the first purchase.
pub struct CohortsIndicator;

impl Indicator for CohortsIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Cohorts by first purchase", "首购月份分组"],
        group: Group::Retention,
        path: "/retention",
        needs: &[Kind::Purchases],
    };

    type Params = CohortsParams;
    type Checked = CohortsParams;
    type Found = Cohorts;
    type Error = CohortsError;

    fn with_shared(_: CohortsParams, shared: &Shared) -> CohortsParams {
        CohortsParams { small_sample: shared.small_sample }
    }

    fn check(params: CohortsParams) -> Result<CohortsParams, CohortsError> {
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        _: &CohortsParams,
        pace: &mut P,
    ) -> Result<Option<Cohorts>, Stopped<CohortsError>> {
        let Some(table) = view.purchases() else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let mut found = cohorts_paced(table, &horizon, pace).await?;
        found.provenance = view.with_held_back(found.provenance, Kind::Purchases);
        Ok(Some(found))
    }

    fn show(found: &Cohorts, params: &CohortsParams, say: &Say<'_>) -> Page {
        show::show(found, params.small_sample, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::CohortsTexts::of(say.language).promise
    }

    fn explain(error: &CohortsError, say: &Say<'_>) -> String {
        let CohortsError::SpanTooLong(error) = error;
        error.explain(say)
    }
}

/// What cohorts share with other indicators; there is nothing of their own to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CohortsParams {
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

/// Purchases that make no cohorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CohortsError {
    /// The purchases span too many months: a fault of the data.
    #[error(transparent)]
    SpanTooLong(#[from] SpanTooLong),
}

/// The cohort matrix. Row `i` belongs to `months[i]`; cell `k` of a row is `k` months later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cohorts {
    /// Every month from the first purchase to the last of all loaded rows.
    pub months: Vec<Month>,
    /// Whether the loaded rows cover that month whole.
    pub complete: Vec<bool>,
    /// Customers who first bought in that month.
    pub sizes: Vec<u32>,
    /// Of them, those who bought `k` months later; cell 0 equals the size. Cells after the last
    /// month are absent; the row of a month nobody first bought in is empty.
    pub active: Vec<Vec<u32>>,
    /// `active` as shares of the cohort's size.
    pub retention: Vec<Vec<f64>>,
    /// For each `k`, the active of all cohorts old enough to have a whole month `k`, as a share of their sizes; `None`
    /// where no cohort is.
    pub weighted_mean_retention: Vec<Option<f64>>,
    /// Customers whose first purchase the filter holds back: they are in no cohort.
    pub began_outside: usize,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
}

impl Cohorts {
    /// Cohorts that have customers, oldest first: month, size, and the active of each month since.
    pub fn filled(&self) -> impl Iterator<Item = (Month, u32, &[u32])> {
        let rows = self.months.iter().zip(&self.sizes).zip(&self.active);
        rows.map(|((&month, &size), active)| (month, size, active.as_slice())).filter(|(_, size, _)| *size > 0)
    }

    /// The sizes of the cohorts that began at least a month before the end: those whose customers can have come back.
    fn followed(&self) -> impl Iterator<Item = usize> {
        self.filled().filter(|(_, _, active)| active.len() > 1).map(|(_, size, _)| size as usize)
    }

    /// The share of a cohort that bought so many months after its first purchase; `None` where the
    /// data end before, and for a month nobody began in.
    pub fn share(&self, month: Month, later: usize) -> Option<f64> {
        let row = usize::try_from(month.months_since(*self.months.first()?)).ok()?;
        self.retention.get(row)?.get(later).copied()
    }

    /// Whether the cell so many months after a month counts in means: its own month is covered whole.
    pub fn is_whole(&self, month: Month, later: usize) -> bool {
        let row = self.months.first().and_then(|first| usize::try_from(month.months_since(*first)).ok());
        row.is_some_and(|row| is_whole(&self.complete, row + later))
    }

    /// The mean of all cohorts so many months later; `None` where none is old enough.
    pub fn mean(&self, later: usize) -> Option<f64> {
        self.weighted_mean_retention.get(later).copied().flatten()
    }
}

fn is_whole(complete: &[bool], month: usize) -> bool {
    complete.get(month).is_some_and(|complete| *complete)
}

/// The cohort matrix of purchases that are all there is. Without a purchase every list is empty. Linear in the rows and
/// in the cells of the matrix.
pub fn cohorts(purchases: &Purchases) -> Result<Cohorts, Stopped<CohortsError>> {
    block_on_ready(cohorts_paced(purchases, &Horizon::of(purchases, None), &mut Unpaced))
}

/// The cohort matrix of the purchases that count, giving way while the rows go by.
pub async fn cohorts_paced<P: Pace>(
    purchases: &Purchases,
    horizon: &Horizon,
    pace: &mut P,
) -> Result<Cohorts, Stopped<CohortsError>> {
    let activity = Activity::of(purchases, PeriodLength::Month, horizon, pace).await;
    let activity = activity.map_err(|stopped| stopped.map(CohortsError::from))?;
    let complete = activity.complete();
    let (sizes, began_outside) = sizes(&activity, pace).await?;
    let active = active(&activity, &sizes, pace).await?;
    let used = activity.rows;
    Ok(Cohorts {
        months: activity.calendar.iter().map(|month| month.from.month()).collect(),
        retention: active.iter().zip(&sizes).map(|(row, &size)| shares(row, size)).collect(),
        weighted_mean_retention: weighted_mean(&active, &sizes, &complete),
        complete,
        sizes,
        active,
        began_outside,
        provenance: Provenance::new(ID, activity.span, used, &[(LeftOut::Return, purchases.len() - used)]),
    })
}

/// Customers by the month of their first purchase, and those whose first purchase does not count.
async fn sizes<P: Pace>(activity: &Activity<'_>, pace: &mut P) -> Result<(Vec<u32>, usize), Cancelled> {
    let (mut sizes, mut began_outside) = (vec![0; activity.calendar.len()], 0);
    let count = |bought: Bought<'_>| {
        let first = bought.periods.first().and_then(|first| sizes.get_mut(*first as usize));
        match first.filter(|_| bought.is_new) {
            Some(size) => *size += 1,
            None => began_outside += 1,
        }
    };
    activity.customers(pace, count).await?;
    Ok((sizes, began_outside))
}

async fn active<P: Pace>(activity: &Activity<'_>, sizes: &[u32], pace: &mut P) -> Result<Vec<Vec<u32>>, Cancelled> {
    let observed = (1..=activity.calendar.len()).rev();
    let mut active: Vec<Vec<u32>> =
        sizes.iter().zip(observed).map(|(&size, months)| vec![0; if size > 0 { months } else { 0 }]).collect();
    let count = |bought: Bought<'_>| {
        let Some(&first) = bought.periods.first().filter(|_| bought.is_new) else { return };
        let Some(row) = active.get_mut(first as usize) else { return };
        for month in bought.periods {
            if let Some(cell) = row.get_mut((month - first) as usize) {
                *cell += 1;
            }
        }
    };
    activity.customers(pace, count).await?;
    Ok(active)
}

fn shares(row: &[u32], size: u32) -> Vec<f64> {
    row.iter().map(|&active| f64::from(active) / f64::from(size)).collect()
}

fn weighted_mean(active: &[Vec<u32>], sizes: &[u32], complete: &[bool]) -> Vec<Option<f64>> {
    let mut sums = vec![(0_u64, 0_u64); active.len()];
    for (row, (cells, &size)) in active.iter().zip(sizes).enumerate() {
        for (later, (sum, &cell)) in sums.iter_mut().zip(cells).enumerate() {
            if is_whole(complete, row + later) {
                sum.0 += u64::from(cell);
                sum.1 += u64::from(size);
            }
        }
    }
    sums.into_iter().map(|(active, of)| (of > 0).then(|| active as f64 / of as f64)).collect()
}
