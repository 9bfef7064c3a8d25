//! Tiers with memory, against cases worked out by hand, and against a second implementation.
//!
//! The tables of figures by month come from one in Python, written from the definition alone: exact decimals (balances day
//! by day), and for every month of every customer a look back at all months since their count began, where the program
//! carries a count along.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write;

use serde_json::{Value, json};

use crate::domain::dataset::Purchases;
use crate::domain::day::Day;
use crate::domain::intake::{Unpaced, block_on_ready};
use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::orders::{cdnow, online_retail, table};
use crate::indicators::{Settings, asked, document, registry};

use super::ID;

/// Whole months from January 2024 on; each customer has such a worth in each. Another opens and closes the calendar.
fn orders(customers: &[(&str, &[i32])]) -> String {
    let months = customers.iter().map(|(_, worth)| worth.len()).max().unwrap();
    let row = |name: &str, month: usize, day: &str, worth: i32| {
        format!("{name},{}-{:02}-{day},{worth}\n", 2024 + month / 12, month % 12 + 1)
    };
    let of = |(name, worth): &(&str, &[i32])| {
        worth
            .iter()
            .enumerate()
            .filter(|(_, worth)| **worth != 0)
            .map(|(month, worth)| row(name, month, "10", *worth))
            .collect::<String>()
    };
    let rows: String = customers.iter().map(of).collect();
    let last = ["31", "29", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31"][(months - 1) % 12];
    format!("customer_id,date,amount\nends,2024-01-01,1\n{rows}{}", row("ends", months - 1, last, 1))
}

fn with_bars(customers: &[(&str, &[i32])]) -> Fixture {
    let mut fixture = Fixture::new(&[("orders.csv", &orders(customers))]);
    fixture.set(ID, "bars", &json!([100, 200, 300])).unwrap();
    fixture
}

fn history(fixture: &Fixture, name: &str) -> (String, String, String, String) {
    let rows = fixture.members(ID);
    assert_eq!(rows[0], ["customer", "class", "last_month", "months_below", "watch", "history", "expected_next"]);
    let row = rows.iter().find(|row| row[0] == name).unwrap().clone();
    (row[1].clone(), row[3].clone(), row[4].clone(), row[5].clone())
}

#[test]
fn up_at_once_and_down_after_three_months_and_three_more() {
    let fixture = with_bars(&[
        ("riser", &[50, 350, 300, 300, 300, 300, 300]),
        ("faller", &[300, 50, 120, 250, 0, 50, 50]),
        ("watched", &[300, 300, 300, 300, 299, 0, 0]),
        ("saved", &[300, 0, 0, 0, 0, 0, 300]),
    ]);
    assert_eq!(history(&fixture, "riser").3, "ordinary platinum platinum platinum platinum platinum platinum");
    // Six months below platinum, the best of which reached gold.
    let (tier, below, watch, way) = history(&fixture, "faller");
    assert_eq!((tier.as_str(), below.as_str(), watch.as_str()), ("gold", "0", "no"));
    assert_eq!(way, "platinum platinum platinum platinum platinum platinum gold");
    let (tier, below, watch, _) = history(&fixture, "watched");
    assert_eq!((tier.as_str(), below.as_str(), watch.as_str()), ("platinum", "3", "yes"));
    assert_eq!(history(&fixture, "saved").0, "platinum");
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["watch"], &found["falling_next"], &found["customers"]), (&json!(1), &json!(0), &json!(5)));
    let watched = &found["watched"][0];
    assert_eq!(
        (&watched["name"], &watched["falls_to"], &watched["months_left"]),
        (&json!("watched"), &json!("gold"), &json!(3))
    );
    assert_eq!(watched["bar"], 300.0);
    let last = &found["months"][6];
    assert_eq!(
        (&last["start"], &last["customers"], &last["down"]),
        (&json!("2024-07-01"), &json!([1, 0, 1, 3]), &json!(1))
    );
    // In June faller and saved were on watch.
    assert_eq!(found["months"][5]["watch"], 2);
}

