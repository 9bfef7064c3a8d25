//! From where to where the answers to a question lie: whether it was asked from 0 to 10.
//!
//! The Net Promoter Score means nothing on another scale: of 0 to 5 everybody is a detractor, of 0 to 100 nearly
//! everything is no answer. A file does not say which scale it has, so it is guessed from its values, and a person is
//! asked. Nothing is ever rescaled.
//!
//! The limits of the guess are constants, not settings: they decide whether a person is asked, and no figure is computed
//! with them. Who knows better says so once, on the page.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::score::Score;

/// With fewer answers a scale is not judged.
const ENOUGH: usize = 20;

/// The share of a file's answers that may lie beyond a scale of five: slips of the pen.
const SLIPS: f64 = 0.05;

/// The greatest number a scale may end with.
const GREATEST: usize = 100;

/// A scale that is not 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scale {
    /// Its least answer.
    pub from: u8,
    /// Its greatest answer.
    pub to: u8,
}

/// A text that names no scale.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no scale: write it as 1-5")]
pub struct NotAScale(pub String);

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

impl FromStr for Scale {
    type Err = NotAScale;

    fn from_str(text: &str) -> Result<Self, NotAScale> {
        let ends = text.split_once('-').and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        ends.filter(|(from, to)| from < to)
            .map(|(from, to)| Self { from, to })
            .ok_or_else(|| NotAScale(text.to_owned()))
    }
}

impl TryFrom<String> for Scale {
    type Error = NotAScale;

    fn try_from(text: String) -> Result<Self, NotAScale> {
        text.parse()
    }
}

impl From<Scale> for String {
    fn from(scale: Scale) -> Self {
        scale.to_string()
    }
}

/// How often each whole number from 0 to 100 was answered in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered(Vec<usize>);

impl Default for Answered {
    fn default() -> Self {
        Self(vec![0; GREATEST + 1])
    }
}

impl Answered {
    /// These numbers.
    pub fn of(numbers: impl IntoIterator<Item = u8>) -> Self {
        let mut answered = Self::default();
        for number in numbers {
            answered.add(number);
        }
        answered
    }

    /// How often each number from 0 on was answered.
    pub fn counts(&self) -> &[usize] {
        &self.0
    }

    /// Answers counted elsewhere; `None` where it is not one count for each number from 0 to 100.
    pub fn of_counts(counts: Vec<usize>) -> Option<Self> {
        (counts.len() == GREATEST + 1).then_some(Self(counts))
    }

    /// Counts one answer; numbers above 100 are on no scale.
    pub fn add(&mut self, number: u8) {
        if let Some(count) = self.0.get_mut(usize::from(number)) {
            *count += 1;
        }
    }

    /// Counts scores.
    pub fn add_scores(&mut self, scores: &[Option<Score>]) {
        for score in scores.iter().flatten() {
            self.add(score.get());
        }
    }

    /// The scale these answers look like; `None` for 0 to 10, and where there are fewer than 20.
    ///
    /// - up to 100: as many answers from 11 to 100 as from 1 to 10 at least. A code for "no answer" (88, 99) is rarer;
    /// - up to 11: some of 11, none of 0, none above. With zeros 11 is a code, as there are no scales of twelve;
    /// - up to 5: at most one in twenty above;
    /// - up to 7: none above, and some of 6 or 7.
    ///
    /// The least answer is 0 where that was given, else 1.
    pub fn scale(&self) -> Option<Scale> {
        let within = |from: usize, to: usize| self.0.get(from..=to).unwrap_or_default().iter().sum::<usize>();
        let all = within(0, GREATEST);
        let (zeros, beyond) = (within(0, 0), within(11, GREATEST));
        if all < ENOUGH {
            return None;
        }
        let up_to = |to: u8| Some(Scale { from: u8::from(zeros == 0), to });
        if beyond > 0 && beyond >= within(1, 10) {
            return Some(Scale { from: 0, to: 100 });
        }
        if within(11, 11) > 0 && zeros == 0 && within(12, GREATEST) == 0 {
            return up_to(11);
        }
        if within(6, GREATEST) as f64 <= SLIPS * all as f64 {
            return up_to(5);
        }
        if within(8, GREATEST) == 0 { up_to(7) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many answers of each number, in turn.
    fn cycle(numbers: impl IntoIterator<Item = u8>, rows: usize) -> Option<String> {
        let numbers: Vec<u8> = numbers.into_iter().collect();
        Answered::of(numbers.into_iter().cycle().take(rows)).scale().map(|scale| scale.to_string())
    }

    #[track_caller]
    fn looks_like(found: Option<&str>, expected: Option<&str>) {
        assert_eq!(found, expected);
    }

    #[test]
    fn scales_are_known_by_where_they_end_and_begin() {
        looks_like(cycle(0..=5, 60).as_deref(), Some("0-5"));
        looks_like(cycle(1..=5, 60).as_deref(), Some("1-5"));
        looks_like(cycle(1..=7, 60).as_deref(), Some("1-7"));
        looks_like(cycle(0..=7, 60).as_deref(), Some("0-7"));
        looks_like(cycle(1..=11, 60).as_deref(), Some("1-11"));
        looks_like(cycle(0..=100, 101).as_deref(), Some("0-100"));
        looks_like(cycle((0..=100).step_by(10), 60).as_deref(), Some("0-100"));
        looks_like(cycle([0, 50, 100], 60).as_deref(), Some("0-100"));
        looks_like(cycle([60, 80, 95], 60).as_deref(), Some("0-100"));
        for usual in [0..=10, 1..=10, 3..=10, 0..=9, 0..=8] {
            looks_like(cycle(usual, 60).as_deref(), None);
        }
    }

    #[test]
    fn slips_and_codes_make_no_scale() {
        // Five of 105 above five are slips; eight are not.
        looks_like(cycle((1..=5).cycle().take(100).chain([6, 8, 9, 10, 10]), 105).as_deref(), Some("1-5"));
        looks_like(cycle((1..=5).cycle().take(97).chain([6, 7, 8, 8, 9, 9, 10, 10]), 105).as_deref(), None);
        // Eleven beside zeros, and a few 99, are codes for no answer; a hundred may have been meant as ten.
        looks_like(cycle(0..=11, 60).as_deref(), None);
        looks_like(cycle((0..=10).cycle().take(95).chain([99; 5]), 100).as_deref(), None);
        looks_like(cycle((1..=10).cycle().take(99).chain([100]), 100).as_deref(), None);
        // Fourteen sixes of a hundred are of a scale of seven; 6 is the greatest of some.
        looks_like(cycle((1..=5).cycle().take(86).chain([6; 14]), 100).as_deref(), Some("1-7"));
    }

    #[test]
    fn a_few_answers_are_not_judged() {
        looks_like(cycle(1..=5, 19).as_deref(), None);
        looks_like(cycle(1..=5, 20).as_deref(), Some("1-5"));
        looks_like(cycle([50], 19).as_deref(), None);
        assert_eq!(Answered::default().scale(), None);
        assert_eq!(Answered::of([200; 40]).scale(), None, "on no scale");
    }

    #[test]
    fn a_scale_is_written_and_read_the_same() {
        for text in ["0-5", "1-7", "0-100"] {
            assert_eq!(text.parse::<Scale>().unwrap().to_string(), text);
        }
        for text in ["", "5", "5-1", "0-300", "a-b", "1–5"] {
            assert_eq!(text.parse::<Scale>(), Err(NotAScale(text.to_owned())));
        }
        assert_eq!(serde_json::to_string(&Scale { from: 1, to: 5 }).unwrap(), "\"1-5\"");
    }
}
