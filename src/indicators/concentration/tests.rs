//! ABC classes, Lorenz curve, Gini and shares against figures computed by other programs.

// A test is to stop at what is not as expected.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use crate::domain::dataset::Purchases;
use crate::domain::dictionary::Dictionary;
use crate::domain::format::Plain;
use crate::domain::language::Language::{Chinese, English};
use crate::domain::money::Money;
use crate::domain::provenance::LeftOut;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::concentration::{
    AbcClass, ByClass, CheckedConcentration, Concentration, ConcentrationError, ConcentrationParams, ID, Totals,
    concentration, concentration_of,
};
use crate::indicators::fixture::Fixture;
use crate::indicators::orders::{Line, cdnow, money, online_retail, online_retail_gross, rfm_orders, same, table};
use crate::indicators::page::{Input, Note, Part, Plot};
use crate::indicators::reference::truth;
use crate::indicators::{Say, Shown};
use serde_json::{Value, json};

fn ranked(lines: &[Line]) -> (Concentration, Dictionary) {
    let (purchases, ids) = table(lines);
    (concentration(&purchases, &ids, &CheckedConcentration::default()).unwrap(), ids)
}

fn agrees_with_truth(ours: &Concentration, ids: &Dictionary, truth: &Value) {
    assert_eq!(json!(ours.n), truth["n"]["value"]);
    assert!(same(ours.total.to_f64(), truth["total"]["value"].as_f64().unwrap()));
    assert!(same(ours.gini.unwrap(), truth["gini"]["value"].as_f64().unwrap()));
    let abc = &truth["abc_80_95_crossing_included"]["value"];
    let (counts, values) = (ours.abc, ours.abc_value);
    // The reference cuts within equal totals; here those equal to the last of a class belong to it.
    let published = |class: &str| usize::try_from(abc["counts"][class].as_u64().unwrap()).unwrap();
    let totals = &ours.ranking.total;
    let until = |last: usize| totals.iter().filter(|total| **total >= totals[last - 1]).count();
    let (a, b) = (until(published("A")), until(published("A") + published("B")));
    assert_eq!([counts.a, counts.b, counts.c], [a, b - a, ours.n - b]);
    let more = |class: &str, value: Money, from: usize| {
        let added: Money = totals[from..].iter().take_while(|total| **total == totals[from - 1]).copied().sum();
        assert!(same((value - added).to_f64(), abc["revenue"][class].as_f64().unwrap()), "{class}");
    };
    more("A", values.a, published("A"));
    assert!(same((values.a + values.b + values.c).to_f64(), ours.total.to_f64()));
    for top in &ours.top_shares {
        let percent = format!("{}%", top.percent);
        assert_eq!(json!(top.customers), truth["top_n"]["value"][&percent]);
        assert!(same(top.share, truth["top_share"]["value"][&percent].as_f64().unwrap()), "{percent}");
    }
    assert_eq!(ours.top_shares.len(), 5);
    assert_eq!(ours.top_20_share, Some(ours.top_shares[3].share));
    let top = truth["top10_values"]["value"].as_array().unwrap();
    for (place, expected) in top.iter().enumerate() {
        assert_eq!(ids.get(ours.ranking.customer[place]), expected[0].as_str().unwrap());
        assert!(same(ours.ranking.total[place].to_f64(), expected[1].as_f64().unwrap()));
    }
}

#[test]
fn cdnow_agrees_and_customers_of_no_value_are_the_loss() {
    let (ours, ids) = ranked(&cdnow());
    agrees_with_truth(&ours, &ids, &truth("cdnow_sample")["log"]["customer_abc"]);
    assert_eq!((ours.abc.loss, ours.customers), (8, 2357));
}

#[test]
fn rfm_orders_agree() {
    let (ours, ids) = ranked(&rfm_orders());
    agrees_with_truth(&ours, &ids, &truth("rfm_orders")["log"]["customer_abc"]);
    assert_eq!(ours.abc.loss, 0);
}

#[test]
fn online_retail_agrees_without_returns() {
    let (ours, ids) = ranked(&online_retail_gross());
    agrees_with_truth(&ours, &ids, &truth("online_retail_a")["log_gross"]["customer_abc"]);
    let (purchases, all) = table(&online_retail());
    let left_out = ConcentrationParams { returns: ReturnsPolicy::LeftOut, ..ConcentrationParams::default() };
    let left_out = concentration(&purchases, &all, &left_out.check().unwrap()).unwrap();
    agrees_with_truth(&left_out, &all, &truth("online_retail_a")["log_gross"]["customer_abc"]);
    assert_eq!(
        (left_out.provenance.left_out[0].reason, left_out.provenance.left_out[0].count),
        (LeftOut::Return, 3027)
    );
}

