//! Mend it or leave it: a year's margin lost for a cause against what mending it costs.
//!
//! Break-even is the share of the money lost that must be kept for mending to pay: cost over lost. Net is what the assumed
//! share kept brings, less the cost. Margin, share kept and cost are each tried lower and higher by themselves; where one of
//! them turns the sign, the decision depends on it. The money is that of those who left; nothing says how many will.

use serde::{Deserialize, Serialize};

use crate::domain::order;

use super::{Cause, CauseGroup, CheckedExits, Kept};

/// What to do about a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Mending pays.
    Act,
    /// It does not.
    Leave,
    /// It does or does not, by what is assumed.
    Depends,
    /// Nobody said what it costs.
    CostUnknown,
}

/// One cause to decide about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decision {
    /// The cause.
    pub reason: Cause,
    /// A year's margin of those who left for it.
    pub lost: f64,
    /// What mending costs a year; `None` where nobody said.
    pub cost: Option<f64>,
    /// The share of the lost that must be kept for mending to pay; above 1 it never does. `None` without a cost, or
    /// where nothing was lost.
    pub break_even: Option<f64>,
    /// What mending would bring, less its cost.
    pub net: Option<f64>,
    /// What to do.
    pub verdict: Verdict,
    /// How net changes with what is assumed; empty without a cost.
    pub sensitivity: Vec<Sensitivity>,
    /// What was decided, and what came of it.
    #[serde(flatten)]
    pub kept: Kept,
}

/// Net with one assumption lower and higher.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sensitivity {
    /// `margin`, `saved` or `cost`.
    pub name: &'static str,
    /// Net with it lower.
    pub low: f64,
    /// Net with it higher.
    pub high: f64,
}

/// The causes to decide about, those that lost most first.
pub(super) fn decisions(causes: &[CauseGroup], params: &CheckedExits) -> Vec<Decision> {
    let known = causes.iter().filter(|group| group.key != Cause::Unknown);
    let mut decisions: Vec<Decision> =
        known.filter_map(|group| Some(decision(group.key, group.lost?, params))).collect();
    order::sort_by(&mut decisions, |a, b| b.lost.total_cmp(&a.lost));
    decisions
}

fn decision(reason: Cause, lost: f64, params: &CheckedExits) -> Decision {
    let kept = Kept::default();
    let Some(cost) = params.costs.get(reason.place()).copied().flatten() else {
        let (break_even, net, verdict) = (None, None, Verdict::CostUnknown);
        return Decision { reason, lost, cost: None, break_even, net, verdict, sensitivity: Vec::new(), kept };
    };
    let net = |lost: f64, saved: f64, cost: f64| lost * saved - cost;
    let (down, up) = (1.0 - params.swing, 1.0 + params.swing);
    // Neither margin nor what is kept can be more than all.
    let most = |share: f64| up.min(1.0 / share);
    let sensitivity = vec![
        Sensitivity {
            name: "margin",
            low: net(lost * down, params.saved, cost),
            high: net(lost * most(params.margin), params.saved, cost),
        },
        Sensitivity {
            name: "saved",
            low: net(lost, params.saved * down, cost),
            high: net(lost, params.saved * most(params.saved), cost),
        },
        Sensitivity {
            name: "cost",
            low: net(lost, params.saved, cost * down),
            high: net(lost, params.saved, cost * up),
        },
    ];
    let now = net(lost, params.saved, cost);
    let turns = sensitivity.iter().any(|tried| (tried.low > 0.0) != (now > 0.0) || (tried.high > 0.0) != (now > 0.0));
    let verdict = match (turns, now > 0.0) {
        (true, _) => Verdict::Depends,
        (false, true) => Verdict::Act,
        (false, false) => Verdict::Leave,
    };
    let break_even = (lost > 0.0).then(|| cost / lost);
    Decision { reason, lost, cost: Some(cost), break_even, net: Some(now), verdict, sensitivity, kept }
}
