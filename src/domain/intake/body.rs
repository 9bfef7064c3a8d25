//! The data among the rows below a header, cleaned as it will be when it is read.
//!
//! What goes through rows is a function of its own, for the reason given at [`crate::domain::blocks::in_blocks`].

use std::borrow::Cow;

use super::blanks::Blanks;
use super::collect::{Passes, Passing};
use super::detect::{FurtherHeaders, further_headers};
use super::plan::{CleanedCell, Overrides, Plan, Role};
use super::record::Record;
use super::report::{Passed, PassedRow};
use super::sample::{Place, Table, record_of};
use super::value::{bare, is_nothing, trimmed};

/// Letters shown of a cell as the file has it.
const CELL_LETTERS: usize = 80;

/// The rows of data a preview has seen.
pub(super) struct Body {
    /// Rows between header and data.
    pub further: u64,
    /// Whether they may be data.
    pub is_unsure: bool,
    /// What the first of them says of each column.
    pub questions: Vec<String>,
    pub numbers: Vec<u64>,
    /// The first rows, as many cells each as there are columns.
    pub rows: Vec<Vec<String>>,
    /// The same rows as the file has them.
    pub uncut: Vec<Vec<String>>,
    /// Some of the rows below, from all over the file.
    pub later: Vec<Vec<String>>,
    pub passed: Vec<PassedRow>,
    /// What is passed over at the end of the file, below those in `passed`.
    pub passed_end: Vec<PassedRow>,
    /// Words for nothing among `rows`.
    pub blanks: Blanks,
    columns: Vec<Habit>,
    /// Whether words for nothing are values in all columns.
    literal_blanks: bool,
    cleaned: Vec<CleanedCell>,
    /// Tells rows that are no data; `None` where all are read.
    passing: Option<Passing>,
}

/// How the cells of a column are cleaned.
#[derive(Debug, Clone, Copy, Default)]
struct Habit {
    /// Whether most are in quotes that are none of them.
    quoted: bool,
    /// Whether words for nothing are values.
    literal: bool,
    used: Used,
}

/// What a column is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Used {
    /// A field of the kind, as far as is known.
    #[default]
    Field,
    /// It only groups: there `NA` is a value.
    Groups,
    /// It is not read.
    Nothing,
}

