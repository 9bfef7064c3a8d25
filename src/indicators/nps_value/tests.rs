//! Scores, raking and changes against the same formulas written out in Python (`statistics.NormalDist` alone).

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::intake::block_on_ready;
use crate::domain::interval::Level;
use crate::domain::language::Language;
use crate::domain::net_promoter::weighted;
use crate::domain::score::Attitude;
use crate::indicators::fixture::{Breaths, Fixture};

use super::rake::{Margin, rake};
use super::{ID, NpsValueIndicator};

/// 24 customers of January to March; every second one answered in February.
const ORDERS: &str = "\
    customer_id,date,amount\nc01,2024-01-08,13\nc01,2024-02-06,6\nc02,2024-01-15,16\nc02,2024-02-11,9\n\
    c03,2024-01-22,19\nc04,2024-01-29,22\nc04,2024-02-21,21\nc04,2024-03-15,36\nc05,2024-01-06,25\n\
    c05,2024-02-26,30\nc06,2024-01-13,28\nc07,2024-01-20,31\nc07,2024-02-08,17\nc08,2024-01-27,34\n\
    c08,2024-02-13,32\nc08,2024-03-29,32\nc09,2024-01-04,37\nc10,2024-01-11,40\nc10,2024-02-23,31\n\
    c11,2024-01-18,43\nc11,2024-02-28,15\nc12,2024-01-25,46\nc12,2024-03-13,28\nc13,2024-01-02,49\n\
    c13,2024-02-10,26\nc14,2024-01-09,52\nc14,2024-02-15,16\nc15,2024-01-16,55\nc16,2024-01-23,58\n\
    c16,2024-02-25,39\nc16,2024-03-27,24\nc17,2024-01-30,61\nc17,2024-02-02,35\nc18,2024-01-07,64\n\
    c19,2024-01-14,67\nc19,2024-02-12,33\nc20,2024-01-21,70\nc20,2024-02-17,35\nc20,2024-03-11,20\n\
    c21,2024-01-28,73\nc22,2024-01-05,76\nc22,2024-02-27,8\nc23,2024-01-12,79\nc23,2024-02-04,16\n\
    c24,2024-01-19,82\nc24,2024-03-25,16\nc01,2024-01-01,0\nc01,2024-03-31,0\n";

const ANSWERS: &str = "\
    customer_id,date,score\nc02,2024-02-12,9\nc04,2024-02-14,3\nc06,2024-02-16,7\nc08,2024-02-11,10\n\
    c10,2024-02-13,0\nc12,2024-02-15,8\nc14,2024-02-10,10\nc16,2024-02-12,6\nc18,2024-02-14,9\n\
    c20,2024-02-16,2\nc22,2024-02-11,9\nc24,2024-02-13,5\nc02,2024-01-02,0\nzz,2024-02-02,9\n,2024-02-02,9\n";

const CUSTOMERS: &str = "\
    customer_id,name,region\nc01,C01,N\nc02,C02,S\nc03,C03,S\nc04,C04,S\nc05,C05,N\nc06,C06,N\nc07,C07,S\n\
    c08,C08,S\nc09,C09,S\nc10,C10,N\nc11,C11,N\nc12,C12,S\nc13,C13,S\nc14,C14,S\nc15,C15,N\nc16,C16,N\n\
    c17,C17,S\nc18,C18,S\nc19,C19,S\nc20,C20,N\nc21,C21,N\nc22,C22,S\nc23,C23,S\nc24,C24,S\n";

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found} is no number"));
    assert!((found - expected).abs() < 1e-7 * expected.abs().max(1.0), "{found} is not {expected}");
}

fn fixture() -> Fixture {
    let files = [("orders.csv", ORDERS), ("answers.csv", ANSWERS), ("customers.csv", CUSTOMERS)];
    let mut fixture = Fixture::new(&files);
    for (of, name, value) in [
        ("retention", "months", json!(1)),
        (ID, "groups", json!(3)),
        (ID, "by", json!("region")),
        (ID, "after", json!(30)),
        (ID, "sent", json!(26)),
    ] {
        fixture.set(of, name, &value).unwrap();
    }
    fixture
}

