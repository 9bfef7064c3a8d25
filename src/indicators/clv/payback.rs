//! When customers have paid back what acquiring them cost, by the channel they came through.
//!
//! The channel is a column of the customers table, else that of each customer's first purchase. What acquiring one costs
//! is typed in by channel, else the mean of a column of the customers table. Margin is what customers had brought so many
//! months after their first purchase, in the mean of those followed for so long, times the margin: the cohorts of
//! [`AtAge`](super::AtAge), month by month (a twelfth of 365.25 days, in whole days). Payback is the first month in which
//! it reaches the cost. Later months rest on fewer customers, the longest known.
//!
//! Its interval is a percentile bootstrap over the customers of the channel, in a hundred groups of every so-manieth where
//! they are more; an end that lies beyond what was followed is open. A cost that is typed in counts as known.
//!
//! What follows the first year is told by the margin multiple of all customers: it knows no differences between channels.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{BLANK, Column, Field, Purchases};
use crate::domain::day::Day;
use crate::domain::grouping::MAX_GROUPS;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::random::Rng;
use crate::indicators::View;
use crate::indicators::dividing::attribute_names;
use crate::indicators::named::{
    ACQUISITION_COST, called, column_for, number_column, numbers, of_customers, rows_of_customers,
};
use crate::indicators::priced::price_of;
use crate::indicators::purchase_days::{PurchaseDay, PurchaseDays};

use super::MONTH;
use super::params::CheckedClv;

/// Parts of the names of columns that say the channel.
const CHANNEL: &[&str] = &["channel", "渠道"];

/// Parts of the names of columns that say how a customer came, which goes before a channel they use.
const SOURCE: &[&str] = &[
    "acquisitionsource",
    "acquisitionchannel",
    "customersource",
    "leadsource",
    "获客来源",
    "获客渠道",
    "客户来源",
    "来源渠道",
];

/// Channels compared at most, those of most customers.
const MOST_CHANNELS: usize = 30;

/// Months followed at most.
const MOST_MONTHS: usize = 60;

/// Groups of customers that are drawn from.
const GROUPS: usize = 100;

/// Draws of the bootstrap.
const RESAMPLES: usize = 400;

/// The draws are the same every time.
const SEED: u64 = 0x7061_7962;

/// Sums in doubles that are the same may differ by a hair.
const HAIR: f64 = 1e-9;

/// Customers between two breaths.
const STRETCH: usize = 4_096;

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// No column says the channel.
    Channel,
    /// Of no channel is known what a customer costs.
    Cost,
}

/// What payback was told by.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PaybackOf {
    /// What is missing; `None` where nothing is.
    pub lacking: Option<Lacking>,
    /// The column that says the channel.
    pub channel: Option<String>,
    /// The column that says the cost; `None` where none does, or it is not used.
    pub cost: Option<String>,
    /// Channels with a cost typed in through which nobody came.
    pub unknown: Vec<String>,
    /// Columns that can say the channel.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// Columns that can say the cost.
    #[serde(skip)]
    pub offered_costs: Vec<String>,
}

/// The customers of one channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Payback {
    /// Its name; the empty text where it is blank.
    pub channel: String,
    /// How many.
    pub customers: usize,
    /// What acquiring one cost; `None` where it is not known.
    pub cost: Option<f64>,
    /// The month of age in which their margin reaches it, from 1; `None` while it does not.
    pub month: Option<u32>,
    /// Lower end of its interval; `None` beyond what was followed, or without one.
    pub low: Option<u32>,
    /// Upper end.
    pub high: Option<u32>,
    /// The share of draws in which it is reached; `None` where there is no interval.
    pub reached: Option<f64>,
    /// Customers followed to that month.
    pub followed: Option<usize>,
    /// What a customer had brought after a year, times the margin; `None` where nobody was followed so long.
    pub year: Option<f64>,
    /// The same with what the margin multiple makes of the years after it.
    pub lifetime: Option<f64>,
    /// Lifetime in costs of acquiring.
    pub lifetime_per_cost: Option<f64>,
    /// Month by month.
    pub by_month: Vec<AtMonth>,
}

