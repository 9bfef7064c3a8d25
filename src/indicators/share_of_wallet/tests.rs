//! Shares of wallets against figures worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// By customer, X Y Z: a 30 10 0, b 0 20 20, c 50 0 0 (after a return of 10), d 10 20 70; e brings back all.
const PURCHASES: &str = "customer_id,date,amount,brand
a,2024-01-01,30,X
a,2024-01-02,10,Y
b,2024-01-01,20,Y
b,2024-01-02,20,Z
c,2024-01-01,60,X
c,2024-01-02,-10,X
d,2024-01-01,10,X
d,2024-01-02,20,Y
d,2024-01-03,70,Z
e,2024-01-01,5,X
e,2024-01-02,-5,X
";

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

fn figures(of: &Value) -> [f64; 4] {
    ["mean", "pooled", "buyers_mean", "buyers_pooled"].map(|figure| of[figure].as_f64().unwrap())
}

#[track_caller]
fn near(found: [f64; 4], expected: [f64; 4]) {
    assert!(found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12), "{found:?}");
}

#[test]
fn brands_divide_wallets() {
    let mut fixture = Fixture::new(&[("orders.csv", PURCHASES)]);
    let found = document(&fixture);
    assert_eq!((&found["lacking"], &found["mean"]), (&json!("own"), &Value::Null));
    assert_eq!(found["brands"].as_array().unwrap().len(), 3);
    fixture.set(ID, "own", &json!("X")).unwrap();
    let found = document(&fixture);
    // Shares of X: 30/40, 0, 1, 10/100. Money 90 of 230; of its buyers (a, c, d) 90 of 190.
    near(figures(&found), [1.85 / 4.0, 90.0 / 230.0, 1.85 / 3.0, 90.0 / 190.0]);
    assert_eq!((&found["customers"], &found["left_out"]), (&json!(4), &json!(1)));
    assert_eq!((&found["sole"]["n"], found["sole"]["share"].as_f64().unwrap()), (&json!(1), 1.0 / 3.0));
    let x = found["brands"].as_array().unwrap().iter().find(|brand| brand["name"] == "X").unwrap();
    near(figures(x), figures(&found));
    // Rule: a is first of two (2/3), d third of three (1/4 × 2/3). Of Y: second of two, a tie in two (1/2), second of three.
    let rule = |name: &str| -> (u64, f64) {
        let brand = found["brands"].as_array().unwrap().iter().find(|brand| brand["name"] == name).unwrap();
        (brand["allocation"]["n"].as_u64().unwrap(), brand["allocation"]["mean"].as_f64().unwrap())
    };
    let (n, mean) = rule("X");
    assert!(n == 2 && (mean - f64::midpoint(2.0 / 3.0, 1.0 / 6.0)).abs() < 1e-12, "{n} {mean}");
    let (n, mean) = rule("Y");
    assert!(n == 3 && (mean - (1.0 / 3.0 + 0.5 + 1.0 / 3.0) / 3.0).abs() < 1e-12, "{n} {mean}");
    assert_eq!(found["elsewhere"][0], json!({ "customer": "d", "own": 10.0, "elsewhere": 90.0, "share": 0.1 }));
    assert_eq!(found["money_elsewhere"], 140.0);
    let members = fixture.members(ID);
    assert_eq!(members[3], ["c", "sole", "50", "50", "1"]);
    assert!(fixture.set(ID, "own", &json!("W")).is_ok());
    assert_eq!(fixture.document(ID).unwrap_err().kind, "own");
}

#[test]
fn every_brand_is_read_as_it_is_where_it_is_ours() {
    // f brings back more of X than was bought, so that X is less than nothing of the wallet and Y more than all of it; of Z
    // nothing is left; g names no brand, and h has bought nothing after all.
    let more = "f,2024-01-01,50,Y\nf,2024-01-02,-20,X\nf,2024-01-03,4,Z\nf,2024-01-04,-4,Z\ng,2024-01-01,9,\n\
        h,2024-01-01,3,Z\nh,2024-01-02,-8,Y\n";
    let mut fixture = Fixture::new(&[("orders.csv", &format!("{PURCHASES}{more}"))]);
    let brands = document(&fixture)["brands"].as_array().unwrap().clone();
    assert_eq!(brands.len(), 3);
    for brand in brands {
        fixture.set(ID, "own", &brand["name"]).unwrap();
        let ours = document(&fixture);
        near(figures(&brand), figures(&ours));
        for interval in ["interval", "buyers_interval"] {
            let ends = |of: &Value| ["low", "high"].map(|end| of[interval][end].as_f64().unwrap());
            let off = ends(&brand).into_iter().zip(ends(&ours)).map(|(one, other)| (one - other).abs());
            assert!(off.fold(0.0, f64::max) < 1e-12, "{interval} of {brand}");
        }
        for count in ["customers", "buyers", "sole", "left_out"] {
            assert_eq!(brand[count], ours[count], "{count} of {brand}");
        }
    }
}

