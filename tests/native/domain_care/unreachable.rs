//! People nobody can get in touch with.

use loyalscope::domain::care::{
    Action, Group, Ledger, Stretch, Unit, by_reason, front_line, has_reason, overview, performance, unreachable,
};
use loyalscope::domain::certainty::{Certainty, SmallSample};

use super::desk::{close, hour, id, opened, opened_happy, opened_silent};

fn ledger() -> Ledger {
    Ledger::from_iter([
        opened("answer-0001"),
        opened_happy("answer-0002"),
        opened_silent("answer-0003", &["slow"], 1),
        opened_silent("answer-0004", &["dear", "slow"], 2),
        opened_silent("answer-0005", &[], 3),
        opened_silent("answer-0006", &["slow"], 0),
    ])
}

#[test]
fn they_are_a_list_of_their_own_by_reason() {
    let cases = ledger().cases();
    let listed = unreachable(&cases);
    let numbers: Vec<&str> = listed.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(numbers, ["answer-0005", "answer-0004", "answer-0003", "answer-0006"], "the newest first");
    let counted = by_reason(&listed);
    assert_eq!(counted, [(Some("slow".into()), 3), (Some("dear".into()), 1), (None, 1)]);
    for (reason, count) in counted {
        let with = listed.iter().filter(|case| has_reason(case, reason.as_deref())).count();
        assert_eq!(with, count, "{reason:?}");
    }
}

#[test]
fn they_are_in_no_clock_and_in_no_figure_of_calls() {
    let mut ledger = ledger();
    let (now, few) = (hour(100), SmallSample::default());
    let of = |ledger: &Ledger| {
        let cases = ledger.cases();
        let all = performance(&cases, now, Group::All, few);
        let counted = overview(&cases, now);
        (counted.open, counted.overdue, all.first().map(|all| (all.cases, all.overdue)))
    };
    assert_eq!(of(&ledger), (1, 1, Some((1, 1))));
    let branch = Unit::Branch("North Gate".into());
    let stretch = Stretch::Day(now.day().unwrap());
    let page = front_line(branch, stretch, &[], &ledger.cases(), now, Certainty::default());
    assert_eq!((page.due, page.overdue), (vec![], vec![id("answer-0001")]));
    // Closed by its cause, and known all the same: only the second was a matter of time.
    let mut act = |case: &str, number: &str, action| {
        let event = ledger.new_event(&id(case), number.parse().unwrap(), hour(50), "", action).unwrap();
        ledger.insert(event);
    };
    act("answer-0003", "event-0001", close());
    act("answer-0004", "event-0002", Action::Contact);
    assert_eq!(of(&ledger), (1, 1, Some((2, 1))));
    assert_eq!(unreachable(&ledger.cases()).len(), 3);
}
