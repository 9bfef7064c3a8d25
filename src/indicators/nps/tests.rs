//! Net Promoter Score against published figures and the truth of the airport survey.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::calendar::PeriodLength;
use crate::domain::dataset::{Answers, Attribute, BLANK};
use crate::domain::interval::Level;
use crate::domain::net_promoter::{Estimate, Verdict, difference};
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::scale::Answered;
use crate::domain::score::Score;
use crate::indicators::nps::{CheckedNps, Nps, NpsGroup, NpsParams, extremes, nps, nps_by, nps_by_period};
use crate::indicators::reference::{Sheet, close, truth};

fn defaults() -> CheckedNps {
    NpsParams::default().check().unwrap()
}

fn answers(scores: impl IntoIterator<Item = Option<i64>>) -> Answers {
    let numbers: Vec<_> = scores.into_iter().collect();
    let score: Vec<_> = numbers.iter().map(|score| score.and_then(|score| Score::try_from(score).ok())).collect();
    let answered = vec![Answered::of(numbers.into_iter().flatten().filter_map(|number| number.try_into().ok()))];
    Answers { customer: vec![BLANK; score.len()], day: vec![None; score.len()], score, answered, ..Answers::default() }
}

/// So many detractors, passives and promoters.
fn groups(detractors: usize, passives: usize, promoters: usize) -> Answers {
    let of = |score, count| std::iter::repeat_n(Some(score), count);
    answers(of(3, detractors).chain(of(7, passives)).chain(of(10, promoters)))
}

fn score(detractors: usize, passives: usize, promoters: usize) -> Estimate {
    nps(&groups(detractors, passives, promoters), &defaults()).estimate
}

#[track_caller]
fn about(found: Option<f64>, expected: f64, tolerance: f64) {
    assert!((found.unwrap() - expected).abs() <= tolerance, "{found:?} is not {expected}");
}

#[test]
fn equals_the_figures_of_the_r_package() {
    for ((detractors, passives, promoters), net, variance, error) in [
        ((1, 2, 3), 100.0 / 3.0, 5.0 / 9.0, 0.304),
        ((1, 0, 1), 0.0, 1.0, 0.707),
        ((0, 1, 1), 50.0, 0.25, 0.354),
        ((1, 1, 1), 0.0, 2.0 / 3.0, 0.471),
    ] {
        let found = score(detractors, passives, promoters);
        about(found.score, net, 1e-9);
        // The error is that of the mean of n answers, in points.
        about(found.standard_error.map(|error| (error / 100.0).powi(2) * found.n as f64), variance, 1e-12);
        about(found.standard_error, 100.0 * error, 0.05);
    }
}

#[test]
fn equals_the_recomputed_intervals() {
    let found = score(10, 30, 60);
    about(found.score, 50.0, 1e-9);
    about(found.standard_error, 6.708, 5e-4);
    let wald = found.wald(Level::DEFAULT).unwrap();
    about(Some(wald.low), 36.85, 5e-3);
    about(Some(wald.high), 63.15, 5e-3);
    about(found.low, 35.47, 5e-3);
    about(found.high, 61.62, 5e-3);
    about(found.low.zip(found.high).map(|(low, high)| f64::midpoint(low, high)), 48.544, 5e-4);
}

#[test]
fn the_interval_is_held_within_a_hundred() {
    let all = score(0, 0, 10);
    about(all.low, 47.50, 5e-3);
    assert_eq!((all.score, all.high, all.standard_error), (Some(100.0), Some(100.0), Some(0.0)));
    let none = score(10, 0, 0);
    assert_eq!((none.score, none.low), (Some(-100.0), Some(-100.0)));
}

