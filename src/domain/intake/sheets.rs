//! Several sheets of a workbook as one table: a sheet a month, a branch, a year.

use super::error::IntakeError;
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
        header: Vec::new(),
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
    header: Vec<String>,
    /// The row of the first sheet's header, or one above it.
    from: u64,
    keep_all_rows: bool,
    state: State,
    /// Rows above the headers of further sheets.
    titles: u64,
}

impl<S: Sink> Sink for Joined<'_, S> {
    fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
        let is_blank = record.fault.is_none() && record.is_blank();
        if self.state == State::Looking {
            if header_cells(record.iter()) != self.header {
                self.titles += u64::from(!is_blank);
                return Ok(Flow::More);
            }
            self.state = State::Rows;
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
        for cell in record.iter() {
            self.row.push(cell);
        }
        if is_header {
            self.header = header_cells(record.iter()).into_iter().map(str::to_owned).collect();
            self.state = State::Rows;
        }
        self.sink.take(&self.row)
    }
}
