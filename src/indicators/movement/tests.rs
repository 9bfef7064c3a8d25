//! Movement against that of a real file, computed independently, and against a handful worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::domain::day::Day;
use crate::domain::intake::{Unpaced, block_on_ready};
use crate::domain::language::Language;
use crate::indicators::asked::{self, lead_to_as_many};
use crate::indicators::core;
use crate::indicators::fixture::Fixture;
use crate::indicators::grades::UNCOVERED;
use crate::indicators::members::members;
use crate::indicators::orders::{online_retail, same, table};
use crate::indicators::page::Plot;
use crate::indicators::reference::truth;
use crate::indicators::{Settings, Shown, document, registry};

use super::{By, ID, NO_CLASS, NOT_YET};

/// Two months and two. a is lost, b goes down, c up, d is new, e won back, f has returns alone in the windows.
const ORDERS: &str = "customer_id,date,amount
a,2024-03-01,10
b,2024-03-31,20
b,2024-04-01,5
c,2024-03-05,1.10
c,2024-04-30,3.40
d,2024-04-02,100
e,2023-01-01,7
e,2024-04-03,50
f,2023-01-01,9
f,2024-04-04,-2
";

fn between(from: &str, to: &str) -> Settings {
    let mut settings = Settings::default();
    let format = crate::domain::format::Plain(Language::English);
    let say = crate::indicators::Say::new(Language::English, &format);
    for (parameter, day) in [("to", to), ("from", from)] {
        registry::set::<Unpaced>(&mut settings, ID, parameter, &json!(day), &say).unwrap();
    }
    settings
}

fn of_real_file(from: &str, to: &str) -> Value {
    let view = asked::view(table(&online_retail()).0, "");
    asked::ask(&view, &between(from, to), Language::English, |question| {
        block_on_ready(document::of_one(ID, question, &mut Unpaced)).unwrap()
    })
    .unwrap()
    .unwrap()
}

#[test]
fn a_real_file_moves_as_computed_independently() {
    let found = of_real_file("2011-05-31", "2011-11-30");
    let expected = &truth("online_retail_a")["segmentation"]["movement"]["value"];
    let (mut sum, mut seen) = (0, 0);
    for (place, row) in found["rows"].as_array().unwrap().iter().enumerate() {
        for (column, to) in found["columns"].as_array().unwrap().iter().enumerate() {
            let n = found["matrix"][place][column].as_u64().unwrap();
            let wanted = expected["matrix"][row.as_str().unwrap()].get(to.as_str().unwrap());
            assert_eq!(n, wanted.map_or(0, |wanted| wanted.as_u64().unwrap()), "{row} to {to}");
            (sum, seen) = (sum + n, seen + usize::from(wanted.is_some()));
        }
    }
    let cells =
        expected["matrix"].as_object().unwrap().values().map(|row| row.as_object().unwrap().len()).sum::<usize>();
    assert_eq!((json!(sum), seen), (expected["sum"].clone(), cells));
    assert_eq!(found["customers"], expected["sum"]);
}

#[test]
fn the_bridge_of_a_real_file_adds_up() {
    let found = of_real_file("2011-05-31", "2011-08-31");
    let expected = &truth("online_retail_a")["segmentation"]["bridge"]["value"];
    let bridge = &found["bridge"];
    assert_eq!(bridge["covered"], true);
    assert_eq!(bridge["windows"]["before"], json!({"from": "2011-03-01", "to": "2011-05-31"}));
    let close = |ours: &Value, theirs: &Value| {
        assert!(same(ours.as_f64().unwrap(), theirs.as_f64().unwrap()), "{ours} {theirs}");
    };
    close(&bridge["start"], &expected["start"]);
    close(&bridge["end"], &expected["end"]);
    let mut sum = 0.0;
    for (part, money) in expected["parts"].as_object().unwrap() {
        close(&bridge[part], money);
        assert_eq!(bridge["customers"][part], expected["customers"][part], "{part}");
        sum += bridge[part].as_f64().unwrap();
    }
    close(&json!(sum), &json!(bridge["end"].as_f64().unwrap() - bridge["start"].as_f64().unwrap()));
}

fn fixture() -> Fixture {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "to", &json!("2024-04-30")).unwrap();
    fixture.set(ID, "from", &json!("2024-03-31")).unwrap();
    fixture
}