#[test]
fn an_interval_holds_its_score_however_few_the_answers() {
    let level = |level| NpsParams { level, ..NpsParams::default() }.check().unwrap();
    for confidence in [0.5, 0.8, 0.95, 0.99] {
        let mixes = (0..7).flat_map(|d| (0..7).flat_map(move |p| (0..7).map(move |r| (d, p, r))));
        let one_sided = (1..60).flat_map(|n| [(n, 0, 0), (0, n, 0), (0, 0, n)]);
        for (d, p, r) in mixes.filter(|mix| *mix != (0, 0, 0)).chain(one_sided) {
            let Estimate { score, low, high, .. } = nps(&groups(d, p, r), &level(confidence)).estimate;
            assert!(low <= score && score <= high, "{d} {p} {r}: {score:?} is not in {low:?} to {high:?}");
            assert!(low >= Some(-100.0) && high <= Some(100.0));
        }
    }
    // Python: the adjusted interval of one detractor begins at -98.4986, and ends at 48.4986; only what misses is moved.
    let one = score(1, 0, 0);
    assert_eq!((one.score, one.low), (Some(-100.0), Some(-100.0)));
    about(one.high, 48.498_649_420_252_02, 1e-9);
    about(score(0, 1, 0).low, -60.011_395_954_441_37, 1e-9);
    let half = nps(&groups(0, 0, 3), &level(0.5)).estimate;
    about(half.low, 30.529_158_057_932_44, 1e-9);
    assert_eq!(half.high, Some(100.0), "69.47 without the score");
}

#[test]
fn without_an_answer_there_is_no_score() {
    for table in [answers([]), answers([None, Some(11), Some(-1)])] {
        let Nps { estimate, mean, looks_unlike_nps, .. } = nps(&table, &defaults());
        assert_eq!((estimate.n, estimate.not_answers), (0, table.len()));
        assert_eq!((estimate.score, estimate.low, estimate.high, estimate.standard_error), (None, None, None, None));
        assert_eq!((estimate.wald(Level::DEFAULT), mean), (None, None));
        assert!(!estimate.small_sample && !looks_unlike_nps);
        assert!(serde_json::to_value(estimate).unwrap()["score"].is_null());
    }
}

#[test]
fn what_is_no_score_is_counted_apart() {
    let found = nps(&answers([Some(9), Some(11), None, Some(-1), Some(0)]), &defaults());
    assert_eq!((found.estimate.n, found.estimate.not_answers, found.estimate.score), (2, 3, Some(0.0)));
    assert_eq!((found.provenance.used, found.provenance.left_out[0].count), (2, 3));
}

#[test]
fn few_answers_are_marked() {
    assert!(score(1, 0, 0).small_sample && score(9, 10, 10).small_sample);
    assert!(!score(10, 10, 10).small_sample);
}

#[test]
fn a_scale_of_five_is_recognised() {
    let unlike = |scores: &[i64]| nps(&answers(scores.iter().copied().map(Some)), &defaults()).looks_unlike_nps;
    let of_five: Vec<i64> = (0..100).map(|i| 1 + i % 5).collect();
    assert!(unlike(&of_five));
    assert!(unlike(&[&of_five[..], &[6, 8, 9, 10, 10]].concat()), "a few stray answers");
    assert!(!unlike(&of_five[..19]), "too few to judge");
    assert!(!unlike(&(0..110).map(|i| i % 11).collect::<Vec<_>>()));
}

#[test]
fn the_level_widens_the_interval() {
    let at = |level| nps(&groups(10, 30, 60), &NpsParams { level, ..NpsParams::default() }.check().unwrap()).estimate;
    about(at(0.9).high.zip(at(0.9).low).map(|(high, low)| high - low), 2.0 * 1.644_853_627 * 6.672_2, 2e-3);
    assert!(at(0.99).low < at(0.95).low && at(0.95).low < at(0.9).low);
    assert!(NpsParams { level: 95.0, ..NpsParams::default() }.check().is_err());
    assert!(NpsParams { level: f64::NAN, ..NpsParams::default() }.check().is_err());
}

