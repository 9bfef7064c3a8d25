//! What goes with leaving sooner: Cox regression over what the customers table says ([`cox`](crate::domain::cox)).
//!
//! Time is `tenure`, leaving is `left`; where the table has neither, time is counted from the day since when somebody is a
//! customer or from their first purchase, whichever is earlier, and the table of exits says who left ([`JoinedSeen`]). Numbers and
//! scores count as they are, yes and no as one and zero; texts of few values are compared with their most frequent one, each value by itself. Columns of more values
//! ([`CoxParams::most_values`]), of days, of which too many cells are blank ([`CoxParams::most_blank`]), that grow with time
//! itself ([`CoxParams::most_with_time`]: what somebody paid so far says how long they stayed, not why), or that say nothing
//! the ones before do not, are left out, and counted. Customers of whom any column used is blank are left out too.
//!
//! A factor of 2 means that the risk of leaving is twice as high at any time, all else the same. It goes with leaving; it
//! need not be its cause. A factor that is not sure is shown with its interval, never as one.

mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::cox::{Coefficient, Subjects, cox};
use crate::domain::dataset::{Column, Customers, Field, Kind, Values};
use crate::domain::effect_size::Moments;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Level, NotALevel, two_sided_p};
use crate::domain::provenance::Provenance;

use super::named::{PLACES, called};
use super::page::{Control, Page};
use super::stays::{JoinedSeen, Stays};
use super::survival::TimeUnit;
use super::who_left::WhoLeft;
use super::{About, CustomerGroup, Group, Indicator, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "cox";

/// Covariates at most.
const MOST: usize = 40;

/// What goes with leaving sooner.
pub struct CoxIndicator;

impl Indicator for CoxIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["What raises the risk", "离开风险因素"],
        group: Group::Retention,
        path: "/retention/risk",
        needs: &[Kind::Customers],
    };

    type Params = CoxParams;
    type Checked = CheckedCox;
    type Found = CoxFound;
    type Error = CoxError;

    fn with_shared(own: CoxParams, shared: &Shared) -> CoxParams {
        CoxParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn check(params: CoxParams) -> Result<CheckedCox, CoxError> {
        let level = Level::try_from(params.level)?;
        let shares = [params.most_blank, params.most_with_time];
        if let Some(given) = shares.into_iter().find(|share| !(0.0..=1.0).contains(share)) {
            return Err(CoxError::Share(given));
        }
        Ok(CheckedCox { params, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedCox,
        pace: &mut P,
    ) -> Result<Option<CoxFound>, Stopped<CoxError>> {
        let profiles = view.dataset.profiles.as_deref().filter(|profiles| !profiles.is_empty());
        let Some(profiles) = profiles else { return Ok(None) };
        let stays = Stays::of(view, TimeUnit::Days, pace).await?;
        let mut found = found(profiles, stays.as_ref(), params, pace).await?;
        found.provenance = view.with_held_back(found.provenance, Kind::Customers);
        Ok(Some(found))
    }

    fn show(found: &CoxFound, params: &CoxParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a CoxFound, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::CoxTexts::of(say.language);
        found.who.groups([texts.customers, texts.left])
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::CoxTexts::of(say.language).promise
    }

    fn explain(error: &CoxError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &CoxParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CoxParams {
    /// The columns of the customers table to use; empty (default) for all that can be. One that is not there is passed
    /// over, which the page says.
    pub columns: Vec<String>,
    /// Texts of more values than this are left out. Default 12.
    pub most_values: u32,
    /// Unless named in `columns`, those with a greater share of blank cells are left out. Default 0.2.
    pub most_blank: f64,
    /// Unless named in `columns`, numbers with a greater correlation with tenure, of either sign, are left out. Default 0.8.
    pub most_with_time: f64,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers who left figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for CoxParams {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            most_values: 12,
            most_blank: 0.2,
            most_with_time: 0.8,
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedCox {
    params: CoxParams,
    level: Level,
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CoxError {
    /// No share.
    #[error("{0} is no share: choose 0 to 1")]
    Share(f64),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// What goes with leaving sooner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoxFound {
    /// Customers of whom all is known.
    pub customers: usize,
    /// Of them those who left.
    pub left: usize,
    /// Customers of whom a column used, their tenure or whether they left is not known.
    pub incomplete: usize,
    /// Who is followed, where that is told from joining and exits.
    pub joined: Option<JoinedSeen>,
    /// What is missing for a fit.
    pub lacking: Option<Lacking>,
    /// Columns not used, by why.
    pub unused: Vec<Unused>,
    /// What was found, in the order of the table.
    pub coefficients: Vec<CoxCoefficient>,
    /// The logarithm of the partial likelihood.
    pub log_likelihood: Option<f64>,
    /// The same with nothing known.
    pub null_log_likelihood: Option<f64>,
    /// Of two customers of whom it is known who left first, how often that was the one of higher risk; half is chance.
    pub concordance: Option<f64>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
    /// Customers of whom all is known.
    #[serde(skip)]
    who: WhoLeft,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// The table has no columns for tenure and for who left, and there are no exits beside the day of joining.
    Columns,
    /// It has nothing else to go by.
    Covariates,
    /// Nobody left, or nothing is known of those who did.
    Nobody,
    /// The risk of some kind of customer is endless, or none: all of them left, or nobody did.
    Endless,
}

/// A column not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unused {
    /// Its name; with a value, the value's as well.
    pub name: String,
    /// Why.
    pub why: Why,
}

/// Why a column is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It has too many different texts.
    Values,
    /// It holds days.
    Days,
    /// Too many of its cells are blank.
    Blank,
    /// It says nothing that the others do not.
    NothingNew,
    /// There are more columns than are used.
    TooMany,
    /// It grows with tenure itself.
    Time,
    /// It says where somebody lives.
    Place,
    /// It is named and not there.
    Missing,
}

/// One covariate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoxCoefficient {
    /// The column; for a text with its value: `Contract: Two year`.
    pub name: String,
    /// The value it is compared with; `None` for numbers and yes or no.
    pub against: Option<String>,
    /// The coefficient: the logarithm of the factor.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// How often chance alone makes it as far from zero.
    pub p: f64,
    /// How much more of a number the factor is shown for: the power of ten next below its standard deviation, as a unit of
    /// money moves nothing. 1 for all else, and for numbers that are 0 and 1.
    pub step: f64,
    /// Whether the numbers are 0 and 1: no and yes.
    #[serde(skip)]
    pub is_flag: bool,
    /// The factor by which the risk grows with so much more.
    pub step_ratio: f64,
    /// Lower end of its interval.
    pub step_low: f64,
    /// Upper end of its interval.
    pub step_high: f64,
    /// The factor by which the risk grows with a unit more.
    pub ratio: f64,
    /// Lower end of its interval.
    pub ratio_low: f64,
    /// Upper end of its interval.
    pub ratio_high: f64,
    /// How often chance alone makes the factor change with time as much.
    pub proportional_p: Option<f64>,
}

/// A column of numbers, as it enters.
struct Covariate<'a> {
    name: String,
    against: Option<String>,
    /// Whether it is a number, not yes or no.
    is_number: bool,
    of: Box<dyn Fn(usize) -> Option<f64> + 'a>,
}

async fn found<P: Pace>(
    profiles: &Customers,
    stays: Option<&Stays<'_>>,
    checked: &CheckedCox,
    pace: &mut P,
) -> Result<CoxFound, Cancelled> {
    let joined = stays.and_then(Stays::joined);
    let mut found = CoxFound {
        customers: 0,
        left: 0,
        incomplete: 0,
        joined,
        lacking: None,
        unused: Vec::new(),
        coefficients: Vec::new(),
        log_likelihood: None,
        null_log_likelihood: None,
        concordance: None,
        provenance: Provenance::new(ID, None, 0, &[]),
        who: WhoLeft::default(),
    };
    let Some(stays) = stays else {
        found.lacking = Some(Lacking::Columns);
        return Ok(found);
    };
    let (covariates, unused) = covariates(profiles, stays, &checked.params);
    found.unused = unused;
    if covariates.is_empty() {
        found.lacking = Some(Lacking::Covariates);
        return Ok(found);
    }
    let mut subjects = Subjects { values: vec![Vec::new(); covariates.len()], ..Subjects::default() };
    for (row, customer) in profiles.customer.iter().enumerate() {
        let values: Option<Vec<f64>> = covariates.iter().map(|covariate| (covariate.of)(row)).collect();
        let Some(((time, left), values)) = stays.row(row).zip(values) else {
            found.incomplete += 1;
            continue;
        };
        subjects.times.push(time.get());
        subjects.left.push(left);
        found.who.add(*customer, left);
        subjects.values.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
    }
    found.incomplete -= joined.map_or(0, |joined| joined.earlier);
    pace.breathe(Progress::default()).await?;
    found.customers = subjects.times.len();
    found.left = subjects.left.iter().filter(|left| **left).count();
    found.provenance = JoinedSeen::provenance(joined, ID, found.customers);
    if found.left == 0 {
        found.lacking = Some(Lacking::Nobody);
        return Ok(found);
    }
    let Some(fit) = cox(&subjects, pace).await? else {
        found.lacking = Some(Lacking::Endless);
        return Ok(found);
    };
    for ((covariate, values), coefficient) in covariates.into_iter().zip(&subjects.values).zip(fit.coefficients) {
        let is_flag = covariate.is_number && values.iter().all(|value| [0.0, 1.0].contains(value));
        let step = if covariate.is_number && !is_flag { step(values) } else { 1.0 };
        match coefficient {
            Some(coefficient) => {
                let one = CoxCoefficient::of(covariate, step, coefficient, checked.level);
                found.coefficients.push(CoxCoefficient { is_flag, ..one });
            }
            None => found.unused.push(Unused { name: covariate.name, why: Why::NothingNew }),
        }
    }
    found.log_likelihood = Some(fit.log_likelihood);
    found.null_log_likelihood = Some(fit.null_log_likelihood);
    found.concordance = fit.concordance;
    Ok(found)
}

impl CoxCoefficient {
    fn of(covariate: Covariate<'_>, step: f64, found: Coefficient, level: Level) -> Self {
        let Coefficient { value, standard_error, proportional_p } = found;
        let spread = level.z() * standard_error;
        let (low, high) = (value - spread, value + spread);
        // What is beyond a double is beyond any use: the largest of them stands for it.
        let factor = |value: f64| libm::exp(value).min(f64::MAX);
        Self {
            name: covariate.name,
            against: covariate.against,
            value,
            standard_error,
            low,
            high,
            p: two_sided_p(value / standard_error),
            step,
            is_flag: false,
            step_ratio: factor(value * step),
            step_low: factor(low * step),
            step_high: factor(high * step),
            ratio: factor(value),
            ratio_low: factor(low),
            ratio_high: factor(high),
            proportional_p,
        }
    }
}

/// The power of ten next below the standard deviation of these numbers; 1 where they are all the same.
fn step(values: &[f64]) -> f64 {
    let mut moments = Moments::default();
    values.iter().copied().for_each(|value| moments.add(value));
    let deviation = moments.variance().unwrap_or(0.0).sqrt();
    if deviation > 0.0 && deviation.is_finite() { libm::pow(10.0, libm::log10(deviation).floor()) } else { 1.0 }
}

/// The columns that can be used, and those that cannot.
fn covariates<'a>(profiles: &'a Customers, stays: &Stays<'_>, params: &CoxParams) -> (Vec<Covariate<'a>>, Vec<Unused>) {
    let is_there = |name: &String| profiles.attributes().any(|column| column.name == *name);
    let missing = params.columns.iter().filter(|name| !is_there(name));
    let missing = missing.map(|name| Unused { name: name.clone(), why: Why::Missing });
    let (mut used, mut unused) = (Vec::new(), missing.collect::<Vec<_>>());
    let rows = profiles.len() as f64;
    for column in profiles.attributes().filter(|column| !stays.is_told_by(column)) {
        let named = params.columns.contains(&column.name);
        if !named && !params.columns.is_empty() {
            continue;
        }
        let blank = |known: &dyn Fn(usize) -> bool| {
            let blank = (0..profiles.len()).filter(|row| !known(*row)).count();
            !named && blank as f64 > params.most_blank * rows
        };
        let mut pass = |why: Why| unused.push(Unused { name: column.name.clone(), why });
        let single = |is_number: bool, of: Box<dyn Fn(usize) -> Option<f64> + 'a>| {
            vec![Covariate { name: column.name.clone(), against: None, is_number, of }]
        };
        if !named && called(&column.name, PLACES) {
            pass(Why::Place);
            continue;
        }
        let new = match column.read_as() {
            Values::Day => {
                pass(Why::Days);
                continue;
            }
            Values::Number | Values::Score if blank(&|row| column.number(row).is_some()) => {
                pass(Why::Blank);
                continue;
            }
            Values::Number | Values::Score
                if !named && with_time(profiles, column, stays).abs() > params.most_with_time =>
            {
                pass(Why::Time);
                continue;
            }
            // Who stays longer has spent more by then.
            Values::Number | Values::Score if !named && matches!(column.role, Some(Field::Own | Field::Total)) => {
                pass(Why::Time);
                continue;
            }
            Values::Number | Values::Score => single(true, Box::new(|row| Some(column.number(row)?.to_f64()))),
            Values::YesNo if blank(&|row| column.yes(row).is_some()) => {
                pass(Why::Blank);
                continue;
            }
            Values::YesNo => single(false, Box::new(|row| Some(f64::from(u8::from(column.yes(row)?))))),
            _ if column.values.len() > params.most_values as usize => {
                pass(Why::Values);
                continue;
            }
            _ if blank(&|row| column.value(row).is_some()) => {
                pass(Why::Blank);
                continue;
            }
            _ => of_values(column),
        };
        if used.len() + new.len() > MOST {
            pass(Why::TooMany);
        } else {
            used.extend(new);
        }
    }
    (used, unused)
}

/// The correlation of a column of numbers with tenure; 0 where there is none.
fn with_time(profiles: &Customers, column: &Column, stays: &Stays<'_>) -> f64 {
    let pair = |row: usize| Some((column.number(row)?.to_f64(), stays.row(row)?.0.get()));
    let pairs: Vec<(f64, f64)> = (0..profiles.len()).filter_map(pair).collect();
    let n = pairs.len() as f64;
    let (sum, sum_of_time) = pairs.iter().fold((0.0, 0.0), |sums, pair| (sums.0 + pair.0, sums.1 + pair.1));
    let (mean, mean_time) = (sum / n, sum_of_time / n);
    let (mut both, mut own, mut time) = (0.0, 0.0, 0.0);
    for (value, at) in pairs {
        let (value, at) = (value - mean, at - mean_time);
        both += value * at;
        own += value * value;
        time += at * at;
    }
    if own * time > 0.0 { both / (own * time).sqrt() } else { 0.0 }
}

/// A text, each value but the most frequent by itself.
fn of_values(column: &Column) -> Vec<Covariate<'_>> {
    let counts = column.counts();
    let mut values: Vec<(usize, &str)> = (0_u32..)
        .zip(&counts)
        .filter(|(_, count)| **count > 0)
        .map(|(code, count)| (*count, column.values.get(code)))
        .collect();
    values.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(right.1)));
    let Some(((_, against), others)) = values.split_first() else { return Vec::new() };
    let one = |(_, value): &(usize, &str)| {
        let value = (*value).to_owned();
        Covariate {
            name: format!("{}: {value}", column.name),
            against: Some((*against).to_owned()),
            is_number: false,
            of: Box::new(move |row| Some(f64::from(u8::from(column.value(row)? == value)))),
        }
    };
    others.iter().map(one).collect()
}
