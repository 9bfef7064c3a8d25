//! Where a figure comes from: what every figure on a page can open.

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

/// What a figure was computed from. Its definition and source are texts of the `i18n` tables,
/// found under the indicator's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The indicator, by module name (`nps`, `rfm`, `concentration`, …).
    pub indicator: Indicator,
    /// First and last day of the rows used; `None` where the rows carry no day.
    pub period: Option<Period>,
    /// Rows used (customers, for figures computed from customers).
    pub used: usize,
    /// Rows left out, by reason; reasons with no row are absent.
    pub left_out: Vec<LeftOutCount>,
}

impl Provenance {
    /// A provenance without the reasons whose count is zero.
    pub fn new(indicator: Indicator, period: Option<Period>, used: usize, left_out: &[(LeftOut, usize)]) -> Self {
        let left_out = left_out
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|&(reason, count)| LeftOutCount { reason, count })
            .collect();
        Self { indicator, period, used, left_out }
    }

    /// Where the counts of an import report come from: the rows of its file.
    pub fn of_file(report: &FileReport) -> Self {
        let rows = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
        let left_out: Vec<_> =
            report.reasons.iter().map(|(reason, count)| (LeftOut::SetAside(*reason), rows(*count))).collect();
        Self::new(Indicator::Import, report.period, rows(report.rows_used), &left_out)
    }
}

/// The indicators, named after their modules, and the plain counts beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// Recency, frequency, monetary.
    Rfm,
    /// ABC classes, Lorenz curve, Gini.
    Concentration,
    /// Net Promoter Score.
    Nps,
    /// Retention, churn and repeat rate by period.
    Rates,
    /// Monthly cohort matrix.
    Cohorts,
    /// What leaving customers cost.
    Exits,
    /// Rows of one file, as it was read.
    Import,
    /// Rows of one kind of table, from all files.
    Tables,
    /// Customers that any table names.
    Customers,
    /// The latest answer of one customer.
    LastScore,
    /// Whether customers were got in touch with in time.
    FollowUp,
}
