//! What the models would have said: fitted up to a day, held against what came after it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::day::Day;
use crate::domain::lifetime::Fitted;
use crate::domain::order;

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
    /// By model, and beside them `own_rate` (everybody goes on at their own rate so far) and `nobody` (nobody returns).
    pub models: BTreeMap<&'static str, Tested>,
    /// By the number of purchases before it.
    pub by_count: Vec<CountTested>,
    /// By the P(alive) of the model in force: how many of these bought again.
    pub by_p_alive: Vec<AliveTested>,
    /// Repeat purchases of everybody from the first day on, at up to 26 moments.
    pub tracking: Vec<Tracked>,
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
