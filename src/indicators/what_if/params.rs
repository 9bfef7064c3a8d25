//! What can be assumed.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::interval::{Level, NotALevel};
use crate::indicators::Indicator;
use crate::indicators::complaints::ComplaintsParams;
use crate::indicators::earned_growth::{EarnedError, EarnedGrowthIndicator, EarnedParams};

/// The most years ahead.
pub const MAX_YEARS: f64 = 20.0;

/// Levers and assumptions. An assumption that is `None` (default) is measured, or where the files cannot tell is the one
/// said here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhatIfParams {
    /// How far ahead, in years, above 0 to [`MAX_YEARS`]. Default 3.
    pub years: f64,
    /// What a year's wait takes off money, 0 to below 1. Default 0.1.
    pub discount: f64,
    /// Lever: so many more stay, a share of all. Default 0.05.
    pub retention_points: f64,
    /// Lever: prices rise by this share. Default 0.01.
    pub price_change: f64,
    /// Lever: a new customer costs this share less. Default 0.1.
    pub acquisition_cut: f64,
    /// Lever: so many more of the new are referred, a share. Default 0.05.
    pub referral_points: f64,
    /// Lever: of the unsettled complaints this share is settled. Default 0.5.
    pub recovered: f64,
    /// Customers now.
    pub customers: Option<f64>,
    /// The share of them that stays for the next period.
    pub stays: Option<f64>,
    /// New and won back customers a period.
    pub new: Option<f64>,
    /// What a customer brings in a period.
    pub revenue: Option<f64>,
    /// The share of revenue left as margin, above 0 to 1; else what a column of costs or margins says, else 1, and figures
    /// are revenue.
    pub margin: Option<f64>,
    /// What a new customer costs who is not referred; else what a column of the customers table says, else 0.
    pub acquisition: Option<f64>,
    /// The share of the new that is referred; else 0.
    pub referred: Option<f64>,
    /// By how many per cent less is bought for each per cent of price; else 0.5.
    pub elasticity: Option<f64>,
    /// The share of customers who complain in a period; else 0.
    pub complaining: Option<f64>,
    /// The share of complainants not settled; else 0.
    pub unsettled: Option<f64>,
    /// How many more stay of complainants who are settled, a share; else 0.1.
    pub lift: Option<f64>,
    /// How far off what is not measured may be, as a share of it, 0 to 1. Default 0.2.
    pub spread: f64,
    /// Confidence of the intervals of what is measured. Default 0.95.
    pub level: f64,
    /// The windows, and what says that a customer was referred.
    #[serde(skip_deserializing)]
    pub earned: EarnedParams,
    /// How long customers who complained are followed.
    #[serde(skip_deserializing)]
    pub complaints: ComplaintsParams,
    /// The column that says what acquiring a customer cost, as chosen for payback; `None` (default) for the first that is
    /// called so.
    #[serde(skip_deserializing)]
    pub acquisition_column: Option<String>,
}

impl Default for WhatIfParams {
    fn default() -> Self {
        Self {
            years: 3.0,
            discount: 0.1,
            retention_points: 0.05,
            price_change: 0.01,
            acquisition_cut: 0.1,
            referral_points: 0.05,
            recovered: 0.5,
            customers: None,
            stays: None,
            new: None,
            revenue: None,
            margin: None,
            acquisition: None,
            referred: None,
            elasticity: None,
            complaining: None,
            unsettled: None,
            lift: None,
            spread: 0.2,
            level: Level::DEFAULT.get(),
            earned: EarnedParams::default(),
            complaints: ComplaintsParams::default(),
            acquisition_column: None,
        }
    }
}

impl WhatIfParams {
    /// The parameters ready for use.
    pub fn check(self) -> Result<Self, WhatIfError> {
        if !(self.years > 0.0 && self.years <= MAX_YEARS) {
            return Err(WhatIfError::Years(self.years));
        }
        let shares = [
            ("discount", Some(self.discount)),
            ("recovered", Some(self.recovered)),
            ("acquisition_cut", Some(self.acquisition_cut)),
            ("spread", Some(self.spread)),
            ("margin", self.margin),
            ("stays", self.stays),
            ("referred", self.referred),
            ("complaining", self.complaining),
            ("unsettled", self.unsettled),
        ];
        let changes = [
            ("retention_points", Some(self.retention_points)),
            ("price_change", Some(self.price_change)),
            ("referral_points", Some(self.referral_points)),
            ("lift", self.lift),
        ];
        let amounts = [
            ("customers", self.customers),
            ("new", self.new),
            ("revenue", self.revenue),
            ("acquisition", self.acquisition),
            ("elasticity", self.elasticity),
        ];
        let off = |of: &[(&'static str, Option<f64>)], low: f64, high: f64| {
            let wrong =
                of.iter().find_map(|(name, value)| value.filter(|v| !(low..=high).contains(v)).map(|v| (*name, v)));
            wrong.map_or(Ok(()), |(name, value)| Err(WhatIfError::Value { name, value }))
        };
        off(&shares, 0.0, 1.0)?;
        off(&changes, -1.0, 1.0)?;
        off(&amounts, 0.0, 1e12)?;
        if let Some(value) = self.margin.filter(|margin| *margin <= 0.0) {
            return Err(WhatIfError::Value { name: "margin", value });
        }
        Level::try_from(self.level)?;
        EarnedGrowthIndicator::check(self.earned.clone())?;
        Ok(self)
    }
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhatIfError {
    /// No horizon.
    #[error("{0} years ahead cannot be: choose more than 0, at most {MAX_YEARS}")]
    Years(f64),
    /// Out of its bounds.
    #[error("{name} cannot be {value}")]
    Value {
        /// The parameter.
        name: &'static str,
        /// As given.
        value: f64,
    },
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// The windows, or the words for a referral, make no sense.
    #[error(transparent)]
    Earned(#[from] EarnedError),
}
