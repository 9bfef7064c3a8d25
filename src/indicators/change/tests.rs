//! Parts against the same formulas written out in Python, and the bridge of a real file.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::domain::random::Rng;
use crate::indicators::fixture::Fixture;
use crate::indicators::reference::{text, truth};

use super::{ChangeIndicator, ID};

const ORDERS: &str = "customer_id,date,amount\na,2024-01-01,60\nb,2024-01-02,40\nc,2024-01-31,10\n\
    a,2024-02-01,90\nd,2024-02-10,25\ne,2024-02-29,5\n";
const CUSTOMERS: &str = "customer_id,name,region\na,A,N\nb,B,S\nc,C,N\nd,D,S\ne,E,N\n";
const ANSWERS: &str = "customer_id,date,score,region\np1,2024-01-05,1,S\np1,2024-01-06,9,N\np2,2024-01-06,3,N\n\
    p3,2024-01-07,7,S\np4,2024-01-08,10,S\np5,2024-01-09,0,N\n,2024-01-31,8,S\np1,2024-02-01,6,N\np3,2024-02-02,9,S\n\
    p6,2024-02-03,10,N\np7,2024-02-04,2,S\np4,2024-02-29,10,S\n";

/// Orders of several rows and several a customer, and a return by who ordered nothing in its window.
const ORDERED: &str = "customer_id,order_id,date,amount\na,1,2024-01-01,40\na,1,2024-01-01,20\nb,3,2024-01-02,40\n\
    a,2,2024-01-15,30\nc,4,2024-01-31,10\na,5,2024-02-01,90\nb,C6,2024-02-05,-8\nd,7,2024-02-10,25\n\
    d,8,2024-02-12,15\ne,9,2024-02-29,5\n";

/// Every figure of purchases, and every one of answers.
const OF_PURCHASES: [&str; 4] = ["revenue", "customers", "orders", "basket"];
const OF_ANSWERS: [&str; 4] = ["nps", "mean_score", "promoters", "detractors"];

/// Files, with a figure chosen and windows of a month.
fn split(files: &[(&str, &str)], figure: &str) -> Fixture {
    let mut fixture = Fixture::new(files);
    fixture.set("retention", "months", &json!(1)).unwrap();
    fixture.set(ID, "figure", &json!(figure)).unwrap();
    fixture
}

fn ordered(figure: &str) -> Fixture {
    let mut fixture = split(&[("orders.csv", ORDERED), ("customers.csv", CUSTOMERS)], figure);
    fixture.set(ID, "by", &json!("region")).unwrap();
    fixture
}

fn answered(figure: &str) -> Fixture {
    let mut fixture = split(&[("answers.csv", ANSWERS)], figure);
    fixture.set(ID, "by", &json!("region")).unwrap();
    fixture
}

fn found(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

fn parts(found: &Value) -> Vec<(String, f64)> {
    let of_part = |part: &Value| (part["name"].as_str().unwrap().to_owned(), part["value"].as_f64().unwrap());
    found["parts"].as_array().unwrap().iter().map(of_part).collect()
}

#[track_caller]
fn are(found: &Value, expected: &[(&str, f64)]) {
    let parts = parts(found);
    for ((name, value), (wanted, expected)) in parts.iter().zip(expected) {
        assert!(name == wanted && (value - expected).abs() < 1e-6, "{name} {value} is not {wanted} {expected}");
    }
    assert_eq!(parts.len(), expected.len());
    let sum: f64 = parts.iter().map(|(_, value)| value).sum();
    let [from, to, total] = ["from", "to", "total"].map(|name| found[name].as_f64().unwrap());
    assert!((sum - total).abs() < 1e-6 && (to - from - total).abs() < 1e-6, "{sum} {total}");
}

#[test]
fn revenue_is_split_with_its_mix() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", CUSTOMERS)]);
    fixture.set("retention", "months", &json!(1)).unwrap();
    fixture.set(ID, "by", &json!("region")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["from"], &found["to"]), (&json!(110.0), &json!(120.0)));
    are(&found, &[("left", -52.5), ("came", 73.75), ("changed", 30.0), ("mix", -41.25)]);
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.starts_with("Revenue went from 110 to 120. The largest part: who came"), "{}", page.headline);
    assert!(fixture.page(ID, Language::Chinese).headline.starts_with("收入由 110 变为 120"));
}

