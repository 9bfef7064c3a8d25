//! The kiosk's two questions: the way through them, and answers brought together.

use loyalscope::domain::dataset::{Field, Rows};
use loyalscope::domain::intake::{MemorySource, Overrides, Unpaced, block_on_ready, preview, read};
use loyalscope::domain::language::Language;
use loyalscope::domain::score::Score;
use loyalscope::domain::survey::{
    AnswerId, CheckedProfile, Contact, Draft, Effect, Event, KioskAnswer, Moment, Profile, Reasons, Step, TABLE_HEADER,
    Texts, Visit, merge, to_csv,
};
use proptest::prelude::*;

fn texts(reasons: [&str; 2], asks_more: bool) -> Texts {
    let [good, bad] = reasons.map(|reason| vec![reason.to_owned(), format!("{reason} 2")]);
    Texts {
        recommend: "recommend?".into(),
        why: "why?".into(),
        extra: if asks_more { "more?".into() } else { String::new() },
        consent: if asks_more { "call me".into() } else { String::new() },
        reasons: Reasons { promoter: good.clone(), passive: good, detractor: bad },
        ..Texts::default()
    }
}

fn profile(asks_more: bool) -> CheckedProfile {
    Profile {
        organisation: "Harbour Bank".into(),
        branch: "North Gate".into(),
        touchpoint: "counter".into(),
        staff: String::new(),
        languages: vec![
            (Language::Chinese, texts(["快", "慢"], asks_more)),
            (Language::English, texts(["fast", "slow"], asks_more)),
        ],
        idle_seconds: 30,
        ..Profile::default()
    }
    .check()
    .unwrap()
}

fn score(number: i64) -> Score {
    Score::try_from(number).unwrap()
}

/// A visit after these events, and what the last of them asked for.
fn after(profile: &CheckedProfile, events: impl IntoIterator<Item = Event>) -> (Visit, Option<Effect>) {
    let mut visit = Visit::new(profile);
    let effect = events.into_iter().fold(None, |_, event| visit.on(event, profile));
    (visit, effect)
}

#[test]
fn two_taps_and_a_next_are_a_whole_answer() {
    let profile = profile(false);
    let events = [Event::Begin, Event::Choose(score(3)), Event::Reason("慢".into()), Event::Next];
    let (mut visit, effect) = after(&profile, events);
    let draft = Draft { score: Some(score(3)), reasons: vec!["慢".into()], ..Draft::default() };
    assert_eq!(effect, Some(Effect::Keep { draft, language: Language::Chinese, complete: true }));
    assert_eq!(visit.step(), Step::Keeping, "no thanks before the answer is written");
    assert_eq!(visit.on(Event::Kept, &profile), None);
    assert_eq!(visit.step(), Step::Thanks);
    visit.on(Event::Idle, &profile);
    assert_eq!(visit, Visit::new(&profile), "the next respondent sees nothing of it");
}

#[test]
fn the_third_question_and_the_contact_come_only_where_asked_for() {
    let steps = |asks_more| {
        let profile = profile(asks_more);
        let (mut visit, _) = after(&profile, [Event::Begin, Event::Choose(score(9))]);
        let mut seen = vec![visit.step()];
        while visit.step() != Step::Keeping {
            let last = visit.is_last(&profile);
            visit.on(Event::Next, &profile);
            assert_eq!(last, visit.step() == Step::Keeping);
            seen.push(visit.step());
        }
        seen
    };
    assert_eq!(steps(false), [Step::Why, Step::Keeping]);
    assert_eq!(steps(true), [Step::Why, Step::Extra, Step::Contact, Step::Keeping]);
}

#[test]
fn back_leads_step_by_step_to_the_invitation_and_forgets_nothing() {
    let profile = profile(true);
    let events = [Event::Begin, Event::Choose(score(7)), Event::Comment("ok".into()), Event::Next, Event::Next];
    let (mut visit, _) = after(&profile, events);
    let mut seen = Vec::new();
    for _ in 0..5 {
        visit.on(Event::Back, &profile);
        seen.push(visit.step());
    }
    assert_eq!(seen, [Step::Extra, Step::Why, Step::Score, Step::Attract, Step::Attract]);
    assert_eq!((visit.draft().score, visit.draft().comment.as_str()), (Some(score(7)), "ok"));
}

/// Asks the third question and for a contact in Chinese only.
fn more_in_chinese() -> CheckedProfile {
    let languages =
        vec![(Language::Chinese, texts(["快", "慢"], true)), (Language::English, texts(["fast", "slow"], false))];
    Profile { languages, ..profile(true).profile().clone() }.check().unwrap()
}