#[test]
fn who_is_expected_to_rise_and_to_fall_is_told_by_tier() {
    let fixture = with_bars(&[
        // On the line 60, 100, 140 the next is 180; 150, 170, 190 leads to 210.
        ("slow", &[0, 0, 0, 60, 100, 140]),
        ("fast", &[0, 0, 0, 150, 170, 190]),
        // Five months below platinum, the best of which reached silver; the line goes on below the bar.
        ("falls", &[300, 150, 150, 150, 150, 150]),
        // As long below, but their line reaches the bar again.
        ("saved", &[300, 0, 0, 0, 150, 280]),
        // Two months more before they fall.
        ("waits", &[0, 300, 50, 50, 50, 50]),
    ]);
    let next = |name: &str| {
        let rows = fixture.members(ID);
        rows.iter().find(|row| row[0] == name).map(|row| (row[1].clone(), row[6].clone())).unwrap()
    };
    let way = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(next("slow"), way("silver", "silver"));
    assert_eq!(next("fast"), way("silver", "gold"));
    assert_eq!(next("falls"), way("platinum", "silver"));
    assert_eq!(next("saved"), way("platinum", "platinum"));
    assert_eq!(next("waits"), way("platinum", "platinum"));
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(
        (&found["expected_up"], &found["expected_down"], &found["falling_next"]),
        (&json!(1), &json!(1), &json!(2))
    );
    let tiers = found["tiers"].as_array().unwrap().iter();
    let tiers: Vec<_> = tiers.map(|tier| [&tier["expected_up"], &tier["expected_down"], &tier["expected"]]).collect();
    // The one who opens and closes the calendar stays ordinary.
    assert_eq!(tiers, [[0, 0, 1], [1, 0, 2], [0, 0, 1], [0, 1, 2]]);
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("预计下月变动"));
}

#[test]
fn the_begun_month_counts_where_it_brought_more_than_the_line() {
    let rows = "customer_id,date,amount\na,2024-01-01,10\nb,2024-01-01,10\na,2024-02-10,10\na,2024-03-10,10\n\
        a,2024-04-02,250\nb,2024-04-02,20\n";
    let mut fixture = Fixture::new(&[("orders.csv", rows)]);
    fixture.set(ID, "bars", &json!([100, 200, 300])).unwrap();
    let expected: Vec<_> = fixture.members(ID).iter().skip(1).map(|row| row[6].clone()).collect();
    assert_eq!(expected, ["gold", "ordinary"]);
    // A balance stays as it was last known.
    fixture.set(ID, "base", &json!("balance")).unwrap();
    let expected: Vec<_> = fixture.members(ID).iter().skip(1).map(|row| row[6].clone()).collect();
    assert_eq!(expected, ["gold", "ordinary"]);
}

#[test]
fn the_tiers_are_those_of_the_last_whole_month() {
    let fixture = with_bars(&[("a", &[150, 0]), ("b", &[0, 500])]);
    let found = fixture.document(ID).unwrap().unwrap();
    let tiers = found["tiers"].as_array().unwrap();
    let counted: Vec<(&Value, &Value)> = tiers.iter().map(|tier| (&tier["name"], &tier["customers"])).collect();
    let expected =
        [("ordinary", 1), ("silver", 1), ("gold", 0), ("platinum", 1)].map(|(name, n)| (json!(name), json!(n)));
    assert_eq!(counted, expected.iter().map(|(name, n)| (name, n)).collect::<Vec<_>>());
}

#[test]
fn a_balance_counts_by_its_days() {
    // 310 from the first to the tenth of January, then 0 for 21 days, then 93 from February on.
    let rows = "customer_id,date,amount\na,2024-01-01,310\na,2024-01-11,0\na,2024-02-01,93\na,2024-02-29,93\n";
    let mut fixture = Fixture::new(&[("balances.csv", rows)]);
    fixture.set(ID, "base", &json!("balance")).unwrap();
    fixture.set(ID, "bars", &json!([93, 100])).unwrap();
    let members = fixture.members(ID);
    // January: 310 * 10 / 31 = 100, which reaches the second bar to the unit.
    assert_eq!((members[1][2].as_str(), members[1][5].as_str()), ("93", "gold gold"));
}

#[test]
fn a_column_of_balances_goes_before_the_amounts() {
    // As above, but the amounts are what was paid in and out, and one transaction says no balance.
    let rows = "customer_id,date,amount,balance\na,2024-01-01,310,310\na,2024-01-11,-310,0\na,2024-01-20,5,\n\
        a,2024-02-01,93,93\na,2024-02-29,1,93\n";
    let mut fixture = Fixture::new(&[("account.csv", rows)]);
    fixture.set(ID, "bars", &json!([93, 100])).unwrap();
    // It is what a month counts where nothing else is chosen.
    for base in [json!(null), json!("balance")] {
        fixture.set(ID, "base", &base).unwrap();
        assert_eq!(fixture.document(ID).unwrap().unwrap()["base"], "balance");
        let members = fixture.members(ID);
        assert_eq!((members[1][2].as_str(), members[1][5].as_str()), ("93", "gold gold"));
    }
    fixture.set(ID, "base", &json!("sum")).unwrap();
    assert_eq!(
        (fixture.document(ID).unwrap().unwrap()["base"].as_str(), fixture.members(ID)[1][2].as_str()),
        (Some("sum"), "94")
    );
}

