//! An order's total that stands on each of its rows: it is money once.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::domain::dataset::BLANK;
use crate::domain::day::Day;
use crate::domain::intake::guess::normalised;

use super::receipts::LASTS;

/// What names of amounts speak of that are those of whole orders, as headers are compared.
const OF_ORDERS: &str = "ordertotal totalorder ordervalue orderamount amountoforder totaloforder grandtotal invoicetotal baskettotal \
    订单总 订单金额 订单应付 订单实付 订单价 整单";

/// Orders of several rows that say that all orders are like this.
const ENOUGH: usize = 3;

/// One order in so many may be otherwise where it is only told.
const OTHERS: usize = 50;

/// Whether a header speaks of the money of a whole order.
pub(super) fn is_of_orders(header: &str) -> bool {
    let name = normalised(header);
    OF_ORDERS.split_whitespace().any(|part| name.contains(part))
}

/// A row of purchases as far as orders go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// The order, or [`BLANK`].
    pub order: u32,
    /// The customer.
    pub customer: u32,
    /// The day; `None` where none is known yet.
    pub day: Option<Day>,
    /// Millionths.
    pub amount: i64,
}

/// An order as far as its rows are known.
#[derive(Debug, Clone, Copy)]
struct Order {
    /// Its first row.
    first: Row,
    /// Whether it has further ones.
    has_several: bool,
    /// Whether all have the same amount.
    is_alike: bool,
}

impl Order {
    /// Whether this is a further row of it; instalments of a contract come later, and count.
    fn has(&self, row: Row) -> bool {
        let first = self.first;
        let near = row.day.zip(first.day).is_none_or(|(day, first)| day.days_since(first).abs() <= LASTS);
        row.order == first.order && row.customer == first.customer && near
    }

    fn add(&mut self, row: Row) {
        self.has_several = true;
        self.is_alike &= row.amount == self.first.amount;
    }
}

/// The orders found so far: rows of one number are one order where they are of one customer and of near days, wherever
/// they stand. A sheet may be sorted by anything.
struct Orders {
    all: Vec<Order>,
    /// The one of each number that the last row was of, as its place in `all`.
    latest: Vec<Option<u32>>,
    /// Of numbers that several orders have, each by number, customer and first day.
    sharing: HashMap<(u32, u32, Option<Day>), u32, FixedState>,
    /// Orders with a number that another one has.
    again: usize,
}

impl Orders {
    fn new(numbers: usize) -> Self {
        Self { all: Vec::new(), latest: vec![None; numbers], sharing: HashMap::default(), again: 0 }
    }

    /// Takes the next row; `true` where it is a further one of its order.
    fn take(&mut self, row: Row) -> bool {
        let numbered = Some(row.order).filter(|order| *order != BLANK);
        let Some(latest) = numbered.and_then(|order| self.latest.get(order as usize)).copied() else { return false };
        let known = match latest {
            None => None,
            Some(at) if self.get(at).is_some_and(|order| order.has(row)) => Some(at),
            Some(_) => self.another(row),
        };
        if let Some(order) = known.and_then(|at| self.all.get_mut(at as usize)) {
            order.add(row);
            self.set_latest(row, known);
            return true;
        }
        let place = u32::try_from(self.all.len()).ok();
        self.all.push(Order { first: row, has_several: false, is_alike: true });
        if let Some((before, place)) = latest.zip(place) {
            self.share(before);
            self.share(place);
            self.again += 1;
        }
        self.set_latest(row, place);
        false
    }

    fn get(&self, at: u32) -> Option<&Order> {
        self.all.get(at as usize)
    }

    fn set_latest(&mut self, row: Row, at: Option<u32>) {
        if let Some(latest) = self.latest.get_mut(row.order as usize) {
            *latest = at;
        }
    }

    /// The order a row is of, where several have its number.
    fn another(&self, row: Row) -> Option<u32> {
        let mut days = (-LASTS..=LASTS).map(|days| row.day.map(|day| day.plus_days(days)));
        days.find_map(|day| self.sharing.get(&(row.order, row.customer, day)).copied())
    }

    fn share(&mut self, at: u32) {
        if let Some(first) = self.get(at).map(|order| order.first) {
            self.sharing.insert((first.order, first.customer, first.day), at);
        }
    }
}

/// Rows further down in their order, and what was found of orders of several rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The rows but the first of each order.
    pub further: Vec<usize>,
    /// Orders with one amount, which is not zero, on each of their rows.
    alike: usize,
    /// Other ones.
    others: usize,
    /// Orders with a number that another customer has, or the same one at another time.
    again: usize,
}

impl Found {
    /// Looks through rows; `numbers` is how many different orders they name.
    pub fn of(rows: impl Iterator<Item = Row>, numbers: usize) -> Self {
        let mut orders = Orders::new(numbers);
        let further = rows.enumerate().filter_map(|(at, row)| orders.take(row).then_some(at)).collect();
        let mut found = Self { further, again: orders.again, ..Self::default() };
        for order in orders.all.iter().filter(|order| order.has_several) {
            if order.is_alike {
                // An order that cost nothing says nothing.
                found.alike += usize::from(order.first.amount != 0);
            } else {
                found.others += 1;
            }
        }
        found
    }

