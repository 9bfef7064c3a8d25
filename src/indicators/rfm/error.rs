//! Why customers cannot be scored.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::CALLS_MAX;
use super::params::{BINS_MAX, BINS_MIN};

/// One of the three things measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Days since the last purchase.
    Recency,
    /// Number of orders.
    Frequency,
    /// Sum of amounts.
    Monetary,
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Recency => "recency",
            Self::Frequency => "frequency",
            Self::Monetary => "monetary",
        })
    }
}

/// Why customers cannot be scored.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RfmError {
    /// Fewer or more bins than offered.
    #[error("{bins} bins: between {BINS_MIN} and {BINS_MAX} are possible")]
    Bins {
        /// As asked for.
        bins: u8,
    },
    /// The typed-in bounds of a measure are too few or too many.
    #[error("{given} bounds for {measure}: {needed} separate the bins")]
    BoundsCount {
        /// Whose bounds.
        measure: Measure,
        /// As many as typed in.
        given: usize,
        /// One less than there are bins.
        needed: usize,
    },
    /// The typed-in bounds of a measure do not rise from each to the next.
    #[error("the bounds for {measure} must rise from each to the next")]
    BoundsOrder {
        /// Whose bounds.
        measure: Measure,
    },
    /// A rule's range is outside 1 to 5, or ends before it begins.
    #[error("rule `{key}`: the range of {measure} must lie within 1 to 5 and end no lower than it begins")]
    RuleRange {
        /// Which rule.
        key: String,
        /// Which of its ranges.
        measure: Measure,
    },
    /// A rule's key is blank, or `other`, which is the segment of those no rule takes.
    #[error("`{key}` cannot be the key of a rule")]
    RuleKey {
        /// The key.
        key: String,
    },
    /// Two rules have the same key.
    #[error("two rules have the key `{key}`")]
    DuplicateRule {
        /// The key.
        key: String,
    },
    /// More rules than there are codes to take: some can never win.
    #[error("{given} rules: no more than 125 can win a code")]
    TooManyRules {
        /// As many as given.
        given: usize,
    },
    /// Nobody is to be called, or more than anybody can call.
    #[error("{given} customers to call today: choose 1 to {CALLS_MAX}")]
    CallToday {
        /// As many as asked for.
        given: u16,
    },
    /// No customer has a purchase on or before the reference date.
    #[error("no customer has a purchase to score")]
    NoPurchases,
}
