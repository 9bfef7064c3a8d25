//! The churn warning against figures computed independently, and cases made for it.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write;

use serde_json::{Value, json};

use crate::domain::day::Day;
use crate::domain::intake::{Unpaced, block_on_ready};
use crate::domain::language::Language;
use crate::indicators::asked;
use crate::indicators::fixture::Fixture;
use crate::indicators::orders::{cdnow, table};

use super::ID;
use super::signs::{Windows, contacts};

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{found} is not {expected}");
}

/// Worked out anew from the definition with numpy 2 and `Logit` of statsmodels 0.14; intervals are its Wilson ones.
#[test]
fn model_and_test_of_a_real_file_equal_those_computed_independently() {
    let found = asked::document(ID, &asked::view(table(&cdnow()).0, "")).unwrap().unwrap();
    assert_eq!((&found["window"], &found["sample"]), (&json!(136), &json!(492)));
    assert_eq!((&found["trained"]["customers"], &found["trained"]["gone"]), (&json!(576), &json!(286)));
    let signs = [
        ("silence", 0.357_747_76, 0.090_345_46, 7.502_025_80e-5),
        ("frequency", -0.551_297_42, 0.456_131_03, 0.226_801_846),
        ("money", 0.245_919_90, 0.323_515_78, 0.447_166_077),
        ("bought", -1.464_254_50, 0.191_276_31, 1.930_426_15e-14),
        ("age", 0.842_221_75, 0.897_167_06, 0.347_855_583),
    ];
    for (sign, (key, value, error, p)) in found["signs"].as_array().unwrap().iter().zip(signs) {
        assert_eq!(sign["key"], key);
        near(&sign["value"], value);
        near(&sign["standard_error"], error);
        near(&sign["p"], p);
    }
    near(&found["precision"], 37.0 / 49.0);
    near(&found["recall"], 37.0 / 243.0);
    near(&found["lift_10"], 1.528_848_576);
    near(&found["low"], 1.253_560_949);
    near(&found["high"], 1.729_038_936);
    let trial = &found["trial"];
    assert_eq!((&trial["gone"], &trial["rule"]["customers"]), (&json!(243), &json!(116)));
    near(&trial["rule"]["precision"], 64.0 / 116.0);
    near(&trial["rule"]["lift"], 1.117_071_094);
    near(&trial["rule"]["low"], 0.933_407_280);
    near(&trial["alike"]["recall"], 77.0 / 243.0);
    near(&trial["alike"]["high"], 1.504_922_563);
    let tenths = trial["tenths"].as_array().unwrap().iter().map(|tenth| tenth["customers"].as_u64().unwrap());
    assert_eq!(tenths.sum::<u64>(), 492);
}