#[test]
fn the_score_is_split_with_intervals() {
    let mut fixture = Fixture::new(&[("answers.csv", ANSWERS)]);
    fixture.set(ID, "by", &json!("region")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["figure"], "nps");
    are(
        &found,
        &[
            ("left", 65.277_777_777_777_79),
            ("came", -5.555_555_555_555_555),
            ("changed", -33.333_333_333_333_336),
            ("mix", -6.388_888_888_888_89),
        ],
    );
    assert_eq!((&found["people"], &found["unnamed"]), (&json!([6, 3, 5]), &json!(1)));
    assert_eq!(found["mix"][0]["name"], "N");
    assert!((found["mix"][0]["value"].as_f64().unwrap() + 5.111_111_111_111_113).abs() < 1e-9);
    for part in found["parts"].as_array().unwrap() {
        let [low, value, high] = ["low", "value", "high"].map(|name| part[name].as_f64().unwrap());
        assert!(low <= value && value <= high && low < high, "{part}");
    }
    assert_eq!(found, fixture.document(ID).unwrap().unwrap(), "draws are the same every time");
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("1 份回答没有客户编号"));
}

/// January a, b, c; February a, d, e.
#[test]
fn customers_are_those_who_came_less_those_who_left() {
    let fixture = ordered("customers");
    let document = found(&fixture);
    assert_eq!((&document["from"], &document["to"], &document["total"]), (&json!(3.0), &json!(3.0), &json!(0.0)));
    are(&document, &[("left", -2.0), ("came", 2.0), ("changed", 0.0)]);
    assert_eq!((&document["by"], &document["mix"]), (&Value::Null, &json!([])));
    let page = fixture.page(ID, Language::English);
    let text = page.to_markdown();
    assert!(text.contains("explains none of it") && text.contains("have no intervals"), "{text}");
    assert!(!page.sections.iter().flat_map(|section| &section.controls).any(|control| control.parameter == "by"));
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("没有结构部分"));
}

/// January a 2, b 1, c 1; February a 1, d 2, e 1: left -2, came 3, changed -1. By region, orders a customer:
/// left, from N 3/2 and S 1/1 to N 2/1: 1/3 (1.75 - 5/3) - 1/3 (1 - 5/3) = 0.25 of 1 customer: 0 whole orders;
/// came, from N 1/1 to N 2/2 and S 2/1: -1/3 (1 - 7/6) + 1/3 (2 - 7/6) = 1/3 of 3 customers: 1.
#[test]
fn orders_are_split_in_whole_orders() {
    let fixture = ordered("orders");
    let document = found(&fixture);
    assert_eq!((&document["from"], &document["to"]), (&json!(4.0), &json!(4.0)));
    are(&document, &[("left", -2.0), ("came", 2.0), ("changed", -1.0), ("mix", 1.0)]);
    let mix =
        |place: usize| (document["mix"][place]["name"].as_str().unwrap(), document["mix"][place]["value"].as_f64());
    // N: 1/36 + 3/18; S: 2/9 + 15/18.
    let ((south, of_south), (north, of_north)) = (mix(0), mix(1));
    assert_eq!((south, north), ("S", "N"));
    assert!((of_south.unwrap() - 19.0 / 18.0).abs() < 1e-9 && (of_north.unwrap() - 7.0 / 36.0).abs() < 1e-9);
    assert!(fixture.page(ID, Language::English).to_markdown().contains("+1.1"));
}

