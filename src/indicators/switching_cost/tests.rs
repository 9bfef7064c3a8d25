//! Switching costs against figures worked out apart from the formula, with plain Python: by halving, the least switching cost
//! at which the rival feared gains nothing from undercutting, (price - cost) x (both firms' customers) being no more than
//! its own price x its own customers. Published tables of the method's author could not be had.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// Two customers bought.
const ORDERS: &str = "customer_id,date,amount\na,2024-01-01,5\nb,2024-02-01,6\nb,2024-02-02,6\n";

/// Four firms, of which the third is the smallest and the second the largest.
const FIRMS: &str = "Us; 30; 600\nBig; 36.00; 1,000\n\nSmall；24；200\nMid\t33.5\t450\n";

fn fixture(firms: &str) -> Fixture {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "firms", &json!(firms)).unwrap();
    fixture
}

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let value = found.as_f64().unwrap_or_else(|| panic!("{found}"));
    assert!((value - expected).abs() < 1e-6, "{value} is not {expected}");
}

#[test]
fn each_fears_the_smallest_and_the_smallest_the_largest() {
    let found = document(&fixture(FIRMS));
    let names: Vec<&Value> = found["firms"].as_array().unwrap().iter().map(|firm| &firm["name"]).collect();
    assert_eq!(names, ["Big", "Mid", "Us", "Small"]);
    let expected = [
        (32.0, 0.888_888_888_888_888_8),
        (26.115_384_615_384_617, 0.779_563_719_862_227_4),
        (24.0, 0.8),
        (-6.0, -0.25),
    ];
    for (firm, (cost, share)) in found["firms"].as_array().unwrap().iter().zip(expected) {
        near(&firm["cost"], cost);
        near(&firm["share"], share);
    }
    assert_eq!((&found["smallest"], &found["largest"]), (&json!("Small"), &json!("Big")));
    assert_eq!((&found["firms"][2]["ours"], &found["counted"]), (&json!(true), &json!(false)));
    assert_eq!((&found["provenance"]["used"], &found["lacking"]), (&json!(4), &Value::Null));
}

/// What a customer saves by the lower price, or pays more, goes off the switching cost.
#[test]
fn a_bonus_wins_customers_where_it_is_more_than_switching_costs_them() {
    let found = document(&fixture(FIRMS));
    for (place, ours, theirs) in [(0, 30.0, 26.0), (1, 27.5, 22.615_384_615_384_617), (3, 18.0, 0.0)] {
        near(&found["firms"][place]["wins_ours"], ours);
        near(&found["firms"][place]["wins_theirs"], theirs);
    }
    assert_eq!(found["firms"][2]["wins_ours"], Value::Null);
    near(&found["room"], 18.0);
    assert_eq!(found["next"], "Small");
}

#[test]
fn two_firms_fear_each_other_and_of_one_size_the_cheaper_counts_as_the_smaller() {
    let found = document(&fixture("Us; 10; 300\nOther; 12; 100"));
    near(&found["firms"][0]["cost"], 7.0);
    near(&found["firms"][1]["cost"], 4.5);
    // 12 - 10 / 2 and 10 - 12 / 2, whichever comes first.
    for firms in ["Us; 10; 100\nOther; 12; 100", "Other; 12; 100\nUs; 10; 100"] {
        let found = document(&fixture(firms));
        assert_eq!((&found["smallest"], &found["largest"]), (&json!("Us"), &json!("Other")));
        near(&found["firms"][0]["cost"], 7.0);
        near(&found["firms"][1]["cost"], 4.0);
    }
}