/// Online Retail with returns. Customer 12558 bought and returned the same, 0.00 in exact decimals;
/// the sums of doubles behind the published figures leave them 2.7e-14, above zero.
#[test]
fn online_retail_net_of_returns_has_a_class_for_the_loss() {
    let (ours, ids) = ranked(&online_retail());
    let place = ours.ranking.customer.iter().position(|&customer| ids.get(customer) == "12558").unwrap();
    assert_eq!((ours.ranking.total[place], ours.ranking.class[place]), (Money::ZERO, AbcClass::Loss));
    assert_eq!((ours.n, ours.abc.loss, ours.customers), (1473, 14, 1487));
    assert_eq!((ours.net_total, ours.total), (money("3096610.011"), money("3102963.111")));
    assert_eq!(ours.abc_value.loss, ours.net_total - ours.total);
    // Recomputed with Python's decimal arithmetic.
    assert!(same(ours.gini.unwrap(), 0.726_747_965_772_870_7));
}

#[test]
fn online_retail_agrees_net_of_returns_with_that_customer_above_zero() {
    let mut lines = online_retail();
    lines.iter_mut().find(|line| line.customer == "12558").unwrap().amount += Money::from_micros(1);
    let (ours, ids) = ranked(&lines);
    let net = &truth("online_retail_a")["net"]["value"];
    agrees_with_truth(&ours, &ids, &net["abc"]);
    assert_eq!(
        (json!(ours.customers), json!(ours.abc.loss)),
        (net["customers"].clone(), net["customers_net_not_positive"].clone())
    );
}

#[test]
fn products_are_ranked_like_customers() {
    let lines = online_retail_gross();
    let (purchases, _) = table(&lines);
    let mut products = Dictionary::new();
    let codes: Vec<u32> = lines.iter().map(|line| products.intern(&line.product)).collect();
    let totals = Totals::grouped(&purchases, &codes, products.len(), ReturnsPolicy::Net);
    let ours = concentration_of(totals, &products, &CheckedConcentration::default()).unwrap();
    agrees_with_truth(&ours, &products, &truth("online_retail_a")["log_gross"]["product_abc"]);
}

#[test]
fn the_ranking_falls_and_its_classes_follow_each_other() {
    let (ours, _) = ranked(&online_retail());
    assert!(ours.ranking.total.is_sorted_by(|a, b| a >= b));
    assert!(ours.ranking.class.is_sorted());
    let loss = ours.ranking.class.iter().filter(|class| **class == AbcClass::Loss).count();
    assert_eq!((loss, ours.ranking.customer.len()), (14, 1487));
}

#[test]
fn the_curve_passes_through_the_share_of_the_top() {
    let (ours, _) = ranked(&rfm_orders());
    let curve = &ours.lorenz;
    assert_eq!((curve.len(), curve[0].value, curve[200].value), (201, 0.0, 1.0));
    // 995 customers: the lowest 80 % are 796, the others the top 20 %.
    let lowest = curve[160];
    assert!(same(lowest.customers, 796.0 / 995.0));
    assert!(same(1.0 - lowest.value, ours.top_20_share.unwrap()));
    // Twice the area between the curve and the diagonal is the Gini coefficient, but for thinning.
    let area: f64 =
        curve.windows(2).map(|two| (two[1].customers - two[0].customers) * (two[0].value + two[1].value)).sum();
    assert!((1.0 - area - ours.gini.unwrap()).abs() < 1e-4);
}

#[test]
fn the_best_spend_more_than_the_rest() {
    let (ours, _) = ranked(&rfm_orders());
    let top = &ours.top_shares[3];
    let best = top.value.to_f64() / top.customers as f64;
    let rest = (ours.total - top.value).to_f64() / (ours.n - top.customers) as f64;
    assert!(same(ours.best_to_rest.unwrap(), best / rest));
}

