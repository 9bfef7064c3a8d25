//! Van Westendorp's price sensitivity meter.
//!
//! At a price p the thing is too cheap for the share of people whose first price is p or more, cheap for those whose second
//! is, expensive for those whose third is p or less, too expensive for those whose fourth is. Each share is known at every
//! price anybody gave and is linear in between. Four points are where two of them cross: marginal cheapness (too cheap, not
//! cheap), optimal (too cheap, too expensive), indifference (cheap, expensive), marginal expensiveness (not expensive, too
//! expensive). Where two are equal over a stretch it is the middle of that. The acceptable range lies from marginal
//! cheapness to marginal expensiveness.
//!
//! Intervals are the bootstrap's: people drawn anew with replacement, [`RESAMPLES`] times, always the same draws.

use serde::Serialize;

use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Interval, Level};
use crate::domain::money::Money;
use crate::domain::quantile::quantile;
use crate::domain::random::Rng;

use super::questions::Prices;

/// Resamples of the bootstrap.
pub const RESAMPLES: usize = 1_000;

/// The seed of the resamples: the same input gives the same intervals.
const SEED: u64 = 0x70_7269_6365;

/// Steps between the prices at which the chart's curves are drawn, at most.
const DRAWN: f64 = 40.0;

/// The share of first prices below the chart, and of last ones above it: who says a million is not to flatten it.
const BEYOND: f64 = 0.02;

/// What prices people find right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meter {
    /// People whose four prices rise.
    pub n: usize,
    /// People whose four prices do not, left out.
    pub left_out: usize,
    /// People who gave fewer than four, left out as well.
    pub incomplete: usize,
    /// The point of marginal cheapness: where the acceptable range begins.
    pub pmc: f64,
    /// The optimal price point.
    pub opp: f64,
    /// The indifference price point.
    pub ipp: f64,
    /// The point of marginal expensiveness: where the acceptable range ends.
    pub pme: f64,
    /// The lower end of the interval of the optimal price point.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The intervals of all four points.
    pub intervals: Intervals,
    /// The shares at prices from the low ones to the high ones.
    pub curves: Vec<Shares>,
}

/// The intervals of the four points; `None` of one person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Intervals {
    /// Of marginal cheapness.
    pub pmc: Option<Interval>,
    /// Of the optimal price.
    pub opp: Option<Interval>,
    /// Of indifference.
    pub ipp: Option<Interval>,
    /// Of marginal expensiveness.
    pub pme: Option<Interval>,
}

/// What shares of people say at a price.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Shares {
    /// The price.
    pub price: f64,
    /// It is too cheap.
    pub too_cheap: f64,
    /// It is cheap.
    pub cheap: f64,
    /// It is expensive.
    pub expensive: f64,
    /// It is too expensive.
    pub too_expensive: f64,
}

/// The meter of these people; `None` of nobody.
pub async fn meter<P: Pace>(prices: &Prices, level: Level, pace: &mut P) -> Result<Option<Meter>, Cancelled> {
    let n = prices.rising.len();
    let grid = Grid::of(&prices.rising);
    let all = grid.count(grid.people.iter());
    let Some([pmc, opp, ipp, pme]) = all.points(&grid.prices) else { return Ok(None) };
    let intervals = grid.intervals(level, pace).await?;
    Ok(Some(Meter {
        n,
        left_out: prices.left_out,
        incomplete: prices.incomplete,
        pmc,
        opp,
        ipp,
        pme,
        low: intervals.opp.map(|interval| interval.low),
        high: intervals.opp.map(|interval| interval.high),
        intervals,
        curves: all.curves(&grid),
    }))
}

/// The least of 1, 2, 5, 10, … times a power of ten that is no less; 1 where nothing asks for any.
fn round_step(least: f64) -> f64 {
    if !(least > 0.0 && least.is_finite()) {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::log10(least).floor());
    [1.0, 2.0, 5.0].map(|times| times * power).into_iter().find(|step| *step >= least).unwrap_or(10.0 * power)
}

/// Every price anybody gave, and which of them each person gave.
struct Grid {
    prices: Vec<f64>,
    people: Vec<[usize; 4]>,
}

impl Grid {
    fn of(rising: &[[Money; 4]]) -> Self {
        let mut prices: Vec<Money> = rising.iter().flatten().copied().collect();
        prices.sort_unstable();
        prices.dedup();
        let place = |price: Money| prices.partition_point(|known| *known < price);
        let people = rising.iter().map(|person| person.map(place)).collect();
        Self { prices: prices.iter().map(|price| price.to_f64()).collect(), people }
    }

