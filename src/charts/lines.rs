//! Lines that a reader can move: where they are, and which value stands where.

use crate::indicators::page::Movable;

use super::scale::Bands;

/// By how much of the whole length an arrow key moves a line.
const SMALL: f64 = 0.01;

/// The same of the keys that move it further.
const LARGE: f64 = 0.1;

/// A line that can be moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it sets, and where it is.
    pub movable: Movable,
    /// Whether it stands, and is moved to either side; else it lies, and is moved up and down.
    pub upright: bool,
    /// From where to where it is drawn, in pixels: from the top, or from the left.
    pub drawn: (f64, f64),
    bands: Bands,
}

impl Line {
    /// A line that is moved along `range`, from its least to its greatest value; `None` where there is nowhere to move it.
    pub fn new(movable: &Movable, upright: bool, range: (f64, f64), drawn: (f64, f64)) -> Option<Self> {
        let bands = Bands::new(&movable.ends, range)?;
        Some(Self { movable: movable.clone(), upright, drawn, bands })
    }

    /// The pixel where it stands at a value.
    pub fn at(&self, value: f64) -> f64 {
        self.bands.at(value)
    }

    /// The value at a pixel, in sensible digits.
    pub fn value(&self, place: f64) -> f64 {
        self.bands.value(place, self.movable.step)
    }

    /// The least and the greatest value.
    pub fn limits(&self) -> (f64, f64) {
        self.bands.limits()
    }

    /// The value a key moves it to from another, by its `KeyboardEvent.key`; `None` for keys that do not move it.
    pub fn after(&self, key: &str, value: f64) -> Option<f64> {
        let (least, most) = self.limits();
        Some(match key {
            "ArrowRight" | "ArrowUp" => self.stepped(value, SMALL),
            "ArrowLeft" | "ArrowDown" => self.stepped(value, -SMALL),
            "PageUp" => self.stepped(value, LARGE),
            "PageDown" => self.stepped(value, -LARGE),
            "Home" => least,
            "End" => most,
            _ => return None,
        })
    }

    /// The next other value at so much of the length, or at twice, three times as much; the same where there is none.
    fn stepped(&self, value: f64, share: f64) -> f64 {
        let (from, by) = (self.at(value), self.bands.reach() * share);
        let steps = (1_u8..=100).map(|steps| self.value(from + by * f64::from(steps)));
        let mut beyond = steps.filter(|next| if share > 0.0 { *next > value } else { *next < value });
        beyond.next().unwrap_or(value)
    }
}

#[cfg(test)]
// Exact by construction: whole numbers and ends.
#[allow(clippy::float_cmp)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::indicators::page::Unit;

    fn line(value: f64, step: f64, ends: &[f64], range: (f64, f64)) -> Option<Line> {
        let movable = Movable {
            of: "some".into(),
            parameter: "cuts".into(),
            numbers: vec!["0.1".into(), value.to_string()],
            place: 1,
            label: "Cut".into(),
            unit: Unit::Precise,
            step,
            ends: ends.to_vec(),
        };
        Line::new(&movable, false, range, (0.0, 100.0))
    }

    #[test]
    fn a_move_sets_its_own_number_and_leaves_the_others() {
        let line = line(2.5, 0.0, &[0.0, 10.0], (100.0, 0.0)).unwrap();
        assert_eq!((line.movable.value(), line.at(2.5), line.limits()), (2.5, 75.0, (0.0, 10.0)));
        assert_eq!(line.value(50.2), 5.0);
        assert_eq!(line.movable.moved_to(5.0), Some(json!(["0.1", "5"])));
        assert_eq!(line.movable.moved_to(2.5), None);
    }

    #[test]
    fn keys_move_it_to_the_next_value_and_no_further_than_the_ends() {
        let whole = line(1.0, 1.0, &[0.0, 0.0, 1.0, 2.0, 3.0], (0.0, 400.0)).unwrap();
        let keys = ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", "PageUp", "PageDown", "Home", "End"];
        assert_eq!(keys.map(|key| whole.after(key, 1.0).unwrap()), [2.0, 2.0, 0.0, 0.0, 2.0, 0.0, 0.0, 3.0]);
        assert_eq!([whole.after("ArrowUp", 3.0), whole.after("ArrowDown", 0.0)], [Some(3.0), Some(0.0)]);
        assert_eq!(whole.after("Enter", 1.0), None);
        // A value beyond the ends, typed in, comes back from there.
        assert_eq!([whole.after("ArrowLeft", 900.0), whole.after("ArrowRight", 900.0)], [Some(3.0), Some(900.0)]);
        let fine = line(50.0, 0.0, &[0.0, 100.0], (200.0, 0.0)).unwrap();
        assert_eq!(["ArrowUp", "PageDown"].map(|key| fine.after(key, 50.0).unwrap()), [51.0, 40.0]);
    }

    #[test]
    fn of_equal_values_there_is_no_line_to_move() {
        assert_eq!(line(5.0, 0.0, &[5.0, 5.0], (0.0, 100.0)), None);
        assert_eq!(line(5.0, 0.0, &[], (0.0, 100.0)), None);
    }
}
