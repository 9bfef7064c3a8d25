//! A customer's way through the months.

use crate::domain::money::Money;

use super::{Month, TiersParams};

/// Where a customer stands after the last month.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Who, by number.
    pub customer: u32,
    /// Their tier, from 0.
    pub tier: u8,
    /// Months running below its bar.
    pub below: u32,
    /// The best tier reached in those; their tier where there are none.
    pub best_below: u8,
    /// Whether they are on watch.
    pub watched: bool,
    /// Their worth in the last month.
    pub worth: Money,
    /// Their tier at the end of each of their months.
    pub history: Vec<u8>,
}

/// The bars, and what was counted so far.
pub struct Walk<'a> {
    bars: &'a [Money],
    watch_after: u32,
    down_after: u32,
    /// Each whole month.
    pub months: Vec<Month>,
}

impl<'a> Walk<'a> {
    /// Before the first customer.
    pub fn new(bars: &'a [Money], params: &TiersParams, months: usize) -> Self {
        let month = Month { customers: vec![0; bars.len() + 1], ..Month::default() };
        let (watch_after, down_after) = (u32::from(params.watch_after), u32::from(params.down_after));
        Self { bars, watch_after, down_after, months: vec![month; months] }
    }

    fn earned(&self, worth: Money) -> u8 {
        u8::try_from(self.bars.partition_point(|bar| *bar <= worth)).unwrap_or(u8::MAX)
    }

    /// Months left until a customer on watch falls; 1 is the next.
    pub fn months_left(&self, standing: &Standing) -> u32 {
        (self.watch_after + self.down_after).saturating_sub(standing.below).max(1)
    }

    /// Takes a customer through their months, the first of which has this number.
    pub fn customer(&mut self, customer: u32, first: u32, worth: &[Money]) -> Standing {
        let last = worth.last().copied().unwrap_or_default();
        let mut standing =
            Standing { customer, tier: 0, below: 0, best_below: 0, watched: false, worth: last, history: Vec::new() };
        for (place, worth) in worth.iter().enumerate() {
            let earned = self.earned(*worth);
            let before = standing.tier;
            if place == 0 || earned >= standing.tier {
                (standing.tier, standing.below, standing.best_below) = (earned, 0, earned);
            } else {
                standing.best_below = if standing.below == 0 { earned } else { standing.best_below.max(earned) };
                standing.below += 1;
                if standing.below >= self.watch_after + self.down_after {
                    (standing.tier, standing.below) = (standing.best_below, 0);
                }
            }
            standing.watched = standing.below >= self.watch_after;
            standing.history.push(standing.tier);
            let Some(month) = self.months.get_mut(first as usize + place) else { continue };
            if let Some(count) = month.customers.get_mut(usize::from(standing.tier)) {
                *count += 1;
            }
            month.watch += usize::from(standing.watched);
            month.up += usize::from(place > 0 && standing.tier > before);
            month.down += usize::from(standing.tier < before);
        }
        standing
    }
}