#[test]
fn a_language_that_lacks_a_question_leads_on_from_the_one_before() {
    let profile = more_in_chinese();
    for nexts in [1, 2] {
        let to = [Event::Begin, Event::Choose(score(4))].into_iter().chain(vec![Event::Next; nexts]);
        let (mut visit, _) = after(&profile, to);
        assert_eq!(visit.step(), [Step::Extra, Step::Contact][nexts - 1]);
        visit.on(Event::Speak(Language::English), &profile);
        assert_eq!(visit.step(), Step::Why, "not asked in English");
        let mut back = visit.clone();
        back.on(Event::Back, &profile);
        assert_eq!(back.step(), Step::Score);
        assert!(matches!(visit.on(Event::Next, &profile), Some(Effect::Keep { complete: true, .. })));
    }
}

#[test]
fn thanks_are_not_followed_by_a_question() {
    let profile = profile(true);
    let asked = [Event::Begin, Event::Choose(score(4)), Event::Next, Event::Next, Event::Next];
    let events = asked.into_iter().chain([Event::Kept, Event::Back, Event::Speak(Language::English)]);
    assert_eq!(after(&profile, events).0.step(), Step::Thanks);
}

#[test]
fn the_first_question_is_answered_not_passed_over() {
    let profile = profile(false);
    let (visit, effect) = after(&profile, [Event::Begin, Event::Next]);
    assert_eq!((visit.step(), effect), (Step::Score, None));
}

#[test]
fn a_half_done_answer_is_kept_as_partial_after_idle_time() {
    let profile = profile(false);
    let (mut visit, effect) = after(&profile, [Event::Begin, Event::Choose(score(2)), Event::Idle]);
    let Some(Effect::Keep { draft, complete: false, .. }) = effect else { panic!("{effect:?}") };
    assert_eq!(draft.score, Some(score(2)));
    visit.on(Event::Kept, &profile);
    assert_eq!(visit, Visit::new(&profile), "nobody is thanked who has gone");
}

#[test]
fn leaving_before_saying_anything_keeps_nothing() {
    let profile = profile(false);
    let (visit, effect) = after(&profile, [Event::Begin, Event::Speak(Language::English), Event::Idle]);
    assert_eq!((visit, effect), (Visit::new(&profile), None));
}

#[test]
fn an_answer_that_could_not_be_written_is_tried_again_until_it_is() {
    let profile = profile(false);
    let (mut visit, first) = after(&profile, [Event::Begin, Event::Choose(score(5)), Event::Next]);
    for event in [Event::Next, Event::Idle] {
        visit.on(Event::Failed, &profile);
        assert_eq!(visit.step(), Step::NotKept);
        assert_eq!(visit.on(event, &profile), first);
    }
    visit.on(Event::Kept, &profile);
    assert_eq!(visit.step(), Step::Thanks);
}

#[test]
fn reasons_follow_the_language_and_the_kind_of_score() {
    let profile = profile(false);
    let events = [Event::Begin, Event::Choose(score(1)), Event::Reason("慢 2".into()), Event::Reason("慢".into())];
    let (mut visit, _) = after(&profile, events);
    assert_eq!(visit.draft().reasons, ["慢", "慢 2"], "in the profile's order");
    visit.on(Event::Reason("慢 2".into()), &profile);
    visit.on(Event::Speak(Language::English), &profile);
    assert_eq!(visit.draft().reasons, ["slow"]);
    visit.on(Event::Reason("anything else".into()), &profile);
    assert_eq!(visit.draft().reasons, ["slow"], "only what is offered can be chosen");
    visit.on(Event::Back, &profile);
    visit.on(Event::Choose(score(10)), &profile);
    assert_eq!(visit.draft().reasons, Vec::<String>::new(), "a promoter has other reasons");
    assert_eq!(visit.offered(&profile), ["fast", "fast 2"]);
}

#[test]
fn reasons_that_differ_between_languages_are_not_taken_for_each_other() {
    // (typed in Chinese, typed in English, what is left of the choice); blank is the language's own.
    let cases: [(&[&str], &[&str], &[&str]); 5] = [
        (&[], &[], &["long queue"]),
        (&["太吵", "太冷"], &["noisy", "cold"], &["noisy"]),
        (&["太吵", "太冷"], &["noisy"], &[]),
        (&["太吵", "太冷"], &[], &[]),
        (&[], &["noisy", "cold"], &[]),
    ];
    for (chinese, english, left) in cases {
        let typed = |detractor: &[&str]| Texts {
            reasons: Reasons {
                detractor: detractor.iter().copied().map(str::to_owned).collect(),
                ..Reasons::default()
            },
            ..Texts::default()
        };
        let own = |language, _: &str| match language {
            Language::Chinese => texts(["", "排队太久"], false),
            Language::English => texts(["", "long queue"], false),
        };
        let languages = vec![(Language::Chinese, typed(chinese)), (Language::English, typed(english))];
        let profile = Profile { languages, ..profile(false).profile().clone() }.filled(own).check().unwrap();
        let (mut visit, _) = after(&profile, [Event::Begin, Event::Choose(score(1))]);
        visit.on(Event::Reason(visit.offered(&profile)[0].clone()), &profile);
        assert_eq!(visit.draft().reasons.len(), 1);
        visit.on(Event::Speak(Language::English), &profile);
        assert_eq!(visit.draft().reasons, left, "{chinese:?} {english:?}");
        assert!(visit.draft().reasons.iter().all(|reason| visit.offered(&profile).contains(reason)));
    }
}

