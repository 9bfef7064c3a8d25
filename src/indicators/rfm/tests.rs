//! Scores and segments against figures computed by other programs.

// A test is to stop at what is not as expected.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::format::Plain;
use crate::domain::intake::{Cancelled, Pace, Progress, block_on_ready};
use crate::domain::language::Language::{self, Chinese, English};
use crate::domain::money::Money;
use crate::domain::provenance::LeftOut;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::AsOf;
use crate::indicators::fixture::Fixture;
use crate::indicators::orders::{Line, cdnow, money, online_retail, online_retail_gross, rfm_orders, same, table};
use crate::indicators::page::{Control, Input, Named, Note, Part, Plot};
use crate::indicators::reference::{Sheet, truth};
use crate::indicators::rfm::{
    Binning, Bounds, CheckedRfm, Ends, ID, Measure, Nesting, Preset, Rfm, RfmError, RfmParams, RuleTable, ScoreBounds,
    TABLE_HEADER, TypedBounds, explain, rfm, rfm_as_of,
};
use crate::indicators::settings::SHARED;
use crate::indicators::{Say, Shown, Stopped, registry};
use serde_json::{Value, json};

const VARIANTS: [(&str, Binning); 6] = [
    ("qcut_right_closed", Binning::QuantileRightClosed),
    ("left_closed", Binning::QuantileLeftClosed),
    ("r_rfm_package", Binning::RPackage),
    ("rank_first", Binning::RankFirst),
    ("rank_average", Binning::RankAverage),
    ("rank_min", Binning::RankMin),
];

fn checked(params: RfmParams) -> CheckedRfm {
    params.check().unwrap()
}

fn scored(lines: &[Line], params: RfmParams) -> (Rfm, Dictionary) {
    let (purchases, ids) = table(lines);
    (rfm(&purchases, &ids, &checked(params)).unwrap(), ids)
}

/// Customer id to the cells of the table.
fn rows(rfm: &Rfm, ids: &Dictionary) -> Vec<[String; 8]> {
    rfm.scores.table(ids, &rfm.segments).collect()
}

fn counts(scores: &[u8]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for score in scores {
        *counts.entry(score.to_string()).or_insert(0) += 1;
    }
    counts
}

fn expected_counts(value: &Value) -> BTreeMap<String, u64> {
    value.as_object().unwrap().iter().map(|(key, count)| (key.clone(), count.as_u64().unwrap())).collect()
}

/// Every variant: counts of each score, counts of each code, every customer.
fn agrees_with_truth(lines: &[Line], log: &Value, customers: &str) {
    let expected = Sheet::read(customers);
    for (variant, binning) in VARIANTS {
        let (rfm, ids) = scored(lines, RfmParams { binning, ..RfmParams::default() });
        let value = &log["rfm"][variant]["value"];
        assert_eq!(rfm.reference_date.to_string(), log["basic"]["value"]["reference_date"].as_str().unwrap());
        for (scores, key) in [(&rfm.scores.r, "R_counts"), (&rfm.scores.f, "F_counts"), (&rfm.scores.m, "M_counts")] {
            assert_eq!(counts(scores), expected_counts(&value[key]), "{variant} {key}");
        }
        let rows = rows(&rfm, &ids);
        let mut cells = BTreeMap::new();
        for row in &rows {
            *cells.entry(row[4..7].concat()).or_insert(0_u64) += 1;
        }
        assert_eq!(cells, expected_counts(&value["cells"]), "{variant}");
        assert_eq!(rows.len(), expected.rows.len());
        for (row, cells) in rows.iter().zip(&expected.rows) {
            let cell = |name: &str| &cells[expected.column(name)];
            assert_eq!(row[0], *cell("customer"));
            assert_eq!(row[1], *cell("recency_days"), "{}", row[0]);
            assert_eq!(row[2], *cell("frequency"), "{}", row[0]);
            let published: f64 = cell("monetary").parse().unwrap();
            assert!(same(money(&row[3]).to_f64(), published), "{}: {} for {published}", row[0], row[3]);
            assert_eq!(row[4..7].concat(), *cell(&format!("rfm_{variant}")), "{variant} {}", row[0]);
        }
    }
}

