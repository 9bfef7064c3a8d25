//! Channels: through which transactions come, in which branches, and what moving them would save.
//!
//! A transaction is a row of the purchases that is no return; a channel is a value of a column of theirs, as a branch is.
//! What one transaction costs in each channel nobody's files say: it is typed in, a line each (`Counter: 20`). Saved is, by
//! channel, transactions x the share moved x what one costs there beyond the cheapest channel. That customers follow, and
//! that a channel costs nothing more for many than for few, is assumed.
//!
//! Branches are told apart by value and complexity too ([hubs]), and their scores stand against employee turnover where a
//! column says that ([turnover]).
//!
//! Transactions and money are those that count.

mod hubs;
mod hubs_map;
mod show;
mod show_hubs;
mod show_turnover;
#[cfg(test)]
mod tests;
mod texts;
mod turnover;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::dataset::{BLANK, Column, Field, Kind, Purchases};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Interval, Level, NotALevel};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::scale::Scale;

use super::dividing::attribute_names;
use super::named::{column_for, product_column, products};
use super::nps::{self, NpsParams};
use super::page::{Control, Page};
use super::priced::{price_of, priced};
use super::typed_lines::Unread;
use super::{About, Group, Indicator, Say, Settings, Shared, Stopped, View};

use hubs::Routine;
pub use hubs::{BranchKind, Hubs};
pub use turnover::{OfBranch, Turnover};

/// Its id.
pub const ID: &str = "channels";

/// Parts of the names of columns that say the channel.
const CHANNEL: &[&str] = &["channel", "渠道"];

/// Parts of the names of columns that say the branch.
const BRANCH: &[&str] = &["branch", "store", "outlet", "支行", "分行", "门店", "网点", "店铺"];

/// With more values than this a column says no channel and no branch.
const MOST_VALUES: usize = 500;

/// Channels.
pub struct ChannelsIndicator;

impl Indicator for ChannelsIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Channels", "渠道"],
        group: Group::Service,
        path: "/channels",
        needs: &[Kind::Purchases],
    };

    type Params = ChannelsParams;
    type Checked = CheckedChannels;
    type Found = Channels;
    type Error = ChannelsError;

    fn with_shared(own: ChannelsParams, shared: &Shared) -> ChannelsParams {
        ChannelsParams { small_sample: shared.small_sample, level: shared.level, ..own }
    }

    fn with_settings(own: ChannelsParams, settings: &Settings) -> ChannelsParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        Self::with_shared(ChannelsParams { really_0_to_10, ..own }, &settings.shared)
    }

    fn check(params: ChannelsParams) -> Result<CheckedChannels, ChannelsError> {
        if !(0.0..=1.0).contains(&params.moved) {
            return Err(ChannelsError::Moved { given: params.moved });
        }
        if !(params.routine_until > 0.0 && params.routine_until <= 1.0) {
            return Err(ChannelsError::Routine { given: params.routine_until });
        }
        let certainty = Certainty { level: Level::try_from(params.level)?, small_sample: params.small_sample };
        let ChannelsParams { column, branch, moved, product, routine_until, really_0_to_10, .. } = params;
        let routine = params.routine.lines().flat_map(|line| line.split([',', '，', '、'])).map(str::trim);
        let routine = routine.filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let costs = costs(&params.costs)?;
        Ok(CheckedChannels { column, branch, costs, moved, product, routine, routine_until, certainty, really_0_to_10 })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedChannels,
        pace: &mut P,
    ) -> Result<Option<Channels>, Stopped<ChannelsError>> {
        let Some(purchases) = view.purchases() else { return Ok(None) };
        let mut found = channels(view, purchases, params, pace).await?;
        let routine = match product_column(purchases, params.product.as_deref()) {
            Some(product) => Some(Routine::of(purchases, product, params, pace).await?),
            None => None,
        };
        add_hubs(purchases, params, routine.as_ref(), &mut found, pace).await?;
        found.dearest = dearest(purchases, params, routine.as_ref(), &found, pace).await?;
        found.turnover = turnover::turnover(view, &params.really_0_to_10, params.certainty, pace).await?;
        Ok(Some(found))
    }

    fn show(found: &Channels, params: &ChannelsParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ChannelsTexts::of(say.language).promise
    }

    fn explain(error: &ChannelsError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ChannelsParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say).into_iter().chain(show_hubs::controls(params, say)).collect()
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChannelsParams {
    /// The column of the purchases that says the channel; `None` (default) for the first that is called so.
    pub column: Option<String>,
    /// The one that says the branch; `None` (default) for the first that is called so.
    pub branch: Option<String>,
    /// What a transaction costs in each channel, a line each: `Counter: 20`. Blank (default): nothing is known of it.
    pub costs: String,
    /// The share of each dearer channel's transactions that moves to the cheapest. Default 50 %.
    pub moved: f64,
    /// The column of the purchases that says the product; `None` (default) for the first that is called so.
    pub product: Option<String>,
    /// Products that are routine, by line or comma. Blank (default): those bought most often.
    pub routine: String,
    /// Where none are typed in: up to which share of all transactions the products bought most often are routine, above 0
    /// to 1. Default 80 %.
    pub routine_until: f64,
    /// Below how many transactions figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
}

