//! The pyramid against those of real files, computed independently, and against a handful worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::format::Plain;
use crate::domain::intake::{Unpaced, block_on_ready};
use crate::domain::language::Language;
use crate::indicators::asked;
use crate::indicators::fixture::Fixture;
use crate::indicators::orders::{Line, cdnow, online_retail_gross, rfm_orders, same, table};
use crate::indicators::reference::truth;
use crate::indicators::{Say, Settings, document, movement, registry};

use super::{ID, KEYS};

/// Ten customers, worth 100 to 10, and one who costs more than they bring.
fn orders() -> String {
    let rows: String = (1..=10).map(|n| format!("c{n:02},2024-01-{n:02},{},{}\n", 120 - 10 * n, 20 - n)).collect();
    format!("customer_id,date,amount,cost\n{rows}dear,2024-01-11,5,50\n")
}

#[test]
fn real_files_have_the_layers_computed_independently() {
    let files: [(&str, Vec<Line>, &str); 3] = [
        ("cdnow_sample", cdnow(), "log"),
        ("rfm_orders", rfm_orders(), "log"),
        ("online_retail_a", online_retail_gross(), "log_gross"),
    ];
    for (set, lines, log) in files {
        let found = asked::document(ID, &asked::view(table(&lines).0, "")).unwrap().unwrap();
        let expected = truth(set)[log]["pyramid"]["value"].clone();
        for (place, expected) in expected.as_array().unwrap().iter().enumerate() {
            let layer = &found["layers"][place];
            assert_eq!(layer["customers"], expected["customers"], "{set} {layer}");
            let same =
                |ours: &str, theirs: &str| same(layer[ours].as_f64().unwrap(), expected[theirs].as_f64().unwrap());
            assert!(same("value", "revenue") && same("value_share", "share"), "{set} {layer} {expected}");
        }
    }
}

#[test]
fn with_a_cost_worth_is_what_is_left_of_the_money() {
    let mut fixture = Fixture::new(&[("orders.csv", &orders())]);
    fixture.set(ID, "ordinary", &json!(0.5)).unwrap();
    fixture.set(ID, "important", &json!(0.3)).unwrap();
    fixture.set(ID, "vip", &json!(0.1)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["cost"], "cost");
    let customers: Vec<_> = found["layers"].as_array().unwrap().iter().map(|layer| &layer["customers"]).collect();
    assert_eq!(customers, [1, 2, 2, 5, 1]);
    // 110 - 19, and 5 - 50.
    assert_eq!((&found["layers"][0]["value"], &found["layers"][4]["value"]), (&json!(91.0), &json!(-45.0)));
    // c02 is worth 82 and lacks 9 to be worth as much as c01.
    let border = &found["borders"][0];
    assert_eq!((&border["below"][0]["name"], &border["below"][0]["apart"]), (&json!("c02"), &json!(9.0)));
    assert_eq!((&border["above"][0]["name"], &border["above"][0]["apart"]), (&json!("c01"), &json!(9.0)));
}

