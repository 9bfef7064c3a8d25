//! Customers by the period of their first purchase: who is active in each period since, and for how much.

use serde::{Deserialize, Serialize};

use crate::domain::blocks::in_blocks_paced;
use crate::domain::calendar::PeriodLength;
use crate::domain::dataset::Purchases;
use crate::domain::day::{Day, Period};
use crate::domain::intake::Pace;
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::activity::{MAX_PERIODS, SpanTooLong};
use crate::indicators::purchase_days::PurchaseDays;
use crate::indicators::{Horizon, Stopped};

use super::{RetentionError, RetentionParams};

/// The periods of cohorts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CohortBy {
    /// Weeks, from Monday.
    Week,
    /// Calendar months.
    #[default]
    Month,
    /// Calendar quarters.
    Quarter,
}

impl CohortBy {
    const fn length(self) -> Option<PeriodLength> {
        match self {
            Self::Week => None,
            Self::Month => Some(PeriodLength::Month),
            Self::Quarter => Some(PeriodLength::Quarter),
        }
    }

    /// The number of the period of a day.
    fn index(self, day: Day) -> i32 {
        // Day 0 was a Thursday.
        self.length().map_or_else(|| (day.epoch_days() + 3).div_euclid(7), |length| length.index(day))
    }

    /// The period of a number.
    fn period(self, index: i32) -> Period {
        if let Some(length) = self.length() {
            return Period { from: length.first_day(index), to: length.last_day(index) };
        }
        let from = Day::from_epoch_days(index.saturating_mul(7).saturating_sub(3)).unwrap_or(Day::MIN);
        Period { from, to: from.plus_days(6) }
    }
}

/// A cohort by count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CohortCount {
    /// The first day of the period in which they began.
    pub start: Day,
    /// How many began.
    pub size: u32,
    /// Of them those active in each period since, beginning with the first.
    pub active: Vec<u32>,
    /// The same as shares of the size.
    pub retention: Vec<f64>,
}

/// A cohort by value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CohortMoney {
    /// The first day of the period in which they began.
    pub start: Day,
    /// Their net money in each period since, beginning with the first.
    pub money: Vec<Money>,
    /// The same as shares of the first; `None` where that is not above zero.
    pub retention: Vec<Option<f64>>,
}

/// All cohorts old enough for a period to be whole, so many periods after the first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CohortsOf {
    /// Periods since the first.
    pub since: usize,
    /// Those active, as a share of all.
    pub customers: f64,
    /// Their money, as a share of that of their first period.
    pub money: Option<f64>,
}

/// What is found of cohorts.
#[derive(Debug, Default)]
pub(super) struct ByCohort {
    pub counts: Vec<CohortCount>,
    pub money: Vec<CohortMoney>,
    pub mean: Vec<CohortsOf>,
}

/// Cohorts of the customers whose first purchase counts.
pub(super) async fn by_cohort<P: Pace>(
    purchases: &Purchases,
    horizon: &Horizon,
    params: &RetentionParams,
    pace: &mut P,
) -> Result<ByCohort, Stopped<RetentionError>> {
    let by = params.cohort;
    let days = PurchaseDays::of(purchases, Day::MAX, ReturnsPolicy::LeftOut, pace).await?;
    let Some(span) = days.span else { return Ok(ByCohort::default()) };
    let last_day = horizon.last_day().map_or(span.to, |last| last.max(span.to));
    let (first, last) = (by.index(span.from), by.index(last_day));
    let periods = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
    if periods > MAX_PERIODS {
        return Err(Stopped::Error(SpanTooLong { span, periods }.into()));
    }
    let periods: Vec<Period> = (first..=last).map(|index| by.period(index)).collect();
    let at = |day: Day| usize::try_from(by.index(day) - first).ok();
    // The cohort of each customer whose first purchase of all counts.
    let began = |customer: u32, own: Day| at(own).filter(|_| horizon.first_purchase(customer) == Some(own));
    let mut cohorts: Vec<Option<usize>> = Vec::new();
    let mut active: Vec<Vec<u32>> = (1..=periods.len()).rev().map(|length| vec![0; length]).collect();
    let mut money: Vec<Vec<Money>> = (1..=periods.len()).rev().map(|length| vec![Money::ZERO; length]).collect();
    for (customer, days) in days.customers() {
        let Some(cohort) = days.first().and_then(|first| began(customer, first.day)) else { continue };
        cohorts.resize(customer as usize, None);
        cohorts.push(Some(cohort));
        let mut before = None;
        for period in days.iter().filter_map(|day| at(day.day)) {
            let cell = active.get_mut(cohort).and_then(|row| row.get_mut(period - cohort));
            if let Some(cell) = cell.filter(|_| before != Some(period)) {
                *cell += 1;
            }
            before = Some(period);
        }
    }
    in_blocks_paced(purchases.len(), pace, |rows| {
        for row in purchases.rows_in(rows).filter(|row| !row.returned || params.returns == ReturnsPolicy::Net) {
            let cohort = cohorts.get(row.customer as usize).copied().flatten();
            let since = cohort.and_then(|cohort| Some((cohort, at(row.day)?.checked_sub(cohort)?)));
            let cell = since.and_then(|(cohort, since)| money.get_mut(cohort)?.get_mut(since));
            if let Some(cell) = cell {
                *cell += row.amount.money();
            }
        }
    })
    .await?;
    let complete: Vec<bool> = periods.iter().map(|period| horizon.is_complete(*period)).collect();
    let mean = mean(&active, &money, &complete);
    let mut found = ByCohort { mean, ..ByCohort::default() };
    for ((period, active), money) in periods.iter().zip(active).zip(money) {
        let size = active.first().copied().unwrap_or_default();
        if size == 0 {
            continue;
        }
        let whole = money.first().map_or(0.0, |first| first.to_f64());
        let share = |money: &Money| (whole > 0.0).then(|| money.to_f64() / whole);
        let retention = active.iter().map(|active| f64::from(*active) / f64::from(size)).collect();
        found.money.push(CohortMoney { start: period.from, retention: money.iter().map(share).collect(), money });
        found.counts.push(CohortCount { start: period.from, size, active, retention });
    }
    Ok(found)
}

/// By periods since the first, of the cohorts whose first period and this one are whole.
fn mean(active: &[Vec<u32>], money: &[Vec<Money>], complete: &[bool]) -> Vec<CohortsOf> {
    let whole = |period: usize| complete.get(period).copied().unwrap_or_default();
    let of = |since: usize| {
        let (mut here, mut all, mut now, mut then) = (0_u64, 0_u64, Money::ZERO, Money::ZERO);
        for (cohort, (active, money)) in active.iter().zip(money).enumerate() {
            let counts = whole(cohort) && whole(cohort + since);
            let Some((active, size)) = active.get(since).zip(active.first()).filter(|_| counts) else { continue };
            here += u64::from(*active);
            all += u64::from(*size);
            now += money.get(since).copied().unwrap_or_default();
            then += money.first().copied().unwrap_or_default();
        }
        let share = (then > Money::ZERO).then(|| now.to_f64() / then.to_f64());
        (all > 0).then(|| CohortsOf { since, customers: here as f64 / all as f64, money: share })
    };
    (0..complete.len()).filter_map(of).collect()
}