#[test]
fn every_part_of_the_bridge_has_its_customers() {
    let found = fixture().document(ID).unwrap().unwrap();
    let parts = ["start", "lost", "down", "up", "new", "won_back", "returns_only", "end"];
    let money = parts.map(|part| found["bridge"][part].clone());
    assert_eq!(json!(money), json!([31.1, -10.0, -15.0, 2.3, 100.0, 50.0, -2.0, 156.4]));
    let customers = &found["bridge"]["customers"];
    assert!(
        ["lost", "down", "up", "new", "won_back", "returns_only"].iter().all(|part| customers[part] == 1),
        "{customers}"
    );
    // d alone bought first after the first day.
    let last = found["rows"].as_array().unwrap().len() - 1;
    assert_eq!(found["rows"][last], "not_yet");
    assert_eq!(found["matrix"][last].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).sum::<u64>(), 1);
    assert_eq!((&found["risers"][0]["name"], &found["risers"][0]["change"]), (&json!("d"), &json!(100.0)));
    assert_eq!((&found["fallers"][0]["name"], &found["fallers"][0]["change"]), (&json!("b"), &json!(-15.0)));
}

#[test]
fn who_left_is_gone_unless_they_bought_since() {
    let exits = "customer_id,exit date\na,2024-04-15\nb,2024-03-31\n";
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS), ("exits.csv", exits)]);
    fixture.set(ID, "to", &json!("2024-04-30")).unwrap();
    fixture.set(ID, "from", &json!("2024-03-31")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let flows = found["classes"].as_array().unwrap();
    let gone = flows.iter().find(|flow| flow["key"] == "gone").unwrap();
    // b had left on the first day and came back; a left between the days.
    assert_eq!((&gone["before"], &gone["after"], &gone["stayed"]), (&json!(1), &json!(1), &json!(0)));
    let sum: u64 = found["matrix"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| row.as_array().unwrap())
        .map(|n| n.as_u64().unwrap())
        .sum();
    assert_eq!(sum, 6);
}

