//! The first rows of a file, and the table among them.

use std::borrow::Cow;

use super::blanks::Blanks;
use super::collect::{Headers, Passes, Passing, headers_of};
use super::detect::{FurtherHeaders, HEADER_CHOICES, further_headers, guess_header, lacks_row_names};
use super::plan::{CleanedCell, Column, HeaderChoice, Overrides};
use super::preview::SAMPLE;
use super::record::{Flow, Record, Sink};
use super::report::{IntakeError, Passed, PassedRow, Reason};
use super::sheets::SHEET;
use super::value::{bare, trimmed};

/// Letters shown of a row that may be the header.
const CHOICE_LETTERS: usize = 40;

/// Rows that may be the header, where it is among the first.
const FEW_CHOICES: usize = 20;

/// Letters shown of a cell as the file has it.
const CELL_LETTERS: usize = 80;

/// The first rows that hold something.
#[derive(Default)]
pub(super) struct Sample {
    /// The row to begin with; what stands above is only offered as a header.
    from: u64,
    above: Vec<HeaderChoice>,
    /// What stands above, should the row to begin with be given.
    titles: Passes,
    /// Where each of `rows` stands in the file.
    numbers: Vec<u64>,
    rows: Vec<Vec<String>>,
}

/// What a sample holds.
pub(super) struct Table {
    pub header_row: u64,
    /// Whether the header is not the first row that holds something, and that was guessed.
    pub is_moved: bool,
    pub headers: Headers,
    /// The header as the file has it.
    header: Vec<String>,
    titles: Passes,
    numbers: Vec<u64>,
    /// The rows below the header.
    rows: Vec<Vec<String>>,
    /// Whether rows of other sheets are among them.
    is_joined: bool,
    pub choices: Vec<HeaderChoice>,
}

impl Table {
    /// The header as the file has it.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Adds the first rows of another sheet of the same header; each row then begins with the name of its sheet.
    pub fn join_sheet(&mut self, sheet: &str, other: &str, rows: Vec<Vec<String>>) {
        if !self.is_joined {
            self.is_joined = true;
            self.header.insert(0, SHEET.to_owned());
            self.headers = headers_of(self.header.iter().map(String::as_str));
            self.rows.iter_mut().for_each(|row| row.insert(0, sheet.to_owned()));
        }
        for mut row in rows {
            row.insert(0, other.to_owned());
            self.rows.push(row);
            // Rows of another sheet have no place in this one.
            self.numbers.push(0);
        }
    }
}

impl Sample {
    /// A sample that begins with this row.
    pub fn from_row(from: u64) -> Self {
        Self { from, ..Self::default() }
    }

    /// Whether there is anything to read.
    pub fn has_rows(&self) -> bool {
        !self.rows.is_empty() || !self.above.is_empty()
    }

    /// The header's row and names, the first rows below it, and the rows that may be the header.
    pub fn into_table(mut self, header_is_known: bool) -> Result<Table, IntakeError> {
        let at = if header_is_known { 0 } else { guess_header(&self.rows) };
        let mut header = self.rows.get(at).cloned().ok_or(IntakeError::HeaderOnly)?;
        let last = self.numbers.len().saturating_sub(1);
        let given = self.above.len();
        let rows = self.numbers.iter().zip(&self.rows).take(last);
        self.above.extend(rows.map(|(&row, cells)| choice(row, cells.iter().map(String::as_str))));
        self.above.retain(|choice| choice.row > 0);
        self.above.truncate(FEW_CHOICES.max(given + at + FEW_CHOICES / 2));
        for (&row, cells) in self.numbers.iter().zip(&self.rows).take(at) {
            self.titles.add(&record_of(row, cells), Passed::Title);
        }
        let rows: Vec<_> = self.rows.drain(at + 1..).collect();
        if rows.is_empty() {
            return Err(IntakeError::HeaderOnly);
        }
        if lacks_row_names(&header, &rows) {
            header.insert(0, String::new());
        }
        Ok(Table {
            header_row: self.numbers.get(at).copied().unwrap_or(1),
            is_moved: at > 0,
            headers: headers_of(header.iter().map(String::as_str)),
            header,
            titles: self.titles,
            numbers: self.numbers.split_off(at + 1),
            rows,
            is_joined: false,
            choices: self.above,
        })
    }
}

impl Sink for Sample {
    fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
        if record.fault.is_none() && record.is_blank() {
            return Ok(Flow::More);
        }
        if (1..self.from).contains(&record.row) {
            self.titles.add(record, Passed::Title);
            if self.above.len() < HEADER_CHOICES {
                self.above.push(choice(record.row, record.iter()));
            }
            return Ok(Flow::More);
        }
        if self.rows.is_empty() && record.fault == Some(Reason::TooLong) {
            return Err(IntakeError::HeaderTooLong);
        }
        self.numbers.push(record.row);
        self.rows.push(record.iter().map(str::to_owned).collect());
        Ok(if self.rows.len() < SAMPLE + HEADER_CHOICES { Flow::More } else { Flow::Enough })
    }
}

