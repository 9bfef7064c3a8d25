//! The container of old Office files ([MS-CFB]): a file system of sectors in a file.
//!
//! Every position is checked and every chain of sectors ends after as many steps as there are
//! sectors, so a damaged container is an error and never a loop.

use std::collections::BTreeMap;

use crate::domain::intake::IntakeError;

use super::package::damaged;

/// What every container begins with.
pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Sector numbers from here on are marks: end of chain, free, …
const FIRST_MARK: u32 = 0xFFFF_FFFA;
/// Streams shorter than this are kept in sectors of 64 bytes.
const MINI_CUTOFF: usize = 4096;
const MINI_SECTOR: usize = 64;
/// The length of a directory entry.
const ENTRY: usize = 128;

/// A number of two bytes, little endian.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

/// A number of four bytes, little endian.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// A stream's first sector and length.
#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    length: usize,
}

/// An opened container.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    mini_next: Vec<u32>,
    mini: Vec<u8>,
    /// Streams and storages by name in lower case.
    entries: BTreeMap<String, Entry>,
}

impl<'a> Container<'a> {
    /// Reads the tables and the directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, IntakeError> {
        Self::try_open(bytes).ok_or_else(|| damaged("the container's tables point outside the file"))
    }

    fn try_open(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut container =
            Self { bytes, sector, next: Vec::new(), mini_next: Vec::new(), mini: Vec::new(), entries: BTreeMap::new() };
        container.read_table()?;
        let directory = container.chain(u32_at(bytes, 48)?)?;
        let mut root = None;
        for entry in directory.chunks_exact(ENTRY) {
            let found = Entry { start: u32_at(entry, 116)?, length: usize::try_from(u32_at(entry, 120)?).ok()? };
            if entry.get(66) == Some(&5) {
                root = Some(found);
            }
            let letters: Vec<u16> =
                (0..32).filter_map(|at| u16_at(entry, at * 2)).take_while(|&unit| unit != 0).collect();
            if !letters.is_empty() {
                container.entries.entry(String::from_utf16_lossy(&letters).to_lowercase()).or_insert(found);
            }
        }
        // Both are missing where no stream is short.
        if let Some(mini_next) = container.chain(u32_at(bytes, 60)?) {
            container.mini_next = numbers(&mini_next).collect();
            container.mini = container.chain(root?.start).unwrap_or_default();
        }
        Some(container)
    }

    /// The table that says which sector follows which.
    fn read_table(&mut self) -> Option<()> {
        let mut tables: Vec<u32> = numbers(self.bytes.get(76..512)?).collect();
        let mut more = u32_at(self.bytes, 68)?;
        let sectors = self.bytes.len() / self.sector + 1;
        for _ in 0..sectors {
            if more >= FIRST_MARK {
                break;
            }
            let list: Vec<u32> = numbers(self.sector_at(more)?).collect();
            let (following, listed) = list.split_last()?;
            tables.extend(listed);
            more = *following;
        }
        for table in tables.into_iter().filter(|&table| table < FIRST_MARK).take(sectors) {
            self.next.extend(numbers(self.sector_at(table)?));
        }
        Some(())
    }

    /// A sector, which has a byte at least; the last of a file may be cut short by its writer.
    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// The bytes of a chain of sectors.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut sector = start;
        while sector < FIRST_MARK {
            bytes.extend_from_slice(self.sector_at(sector)?);
            if bytes.len() > self.bytes.len() {
                return None;
            }
            sector = *self.next.get(usize::try_from(sector).ok()?)?;
        }
        Some(bytes).filter(|bytes| !bytes.is_empty())
    }

    fn mini_chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut sector = start;
        while sector < FIRST_MARK {
            let from = usize::try_from(sector).ok()?.checked_mul(MINI_SECTOR)?;
            let part = self.mini.get(from..from.checked_add(MINI_SECTOR)?.min(self.mini.len()))?;
            bytes.extend_from_slice(Some(part).filter(|part| !part.is_empty())?);
            if bytes.len() > self.mini.len() {
                return None;
            }
            sector = *self.mini_next.get(usize::try_from(sector).ok()?)?;
        }
        Some(bytes)
    }

    /// Whether there is a stream or storage of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_lowercase())
    }

    /// The bytes of the stream of this name, `None` where there is none.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, IntakeError> {
        let Some(&Entry { start, length }) = self.entries.get(&name.to_lowercase()) else { return Ok(None) };
        let chain = if length < MINI_CUTOFF { self.mini_chain(start) } else { self.chain(start) };
        match chain {
            Some(mut bytes) if bytes.len() >= length => {
                bytes.truncate(length);
                Ok(Some(bytes))
            }
            _ => Err(damaged(format!("the stream `{name}` is cut short"))),
        }
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header, and sectors of any length behind it.
    fn container(first_table: u32, more_tables: u32, directory: u32, behind: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; 512];
        let mut put = |at: usize, value: &[u8]| bytes[at..at + value.len()].copy_from_slice(value);
        put(0, SIGNATURE);
        put(30, &9_u16.to_le_bytes());
        put(48, &directory.to_le_bytes());
        put(60, &directory.to_le_bytes());
        put(68, &more_tables.to_le_bytes());
        (76..512).step_by(4).for_each(|at| put(at, &u32::MAX.to_le_bytes()));
        put(76, &first_table.to_le_bytes());
        bytes.extend_from_slice(behind);
        bytes
    }

    #[test]
    fn chains_that_go_round_end() {
        // Of a last sector of five bytes that says it follows itself, of one of no bytes, and of whole ones.
        let itself = [0_u8; 512];
        for (bytes, name) in [
            (container(u32::MAX, 0, 0, &[0; 5]), "the list of tables"),
            (container(0, u32::MAX, 0, &itself), "the directory"),
            (container(0, u32::MAX, 1, &[1, 0, 0, 0].repeat(128)), "a sector beyond the end"),
            (container(0, 0, 0, &itself), "all"),
        ] {
            assert!(Container::open(&bytes).is_err(), "{name}");
        }
    }
}
