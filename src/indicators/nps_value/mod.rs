//! The Net Promoter Score joined with money: whom it is of, and what they did afterwards.
//!
//! A person counts with their newest answer; customers are those with a purchase, their value is their net money so far.
//! - Weighted: each answer weighs as much as its customer's value; values of zero or below weigh nothing.
//! - Responders and silent: customers who answered, and those who did not; retention is the share of those active in the
//!   first window of [retention in money](super::retention) who are active in the second.
//! - Raked: answers weighted until their shares by value group, recency group and the chosen attribute are those of all
//!   customers (iterative proportional fitting). Groups are quantiles of all customers, right-closed; a group that nobody
//!   answered from is left out, and counted. It mends what these groups explain of who stays silent, and nothing else.
//! - Afterwards: money of so many days after the newest answer old enough, less that of as many before, by attitude; of the
//!   silent around the median day of those answers. Not an experiment: who answers differs from who does not.
//!
//! Intervals: adjusted Wald with the effective number of answers for scores, Wilson for shares, normal for means.
//!
//! Sources: W. E. Deming, F. F. Stephan, Annals of Mathematical Statistics 11 (1940) 427-444 (raking); L. Kish, Survey
//! Sampling (1965) (effective n); B. Rocks 2016 (interval).

mod after;
mod measured;
mod rake;
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
use crate::domain::net_promoter::Weighted;
use crate::domain::provenance::Provenance;
use crate::domain::scale::Scale;

use super::nps::{self, NpsParams};
use super::page::{Control, Page};
use super::retention::{self, NoWindows, RetentionError, RetentionIndicator, RetentionParams};
use super::{About, Group, Indicator, Say, Settings, Shared, Stopped, View};

pub use after::AfterOf;

/// Its id.
pub const ID: &str = "nps_value";

/// The score joined with money.
pub struct NpsValueIndicator;

impl Indicator for NpsValueIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Score and money", "净推荐值与消费"],
        group: Group::Loyalty,
        path: "/loyalty/value",
        needs: &[Kind::Answers],
    };

    type Params = NpsValueParams;
    type Checked = NpsValueParams;
    type Found = NpsValue;
    type Error = NpsValueError;

    fn with_shared(own: NpsValueParams, shared: &Shared) -> NpsValueParams {
        let retention = RetentionIndicator::with_shared(own.retention, shared);
        NpsValueParams { retention, level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn with_settings(own: NpsValueParams, settings: &Settings) -> NpsValueParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        let retention = settings.own(retention::ID);
        Self::with_shared(NpsValueParams { retention, really_0_to_10, ..own }, &settings.shared)
    }

    fn check(params: NpsValueParams) -> Result<NpsValueParams, NpsValueError> {
        if !(1..=10).contains(&params.groups) {
            return Err(NpsValueError::Groups(params.groups));
        }
        if !(1..=1000).contains(&params.after) {
            return Err(NpsValueError::After(params.after));
        }
        Level::try_from(params.level)?;
        RetentionIndicator::check(params.retention.clone())?;
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &NpsValueParams,
        pace: &mut P,
    ) -> Result<Option<NpsValue>, Stopped<NpsValueError>> {
        measured::nps_value(view, params, pace).await
    }

    fn show(found: &NpsValue, params: &NpsValueParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::NpsValueTexts::of(say.language).promise
    }

    fn explain(error: &NpsValueError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &NpsValueParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, &[], say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NpsValueParams {
    /// Groups of value and of recency that raking goes by, 1 to 10. Default 4; 1 rakes by neither.
    pub groups: u8,
    /// An attribute of customers to rake by as well; `None` (default) for none.
    pub by: Option<String>,
    /// Days before and after an answer whose money is compared, 1 to 1000. Default 180.
    pub after: u16,
    /// To how many customers the question was sent; 0 (default) for not known.
    pub sent: u32,
    /// Confidence of intervals. Default 0.95.
    pub level: f64,
    /// Below how many people figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// The windows of retention.
    #[serde(skip_deserializing)]
    pub retention: RetentionParams,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
}

impl Default for NpsValueParams {
    fn default() -> Self {
        Self {
            groups: 4,
            by: None,
            after: 180,
            sent: 0,
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            retention: RetentionParams::default(),
            really_0_to_10: Vec::new(),
        }
    }
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NpsValueError {
    /// No group, or too many.
    #[error("{0} groups cannot be raked by: choose 1 to 10")]
    Groups(u8),
    /// No day, or too many.
    #[error("money of {0} days cannot be compared: choose 1 to 1000")]
    After(u16),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// The windows make no sense.
    #[error(transparent)]
    Retention(#[from] RetentionError),
}

/// The score and money.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct NpsValue {
    /// The score of customers who answered, each with the newest answer; `None` without any.
    pub unweighted: Option<f64>,
    /// The same weighted by value; `None` where nobody has any.
    pub weighted: Option<Weighted>,
    /// Customers who answered.
    pub responders: CustomersOf,
    /// Customers who did not.
    pub silent: CustomersOf,
    /// The score raked to all customers; `None` where it cannot be.
    pub raked: Option<Raked>,
    /// What money did afterwards: detractors, passives, promoters, silent; empty where no answer is old enough.
    pub after: Vec<AfterOf>,
    /// Answered, of those asked; `None` where it is not known how many were.
    pub response: Option<Response>,
    /// People who answered and have no purchase: in no figure.
    pub without_purchases: usize,
    /// Answers that name nobody: in no figure.
    pub unnamed: usize,
    /// Whether answers look like those on another scale than 0 to 10, and nothing is computed.
    pub other_scale: bool,
    /// What it was computed from; `used` counts people.
    pub provenance: Provenance,
    /// Why there are no two windows of retention.
    #[serde(skip)]
    no_windows: Option<NoWindows>,
    #[serde(skip)]
    offered: Vec<String>,
}

/// Customers of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct CustomersOf {
    /// How many.
    pub customers: usize,
    /// What they brought in the mean.
    pub mean_value: Option<f64>,
    /// Days since their last purchase, in the median.
    pub recency: Option<f64>,
    /// Of those active in the first window, how many.
    pub active: usize,
    /// The share of them active in the second.
    pub retention: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// A score as of all customers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Raked {
    /// The score with its interval.
    #[serde(flatten)]
    pub weighted: Weighted,
    /// Customers in some group nobody answered from, each once.
    pub uncovered: usize,
}

/// Who answered of those asked.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Response {
    /// Asked.
    pub sent: usize,
    /// Answered, by name or without one.
    pub answered: usize,
    /// The share; above 1 where more answered than were asked.
    pub rate: f64,
}
