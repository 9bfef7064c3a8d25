//! Survival: how long customers stay, where many have not left yet.
//!
//! The time is counted from a customer's beginning to the first event, and the share still there after
//! a time is the Kaplan-Meier estimate with Greenwood's variance and log-log intervals ([`km`]). Groups
//! are compared by the log-rank test ([`log_rank`]). What is an event depends on what is known
//! ([`Event`]):
//!
//! - contracts: a customers table with `tenure` (a number in the unit its name says, in months where it says none, or in what
//!   [`SurvivalParams::tenure_unit`] says) and
//!   `left` (yes or no). Who has not left is followed for their tenure.
//! - exits: in days, from the day since when somebody is a customer or their first purchase, whichever is earlier, to
//!   their first exit. Who has none is followed to the newest day of purchases and exits.
//! - silence: in days, from the first purchase to the last, where nothing was bought for more than `silent_days` after it.
//!   Who has not fallen silent is followed to `silent_days` before the newest purchase: a silence that begins later
//!   cannot be seen yet. Who bought on one day alone left after 0 days.
//!
//! By exits the page of renewal follows the same customers by the same rule (`stays.rs`), but for those who began before the
//! first exit: here they count, with a caution, there nothing could be projected from them.
//!
//! Customers who began before the files do and left before them are in no table: where there are many
//! such, customers seem to stay longer than they do. Under a filter those are followed whom a row it lets through names;
//! when they began, and whether they fell silent, is known from all loaded rows up to the end of the chosen period. Who
//! left before the period began is named by none of its rows, which the page says. An exit that the filter holds back
//! ends the time without counting as leaving. Customers whose time is not known are counted ([`PassedOver`]).

mod contracts;
mod controls;
mod groups;
mod log_rank;
mod show;
mod subjects;
mod tables;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Field, Kind};
use crate::domain::day::Day;
use crate::domain::intake::{Pace, Progress};
use crate::domain::interval::Level;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::indicators::named::has_word;
use crate::indicators::page::{Control, Page};
use crate::indicators::who_left::WhoLeft;
use crate::indicators::{About, CustomerGroup, Group, Indicator, Offer, Say, Shared, Stopped, View};

pub use crate::domain::kaplan_meier::{KaplanMeier, LifeTable, Share, Time};
pub(super) use contracts::Contracts;
pub use groups::{GroupCurve, MOST, Moment};
pub use log_rank::{LogRank, log_rank, wilcoxon};
pub(super) use subjects::follow;
pub use subjects::{Event, PassedOver, Subject, Subjects};

/// Its id.
pub const ID: &str = "survival";

/// How long customers stay.
pub struct SurvivalIndicator;

impl Indicator for SurvivalIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["How long customers stay", "生存曲线"],
        group: Group::Retention,
        path: "/retention/survival",
        needs: &[Kind::Purchases, Kind::Exits, Kind::Customers],
    };

    const OFFER: Option<Offer<Self>> = Some(|found, params, say| show::offer(found, params.small_sample, say));
    const PAGE_LATER: bool = true;

    type Params = SurvivalParams;
    type Checked = CheckedSurvival;
    type Found = Survival;
    type Error = SurvivalError;

    fn with_shared(own: SurvivalParams, shared: &Shared) -> SurvivalParams {
        SurvivalParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn check(params: SurvivalParams) -> Result<CheckedSurvival, SurvivalError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedSurvival,
        pace: &mut P,
    ) -> Result<Option<Survival>, Stopped<SurvivalError>> {
        survival(view, params, pace).await
    }

    fn show(found: &Survival, params: &SurvivalParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a Survival, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::SurvivalTexts::of(say.language);
        found.who.groups([texts.customers, texts.events])
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::SurvivalTexts::of(say.language).promise
    }

    fn explain(error: &SurvivalError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &SurvivalParams, say: &Say<'_>) -> Vec<Control> {
        controls::controls(params, say)
    }
}

/// The most days a silence may be asked to last: ten years.
pub const MAX_SILENT_DAYS: u32 = 3_650;

