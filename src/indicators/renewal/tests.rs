//! Renewal against the figures published for two sets of contracts.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write;

use serde_json::{Value, json};

use crate::domain::day::Day;
use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::Plot;

use super::ID;

const REGULAR: [u32; 13] = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173];
const HIGH_END: [u32; 13] = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];

/// A customers table of the first so many renewals.
fn contracts(alive: &[u32], renewals: usize) -> String {
    let mut text = String::from("customer_id,tenure,churned\n");
    let mut number = 0;
    let mut add = |count: u32, tenure: usize, left: &str| {
        for _ in 0..count {
            number += 1;
            writeln!(text, "c{number},{tenure},{left}").unwrap();
        }
    };
    for (period, pair) in (1..).zip(alive.windows(2)).take(renewals) {
        add(pair[0] - pair[1], period, "yes");
    }
    add(alive[renewals], renewals, "no");
    text
}

fn fixture(alive: &[u32], renewals: usize) -> Fixture {
    let mut fixture = Fixture::new(&[("customers.csv", &contracts(alive, renewals))]);
    fixture.set(ID, "unit", &json!("years")).unwrap();
    fixture
}

#[track_caller]
fn near(found: &Value, expected: f64, tolerance: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found} is no number"));
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

#[test]
fn both_models_and_their_test_equal_the_published() {
    let found = fixture(&HIGH_END, 7).document(ID).unwrap().unwrap();
    near(&found["sbg"]["log_likelihood"], -1611.1581, 1e-4);
    near(&found["bdw"]["log_likelihood"], -1605.3142, 1e-4);
    near(&found["sbg"]["parameters"]["alpha"], 0.668_088, 1e-4);
    near(&found["bdw"]["parameters"]["c"], 1.723_565, 1e-3);
    near(&found["sbg"]["survival"][12], 0.3780, 1e-4);
    near(&found["bdw"]["survival"][12], 0.4039, 1e-4);
    near(&found["likelihood_ratio"]["statistic"], 11.688, 1e-3);
    near(&found["likelihood_ratio"]["p"], 0.0006, 1e-4);
    assert_eq!(found["chosen"], "bdw");
    for (seen, alive) in found["seen"].as_array().unwrap().iter().zip(HIGH_END) {
        near(seen, f64::from(alive) / 1000.0, 1e-12);
    }
    let found = fixture(&REGULAR, 7).document(ID).unwrap().unwrap();
    near(&found["likelihood_ratio"]["statistic"], 1.325, 1e-3);
    assert_eq!(found["chosen"], "sbg");
    near(&found["sbg"]["discounted"], 3.6949, 1e-4);
    for (place, residual) in [2.9644, 4.1031, 4.8698, 5.4421, 5.8941].into_iter().enumerate() {
        near(&found["sbg"]["residual"][place], residual, 1e-4);
    }
}

/// Half the width of an interval over the standard normal's point.
#[track_caller]
fn error(interval: &Value) -> f64 {
    (interval["high"].as_f64().unwrap() - interval["low"].as_f64().unwrap()) / 2.0 / 1.959_963_985
}

