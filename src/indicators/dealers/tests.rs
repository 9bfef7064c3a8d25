//! Dealers of a handful of orders worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::{Only, Part};

use super::ID;

/// The last day is 31 December 2024: the window has 2 January to then, the days before 2 January 2023 to 1 January 2024.
/// new began in 2024; up grew from 100 to 110, which is the bar; flat from 100 to 109; back took in nothing in 2023; gone nothing
/// in 2024.
const ORDERS: &str = "customer_id,date,amount,quantity,sold on
new,2024-06-01,50,5,4
up,2022-05-01,10,1,
up,2023-05-01,100,10,10
up,2024-05-01,110,11,9
flat,2022-05-01,10,1,
flat,2023-05-01,100,10,
flat,2024-12-31,119,12,
flat,2024-12-31,-10,-1,
back,2022-05-01,10,1,
back,2024-05-01,20,2,1
gone,2023-05-01,70,7,
";

fn found(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} {expected}");
}

#[test]
fn stages_follow_from_age_and_growth() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let dealers = found(&fixture);
    assert_eq!((&dealers["window"]["from"], &dealers["window"]["to"]), (&json!("2024-01-02"), &json!("2024-12-31")));
    let stages: Vec<_> =
        dealers["stages"].as_array().unwrap().iter().map(|of| (&of["key"], &of["dealers"], &of["sell_in"])).collect();
    assert_eq!(
        stages,
        [
            (&json!("entry"), &json!(1), &json!(50.0)),
            (&json!("growth"), &json!(2), &json!(130.0)),
            (&json!("maturity"), &json!(1), &json!(109.0)),
        ]
    );
    near(&dealers["stages"][2]["growth"], 0.09);
    near(&dealers["stages"][1]["share"], 130.0 / 289.0);
    assert_eq!((&dealers["n"], &dealers["quiet"], &dealers["covered"]), (&json!(4), &json!(1), &json!(true)));
    // Sold on of rows that say it, in units: 4 + 9 + 1 of 5 + 11 + 2.
    near(&dealers["sell_through"], 14.0 / 18.0);
    assert_eq!((&dealers["in_units"], &dealers["sold_on"]), (&json!(true), &json!("sold on")));
    assert_eq!(dealers["list"][0]["customer"], "up");
    assert_eq!(fixture.members(ID)[1][..3], ["back", "growth", "975"]);
}

#[test]
fn the_bars_can_be_changed_and_are_checked() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "growth", &json!(0.05)).unwrap();
    assert_eq!(found(&fixture)["stages"][1]["dealers"], 3);
    fixture.set(ID, "entry", &json!(100)).unwrap();
    assert_eq!(found(&fixture)["stages"][0]["dealers"], 0);
    for (parameter, value) in [("window", json!(0)), ("growth", json!(11)), ("listed", json!(0))] {
        assert!(fixture.set(ID, parameter, &value).is_err(), "{parameter}");
    }
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "Of 4 dealers, 0 at entry, 4 in growth, 0 in maturity.");
    assert_eq!(page.figures().len(), fixture.page(ID, Language::Chinese).figures().len());
}

/// Who buys to sell on is a dealer wherever they are counted, and no customer.
#[test]
fn dealers_are_called_dealers() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    for (language, few, never) in [
        (Language::English, "Only 4 dealers: read the figures with care", ["customer", "people"]),
        (Language::Chinese, "仅 4 家经销商，请谨慎解读以下数字", ["客户", "名经销商"]),
    ] {
        let page = fixture.page(ID, language);
        assert_eq!(page.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), [few]);
        // Addresses aside.
        let text = page.to_markdown().replace("#/customers", "#");
        assert!(never.iter().all(|word| !text.to_lowercase().contains(word)), "{text}");
    }
}

#[test]
fn little_data_says_so() {
    let fixture = Fixture::new(&[("orders.csv", "customer_id,date,amount,dealer_level\na,2024-01-01,5,gold\n")]);
    let dealers = found(&fixture);
    assert_eq!((&dealers["covered"], &dealers["sell_through"]), (&json!(false), &Value::Null));
    for (language, words) in [(Language::English, "730 days"), (Language::Chinese, "730 天")] {
        let notes = fixture.page(ID, language).notes;
        assert!(notes.iter().any(|note| note.text.contains(words)), "{notes:?}");
    }
}

/// A bank's or a shop's customers are no dealers: the page says what would be needed, without any figure or advice.
#[test]
fn customers_whom_nothing_calls_dealers_are_in_no_stage() {
    let plain = "customer_id,date,amount,kind\na,2024-01-01,5,shop\n";
    let fixture = Fixture::new(&[("orders.csv", plain)]);
    assert_eq!(found(&fixture)["n"], 1, "the document has the figures");
    for (language, needs) in
        [(Language::English, "no column says who does"), (Language::Chinese, "没有列注明谁是经销商")]
    {
        let page = fixture.page(ID, language);
        assert!(page.to_markdown().contains(needs), "{}", page.to_markdown());
        assert!(page.figures().is_empty() && page.sections.len() == 1, "{page:?}");
    }
    // The column of what was sold on, chosen by hand, is word enough.
    let mut chosen = Fixture::new(&[("orders.csv", "customer_id,date,amount,moved\na,2024-01-01,5,3\n")]);
    assert!(chosen.page(ID, Language::English).figures().is_empty());
    chosen.set(ID, "sold_on", &json!("moved")).unwrap();
    assert!(chosen.page(ID, Language::English).headline.starts_with("Of 1 dealer"));
    // A value says it, and so does a column of the customers table.
    let customers = "customer_id,dealer_level\na,gold\n";
    let by_value = [("orders.csv", &*plain.replace("shop", "Distributor"))];
    for files in [&by_value[..], &[("orders.csv", plain), ("customers.csv", customers)]] {
        let headline = Fixture::new(files).page(ID, Language::English).headline;
        assert!(headline.starts_with("Of 1 dealer"), "{headline}");
    }
}

/// A tile of a stage is the way to the dealers it counts.
#[test]
fn each_stage_leads_to_its_dealers() {
    let page = Fixture::new(&[("orders.csv", ORDERS)]).page(ID, Language::English);
    let figures = page.figures();
    for stage in ["entry", "growth", "maturity"] {
        assert!(figures.iter().any(|figure| figure.name == format!("dealers.stages.{stage}.dealers")), "{stage}");
    }
    let tiles = page.sections.iter().flat_map(|section| &section.parts).filter_map(|part| match part {
        Part::Tiles(tiles) => Some(tiles),
        _ => None,
    });
    let leading: Vec<_> = tiles.flatten().filter_map(|tile| tile.only.clone()).collect();
    let stages = ["entry", "growth", "maturity"].map(|stage| Only::class(ID, stage));
    assert_eq!(leading, stages);
}
