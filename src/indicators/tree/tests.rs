//! Trees against those of scikit-learn 1.9.1, and their rules against a handful worked out by hand.
//!
//! Expected figures: `DecisionTreeClassifier(max_depth, min_samples_leaf)`, blank numbers filled with −10⁹, each value of a
//! text its own column of 0 and 1; `cost_complexity_pruning_path`; and the cross-validation done again with it in Python
//! on the same parts (`SplitMix64` with the same seed), by the Brier error.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::grades::UNCOVERED;
use crate::indicators::reference::Sheet;

use super::{Explain, ID};

/// The patients of `lung.csv` as customers, who died as those who left.
fn lung() -> String {
    let sheet = Sheet::read("survival_lifelines/lung.csv");
    let columns = ["age", "sex", "ph.ecog", "ph.karno", "pat.karno", "meal.cal", "wt.loss", "event"];
    let places = columns.map(|name| sheet.column(name));
    let mut text = "customer_id,age,sex,ecog,karno,pat,meal,loss,left\n".to_owned();
    for (number, row) in sheet.rows.iter().enumerate() {
        writeln!(text, "p{number:03},{}", places.map(|place| row[place].as_str()).join(",")).unwrap();
    }
    text
}

/// 600 customers whose grade follows from branch, age and calls, and from a number that nobody is told.
fn made() -> String {
    let mut text = "customer_id,age,branch,calls,grade\n".to_owned();
    for n in 0..600_usize {
        let (age, branch) = (18 + n * 37 % 60, ["A", "B", "C", "D", "E"][(n * 7 + n / 5) % 5]);
        let calls = (n % 11 != 0).then_some(n * 13 % 17);
        let noise = (n * n * 31 + n * 17) % 101;
        let told =
            2 * usize::from(branch < "C") + usize::from(age > 45) + usize::from(calls.is_some_and(|calls| calls > 8));
        let grade = match told * 25 + noise / 2 {
            95.. => "gold",
            60.. => "silver",
            _ => "basic",
        };
        let calls = calls.map(|calls| calls.to_string()).unwrap_or_default();
        writeln!(text, "c{n:03},{age},{branch},{calls},{grade}").unwrap();
    }
    text
}

fn of(base: &str, parameters: &[(&str, Value)]) -> Fixture {
    let mut fixture = Fixture::new(&[("customers.csv", base)]);
    for (parameter, value) in parameters {
        fixture.set(ID, parameter, value).unwrap();
    }
    fixture
}

