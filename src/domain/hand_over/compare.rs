//! What of the answers received is new here.

use std::collections::BTreeMap;

use crate::domain::survey::{AnswerId, KioskAnswer, merge};

/// Answers received, beside those already kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// To be written: not kept yet, or kept less completely.
    pub new: Vec<KioskAnswer>,
    /// How many are kept already, as they are or better.
    pub known: usize,
}

/// Compares by number. Writing [`Compared::new`] over what is kept gives what [`merge`] gives of both.
pub fn compare<'a>(kept: impl IntoIterator<Item = &'a KioskAnswer>, received: Vec<KioskAnswer>) -> Compared {
    let kept: BTreeMap<&AnswerId, &KioskAnswer> = kept.into_iter().map(|answer| (&answer.id, answer)).collect();
    let is_new = |answer: &KioskAnswer| kept.get(&answer.id).is_none_or(|known| *known < answer);
    let received = merge(received);
    let all = received.len();
    let new: Vec<KioskAnswer> = received.into_iter().filter(is_new).collect();
    Compared { known: all - new.len(), new }
}