    fn count<'a>(&'a self, people: impl Iterator<Item = &'a [usize; 4]>) -> Counts {
        let mut counts = Counts { n: 0, at: vec![[0; 4]; self.prices.len()] };
        for person in people {
            counts.n += 1;
            for (question, place) in person.iter().enumerate() {
                if let Some(count) = counts.at.get_mut(*place).and_then(|at| at.get_mut(question)) {
                    *count += 1;
                }
            }
        }
        counts.add_up();
        counts
    }

    async fn intervals<P: Pace>(&self, level: Level, pace: &mut P) -> Result<Intervals, Cancelled> {
        let n = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        if n < 2 {
            return Ok(Intervals::default());
        }
        let mut random = Rng::new(SEED, 0);
        let mut points = [const { Vec::new() }; 4];
        for _ in 0..RESAMPLES {
            pace.breathe(Progress::default()).await?;
            let drawn = (0..n).filter_map(|_| self.people.get(random.below(n) as usize));
            let found = self.count(drawn).points(&self.prices);
            for (points, point) in points.iter_mut().zip(found.into_iter().flatten()) {
                points.push(point);
            }
        }
        let outside = (1.0 - level.get()) / 2.0;
        let [pmc, opp, ipp, pme] = points.map(|mut points: Vec<f64>| {
            points.sort_unstable_by(f64::total_cmp);
            let ends = quantile(&points, outside).zip(quantile(&points, 1.0 - outside));
            ends.map(|(low, high)| Interval { low, high })
        });
        Ok(Intervals { pmc, opp, ipp, pme })
    }
}

/// How many people say what, by price: too cheap and cheap at this price or more, expensive and too expensive at this price
/// or less.
struct Counts {
    n: i64,
    at: Vec<[i64; 4]>,
}

impl Counts {
    fn add_up(&mut self) {
        let mut more = (0, 0);
        for [too_cheap, cheap, ..] in self.at.iter_mut().rev() {
            more = (more.0 + *too_cheap, more.1 + *cheap);
            (*too_cheap, *cheap) = more;
        }
        let mut less = (0, 0);
        for [.., expensive, too_expensive] in &mut self.at {
            less = (less.0 + *expensive, less.1 + *too_expensive);
            (*expensive, *too_expensive) = less;
        }
    }

    /// The four points, from marginal cheapness on; `None` of nobody. Each is where a difference that falls from all people
    /// to none of them, and as many below, is nought.
    fn points(&self, prices: &[f64]) -> Option<[f64; 4]> {
        let n = self.n;
        let point = |difference: fn(i64, &[i64; 4]) -> i64| {
            let course: Vec<i64> = self.at.iter().map(|at| difference(n, at)).collect();
            crossing(prices, &course)
        };
        Some([
            point(|n, [too_cheap, cheap, ..]| too_cheap + cheap - n)?,
            point(|_, [too_cheap, .., too_expensive]| too_cheap - too_expensive)?,
            point(|_, [_, cheap, expensive, _]| cheap - expensive)?,
            point(|n, [.., expensive, too_expensive]| n - expensive - too_expensive)?,
        ])
    }

    /// The shares at a few round prices, as far apart each from the next.
    fn curves(&self, grid: &Grid) -> Vec<Shares> {
        let end = |question: usize, share: f64| {
            let places = grid.people.iter().filter_map(|person| person.get(question));
            let mut prices: Vec<f64> = places.filter_map(|place| grid.prices.get(*place).copied()).collect();
            prices.sort_unstable_by(f64::total_cmp);
            quantile(&prices, share)
        };
        let (Some(low), Some(high)) = (end(0, BEYOND), end(3, 1.0 - BEYOND)) else { return Vec::new() };
        let step = round_step((high - low) / DRAWN);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let places = std::iter::successors(Some(first), |place| Some(place + 1.0)).take_while(|place| *place <= last);
        places.map(|place| self.shares(&grid.prices, place * step)).collect()
    }

    fn shares(&self, prices: &[f64], price: f64) -> Shares {
        let above = prices.partition_point(|known| *known < price);
        let below = above.saturating_sub(1);
        let at = |place: usize| {
            let place = place.min(prices.len().saturating_sub(1));
            (prices.get(place).copied().unwrap_or_default(), self.at.get(place).copied().unwrap_or_default())
        };
        let ((from, low), (to, high)) = (at(below), at(above));
        let way = if to > from { ((price - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        let n = self.n.max(1) as f64;
        let mut ends = low.into_iter().zip(high);
        let [too_cheap, cheap, expensive, too_expensive] = [(); 4].map(|()| {
            let (low, high) = ends.next().unwrap_or_default();
            (low as f64 + way * (high - low) as f64) / n
        });
        Shares { price, too_cheap, cheap, expensive, too_expensive }
    }
}

/// Where a falling course is nought, linear between its points; of a stretch the middle. `None` where it is nowhere.
fn crossing(prices: &[f64], course: &[i64]) -> Option<f64> {
    let between = |place: usize| {
        let (from, to) = (*prices.get(place)?, *prices.get(place + 1)?);
        let (high, low) = (*course.get(place)? as f64, *course.get(place + 1)? as f64);
        Some(from + (to - from) * high / (high - low))
    };
    // The first that is not above nought, and the last that is not below.
    let first = course.partition_point(|value| *value > 0);
    let behind = course.partition_point(|value| *value >= 0);
    if first < behind {
        return Some(f64::midpoint(*prices.get(first)?, *prices.get(behind - 1)?));
    }
    between(first.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::crossing;

    #[test]
    fn two_courses_cross_between_prices_or_over_a_stretch() {
        let prices = [1.0, 2.0, 4.0, 8.0];
        assert_eq!(crossing(&prices, &[4, 1, -3, -4]), Some(2.5));
        assert_eq!(crossing(&prices, &[4, 0, -3, -4]), Some(2.0));
        assert_eq!(crossing(&prices, &[4, 0, 0, -4]), Some(3.0));
        assert_eq!((crossing(&prices, &[4, 3, 2, 1]), crossing(&[], &[])), (None, None));
    }
}
