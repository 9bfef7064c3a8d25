//! What happened to each row: the import report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::dataset::{Field, Kind};
use crate::domain::day::Period;

use super::plan::{DateOrder, Quoting};
use super::source::{Cancelled, SourceError};

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
            Self::DoesNotCount => "does_not_count",
        }
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
}

impl Passed {
    /// All of them, those from above first.
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::FurtherHeader,
        Self::HeaderAgain,
        Self::HeaderMoved,
        Self::Total,
        Self::Remark,
        Self::OrderLine,
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

/// A word that stands for nothing, and how many cells have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlankWord {
    /// As the file first has it.
    pub word: String,
    /// How many cells of the columns used.
    pub cells: u64,
}

/// Something worth knowing that did not cost a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// Rows that repeat an earlier row in every cell; they are treated like any other.
    Duplicates {
        /// How many.
        rows: u64,
    },
    /// Rows dated after today; they are used.
    FutureDates {
        /// How many.
        rows: u64,
    },
    /// Returns or cancellations.
    Returns {
        /// How many.
        rows: u64,
    },
    /// Amounts that were positive on a row marked as a return by its quantity or order id: they
    /// count as negative.
    SignTurned {
        /// How many.
        rows: u64,
    },
    /// Rows with fewer cells than the header; the missing ones count as blank.
    ShortRows {
        /// How many.
        rows: u64,
    },
    /// Bytes that are no letters in the chosen encoding, shown as �.
    Undecodable {
        /// How many rows have one.
        rows: u64,
    },
    /// Rows above the header that hold something: a title, notes of the export.
    TitleRows {
        /// How many.
        rows: u64,
    },
    /// Rows elsewhere that are none of the data.
    PassedOver {
        /// Why.
        why: Passed,
        /// How many.
        rows: u64,
    },
    /// Words for nothing (`NULL`, `N/A`, `无`), which count as blank.
    BlankWords {
        /// The words, those of most cells first; at most ten.
        words: Vec<BlankWord>,
        /// Cells in all.
        cells: u64,
    },
    /// Cells freed of what a system had wrapped around them (`` `1 ``, `'-1`, `="1"`).
    Unwrapped {
        /// How many cells of the columns used.
        cells: u64,
    },
    /// Rows with a cell longer than is kept: its end was cut off.
    CutCells {
        /// How many.
        rows: u64,
    },
    /// Rows whose quotes do not follow the file's rule: cells may be torn there.
    OddQuotes {
        /// How many.
        rows: u64,
    },
    /// Blank lines passed over; they count as no row.
    BlankRows {
        /// How many.
        rows: u64,
    },
    /// Dates that fit day-month and month-day alike; read in this order.
    AmbiguousDates {
        /// The column.
        column: String,
        /// The order chosen.
        order: DateOrder,
    },
    /// Dates that give only a month: the first day of the month stands for it.
    MonthDates {
        /// The column.
        column: String,
        /// How many.
        rows: u64,
    },
    /// Orders of a customer that have the number of an earlier order of theirs, begun more than a day before: receipt
    /// numbers that start again. Each counts as an order.
    ReceiptsStartAgain {
        /// The column.
        column: String,
        /// How many.
        orders: u64,
    },
    /// Cells of a column no row must have that are not what the column holds; the rows are used without.
    UnreadCells {
        /// The column.
        column: String,
        /// How many.
        rows: u64,
        /// Of how many filled cells; of a quantity, of how many rows.
        filled: u64,
        /// Up to three different ones, at most 40 characters each.
        examples: Vec<String>,
    },
    /// Dates of a column no row must have that programs write for none, or that lie more than a year
    /// after today; they count as blank.
    AbsurdDates {
        /// The column.
        column: String,
        /// How many.
        rows: u64,
    },
    /// Amounts with more than six decimals (often products of quantity and price), rounded half
    /// to even.
    Rounded {
        /// How many.
        rows: u64,
    },
    /// Headers the file repeats or leaves blank, as renamed.
    RenamedHeaders {
        /// The names given.
        columns: Vec<String>,
    },
    /// The list of rows set aside is cut: it had grown beyond what is kept.
    SetAsideCut {
        /// How many rows it holds.
        kept: u64,
    },
    /// JSON that is none in places: comments, commas before a closing bracket, NaN, Infinity. It was mended;
    /// such values count as blank.
    MendedJson {
        /// How many places, or lines in a file of one object a line.
        places: u64,
    },
    /// JSON keys that appear first after the columns were settled by the first 1,000 objects: they are
    /// not read.
    LateKeys {
        /// How many objects have one.
        rows: u64,
        /// The first ten of these keys in alphabetical order.
        keys: Vec<String>,
        /// How many more there are.
        others: u64,
    },
    /// Rows longer than the header because a number had an unquoted comma; the number was put together.
    TornNumbers {
        /// How many.
        rows: u64,
    },
    /// Ids of a column of numbers written as 17850.0 or 1.785E4: they count as the whole number.
    UnifiedIds {
        /// The column.
        column: String,
        /// How many different ones.
        ids: u64,
    },
    /// Ids written with an exponent and twelve digits or more: a spreadsheet may have cut their last
    /// digits, so that several customers are one.
    CutIds {
        /// The column.
        column: String,
        /// How many different ones.
        ids: u64,
    },
    /// Amounts in several currencies: those of one are used, the others set aside.
    Currencies {
        /// The column.
        column: String,
        /// The currency used.
        used: String,
        /// The others.
        others: Vec<String>,
    },
    /// Amounts converted at the rates the user gave.
    Converted {
        /// How many.
        rows: u64,
    },
    /// Sheets with the same header that were read as one table.
    SheetsJoined {
        /// Their names.
        sheets: Vec<String>,
    },
    /// Sheets of the workbook that were not read.
    SheetsLeft {
        /// Their names.
        sheets: Vec<String>,
    },
    /// Rows hidden in the workbook; they are used like any other.
    HiddenRows {
        /// How many.
        rows: u64,
    },
    /// Formulas of the workbook without a stored result; they count as blank.
    Formulas {
        /// How many.
        cells: u64,
    },
    /// The file has more columns than are read.
    BeyondLimits {
        /// The last column read.
        columns: u64,
    },
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
    /// Field to column header.
    pub mapping: BTreeMap<Field, String>,
    /// Columns kept as attributes.
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

