//! Drivers against the reference results of the airport survey, computed from its file by independent libraries.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::reference::{Sheet, close, truth};

use super::{DriversIndicator, ID};

/// The columns the reference results are of.
const ITEMS: [&str; 9] =
    ["Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAY", "Q7SCREENS", "Q7WIFI", "Q9Boarding", "Q9Restroom"];

/// The survey's score and items as a file whose headers say what they are.
fn survey() -> String {
    let sheet = Sheet::read("sfo_2018/sfo_2018_survey.csv.gz");
    let score = sheet.column("NETPRO");
    let items = ITEMS.map(|name| sheet.column(name));
    let header = ITEMS.map(|name| format!("satisfaction {name}")).join(",");
    let row = |row: &Vec<String>| {
        let marks: Vec<&str> = items.iter().map(|&item| row[item].trim()).collect();
        format!("{},{}\n", row[score].trim(), marks.join(","))
    };
    let rows: String = sheet.rows.iter().map(row).collect();
    format!("nps,{header}\n{rows}")
}

fn airport() -> Fixture {
    let mut fixture = Fixture::new(&[("survey.csv", &survey())]);
    fixture.set(ID, "lowest", &json!(1)).unwrap();
    fixture.set(ID, "highest", &json!(5)).unwrap();
    fixture
}

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[test]
fn shares_and_coefficients_equal_the_reference() {
    let mut fixture = airport();
    fixture.set(ID, "resamples", &json!(200)).unwrap();
    let found = document(&fixture);
    let expected = &truth("sfo_2018")["drivers_nps"];
    assert_eq!(found["n"], expected["complete_cases"]["value"]);
    close(found["r2"].as_f64().unwrap(), &expected["ols"]["value"]["r2"]);
    let items = found["items"].as_array().unwrap();
    assert_eq!(items.len(), ITEMS.len());
    for item in items {
        let name = item["name"].as_str().unwrap().strip_prefix("satisfaction ").unwrap();
        let of = |figure: &str| item[figure].as_f64().unwrap();
        close(of("share"), &expected["lmg_shapley"]["value"]["raw"][name]);
        close(100.0 * of("part"), &expected["lmg_shapley"]["value"]["pct"][name]);
        close(of("coefficient"), &expected["ols"]["value"]["std_beta"][name]);
        close(of("correlation"), &expected["correlations"]["value"]["listwise"][name]);
        close(of("inflation"), &expected["ols"]["value"]["vif"][name]);
        assert!(of("low") < of("share") && of("share") < of("high"), "{item}");
        // The interval of the coefficient is near that of its standard error: t and reach / estimate belong together.
        let interval = &item["coefficient_interval"];
        let reach = (interval["high"].as_f64().unwrap() - interval["low"].as_f64().unwrap()) / 2.0;
        let t = expected["ols"]["value"]["t"][name].as_f64().unwrap().abs();
        let ratio = reach / (1.96 * of("coefficient").abs() / t);
        assert!((0.7..1.5).contains(&ratio), "{name}: {ratio}");
    }
}

#[test]
fn codes_count_as_marks_until_the_ends_are_said_and_the_page_says_so() {
    let mut fixture = Fixture::new(&[("survey.csv", &survey())]);
    fixture.set(ID, "resamples", &json!(0)).unwrap();
    let found = document(&fixture);
    assert_eq!(found["unusual"], json!([0.0, 6.0]));
    assert!(found["n"].as_u64().unwrap() > 1330 && found["items"][0]["low"].is_null());
    let page = fixture.page(ID, Language::English);
    assert!(page.notes.iter().any(|note| note.text.contains("from 0 to 6")), "{:?}", page.notes);
}

/// Twelve customers; who marks service low leaves.
const CUSTOMERS: &str = "customer_id,service satisfaction,price satisfaction,left
a,1,3,yes\nb,1,4,yes\nc,2,3,yes\nd,2,5,yes\ne,3,3,no\nf,3,4,yes
g,4,5,no\nh,4,3,no\ni,5,4,no\nj,5,5,no\nk,5,3,no\nl,4,4,no\n";