/// The bounds of the default binning join into the published edges.
fn bounds_are_the_edges(lines: &[Line], log: &Value) {
    let (rfm, _) = scored(lines, RfmParams::default());
    let edges = &log["rfm"]["edges_type7"]["value"];
    let joined = |bounds: &[ScoreBounds]| {
        let mut edges: Vec<f64> =
            bounds.iter().flat_map(|bounds| [bounds.lower.unwrap(), bounds.upper.unwrap()]).collect();
        edges.sort_by(f64::total_cmp);
        // Inner edges end one range and begin the next.
        (0..=5).map(|k| edges[(2 * k).min(9)]).collect::<Vec<f64>>()
    };
    let Bounds { r, f, m } = &rfm.bounds;
    for (bounds, key) in [(r, "recency_days"), (f, "frequency"), (m, "monetary")] {
        assert!(bounds.iter().map(|bounds| bounds.score).eq(1..=5));
        for (ours, theirs) in joined(bounds).into_iter().zip(edges[key].as_array().unwrap()) {
            assert!(same(ours, theirs.as_f64().unwrap()), "{key}: {ours} for {theirs}");
        }
    }
}

#[test]
fn every_binning_scores_cdnow_as_published() {
    let log = &truth("cdnow_sample")["log"];
    agrees_with_truth(&cdnow(), log, "cdnow_sample/customers_truth.csv.gz");
    bounds_are_the_edges(&cdnow(), log);
}

#[test]
fn every_binning_scores_rfm_orders_as_published() {
    let log = &truth("rfm_orders")["log"];
    agrees_with_truth(&rfm_orders(), log, "rfm_orders/customers_truth.csv.gz");
    bounds_are_the_edges(&rfm_orders(), log);
}

#[test]
fn every_binning_scores_online_retail_as_published() {
    let log = &truth("online_retail_a")["log_gross"];
    let lines = online_retail_gross();
    agrees_with_truth(&lines, log, "online_retail_a/customers_truth_gross.csv.gz");
    bounds_are_the_edges(&lines, log);
}

#[test]
fn the_rule_of_the_r_package_gives_the_rows_of_its_readme() {
    let (rfm, ids) = scored(&rfm_orders(), RfmParams { binning: Binning::RPackage, ..RfmParams::default() });
    let rows: BTreeMap<String, [String; 8]> = rows(&rfm, &ids).into_iter().map(|row| (row[0].clone(), row)).collect();
    let readme = &truth("rfm_orders")["r_readme_check"]["value"];
    for (customer, row) in readme.as_object().unwrap() {
        let published = row["published"].as_array().unwrap();
        for (cell, value) in rows[customer][1..4].iter().zip(published) {
            assert_eq!(*cell, value.to_string(), "{customer}");
        }
        assert_eq!(rows[customer][4..7].concat(), published[3].as_str().unwrap(), "{customer}");
    }
}

#[test]
fn returns_lower_totals_by_default_and_customers_with_nothing_else_are_counted_apart() {
    let lines = online_retail();
    let (net, ids) = scored(&lines, RfmParams::default());
    assert_eq!((net.customers, net.without_purchase.customers), (1476, 11));
    let total: Money =
        net.segments.iter().map(|segment| segment.monetary).sum::<Money>() + net.without_purchase.monetary;
    assert_eq!(total, money("3096610.011"));
    let table: BTreeMap<String, Money> =
        rows(&net, &ids).into_iter().map(|row| (row[0].clone(), money(&row[3]))).collect();
    let published = &truth("online_retail_a")["net"]["value"]["first_20"];
    for (customer, value) in published.as_object().unwrap() {
        assert!(same(table[customer].to_f64(), value.as_f64().unwrap()), "{customer}");
    }

    let (gross, _) = scored(&lines, RfmParams { returns: ReturnsPolicy::LeftOut, ..RfmParams::default() });
    assert_eq!((gross.customers, gross.without_purchase.customers), (1476, 0));
    assert_eq!((&net.scores.recency, &net.scores.frequency), (&gross.scores.recency, &gross.scores.frequency));
    assert_eq!(gross.segments.iter().map(|segment| segment.monetary).sum::<Money>(), money("3384118.051"));
    let left_out = &gross.provenance.left_out;
    assert_eq!((left_out[0].reason, left_out[0].count, left_out.len()), (LeftOut::Return, 3027, 1));
}

