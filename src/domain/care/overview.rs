//! What is open, in three figures.

use serde::{Deserialize, Serialize};

use crate::domain::money::Money;
use crate::domain::survey::Moment;

use super::case::Case;
use super::event::Kind;

/// Open cases of customers to win back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Open cases.
    pub open: usize,
    /// Of these, those past their time.
    pub overdue: usize,
    /// What their customers spent in a year, where it is known of any; a customer of several cases
    /// counts once, with the latest figure.
    pub value: Option<Money>,
}

/// Counts the open cases of customers to win back. To thank somebody late costs nothing, so those
/// are not among them.
pub fn overview(cases: &[Case], now: Moment) -> Overview {
    let open: Vec<&Case> =
        cases.iter().filter(|case| case.state.is_open() && case.opening.kind == Kind::Recover).collect();
    let mut values: Vec<(&str, Moment, Money)> = open
        .iter()
        .filter_map(|case| Some((case.opening.customer.as_ref()?.id.as_str(), case.opening.taken, case.value()?)))
        .collect();
    values.sort_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
    values.dedup_by(|later, first| later.0 == first.0);
    Overview {
        open: open.len(),
        overdue: open.iter().filter(|case| case.overdue(now)).count(),
        value: values.iter().map(|(_, _, value)| *value).reduce(|sum, value| sum + value),
    }
}
