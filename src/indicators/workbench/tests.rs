//! The workbench against a handful worked out by hand, published hashes, and its own margins whatever is crossed.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write;

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::segmentations::Segmentation;

use super::ID;
use super::audience::{Phone, normal_email, normal_phone, sha256};

const CUSTOMERS: &str = "customer_id,region,grade,age,consent,email,phone
a,North,gold,30,yes, John_Smith@gmail.com ,+1 (650) 555-1212
b,North,gold,40,no,b@x.com,
c,North,silver,50,agreed,,138 0000 0000
d,South,silver,60,,d@x.com,
e,South,silver,50,yes,nothing,
";

const ORDERS: &str = "customer_id,date,amount
e,2024-01-01,1
a,2024-01-05,100
b,2024-01-10,20
c,2024-01-20,10
d,2024-02-01,5
a,2024-02-05,50
c,2024-02-20,10.5
e,2024-02-29,1
";

const ANSWERS: &str = "customer_id,date,score
a,2024-02-01,10
a,2024-01-01,0
b,2024-02-01,3
c,2024-02-02,9
";

fn by_columns(small: u32) -> Fixture {
    let mut fixture = Fixture::new(&[("customers.csv", CUSTOMERS), ("orders.csv", ORDERS), ("answers.csv", ANSWERS)]);
    for (of, parameter, value) in [
        (ID, "rows", json!({"column": "region"})),
        (ID, "columns", json!({"column": "grade"})),
        ("shared", "small_sample", json!(small)),
        ("retention", "months", json!(1)),
    ] {
        fixture.set(of, parameter, &value).unwrap();
    }
    fixture
}

fn found(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found} is not {expected}"));
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

fn entry<'a>(list: &'a Value, key: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|entry| entry["key"] == key).unwrap_or_else(|| panic!("no {key} in {list}"))
}

#[test]
fn customers_are_crossed_as_by_hand() {
    let found = found(&by_columns(1));
    let cell = |row: &str, column: &str| entry(&found["cells"], &format!("{row}|{column}")).clone();
    let counts = [("North", "gold", 2), ("North", "silver", 1), ("South", "gold", 0), ("South", "silver", 2)];
    for (row, column, n) in counts {
        assert_eq!(cell(row, column)["customers"], n, "{row} {column}");
    }
    // a and b: 150 and 20; newest answers 10 and 3; both bought in January, a in February.
    let gold = cell("North", "gold");
    near(&gold["value"], 170.0);
    assert_eq!((&gold["score"], &gold["n"], &gold["active"]), (&json!(0.0), &json!(2), &json!(2)));
    near(&gold["retention"], 0.5);
    near(&entry(&found["rows"]["classes"], "North")["score"], 100.0 / 3.0);
    near(&entry(&found["rows"]["classes"], "South")["retention"], 1.0);
    near(&found["total"]["retention"], 0.75);
    near(&found["total"]["value"], 197.5);
    // Nobody answered, nobody bought in January.
    assert_eq!((&cell("South", "gold")["score"], &cell("South", "gold")["retention"]), (&Value::Null, &Value::Null));
    // scipy 1.17.1 (chi2_contingency without correction, contingency.association) and scikit-learn 1.9.1.
    near(&found["chi_square"]["statistic"], 2.222_222_222_222_222_3);
    near(&found["chi_square"]["p"], 0.136_037_128_114_144_23);
    assert_eq!(found["chi_square"]["degrees"], 1);
    near(&found["cramers_v"], 2.0 / 3.0);
    near(&found["rand_index"], 1.0 / 6.0);
}

#[test]
fn scores_of_few_are_blank_and_say_of_how_many() {
    let mut fixture = by_columns(3);
    let document = found(&fixture);
    let gold = entry(&document["cells"], "North|gold");
    assert_eq!((&gold["score"], &gold["n"]), (&Value::Null, &json!(2)));
    near(&entry(&document["rows"]["classes"], "North")["score"], 100.0 / 3.0);
    fixture.set(ID, "measure", &json!("score")).unwrap();
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("Scores of fewer than 3 answers are left blank"), "{page}");
}

