//! Core customers: three questions as three sets, and who is in which of them together.
//!
//! 1. *Profitable and loyal*: among the best by worth (money, or what is left of it where a column of the purchases says a
//!    cost or a margin, see [`worth`](super::worth); above zero), bought on several days, did not leave, and is not silent beyond a share of the own gaps between purchases, of
//!    everybody's where the own are few.
//! 2. *Largest share*: among the best by our share of their wallet, where a column of the customers table says it; else,
//!    as a stand-in, by the number of different products held.
//! 3. *Worth more to us*: worth more to us than to rivals, where a column says the latter; else who spends more with us
//!    than elsewhere, by the wallet. Without either nobody can tell.
//!
//! *Among the best* is at or above the quantile of all customers, and above the least of them. A question the data cannot
//! answer has no set, and is said.
//!
//! Traits of customers worth having, each only where a column or table says it: takes few discounts for their money (at most
//! the median), pays on time, never complained, buys mostly one product, buys often (orders at or above the median, two at
//! least). The score is the share of the known traits a customer has.
//!
//! Sources: F. F. Reichheld, The Loyalty Effect (1996), for the questions; A. Lex et al., `UpSet`, IEEE Transactions on
//! Visualization and Computer Graphics 20 (2014) 1983-1992, for intersections as a list of exclusive combinations.

mod sets;
mod show;
#[cfg(test)]
mod tests;
mod texts;
mod traits;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::intake::Pace;
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;

use super::alike::are_alike;
use super::named::numbers;
use super::page::{Control, Page};
use super::spent::Spent;
use super::worth::{Worth, WorthBy, WorthColumn};
use super::{About, ClassName, CustomerGroup, Group, Indicator, Member, Members, Say, Shared, Stopped, View};

pub use show::{called, combination_name};
pub use traits::Trait;

/// Its id.
pub const ID: &str = "core";

/// The sets, in the order of the questions.
pub const KEYS: [&str; 3] = ["profitable_loyal", "largest_share", "worth_more_to_us"];

/// The combinations of sets, by the bits of those in them: the sets' keys joined by `+`, and [`NO_SET`].
const COMBINATIONS: [&str; 8] = [
    NO_SET,
    "profitable_loyal",
    "largest_share",
    "profitable_loyal+largest_share",
    "worth_more_to_us",
    "profitable_loyal+worth_more_to_us",
    "largest_share+worth_more_to_us",
    "profitable_loyal+largest_share+worth_more_to_us",
];

/// The key of those in none of the sets.
pub const NO_SET: &str = "none";

/// Core customers.
pub struct CoreIndicator;

impl Indicator for CoreIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Core customers", "核心客户"],
        group: Group::Segments,
        path: "/segments/core",
        needs: &[Kind::Purchases],
    };

    type Params = CoreParams;
    type Checked = CoreParams;
    type Found = Core;
    type Error = CoreError;

    fn with_shared(own: CoreParams, shared: &Shared) -> CoreParams {
        CoreParams { returns: shared.returns, small_sample: shared.small_sample, ..own }
    }

    fn check(params: CoreParams) -> Result<CoreParams, CoreError> {
        for given in [params.best, params.silence, params.stable] {
            if !(0.0 < given && given < 1.0) {
                return Err(CoreError::Share { given });
            }
        }
        if params.least_days == 0 || params.least_gaps == 0 {
            return Err(CoreError::Least);
        }
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CoreParams,
        pace: &mut P,
    ) -> Result<Option<Core>, Stopped<CoreError>> {
        let Some(rows) = view.purchases() else { return Ok(None) };
        let spent = Spent::of(rows, params.returns, pace).await?;
        let column = WorthColumn::of(rows, params.cost.as_deref());
        let left = Worth::of(rows, column, params.returns, spent.money.len(), pace).await?;
        let mut customers: Vec<One> = Vec::new();
        for (customer, money) in (0_u32..).zip(&spent.money) {
            if let Some(money) = *money {
                let worth = left.of_customer(customer, money);
                customers.push(One { customer, worth, sets: 0, held: 0, known: 0 });
            }
        }
        let questions = sets::of(view, rows, &spent, &mut customers, params, pace).await?;
        let traits = traits::of(view, rows, &spent, &mut customers, params, pace).await?;
        let provenance = view.with_held_back(spent.provenance(ID), Kind::Purchases);
        Ok(Some(Core {
            customers: customers.len(),
            alike: are_alike(customers.iter().map(|one| (one.worth, one.sets)))
                && customers.iter().all(|one| one.sets == 0),
            worth: left.by,
            offered: numbers(rows.attributes()).map(|column| column.name.clone()).collect(),
            intersections: intersections(&customers),
            core: core(&customers, &questions),
            sets: questions,
            traits,
            provenance,
            members: customers,
        }))
    }

    fn show(found: &Core, params: &CoreParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::CoreTexts::of(say.language).promise
    }

    fn explain(error: &CoreError, say: &Say<'_>) -> String {
        show::explain(*error, say)
    }

    fn controls(params: &CoreParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &Core) -> Option<Members<'_>> {
        let yes_or_no = |one: &One, place: usize| match found.sets.get(place) {
            Some(Set { customers: Some(_), .. }) => if one.is_in(place) { "yes" } else { "no" }.to_owned(),
            // What cannot be told is blank.
            _ => String::new(),
        };
        let row = move |one: &One| {
            let sets = (0..KEYS.len()).map(|place| yes_or_no(one, place));
            let score = one.score().map(|score| score.to_string()).unwrap_or_default();
            let [inside, outside] = CLASSES;
            let class = if found.is_core(one) { inside } else { outside };
            Member { customer: one.customer, class, judged: sets.chain([score, one.worth.to_string()]).collect() }
        };
        let judged_by = KEYS.into_iter().chain(["trait_score", "worth"]).map(str::to_owned).collect();
        Some(Members { judged_by, rows: Box::new(found.members.iter().map(row)) })
    }

    fn groups<'a>(found: &'a Core, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let told = found.sets.iter().enumerate().filter(|(_, set)| set.customers.is_some());
        let group = |(place, set): (usize, &Set)| {
            let inside = found.members.iter().filter(move |one| one.is_in(place)).map(|one| one.customer);
            CustomerGroup::new(set.key, show::set_name(set.key, texts::CoreTexts::of(say.language)), inside)
        };
        told.map(group).collect()
    }

    fn classes(_: &Core, say: &Say<'_>) -> Vec<ClassName> {
        ClassName::all(CLASSES, texts::CoreTexts::of(say.language).class_names)
    }
}