impl Default for ChannelsParams {
    fn default() -> Self {
        Self {
            column: None,
            branch: None,
            costs: String::new(),
            moved: 0.5,
            product: None,
            routine: String::new(),
            routine_until: 0.8,
            small_sample: SmallSample::DEFAULT,
            level: Level::DEFAULT.get(),
            really_0_to_10: Vec::new(),
        }
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedChannels {
    column: Option<String>,
    branch: Option<String>,
    costs: Vec<(String, Money)>,
    moved: f64,
    product: Option<String>,
    routine: Vec<String>,
    routine_until: f64,
    certainty: Certainty,
    really_0_to_10: Vec<Scale>,
}

/// Parameters that mean nothing.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelsError {
    /// A line of costs is no name with a number.
    #[error("line {line} of the costs, `{text}`: a channel, a colon and an amount of zero or more are wanted")]
    Cost {
        /// Its number, from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// No share.
    #[error("a share of {given} cannot move: 0 to 1 can")]
    Moved {
        /// As given.
        given: f64,
    },
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// No share of transactions.
    #[error("products cannot be routine up to a share of {given}: more than 0, at most 1")]
    Routine {
        /// As given.
        given: f64,
    },
}

/// Transactions by channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Channels {
    /// The column that says the channel; `None` where none does.
    pub column: Option<String>,
    /// How many transactions.
    pub transactions: usize,
    /// Most transactions first, then by name.
    pub channels: Vec<Channel>,
    /// The cheapest channel of those whose cost is known; `None` where fewer than two are.
    pub cheapest: Option<String>,
    /// What moving the share to it would save; `None` where it is not known.
    pub saving: Option<f64>,
    /// The channel whose transactions cost most; `None` without costs of two channels.
    pub dearest: Option<Dearest>,
    /// Costs of channels that do not occur.
    pub unknown: Vec<String>,
    /// The column that says the branch; `None` where none does.
    pub branch: Option<String>,
    /// Most transactions first, then by name.
    pub branches: Vec<Branch>,
    /// What branches are told apart by; `None` where no column says the branch.
    pub hubs: Option<Hubs>,
    /// Scores of branches against their employee turnover; `None` where no column says that.
    pub turnover: Option<Turnover>,
    /// Columns to choose from.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
}

/// One channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Channel {
    /// Its name; the empty text where it is blank.
    pub name: String,
    /// How many transactions.
    pub transactions: usize,
    /// Their share of all.
    pub share: f64,
    /// Their money.
    pub value: Money,
    /// What one costs; `None` where it is not known.
    pub unit_cost: Option<Money>,
    /// What all cost.
    pub cost: Option<Money>,
    /// What moving the share to the cheapest channel would save.
    pub saving: Option<f64>,
}

/// One branch.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Branch {
    /// Its name; the empty text where it is blank.
    pub name: String,
    /// How many transactions.
    pub transactions: usize,
    /// Their share by channel, in the order of the channels.
    pub shares: Vec<f64>,
    /// What moving the share to the cheapest channel would save there.
    pub saving: Option<f64>,
    /// Customers with a transaction there.
    pub customers: usize,
    /// What a customer brings there; `None` where nobody is known.
    pub value: Option<f64>,
    /// The share of transactions that are no routine; `None` where no product is known.
    pub complex: Option<f64>,
    /// The interval of that share.
    pub complex_interval: Option<Interval>,
    /// What the branch is by both; `None` where either is not known, or no other branch is.
    pub kind: Option<BranchKind>,
    /// Whether the interval holds the mean of the branches, so that it may be on the other side of it by chance.
    pub may_be_chance: bool,
}

/// The channel whose transactions cost most.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dearest {
    /// Its name.
    pub name: String,
    /// Its transactions of routine products; `None` where no product is known.
    pub routine: Option<usize>,
    /// What moving the share of them to the cheapest channel would save; of all its transactions where none is known to be
    /// routine.
    pub saving: f64,
}

