//! Questions.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::care::{CaseId, Rules};
use crate::domain::dataset::{Filter, JoinRule};
use crate::domain::day::Day;
use crate::domain::export::table::FileFormat;
use crate::domain::intake::{Overrides, Plan, SetAsideWords};
use crate::domain::language::Language;
use crate::domain::survey::{KioskAnswer, RepeatRule};
use crate::indicators::{CustomerTable, Settings};

/// What becomes of a loaded file when one of the same content is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// The new one takes its place: read anew, perhaps in another way.
    Replace,
    /// Both count.
    Both,
}

/// A question to the engine. A `File` or `Blob`, where one is needed, comes beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Look at a loaded file again, to read it in another way. Answers [`Reply::Preview`] with the plan it was read by.
    LookAgain {
        /// Its number.
        loaded: u32,
        /// The page's number for it from now on.
        file: u32,
    },
    /// Read a file that was looked at. Reports progress; answers [`Reply::Loaded`].
    Import {
        /// The page's number for the file.
        file: u32,
        /// How to read it.
        plan: Plan,
        /// Whether to keep the file in the browser for the next visit.
        keep: bool,
        /// What to do where a loaded file has the same content; without it [`Failure::AlreadyLoaded`] is the answer.
        ///
        /// [`Failure::AlreadyLoaded`]: super::Failure::AlreadyLoaded
        again: Option<Again>,
    },
    /// Join the loaded files by this rule from now on. Answers [`Reply::Loaded`].
    Join {
        /// The rule.
        rule: JoinRule,
    },
    /// Stop the request with this number.
    Cancel {
        /// Its number.
        request: u32,
    },
    /// Take the answers of this device's kiosk for one more survey table. They replace those given
    /// before, and are not kept: they have their own place. Answers [`Reply::Loaded`].
    KioskAnswers {
        /// The table's name.
        name: String,
        /// The answers; where there are none the table is taken out.
        answers: Vec<KioskAnswer>,
        /// What repeated presses are, which are marked.
        repeats: RepeatRule,
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
    /// Take the sample out, all its files as one. Answers [`Reply::Loaded`].
    RemoveSample,
    /// Put back what was taken out last. Answers [`Reply::Loaded`].
    UndoRemove,
    /// The rows of a file that were set aside, as CSV beside [`Reply::Bytes`].
    SetAside {
        /// The loaded file's number.
        file: u32,
        /// What stands beside them.
        words: SetAsideWords,
    },
    /// Keep the files read since the last time, where the user wants files kept. Apart from reading,
    /// so that figures do not wait for the disk. Answers [`Reply::Stored`].
    Store,
    /// Keep all loaded files in the browser, or forget the kept ones. Answers [`Reply::Loaded`].
    Keep {
        /// Whether to keep them.
        keep: bool,
    },
    /// Forget every table and every kept file. Answers [`Reply::Loaded`].
    Erase,
    /// Compute something from the loaded tables. Answers [`Reply::Computed`].
    Compute(Box<Computation>),
    /// The page of an indicator, and its JSON document where it is asked for. Answers [`Reply::Page`].
    Page(Box<PageRequest>),
    /// A table of customers as a file: its bytes come beside [`Reply::Bytes`].
    File(Box<FileRequest>),
    /// The fields of the settings page, as a page. Answers [`Reply::Page`].
    Controls {
        /// The parameters in force.
        settings: Settings,
        /// The reader's language.
        language: Language,
    },
    /// Put a parameter in force. Answers [`Reply::Settings`].
    Set(Box<SetRequest>),
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
    /// In which language segments are named.
    pub language: Language,
    /// Today, by the user's clock; `None` where it is not known.
    pub today: Option<Day>,
    /// The place on the page it is for: a newer question of the same place ends it.
    pub place: String,
}

impl Computation {
    /// The same rows and parameters, asked of no page.
    pub fn on_page(&self) -> PageRequest {
        let Self { filter, settings, language, today, place, .. } = self.clone();
        PageRequest { id: String::new(), filter, settings, language, customer: None, document: false, today, place }
    }
}

/// Which page to make.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageRequest {
    /// The indicator's id, or [`OVERVIEW`](crate::indicators::overview::OVERVIEW).
    pub id: String,
    /// On which rows.
    pub filter: Filter,
    /// With which parameters.
    pub settings: Settings,
    /// In which language.
    pub language: Language,
    /// The customer whom alone the page is of, by id: what the indicator says of them; `None` for its own page.
    pub customer: Option<String>,
    /// Whether what the page is made of is wanted too, as the command line's JSON document: its bytes come beside.
    pub document: bool,
    /// Today, by the user's clock; `None` where it is not known.
    pub today: Option<Day>,
    /// The place on the page it is for: a newer question of the same place ends it.
    pub place: String,
}

/// Which table of customers to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileRequest {
    /// Whose rows, with which parameters: those of the page it is on.
    pub page: PageRequest,
    /// Which table.
    pub table: TableAsked,
    /// How it is written.
    pub format: FileFormat,
}

/// A table of customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableAsked {
    /// What an indicator says of each, as the command line names it: its id, or with the name of a further table.
    Indicator(String),
    /// The customer list, whole: offset and limit are passed over.
    List(CustomerList),
    /// One that a page shows, as it shows it.
    Shown(CustomerTable),
}

/// Which parameter to put in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetRequest {
    /// The parameters now in force.
    pub settings: Settings,
    /// Whose parameter: an indicator's id, or [`SHARED`](crate::indicators::settings::SHARED).
    pub of: String,
    /// Its name.
    pub parameter: String,
    /// Its value.
    pub value: Value,
    /// In which language to say what is wrong with it.
    pub language: Language,
}

/// What can be computed that is no indicator's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// What the filter bar offers.
    Facets,
    /// A stretch of the customer list.
    Customers(CustomerList),
    /// Answers of the loaded files that may need following up.
    Candidates(CandidateList),
    /// These customers, by id, as cases know them; those not there are passed over.
    Known(Vec<String>),
    /// One customer.
    Customer {
        /// Their id.
        id: String,
        /// The list they stand in, for those before and after them; offset and limit are passed over.
        among: CustomerList,
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

impl Default for CustomerList {
    /// All customers, those who spent most first.
    fn default() -> Self {
        Self { search: String::new(), sort: CustomerSort::Monetary, descending: true, offset: 0, limit: 0 }
    }
}

/// Which answers may become cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateList {
    /// The rules in force.
    pub rules: Rules,
    /// So many days at the end of the files.
    pub days: u16,
    /// How many to give at most.
    pub most: usize,
    /// Answers of this device's kiosk: they are cases by themselves, and say nothing about where the
    /// files end.
    pub own: BTreeSet<CaseId>,
    /// Answers that were cases before.
    pub known: BTreeSet<CaseId>,
    /// The user's clock, in minutes east of UTC: files tell the day alone.
    pub offset_minutes: i16,
}

/// What the customer list can be sorted by. Ties are broken by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerSort {
    /// Id, as text.
    Id,
    /// Name, as text; customers without one come last.
    Name,
    /// Days since the last purchase.
    Recency,
    /// Orders.
    Frequency,
    /// Money.
    Monetary,
    /// Recency score.
    R,
    /// Frequency score.
    F,
    /// Monetary score.
    M,
    /// Segment, in the order of the rule table.
    Segment,
    /// Latest score.
    Score,
}