#[test]
fn a_difference_is_real_from_two_standard_errors_on() {
    let found = difference(&score(10, 30, 60), &score(30, 40, 30)).unwrap();
    about(Some(found.delta), 50.0, 1e-9);
    // Python, ¾, 1½ and ¾ answers added to both. Of the plain errors, 6.7082 and 7.7460, it would be 4.8795.
    about(Some(found.z), 4.795_114_637_431_091, 1e-9);
    about(Some(found.p), 1.625_818e-6, 1e-11);
    assert!(found.real_change && !found.too_few);
    let chance = difference(&score(11, 30, 59), &score(10, 30, 60)).unwrap();
    assert!(!chance.real_change && chance.delta < 0.0);
    assert_eq!(difference(&score(0, 0, 0), &score(1, 1, 1)), None);
}

#[test]
fn scores_without_spread_are_compared_by_their_adjusted_errors() {
    let same = difference(&score(0, 0, 5), &score(0, 0, 5)).unwrap();
    assert_eq!((same.delta, same.z, same.p, same.real_change), (0.0, 0.0, 1.0, false));
    assert!(!difference(&score(0, 0, 1), &score(1, 0, 0)).unwrap().real_change, "one answer against one");
    // formulas: forty answers at 45 against one detractor; its plain error of 0 would make z -12.4.
    let one = difference(&score(1, 0, 0), &score(6, 10, 24)).unwrap();
    about(Some(one.delta), -145.0, 1e-9);
    about(Some(one.z), -1.706_056_480_524_592_8, 1e-9);
    assert!(!one.real_change && one.too_few);
    assert!(difference(&score(0, 0, 40), &score(40, 0, 0)).unwrap().real_change);
}

#[test]
fn too_few_answers_is_asked_before_anything_else() {
    let verdict = |of: &Estimate, from: &Estimate| Verdict::of(difference(of, from).as_ref());
    assert_eq!(verdict(&score(0, 0, 0), &score(1, 1, 1)), Verdict::NoAnswers);
    // 29 detractors after forty answers lie eight errors apart, and are few all the same; thirty are not.
    let forty = score(6, 10, 24);
    let found = difference(&score(29, 0, 0), &forty).unwrap();
    assert!(found.z < -8.0 && found.too_few && !found.real_change);
    assert_eq!(verdict(&score(29, 0, 0), &forty), Verdict::TooFew);
    assert_eq!(verdict(&forty, &score(29, 0, 0)), Verdict::TooFew);
    assert_eq!(verdict(&score(30, 0, 0), &forty), Verdict::Lower);
    assert_eq!(verdict(&forty, &score(30, 0, 0)), Verdict::Higher);
    assert_eq!(verdict(&score(7, 10, 23), &forty), Verdict::Same);
    // How few are few is chosen.
    let certain =
        |small_sample: u32| NpsParams { small_sample: small_sample.try_into().unwrap(), ..NpsParams::default() };
    let of = |table: &Answers| nps(table, &certain(5).check().unwrap()).estimate;
    assert_eq!(verdict(&of(&groups(5, 0, 0)), &of(&groups(6, 10, 24))), Verdict::Lower);
    assert_eq!(verdict(&of(&groups(4, 0, 0)), &of(&groups(6, 10, 24))), Verdict::TooFew);
}

fn attribute(values: &[&str]) -> Attribute {
    Attribute::of_cells("branch", values.iter().copied())
}

#[test]
fn groups_come_numbers_first_and_blank_last() {
    let table = answers([Some(10), Some(0), Some(9), None, Some(7), Some(8)]);
    let found = nps_by(&table, &attribute(&["", "West", "10", "9", "East", ""]), &defaults());
    let list: Vec<_> =
        found.iter().map(|group| (group.value.as_deref(), group.estimate.n, group.estimate.score)).collect();
    assert_eq!(
        list,
        [
            (Some("9"), 0, None),
            (Some("10"), 1, Some(100.0)),
            (Some("East"), 1, Some(0.0)),
            (Some("West"), 1, Some(-100.0)),
            (None, 2, Some(50.0)),
        ]
    );
}

