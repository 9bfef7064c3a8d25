//! 客户价值八分类: every customer near or far (recency), often or seldom (frequency), high or low (monetary), which makes
//! eight classes.
//!
//! Recency, frequency and monetary are those of [`rfm`](super::rfm). Near is a recency at or below the cut, high a
//! frequency or monetary above it. The cut of each is the mean or the median of all customers' values, or typed in; or
//! the mean of their scores, where near is a recency score at or above it. Cuts are exact: a value on the cut is on the
//! same side whatever a double makes of it. The median is of type 7: of an even number the middle of the two middle ones.
//!
//! Cuts rest on all loaded rows up to the end of the chosen period, as scores do; a filter chooses which customers and
//! which money are counted. Customers with nothing but returns have no recency and are in no class. Customers alike in all
//! three are in none either, but by cuts typed in: a cut of their own values parts nobody.
//!
//! Source: the eight classes of the RFM model as taught and used in China; the names are theirs alone.

mod cut;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::intake::{Pace, Progress};
use crate::domain::provenance::Provenance;

use super::classes::Class;

use super::page::Page;
use super::rfm::{self, CheckedRfm, Rfm, RfmError, RfmParams, RfmRow, scores_of};
use super::{About, ClassName, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View};

pub use cut::{CutBy, Cuts};
pub use show::class_name;

/// Its id.
pub const ID: &str = "eight_classes";

/// The keys of the classes: those of much money first, the near before the far, the frequent before the seldom.
pub const KEYS: [&str; 8] = [
    "important_value",
    "important_development",
    "important_keep",
    "important_win_back",
    "general_value",
    "general_development",
    "general_keep",
    "general_win_back",
];

/// The eight classes.
pub struct EightClasses;

impl Indicator for EightClasses {
    const ABOUT: About = About {
        id: ID,
        name: ["Eight classes", "客户价值八分类"],
        group: Group::Segments,
        path: "/segments/classes",
        needs: &[Kind::Purchases],
    };

    type Params = EightParams;
    type Checked = CheckedEight;
    type Found = Eight;
    type Error = EightError;

    fn with_shared(own: EightParams, shared: &Shared) -> EightParams {
        EightParams { small_sample: shared.small_sample, rfm: own.rfm.with_shared(shared), ..own }
    }

    fn with_settings(own: EightParams, settings: &Settings) -> EightParams {
        Self::with_shared(EightParams { rfm: settings.own(rfm::ID), ..own }, &settings.shared)
    }

    fn check(params: EightParams) -> Result<CheckedEight, EightError> {
        let bounds = match (params.cut, params.bounds.as_slice()) {
            (CutBy::Typed, [r, f, m]) if [r, f, m].into_iter().all(|bound| bound.is_finite()) => [*r, *f, *m],
            (CutBy::Typed, given) => return Err(EightError::Bounds { given: given.len() }),
            _ => [0.0; 3],
        };
        Ok(CheckedEight { cut: params.cut, bounds, rfm: params.rfm.check()? })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedEight,
        pace: &mut P,
    ) -> Result<Option<Eight>, Stopped<EightError>> {
        let scored = scores_of(view, &params.rfm, pace).await.map_err(|stopped| stopped.map(EightError::from))?;
        let Some(rfm) = scored else { return Ok(None) };
        let among = view.among(&params.rfm, pace).await.map_err(|stopped| stopped.map(EightError::from))?;
        let cuts = Cuts::of(among.as_deref().unwrap_or(&rfm), params);
        pace.breathe(Progress::default()).await?;
        let class: Vec<Option<u8>> = rfm.scores.rows().map(|row| cuts.class(&row)).collect();
        pace.breathe(Progress::default()).await?;
        let members = class.iter().zip(rfm.scores.rows());
        let members = members.filter_map(|(class, row)| Some((usize::from((*class)?), row.counted)));
        let classes = Class::all(KEYS.map(str::to_owned), members);
        Ok(Some(Eight {
            cut_by: params.cut,
            cut: cuts.shown(),
            alike: cuts.alike,
            same: cuts.same,
            mean: cuts.mean,
            median: cuts.median,
            customers: rfm.customers,
            classes,
            provenance: rfm.provenance.clone(),
            class,
            rfm,
        }))
    }

