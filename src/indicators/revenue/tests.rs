//! Revenue against sums worked out by hand, and against the totals of a real file.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::ID;

/// January: a buys 100 in order 1 (two rows), b 50. February: a 60, and returns 10 of order 1. March: c 30. The last day
/// of the data is 31 March, the first 1 January, so that all three months are whole.
const ORDERS: &str = "order_id,customer_id,date,amount,channel
1,a,2024-01-01,70,shop
1,a,2024-01-01,30,shop
2,b,2024-01-31,50,web
3,a,2024-02-10,60,web
R1,a,2024-02-11,-10,shop
4,c,2024-03-31,30,
";

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

fn sales(value: &Value) -> [&Value; 4] {
    ["revenue", "customers", "orders", "basket"].map(|field| &value[field])
}

#[test]
fn revenue_customers_orders_and_basket_in_all_and_by_month() {
    let found = document(&Fixture::new(&[("orders.csv", ORDERS)]));
    assert_eq!(sales(&found), [&json!(230.0), &json!(3), &json!(4), &json!(57.5)]);
    let months = found["periods"].as_array().unwrap();
    let starts: Vec<_> = months.iter().map(|month| month["start"].as_str().unwrap()).collect();
    assert_eq!(starts, ["2024-01-01", "2024-02-01", "2024-03-01"]);
    assert_eq!(sales(&months[0]), [&json!(150.0), &json!(2), &json!(2), &json!(75.0)]);
    // The return lowers February, and is no order.
    assert_eq!(sales(&months[1]), [&json!(50.0), &json!(1), &json!(1), &json!(50.0)]);
    assert_eq!(sales(&months[2]), [&json!(30.0), &json!(1), &json!(1), &json!(30.0)]);
    assert!(months.iter().all(|month| month["complete"] == true));
    assert_eq!(found["provenance"]["used"], 6);
}

#[test]
fn the_latest_month_is_told_against_the_one_before() {
    let found = document(&Fixture::new(&[("orders.csv", ORDERS)]));
    let latest = &found["latest"];
    assert_eq!(latest["start"], "2024-03-01");
    // 30 after 50: two fifths less; as many customers and orders; the basket with the revenue.
    assert_eq!(sales(&latest["before"]), [&json!(-0.4), &json!(0.0), &json!(0.0), &json!(-0.4)]);
    assert_eq!(latest["year_ago"], Value::Null);
}

#[test]
fn a_year_ago_is_the_same_period_of_the_year_before() {
    let orders = "customer_id,date,amount\na,2023-01-01,100\nb,2023-02-28,10\na,2024-01-31,150\n";
    let mut fixture = Fixture::new(&[("orders.csv", orders)]);
    let found = document(&fixture);
    assert_eq!(found["latest"]["start"], "2024-01-01");
    assert_eq!(found["latest"]["year_ago"]["revenue"], 0.5);
    // December had no sale: nothing to compare with.
    assert_eq!(found["latest"]["before"]["revenue"], Value::Null);
    fixture.set("shared", "length", &json!("year")).unwrap();
    assert_eq!(document(&fixture)["latest"]["start"], "2023-01-01", "2024 is not over");
}

#[test]
fn returns_can_be_left_out() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set("shared", "returns", &json!("left_out")).unwrap();
    let found = document(&fixture);
    assert_eq!(sales(&found), [&json!(240.0), &json!(3), &json!(4), &json!(60.0)]);
    assert_eq!((&found["provenance"]["used"], &found["provenance"]["left_out"][0]["count"]), (&json!(5), &json!(1)));
}

#[test]
fn groups_add_up_and_blank_is_one() {
    let found = document(&Fixture::new(&[("orders.csv", ORDERS)]));
    assert_eq!(found["by"], "channel");
    let groups: Vec<_> = found["groups"].as_array().unwrap().iter().collect();
    let names: Vec<_> = groups.iter().map(|group| group["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["web", "shop", ""]);
    assert_eq!(sales(groups[0]), [&json!(110.0), &json!(2), &json!(2), &json!(55.0)]);
    assert_eq!(sales(groups[1]), [&json!(90.0), &json!(1), &json!(1), &json!(90.0)]);
    let shares: f64 = groups.iter().map(|group| group["share"].as_f64().unwrap()).sum();
    assert!((shares - 1.0).abs() < 1e-12);
}

#[test]
fn what_customers_have_divides_their_purchases() {
    let customers = "customer_id,branch\na,North\nb,South\n";
    let orders = "customer_id,date,amount\na,2024-01-01,3\nb,2024-01-31,4\nz,2024-01-31,5\n";
    let fixture = Fixture::new(&[("customers.csv", customers), ("orders.csv", orders)]);
    let found = document(&fixture);
    assert_eq!(found["by"], "branch");
    let groups: Vec<_> =
        found["groups"].as_array().unwrap().iter().map(|group| (&group["name"], &group["revenue"])).collect();
    assert_eq!(groups, [(&json!(""), &json!(5.0)), (&json!("South"), &json!(4.0)), (&json!("North"), &json!(3.0))]);
    // Rows of which nothing is said are counted, and no headline.
    let page = fixture.page(ID, Language::English);
    let titles: Vec<_> = page.charts().iter().map(|chart| chart.title.clone()).collect();
    assert!(
        titles.iter().any(|title| title.starts_with("Of the groups with a name South brought most: 4")),
        "{titles:?}"
    );
}

#[test]
fn an_order_in_two_groups_is_one_in_all() {
    let orders = "order_id,customer_id,date,amount,product\n1,a,2024-01-01,3,x\n1,a,2024-01-01,4,y\n";
    let found = document(&Fixture::new(&[("orders.csv", orders)]));
    assert_eq!(found["orders"], 1);
    let orders: Vec<_> = found["groups"].as_array().unwrap().iter().map(|group| &group["orders"]).collect();
    assert_eq!(orders, [&json!(1), &json!(1)]);
}

#[test]
fn the_page_says_what_changed_in_both_languages() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    assert_eq!(fixture.page(ID, Language::English).headline, "Revenue of Mar 2024: 30, −40% on Feb 2024.");
    assert_eq!(fixture.page(ID, Language::Chinese).headline, "2024年3月营收 30，较2024年2月 −40%。");
    fixture.every_figure_is_in_the_document(ID);
}

#[test]
fn without_a_whole_period_the_page_says_so() {
    let fixture = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-05,3\na,2024-01-20,4\n")]);
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "7 from 1 customer in 2 orders. No period is complete enough to compare.");
}

