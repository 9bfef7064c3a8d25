//! Gaps against figures worked out with plain Python.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// Six answers; one has no expectation of the queue, one no mark for staff.
const SURVEY: &str =
    "nps,expected queue,expected staff,queue satisfaction,staff satisfaction,queue importance,staff importance
9,4,3,2,5,5,2
8,5,3,3,4,5,2
10,4,3,4,5,4,3
3,5,4,1,4,5,2
6,,3,2,5,4,3
7,4,3,3,,5,2
";

fn document(text: &str) -> Value {
    Fixture::new(&[("survey.csv", text)]).document(ID).unwrap().unwrap()
}

const QUEUE: [f64; 7] =
    [4.400_000_000, 2.600_000_000, -1.800_000_000, -3.100_093_028, -0.499_906_972, 0.800_000_000, 0.000_000_000];
const STAFF: [f64; 7] =
    [3.200_000_000, 4.600_000_000, 1.400_000_000, 0.616_014_406, 2.183_985_594, 0.000_000_000, 0.800_000_000];
const TOTALS: [f64; 2] = [-0.200_000_000, -0.733_333_333];

/// `statistics.mean` of the differences, and 1.959964 times `statistics.stdev` / sqrt(n) to each side.
#[test]
fn perceived_less_expected_with_the_interval_of_pairs() {
    let found = document(SURVEY);
    let [queue, staff] = found["items"].as_array().unwrap().as_slice() else { panic!("{found}") };
    let of = |item: &Value| {
        ["expected", "perceived", "gap", "low", "high", "below", "above"].map(|figure| item[figure].as_f64().unwrap())
    };
    let near = |found: [f64; 7], expected: [f64; 7]| {
        assert!(found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-6), "{found:?}");
    };
    near(of(queue), QUEUE);
    near(of(staff), STAFF);
    assert_eq!(
        (&queue["name"], &queue["n"], &queue["verdict"]),
        (&json!("queue satisfaction"), &json!(5), &json!("missed"))
    );
    assert_eq!(
        (&staff["expectation"], &staff["n"], &staff["verdict"]),
        (&json!("expected staff"), &json!(5), &json!("exceeded"))
    );
    assert!((found["total"].as_f64().unwrap() - TOTALS[0]).abs() < 1e-8);
    assert!((found["weighted"].as_f64().unwrap() - TOTALS[1]).abs() < 1e-8);
}

#[test]
fn the_page_names_both_ends_in_both_languages() {
    let fixture = Fixture::new(&[("survey.csv", SURVEY)]);
    let page = fixture.page(ID, Language::English);
    assert_eq!(
        page.headline,
        "“queue” falls farthest short of what was expected (-1.8). “staff” surprises most (+1.4)."
    );
    assert!(fixture.page(ID, Language::Chinese).headline.contains("低于期望最多"));
}

#[test]
fn what_is_missing_is_said() {
    let lacking = |text: &str| {
        Fixture::new(&[("survey.csv", text)]).page(ID, Language::English);
        document(text)["lacking"].clone()
    };
    assert_eq!(lacking("nps\n9\n"), "satisfaction");
    assert_eq!(lacking("nps,satisfaction a\n9,4\n"), "expectation");
    assert_eq!(lacking("nps,satisfaction a,satisfaction b,expected c\n9,4,3,2\n"), "pairs");
    assert_eq!(lacking("nps,satisfaction a,expected a\n9,4,\n8,,3\n"), "answers");
    let one = document("nps,satisfaction a,expected a\n9,4,3\n");
    assert_eq!(
        (&one["items"][0]["gap"], &one["items"][0]["low"], &one["items"][0]["verdict"]),
        (&json!(1.0), &Value::Null, &json!("met"))
    );
}
