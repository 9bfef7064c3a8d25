//! Answers, and what they say about the loaded tables.

use serde::{Deserialize, Serialize};

use crate::domain::care::RulesError;
use crate::domain::currency::Currency;
use crate::domain::dataset::JoinNotes;
use crate::domain::intake::{FileReport, IntakeError, Preview, Progress};
use crate::indicators::chosen::Divided;
use crate::indicators::rfm::RfmError;
use crate::indicators::{Answer, Settings};

use super::hand_over::HandOverFailure;
use super::pages::Computed;

/// An answer of the engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// To [`Request::Preview`].
    Preview(Box<Preview>),
    /// How far a long request is; more follows.
    Progress(Progress),
    /// The tables now loaded.
    Loaded(Loaded),
    /// To [`Request::Store`]: what stood in the way, if anything did.
    Stored(Option<KeepProblem>),
    /// To [`Request::Compute`].
    Computed(Box<Computed>),
    /// To [`Request::Page`] and [`Request::Controls`].
    Page(Box<Answer>),
    /// To [`Request::Set`]: the parameters now in force, or what is wrong with the value, in the reader's language.
    Settings(Box<Result<Settings, String>>),
    /// Between two programs: how customers are divided as a filter asks; who is in the classes are the bytes beside, one for
    /// each customer by number, 0 for those who are not.
    Chosen(Vec<Divided>),
    /// The bytes come beside it.
    Bytes,
    /// The request failed.
    Failed(Failure),
}

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The file cannot be read.
    #[error(transparent)]
    Intake(IntakeError),
    /// Customers cannot be scored with these settings.
    #[error(transparent)]
    Scores(RfmError),
    /// The rules of the follow-up make no sense.
    #[error(transparent)]
    Rules(RulesError),
    /// A table of customers cannot be made: why, in the reader's language.
    #[error("{0}")]
    NoTable(String),
    /// A file of this form takes no more rows than so many.
    #[error("a file of more than {0} rows")]
    TooManyRows(usize),
    /// There is no such page.
    #[error("no page {0}")]
    NoSuchPage(String),
    /// A newer question took its place, or the user stopped it.
    #[error("stopped")]
    Cancelled,
    /// There is no customer with this id.
    #[error("no customer {0}")]
    NoSuchCustomer(String),
    /// A file the page names is not (or no longer) there.
    #[error("no such file")]
    NoSuchFile,
    /// A loaded file has the same content.
    #[error("already loaded as {0}")]
    AlreadyLoaded(String),
    /// Answers cannot be handed over.
    #[error(transparent)]
    HandOver(HandOverFailure),
    /// The program of further indicators could not be downloaded.
    #[error("no program of further indicators: {0}")]
    NoFurther(String),
    /// That program stopped: out of memory, or an error of ours. It is started anew with the next question.
    #[error("the program of further indicators stopped: {0}")]
    FurtherStopped(String),
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
    /// What the loaded money is in, where the files say so and do not differ.
    pub currency: Option<Currency>,
    /// Files kept for the next visit: `None` as long as all went well.
    pub keeping: Option<KeepProblem>,
    /// Kept files that could not be read again, with the reason.
    pub not_restored: Vec<NotRestored>,
    /// Kept records that mean nothing to this version; another may read them.
    pub unreadable: usize,
    /// Whether a removal can be undone.
    pub can_undo: bool,
}

/// A file among the loaded ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoadedFile {
    /// Another one each time a file is read, also under a number that had another reading.
    pub reading: u64,
    /// Its number, kept over visits.
    pub id: u32,
    /// Whether it belongs to the sample.
    pub sample: bool,
    /// What happened to its rows.
    pub report: FileReport,
}

impl LoadedFile {
    /// The number of the answers of this device's kiosk, which are no file. Files count from 1.
    pub const KIOSK: u32 = 0;
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
#[serde(rename_all = "snake_case")]
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
