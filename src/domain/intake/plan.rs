//! How a file is to be read: guessed by the preview, corrected by hand, remembered for its header.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::dataset::{Field, Kind, Values};

use super::exports::{CountingRule, ExportName};
use super::guess::{normalised, speaks_of};
use super::layout::{JsonArray, Layout, Quoting, TextEncoding};
use super::note::BlankWord;
use super::report::PassedRow;
use super::value::DateParts;

/// The order of the numbers in dates like 03/04/2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2024.
    DayMonthYear,
    /// 12/31/2024.
    MonthDayYear,
    /// 2024/12/31.
    YearMonthDay,
}

/// What separates whole units from decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// 1,234.50
    Point,
    /// 1.234,50
    Comma,
}

/// What a column is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A field of the kind.
    Field(Field),
    /// An attribute to group and filter by.
    Attribute,
    /// Left out.
    Ignore,
}

/// A column of the file and its use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools)] // each is seen in the column by itself, and remembered under its name
pub struct Column {
    /// Its header, trimmed; made unique (`x`, `x (2)`) where the file repeats it, `column 3` where blank.
    pub header: String,
    /// Its use.
    pub role: Role,
    /// For date columns: the order to read ambiguous dates in; `None` lets the whole column decide.
    pub date_order: Option<DateOrder>,
    /// For date columns: whether `202403` and `03.2024` are March 2024, and `2567-03-05` and `113/03/05` a day of it, which only
    /// a column full of such cells says.
    #[serde(default)]
    pub six_digit_months: bool,
    /// For date columns: whether `1709600000` is a day, in seconds (or thousandths and less) since
    /// 1970, which only a column full of such numbers says.
    #[serde(default)]
    pub unix_times: bool,
    /// For number columns: `None` lets the whole column decide.
    pub decimal_mark: Option<DecimalMark>,
    /// For attributes: what their cells are read as; `None` lets the whole column decide.
    #[serde(default)]
    pub values: Option<Values>,
    /// For date columns: whether 1970-01-01 stands for no date. Only the whole column says so, while
    /// it is read.
    #[serde(skip)]
    pub epoch_is_none: bool,
    /// Whether most of its cells stand in apostrophes or quotes, or behind an apostrophe, that are none of them.
    #[serde(default)]
    pub quoted: bool,
    /// Whether words for nothing are values here: beside 有, 无 says no.
    #[serde(default)]
    pub literal: bool,
}

