//! Who is worth a call, worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::json;

use crate::domain::language::Language::{Chinese, English};
use crate::indicators::Shown;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::{Note, Part};

use super::ID;

/// Rules by which everybody who spent something is at risk.
fn everybody_at_risk() -> serde_json::Value {
    let all = json!({"from": 1, "to": 5});
    json!([{"key": "at_risk", "name": "At risk", "r": all, "f": all, "m": all}])
}

const CUSTOMERS: &str = "customer_id,name\nann,Ann Lee\nbob,\n";
const BOUGHT: &str = "customer,order,date,amount\nann,1,2024-01-05,100.5\nbob,2,2024-03-01,100.5\nann,3,2024-03-02,50\n\
                      b c,4,2024-03-03,9\n";
const SAID: &str =
    "customer,date,score\nann,2024-01-06,9\nann,2024-02-06,3\nann,2024-02-06,4\nann,2024-03-01,\nbob,,8\n";

const FILES: [(&str, &str); 3] = [("customers.csv", CUSTOMERS), ("purchases.csv", BOUGHT), ("answers.csv", SAID)];

fn all_at_risk(filter: &str) -> Fixture {
    let mut fixture = Fixture::filtered(&FILES, filter);
    fixture.set("rfm", "rules", &everybody_at_risk()).unwrap();
    fixture
}

#[test]
fn those_who_spent_most_are_called_first() {
    let found = all_at_risk("").document(ID).unwrap().unwrap();
    assert_eq!(found["at_stake"], json!({"customers": 3, "monetary": 260.0, "monetary_share": 1.0}));
    assert_eq!(
        found["call_today"],
        json!([
            {"customer": "ann", "name": "Ann Lee", "segment": "at_risk", "recency": 2, "monetary": 150.5, "score": 4},
            {"customer": "bob", "name": null, "segment": "at_risk", "recency": 3, "monetary": 100.5, "score": 8},
            {"customer": "b c", "name": null, "segment": "at_risk", "recency": 1, "monetary": 9.0, "score": null},
        ])
    );
}

#[test]
fn the_overview_gets_its_line_its_tile_and_the_list() {
    let fixture = all_at_risk("");
    let offer = fixture.offer(ID, English).unwrap();
    assert_eq!(offer.headline, "3 bought much, and not for 1 day or more (260 spent)");
    assert_eq!(fixture.offer(ID, Chinese).unwrap().headline, "3 名曾购买较多，已至少 1 天未购买（累计消费 260）");
    let page = fixture.page(ID, English);
    assert_eq!(page.headline, "3 customers bought much, and not for 1 day or more; spent before: 260");
    assert_eq!(page.notes, [Note::caution("Only 3 customers: read the figures with care")]);
    let ids: Vec<&str> = offer.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["at-stake", "overview-calls"]);
    let names: Vec<(&str, &str)> =
        offer.figures().into_iter().map(|figure| (figure.name.as_str(), figure.value.as_str())).collect();
    assert_eq!(
        names[..4],
        [
            ("overview.at_stake.monetary", "260"),
            ("customer.monetary", "150.5"),
            ("customer.recency", "2"),
            ("customer.score", "4")
        ]
    );
    let Part::Table(table) = &offer.sections[1].parts[1] else { panic!() };
    assert_eq!(table.rows[0][0].figures().count(), 0);
    let text = fixture.page(ID, English).to_markdown();
    assert!(text.contains("Ann Lee") && text.contains("Can't lose and At risk"), "{text}");
    let links = serde_json::to_string(&table.rows[2][0]).unwrap();
    assert!(links.contains("/customers/b+c"), "{links}");
    fixture.every_figure_is_in_the_document(ID);
}

#[test]
fn a_score_says_which_answers_it_stands_for() {
    let page = all_at_risk("from=2024-01-01").page(ID, English);
    let scores: Vec<_> = page.figures().into_iter().filter(|figure| figure.name == "customer.score").collect();
    assert_eq!((scores.len(), scores[0].label.as_str()), (1, "Last score (0–10), ann"));
    let origin = &page.origins[scores[0].origin];
    assert_eq!(
        (origin.period.as_str(), origin.used.as_str(), origin.left_out.as_str()),
        (
            "6 Feb 2024 – 6 Feb 2024",
            "1 answer",
            "2 – older than the customer's newest answer; 1 – no score from 0 to 10; 1 – held back by the filter"
        )
    );
}

