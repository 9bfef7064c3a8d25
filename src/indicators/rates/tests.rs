//! Retention, churn and repeat rate against the truth of reference sets.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::calendar::PeriodLength;
use crate::domain::dataset::Purchases;
use crate::indicators::orders::{Line, cdnow, online_retail_gross, rfm_orders, table};
use crate::indicators::rates::{PeriodRates, Rates, RatesParams, rates};
use crate::indicators::reference::{close, close_or_absent, money, purchases, truth};

fn monthly(purchases: &Purchases) -> Rates {
    rates(purchases, &RatesParams::default().check().unwrap()).unwrap()
}

fn equals_truth(lines: &[Line], truth: &Value) {
    let (purchases, _) = table(lines);
    let found = monthly(&purchases);
    assert_eq!(json!(found.customers), truth["basic"]["value"]["customers"]);
    assert_eq!(json!(found.reference_date), truth["basic"]["value"]["reference_date"]);

    let repeat = &truth["repeat_rate"]["value"];
    assert_eq!(json!(found.repeat_customers), repeat["n_repeat_orders"]);
    close(found.repeat_rate.unwrap(), &repeat["by_orders"]);
    close(found.repeat_rate_by_days.unwrap(), &repeat["by_days"]);

    let months = truth["month_to_month"]["value"].as_array().unwrap();
    assert_eq!(found.periods.len(), months.len());
    for (period, expected) in found.periods.iter().zip(months) {
        assert_eq!(period.start.month().to_string(), expected["month"].as_str().unwrap());
        for (count, name) in [(period.active, "active"), (period.new, "new"), (period.returning, "returning")] {
            assert_eq!(json!(count), expected[name], "{name} in {}", period.start);
        }
        assert_eq!(period.retained.map_or(Value::Null, |retained| json!(retained)), expected["both"]);
        close_or_absent(period.retention, &expected["retention"]);
        close_or_absent(period.churn, &expected["churn"]);
    }

    let inactive = truth["inactive_churn"]["value"].as_object().unwrap();
    assert_eq!(found.inactive.len(), inactive.len());
    for silent in &found.inactive {
        close(silent.share.unwrap(), &inactive[&silent.days.to_string()]);
    }
}

#[test]
fn cdnow_equals_the_truth() {
    equals_truth(&cdnow(), &truth("cdnow_sample")["log"]);
}

#[test]
fn rfm_orders_equals_the_truth() {
    equals_truth(&rfm_orders(), &truth("rfm_orders")["log"]);
}

#[test]
fn online_retail_equals_the_truth() {
    equals_truth(&online_retail_gross(), &truth("online_retail_a")["log_gross"]);
}

#[test]
fn quarters_and_years_count_each_customer_once() {
    let (log, _) = table(&cdnow());
    for (length, periods) in [(PeriodLength::Quarter, 6), (PeriodLength::Year, 2)] {
        let found = rates(&log, &RatesParams { length, ..RatesParams::default() }.check().unwrap()).unwrap();
        assert_eq!(found.periods.len(), periods);
        assert_eq!(found.periods.iter().map(|period| period.new).sum::<usize>(), 2_357);
        assert!(found.periods.iter().all(|period| period.new + period.returning == period.active));
    }
}

#[test]
fn retention_is_what_the_textbook_says() {
    // S = 4 at the start; E = 4 at the end, of whom N = 1 is new: (4 - 1) / 4.
    let january = ["a", "b", "c", "d"].map(|id| (id, None, "2024-01-15", money("1")));
    let february = ["b", "c", "d", "e"].map(|id| (id, None, "2024-02-15", money("1")));
    let found = monthly(&purchases(january.into_iter().chain(february)));
    let first = found.periods[0];
    assert_eq!((first.retention, first.churn), (Some(0.75), Some(0.25)));
    // Wilson interval of 3 in 4, worked out by hand.
    let interval = first.retention_interval.unwrap();
    close(interval.low, &json!(0.300_641_842_582_402_8));
    close(interval.high, &json!(0.954_412_734_986_059));
}

#[test]
fn a_first_or_last_period_that_is_not_covered_whole_is_marked() {
    let rows = [("a", "2024-01-02"), ("a", "2024-02-03"), ("b", "2024-03-31"), ("a", "2024-04-29")];
    let found = monthly(&purchases(rows.map(|(id, day)| (id, None, day, money("1")))));
    let marks: Vec<_> = found.periods.iter().map(|period| (period.complete, period.provisional)).collect();
    // The rows begin on the second day of January.
    assert_eq!(marks, [(false, false), (true, false), (true, true), (false, false)]);
    let last = found.periods[3];
    assert_eq!((last.retained, last.retention, last.churn), (None, None, None));
    assert_eq!(found.latest_settled(), Some(&found.periods[1]));
}

