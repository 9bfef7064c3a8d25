//! What the page can ask the engine, and what it answers. Everything here is small and
//! serialisable: files cross as handles, tables never.

use serde::{Deserialize, Serialize};

use crate::domain::dataset::{Filter, JoinNotes, Kind};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{FileReport, IntakeError, Overrides, Plan, Preview, Progress};
use crate::domain::loyalty::nps::{Nps, NpsGroup, NpsTrend};
use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::domain::retention::cohorts::Cohorts;
use crate::domain::retention::rates::Rates;
use crate::domain::score::Score;
use crate::domain::segments::concentration::Concentration;
use crate::domain::segments::rfm::{Rfm, SegmentsTogether};

use crate::domain::analysis::Settings;

/// A question to the engine. A `File` or `Blob`, where one is needed, comes beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ask")]
pub enum Request {
    /// Look at a file (attached on the first look) and guess how to read it.
    Preview {
        /// The page's number for the file.
        file: u32,
        /// The file's name.
        name: String,
        /// What the user fixed by hand.
        overrides: Overrides,
    },
    /// Read a file that was looked at. Reports progress; answers [`Reply::Loaded`].
    Import {
        /// The page's number for the file.
        file: u32,
        /// How to read it.
        plan: Plan,
        /// Whether to keep the file in the browser for the next visit.
        keep: bool,
    },
    /// Stop the request with this number.
    Cancel {
        /// Its number.
        request: u32,
    },
    /// Load the sample. Reports progress; answers [`Reply::Loaded`].
    Sample {
        /// Whether to keep it in the browser for the next visit.
        keep: bool,
    },
    /// Read the files kept in the browser. Reports progress; answers [`Reply::Loaded`].
    Restore,
    /// Take a loaded file out. Answers [`Reply::Loaded`].
    Remove {
        /// Its number.
        file: u32,
    },
    /// Put back the file taken out last. Answers [`Reply::Loaded`].
    UndoRemove,
    /// The rows of a file that were set aside, as CSV beside [`Reply::Bytes`].
    SetAside {
        /// The loaded file's number.
        file: u32,
    },
    /// Keep all loaded files in the browser, or forget the kept ones. Answers [`Reply::Loaded`].
    Keep {
        /// Whether to keep them.
        keep: bool,
    },
    /// Forget every table and every kept file. Answers [`Reply::Loaded`].
    Erase,
    /// Compute something from the loaded tables.
    Compute(Box<Computation>),
}

/// Something to compute, on the rows a filter lets through.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Computation {
    /// What.
    pub query: Query,
    /// On which rows.
    pub filter: Filter,
    /// With which parameters.
    pub settings: Settings,
}

/// What can be computed; a page each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "query")]
pub enum Query {
    /// What the filter bar offers.
    Facets,
    /// The first answers.
    Overview,
    /// RFM and concentration.
    Segments,
    /// NPS, by an attribute where one is named.
    Loyalty {
        /// The attribute to compare by.
        by: Option<String>,
    },
    /// Retention, churn, cohorts.
    Retention,
    /// A stretch of the customer list.
    Customers(CustomerList),
    /// The whole customer list as CSV beside [`Reply::Bytes`].
    CustomersCsv(CustomerList),
    /// One customer.
    Customer {
        /// Their id.
        id: String,
    },
}

/// Which customers to list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerList {
    /// Only customers whose id or name contains this, letter case aside.
    pub search: String,
    /// By what.
    pub sort: CustomerSort,
    /// Largest first.
    pub descending: bool,
    /// How many to pass over.
    pub offset: usize,
    /// How many to give at most.
    pub limit: usize,
}

/// What the customer list can be sorted by. Ties are broken by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerSort {
    /// Id, as text.
    Id,
    /// Days since the last purchase.
    Recency,
    /// Orders.
    Frequency,
    /// Money.
    Monetary,
    /// Segment, in the order of the rule table.
    Segment,
    /// Latest score.
    Score,
}