#[test]
fn a_contact_is_nothing_without_consent() {
    let texts = texts(["", ""], true);
    let draft = |contact: &str, consented| Draft { contact: contact.into(), consented, ..Draft::default() };
    assert_eq!(draft("555 0100", false).contact(&texts), None);
    assert_eq!(draft("  ", true).contact(&texts), None);
    let given = Contact { text: "555 0100".into(), consent: "call me".into() };
    assert_eq!(draft(" 555 0100 ", true).contact(&texts), Some(given));
}

#[test]
fn a_contact_is_agreed_to_or_taken_back_before_it_is_sent() {
    let profile = profile(true);
    let to_contact = [Event::Begin, Event::Choose(score(4)), Event::Next, Event::Next, Event::Contact("555".into())];
    for (event, contact) in [(Event::Consent(true), "555"), (Event::Contact(" ".into()), " ")] {
        let (mut visit, _) = after(&profile, to_contact.clone());
        assert_eq!(visit.on(Event::Next, &profile), None);
        assert_eq!(visit.step(), Step::Contact);
        visit.on(event, &profile);
        let Some(Effect::Keep { draft, .. }) = visit.on(Event::Next, &profile) else { panic!("{visit:?}") };
        assert_eq!(draft.contact, contact);
    }
    let (mut left, _) = after(&profile, to_contact);
    assert!(matches!(left.on(Event::Idle, &profile), Some(Effect::Keep { complete: false, .. })));
}

fn answer(id: &str, sequence: u64) -> KioskAnswer {
    KioskAnswer {
        id: id.parse().unwrap(),
        complete: true,
        score: Some(score(6)),
        reasons: vec!["slow".into(), "dear".into()],
        comment: "=1+1".into(),
        extra: String::new(),
        contact: None,
        taken: Moment { epoch_ms: 1_772_690_829_999, offset_minutes: 480 },
        sequence,
        device: "tablet-1".into(),
        language: Language::English,
        organisation: "Harbour Bank".into(),
        branch: "North Gate".into(),
        touchpoint: "counter".into(),
        staff: String::new(),
    }
}

#[test]
fn answers_leave_as_a_table_that_runs_no_formula() {
    let text = String::from_utf8(to_csv(&[answer("answer-0001", 1)])).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], TABLE_HEADER.join(","));
    assert!(lines[1].starts_with("answer-0001,2026-03-05T14:07:09+08:00,6,'=1+1,slow | dear,yes,"), "{}", lines[1]);
}

#[test]
fn the_table_is_read_back_as_survey_answers() {
    let partial = KioskAnswer { complete: false, score: None, ..answer("answer-0003", 3) };
    let answers = [answer("answer-0001", 1), answer("answer-0002", 2), partial];
    let mut source = MemorySource::new("answers.csv", to_csv(&answers));
    let plan = block_on_ready(preview(&mut source, &Overrides::default())).unwrap().plan;
    let imported = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap();
    let Rows::Answers(rows) = &imported.table.rows else { panic!("{:?}", imported.table.kind()) };
    assert_eq!(rows.score, [Some(score(6)), Some(score(6)), None]);
    assert_eq!(rows.day, [Some("2026-03-05".parse().unwrap()); 3]);
    assert_eq!(rows.of(Field::Comment).and_then(|comment| comment.value(0)), Some("=1+1"));
    assert_eq!(rows.attribute("branch").and_then(|branch| branch.value(0)), Some("North Gate"));
}

#[test]
fn an_answer_written_again_keeps_its_place_and_stays_complete() {
    let (whole, other) = (answer("answer-0001", 0), answer("answer-0002", 0));
    let partial = KioskAnswer { complete: false, ..whole.clone() };
    let first = partial.clone().placed(None, 0).unwrap();
    assert_eq!(first.sequence, 1);
    assert_eq!(other.placed(None, 1).unwrap().sequence, 2);
    let kept = whole.placed(Some(&first), 2).unwrap();
    assert_eq!((kept.sequence, kept.complete), (1, true));
    assert_eq!(kept.clone().placed(Some(&kept), 2), Some(kept.clone()));
    assert_eq!(partial.placed(Some(&kept), 2), None);
}