#[test]
fn the_matrix_has_totals_and_every_count_but_none_leads_to_those_it_counts() {
    let mut fixture = fixture();
    fixture.set(ID, "by", &json!("eight_classes")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let numbers = |of: &Value| of.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect::<Vec<_>>();
    let rows: Vec<Vec<u64>> = found["matrix"].as_array().unwrap().iter().map(numbers).collect();
    assert_eq!(numbers(&found["row_totals"]), rows.iter().map(|row| row.iter().sum()).collect::<Vec<u64>>());
    let columns = found["columns"].as_array().unwrap().len();
    let sums: Vec<u64> = (0..columns).map(|column| rows.iter().map(|row| row[column]).sum()).collect();
    assert_eq!(numbers(&found["column_totals"]), sums);
    assert_eq!(sums.iter().sum::<u64>(), found["customers"].as_u64().unwrap());
    for language in Language::ALL {
        let page = fixture.page(ID, language);
        let counted = |name: &str| name.starts_with("movement.matrix.") || name.contains("_totals.");
        for figure in page.figures().into_iter().filter(|figure| counted(&figure.name)) {
            assert_eq!(figure.only.is_none(), figure.value == "0", "{figure:?}");
        }
    }
    // d alone was not yet there.
    let page = fixture.page(ID, Language::English);
    let last = format!("movement.row_totals.{}", rows.len() - 1);
    let new = page.figures().into_iter().find(|figure| figure.name == last).unwrap();
    assert_eq!((new.value.as_str(), new.label.as_str()), ("1", "Customers, “Not yet bought” on the first day"));
    assert_eq!(new.only.as_ref().unwrap().key(), Some("not_yet|"));
}

#[test]
fn the_ways_are_drawn_as_the_matrix_counts_them() {
    let page = fixture().page(ID, Language::English);
    let ways = page.charts().into_iter().find_map(|chart| match &chart.plot {
        Plot::Sankey(ways) => Some((chart.title.clone(), ways.clone())),
        _ => None,
    });
    let (title, ways) = ways.unwrap();
    let amounts: f64 = ways.flows.iter().map(|flow| flow.amount).sum();
    assert!((amounts - 6.0).abs() < 1e-9, "{amounts}");
    assert!(ways.flows.iter().all(|flow| flow.stays == (ways.from[flow.from] == ways.to[flow.to])));
    assert!(title.starts_with("Largest move: ") && !title.contains("Not yet bought"), "{title}");
    assert_eq!(ways.titles, ["31 Mar 2024", "30 Apr 2024"]);
}

/// Who is in which class of an indicator, of the real file up to a day.
fn classes_on(by: &str, day: &str) -> BTreeMap<String, String> {
    let view = asked::view(table(&online_retail()).0, &format!("to={day}"));
    let own = asked::ask(&view, &Settings::default(), Language::English, |question| {
        block_on_ready(members(by, question, &mut Unpaced)).unwrap()
    });
    own.unwrap().unwrap().rows.iter().map(|row| (row[0].clone(), own_class(by, row))).collect()
}

/// The class that movement should give a customer, by their row of the indicator's own table.
fn own_class(by: &str, row: &[String]) -> String {
    match row[1].as_str() {
        "" => UNCOVERED.to_owned(),
        // A window that is still to come is not a first purchase that is.
        NOT_YET => format!("{by}_{NOT_YET}"),
        _ if by == core::ID => {
            let sets: Vec<&str> =
                core::KEYS.into_iter().zip(&row[2..]).filter(|(_, said)| *said == "yes").map(|(key, _)| key).collect();
            if sets.is_empty() { core::NO_SET.to_owned() } else { sets.join("+") }
        }
        class => class.to_owned(),
    }
}

/// Whoever has an order that is no return, of the real file up to a day; its customers are called by their numbers.
fn who_bought_by(day: &str) -> BTreeSet<String> {
    let (rows, _) = table(&online_retail());
    let day: Day = day.parse().unwrap();
    let bought = rows.rows_in(0..rows.len()).filter(|row| row.day <= day && !row.returned);
    bought.map(|row| row.customer.to_string()).collect()
}

#[test]
fn any_segmentation_is_that_of_its_own_page_where_the_period_ends_on_the_day() {
    let [from, to] = ["2011-05-31", "2011-11-30"];
    let view = asked::view(table(&online_retail()).0, "");
    let format = crate::domain::format::Plain(Language::English);
    let say = crate::indicators::Say::new(Language::English, &format);
    for by in By::ALL {
        let mut settings = between(from, to);
        registry::set::<Unpaced>(&mut settings, ID, "by", &json!(by), &say).unwrap();
        let moved = asked::ask(&view, &settings, Language::English, |question| {
            block_on_ready(members(ID, question, &mut Unpaced)).unwrap()
        });
        let rows = moved.unwrap().unwrap().rows;
        assert!(rows.len() > 1000, "{by:?}: {}", rows.len());
        let id = by.segmentation().key();
        for (column, day) in [(2, from), (1, to)] {
            let (own, bought) = (classes_on(&id, day), who_bought_by(day));
            for row in &rows {
                // Who has returns alone by then is on the page of money, and has not bought yet.
                if !bought.contains(&row[0]) {
                    assert_eq!(row[column], NOT_YET, "{by:?} {day} {row:?}");
                    continue;
                }
                let said = Some(row[column].as_str()).filter(|class| *class != NO_CLASS);
                assert_eq!(said, own.get(&row[0]).map(String::as_str), "{by:?} {day} {row:?}");
            }
        }
        for language in Language::ALL {
            asked::ask(&view, &settings, language, |question| {
                let answer = block_on_ready(registry::page(ID, question, &mut Unpaced)).unwrap().unwrap();
                let Ok(Shown::Page(page)) = answer.shown else { panic!("{by:?}: no page") };
                assert!(page.to_markdown().contains(&by.segmentation().name(language)));
                assert!(lead_to_as_many(&page, question) > 10, "{by:?}");
            });
        }
    }
}

/// Customers of a matrix by the keys of its rows and columns, those of no customer aside.
fn ways(found: &Value) -> BTreeMap<(String, String), u64> {
    let keys = |side: &str| -> Vec<String> {
        found[side].as_array().unwrap().iter().map(|key| key.as_str().unwrap().to_owned()).collect()
    };
    let (rows, columns) = (keys("rows"), keys("columns"));
    let at = |row: usize, column: usize| found["matrix"][row][column].as_u64().unwrap();
    let cells = rows.iter().enumerate().flat_map(|(row, from)| {
        let cell = move |(column, to): (usize, &String)| ((from.clone(), to.clone()), at(row, column));
        columns.iter().enumerate().map(cell)
    });
    cells.filter(|(_, n)| *n > 0).collect()
}

/// Ten customers who buy every ten days, the first for most, until the first falls silent in July; the last ones spend
/// most of what they spend with us.
#[test]
fn core_customers_move_between_combinations_of_sets() {
    let start: Day = "2024-01-01".parse().unwrap();
    let days = |n: i32| (0..if n == 0 { 18 } else { 36 }).map(move |k| start.plus_days(10 * k));
    let rows = (0..10).flat_map(|n| days(n).map(move |day| format!("c{n},{day},{}\n", 1000 - 50 * n)));
    let orders = format!("customer_id,date,amount\n{}", rows.collect::<String>());
    let wallets: String = (0..10).map(|n| format!("c{n},{}\n", 10 * n + 5)).collect();
    let wallets = format!("customer_id,share_of_wallet\n{wallets}");
    let files = [("orders.csv", orders.as_str()), ("base.csv", wallets.as_str())];
    let [from, to] = ["2024-06-20", "2024-12-16"];
    let mut fixture = Fixture::new(&files);
    for (parameter, value) in [("to", to), ("from", from), ("by", "core")] {
        fixture.set(ID, parameter, &json!(value)).unwrap();
    }
    let found = fixture.document(ID).unwrap().unwrap();
    // The two worth most are c0 and c1, then c1 and c2; c8 and c9 have the largest shares, and c5 to c9 more than a half.
    let (best, wallet, both) = ("profitable_loyal", "worth_more_to_us", "largest_share+worth_more_to_us");
    let way = |from: &str, to: &str, n: u64| ((from.to_owned(), to.to_owned()), n);
    let expected = [
        way(best, best, 1),
        way(best, "none", 1),
        way("none", best, 1),
        way("none", "none", 2),
        way(wallet, wallet, 3),
        way(both, both, 2),
    ];
    assert_eq!(ways(&found), expected.into_iter().collect());
    // All that could be are shown, and told as on the page of core customers.
    assert_eq!(found["columns"].as_array().unwrap().len(), 8);
    let rows = fixture.members(ID);
    for (column, day) in [(2, from), (1, to)] {
        let own = Fixture::filtered(&files, &format!("to={day}")).members(core::ID);
        let own: BTreeMap<&str, String> =
            own[1..].iter().map(|row| (row[0].as_str(), own_class(core::ID, row))).collect();
        for row in &rows[1..] {
            assert_eq!(Some(&row[column]), own.get(row[0].as_str()), "{day} {row:?}");
        }
    }
    for (language, names) in [
        (Language::English, ["Largest share with us + Worth more to us than to rivals", "In none of the sets"]),
        (Language::Chinese, ["给我们的份额最大 + 对我们比对竞争对手更有价值", "不属于任何集合"]),
    ] {
        let page = fixture.page(ID, language).to_markdown();
        assert!(names.iter().all(|name| page.contains(name)), "{page}");
        assert!(fixture.page(core::ID, language).to_markdown().contains(names[0]));
        assert!(fixture.led(ID, language) > 10);
    }
}

/// a and b buy every ten days until 11 March, b until the end as well; c buys once, twenty days before it.
#[test]
fn the_next_order_moves_from_not_yet_due_to_overdue() {
    let start: Day = "2024-01-01".parse().unwrap();
    let row = |name: &str, day: i32| format!("{name},{},10\n", start.plus_days(day));
    let rows = (0..8).map(|k| row("a", 10 * k)).chain((0..13).map(|k| row("b", 10 * k))).chain([row("c", 100)]);
    let mut fixture =
        Fixture::new(&[("orders.csv", &format!("customer_id,date,amount\n{}", rows.collect::<String>()))]);
    let day = |after: i32| json!(start.plus_days(after));
    for (parameter, value) in [("to", day(120)), ("from", day(74)), ("by", json!("next_order"))] {
        fixture.set(ID, parameter, &value).unwrap();
    }
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["rows"], json!(["next_order_not_yet", "due", "overdue", "not_yet"]));
    let way = |from: &str, to: &str| ((from.to_owned(), to.to_owned()), 1);
    let expected = [
        way("next_order_not_yet", "overdue"),
        way("next_order_not_yet", "next_order_not_yet"),
        way(NOT_YET, "overdue"),
    ];
    assert_eq!(ways(&found), expected.into_iter().collect());
    for language in Language::ALL {
        let page = fixture.page(ID, language).to_markdown();
        let own = fixture.page("next_order", language).to_markdown();
        let name = crate::indicators::next_order::called(language, NOT_YET);
        assert!(page.contains(name) && own.contains(name), "{name}: {page}");
        assert!(fixture.led(ID, language) > 5);
    }
}

