//! Complaints against counts worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::{ComplaintsParams, ID};

/// The last day known is 31 January. Days to settle: 2, 7, 10; open for 11 and for 1 days (the last one).
const COMPLAINTS: &str = "customer_id,date,settled,reason,branch
a,2024-01-01,2024-01-03,queue,North
b,2024-01-05,2024-01-12,queue,North
a,2024-01-10,2024-01-20,fees,South
,2024-01-20,,queue,South
c,2024-01-30,,fees,
d,2024-01-31,2024-01-31,,North
";

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[test]
fn complaints_are_counted_and_their_time_is_measured() {
    let found = document(&Fixture::new(&[("complaints.csv", COMPLAINTS)]));
    assert_eq!((&found["complaints"], &found["customers"], &found["open"]), (&json!(6), &json!(4), &json!(2)));
    assert_eq!(found["counted_to"], "2024-01-31");
    // Times 0, 1+, 2, 7, 10, 11+: after 0 five sixths are open, after 2 five sixths of three quarters, after 7 of that
    // two thirds, which is 5/12: half are settled by day 7.
    assert_eq!(found["median_days"], 7.0);
    // Seven days are over for those of 1, 5, 10 and 20 January: two of four were settled in time.
    assert_eq!((&found["in_time"]["settled"], &found["in_time"]["of"]), (&json!(2), &json!(4)));
    assert_eq!(found["in_time"]["share"], 0.5);
}

#[test]
fn by_reason_and_by_group() {
    let found = document(&Fixture::new(&[("complaints.csv", COMPLAINTS)]));
    let list = |name: &str| -> Vec<(String, u64, u64)> {
        let groups = found[name].as_array().unwrap().iter();
        groups
            .map(|group| {
                let count = |field: &str| group[field].as_u64().unwrap();
                (group["name"].as_str().unwrap().to_owned(), count("complaints"), count("open"))
            })
            .collect()
    };
    assert_eq!(list("by_reason"), [("queue".into(), 3, 1), ("fees".into(), 2, 1), (String::new(), 1, 0)]);
    assert_eq!(found["by"], "branch");
    assert_eq!(list("groups"), [("North".into(), 3, 0), ("South".into(), 2, 1), (String::new(), 1, 1)]);
}

#[test]
fn what_was_settled_after_the_period_was_open_then() {
    let found = document(&Fixture::filtered(&[("complaints.csv", COMPLAINTS)], "to=2024-01-10"));
    assert_eq!((&found["complaints"], &found["open"]), (&json!(3), &json!(2)));
    assert_eq!(found["counted_to"], "2024-01-10");
}

#[test]
fn in_time_can_be_chosen_and_checked() {
    let mut fixture = Fixture::new(&[("complaints.csv", COMPLAINTS)]);
    fixture.set(ID, "in_time_days", &json!(10)).unwrap();
    let found = document(&fixture);
    assert_eq!((&found["in_time"]["settled"], &found["in_time"]["of"]), (&json!(3), &json!(4)));
    assert!(fixture.set(ID, "in_time_days", &json!(4_000)).unwrap_err().contains("3650"));
    assert!(ComplaintsParams { level: 95.0, ..ComplaintsParams::default() }.check().is_err());
}

#[test]
fn a_file_without_settlements_has_no_times() {
    let fixture = Fixture::new(&[("complaints.csv", "customer_id,complaint_date,reason\na,2024-01-01,queue\n")]);
    let found = document(&fixture);
    assert_eq!((&found["open"], &found["median_days"], &found["in_time"]), (&Value::Null, &Value::Null, &Value::Null));
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "1 complaint from 1 known customer.");
    assert!(page.notes[0].text.starts_with("The file does not say when complaints were settled"));
}

#[test]
fn a_settlement_before_its_complaint_is_no_time() {
    let complaints = "customer_id,date,settled,reason\na,2024-01-05,2024-01-01,queue\nb,2024-01-05,2024-01-09,queue\n";
    let fixture = Fixture::new(&[("complaints.csv", complaints)]);
    let found = document(&fixture);
    assert_eq!((&found["open"], &found["settled_before"], &found["median_days"]), (&json!(0), &json!(1), &json!(4.0)));
    assert!(fixture.page(ID, Language::Chinese).notes.iter().any(|note| note.text.contains("早于投诉日期")));
}

#[test]
fn the_page_says_it_in_both_languages() {
    let fixture = Fixture::new(&[("complaints.csv", COMPLAINTS)]);
    assert_eq!(
        fixture.page(ID, Language::English).headline,
        "6 complaints from 4 known customers; half are settled within 7 days; 2 are still open."
    );
    assert_eq!(
        fixture.page(ID, Language::Chinese).headline,
        "6 件投诉，来自 4 名已知客户；半数在 7 天内解决；2 件尚未解决。"
    );
    fixture.every_figure_is_in_the_document(ID);
}
