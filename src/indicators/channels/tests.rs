//! Channels of a handful of purchases worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::json;

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// Nine transactions and a return: five at the counter, three by app, one blank.
const ORDERS: &str = "customer_id,date,amount,channel,branch
a,2024-01-01,10,Counter,North
a,2024-01-02,10,Counter,North
b,2024-01-03,20.5,Counter,North
c,2024-01-04,1,Counter,South
c,2024-01-05,2,Counter,South
a,2024-01-06,5,App,North
b,2024-01-07,5,App,South
b,2024-01-08,5,App,South
d,2024-01-09,4,,South
a,2024-01-10,-10,Counter,North
";

#[test]
fn transactions_are_counted_by_channel_and_branch() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let channels: Vec<_> = found["channels"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["name"], &one["transactions"], &one["value"]))
        .collect();
    let expected = [
        (json!("Counter"), json!(5), json!(43.5)),
        (json!("App"), json!(3), json!(15.0)),
        (json!(""), json!(1), json!(4.0)),
    ];
    let expected: Vec<_> = expected.iter().map(|(a, b, c)| (a, b, c)).collect();
    assert_eq!(channels, expected);
    assert_eq!((&found["transactions"], &found["saving"]), (&json!(9), &json!(null)));
    // South: two of five at the counter, two by app, one blank.
    assert_eq!(
        (&found["branches"][0]["name"], &found["branches"][0]["shares"]),
        (&json!("South"), &json!([0.4, 0.4, 0.2]))
    );
    assert!(fixture.page(ID, Language::English).headline.starts_with("Most transactions come through Counter: 55.6%."));
}

#[test]
fn moving_to_the_cheapest_saves_what_the_dearer_cost_beyond_it() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "costs", &json!("counter: 20\nApp：1.5\nPhone: 8\n")).unwrap();
    fixture.set(ID, "moved", &json!(0.4)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    // Two of five, each 18.5 dearer; of South's two at the counter 0.8.
    assert_eq!((&found["saving"], &found["cheapest"]), (&json!(37.0), &json!("App")));
    assert!((found["branches"][0]["saving"].as_f64().unwrap() - 14.8).abs() < 1e-9);
    assert_eq!((&found["channels"][0]["cost"], &found["unknown"]), (&json!(100.0), &json!(["Phone"])));
    let headline = fixture.page(ID, Language::Chinese).headline;
    assert!(headline.ends_with("把较贵渠道 40% 的交易迁移到App，可节省 37。"), "{headline}");
}

#[test]
fn costs_that_are_none_are_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let refused = fixture.set(ID, "costs", &json!("Counter: 20\nApp 1")).unwrap_err();
    assert!(refused.contains("Line 2, “App 1”"), "{refused}");
    assert!(fixture.set(ID, "costs", &json!("Counter: -2")).is_err());
    assert!(fixture.set(ID, "moved", &json!(1.5)).unwrap_err().contains("0 to 100 %"));
}

#[test]
fn without_a_channel_the_page_says_what_is_needed() {
    let fixture = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-01,10\n")]);
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "No column of the purchases says the channel.");
    assert!(page.notes[0].text.contains("channel"));
}
