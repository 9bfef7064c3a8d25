//! Records of a BIFF stream, and texts that run over several of them.

use crate::domain::intake::workbook::cfb::u16_at;

use super::kind;

/// One record: its type, its data, and where the next begins.
pub(super) struct Biff<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
    pub(super) next: usize,
}

pub(super) fn record_at(stream: &[u8], at: usize) -> Option<Biff<'_>> {
    let next = at.checked_add(4)?.checked_add(usize::from(u16_at(stream, at + 2)?))?;
    Some(Biff { kind: u16_at(stream, at)?, data: stream.get(at + 4..next)?, next })
}

/// The table of shared strings ([MS-XLS] 2.4.265), which runs over many records.
pub(super) fn read_strings(stream: &[u8], at: usize) -> Option<Vec<String>> {
    let mut letters = Letters::of_record(stream, at)?;
    letters.skip(4)?;
    let count = u32::from(letters.number()?) | u32::from(letters.number()?) << 16;
    let mut strings = Vec::new();
    for _ in 0..count {
        // Some writers count more strings than they write.
        let Some(length) = letters.number() else { break };
        let flags = letters.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(letters.number()?) * 4 };
        let extra = if flags & 4 == 0 {
            0
        } else {
            usize::try_from(u32::from(letters.number()?) | u32::from(letters.number()?) << 16).ok()?
        };
        strings.push(letters.text(usize::from(length), flags)?);
        letters.skip(runs.checked_add(extra)?)?;
    }
    Some(strings)
}

/// The data of a record and of those that continue it.
pub(super) struct Letters<'s> {
    chunks: Vec<&'s [u8]>,
    chunk: usize,
    at: usize,
}

impl<'s> Letters<'s> {
    /// The data of one record alone.
    pub(super) fn of_data(data: &'s [u8]) -> Self {
        Self { chunks: vec![data], chunk: 0, at: 0 }
    }

    /// The data of the record at `at` and of those that continue it.
    pub(super) fn of_record(stream: &'s [u8], at: usize) -> Option<Self> {
        let record = record_at(stream, at)?;
        let mut chunks = vec![record.data];
        let mut next = record.next;
        while let Some(more) = record_at(stream, next).filter(|more| more.kind == kind::CONTINUE) {
            chunks.push(more.data);
            next = more.next;
        }
        Some(Self { chunks, chunk: 0, at: 0 })
    }

    /// What is left of the current chunk; the next one where nothing is.
    fn rest(&mut self) -> Option<&'s [u8]> {
        loop {
            let rest = self.chunks.get(self.chunk)?.get(self.at..)?;
            if !rest.is_empty() {
                return Some(rest);
            }
            self.chunk += 1;
            self.at = 0;
        }
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest()?.first()?;
        self.at += 1;
        Some(byte)
    }

    pub(super) fn number(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > 0 {
            let step = self.rest()?.len().min(length);
            self.at += step;
            length -= step;
        }
        Some(())
    }

    /// A text of `length` letters, one or two bytes each as `flags` says. Where it runs on into the
    /// next chunk, that chunk begins with flags of its own.
    pub(super) fn text(&mut self, length: usize, flags: u8) -> Option<String> {
        let mut units = Vec::new();
        let mut is_wide = flags & 1 != 0;
        while units.len() < length {
            let at_end = self.chunks.get(self.chunk).is_some_and(|chunk| self.at >= chunk.len());
            if at_end {
                is_wide = self.byte()? & 1 != 0;
            }
            let missing = length - units.len();
            let rest = self.rest()?;
            let taken = if is_wide {
                let pairs = rest.as_chunks::<2>().0;
                // Half a letter at the end of a chunk: damaged.
                if pairs.is_empty() {
                    return None;
                }
                units.extend(pairs.iter().take(missing).map(|pair| u16::from_le_bytes(*pair)));
                pairs.len().min(missing) * 2
            } else {
                units.extend(rest.iter().take(missing).map(|&byte| u16::from(byte)));
                rest.len().min(missing)
            };
            self.at += taken;
        }
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_changes_its_width_from_record_to_record() {
        let wide: Vec<u8> = [1].into_iter().chain("王a".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let mut letters = Letters { chunks: vec![b"ab", &[], &wide, b"\x00z!"], chunk: 0, at: 0 };
        assert_eq!(letters.text(5, 0).as_deref(), Some("ab王az"));
        assert_eq!(letters.byte(), Some(b'!'));
        assert_eq!(letters.byte(), None);
    }
}