#[test]
fn parts_of_the_bridge_lead_to_their_customers() {
    let page = fixture().page(ID, Language::English);
    for part in ["lost", "down", "up", "new", "won_back", "returns_only"] {
        let name = format!("movement.bridge.customers.{part}");
        let figure = page.figures().into_iter().find(|figure| figure.name == name).unwrap();
        assert_eq!(figure.value, "1");
        assert_eq!(figure.only.as_ref().unwrap().key(), Some(format!("bridge_{part}").as_str()));
    }
}

#[test]
fn periods_are_the_last_whole_ones() {
    let orders = "customer_id,date,amount\na,2022-02-01,1\na,2023-05-01,2\nb,2024-05-05,4\na,2024-08-15,8\n";
    let of = |between: &str, to: Option<&str>| {
        let mut fixture = Fixture::new(&[("orders.csv", orders)]);
        fixture.set(ID, "between", &json!(between)).unwrap();
        if let Some(to) = to {
            fixture.set(ID, "to", &json!(to)).unwrap();
        }
        let found = fixture.document(ID).unwrap().unwrap();
        let windows = &found["bridge"]["windows"];
        [("before", "from"), ("before", "to"), ("after", "from"), ("after", "to")]
            .map(|(window, end)| windows[window][end].as_str().unwrap().to_owned())
    };
    // The newest row is of the middle of August.
    assert_eq!(of("months", None), ["2024-06-01", "2024-06-30", "2024-07-01", "2024-07-31"]);
    assert_eq!(of("quarters", None), ["2024-01-01", "2024-03-31", "2024-04-01", "2024-06-30"]);
    assert_eq!(of("years", None), ["2022-01-01", "2022-12-31", "2023-01-01", "2023-12-31"]);
    // A last day that ends a period makes it whole.
    assert_eq!(of("quarters", Some("2024-03-31")), ["2023-10-01", "2023-12-31", "2024-01-01", "2024-03-31"]);
}

