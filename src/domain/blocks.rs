//! Many rows, a block at a time.

use std::cmp::Ordering;
use std::ops::Range;
use std::pin::Pin;

use super::intake::{Cancelled, Pace, Progress};

/// Rows of a block.
const BLOCK: usize = 1 << 14;

/// Calls `each` with one range of rows after another, from the first to the last.
///
/// A browser starts every function of WebAssembly in quickly made, slow code, and changes to fast
/// code only when the function is called again. One long loop would stay slow to its end; as many
/// short calls it becomes fast after the first few.
pub fn in_blocks(rows: usize, mut each: impl FnMut(Range<usize>)) {
    for start in (0..rows).step_by(BLOCK) {
        one_block(&mut each, start..rows.min(start + BLOCK));
    }
}

/// The same, giving way between blocks; says so where it was told to stop.
pub async fn in_blocks_paced<P: Pace>(
    rows: usize,
    pace: &mut P,
    mut each: impl FnMut(Range<usize>),
) -> Result<(), Cancelled> {
    for start in (0..rows).step_by(BLOCK) {
        one_block(&mut each, start..rows.min(start + BLOCK));
        let progress = Progress { rows: start as u64, ..Progress::default() };
        pace.breathe(progress).await?;
    }
    Ok(())
}

/// Work in a function of its own, where it is not always asked for. Else it becomes part of whoever asks, and a browser
/// makes that fast only as a whole: the larger it is, the later.
pub fn apart<'a, T>(work: impl Future<Output = T> + 'a) -> Pin<Box<dyn Future<Output = T> + 'a>> {
    Box::pin(work)
}

/// Items sorted at once: a stretch of work short enough for a browser.
const RUN: usize = 1 << 16;

/// Sorts, giving way between stretches; equal items come in any order. Many items are halved around their median again
/// and again until each piece is short.
pub async fn sort_paced<T, P: Pace>(
    items: &mut [T],
    pace: &mut P,
    mut compare: impl FnMut(&T, &T) -> Ordering,
) -> Result<(), Cancelled> {
    let mut pieces = vec![items];
    while let Some(piece) = pieces.pop() {
        if piece.len() <= RUN {
            piece.sort_unstable_by(&mut compare);
        } else {
            let middle = piece.len() / 2;
            piece.select_nth_unstable_by(middle, &mut compare);
            let (lower, upper) = piece.split_at_mut(middle);
            pieces.extend([upper, lower]);
        }
        pace.breathe(Progress::default()).await?;
    }
    Ok(())
}

#[inline(never)]
fn one_block(each: &mut impl FnMut(Range<usize>), rows: Range<usize>) {
    each(rows);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{Unpaced, block_on_ready};

    #[test]
    fn many_items_are_sorted_as_few_are() {
        for count in [0, 1, 2, RUN, RUN + 1, 3 * RUN + 5] {
            // Scattered, with many equal ones.
            let mut items: Vec<u64> = (0..count as u64).map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48).collect();
            let mut expected = items.clone();
            expected.sort_unstable();
            block_on_ready(sort_paced(&mut items, &mut Unpaced, u64::cmp)).unwrap();
            assert!(items == expected, "{count} items");
        }
    }

    #[test]
    fn every_row_comes_once_and_in_order() {
        for rows in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5] {
            let mut seen = Vec::new();
            in_blocks(rows, |range| seen.extend(range));
            assert!(seen.iter().copied().eq(0..rows), "{rows} rows");
        }
    }
}
