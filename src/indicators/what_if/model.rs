//! The model, and how far its answers move with what it takes.

use serde::{Deserialize, Serialize};

use super::measured::Measured;
use super::params::WhatIfParams;

/// A figure and how far it may be off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Range {
    /// With every assumption as it is.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeverKey {
    /// More customers stay.
    Retention,
    /// Higher prices.
    Price,
    /// New customers cost less.
    Acquisition,
    /// More of the new are referred.
    Referral,
    /// More complaints are settled.
    Recovery,
}

impl LeverKey {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::Retention, Self::Price, Self::Acquisition, Self::Referral, Self::Recovery];

    /// Whether it adds percentage points to a share; else it is a share of something.
    pub const fn in_points(self) -> bool {
        matches!(self, Self::Retention | Self::Referral)
    }
}

/// What a lever changes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Lever {
    /// Which.
    pub key: LeverKey,
    /// By how much it is moved: a share.
    pub change: f64,
    /// What that changes, in money over the horizon.
    pub effect: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// How far each lever is moved.
#[derive(Debug, Clone, Copy, Default)]
struct Moved([f64; 5]);

/// What the model takes, by name.
#[derive(Debug, Clone, Copy)]
struct Inputs([f64; COUNT]);

const COUNT: usize = 11;

/// The model of what was measured.
pub(super) struct Model {
    points: Inputs,
    ends: [(f64, f64); COUNT],
    moved: Moved,
    periods: u32,
    /// What a period's wait leaves of money.
    wait: f64,
}

impl Model {
    pub fn new(measured: &Measured, params: &WhatIfParams, periods: f64) -> Self {
        let mut points = [0.0; COUNT];
        let mut ends = [(0.0, 0.0); COUNT];
        for ((point, ends), assumption) in points.iter_mut().zip(&mut ends).zip(&measured.assumptions) {
            (*point, *ends) = (assumption.value, (assumption.low, assumption.high));
        }
        let moved = Moved([
            params.retention_points,
            params.price_change,
            params.acquisition_cut,
            params.referral_points,
            params.recovered,
        ]);
        // At most 240 months, of a period each.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let periods = periods as u32;
        let wait = (1.0 + params.discount).powf(-f64::from(measured.months) / 12.0);
        Self { points: Inputs(points), ends, moved, periods, wait }
    }

    pub fn periods(&self) -> u32 {
        self.periods
    }

    pub fn base(&self) -> Range {
        self.range(|inputs| self.value(inputs, Moved::default()))
    }

    pub fn levers(&self) -> Vec<Lever> {
        let lever = |(key, &change): (LeverKey, &f64)| {
            let Range { value, low, high } = self.effect(self.only(key));
            Lever { key, change, effect: value, low, high }
        };
        LeverKey::ALL.into_iter().zip(&self.moved.0).map(lever).collect()
    }

    /// What a lever changes over the value as things are; `None` where that is nothing. An end is infinite where a single
    /// input could leave no value.
    pub fn gain(&self, key: LeverKey) -> Option<Range> {
        let moved = self.only(key);
        // Both are moved together: most of what makes a value larger makes the effect larger too.
        let gain = |inputs| {
            let value = self.value(inputs, Moved::default());
            if value > 0.0 { self.value(inputs, moved) / value - 1.0 } else { f64::INFINITY }
        };
        Some(self.range(gain)).filter(|range| range.value.is_finite())
    }

    /// One lever moved.
    fn only(&self, key: LeverKey) -> Moved {
        let mut only = Moved::default();
        let place = key as usize;
        if let (Some(slot), Some(change)) = (only.0.get_mut(place), self.moved.0.get(place)) {
            *slot = *change;
        }
        only
    }

    pub fn together(&self) -> Range {
        self.effect(self.moved)
    }

    fn effect(&self, moved: Moved) -> Range {
        self.range(|inputs| self.value(inputs, moved) - self.value(inputs, Moved::default()))
    }

    /// Each input moved to both its ends by itself; the changes to each side combined.
    fn range(&self, figure: impl Fn(Inputs) -> f64) -> Range {
        let value = figure(self.points);
        let (mut down, mut up) = (0.0_f64, 0.0_f64);
        for (place, (low, high)) in self.ends.into_iter().enumerate() {
            let at = |end: f64| {
                let mut inputs = self.points;
                if let Some(slot) = inputs.0.get_mut(place) {
                    *slot = end;
                }
                figure(inputs) - value
            };
            let (one, other) = (at(low), at(high));
            down = down.hypot(one.min(other).min(0.0));
            up = up.hypot(one.max(other).max(0.0));
        }
        Range { value, low: value - down, high: value + up }
    }

    /// The value over the horizon.
    fn value(&self, inputs: Inputs, moved: Moved) -> f64 {
        let [now, retention, new, revenue, margin, acquisition, referred, elasticity, complaining, unsettled, lift] =
            inputs.0;
        let [points, price, cut, referral, recovered] = moved.0;
        let settled = complaining * unsettled * recovered * lift;
        let stays = (retention + points + settled).clamp(0.0, 1.0);
        // Those not referred come as before; the referred are a larger share of all.
        let bought = new * (1.0 - referred.clamp(0.0, 1.0));
        let share = (referred + referral).clamp(0.0, MOST_REFERRED.max(referred.min(1.0)));
        let come = if bought > 0.0 { bought / (1.0 - share) } else { new };
        let per_customer = revenue * (1.0 - elasticity * price).max(0.0) * (margin + price);
        let cost = bought * acquisition * (1.0 - cut);
        let (mut customers, mut wait, mut value) = (now, 1.0, 0.0);
        for _ in 0..self.periods {
            customers = customers * stays + come;
            wait *= self.wait;
            value += wait * (customers * per_customer - cost);
        }
        value
    }
}

/// Where nearly all are referred, those who are not say nothing of how many could be.
const MOST_REFERRED: f64 = 0.95;