#[test]
fn segments_and_heat_add_up_to_all_customers() {
    for binning in VARIANTS.map(|(_, binning)| binning) {
        let (rfm, _) = scored(&cdnow(), RfmParams { binning, ..RfmParams::default() });
        let names: Vec<&str> = rfm.segments.iter().map(|segment| segment.name.as_str()).collect();
        assert_eq!((names.len(), names[0], names[10]), (11, "Champions", "Other"));
        assert_eq!(rfm.segments.iter().map(|segment| segment.customers).sum::<usize>(), 2357);
        assert_eq!(rfm.segments.iter().map(|segment| segment.monetary).sum::<Money>(), money("244091.94"));
        let cells: Vec<_> = rfm.heat.iter().flatten().collect();
        assert_eq!((rfm.heat.len(), cells.len()), (5, 25));
        assert_eq!(cells.iter().map(|cell| cell.customers).sum::<usize>(), 2357);
        assert_eq!(cells.iter().map(|cell| cell.monetary).sum::<Money>(), money("244091.94"));
        assert!(
            cells
                .iter()
                .enumerate()
                .all(|(i, cell)| usize::from(cell.r) == i / 5 + 1 && usize::from(cell.f) == i % 5 + 1)
        );
    }
}

#[test]
fn the_default_segments_of_online_retail_are_those_of_the_reference() {
    // Computed without this program: customers and net money per segment.
    let expected = [
        ("champions", 211, "1686977.92"),
        ("loyal", 223, "727714.151"),
        ("potential_loyalists", 167, "136977.54"),
        ("new", 24, "9677.56"),
        ("promising", 54, "17038.66"),
        ("need_attention", 49, "57946.64"),
        ("about_to_sleep", 163, "91042.42"),
        ("cant_lose", 17, "37654.14"),
        ("at_risk", 114, "130248.63"),
        ("hibernating", 454, "207685.45"),
        ("other", 0, "0"),
    ];
    let (rfm, _) = scored(&online_retail(), RfmParams::default());
    let found = rfm.segments.iter().map(|segment| (segment.key.as_str(), segment.customers, segment.monetary));
    assert!(
        found.eq(expected.map(|(key, customers, monetary)| (key, customers, money(monetary)))),
        "{:?}",
        rfm.segments
    );
}

#[test]
fn champions_of_the_package_are_those_with_the_best_of_all_scores() {
    let rules = RuleTable::of(Preset::RfmPackage);
    let (rfm, ids) = scored(&cdnow(), RfmParams { rules, ..RfmParams::default() });
    let champions = &rfm.segments[0];
    assert_eq!((champions.key.as_str(), champions.customers), ("champions", 234));
    assert_eq!(rfm.scores.members(0, ids.len()).iter().filter(|member| **member).count(), 234);
    let best = rows(&rfm, &ids).into_iter().filter(|row| row[4..7].concat() == "555");
    assert!(best.map(|row| row[7].clone()).eq(std::iter::repeat_n("Champions".to_owned(), 234)));
}

#[test]
fn nested_bins_cut_frequency_within_recency_and_monetary_within_both() {
    let params = |nesting| RfmParams { binning: Binning::RankFirst, nesting, ..RfmParams::default() };
    let (nested, _) = scored(&rfm_orders(), params(Nesting::Nested));
    let (independent, _) = scored(&rfm_orders(), params(Nesting::Independent));
    assert_eq!(nested.scores.r, independent.scores.r);
    let mut groups: BTreeMap<(u8, u8), Vec<(Money, u8)>> = BTreeMap::new();
    for row in nested.scores.rows() {
        groups.entry((row.r, row.f)).or_default().push((row.monetary, row.m));
    }
    // 995 customers: 199 in each recency score, 39 or 40 of them in each frequency score, 7 or 8
    // of these in each monetary score, and the more was spent the higher.
    assert_eq!(groups.len(), 25);
    for members in groups.values_mut() {
        assert!((39..=40).contains(&members.len()));
        for score in 1..=5 {
            assert!((7..=8).contains(&members.iter().filter(|member| member.1 == score).count()));
        }
        members.sort_by_key(|member| (member.1, member.0));
        assert!(members.is_sorted_by_key(|member| member.0));
    }
}