impl Body {
    #[inline(never)]
    pub fn of(table: &Table, overrides: &Overrides, is_json: bool) -> Self {
        let found = if is_json { FurtherHeaders::default() } else { further_headers(table.own_rows()) };
        let given = overrides.further_headers.filter(|_| !is_json).and_then(|rows| usize::try_from(rows).ok());
        let further = given.unwrap_or(found.rows);
        let mut passes = table.titles.clone();
        let mut passing = (!is_json && !overrides.keep_all_rows).then(|| {
            let header = record_of(table.header_row, table.header());
            Passing::new(&header, passes.titles(), table.is_joined)
        });
        let mut kept = Vec::new();
        for (index, (&number, cells)) in table.numbers.iter().zip(&table.rows).enumerate() {
            let record = record_of(number, cells);
            let why = if index < further || table.is_further(index, further) {
                Some(Passed::FurtherHeader)
            } else {
                passing.as_mut().and_then(|passing| passing.why(&record))
            };
            // Every row above has a number or a day, and this one has neither.
            let is_none = |kept: &[(u64, Cow<'_, [String]>)]| {
                !has_digit(cells) && !kept.is_empty() && kept.iter().all(|(_, row)| has_digit(row))
            };
            let other = why.is_none()
                && is_none(&kept)
                && passing.as_mut().is_some_and(|passing| passing.begins_other(&record));
            match why.or(other.then_some(Passed::OtherTable)) {
                Some(why) => passes.add(&record, why),
                None => kept.push((number, arranged(passing.as_ref(), &record, cells))),
            }
        }
        // A sample of nothing but totals says nothing; it is read as it is.
        if kept.is_empty() {
            kept =
                table.numbers.iter().copied().zip(table.rows.iter().map(|row| Cow::Borrowed(row.as_slice()))).collect();
        }
        let mut later = Vec::new();
        for (number, cells) in &table.later {
            let record = record_of(*number, cells);
            if passing.as_mut().is_none_or(|passing| passing.why(&record).is_none()) {
                later.push(arranged(passing.as_ref(), &record, cells).into_owned());
            }
        }
        let width = table.headers.names.len();
        let columns: Vec<Habit> = (0..width).map(|column| look(&kept, column)).collect();
        let mut body = Self {
            further: further as u64,
            is_unsure: given.is_none() && found.is_unsure,
            questions: table.rows.iter().take(further).next().cloned().unwrap_or_default(),
            numbers: kept.iter().map(|(number, _)| *number).collect(),
            rows: Vec::new(),
            uncut: kept.into_iter().map(|(_, cells)| cells.into_owned()).collect(),
            later: Vec::new(),
            passed: passes.rows,
            passed_end: Vec::new(),
            blanks: Blanks::default(),
            columns,
            literal_blanks: overrides.literal_blanks,
            cleaned: Vec::new(),
            passing,
        };
        body.later = later.iter().map(|row| body.cleaned_row(row.iter().map(String::as_str))).collect();
        body.look_at_end(&table.ends);
        body.clean();
        body
    }

    /// Looks at the last rows of the file, none of which is among the first, for what is passed over.
    #[inline(never)]
    pub fn look_at_end(&mut self, rows: &[Place]) {
        let Some(passing) = &mut self.passing else { return };
        let mut passes = Passes::default();
        for (number, cells) in rows {
            let record = record_of(*number, cells);
            if let Some(why) = passing.why(&record) {
                passes.add(&record, why);
            }
        }
        self.passed_end.append(&mut passes.rows);
    }

    /// Cleans the rows as the plan will read them, once it says what columns are used as.
    pub fn settle(&mut self, plan: &mut Plan) {
        let fields = plan.kind.fields();
        for (habit, column) in self.columns.iter_mut().zip(&mut plan.columns) {
            (column.quoted, column.literal) = (habit.quoted, habit.literal);
            habit.used = match column.role {
                Role::Field(field) if fields.contains(&field) => Used::Field,
                Role::Field(_) | Role::Attribute => Used::Groups,
                Role::Ignore => Used::Nothing,
            };
        }
        self.clean();
    }

    #[inline(never)]
    fn clean(&mut self) {
        let mut blanks = Blanks::default();
        self.cleaned.clear();
        self.rows.clear();
        for (row, cells) in self.uncut.iter().enumerate() {
            let mut clean = Vec::with_capacity(self.columns.len());
            for (column, habit) in self.columns.iter().enumerate() {
                let cell = cells.get(column).map_or("", String::as_str);
                let inner = bare(cell, habit.quoted);
                let is_word = !self.literal_blanks && habit.is_word(inner.text);
                if is_word && habit.used != Used::Nothing {
                    blanks.count(inner.text, 1);
                }
                if inner.was_wrapped || is_word {
                    let was = cell.chars().take(CELL_LETTERS).collect();
                    self.cleaned.push(CleanedCell { row, column, was });
                }
                // Blanks around a cell are shown as the file has them.
                clean.push(
                    if is_word {
                        ""
                    } else if inner.was_wrapped {
                        inner.text
                    } else {
                        cell
                    }
                    .to_owned(),
                );
            }
            self.rows.push(clean);
        }
        self.blanks = blanks;
    }

    /// A further row of data, cleaned as those of [`Self::rows`].
    pub fn cleaned_row<'a>(&self, cells: impl Iterator<Item = &'a str>) -> Vec<String> {
        let clean = |(cell, habit): (&str, &Habit)| {
            let text = bare(cell, habit.quoted).text;
            if !self.literal_blanks && habit.is_word(text) { String::new() } else { text.to_owned() }
        };
        cells.zip(&self.columns).map(clean).collect()
    }

    /// The cells of a column.
    pub fn column(&self, index: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.get(index).map_or("", String::as_str))
    }

    /// The cells of the first rows that the file has otherwise.
    pub fn cleaned(&self, rows: usize) -> Vec<CleanedCell> {
        self.cleaned.iter().filter(|cell| cell.row < rows).cloned().collect()
    }
}

impl Habit {
    fn is_word(self, text: &str) -> bool {
        !self.literal && is_nothing(text, self.used != Used::Field)
    }
}

/// A row below a header that came again in another order, as the first header has its cells.
fn arranged<'a>(passing: Option<&Passing>, record: &Record, cells: &'a [String]) -> Cow<'a, [String]> {
    match passing.and_then(|passing| passing.arranged(record)) {
        Some(row) => Cow::Owned(row.iter().map(str::to_owned).collect()),
        None => Cow::Borrowed(cells),
    }
}

fn has_digit(row: &[String]) -> bool {
    row.iter().any(|cell| cell.contains(|letter: char| letter.is_numeric()))
}

/// How a column is to be cleaned, as its cells show.
#[inline(never)]
fn look(rows: &[(u64, Cow<'_, [String]>)], column: usize) -> Habit {
    let (mut filled, mut quoted, mut literal) = (0_usize, 0_usize, false);
    for cell in rows.iter().filter_map(|(_, row)| row.get(column)).map(|cell| trimmed(cell)) {
        filled += usize::from(!cell.is_empty());
        quoted += usize::from(cell.starts_with(['\'', '"', '\u{2018}', '\u{2019}']) && bare(cell, true).was_wrapped);
        literal |= matches!(cell, "有" | "没有");
    }
    Habit { quoted: quoted > 0 && quoted * 2 > filled, literal, ..Habit::default() }
}
