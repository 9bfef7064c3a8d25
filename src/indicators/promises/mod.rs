//! Promises: how many were kept in time, kept late, broken, and which are overdue.
//!
//! A promise is a row with a day it was promised for: one of a log of promises, a complaint with the day by which it was
//! to be settled, or an order with the day of its delivery (the lines of one order promised for one day are one promise).
//! A log is a table like that of complaints of which nothing says that anybody complained; it is counted here alone. A
//! promise was kept on the day the file says, for complaints without one on the day they were settled; where a column says
//! yes or no without a day, yes counts as in time and no as broken.
//!
//! What became of a promise is told as of the last day known: the newest day on which one was made or kept, or the end of
//! the chosen period where that is earlier. Its day must be over by then: what was promised for that day or a later one is
//! not yet due and in no share. *Overdue* is due and by nothing said to be kept. The share kept in time is of those due;
//! its interval is Wilson's (E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212).
//!
//! Scores compare customers by their newest answer: those to whom every promise due was kept in time, and the others. That
//! one scores lower does not say that the promise was why.

mod log;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::dataset::{Attribute, BLANK, Field, Kind};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Level, NotALevel, wilson};
use crate::domain::money::Money;
use crate::domain::net_promoter::{Difference, Estimate, difference, estimate};
use crate::domain::order;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;
use crate::domain::scale::Scale;

use super::dividing::{Dividing, attribute_names};
use super::named::{newest_scores, owner_first};
use super::nps::{self, NpsParams, is_other_scale};
use super::page::{Control, Page};
use super::spent::Spent;
use super::{About, CustomerTable, Group, Indicator, Say, Settings, Shared, Stopped, View};

use log::{Fate, Log, Promise};

/// Its id.
pub const ID: &str = "promises";

/// The most promises listed.
pub const MOST_LISTED: usize = 1_000;

/// Promises.
pub struct PromisesIndicator;

impl Indicator for PromisesIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Promises", "承诺"],
        group: Group::Service,
        path: "/service/promises",
        needs: &[Kind::Complaints, Kind::Purchases],
    };

    type Params = PromisesParams;
    type Checked = CheckedPromises;
    type Found = Promises;
    type Error = PromisesError;

    fn with_shared(own: PromisesParams, shared: &Shared) -> PromisesParams {
        let Shared { level, small_sample, returns, .. } = *shared;
        PromisesParams { returns, level, small_sample, ..own }
    }

    fn with_settings(own: PromisesParams, settings: &Settings) -> PromisesParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        Self::with_shared(PromisesParams { really_0_to_10, ..own }, &settings.shared)
    }

    fn check(params: PromisesParams) -> Result<CheckedPromises, PromisesError> {
        let level = Level::try_from(params.level)?;
        if !(1..=MOST_LISTED).contains(&params.listed) {
            return Err(PromisesError::Listed(params.listed));
        }
        Ok(CheckedPromises { certainty: Certainty { level, small_sample: params.small_sample }, params })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedPromises,
        pace: &mut P,
    ) -> Result<Option<Promises>, Stopped<PromisesError>> {
        Ok(promises(view, params, pace).await?)
    }

    fn show(found: &Promises, params: &PromisesParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::PromisesTexts::of(say.language).promise
    }

    fn explain(error: &PromisesError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &PromisesParams, say: &Say<'_>) -> Vec<Control> {
        vec![show::listed_control(params, say)]
    }

    async fn table<P: Pace>(
        view: &View,
        _found: &Promises,
        checked: &CheckedPromises,
        pace: &mut P,
    ) -> Result<Option<CustomerTable>, Cancelled> {
        let Some(Read { log, until, .. }) = Read::of(view, checked.params.of, pace).await? else { return Ok(None) };
        let ids = &view.dataset.customers;
        let row = |promise: &Promise| {
            let fate = promise.fate(until);
            let customer = if promise.customer == BLANK { "" } else { ids.get(promise.customer) };
            let days = fate.days().map(|days| days.to_string()).unwrap_or_default();
            vec![customer.to_owned(), promise.due.to_string(), fate.key().to_owned(), days]
        };
        let mut rows: Vec<Vec<String>> = log.promises.iter().map(row).collect();
        rows.sort_unstable();
        Ok(Some(CustomerTable { header: ["customer", "promised", "state", "days"].map(str::to_owned).to_vec(), rows }))
    }
}

