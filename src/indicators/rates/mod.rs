//! Retention, churn and repeat rate: who comes back, period by period.
//!
//! A customer is active in a period with at least one purchase. Retention of a period is the share
//! of its active customers who are active in the next one as well, (E - N) / S with E the active of
//! the next period, N those of them who were not active in this one, and S the active of this one;
//! churn is 1 - retention. Repeat rate is the share of customers with two or more orders.
//!
//! Under a filter the purchases it lets through count. Whether a customer is new or returning, and for how long they have
//! been silent, is known from all loaded rows; the calendar runs to the end of these, so that nobody coming back is a
//! retention of zero. A period is complete where the loaded rows cover it whole ([`Horizon::is_complete`]).
//!
//! Returns are no purchase, under either policy: they make no customer active and no order.
//! Intervals are Wilson's (see [`wilson`]). For customers without a contract a gap is no proof of
//! leaving, so that churn by period says "did not buy", not "is gone".

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
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace, Progress, Unpaced, block_on_ready};
use crate::domain::interval::{Interval, Level, NotALevel, wilson};
use crate::domain::provenance::{LeftOut, Provenance};

use super::activity::{Activity, Bought, SpanTooLong};
use super::history::{Life, Lives};
use super::left::Left;
use super::page::{Control, Page};
use super::{About, CustomerGroup, Group, Horizon, Indicator, Offer, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "rates";

/// Repeat rate, retention and churn.
pub struct RatesIndicator;

impl Indicator for RatesIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Retention and churn", "留存与流失"],
        group: Group::Retention,
        path: "/retention",
        needs: &[Kind::Purchases],
    };

    const OFFER: Option<Offer<Self>> = Some(|found, params, say| show::offer(found, params.small_sample, say));
    const PAGE_LATER: bool = true;

    type Params = RatesParams;
    type Checked = CheckedRates;
    type Found = Rates;
    type Error = RatesError;

    fn with_shared(own: RatesParams, shared: &Shared) -> RatesParams {
        let Shared { reference_date, length, level, returns: _, small_sample, currency: _ } = *shared;
        RatesParams { length, level, reference_date, small_sample, ..own }
    }

    fn check(params: RatesParams) -> Result<CheckedRates, RatesError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedRates,
        pace: &mut P,
    ) -> Result<Option<Rates>, Stopped<RatesError>> {
        let Some(table) = view.purchases() else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let left = Left::of(view);
        let mut found = rates_paced(table, &horizon, &left, params, pace).await?;
        found.provenance = view.with_held_back(found.provenance, Kind::Purchases);
        Ok(Some(found))
    }

    fn show(found: &Rates, params: &RatesParams, say: &Say<'_>) -> Page {
        show::show(found, params.small_sample, say)
    }

    fn groups<'a>(found: &'a Rates, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::RatesTexts::of(say.language);
        let for_days = |inactive: &'a Inactive| {
            let days = inactive.days;
            let longer = found.silent.iter().filter(move |(_, silent)| i64::from(*silent) > i64::from(days));
            let name = (texts.silent)(&days.to_string());
            CustomerGroup::new(silent(days), name, longer.map(|(customer, _)| *customer))
        };
        let bought = CustomerGroup::list(BOUGHT, texts.customers, &found.bought);
        let repeat = CustomerGroup::list(REPEAT, texts.repeat_customers, &found.repeat);
        [bought, repeat].into_iter().chain(found.inactive.iter().map(for_days)).collect()
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::RatesTexts::of(say.language).promise
    }

    fn explain(error: &RatesError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &RatesParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// The most spans of days inactive customers can be counted for.
pub const MAX_INACTIVE: usize = 24;

/// What can be chosen about the rates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RatesParams {
    /// How long a period is. Default: a month.
    pub length: PeriodLength,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// The day recency is counted to; `None` (default) is the day after the newest row.
    pub reference_date: Option<Day>,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// Days without a purchase to count inactive customers for, at most [`MAX_INACTIVE`] of them. Default 30 to 365,
    /// six steps.
    pub inactive_days: Vec<u32>,
}

