//! The model against the same formulas written out in Python (`statistics.NormalDist` alone), and what is measured by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::Input;

use super::ID;

/// Four customers in January, of whom three stay and one is new in February.
const ORDERS: &str = "customer_id,date,amount\na,2024-01-01,10\nb,2024-01-02,20\nc,2024-01-03,30\nd,2024-01-30,40\n\
    a,2024-02-01,12\nb,2024-02-10,20\nc,2024-02-20,28\ne,2024-02-29,20\n";

/// Of two complaints in January the settled one's customer stays.
const COMPLAINTS: &str = "customer_id,complaint date,settled,reason\na,2024-01-05,2024-01-09,x\nd,2024-01-06,,y\n";

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found} is no number"));
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

fn fixture() -> Fixture {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS), ("complaints.csv", COMPLAINTS)]);
    fixture.set("retention", "months", &json!(1)).unwrap();
    fixture.set(ID, "years", &json!(0.25)).unwrap();
    // Followed from 30 January on, who bought in January.
    fixture.set("complaints", "recovery_days", &json!(30)).unwrap();
    fixture
}

fn assumption(found: &Value, key: &str) -> Value {
    found["assumptions"].as_array().unwrap().iter().find(|one| one["key"] == key).unwrap().clone()
}

#[test]
fn it_is_seeded_with_what_the_files_say() {
    let found = fixture().document(ID).unwrap().unwrap();
    assert_eq!((&found["months"], &found["periods"]), (&json!(1), &json!(3)));
    for (key, value) in [
        ("customers", 4.0),
        ("stays", 0.75),
        ("new", 1.0),
        ("revenue", 20.0),
        ("complaining", 0.5),
        ("unsettled", 0.5),
        ("lift", 1.0),
    ] {
        let assumption = assumption(&found, key);
        near(&assumption["value"], value);
        assert_eq!(assumption["origin"], "measured", "{key}");
    }
    // Newcombe's method 10: 1 of 1 less 0 of 1.
    near(&assumption(&found, "lift")["low"], -0.122_108_720_681_941_78);
    for key in ["acquisition", "elasticity", "referred", "margin"] {
        assert_eq!(assumption(&found, key)["origin"], "assumed", "{key}");
    }
}

#[test]
fn each_lever_and_its_range_are_those_of_the_formulas() {
    let mut fixture = fixture();
    for (name, value) in [
        ("margin", 0.4),
        ("acquisition", 15.0),
        ("referred", 0.2),
        ("complaining", 0.3),
        ("unsettled", 0.6),
        ("lift", 0.1),
    ] {
        fixture.set(ID, name, &json!(value)).unwrap();
    }
    let found = fixture.document(ID).unwrap().unwrap();
    let expected = [
        8.234_031_634_135_64,
        1.877_970_309_073_838,
        3.543_340_205_799_687_2,
        2.652_031_920_701_61,
        1.440_998_589_703_660_6,
    ];
    for (place, expected) in expected.into_iter().enumerate() {
        near(&found["levers"][place]["effect"], expected);
    }
    near(&found["together"]["value"], 18.208_299_009_982_674);
    near(&found["levers"][0]["low"], 2.917_000_242_296_846_4);
    near(&found["levers"][0]["high"], 12.634_231_788_210_275);
    near(&found["base"]["value"], 59.055_670_096_661_366);
    near(&found["base"]["low"], -4.735_496_761_024_301);
    near(&found["base"]["high"], 111.918_258_802_845_32);
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.starts_with("Most would come of retention up by 5"), "{}", page.headline);
    assert!(fixture.page(ID, Language::Chinese).headline.contains("留存率提高"));
}

#[test]
fn what_is_missing_or_absurd_is_said() {
    let one = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-05,10\n")]);
    assert!(one.page(ID, Language::English).headline.contains("two whole months"));
    let mut fixture = fixture();
    for (name, value) in [
        ("years", json!(0)),
        ("years", json!(100)),
        ("stays", json!(1.5)),
        ("margin", json!(0)),
        ("lift", json!(-2)),
        ("revenue", json!(-1)),
        ("spread", json!(7)),
    ] {
        assert!(fixture.set(ID, name, &value).is_err(), "{name}");
    }
    // All referred, nobody stays: still numbers.
    for (name, value) in [("referred", 1.0), ("stays", 0.0), ("price_change", -1.0)] {
        fixture.set(ID, name, &json!(value)).unwrap();
    }
    let text = fixture.document(ID).unwrap().unwrap().to_string();
    assert!(!text.contains("null"), "{text}");
}

