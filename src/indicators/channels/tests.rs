//! Channels of a handful of purchases worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::{Plot, Spot};

use super::ID;

/// Nine transactions and a return: five at the counter, three by app, one blank.
const ORDERS: &str = "customer_id,date,amount,channel,branch
a,2024-01-01,10,Counter,North
a,2024-01-02,10,Counter,North
b,2024-01-03,20.5,Counter,North
c,2024-01-04,1,Counter,South
c,2024-01-05,2,Counter,South
a,2024-01-06,5,App,North
b,2024-01-07,5,App,South
b,2024-01-08,5,App,South
d,2024-01-09,4,,South
a,2024-01-10,-10,Counter,North
";

#[test]
fn transactions_are_counted_by_channel_and_branch() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let channels: Vec<_> = found["channels"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["name"], &one["transactions"], &one["value"]))
        .collect();
    let expected = [
        (json!("Counter"), json!(5), json!(43.5)),
        (json!("App"), json!(3), json!(15.0)),
        (json!(""), json!(1), json!(4.0)),
    ];
    let expected: Vec<_> = expected.iter().map(|(a, b, c)| (a, b, c)).collect();
    assert_eq!(channels, expected);
    assert_eq!((&found["transactions"], &found["saving"]), (&json!(9), &json!(null)));
    // South: two of five at the counter, two by app, one blank.
    assert_eq!(
        (&found["branches"][0]["name"], &found["branches"][0]["shares"]),
        (&json!("South"), &json!([0.4, 0.4, 0.2]))
    );
    assert!(fixture.page(ID, Language::English).headline.starts_with("Most transactions come through Counter: 55.6%."));
}

#[test]
fn moving_to_the_cheapest_saves_what_the_dearer_cost_beyond_it() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "costs", &json!("counter: 20\nApp：1.5\nPhone: 8\n")).unwrap();
    fixture.set(ID, "moved", &json!(0.4)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    // Two of five, each 18.5 dearer; of South's two at the counter 0.8.
    assert_eq!((&found["saving"], &found["cheapest"]), (&json!(37.0), &json!("App")));
    assert!((found["branches"][0]["saving"].as_f64().unwrap() - 14.8).abs() < 1e-9);
    assert_eq!((&found["channels"][0]["cost"], &found["unknown"]), (&json!(100.0), &json!(["Phone"])));
    assert_eq!(found["dearest"], json!({ "name": "Counter", "routine": null, "saving": 37.0 }));
    let headline = fixture.page(ID, Language::Chinese).headline;
    assert!(headline.starts_with("把成本最高的Counter中 40% 的交易迁移到App，可节省 37。"), "{headline}");
    assert!(headline.ends_with("把较贵渠道 40% 的交易迁移到App，可节省 37。"), "{headline}");
}

#[test]
fn costs_that_are_none_are_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let refused = fixture.set(ID, "costs", &json!("Counter: 20\nApp 1")).unwrap_err();
    assert!(refused.contains("Line 2, “App 1”"), "{refused}");
    assert!(fixture.set(ID, "costs", &json!("Counter: -2")).is_err());
    assert!(fixture.set(ID, "moved", &json!(1.5)).unwrap_err().contains("0 to 100%"));
}

#[test]
fn without_a_channel_the_page_says_what_is_needed() {
    let fixture = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-01,10\n")]);
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "No column of the purchases says the channel.");
    assert!(page.notes[0].text.contains("channel"));
}

/// Thirteen transactions of four products in four branches and one blank, and a return.
const BRANCHES: &str = "customer_id,date,amount,branch,product
a,2024-01-01,10,North,Deposit
a,2024-01-02,90,North,Loan
b,2024-01-03,100,North,Mortgage
c,2024-01-04,5,South,Deposit
c,2024-01-05,5,South,Deposit
d,2024-01-06,10,South,Deposit
d,2024-01-07,10,South,Card
e,2024-01-08,150,East,Deposit
e,2024-01-09,50,East,Deposit
f,2024-01-10,100,East,Card
g,2024-01-11,30,West,Loan
g,2024-01-12,10,West,Deposit
h,2024-01-13,500,,Loan
a,2024-01-14,-10,North,Deposit
";

/// Name, customers and kind of each branch.
fn kinds(fixture: &Fixture) -> Vec<(String, u64, Value)> {
    let found = fixture.document(ID).unwrap().unwrap();
    let branches = found["branches"].as_array().unwrap().iter();
    let of =
        |one: &Value| (one["name"].as_str().unwrap().into(), one["customers"].as_u64().unwrap(), one["kind"].clone());
    branches.map(of).collect()
}

