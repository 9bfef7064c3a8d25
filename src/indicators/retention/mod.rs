//! Retention in money: what the customers of one time brought in the next, and through which holes the rest ran out.
//!
//! The bridge compares two windows of so many calendar months, one right after the other. Start is the net money of the
//! first, end that of the second; a customer is active in a window with an order that is no return. Lost: active in the
//! first only. New: first purchase of all in the second. Won back: active in the second and not in the first, and bought
//! before. Up and down: active in both, by the sign of the change; no change counts as up. Returns only: active in neither.
//! Each part is end - start of its customers, in exact money, so that the parts add up to end - start.
//!
//! Windows that are chosen lie in the data, be it in part: there is no bridge from a time nothing is known of.
//!
//! Net retention is what those active in the first window brought in the second, over the start; gross retention leaves out
//! what those who stayed bought more. Neither counts new customers, nor those won back, nor returns of who had no order in
//! the first window: these lower the start, which is the net money of all.
//!
//! Of the lost, those had complained whose complaint lies between the beginning of the first window and the day they were
//! gone: a window's length after their last order, or a known exit before that.
//!
//! Cohorts are customers by the period of their first purchase in all loaded rows; by count those active in each period
//! since, by value their net money in it. Cells of periods that the rows do not cover whole are in no mean.
//!
//! Purchases count that a filter lets through, and those before its period that it alone holds back.

mod bridge;
mod by_cohort;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::day::Day;
use crate::domain::intake::Pace;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;

use super::activity::SpanTooLong;
use super::page::{Control, Page};
use super::{About, CustomerGroup, Group, Indicator, Offer, Say, Shared, Stopped, View};

pub use bridge::{Bridge, Brought, Hole, NoWindows, PartCounts};
pub(super) use bridge::{Two, TwoWindows, bridge, two_windows};
pub use by_cohort::{CohortBy, CohortCount, CohortMoney, CohortsOf};
pub(super) use show::{chosen_windows, no_windows, window_controls};

/// Its id.
pub const ID: &str = "retention";

/// The most months of a window: three years.
pub const MAX_MONTHS: u32 = 36;

/// The key of those who bought in the first window only.
const LOST: &str = "lost";

/// The key of those who bought for the first time in the second.
const NEW: &str = "new";

/// Retention in money.
pub struct RetentionIndicator;

impl Indicator for RetentionIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Retention in money", "金额留存"],
        group: Group::Retention,
        path: "/retention/money",
        needs: &[Kind::Purchases],
    };
    const OFFER: Option<Offer<Self>> = Some(show::offer);
    const PAGE_LATER: bool = true;

    type Params = RetentionParams;
    type Checked = RetentionParams;
    type Found = Retention;
    type Error = RetentionError;

    fn with_shared(own: RetentionParams, shared: &Shared) -> RetentionParams {
        RetentionParams { returns: shared.returns, small_sample: shared.small_sample, ..own }
    }

    fn check(params: RetentionParams) -> Result<RetentionParams, RetentionError> {
        match params.months {
            Some(months) if !(1..=MAX_MONTHS).contains(&months) => Err(RetentionError::Months(months)),
            _ => Ok(params),
        }
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &RetentionParams,
        pace: &mut P,
    ) -> Result<Option<Retention>, Stopped<RetentionError>> {
        let counted = view.up_to_end();
        let Some(purchases) = counted.purchases() else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let bridge = bridge(view, purchases, &horizon, params, pace).await?;
        let cohorts = by_cohort::by_cohort(purchases, &horizon, params, pace).await?;
        let returns = purchases.returned.iter().filter(|returned| **returned).count();
        let left_out = if params.returns == ReturnsPolicy::LeftOut { returns } else { 0 };
        let rows = purchases.len() - left_out;
        let provenance = Provenance::new(ID, purchases.period(), rows, &[(LeftOut::Return, left_out)]);
        Ok(Some(Retention {
            cohort: params.cohort,
            cohorts: cohorts.counts,
            value: cohorts.money,
            mean: cohorts.mean,
            no_windows: bridge.as_ref().err().copied(),
            bridge: bridge.ok(),
            provenance: counted.with_held_back(provenance, Kind::Purchases),
        }))
    }

    fn show(found: &Retention, params: &RetentionParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a Retention, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::RetentionTexts::of(say.language);
        let Some(bridge) = &found.bridge else { return Vec::new() };
        let new = bridge.new_customers.iter().map(|(customer, _)| *customer);
        vec![CustomerGroup::list(LOST, texts.lost, &bridge.lost_customers), CustomerGroup::new(NEW, texts.new, new)]
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::RetentionTexts::of(say.language).promise
    }

    fn explain(error: &RetentionError, say: &Say<'_>) -> String {
        match error {
            RetentionError::Months(given) => {
                let texts = texts::RetentionTexts::of(say.language);
                (texts.error_months)(&given.to_string(), &MAX_MONTHS.to_string())
            }
            RetentionError::SpanTooLong(error) => error.explain(say),
        }
    }

    fn controls(params: &RetentionParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RetentionParams {
    /// Months of each window, 1 to [`MAX_MONTHS`]; `None` (default) for the longest of 12, 6, 3 and 1 that two windows
    /// covered whole have room for.
    pub months: Option<u32>,
    /// The last day of the second window; it is taken to the end of its month. `None` (default) for the end of the last
    /// month covered whole.
    pub until: Option<Day>,
    /// The periods of cohorts. Default months.
    pub cohort: CohortBy,
    /// What returns do. Default: they lower the money of their window.
    pub returns: ReturnsPolicy,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionError {
    /// No length of a window.
    #[error("a window of {0} months cannot be compared: choose 1 to {MAX_MONTHS}")]
    Months(u32),
    /// Too many periods: a fault of the data.
    #[error(transparent)]
    SpanTooLong(#[from] SpanTooLong),
}

/// What stayed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Retention {
    /// The periods of cohorts.
    pub cohort: CohortBy,
    /// Cohorts by count, oldest first.
    pub cohorts: Vec<CohortCount>,
    /// The same by value.
    pub value: Vec<CohortMoney>,
    /// Of all cohorts old enough, by periods since the first: those active and their money, as shares of the first
    /// period's.
    pub mean: Vec<CohortsOf>,
    /// From one window to the next; `None` where there are no two.
    pub bridge: Option<Bridge>,
    /// Why there are none.
    pub no_windows: Option<NoWindows>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
}
