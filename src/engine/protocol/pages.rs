//! What lists, one customer and the filter bar show.

use serde::{Deserialize, Serialize};

use crate::domain::care::Candidate;
use crate::domain::dataset::Kind;
use crate::domain::day::Period;

use super::customers::{CustomerPage, CustomersPage};

/// Something computed that is no indicator's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant)] // there is one at a time, boxed in its reply
pub enum Computed {
    /// To [`Query::Facets`].
    Facets(Facets),
    /// To [`Query::Customers`].
    Customers(CustomersPage),
    /// To [`Query::Customer`].
    Customer(CustomerPage),
    /// To [`Query::Candidates`].
    Candidates(Candidates),
}

/// Answers that may become cases.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Candidates {
    /// The most valuable customers first, then the newest.
    pub candidates: Vec<Candidate>,
    /// How many fit a rule and are no case yet, in all.
    pub fitting: usize,
    /// The days looked at; `None` where no answer has a day.
    pub period: Option<Period>,
}

/// What the filter bar offers, from all loaded rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facets {
    /// First and last day of any table.
    pub period: Option<Period>,
    /// Attributes with few enough values to choose from, by name.
    pub attributes: Vec<Facet>,
    /// Segments that have customers, in rule order: key and name.
    pub segments: Vec<(String, String)>,
    /// Tables a chosen attribute cannot be applied to.
    pub not_applicable: Vec<(Kind, Vec<String>)>,
}

/// One attribute of the filter bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// The attribute.
    pub name: String,
    /// The tables that have it.
    pub kinds: Vec<Kind>,
    /// Its values with the rows that have them, in text order; blank is the empty text.
    pub values: Vec<(String, usize)>,
}
