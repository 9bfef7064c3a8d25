//! Many rows, a block at a time.

use std::ops::Range;

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

#[inline(never)]
fn one_block(each: &mut impl FnMut(Range<usize>), rows: Range<usize>) {
    each(rows);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_comes_once_and_in_order() {
        for rows in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5] {
            let mut seen = Vec::new();
            in_blocks(rows, |range| seen.extend(range));
            assert!(seen.iter().copied().eq(0..rows), "{rows} rows");
        }
    }
}
