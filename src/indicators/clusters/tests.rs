//! Clusters against those of real files, computed by scikit-learn, and against a handful worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::domain::format::Plain;
use crate::domain::intake::{Cancelled, Pace, Progress, Unpaced, block_on_ready};
use crate::domain::language::Language;
use crate::indicators::asked;
use crate::indicators::classes::Brings;
use crate::indicators::fixture::{Breaths, Fixture};
use crate::indicators::orders::{Line, cdnow, online_retail_gross, rfm_orders, table};
use crate::indicators::page::Input;
use crate::indicators::reference::truth;
use crate::indicators::{Indicator, Say, Settings, Stopped, View, document, registry};

use super::{ClustersIndicator, ClustersParams, ID, Scale, Table, Tried, elbow};

fn clustered(view: &View, parameters: &[(&str, Value)]) -> Value {
    let mut settings = Settings::default();
    let format = Plain(Language::English);
    let say = Say::new(Language::English, &format);
    for (parameter, value) in parameters {
        registry::set::<Unpaced>(&mut settings, ID, parameter, value, &say).unwrap();
    }
    asked::ask(view, &settings, Language::English, |question| {
        block_on_ready(document::of_one(ID, question, &mut Unpaced)).unwrap()
    })
    .unwrap()
    .unwrap()
}

#[test]
fn real_files_have_the_inertia_of_scikit_learn() {
    let files: [(&str, Vec<Line>, &str); 3] = [
        ("cdnow_sample", cdnow(), "log"),
        ("rfm_orders", rfm_orders(), "log"),
        ("online_retail_a", online_retail_gross(), "log_gross"),
    ];
    for (set, lines, log) in files {
        let view = asked::view(table(&lines).0, "");
        let expected = truth(set)[log]["kmeans"]["value"].clone();
        for (name, scale) in [("log1p_z", "log"), ("raw_z", "standard")] {
            for k in [2, 3, 4] {
                let wanted = &expected[name]["k"][k.to_string()];
                let Some(inertia) = wanted["best_inertia"].as_f64() else { continue };
                let found = clustered(&view, &[("k", json!(k)), ("scale", json!(scale))]);
                assert_eq!(found["customers"], expected[name]["n"], "{set} {name}");
                let ours = found["inertia"].as_f64().unwrap();
                assert!((ours - inertia).abs() <= 1e-3 * inertia, "{set} {name} {k}: {ours} {inertia}");
                // Another division within a thousandth of the least inertia has about as large clusters.
                let clusters = wanted["clusters_by_mean_monetary_desc"].as_array();
                for (place, cluster) in clusters.into_iter().flatten().enumerate() {
                    let ours = &found["clusters"][place];
                    let (n, size) = (ours["customers"].as_f64().unwrap(), cluster["size"].as_f64().unwrap());
                    assert!((n - size).abs() <= 0.05 * size + 1.0, "{set} {name} {k}: {ours} {cluster}");
                }
                if let Some(silhouette) = wanted["silhouette"].as_f64() {
                    let ours = found["silhouette"].as_f64().unwrap();
                    assert!((ours - silhouette).abs() < 5e-3, "{set} {name} {k}: {ours} {silhouette}");
                }
            }
        }
    }
}

/// Two kinds: four who bought once long ago for little, four who buy often for much.
fn orders() -> String {
    let once = (0..4).map(|n| format!("o{n},2023-01-{:02},{}\n", n + 1, 10 + n));
    let often =
        (0..4).flat_map(|n| (1..=9).map(move |month| format!("f{n},2024-{month:02}-{:02},{}\n", n + 1, 200 + n)));
    format!("customer_id,date,amount\n{}", once.chain(often).collect::<String>())
}

#[test]
fn two_kinds_are_two_clusters_named_by_what_sets_them_apart() {
    let fixture = Fixture::new(&[("orders.csv", &orders())]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["k"], &found["customers"]), (&json!(2), &json!(8)));
    let clusters = found["clusters"].as_array().unwrap();
    assert_eq!((&clusters[0]["customers"], &clusters[0]["centre"]["frequency"]), (&json!(4), &json!(9.0)));
    assert_eq!((&clusters[1]["customers"], &clusters[1]["centre"]["monetary"]), (&json!(4), &json!(11.5)));
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("seldom, little money") && page.contains("8 customers fall into 2 clusters"), "{page}");
    assert!(fixture.page(ID, Language::Chinese).headline.starts_with("8 名客户聚为 2 类"));
    let members = fixture.members(ID);
    assert_eq!(members[0], ["customer", "class", "recency", "frequency", "monetary"]);
    assert_eq!((members[1][1].as_str(), members[8][1].as_str()), ("1", "2"));
}

