//! Touchpoints: where customers are lost, and on which days and at which hours.
//!
//! A touchpoint is a value of a column of the answers. Its score is that of its answers, with the interval of
//! [`net_promoter`](crate::domain::net_promoter). *At stake* is what the known customers who were detractors there brought,
//! each counted once at a touchpoint; touchpoints stand in that order, then by detractors. Whoever was a detractor at
//! two touchpoints is at stake at both, so the column does not add up to a total.
//!
//! Days of the week are those of the answers' dates; times are a column of the answers, whole hours where it holds times of
//! the clock. Answers are those that count; money is that of the purchases that count.
//!
//! Source: own definition; moments of truth after J. Carlzon, Moments of Truth (1987).

mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::dataset::{Answers, BLANK, Column, Field, Kind, Values};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::money::Money;
use crate::domain::net_promoter::{Estimate, Tally};
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::scale::Scale;
use crate::domain::score::{Attitude, Score};

use super::dividing::attribute_names;
use super::named::{called, column_for};
use super::nps::{self, NpsParams, is_other_scale};
use super::page::{Control, Page};
use super::spent::Spent;
use super::{About, Group, Indicator, Say, Settings, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "touchpoints";

/// The days of the week as programs know them.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Parts of the names of columns that say the touchpoint.
const TOUCHPOINT: &[&str] = &["touchpoint", "journeystep", "触点", "接触点", "环节"];

/// Parts of the names of columns that say the time of day.
const TIME: &[&str] = &["timeofday", "hour", "daypart", "visittime", "时段", "小时", "时刻"];

/// More times than this are none to compare.
const MOST_TIMES: usize = 24;

/// Touchpoints.
pub struct TouchpointsIndicator;

impl Indicator for TouchpointsIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Touchpoints", "触点"],
        group: Group::Service,
        path: "/touchpoints",
        needs: &[Kind::Answers],
    };

    type Params = TouchpointsParams;
    type Checked = CheckedTouchpoints;
    type Found = Touchpoints;
    type Error = TouchpointsError;

    fn with_shared(own: TouchpointsParams, shared: &Shared) -> TouchpointsParams {
        let Shared { returns, level, small_sample, .. } = *shared;
        TouchpointsParams { returns, level, small_sample, ..own }
    }

    fn with_settings(own: TouchpointsParams, settings: &Settings) -> TouchpointsParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        Self::with_shared(TouchpointsParams { really_0_to_10, ..own }, &settings.shared)
    }

    fn check(params: TouchpointsParams) -> Result<CheckedTouchpoints, TouchpointsError> {
        let certainty = Certainty { level: Level::try_from(params.level)?, small_sample: params.small_sample };
        Ok(CheckedTouchpoints {
            column: params.column,
            really_0_to_10: params.really_0_to_10,
            returns: params.returns,
            certainty,
        })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedTouchpoints,
        pace: &mut P,
    ) -> Result<Option<Touchpoints>, Stopped<TouchpointsError>> {
        let answers = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty());
        let Some(answers) = answers else { return Ok(None) };
        Ok(Some(touchpoints(view, answers, params, pace).await?))
    }

    fn show(found: &Touchpoints, params: &TouchpointsParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::TouchpointsTexts::of(say.language).promise
    }

    fn explain(error: &TouchpointsError, _: &Say<'_>) -> String {
        error.to_string()
    }

    fn controls(_: &TouchpointsParams, _: &Say<'_>) -> Vec<Control> {
        Vec::new()
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TouchpointsParams {
    /// The column of the answers that says the touchpoint; `None` (default) for the first that is called so.
    pub column: Option<String>,
    /// Scales that look like another one and were asked from 0 to 10 all the same: set with the score itself.
    pub really_0_to_10: Vec<Scale>,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many answers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for TouchpointsParams {
    fn default() -> Self {
        Self {
            column: None,
            really_0_to_10: Vec::new(),
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedTouchpoints {
    column: Option<String>,
    really_0_to_10: Vec<Scale>,
    returns: ReturnsPolicy,
    certainty: Certainty,
}

/// Why touchpoints cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TouchpointsError {
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// Answers by touchpoint, day and time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Touchpoints {
    /// The column that says the touchpoint; `None` where none does.
    pub column: Option<String>,
    /// Most at stake first.
    pub touchpoints: Vec<Touchpoint>,
    /// Whether anything says what customers brought.
    pub has_money: bool,
    /// Days of the week that have answers.
    pub weekdays: Vec<Moment>,
    /// The column that says the time; `None` where none does.
    pub time: Option<String>,
    /// Times in the order of their names.
    pub times: Vec<Moment>,
    /// Columns to choose from.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// What it was computed from; `used` counts answers.
    pub provenance: Provenance,
}

/// One touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Touchpoint {
    /// Its name; the empty text where it is blank.
    pub name: String,
    /// Its score and how many answered how.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Known customers who were detractors there.
    pub detracting_customers: usize,
    /// What they brought.
    pub at_stake: Money,
}

/// The answers of one day of the week, or of one time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moment {
    /// Which.
    pub key: String,
    /// Its score.
    #[serde(flatten)]
    pub estimate: Estimate,
}

async fn touchpoints<P: Pace>(
    view: &View,
    answers: &Answers,
    params: &CheckedTouchpoints,
    pace: &mut P,
) -> Result<Touchpoints, Cancelled> {
    let spent = match view.purchases() {
        Some(purchases) => Spent::of(purchases, params.returns, pace).await?,
        None => Spent::default(),
    };
    let of_role = answers.of(Field::Touchpoint);
    let column = column_for(answers.attributes(), params.column.as_deref(), of_role, TOUCHPOINT);
    let other_scale = is_other_scale(answers, &params.really_0_to_10);
    let time = answers.attributes().find(|column| called(&column.name, TIME));
    let times = time.and_then(|column| Some((column, names_of_times(column)?)));
    let mut by_name: BTreeMap<&str, (Tally, BTreeSet<u32>)> = BTreeMap::new();
    let mut by_day = [Tally::default(); 7];
    let mut by_time: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut n = 0;
    in_blocks_paced(answers.len(), pace, |range| {
        for row in range {
            let score = answers.score.get(row).copied().flatten().filter(|_| !other_scale);
            let Some(score) = score else { continue };
            n += 1;
            if let Some(column) = column {
                let (tally, detractors) = by_name.entry(column.value(row).unwrap_or_default()).or_default();
                tally.add(Some(score));
                let customer = answers.customer.get(row).copied().filter(|customer| *customer != BLANK);
                detractors.extend(customer.filter(|_| is_detractor(score)));
            }
            let day = answers.day.get(row).copied().flatten();
            if let Some(tally) = day.and_then(|day| by_day.get_mut(usize::from(day.weekday()))) {
                tally.add(Some(score));
            }
            let at = times.as_ref().and_then(|(column, names)| names.get(*column.codes.get(row)? as usize));
            if let Some(name) = at {
                by_time.entry(name).or_default().add(Some(score));
            }
        }
    })
    .await?;
    let mut touchpoints: Vec<Touchpoint> = by_name
        .into_iter()
        .map(|(name, (tally, detractors))| Touchpoint {
            name: name.to_owned(),
            estimate: tally.estimate(params.certainty),
            detracting_customers: detractors.len(),
            at_stake: detractors.into_iter().filter_map(|customer| spent.of_customer(customer)).sum(),
        })
        .collect();
    order::sort_by(&mut touchpoints, |one, other| {
        let more = other.at_stake.cmp(&one.at_stake);
        more.then_with(|| other.estimate.detractors.cmp(&one.estimate.detractors))
    });
    let moment = |key: &str, tally: &Tally| Moment { key: key.to_owned(), estimate: tally.estimate(params.certainty) };
    let weekdays = WEEKDAYS.into_iter().zip(&by_day).filter(|(_, tally)| !tally.is_empty());
    Ok(Touchpoints {
        column: column.map(|column| column.name.clone()),
        touchpoints,
        has_money: !spent.money.is_empty(),
        weekdays: weekdays.map(|(key, tally)| moment(key, tally)).collect(),
        time: times.as_ref().map(|(column, _)| column.name.clone()),
        times: by_time.iter().map(|(key, tally)| moment(key, tally)).collect(),
        offered: attribute_names(&view.dataset, answers.attributes())
            .into_iter()
            .filter(|name| answers.attribute(name).is_some())
            .collect(),
        provenance: view.with_held_back(Provenance::new(ID, answers.period(), n, &[]), Kind::Answers),
    })
}

fn is_detractor(score: Score) -> bool {
    score.attitude() == Attitude::Detractor
}

/// What each value of a column of times is called: whole hours where all are times of the clock; `None` where there are
/// too many to compare.
fn names_of_times(column: &Column) -> Option<Vec<String>> {
    let hour = |text: &str| {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let hour: u8 = digits.parse().ok().filter(|hour| *hour < 24)?;
        text.get(digits.len()..)
            .is_some_and(|rest| rest.starts_with([':', '：', '时', '点']))
            .then(|| format!("{hour:02}:00"))
    };
    let texts = || column.values.iter().map(|(_, text)| text);
    let hours: Option<Vec<String>> = texts().map(hour).collect();
    let plain = || match column.read_as() {
        // 9 stands before 10.
        Values::Number => texts().map(|text| format!("{text:0>2}")).collect(),
        _ => texts().map(str::to_owned).collect(),
    };
    let names = hours.unwrap_or_else(plain);
    let distinct: BTreeSet<&String> = names.iter().collect();
    (distinct.len() <= MOST_TIMES).then_some(names)
}
