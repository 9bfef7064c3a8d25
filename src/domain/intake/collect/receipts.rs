//! Receipt numbers that start again: tills that count from 0001 every day, shops that count anew every year.

use crate::domain::blocks::in_blocks;
use crate::domain::dataset::BLANK;
use crate::domain::day::Day;

/// Days a customer's order may last from its first row on: a bar's bill begins before midnight and ends after it.
pub(super) const LASTS: i32 = 1;

/// The rows of a purchases table that orders are told apart by: a customer, a day, and whether it is a return.
pub(super) struct Rows<'a> {
    pub customer: &'a [u32],
    pub day: &'a [Day],
    pub returned: &'a [bool],
}

/// Gives a number of its own to each order of a customer that has the number of an earlier order of theirs: one whose
/// rows begin more than a day after those of the earlier one do. Returns are no order and keep the number they have.
/// Rows without a number ([`BLANK`]) keep none. `orders` is how many numbers there are; the new ones follow them, and what
/// is given says for each which number it came with.
///
/// Linear in the rows where no number comes again; the rows of those that do are sorted.
pub(super) fn tell_apart(order: &mut [u32], orders: usize, rows: &Rows<'_>) -> Vec<u32> {
    let mut bought = bought_again(order, orders, rows);
    // What is equal so far keeps the file's order.
    bought.sort_unstable();
    let mut came_from = Vec::new();
    let mut current: Option<(u32, u32, Day, u32)> = None;
    for (number, customer, day, row) in bought {
        let known = current.filter(|(of, who, _, _)| (*of, *who) == (number, customer));
        let (began, given) = match known {
            None => (day, number),
            Some((_, _, began, given)) if day.days_since(began) <= LASTS => (began, given),
            Some(_) => {
                let new = u32::try_from(orders + came_from.len()).unwrap_or(BLANK);
                came_from.push(number);
                (day, new)
            }
        };
        current = Some((number, customer, began, given));
        if let Some(order) = order.get_mut(row) {
            *order = given;
        }
    }
    came_from
}

/// Order, customer, day and place of the rows of those orders that last longer than one does.
fn bought_again(order: &[u32], orders: usize, rows: &Rows<'_>) -> Vec<(u32, u32, Day, usize)> {
    // Where each row has a number of its own, none comes again.
    if order.iter().filter(|order| **order != BLANK).count() <= orders {
        return Vec::new();
    }
    let mut spans = vec![(Day::MAX, Day::MIN); orders];
    let each = |range: std::ops::Range<usize>| {
        let order = order.get(range.clone()).unwrap_or_default();
        let customer = rows.customer.get(range.clone()).unwrap_or_default();
        let day = rows.day.get(range.clone()).unwrap_or_default();
        let returned = rows.returned.get(range.clone()).unwrap_or_default();
        let rows = range.zip(order).zip(customer.iter().zip(day.iter().zip(returned)));
        rows.filter(|(_, (customer, (_, returned)))| !**returned && **customer != BLANK)
            .map(|((row, order), (customer, (day, _)))| (*order, *customer, *day, row))
    };
    in_blocks(order.len(), |range| {
        for (order, _, day, _) in each(range) {
            if let Some((from, to)) = spans.get_mut(order as usize) {
                (*from, *to) = ((*from).min(day), (*to).max(day));
            }
        }
    });
    let lasts_long = |order: u32| spans.get(order as usize).is_some_and(|(from, to)| to.days_since(*from) > LASTS);
    let mut bought = Vec::new();
    if spans.iter().any(|(from, to)| to.days_since(*from) > LASTS) {
        in_blocks(order.len(), |range| bought.extend(each(range).filter(|(order, ..)| lasts_long(*order))));
    }
    bought
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of order, customer, day number and whether it is a return; the numbers they have afterwards, and how many
    /// orders were told apart.
    fn numbers(rows: &[(u32, u32, i32, bool)]) -> (Vec<u32>, u64) {
        let mut order: Vec<u32> = rows.iter().map(|row| row.0).collect();
        let customer: Vec<u32> = rows.iter().map(|row| row.1).collect();
        let day: Vec<Day> = rows.iter().map(|row| Day::from_epoch_days(row.2).unwrap()).collect();
        let returned: Vec<bool> = rows.iter().map(|row| row.3).collect();
        let known = order.iter().max().map_or(0, |last| *last as usize + 1);
        let rows = Rows { customer: &customer, day: &day, returned: &returned };
        let came_from = tell_apart(&mut order, known, &rows);
        assert_eq!(known + came_from.len(), order.iter().max().map_or(0, |last| *last as usize + 1));
        (order, came_from.len() as u64)
    }

    #[test]
    fn a_number_that_comes_again_later_is_another_order() {
        let rows = [(0, 7, 100, false), (0, 7, 140, false), (0, 7, 140, false), (0, 7, 180, false)];
        assert_eq!(numbers(&rows), (vec![0, 1, 1, 2], 2));
        let backwards = [(0, 7, 180, false), (0, 7, 140, false), (0, 7, 100, false)];
        assert_eq!(numbers(&backwards), (vec![2, 1, 0], 2));
    }

    #[test]
    fn over_midnight_it_stays_one() {
        assert_eq!(numbers(&[(0, 7, 100, false), (0, 7, 101, false)]), (vec![0, 0], 0));
        assert_eq!(numbers(&[(0, 7, 100, false), (0, 7, 102, false)]), (vec![0, 1], 1));
        // From the first row on, or numbers that start again every day would be one order for ever.
        let daily = [(0, 7, 100, false), (0, 7, 101, false), (0, 7, 102, false), (0, 7, 103, false)];
        assert_eq!(numbers(&daily), (vec![0, 0, 1, 1], 1));
    }

    #[test]
    fn one_number_of_two_customers_is_told_apart_for_each() {
        let rows = [(0, 1, 100, false), (0, 2, 140, false), (0, 1, 180, false), (1, 2, 140, false)];
        assert_eq!(numbers(&rows), (vec![0, 0, 2, 1], 1));
    }

    #[test]
    fn a_return_weeks_later_is_no_order() {
        let rows = [(0, 7, 100, false), (0, 7, 140, true), (1, 7, 100, true), (1, 7, 140, false)];
        assert_eq!(numbers(&rows), (vec![0, 0, 1, 1], 0));
        assert_eq!(numbers(&[]), (vec![], 0));
    }
}
