//! Core customers against a handful worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::Plot;
use crate::indicators::reference::text;

use super::ID;

/// Ten customers who buy every ten days of 2024, the first for most; the first has gone silent in July.
fn orders() -> String {
    let days = |n: i32| (0..if n == 0 { 18 } else { 36 }).map(move |k| 10 * k);
    let start: crate::domain::day::Day = "2024-01-01".parse().unwrap();
    let rows = (0..10).flat_map(|n| days(n).map(move |day| (n, start.plus_days(day))));
    let product = |n: i32, day: crate::domain::day::Day| if n < 3 && day.ymd().2 % 2 == 0 { "y" } else { "x" };
    let row = |(n, day)| format!("c{n},{day},{},{},{}\n", 1000 - 50 * n, product(n, day), if n == 4 { 9 } else { 0 });
    format!("customer_id,date,amount,product,discount\n{}", rows.map(row).collect::<String>())
}

/// Worked out from the file in Python, without this program: money of a customer as `Decimal`, quantiles of type 7 as
/// `Fraction`, silence to the day after the last one, as recency is.
#[test]
fn sets_and_intersections_of_a_real_file_equal_those_computed_independently() {
    let fixture = Fixture::new(&[("retail.csv", &text("online_retail_a/online_retail_a.csv.gz"))]);
    let found = fixture.document(ID).unwrap().unwrap();
    let of = |found: &Value| (found["customers"].as_u64().unwrap(), found["value"].as_f64().unwrap());
    assert_eq!([&found["sets"][0], &found["sets"][1]].map(of), [(253, 2_128_804.0), (299, 1_937_064.84)]);
    let intersections: Vec<_> = found["intersections"].as_array().unwrap().iter().map(of).collect();
    assert_eq!(intersections, [(174, 1_750_975.9), (125, 186_088.94), (79, 377_828.1)]);
    assert_eq!(found["customers"], 1_487);
}

#[test]
fn combinations_are_called_after_their_sets() {
    for (bits, key) in super::COMBINATIONS.into_iter().enumerate().skip(1) {
        let sets = super::KEYS.into_iter().enumerate().filter(|(place, _)| bits & (1 << place) != 0);
        assert_eq!(key, sets.map(|(_, key)| key).collect::<Vec<_>>().join("+"));
    }
    assert_eq!(super::COMBINATIONS[0], super::NO_SET);
}

fn counts(found: &Value) -> Vec<Value> {
    found["sets"].as_array().unwrap().iter().map(|set| set["customers"].clone()).collect()
}

