//! Prices against figures worked out with plain Python: the points by bisection of the definition, the slope by the normal
//! equations with a column for each product.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write;

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// Nine whose prices rise; of one two are equal, of one they fall, and one gives three.
const SURVEY: &str = "nps,too cheap,cheap,expensive,too expensive
9,107,127,173,214
8,90,108,113,154
7,97,103,133,172
6,78,110,162,202
5,95,133,191,211
9,38,51,69,82
3,30,42,89,105
8,103,144,193,243
7,103,138,161,194
4,50,50,90,120
2,90,80,70,60
1,10,,50,60
8,,,,
";

/// Marginal cheapness, optimal price, indifference, marginal expensiveness.
const POINTS: [f64; 4] = [103.0 + 2.0 / 3.0, 104.0 + 1.0 / 3.0, 130.0, 162.0];

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

fn of(text: &str) -> Fixture {
    Fixture::new(&[("survey.csv", text)])
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let value = found.as_f64().unwrap_or_else(|| panic!("{found}"));
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

#[test]
fn four_points_are_where_shares_cross() {
    let fixture = of(SURVEY);
    let found = document(&fixture);
    assert_eq!((&found["method"], &found["n"]), (&json!("van_westendorp"), &json!(9)));
    assert_eq!((&found["left_out"], &found["incomplete"]), (&json!(2), &json!(1)));
    for (point, expected) in ["pmc", "opp", "ipp", "pme"].iter().zip(POINTS) {
        near(&found[point], expected);
        let interval = &found["intervals"][point];
        let ends = ["low", "high"].map(|end| interval[end].as_f64().unwrap());
        assert!(ends[0] <= expected && expected <= ends[1] && ends[0] < ends[1], "{point}: {ends:?}");
    }
    assert_eq!(found["low"], found["intervals"]["opp"]["low"]);
    assert_eq!(found, document(&of(SURVEY)), "the same people are drawn each time");
}

/// Turned around, what is cheap is dear: the points change places, as no side of the scale is counted in another way.
#[test]
fn the_meter_is_the_same_seen_from_above() {
    let turned: String = SURVEY
        .lines()
        .skip(1)
        .take(9)
        .map(|line| {
            let prices: Vec<i32> = line.split(',').skip(1).map(|price| 300 - price.parse::<i32>().unwrap()).collect();
            format!("9,{},{},{},{}\n", prices[3], prices[2], prices[1], prices[0])
        })
        .collect();
    let found = document(&of(&format!("nps,too cheap,cheap,expensive,too expensive\n{turned}")));
    let [pmc, opp, ipp, pme] = POINTS;
    for (point, expected) in [("pmc", pme), ("opp", opp), ("ipp", ipp), ("pme", pmc)] {
        near(&found[point], 300.0 - expected);
    }
}

#[test]
fn columns_are_found_by_their_headers_in_chinese_or_chosen() {
    let chinese = SURVEY.replace("too cheap,cheap,expensive,too expensive", "太便宜,比较便宜,有点贵,太贵");
    assert_eq!(document(&of(&chinese))["pmc"], document(&of(SURVEY))["pmc"]);
    let plain = SURVEY.replace("too cheap,cheap,expensive,too expensive", "q1,q2,q3,q4");
    let mut fixture = of(&plain);
    assert_eq!(document(&fixture)["lacking"], "data");
    assert!(fixture.page(ID, Language::Chinese).headline.contains("太便宜、便宜、贵、太贵"));
    fixture.set(ID, "too_cheap", &json!("q1")).unwrap();
    assert_eq!(document(&fixture)["lacking"], "questions");
    let page = fixture.page(ID, Language::English);
    assert!(page.notes[0].text.contains("Cheap, Expensive, Too expensive"), "{:?}", page.notes);
    for (question, column) in [("cheap", "q2"), ("expensive", "q3"), ("too_expensive", "q4")] {
        fixture.set(ID, question, &json!(column)).unwrap();
    }
    assert_eq!(document(&fixture)["n"], 9);
    fixture.set(ID, "cheap", &json!("q1")).unwrap();
    assert_eq!(fixture.document(ID).unwrap_err().kind, "twice");
    fixture.set(ID, "cheap", &json!("q9")).unwrap();
    assert_eq!(fixture.document(ID).unwrap_err().kind, "column");
}

#[test]
fn a_page_of_prices_says_which_are_accepted_and_draws_them() {
    let fixture = of(SURVEY);
    let [english, chinese] = [Language::English, Language::Chinese].map(|language| fixture.page(ID, language));
    assert!(english.headline.starts_with("People accept prices from 103.67 to 162"), "{}", english.headline);
    assert_eq!(english.figures().len(), chinese.figures().len());
    assert_eq!(english.charts().len(), 1);
    // Nobody's prices rise, and of one person there is no interval.
    let falling = "nps,too cheap,cheap,expensive,too expensive\n9,4,3,2,1\n";
    assert_eq!(document(&of(falling))["lacking"], "answers");
    let one = document(&of("nps,too cheap,cheap,expensive,too expensive\n9,1,2,3,4\n"));
    assert_eq!((&one["n"], &one["low"], &one["opp"]), (&json!(1), &Value::Null, &json!(2.5)));
}

fn purchases(rows: &[(&str, f64, u32)]) -> String {
    let mut text = "customer_id,date,product,quantity,unit_price\n".to_owned();
    for (place, (product, price, quantity)) in rows.iter().enumerate() {
        writeln!(text, "c{place},2024-01-01,{product},{quantity},{price}").unwrap();
    }
    text
}

/// Tea and soap at several prices, a pen at one.
const ROWS: [(&str, f64, u32); 11] = [
    ("tea", 10.0, 3),
    ("tea", 10.0, 4),
    ("tea", 12.0, 2),
    ("tea", 8.0, 6),
    ("tea", 8.0, 5),
    ("soap", 2.0, 10),
    ("soap", 3.0, 6),
    ("soap", 2.5, 9),
    ("soap", 2.0, 12),
    ("pen", 1.0, 7),
    ("pen", 1.0, 2),
];

#[test]
fn quantity_goes_with_price_within_products() {
    let fixture = Fixture::new(&[("orders.csv", &purchases(&ROWS))]);
    let found = document(&fixture);
    let slope = &found["elasticity"];
    assert_eq!((&found["method"], &slope["products"], &slope["rows"]), (&json!("elasticity"), &json!(2), &json!(9)));
    near(&slope["value"], -1.910_760_624_425_705_6);
    near(&slope["low"], -2.540_066_992_378_226_6);
    near(&slope["high"], -1.281_454_256_473_184_6);
    assert_eq!(
        (&slope["one_price"], &slope["price"], &slope["quantity"]),
        (&json!(1), &Value::Null, &json!("quantity"))
    );
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.contains("not what a price change would do"), "{}", page.headline);
    assert!(fixture.page(ID, Language::Chinese).headline.contains("而非调价的效果"));
    // The same where the file says money and a price.
    let mut text = "customer_id,date,product,quantity,unit price,amount\n".to_owned();
    for (place, (product, price, quantity)) in ROWS.iter().enumerate() {
        writeln!(text, "c{place},2024-01-01,{product},{quantity},{price},{}", price * f64::from(*quantity)).unwrap();
    }
    let again = &document(&Fixture::new(&[("orders.csv", &text)]))["elasticity"];
    assert_eq!((&again["value"], &again["price"]), (&slope["value"], &json!("unit price")));
}

