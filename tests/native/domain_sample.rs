//! The sample bank: always the same bytes, and the patterns it promises.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::reference::{Sheet, money, purchases};
use loyalscope::domain::dataset::{Answers, BLANK};
use loyalscope::domain::day::Day;
use loyalscope::domain::net_promoter::{Estimate, difference};
use loyalscope::domain::sample::{SampleFile, files};
use loyalscope::domain::score::Score;
use loyalscope::indicators::cohorts::cohorts;
use loyalscope::indicators::nps::{NpsParams, nps};

const BAD: [&str; 2] = ["North Gate 北门支行", "East Dock 东码头支行"];

static FILES: LazyLock<Vec<SampleFile>> = LazyLock::new(files);

/// One file of the sample, its columns by name.
struct Table(Sheet);

impl Table {
    fn of(name: &str) -> Self {
        let file = FILES.iter().find(|file| file.name == name).unwrap();
        Self(Sheet::parse(std::str::from_utf8(&file.bytes).unwrap()))
    }

    fn column(&self, name: &str) -> Vec<&str> {
        let column = self.0.column(name);
        self.0.rows.iter().map(|row| row[column].as_str()).collect()
    }

    fn len(&self) -> usize {
        self.0.rows.len()
    }
}

/// The score of the answers for which `keep` holds of the values in `columns`.
fn score_where<const N: usize>(answers: &Table, columns: [&str; N], keep: impl Fn([&str; N]) -> bool) -> Estimate {
    let columns = columns.map(|name| answers.column(name));
    let mut kept = Answers::default();
    for (row, score) in answers.column("score").into_iter().enumerate() {
        if keep(std::array::from_fn(|column| columns[column][row])) {
            kept.customer.push(BLANK);
            kept.day.push(None);
            kept.score.push(score.parse().ok().and_then(|score: i64| Score::try_from(score).ok()));
        }
    }
    nps(&kept, &NpsParams::default().check().unwrap()).estimate
}

/// `low` is lower than `high` by at least so many points, and not by chance.
#[track_caller]
fn well_below(low: &Estimate, high: &Estimate, points: f64) {
    let found = difference(low, high).unwrap();
    assert!(found.real_change && found.delta < -points, "{} points", found.delta);
}