#[test]
fn hubs_have_much_value_and_much_that_is_complex() {
    let mut fixture = Fixture::new(&[("orders.csv", BRANCHES)]);
    fixture.set(ID, "routine", &json!("deposit、Card\nGold bar")).unwrap();
    let expected = [
        ("South", 2, json!("spoke")),
        ("East", 2, json!("routine_value")),
        ("North", 2, json!("hub")),
        ("West", 1, json!("complex_work")),
        ("", 1, json!(null)),
    ];
    assert_eq!(kinds(&fixture), expected.map(|(name, customers, kind)| (name.to_owned(), customers, kind)));
    let found = fixture.document(ID).unwrap().unwrap();
    // North: 200 of two customers, two of three complex; South 15 and none, East 150 and none, West 40 and a half.
    let north = &found["branches"][2];
    assert_eq!((&north["value"], north["complex"].as_f64()), (&json!(100.0), Some(2.0 / 3.0)));
    let hubs = &found["hubs"];
    assert_eq!((&hubs["mean_value"], &hubs["product"]), (&json!(76.25), &json!("product")));
    assert!((hubs["mean_complex"].as_f64().unwrap() - 7.0 / 24.0).abs() < 1e-12);
    assert_eq!(hubs["kinds"], json!({ "hub": 1, "routine_value": 1, "complex_work": 1, "spoke": 1 }));
    assert_eq!((&hubs["routine"], &hubs["unknown"]), (&json!(2), &json!(["Gold bar"])));
    let english = fixture.page(ID, Language::English);
    // One branch in each corner of the map, which is cut at the means; the hub lies at the upper right.
    let map = english.charts().into_iter().find_map(|chart| match &chart.plot {
        Plot::Scatter(map) => Some(map),
        _ => None,
    });
    let map = map.unwrap();
    let [value, complex] = map.lines;
    assert_eq!((map.spots.len(), value), (4, 76.25));
    assert!((complex - 7.0 / 24.0).abs() < 1e-12);
    let corner = |across: bool, up: bool| {
        let lies = |spot: &&Spot| (spot.at[0] >= value, spot.at[1] >= complex) == (across, up);
        let [spot] = map.spots.iter().filter(lies).collect::<Vec<_>>()[..] else { panic!("{map:?}") };
        (spot.label.as_str(), spot.class.as_str())
    };
    assert_eq!((corner(true, true), corner(false, false)), (("North", "hub"), ("South", "spoke")));
    assert_eq!((corner(true, false).0, corner(false, true).0), ("East", "West"));
    // Most transactions first: the first are named where not all find room.
    assert_eq!(map.spots[0].label, kinds(&fixture)[0].0);
    let page = english.to_markdown();
    assert!(page.contains("Nobody bought: Gold bar") && page.contains("Only 3"), "{page}");
    let page = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(page.contains("中心网点") && page.contains("卫星网点"), "{page}");
}

#[test]
fn products_bought_most_often_are_routine_where_none_are_typed_in() {
    let mut fixture = Fixture::new(&[("orders.csv", BRANCHES)]);
    // Of 13, deposits are 7, loans 3, cards 2: only with the cards are there 80 %.
    let hubs = fixture.document(ID).unwrap().unwrap()["hubs"].clone();
    assert_eq!((&hubs["routine"], &hubs["complex"], &hubs["typed"]), (&json!(3), &json!(1), &json!(false)));
    let kind = |fixture: &Fixture| kinds(fixture).into_iter().map(|(_, _, kind)| kind).collect::<Vec<_>>();
    assert_eq!(json!(kind(&fixture)), json!(["spoke", "routine_value", "hub", "spoke", null]));
    fixture.set(ID, "routine_until", &json!(0.5)).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["hubs"]["routine"], 1);
    assert!(fixture.set(ID, "routine_until", &json!(0)).unwrap_err().contains("more than 0"));
}

#[test]
fn without_a_product_or_a_second_branch_the_page_says_so() {
    let page = |file: &str| Fixture::new(&[("orders.csv", file)]).page(ID, Language::English).to_markdown();
    let without = page("customer_id,date,amount,branch\na,2024-01-01,10,North\nb,2024-01-02,20,South\n");
    assert!(without.contains("a column that says the product"), "{without}");
    let alone =
        page("customer_id,date,amount,branch,product\na,2024-01-01,10,North,Loan\nb,2024-01-02,20,North,Card\n");
    assert!(alone.contains("two branches or more"), "{alone}");
}

