//! One row of text cells, whatever the file was made of.

use std::hash::{BuildHasher, Hasher};

use memchr::memchr_iter;

use super::error::IntakeError;
use super::report::Reason;

/// The longest cell kept, in bytes of UTF-8: more than a cell of Excel can hold.
const MAX_CELL: usize = 100_000;

/// Stands between cells in a record that is not delimited text.
const UNIT_SEPARATOR: u8 = 0x1f;

/// A row as text cells. Readers fill one and hand it on again and again, so that a million rows
/// cost no allocation each.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // what a reader notices of a row, each by itself
pub struct Record {
    /// Row in the file as a spreadsheet counts, from 1: blank lines count, a line break inside a
    /// quoted cell does not.
    pub row: u64,
    /// Why the reader itself cannot use the row: too long a line, a JSON line that is no object.
    /// Its cells are then what could be saved of it, for the report.
    pub fault: Option<Reason>,
    /// Whether it holds bytes that are no letters in the file's encoding (shown as �).
    pub damaged: bool,
    /// Whether a cell was longer than is kept (100 kB): its end is missing.
    pub cut: bool,
    /// Whether its quotes do not follow the file's rule: letters after a closing quote, a quote never closed,
    /// or a quoted cell that was not taken for one.
    pub(super) odd: bool,
    /// All cells, one separator between two.
    text: String,
    /// Where each cell starts and ends in `text`.
    cells: Vec<(usize, usize)>,
    separator: u8,
    /// Whether a cell contains the separator, so that the text alone does not tell the cells.
    inner_separator: bool,
}

impl Default for Record {
    fn default() -> Self {
        Self::separated_by(UNIT_SEPARATOR)
    }
}

impl Record {
    /// An empty record of a file delimited by this ASCII character.
    pub(super) fn separated_by(separator: u8) -> Self {
        debug_assert!(separator.is_ascii(), "a separator is one byte of UTF-8");
        Self {
            row: 0,
            fault: None,
            damaged: false,
            cut: false,
            odd: false,
            text: String::new(),
            cells: Vec::new(),
            separator,
            inner_separator: false,
        }
    }

    /// Empties the record for the next row.
    pub fn clear(&mut self, row: u64) {
        self.row = row;
        self.fault = None;
        self.damaged = false;
        self.cut = false;
        self.odd = false;
        self.inner_separator = false;
        self.text.clear();
        self.cells.clear();
    }

    /// Becomes a copy of another, in the room this one has.
    pub(super) fn copy(&mut self, other: &Self) {
        let (mut text, mut cells) = (std::mem::take(&mut self.text), std::mem::take(&mut self.cells));
        text.clone_from(&other.text);
        cells.clone_from(&other.cells);
        *self = Self { text, cells, ..*other };
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: &str) {
        self.open();
        self.extend(cell);
        self.close();
    }

    /// Starts a cell made of several pieces: [`Self::extend`] adds one, [`Self::close`] ends it.
    pub(super) fn open(&mut self) {
        if !self.cells.is_empty() {
            self.text.push(char::from(self.separator));
        }
        self.cells.push((self.text.len(), self.text.len()));
    }

    /// What stands between its cells.
    #[inline]
    pub(super) fn separator(&self) -> u8 {
        self.separator
    }

