//! Whatever is loaded and chosen: what must hold under every filter.

use std::collections::BTreeMap;

use loyalscope::domain::day::Day;
use loyalscope::indicators::View;
use proptest::prelude::*;
use serde_json::Value;

use super::{asked, block_on_ready, dataset, document, found, purchases, scores};
use loyalscope::domain::intake::Unpaced;
use loyalscope::indicators::Settings;

/// Customer, days since the beginning of 2023, amount (below zero a return), branch.
type Row = (u8, i32, i32, usize);

const BRANCHES: [&str; 3] = ["North", "South", "West"];
const SPAN: i32 = 250;

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0..12_u8, 0..SPAN, -15..60_i32, 0..BRANCHES.len()), 2..60)
}

fn day(days: i32) -> Day {
    "2023-01-01".parse::<Day>().unwrap().plus_days(days)
}

/// Every row is an order of its own.
fn lines(rows: &[Row]) -> Vec<String> {
    let line = |(order, (customer, days, amount, branch)): (usize, &Row)| {
        format!("c{customer},o{order},{},{amount},{}\n", day(*days), BRANCHES[*branch])
    };
    rows.iter().enumerate().map(line).collect()
}

/// Some branches, some days, both, or all there is.
fn filter() -> impl Strategy<Value = String> {
    (prop::collection::vec(0..BRANCHES.len(), 0..3), prop::option::of(0..SPAN), prop::option::of(0..SPAN)).prop_map(
        |(branches, from, to)| {
            let (from, to) = match (from, to) {
                (Some(from), Some(to)) if to < from => (Some(to), Some(from)),
                both => both,
            };
            let branches = branches.iter().map(|branch| format!("a.branch={}", BRANCHES[*branch]));
            let from = from.map(|from| format!("from={}", day(from)));
            let to = to.map(|to| format!("to={}", day(to)));
            branches.chain(from).chain(to).collect::<Vec<_>>().join("&")
        },
    )
}

fn firsts(view: &View) -> Vec<Option<Day>> {
    let horizon = block_on_ready(view.horizon(&mut Unpaced)).unwrap();
    (0..12).map(|customer| horizon.first_purchase(customer)).collect()
}