/// A file that cannot be read at all. `i18n` says each in the user's words and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeError {
    /// No byte in it.
    #[error("the file is empty")]
    Empty,
    /// A header but no row.
    #[error("the file has a header but no rows")]
    HeaderOnly,
    /// Its first bytes are those of an image, a PDF, a program, an archive, …
    #[error("the file is not a table: it looks like {what}")]
    NotATable {
        /// The format found: `PNG`, `JPEG`, `PDF`, `ZIP`, …
        what: String,
    },
    /// The first line, which should be the header, is longer than 8 MB.
    #[error("the first line is longer than 8 MB: this is no table with a header")]
    HeaderTooLong,
    /// Binary content (NUL bytes) where text was expected.
    #[error("the file is not text: byte {byte} is NUL")]
    Binary {
        /// Position of the first NUL byte.
        byte: u64,
    },
    /// A workbook behind a password.
    #[error("the workbook is protected by a password")]
    Password,
    /// A workbook cut short or damaged.
    #[error("the workbook is damaged: {detail}")]
    DamagedWorkbook {
        /// What the reader found.
        detail: String,
    },
    /// The program that reads files could not be loaded.
    #[error("the program that reads files could not be loaded: {detail}")]
    NoProgram {
        /// What the browser said.
        detail: String,
    },
    /// The program that reads files ended on this one: out of memory, or an error of ours.
    #[error("reading stopped: {detail}")]
    Stopped {
        /// What the browser said.
        detail: String,
    },
    /// The program that reads workbooks could not be loaded.
    #[error("the program that reads workbooks could not be loaded: {detail}")]
    NoUnpacker {
        /// What the browser said.
        detail: String,
    },
    /// A workbook whose content would need more memory than a tab has.
    #[error(
        "the workbook comes to {bytes} bytes, more than can be read; save the sheet as CSV, which has no such limit"
    )]
    TooLarge {
        /// Its own size, or what it declares or reached unpacked.
        bytes: u64,
    },
    /// The chosen sheet is not in the workbook.
    #[error("there is no sheet `{sheet}`")]
    NoSuchSheet {
        /// Its name.
        sheet: String,
    },
    /// JSON that cannot be read.
    #[error("line {line}, column {column}: {detail}")]
    BadJson {
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What the reader found.
        detail: String,
    },
    /// A column named for a field does not exist.
    #[error("there is no column `{column}` for `{field}`")]
    NoSuchColumn {
        /// The field.
        field: Field,
        /// The header asked for.
        column: String,
    },
    /// Required fields without a column: any one choice of each list would do.
    #[error("no column for: {}", .fields.iter().map(|field| field.name()).collect::<Vec<_>>().join(", "))]
    MissingFields {
        /// The kind they are required for.
        kind: Kind,
        /// The first choice of each missing requirement.
        fields: Vec<Field>,
    },
    /// The header found while reading is not the one the plan was made for.
    #[error("the file has other columns than when it was previewed")]
    Changed,
    /// The bytes could not be had.
    #[error("the file cannot be read: {detail}")]
    Unreadable {
        /// What the browser or system said.
        detail: String,
    },
    /// The user stopped the reading.
    #[error("stopped")]
    Cancelled,
}

impl From<SourceError> for IntakeError {
    fn from(SourceError(detail): SourceError) -> Self {
        Self::Unreadable { detail }
    }
}

impl From<Cancelled> for IntakeError {
    fn from(Cancelled: Cancelled) -> Self {
        Self::Cancelled
    }
}
