//! What the filter bar offers.

use serde::{Deserialize, Serialize};

use crate::domain::dataset::Kind;
use crate::domain::day::Period;

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
