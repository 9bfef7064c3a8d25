//! Occasions of a handful of customers, worked out with a calendar.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// The newest purchase is of 14 February 2025: the calendar has 15 February to 16 March.
const ORDERS: &str = "customer_id,date,amount
a,2023-02-15,10
a,2024-05-01,30
b,2024-02-29,100
c,2024-03-17,7
d,2025-02-14,5
e,2022-03-01,50
";

/// a: born on a leap day; b: the last day of the calendar; c: the day before it; d: the day after it. e left.
const CUSTOMERS: &str = "customer_id,birthday,moving_date
a,1980-02-29,
b,1990-03-16,2025-01-20
c,1985-02-14,2025-01-10
d,1970-03-17,2025-03-01
e,1960-03-01,
";

const EXITS: &str = "customer_id,exit_date\ne,2024-01-01\n";

fn all() -> Fixture {
    Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", CUSTOMERS), ("exits.csv", EXITS)])
}

fn found(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

fn listed(found: &Value) -> Vec<(String, String, String, Value)> {
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    let list = found["list"].as_array().unwrap().iter();
    list.map(|one| (text(one, "day"), text(one, "customer"), text(one, "occasion"), one["years"].clone())).collect()
}

#[test]
fn birthdays_anniversaries_and_moves_stand_in_the_order_of_their_days() {
    let found = found(&all());
    assert_eq!((&found["from"], &found["to"]), (&json!("2025-02-15"), &json!("2025-03-16")));
    let of = |day: &str, who: &str, what: &str, years: Value| (day.to_owned(), who.to_owned(), what.to_owned(), years);
    // 2025 has no 29 February: a's birthday and b's anniversary are on the 28th, and b brought more. Moves of the 30 days
    // before (from 16 January on) are told, c's of the 10th is not.
    assert_eq!(
        listed(&found),
        [
            of("2025-01-20", "b", "move", Value::Null),
            of("2025-02-15", "a", "anniversary", json!(2)),
            of("2025-02-28", "b", "anniversary", json!(1)),
            of("2025-02-28", "a", "birthday", json!(45)),
            of("2025-03-01", "d", "move", Value::Null),
            of("2025-03-16", "b", "birthday", json!(35)),
        ]
    );
    assert_eq!(
        (&found["n"], &found["customers"], &found["left"], &found["leap"]),
        (&json!(6), &json!(3), &json!(1), &json!(2))
    );
    assert_eq!(found["value"], 145.0);
    assert_eq!(found["kinds"][0], json!({"key": "birthday", "n": 2, "value": 140.0}));
}

#[test]
fn in_a_leap_year_the_29th_is_itself_and_the_turn_of_the_year_is_no_wall() {
    let mut fixture = all();
    fixture.set(ID, "from", &json!("2028-02-29")).unwrap();
    fixture.set(ID, "days", &json!(1)).unwrap();
    let leap = found(&fixture);
    assert_eq!(listed(&leap).len(), 2);
    assert_eq!((&leap["leap"], &leap["list"][1]["years"]), (&json!(0), &json!(48)));
    // 365 days from 20 February 2026 on: all but e's come once; d's first purchase of 14 February 2025 is of 2027 then.
    fixture.set(ID, "from", &json!("2026-02-20")).unwrap();
    fixture.set(ID, "days", &json!(365)).unwrap();
    let year = found(&fixture);
    assert_eq!((&year["kinds"][0]["n"], &year["kinds"][1]["n"]), (&json!(4), &json!(4)));
    let last = year["list"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["day"], &last["customer"], &last["years"]), (&json!("2027-02-15"), &json!("a"), &json!(4)));
}

#[test]
fn the_page_says_what_is_handled_and_what_is_missing() {
    let mut fixture = all();
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "6 occasions of 3 customers: 15 Feb 2025 – 16 Mar 2025.");
    let text = page.to_markdown();
    assert!(
        text.contains("29 February on the 28th")
            && text.contains("1 customer who left is not shown")
            && text.contains("from 1 Mar 2022 on"),
        "{text}"
    );
    let chinese = fixture.page(ID, Language::Chinese);
    assert!(chinese.to_markdown().contains("列在 28 日") && chinese.figures().len() == page.figures().len());
    assert_eq!(fixture.members(ID)[1], ["b", "2025-01-20", "move", "", "100"]);
    // Since when somebody is a customer the customers table knows better than the first purchase.
    let since = "customer_id,name,customer_since\nc,Cem,2020-02-20\nd,Dora,2025-02-20\n";
    let since = found(&Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", since)]));
    let of_c = since["list"].as_array().unwrap().iter().find(|one| one["customer"] == "c").unwrap();
    assert_eq!(
        (&of_c["day"], &of_c["years"], &of_c["occasion"]),
        (&json!("2025-02-20"), &json!(5), &json!("anniversary"))
    );
    let bare = Fixture::new(&[("orders.csv", ORDERS)]).page(ID, Language::English);
    assert!(bare.notes[0].text.starts_with("No birthdays are known"));
    let dateless = Fixture::new(&[("customers.csv", "customer_id,name\na,Ann\n")]);
    assert!(dateless.page(ID, Language::English).headline.starts_with("Nothing says on which day"));
    assert!(fixture.set(ID, "days", &json!(366)).unwrap_err().contains("1 to 365"));
    assert!(fixture.set(ID, "listed", &json!(0)).unwrap_err().contains("1 to 1000"));
}

#[test]
fn data_that_ended_more_than_a_year_ago_are_long_past() {
    let day = |text: &str| text.parse::<crate::domain::day::Day>().ok();
    let last = day("2011-12-09");
    assert_eq!(super::long_past(last, day("2012-12-08")), None);
    assert_eq!(super::long_past(last, day("2012-12-09")), last);
    assert_eq!((super::long_past(last, None), super::long_past(None, last)), (None, None));
}

#[test]
fn whoever_has_an_occasion_can_be_followed_up_with_what_and_when() {
    let page = all().page(ID, Language::English);
    let named = page.to_follow_up();
    let first: Vec<_> = named[0].customers.iter().take(2).map(|one| (one.id.as_str(), one.why.as_str())).collect();
    assert_eq!(first, [("b", "Move; 20 Jan 2025"), ("a", "Years as a customer; 15 Feb 2025")]);
}
