//! The document of all indicators, from files through the intake.

use crate::asked;
use crate::asked::{dataset, import};
use loyalscope::domain::dataset::{Dataset, JoinNotes, Kind};
use loyalscope::domain::intake::{Imported, MemorySource, Overrides, Reason, Unpaced, block_on_ready, preview, read};
use loyalscope::domain::sample::files;
use loyalscope::indicators::{Settings, registry};
use serde_json::{Value, json};

fn document(dataset: &Dataset) -> Value {
    asked::document(dataset, "", &Settings::default())
}

/// Settings in which one parameter of an indicator has a value that makes no sense.
fn senseless(id: &str, own: &Value) -> Settings {
    let mut settings = Settings::default();
    settings.own.insert(id.into(), own.as_object().unwrap().clone());
    settings
}

#[test]
fn the_cost_of_leaving_is_named_after_its_window() {
    let purchases =
        "customer,order,date,amount\na,1,2023-01-01,5\na,2,2023-12-01,20.5\nb,3,2024-02-01,9\nb,4,2024-06-01,1\n";
    let exits = "customer_id,exit date,exit reason\na,2024-01-31,moved\nb,2024-02-01,\nc,2024-03-01,moved\n";
    let found = document(&dataset(&[("purchases.csv", purchases), ("exits.csv", exits)]));
    let costs = &found["exits"];
    assert_eq!(
        (&costs["months"], &costs["customers"], &costs["without_purchases"]),
        (&json!(12), &json!(3), &json!(1))
    );
    // 20.5 of a (the 5 are 13 months old) and 9 of b.
    assert_eq!(costs["revenue_12_months"], json!(29.5));
    assert_eq!(costs["mean_revenue_12_months"], json!(14.75));
    assert_eq!(costs["by_reason"]["moved"]["customers"], json!(2));
    assert_eq!(costs["by_reason"]["moved"]["revenue_12_months"], json!(20.5));
    assert_eq!(costs["by_reason"][""]["mean_revenue_12_months"], json!(9.0));
    assert_eq!(document(&dataset(&[("purchases.csv", purchases)])).get("exits"), None, "no table, no object");
    let settings = senseless("exits", &json!({"months": 0}));
    let refused = asked::document(&dataset(&[("exits.csv", exits)]), "", &settings);
    assert!(refused.get("exits").is_none() && refused["errors"]["exits"]["kind"] == "months");
}

#[test]
fn the_sample_goes_through_the_intake_and_fills_every_indicator() {
    let imported: Vec<Imported> = files().into_iter().map(|file| import(file.name, file.bytes)).collect();
    let kinds: Vec<Kind> = imported.iter().map(|file| file.report.kind).collect();
    assert_eq!(kinds, Kind::ALL);
    for Imported { report, .. } in &imported {
        let blank = report.reasons.get(&Reason::NoScore).copied().unwrap_or(0);
        assert_eq!(report.rows_set_aside, blank, "{}", report.name);
    }
    let (dataset, join) = Dataset::build(imported.iter().map(|file| &file.table));
    assert_eq!(join, JoinNotes::default());

    let found = document(&dataset);
    for indicator in ["rfm", "concentration", "nps", "rates", "cohorts"] {
        assert!(found[indicator]["provenance"]["used"].as_u64().unwrap() > 1_000, "{indicator}");
    }
    assert!(found["exits"]["provenance"]["used"].as_u64().unwrap() > 400);
    assert!(found.get("errors").is_none());
    let by = found["nps"]["by"].as_object().unwrap();
    let names: Vec<&str> = by.keys().map(String::as_str).collect();
    for name in ["branch", "channel", "touchpoint", "time_of_day", "grade", "age_group"] {
        assert!(names.contains(&name), "{name}");
    }
    assert_eq!(found["nps"]["trend"]["periods"].as_array().unwrap().len(), 24);
}

#[test]
fn an_indicator_whose_table_is_absent_is_absent() {
    assert_eq!(document(&Dataset::default()), json!({}));
    let said = dataset(&[("said.csv", "score,branch\n10,North\n2,North\n")]);
    let found = document(&said);
    for id in found.as_object().unwrap().keys() {
        let about = registry::abouts().iter().find(|about| about.id == id).unwrap();
        assert!(about.needs.contains(&Kind::Answers), "{id}");
    }
    assert_eq!(found["nps"]["by"]["branch"]["North"]["score"], 0.0);
}

#[test]
fn what_cannot_be_computed_is_named() {
    let text = "customer,date,amount\na,2024-01-01,1\na,9999-12-31,2\nb,2024-01-02,3\nb,2024-01-03,4\n";
    let mut source = MemorySource::new("bought.csv", text);
    let mut plan = block_on_ready(preview(&mut source, &Overrides::default())).unwrap().plan;
    // By default the row of that date is set aside.
    plan.use_absurd_dates = true;
    let bought = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap().table;
    let found = document(&Dataset::build(&[bought]).0);
    assert!(found["rfm"].is_object() && found["concentration"].is_object());
    for indicator in ["rates", "cohorts"] {
        assert!(found.get(indicator).is_none());
        assert!(found["errors"][indicator]["message"].as_str().unwrap().contains("9999"));
    }

    let said = dataset(&[("said.csv", "score,branch\n10,North\n2,North\n")]);
    let mut settings = Settings::default();
    settings.shared.level = 2.0;
    let refused = asked::document(&said, "", &settings);
    assert!(refused.get("nps").is_none() && refused["errors"]["nps"]["kind"] == "level");
}
