//! Unhappy people nobody can get in touch with: no clock runs for them, and they are learnt from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::order;

use super::case::Case;
use super::event::Kind;

/// Open cases to win back of people who left no contact and are no known customer, the newest first.
pub fn unreachable(cases: &[Case]) -> Vec<&Case> {
    let mut found: Vec<&Case> = cases
        .iter()
        .filter(|case| case.state.is_open() && case.opening.kind == Kind::Recover && !case.opening.is_reachable())
        .collect();
    order::sort_by_key(&mut found, |case| (Reverse(case.opening.taken), &case.id));
    found
}

/// How many of these cases have each quick reason, the most frequent first, then by name; those of
/// nobody who tapped one come last, as `None`. A case of two reasons counts for both.
pub fn by_reason(cases: &[&Case]) -> Vec<(Option<String>, usize)> {
    let mut counts = BTreeMap::<Option<&str>, usize>::new();
    for case in cases {
        let reasons = case.opening.reasons.iter().map(|reason| Some(reason.as_str()));
        let none = case.opening.reasons.is_empty().then_some(None);
        for reason in reasons.chain(none) {
            *counts.entry(reason).or_default() += 1;
        }
    }
    let mut counted: Vec<(Option<String>, usize)> =
        counts.into_iter().map(|(reason, count)| (reason.map(str::to_owned), count)).collect();
    order::sort_by_key(&mut counted, |(reason, count)| (reason.is_none(), Reverse(*count), reason.clone()));
    counted
}

/// Whether a case has a reason as [`by_reason`] counts it.
pub fn has_reason(case: &Case, reason: Option<&str>) -> bool {
    match reason {
        Some(reason) => case.opening.reasons.iter().any(|tapped| tapped == reason),
        None => case.opening.reasons.is_empty(),
    }
}
