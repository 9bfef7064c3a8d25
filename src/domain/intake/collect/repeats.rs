//! Rows that repeat an earlier one.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::domain::blocks::in_blocks;
use crate::domain::intake::error::IntakeError;
use crate::domain::intake::source::{Pace, Progress};

use super::room;

/// Groups of hashes, by their highest byte.
const GROUPS: usize = 1 << 8;

/// Hashes of the rows read, 64 bits each: two different rows among a million are taken for the
/// same with a chance of one in forty million.
#[derive(Debug)]
pub(super) enum Repeats {
    /// Rows that repeat an earlier one are set aside as they come.
    Known(HashTable<u64>),
    /// They are only counted, at the end, in groups that fit into a processor's cache.
    Later(Vec<u64>),
}

impl Repeats {
    pub fn new(set_aside: bool) -> Self {
        if set_aside { Self::Known(HashTable::new()) } else { Self::Later(Vec::new()) }
    }

    /// Whether the row is to be set aside as one seen before.
    #[inline]
    pub fn is_repeat(&mut self, hash: u64) -> bool {
        match self {
            Self::Known(seen) if seen.find(hash, |&known| known == hash).is_some() => return true,
            Self::Known(seen) => {
                seen.insert_unique(hash, hash, |&known| known);
            }
            Self::Later(hashes) => hashes.push(hash),
        }
        false
    }

    /// Forgets the hashes, where rows are known to differ without them.
    pub fn forget(&mut self) {
        if let Self::Later(hashes) = self {
            *hashes = Vec::new();
        }
    }

    /// Room for so many rows.
    pub fn make_room(&mut self, rows: usize) {
        if let Self::Later(hashes) = self {
            room(rows, hashes);
        }
    }

    /// How many rows repeat an earlier one and were used all the same. Frees the hashes.
    pub async fn count(&mut self, progress: Progress, pace: &mut impl Pace) -> Result<u64, IntakeError> {
        let Self::Later(hashes) = self else { return Ok(0) };
        let (grouped, ends) = in_groups(&std::mem::take(hashes));
        let (mut repeated, mut seen, mut start) = (0, HashTable::new(), 0);
        for end in ends {
            repeated += repeats_among(grouped.get(start..end).unwrap_or_default(), &mut seen);
            start = end;
            pace.breathe(progress).await?;
        }
        Ok(repeated)
    }
}

/// How many of these hashes, of one group, came before. `seen` is room to remember them in.
#[inline(never)] // small functions become fast sooner, see `in_blocks`
fn repeats_among(group: &[u64], seen: &mut HashTable<u64>) -> u64 {
    seen.clear();
    // Their highest byte, by which a table tells them apart, is the same.
    let place = |hash: &u64| hash.rotate_left(8);
    let mut repeated = 0;
    for hash in group {
        match seen.entry(place(hash), |known| known == hash, place) {
            Entry::Occupied(_) => repeated += 1,
            Entry::Vacant(slot) => {
                slot.insert(*hash);
            }
        }
    }
    repeated
}

/// The hashes by their highest byte, and where each group ends: each is small enough to count between two breaths.
fn in_groups(hashes: &[u64]) -> (Vec<u64>, [usize; GROUPS]) {
    let group = |hash: &u64| usize::from(hash.to_be_bytes()[0]);
    let mut next = [0; GROUPS];
    in_blocks(hashes.len(), |range| {
        for hash in hashes.get(range).unwrap_or_default() {
            if let Some(count) = next.get_mut(group(hash)) {
                *count += 1;
            }
        }
    });
    let mut before = 0;
    for count in &mut next {
        (*count, before) = (before, before + *count);
    }
    let mut grouped = vec![0; hashes.len()];
    in_blocks(hashes.len(), |range| {
        for hash in hashes.get(range).unwrap_or_default() {
            let Some(next) = next.get_mut(group(hash)) else { continue };
            if let Some(slot) = grouped.get_mut(*next) {
                *slot = *hash;
            }
            *next += 1;
        }
    });
    // Each group is full now: the next of it would stand where it ends.
    (grouped, next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{Unpaced, block_on_ready};

    #[test]
    fn every_row_that_came_before_is_counted() {
        let mut repeats = Repeats::new(false);
        for row in 0..50_000_u64 {
            assert!(!repeats.is_repeat((row % 30_000).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
        assert_eq!(block_on_ready(repeats.count(Progress::default(), &mut Unpaced)).unwrap(), 20_000);
        assert_eq!(block_on_ready(repeats.count(Progress::default(), &mut Unpaced)).unwrap(), 0);
    }
}