/// The published example: unweighted 20, weighted -18.1818, effective n 3.457, standard error 38.5.
#[test]
fn the_weighted_score_is_that_of_the_example() {
    use Attitude::{Detractor, Passive, Promoter};
    let answers = [(Promoter, 2000.0), (Detractor, 8000.0), (Promoter, 2000.0), (Passive, 2000.0), (Passive, 8000.0)];
    let found = weighted(answers, Level::DEFAULT).unwrap();
    for (found, expected) in [
        (found.score, -18.181_818_181_818_183),
        (found.effective_n, 3.457_142_857_142_857),
        (found.standard_error, 38.498_560_987_940_88),
        (found.low, -65.078_769_798_672_95),
        (found.high, 45.609_743_250_000_39),
    ] {
        near(&json!(found), expected);
    }
    assert_eq!(weighted([(Promoter, 0.0), (Detractor, -3.0)], Level::DEFAULT), None);
}

#[test]
fn scores_are_weighted_and_raked() {
    let fixture = fixture();
    let found = fixture.document(ID).unwrap().unwrap();
    near(&found["unweighted"], 0.0);
    for (name, expected) in [
        ("score", -16.577_540_106_951_872),
        ("low", -60.254_689_301_188_68),
        ("high", 34.478_238_758_891_65),
        ("effective_n", 10.480_177_901_387_007),
    ] {
        near(&found["weighted"][name], expected);
    }
    for (name, expected) in [
        ("score", 19.179_189_589_260_464),
        ("low", -31.288_816_301_263_925),
        ("high", 60.208_648_260_808_73),
        ("effective_n", 9.192_039_184_187_704),
    ] {
        near(&found["raked"][name], expected);
    }
    assert_eq!((&found["without_purchases"], &found["unnamed"]), (&json!(1), &json!(1)));
    // Thirteen by name, one without.
    near(&found["response"]["rate"], 14.0 / 26.0);
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.starts_with("The score of customers who answered is"), "{}", page.headline);
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("推及全体客户"));
}

#[test]
fn responders_stand_beside_the_silent() {
    let found = fixture().document(ID).unwrap().unwrap();
    for (who, [value, recency, retention, low, high]) in [
        ("responders", [77.916_666_666_666_67, 26.5, 0.5, 0.215_216_062_213_877_62, 0.784_783_937_786_122_4]),
        ("silent", [60.833_333_333_333_336, 54.0, 0.125, 0.022_417_491_450_056_67, 0.470_888_182_212_853_4]),
    ] {
        let of = &found[who];
        assert_eq!((&of["customers"], &of["active"]), (&json!(12), &json!(8)));
        near(&of["mean_value"], value);
        near(&of["recency"], recency);
        near(&of["retention"], retention);
        near(&of["low"], low);
        near(&of["high"], high);
    }
}

#[test]
fn what_was_bought_afterwards_has_a_comparison() {
    let found = fixture().document(ID).unwrap().unwrap();
    for (place, n, [before, after, low, high]) in [
        (0, 5, [46.4, 36.4, -51.567_874_344_837_705, 31.567_874_344_837_705]),
        (1, 2, [23.0, 14.0, -26.639_675_860_860_482, 8.639_675_860_860_482]),
        (2, 5, [11.8, 11.2, -14.088_198_165_361_957, 12.888_198_165_361_958]),
        (3, 12, [34.583_333_333_333_336, 3.75, -49.957_761_225_788_4, -11.708_905_440_878_262]),
    ] {
        let of = &found["after"][place];
        assert_eq!(of["customers"], n);
        for (name, expected) in [("before", before), ("after", after), ("low", low), ("high", high)] {
            near(&of[name], expected);
        }
    }
    near(&found["after"][2]["against_silent"], 30.233_333_333_333_33);
    near(&found["after"][2]["against_low"], 6.830_871_241_455_32);
    assert_eq!(found["after"][3]["against_silent"], Value::Null);
}