/// Twenty products of four rows: rests are taken together by product.
#[test]
fn many_products_have_the_interval_of_their_rests_together() {
    let names: Vec<String> = (0..20).map(|product| format!("p{product:02}")).collect();
    let mut rows = Vec::new();
    for (product, name) in (0_u32..).zip(&names) {
        for time in 0..4_u32 {
            let price = 2.0 + f64::from(product) * 0.5 + f64::from(time) * 0.75;
            let quantity = (product * 7 + time * 5) % 11 + 1 + if time < 3 { 6 - 2 * time } else { 0 };
            rows.push((name.as_str(), price, quantity));
        }
    }
    let slope = &document(&Fixture::new(&[("orders.csv", &purchases(&rows))]))["elasticity"];
    assert_eq!(slope["products"], 20);
    near(&slope["value"], -1.983_864_791_633_769);
    near(&slope["low"], -3.007_561_126_248_292_6);
    near(&slope["high"], -0.960_168_457_019_245_5);
}

#[test]
fn what_is_missing_is_said() {
    let lacking = |rows: &[(&str, f64, u32)]| {
        let fixture = Fixture::new(&[("orders.csv", &purchases(rows))]);
        fixture.page(ID, Language::English);
        document(&fixture)["lacking"].clone()
    };
    assert_eq!(lacking(&[("pen", 1.0, 7), ("pen", 1.0, 2), ("ink", 3.0, 1)]), "prices");
    assert_eq!(lacking(&[("pen", 1.0, 7), ("ink", 1.001, 2), ("ink", 1.0, 2)]), "prices");
    let two = Fixture::new(&[("orders.csv", &purchases(&[("pen", 1.0, 7), ("pen", 2.0, 2), ("ink", 3.0, 1)]))]);
    let slope = &document(&two)["elasticity"];
    assert_eq!((&slope["products"], &slope["low"]), (&json!(1), &Value::Null), "two rows leave nothing to judge by");
    let mut fixture = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-01,5\n")]);
    assert_eq!(document(&fixture)["lacking"], "data");
    fixture.set(ID, "price", &json!("cost")).unwrap();
    assert_eq!(fixture.document(ID).unwrap_err().kind, "column");
}