fn list<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    value.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Money of each segment, and of those without a purchase, in hundredths.
fn revenue(document: &Value) -> BTreeMap<String, i64> {
    #[allow(clippy::cast_possible_truncation)] // whole numbers of a few digits
    let cents = |value: &Value| (value.as_f64().unwrap_or_default() * 100.0).round() as i64;
    let segments = list(document, "/rfm/segments").iter();
    let mut revenue: BTreeMap<_, _> =
        segments.map(|segment| (segment["key"].as_str().unwrap().to_owned(), cents(&segment["monetary"]))).collect();
    revenue.insert("without".into(), cents(&document["rfm"]["without_purchase"]["monetary"]));
    revenue.retain(|_, money| *money != 0);
    revenue
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn new_and_returning_customers_are_the_active_ones(rows in rows(), filter in filter()) {
        let found = found(&purchases(&lines(&rows).concat()), &filter);
        let periods = list(&found, "/rates/periods");
        let mut new = Vec::new();
        for period in periods {
            let count = |field: &str| period[field].as_u64().unwrap_or_default();
            prop_assert_eq!(count("new") + count("returning"), count("active"));
            prop_assert!(count("retained") <= count("active"));
            new.push(count("new"));
        }
        let sizes: Vec<u64> = list(&found, "/cohorts/sizes").iter().filter_map(Value::as_u64).collect();
        prop_assert_eq!(&sizes, &new, "who is new in a month is its cohort");
        if !periods.is_empty() {
            let outside = found["cohorts"]["began_outside"].as_u64().unwrap();
            prop_assert_eq!(new.iter().sum::<u64>() + outside, found["rates"]["customers"].as_u64().unwrap());
        }
    }

    #[test]
    fn a_filter_by_attribute_changes_nothing_about_a_customer(rows in rows(), branch in 0..BRANCHES.len()) {
        let data = purchases(&lines(&rows).concat());
        let filter = format!("a.branch={}", BRANCHES[branch]);
        let all = scores(&data, "");
        for row in scores(&data, &filter) {
            let known = all.iter().find(|known| known.customer == row.customer).unwrap();
            prop_assert_eq!(loyalscope::indicators::rfm::RfmRow { counted: known.counted, ..row }, *known);
        }
        let settings = Settings::default();
        prop_assert_eq!(firsts(&asked::view(&data, &filter, &settings)), firsts(&asked::view(&data, "", &settings)));
    }

    #[test]
    fn parts_add_up_to_the_whole(rows in rows()) {
        let data = purchases(&lines(&rows).concat());
        let whole = found(&data, "");
        let mut sum = BTreeMap::new();
        for branch in BRANCHES {
            let found = found(&data, &format!("a.branch={branch}"));
            for (segment, money) in revenue(&found) {
                *sum.entry(segment).or_insert(0) += money;
            }
        }
        sum.retain(|_, money| *money != 0);
        // Where a branch has nobody with a purchase, its returns have no page to stand on.
        let scored = BRANCHES.iter().all(|branch| {
            let filter = format!("a.branch={branch}");
            rows.iter().all(|row| BRANCHES[row.3] != *branch) || !scores(&data, &filter).is_empty()
        });
        if scored && whole["rfm"].is_object() {
            prop_assert_eq!(sum, revenue(&whole));
        }
        let customers = |document: &Value| document["rfm"]["customers"].as_u64().unwrap_or_default();
        let mut members = 0;
        for segment in list(&whole, "/rfm/segments") {
            let key = segment["key"].as_str().unwrap();
            let found = found(&data, &format!("segment={key}"));
            prop_assert_eq!(customers(&found), segment["customers"].as_u64().unwrap(), "{}", key);
            members += customers(&found);
        }
        prop_assert_eq!(members, customers(&whole));
    }

    #[test]
    fn a_filter_that_lets_everything_through_changes_nothing(rows in rows(), before in 0..40, after in 0..40) {
        let data = purchases(&lines(&rows).concat());
        let first = rows.iter().map(|row| row.1).min().unwrap();
        let last = rows.iter().map(|row| row.1).max().unwrap();
        let period = format!("from={}&to={}", day(first - before), day(last + after));
        let branches = BRANCHES.map(|branch| format!("a.branch={branch}")).join("&");
        let whole = found(&data, "");
        prop_assert_eq!(&found(&data, &period), &whole);
        prop_assert_eq!(&found(&data, &branches), &whole);
        prop_assert_eq!(&found(&data, &format!("{period}&{branches}")), &whole);
    }

    #[test]
    fn whom_to_call_is_known_whenever_the_period_begins(rows in rows(), filter in filter()) {
        let data = purchases(&lines(&rows).concat());
        let parts = || filter.split('&').filter(|part| !part.starts_with("from="));
        let called = |filter: &str| found(&data, filter)["overview"].clone();
        for segment in ["", "segment=at_risk"] {
            let of = |parts: &mut dyn Iterator<Item = &str>| {
                parts.chain([segment]).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&")
            };
            prop_assert_eq!(called(&of(&mut filter.split('&'))), called(&of(&mut parts())), "{} {}", filter, segment);
        }
    }

    #[test]
    fn one_file_cut_in_two_gives_what_the_one_gives(rows in rows(), cut in 1..60_usize, filter in filter()) {
        let lines = lines(&rows);
        let cut = cut.min(lines.len() - 1);
        let header = "customer,order,date,amount,branch\n";
        let (first, second) = (lines[..cut].concat(), lines[cut..].concat());
        let two = dataset(&[("a.csv", &format!("{header}{first}")), ("b.csv", &format!("{header}{second}"))]);
        let settings = Settings::default();
        let one = document(&purchases(&lines.concat()), &filter, &settings);
        prop_assert_eq!(document(&two, &filter, &settings), one);
    }
}
