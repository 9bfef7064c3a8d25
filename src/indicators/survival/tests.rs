//! Survival against published figures and those of the Python package lifelines; the page in both languages.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::domain::dataset::{Attribute, BLANK, Customers, Dataset, Exits, FileTable, Filter, Purchases, Rows};
use crate::domain::dictionary::Dictionary;
use crate::domain::format::Plain;
use crate::domain::intake::{Progress, Unpaced, block_on_ready};
use crate::domain::language::Language;
use crate::indicators::page::{Input, Plot};
use crate::indicators::reference::{self, Sheet, close, money};
use crate::indicators::rfm::RfmParams;
use crate::indicators::{Answer, Missing, Question, Results, Settings, Shown, registry};

// The estimate and the test, against figures

/// The rows of a set, by the value of one of its columns; all under the empty text where there is none.
fn life_tables(path: &str, time: &str, event: &str, group: Option<&str>) -> Vec<(String, LifeTable)> {
    let sheet = Sheet::read(path);
    let (time, event) = (sheet.column(time), sheet.column(event));
    let group = group.map(|group| sheet.column(group));
    let mut tables = std::collections::BTreeMap::<String, LifeTable>::new();
    for row in &sheet.rows {
        let name = group.map_or_else(String::new, |group| row[group].clone());
        let time = Time::new(row[time].parse().unwrap()).unwrap();
        tables.entry(name).or_default().add(time, matches!(row[event].as_str(), "1" | "1.0"));
    }
    tables.into_iter().collect()
}

fn curve(table: &LifeTable) -> KaplanMeier {
    table.kaplan_meier(Level::DEFAULT)
}

fn table(rows: &[(f64, bool)]) -> LifeTable {
    let mut table = LifeTable::default();
    rows.iter().for_each(|(time, left)| table.add(Time::new(*time).unwrap(), *left));
    table
}

fn compare(tables: &[(String, LifeTable)]) -> LogRank {
    log_rank(&tables.iter().map(|(_, table)| table).collect::<Vec<_>>()).unwrap()
}

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

#[test]
fn the_textbook_example_is_met() {
    // Freireich et al. (1963) as in every textbook: 6-MP of 21 patients with leukaemia.
    let tables = life_tables("km_textbook/freireich_6mp.csv", "weeks", "relapse", Some("group"));
    let found = curve(&tables[0].1);
    assert_eq!((tables[0].0.as_str(), found.n, found.events), ("6-MP", 21, 9));
    assert_eq!(found.times, [6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0]);
    assert_eq!(found.at_risk, [21, 17, 15, 12, 11, 7, 6]);
    for (found, expected) in found.survival.iter().zip([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]) {
        near(*found, expected, 5e-5);
    }
    near(found.standard_error[0].unwrap(), 0.0764, 5e-5);
    assert_eq!((found.median, found.until), (Some(23.0), 35.0));
    near(compare(&tables).statistic, 16.7929, 5e-5);
}

/// Every time the truth gives, and the median.
fn meets(table: &LifeTable, truth: &Value) {
    let found = curve(table);
    assert_eq!((json!(found.n), json!(found.events)), (truth["n"].clone(), truth["events"].clone()));
    assert_eq!(json!(found.median), truth["median"], "median");
    for (time, expected) in truth["at"].as_object().unwrap() {
        let time: f64 = time.parse().unwrap();
        let share = found.at(time);
        close(share.survival, &expected["S"]);
        assert_eq!(json!(table.at_risk(time)), expected["at_risk"], "at risk at {time}");
        let step = found.times.iter().rposition(|at| *at <= time);
        if let Some(step) = step.filter(|_| expected["greenwood_se"].is_number()) {
            close(found.standard_error[step].unwrap(), &expected["greenwood_se"]);
            close(found.low[step], &expected["ci95_loglog"][0]);
            close(found.high[step], &expected["ci95_loglog"][1]);
        }
    }
}

#[test]
fn shares_errors_and_intervals_equal_those_of_lifelines() {
    let truth = reference::truth("km_textbook");
    for (set, path, [time, event]) in [
        ("waltons", "km_textbook/waltons.csv", ["T", "E"]),
        ("freireich", "km_textbook/freireich_6mp.csv", ["weeks", "relapse"]),
    ] {
        let truth = &truth[set];
        meets(&life_tables(path, time, event, None)[0].1, &truth["km"]["value"]);
        let groups = life_tables(path, time, event, Some("group"));
        assert_eq!(groups.len(), 2);
        for (name, table) in &groups {
            meets(table, &truth["km_by_group"]["value"][name]);
        }
        let (found, expected) = (compare(&groups), &truth["logrank_group"]["value"]);
        close(found.statistic, &expected["chi2"]);
        close(found.p, &expected["p"]);
        assert_eq!(json!(found.degrees), expected["df"]);
    }
}

