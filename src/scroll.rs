//! Which rows of a long list are in view.
//!
//! All rows have one height, so that a scroll position is a row number. Browsers cap the height of
//! an element (Firefox at about 17 900 000 px): a list taller than [`TALLEST`] is drawn that high,
//! and positions in it are scaled.

use std::ops::Range;

/// No element is made taller than this, in CSS pixels.
pub const TALLEST: f64 = 10_000_000.0;

/// A list in a scrolling window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scroll {
    /// Rows of the list.
    pub total: usize,
    /// Height of a row, above zero.
    pub row: f64,
    /// Height of the window, without the header that stays in it.
    pub visible: f64,
    /// How far the window is scrolled.
    pub top: f64,
}

/// The rows to draw, and the empty space above and below them.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// The rows.
    pub rows: Range<usize>,
    /// Space above them.
    pub above: f64,
    /// Space below them.
    pub below: f64,
}

impl Scroll {
    /// The number of the topmost row in view.
    pub fn first(&self) -> usize {
        whole(self.place() / self.row).min(self.total.saturating_sub(1))
    }

    /// The rows in view and `spare` ones on either side, with the space that keeps them where the
    /// window looks.
    pub fn stretch(&self, spare: usize) -> Stretch {
        let (first, place) = (self.first(), self.place());
        let in_view = whole((self.visible / self.row).ceil()).saturating_add(1);
        // Where positions are scaled, there is less room above and below than there are rows.
        let room_above = whole(((place - self.top) / self.row).ceil()).min(first);
        let room_below = whole((self.height() - self.top + place) / self.row);
        let start = first.saturating_sub(spare).max(room_above);
        let last_in_view = first.saturating_add(in_view);
        let end = last_in_view.saturating_add(spare).min(room_below.max(last_in_view)).min(self.total);
        let above = (self.top - (place - start as f64 * self.row)).max(0.0);
        let drawn = end.saturating_sub(start) as f64 * self.row;
        Stretch { rows: start..end, above, below: (self.height() - above - drawn).max(0.0) }
    }

    /// Height of the list as drawn.
    fn height(&self) -> f64 {
        (self.total as f64 * self.row).min(TALLEST)
    }

    /// The position in the list as high as it would be uncapped.
    fn place(&self) -> f64 {
        let full = (self.total as f64 * self.row - self.visible).max(0.0);
        let drawn = (self.height() - self.visible).max(0.0);
        let scale = if drawn > 0.0 { full / drawn } else { 1.0 };
        (self.top * scale).clamp(0.0, full)
    }
}

/// Pixels and rows are far below 2^53; a cast from below zero or from NaN gives zero.
fn whole(number: f64) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = number as usize;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(total: usize, top: f64) -> Scroll {
        Scroll { total, row: 40.0, visible: 400.0, top }
    }

    #[test]
    fn a_short_list_is_drawn_whole() {
        assert_eq!(at(3, 0.0).stretch(5), Stretch { rows: 0..3, above: 0.0, below: 0.0 });
        assert_eq!(at(0, 0.0).stretch(5), Stretch { rows: 0..0, above: 0.0, below: 0.0 });
    }

    #[test]
    fn a_long_list_keeps_its_height_wherever_it_is_scrolled() {
        for top in [0.0, 17.0, 4_000.0, 39_600.0] {
            let Stretch { rows, above, below } = at(1_000, top).stretch(5);
            assert!((above + below + rows.len() as f64 * 40.0 - 40_000.0).abs() < 1e-6);
            assert!((above - rows.start as f64 * 40.0).abs() < 1e-6);
            assert!(rows.contains(&at(1_000, top).first()));
        }
    }

    #[test]
    fn the_last_row_is_in_view_at_the_end() {
        for total in [11, 1_000, 1_000_000, 100_000_000] {
            let end = (total as f64 * 40.0).min(TALLEST) - 400.0;
            let scroll = at(total, end);
            assert_eq!(scroll.stretch(0).rows.end, total);
            assert!(total - scroll.first() <= 10, "{total}");
        }
    }

    #[test]
    fn a_million_rows_fit_the_tallest_element_and_lie_where_the_window_looks() {
        for top in [0.0, 1.0, 2_500_000.0, 9_999_600.0] {
            let scroll = at(1_000_000, top);
            let Stretch { rows, above, below } = scroll.stretch(10);
            assert!(above + below + rows.len() as f64 * 40.0 <= TALLEST + 40.0 * 2.0);
            let first_in_view = above + (scroll.first() - rows.start) as f64 * 40.0;
            assert!(first_in_view <= top + 1e-6 && first_in_view > top - 40.0 - 1e-6, "{top}: {first_in_view}");
        }
    }

    #[test]
    fn positions_beyond_either_end_are_held() {
        assert_eq!(at(1_000, -50.0).first(), 0);
        assert_eq!(at(1_000, 1e12).first(), 990);
    }
}
