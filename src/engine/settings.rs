//! The parameters of all indicators: what the settings page edits and local storage keeps.

use serde::{Deserialize, Serialize};

use crate::domain::loyalty::nps::NpsParams;
use crate::domain::retention::rates::RatesParams;
use crate::domain::segments::concentration::ConcentrationParams;
use crate::domain::segments::rfm::RfmParams;

/// Parameters, unchecked: each is checked by the indicator that uses it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Recency, frequency, monetary.
    pub rfm: RfmParams,
    /// ABC classes.
    pub concentration: ConcentrationParams,
    /// Net Promoter Score.
    pub nps: NpsParams,
    /// Retention, churn, repeat rate; its period length also sets the NPS trend's.
    pub rates: RatesParams,
}