/// Everything [`super::read`] needs to know about one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools)] // each is a switch of the page, remembered under its name
pub struct Plan {
    /// What one row is about.
    pub kind: Kind,
    /// What the file is made of.
    pub layout: Layout,
    /// The row of the header, as a spreadsheet counts: what stands above it is passed over. The first
    /// row from there on that holds something is the header; JSON has no such row.
    #[serde(default = "first_row")]
    pub header_row: u64,
    /// One entry per column of the file, in the file's order.
    pub columns: Vec<Column>,
    /// Cells that rows have more than the header, all blank: the system ends each row with a delimiter.
    #[serde(default)]
    pub surplus_cells: usize,
    /// The currency to use, by its code, where the file has several: money in others is set aside.
    /// `None` takes the one most rows have.
    #[serde(default)]
    pub currency: Option<String>,
    /// What one unit of other currencies is in the currency used, in millionths, by their codes: such
    /// money is converted. It takes a [`Self::currency`].
    #[serde(default)]
    pub rates: BTreeMap<String, i64>,
    /// Whether rows that repeat an earlier row in every cell are set aside. Default: no, they are
    /// only counted.
    pub set_aside_duplicates: bool,
    /// Whether rows dated after this day (ISO, the user's today) are set aside; `None` keeps them.
    /// Either way they are counted when `today` is known.
    pub set_aside_future: bool,
    /// Whether dates that programs write for none (0001-01-01, 1899-12-30, 1899-12-31, 1900-01-01,
    /// 9999-12-31, a lone 1970-01-01) and those more than a year after `today` are used like any
    /// other. Default: no; rows that need a date are set aside, and other cells count as blank.
    #[serde(default)]
    pub use_absurd_dates: bool,
    /// The id of the export it is read as, where its header is known.
    #[serde(default)]
    pub export: Option<String>,
    /// Whether the user refused an export that was recognised: the file is read like any other.
    #[serde(default)]
    pub as_any_file: bool,
    /// The columns of days, by their place, that hold midnights of a zone ahead of UTC, written in UTC: the day that begins
    /// then is meant. Found by the preview.
    #[serde(default)]
    pub local_midnights: Vec<usize>,
    /// Whether the day is the one in UTC all the same.
    #[serde(default)]
    pub days_in_utc: bool,
    /// What rows must say to count; those that do not are set aside.
    #[serde(default)]
    pub counting: Vec<CountingRule>,
    /// Rows between the header and the data: questions, ids as JSON, units. They are passed over.
    #[serde(default)]
    pub further_headers: u64,
    /// Whether rows that look like none of the data (the header again, totals, remarks, further lines of an
    /// order) are read like any other. Default: no.
    #[serde(default)]
    pub keep_all_rows: bool,
    /// Words of a column that call rows totals of the rows above, which are then none of the data; found by a first reading.
    #[serde(default)]
    pub totals: Option<TotalWords>,
    /// The columns that only the first row of each group says, as reports are printed; found by a first reading.
    #[serde(default)]
    pub said_once: Vec<usize>,
    /// Ids that stand for nobody (`0`, `-1`, `99999`) among the customers of a column of numbers; found by a first reading.
    #[serde(default)]
    pub nobody: Vec<String>,
    /// Whether words for nothing (`NULL`, `N/A`, `无`) are taken as they are. Default: no, they are blank.
    #[serde(default)]
    pub literal_blanks: bool,
    /// The day of every purchase, where no column says one: a table of who bought what for how much. Without it such a
    /// file cannot be read as purchases.
    #[serde(default)]
    pub one_day: Option<crate::domain::day::Day>,
    /// The user's current day, against which dates lie in the future; `None` counts none.
    pub today: Option<crate::domain::day::Day>,
}

/// Words of one column that are names of totals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalWords {
    /// The column.
    pub column: usize,
    /// The cells that are.
    pub words: Vec<String>,
}

impl TotalWords {
    /// Whether a cell is one of them.
    pub(super) fn has(&self, cell: &str) -> bool {
        self.words.iter().any(|word| word == cell)
    }
}

/// Where the header is in plans kept before they said so.
fn first_row() -> u64 {
    1
}

impl Plan {
    /// The column used as `field`, the first of several.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.role == Role::Field(field))
    }

    /// Whether these are answers of which no score will be read.
    pub fn has_comments_alone(&self) -> bool {
        self.kind == Kind::Answers && self.column_of(Field::Score).is_none() && self.missing().is_empty()
    }

    /// The choices of fields of which none is mapped: what is missing before the file can be read.
    pub fn missing(&self) -> Vec<Vec<Vec<Field>>> {
        let is_dated = || self.day_of_all().is_some() || self.date_parts().is_some();
        let mapped = |field: &Field| self.column_of(*field).is_some() || *field == Field::Date && is_dated();
        let mut required = self.kind.required();
        required.retain(|choices| !choices.iter().any(|choice| choice.iter().all(mapped)));
        required
    }

    /// Whether a column's midnights are those of a zone ahead: see [`Self::local_midnights`].
    pub fn has_local_midnights(&self, index: usize) -> bool {
        !self.days_in_utc && self.local_midnights.contains(&index)
    }

    /// Whether no column says the day of purchases.
    pub fn lacks_days(&self) -> bool {
        self.kind == Kind::Purchases && self.column_of(Field::Date).is_none() && self.date_parts().is_none()
    }

    /// The columns of year, month and, where there is one, day, that dates are put together from as no column has them.
    pub(super) fn date_parts(&self) -> Option<DateParts> {
        let [year, month, day] = Field::DATE_PARTS.map(|part| self.column_of(part));
        let has_place = self.kind.fields().contains(&Field::Year) && self.column_of(Field::Date).is_none();
        Some(DateParts { year: year?, month: month?, day }).filter(|_| has_place)
    }

    /// The day of every purchase, where no column says one.
    pub fn day_of_all(&self) -> Option<crate::domain::day::Day> {
        self.one_day.filter(|_| self.lacks_days())
    }

    /// Whether rows of complaints are promises alone: they say what was promised for which day and what became of it,
    /// and nothing says that anybody complained: no reason, no settlement, no column called so.
    pub fn is_promise_log(&self) -> bool {
        let has = |field: Field| self.column_of(field).is_some();
        let is_log = has(Field::Promised) && (has(Field::Kept) || has(Field::KeptOn));
        let complains = has(Field::Settled)
            || has(Field::Reason)
            || self.columns.iter().any(|column| speaks_of(Kind::Complaints, &normalised(&column.header)));
        self.kind == Kind::Complaints && is_log && !complains
    }

    /// What an extra column is read as, given what it was found to hold.
    pub fn values_of(&self, index: usize, found: Values) -> Values {
        match self.columns.get(index).map(|column| (column.role, column.values)) {
            Some((Role::Field(field), _)) if self.kind.fields().contains(&field) => field.values(),
            Some((_, Some(values))) => values,
            _ => found,
        }
    }

    /// Identifies files with the same header, to remember a plan by.
    pub fn signature(headers: &[String]) -> String {
        headers.join("\u{1f}")
    }
}

