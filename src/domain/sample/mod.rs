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
//!   some fall silent, and their scores sink.
//! - Of the others some stop coming one day without a word: nothing but their silence tells.
//! - Few customers bring most of the income; new customers drift away month by month; December and
//!   January are strong, February is weak.
//! - The wait is what people expect least of and are let down by most, and it matters to them more than the app does.
//! - Platinum customers keep most of their money elsewhere.
//! - The counter costs the bank more than many a small transaction there brings; the club's members are its better customers.
//! - A complaint is promised to be settled within ten days, which the two bad branches seldom keep; they visit their customers
//!   less, too.
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

/// The five files: customers, transactions, answers, complaints, exits.
pub fn files() -> Vec<SampleFile> {
    // Each life has its own stream of draws, so that a change to one leaves the others as they are.
    let stream = |place: u64, number| Rng::new(SEED + place, number);
    let life = |number| {
        let [mut rng, mut asked, mut kept, mut gone] = [0, 1, 2, 4].map(|place| stream(place, number));
        Life::draw(number, &mut rng, [&mut asked, &mut kept, &mut gone])
    };
    let lives: Vec<Life> = (0..CUSTOMERS).map(life).collect();
    let known = |(number, life): (u32, &Life)| Known::draw(&life.person.id, life.person.grade, &mut stream(3, number));
    let known: Vec<Known> = (0..).zip(&lives).map(known).collect();
    vec![
        SampleFile { name: "customers.csv", bytes: tables::customers(&lives, &known) },
        SampleFile { name: "transactions.csv", bytes: tables::transactions(&lives) },
        SampleFile { name: "answers.csv", bytes: tables::answers(&lives) },
        SampleFile { name: "complaints.csv", bytes: tables::complaints(&lives) },
        SampleFile { name: "exits.csv", bytes: tables::exits(&lives) },
    ]
}