#[test]
fn what_is_missing_or_absurd_is_said() {
    let alone = Fixture::new(&[("answers.csv", "score\n9\n3\n")]);
    assert!(alone.page(ID, Language::English).headline.contains("purchases are needed"));
    let one = Fixture::new(&[
        ("answers.csv", "customer_id,date,score\na,2024-01-05,9\n"),
        ("orders.csv", "customer_id,date,amount\na,2024-01-05,10\n"),
    ]);
    let found = one.document(ID).unwrap().unwrap();
    assert_eq!((&found["unweighted"], &found["silent"]["mean_value"]), (&json!(100.0), &Value::Null));
    assert!(one.page(ID, Language::English).to_markdown().contains("choose fewer days"));
    let mut fixture = fixture();
    for (name, value) in [("groups", json!(0)), ("groups", json!(11)), ("after", json!(0))] {
        assert!(fixture.set(ID, name, &value).is_err(), "{name}");
    }
    fixture.set(ID, "by", &json!("no such column")).unwrap();
    assert!(fixture.document(ID).unwrap().unwrap()["raked"].is_object());
}

#[test]
fn who_is_in_two_groups_nobody_answered_from_is_uncovered_once() {
    // Of two groups each: a little and lately (who answered), b little and long ago, c much and lately, d much and long ago.
    let orders = "customer_id,date,amount\na,2024-03-30,10\nb,2024-01-01,11\nc,2024-03-31,100\nd,2024-01-02,110\n";
    let answers = "customer_id,date,score\na,2024-02-01,9\n";
    let mut fixture = Fixture::new(&[("orders.csv", orders), ("answers.csv", answers)]);
    fixture.set(ID, "groups", &json!(2)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["raked"]["score"], &found["raked"]["uncovered"]), (&json!(100.0), &json!(3)));
    assert!(
        fixture.page(ID, Language::English).notes.iter().any(|note| note.text.starts_with("3 customers are in groups"))
    );
}

#[test]
fn many_people_give_way() {
    let people = 40_000;
    let margin = |every: usize| Margin {
        group: (0..people).map(|who| usize::from(who % every == 0)).collect(),
        population: vec![0.5, 0.5],
    };
    let mut breaths = Breaths::default();
    let weights = block_on_ready(rake(people, &[margin(2), margin(3)], &mut breaths)).unwrap().unwrap();
    assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    // Three blocks, twice for each margin, in each round: the last one changes nothing.
    assert!(breaths.0 >= 24 && breaths.0.is_multiple_of(12), "{}", breaths.0);
    let of = |people: usize| {
        let rows = |each: fn(usize) -> String| (0..people).map(each).collect::<String>();
        let orders = rows(|who| format!("c{who},2024-0{}-05,{}\n", who % 3 + 1, who % 50 + 1));
        let answers = rows(|who| format!("c{},2024-02-10,{}\n", who * 2, who % 11));
        let (orders, answers) =
            (format!("customer_id,date,amount\n{orders}"), format!("customer_id,date,score\n{answers}"));
        let mut fixture = Fixture::new(&[("orders.csv", &orders), ("answers.csv", &answers)]);
        fixture.set(ID, "groups", &json!(2)).unwrap();
        fixture.set(ID, "after", &json!(20)).unwrap();
        fixture.breaths::<NpsValueIndicator>()
    };
    let (many, few) = (of(40_000), of(1_000));
    assert!(many >= few + 30, "{many} {few}");
}

#[test]
fn windows_outside_the_data_are_said_to_be() {
    let mut fixture = fixture();
    fixture.set("retention", "until", &json!("2030-01-31")).unwrap();
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("do not both lie in the data"), "{page}");
}