/// The costs of a text, a line each.
fn costs(text: &str) -> Result<Vec<(String, Money)>, ChannelsError> {
    priced(text).map_err(|Unread { line, text }| ChannelsError::Cost { line, text })
}

/// A column by its values, blank last, and the order in which they are told.
struct Slots<'a> {
    column: &'a Column,
    counts: Vec<usize>,
    money: Vec<Money>,
}

impl<'a> Slots<'a> {
    fn new(column: &'a Column) -> Self {
        let slots = column.values.len() + 1;
        Self { column, counts: vec![0; slots], money: vec![Money::ZERO; slots] }
    }

    fn slot(&self, row: usize) -> usize {
        let code = self.column.codes.get(row).copied().filter(|code| *code != BLANK);
        code.map_or(self.column.values.len(), |code| code as usize)
    }

    fn add(&mut self, row: usize, amount: Money) {
        let slot = self.slot(row);
        if let Some((count, money)) = self.counts.get_mut(slot).zip(self.money.get_mut(slot)) {
            *count += 1;
            *money += amount;
        }
    }

    fn name(&self, slot: usize) -> &'a str {
        let code = u32::try_from(slot).ok().filter(|_| slot < self.column.values.len());
        code.map_or("", |code| self.column.values.get(code))
    }

    /// The slot of this name; the empty text is that of blank cells.
    fn called(&self, name: &str) -> usize {
        let code = if name.is_empty() { None } else { self.column.values.find(name) };
        code.map_or(self.column.values.len(), |code| code as usize)
    }

    /// The slots that have rows, most first, then by name.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.counts.len()).filter(|slot| self.count(*slot) > 0).collect();
        order::sort_by(&mut order, |one, other| {
            let more = self.count(*other).cmp(&self.count(*one));
            more.then_with(|| self.name(*one).cmp(self.name(*other)))
        });
        order
    }

    fn count(&self, slot: usize) -> usize {
        self.counts.get(slot).copied().unwrap_or_default()
    }
}

/// What moving routine transactions of the dearest channel would save; `None` without costs of two channels, or where all
/// cost the same.
async fn dearest<P: Pace>(
    purchases: &Purchases,
    params: &CheckedChannels,
    routine: Option<&Routine<'_>>,
    found: &Channels,
    pace: &mut P,
) -> Result<Option<Dearest>, Cancelled> {
    let costs = || found.channels.iter().filter_map(|channel| Some((channel, channel.unit_cost?)));
    // Of equal ones the first, which has most transactions.
    let dear = costs().rev().max_by_key(|(_, cost)| *cost);
    let least = costs().map(|(_, cost)| cost).min();
    let Some(((channel, cost), least)) = dear.zip(least).filter(|((_, cost), least)| cost > least) else {
        return Ok(None);
    };
    let column = found.column.as_deref().and_then(|name| purchases.attribute(name));
    let routine = match column.map(Slots::new).zip(routine) {
        Some((slots, routine)) => {
            let slot = slots.called(&channel.name);
            Some(hubs::routine_of(purchases, (&slots, slot), routine, pace).await?)
        }
        None => None,
    };
    let moved = params.moved * routine.unwrap_or(channel.transactions) as f64;
    Ok(Some(Dearest { name: channel.name.clone(), routine, saving: moved * (cost - least).to_f64() }))
}

/// Tells the branches apart by value and complexity.
async fn add_hubs<P: Pace>(
    purchases: &Purchases,
    params: &CheckedChannels,
    routine: Option<&Routine<'_>>,
    found: &mut Channels,
    pace: &mut P,
) -> Result<(), Cancelled> {
    let Some(branch) = found.branch.as_deref().and_then(|name| purchases.attribute(name)) else { return Ok(()) };
    let slots = Slots::new(branch);
    let (tallies, mut hubs) = hubs::tallies(purchases, &slots, routine, params, pace).await?;
    for branch in &mut found.branches {
        let tally = tallies.get(slots.called(&branch.name)).copied().unwrap_or_default();
        (branch.customers, branch.value, branch.complex) = tally.figures();
        branch.complex_interval = tally.complex_interval(params.certainty.level);
    }
    hubs.tell(&mut found.branches);
    hubs.offered = products(purchases).map(|column| column.name.clone()).collect();
    found.hubs = Some(hubs);
    Ok(())
}

