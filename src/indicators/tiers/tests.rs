//! Tiers with memory, against cases worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

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
