//! The way of a case: what is allowed when, what is undone, what is passed over.

use loyalscope::domain::care::{Action, Event, EventId, Kind, Ledger, Meaning, Refusal, State, Step, TimeLeft};

use super::desk::{Desk, action, again, assign, close, event, fix, hour, id, known, opened, opened_by, words};

#[test]
fn a_case_goes_from_answer_to_end() {
    let mut desk = Desk::new();
    let case = desk.case();
    assert_eq!((case.state, case.opening.since, case.due), (State::New, hour(0), hour(24)));
    assert_eq!((case.opening.rule.as_str(), case.opening.branch.as_str()), ("detractor", "North Gate"));
    for (action, state) in [
        (assign(), State::Assigned),
        (Action::Contact, State::Contacted),
        (assign(), State::Contacted),
        (Action::Settle, State::Settled),
        (again(7), State::Settled),
        (close(), State::Closed),
        (again(9), State::Closed),
        (again(6), State::Reopened),
        (assign(), State::Assigned),
        (Action::Contact, State::Contacted),
        (close(), State::Closed),
        (action(Step::Reopen), State::Reopened),
    ] {
        desk.act(action.clone()).unwrap();
        assert_eq!(desk.state(), state, "{action:?}");
    }
    let case = desk.case();
    assert_eq!((case.contacted, case.in_time), (Some(hour(2)), Some(true)), "the first contact of the first round");
    assert_eq!((case.settled, case.closed, case.history.len()), (None, None, 13));
    assert_eq!(case.due, hour(200), "the clock of the present round");
    assert_eq!(case.resurvey.map(|again| again.score.get()), Some(6));
    assert!(case.passed_over.is_empty());
}

#[test]
fn only_what_follows_from_a_state_is_allowed() {
    use Step::{AskAgain, Assign, Close, Contact, Due, Note, Reopen, Resurvey, Settle};
    let at = |state| match state {
        State::New => Desk::new(),
        State::Assigned => Desk::after([assign()]),
        State::Contacted => Desk::after([Action::Contact]),
        State::Settled => Desk::after([Action::Contact, Action::Settle]),
        State::Closed => Desk::after([Action::Contact, close()]),
        State::Reopened => Desk::after([Action::Contact, close(), action(Step::Reopen)]),
    };
    let allowed = |state| {
        let steps = Step::ALL.into_iter().filter(|step| at(state).act(action(*step)).is_ok());
        steps.collect::<Vec<_>>()
    };
    assert_eq!(allowed(State::New), [Assign, Contact, Note, Due]);
    assert_eq!(allowed(State::Assigned), [Assign, Contact, Note, Due]);
    assert_eq!(allowed(State::Contacted), [Assign, Settle, Close, Note, Due]);
    assert_eq!(allowed(State::Settled), [Assign, Resurvey, Close, Reopen, Note, AskAgain, Due]);
    assert_eq!(allowed(State::Closed), [Resurvey, Reopen, Note, AskAgain]);
    assert_eq!(allowed(State::Reopened), [Assign, Contact, Note, Due]);
    for (state, step) in State::ALL.into_iter().flat_map(|state| Step::ALL.map(|step| (state, step))) {
        assert_eq!(at(state).state(), state);
        let refused = at(state).act(action(step)).err();
        assert_eq!(refused, (!state.allows(Kind::Recover, step)).then_some(Refusal::NotNow { step, state }));
    }
}

#[test]
fn somebody_happy_is_thanked_and_asked_for_a_referral_or_not() {
    use Step::{Assign, Contact, Finish, Note, Refer, Reopen};
    let allowed = |steps: &[Step]| {
        let at = || Desk::happy().then(steps.iter().map(|step| action(*step)));
        let next = Step::ALL.into_iter().filter(|step| at().act(action(*step)).is_ok()).collect::<Vec<_>>();
        (at().state(), next)
    };
    assert_eq!(allowed(&[]), (State::New, vec![Assign, Contact, Note, Refer, Finish]));
    assert_eq!(allowed(&[Contact]), (State::Contacted, vec![Assign, Note, Refer, Finish]));
    for end in [Refer, Finish] {
        assert_eq!(allowed(&[end]), (State::Closed, vec![Reopen, Note]));
        assert_eq!(allowed(&[Contact, end]), (State::Closed, vec![Reopen, Note]));
    }
    assert_eq!(allowed(&[Finish, Reopen]), (State::Reopened, vec![Assign, Contact, Note, Refer, Finish]));
    // To thank somebody late costs nothing.
    let case = Desk::happy().case();
    assert_eq!((case.awaited(), case.overdue(hour(999)), TimeLeft::of(&case, hour(1))), (None, false, None));
    let closed = Desk::happy().then([Action::Finish]).case();
    assert_eq!((closed.closed.as_ref().map(|closing| closing.at), closed.finding()), (Some(hour(1)), None));
}