/// Customers of many kinds: how often, how much and until when they bought differs.
fn many() -> Fixture {
    let mut orders = "customer_id,date,amount\n".to_owned();
    let mut customers = "customer_id,region,age,plan\n".to_owned();
    for who in 0..60_i32 {
        for order in 0..=who % 7 {
            let month = 1 + (who * 5 + order * 3) % 12;
            writeln!(orders, "c{who},2023-{month:02}-{:02},{}", 1 + who % 28, 5 + (who * 37 + order * 11) % 300)
                .unwrap();
        }
        writeln!(
            customers,
            "c{who},{},{},A:{}",
            ["North", "South", "West"][usize::try_from(who % 3).unwrap()],
            20 + who,
            who % 2
        )
        .unwrap();
    }
    writeln!(orders, "c0,2022-12-31,3\nc1,2024-01-01,4").unwrap();
    let answer = |who: i32| format!("c{who},2023-06-01,{}\n", who % 11);
    let answers: String = ["customer_id,date,score\n".to_owned()].into_iter().chain((0..60).map(answer)).collect();
    Fixture::new(&[("orders.csv", &orders), ("customers.csv", &customers), ("answers.csv", &answers)])
}

#[test]
fn whatever_is_crossed_the_cells_add_up_to_both_margins() {
    let mut fixture = many();
    let column = Segmentation::Column("region".to_owned());
    fixture.set(ID, "columns", &serde_json::to_value(column).unwrap()).unwrap();
    for by in Segmentation::KNOWN {
        fixture.set(ID, "rows", &serde_json::to_value(&by).unwrap()).unwrap();
        let found = found(&fixture);
        assert!(found["total"]["customers"].as_u64().unwrap() > 1, "{by:?}");
        for field in ["customers", "value", "n", "active"] {
            let sum = |list: &Value, key: &str, of: &str| -> f64 {
                let some = list.as_array().unwrap().iter().filter(|entry| key.is_empty() || entry[key] == of);
                some.map(|entry| entry[field].as_f64().unwrap()).sum()
            };
            let total = found["total"][field].as_f64().unwrap();
            let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-6, "{by:?} {field}: {one} {other}");
            close(sum(&found["cells"], "", ""), total);
            for (side, of) in [("rows", "row"), ("columns", "column")] {
                let classes = &found[side]["classes"];
                close(sum(classes, "", ""), total);
                for class in classes.as_array().unwrap() {
                    close(sum(&found["cells"], of, class["key"].as_str().unwrap()), class[field].as_f64().unwrap());
                }
            }
        }
        for language in Language::ALL {
            let page = fixture.page(ID, language).to_markdown();
            assert!(!page.contains("NaN"), "{by:?}: {page}");
            // Nobody of them is core: no more than a question about them can be answered.
            if by == Segmentation::Core {
                let one = ["All customers are in one class", "同属一类"];
                assert!(one.iter().any(|one| page.contains(one)), "{page}");
                continue;
            }
            // Every number of customers leads to them.
            let filled = found["cells"].as_array().unwrap().iter().filter(|cell| cell["customers"] != 0).count();
            assert!(filled > 0 && fixture.led(ID, language) > filled, "{by:?}");
        }
    }
}

#[test]
fn a_segmentation_is_like_itself() {
    let mut fixture = many();
    fixture.set(ID, "rows", &json!("pyramid")).unwrap();
    fixture.set(ID, "columns", &json!("pyramid")).unwrap();
    let found = found(&fixture);
    near(&found["cramers_v"], 1.0);
    near(&found["rand_index"], 1.0);
    assert!(fixture.page(ID, Language::English).to_markdown().contains("the same segmentation"));
}