#[test]
fn without_columns_for_them_questions_have_a_stand_in_or_no_set() {
    let fixture = Fixture::new(&[("orders.csv", &orders())]);
    let found = fixture.document(ID).unwrap().unwrap();
    // The best fifth by worth, type 7, ends between the second and the third: c1 and c2. c0 has gone silent.
    // Two products are held by c0, c1 and c2.
    assert_eq!(counts(&found), [json!(2), json!(3), Value::Null]);
    assert_eq!((&found["sets"][1]["by"], &found["sets"][2]["by"]), (&json!("products"), &Value::Null));
    assert_eq!(found["core"]["customers"], json!(2));
    let combinations: Vec<_> = found["intersections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|combination| (combination["sets"].clone(), combination["customers"].clone()))
        .collect();
    assert_eq!(
        combinations,
        [(json!(["profitable_loyal", "largest_share"]), json!(2)), (json!(["largest_share"]), json!(1)),]
    );
    let page = fixture.page(ID, Language::English);
    let Plot::UpSet(upset) = &page.charts()[0].plot else { panic!("another chart") };
    // A question nobody can answer has no row.
    assert_eq!(upset.sets, ["Profitable and loyal", "Largest share with us"]);
    let text = page.to_markdown();
    assert!(text.contains("stands in for our share") && text.contains("Cannot be told: load"), "{text}");
    let members = fixture.members(ID);
    assert_eq!(
        members[0],
        ["customer", "class", "profitable_loyal", "largest_share", "worth_more_to_us", "trait_score", "worth"]
    );
    assert_eq!(members[2][..5], ["c1", "core", "yes", "yes", ""]);
}

#[test]
fn a_wallet_answers_two_questions_and_rivals_one() {
    let wallet: String = (0..10).map(|n| format!("c{n},{}\n", 10 * n + 5)).collect();
    let base = format!("customer_id,share_of_wallet\n{wallet}");
    let fixture = Fixture::new(&[("orders.csv", &orders()), ("base.csv", &base)]);
    let found = fixture.document(ID).unwrap().unwrap();
    // Shares of 5 to 95 %: the two greatest, and the five above one half.
    assert_eq!(counts(&found), [json!(2), json!(2), json!(5)]);
    assert_eq!(found["core"]["customers"], json!(0));
    let combinations: Vec<_> =
        found["intersections"].as_array().unwrap().iter().map(|one| (&one["sets"], &one["customers"])).collect();
    // Those of most customers first; of as many those of more sets.
    assert_eq!(
        combinations,
        [
            (&json!(["worth_more_to_us"]), &json!(3)),
            (&json!(["largest_share", "worth_more_to_us"]), &json!(2)),
            (&json!(["profitable_loyal"]), &json!(2)),
        ]
    );
    let page = fixture.page(ID, Language::English);
    let Plot::UpSet(upset) = &page.charts()[0].plot else { panic!("another chart") };
    assert_eq!(upset.sets, ["Profitable and loyal", "Largest share with us", "Worth more to us than to rivals"]);
    let columns: Vec<_> = upset.combinations.iter().map(|one| (one.sets.clone(), one.amount)).collect();
    assert_eq!(
        columns,
        [(vec![false, false, true], 3.0), (vec![false, true, true], 2.0), (vec![true, false, false], 2.0),]
    );

    // The same shares said by two columns.
    let spends: String = (0..10).map(|n| format!("c{n},{},100\n", 10 * n + 5)).collect();
    let base = format!("customer_id,spend with us,total spend\n{spends}");
    let found = Fixture::new(&[("orders.csv", &orders()), ("base.csv", &base)]).document(ID).unwrap().unwrap();
    assert_eq!(counts(&found), [json!(2), json!(2), json!(5)]);
    assert_eq!(found["sets"][1]["column"], "spend with us / total spend");

    // c1 brings 34,200, c9 19,800.
    let base = "customer_id,share_of_wallet,worth_to_rivals\nc1,5,34199\nc2,50,99999\nc9,90,19800\n";
    let fixture = Fixture::new(&[("orders.csv", &orders()), ("base.csv", base)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["sets"][2]["by"], &found["sets"][2]["customers"]), (&json!("rival"), &json!(1)));
}

#[test]
fn traits_are_told_only_where_something_tells_them() {
    let complaints = "customer_id,complaint date,complaint reason\nc1,2024-02-01,slow\n";
    let fixture = Fixture::new(&[("orders.csv", &orders()), ("complaints.csv", complaints)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let of = |place: usize| {
        let told = &found["traits"][place];
        (told["key"].as_str().unwrap().to_owned(), told["known"].clone(), told["customers"].clone())
    };
    let told = |key: &str, customers: u64| (key.to_owned(), json!(10), json!(customers));
    assert_eq!(of(0), told("price_insensitive", 9));
    assert_eq!(of(1), ("prompt_payer".to_owned(), Value::Null, Value::Null));
    assert_eq!(of(2), told("low_service", 9));
    assert_eq!(of(3), told("stable_preference", 10));
    // c0 has half as many orders as the others.
    assert_eq!(of(4), told("frequent", 9));
    let score = |row: &[String]| row[5].clone();
    let members = fixture.members(ID);
    assert_eq!([score(&members[1]), score(&members[2]), score(&members[3])], ["0.75", "0.75", "1"]);
    let late: String = (0..10).map(|n| format!("c{n},{}\n", n % 2)).collect();
    let fixture =
        Fixture::new(&[("orders.csv", &orders()), ("base.csv", &format!("customer_id,days_overdue\n{late}"))]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["traits"][1]["customers"], &found["traits"][1]["share"]), (&json!(5), &json!(0.5)));
}

#[test]
fn worth_is_what_a_cost_or_a_margin_leaves() {
    let orders = "customer_id,date,amount,margin\na,2024-01-01,100,4\nb,2024-01-01,50,30\n";
    let of = |orders: &str| {
        let fixture = Fixture::new(&[("orders.csv", orders)]);
        let worth: Vec<_> = fixture.members(ID).into_iter().skip(1).map(|mut row| row.pop().unwrap()).collect();
        (fixture.document(ID).unwrap().unwrap(), worth, fixture.page(ID, Language::English).to_markdown())
    };
    let (found, worth, text) = of(orders);
    assert_eq!((&found["cost"], &found["margin"]), (&Value::Null, &json!("margin")));
    assert_eq!(worth, ["4", "30"]);
    assert!(text.contains("Worth is the sum of the column “margin”."), "{text}");
    let (found, worth, text) = of(&orders.replace("margin", "cost"));
    assert_eq!((&found["cost"], worth), (&json!("cost"), vec!["96".to_owned(), "20".to_owned()]));
    assert!(text.contains("Worth is money less the column “cost”."), "{text}");
    let (_, worth, text) = of(&orders.replace("margin", "cost rate"));
    // 4 % and 30 % of it.
    assert_eq!(worth, ["96", "35"]);
    assert!(text.contains("the share of it that the column “cost rate” says as cost"), "{text}");
    let (found, worth, text) = of(&orders.replace("margin", "points"));
    assert_eq!(
        (&found["cost"], &found["margin"], worth),
        (&Value::Null, &Value::Null, vec!["100".to_owned(), "50".to_owned()])
    );
    assert!(text.contains("no column of the purchases says a cost or a margin"), "{text}");
}

#[test]
fn the_headline_is_read_in_both_languages() {
    let fixture = Fixture::new(&[("orders.csv", &orders())]);
    // 34,200 and 32,400 of 261,000.
    let english = fixture.page(ID, Language::English).headline;
    assert_eq!(english, "2 customers get a yes to all 2 questions the data can answer, and bring 25.5% of the worth.");
    assert!(fixture.page(ID, Language::Chinese).headline.starts_with("2 名客户对可判断的 2 个问题全部符合"));
}

#[test]
fn customers_alike_are_in_no_set_and_absurd_parameters_are_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-01,5\nb,2024-01-01,5\n")]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((counts(&found)[0].clone(), &found["core"]), (json!(0), &Value::Null));
    assert!(fixture.page(ID, Language::English).to_markdown().contains("Nobody is in any set"));
    for (parameter, value) in
        [("best", json!(0)), ("silence", json!(1)), ("stable", json!(1)), ("least_days", json!(0))]
    {
        let refused = fixture.set(ID, parameter, &value).unwrap_err();
        assert!(refused.len() > 30, "{refused}");
    }
}
