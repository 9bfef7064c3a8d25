//! Hubs and spokes: branches by what a customer brings there and by how much of their work is complex.
//!
//! Value is the money of a branch's transactions by customer who made one there; whoever bought at two branches is a
//! customer of both. A transaction is complex where its product is not routine. Routine are the products typed in; where
//! none are, those bought most often that make up a share of all transactions together (default 80 %), the one that
//! reaches it included, and all bought as often as the last of them. Transactions without a product count neither way.
//!
//! Both are cut at the plain mean of the branches, large and small alike: at it or above is high, and nothing at all
//! never is. Hub: both high; spoke: both low. Where the interval of a branch's share of complex transactions holds the mean
//! the branch may be on either side of it by chance, and is marked: the page calls it neither. Blank is no branch here, and one branch alone has nothing to be compared
//! with.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{BLANK, Column, Purchases};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Interval, Level, wilson};
use crate::domain::money::Money;

use super::{Branch, CheckedChannels, Slots};

/// What a branch is by value and complexity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BranchKind {
    /// Much value, much that is complex.
    Hub,
    /// Much value, mostly routine.
    RoutineValue,
    /// Little value, much that is complex.
    ComplexWork,
    /// Little value, mostly routine.
    Spoke,
}

impl BranchKind {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Hub, Self::RoutineValue, Self::ComplexWork, Self::Spoke];

    /// Its key in the document.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Hub => "hub",
            Self::RoutineValue => "routine_value",
            Self::ComplexWork => "complex_work",
            Self::Spoke => "spoke",
        }
    }
}

/// What branches are told apart by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hubs {
    /// The column that says the product; `None` where none does: no branch has a kind then.
    pub product: Option<String>,
    /// Whether the routine products were typed in.
    pub typed: bool,
    /// How many products are routine.
    pub routine: usize,
    /// How many are not.
    pub complex: usize,
    /// Products typed in that nobody bought.
    pub unknown: Vec<String>,
    /// Value per customer in the mean of the branches; `None` without a branch.
    pub mean_value: Option<f64>,
    /// The share of complex transactions in the mean of the branches; `None` where it is not known.
    pub mean_complex: Option<f64>,
    /// Branches of each kind.
    pub kinds: BTreeMap<&'static str, usize>,
    /// Of them those whose share of complex transactions lies beyond chance on its side of the mean.
    pub sure: BTreeMap<&'static str, usize>,
    /// Branches whose share of complex transactions may be that of the mean: they are called neither hub nor spoke.
    pub near_mean: usize,
    /// Columns that can say the product.
    #[serde(skip)]
    pub offered: Vec<String>,
}

/// What is counted of one branch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    customers: usize,
    money: Money,
    complex: usize,
    with_product: usize,
}

impl Tally {
    /// Customers, value by customer, and the share of complex transactions.
    pub fn figures(self) -> (usize, Option<f64>, Option<f64>) {
        let value = (self.customers > 0).then(|| self.money.to_f64() / self.customers as f64);
        let complex = (self.with_product > 0).then(|| self.complex as f64 / self.with_product as f64);
        (self.customers, value, complex)
    }

    /// The interval of the share of complex transactions (Wilson 1927).
    pub fn complex_interval(self, level: Level) -> Option<Interval> {
        wilson(self.complex, self.with_product, level)
    }
}

/// Which products are routine, by their codes; blank is none.
pub(super) struct Routine<'a> {
    product: &'a Column,
    of_code: Vec<bool>,
    bought: Vec<usize>,
    unknown: Vec<String>,
}

impl<'a> Routine<'a> {
    /// Those of this column.
    pub async fn of<P: Pace>(
        purchases: &Purchases,
        product: &'a Column,
        params: &CheckedChannels,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let mut bought = vec![0_usize; product.values.len()];
        in_blocks_paced(purchases.len(), pace, |range| {
            let rows = range.clone().zip(purchases.rows_in(range)).filter(|(_, row)| !row.returned);
            for (place, _) in rows {
                if let Some(count) = product.codes.get(place).and_then(|code| bought.get_mut(*code as usize)) {
                    *count += 1;
                }
            }
        })
        .await?;
        let occurs = |code: u32| bought.get(code as usize).is_some_and(|count| *count > 0);
        let names: HashSet<String> =
            product.values.iter().filter(|(code, _)| occurs(*code)).map(|(_, name)| name.to_lowercase()).collect();
        let unknown = params.routine.iter().filter(|name| !names.contains(&name.to_lowercase())).cloned().collect();
        let of_code = if params.routine.is_empty() {
            let least = least_often(&bought, params.routine_until);
            bought.iter().map(|count| *count >= least).collect()
        } else {
            let typed: HashSet<String> = params.routine.iter().map(|name| name.to_lowercase()).collect();
            product.values.iter().map(|(_, name)| typed.contains(&name.to_lowercase())).collect()
        };
        Ok(Self { product, of_code, bought, unknown })
    }

    /// Whether the product of a row is; `None` where it has none.
    fn is_routine(&self, row: usize) -> Option<bool> {
        let code = self.product.codes.get(row).filter(|code| **code != BLANK)?;
        self.of_code.get(*code as usize).copied()
    }

