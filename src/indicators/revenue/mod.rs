//! Revenue, customers, orders and basket: by period, against the period before and the same one a year ago, and by the
//! values of an attribute.
//!
//! Revenue is the exact sum of the amounts of all rows; returns lower it, or are passed over where [`ReturnsPolicy`] says
//! so. Customers and orders are those with a purchase: a return makes neither. The basket is revenue per order. An order
//! whose rows lie in two periods, or in two groups, counts in each and once in all.
//!
//! A change is `(now - then) / then`. It is told of periods covered whole alone ([`Horizon::is_complete`]), and not where
//! what it is compared with is zero or below. 环比 compares with the period before, 同比 with the same period a year ago.
//!
//! [`Horizon::is_complete`]: super::Horizon::is_complete

mod groups;
mod show;
mod tally;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Kind, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;

use super::activity::{Calendar, SpanTooLong};
use super::page::Page;
use super::{About, CustomerGroup, Group, Horizon, Indicator, Offer, Say, Shared, Stopped, View};

pub use groups::{GroupSales, Groups};
pub use tally::Sales;
use tally::Tally;

/// Its id.
pub const ID: &str = "revenue";

/// The key of the customers of the latest complete period; without one, of all.
const BOUGHT: &str = "bought";

/// Revenue, customers, orders and basket.
pub struct RevenueIndicator;

impl Indicator for RevenueIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Revenue", "营收"],
        group: Group::Overview,
        path: "/revenue",
        needs: &[Kind::Purchases],
    };

    const OFFER: Option<Offer<Self>> = Some(show::offer);

    type Params = RevenueParams;
    type Checked = RevenueParams;
    type Found = Revenue;
    type Error = RevenueError;

    fn with_shared(own: RevenueParams, shared: &Shared) -> RevenueParams {
        let Shared { length, returns, small_sample, .. } = *shared;
        RevenueParams { length, returns, small_sample, ..own }
    }

    fn check(params: RevenueParams) -> Result<RevenueParams, RevenueError> {
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &RevenueParams,
        pace: &mut P,
    ) -> Result<Option<Revenue>, Stopped<RevenueError>> {
        let Some(purchases) = view.purchases() else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let mut found = revenue(purchases, &horizon, params, pace).await?;
        found.groups = groups::groups(&view.dataset, purchases, params, pace).await?;
        found.provenance = view.with_held_back(found.provenance, Kind::Purchases);
        Ok(Some(found))
    }

    fn show(found: &Revenue, params: &RevenueParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a Revenue, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        vec![CustomerGroup::list(BOUGHT, show::bought(found, say), &found.bought)]
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::RevenueTexts::of(say.language).promise
    }

    fn explain(error: &RevenueError, say: &Say<'_>) -> String {
        let RevenueError::SpanTooLong(error) = error;
        error.explain(say)
    }
}

/// What can be chosen. Any choice can compute.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RevenueParams {
    /// How long a period is. Default: a month.
    pub length: PeriodLength,
    /// What returns do. Default: they lower revenue.
    pub returns: ReturnsPolicy,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// The attribute revenue is divided by, of the purchases or of their customers; `None` (default) for the branch, the
    /// channel or the region, else the first in text order, of those that are not blank for most. One that no table has
    /// divides nothing.
    pub by: Option<String>,
}

/// Purchases that cannot be shown by period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RevenueError {
    /// They span too many: a fault of the data.
    #[error(transparent)]
    SpanTooLong(#[from] SpanTooLong),
}

/// What was sold, in all, by period and by group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Revenue {
    /// In all.
    #[serde(flatten)]
    pub all: Sales,
    /// How long each period is.
    pub length: PeriodLength,
    /// Every period from the first row to the last of all loaded purchases, oldest first.
    pub periods: Vec<PeriodSales>,
    /// The latest complete period against earlier ones; `None` where no period is complete.
    pub latest: Option<Latest>,
    /// By the values of an attribute; `None` where the tables have none to divide by.
    #[serde(flatten)]
    pub groups: Option<Groups>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    /// Who bought in the latest complete period, by number; without one, all who did.
    #[serde(skip)]
    bought: Vec<u32>,
}

/// What was sold in one period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PeriodSales {
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
    /// What was sold.
    #[serde(flatten)]
    pub sales: Sales,
    /// Whether the loaded rows cover the period whole.
    pub complete: bool,
    /// How many rows count.
    #[serde(skip)]
    pub rows: usize,
}

/// The latest complete period, and how it differs from earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Latest {
    /// Its first day.
    pub start: Day,
    /// Against the period before; `None` where that is not complete or not there.
    pub before: Option<Change>,
    /// Against the same period a year earlier; `None` where that is not complete or not there.
    pub year_ago: Option<Change>,
}

