//! The QR codes of a picture.

use rqrr::PreparedImage;

/// Pixels a side at most.
const LARGEST: usize = 8_192;

/// Pixels of white that part two codes, so that a saved picture of many is read one by one.
const GUTTER: usize = 12;

/// Brighter than this is white where a picture is cut; a code itself is read by contrast, not by this.
const WHITE: u8 = 200;

/// A picture in shades of grey, row by row, 0 black and 255 white.
#[derive(Debug, Clone, Copy)]
pub struct Luma<'a> {
    width: usize,
    height: usize,
    pixels: &'a [u8],
}

impl<'a> Luma<'a> {
    /// A picture; `None` where the pixels are not `width` × `height`, or a side is empty or has more
    /// than 8,192 pixels.
    pub fn new(width: usize, height: usize, pixels: &'a [u8]) -> Option<Self> {
        let sides = [width, height].iter().all(|side| (1..=LARGEST).contains(side));
        (sides && width * height == pixels.len()).then_some(Self { width, height, pixels })
    }

    fn at(&self, x: usize, y: usize) -> u8 {
        self.pixels.get(y * self.width + x).copied().unwrap_or(u8::MAX)
    }
}

/// A rectangle of a picture: from and to, the latter not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    x: (usize, usize),
    y: (usize, usize),
}

/// The texts of all codes that can be read, in no order. Codes on white are found one by one, however
/// many; others (a camera's picture, a photograph) as they lie.
///
/// The reader takes any three corner marks that lie at right angles for a code, and in a picture of
/// forty codes in rows most such threes are of three different ones: hence the cutting.
pub fn read_codes(picture: Luma) -> Vec<String> {
    let mut found = Vec::new();
    for area in parts(&picture) {
        let (width, height) = (area.x.1 - area.x.0, area.y.1 - area.y.0);
        let grey = |x, y| picture.at(area.x.0 + x, area.y.0 + y);
        let mut prepared = PreparedImage::prepare_from_greyscale(width, height, grey);
        found.extend(prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text));
    }
    found
}

/// Cuts a picture along its white gutters, first into bands, then each into columns. The white around
/// a code stays with it, half of each gutter.
fn parts(picture: &Luma) -> Vec<Area> {
    let white_row = |y: usize| (0..picture.width).all(|x| picture.at(x, y) >= WHITE);
    let bands = between_gutters((0, picture.height), white_row);
    let columns = bands.into_iter().flat_map(|y| {
        let white_column = |x: usize| (y.0..y.1).all(|y| picture.at(x, y) >= WHITE);
        between_gutters((0, picture.width), white_column).into_iter().map(move |x| Area { x, y })
    });
    columns.collect()
}

/// The stretches between gutters, each with half of the gutters beside it.
fn between_gutters(all: (usize, usize), is_white: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut stretches = Vec::new();
    let (mut start, mut last_dark) = (all.0, None);
    for at in all.0..all.1 {
        if is_white(at) {
            continue;
        }
        match last_dark {
            Some(dark) if at - dark > GUTTER => {
                let middle = dark + (at - dark) / 2;
                stretches.push((start, middle));
                start = middle;
            }
            _ => {}
        }
        last_dark = Some(at);
    }
    if last_dark.is_some() {
        stretches.push((start, all.1));
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gutters_part_and_small_gaps_do_not() {
        let dark = [3, 4, 10, 40, 41, 80];
        let stretches = between_gutters((0, 100), |at| !dark.contains(&at));
        assert_eq!(stretches, [(0, 25), (25, 60), (60, 100)]);
        assert_eq!(between_gutters((0, 9), |_| true), []);
    }

    #[test]
    fn a_picture_has_the_pixels_it_says() {
        assert!(Luma::new(2, 3, &[0; 6]).is_some());
        for (width, height, pixels) in [(2, 3, 5), (0, 0, 0), (9_000, 1, 9_000), (usize::MAX, 2, 0)] {
            assert!(Luma::new(width, height, &vec![0; pixels]).is_none());
        }
    }
}
