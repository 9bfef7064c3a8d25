//! The loyalty index against figures worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::day::Day;
use crate::domain::format::Plain;
use crate::domain::interval::{Interval, Level};
use crate::domain::language::Language;
use crate::indicators::Say;
use crate::indicators::fixture::Fixture;

use super::ID;
use super::trial::{Predicted, Trial};

/// Days of purchases: a 01-01 01-15 02-01 02-15 03-01 03-10, b 01-05 02-20 03-05, c 01-10, d 01-02 01-12, e 03-08.
const PURCHASES: &str = "customer_id,date,amount
a,2024-01-01,1
a,2024-01-15,1
a,2024-02-01,1
a,2024-02-15,1
a,2024-03-01,1
a,2024-03-10,1
b,2024-01-05,1
b,2024-02-20,1
b,2024-03-05,1
c,2024-01-10,1
d,2024-01-02,1
d,2024-01-12,1
e,2024-03-08,1
";

/// Newest: a 10, b 6 (before that 9), c 2, d 8. Marks of 1 to 5: a 5 and 3, b 2 and 2, c 1 and 1, d 4 and none.
const ANSWERS: &str = "customer_id,date,nps,satisfaction food,satisfaction staff,intention
a,2024-01-20,10,5,3,5
b,2024-01-21,9,3,3,4
b,2024-03-01,6,2,2,4
c,2024-01-22,2,1,1,1
d,2024-01-23,8,4,,3
,2024-01-23,8,4,4,3
";

fn all() -> Fixture {
    Fixture::new(&[("orders.csv", PURCHASES), ("survey.csv", ANSWERS)])
}

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} {expected}");
}

#[test]
fn parts_are_means_of_customers_and_the_index_weighs_them() {
    let mut fixture = all();
    let found = document(&fixture);
    let part = |key: &str| &found["parts"][key]["value"];
    // 100, 60, 20, 80.
    near(part("recommendation"), 65.0);
    // (4 - 1) / 4, (2 - 1) / 4, 0, (4 - 1) / 4.
    near(part("satisfaction"), 100.0 * 1.75 / 4.0);
    // 1, 3/4, 0, 1/2.
    near(part("intention"), 56.25);
    // a, b and d of five bought on two days or more.
    near(part("repeat"), 60.0);
    // Gaps 9 10 14 14 14 15 17 46: 90 % of them are within 25.7 days, and c and d have been silent for longer on 11 March.
    near(part("retention"), 60.0);
    near(&found["index"], (65.0 + 43.75 + 56.25 + 60.0 + 60.0) / 5.0);
    near(&found["groups"]["emotion"], f64::midpoint(65.0, 43.75));
    near(&found["groups"]["behaviour"], 60.0);
    assert_eq!((&found["customers"], &found["parts"]["recommendation"]["n"]), (&json!(5), &json!(4)));
    let interval = &found["interval"];
    assert!(interval["low"].as_f64().unwrap() < 57.0 && interval["high"].as_f64().unwrap() > 57.0, "{interval}");
    fixture.set(ID, "recommendation", &json!(3)).unwrap();
    fixture.set(ID, "satisfaction", &json!(0)).unwrap();
    near(&document(&fixture)["index"], (3.0 * 65.0 + 56.25 + 60.0 + 60.0) / 6.0);
}

