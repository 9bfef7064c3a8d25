//! The numbers of cases and events: what makes merging safe.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::domain::day::Day;
use crate::domain::score::Score;
use crate::domain::survey::AnswerId;

/// The longest number there is.
const LONGEST: usize = 64;

/// A text that is no number of a case or an event.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no number of a case or an event: 8 to 64 letters, digits and hyphens")]
pub struct IdError(pub String);

/// What a number is besides its name: 8 to 64 letters, digits and hyphens, like an answer's.
macro_rules! number {
    ($name:ident) => {
        impl $name {
            /// The number as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let fits = (8..=LONGEST).contains(&text.len());
                let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
                if fits && plain { Ok(Self(text.to_owned())) } else { Err(IdError(text.to_owned())) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// The number of a case: that of the answer it came from, so that two devices that open the same
/// answer's case open one. A systemic fix has a number of this kind as well.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseId(String);

/// The number of an event, unlike any other's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EventId(String);

number!(CaseId);
number!(EventId);

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
    fn numbers_are_plain_and_of_some_length() {
        assert!("2f1c9e4e-9f0d-4a39-8d0f-0a4f1c2b3d4e".parse::<CaseId>().is_ok());
        for bad in ["", "short", "has space in it", "=cmd|'/c calc'!A1", &"x".repeat(65)] {
            assert_eq!(bad.parse::<CaseId>(), Err(IdError(bad.to_owned())));
            assert_eq!(bad.parse::<EventId>(), Err(IdError(bad.to_owned())));
        }
        assert!(serde_json::from_str::<EventId>("\"no!\"").is_err());
    }

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
