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
    /// Their tier at the end of the next month, if it brings what is expected.
    pub next: u8,
}

/// What the rules look at from month to month.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct State {
    tier: u8,
    below: u32,
    best_below: u8,
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

    /// After a month in which such a tier was earned.
    fn after(&self, state: State, earned: u8) -> State {
        if earned >= state.tier {
            return State { tier: earned, below: 0, best_below: earned };
        }
        let best_below = if state.below == 0 { earned } else { state.best_below.max(earned) };
        let below = state.below + 1;
        if below >= self.watch_after + self.down_after {
            State { tier: best_below, below: 0, best_below }
        } else {
            State { below, best_below, ..state }
        }
    }

    /// Takes a customer through their months, the first of which has this number; after them one more is expected to
    /// bring so much.
    pub fn customer(&mut self, customer: u32, first: u32, worth: &[Money], expected: Money) -> Standing {
        let mut state = State::default();
        let mut history = Vec::with_capacity(worth.len());
        for (place, worth) in worth.iter().enumerate() {
            // The lowest tier is earned by any worth: nobody starts below one.
            let before = state.tier;
            state = self.after(state, self.earned(*worth));
            history.push(state.tier);
            let watched = self.watches(state);
            let Some(month) = self.months.get_mut(first as usize + place) else { continue };
            if let Some(count) = month.customers.get_mut(usize::from(state.tier)) {
                *count += 1;
            }
            month.watch += usize::from(watched);
            month.up += usize::from(place > 0 && state.tier > before);
            month.down += usize::from(state.tier < before);
        }
        let State { tier, below, best_below } = state;
        Standing {
            customer,
            tier,
            below,
            best_below,
            watched: self.watches(state),
            worth: worth.last().copied().unwrap_or_default(),
            history,
            next: self.after(state, self.earned(expected)).tier,
        }
    }

    const fn watches(&self, state: State) -> bool {
        state.below >= self.watch_after
    }
}
