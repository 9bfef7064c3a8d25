//! What a filter means: it chooses which rows count, and changes nothing that is true of a customer or of the calendar.

mod properties;

use crate::asked::{ask, dataset, document, in_classes, page, view};
use crate::{asked, reference};
use loyalscope::domain::dataset::{Dataset, Filter};
use loyalscope::domain::intake::{Unpaced, block_on_ready};
use loyalscope::domain::language::Language;
use loyalscope::indicators::members::members;
use loyalscope::indicators::page::{Only, Page, Part};
use loyalscope::indicators::rfm::{CheckedRfm, RfmRow};
use loyalscope::indicators::{Settings, Shown};
use serde_json::{Value, json};

fn purchases(rows: &str) -> Dataset {
    dataset(&[("purchases.csv", &format!("customer,order,date,amount,branch\n{rows}"))])
}

fn found(data: &Dataset, filter: &str) -> Value {
    document(data, filter, &Settings::default())
}

/// The period of the rates that begins on a day.
fn period<'a>(document: &'a Value, start: &str) -> &'a Value {
    let periods = document["rates"]["periods"].as_array().unwrap();
    periods.iter().find(|period| period["start"] == start).unwrap_or_else(|| panic!("no {start}: {periods:?}"))
}

fn shown(id: &str, data: &Dataset, filter: &str, settings: &Settings, language: Language) -> Page {
    match page(id, &view(data, filter, settings), settings, language).shown {
        Ok(Shown::Page(page)) => *page,
        other => panic!("{other:?}"),
    }
}

/// Who counts under a filter, with their scores.
fn scores(data: &Dataset, filter: &str) -> Vec<RfmRow> {
    let view = view(data, filter, &Settings::default());
    let rfm = block_on_ready(view.rfm(&CheckedRfm::default(), &mut Unpaced)).unwrap();
    rfm.map(|rfm| rfm.scores.rows().collect()).unwrap_or_default()
}