/// An answer of the engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reply")]
pub enum Reply {
    /// To [`Request::Preview`].
    Preview(Box<Preview>),
    /// How far a long request is; more follows.
    Progress(Progress),
    /// The tables now loaded.
    Loaded(Loaded),
    /// To [`Request::Compute`].
    Computed(Box<Computed>),
    /// The bytes come beside it.
    Bytes,
    /// The request failed.
    Failed(Failure),
}

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "failure", content = "detail")]
pub enum Failure {
    /// The file cannot be read.
    #[error(transparent)]
    Intake(IntakeError),
    /// The settings make no sense for this data.
    #[error("{0}")]
    Settings(String),
    /// There is no customer with this id.
    #[error("no customer {0}")]
    NoSuchCustomer(String),
    /// A file the page names is not (or no longer) there.
    #[error("no such file")]
    NoSuchFile,
    /// The engine stopped: out of memory, or an error of ours.
    #[error("the engine stopped: {0}")]
    Stopped(String),
}

/// The tables loaded, and what is worth knowing about keeping them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// Loaded files in the order of reading.
    pub files: Vec<LoadedFile>,
    /// What joining them found.
    pub join: JoinNotes,
    /// Files kept for the next visit: `None` as long as all went well.
    pub keeping: Option<KeepProblem>,
    /// Kept files that could not be read again, with the reason.
    pub not_restored: Vec<NotRestored>,
    /// Whether a removal can be undone.
    pub can_undo: bool,
}

/// A file among the loaded ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoadedFile {
    /// Its number, kept over visits.
    pub id: u32,
    /// Whether it belongs to the sample.
    pub sample: bool,
    /// What happened to its rows.
    pub report: FileReport,
}

/// A kept file that could not be read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotRestored {
    /// Its name.
    pub name: String,
    /// Why.
    pub error: IntakeError,
}

/// Why files will not be there on the next visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum KeepProblem {
    /// The browser keeps no database.
    Blocked,
    /// There is no room.
    Full,
    /// Anything else, in the browser's words.
    Failed {
        /// What the browser said.
        detail: String,
    },
}

/// A computed page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "computed")]
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

/// The first answers. Each part is there when its table is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Rows per kind of table, after the filter.
    pub rows: Vec<(Kind, usize)>,
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

/// Retention, churn, cohorts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RetentionPage {
    /// By period; `None` without purchases.
    pub rates: Option<Rates>,
    /// The cohort matrix; `None` without purchases.
    pub cohorts: Option<Cohorts>,
}

/// A stretch of the customer list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CustomersPage {
    /// How many the search finds in all.
    pub total: usize,
    /// Where the stretch begins.
    pub offset: usize,
    /// The stretch.
    pub rows: Vec<CustomerRow>,
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
    /// Latest score.
    pub score: Option<Score>,
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
    /// Segment key.
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
    /// What the customers table says further: name and value.
    pub attributes: Vec<(String, String)>,
    /// What happened.
    pub events: Vec<CustomerEvent>,
    /// How many events there are in all.
    pub events_total: usize,
    /// What the RFM figures were computed from; `None` without any.
    pub provenance: Option<Provenance>,
}

impl CustomerPage {
    /// Events listed at most.
    pub const MOST: usize = 500;
}

/// Something a customer did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum CustomerEvent {
    /// Bought, or returned.
    Purchase {
        /// When.
        day: Day,
        /// For how much.
        amount: Money,
        /// Whether it is a return.
        returned: bool,
        /// Further columns: name and value.
        attributes: Vec<(String, String)>,
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

impl CustomerEvent {
    /// When it happened, if known.
    pub fn day(&self) -> Option<Day> {
        match self {
            Self::Purchase { day, .. } | Self::Complaint { day, .. } | Self::Exit { day, .. } => Some(*day),
            Self::Answer { day, .. } => *day,
        }
    }
}