#[test]
fn a_group_comes_from_its_own_rows_and_their_days() {
    let mut table = answers([Some(10), Some(0), Some(9), None, Some(7), Some(8), Some(5)]);
    let days = ["2024-03-01", "2024-01-01", "2024-02-01", "2025-12-31", "2024-05-01", "", "2024-04-01"];
    table.day = days.iter().map(|day| day.parse().ok()).collect();
    let found = nps_by(&table, &attribute(&["North", "South", "North", "North", "", "East", "North"]), &defaults());
    let of = |value: Option<&str>| {
        let group = found.iter().find(|group| group.value.as_deref() == value).unwrap();
        let Provenance { indicator, period, used, left_out } = &group.provenance;
        assert_eq!(*indicator, "nps");
        let left_out: Vec<_> = left_out.iter().map(|left_out| (left_out.reason, left_out.count)).collect();
        (period.map(|period| format!("{} {}", period.from, period.to)), *used, left_out)
    };
    // The row of December 2025 is no answer: it is counted, and no day of the score's period.
    let north = Some("2024-02-01 2024-04-01".to_owned());
    assert_eq!(of(Some("North")), (north, 3, vec![(LeftOut::NotAnAnswer, 1)]));
    assert_eq!(of(Some("South")), (Some("2024-01-01 2024-01-01".to_owned()), 1, vec![]));
    assert_eq!(of(Some("East")), (None, 1, vec![]), "its only answer has no day");
    assert_eq!(of(None), (Some("2024-05-01 2024-05-01".to_owned()), 1, vec![]));
    let all = nps(&table, &defaults()).provenance;
    assert_eq!(all.used, found.iter().map(|group| group.provenance.used).sum::<usize>());
}

#[test]
fn periods_follow_the_calendar_and_say_whether_the_score_moved() {
    let mut table = answers([]);
    let mut add = |day: Option<&str>, score: Option<i64>, count: usize| {
        for _ in 0..count {
            table.customer.push(BLANK);
            table.day.push(day.map(|day| day.parse().unwrap()));
            table.score.push(score.map(|score| Score::try_from(score).unwrap()));
        }
    };
    add(Some("2024-01-31"), Some(10), 40);
    add(Some("2024-01-01"), Some(6), 10);
    add(Some("2024-02-29"), Some(9), 39);
    add(Some("2024-02-01"), Some(0), 11);
    add(Some("2024-03-15"), None, 2);
    add(Some("2024-05-01"), Some(0), 30);
    add(None, Some(10), 7);
    let trend = nps_by_period(&table, PeriodLength::Month, &defaults());
    let starts: Vec<_> = trend.periods.iter().map(|period| period.start.to_string()).collect();
    assert_eq!(starts, ["2024-01-01", "2024-02-01", "2024-03-01", "2024-05-01"], "a month without rows is absent");
    assert_eq!((trend.without_day, trend.provenance.used), (7, 130));
    assert_eq!(trend.periods.iter().map(|period| period.estimate.not_answers).collect::<Vec<_>>(), [0, 0, 2, 0]);

    let change = |period: usize| trend.periods[period].change;
    assert!(change(0).is_none() && change(2).is_none());
    about(change(1).map(|change| change.difference.delta), -4.0, 1e-9);
    assert!(!change(1).unwrap().difference.real_change, "no real change");
    assert_eq!(change(3).unwrap().since.to_string(), "2024-02-01", "March has no answer to compare with");
    assert!(change(3).unwrap().difference.real_change);

    let quarters = nps_by_period(&table, PeriodLength::Quarter, &defaults()).periods;
    assert_eq!(quarters.iter().map(|period| period.estimate.n).collect::<Vec<_>>(), [100, 30]);
    let years = nps_by_period(&table, PeriodLength::Year, &defaults()).periods;
    assert_eq!((years.len(), years[0].estimate.n, years[0].end.to_string()), (1, 130, "2024-12-31".into()));
}