impl Default for RatesParams {
    fn default() -> Self {
        Self {
            length: PeriodLength::default(),
            level: Level::DEFAULT.get(),
            reference_date: None,
            small_sample: SmallSample::DEFAULT,
            inactive_days: vec![30, 60, 90, 120, 180, 365],
        }
    }
}

impl RatesParams {
    /// The parameters ready for use. Days are sorted, repetitions dropped.
    pub fn check(mut self) -> Result<CheckedRates, RatesError> {
        let level = Level::try_from(self.level)?;
        self.inactive_days.sort_unstable();
        self.inactive_days.dedup();
        if self.inactive_days.len() > MAX_INACTIVE {
            return Err(RatesError::InactiveDays(self.inactive_days.len()));
        }
        let Self { length, reference_date, inactive_days, .. } = self;
        Ok(CheckedRates { length, level, reference_date, inactive_days })
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedRates {
    length: PeriodLength,
    level: Level,
    reference_date: Option<Day>,
    inactive_days: Vec<u32>,
}

/// Parameters or purchases that make no rates.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RatesError {
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// Inactive customers cannot be counted for so many spans of days.
    #[error("inactive customers cannot be counted for {0} spans of days: choose at most {MAX_INACTIVE}")]
    InactiveDays(usize),
    /// The purchases span too many periods: a fault of the data.
    #[error(transparent)]
    SpanTooLong(#[from] SpanTooLong),
}

/// Repeat rate, and retention and churn by period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// Customers with a purchase.
    pub customers: usize,
    /// Customers with two or more orders.
    pub repeat_customers: usize,
    /// Customers with a single order in all loaded rows: a filter that holds their others back makes nobody a beginner.
    pub one_time_customers: usize,
    /// Of them those who have not left.
    #[serde(skip)]
    pub one_time_still_there: usize,
    /// The first day of the chosen period: who has not bought from it on is not counted among the silent.
    #[serde(skip)]
    pub since: Option<Day>,
    /// `repeat_customers / customers`; `None` without a customer.
    pub repeat_rate: Option<f64>,
    /// Wilson interval of the repeat rate.
    pub repeat_rate_interval: Option<Interval>,
    /// Share of customers with purchases on two or more days: orders of one day count once.
    pub repeat_rate_by_days: Option<f64>,
    /// How long each period is.
    pub length: PeriodLength,
    /// Every period from the first purchase to the last of all loaded rows, oldest first.
    pub periods: Vec<PeriodRates>,
    /// The day recency is counted to; `None` without a row.
    pub reference_date: Option<Day>,
    /// Customers without a purchase for a while, shortest while first, of those who have not left.
    pub inactive: Vec<Inactive>,
    /// Customers who already left, by the exits and without a purchase since: counted beside the inactive.
    pub already_left: usize,
    /// Confidence of the intervals.
    pub level: Level,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    /// Customers with a purchase, by number.
    #[serde(skip)]
    bought: Vec<u32>,
    /// Of them those with two or more orders.
    #[serde(skip)]
    repeat: Vec<u32>,
    /// Customers silent for longer than the shortest while, and for how many days.
    #[serde(skip)]
    silent: Vec<(u32, i32)>,
}

/// The key of the customers with a purchase.
const BOUGHT: &str = "bought";

/// The key of those with two or more orders.
const REPEAT: &str = "repeat";

/// The key of those silent for more than so many days.
fn silent(days: u32) -> String {
    format!("silent_{days}")
}

impl Rates {
    /// The latest complete period with a retention that is not provisional.
    pub fn latest_settled(&self) -> Option<&PeriodRates> {
        self.periods.iter().rev().find(|period| period.settled_retention().is_some())
    }

    /// How many customers the headline's rates are of, the fewest of them.
    fn fewest(&self) -> usize {
        self.latest_settled().map_or(self.customers, |period| period.active.min(self.customers))
    }

