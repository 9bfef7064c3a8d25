//! What each page shows.

use serde::{Deserialize, Serialize};

use crate::domain::care::Candidate;
use crate::domain::dataset::Kind;
use crate::domain::day::{Day, Period};
use crate::domain::loyalty::nps::{Nps, NpsGroup, NpsTrend};
use crate::domain::provenance::Provenance;
use crate::domain::retention::cohorts::Cohorts;
use crate::domain::retention::exits::ExitCosts;
use crate::domain::retention::rates::Rates;
use crate::domain::score::Score;
use crate::domain::segments::concentration::Concentration;
use crate::domain::segments::rfm::{Rfm, SegmentsTogether};

use super::customers::{CustomerPage, CustomerRow, CustomersPage};
use super::facets::Facets;

/// A computed page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant)] // there is one at a time, boxed in its reply
pub enum Computed {
    /// To [`Query::Facets`].
    Facets(Facets),
    /// To [`Query::Overview`].
    Overview(Overview),
    /// To [`Query::Segments`].
    Segments(SegmentsPage),
    /// To [`Query::Loyalty`].
    Loyalty(LoyaltyPage),
    /// To [`Query::Retention`].
    Retention(RetentionPage),
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

/// How many rows there are of one kind of table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableRows {
    /// The kind.
    pub kind: Kind,
    /// Its rows.
    pub rows: usize,
    /// Where they come from.
    pub provenance: Provenance,
}

/// The first answers. Each part is there when its table is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// The kinds of table that have rows after the filter.
    pub rows: Vec<TableRows>,
    /// Customers known from any table, after the filter.
    pub customers: usize,
    /// RFM.
    pub rfm: Option<Rfm>,
    /// Concentration.
    pub concentration: Option<Concentration>,
    /// NPS.
    pub nps: Option<Nps>,
    /// Retention, churn, repeat rate.
    pub rates: Option<Rates>,
    /// What leaving customers cost; `None` without a table of exits.
    pub exits: Option<ExitCosts>,
    /// The segments about to be lost, taken together; `None` without purchases.
    pub at_stake: Option<SegmentsTogether>,
    /// Customers worth a call today: in a segment about to be lost, the most valuable first.
    pub call_today: Vec<CustomerRow>,
}

/// RFM and concentration.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SegmentsPage {
    /// RFM; `None` without purchases.
    pub rfm: Option<Rfm>,
    /// Concentration; `None` without purchases.
    pub concentration: Option<Concentration>,
}

/// NPS, its trend and its groups.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LoyaltyPage {
    /// Overall; `None` without answers.
    pub nps: Option<Nps>,
    /// By period; `None` without answers.
    pub trend: Option<NpsTrend>,
    /// The attribute compared by.
    pub by: Option<String>,
    /// Its groups.
    pub groups: Vec<NpsGroup>,
    /// Attributes to compare by.
    pub attributes: Vec<String>,
    /// The newest comments with their scores.
    pub comments: Vec<Comment>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Whose, if known.
    pub customer: Option<String>,
    /// When, if known.
    pub day: Option<Day>,
    /// The score given with it.
    pub score: Option<Score>,
    /// What was written.
    pub text: String,
}

/// Retention, churn, cohorts, exits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RetentionPage {
    /// By period; `None` without purchases.
    pub rates: Option<Rates>,
    /// The cohort matrix; `None` without purchases.
    pub cohorts: Option<Cohorts>,
    /// What leaving customers cost; `None` without a table of exits.
    pub exits: Option<ExitCosts>,
}