    /// How many of the products that were bought are routine, or are not.
    fn count(&self, routine: bool) -> usize {
        let bought = self.of_code.iter().zip(&self.bought).filter(|(_, bought)| **bought > 0);
        bought.filter(|(of_code, _)| **of_code == routine).count()
    }
}

/// How often the rarest of the products was bought that reach a share of all, most often first; one at least.
fn least_often(bought: &[usize], until: f64) -> usize {
    let mut often: Vec<usize> = bought.to_vec();
    often.sort_unstable_by(|one, other| other.cmp(one));
    let all: usize = often.iter().sum();
    let (mut before, mut least) = (0, usize::MAX);
    for count in often.into_iter().filter(|count| *count > 0) {
        if before as f64 >= until * all as f64 {
            break;
        }
        before += count;
        least = count;
    }
    least
}

/// What is counted of each branch, by its slot, and what they are told apart by so far.
pub(super) async fn tallies<P: Pace>(
    purchases: &Purchases,
    branch: &Slots<'_>,
    routine: Option<&Routine<'_>>,
    params: &CheckedChannels,
    pace: &mut P,
) -> Result<(Vec<Tally>, Hubs), Cancelled> {
    let mut tallies = vec![Tally::default(); branch.counts.len()];
    let mut seen = HashSet::new();
    in_blocks_paced(purchases.len(), pace, |range| {
        for (place, row) in range.clone().zip(purchases.rows_in(range)).filter(|(_, row)| !row.returned) {
            let slot = branch.slot(place);
            let Some(tally) = tallies.get_mut(slot) else { continue };
            if row.customer != BLANK {
                tally.customers += usize::from(seen.insert((slot, row.customer)));
                tally.money += row.amount.money();
            }
            if let Some(is_routine) = routine.and_then(|routine| routine.is_routine(place)) {
                tally.with_product += 1;
                tally.complex += usize::from(!is_routine);
            }
        }
    })
    .await?;
    let hubs = Hubs {
        product: routine.map(|routine| routine.product.name.clone()),
        typed: !params.routine.is_empty(),
        routine: routine.map_or(0, |routine| routine.count(true)),
        complex: routine.map_or(0, |routine| routine.count(false)),
        unknown: routine.map(|routine| routine.unknown.clone()).unwrap_or_default(),
        mean_value: None,
        mean_complex: None,
        kinds: BTreeMap::new(),
        sure: BTreeMap::new(),
        near_mean: 0,
        offered: Vec::new(),
    };
    Ok((tallies, hubs))
}

/// How many transactions of a channel are of routine products; a channel is a slot.
pub(super) async fn routine_of<P: Pace>(
    purchases: &Purchases,
    (channel, slot): (&Slots<'_>, usize),
    routine: &Routine<'_>,
    pace: &mut P,
) -> Result<usize, Cancelled> {
    let mut count = 0;
    in_blocks_paced(purchases.len(), pace, |range| {
        for (place, _) in range.clone().zip(purchases.rows_in(range)).filter(|(_, row)| !row.returned) {
            count += usize::from(channel.slot(place) == slot && routine.is_routine(place) == Some(true));
        }
    })
    .await?;
    Ok(count)
}

impl Hubs {
    /// Tells the branches apart.
    pub(super) fn tell(&mut self, branches: &mut [Branch]) {
        let named = || branches.iter().filter(|branch| !branch.name.is_empty());
        self.mean_value = mean(named().filter_map(|branch| branch.value));
        self.mean_complex = mean(named().filter_map(|branch| branch.complex));
        let both = named().filter(|branch| branch.value.is_some() && branch.complex.is_some()).count();
        let Some((value_line, complex_line)) = self.mean_value.zip(self.mean_complex).filter(|_| both > 1) else {
            return;
        };
        let mut kinds: BTreeMap<_, _> = BranchKind::ALL.map(|kind| (kind.key(), 0)).into();
        let mut sure = kinds.clone();
        for branch in branches.iter_mut().filter(|branch| !branch.name.is_empty()) {
            let Some((value, complex)) = branch.value.zip(branch.complex) else { continue };
            let kind = match (is_high(value, value_line), is_high(complex, complex_line)) {
                (true, true) => BranchKind::Hub,
                (true, false) => BranchKind::RoutineValue,
                (false, true) => BranchKind::ComplexWork,
                (false, false) => BranchKind::Spoke,
            };
            branch.kind = Some(kind);
            let holds = |interval: Interval| (interval.low..=interval.high).contains(&complex_line);
            branch.may_be_chance = branch.complex_interval.is_some_and(holds);
            if let Some(count) = kinds.get_mut(kind.key()) {
                *count += 1;
            }
            if branch.may_be_chance {
                self.near_mean += 1;
            } else if let Some(count) = sure.get_mut(kind.key()) {
                *count += 1;
            }
        }
        (self.kinds, self.sure) = (kinds, sure);
    }
}

/// A mean of equal values may lie a hair above them all.
const HAIR: f64 = 1e-12;

fn is_high(figure: f64, line: f64) -> bool {
    figure > 0.0 && figure >= line * (1.0 - HAIR)
}

fn mean(figures: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = figures.fold((0.0, 0_usize), |(sum, n), figure| (sum + figure, n + 1));
    (n > 0).then(|| sum / n as f64)
}