/// Against the delta method in plain Python: covariances from second differences of the log likelihood.
#[test]
fn every_period_and_every_payment_has_its_interval() {
    let regular = fixture(&REGULAR, 7).document(ID).unwrap().unwrap();
    let high_end = fixture(&HIGH_END, 7).document(ID).unwrap().unwrap();
    let errors = |found: &Value, expected: [(usize, f64); 5]| {
        assert_eq!(found["intervals"].as_array().unwrap().len(), found["survival"].as_array().unwrap().len());
        assert_eq!(found["intervals"][0], json!({ "low": 1.0, "high": 1.0 }), "everybody begins");
        for (period, expected) in expected {
            near(&json!(error(&found["intervals"][period])), expected, 2e-6);
        }
        assert_eq!(found["intervals"][19], found["last"]);
    };
    let expected = [(1, 0.014_709), (4, 0.013_362), (7, 0.013_401), (12, 0.013_253), (19, 0.012_622)];
    errors(&regular["sbg"], expected);
    let expected = [(1, 0.010_639), (4, 0.014_401), (7, 0.015_801), (12, 0.018_713), (19, 0.021_177)];
    errors(&high_end["bdw"], expected);
    for (found, [new, first, fifth]) in
        [(&regular["sbg"], [0.117_019, 0.128_721, 0.239_357]), (&high_end["bdw"], [0.145_619, 0.160_181, 0.244_278])]
    {
        near(&json!(error(&found["discounted_interval"])), new, 2e-4);
        near(&json!(error(&found["residual_intervals"][0])), first, 2e-4);
        near(&json!(error(&found["residual_intervals"][4])), fifth, 2e-4);
    }
    // The Kaplan-Meier beside it: Greenwood by hand after the first renewal, 1,000 with 369 gone.
    near(&regular["km"]["survival"][0], 0.631, 1e-12);
    near(&regular["km"]["standard_error"][0], (0.631 * 0.369 / 1000.0_f64).sqrt(), 1e-9);
}

#[test]
fn the_chart_shows_the_interval_of_every_period() {
    let page = fixture(&HIGH_END, 7).page(ID, Language::English);
    let Plot::Curves(plot) = &page.charts()[0].plot else { panic!() };
    let [seen, sbg, bdw] = plot.curves.as_slice() else { panic!() };
    assert_eq!([&seen.name, &sbg.name, &bdw.name], ["As seen", "sBG", "BdW"]);
    assert_eq!((seen.times.len(), seen.intervals.iter().flatten().count()), (7, 7));
    for curve in [sbg, bdw] {
        assert_eq!((curve.times.len(), curve.intervals.iter().flatten().count()), (20, 20));
        for (share, ends) in curve.shares.iter().zip(&curve.intervals) {
            let (low, high) = ends.unwrap();
            assert!(low <= *share && *share <= high);
        }
    }
}

/// Exactly half leave in every period: everybody has the same chance, and ever more alike customers explain it as well.
#[test]
fn where_no_model_has_a_maximum_nothing_is_projected() {
    let mut fixture = Fixture::new(&[("customers.csv", "customer_id,name\na,Anna\nb,Ben\n")]);
    fixture.set(ID, "counts", &json!([1000, 500, 250, 125])).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["lacking"], &found["chosen"]), (&Value::Null, &Value::Null));
    assert_eq!((&found["sbg"]["converged"], &found["bdw"]["converged"]), (&json!(false), &json!(false)));
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "Neither model can be fitted, so nothing is projected; what was seen is below.");
    let Plot::Curves(plot) = &page.charts()[0].plot else { panic!() };
    assert_eq!(plot.curves.len(), 1);
    assert_eq!(fixture.page(ID, Language::Chinese).headline, "两个模型都无法拟合，因此不作推算；以下是观察到的情况。");
}

#[test]
fn counts_typed_in_are_the_same() {
    let table = fixture(&REGULAR, 4).document(ID).unwrap().unwrap();
    let mut fixture = Fixture::new(&[("customers.csv", "customer_id,name\na,Anna\nb,Ben\n")]);
    fixture.set(ID, "counts", &json!(REGULAR[..=4])).unwrap();
    let typed = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&typed["sbg"]["log_likelihood"], &typed["seen"]), (&table["sbg"]["log_likelihood"], &table["seen"]));
    near(&typed["likelihood_ratio"]["p"], 0.55, 5e-3);
    let absurd = [json!([10]), json!([10, 11]), json!([10, -1]), json!([100.5, 50.2, 20.1]), json!([1e300, 1e299])];
    for counts in absurd {
        let refused = fixture.set(ID, "counts", &counts).unwrap_err();
        assert!(refused.contains("two or more whole numbers of 0 to 1000000000"), "{refused}");
    }
    fixture.set(ID, "counts", &json!([1_000_000_000, 10, 0])).unwrap();
}

