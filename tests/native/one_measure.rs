//! What several pages say of one thing is one figure, on the sample.

use crate::asked::{ask, import, view};
use loyalscope::domain::dataset::Dataset;
use loyalscope::domain::intake::{Unpaced, block_on_ready};
use loyalscope::domain::language::Language;
use loyalscope::domain::sample::files;
use loyalscope::indicators::{Document, Settings};
use serde_json::{Value, json};

fn sample() -> Dataset {
    let tables: Vec<_> = files().into_iter().map(|file| import(file.name, file.bytes).table).collect();
    Dataset::build(&tables).0
}

fn found(sample: &Dataset, filter: &str, only: &[&str]) -> Value {
    let only: Vec<String> = only.iter().map(|id| (*id).to_owned()).collect();
    let settings = Settings::default();
    let view = view(sample, filter, &settings);
    let document = ask(&view, &settings, Language::English, |question| {
        block_on_ready(Document::of(question, &only, &mut Unpaced))
    });
    serde_json::to_value(document.unwrap()).unwrap()
}

fn assumption<'a>(found: &'a Value, key: &str) -> &'a Value {
    let assumptions = found["what_if"]["assumptions"].as_array().unwrap();
    assumptions.iter().find(|one| one["key"] == key).unwrap()
}

fn claim<'a>(found: &'a Value, key: &str) -> &'a Value {
    found["claims"]["claims"].as_array().unwrap().iter().find(|one| one["key"] == key).unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found} is no number"));
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[test]
fn who_was_recommended_is_the_same_on_every_page() {
    let sample = sample();
    let all = found(&sample, "", &["referral", "earned_growth", "what_if", "claims"]);
    let earned = &all["earned_growth"];
    assert_eq!(earned["by"], "referred_by, acquisition_source", "both of them, and not the preferred channel");
    // New customers of the second window whom the page of referral counts as recommended, and no others.
    let referred = found(&sample, "c.referral=referred", &["earned_growth"]);
    let new = |of: &Value, source: &str| of["earned_growth"]["customers"][source].as_u64().unwrap();
    assert!(new(&all, "earned") > 0);
    assert_eq!(new(&referred, "earned"), new(&all, "earned"));
    assert_eq!((new(&referred, "bought"), new(&referred, "unknown")), (0, 0));
    // Who came before the two years and bought later: nobody says how they came.
    assert_eq!(new(&all, "unknown"), 42);
    assert_eq!(referred["earned_growth"]["money"]["earned"], earned["money"]["earned"]);
    let share = new(&all, "earned") as f64 / (new(&all, "earned") + new(&all, "bought")) as f64;
    near(&assumption(&all, "referred")["value"], share);
    near(&claim(&all, "referred")["own"], share);
    assert!(earned["enc"].as_f64().unwrap() > 0.0);
    assert!(earned["ratio"].as_f64().is_none_or(|ratio| ratio >= 0.0), "{}", earned["ratio"]);
}

#[test]
fn whether_recovery_pays_is_the_same_on_every_page() {
    let found = found(&sample(), "", &["complaints", "what_if", "claims"]);
    let recovery = &found["complaints"]["recovery"];
    let retention = |group: &str| recovery[group]["retention"].as_f64().unwrap();
    let lift = assumption(&found, "lift");
    assert_eq!(lift["origin"], "measured");
    near(&lift["value"], retention("settled") - retention("unsettled"));
    assert_eq!((&lift["low"], &lift["high"]), (&recovery["difference"]["low"], &recovery["difference"]["high"]));
    let count = |group: &str| recovery[group]["customers"].as_f64().unwrap();
    near(&assumption(&found, "unsettled")["value"], count("unsettled") / (count("settled") + count("unsettled")));
    for (key, group) in [("repurchase_settled", "settled"), ("repurchase_unsettled", "unsettled")] {
        let claim = claim(&found, key);
        near(&claim["own"], retention(group));
        assert_eq!((&claim["low"], &claim["high"]), (&recovery[group]["low"], &recovery[group]["high"]));
        assert_eq!(claim["n"], recovery[group]["customers"]);
    }
    // Each group with what it spent and its score, as it is and like with like.
    for group in ["settled", "unsettled", "never"] {
        // Of the few whose complaint was not settled none answered on the sample.
        let score = Some(&recovery[group]["score"]).filter(|score| group != "unsettled" || !score.is_null());
        let spent = [&recovery[group]["spent"], &recovery["matched"][group]["spent"]];
        for mean in spent.into_iter().chain(score) {
            let [low, value, high] = ["low", "value", "high"].map(|end| mean[end].as_f64().unwrap());
            assert!(low < value && value < high, "{group}: {mean}");
        }
    }
    assert_ne!(recovery["matched"]["difference"]["retention"], json!(null));
}
