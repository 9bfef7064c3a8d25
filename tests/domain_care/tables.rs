//! Cases in their order, fixes, who is left alone, and what leaves the product.

use loyalscope::domain::care::{
    Action, AskFor, CASE_HEADER, Event, EventId, Fix, Ledger, Person, Step, Terms, cases_to_csv, ranked, resting_until,
};

use super::desk::{Desk, action, again, assign, close, event, fix, hour, id, known, opened_by};

#[test]
fn most_at_risk_comes_first_then_what_is_due() {
    let mut ledger = Ledger::from_iter([
        opened_by("case-closed-1", hour(0), Some(known(Some(9999)))),
        opened_by("case-closed-2", hour(0), Some(known(None))),
        opened_by("case-small", hour(0), Some(known(Some(5)))),
        opened_by("case-large", hour(3), Some(known(Some(700)))),
        opened_by("case-unknown-b", hour(1), None),
        opened_by("case-unknown-a", hour(1), Some(known(None))),
        opened_by("case-unknown-0", hour(2), None),
    ]);
    for (case, hours) in [("case-closed-1", 1), ("case-closed-2", 2)] {
        for action in [Action::Contact, close()] {
            let number: EventId = format!("{case}-{:?}", Step::of(&action).unwrap()).parse().unwrap();
            let event = ledger.new_event(&id(case), number, hour(hours), "", action).unwrap();
            ledger.insert(event);
        }
    }
    let cases = ledger.cases();
    let order: Vec<_> =
        ranked(&cases, hour(26)).iter().map(|ranked| (ranked.case.id.as_str(), ranked.overdue)).collect();
    assert_eq!(
        order,
        [
            ("case-large", false),
            ("case-small", true),
            ("case-unknown-a", true),
            ("case-unknown-b", true),
            ("case-unknown-0", false),
            ("case-closed-2", false),
            ("case-closed-1", false),
        ]
    );
}

#[test]
fn of_a_fix_the_latest_in_force_counts() {
    let mut ledger = Ledger::default();
    let number = id("fix-00001");
    let act = |ledger: &mut Ledger, event: &str, action| {
        let event = ledger.new_event(&number, event.parse().unwrap(), hour(1), "Ann", action).unwrap();
        ledger.insert(event);
    };
    act(&mut ledger, "event-0001", Action::Fix(fix()));
    act(&mut ledger, "event-0002", Action::Fix(Fix { done: true, ..fix() }));
    assert_eq!(ledger.fixes().iter().map(|kept| kept.fix.done).collect::<Vec<_>>(), [true]);
    assert!(ledger.cases().is_empty() && !ledger.knows(&number));
    for (undo, left) in [("event-0003", vec![false]), ("event-0004", vec![])] {
        let event = ledger.undoable(&number).unwrap().id.clone();
        act(&mut ledger, undo, Action::Undo { event });
        assert_eq!(ledger.fixes().iter().map(|kept| kept.fix.done).collect::<Vec<_>>(), left);
    }
    assert!(ledger.undoable(&number).is_none());
}

#[test]
fn nobody_is_asked_twice_in_a_while() {
    let mut desk = Desk::new();
    let who = Person::new(Some("13800000000"), None);
    let rests = |ledger: &Ledger, who: &Person, hours| resting_until(ledger, who, 90, hour(hours));
    assert_eq!(rests(&desk.ledger, &who, 0), None, "an answer of one's own is no asking");
    desk.act(Action::Ask { what: AskFor::Thanks }).unwrap();
    let until = hour(1 + 90 * 24);
    assert_eq!(rests(&desk.ledger, &who, 2), Some(until));
    assert_eq!(rests(&desk.ledger, &who, 1 + 90 * 24), None, "then it is over");
    assert_eq!(rests(&desk.ledger, &Person::new(Some("139"), None), 2), None);
    assert_eq!(resting_until(&desk.ledger, &who, 0, hour(2)), None);
    // Another case of the same contact names the customer as well.
    desk.ledger.insert(opened_by("answer-0002", hour(0), Some(known(None))));
    let asked = Event { case: id("answer-0002"), ..event("other-0001", hour(7), again(9)) };
    desk.ledger.insert(asked);
    assert_eq!(rests(&desk.ledger, &Person::new(None, Some("C1")), 8), Some(hour(7 + 90 * 24)));
    assert_eq!(rests(&desk.ledger, &who, 8), Some(hour(7 + 90 * 24)), "a new answer counts, even passed over");
    // Taken back, it was never asked; dismissed, it was.
    let thanked: EventId = "event-0001".parse().unwrap();
    let mut alone = Desk::after([Action::Ask { what: AskFor::Thanks }]);
    let mut undone = alone.ledger.clone();
    undone.insert(event("undo-0001", hour(2), Action::Undo { event: thanked }));
    assert_eq!(rests(&undone, &who, 3), None);
    alone.act(Action::Undo { event: EventId::opening(&alone.case) }).unwrap();
    assert_eq!(rests(&alone.ledger, &who, 3), Some(until));
}

#[test]
fn cases_leave_as_a_table_that_runs_no_formula() {
    let mut ledger = Desk::after([assign(), Action::Contact, action(Step::Note), Action::Settle, close()]).ledger;
    ledger.insert(opened_by("answer-0002", hour(0), Some(known(Some(12)))));
    let text = String::from_utf8(cases_to_csv(&ledger.cases(), hour(99))).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], CASE_HEADER.join(","));
    assert_eq!(
        lines[1],
        "answer-0001,recover,detractor,closed,2026-03-05T14:07:09+08:00,3,slow | dear,'=1+1,Ann,\
         2026-03-06T14:07:09+08:00,no,2026-03-05T16:07:09+08:00,yes,2026-03-05T18:07:09+08:00,\
         2026-03-05T19:07:09+08:00,long queue,called back,,,,,,138-0000 0000,call me,Harbour Bank,North Gate,\
         counter,,speaks Cantonese"
    );
    let second = "answer-0002,recover,detractor,new,2026-03-05T14:07:09+08:00,3,slow | dear,'=1+1,,\
                  2026-03-06T14:07:09+08:00,yes,,,,,,,,C1,王小明,champions,12,";
    assert!(lines[2].starts_with(second), "{}", lines[2]);
}

#[test]
fn events_are_stored_by_plain_names() {
    let stored = |action| serde_json::to_string(&event("event-0001", hour(0), action)).unwrap();
    let head = r#"{"id":"event-0001","case":"answer-0001","at":{"epoch_ms":1772690829999,"offset_minutes":480},"by":"","action":"#;
    assert_eq!(stored(Action::Contact), format!("{head}\"contact\"}}"));
    assert_eq!(stored(assign()), format!(r#"{head}{{"assign":{{"owner":"Ann"}}}}}}"#));
    let blank = stored(assign()).replace("Ann", " ");
    assert!(serde_json::from_str::<Event>(&blank).is_err(), "nobody is no owner");
    let open = opened_by("answer-0001", hour(0), Some(known(Some(12))));
    let there = serde_json::to_string(&open).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&there).unwrap(), open);
}

#[test]
fn an_answer_known_late_is_due_from_then() {
    let event = opened_by("case-late", hour(0), None);
    let due = |event: Event| match event.action {
        Action::Open(opening) => opening.due,
        other => panic!("{other:?}"),
    };
    let terms = Terms::default().check().unwrap();
    assert_eq!(due(event.clone().due_since(&terms, None)), hour(24));
    assert_eq!(due(event.clone().due_since(&terms, Some(hour(100)))), hour(124));
    assert_eq!(due(event.due_since(&terms, Some(hour(-100)))), hour(24), "never sooner");
}
