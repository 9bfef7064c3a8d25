//! The time held out week by week, and how sure the value is: against figures computed by the published formulas in plain
//! Python (series for the hypergeometric function, second differences for covariances).

use super::*;

fn calibrated() -> Fixture {
    let mut fixture = cdnow();
    fixture.set(ID, "calibration_end", &json!("1997-09-30")).unwrap();
    fixture.set(ID, "model", &json!("bg_nbd")).unwrap();
    fixture
}

#[test]
fn weeks_of_the_test_equal_what_the_formulas_say() {
    let fixture = calibrated();
    let backtest = &fixture.document(ID).unwrap().unwrap()["backtest"];
    let weeks = backtest["weeks"].as_array().unwrap();
    assert_eq!((weeks.len(), &weeks[0]["end"], &weeks[38]["end"]), (39, &json!("1997-10-07"), &json!("1998-06-30")));
    let actual = [
        50, 106, 155, 214, 261, 346, 407, 466, 511, 581, 647, 696, 726, 777, 819, 872, 900, 947, 987, 1033, 1076, 1141,
        1220, 1270, 1329, 1387, 1422, 1458, 1505, 1534, 1578, 1620, 1655, 1684, 1726, 1774, 1822, 1854, 1882,
    ];
    assert_eq!(weeks.iter().map(|week| week["actual"].as_i64().unwrap()).collect::<Vec<_>>(), actual);
    let expected = [
        ("bg_nbd", [52.147, 204.366, 628.022, 1171.143, 1653.409]),
        ("mbg_nbd", [50.914, 199.087, 607.969, 1124.709, 1576.729]),
        ("pareto_nbd", [52.119, 204.394, 629.317, 1176.685, 1665.513]),
        ("own_rate", [75.131, 300.523, 976.7, 1953.401, 2930.101]),
        ("nobody", [0.0; 5]),
    ];
    for (key, expected) in expected {
        for (week, expected) in [1, 4, 13, 26, 39].into_iter().zip(expected) {
            near(&weeks[week - 1]["expected"][key], expected, 2e-5);
        }
        near(&weeks[38]["expected"][key], backtest["models"][key]["total"].as_f64().unwrap(), 1e-9);
    }
}

#[test]
fn weeks_are_a_chart_that_says_where_the_model_strays_furthest() {
    let fixture = calibrated();
    let page = fixture.page(ID, Language::English);
    // 1,584.03 expected, 1,822 made.
    let title = "Week by week the forecast (BG/NBD) strays furthest in week 37: 13.1% too few";
    let charts = page.charts();
    let chart = charts.iter().find(|chart| chart.title.starts_with("Week by week")).unwrap();
    assert_eq!(chart.title, title);
    let Plot::OverTime(plot) = &chart.plot else { panic!() };
    let names: Vec<&str> = plot.series.iter().map(|series| series.name.as_str()).collect();
    assert_eq!(
        names,
        ["What happened", "BG/NBD", "MBG/NBD", "Pareto/NBD", "everybody goes on as before", "nobody returns"]
    );
    assert_eq!((plot.periods.len(), plot.series[0].values[38]), (39, Some(1882.0)));
    assert!(plot.periods[38].full.starts_with("week 39, to "), "{}", plot.periods[38].full);
    assert!(fixture.page(ID, Language::Chinese).charts().iter().any(|chart| chart.title.starts_with("逐周来看")));
}

/// The last purchase of the file is of 30 June 1998.
#[test]
fn an_end_of_the_fit_after_the_data_is_said() {
    let mut fixture = cdnow();
    fixture.set(ID, "calibration_end", &json!("2050-01-01")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["as_of"], "1998-06-30");
    assert!(found["backtest"]["to"].is_string());
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("1 Jan 2050, lies after the data: their last day, 30 Jun 1998, is used"), "{text}");
    assert!(!text.contains("which was chosen as the end of the fit"), "{text}");
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("晚于数据：改用数据的最后一天"));
    fixture.set(ID, "calibration_end", &json!("1998-06-30")).unwrap();
    assert!(!fixture.page(ID, Language::English).to_markdown().contains("lies after the data"));
}

/// A test that does not end with a whole week: the last has the days that are left.
#[test]
fn the_last_week_ends_with_the_data() {
    let mut fixture = cdnow();
    fixture.set(ID, "calibration_end", &json!("1998-06-20")).unwrap();
    let backtest = fixture.document(ID).unwrap().unwrap()["backtest"].clone();
    let ends: Vec<&Value> = backtest["weeks"].as_array().unwrap().iter().map(|week| &week["end"]).collect();
    assert_eq!(ends, [&json!("1998-06-27"), &json!("1998-06-30")]);
    assert_eq!(backtest["weeks"][1]["actual"], backtest["actual"]);
    for key in ["bg_nbd", "own_rate"] {
        near(&backtest["weeks"][1]["expected"][key], backtest["models"][key]["total"].as_f64().unwrap(), 1e-9);
    }
}

/// Half the width of an interval as a share of the figure, by standard errors.
#[track_caller]
fn error(estimate: &Value) -> f64 {
    let of = |name: &str| estimate[name].as_f64().unwrap();
    (of("high") - of("low")) / 2.0 / of("value") / 1.959_963_985
}

#[test]
fn the_values_interval_covers_how_often_and_how_much() {
    let mut fixture = calibrated();
    let found = fixture.document(ID).unwrap().unwrap();
    near(&json!(error(&found["models"]["bg_nbd"]["expected"])), 0.051_157, 2e-4);
    // How often alone would be 0.052 084.
    near(&json!(error(&found["worth"]["value"])), 0.052_651, 2e-4);
    // Where the mean of all is used, its own error comes in: 0.028 069.
    fixture.set(ID, "most_correlation", &json!(0)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["modelled_spend"], false);
    near(&json!(error(&found["worth"]["value"])), 0.058_352, 2e-4);
}

#[test]
fn models_that_fit_alike_and_disagree_are_named_with_both_figures() {
    let fixture = calibrated();
    let found = fixture.document(ID).unwrap().unwrap()["disagreement"].clone();
    assert_eq!((&found["models"], &found["alike"]), (&json!(["bg_nbd", "mbg_nbd"]), &json!(true)));
    near(&found["p_alive"][0], 0.813_440, 1e-5);
    near(&found["p_alive"][1], 0.448_721, 1e-5);
    near(&found["aic_difference"], 0.587, 1e-3);
    let said = |language| {
        let notes = fixture.page(ID, language).notes;
        notes.into_iter().map(|note| note.text).find(|text| text.contains("MBG/NBD")).unwrap()
    };
    let english = said(Language::English);
    let words = "BG/NBD and MBG/NBD fit these purchases alike and disagree on who is still a customer: 81.3% or 44.9%.";
    assert!(english.starts_with(words), "{english}");
    let chinese = said(Language::Chinese);
    assert!(chinese.contains("拟合得同样好") && chinese.contains("81.3%"), "{chinese}");
}
