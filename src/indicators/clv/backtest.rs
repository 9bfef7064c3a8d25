//! What the models would have said: fitted up to a day, held against what came after it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::certainty::SmallSample;
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::lifetime::{Fitted, Model, Pattern};
use crate::domain::order;
use crate::indicators::purchase_days::PurchaseDays;

use super::groups::Groups;

/// Purchase days after the last day of the fit, and what was expected of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Backtest {
    /// The first day after the fit.
    pub from: Day,
    /// The last day known.
    pub to: Day,
    /// Customers who began up to the fit.
    pub customers: usize,
    /// Of them those who bought in the time held out.
    pub buyers: usize,
    /// Their purchase days in it.
    pub actual: u64,
    /// By model of which figures are shown, and beside them `own_rate` (everybody goes on at their own rate so far) and `nobody` (nobody returns).
    pub models: BTreeMap<&'static str, Tested>,
    /// By the number of purchases before it.
    pub by_count: Vec<CountTested>,
    /// By the P(alive) of the model in force: how many of these bought again.
    pub by_p_alive: Vec<AliveTested>,
    /// Repeat purchases of everybody from the first day on, at up to 26 moments.
    pub tracking: Vec<Tracked>,
    /// The time held out week by week, of seven days each but for the last.
    pub weeks: Vec<Week>,
}

/// Customers a model takes to be still there are not borne out where fewer than this share of what it believes bought.
const BORNE_OUT: f64 = 0.5;

impl Backtest {
    /// What happened for each purchase a model expected; `None` where it expected none, or was not tested.
    pub fn happened_per_expected(&self, model: Model) -> Option<f64> {
        let expected = self.models.get(model.key())?.total;
        Some(self.actual as f64 / expected).filter(|share| share.is_finite())
    }

    /// The customers of whom the model was surest that they are still there, of those in bands of enough customers, where
    /// so few bought that the test does not bear it out.
    pub fn refuting(&self, small: SmallSample) -> Option<&AliveTested> {
        let surest = self.by_p_alive.iter().rfind(|band| small.is_enough(band.customers))?;
        (surest.to >= 1.0 && surest.bought < surest.p_alive * BORNE_OUT).then_some(surest)
    }
}

/// How one model did.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tested {
    /// Purchase days it expected.
    pub total: f64,
    /// The mean by which it missed a customer.
    pub mae: f64,
    /// The root of the mean square by which it did.
    pub rmse: f64,
    /// The share of all purchases made by the tenth of customers of whom it expected most; customers of one expectation
    /// count in proportion. `None` where it expects the same of all, or nobody bought.
    pub top_decile_share: Option<f64>,
}

/// What became of those who had bought so often.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountTested {
    /// Purchases after the first, before the time held out; the last entry has these or more.
    pub x: u32,
    /// Customers.
    pub customers: usize,
    /// Purchase days in the mean.
    pub actual: f64,
    /// What the model in force expected; `None` without one.
    pub expected: Option<f64>,
}

/// What became of those of whom the model said this.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AliveTested {
    /// P(alive) from this on.
    pub from: f64,
    /// To this.
    pub to: f64,
    /// Customers.
    pub customers: usize,
    /// The P(alive) they have in the mean.
    pub p_alive: f64,
    /// The share who bought again.
    pub bought: f64,
}

/// Repeat purchases up to a moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tracked {
    /// The last day counted.
    pub end: Day,
    /// Whether it is in the time held out.
    pub held_out: bool,
    /// How many there were.
    pub actual: u64,
    /// How many each model says.
    pub expected: BTreeMap<&'static str, f64>,
}

/// Purchase days from the first day after the fit to the end of a week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Week {
    /// The last day counted.
    pub end: Day,
    /// How many there were.
    pub actual: u64,
    /// How many were expected of the same customers by what was known of each at the end of the fit: by the keys of
    /// [`Backtest::models`], whose totals are those of the last week.
    pub expected: BTreeMap<&'static str, f64>,
}