#[test]
fn leaving_is_explained_from_the_customers_table() {
    let mut fixture = Fixture::new(&[("customers.csv", CUSTOMERS)]);
    assert_eq!(document(&fixture)["lacking"], "answers");
    fixture.set(ID, "of", &json!("leaving")).unwrap();
    let found = document(&fixture);
    assert_eq!((&found["n"], &found["items"][0]["name"]), (&json!(12), &json!("service satisfaction")));
    for (figure, expected) in [("share", EXPECTED[0]), ("coefficient", EXPECTED[1])] {
        assert!(
            (found["items"][0][figure].as_f64().unwrap() - expected).abs() < 1e-9,
            "{figure} {}",
            found["items"][0]
        );
    }
    assert!((found["r2"].as_f64().unwrap() - EXPECTED[2]).abs() < 1e-9);
    assert!(fixture.page(ID, Language::Chinese).headline.contains("谁会离开"));
}

/// Share and coefficient of service, and R2, from the normal equations solved in exact fractions.
const EXPECTED: [f64; 3] = [0.750_334_532_690_756_2, -0.885_363_686_447_302_6, 0.758_759_607_739_199_6];

/// Share of each item in `McFadden`'s R² of arrests, and R² of all four: every set fitted by Newton's method and averaged over
/// all 24 orders, in plain Python.
const MC_FADDEN: [(&str, f64); 4] = [
    ("age", 0.028_976_504_669_365_473),
    ("prio", 0.019_702_574_964_321_887),
    ("fin", 0.007_389_981_882_306_921),
    ("race", 0.001_651_682_234_993_845_4),
];

#[test]
fn leaving_is_explained_by_its_likelihood_too() {
    let rossi = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/survival_lifelines/rossi.csv");
    let text = std::fs::read_to_string(rossi).unwrap();
    let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let places = ["fin", "age", "race", "prio", "arrest"].map(|name| header.iter().position(|of| *of == name).unwrap());
    let row = |(who, row): (usize, Vec<&str>)| format!("c{who},{}\n", places.map(|place| row[place]).join(","));
    let customers: String = rows.enumerate().map(row).collect();
    let mut fixture = Fixture::new(&[("customers.csv", &format!("customer_id,fin,age,race,prio,left\n{customers}"))]);
    for (parameter, value) in [("of", json!("leaving")), ("fields", json!(["fin", "age", "race", "prio"]))] {
        fixture.set(ID, parameter, &value).unwrap();
    }
    let pseudo = document(&fixture)["pseudo"].clone();
    assert!((pseudo["r2"].as_f64().unwrap() - 0.057_720_743_750_988_124).abs() < 1e-9, "{pseudo}");
    for (item, (name, share)) in pseudo["items"].as_array().unwrap().iter().zip(MC_FADDEN) {
        assert_eq!(item["name"], name);
        assert!((item["share"].as_f64().unwrap() - share).abs() < 1e-9, "{item}");
        assert!(item["low"].as_f64().unwrap() < share && item["high"].as_f64().unwrap() > share, "{item}");
    }
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("McFadden’s R²") && page.contains("May be chance"), "{page}");
    // Twelve customers whom service tells apart without fail have no such regression.
    let mut few = Fixture::new(&[("customers.csv", &CUSTOMERS.replace("f,3,4,yes", "f,3,4,no"))]);
    few.set(ID, "of", &json!("leaving")).unwrap();
    assert!(document(&few)["pseudo"].is_null());
    assert!(few.page(ID, Language::Chinese).to_markdown().contains("逻辑回归"));
}

#[test]
fn ranks_make_the_figures_indifferent_to_how_far_apart_marks_are() {
    let rows = |mark: fn(i32) -> i32| -> String {
        let row = |at: i32| format!("{},{},{}\n", at % 11, mark(at * 7 % 5 + 1), at * 3 % 4 + 1);
        (0..60).map(row).collect()
    };
    let found = |rows: String| {
        let mut fixture = Fixture::new(&[("survey.csv", &format!("nps,satisfaction a,satisfaction b\n{rows}"))]);
        fixture.set(ID, "ranks", &json!(true)).unwrap();
        let found = document(&fixture);
        (found["r2"].clone(), found["items"].clone())
    };
    assert_eq!(found(rows(|mark| mark)), found(rows(|mark| mark * mark)));
}

