//! The next order against cases worked out by hand, and the backtest against a real file counted another way.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // places and days of a small file

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::day::Day;
use crate::domain::language::Language;
use crate::indicators::asked;
use crate::indicators::fixture::Fixture;
use crate::indicators::orders::{cdnow, same, table};

use super::ID;

/// a buys tea every ten days, b once, c again after 20.
fn orders() -> String {
    let start: Day = "2024-01-01".parse().unwrap();
    let of = |name: &str, days: &[i32], product: &str| {
        days.iter().map(|day| format!("{name},{},10,{product}\n", start.plus_days(*day))).collect::<String>()
    };
    let rows = of("a", &[0, 10, 20, 30, 40, 50, 60, 70], "tea") + &of("b", &[75], "pot") + &of("c", &[40, 60], "tea");
    format!("customer_id,date,amount,product\n{rows}")
}

#[test]
fn a_customer_is_expected_in_their_own_rhythm() {
    let fixture = Fixture::new(&[("orders.csv", &orders())]);
    let rows = fixture.members(ID);
    assert_eq!(rows[0], ["customer", "class", "last_purchase", "expected", "window_from", "window_to", "rhythm"]);
    // The reference date is the day after the last purchase, 17 March. a is expected ten days after 11 March.
    assert_eq!(rows[1], ["a", "not_yet", "2024-03-11", "2024-03-21", "2024-03-21", "2024-03-21", "own"]);
    // Of all eight gaps, seven of 10 and one of 20: the median is 10, the window 10 to 13 (the 90 % point of 13).
    assert_eq!(rows[3], ["c", "overdue", "2024-03-01", "2024-03-11", "2024-03-11", "2024-03-14", "all"]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["usual"], json!({"median": 10, "low": 10, "high": 13}));
    assert_eq!((&found["customers"], &found["own_rhythm"]), (&json!(3), &json!(1)));
}

#[test]
fn the_backtest_asks_of_each_order_what_was_known_before_it() {
    let found = Fixture::new(&[("orders.csv", &orders())]).document(ID).unwrap().unwrap();
    // The last quarter of 75 days begins on day 57. Orders since by known customers: a on days 60 and 70, both after 10
    // days, which their own five gaps say; c on day 60 after 20 days, which the gaps of all until day 56, all of 10, do
    // not hold.
    let test = &found["backtest"];
    assert_eq!((&test["orders"], &test["from"], &test["claimed"]), (&json!(3), &json!("2024-02-27"), &json!(0.8)));
    assert!(same(test["inside"].as_f64().unwrap(), 2.0 / 3.0), "{test}");
}

#[test]
fn a_real_file_is_tested_as_counted_another_way() {
    let (rows, _) = table(&cdnow());
    let span = ("1997-01-01".parse::<Day>().unwrap(), "1998-06-30".parse::<Day>().unwrap());
    let days = span.1.days_since(span.0);
    let known_until = span.0.plus_days((f64::from(days) * 0.75).floor() as i32);
    let mut bought: BTreeMap<u32, Vec<Day>> = BTreeMap::new();
    for (customer, day) in rows.customer.iter().zip(&rows.day) {
        bought.entry(*customer).or_default().push(*day);
    }
    let mut all = Vec::new();
    for days in bought.values_mut() {
        days.sort_unstable();
        days.dedup();
        all.extend(days.windows(2).filter(|pair| pair[1] <= known_until).map(|pair| pair[1].days_since(pair[0])));
    }
    // Numpy's formula of type 7, written anew: ten times the point at so many tenths, in whole numbers. As doubles the lower
    // share was 0.09999999999999998, and a point of whole days began a day early: 529 orders were inside, one too many.
    let window = |mut gaps: Vec<i32>| {
        gaps.sort_unstable();
        let last = gaps.len() - 1;
        let at = |tenths: usize| {
            let (below, rest) = (tenths * last / 10, i32::try_from(tenths * last % 10).unwrap());
            10 * gaps[below] + rest * (gaps[(below + 1).min(last)] - gaps[below])
        };
        (at(1).div_euclid(10), (at(9) + 9).div_euclid(10))
    };
    let group = window(all);
    let (mut orders, mut inside) = (0, 0);
    for days in bought.values() {
        let gaps: Vec<i32> = days.windows(2).map(|pair| pair[1].days_since(pair[0])).collect();
        for place in 1..days.len() {
            if days[place] > known_until {
                let before = &gaps[..place - 1];
                let (low, high) = if before.len() >= 5 { window(before.to_vec()) } else { group };
                orders += 1;
                inside += usize::from((low..=high).contains(&gaps[place - 1]));
            }
        }
    }
    let found = asked::document(ID, &asked::view(rows, "")).unwrap().unwrap();
    assert_eq!((orders, inside), (871, 528));
    assert_eq!(found["backtest"]["orders"], json!(orders));
    assert!(
        same(found["backtest"]["inside"].as_f64().unwrap(), inside as f64 / f64::from(orders)),
        "{}",
        found["backtest"]
    );
}

#[test]
fn a_product_is_bought_again_after() {
    let found = Fixture::new(&[("orders.csv", &orders())]).document(ID).unwrap().unwrap();
    assert_eq!(found["by"], "product");
    // Seven gaps of 10 days, one of 20; the pot was bought once.
    let tea = json!([{"name": "tea", "customers": 2, "gaps": 8, "median": 10.0, "lower": 10.0, "upper": 10.0}]);
    assert_eq!(found["products"], tea);
}

#[test]
fn nothing_is_expected_of_those_who_left() {
    let exits = "customer_id,exit date\na,2024-03-12\n";
    let found = Fixture::new(&[("orders.csv", &orders()), ("exits.csv", exits)]).document(ID).unwrap().unwrap();
    assert_eq!((&found["customers"], &found["already_left"]), (&json!(2), &json!(1)));
}

#[test]
fn absurd_parameters_are_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", &orders())]);
    for (parameter, value) in
        [("claimed", json!(1)), ("tested", json!(0)), ("least_gaps", json!(0)), ("claimed", json!(-0.5))]
    {
        let refused = fixture.set(ID, parameter, &value).unwrap_err();
        assert!(refused.len() > 40, "{refused}");
    }
}

#[test]
fn the_page_says_it_in_both_languages() {
    let fixture = Fixture::new(&[("orders.csv", &orders())]);
    let headline = fixture.page(ID, Language::English).headline;
    assert!(
        headline.starts_with("0 customers are due for the next order; 1 are overdue. In your own data 66.7% of 3"),
        "{headline}"
    );
    assert!(fixture.page(ID, Language::Chinese).headline.contains("1 名已逾期"));
    let once = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-01,5\n")]);
    assert!(once.page(ID, Language::English).headline.starts_with("No customer bought on two days"));
    assert_eq!(once.document(ID).unwrap().unwrap()["backtest"], Value::Null);
}
