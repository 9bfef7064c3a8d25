//! Where bytes come from, and how a long reading gives way: both are ports, so that the same
//! intake runs in a worker on a browser's `File` and natively on a path.

use std::future::Future;

use thiserror::Error;

use super::error::IntakeError;
use super::record::Sink;
use super::workbook;

/// The largest workbook read: it is held in memory as it is, its content is not.
const MAX_WORKBOOK: u64 = 512 << 20;

/// The bytes could not be had: the file was moved, changed or taken away.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the file cannot be read: {0}")]
pub struct SourceError(pub String);

/// A file's bytes, read in any order.
pub trait Source {
    /// The file's name, without its folder.
    fn name(&self) -> &str;

    /// Its size in bytes.
    fn size(&self) -> u64;

    /// Replaces `buffer` by the bytes from `offset` on, at most `length`; fewer only at the end.
    fn read(
        &mut self,
        offset: u64,
        length: usize,
        buffer: &mut Vec<u8>,
    ) -> impl Future<Output = Result<(), SourceError>>;

    /// The sheets of the workbook it is: see [`workbook::sheets`]. Where another program reads
    /// workbooks, these two ask it.
    ///
    /// # Errors
    /// As [`workbook::sheets`], and [`IntakeError::Unreadable`].
    fn sheets(&mut self, pace: &mut impl Pace) -> impl Future<Output = Result<Vec<workbook::Sheet>, IntakeError>> {
        async { workbook::sheets(&whole(self).await?, pace).await }
    }

    /// Reads one sheet of the workbook it is: see [`workbook::read`].
    ///
    /// # Errors
    /// As [`workbook::read`], and [`IntakeError::Unreadable`].
    fn sheet(
        &mut self,
        name: Option<&str>,
        sink: &mut impl Sink,
        pace: &mut impl Pace,
    ) -> impl Future<Output = Result<workbook::Read, IntakeError>> {
        async move { workbook::read(&whole(self).await?, name, sink, pace).await }
    }
}

/// All bytes of a workbook: its directory is at the end, its parts are anywhere.
async fn whole<S: Source + ?Sized>(source: &mut S) -> Result<Vec<u8>, IntakeError> {
    let size = source.size();
    let length = usize::try_from(size).ok().filter(|_| size <= MAX_WORKBOOK);
    let mut bytes = Vec::new();
    source.read(0, length.ok_or(IntakeError::TooLarge { bytes: size })?, &mut bytes).await?;
    Ok(bytes)
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    /// Bytes read so far.
    pub bytes: u64,
    /// Bytes in all.
    pub total_bytes: u64,
    /// Rows read so far.
    pub rows: u64,
}

/// The user stopped the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("stopped")]
pub struct Cancelled;

/// Called every few milliseconds of work; in a worker it lets messages in.
pub trait Pace {
    /// Reports progress, lets others work, and says whether to go on.
    fn breathe(&mut self, progress: Progress) -> impl Future<Output = Result<(), Cancelled>>;
}

/// A pace that never waits and never stops.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unpaced;

impl Pace for Unpaced {
    async fn breathe(&mut self, _: Progress) -> Result<(), Cancelled> {
        Ok(())
    }
}

/// Bytes already in memory.
#[derive(Debug, Clone)]
pub struct MemorySource {
    name: String,
    bytes: Vec<u8>,
}

impl MemorySource {
    /// A file of this name with these bytes.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

impl Source for MemorySource {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    async fn read(&mut self, offset: u64, length: usize, buffer: &mut Vec<u8>) -> Result<(), SourceError> {
        buffer.clear();
        let start = usize::try_from(offset).unwrap_or(usize::MAX).min(self.bytes.len());
        let end = start.saturating_add(length).min(self.bytes.len());
        buffer.extend_from_slice(self.bytes.get(start..end).unwrap_or_default());
        Ok(())
    }
}
