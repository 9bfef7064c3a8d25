//! Members of a handful of purchases worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

const ORDERS: &str = "customer_id,date,amount
a,2024-01-01,40
a,2024-01-02,40
b,2024-01-03,25
b,2024-01-04,-5
c,2024-01-05,60
d,2024-01-06,40
";

fn found(files: &[(&str, &str)]) -> Value {
    Fixture::new(files).document(ID).unwrap().unwrap()
}

#[test]
fn the_customers_table_says_who_is_a_member() {
    // a and b are, c is not, d is unknown there: 100 of 200.
    let customers = "customer_id,name,club member\na,Anna,yes\nb,Ben,yes\nc,Cem,no\n";
    let files = [("orders.csv", ORDERS), ("customers.csv", customers)];
    let club = found(&files);
    assert_eq!(
        (&club["share"], &club["customer_share"], &club["column"]),
        (&json!(0.5), &json!(0.5), &json!("club member"))
    );
    let members = &club["members"];
    // The return lowers the money and is no transaction.
    assert_eq!(
        (&members["customers"], &members["transactions"], &members["value"]),
        (&json!(2), &json!(3), &json!(100.0))
    );
    assert_eq!(members["per_customer"], 50.0);
    let page = Fixture::new(&files).page(ID, Language::English);
    assert_eq!(page.headline, "Members are 50% of the customers and bring 50% of the sales; claimed elsewhere is 61%.");
}

#[test]
fn of_a_column_of_texts_any_but_those_that_say_no_member() {
    let customers = "customer_id,name,会员等级\na,Anna,金卡\nb,Ben,非会员\nc,Cem,银卡\nd,Dora,\n";
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["share"], 0.7);
    fixture.set(ID, "others", &json!("非会员，银卡")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["share"], 0.4);
}

#[test]
fn of_a_column_of_the_purchases_each_row_says_it() {
    let orders = "customer_id,date,amount,is_member\na,2024-01-01,30,yes\na,2024-01-02,10,no\nb,2024-01-03,60,no\n";
    let club = found(&[("orders.csv", orders)]);
    assert_eq!(
        (&club["share"], &club["members"]["customers"], &club["others"]["customers"]),
        (&json!(0.3), &json!(1), &json!(1))
    );
}

#[test]
fn without_a_column_the_page_says_what_is_needed() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["share"], Value::Null);
    assert_eq!(fixture.page(ID, Language::Chinese).headline, "没有列说明谁是会员。");
    let mut fixture = fixture;
    assert!(fixture.set(ID, "claimed", &json!(61)).unwrap_err().contains("0 to 100 %"));
}
