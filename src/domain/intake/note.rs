//! What is worth knowing of a file that did not cost a row.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;

use super::plan::{DateOrder, DecimalMark};
use super::report::Passed;

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
    /// No column says a day: every purchase is of this one.
    OneDay {
        /// The day.
        day: Day,
    },
    /// No column says a date: each row's is put together from these.
    DateParts {
        /// The columns of year, month and, where there is one, day.
        columns: Vec<String>,
    },
    /// Numbers whose points all have three digits behind them, as thousands have and decimals may.
    OpenPoints {
        /// The column.
        column: String,
        /// The decimal mark chosen: with a comma, the points are those of thousands.
        mark: DecimalMark,
    },
    /// Numbers that all have a comma with three digits behind it, read as decimals: cells and days are set apart as where
    /// the decimal mark is a comma.
    OpenCommas {
        /// The column.
        column: String,
    },
    /// Days of which none is beyond the 12th, beside texts of days that all are: a spreadsheet took the month for the day.
    SwappedDays {
        /// The column.
        column: String,
        /// How many.
        rows: u64,
    },
    /// Days written in UTC as midnights of a time zone ahead: the days that begin then were taken.
    LocalMidnights {
        /// The column.
        column: String,
    },
    /// Dates that give only a month, a quarter or a week: the first day of it stands for it.
    MonthDates {
        /// The column.
        column: String,
        /// How many.
        rows: u64,
    },
    /// Rows of groups of which only the first says customer and day: what it says holds for them.
    FilledDown {
        /// The columns, of which these rows have blanks.
        columns: Vec<String>,
        /// How many.
        rows: u64,
    },
    /// Years counted from another beginning, in all of a column: Buddhist ones (2567), or those of 民國 (113).
    OtherEra {
        /// The column.
        column: String,
    },
    /// Orders of a customer that have the number of an earlier order of theirs, begun more than a day before: receipt
    /// numbers that start again. Each counts as an order.
    ReceiptsStartAgain {
        /// The column.
        column: String,
        /// How many.
        orders: u64,
    },
    /// The header of the amount, or a note above the table, says a unit other than one of the currency (`金额（万元）`,
    /// `amount_cents`, `单位：万元`).
    HeaderUnit {
        /// The column.
        column: String,
        /// The power of ten its numbers were taken by.
        power: i32,
    },
    /// Orders of several rows whose amount is the same on each of them, in all orders: their total, which counts once where
    /// the header says that it is one.
    RepeatedTotals {
        /// The column.
        column: String,
        /// How many orders.
        orders: u64,
        /// Whether it counts once an order.
        once: bool,
    },
    /// What was given back or let off, in a column of its own: it was taken off the amounts.
    Refunds {
        /// The column.
        column: String,
        /// How many rows have some.
        rows: u64,
        /// In all.
        total: String,
        /// In how many rows it is more than the amount. Where there are such, nothing was taken off: amounts may be what
        /// is left.
        more: u64,
    },
    /// Rows whose money was given back, as a word says in a column of its own.
    GivenBack {
        /// The column.
        column: String,
        /// The words that say so.
        words: String,
        /// How many rows.
        rows: u64,
        /// Their money in all.
        total: String,
    },
    /// No column says a customer: people are told apart by their names.
    CustomersByName {
        /// The column of names.
        column: String,
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
    /// Cells that are not what the column holds, of one that every row must have: these rows were set aside.
    UnreadRequired {
        /// The column.
        column: String,
        /// How many.
        rows: u64,
        /// Of how many: these and the rows used.
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
    /// Ids with full-width letters (`Ａ００１`), or with accents as letters of their own: they count as those in usual letters.
    FoldedIds {
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
    /// Columns of further sheets that the first one has not: they are not read.
    SheetColumnsLeft {
        /// Their headers.
        columns: Vec<String>,
    },
    /// Sheets of the workbook that were not read.
    SheetsLeft {
        /// Their names.
        sheets: Vec<String>,
    },
    /// Arrays of objects in the JSON document that were not read.
    ArraysLeft {
        /// The path of the one read.
        read: String,
        /// Those of the others.
        arrays: Vec<String>,
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
    /// Cells merged with the one above them, whose text or day they got.
    MergedCells {
        /// How many.
        cells: u64,
    },
    /// The file has more columns than are read.
    BeyondLimits {
        /// The last column read.
        columns: u64,
    },
}

impl Note {
    /// Whether how the file is read decides it: the import page has a choice that changes it.
    pub const fn is_of_reading(&self) -> bool {
        matches!(
            self,
            Self::Duplicates { .. }
                | Self::FutureDates { .. }
                | Self::Undecodable { .. }
                | Self::TitleRows { .. }
                | Self::PassedOver { .. }
                | Self::BlankWords { .. }
                | Self::OddQuotes { .. }
                | Self::AmbiguousDates { .. }
                | Self::SwappedDays { .. }
                | Self::LocalMidnights { .. }
                | Self::OneDay { .. }
                | Self::DateParts { .. }
                | Self::OpenPoints { .. }
                | Self::OpenCommas { .. }
                | Self::RepeatedTotals { .. }
                | Self::Refunds { .. }
                | Self::GivenBack { .. }
                | Self::CustomersByName { .. }
                | Self::UnreadCells { .. }
                | Self::UnreadRequired { .. }
                | Self::AbsurdDates { .. }
                | Self::Currencies { .. }
                | Self::Converted { .. }
                | Self::SheetsJoined { .. }
                | Self::SheetsLeft { .. }
                | Self::ArraysLeft { .. }
        )
    }
}