/// The key of everybody going on at their own rate.
pub(super) const OWN_RATE: &str = "own_rate";

/// The key of nobody returning.
pub(super) const NOBODY: &str = "nobody";

/// Days of a week.
const WEEK: i32 = 7;

impl Backtest {
    /// The week in which a model strays furthest from what happened, by the number of purchases, with its number from
    /// 1; the first of several. `None` where the model was not tested.
    pub fn furthest(&self, model: Model) -> Option<(usize, &Week)> {
        let off = |week: &Week| Some((week.expected.get(model.key())? - week.actual as f64).abs());
        let weeks = (1..).zip(&self.weeks).filter_map(|(number, week)| Some((off(week)?, number, week)));
        let furthest = weeks.min_by(|left, right| right.0.total_cmp(&left.0))?;
        Some((furthest.1, furthest.2))
    }
}

/// The last class of purchases before.
const MOST_COUNT: u32 = 7;

/// Bands of P(alive).
const BANDS: usize = 5;

impl Groups {
    /// Whom a model expected so much of, by pattern, against what they did.
    pub fn tested(&self, expected: &[f64]) -> Tested {
        let (mut total, mut absolute, mut square) = (0.0, 0.0, 0.0);
        // What was bought by the customers of each pattern, and how many they are.
        let mut bought = vec![0_u64; self.patterns.list().len()];
        for (place, member) in self.placed() {
            let expected = expected.get(place).copied().unwrap_or_default();
            let missed = f64::from(member.later) - expected;
            total += expected;
            absolute += missed.abs();
            square += missed * missed;
            if let Some(bought) = bought.get_mut(place) {
                *bought += u64::from(member.later);
            }
        }
        let n = self.members.len() as f64;
        let top_decile_share = self.top_decile(expected, &bought);
        Tested { total, mae: absolute / n, rmse: (square / n).sqrt(), top_decile_share }
    }

    fn top_decile(&self, expected: &[f64], bought: &[u64]) -> Option<f64> {
        let all: u64 = bought.iter().sum();
        let mut ranked: Vec<(f64, f64, f64)> = expected
            .iter()
            .zip(self.patterns.list())
            .zip(bought)
            .map(|((expected, pattern), bought)| (*expected, f64::from(pattern.customers), *bought as f64))
            .collect();
        order::sort_by(&mut ranked, |left, right| right.0.total_cmp(&left.0));
        let (first, last) = (ranked.first()?, ranked.last()?);
        if all == 0 || first.0 <= last.0 {
            return None;
        }
        let mut room = self.members.len().div_ceil(10) as f64;
        let mut share = 0.0;
        for same in ranked.chunk_by(|left, right| left.0.to_bits() == right.0.to_bits()) {
            let customers: f64 = same.iter().map(|(_, customers, _)| customers).sum();
            let bought: f64 = same.iter().map(|(_, _, bought)| bought).sum();
            share += bought * (room / customers).min(1.0);
            room -= customers;
            if room <= 0.0 {
                break;
            }
        }
        Some(share / all as f64)
    }

    /// By the number of purchases before; `expected` by pattern.
    pub fn by_count(&self, expected: Option<&[f64]>) -> Vec<CountTested> {
        let mut sums = BTreeMap::<u32, (usize, u64, f64)>::new();
        for (place, member) in self.placed() {
            let sum = sums.entry(member.x.min(MOST_COUNT)).or_default();
            sum.0 += 1;
            sum.1 += u64::from(member.later);
            sum.2 += expected.and_then(|expected| expected.get(place)).copied().unwrap_or_default();
        }
        let count = |(x, (customers, actual, sum)): (u32, (usize, u64, f64))| {
            let n = customers as f64;
            CountTested { x, customers, actual: actual as f64 / n, expected: expected.map(|_| sum / n) }
        };
        sums.into_iter().map(count).collect()
    }

