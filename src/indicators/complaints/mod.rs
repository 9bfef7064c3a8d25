//! Complaints: how many, from whom, why, how many are open, and how long it takes to settle one.
//!
//! The time to settle runs in days from the complaint to the day it was settled. One that is open has waited so far until
//! the last day known, and may wait longer: the median is the Kaplan-Meier estimate ([`kaplan_meier`]), in which open
//! complaints count as not settled yet; the median of the settled alone would leave out the slowest.
//!
//! The share settled in time is of complaints whose so many days are over by the last day known, settled or not; its
//! interval is Wilson's. The last day known is the newest day of any loaded complaint or settlement, or the end of the
//! chosen period where that is earlier: what was settled after it was open then.
//!
//! A settlement dated before its complaint is no time: the complaint counts as settled, and in no time.
//!
//! Where a column of the complaints says how soon the customer expected a settlement (days, or a day), *as expected* is the
//! share settled by then, of complaints whose expected day is over. *Tiers* are the values of a column that says how far a
//! complaint went: to staff, to others, to third parties.
//!
//! *Silent* customers scored low and never complained ([`silent`]). *Recovery* compares who bought again, what they spent and
//! their score: customers whose complaint was settled, was not, and who never complained ([`recovery`]), also like with like
//! ([`matched`]). What-if and the ledger of claims take it from there.
//!
//! [`kaplan_meier`]: crate::domain::kaplan_meier

mod handled;
mod listed;
mod matched;
mod recovery;
mod show;
mod show_more;
mod silent;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{BLANK, Column, Complaints, Dataset, Field, Kind};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Pace, Progress};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::scale::Scale;

use super::activity::{Calendar, SpanTooLong};
use super::dividing::{Dividing, attribute_names, branch_first};
use super::named::called;
use super::nps::{self, NpsParams};
use super::page::{Control, Page};
use super::spent::Spent;
use super::{About, CustomerGroup, Group, Indicator, Offer, Say, Settings, Shared, Stopped, View};

use handled::{Case, Handling};
pub use handled::{Handled, InTime};
pub use listed::{OpenComplaint, SilentCustomer};
pub use matched::{Matched, Outcomes};
pub(super) use recovery::recovery;
pub use recovery::{Kept, Mean, Recovery};
pub use silent::Silent;

/// Its id.
pub const ID: &str = "complaints";

/// Complaints.
pub struct ComplaintsIndicator;

impl Indicator for ComplaintsIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Complaints", "投诉"],
        group: Group::Service,
        path: "/complaints",
        needs: &[Kind::Complaints],
    };

    const OFFER: Option<Offer<Self>> = Some(|found, params, say| Some(show::offer(found, params, say)));
    const PAGE_LATER: bool = true;

    type Params = ComplaintsParams;
    type Checked = CheckedComplaints;
    type Found = ComplaintsFound;
    type Error = ComplaintsError;

    fn with_shared(own: ComplaintsParams, shared: &Shared) -> ComplaintsParams {
        let Shared { length, level, small_sample, returns, .. } = *shared;
        ComplaintsParams { length, returns, level, small_sample, ..own }
    }

    fn with_settings(own: ComplaintsParams, settings: &Settings) -> ComplaintsParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        Self::with_shared(ComplaintsParams { really_0_to_10, ..own }, &settings.shared)
    }

    fn check(params: ComplaintsParams) -> Result<CheckedComplaints, ComplaintsError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedComplaints,
        pace: &mut P,
    ) -> Result<Option<ComplaintsFound>, Stopped<ComplaintsError>> {
        let counted = view.dataset.complaints.as_deref().filter(|table| !table.customer.is_empty());
        let Some(table) = counted else { return Ok(None) };
        let newest = view.all.complaints.as_deref().and_then(newest);
        let until = [newest, view.until()].into_iter().flatten().min();
        let mut found = complaints(&view.dataset, table, until, params).map_err(Stopped::Error)?;
        pace.breathe(Progress::default()).await?;
        if let Some((silent, customers)) = silent::silent(view, params) {
            found.silent = Some(silent);
            let spent = match view.purchases() {
                Some(purchases) => Some(Spent::of(purchases, params.returns, pace).await?),
                None => None,
            };
            found.silent_listed = listed::silent(view, &customers, spent.as_ref());
            let [.., who] = &mut found.who;
            *who = customers;
        }
        found.open_listed = listed::open(view, table, until);
        found.recovery = recovery(view, params, pace).await?;
        found.promises = view.dataset.promises.as_ref().map_or(0, |log| log.len());
        found.provenance = view.with_held_back(found.provenance, Kind::Complaints);
        Ok(Some(found))
    }

    fn show(found: &ComplaintsFound, params: &ComplaintsParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a ComplaintsFound, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::ComplaintsTexts::of(say.language);
        CustomerGroup::all(GROUPS, [texts.customers, texts.with_open, texts.silent_now], &found.who)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ComplaintsTexts::of(say.language).promise
    }

    fn explain(error: &ComplaintsError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ComplaintsParams, say: &Say<'_>) -> Vec<Control> {
        let days = show::days_control(params.in_time_days, say);
        [days].into_iter().chain(show_more::controls(params, say)).collect()
    }
}

