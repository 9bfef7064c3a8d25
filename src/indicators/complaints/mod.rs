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
//! [`kaplan_meier`]: crate::domain::kaplan_meier

mod handled;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{BLANK, Complaints, Dataset, Field, Kind};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Pace, Progress};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::order;
use crate::domain::provenance::Provenance;

use super::activity::{Calendar, SpanTooLong};
use super::dividing::{Dividing, attribute_names};
use super::page::{Control, Page};
use super::{About, Group, Indicator, Offer, Say, Shared, Stopped, View};

use handled::{Case, Handling};
pub use handled::{Handled, InTime};

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

    type Params = ComplaintsParams;
    type Checked = CheckedComplaints;
    type Found = ComplaintsFound;
    type Error = ComplaintsError;

    fn with_shared(own: ComplaintsParams, shared: &Shared) -> ComplaintsParams {
        let Shared { length, level, small_sample, .. } = *shared;
        ComplaintsParams { length, level, small_sample, ..own }
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
        found.provenance = view.with_held_back(found.provenance, Kind::Complaints);
        Ok(Some(found))
    }

    fn show(found: &ComplaintsFound, params: &ComplaintsParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ComplaintsTexts::of(say.language).promise
    }

    fn explain(error: &ComplaintsError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ComplaintsParams, say: &Say<'_>) -> Vec<Control> {
        vec![show::days_control(params.in_time_days, say)]
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
    /// The attribute complaints are divided by; `None` (default) for the first in text order.
    pub by: Option<String>,
    /// How long a period is. Default: a month.
    pub length: PeriodLength,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many complaints figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for ComplaintsParams {
    fn default() -> Self {
        Self {
            in_time_days: 7,
            by: None,
            length: PeriodLength::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

impl ComplaintsParams {
    /// The parameters ready for use.
    pub fn check(self) -> Result<CheckedComplaints, ComplaintsError> {
        let in_time = i32::try_from(self.in_time_days).ok().filter(|_| self.in_time_days <= MAX_DAYS);
        let in_time = in_time.ok_or(ComplaintsError::Days(self.in_time_days))?;
        Ok(CheckedComplaints { in_time, level: Level::try_from(self.level)?, by: self.by, length: self.length })
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedComplaints {
    in_time: i32,
    level: Level,
    by: Option<String>,
    length: PeriodLength,
}

/// Parameters or complaints that cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintsError {
    /// In time cannot mean so many days.
    #[error("in time cannot mean {0} days: choose at most {MAX_DAYS}")]
    Days(u32),
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
    /// By reason, most complaints first, then by name; empty where the file has no reasons.
    pub by_reason: Vec<NamedComplaints>,
    /// The attribute of `groups`; `None` where there is none to divide by.
    pub by: Option<String>,
    /// All attributes to choose from, in text order.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// By that attribute, as by reason.
    pub groups: Vec<NamedComplaints>,
    /// What it was computed from; `used` counts complaints.
    pub provenance: Provenance,
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
        let mut slots = vec![Handling::new(params.in_time); dividing.slots()];
        for (row, case) in cases.iter().enumerate() {
            let slot = dividing.slot(row, table.customer.get(row).copied().unwrap_or(BLANK));
            if let Some(handling) = slots.get_mut(slot as usize) {
                handling.add(case);
            }
        }
        let named = |(slot, handling): (usize, Handling)| NamedComplaints {
            name: dividing.name(slot),
            handled: handling.finish(params.level, until.is_some()),
        };
        let mut named: Vec<_> =
            slots.into_iter().enumerate().map(named).filter(|named| named.handled.complaints > 0).collect();
        order::sort_by(&mut named, |left, right| {
            let most_first = right.handled.complaints.cmp(&left.handled.complaints);
            most_first.then_with(|| left.name.cmp(&right.name))
        });
        named
    };
    let reasons = table.of(Field::Reason).and_then(|reason| Dividing::of(dataset, Some(reason), &reason.name));
    let offered = attribute_names(dataset, table.attributes());
    let by = params.by.clone().or_else(|| offered.first().cloned());
    let dividing = by.as_ref().and_then(|by| Dividing::of(dataset, table.attribute(by), by));
    let span = table.day.iter().fold(None, |span, &day| Some(Period::including(span, day)));
    let customers: BTreeSet<u32> = table.customer.iter().copied().filter(|customer| *customer != BLANK).collect();
    Ok(ComplaintsFound {
        all: all.finish(params.level, until.is_some()),
        customers: customers.len(),
        counted_to: until,
        in_time_days: params.in_time.unsigned_abs(),
        settled_before: cases.iter().filter(|case| case.is_backwards()).count(),
        length: params.length,
        periods: periods(table, span, params.length)?,
        by_reason: reasons.as_ref().map(divided).unwrap_or_default(),
        groups: dividing.as_ref().map(divided).unwrap_or_default(),
        by: by.filter(|_| dividing.is_some()),
        offered,
        provenance: Provenance::new(ID, span, table.day.len(), &[]),
    })
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