/// Which table's promises are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Those of logs that say of nobody that they complained.
    Log,
    /// Those of complaints.
    Complaints,
    /// Those of purchases.
    Purchases,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PromisesParams {
    /// Which table's promises; `None` (default) for a log of them where there is one, else complaints where they say any,
    /// else purchases.
    pub of: Option<Of>,
    /// The attribute promises are divided by; `None` (default) for the first that is called branch, staff or
    /// the like, else the first in text order.
    pub by: Option<String>,
    /// How many overdue promises are listed, 1 to [`MOST_LISTED`]. Default 30.
    pub listed: usize,
    /// What returns do to the money of the list. Default: they lower it.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many promises figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
}

impl Default for PromisesParams {
    fn default() -> Self {
        Self {
            of: None,
            by: None,
            listed: 30,
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            really_0_to_10: Vec::new(),
        }
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedPromises {
    params: PromisesParams,
    certainty: Certainty,
}

/// Parameters that mean nothing.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PromisesError {
    /// So many cannot be listed.
    #[error("{0} promises cannot be listed: choose 1 to {MOST_LISTED}")]
    Listed(usize),
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// What became of promises.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Promises {
    /// The table they are of; `None` where no column says a promised day.
    pub of: Option<Of>,
    /// Whether any column says which were kept.
    pub says_kept: bool,
    /// The last day known; `None` where there are no promises.
    pub counted_to: Option<Day>,
    /// Of all.
    #[serde(flatten)]
    pub all: Tally,
    /// Rows whose promised day lies before the day they were made, which count nowhere.
    pub backwards: usize,
    /// The attribute of `groups`; `None` where there is none to divide by.
    pub by: Option<String>,
    /// By that attribute, most promises due first.
    pub groups: Vec<NamedTally>,
    /// Overdue promises, the longest first.
    pub list: Vec<Listed>,
    /// What customers said; `None` where nobody known answered.
    pub scores: Option<Scores>,
    /// Tables to choose from.
    #[serde(skip)]
    pub tables: Vec<Of>,
    /// Attributes to choose from.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// What it was computed from; `used` counts promises.
    pub provenance: Provenance,
}

/// What became of some promises.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Tally {
    /// How many.
    pub n: usize,
    /// Those whose day is over.
    pub due: usize,
    /// Of those due, kept by their day.
    pub in_time: usize,
    /// Kept after it.
    pub late: usize,
    /// Said not to be kept.
    pub broken: usize,
    /// By nothing said to be kept.
    pub overdue: usize,
    /// Not yet due.
    pub not_yet: usize,
    /// `in_time / due`; `None` where none is due.
    pub share: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end of its interval.
    pub high: Option<f64>,
}

impl Tally {
    fn add(&mut self, fate: Fate) {
        self.n += 1;
        let slot = match fate {
            Fate::InTime => &mut self.in_time,
            Fate::Late(_) => &mut self.late,
            Fate::Broken => &mut self.broken,
            Fate::Overdue(_) => &mut self.overdue,
            Fate::NotYet => &mut self.not_yet,
        };
        *slot += 1;
        self.due = self.n - self.not_yet;
    }

    fn measured(self, level: Level) -> Self {
        let interval = wilson(self.in_time, self.due, level);
        Self {
            share: interval.map(|_| self.in_time as f64 / self.due as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            ..self
        }
    }
}

/// Promises of one value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NamedTally {
    /// The value; the empty text where it is blank.
    pub name: String,
    /// What became of them.
    #[serde(flatten)]
    pub tally: Tally,
}

/// One overdue promise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// To whom, by id; `None` where the row names nobody.
    pub customer: Option<String>,
    /// The day it was promised for.
    pub promised: Day,
    /// For how many days it has been over.
    pub days: i32,
    /// The value of the attribute in force; the empty text where it is blank.
    pub group: String,
    /// What the customer brought; `None` where nothing says it.
    pub value: Option<Money>,
}