#[test]
fn typed_bounds_hold_for_everyone() {
    let bounds = TypedBounds { r: vec![100, 300], f: vec![1, 5], m: vec![money("100.5"), money("500")] };
    for nesting in [Nesting::Independent, Nesting::Nested] {
        let params =
            RfmParams { bins: 3, binning: Binning::Custom, bounds: bounds.clone(), nesting, ..RfmParams::default() };
        let (rfm, _) = scored(&cdnow(), params);
        for row in rfm.scores.rows() {
            assert_eq!(row.r, 3 - u8::from(row.recency > 100) - u8::from(row.recency > 300));
            assert_eq!(row.f, 1 + u8::from(row.frequency > 1) + u8::from(row.frequency > 5));
            assert_eq!(row.m, 1 + u8::from(row.monetary > money("100.5")) + u8::from(row.monetary > money("500")));
        }
        let m: Vec<_> = rfm.bounds.m.iter().map(|bounds| (bounds.lower, bounds.upper)).collect();
        assert_eq!(m, [(None, Some(100.5)), (Some(100.5), Some(500.0)), (Some(500.0), None)]);
        assert_eq!(rfm.bounds.r[2].upper, Some(100.0));
        assert_eq!(rfm.bounds.r[1].ends, Ends::Upper);
    }
}

#[test]
fn a_reference_date_within_the_data_leaves_later_purchases_out() {
    let lines = cdnow();
    let date: Day = "1997-09-30".parse().unwrap();
    let (rfm, _) = scored(&lines, RfmParams { reference_date: Some(date), ..RfmParams::default() });
    let later = lines.iter().filter(|line| line.day > date).count();
    assert_eq!(rfm.reference_date, date);
    assert_eq!(rfm.provenance.used, lines.len() - later);
    assert_eq!(
        (rfm.provenance.left_out[0].reason, rfm.provenance.left_out[0].count),
        (LeftOut::AfterReferenceDate, later)
    );
    assert!(rfm.scores.recency.iter().all(|&recency| recency >= 0));
}

#[test]
fn nobody_to_score_is_an_error_not_a_panic() {
    let (purchases, ids) = table(&[]);
    assert_eq!(rfm(&purchases, &ids, &CheckedRfm::default()), Err(RfmError::NoPurchases));
    let only_returns: Vec<Line> = online_retail().into_iter().filter(|line| line.returned).take(5).collect();
    let (purchases, ids) = table(&only_returns);
    assert_eq!(rfm(&purchases, &ids, &CheckedRfm::default()), Err(RfmError::NoPurchases));
}

#[test]
fn one_purchase_is_scored_in_every_binning() {
    let lines: Vec<Line> = cdnow().into_iter().take(1).collect();
    for bins in 2..=9 {
        for binning in VARIANTS.map(|(_, binning)| binning).into_iter().chain([Binning::EqualWidth]) {
            for nesting in [Nesting::Independent, Nesting::Nested] {
                let (rfm, _) = scored(&lines, RfmParams { bins, binning, nesting, ..RfmParams::default() });
                assert_eq!((rfm.customers, rfm.scores.recency[0], rfm.scores.frequency[0]), (1, 1, 1));
                assert_eq!(rfm.segments.iter().map(|segment| segment.customers).sum::<usize>(), 1);
            }
        }
    }
}

#[test]
fn the_document_has_the_names_scripts_rely_on() {
    let rules = RuleTable::of(Preset::RfmPackage);
    let (rfm, ids) = scored(&cdnow(), RfmParams { rules, ..RfmParams::default() });
    let document = serde_json::to_value(&rfm).unwrap();
    assert_eq!(document["reference_date"], "1998-07-01");
    assert_eq!(document["customers"], 2357);
    assert_eq!(document["bounds"]["m"].as_array().unwrap().len(), 5);
    assert_eq!(document["segments"][0]["name"], "Champions");
    assert_eq!(document["segments"][0]["customers"], 234);
    assert!(document["segments"][0]["monetary"].is_f64());
    assert!(document.get("scores").is_none());
    let read: Rfm = serde_json::from_value(document).unwrap();
    assert_eq!((read.segments, read.heat), (rfm.segments.clone(), rfm.heat.clone()));
    assert_eq!(TABLE_HEADER.join(","), "customer,recency,frequency,monetary,r,f,m,segment");
    assert_eq!(rows(&rfm, &ids)[0].join(","), "00004,201,4,100.5,4,4,4,Potential loyalist");
}