#[test]
fn a_margin_is_worth_too_and_a_blank_cell_of_it_leaves_nothing() {
    let orders = "customer_id,date,amount,margin\na,2024-01-01,100,10\nb,2024-01-01,50,40\nb,2024-01-02,9,\n\
        c,2024-01-03,80,-5\n";
    let fixture = Fixture::new(&[("orders.csv", orders)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["cost"], &found["margin"], &found["rows_blank"]), (&json!(null), &json!("margin"), &json!(1)));
    let members = fixture.members(ID);
    // What is not left is the cost, 90, 19 and 85.
    assert_eq!(members[1], ["a", "small", "2", "100", "90", "10"]);
    assert_eq!(members[2], ["b", "small", "1", "59", "19", "40"]);
    assert_eq!(members[3], ["c", "loss", "3", "80", "85", "-5"]);
    assert_eq!(found["cost_shares"][4], json!(85.0 / 194.0));
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("Worth is the sum of the column “margin”. 1 row is blank there"), "{text}");
    assert!(text.contains("of the worth after cost") && !text.contains("Money spent"), "{text}");
    // As a rate of each row: 10 of 100, 20 of 50, nothing of 9, 4 of 80 lost.
    let rate =
        orders.replace("margin", "毛利率").replace(",10\n", ",10%\n").replace(",40\n", ",40%\n").replace(",-5", ",-5%");
    let fixture = Fixture::new(&[("orders.csv", &rate)]);
    let worth: Vec<_> = fixture.members(ID).into_iter().skip(1).map(|row| (row[0].clone(), row[5].clone())).collect();
    let expected = [("a", "10"), ("b", "20"), ("c", "-4")].map(|(name, worth)| (name.to_owned(), worth.to_owned()));
    assert_eq!(worth, expected);
    assert!(
        fixture
            .page(ID, Language::Chinese)
            .to_markdown()
            .contains("价值为消费额乘以“毛利率”列的比率。其中 1 行该列为空")
    );
    // A cost goes before a margin, and one that is chosen before both.
    let both = "customer_id,date,amount,margin,cost\na,2024-01-01,100,10,30\nb,2024-01-02,100,20,30\n";
    let mut fixture = Fixture::new(&[("orders.csv", both)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["cost"], "cost");
    fixture.set(ID, "cost", &json!("margin")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["cost"], &found["margin"]), (&json!(null), &json!("margin")));
    fixture.set(ID, "cost", &json!("absent")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["cost"], &found["margin"], &found["cost_shares"]), (&json!(null), &json!(null), &json!(null)));
}

#[test]
fn the_best_of_a_few_is_one_at_least() {
    let orders = "customer_id,date,amount\na,2024-01-01,80\nb,2024-01-01,20\n";
    let found = Fixture::new(&[("orders.csv", orders)]).document(ID).unwrap().unwrap();
    assert_eq!(found["top_20_share"], json!(0.8));
}

#[test]
fn eighty_twenty_is_what_is_measured() {
    let orders =
        "customer_id,date,amount\na,2024-01-01,80\nb,2024-01-01,10\nc,2024-01-01,5\nd,2024-01-01,3\ne,2024-01-01,2\n";
    let fixture = Fixture::new(&[("orders.csv", orders)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["top_20_share"], &found["reach_80"], &found["cost"]), (&json!(0.8), &json!(0.2), &json!(null)));
    let headline = fixture.page(ID, Language::English).headline;
    assert_eq!(headline, "The best 20% of customers bring 80% of the money; 80% of it comes from 20% of them.");
    let headline = fixture.page(ID, Language::Chinese).headline;
    assert_eq!(headline, "最好的 20% 客户贡献了 80% 的价值；80% 的价值来自 20% 的客户。");
}

#[test]
fn layers_that_do_not_rise_are_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", &orders())]);
    let refused = fixture.set(ID, "vip", &json!(0.3)).unwrap_err();
    assert!(refused.contains("30%, 5% and 20%"), "{refused}");
}

#[test]
fn members_have_their_rank() {
    let rows = Fixture::new(&[("orders.csv", &orders())]).members(ID);
    assert_eq!(rows[0], ["customer", "class", "rank", "money", "cost", "worth"]);
    assert_eq!(rows[11], ["dear", "loss", "11", "5", "50", "-45"]);
}

