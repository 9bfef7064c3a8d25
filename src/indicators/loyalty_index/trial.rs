//! Which part would have said who comes back.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Interval, Level};
use crate::indicators::View;
use crate::indicators::marks::ranks;

use super::parts::{COUNT, PARTS, Sources, Values};

/// What was known before the last days, against who bought in them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trial {
    /// The last day of what was known.
    pub known_until: Day,
    /// The last day of the purchases it was tried on.
    pub to: Day,
    /// Each part, by key; those known of nobody who came back, or nobody who did not, are missing.
    pub parts: BTreeMap<&'static str, Predicted>,
    /// The index, of the customers of whom all these parts are known.
    pub index: Option<Predicted>,
}

/// How well one thing told who comes back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Predicted {
    /// The area under the curve.
    pub area: f64,
    /// Its interval at 95 %, by Hanley and `McNeil`'s standard error.
    pub interval: Interval,
    /// Customers tried.
    pub n: usize,
    /// Of them those who came back.
    pub came_back: usize,
}

impl Predicted {
    /// Of values and whether they came back; `None` where all did, or none.
    pub fn of(values: &[(f64, bool)], level: Level) -> Option<Self> {
        let came_back = values.iter().filter(|(_, back)| *back).count();
        let (back, away) = (came_back as f64, (values.len() - came_back) as f64);
        if back < 1.0 || away < 1.0 {
            return None;
        }
        let ranks = ranks(&values.iter().map(|(value, _)| *value).collect::<Vec<_>>());
        let sum: f64 = ranks.iter().zip(values).filter(|(_, (_, back))| *back).map(|(rank, _)| rank).sum();
        let area = (sum - back * (back + 1.0) / 2.0) / (back * away);
        let (both_back, both_away) = (area / (2.0 - area), 2.0 * area * area / (1.0 + area));
        let square = area * area;
        let variance = area * (1.0 - area) + (back - 1.0) * (both_back - square) + (away - 1.0) * (both_away - square);
        let reach = level.z() * (variance.max(0.0) / (back * away)).sqrt();
        let interval = Interval { low: (area - reach).max(0.0), high: (area + reach).min(1.0) };
        Some(Self { area, interval, n: values.len(), came_back })
    }
}

/// Tries all of them on the last days; `None` where there are no purchases, or on one day alone.
pub async fn trial<P: Pace>(
    view: &View,
    sources: &Sources<'_>,
    weights: [f64; COUNT],
    (window, level): (u16, Level),
    pace: &mut P,
) -> Result<Option<Trial>, Cancelled> {
    let horizon = view.horizon(pace).await?;
    let Some(span) = horizon.span().filter(|span| span.to > span.from) else { return Ok(None) };
    let half = (span.to.days_since(span.from) + 1) / 2;
    let cut = span.to.plus_days(-i32::from(window).min(half));
    let values = sources.values(cut, None, pace).await?;
    pace.breathe(Progress::default()).await?;
    // Who had bought by then, and whether they did after.
    let known = (0_u32..).zip(&values).filter_map(|(customer, values)| {
        let days = sources.days(customer);
        days.first().filter(|first| **first <= cut)?;
        Some((values, days.last().is_some_and(|last| *last > cut)))
    });
    let known: Vec<_> = known.collect();
    let mut parts = BTreeMap::new();
    let mut counted = Vec::new();
    for (place, part) in PARTS.iter().enumerate() {
        let own = known.iter().filter_map(|(values, back)| Some((values.get(place).copied()??, *back)));
        if let Some(predicted) = Predicted::of(&own.collect::<Vec<_>>(), level) {
            parts.insert(part.key, predicted);
            counted.push(place);
        }
    }
    let index = |values: &Values| {
        let weigh = |place: &usize| Some((values.get(*place).copied()??, weights.get(*place).copied()?));
        let own: Option<Vec<(f64, f64)>> = counted.iter().map(weigh).collect();
        let own = own?;
        let weight: f64 = own.iter().map(|(_, weight)| weight).sum();
        (weight > 0.0).then(|| own.iter().map(|(value, weight)| value * weight).sum::<f64>() / weight)
    };
    let of_all: Vec<(f64, bool)> = known.iter().filter_map(|(values, back)| Some((index(values)?, *back))).collect();
    let index = if counted.len() > 1 { Predicted::of(&of_all, level) } else { None };
    Ok((!parts.is_empty()).then_some(Trial { known_until: cut, to: span.to, parts, index }))
}