#[test]
fn lung_cancer_by_sex_equals_lifelines_and_the_reference_figures() {
    let truth = reference::truth("survival_lifelines");
    let all = &life_tables("survival_lifelines/lung.csv", "time", "event", None)[0].1;
    let by_sex = life_tables("survival_lifelines/lung.csv", "time", "event", Some("sex"));
    let named = by_sex.iter().map(|(sex, table)| (format!("sex={sex}"), table));
    for (name, table) in named.chain([("all".into(), all)]) {
        let (found, truth) = (curve(table), &truth["lung_km"]["value"][&name]);
        let ends = [found.median, found.median_low, found.median_high];
        for (found, name) in ends.into_iter().zip(["median", "median_low", "median_high"]) {
            close(found.unwrap(), &truth[name]);
        }
        for (column, name) in [(&found.times, "times"), (&found.survival, "survival"), (&found.low, "low"), (&found.high, "high")] {
            truth[name].as_array().unwrap().iter().zip(column).for_each(|(expected, found)| close(*found, expected));
        }
        let at_risk = truth["at_risk"].as_array().unwrap();
        assert!(at_risk.iter().zip(&found.at_risk).all(|(expected, found)| *expected == json!(found)), "{name}");
    }
    let [men, women] = [&by_sex[0].1, &by_sex[1].1].map(curve);
    assert_eq!((men.median, men.median_low, men.median_high), (Some(270.0), Some(210.0), Some(306.0)));
    assert_eq!((women.median, women.median_low, women.median_high), (Some(426.0), Some(345.0), Some(524.0)));
    let all = curve(all);
    near(all.at(100.0).survival, 0.863_969, 5e-7);
    near(all.at(365.0).survival, 0.409_242, 5e-7);
    let test = compare(&by_sex);
    near(test.statistic, 10.326_742, 5e-7);
    close(test.p, &truth["lung_log_rank_sex"]["value"]["p"]);
}

#[test]
fn more_than_two_groups_are_compared_at_once() {
    // lung by ph.ecog without the patient whose is missing and the one of 3 (a group of one): lifelines 0.30.3,
    // multivariate_logrank_test.
    let mut groups = life_tables("survival_lifelines/lung.csv", "time", "event", Some("ph.ecog"));
    groups.retain(|(ecog, _)| ["0.0", "1.0", "2.0"].contains(&ecog.as_str()));
    let found = compare(&groups);
    near(found.statistic, 18.012_096_694_698, 1e-6);
    near(found.p, 0.000_122_665_631_501, 1e-12);
    assert_eq!(found.degrees, 2);
    // The order of groups does not matter, and a group that nobody could leave adds nothing.
    groups.reverse();
    groups.push(("empty".into(), LifeTable::default()));
    groups.push(("never followed".into(), table(&[(0.0, false), (0.0, false)])));
    let again = compare(&groups);
    near(again.statistic, found.statistic, 1e-9);
    assert_eq!(again.degrees, 2);
}

// Degenerate cases

#[test]
fn nobody() {
    let found = curve(&LifeTable::default());
    assert_eq!((found.n, found.events, found.median, found.times.len()), (0, 0, None, 0));
    assert_eq!(found.at(5.0), Share { survival: 1.0, interval: None });
    assert_eq!(log_rank(&[]), None);
}

#[test]
fn one_customer() {
    let left = curve(&table(&[(5.0, true)]));
    assert_eq!((left.times, left.survival, left.at_risk), (vec![5.0], vec![0.0], vec![1]));
    assert_eq!((left.median, left.median_low, left.median_high), (Some(5.0), None, None), "one says nothing of others");
    assert_eq!((left.low, left.high, left.standard_error), (vec![0.0], vec![0.0], vec![None]));
    let stayed = curve(&table(&[(5.0, false)]));
    assert_eq!((stayed.n, stayed.events, stayed.median, stayed.last_share), (1, 0, None, 1.0));
}

#[test]
fn all_are_still_there() {
    let stayed = table(&[(1.0, false), (2.0, false), (2.0, false)]);
    let found = curve(&stayed);
    assert_eq!((found.median, found.times.len(), found.last_share, found.until), (None, 0, 1.0, 2.0));
    assert_eq!(log_rank(&[&stayed, &stayed]), None, "nobody left, so nothing differs");
}