/// Ninety customers in a year of 400 days. Every third stops half way; most of those complained and gave a low score.
fn world() -> [(&'static str, String); 4] {
    let start: Day = "2023-01-01".parse().unwrap();
    let mut orders = String::from("customer_id,date,amount,product\n");
    let mut complaints = String::from("customer_id,complaint date,complaint reason\n");
    let mut answers = String::from("customer_id,date,score\n");
    for number in 0..90 {
        let stop = if number % 3 == 0 { 180 + number * 2 } else { 399 - number % 11 };
        let mut day = number % 7;
        while day <= stop {
            // Everybody pauses now and then.
            if (day + number * 37) % 170 < 75 {
                day += 3;
                continue;
            }
            let _ = writeln!(orders, "c{number},{},{},p{}", start.plus_days(day), 10 + day % 5, day % (2 + number % 4));
            day += 6 + (number * 5 + day) % 9;
        }
        if number % 4 < 2 {
            let _ = writeln!(complaints, "c{number},{},late", start.plus_days(stop - 5));
        }
        let score = if number % 3 == 0 && number % 5 > 0 || number % 7 == 0 { 3 } else { 9 };
        let _ = writeln!(answers, "c{number},{},{score}", start.plus_days(stop - 20));
    }
    let exits = "customer_id,exit date,exit reason\nc3,2023-12-01,price\nc1,2024-02-03,moved\n".to_owned();
    [("orders.csv", orders), ("complaints.csv", complaints), ("answers.csv", answers), ("exits.csv", exits)]
}

fn fixture(files: &[(&'static str, String)], filter: &str) -> Fixture {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Fixture::filtered(&files, filter)
}

#[test]
fn every_sign_there_is_counts_and_customers_are_ranked_by_money_at_risk() {
    let mut fixture = fixture(&world(), "");
    fixture.set(ID, "window", &json!(60)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["lacking"], Value::Null);
    let keys: Vec<&str> = found["signs"].as_array().unwrap().iter().map(|sign| sign["key"].as_str().unwrap()).collect();
    let all = ["silence", "frequency", "money", "products", "bought", "age", "complaint", "low_score"];
    assert_eq!(keys, all);
    assert_eq!(found["already_left"], 2);
    let members = fixture.members(ID);
    assert_eq!(members[0][..2], ["customer", "class"]);
    assert!(members.len() == 89 && members.iter().all(|row| row[0] != "c1" && row[0] != "c3"));
    let risks = members[1..].iter().map(|row| row[8].parse::<f64>().unwrap_or_default());
    near(&found["at_risk"], risks.sum());
    let listed: Vec<f64> =
        found["listed"].as_array().unwrap().iter().map(|one| one["at_risk"].as_f64().unwrap()).collect();
    assert!((1..=20).contains(&listed.len()) && listed.is_sorted_by(|one, next| one >= next), "{listed:?}");
    let mut of_listed = found["listed"].as_array().unwrap().iter();
    assert!(of_listed.all(|one| one["state"] != "steady" && one["at_risk"].as_f64().unwrap() > 0.0), "{found}");
    let of = |name: &str| members.iter().find(|row| row[0] == name).unwrap()[1].as_str();
    // Silent for more than half a year, their longest pauses are 80 days.
    assert_eq!((of("c0"), of("c6")), ("lost", "lost"));
    // Those listed are whom to follow up, each with the reason.
    let english = fixture.page(ID, Language::English);
    let named = english.to_follow_up();
    let ids: Vec<&str> = named[0].customers.iter().map(|one| one.id.as_str()).collect();
    let expected: Vec<&str> =
        found["listed"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!((named.len(), named[0].by.as_str(), ids), (1, ID, expected));
    let why = &named[0].customers[0].why;
    assert!(why.starts_with("silent for ") && why.contains("chance of not buying again "), "{why}");
    let page = fixture.page(ID, Language::Chinese);
    assert!(page.headline.contains("风险最高的十分之一中"), "{}", page.headline);
    assert_eq!(page.charts().len(), 1);
}

/// The same without products: what is left of how many kinds of dealings there are is where people were in touch.
#[test]
fn without_products_ways_of_contact_are_a_sign() {
    let [(name, orders), (_, complaints), (_, answers), exits] = world();
    let without = |text: &str, kept: usize, more: &str, of: &dyn Fn(usize) -> String| -> String {
        let row = |(place, line): (usize, &str)| {
            let cells = line.split(',').take(kept).collect::<Vec<_>>().join(",");
            format!("{cells},{}\n", if place == 0 { more.to_owned() } else { of(place) })
        };
        text.lines().enumerate().map(row).collect()
    };
    let orders = without(&orders, 3, "channel", &|row| ["shop", "App", "phone"][(row * 7 + row / 5) % 3].to_owned());
    let complaints = without(&complaints, 3, "touchpoint", &|row| ["counter", "Shop"][row % 2].to_owned());
    let files =
        [(name, orders.clone()), ("complaints.csv", complaints.clone()), ("answers.csv", answers.clone()), exits];
    let mut with = fixture(&files, "");
    with.set(ID, "window", &json!(60)).unwrap();
    let found = with.document(ID).unwrap().unwrap();
    let keys: Vec<&str> = found["signs"].as_array().unwrap().iter().map(|sign| sign["key"].as_str().unwrap()).collect();
    let all = ["silence", "frequency", "money", "contacts", "bought", "age", "complaint", "low_score"];
    assert_eq!(keys, all);
    for (language, words) in
        [(Language::English, "More ways of contact than before"), (Language::Chinese, "接触渠道较前增加")]
    {
        assert!(with.page(ID, language).to_markdown().contains(words));
    }
    // A column of products goes before.
    let [(_, bought), ..] = world();
    let both = without(&bought, 4, "channel", &|row| ["shop", "App"][row % 2].to_owned());
    let mut both = fixture(&[(name, both), ("complaints.csv", complaints)], "");
    both.set(ID, "window", &json!(60)).unwrap();
    let found = both.document(ID).unwrap().unwrap();
    let has = |key: &str| found["signs"].as_array().unwrap().iter().any(|sign| sign["key"] == key);
    assert!(has("products") && !has("contacts"));
}

/// Counted by hand: one name is one way wherever it stands, a return is no contact, and days outside all windows are none.
#[test]
fn different_ways_of_contact_are_counted_by_window() {
    let orders = "customer_id,date,amount,channel\na,2024-01-01,5,shop\na,2024-03-01,5,Shop\na,2024-03-02,5,app\n\
        a,2024-03-30,-5,fax\nb,2024-03-31,5,app\nb,2023-01-01,5,app\n";
    let complaints =
        "customer_id,complaint date,complaint reason,touchpoint\na,2024-03-05,late,SHOP\na,2024-03-06,late,counter\n";
    let answers = "customer_id,date,score,touchpoint\nb,2024-03-20,9,hotline\nb,,9,counter\n,2024-03-20,9,counter\n";
    let fixture = Fixture::new(&[("orders.csv", orders), ("complaints.csv", complaints), ("answers.csv", answers)]);
    let (all, windows) = (&fixture.view().all, Windows { last: "2024-03-31".parse().unwrap(), days: 31 });
    let (purchases, mut pace) = (all.purchases.as_ref().unwrap(), Unpaced);
    let counted = block_on_ready(contacts(fixture.view(), purchases, windows, all.customers.len(), &mut pace));
    let counted = counted.unwrap().unwrap();
    let number = |id: &str| (0_u32..2).find(|number| all.customers.get(*number) == id).unwrap() as usize;
    let of = |id: &str| counted[number(id)];
    // March: the shop, the app and the counter; January is in the third window from the end.
    assert_eq!((of("a"), of("b")), ([3.0, 0.0, 1.0, 0.0], [2.0, 0.0, 0.0, 0.0]));
}

#[test]
fn a_filter_chooses_whom_lists_count_and_changes_no_chance() {
    let whole = fixture(&world(), "").members(ID);
    let part = fixture(&world(), "from=2024-01-01").members(ID);
    assert!(part.len() == whole.len(), "a period is of what counts until its end");
    let chances = |rows: &[Vec<String>]| rows[1..].iter().map(|row| row[6].clone()).collect::<Vec<_>>();
    assert_eq!(chances(&part), chances(&whole));
}

#[test]
fn where_there_is_no_model_the_page_says_why_and_the_rule_stays() {
    let lacking = |orders: &str, window: Option<u16>| {
        let mut fixture = Fixture::new(&[("orders.csv", orders)]);
        fixture.set(ID, "window", &json!(window)).unwrap();
        for language in Language::ALL {
            assert!(!fixture.page(ID, language).headline.is_empty());
        }
        let found = fixture.document(ID).unwrap().unwrap();
        assert_eq!((&found["precision"], &found["at_risk"]), (&Value::Null, &Value::Null));
        (found["lacking"].clone(), found["customers"].clone())
    };
    let header = "customer_id,date,amount\n";
    let once = format!("{header}a,2024-01-01,5\nb,2024-03-01,5\n");
    assert_eq!(lacking(&once, None), (json!("rhythm"), json!(0)));
    let [(_, orders), ..] = world();
    assert_eq!(lacking(&orders, Some(120)), (json!("time"), json!(90)));
    let few = format!("{header}a,2024-01-01,5\na,2024-01-20,5\nb,2024-03-01,5\n");
    assert_eq!(lacking(&few, None), (json!("one_outcome"), json!(2)));
    let late = format!("{header}a,2024-01-01,5\nb,2024-11-20,5\nb,2024-12-01,5\n");
    assert_eq!(lacking(&late, Some(20)), (json!("customers"), json!(2)));
}

#[test]
fn absurd_parameters_are_refused_and_usual_silence_is_set_elsewhere() {
    let mut fixture = fixture(&world(), "");
    assert!(fixture.set(ID, "window", &json!(0)).unwrap_err().contains("choose 1 to 3650"));
    assert!(fixture.set(ID, "lifecycle", &json!({})).is_err());
    let warned = |fixture: &Fixture| fixture.document(ID).unwrap().unwrap()["states"][1]["customers"].as_u64().unwrap();
    let before = warned(&fixture);
    fixture.set(crate::indicators::lifecycle::ID, "warning", &json!(0.2)).unwrap();
    assert!(warned(&fixture) > before);
}
