//! What the files say of the model's assumptions.

use crate::domain::dataset::{BLANK, Complaints, Field, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::Pace;
use crate::domain::interval::{Interval, Level, newcombe, wilson};
use crate::indicators::earned_growth::EarnedGrowthIndicator;
use crate::indicators::retention::{TwoWindows, two_windows};
use crate::indicators::{Indicator, Stopped, View};

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
}

/// Those that are shares of one.
pub(super) const SHARES: [&str; 5] = ["stays", "margin", "referred", "complaining", "unsettled"];

/// A figure with its interval.
type Known = Option<(f64, f64, f64)>;

/// Measures what can be; `None` where there are no two windows.
pub(super) async fn measure<P: Pace>(
    view: &View,
    purchases: &Purchases,
    params: &WhatIfParams,
    pace: &mut P,
) -> Result<Option<Measured>, Stopped<WhatIfError>> {
    let retention = &params.earned.retention;
    let horizon = view.horizon(pace).await?;
    let Some(two) = two_windows(view, purchases, &horizon, retention, pace).await? else { return Ok(None) };
    let earned = EarnedGrowthIndicator::compute(view, &params.earned, pace).await;
    let earned = earned.map_err(|stopped| stopped.map(WhatIfError::Earned))?;
    let level = Level::try_from(params.level).unwrap_or_default();
    let [first, second] = two.windows;
    let of_windows = Windows::of(&two, level);
    let of_complaints = view.complaints_so_far().map(|table| Complained::of(&table, &two, level));
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
    let known = |of: fn(&Complained) -> Known| of_complaints.as_ref().and_then(of);
    let margin = take("margin", params.margin, None, 1.0);
    let assumptions = vec![
        take("customers", params.customers, of_windows.customers, 0.0),
        take("stays", params.stays, of_windows.retention, 0.0),
        take("new", params.new, of_windows.new, 0.0),
        take("revenue", params.revenue, of_windows.revenue, 0.0),
        // Of revenue itself there is no doubt.
        Assumption { low: if margin.value < 1.0 { margin.low } else { 1.0 }, ..margin },
        take("acquisition", params.acquisition, None, 0.0),
        take("referred", params.referred, referred, 0.0),
        take("elasticity", params.elasticity, None, 0.5),
        take("complaining", params.complaining, known(|of| of.complaining), 0.0),
        take("unsettled", params.unsettled, known(|of| of.unsettled), 0.0),
        take("lift", params.lift, known(|of| of.lift), 0.1),
    ];
    let months = u32::try_from(second.from.month().months_since(first.from.month())).unwrap_or(1).max(1);
    let complete = horizon.is_complete(first) && horizon.is_complete(second);
    Ok(Some(Measured { windows: two.windows, complete, months, assumptions }))
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

/// What the complaints of the first window say.
struct Complained {
    complaining: Known,
    unsettled: Known,
    lift: Known,
}

impl Complained {
    /// Of customers active in the first window: who complained in it, whose newest complaint was settled by its end, and
    /// who of both stayed.
    fn of(table: &Complaints, two: &TwoWindows, level: Level) -> Self {
        let [first, _] = two.windows;
        let settled = table.of(Field::Settled);
        let mut newest: Vec<Option<(Day, bool)>> = vec![None; two.customers.len()];
        for (row, (&customer, &day)) in table.customer.iter().zip(&table.day).enumerate() {
            if customer == BLANK || !first.contains(day) {
                continue;
            }
            let done = settled.and_then(|column| column.day(row)).is_some_and(|done| done <= first.to);
            if let Some(slot) = newest.get_mut(customer as usize)
                && slot.is_none_or(|(known, _)| known <= day)
            {
                *slot = Some((day, done));
            }
        }
        // Complainants and those of them who stayed, unsettled and settled.
        let (mut active, mut n, mut stayed) = (0, [0_usize; 2], [0_usize; 2]);
        for (customer, complaint) in two.customers.iter().zip(newest) {
            let [was, is] = customer.active;
            active += usize::from(was);
            let Some((_, done)) = complaint.filter(|_| was) else { continue };
            if let (Some(n), Some(stayed)) = (n.get_mut(usize::from(done)), stayed.get_mut(usize::from(done))) {
                *n += 1;
                *stayed += usize::from(is);
            }
        }
        let [open, done] = n;
        let lift = settled.and_then(|_| newcombe(stayed, n, level)).map(|(lift, range)| (lift, range.low, range.high));
        Self {
            complaining: share(open + done, active, level),
            unsettled: settled.and_then(|_| share(open, open + done, level)),
            lift,
        }
    }
}
