//! Several sheets of a workbook as one table: a sheet a month, a branch, a year.

use std::collections::{BTreeSet, HashMap};

use super::error::IntakeError;
use super::guess::{known_names, normalised};
use super::layout::Layout;
use super::note::Note;
use super::plan::Plan;
use super::record::{Flow, Record, Sink};
use super::source::{Pace, Source};
use super::value::trimmed;

/// The header of the column that names the sheet.
pub(super) const SHEET: &str = "sheet";

/// Whether a plan reads several sheets together: its rows then begin with the name of their sheet.
pub(super) fn is_joined(plan: &Plan) -> bool {
    matches!(&plan.layout, Layout::Workbook { more, .. } if !more.is_empty())
}

/// The cells of a row as headers are compared: trimmed, without blank ones behind.
pub(super) fn header_cells<'a>(row: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut cells: Vec<&str> = row.map(trimmed).collect();
    while cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    cells
}

/// Where a sheet has the columns of the first one: the cell of each.
pub(super) type Columns = Vec<Option<usize>>;

/// The header of the first sheet, as further ones are compared with it.
#[derive(Debug, Default)]
pub(super) struct FirstHeader {
    names: Vec<String>,
    /// As headers are compared.
    normalised: Vec<String>,
}

impl FirstHeader {
    pub fn new(cells: &[&str]) -> Self {
        let names: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        Self { normalised: names.iter().map(|name| normalised(name)).collect(), names }
    }

    /// Its names as the file has them.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Where this row has the columns, if it is the header of a sheet of the same kind: the same names but for letter
    /// case, blanks and signs, in any order; a few more or a few less, if no role is called so. What the first sheet has no
    /// column for is not read.
    pub fn columns_of(&self, row: &[&str]) -> Option<Columns> {
        if self.names == row {
            return Some((0..row.len()).map(Some).collect());
        }
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        let wanted = self.names.iter().filter(|name| !name.is_empty()).count();
        if filled.min(wanted) < 2 || filled.min(wanted) * 4 < filled.max(wanted) * 3 {
            return None;
        }
        // The first of equal names stands last, to be taken first.
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, cell) in row.iter().enumerate().rev().filter(|(_, cell)| !cell.is_empty()) {
            places.entry(normalised(cell)).or_default().push(at);
        }
        let columns: Columns = self.normalised.iter().map(|name| places.get_mut(name)?.pop()).collect();
        let found = columns.iter().flatten().count();
        let further = places.values().flatten().filter_map(|at| row.get(*at)).copied();
        let missing = self.names.iter().zip(&columns).filter(|(name, at)| at.is_none() && !name.is_empty());
        let has_role = || known_names(further.clone().chain(missing.clone().map(|(name, _)| name.as_str()))) > 0;
        (found == wanted.min(filled) && !has_role()).then_some(columns)
    }
}

/// Hands the rows of all these sheets on as one table, the sheet's name before each.
pub(super) async fn read_sheets(
    source: &mut impl Source,
    (first, more): (&str, &[String]),
    plan: &Plan,
    pace: &mut impl Pace,
    sink: &mut impl Sink,
) -> Result<Vec<Note>, IntakeError> {
    let mut joined = Joined {
        sink,
        name: String::new(),
        row: Record::default(),
        header: FirstHeader::default(),
        columns: None,
        left: BTreeSet::new(),
        from: plan.header_row,
        keep_all_rows: plan.keep_all_rows,
        state: State::First,
        titles: 0,
    };
    let mut notes = Vec::new();
    for name in std::iter::once(first).chain(more.iter().map(String::as_str)) {
        name.clone_into(&mut joined.name);
        notes.extend(source.sheet(Some(name), &mut joined, pace).await?.notes());
        if joined.state == State::Looking {
            return Err(IntakeError::Changed);
        }
        joined.state = State::Looking;
    }
    notes.push(Note::TitleRows { rows: joined.titles });
    if !joined.left.is_empty() {
        notes.push(Note::SheetColumnsLeft { columns: joined.left.into_iter().collect() });
    }
    Ok(notes)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// In the first sheet, above its header.
    First,
    /// In a further sheet, above its header.
    Looking,
    /// Below the header.
    Rows,
}

struct Joined<'a, S> {
    sink: &'a mut S,
    name: String,
    row: Record,
    header: FirstHeader,
    /// Where this sheet has the first one's columns, if not in their places.
    columns: Option<Columns>,
    /// Names that further sheets have and the first has not.
    left: BTreeSet<String>,
    /// The row of the first sheet's header, or one above it.
    from: u64,
    keep_all_rows: bool,
    state: State,
    /// Rows above the headers of further sheets.
    titles: u64,
}

impl<S: Sink> Joined<'_, S> {
    /// Hands on the first sheet's header where this one has it in other words.
    fn again(&mut self, row: u64) -> Result<Flow, IntakeError> {
        self.row.clear(row);
        self.row.push(&self.name);
        self.header.names().iter().for_each(|name| self.row.push(name));
        self.sink.take(&self.row)
    }
}

impl<S: Sink> Sink for Joined<'_, S> {
    fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
        let is_blank = record.fault.is_none() && record.is_blank();
        if self.state == State::Looking {
            let cells = header_cells(record.iter());
            let Some(columns) = self.header.columns_of(&cells) else {
                self.titles += u64::from(!is_blank);
                return Ok(Flow::More);
            };
            let is_read = |at: &usize| columns.contains(&Some(*at));
            let left = cells.iter().enumerate().filter(|(at, cell)| !cell.is_empty() && !is_read(at));
            let is_same = self.header.names() == cells;
            if !is_same {
                self.left.extend(left.map(|(_, cell)| (*cell).to_owned()));
            }
            self.columns = (!is_same).then_some(columns);
            self.state = State::Rows;
            if self.columns.is_some() {
                // It is the first one's header, as far as rows are concerned.
                return if self.keep_all_rows { Ok(Flow::More) } else { self.again(record.row) };
            }
            // It is counted as what it is: the header again. Where all rows are data, it is none all the same.
            if self.keep_all_rows {
                return Ok(Flow::More);
            }
        } else if is_blank {
            return self.sink.take(record);
        }
        let is_header = self.state == State::First && record.row >= self.from;
        self.row.clear(record.row);
        self.row.fault = record.fault;
        self.row.damaged = record.damaged;
        self.row.push(if is_header { SHEET } else { &self.name });
        match &self.columns {
            Some(columns) if self.state == State::Rows => {
                for at in columns {
                    self.row.push(at.map_or("", |at| record.get(at)));
                }
            }
            _ => record.iter().for_each(|cell| self.row.push(cell)),
        }
        if is_header {
            self.header = FirstHeader::new(&header_cells(record.iter()));
            self.state = State::Rows;
        }
        self.sink.take(&self.row)
    }
}
