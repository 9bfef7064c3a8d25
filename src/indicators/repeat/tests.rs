//! The second and third purchase against figures of lifelines.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::reference::Sheet;

use super::ID;

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found} is no number"));
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// CDNOW with the number of CDs as an attribute.
fn cdnow() -> String {
    let sheet = Sheet::read("cdnow_sample/cdnow_sample.csv");
    let places = ["customer_id", "date", "amount", "quantity"].map(|name| sheet.column(name));
    let row = |row: &Vec<String>| places.map(|place| row[place].as_str()).join(",") + "\n";
    "customer_id,date,amount,cds\n".to_owned() + &sheet.rows.iter().map(row).collect::<String>()
}

/// `KaplanMeierFitter` and `logrank_test` of lifelines 0.30 on the same file.
#[test]
fn shares_and_tests_of_a_real_file_equal_those_of_lifelines() {
    let fixture = Fixture::new(&[("orders.csv", &cdnow())]);
    let found = fixture.document(ID).unwrap().unwrap();
    let expected = [
        (2357, 1139, 0.291_472_210_437, 0.273_576_158_237, 0.310_271_410_321, None),
        (1139, 736, 0.429_540_253_483, 0.401_213_094_293, 0.459_010_556_204, Some(139)),
        (736, 527, 0.521_757_870_863, 0.485_493_715_506, 0.559_025_249_109, Some(83)),
        (527, 378, 0.608_693_357_492, 0.565_895_784_205, 0.651_796_047_642, Some(60)),
        (378, 283, 0.632_532_066_809, 0.582_025_281_681, 0.683_020_109_751, Some(54)),
    ];
    let steps = found["steps"].as_array().unwrap();
    assert_eq!(steps.len(), expected.len());
    for (step, (customers, again, share, low, high, median)) in steps.iter().zip(expected) {
        assert_eq!((&step["customers"], &step["again"]), (&json!(customers), &json!(again)));
        near(&step["share"], share);
        near(&step["low"], low);
        near(&step["high"], high);
        assert_eq!(step["median"].as_f64(), median.map(f64::from));
    }
    assert_eq!((&found["breaks_after"], &found["by"]), (&json!(1), &json!("cds")));
    let groups = [
        ("1", 1194, 0.237_018_425_461, 0.347_377_472_055, 1.197_201_043_7e-8, true),
        ("2", 566, 0.298_586_572_438, 0.289_223_897_264, 1.0, false),
        ("3", 265, 0.339_622_641_509, 0.285_372_848_974, 0.051_695_635_848, false),
        ("4", 136, 0.426_470_588_235, 0.283_205_763_170, 0.000_790_855_130, true),
        ("5", 73, 0.520_547_945_205, 0.284_150_612_960, 0.000_314_408_042, true),
        ("6", 46, 0.304_347_826_087, 0.291_215_923_843, 1.0, false),
    ];
    for (group, (name, customers, share, others, p, sure)) in found["groups"].as_array().unwrap().iter().zip(groups) {
        assert_eq!((&group["name"], &group["customers"]), (&json!(name), &json!(customers)));
        near(&group["share"], share);
        near(&group["others"], others);
        near(&group["p"], p);
        assert_eq!(group["sure"], json!(sure), "{name}");
    }
    // Too few to compare.
    assert_eq!(found["groups"][6]["p"], Value::Null);
    let headline = fixture.page(ID, Language::English).headline;
    assert!(headline.starts_with("29.1%") && headline.contains("breaks after purchase 1"), "{headline}");
    assert!(fixture.page(ID, Language::Chinese).headline.contains("链条断在第 1 次购买之后"));
}

const FEW: &str = "customer_id,date,amount,product\n\
    a,2024-01-01,5,tea\na,2024-01-01,5,cup\na,2024-01-11,5,cup\nb,2024-01-01,5,cup\nb,2024-01-06,-5,tea\n";

#[test]
fn the_first_row_of_the_first_day_tells_the_beginning_and_returns_are_no_purchase() {
    let mut fixture = Fixture::new(&[("orders.csv", FEW)]);
    fixture.set(ID, "within", &json!(7)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let names: Vec<&str> =
        found["groups"].as_array().unwrap().iter().map(|group| group["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["cup", "tea"]);
    assert_eq!((&found["steps"][0]["customers"], &found["steps"][0]["again"]), (&json!(2), &json!(1)));
    near(&found["steps"][0]["share"], 0.0);
    assert_eq!((&found["groups"][0]["p"], &found["breaks_after"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_chain_of_like_shares_has_no_break() {
    // Of 120 customers 90 buy again, of those 68 a third time, of those 50 a fourth: three quarters each time.
    let orders: String = (0..120)
        .flat_map(|who| {
            let times = [120, 90, 68, 50].iter().filter(|many| who < **many).count();
            (1..=times).map(move |month| format!("c{who},2024-0{month}-01,10\n"))
        })
        .collect();
    let orders = format!("customer_id,date,amount\n{orders}z,2025-12-01,1\n");
    let mut three = Fixture::new(&[("orders.csv", &orders)]);
    // Nobody bought a fifth time.
    three.set(ID, "steps", &json!(3)).unwrap();
    assert_eq!(three.document(ID).unwrap().unwrap()["breaks_after"], Value::Null);
    let headline = three.page(ID, Language::English).headline;
    assert!(headline.contains("no clear break") && !headline.contains("breaks after"), "{headline}");
    assert!(three.page(ID, Language::Chinese).headline.contains("没有明显的断点"));
}

#[test]
fn nobody_followed_for_so_long_is_said() {
    let fixture = Fixture::new(&[("orders.csv", FEW)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["steps"][0]["share"], Value::Null);
    assert!(fixture.page(ID, Language::English).headline.starts_with("Nobody was followed for 90 days"));
}

#[test]
fn absurd_parameters_are_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", FEW)]);
    for (parameter, value) in [("steps", 0), ("steps", 13), ("within", 0), ("within", 3_651)] {
        assert!(fixture.set(ID, parameter, &json!(value)).unwrap_err().contains("choose 1 to"), "{parameter}");
    }
}
