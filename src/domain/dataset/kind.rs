//! The five kinds of table and the fields each may have.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

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

    /// The fields a file of this kind can fill, required ones first.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Customers => &[Field::Customer, Field::Name, Field::Since],
            Self::Purchases => {
                &[Field::Customer, Field::Date, Field::Amount, Field::Quantity, Field::UnitPrice, Field::Order]
            }
            Self::Answers => &[Field::Score, Field::Customer, Field::Date, Field::Comment],
            Self::Complaints => &[Field::Date, Field::Customer, Field::Settled, Field::Reason, Field::Comment],
            Self::Exits => &[Field::Customer, Field::Date, Field::Reason, Field::Comment],
        }
    }

    /// What must be mapped: each inner list is a choice of fields, all of one choice are needed.
    /// Purchases take an amount, or a quantity and a unit price.
    pub const fn required(self) -> &'static [&'static [&'static [Field]]] {
        match self {
            Self::Customers => &[&[&[Field::Customer]]],
            Self::Purchases => {
                &[&[&[Field::Customer]], &[&[Field::Date]], &[&[Field::Amount], &[Field::Quantity, Field::UnitPrice]]]
            }
            Self::Answers => &[&[&[Field::Score]]],
            Self::Complaints => &[&[&[Field::Date]]],
            Self::Exits => &[&[&[Field::Customer]], &[&[Field::Date]]],
        }
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

/// A column the product knows the meaning of. Every other column is an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Who: an id, kept as text with its leading zeros.
    Customer,
    /// The order a line belongs to.
    Order,
    /// When.
    Date,
    /// The money of the row.
    Amount,
    /// How many units; with the unit price it makes the amount.
    Quantity,
    /// The price of one unit.
    UnitPrice,
    /// 0 to 10.
    Score,
    /// Free text.
    Comment,
    /// The customer's name.
    Name,
    /// Customer since.
    Since,
    /// The day a complaint was settled.
    Settled,
    /// Why: of a complaint or an exit.
    Reason,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 12] = [
        Self::Customer,
        Self::Order,
        Self::Date,
        Self::Amount,
        Self::Quantity,
        Self::UnitPrice,
        Self::Score,
        Self::Comment,
        Self::Name,
        Self::Since,
        Self::Settled,
        Self::Reason,
    ];

    /// The name in settings and on the command line, in `snake_case`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Order => "order",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::Quantity => "quantity",
            Self::UnitPrice => "unit_price",
            Self::Score => "score",
            Self::Comment => "comment",
            Self::Name => "name",
            Self::Since => "since",
            Self::Settled => "settled",
            Self::Reason => "reason",
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

impl FromStr for Field {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|field| field.name() == text).ok_or_else(|| UnknownName(text.to_owned()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