#[test]
fn no_day_makes_no_period() {
    let trend = nps_by_period(&groups(1, 1, 1), PeriodLength::Month, &defaults());
    assert_eq!((trend.periods.len(), trend.without_day), (0, 3));
}

/// The survey's scores: code 11 means blank there and is no score.
fn airport(sheet: &Sheet) -> Answers {
    let column = sheet.column("NETPRO");
    answers(sheet.rows.iter().map(|row| row[column].parse().ok()))
}

fn equals(found: &Estimate, expected: &Value) {
    for (count, name) in
        [(found.n, "n"), (found.promoters, "promoters"), (found.passives, "passives"), (found.detractors, "detractors")]
    {
        assert_eq!(json!(count), expected[name], "{name}");
    }
    close(found.score.unwrap(), &expected["nps"]);
    let wald = found.wald(Level::DEFAULT).unwrap();
    // The truth's intervals are worked out with z = 1.959964.
    let ends = [
        (wald.low, &expected["ci95_wald"][0]),
        (wald.high, &expected["ci95_wald"][1]),
        (found.low.unwrap(), &json!(expected["ci95_adjusted_wald"][0].as_f64().unwrap().max(-100.0))),
        (found.high.unwrap(), &json!(expected["ci95_adjusted_wald"][1].as_f64().unwrap().min(100.0))),
        (found.standard_error.unwrap(), &expected["se"]),
    ];
    for (found, expected) in ends {
        close(found, expected);
    }
}

#[test]
fn the_airport_survey_equals_the_truth() {
    let truth = &truth("sfo_2018")["nps"];
    let found = nps(&airport(&Sheet::read("sfo_2018/sfo_2018_survey.csv.gz")), &defaults());
    equals(&found.estimate, &truth["overall"]["value"]);
    close(found.mean.unwrap(), &truth["overall"]["value"]["mean"]);
    assert_eq!(json!(found.estimate.not_answers), truth["invalid"]["value"]["n"]);
    for (score, count) in truth["distribution"]["value"].as_object().unwrap() {
        assert_eq!(json!(found.distribution[score.parse::<usize>().unwrap()]), *count, "score {score}");
    }
    assert!(!found.looks_unlike_nps && found.looks_like.is_empty(), "code 11 beside zeros is no scale");
}

/// The truth's `weighted_nps` is left out: scores are not weighted here.
#[test]
fn groups_of_the_airport_survey_equal_the_truth() {
    let truth = &truth("sfo_2018")["nps"];
    let sheet = Sheet::read("sfo_2018/sfo_2018_survey.csv.gz");
    let table = airport(&sheet);
    for name in ["DESTGEO", "PEAK", "STRATA", "LANG", "Q2PURP1", "Q21Gender", "Q20Age", "Q17LIVE"] {
        let column = sheet.column(name);
        let values: Vec<&str> = sheet.rows.iter().map(|row| row[column].trim()).collect();
        let found = nps_by(&table, &attribute(&values), &defaults());
        let of = |value: &str| {
            let group = found.iter().find(|group| group.value.as_deref().unwrap_or("") == value);
            group.unwrap_or_else(|| panic!("{name} has no group {value}")).estimate
        };
        let expected = truth[format!("by_{name}")]["value"].as_object().unwrap();
        for (value, expected) in expected {
            equals(&of(value), expected);
        }
        let answered = found.iter().filter(|group| group.value.is_some() && group.estimate.n > 0).count();
        assert_eq!(answered, expected.keys().filter(|value| !value.is_empty()).count(), "groups of {name}");

        let expected = &truth[format!("diff_{name}")]["value"];
        let side = |side: usize| of(expected["groups"][side].as_str().unwrap());
        let found = difference(&side(0), &side(1)).unwrap();
        close(found.delta, &expected["diff"]);
        // The truth's z is of the plain errors; of the adjusted ones, recomputed in Python from the truth's counts:
        let [left, right] = [side(0), side(1)].map(|side| side.standard_error.unwrap());
        close(found.delta / left.hypot(right), &expected["z"]);
        let (_, z, p) = ADJUSTED.into_iter().find(|(of, ..)| *of == name).unwrap();
        about(Some(found.z), z, 1e-9);
        about(Some(found.p), p, 1e-12);
        assert_eq!(found.real_change, z.abs() >= 1.96);
    }
}

