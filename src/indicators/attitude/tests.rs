//! Attitude and behaviour against quadrants worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// Days with purchases: a 4, b 4, c 1, d 1, e 1, f 2 (of them one a return on another day, so 1): the median of 1, 1, 1,
/// 1, 4, 4 is 1. Money: a 40, b 80, c 5, d 5, e 7, f 1.
const PURCHASES: &str = "customer_id,date,amount
a,2024-01-01,10
a,2024-02-01,10
a,2024-03-01,10
a,2024-04-01,10
b,2024-01-01,20
b,2024-02-01,20
b,2024-03-01,20
b,2024-04-02,20
c,2024-01-01,5
d,2024-01-05,5
e,2024-03-20,7
f,2024-03-21,2
f,2024-03-22,-1
";

/// The newest counts: a 10, b 3 (not the earlier 10), c 9, d 6, g 10 who never bought. One names nobody.
const ANSWERS: &str = "customer_id,date,nps,intention
a,2024-03-05,10,5
b,2024-02-05,10,5
b,2024-03-05,3,1
c,2024-03-05,9,4
d,2024-03-05,6,4
g,2024-03-05,10,1
,2024-03-05,10,5
";

const EXITS: &str = "customer_id,exit date,exit reason\nc,2024-03-10,moved\n";

fn all() -> Fixture {
    Fixture::new(&[("orders.csv", PURCHASES), ("survey.csv", ANSWERS), ("exits.csv", EXITS)])
}

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

/// Key, customers and value of each quadrant.
fn quadrants(found: &Value) -> Vec<(String, u64, f64)> {
    let of = |quadrant: &Value| {
        let key = quadrant["key"].as_str().unwrap().to_owned();
        (key, quadrant["customers"].as_u64().unwrap(), quadrant["value"].as_f64().unwrap())
    };
    found["quadrants"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn word_and_deed_make_four_quadrants() {
    let found = document(&all());
    let expected = [("none", 1, 5.0), ("spurious", 1, 80.0), ("latent", 2, 5.0), ("true", 1, 40.0)]
        .map(|(key, n, value)| (key.to_owned(), n, value));
    assert_eq!(quadrants(&found), expected);
    assert_eq!(found["cut"], json!({ "attitude": 9.0, "behaviour": 1.0 }));
    assert_eq!((&found["customers"], &found["silent"], &found["unnamed"]), (&json!(5), &json!(2), &json!(1)));
    // Wilson of 1 in 5 at 95 %, by hand: 0.0362 to 0.6245.
    let interval = &found["quadrants"][3]["interval"];
    assert!((interval["low"].as_f64().unwrap() - 0.036_224).abs() < 1e-4, "{interval}");
    assert!((interval["high"].as_f64().unwrap() - 0.624_465).abs() < 1e-4, "{interval}");
}

#[test]
fn mismatches_are_listed_with_their_money() {
    let found = document(&all());
    let [gone, unwilling] = found["mismatches"].as_array().unwrap().as_slice() else { panic!() };
    assert_eq!((&gone["customers"], &gone["value"]), (&json!(1), &json!(5.0)));
    assert_eq!(gone["people"][0]["customer"], "c");
    assert_eq!((&unwilling["customers"], &unwilling["value"]), (&json!(1), &json!(80.0)));
    assert_eq!(unwilling["people"][0], json!({ "customer": "b", "attitude": 3.0, "days": 4, "value": 80.0 }));
    let page = all().page(ID, Language::English);
    let named = page.to_follow_up();
    let who: Vec<_> = named.iter().flat_map(|named| &named.customers).map(|one| one.id.as_str()).collect();
    assert_eq!((named.len(), who), (2, vec!["c", "b"]));
    assert!(named[1].customers[0].why.contains("mark 3"), "{}", named[1].customers[0].why);
}

#[test]
fn intention_and_money_can_take_their_places() {
    let mut fixture = all();
    fixture.set(ID, "by", &json!("intention")).unwrap();
    fixture.set(ID, "behaviour", &json!("money")).unwrap();
    fixture.set(ID, "behaviour_from", &json!(5)).unwrap();
    let found = document(&fixture);
    // Intentions 5, 1, 4, 4, 1: from the mean of 3 on. Money from 5 on: all but g.
    let counts: Vec<u64> = quadrants(&found).iter().map(|(_, n, _)| *n).collect();
    assert_eq!(counts, [1, 1, 0, 3]);
    assert_eq!(found["cut"], json!({ "attitude": 3.0, "behaviour": 5.0 }));
}

#[test]
fn what_is_missing_is_said() {
    let lacking = |files: &[(&str, &str)]| document(&Fixture::new(files))["lacking"].clone();
    assert_eq!(lacking(&[("survey.csv", ANSWERS)]), "purchases");
    let nobody = "nps\n9\n3\n";
    assert_eq!(lacking(&[("survey.csv", nobody), ("orders.csv", PURCHASES)]), "named");
    let of_five: String = (0..30).map(|row| format!("a,{}\n", row % 5 + 1)).collect();
    let of_five = format!("customer_id,nps\n{of_five}");
    assert_eq!(lacking(&[("survey.csv", &of_five), ("orders.csv", PURCHASES)]), "scale");
    let mut told = Fixture::new(&[("survey.csv", &of_five), ("orders.csv", PURCHASES)]);
    told.set(ID, "attitude_from", &json!(4)).unwrap();
    assert_eq!(document(&told)["lacking"], Value::Null);
    let mut fixture = Fixture::new(&[("survey.csv", nobody), ("orders.csv", PURCHASES)]);
    fixture.set(ID, "by", &json!("intention")).unwrap();
    assert_eq!(document(&fixture)["lacking"], "intention");
}

#[test]
fn every_customer_has_a_class_and_the_page_says_the_same_in_both_languages() {
    let fixture = all();
    let members = fixture.members(ID);
    assert_eq!(members[0], ["customer", "class", "attitude", "days", "value", "gone"]);
    assert_eq!(members[1], ["a", "true", "10", "4", "40", "false"]);
    assert_eq!(members[3], ["c", "latent", "9", "1", "5", "true"]);
    let english = fixture.page(ID, Language::English);
    assert_eq!(
        english.headline,
        "20% of 5 customers who answered are loyal in word and deed. 2 like us and seldom buy; 1 buy often and do not like us much."
    );
    let chinese = fixture.page(ID, Language::Chinese);
    assert_eq!(english.figures().len(), chinese.figures().len());
    assert!(chinese.to_markdown().contains("虚假忠诚"));
}