/// The most days that can be called in time: ten years.
pub const MAX_DAYS: u32 = 3_650;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ComplaintsParams {
    /// Within how many days a complaint is settled in time, at most [`MAX_DAYS`]. Default 7, a promise many make; yours
    /// is what counts.
    pub in_time_days: u32,
    /// Up to which newest score a customer is unhappy, 0 to 9. Default 6, the detractors.
    pub unhappy_to: u8,
    /// One of how many unhappy customers is said to complain, 1 to 1,000. Default 25: TARP's often quoted figure, beside
    /// which stands what is measured.
    pub one_in: u32,
    /// Within how many days after it a customer is seen to come back, at most [`MAX_DAYS`]. Default 90.
    pub recovery_days: u32,
    /// The column that says the tier of a complaint; `None` (default) for the first that is called so.
    pub tier: Option<String>,
    /// The column that says how soon a settlement was expected; `None` (default) for the first that is called so.
    pub expected: Option<String>,
    /// The attribute complaints are divided by; `None` (default) for the branch, else the first in text order.
    pub by: Option<String>,
    /// How long a period is. Default: a month.
    pub length: PeriodLength,
    /// What returns do to money. Default: they lower it.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many complaints figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
}

impl Default for ComplaintsParams {
    fn default() -> Self {
        Self {
            in_time_days: 7,
            unhappy_to: 6,
            one_in: 25,
            recovery_days: 90,
            tier: None,
            expected: None,
            by: None,
            length: PeriodLength::default(),
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            really_0_to_10: Vec::new(),
        }
    }
}

impl ComplaintsParams {
    /// The parameters ready for use.
    pub fn check(self) -> Result<CheckedComplaints, ComplaintsError> {
        let days = |days: u32| i32::try_from(days).ok().filter(|_| days <= MAX_DAYS).ok_or(ComplaintsError::Days(days));
        if self.unhappy_to > 9 {
            return Err(ComplaintsError::Unhappy(self.unhappy_to));
        }
        if !(1..=1_000).contains(&self.one_in) {
            return Err(ComplaintsError::OneIn(self.one_in));
        }
        Ok(CheckedComplaints {
            in_time: days(self.in_time_days)?,
            recovery: days(self.recovery_days.max(1))?,
            unhappy_to: self.unhappy_to,
            level: Level::try_from(self.level)?,
            tier: self.tier,
            expected: self.expected,
            by: self.by,
            length: self.length,
            returns: self.returns,
            really_0_to_10: self.really_0_to_10,
        })
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedComplaints {
    in_time: i32,
    recovery: i32,
    unhappy_to: u8,
    level: Level,
    tier: Option<String>,
    expected: Option<String>,
    by: Option<String>,
    length: PeriodLength,
    returns: ReturnsPolicy,
    really_0_to_10: Vec<Scale>,
}

/// Parameters or complaints that cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintsError {
    /// In time cannot mean so many days.
    #[error("in time cannot mean {0} days: choose at most {MAX_DAYS}")]
    Days(u32),
    /// No score that some answers lie above.
    #[error("unhappy cannot end at a score of {0}: choose 0 to 9")]
    Unhappy(u8),
    /// No number of customers one of whom complains.
    #[error("one in {0} cannot complain: choose 1 to 1000")]
    OneIn(u32),
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// The complaints span too many periods: a fault of the data.
    #[error(transparent)]
    SpanTooLong(#[from] SpanTooLong),
}

/// What was found of complaints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComplaintsFound {
    /// Of all.
    #[serde(flatten)]
    pub all: Handled,
    /// Customers who complained; complaints of nobody known are not among them.
    pub customers: usize,
    /// The last day known; `None` where the file does not say when complaints were settled.
    pub counted_to: Option<Day>,
    /// Within how many days one is settled in time.
    pub in_time_days: u32,
    /// Settlements dated before their complaint.
    pub settled_before: usize,
    /// How long each period is.
    pub length: PeriodLength,
    /// Complaints of every period from the first to the last, oldest first.
    pub periods: Vec<PeriodComplaints>,
    /// How many of each reason, as `by_reason`.
    pub reasons: Vec<ReasonCount>,
    /// By reason, most complaints first, then by name; empty where the file has no reasons.
    pub by_reason: Vec<NamedComplaints>,
    /// The attribute of `groups`; `None` where there is none to divide by.
    pub by: Option<String>,
    /// All attributes to choose from, in text order.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// By that attribute, as by reason.
    pub groups: Vec<NamedComplaints>,
    /// The column that says the tier; `None` where none does.
    pub tier: Option<String>,
    /// By it, as by reason.
    pub tiers: Vec<NamedComplaints>,
    /// Settled as soon as expected; `None` where no column says what was.
    pub as_expected: Option<AsExpected>,
    /// Unhappy customers who do not complain; `None` where nobody known answered.
    pub silent: Option<Silent>,
    /// Who bought again; `None` without purchases, or where they span less than twice the days.
    pub recovery: Option<Recovery>,
    /// Promises of a log, which are no complaints and in none of these figures.
    pub promises: usize,
    /// Customers with an open complaint, the oldest first, so many at most as are listed.
    pub open_listed: Vec<OpenComplaint>,
    /// Unhappy customers who never complained, who brought most first, so many at most as are listed.
    pub silent_listed: Vec<SilentCustomer>,
    /// What it was computed from; `used` counts complaints.
    pub provenance: Provenance,
    /// The customers of each of [`GROUPS`], by number.
    #[serde(skip)]
    who: [Vec<u32>; 3],
}

/// The keys of the customers who complained, of those with a complaint that is open, and of those who are unhappy and did
/// not complain.
const GROUPS: [&str; 3] = ["complained", "open", "silent"];

/// Complaints of one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonCount {
    /// The reason; the empty text where it is blank.
    pub name: String,
    /// How many.
    pub n: usize,
}

