//! Answers of several kiosks, files or visits, brought together.

use std::collections::BTreeMap;

use crate::domain::order;

use super::answer::{AnswerId, KioskAnswer};

/// Every answer once, sorted by device and the order it was given in there.
///
/// Merging twice changes nothing, and the order of the sets does not matter: of two records with
/// one number the greater is kept, a complete one before a partial one.
pub fn merge(answers: impl IntoIterator<Item = KioskAnswer>) -> Vec<KioskAnswer> {
    let mut found = BTreeMap::<AnswerId, KioskAnswer>::new();
    for answer in answers {
        match found.get_mut(&answer.id) {
            Some(known) if *known >= answer => {}
            Some(known) => *known = answer,
            None => {
                found.insert(answer.id.clone(), answer);
            }
        }
    }
    let mut merged: Vec<KioskAnswer> = found.into_values().collect();
    order::sort_by(&mut merged, |a, b| (&a.device, a.sequence, &a.id).cmp(&(&b.device, b.sequence, &b.id)));
    merged
}