/// Scores of customers by what became of the promises made to them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scores {
    /// Every promise due was kept in time.
    pub kept: Estimate,
    /// Some promise due was not.
    pub not_kept: Estimate,
    /// The second against the first; `None` where one is of nobody.
    pub difference: Option<Difference>,
}

/// The promises in force, and the last day known of them.
struct Read<'a> {
    of: Of,
    log: Log,
    until: Day,
    columns: Box<dyn Iterator<Item = &'a Attribute> + 'a>,
}

impl<'a> Read<'a> {
    /// `None` where no loaded table has a promise that counts.
    async fn of<P: Pace>(view: &'a View, chosen: Option<Of>, pace: &mut P) -> Result<Option<Self>, Cancelled> {
        let tables = tables(view);
        let of = chosen.filter(|of| tables.contains(of)).or_else(|| tables.first().copied());
        let (log, columns): (_, Box<dyn Iterator<Item = &Attribute>>) = match of {
            Some(of @ (Of::Log | Of::Complaints)) => {
                let dataset = &view.dataset;
                let table = if of == Of::Log { &dataset.promises } else { &dataset.complaints };
                let Some(table) = table.as_deref() else { return Ok(None) };
                (Log::of_complaints(table, pace).await?, Box::new(table.attributes()))
            }
            Some(Of::Purchases) => {
                let Some(table) = view.purchases() else { return Ok(None) };
                (Log::of_purchases(table, pace).await?, Box::new(table.attributes()))
            }
            None => return Ok(None),
        };
        let Some((of, log)) = of.zip(log) else { return Ok(None) };
        let until = [log.newest, view.until()].into_iter().flatten().min();
        Ok(until.map(|until| Self { of, log, until, columns }))
    }
}

/// The tables that say promised days.
fn tables(view: &View) -> Vec<Of> {
    let promised = Field::Promised;
    let complaints = view.dataset.complaints.as_deref().is_some_and(|table| table.of(promised).is_some());
    let purchases = view.purchases().is_some_and(|table| table.of(promised).is_some());
    let log = view.dataset.promises.as_deref().is_some_and(|table| !table.is_empty());
    let found = [log.then_some(Of::Log), complaints.then_some(Of::Complaints), purchases.then_some(Of::Purchases)];
    found.into_iter().flatten().collect()
}

async fn promises<P: Pace>(
    view: &View,
    checked: &CheckedPromises,
    pace: &mut P,
) -> Result<Option<Promises>, Cancelled> {
    let tables_of_rows = [&view.dataset.complaints, &view.dataset.promises];
    let has_rows = tables_of_rows.into_iter().flatten().any(|table| !table.is_empty());
    if !has_rows && view.purchases().is_none() {
        return Ok(None);
    }
    let params = &checked.params;
    let level = checked.certainty.level;
    let Some(Read { of, log, until, columns }) = Read::of(view, params.of, pace).await? else {
        return Ok(Some(Promises::none(view)));
    };
    let spent = match view.purchases() {
        Some(purchases) => Some(Spent::of(purchases, params.returns, pace).await?),
        None => None,
    };
    let columns: Vec<&Attribute> = columns.collect();
    let offered = attribute_names(&view.dataset, columns.iter().copied());
    let by = params.by.clone().or_else(|| owner_first(&offered).cloned());
    let own = |name: &str| columns.iter().copied().find(|column| column.name == name);
    let dividing = by.as_ref().and_then(|by| Dividing::of(&view.dataset, own(by), by));
    let mut all = Tally::default();
    log.promises.iter().for_each(|promise| all.add(promise.fate(until)));
    let groups = dividing.as_ref().map(|dividing| groups(&log, until, dividing, level)).unwrap_or_default();
    let mut list = overdue(view, &log, until, dividing.as_ref(), spent.as_ref());
    list.truncate(params.listed);
    let left_out = [(LeftOut::NoDay, log.without + log.backwards)];
    let provenance = Provenance::new(ID, log.period, log.promises.len(), &left_out);
    let provenance = match of {
        Of::Log => view.with_promises_held_back(provenance),
        Of::Complaints => view.with_held_back(provenance, Kind::Complaints),
        Of::Purchases => view.with_held_back(provenance, Kind::Purchases),
    };
    Ok(Some(Promises {
        of: Some(of),
        says_kept: log.says_kept,
        counted_to: (!log.promises.is_empty()).then_some(until),
        all: all.measured(level),
        backwards: log.backwards,
        by: by.filter(|_| dividing.is_some()),
        groups,
        list,
        scores: scores(view, &log, until, checked),
        tables: tables(view),
        offered,
        provenance,
    }))
}

