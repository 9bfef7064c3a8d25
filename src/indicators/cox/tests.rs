//! The risk of leaving against figures of lifelines.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::domain::day::Day;
use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::reference::{Sheet, close, truth};

use super::ID;

/// A set as a customers table: its rows numbered, time and event under the names of tenure and of who left.
fn customers(file: &str, time: &str, event: &str, columns: &[&str]) -> Fixture {
    let sheet = Sheet::read(&format!("survival_lifelines/{file}"));
    let mut text = format!("customer_id,tenure,churned,{}\n", columns.join(","));
    for (number, row) in sheet.rows.iter().enumerate() {
        let left = if row[sheet.column(event)] == "1" { "yes" } else { "no" };
        let values: Vec<&str> = columns.iter().map(|column| row[sheet.column(column)].as_str()).collect();
        writeln!(text, "c{number},{},{left},{}", row[sheet.column(time)], values.join(",")).unwrap();
    }
    let mut fixture = Fixture::new(&[("customers.csv", &text)]);
    fixture.set(ID, "columns", &json!(columns)).unwrap();
    fixture
}

#[track_caller]
fn equals(fixture: &Fixture, expected: &Value) {
    let found = fixture.document(ID).unwrap().unwrap();
    let expected = &expected["value"];
    assert_eq!(found["customers"].as_f64(), expected["n"].as_f64());
    for name in ["log_likelihood", "concordance"] {
        close(found[name].as_f64().unwrap(), &expected[name]);
    }
    let coefficients = found["coefficients"].as_array().unwrap();
    assert_eq!(coefficients.len(), expected["coefficients"].as_object().unwrap().len());
    for coefficient in coefficients {
        let expected = &expected["coefficients"][coefficient["name"].as_str().unwrap()];
        for name in ["value", "standard_error", "low", "high", "p"] {
            // Their search ends a little earlier than ours.
            let (found, expected) = (coefficient[name].as_f64().unwrap(), expected[name].as_f64().unwrap());
            assert!((found - expected).abs() < 2e-5, "{name}: {found} is not {expected}");
        }
    }
}

#[test]
fn coefficients_equal_those_of_lifelines() {
    let truth = truth("survival_lifelines");
    equals(&customers("lung.csv", "time", "event", &["sex"]), &truth["lung_cox_sex"]);
    equals(&customers("lung.csv", "time", "event", &["age", "sex", "ph.ecog"]), &truth["lung_cox"]);
    let columns = ["fin", "age", "race", "wexp", "mar", "paro", "prio"];
    equals(&customers("rossi.csv", "week", "arrest", &columns), &truth["rossi_cox"]);
}

/// From the Schoenfeld residuals of lifelines 0.30 and `rankdata` of scipy: its own test breaks ties of time by row.
#[test]
fn the_test_of_proportionality_equals_that_of_its_residuals() {
    let columns = ["fin", "age", "race", "wexp", "mar", "paro", "prio"];
    let found = customers("rossi.csv", "week", "arrest", &columns).document(ID).unwrap().unwrap();
    let expected = [
        0.916_543_553_361,
        0.000_837_025_397,
        0.232_172_391_549,
        0.006_856_209_171,
        0.422_686_045_081,
        0.713_752_084_391,
        0.879_982_642_945,
    ];
    for (coefficient, expected) in found["coefficients"].as_array().unwrap().iter().zip(expected) {
        let p = coefficient["proportional_p"].as_f64().unwrap();
        assert!((p - expected).abs() < 2e-5, "{}: {p} is not {expected}", coefficient["name"]);
    }
}

#[test]
fn texts_are_compared_with_their_most_frequent_value_and_repetitions_are_left_out() {
    let mut text = String::from("customer_id,tenure,churned,plan,again,city\n");
    for number in 0..60 {
        let plan = ["month", "month", "year"][number % 3];
        let left = if number % 3 == 2 && number % 4 > 0 { "no" } else { "yes" };
        writeln!(text, "c{number},{},{left},{plan},{plan},city {number}", 1 + number * 7 % 20).unwrap();
    }
    let fixture = Fixture::new(&[("customers.csv", &text)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let only = &found["coefficients"].as_array().unwrap()[..];
    assert_eq!((only.len(), &only[0]["name"], &only[0]["against"]), (1, &json!("plan: year"), &json!("month")));
    assert!(only[0]["ratio"].as_f64().unwrap() < 1.0);
    let unused = found["unused"].as_array().unwrap();
    assert!(unused.contains(&json!({"name": "again: year", "why": "nothing_new"})), "{unused:?}");
    assert!(unused.contains(&json!({"name": "city", "why": "values"})), "{unused:?}");
    let headline = fixture.page(ID, Language::English).headline;
    assert!(headline.contains("“plan: month” goes with the highest risk"), "{headline}");
    assert!(headline.contains("times as high as for “year”"), "{headline}");
    // The table has the contrast of the headline, though its factor is the other way round.
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.matches("times as high as for “year”").count() > 1, "{page}");
}

#[test]
fn a_place_is_no_reason_unless_it_is_named() {
    let mut text = String::from("customer_id,tenure,churned,price,Zip Code\n");
    for number in 0..60 {
        let left = if number % 5 < 2 { "yes" } else { "no" };
        writeln!(text, "c{number},{},{left},{},{}", 1 + number * 7 % 20, 10 + number % 3, 90_000 + number * 13 % 17)
            .unwrap();
    }
    let mut fixture = Fixture::new(&[("customers.csv", &text)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["unused"], json!([{"name": "Zip Code", "why": "place"}]));
    fixture.set(ID, "columns", &json!(["price", "Zip Code"])).unwrap();
    assert_ne!(fixture.document(ID).unwrap().unwrap()["unused"][0]["why"], "place");
}

#[test]
fn what_grows_with_time_itself_is_left_out_unless_it_is_named() {
    let mut text = String::from("customer_id,tenure,churned,price,paid so far\n");
    for number in 0..60 {
        let (tenure, price) = (1 + number * 7 % 20, 10 + number % 3);
        let left = if number % 5 < 2 { "yes" } else { "no" };
        writeln!(text, "c{number},{tenure},{left},{price},{}", tenure * price).unwrap();
    }
    let mut fixture = Fixture::new(&[("customers.csv", &text)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["unused"], json!([{"name": "paid so far", "why": "time"}]));
    assert_eq!(found["coefficients"].as_array().unwrap().len(), 1);
    fixture.set(ID, "columns", &json!(["price", "paid so far"])).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["coefficients"].as_array().unwrap().len(), 2);
    // One that is not there is said.
    fixture.set(ID, "columns", &json!(["price", "x"])).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["coefficients"].as_array().unwrap().len(), 1);
    assert_eq!(found["unused"], json!([{"name": "x", "why": "missing"}]));
    let page = fixture.page(ID, Language::English);
    assert!(page.notes.iter().any(|note| note.text.contains("no column to compare by called x")), "{:?}", page.notes);
    let page = fixture.page(ID, Language::Chinese);
    assert!(page.notes.iter().any(|note| note.text.contains("没有可用于比较的列：x")), "{:?}", page.notes);
    fixture.set(ID, "columns", &json!(["x"])).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["lacking"], "covariates");
    assert!(fixture.set(ID, "most_with_time", &json!(1.5)).unwrap_err().contains("1.5 is no share"));
}