#[test]
fn a_month_without_purchases_has_no_retention() {
    let rows = [("a", "2024-01-02"), ("a", "2024-03-03")];
    let found = monthly(&purchases(rows.map(|(id, day)| (id, None, day, money("1")))));
    let PeriodRates { active, retained, retention, churn, .. } = found.periods[1];
    assert_eq!((active, retained, retention, churn), (0, Some(0), None, None));
    assert_eq!(found.periods[0].churn, Some(1.0));
}

#[test]
fn lines_of_one_order_and_returns_are_no_repeat() {
    let found = monthly(&purchases([
        ("lines", Some("1"), "2024-01-02", money("5")),
        ("lines", Some("1"), "2024-01-02", money("7")),
        ("return", Some("2"), "2024-01-02", money("5")),
        ("return", Some("3"), "2024-02-02", money("-5")),
        ("repeat", Some("4"), "2024-01-02", money("5")),
        ("repeat", Some("5"), "2024-01-02", money("0")),
        ("only returns", Some("6"), "2024-01-02", money("-5")),
    ]));
    assert_eq!((found.customers, found.repeat_customers, found.repeat_rate), (3, 1, Some(1.0 / 3.0)));
    assert_eq!(found.repeat_rate_by_days, Some(0.0));
    assert_eq!((found.provenance.used, found.provenance.left_out[0].count), (5, 2));
    // The newest row counts for the reference date, return or not.
    assert_eq!(found.reference_date.unwrap().to_string(), "2024-02-03");
}

#[test]
fn no_purchase_has_no_rate() {
    for table in [Purchases::default(), purchases([("a", None, "2024-01-02", money("-5"))])] {
        let found = monthly(&table);
        assert_eq!((found.customers, found.repeat_rate, found.periods.len()), (0, None, 0));
        assert!(found.inactive.iter().all(|silent| silent.share.is_none()));
        assert!(!serde_json::to_string(&found).unwrap().contains("NaN"));
    }
}

#[test]
fn a_reference_date_can_be_chosen() {
    let log = purchases([("a", None, "2024-01-01", money("1")), ("b", None, "2024-01-31", money("1"))]);
    let params = |day: &str| RatesParams {
        reference_date: Some(day.parse().unwrap()),
        inactive_days: vec![30, 0, 30],
        ..RatesParams::default()
    };
    let at = |day| rates(&log, &params(day).check().unwrap()).unwrap().inactive;
    let counts = |day| at(day).iter().map(|silent| (silent.days, silent.customers)).collect::<Vec<_>>();
    assert_eq!(counts("2024-01-31"), [(0, 1), (30, 0)]);
    assert_eq!(counts("2024-02-01"), [(0, 2), (30, 1)]);
    assert_eq!(counts("2023-01-01"), [(0, 0), (30, 0)]);
}

#[test]
fn parameters_are_checked() {
    let refused = RatesParams { level: 95.0, ..RatesParams::default() }.check();
    assert_eq!(refused.unwrap_err().to_string(), "95 is not a confidence level: it must be at least 0.5 and below 1");
    let spans = purchases([("a", None, "0001-01-01", money("1")), ("a", None, "2024-01-01", money("1"))]);
    assert!(rates(&spans, &RatesParams::default().check().unwrap()).is_err());
}

#[test]
fn the_latest_settled_retention_is_not_provisional() {
    let log = purchases([
        ("a", None, "2024-01-01", money("1")),
        ("a", None, "2024-02-29", money("1")),
        ("b", None, "2024-02-10", money("1")),
        ("a", None, "2024-03-05", money("1")),
    ]);
    let found = monthly(&log);
    // March is not complete, so February's retention may still rise; January's may not.
    assert_eq!(found.latest_settled().unwrap().start.to_string(), "2024-01-01");
    assert_eq!(found.periods[1].settled_retention(), None);
    assert_eq!(found.one_time_customers, 1);
    assert!(monthly(&Purchases::default()).latest_settled().is_none());
}

#[test]
fn silence_is_told_from_a_quarter_of_a_year_on() {
    let log = purchases([("a", None, "2024-01-01", money("1"))]);
    let days = |inactive_days: Vec<u32>| {
        let params = RatesParams { inactive_days, ..RatesParams::default() };
        rates(&log, &params.check().unwrap()).unwrap().silent_for_a_quarter().map(|silent| silent.days)
    };
    assert_eq!(days(vec![30, 90, 365]), Some(90));
    assert_eq!(days(vec![30, 60]), Some(60));
    assert_eq!(days(vec![]), None);
}
