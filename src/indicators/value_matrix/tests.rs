//! The matrix against those of real files, computed independently, and against a handful worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::domain::intake::{Unpaced, block_on_ready};
use crate::domain::language::Language;
use crate::domain::lifetime::Model;
use crate::domain::money::Money;
use crate::indicators::fixture::Fixture;
use crate::indicators::orders::{Line, cdnow, online_retail_gross, rfm_orders, table};
use crate::indicators::page::{Movable, Plot};
use crate::indicators::reference::truth;
use crate::indicators::{clv, workbench};

use super::map::{MOST_BANDS, Map};
use super::{Cut, ID, KEYS, Placed};

fn customers(found: &Value) -> Vec<u64> {
    found["quadrants"].as_array().unwrap().iter().map(|quadrant| quadrant["customers"].as_u64().unwrap()).collect()
}

/// The orders of a real file whose customers brought something, and a customers table with their number of orders.
fn files(lines: &[Line]) -> [String; 2] {
    let (rows, ids) = table(lines);
    let mut money = vec![Money::ZERO; ids.len()];
    let mut orders = vec![std::collections::BTreeSet::new(); ids.len()];
    for row in rows.rows_in(0..rows.len()) {
        money[row.customer as usize] += row.amount.money();
        orders[row.customer as usize].insert(row.order);
    }
    let mut purchases = "customer_id,order_id,date,amount\n".to_owned();
    for row in rows.rows_in(0..rows.len()).filter(|row| money[row.customer as usize] > Money::ZERO) {
        let id = ids.get(row.customer);
        writeln!(purchases, "c{id},{},{},{}", row.order, row.day, row.amount.money()).unwrap();
    }
    let mut base = "customer_id,potential\n".to_owned();
    for (id, orders) in (0_u32..).zip(orders) {
        writeln!(base, "c{},{}", ids.get(id), orders.len()).unwrap();
    }
    [purchases, base]
}

#[test]
fn with_orders_as_potential_real_files_have_the_matrix_computed_independently() {
    let sets: [(&str, Vec<Line>, &str); 3] = [
        ("cdnow_sample", cdnow(), "log"),
        ("rfm_orders", rfm_orders(), "log"),
        ("online_retail_a", online_retail_gross(), "log_gross"),
    ];
    for (set, lines, log) in sets {
        let [purchases, base] = files(&lines);
        let mut fixture = Fixture::new(&[("orders.csv", &purchases), ("base.csv", &base)]);
        let expected = truth(set)[log]["value_matrix"]["matrix_F_x_M"]["value"].clone();
        let in_order = |by: &str| {
            let of = |name: &str| expected[by][name].as_u64().unwrap();
            [of("FlowMlow"), of("FhighMlow"), of("FlowMhigh"), of("FhighMhigh")].to_vec()
        };
        let found = fixture.document(ID).unwrap().unwrap();
        assert_eq!(customers(&found), in_order("median"), "{set}");
        assert_eq!((&found["potential_by"], &found["potential_column"]), (&json!("column"), &json!("potential")));
        for (ours, theirs) in [("current", "cut_monetary"), ("potential", "cut_frequency")] {
            let (ours, theirs) = (found["cut"][ours].as_f64().unwrap(), expected["median"][theirs].as_f64().unwrap());
            assert!((ours - theirs).abs() < 1e-9 * theirs, "{set}: {ours} {theirs}");
        }
        let mean = &expected["mean"];
        fixture.set(ID, "amounts", &json!([mean["cut_monetary"], mean["cut_frequency"]])).unwrap();
        fixture.set(ID, "cut", &json!("amount")).unwrap();
        assert_eq!(customers(&fixture.document(ID).unwrap().unwrap()), in_order("mean"), "{set}");
    }
}

/// a and b bring much, c and d little; a and c hold one product of three, d two, b all.
const ORDERS: &str = "customer_id,date,amount,product,cost\n\
    a,2024-01-01,100,x,10\na,2024-03-01,200,x,10\nb,2024-01-01,50,x,0\nb,2024-01-02,50,y,0\nb,2024-02-02,150,z,30\n\
    c,2024-01-05,20,y,5\nd,2024-01-06,10,x,0\nd,2024-03-01,30,y,0\n";

