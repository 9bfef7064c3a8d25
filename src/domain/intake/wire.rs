//! What became of a file as bytes, on its way from the program that reads files to the one that computes. Its report
//! goes apart: programs and people read that.

use crate::domain::dataset::{FileTable, Incoming};

use super::read::Imported;
use super::set_aside::SetAsideFile;

impl Imported {
    /// Hands on table and rows set aside as bytes, piece by piece: the table, then how many bytes the rows are, and those.
    pub fn write_to(&self, mut hand_on: impl FnMut(&[u8])) {
        self.table.write_to(&mut hand_on);
        let mut set_aside = Vec::new();
        self.set_aside.write_to(&mut set_aside);
        hand_on(&(set_aside.len() as u64).to_le_bytes());
        hand_on(&set_aside);
    }

    /// Table and rows set aside that [`Self::write_to`] wrote; `None` where the bytes are none.
    pub async fn take_from(bytes: &mut impl Incoming) -> Option<(FileTable, SetAsideFile)> {
        let table = FileTable::take_from(bytes).await?;
        Some((table, SetAsideFile::of_bytes(&bytes.take_counted().await?)?))
    }
}
