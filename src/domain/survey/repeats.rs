//! Repeated presses: somebody who plays with a kiosk gives many answers within seconds.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::answer::{AnswerId, KioskAnswer};

/// When answers of one device follow each other too fast to be of different people. A rule of thumb,
/// which a user can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u16, u16)", into = "(u16, u16)")]
pub struct RepeatRule {
    within_seconds: u16,
    least: u16,
}

impl RepeatRule {
    /// Seconds at most from one answer to the next: nobody is slower than ten minutes.
    pub const MOST_SECONDS: u16 = 600;

    /// Answers in a row at most.
    pub const MOST_ANSWERS: u16 = 100;

    /// So many answers in a row, each at most so many seconds after the one before; `None` where either
    /// makes no sense: one answer is no row.
    pub fn new(within_seconds: u16, least: u16) -> Option<Self> {
        let fits = (1..=Self::MOST_SECONDS).contains(&within_seconds) && (2..=Self::MOST_ANSWERS).contains(&least);
        fits.then_some(Self { within_seconds, least })
    }

    /// Seconds at most from one answer to the next.
    pub fn within_seconds(self) -> u16 {
        self.within_seconds
    }

    /// Answers in a row.
    pub fn least(self) -> u16 {
        self.least
    }

    /// The answers that are repeated presses, by number: of each such row all but its first, which may
    /// well be meant. `answers` are in the order of each device ([`super::merge`]), which a clock set
    /// back does not change: from there on it is another row.
    pub fn repeated(self, answers: &[KioskAnswer]) -> BTreeSet<AnswerId> {
        let within = i64::from(self.within_seconds) * 1000;
        let follows = |a: &KioskAnswer, b: &KioskAnswer| {
            let apart = b.taken.epoch_ms.saturating_sub(a.taken.epoch_ms);
            a.device == b.device && (0..=within).contains(&apart)
        };
        let rows = answers.chunk_by(follows).filter(|row| row.len() >= usize::from(self.least));
        rows.flat_map(|row| row.iter().skip(1)).map(|answer| answer.id.clone()).collect()
    }
}

impl Default for RepeatRule {
    /// Three in a row, each at most ten seconds after the one before: who reads both questions and the
    /// thanks takes longer.
    fn default() -> Self {
        Self { within_seconds: 10, least: 3 }
    }
}

/// A rule that marks nothing, or everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no rule for repeated presses")]
pub struct NoRule;

impl TryFrom<(u16, u16)> for RepeatRule {
    type Error = NoRule;

    fn try_from((within_seconds, least): (u16, u16)) -> Result<Self, NoRule> {
        Self::new(within_seconds, least).ok_or(NoRule)
    }
}

impl From<RepeatRule> for (u16, u16) {
    fn from(rule: RepeatRule) -> Self {
        (rule.within_seconds, rule.least)
    }
}

#[cfg(test)]
mod tests {
    use super::super::moment::Moment;
    use super::*;

    /// Answers of one device, so many seconds after its first.
    fn at(seconds: &[i64]) -> Vec<KioskAnswer> {
        let taken = |second: i64| Moment { epoch_ms: 1_772_690_829_000 + second * 1000, offset_minutes: 480 };
        seconds.iter().enumerate().map(|(number, second)| KioskAnswer::given(number, taken(*second), 9)).collect()
    }

    fn marked(answers: &[KioskAnswer]) -> Vec<String> {
        RepeatRule::default().repeated(answers).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_row_of_fast_answers_is_marked_but_for_its_first() {
        assert_eq!(marked(&at(&[0, 10, 20, 100])), ["answer-0001", "answer-0002"]);
        assert!(marked(&at(&[0, 10, 100, 110])).is_empty(), "two are no row");
        assert!(marked(&at(&[0, 11, 22, 33])).is_empty(), "slow enough to be people");
        assert!(marked(&[]).is_empty());
        // Two rows, and a clock set back in the middle of one.
        assert_eq!(marked(&at(&[0, 1, 2, 60, 61, 62])).len(), 4);
        assert!(marked(&at(&[100, 101, 0, 1])).is_empty());
    }

    #[test]
    fn devices_are_told_apart() {
        let mut answers = at(&[0, 1, 2]);
        answers[1].device = "another".into();
        assert!(marked(&answers).is_empty());
    }

    #[test]
    fn a_rule_that_makes_no_sense_is_none() {
        assert_eq!([(0, 3), (601, 3), (10, 1), (10, 101)].map(|(a, b)| RepeatRule::new(a, b)), [None; 4]);
        let rule = RepeatRule::new(5, 2).unwrap();
        assert_eq!(serde_json::to_string(&rule).unwrap(), "[5,2]");
        let read = crate::domain::own_json::read::<RepeatRule>;
        assert_eq!((read("[5,2]"), read("[0,2]"), read("{}")), (Some(rule), None, None));
    }
}