#[test]
fn all_leave_at_one_time() {
    let together = table(&[(3.0, true); 4]);
    let found = curve(&together);
    assert_eq!((found.survival, found.median, found.median_high), (vec![0.0], Some(3.0), None));
    assert_eq!(log_rank(&[&together, &together]), None, "no variance: the test has nothing to go by");
}

#[test]
fn who_is_lost_from_sight_at_a_time_was_still_followed_then() {
    let found = curve(&table(&[(2.0, true), (2.0, false), (2.0, true), (4.0, true), (5.0, false)]));
    assert_eq!((found.times, found.at_risk), (vec![2.0, 4.0], vec![5, 2]));
    near(found.survival[0], 0.6, 1e-12);
    near(found.survival[1], 0.3, 1e-12);
    assert_eq!((found.median, found.events), (Some(4.0), 3));
}

#[test]
fn half_is_reached_exactly() {
    // 6/7 x 5/6 x ... x 1/2 x ... rounds; 5 of 10 left is one half all the same.
    for n in 1..40_u32 {
        let rows: Vec<(f64, bool)> = (1..=2 * n).map(|time| (f64::from(time), true)).collect();
        assert_eq!(curve(&table(&rows)).median, Some(f64::from(n)), "of {}", 2 * n);
    }
}

#[test]
fn a_time_of_zero_counts() {
    let found = curve(&table(&[(0.0, true), (0.0, false), (-0.0, true), (7.0, true)]));
    assert_eq!((found.times.clone(), found.at_risk.clone()), (vec![0.0, 7.0], vec![4, 1]));
    near(found.at(0.0).survival, 0.5, 1e-12);
    assert!([f64::NAN, f64::INFINITY, -1.0].into_iter().all(|time| Time::new(time).is_none()));
}

#[test]
fn intervals_stay_within_bounds_and_widen_with_the_level() {
    let rows: Vec<(f64, bool)> = (0..200).map(|row| (f64::from(row % 37), row % 3 != 0)).collect();
    let all = table(&rows);
    let (narrow, wide) = (all.kaplan_meier(Level::try_from(0.8).unwrap()), all.kaplan_meier(Level::try_from(0.99).unwrap()));
    for step in 0..narrow.times.len() {
        let (low, high) = (wide.low[step], wide.high[step]);
        assert!(0.0 <= low && low <= narrow.low[step] && narrow.low[step] <= narrow.survival[step]);
        assert!(narrow.survival[step] <= narrow.high[step] && narrow.high[step] <= high && high <= 1.0);
    }
}

// From tables to times

fn column(name: &str, values: &[&str]) -> Attribute {
    let mut dictionary = Dictionary::new();
    let codes = values.iter().map(|text| if text.is_empty() { BLANK } else { dictionary.intern(text) }).collect();
    Attribute { name: name.into(), values: Arc::new(dictionary), codes }
}

fn ids(names: &[&str]) -> (Arc<Dictionary>, Vec<u32>) {
    let mut customers = Dictionary::new();
    let codes = names.iter().map(|id| customers.intern(id)).collect();
    (Arc::new(customers), codes)
}