/// Figures by plain arithmetic in Python, apart from this code: medians and quartiles of type 7 (40 and 63 apart of money, 2
/// and 1.5 of orders), and of all 126 ways to make two clusters of seven customers the one of least inertia.
#[test]
fn on_the_robust_scale_clusters_are_those_of_all_ways_tried() {
    let customers = [(1, 3), (1, 10), (2, 25), (2, 40), (3, 80), (3, 81), (9, 200)];
    let rows = customers.iter().enumerate().flat_map(|(n, (orders, money))| {
        // All money but the first order's, which has the rest, comes in orders of 1.
        (0..*orders).map(move |order| {
            let amount = if order == 0 { money - orders + 1 } else { 1 };
            format!("c{n},2024-01-{:02},{amount}\n", order + 1)
        })
    });
    let orders = format!("customer_id,date,amount\n{}", rows.collect::<String>());
    let mut fixture = Fixture::new(&[("orders.csv", &orders)]);
    for (parameter, value) in
        [("fields", json!(["frequency", "monetary"])), ("scale", json!("robust")), ("k", json!(2))]
    {
        fixture.set(ID, parameter, &value).unwrap();
    }
    let found = fixture.document(ID).unwrap().unwrap();
    let close = |found: &Value, expected: f64| (found.as_f64().unwrap() - expected).abs() < 1e-12;
    assert!(close(&found["inertia"], 3.232_762_240_698_748_6), "{found}");
    let [best, rest] = [&found["clusters"][0], &found["clusters"][1]];
    assert_eq!((&best["customers"], &rest["customers"]), (&json!(1), &json!(6)));
    let scaled = |cluster: &Value, frequency: f64, monetary: f64| {
        let centre = &cluster["centre_scaled"];
        close(&centre["frequency"], frequency) && close(&centre["monetary"], monetary)
    };
    assert!(scaled(best, 4.666_666_666_666_667, 2.539_682_539_682_539_5), "{best}");
    assert!(scaled(rest, 0.0, -0.002_645_502_645_502_654_5), "{rest}");
}

/// Stops at the breath of this number.
struct Pressing(usize);

impl Pace for Pressing {
    async fn breathe(&mut self, _: Progress) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn computing_stops_at_the_next_breath_wherever_it_is_told_to() {
    let lines: Vec<Line> = rfm_orders().into_iter().take(300).collect();
    for scale in [Scale::Log, Scale::Standard, Scale::Robust] {
        let params = ClustersParams { k: Some(3), scale, restarts: 2, ..ClustersParams::default() };
        let params = ClustersIndicator::check(params).unwrap();
        // A view keeps what it has computed: each begins with none.
        let until = |breaths| {
            let view = asked::view(table(&lines).0, "");
            block_on_ready(ClustersIndicator::compute(&view, &params, &mut Pressing(breaths)))
        };
        let all = (0..1_000).find(|breaths| until(*breaths).is_ok()).unwrap();
        assert!(all > 20, "{all} breaths");
        assert!((0..all).all(|breaths| matches!(until(breaths), Err(Stopped::Cancelled))));
    }
}

#[test]
fn many_customers_are_scaled_block_by_block() {
    let customers = 100_000;
    let values: Vec<f64> = (0..2 * customers).map(|place| f64::from(place % 1_000)).collect();
    let table = Table {
        fields: ["recency", "monetary"].map(str::to_owned).to_vec(),
        values,
        customers: Vec::new(),
        money: Vec::new(),
        not_positive: 0,
        without_values: 0,
        offered: Vec::new(),
        of_purchases: true,
        brings: Brings::Spent,
    };
    for (scale, least) in [(Scale::Log, 50), (Scale::Standard, 40), (Scale::Robust, 15)] {
        let mut breaths = Breaths::default();
        block_on_ready(table.scaled(scale, &mut breaths)).unwrap();
        assert!(breaths.0 >= least, "{scale:?}: {} breaths", breaths.0);
    }
}

#[test]
fn equal_input_gives_equal_output() {
    let view = asked::view(table(&rfm_orders()).0, "");
    assert_eq!(clustered(&view, &[("k", json!(5))]), clustered(&view, &[("k", json!(5))]));
}

#[test]
fn a_column_of_the_customers_table_is_a_field() {
    let base: String = (0..4).map(|n| format!("o{n},{}\nf{n},{}\n", 20 + n, 60 + n)).collect();
    let mut fixture = Fixture::new(&[("orders.csv", &orders()), ("base.csv", &format!("customer_id,age\n{base}"))]);
    fixture.set(ID, "fields", &json!(["recency", "age"])).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["clusters"][0]["centre"]["age"], json!(61.5));
    fixture.set(ID, "fields", &json!(["height"])).unwrap();
    let problem = fixture.document(ID).unwrap_err();
    assert!(problem.kind == "field" && problem.message.contains("height"), "{problem:?}");
}