    pub(super) fn extend(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    pub(super) fn close(&mut self) {
        let start = self.cells.last().map_or(0, |cell| cell.0);
        if self.text.len() - start > MAX_CELL {
            let end = (start..=start + MAX_CELL).rev().find(|at| self.text.is_char_boundary(*at));
            self.text.truncate(end.unwrap_or(start));
            self.cut = true;
        }
        let end = self.text.len();
        if let Some(cell) = self.cells.last_mut() {
            cell.1 = end;
            let bytes = self.text.as_bytes().get(cell.0..).unwrap_or_default();
            self.inner_separator |= memchr::memchr(self.separator, bytes).is_some();
        }
    }

    /// Adds the cells of a line that has no quotes, in one copy.
    #[inline]
    pub(super) fn push_line(&mut self, line: &str) {
        if line.len() > MAX_CELL {
            return line.split(char::from(self.separator)).for_each(|cell| self.push(cell));
        }
        self.text.push_str(line);
        let mut start = 0;
        for at in memchr_iter(self.separator, line.as_bytes()) {
            self.cells.push((start, at));
            start = at + 1;
        }
        self.cells.push((start, line.len()));
    }

    /// The cell at `index`; empty past the end.
    #[inline]
    pub fn get(&self, index: usize) -> &str {
        self.cells.get(index).and_then(|&(start, end)| self.text.get(start..end)).unwrap_or("")
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has no cell.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The lines, but the first, of its cells that are cut in so many cells themselves: quotes left alone may have
    /// swallowed rows.
    pub(super) fn swallowed(&self, width: usize) -> impl Iterator<Item = &str> {
        let cells = (self.inner_separator && width > 2).then(|| self.iter());
        let lines = cells.into_iter().flatten().flat_map(|cell| cell.lines().skip(1));
        lines.filter(move |line| memchr_iter(self.separator, line.as_bytes()).count() + 1 == width)
    }

    /// Whether a cell may hold a separator.
    #[inline]
    pub(super) fn has_inner_separator(&self) -> bool {
        self.inner_separator
    }

    /// Whether every cell is blank.
    #[inline]
    pub fn is_blank(&self) -> bool {
        // Most rows show it with their first letter.
        !self.first_byte().is_some_and(|byte| byte.is_ascii_graphic()) && self.iter().all(|cell| cell.trim().is_empty())
    }

    /// The first byte that is no blank and no separator.
    #[inline]
    fn first_byte(&self) -> Option<u8> {
        self.first_bytes().map(|(first, _)| first)
    }

    /// The first byte that is no blank and no separator, and the byte of the same cell behind it; a blank where it ends.
    #[inline]
    pub(super) fn first_bytes(&self) -> Option<(u8, u8)> {
        let bytes = self.text.as_bytes();
        let at = bytes.iter().position(|byte| *byte != self.separator && !matches!(byte, b' ' | b'\t'))?;
        let second = bytes.get(at + 1).copied().filter(|byte| *byte != self.separator);
        Some((bytes.get(at).copied()?, second.unwrap_or(b' ')))
    }

    /// Whether nothing stands in any cell but the first.
    #[inline]
    pub(super) fn holds_first_only(&self) -> bool {
        let first = self.cells.first().map_or(0, |(start, end)| end - start);
        first + self.cells.len().saturating_sub(1) >= self.text.len()
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.cells.len()).map(|index| self.get(index))
    }

    /// A hash of the cells: equal cells give equal hashes, however the file quotes them.
    #[inline]
    pub(super) fn hash(&self, hasher: &impl BuildHasher) -> u64 {
        let mut state = hasher.build_hasher();
        state.write(self.text.as_bytes());
        if self.inner_separator {
            for &(_, end) in &self.cells {
                state.write_usize(end);
            }
        }
        state.finish()
    }

    /// The same of all cells but the first.
    pub(super) fn hash_after_first(&self, hasher: &impl BuildHasher) -> u64 {
        let mut state = hasher.build_hasher();
        for cell in self.iter().skip(1) {
            state.write(cell.as_bytes());
            state.write_u8(UNIT_SEPARATOR);
        }
        state.finish()
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

    /// Is told, once the first rows are taken, that the file is about so many times as long as these.
    fn expect(&mut self, _times: f64) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(cells: &[&str]) -> Record {
        let mut record = Record::separated_by(b',');
        for cell in cells {
            record.push(cell);
        }
        record
    }

    #[test]
    fn a_line_and_its_cells_are_the_same_record() {
        let mut line = Record::separated_by(b',');
        line.push_line("a,,ö");
        let cells = record(&["a", "", "ö"]);
        assert_eq!(line.iter().collect::<Vec<_>>(), cells.iter().collect::<Vec<_>>());
        let hasher = foldhash::fast::FixedState::default();
        assert_eq!(line.hash(&hasher), cells.hash(&hasher));
        assert_eq!((line.get(9), line.len(), line.is_blank()), ("", 3, false));
    }

    #[test]
    fn cells_that_read_alike_when_joined_hash_apart() {
        let hasher = foldhash::fast::FixedState::default();
        assert_ne!(record(&["a,b", "c"]).hash(&hasher), record(&["a", "b,c"]).hash(&hasher));
    }
}