impl Payback {
    /// Months followed in enough customers: later ones rest on others than those before.
    pub(super) fn months_of_enough(&self, small: SmallSample) -> impl Iterator<Item = &AtMonth> {
        self.by_month.iter().take_while(move |at| small.is_enough(at.customers))
    }

    /// Whether the month of payback rests on enough customers.
    pub(super) fn is_sound(&self, small: SmallSample) -> bool {
        self.followed.is_some_and(|followed| small.is_enough(followed))
    }
}

/// What customers had brought by a month of age.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AtMonth {
    /// The month, from 1.
    pub month: u32,
    /// Customers followed for so long.
    pub customers: usize,
    /// What they had brought in the mean, times the margin.
    pub value: f64,
}

/// Sums over some customers.
#[derive(Debug, Clone, Default)]
struct Sums {
    /// Customers followed to each month, and what they had brought by then.
    months: Vec<(usize, f64)>,
    /// Customers whose cost is known, and what they cost.
    cost: (usize, f64),
}

impl Sums {
    fn add(&mut self, other: &Self) {
        if self.months.len() < other.months.len() {
            self.months.resize(other.months.len(), (0, 0.0));
        }
        for (own, (customers, money)) in self.months.iter_mut().zip(&other.months) {
            *own = (own.0 + customers, own.1 + money);
        }
        self.cost = (self.cost.0 + other.cost.0, self.cost.1 + other.cost.1);
    }

    /// Takes in a customer, followed up to a day.
    fn follow(&mut self, days: &[PurchaseDay], end: Day) {
        let Some(first) = days.first() else { return };
        let (mut money, mut left) = (Money::ZERO, days.iter().peekable());
        for month in 1..=MOST_MONTHS {
            let until = first.day.plus_days(days_of(month));
            if until > end {
                break;
            }
            while let Some(day) = left.next_if(|day| day.day <= until) {
                money += day.money;
            }
            if self.months.len() < month {
                self.months.push((0, 0.0));
            }
            if let Some(slot) = self.months.get_mut(month - 1) {
                *slot = (slot.0 + 1, slot.1 + money.to_f64());
            }
        }
    }

    /// What acquiring one cost in the mean.
    fn mean_cost(&self) -> Option<f64> {
        (self.cost.0 > 0).then(|| self.cost.1 / self.cost.0 as f64)
    }

    /// The place of the first month in which margin reaches a cost.
    fn reaches(&self, cost: f64, margin: f64) -> Option<usize> {
        let reached = |(customers, money): &(usize, f64)| {
            *customers > 0 && money * margin / *customers as f64 >= cost * (1.0 - HAIR)
        };
        self.months.iter().position(reached)
    }
}

/// Days in so many months.
fn days_of(months: usize) -> i32 {
    #[allow(clippy::cast_possible_truncation)] // some thousands
    let days = (months as f64 * MONTH) as i32;
    days
}

/// By customer number the channel they came through.
struct Came<'a> {
    column: &'a Column,
    codes: Vec<u32>,
}

impl<'a> Came<'a> {
    /// By the customers table, else by the first purchase.
    async fn of<P: Pace>(
        view: &'a View,
        purchases: &'a Purchases,
        chosen: Option<&str>,
        pace: &mut P,
    ) -> Result<Option<Self>, Cancelled> {
        let few = |column: &&Column| (1..=MAX_GROUPS).contains(&column.values.len());
        let source = of_customers(view).filter(few).find(|column| called(&column.name, SOURCE));
        if let Some(column) = column_for(of_customers(view).filter(few), chosen, source, CHANNEL) {
            let rows = rows_of_customers(view).into_iter();
            let codes = rows.map(|row| row.and_then(|row| column.codes.get(row).copied()).unwrap_or(BLANK)).collect();
            return Ok(Some(Self { column, codes }));
        }
        let of_role = purchases.of(Field::Channel).filter(few);
        let column = column_for(purchases.attributes().filter(few), chosen, of_role, CHANNEL);
        let Some(column) = column else { return Ok(None) };
        let mut first: Vec<Option<(Day, u32)>> = vec![None; view.all.customers.len()];
        in_blocks_paced(purchases.len(), pace, |range| {
            for (place, row) in range.clone().zip(purchases.rows_in(range)).filter(|(_, row)| !row.returned) {
                let Some(slot) = first.get_mut(row.customer as usize) else { continue };
                if slot.is_none_or(|(day, _)| row.day < day) {
                    *slot = Some((row.day, column.codes.get(place).copied().unwrap_or(BLANK)));
                }
            }
        })
        .await?;
        let codes = first.into_iter().map(|first| first.map_or(BLANK, |(_, code)| code)).collect();
        Ok(Some(Self { column, codes }))
    }

