//! One customer's page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::domain::dataset::{Attribute, BLANK, Field, Purchases};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::score::Score;
use crate::domain::timeline::Happened;
use crate::engine::protocol::{CustomerEvent, CustomerList, CustomerPage, CustomerPlace, Failure, PurchaseLine};

use super::customers::Order;
use super::scored::Scored;

impl Scored {
    /// One customer's page.
    pub fn customer(
        &self,
        id: &str,
        among: &CustomerList,
        kept: &RefCell<Option<Order>>,
    ) -> Result<CustomerPage, Failure> {
        let customer = self.dataset.customers.find(id).ok_or_else(|| Failure::NoSuchCustomer(id.to_owned()))?;
        let order = self.ordered(among, kept);
        let known = order.of(customer);
        let mut events = self.events(customer);
        // Newest first; what has no day comes last. The sort is stable: a day keeps the file's order.
        order::sort_by_key(&mut events, |event| std::cmp::Reverse(event.day()));
        // As recency has it: the filter may hold the row of it back.
        let reference = self.rfm.as_ref().map(|rfm| rfm.reference_date);
        let last_purchase = reference.zip(known.rfm).map(|(reference, rfm)| reference.plus_days(-rfm.recency));
        let events_total = events.len();
        let happened = happened(&events);
        events.truncate(CustomerPage::MOST);
        let profile = self.dataset.profiles.as_deref().zip(known.profile);
        let since = profile.and_then(|(table, row)| table.since.get(row).copied().flatten());
        let attributes = profile.map(|(table, row)| named_values(table.attributes(), row)).unwrap_or_default();
        let contact = profile.and_then(|(table, row)| cell(table.of(Field::Contact), row));
        let scored = self.rfm.as_ref().filter(|_| known.rfm.is_some());
        let provenance = scored.map(|rfm| rfm.scored_from.clone());
        let row = self.row(customer, known);
        let place = self.place_in(&order, customer);
        kept.replace(Some(order));
        Ok(CustomerPage {
            row,
            since,
            last_purchase,
            contact,
            attributes,
            events,
            events_total,
            happened,
            provenance,
            place,
        })
    }

    fn place_in(&self, order: &Order, customer: u32) -> Option<CustomerPlace> {
        let all = order.customers();
        let place = all.iter().position(|&other| other == customer)?;
        let id = |place: usize| all.get(place).map(|&other| self.dataset.customers.get(other).to_owned());
        let (before, after) = (place.checked_sub(1).and_then(id), id(place + 1));
        Some(CustomerPlace { number: place + 1, of: all.len(), before, after })
    }

    fn events(&self, customer: u32) -> Vec<CustomerEvent> {
        let mut events = Vec::new();
        if let Some(table) = &self.dataset.exits {
            events.extend(rows_of(&table.customer, customer).filter_map(|row| {
                Some(CustomerEvent::Exit { day: *table.day.get(row)?, reason: cell(table.of(Field::Reason), row) })
            }));
        }
        if let Some(table) = &self.dataset.complaints {
            events.extend(rows_of(&table.customer, customer).filter_map(|row| {
                let settled = table.of(Field::Settled).and_then(|settled| settled.day(row));
                Some(CustomerEvent::Complaint {
                    day: *table.day.get(row)?,
                    settled,
                    reason: cell(table.of(Field::Reason), row),
                })
            }));
        }
        if let Some(table) = &self.dataset.answers {
            events.extend(rows_of(&table.customer, customer).map(|row| CustomerEvent::Answer {
                day: table.day.get(row).copied().flatten(),
                score: table.score.get(row).copied().flatten(),
                comment: cell(table.of(Field::Comment), row),
            }));
        }
        if let Some(table) = &self.dataset.purchases {
            events.extend(orders(table, customer));
        }
        events
    }
}

/// What has a day, the purchases of a day as one.
fn happened(events: &[CustomerEvent]) -> Vec<(Day, Happened)> {
    let mut bought = BTreeMap::<Day, f64>::new();
    let mut others = Vec::new();
    for event in events {
        match event {
            CustomerEvent::Purchase { day, amount, .. } => *bought.entry(*day).or_default() += amount.to_f64(),
            CustomerEvent::Answer { day, score, .. } => {
                others.extend(day.map(|day| (day, Happened::Answer(score.map(Score::attitude)))));
            }
            CustomerEvent::Complaint { day, .. } => others.push((*day, Happened::Complaint)),
            CustomerEvent::Exit { day, .. } => others.push((*day, Happened::Exit)),
        }
    }
    bought.into_iter().map(|(day, amount)| (day, Happened::Purchase(amount))).chain(others).collect()
}

/// A customer's orders as the file has them, each with its lines.
fn orders(table: &Purchases, customer: u32) -> impl Iterator<Item = CustomerEvent> {
    let mut rows: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for row in rows_of(&table.customer, customer) {
        rows.entry(table.order.get(row).copied().unwrap_or_default()).or_default().push(row);
    }
    rows.into_values().filter_map(move |rows| order_of(table, &rows))
}

fn order_of(table: &Purchases, rows: &[usize]) -> Option<CustomerEvent> {
    let day = rows.iter().filter_map(|row| table.day.get(*row)).min().copied()?;
    let amount = |row: usize| table.amount.get(row).map(|amount| amount.money()).unwrap_or_default();
    let returned = |row: usize| table.returned.get(row).copied().unwrap_or_default();
    let (first, others) = rows.split_first()?;
    let is_common = |column: &Attribute| others.iter().all(|row| column.value(*row) == column.value(*first));
    let (common, own): (Vec<_>, Vec<_>) = table.attributes().partition(|column| is_common(column));
    let line = |&row: &usize| PurchaseLine {
        amount: amount(row),
        returned: returned(row),
        attributes: named_values(own.iter().copied(), row),
    };
    Some(CustomerEvent::Purchase {
        day,
        amount: rows.iter().map(|row| amount(*row)).sum::<Money>(),
        returned: rows.iter().all(|row| returned(*row)),
        attributes: named_values(common.into_iter(), *first),
        lines: if others.is_empty() { Vec::new() } else { rows.iter().map(line).collect() },
    })
}

/// The rows of a customer; [`BLANK`] is none.
fn rows_of(column: &[u32], customer: u32) -> impl Iterator<Item = usize> {
    let rows = column.iter().enumerate();
    rows.filter(move |(_, code)| **code == customer && customer != BLANK).map(|(row, _)| row)
}

fn cell(column: Option<&Attribute>, row: usize) -> Option<String> {
    column.and_then(|column| column.value(row)).map(str::to_owned)
}

fn named_values<'a>(attributes: impl Iterator<Item = &'a Attribute>, row: usize) -> Vec<(String, String)> {
    let values =
        attributes.filter_map(|attribute| attribute.value(row).map(|value| (attribute.name.clone(), value.to_owned())));
    values.collect()
}
