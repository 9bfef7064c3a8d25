//! Referral: who came because a customer recommended us, what they bring, and who recommends most.
//!
//! A column of the customers table says by whom somebody was recommended (role `referrer`): the id of another customer, or
//! anything else, which counts as a recommendation by somebody who is no customer. *Chain*: who was recommended by somebody
//! who was recommended by somebody. What a customer *brought in all* is everybody below them in the chains, and all that
//! those spent. Where rows lead back to themselves the chain is cut, and that is counted.
//!
//! Those who were recommended are set against the others who joined in the same month, where the table says when: who joined
//! long ago has spent more, whoever brought them. What they spent, and how many of them are still customers where exits are
//! loaded: the difference of the means in each month, weighted by how many were recommended then ([`Compared`]). They may
//! differ in much else.

mod chains;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Customers, Field, Kind};
use crate::domain::day::Day;
use crate::domain::effect_size::Moments;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Level, NotALevel, wilson};
use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;

use super::left::Left;
use super::page::{Control, Page};
use super::spent::Spent;
use super::{About, CustomerGroup, Group, Indicator, Say, Shared, Stopped, View};
use chains::Chains;

/// Its id.
pub const ID: &str = "referral";

/// The most customers listed.
pub const MOST_LISTED: usize = 1_000;

/// Referral.
pub struct ReferralIndicator;