    /// The slot of a customer's channel; blank has the one after the last.
    fn slot(&self, customer: u32) -> usize {
        let code = self.codes.get(customer as usize).copied().filter(|code| *code != BLANK);
        code.map_or(self.column.values.len(), |code| code as usize)
    }

    fn name(&self, slot: usize) -> &str {
        let code = u32::try_from(slot).ok().filter(|_| slot < self.column.values.len());
        code.map_or("", |code| self.column.values.get(code))
    }
}

/// Payback by channel, of all who began up to a day.
pub(super) async fn payback<P: Pace>(
    view: &View,
    purchases: &Purchases,
    days: &PurchaseDays,
    end: Day,
    checked: &CheckedClv,
    pace: &mut P,
) -> Result<(Vec<Payback>, PaybackOf), Cancelled> {
    let params = &checked.params;
    let cost_column = number_column(of_customers(view), params.cost_column.as_deref(), ACQUISITION_COST);
    let mut told_by = PaybackOf {
        cost: cost_column.map(|column| column.name.clone()),
        offered: attribute_names(&view.dataset, purchases.attributes()),
        offered_costs: numbers(of_customers(view)).map(|column| column.name.clone()).collect(),
        ..PaybackOf::default()
    };
    let Some(came) = Came::of(view, purchases, params.channel.as_deref(), pace).await? else {
        told_by.lacking = Some(Lacking::Channel);
        return Ok((Vec::new(), told_by));
    };
    told_by.channel = Some(came.column.name.clone());
    let rows = if cost_column.is_some() { rows_of_customers(view) } else { Vec::new() };
    let cost_of = |customer: u32| cost_column?.number(rows.get(customer as usize).copied().flatten()?);
    let groups = grouped(&came, days, end, cost_of, pace).await?;
    let mut found = Vec::new();
    for (stream, (slot, groups)) in (0..).zip(groups) {
        let name = came.name(slot);
        let typed = price_of(&checked.costs, name).map(Money::to_f64);
        found.push(of_channel(name, &groups, typed, stream, checked, pace).await?);
    }
    let came_through = |name: &String| (0..came.column.values.len()).any(|slot| is_same(came.name(slot), name));
    let typed = checked.costs.iter().map(|(name, _)| name);
    told_by.unknown = typed.filter(|name| !came_through(name)).cloned().collect();
    if found.iter().all(|channel| channel.cost.is_none()) {
        told_by.lacking = Some(Lacking::Cost);
    }
    Ok((found, told_by))
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Customers of a channel, in groups of about as many each.
#[derive(Clone, Default)]
struct Grouped {
    customers: usize,
    groups: Vec<Sums>,
}

/// The channels of most customers, most first, then by name.
async fn grouped<P: Pace>(
    came: &Came<'_>,
    days: &PurchaseDays,
    end: Day,
    cost_of: impl Fn(u32) -> Option<Money>,
    pace: &mut P,
) -> Result<Vec<(usize, Grouped)>, Cancelled> {
    let mut channels = vec![Grouped::default(); came.column.values.len() + 1];
    for (place, (customer, days)) in days.customers().enumerate() {
        if place % STRETCH == 0 {
            pace.breathe(Progress::default()).await?;
        }
        let began = days.first().is_some_and(|first| first.day <= end);
        let Some(channel) = channels.get_mut(came.slot(customer)).filter(|_| began) else { continue };
        let group = channel.customers % GROUPS;
        channel.customers += 1;
        if channel.groups.len() <= group {
            channel.groups.push(Sums::default());
        }
        let Some(sums) = channel.groups.get_mut(group) else { continue };
        sums.follow(days, end);
        if let Some(cost) = cost_of(customer).filter(|cost| *cost >= Money::ZERO) {
            sums.cost = (sums.cost.0 + 1, sums.cost.1 + cost.to_f64());
        }
    }
    let mut channels: Vec<_> = channels.into_iter().enumerate().filter(|(_, channel)| channel.customers > 0).collect();
    order::sort_by(&mut channels, |(one_slot, one), (other_slot, other)| {
        other.customers.cmp(&one.customers).then_with(|| came.name(*one_slot).cmp(came.name(*other_slot)))
    });
    channels.truncate(MOST_CHANNELS);
    Ok(channels)
}

async fn of_channel<P: Pace>(
    name: &str,
    grouped: &Grouped,
    typed: Option<f64>,
    stream: u32,
    checked: &CheckedClv,
    pace: &mut P,
) -> Result<Payback, Cancelled> {
    let margin = checked.params.margin;
    let mut all = Sums::default();
    grouped.groups.iter().for_each(|group| all.add(group));
    let cost = typed.or_else(|| all.mean_cost());
    let month = cost.and_then(|cost| all.reaches(cost, margin));
    let at = |(place, (customers, money)): (usize, &(usize, f64))| AtMonth {
        month: number(place),
        customers: *customers,
        value: money * margin / (*customers).max(1) as f64,
    };
    let by_month: Vec<AtMonth> = all.months.iter().enumerate().map(at).collect();
    let mut found = Payback {
        channel: name.to_owned(),
        customers: grouped.customers,
        cost,
        month: month.map(number),
        low: None,
        high: None,
        reached: None,
        followed: month.and_then(|place| Some(by_month.get(place)?.customers)),
        year: by_month.get(11).map(|year| year.value),
        lifetime: None,
        lifetime_per_cost: None,
        by_month,
    };
    if cost.is_some() && grouped.groups.len() > 1 {
        let drawn = draws(&grouped.groups, typed, stream, margin, pace).await?;
        found.reached = Some(drawn.iter().flatten().count() as f64 / drawn.len() as f64);
        let side = (1.0 - checked.level.get()) / 2.0;
        found.low = end_of(&drawn, side);
        found.high = end_of(&drawn, 1.0 - side);
    }
    Ok(found)
}

/// The number of the month that has a place.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1)
}