fn choice<'a>(row: u64, cells: impl Iterator<Item = &'a str>) -> HeaderChoice {
    let filled: Vec<&str> = cells.map(trimmed).filter(|cell| !cell.is_empty()).collect();
    HeaderChoice { row, text: filled.join(" · ").chars().take(CHOICE_LETTERS).collect() }
}

fn record_of(row: u64, cells: &[String]) -> Record {
    let mut record = Record::default();
    record.clear(row);
    for cell in cells {
        record.push(cell);
    }
    record
}

fn cells_of<'a>(record: &Record) -> Cow<'a, [String]> {
    Cow::Owned(record.iter().map(str::to_owned).collect())
}

/// The data among the rows below a header, cleaned as it will be when it is read.
pub(super) struct Body {
    /// Rows between header and data.
    pub further: u64,
    /// Whether they may be data.
    pub is_unsure: bool,
    /// What the first of them says of each column.
    pub questions: Vec<String>,
    pub numbers: Vec<u64>,
    /// As many cells each as there are columns.
    pub rows: Vec<Vec<String>>,
    /// The same rows as the file has them.
    pub uncut: Vec<Vec<String>>,
    pub passed: Vec<PassedRow>,
    pub blanks: Blanks,
    /// By column: whether most cells are in quotes that are none of them, and whether words for nothing
    /// are values.
    columns: Vec<(bool, bool)>,
    cleaned: Vec<CleanedCell>,
}

impl Body {
    pub fn of(table: &Table, overrides: &Overrides, is_json: bool) -> Self {
        let found = if is_json { FurtherHeaders::default() } else { further_headers(&table.rows) };
        let given = overrides.further_headers.filter(|_| !is_json).and_then(|rows| usize::try_from(rows).ok());
        let further = given.unwrap_or(found.rows);
        let mut passes = table.titles.clone();
        let mut passing = Passing::new(&record_of(table.header_row, &table.header), passes.titles());
        let mut kept = Vec::new();
        for (index, (&number, cells)) in table.numbers.iter().zip(&table.rows).enumerate() {
            let record = record_of(number, cells);
            let why = match () {
                () if index < further => Some(Passed::FurtherHeader),
                () if is_json || overrides.keep_all_rows => None,
                () => passing.why(&record),
            };
            match why {
                Some(why) => passes.add(&record, why),
                None => kept.push((
                    number,
                    passing.arranged(&record).map_or(Cow::Borrowed(cells.as_slice()), |row| cells_of(&row)),
                )),
            }
        }
        // A sample of nothing but totals says nothing; it is read as it is.
        if kept.is_empty() {
            kept =
                table.numbers.iter().copied().zip(table.rows.iter().map(|row| Cow::Borrowed(row.as_slice()))).collect();
        }
        let width = table.headers.names.len();
        let mut body = Self {
            further: further as u64,
            is_unsure: given.is_none() && found.is_unsure,
            questions: table.rows.iter().take(further).next().cloned().unwrap_or_default(),
            numbers: kept.iter().map(|(number, _)| *number).collect(),
            rows: Vec::with_capacity(kept.len()),
            uncut: kept.iter().map(|(_, cells)| cells.clone().into_owned()).collect(),
            passed: passes.rows,
            blanks: Blanks::new(overrides.literal_blanks, false),
            columns: (0..width).map(|column| look(&kept, column)).collect(),
            cleaned: Vec::new(),
        };
        for (_, cells) in kept {
            body.add(&cells);
        }
        body
    }

    /// Adds a row of data.
    fn add(&mut self, cells: &[String]) {
        let row = self.rows.len();
        let mut clean = Vec::with_capacity(self.columns.len());
        for (column, (quoted, literal)) in self.columns.iter().enumerate() {
            let cell = cells.get(column).map_or("", String::as_str);
            let inner = bare(cell, *quoted);
            let is_word = !literal && self.blanks.take(inner.text);
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

    /// A further row of data, cleaned as those of [`Self::rows`].
    pub fn cleaned_row<'a>(&self, cells: impl Iterator<Item = &'a str>) -> Vec<String> {
        let clean = |(cell, (quoted, literal)): (&str, &(bool, bool))| {
            let text = bare(cell, *quoted).text;
            if !literal && self.blanks.is_word(text) { String::new() } else { text.to_owned() }
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

    /// Writes into the plan's columns what their cells show.
    pub fn mark(&self, columns: &mut [Column]) {
        for (column, (quoted, literal)) in columns.iter_mut().zip(&self.columns) {
            (column.quoted, column.literal) = (*quoted, *literal);
        }
    }
}

/// Whether most cells of a column are in quotes that are none of them, and whether 无 says no in it.
fn look(rows: &[(u64, Cow<'_, [String]>)], column: usize) -> (bool, bool) {
    let (mut filled, mut quoted, mut literal) = (0_usize, 0_usize, false);
    for cell in rows.iter().filter_map(|(_, row)| row.get(column)).map(|cell| trimmed(cell)) {
        filled += usize::from(!cell.is_empty());
        quoted += usize::from(cell.starts_with(['\'', '"', '\u{2018}', '\u{2019}']) && bare(cell, true).was_wrapped);
        literal |= matches!(cell, "有" | "没有");
    }
    (quoted > 0 && quoted * 2 > filled, literal)
}