/// January 140 in 4 orders, of those who stayed 90 in 2; February 127 in 4, of those who stayed 90 in 1. By region, with
/// shares of orders: left, N 100/3 and S 40/1 to N 90/2: 1/4 (39.1667 - 40) - 1/4 (40 - 40) = -0.208333;
/// came, N 90/1 to N 95/2 and S 32/2: -1/2 (68.75 - 60.875) + 1/2 (16 - 60.875) = -26.375.
#[test]
fn the_basket_is_a_mean_over_orders() {
    let fixture = ordered("basket");
    let document = found(&fixture);
    assert_eq!((&document["from"], &document["to"]), (&json!(35.0), &json!(31.75)));
    let expected = [("left", 10.208_333_333), ("came", -31.875), ("changed", 45.0), ("mix", -26.583_333_333)];
    are(&document, &expected);
    assert_eq!(document["people"], json!([3, 1, 3]));
    assert!(fixture.page(ID, Language::Chinese).headline.starts_with("客单价由 35 变为 31.75"));
}

/// By a column of the purchases, of customers' newest row in each window that is no return: a is of W, then of E; b of E; c
/// and d of W. Money a customer: left, E 40/1, W 70/2 to W 60/1: 1/3 (47.5 - 48.333333) - 1/3 (40 -
/// 48.333333) = 2.5 of 1; came, E 90/1 to E 90/1 and W 20/1: -1/2 (90 - 72.5) + 1/2 (20 - 72.5) = -35 of 2.
#[test]
fn a_column_of_the_purchases_divides_by_the_newest_row_of_each_window() {
    let orders = "customer_id,date,amount,channel\na,2024-01-01,20,E\na,2024-01-03,40,W\nb,2024-01-02,40,E\n\
        c,2024-01-31,10,W\na,2024-02-01,95,E\na,2024-02-02,-5,W\nd,2024-02-29,20,W\n";
    let fixture = split(&[("orders.csv", orders)], "revenue");
    let document = found(&fixture);
    assert_eq!(document["by"], "channel");
    are(&document, &[("left", -52.5), ("came", 90.0), ("changed", 30.0), ("mix", -67.5)]);
}

/// A mark of 37/6 becomes 37/5; of those who stayed 26/3 becomes 25/3. Left, N 12/3 and S 25/3 to N 9/1 and S 17/2:
/// -1/6 (6.5 - 7.416667) + 1/6 (8.416667 - 7.416667) = 0.319444; came, N 6/1 and S 19/2 to N 16/2 and S 21/3:
/// 1/15 (7 - 7.866667) - 1/15 (8.25 - 7.866667) = -0.083333.
#[test]
fn the_mean_mark_is_split() {
    let document = found(&answered("mean_score"));
    let expected = [("left", 2.180_555_556), ("came", -0.85), ("changed", -0.333_333_333), ("mix", 0.236_111_111)];
    are(&document, &expected);
}

/// Promoters 2/6 become 3/5; of those who stayed 2/3 stay 2/3. Left, N 1/3 and S 1/3 to N 1/1 and S 1/2:
/// -1/6 (0.666667 - 0.5) + 1/6 (0.416667 - 0.5) = -0.041667; came, N 0/1 and S 2/2 to N 1/2 and S 2/3:
/// 1/15 (0.25 - 0.633333) - 1/15 (0.833333 - 0.633333) = -0.038889.
#[test]
fn the_share_of_promoters_is_split_in_points() {
    let fixture = answered("promoters");
    let expected = [("left", 0.375), ("came", -0.027_777_778), ("changed", 0.0), ("mix", -0.080_555_556)];
    are(&found(&fixture), &expected);
    let page = fixture.page(ID, Language::English);
    let start = "Share of promoters went from 33.3% to 60%. The largest part: who was lost, +37.5 percentage points.";
    assert!(page.headline.starts_with(start), "{}", page.headline);
    assert!(fixture.page(ID, Language::Chinese).headline.contains("+37.5 个百分点"));
}

