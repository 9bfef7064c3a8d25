//! How tables fit a sheet of paper: no column may be lost, and none be broken letter by letter.

use std::ops::Range;

/// Letters of small print, as a share of those of a table on paper. The style sheet says the same.
pub const SMALL: f64 = 0.8;

/// How a table stands on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// As it is.
    Whole,
    /// In smaller letters.
    Small,
    /// In smaller letters and in pieces one below the other, each with the first column and these.
    Pieces(Vec<Range<usize>>),
}

/// How a table fits into `room`, where its columns need at least `widths` in the usual letters. The first column names
/// the rows. A column wider than the room is given what there is.
pub fn fit(widths: &[f64], room: f64) -> Fit {
    let whole: f64 = widths.iter().sum();
    if whole <= room || widths.len() < 3 {
        return Fit::Whole;
    }
    if whole * SMALL <= room {
        return Fit::Small;
    }
    let room = room / SMALL - widths.first().copied().unwrap_or_default();
    let mut pieces = Vec::new();
    let (mut start, mut used) = (1, 0.0);
    for (column, width) in widths.iter().enumerate().skip(1) {
        if used + width > room && column > start {
            pieces.push(start..column);
            (start, used) = (column, 0.0);
        }
        used += width;
    }
    pieces.push(start..widths.len());
    Fit::Pieces(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(fit(&[], 100.0), Fit::Whole);
        assert_eq!(fit(&[40.0, 60.0, 0.0], 100.0), Fit::Whole);
        assert_eq!(fit(&[50.0, 30.0, 30.0], 100.0), Fit::Small);
    }

    #[test]
    fn what_does_not_fit_is_cut_between_columns_and_loses_none() {
        for columns in 3..60 {
            for wide in [10.0, 35.0, 90.0, 400.0] {
                let widths = vec![wide; columns];
                let Fit::Pieces(pieces) = fit(&widths, 100.0) else { continue };
                assert_eq!(pieces.first().unwrap().start, 1);
                assert_eq!(pieces.last().unwrap().end, columns);
                assert!(pieces.windows(2).all(|pair| pair[0].end == pair[1].start));
                for piece in &pieces {
                    let used = (piece.len() + 1) as f64 * wide * SMALL;
                    assert!(used <= 100.0 || piece.len() == 1, "{columns} of {wide}: {piece:?}");
                }
            }
        }
    }
}