fn found(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

/// Support and purity of each leaf, sorted.
fn leaves(found: &Value) -> Vec<(u64, String)> {
    let leaves = found["leaves"].as_array().unwrap().iter();
    let mut leaves: Vec<_> = leaves
        .map(|leaf| (leaf["support"].as_u64().unwrap(), format!("{:.6}", leaf["purity"].as_f64().unwrap())))
        .collect();
    leaves.sort();
    leaves
}

/// The same of the counts by class in each leaf of another tree.
fn expected(counts: &[&[u64]]) -> Vec<(u64, String)> {
    let leaf = |counts: &&[u64]| {
        let n: u64 = counts.iter().sum();
        (n, format!("{:.6}", *counts.iter().max().unwrap() as f64 / n as f64))
    };
    let mut leaves: Vec<_> = counts.iter().map(leaf).collect();
    leaves.sort();
    leaves
}

#[track_caller]
fn close(ours: &Value, theirs: f64) {
    let ours = ours.as_f64().unwrap();
    assert!((ours - theirs).abs() < 1e-9, "{ours} is not {theirs}");
}

#[track_caller]
fn pruning(found: &Value, alphas: &[f64], errors: &[f64]) {
    let pruning = found["pruning"].as_array().unwrap();
    assert_eq!(pruning.len(), alphas.len(), "{pruning:?}");
    for ((step, alpha), error) in pruning.iter().zip(alphas).zip(errors) {
        close(&step["alpha"], *alpha);
        close(&step["error"], *error);
    }
}

/// The page says so exactly where the rules name no more of those not seen than the largest class does.
fn is_said_where_rules_predict_no_better(fixture: &Fixture, all: &Value) {
    let better = all["cross_validated"].as_f64().unwrap() > all["baseline"].as_f64().unwrap();
    for (language, words) in [(Language::English, "no better than always saying"), (Language::Chinese, "一律判为")]
    {
        let page = fixture.page(ID, language);
        assert_eq!(page.headline.contains(words), !better, "{all}");
        // Rules that tell nothing say of nobody that they are like others.
        assert_eq!(page.sections.iter().any(|section| section.id == "alike"), better, "{all}");
    }
}

#[test]
fn a_tree_of_two_classes_is_that_of_scikit_learn() {
    let mut fixture = of(&lung(), &[("depth", json!(3)), ("least", json!(10)), ("prune", json!("never"))]);
    let all = found(&fixture);
    assert_eq!((&all["explains"], &all["customers"]), (&json!("left"), &json!(228)));
    let counts: [&[u64]; 8] = [&[4, 13], &[5, 5], &[9, 1], &[12, 0], &[20, 0], &[23, 4], &[32, 19], &[60, 21]];
    assert_eq!(leaves(&all), expected(&counts));
    close(&all["accuracy"], 0.763_157_894_736_842_1);
    pruning(
        &all,
        &[
            0.0,
            0.000_584_795_321_637_420_6,
            0.002_192_982_456_140_385_4,
            0.003_869_969_040_247_681,
            0.008_086_137_243_269_204,
            0.011_826_953_003_423_61,
            0.022_096_908_939_014_198,
            0.023_699_711_393_918_355,
        ],
        &[
            0.436_048_388_597_340_13,
            0.435_341_577_904_666_1,
            0.430_853_654_446_060_7,
            0.414_087_620_457_131,
            0.416_035_026_588_100_1,
            0.424_455_450_310_748_7,
            0.424_469_213_995_360_5,
            0.400_101_611_537_978_45,
        ],
    );
    is_said_where_rules_predict_no_better(&fixture, &all);
    // Nothing holds for those not seen.
    fixture.set(ID, "prune", &json!("least_error")).unwrap();
    let pruned = found(&fixture);
    assert_eq!((leaves(&pruned).len(), &pruned["leaves"][0]["rule"]), (1, &json!("all")));
    let headline = fixture.page(ID, Language::English).headline;
    assert_eq!(
        headline,
        "No rule holds: nothing known of 228 customers sets the outcome apart better than chance would"
    );
}

#[test]
fn a_tree_of_several_classes_and_texts_is_that_of_scikit_learn() {
    let explain = [("explain", json!("column")), ("column", json!("grade")), ("least", json!(20)), ("folds", json!(5))];
    let mut fixture = of(&made(), &explain);
    let all = found(&fixture);
    assert_eq!(all["classes"], json!({"basic": 250, "gold": 134, "silver": 216}));
    let counts: [&[u64]; 12] = [
        &[0, 11, 9],
        &[0, 13, 11],
        &[0, 15, 18],
        &[0, 28, 0],
        &[0, 37, 0],
        &[1, 15, 15],
        &[7, 3, 22],
        &[9, 3, 23],
        &[14, 9, 53],
        &[50, 0, 26],
        &[50, 0, 33],
        &[119, 0, 6],
    ];
    assert_eq!(leaves(&all), expected(&counts));
    close(&all["accuracy"], 0.731_666_666_666_666_7);
    close(&all["cross_validated"], 0.708_333_333_333_333_4);
    close(&all["baseline"], 250.0 / 600.0);
    is_said_where_rules_predict_no_better(&fixture, &all);
    pruning(
        &all,
        &[
            0.0,
            0.005_994_997_013_142_17,
            0.006_076_012_223_071_039,
            0.008_763_157_894_736_844,
            0.009_049_145_299_145_297,
            0.020_319_939_759_036_135,
            0.021_856_083_459_024_636,
            0.023_092_105_263_157_914,
            0.025_440_545_808_966_86,
            0.039_098_196_881_091_62,
            0.070_446_296_296_296_34,
        ],
        &[
            0.389_599_124_220_387_17,
            0.401_441_163_250_656_7,
            0.402_102_556_657_287_5,
            0.403_534_477_839_039_95,
            0.403_534_477_839_039_95,
            0.436_153_579_740_102_7,
            0.450_921_149_071_696_7,
            0.468_539_981_019_762_85,
            0.488_644_984_124_819_66,
            0.511_577_551_054_741_2,
            0.646_923_611_111_111_1,
        ],
    );
    fixture.set(ID, "prune", &json!("one_standard_error")).unwrap();
    let simplest = found(&fixture);
    assert_eq!(leaves(&simplest).len(), 8);
    close(&simplest["alpha"], 0.009_049_145_299_145_297);
}

/// Those of the north with a short contract left; of the others nobody.
fn short_contracts() -> String {
    let row = |n: usize| {
        let (branch, months) = (["North", "South"][n % 2], 3 + n % 7 * 5);
        let left = if branch == "North" && months < 15 { "yes" } else { "no" };
        let months = if n % 10 == 9 { String::new() } else { months.to_string() };
        format!("c{n:03},{branch},{months},{left}\n")
    };
    let rows: String = (0..140).map(row).collect();
    format!("customer_id,branch,months,left\n{rows}")
}

#[test]
fn rules_are_read_in_both_languages() {
    let fixture = of(&short_contracts(), &[("least", json!(5))]);
    let rules = found(&fixture);
    // Of seven lengths those of 3, 8 and 13 months are short: 30 of the 70 of the north.
    let first = &rules["leaves"][0];
    assert_eq!((&first["support"], &first["purity"], &first["left"]), (&json!(30), &json!(1.0), &json!(1.0)));
    assert_eq!(first["rule"], json!("months <= 15.5 (or blank) and branch is \"North\""));
    assert_eq!((&rules["accuracy"], &rules["classes"]), (&json!(1.0), &json!({"left": 30, "stayed": 110})));
    let english = fixture.page(ID, Language::English);
    assert_eq!(english.headline, "One rule fits 30 customers, of whom 100% left, against 21.4% of all.");
    let text = english.to_markdown();
    assert!(
        text.contains("months ≤ 15.5 (or blank) and branch is North") && text.contains("cross-validation"),
        "{text}"
    );
    let chinese = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(chinese.contains("months ≤ 15.5（或为空） 且 branch为North") && chinese.contains("已离开"), "{chinese}");
    let members = fixture.members(ID);
    assert_eq!(members[0], ["customer", "class", "outcome", "named"]);
    assert_eq!(members[1], ["c000", "1", "left", "left"]);
}

#[test]
fn of_several_values_a_rule_names_neither() {
    let is_not = |names: &[&str]| super::rules::Condition {
        field: "plan".to_owned(),
        is_not: names.iter().map(|name| (*name).to_owned()).collect(),
        ..super::rules::Condition::default()
    };
    assert_eq!(is_not(&["a"]).plain(None), "plan is not \"a\"");
    assert_eq!(is_not(&["a", "b"]).plain(None), "plan is neither \"a\" nor \"b\"");
}

#[test]
fn fields_that_follow_from_the_outcome_can_be_left_out_and_blanks_are_asked() {
    let fixture = of(&short_contracts(), &[("least", json!(5)), ("without", json!(["branch"])), ("depth", json!(1))]);
    let rules = found(&fixture);
    assert_eq!(rules["fields"], json!(["months"]));
    assert_eq!(rules["leaves"][0]["rule"], json!("months <= 15.5 (or blank)"));
    let blank: String =
        (0..40).map(|n| format!("c{n},{},{}\n", if n < 20 { "7" } else { "" }, u8::from(n < 20))).collect();
    let rules = found(&of(&format!("customer_id,visits,left\n{blank}\nz,9,1\n"), &[("least", json!(5))]));
    assert_eq!(
        (&rules["leaves"][0]["rule"], &rules["leaves"][1]["rule"]),
        (&json!("visits is not blank"), &json!("visits is blank"))
    );
}

#[test]
fn without_a_customers_table_segments_follow_from_what_was_bought() {
    let rows: String = (0..60)
        .flat_map(|n| (0..=n % 5).map(move |k| format!("c{n:02},2024-0{}-1{},{}\n", 1 + (n + k) % 9, k, 10 + n)))
        .collect();
    let mut fixture = Fixture::new(&[("orders.csv", &format!("customer_id,date,amount\n{rows}"))]);
    fixture.set(ID, "least", &json!(5)).unwrap();
    let rules = found(&fixture);
    assert_eq!((&rules["explains"], &rules["fields"]), (&json!("rfm"), &json!(["recency", "frequency", "monetary"])));
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("days since the last purchase") && text.contains("do not say why"), "{text}");
    fixture.set(ID, "explain", &json!("eight_classes")).unwrap();
    assert_eq!(found(&fixture)["explains"], json!("eight_classes"));
    fixture.set(ID, "explain", &json!("left")).unwrap();
    let problem = fixture.document(ID).unwrap_err();
    assert!(problem.kind == "nobody_left" && problem.message.contains("who left"), "{problem:?}");
}

