//! Sums and distinct counts, slot by slot: a slot is a period, or a group.

use std::collections::HashSet;

use serde::Serialize;

use crate::domain::dataset::PurchaseRow;
use crate::domain::money::Money;

/// What was sold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Sales {
    /// The sum of all amounts, in the file's currency.
    pub revenue: Money,
    /// Customers with a purchase.
    pub customers: usize,
    /// Orders with a purchase.
    pub orders: usize,
    /// Revenue per order; `None` without one.
    pub basket: Option<f64>,
}

/// What was sold in each of some slots.
pub(super) struct Tally {
    revenue: Vec<Money>,
    customers: Distinct,
    orders: Distinct,
}

impl Tally {
    /// So many empty slots.
    pub fn new(slots: usize) -> Self {
        Self { revenue: vec![Money::ZERO; slots], customers: Distinct::new(slots), orders: Distinct::new(slots) }
    }

    /// Adds a row to a slot; one beyond the last is none.
    pub fn add(&mut self, slot: u32, row: &PurchaseRow) {
        let Some(revenue) = self.revenue.get_mut(slot as usize) else { return };
        *revenue += row.amount.money();
        if !row.returned {
            self.customers.add(row.customer, slot);
            self.orders.add(row.order, slot);
        }
    }

    /// Who bought in a slot, by number.
    pub fn customers(&self, slot: usize) -> Vec<u32> {
        self.customers.of(slot)
    }

    /// What was sold, slot by slot.
    pub fn sales(&self) -> impl Iterator<Item = Sales> + '_ {
        let counts = self.customers.counts.iter().zip(&self.orders.counts);
        self.revenue.iter().zip(counts).map(|(&revenue, (&customers, &orders))| {
            let basket = (orders > 0).then(|| revenue.to_f64() / orders as f64);
            Sales { revenue, customers, orders, basket }
        })
    }
}

/// How many different numbers each slot has seen.
struct Distinct {
    counts: Vec<usize>,
    /// The first slot of each number, from 1; 0 for none.
    first: Vec<u32>,
    /// Further slots of numbers: few, where numbers are orders.
    more: HashSet<(u32, u32), foldhash::fast::FixedState>,
}

impl Distinct {
    fn new(slots: usize) -> Self {
        Self { counts: vec![0; slots], first: Vec::new(), more: HashSet::default() }
    }

    fn add(&mut self, number: u32, slot: u32) {
        let place = number as usize;
        if place >= self.first.len() {
            self.first.resize(place + 1, 0);
        }
        let Some(first) = self.first.get_mut(place) else { return };
        let marked = slot + 1;
        let is_new = if *first == 0 {
            *first = marked;
            true
        } else {
            *first != marked && self.more.insert((number, slot))
        };
        if is_new && let Some(count) = self.counts.get_mut(slot as usize) {
            *count += 1;
        }
    }

    /// The numbers a slot has seen, ascending.
    fn of(&self, slot: usize) -> Vec<u32> {
        let Ok(slot) = u32::try_from(slot) else { return Vec::new() };
        let seen = |(number, first): &(u32, &u32)| **first == slot + 1 || self.more.contains(&(*number, slot));
        (0_u32..).zip(&self.first).filter(seen).map(|(number, _)| number).collect()
    }
}
