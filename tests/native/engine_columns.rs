//! What the filter bar and comparisons offer of a table's columns, and what they never do.

use std::collections::BTreeMap;

use loyalscope::domain::dataset::{Dataset, Field, Filter, Kind, Rows, Values};
use loyalscope::domain::day::Day;
use loyalscope::domain::grouping::attribute_names;
use loyalscope::domain::intake::{
    Imported, MemorySource, Note, Overrides, Plan, Reason, Role, Unpaced, block_on_ready, preview, read,
};
use loyalscope::domain::language::Language;
use loyalscope::domain::score::Score;
use loyalscope::domain::survey::{Contact, KioskAnswer, Moment, RepeatRule, to_csv, to_table};
use loyalscope::engine::protocol::{Computation, Computed, Facet, LoadedFile, Query};
use loyalscope::engine::session::{Entry, Session};
use loyalscope::indicators::Settings;

fn import(name: &str, text: &str, kind: Kind) -> (Imported, Plan) {
    let mut source = MemorySource::new(name, text);
    let overrides = Overrides { kind: Some(kind), ..Overrides::default() };
    let plan = block_on_ready(preview(&mut source, &overrides)).unwrap().plan;
    (block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap(), plan)
}

fn answered(id: &str, score: i64) -> KioskAnswer {
    KioskAnswer {
        id: id.parse().unwrap(),
        complete: true,
        score: Score::try_from(score).ok(),
        reasons: vec!["fast".into()],
        comment: String::new(),
        extra: String::new(),
        contact: None,
        taken: Moment { epoch_ms: 1_772_690_829_999, offset_minutes: 480 },
        sequence: 1,
        device: "f00df00df00df00d".into(),
        language: Language::English,
        organisation: "Harbour Bank".into(),
        branch: "North Gate".into(),
        touchpoint: String::new(),
        staff: String::new(),
    }
}

/// Two kiosk answers that leave a telephone number, and one that was left before the score.
fn reachable() -> Vec<KioskAnswer> {
    let contact = Some(Contact { text: "13800138000".into(), consent: "You may call me.".into() });
    let left = KioskAnswer { score: None, complete: false, ..answered("3333333333333333", 0) };
    vec![
        KioskAnswer { contact: contact.clone(), comment: "=1+1".into(), ..answered("1111111111111111", 9) },
        KioskAnswer { contact, branch: "South".into(), ..answered("2222222222222222", 2) },
        left,
    ]
}

/// Their table, under a rule that takes no three of them for repeated presses: all are of one moment.
fn table_of(answers: &[KioskAnswer], today: Option<Day>) -> Imported {
    to_table("kiosk", answers, today, RepeatRule::new(1, 100).unwrap())
}

