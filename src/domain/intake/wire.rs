//! What became of a file as bytes, on its way from the program that reads files to the one that computes. Its report
//! goes apart: programs and people read that.

use crate::domain::dataset::{FileTable, Incoming};

use super::read::Imported;
use super::report::FileReport;
use super::set_aside::SetAsideFile;

impl Imported {
    /// Hands on table and rows set aside as bytes, piece by piece: the table, then the rows to the end.
    pub fn write_to(&self, mut hand_on: impl FnMut(&[u8])) {
        self.table.write_to(&mut hand_on);
        let mut set_aside = Vec::new();
        self.set_aside.write_to(&mut set_aside);
        hand_on(&set_aside);
    }

    /// What [`Self::write_to`] wrote of the file with this report; `None` where the bytes are none of it.
    pub fn take_from(report: FileReport, bytes: &mut impl Incoming) -> Option<Self> {
        let table = FileTable::take_from(bytes)?;
        let mut set_aside = vec![0; bytes.left()];
        let set_aside = bytes.take(&mut set_aside).then(|| SetAsideFile::of_bytes(&set_aside))??;
        Some(Self { table, report, set_aside })
    }
}