#[test]
fn exits_say_who_left_and_contacts_are_asked() {
    let orders: String = (0..80).map(|n| format!("c{n:02},2024-01-01,10\n")).collect();
    let exits: String = (0..40).map(|n| format!("c{n:02},2024-03-01\n")).collect();
    let complaints: String = (0..44).map(|n| format!("c{n:02},2024-02-01,slow\n")).collect();
    let mut fixture = Fixture::new(&[
        ("orders.csv", &format!("customer_id,date,amount\n{orders}")),
        ("exits.csv", &format!("customer_id,exit date\n{exits}")),
        ("complaints.csv", &format!("customer_id,complaint date,complaint reason\n{complaints}")),
    ]);
    fixture.set(ID, "least", &json!(10)).unwrap();
    let rules = found(&fixture);
    assert_eq!(rules["leaves"][0]["rule"], json!("complaints > 0.5"));
    assert_eq!((&rules["leaves"][0]["support"], &rules["leaves"][1]["left"]), (&json!(44), &json!(0.0)));
}

/// Of twenty in the north so many left, of as many in the south two, of the west nobody.
fn branches(left_north: usize) -> String {
    let row = |n: usize| {
        let (branch, letter) = [("North", 'n'), ("South", 's'), ("West", 'w')][n / 20];
        let left = n % 20 < [left_north, 2, 0][n / 20];
        format!("{letter}{:02},{branch},{}\n", n % 20, if left { "yes" } else { "no" })
    };
    format!("customer_id,branch,left\n{}", (0..60).map(row).collect::<String>())
}

