//! The last step of every workbook reader: rows to the sink, all as wide as the table.

use std::collections::VecDeque;

use crate::domain::intake::{Flow, IntakeError, Pace, Progress, Record, Sink};

use super::Read;

/// Rows looked at before the first is handed on, to learn how wide the table is: its header may
/// lack the name of a column that has cells.
const AHEAD: usize = 200;

/// Rows between two breaths.
const BREATH: u64 = 2_000;

/// Columns read; a client's table has tens, and 16,384 would cost every row.
pub(super) const MAX_COLUMNS: usize = 2_000;

/// Takes the rows of a sheet in order, passes over blank ones and fills up short ones.
pub(super) struct Delivery<'a, S, P> {
    sink: &'a mut S,
    pace: &'a mut P,
    total: u64,
    ahead: VecDeque<Record>,
    flowing: bool,
    width: usize,
    read: Read,
    last_row: u64,
}

impl<'a, S: Sink, P: Pace> Delivery<'a, S, P> {
    /// To `sink`, for a file of `total` bytes.
    pub(super) fn new(sink: &'a mut S, pace: &'a mut P, total: u64) -> Self {
        let read = Read::default();
        Self { sink, pace, total, ahead: VecDeque::new(), flowing: false, width: 0, read, last_row: 0 }
    }

    /// What lets others work.
    pub(super) fn pace(&mut self) -> &mut P {
        self.pace
    }

    /// Says that `share` (0 to 1) of the file is read, and lets others work.
    pub(super) async fn breathe(&mut self, share: f64) -> Result<(), IntakeError> {
        // A share of a size stays within the size.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let bytes = (self.total as f64 * share) as u64;
        Ok(self.pace.breathe(Progress { bytes, total_bytes: self.total, rows: self.read.rows }).await?)
    }

    /// Notes that a cell lay beyond the last column read.
    pub(super) fn cut(&mut self) {
        self.read.cut_columns = Some(MAX_COLUMNS as u64);
    }

    /// Notes hidden rows and formulas without a stored result.
    pub(super) fn tell(&mut self, hidden_rows: u64, formulas: u64) {
        self.read.hidden_rows += hidden_rows;
        self.read.formulas += formulas;
    }

    /// Notes cells that have the value of those they are merged with.
    pub(super) fn tell_merged(&mut self, cells: u64) {
        self.read.merged += cells;
    }

    /// Takes a row, empty where it is blank; leaves `record` to be filled again.
    pub(super) async fn row(&mut self, record: &mut Record, share: f64) -> Result<Flow, IntakeError> {
        if record.is_empty() {
            return Ok(Flow::More);
        }
        if self.last_row > 0 {
            self.read.blank_rows += record.row.saturating_sub(self.last_row + 1);
        }
        self.last_row = record.row;
        self.read.rows += 1;
        if self.read.rows.is_multiple_of(BREATH) {
            self.breathe(share).await?;
        }
        if self.flowing {
            return self.hand_on(record);
        }
        self.width = self.width.max(record.len());
        self.ahead.push_back(std::mem::take(record));
        if self.ahead.len() < AHEAD { Ok(Flow::More) } else { self.hand_on_ahead() }
    }

    /// Hands on what is left and says what was read.
    pub(super) fn finish(mut self, sheet: String) -> Result<Read, IntakeError> {
        self.hand_on_ahead()?;
        self.read.sheet = sheet;
        Ok(self.read)
    }

    fn hand_on_ahead(&mut self) -> Result<Flow, IntakeError> {
        self.flowing = true;
        while let Some(mut record) = self.ahead.pop_front() {
            if self.hand_on(&mut record)? == Flow::Enough {
                self.ahead.clear();
                return Ok(Flow::Enough);
            }
        }
        Ok(Flow::More)
    }

    fn hand_on(&mut self, record: &mut Record) -> Result<Flow, IntakeError> {
        while record.len() < self.width {
            record.push("");
        }
        self.sink.take(record)
    }
}

/// Puts `text` into the cell at `column` of the row being filled; blank cells are not stored, so
/// that a row ends with its last cell that holds something. Returns whether the column is read.
pub(super) fn place(record: &mut Record, column: usize, text: &str) -> bool {
    if text.trim().is_empty() {
        return true;
    }
    if column >= MAX_COLUMNS {
        return false;
    }
    if column < record.len() {
        // Cells out of order: no writer known does so, but the format allows it.
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if let Some(cell) = cells.get_mut(column) {
            text.clone_into(cell);
        }
        let row = record.row;
        record.clear(row);
        for cell in &cells {
            record.push(cell);
        }
        return true;
    }
    while record.len() < column {
        record.push("");
    }
    record.push(text);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_find_their_column_in_any_order() {
        let mut record = Record::default();
        record.clear(7);
        assert!(place(&mut record, 2, "c"));
        assert!(place(&mut record, 0, "a"));
        assert!(place(&mut record, 4, "e"));
        assert!(place(&mut record, 9, " \t"));
        assert!(!place(&mut record, MAX_COLUMNS, "beyond"));
        assert_eq!(record.iter().collect::<Vec<_>>(), ["a", "", "c", "", "e"]);
        assert_eq!(record.row, 7);
    }
}