#[test]
fn without_bars_the_data_make_them() {
    let fixture = Fixture::new(&[("orders.csv", &orders(&[("a", &[10, 20]), ("b", &[30, 40])]))]);
    let found = fixture.document(ID).unwrap().unwrap();
    // Of 1, 1, 10, 20, 30, 40: the median is 15.
    assert_eq!(found["tiers"][1]["bar"], 15.0);
    assert!(fixture.page(ID, Language::English).notes.iter().any(|note| note.text.starts_with("No bars are typed in")));
}

#[test]
fn absurd_parameters_are_refused() {
    let mut fixture = with_bars(&[("a", &[10, 20])]);
    for bars in [json!([3, 2]), json!([0]), json!([1, 2, 3, 4, 5, 6, 7]), json!([-1, 5])] {
        let refused = fixture.set(ID, "bars", &bars).unwrap_err();
        assert!(refused.contains("one to six numbers above zero"), "{refused}");
    }
    assert!(fixture.set(ID, "watch_after", &json!(0)).unwrap_err().contains("one month at least"));
}

#[test]
fn the_page_says_it_in_both_languages() {
    let fixture = with_bars(&[("watched", &[300, 0, 0, 0, 0, 0])]);
    let headline = fixture.page(ID, Language::English).headline;
    assert_eq!(headline, "1 of 2 customers are on watch; 1 fall next month unless they reach their bar.");
    let headline = fixture.page(ID, Language::Chinese).headline;
    assert_eq!(headline, "2 名客户中有 1 名处于关注期；其中 1 名若下月仍未达标将降级。");
    let few = Fixture::new(&[("orders.csv", "customer_id,date,amount\na,2024-01-05,10\n")]);
    assert!(few.page(ID, Language::English).headline.starts_with("No month is covered whole"));
}

#[test]
fn a_customer_s_own_page_tells_their_tiers_month_by_month() {
    let fixture = with_bars(&[
        ("riser", &[50, 350, 300, 300, 300, 300]),
        ("watched", &[300, 250, 50, 50, 50, 50]),
        ("slipping", &[200, 200, 200, 200, 200, 50]),
        ("gold", &[0, 50, 200, 200, 200, 200]),
    ]);
    let of = |name: &str, language| fixture.of_one(ID, name, language).unwrap();
    assert_eq!(
        of("watched", Language::English).headline,
        "Platinum since Jan 2024. On watch: falls to Gold after 1 more month below the bar; one month of 300 ends the watch."
    );
    assert_eq!(of("riser", Language::Chinese).headline, "自2024年2月起为白金。 已是最高等级。".replace("。 ", "。"));
    assert_eq!(of("slipping", Language::English).headline, "Gold since Jan 2024. Below the bar of 200 for 1 month.");
    assert_eq!(of("gold", Language::English).headline, "Gold since Mar 2024. One month of 300 lifts to Platinum.");
    let page = of("watched", Language::English);
    let text = page.to_markdown();
    // Three months below the bar bring the watch: April is the first on it.
    for row in
        ["| Apr 2024 | 50 | Platinum | yes |", "| Mar 2024 | 50 | Platinum |  |", "| Jan 2024 | 300 | Platinum |  |"]
    {
        assert!(text.contains(row), "{row} in {text}");
    }
    assert!(fixture.of_one(ID, "nobody", Language::English).is_none());
}

/// A month: customers in each of four tiers at its end, on watch, up, down.
type Counted = [u64; 7];

/// Online Retail, returns taken off, December 2010 to November 2011; bars of 200, 500 and 1,500, three months and three.
const RETAIL: [Counted; 12] = [
    [101, 129, 66, 20, 0, 0, 0],
    [133, 184, 104, 28, 0, 19, 0],
    [161, 241, 142, 35, 0, 25, 0],
    [192, 301, 189, 43, 108, 28, 0],
    [218, 352, 220, 48, 169, 17, 0],
    [230, 393, 248, 54, 238, 26, 0],
    [303, 394, 258, 56, 221, 31, 80],
    [342, 418, 262, 57, 235, 26, 51],
    [390, 429, 264, 61, 265, 31, 55],
    [441, 443, 296, 69, 263, 65, 69],
    [474, 477, 342, 74, 232, 77, 66],
    [505, 515, 365, 93, 213, 95, 59],
];

