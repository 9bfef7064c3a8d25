//! What the pages of causes and front lines show.

use loyalscope::domain::care::{
    Action, Candidate, Case, CheckedRules, CheckedTerms, Fix, Head, Ledger, Scored, Split, Unit, cause_table,
    latest_day, open, units,
};
use loyalscope::domain::certainty::Certainty;
use loyalscope::domain::day::Day;
use loyalscope::domain::net_promoter::Verdict;
use loyalscope::domain::provenance::LeftOut;
use loyalscope::domain::survey::Moment;

use super::desk::{answer, fix, score, words};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Branch, score, and the cause and day it was closed with.
type Answered<'a> = (&'a str, i64, Option<(&'a str, &'a str)>);

/// Cases given as branch, score, and the cause and day they were closed with.
fn cases(all: &[Answered<'_>]) -> Vec<Case> {
    let mut ledger = Ledger::default();
    for (number, (branch, given, closed)) in all.iter().enumerate() {
        let id = format!("case-{number:04}").parse().unwrap();
        let taken = Moment::at(day("2024-01-05"), 0, 480);
        let candidate = Candidate {
            id,
            taken,
            score: Some(score(*given)),
            branch: (*branch).into(),
            ..Candidate::from(&answer("answer-0001"))
        };
        ledger.extend(open(&CheckedRules::default(), &CheckedTerms::default(), &candidate, ""));
        let Some((cause, on)) = closed else { continue };
        for (step, action) in
            [Action::Contact, Action::Close { cause: words(cause), action: words("called") }].into_iter().enumerate()
        {
            let event = format!("event-{number:04}-{step}").parse().unwrap();
            let at = Moment::at(day(on), 600, 480);
            ledger.insert(ledger.new_event(&candidate.id, event, at, "", action).unwrap());
        }
    }
    ledger.cases()
}

fn some() -> Vec<Case> {
    cases(&[
        ("North", 3, Some(("queue", "2026-01-20"))),
        ("South", 3, Some(("queue", "2026-03-02"))),
        ("South", 6, Some(("fee", "2026-03-31"))),
        ("", 0, Some(("queue", "2026-03-05"))),
        ("North", 2, None),
        // Somebody to thank has no root cause.
        ("North", 10, None),
    ])
}

#[test]
fn causes_stand_by_place_the_most_frequent_first() {
    let table = cause_table(&some(), Split::Branch);
    assert_eq!(table.closed, 4);
    assert_eq!(table.heads, ["South", "", "North"].map(|name| Head::Place(name.into())));
    let rows: Vec<_> = table.rows.iter().map(|row| (row.cause.as_str(), row.cases, row.counts.clone())).collect();
    assert_eq!(rows, [("queue", 3, vec![1, 1, 1]), ("fee", 1, vec![1, 0, 0])]);
    assert!((table.rows[0].share - 0.75).abs() < 1e-12);
    // Wilson's interval of 3 in 4, recomputed in Python.
    let interval = table.rows[0].interval.unwrap();
    assert!(
        (interval.low - 0.300_641_842).abs() < 1e-6 && (interval.high - 0.954_412_739).abs() < 1e-6,
        "{interval:?}"
    );
    let left_out: Vec<_> = table.provenance.left_out.iter().map(|left| (left.reason, left.count)).collect();
    assert_eq!((table.provenance.used, left_out), (4, vec![(LeftOut::StillOpen, 1)]));
    let period = table.provenance.period.unwrap();
    assert_eq!((period.from, period.to), (day("2026-01-20"), day("2026-03-31")));
    let touchpoints = cause_table(&some(), Split::Touchpoint);
    assert_eq!((touchpoints.heads, touchpoints.rows[0].counts.clone()), (vec![Head::Place("counter".into())], vec![3]));
}

#[test]
fn months_between_are_there_and_long_ago_is_not() {
    let table = cause_table(&some(), Split::Month);
    assert_eq!(table.heads, ["2026-01", "2026-02", "2026-03"].map(|month| Head::Month(month.parse().unwrap())));
    assert_eq!((table.rows[0].counts.clone(), table.earlier), (vec![1, 0, 2], false));
    let years = [("", 3, Some(("queue", "2024-02-01"))), ("", 3, Some(("queue", "2026-03-01")))];
    let table = cause_table(&cases(&years), Split::Month);
    assert_eq!((table.heads.len(), table.heads[0].clone()), (12, Head::Month("2025-04".parse().unwrap())));
    assert!(table.earlier);
    assert_eq!((table.rows[0].cases, table.rows[0].counts.iter().sum::<usize>()), (2, 1));
}

#[test]
fn without_a_closed_case_there_is_no_cause() {
    let table = cause_table(&cases(&[("North", 3, None)]), Split::Month);
    assert!(table.rows.is_empty() && table.heads.is_empty() && table.closed == 0);
}

fn scored(on: &str, branch: &str, number: i64, times: usize) -> Vec<Scored> {
    let one = Scored {
        day: day(on),
        taken: None,
        score: Some(score(number)),
        comment: String::new(),
        branch: branch.into(),
        touchpoint: "counter".into(),
        staff: String::new(),
    };
    vec![one; times]
}

#[test]
fn a_verdict_says_plainly_what_the_answers_allow() {
    let verdict = |before: &[(i64, usize)], after: &[(i64, usize)]| {
        let of = |on: &str, mix: &[(i64, usize)]| {
            mix.iter().flat_map(|(number, times)| scored(on, "North", *number, *times)).collect::<Vec<_>>()
        };
        let answers = [of("2026-03-08", before), of("2026-03-09", after)].concat();
        let effect = Fix { branch: None, ..fix() }.effect(&answers, 90, Certainty::default());
        assert_eq!(effect.provenance().used, answers.len());
        (effect.verdict(), effect.difference.is_some_and(|difference| difference.too_few))
    };
    assert_eq!(verdict(&[], &[(9, 40)]), (Verdict::NoAnswers, false));
    assert_eq!(verdict(&[(3, 2), (9, 2)], &[(9, 2), (7, 1)]), (Verdict::TooFew, true));
    assert_eq!(verdict(&[(3, 20), (9, 20)], &[(3, 19), (9, 21)]), (Verdict::Same, false));
    assert_eq!(verdict(&[(3, 30), (9, 10)], &[(3, 10), (9, 30)]), (Verdict::Higher, false));
    assert_eq!(verdict(&[(3, 10), (9, 30)], &[(3, 30), (9, 10)]), (Verdict::Lower, false));
    // Too few is asked first: 200 points between two dozen answers say as little as one detractor after forty.
    assert_eq!(verdict(&[(9, 12)], &[(0, 12)]), (Verdict::TooFew, true));
    assert_eq!(verdict(&[(9, 24), (7, 10), (3, 6)], &[(2, 1)]), (Verdict::TooFew, true));
    assert_eq!(verdict(&[(9, 29)], &[(0, 40)]), (Verdict::TooFew, true));
    assert_eq!(verdict(&[(9, 30)], &[(0, 30)]), (Verdict::Lower, false));
}

#[test]
fn units_are_those_that_answers_and_cases_name() {
    let answers = scored("2026-03-08", "South", 9, 2);
    let found = units(&answers, &cases(&[("North", 3, None), (" ", 3, None)]));
    let branches = ["North", "South"].map(|name| Unit::Branch(name.into()));
    assert_eq!(found, [branches.to_vec(), vec![Unit::Touchpoint("counter".into())]].concat());
    assert_eq!((latest_day(&answers), latest_day(&[])), (Some(day("2026-03-08")), None));
}
