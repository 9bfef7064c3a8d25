//! The numbers of cases and events: what makes merging safe.

use sha2::{Digest, Sha256};

use crate::domain::day::Day;
use crate::domain::record_id::{LONGEST, record_id};
use crate::domain::score::Score;
use crate::domain::survey::AnswerId;

record_id!(
    /// The number of a case: that of the answer it came from, so that two devices that open the same
    /// answer's case open one. A systemic fix has a number of this kind as well.
    CaseId
);
record_id!(
    /// The number of an event, unlike any other's.
    EventId
);

impl From<&AnswerId> for CaseId {
    fn from(answer: &AnswerId) -> Self {
        // Answers are numbered by the same rule.
        Self(answer.as_str().to_owned())
    }
}

impl CaseId {
    /// The number of the case of an answer in a loaded file, which has no number of its own: `f-`
    /// and the first 128 bits of a SHA-256 of what the row says.
    ///
    /// `occurrence` counts rows that say the same, from 0, in the order of the file; without it two
    /// customers who wrote the same on one day would share a case. The same file loaded on another
    /// device gives the same numbers.
    pub fn of_row(customer: &str, taken: Option<Day>, score: Option<Score>, comment: &str, occurrence: usize) -> Self {
        let taken = taken.map(|day| day.to_string()).unwrap_or_default();
        let score = score.map(|score| score.get().to_string()).unwrap_or_default();
        Self(format!("f-{}", hash(&[customer, &taken, &score, comment, &occurrence.to_string()])))
    }

    /// The number of the case of a customer whom a page names: `n-` and the first 128 bits of a SHA-256 of who, by what,
    /// and how many such cases there were before.
    pub fn of_named(customer: &str, named_by: &str, before: usize) -> Self {
        Self(format!("n-{}", hash(&[customer, named_by, &before.to_string()])))
    }
}

impl EventId {
    /// The number of the event that opens a case: `open-` and the case's number, which two devices
    /// therefore share. Where that would be too long, a hash stands for the case's number.
    pub fn opening(case: &CaseId) -> Self {
        let plain = format!("open-{case}");
        if plain.len() <= LONGEST { Self(plain) } else { Self(format!("open-{}", hash(&[case.as_str()]))) }
    }
}

/// 32 hex digits of a SHA-256 of the parts, each with its length in front: ("ab", "c") and
/// ("a", "bc") differ.
fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let first = hasher.finalize().iter().take(16).fold(0_u128, |first, byte| first << 8 | u128::from(*byte));
    format!("{first:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answers_case_has_the_answers_number() {
        let answer: AnswerId = "answer-0001".parse().unwrap();
        assert_eq!(CaseId::from(&answer).as_str(), "answer-0001");
    }

    #[test]
    fn rows_have_numbers_that_follow_from_what_they_say() {
        let day = "2026-03-05".parse().ok();
        let row = |customer, comment, occurrence| {
            CaseId::of_row(customer, day, Score::try_from(3).ok(), comment, occurrence).as_str().to_owned()
        };
        // python: sha256 of each text with its length as eight bytes, little-endian, in front.
        assert_eq!(row("C1", "慢", 0), "f-15fe6af17c1fb252b20b8be97418721a");
        assert_eq!(row("C1", "慢", 0), row("C1", "慢", 0));
        assert_ne!(row("C1", "慢", 0), row("C1", "慢", 1));
        assert_ne!(row("C1", "2", 0), row("C12", "", 0));
        assert!(row("", "", 0).parse::<CaseId>().is_ok());
    }

    #[test]
    fn openings_fit_however_long_the_case_number() {
        let id = |length| EventId::opening(&"x".repeat(length).parse().unwrap());
        assert_eq!(id(59).as_str().len(), 64);
        assert_eq!(id(60).as_str().len(), 37);
        assert_ne!(id(60), id(61));
        assert!(id(64).as_str().parse::<EventId>().is_ok());
    }
}
