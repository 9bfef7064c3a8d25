//! Monthly cohorts against the truth of reference sets.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::Value;

use crate::domain::dataset::Purchases;
use crate::indicators::cohorts::{Cohorts, cohorts};
use crate::indicators::orders::{Line, cdnow, online_retail_gross, rfm_orders, table};
use crate::indicators::reference::{close, money, purchases, truth};

/// `incomplete` are the months the rows do not cover whole: the truth's means count them, ours leave them out.
fn equals_truth(lines: &[Line], truth: &Value, incomplete: &[&str]) {
    let (purchases, _) = table(lines);
    let found = cohorts(&purchases).unwrap();
    let expected = truth["monthly_cohorts"]["value"].as_array().unwrap();
    assert_eq!(found.months.len(), expected.len());
    for (row, expected) in expected.iter().enumerate() {
        assert_eq!(found.months[row].to_string(), expected["cohort"].as_str().unwrap());
        assert_eq!(serde_json::json!(found.sizes[row]), expected["size"]);
        assert_eq!(serde_json::json!(found.active[row]), expected["active"], "cohort {}", found.months[row]);
        let retention = expected["retention"].as_array().map_or(&[][..], Vec::as_slice);
        assert_eq!(found.retention[row].len(), retention.len());
        found.retention[row].iter().zip(retention).for_each(|(found, expected)| close(*found, expected));
    }
    let months: Vec<String> = found.months.iter().map(ToString::to_string).collect();
    let whole = |month: &str| !incomplete.contains(&month);
    assert!(found.complete.iter().copied().eq(months.iter().map(|month| whole(month))), "{:?}", found.complete);
    let means = truth["weighted_mean_retention"]["value"].as_object().unwrap();
    assert_eq!(found.weighted_mean_retention.len(), means.len());
    for (k, mean) in means {
        let k = k.parse::<usize>().unwrap();
        let cells = expected
            .iter()
            .enumerate()
            .filter(|(row, cohort)| !cohort["active"][k].is_null() && whole(&months[row + k]));
        let (active, of) = cells.fold((0, 0), |(active, of), (_, cohort)| {
            (active + cohort["active"][k].as_u64().unwrap(), of + cohort["size"].as_u64().unwrap())
        });
        let over_whole = (of > 0).then(|| active as f64 / of as f64);
        assert_eq!(found.mean(k), over_whole, "{k} months later");
        if incomplete.is_empty() {
            close(over_whole.unwrap(), mean);
        }
    }
}

#[test]
fn cdnow_equals_the_truth() {
    equals_truth(&cdnow(), &truth("cdnow_sample")["log"], &[]);
}

#[test]
fn rfm_orders_equals_the_truth() {
    equals_truth(&rfm_orders(), &truth("rfm_orders")["log"], &["2001-10", "2006-12"]);
}

#[test]
fn online_retail_equals_the_truth() {
    equals_truth(&online_retail_gross(), &truth("online_retail_a")["log_gross"], &["2011-12"]);
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let (forth, _) = table(&cdnow());
    let mut rows: Vec<usize> = (0..forth.len()).collect();
    rows.sort_by_key(|row| (row * 7_919) % forth.len());
    let mut shuffled = forth.clone();
    shuffled.customer = rows.iter().map(|&row| forth.customer[row]).collect();
    shuffled.day = rows.iter().map(|&row| forth.day[row]).collect();
    assert_eq!(cohorts(&shuffled).unwrap(), cohorts(&forth).unwrap());
}

#[test]
fn no_purchase_makes_no_month() {
    let Cohorts { months, complete, sizes, active, retention, weighted_mean_retention, began_outside, provenance } =
        cohorts(&Purchases::default()).unwrap();
    assert!(months.is_empty() && sizes.is_empty() && active.is_empty() && retention.is_empty());
    assert!(complete.is_empty() && weighted_mean_retention.is_empty() && provenance.period.is_none());
    assert_eq!(began_outside, 0);
}

#[test]
fn one_purchase_makes_one_cell() {
    let found = cohorts(&purchases([("a", None, "2024-02-29", money("1"))])).unwrap();
    // A month of one day is not whole.
    assert_eq!((found.sizes, found.active, found.weighted_mean_retention), (vec![1], vec![vec![1]], vec![None]));
}

#[test]
fn returns_make_nobody_active() {
    let found = cohorts(&purchases([
        ("b", None, "2023-12-01", money("-1")),
        ("a", None, "2024-01-31", money("1")),
        ("a", None, "2024-02-01", money("-1")),
        ("a", None, "2024-03-01", money("0")),
        ("b", None, "2024-04-01", money("-1")),
    ]))
    .unwrap();
    assert_eq!(found.active, [vec![1, 0, 1], vec![], vec![]]);
    assert_eq!(found.provenance.used, 2);
    assert_eq!(found.provenance.left_out[0].count, 3);
}

#[test]
fn a_mistyped_year_is_refused_with_its_span() {
    let refused = cohorts(&purchases([("a", None, "2024-01-31", money("1")), ("a", None, "9999-12-31", money("1"))]));
    let message = refused.unwrap_err().to_string();
    assert!(message.contains("9999-12-31") && message.contains("95712 periods"), "{message}");
}

#[test]
fn shares_are_found_by_month() {
    let found = cohorts(&purchases([
        ("a", None, "2024-01-31", money("1")),
        ("b", None, "2024-01-01", money("1")),
        ("a", None, "2024-03-01", money("1")),
    ]))
    .unwrap();
    let share = |month: &str, later| found.share(month.parse().unwrap(), later);
    assert_eq!((share("2024-01", 0), share("2024-01", 1), share("2024-01", 2)), (Some(1.0), Some(0.0), Some(0.5)));
    // After the data's end, of a month nobody began in, before the data.
    assert_eq!((share("2024-01", 3), share("2024-02", 0), share("2023-12", 0)), (None, None, None));
    let filled: Vec<_> = found.filled().collect();
    assert_eq!(filled, [("2024-01".parse().unwrap(), 2, [2, 0, 1].as_slice())]);
}