#[test]
fn who_stayed_in_the_purest_rule_of_those_who_left_is_most_like_them() {
    // A return lowers what n16 spent; n17 and n18 spent the same; of n19 nothing is known.
    let orders = "customer_id,date,amount\nn16,2024-01-01,60\nn16,2024-01-02,-10\nn18,2024-01-01,70\n\
        n17,2024-01-03,70\nn00,2024-01-04,500\nw01,2024-01-04,900\ns00,2024-01-04,5\n";
    let mut fixture = Fixture::new(&[("customers.csv", &branches(16)), ("orders.csv", orders)]);
    fixture.set(ID, "least", &json!(5)).unwrap();
    fixture.set(ID, "prune", &json!("never")).unwrap();
    let rules = found(&fixture);
    assert_eq!((&rules["alike_of"], &rules["alike_unnamed"]), (&json!("left"), &json!(false)));
    assert_eq!((&rules["alike_customers"], &rules["alike_value"]), (&json!(4), &json!(190.0)));
    let of = |rules: &Value| {
        let alike = rules["alike"].as_array().unwrap().iter();
        alike.map(|one| (one["customer"].clone(), one["value"].clone())).collect::<Vec<_>>()
    };
    let expected = [("n17", json!(70.0)), ("n18", json!(70.0)), ("n16", json!(50.0)), ("n19", Value::Null)];
    assert_eq!(of(&rules), expected.map(|(customer, value)| (json!(customer), value)));
    let first = &rules["alike"][0];
    assert_eq!(
        (&first["rule"], &first["class"], &first["purity"]),
        (&json!("branch is \"North\""), &json!("stayed"), &json!(0.8))
    );
    let english = fixture.page(ID, Language::English).to_markdown();
    assert!(english.contains("## Not left, and most like those who did"), "{english}");
    assert!(english.contains("- Rule 1: branch is North\n"), "{english}");
    assert!(english.contains("[n17](#/customers/n17) | stayed | 80% | 70 |"), "{english}");
    assert_eq!(english.matches("branch is North").count(), 3, "rule, class and list have it once each: {english}");
    let chinese = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(chinese.contains("尚未离开但最像已离开者的客户") && chinese.contains("branch为North"), "{chinese}");

    // The other way round: two of the south left all the same, and none of the west.
    fixture.set(ID, "alike", &json!("stayed")).unwrap();
    let rules = found(&fixture);
    assert_eq!(of(&rules), [(json!("s00"), json!(5.0)), (json!("s01"), Value::Null)]);
    assert_eq!((&rules["alike"][0]["purity"], &rules["alike"][0]["class"]), (&json!(0.9), &json!("left")));
    // A class that nobody is in is none.
    fixture.set(ID, "alike", &json!("champions")).unwrap();
    assert_eq!(found(&fixture)["alike_of"], json!("left"));
}