#[test]
fn nobody_is_late_for_somebody_who_cannot_be_reached() {
    let case = Desk::silent().case();
    assert!(!case.opening.is_reachable());
    assert_eq!((case.awaited(), case.overdue(hour(999)), TimeLeft::of(&case, hour(1))), (None, false, None));
    // What lay behind it is found without a call; or somebody knows them all the same.
    let closed = Desk::silent().then([close()]).case();
    assert_eq!((closed.state, closed.contacted, closed.in_time), (State::Closed, None, None));
    let mut late = Desk::silent();
    late.events = 100;
    assert_eq!(late.then([Action::Contact]).case().in_time, Some(true), "nothing was due");
    // The files may know them though they left nothing.
    let mut opening = opened_by("answer-0001", hour(0), Some(known(None)));
    if let Action::Open(opening) = &mut opening.action {
        opening.contact = None;
    }
    assert_eq!(Ledger::from_iter([opening]).case(&id("answer-0001")).unwrap().awaited(), Some(hour(24)));
}

#[test]
fn a_refusal_says_why() {
    let mut desk = Desk::new();
    let nobody: EventId = "event-nobody".parse().unwrap();
    assert_eq!(desk.act(Action::Undo { event: nobody.clone() }), Err(Refusal::NothingToUndo));
    let Action::Open(opening) = opened("answer-0001").action else { panic!() };
    assert_eq!(desk.act(Action::Open(opening.clone())), Err(Refusal::AlreadyOpened));
    let fix = Action::Fix(fix());
    assert_eq!(desk.act(fix.clone()), Err(Refusal::NotAFix));
    let new = |case: &str, number: &str, action| {
        desk.ledger.new_event(&id(case), number.parse().unwrap(), hour(1), "", action)
    };
    assert_eq!(new("answer-0002", "event-0001", Action::Contact), Err(Refusal::NoSuchCase));
    assert_eq!(new("answer-0001", "open-answer-0001", Action::Contact), Err(Refusal::NumberTaken));
    // By hand a case is opened under the same number, and as of its answer.
    let by_hand = new("answer-0002", "event-0001", Action::Open(opening)).unwrap();
    assert_eq!((by_hand.id.as_str(), by_hand.at), ("open-answer-0002", hour(0)));
    let fixed = Ledger::from_iter([new("fix-00001", "event-0001", fix).unwrap()]);
    let open = opened("answer-0001").action;
    assert_eq!(fixed.new_event(&id("fix-00001"), nobody, hour(1), "", open), Err(Refusal::NotAFix));
}

#[test]
fn undoing_the_opening_dismisses_a_case_for_good_and_can_be_undone() {
    let mut desk = Desk::after([assign()]);
    let before = desk.case();
    let undo = desk.act(Action::Undo { event: EventId::opening(&desk.case) }).unwrap();
    assert_eq!((desk.ledger.case(&desk.case), desk.ledger.cases()), (None, vec![]));
    assert!(desk.ledger.knows(&desk.case));
    assert_eq!(desk.ledger.undoable(&desk.case).map(|event| &event.id), Some(&undo), "the dismissal");
    assert_eq!(desk.act(Action::Contact), Err(Refusal::Dismissed));
    assert_eq!(desk.act(opened("answer-0001").action), Err(Refusal::AlreadyOpened));
    assert_eq!(desk.act(Action::Undo { event: EventId::opening(&desk.case) }), Err(Refusal::NothingToUndo));
    desk.act(Action::Undo { event: undo }).unwrap();
    assert_eq!(desk.case(), before);
}

#[test]
fn what_is_undone_is_the_latest_event_in_force() {
    let mut desk = Desk::after([assign(), Action::Contact, Action::Settle]);
    let mut states = vec![Some(desk.state())];
    for _ in 0..5 {
        let event = desk.ledger.undoable(&desk.case).map(|event| event.id.clone()).unwrap();
        desk.act(Action::Undo { event }).unwrap();
        states.push(desk.ledger.case(&desk.case).map(|case| case.state));
    }
    let [settled, contacted, assigned, new] = [State::Settled, State::Contacted, State::Assigned, State::New].map(Some);
    // Of a case dismissed, the dismissal is taken back.
    assert_eq!(states, [settled, contacted, assigned, new, None, new]);
    assert_eq!(desk.ledger.events_of(&desk.case).len(), 9, "nothing is forgotten");
}