    /// By what the model says of who is still there.
    pub fn by_p_alive(&self, p_alive: &[f64]) -> Vec<AliveTested> {
        let mut sums = [(0_usize, 0.0, 0_usize); BANDS];
        for (place, member) in self.placed() {
            let p = p_alive.get(place).copied().unwrap_or_default();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share, times a few
            let band = ((p * BANDS as f64) as usize).min(BANDS - 1);
            if let Some(sum) = sums.get_mut(band) {
                *sum = (sum.0 + 1, sum.1 + p, sum.2 + usize::from(member.later > 0));
            }
        }
        let bands = sums.into_iter().enumerate().filter(|(_, (customers, ..))| *customers > 0);
        let end = |band: usize| band as f64 / BANDS as f64;
        bands
            .map(|(band, (customers, p, bought))| AliveTested {
                from: end(band),
                to: end(band + 1),
                customers,
                p_alive: p / customers as f64,
                bought: bought as f64 / customers as f64,
            })
            .collect()
    }
}

/// How many customers began on each day, and how many repeat purchases were made on each, from the first day on.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    /// The first day.
    pub from: Option<Day>,
    /// Customers who first bought that many days after it.
    pub began: Vec<u32>,
    /// Repeat purchases made that many days after it.
    pub again: Vec<u64>,
}

/// Moments of the tracking plot.
const MOMENTS: i32 = 26;

impl Timeline {
    /// The weeks after the fit with what was bought; the first day after it begins the first.
    pub fn weeks(&self, fitted_to: Day, to: Day) -> Vec<Week> {
        let Some(from) = self.from else { return Vec::new() };
        let place = |day: Day| usize::try_from(day.days_since(from)).unwrap_or(0);
        let begins = place(fitted_to) + 1;
        let ends = (1..).map(|week| fitted_to.plus_days(week * WEEK).min(to));
        let of_week = |end: Day| {
            let actual = self.again.get(begins..=place(end)).unwrap_or_default().iter().sum();
            Week { end, actual, expected: BTreeMap::new() }
        };
        let weeks = to.days_since(fitted_to).max(0).unsigned_abs().div_ceil(WEEK.unsigned_abs());
        ends.take(weeks as usize).map(of_week).collect()
    }

    /// Repeat purchases up to evenly spaced moments, and what models say of customers as they began. Customers who began
    /// after `fitted_to` are in neither.
    pub fn tracked(&self, fitted_to: Day, to: Day, unit: f64, models: &[Fitted]) -> Vec<Tracked> {
        let Some(from) = self.from else { return Vec::new() };
        let step = to.days_since(from) / MOMENTS + 1;
        let mut tracked = Vec::new();
        let mut end = from.plus_days(step - 1);
        loop {
            let end_day = end.min(to);
            let days = usize::try_from(end_day.days_since(from)).unwrap_or(0);
            let actual = self.again.iter().take(days + 1).sum();
            let of_model = |fitted: &Fitted| {
                let of_day = |(day, began): (usize, &u32)| {
                    if *began == 0 { 0.0 } else { f64::from(*began) * fitted.of_new((days - day) as f64 / unit) }
                };
                (fitted.model.key(), self.began.iter().enumerate().take(days).map(of_day).sum::<f64>())
            };
            let expected = models.iter().map(of_model).collect();
            tracked.push(Tracked { end: end_day, held_out: end_day > fitted_to, actual, expected });
            if end >= to {
                return tracked;
            }
            end = end.plus_days(step);
        }
    }
}

