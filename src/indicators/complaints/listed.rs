//! Whose complaint is open, and who is unhappy and says nothing, to get in touch with.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::dataset::{BLANK, Complaints, Field};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::order;
use crate::indicators::View;
use crate::indicators::named::newest_scores;
use crate::indicators::spent::Spent;

use super::handled::Case;

/// Customers listed at most, of each list.
pub const MOST_LISTED: usize = 20;

/// A customer whose complaint is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenComplaint {
    /// Who, by id.
    pub customer: String,
    /// The day of the complaint; of several the oldest.
    pub day: Day,
    /// For how many days it has been open by the last day known.
    pub days: i32,
    /// Why; the empty text where it is blank.
    pub reason: String,
}

/// A customer who is unhappy and never complained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SilentCustomer {
    /// Who, by id.
    pub customer: String,
    /// Their newest score.
    pub score: u8,
    /// What they brought; `None` where nothing says it.
    pub value: Option<Money>,
}

/// Customers with an open complaint, the oldest first; none where the last day known is not.
pub(super) fn open(view: &View, table: &Complaints, until: Option<Day>) -> Vec<OpenComplaint> {
    let (Some(until), Some(settled)) = (until, table.of(Field::Settled)) else { return Vec::new() };
    let reason = table.of(Field::Reason);
    let rows = table.customer.iter().zip(&table.day).enumerate();
    let mut open: Vec<(Day, u32, usize)> = rows
        .filter(|(row, (customer, day))| {
            **customer != BLANK && Case::new(**day, settled.day(*row), Some(until)).is_open()
        })
        .map(|(row, (customer, day))| (*day, *customer, row))
        .collect();
    open.sort_unstable();
    let mut met = BTreeSet::new();
    let first = open.into_iter().filter(|(_, customer, _)| met.insert(*customer)).take(MOST_LISTED);
    first
        .map(|(day, customer, row)| OpenComplaint {
            customer: view.dataset.customers.get(customer).to_owned(),
            day,
            days: until.days_since(day),
            reason: reason.and_then(|reason| reason.value(row)).unwrap_or_default().to_owned(),
        })
        .collect()
}

/// Of these, who brought most first, then who scored lowest.
pub(super) fn silent(view: &View, customers: &[u32], spent: Option<&Spent>) -> Vec<SilentCustomer> {
    let scores = newest_scores(view);
    let mut silent: Vec<(Option<Money>, u8, u32)> = customers
        .iter()
        .filter_map(|&customer| {
            let score = scores.get(customer as usize).copied().flatten()?.get();
            Some((spent.and_then(|spent| spent.of_customer(customer)), score, customer))
        })
        .collect();
    order::sort_by(&mut silent, |(money, score, _), (other, theirs, _)| other.cmp(money).then(score.cmp(theirs)));
    silent.truncate(MOST_LISTED);
    let one = |(value, score, customer)| SilentCustomer {
        customer: view.dataset.customers.get(customer).to_owned(),
        score,
        value,
    };
    silent.into_iter().map(one).collect()
}