/// A customers table: id, since (empty for not known), and further columns.
fn customers(rows: &[(&str, &str)], attributes: Vec<Attribute>) -> FileTable {
    let (customers, customer) = ids(&rows.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let since = rows.iter().map(|(_, since)| since.parse().ok()).collect();
    FileTable { customers, rows: Rows::Customers(Arc::new(Customers { customer, since, attributes, ..Customers::default() })) }
}

/// Customer and day; a day after `-` is that of a return.
fn purchases(rows: &[(&str, &str)]) -> FileTable {
    let (customers, _) = ids(&rows.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let lines = rows.iter().map(|(id, day)| match day.strip_prefix('-') {
        Some(day) => (*id, None, day, -money("1")),
        None => (*id, None, *day, money("1")),
    });
    let table: Purchases = reference::purchases(lines);
    FileTable { customers, rows: Rows::Purchases(Arc::new(table)) }
}

fn exits(rows: &[(&str, &str)]) -> FileTable {
    let (customers, customer) = ids(&rows.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let day = rows.iter().map(|(_, day)| day.parse().unwrap()).collect();
    FileTable { customers, rows: Rows::Exits(Arc::new(Exits { customer, day, ..Exits::default() })) }
}

fn view(files: &[FileTable], filter: &Filter) -> View {
    let all = Arc::new(Dataset::build(files).0);
    let rfm = RfmParams::default().check().unwrap();
    block_on_ready(View::new(1, &all, filter, &rfm, None, &mut Unpaced)).unwrap()
}

fn found(files: &[FileTable], params: SurvivalParams) -> Option<Survival> {
    let view = view(files, &Filter::default());
    block_on_ready(survival(&view, &params.check().unwrap(), &mut Unpaced)).unwrap()
}

/// Times and who left, one row each, in order.
fn times(files: &[FileTable], params: SurvivalParams) -> Vec<(f64, bool)> {
    let view = view(files, &Filter::default());
    let event = subjects::available(&view.dataset)[0];
    let params = params.check().unwrap();
    let event = params.event.event().unwrap_or(event);
    let followed = block_on_ready(subjects::follow(&view.dataset, event, params.silent_days, &mut Unpaced)).unwrap();
    followed.subjects.iter().map(|subject| (subject.time.get(), subject.left)).collect()
}

fn asked(event: Asked) -> SurvivalParams {
    SurvivalParams { event, ..SurvivalParams::default() }
}

fn contracts() -> FileTable {
    let rows = ["a", "b", "c", "d", "e", "f"].map(|id| (id, ""));
    let attributes = vec![
        column("Tenure", &["1", "34", "2.5", "", "-4", "0"]),
        column("Churn", &["Yes", "no", "1", "Yes", "No", "No"]),
        column("Contract", &["monthly", "yearly", "monthly", "yearly", "yearly", ""]),
    ];
    customers(&rows, attributes)
}

#[test]
fn contracts_say_times_themselves() {
    assert_eq!(times(&[contracts()], SurvivalParams::default()), [(1.0, true), (34.0, false), (2.5, true), (0.0, false)]);
    let found = found(&[contracts()], SurvivalParams::default()).unwrap();
    assert_eq!((found.event, found.unit, found.n, found.events), (Event::Contracts, TimeUnit::Months, 4, 2));
    assert_eq!(found.passed_over, PassedOver { no_time: 2, ..PassedOver::default() });
    assert_eq!((found.groups.len(), found.groups[0].name.as_str(), found.log_rank), (1, "all", None));
    assert_eq!(found.offered.attributes, ["Contract"], "nothing is compared by what says who left");
}

#[test]
fn exits_end_what_a_purchase_or_the_day_since_when_began() {
    let bought = purchases(&[
        ("ann", "2024-01-10"),
        ("ann", "2024-03-01"),
        ("bob", "2024-02-01"),
        ("cid", "-2024-02-01"),
        ("eve", "2024-06-30"),
    ]);
    // Ann leaves twice: the first exit counts. Bob's first is of an earlier life. Dan never bought, but is listed.
    let left = exits(&[
        ("ann", "2024-04-09"),
        ("ann", "2024-05-01"),
        ("bob", "2023-12-01"),
        ("dan", "2024-01-31"),
        ("eve", "2024-06-30"),
    ]);
    let listed = customers(&[("bob", "2024-01-01"), ("dan", "2024-01-01"), ("fay", "2024-07-15")], Vec::new());
    let files = [bought, left, listed];
    // In the order of ids: ann 10 January to 9 April, bob 1 January to the end on 30 June, eve on one day, dan 30 days.
    assert_eq!(times(&files, SurvivalParams::default()), [(90.0, true), (181.0, false), (0.0, true), (30.0, true)]);
    let found = found(&files, SurvivalParams::default()).unwrap();
    assert_eq!((found.event, found.unit, found.n), (Event::Exits, TimeUnit::Days, 4));
    // Cid only brought something back; fay begins after the end.
    assert_eq!(found.passed_over, PassedOver { no_start: 1, no_time: 1, other_exits: 2, ..PassedOver::default() });
    let period = found.provenance.period.unwrap();
    assert_eq!((period.from.to_string(), period.to.to_string()), ("2024-01-01".into(), "2024-06-30".into()));
}

#[test]
fn silence_stands_for_leaving_where_nobody_says_who_left() {
    let files = [purchases(&[
        ("ann", "2024-01-01"),
        ("ann", "2024-01-31"),
        ("bob", "2024-01-01"),
        ("cid", "2024-01-01"),
        ("cid", "2024-12-31"),
        ("cid", "-2025-01-01"),
        ("dan", "2024-11-01"),
        ("eve", "2024-09-22"),
    ])];
    // Seen until 100 days before 1 January 2025, 23 September. Ann is silent after 30 days, bob at once; cid goes on
    // buying; dan began too late; eve was silent for 101 days.
    let params = SurvivalParams { silent_days: 100, ..SurvivalParams::default() };
    assert_eq!(times(&files, params.clone()), [(30.0, true), (0.0, true), (266.0, false), (0.0, true)]);
    let hundred = found(&files, params.clone()).unwrap();
    assert_eq!((hundred.event, hundred.silent_days), (Event::Silence, Some(100)));
    assert_eq!(hundred.passed_over, PassedOver { too_recent: 1, ..PassedOver::default() });
    // 101 days of silence are not more than 101.
    let longer = SurvivalParams { silent_days: 101, ..params };
    assert_eq!(times(&files, longer)[3], (0.0, false));
    let longest = found(&files, SurvivalParams { silent_days: 3_650, ..SurvivalParams::default() }).unwrap();
    assert_eq!((longest.n, longest.passed_over.too_recent, longest.median), (0, 5, None));
}

#[test]
fn what_is_used_is_the_best_known_or_what_is_asked_for() {
    let bought = || purchases(&[("a", "2023-01-01"), ("a", "2024-01-01"), ("b", "2023-02-01")]);
    let left = || exits(&[("a", "2024-01-02")]);
    let used = |files: &[FileTable], event| found(files, asked(event)).map(|found| found.event);
    let all = [contracts(), bought(), left()];
    assert_eq!(used(&all, Asked::Auto), Some(Event::Contracts));
    assert_eq!(used(&all, Asked::Exits), Some(Event::Exits));
    assert_eq!(used(&all, Asked::Silence), Some(Event::Silence));
    assert_eq!(used(&[bought(), left()], Asked::Contracts), Some(Event::Exits), "the best there is takes its place");
    assert_eq!(used(&[bought()], Asked::Auto), Some(Event::Silence));
    assert_eq!(used(&[left()], Asked::Auto), None, "exits alone do not say when anything began");
    assert_eq!(used(&[customers(&[("a", "2023-01-01")], Vec::new())], Asked::Auto), None);
    assert_eq!(used(&[customers(&[("a", "2023-01-01")], Vec::new()), left()], Asked::Auto), Some(Event::Exits));
    assert_eq!(used(&[], Asked::Auto), None);
}

// Groups

#[test]
fn groups_are_the_values_of_an_attribute_with_the_blank_one() {
    let by = |by: &str| {
        found(&[contracts()], SurvivalParams { by: Some(by.into()), ..SurvivalParams::default() }).unwrap()
    };
    let found = by("Contract");
    let groups: Vec<_> = found.groups.iter().map(|group| (group.name.as_str(), group.curve.n, group.curve.events)).collect();
    assert_eq!(groups, [("monthly", 2, 2), ("", 1, 0), ("yearly", 1, 0)]);
    assert_eq!((found.n, found.by.as_deref()), (4, Some("Contract")));
    assert_eq!(found.log_rank.unwrap().degrees, 1, "the blank one was never followed beyond 0, so cannot be left");
    let unknown = by("Colour");
    assert_eq!((unknown.by, unknown.groups.len(), unknown.offered.unknown.as_deref()), (None, 1, Some("Colour")));
}

#[test]
fn the_largest_groups_are_compared_and_the_others_counted() {
    let rows: Vec<String> = (0..120).map(|row| row.to_string()).collect();
    // Town k has 15 - k customers: towns 0 to 14 make 120.
    let towns: Vec<String> = (0..15_usize).flat_map(|town| vec![format!("T{town:02}"); 15 - town]).collect();
    let text = |values: &[String]| values.iter().map(String::as_str).collect::<Vec<_>>().join(",");
    let (rows, towns) = (text(&rows), text(&towns));
    let ids: Vec<(&str, &str)> = rows.split(',').map(|id| (id, "")).collect();
    let towns: Vec<&str> = towns.split(',').collect();
    let tenure: Vec<&str> = rows.split(',').collect();
    let left: Vec<&str> = (0..120).map(|row| if row % 2 == 0 { "yes" } else { "no" }).collect();
    let file = customers(&ids, vec![column("tenure", &tenure), column("left", &left), column("town", &towns)]);
    let found = found(&[file], SurvivalParams { by: Some("town".into()), ..SurvivalParams::default() }).unwrap();
    assert_eq!(found.groups.len(), MOST);
    assert_eq!(found.groups.iter().map(|group| group.curve.n).collect::<Vec<_>>(), [15, 14, 13, 12, 11, 10, 9, 8]);
    assert_eq!((found.more_groups, found.more_customers, found.n), (7, 28, 120));
    assert_eq!(found.log_rank.unwrap().degrees, MOST - 1);
}

#[test]
fn round_times_reach_to_the_end() {
    assert_eq!(groups::moments(72.0, TimeUnit::Months), [0, 12, 24, 36, 48, 60, 72]);
    assert_eq!(groups::moments(1_022.0, TimeUnit::Days), [0, 180, 360, 540, 720, 900]);
    assert_eq!(groups::moments(0.0, TimeUnit::Days), [0]);
    assert_eq!(groups::moments(0.8, TimeUnit::Years), [0]);
    for until in [1.0, 6.0, 7.9, 8.0, 50.0, 1e4, 1e9, 1e300] {
        for unit in [TimeUnit::Days, TimeUnit::Weeks, TimeUnit::Months, TimeUnit::Years] {
            let moments = groups::moments(until, unit);
            assert!((1..=8).contains(&moments.len()) && moments.is_sorted(), "{until}: {moments:?}");
        }
    }
}

// The page and the document

/// Customers of three contracts: monthly ones leave early, the others late if at all.
fn three_contracts() -> FileTable {
    let rows: Vec<String> = (0..300).map(|row| format!("c{row}")).collect();
    let ids: Vec<(&str, &str)> = rows.iter().map(|id| (id.as_str(), "")).collect();
    let tenure: Vec<String> = (0..300).map(|row| (row % 3 * 20 + row / 3 % 13 + 1).to_string()).collect();
    let tenure: Vec<&str> = tenure.iter().map(String::as_str).collect();
    let contract: Vec<&str> = (0..300).map(|row| ["Month-to-month", "One year", "Two year"][row % 3]).collect();
    let left: Vec<&str> = (0..300).map(|row| if row % 3 == 0 || row % 7 == 0 { "Yes" } else { "No" }).collect();
    let branch: Vec<&str> = (0..300).map(|row| ["North", "South"][row / 3 % 2]).collect();
    customers(&ids, vec![column("tenure", &tenure), column("left", &left), column("Contract", &contract), column("branch", &branch)])
}

fn settings(own: Value) -> Settings {
    let mut settings = Settings::default();
    settings.own.insert(ID.into(), own.as_object().unwrap().clone());
    settings
}

/// The page and the document, through the list of indicators as everybody asks for them.
fn asked_for(files: &[FileTable], filter: &Filter, own: Value, language: Language) -> (Shown, Option<Value>) {
    let (view, settings, results) = (view(files, filter), settings(own), Results::default());
    let question = Question { view: &view, settings: &settings, results: &results, say: Say::new(language, &Plain(language)) };
    let Answer { shown, .. } = block_on_ready(registry::page(ID, question, &mut Unpaced)).unwrap().unwrap();
    let document = block_on_ready(registry::document(ID, question, &mut Unpaced)).unwrap();
    (shown.unwrap(), document.unwrap())
}

fn page(files: &[FileTable], own: Value, language: Language) -> (Page, Value) {
    match asked_for(files, &Filter::default(), own, language) {
        (Shown::Page(page), Some(document)) => (*page, document),
        other => panic!("no page: {other:?}"),
    }
}

/// A figure's value in the document: objects by key, a list's members by their name.
fn resolve<'a>(document: &'a Value, name: &str) -> Option<&'a Value> {
    if name.is_empty() {
        return Some(document);
    }
    match document {
        Value::Object(object) => object.iter().find_map(|(key, value)| {
            let rest = name.strip_prefix(key.as_str())?;
            if rest.is_empty() { Some(value) } else { resolve(value, rest.strip_prefix('.')?) }
        }),
        Value::Array(list) => list.iter().find_map(|value| {
            let rest = name.strip_prefix(value.get("name")?.as_str()?)?;
            resolve(value, rest.strip_prefix('.')?)
        }),
        _ => None,
    }
}

fn every_figure_resolves(page: &Page, document: &Value) {
    let figures = page.figures();
    assert!(!figures.is_empty());
    for figure in figures {
        let name = figure.name.strip_prefix("survival.").unwrap();
        let value = resolve(document, name).unwrap_or_else(|| panic!("{name} is not in the document"));
        assert_eq!(value.as_f64(), figure.value.parse().ok(), "{name}");
        assert!(figure.origin < page.origins.len());
    }
}

#[test]
fn the_page_says_when_half_are_gone_or_how_many_are_still_there() {
    let files = [three_contracts()];
    let (en, document) = page(&files, json!({}), Language::English);
    assert_eq!(en.headline, "Half of the customers are gone after 44 months; 34.9% are still there after 53 months.");
    every_figure_resolves(&en, &document);
    let (zh, _) = page(&files, json!({}), Language::Chinese);
    assert_eq!(zh.headline, "半数客户在 44 个月后流失；53 个月后仍有 34.9% 的客户。");
    let stay = customers(&[("a", ""), ("b", "")], vec![column("tenure", &["3", "5"]), column("left", &["no", "no"])]);
    let (en, _) = page(&[stay], json!({}), Language::English);
    assert_eq!(en.headline, "None of 2 customers has left; they were followed for up to 5 months.");
    let once = [purchases(&[("a", "2023-01-01"), ("b", "2023-01-05"), ("c", "2023-01-05"), ("c", "2024-01-01")])];
    let (en, document) = page(&once, json!({}), Language::English);
    assert_eq!(en.headline, "Half of the customers bought on one day only; 33.3% are still there after 181 days.");
    every_figure_resolves(&en, &document);
}

#[test]
fn groups_are_compared_in_words_and_figures() {
    let files = [three_contracts()];
    let (en, document) = page(&files, json!({"by": "Contract"}), Language::English);
    assert_eq!(en.headline, "After 12 months, 100% of One year are still there, but 7% of Month-to-month.");
    every_figure_resolves(&en, &document);
    let markdown = en.to_markdown();
    assert!(markdown.contains("p < 0.001") || markdown.contains("p \\< 0.001"), "{markdown}");
    let Plot::Curves(curves) = &en.charts()[0].plot else { panic!("curves") };
    assert_eq!(curves.curves.iter().map(|curve| curve.name.as_str()).collect::<Vec<_>>(), ["Month-to-month", "One year", "Two year"]);
    let (zh, _) = page(&files, json!({"by": "Contract"}), Language::Chinese);
    assert_eq!(zh.headline, "12 个月后，“One year”仍有 100% 的客户，“Month-to-month”为 7%。");
    // North and South leave alike.
    let (en, document) = page(&files, json!({"by": "branch"}), Language::English);
    assert!(en.headline.ends_with("The groups do not differ by more than chance."), "{}", en.headline);
    assert!(document["log_rank"]["p"].as_f64().unwrap() > 0.05);
    let by = en.sections[0].controls.iter().find(|control| control.parameter == "by").unwrap();
    let Input::Choice { options, chosen } = &by.input else { panic!("a choice") };
    assert_eq!(options.iter().map(|option| option.value.clone()).collect::<Vec<_>>(), [json!(null), json!("Contract"), json!("branch")]);
    assert_eq!((*chosen, by.name.as_str()), (2, "survival-by"));
}

#[test]
fn the_document_has_the_names_scripts_rely_on() {
    let (_, document) = page(&[three_contracts()], json!({"by": "Contract"}), Language::English);
    for name in ["n", "events", "by", "groups", "log_rank", "event", "unit", "provenance"] {
        assert!(document.get(name).is_some(), "{name}");
    }
    let group = &document["groups"][0];
    for name in ["name", "n", "events", "median", "median_low", "median_high", "times", "survival", "low", "high", "at_risk"] {
        assert!(group.get(name).is_some(), "{name}");
    }
    let steps = group["times"].as_array().unwrap().len();
    assert!(["survival", "low", "high", "at_risk"].into_iter().all(|name| group[name].as_array().unwrap().len() == steps));
    for name in ["statistic", "degrees", "p"] {
        assert!(document["log_rank"][name].is_number(), "{name}");
    }
    assert_eq!((&document["event"], &document["unit"], &document["by"]), (&json!("contracts"), &json!("months"), &json!("Contract")));
    let (_, alone) = page(&[three_contracts()], json!({}), Language::English);
    assert_eq!((&alone["groups"][0]["name"], &alone["by"], &alone["log_rank"]), (&json!("all"), &json!(null), &json!(null)));
}

#[test]
fn few_who_left_and_what_was_not_used_are_told() {
    let (en, _) = page(&[contracts()], json!({"event": "exits", "by": "Colour"}), Language::English);
    let notes: Vec<&str> = en.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(
        notes,
        [
            "What was chosen as leaving is not in these files; the best that is known was used instead.",
            "The customers table has no column “Colour” to compare by.",
            "Only 2 customers left: read times and shares with care, and the test too.",
        ]
    );
    assert!(en.origins.iter().all(|origin| origin.left_out == "2 customers left out: no usable time, or not known whether they left"));
    let none = [purchases(&[("a", "2024-01-01")])];
    let (en, document) = page(&none, json!({"silent_days": 400}), Language::English);
    assert_eq!((en.headline.as_str(), &document["n"]), ("Nobody can be followed yet", &json!(0)));
    assert!(en.sections[0].controls.iter().any(|control| control.parameter == "silent_days"), "it can be changed here");
}

#[test]
fn what_the_filter_holds_back_is_told_with_every_figure() {
    let filter: Filter = "a.branch=North".parse().unwrap();
    let (shown, document) = asked_for(&[three_contracts()], &filter, json!({"by": "Contract"}), Language::English);
    let Shown::Page(page) = shown else { panic!("a page") };
    assert!(page.origins.iter().all(|origin| origin.left_out == "150 – held back by the filter"), "{:?}", page.origins);
    let document = document.unwrap();
    for group in document["groups"].as_array().unwrap() {
        assert_eq!(group["provenance"]["left_out"], json!([{"reason": "filtered", "count": 150}]));
    }
    let nobody: Filter = "a.branch=West".parse().unwrap();
    let (shown, document) = asked_for(&[three_contracts()], &nobody, json!({}), Language::English);
    assert!(matches!(shown, Shown::Missing(Missing { file: false, .. })) && document.is_none());
    let files = [purchases(&[("a", "2023-01-01"), ("a", "2024-06-01"), ("b", "2024-01-01")])];
    let since: Filter = "from=2023-06-01".parse().unwrap();
    let (shown, document) = asked_for(&files, &since, json!({"silent_days": 30}), Language::English);
    let Shown::Page(page) = shown else { panic!("a page") };
    assert!(page.notes[0].text.starts_with("A period is chosen") && document.unwrap()["within_period"] == json!(true));
}

#[test]
fn without_tables_the_page_says_which_it_needs() {
    let (shown, document) = asked_for(&[], &Filter::default(), json!({}), Language::English);
    let Shown::Missing(missing) = shown else { panic!("nothing") };
    assert!(missing.file && missing.headline.starts_with("See how long") && missing.text.contains("purchases"));
    assert!(document.is_none());
}

#[test]
fn parameters_that_make_no_sense_are_refused() {
    let mut settings = Settings::default();
    let say = Say::new(Language::Chinese, &Plain(Language::Chinese));
    let mut set = |name: &str, value: Value| registry::set::<Unpaced>(&mut settings, ID, name, value, &say);
    for good in [("silent_days", json!(90)), ("by", json!("Contract")), ("event", json!("exits")), ("tenure_unit", json!("days"))] {
        set(good.0, good.1).unwrap();
    }
    for bad in [("silent_days", json!(0)), ("silent_days", json!(3_651)), ("event", json!("moved")), ("by", json!(7)), ("level", json!(0.9))] {
        assert!(set(bad.0, bad.1.clone()).is_err(), "{bad:?}");
    }
    assert_eq!(show::explain(&SurvivalError::SilentDays(0), &say), "无法以 0 天判断沉默：请选择 1 至 3650");
    assert!(SurvivalParams { level: 1.0, ..SurvivalParams::default() }.check().is_err());
    assert_eq!(serde_json::to_value(SurvivalError::SilentDays(0)).unwrap(), json!({"silent_days": 0}));
}

#[test]
fn it_can_be_stopped() {
    struct Never;
    impl Pace for Never {
        async fn breathe(&mut self, _: Progress) -> Result<(), Cancelled> {
            Err(Cancelled)
        }
    }
    let view = view(&[three_contracts()], &Filter::default());
    let params = SurvivalParams::default().check().unwrap();
    assert_eq!(block_on_ready(survival(&view, &params, &mut Never)), Err(Cancelled));
}

#[test]
fn the_overview_is_offered_what_somebody_says() {
    let say = Say::new(Language::English, &Plain(Language::English));
    let offered = |files: &[FileTable]| show::offer(&found(files, SurvivalParams::default()).unwrap(), &say);
    let page = offered(&[three_contracts()]).unwrap();
    assert_eq!(page.figures()[0].name, "survival.median");
    assert!(offered(&[purchases(&[("a", "2023-01-01"), ("b", "2024-01-01")])]).is_none(), "silence says nobody left");
}
