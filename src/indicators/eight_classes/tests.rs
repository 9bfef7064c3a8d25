//! The eight classes against those of a real file, computed independently, and against a handful worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write;

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::asked;
use crate::indicators::fixture::Fixture;
use crate::indicators::orders::{online_retail, same, table};
use crate::indicators::page::Plot;
use crate::indicators::reference::truth;

use super::{ID, KEYS};

/// a and b bought on the last day, c long ago; a twice, for most.
const ORDERS: &str = "order_id,customer_id,date,amount
1,a,2024-01-01,50
2,a,2024-04-09,60
3,b,2024-04-09,10
4,c,2024-01-01,30
R,d,2024-01-01,-5
";

fn classes(found: &Value) -> Vec<(String, u64)> {
    let classes = found["classes"].as_array().unwrap().iter();
    let some = classes.filter(|class| class["customers"] != 0);
    some.map(|class| (class["key"].as_str().unwrap().to_owned(), class["customers"].as_u64().unwrap())).collect()
}

fn called(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
    expected.iter().map(|(key, customers)| ((*key).to_owned(), *customers)).collect()
}

#[test]
fn a_real_file_has_the_classes_computed_independently() {
    let found = asked::document(ID, &asked::view(table(&online_retail()).0, "")).unwrap().unwrap();
    let expected = &truth("online_retail_a")["segmentation"]["eight_classes_mean_of_values"]["value"];
    for measure in ["r", "f", "m"] {
        let of = |value: &Value| value["cut"][measure].as_f64().unwrap();
        assert!(same(of(&found), of(expected)), "{measure}: {} {}", found["cut"], expected["cut"]);
    }
    for (place, key) in KEYS.into_iter().enumerate() {
        let (class, expected) = (&found["classes"][place], &expected["classes"][key]);
        assert_eq!((&class["key"], &class["customers"]), (&json!(key), &expected["customers"]));
        assert!(same(class["value"].as_f64().unwrap(), expected["value"].as_f64().unwrap()), "{key}: {class}");
    }
}

#[test]
fn a_value_on_the_cut_is_near_and_low() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    // Recency 1, 1, 100 with a mean of 34; orders 2, 1, 1; money 110, 10, 30 with a mean of 50.
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["cut"]["r"], &found["cut"]["m"]), (&json!(34.0), &json!(50.0)));
    let by_mean = [("important_value", 1), ("general_development", 1), ("general_win_back", 1)];
    assert_eq!(classes(&found), called(&by_mean));
    // Medians 1, 1 and 30: c is on that of money, hence low.
    fixture.set(ID, "cut", &json!("median")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["cut"], json!({"r": 1.0, "f": 1.0, "m": 30.0}));
    assert_eq!(classes(&found), called(&by_mean));
    assert_eq!(found["customers"], 3, "d has returns alone");
}

#[test]
fn cuts_can_be_typed_in() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let refused = fixture.set(ID, "cut", &json!("typed")).unwrap_err();
    assert!(refused.contains("Three cuts are needed"), "{refused}");
    fixture.set(ID, "bounds", &json!([100, 0, 29.99])).unwrap();
    fixture.set(ID, "cut", &json!("typed")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(classes(&found), called(&[("important_value", 2), ("general_value", 1)]));
    assert_eq!(found["cut"], json!({"r": 100.0, "f": 0.0, "m": 29.99}));
}

#[test]
fn scores_are_cut_at_their_mean() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "cut", &json!("mean_of_scores")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert!(found["cut"]["r"].as_f64().unwrap() <= 5.0, "{}", found["cut"]);
    assert_eq!(
        found["classes"].as_array().unwrap().iter().map(|class| class["customers"].as_u64().unwrap()).sum::<u64>(),
        3
    );
    let refused = fixture.set(ID, "rfm", &json!({})).unwrap_err();
    assert!(refused.contains("no parameter"), "{refused}");
}

#[test]
fn a_score_on_the_mean_is_near_and_low() {
    // Of five customers each measure scores 1 to 5, the mean is 3: p came last and pays most, t orders most and pays least,
    // r scores 3 in all of them.
    let mut orders = String::from("customer_id,date,amount\n");
    for (customer, last, count, amount) in
        [("p", 5, 1, 500), ("q", 4, 2, 10), ("r", 3, 3, 10), ("s", 2, 4, 10), ("t", 1, 5, 2)]
    {
        for day in 0..count {
            writeln!(orders, "{customer},2024-0{}-0{last},{amount}", 5 - day).unwrap();
        }
    }
    let mut fixture = Fixture::new(&[("orders.csv", &orders)]);
    fixture.set(ID, "cut", &json!("mean_of_scores")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["cut"], json!({"r": 3.0, "f": 3.0, "m": 3.0}));
    let members: Vec<_> = fixture.members(ID).into_iter().skip(1).map(|row| row.join(" ")).collect();
    assert_eq!(
        members,
        [
            "p important_development 5 1 5",
            "q general_development 4 2 2",
            "r general_development 3 3 3",
            "s important_keep 2 4 4",
            "t general_keep 1 5 1",
        ]
    );
}

