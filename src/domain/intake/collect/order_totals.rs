//! An order's total that stands on each of its rows: it is money once.

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

impl Row {
    /// Whether it is a further row of the order that begins with another; instalments of a contract come later, and count.
    fn goes_on(self, first: Self) -> bool {
        let near = self.day.zip(first.day).is_none_or(|(day, first)| day.days_since(first).abs() <= LASTS);
        self.order == first.order && self.order != BLANK && self.customer == first.customer && near
    }
}

/// Rows further down in their order, and what was found of orders of several rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The rows but the first of each order.
    pub further: Vec<usize>,
    /// Orders with one amount, which is not zero, on each of their rows.
    alike: usize,
    /// Other ones, and those whose rows do not stand together.
    others: usize,
}

impl Found {
    /// Looks through rows whose orders stand one below the other; `orders` is how many there are.
    pub fn of(rows: impl Iterator<Item = Row>, orders: usize) -> Self {
        let mut found = Self::default();
        let mut seen = vec![false; orders];
        let mut current: Option<(Row, bool, bool)> = None;
        for (at, row) in rows.enumerate() {
            match &mut current {
                Some((first, several, same)) if row.goes_on(*first) => {
                    *several = true;
                    *same &= row.amount == first.amount;
                    found.further.push(at);
                }
                _ => {
                    found.close(current);
                    if let Some(seen) = seen.get_mut(row.order as usize) {
                        found.others += usize::from(std::mem::replace(seen, true));
                    }
                    current = Some((row, false, true));
                }
            }
        }
        found.close(current);
        found
    }

    fn close(&mut self, order: Option<(Row, bool, bool)>) {
        match order {
            // An order that cost nothing says nothing.
            Some((first, true, true)) => self.alike += usize::from(first.amount != 0),
            Some((_, true, false)) => self.others += 1,
            _ => {}
        }
    }

    /// How many orders of several rows have the same on each of them, where all have; 0 otherwise.
    pub fn all_alike(&self) -> usize {
        if self.others == 0 { self.alike } else { 0 }
    }

    /// The same, where these are enough to be no chance: each has its total on each row.
    pub fn totals(&self) -> usize {
        Some(self.all_alike()).filter(|alike| *alike >= ENOUGH).unwrap_or(0)
    }

    /// How many have, where nearly all have; where the header says that they are totals, most.
    pub fn likely(&self, is_said: bool) -> usize {
        let enough = if is_said { self.others + 1 } else { ENOUGH.max(self.others * OTHERS) };
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
        let torn = found(&[&TOTALS[..], &[(0, 0, 1, 5)]].concat());
        assert_eq!(torn.totals(), 0, "an order whose rows stand apart");
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