/// What the user fixed by hand; everything else is guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overrides {
    /// The kind of table.
    pub kind: Option<Kind>,
    /// The encoding of a text or JSON file.
    pub encoding: Option<TextEncoding>,
    /// The delimiter of a text file.
    pub delimiter: Option<char>,
    /// How a text file quotes cells.
    pub quoting: Option<Quoting>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Further sheets to read with the one named; without a name the sheets of the same header are.
    #[serde(default)]
    pub more_sheets: Vec<String>,
    /// The path of the array of a JSON document.
    #[serde(default)]
    pub json_rows: Option<String>,
    /// The row of the header, from 1.
    pub header_row: Option<u64>,
    /// Rows between the header and the data.
    pub further_headers: Option<u64>,
    /// See [`Plan::keep_all_rows`].
    pub keep_all_rows: bool,
    /// See [`Plan::literal_blanks`].
    pub literal_blanks: bool,
    /// See [`Plan::one_day`].
    #[serde(default)]
    pub one_day: Option<crate::domain::day::Day>,
    /// Field to column header; a header that does not exist is an [`super::IntakeError`].
    pub map: BTreeMap<Field, String>,
    /// The same for roles that several columns can have.
    #[serde(default)]
    pub items: Vec<(Field, String)>,
    /// See [`Plan::as_any_file`].
    pub as_any_file: bool,
    /// The user's current day.
    pub today: Option<crate::domain::day::Day>,
}

impl Overrides {
    /// What of a plan the user may have fixed, so that it is fixed in the next look too.
    pub fn of(plan: &Plan, today: Option<crate::domain::day::Day>) -> Self {
        let mut overrides = Self {
            kind: Some(plan.kind),
            header_row: Some(plan.header_row),
            further_headers: Some(plan.further_headers),
            keep_all_rows: plan.keep_all_rows,
            literal_blanks: plan.literal_blanks,
            one_day: plan.one_day,
            as_any_file: plan.as_any_file,
            today,
            ..Self::default()
        };
        match &plan.layout {
            Layout::Text { encoding, delimiter, quoting } => {
                overrides.encoding = Some(*encoding);
                overrides.delimiter = Some(*delimiter);
                overrides.quoting = Some(*quoting);
            }
            Layout::Workbook { sheet, more, .. } => {
                overrides.sheet = Some(sheet.clone());
                overrides.more_sheets.clone_from(more);
            }
            Layout::Json { encoding, rows, .. } | Layout::Ndjson { encoding, rows, .. } => {
                overrides.encoding = Some(*encoding);
                overrides.json_rows.clone_from(rows);
            }
        }
        overrides
    }
}