fn facets(session: &mut Session) -> Vec<Facet> {
    let computation = Computation {
        query: Query::Facets,
        filter: Filter::default(),
        settings: Settings::default(),
        language: Language::English,
        today: None,
        place: String::new(),
    };
    match block_on_ready(session.snapshot().compute(&computation, &mut Unpaced)).unwrap() {
        Computed::Facets(facets) => facets.attributes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn kiosk_answers_go_into_their_table_directly() {
    let answers = reachable();
    let imported = table_of(&answers, "2026-03-04".parse().ok());
    let report = &imported.report;
    assert_eq!((report.rows_read, report.rows_used, report.rows_set_aside), (3, 2, 1));
    assert_eq!(report.reasons, BTreeMap::from([(Reason::NoScore, 1)]));
    assert_eq!(report.attributes, ["reasons", "complete", "language", "organisation", "branch"]);
    assert_eq!(report.notes, [Note::FutureDates { rows: 3 }], "2026-03-05 by the kiosk's clock");
    assert_eq!((imported.set_aside.rows(), report.set_aside[0].row), (1, 3));
    let Rows::Answers(table) = &imported.table.rows else { panic!("answers") };
    assert_eq!(table.of(Field::Comment).and_then(|comment| comment.value(0)), Some("=1+1"), "as it was typed");
    assert_eq!(table.of(Field::AnswerId).and_then(|id| id.value(1)), Some("2222222222222222"));

    let (dataset, _) = Dataset::build([&imported.table]);
    let filtered = "a.branch=South".parse::<Filter>().unwrap().apply(None, &dataset, None);
    assert_eq!(filtered.dataset.answers.unwrap().len(), 1);

    let mut session = Session::default();
    session.set_kiosk_answers(Some(Entry::of_no_file(imported)));
    assert_eq!(session.loaded().files[0].report.rows_read, 3);
    assert!(session.plan_of(LoadedFile::KIOSK).is_none(), "they are no file to keep");
}

#[test]
fn repeated_presses_are_an_attribute_that_a_filter_can_leave_out() {
    let imported = to_table("kiosk", &reachable(), None, RepeatRule::default());
    assert_eq!(imported.report.attributes.last().map(String::as_str), Some("repeated"));
    let (dataset, _) = Dataset::build([&imported.table]);
    let filtered = |filter: &str| {
        let filter = filter.parse::<Filter>().unwrap().apply(None, &dataset, None);
        filter.dataset.answers.unwrap().len()
    };
    assert_eq!((filtered("a.repeated=no"), filtered("a.repeated=yes")), (1, 2));
}

#[test]
fn no_number_telephone_or_consent_is_ever_offered() {
    let table = String::from_utf8(to_csv(&reachable())).unwrap();
    let exported = || import("answers.csv", &table, Kind::Answers);
    let direct = || table_of(&reachable(), None);
    for files in [vec![direct()], vec![exported().0], vec![direct(), exported().0]] {
        let (dataset, notes) = Dataset::build(files.iter().map(|file| &file.table));
        assert_eq!(notes.repeated_answers, 3 * (files.len() - 1));
        let mut session = Session::default();
        for file in files {
            session.add(Entry::of_no_file(file));
        }
        let offered = format!("{:?} {:?}", facets(&mut session), attribute_names(&dataset));
        assert!(offered.contains("branch") && offered.contains("South"), "{offered}");
        for secret in ["answer_id", "1111111111111111", "contact", "13800138000", "consent", "You may call me"] {
            assert!(!offered.contains(secret), "{secret}: {offered}");
        }
    }
}

#[test]
fn a_plan_that_calls_them_attributes_offers_them_no_more() {
    let table = String::from_utf8(to_csv(&reachable())).unwrap();
    let (_, mut plan) = import("answers.csv", &table, Kind::Answers);
    for column in &mut plan.columns {
        if matches!(column.role, Role::Field(Field::AnswerId | Field::Contact | Field::Consent)) {
            column.role = Role::Attribute;
        }
    }
    let mut source = MemorySource::new("answers.csv", table);
    let kept = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap();
    let (dataset, notes) = Dataset::build([&table_of(&reachable(), None).table, &kept.table]);
    assert_eq!(notes.repeated_answers, 3, "and still tell one answer from another");
    let names = attribute_names(&dataset);
    assert!(!names.iter().any(|name| ["answer_id", "contact", "consent"].contains(&name.as_str())), "{names:?}");
}

#[test]
fn many_numbers_are_offered_as_a_range_and_few_as_values() {
    let rows: Vec<String> =
        (0..300).map(|n| format!("c{n},{}.5,{},2024-0{}-{:02}", n * 10, n % 3, 1 + n % 9, 1 + n % 28)).collect();
    let mut session = Session::default();
    let (imported, plan) =
        import("customers.csv", &format!("customer id,balance,level,due\n{}", rows.join("\n")), Kind::Customers);
    session.add(Entry::new(imported, plan, false));
    let facets = facets(&mut session);
    let of = |name: &str| facets.iter().find(|facet| facet.name == name).unwrap();
    assert_eq!((of("balance").read_as, of("balance").values.len()), (Values::Number, 0));
    assert_eq!(of("balance").span.map(|span| span.to_string()).as_deref(), Some("0.5..2990.5"));
    assert_eq!((of("level").read_as, of("level").values.len()), (Values::Number, 3));
    assert_eq!(of("due").span.map(|span| span.to_string()).as_deref(), Some("2024-01-01..2024-09-28"));
    assert!(of("due").values.is_empty(), "252 days");
}