#[test]
fn a_class_is_profiled_as_by_hand() {
    let found = found(&by_columns(1));
    assert_eq!(found["segment"], "North");
    // Ages 30, 40, 50 against 60, 50: means 40 and 55, squares 200 and 50 over 3 degrees. In Python: d = -15 / sqrt(250/3),
    // J = 1 - 3/11, variance J² (5/6 + d²/10), 1.959964 standard errors to each side.
    let age = entry(&found["profile"], "column|age");
    near(&age["inside"], 40.0);
    near(&age["outside"], 55.0);
    near(&age["effect"], -1.195_031_034_556_726);
    near(&age["low"], -2.692_296_343_894_060_6);
    near(&age["high"], 0.302_234_274_780_608_4);
    assert_eq!((&age["may_be_chance"], &age["n"], &age["n_outside"]), (&json!(true), &json!(3), &json!(2)));
    // Two of three against none of two; Newcombe's interval from Wilson's, worked out in Python.
    let gold = entry(&found["profile"], "column|grade|gold");
    near(&gold["effect"], 2.0 / 3.0);
    near(&gold["low"], -0.135_300_447_177_690_4);
    near(&gold["high"], 0.938_508_055_279_603_7);
    // The column the class comes from says nothing of it; a and b brought most.
    let keys: Vec<&str> = found["profile"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert!(keys.iter().all(|key| !key.starts_with("column|region")), "{keys:?}");
    let effects = found["profile"].as_array().unwrap().iter().filter(|one| one["kind"] != "share");
    let sizes: Vec<f64> = effects.map(|one| one["effect"].as_f64().unwrap_or_default().abs()).collect();
    assert!(sizes.windows(2).all(|two| two[0] >= two[1]), "{sizes:?}");
    near(&entry(&found["profile"], "monetary")["inside"], (150.0 + 20.0 + 20.5) / 3.0);
    // Days from the first purchase to the day after the last: 2024-03-01.
    near(&entry(&found["profile"], "tenure")["outside"], f64::midpoint(29.0, 60.0));
}

#[test]
fn another_class_is_profiled_when_chosen_and_the_first_when_nobody_is_in_it() {
    let mut fixture = by_columns(1);
    fixture.set(ID, "segment", &json!("South")).unwrap();
    let document = found(&fixture);
    assert_eq!((&document["segment"], &document["audience"]["customers"]), (&json!("South"), &json!(2)));
    near(&entry(&document["profile"], "column|age")["effect"], 1.195_031_034_556_726);
    fixture.set(ID, "segment", &json!("East")).unwrap();
    assert_eq!(found(&fixture)["segment"], "North");
    let page = fixture.page(ID, Language::English);
    assert!(page.notes.iter().any(|note| note.text.contains("“East”")), "{:?}", page.notes);
}

#[test]
fn hashes_are_those_the_platforms_publish() {
    // Meta, Conversions API, customer information parameters: its examples of an e-mail and a telephone number.
    let email = normal_email(" John_Smith@gmail.com ").unwrap();
    assert_eq!(sha256(&email), "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f");
    let digits = |text: &str| Phone::Digits(text.to_owned());
    assert_eq!(normal_phone("(650)555-1212", "1"), digits("16505551212"));
    assert_eq!(sha256("16505551212"), "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176");
    // FIPS 180-2, appendix B.1.
    assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn contacts_are_made_alike() {
    let digits = |text: &str| Phone::Digits(text.to_owned());
    for (cell, country, expected) in [
        ("+44 (0)20 7031 3000", "", digits("442070313000")),
        ("0044 20 7031 3000", "86", digits("442070313000")),
        ("020 7031 3000", "44", digits("442070313000")),
        ("１３８ ００００ ００００", "86", digits("8613800000000")),
        ("＋86 138-0000-0000", "", digits("8613800000000")),
        ("138 0000 0000", "", Phone::NoCountry),
        ("n/a", "86", Phone::Not),
        ("12", "86", Phone::Not),
        ("", "86", Phone::Not),
        ("+12345678901234567", "", Phone::Not),
    ] {
        assert_eq!(normal_phone(cell, country), expected, "{cell}");
    }
    for cell in ["", "nothing", "@x.com", "a@", "a@x", "a b@x.com", "a@b@x.com"] {
        assert_eq!(normal_email(cell), None, "{cell}");
    }
}

#[test]
fn only_those_who_agreed_are_an_audience() {
    let mut fixture = by_columns(1);
    let counts = |fixture: &Fixture| {
        let audience = found(fixture)["audience"].clone();
        ["customers", "consenting", "refused", "unknown", "without_contact", "without_country"]
            .map(|field| audience[field].as_u64().unwrap())
    };
    // North: a agreed, b said no, c agreed and has a telephone number without a country code.
    assert_eq!(counts(&fixture), [3, 2, 1, 0, 1, 1]);
    fixture.set(ID, "country_code", &json!("+86")).unwrap();
    assert_eq!(counts(&fixture), [3, 2, 1, 0, 0, 0]);
    let rows = fixture.members(ID);
    assert_eq!(
        rows[0],
        ["customer", "row_class", "column_class", "email_sha256", "phone_sha256", "phone_digits_sha256"]
    );
    assert_eq!(
        rows[1],
        [
            "a",
            "North",
            "gold",
            "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f",
            "1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8",
            "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
        ]
    );
    assert_eq!(rows[2], ["b", "North", "gold", "", "", ""]);
    // sha256sum of 8613800000000.
    assert_eq!(rows[3][5], "db11f8a9e00948cb74eb8ae19bfa136d58ab9fec269f18714fbbebc28b177a74");
    assert_eq!(rows.len(), 6);
    // South: d did not say, e agreed and cannot be reached.
    fixture.set(ID, "segment", &json!("South")).unwrap();
    assert_eq!(counts(&fixture), [2, 1, 0, 1, 1, 0]);
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("A hash is a pseudonym"), "{page}");
}

#[test]
fn without_consent_or_contact_nobody_is_listed_and_the_page_says_why() {
    let fixture = many();
    let document = found(&fixture);
    let audience = &document["audience"];
    assert_eq!((&audience["consenting"], &audience["consent_column"]), (&json!(0), &Value::Null));
    assert_eq!(audience["unknown"], audience["customers"]);
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("who agreed to be addressed") && page.contains("holds an e-mail"), "{page}");
    assert!(fixture.members(ID).iter().skip(1).all(|row| row[3..].iter().all(String::is_empty)));
}