/// Complaints settled as soon as was expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AsExpected {
    /// The column.
    pub column: String,
    /// Settled by the expected day, of those whose day is over; `None` where no day is.
    #[serde(flatten)]
    pub share: Option<InTime>,
}

/// Complaints of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PeriodComplaints {
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
    /// How many.
    pub complaints: usize,
}

/// Complaints of one reason or group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NamedComplaints {
    /// The value; the empty text where it is blank.
    pub name: String,
    /// What became of them.
    #[serde(flatten)]
    pub handled: Handled,
}

/// Parts of the names of columns that say how far a complaint went.
const TIER: &[&str] = &["tier", "escalation", "complainedto", "投诉层级", "投诉级别", "投诉对象", "升级"];

/// Parts of the names of columns that say how soon a settlement was expected.
const EXPECTED: &[&str] = &["expected", "expectation", "promised", "duedate", "期望", "承诺", "应解决", "时限"];

/// The newest day of any complaint or settlement.
fn newest(table: &Complaints) -> Option<Day> {
    let settled = table.of(Field::Settled);
    let settled = settled.into_iter().flat_map(|column| (0..table.day.len()).filter_map(|row| column.day(row)));
    table.day.iter().copied().chain(settled).max()
}

/// Counts complaints as of a day.
fn complaints(
    dataset: &Dataset,
    table: &Complaints,
    until: Option<Day>,
    params: &CheckedComplaints,
) -> Result<ComplaintsFound, ComplaintsError> {
    let settled = table.of(Field::Settled);
    let until = until.filter(|_| settled.is_some());
    let case = |row: usize| {
        let day = table.day.get(row).copied()?;
        let settled = settled.and_then(|settled| settled.day(row));
        Some(Case::new(day, settled, until))
    };
    let cases: Vec<Case> = (0..table.day.len()).filter_map(case).collect();
    let mut all = Handling::new(params.in_time);
    for case in &cases {
        all.add(case);
    }
    let divided = |dividing: &Dividing<'_>| {
        let rows = cases.iter().enumerate();
        let rows = rows.map(|(row, case)| (row, table.customer.get(row).copied().unwrap_or(BLANK), case));
        let tallied = dividing.tallied(&Handling::new(params.in_time), rows, Handling::add);
        let named = |(name, handling): (String, Handling)| NamedComplaints {
            name,
            handled: handling.finish(params.level, until.is_some()),
        };
        let mut named: Vec<_> = tallied.into_iter().map(named).collect();
        order::sort_by(&mut named, |left, right| {
            let most_first = right.handled.complaints.cmp(&left.handled.complaints);
            most_first.then_with(|| left.name.cmp(&right.name))
        });
        named
    };
    let reasons = table.of(Field::Reason).and_then(|reason| Dividing::of(dataset, Some(reason), &reason.name));
    let column = |chosen: &Option<String>, parts: &[&str]| {
        table.attributes().find(|column| match chosen {
            Some(name) => column.name == *name,
            None => called(&column.name, parts),
        })
    };
    let tier = column(&params.tier, TIER);
    let tiers = tier.and_then(|tier| Dividing::of(dataset, Some(tier), &tier.name));
    let expected = column(&params.expected, EXPECTED).filter(|_| settled.is_some());
    let as_expected = expected.map(|column| as_expected(table, column, &cases, until, params.level));
    let by_reason = reasons.as_ref().map(divided).unwrap_or_default();
    let offered = attribute_names(dataset, table.attributes());
    let by = params.by.clone().or_else(|| branch_first(&offered).cloned());
    let dividing = by.as_ref().and_then(|by| Dividing::of(dataset, table.attribute(by), by));
    let span = table.day.iter().fold(None, |span, &day| Some(Period::including(span, day)));
    let customers: BTreeSet<u32> = table.customer.iter().copied().filter(|customer| *customer != BLANK).collect();
    let open = table.customer.iter().zip(&cases).filter(|(customer, case)| **customer != BLANK && case.is_open());
    let open: BTreeSet<u32> = open.map(|(customer, _)| *customer).collect();
    Ok(ComplaintsFound {
        all: all.finish(params.level, until.is_some()),
        customers: customers.len(),
        counted_to: until,
        in_time_days: params.in_time.unsigned_abs(),
        settled_before: cases.iter().filter(|case| case.is_backwards()).count(),
        length: params.length,
        periods: periods(table, span, params.length)?,
        reasons: by_reason
            .iter()
            .map(|named| ReasonCount { name: named.name.clone(), n: named.handled.complaints })
            .collect(),
        by_reason,
        tier: tier.map(|tier| tier.name.clone()),
        tiers: tiers.as_ref().map(divided).unwrap_or_default(),
        as_expected,
        silent: None,
        recovery: None,
        open_listed: Vec::new(),
        silent_listed: Vec::new(),
        groups: dividing.as_ref().map(divided).unwrap_or_default(),
        by: by.filter(|_| dividing.is_some()),
        offered,
        promises: 0,
        provenance: Provenance::new(ID, span, table.day.len(), &[]),
        who: [customers.into_iter().collect(), open.into_iter().collect(), Vec::new()],
    })
}

