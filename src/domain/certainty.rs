//! How sure a figure is to be: the confidence of its interval, and how few are few.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::interval::Level;

/// A number from which on nothing would be a small sample, or everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[error("{0} is no size of a small sample: it must be from 1 to {most}", most = SmallSample::MOST)]
pub struct NotASampleSize(pub u32);

/// Of fewer answers, cases or customers than this a figure is marked as a small sample. 1 marks none.
///
/// A rule of thumb: from about 30 on the normal approximation behind most intervals is a fair one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct SmallSample(u32);

impl SmallSample {
    /// 30, the default everywhere.
    pub const DEFAULT: Self = Self(30);

    /// The most it can be.
    pub const MOST: u32 = 10_000;

    /// The least number that is not few.
    pub const fn least(self) -> usize {
        self.0 as usize
    }

    /// Whether so many are enough.
    pub const fn is_enough(self, n: usize) -> bool {
        n >= self.least()
    }

    /// Whether so many are few. None at all are not few: there is nothing to mark.
    pub const fn marks(self, n: usize) -> bool {
        n > 0 && !self.is_enough(n)
    }
}

impl Default for SmallSample {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl TryFrom<u32> for SmallSample {
    type Error = NotASampleSize;

    fn try_from(least: u32) -> Result<Self, NotASampleSize> {
        if (1..=Self::MOST).contains(&least) { Ok(Self(least)) } else { Err(NotASampleSize(least)) }
    }
}

impl From<SmallSample> for u32 {
    fn from(few: SmallSample) -> Self {
        few.0
    }
}

/// How sure an estimate is to be.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Certainty {
    /// Confidence of its interval.
    pub level: Level,
    /// Of how few it is marked as a small sample.
    pub small_sample: SmallSample,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_fewer_than_the_least_and_none_are_not_few() {
        let few = SmallSample::DEFAULT;
        assert_eq!([0, 1, 29, 30, 31].map(|n| few.marks(n)), [false, true, true, false, false]);
        assert_eq!([0, 29, 30].map(|n| few.is_enough(n)), [false, false, true]);
        let none = SmallSample::try_from(1).unwrap();
        assert!(!none.marks(0) && !none.marks(1));
    }

    #[test]
    fn sizes_that_make_no_sense_are_refused() {
        assert_eq!(SmallSample::try_from(0), Err(NotASampleSize(0)));
        assert_eq!(SmallSample::try_from(10_001), Err(NotASampleSize(10_001)));
        assert_eq!(NotASampleSize(0).to_string(), "0 is no size of a small sample: it must be from 1 to 10000");
        assert!(
            serde_json::from_str::<SmallSample>("0").is_err() && serde_json::from_str::<SmallSample>("-3").is_err()
        );
        assert_eq!(serde_json::from_str::<SmallSample>("12").unwrap().least(), 12);
    }
}