#[test]
fn treatments_are_the_literature_s_until_somebody_writes_others() {
    let mut fixture = many();
    fixture.set(ID, "rows", &json!("value_matrix")).unwrap();
    let play = |fixture: &Fixture, class: &str| {
        let document = found(fixture);
        let plays = document["playbook"].as_array().unwrap().clone();
        plays.into_iter().find(|play| play["class"] == class).unwrap()
    };
    assert_eq!(play(&fixture, "platinum")["own"], false);
    assert!(play(&fixture, "platinum")["treatment"].as_str().unwrap().starts_with("Give them the most"));
    let page = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(page.contains("不遗余力保持和增强"), "{page}");
    // By its name in either language, or its key; what is blank is the literature's.
    let text = "[value_matrix]\n白金客户：Dinner with us\nlead: \nNobody: x\n\n[rfm]\nChampions: Thank them twice";
    fixture.set(ID, "playbook", &json!(text)).unwrap();
    assert_eq!(play(&fixture, "platinum")["treatment"], "Dinner with us");
    assert_eq!(play(&fixture, "lead")["own"], false);
    assert_eq!(found(&fixture)["unknown_classes"], json!(["Nobody"]));
    // What was written for another segmentation waits there.
    fixture.set(ID, "rows", &json!("rfm")).unwrap();
    assert_eq!(play(&fixture, "champions")["treatment"], "Thank them twice");
    let page = serde_json::to_string(&fixture.page(ID, Language::English)).unwrap();
    assert!(page.contains("[value_matrix]\\n白金客户: Dinner with us"), "{page}");
    let refused = fixture.set(ID, "playbook", &json!("[rfm]\nno colon here")).unwrap_err();
    assert!(refused.contains("Line 2"), "{refused}");
}

#[test]
fn what_the_page_writes_is_read_as_it_was() {
    let mut fixture = many();
    for by in [json!("rfm"), json!("eight_classes"), json!("lifecycle"), json!("pyramid"), json!({"column": "plan"})] {
        fixture.set(ID, "rows", &by).unwrap();
        for language in Language::ALL {
            let before = found(&fixture)["playbook"].clone();
            let page = fixture.page(ID, language);
            let controls = page.sections.iter().flat_map(|section| &section.controls);
            let text =
                controls.filter(|control| control.parameter == "playbook").find_map(|control| match &control.input {
                    crate::indicators::page::Input::Lines(text) => Some(text.clone()),
                    _ => None,
                });
            fixture.set(ID, "playbook", &json!(text.unwrap())).unwrap();
            assert_eq!(found(&fixture)["playbook"], before, "{by} {language:?}");
        }
    }
}

