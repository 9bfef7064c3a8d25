//! Visits of a handful of accounts worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// The last day known is 31 March, of b's visit. 90 days up to it begin on 2 January: a's visit is within, c's of the day
/// before is not; d was never visited; e left.
const CUSTOMERS: &str = "customer_id,last_visit,account manager,tier
a,2024-01-02,Li,gold
b,2024-03-31,Li,gold
c,2024-01-01,Wang,silver
d,,Wang,gold
e,2023-01-01,Wang,gold
";

const ORDERS: &str = "customer_id,date,amount\na,2024-01-10,10\nc,2024-02-01,70\nd,2024-03-01,500\nd,2024-03-05,-20\n";

const EXITS: &str = "customer_id,exit_date\ne,2024-02-01\n";

fn all(filter: &str) -> Fixture {
    Fixture::filtered(&[("customers.csv", CUSTOMERS), ("orders.csv", ORDERS), ("exits.csv", EXITS)], filter)
}

fn found(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[test]
fn visits_within_the_days_count_and_the_unvisited_stand_by_what_they_brought() {
    let territory = found(&all(""));
    let counts = ["accounts", "visited", "unvisited", "never", "left"];
    assert_eq!(counts.map(|name| territory[name].as_u64().unwrap()), [4, 2, 2, 1, 1]);
    assert_eq!((&territory["share"], &territory["unvisited_value"]), (&json!(0.5), &json!(550.0)));
    assert_eq!((&territory["counted_to"], &territory["by"]), (&json!("2024-03-31"), &json!("account manager")));
    let names: Vec<_> =
        territory["groups"].as_array().unwrap().iter().map(|one| (&one["name"], &one["share"])).collect();
    assert_eq!(names, [(&json!("Wang"), &json!(0.0)), (&json!("Li"), &json!(1.0))]);
    assert_eq!(
        territory["list"],
        json!([
            {"customer": "d", "visited": null, "days": null, "group": "Wang", "value": 480.0},
            {"customer": "c", "visited": "2024-01-01", "days": 90, "group": "Wang", "value": 70.0},
        ])
    );
}

#[test]
fn of_visits_after_the_period_nothing_was_known() {
    // On 15 January b had not been visited, and e was still there: last visited more than 90 days before.
    let territory = found(&all("to=2024-01-15"));
    let counts = ["accounts", "visited", "never", "left"];
    assert_eq!(counts.map(|name| territory[name].as_u64().unwrap()), [5, 2, 2, 0]);
    assert_eq!(territory["unvisited_value"], Value::Null);
}

#[test]
fn the_days_can_be_chosen_and_the_goal_is_none() {
    let mut fixture = all("");
    fixture.set(ID, "days", &json!(91)).unwrap();
    assert_eq!(found(&fixture)["visited"], 3);
    fixture.set(ID, "by", &json!("tier")).unwrap();
    assert_eq!(found(&fixture)["groups"][0]["name"], "gold");
    let page = fixture.page(ID, Language::English);
    assert_eq!(
        page.headline,
        "75% of 4 accounts were visited within 91 days. The 1 unvisited brought 480: the goal is none."
    );
    let chinese = fixture.page(ID, Language::Chinese);
    assert!(chinese.headline.contains("零遗漏") && chinese.figures().len() == page.figures().len());
    assert_eq!(fixture.members(ID)[1], ["a", "2024-01-02", "visited", "10"]);
    assert!(fixture.set(ID, "days", &json!(0)).unwrap_err().contains("1 to 3650"));
    let goal = Fixture::new(&[("customers.csv", "customer_id,name,last_visit\na,Ann,2024-01-02\n")]);
    assert!(goal.page(ID, Language::English).headline.ends_with("Nobody is left unvisited."));
}

#[test]
fn without_visits_the_page_says_what_is_needed() {
    let fixture = Fixture::new(&[("customers.csv", "customer_id,name\na,Ann\n")]);
    assert_eq!(found(&fixture)["says_visited"], false);
    assert!(fixture.page(ID, Language::English).notes[0].text.contains("last visit"));
    assert!(fixture.page(ID, Language::Chinese).headline.contains("没有列说明"));
}

#[test]
fn the_unvisited_can_be_followed_up_and_say_since_when() {
    let page = all("").page(ID, Language::English);
    let named = page.to_follow_up();
    let whys = |one: &&crate::indicators::page::FollowUp| {
        one.customers.iter().map(|one| (one.id.clone(), one.why.clone())).collect::<Vec<_>>()
    };
    let of = |id: &str, why: &str| (id.to_owned(), why.to_owned());
    assert_eq!(
        named.iter().map(whys).collect::<Vec<_>>(),
        [[of("d", "Last visit; never"), of("c", "Last visit; 1 Jan 2024")]]
    );
}