#[test]
fn any_fields_can_be_ticked_on_the_page() {
    let base: String = (0..4).map(|n| format!("o{n},{},{n}\nf{n},{},{n}\n", 20 + n, 60 + n)).collect();
    let base = format!("customer_id,age,children\n{base}");
    let mut fixture = Fixture::new(&[("orders.csv", &orders()), ("base.csv", &base)]);
    let boxes = |fixture: &Fixture| {
        let controls = fixture.page(ID, Language::English).sections.into_iter().flat_map(|section| section.controls);
        let input = controls.into_iter().find(|control| control.parameter == "fields").unwrap().input;
        let Input::Several { options, chosen } = input else { panic!("no boxes") };
        (options.into_iter().map(|option| option.text).collect::<Vec<_>>(), chosen)
    };
    let (texts, chosen) = boxes(&fixture);
    assert_eq!(texts, ["Days since the last purchase", "Orders", "Money spent", "age", "children"]);
    assert_eq!(chosen, BTreeSet::from([0, 1, 2]));
    fixture.set(ID, "fields", &json!(["recency", "age", "children"])).unwrap();
    assert_eq!(boxes(&fixture).1, BTreeSet::from([0, 3, 4]));
}

#[test]
fn customers_all_alike_make_no_cluster_and_the_page_says_so() {
    let fixture = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-01,5\nb,2024-01-01,5\n")]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["k"], &found["inertia"]), (&json!(0), &Value::Null));
    let headline = fixture.page(ID, Language::English).headline;
    assert_eq!(headline, "Clusters need at least two customers who differ: only 1 can be told apart");
}

#[test]
fn absurd_parameters_are_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", &orders())]);
    for (parameter, value) in [("k", json!(1)), ("k", json!(13)), ("fields", json!([])), ("restarts", json!(0))] {
        let refused = fixture.set(ID, parameter, &value).unwrap_err();
        assert!(refused.len() > 30, "{refused}");
    }
}

#[test]
fn the_elbow_is_farthest_below_the_line_from_first_to_last() {
    let tried = |inertias: &[f64]| -> Vec<Tried> {
        let of = |(k, inertia): (usize, &f64)| Tried { k, inertia: *inertia, silhouette: None };
        (2..).zip(inertias).map(of).collect()
    };
    // Below the line from (2, 100) to (6, 20): 0, 40, 45, 24, 0.
    assert_eq!(elbow(&tried(&[100.0, 40.0, 15.0, 16.0, 20.0])), Some(4));
    assert_eq!(elbow(&tried(&[100.0, 40.0, 30.0, 25.0, 20.0])), Some(3));
    // A line has none, nor have two points, or one that does not fall.
    assert_eq!(elbow(&tried(&[30.0, 20.0, 10.0])), None);
    assert_eq!(elbow(&tried(&[30.0, 20.0])), None);
    assert_eq!(elbow(&tried(&[5.0, 5.0, 5.0])), None);
    assert_eq!(elbow(&[]), None);
}

#[test]
fn a_customers_table_alone_is_clustered_by_its_own_numbers() {
    // Two plain groups: short stays at small fees, long ones at great fees; `visits` is no size, `note` no number.
    let row = |n: usize| {
        let (stay, fee) = if n < 30 { (1 + n % 5, 10 + n % 7) } else { (60 + n % 5, 90 + n % 7) };
        format!("c{n},{stay},{fee},{},x\n", n % 3)
    };
    let rows: String = (0..60).map(row).collect();
    let mut fixture = Fixture::new(&[("base.csv", &format!("customer_id,tenure,MonthlyCharges,visits,note\n{rows}"))]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["k"], &found["customers"]), (&json!(2), &json!(60)));
    assert_eq!(found["fields"], json!(["tenure", "MonthlyCharges"]));
    // Those who bring most per customer come first: 30 at 90 and n % 7 more.
    let first = &found["clusters"][0];
    let brought: usize = (30..60).map(|n| 90 + n % 7).sum();
    assert_eq!(first["customers"], json!(30));
    assert!((first["centre"]["MonthlyCharges"].as_f64().unwrap() - brought as f64 / 30.0).abs() < 1e-9);
    assert_eq!(first["value"].as_f64().or_else(|| first["value"].as_str()?.parse().ok()), Some(brought as f64));

    fixture.set(ID, "fields", &json!(["visits"])).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["fields"], json!(["visits"]));
    let texts_alone = Fixture::new(&[("base.csv", "customer_id,note\na,x\nb,y\n")]);
    assert!(texts_alone.document(ID).unwrap().is_none());
}

#[test]
fn money_that_a_column_says_is_called_by_its_name() {
    let rows: String = (0..24).map(|n| format!("c{n},{},{}\n", 1 + n, if n < 12 { 20 + n } else { 200 + n })).collect();
    let customers = format!("customer_id,tenure,monthly_charges\n{rows}");
    let fixture = Fixture::new(&[("customers.csv", &customers)]);
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(!text.contains("Money spent") && !text.contains("of money"), "{text}");
    assert!(text.contains("| Share of monthly charges |"), "{text}");
    let text = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(!text.contains("消费额") && text.contains("人均monthly charges"), "{text}");
}