#[test]
fn price_sensitivity_is_a_part_where_a_column_says_it() {
    let with = |name: &str| {
        let lines = ANSWERS.lines().zip([name, "5", "1", "2", "4", "", "1"]);
        lines.map(|(line, mark)| format!("{line},{mark}\n")).collect::<String>()
    };
    let mut fixture = Fixture::new(&[("orders.csv", PURCHASES), ("survey.csv", &with("price sensitivity"))]);
    let found = document(&fixture);
    // Newest of 1 to 5: a 5, b 2, c 4, turned round 0, 75 and 25.
    near(&found["parts"]["price_sensitivity"]["value"], 100.0 / 3.0);
    assert_eq!(found["parts"]["price_sensitivity"]["n"], 3);
    near(&found["index"], (65.0 + 43.75 + 56.25 + 100.0 / 3.0 + 60.0 + 60.0) / 6.0);
    near(&found["groups"]["intention"], f64::midpoint(56.25, 100.0 / 3.0));
    let headline = fixture.page(ID, Language::English).headline;
    assert!(headline.contains("indifference to prices (33.3)"), "{headline}");
    fixture.set(ID, "price_sensitivity", &json!(0)).unwrap();
    near(&document(&fixture)["index"], (65.0 + 43.75 + 56.25 + 60.0 + 60.0) / 5.0);
    fixture.set(ID, "price_turned", &json!(false)).unwrap();
    near(&document(&fixture)["parts"]["price_sensitivity"]["value"], 200.0 / 3.0);
    let without = Fixture::new(&[("survey.csv", &with("q9"))]);
    assert!(document(&without)["parts"].get("price_sensitivity").is_none());
}

#[test]
fn what_was_known_before_is_tried_on_who_came_back() {
    let mut fixture = all();
    fixture.set(ID, "window", &json!(25)).unwrap();
    let found = document(&fixture);
    let trial = &found["trial"];
    // Known on 14 February: b's newer answer is not; a and b came back, c and d did not, e was not there yet.
    assert_eq!((&trial["known_until"], &trial["to"]), (&json!("2024-02-14"), &json!("2024-03-10")));
    // Scores 100, 90 | 20, 80: all four pairs are right. Bought twice by then: a and d. Marks .75, .5 | 0, .75: two pairs
    // right, one tie and one wrong.
    near(&trial["parts"]["recommendation"]["area"], 1.0);
    near(&trial["parts"]["repeat"]["area"], 0.5);
    near(&trial["parts"]["satisfaction"]["area"], 2.5 / 4.0);
    assert_eq!((&trial["parts"]["repeat"]["n"], &trial["parts"]["repeat"]["came_back"]), (&json!(4), &json!(2)));
    assert!(trial["parts"].get("retention").is_none(), "that is what is told");
    assert!(trial["index"]["area"].is_number());
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "Loyalty is 57.0 of 100. The weakest part is satisfaction (43.8).");
    assert!(page.notes[0].text.contains("predict worse"));
    assert_eq!(page.figures().len(), fixture.page(ID, Language::Chinese).figures().len());
}

/// Area and lower end, with plain Python.
const AREA: [f64; 2] = [0.861_111_111_111_111, 0.637_352_477_843];

#[test]
fn the_area_and_its_error_follow_hanley_and_mc_neil() {
    let back = [6.0, 5.0, 4.0, 4.0, 3.0, 2.0].map(|value| (value, true));
    let away = [1.0, 1.0, 2.0, 3.0, 4.0, 0.0].map(|value| (value, false));
    let found = Predicted::of(&[back, away].concat(), Level::DEFAULT).unwrap();
    assert!((found.area - AREA[0]).abs() < 1e-9, "{found:?}");
    assert!((found.interval.low - AREA[1]).abs() < 1e-9, "{found:?}");
    assert_eq!((Predicted::of(&back, Level::DEFAULT), Predicted::of(&[], Level::DEFAULT)), (None, None));
}

