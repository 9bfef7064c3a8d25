//! Retention in money against figures computed with independent tools, and worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::reference::{close, text, truth};

use super::ID;

#[test]
fn the_bridge_equals_the_truth_and_adds_up() {
    let mut fixture = Fixture::new(&[("retail.csv", &text("online_retail_a/online_retail_a.csv.gz"))]);
    fixture.set(ID, "months", &json!(3)).unwrap();
    fixture.set(ID, "until", &json!("2011-08-31")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let bridge = &found["bridge"];
    let expected = &truth("online_retail_a")["segmentation"]["bridge"]["value"];
    for name in ["start", "end"] {
        close(bridge[name].as_f64().unwrap(), &expected[name]);
    }
    // Counted apart: in June to August those with an order in March to May bring 539,902.32, up is 167,242.35.
    close(bridge["net_retention"].as_f64().unwrap(), &json!(539_902.32 / 587_800.85));
    close(bridge["gross_retention"].as_f64().unwrap(), &json!(372_659.97 / 587_800.85));
    for (name, part) in expected["parts"].as_object().unwrap() {
        close(bridge[name].as_f64().unwrap(), part);
        assert_eq!(bridge["customers"][name].as_u64(), expected["customers"][name].as_u64(), "{name}");
    }
    let parts = ["start", "lost", "down", "up", "new", "won_back", "returns_only"];
    let sum: f64 = parts.iter().map(|part| bridge[part].as_f64().unwrap()).sum();
    close(sum, &bridge["end"]);
}

/// Two windows of a month. a: 100 then 60 (down), b: 50 then nothing (lost), c: new, d: before both, back in the second.
const PURCHASES: &str = "customer,order,date,amount
d,0,2023-11-10,40
x,9,2023-12-31,1
a,1,2024-01-05,100
b,2,2024-01-06,50
a,3,2024-02-05,60
c,4,2024-02-06,30
d,5,2024-02-07,20
e,6,2024-01-31,7
e,7,2024-02-29,7
";

const EXITS: &str = "customer,exit_date,reason\nb,2024-02-20,price\n";

const COMPLAINTS: &str = "customer,complaint_date,reason\nb,2024-01-10,queue\na,2024-01-10,queue\n";

fn small() -> Fixture {
    let mut fixture = Fixture::new(&[("p.csv", PURCHASES), ("exits.csv", EXITS), ("complaints.csv", COMPLAINTS)]);
    fixture.set(ID, "months", &json!(1)).unwrap();
    fixture.set(ID, "until", &json!("2024-02-29")).unwrap();
    fixture
}

#[test]
fn parts_and_holes_are_those_worked_out_by_hand() {
    let bridge = &small().document(ID).unwrap().unwrap()["bridge"];
    let parts = ["start", "lost", "down", "up", "new", "won_back", "returns_only", "end"];
    let found: Vec<f64> = parts.iter().map(|part| bridge[part].as_f64().unwrap()).collect();
    assert_eq!(found, [157.0, -50.0, -40.0, 0.0, 30.0, 20.0, 0.0, 117.0]);
    // No change counts as up: e.
    assert_eq!(bridge["customers"]["up"], 1);
    close(bridge["gross_retention"].as_f64().unwrap(), &json!(67.0 / 157.0));
    close(bridge["net_retention"].as_f64().unwrap(), &json!(67.0 / 157.0));
    assert_eq!(bridge["holes"], json!([{"name": "price", "silent": false, "customers": 1, "lost": 50.0}]));
    assert_eq!((&bridge["complained"]["customers"], &bridge["complained"]["lost"]), (&json!(1), &json!(50.0)));
}

/// Five buy in January and not again. The window is February's 29 days: who ordered on the 10th is gone by 8 February.
const GONE: &str = "customer,order,date,amount
before,0,2023-12-01,9
early,1,2024-01-10,10
late,2,2024-01-10,20
border,3,2024-01-10,40
exit,4,2024-01-10,80
back,5,2024-01-10,160
stays,6,2024-01-20,1
stays,7,2024-02-29,1
";

/// `early` while they were there, `late` the day after they were gone, `border` on the last day, `exit` after they said
/// goodbye, `back` before the first window.
const SAID: &str = "customer,complaint_date,reason
early,2024-01-10,queue
late,2024-02-09,queue
border,2024-02-08,queue
exit,2024-01-21,queue
back,2023-12-31,queue
stays,2024-01-21,queue
";

#[test]
fn complaints_count_of_the_time_before_a_customer_was_gone() {
    let exits = "customer,exit_date,reason\nexit,2024-01-20,price\nback,2024-01-20,price\n";
    let mut fixture = Fixture::new(&[("p.csv", GONE), ("exits.csv", exits), ("complaints.csv", SAID)]);
    fixture.set(ID, "months", &json!(1)).unwrap();
    fixture.set(ID, "until", &json!("2024-02-29")).unwrap();
    let bridge = &fixture.document(ID).unwrap().unwrap()["bridge"];
    assert_eq!(bridge["customers"]["lost"], 5);
    assert_eq!((&bridge["complained"]["customers"], &bridge["complained"]["lost"]), (&json!(2), &json!(50.0)));
    // On the day they said goodbye it still counts.
    let exits = "customer,exit_date,reason\nexit,2024-01-21,price\n";
    let mut fixture = Fixture::new(&[("p.csv", GONE), ("exits.csv", exits), ("complaints.csv", SAID)]);
    fixture.set(ID, "months", &json!(1)).unwrap();
    fixture.set(ID, "until", &json!("2024-02-29")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["bridge"]["complained"]["lost"], 130.0);
}

#[test]
fn rows_before_a_chosen_period_are_used_and_not_left_out_as_well() {
    let of = |filter: &str| Fixture::filtered(&[("p.csv", PURCHASES)], filter).document(ID).unwrap().unwrap();
    let provenance = &of("from=2024-02-01")["provenance"];
    assert_eq!((&provenance["used"], &provenance["left_out"]), (&json!(9), &json!([])));
    let provenance = &of("from=2024-01-31&to=2024-02-06")["provenance"];
    assert_eq!((&provenance["used"], &provenance["left_out"][0]["count"]), (&json!(7), &json!(2)));
}

/// Two windows of a month. a: 100 then 60 (down), b: 50 then nothing (lost), c: 40 then 65 (up), d: 10 then 20 of which
/// 2 are returned (up), e: new with 30, f: before both, back with 20.
const MORE: &str = "customer,order,date,amount
f,1,2023-11-10,40
a,2,2024-01-01,100
b,3,2024-01-06,50
c,4,2024-01-07,40
d,5,2024-01-31,10
a,6,2024-02-05,60
c,7,2024-02-06,65
d,8,2024-02-07,20
d,9,2024-02-09,-2
e,10,2024-02-08,30
f,11,2024-02-29,20
";

#[test]
fn what_those_who_stayed_bought_more_counts_in_net_retention_alone() {
    let mut fixture = Fixture::new(&[("p.csv", MORE)]);
    fixture.set(ID, "months", &json!(1)).unwrap();
    fixture.set(ID, "until", &json!("2024-02-29")).unwrap();
    let bridge = &fixture.document(ID).unwrap().unwrap()["bridge"];
    // Start: 100 + 50 + 40 + 10 = 200. Up: c 65 - 40 = 25 and d 20 - 2 - 10 = 8, together 33.
    // End: 200 - 50 - 40 + 33 + 30 + 20 = 193, which is 60 + 65 + 18 + 30 + 20.
    let parts = ["start", "lost", "down", "up", "new", "won_back", "returns_only", "end"];
    let found: Vec<f64> = parts.iter().map(|part| bridge[part].as_f64().unwrap()).collect();
    assert_eq!(found, [200.0, -50.0, -40.0, 33.0, 30.0, 20.0, 0.0, 193.0]);
    let counts = [("start", 4), ("lost", 1), ("down", 1), ("up", 2), ("new", 1), ("won_back", 1), ("end", 5)];
    for (part, customers) in counts {
        assert_eq!(bridge["customers"][part], customers, "{part}");
    }
    // Gross: what is left of the 200 without what c and d bought more, 60 + 40 + 10 = 110. Net: what the four brought
    // in February, 60 + 0 + 65 + 18 = 143.
    close(bridge["gross_retention"].as_f64().unwrap(), &json!(110.0 / 200.0));
    close(bridge["net_retention"].as_f64().unwrap(), &json!(143.0 / 200.0));
}

/// February: A 100, B returns 30, C 60, E 10, 140 together. March: A 80, B 20, D 25, E 10.
const RETURNED: &str = "customer,date,amount
A,2023-12-05,50
A,2024-02-05,100
A,2024-03-05,80
B,2024-01-10,40
B,2024-02-10,-30
B,2024-03-10,20
C,2024-02-11,60
D,2024-03-12,25
E,2024-02-03,10
E,2024-03-31,10
";

#[test]
fn what_others_returned_in_the_first_window_is_kept_by_nobody() {
    let mut fixture = Fixture::new(&[("p.csv", RETURNED)]);
    fixture.set(ID, "months", &json!(1)).unwrap();
    fixture.set(ID, "until", &json!("2024-03-31")).unwrap();
    let bridge = &fixture.document(ID).unwrap().unwrap()["bridge"];
    // B gave 30 back and then bought for 20: 50 more. Of February's customers A and E bring 80 and 10.
    let parts = ["start", "lost", "down", "up", "new", "won_back", "returns_only", "end"];
    let found: Vec<f64> = parts.iter().map(|part| bridge[part].as_f64().unwrap()).collect();
    assert_eq!(found, [140.0, -60.0, -20.0, 0.0, 25.0, 50.0, 0.0, 135.0]);
    close(bridge["net_retention"].as_f64().unwrap(), &json!(90.0 / 140.0));
    close(bridge["gross_retention"].as_f64().unwrap(), &json!(90.0 / 140.0));
}

#[test]
fn cohorts_by_count_and_by_value() {
    let found = small().document(ID).unwrap().unwrap();
    // January: a, b, e began with 157; in February a and e are back with 67.
    let january = &found["cohorts"][2];
    assert_eq!((&january["start"], &january["size"]), (&json!("2024-01-01"), &json!(3)));
    assert_eq!(january["active"], json!([3, 2]));
    assert_eq!(found["value"][2]["money"], json!([157.0, 67.0]));
    let mut fixture = small();
    fixture.set(ID, "cohort", &json!("week")).unwrap();
    let weeks = fixture.document(ID).unwrap().unwrap();
    // 1 January 2024 was a Monday: the first week holds 5 and 6 January.
    let first = weeks["cohorts"].as_array().unwrap().iter().find(|week| week["start"] == "2024-01-01").unwrap();
    assert_eq!(first["size"], 2);
    fixture.set(ID, "cohort", &json!("quarter")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["cohorts"][1]["active"], json!([4]));
}

#[test]
fn months_by_count_are_those_of_the_cohorts_page() {
    let fixture = Fixture::new(&[("cdnow.csv", &text("cdnow_sample/cdnow_sample.csv"))]);
    let (found, cohorts) = (fixture.document(ID).unwrap().unwrap(), fixture.document("cohorts").unwrap().unwrap());
    for (place, cohort) in found["cohorts"].as_array().unwrap().iter().enumerate() {
        assert_eq!((&cohort["size"], &cohort["active"]), (&cohorts["sizes"][place], &cohorts["active"][place]));
    }
}

#[test]
fn one_month_makes_no_bridge_and_says_what_it_takes() {
    let fixture = Fixture::new(&[("p.csv", "customer,order,date,amount\na,1,2024-01-05,10\nb,2,2024-01-20,5\n")]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["bridge"], Value::Null);
    assert_eq!(
        fixture.page(ID, Language::English).headline,
        "There are no two windows to compare yet: it takes two whole months."
    );
    let mut fixture = small();
    assert!(fixture.set(ID, "months", &json!(0)).unwrap_err().contains("36"));
}

/// The data reach from 10 November 2023 to 29 February 2024.
#[test]
fn windows_outside_the_data_are_none_and_say_what_the_data_have() {
    let cases: [&[(&str, Value)]; 5] = [
        &[("until", json!("1900-01-01"))],
        &[("until", json!("2999-12-31"))],
        &[("months", json!(36)), ("until", json!(null))],
        &[("until", json!("2023-11-30"))],
        &[("until", json!("2024-03-31")), ("months", json!(1))],
    ];
    for set in cases {
        let mut fixture = Fixture::new(&[("p.csv", PURCHASES)]);
        for (parameter, value) in set {
            fixture.set(ID, parameter, value).unwrap();
        }
        let found = fixture.document(ID).unwrap().unwrap();
        assert_eq!(found["bridge"], Value::Null, "{set:?}");
        let data = json!({"outside": {"data": {"from": "2023-11-10", "to": "2024-02-29"}}});
        assert_eq!(found["no_windows"], data, "{set:?}");
        for id in [ID, "earned_growth", "what_if", "change"] {
            let headline = fixture.page(id, Language::English).headline;
            assert!(
                headline.contains("in the data, 10 Nov 2023 – 29 Feb 2024: choose another last day"),
                "{id} {headline}"
            );
            assert!(fixture.page(id, Language::Chinese).headline.contains("并非都在数据范围内"));
        }
    }
    // One that begins before the data lies in them all the same, and is marked.
    let mut fixture = Fixture::new(&[("p.csv", PURCHASES)]);
    fixture.set(ID, "months", &json!(3)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["no_windows"], Value::Null);
    assert_eq!(found["bridge"]["from"], json!({"from": "2023-09-01", "to": "2023-11-30"}));
    assert_eq!(found["bridge"]["complete"], false);
}

#[test]
fn windows_without_a_purchase_that_counts_say_so() {
    let orders = "customer,order,date,amount\na,1,2023-01-01,5\na,2,2023-12-31,5\n";
    let mut fixture = Fixture::new(&[("p.csv", orders)]);
    fixture.set(ID, "months", &json!(1)).unwrap();
    fixture.set(ID, "until", &json!("2023-06-30")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["no_windows"], json!({"empty": {"windows": {"from": "2023-05-01", "to": "2023-06-30"}}}));
    let headline = fixture.page(ID, Language::English).headline;
    assert!(headline.starts_with("No purchase that counts lies in the two windows, 1 May 2023"), "{headline}");
    assert!(fixture.page(ID, Language::Chinese).headline.contains("没有计入的交易"));
}

#[test]
fn without_money_in_the_first_window_there_is_nothing_to_keep() {
    // What a brought is free, and b brings back what b had bought.
    let orders =
        "customer,order,date,amount\na,1,2024-01-05,0\nb,2,2024-01-06,10\nb,3,2024-01-31,-10\nc,4,2024-02-29,7\n";
    let mut fixture = Fixture::new(&[("p.csv", orders)]);
    fixture.set(ID, "months", &json!(1)).unwrap();
    fixture.set(ID, "until", &json!("2024-02-29")).unwrap();
    let bridge = &fixture.document(ID).unwrap().unwrap()["bridge"];
    assert_eq!((&bridge["start"], &bridge["end"]), (&json!(0.0), &json!(7.0)));
    assert_eq!((&bridge["gross_retention"], &bridge["net_retention"]), (&Value::Null, &Value::Null));
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "Nothing was brought in the first window, so there is nothing to keep.");
    assert!(page.to_markdown().contains("Gross revenue retention"));
    assert_eq!(fixture.page(ID, Language::Chinese).headline, "前一窗口没有收入，因此无从计算留存。");
}

#[test]
fn the_page_says_it_in_both_languages() {
    let fixture = small();
    let english = fixture.page(ID, Language::English).headline;
    assert!(english.ends_with("1 customer lost (no later order) took 50 along."), "{english}");
    assert!(fixture.page(ID, Language::Chinese).headline.ends_with("流失（后期无订单）1 名客户，带走 50。"));
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("1 customer lost had complained before"), "{text}");
}
