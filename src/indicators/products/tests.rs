//! Products per customer against a basket counted by hand, its intervals by plain Python (the formulas of the module's
//! head, `statistics.stdev` for the mean's).

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write;

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::{Input, Page};

use super::ID;

/// Tea c1 to c6 (c2 brings half of it back), biscuits c1 to c4 and c7, soap c1 and c8 to c10; c9 only brings biscuits back.
const PURCHASES: &str = "customer_id,date,product,amount
c1,2024-01-01,tea,10
c2,2024-01-02,tea,10
c3,2024-01-03,tea,10
c4,2024-01-04,tea,10
c5,2024-01-05,tea,10
c6,2024-01-06,tea,10
c1,2024-02-01,biscuits,4
c2,2024-02-02,biscuits,4
c3,2024-02-03,biscuits,4
c4,2024-02-04,biscuits,4
c7,2024-02-07,biscuits,8
c8,2024-03-08,soap,3
c9,2024-03-09,soap,3
c10,2024-03-10,soap,3
c1,2024-03-11,soap,3
c2,2024-03-12,tea,-5
c9,2024-03-13,biscuits,-4
";

fn with(least: u32) -> Fixture {
    let mut fixture = Fixture::new(&[("orders.csv", PURCHASES)]);
    fixture.set(ID, "min_support", &json!(least)).unwrap();
    fixture
}

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn customers_have_so_many_products() {
    let found = document(&with(4));
    assert_eq!((&found["customers"], &found["products"], &found["median"]), (&json!(10), &json!(3), &json!(1.0)));
    near(&found["mean"], 1.5);
    near(&found["low"], 1.061_738_729_711_709_1);
    near(&found["high"], 1.938_261_270_288_290_9);
    assert_eq!((&found["single"]["n"], &found["single"]["share"]), (&json!(6), &json!(0.6)));
    let held: Vec<(&str, u64)> = found["distribution"].as_array().unwrap().iter().map(held).collect();
    assert_eq!(held, [("1", 6), ("2", 3), ("3", 1)]);
}

fn held(of: &Value) -> (&str, u64) {
    (of["key"].as_str().unwrap(), of["customers"].as_u64().unwrap())
}

#[test]
fn pairs_have_confidence_lift_and_what_is_at_stake() {
    let found = document(&with(4));
    let [first, second] = found["pairs"].as_array().unwrap().as_slice() else { panic!("{found}") };
    // Biscuits first: the one customer of them without tea would bring more.
    assert_eq!((&first["from"], &first["to"], &first["both"]), (&json!("biscuits"), &json!("tea"), &json!(4)));
    near(&first["confidence"], 0.8);
    near(&first["low"], 0.375_534_629_762_525_33);
    near(&first["high"], 0.963_775_891_367_569_8);
    near(&first["lift"], 4.0 / 3.0);
    near(&first["lift_low"], 0.860_209_600_570_286_6);
    near(&first["lift_high"], 2.066_679_768_046_274_3);
    assert_eq!((&first["without"], &first["sure"]), (&json!(1), &json!(false)));
    near(&first["each"], 55.0 / 6.0);
    near(&first["at_stake"], 0.8 * 55.0 / 6.0);
    assert_eq!((&second["from"], &second["without"]), (&json!("tea"), &json!(2)));
    near(&second["takers"], 4.0 / 3.0);
    near(&second["at_stake"], 6.4);
    let all = document(&with(1));
    let at_stake: Vec<f64> =
        all["pairs"].as_array().unwrap().iter().map(|pair| pair["at_stake"].as_f64().unwrap()).collect();
    let expected = [7.333_333_333, 6.875, 6.4, 3.6, 2.5, 2.4];
    assert!(at_stake.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-6), "{at_stake:?}");
}

