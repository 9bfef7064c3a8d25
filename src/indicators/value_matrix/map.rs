//! Where customers lie between current value and potential: counted in bands of both, so that any number of customers is
//! drawn alike.
//!
//! Bands hold their upper end, and the cuts are ends, so that a field lies in one quadrant. They are of equal width, a
//! round number; where the greatest value is more than [`SKEWED`] times the mean their ends rise by [`STEPS`] in each
//! power of ten, from a twentieth of the mean on, and fall alike below zero.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::intake::{Cancelled, Pace, Progress};

use super::{Cut, KEYS, Placed};

/// The most bands of one value: of both there are 1,600 fields at most.
pub const MOST_BANDS: usize = 40;

/// About how many bands of equal width there are.
const EVEN_BANDS: f64 = 30.0;

/// From how many times the mean on the greatest value makes bands that grow.
const SKEWED: f64 = 8.0;

/// Where bands that grow end within a power of ten.
const STEPS: [f64; 6] = [1.0, 1.5, 2.0, 3.0, 5.0, 7.0];

/// Customers counted in bands of both values.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Map {
    /// The least current value, then the upper end of each band, rising.
    pub current: Vec<f64>,
    /// The same of potential.
    pub potential: Vec<f64>,
    /// The fields that have customers: by potential, then by current value.
    pub fields: Vec<Field>,
    /// Whether all current values, and all potentials, are whole numbers.
    #[serde(skip)]
    pub whole: [bool; 2],
}

/// The customers in a band of both values.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Field {
    /// The place of the band of current value, from 0.
    pub current: usize,
    /// The place of the band of potential, from 0.
    pub potential: usize,
    /// How many.
    pub customers: usize,
    /// The quadrant they are in.
    pub quadrant: &'static str,
}

impl Map {
    /// Of customers put into quadrants by `cut`.
    pub(super) async fn of<P: Pace>(placed: &[Placed], cut: Cut, pace: &mut P) -> Result<Self, Cancelled> {
        let spread = Spread::of(placed.iter().map(|one| one.current.to_f64()));
        let (current, current_whole) = (ends(&spread, cut.current), spread.whole);
        pace.breathe(Progress::default()).await?;
        let spread = Spread::of(placed.iter().map(|one| one.potential));
        let (potential, potential_whole) = (ends(&spread, cut.potential), spread.whole);
        pace.breathe(Progress::default()).await?;
        let (across, up) = (bands(&current), bands(&potential));
        let mut counts = vec![(0_usize, 0_usize); across * up];
        in_blocks_paced(placed.len(), pace, |range| {
            for one in placed.get(range).unwrap_or_default() {
                let at = band(&potential, one.potential) * across + band(&current, one.current.to_f64());
                if let Some((customers, quadrant)) = counts.get_mut(at) {
                    *customers += 1;
                    *quadrant = one.quadrant;
                }
            }
        })
        .await?;
        let field = |(place, (customers, quadrant)): (usize, (usize, usize))| {
            let quadrant = KEYS.get(quadrant).copied().unwrap_or_default();
            Field { current: place % across.max(1), potential: place / across.max(1), customers, quadrant }
        };
        let fields = counts.into_iter().enumerate().filter(|(_, (customers, _))| *customers > 0).map(field);
        let fields = fields.collect();
        Ok(Self { current, potential, fields, whole: [current_whole, potential_whole] })
    }
}

/// How many bands there are.
fn bands(ends: &[f64]) -> usize {
    ends.len().saturating_sub(1)
}

/// The place of a value's band.
fn band(ends: &[f64], value: f64) -> usize {
    let upper = ends.get(1..).unwrap_or_default();
    upper.partition_point(|end| *end < value).min(upper.len().saturating_sub(1))
}

/// After how many bands a cut stands; `None` where all values lie on one side of it.
pub(super) fn bands_below(ends: &[f64], cut: f64) -> Option<usize> {
    let upper = ends.get(1..).unwrap_or_default();
    let place = upper.partition_point(|end| *end < cut);
    let is_end = upper.get(place).is_some_and(|end| *end <= cut);
    Some(place + 1).filter(|bands| is_end && *bands < upper.len())
}

/// What must be known of values to part them.
struct Spread {
    least: f64,
    most: f64,
    /// The mean of their distances from zero.
    mean: f64,
    /// Whether there are any, and all are whole numbers.
    whole: bool,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let (mut least, mut most, mut sum, mut n, mut whole) = (f64::INFINITY, f64::NEG_INFINITY, 0.0, 0_usize, true);
        for value in values {
            (least, most) = (least.min(value), most.max(value));
            (sum, n, whole) = (sum + value.abs(), n + 1, whole && value.fract() == 0.0);
        }
        Self { least, most, mean: sum / n.max(1) as f64, whole: whole && n > 0 }
    }
}

/// The least value, then the upper end of each band; nothing of no values.
fn ends(spread: &Spread, cut: f64) -> Vec<f64> {
    let Spread { least, most, mean, whole } = *spread;
    if !(least.is_finite() && most.is_finite()) {
        return Vec::new();
    }
    let skewed = mean * SKEWED < least.abs().max(most.abs());
    let mut inner = if skewed { growing(mean, least, most) } else { even(least, most, whole) };
    // A band of the least value alone says something where it is zero, or one of few whole numbers.
    let alone = whole || least == 0.0;
    inner.retain(|end| *end < most && (*end > least || alone && *end >= least));
    while inner.len() > MOST_BANDS - 2 {
        inner = inner.into_iter().step_by(2).collect();
    }
    if least <= cut && cut < most {
        let place = inner.partition_point(|end| *end < cut);
        if inner.get(place) != Some(&cut) {
            inner.insert(place, cut);
        }
    }
    [least].into_iter().chain(inner).chain([most]).collect()
}

/// Multiples of a round number.
fn even(least: f64, most: f64, whole: bool) -> Vec<f64> {
    let wanted = (most - least) / EVEN_BANDS;
    let unit = power_of_ten(wanted);
    let width = [1.0, 2.0, 5.0].map(|factor| factor * unit).into_iter().find(|width| *width >= wanted);
    let width = width.unwrap_or(10.0 * unit).max(if whole { 1.0 } else { 0.0 });
    let first = (least / width).ceil();
    let mut ends: Vec<f64> =
        (0..=2 * MOST_BANDS).map(|place| (first + place as f64) * width).take_while(|end| *end < most).collect();
    ends.dedup();
    ends
}

/// Ends that rise with their distance from zero.
fn growing(mean: f64, least: f64, most: f64) -> Vec<f64> {
    let greatest = least.abs().max(most.abs());
    let mut distances = Vec::new();
    let mut unit = power_of_ten(mean / 20.0);
    while unit < greatest && unit > 0.0 {
        distances.extend(STEPS.map(|step| step * unit));
        unit *= 10.0;
    }
    let below = distances.iter().rev().map(|distance| -distance);
    below.chain([0.0]).chain(distances.iter().copied()).collect()
}

/// The greatest power of ten that is not above a positive number.
fn power_of_ten(number: f64) -> f64 {
    let mut unit: f64 = 1.0;
    while unit * 10.0 <= number {
        unit *= 10.0;
    }
    while unit > number && unit > f64::MIN_POSITIVE {
        unit /= 10.0;
    }
    unit
}