#[test]
fn undoing_means_what_is_taken_back_or_done_again() {
    let mut desk = Desk::new();
    let contact = desk.act(Action::Contact).unwrap();
    let undo = desk.act(Action::Undo { event: contact.clone() }).unwrap();
    let redo = desk.act(Action::Undo { event: undo.clone() }).unwrap();
    for (event, stands) in [(&contact, true), (&undo, false), (&redo, true)] {
        let Meaning { event, stands: found } = desk.ledger.meaning(desk.ledger.event(event).unwrap());
        assert_eq!((&event.id, found), (&contact, stands));
    }
    let astray = event("undo-0001", hour(9), Action::Undo { event: "event-gone".parse().unwrap() });
    assert_eq!(desk.ledger.meaning(&astray), Meaning { event: &astray, stands: true });
}

#[test]
fn what_makes_no_sense_after_merging_is_passed_over_and_listed() {
    // Two devices without each other's news: one closes, the other contacts and assigns later.
    let mut ledger = Desk::after([Action::Contact, close()]).ledger;
    let other = [
        opened("answer-0001"),
        event("other-0001", hour(5), Action::Contact),
        event("other-0002", hour(6), assign()),
        event("other-0003", hour(7), Action::Undo { event: "event-gone".parse().unwrap() }),
        event("other-0004", hour(8), Action::Note { text: words("was angry") }),
    ];
    ledger.merge(Ledger::from_iter(other));
    let case = ledger.case(&id("answer-0001")).unwrap();
    assert_eq!((case.state, case.contacted), (State::Closed, Some(hour(1))));
    let passed: Vec<&str> = case.passed_over.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(passed, ["other-0001", "other-0002", "other-0003"]);
    assert_eq!(case.notes.len(), 1);
}

#[test]
fn undoings_that_name_each_other_end() {
    let undo =
        |number, target: &str, hours| event(number, hour(hours), Action::Undo { event: target.parse().unwrap() });
    let events = [
        opened("answer-0001"),
        event("assign-01", hour(1), assign()),
        undo("undo-0001", "undo-0002", 2),
        undo("undo-0002", "undo-0001", 3),
        undo("undo-0003", "undo-0003", 4),
        undo("undo-0004", "notice-01", 5),
        event("notice-01", hour(6), action(Step::Note)),
    ];
    let case = Ledger::from_iter(events).case(&id("answer-0001")).unwrap();
    // The later takes back the earlier; what names itself or something later makes no sense.
    let passed: Vec<&str> = case.passed_over.iter().map(|event| event.id.as_str()).collect();
    assert_eq!((case.state, passed, case.notes.len()), (State::Assigned, vec!["undo-0003", "undo-0004"], 1));
}

#[test]
fn a_clock_set_back_changes_no_order() {
    let mut desk = Desk::after([assign(), Action::Contact]);
    let latest = hour(2).epoch_ms;
    assert_eq!(desk.ledger.next_moment(&desk.case, hour(-5)).epoch_ms, latest + 1);
    assert_eq!(desk.ledger.next_moment(&desk.case, hour(3)), hour(3));
    desk.events = 2;
    let number: EventId = "event-0003".parse().unwrap();
    let settle = desk.ledger.new_event(&desk.case, number, hour(-5), "", Action::Settle).unwrap();
    desk.ledger.insert(settle);
    assert_eq!(desk.state(), State::Settled);
    // A case begins with its opening, even where it was opened by a clock that was ahead.
    let late = Event { at: hour(9), ..opened("answer-0001") };
    desk.ledger.insert(late);
    assert_eq!((desk.state(), desk.case().passed_over), (State::Settled, vec![]));
}

#[test]
fn in_time_is_by_the_due_time_of_the_first_contact() {
    let in_time = |actions: &[Action]| Desk::after(actions.to_vec()).case().in_time;
    let due = |hours| Action::Due { at: hour(hours) };
    assert_eq!(in_time(&[]), None);
    assert_eq!(in_time(&[due(2), Action::Contact]), Some(true), "to the millisecond");
    assert_eq!(in_time(&[due(1), Action::Contact]), Some(false));
    assert_eq!(in_time(&[due(1), Action::Contact, due(99)]), Some(false), "moving it later does not help");
    assert_eq!(in_time(&[Action::Contact, close(), again(0), due(1), Action::Contact]), Some(true));
}

#[test]
fn overdue_is_what_awaits_contact_past_its_time() {
    let overdue = |actions: &[Action], hours| Desk::after(actions.to_vec()).case().overdue(hour(hours));
    assert!(!overdue(&[], 24) && overdue(&[], 25));
    assert!(overdue(&[assign()], 25) && !overdue(&[Action::Contact], 25));
    let reopened = [Action::Contact, close(), again(2)];
    assert!(!overdue(&reopened, 200) && overdue(&reopened, 201), "taken up again, it has a clock of its own");
    let set_anew = [Action::Contact, close(), again(2), Action::Due { at: hour(48) }, assign()];
    assert!(!overdue(&set_anew, 48) && overdue(&set_anew, 49));
}
