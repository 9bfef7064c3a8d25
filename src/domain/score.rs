//! The answer to "would you recommend us", 0 to 10.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A number outside 0 to 10 where a score was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{0} is not a score from 0 to 10")]
pub struct NotAScore(pub i64);

/// A whole score from 0 to 10. Nothing else can be held: 11 or -1 are *not answers*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Score(u8);

/// Reichheld's three groups (Harvard Business Review, December 2003).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attitude {
    /// 0 to 6.
    Detractor,
    /// 7 or 8.
    Passive,
    /// 9 or 10.
    Promoter,
}

impl Score {
    /// The number, 0 to 10.
    pub fn get(self) -> u8 {
        self.0
    }

    /// Promoter 9-10, passive 7-8, detractor 0-6.
    pub fn attitude(self) -> Attitude {
        match self.0 {
            9.. => Attitude::Promoter,
            7 | 8 => Attitude::Passive,
            _ => Attitude::Detractor,
        }
    }
}

impl TryFrom<i64> for Score {
    type Error = NotAScore;

    fn try_from(number: i64) -> Result<Self, NotAScore> {
        match u8::try_from(number) {
            Ok(small @ 0..=10) => Ok(Self(small)),
            _ => Err(NotAScore(number)),
        }
    }
}

impl From<Score> for i64 {
    fn from(score: Score) -> Self {
        score.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_zero_to_ten_and_nothing_else() {
        assert!((0..=10).all(|n| Score::try_from(n).is_ok()));
        assert!([-1, 11, 256, i64::MIN].into_iter().all(|n| Score::try_from(n).is_err()));
    }

    #[test]
    fn groups_after_reichheld() {
        let groups: Vec<_> = (0..=10).map(|n| Score::try_from(n).unwrap().attitude()).collect();
        assert_eq!(groups.iter().filter(|g| **g == Attitude::Detractor).count(), 7);
        assert_eq!(groups[7..9], [Attitude::Passive; 2]);
        assert_eq!(groups[9..], [Attitude::Promoter; 2]);
    }
}