/// What became of promises by the values of an attribute, most promises due first.
fn groups(log: &Log, until: Day, dividing: &Dividing<'_>, level: Level) -> Vec<NamedTally> {
    let rows = log.promises.iter().map(|promise| (promise.row, promise.customer, promise.fate(until)));
    let tallied = dividing.tallied(&Tally::default(), rows, Tally::add);
    let named = |(name, tally): (String, Tally)| NamedTally { name, tally: tally.measured(level) };
    let mut groups: Vec<NamedTally> = tallied.into_iter().map(named).collect();
    order::sort_by(&mut groups, |one, other| {
        other.tally.due.cmp(&one.tally.due).then_with(|| one.name.cmp(&other.name))
    });
    groups
}

/// Overdue promises, the longest first.
fn overdue(view: &View, log: &Log, until: Day, dividing: Option<&Dividing<'_>>, spent: Option<&Spent>) -> Vec<Listed> {
    let listed = |promise: &Promise| {
        let Fate::Overdue(days) = promise.fate(until) else { return None };
        let known = promise.customer != BLANK;
        Some(Listed {
            customer: known.then(|| view.dataset.customers.get(promise.customer).to_owned()),
            promised: promise.due,
            days,
            group: dividing.map(|dividing| dividing.value(promise.row, promise.customer)).unwrap_or_default(),
            value: spent.filter(|_| known).and_then(|spent| spent.of_customer(promise.customer)),
        })
    };
    let mut list: Vec<Listed> = log.promises.iter().filter_map(listed).collect();
    order::sort_by(&mut list, |one, other| {
        let longest_first = other.days.cmp(&one.days).then_with(|| other.value.cmp(&one.value));
        longest_first.then_with(|| one.customer.cmp(&other.customer))
    });
    list
}

impl Promises {
    /// Where no column says a promised day.
    fn none(view: &View) -> Self {
        let kind = if view.purchases().is_some() { Kind::Purchases } else { Kind::Complaints };
        Self {
            of: None,
            says_kept: false,
            counted_to: None,
            all: Tally::default(),
            backwards: 0,
            by: None,
            groups: Vec::new(),
            list: Vec::new(),
            scores: None,
            tables: Vec::new(),
            offered: Vec::new(),
            provenance: view.with_held_back(Provenance::new(ID, None, 0, &[]), kind),
        }
    }
}

/// The newest scores of customers with promises due, which cannot be compared where they are on another scale.
fn scores(view: &View, log: &Log, until: Day, checked: &CheckedPromises) -> Option<Scores> {
    let answers = view.dataset.answers.as_deref()?;
    if is_other_scale(answers, &checked.params.really_0_to_10) {
        return None;
    }
    let newest = newest_scores(view);
    let mut all_kept: BTreeMap<u32, bool> = BTreeMap::new();
    for promise in log.promises.iter().filter(|promise| promise.customer != BLANK) {
        let kept = match promise.fate(until) {
            Fate::NotYet => continue,
            fate => fate == Fate::InTime,
        };
        all_kept.entry(promise.customer).and_modify(|all| *all &= kept).or_insert(kept);
    }
    let of = |kept: bool| {
        let scores = all_kept.iter().filter(|(_, all)| **all == kept);
        estimate(
            scores.filter_map(|(customer, _)| newest.get(*customer as usize).copied().flatten()).map(Some),
            checked.certainty,
        )
    };
    let (kept, not_kept) = (of(true), of(false));
    let difference = difference(&not_kept, &kept);
    (kept.n + not_kept.n > 0).then_some(Scores { kept, not_kept, difference })
}