#[test]
fn whatever_is_missing_the_rest_is_the_index() {
    let found = document(&Fixture::new(&[("orders.csv", PURCHASES)]));
    near(&found["index"], 60.0);
    assert!(found["parts"].get("recommendation").is_none() && found["trial"].is_object());
    let found = document(&Fixture::new(&[("survey.csv", ANSWERS)]));
    near(&found["index"], (65.0 + 43.75 + 56.25) / 3.0);
    assert!(found["trial"].is_null());
    let fixture = Fixture::new(&[("survey.csv", "nps\n9\n3\n")]);
    assert!(document(&fixture)["index"].is_null());
    assert!(fixture.page(ID, Language::English).headline.starts_with("No part of the index is known"));
    let codes = "customer_id,nps,satisfaction a\na,9,6\nb,3,0\n";
    let mut fixture = Fixture::new(&[("survey.csv", codes)]);
    assert_eq!(document(&fixture)["unknown_scale"], true);
    fixture.set(ID, "lowest", &json!(0)).unwrap();
    fixture.set(ID, "highest", &json!(6)).unwrap();
    near(&document(&fixture)["parts"]["satisfaction"]["value"], 50.0);
    for (parameter, value) in [("repeat", json!(-1)), ("window", json!(0)), ("resamples", json!(9999))] {
        assert!(fixture.set(ID, parameter, &value).is_err() || fixture.document(ID).is_err(), "{parameter}");
    }
}

#[test]
fn weights_whose_sums_cannot_be_told_are_refused() {
    let mut fixture = all();
    for weight in [json!(1e308), json!(1001)] {
        let refused = fixture.set(ID, "recommendation", &weight).unwrap_err();
        assert!(refused.ends_with("Weights must be 0 to 1000, and one of them above 0"), "{refused}");
    }
    let refused = fixture.set(ID, "form_weights", &json!([1e308, 1, 1, 1, 1])).unwrap_err();
    assert!(refused.ends_with("The form has five weights of 0 to 1000, with commas between"), "{refused}");
    fixture.set(ID, "recommendation", &json!(1000)).unwrap();
    assert!(document(&fixture)["index"].as_f64().is_some_and(f64::is_finite));
}

#[test]
fn each_sign_is_counted_among_those_of_whom_it_can_be_told() {
    // a and b buy on several days and are not gone; d did and is, c once, e once. Products: a two, b one, c none said.
    // Complaints: a of 1 February, bought after; d of 12 January, did not; x never bought before.
    let orders = "customer_id,date,amount,product
a,2024-01-01,1,tea\na,2024-01-15,1,tea\na,2024-02-01,1,milk\na,2024-02-15,1,tea\na,2024-03-01,1,tea\na,2024-03-10,1,tea
b,2024-01-05,1,tea\nb,2024-02-20,1,tea\nb,2024-03-05,1,tea\nc,2024-01-10,1,\nd,2024-01-02,1,tea\nd,2024-01-12,1,tea\ne,2024-03-08,1,tea
";
    let customers = "customer_id,spend_with_us,total_spend,name\na,50,100,Ann\nb,49,100,Ben\nc,10,0,Cem\n";
    let complaints = "customer_id,complaint_date,reason\na,2024-02-01,queue\na,2024-03-10,queue\nd,2024-01-12,fees\nx,2024-01-12,fees\n";
    let answers = "customer_id,date,nps\na,2024-01-05,3\na,2024-02-05,10\nb,2024-02-06,8\n";
    let files =
        [("orders.csv", orders), ("customers.csv", customers), ("complaints.csv", complaints), ("survey.csv", answers)];
    let mut fixture = Fixture::new(&files);
    let found = document(&fixture);
    let each: Vec<_> =
        found["signs"]["each"].as_array().unwrap().iter().map(|sign| [&sign["n"], &sign["customers"]]).collect();
    let expected = [[5, 2], [4, 1], [2, 1], [2, 1], [2, 1]].map(|two| two.map(|n| json!(n)));
    assert_eq!(each, expected.iter().map(|[n, of]| [n, of]).collect::<Vec<_>>());
    // a shows all five, b one, c, d and e none.
    assert_eq!(found["signs"]["shown"], json!([3, 1, 0, 0, 0, 1]));
    // Wilson's interval of 2 of 5, from its formula in Python.
    near(&found["signs"]["each"][0]["low"], 0.117_620_774_232_647_83);
    fixture.set(ID, "lured_below", &json!(0.49)).unwrap();
    assert_eq!(document(&fixture)["signs"]["each"][3]["customers"], 2);
    assert!(fixture.set(ID, "lured_below", &json!(1.5)).is_err());
    let bare = Fixture::new(&[("survey.csv", ANSWERS)]).page(ID, Language::Chinese).to_markdown();
    assert!(bare.contains("需要含产品列的交易"), "{bare}");
}