    /// How many orders of several rows have the same on each of them, where all have; 0 otherwise.
    pub fn all_alike(&self) -> usize {
        if self.others == 0 { self.alike } else { 0 }
    }

    /// The same, where these are enough to be no chance, and numbers are those of orders: each has its total on each row.
    pub fn totals(&self) -> usize {
        Some(self.all_alike()).filter(|alike| *alike >= ENOUGH && self.again == 0).unwrap_or(0)
    }

    /// How many have, where nearly all have; where the header says that they are totals, most.
    pub fn likely(&self, is_said: bool) -> usize {
        let enough = if is_said { self.others + 1 } else { ENOUGH.max((self.others + self.again) * OTHERS) };
        if self.alike >= enough { self.alike } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Order, customer, day of January, amount.
    fn found(rows: &[(u32, u32, i32, i64)]) -> Found {
        let first: Day = "2024-01-01".parse().unwrap();
        let row = |&(order, customer, day, amount): &(u32, u32, i32, i64)| Row {
            order,
            customer,
            day: Some(first.plus_days(day)),
            amount,
        };
        Found::of(rows.iter().map(row), 10)
    }

    const TOTALS: [(u32, u32, i32, i64); 8] = [
        (0, 0, 1, 5),
        (0, 0, 1, 5),
        (1, 1, 2, 7),
        (1, 1, 2, 7),
        (1, 1, 3, 7),
        (2, 0, 4, 9),
        (3, 1, 5, 4),
        (3, 1, 5, 4),
    ];

    #[test]
    fn one_amount_on_every_row_of_every_order_is_a_total() {
        let all = found(&TOTALS);
        assert_eq!((all.totals(), all.likely(false), all.further.as_slice()), (3, 3, &[1, 3, 4, 7][..]));
        let free = found(&[&TOTALS[..], &[(4, 0, 6, 0), (4, 0, 6, 0)]].concat());
        assert_eq!(free.totals(), 3, "an order that cost nothing says nothing");
        let differs = found(&[&TOTALS[..], &[(4, 0, 6, 1), (4, 0, 6, 2)]].concat());
        assert_eq!((differs.totals(), differs.likely(false), differs.likely(true)), (0, 0, 3));
        let apart = found(&[&TOTALS[..], &[(0, 0, 1, 5)]].concat());
        assert_eq!((apart.totals(), apart.further.last()), (3, Some(&8)), "an order whose rows stand apart");
        let sorted: Vec<_> = (0..2).flat_map(|from| TOTALS.into_iter().skip(from).step_by(2)).collect();
        assert_eq!((found(&sorted).totals(), found(&sorted).further.len()), (3, 4), "sorted by something else");
        let differs = found(&[&TOTALS[..], &[(0, 0, 1, 6)]].concat());
        assert_eq!((differs.totals(), differs.likely(true)), (0, 2), "its last row costs something else");
        assert_eq!(found(&TOTALS[..4]).totals(), 0, "two may be chance");
        let blank = TOTALS.map(|(_, customer, day, amount)| (BLANK, customer, day, amount));
        assert_eq!(found(&blank).totals(), 0, "no orders");
    }

    #[test]
    fn instalments_and_numbers_of_two_customers_are_no_rows_of_one_order() {
        let instalments: Vec<_> =
            (0..4).flat_map(|contract| (0..3).map(move |month| (contract, contract, month * 30, 99))).collect();
        let instalments = found(&instalments);
        assert_eq!((instalments.totals(), instalments.further.len()), (0, 0));
        let tills: Vec<_> = (0..8).map(|row| (row / 2, row, 1, 5)).collect();
        assert_eq!(found(&tills).totals(), 0);
        // Numbers that start again each day, the rows sorted by product: each day has an order of its own.
        let days = (0..3).flat_map(|day| (0..2).map(move |order| (order, order, day * 9, 5)));
        let again: Vec<_> = days.clone().chain(days).collect();
        let again = found(&again);
        assert_eq!((again.further.len(), again.all_alike(), again.totals()), (6, 6, 0), "likely only where it is said");
    }

    #[test]
    fn nearly_all_orders_are_enough_to_be_told() {
        let mut rows: Vec<_> = (0..400).map(|row| (row / 2, row / 2, 1, i64::from(row / 2) + 1)).collect();
        rows.extend([(200, 1, 1, 3), (200, 1, 1, -3)]);
        let first: Day = "2024-01-01".parse().unwrap();
        let rows = rows.into_iter().map(|(order, customer, day, amount)| Row {
            order,
            customer,
            day: Some(first.plus_days(day)),
            amount,
        });
        let found = Found::of(rows, 201);
        assert_eq!((found.totals(), found.likely(false)), (0, 200));
    }

    #[test]
    fn headers_that_speak_of_orders_are_told() {
        for header in ["order_total", "Order Total", "订单总金额", "订单金额（元）", "Grand Total", "invoice total"]
        {
            assert!(is_of_orders(header), "{header}");
        }
        for header in ["amount", "line total", "金额", "subtotal", "order_id"] {
            assert!(!is_of_orders(header), "{header}");
        }
    }
}
