//! What cases add up to: in time or late, causes, before and after, the page of a front line.

use loyalscope::domain::care::{
    Action, Candidate, Case, CaseId, CheckedRules, CheckedTerms, Fix, Group, Ledger, Needed, Performance, Scored,
    Stretch, Unit, Words, causes, front_line, open, performance, responses_needed,
};
use loyalscope::domain::certainty::{Certainty, SmallSample};
use loyalscope::domain::day::{Day, Period};
use loyalscope::domain::language::Language;
use loyalscope::domain::net_promoter::{Estimate, estimate};
use loyalscope::domain::provenance::{FOLLOW_UP, LeftOut};
use loyalscope::domain::score::Score;
use loyalscope::domain::survey::{Contact, KioskAnswer, Moment};

fn score(number: i64) -> Score {
    Score::try_from(number).unwrap()
}

fn words(text: &str) -> Words {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// So many hours after midnight of 5 March 2026 in Shanghai, a Thursday.
fn hour(hours: u16) -> Moment {
    Moment::at(day("2026-03-05"), 0, 480).later(i64::from(hours) * 60 * 60 * 1000)
}

fn close(cause: &str) -> Action {
    Action::Close { cause: words(cause), action: words("called back") }
}

fn answer(branch: &str, touchpoint: &str) -> KioskAnswer {
    KioskAnswer {
        id: "answer-0001".parse().unwrap(),
        complete: true,
        score: Some(score(3)),
        reasons: Vec::new(),
        comment: String::new(),
        extra: String::new(),
        // Only for somebody who can be reached does a clock run.
        contact: Some(Contact { text: "138 0000 0000".into(), consent: "yes".into() }),
        taken: hour(0),
        sequence: 1,
        device: "tablet-1".into(),
        language: Language::English,
        organisation: "Harbour Bank".into(),
        branch: branch.into(),
        touchpoint: touchpoint.into(),
        staff: "Ben".into(),
    }
}

/// Cases of answers, each opened at midnight and due 24 hours later, and what was done by the hour.
#[derive(Default)]
struct Desk(Ledger);

impl Desk {
    fn case(&mut self, branch: &str, touchpoint: &str, acts: &[(u16, Action)]) -> CaseId {
        let id: CaseId = format!("case-{:04}", self.0.len()).parse().unwrap();
        let candidate = Candidate { id: id.clone(), ..Candidate::from(&answer(branch, touchpoint)) };
        self.0.extend(open(&CheckedRules::default(), &CheckedTerms::default(), &candidate, ""));
        for (hours, action) in acts {
            let number = format!("event-{:04}", self.0.len()).parse().unwrap();
            let event = self.0.new_event(&id, number, hour(*hours), "", action.clone()).unwrap();
            self.0.insert(event);
        }
        id
    }

    fn cases(&self) -> Vec<Case> {
        self.0.cases()
    }
}

fn assign(owner: &str) -> Action {
    Action::Assign { owner: words(owner) }
}

fn counts(of: &Performance) -> [usize; 5] {
    [of.cases, of.in_time, of.late, of.overdue, of.not_yet_due]
}

fn close_to(left: Option<f64>, right: f64, tolerance: f64) {
    assert!(left.is_some_and(|left| (left - right).abs() <= tolerance), "{left:?} is not {right}");
}

/// Ten cases judged, eight of them in time, and one not yet due, by 25 hours.
fn ten() -> Desk {
    let mut desk = Desk::default();
    for hours in [1, 2, 3, 4, 5, 6, 7] {
        desk.case("North", "", &[(0, assign("Ann")), (hours, Action::Contact)]);
    }
    let whole = [(0, assign("Ben")), (8, Action::Contact), (20, close("queue"))];
    desk.case("South", "", &whole);
    desk.case("South", "", &[(30, Action::Contact), (40, close("queue")), (41, note())]);
    desk.case("", "", &[]);
    desk.case("South", "", &[(0, assign("Ben")), (0, Action::Due { at: hour(99) })]);
    desk
}

/// An action that changes nothing measured.
fn note() -> Action {
    Action::Note { text: words("done") }
}

#[test]
fn what_is_in_time_is_counted_with_its_uncertainty() {
    let all = performance(&ten().cases(), hour(50), Group::All, SmallSample::DEFAULT);
    assert_eq!(all.len(), 1);
    let all = &all[0];
    // The tenth was never contacted and its time has passed: late, though nobody did anything late.
    assert_eq!((counts(all), all.share), ([11, 8, 1, 1, 1], Some(0.8)));
    // Wilson's interval of 8 in 10, recomputed in Python: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
    close_to(all.interval.map(|interval| interval.low), 0.490_162_471_536_641_8, 1e-12);
    close_to(all.interval.map(|interval| interval.high), 0.943_317_848_545_624_7, 1e-12);
    // Contacts after 1 to 8 and 30 hours; closed after 20 and 40.
    let medians = [&all.to_contact, &all.to_close].map(|median| {
        let median = median.as_ref().unwrap();
        let left_out: Vec<_> = median.provenance.left_out.iter().map(|left_out| left_out.count).collect();
        (median.hours, median.provenance.used, left_out, median.small_sample)
    });
    assert_eq!(medians, [(5.0, 9, vec![2], true), (30.0, 2, vec![9], true)]);
    assert!(all.small_sample);
    let from = &all.provenance;
    assert_eq!((from.indicator.as_ref(), from.used), (FOLLOW_UP, 10));
    assert_eq!(from.period, Some(Period { from: day("2026-03-05"), to: day("2026-03-05") }));
    let left_out: Vec<_> = from.left_out.iter().map(|left_out| (left_out.reason, left_out.count)).collect();
    assert_eq!(left_out, [(LeftOut::NotYetDue, 1)]);
}

#[test]
fn owners_and_branches_are_counted_apart() {
    let cases = ten().cases();
    let by = |group| {
        let found = performance(&cases, hour(50), group, SmallSample::DEFAULT);
        found.into_iter().map(|of| (of.value.clone(), counts(&of))).collect::<Vec<_>>()
    };
    let named = |name: &str| Some(name.to_owned());
    let owners = [(named("Ann"), [7, 7, 0, 0, 0]), (named("Ben"), [2, 1, 0, 0, 1]), (None, [2, 0, 1, 1, 0])];
    assert_eq!(by(Group::Owner), owners);
    let branches = [(named("North"), [7, 7, 0, 0, 0]), (named("South"), [3, 1, 1, 0, 1]), (None, [1, 0, 0, 1, 0])];
    assert_eq!(by(Group::Branch), branches);
}

#[test]
fn without_a_case_there_is_no_share() {
    let none = &performance(&[], hour(0), Group::All, SmallSample::DEFAULT)[0];
    assert_eq!((counts(none), none.share, none.interval, none.small_sample), ([0; 5], None, None, false));
    assert_eq!((&none.to_contact, none.provenance.period), (&None, None));
    assert!(performance(&[], hour(0), Group::Owner, SmallSample::DEFAULT).is_empty());
    let mut desk = Desk::default();
    desk.case("", "", &[]);
    let waiting = &performance(&desk.cases(), hour(24), Group::All, SmallSample::DEFAULT)[0];
    assert_eq!((counts(waiting), waiting.share), ([1, 0, 0, 0, 1], None), "to the due time there is time");
}

#[test]
fn causes_of_closed_cases_are_counted_with_where_and_when() {
    let mut desk = Desk::default();
    for (branch, touchpoint, hours, cause) in [
        ("North", "counter", 1, "queue"),
        ("South", "counter", 2, "queue"),
        ("South", "", 3, "queue"),
        // 700 hours later it is April.
        ("South", "phone", 700, "price"),
        ("North", "phone", 4, "delay"),
    ] {
        desk.case(branch, touchpoint, &[(hours, Action::Contact), (hours, close(cause))]);
    }
    let reopened = Action::Reopen { why: words("again"), due: hour(99) };
    desk.case("North", "", &[(1, Action::Contact), (1, close("price")), (2, reopened)]);
    let found = causes(&desk.cases());
    let brief: Vec<_> = found.iter().map(|cause| (cause.cause.as_str(), cause.cases)).collect();
    assert_eq!(brief, [("queue", 3), ("delay", 1), ("price", 1)]);
    let named = |counts: &[(&str, usize)]| counts.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(found[0].by_branch, named(&[("South", 2), ("North", 1)]));
    assert_eq!(found[0].by_touchpoint, named(&[("counter", 2), ("", 1)]));
    assert_eq!(found[0].by_month, [("2026-03".parse().unwrap(), 3)]);
    assert_eq!(found[2].by_month, [("2026-04".parse().unwrap(), 1)]);
}

fn scored(on: &str, number: Option<i64>, branch: &str, comment: &str) -> Scored {
    Scored {
        day: day(on),
        taken: None,
        score: number.map(score),
        comment: comment.into(),
        branch: branch.into(),
        touchpoint: "counter".into(),
        staff: "Ben".into(),
    }
}

/// So many promoters, passives and detractors on one day.
fn mix(on: &str, branch: &str, [promoters, passives, detractors]: [usize; 3]) -> Vec<Scored> {
    [(9, promoters), (8, passives), (6, detractors)]
        .into_iter()
        .flat_map(|(number, count)| std::iter::repeat_n(scored(on, Some(number), branch, ""), count))
        .collect()
}

#[test]
fn a_fix_is_judged_by_the_days_before_and_from_its_day_on() {
    let mut answers = [
        mix("2026-03-01", "North", [100, 0, 0]),
        mix("2026-03-02", "North", [10, 10, 20]),
        mix("2026-03-08", "North", [10, 0, 10]),
        mix("2026-03-09", "North", [30, 10, 5]),
        mix("2026-03-15", "North", [20, 5, 0]),
        mix("2026-03-16", "North", [0, 0, 100]),
        mix("2026-03-09", "South", [0, 0, 40]),
    ]
    .concat();
    answers.push(scored("2026-03-10", None, "North", ""));
    let fix = Fix {
        cause: words("queue"),
        what: words("a second counter"),
        owner: words("Ann"),
        branch: Some(words("North")),
        touchpoint: Some(words("counter")),
        since: day("2026-03-09"),
        done: true,
    };
    let effect = fix.effect(&answers, 7, Certainty::default());
    assert_eq!(effect.before_period, Period { from: day("2026-03-02"), to: day("2026-03-08") });
    assert_eq!(effect.after_period, Period { from: day("2026-03-09"), to: day("2026-03-15") });
    assert_eq!((effect.before.n, effect.after.n, effect.after.not_answers), (60, 70, 1));
    // Python: before 20 promoters, 10 passives, 30 detractors; after 50, 15, 5.
    close_to(effect.before.score, -16.666_666_666_666_67, 1e-9);
    close_to(effect.after.score, 64.285_714_285_714_29, 1e-9);
    close_to(effect.difference.map(|difference| difference.z), BEFORE_AFTER_Z, 1e-9);
    let elsewhere = Fix { branch: Some(words("East")), ..fix.clone() };
    assert_eq!(elsewhere.effect(&answers, 7, Certainty::default()).difference, None);
    let everywhere = Fix { branch: None, touchpoint: None, ..fix };
    let effect = everywhere.effect(&answers, 7, Certainty::default());
    assert_eq!((effect.after.n, effect.after.detractors), (110, 45));
    assert_eq!(everywhere.effect(&answers, 0, Certainty::default()).before.n, 20, "at least a day");
}

/// z of 50, 15, 5 against 20, 10, 30 with ¾, 1½ and ¾ answers added to each: the difference over √(SE² + SE²) with
/// SE² = (p + d − (p − d)²) / n (Python).
const BEFORE_AFTER_Z: f64 = 5.782_172_003_922_374;

fn of([promoters, passives, detractors]: [usize; 3]) -> Estimate {
    estimate(
        mix("2026-03-05", "", [promoters, passives, detractors]).iter().map(|answer| answer.score),
        Certainty::default(),
    )
}

#[test]
fn how_many_more_answers_make_a_difference_real() {
    let needed = |before, now| responses_needed(&of(before), &of(now), SmallSample::DEFAULT);
    // Recomputed in Python: the first n from the present one on, of the same mix and no small sample, for which
    // |z| ≥ 1.96 with ¾, 1½ and ¾ answers added to both sides.
    for (before, now, more) in [([120, 60, 20], [16, 4, 10], 3), ([500, 300, 200], [30, 20, 15], 943)] {
        assert_eq!(needed(before, now), Needed::More(more), "{before:?} {now:?}");
    }
    // z = 2.42 and 3.78: real already.
    assert_eq!(needed([100, 50, 50], [50, 20, 10]), Needed::Real);
    assert_eq!(needed([24, 10, 6], [30, 0, 0]), Needed::Real);
    // A difference of 7.5 drowns in the errors of before whatever comes now.
    assert_eq!(needed([60, 30, 10], [28, 14, 8]), Needed::Never);
    assert_eq!(needed([10, 10, 10], [10, 10, 10]), Needed::Never);
    assert_eq!(needed([0, 30, 0], [0, 40, 0]), Needed::Never, "the same");
    assert_eq!(needed([0, 0, 0], [1, 0, 0]), Needed::NoData);
    assert_eq!(needed([1, 0, 0], [0, 0, 0]), Needed::NoData);
}

#[test]
fn few_answers_are_not_compared_before_there_are_enough() {
    let needed = |before, now| responses_needed(&of(before), &of(now), SmallSample::DEFAULT);
    assert_eq!(needed([400, 100, 100], [8, 2, 4]), Needed::TooFew(Some(46)));
    assert_eq!(needed([24, 10, 6], [0, 0, 1]), Needed::TooFew(Some(29)), "to thirty, where z is far beyond 1.96");
    assert_eq!(needed([40, 0, 0], [1, 0, 0]), Needed::TooFew(None), "the same");
    // Whatever comes now, there are no more of before.
    assert_eq!(needed([20, 9, 0], [50, 0, 0]), Needed::TooFew(None));
    assert_eq!(needed([10, 5, 5], [6, 2, 4]), Needed::TooFew(None));
    let few = SmallSample::try_from(5).unwrap();
    assert_eq!(responses_needed(&of([24, 10, 6]), &of([0, 0, 1]), few), Needed::TooFew(Some(4)));
}

#[test]
fn a_front_line_sees_its_own_week() {
    let mut answers = [
        mix("2026-03-02", "North", [3, 1, 0]),
        mix("2026-03-08", "North", [1, 0, 1]),
        mix("2026-03-01", "North", [2, 0, 2]),
        mix("2026-02-22", "North", [9, 0, 0]),
        mix("2026-03-05", "South", [0, 0, 9]),
    ]
    .concat();
    let at = |minute, comment| Scored {
        taken: Some(Moment::at(day("2026-03-06"), minute, 480)),
        ..scored("2026-03-06", Some(8), "North", comment)
    };
    answers.extend([at(600, "early"), at(700, "late"), scored("2026-03-07", None, "North", "newest")]);
    answers.push(scored("2026-03-01", Some(9), "North", "before"));
    let mut desk = Desk::default();
    let waits = desk.case("North", "", &[(0, Action::Due { at: hour(99) })]);
    let longer = desk.case("North", "", &[]);
    let long = desk.case("North", "", &[(0, Action::Due { at: hour(20) })]);
    desk.case("North", "", &[(1, Action::Contact)]);
    desk.case("South", "", &[]);
    let cases = desk.cases();
    let page = |unit, stretch| front_line(unit, stretch, &answers, &cases, hour(30), Certainty::default());
    let north = page(Unit::Branch("North".into()), Stretch::Week(day("2026-03-05")));
    assert_eq!(north.period, Period { from: day("2026-03-02"), to: day("2026-03-08") });
    assert_eq!(north.before_period, Period { from: day("2026-02-23"), to: day("2026-03-01") });
    assert_eq!((north.now.n, north.now.not_answers, north.before.n), (8, 1, 5));
    let said: Vec<&str> = north.verbatims.iter().map(|said| said.comment.as_str()).collect();
    assert_eq!(said, ["newest", "late", "early"]);
    assert_eq!((north.due, north.overdue), (vec![waits], vec![long, longer]));
    assert_eq!(north.needed, Needed::TooFew(None));
    assert!(north.difference.is_some_and(|difference| !difference.real_change));
    let monday = page(Unit::Branch("North".into()), Stretch::Day(day("2026-03-02")));
    assert_eq!((monday.now.n, monday.before.n), (4, 5));
    let ben = page(Unit::Staff("Ben".into()), Stretch::Week(day("2026-03-08")));
    assert_eq!((ben.now.n, ben.due.len(), ben.overdue.len()), (17, 1, 3));
    let counter = page(Unit::Touchpoint("counter".into()), Stretch::Week(day("2026-03-02")));
    assert_eq!((counter.now.n, counter.due.len() + counter.overdue.len()), (17, 0));
    let nobody = page(Unit::Staff("Ann".into()), Stretch::Day(day("2026-03-02")));
    assert_eq!((nobody.needed, nobody.difference, nobody.now.score), (Needed::NoData, None, None));
}

#[test]
fn weeks_begin_on_monday_across_years_and_stay_in_the_calendar() {
    let week = |on: &str| Stretch::Week(day(on)).period();
    assert_eq!(week("2027-01-01"), Period { from: day("2026-12-28"), to: day("2027-01-03") });
    assert_eq!(week("2026-12-28"), week("2027-01-03"));
    assert_eq!(week("9999-12-31").to, Day::MAX);
    assert_eq!(Stretch::Day(day("2026-03-01")).before(), Stretch::Day(day("2026-02-28")));
}
