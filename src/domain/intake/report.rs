//! What happened to each row: the import report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::currency::Currency;
use crate::domain::dataset::{Field, Kind};
use crate::domain::day::Period;

use super::layout::Quoting;
use super::note::Note;

/// Why a row could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The customer id is blank.
    NoCustomer,
    /// The date is blank.
    NoDate,
    /// The date cannot be read.
    BadDate,
    /// The amount (or quantity, or unit price) is blank.
    NoAmount,
    /// The amount (or quantity, or unit price) cannot be read.
    BadAmount,
    /// The amount (or quantity, or unit price) is a percentage.
    Percentage,
    /// The amount is larger than the product can hold exactly.
    AmountTooLarge,
    /// The score is blank: not an answer.
    NoScore,
    /// The score is no number from 0 to 10: not an answer.
    BadScore,
    /// The row has more cells than the header.
    TooManyCells,
    /// The amount is in another currency than the one used.
    OtherCurrency,
    /// The row repeats an earlier one in every cell, and the user chose to set such rows aside.
    Duplicate,
    /// The date lies in the future, and the user chose to set such rows aside.
    FutureDate,
    /// A cell or line is longer than the product reads (8 MB).
    TooLong,
    /// A JSON line is not an object.
    NotAnObject,
    /// The date is one that programs write for none, such as 1900-01-01 or 9999-12-31.
    PlaceholderDate,
    /// The date lies more than a year after today.
    FarFuture,
    /// The date lies before 1800.
    FarPast,
    /// The system that wrote the file says that the row is no sale or no answer: not paid, cancelled, refunded, a test.
    DoesNotCount,
}

impl Reason {
    /// The name in files and documents, `snake_case`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoCustomer => "no_customer",
            Self::NoDate => "no_date",
            Self::BadDate => "bad_date",
            Self::NoAmount => "no_amount",
            Self::BadAmount => "bad_amount",
            Self::Percentage => "percentage",
            Self::AmountTooLarge => "amount_too_large",
            Self::NoScore => "no_score",
            Self::BadScore => "bad_score",
            Self::TooManyCells => "too_many_cells",
            Self::OtherCurrency => "other_currency",
            Self::Duplicate => "duplicate",
            Self::FutureDate => "future_date",
            Self::TooLong => "too_long",
            Self::NotAnObject => "not_an_object",
            Self::PlaceholderDate => "placeholder_date",
            Self::FarFuture => "far_future",
            Self::FarPast => "far_past",
            Self::DoesNotCount => "does_not_count",
        }
    }
}

impl Reason {
    /// Whether how the file is read decides it, so that another reading may make the rows usable.
    pub const fn is_of_reading(self) -> bool {
        !matches!(self, Self::NoCustomer | Self::NoDate | Self::NoAmount | Self::AmountTooLarge | Self::TooLong)
    }
}

/// A row set aside, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Row in the file as a spreadsheet counts, from 1, whatever row the header is in.
    pub row: u64,
    /// Header of the offending column; `None` where the whole row is at fault.
    pub column: Option<String>,
    /// Why.
    pub reason: Reason,
    /// The offending cell, shortened to 120 characters.
    pub text: String,
}

/// Why a row was passed over: it is none of the data, and counts neither as read nor as set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passed {
    /// Above the header: a title, notes of the export.
    Title,
    /// Between header and data: questions, ids as JSON, units, sub-headings.
    FurtherHeader,
    /// The header again, where files were joined with one another.
    HeaderAgain,
    /// The header again with its columns in another order, or others among them: the rows below are read by it,
    /// and what the first header lacks is left out.
    HeaderMoved,
    /// Totals, averages, counts.
    Total,
    /// A line, or a sentence about the export.
    Remark,
    /// A further line of the order above, which has the total.
    OrderLine,
    /// Another table below, its header included.
    OtherTable,
}

impl Passed {
    /// All of them, those from above first.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::FurtherHeader,
        Self::HeaderAgain,
        Self::HeaderMoved,
        Self::Total,
        Self::Remark,
        Self::OrderLine,
        Self::OtherTable,
    ];

    /// The name in files and documents, `snake_case`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::FurtherHeader => "further_header",
            Self::HeaderAgain => "header_again",
            Self::HeaderMoved => "header_moved",
            Self::Total => "total",
            Self::Remark => "remark",
            Self::OrderLine => "order_line",
            Self::OtherTable => "other_table",
        }
    }
}

/// A row passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedRow {
    /// Row in the file as a spreadsheet counts, from 1.
    pub row: u64,
    /// Why.
    pub why: Passed,
    /// Its cells that are not blank, shortened to 120 characters.
    pub text: String,
}

/// What happened to one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileReport {
    /// The file's name.
    pub name: String,
    /// What its rows are about.
    pub kind: Kind,
    /// The encoding's name; `None` for workbooks.
    pub encoding: Option<String>,
    /// The delimiter of a text file.
    pub delimiter: Option<char>,
    /// How a text file quotes cells.
    pub quoting: Option<Quoting>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row of the header, as a spreadsheet counts; `None` for JSON, which has none.
    pub header_row: Option<u64>,
    /// The id of the export it was read as, where its header is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub export: Option<String>,
    /// What its money is in, where the file says so: by its cells or its header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Field to column header; of a role that several columns have, theirs with commas between.
    pub mapping: BTreeMap<Field, String>,
    /// Columns kept as attributes, those of roles that come last among them.
    pub attributes: Vec<String>,
    /// Data rows in the file: the header, what stands above it and blank lines are none. `rows_used + rows_set_aside`.
    pub rows_read: u64,
    /// Rows that became data.
    pub rows_used: u64,
    /// Rows that did not. Survey answers without a score from 0 to 10 are among them although the
    /// table keeps them (with no score), so that indicators can count them under any filter.
    pub rows_set_aside: u64,
    /// Rows set aside by reason; each row has one reason, the first found.
    pub reasons: BTreeMap<Reason, u64>,
    /// What else is worth knowing, in a fixed order.
    pub notes: Vec<Note>,
    /// First and last day of the rows used.
    pub period: Option<Period>,
    /// The first 200 rows set aside.
    pub set_aside: Vec<SetAside>,
    /// Rows that are none of the data, by reason.
    pub passed_over: BTreeMap<Passed, u64>,
    /// The first 200 of them.
    pub passed: Vec<PassedRow>,
}

impl FileReport {
    /// Whether it is of a kind and has, where any are named, a column of one of some roles.
    pub fn has(&self, kind: Kind, roles: &[Field]) -> bool {
        self.kind == kind && (roles.is_empty() || roles.iter().any(|role| self.mapping.contains_key(role)))
    }
}