    /// Customers silent for at least about a quarter of a year; for the longest while there is,
    /// where all are shorter.
    pub fn silent_for_a_quarter(&self) -> Option<&Inactive> {
        self.inactive.iter().find(|inactive| inactive.days >= 90).or(self.inactive.last())
    }
}

/// One period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PeriodRates {
    /// First day of the period.
    pub start: Day,
    /// Last day of the period.
    pub end: Day,
    /// Customers with a purchase in it.
    pub active: usize,
    /// Of them, those with their first purchase in it, of all loaded rows; where a chosen period begins within it, from
    /// there on.
    pub new: usize,
    /// Of them, those who had bought before: `active - new`.
    pub returning: usize,
    /// Of them, those who buy in the next period too; `None` for the last period.
    pub retained: Option<usize>,
    /// `retained / active`; `None` for the last period and for one without active customers.
    pub retention: Option<f64>,
    /// Wilson interval of the retention.
    pub retention_interval: Option<Interval>,
    /// `1 - retention`.
    pub churn: Option<f64>,
    /// Whether the loaded rows cover the period whole. The first and the last period of a file often are not.
    pub complete: bool,
    /// Whether there is a retention that may still rise, because the *next* period is not complete.
    pub provisional: bool,
}

impl PeriodRates {
    /// The retention of a complete period, unless it is provisional.
    pub fn settled_retention(&self) -> Option<f64> {
        self.retention.filter(|_| self.complete && !self.provisional)
    }
}

/// Customers whose last purchase is more than so many days before the reference date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Inactive {
    /// How many days.
    pub days: u32,
    /// How many customers.
    pub customers: usize,
    /// Their share of all customers who have not left; `None` without one.
    pub share: Option<f64>,
    /// Wilson interval of the share.
    pub interval: Option<Interval>,
}

/// The rates of purchases that are all there is. Linear in the rows; the rows of a customer whose purchases are not in
/// the order of days are sorted.
pub fn rates(purchases: &Purchases, params: &CheckedRates) -> Result<Rates, Stopped<RatesError>> {
    let horizon = Horizon::of(purchases, params.reference_date);
    block_on_ready(rates_paced(purchases, &horizon, &Left::default(), params, &mut Unpaced))
}

/// The rates of the purchases that count, giving way while the rows go by.
pub(super) async fn rates_paced<P: Pace>(
    purchases: &Purchases,
    horizon: &Horizon,
    left: &Left,
    params: &CheckedRates,
    pace: &mut P,
) -> Result<Rates, Stopped<RatesError>> {
    let activity = Activity::of(purchases, params.length, horizon, pace).await;
    let activity = activity.map_err(|stopped| stopped.map(RatesError::from))?;
    let reference_date = horizon.reference_date();
    let lives = Lives::of(purchases, pace).await?;
    let lives: Vec<(u32, Life)> = lives.customers().collect();
    let customers = lives.len();
    let bought: Vec<u32> = lives.iter().map(|(customer, _)| *customer).collect();
    let repeat: Vec<u32> = lives.iter().filter(|(_, life)| !life.once).map(|(customer, _)| *customer).collect();
    let repeat_customers = repeat.len();
    let repeat_customers_by_days = lives.iter().filter(|(_, life)| life.span.from < life.span.to).count();
    let one_time_customers = lives.iter().filter(|(customer, _)| horizon.bought_once(*customer)).count();
    pace.breathe(Progress::default()).await?;
    // Who already left is not silent.
    let last = |(customer, life): &(u32, Life)| horizon.last_purchase(*customer).unwrap_or(life.span.to);
    let there = || lives.iter().filter(|bought| !left.has(bought.0, last(bought)));
    let last_days: Vec<(u32, Day)> = there().map(|bought| (bought.0, last(bought))).collect();
    let one_time_still_there = there().filter(|(customer, _)| horizon.bought_once(*customer)).count();
    let already_left = customers - last_days.len();
    pace.breathe(Progress::default()).await?;
    let (inactive, silent) = match reference_date {
        Some(reference) => inactive(&last_days, reference, params, pace).await?,
        None => Default::default(),
    };
    let used = activity.rows;
    Ok(Rates {
        customers,
        repeat_customers,
        one_time_customers,
        one_time_still_there,
        since: horizon.from(),
        repeat_rate: share(repeat_customers, customers),
        repeat_rate_interval: wilson(repeat_customers, customers, params.level),
        repeat_rate_by_days: share(repeat_customers_by_days, customers),
        length: params.length,
        periods: periods(&activity, params.level, pace).await?,
        reference_date,
        inactive,
        already_left,
        level: params.level,
        provenance: Provenance::new(ID, activity.span, used, &[(LeftOut::Return, purchases.len() - used)]),
        bought,
        repeat,
        silent,
    })
}

