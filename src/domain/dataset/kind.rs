//! The five kinds of table.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::role::Field;

/// What one row of a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A customer and what is known of them.
    Customers,
    /// An order, an order line or a transaction.
    Purchases,
    /// An answer to a survey.
    Answers,
    /// A complaint.
    Complaints,
    /// A customer who left.
    Exits,
}

impl Kind {
    /// All kinds, in the order pages list them.
    pub const ALL: [Self; 5] = [Self::Customers, Self::Purchases, Self::Answers, Self::Complaints, Self::Exits];

    /// The roles a file of this kind can fill, required ones first.
    pub fn fields(self) -> Vec<Field> {
        Field::of(self)
    }

    /// What must be mapped: each inner list is a choice of roles, all of one choice are needed.
    /// Purchases take an amount, or a quantity and a unit price.
    pub fn required(self) -> Vec<Vec<Vec<Field>>> {
        Field::required(self)
    }

    /// The name in settings and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Purchases => "purchases",
            Self::Answers => "answers",
            Self::Complaints => "complaints",
            Self::Exits => "exits",
        }
    }
}

/// A name that is no kind or field.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a known name")]
pub struct UnknownName(pub String);

impl FromStr for Kind {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|kind| kind.name() == text).ok_or_else(|| UnknownName(text.to_owned()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
