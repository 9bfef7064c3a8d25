//! The five signs of a loyal customer, each counted among the customers of whom it can be told: buys again and again, buys
//! across products, recommends, is not lured away, and forgives a failure.
//!
//! - *Buys again*: bought on two days or more, and is not gone.
//! - *Across products*: bought two products or more.
//! - *Recommends*: the newest score is 9 or 10.
//! - *Not lured away*: our share of what is spent with us and with others is the bar or more.
//! - *Forgives*: bought on a day after the first complaint; whoever complained and had bought before is counted.
//!
//! Source: J. Griffin, Customer Loyalty: How to Earn It, How to Keep It (1995), whose four signs the fifth is added to in
//! the Chinese literature. Intervals are Wilson's.

use serde::Serialize;

use crate::domain::dataset::{BLANK, Customers, Field};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Level, wilson};
use crate::domain::money::Money;
use crate::domain::score::Attitude;
use crate::indicators::View;
use crate::indicators::gone::Gone;
use crate::indicators::lifecycle::LifecycleParams;
use crate::indicators::named::{newest_scores, product_column, said_of_customers};
use crate::indicators::wallet::held;

use super::parts::Sources;

/// The keys of the signs, in their order.
pub const SIGNS: [&str; 5] = ["repeats", "across_products", "recommends", "not_lured", "forgives"];

/// One sign.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sign {
    /// Which.
    pub key: &'static str,
    /// Customers of whom it can be told.
    pub n: usize,
    /// Those who show it.
    pub customers: usize,
    /// `customers / n`; `None` of nobody.
    pub share: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end of its interval.
    pub high: Option<f64>,
}

impl Sign {
    fn of(key: &'static str, told: &[Option<bool>], level: Level) -> Self {
        let n = told.iter().flatten().count();
        let customers = told.iter().flatten().filter(|shows| **shows).count();
        let interval = wilson(customers, n, level);
        Self {
            key,
            n,
            customers,
            share: interval.map(|_| customers as f64 / n as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    }
}

/// The signs, in their order, and how many customers show none to all five of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signs {
    /// Each sign.
    pub each: Vec<Sign>,
    /// Customers by how many signs they show, 0 to 5, of those of whom any can be told.
    pub shown: Vec<usize>,
    /// How many signs each customer shows, by number; `None` of whom none can be told.
    #[serde(skip)]
    of: Vec<Option<u8>>,
}

/// The key of the customers who show so many signs.
pub fn showing(signs: usize) -> String {
    format!("shows_{signs}")
}

impl Signs {
    /// The customers who show so many signs, by number.
    pub fn showing(&self, signs: usize) -> impl Iterator<Item = u32> + use<'_> {
        let numbered = (0_u32..).zip(&self.of);
        numbered.filter(move |(_, of)| of.map(usize::from) == Some(signs)).map(|(customer, _)| customer)
    }
}

/// Whether each customer shows each sign; `None` where it cannot be told.
pub async fn signs<P: Pace>(
    view: &View,
    sources: &Sources<'_>,
    (gone, lifecycle): (&Gone, &LifecycleParams),
    (lured_below, level): (f64, Level),
    pace: &mut P,
) -> Result<Signs, Cancelled> {
    let count = view.all.customers.len();
    let numbers = || 0..u32::try_from(count).unwrap_or(u32::MAX);
    let bought = |customer: u32| !sources.days(customer).is_empty();
    let mut scratch = Vec::new();
    let repeats = |customer: u32| {
        let again = sources.days(customer).len() > 1;
        bought(customer).then(|| again && !gone.is(customer, lifecycle, &mut scratch))
    };
    let repeats: Vec<Option<bool>> = numbers().map(repeats).collect();
    pace.breathe(Progress::default()).await?;
    let product = view.purchases().and_then(|rows| Some((rows, product_column(rows, None)?)));
    let products = match product {
        Some((rows, column)) => held(rows, column, count, pace).await?.0,
        None => Vec::new(),
    };
    let across = products.iter().map(|held| (*held > 0).then_some(*held > 1)).collect();
    let scores = if sources.other_scale { Vec::new() } else { newest_scores(view) };
    let recommends = scores.iter().map(|score| Some((*score)?.attitude() == Attitude::Promoter)).collect();
    let lured = not_lured(view, lured_below);
    let forgives = forgives(view, sources, count);
    let told: [Vec<Option<bool>>; 5] = [repeats, across, recommends, lured, forgives];
    let of = |place: usize| {
        let own = || told.iter().filter_map(|told| told.get(place).copied().flatten());
        own().next()?;
        u8::try_from(own().filter(|shows| *shows).count()).ok()
    };
    let of: Vec<Option<u8>> = (0..count).map(of).collect();
    let mut shown = vec![0; SIGNS.len() + 1];
    for signs in of.iter().flatten() {
        if let Some(slot) = shown.get_mut(usize::from(*signs)) {
            *slot += 1;
        }
    }
    let each = SIGNS.into_iter().zip(&told).map(|(key, told)| Sign::of(key, told, level)).collect();
    Ok(Signs { each, shown, of })
}

/// Whether our share of what a customer spends is the bar or more.
fn not_lured(view: &View, bar: f64) -> Vec<Option<bool>> {
    let profiles = view.dataset.profiles.as_deref();
    let columns = profiles.and_then(|table: &Customers| Some((table.of(Field::Own)?, table.of(Field::Total)?)));
    let Some((own, total)) = columns else { return Vec::new() };
    let (own, total) = (said_of_customers(view, own), said_of_customers(view, total));
    let share = |(own, total): (Option<Money>, Option<Money>)| {
        let (own, total) = (own?, total.filter(|total| *total > Money::ZERO)?);
        Some(own.to_f64() / total.to_f64() >= bar)
    };
    own.into_iter().zip(total).map(share).collect()
}

/// Whether who complained bought again afterwards.
fn forgives(view: &View, sources: &Sources<'_>, count: usize) -> Vec<Option<bool>> {
    let mut first: Vec<Option<Day>> = vec![None; count];
    let complaints = view.dataset.complaints.iter();
    for (&customer, &day) in complaints.flat_map(|table| table.customer.iter().zip(&table.day)) {
        if let Some(slot) = first.get_mut(customer as usize).filter(|_| customer != BLANK) {
            *slot = Some(slot.map_or(day, |known| known.min(day)));
        }
    }
    let told = |(customer, complained): (u32, Option<Day>)| {
        let days = sources.days(customer);
        let complained = complained.filter(|complained| days.first().is_some_and(|first| first <= complained))?;
        Some(days.last().is_some_and(|last| *last > complained))
    };
    (0..).zip(first).map(told).collect()
}