#[test]
fn what_is_missing_is_said() {
    let lacking = |text: &str| {
        let fixture = Fixture::new(&[("survey.csv", text)]);
        fixture.page(ID, Language::English);
        document(&fixture)["lacking"].clone()
    };
    assert_eq!(lacking("nps\n9\n"), "items");
    assert_eq!(lacking("nps,satisfaction a,satisfaction b\n9,1,2\n8,2,1\n"), "rows");
    let same: String = (0..9).map(|at| format!("9,{},{}\n", at % 5, at % 3)).collect();
    assert_eq!(lacking(&format!("nps,satisfaction a,satisfaction b\n{same}")), "outcome");
    let still: String = (0..9).map(|at| format!("{at},{},3\n", at % 5)).collect();
    let fixture = Fixture::new(&[("survey.csv", &format!("nps,satisfaction a,satisfaction b\n{still}"))]);
    let found = document(&fixture);
    assert_eq!((&found["lacking"], &found["unvaried"]), (&json!("items"), &json!(["satisfaction b"])));
    let mut fixture = Fixture::new(&[("survey.csv", "nps\n9\n")]);
    fixture.set(ID, "fields", &json!(["taste"])).unwrap();
    assert_eq!(fixture.document(ID).unwrap_err().kind, "field");
    assert!(fixture.set(ID, "resamples", &json!(6000)).is_err() && fixture.set(ID, "lowest", &json!(5)).is_ok());
    assert!(fixture.set(ID, "highest", &json!(1)).is_err());
}

#[test]
fn of_more_columns_than_can_be_told_apart_those_that_tell_most_are_taken() {
    // Thing 0 is the score in other numbers and thing 15 goes with it; the others say nothing of it, thing 7 least often.
    let mark = |row: usize, thing: usize| match thing {
        0 => (row % 11 / 2 + 1).to_string(),
        7 if !row.is_multiple_of(20) => String::new(),
        15 => (usize::midpoint(row % 11, row % 3) + 1).to_string(),
        _ => (row * (thing + 13) / 7 % 5 + 1).to_string(),
    };
    let row = |row: usize| {
        let marks: Vec<String> = (0..16).map(|thing| mark(row, thing)).collect();
        format!("{},{}\n", row % 11, marks.join(","))
    };
    let header: Vec<String> = (0..16).map(|thing| format!("satisfaction thing {thing}")).collect();
    let rows: String = (0..400).map(row).collect();
    let mut fixture = Fixture::new(&[("survey.csv", &format!("nps,{}\n{rows}", header.join(",")))]);
    fixture.set(ID, "resamples", &json!(0)).unwrap();
    let found = document(&fixture);
    let names: Vec<&str> =
        found["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect();
    assert_eq!((names.len(), names[0]), (14, "satisfaction thing 0"));
    assert!(names.contains(&"satisfaction thing 15") && !names.contains(&"satisfaction thing 7"), "{names:?}");
    assert_eq!(found["passed_over"].as_array().unwrap().len(), 2);
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("Not looked at: 2 columns."), "{page}");
    // Chosen by hand none is passed over in silence.
    let often: Vec<&String> = header.iter().filter(|name| !name.ends_with(" 7")).collect();
    fixture.set(ID, "fields", &json!(often)).unwrap();
    assert_eq!(document(&fixture)["lacking"], "choice");
}

#[test]
fn many_rows_give_way() {
    let of = |rows: usize| {
        let rows = (0..rows).map(|row| format!("{},{},{}\n", row % 11, row * 7 % 5 + 1, row * 11 % 4 + 1));
        let survey = format!("nps,satisfaction food,satisfaction staff\n{}", rows.collect::<String>());
        let mut fixture = Fixture::new(&[("survey.csv", &survey)]);
        fixture.set(ID, "ranks", &json!(true)).unwrap();
        fixture.set(ID, "resamples", &json!(0)).unwrap();
        fixture.breaths::<DriversIndicator>()
    };
    // Two blocks more of rows as they are read, as unvaried items are left out, and as they are summed up.
    assert_eq!(of(40_000), of(1_000) + 6);
    // For each of three columns as it is ranked, sorted and centred.
    assert!(of(1_000) >= 9);
}