#[test]
fn the_document_has_the_names_scripts_rely_on() {
    let (ours, _) = ranked(&cdnow());
    let document = serde_json::to_value(&ours).unwrap();
    assert_eq!(document["abc"], json!({"a": 777, "b": 804, "c": 768, "loss": 8}));
    assert_eq!(document["n"], 2349);
    assert!(document["total"].is_f64() && document["gini"].is_f64() && document["top_20_share"].is_f64());
    assert!(document["abc_value"]["loss"].is_f64());
    assert!(document.get("ranking").is_none());
    let read: Concentration = serde_json::from_value(document).unwrap();
    assert_eq!((read.abc, read.lorenz), (ours.abc, ours.lorenz));
}

pub(super) fn of_units(units: &[i128]) -> Concentration {
    let mut ids = Dictionary::new();
    let totals = units
        .iter()
        .enumerate()
        .map(|(index, units)| (ids.intern(&format!("c{}", 9 - index)), Money::from_micros(units * 1_000_000)));
    let totals = Totals { totals: totals.collect(), ..Totals::default() };
    concentration_of(totals, &ids, &CheckedConcentration::default()).unwrap()
}

#[test]
fn a_customer_belongs_to_the_class_in_which_their_share_starts() {
    use AbcClass::{A, B, C};
    assert_eq!(of_units(&[70, 20, 6, 4]).ranking.class, [A, A, B, C]);
    // Exactly 80 % and 95 % are reached before the second and the third.
    assert_eq!(of_units(&[80, 15, 5]).ranking.class, [A, B, C]);
    assert_eq!(of_units(&[100]).ranking.class, [A]);
}

#[test]
fn customers_of_equal_value_share_the_class_in_which_the_first_of_them_starts() {
    use AbcClass::{A, B, C, Loss};
    // 80 % is reached before the fifth, who brings what those before bring.
    assert_eq!(of_units(&[50, 10, 10, 10, 10, 10]).ranking.class, [A; 6]);
    // The equal ones start in B; the first of the next value starts in C.
    assert_eq!(of_units(&[80, 5, 5, 5, 3, 2]).ranking.class, [A, B, B, B, C, C]);
    assert_eq!(of_units(&[800, 51, 50, 50, 49, 0, 0]).ranking.class, [A, B, B, B, C, Loss, Loss]);
    assert_eq!(of_units(&[7; 9]).abc, ByClass { a: 9, ..ByClass::default() });
}

#[test]
fn the_best_are_as_many_as_chosen() {
    let mut fixture = Fixture::new(&FILES);
    fixture.set(ID, "top", &json!(40)).unwrap();
    let page = fixture.page(ID, English);
    assert_eq!(page.headline, "The top 40% of 5 customers with revenue bring 85% of it");
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(
        (&found["top"], &found["top_20_share"], &found["top_shares"][4]["percent"]),
        (&json!(40), &json!(0.75), &json!(40))
    );
    // Two of five bring 85, 42.5 each; the others 5 each.
    assert_eq!(found["best_to_rest"], 8.5);
    fixture.every_figure_is_in_the_document(ID);
    assert!(fixture.set(ID, "top", &json!(100)).unwrap_err().ends_with("The best must be 1 to 99% of customers"));
}

#[test]
fn the_best_are_said_to_be_the_best_of_whom() {
    let known = [FILES[0], ("customers.csv", "customer_id,name\na,Ann\nz,Zoe\n")];
    let note = |files: &[(&str, &str)], filter: &str, language| {
        let offer = Fixture::filtered(files, filter).offer(ID, language).unwrap();
        let Part::Tiles(tiles) = &offer.sections[0].parts[0] else { panic!() };
        tiles[0].note.clone()
    };
    assert_eq!(
        note(&known, "", English),
        "1 of 5 customers with revenue; 7 are known in all; Only 5: read it with care"
    );
    assert_eq!(
        note(&known, "from=2024-01-04", Chinese),
        "净消费为正的 2 名客户中的 1 名；已知客户共 7 名；仅 2 个样本，请谨慎解读"
    );
    assert_eq!(
        note(&[("purchases.csv", "customer,date,amount\na,2024-01-01,1\n")], "", English),
        "1 of 1 customer with revenue; Only 1: read it with care"
    );
}

