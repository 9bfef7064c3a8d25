//! Earned growth against the published example, and the figures of a real file.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::reference::{text, truth};

use super::ID;

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found} is no number"));
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// January brings 100 and February 130: 85 from January's customers, 45 from two new ones.
const ORDERS: &str = "customer_id,date,amount\n\
    a,2024-01-01,60\nb,2024-01-02,40\na,2024-01-31,0\n\
    a,2024-02-01,85\nc,2024-02-10,25\nd,2024-02-20,20\na,2024-02-29,0\n";

const REASONS: &str = "customer_id,name,acquisition source\na,Ann,advertisement\nc,Cid,A friend\nd,Dan,advertisement\n";

fn of(files: &[(&str, &str)]) -> Fixture {
    let mut fixture = Fixture::new(files);
    fixture.set("retention", "months", &json!(1)).unwrap();
    fixture
}

fn found(files: &[(&str, &str)]) -> Value {
    of(files).document(ID).unwrap().unwrap()
}

/// Reichheld's example: revenue from 100 to 130, NRR 85 %, earned new 25, bought new 20.
#[test]
fn the_published_example() {
    let fixture = of(&[("orders.csv", ORDERS), ("customers.csv", REASONS)]);
    let found = fixture.document(ID).unwrap().unwrap();
    for (name, expected) in
        [("nrr", 0.85), ("enc", 0.25), ("rate", 0.1), ("ratio", 1.0 / 3.0), ("low", 0.1), ("high", 0.1)]
    {
        near(&found[name], expected);
    }
    assert_eq!(found["by"], "acquisition source");
    assert_eq!(found["reasons"][0]["name"], "A friend");
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.starts_with("Earned growth is 10"), "{}", page.headline);
    assert!(fixture.page(ID, Language::Chinese).headline.starts_with("口碑增长率为 10"));
}

#[test]
fn where_nothing_says_why_there_are_bounds_alone() {
    let fixture = of(&[("orders.csv", ORDERS)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["enc"], &found["rate"], &found["ratio"]), (&Value::Null, &Value::Null, &Value::Null));
    near(&found["low"], -0.15);
    near(&found["high"], 0.3);
    assert!(fixture.page(ID, Language::English).headline.contains("lies between"));
}

#[test]
fn who_does_not_say_is_like_the_others_within_bounds() {
    let some = REASONS.replace("d,Dan,advertisement", "d,Dan,");
    let found = found(&[("orders.csv", ORDERS), ("customers.csv", &some)]);
    near(&found["enc"], 0.45);
    near(&found["low"], 0.1);
    near(&found["high"], 0.3);
    assert_eq!((&found["customers"]["earned"], &found["customers"]["unknown"]), (&json!(1), &json!(1)));
}

#[test]
fn the_newest_answer_tells_why_and_words_can_be_changed() {
    let answers = "customer_id,date,score,what brought you to us\n\
        c,2024-02-11,9,advertisement\nc,2024-02-12,9,Tante Emma\nd,2024-02-21,7,advertisement\n";
    let mut fixture = of(&[("orders.csv", ORDERS), ("answers.csv", answers)]);
    near(&fixture.document(ID).unwrap().unwrap()["enc"], 0.0);
    fixture.set(ID, "words", &json!("tante, 推荐")).unwrap();
    near(&fixture.document(ID).unwrap().unwrap()["enc"], 0.25);
    fixture.set(ID, "by", &json!("no such column")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["enc"], Value::Null);
    assert!(fixture.set(ID, "words", &json!(" , ")).unwrap_err().contains("name one at least"));
    assert!(fixture.set(ID, "retention", &json!({})).is_err());
}

#[test]
fn who_has_a_referrer_came_by_recommendation() {
    let customers = "customer_id,name,preferred_channel,referred_by\n\
        a,Ann,friend,\nc,Cid,branch,a\nd,Dan,app,\n";
    let mut fixture = of(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["by"], "referred_by");
    near(&found["enc"], 0.25);
    assert_eq!((&found["customers"]["earned"], &found["customers"]["bought"]), (&json!(1), &json!(1)));
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("somebody recommended them") && page.contains("nobody is named who did"), "{page}");
    // Of those whom nobody is named for another column tells.
    let both = customers.replace("preferred_channel", "lead source").replace("d,Dan,app", "d,Dan,my family");
    let found = self::found(&[("orders.csv", ORDERS), ("customers.csv", &both)]);
    assert_eq!(found["by"], "referred_by, lead source");
    near(&found["enc"], 0.45);
    // One that is chosen tells alone.
    fixture.set(ID, "by", &json!("preferred_channel")).unwrap();
    near(&fixture.document(ID).unwrap().unwrap()["enc"], 0.0);
}

#[test]
fn answers_that_do_not_say_who_stand_for_new_customers() {
    let answers = "score,extra\n9,a friend\n8,advertisement\n7,advertisement\n9,advertisement\n";
    let fixture = of(&[("orders.csv", ORDERS), ("answers.csv", answers)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["by"], &found["unnamed"]), (&json!("extra"), &json!({"answers": 4, "earned": 1})));
    near(&found["enc"], 0.45 / 4.0);
    near(&found["low"], -0.15);
    near(&found["high"], 0.3);
    assert!(fixture.page(ID, Language::English).to_markdown().contains("1 of 4 answers that do not say who"));
    // A third question nobody answers with a recommendation asks something else.
    let other = answers.replace("a friend", "nothing more");
    assert_eq!(self::found(&[("orders.csv", ORDERS), ("answers.csv", &other)])["by"], Value::Null);
}