/// The keys of core customers, and of the others.
pub const CLASSES: [&str; 2] = ["core", "other"];

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CoreParams {
    /// The share of customers that are the best, between 0 and 1. Default 0.2.
    pub best: f64,
    /// The share of gaps between purchases beyond which a customer is silent, between 0 and 1. Default 0.8.
    pub silence: f64,
    /// On how many days a loyal customer bought, 1 at least. Default 2.
    pub least_days: u16,
    /// Below how many gaps a customer is judged by everybody's, 1 at least. Default 5.
    pub least_gaps: u16,
    /// The share of purchases that is of one product where taste is stable, between 0 and 1. Default 0.5.
    pub stable: f64,
    /// The column of the purchases that says the cost or the margin of a row; `None` (default) for the first that is
    /// called so.
    pub cost: Option<String>,
    /// The column of the customers table that says the wallet, or our share of it; `None` (default) for the first that is
    /// called so.
    pub wallet: Option<String>,
    /// The column of the customers table that says what they are worth to rivals; `None` (default) for the first that is
    /// called so.
    pub rival: Option<String>,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for CoreParams {
    fn default() -> Self {
        Self {
            best: 0.2,
            silence: 0.8,
            least_days: 2,
            least_gaps: 5,
            stable: 0.5,
            cost: None,
            wallet: None,
            rival: None,
            returns: ReturnsPolicy::default(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Parameters that make no sets.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CoreError {
    /// No share of something.
    #[error("{given} is no share: it must lie between 0 and 1")]
    Share {
        /// As given.
        given: f64,
    },
    /// No day, or no gap.
    #[error("one day and one gap at least")]
    Least,
}

/// Who the core customers are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Core {
    /// All customers who count.
    pub customers: usize,
    /// Whether they are all worth the same, and nobody is in a set.
    pub alike: bool,
    /// The column that says what is left of money, which is worth.
    #[serde(flatten)]
    pub worth: WorthBy,
    #[serde(skip)]
    offered: Vec<String>,
    /// The three, in the order of [`KEYS`].
    pub sets: Vec<Set>,
    /// Every combination of sets that has customers, who are in those sets and in no other: those of most customers first.
    pub intersections: Vec<Intersection>,
    /// Customers in all sets that can be told; `None` where fewer than two can.
    pub core: Option<Together>,
    /// The traits, each with the share of customers who have it, where it is known.
    pub traits: Vec<Trait>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    members: Vec<One>,
}

/// One question's set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Set {
    /// Which.
    pub key: &'static str,
    /// What answers the question; `None` where nothing does.
    pub by: Option<sets::By>,
    /// The column that does.
    pub column: Option<String>,
    /// How many customers; `None` where nobody can tell.
    pub customers: Option<usize>,
    /// What they are worth.
    pub value: Option<Money>,
}

/// Some customers together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Together {
    /// How many.
    pub customers: usize,
    /// Their share of all.
    pub share: f64,
    /// What they are worth.
    pub value: Money,
    /// Its share of what all are worth; `None` where that is zero or below.
    pub value_share: Option<f64>,
    /// The mean of their trait scores; `None` where no trait is known.
    pub trait_score: Option<f64>,
}

/// Customers in these sets and no other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Intersection {
    /// The sets' keys joined by `+`.
    pub key: &'static str,
    /// The sets.
    pub sets: Vec<&'static str>,
    /// They.
    #[serde(flatten)]
    pub together: Together,
}

/// A customer.
#[derive(Debug, Clone, Copy, PartialEq)]
struct One {
    customer: u32,
    worth: Money,
    /// A bit a set.
    sets: u8,
    /// Traits they have, of those known of them.
    held: u8,
    known: u8,
}

impl One {
    fn is_in(&self, set: usize) -> bool {
        self.sets & (1 << set) != 0
    }

    fn score(&self) -> Option<f64> {
        (self.known > 0).then(|| f64::from(self.held) / f64::from(self.known))
    }
}

impl Core {
    /// The keys of all combinations of the sets that can be told, those of most sets first and [`NO_SET`] last.
    pub fn combinations(&self) -> Vec<&'static str> {
        let told = self.sets.iter().enumerate().filter(|(_, set)| set.customers.is_some());
        let told: usize = told.map(|(place, _)| 1 << place).sum();
        let mut possible: Vec<(usize, &str)> = COMBINATIONS.into_iter().enumerate().collect();
        possible.retain(|(sets, _)| sets & !told == 0);
        possible.sort_by_key(|(sets, _)| std::cmp::Reverse(sets.count_ones()));
        possible.into_iter().map(|(_, key)| key).collect()
    }

    /// Each customer who counts, with the key of the combination of sets they are in and no other.
    pub fn combined(&self) -> impl Iterator<Item = (u32, &'static str)> {
        self.members.iter().map(|one| (one.customer, combination_of(one.sets)))
    }

    /// Whether a customer is in all sets that can be told, two at least.
    fn is_core(&self, one: &One) -> bool {
        in_all(one, &self.sets)
    }
}