#[test]
fn what_was_typed_in_gives_way_again_where_it_is_left_blank() {
    let mut fixture = fixture();
    let before = fixture.document(ID).unwrap().unwrap();
    let field = |fixture: &Fixture, name: &str| {
        let page = fixture.page(ID, Language::English);
        let mut fields = page.sections.into_iter().flat_map(|section| section.controls);
        let field = fields.find(|field| field.parameter == name).unwrap();
        let Input::Optional { value, blank, .. } = field.input else { panic!("{name} cannot be blank") };
        (value, blank, field.help)
    };
    for (name, typed, untyped) in [
        ("stays", 0.5, "75%; measured"),
        ("lift", 0.2, "100%; measured"),
        ("revenue", 7.0, "20; measured"),
        ("referred", 0.3, "0%; assumed"),
        ("margin", 0.4, "100%; assumed"),
        ("acquisition", 15.0, "0; assumed"),
        ("elasticity", 1.0, "0.5; assumed"),
    ] {
        assert_eq!(field(&fixture, name), (None, untyped.to_owned(), String::new()));
        fixture.set(ID, name, &json!(typed)).unwrap();
        assert_eq!(field(&fixture, name), (Some(typed), untyped.to_owned(), format!("Blank: {untyped}")));
        let found = assumption(&fixture.document(ID).unwrap().unwrap(), name);
        assert_eq!((&found["value"], &found["origin"]), (&json!(typed), &json!("typed")), "{name}");
        fixture.set(ID, name, &json!(null)).unwrap();
        assert_eq!(fixture.document(ID).unwrap().unwrap(), before, "{name}");
    }
}

#[test]
fn levers_are_moved_by_hand_and_shares_of_people_in_percentage_points() {
    let mut fixture = fixture();
    fixture.set(ID, "price_change", &json!(-0.35)).unwrap();
    let levers = |fixture: &Fixture, language| {
        let page = fixture.page(ID, language);
        let fields = page.sections.into_iter().flat_map(|section| section.controls);
        let slider = |input| {
            if let Input::Slider { value, min, max, unit, .. } = input { Some((value, min, max, unit)) } else { None }
        };
        fields.filter_map(|field| slider(field.input)).collect::<Vec<_>>()
    };
    let found = levers(&fixture, Language::English);
    // What was typed in lies within reach of the hand.
    assert_eq!(found[1], (-0.35, -0.35, 0.2, "%".to_owned()));
    let units: Vec<&str> = found.iter().map(|(.., unit)| unit.as_str()).collect();
    assert_eq!(units, ["percentage points", "%", "%", "percentage points", "%"]);
    fixture.set(ID, "recovered", &json!(0)).unwrap();
    let headline = |fixture: &Fixture, language| fixture.page(ID, language).headline;
    let english = headline(&fixture, Language::English);
    assert!(english.starts_with("Most would come of retention up by 5 percentage points:"), "{english}");
    assert!(headline(&fixture, Language::Chinese).starts_with("留存率提高 5 个百分点带来的最多"));
    for lever in ["retention_points", "price_change", "acquisition_cut", "referral_points", "recovered"] {
        fixture.set(ID, lever, &json!(0)).unwrap();
    }
    assert!(headline(&fixture, Language::English).starts_with("As they are set, no lever brings more"));
}

#[test]
fn where_nobody_brought_money_it_says_what_would_be_needed() {
    let returns = ORDERS.replace(",1", ",-1").replace(",2", ",-2").replace(",3", ",-3").replace(",4", ",-4");
    let returns = returns.replace(",-2024", ",2024");
    let mut fixture = Fixture::new(&[("orders.csv", &returns)]);
    fixture.set("retention", "months", &json!(1)).unwrap();
    let headline = fixture.page(ID, Language::English).headline;
    assert!(headline.starts_with("To say what a lever brings"), "{headline}");
    for (name, value) in [("customers", 4.0), ("revenue", 20.0)] {
        fixture.set(ID, name, &json!(value)).unwrap();
    }
    assert!(fixture.page(ID, Language::English).headline.starts_with("Most would come of"));
}