#[test]
fn where_no_rule_names_the_class_its_greatest_share_counts_and_the_rest_are_told() {
    let parameters = [("least", json!(5)), ("prune", json!("never")), ("listed", json!(5))];
    let fixture = of(&branches(8), &parameters);
    let rules = found(&fixture);
    assert!(rules["leaves"].as_array().unwrap().iter().all(|leaf| leaf["class"] == "stayed"));
    assert_eq!((&rules["alike_of"], &rules["alike_unnamed"]), (&json!("left"), &json!(true)));
    assert_eq!((&rules["alike_customers"], &rules["alike_value"]), (&json!(12), &Value::Null));
    let alike = rules["alike"].as_array().unwrap();
    assert_eq!((alike.len(), &alike[0]["customer"], &alike[0]["purity"]), (5, &json!("n08"), &json!(0.4)));
    // Rules that all say "stayed" predict nothing, which is said in the place of the list.
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.contains("no better than always saying “stayed”"), "{}", page.headline);
    assert!(page.headline.contains("of 20 customers of rule 1 40% left, against 16.7% of all"), "{}", page.headline);
    assert!(!page.to_markdown().contains("No rule names"), "{}", page.to_markdown());
    // Of rules that do tell classes apart one may name none of theirs.
    let tier = |n: usize| ["gold", if n % 20 < 8 { "bronze" } else { "silver" }, "gold"][n / 20];
    let row = |n: usize| format!("c{n:02},{},{}\n", ["North", "South", "West"][n / 20], tier(n));
    let tiers = format!("customer_id,branch,tier\n{}", (0..60).map(row).collect::<String>());
    let asked = [("explain", json!("column")), ("column", json!("tier")), ("alike", json!("bronze"))];
    let text = of(&tiers, &[&parameters[..], &asked[..]].concat()).page(ID, Language::English).to_markdown();
    assert!(text.contains("No rule names “bronze”") && text.contains("and 7 more"), "{text}");
    // One rule alone tells nobody apart.
    let one = found(&of("customer_id,age,left\na,20,yes\nb,30,no\n", &[]));
    assert_eq!((&one["alike_of"], &one["alike"]), (&json!(""), &json!([])));
}

/// Sixty customers of two branches, what they bought, and their scores: the north is unhappy but for a few.
fn answered() -> Fixture {
    let (mut base, mut orders, mut answers) = (
        "customer_id,branch\n".to_owned(),
        "customer_id,date,amount\n".to_owned(),
        "customer_id,date,score\n".to_owned(),
    );
    for n in 0..60 {
        let (branch, score) = if n % 2 == 0 { ("North", 3) } else { ("South", 10) };
        let score = if n % 15 == 0 { 8 } else { score };
        writeln!(base, "c{n:02},{branch}").unwrap();
        // The older answer counts for nothing.
        writeln!(answers, "c{n:02},2024-01-01,5\nc{n:02},2024-02-01,{score}").unwrap();
        for month in 1..=3 + n % 7 {
            writeln!(orders, "c{n:02},2024-{month:02}-05,{}", 10 + n * month).unwrap();
        }
    }
    Fixture::new(&[("customers.csv", &base), ("orders.csv", &orders), ("answers.csv", &answers)])
}

