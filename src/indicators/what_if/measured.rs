//! What the files say of the model's assumptions.

use std::collections::BTreeMap;

use crate::domain::dataset::{Complaints, Purchases};
use crate::domain::day::Period;
use crate::domain::intake::Pace;
use crate::domain::interval::{Interval, Level, wilson};
use crate::indicators::complaints::{Recovery, recovery};
use crate::indicators::earned_growth::EarnedGrowthIndicator;
use crate::indicators::retention::{NoWindows, TwoWindows, two_windows};
use crate::indicators::{Indicator, Stopped, View};

use super::columns;
use super::params::WhatIfParams;
use super::{Assumption, Origin, WhatIfError};

/// What the model takes.
pub(super) struct Measured {
    /// The windows.
    pub windows: [Period; 2],
    /// Whether the rows cover both whole.
    pub complete: bool,
    /// Months of each.
    pub months: u32,
    /// In the order in which the model takes them.
    pub assumptions: Vec<Assumption>,
    /// By the key of an assumption that a column says: its name.
    pub columns: BTreeMap<&'static str, String>,
}

/// Those that are shares of one.
pub(super) const SHARES: [&str; 5] = ["stays", "margin", "referred", "complaining", "unsettled"];

/// A figure with its interval.
pub(super) type Known = Option<(f64, f64, f64)>;

/// Measures what can be, or says why there are no two windows.
pub(super) async fn measure<P: Pace>(
    view: &View,
    purchases: &Purchases,
    params: &WhatIfParams,
    pace: &mut P,
) -> Result<Result<Measured, NoWindows>, Stopped<WhatIfError>> {
    let retention = &params.earned.retention;
    let horizon = view.horizon(pace).await?;
    let two = match two_windows(view, purchases, &horizon, retention, pace).await? {
        Ok(two) => two,
        Err(none) => return Ok(Err(none)),
    };
    let earned = EarnedGrowthIndicator::compute(view, &params.earned, pace).await;
    let earned = earned.map_err(|stopped| stopped.map(WhatIfError::Earned))?;
    let level = Level::try_from(params.level).unwrap_or_default();
    let [first, second] = two.windows;
    let of_windows = Windows::of(&two, level);
    let complaining = view.complaints_so_far().and_then(|table| complaining(&table, &two, level));
    // Whether recovery pays is measured once, on the page of complaints.
    let followed = match params.complaints.clone().check() {
        Ok(checked) => recovery(view, &checked, pace).await?,
        Err(_) => None,
    };
    let unsettled = followed.as_ref().and_then(|found| {
        let (open, done) = (found.unsettled.customers, found.settled.customers);
        share(open, open + done, level)
    });
    let lift = followed.as_ref().and_then(Recovery::lift);
    let (recommended, of_known) = earned.map(|earned| earned.recommended()).unwrap_or_default();
    let referred = share(recommended, of_known, level);
    let take = |key: &'static str, typed: Option<f64>, measured: Known, assumed: f64| {
        let untyped = measured.map_or((assumed, Origin::Assumed), |(value, ..)| (value, Origin::Measured));
        let (value, origin) = typed.map_or(untyped, |value| (value, Origin::Typed));
        let off = value.abs() * params.spread;
        let most = if SHARES.contains(&key) { 1.0 } else { f64::INFINITY };
        let spread = (value - off, (value + off).min(most));
        let (low, high) = match (typed, measured) {
            (None, Some((_, low, high))) => (low, high),
            _ => spread,
        };
        Assumption { key, value, low, high, origin, untyped }
    };
    let mut columns = BTreeMap::new();
    let mut said = |key: &'static str, said: Option<columns::Said>| {
        let columns::Said { known, column } = said?;
        columns.insert(key, column);
        known
    };
    let margin = said("margin", columns::margin(purchases, second, retention.returns, level, pace).await?);
    let chosen = params.acquisition_column.as_deref();
    let acquisition = said("acquisition", columns::acquisition(view, purchases, chosen, level, pace).await?);
    let margin = take("margin", params.margin, margin, 1.0);
    let assumptions = vec![
        take("customers", params.customers, of_windows.customers, 0.0),
        take("stays", params.stays, of_windows.retention, 0.0),
        take("new", params.new, of_windows.new, 0.0),
        take("revenue", params.revenue, of_windows.revenue, 0.0),
        // Of revenue itself there is no doubt.
        Assumption { low: if margin.value < 1.0 { margin.low } else { 1.0 }, ..margin },
        take("acquisition", params.acquisition, acquisition, 0.0),
        take("referred", params.referred, referred, 0.0),
        take("elasticity", params.elasticity, None, 0.5),
        take("complaining", params.complaining, complaining, 0.0),
        take("unsettled", params.unsettled, unsettled, 0.0),
        take("lift", params.lift, lift, 0.1),
    ];
    let months = u32::try_from(second.from.month().months_since(first.from.month())).unwrap_or(1).max(1);
    let complete = horizon.is_complete(first) && horizon.is_complete(second);
    Ok(Ok(Measured { windows: two.windows, complete, months, assumptions, columns }))
}

fn share(n: usize, of: usize, level: Level) -> Known {
    let Interval { low, high } = wilson(n, of, level)?;
    Some((n as f64 / of as f64, low, high))
}

/// What two windows of purchases say.
struct Windows {
    customers: Known,
    retention: Known,
    new: Known,
    revenue: Known,
}

impl Windows {
    fn of(two: &TwoWindows, level: Level) -> Self {
        let (mut was, mut kept, mut is) = (0_usize, 0_usize, 0_usize);
        let (mut sum, mut squares) = (0.0, 0.0);
        for customer in &two.customers {
            let ([before, now], [_, money]) = (customer.active, customer.money);
            was += usize::from(before);
            kept += usize::from(before && now);
            if now {
                is += 1;
                sum += money.to_f64();
                squares += money.to_f64() * money.to_f64();
            }
        }
        let n = is as f64;
        let new = (is - kept) as f64;
        let spread = level.z() * new.sqrt();
        let revenue = (is > 0).then(|| {
            let mean = sum / n;
            let variance = if is > 1 { ((squares - n * mean * mean) / (n - 1.0)).max(0.0) } else { 0.0 };
            let off = level.z() * (variance / n).sqrt();
            (mean, mean - off, mean + off)
        });
        Self {
            customers: Some((n, n, n)),
            retention: share(kept, was, level),
            new: Some((new, (new - spread).max(0.0), new + spread)),
            revenue,
        }
    }
}

/// The share of customers active in the first window who complained in it.
fn complaining(table: &Complaints, two: &TwoWindows, level: Level) -> Known {
    let [first, _] = two.windows;
    let mut complained = vec![false; two.customers.len()];
    for (&customer, &day) in table.customer.iter().zip(&table.day) {
        if let Some(slot) = complained.get_mut(customer as usize) {
            *slot |= first.contains(day);
        }
    }
    let active = two.customers.iter().zip(&complained).filter(|(customer, _)| customer.active.first() == Some(&true));
    let (active, complained) =
        active.fold((0, 0), |(all, of), (_, complained)| (all + 1, of + usize::from(*complained)));
    share(complained, active, level)
}