/// The month of each draw, rising; those in which the cost is not reached come last.
async fn draws<P: Pace>(
    groups: &[Sums],
    typed: Option<f64>,
    stream: u32,
    margin: f64,
    pace: &mut P,
) -> Result<Vec<Option<u32>>, Cancelled> {
    let mut random = Rng::new(SEED, stream);
    let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    let mut drawn = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        let mut all = Sums::default();
        for _ in 0..count {
            if let Some(group) = groups.get(random.below(count) as usize) {
                all.add(group);
            }
        }
        let cost = typed.or_else(|| all.mean_cost());
        drawn.push(cost.and_then(|cost| all.reaches(cost, margin)).map(number));
        pace.breathe(Progress::default()).await?;
    }
    drawn.sort_unstable_by_key(|month| month.unwrap_or(u32::MAX));
    Ok(drawn)
}

/// The month below which a share of the draws lies.
fn end_of(drawn: &[Option<u32>], share: f64) -> Option<u32> {
    let last = drawn.len().checked_sub(1)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in a list
    let place = (share * last as f64).round() as usize;
    drawn.get(place).copied().flatten()
}

impl Payback {
    /// With what a year's margin is worth for ever.
    pub(super) fn with_multiple(&mut self, multiple: Option<f64>) {
        self.lifetime = self.year.zip(multiple).map(|(year, multiple)| year * (1.0 + multiple));
        let cost = self.cost.filter(|cost| *cost > 0.0);
        self.lifetime_per_cost = self.lifetime.zip(cost).map(|(lifetime, cost)| lifetime / cost);
    }
}