#[test]
fn of_many_only_so_many_are_called() {
    let lines = (0..30).map(|number| format!("c{:02},2024-01-01,{}", 29 - number, number / 2));
    let rows: Vec<String> = ["customer,date,amount".to_owned()].into_iter().chain(lines).collect();
    let rows = rows.join("\n");
    let mut fixture = Fixture::new(&[("purchases.csv", &rows)]);
    fixture.set("rfm", "rules", &everybody_at_risk()).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let ids: Vec<&str> =
        found["call_today"].as_array().unwrap().iter().map(|call| call["customer"].as_str().unwrap()).collect();
    assert_eq!((ids.len(), &ids[..4]), (10, &["c00", "c01", "c02", "c03"][..]));
    fixture.set("rfm", "call_today", &json!(3)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((found["call_today"].as_array().unwrap().len(), &found["at_stake"]["customers"]), (3, &json!(30)));
    let refused = fixture.set("rfm", "call_today", &json!(0)).unwrap_err();
    assert!(refused.ends_with("The list of customers to call must have 1 to 1000"), "{refused}");
}

#[test]
fn whoever_already_left_is_not_called_and_counted_beside_the_others() {
    let with_exits = |left: &str, filter: &str| {
        let exits = format!("customer_id,left_on\n{left}");
        let mut fixture = Fixture::filtered(&[FILES[0], FILES[1], ("exits.csv", &exits)], filter);
        fixture.set("rfm", "rules", &everybody_at_risk()).unwrap();
        fixture
    };
    let found = |left: &str, filter: &str| {
        let found = with_exits(left, filter).document(ID).unwrap().unwrap();
        let called =
            found["call_today"].as_array().unwrap().iter().map(|call| call["customer"].as_str().unwrap().to_owned());
        (called.collect::<Vec<_>>().join(", "), found["already_left"].as_u64().unwrap(), found["at_stake"].clone())
    };
    let share = 109.5 / 260.0;
    assert_eq!(
        found("ann,2024-03-04\n", ""),
        ("bob, b c".into(), 1, json!({"customers": 2, "monetary": 109.5, "monetary_share": share}))
    );
    // Bob left, and bought again; someone nobody sold anything to left as well.
    assert_eq!(found("bob,2024-02-01\nzoe,2024-02-01\n", "").1, 0);
    // The newest exit counts, on the day of the last purchase too.
    assert_eq!(found("bob,2024-03-01\nbob,2024-02-01\n", "").0, "ann, b c");
    // Counted to a day before they left, they were still there.
    assert_eq!(found("ann,2024-02-10\n", "to=2024-02-01").1, 0);
    assert_eq!(
        found("ann,2024-01-20\n", "to=2024-02-01"),
        (String::new(), 1, json!({"customers": 0, "monetary": 0.0, "monetary_share": 0.0}))
    );

    let page = with_exits("ann,2024-03-04\n", "").page(ID, English);
    assert_eq!(
        page.headline,
        "2 customers bought much, and not for 1 day or more; spent before: 110; 1 more already left"
    );
    let zh = with_exits("ann,2024-03-04\n", "").page(ID, Chinese);
    assert_eq!(zh.headline, "2 名客户曾购买较多，但已有至少 1 天未购买；此前累计消费 110；另有 1 名已流失");
    let all = with_exits("ann,2024-03-04\nbob,2024-03-04\nb c,2024-03-04\n", "").page(ID, English);
    assert_eq!(all.headline, "Nobody is in the segments Can't lose and At risk; 3 more already left");
}

#[test]
fn what_the_filter_leaves_out_is_not_told_as_all_that_was_spent() {
    let february = all_at_risk("from=2024-02-01");
    let text = |fixture: &Fixture, language| fixture.page(ID, language).to_markdown();
    let (en, zh) = (text(&february, English), text(&february, Chinese));
    assert!(en.contains("spent before, within the filter: 160"), "{en}");
    assert!(en.contains("3 customers, 100% of revenue within the filter"), "{en}");
    assert!(en.contains("| Money spent within the filter |"), "{en}");
    assert!(en.contains("only customers with a purchase or return from 1 Feb 2024 on are counted here"), "{en}");
    assert!(zh.contains("此前在筛选范围内消费 160") && zh.contains("占筛选范围内消费额的 100%"), "{zh}");
    assert!(zh.contains("| 筛选范围内消费 |") && zh.contains("只统计 2024年2月1日 起有交易的客户"), "{zh}");
    let offered = |language| february.offer(ID, language).unwrap().headline;
    assert_eq!(offered(English), "3 bought much, and not for 1 day or more (160 spent within the filter)");
    assert_eq!(offered(Chinese), "3 名曾购买较多，已至少 1 天未购买（筛选范围内消费 160）");
    // Without a period nobody is missing, and without a filter all is told.
    let all = all_at_risk("");
    let (en, zh) = (text(&all, English), text(&all, Chinese));
    assert!(!en.contains("filter") && !en.contains("A period is chosen") && !zh.contains("筛选"), "{en}{zh}");
}

#[test]
fn nobody_who_bought_much_and_not_lately_is_said() {
    let mut fixture = Fixture::new(&FILES);
    fixture.set("rfm", "rules", &json!([])).unwrap();
    let page = fixture.page(ID, English);
    assert_eq!(page.headline, "Nobody is in the segments Can't lose and At risk");
    assert_eq!(fixture.page(ID, Chinese).headline, "“不可失去的客户、流失风险客户”分群中没有客户");
    assert_eq!(fixture.offer(ID, English).unwrap().headline, "");
    assert_eq!(fixture.document(ID).unwrap().unwrap()["call_today"], json!([]));
}

#[test]
fn its_parameters_are_those_of_the_segments() {
    let mut fixture = Fixture::new(&FILES);
    assert_eq!(fixture.set(ID, "bins", &json!(3)), Err("`overview` has no parameter `bins`".into()));
    fixture.settings.own.insert("rfm".into(), json!({"bins": 1}).as_object().unwrap().clone());
    let problem = fixture.answer(ID, English).shown.unwrap_err();
    assert_eq!((problem.kind.as_str(), problem.message.as_str()), ("bins", "Between 2 and 9 scores are possible"));
}

#[test]
fn without_rows_there_is_nothing_to_say() {
    let nothing = all_at_risk("from=2030-01-01");
    assert_eq!(nothing.document(ID), Ok(None));
    assert_eq!(nothing.offer(ID, English), None);
    let Ok(Shown::Missing(missing)) = Fixture::new(&FILES[2..]).answer(ID, English).shown else { panic!() };
    assert_eq!((missing.text.as_str(), missing.file), ("This page needs a file of purchases.", true));
}
