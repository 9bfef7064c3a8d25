//! Promises of a handful of rows worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::{Missing, Shown};

use super::ID;

/// The last day known is 31 January. In time: a, and b on its very day. Late: a by 5 days. Overdue: c for 11 days, nobody
/// known for 1. Not yet due: d, whose day that is. A promise for the day before it was made is none; e was promised nothing.
const COMPLAINTS: &str = "customer_id,date,promised,settled,reason,branch
a,2024-01-01,2024-01-05,2024-01-03,queue,North
b,2024-01-02,2024-01-10,2024-01-10,queue,North
a,2024-01-10,2024-01-15,2024-01-20,fees,South
c,2024-01-10,2024-01-20,,fees,South
,2024-01-20,2024-01-30,,queue,South
d,2024-01-31,2024-01-31,,queue,North
e,2024-01-12,2024-01-11,2024-01-12,queue,North
e,2024-01-12,,2024-01-12,queue,North
";

fn found(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} {expected}");
}

#[test]
fn each_promise_is_kept_in_time_late_or_overdue_as_of_the_last_day_known() {
    let promises = found(&Fixture::new(&[("complaints.csv", COMPLAINTS)]));
    let counts = ["n", "due", "in_time", "late", "broken", "overdue", "not_yet", "backwards"];
    assert_eq!(counts.map(|name| promises[name].as_u64().unwrap()), [6, 5, 2, 1, 0, 2, 1, 1]);
    assert_eq!((&promises["counted_to"], &promises["of"]), (&json!("2024-01-31"), &json!("complaints")));
    // Wilson's interval of 2 of 5, from its formula in Python (z = 1.959963984540054).
    near(&promises["share"], 0.4);
    near(&promises["low"], 0.117_620_774_232_647_83);
    near(&promises["high"], 0.769_275_718_723_987);
    let listed: Vec<_> =
        promises["list"].as_array().unwrap().iter().map(|one| (&one["customer"], &one["days"])).collect();
    assert_eq!(listed, [(&json!("c"), &json!(11)), (&Value::Null, &json!(1))]);
}

#[test]
fn whoever_waits_for_a_promise_can_be_followed_up_once() {
    let twice = format!("{COMPLAINTS}c,2024-01-12,2024-01-22,,fees,South\n");
    let page = Fixture::new(&[("complaints.csv", &twice)]).page(ID, Language::English);
    let [named] = page.to_follow_up()[..] else { panic!("no cases") };
    let [one] = named.customers.as_slice() else { panic!("{:?}", named.customers) };
    assert!(one.id == "c" && one.why.contains("20") && one.why.ends_with("overdue"), "{one:?}");
}

#[test]
fn what_was_kept_after_the_period_was_overdue_then() {
    let promises = found(&Fixture::filtered(&[("complaints.csv", COMPLAINTS)], "to=2024-01-18"));
    let counts = ["n", "due", "in_time", "late", "overdue", "not_yet"];
    assert_eq!(counts.map(|name| promises[name].as_u64().unwrap()), [4, 3, 2, 0, 1, 1]);
    assert_eq!(
        promises["list"][0],
        json!({"customer": "a", "promised": "2024-01-15", "days": 3, "group": "South", "value": null})
    );
}

#[test]
fn by_attribute_and_in_both_languages() {
    let mut fixture = Fixture::new(&[("complaints.csv", COMPLAINTS)]);
    fixture.set(ID, "by", &json!("branch")).unwrap();
    let promises = found(&fixture);
    let groups: Vec<_> =
        promises["groups"].as_array().unwrap().iter().map(|one| (&one["name"], &one["due"], &one["in_time"])).collect();
    assert_eq!(groups, [(&json!("South"), &json!(3), &json!(0)), (&json!("North"), &json!(2), &json!(2))]);
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "40% of 5 promises that were due were kept in time. 2 were overdue on 31 Jan 2024.");
    let chinese = fixture.page(ID, Language::Chinese);
    assert!(chinese.headline.starts_with("到期的 5 项承诺中，40% 按时兑现。"), "{}", chinese.headline);
    assert_eq!(page.figures().len(), chinese.figures().len());
    assert_eq!(fixture.members(ID)[0], ["customer", "promised", "state", "days"]);
    assert_eq!(fixture.members(ID)[1], ["", "2024-01-30", "overdue", "1"]);
}

#[test]
fn lines_of_one_order_are_one_promise_and_yes_or_no_will_do() {
    // Order 1 has two lines, one delivered late; order 2 is said to be kept, order 3 not; the return promises nothing.
    let orders = "customer_id,order_id,date,amount,promised_delivery,delivered,kept
a,1,2024-03-01,10,2024-03-04,2024-03-03,
a,1,2024-03-01,20,2024-03-04,2024-03-06,
b,2,2024-03-02,30,2024-03-05,,yes
c,3,2024-03-02,40,2024-03-05,,no
c,3,2024-03-03,-40,2024-03-05,,no
d,4,2024-03-20,50,2024-03-22,,
";
    let answers = "customer_id,date,score\na,2024-03-07,2\nb,2024-03-07,10\nc,2024-03-07,6\n";
    let fixture = Fixture::new(&[("orders.csv", orders), ("answers.csv", answers)]);
    let promises = found(&fixture);
    let counts = ["n", "due", "in_time", "late", "broken", "overdue", "not_yet"];
    assert_eq!(counts.map(|name| promises[name].as_u64().unwrap()), [4, 3, 1, 1, 1, 0, 1]);
    let scores = &promises["scores"];
    assert_eq!((&scores["kept"]["score"], &scores["not_kept"]["score"]), (&json!(100.0), &json!(-100.0)));
    assert!(fixture.page(ID, Language::English).to_markdown().contains("few answers"));
}

