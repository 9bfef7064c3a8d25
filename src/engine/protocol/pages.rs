//! What lists, one customer and the filter bar show.

use serde::{Deserialize, Serialize};

use crate::domain::care::{Answered, Candidate, KnownCustomer};
use crate::domain::day::Period;

use super::customers::{CustomerPage, CustomersPage};
use super::facets::Facets;

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
    /// To [`Query::Known`], in the order asked for; each with their newest answer.
    Known(Vec<(KnownCustomer, Answered)>),
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
