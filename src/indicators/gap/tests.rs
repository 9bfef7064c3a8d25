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
        "“queue” falls farthest short of what was expected (−1.8). “staff” surprises most (+1.4)."
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

/// Queue and speed are of responsiveness, courtesy of assurance; two marks are missing.
const SERVICE: &str = "nps,expected queue,expected speed,expected courtesy,perceived queue,perceived speed,perceived courtesy,queue importance,speed importance,courtesy importance
9,4,3,3,2,4,5,5,2,4
8,5,4,3,3,3,4,4,3,4
7,4,5,4,4,,5,5,2,3
3,5,3,4,1,2,4,5,3,4
6,4,4,,3,4,5,4,2,4
";

#[track_caller]
fn close(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found}"));
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// Worked out with plain Python: means of each answer's gaps, their standard error times 1.959964.
#[test]
fn dimensions_have_the_gaps_of_their_items() {
    let mut fixture = Fixture::new(&[("survey.csv", SERVICE)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let [responsiveness, assurance] = found["dimensions"].as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!(responsiveness["items"], json!(["perceived queue", "perceived speed"]));
    assert_eq!((&responsiveness["name"], &responsiveness["n"]), (&json!("responsiveness"), &json!(5)));
    close(&responsiveness["gap"], -1.0);
    close(&responsiveness["low"], -1.876_522_540_576_581_5);
    close(&responsiveness["high"], -0.123_477_459_423_418_49);
    close(&responsiveness["weighted"], -1.251_428_571_428_571_3);
    close(&responsiveness["importance"], 3.5);
    assert_eq!(
        (&assurance["name"], &assurance["n"], &assurance["verdict"]),
        (&json!("assurance"), &json!(4), &json!("exceeded"))
    );
    close(&assurance["low"], 0.199_848_053_940_781_64);
    close(&found["dimensions_weighted"], 0.041_095_890_410_958_88);
    assert_eq!(found["without_dimension"], json!([]));
    let lines = "queue: reliability\nexpected speed：移情性\nroof: tangibles";
    fixture.set(ID, "dimensions", &json!(lines)).unwrap();
    let typed = fixture.document(ID).unwrap().unwrap();
    let names: Vec<&str> =
        typed["dimensions"].as_array().unwrap().iter().map(|of| of["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["reliability", "assurance", "empathy"]);
    assert_eq!(typed["unknown"], json!(["roof"]));
    assert!(fixture.page(ID, Language::English).notes.iter().any(|note| note.text == "No column is called so: roof."));
    assert_eq!(typed["items"], found["items"], "what items say is not changed");
    let refused = fixture.set(ID, "dimensions", &json!("queue: soon")).unwrap_err();
    assert!(refused.contains("Line 1 of the dimensions, “queue: soon”"), "{refused}");
}

#[test]
fn items_without_a_dimension_are_told() {
    let found = document(&SURVEY.replace("queue", "food"));
    assert_eq!(
        (&found["dimensions"], &found["without_dimension"]),
        (&json!([]), &json!(["food satisfaction", "staff satisfaction"]))
    );
}

/// The same answers, their items called after kinds and levels of expectation.
#[test]
fn kinds_and_levels_of_expectation_have_the_gaps_of_their_items() {
    let survey = SERVICE.replace("queue", "basic queue").replace("speed", "fees").replace("courtesy", "附加 关怀");
    let mut fixture = Fixture::new(&[("survey.csv", &survey)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let of = |name: &str| -> Vec<(String, Value)> {
        let gaps = found[name].as_array().unwrap().iter();
        gaps.map(|gap| (gap["name"].as_str().unwrap().to_owned(), gap["n"].clone())).collect()
    };
    assert_eq!(
        of("expectations"),
        [("service".into(), json!(5)), ("benefit".into(), json!(4)), ("relationship".into(), json!(4))]
    );
    assert_eq!(of("levels"), [("basic".into(), json!(5)), ("added".into(), json!(4))]);
    // Queue -2, -2, 0, -4, -1; fees 1, -1, -1 and 0; courtesy as by dimension.
    close(&found["expectations"][0]["gap"], -1.8);
    close(&found["expectations"][1]["gap"], -0.25);
    close(&found["expectations"][2]["low"], 0.199_848_053_940_781_64);
    assert_eq!(found["expectations"][0]["verdict"], "missed");
    assert_eq!((&found["without_expectation"], &found["without_level"]), (&json!([]), &json!(["perceived fees"])));
    fixture.set(ID, "levels", &json!("fees：超越")).unwrap();
    fixture.set(ID, "expectations", &json!("basic queue: relationship")).unwrap();
    let typed = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&typed["levels"][2]["name"], &typed["levels"][2]["n"]), (&json!("beyond"), &json!(4)));
    assert_eq!(typed["expectations"][1]["items"], json!(["perceived basic queue", "perceived 附加 关怀"]));
    for language in Language::ALL {
        let page = fixture.page(ID, language).to_markdown();
        assert!(page.contains("Beyond") || page.contains("超越"), "{page}");
    }
    assert!(fixture.set(ID, "levels", &json!("fees: soon")).unwrap_err().contains("Line 1 of the levels"));
    assert!(fixture.set(ID, "expectations", &json!("fees")).unwrap_err().contains("kinds of expectation"));
    // Items called otherwise are of none, which is said; a fee is no part of a coffee, nor a core of an encore.
    for [queue, staff] in [["a", "b"], ["coffee", "encore"], ["TopScore", "toffee_s"]] {
        let plain = Fixture::new(&[("survey.csv", &SURVEY.replace("queue", queue).replace("staff", staff))]);
        let page = plain.page(ID, Language::English).to_markdown();
        assert!(page.contains("No item is called after a kind of expectation"), "{page}");
        assert!(page.contains("No item is called after a level of expectation"), "{page}");
    }
}

const DELIVERED: &str =
    "nps,product value,service value,people value,image value,money cost,time cost,energy cost,mind cost
9,5,4,4,3,2,3,1,2
8,4,4,5,4,3,2,2,1
7,3,4,3,4,4,3,3,2
6,3,4,3,4,4,3,3,
";

#[test]
fn what_is_delivered_is_benefits_less_costs() {
    let mut fixture = Fixture::new(&[("survey.csv", DELIVERED)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let value = &found["delivered"];
    close(&value["value"], 19.0 / 3.0);
    close(&value["benefit"], 47.0 / 3.0);
    close(&value["cost"], 28.0 / 3.0);
    close(&value["low"], 2.049_218_887_177_533);
    close(&value["high"], 10.617_447_779_489_133);
    assert_eq!((&value["n"], &value["parts"][7]["column"]), (&json!(3), &json!("mind cost")));
    let page = fixture.page(ID, Language::English);
    assert!(
        page.to_markdown().contains("Customers get 15.67 and it costs them 9.33: +6.33 is delivered"),
        "{}",
        page.to_markdown()
    );
    assert_eq!(page.figures().len(), fixture.page(ID, Language::Chinese).figures().len());
    // A column called otherwise is missing, until somebody says what it is about.
    let mut other = Fixture::new(&[("survey.csv", &DELIVERED.replace("mind cost", "q8"))]);
    let lacks = other.document(ID).unwrap().unwrap();
    assert_eq!((&lacks["delivered"], &lacks["not_delivered"]), (&Value::Null, &json!(["mind"])));
    assert!(other.page(ID, Language::English).to_markdown().contains("there is none for Mind cost"));
    other.set(ID, "delivered", &json!("q8：精神成本")).unwrap();
    assert_eq!(other.document(ID).unwrap().unwrap()["delivered"]["n"], 3);
    let refused = fixture.set(ID, "delivered", &json!("q8 = mind")).unwrap_err();
    assert!(refused.contains("Line 1 of the value delivered"), "{refused}");
}

/// What compares nothing takes no section of its own, until somebody says which items are of which.
#[test]
fn what_is_not_worked_out_is_said_once() {
    let mut fixture = Fixture::new(&[("survey.csv", &SURVEY.replace("queue", "waiting").replace("staff", "parking"))]);
    let sections = |fixture: &Fixture| {
        let page = fixture.page(ID, Language::English);
        page.sections.into_iter().map(|section| section.id).filter(|id| !id.starts_with("by-")).collect::<Vec<_>>()
    };
    let plain = sections(&fixture);
    let last =
        fixture.page(ID, Language::English).sections.into_iter().find(|section| section.id == "left-out").unwrap();
    assert_eq!((last.parts.len(), last.controls.len()), (1, 4), "{last:?}");
    assert!(["dimensions", "expectations", "levels", "delivered"].iter().all(|id| !plain.contains(&(*id).to_owned())));
    fixture.set(ID, "levels", &json!("waiting: basic")).unwrap();
    assert!(sections(&fixture).contains(&"levels".to_owned()));
}
