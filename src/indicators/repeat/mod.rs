//! Second and third purchase: how many come back after their first, second, third … time, how soon, where the chain
//! breaks, and what the first purchase has to do with it.
//!
//! Purchases are the distinct days a customer bought on. Of everybody who bought so many times the share who bought again
//! within so many days is 1 - S of the Kaplan-Meier estimate ([`kaplan_meier`](crate::domain::kaplan_meier)): who has not
//! come back yet is followed until the reference date alone, and no share is told beyond the longest time anybody was
//! followed for. The chain breaks after the purchase with the lowest share, where its whole interval lies below all others.
//!
//! The first purchase is told by an attribute of its first row: the product, unless another is chosen. Who began with a
//! value is compared with all others by the log-rank test; p is multiplied by the number of values compared (Bonferroni),
//! and what is not below one less the level may be chance.
//!
//! Purchases are known from all rows up to the end of the chosen period; a filter chooses which customers are counted.
//! Source: own definition; E. L. Kaplan, P. Meier (1958); N. Mantel (1966).

mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Attribute, BLANK, Kind, Purchases};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;

use super::named::{product_column, products};
use super::page::{Control, Page};
use super::rhythm::{BoughtOn, gaps};
use super::spent::Spent;
use super::survival::{LifeTable, Time, log_rank};
use super::{About, Group, Indicator, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "repeat";

/// The most purchases in a row that are told apart.
pub const MAX_STEPS: u8 = 12;

/// The longest time within which a customer comes back, in days: ten years.
pub const MAX_DAYS: u16 = 3_650;

/// Values of the first purchase that are told: those most began with.
const MOST: usize = 30;

/// Second and third purchase.
pub struct RepeatIndicator;

impl Indicator for RepeatIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Second and third purchase", "二次与三次购买"],
        group: Group::Retention,
        path: "/retention/repeat",
        needs: &[Kind::Purchases],
    };

    type Params = RepeatParams;
    type Checked = CheckedRepeat;
    type Found = Repeat;
    type Error = RepeatError;

    fn with_shared(own: RepeatParams, shared: &Shared) -> RepeatParams {
        RepeatParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn check(params: RepeatParams) -> Result<CheckedRepeat, RepeatError> {
        let level = Level::try_from(params.level)?;
        if !(1..=MAX_STEPS).contains(&params.steps) {
            return Err(RepeatError::Steps { given: params.steps });
        }
        if !(1..=MAX_DAYS).contains(&params.within) {
            return Err(RepeatError::Within { given: params.within });
        }
        Ok(CheckedRepeat { params, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedRepeat,
        pace: &mut P,
    ) -> Result<Option<Repeat>, Stopped<RepeatError>> {
        let counted = view.up_to_end();
        let (Some(rows), Some(all)) = (counted.purchases(), view.all.purchases.as_deref()) else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let Some(reference) = horizon.reference_date() else { return Ok(None) };
        let bought = BoughtOn::of(all, view.until(), pace).await?;
        // Returns are no purchase, whatever they do to money.
        let spent = Spent::of(rows, ReturnsPolicy::LeftOut, pace).await?;
        let by = product_column(all, checked.params.by.as_deref());
        let by = by.or_else(|| products(all).next());
        let first = match by {
            Some(column) => first_values(all, column, &bought, pace).await?,
            None => Vec::new(),
        };
        let mut tables = Tables::new(checked.params.steps);
        in_blocks_paced(bought.customers() as usize, pace, |range| {
            for customer in (0_u32..).skip(range.start).take(range.len()) {
                if spent.of_customer(customer).is_some() {
                    let value = first.get(customer as usize).copied().filter(|code| *code != BLANK);
                    tables.add(bought.days(customer), value, reference);
                }
            }
        })
        .await?;
        let steps: Vec<Step> = (1..).zip(&tables.steps).map(|(n, table)| Step::of(n, table, checked)).collect();
        let groups = match by {
            Some(column) => tables.groups(column, checked, pace).await?,
            None => Vec::new(),
        };
        let enough = |step: &&Step| step.share.is_some() && checked.params.small_sample.is_enough(step.customers);
        Ok(Some(Repeat {
            within: checked.params.within,
            customers: steps.first().map_or(0, |step| step.customers),
            breaks_after: breaks_after(&steps.iter().filter(enough).collect::<Vec<_>>()),
            told: steps.iter().filter(enough).count(),
            by: by.map(|column| column.name.clone()),
            offered: products(all).map(|column| column.name.clone()).collect(),
            provenance: counted.with_held_back(spent.provenance(ID), Kind::Purchases),
            steps: steps.into_iter().filter(|step| step.customers > 0).collect(),
            groups,
        }))
    }

    fn show(found: &Repeat, params: &RepeatParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::RepeatTexts::of(say.language).promise
    }

    fn explain(error: &RepeatError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &RepeatParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RepeatParams {
    /// Purchases in a row that are told apart, 1 to [`MAX_STEPS`]. Default 5.
    pub steps: u8,
    /// Within how many days a customer comes back, 1 to [`MAX_DAYS`]. Default 90.
    pub within: u16,
    /// The attribute of the first purchase that customers are compared by; `None` (default) for the product, else the
    /// first there is.
    pub by: Option<String>,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for RepeatParams {
    fn default() -> Self {
        Self { steps: 5, within: 90, by: None, level: Level::DEFAULT.get(), small_sample: SmallSample::DEFAULT }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedRepeat {
    params: RepeatParams,
    level: Level,
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RepeatError {
    /// No number of purchases.
    #[error("{given} purchases in a row: choose 1 to {MAX_STEPS}")]
    Steps {
        /// As given.
        given: u8,
    },
    /// No number of days.
    #[error("within {given} days: choose 1 to {MAX_DAYS}")]
    Within {
        /// As given.
        given: u16,
    },
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// The step whose share is lowest, where its whole interval lies below those of all others.
fn breaks_after(steps: &[&Step]) -> Option<usize> {
    let lowest = steps.iter().min_by(|one, other| one.share.unwrap_or(1.0).total_cmp(&other.share.unwrap_or(1.0)))?;
    let high = lowest.high?;
    let mut others = steps.iter().filter(|step| step.bought != lowest.bought).peekable();
    others.peek()?;
    others.all(|step| step.low.is_some_and(|low| low > high)).then_some(lowest.bought)
}

/// Who comes back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Repeat {
    /// Within how many days.
    pub within: u16,
    /// Customers who bought.
    pub customers: usize,
    /// After how many purchases fewer come back than after any other; `None` where the intervals leave that open.
    pub breaks_after: Option<usize>,
    /// Steps that have enough customers to be told apart.
    #[serde(skip)]
    pub told: usize,
    /// After one purchase, two, three …, as far as anybody came.
    pub steps: Vec<Step>,
    /// The attribute of the first purchase that customers are compared by; `None` where there is none.
    pub by: Option<String>,
    /// Its values that most began with.
    pub groups: Vec<Began>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    offered: Vec<String>,
}

/// After so many purchases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    /// How many.
    pub bought: usize,
    /// Customers who came so far.
    pub customers: usize,
    /// Of them those who have bought again by now.
    pub again: usize,
    /// The share who buy again in time; `None` where nobody was followed for so long.
    pub share: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Days until half of all have bought again; `None` where fewer do.
    pub median: Option<f64>,
}

impl Step {
    fn of(bought: usize, table: &LifeTable, checked: &CheckedRepeat) -> Self {
        let curve = table.kaplan_meier(checked.level);
        let within = f64::from(checked.params.within);
        let at = Some(curve.at(within)).filter(|at| table.at_risk(within) > 0 || at.survival <= 0.0 && curve.n > 0);
        let interval = at.and_then(|at| at.interval);
        Self {
            bought,
            customers: curve.n,
            again: curve.events,
            share: at.map(|at| 1.0 - at.survival),
            low: interval.map(|interval| 1.0 - interval.high),
            high: interval.map(|interval| 1.0 - interval.low),
            median: curve.median,
        }
    }
}

/// Customers who began with a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Began {
    /// The value.
    pub name: String,
    /// How they come back after the first purchase.
    #[serde(flatten)]
    pub step: Step,
    /// The share of all others who buy again in time.
    pub others: Option<f64>,
    /// How often chance alone makes the two as different, among so many compared; `None` of too few.
    pub p: Option<f64>,
    /// Whether it is surely more than chance.
    pub sure: bool,
}

/// The value that each customer's first purchase has, by number: that of the first row of its day that has one.
async fn first_values<P: Pace>(
    all: &Purchases,
    column: &Attribute,
    bought: &BoughtOn,
    pace: &mut P,
) -> Result<Vec<u32>, Cancelled> {
    let mut values = vec![BLANK; bought.customers() as usize];
    in_blocks_paced(all.len(), pace, |range| {
        let codes = column.codes.get(range.clone()).unwrap_or_default();
        for (row, &code) in all.rows_in(range).zip(codes).filter(|(row, _)| !row.returned) {
            if let Some(value) = values.get_mut(row.customer as usize)
                && *value == BLANK
                && bought.days(row.customer).first() == Some(&row.day)
            {
                *value = code;
            }
        }
    })
    .await?;
    Ok(values)
}

/// Who came back, by purchases so far, and after the first by its value.
struct Tables {
    steps: Vec<LifeTable>,
    values: BTreeMap<u32, LifeTable>,
}

impl Tables {
    fn new(steps: u8) -> Self {
        Self { steps: vec![LifeTable::default(); usize::from(steps)], values: BTreeMap::new() }
    }

    fn add(&mut self, days: &[Day], value: Option<u32>, reference: Day) {
        let Some(&last) = days.last() else { return };
        let waits = gaps(days).map(|days| (days, true)).chain([(reference.days_since(last), false)]);
        for (place, (days, again)) in waits.take(self.steps.len()).enumerate() {
            let Some(time) = Time::new(f64::from(days)) else { continue };
            if let Some(table) = self.steps.get_mut(place) {
                table.add(time, again);
            }
            if let Some(value) = value.filter(|_| place == 0) {
                self.values.entry(value).or_default().add(time, again);
            }
        }
    }

    async fn groups<P: Pace>(
        &self,
        column: &Attribute,
        checked: &CheckedRepeat,
        pace: &mut P,
    ) -> Result<Vec<Began>, Cancelled> {
        let mut values: Vec<(&str, &LifeTable)> =
            self.values.iter().map(|(code, table)| (column.values.get(*code), table)).collect();
        if values.len() < 2 {
            return Ok(Vec::new());
        }
        order::sort_by(&mut values, |one, other| other.1.n().cmp(&one.1.n()).then_with(|| one.0.cmp(other.0)));
        let shown = || values.iter().enumerate().take(MOST);
        let is_enough = |table: &LifeTable| checked.params.small_sample.is_enough(table.n());
        let compared = shown().filter(|(_, (_, table))| is_enough(table)).count();
        let mut groups = Vec::new();
        for (place, (name, table)) in shown() {
            let mut others = LifeTable::default();
            values.iter().enumerate().filter(|(other, _)| *other != place).for_each(|(_, (_, one))| others.merge(one));
            let test = is_enough(table).then(|| log_rank(&[table, &others])).flatten();
            let p = test.map(|test| (test.p * compared as f64).min(1.0));
            groups.push(Began {
                name: (*name).to_owned(),
                step: Step::of(1, table, checked),
                others: Step::of(1, &others, checked).share,
                p,
                sure: p.is_some_and(|p| p < 1.0 - checked.level.get()),
            });
            pace.breathe(Progress::default()).await?;
        }
        Ok(groups)
    }
}