/// The score is a hundred times promoters less detractors, and so is each of its parts.
#[test]
fn parts_of_the_score_are_those_of_promoters_less_those_of_detractors() {
    let [score, promoters, detractors] =
        ["nps", "promoters", "detractors"].map(|figure| parts(&found(&answered(figure))));
    assert_eq!(score.len(), 4);
    for ((score, promoters), detractors) in score.iter().zip(&promoters).zip(&detractors) {
        assert!((score.1 - 100.0 * (promoters.1 - detractors.1)).abs() < 1e-9, "{score:?}");
    }
}

/// Files of any customers, orders and answers, among them without a group.
fn any_files(seed: u64) -> [String; 3] {
    let mut rng = Rng::new(seed, 0);
    let [mut orders, mut customers, mut answers] =
        ["customer_id,order_id,date,amount\n", "customer_id,name,region\n", "customer_id,date,score\n"]
            .map(String::from);
    for customer in 0..20 {
        let region = ["N", "S", ""][rng.below(3) as usize];
        writeln!(customers, "c{customer},C{customer},{region}").unwrap();
    }
    for order in 0..60 {
        let (customer, month, day) = (rng.below(20), 1 + order % 2, 1 + rng.below(28));
        let sign = if rng.below(6) == 0 { "-" } else { "" };
        let amount = format!("{sign}{}.{:02}", rng.below(90), rng.below(100));
        // Some numbers are of orders of two customers.
        writeln!(orders, "c{customer},{},2024-0{month}-{day:02},{amount}", rng.below(50)).unwrap();
        writeln!(answers, "c{},2024-0{month}-{day:02},{}", rng.below(30), rng.below(11)).unwrap();
    }
    [orders + "c0,998,2024-01-01,5\nc1,999,2024-02-29,5\n", customers, answers]
}

#[test]
fn parts_add_up_whatever_the_data() {
    for seed in 0..8 {
        let [orders, customers, answers] = any_files(seed);
        let files = [("o.csv", orders.as_str()), ("c.csv", customers.as_str()), ("a.csv", answers.as_str())];
        for figure in OF_PURCHASES.into_iter().chain(OF_ANSWERS) {
            let mut fixture = split(&files, figure);
            fixture.set(ID, "resamples", &json!(50)).unwrap();
            for by in [json!(null), json!("region"), json!("no such column")] {
                fixture.set(ID, "by", &by).unwrap();
                let document = found(&fixture);
                let parts = parts(&document);
                let [from, to, total] = ["from", "to", "total"].map(|name| document[name].as_f64().unwrap());
                // Millionths of sums are exact, and so are doubles of few of them.
                let exact = |value: f64| (value * 1e6).round();
                let (sum, of_exact): (f64, f64) =
                    (parts.iter().map(|part| part.1).sum(), parts.iter().map(|part| exact(part.1)).sum());
                let is_mean = figure == "basket" || OF_ANSWERS.contains(&figure);
                assert!((sum - (to - from)).abs() < 1e-9 && (total - (to - from)).abs() < 1e-9, "{seed} {figure} {by}");
                assert!(is_mean || (of_exact - exact(total)).abs() < 0.5, "{seed} {figure} {by}");
                if ["customers", "orders"].contains(&figure) {
                    assert!(parts.iter().all(|part| part.1.fract() == 0.0), "{seed} {figure} {parts:?}");
                }
                let mix = document["mix"].as_array().unwrap();
                if !mix.is_empty() {
                    let of_groups: f64 = mix.iter().map(|group| group["value"].as_f64().unwrap()).sum();
                    let of_mix = parts.iter().find(|part| part.0 == "mix").unwrap().1;
                    // Of orders each step is rounded to whole ones.
                    let most = if figure == "orders" { 1.0 } else { 1e-5 };
                    assert!((of_groups - of_mix).abs() <= most, "{seed} {figure} {by} {of_groups} {of_mix}");
                    assert!(mix.iter().any(|group| group["name"] == ""), "who has no region is a group");
                }
            }
        }
    }
}