#[test]
fn whoever_bought_before_the_period_returns_in_it() {
    let data = purchases("a,1,2022-05-01,10,\na,2,2024-02-03,10,\nb,3,2024-02-10,10,\nb,4,2024-03-31,10,\n");
    let later = found(&data, "from=2024-01-01");
    let february = period(&later, "2024-02-01");
    assert_eq!((&february["active"], &february["new"], &february["returning"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!((&later["cohorts"]["sizes"], &later["cohorts"]["began_outside"]), (&json!([1, 0]), &json!(1)));
    let cohorts = shown("cohorts", &data, "from=2024-01-01", &Settings::default(), Language::English).to_markdown();
    assert!(cohorts.contains("1 customer first bought outside the filter"), "{cohorts}");
    let rates = shown("rates", &data, "from=2024-01-01", &Settings::default(), Language::English);
    assert!(
        rates.headline.starts_with("50% of customers bought more than once within the filter."),
        "{}",
        rates.headline
    );
    // a bought once in the period, and is no beginner.
    assert_eq!(later["rates"]["one_time_customers"], 0);
    // Where the period begins within the month, whoever bought earlier in it is not new.
    let within = found(&purchases("a,1,2024-02-01,10,\na,2,2024-02-20,10,\nb,3,2024-02-21,10,\n"), "from=2024-02-15");
    assert_eq!((&period(&within, "2024-02-01")["new"], &within["cohorts"]["sizes"]), (&json!(1), &json!([1])));
}

#[test]
fn a_closed_branch_is_counted_to_the_end_of_all_data() {
    let data = purchases(
        "a,1,2022-03-01,10,North\nb,2,2022-02-01,10,North\nb,3,2022-12-31,10,South\nc,4,2022-01-01,1,South\n",
    );
    let north = found(&data, "a.branch=North");
    assert_eq!(north["rfm"]["reference_date"], "2023-01-01");
    assert_eq!((&north["rfm"]["customers"], &north["rates"]["reference_date"]), (&json!(2), &json!("2023-01-01")));
    // Nobody came back to it: zero until the end of the data, not a calendar that stops with the branch.
    let months = north["rates"]["periods"].as_array().unwrap();
    assert_eq!(months.len(), 11);
    assert_eq!(
        (&period(&north, "2022-03-01")["retention"], &period(&north, "2022-03-01")["active"]),
        (&json!(0.0), &json!(1))
    );
    assert_eq!(north["cohorts"]["active"][0].as_array().unwrap().len(), 11);
    // b bought yesterday, in another branch; a has been silent for long.
    let silent = north["rates"]["inactive"].as_array().unwrap().iter().find(|inactive| inactive["days"] == 90).unwrap();
    assert_eq!(silent["customers"], 1);
    // A period ends what is known, and with it the calendar.
    let spring = found(&data, "a.branch=North&to=2022-04-30");
    assert_eq!(
        (&spring["rfm"]["reference_date"], &spring["cohorts"]["months"]),
        (&json!("2022-05-01"), &json!(["2022-02", "2022-03", "2022-04"]))
    );
    // A period that ends after the data ends nothing.
    assert_eq!(found(&data, "to=2024-01-01"), found(&data, ""));
}

#[test]
fn each_rate_of_few_is_marked() {
    let rows: String =
        (0..40).map(|n| format!("c{n},{n},2024-01-01,1,{}\n", if n < 3 { "North" } else { "South" })).collect();
    let data = purchases(&(rows + "c0,40,2024-02-01,1,North\nc0,41,2024-03-31,1,North\n"));
    let of = |filter, language| shown("rates", &data, filter, &Settings::default(), language).to_markdown();
    let north = of("a.branch=North", Language::English);
    assert!(north.contains("| 66.7% | Only 3: read it with care |"), "{north}");
    assert!(of("a.branch=North", Language::Chinese).contains("| 66.7% | 仅 3 个样本，请谨慎解读 |"));
    assert!(of("", Language::English).contains("| 97.5% |  |"));
}

#[test]
fn rates_of_a_chosen_segment_say_that_they_follow_from_the_choice() {
    let data = purchases("a,1,2024-01-01,10,\na,2,2024-02-01,10,\nb,3,2024-02-10,10,\nb,4,2024-03-31,10,\n");
    let document = found(&data, "");
    let segments = document["rfm"]["segments"].as_array().unwrap();
    let peopled = segments.iter().find(|segment| segment["customers"] != 0).unwrap();
    let chosen = format!("segment={}", peopled["key"].as_str().unwrap());
    for id in ["rates", "cohorts", "survival"] {
        let of = |filter, language| shown(id, &data, filter, &Settings::default(), language).to_markdown();
        let (en, zh) = (of(chosen.as_str(), Language::English), of(chosen.as_str(), Language::Chinese));
        assert!(en.contains("follows in part from the choice") && zh.contains("部分是由这一选择决定的"), "{en}{zh}");
        assert!(!of("", Language::English).contains("A segment is chosen"));
    }
}

#[test]
fn a_branch_changes_nobodys_scores_unless_it_is_asked_to() {
    let rows: String = (0..40)
        .map(|row| {
            let (customer, branch) = (row % 10, if row % 10 < 3 { "North" } else { "South" });
            format!("c{customer},{row},2024-{:02}-{:02},{},{branch}\n", 1 + row / 8, 1 + row % 28, 5 + customer * row)
        })
        .collect();
    let data = purchases(&rows);
    let (all, north) = (scores(&data, ""), scores(&data, "a.branch=North"));
    assert_eq!(north, all[..3]);
    let (of_all, of_north) = (found(&data, ""), found(&data, "a.branch=North"));
    assert_eq!(of_north["rfm"]["bounds"], of_all["rfm"]["bounds"]);
    assert_eq!((&of_north["rfm"]["customers"], &of_north["rfm"]["within_filter"]), (&json!(3), &json!(false)));
    let notes = shown("rfm", &data, "a.branch=North", &Settings::default(), Language::English).notes;
    let said = "Scores, bounds and means are of all that customers bought before";
    assert!(notes.iter().any(|note| note.text.starts_with(said)), "{notes:?}");

    let mut settings = Settings::default();
    settings.own.insert("rfm".into(), json!({"within_filter": true}).as_object().unwrap().clone());
    let within = document(&data, "a.branch=North", &settings);
    assert_ne!(within["rfm"]["bounds"], of_all["rfm"]["bounds"]);
    assert_eq!((&within["rfm"]["customers"], &within["rfm"]["within_filter"]), (&json!(3), &json!(true)));
    assert_eq!(within["rfm"]["reference_date"], of_all["rfm"]["reference_date"]);
    let headline = |language| shown("rfm", &data, "a.branch=North", &settings, language).headline;
    assert!(headline(Language::English).starts_with("Scored anew within the filter: "));
    assert!(headline(Language::Chinese).starts_with("在筛选范围内重新打分："));
    // Without a filter there is nothing to score within.
    assert_eq!(document(&data, "", &settings)["rfm"], of_all["rfm"]);
    let notes = shown("rfm", &data, "", &Settings::default(), Language::English).notes;
    assert!(!notes.iter().any(|note| note.text.starts_with(said)), "{notes:?}");
}

#[test]
fn scores_are_those_of_the_end_of_the_period() {
    let rows = "a,1,2024-01-05,10,\na,2,2024-06-01,90,\nb,3,2024-02-05,20,\nb,4,2024-02-06,20,\nc,5,2024-03-01,5,\n";
    let data = purchases(rows);
    // What was known then, whether it counts or not: the same as if the later rows were not loaded.
    let known = purchases("a,1,2024-01-05,10,\nb,3,2024-02-05,20,\nb,4,2024-02-06,20,\nc,5,2024-03-01,5,\n");
    let winter = scores(&data, "from=2024-02-01&to=2024-03-01");
    assert_eq!(winter, scores(&known, "from=2024-02-01"));
    assert_eq!(winter.iter().map(|row| (row.customer, row.recency)).collect::<Vec<_>>(), [(1, 25), (2, 1)]);
    // Revenue is that of the rows that count.
    let february = found(&data, "from=2024-02-06&to=2024-03-01");
    let revenue: f64 =
        february["rfm"]["segments"].as_array().unwrap().iter().map(|of| of["monetary"].as_f64().unwrap()).sum();
    assert!((revenue - 25.0).abs() < 1e-9 && february["concentration"]["net_total"] == 25.0, "{revenue}");
}

#[test]
fn several_values_of_an_attribute_let_through_any_of_them_and_a_blank_is_one() {
    let data = purchases(
        "a,1,2024-01-05,10,North\nb,2,2024-01-06,20,South\nc,3,2024-02-05,40,West\nd,4,2024-03-01,80,\na,5,2024-03-02,5,West\n",
    );
    let total = |filter: &str| found(&data, filter)["concentration"]["net_total"].as_f64().unwrap();
    for (filter, expected) in [
        ("a.branch=North", 10.0),
        ("a.branch=North&a.branch=South", 30.0),
        ("a.branch=South&a.branch=", 100.0),
        ("a.branch=North&a.branch=South&a.branch=West&a.branch=", 155.0),
        ("a.branch=West&from=2024-03-01", 5.0),
    ] {
        assert!((total(filter) - expected).abs() < 1e-9, "{filter}: {}", total(filter));
    }
    // Scores are a property of the customer, however many values are chosen.
    let all = scores(&data, "");
    for row in scores(&data, "a.branch=North&a.branch=South") {
        let known = all.iter().find(|known| known.customer == row.customer).unwrap();
        assert_eq!(RfmRow { counted: known.counted, ..row }, *known);
    }
}

#[test]
fn a_reference_date_set_by_hand_cuts_all_indicators_alike() {
    let files = |purchases: &str, answers: &str, exits: &str| {
        dataset(&[
            ("purchases.csv", &format!("customer,order,date,amount\n{purchases}")),
            ("answers.csv", &format!("customer,date,score\n{answers}")),
            ("exits.csv", &format!("customer_id,exit date,exit reason\n{exits}")),
        ])
    };
    let early = (
        "a,1,2023-01-05,10\nb,2,2023-02-05,20\na,3,2023-03-31,5\n",
        "a,2023-02-01,9\nb,2023-03-01,2\n",
        "b,2023-03-20,x\n",
    );
    let all = files(
        &format!("{}c,4,2023-04-01,90\na,5,2023-06-01,1\n", early.0),
        &format!("{}c,2023-04-01,10\n", early.1),
        &format!("{}a,2023-07-01,y\n", early.2),
    );
    let mut settings = Settings::default();
    settings.shared.reference_date = "2023-03-31".parse().ok();
    let (mut cut, mut only) =
        (document(&all, "", &settings), document(&files(early.0, early.1, early.2), "", &settings));
    assert!(cut.to_string().contains("after_reference_date"), "what was left out is told");
    for document in [&mut cut, &mut only] {
        without_left_out(document);
        for id in ["rfm", "concentration", "rates", "cohorts", "nps", "exits", "survival", "overview"] {
            assert!(document[id].is_object(), "{id}");
        }
    }
    assert_eq!(cut, only);
}

fn without_left_out(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("left_out");
            object.values_mut().for_each(without_left_out);
        }
        Value::Array(list) => list.iter_mut().for_each(without_left_out),
        _ => {}
    }
}

#[test]
fn what_leaving_customers_had_brought_before_the_period_is_known() {
    let data = dataset(&[
        (
            "purchases.csv",
            "customer,order,date,amount\na,1,2023-06-01,30\na,2,2024-02-01,5\nb,3,2023-01-01,1\nd,4,2024-03-05,1\n",
        ),
        ("exits.csv", "customer_id,exit date,exit reason\na,2024-03-01,x\nb,2023-12-01,y\n"),
    ]);
    let later = found(&data, "from=2024-01-01");
    assert_eq!((&later["exits"]["customers"], &later["exits"]["revenue_12_months"]), (&json!(1), &json!(35.0)));
    assert_eq!(later["exits"]["partly_covered"], 0, "the loaded purchases reach over the year before");
    // a was a customer for nine months, of which the period has two.
    assert_eq!((&later["survival"]["n"], &later["survival"]["until"]), (&json!(2), &json!(274.0)));
}

#[test]
fn who_left_after_the_earlier_of_two_ends_was_still_there() {
    let data = dataset(&[
        ("purchases.csv", "customer,order,date,amount\na,1,2023-01-05,10\nb,2,2023-02-05,20\nb,3,2023-06-30,5\n"),
        ("exits.csv", "customer_id,exit date,exit reason\na,2023-04-20,x\n"),
    ]);
    let mut settings = Settings::default();
    settings.shared.reference_date = "2023-06-30".parse().ok();
    let left = |filter: &str| document(&data, filter, &settings)["rates"]["already_left"].clone();
    assert_eq!(left(""), json!(1));
    assert_eq!(left("to=2023-03-31"), json!(0), "the period ends before the day set by hand");
}

#[test]
fn a_month_without_days_is_covered_whole() {
    // The shared case of monthly totals, and its neighbours: another order, a gap, quarters.
    let monthly = |rows: &str| dataset(&[("monthly.csv", &format!("customer_id,order_id,order_date,amount\n{rows}"))]);
    let rows = "a,1,2024-01,10\nb,2,2024-01,10\nc,3,2024-01,10\na,4,2024-02,10\nc,5,2024-02,10\na,6,2024-03,10\nb,7,2024-03,10\n";
    let document = found(&monthly(rows), "");
    assert_eq!(period(&document, "2024-02-01")["provisional"], false);
    assert_eq!(
        (&period(&document, "2024-02-01")["churn"], &period(&document, "2024-03-01")["complete"]),
        (&json!(0.5), &json!(true))
    );
    assert_eq!(document["cohorts"]["complete"], json!([true, true, true]));
    let means = document["cohorts"]["weighted_mean_retention"].as_array().unwrap();
    assert_eq!((means.len(), means[1].as_f64(), means[2].as_f64()), (3, Some(2.0 / 3.0), Some(2.0 / 3.0)));
    let gap = found(&monthly("b,1,2024年4月,1\na,2,2024年1月,1\n"), "");
    assert_eq!(
        (&period(&gap, "2024-01-01")["complete"], &period(&gap, "2024-04-01")["complete"]),
        (&json!(true), &json!(true))
    );
    let mut settings = Settings::default();
    settings.shared.length = loyalscope::domain::calendar::PeriodLength::Quarter;
    let quarter = asked::document(&monthly(rows), "", &settings);
    assert_eq!(period(&quarter, "2024-01-01")["complete"], true);
    // A day beside the months: nothing says that they are months.
    let days = found(&monthly("a,1,2024-01-01,1\nb,2,2024-02-15,1\n"), "");
    assert_eq!(period(&days, "2024-02-01")["complete"], false);
}

#[test]
fn months_that_are_not_whole_are_in_no_headline() {
    // January begins on the 10th, April ends on the 20th; all days have rows, but Sundays, and March ends on one.
    let days = |from: i32, to: i32| (from..=to).filter(|day| (day - 7) % 7 != 0);
    let rows = |from: i32, to: i32| -> String {
        let first: loyalscope::domain::day::Day = "2024-01-07".parse().unwrap();
        days(from, to).map(|day| format!("c{},{day},{},1,\n", day % 5, first.plus_days(day - 7))).collect()
    };
    let (march, april) = (purchases(&rows(10, 90)), purchases(&rows(10, 111)));
    let complete = |document: &Value| {
        let periods = document["rates"]["periods"].as_array().unwrap().clone();
        periods.iter().map(|period| period["complete"].as_bool().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(complete(&found(&march, "")), [false, true, true], "31 March is a Sunday");
    assert_eq!(complete(&found(&april, "")), [false, true, true, false]);
    // A period chosen within a month leaves it incomplete at either end.
    assert_eq!(complete(&found(&april, "from=2024-02-02&to=2024-03-28")), [false, false]);
    assert_eq!(complete(&found(&april, "from=2024-02-01&to=2024-03-30")), [true, true]);
    let page = shown("cohorts", &april, "", &Settings::default(), Language::English);
    // All began in January, which does not change what is known of February and March.
    let headline = "100% of new customers bought again in the month after their first purchase. \
                    After 2 months, 100% of a cohort still bought.";
    assert_eq!(page.headline, headline);
    assert_eq!(found(&april, "")["cohorts"]["weighted_mean_retention"], json!([null, 1.0, 1.0, null]));
    let february = shown("cohorts", &purchases(&rows(10, 50)), "", &Settings::default(), Language::English);
    assert_eq!(
        february.headline,
        "No month after the first purchase is covered whole yet: who buys again is not known."
    );
    let table = page.to_markdown();
    assert!(
        table.contains("| 100% | 100% | 100%\\* |") && table.contains("month not complete; left out of means"),
        "{table}"
    );
    let rates = shown("rates", &april, "", &Settings::default(), Language::Chinese);
    assert!(rates.headline.contains("2024年2月") && !rates.headline.contains("2024年3月"), "{}", rates.headline);
}

/// Figures worked out apart from the product, from the same file.
#[test]
fn online_retail_under_three_filters() {
    let text = reference::text("online_retail_a/online_retail_a.csv.gz");
    let data = dataset(&[("online_retail_a.csv", &text)]);
    let sum = |document: &Value, field: &str| -> u64 {
        document["rates"]["periods"].as_array().unwrap().iter().map(|period| period[field].as_u64().unwrap()).sum()
    };
    // Of 1,024 customers who bought from September on, 345 did for the first time.
    let autumn = found(&data, "from=2011-09-01");
    assert_eq!((&autumn["rates"]["customers"], sum(&autumn, "new")), (&json!(1_024), 345));
    assert_eq!(
        (&period(&autumn, "2011-09-01")["active"], &period(&autumn, "2011-09-01")["new"]),
        (&json!(428), &json!(104))
    );
    assert_eq!(autumn["rfm"]["reference_date"], "2011-12-10");
    // A country, a segment: everybody keeps the scores they have among all.
    let all = scores(&data, "");
    for filter in ["a.Country=Germany", "a.Country=France&from=2011-06-01", "segment=champions"] {
        let some = scores(&data, filter);
        assert!(!some.is_empty() && some.len() < all.len());
        for row in some {
            let known = all.iter().find(|known| known.customer == row.customer).unwrap();
            assert_eq!(
                (row.recency, row.r, row.f, row.m, row.segment),
                (known.recency, known.r, known.f, known.m, known.segment),
                "{filter}"
            );
        }
    }
}

/// Twelve customers: what each spent makes the pyramid, of whom the first is alone at its top.
fn spenders() -> Dataset {
    let row = |n: usize| {
        let (amount, branch) = (1000 / (n * n) + 1, if n.is_multiple_of(2) { "North" } else { "South" });
        format!("c{n:02},{n},2024-01-{n:02},{amount},{branch}\nc{n:02},{},2024-03-{n:02},1,{branch}\n", n + 20)
    };
    purchases(&(1..=12).map(row).collect::<String>())
}

/// Who counts under a filter, by id.
fn counted(data: &Dataset, filter: &str, settings: &Settings) -> Vec<String> {
    let view = view(data, filter, settings);
    let named = view.purchases().into_iter().flat_map(|purchases| &purchases.customer);
    let mut ids: Vec<String> = named.map(|customer| data.customers.get(*customer).to_owned()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Who is in a class of an indicator's page under a filter, by its own table.
fn in_class(data: &Dataset, id: &str, class: &str, filter: &str, settings: &Settings) -> Vec<String> {
    let view = view(data, filter, settings);
    let table = ask(&view, settings, Language::English, |question| {
        block_on_ready(members(id, question, &mut Unpaced)).unwrap().unwrap().unwrap()
    });
    table.rows.into_iter().filter(|row| row[1] == class).map(|row| row[0].clone()).collect()
}

#[test]
fn a_class_of_any_indicator_lets_its_customers_through_whatever_else_is_chosen() {
    let (data, settings) = (spenders(), Settings::default());
    for (id, class) in [("pyramid", "important"), ("pyramid", "small"), ("lifecycle", "new"), ("rfm", "champions")] {
        let own = in_class(&data, id, class, "", &settings);
        assert_eq!(counted(&data, &format!("c.{id}={class}"), &settings), own, "{id}, {class}");
        // The branch chooses among them, and changes nobody's class.
        let north: Vec<&String> = own.iter().filter(|id| id[1..].parse::<u32>().unwrap().is_multiple_of(2)).collect();
        let found = counted(&data, &format!("c.{id}={class}&a.branch=North"), &settings);
        assert_eq!(found.iter().collect::<Vec<_>>(), north, "{id}, {class}");
    }
    // Any of several classes lets through; of two that divide, both must.
    let [important, small] = ["important", "small"].map(|class| in_class(&data, "pyramid", class, "", &settings));
    assert!(!important.is_empty() && !small.is_empty());
    let mut either = [important.clone(), small].concat();
    either.sort_unstable();
    assert_eq!(counted(&data, "c.pyramid=important&c.pyramid=small", &settings), either);
    assert_eq!(counted(&data, "c.pyramid=important&c.lifecycle=nothing", &settings), [""; 0]);
    // With a segment as well, who is in both.
    let champions = in_class(&data, "rfm", "champions", "", &settings);
    let both: Vec<&String> = either.iter().filter(|id| champions.contains(id)).collect();
    let found = counted(&data, "c.pyramid=important&c.pyramid=small&segment=champions", &settings);
    assert_eq!(found.iter().collect::<Vec<_>>(), both);
}

#[test]
fn classes_are_those_of_the_chosen_period_under_the_parameters_in_force() {
    let data = spenders();
    let mut settings = Settings::default();
    // In March everybody spent the same.
    let march = "from=2024-03-01";
    let classes = ["vip", "important", "ordinary", "small"];
    for class in classes {
        let own = in_class(&data, "pyramid", class, march, &settings);
        assert_eq!(counted(&data, &format!("{march}&c.pyramid={class}"), &settings), own, "{class}");
    }
    let rules = Value::from("Gold: orders >= 2 and value > 100");
    let say = |settings: &mut Settings| {
        let format = loyalscope::domain::format::Plain(Language::English);
        let say = loyalscope::indicators::Say::new(Language::English, &format);
        loyalscope::indicators::registry::set::<Unpaced>(settings, "grades", "rules", &rules, &say).unwrap();
    };
    say(&mut settings);
    assert_eq!(counted(&data, "c.grades=Gold", &settings), ["c01", "c02", "c03"]);
    assert_eq!(counted(&data, "c.grades=", &settings).len(), 9, "whom no rule fits are a class too");
}

#[test]
fn a_class_that_cannot_be_told_leaves_nobody_and_says_why() {
    let (data, settings) = (spenders(), Settings::default());
    let period = view(&data, "", &settings);
    for (filter, problem) in [("c.nothing=x", "Nothing by the name “nothing”"), ("c.attitude=true", "")] {
        assert_eq!(counted(&data, filter, &settings), [""; 0], "{filter}");
        let found = in_classes(&period, &filter.parse().unwrap(), &settings, Language::English);
        let said = &found.divided[0].problem;
        assert!(said.len() > 20 && said.contains(problem), "{:?}", found.divided);
    }
    let filter = "c.pyramid=vip&c.pyramid=no such class".parse().unwrap();
    let found = in_classes(&period, &filter, &settings, Language::Chinese);
    let [pyramid] = &found.divided[..] else { panic!("{:?}", found.divided) };
    assert_eq!((pyramid.of.as_str(), pyramid.problem.as_str()), ("pyramid", ""));
    assert_eq!((pyramid.called("no such class"), pyramid.classes.len()), ("no such class", 6));
    assert_ne!(pyramid.called("vip"), "vip");
}

#[test]
fn groups_that_figures_count_are_chosen_as_classes_are_and_may_overlap() {
    let mut rows = "once,40,2024-02-01,5,North\n".to_owned();
    rows.extend((1..=4).map(|n| format!("often,{n},2024-0{n}-05,10,South\n")));
    let (data, settings) = (purchases(&rows), Settings::default());
    assert_eq!(counted(&data, "c.rates=bought", &settings), ["often", "once"]);
    assert_eq!(counted(&data, "c.rates=repeat", &settings), ["often"]);
    // Any of one indicator, of two indicators both, beside a class and whatever else is chosen.
    assert_eq!(counted(&data, "c.rates=bought&c.rates=repeat", &settings), ["often", "once"]);
    assert_eq!(counted(&data, "c.rates=bought&c.rfm=nobody", &settings), [""; 0]);
    assert_eq!(counted(&data, "c.rates=bought&a.branch=North", &settings), ["once"]);
    // They are those of the chosen period.
    assert_eq!(counted(&data, "c.rates=repeat&from=2024-04-01", &settings), [""; 0]);
    assert_eq!(counted(&data, "c.rates=bought&from=2024-04-01", &settings), ["often"]);
    let period = view(&data, "", &settings);
    let divided = |filter: &str, language| {
        let found = in_classes(&period, &filter.parse().unwrap(), &settings, language);
        found.divided.into_iter().map(|one| (one.problem, one.classes)).collect::<Vec<_>>()
    };
    for language in Language::ALL {
        // Of groups only those chosen are known by name; all classes of the indicator are, and a key of neither is its own.
        let [(problem, rates)] = &divided("c.rates=repeat&c.rates=no_such", language)[..] else { panic!("rates") };
        let keys: Vec<&str> = rates.iter().map(|class| class.key.as_str()).collect();
        assert_eq!((problem.as_str(), &keys[..]), ("", &["repeat", "no_such"][..]));
        assert!(rates[0].name != "repeat" && rates[1].name == "no_such");
        let [(_, stages)] = &divided("c.lifecycle=period_kept", language)[..] else { panic!("life cycle") };
        assert_eq!(stages.iter().filter(|class| class.key.starts_with("period_")).count(), 1);
        assert!(stages.len() > 4 && stages.iter().all(|class| !class.name.is_empty()));
        // What neither divides nor counts customers leaves nobody, and says so.
        let [(problem, _)] = &divided("c.cohorts=any", language)[..] else { panic!("cohorts") };
        assert!(problem.contains("cohorts"), "{problem}");
    }
}

#[test]
fn a_choice_of_several_classes_takes_the_place_of_those_before() {
    let before: Filter = "c.tiers=gold&a.branch=North".parse().unwrap();
    let several = Only::classes("tiers", ["silver", "ordinary"].map(str::to_owned));
    assert_eq!(several.key(), None);
    assert_eq!(several.put_in(before.clone()).to_string(), "c.tiers=ordinary&c.tiers=silver&a.branch=North");
    let one = Only::class("exits", "left");
    assert_eq!(one.key(), Some("left"));
    assert_eq!(one.put_in(before).to_string(), "c.exits=left&c.tiers=gold&a.branch=North");
}

/// What a page says that divides the chosen of its own classes anew.
const ANEW: [&str; 2] = ["worked out anew among them", "在选定的客户中重新计算"];

#[test]
fn a_page_of_classes_leads_to_each_of_them_and_says_where_it_divides_anew() {
    let (data, settings) = (spenders(), Settings::default());
    for language in Language::ALL {
        let page = shown("pyramid", &data, "", &settings, language);
        let section = page.sections.iter().find(|section| section.id == "by-class").unwrap();
        let links = section.parts.iter().find_map(|part| match part {
            Part::Actions(links) => Some(links),
            _ => None,
        });
        let [first, ..] = &links.unwrap()[..] else { panic!("no link") };
        let filter = first.only.clone().unwrap().put_in(Filter::default());
        assert_eq!(filter.to_string(), "c.pyramid=vip");
        assert!(section.parts.iter().any(|part| matches!(part, Part::Files(files) if files[0].table == "pyramid")));
        let again = shown("pyramid", &data, "c.pyramid=important", &settings, language);
        let anew = |page: &Page| page.notes.iter().any(|note| note.text.contains(ANEW[language as usize]));
        assert!(anew(&again) && !anew(&page));
    }
    let note = |filter| shown("rates", &data, filter, &settings, Language::English).to_markdown();
    assert!(note("c.pyramid=small").contains("follows in part from the choice"));
    assert!(!note("").contains("follows in part from the choice"));
}

#[test]
fn no_row_is_both_used_and_left_out() {
    // Twelve rows of a customer each, one of them a return; half of them before the period.
    let row = |n: u32| {
        let (customer, month, amount) = (n % 4, n % 12 + 1, if n == 8 { -3 } else { 10 + i64::from(n) });
        format!("c{customer},o{n},2024-{month:02}-1{customer},{amount},North\n")
    };
    let data = purchases(&(0..12).map(row).collect::<String>());
    let document = found(&data, "from=2024-07-01");
    for (id, of) in document.as_object().unwrap() {
        let provenance = &of["provenance"];
        let Some(used) = provenance["used"].as_u64() else { continue };
        let left_out = provenance["left_out"].as_array().into_iter().flatten();
        let left_out: u64 = left_out.filter_map(|one| one["count"].as_u64()).sum();
        assert!(used + left_out <= 12, "{id}: {provenance}");
    }
    for id in ["retention", "clv", "what_if", "earned_growth", "dealers", "claims"] {
        let provenance = &document[id]["provenance"];
        assert_eq!(provenance["used"].as_u64(), Some(12), "{id}: {provenance}");
    }
}