#[test]
fn the_eight_classes_move_too() {
    let mut fixture = fixture();
    fixture.set(ID, "by", &json!("eight_classes")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["rows"][0], &found["customers"]), (&json!("important_value"), &json!(6)));
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("重要价值客户"));
}

#[test]
fn days_in_the_wrong_order_are_refused() {
    let refused = fixture().set(ID, "from", &json!("2024-04-30")).unwrap_err();
    assert!(refused.contains("must be before the second"), "{refused}");
    let mut alone = Fixture::new(&[("orders.csv", ORDERS)]);
    alone.set(ID, "from", &json!("2025-01-01")).unwrap();
    assert_eq!(
        alone.document(ID).unwrap().unwrap()["to"],
        "2025-01-02",
        "a day after all data is followed by its next"
    );
}

/// The data reach from 1 January 2023 to 30 April 2024.
#[test]
fn days_far_outside_the_data_are_refused_with_what_the_data_have() {
    let problem = |set: &[(&str, &str)], language| {
        let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
        for (parameter, value) in set {
            fixture.set(ID, parameter, &json!(value)).unwrap();
        }
        fixture.answer(ID, language).shown.unwrap_err()
    };
    let cases: [&[(&str, &str)]; 8] = [
        &[("to", "1900-01-01")],
        &[("from", "2999-12-31")],
        &[("to", "2999-12-31")],
        &[("from", "1900-01-01")],
        &[("to", "2025-05-02")],
        // Nobody had bought by then.
        &[("to", "2022-12-31")],
        &[("between", "years"), ("to", "2999-12-31")],
        // The last whole year known by then is 2022.
        &[("between", "years"), ("to", "2023-12-30")],
    ];
    for set in cases {
        let english = problem(set, Language::English);
        assert_eq!(english.kind, "outside", "{set:?}");
        assert!(english.message.contains("1 Jan 2023") && english.message.contains("30 Apr 2024"), "{english:?}");
        let chinese = problem(set, Language::Chinese).message;
        assert!(chinese.contains("不在数据范围内") && chinese.contains("2023年"), "{chinese}");
    }
    // Within a year the end of a period may lie ahead, and a first day before everybody.
    for (parameter, day) in [("to", "2025-05-01"), ("from", "2022-12-31")] {
        let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
        fixture.set(ID, parameter, &json!(day)).unwrap();
        assert_eq!(fixture.document(ID).unwrap().unwrap()[parameter], day);
    }
    // The first day is of no meaning where periods are chosen.
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "from", &json!("1900-01-01")).unwrap();
    fixture.set(ID, "between", &json!("months")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["to"], "2024-04-30");
}

#[test]
fn the_page_says_it_in_both_languages() {
    let page = fixture().page(ID, Language::English);
    assert!(page.headline.ends_with("revenue went from 31.10 to 156.40."), "{}", page.headline);
    let page = fixture().page(ID, Language::Chinese);
    assert!(page.headline.contains("营收由 31.10 变为 156.40。"), "{}", page.headline);
}
