//! Where a figure comes from: what every figure on a page can open.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::day::Period;
use super::intake::{FileReport, Reason};

/// Why rows did not enter a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// The score is blank, a text, or outside 0 to 10.
    NotAnAnswer,
    /// A return or cancellation, under the policy that leaves them out.
    Return,
    /// Dated after the reference date the user set.
    AfterReferenceDate,
    /// The row has no day, and the figure needs one.
    NoDay,
    /// The customer's total is zero or below, so it has no share of a total.
    NotPositive,
    /// Outside the filter in force.
    Filtered,
    /// The period is not complete in the data, so it cannot be compared.
    IncompletePeriod,
    /// An exit of a customer who left again later.
    EarlierExit,
    /// The customer began before the first known exit: of those who began then and left unseen nothing is known.
    BeforeExits,
    /// The customer has no purchase in the files.
    NoPurchase,
    /// The customer gave a newer answer.
    NewerAnswer,
    /// Not what the search looks for.
    NotSearched,
    /// Nobody has got in touch, and there is still time to.
    NotYetDue,
    /// The case is still open.
    StillOpen,
    /// The column the figure adds up is blank, or no number.
    NoNumber,
    /// Set aside while the file was read.
    SetAside(Reason),
}

/// A count of rows (or customers) that did not enter a figure, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutCount {
    /// The reason.
    pub reason: LeftOut,
    /// How many.
    pub count: usize,
}

/// What a figure was computed from. Its definition and source are texts, found under what was
/// counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// What was counted: an indicator by its id (`nps`, `rfm`, …), or one of the plain counts below.
    pub indicator: Cow<'static, str>,
    /// First and last day of the rows used; `None` where the rows carry no day.
    pub period: Option<Period>,
    /// Rows used (customers, for figures computed from customers).
    pub used: usize,
    /// Rows left out, by reason; reasons with no row are absent.
    pub left_out: Vec<LeftOutCount>,
}

impl Provenance {
    /// A provenance without the reasons whose count is zero.
    pub fn new(indicator: &'static str, period: Option<Period>, used: usize, left_out: &[(LeftOut, usize)]) -> Self {
        let left_out = left_out
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|&(reason, count)| LeftOutCount { reason, count })
            .collect();
        Self { indicator: Cow::Borrowed(indicator), period, used, left_out }
    }

    /// Whether rows were left out for this reason.
    pub fn has_left_out(&self, reason: LeftOut) -> bool {
        self.left_out.iter().any(|left_out| left_out.reason == reason)
    }

    /// Where the counts of an import report come from: the rows of its file.
    pub fn of_file(report: &FileReport) -> Self {
        let rows = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
        let left_out: Vec<_> =
            report.reasons.iter().map(|(reason, count)| (LeftOut::SetAside(*reason), rows(*count))).collect();
        Self::new(IMPORT, report.period, rows(report.rows_used), &left_out)
    }
}

/// The Net Promoter Score, which the follow-up counts too.
pub const NPS: &str = "nps";
/// Rows of one file, as it was read.
pub const IMPORT: &str = "import";
/// Rows of one kind of table, from all files.
pub const TABLES: &str = "tables";
/// Customers that any table names.
pub const CUSTOMERS: &str = "customers";
/// The latest answer of one customer.
pub const LAST_SCORE: &str = "last_score";
/// Whether customers were got in touch with in time.
pub const FOLLOW_UP: &str = "follow_up";
