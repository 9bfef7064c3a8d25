//! One customer's tiers, month by month.

use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::indicators::{Stopped, View};

use super::walk::{Standing, Walk};
use super::{Measured, Tiers, TiersParams};

/// A customer's way through the whole months.
pub struct One {
    /// Each of their months, oldest first.
    pub months: Vec<OneMonth>,
    /// Where they stand after the last of them.
    pub standing: Standing,
    /// Months left until they fall, for one on watch; 1 is the next.
    pub months_left: u32,
    /// The bar of their tier; zero for the lowest.
    pub bar: Money,
}

/// One month of a customer.
pub struct OneMonth {
    /// Its first day.
    pub start: Day,
    /// What it was worth.
    pub worth: Money,
    /// Their tier at its end, from 0.
    pub tier: u8,
    /// Whether they were on watch then.
    pub watched: bool,
}

impl One {
    /// Since when they have had their tier: the first day of the month that brought it.
    pub fn since(&self) -> Option<Day> {
        let held = self.months.iter().rev().take_while(|month| month.tier == self.standing.tier);
        held.last().map(|month| month.start)
    }
}

/// The months of a customer, by the bars that were found; `None` for one without a whole month.
pub async fn one<P: Pace>(
    view: &View,
    found: &Tiers,
    params: &TiersParams,
    customer: u32,
    pace: &mut P,
) -> Result<Option<One>, Cancelled> {
    let counted = view.up_to_end();
    let Some(rows) = counted.purchases() else { return Ok(None) };
    let measured = match Measured::of(view, rows, params, pace).await {
        Ok(measured) => measured,
        Err(Stopped::Cancelled) => return Err(Cancelled),
        // What was found once is measured again: there is no such error.
        Err(Stopped::Error(_)) => None,
    };
    let Some(Measured { worth, .. }) = measured else { return Ok(None) };
    let Some((first, own)) = worth.of_customer(customer).filter(|(_, own)| !own.is_empty()) else { return Ok(None) };
    let bars: Vec<Money> = found.tiers.iter().skip(1).map(|tier| tier.bar).collect();
    // Of one customer alone the counts of a month say what they were in it.
    let mut walk = Walk::new(&bars, params, found.months.len());
    let standing = walk.customer(customer, first, own, worth.expected(customer, own));
    let of_months = found.months.iter().zip(&walk.months).skip(first as usize);
    let month = |(((month, counted), worth), tier): (((&super::Month, &super::Month), &Money), &u8)| {
        Some(OneMonth { start: month.start?, worth: *worth, tier: *tier, watched: counted.watch > 0 })
    };
    let months = of_months.zip(own).zip(&standing.history).filter_map(month).collect();
    let bar = found.tiers.get(usize::from(standing.tier)).map_or(Money::ZERO, |tier| tier.bar);
    Ok(Some(One { months, months_left: walk.months_left(&standing), standing, bar }))
}