const ADJUSTED: [(&str, f64, f64); 8] = [
    ("DESTGEO", -1.078_787_592_741_714_3, 0.280_682_427_103_595_8),
    ("PEAK", 3.652_302_912_537_655_4, 0.000_259_899_052_190_348_1),
    ("STRATA", -1.086_351_093_802_292_2, 0.277_323_689_964_136),
    ("LANG", 1.370_002_251_721_940_8, 0.170_686_198_748_868_15),
    ("Q2PURP1", 0.752_101_345_358_91, 0.451_990_114_958_074),
    ("Q21Gender", 2.523_881_436_315_655, 0.011_606_706_708_640_111),
    ("Q20Age", -0.883_871_586_943_820_3, 0.376_765_536_718_686_9),
    ("Q17LIVE", -4.457_432_840_389_429, 8.294_701_173_615_848e-6),
];

fn dated(rows: &[(&str, i64)]) -> Answers {
    let mut dated = answers(rows.iter().map(|(_, score)| Some(*score)));
    dated.day = rows.iter().map(|(day, _)| Some(day.parse().unwrap())).collect();
    dated
}

#[test]
fn the_calendar_of_a_trend_has_no_gaps() {
    let trend = nps_by_period(
        &dated(&[("2024-01-05", 9), ("2024-04-30", 3), ("2024-05-01", 11)]),
        PeriodLength::Month,
        &defaults(),
    );
    let calendar = trend.calendar();
    let starts: Vec<String> = calendar.iter().map(|(period, _)| period.from.to_string()).collect();
    assert_eq!(starts, ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"]);
    let filled: Vec<bool> = calendar.iter().map(|(_, period)| period.is_some()).collect();
    assert_eq!(filled, [true, false, false, true, true]);
    assert_eq!(trend.latest().unwrap().start.to_string(), "2024-04-01");
}

#[test]
fn a_trend_without_rows_has_no_calendar() {
    let trend = nps_by_period(&answers([]), PeriodLength::Year, &defaults());
    assert!(trend.calendar().is_empty());
    assert!(trend.latest().is_none());
}

fn group(value: &str, detractors: usize, promoters: usize) -> NpsGroup {
    let estimate = score(detractors, 0, promoters);
    NpsGroup { value: Some(value.into()), estimate, provenance: estimate.provenance(None) }
}

#[test]
fn extremes_pass_over_small_groups() {
    let groups =
        [group("tiny", 5, 0), group("low", 30, 10), group("same", 30, 10), group("high", 10, 30), group("none", 0, 0)];
    let (lowest, highest) = extremes(&groups).unwrap();
    assert_eq!((lowest.value.as_deref(), highest.value.as_deref()), (Some("low"), Some("high")));
}

#[test]
fn there_are_no_extremes_of_one_group_or_of_equal_scores() {
    assert!(extremes(&[]).is_none());
    assert!(extremes(&[group("one", 30, 10), group("tiny", 1, 0)]).is_none());
    assert!(extremes(&[group("one", 30, 10), group("other", 60, 20)]).is_none());
}

#[test]
fn shares_are_of_the_answers() {
    let found = score(10, 30, 60);
    about(found.share(found.promoters), 0.6, 1e-12);
    assert_eq!(score(0, 0, 0).share(0), None);
}