/// Ann buys much and lately, Bob once long ago; Cid only brought something back.
const BOUGHT: &str = "customer,order,date,amount\nann,1,2024-01-05,100\nann,2,2024-03-01,200.5\n\
                      ann,3,2024-06-28,300\nbob,4,2023-02-01,20\ncid,5,2024-05-05,-7\n";

const FILES: [(&str, &str); 1] = [("purchases.csv", BOUGHT)];

#[test]
fn the_page_says_who_brings_most() {
    let fixture = Fixture::new(&FILES);
    let page = fixture.page(ID, English);
    assert_eq!(page.headline, "The segment “Champions” brings most: 96.8% of revenue from 50% of customers");
    assert_eq!(fixture.page(ID, Chinese).headline, "“冠军客户”分群贡献最大：50% 的客户带来 96.8% 的消费额");
    let figure = |name: &str| page.figures().into_iter().find(|figure| figure.name == name).unwrap().clone();
    assert_eq!((figure("rfm.customers").value, figure("rfm.customers").text), ("2".into(), "2".into()));
    assert_eq!(figure("rfm.segments.champions.monetary").value, "600.5");
    assert_eq!(figure("rfm.reference_date").value, "2024-06-29");
    assert_eq!(figure("rfm.bounds.f.5").value, "(2.6, 3]");
    assert_eq!(figure("rfm.bounds.f.5").text, "above 2.6, up to 3");
    let origin = &page.origins[figure("rfm.customers").origin];
    assert_eq!((origin.used.as_str(), origin.left_out.as_str()), ("5 rows", "none"));
    let muted: Vec<&Part> = page.sections.iter().flat_map(|section| &section.parts).collect();
    let without = "1 further customer has returns and no purchase (−7): they have no scores.";
    assert!(muted.contains(&&Part::Muted(without.into())));
    assert!(muted.contains(&&Part::Named(Named::ScoresDownload)));
    let ids: Vec<&str> = page.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["rfm-tiles", "rfm-map", "rfm-sizes", "rfm-segments", "rfm-bounds", "by-class"]);
}

#[test]
fn those_who_already_left_are_counted_beside_their_segment() {
    let exits = ("exits.csv", "customer_id,left_on\nbob,2023-06-01\nann,2024-01-01\n");
    let fixture = Fixture::new(&[FILES[0], exits]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["already_left"], json!({"hibernating": 1}), "Ann bought again");
    assert_eq!(found["customers"], 2);
    let [en, zh] = [English, Chinese].map(|language| fixture.page(ID, language).to_markdown());
    assert!(en.contains("1 of them already left") && en.contains("named in the table of exits"), "{en}");
    assert!(zh.contains("其中 1 名已离开"), "{zh}");
    assert!(!Fixture::new(&FILES).page(ID, English).to_markdown().contains("already left"));
    fixture.every_figure_is_in_the_document(ID);
}

#[test]
fn few_customers_are_marked() {
    let notes = |fixture: &Fixture| fixture.page(ID, English).notes;
    let mut fixture = Fixture::new(&FILES);
    assert_eq!(notes(&fixture), [Note::caution("Only 2 customers: read the figures with care")]);
    fixture.set(SHARED, "small_sample", &json!(2)).unwrap();
    assert_eq!(notes(&fixture), []);
}

#[test]
fn every_figure_has_its_value_in_the_document() {
    for binning in Binning::ALL.into_iter().filter(|binning| *binning != Binning::Custom) {
        let mut fixture = Fixture::new(&FILES);
        fixture.set(ID, "binning", &json!(binning)).unwrap();
        fixture.every_figure_is_in_the_document(ID);
    }
}