#[test]
fn promoters_and_detractors_are_told_apart_by_their_newest_score() {
    let mut fixture = answered();
    fixture.set(ID, "explain", &json!("attitude")).unwrap();
    fixture.set(ID, "least", &json!(5)).unwrap();
    let rules = found(&fixture);
    assert_eq!(
        (&rules["explains"], &rules["classes"]),
        (&json!("attitude"), &json!({"detractor": 28, "passive": 4, "promoter": 28}))
    );
    // The score itself is not asked.
    assert_eq!(rules["fields"], json!(["branch"]));
    assert_eq!(leaves(&rules), expected(&[&[28, 2, 0], &[0, 2, 28]]));
    let classes: Vec<&Value> = rules["leaves"].as_array().unwrap().iter().map(|leaf| &leaf["class"]).collect();
    assert_eq!(classes, [&json!("detractor"), &json!("promoter")]);
    let chinese = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(chinese.contains("贬损者") && chinese.contains("推荐者"), "{chinese}");
    let mut nobody = of(&branches(8), &[("explain", json!("attitude"))]);
    assert_eq!(nobody.document(ID).unwrap_err().kind, "nobody_answered");
    nobody.set(ID, "explain", &json!("lifecycle")).unwrap();
    assert_eq!(nobody.document(ID).unwrap_err().kind, "no_purchases");
}

/// How many customers a page puts into each class.
fn shown_by(fixture: &Fixture, id: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for row in fixture.members(id).into_iter().skip(1) {
        let class = if row[1].is_empty() { UNCOVERED.to_owned() } else { row[1].clone() };
        *counts.entry(class).or_default() += 1;
    }
    counts
}

#[test]
fn every_segmentation_is_explained_in_the_classes_of_its_own_page() {
    let mut fixture = answered();
    fixture.set(ID, "purchases", &json!(true)).unwrap();
    fixture.set(ID, "least", &json!(5)).unwrap();
    for by in Explain::ALL {
        let Some(segmentation) = by.segmentation() else { continue };
        fixture.set(ID, "explain", &json!(by)).unwrap();
        let rules = found(&fixture);
        assert_eq!(rules["explains"], json!(segmentation.key()), "{rules}");
        let sum: u64 = rules["classes"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
        assert_eq!((json!(sum), sum > 0), (rules["customers"].clone(), true), "{segmentation:?}");
        let shown = shown_by(&fixture, &segmentation.key());
        for (class, customers) in &shown {
            assert_eq!(rules["classes"][class], json!(customers), "{segmentation:?} {class}");
        }
        assert_eq!(rules["classes"].as_object().unwrap().len(), shown.len(), "{segmentation:?}");
    }
}

#[test]
fn too_few_one_class_and_nothing_to_ask_are_said() {
    let headline = |base: &str, parameters: &[(&str, Value)]| {
        let page = of(base, parameters).page(ID, Language::English);
        (page.headline.clone(), page.to_markdown())
    };
    let (first, text) = headline("customer_id,age,left\na,20,yes\nb,30,no\n", &[]);
    assert!(first.starts_with("No rule holds") && text.contains("30 customers at least"), "{text}");
    let (first, _) = headline("customer_id,age,left\na,20,no\nb,30,no\n", &[]);
    assert_eq!(first, "Nothing to explain: 2 customers are of one kind (stayed)");
    let (_, text) = headline("customer_id,left\na,yes\nb,no\n", &[]);
    assert!(text.contains("There is nothing to ask"), "{text}");
    let problem = of("customer_id,age\na,20\nb,30\n", &[]).document(ID).unwrap_err();
    assert_eq!(problem.kind, "nobody_left");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut fixture = of(&short_contracts(), &[]);
    for (parameter, value) in [("depth", json!(0)), ("depth", json!(6)), ("least", json!(0)), ("folds", json!(1))] {
        let refused = fixture.set(ID, parameter, &value).unwrap_err();
        assert!(refused.len() > 30, "{refused}");
    }
    fixture.set(ID, "explain", &json!("column")).unwrap();
    fixture.set(ID, "column", &json!("height")).unwrap();
    let problem = fixture.document(ID).unwrap_err();
    assert!(problem.kind == "no_column" && problem.message.contains("height"), "{problem:?}");
}