#[test]
fn a_rate_below_zero_is_no_share_of_growth() {
    let bought = REASONS.replace("A friend", "advertisement");
    let fixture = of(&[("orders.csv", ORDERS), ("customers.csv", &bought)]);
    let found = fixture.document(ID).unwrap().unwrap();
    near(&found["rate"], -0.15);
    assert_eq!(found["ratio"], Value::Null);
    let headline = fixture.page(ID, Language::English).headline;
    assert!(headline.contains("what grew was bought") && !headline.contains("of all growth"), "{headline}");
}

/// February: A 100, B returns 30, C 60, E 10, 140 together. March: A 80, B 20, D 25, E 10.
const RETURNED: &str = "customer_id,date,amount\n\
    A,2023-12-05,50\nA,2024-02-05,100\nA,2024-03-05,80\n\
    B,2024-01-10,40\nB,2024-02-10,-30\nB,2024-03-10,20\n\
    C,2024-02-11,60\nD,2024-03-12,25\nE,2024-02-03,10\nE,2024-03-31,10\n";

fn returned(rows: &str) -> Fixture {
    let mut fixture = of(&[("orders.csv", &format!("{RETURNED}{rows}"))]);
    fixture.set("retention", "until", &json!("2024-03-31")).unwrap();
    fixture
}

#[test]
fn only_customers_of_the_first_window_keep_its_money() {
    let fixture = returned("");
    let found = fixture.document(ID).unwrap().unwrap();
    near(&found["nrr"], 90.0 / 140.0);
    near(&found["low"], 90.0 / 140.0 - 1.0);
    near(&found["high"], 115.0 / 140.0 - 1.0);
    near(&found["growth"], -5.0 / 140.0);
    let money =
        json!({"kept": 90.0, "earned": 0.0, "bought": 0.0, "unknown": 25.0, "won_back": 20.0, "returns_only": 0.0});
    assert_eq!(found["money"], money);
    assert_eq!((&found["customers"]["kept"], &found["customers"]["won_back"]), (&json!(2), &json!(1)));
    assert!(fixture.page(ID, Language::English).to_markdown().contains("add up exactly to what the second window"));
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("各部分之和与后一窗口的收入完全一致"));
}

/// C, who bought for 60 in February, gives 5 of it back in March; G, who bought in December, gives back 7.
#[test]
fn what_lost_customers_return_lowers_what_is_kept() {
    let found = returned("C,2024-03-15,-5\nG,2023-12-06,9\nG,2024-03-16,-7\n").document(ID).unwrap().unwrap();
    near(&found["nrr"], 85.0 / 140.0);
    let money =
        json!({"kept": 85.0, "earned": 0.0, "bought": 0.0, "unknown": 25.0, "won_back": 20.0, "returns_only": -7.0});
    assert_eq!((&found["money"], &found["end"]), (&money, &json!(123.0)));
    assert_eq!((&found["customers"]["kept"], &found["customers"]["returns_only"]), (&json!(3), &json!(1)));
}

/// Money of June to August 2011, by whom it came from, was counted apart: returns in March to May of who had no order in
/// them are in the bridge's parts, so these do not tell it.
#[test]
fn bounds_of_a_real_file_are_those_counted_apart() {
    let mut fixture = Fixture::new(&[("retail.csv", &text("online_retail_a/online_retail_a.csv.gz"))]);
    fixture.set("retention", "months", &json!(3)).unwrap();
    fixture.set("retention", "until", &json!("2011-08-31")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let bridge = &truth("online_retail_a")["segmentation"]["bridge"]["value"];
    let (start, kept, new) = (bridge["start"].as_f64().unwrap(), 539_902.32, 106_386.851);
    near(&found["nrr"], kept / start);
    near(&found["low"], kept / start - 1.0);
    near(&found["high"], (kept + new) / start - 1.0);
    for (source, money) in [("kept", kept), ("unknown", new), ("won_back", 62_001.98), ("returns_only", -6_132.02)] {
        near(&found["money"][source], money);
    }
    near(&found["end"], bridge["end"].as_f64().unwrap());
    assert_eq!((&found["customers"]["kept"], &found["customers"]["returns_only"]), (&json!(398), &json!(4)));
    assert_eq!(found["customers"]["unknown"], bridge["customers"]["new"]);
}

#[test]
fn what_is_missing_is_said() {
    let one = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-05,10\n")]);
    assert!(one.page(ID, Language::English).headline.contains("two whole months"));
    assert_eq!(one.document(ID).unwrap().unwrap()["low"], Value::Null);
    let nothing = ORDERS.replace(",60", ",0").replace(",40", ",0");
    let nothing = of(&[("orders.csv", &nothing)]);
    assert!(nothing.page(ID, Language::English).headline.contains("nothing to grow from"));
}