#[test]
fn the_form_turns_marks_round_that_speak_against_loyalty() {
    // Newest marks of 1 to 5. Time 1 and 5: 100 and 0. Price 2 and 4: 75 and 25, a's older 5 does not count. Tolerance 5 and 3:
    // 100 and 50. The column of rivals is of no scale.
    let survey = "customer_id,date,nps,time to choose,price sensitivity,attitude to rivals,tolerance
a,2024-01-01,9,1,5,-3,5
a,2024-02-01,9,1,2,-3,5
b,2024-01-01,4,5,4,7,3
,2024-01-01,4,5,5,7,1
";
    let mut fixture = Fixture::new(&[("survey.csv", survey)]);
    let form = document(&fixture)["form"].clone();
    let parts: Vec<_> = form["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| (part["key"].as_str().unwrap(), part["value"].as_f64().unwrap()))
        .collect();
    assert_eq!(parts, [("time_to_choose", 50.0), ("price_sensitivity", 50.0), ("tolerance", 75.0)]);
    assert_eq!(form["unknown_scale"], json!(["attitude to rivals"]));
    near(&form["index"], 175.0 / 3.0);
    fixture.set(ID, "form_weights", &json!([1, 0, 0, 1, 1])).unwrap();
    near(&document(&fixture)["form"]["index"], 75.0);
    fixture.set(ID, "price_turned", &json!(false)).unwrap();
    fixture.set(ID, "form_weights", &json!([1, 0, 1, 1, 0])).unwrap();
    near(&document(&fixture)["form"]["index"], 50.0);
    assert!(fixture.set(ID, "form_weights", &json!([1, 1])).unwrap_err().contains("five weights"));
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("fit no usual scale: attitude to rivals"), "{page}");
    assert!(document(&all())["form"].is_null());
}

/// What is advised follows from the intervals as they are shown.
#[test]
fn what_to_do_follows_the_intervals() {
    let told = |area: f64, reach: f64| Predicted {
        area,
        interval: Interval { low: area - reach, high: area + reach },
        n: 1_000,
        came_back: 500,
    };
    let steps = |repeat: Predicted, index: Predicted| {
        let day = Day::from_ymd(2024, 1, 1).unwrap();
        let parts = [("recommendation", told(0.526, 0.022)), ("repeat", repeat)].into();
        let trial = Trial { known_until: day, to: day, parts, index: Some(index) };
        super::show::steps(Some(&trial), &Say::new(Language::English, &Plain(Language::English)))
    };
    // A little better than chance is said to be so, with its interval; an index of the same area is not said to tell less.
    let [part, index] = &steps(told(0.53, 0.02), told(0.53, 0.04))[..] else { panic!("two steps") };
    assert!(part.contains("only a little better than chance (0.53, interval 0.51 – 0.55; chance is 0.5)"), "{part}");
    assert!(index.contains("it may tell no better than chance who comes back (0.53, interval 0.49 – 0.57"), "{index}");
    // Of another interval only one that lies apart is less.
    assert_eq!(steps(told(0.7, 0.02), told(0.66, 0.04)).len(), 1);
    let [part, index] = &steps(told(0.7, 0.02), told(0.6, 0.04))[..] else { panic!("two steps") };
    assert!(part.starts_with("Watch repeated purchases") && index.contains("told less than that part"), "{index}");
    // An end that is shown as 0.5 is no better than chance.
    assert!(steps(told(0.524, 0.022), told(0.6, 0.04))[0].starts_with("No part is known to tell"));
}