#[test]
fn those_who_have_the_one_alone_are_listed_by_what_they_spent() {
    let mut fixture = with(4);
    let found = document(&fixture);
    assert_eq!(found["targets"], json!([{ "customer": "c7", "value": 8.0 }]));
    fixture.set(ID, "pair", &json!(["tea", "biscuits"])).unwrap();
    let found = document(&fixture);
    assert_eq!(found["chosen"], json!({ "from": "tea", "to": "biscuits", "without": 2 }));
    assert_eq!(found["targets"], json!([{ "customer": "c5", "value": 10.0 }, { "customer": "c6", "value": 10.0 }]));
    let page = fixture.page(ID, Language::English);
    let [named] = page.to_follow_up()[..] else { panic!("no cases") };
    assert_eq!((named.customers.len(), named.customers[0].why.as_str()), (2, "Have “tea” and not “biscuits”"));
    fixture.set(ID, "listed", &json!(1)).unwrap();
    assert_eq!(document(&fixture)["targets"], json!([{ "customer": "c5", "value": 10.0 }]));
    // Of a product that nobody has there is nobody to list; one without it are all.
    fixture.set(ID, "pair", &json!(["coffee", "tea"])).unwrap();
    assert_eq!((&document(&fixture)["chosen"]["without"], &document(&fixture)["targets"]), (&json!(0), &json!([])));
    fixture.set(ID, "pair", &json!(["soap", "coffee"])).unwrap();
    assert_eq!(document(&fixture)["chosen"]["without"], 4);
    let members = fixture.members(ID);
    assert_eq!(
        (&members[0], &members[1]),
        (&vec!["customer".into(), "class".into(), "products".into()], &vec!["c1".into(), "several".into(), "3".into()])
    );
}

#[test]
fn pairs_surely_rarer_than_by_chance_are_no_gaps() {
    // Twenty have a alone, twenty b alone, one both: lift 41 / 21² = .093, the interval far below 1. All have c.
    let mut text = "customer_id,date,product,amount\n".to_owned();
    for place in 0..41 {
        let of: &[&str] = match place {
            0..20 => &["a", "c"],
            20..40 => &["b", "c"],
            _ => &["a", "b", "c"],
        };
        for product in of {
            writeln!(text, "k{place},2024-01-01,{product},10").unwrap();
        }
    }
    let mut fixture = Fixture::new(&[("orders.csv", &text)]);
    fixture.set(ID, "min_support", &json!(1)).unwrap();
    let found = document(&fixture);
    assert_eq!(found["fewer"], 2);
    let pairs: Vec<[&str; 2]> = found["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| ["from", "to"].map(|end| pair[end].as_str().unwrap()))
        .collect();
    assert_eq!(pairs, [["c", "a"], ["c", "b"], ["a", "c"], ["b", "c"]]);
    // Of whom all have the other there is no gap, and no chance either.
    let certain = &found["pairs"][2];
    assert_eq!(
        (&certain["without"], &certain["at_stake"], &certain["lift_low"]),
        (&json!(0), &json!(0.0), &json!(1.0))
    );
}

#[test]
fn what_is_missing_is_said() {
    let text = "customer_id,date,branch,amount\na,2024-01-01,North,5\nb,2024-01-02,South,6\n";
    let mut fixture = Fixture::new(&[("orders.csv", text)]);
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.contains("a column of the purchases that says the product"), "{}", page.headline);
    assert_eq!(document(&fixture)["lacking"], "product");
    assert!(offers(&page, "product", "branch"));
    fixture.set(ID, "product", &json!("branch")).unwrap();
    assert_eq!((&document(&fixture)["customers"], &document(&fixture)["pairs"]), (&json!(2), &json!([])));
    assert!(fixture.page(ID, Language::Chinese).headline.contains("客户平均拥有 1 种产品"));
    let returns = "customer_id,date,product,amount\na,2024-01-01,tea,-5\nb,2024-01-02,soap,-6\n";
    let fixture = Fixture::new(&[("orders.csv", returns)]);
    assert_eq!(document(&fixture)["lacking"], "customers");
    assert_eq!(fixture.page(ID, Language::English).headline, "There are no purchases, only returns");
    let mut fixture = with(4);
    let refused = fixture.set(ID, "min_support", &json!(0)).unwrap_err();
    assert!(refused.contains("choose 1 or more"), "{refused}");
}

fn offers(page: &Page, parameter: &str, value: &str) -> bool {
    let mut controls = page.sections.iter().flat_map(|section| &section.controls);
    controls.any(|control| match &control.input {
        Input::Choice { options, .. } => control.parameter == parameter && options.iter().any(|one| one.value == value),
        _ => false,
    })
}

#[test]
fn the_page_names_gaps_in_both_languages() {
    let fixture = with(4);
    let [english, chinese] = [Language::English, Language::Chinese].map(|language| fixture.page(ID, language));
    assert_eq!(english.headline, "Customers have 1.5 products on average; 60% of them have one alone.");
    assert_eq!(english.figures().len(), chinese.figures().len());
    assert!(english.to_markdown().contains("may be chance"));
}
