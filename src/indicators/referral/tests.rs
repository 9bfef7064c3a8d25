//! Recommendations of a handful of customers worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// a recommended b and c, b recommended d, d recommended e; f was recommended by somebody unknown, g by nobody. h and i
/// recommended each other.
const CUSTOMERS: &str = "customer_id,name,referred_by
a,Ann,
b,Ben,a
c,Cem,a
d,Dee,b
e,Eve,d
f,Fay,a friend
g,Gus,
h,Hal,i
i,Ida,h
";

const ORDERS: &str = "customer_id,date,amount
a,2024-01-01,100
b,2024-01-02,10
c,2024-01-03,20
d,2024-01-04,40
d,2024-01-05,-5
e,2024-01-06,80
g,2024-01-07,60
";

fn found(files: &[(&str, &str)]) -> Value {
    Fixture::new(files).document(ID).unwrap().unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn chains_are_followed_and_loops_are_cut() {
    let referral = found(&[("customers.csv", CUSTOMERS)]);
    let count = |name: &str| referral[name].as_u64().unwrap();
    assert_eq!((count("customers"), count("referred"), count("unknown"), count("loops")), (9, 7, 1, 1));
    // a, b and d; and of h and i the one whose link stands.
    assert_eq!((count("referrers"), count("longest_chain")), (4, 3));
    near(&referral["share"], 7.0 / 9.0);
    let list = referral["list"].as_array().unwrap();
    let of = |who: &str| list.iter().find(|one| one["customer"] == who).unwrap();
    assert_eq!((&of("a")["direct"], &of("a")["in_all"]), (&json!(2), &json!(4)));
    assert_eq!((&of("b")["direct"], &of("b")["in_all"], &of("d")["in_all"]), (&json!(1), &json!(2), &json!(1)));
    assert_eq!(referral["value"], Value::Null);
}

#[test]
fn what_they_spent_is_added_up_along_the_chains() {
    let referral = found(&[("customers.csv", CUSTOMERS), ("orders.csv", ORDERS)]);
    let list = referral["list"].as_array().unwrap();
    // a brought b, c, d and e: 10 + 20 + 35 + 80.
    assert_eq!(
        (&list[0]["customer"], &list[0]["brought"], &list[0]["own"]),
        (&json!("a"), &json!(145.0), &json!(100.0))
    );
    assert_eq!((&list[1]["customer"], &list[1]["brought"]), (&json!("b"), &json!(115.0)));
    assert_eq!((&list[2]["customer"], &list[2]["brought"]), (&json!("d"), &json!(80.0)));
    // Recommended: b 10, c 20, d 35, e 80, f, h and i nothing; the others: a 100, g 60.
    let value = &referral["value"];
    near(&value["referred"], 145.0 / 7.0);
    near(&value["others"], 80.0);
    near(&value["difference"], 145.0 / 7.0 - 80.0);
    // Variances 853.571… and 800: 1.96 times the root of 853.571… / 7 + 800 / 2.
    let half = 1.959_963_984_540_054 * (853.571_428_571_428_6_f64 / 7.0 + 400.0).sqrt();
    near(&value["low"], 145.0 / 7.0 - 80.0 - half);
    near(&value["high"], 145.0 / 7.0 - 80.0 + half);
}

/// Ten of whom five were recommended, in two months: those of January spent 10 more than the others of it, those of May 2
/// less, and there are three and two of them.
#[test]
fn like_is_compared_with_like() {
    let (mut customers, mut orders) =
        (String::from("customer_id,customer_since,referred_by\nx,2020-01-01,\n"), String::new());
    let groups = [("2024-01-05", "x", [30, 40, 50]), ("2024-01-09", "", [20, 30, 40]), ("2024-05-05", "x", [7, 9, 0])];
    let mut number = 0;
    for (since, by, spent) in groups.into_iter().chain([("2024-05-06", "", [9, 11, 0])]) {
        for money in spent.into_iter().filter(|money| *money > 0) {
            number += 1;
            writeln!(customers, "c{number},{since},{by}").unwrap();
            writeln!(orders, "c{number},2024-06-01,{money}").unwrap();
        }
    }
    let orders = format!("customer_id,date,amount\n{orders}");
    let value = &found(&[("customers.csv", &customers), ("orders.csv", &orders)])["value"];
    assert_eq!(value["compared"], 5);
    near(&value["difference"], (3.0 * 10.0 - 2.0 * 2.0) / 5.0);
    near(&value["referred"], (30.0 + 40.0 + 50.0 + 7.0 + 9.0) / 5.0);
    // Variances 100 and 2 in each group: (9 (100/3 + 100/3) + 4 (2/2 + 2/2)) / 25.
    near(&value["high"], 5.2 + 1.959_963_984_540_054 * (608.0_f64 / 25.0).sqrt());
}

#[test]
fn those_still_customers_are_compared_where_exits_are_known() {
    let exits = "customer_id,left_on\nb,2024-02-01\ng,2024-02-01\n";
    let referral = found(&[("customers.csv", CUSTOMERS), ("orders.csv", ORDERS), ("exits.csv", exits)]);
    near(&referral["staying"]["referred"], 6.0 / 7.0);
    near(&referral["staying"]["others"], 0.5);
    let without = found(&[("customers.csv", CUSTOMERS), ("orders.csv", ORDERS)]);
    assert_eq!(without["staying"], Value::Null);
}

#[test]
fn the_page_says_it_in_both_languages_or_what_is_missing() {
    let fixture = Fixture::new(&[("customers.csv", CUSTOMERS), ("orders.csv", ORDERS)]);
    let page = fixture.page(ID, Language::English);
    assert!(
        page.headline.starts_with("77.8% of 9 customers came by recommendation; each brings 20.71"),
        "{}",
        page.headline
    );
    let chinese = fixture.page(ID, Language::Chinese);
    assert!(chinese.headline.starts_with("9 名客户中 77.8% 由推荐而来"), "{}", chinese.headline);
    assert_eq!(page.figures().len(), chinese.figures().len());
    let plain = Fixture::new(&[("customers.csv", "customer_id,name\na,Ann\nb,Ben\n")]);
    assert_eq!(
        plain.page(ID, Language::English).headline,
        "The customers table does not say who recommended a customer."
    );
    let blank = Fixture::new(&[("customers.csv", "customer_id,name,推荐人\na,Ann,\nb,Ben,\n")]);
    // A column without a cell says as little.
    assert_eq!(blank.page(ID, Language::Chinese).headline, "客户表没有注明推荐人。");
}

#[test]
fn parameters_are_checked() {
    let mut fixture = Fixture::new(&[("customers.csv", CUSTOMERS)]);
    fixture.set(ID, "listed", &json!(1)).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["list"].as_array().unwrap().len(), 1);
    assert!(fixture.set(ID, "listed", &json!(0)).is_err());
}
