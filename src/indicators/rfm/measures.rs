//! Recency, frequency and monetary of each customer, from the rows.

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{BLANK, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;

/// What the rows say of the customers, one entry per customer with a purchase, by number.
#[derive(Debug, Default)]
pub(super) struct Measures {
    pub customer: Vec<u32>,
    pub recency: Vec<i32>,
    pub frequency: Vec<u32>,
    pub monetary: Vec<Money>,
    pub without_purchase: usize,
    pub without_purchase_monetary: Money,
    pub rows_used: usize,
    pub returns_left_out: usize,
    pub after_reference: usize,
    pub period: Option<Period>,
}

/// One customer while the rows go by.
#[derive(Debug, Clone, Copy)]
struct Tally {
    last_purchase: Option<Day>,
    orders: u32,
    monetary: Money,
    seen: bool,
}

/// One pass over the rows up to the day `until`; recency is counted to `reference`. Linear in rows, customers and orders, unless orders are shared between
/// customers: their rows are sorted.
pub(super) async fn measure<P: Pace>(
    purchases: &Purchases,
    customers: usize,
    (until, reference): (Day, Day),
    returns: ReturnsPolicy,
    pace: &mut P,
) -> Result<Measures, Cancelled> {
    let blank = Tally { last_purchase: None, orders: 0, monetary: Money::ZERO, seen: false };
    let mut tallies = vec![blank; customers];
    let mut orders = OrderOwners::new(purchases.orders);
    let mut out = Measures::default();
    let mut span = None;
    in_blocks_paced(purchases.len(), pace, |range| {
        for row in purchases.rows_in(range) {
            let Some(tally) = tallies.get_mut(row.customer as usize) else { continue };
            if row.day > until {
                out.after_reference += 1;
                continue;
            }
            if row.returned && returns == ReturnsPolicy::LeftOut {
                out.returns_left_out += 1;
                continue;
            }
            out.rows_used += 1;
            span = Some(Period::including(span, row.day));
            tally.seen = true;
            tally.monetary += row.amount.money();
            if !row.returned {
                tally.last_purchase = tally.last_purchase.max(Some(row.day));
                tally.orders += u32::from(orders.is_new(row.order, row.customer));
            }
        }
    })
    .await?;
    for customer in orders.shared(pace).await? {
        if let Some(tally) = tallies.get_mut(customer as usize) {
            tally.orders += 1;
        }
    }
    out.period = span;
    gather(&tallies, reference, &mut out);
    pace.breathe(Progress::default()).await?;
    Ok(out)
}

fn gather(tallies: &[Tally], reference: Day, out: &mut Measures) {
    for (customer, tally) in (0_u32..).zip(tallies) {
        let Some(last) = tally.last_purchase else {
            out.without_purchase += usize::from(tally.seen);
            out.without_purchase_monetary += tally.monetary;
            continue;
        };
        out.customer.push(customer);
        out.recency.push(reference.days_since(last));
        out.frequency.push(tally.orders);
        out.monetary.push(tally.monetary);
    }
}

/// Counts distinct pairs of order and customer without a hash set: nearly every order is one
/// customer's, so that its first customer is all one has to remember. Other customers of the same
/// order are put aside and counted at the end.
struct OrderOwners {
    first: Vec<u32>,
    others: Vec<(u32, u32)>,
}

impl OrderOwners {
    fn new(orders: u32) -> Self {
        Self { first: vec![BLANK; orders as usize], others: Vec::new() }
    }

    /// Whether the pair is surely new; where that is not yet known, it is put aside.
    fn is_new(&mut self, order: u32, customer: u32) -> bool {
        match self.first.get_mut(order as usize) {
            Some(first) if *first == BLANK => {
                *first = customer;
                true
            }
            Some(first) if *first == customer => false,
            _ => {
                self.others.push((order, customer));
                false
            }
        }
    }

    /// The customer of each distinct pair that was put aside.
    async fn shared<P: Pace>(mut self, pace: &mut P) -> Result<impl Iterator<Item = u32>, Cancelled> {
        sort_paced(&mut self.others, pace, Ord::cmp).await?;
        self.others.dedup();
        Ok(self.others.into_iter().map(|(_, customer)| customer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{Unpaced, block_on_ready};
    use crate::domain::money::PackedMoney;

    fn of_table(purchases: &Purchases, customers: usize, reference: Day, returns: ReturnsPolicy) -> Measures {
        block_on_ready(measure(purchases, customers, (reference, reference), returns, &mut Unpaced)).unwrap()
    }

    /// Rows of customer, order, day number, whole units of money; below zero is a return.
    fn purchases(rows: &[(u32, u32, i32, i64)]) -> Purchases {
        let amount = |units: i64| PackedMoney::try_from(Money::from_micros(i128::from(units) * 1_000_000)).unwrap();
        Purchases {
            customer: rows.iter().map(|row| row.0).collect(),
            order: rows.iter().map(|row| row.1).collect(),
            orders: rows.iter().map(|row| row.1 + 1).max().unwrap_or(0),
            day: rows.iter().map(|row| Day::from_epoch_days(row.2).unwrap()).collect(),
            amount: rows.iter().map(|row| amount(row.3)).collect(),
            returned: rows.iter().map(|row| row.3 < 0).collect(),
            columns: Vec::new(),
        }
    }

    fn measured(rows: &[(u32, u32, i32, i64)], returns: ReturnsPolicy) -> Measures {
        of_table(&purchases(rows), 3, Day::from_epoch_days(100).unwrap(), returns)
    }

    #[test]
    fn lines_of_one_order_count_once() {
        let out = measured(&[(0, 0, 10, 5), (0, 0, 10, 5), (0, 1, 20, 0)], ReturnsPolicy::Net);
        assert_eq!((out.frequency, out.recency), (vec![2], vec![80]));
        assert_eq!(out.monetary, [Money::from_micros(10_000_000)]);
    }

    #[test]
    fn an_order_of_several_customers_counts_once_for_each() {
        let rows = [(0, 0, 1, 1), (1, 0, 1, 1), (0, 0, 2, 1), (1, 0, 2, 1), (2, 0, 2, 1), (1, 1, 3, 1)];
        assert_eq!(measured(&rows, ReturnsPolicy::Net).frequency, [1, 2, 1]);
    }

    #[test]
    fn order_numbers_beyond_the_count_are_still_told_apart() {
        let rows = [(0, 0, 1, 1), (0, 7, 1, 1), (0, 7, 1, 1), (1, 7, 1, 1)];
        let understated = Purchases { orders: 1, ..purchases(&rows) };
        let out = of_table(&understated, 2, Day::from_epoch_days(9).unwrap(), ReturnsPolicy::Net);
        assert_eq!(out.frequency, [2, 1]);
    }

    #[test]
    fn returns_lower_the_total_but_are_no_purchase() {
        let rows = [(0, 0, 10, 50), (0, 1, 90, -20), (1, 2, 90, -5)];
        let net = measured(&rows, ReturnsPolicy::Net);
        assert_eq!((net.customer, net.recency, net.frequency), (vec![0], vec![90], vec![1]));
        assert_eq!(net.monetary, [Money::from_micros(30_000_000)]);
        assert_eq!((net.without_purchase, net.without_purchase_monetary), (1, Money::from_micros(-5_000_000)));
        assert_eq!((net.rows_used, net.returns_left_out), (3, 0));
        let without = measured(&rows, ReturnsPolicy::LeftOut);
        assert_eq!(without.monetary, [Money::from_micros(50_000_000)]);
        assert_eq!((without.without_purchase, without.rows_used, without.returns_left_out), (0, 1, 2));
    }

    #[test]
    fn purchases_after_the_reference_date_are_left_out_and_counted() {
        let out = measured(&[(0, 0, 100, 5), (0, 1, 101, 5), (1, 2, 101, 5)], ReturnsPolicy::Net);
        assert_eq!((out.customer, out.recency, out.after_reference), (vec![0], vec![0], 2));
        assert_eq!(out.period.map(|period| period.to), Day::from_epoch_days(100));
    }
}