/// Of customers with these days of their last purchase, those for whom it is long ago: how many for each while, and who is
/// silent for longer than the shortest, for how many days.
async fn inactive<P: Pace>(
    last_days: &[(u32, Day)],
    reference: Day,
    params: &CheckedRates,
    pace: &mut P,
) -> Result<(Vec<Inactive>, Vec<(u32, i32)>), Cancelled> {
    let Some(shortest) = params.inactive_days.first() else { return Ok(Default::default()) };
    let silence = last_days.iter().map(|(customer, last)| (*customer, reference.days_since(*last)));
    let silent: Vec<(u32, i32)> = silence.filter(|(_, days)| i64::from(*days) > i64::from(*shortest)).collect();
    pace.breathe(Progress::default()).await?;
    let (of, mut found) = (last_days.len(), Vec::with_capacity(params.inactive_days.len()));
    for &days in &params.inactive_days {
        let customers = silent.iter().filter(|(_, silent)| i64::from(*silent) > i64::from(days)).count();
        found.push(Inactive {
            days,
            customers,
            share: share(customers, of),
            interval: wilson(customers, of, params.level),
        });
        pace.breathe(Progress::default()).await?;
    }
    Ok((found, silent))
}

/// How many customers were active, new and retained in a period.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    active: usize,
    new: usize,
    retained: usize,
}

async fn periods<P: Pace>(activity: &Activity<'_>, level: Level, pace: &mut P) -> Result<Vec<PeriodRates>, Cancelled> {
    let counts = counts(activity, pace).await?;
    let complete = activity.complete();
    let next_complete = complete.iter().skip(1).map(|complete| Some(*complete)).chain([None]);
    let periods = activity.calendar.iter().zip(counts).zip(complete.iter().zip(next_complete));
    let rates = |((period, counts), (&complete, next_complete)): ((&Period, Counts), (&bool, Option<bool>))| {
        let Counts { active, new, retained } = counts;
        let retained = next_complete.map(|_| retained);
        let retention = retained.and_then(|retained| share(retained, active));
        PeriodRates {
            start: period.from,
            end: period.to,
            active,
            new,
            returning: active - new,
            retained,
            retention,
            retention_interval: retained.and_then(|retained| wilson(retained, active, level)),
            churn: retention.map(|retention| 1.0 - retention),
            complete,
            provisional: retention.is_some() && next_complete == Some(false),
        }
    };
    Ok(periods.map(rates).collect())
}

async fn counts<P: Pace>(activity: &Activity<'_>, pace: &mut P) -> Result<Vec<Counts>, Cancelled> {
    let mut counts = vec![Counts::default(); activity.calendar.len()];
    let count = |bought: Bought<'_>| {
        let next = bought.periods.iter().skip(1).map(Some).chain([None]);
        for (i, (&period, next)) in bought.periods.iter().zip(next).enumerate() {
            let Some(counts) = counts.get_mut(period as usize) else { continue };
            counts.active += 1;
            counts.new += usize::from(i == 0 && bought.is_new);
            counts.retained += usize::from(next == Some(&(period + 1)));
        }
    };
    activity.customers(pace, count).await?;
    Ok(counts)
}

fn share(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}