#[test]
fn what_cannot_be_compared_says_what_is_needed() {
    let alone = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-01,10\na,2024-02-01,10\n")]);
    let page = alone.page(ID, Language::English);
    assert!(page.headline.starts_with("Two customers at least"), "{}", page.headline);
    let column = Fixture::new(&[("customers.csv", "customer_id,region\na,North\nb,South\n")]);
    let problem = column.document(ID).unwrap_err();
    assert!(problem.kind == "nothing_to_cross" && problem.message.contains("load purchases"), "{problem:?}");
    let mut fixture = many();
    let refused = fixture.set(ID, "country_code", &json!("China")).unwrap_err();
    assert!(refused.contains("“China”"), "{refused}");
    fixture.set(ID, "columns", &json!({"column": "shoe size"})).unwrap();
    let problem = fixture.document(ID).unwrap_err();
    assert!(problem.kind == "no_column" && problem.message.contains("“shoe size”"), "{problem:?}");
    let one = "customer_id,date,amount\na,2024-01-01,-10\na,2024-01-02,5\nb,2024-01-03,-5\nb,2024-01-04,1\n";
    let mut one = Fixture::new(&[("orders.csv", one)]);
    one.set(ID, "rows", &json!("pyramid")).unwrap();
    let page = one.page(ID, Language::Chinese);
    assert!(page.headline.contains("客户同属一类"), "{}", page.headline);
}

#[test]
fn customers_alone_are_crossed_by_their_columns() {
    let fixture = Fixture::new(&[("customers.csv", CUSTOMERS)]);
    let found = found(&fixture);
    assert_eq!(found["rows"]["by"], json!({"column": "grade"}));
    assert_eq!(found["columns"]["by"], json!({"column": "region"}));
    assert_eq!((&found["total"]["retention"], &found["windows"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_page_says_it_in_both_languages_and_always_the_same() {
    let fixture = by_columns(1);
    let english = fixture.page(ID, Language::English);
    assert!(english.headline.contains("go together strongly (0.67 of 1)"), "{}", english.headline);
    let chinese = fixture.page(ID, Language::Chinese);
    assert!(chinese.headline.contains("强相关（0.67，满值 1）"), "{}", chinese.headline);
    let again = by_columns(1);
    assert_eq!(found(&fixture), found(&again));
    assert_eq!(english, again.page(ID, Language::English));
    assert_eq!(fixture.members(ID), again.members(ID));
}

#[test]
fn windows_outside_the_data_are_said_to_be() {
    let mut fixture = by_columns(1);
    fixture.set(ID, "measure", &json!("retention")).unwrap();
    fixture.set("retention", "until", &json!("2030-01-31")).unwrap();
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("do not both lie in the data"), "{page}");
}

#[test]
fn who_left_is_said_in_words_and_other_columns_by_their_names() {
    let row = |who: u32| {
        let (churn, contract) = if who.is_multiple_of(3) { ("Yes", "Monthly") } else { ("No", "Yearly") };
        format!("c{who},{churn},{contract},{}\n", who % 5 + 10 * (who % 3))
    };
    let customers: String =
        ["customer_id,churn,contract,age\n".to_owned()].into_iter().chain((0..90).map(row)).collect();
    let fixture = Fixture::new(&[("customers.csv", &customers)]);
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.starts_with("churn and contract go together strongly"), "{}", page.headline);
    assert!(page.headline.contains("; Stayed stands out most by"), "{}", page.headline);
    let text = page.to_markdown();
    assert!(text.contains("## Stayed against all others") && text.contains("| Left |"), "{text}");
    assert!(text.contains("points"), "{text}");
    let text = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(text.contains("未离开") && text.contains("已离开") && text.contains("个百分点"), "{text}");
    let mut turned = Fixture::new(&[("customers.csv", &customers)]);
    turned.set(ID, "rows", &json!({"column": "contract"})).unwrap();
    let headline = turned.page(ID, Language::English).headline;
    assert!(headline.contains("; contract: Monthly stands out most by"), "{headline}");
}

#[test]
fn what_is_crossed_first_is_not_made_of_the_same_scores() {
    let by = |rows: Value, columns: Value| {
        let mut fixture = many();
        fixture.set(ID, "rows", &rows).unwrap();
        fixture.set(ID, "columns", &columns).unwrap();
        let found = found(&fixture);
        [found["rows"]["by"].clone(), found["columns"]["by"].clone()]
    };
    assert_eq!(by(json!("auto"), json!("auto")), [json!("rfm"), json!("value_matrix")]);
    assert_eq!(by(json!("eight_classes"), json!("auto")), [json!("eight_classes"), json!("value_matrix")]);
    assert_eq!(by(json!("auto"), json!("rfm")), [json!("value_matrix"), json!("rfm")]);
    assert_eq!(by(json!("value_matrix"), json!("auto")), [json!("value_matrix"), json!("rfm")]);
}