#[test]
fn who_rose_and_who_fell_is_as_movement_has_it() {
    let view = asked::view(table(&online_retail_gross()).0, "");
    let mut settings = Settings::default();
    let format = Plain(Language::English);
    let say = Say::new(Language::English, &format);
    registry::set::<Unpaced>(&mut settings, movement::ID, "by", &json!("pyramid"), &say).unwrap();
    let of = |id: &'static str| {
        asked::ask(&view, &settings, Language::English, |question| {
            block_on_ready(document::of_one(id, question, &mut Unpaced)).unwrap()
        })
        .unwrap()
        .unwrap()
    };
    let (found, matrix) = (of(ID), of(movement::ID));
    assert_eq!(found["moved"]["since"], matrix["from"]);
    let (mut up, mut down, mut both) = (0, 0, 0);
    for (row, counts) in matrix["rows"].as_array().unwrap().iter().zip(matrix["matrix"].as_array().unwrap()) {
        for (column, n) in matrix["columns"].as_array().unwrap().iter().zip(counts.as_array().unwrap()) {
            let place = |key: &Value| KEYS.iter().position(|known| key == known);
            let (Some(then), Some(now)) = (place(row), place(column)) else { continue };
            let n = n.as_u64().unwrap();
            both += n;
            up += if now < then { n } else { 0 };
            down += if now > then { n } else { 0 };
        }
    }
    assert!(up > 0 && down > 0);
    let moved = &found["moved"];
    assert_eq!((&moved["up"], &moved["down"], &moved["customers"]), (&json!(up), &json!(down), &json!(both)));
}

#[test]
fn border_customers_are_told_with_their_layer_of_before() {
    // By the middle b led by 30; a overtook since, and c is no longer the last of three.
    let orders = "customer_id,date,amount\na,2024-01-01,10\nb,2024-01-01,40\nc,2024-01-02,5\na,2024-03-01,90\n\
        d,2024-03-01,1\n";
    let mut fixture = Fixture::new(&[("orders.csv", orders)]);
    for (layer, share) in [("ordinary", 0.75), ("important", 0.5), ("vip", 0.25)] {
        fixture.set(ID, layer, &json!(share)).unwrap();
    }
    let found = fixture.document(ID).unwrap().unwrap();
    let border = &found["borders"][0];
    assert_eq!((&border["above"][0]["name"], &border["above"][0]["before"]), (&json!("a"), &json!("important")));
    assert_eq!((&border["below"][0]["name"], &border["below"][0]["before"]), (&json!("b"), &json!("vip")));
    // d had not bought.
    let last = &found["borders"][2]["below"][0];
    assert_eq!((&last["name"], &last["before"]), (&json!("d"), &json!(null)));
    let moved = &found["moved"];
    assert_eq!((&moved["since"], &moved["customers"]), (&json!("2024-01-31"), &json!(3)));
    assert_eq!((&moved["up"], &moved["near_up"]), (&json!(2), &json!(2)));
    fixture.set(movement::ID, "from", &json!("2024-01-01")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["moved"]["since"], "2024-01-01");
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("升层"));
}

#[test]
fn who_is_worth_the_same_is_in_no_layer_and_who_costs_more_is_still_told() {
    let orders =
        "customer_id,date,amount,cost\na,2024-01-01,5,0\nb,2024-01-01,6,1\nc,2024-02-01,7,2\nloss,2024-02-01,5,9\n";
    let mut fixture = Fixture::new(&[("orders.csv", orders)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let customers: Vec<_> = found["layers"].as_array().unwrap().iter().map(|layer| &layer["customers"]).collect();
    assert_eq!((customers, &found["alike"]), (vec![&json!(0), &json!(0), &json!(0), &json!(0), &json!(1)], &json!(3)));
    assert_eq!((&found["moved"], &found["borders"]), (&json!(null), &json!([])));
    let page = fixture.page(ID, Language::English);
    assert!(page.headline.starts_with("All 3 customers are alike in what they are worth"), "{}", page.headline);
    let text = page.to_markdown();
    assert!(page.charts().is_empty() && text.contains("Loss-making: **1**") && !text.contains("NaN"), "{text}");
    assert_eq!(fixture.members(ID)[1][..2], ["a", ""]);
    fixture.figures_are_in_the_document(ID, &page);
    // By other shares, as absurd as they may be, they are as alike.
    for (layer, share) in [("vip", 1e-300), ("ordinary", 0.999_999)] {
        fixture.set(ID, layer, &json!(share)).unwrap();
        assert!(fixture.page(ID, Language::Chinese).headline.contains("3 名客户的价值完全相同"));
    }
    assert!(fixture.set(ID, "vip", &json!(null)).is_err());
}
