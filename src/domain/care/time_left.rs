//! The clock of a case.

use crate::domain::survey::Moment;

use super::case::Case;

/// Milliseconds in an hour.
const HOUR_MS: u64 = 3_600_000;

/// How long until somebody should have got in touch, or since then; whole hours, rounded down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLeft {
    /// Whether the time has passed.
    pub overdue: bool,
    /// Whole days.
    pub days: u64,
    /// Whole hours beside them.
    pub hours: u64,
}

impl TimeLeft {
    /// The clock of a case; `None` once somebody got in touch, and where nothing is due
    /// ([`Case::awaited`]).
    pub fn of(case: &Case, now: Moment) -> Option<Self> {
        let hours = case.awaited()?.epoch_ms.abs_diff(now.epoch_ms) / HOUR_MS;
        Some(Self { overdue: case.overdue(now), days: hours / 24, hours: hours % 24 })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Candidate, CheckedTerms, Ledger, Rules, open};
    use super::*;
    use crate::domain::score::Score;

    #[test]
    fn counts_down_then_up_and_stops_at_the_contact() {
        let taken = Moment { epoch_ms: 0, offset_minutes: 0 };
        let answer = Candidate { score: Score::try_from(2).ok(), ..Candidate::reachable("answer-0001", taken) };
        let rules = Rules::default().check().unwrap();
        let mut ledger = Ledger::default();
        ledger.insert(open(&rules, &CheckedTerms::default(), &answer, "").unwrap());
        let case = ledger.case(&answer.id).unwrap();
        let left = |hours: i64| TimeLeft::of(&case, taken.later(hours * 3_600_000));
        assert_eq!(left(1), Some(TimeLeft { overdue: false, days: 0, hours: 23 }));
        assert_eq!(left(0), Some(TimeLeft { overdue: false, days: 1, hours: 0 }));
        assert_eq!(left(24), Some(TimeLeft { overdue: false, days: 0, hours: 0 }));
        assert_eq!(left(51), Some(TimeLeft { overdue: true, days: 1, hours: 3 }));
        let contact =
            ledger.new_event(&answer.id, "event-0001".parse().unwrap(), taken, "", super::super::Action::Contact);
        ledger.insert(contact.unwrap());
        assert_eq!(TimeLeft::of(&ledger.case(&answer.id).unwrap(), taken), None);
    }
}
