//! What was given back of a row's money, in a column of its own: it is taken off the amount.

use crate::domain::intake::exports::Export;
use crate::domain::intake::note::Note;

use super::Collector;
use super::finish::Amounts;
use super::order_totals::Found;

impl Collector<'_> {
    /// Takes refunds off the amounts of rows that are no returns themselves; what nothing is left of is a return, as an
    /// order given back in full is no order. `totals` says whether amounts were those of orders, on each of their rows.
    ///
    /// Nothing is taken off where a refund is more than its row's amount: amounts may be what is left after refunds.
    /// Exports known for such a column are not like that: there it is a row of its own.
    #[inline(never)]
    pub(super) fn take_off_refunds(&mut self, names: &[String], totals: bool, amounts: &mut Amounts) -> Option<Note> {
        let column = self.refund.take()?;
        let mut refunds = column.values;
        // Some systems write them with a minus.
        for refund in &mut refunds {
            *refund = refund.saturating_abs();
        }
        // What stands on each row of an order is the order's, also where few have a refund and amounts were alike.
        let are_of_orders = |found: &Found| if totals { found.all_alike() } else { found.totals() } > 0;
        let found = self.orders_with(&refunds).filter(are_of_orders);
        for row in found.iter().flat_map(|found| &found.further) {
            if let Some(refund) = refunds.get_mut(*row) {
                *refund = 0;
            }
        }
        // A return says once more what its order's refund says.
        refunds
            .iter_mut()
            .zip(&amounts.returned)
            .filter(|(_, returned)| **returned)
            .for_each(|(refund, _)| *refund = 0);
        let column = names.get(column.index).map_or("", String::as_str);
        let note = amounts.take_off(column, &refunds, Export::has_refunds(self.plan.export.as_deref()))?;
        if matches!(note, Note::Refunds { more: 0, .. }) {
            let rows = amounts.amount.iter().zip(&mut amounts.returned).zip(&refunds);
            for ((amount, returned), _) in rows.filter(|(_, refund)| **refund > 0) {
                *returned = amount.micros() <= 0;
                amounts.returns += u64::from(*returned);
            }
        }
        Some(note)
    }
}