impl Indicator for ReferralIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Referral", "推荐来客"],
        group: Group::Loyalty,
        path: "/loyalty/referral",
        needs: &[Kind::Customers],
    };

    const NEEDS_COLUMN: &'static [Field] = &[Field::Referrer];

    type Params = ReferralParams;
    type Checked = CheckedReferral;
    type Found = Referral;
    type Error = ReferralError;

    fn with_shared(own: ReferralParams, shared: &Shared) -> ReferralParams {
        let Shared { level, small_sample, returns, .. } = *shared;
        ReferralParams { returns, level, small_sample, ..own }
    }

    fn check(params: ReferralParams) -> Result<CheckedReferral, ReferralError> {
        let level = Level::try_from(params.level)?;
        if !(1..=MOST_LISTED).contains(&params.listed) {
            return Err(ReferralError::Listed(params.listed));
        }
        Ok(CheckedReferral { params, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedReferral,
        pace: &mut P,
    ) -> Result<Option<Referral>, Stopped<ReferralError>> {
        let profiles = view.dataset.profiles.as_deref().filter(|profiles| !profiles.is_empty());
        let Some(profiles) = profiles else { return Ok(None) };
        Ok(Some(referral(view, profiles, checked, pace).await?))
    }

    fn show(found: &Referral, params: &ReferralParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a Referral, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::ReferralTexts::of(say.language);
        CustomerGroup::all(GROUPS, [texts.referred, texts.referrers], &found.who)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ReferralTexts::of(say.language).promise
    }

    fn explain(error: &ReferralError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ReferralParams, say: &Say<'_>) -> Vec<Control> {
        vec![show::control(params, say)]
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferralParams {
    /// How many customers are listed, 1 to [`MOST_LISTED`]. Default 20.
    pub listed: usize,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for ReferralParams {
    fn default() -> Self {
        let (level, returns) = (Level::DEFAULT.get(), ReturnsPolicy::default());
        Self { listed: 20, returns, level, small_sample: SmallSample::DEFAULT }
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedReferral {
    params: ReferralParams,
    level: Level,
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralError {
    /// So many cannot be listed.
    #[error("{0} customers cannot be listed: choose 1 to {MOST_LISTED}")]
    Listed(usize),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// Who came by recommendation, and who recommends.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Referral {
    /// Whether a column says who recommended.
    pub known: bool,
    /// Customers of the table.
    pub customers: usize,
    /// Of them those who were recommended.
    pub referred: usize,
    /// Their share; `None` where the table names nobody.
    pub share: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end of its interval.
    pub high: Option<f64>,
    /// Recommended by somebody who is no customer of the table.
    pub unknown: usize,
    /// Rows that lead back to themselves.
    pub loops: usize,
    /// Customers who recommended others.
    pub referrers: usize,
    /// Recommendations in the longest chain.
    pub longest_chain: u32,
    /// What somebody spent; `None` where there are no purchases, or a group of nobody.
    pub value: Option<Compared>,
    /// The share still customers; `None` where there are no exits, or a group of nobody.
    pub staying: Option<Compared>,
    /// Those who brought most, the most first.
    pub list: Vec<Referrer>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
    /// Those who were recommended, and those who recommended others, by number.
    #[serde(skip)]
    who: [Vec<u32>; 2],
}

/// The keys of those who were recommended, and of those who recommended others.
const GROUPS: [&str; 2] = ["referred", "referrers"];

/// Those recommended against the others who joined in the same month.
///
/// Source: W. G. Cochran, The effectiveness of adjustment by subclassification in removing bias in observational studies,
/// Biometrics 24 (1968) 295-313. In each month both groups have a variance of their own (Welch); that of a share is of one
/// more of each kind (A. Agresti, B. Caffo, The American Statistician 54 (2000) 280-288), so that none is nought.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Compared {
    /// How many of those recommended are compared: months with fewer than two of either group say nothing.
    pub compared: usize,
    /// Of those recommended.
    pub referred: f64,
    /// Of the others.
    pub others: f64,
    /// The first less the second.
    pub difference: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
}

impl Compared {
    /// Whether the difference may be chance.
    pub fn may_be_chance(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }
}

/// One who recommended.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Referrer {
    /// Who, by id.
    pub customer: String,
    /// How many they recommended themselves.
    pub direct: u32,
    /// How many came in all, those recommended by these among them.
    pub in_all: u32,
    /// What all these spent; `None` where there are no purchases.
    pub brought: Option<Money>,
    /// What they spent themselves; `None` where there are no purchases.
    pub own: Option<Money>,
}

/// A customer of the table.
struct Row {
    customer: u32,
    /// Whether somebody recommended them.
    referred: bool,
    /// Who, where that is a customer.
    by: Option<u32>,
    /// The month they joined in, where that is known.
    joined: Option<i32>,
}

async fn referral<P: Pace>(
    view: &View,
    profiles: &Customers,
    checked: &CheckedReferral,
    pace: &mut P,
) -> Result<Referral, Cancelled> {
    let rows = rows(view, profiles, pace).await?;
    let spent = match view.purchases() {
        Some(purchases) => Some(Spent::of(purchases, checked.params.returns, pace).await?),
        None => None,
    };
    let money = |customer: u32| spent.as_ref().map(|spent| spent.of_customer(customer).unwrap_or(Money::ZERO));
    let chains = Chains::of(view.dataset.customers.len(), rows.iter().map(|row| (row.customer, row.by)), money);
    pace.breathe(Progress::default()).await?;
    let who_referred: Vec<u32> = rows.iter().filter(|row| row.referred).map(|row| row.customer).collect();
    let (customers, referred) = (rows.len(), who_referred.len());
    let referring = (0_u32..).zip(&chains.direct).filter(|(_, direct)| **direct > 0);
    let referrers: Vec<u32> = referring.map(|(customer, _)| customer).collect();
    let interval = wilson(referred, customers, checked.level);
    let period = spent.as_ref().and_then(|spent| spent.period);
    let provenance = Provenance::new(ID, period, customers, &[]);
    Ok(Referral {
        known: profiles.of(Field::Referrer).is_some(),
        customers,
        referred,
        share: interval.map(|_| referred as f64 / customers as f64),
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        unknown: rows.iter().filter(|row| row.referred && row.by.is_none()).count(),
        loops: chains.loops,
        referrers: referrers.len(),
        longest_chain: chains.depth.iter().copied().max().unwrap_or(0),
        value: compared(&rows, false, checked.level, |row| Some(money(row.customer)?.to_f64())),
        staying: staying(view, &rows, checked.level, pace).await?,
        list: list(view, &chains, money, checked.params.listed),
        provenance: view.with_held_back(provenance, Kind::Customers),
        who: [who_referred, referrers],
    })
}

/// The customers of the table, each once: the last row of one counts.
async fn rows<P: Pace>(view: &View, profiles: &Customers, pace: &mut P) -> Result<Vec<Row>, Cancelled> {
    let column = profiles.of(Field::Referrer);
    let mut of: Vec<Option<Row>> = Vec::new();
    of.resize_with(view.dataset.customers.len(), || None);
    in_blocks_paced(profiles.len(), pace, |range| {
        for (row, &customer) in range.clone().zip(profiles.customer.get(range).unwrap_or_default()) {
            let named = column.and_then(|column| column.value(row)).filter(|named| !named.is_empty());
            let by = named.and_then(|named| view.dataset.customers.find(named)).filter(|by| *by != customer);
            let joined = profiles.since.get(row).copied().flatten().map(|since| since.month().index());
            if let Some(slot) = of.get_mut(customer as usize) {
                *slot = Some(Row { customer, referred: named.is_some(), by, joined });
            }
        }
    })
    .await?;
    Ok(of.into_iter().flatten().collect())
}

/// The mean of those recommended against that of the others, month by month of joining; of all together where no month is
/// known. `None` where no month has two of both.
fn compared(rows: &[Row], is_share: bool, level: Level, value: impl Fn(&Row) -> Option<f64>) -> Option<Compared> {
    let mut months: BTreeMap<Option<i32>, [Moments; 2]> = BTreeMap::new();
    for row in rows {
        let [referred, others] = months.entry(row.joined).or_default();
        let group = if row.referred { referred } else { others };
        group.add(value(row)?);
    }
    let error = |group: Moments, mean: f64| {
        let n = group.n as f64;
        let share = (mean * n + 1.0) / (n + 2.0);
        if is_share { Some(share * (1.0 - share) / (n + 2.0)) } else { Some(group.variance()? / n) }
    };
    let (mut n, mut means, mut variance) = (0, [0.0; 2], 0.0);
    for groups in months.into_values().filter(|groups| groups.iter().all(|group| group.n > 1)) {
        let [referred, others] = groups;
        let (one, other, weight) = (referred.mean()?, others.mean()?, referred.n as f64);
        n += referred.n;
        means = [means[0] + weight * one, means[1] + weight * other];
        variance += weight * weight * (error(referred, one)? + error(others, other)?);
    }
    if n == 0 {
        return None;
    }
    let [referred, others] = means.map(|sum| sum / n as f64);
    let (difference, off) = (referred - others, level.z() * variance.sqrt() / n as f64);
    Some(Compared { compared: n, referred, others, difference, low: difference - off, high: difference + off })
}

/// The share of those who are still customers.
async fn staying<P: Pace>(
    view: &View,
    rows: &[Row],
    level: Level,
    pace: &mut P,
) -> Result<Option<Compared>, Cancelled> {
    if view.all.exits.is_none() {
        return Ok(None);
    }
    let (left, horizon) = (Left::of(view), view.horizon(pace).await?);
    let is_left = |customer: u32| left.has(customer, horizon.last_purchase(customer).unwrap_or(Day::MIN));
    Ok(compared(rows, true, level, |row| Some(if is_left(row.customer) { 0.0 } else { 1.0 })))
}

/// Those who brought most: by what those they brought spent, then by how many they are.
fn list(view: &View, chains: &Chains, money: impl Fn(u32) -> Option<Money>, listed: usize) -> Vec<Referrer> {
    let numbers = (0_u32..).zip(&chains.direct).filter(|(_, direct)| **direct > 0);
    let one = |(customer, direct): (u32, &u32)| Referrer {
        customer: view.dataset.customers.get(customer).to_owned(),
        direct: *direct,
        in_all: chains.in_all.get(customer as usize).copied().unwrap_or(0),
        brought: money(customer).map(|_| chains.brought.get(customer as usize).copied().unwrap_or(Money::ZERO)),
        own: money(customer),
    };
    let mut list: Vec<Referrer> = numbers.map(one).collect();
    list.sort_by(|one, other| {
        let most = other.brought.cmp(&one.brought).then_with(|| other.in_all.cmp(&one.in_all));
        most.then_with(|| one.customer.cmp(&other.customer))
    });
    list.truncate(listed);
    list
}