#[test]
fn the_map_is_shaded_as_chosen_without_scoring_anew() {
    let mut fixture = Fixture::new(&FILES);
    let amounts = |fixture: &Fixture| {
        let page = fixture.page(ID, English);
        let charts = page.charts();
        let Plot::RfmMap(map) = &charts[0].plot else { panic!("{charts:?}") };
        (map.amount.clone(), map.cells.iter().map(|cell| cell.amount).collect::<Vec<_>>())
    };
    assert_eq!(amounts(&fixture), ("Customers".into(), vec![1.0, 1.0]));
    let before = fixture.document(ID);
    fixture.set(ID, "shade", &json!("revenue")).unwrap();
    assert_eq!(amounts(&fixture), ("Revenue".into(), vec![20.0, 600.5]));
    assert_eq!(fixture.document(ID), before);
    let shade = fixture.page(ID, English).sections[1].controls[0].clone();
    assert_eq!((shade.name.as_str(), shade.parameter.as_str()), ("map-shade", "shade"));
}

#[test]
fn what_the_filter_held_back_is_told_with_figures_that_are_counted_within_it() {
    let from = |fixture: &Fixture, name: &str| {
        let page = fixture.page(ID, English);
        let origin = page.figures().into_iter().find(|figure| figure.name.ends_with(name)).unwrap().origin;
        (page.origins[origin].used.clone(), page.origins[origin].left_out.clone())
    };
    let later = Fixture::filtered(&FILES, "from=2024-01-01");
    for counted in ["rfm.customers", "rfm.segments.champions.monetary", "rfm.segments.champions.customers_share"] {
        assert_eq!(from(&later, counted), ("4 rows".into(), "1 – held back by the filter".into()), "{counted}");
    }
    // Scores, and what they are of, rest on all that is known.
    let scored = ["rfm.bounds.r.5", "rfm.reference_date", ".mean_recency"];
    for name in scored {
        assert_eq!(from(&later, name), ("5 rows".into(), "none".into()), "{name}");
    }
    // What comes after the period is not known in it, and within the filter what it leaves.
    let earlier = Fixture::filtered(&FILES, "to=2024-01-31");
    assert!(from(&earlier, "rfm.bounds.r.5").1.ends_with("held back by the filter"));
    let mut anew = Fixture::filtered(&FILES, "from=2024-01-01");
    anew.set(ID, "within_filter", &json!(true)).unwrap();
    for name in scored {
        assert_eq!(from(&anew, name), ("4 rows".into(), "1 – held back by the filter".into()), "{name}");
    }
    let champions = Fixture::filtered(&FILES, "segment=champions");
    assert_eq!(champions.document(ID).unwrap().unwrap()["customers"], 1);
    champions.every_figure_is_in_the_document(ID);
}

#[test]
fn nothing_left_and_nobody_to_score_are_two_things() {
    let answer = |fixture: &Fixture, language| fixture.answer(ID, language).shown;
    let nothing = Fixture::filtered(&FILES, "from=2030-01-01");
    let Ok(Shown::Missing(missing)) = answer(&nothing, English) else { panic!() };
    assert_eq!((missing.headline.as_str(), missing.file), ("The filter leaves no rows", false));
    assert_eq!(nothing.document(ID).unwrap_err().kind, "nothing_left");
    assert_eq!(Fixture::new(&[]).document(ID), Ok(None), "no table, and nothing wrong");

    let Ok(Shown::Missing(missing)) = answer(&Fixture::new(&[]), Chinese) else { panic!() };
    assert_eq!((missing.headline.as_str(), missing.file), ("哪些客户带来收入，哪些已很久没有购买", true));

    let returns = Fixture::new(&[("purchases.csv", "customer,date,amount\ncid,2024-05-05,-7\n")]);
    let problem = answer(&returns, English).unwrap_err();
    assert_eq!(
        (problem.kind.as_str(), problem.message.as_str()),
        ("no_purchases", "No customer has a purchase to score")
    );
    assert_eq!(returns.answer(ID, Chinese).shown.unwrap_err().message, "没有可评分的购买记录");
}