async fn channels<P: Pace>(
    view: &View,
    purchases: &Purchases,
    params: &CheckedChannels,
    pace: &mut P,
) -> Result<Channels, Cancelled> {
    let few = |column: &&Column| column.values.len() <= MOST_VALUES;
    let columns = || purchases.attributes().filter(few);
    let of_role = purchases.of(Field::Channel).filter(few);
    let mut by_channel = column_for(columns(), params.column.as_deref(), of_role, CHANNEL).map(Slots::new);
    let mut by_branch = column_for(columns(), params.branch.as_deref(), None, BRANCH).map(Slots::new);
    let width = by_channel.as_ref().map_or(0, |slots| slots.counts.len());
    let mut both = vec![0_usize; width * by_branch.as_ref().map_or(0, |slots| slots.counts.len())];
    let (mut transactions, mut returns, mut period) = (0, 0, None);
    in_blocks_paced(purchases.len(), pace, |range| {
        for (place, row) in range.clone().zip(purchases.rows_in(range)) {
            if row.returned {
                returns += 1;
                continue;
            }
            transactions += 1;
            period = Some(Period::including(period, row.day));
            if let Some(slots) = &mut by_channel {
                slots.add(place, row.amount.money());
            }
            if let Some(slots) = &mut by_branch {
                slots.add(place, row.amount.money());
            }
            if let Some((channel, branch)) = by_channel.as_ref().zip(by_branch.as_ref())
                && let Some(count) = both.get_mut(branch.slot(place) * width + channel.slot(place))
            {
                *count += 1;
            }
        }
    })
    .await?;
    let order = by_channel.as_ref().map(Slots::order).unwrap_or_default();
    let cost_of = |name: &str| price_of(&params.costs, name);
    let names: Vec<&str> = by_channel.iter().flat_map(|slots| order.iter().map(|slot| slots.name(*slot))).collect();
    let known: Vec<(&str, Money)> = names.iter().filter_map(|name| Some((*name, cost_of(name)?))).collect();
    let cheapest = known.iter().min_by_key(|(_, cost)| *cost).filter(|_| known.len() > 1).copied();
    let saving = |name: &str, n: usize| {
        let (beyond, (_, least)) = (cost_of(name)?, cheapest?);
        Some(params.moved * n as f64 * (beyond - least).to_f64())
    };
    let channel = |slots: &Slots<'_>, slot: usize| {
        let (name, n) = (slots.name(slot), slots.count(slot));
        let unit_cost = cost_of(name);
        Channel {
            name: name.to_owned(),
            transactions: n,
            share: n as f64 / transactions.max(1) as f64,
            value: slots.money.get(slot).copied().unwrap_or(Money::ZERO),
            unit_cost,
            cost: unit_cost
                .map(|cost| Money::from_micros(cost.micros().saturating_mul(i128::try_from(n).unwrap_or(i128::MAX)))),
            saving: saving(name, n),
        }
    };
    let channels: Vec<Channel> =
        by_channel.iter().flat_map(|slots| order.iter().map(|slot| channel(slots, *slot))).collect();
    let branch = |slots: &Slots<'_>, slot: usize| {
        let n = slots.count(slot);
        let counts = order.iter().map(|channel| both.get(slot * width + channel).copied().unwrap_or_default());
        let counts: Vec<usize> = counts.collect();
        let savings = names.iter().zip(&counts).filter_map(|(name, n)| saving(name, *n));
        Branch {
            name: slots.name(slot).to_owned(),
            transactions: n,
            shares: counts.iter().map(|count| *count as f64 / n.max(1) as f64).collect(),
            saving: cheapest.map(|_| savings.sum()),
            ..Branch::default()
        }
    };
    let branches =
        by_branch.iter().flat_map(|slots| slots.order().into_iter().map(|slot| branch(slots, slot))).collect();
    let unknown =
        params.costs.iter().filter(|(name, _)| !names.iter().any(|known| known.to_lowercase() == name.to_lowercase()));
    let provenance = Provenance::new(ID, period, transactions, &[(LeftOut::Return, returns)]);
    Ok(Channels {
        column: by_channel.as_ref().map(|slots| slots.column.name.clone()),
        transactions,
        saving: cheapest.map(|_| channels.iter().filter_map(|channel| channel.saving).sum()),
        cheapest: cheapest.map(|(name, _)| name.to_owned()),
        unknown: unknown.map(|(name, _)| name.clone()).collect(),
        channels,
        branch: by_branch.as_ref().map(|slots| slots.column.name.clone()),
        branches,
        dearest: None,
        hubs: None,
        turnover: None,
        offered: attribute_names(&view.dataset, purchases.attributes())
            .into_iter()
            .filter(|name| purchases.attribute(name).is_some())
            .collect(),
        provenance: view.with_held_back(provenance, Kind::Purchases),
    })
}