/// Its bridge was computed independently.
#[test]
fn parts_of_a_real_file_are_those_of_its_bridge() {
    let mut fixture = Fixture::new(&[("retail.csv", &text("online_retail_a/online_retail_a.csv.gz"))]);
    fixture.set("retention", "months", &json!(3)).unwrap();
    fixture.set("retention", "until", &json!("2011-08-31")).unwrap();
    // Of no column: the bridge has no mix.
    fixture.set(ID, "by", &json!("no such column")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let bridge = &truth("online_retail_a")["segmentation"]["bridge"]["value"];
    let part = |name: &str| bridge["parts"][name].as_f64().unwrap();
    let mut expected = vec![
        ("left", part("lost")),
        ("came", part("new") + part("won_back")),
        ("changed", part("up") + part("down")),
        ("mix", 0.0),
    ];
    if bridge["customers"]["returns_only"] != 0 {
        expected.push(("other", part("returns_only")));
    }
    are(&found, &expected);
}

#[test]
fn what_is_missing_or_absurd_is_said() {
    let one = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-05,10\n")]);
    assert!(one.page(ID, Language::English).headline.contains("two whole months"));
    let alone = Fixture::new(&[("answers.csv", "score\n9\n3\n")]);
    assert!(alone.page(ID, Language::English).headline.contains("dated answers of two months"));
    let mut fixture = Fixture::new(&[("answers.csv", ANSWERS)]);
    fixture.set(ID, "figure", &json!("revenue")).unwrap();
    assert!(fixture.page(ID, Language::English).headline.contains("purchases of two whole months"));
    assert!(fixture.set(ID, "resamples", &json!(1)).is_err());
    // Nobody stayed: all but the mix is who came.
    let strangers = "customer_id,date,score\na,2024-01-05,10\nb,2024-02-05,0\n";
    let found = Fixture::new(&[("answers.csv", strangers)]).document(ID).unwrap().unwrap();
    are(&found, &[("left", 0.0), ("came", -200.0), ("changed", 0.0), ("mix", 0.0)]);
}

#[test]
fn nobody_who_stayed_and_a_window_without_orders_are_told() {
    let orders = "customer_id,date,amount\na,2024-01-01,10\na,2024-01-31,20\nb,2024-02-01,50\nb,2024-04-30,5\n";
    let strangers = |figure: &str| {
        let mut fixture = split(&[("orders.csv", orders)], figure);
        fixture.set("retention", "until", &json!("2024-02-29")).unwrap();
        fixture
    };
    are(&found(&strangers("customers")), &[("left", -1.0), ("came", 1.0), ("changed", 0.0)]);
    are(&found(&strangers("orders")), &[("left", -2.0), ("came", 1.0), ("changed", 0.0), ("mix", 0.0)]);
    are(&found(&strangers("revenue")), &[("left", -30.0), ("came", 50.0), ("changed", 0.0), ("mix", 0.0)]);
    let basket = strangers("basket");
    are(&found(&basket), &[("left", 0.0), ("came", 35.0), ("changed", 0.0), ("mix", 0.0)]);
    assert!(basket.page(ID, Language::English).to_markdown().contains("Nobody counts in both windows"));
    let empty = |figure: &str| {
        let mut fixture = strangers(figure);
        fixture.set("retention", "until", &json!("2024-03-31")).unwrap();
        fixture
    };
    are(&found(&empty("customers")), &[("left", -1.0), ("came", 0.0), ("changed", 0.0)]);
    are(&found(&empty("orders")), &[("left", -1.0), ("came", 0.0), ("changed", 0.0), ("mix", 0.0)]);
    assert_eq!(found(&empty("basket"))["total"], Value::Null);
    assert!(empty("basket").page(ID, Language::English).headline.contains("has no order"));
    assert!(empty("basket").page(ID, Language::Chinese).headline.contains("没有订单"));
}

/// The order of a and b counts once, as the first one's; who only returned something is told for money alone.
#[test]
fn an_order_of_two_customers_counts_once_and_returns_alone_are_no_order() {
    let orders = "customer_id,order_id,date,amount\na,1,2024-01-01,10\nb,1,2024-01-01,20\na,2,2024-01-31,30\n\
        b,3,2024-02-01,40\nz,C4,2024-02-02,-6\na,5,2024-02-29,50\n";
    let of = |figure: &str| found(&split(&[("orders.csv", orders)], figure));
    are(&of("orders"), &[("left", 0.0), ("came", 0.0), ("changed", 0.0), ("mix", 0.0)]);
    are(&of("customers"), &[("left", 0.0), ("came", 0.0), ("changed", 0.0)]);
    are(&of("revenue"), &[("left", 0.0), ("came", 0.0), ("changed", 30.0), ("mix", 0.0), ("other", -6.0)]);
    // 60 / 2 to 90 / 2 of those who stayed, to 84 / 2 of all.
    are(&of("basket"), &[("left", 0.0), ("came", -3.0), ("changed", 15.0), ("mix", 0.0)]);
}

#[test]
fn a_figure_of_absent_tables_says_what_it_needs() {
    for figure in OF_ANSWERS {
        let page = split(&[("orders.csv", ORDERS)], figure).page(ID, Language::English);
        assert!(page.headline.contains("dated answers of two months"), "{figure}: {}", page.headline);
    }
    for figure in OF_PURCHASES {
        let page = split(&[("answers.csv", ANSWERS)], figure).page(ID, Language::Chinese);
        assert!(page.headline.contains("两个完整月份"), "{figure}: {}", page.headline);
    }
}

#[test]
fn another_scale_is_asked_about_first() {
    let stars: String = (1..=5)
        .flat_map(|score| (0..10).map(move |n| format!("c{n}{score},2024-0{}-05,{score}\n", 1 + n % 2)))
        .collect();
    let fixture = Fixture::new(&[("answers.csv", &format!("customer_id,date,score\n{stars}"))]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["parts"], &found["total"]), (&json!([]), &Value::Null));
    assert!(fixture.page(ID, Language::English).headline.contains("another scale"));
}

