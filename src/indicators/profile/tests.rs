//! Who the customers are, against counts worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::Input;

use super::ID;

const BASE: &str = "customer_id,contract,tenure,churn
a,monthly,1,Yes
b,monthly,2,No
c,yearly,30,No
d,yearly,40,No
e,,5,Yes
";

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[test]
fn a_base_of_contracts_is_divided_and_says_who_left() {
    let mut fixture = Fixture::new(&[("base.csv", BASE)]);
    fixture.set(ID, "by", &json!("contract")).unwrap();
    let found = document(&fixture);
    assert_eq!((&found["customers"], &found["left"], &found["left_share"]), (&json!(5), &json!(2), &json!(0.4)));
    let groups: Vec<_> = found["groups"].as_array().unwrap().iter().collect();
    let of =
        |group: &Value| [&group["name"], &group["customers"], &group["left"], &group["left_share"]].map(Clone::clone);
    assert_eq!(of(groups[0]), [json!("monthly"), json!(2), json!(1), json!(0.5)]);
    assert_eq!(of(groups[1]), [json!("yearly"), json!(2), json!(0), json!(0.0)]);
    assert_eq!(of(groups[2]), [json!(""), json!(1), json!(1), json!(1.0)]);
    assert_eq!(groups[0]["share"], 0.4);
}

#[test]
fn the_page_opens_on_an_attribute_that_is_seldom_blank_and_has_few_values() {
    // "about" is blank for three of five; then "city" has too many values to be read at a glance.
    let base = "customer_id,about,city,plan\na,x,A,year\nb,y,B,year\nc,,C,month\nd,,D,month\ne,,E,\n";
    assert_eq!(document(&Fixture::new(&[("base.csv", base)]))["by"], json!("city"));
    let many: String = (0..13).map(|n| format!("c{n},,town {n},{}\n", ["year", "month"][n % 2])).collect();
    let many = format!("customer_id,about,city,plan\nx,a,A,year\ny,b,B,year\n{many}");
    assert_eq!(document(&Fixture::new(&[("base.csv", &many)]))["by"], json!("plan"));
    // Where none is such, the first.
    let only = "customer_id,about\na,x\nb,y\nc,\nd,\n";
    assert_eq!(document(&Fixture::new(&[("base.csv", only)]))["by"], json!("about"));
}

#[test]
fn without_a_column_for_it_nobody_is_said_to_have_left() {
    let fixture = Fixture::new(&[("base.csv", "customer_id,city\na,Oslo\nb,Oslo\nc,Bergen\n")]);
    let found = document(&fixture);
    assert_eq!((&found["by"], &found["known"], &found["left_share"]), (&json!("city"), &json!(0), &Value::Null));
    assert_eq!(fixture.page(ID, Language::English).headline, "3 customers.");
    assert!(fixture.offer(ID, Language::English).is_none());
}

#[test]
fn numbers_of_many_values_are_divided_into_ranges() {
    let rows: String = (0..40).map(|n| format!("c{n},{}\n", n * 10)).collect();
    let fixture = Fixture::new(&[("base.csv", &format!("customer_id,balance\n{rows}"))]);
    let found = document(&fixture);
    let groups: Vec<_> = found["groups"].as_array().unwrap().iter().map(|group| &group["customers"]).collect();
    assert_eq!((&found["by"], groups), (&json!("balance"), vec![&json!(10); 4]));
}

#[test]
fn the_page_says_it_in_both_languages() {
    // 40 monthly customers of whom 20 left, 60 yearly ones of whom none did: surely more than one in five of all.
    let row = |n: usize| {
        format!("c{n},{},{}\n", if n < 40 { "monthly" } else { "yearly" }, if n < 20 { "Yes" } else { "No" })
    };
    let rows: String = (0..100).map(row).collect();
    let fixture = Fixture::new(&[("base.csv", &format!("customer_id,contract,churn\n{rows}"))]);
    assert_eq!(
        fixture.page(ID, Language::English).headline,
        "100 customers; 20% have left, most often with contract monthly (50%)."
    );
    assert_eq!(
        fixture.page(ID, Language::Chinese).headline,
        "100 名客户；20% 已离开，contract为monthly者离开最多（50%）。"
    );
    fixture.every_figure_is_in_the_document(ID);
}

/// Forty on one plan of whom half left and sixty on another of whom none did, at 10 and 5 a month; the towns say nothing.
fn plans() -> Fixture {
    let row = |n: usize| {
        let (plan, fee) = if n < 40 { ("monthly", 10) } else { ("yearly", 5) };
        format!("c{n},{},{plan},{fee}.50,{}\n", ["A", "B"][n % 2], if n < 20 { "Yes" } else { "No" })
    };
    let rows: String = (0..100).map(row).collect();
    Fixture::new(&[("base.csv", &format!("customer_id,area,plan,MonthlyCharges,churn\n{rows}"))])
}

#[test]
fn what_those_who_left_brought_stands_beside_their_number() {
    let fixture = plans();
    let found = document(&fixture);
    assert_eq!(
        (&found["by"], &found["value_of"]),
        (&json!("plan"), &json!("MonthlyCharges")),
        "the plan tells who left"
    );
    // 40 at 10.50 and 60 at 5.50; 20 at 10.50 left.
    let sum = |value: &Value| value.to_string().trim_matches('"').parse::<f64>().unwrap();
    assert_eq!((sum(&found["value"]), sum(&found["value_left"])), (750.0, 210.0));
    let monthly = &found["groups"][1];
    assert_eq!((&monthly["name"], &monthly["still"]), (&json!("monthly"), &json!(20)));
    assert_eq!((sum(&monthly["value"]), sum(&monthly["value_left"])), (420.0, 210.0));

    let english = fixture.page(ID, Language::English).headline;
    assert_eq!(
        english,
        "100 customers; 20% have left, most often with plan monthly (50%); 28% of MonthlyCharges went with them."
    );
    let offered = fixture.offer(ID, Language::Chinese).unwrap();
    assert_eq!(offered.headline, "20% 已离开，plan为monthly者离开最多（50%）；随之流失的MonthlyCharges占 28%");
    assert_eq!(offered.sections.len(), 2, "tiles and a chart");
    fixture.every_figure_is_in_the_document(ID);
}

#[test]
fn without_an_attribute_that_tells_anything_the_first_is_taken() {
    let row =
        |n: usize| format!("c{n},{},{},{}\n", n % 2, n / 2 % 2, if [0, 3].contains(&(n % 4)) { "Yes" } else { "No" });
    let rows: String = (0..80).map(row).collect();
    let fixture = Fixture::new(&[("base.csv", &format!("customer_id,b,a,churn\n{rows}"))]);
    assert_eq!(document(&fixture)["by"], json!("a"));
}

#[test]
fn only_what_puts_customers_into_kinds_is_offered() {
    let row = |n: usize| format!("c{n},{},{},{n}.5,{},{}-05-04\n", n % 3, 30 + n, ["A", "B"][n % 2], 1960 + n);
    let rows: String = (0..40).map(row).collect();
    let base = format!("customer_id,children,latitude,MonthlyCharges,area,birthday\n{rows}");
    let page = Fixture::new(&[("base.csv", &base)]).page(ID, Language::English);
    let by = page.sections.iter().flat_map(|section| &section.controls).find(|control| control.parameter == "by");
    let Input::Choice { options, .. } = &by.unwrap().input else { panic!("no choice") };
    let texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
    assert_eq!(texts, ["area", "children"]);
}