#[test]
fn a_filter_changes_nobodys_class() {
    let orders =
        ORDERS.replace("amount\n", "amount,shop\n").replace("0\n", "0,north\n").replace("10,north", "10,south");
    let found = Fixture::filtered(&[("orders.csv", &orders)], "a.shop=south").document(ID).unwrap().unwrap();
    assert_eq!(found["cut"]["m"], json!(50.0));
    assert_eq!(classes(&found), called(&[("general_development", 1)]));
}

#[test]
fn the_page_says_it_in_both_languages() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    assert_eq!(
        fixture.page(ID, Language::English).headline,
        "Key value customers: 1 customer brings 73.3% of the money."
    );
    assert_eq!(fixture.page(ID, Language::Chinese).headline, "重要价值客户有 1 名，贡献了 73.3% 的消费额。");
}

#[test]
fn the_grids_show_each_class_once_where_its_three_measures_put_it() {
    let page = Fixture::new(&[("orders.csv", ORDERS)]).page(ID, Language::English);
    let grids = page.charts().into_iter().filter_map(|chart| match &chart.plot {
        Plot::Density(grid) => Some(grid),
        _ => None,
    });
    let grids: Vec<_> = grids.collect();
    let [customers, value] = grids.as_slice() else { panic!("{grids:?}") };
    assert_eq!((customers.up.len(), customers.across.len(), customers.fields.len()), (4, 2, 8));
    let mut places: Vec<_> = customers.fields.iter().map(|field| (field.up, field.across)).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 8);
    let of = |name: &str| {
        let field = customers.fields.iter().position(|field| field.class == name).unwrap();
        let at = &customers.fields[field];
        ((at.up, at.across), at.amount, value.fields[field].amount)
    };
    // Near, often and high is at the upper right; far, seldom and low at the lower left.
    assert_eq!(of("Key value customers"), ((3, 1), 1.0, 110.0));
    assert_eq!(of("General customers to develop"), ((2, 0), 1.0, 10.0));
    assert_eq!(of("General customers to win back"), ((0, 0), 1.0, 30.0));
}

#[test]
fn where_all_are_alike_nobody_is_in_a_class_but_by_cuts_typed_in() {
    let orders = "customer_id,date,amount\na,2024-01-01,5\nb,2024-01-01,5\n";
    let mut fixture = Fixture::new(&[("orders.csv", orders)]);
    for cut in ["mean_of_scores", "mean_of_values", "median"] {
        fixture.set(ID, "cut", &json!(cut)).unwrap();
        let found = fixture.document(ID).unwrap().unwrap();
        assert_eq!((&found["alike"], classes(&found)), (&json!(true), called(&[])), "{cut}");
        let page = fixture.page(ID, Language::English);
        assert!(page.headline.starts_with("All 2 customers are alike in days since the last purchase"), "{page:?}");
        assert!(page.charts().is_empty() && !page.to_markdown().contains("NaN"));
        assert_eq!(
            fixture.members(ID)[1],
            if cut == "mean_of_scores" { ["a", "", "5", "1", "1"] } else { ["a", "", "1", "1", "5"] }
        );
    }
    // Absurd as they are: they are cuts of somebody's own.
    for (bounds, class) in [([-1e300, 1e300, 1e300], "general_win_back"), ([0.0, 0.0, 0.0], "important_keep")] {
        fixture.set(ID, "bounds", &json!(bounds)).unwrap();
        fixture.set(ID, "cut", &json!("typed")).unwrap();
        assert_eq!(classes(&fixture.document(ID).unwrap().unwrap()), called(&[(class, 2)]));
        assert!(!fixture.page(ID, Language::Chinese).to_markdown().contains("NaN"));
    }
    let alone = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-01,5\n")]);
    let headline = alone.page(ID, Language::Chinese).headline;
    assert!(headline.starts_with("只有 1 名客户"), "{headline}");
}

#[test]
fn a_measure_of_one_value_puts_nobody_apart_which_is_said() {
    let orders = "customer_id,date,amount\na,2024-01-01,5\nb,2024-02-01,50\n";
    let fixture = Fixture::new(&[("orders.csv", orders)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(classes(&found), called(&[("important_development", 1), ("general_win_back", 1)]));
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(
        text.contains("All customers have the same number of orders") && !text.contains("the same money"),
        "{text}"
    );
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("所有客户的订单数相同"));
}