/// CDNOW, January 1997 to June 1998; bars of 15, 30 and 60, two months and two.
const CDNOW: [Counted; 18] = [
    [238, 224, 199, 120, 0, 0, 0],
    [464, 490, 425, 259, 0, 45, 0],
    [650, 719, 614, 374, 459, 48, 0],
    [629, 704, 633, 391, 1016, 56, 0],
    [1012, 528, 487, 330, 1074, 57, 429],
    [1452, 338, 326, 241, 607, 65, 530],
    [1845, 158, 183, 171, 205, 62, 478],
    [1848, 165, 179, 165, 230, 77, 83],
    [1882, 160, 175, 140, 240, 54, 97],
    [1927, 130, 160, 140, 210, 67, 101],
    [1942, 126, 148, 141, 166, 84, 99],
    [1945, 123, 146, 143, 157, 70, 78],
    [1959, 120, 136, 142, 191, 48, 64],
    [1964, 123, 130, 140, 195, 57, 70],
    [1964, 122, 137, 134, 145, 90, 92],
    [1984, 120, 128, 125, 146, 48, 75],
    [1989, 118, 128, 122, 194, 50, 54],
    [2004, 115, 129, 109, 173, 53, 67],
];

/// [`made_sums`]; bars of 100, 200 and 300, three months and three.
const MADE_SUMS: [Counted; 24] = [
    [2, 2, 3, 2, 0, 0, 0],
    [5, 5, 2, 7, 0, 2, 0],
    [2, 5, 12, 9, 0, 6, 0],
    [3, 2, 15, 17, 3, 8, 0],
    [4, 4, 18, 19, 6, 5, 0],
    [5, 6, 16, 26, 7, 10, 0],
    [7, 5, 17, 32, 8, 9, 3],
    [2, 6, 18, 35, 7, 11, 1],
    [2, 4, 14, 41, 11, 8, 2],
    [2, 2, 10, 47, 13, 7, 0],
    [2, 1, 9, 49, 16, 3, 1],
    [2, 1, 9, 49, 19, 1, 1],
    [2, 2, 6, 51, 21, 4, 3],
    [2, 1, 9, 49, 22, 1, 2],
    [2, 1, 12, 46, 14, 1, 4],
    [2, 1, 15, 43, 15, 1, 4],
    [2, 1, 13, 45, 18, 2, 0],
    [2, 1, 14, 44, 21, 1, 2],
    [3, 1, 14, 43, 17, 3, 5],
    [2, 1, 18, 40, 11, 2, 5],
    [2, 1, 15, 43, 8, 5, 2],
    [2, 1, 10, 48, 12, 5, 0],
    [2, 0, 12, 47, 15, 1, 1],
    [2, 0, 12, 47, 15, 1, 1],
];

/// [`made_balances`]; bars of 150, 225 and 300, one month and two.
const MADE_BALANCES: [Counted; 18] = [
    [6, 8, 1, 0, 0, 0, 0],
    [1, 8, 8, 6, 0, 8, 0],
    [2, 2, 10, 17, 5, 9, 0],
    [2, 1, 4, 24, 12, 8, 0],
    [1, 2, 5, 23, 20, 2, 2],
    [1, 4, 7, 19, 15, 1, 6],
    [1, 6, 7, 17, 11, 4, 5],
    [1, 3, 9, 18, 15, 4, 1],
    [1, 3, 5, 22, 14, 4, 0],
    [1, 5, 3, 22, 14, 4, 6],
    [1, 1, 8, 21, 14, 4, 3],
    [1, 1, 5, 24, 15, 6, 3],
    [1, 2, 5, 23, 15, 2, 3],
    [1, 2, 6, 22, 15, 2, 3],
    [2, 1, 6, 22, 11, 3, 5],
    [2, 1, 3, 25, 12, 5, 1],
    [1, 1, 5, 24, 14, 4, 3],
    [1, 2, 2, 26, 15, 5, 3],
];

/// Holds every month, and the tiers on watch and about to fall after the last, against the second implementation.
#[track_caller]
fn equals(found: &Value, months: &[Counted], watch: [u64; 4], falling: u64) {
    let number = |value: &Value| value.as_u64().unwrap();
    let of_month = |month: &Value| -> Vec<u64> {
        let customers = month["customers"].as_array().unwrap().iter();
        let changes = ["watch", "up", "down"].map(|field| number(&month[field]));
        customers.map(number).chain(changes).collect()
    };
    let counted: Vec<Vec<u64>> = found["months"].as_array().unwrap().iter().map(of_month).collect();
    assert_eq!(counted, months);
    let tiers = found["tiers"].as_array().unwrap();
    assert_eq!(tiers.iter().map(|tier| number(&tier["watch"])).collect::<Vec<_>>(), watch);
    let last = months.last().unwrap();
    assert_eq!(tiers.iter().map(|tier| number(&tier["customers"])).collect::<Vec<_>>(), last[..4]);
    assert_eq!((number(&found["watch"]), number(&found["falling_next"])), (last[4], falling));
}

