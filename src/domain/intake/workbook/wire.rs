//! Rows of a sheet as bytes, on their way from the program that unpacks workbooks to the one that
//! reads tables.
//!
//! A batch is three lists, one after the other, every number of 64 or 32 bits with its lowest byte
//! first: of each row its place and how many cells it has, under their count; of each cell how many
//! bytes it has; the bytes of all cells, UTF-8. What a workbook's row holds besides its cells
//! ([`Record::fault`], [`Record::damaged`]) no workbook ever sets.

use crate::domain::intake::Record;

/// Rows being gathered.
#[derive(Debug, Default)]
pub struct Batch {
    count: u32,
    rows: Vec<u8>,
    cells: Vec<u8>,
    text: String,
}

impl Batch {
    /// Adds a row.
    pub fn push(&mut self, record: &Record) {
        debug_assert!(record.fault.is_none() && !record.damaged, "no reader of workbooks sets these");
        self.count += 1;
        self.rows.extend(record.row.to_le_bytes());
        self.rows.extend(length(record.len()).to_le_bytes());
        for cell in record.iter() {
            self.cells.extend(length(cell.len()).to_le_bytes());
            self.text.push_str(cell);
        }
    }

    /// How many rows it has.
    pub fn rows(&self) -> u32 {
        self.count
    }

    /// How many bytes it has, roughly.
    pub fn size(&self) -> usize {
        self.rows.len() + self.cells.len() + self.text.len()
    }

    /// The batch as bytes; it is empty afterwards, and keeps its room.
    pub fn take(&mut self) -> Vec<u8> {
        let bytes = [&self.count.to_le_bytes(), &*self.rows, &*self.cells, self.text.as_bytes()].concat();
        self.count = 0;
        self.rows.clear();
        self.cells.clear();
        self.text.clear();
        bytes
    }
}

/// A row has at most 2,000 cells, and a cell is never longer than a tag of its file.
fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The rows of a batch, in order.
#[derive(Debug)]
pub struct Rows<'a> {
    /// Where the rows stand, and how many cells each has.
    heads: &'a [u8],
    cells: &'a [u8],
    text: &'a str,
}

impl<'a> Rows<'a> {
    /// Reads a batch; `None` where the bytes are none.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        const ROW: usize = size_of::<u64>() + size_of::<u32>();
        let (&count, rest) = bytes.split_first_chunk()?;
        let count = usize::try_from(u32::from_le_bytes(count)).ok()?;
        let (rows, rest) = rest.split_at_checked(count.checked_mul(ROW)?)?;
        let counts = rows.chunks_exact(ROW).filter_map(<[u8]>::last_chunk);
        let cells: u64 = counts.map(|&cells| u64::from(u32::from_le_bytes(cells))).sum();
        let (cells, text) = rest.split_at_checked(usize::try_from(cells).ok()?.checked_mul(size_of::<u32>())?)?;
        Some(Self { heads: rows, cells, text: str::from_utf8(text).ok()? })
    }

    /// Reads the next row into `record`; `false` once there is none, or the bytes are no batch.
    pub fn next(&mut self, record: &mut Record) -> bool {
        self.read(record).is_some()
    }

    fn read(&mut self, record: &mut Record) -> Option<()> {
        record.clear(u64::from_le_bytes(*taken(&mut self.heads)?));
        for _ in 0..u32::from_le_bytes(*taken(&mut self.heads)?) {
            let length = u32::from_le_bytes(*taken(&mut self.cells)?);
            let (cell, rest) = self.text.split_at_checked(usize::try_from(length).ok()?)?;
            record.push(cell);
            self.text = rest;
        }
        Some(())
    }
}

fn taken<'a, const N: usize>(bytes: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(row: u64, cells: &[&str]) -> Record {
        let mut record = Record::default();
        record.clear(row);
        for cell in cells {
            record.push(cell);
        }
        record
    }

    fn read(bytes: &[u8]) -> Option<Vec<(u64, Vec<String>)>> {
        let mut rows = Rows::of(bytes)?;
        let (mut record, mut read) = (Record::default(), Vec::new());
        while rows.next(&mut record) {
            read.push((record.row, record.iter().map(str::to_owned).collect()));
        }
        Some(read)
    }

    #[test]
    fn rows_arrive_as_they_left() {
        let rows: [(u64, &[&str]); 4] =
            [(1, &["id", "姓名", ""]), (1_048_576, &["\u{1f}", "a\nb", "王"]), (7, &[]), (8, &[""])];
        let mut batch = Batch::default();
        for (row, cells) in rows {
            batch.push(&record(row, cells));
        }
        assert_eq!(batch.rows(), 4);
        let bytes = batch.take();
        let want: Vec<_> =
            rows.iter().map(|(row, cells)| (*row, cells.iter().map(|cell| (*cell).to_owned()).collect())).collect();
        assert_eq!(read(&bytes), Some(want));
        assert_eq!((batch.rows(), batch.size(), read(&batch.take())), (0, 0, Some(Vec::new())));
    }

    #[test]
    fn bytes_that_are_no_batch_are_refused_or_end_early() {
        let mut batch = Batch::default();
        batch.push(&record(3, &["abc", "王"]));
        let bytes = batch.take();
        for end in 0..bytes.len() {
            assert!(read(&bytes[..end]).is_none_or(|rows| rows.is_empty()), "{end}");
        }
        assert_eq!(read(&[255; 40]), None);
    }
}
