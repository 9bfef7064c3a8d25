//! Importance and performance against the reference results of the airport survey, and by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::Plot;
use crate::indicators::reference::{Sheet, close, truth};

use super::ID;

/// The columns the reference results are of.
const ITEMS: [&str; 9] =
    ["Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAY", "Q7SCREENS", "Q7WIFI", "Q9Boarding", "Q9Restroom"];

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

/// The reference takes the answers with a score alone: so does the file made here.
#[test]
fn derived_importance_equals_the_reference() {
    let sheet = Sheet::read("sfo_2018/sfo_2018_survey.csv.gz");
    let score = sheet.column("NETPRO");
    let items = ITEMS.map(|name| sheet.column(name));
    let scored = sheet.rows.iter().filter(|row| row[score].trim().parse().is_ok_and(|score: u8| score <= 10));
    let rows: String = scored
        .map(|row| format!("{},{}\n", row[score].trim(), items.map(|item| row[item].trim().to_owned()).join(",")))
        .collect();
    let header = ITEMS.map(|name| format!("satisfaction {name}")).join(",");
    let mut fixture = Fixture::new(&[("survey.csv", &format!("nps,{header}\n{rows}"))]);
    fixture.set(ID, "lowest", &json!(1)).unwrap();
    fixture.set(ID, "highest", &json!(5)).unwrap();
    let found = document(&fixture);
    let expected = &truth("sfo_2018")["drivers_nps"]["importance_performance"]["value"];
    assert_eq!((&found["stated"], &found["lacking"]), (&json!(false), &Value::Null));
    close(found["lines"]["importance"].as_f64().unwrap(), &expected["cut_importance"]);
    close(found["lines"]["performance"].as_f64().unwrap(), &expected["cut_performance"]);
    for item in found["items"].as_array().unwrap() {
        let name = item["name"].as_str().unwrap().strip_prefix("satisfaction ").unwrap();
        close(item["importance"].as_f64().unwrap(), &expected["importance"][name]);
        close(item["performance"].as_f64().unwrap(), &expected["performance"][name]);
        assert_eq!(item["n"], expected["n"][name], "{name}");
        let quadrant = expected["quadrant"][name].as_str().unwrap().replace(' ', "_");
        assert_eq!(item["quadrant"], quadrant, "{name}");
    }
    // Fisher's: tanh(atanh(r) - and + 1.959964 / sqrt(n - 3)) of r = .408840, n = 2064, with plain Python.
    let art = &found["items"][0]["importance_interval"];
    assert!((art["low"].as_f64().unwrap() - FISHER[0]).abs() < 1e-5, "{art}");
    assert!((art["high"].as_f64().unwrap() - FISHER[1]).abs() < 1e-5, "{art}");
}

const FISHER: [f64; 2] = [0.372_260, 0.444_151];

/// Stated: queue 5, staff 3, price 4 (mean 4). Marks: queue 2, staff 4.5, price 4 (mean 3.5). The rival's queue is 3.
const SURVEY: &str = "nps,queue satisfaction,staff satisfaction,price satisfaction,queue importance,staff importance,price importance,rival queue
9,2,4,4,5,3,4,3
8,1,5,4,5,3,4,3
3,3,4,4,5,3,4,4
5,2,5,4,5,3,4,2
";

#[test]
fn stated_importance_lines_and_a_rival() {
    let mut fixture = Fixture::new(&[("survey.csv", SURVEY)]);
    let found = document(&fixture);
    assert_eq!((&found["stated"], &found["lines"]), (&json!(true), &json!({ "importance": 4.0, "performance": 3.5 })));
    let quadrants = |found: &Value| -> Vec<String> {
        found["items"].as_array().unwrap().iter().map(|item| item["quadrant"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(quadrants(&found), ["concentrate_here", "possible_overkill", "keep_up_the_good_work"]);
    assert_eq!(found["items"][0]["above_rival"], -1.0);
    assert!(found["items"][1]["above_rival"].is_null());
    // The price's importance is on the line.
    assert_eq!((&found["items"][2]["straddles"], &found["items"][0]["straddles"]), (&json!(true), &json!(false)));
    let page = fixture.page(ID, Language::English);
    let Plot::Scatter(grid) = &page.charts()[0].plot else { panic!("another chart") };
    let spots: Vec<_> = grid.spots.iter().map(|spot| (spot.at, spot.class.as_str(), spot.open)).collect();
    assert_eq!(
        spots,
        [
            ([2.0, 5.0], "Concentrate here", false),
            ([4.5, 3.0], "Possible overkill", false),
            ([4.0, 4.0], "Keep up the good work", true),
        ]
    );
    assert_eq!((grid.lines, spots.len()), ([3.5, 4.0], 3));
    fixture.set(ID, "importance_line", &json!(5)).unwrap();
    fixture.set(ID, "performance_line", &json!(1)).unwrap();
    assert_eq!(quadrants(&document(&fixture)), ["keep_up_the_good_work", "possible_overkill", "possible_overkill"]);
    fixture.set(ID, "by", &json!("derived")).unwrap();
    let found = document(&fixture);
    assert_eq!(found["left_out"], json!(["price satisfaction"]), "marks that do not vary go with nothing");
    let page = fixture.page(ID, Language::Chinese);
    assert!(page.to_markdown().contains("可能过度"));
}

#[test]
fn what_is_missing_is_said() {
    let lacking = |text: &str, by: &str| {
        let mut fixture = Fixture::new(&[("survey.csv", text)]);
        fixture.set(ID, "by", &json!(by)).unwrap();
        fixture.page(ID, Language::English);
        document(&fixture)["lacking"].clone()
    };
    assert_eq!(lacking("nps\n9\n", "auto"), "items");
    assert_eq!(lacking("nps,satisfaction a,satisfaction b\n9,1,2\n3,2,3\n", "stated"), "stated");
    assert_eq!(lacking("nps,satisfaction a,satisfaction b\n9,1,2\n9,2,3\n", "auto"), "derived");
    let mut fixture = Fixture::new(&[("survey.csv", SURVEY)]);
    fixture.set(ID, "fields", &json!(["taste"])).unwrap();
    assert_eq!(fixture.document(ID).unwrap_err().kind, "field");
    assert!(fixture.set(ID, "lowest", &json!(9)).is_ok() && fixture.set(ID, "highest", &json!(1)).is_err());
}