/// February: a 12 at a cost of 6, b 20 at 8, c 28 at 14; e's cost is blank. January's costs are none of the window's.
const COSTS: &str = "customer_id,date,amount,cost\na,2024-01-01,10,9\nb,2024-01-02,20,19\nc,2024-01-03,30,29\n\
    d,2024-01-30,40,39\na,2024-02-01,12,6\nb,2024-02-10,20,8\nc,2024-02-20,28,14\ne,2024-02-29,20,\n";

/// What a, b and e cost; f never bought.
const CUSTOMERS: &str = "customer_id,name,acquisition_cost\na,Ann,20\nb,Bo,40\nc,Cy,\ne,Eve,30\nf,Flo,900\n";

#[test]
fn margin_and_the_cost_of_a_new_customer_are_what_columns_say() {
    let mut fixture = Fixture::new(&[("orders.csv", COSTS), ("customers.csv", CUSTOMERS)]);
    fixture.set("retention", "months", &json!(1)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    // 60 brought at 28: the ratio of sums; off by 6 - 6.4, 12 - 10.667 and 14 - 14.933.
    let margin = assumption(&found, "margin");
    near(&margin["value"], 32.0 / 60.0);
    assert_eq!(margin["origin"], "measured");
    let squares: f64 =
        [12.0, 20.0, 28.0].iter().zip([6.0, 12.0, 14.0]).map(|(r, m)| (m - r * 32.0 / 60.0_f64).powi(2)).sum();
    near(&margin["high"], 32.0 / 60.0 + 1.959_963_984_540_054 * (squares * 1.5).sqrt() / 60.0);
    let cost = assumption(&found, "acquisition");
    near(&cost["value"], 30.0);
    // Standard deviation 10 of three.
    near(&cost["low"], 30.0 - 1.959_963_984_540_054 * 10.0 / 3.0_f64.sqrt());
    assert_eq!(found["columns"], json!({ "acquisition": "acquisition_cost", "margin": "cost" }));
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("measured, column “acquisition cost”") && page.contains("measured, column “cost”"), "{page}");
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("实测，列“acquisition cost”"));
    // What is typed in goes before, and is not said to be of a column.
    fixture.set(ID, "acquisition", &json!(12)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(
        (&assumption(&found, "acquisition")["value"], &assumption(&found, "acquisition")["origin"]),
        (&json!(12.0), &json!("typed"))
    );
    assert!(!fixture.page(ID, Language::English).to_markdown().contains("acquisition\\_cost"));
}

#[test]
fn a_column_that_says_no_margin_to_go_on_with_is_passed_over() {
    let orders = |column: &str, value: &str| {
        let rows =
            ORDERS.lines().enumerate().map(|(row, line)| format!("{line},{}\n", if row == 0 { column } else { value }));
        let mut fixture = Fixture::new(&[("orders.csv", &rows.collect::<String>())]);
        fixture.set("retention", "months", &json!(1)).unwrap();
        let found = fixture.document(ID).unwrap().unwrap();
        (assumption(&found, "margin")["value"].as_f64().unwrap(), found["columns"].clone())
    };
    assert_eq!(orders("cost", "100"), (1.0, json!({})), "sold at a loss");
    assert_eq!(orders("margin", "5"), (0.25, json!({ "margin": "margin" })), "20 of 80");
}

#[test]
fn the_column_chosen_for_payback_is_the_one() {
    let customers = "customer_id,acquisition_cost,welcome gift\na,20,7\nb,40,9\n";
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    fixture.set("retention", "months", &json!(1)).unwrap();
    fixture.set("clv", "cost_column", &json!("welcome gift")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    near(&assumption(&found, "acquisition")["value"], 8.0);
    assert_eq!(found["columns"]["acquisition"], "welcome gift");
}