#[test]
fn potential_is_what_the_data_have() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["potential_by"], &found["potential_column"]), (&json!("products"), &json!("product")));
    // Not held: 2, 0, 2, 1. Worth: 280, 220, 15, 40.
    assert_eq!(found["cut"], json!({"current": 130.0, "potential": 1.5}));
    assert_eq!(customers(&found), [1, 1, 1, 1]);
    let values: Vec<_> = found["quadrants"].as_array().unwrap().iter().map(|quadrant| &quadrant["value"]).collect();
    assert_eq!(values, [&json!(40.0), &json!(15.0), &json!(220.0), &json!(280.0)]);
    let members = fixture.members(ID);
    assert_eq!(members[0], ["customer", "class", "current", "potential"]);
    assert_eq!(members[1], ["a", "platinum", "280", "2"]);
    assert_eq!((members[2][1].as_str(), members[3][1].as_str(), members[4][1].as_str()), ("gold", "iron", "lead"));

    // Half of 61 days are 30: from 2 January to 31 January, and to 1 March.
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "potential", &json!("growth")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["windows"][1], json!({"from": "2024-02-01", "to": "2024-03-01"}));
    let grown: Vec<_> = fixture.members(ID).into_iter().skip(1).map(|row| row[3].clone()).collect();
    assert_eq!(grown, ["200", "100", "-20", "20"]);

    // Of three products more than two were allowed.
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "most_products", &json!(2)).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["potential_by"], json!("growth"));
}

#[test]
fn margins_are_current_value_where_no_cost_is_told() {
    let orders = "customer_id,date,amount,margin_percent,gross_margin\n\
        a,2024-01-01,100,40,40\na,2024-03-01,200,10,20\nb,2024-01-01,250,2,5\nc,2024-01-05,20,50,10\nd,2024-01-06,40,5,2\n";
    let fixture = Fixture::new(&[("orders.csv", orders)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["cost"], &found["margin"]), (&json!(null), &json!("gross_margin")));
    let current: Vec<_> = fixture.members(ID).into_iter().skip(1).map(|row| row[2].clone()).collect();
    assert_eq!(current, ["60", "5", "10", "2"]);
    // Where a column says the cost, that is taken off the money.
    let found =
        Fixture::new(&[("orders.csv", &orders.replace("margin_percent", "cost"))]).document(ID).unwrap().unwrap();
    assert_eq!((&found["cost"], &found["margin"]), (&json!("cost"), &json!(null)));
    // A word that only holds a rate is money; a rate is a share of each row's amount.
    let corporate = orders.replace("gross_margin", "corporate margin");
    let found = Fixture::new(&[("orders.csv", &corporate)]).document(ID).unwrap().unwrap();
    assert_eq!((&found["margin"], &found["by_rate"]), (&json!("corporate margin"), &json!(false)));
    let fixture = Fixture::new(&[("orders.csv", &orders.replace("gross_margin", "points"))]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["margin"], &found["by_rate"]), (&json!("margin_percent"), &json!(true)));
    let current: Vec<_> = fixture.members(ID).into_iter().skip(1).map(|row| row[2].clone()).collect();
    assert_eq!(current, ["60", "5", "10", "2"]);
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("the share of money that the column “margin percent” says is left"), "{text}");
    assert!(text.contains("Worth after cost") && !text.contains("Money spent"), "{text}");
}

#[test]
fn a_wallet_says_what_is_spent_elsewhere() {
    let of = |base: &str| {
        let fixture = Fixture::new(&[("orders.csv", ORDERS), ("base.csv", base)]);
        let found = fixture.document(ID).unwrap().unwrap();
        assert_eq!(found["potential_by"], json!("wallet"));
        let told: Vec<_> = fixture.members(ID).into_iter().skip(1).map(|row| row[3].clone()).collect();
        (told, found["without_potential"].clone())
    };
    // a spends 300 with us and thrice that elsewhere; of c nothing is known; a share of none says nothing.
    let shares = "customer_id,share_of_wallet\na,25\nb,100\nc,\nd,0\n";
    assert_eq!(of(shares), (vec!["900".to_owned(), "0".to_owned()], json!(2)));
    let sizes = "customer_id,wallet\na,1000\nb,200\nc,20\nd,50.5\n";
    assert_eq!(of(sizes), (["700", "0", "0", "10.5"].map(str::to_owned).to_vec(), json!(0)));
    // What is said to be spent with us and altogether, as on the page of the share of wallet; b spends more with us than
    // altogether, which makes no sense.
    let roles = "customer_id,spend with us,total spend\na,250,1000\nb,30,20\nc,5,5\nd,,9\n";
    assert_eq!(of(roles), (vec!["750".to_owned(), "0".to_owned()], json!(2)));
    // Where no column says what is spent with us, the purchases do: 300.
    assert_eq!(of("customer_id,total spend\na,1000\n"), (vec!["700".to_owned()], json!(3)));
}