#[test]
fn columns_say_wallets() {
    let customers = "customer_id,own spend,total spend\na,30,40\nb,0,40\nc,50,50\nd,10,100\ne,5,0\nf,,10\ng,20,10\n";
    let fixture = Fixture::new(&[("customers.csv", customers)]);
    let found = document(&fixture);
    near(figures(&found), [1.85 / 4.0, 90.0 / 230.0, 1.85 / 3.0, 90.0 / 190.0]);
    assert_eq!((&found["left_out"], &found["from"]), (&json!(3), &json!("columns")));
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "39.1% of what customers spend is spent here; the average customer gives us 46.3%.");
    assert_eq!(page.figures().len(), fixture.page(ID, Language::Chinese).figures().len());
    // Without the column of what is spent here it is what the purchases say.
    let customers = "customer_id,total spend\na,40\nc,50\nd,100\nx,70\n";
    let found =
        document(&Fixture::new(&[("customers.csv", customers), ("orders.csv", &PURCHASES.replace("brand", "shop"))]));
    // a 40 of 40, c 50 of 50, d 100 of 100, x nothing of 70.
    near(figures(&found), [0.75, 190.0 / 260.0, 1.0, 1.0]);
    assert_eq!(found["from"], "purchases");
}

#[test]
fn a_column_called_wallet_and_what_is_missing() {
    let customers = "customer_id,wallet\na,80\nc,50\n";
    let found =
        document(&Fixture::new(&[("customers.csv", customers), ("orders.csv", &PURCHASES.replace("brand", "shop"))]));
    // a 40 of 80, c 50 of 50; of b and d nothing is said, and e brought all back.
    near(figures(&found), [0.75, 90.0 / 130.0, 0.75, 90.0 / 130.0]);
    assert_eq!((&found["from"], &found["left_out"]), (&json!("named"), &json!(3)));
    // The same figures whichever way the column is called: p spends all elsewhere, of q nothing is said, b brought all back.
    let orders = "customer_id,date,amount\na,2024-01-01,50\nb,2024-01-02,30\nb,2024-02-02,-30\nc,2024-01-03,40\n";
    let of = |column: &str| {
        let customers = format!("customer_id,{column}\na,100\nb,60\nc,40\np,200\nq,\n");
        let mut found = document(&Fixture::new(&[("orders.csv", orders), ("customers.csv", &customers)]));
        let from = found["from"].take();
        let counts = ["customers", "left_out", "buyers"].map(|count| found[count].as_u64().unwrap());
        near(figures(&found), [1.5 / 4.0, 90.0 / 400.0, 0.75, 90.0 / 140.0]);
        (from, counts)
    };
    assert_eq!(of("wallet"), (json!("named"), [4, 1, 2]));
    assert_eq!(of("total spend"), (json!("purchases"), [4, 1, 2]));
    let found = document(&Fixture::new(&[("customers.csv", "customer_id,name\na,Anna\n")]));
    assert_eq!((&found["lacking"], &found["customers"]), (&json!("total"), &Value::Null));
    let found = document(&Fixture::new(&[("customers.csv", "customer_id,own spend,total spend\na,5,0\n")]));
    assert_eq!(found["lacking"], "customers");
}

#[test]
fn nothing_is_said_twice_and_few_sole_customers_are_not_first() {
    let rows: String =
        (0..150).map(|who| format!("c{who},{},100\n", if who == 0 { 100 } else { 40 + who % 30 })).collect();
    let fixture = Fixture::new(&[("customers.csv", &format!("customer_id,own spend,total spend\n{rows}"))]);
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("Sole customers: **1**") && !text.contains("keep them first"), "{text}");
    assert!(text.contains("Mean share") && !text.contains("of buyers:"), "{text}");
    assert!(!text.contains("who never came"), "{text}");
}
