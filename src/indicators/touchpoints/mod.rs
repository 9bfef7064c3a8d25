//! Touchpoints: where customers are lost, and on which days and at which hours.
//!
//! A touchpoint is a value of a column of the answers. Its score is that of its answers, with the interval of
//! [`net_promoter`](crate::domain::net_promoter). *At stake* is what the known customers who were detractors there brought,
//! each counted once at a touchpoint; touchpoints stand in that order, then by detractors. Whoever was a detractor at
//! two touchpoints is at stake at both, so the column does not add up to a total.
//!
//! Days of the week are those of the answers' dates; times are a column of the answers, whole hours where it holds times of
//! the clock. Crossed, days stand against bands of [`BAND`] hours, as few answers fall into one hour of one day. At stake is
//! told of them as of touchpoints. Answers are those that count; money is that of the purchases that count.
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
use crate::domain::day::Day;
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

/// Hours of the clock are crossed with days in bands of so many.
const BAND: u8 = 3;

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
    /// Days of the week by bands of hours, or by times where these are none of the clock: in the order of days, then of
    /// their names.
    pub moments: Vec<Crossed>,
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
    /// Known customers who were detractors then.
    pub detracting_customers: usize,
    /// What they brought.
    pub at_stake: Money,
}

/// The answers of one day of the week at one time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crossed {
    /// The day.
    pub day: &'static str,
    /// The time, and the rest of it.
    #[serde(flatten)]
    pub moment: Moment,
}

/// Answers taken together.
#[derive(Default)]
struct Gathered {
    tally: Tally,
    detractors: BTreeSet<u32>,
}

impl Gathered {
    fn add(&mut self, score: Score, customer: Option<u32>) {
        self.tally.add(Some(score));
        self.detractors.extend(customer.filter(|_| is_detractor(score)));
    }

    /// What those who were detractors brought.
    fn at_stake(&self, spent: &Spent) -> Money {
        self.detractors.iter().filter_map(|customer| spent.of_customer(*customer)).sum()
    }

    fn moment(&self, key: &str, spent: &Spent, certainty: Certainty) -> Moment {
        Moment {
            key: key.to_owned(),
            estimate: self.tally.estimate(certainty),
            detracting_customers: self.detractors.len(),
            at_stake: self.at_stake(spent),
        }
    }
}

/// What a time is called, alone and crossed with days.
struct TimeName {
    alone: String,
    crossed: String,
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
    let mut by_name: BTreeMap<&str, Gathered> = BTreeMap::new();
    let mut by_day: BTreeMap<u8, Gathered> = BTreeMap::new();
    let mut by_time: BTreeMap<&str, Gathered> = BTreeMap::new();
    let mut by_both: BTreeMap<(u8, &str), Gathered> = BTreeMap::new();
    let mut n = 0;
    in_blocks_paced(answers.len(), pace, |range| {
        for row in range {
            let score = answers.score.get(row).copied().flatten().filter(|_| !other_scale);
            let Some(score) = score else { continue };
            n += 1;
            let customer = answers.customer.get(row).copied().filter(|customer| *customer != BLANK);
            if let Some(column) = column {
                by_name.entry(column.value(row).unwrap_or_default()).or_default().add(score, customer);
            }
            let day = answers.day.get(row).copied().flatten().map(Day::weekday);
            if let Some(day) = day {
                by_day.entry(day).or_default().add(score, customer);
            }
            let at = times.as_ref().and_then(|(column, names)| names.get(*column.codes.get(row)? as usize));
            if let Some(name) = at {
                by_time.entry(&name.alone).or_default().add(score, customer);
            }
            if let Some((day, name)) = day.zip(at) {
                by_both.entry((day, &name.crossed)).or_default().add(score, customer);
            }
        }
    })
    .await?;
    let moment = |key: &str, gathered: &Gathered| gathered.moment(key, &spent, params.certainty);
    let mut touchpoints: Vec<Touchpoint> = by_name
        .into_iter()
        .map(|(name, gathered)| {
            let Moment { key: name, estimate, detracting_customers, at_stake } = moment(name, &gathered);
            Touchpoint { name, estimate, detracting_customers, at_stake }
        })
        .collect();
    order::sort_by(&mut touchpoints, |one, other| {
        let more = other.at_stake.cmp(&one.at_stake);
        more.then_with(|| other.estimate.detractors.cmp(&one.estimate.detractors))
    });
    let weekday = |day: u8| WEEKDAYS.get(usize::from(day)).copied();
    let crossed = |(&(day, name), gathered): (&(u8, &str), &Gathered)| {
        Some(Crossed { day: weekday(day)?, moment: moment(name, gathered) })
    };
    Ok(Touchpoints {
        column: column.map(|column| column.name.clone()),
        touchpoints,
        has_money: !spent.money.is_empty(),
        weekdays: by_day.iter().filter_map(|(day, gathered)| Some(moment(weekday(*day)?, gathered))).collect(),
        time: times.as_ref().map(|(column, _)| column.name.clone()),
        times: by_time.iter().map(|(key, gathered)| moment(key, gathered)).collect(),
        moments: by_both.iter().filter_map(crossed).collect(),
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
fn names_of_times(column: &Column) -> Option<Vec<TimeName>> {
    let hour = |text: &str| {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let hour: u8 = digits.parse().ok().filter(|hour| *hour < 24)?;
        text.get(digits.len()..).is_some_and(|rest| rest.starts_with([':', '：', '时', '点'])).then_some(hour)
    };
    let of_hour = |hour: u8| {
        let from = hour - hour % BAND;
        TimeName { alone: format!("{hour:02}:00"), crossed: format!("{from:02}:00–{:02}:59", from + BAND - 1) }
    };
    let texts = || column.values.iter().map(|(_, text)| text);
    let hours: Option<Vec<u8>> = texts().map(hour).collect();
    // 9 stands before 10.
    let plain = |text: &str| if column.read_as() == Values::Number { format!("{text:0>2}") } else { text.to_owned() };
    let as_it_is = |text: &str| TimeName { alone: plain(text), crossed: plain(text) };
    let names: Vec<TimeName> = match hours {
        Some(hours) => hours.into_iter().map(of_hour).collect(),
        None => texts().map(as_it_is).collect(),
    };
    let distinct: BTreeSet<&String> = names.iter().map(|name| &name.alone).collect();
    (distinct.len() <= MOST_TIMES).then_some(names)
}
