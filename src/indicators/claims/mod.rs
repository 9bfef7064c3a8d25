//! The ledger of claims: rules of thumb of the literature, each with its source, and where the files tell the user's own
//! figure beside it. None of them enters any other indicator: they disagree with one another, and most are hearsay.
//!
//! Own figures:
//! - `acquisition`: what a new customer costs, as in the what-if, over what keeping one does, typed in;
//! - `silent`: customers whose newest answer is 0 to 6 and of whom no complaint is known, to each of whom one is;
//! - `five_points`: what five points more of retention change in [what-if](super::what_if), over the value as it is;
//! - `repurchase_settled`, `repurchase_unsettled`: of customers whose complaints were settled, and of those whose were not,
//!   the share that bought again, as on the page of [complaints](super::complaints);
//! - `best_to_rest`: mean value of the best customers over that of the others, from [concentration](super::concentration);
//! - `members`: share of money that customers bring whom a column of yes and no calls members;
//! - `referred`: share of new customers that came by recommendation, from [earned growth](super::earned_growth);
//! - `word_of_mouth`: no file tells.
//!
//! Shares have Wilson's interval; the ratio of `silent` is that interval turned round. That of `five_points` is by the delta
//! method, with differences in the place of derivatives: each assumption of the what-if is moved to both ends of its own
//! interval, value and effect with it, and what that does to the share is combined as of independent ones.

mod measured;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::intake::Pace;
use crate::domain::interval::{Level, NotALevel};
use crate::domain::provenance::Provenance;
use crate::domain::scale::Scale;

use super::concentration::{self, ConcentrationIndicator, ConcentrationParams};
use super::nps::{self, NpsParams};
use super::page::{Control, Page};
use super::what_if::{self, WhatIfIndicator, WhatIfParams};
use super::{About, Group, Indicator, Say, Settings, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "claims";

/// The ledger.
pub struct ClaimsIndicator;

impl Indicator for ClaimsIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Ledger of claims", "经验法则台账"],
        group: Group::Retention,
        path: what_if::PATH,
        needs: &[Kind::Purchases],
    };

    type Params = ClaimsParams;
    type Checked = ClaimsParams;
    type Found = Claims;
    type Error = ClaimsError;

    fn with_shared(own: ClaimsParams, shared: &Shared) -> ClaimsParams {
        ClaimsParams {
            level: shared.level,
            small_sample: shared.small_sample,
            what_if: WhatIfIndicator::with_shared(own.what_if, shared),
            concentration: ConcentrationIndicator::with_shared(own.concentration, shared),
            ..own
        }
    }

    fn with_settings(own: ClaimsParams, settings: &Settings) -> ClaimsParams {
        let what_if = WhatIfIndicator::with_settings(settings.own(what_if::ID), settings);
        let concentration = ConcentrationIndicator::with_settings(settings.own(concentration::ID), settings);
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        let Shared { level, small_sample, .. } = settings.shared;
        ClaimsParams { level, small_sample, what_if, concentration, really_0_to_10, ..own }
    }

    fn check(params: ClaimsParams) -> Result<ClaimsParams, ClaimsError> {
        if !(0.0..=1e12).contains(&params.keeping) {
            return Err(ClaimsError::Keeping(params.keeping));
        }
        Level::try_from(params.level)?;
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &ClaimsParams,
        pace: &mut P,
    ) -> Result<Option<Claims>, Stopped<ClaimsError>> {
        measured::claims(view, params, pace).await
    }

    fn show(found: &Claims, params: &ClaimsParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ClaimsTexts::of(say.language).promise
    }

    fn explain(error: &ClaimsError, say: &Say<'_>) -> String {
        let texts = texts::ClaimsTexts::of(say.language);
        match error {
            ClaimsError::Keeping(given) => (texts.error_keeping)(&given.to_string()),
            ClaimsError::Level(given) => (texts.error_level)(&given.0.to_string()),
        }
    }

    fn controls(params: &ClaimsParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimsParams {
    /// What keeping a customer costs a year; 0 (default) for not known.
    pub keeping: f64,
    /// Confidence of intervals. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// The what-if's parameters.
    #[serde(skip_deserializing)]
    pub what_if: WhatIfParams,
    /// Concentration's parameters.
    #[serde(skip_deserializing)]
    pub concentration: ConcentrationParams,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
}

impl Default for ClaimsParams {
    fn default() -> Self {
        Self {
            keeping: 0.0,
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            what_if: WhatIfParams::default(),
            concentration: ConcentrationParams::default(),
            really_0_to_10: Vec::new(),
        }
    }
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimsError {
    /// No cost.
    #[error("keeping a customer cannot cost {0}: choose 0 or more")]
    Keeping(f64),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// The ledger.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claims {
    /// The claims, in order.
    pub claims: Vec<Claim>,
    /// What a new customer costs, typed in or measured; `None` where it is not known.
    #[serde(skip)]
    pub new_costs: Option<f64>,
    /// What own figures were computed from; `used` counts rows of purchases.
    pub provenance: Provenance,
}

/// One claim, and what the files say of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Claim {
    /// Its key.
    pub key: &'static str,
    /// The least that is claimed.
    pub claimed_low: f64,
    /// The most.
    pub claimed_high: f64,
    /// The user's own figure, in the same unit; `None` where the files do not tell.
    pub own: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Of how many it is; `None` where it is of no sample.
    pub n: Option<usize>,
}