/// A first look at a file: the guessed plan and what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// The file's name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// How it would be read.
    pub plan: Plan,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheets that can be read as one table, where there are several: those of the same header.
    #[serde(default)]
    pub alike_sheets: Vec<String>,
    /// The arrays of objects of a JSON document, where there are several; at most 20.
    #[serde(default)]
    pub arrays: Vec<JsonArray>,
    /// The rows that may be the header: the first that hold something and have a row below; 20, or ten
    /// more than stand above the header; none for JSON.
    pub header_choices: Vec<HeaderChoice>,
    /// The export whose header it has, whether it is read as one or not.
    pub export: Option<ExportName>,
    /// The currencies its money is in, where these are several; the one of most rows first.
    #[serde(default)]
    pub currencies: Vec<String>,
    /// The columns that could be the score, where nothing tells which of several is: the user is asked.
    #[serde(default)]
    pub score_choices: Vec<String>,
    /// One entry per column.
    pub columns: Vec<PreviewColumn>,
    /// The first rows of data as they will be read, each with as many cells as there are columns; at most 20.
    pub rows: Vec<Vec<String>>,
    /// Where each of `rows` stands in the file; 0 where it has no such place.
    pub numbers: Vec<u64>,
    /// Cells of `rows` that the file has otherwise: wrapped, or a word for nothing.
    pub cleaned: Vec<CleanedCell>,
    /// The rows passed over among those looked at; at most 200.
    pub passed: Vec<PassedRow>,
    /// The rows passed over among the last of the file, or of each of its sheets, but those in `passed`; their place is 0
    /// in a text too long to be counted.
    #[serde(default)]
    pub passed_end: Vec<PassedRow>,
    /// Words for nothing among the rows looked at.
    pub blank_words: Vec<BlankWord>,
    /// What the guess is unsure of.
    pub doubts: Vec<Doubt>,
}

/// A cell of the preview that the file has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanedCell {
    /// Its place in [`Preview::rows`].
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// As the file has it, at most 80 characters.
    pub was: String,
}

/// What a guess is unsure of: another reading makes sense too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// How cells are quoted.
    Quoting,
    /// Which row is the header: its names are none that are known.
    HeaderRow,
    /// Whether there is a header: the first row has a day or an amount, and columns are missing.
    NoHeader,
    /// Whether the rows below the header are data: only what the columns hold speaks against it.
    FurtherHeaders,
    /// What stands between cells: the only header holds names of several columns.
    OneColumn,
    /// Who is who: no column says a customer, and people are told apart by their names.
    CustomerName,
}

/// A row that may be the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderChoice {
    /// The row, as a spreadsheet counts.
    pub row: u64,
    /// What it begins with, at most 40 characters.
    pub text: String,
}

/// Cells of a column that cannot be read as what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// How many.
    pub cells: usize,
    /// Of how many filled cells.
    pub filled: usize,
    /// Up to three different ones, at most 40 characters each.
    pub examples: Vec<String>,
}

impl Unread {
    /// Letters shown of a cell that cannot be read.
    const LETTERS: usize = 40;

    /// Counts so many cells of one text.
    pub(super) fn add(&mut self, text: &str, cells: usize) {
        self.cells += cells;
        if self.examples.len() < 3 {
            let text: String = text.chars().take(Self::LETTERS).collect();
            if !self.examples.contains(&text) {
                self.examples.push(text);
            }
        }
    }
}

/// What the preview saw in a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreviewColumn {
    /// Up to three distinct cells that are not blank.
    pub samples: Vec<String>,
    /// For a date column whose numbers fit both orders in all rows seen: the order is a guess.
    pub date_is_ambiguous: bool,
    /// Cells that cannot be read as dates, numbers or scores, where these are more than 2 % of the filled; of a text
    /// in several of its places.
    #[serde(default)]
    pub unread: Option<Unread>,
    /// What it holds, should it be an attribute.
    pub values: Values,
    /// Whether it has dates that programs write for none, or more than a year ahead, should it be one
    /// of the kind's dates; or may have some below the rows looked at.
    pub may_have_absurd_dates: bool,
}
