//! An order's total that stands on each of its rows: it is money once.

use crate::domain::dataset::BLANK;
use crate::domain::intake::guess::normalised;

/// What names of amounts speak of that are those of whole orders, as headers are compared.
const OF_ORDERS: &str = "ordertotal totalorder ordervalue orderamount amountoforder totaloforder grandtotal invoicetotal baskettotal \
    订单总 订单金额 订单应付 订单实付 订单价 整单";

/// Orders of several rows that say that all orders are like this.
const ENOUGH: usize = 3;

/// Whether a header speaks of the money of a whole order.
pub(super) fn is_of_orders(header: &str) -> bool {
    let name = normalised(header);
    OF_ORDERS.split_whitespace().any(|part| name.contains(part))
}

/// How many orders stand on several rows one below the other, where all of these have one amount on each of their rows,
/// which is not zero; 0 where some have not, or too few are there to tell. A row without an order is one of its own.
pub(super) fn repeated(orders: &[u32], amounts: &[i64]) -> usize {
    let mut several = 0;
    let rows: Vec<(u32, i64)> = orders.iter().copied().zip(amounts.iter().copied()).collect();
    for order in rows.chunk_by(|(one, _), (next, _)| one == next && *one != BLANK) {
        let Some(((_, first), others)) = order.split_first().filter(|(_, others)| !others.is_empty()) else { continue };
        if *first == 0 || others.iter().any(|(_, other)| other != first) {
            return 0;
        }
        several += 1;
    }
    if several >= ENOUGH { several } else { 0 }
}

/// Leaves the amount on the first row of each order alone.
pub(super) fn count_once(orders: &[u32], amounts: &mut [i64]) {
    let mut above = BLANK;
    for (order, amount) in orders.iter().zip(amounts) {
        if *order == above && above != BLANK {
            *amount = 0;
        }
        above = *order;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_amount_on_every_row_of_every_order_is_a_total() {
        let orders = [0, 0, 1, 1, 1, 2, 3, 3];
        assert_eq!(repeated(&orders, &[5, 5, 7, 7, 7, 9, 4, 4]), 3);
        assert_eq!(repeated(&orders, &[5, 5, 7, 7, 8, 9, 4, 4]), 0, "of one order the rows differ");
        assert_eq!(repeated(&orders, &[5, 5, 0, 0, 0, 9, 4, 4]), 0, "nothing is no total");
        assert_eq!(repeated(&[0, 0, 1, 1], &[5, 5, 7, 7]), 0, "two may be chance");
        assert_eq!(repeated(&[BLANK, BLANK, BLANK, BLANK, BLANK, BLANK], &[5; 6]), 0, "no orders");
        let mut amounts = [5, 5, 7, 7, 7, 9, 4, 4];
        count_once(&orders, &mut amounts);
        assert_eq!(amounts, [5, 0, 7, 0, 0, 9, 4, 0]);
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
