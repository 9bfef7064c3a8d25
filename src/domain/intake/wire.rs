//! What became of a file as bytes, on its way from the program that reads files to the one that computes. Its report
//! goes apart: programs and people read that.

use crate::domain::dataset::FileTable;

use super::read::Imported;
use super::report::FileReport;
use super::set_aside::SetAsideFile;

impl Imported {
    /// Table and rows set aside as bytes; the length of the latter stands last.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.table.to_bytes();
        let start = bytes.len();
        self.set_aside.write_to(&mut bytes);
        let length = (bytes.len() - start) as u64;
        bytes.extend(length.to_le_bytes());
        bytes
    }

    /// What [`Self::to_bytes`] wrote of the file with this report; `None` where the bytes are none of it.
    pub fn of_bytes(report: FileReport, bytes: &[u8]) -> Option<Self> {
        let (bytes, length) = bytes.split_last_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (table, set_aside) = bytes.split_at_checked(bytes.len().checked_sub(length)?)?;
        Some(Self { table: FileTable::of_bytes(table)?, report, set_aside: SetAsideFile::of_bytes(set_aside)? })
    }
}