    fn show(found: &Eight, params: &EightParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::EightTexts::of(say.language).promise
    }

    fn explain(error: &EightError, say: &Say<'_>) -> String {
        explain(error, say)
    }

    fn members(found: &Eight) -> Option<Members<'_>> {
        Some(found.members())
    }

    fn classes(found: &Eight, say: &Say<'_>) -> Vec<ClassName> {
        let keys = KEYS.into_iter().filter(|_| !found.alike);
        ClassName::all(keys, texts::EightTexts::of(say.language).names)
    }
}

/// What is wrong, and what to do.
pub fn explain(error: &EightError, say: &Say<'_>) -> String {
    match error {
        EightError::Bounds { given } => (texts::EightTexts::of(say.language).error_bounds)(&say.count(*given)),
        EightError::Rfm(error) => rfm::explain(error, say.language),
    }
}

/// What can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EightParams {
    /// Where near ends and high begins. Default: the mean of the values.
    pub cut: CutBy,
    /// The cuts of [`CutBy::Typed`]: days, orders, money. Kept, but neither checked nor used, by the others.
    pub bounds: Vec<f64>,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// How customers are scored: set with the segments.
    #[serde(skip_deserializing)]
    pub rfm: RfmParams,
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedEight {
    cut: CutBy,
    bounds: [f64; 3],
    rfm: CheckedRfm,
}

impl CheckedEight {
    /// How customers are scored.
    pub fn scoring(&self) -> &CheckedRfm {
        &self.rfm
    }
}

/// Why there are no eight classes.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(untagged)]
pub enum EightError {
    /// The typed-in cuts are not three numbers.
    #[error("{given} bounds: recency, frequency and monetary need one each")]
    Bounds {
        /// As many as typed in.
        given: usize,
    },
    /// Customers cannot be scored.
    #[error(transparent)]
    Rfm(#[from] RfmError),
}

/// Something of recency, frequency and monetary.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Three {
    /// Of recency, in days or as a score.
    pub r: f64,
    /// Of frequency, in orders or as a score.
    pub f: f64,
    /// Of monetary, in money or as a score.
    pub m: f64,
}

/// Customers in eight classes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Eight {
    /// How the cuts came about.
    pub cut_by: CutBy,
    /// Near is at or below, high above.
    pub cut: Three,
    /// Whether all customers scored are alike in all three, and in no class.
    pub alike: bool,
    /// Whether they have one recency, one frequency, one monetary.
    #[serde(skip)]
    same: [bool; 3],
    /// The means of the values of all customers scored.
    pub mean: Three,
    /// Their medians.
    pub median: Three,
    /// Customers in classes.
    pub customers: usize,
    /// The eight, in the order of [`KEYS`].
    pub classes: Vec<Class>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    /// The place of the class of each row of the scores.
    #[serde(skip)]
    class: Vec<Option<u8>>,
    #[serde(skip)]
    rfm: Rc<Rfm>,
}

impl Eight {
    fn members(&self) -> Members<'_> {
        let by_scores = self.cut_by == CutBy::MeanOfScores;
        let judged_by = if by_scores { ["r", "f", "m"] } else { ["recency", "frequency", "monetary"] };
        let judged = move |row: &RfmRow| {
            if by_scores {
                [row.r, row.f, row.m].map(|score| score.to_string()).to_vec()
            } else {
                vec![row.recency.to_string(), row.frequency.to_string(), row.monetary.to_string()]
            }
        };
        let rows = self.rfm.scores.rows().zip(&self.class).map(move |(row, class)| Member {
            customer: row.customer,
            class: class.and_then(|class| KEYS.get(usize::from(class))).copied().unwrap_or_default(),
            judged: judged(&row),
        });
        Members { judged_by: judged_by.map(str::to_owned).to_vec(), rows: Box::new(rows) }
    }
}