/// FNV-1a over all names and bytes.
fn fingerprint() -> u64 {
    let bytes = files().into_iter().flat_map(|file| [file.name.as_bytes().to_vec(), file.bytes].concat());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whoever changes the sample on purpose changes this number with it.
#[test]
fn is_the_same_on_every_machine() {
    assert_eq!(fingerprint(), 17_959_466_691_019_929_035);
}

#[test]
fn has_the_size_of_a_small_bank() {
    for (name, rows) in [
        ("customers.csv", 5_000..=5_000),
        ("transactions.csv", 58_000..=62_000),
        ("answers.csv", 3_800..=4_200),
        ("complaints.csv", 550..=650),
        ("exits.csv", 450..=550),
    ] {
        let found = Table::of(name).len();
        assert!(rows.contains(&found), "{name} has {found} rows");
    }
}

#[test]
fn customers_keep_their_leading_zeros_and_are_known_everywhere() {
    let listed = Table::of("customers.csv");
    let ids: BTreeSet<&str> = listed.column("customer_id").into_iter().collect();
    assert_eq!(ids.len(), listed.len());
    assert!(ids.iter().all(|id| id.len() == 8 && id.starts_with("000")));
    for name in ["transactions.csv", "answers.csv", "complaints.csv", "exits.csv"] {
        let table = Table::of(name);
        let blank_is_fine = name == "answers.csv";
        assert!(table.column("customer_id").iter().all(|id| ids.contains(id) || (blank_is_fine && id.is_empty())));
    }
}

#[test]
fn everything_happens_within_two_years_and_in_order() {
    let (first, last): (Day, Day) = ("2024-10-01".parse().unwrap(), "2026-09-30".parse().unwrap());
    for name in ["transactions.csv", "answers.csv", "complaints.csv", "exits.csv"] {
        let table = Table::of(name);
        let date = if name == "exits.csv" { "exit_date" } else { "date" };
        let days: Vec<Day> = table.column(date).into_iter().map(|day| day.parse().unwrap()).collect();
        assert!(days.is_sorted() && first <= days[0] && days[days.len() - 1] <= last, "{name}");
    }
    let complaints = Table::of("complaints.csv");
    let settled = complaints.column("settled");
    assert!(
        complaints.column("date").iter().zip(&settled).all(|(made, settled)| settled.is_empty() || settled >= made)
    );
    assert!(settled.iter().any(|settled| settled.is_empty()));
}

#[test]
fn some_transactions_are_reversed() {
    let table = Table::of("transactions.csv");
    let back = table.column("amount").iter().filter(|amount| amount.starts_with('-')).count();
    assert!((table.len() / 100..table.len() / 50).contains(&back), "{back} reversals");
}

#[test]
fn a_fifth_of_customers_brings_about_two_thirds_of_the_income() {
    let table = Table::of("transactions.csv");
    let mut totals: BTreeMap<&str, i128> = BTreeMap::new();
    for (customer, amount) in table.column("customer_id").into_iter().zip(table.column("amount")) {
        *totals.entry(customer).or_default() += money(amount).micros();
    }
    let mut totals: Vec<i128> = totals.into_values().collect();
    totals.sort_unstable_by(|left, right| right.cmp(left));
    let share = 100 * totals[..totals.len() / 5].iter().sum::<i128>() / totals.iter().sum::<i128>();
    assert!((60..=67).contains(&share), "{share} %");
}

#[test]
fn two_branches_are_bad() {
    let answers = Table::of("answers.csv");
    let others = score_where(&answers, ["branch"], |[branch]| !BAD.contains(&branch));
    for bad in BAD {
        well_below(&score_where(&answers, ["branch"], |[branch]| branch == bad), &others, 40.0);
    }

    let customers = Table::of("customers.csv");
    let branch_of: BTreeMap<&str, &str> =
        customers.column("customer_id").into_iter().zip(customers.column("branch")).collect();
    for name in ["complaints.csv", "exits.csv"] {
        let table = Table::of(name);
        let mut per_branch: BTreeMap<&str, usize> = BTreeMap::new();
        for id in table.column("customer_id") {
            *per_branch.entry(branch_of[id]).or_default() += 1;
        }
        let rate = |branch: &&str| {
            let customers = branch_of.values().filter(|of| *of == branch).count();
            per_branch[branch] * 1_000 / customers
        };
        let (bad, good): (Vec<&str>, Vec<&str>) = per_branch.keys().partition(|branch| BAD.contains(branch));
        let worst_of_good = good.iter().map(rate).max().unwrap();
        assert!(bad.iter().map(rate).all(|rate| 2 * rate > 3 * worst_of_good), "{name}");
    }
}

#[test]
fn the_counter_has_a_queue_at_lunch_and_at_the_end_of_the_month() {
    let answers = Table::of("answers.csv");
    let counter = |touchpoint: &str| touchpoint.starts_with("Counter service");
    let late = |date: &str| date[8..].parse::<u8>().unwrap() >= 26;
    let columns = ["touchpoint", "time_of_day", "date"];
    let lunch = |time: &str| time.starts_with("Lunch");
    let calm = score_where(&answers, columns, |[at, time, date]| counter(at) && !lunch(time) && !late(date));
    well_below(&score_where(&answers, columns, |[at, time, _]| counter(at) && lunch(time)), &calm, 40.0);
    well_below(&score_where(&answers, columns, |[at, _, date]| counter(at) && late(date)), &calm, 40.0);

    let waits = answers.column("wait_minutes");
    let mut about_waiting = 0;
    for (row, comment) in answers.column("comment").iter().enumerate() {
        let long = waits[row].parse::<u8>().is_ok_and(|minutes| minutes >= 25);
        about_waiting += usize::from(long && ["排队", "等", "queue", "wait"].iter().any(|word| comment.contains(word)));
    }
    assert!(about_waiting > 80, "{about_waiting} comments");
}

#[test]
fn platinum_is_at_risk() {
    let customers = Table::of("customers.csv");
    let ids = customers.column("customer_id").into_iter();
    let platinum: BTreeSet<&str> = ids
        .zip(customers.column("grade"))
        .filter(|(_, grade)| grade.starts_with("Platinum"))
        .map(|(id, _)| id)
        .collect();

    let answers = Table::of("answers.csv");
    let columns = ["customer_id", "date"];
    let score = |recent: bool| {
        score_where(&answers, columns, |[id, date]| platinum.contains(id) && (date >= "2026-04-01") == recent)
    };
    well_below(&score(true), &score(false), 30.0);

    let table = Table::of("transactions.csv");
    let (days, amounts) = (table.column("date"), table.column("amount"));
    let income = |from: &str, to: &str| {
        let rows = table.column("customer_id").into_iter().enumerate();
        let within = rows.filter(|(row, id)| platinum.contains(id) && (from..to).contains(&days[*row]));
        within.map(|(row, _)| money(amounts[row]).micros()).sum::<i128>()
    };
    let (before, after) = (income("2025-04-01", "2025-10-01"), income("2026-04-01", "2026-10-01"));
    assert!(3 * after < 2 * before, "the same half year, a third and more is gone");
}

#[test]
fn who_may_be_written_to_has_an_address_and_club_members_bring_half_of_the_income() {
    let customers = Table::of("customers.csv");
    let [emails, consents, members] =
        ["email", "marketing_consent", "is_member"].map(|column| customers.column(column));
    assert!(emails.iter().all(|email| email.is_empty() || email.ends_with("@example.com")));
    assert!(emails.iter().zip(&consents).all(|(email, consent)| !email.is_empty() || consent.is_empty()));
    assert!(["yes", "no", ""].iter().all(|answer| consents.contains(answer)));
    let ids = customers.column("customer_id").into_iter().zip(members);
    let members: BTreeSet<&str> = ids.filter(|(_, member)| *member == "yes").map(|(id, _)| id).collect();
    assert!((30..=38).contains(&(100 * members.len() / customers.len())), "{} members", members.len());

    let table = Table::of("transactions.csv");
    let rows = table.column("customer_id").into_iter().zip(table.column("amount")).zip(table.column("cost"));
    let (mut of_members, mut income, mut losing) = (0, 0, BTreeMap::<&str, i128>::new());
    for ((customer, amount), cost) in rows {
        let amount = money(amount).micros();
        income += amount;
        of_members += if members.contains(customer) { amount } else { 0 };
        *losing.entry(customer).or_default() += amount - money(cost).micros();
    }
    assert!((48..=58).contains(&(100 * of_members / income)), "{} %", 100 * of_members / income);
    let losing = losing.into_values().filter(|margin| *margin < 0).count();
    assert!((20..200).contains(&losing), "{losing} cost more than they bring");
}

#[test]
fn new_customers_drift_away() {
    let table = Table::of("transactions.csv");
    let columns = ["customer_id", "order_id", "date", "amount"].map(|name| table.column(name));
    let rows = (0..table.len()).map(|row| {
        let [customer, order, day, amount] = std::array::from_fn(|column| columns[column][row]);
        (customer, Some(order), day, money(amount))
    });
    let mean = cohorts(&purchases(rows)).unwrap().weighted_mean_retention;
    assert_eq!(mean.len(), 24);
    assert!(mean[0] > mean[1] && mean[1] > mean[6] && mean[6] > mean[18] && mean[18] > Some(0.2), "{mean:?}");
}

#[test]
fn customers_write_in_both_languages() {
    let answers = Table::of("answers.csv");
    let comments: Vec<&str> = answers.column("comment").into_iter().filter(|comment| !comment.is_empty()).collect();
    let chinese = comments.iter().filter(|comment| comment.contains('。')).count();
    let english = comments.iter().filter(|comment| comment.is_ascii()).count();
    assert!(chinese > 1_000 && english > 700, "{chinese} and {english}");
    assert!(comments.iter().collect::<BTreeSet<_>>().len() > 400);
    assert!(answers.column("score").contains(&""), "some leave the question blank");
}

#[test]
fn platinum_customers_who_turn_away_take_their_balance_along() {
    let (customers, rows) = (Table::of("customers.csv"), Table::of("transactions.csv"));
    let ids = customers.column("customer_id").into_iter().zip(customers.column("grade"));
    let grade: BTreeMap<&str, &str> = ids.collect();
    let (mut before, mut last) = (BTreeMap::new(), BTreeMap::new());
    let days = rows.column("customer_id").into_iter().zip(rows.column("date"));
    for ((id, day), balance) in days.zip(rows.column("balance")) {
        let balance: f64 = balance.parse().unwrap();
        assert!((0.0..=20_000_000.0).contains(&balance), "{id} {day} {balance}");
        if day < "2026-04-01" {
            before.insert(id, balance);
        }
        last.insert(id, balance);
    }
    let kept = |wanted: &str| {
        let of = before.iter().filter(|(id, _)| grade[*id].starts_with(wanted));
        let (then, now) = of.fold((0.0, 0.0), |(then, now), (id, balance)| (then + balance, now + last[id]));
        now / then
    };
    let [platinum, standard] = ["Platinum", "Standard"].map(kept);
    assert!(platinum < 0.9 && (0.8..1.3).contains(&standard), "{platinum} {standard}");
}

/// The mean of the numbers of a column in the rows that `keep` a value of another.
fn mean_where(table: &Table, number: &str, by: &str, keep: impl Fn(&str) -> bool) -> f64 {
    let rows = table.column(number).into_iter().zip(table.column(by)).filter(|(_, value)| keep(value));
    let numbers: Vec<f64> = rows.filter_map(|(number, _)| number.parse().ok()).collect();
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

#[test]
fn who_was_recommended_cost_least_to_win() {
    let customers = Table::of("customers.csv");
    let of = |source: &str| mean_where(&customers, "acquisition_cost", "acquisition_source", |one| one == source);
    assert!(of("referral") < of("website") && of("website") < of("branch") && of("partner") < of("advertisement"));
    let both = customers.column("acquisition_source").into_iter().zip(customers.column("referred_by"));
    assert!(both.clone().any(|(source, _)| source.is_empty()), "those who came before the two years");
    assert!(both.filter(|(source, _)| !source.is_empty()).all(|(source, by)| (source == "referral") != by.is_empty()));
}

#[test]
fn points_are_what_members_earned_and_some_never_exchanged_any() {
    let customers = Table::of("customers.csv");
    let of =
        |name: &str| customers.column(name).into_iter().map(|points| points.parse::<i64>().ok()).collect::<Vec<_>>();
    let (earned, redeemed, expired) = (of("points_earned"), of("points_redeemed"), of("points_expired"));
    let members = customers.column("is_member");
    let (mut keepers, mut all) = (0, 0);
    for (row, member) in members.iter().enumerate() {
        assert_eq!([earned[row], redeemed[row], expired[row]].map(|points| points.is_some()), [*member == "yes"; 3]);
        let (Some(earned), Some(redeemed), Some(expired)) = (earned[row], redeemed[row], expired[row]) else {
            continue;
        };
        assert!(redeemed >= 0 && expired >= 0 && redeemed + expired <= earned, "row {row}");
        all += 1;
        keepers += i32::from(redeemed == 0);
    }
    assert!((35..=60).contains(&(100 * keepers / all)), "{keepers} of {all}");
}

#[test]
fn complaints_settled_slowly_go_to_the_regulator() {
    let complaints = Table::of("complaints.csv");
    let (mut slow, mut all) = (Vec::new(), Vec::new());
    let days = complaints.column("date").into_iter().zip(complaints.column("settled"));
    for ((made, settled), to) in days.zip(complaints.column("complained_to")) {
        let took = settled.parse::<Day>().map(|settled| settled.days_since(made.parse().unwrap()));
        let is_slow = took.map_or(true, |days| days > 20);
        if is_slow { &mut slow } else { &mut all }.push(to.starts_with("Regulator"));
    }
    let share = |some: &[bool]| some.iter().filter(|yes| **yes).count() as f64 / some.len() as f64;
    assert!(share(&slow) > 3.0 * share(&all), "{} {}", share(&slow), share(&all));
}

#[test]
fn four_fees_rise_and_other_banks_wait_less() {
    let answers = Table::of("answers.csv");
    let fees = ["fee_too_cheap", "fee_cheap", "fee_expensive", "fee_too_expensive"].map(|name| answers.column(name));
    let mut told = 0;
    for row in 0..answers.len() {
        let four: Vec<i32> = fees.iter().filter_map(|fee| fee[row].parse().ok()).collect();
        assert!(four.is_sorted() && [0, 4].contains(&four.len()), "row {row}");
        told += usize::from(!four.is_empty());
    }
    assert!(told > 1_000, "{told}");
    let mean = |name: &str| mean_where(&answers, name, name, |mark| !mark.is_empty());
    assert!(mean("rival_waiting_time") > mean("satisfaction_waiting_time") + 1.0);
    let exits = Table::of("exits.csv");
    let went: BTreeSet<&str> = exits.column("went_to").into_iter().collect();
    assert_eq!((went.len(), went.first()), (4, Some(&"")), "three other banks, and those who did not say");
}

#[test]
fn a_few_of_those_who_left_came_back_after_some_months() {
    let (exits, rows) = (Table::of("exits.csv"), Table::of("transactions.csv"));
    let day = |text: &str| text.parse::<Day>().unwrap();
    let left: BTreeMap<&str, Day> =
        exits.column("customer_id").into_iter().zip(exits.column("exit_date").into_iter().map(day)).collect();
    let mut first = BTreeMap::<&str, Day>::new();
    for (customer, bought) in rows.column("customer_id").into_iter().zip(rows.column("date").into_iter().map(day)) {
        if left.get(customer).is_some_and(|left| bought > *left) {
            first.entry(customer).or_insert(bought);
        }
    }
    assert!((30..=50).contains(&(1_000 * first.len() / left.len())), "{} of {}", first.len(), left.len());
    assert!(first.iter().all(|(customer, back)| back.month().months_since(left[customer].month()) >= 2));
}