#[test]
fn many_answers_give_way() {
    let of = |people: usize| {
        let rows = (0..people).map(|who| format!("p{who},2024-0{}-05,{}\n", who % 2 + 1, who % 11));
        let mut fixture = Fixture::new(&[("a.csv", &format!("customer_id,date,score\n{}", rows.collect::<String>()))]);
        fixture.set(ID, "resamples", &json!(50)).unwrap();
        fixture.breaths::<ChangeIndicator>()
    };
    // Two blocks more of answers, and of people.
    assert_eq!(of(40_000), of(1_000) + 4);
}

#[test]
fn what_retention_in_money_counts_is_said_beside_a_mix() {
    let mut fixture = ordered("revenue");
    let sum = |found: &Value, names: &[&str]| -> f64 {
        parts(found).iter().filter(|(name, _)| names.contains(&name.as_str())).map(|(_, value)| value).sum()
    };
    let mixed = found(&fixture);
    assert!(fixture.page(ID, Language::English).to_markdown().contains("Retention in money tells no mix"));
    fixture.set(ID, "by", &json!("")).unwrap();
    let plain = found(&fixture);
    assert!((sum(&mixed, &["left", "came", "mix"]) - sum(&plain, &["left", "came"])).abs() < 1e-6);
    assert_eq!((&plain["by"], &plain["total"], sum(&plain, &["mix"])), (&Value::Null, &mixed["total"], 0.0));
    assert!(!fixture.page(ID, Language::English).to_markdown().contains("Retention in money tells no mix"));
}
