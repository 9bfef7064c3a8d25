//! The first rows of a file and some of those below, and the table among them.

use std::collections::VecDeque;

use super::collect::{Headers, Passes, headers_of};
use super::detect::{HEADER_CHOICES, guess_header, lacks_row_names};
use super::error::IntakeError;
use super::guess::known_names;
use super::plan::HeaderChoice;
use super::preview::SAMPLE;
use super::record::{Flow, Record, Sink};
use super::report::{Passed, Reason};
use super::sheets::{FirstHeader, SHEET, header_cells};
use super::value::trimmed;

/// Letters shown of a row that may be the header.
const CHOICE_LETTERS: usize = 40;

/// Rows that may be the header, where it is among the first.
const FEW_CHOICES: usize = 20;

/// Bytes of cells looked at below the first rows of a file, all its sheets together: some thirty thousand rows. Larger
/// files are judged by what stands there, but for texts, which have further places of theirs looked at.
pub(super) const LOOKED_AT: usize = 2 << 20;

/// Rows of further sheets that stand for their first.
const SHEET_ROWS: usize = 20;

/// The most rows kept of those below the first.
const LATER: usize = 1_000;

/// Rows at a file's end looked at for totals and remarks.
pub(super) const LAST: usize = 50;

/// A row, and where it stands in the file; 0 where that is not known.
pub(super) type Place = (u64, Vec<String>);

/// The rows of a file or sheet that hold something: the first, some of those below, and the last.
pub(super) struct Sample {
    /// The row to begin with; what stands above is only offered as a header.
    from: u64,
    /// How many rows are kept as the first.
    most: usize,
    above: Vec<HeaderChoice>,
    /// What stands above, should the row to begin with be given.
    titles: Passes,
    /// Where each of `rows` stands in the file.
    numbers: Vec<u64>,
    rows: Vec<Vec<String>>,
    later: Later,
    /// Bytes that may still be looked at.
    left: usize,
}

/// Rows below the first.
#[derive(Default)]
struct Later {
    /// Some of them, each as far from the next.
    some: Vec<Place>,
    /// How far.
    every: usize,
    seen: usize,
    last: VecDeque<Record>,
    /// Whether there are more than were looked at.
    is_cut: bool,
}

impl Later {
    fn add(&mut self, record: &Record) {
        if self.seen.is_multiple_of(self.every.max(1)) {
            self.some.push(place_of(record));
        }
        self.seen += 1;
        if self.some.len() > LATER {
            let mut at = 0;
            self.some.retain(|_| {
                at += 1;
                at % 2 == 1
            });
            self.every = self.every.max(1) * 2;
        }
        // A record that left is filled again: tens of thousands of rows come by.
        let left = if self.last.len() == LAST { self.last.pop_front() } else { None };
        let mut last = left.unwrap_or_default();
        last.copy(record);
        self.last.push_back(last);
    }

    /// The last rows, where they were looked at.
    fn ends(&mut self) -> impl Iterator<Item = Place> + use<> {
        let last = std::mem::take(&mut self.last);
        let is_seen = !self.is_cut;
        last.into_iter().filter(move |_| is_seen).map(|record| place_of(&record))
    }
}

/// What a sample holds.
pub(super) struct Table {
    pub header_row: u64,
    /// Whether the header is not the first row that holds something, and that was guessed.
    pub is_moved: bool,
    pub headers: Headers,
    /// The header as the file has it.
    header: Vec<String>,
    pub titles: Passes,
    pub numbers: Vec<u64>,
    /// The rows below the header.
    pub rows: Vec<Vec<String>>,
    /// Some of the rows below these.
    pub later: Vec<Place>,
    /// The last rows of each sheet, but those in `rows`.
    pub ends: Vec<Place>,
    /// Whether the file goes on below what was looked at.
    pub is_cut: bool,
    /// Whether rows of several sheets are among them.
    pub is_joined: bool,
    pub choices: Vec<HeaderChoice>,
}

impl Table {
    /// The header as the file has it.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The first rows below the header, but those of further sheets.
    pub fn own_rows(&self) -> &[Vec<String>] {
        let own = self.numbers.iter().take_while(|number| !self.is_joined || **number > 0).count();
        self.rows.get(..own).unwrap_or_default()
    }

    /// Whether a row of another sheet repeats one of so many that stand between this one's header and its data.
    pub fn is_further(&self, index: usize, further: usize) -> bool {
        let cells = |row: &'_ [String]| row.iter().skip(1).cloned().collect::<Vec<_>>();
        let is_other = self.is_joined && index >= self.own_rows().len();
        let row = self.rows.get(index).filter(|_| is_other && further > 0).map(|row| cells(row));
        row.is_some_and(|row| self.rows.iter().take(further).any(|other| cells(other) == row))
    }