/// By what share each figure is higher (or, negative, lower) than then; `None` where then is zero or below.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Change {
    /// The first day of the period compared with.
    pub start: Day,
    /// Of revenue.
    pub revenue: Option<f64>,
    /// Of the number of customers.
    pub customers: Option<f64>,
    /// Of the number of orders.
    pub orders: Option<f64>,
    /// Of the basket.
    pub basket: Option<f64>,
}

impl Change {
    /// From one period to a later one.
    fn between(then: &PeriodSales, now: &PeriodSales) -> Self {
        let change = |figure: fn(&Sales) -> Option<f64>| {
            let (then, now) = (figure(&then.sales)?, figure(&now.sales)?);
            (then > 0.0).then(|| (now - then) / then)
        };
        Self {
            start: then.start,
            revenue: change(|sales| Some(sales.revenue.to_f64())),
            customers: change(|sales| Some(sales.customers as f64)),
            orders: change(|sales| Some(sales.orders as f64)),
            basket: change(|sales| sales.basket),
        }
    }
}

impl Revenue {
    /// The latest complete period itself.
    pub fn latest_period(&self) -> Option<&PeriodSales> {
        self.latest.and_then(|latest| self.periods.iter().find(|period| period.start == latest.start))
    }
}

/// What was sold, in all and by period. Linear in the rows.
async fn revenue<P: Pace>(
    purchases: &Purchases,
    horizon: &Horizon,
    params: &RevenueParams,
    pace: &mut P,
) -> Result<Revenue, Stopped<RevenueError>> {
    let counts = Counts { returns: params.returns };
    let (span, used) = counts.span(purchases, pace).await?;
    let calendar = match span {
        Some(span) => {
            let to = horizon.last_day().map_or(span.to, |last| last.max(span.to));
            Some(Calendar::of(Period { to, ..span }, params.length).map_err(|error| Stopped::Error(error.into()))?)
        }
        None => None,
    };
    let periods = calendar.as_ref().map_or(&[][..], |calendar| &calendar.periods);
    let mut tally = Tally::new(periods.len());
    let mut all = Tally::new(1);
    let mut counted = vec![0_usize; periods.len()];
    in_blocks_paced(purchases.len(), pace, |rows| {
        for row in purchases.rows_in(rows).filter(|row| counts.takes(row.returned)) {
            let period = calendar.as_ref().map_or(0, |calendar| calendar.period(row.day));
            tally.add(period, &row);
            all.add(0, &row);
            if let Some(rows) = counted.get_mut(period as usize) {
                *rows += 1;
            }
        }
    })
    .await?;
    let of_period = |((period, sales), rows): ((&Period, Sales), usize)| PeriodSales {
        start: period.from,
        end: period.to,
        sales,
        complete: horizon.is_complete(*period),
        rows,
    };
    let periods: Vec<PeriodSales> = periods.iter().zip(tally.sales()).zip(counted).map(of_period).collect();
    let left_out = purchases.len() - used;
    let latest = latest(&periods, params.length);
    let newest = latest.and_then(|latest| periods.iter().position(|period| period.start == latest.start));
    Ok(Revenue {
        all: all.sales().next().unwrap_or_default(),
        length: params.length,
        latest,
        periods,
        groups: None,
        provenance: Provenance::new(ID, span, used, &[(LeftOut::Return, left_out)]),
        bought: newest.map_or_else(|| all.customers(0), |newest| tally.customers(newest)),
    })
}

/// The latest complete period against the one before and the same one a year earlier, where these are complete.
fn latest(periods: &[PeriodSales], length: PeriodLength) -> Option<Latest> {
    let place = periods.iter().rposition(|period| period.complete)?;
    let now = periods.get(place)?;
    let of_year = usize::try_from(12 / length.months()).unwrap_or(1);
    let against = |back: usize| {
        let then = periods.get(place.checked_sub(back)?).filter(|then| then.complete)?;
        Some(Change::between(then, now))
    };
    Some(Latest { start: now.start, before: against(1), year_ago: against(of_year) })
}

/// Which rows count.
#[derive(Debug, Clone, Copy)]
struct Counts {
    returns: ReturnsPolicy,
}

impl Counts {
    fn takes(self, returned: bool) -> bool {
        !returned || self.returns == ReturnsPolicy::Net
    }

    /// First and last day of the rows that count, and how many these are.
    async fn span<P: Pace>(self, purchases: &Purchases, pace: &mut P) -> Result<(Option<Period>, usize), Cancelled> {
        let (mut from, mut to, mut used) = (Day::MAX, Day::MIN, 0);
        in_blocks_paced(purchases.len(), pace, |rows| {
            for row in purchases.rows_in(rows).filter(|row| self.takes(row.returned)) {
                (from, to) = (from.min(row.day), to.max(row.day));
                used += 1;
            }
        })
        .await?;
        Ok(((used > 0).then_some(Period { from, to }), used))
    }
}

/// The share of a whole that is above zero.
fn share(part: Money, whole: Money) -> Option<f64> {
    (whole > Money::ZERO).then(|| part.to_f64() / whole.to_f64())
}
