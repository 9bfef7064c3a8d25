//! The lives as files.

use crate::domain::day::Day;
use crate::domain::export::csv::CsvWriter;
use crate::domain::order;

use super::asked::{Besides, Marks, THINGS};
use super::known::{Known, cost};
use super::life::{Answer, Complaint, Exit, Life, Transaction};

/// Within how many days the bank promises to settle a complaint.
const PROMISED_WITHIN: i32 = 10;

/// Customers in the order of their ids, with what is known of each besides.
pub(super) fn customers(lives: &[Life], known: &[Known]) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    csv.row([
        "customer_id",
        "name",
        "customer_since",
        "age_group",
        "grade",
        "branch",
        "region",
        "acquisition_source",
        "acquisition_cost",
        "preferred_channel",
        "phone",
        "spend_with_us",
        "total_spend",
        "email",
        "marketing_consent",
        "is_member",
        "birthday",
        "last_visit",
        "referred_by",
        "points_earned",
        "points_redeemed",
        "points_expired",
    ]);
    for (life @ Life { person, .. }, known) in lives.iter().zip(known) {
        let (own, total) = life.spending();
        csv.row([
            person.id.as_str(),
            &person.name,
            &person.since.to_string(),
            person.age,
            person.grade.name(),
            person.branch.name,
            person.branch.region,
            known.source.map_or("", |(source, _)| source),
            &number(known.source.map(|(_, cost)| cost)),
            person.channel.name(),
            &person.phone,
            &yuan(own),
            &yuan(total),
            &known.email,
            known.consent.map_or("", yes),
            yes(known.member),
            &life.birthday.to_string(),
            &life.visited.map(|day| day.to_string()).unwrap_or_default(),
            known.referrer.as_deref().unwrap_or_default(),
            &number(known.points.map(|points| points.earned)),
            &number(known.points.map(|points| points.redeemed)),
            &number(known.points.map(|points| points.expired)),
        ]);
    }
    csv.finish()
}

/// Transactions by day, orders numbered in that order.
pub(super) fn transactions(lives: &[Life]) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    csv.row(["customer_id", "order_id", "date", "amount", "product", "channel", "branch", "cost", "balance"]);
    let rows = by_day(lives, |life| &life.transactions, |transaction: &Transaction| transaction.day);
    for (number, (life, transaction)) in (1_u32..).zip(rows) {
        csv.row([
            life.person.id.as_str(),
            &format!("T{number:07}"),
            &transaction.day.to_string(),
            &yuan(transaction.cents),
            transaction.product,
            transaction.channel.name(),
            life.person.branch.name,
            &yuan(cost(transaction)),
            &yuan(transaction.balance),
        ]);
    }
    csv.finish()
}

/// Answers by day.
pub(super) fn answers(lives: &[Life]) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    let plain =
        ["customer_id", "date", "score", "comment", "branch", "channel", "touchpoint", "time_of_day", "wait_minutes"];
    let questions = ["satisfaction", "expectation", "importance"];
    let asked =
        questions.iter().chain(&["rival"]).flat_map(|question| THINGS.map(|thing| format!("{question}_{thing}")));
    let besides = ["repurchase_intention", "fee_too_cheap", "fee_cheap", "fee_expensive", "fee_too_expensive"];
    let header: Vec<String> =
        plain.into_iter().map(str::to_owned).chain(asked).chain(besides.map(str::to_owned)).collect();
    csv.row(header.iter().map(String::as_str));
    for (life, answer) in by_day(lives, |life| &life.answers, |answer: &Answer| answer.day) {
        let plain = [
            if answer.anonymous { "" } else { life.person.id.as_str() },
            &answer.day.to_string(),
            &number(answer.score),
            &answer.comment,
            life.person.branch.name,
            answer.channel.name(),
            answer.touchpoint,
            answer.time,
            &number(answer.wait),
        ];
        let read: [fn(&Marks) -> i32; 3] = [|one| one.satisfaction, |one| one.expectation, |one| one.importance];
        let mark = |place: usize, read: fn(&Marks) -> i32| {
            number(answer.marks.as_ref().and_then(|all| all.get(place)).map(read))
        };
        let marks: Vec<String> =
            read.iter().flat_map(|read| (0..THINGS.len()).map(|place| mark(place, *read))).collect();
        let besides: Vec<String> = match &answer.besides {
            Some(Besides { rival, intention, fees }) => {
                rival.iter().chain([intention]).chain(fees).map(i32::to_string).collect()
            }
            None => vec![String::new(); THINGS.len() + besides.len()],
        };
        csv.row(plain.into_iter().chain(marks.iter().chain(&besides).map(String::as_str)));
    }
    csv.finish()
}

/// Complaints by day.
pub(super) fn complaints(lives: &[Life]) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    csv.row(["customer_id", "date", "promised", "settled", "reason", "branch", "channel", "complained_to"]);
    for (life, complaint) in by_day(lives, |life| &life.complaints, |complaint: &Complaint| complaint.day) {
        csv.row([
            life.person.id.as_str(),
            &complaint.day.to_string(),
            &complaint.day.plus_days(PROMISED_WITHIN).to_string(),
            &complaint.settled.map(|day| day.to_string()).unwrap_or_default(),
            complaint.reason,
            life.person.branch.name,
            complaint.channel.name(),
            complaint.to,
        ]);
    }
    csv.finish()
}

/// Exits by day.
pub(super) fn exits(lives: &[Life]) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    csv.row(["customer_id", "exit_date", "exit_reason", "went_to"]);
    let mut exits: Vec<(&Life, Exit)> = lives.iter().filter_map(|life| Some((life, life.exit?))).collect();
    order::sort_by_key(&mut exits, |(_, exit)| exit.day);
    for (life, Exit { day, reason, rival }) in exits {
        csv.row([life.person.id.as_str(), &day.to_string(), reason, rival]);
    }
    csv.finish()
}

/// What happened to all customers, by day, on the same day by customer.
fn by_day<'a, T: 'a>(
    lives: &'a [Life],
    events: impl Fn(&'a Life) -> &'a Vec<T>,
    day: impl Fn(&T) -> Day,
) -> Vec<(&'a Life, &'a T)> {
    let mut rows: Vec<(&Life, &T)> =
        lives.iter().flat_map(|life| events(life).iter().map(move |event| (life, event))).collect();
    // A stable sort keeps the order of customers and of their own events.
    order::sort_by_key(&mut rows, |(_, event)| day(event));
    rows
}

fn yuan(cents: i32) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

const fn yes(answer: bool) -> &'static str {
    if answer { "yes" } else { "no" }
}

fn number(value: Option<i32>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