#[test]
fn what_is_missing_is_said() {
    let lacking = |rows: &str| {
        let fixture = Fixture::new(&[("customers.csv", &format!("customer_id,tenure,churned\n{rows}"))]);
        let headline = fixture.page(ID, Language::English).headline;
        (fixture.document(ID).unwrap().unwrap()["lacking"].clone(), headline)
    };
    let (nobody, said) = lacking("a,5,no\nb,3,no\n");
    assert_eq!(
        (nobody, said.as_str()),
        (json!("nobody"), "None of 2 customers has left: nothing says how many would.")
    );
    assert_eq!(lacking("a,5,yes\nb,5,no\nc,5,yes\n").0, "periods");
    assert_eq!(lacking("a,5000,yes\nb,3,no\nc,4,yes\n").0, "too_long");
    let plain = Fixture::new(&[("customers.csv", "customer_id,name\na,Anna\nb,Ben\n")]);
    assert_eq!(plain.document(ID).unwrap().unwrap()["lacking"], "columns");
    assert!(plain.page(ID, Language::Chinese).headline.starts_with("客户表没有在网时长"));
}

#[test]
fn the_page_says_it_in_both_languages() {
    let fixture = fixture(&HIGH_END, 7);
    let english = fixture.page(ID, Language::English);
    assert!(english.headline.contains("after 19 years (projected)"), "{}", english.headline);
    assert!(english.notes[0].text.starts_with("Chances of leaving change with time"), "{:?}", english.notes);
    assert!(fixture.page(ID, Language::Chinese).headline.contains("后预计仍有"));
}

