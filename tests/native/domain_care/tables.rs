//! Cases in their order, fixes, who is left alone, and what leaves the product.

use loyalscope::domain::care::{
    Action, Candidate, Case, CheckedRules, CheckedTerms, Event, EventId, Fix, KnownCustomer, Ledger, Step, Terms,
    cases_to_csv, open, ranked, resting_until,
};
use loyalscope::domain::language::Language;
use loyalscope::domain::survey::Contact;
use loyalscope::i18n::CaseFile;
use loyalscope::indicators::rfm::RuleTable;

use super::desk::{Desk, action, again, answer, assign, close, event, fix, hour, id, known, opened_by};

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
    let order: Vec<_> = ranked(&cases).iter().map(|case| (case.id.as_str(), case.overdue(hour(26)))).collect();
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
    let rests = |ledger: &Ledger, case: &Case, hours| resting_until(ledger, case, 90, hour(hours));
    let mut desk = Desk::happy();
    let case = desk.case();
    assert_eq!(rests(&desk.ledger, &case, 0), None, "an answer of one's own is no asking");
    desk.act(Action::Contact).unwrap();
    assert_eq!(rests(&desk.ledger, &case, 2), None, "nor are thanks");
    let asked = desk.act(action(Step::Refer)).unwrap();
    let until = hour(2 + 90 * 24);
    assert_eq!(rests(&desk.ledger, &case, 3), Some(until));
    assert_eq!(rests(&desk.ledger, &case, 2 + 90 * 24), None, "then it is over");
    assert_eq!(resting_until(&desk.ledger, &case, 0, hour(3)), None);
    // Other cases: of somebody else, of the same contact, of the customer that one names.
    let contact = |text: &str| Some(Contact { text: text.into(), consent: String::new() });
    let of = |id: &str, contact, customer| Ledger::from_iter([opened_of(id, contact, customer)]).cases().remove(0);
    assert_eq!(rests(&desk.ledger, &of("answer-0003", contact("139"), None), 3), None);
    desk.ledger.insert(opened_of("answer-0002", contact("138 0000-0000"), Some(known(None))));
    let again = Event { case: id("answer-0002"), ..event("other-0001", hour(7), again(9)) };
    desk.ledger.insert(again);
    let later = Some(hour(7 + 90 * 24));
    assert_eq!(rests(&desk.ledger, &of("answer-0004", None, Some(known(None))), 8), later);
    assert_eq!(rests(&desk.ledger, &case, 8), later, "a new answer counts, even passed over");
    // Taken back, it was never asked; dismissed, it was.
    let mut alone = Desk::happy().then([Action::Contact, action(Step::Refer)]);
    let mut undone = alone.ledger.clone();
    undone.insert(event("undo-0001", hour(3), Action::Undo { event: asked }));
    assert_eq!(rests(&undone, &case, 4), None);
    alone.act(Action::Undo { event: EventId::opening(&alone.case) }).unwrap();
    assert_eq!(rests(&alone.ledger, &case, 4), Some(until));
    // Somebody of whom nothing is known is left alone after this very case.
    let mut nobody = Ledger::from_iter([opened_of("answer-0005", None, None)]);
    let case = nobody.cases().remove(0);
    nobody.insert(Event { case: case.id.clone(), ..event("other-0002", hour(1), action(Step::AskAgain)) });
    assert!(rests(&nobody, &case, 2).is_some() && rests(&nobody, &of("answer-0006", None, None), 2).is_none());
}

fn opened_of(case: &str, contact: Option<Contact>, customer: Option<KnownCustomer>) -> Event {
    let candidate = Candidate { contact, customer, ..Candidate::from(&answer(case)) };
    open(&CheckedRules::default(), &CheckedTerms::default(), &candidate, "").unwrap()
}

#[test]
fn cases_leave_as_a_table_that_runs_no_formula() {
    let mut ledger = Desk::after([assign(), Action::Contact, action(Step::Note), Action::Settle, close()]).ledger;
    ledger.insert(opened_by("answer-0002", hour(0), Some(known(Some(12)))));
    let segments = RuleTable::default();
    let lines_in = |language: Language| {
        let file = CaseFile { texts: language.texts(), segments: &segments };
        let text = String::from_utf8(cases_to_csv(&ledger.cases(), hour(99), &file)).unwrap();
        text.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = lines_in(Language::English);
    assert!(lines[0].starts_with("Case,Kind,Kind code,Rule,Rule code,State,State code,Answered,"), "{}", lines[0]);
    assert_eq!(
        lines[1],
        "answer-0001,to win back,recover,Detractor,detractor,closed,closed,2026-03-05T14:07:09+08:00,3,slow | dear,'=1+1,,Ann,\
         2026-03-06T14:07:09+08:00,no,2026-03-05T16:07:09+08:00,yes,2026-03-05T18:07:09+08:00,\
         2026-03-05T19:07:09+08:00,long queue,called back,,,,,,,138-0000 0000,call me,Harbour Bank,North Gate,\
         counter,,speaks Cantonese"
    );
    let second = "answer-0002,to win back,recover,Detractor,detractor,new,new,2026-03-05T14:07:09+08:00,3,slow | dear,'=1+1,,,\
                  2026-03-06T14:07:09+08:00,yes,,,,,,,,C1,王小明,Champions,champions,12,";
    assert!(lines[2].starts_with(second), "{}", lines[2]);
    let chinese = lines_in(Language::Chinese);
    assert!(chinese[0].starts_with("个案编号,类型,类型代码,") && chinese[2].contains(",是,"), "{}", chinese[2]);
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
        Action::Open(opening) => (opening.since, opening.due),
        other => panic!("{other:?}"),
    };
    let terms = Terms::default().check().unwrap();
    assert_eq!(due(event.clone().due_since(&terms, None)), (hour(0), hour(24)));
    assert_eq!(due(event.clone().due_since(&terms, Some(hour(100)))), (hour(100), hour(124)));
    assert_eq!(due(event.due_since(&terms, Some(hour(-100)))), (hour(0), hour(24)), "never sooner");
}
