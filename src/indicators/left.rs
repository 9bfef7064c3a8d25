//! Customers known to have left: they are not called, and are not among those at risk, but counted beside them.

use crate::domain::day::Day;

use super::View;

/// By customer number, the day of the newest exit. By default nobody left.
#[derive(Default)]
pub(super) struct Left(Vec<Option<Day>>);

impl Left {
    /// What the loaded exits say, whatever the filter: someone who left is gone from every branch. Where figures are
    /// counted to a day before today, by the filter or set by hand, whoever left later was still there.
    pub fn of(view: &View) -> Self {
        Self::as_of(view, view.until().unwrap_or(Day::MAX))
    }

    /// The same as it was known on a day.
    pub fn as_of(view: &View, until: Day) -> Self {
        let mut newest: Vec<Option<Day>> = Vec::new();
        if let Some(exits) = &view.all.exits {
            newest.resize(view.all.customers.len(), None);
            for (&customer, &left) in exits.customer.iter().zip(&exits.day).filter(|(_, left)| **left <= until) {
                if let Some(newest) = newest.get_mut(customer as usize) {
                    *newest = (*newest).max(Some(left));
                }
            }
        }
        Self(newest)
    }

    /// Whether a customer whose last purchase was on this day had left since: whoever bought after leaving came back.
    pub fn has(&self, customer: u32, last_purchase: Day) -> bool {
        self.0.get(customer as usize).copied().flatten().is_some_and(|left| left >= last_purchase)
    }
}
