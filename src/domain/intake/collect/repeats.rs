//! Rows that repeat an earlier one.

use hashbrown::HashTable;

use crate::domain::intake::error::IntakeError;
use crate::domain::intake::source::{Pace, Progress};

use super::room;

/// Groups of hashes, by their highest byte: each is small enough to sort between two breaths.
const GROUPS: usize = 256;

/// Hashes of the rows read, 64 bits each: two different rows among a million are taken for the
/// same with a chance of one in forty million.
#[derive(Debug)]
pub(super) enum Repeats {
    /// Rows that repeat an earlier one are set aside as they come.
    Known(HashTable<u64>),
    /// They are only counted, at the end: sorting is quicker than a million look-ups.
    Later(Vec<Vec<u64>>),
}

impl Repeats {
    pub fn new(set_aside: bool) -> Self {
        if set_aside { Self::Known(HashTable::new()) } else { Self::Later(vec![Vec::new(); GROUPS]) }
    }

    /// Whether the row is to be set aside as one seen before.
    #[inline]
    pub fn is_repeat(&mut self, hash: u64) -> bool {
        match self {
            Self::Known(seen) if seen.find(hash, |&known| known == hash).is_some() => return true,
            Self::Known(seen) => {
                seen.insert_unique(hash, hash, |&known| known);
            }
            Self::Later(groups) => {
                let [group, ..] = hash.to_be_bytes();
                if let Some(hashes) = groups.get_mut(usize::from(group)) {
                    hashes.push(hash);
                }
            }
        }
        false
    }

    /// Room for so many rows.
    pub fn make_room(&mut self, rows: usize) {
        let Self::Later(groups) = self else { return };
        // Hashes fall into groups evenly, but for a few per cent.
        let each = rows / GROUPS + rows / GROUPS / 16;
        for hashes in groups {
            room(each, hashes);
        }
    }

    /// How many rows repeat an earlier one and were used all the same. Frees the hashes.
    pub async fn count(&mut self, progress: Progress, pace: &mut impl Pace) -> Result<u64, IntakeError> {
        let Self::Later(groups) = self else { return Ok(0) };
        let mut repeated = 0;
        for mut hashes in std::mem::take(groups) {
            hashes.sort_unstable();
            repeated += hashes.windows(2).filter(|pair| pair.first() == pair.last()).count() as u64;
            pace.breathe(progress).await?;
        }
        Ok(repeated)
    }
}