fn of_real_file(purchases: Purchases, set: &[(&str, Value)]) -> Value {
    let mut settings = Settings::default();
    let format = crate::domain::format::Plain(Language::English);
    let say = crate::indicators::Say::new(Language::English, &format);
    for (parameter, value) in set {
        registry::set::<Unpaced>(&mut settings, ID, parameter, value, &say).unwrap();
    }
    asked::ask(&asked::view(purchases, ""), &settings, Language::English, |question| {
        block_on_ready(document::of_one(ID, question, &mut Unpaced)).unwrap()
    })
    .unwrap()
    .unwrap()
}

#[test]
fn real_customers_stand_in_their_tiers_as_computed_independently() {
    let found = of_real_file(table(&online_retail()).0, &[("bars", json!([200, 500, 1500]))]);
    equals(&found, &RETAIL, [0, 126, 65, 22], 66);
    let two = [("bars", json!([15, 30, 60])), ("watch_after", json!(2)), ("down_after", json!(2))];
    equals(&of_real_file(table(&cdnow()).0, &two), &CDNOW, [0, 60, 54, 59], 102);
}

/// The points (type 7) of the months above zero of Online Retail, and of CDNOW: 4,216 and 5,452 of them.
const RETAIL_BARS: [f64; 3] = [344.825, 733.72, 1936.035];
const CDNOW_BARS: [f64; 3] = [28.99, 59.96, 124.8025];

#[test]
fn bars_made_by_the_data_equal_those_computed_independently() {
    for (purchases, expected) in [(table(&online_retail()).0, RETAIL_BARS), (table(&cdnow()).0, CDNOW_BARS)] {
        let found = of_real_file(purchases, &[]);
        let bars = found["tiers"].as_array().unwrap().iter().skip(1).map(|tier| tier["bar"].as_f64().unwrap());
        for (bar, expected) in bars.zip(expected) {
            assert!((bar - expected).abs() < 1e-5, "{bar} is not {expected}");
        }
    }
}

/// Sixty customers over two years; months without a row among them, and one who opens and closes the calendar.
fn made_sums() -> String {
    let mut rows = String::from("customer_id,date,amount\nends,2022-01-01,1\nends,2023-12-31,1\n");
    for customer in 0..60 {
        for month in customer % 7..24 {
            let often = (customer * 37 + month * 53 + customer * month * 11) % 400;
            let worth = if (customer + month) % 5 == 0 { customer * 13 % 350 } else { often };
            if worth > 0 {
                let (year, month) = (2022 + month / 12, month % 12 + 1);
                writeln!(rows, "c{customer},{year}-{month:02}-10,{worth}").unwrap();
            }
        }
    }
    rows
}

/// Thirty customers whose balances last from three days to six weeks each, over a year and a half.
fn made_balances() -> String {
    let mut rows = String::from("customer_id,date,amount\nends,2023-01-01,1\nends,2024-06-30,1\n");
    let [first, last]: [Day; 2] = ["2023-01-01", "2024-06-30"].map(|day| day.parse().unwrap());
    for customer in 0..30 {
        let (mut day, mut place) = (first.plus_days(customer * 7 % 90), 0);
        while day <= last {
            let whole = (customer * 41 + place * 97 + customer * place * 5) % 500;
            writeln!(rows, "c{customer},{day},{whole}.{:02}", customer % 4 * 25).unwrap();
            place += 1;
            day = day.plus_days(3 + customer * place * 7 % 45);
        }
    }
    rows
}

#[test]
fn made_customers_stand_in_their_tiers_as_computed_independently() {
    let mut fixture = Fixture::new(&[("orders.csv", &made_sums())]);
    fixture.set(ID, "bars", &json!([100, 200, 300])).unwrap();
    equals(&fixture.document(ID).unwrap().unwrap(), &MADE_SUMS, [0, 0, 3, 12], 4);
    let mut fixture = Fixture::new(&[("balances.csv", &made_balances())]);
    for (parameter, value) in [
        ("base", json!("balance")),
        ("bars", json!([150, 225, 300])),
        ("watch_after", json!(1)),
        ("down_after", json!(2)),
    ] {
        fixture.set(ID, parameter, &value).unwrap();
    }
    equals(&fixture.document(ID).unwrap().unwrap(), &MADE_BALANCES, [0, 0, 0, 15], 8);
}
