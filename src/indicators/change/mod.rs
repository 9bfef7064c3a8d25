//! Why a headline figure changed from one window to the next: who left, who came, who changed, and the mix.
//!
//! The windows are those of [retention in money](super::retention); answers without purchases have windows of their own days.
//! Left is who counts in the first alone, came in the second alone, changed in both: active customers for what is told from
//! purchases, people with their newest answer of each window for what is told from answers.
//!
//! A mean (basket, score, mean mark, shares of promoters and of detractors) goes from all of the first window to those of
//! them who stayed (left), to the same people in the second (changed), to all of the second (came). Sums (revenue, orders,
//! customers) go the same way. The steps left and came each change of whom the figure is made: the part of it that groups of
//! other sizes explain, with each group as it is in the mean of both sides, is the mix: sum of (share after - share before) x
//! (group's mean - mean of all); what is left of the step stays left or came. For sums the mix is that of the mean per
//! customer, times the customers after the step, rounded to a millionth of money or to one order. Customers have no mix:
//! their mean is one in every group. By a column of the purchases somebody is in each window of the group of their newest row
//! there that is no return; by one of the customers table in both of the same. The basket is a mean over orders, and its shares are of orders; what is returned by who
//! has no order in a window counts in the step left for the first and came for the second. For revenue `other` is customers
//! who only returned something. Parts add up to the change: exactly for sums, but for the last bits of doubles for means.
//!
//! Intervals are for answers alone, from resampled people (Poisson bootstrap, percentiles, a fixed seed): who answers is a
//! sample. Purchases are everybody's and have none. Who answered without a name can be matched with nobody, and counts as
//! left and as came.
//!
//! Source: the mix is the midpoint form of E. Kitagawa, Components of a difference between two rates, JASA 50 (1955)
//! 1168-1194.

mod figure;
mod of_answers;
mod of_purchases;
mod show;
mod split;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::day::Period;
use crate::domain::intake::Pace;
use crate::domain::interval::{Level, NotALevel};
use crate::domain::provenance::Provenance;
use crate::domain::scale::Scale;

use super::nps::{self, NpsParams};
use super::page::{Control, Page};
use super::retention::{self, NoWindows, RetentionError, RetentionIndicator, RetentionParams};
use super::{About, Group, Indicator, Say, Settings, Shared, Stopped, View};

pub use figure::{ChangeOf, why};

/// Its id.
pub const ID: &str = "change";

/// The names of the parts every figure has; the last where it has a mix.
const PARTS: [&str; 4] = ["left", "came", "changed", "mix"];

/// Why a figure changed.
pub struct ChangeIndicator;

