//! Every indicator a dataset allows, as one document.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use super::dataset::{Answers, Dataset, Purchases};
use super::dictionary::Dictionary;
use super::loyalty::grouping::{attribute, attribute_names};
use super::loyalty::nps::{Nps, NpsError, NpsGroup, NpsParams, NpsTrend, nps, nps_by, nps_by_period};
use super::provenance::Indicator;
use super::retention::SpanTooLong;
use super::retention::cohorts::{Cohorts, cohorts};
use super::retention::exits::{ExitsDocument, ExitsError, ExitsParams, exits};
use super::retention::rates::{Rates, RatesError, RatesParams, rates};
use super::segments::concentration::{Concentration, ConcentrationError, ConcentrationParams, concentration};
use super::segments::rfm::{Rfm, RfmError, RfmParams, rfm};

/// The parameters of all indicators, unchecked: each is checked by the indicator that uses it.
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
    /// What leaving customers cost.
    pub exits: ExitsParams,
}

/// What a dataset says. An indicator whose table is absent is absent; one that cannot be computed
/// is named in `errors` instead.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Analysis {
    /// Recency, frequency, monetary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rfm: Option<Rfm>,
    /// ABC classes, Lorenz curve, Gini.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concentration: Option<Concentration>,
    /// Net Promoter Score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nps: Option<NpsAnalysis>,
    /// Retention, churn, repeat rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rates: Option<Rates>,
    /// Monthly cohorts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohorts: Option<Cohorts>,
    /// What leaving customers cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exits: Option<ExitsDocument>,
    /// Why an indicator could not be computed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<Indicator, AnalysisError>,
}

/// The score with its groups and its trend.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NpsAnalysis {
    /// Of all answers.
    #[serde(flatten)]
    pub overall: Nps,
    /// By attribute and value, for every attribute of answers or their customers with few enough
    /// values (see [`attribute_names`]). Serialised as `by.<attribute>.<value>`; the blank value's
    /// name is the empty text.
    #[serde(serialize_with = "by_attribute_and_value")]
    pub by: BTreeMap<String, Vec<NpsGroup>>,
    /// By period.
    pub trend: NpsTrend,
}

/// Why an indicator could not be computed. Serialised as its message.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnalysisError {
    /// RFM.
    #[error(transparent)]
    Rfm(#[from] RfmError),
    /// Concentration.
    #[error(transparent)]
    Concentration(#[from] ConcentrationError),
    /// NPS.
    #[error(transparent)]
    Nps(#[from] NpsError),
    /// Rates.
    #[error(transparent)]
    Rates(#[from] RatesError),
    /// Cohorts.
    #[error(transparent)]
    Cohorts(#[from] SpanTooLong),
    /// Exits.
    #[error(transparent)]
    Exits(#[from] ExitsError),
}

impl Serialize for AnalysisError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Computes every indicator whose table is there.
pub fn analyse(dataset: &Dataset, settings: &Settings) -> Analysis {
    let ids = dataset.customers.as_ref();
    let mut errors = BTreeMap::new();
    let purchases = dataset.purchases.as_deref();
    let answers = dataset.answers.as_deref();
    Analysis {
        rfm: purchases.and_then(|table| {
            let found = check_rfm(table, ids, settings);
            keep(found, Indicator::Rfm, &mut errors)
        }),
        concentration: purchases.and_then(|table| {
            let found = check_concentration(table, ids, settings);
            keep(found, Indicator::Concentration, &mut errors)
        }),
        nps: answers.and_then(|table| {
            let found = check_nps(dataset, table, settings);
            keep(found, Indicator::Nps, &mut errors)
        }),
        rates: purchases.and_then(|table| {
            let found = check_rates(table, settings);
            keep(found, Indicator::Rates, &mut errors)
        }),
        cohorts: purchases.and_then(|table| keep(cohorts(table), Indicator::Cohorts, &mut errors)),
        exits: dataset.exits.as_deref().and_then(|table| {
            let found = settings.exits.check().map(|params| ExitsDocument(exits(table, purchases, &params)));
            keep(found, Indicator::Exits, &mut errors)
        }),
        errors,
    }
}

fn check_rfm(purchases: &Purchases, ids: &Dictionary, settings: &Settings) -> Result<Rfm, RfmError> {
    rfm(purchases, ids, &settings.rfm.clone().check()?)
}

fn check_concentration(
    purchases: &Purchases,
    ids: &Dictionary,
    settings: &Settings,
) -> Result<Concentration, ConcentrationError> {
    concentration(purchases, ids, &settings.concentration.check()?)
}

fn check_nps(dataset: &Dataset, answers: &Answers, settings: &Settings) -> Result<NpsAnalysis, NpsError> {
    let params = settings.nps.check()?;
    let groups = |name: String| {
        let groups = nps_by(answers, attribute(dataset, &name)?.as_ref(), &params);
        Some((name, groups))
    };
    Ok(NpsAnalysis {
        overall: nps(answers, &params),
        by: attribute_names(dataset).into_iter().filter_map(groups).collect(),
        trend: nps_by_period(answers, settings.rates.length, &params),
    })
}

fn check_rates(purchases: &Purchases, settings: &Settings) -> Result<Rates, RatesError> {
    Ok(rates(purchases, &settings.rates.clone().check()?)?)
}

/// The result, or its error put on record.
fn keep<T, E: Into<AnalysisError>>(
    found: Result<T, E>,
    indicator: Indicator,
    errors: &mut BTreeMap<Indicator, AnalysisError>,
) -> Option<T> {
    found.map_err(|error| errors.insert(indicator, error.into())).ok()
}

fn by_attribute_and_value<S: Serializer>(
    by: &BTreeMap<String, Vec<NpsGroup>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    struct ByValue<'a>(&'a [NpsGroup]);

    impl Serialize for ByValue<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let groups = self.0.iter().map(|group| (group.value.as_deref().unwrap_or(""), &group.estimate));
            serializer.collect_map(groups)
        }
    }

    let mut map = serializer.serialize_map(Some(by.len()))?;
    for (name, groups) in by {
        map.serialize_entry(name, &ByValue(groups))?;
    }
    map.end()
}