#[test]
fn few_customers_and_rounded_shares_are_marked() {
    let fixture =
        Fixture::new(&[("purchases.csv", "customer,date,amount\na,2024-01-01,3\nb,2024-01-01,2\nc,2024-01-01,1\n")]);
    let page = fixture.page(ID, English);
    assert_eq!(page.notes, [Note::caution("Only 3 customers: read the figures with care")]);
    // 66.7 % and 33.3 % add up; three times 33.3 % do not.
    assert!(!page.to_markdown().contains("rounded"), "{}", page.to_markdown());
    let thirds = "customer,date,amount\na,2024-01-01,80\nb,2024-01-01,15\nc,2024-01-01,5\n";
    let page = Fixture::new(&[("purchases.csv", thirds)]).page(ID, English);
    assert!(page.to_markdown().contains("Shares are rounded: as shown they add up to 99.9%"), "{}", page.to_markdown());
    let mut enough = Fixture::new(&FILES);
    enough.set("shared", "small_sample", &json!(5)).unwrap();
    assert_eq!(enough.page(ID, English).notes, []);
}

#[test]
fn zero_and_below_are_a_class_of_their_own() {
    let out = of_units(&[10, -3, 0, 10]);
    assert_eq!(out.abc, ByClass { a: 2, b: 0, c: 0, loss: 2 });
    assert_eq!((out.n, out.total.to_f64(), out.customers, out.net_total.to_f64()), (2, 20.0, 4, 17.0));
    assert!((out.abc_value.loss.to_f64() + 3.0).abs() < 1e-12);
    assert_eq!((out.provenance.used, out.provenance.left_out[0].count), (2, 2));
}

#[test]
fn equal_totals_are_ranked_by_id() {
    // The ids are c9, c8, c7: numbers run against the text order.
    assert_eq!(of_units(&[5, 5, 5]).ranking.customer, [2, 1, 0]);
}

#[test]
fn many_equal_totals_are_ranked_by_id_too() {
    let mut ids = Dictionary::new();
    let totals = (0..40_000_u32).map(|number| {
        let units = if number % 2 == 0 { 5 } else { i128::from(number % 7) };
        (ids.intern(&format!("c{:05}", number * 7_919 % 40_009)), Money::from_micros(units * 1_000_000))
    });
    let totals = Totals { totals: totals.collect(), ..Totals::default() };
    let mut expected = totals.totals.clone();
    expected.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| ids.get(a.0).cmp(ids.get(b.0))));
    let found = concentration_of(totals, &ids, &CheckedConcentration::default()).unwrap();
    assert!(found.ranking.customer.iter().eq(expected.iter().map(|(customer, _)| customer)));
}

#[test]
fn nobody_with_a_positive_total_leaves_figures_out() {
    let out = of_units(&[0, -1]);
    assert_eq!((out.n, out.total, out.abc.loss), (0, Money::ZERO, 2));
    assert_eq!((out.gini, out.top_20_share, out.best_to_rest), (None, None, None));
    assert!(out.lorenz.is_empty() && out.top_shares.is_empty());
}

#[test]
fn no_rows_at_all_are_an_error() {
    let none = concentration(&Purchases::default(), &Dictionary::new(), &CheckedConcentration::default());
    assert_eq!(none, Err(ConcentrationError::NoPurchases));
}

/// Five customers with a positive total, of whom the first brings 75 of 100, and one without.
const BOUGHT: &str = "customer,date,amount\na,2024-01-01,75\nb,2024-01-02,10\nc,2024-01-03,7\nd,2024-01-04,5\n\
                      e,2024-01-05,3\nf,2024-01-06,4\nf,2024-01-07,-4\n";

const FILES: [(&str, &str); 1] = [("purchases.csv", BOUGHT)];

#[test]
fn the_page_says_what_the_best_bring() {
    let fixture = Fixture::new(&FILES);
    let page = fixture.page(ID, English);
    assert_eq!(page.headline, "The top 20% of 5 customers with revenue bring 75% of it");
    assert_eq!(fixture.page(ID, Chinese).headline, "在 5 名净消费为正的客户中，前 20% 贡献了 75% 的消费额");
    let figure = |name: &str| page.figures().into_iter().find(|figure| figure.name == name).unwrap().clone();
    assert_eq!(
        (figure("concentration.total").value, figure("concentration.top_20_share").text),
        ("100".into(), "75%".into())
    );
    assert_eq!(
        (figure("concentration.best_to_rest").value, figure("concentration.best_to_rest").text),
        ("12".into(), "12.0 : 1".into())
    );
    assert_eq!(figure("concentration.abc_customers_share.a").text, "40%");
    assert_eq!(
        (figure("concentration.abc.loss").value, figure("concentration.abc_value.loss").value),
        ("1".into(), "0".into())
    );
    assert_eq!(figure("concentration.top_shares.50.share").text, "92%");
    let origin = &page.origins[figure("concentration.gini").origin];
    assert!(origin.definition.starts_with("Gini coefficient"));
    assert_eq!((origin.used.as_str(), origin.left_out.as_str()), ("5 customers", "1 – a total of zero or below"));
    let Plot::Lorenz(lorenz) = &page.charts()[0].plot else { panic!() };
    assert_eq!(lorenz.classes, [("A".into(), 0.4), ("B".into(), 0.8), ("C".into(), 1.0)]);
    assert_eq!(lorenz.mark, Some((0.2, "top 20%: 75%".into())));
    fixture.every_figure_is_in_the_document(ID);
}