impl Indicator for ChangeIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Why it changed", "变化归因"],
        group: Group::Retention,
        path: "/retention/change",
        needs: &[Kind::Purchases, Kind::Answers],
    };

    type Params = ChangeParams;
    type Checked = ChangeParams;
    type Found = Change;
    type Error = ChangeError;

    fn with_shared(own: ChangeParams, shared: &Shared) -> ChangeParams {
        let retention = RetentionIndicator::with_shared(own.retention, shared);
        ChangeParams { retention, level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn with_settings(own: ChangeParams, settings: &Settings) -> ChangeParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        let retention = settings.own(retention::ID);
        Self::with_shared(ChangeParams { retention, really_0_to_10, ..own }, &settings.shared)
    }

    fn check(params: ChangeParams) -> Result<ChangeParams, ChangeError> {
        RetentionIndicator::check(params.retention.clone())?;
        Level::try_from(params.level)?;
        if !(50..=2000).contains(&params.resamples) {
            return Err(ChangeError::Resamples(params.resamples));
        }
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &ChangeParams,
        pace: &mut P,
    ) -> Result<Option<Change>, Stopped<ChangeError>> {
        let auto = params.figure == ChangeOf::Auto;
        if !params.figure.is_of_answers() {
            let figure = if auto { ChangeOf::Revenue } else { params.figure };
            let found = of_purchases::change(view, params, figure, pace).await?;
            if found.is_some() || !auto {
                return Ok(found.or_else(|| view.is_loaded(Kind::Answers).then(|| Change::nothing(figure))));
            }
        }
        let figure = if auto { ChangeOf::Nps } else { params.figure };
        let found = of_answers::change(view, params, figure, pace).await?;
        let loaded = !auto && view.is_loaded(Kind::Purchases);
        Ok(found.or_else(|| loaded.then(|| Change::nothing(figure))))
    }

    fn show(found: &Change, params: &ChangeParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ChangeTexts::of(say.language).promise
    }

    fn explain(error: &ChangeError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ChangeParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, &[], say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeParams {
    /// The figure. Default: revenue where there are purchases.
    pub figure: ChangeOf,
    /// The attribute whose mix is told: of the purchases or the answers, else of the customers; `None` (default) for the
    /// branch, else the first in text order. The empty text, or one that no table has, gives no mix.
    pub by: Option<String>,
    /// How often people are drawn anew for the intervals of answers, 50 to 2000. Default 400.
    pub resamples: u16,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many people figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// The windows: those of retention in money.
    #[serde(skip_deserializing)]
    pub retention: RetentionParams,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
}

impl Default for ChangeParams {
    fn default() -> Self {
        Self {
            figure: ChangeOf::Auto,
            by: None,
            resamples: 400,
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
pub enum ChangeError {
    /// Too few draws, or too many.
    #[error("people cannot be drawn {0} times: choose 50 to 2000")]
    Resamples(u16),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// The windows make no sense.
    #[error(transparent)]
    Retention(#[from] RetentionError),
}

/// Why a figure changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Which figure.
    pub figure: ChangeOf,
    /// The windows; `None` where there are no two, and nothing below.
    pub periods: Option<[Period; 2]>,
    /// Why there are no two, of purchases.
    pub no_windows: Option<NoWindows>,
    /// The figure in the first.
    pub from: Option<f64>,
    /// In the second.
    pub to: Option<f64>,
    /// What the change is made of; empty where one of the two is missing.
    pub parts: Vec<ChangePart>,
    /// The change.
    pub total: Option<f64>,
    /// The attribute whose mix is told; `None` where there is none.
    pub by: Option<String>,
    /// The mix by the attribute's values, the largest first.
    pub mix: Vec<MixOf>,
    /// People in the first, in both, in the second.
    pub people: [usize; 3],
    /// Answers without a name in both windows together.
    pub unnamed: usize,
    /// Whether answers look like those on another scale than 0 to 10, and nothing is split.
    pub other_scale: bool,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    /// What left and came would be if no mix were told: what retention in money has. `None` for a mean.
    #[serde(skip)]
    without_mix: Option<[f64; 2]>,
    #[serde(skip)]
    offered: Vec<String>,
}

/// One part of a change.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ChangePart {
    /// `left`, `came`, `changed`, `mix` or `other`.
    pub name: &'static str,
    /// In the figure's own unit.
    pub value: f64,
    /// Lower end of its interval; `None` for what is told from purchases.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Whose part it is; `None` for the mix.
    pub people: Option<usize>,
}

/// The mix part of one value of the attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MixOf {
    /// The value; the empty text for blank.
    pub name: String,
    /// Its share in the first window: of people, for the basket of orders.
    pub from: f64,
    /// In the second.
    pub to: f64,
    /// What the change of its share does.
    pub value: f64,
}

impl Change {
    fn nothing(figure: ChangeOf) -> Self {
        Self {
            figure,
            periods: None,
            no_windows: None,
            from: None,
            to: None,
            parts: Vec::new(),
            total: None,
            by: None,
            mix: Vec::new(),
            people: [0; 3],
            unnamed: 0,
            other_scale: false,
            provenance: Provenance::new(ID, None, 0, &[]),
            without_mix: None,
            offered: Vec::new(),
        }
    }
}
