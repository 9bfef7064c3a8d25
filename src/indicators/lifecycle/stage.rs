//! The stage of one customer.

use serde::Serialize;

use crate::domain::day::Day;

use super::{LifecycleParams, gaps, quantile};

/// Where a customer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Never bought.
    Prospect,
    /// Bought on one day.
    New,
    /// Buys at shorter and shorter intervals, or for the second time.
    Growing,
    /// Buys as ever.
    Mature,
    /// Buys at longer and longer intervals.
    Declining,
    /// Silent for longer than usual.
    Dormant,
    /// Silent for so long that they count as lost.
    Lost,
    /// Bought again after having counted as lost.
    WonBack,
}

impl Stage {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::Prospect,
        Self::New,
        Self::Growing,
        Self::Mature,
        Self::Declining,
        Self::Dormant,
        Self::Lost,
        Self::WonBack,
    ];

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::New => "new",
            Self::Growing => "growing",
            Self::Mature => "mature",
            Self::Declining => "declining",
            Self::Dormant => "dormant",
            Self::Lost => "lost",
            Self::WonBack => "won_back",
        }
    }
}

/// After how many days silence says something.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Points {
    /// It is longer than usual.
    pub warning: f64,
    /// It is so long that the customer counts as lost.
    pub lost: f64,
}

impl Points {
    /// Of gaps, rising; `None` of none.
    pub fn of(sorted: &[i32], params: &LifecycleParams) -> Option<Self> {
        Some(Self { warning: quantile(sorted, params.warning)?, lost: quantile(sorted, params.lost)? })
    }

    /// Of who bought on these days, and whether they are their own: the group's where they have too few gaps. `scratch` is
    /// used again and again.
    pub fn of_customer(
        days: &[Day],
        group: Option<Self>,
        params: &LifecycleParams,
        scratch: &mut Vec<i32>,
    ) -> (Option<Self>, bool) {
        scratch.clear();
        scratch.extend(gaps(days));
        scratch.sort_unstable();
        let enough = scratch.len() >= usize::from(params.least_gaps);
        let own = if enough { Self::of(scratch, params) } else { None };
        (own.or(group), own.is_some())
    }
}

/// A stage, and what it was judged by.
pub struct Judged {
    pub stage: Stage,
    pub points: Option<Points>,
    /// Whether the points are the customer's own.
    pub own: bool,
}

/// Judges who bought on these days, one at least. `scratch` is used again and again.
pub fn judge(
    days: &[Day],
    silence: i32,
    group: Option<Points>,
    params: &LifecycleParams,
    scratch: &mut Vec<i32>,
) -> Judged {
    let (points, own) = Points::of_customer(days, group, params, scratch);
    let silent_beyond = |point: fn(&Points) -> f64| points.is_some_and(|points| f64::from(silence) > point(&points));
    let stage = if silent_beyond(|points| points.lost) {
        Stage::Lost
    } else if silent_beyond(|points| points.warning) {
        Stage::Dormant
    } else if days.len() < 2 {
        Stage::New
    } else {
        // What was known of their rhythm while they were silent.
        let before = days.get(..days.len() - 1).unwrap_or_default();
        let (then, _) = Points::of_customer(before, group, params, scratch);
        let latest = gaps(days).last().unwrap_or_default();
        if then.is_some_and(|then| f64::from(latest) > then.lost) {
            Stage::WonBack
        } else {
            pace_of(days, params.change)
        }
    };
    Judged { stage, points, own }
}

/// Whether the later half of the gaps is shorter or longer than the earlier.
fn pace_of(days: &[Day], change: f64) -> Stage {
    let all = days.len() - 1;
    let half = all / 2;
    // The second purchase.
    if half == 0 {
        return Stage::Growing;
    }
    let span = |from: usize, to: usize| match (days.get(from), days.get(to)) {
        (Some(from), Some(to)) => f64::from(to.days_since(*from)),
        _ => 0.0,
    };
    let (earlier, later) = (span(0, half), span(all - half, all));
    if later <= earlier * (1.0 - change) {
        Stage::Growing
    } else if later >= earlier * (1.0 + change) {
        Stage::Declining
    } else {
        Stage::Mature
    }
}