#[test]
fn without_promised_days_the_page_says_what_is_needed() {
    let fixture = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-01,1\n")]);
    assert_eq!((&found(&fixture)["of"], &found(&fixture)["share"]), (&Value::Null, &Value::Null));
    assert!(fixture.page(ID, Language::English).headline.starts_with("No column says what was promised"));
    assert!(fixture.page(ID, Language::Chinese).notes[0].text.contains("承诺日期"));
    let unsaid =
        "customer_id,order_id,date,amount,promised\na,1,2024-01-01,1,2024-01-02\nb,2,2024-02-01,1,2024-02-03\n";
    let mut fixture = Fixture::new(&[("orders.csv", unsaid)]);
    assert_eq!((&found(&fixture)["overdue"], &found(&fixture)["says_kept"]), (&json!(1), &json!(false)));
    assert!(fixture.set(ID, "listed", &json!(0)).unwrap_err().contains("1 to 1000"));
}

/// A log says what was promised and what became of it, and of nobody that they complained.
const LOG: &str = "customer_id,date,promised,kept,branch
a,2024-02-01,2024-02-03,yes,North
b,2024-02-02,2024-02-05,no,South
c,2024-02-20,2024-02-21,,South
";

#[test]
fn a_log_of_promises_is_counted_here_and_in_no_complaint() {
    let complaints = |fixture: &Fixture| fixture.document("complaints").unwrap();
    let alone = Fixture::new(&[("log.csv", LOG)]);
    assert_eq!(complaints(&alone), None, "a promise is no complaint");
    let promises = found(&alone);
    let counts = ["n", "due", "in_time", "broken", "not_yet"];
    // The last day known is 20 February: that of the last promise made.
    assert_eq!(counts.map(|name| promises[name].as_u64().unwrap()), [3, 2, 1, 1, 1]);
    assert_eq!(promises["of"], "log");
    assert_eq!(promises["groups"][0]["name"], "North");

    let without = Fixture::new(&[("complaints.csv", COMPLAINTS)]);
    let mut both = Fixture::new(&[("complaints.csv", COMPLAINTS), ("log.csv", LOG)]);
    let (before, mut after) = (complaints(&without).unwrap(), complaints(&both).unwrap());
    assert_eq!((&before["promises"], &after["promises"]), (&json!(0), &json!(3)));
    after["promises"] = json!(0);
    assert_eq!(after, before, "no figure of complaints changes");
    assert_eq!(found(&both)["n"], 3);
    let page = both.page("complaints", Language::English).to_markdown();
    assert!(page.contains("3 promises of a log are no complaints"), "{page}");
    assert!(both.page("complaints", Language::Chinese).to_markdown().contains("3 项承诺不是投诉"));
    both.set(ID, "of", &json!("complaints")).unwrap();
    assert_eq!(found(&both), found(&without));
}

#[test]
fn what_a_filter_holds_back_of_a_log_is_told_and_stays_out_of_complaints() {
    let both = Fixture::filtered(&[("complaints.csv", COMPLAINTS), ("log.csv", LOG)], "a.branch=South");
    let promises = found(&both);
    assert_eq!((&promises["n"], &promises["provenance"]["left_out"][0]["count"]), (&json!(2), &json!(1)));
    let complaints = both.document("complaints").unwrap().unwrap();
    let alone = Fixture::filtered(&[("complaints.csv", COMPLAINTS)], "a.branch=South");
    let nothing = Fixture::filtered(&[("log.csv", LOG)], "to=2023-12-31").answer(ID, Language::English);
    assert!(matches!(nothing.shown, Ok(Shown::Missing(Missing { file: false, .. }))), "{nothing:?}");
    assert_eq!(complaints["provenance"], alone.document("complaints").unwrap().unwrap()["provenance"]);
}

/// A reason, a settlement or a column that speaks of complaints makes rows complaints that promise something.
#[test]
fn complaints_that_promise_something_stay_complaints() {
    for (more, cell) in [("reason", "queue"), ("settled", "2024-02-02"), ("complaint_no", "17")] {
        let rows = format!("customer_id,date,promised,kept,{more}\na,2024-02-01,2024-02-03,yes,{cell}\n");
        let fixture = Fixture::new(&[("complaints.csv", &rows)]);
        assert_eq!(fixture.document("complaints").unwrap().unwrap()["complaints"], 1, "{more}");
        assert_eq!(found(&fixture)["of"], "complaints", "{more}");
    }
}
