//! What is open, in three figures.

use serde::{Deserialize, Serialize};

use crate::domain::day::Period;
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::{FOLLOW_UP, Provenance};
use crate::domain::survey::Moment;

use super::case::Case;
use super::event::Kind;

/// Open cases of customers to win back who can be reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Open cases.
    pub open: usize,
    /// Of these, those past their time.
    pub overdue: usize,
    /// What their customers spent in a year, where it is known of any; a customer of several cases
    /// counts once, with the latest figure.
    pub value: Option<Money>,
    /// What it was counted from: the open cases, by the days of their answers.
    pub provenance: Provenance,
}

/// Counts the open cases of customers to win back. To thank somebody late costs nothing, so those
/// are not among them; nor are people nobody can reach ([`super::unreachable`]).
pub fn overview(cases: &[Case], now: Moment) -> Overview {
    let counts =
        |case: &&Case| case.state.is_open() && case.opening.kind == Kind::Recover && case.opening.is_reachable();
    let open: Vec<&Case> = cases.iter().filter(counts).collect();
    let mut values: Vec<(&str, Moment, Money)> = open
        .iter()
        .filter_map(|case| Some((case.opening.customer.as_ref()?.id.as_str(), case.opening.taken, case.value()?)))
        .collect();
    order::sort_by(&mut values, |a, b| (a.0, b.1).cmp(&(b.0, a.1)));
    values.dedup_by(|later, first| later.0 == first.0);
    let days = open.iter().filter_map(|case| case.opening.taken.day());
    Overview {
        provenance: Provenance::new(FOLLOW_UP, Period::spanning(days), open.len(), &[]),
        open: open.len(),
        overdue: open.iter().filter(|case| case.overdue(now)).count(),
        value: values.iter().map(|(_, _, value)| *value).reduce(|sum, value| sum + value),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Candidate, CheckedTerms, KnownCustomer, Ledger, Rules, open};
    use super::*;
    use crate::domain::score::Score;

    #[test]
    fn a_customer_of_two_cases_counts_once_and_neither_thanks_nor_the_unreachable_count() {
        let mut ledger = Ledger::default();
        let mut add = |number: &str, hour: i64, score: i64, customer: Option<(&str, i128)>| {
            let taken = Moment { epoch_ms: hour * 3_600_000, offset_minutes: 0 };
            let answer = Candidate {
                score: Score::try_from(score).ok(),
                customer: customer.map(|(id, value)| KnownCustomer {
                    id: id.into(),
                    name: None,
                    segment: None,
                    value: Some(Money::from_micros(value * 1_000_000)),
                }),
                ..Candidate::reachable(&format!("answer-{number}"), taken)
            };
            ledger.insert(open(&Rules::default().check().unwrap(), &CheckedTerms::default(), &answer, "").unwrap());
        };
        add("1", 0, 2, Some(("a", 10)));
        add("2", 40, 3, Some(("a", 25)));
        add("3", 40, 4, Some(("b", 100)));
        add("4", 40, 0, None);
        add("5", 0, 10, Some(("c", 1000)));
        let silent = Candidate {
            score: Score::try_from(1).ok(),
            ..Candidate::silent("answer-6", Moment { epoch_ms: 0, offset_minutes: 0 })
        };
        ledger.insert(open(&Rules::default().check().unwrap(), &CheckedTerms::default(), &silent, "").unwrap());
        let now = Moment { epoch_ms: 41 * 3_600_000, offset_minutes: 0 };
        let counted = overview(&ledger.cases(), now);
        assert_eq!((counted.open, counted.overdue, counted.provenance.used), (4, 1, 4));
        assert_eq!(counted.value.map(|value| value.to_string()).as_deref(), Some("125"));
        let nothing = overview(&[], now);
        assert_eq!((nothing.open, nothing.overdue, nothing.value), (0, 0, None));
    }
}