    /// Adds the rows of another sheet of the same header; each row then begins with the name of its sheet.
    pub fn join_sheet(&mut self, sheet: &str, other: &str, rows: SheetRows) {
        let named = |sheet: &str, (row, mut cells): Place| {
            cells.insert(0, sheet.to_owned());
            (row, cells)
        };
        if !self.is_joined {
            self.is_joined = true;
            self.header.insert(0, SHEET.to_owned());
            self.headers = headers_of(self.header.iter().map(String::as_str));
            self.rows.iter_mut().for_each(|row| row.insert(0, sheet.to_owned()));
            for place in self.later.iter_mut().chain(&mut self.ends) {
                *place = named(sheet, std::mem::take(place));
            }
        }
        for mut row in rows.first {
            row.insert(0, other.to_owned());
            self.rows.push(row);
            // Rows of another sheet have no place in this one.
            self.numbers.push(0);
        }
        self.later.extend(rows.later.into_iter().map(|place| named(other, place)));
        self.ends.extend(rows.ends.into_iter().map(|place| named(other, place)));
    }
}

/// The rows of another sheet below its header.
pub(super) struct SheetRows {
    first: Vec<Vec<String>>,
    later: Vec<Place>,
    ends: Vec<Place>,
}

impl Sample {
    /// A sample that begins with this row.
    pub fn from_row(from: u64) -> Self {
        Self {
            from,
            most: SAMPLE + HEADER_CHOICES,
            above: Vec::new(),
            titles: Passes::default(),
            numbers: Vec::new(),
            rows: Vec::new(),
            later: Later::default(),
            left: LOOKED_AT,
        }
    }

    /// A sample of the first rows alone.
    pub fn of_first_rows(from: u64) -> Self {
        Self { left: 0, ..Self::from_row(from) }
    }

    /// A sample of a further sheet, of what may still be looked at.
    pub fn of_sheet(left: usize) -> Self {
        Self { most: SHEET_ROWS, left, ..Self::from_row(1) }
    }

    /// Whether there is anything to read.
    pub fn has_rows(&self) -> bool {
        !self.rows.is_empty() || !self.above.is_empty()
    }

    /// How many rows that hold something were seen.
    pub fn seen(&self) -> usize {
        self.rows.len() + self.later.seen
    }

    /// How many names of what seems to be the header some role has.
    pub fn known_names(&self) -> usize {
        let header = self.rows.get(guess_header(&self.rows));
        header.map_or(0, |header| known_names(header.iter().map(String::as_str)))
    }

    /// Bytes that may still be looked at.
    pub fn left(&self) -> usize {
        self.left
    }

    /// The rows below this header; `None` where the sheet has another.
    pub fn below(mut self, header: &[String]) -> Option<SheetRows> {
        let wanted = FirstHeader::new(&header_cells(header.iter().map(String::as_str)));
        let (at, columns) = self.rows.iter().enumerate().find_map(|(at, row)| {
            let cells = header_cells(row.iter().map(String::as_str));
            let columns = wanted.columns_of(&cells)?;
            Some((at, (wanted.names() != cells).then_some(columns)))
        })?;
        // Each cell where the first sheet has it.
        let arranged = |cells: Vec<String>| match &columns {
            Some(columns) => {
                let cell = |at: &Option<usize>| at.and_then(|at| cells.get(at)).cloned().unwrap_or_default();
                columns.iter().map(cell).collect()
            }
            None => cells,
        };
        let placed = |(row, cells): Place| (row, arranged(cells));
        let ends = self.later.ends().map(placed).collect();
        let first = self.rows.split_off(at + 1).into_iter().map(arranged).collect();
        Some(SheetRows { first, later: self.later.some.into_iter().map(placed).collect(), ends })
    }

    /// The header's row and names, the first rows below it, and the rows that may be the header.
    #[inline(never)] // small functions become fast sooner, see `in_blocks`
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
            is_cut: self.later.is_cut,
            ends: self.later.ends().collect(),
            later: self.later.some,
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
        if self.rows.len() < self.most {
            self.numbers.push(record.row);
            self.rows.push(cells_of(record));
            return Ok(Flow::More);
        }
        let bytes: usize = record.iter().map(str::len).sum();
        self.later.is_cut = bytes > self.left;
        if self.later.is_cut {
            return Ok(Flow::Enough);
        }
        self.left -= bytes;
        self.later.add(record);
        Ok(Flow::More)
    }
}

fn choice<'a>(row: u64, cells: impl Iterator<Item = &'a str>) -> HeaderChoice {
    let filled: Vec<&str> = cells.map(trimmed).filter(|cell| !cell.is_empty()).collect();
    HeaderChoice { row, text: filled.join(" · ").chars().take(CHOICE_LETTERS).collect() }
}

/// A record of these cells.
pub(super) fn record_of(row: u64, cells: &[String]) -> Record {
    let mut record = Record::default();
    record.clear(row);
    for cell in cells {
        record.push(cell);
    }
    record
}

fn place_of(record: &Record) -> Place {
    (record.row, cells_of(record))
}

fn cells_of(record: &Record) -> Vec<String> {
    record.iter().map(str::to_owned).collect()
}