#[test]
fn quadrants_have_the_answers_of_their_customers() {
    let answers = "customer_id,date,score\na,2024-02-01,10\na,2024-02-02,3\nb,2024-02-01,9\n,2024-02-01,1\n";
    let fixture = Fixture::new(&[("orders.csv", ORDERS), ("answers.csv", answers)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let nps = |key: &str| found["quadrants"][KEYS.iter().position(|known| *known == key).unwrap()]["nps"].clone();
    assert_eq!((&nps("platinum")["score"], &nps("gold")["score"]), (&json!(0.0), &json!(100.0)));
    assert!(nps("lead").is_null() && nps("iron").is_null());
    // Twenty answers up to five are on another scale.
    let five: String = (0..20).map(|n| format!("a,2024-02-01,{}\n", n % 5 + 1)).collect();
    let five = format!("customer_id,date,score\n{five}");
    let fixture = Fixture::new(&[("orders.csv", ORDERS), ("answers.csv", &five)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["other_scale"], &found["quadrants"][3]["nps"]), (&json!(true), &Value::Null));
    assert!(fixture.page(ID, Language::English).to_markdown().contains("another scale"));
}

#[test]
fn the_page_says_what_each_quadrant_calls_for() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let english = fixture.page(ID, Language::English);
    assert_eq!(english.headline, "1 customer high in both brings 50.5% of the value; 1 more could grow (iron).");
    let text = english.to_markdown();
    assert!(text.contains("Give them the most") && text.contains("column “product”"), "{text}");
    let chinese = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(chinese.contains("白金客户") && chinese.contains("铅质客户"), "{chinese}");
}

#[test]
fn equal_customers_and_a_single_day_are_said() {
    let equal = "customer_id,date,amount,product\na,2024-01-01,5,x\nb,2024-01-02,5,y\n";
    let fixture = Fixture::new(&[("orders.csv", equal)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(customers(&found), [2, 0, 0, 0]);
    assert!(fixture.page(ID, Language::English).to_markdown().contains("Nobody lies above the cut of Current value"));
    let one = "customer_id,date,amount\na,2024-01-01,5\n";
    let fixture = Fixture::new(&[("orders.csv", one)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["customers"], json!(0));
    assert!(fixture.page(ID, Language::English).headline.starts_with("Nobody's potential is known"));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let refused = [
        ("current_quantile", json!(0)),
        ("potential_quantile", json!(1)),
        ("cut", json!("amount")),
        ("window", json!(0)),
        ("most_products", json!(1)),
    ];
    for (parameter, value) in refused {
        let refused = fixture.set(ID, parameter, &value).unwrap_err();
        assert!(refused.len() > 30, "{refused}");
    }
    let refused = fixture.set(ID, "current_quantile", &json!(1e308)).unwrap_err();
    assert!(refused.ends_with("choose a quantile between 0 and 100%") && !refused.contains("inf"), "{refused}");
    fixture.set(ID, "potential", &json!("wallet")).unwrap();
    let problem = fixture.document(ID).unwrap_err();
    assert!(problem.kind == "no_column" && problem.message.contains("wallet"), "{problem:?}");
}

/// 100,000 customers whose values are as unequal as those of a shop, some below zero.
fn many() -> Vec<Placed> {
    // A generator of its own: the same values every time.
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i128::from(state >> 54)
    };
    let one = |customer| {
        let (a, b, c) = (next(), next(), next());
        // 483 in the mean, up to 12,000.
        let current = Money::from_micros((a * b).pow(4) / 100_000_000_000_000 - 2_000_000);
        Placed { customer, current, potential: (c % 9) as f64, quadrant: 0 }
    };
    (0..100_000).map(one).collect()
}

#[test]
fn the_map_counts_every_customer_once_in_few_fields_of_one_quadrant_each() {
    let cut = Cut { current: 123.45, potential: 4.0 };
    let mut placed = many();
    for one in &mut placed {
        one.quadrant = 2 * usize::from(one.current.to_f64() > cut.current) + usize::from(one.potential > cut.potential);
    }
    let map = block_on_ready(Map::of(&placed, cut, &mut Unpaced)).unwrap();
    assert_eq!(map.fields.iter().map(|field| field.customers).sum::<usize>(), 100_000);
    for (place, key) in KEYS.iter().enumerate() {
        let of = map.fields.iter().filter(|field| field.quadrant == *key).map(|field| field.customers);
        assert_eq!(of.sum::<usize>(), placed.iter().filter(|one| one.quadrant == place).count(), "{key}");
    }
    assert!((100..=1_600).contains(&map.fields.len()), "{}", map.fields.len());
    for ends in [&map.current, &map.potential] {
        assert!(ends.len() <= MOST_BANDS + 1 && ends[1..].windows(2).all(|two| two[0] < two[1]), "{ends:?}");
    }
    // Nine whole numbers are nine bands, the least one alone.
    assert_eq!(map.potential, [0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
    assert!(map.current.contains(&123.45) && map.current.contains(&0.0) && map.current.contains(&150.0));
    // In any order of the customers it is the same map.
    placed.reverse();
    assert_eq!(block_on_ready(Map::of(&placed, cut, &mut Unpaced)).unwrap(), map);
}

#[test]
fn bands_hold_any_values() {
    let of = |values: &[(&str, f64)], cut: Cut| {
        let one = |(current, potential): &(&str, f64)| Placed {
            customer: 0,
            current: current.parse().unwrap(),
            potential: *potential,
            quadrant: 0,
        };
        let placed: Vec<Placed> = values.iter().map(one).collect();
        block_on_ready(Map::of(&placed, cut, &mut Unpaced)).unwrap()
    };
    let none = Cut { current: -1.0, potential: 1e9 };
    assert_eq!(of(&[], none), Map::default());
    let single = of(&[("5", 0.0)], none);
    assert_eq!((single.current, single.potential, single.fields.len()), (vec![5.0, 5.0], vec![0.0, 0.0], 1));
    let far = of(&[("-3", -1e-9), ("0", 0.0), ("1000000000000000", 1e30), ("0.01", 1e-30)], none);
    assert_eq!(far.fields.iter().map(|field| field.customers).sum::<usize>(), 4);
    assert!(far.current.len() <= MOST_BANDS + 1 && far.potential.len() <= MOST_BANDS + 1);
}

#[test]
fn the_map_is_drawn_with_the_cuts_as_lines() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let found = fixture.document(ID).unwrap().unwrap();
    let counted = found["map"]["fields"].as_array().unwrap().iter().map(|field| field["customers"].as_u64().unwrap());
    assert_eq!(counted.sum::<u64>(), 4);
    let lines = |fixture: &Fixture| {
        let page = fixture.page(ID, Language::English);
        let Plot::Density(map) = page.charts()[0].plot.clone() else { panic!("another chart") };
        (map.lines.map(|line| line.is_some()), map.fields.len(), page.charts()[0].note.clone())
    };
    let (drawn, fields, note) = lines(&fixture);
    assert_eq!((drawn, fields), ([true, true], 4));
    assert!(note.ends_with("lines: current value 130, potential 1.5"), "{note}");
    // Nobody is beyond this cut of current value: it has no line.
    fixture.set(ID, "amounts", &json!([1000, 1])).unwrap();
    fixture.set(ID, "cut", &json!("amount")).unwrap();
    assert_eq!(lines(&fixture).0, [false, true]);
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("客户分布"));
}

/// The lines of the map that can be moved.
fn movable(fixture: &Fixture) -> [Movable; 2] {
    let page = fixture.page(ID, Language::English);
    let Plot::Density(map) = page.charts()[0].plot.clone() else { panic!("another chart") };
    map.movable.map(|line| *line.unwrap())
}

#[test]
fn a_line_that_is_moved_is_an_amount_and_the_other_stays_where_it_was() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let [current, potential] = movable(&fixture);
    assert_eq!((current.value(), potential.value()), (130.0, 1.5));
    assert_eq!((current.step, potential.step), (1.0, 1.0), "all values are whole");
    // One value is that of c, the other of nobody.
    fixture.set(ID, &current.parameter, &current.moved_to(40.0).unwrap()).unwrap();
    let moved = fixture.document(ID).unwrap().unwrap();
    assert_eq!(moved["cut"], json!({"current": 40.0, "potential": 1.5}));
    let own = serde_json::to_value(&fixture.settings.own[ID]).unwrap();
    assert_eq!(own, json!({"cut": "amount", "amounts": ["40", "1.5"]}), "both settings, and no more");

    let mut typed = Fixture::new(&[("orders.csv", ORDERS)]);
    typed.set(ID, "amounts", &json!([40, "1.5"])).unwrap();
    typed.set(ID, "cut", &json!("amount")).unwrap();
    assert_eq!(customers(&typed.document(ID).unwrap().unwrap()), customers(&moved));
    assert_eq!(customers(&moved).iter().sum::<u64>(), 4);

    // The other line next: the first is where it was put.
    let [_, potential] = movable(&fixture);
    fixture.set(ID, &potential.parameter, &potential.moved_to(0.0).unwrap()).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["cut"], json!({"current": 40.0, "potential": 0.0}));
    // Quantiles are in force again when they are chosen.
    fixture.set(ID, "cut", &json!("quantile")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["cut"], json!({"current": 130.0, "potential": 1.5}));
    for wrong in [json!([1]), json!(["1", "x"]), json!(["1", "inf"]), json!(7)] {
        fixture.set(ID, "moved", &wrong).unwrap_err();
    }
}

#[test]
fn a_cut_that_is_a_customers_own_value_stays_it_to_the_last_digit() {
    // Potential is what is spent elsewhere: a third of money by a share, which no decimal is.
    let orders = "customer_id,date,amount\na,2024-01-01,10.1\nb,2024-01-02,20.2\nc,2024-01-03,30.3\n";
    let base = "customer_id,share_of_wallet\na,3.3\nb,33.3\nc,99.9\n";
    let mut fixture = Fixture::new(&[("orders.csv", orders), ("base.csv", base)]);
    let before = fixture.document(ID).unwrap().unwrap();
    let [current, potential] = movable(&fixture);
    assert!(potential.numbers[1].len() > 12 && (current.step, potential.step) == (0.01, 0.01), "{potential:?}");
    fixture.set(ID, "moved", &current.moved_to(25.0).unwrap()).unwrap();
    // As they are kept between visits.
    fixture.settings = serde_json::from_str(&serde_json::to_string(&fixture.settings).unwrap()).unwrap();
    let after = fixture.document(ID).unwrap().unwrap();
    let high = |found: &Value| customers(found)[1] + customers(found)[3];
    assert_eq!((high(&after), &after["cut"]["potential"]), (high(&before), &before["cut"]["potential"]));
}

#[test]
fn lines_are_there_for_any_values_and_the_help_tells_of_them() {
    let fixture =
        Fixture::new(&[("orders.csv", "customer_id,date,amount,product\na,2024-01-01,5,x\nb,2024-01-02,5,y\n")]);
    let [current, potential] = movable(&fixture);
    assert_eq!((&current.ends, current.value()), (&vec![5.0, 5.0], 5.0));
    assert_eq!((potential.label.as_str(), potential.value()), ("Cut: Potential", 1.0));
    for (language, told) in [(Language::English, "can be dragged"), (Language::Chinese, "拖动")] {
        let page = fixture.page(ID, language);
        let mut controls = page.sections.iter().flat_map(|section| &section.controls);
        assert!(controls.any(|one| one.parameter == "cut" && one.help.contains(told)));
    }
}

#[test]
fn expected_value_is_that_of_the_page_of_lifetime_value() {
    let [purchases, base] = files(&cdnow());
    let mut fixture = Fixture::new(&[("orders.csv", &purchases), ("base.csv", &base)]);
    fixture.set(ID, "potential", &json!("expected")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["potential_by"], &found["potential_column"]), (&json!("expected"), &Value::Null));
    let model = found["model"].as_str().unwrap();
    assert!(Model::ALL.iter().any(|known| known.name() == model), "{model}");
    let expected = fixture.members(clv::ID);
    let column = expected[0].iter().position(|name| name == "value").unwrap();
    let expected: HashMap<&str, f64> =
        expected.iter().skip(1).map(|row| (row[0].as_str(), row[column].parse().unwrap())).collect();
    let rows = fixture.members(ID);
    assert!(rows.len() > 2_000);
    for row in rows.iter().skip(1) {
        let potential: f64 = row[3].parse().unwrap();
        assert!((potential - expected[row[0].as_str()]).abs() < 1e-9 * potential.max(1.0), "{row:?}");
    }
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains(&format!("in the next 12 months, by {model}")), "{page}");
    // Two customers fix no model.
    let mut few = Fixture::new(&[("orders.csv", ORDERS)]);
    few.set(ID, "potential", &json!("expected")).unwrap();
    assert_eq!(few.document(ID).unwrap_err().kind, "no_model");
}

#[test]
fn what_a_quadrant_calls_for_is_what_the_playbook_says() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("Give them the most") && page.contains("#/segments/workbench"), "{page}");
    let own = "[value_matrix]\nGold: call them in spring\n[rfm]\nPlatinum: nothing";
    fixture.set(workbench::ID, "playbook", &json!(own)).unwrap();
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("call them in spring") && page.contains("Give them the most"), "{page}");
    assert!(!page.contains("Keep them as they are"), "{page}");
}
