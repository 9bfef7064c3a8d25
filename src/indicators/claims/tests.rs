//! Own figures of a small set, worked out by hand; intervals by Python's `statistics.NormalDist` and Wilson's formula.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

const ORDERS: &str = "customer_id,date,amount\na,2024-01-01,10\nb,2024-01-02,20\nc,2024-01-03,30\nd,2024-01-30,40\n\
    a,2024-02-01,12\nb,2024-02-10,20\nc,2024-02-20,28\ne,2024-02-29,20\n";
const ANSWERS: &str = "customer_id,date,score\na,2024-01-05,9\na,2024-01-20,3\nb,2024-01-05,2\nc,2024-01-06,0\n\
    d,2024-01-07,1\ne,2024-02-29,10\n";
const COMPLAINTS: &str = "customer_id,complaint date,settled,reason\na,2024-01-05,2024-01-09,x\nd,2024-01-30,,y\n\
    b,2024-02-28,,y\n";
const CUSTOMERS: &str = "customer_id,name,is member,acquisition source\na,A,yes,ad\nb,B,no,ad\nc,C,no,ad\nd,D,yes,ad\n\
    e,E,no,friend\n";

/// What five points change, and its interval: the model and the delta method written out in Python.
const FIVE_POINTS: [f64; 3] = [0.087_142_686_941_176_88, 0.060_082_593_920_168_61, 0.127_813_293_526_292_6];

fn own(found: &Value, key: &str) -> [Option<f64>; 3] {
    let claims = found["claims"].as_array().unwrap();
    let claim = claims.iter().find(|claim| claim["key"] == key).unwrap();
    ["own", "low", "high"].map(|name| claim[name].as_f64())
}

#[track_caller]
fn near(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn own_figures_stand_beside_the_claims() {
    let files =
        [("o.csv", ORDERS), ("answers.csv", ANSWERS), ("complaints.csv", COMPLAINTS), ("customers.csv", CUSTOMERS)];
    let mut fixture = Fixture::new(&files);
    for (of, name, value) in [
        ("retention", "months", json!(1)),
        ("complaints", "recovery_days", json!(30)),
        (ID, "keeping", json!(4)),
        ("what_if", "acquisition", json!(10)),
        ("what_if", "years", json!(0.25)),
    ] {
        fixture.set(of, name, &value).unwrap();
    }
    let found = fixture.document(ID).unwrap().unwrap();
    near(own(&found, "acquisition")[0], 2.5);
    // a, b, c and d are unhappy now; of c alone no complaint is known: 1 to 3.
    near(own(&found, "silent")[0], 1.0 / 3.0);
    // As on the page of complaints: a's complaint is settled, and a bought again; d's is not, and d did not; b's is too young.
    let [settled, unsettled] = ["repurchase_settled", "repurchase_unsettled"].map(|key| own(&found, key));
    near(settled[0], 1.0);
    near(settled[1], 0.206_549_314_377_238);
    near(unsettled[0], 0.0);
    // a 22 and d 40 of 180.
    near(own(&found, "members")[0], 62.0 / 180.0);
    near(own(&found, "referred")[0], 1.0);
    for (found, expected) in own(&found, "five_points").into_iter().zip(FIVE_POINTS) {
        near(found, expected);
    }
    assert_eq!(own(&found, "word_of_mouth"), [None; 3]);
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.starts_with("Your files tell 8 of 9"), "{}", page.headline);
    assert!(page.to_markdown().contains("2.5 : 1"));
}

#[test]
fn how_far_money_differs_says_nothing_of_what_five_points_change() {
    // The same customers and the same money together, spread wider: value and effect are less sure, their ratio is not.
    let wider = ORDERS.replace("2024-02-01,12", "2024-02-01,2").replace("2024-02-10,20", "2024-02-10,10");
    let wider = wider.replace("2024-02-20,28", "2024-02-20,48");
    let of = |orders: &str| {
        let mut fixture = Fixture::new(&[("o.csv", orders)]);
        fixture.set("retention", "months", &json!(1)).unwrap();
        fixture.set("what_if", "years", &json!(0.25)).unwrap();
        own(&fixture.document(ID).unwrap().unwrap(), "five_points")
    };
    for (one, other) in of(ORDERS).into_iter().zip(of(&wider)) {
        near(one, other.unwrap());
    }
    let [_, low, high] = of(ORDERS);
    // Without a cost of new customers: as in Python.
    near(low, FIVE_POINTS[1]);
    near(high, 0.126_665_380_561_600_68);
}

#[test]
fn what_files_do_not_tell_is_said() {
    let mut fixture = Fixture::new(&[("o.csv", "customer_id,date,amount\na,2024-01-05,10\n")]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert!(found["claims"].as_array().unwrap().iter().all(|claim| claim["own"].is_null()), "{found}");
    let page = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(page.contains("需要带解决日期的投诉") && page.contains("没有文件能说明"), "{page}");
    assert!(fixture.set(ID, "keeping", &json!(-1)).is_err());
}

#[test]
fn scores_said_to_be_from_0_to_10_count_among_the_silent() {
    let answers: String = (0..24).map(|who| format!("c{who},2024-01-01,{}\n", who % 5 + 1)).collect();
    let answers = format!("customer_id,date,score\n{answers}");
    let complaints = "customer_id,complaint date,settled,reason\nc1,2024-01-05,,x\n";
    let mut fixture = Fixture::new(&[("o.csv", ORDERS), ("answers.csv", &answers), ("complaints.csv", complaints)]);
    let silent = |fixture: &Fixture| own(&fixture.document(ID).unwrap().unwrap(), "silent")[0];
    assert_eq!(silent(&fixture), None, "they look like a scale of 1-5");
    fixture.set("nps", "really_0_to_10", &json!(["1-5"])).unwrap();
    near(silent(&fixture), 23.0);
}