#[test]
fn a_complete_answer_takes_the_place_of_its_partial_one() {
    let partial = KioskAnswer { complete: false, comment: "zzz".into(), ..answer("answer-0001", 1) };
    let whole = answer("answer-0001", 1);
    assert_eq!(merge([whole.clone(), partial.clone()]), std::slice::from_ref(&whole));
    assert_eq!(merge([partial, whole.clone()]), [whole]);
}

#[test]
fn a_clock_set_back_changes_no_order() {
    let early = answer("answer-0002", 1);
    let late = KioskAnswer { taken: Moment { epoch_ms: 0, offset_minutes: 0 }, ..answer("answer-0001", 2) };
    let sequence: Vec<u64> = merge([late, early]).iter().map(|answer| answer.sequence).collect();
    assert_eq!(sequence, [1, 2]);
}

fn any_answer() -> impl Strategy<Value = KioskAnswer> {
    // Few numbers, so that the same one often comes with another content.
    let parts = ("answer-000[0-4]", any::<bool>(), prop::option::of(0_i64..=10), "[a-c]{0,2}", 0_u64..3);
    parts.prop_map(|(id, complete, number, comment, sequence)| KioskAnswer {
        complete,
        score: number.map(score),
        comment,
        ..answer(&id, sequence)
    })
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Begin),
        (0_i64..=10).prop_map(|number| Event::Choose(score(number))),
        prop::sample::select(vec!["快", "慢", "fast", "slow", "other"]).prop_map(|text| Event::Reason(text.into())),
        "[a-z]{0,3}".prop_map(Event::Comment),
        "[a-z]{0,3}".prop_map(Event::Extra),
        "[a-z]{0,3}".prop_map(Event::Contact),
        any::<bool>().prop_map(Event::Consent),
        Just(Event::Next),
        Just(Event::Back),
        prop::sample::select(Language::ALL.to_vec()).prop_map(Event::Speak),
        Just(Event::Idle),
        Just(Event::Kept),
        Just(Event::Failed),
    ]
}

proptest! {
    #[test]
    fn merging_twice_changes_nothing(answers in prop::collection::vec(any_answer(), 0..20)) {
        let once = merge(answers.clone());
        prop_assert_eq!(&merge(once.clone()), &once);
        prop_assert_eq!(&merge(answers.iter().chain(&answers).cloned()), &once);
    }

    #[test]
    fn the_order_of_merging_does_not_matter(
        answers in prop::collection::vec(any_answer(), 0..20).prop_shuffle(),
        cut in 0_usize..20,
    ) {
        let whole = merge(answers.clone());
        let (left, right) = answers.split_at(cut.min(answers.len()));
        let parts = merge(merge(right.to_vec()).into_iter().chain(merge(left.to_vec())));
        prop_assert_eq!(parts, whole);
    }

    #[test]
    fn no_answer_is_lost_on_any_way_through(
        asks_more in any::<bool>(),
        events in prop::collection::vec(any_event(), 0..60),
    ) {
        let profile = profile(asks_more);
        let mut visit = Visit::new(&profile);
        let mut waiting: Option<Draft> = None;
        for event in events {
            let before = (visit.step(), visit.draft().clone());
            let effect = visit.on(event.clone(), &profile);
            match effect {
                Some(Effect::Keep { draft, .. }) => {
                    prop_assert_eq!(&draft, visit.draft());
                    prop_assert_eq!(visit.step(), Step::Keeping);
                    waiting = Some(draft);
                }
                None if event == Event::Kept && before.0 == Step::Keeping => waiting = None,
                None => {}
            }
            // What was said leaves the screen only once it is written, or the respondent takes it back.
            let gone = !before.1.is_empty() && visit.draft().is_empty();
            let taken_back = before.0 != Step::Keeping && before.0 != Step::NotKept && event != Event::Idle;
            prop_assert!(!gone || waiting.is_none() || taken_back, "{before:?} {event:?}");
            if visit.step() == Step::Thanks {
                prop_assert!(waiting.is_none());
            }
            if before.0 != Step::Attract && visit.step() == Step::Attract && event == Event::Idle {
                prop_assert!(visit.draft().is_empty());
            }
        }
    }

    #[test]
    fn every_step_shown_is_asked_in_the_language_shown(events in prop::collection::vec(any_event(), 0..60)) {
        let profile = more_in_chinese();
        let mut visit = Visit::new(&profile);
        for event in events {
            visit.on(event, &profile);
            let more = matches!(visit.step(), Step::Extra | Step::Contact);
            prop_assert!(!more || visit.language() == Language::Chinese);
        }
    }

    #[test]
    fn numbers_of_answers_survive_json(id in "[a-zA-Z0-9-]{8,64}") {
        let parsed: AnswerId = id.parse().unwrap();
        let text = serde_json::to_string(&parsed).unwrap();
        prop_assert_eq!(serde_json::from_str::<AnswerId>(&text).unwrap(), parsed);
    }
}
