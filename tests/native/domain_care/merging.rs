//! Whatever happens on however many devices: laws that hold for all of it.

use loyalscope::domain::care::{Action, Event, Fix, Kind, Ledger, Opening, Step};
use proptest::prelude::*;

use super::desk::{Desk, action, again, event, fix, hour, id, opened, score, words};

/// One action of any step, or the dismissal of the case.
fn any_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => prop::sample::select(Step::ALL.to_vec()).prop_map(action),
        1 => (0_i64..=10).prop_map(again),
        1 => "[ab]".prop_map(|owner| Action::Assign { owner: words(&owner) }),
        1 => Just(Action::Undo { event: "open-answer-0001".parse().unwrap() }),
    ]
}

fn any_opening() -> impl Strategy<Value = Opening> {
    let kind = prop::sample::select(vec![Kind::Recover, Kind::Thank]);
    (kind, prop::option::of(0_i64..=10), "[a-c]{0,2}", 0_i64..3).prop_map(|(kind, number, comment, hours)| {
        let Action::Open(opening) = opened("answer-0001").action else { panic!() };
        Opening { kind, score: number.map(score), comment, taken: hour(hours), ..*opening }
    })
}

/// Events of few numbers, cases and times, so that they meet.
fn any_event() -> impl Strategy<Value = Event> {
    let case = || prop::sample::select(vec!["answer-0001", "answer-0002", "fix-00001"]);
    let undo = "event-000[0-9]".prop_map(|event| Action::Undo { event: event.parse().unwrap() });
    let fix = any::<bool>().prop_map(|done| Action::Fix(Fix { done, ..fix() }));
    let acts = ("event-000[0-9]", case(), 0_i64..5, prop_oneof![6 => any_action(), 2 => undo, 1 => fix]);
    let act =
        acts.prop_map(|(number, case, hours, action)| Event { case: id(case), ..event(&number, hour(hours), action) });
    let open = (case(), any_opening()).prop_map(|(case, opening)| Event::opening(id(case), "", opening));
    prop_oneof![4 => act, 1 => open]
}

proptest! {
    #[test]
    fn merging_is_idempotent_commutative_and_associative(
        parts in prop::collection::vec(prop::collection::vec(any_event(), 0..12), 3),
    ) {
        let ledgers: Vec<Ledger> = parts.into_iter().map(Ledger::from_iter).collect();
        let merged = |left: &Ledger, right: &Ledger| {
            let mut both = left.clone();
            both.merge(right.clone());
            both
        };
        let [a, b, c] = [&ledgers[0], &ledgers[1], &ledgers[2]];
        prop_assert_eq!(&merged(a, a), a);
        prop_assert_eq!(merged(a, b), merged(b, a));
        prop_assert_eq!(merged(&merged(a, b), c), merged(a, &merged(b, c)));
        prop_assert_eq!(merged(a, &Ledger::default()), a.clone());
    }

    #[test]
    fn cases_do_not_depend_on_the_order_events_come_in(
        (events, shuffled) in prop::collection::vec(any_event(), 0..24)
            .prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
    ) {
        let (one, other) = (Ledger::from_iter(events), Ledger::from_iter(shuffled));
        prop_assert_eq!(one.cases(), other.cases());
        prop_assert_eq!(one.fixes(), other.fixes());
        prop_assert_eq!(one.events(), other.events());
        // Every event in force is in the case or passed over, and nothing panics on the way.
        for case in one.cases() {
            let taken_back = one.events_of(&case.id).len() - case.history.len() - case.passed_over.len();
            let undoings = one.events_of(&case.id).iter().filter(|e| matches!(e.action, Action::Undo { .. })).count();
            prop_assert!(taken_back <= 2 * undoings, "{case:?}");
        }
    }

    #[test]
    fn events_survive_json(event in any_event()) {
        let text = serde_json::to_string(&event).unwrap();
        prop_assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
    }

    #[test]
    fn undoing_the_last_action_returns_the_state_before_it(
        walk in prop::collection::vec(any_action(), 1..40),
        happy: bool,
    ) {
        let mut desk = if happy { Desk::happy() } else { Desk::new() };
        for action in walk {
            let before = desk.ledger.case(&desk.case);
            let allowed = before.as_ref().is_some_and(|case| case.allows(&action).is_ok());
            let undoes = matches!(action, Action::Undo { .. });
            let Ok(number) = desk.act(action) else {
                prop_assert!(!allowed);
                prop_assert_eq!(desk.ledger.case(&desk.case), before);
                continue;
            };
            prop_assert!(allowed || undoes);
            let after = desk.ledger.case(&desk.case);
            prop_assert_ne!(&after, &before);
            prop_assert!(after.as_ref().is_none_or(|case| case.passed_over.is_empty()));
            if !undoes {
                prop_assert_eq!(desk.ledger.undoable(&desk.case).map(|event| &event.id), Some(&number));
            }
            let undo = desk.act(Action::Undo { event: number }).unwrap();
            prop_assert_eq!(desk.ledger.case(&desk.case), before);
            // And once more: an undone undoing brings it back.
            desk.act(Action::Undo { event: undo }).unwrap();
            prop_assert_eq!(desk.ledger.case(&desk.case), after);
        }
    }
}
