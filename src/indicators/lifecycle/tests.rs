//! The life cycle against cases worked out by hand, and its flows against those of a real file, computed independently.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::asked;
use crate::indicators::fixture::Fixture;
use crate::indicators::orders::{cdnow, table};
use crate::indicators::reference::truth;

use super::ID;

/// A file that ends on day 300 of the year. Each customer buys on these days of it.
fn orders(customers: &[(&str, &[i32])]) -> String {
    let start: crate::domain::day::Day = "2024-01-01".parse().unwrap();
    let rows = customers.iter().flat_map(|(name, days)| days.iter().map(move |day| (name, start.plus_days(*day))));
    let rows: String = rows.map(|(name, day)| format!("{name},{day},10\n")).collect();
    format!("customer_id,date,amount\n{rows}")
}

const CUSTOMERS: &[(&str, &[i32])] = &[
    // Every ten days to the end.
    ("mature", &[230, 240, 250, 260, 270, 280, 290, 300]),
    ("growing", &[100, 160, 220, 260, 275, 285, 293, 300]),
    ("declining", &[160, 164, 168, 180, 210, 230, 262, 292]),
    // Quick for long, then silent for 12 days: beyond their own 80 % point of 10.6, not beyond the 90 % point of 12.2.
    ("dormant", &[240, 247, 254, 261, 271, 275, 289]),
    ("lost", &[10, 20, 30, 40, 50, 60, 70]),
    // Gone for 200 days, and here again.
    ("back", &[10, 20, 30, 40, 50, 60, 260, 295]),
    ("fresh", &[299]),
    ("second", &[280, 299]),
];

fn stages(found: &Value) -> BTreeMap<String, u64> {
    let stages = found["stages"].as_array().unwrap().iter();
    stages.map(|stage| (stage["key"].as_str().unwrap().to_owned(), stage["customers"].as_u64().unwrap())).collect()
}

fn members(fixture: &Fixture) -> BTreeMap<String, String> {
    let table = fixture.members(ID);
    table.into_iter().skip(1).map(|row| (row[0].clone(), row[1].clone())).collect()
}

#[test]
fn each_customer_has_the_stage_of_their_own_rhythm() {
    let base = "customer_id,name\nmature,Ann\nnobody,Bob\n";
    let fixture = Fixture::new(&[("orders.csv", &orders(CUSTOMERS)), ("base.csv", base)]);
    let of = members(&fixture);
    for (name, stage) in [
        ("mature", "mature"),
        ("growing", "growing"),
        ("declining", "declining"),
        ("dormant", "dormant"),
        ("lost", "lost"),
        ("fresh", "new"),
        ("second", "growing"),
    ] {
        assert_eq!(of[name], stage, "{name}");
    }
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((stages(&found)["prospect"], &found["customers"]), (1, &json!(9)));
    let members = fixture.members(ID);
    assert_eq!(members.len(), 1 + 9, "those who never bought among them");
    assert_eq!(members.iter().filter(|row| row[1] == "prospect" && row[2..].iter().all(String::is_empty)).count(), 1);
}

#[test]
fn who_comes_back_from_beyond_their_rhythm_is_won_back() {
    let days: &[i32] = &[10, 20, 30, 40, 50, 60, 298];
    let fixture = Fixture::new(&[("orders.csv", &orders(&[("back", days), ("other", &[0, 300])]))]);
    assert_eq!(members(&fixture)["back"], "won_back");
}

#[test]
fn who_left_is_lost_unless_they_bought_since() {
    let exits = "customer_id,exit date\nmature,2024-10-27\nsecond,2024-10-01\n";
    let fixture = Fixture::new(&[("orders.csv", &orders(CUSTOMERS)), ("exits.csv", exits)]);
    let of = members(&fixture);
    assert_eq!((of["mature"].as_str(), of["second"].as_str()), ("lost", "growing"));
}

#[test]
fn without_a_second_purchase_nobody_has_a_rhythm() {
    let fixture = Fixture::new(&[("orders.csv", &orders(&[("a", &[0]), ("b", &[300])]))]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((stages(&found)["new"], &found["group"]), (2, &Value::Null));
    let page = fixture.page(ID, Language::English);
    assert!(page.notes.iter().any(|note| note.text.contains("nobody's rhythm is known")), "{:?}", page.notes);
}

#[test]
fn the_flows_of_a_real_file_equal_those_computed_independently() {
    let found = asked::document(ID, &asked::view(table(&cdnow()).0, "")).unwrap().unwrap();
    let expected = &truth("cdnow_sample")["log"]["month_to_month"]["value"];
    let (flows, months) = (found["flows"].as_array().unwrap(), expected.as_array().unwrap());
    for (place, month) in months.iter().enumerate().skip(1) {
        let (flow, before) = (&flows[place], &months[place - 1]);
        let n = |value: &Value, field: &str| value[field].as_i64().unwrap();
        assert_eq!(n(flow, "new"), n(month, "new"), "{month}");
        assert_eq!(n(flow, "kept"), n(before, "both"), "{month}");
        assert_eq!(n(flow, "lost"), n(before, "active") - n(before, "both"), "{month}");
        assert_eq!(n(flow, "back"), n(month, "active") - n(month, "new") - n(before, "both"), "{month}");
    }
    let (two, last) = (&found["two_period"], &flows[flows.len() - 1]);
    assert_eq!((&two["start"], &two["kept"], &two["lost"]), (&json!("1998-06-01"), &last["kept"], &last["lost"]));
}

#[test]
fn absurd_parameters_are_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", &orders(CUSTOMERS))]);
    for (parameter, value) in
        [("warning", json!(0.95)), ("lost", json!(1)), ("least_gaps", json!(0)), ("change", json!(-1))]
    {
        let refused = fixture.set(ID, parameter, &value).unwrap_err();
        assert!(refused.len() > 40, "{refused}");
    }
}

#[test]
fn the_page_says_it_in_both_languages() {
    let fixture = Fixture::new(&[("orders.csv", &orders(CUSTOMERS))]);
    let headline = fixture.page(ID, Language::English).headline;
    assert!(
        headline.contains("of 8 customers") && headline.ends_with("1 count as lost (silent or left)."),
        "{headline}"
    );
    let headline = fixture.page(ID, Language::Chinese).headline;
    assert!(headline.starts_with("8 名客户中有") && headline.ends_with("1 名视为流失（沉默或离开）。"), "{headline}");
}
