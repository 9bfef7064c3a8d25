//! A made-up retail bank to look around with: Harbourlight Bank (fictional) / 海港之光银行(虚构).
//!
//! Five files as a bank might export them, October 2024 to September 2026, the same bytes on every
//! machine: all draws come from one [`Rng`] and whole numbers only. Every person, place and
//! number in them is invented.
//!
//! What is hidden in them, for the pages to find:
//! - Two bad branches, North Gate and East Dock: lower scores, more complaints settled more
//!   slowly, more customers leaving.
//! - A queue at the counter, at lunch and in the last days of a month: long waits, low scores and
//!   comments about waiting.
//! - Platinum customers at risk: from April 2026 on many of them come less often and spend less,
//!   some fall silent, and their scores sink; their balances leave with them.
//! - Of the others some stop coming one day without a word: nothing but their silence tells.
//! - Few customers bring most of the income; new customers drift away month by month; December and
//!   January are strong, February is weak.
//! - The wait is what people expect least of and are let down by most, and it matters to them more than the app does.
//! - Platinum customers keep most of their money elsewhere.
//! - Customers who use the bank much were often recommended by another; gold and platinum customers recommend most.
//! - The counter costs the bank more than many a small transaction there brings; the club's members are its better customers.
//! - A complaint is promised to be settled within ten days, which the two bad branches seldom keep; they visit their customers
//!   less, too. Who waits long for it to be settled goes to the regulator.
//! - Customers who were recommended cost least to win, those of advertisements most.
//! - Two in five of the club's members never exchanged a point.
//! - A few of those who left came back after some months.
//! - Those who leave mostly go to one of two other banks, where people wait less and the app is better.
//!
//! An amount is what the bank earns from a transaction, in yuan; a reversal is negative.

mod asked;
mod bank;
mod comments;
mod known;
mod life;
mod person;
mod tables;

use crate::domain::random::Rng;
use bank::Grade;
use known::Known;
use life::Life;

/// How many customers the bank has.
const CUSTOMERS: u32 = 5_000;

/// Changing it makes another bank of the same kind.
const SEED: u64 = 20_260_930;

/// One file of the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFile {
    /// Its name, `customers.csv` and the like.
    pub name: &'static str,
    /// CSV in UTF-8.
    pub bytes: Vec<u8>,
}

/// How often somebody is looked for who may have recommended a customer.
const TRIES: u32 = 6;

/// Who recommended somebody who joined within the two years; `None` where nobody did. Customers who use the bank much were
/// recommended more often, mostly by somebody of a higher grade.
fn referrer(lives: &[Life], life: &Life, rng: &mut Rng) -> Option<String> {
    let (joined, often) = (life.person.joined, life.person.pace > 1_000);
    if joined < 0 || !rng.per_mille(if often { 520 } else { 240 }) {
        return None;
    }
    let may_have = |one: &&Life| one.person.joined < joined && !one.transactions.is_empty();
    let tried: Vec<&Life> = (0..TRIES).filter_map(|_| lives.get(rng.below(CUSTOMERS) as usize)).collect();
    let likely = tried.iter().copied().filter(may_have).find(|one| one.person.grade != Grade::Standard);
    likely.or_else(|| tried.iter().copied().find(may_have)).map(|one| one.person.id.clone())
}

/// The five files: customers, transactions, answers, complaints, exits.
pub fn files() -> Vec<SampleFile> {
    // Each life has its own stream of draws, so that a change to one leaves the others as they are.
    let stream = |place: u64, number| Rng::new(SEED + place, number);
    let life = |number| {
        let [mut rng, mut asked, mut kept, mut gone, mut banked, mut told, mut back] =
            [0, 1, 2, 4, 6, 7, 9].map(|place| stream(place, number));
        Life::draw(number, &mut rng, [&mut asked, &mut kept, &mut gone, &mut banked, &mut told, &mut back])
    };
    let lives: Vec<Life> = (0..CUSTOMERS).map(life).collect();
    let known = |(number, life): (u32, &Life)| {
        let referrer = referrer(&lives, life, &mut stream(5, number));
        let known = Known::draw(&life.person.id, life.person.grade, &mut stream(3, number));
        Known { referrer, ..known }.with_more(life, &mut stream(8, number))
    };
    let known: Vec<Known> = (0..).zip(&lives).map(known).collect();
    vec![
        SampleFile { name: "customers.csv", bytes: tables::customers(&lives, &known) },
        SampleFile { name: "transactions.csv", bytes: tables::transactions(&lives) },
        SampleFile { name: "answers.csv", bytes: tables::answers(&lives) },
        SampleFile { name: "complaints.csv", bytes: tables::complaints(&lives) },
        SampleFile { name: "exits.csv", bytes: tables::exits(&lives) },
    ]
}