#[test]
fn our_customers_are_those_of_the_data_where_none_are_typed_in() {
    let fixture = fixture("Us; 30\nOther; 40; 8;");
    let found = document(&fixture);
    let ours = &found["firms"][1];
    assert_eq!((&ours["name"], &ours["customers"], &found["counted"]), (&json!("Us"), &json!(2), &json!(true)));
    // The smallest: 30 - 40 x 8 / 10.
    near(&ours["cost"], -2.0);
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.starts_with("Nothing keeps customers at Us but its price"), "{}", page.headline);
    assert!(page.origins[0].used.contains("counted in the data"));
    let mut listed = Fixture::new(&[("customers.csv", "customer_id,name\na,Ann\nb,Ben\nc,Cem\n")]);
    listed.set(ID, "firms", &json!("Us; 30\nOther; 40; 8")).unwrap();
    assert_eq!(document(&listed)["firms"][1]["customers"], 3);
    // Whoever only returned something bought nothing that counts.
    let mut returned = Fixture::new(&[("orders.csv", &format!("{ORDERS}c,2024-02-03,-6\n"))]);
    returned.set(ID, "firms", &json!("Us; 30\nOther; 40; 8")).unwrap();
    assert_eq!(document(&returned)["firms"][1]["customers"], 2);
}

#[test]
fn a_page_leads_to_a_decision_in_both_languages() {
    let fixture = fixture(FIRMS);
    let [english, chinese] = [Language::English, Language::Chinese].map(|language| fixture.page(ID, language));
    assert_eq!(
        english.headline,
        "Leaving Us costs a customer 24, 80% of the price. A welcome bonus of more than 18 from Small would win your customers."
    );
    assert!(chinese.headline.starts_with("客户离开Us的转换成本为 24"), "{}", chinese.headline);
    assert_eq!(english.figures().len(), chinese.figures().len());
    assert_eq!((english.charts().len(), english.origins[0].period.as_str()), (1, "typed in, without dates"));
    assert!(english.origins[0].used.contains("typed in"));
    let text = english.to_markdown();
    for said in ["Below zero for Small", "Answer a welcome bonus of Small", "pays Small to undercut you", "Us (us)"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let document = json!({ ID: document(&fixture) });
    for figure in english.figures() {
        let pointer = format!("/{}", figure.name.replace('.', "/"));
        let value = document.pointer(&pointer).unwrap_or_else(|| panic!("{}", figure.name));
        near(value, figure.value.parse().unwrap());
    }
}

#[test]
fn what_is_missing_is_said_with_an_example() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    assert_eq!((&document(&fixture)["lacking"], &document(&fixture)["firms"]), (&json!("firms"), &json!([])));
    assert!(fixture.page(ID, Language::English).to_markdown().contains("Rival A; 34.50; 12000"));
    fixture.set(ID, "firms", &json!("Us; 30")).unwrap();
    assert_eq!(document(&fixture)["lacking"], "rivals");
    assert!(fixture.page(ID, Language::Chinese).headline.contains("至少需要两家"));
    // The example can be typed in as it stands.
    for language in Language::ALL {
        let lines = super::texts::SwitchingTexts::of(language).example_lines.join("\n");
        fixture.set(ID, "firms", &json!(lines)).unwrap();
        assert_eq!(document(&fixture)["firms"].as_array().unwrap().len(), 3);
    }
}

#[test]
fn each_line_that_is_wrong_is_told_with_its_number() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let lines = "Us; 30; 5\nalone\nB; 29,90; 5\nC; 0; 5\nD; 7;\nE; 7; 0\nF; 7; 1.5\nus; 8; 9\nG; 1; 2; 3\n; 1; 2";
    let told = fixture.set(ID, "firms", &json!(lines)).unwrap_err();
    for (line, why) in [
        (2, "with semicolons"),
        (3, "above zero, such as"),
        (4, "above zero, such as"),
        (5, "whole number from 1"),
        (6, "whole number from 1"),
        (7, "whole number from 1"),
        (8, "in an earlier line"),
        (9, "with semicolons"),
        (10, "with semicolons"),
    ] {
        let said =
            told.split("Line ").find(|said| said.starts_with(&format!("{line},"))).unwrap_or_else(|| panic!("{told}"));
        assert!(said.contains(why), "{line}: {said}");
    }
    assert!(!told.contains("Line 1,"), "{told}");
    // Huge ones are no reason to stop.
    fixture.set(ID, "firms", &json!("A; 9223372036854; 4000000000\nB; 9223372036854; 4,000,000,000")).unwrap();
    near(&document(&fixture)["firms"][0]["share"], 0.5);
    let many: String = (0..51).map(|firm| format!("{firm}; 1; 1\n")).collect();
    assert!(fixture.set(ID, "firms", &json!(many)).unwrap_err().contains("at most 50"));
}