fn in_all(one: &One, sets: &[Set]) -> bool {
    let mut told = sets.iter().enumerate().filter(|(_, set)| set.customers.is_some());
    told.clone().count() > 1 && told.all(|(place, _)| one.is_in(place))
}

fn core(customers: &[One], sets: &[Set]) -> Option<Together> {
    let told = sets.iter().filter(|set| set.customers.is_some()).count();
    (told > 1).then(|| together(customers, |one| in_all(one, sets)))
}

fn together(customers: &[One], belongs: impl Fn(&One) -> bool) -> Together {
    let all: Money = customers.iter().map(|one| one.worth).sum();
    let some = || customers.iter().filter(|one| belongs(one));
    let (count, value) = (some().count(), some().map(|one| one.worth).sum::<Money>());
    let (sum, of) = some().filter_map(One::score).fold((0.0, 0_usize), |(sum, of), score| (sum + score, of + 1));
    Together {
        customers: count,
        share: count as f64 / customers.len().max(1) as f64,
        value,
        value_share: (all > Money::ZERO).then(|| value.to_f64() / all.to_f64()),
        trait_score: (of > 0).then(|| sum / of as f64),
    }
}

/// The key of the sets of these bits.
fn combination_of(sets: u8) -> &'static str {
    COMBINATIONS.get(usize::from(sets)).copied().unwrap_or(NO_SET)
}

fn intersections(customers: &[One]) -> Vec<Intersection> {
    let mut found: Vec<Intersection> = (1_u8..1 << KEYS.len())
        .filter_map(|sets| {
            let together = together(customers, |one| one.sets == sets);
            let keys: Vec<&str> = KEYS
                .into_iter()
                .enumerate()
                .filter(|(place, _)| sets & (1 << place) != 0)
                .map(|(_, key)| key)
                .collect();
            let key = combination_of(sets);
            (together.customers > 0).then_some(Intersection { key, sets: keys, together })
        })
        .collect();
    order::sort_by(&mut found, |one, other| {
        let customers = other.together.customers.cmp(&one.together.customers);
        customers.then(other.sets.len().cmp(&one.sets.len())).then_with(|| one.key.cmp(other.key))
    });
    found
}
