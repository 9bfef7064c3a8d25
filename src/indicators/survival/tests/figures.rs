//! The estimate and the test, against figures; degenerate cases.

use super::*;

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
    for (time, left) in rows {
        table.add(Time::new(*time).unwrap(), *left);
    }
    table
}

fn compare(tables: &[(String, LifeTable)]) -> LogRank {
    log_rank(&tables.iter().map(|(_, table)| table).collect::<Vec<_>>()).unwrap()
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
        for (column, name) in
            [(&found.times, "times"), (&found.survival, "survival"), (&found.low, "low"), (&found.high, "high")]
        {
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
    // lifelines 0.30.3, logrank_test with weightings="wilcoxon".
    let early = wilcoxon(&by_sex.iter().map(|(_, table)| table).collect::<Vec<_>>()).unwrap();
    near(early.statistic, 12.472_135, 5e-7);
    near(early.p, 0.000_413_067_632_019, 1e-12);
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
    let early = wilcoxon(&groups.iter().map(|(_, table)| table).collect::<Vec<_>>()).unwrap();
    near(early.statistic, 20.530_719_459_218, 1e-6);
    near(early.p, 0.000_034_818_568_719, 1e-12);
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
    let (narrow, wide) =
        (all.kaplan_meier(Level::try_from(0.8).unwrap()), all.kaplan_meier(Level::try_from(0.99).unwrap()));
    for step in 0..narrow.times.len() {
        let (low, high) = (wide.low[step], wide.high[step]);
        assert!(0.0 <= low && low <= narrow.low[step] && narrow.low[step] <= narrow.survival[step]);
        assert!(narrow.survival[step] <= narrow.high[step] && narrow.high[step] <= high && high <= 1.0);
    }
}