#[test]
fn edges_are_typed_in_before_they_are_chosen() {
    let mut fixture = Fixture::new(&FILES);
    let refused = fixture.set(ID, "binning", &json!("custom")).unwrap_err();
    assert!(refused.ends_with("0 edges are given, 4 are needed to separate the scores"), "{refused}");
    fixture.set(ID, "bins", &json!(2)).unwrap();
    fixture.set(ID, "bounds_r", &json!([30.0])).unwrap();
    fixture.set(ID, "bounds_f", &json!(["1"])).unwrap();
    fixture.set(ID, "bounds_m", &json!([100.5])).unwrap();
    fixture.set(ID, "binning", &json!("custom")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["bounds"]["m"][0]["upper"], 100.5);
    fixture.every_figure_is_in_the_document(ID);
    assert!(fixture.set(ID, "bounds_r", &json!([30.5])).unwrap_err().contains("whole numbers in a list"));
    assert!(fixture.set(ID, "reference_date", &json!("2024-01-01")).is_err(), "shared parameters are set once");
    fixture.set(SHARED, "reference_date", &json!("2024-02-01")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["reference_date"], "2024-02-01");
}

#[test]
fn the_settings_page_has_the_fields_it_had() {
    let fixture = Fixture::new(&FILES);
    let entry = registry::entry::<Pressing>(ID).unwrap();
    let controls = |language: Language| (entry.controls)(&fixture.settings, &Say::new(language, &Plain(language)));
    let controls_en = controls(English);
    let names: Vec<&str> = controls_en.iter().map(|control| control.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "rfm-bins",
            "rfm-binning",
            "rfm-nesting",
            "rfm-bounds-recency",
            "rfm-bounds-frequency",
            "rfm-bounds-monetary",
            "rfm-call-today"
        ]
    );
    let Input::Choice { options, chosen } = &controls_en[0].input else { panic!() };
    assert_eq!((options.len(), &options[*chosen].value), (8, &json!(5)));
    assert!(controls(Chinese).iter().zip(&controls_en).all(|(zh, en): (&Control, &Control)| zh.label != en.label));
}

#[test]
fn every_error_is_explained_in_both_languages() {
    let measure = Measure::Frequency;
    let errors = [
        RfmError::Bins { bins: 1 },
        RfmError::BoundsCount { measure, given: 1, needed: 4 },
        RfmError::BoundsOrder { measure },
        RfmError::RuleRange { key: "a".into(), measure },
        RfmError::RuleKey { key: "other".into() },
        RfmError::DuplicateRule { key: "a".into() },
        RfmError::TooManyRules { given: 126 },
        RfmError::CallToday { given: 0 },
        RfmError::NoPurchases,
    ];
    for error in errors {
        let [en, zh] = [English, Chinese].map(|language| explain(&error, language));
        assert!(!en.is_empty() && !zh.is_empty() && en != zh, "{error}");
    }
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
fn scoring_stops_wherever_it_is_told_to() {
    let (purchases, ids) = table(&cdnow());
    let as_of = AsOf::new(Some(&purchases), None, None);
    for params in [RfmParams::default(), RfmParams { binning: Binning::RankFirst, ..RfmParams::default() }] {
        let params = checked(params);
        let until = |breaths| block_on_ready(rfm_as_of(&purchases, &ids, &params, as_of, &mut Pressing(breaths)));
        let all = (0..1_000).find(|breaths| until(*breaths).is_ok()).unwrap();
        assert!(all > 10, "{all} breaths");
        assert!((0..all).all(|breaths| until(breaths) == Err(Stopped::Cancelled)));
        assert_eq!(until(all), Ok(rfm(&purchases, &ids, &params).unwrap()));
    }
}

#[test]
fn segments_and_pages_of_few_are_marked() {
    let fixture = Fixture::new(&FILES);
    let page = |language| fixture.page(ID, language).to_markdown();
    let offer = |language| fixture.offer(ID, language).unwrap().to_markdown();
    let (en, zh) = (page(English), page(Chinese));
    // Beside each segment that has customers, and not only above the page.
    assert!(en.contains(": read it with care | ") && zh.contains("个样本，请谨慎解读 | "), "{en}{zh}");
    assert!(offer(English).contains("read it with care") && offer(Chinese).contains("请谨慎解读"));
    // Customers known by a return alone have no scores: the tile says whom it counts.
    assert!(en.contains("Customers with scores: ") && zh.contains("有得分的客户: "), "{en}{zh}");
}
