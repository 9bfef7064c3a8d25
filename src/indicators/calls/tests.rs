//! Who is worth a call, worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

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

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
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
    let page = all_at_risk("").page(ID, English);
    let scores: Vec<_> = page.figures().into_iter().filter(|figure| figure.name == "customer.score").collect();
    assert_eq!((scores.len(), scores[0].label.as_str()), (2, "Last score (0–10), ann"));
    let origin = &page.origins[scores[0].origin];
    assert_eq!(
        (origin.period.as_str(), origin.used.as_str(), origin.left_out.as_str()),
        (
            "6 Feb 2024 – 6 Feb 2024",
            "1 answer",
            "2 – older than the customer's newest answer; 1 – no score from 0 to 10"
        )
    );
    // What was said before the period is known; an answer without a day is in no period.
    let scores = |filter: &str| {
        let found = all_at_risk(filter).document(ID).unwrap().unwrap();
        found["call_today"].as_array().unwrap().iter().map(|call| call["score"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(scores("from=2024-03-01"), [json!(4), json!(8), json!(null)]);
    assert_eq!(scores("from=2024-01-20&to=2024-02-01"), [json!(9)]);
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
        "2 customers bought much, and not for 1 day or more; spent before: 109.50; 1 more already left"
    );
    let zh = with_exits("ann,2024-03-04\n", "").page(ID, Chinese);
    assert_eq!(zh.headline, "2 名客户曾购买较多，但已有至少 1 天未购买；此前累计消费 109.50；另有 1 名已离开");
    let all = with_exits("ann,2024-03-04\nbob,2024-03-04\nb c,2024-03-04\n", "").page(ID, English);
    assert_eq!(all.headline, "Nobody is in the segments Can't lose and At risk; 3 more already left");
}

/// The page in both languages, and what it offers the overview.
fn said(fixture: &Fixture) -> [String; 4] {
    let text = |language| fixture.page(ID, language).to_markdown();
    let offered = |language| fixture.offer(ID, language).unwrap().headline;
    [text(English), text(Chinese), offered(English), offered(Chinese)]
}

#[test]
fn a_period_leaves_nobody_out_who_fell_silent_before_its_end() {
    // Bob bought in March alone: known at the end of March, silent in April, not known at the end of February.
    let called = |filter: &str| {
        let found = all_at_risk(filter).document(ID).unwrap().unwrap();
        let calls = found["call_today"].as_array().unwrap().clone();
        let call = |call: &Value| format!("{} {} {}", text(&call["customer"]), call["recency"], call["monetary"]);
        calls.iter().map(call).collect::<Vec<_>>().join(", ")
    };
    let all = "ann 2 150.5, bob 3 100.5, b c 1 9.0";
    assert_eq!(called(""), all);
    assert_eq!(called("from=2024-03-02"), all);
    assert_eq!(called("from=2024-03-04"), all, "also where nobody bought");
    assert_eq!(called("to=2024-02-29"), "ann 56 100.5");
    assert_eq!(called("from=2024-02-01&to=2024-02-29"), "ann 56 100.5");
    assert_eq!(called("from=2024-03-02&to=2024-03-02"), "ann 1 150.5, bob 2 100.5");

    let [en, zh, offered, offered_zh] = said(&all_at_risk("from=2024-03-02"));
    assert!(en.contains("spent before, up to the end of the period: 260"), "{en}");
    assert!(en.contains("3 customers, 100% of revenue up to the end of the period"), "{en}");
    assert!(en.contains("| Money spent up to the end of the period |"), "{en}");
    assert!(en.contains("also those who bought nothing within it") && en.contains("counted to 4 Mar 2024"), "{en}");
    assert!(zh.contains("截至所选时间末累计消费 260") && zh.contains("占截至所选时间末消费额的 100%"), "{zh}");
    assert!(zh.contains("范围内没有购买的客户也包括在内") && zh.contains("天数计算至 2024年3月4日"), "{zh}");
    assert_eq!(offered, "3 bought much, and not for 1 day or more (260 spent up to the end of the period)");
    assert_eq!(offered_zh, "3 名曾购买较多，已至少 1 天未购买（截至所选时间末累计消费 260）");
    // A period without a beginning ends too.
    let [en, zh, ..] = said(&all_at_risk("to=2024-02-29"));
    assert!(en.contains("spent before, within the filter: 10") && en.contains("counted to 1 Mar 2024"), "{en}");
    assert!(zh.contains("天数计算至 2024年3月1日"), "{zh}");
    // Without a filter all is told, and nothing has to be explained.
    let [en, zh, ..] = said(&all_at_risk(""));
    assert!(!en.contains("filter") && !en.contains("A period is chosen") && !zh.contains("筛选"), "{en}{zh}");
}

#[test]
fn other_filters_choose_whose_and_which_money_counts() {
    let bought = "customer,order,date,amount,branch\nann,1,2024-01-05,100,North\nann,2,2024-02-05,7,South\n\
                  bob,3,2024-03-02,20,South\ncid,4,2024-01-09,3,North\n";
    let filtered = |filter: &str| {
        let mut fixture = Fixture::filtered(&[("purchases.csv", bought)], filter);
        fixture.set("rfm", "rules", &everybody_at_risk()).unwrap();
        fixture
    };
    let called = |filter: &str| {
        let found = filtered(filter).document(ID).unwrap().unwrap();
        let calls = found["call_today"].as_array().unwrap().clone();
        let called: Vec<_> =
            calls.iter().map(|call| format!("{} {}", text(&call["customer"]), call["monetary"])).collect();
        (called.join(", "), found["at_stake"]["monetary"].as_f64().unwrap())
    };
    assert_eq!(called("a.branch=South"), ("bob 20.0, ann 7.0".into(), 27.0));
    // Ann bought in the south before March, and nothing since.
    assert_eq!(called("a.branch=South&from=2024-03-01"), ("bob 20.0, ann 7.0".into(), 27.0));
    assert_eq!(called("a.branch=North&from=2024-02-01"), ("ann 100.0, cid 3.0".into(), 103.0));

    let [en, zh, offered, _] = said(&filtered("a.branch=South"));
    assert!(en.contains("spent before, within the filter: 27") && zh.contains("筛选范围内累计消费 27"), "{en}{zh}");
    assert!(
        en.contains("2 customers, 100% of revenue within the filter") && !en.contains("A period is chosen"),
        "{en}"
    );
    assert!(zh.contains("占筛选范围内消费额的 100%") && zh.contains("| 筛选范围内累计消费 |"), "{zh}");
    assert_eq!(offered, "2 bought much, and not for 1 day or more (27 spent within the filter)");
    let [en, zh, ..] = said(&filtered("a.branch=South&from=2024-03-01"));
    assert!(en.contains("| Money spent within the filter, before its period too |"), "{en}");
    assert!(zh.contains("筛选范围内（含所选时间之前）累计消费 27"), "{zh}");
}

#[test]
fn who_has_no_scores_within_the_filter_is_said_to_be_missing() {
    let mut fixture = all_at_risk("from=2024-03-02");
    fixture.set("rfm", "within_filter", &json!(true)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["at_stake"], json!({"customers": 2, "monetary": 59.0, "monetary_share": 1.0}));
    let [en, zh, ..] = said(&fixture);
    assert!(en.contains("no purchase or return from 2 Mar 2024 on has no scores"), "{en}");
    assert!(en.contains("| Money spent within the filter |") && !en.contains("up to the end of the period:"), "{en}");
    assert!(zh.contains("2024年3月2日 起没有交易的客户没有得分"), "{zh}");
}

#[test]
fn where_nothing_was_spent_there_is_no_share_and_no_tile() {
    let mut fixture = Fixture::new(&[("purchases.csv", "customer,date,amount\nann,2024-01-05,0\n")]);
    fixture.set("rfm", "rules", &everybody_at_risk()).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["at_stake"], json!({"customers": 1, "monetary": 0.0, "monetary_share": null}));
    assert!(fixture.offer(ID, English).unwrap().sections.iter().all(|section| section.id != "at-stake"));
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
    let nothing = all_at_risk("to=2020-01-01");
    assert_eq!(nothing.document(ID).unwrap_err().kind, "nothing_left");
    assert_eq!(nothing.offer(ID, English), None);
    let Ok(Shown::Missing(missing)) = Fixture::new(&FILES[2..]).answer(ID, English).shown else { panic!() };
    assert_eq!((missing.text.as_str(), missing.file), ("This page needs a file of purchases.", true));
}