/// Complaints settled by the day that was expected: a day, or so many days after the complaint.
fn as_expected(table: &Complaints, column: &Column, cases: &[Case], until: Option<Day>, level: Level) -> AsExpected {
    let (mut due, mut kept) = (0, 0);
    for (row, (day, case)) in table.day.iter().zip(cases).enumerate() {
        let days = match (column.day(row), column.number(row)) {
            (Some(expected), _) => Some(expected.days_since(*day)),
            (None, Some(days)) => i32::try_from(days.micros() / 1_000_000).ok(),
            (None, None) => None,
        };
        let Some(days) = days.filter(|days| (0..=MAX_DAYS.cast_signed()).contains(days)) else { continue };
        if until.is_some_and(|until| until.days_since(*day) >= days) && !case.is_backwards() {
            due += 1;
            kept += usize::from(case.is_settled_within(days));
        }
    }
    AsExpected { column: column.name.clone(), share: InTime::of(kept, due, level) }
}

/// How many complaints each period had.
fn periods(
    table: &Complaints,
    span: Option<Period>,
    length: PeriodLength,
) -> Result<Vec<PeriodComplaints>, ComplaintsError> {
    let Some(span) = span else { return Ok(Vec::new()) };
    let calendar = Calendar::of(span, length)?;
    let mut counts = vec![0; calendar.periods.len()];
    for day in &table.day {
        if let Some(count) = counts.get_mut(calendar.period(*day) as usize) {
            *count += 1;
        }
    }
    let counted =
        |(period, complaints): (&Period, usize)| PeriodComplaints { start: period.from, end: period.to, complaints };
    Ok(calendar.periods.iter().zip(counts).map(counted).collect())
}
