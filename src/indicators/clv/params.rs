//! What can be chosen about lifetime value.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::day::Day;
use crate::domain::interval::{Level, NotALevel};
use crate::domain::lifetime::Model;
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::priced::priced;
use crate::indicators::typed_lines::Unread;

/// The most months ahead: ten years.
pub const MAX_MONTHS: u32 = 120;

/// What times are counted in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClvUnit {
    /// Days.
    Day,
    /// Weeks, of seven days; not rounded.
    #[default]
    Week,
}

impl ClvUnit {
    /// Days in one.
    pub const fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
        }
    }
}

/// Which model's figures lead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// The one whose total came nearest when tested; without a test the likeliest.
    #[default]
    Auto,
    /// BG/NBD.
    BgNbd,
    /// MBG/NBD.
    MbgNbd,
    /// Pareto/NBD.
    ParetoNbd,
}

impl Asked {
    /// The model; `None` where any will do.
    pub const fn model(self) -> Option<Model> {
        match self {
            Self::Auto => None,
            Self::BgNbd => Some(Model::BgNbd),
            Self::MbgNbd => Some(Model::MbgNbd),
            Self::ParetoNbd => Some(Model::ParetoNbd),
        }
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClvParams {
    /// What times are counted in. Default weeks.
    pub unit: ClvUnit,
    /// The last day the models are fitted on: all after it tests them, and figures are as of that day. `None` (default), and
    /// on a day after the data, which the page says: they are fitted on everything, and tested by a second fit on the first
    /// two thirds of the time.
    pub calibration_end: Option<Day>,
    /// Months ahead that count, 1 to [`MAX_MONTHS`]. Default 12.
    pub months: u32,
    /// How much less money is worth a year later, 0 to 1. Default 0.10.
    pub discount: f64,
    /// The share of revenue that is left as margin, above 0 to 1. Default 1: figures are revenue.
    pub margin: f64,
    /// Whose figures lead. Default: what the test says.
    pub model: Asked,
    /// The column of the customers table, or of the purchases, that says through which channel a customer came; `None`
    /// (default) for the first that is called so.
    pub channel: Option<String>,
    /// What acquiring a customer costs in each channel, a line each: `Ads: 30`. Blank (default): not known.
    pub costs: String,
    /// The column of the customers table that says what acquiring them cost; `None` (default) for the first that is called
    /// so.
    pub cost_column: Option<String>,
    /// Up to which correlation of how often and for how much money counts as having nothing to do with frequency, 0 to
    /// 1. Default 0.3.
    pub most_correlation: f64,
    /// What returns do. Default: they lower the purchase before them.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for ClvParams {
    fn default() -> Self {
        Self {
            unit: ClvUnit::Week,
            calibration_end: None,
            months: 12,
            discount: 0.1,
            margin: 1.0,
            model: Asked::Auto,
            channel: None,
            costs: String::new(),
            cost_column: None,
            most_correlation: 0.3,
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

impl ClvParams {
    /// The parameters ready for use.
    pub fn check(self) -> Result<CheckedClv, ClvError> {
        let level = Level::try_from(self.level)?;
        if !(1..=MAX_MONTHS).contains(&self.months) {
            return Err(ClvError::Months(self.months));
        }
        for share in [self.discount, self.most_correlation] {
            if !(0.0..=1.0).contains(&share) {
                return Err(ClvError::Share(share));
            }
        }
        if !(self.margin > 0.0 && self.margin <= 1.0) {
            return Err(ClvError::Margin(self.margin));
        }
        let costs = priced(&self.costs).map_err(|Unread { line, text }| ClvError::Cost { line, text })?;
        Ok(CheckedClv { params: self, level, costs })
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedClv {
    pub(super) params: ClvParams,
    pub(super) level: Level,
    pub(super) costs: Vec<(String, Money)>,
}

/// What is too little to fit a model to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TooLittle {
    /// Nobody, or hardly anybody, came back.
    Repeat,
    /// All purchases are on a few days: so many.
    Days(i32),
}

/// Why there is no lifetime value.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClvError {
    /// No horizon.
    #[error("{0} months ahead cannot be told: choose 1 to {MAX_MONTHS}")]
    Months(u32),
    /// No share.
    #[error("{0} is no share: choose 0 to 1")]
    Share(f64),
    /// A line of the costs is no name with an amount.
    #[error("line {line} of the costs, `{text}`: a channel, a colon and an amount of zero or more are wanted")]
    Cost {
        /// Its number, from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// No margin.
    #[error("{0} is no margin: choose a share above 0, up to 1")]
    Margin(f64),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// The rows are returns, or all lie after the day chosen.
    #[error("no purchase up to the day the models are fitted on")]
    NoPurchases,
}
