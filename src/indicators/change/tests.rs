//! Parts against the same formulas written out in Python, and the bridge of a real file.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::reference::{text, truth};

use super::{ChangeIndicator, ID};

const ORDERS: &str = "customer_id,date,amount\na,2024-01-01,60\nb,2024-01-02,40\nc,2024-01-31,10\n\
    a,2024-02-01,90\nd,2024-02-10,25\ne,2024-02-29,5\n";
const CUSTOMERS: &str = "customer_id,name,region\na,A,N\nb,B,S\nc,C,N\nd,D,S\ne,E,N\n";
const ANSWERS: &str = "customer_id,date,score,region\np1,2024-01-05,1,S\np1,2024-01-06,9,N\np2,2024-01-06,3,N\n\
    p3,2024-01-07,7,S\np4,2024-01-08,10,S\np5,2024-01-09,0,N\n,2024-01-31,8,S\np1,2024-02-01,6,N\np3,2024-02-02,9,S\n\
    p6,2024-02-03,10,N\np7,2024-02-04,2,S\np4,2024-02-29,10,S\n";

fn parts(found: &Value) -> Vec<(String, f64)> {
    let of_part = |part: &Value| (part["name"].as_str().unwrap().to_owned(), part["value"].as_f64().unwrap());
    found["parts"].as_array().unwrap().iter().map(of_part).collect()
}

#[track_caller]
fn are(found: &Value, expected: &[(&str, f64)]) {
    let parts = parts(found);
    for ((name, value), (wanted, expected)) in parts.iter().zip(expected) {
        assert!(name == wanted && (value - expected).abs() < 1e-6, "{name} {value} is not {wanted} {expected}");
    }
    assert_eq!(parts.len(), expected.len());
    let sum: f64 = parts.iter().map(|(_, value)| value).sum();
    let [from, to, total] = ["from", "to", "total"].map(|name| found[name].as_f64().unwrap());
    assert!((sum - total).abs() < 1e-6 && (to - from - total).abs() < 1e-6, "{sum} {total}");
}

#[test]
fn revenue_is_split_with_its_mix() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", CUSTOMERS)]);
    fixture.set("retention", "months", &json!(1)).unwrap();
    fixture.set(ID, "by", &json!("region")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["from"], &found["to"]), (&json!(110.0), &json!(120.0)));
    are(&found, &[("left", -52.5), ("came", 73.75), ("changed", 30.0), ("mix", -41.25)]);
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.starts_with("Revenue went from 110 to 120. The largest part: who came"), "{}", page.headline);
    assert!(fixture.page(ID, Language::Chinese).headline.starts_with("收入由 110 变为 120"));
}

#[test]
fn the_score_is_split_with_intervals() {
    let mut fixture = Fixture::new(&[("answers.csv", ANSWERS)]);
    fixture.set(ID, "by", &json!("region")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["figure"], "nps");
    are(
        &found,
        &[
            ("left", 65.277_777_777_777_79),
            ("came", -5.555_555_555_555_555),
            ("changed", -33.333_333_333_333_336),
            ("mix", -6.388_888_888_888_89),
        ],
    );
    assert_eq!((&found["people"], &found["unnamed"]), (&json!([6, 3, 5]), &json!(1)));
    assert_eq!(found["mix"][0]["name"], "N");
    assert!((found["mix"][0]["value"].as_f64().unwrap() + 5.111_111_111_111_113).abs() < 1e-9);
    for part in found["parts"].as_array().unwrap() {
        let [low, value, high] = ["low", "value", "high"].map(|name| part[name].as_f64().unwrap());
        assert!(low <= value && value <= high && low < high, "{part}");
    }
    assert_eq!(found, fixture.document(ID).unwrap().unwrap(), "draws are the same every time");
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("1 份回答没有客户编号"));
}

/// Its bridge was computed independently.
#[test]
fn parts_of_a_real_file_are_those_of_its_bridge() {
    let mut fixture = Fixture::new(&[("retail.csv", &text("online_retail_a/online_retail_a.csv.gz"))]);
    fixture.set("retention", "months", &json!(3)).unwrap();
    fixture.set("retention", "until", &json!("2011-08-31")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let bridge = &truth("online_retail_a")["segmentation"]["bridge"]["value"];
    let part = |name: &str| bridge["parts"][name].as_f64().unwrap();
    let mut expected = vec![
        ("left", part("lost")),
        ("came", part("new") + part("won_back")),
        ("changed", part("up") + part("down")),
        ("mix", 0.0),
    ];
    if bridge["customers"]["returns_only"] != 0 {
        expected.push(("other", part("returns_only")));
    }
    are(&found, &expected);
}

#[test]
fn what_is_missing_or_absurd_is_said() {
    let one = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-05,10\n")]);
    assert!(one.page(ID, Language::English).headline.contains("two whole months"));
    let alone = Fixture::new(&[("answers.csv", "score\n9\n3\n")]);
    assert!(alone.page(ID, Language::English).headline.contains("dated answers of two months"));
    let mut fixture = Fixture::new(&[("answers.csv", ANSWERS)]);
    fixture.set(ID, "figure", &json!("revenue")).unwrap();
    assert!(fixture.page(ID, Language::English).headline.contains("purchases of two whole months"));
    assert!(fixture.set(ID, "resamples", &json!(1)).is_err());
    // Nobody stayed: all but the mix is who came.
    let strangers = "customer_id,date,score\na,2024-01-05,10\nb,2024-02-05,0\n";
    let found = Fixture::new(&[("answers.csv", strangers)]).document(ID).unwrap().unwrap();
    are(&found, &[("left", 0.0), ("came", -200.0), ("changed", 0.0), ("mix", 0.0)]);
}

#[test]
fn another_scale_is_asked_about_first() {
    let stars: String = (1..=5)
        .flat_map(|score| (0..10).map(move |n| format!("c{n}{score},2024-0{}-05,{score}\n", 1 + n % 2)))
        .collect();
    let fixture = Fixture::new(&[("answers.csv", &format!("customer_id,date,score\n{stars}"))]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["parts"], &found["total"]), (&json!([]), &Value::Null));
    assert!(fixture.page(ID, Language::English).headline.contains("another scale"));
}

#[test]
fn many_answers_give_way() {
    let of = |people: usize| {
        let rows = (0..people).map(|who| format!("p{who},2024-0{}-05,{}\n", who % 2 + 1, who % 11));
        let mut fixture = Fixture::new(&[("a.csv", &format!("customer_id,date,score\n{}", rows.collect::<String>()))]);
        fixture.set(ID, "resamples", &json!(50)).unwrap();
        fixture.breaths::<ChangeIndicator>()
    };
    // Two blocks more of answers, and of people.
    assert_eq!(of(40_000), of(1_000) + 4);
}
