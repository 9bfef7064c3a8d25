//! One row of text cells, whatever the file was made of.

use super::report::IntakeError;

/// A row as text cells. Readers fill one and hand it on again and again, so that a million rows
/// cost no allocation each.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Row in the file as a spreadsheet counts, from 1.
    pub row: u64,
    text: String,
    ends: Vec<usize>,
}

impl Record {
    /// Empties the record for the next row.
    pub fn clear(&mut self, row: u64) {
        self.row = row;
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// The cell at `index`; empty past the end.
    #[inline]
    pub fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(index).and_then(|&end| self.text.get(start..end)).unwrap_or("")
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.get(index))
    }
}

/// Whether a reader should go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// More rows are wanted.
    More,
    /// Enough: a preview has seen all it needs.
    Enough,
}

/// Takes the rows of a file, the header first.
pub trait Sink {
    /// Takes one row. An error ends the reading.
    fn take(&mut self, record: &Record) -> Result<Flow, IntakeError>;
}
