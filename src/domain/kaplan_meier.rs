//! The Kaplan-Meier estimate: the share still there after a time, where some have not left yet.
//!
//! With `d` who left at a time and `n` who were followed until then at least, the share still there
//! is S = ∏ (1 - d/n) over the times up to now, the time itself included (E. L. Kaplan, P. Meier,
//! Nonparametric estimation from incomplete observations, JASA 53 (1958) 457-481). Who is lost from
//! sight at a time still counts among the `n` of that time.
//!
//! Its variance is Greenwood's, S² ∑ d / (n (n - d)) (M. Greenwood, The natural duration of cancer,
//! Reports on Public Health 33, HMSO 1926). The interval is made on the scale of ln(-ln S) and never
//! leaves 0 to 1: S^exp(±z √∑ / ln S) (J. D. Kalbfleisch, R. L. Prentice, The Statistical Analysis
//! of Failure Time Data, 1980). Where nobody is left S is 0 and has no variance; both ends are then
//! given as 0.
//!
//! The median is the first time at which S is one half or less; its ends are the first times at which
//! the lower and the upper end of S are (R. Brookmeyer, J. Crowley, Biometrics 38 (1982) 29-41). A
//! time at which nobody is left bounds no median: such an end is absent, as one never reached is.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use super::interval::{Interval, Level};

/// A time that can be followed: finite, not negative, in whatever unit the source has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Time(f64);

impl Time {
    /// The time, where it is one.
    pub fn new(time: f64) -> Option<Self> {
        // Adding zero leaves one zero where there are two.
        (time.is_finite() && time >= 0.0).then_some(Self(time + 0.0))
    }

    /// As a number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Eq for Time {}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// How many left, and how many were lost from sight, at one time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct At {
    /// Left.
    pub left: usize,
    /// Still there when last seen.
    pub censored: usize,
}

/// Customers counted by the time they were followed for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LifeTable {
    by_time: BTreeMap<Time, At>,
    n: usize,
}

impl LifeTable {
    /// Adds a customer followed for `time`, who `left` then or was still there.
    pub fn add(&mut self, time: Time, left: bool) {
        let at = self.by_time.entry(time).or_default();
        if left {
            at.left += 1;
        } else {
            at.censored += 1;
        }
        self.n += 1;
    }

    /// Takes in the customers of another table.
    pub fn merge(&mut self, other: &Self) {
        for (time, more) in &other.by_time {
            let at = self.by_time.entry(*time).or_default();
            at.left += more.left;
            at.censored += more.censored;
        }
        self.n += other.n;
    }

    /// How many customers.
    pub const fn n(&self) -> usize {
        self.n
    }

    /// The longest time anybody was followed for.
    pub fn until(&self) -> f64 {
        self.by_time.last_key_value().map_or(0.0, |(time, _)| time.get())
    }

    /// Each time in ascending order, with how many were followed until then and what became of them.
    pub fn risk(&self) -> impl Iterator<Item = (Time, usize, At)> {
        self.by_time.iter().scan(self.n, |at_risk, (time, at)| {
            let before = *at_risk;
            *at_risk -= at.left + at.censored;
            Some((*time, before, *at))
        })
    }

    /// How many were followed for `time` or longer.
    pub fn at_risk(&self, time: f64) -> usize {
        self.risk().find(|(at, _, _)| at.get() >= time).map_or(0, |(_, at_risk, _)| at_risk)
    }

    /// The estimate. Linear in the distinct times.
    pub fn kaplan_meier(&self, level: Level) -> KaplanMeier {
        let mut curve = KaplanMeier { n: self.n, until: self.until(), ..KaplanMeier::default() };
        let (mut survival, mut sum) = (1.0, 0.0);
        for (time, at_risk, At { left, .. }) in self.risk().filter(|(_, _, at)| at.left > 0) {
            let (n, d) = (at_risk as f64, left as f64);
            survival *= (n - d) / n;
            sum += d / (n * (n - d));
            let Interval { low, high } = log_log(survival, sum, level);
            curve.events += left;
            curve.times.push(time.get());
            curve.survival.push(survival);
            curve.low.push(low);
            curve.high.push(high);
            curve.at_risk.push(at_risk);
            curve.standard_error.push((survival > 0.0).then(|| survival * sum.sqrt()));
        }
        curve.last_share = survival;
        let first = |ends: &[f64]| curve.first_half(ends);
        (curve.median, curve.median_low, curve.median_high) =
            (curve.half(&curve.survival), first(&curve.low), first(&curve.high));
        curve
    }
}

/// The interval of S, whose variance is `sum` S².
fn log_log(survival: f64, sum: f64, level: Level) -> Interval {
    if survival <= 0.0 {
        return Interval { low: 0.0, high: 0.0 };
    }
    // S is below 1 as soon as anybody left, so its logarithm is not 0.
    let spread = level.z() * sum.sqrt() / libm::log(survival);
    Interval { low: libm::pow(survival, libm::exp(-spread)), high: libm::pow(survival, libm::exp(spread)) }
}

/// The share still there, as steps: one for each time at which anybody left.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct KaplanMeier {
    /// Customers.
    pub n: usize,
    /// Of them those who left.
    pub events: usize,
    /// When half have left; `None` where more are still there to the end.
    pub median: Option<f64>,
    /// Lower end of its interval.
    pub median_low: Option<f64>,
    /// Upper end of its interval.
    pub median_high: Option<f64>,
    /// The times, ascending. Before the first everybody is there.
    pub times: Vec<f64>,
    /// The share still there from each time on.
    pub survival: Vec<f64>,
    /// Lower end of its interval.
    pub low: Vec<f64>,
    /// Upper end of its interval.
    pub high: Vec<f64>,
    /// How many were followed for each time or longer.
    pub at_risk: Vec<usize>,
    /// Greenwood's standard error of each share; `None` where nobody is left.
    pub standard_error: Vec<Option<f64>>,
    /// The longest time anybody was followed for.
    pub until: f64,
    /// The share still there then: 1 where nobody left.
    pub last_share: f64,
}

/// The share still there at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share.
    pub survival: f64,
    /// Its interval; `None` where everybody or nobody is there.
    pub interval: Option<Interval>,
}

/// A product of fractions may miss one half by a hair.
const HALF: f64 = 0.5 + 1e-12;

impl KaplanMeier {
    /// The share still there at `time`, which is the last one known where `time` is later than all.
    pub fn at(&self, time: f64) -> Share {
        let everybody = Share { survival: 1.0, interval: None };
        let Some(step) = self.times.partition_point(|at| *at <= time).checked_sub(1) else { return everybody };
        let of = |column: &[f64]| column.get(step).copied().unwrap_or_default();
        let survival = of(&self.survival);
        let interval = Interval { low: of(&self.low), high: of(&self.high) };
        Share { survival, interval: (survival > 0.0).then_some(interval) }
    }

    /// The first time at which this share of all or more have left; `None` where fewer have to the end.
    pub fn left_by(&self, share: f64) -> Option<f64> {
        let step = self.survival.iter().position(|still| *still <= 1.0 - share + 1e-12)?;
        self.times.get(step).copied()
    }

    fn half(&self, column: &[f64]) -> Option<f64> {
        let step = column.iter().position(|share| *share <= HALF)?;
        self.times.get(step).copied()
    }

    /// The same for an end of the interval, which must be one.
    fn first_half(&self, ends: &[f64]) -> Option<f64> {
        let step = ends.iter().zip(&self.survival).position(|(end, survival)| *end <= HALF && *survival > 0.0)?;
        self.times.get(step).copied()
    }
}