/// What models fitted up to a day say of the time after it, against what happened.
#[allow(clippy::too_many_arguments)] // two kinds of test share it
pub(super) async fn test<P: Pace>(
    days: &PurchaseDays,
    groups: &Groups,
    models: &[Fitted],
    asked: Option<Model>,
    end: Day,
    last: Day,
    unit: f64,
    pace: &mut P,
) -> Result<Backtest, Cancelled> {
    let time = f64::from(last.days_since(end)) / unit;
    let mut tested = BTreeMap::new();
    let mut leading: Option<(f64, Vec<f64>, Vec<f64>)> = None;
    let actual: u64 = groups.members.iter().map(|member| u64::from(member.later)).sum();
    for fitted in models {
        let ahead = fitted.ahead(&groups.patterns, &[(time, 1.0)], pace).await?;
        let (p_alive, expected): (Vec<f64>, Vec<f64>) = ahead.into_iter().unzip();
        let result = groups.tested(&expected);
        // The one asked for leads, else the one whose total came nearest.
        let missed = if asked == Some(fitted.model) { -1.0 } else { (result.total - actual as f64).abs() };
        if leading.as_ref().is_none_or(|(least, ..)| missed < *least) {
            leading = Some((missed, p_alive, expected));
        }
        tested.insert(fitted.model.key(), result);
        pace.breathe(Progress::default()).await?;
    }
    let own_rate = |pattern: &Pattern| if pattern.t > 0.0 { f64::from(pattern.x) / pattern.t * time } else { 0.0 };
    tested.insert(OWN_RATE, groups.tested(&groups.patterns.list().iter().map(own_rate).collect::<Vec<_>>()));
    tested.insert(NOBODY, groups.tested(&vec![0.0; groups.patterns.list().len()]));
    let timeline = timeline(days, end, last);
    let tracking = timeline.tracked(end, last, unit, models);
    let mut weeks = timeline.weeks(end, last);
    let all = tested.get(OWN_RATE).map_or(0.0, |tested| tested.total);
    expect_by_week(&mut weeks, groups, models, end, unit, all / time, pace).await?;
    Ok(Backtest {
        from: end.plus_days(1),
        to: last,
        customers: groups.members.len(),
        buyers: groups.members.iter().filter(|member| member.later > 0).count(),
        actual,
        models: tested,
        by_count: groups.by_count(leading.as_ref().map(|(_, _, expected)| expected.as_slice())),
        by_p_alive: leading.as_ref().map(|(_, p_alive, _)| groups.by_p_alive(p_alive)).unwrap_or_default(),
        tracking,
        weeks,
    })
}

/// First and repeat purchases day by day, of those who began up to a day.
fn timeline(days: &PurchaseDays, end: Day, last: Day) -> Timeline {
    let Some(span) = days.span else { return Timeline::default() };
    let length = usize::try_from(last.days_since(span.from)).unwrap_or(0) + 1;
    let mut timeline = Timeline { from: Some(span.from), began: vec![0; length], again: vec![0; length] };
    let place = |day: Day| usize::try_from(day.days_since(span.from)).unwrap_or(usize::MAX);
    for (_, days) in days.customers() {
        let Some((first, rest)) = days.split_first().filter(|(first, _)| first.day <= end) else { continue };
        if let Some(began) = timeline.began.get_mut(place(first.day)) {
            *began += 1;
        }
        for day in rest {
            if let Some(again) = timeline.again.get_mut(place(day.day)) {
                *again += 1;
            }
        }
    }
    timeline
}

/// What was expected up to the end of each week, of all customers: by each model, where everybody goes on at their own
/// rate (`own_rate` of all in a unit of time), and where nobody returns.
async fn expect_by_week<P: Pace>(
    weeks: &mut [Week],
    groups: &Groups,
    models: &[Fitted],
    end: Day,
    unit: f64,
    own_rate: f64,
    pace: &mut P,
) -> Result<(), Cancelled> {
    let times: Vec<f64> = weeks.iter().map(|week| f64::from(week.end.days_since(end)) / unit).collect();
    for fitted in models {
        let expected = fitted.of_all(&groups.patterns, &times, pace).await?;
        for (week, expected) in weeks.iter_mut().zip(expected) {
            week.expected.insert(fitted.model.key(), expected);
        }
    }
    for (week, time) in weeks.iter_mut().zip(times) {
        week.expected.insert(OWN_RATE, own_rate * time);
        week.expected.insert(NOBODY, 0.0);
    }
    Ok(())
}
