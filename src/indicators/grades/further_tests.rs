//! Rules that ask for classes of other segmentations and for what was bought, worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// Ten customers who spent 100 to 10: by the pyramid a is important, b ordinary, the others small. The loan of d went back.
const ORDERS: &str = "order_id,customer_id,date,amount,product,channel,grams
1,a,2024-01-01,60,Loan,App,3
2,a,2024-02-01,40,Card,App,1
3,b,2024-01-05,90,Card,Shop,1
4,c,2024-01-06,80,Card,,1
5,d,2024-01-07,75,Card,Shop,5
R,d,2024-01-08,-5,Loan,Shop,1
7,e,2024-01-09,60,Car loan,Shop,1
8,f,2024-01-10,50,Card,Shop,2
9,g,2024-01-11,40,Card,Shop,1
10,h,2024-01-12,30,Card,Shop,1
11,i,2024-01-13,20,Card,Shop,1
12,j,2024-01-14,10,Card,Shop,1
";

fn with(rules: &str, filter: &str) -> Fixture {
    let mut fixture = Fixture::filtered(&[("orders.csv", ORDERS)], filter);
    fixture.set(ID, "rules", &json!(rules)).unwrap();
    fixture
}

fn in_x(fixture: &Fixture) -> String {
    let rows = fixture.members(ID).into_iter().skip(1).filter(|row| row[1] == "x");
    rows.map(|row| row[0].clone()).collect()
}

fn found(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[test]
fn classes_of_other_segmentations_and_what_was_bought_are_asked_for_in_both_languages() {
    let cases = [
        ("pyramid = important", "a"),
        ("pyramid important", "a"),
        ("Pyramid is ordinary or small", "bcdefghij"),
        ("layer in important, ordinary and not bought product = Loan", "b"),
        ("not pyramid = small", "ab"),
        ("客户金字塔 = 重要客户", "a"),
        ("层级 属于 重要客户、普通客户", "ab"),
        ("value_matrix = platinum or pyramid = important", "a"),
        // A loan that went back was not bought, and a car loan is another product.
        ("bought product = Loan", "a"),
        ("bought product Loan", "a"),
        ("purchased product is Loan or \"Car loan\"", "ae"),
        ("购买过product = Loan", "a"),
        ("bought product = Card and bought channel = app", "a"),
        ("not bought product = Card", "e"),
        ("bought product is not Card", "e"),
        ("bought grams > 2", "ad"),
        ("bought grams between 2 and 3", "af"),
        ("bought channel is blank", "c"),
    ];
    for (condition, expected) in cases {
        let fixture = with(&format!("x: {condition}"), "");
        let found = found(&fixture);
        assert_eq!((&found["unusable"], &found["unseen"]), (&json!([]), &json!([])), "{condition}");
        assert_eq!(in_x(&fixture), expected, "{condition}");
    }
}

#[test]
fn what_else_is_filtered_changes_nobodys_class() {
    // Alone among buyers of the shop b would be important.
    let fixture = with("x: pyramid = important", "a.channel=Shop");
    assert_eq!(in_x(&fixture), "");
    assert_eq!(in_x(&with("x: pyramid = ordinary and bought product = Card", "a.channel=Shop")), "b");
}

#[test]
fn classes_are_those_of_the_parameters_in_force_on_their_page() {
    let mut fixture = with("x: pyramid = ordinary", "");
    assert_eq!(in_x(&fixture), "b");
    fixture.set("pyramid", "ordinary", &json!(0.5)).unwrap();
    assert_eq!(in_x(&fixture), "bcde");
    // So where rules are only tried out.
    fixture.set(ID, "draft", &json!("x: pyramid = important")).unwrap();
    assert_eq!(in_x(&fixture), "a");
}

#[test]
fn what_cannot_be_asked_of_them_is_told() {
    let cases = [
        ("pyramid > 5", "only_texts", "holds texts"),
        ("pyramid", "no_comparison", "say what it is compared with"),
        ("grades = A", "of_grades", "grades cannot ask for grades"),
        ("按规则分级 = A", "of_grades", "grades cannot ask for grades"),
        ("bought colour = red", "no_field", "is called “bought colour”"),
        ("bought grams = many", "no_number", "no number or day"),
    ];
    for (condition, trouble, said) in cases {
        let fixture = with(&format!("x: {condition}\ny: else"), "");
        let found = found(&fixture);
        assert_eq!(found["unusable"][0]["trouble"], trouble, "{condition}");
        assert_eq!(found["grades"][1]["customers"], 10);
        let text = fixture.page(ID, Language::English).to_markdown();
        assert!(text.contains(said), "{condition}: {text}");
    }
    let found_of = |condition: &str| found(&with(&format!("x: {condition}"), ""))["unseen"][0]["value"].clone();
    assert_eq!((found_of("pyramid = golden"), found_of("bought product = Boat")), (json!("golden"), json!("Boat")));
    // A segmentation whose own page cannot be shown says why here as well.
    let mut fixture = with("x: cluster = 1\ny: else", "");
    fixture.set("clusters", "fields", &json!(["height"])).unwrap();
    let found = found(&fixture);
    assert_eq!(
        (&found["unusable"][0]["trouble"], &found["grades"][1]["customers"]),
        (&json!("no_classes"), &json!(10))
    );
    for (language, said) in
        [(Language::English, "no column of numbers called “height”"), (Language::Chinese, "没有名为“height”的数字列")]
    {
        let text = fixture.page(ID, language).to_markdown();
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn without_purchases_classes_of_them_are_none_and_said() {
    let mut fixture = Fixture::new(&[("customers.csv", "customer_id,age\na,30\nb,40\n")]);
    fixture.set(ID, "rules", &json!("x: pyramid = important\ny: age > 35")).unwrap();
    let found = found(&fixture);
    assert_eq!((&found["unusable"][0]["trouble"], &found["grades"][1]["customers"]), (&json!("no_classes"), &json!(1)));
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("尚未载入所需的文件"));
}

#[test]
fn the_checker_knows_them_and_the_editor_offers_them() {
    let fixture = with("One: pyramid = important\nTwo: bought product = Loan\nThree: pyramid = loss", "");
    let found = found(&fixture);
    let states: Vec<_> = found["rules"].as_array().unwrap().iter().map(|rule| &rule["state"]).collect();
    assert_eq!(states, ["used", "shadowed", "dead"]);
    assert_eq!((&found["overlaps"][0]["customers"], &found["uncovered"]), (&json!(1), &json!(9)));
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("Life cycle") && text.contains("bought product, bought channel, bought grams"), "{text}");
    let text = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(text.contains("客户生命周期 = 流失") && text.contains("购买过product"), "{text}");
}

#[test]
fn a_column_of_customers_goes_before_a_segmentation_of_its_name() {
    let base = "customer_id,tier\na,high\nb,low\n";
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS), ("base.csv", base)]);
    fixture.set(ID, "rules", &json!("x: tier = low")).unwrap();
    assert_eq!(in_x(&fixture), "b");
}