#[test]
fn what_is_missing_is_said() {
    let lacking = |text: &str| {
        let fixture = Fixture::new(&[("customers.csv", text)]);
        assert!(!fixture.page(ID, Language::Chinese).headline.is_empty());
        fixture.document(ID).unwrap().unwrap()["lacking"].clone()
    };
    assert_eq!(lacking("customer_id,name,plan\na,Anna,x\nb,Ben,y\n"), "columns");
    assert_eq!(lacking("customer_id,tenure,churned\na,1,yes\nb,2,no\n"), "covariates");
    assert_eq!(lacking("customer_id,tenure,churned,plan\na,1,no,x\nb,2,no,y\n"), "nobody");
}

/// Everybody of one plan left before anybody of the other: however high the first one's risk, a higher one fits better.
#[test]
fn a_risk_without_a_highest_is_said_to_be_endless() {
    let mut text = String::from("customer_id,tenure,churned,plan\n");
    for number in 0..40 {
        let (plan, tenure, left) = if number % 2 == 0 { ("old", 1 + number / 4, "yes") } else { ("new", 30, "no") };
        writeln!(text, "c{number},{tenure},{left},{plan}").unwrap();
    }
    let fixture = Fixture::new(&[("customers.csv", &text)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["lacking"], &found["coefficients"]), (&json!("endless"), &json!([])));
    assert_eq!((&found["left"], &found["log_likelihood"]), (&json!(20), &Value::Null));
    for (language, words) in [(Language::English, "is endless or none"), (Language::Chinese, "无穷")] {
        let headline = fixture.page(ID, language).headline;
        assert!(headline.contains(words), "{headline}");
    }
}

/// The same people, once with their tenure, once with the day they joined on and the exits.
#[test]
fn joining_and_exits_say_as_much_as_tenure() {
    let from = Day::from_epoch_days(19_723).unwrap();
    let (mut tenures, mut customers) = (String::from("customer_id,plan,tenure,churned\n"), String::new());
    let mut exits = format!("customer_id,left_on,reason\nold,{from},price\n");
    writeln!(customers, "customer_id,plan,customer_since\nold,basic,2020-05-01\nnobody,basic,").unwrap();
    for number in 0..120 {
        let plan = if number % 3 == 0 { "plus" } else { "basic" };
        let since = from.plus_days(number * 7 % 150);
        let stayed = 5 + number * 11 % 90 + if plan == "plus" { 30 } else { 0 };
        let until = from.plus_days(200);
        let gone = Some(since.plus_days(stayed)).filter(|gone| number % 4 > 0 && *gone <= until);
        let tenure = gone.unwrap_or(until).days_since(since);
        writeln!(tenures, "c{number},{plan},{tenure},{}", if gone.is_some() { "yes" } else { "no" }).unwrap();
        writeln!(customers, "c{number},{plan},{since}").unwrap();
        if let Some(gone) = gone {
            writeln!(exits, "c{number},{gone},price").unwrap();
        }
    }
    // The newest known day is that of an exit.
    writeln!(exits, "elsewhere,{},price", from.plus_days(200)).unwrap();
    let expected = Fixture::new(&[("customers.csv", &tenures)]).document(ID).unwrap().unwrap();
    let found = Fixture::new(&[("customers.csv", &customers), ("exits.csv", &exits)]).document(ID).unwrap().unwrap();
    for name in ["customers", "left", "coefficients", "log_likelihood", "concordance"] {
        assert_eq!(found[name], expected[name], "{name}");
    }
    assert_eq!(found["coefficients"].as_array().unwrap().len(), 1);
    assert_eq!((found["joined"]["earlier"].as_u64(), found["incomplete"].as_u64()), (Some(1), Some(1)));
}