#[test]
fn scores_of_branches_stand_against_their_employee_turnover() {
    // North 100 at 5, South 0 at 12 (the mean of 10 and 14), East -100 at 30, West 50 at 8: as one rises the other falls.
    let answers = "customer_id,date,score,branch,staff turnover
a,2024-01-01,10,North,5\nb,2024-01-01,9,South,10\nc,2024-01-01,2,South,14\nd,2024-01-01,0,East,30
e,2024-01-01,9,West,8\ne,2024-01-02,8,West,8\nf,2024-01-01,,West,8\ng,2024-01-01,3,,8\nh,2024-01-01,3,North,
";
    let fixture = Fixture::new(&[("orders.csv", ORDERS), ("answers.csv", answers)]);
    let turnover = fixture.document(ID).unwrap().unwrap()["turnover"].clone();
    let branches: Vec<_> = turnover["branches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one["turnover"].as_f64().unwrap(), one["score"].as_f64().unwrap()))
        .collect();
    assert_eq!(branches, [("East", 30.0, -100.0), ("South", 12.0, 0.0), ("West", 8.0, 50.0), ("North", 5.0, 100.0)]);
    assert_eq!((&turnover["correlation"], &turnover["provenance"]["used"]), (&json!(-1.0), &json!(6)));
    let page = fixture.page(ID, Language::English);
    assert!(page.to_markdown().contains("Only 4 branches"), "{}", page.to_markdown());
    assert_eq!(page.figures().len(), fixture.page(ID, Language::Chinese).figures().len());
    // The customers table may say it too; of two branches there is no correlation.
    let customers = "customer_id,name,branch,员工离职率\na,Ann,North,5%\nb,Ben,South,12%\n";
    let files = [
        ("orders.csv", ORDERS),
        ("customers.csv", customers),
        ("answers.csv", "customer_id,date,score\na,2024-01-01,9\nb,2024-01-02,2\n"),
    ];
    let fixture = Fixture::new(&files);
    assert!(fixture.document(ID).unwrap().unwrap()["turnover"]["correlation"].is_null());
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("至少需要三个"));
}

/// Two branches of a hundred transactions each: ten and fifty complex ones are sure, nine and eleven may be alike.
#[test]
fn a_branch_near_the_mean_is_neither_hub_nor_spoke() {
    let orders = |complex: [usize; 2]| {
        let rows = ["North", "South"].into_iter().zip(complex).flat_map(|(branch, complex)| {
            (0..100).map(move |n| {
                let product = if n < complex { "Loan" } else { "Deposit" };
                format!("{branch}{n},2024-01-01,{},{branch},{product},{}\n", n + complex, ["Counter", "App"][n % 2])
            })
        });
        format!("customer_id,date,amount,branch,product,channel\n{}", rows.collect::<String>())
    };
    let told = |complex| {
        let mut fixture = Fixture::new(&[("orders.csv", &orders(complex))]);
        fixture.set(ID, "routine", &json!("Deposit")).unwrap();
        let found = fixture.document(ID).unwrap().unwrap();
        let marks: Vec<Value> =
            found["branches"].as_array().unwrap().iter().map(|one| one["may_be_chance"].clone()).collect();
        (fixture, marks, found["hubs"]["near_mean"].clone())
    };
    let (fixture, marks, near) = told([10, 50]);
    assert_eq!((marks, near), (vec![json!(false), json!(false)], json!(0)));
    let sure = fixture.document(ID).unwrap().unwrap()["hubs"]["sure"].clone();
    assert_eq!(sure, json!({ "hub": 1, "routine_value": 0, "complex_work": 0, "spoke": 1 }));
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("1 of 2 branches bring much value") && !text.contains("| neither |"), "{text}");
    let (fixture, marks, near) = told([9, 11]);
    assert_eq!((marks, near), (vec![json!(true), json!(true)], json!(2)));
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("| neither | 2 |") && text.contains("may be chance"), "{text}");
    let text = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(text.contains("| 类型 | 网点数 |") && text.contains("两者皆非"), "{text}");
}

#[test]
fn what_is_routine_at_the_dearest_channel_is_the_first_to_move() {
    let row = |n: usize| {
        let product = if n < 6 { "Loan" } else { "Deposit" };
        format!("c{n},2024-01-01,5,{},{product}\n", if n < 10 { "Counter" } else { "App" })
    };
    let orders = format!("customer_id,date,amount,channel,product\n{}", (0..20).map(row).collect::<String>());
    let mut fixture = Fixture::new(&[("orders.csv", &orders)]);
    fixture.set(ID, "costs", &json!("Counter: 12\nApp: 2")).unwrap();
    fixture.set(ID, "routine", &json!("Deposit")).unwrap();
    // Of ten at the counter four are routine; half of them move, each 10 dearer.
    let dearest = fixture.document(ID).unwrap().unwrap()["dearest"].clone();
    assert_eq!(dearest, json!({ "name": "Counter", "routine": 4, "saving": 20.0 }));
    let headline = fixture.page(ID, Language::English).headline;
    let first = "Moving 50% of the routine transactions of Counter, the dearest channel, to App would save 20.";
    assert!(headline.starts_with(first), "{headline}");
}
