//! Touchpoints of a handful of answers worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::json;

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::Part;

use super::ID;

/// 1 January 2024 was a Monday.
const ANSWERS: &str = "customer_id,date,score,touchpoint,hour
a,2024-01-01,3,Counter,09:15
a,2024-01-08,5,Counter,09:40
b,2024-01-02,9,Counter,10:00
c,2024-01-02,0,App,14:30
d,2024-01-03,10,App,14:59
,2024-01-03,2,Phone,9:05
b,2024-01-06,6,Phone,14:00
e,2024-01-06,,Phone,14:00
";

const ORDERS: &str =
    "customer_id,date,amount\na,2024-01-01,100\nb,2024-01-01,40\nc,2024-01-01,250.5\nc,2024-01-02,-0.5\n";

#[test]
fn touchpoints_stand_by_the_money_of_their_detractors() {
    let found = Fixture::new(&[("answers.csv", ANSWERS), ("orders.csv", ORDERS)]).document(ID).unwrap().unwrap();
    let said: Vec<_> = found["touchpoints"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["name"], &one["at_stake"], &one["detractors"], &one["detracting_customers"]))
        .collect();
    // Whoever detracted twice is counted once; somebody unknown has no money.
    let expected = [
        (json!("App"), json!(250.0), json!(1), json!(1)),
        (json!("Counter"), json!(100.0), json!(2), json!(1)),
        (json!("Phone"), json!(40.0), json!(2), json!(1)),
    ];
    let expected: Vec<_> = expected.iter().map(|(a, b, c, d)| (a, b, c, d)).collect();
    assert_eq!(said, expected);
    assert_eq!(found["touchpoints"][0]["score"], 0.0);
}

#[test]
fn days_and_hours_are_compared() {
    let found = Fixture::new(&[("answers.csv", ANSWERS)]).document(ID).unwrap().unwrap();
    let list = |name: &str| -> Vec<(String, u64)> {
        let moments = found[name].as_array().unwrap().iter();
        moments.map(|one| (one["key"].as_str().unwrap().to_owned(), one["n"].as_u64().unwrap())).collect()
    };
    assert_eq!(list("weekdays"), [("mon".into(), 2), ("tue".into(), 2), ("wed".into(), 2), ("sat".into(), 1)]);
    assert_eq!(list("times"), [("09:00".into(), 3), ("10:00".into(), 1), ("14:00".into(), 3)]);
}

#[test]
fn days_are_crossed_with_bands_of_hours_with_what_is_at_stake() {
    let fixture = Fixture::new(&[("answers.csv", ANSWERS), ("orders.csv", ORDERS)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let moments: Vec<_> = found["moments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap().to_owned();
            (text("day"), text("key"), one["n"].as_u64().unwrap(), one["at_stake"].as_f64().unwrap())
        })
        .collect();
    let of = |day: &str, key: &str, n, money| (day.to_owned(), key.to_owned(), n, money);
    // Who detracted twice on Mondays is counted once; who said nothing is in no moment.
    assert_eq!(
        moments,
        [
            of("mon", "09:00–11:59", 2, 100.0),
            of("tue", "09:00–11:59", 1, 0.0),
            of("tue", "12:00–14:59", 1, 250.0),
            of("wed", "09:00–11:59", 1, 0.0),
            of("wed", "12:00–14:59", 1, 0.0),
            of("sat", "12:00–14:59", 1, 40.0),
        ]
    );
    let weekdays = found["weekdays"].as_array().unwrap();
    assert_eq!((&weekdays[0]["at_stake"], &weekdays[0]["detracting_customers"]), (&json!(100.0), &json!(1)));
    let page = fixture.page(ID, Language::English);
    let section = page.sections.iter().find(|section| section.id == "moments").unwrap();
    let Part::Text(worst) = &section.parts[0] else { panic!("{:?}", section.parts[0]) };
    assert_eq!(worst, "Most is at stake on Tuesday 12:00–14:59: 1 detractor who brought 250.");
    let Part::Table(table) = &section.parts[1] else { panic!("no table") };
    assert_eq!((table.columns.len(), table.rows.len()), (5, 2));
}

#[test]
fn without_money_touchpoints_stand_by_their_detractors() {
    let fixture = Fixture::new(&[("answers.csv", ANSWERS)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["touchpoints"][0]["name"], &found["has_money"]), (&json!("Counter"), &json!(false)));
    assert_eq!(fixture.page(ID, Language::English).headline, "Most detractors are at “Counter”: 2 answers.");
}

#[test]
fn another_column_can_be_chosen_and_none_is_said() {
    let answers = "customer_id,date,score,place\na,2024-01-01,3,North\nb,2024-01-01,9,South\n";
    let mut fixture = Fixture::new(&[("answers.csv", answers)]);
    let page = fixture.page(ID, Language::Chinese);
    assert_eq!(page.headline, "问卷回答中没有触点列。");
    fixture.set(ID, "column", &json!("place")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["touchpoints"][0]["name"], "North");
}