#[test]
fn the_overview_gets_the_share_of_the_best() {
    let offer = Fixture::new(&FILES).offer(ID, English).unwrap();
    assert_eq!(offer.headline, "the top 20% of 5 with revenue bring 75% of it");
    let names: Vec<&str> = offer.figures().into_iter().map(|figure| figure.name.as_str()).collect();
    assert_eq!(names, ["concentration.top_20_share"]);
}

#[test]
fn without_a_positive_total_the_page_says_so() {
    let nobody = Fixture::new(&[("purchases.csv", "customer,date,amount\na,2024-01-01,0\nb,2024-01-02,-1\n")]);
    assert_eq!(nobody.page(ID, English).headline, "2 customers, none of whom brings money on balance");
    assert_eq!(nobody.page(ID, Chinese).headline, "2 名客户，净消费额均不为正");
    nobody.page(ID, English);
    assert_eq!(nobody.offer(ID, English), None);
}

#[test]
fn what_the_filter_held_back_is_told_and_an_empty_rest_is_missing() {
    let page = Fixture::filtered(&FILES, "from=2024-01-04").page(ID, English);
    assert!(page.origins.iter().all(|origin| origin.left_out.contains("3 – held back by the filter")));
    let nothing = Fixture::filtered(&FILES, "from=2030-01-01");
    let Ok(Shown::Missing(missing)) = nothing.answer(ID, English).shown else { panic!() };
    assert_eq!((missing.headline.as_str(), missing.file), ("The filter leaves no rows", false));
    let Ok(Shown::Missing(missing)) = Fixture::new(&[]).answer(ID, English).shown else { panic!() };
    assert_eq!((missing.text.as_str(), missing.file), ("This page needs a file of purchases.", true));
}

#[test]
fn errors_are_said_in_both_languages() {
    let mut fixture = Fixture::new(&FILES);
    let refused = fixture.set(ID, "a_until", &json!(0.99)).unwrap_err();
    assert!(refused.ends_with("Class A must end above 0%, before class B, and class B at 100% at most"), "{refused}");
    fixture.set(ID, "a_until", &json!(0.7)).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["abc"]["a"], 1);
    // Settings another version stored may not pass.
    fixture.settings.own.insert(ID.into(), json!({"a_until": 2.0}).as_object().unwrap().clone());
    let problem = fixture.answer(ID, Chinese).shown.unwrap_err();
    assert_eq!(
        (problem.kind.as_str(), problem.message.as_str()),
        ("ends", "A 类须大于 0%，且小于 B 类；B 类不超过 100%")
    );

    let mut returns = Fixture::new(&[("purchases.csv", "customer,date,amount\nb,2024-01-02,-1\n")]);
    returns.settings.shared.returns = ReturnsPolicy::LeftOut;
    let problem = returns.answer(ID, English).shown.unwrap_err();
    assert_eq!(
        (problem.kind.as_str(), problem.message.as_str()),
        ("no_purchases", "No customer has a purchase to rank")
    );
}

#[test]
fn the_fields_of_the_settings_page_are_shares() {
    let controls = super::show::controls(&ConcentrationParams::default(), &english());
    let fields: Vec<(&str, &Input)> = controls.iter().map(|control| (control.name.as_str(), &control.input)).collect();
    assert_eq!(
        fields,
        [
            ("abc-a", &Input::Share(0.8)),
            ("abc-b", &Input::Share(0.95)),
            ("top-percent", &Input::Number { value: 20.0, min: 1.0, max: 99.0, step: 1.0 })
        ]
    );
}

fn english() -> Say<'static> {
    Say::new(English, &Plain(English))
}
