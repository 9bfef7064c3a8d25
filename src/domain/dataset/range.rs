//! Ranges of numbers and days.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::day::Day;
use crate::domain::money::Money;

use super::column::{Column, Reading};

/// From one value to another, both included; an end that is absent is open.
///
/// As text its ends stand around two points: `1000..5000`, `..-2.5`, `2024-01-01..2024-06-30`, `..`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Range {
    /// Of numbers.
    Numbers {
        /// The least.
        from: Option<Money>,
        /// The greatest.
        to: Option<Money>,
    },
    /// Of days.
    Days {
        /// The first.
        from: Option<Day>,
        /// The last.
        to: Option<Day>,
    },
}

/// A text that is no range.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no range of the form 1000..5000 or 2024-01-01..2024-06-30")]
pub struct NotARange(pub String);

impl Range {
    /// Of numbers; ends given the wrong way round are turned.
    pub fn numbers(from: Option<Money>, to: Option<Money>) -> Self {
        let (from, to) = in_order(from, to);
        Self::Numbers { from, to }
    }

    /// Of days; ends given the wrong way round are turned.
    pub fn days(from: Option<Day>, to: Option<Day>) -> Self {
        let (from, to) = in_order(from, to);
        Self::Days { from, to }
    }

    /// The range that holds both; `None` where one is of numbers and the other of days.
    #[must_use]
    pub fn with(self, other: &Self) -> Option<Self> {
        fn least<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
            one.zip(other).map(|(one, other)| one.min(other))
        }
        fn greatest<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
            one.zip(other).map(|(one, other)| one.max(other))
        }
        match (self, *other) {
            (Self::Numbers { from, to }, Self::Numbers { from: start, to: end }) => {
                Some(Self::Numbers { from: least(from, start), to: greatest(to, end) })
            }
            (Self::Days { from, to }, Self::Days { from: start, to: end }) => {
                Some(Self::Days { from: least(from, start), to: greatest(to, end) })
            }
            _ => None,
        }
    }

    /// Its ends as text; an open one is empty.
    pub fn ends(&self) -> (String, String) {
        match self {
            Self::Numbers { from, to } => (shown(*from), shown(*to)),
            Self::Days { from, to } => (shown(*from), shown(*to)),
        }
    }
}

fn in_order<T: Ord>(from: Option<T>, to: Option<T>) -> (Option<T>, Option<T>) {
    match (from, to) {
        (Some(from), Some(to)) if to < from => (Some(to), Some(from)),
        ends => ends,
    }
}

fn shown<T: fmt::Display>(end: Option<T>) -> String {
    end.map(|end| end.to_string()).unwrap_or_default()
}

fn holds<T: Ord + Copy>(value: T, from: Option<T>, to: Option<T>) -> bool {
    from.is_none_or(|from| from <= value) && to.is_none_or(|to| value <= to)
}

impl Column {
    /// For each distinct value, whether it lies in the range; `None` where the column holds no numbers
    /// (or days) at all. What cannot be read lies in no range, an open one either.
    pub fn within(&self, range: &Range) -> Option<Vec<bool>> {
        match (*range, &self.reading) {
            (Range::Numbers { from, to }, Reading::Number(_) | Reading::Score(_)) => {
                let codes = self.values.iter().map(|(code, _)| code);
                Some(codes.map(|code| self.number_of(code).is_some_and(|number| holds(number, from, to))).collect())
            }
            (Range::Days { from, to }, Reading::Day(days)) => {
                Some(days.iter().map(|day| day.is_some_and(|day| holds(day, from, to))).collect())
            }
            // An open range of an address may be of either.
            (Range::Numbers { from: None, to: None }, Reading::Day(days)) => {
                Some(days.iter().map(Option::is_some).collect())
            }
            _ => None,
        }
    }

    /// From the least to the greatest number, or the first to the last day, of its rows; `None` where
    /// it holds neither.
    pub fn span(&self) -> Option<Range> {
        let used = self.counts();
        let used = |code: usize| used.get(code).is_some_and(|rows| *rows > 0);
        if let Reading::Day(days) = &self.reading {
            let days = days.iter().enumerate().filter(|(code, _)| used(*code)).filter_map(|(_, day)| *day);
            let (from, to) = ends(days)?;
            return Some(Range::days(Some(from), Some(to)));
        }
        let codes = self.values.iter().map(|(code, _)| code).filter(|code| used(*code as usize));
        let (from, to) = ends(codes.filter_map(|code| self.number_of(code)))?;
        Some(Range::numbers(Some(from), Some(to)))
    }
}

fn ends<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<(T, T)> {
    values.fold(None, |ends, value| match ends {
        None => Some((value, value)),
        Some((from, to)) => Some((value.min(from), value.max(to))),
    })
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = self.ends();
        write!(f, "{from}..{to}")
    }
}

/// Both ends, each open where it is empty; `None` where one is no such value.
fn ends_of<T: FromStr>(from: &str, to: &str) -> Option<(Option<T>, Option<T>)> {
    let end = |text: &str| text.parse().ok();
    let (first, last) = (end(from), end(to));
    let is_read = |text: &str, end: &Option<T>| text.is_empty() || end.is_some();
    (is_read(from, &first) && is_read(to, &last)).then_some((first, last))
}

impl FromStr for Range {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<Self, NotARange> {
        let (from, to) = text.split_once("..").ok_or_else(|| NotARange(text.to_owned()))?;
        let numbers = ends_of(from, to).map(|(from, to)| Self::numbers(from, to));
        let days = || ends_of(from, to).map(|(from, to)| Self::days(from, to));
        numbers.or_else(days).ok_or_else(|| NotARange(text.to_owned()))
    }
}

impl TryFrom<String> for Range {
    type Error = NotARange;

    fn try_from(text: String) -> Result<Self, NotARange> {
        text.parse()
    }
}

impl From<Range> for String {
    fn from(range: Range) -> Self {
        range.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["1000..5000", "-2.5..", "..0.000001", "2024-01-01..2024-06-30", "..2024-06-30", "..", "-5..-1"] {
            assert_eq!(text.parse::<Range>().unwrap().to_string(), text);
        }
        for text in ["", ".", "5", "1..x", "1..2024-01-01", "1,5..2", "1...2"] {
            assert_eq!(text.parse::<Range>(), Err(NotARange(text.to_owned())));
        }
    }

    #[test]
    fn ends_the_wrong_way_round_are_turned() {
        assert_eq!("5..1".parse::<Range>().unwrap().to_string(), "1..5");
        assert_eq!("2024-06-30..2024-01-01".parse::<Range>().unwrap().to_string(), "2024-01-01..2024-06-30");
    }
}