#[test]
fn only_returns_are_no_revenue() {
    let fixture = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-05,-3\nb,2024-01-06,-3\n")]);
    assert_eq!(fixture.page(ID, Language::English).headline, "There are no purchases, only returns");
    assert!(fixture.offer(ID, Language::English).is_none());
}

#[test]
fn the_period_of_a_filter_is_what_counts() {
    let found = document(&Fixture::filtered(&[("orders.csv", ORDERS)], "from=2024-02-01&to=2024-02-29"));
    assert_eq!(sales(&found), [&json!(50.0), &json!(1), &json!(1), &json!(50.0)]);
    assert_eq!(found["latest"]["start"], "2024-02-01");
}

/// Summed by a script of its own over the rows of the file (Python's csv and decimal): 464,158 of 995 customers in 4,906
/// rows, each an order.
#[test]
fn a_real_file_gives_what_its_rows_add_up_to() {
    let orders = include_str!("../../../tests/data/rfm_orders/rfm_orders.csv");
    let found = document(&Fixture::new(&[("rfm_orders.csv", orders)]));
    assert_eq!(sales(&found)[..3], [&json!(464_158.0), &json!(995), &json!(4906)]);
    let month = |start: &str| {
        let months = found["periods"].as_array().unwrap();
        let month = months.iter().find(|month| month["start"] == start).unwrap();
        (month["revenue"].as_f64().unwrap(), month["customers"].as_u64().unwrap())
    };
    assert_eq!(month("2005-11-01"), (12105.0, 107));
    assert_eq!(month("2006-10-01"), (5898.0, 66));
    assert_eq!(month("2006-11-01"), (4562.0, 46));
}

/// Who is in a segment follows from when they bought last: so does what they bought lately.
#[test]
fn a_chosen_segment_is_said_to_explain_its_changes() {
    let orders = include_str!("../../../tests/data/rfm_orders/rfm_orders.csv");
    let notes = |filter| Fixture::filtered(&[("rfm_orders.csv", orders)], filter).page(ID, Language::English).notes;
    assert!(notes("").is_empty());
    assert!(notes("segment=at_risk")[0].text.starts_with("A segment is chosen."));
}

#[test]
fn the_page_opens_on_the_branch_and_never_on_a_column_that_is_mostly_blank() {
    let by = |customers: &str| {
        let orders = "customer_id,date,amount\na,2024-01-01,3\nb,2024-01-31,4\nc,2024-01-31,5\n";
        document(&Fixture::new(&[("customers.csv", customers), ("orders.csv", orders)]))["by"].clone()
    };
    assert_eq!(by("customer_id,acquired,region,branch\na,web,X,North\nb,shop,Y,South\nc,web,Y,South\n"), "branch");
    assert_eq!(by("customer_id,acquired,region\na,web,X\nb,shop,Y\nc,web,Y\n"), "region");
    // Three of five have no branch said: the grade says something of most.
    assert_eq!(by("customer_id,branch,grade\na,North,X\nb,,Y\nc,,Y\nd,South,\ne,,X\n"), "grade");
    assert_eq!(by("customer_id,acquired\na,web\nb,shop\nc,\nd,\ne,\n"), "acquired", "where there is no other");
}

#[test]
fn the_figures_of_a_month_name_that_month_and_its_rows() {
    let page = Fixture::new(&[("orders.csv", ORDERS)]).page(ID, Language::English);
    let figure = page.figures().into_iter().find(|figure| figure.name == "revenue.periods.2024-03-01.revenue").unwrap();
    let origin = &page.origins[figure.origin];
    assert_eq!((origin.period.as_str(), origin.used.as_str()), ("1 Mar 2024 – 31 Mar 2024", "1 row"));
}
