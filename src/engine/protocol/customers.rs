//! The customer list and the page of one customer.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::domain::score::Score;
use crate::domain::timeline::Happened;

/// A stretch of the customer list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CustomersPage {
    /// How many the search finds in all.
    pub total: usize,
    /// Where the stretch begins.
    pub offset: usize,
    /// The stretch.
    pub rows: Vec<CustomerRow>,
    /// What there is to show of anybody.
    pub columns: ListColumns,
    /// Where the count comes from; `None` where no table names a customer.
    pub provenance: Option<Provenance>,
    /// What the RFM figures of all rows were computed from; `None` without any.
    pub scored_from: Option<Provenance>,
}

/// The columns of the customer list in which somebody has something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListColumns {
    /// How wide the longest id is: a Latin letter or a digit counts one, any other two.
    pub id_width: usize,
    /// Whether there are names.
    pub names: bool,
    /// Whether anybody has RFM figures.
    pub scored: bool,
    /// Whether anybody has a score.
    pub answered: bool,
    /// Columns of the customers table that stand in the place of RFM figures where nobody has any; at most
    /// [`Self::MOST_FURTHER`].
    pub further: Vec<FurtherColumn>,
}

impl ListColumns {
    /// Further columns at most.
    pub const MOST_FURTHER: usize = 4;

    /// How many columns there are.
    pub fn count(&self) -> usize {
        1 + usize::from(self.names) + if self.scored { 7 } else { 0 } + self.further.len() + usize::from(self.answered)
    }
}

/// A column of the customers table in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurtherColumn {
    /// What it is called.
    pub name: String,
    /// Whether it holds numbers.
    pub is_number: bool,
}

/// One line of the customer list. What needs purchases is `None` without any.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// Id.
    pub id: String,
    /// Name, if known.
    pub name: Option<String>,
    /// RFM figures.
    pub rfm: Option<CustomerRfm>,
    /// What the further columns of the list say.
    pub further: Vec<Option<String>>,
    /// Latest score.
    pub score: Option<Score>,
    /// Which answers it was taken from; `None` without a score.
    pub score_from: Option<Provenance>,
}

/// A customer's RFM figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomerRfm {
    /// Days since the last purchase.
    pub recency: i32,
    /// Orders.
    pub frequency: u32,
    /// Money.
    pub monetary: Money,
    /// Recency score.
    pub r: u8,
    /// Frequency score.
    pub f: u8,
    /// Monetary score.
    pub m: u8,
    /// What the segment is called, in the reader's language or the user's own words.
    pub segment: String,
}

/// Everything about one customer, newest first; at most [`CustomerPage::MOST`] of each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomerPage {
    /// The list's line.
    pub row: CustomerRow,
    /// Customer since.
    pub since: Option<Day>,
    /// The newest purchase that is no return, up to the last day the filter lets through.
    pub last_purchase: Option<Day>,
    /// How the customers table says they can be reached.
    pub contact: Option<String>,
    /// What the customers table says further: name and value.
    pub attributes: Vec<(String, String)>,
    /// What happened.
    pub events: Vec<CustomerEvent>,
    /// How many events there are in all.
    pub events_total: usize,
    /// All that has a day, for a line of time: purchases of a day are one.
    pub happened: Vec<(Day, Happened)>,
    /// What the RFM figures were computed from; `None` without any.
    pub provenance: Option<Provenance>,
    /// Where the customer stands in the list; `None` where the list's search does not find them.
    pub place: Option<CustomerPlace>,
}

/// Where a customer stands in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerPlace {
    /// From 1.
    pub number: usize,
    /// How many the list has.
    pub of: usize,
    /// The id of the one before.
    pub before: Option<String>,
    /// The id of the one after.
    pub after: Option<String>,
}

impl CustomerPage {
    /// Events listed at most.
    pub const MOST: usize = 500;
}

/// Something a customer did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerEvent {
    /// Bought, or returned: one order.
    Purchase {
        /// When.
        day: Day,
        /// For how much in all.
        amount: Money,
        /// Whether all of it is a return.
        returned: bool,
        /// What further columns say of all its lines: name and value.
        attributes: Vec<(String, String)>,
        /// Its lines, where it has several.
        lines: Vec<PurchaseLine>,
    },
    /// Answered a survey.
    Answer {
        /// When, if known.
        day: Option<Day>,
        /// The score.
        score: Option<Score>,
        /// The comment.
        comment: Option<String>,
    },
    /// Complained.
    Complaint {
        /// When.
        day: Day,
        /// When it was settled.
        settled: Option<Day>,
        /// Why.
        reason: Option<String>,
    },
    /// Left.
    Exit {
        /// When.
        day: Day,
        /// Why.
        reason: Option<String>,
    },
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PurchaseLine {
    /// For how much.
    pub amount: Money,
    /// Whether it is a return.
    pub returned: bool,
    /// What further columns say of it, and not of all lines: name and value.
    pub attributes: Vec<(String, String)>,
}

impl CustomerEvent {
    /// When it happened, if known.
    pub fn day(&self) -> Option<Day> {
        match self {
            Self::Purchase { day, .. } | Self::Complaint { day, .. } | Self::Exit { day, .. } => Some(*day),
            Self::Answer { day, .. } => *day,
        }
    }
}