/// The same contracts as people who joined on one day and left so many weeks later; one who was there before.
#[test]
fn joining_and_exits_say_as_much_as_tenure() {
    let joined = Day::from_epoch_days(19_723).unwrap();
    let (mut customers, mut exits) = (String::from("customer_id,customer_since\nold,2020-05-01\n"), String::new());
    writeln!(exits, "customer_id,left_on,reason\nold,{joined},price").unwrap();
    let mut number = 0;
    for (week, pair) in (1..).zip(HIGH_END.windows(2)).take(7) {
        for _ in 0..pair[0] - pair[1] {
            number += 1;
            writeln!(customers, "c{number},{joined}").unwrap();
            writeln!(exits, "c{number},{},price", joined.plus_days(7 * week)).unwrap();
        }
    }
    for number in number..1000 {
        writeln!(customers, "s{number},{joined}").unwrap();
    }
    let mut fixture = Fixture::new(&[("customers.csv", &customers), ("exits.csv", &exits)]);
    fixture.set(ID, "unit", &json!("weeks")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((found["customers"].as_u64(), found["left"].as_u64()), (Some(1000), Some(509)));
    assert_eq!((found["joined"]["earlier"].as_u64(), found["no_time"].as_u64()), (Some(1), Some(0)));
    near(&found["sbg"]["log_likelihood"], -1611.1581, 1e-4);
    near(&found["bdw"]["survival"][12], 0.4039, 1e-4);
    let page = fixture.page(ID, Language::English);
    let note = "within 1 Jan 2024 – 19 Feb 2024, since when exits are known. Left out: 1 customer who began before";
    assert!(page.notes.iter().any(|one| one.text.contains(note)), "{:?}", page.notes);
}

/// Seven customers who can be followed: old and stay began before the first exit, and both, whose first purchase goes before
/// the day of the table; tab and blank stand in it, shop and gone do not. Of nell and ghost nobody knows when they began.
const FOLLOWED: [(&str, &str); 3] = [
    (
        "customers.csv",
        "customer_id,customer_since,plan\nold,2020-05-01,a\nstay,2021-01-01,b\ntab,2024-02-01,a\nboth,2024-03-01,a\n\
         blank,,b\nnell,,b\n",
    ),
    (
        "orders.csv",
        "customer_id,date,amount\nboth,2023-12-01,5\nblank,2024-04-01,5\nshop,2024-05-01,5\nshop,2024-12-31,5\n\
         gone,2024-02-10,5\n",
    ),
    (
        "exits.csv",
        "customer_id,left_on,reason\nold,2024-01-01,x\ntab,2024-06-01,x\ngone,2024-08-10,x\nghost,2024-09-01,x\n",
    ),
];

/// Customers followed and those of them who left, by renewal and by survival, with whom the former leaves out.
fn followed(fixture: &Fixture) -> [[u64; 2]; 3] {
    let (renewal, survival) = (fixture.document(ID).unwrap().unwrap(), fixture.document("survival").unwrap().unwrap());
    assert_eq!(survival["event"], "exits");
    let of = |found: &Value, names: [&str; 2]| names.map(|name| found[name].as_u64().unwrap());
    [
        of(&renewal, ["customers", "left"]),
        of(&renewal["joined"], ["earlier", "earlier_left"]),
        of(&survival, ["n", "events"]),
    ]
}

#[test]
fn renewal_follows_whom_the_survival_curves_follow_but_for_who_began_before_exits_are_known() {
    let fixture = Fixture::new(&FOLLOWED);
    assert_eq!(followed(&fixture), [[4, 2], [3, 1], [7, 3]]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["no_time"], 2, "nell and ghost");
    assert_eq!(found["provenance"]["left_out"], json!([{"reason": "before_exits", "count": 3}]));
    for language in Language::ALL {
        let notes = |id: &str| format!("{:?}", fixture.page(id, language).notes);
        let (ours, theirs) = match language {
            Language::English => (
                "Left out: 3 customers who began before, 1 of whom left",
                "3 customers began before 1 Jan 2024, the first exit in the files",
            ),
            Language::Chinese => ("此前开始的 3 名客户（其中 1 名已离开）未计入", "续约页面不计入这些客户"),
        };
        assert!(notes(ID).contains(ours), "{}", notes(ID));
        assert!(notes("survival").contains(theirs), "{}", notes("survival"));
    }
    // Under any filter the two differ by those alone.
    for filter in ["to=2024-07-31", "to=2024-12-30", "from=2024-03-01", "a.plan=a", "a.plan=b&to=2024-11-30"] {
        let [renewal, earlier, survival] = followed(&Fixture::filtered(&FOLLOWED, filter));
        assert_eq!([0, 1].map(|place| renewal[place] + earlier[place]), survival, "{filter}");
    }
}

#[test]
fn where_nobody_began_before_exits_are_known_both_follow_the_same() {
    let [(_, customers), orders, (_, exits)] = FOLLOWED;
    let customers = customers.replace("2020-05-01", "2024-01-01").replace("stay,2021", "stay,2024");
    let exits = format!("{exits}never,2023-12-01,x\n");
    let files = [("customers.csv", customers.as_str()), orders, ("exits.csv", exits.as_str())];
    assert_eq!(followed(&Fixture::new(&files)), [[7, 3], [0, 0], [7, 3]]);
}

#[test]
fn a_few_who_began_before_exits_are_known_are_told_by_survival_without_a_caution() {
    let mut customers = String::from("customer_id,customer_since\nearly,2020-01-01\n");
    for number in 0..20 {
        writeln!(customers, "c{number},2024-02-{:02}", number + 1).unwrap();
    }
    let exits = "customer_id,left_on,reason\nc1,2024-03-01,x\nc2,2024-06-30,x\nnever,2024-01-01,x\n";
    let fixture = Fixture::new(&[("customers.csv", &customers), ("exits.csv", exits)]);
    assert_eq!(followed(&fixture), [[20, 2], [1, 0], [21, 2]]);
    for (language, words) in [
        (Language::English, "1 customer began before 1 Jan 2024, the first exit in the files, and counted here"),
        (Language::Chinese, "此处计入，续约页面不计入"),
    ] {
        let page = fixture.page("survival", language).to_markdown();
        assert!(page.contains(words), "{page}");
    }
}
