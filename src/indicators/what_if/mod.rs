//! What would change: retention, price, cost of new customers, referrals and settled complaints, over a horizon.
//!
//! The model is as plain as it can be. In each period, as long as a window of [retention in money](super::retention), of
//! the customers of the period before the share `stays` is kept and `new` come; each brings the margin of `revenue`; of
//! the new those not `referred` cost `acquisition`. Value is the sum over the horizon, each period discounted. A lever
//! changes one thing; its effect is the value with it less the value without:
//! - retention: so many points more stay;
//! - price: everything costs so much more, of which each per cent loses `elasticity` per cent of what is bought; what it
//!   costs to make stays, so that the rise is margin whole;
//! - acquisition: a new customer costs so much less;
//! - referral: of the new so many points more are referred, on top of those who come anyway;
//! - recovery: of the complainants left unsettled (`complaining` x `unsettled`) so many are settled, and `lift` more of
//!   them stay, as measured on the page of [complaints](super::complaints).
//!
//! Margin and the cost of a new customer are measured where a column says them: costs, or else margins, of the purchases of
//! the second window, and what acquiring each customer cost, as [payback](super::clv::Payback) has it. Such a cost is of all
//! customers of whom it is known, referred or not.
//!
//! What is measured has its interval (Wilson for shares, normal for means, counts and the ratio that margin is); what is typed in or assumed is taken
//! to be as far off as [`WhatIfParams::spread`] says. The range of an effect: each is moved to both ends by itself, and the
//! changes are combined as independent ones, the root of the sum of their squares to each side. A range, not a forecast:
//! nothing else is taken to change.

mod columns;
mod measured;
mod model;
mod params;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::dataset::Kind;
use crate::domain::day::Period;
use crate::domain::intake::Pace;
use crate::domain::provenance::Provenance;

use super::clv::{self, ClvParams};
use super::complaints::{self, ComplaintsIndicator};
use super::page::{Control, Page};
use super::retention::NoWindows;
use super::{About, Group, Indicator, Say, Settings, Shared, Stopped, View};

use measured::measure;
pub use model::{Lever, LeverKey, Range};
pub use params::{WhatIfError, WhatIfParams};

/// Its id.
pub const ID: &str = "what_if";

/// Its page, which the ledger of claims shares.
pub const PATH: &str = "/retention/what-if";

/// What would change.
pub struct WhatIfIndicator;

impl Indicator for WhatIfIndicator {
    const ABOUT: About =
        About {
            id: ID, name: ["What if", "假设分析"], group: Group::Retention, path: PATH, needs: &[Kind::Purchases]
        };

    type Params = WhatIfParams;
    type Checked = WhatIfParams;
    type Found = WhatIf;
    type Error = WhatIfError;

    fn with_shared(own: WhatIfParams, shared: &Shared) -> WhatIfParams {
        WhatIfParams {
            earned: super::earned_growth::EarnedGrowthIndicator::with_shared(own.earned, shared),
            complaints: ComplaintsIndicator::with_shared(own.complaints, shared),
            level: shared.level,
            ..own
        }
    }

    fn with_settings(own: WhatIfParams, settings: &Settings) -> WhatIfParams {
        let earned = settings.own(super::earned_growth::ID);
        let earned = super::earned_growth::EarnedGrowthIndicator::with_settings(earned, settings);
        let complaints = ComplaintsIndicator::with_settings(settings.own(complaints::ID), settings);
        let acquisition_column = settings.own::<ClvParams>(clv::ID).cost_column;
        WhatIfParams { earned, complaints, acquisition_column, level: settings.shared.level, ..own }
    }

    fn check(params: WhatIfParams) -> Result<WhatIfParams, WhatIfError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &WhatIfParams,
        pace: &mut P,
    ) -> Result<Option<WhatIf>, Stopped<WhatIfError>> {
        what_if(view, params, pace).await
    }

    fn show(found: &WhatIf, params: &WhatIfParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::WhatIfTexts::of(say.language).promise
    }

    fn explain(error: &WhatIfError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &WhatIfParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, None, say)
    }
}

/// Where an assumption comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Measured in the loaded files.
    Measured,
    /// Typed in.
    Typed,
    /// Neither: a figure to be replaced.
    Assumed,
}

/// One assumption.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Assumption {
    /// Its key, and the name of the parameter that replaces it.
    pub key: &'static str,
    /// As the model takes it.
    pub value: f64,
    /// As low as it may be.
    pub low: f64,
    /// As high.
    pub high: f64,
    /// Where it comes from.
    pub origin: Origin,
    /// What the model takes where nothing is typed in, and where that comes from.
    #[serde(skip)]
    pub untyped: (f64, Origin),
}

/// What would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhatIf {
    /// The windows it was measured in, whose length a period has; `None` where there are no two, and nothing below.
    pub from: Option<Period>,
    /// The later one.
    pub to: Option<Period>,
    /// Why there are no two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_windows: Option<NoWindows>,
    /// Whether the rows cover both whole.
    pub complete: bool,
    /// Months of a period.
    pub months: u32,
    /// Periods of the horizon.
    pub periods: u32,
    /// What the model takes, measured or not.
    pub assumptions: Vec<Assumption>,
    /// By the key of an assumption that a column says, whether or not it is typed over: the column's name.
    pub columns: BTreeMap<&'static str, String>,
    /// The value over the horizon as things are.
    pub base: Range,
    /// What each lever changes by itself.
    pub levers: Vec<Lever>,
    /// What all together change.
    pub together: Range,
    /// What the lever of retention changes over the value as things are, for the ledger of claims.
    #[serde(skip)]
    pub(super) gain: Option<Range>,
    /// What was measured; `used` counts rows.
    pub provenance: Provenance,
}

/// The model, of what is measured in a view; `None` without purchases.
pub(super) async fn what_if<P: Pace>(
    view: &View,
    params: &WhatIfParams,
    pace: &mut P,
) -> Result<Option<WhatIf>, Stopped<WhatIfError>> {
    let counted = view.up_to_end();
    let Some(purchases) = counted.purchases() else { return Ok(None) };
    let provenance = Provenance::new(ID, purchases.period(), purchases.len(), &[]);
    let provenance = counted.with_held_back(provenance, Kind::Purchases);
    let nothing = WhatIf {
        from: None,
        to: None,
        no_windows: None,
        complete: false,
        months: 0,
        periods: 0,
        assumptions: Vec::new(),
        columns: BTreeMap::new(),
        base: Range::default(),
        levers: Vec::new(),
        together: Range::default(),
        gain: None,
        provenance,
    };
    let measured = match measure(view, purchases, params, pace).await? {
        Ok(measured) => measured,
        Err(none) => return Ok(Some(WhatIf { no_windows: Some(none), ..nothing })),
    };
    let periods = (params.years * 12.0 / f64::from(measured.months)).ceil().max(1.0);
    let model = model::Model::new(&measured, params, periods);
    let [from, to] = measured.windows;
    Ok(Some(WhatIf {
        from: Some(from),
        to: Some(to),
        complete: measured.complete,
        months: measured.months,
        periods: model.periods(),
        base: model.base(),
        levers: model.levers(),
        together: model.together(),
        gain: model.gain(LeverKey::Retention),
        assumptions: measured.assumptions,
        columns: measured.columns,
        ..nothing
    }))
}
