//! What the filter bar offers.

use serde::{Deserialize, Serialize};

use crate::domain::dataset::{Kind, Range, Values};
use crate::domain::day::Period;
use crate::domain::recent::Recent;
use crate::indicators::chosen::Divided;

/// What the filter bar offers, from all loaded rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facets {
    /// First and last day of any table.
    pub period: Option<Period>,
    /// Periods told from its last day that hold a part of it.
    pub recent: Vec<(Recent, Period)>,
    /// Attributes with few enough values to choose from, and those of numbers or days, by name.
    pub attributes: Vec<Facet>,
    /// Segments that have customers, in rule order: key, and name as the reader knows it.
    pub segments: Vec<(String, String)>,
    /// What divides customers as the filter in force asks, with all its classes.
    pub divided: Vec<Divided>,
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
    /// What its values are read as; text where tables read them in different ways.
    pub read_as: Values,
    /// Its values with the rows that have them, in text order; blank is the empty text. None where
    /// there are too many to choose from.
    pub values: Vec<(String, usize)>,
    /// From its least to its greatest number, or its first to its last day; `None` where it holds
    /// neither.
    pub span: Option<Range>,
}
