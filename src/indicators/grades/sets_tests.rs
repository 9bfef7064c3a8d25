//! Rules tried out, changes taken back, sets kept and files of sets, hostile ones among them.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::{Control, Input, Part};

use super::sets::{RuleSet, SetsError, of_json, to_json};
use super::{GradesParams, ID};

/// Four customers who spent 500, 100, 30 and 5.
fn fixture() -> Fixture {
    let orders = "customer_id,date,amount\na,2024-01-01,500\nb,2024-01-02,100\nc,2024-01-03,30\nd,2024-01-04,5\n";
    Fixture::new(&[("orders.csv", orders)])
}

fn own(fixture: &Fixture) -> GradesParams {
    fixture.settings.own(ID)
}

fn found(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

/// How many customers each grade has, by name.
fn graded(fixture: &Fixture) -> Vec<(String, u64)> {
    let found = found(fixture);
    let grades = found["grades"].as_array().unwrap().iter();
    grades.map(|grade| (grade["name"].as_str().unwrap().to_owned(), grade["customers"].as_u64().unwrap())).collect()
}

fn controls(fixture: &Fixture, section: &str) -> Vec<Control> {
    let page = fixture.page(ID, Language::English);
    page.sections.into_iter().find(|one| one.id == section).unwrap().controls
}

#[test]
fn what_is_tried_out_is_shown_against_what_is_in_force_and_changes_nothing() {
    let mut fixture = fixture();
    fixture.set(ID, "rules", &json!("Gold: value >= 100\nRest: else")).unwrap();
    fixture.set(ID, "before", &json!("")).unwrap();
    assert_eq!(found(&fixture)["moved"], Value::Null);
    fixture.set(ID, "draft", &json!("Gold: value >= 30\nRest: else")).unwrap();
    assert_eq!(graded(&fixture), [("Gold".to_owned(), 3), ("Rest".to_owned(), 1)]);
    // c moves from Rest to Gold, with 30.
    let moved = &found(&fixture)["moved"];
    assert_eq!((&moved["customers"], &moved["value"]), (&json!(1), &json!(30.0)));
    let kept = own(&fixture);
    assert_eq!((kept.rules.as_str(), kept.history.len()), ("Gold: value >= 100\nRest: else", 1));
    for (language, note) in [(Language::English, "Nothing has changed yet"), (Language::Chinese, "尚未改变")] {
        let page = fixture.page(ID, language);
        assert!(page.notes.iter().any(|one| one.text.contains(note)), "{:?}", page.notes);
    }
    // The field holds what is in force: what is typed is the page's own.
    let [draft, _] = &controls(&fixture, "rules")[..] else { panic!("no field") };
    let in_force = Input::Draft { text: "Gold: value >= 100\nRest: else".into(), keep: "rules".into() };
    assert_eq!((&draft.input, draft.name.as_str()), (&in_force, "grades-rules"));
    // What cannot be read is refused with its place.
    let refused = fixture.set(ID, "draft", &json!("Gold: value >=")).unwrap_err();
    assert!(refused.contains("Line 1"), "{refused}");
    // Against rules made from the data, too, where none are written.
    fixture.set(ID, "rules", &json!("")).unwrap();
    fixture.set(ID, "draft", &json!("C: else")).unwrap();
    assert_eq!(graded(&fixture), [("C".to_owned(), 4)]);
    assert!(found(&fixture)["moved"]["rows"].as_array().unwrap().contains(&json!("A")));
}

#[test]
fn changes_are_taken_back_one_by_one() {
    let mut fixture = fixture();
    for rules in ["One: else", "Two: else", "Three: else"] {
        fixture.set(ID, "rules", &json!(rules)).unwrap();
    }
    assert_eq!((own(&fixture).before.as_str(), own(&fixture).history.len()), ("Two: else", 3));
    for rules in ["Two: else", "One: else", ""] {
        let undo = controls(&fixture, "sets").into_iter().find(|control| control.parameter == "undo").unwrap();
        let Input::Button(value) = undo.input else { panic!("{undo:?}") };
        fixture.set(ID, "undo", &value).unwrap();
        assert_eq!((own(&fixture).rules.as_str(), own(&fixture).undo), (rules, false));
    }
    assert!(
        controls(&fixture, "sets").iter().all(|control| control.parameter != "undo"),
        "nothing is left to take back"
    );
    fixture.set(ID, "undo", &json!(true)).unwrap();
    assert_eq!(fixture.settings.own.get(ID), None, "all is as it was");
    for count in 0..30 {
        fixture.set(ID, "rules", &json!(format!("R{count}: else"))).unwrap();
    }
    assert_eq!(own(&fixture).history.len(), 20);
    assert_eq!(own(&fixture).history[0], "R9: else");
    // Putting the same in force again is no change.
    fixture.set(ID, "rules", &json!("R29: else")).unwrap();
    assert_eq!(own(&fixture).history.last().unwrap(), "R28: else");
}

#[test]
fn rules_are_kept_under_a_name_and_put_in_force_again() {
    let mut fixture = fixture();
    fixture.set(ID, "rules", &json!("Gold: value >= 100")).unwrap();
    fixture.set(ID, "save_as", &json!(" 春季方案 ")).unwrap();
    fixture.set(ID, "rules", &json!("All: else")).unwrap();
    fixture.set(ID, "save_as", &json!("Everybody")).unwrap();
    let names = |fixture: &Fixture| own(fixture).sets.into_iter().map(|set| set.name).collect::<Vec<_>>();
    assert_eq!(names(&fixture), ["春季方案", "Everybody"]);
    assert_eq!(own(&fixture).save_as, "");
    let load = controls(&fixture, "sets").into_iter().find(|control| control.label.contains("春季方案")).unwrap();
    let Input::Button(value) = load.input else { panic!("{load:?}") };
    fixture.set(ID, &load.parameter, &value).unwrap();
    assert_eq!((own(&fixture).rules.as_str(), graded(&fixture)), ("Gold: value >= 100", vec![("Gold".to_owned(), 2)]));
    assert_eq!(own(&fixture).history.last().unwrap(), "All: else", "and that can be taken back");
    fixture.set(ID, "forget", &json!("Everybody")).unwrap();
    assert_eq!(names(&fixture), ["春季方案"]);
    for (parameter, value) in [("load", "Everybody"), ("forget", "Everybody"), ("save_as", "a\nb")] {
        let refused = fixture.set(ID, parameter, &json!(value)).unwrap_err();
        assert!(refused.len() > 20, "{refused}");
    }
    assert!(fixture.set(ID, "save_as", &json!("x".repeat(61))).is_err());
    assert_eq!(names(&fixture), ["春季方案"]);
}

#[test]
fn sets_travel_as_a_file() {
    let mut here = fixture();
    here.set(ID, "rules", &json!("Gold: value >= 100")).unwrap();
    here.set(ID, "save_as", &json!("Spring")).unwrap();
    here.set(ID, "rules", &json!("All: else")).unwrap();
    let page = here.page(ID, Language::English);
    let section = page.sections.into_iter().find(|section| section.id == "sets").unwrap();
    let file = section.parts.into_iter().find_map(|part| match part {
        Part::Written(file) => Some(file),
        _ => None,
    });
    let file = file.unwrap();
    assert_eq!(file.extension, "json");
    let mut there = fixture();
    there.set(ID, "import", &json!(format!("\u{feff}{}", file.text))).unwrap();
    let sets: Vec<(String, String)> = own(&there).sets.into_iter().map(|set| (set.name, set.rules)).collect();
    let expected = [("Spring", "Gold: value >= 100"), ("in force", "All: else")];
    assert_eq!(sets, expected.map(|(name, rules)| (name.to_owned(), rules.to_owned())));
    assert_eq!(
        (own(&there).rules.as_str(), own(&there).import.as_str()),
        ("", ""),
        "nothing is put in force by itself"
    );
}

#[test]
fn what_is_no_file_of_sets_is_refused_with_its_place() {
    let file = |sets: &Value| json!({ "grades": { "version": 1, "sets": sets } }).to_string();
    assert_eq!(of_json("{\n  \"grades\": }").unwrap_err(), SetsError::NotJson { line: 2, column: 13 });
    for other in ["[]", "null", "{\"grades\": {\"version\": 1}}", "{\"grades\":{\"version\":2,\"sets\":[]}}"] {
        assert_eq!(of_json(other).unwrap_err(), SetsError::NotSets, "{other}");
    }
    assert_eq!(of_json(&"[".repeat(500)).unwrap_err(), SetsError::NotJson { line: 1, column: 128 }, "nested too deep");
    assert_eq!(of_json(&" ".repeat(1_000_001)).unwrap_err(), SetsError::TooLarge);
    let many: Vec<Value> = (0..51).map(|n| json!({ "name": format!("s{n}"), "rules": "" })).collect();
    assert_eq!(of_json(&file(&json!(many))).unwrap_err(), SetsError::TooMany);
    let blank = file(&json!([{ "name": "  ", "rules": "" }]));
    assert_eq!(of_json(&blank).unwrap_err(), SetsError::Name { name: String::new() });
    let wrong =
        file(&json!([{ "name": "Fine", "rules": "A: else" }, { "name": "Bad", "rules": "# note\nGold value" }]));
    let refused = fixture().set(ID, "import", &json!(wrong)).unwrap_err();
    assert!(refused.contains("“Bad”") && refused.contains("Line 2"), "{refused}");
}

proptest! {
    #[test]
    fn any_sets_come_back_and_any_text_is_read_or_refused(
        names in prop::collection::btree_set("[a-z一-龥\"\\\\<]{1,20}", 0..5),
        text in "\\PC{0,200}",
    ) {
        let sets: Vec<RuleSet> =
            names.into_iter().map(|name| RuleSet { rules: "G: else".to_owned(), name }).collect();
        prop_assert_eq!(of_json(&to_json(&sets)).unwrap(), sets);
        let _ = of_json(&text);
    }
}