/// What can be chosen about survival.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SurvivalParams {
    /// What counts as leaving. Default: the best that is known.
    pub event: Asked,
    /// Days without a purchase after which somebody has fallen silent, 1 to [`MAX_SILENT_DAYS`]. Default 180.
    pub silent_days: u32,
    /// What a customers table counts `tenure` in. Default: what the column's name says, else months.
    pub tenure_unit: TenureUnit,
    /// The attribute of the customers table to compare by; none by default.
    pub by: Option<String>,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for SurvivalParams {
    fn default() -> Self {
        Self {
            event: Asked::Auto,
            silent_days: 180,
            tenure_unit: TenureUnit::Auto,
            by: None,
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

impl SurvivalParams {
    /// The parameters ready for use.
    pub fn check(self) -> Result<CheckedSurvival, SurvivalError> {
        let level = Level::try_from(self.level).map_err(|_| SurvivalError::Level(self.level))?;
        let silent_days = i32::try_from(self.silent_days)
            .ok()
            .filter(|_| (1..=MAX_SILENT_DAYS).contains(&self.silent_days))
            .ok_or(SurvivalError::SilentDays(self.silent_days))?;
        let by = self.by.filter(|name| !name.is_empty());
        Ok(CheckedSurvival {
            event: self.event,
            silent_days,
            tenure_unit: self.tenure_unit,
            by,
            level,
            small_sample: self.small_sample,
        })
    }
}

/// What is asked to count as leaving.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// The first of the following that the tables tell.
    #[default]
    Auto,
    /// [`Event::Contracts`].
    Contracts,
    /// [`Event::Exits`].
    Exits,
    /// [`Event::Silence`].
    Silence,
}

impl Asked {
    /// The event; `None` where any will do.
    pub const fn event(self) -> Option<Event> {
        match self {
            Self::Auto => None,
            Self::Contracts => Some(Event::Contracts),
            Self::Exits => Some(Event::Exits),
            Self::Silence => Some(Event::Silence),
        }
    }
}

/// What tenures are said to be in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenureUnit {
    /// What the column's name says, else months.
    #[default]
    Auto,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl TenureUnit {
    /// The unit; `None` where the column's name is to say it.
    pub const fn unit(self) -> Option<TimeUnit> {
        match self {
            Self::Auto => None,
            Self::Days => Some(TimeUnit::Days),
            Self::Weeks => Some(TimeUnit::Weeks),
            Self::Months => Some(TimeUnit::Months),
            Self::Years => Some(TimeUnit::Years),
        }
    }
}

/// What times are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl TimeUnit {
    /// How many days it has: of a year, which leap days make a quarter of a day longer, or its twelfth.
    pub fn days(self) -> f64 {
        match self {
            Self::Days => 1.0,
            Self::Weeks => 7.0,
            Self::Months => 365.25 / 12.0,
            Self::Years => 365.25,
        }
    }
}

/// The unit that the name of the column of tenures says: `tenure_years`, 在网月数.
fn unit_said(view: &View) -> Option<TimeUnit> {
    const UNITS: [(TimeUnit, &[&str]); 4] = [
        (TimeUnit::Days, &["day", "天", "日"]),
        (TimeUnit::Weeks, &["week", "周"]),
        (TimeUnit::Months, &["month", "mth", "月"]),
        (TimeUnit::Years, &["year", "yrs", "年"]),
    ];
    let name = &view.dataset.profiles.as_deref()?.of(Field::Tenure)?.name;
    UNITS.into_iter().find(|(_, parts)| has_word(name, parts)).map(|(unit, _)| unit)
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedSurvival {
    event: Asked,
    silent_days: i32,
    tenure_unit: TenureUnit,
    by: Option<String>,
    level: Level,
    small_sample: SmallSample,
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SurvivalError {
    /// A silence of no day, or of more than [`MAX_SILENT_DAYS`].
    #[error("a silence of {0} days cannot be looked for: choose 1 to {MAX_SILENT_DAYS}")]
    SilentDays(u32),
    /// No confidence level.
    #[error("{0} is not a confidence level: it must be at least 0.5 and below 1")]
    Level(f64),
    /// There is no such attribute to compare by.
    #[error("the customers table has no column `{name}`")]
    Attribute {
        /// As asked for.
        name: String,
    },
}

/// How long customers stay.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Survival {
    /// What counts as leaving.
    pub event: Event,
    /// What times are counted in.
    pub unit: TimeUnit,
    /// Days of silence that count as leaving, where [`Event::Silence`] does.
    pub silent_days: Option<u32>,
    /// Confidence of the intervals.
    pub level: Level,
    /// Customers followed.
    pub n: usize,
    /// Of them those who left.
    pub events: usize,
    /// When half of all have left; `None` where more are still there to the end.
    pub median: Option<f64>,
    /// Lower end of its interval.
    pub median_low: Option<f64>,
    /// Upper end of its interval.
    pub median_high: Option<f64>,
    /// The longest time anybody was followed for.
    pub until: f64,
    /// The share still there then.
    pub last_share: f64,
    /// The latest round time for which as many were followed as make no small sample, and exits are known; the longest time
    /// where none was.
    pub told_at: f64,
    /// The share still there then: what the first line tells.
    pub told_share: f64,
    /// The attribute compared by.
    pub by: Option<String>,
    /// At most [`MOST`] groups, the largest first, then by name; they alone are compared. Without an attribute one, called
    /// `all`. Numbers and days of more values are in ranges of about as many customers each, in rising order.
    pub groups: Vec<GroupCurve>,
    /// Groups that are not among them.
    pub more_groups: usize,
    /// The customers of those.
    pub more_customers: usize,
    /// Customers without a value of the attribute: they count among all, and are in no group.
    pub without_value: usize,
    /// Whether the groups differ; `None` where there are not two to compare.
    pub log_rank: Option<LogRank>,
    /// The same by Wilcoxon's test, which weighs early departures more.
    pub wilcoxon: Option<LogRank>,
    /// The first exit known, and how many of those followed began before it: whoever like them left before is in no table.
    /// `None` where leaving is told otherwise.
    #[serde(skip)]
    pub earlier: Option<(Day, usize)>,
    /// Whether those who left before a chosen period are not among the customers followed.
    pub within_period: bool,
    /// What entered no time.
    pub passed_over: PassedOver,
    /// What this was computed from; `used` counts customers.
    pub provenance: Provenance,
    /// The curve of all customers.
    #[serde(skip)]
    pub all: GroupCurve,
    /// What can be chosen, given the tables.
    #[serde(skip)]
    pub offered: Offered,
    /// Customers followed.
    #[serde(skip)]
    who: WhoLeft,
}

/// What can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// Events the tables tell, best first.
    pub events: Vec<Event>,
    /// Attributes to compare by, in text order.
    pub attributes: Vec<String>,
}

/// One customer in so many who began before anybody is known to have left is worth a word.
const EARLIER: usize = 10;

/// The first exit known, and how many of `n` began before it, where they are enough to matter: who of their time left earlier
/// is in no table.
fn missing_leavers(earlier: Option<(Day, usize)>, n: usize) -> Option<(Day, usize)> {
    earlier.filter(|(_, began)| began * EARLIER >= n.max(1))
}

/// How long the customers of a view stay; `None` where no table says, or the filter leaves nobody.
pub async fn survival<P: Pace>(
    view: &View,
    params: &CheckedSurvival,
    pace: &mut P,
) -> Result<Option<Survival>, Stopped<SurvivalError>> {
    let dataset = &view.dataset;
    let events = subjects::available(dataset);
    // What was asked for may have gone with another file: the best that is known takes its place, and the page says so.
    let asked = params.event.event().filter(|event| events.contains(event));
    let Some(event) = asked.or(events.first().copied()) else { return Ok(None) };
    let Subjects { subjects, period, passed_over, earlier } =
        subjects::follow(view, event, params.silent_days, pace).await?;
    if subjects.is_empty() && passed_over == PassedOver::default() {
        return Ok(None);
    }
    let by = params.by.as_ref();
    let is_known = |name: &String| view.all.profiles.as_ref().is_some_and(|table| table.attribute(name).is_some());
    if let Some(name) = by.filter(|name| !is_known(name)) {
        return Err(Stopped::Error(SurvivalError::Attribute { name: name.clone() }));
    }
    pace.breathe(Progress::default()).await?;
    let (unit, of) = match event {
        Event::Contracts => {
            (params.tenure_unit.unit().or_else(|| unit_said(view)).unwrap_or(TimeUnit::Months), Kind::Customers)
        }
        Event::Exits | Event::Silence if dataset.purchases.is_some() => (TimeUnit::Days, Kind::Purchases),
        Event::Exits | Event::Silence => (TimeUnit::Days, Kind::Customers),
    };
    let left_out = [(LeftOut::NoPurchase, passed_over.no_start)];
    let provenance = |n: usize| view.with_held_back(Provenance::new(ID, period, n, &left_out), of);
    let attributes = groups::attributes(dataset);
    let tables = groups::tables(dataset, &subjects, by.map(String::as_str), pace).await?;
    let moments = groups::moments(tables.all.until(), unit);
    let curve =
        |name: &str, table: &LifeTable| GroupCurve::of(name, table, &moments, params.level, provenance(table.n()));
    let all = curve(groups::ALL, &tables.all);
    pace.breathe(Progress::default()).await?;
    let groups = match by {
        Some(_) => {
            let group = |(name, table): &(String, LifeTable)| GroupCurve {
                range: tables.ranges.get(name).copied(),
                ..curve(name, table)
            };
            tables.groups.iter().map(group).collect()
        }
        None => vec![all.clone()],
    };
    pace.breathe(Progress::default()).await?;
    let compared: Vec<&LifeTable> = tables.groups.iter().map(|(_, table)| table).collect();
    // Of the time before the first exit known only those who stayed are there: further on than exits are known for, few
    // could have been seen to leave.
    let missing = missing_leavers(earlier, all.curve.n);
    let known_for = missing.zip(period).map(|((first, _), span)| f64::from(span.to.days_since(first)));
    let enough = |at_risk: usize| params.small_sample.is_enough(at_risk);
    let seen = |moment: &&Moment| moment.time > 0 && known_for.is_none_or(|days| f64::from(moment.time) <= days);
    let told = all.at.iter().rev().filter(seen).find(|moment| enough(moment.at_risk));
    let last = all.at.iter().rev().find(|moment| enough(moment.at_risk));
    let at_moment = |moment: &Moment| (f64::from(moment.time), moment.survival);
    // Exits may be known for less than the first step of the table.
    let known = known_for.filter(|days| *days > 0.0 && enough(tables.all.at_risk(*days)));
    let (told_at, told_share) = told
        .map(at_moment)
        .or_else(|| known.map(|days| (days, all.curve.at(days).survival)))
        .or_else(|| last.map(at_moment))
        .unwrap_or((all.curve.until, all.curve.last_share));
    Ok(Some(Survival {
        event,
        unit,
        silent_days: (event == Event::Silence).then_some(params.silent_days.unsigned_abs()),
        level: params.level,
        n: all.curve.n,
        events: all.curve.events,
        median: all.curve.median,
        median_low: all.curve.median_low,
        median_high: all.curve.median_high,
        until: all.curve.until,
        last_share: all.curve.last_share,
        told_at,
        told_share,
        by: by.cloned(),
        groups,
        more_groups: tables.more_groups,
        more_customers: tables.more_customers,
        without_value: tables.without_value,
        log_rank: log_rank(&compared),
        wilcoxon: wilcoxon(&compared),
        earlier,
        within_period: event != Event::Contracts && view.filter.from.is_some() && !view.held_back.is_empty(),
        passed_over,
        provenance: provenance(all.curve.n),
        who: subjects.iter().map(|subject| (subject.customer, subject.left)).collect(),
        offered: Offered { events, attributes },
        all,
    }))
}
