//! How long each indicator takes on a million purchases of fifty thousand customers, once they are read: a line each,
//! in milliseconds, the slowest first. `ROWS` and `CUSTOMERS` make it another size.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a program for whoever develops this")]

use std::fmt::Write;
use std::time::Instant;

use loyalscope::domain::day::Day;
use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{MemorySource, Overrides, Unpaced, block_on_ready, preview, read};
use loyalscope::domain::language::Language;
use loyalscope::domain::random::Rng;
use loyalscope::engine::protocol::PageRequest;
use loyalscope::engine::session::{Entry, Session};
use loyalscope::indicators::shelf::Every;
use loyalscope::indicators::{Settings, Shown, registry};

fn size(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Purchases over four years: customers of all habits, twelve branches, forty products, three channels.
fn purchases(rows: u32, customers: u32) -> String {
    let mut rng = Rng::new(1, 0);
    let mut text = String::from("customer,date,amount,branch,product,channel\n");
    let first = Day::from_ymd(2020, 1, 1).unwrap();
    for _ in 0..rows {
        // The square leaves few customers with many purchases.
        let who = (rng.unit() * rng.unit() * f64::from(customers)).floor();
        let day = first.plus_days(rng.between(0, 4 * 365));
        let (branch, product, channel) = (rng.below(12), rng.below(40), rng.below(3));
        let cents = rng.between(100, 50_000);
        writeln!(text, "K{who},{day},{}.{:02},B{branch},P{product},C{channel}", cents / 100, cents % 100).unwrap();
    }
    text
}

/// A score of every third customer, with a word or two.
fn answers(customers: u32) -> String {
    let mut rng = Rng::new(2, 0);
    let mut text = String::from("customer,date,score,comment\n");
    for who in (0..customers).step_by(3) {
        let day = Day::from_ymd(2022, 1, 1).unwrap().plus_days(rng.between(0, 700));
        let word = ["slow queue", "friendly staff", "high fees", ""].get(rng.below(4) as usize).copied().unwrap_or("");
        writeln!(text, "K{who},{day},{},{word}", rng.below(11)).unwrap();
    }
    text
}

fn main() {
    let (rows, customers) = (size("ROWS", 1_000_000), size("CUSTOMERS", 50_000));
    let mut session = Session::default();
    for (name, text) in [("purchases.csv", purchases(rows, customers)), ("answers.csv", answers(customers))] {
        let mut source = MemorySource::new(name, text);
        let plan = block_on_ready(preview(&mut source, &Overrides::default())).unwrap().plan;
        let begun = Instant::now();
        let imported = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap();
        println!("{:>9.0} ms  reading {name}", begun.elapsed().as_secs_f64() * 1e3);
        session.add(Entry::new(imported, plan, false));
    }
    let (snapshot, format) = (session.snapshot(), Plain(Language::English));
    let mut times = Vec::new();
    for (place, about) in (0..).zip(registry::abouts()) {
        // Another day is another view: nothing of the indicator before is there.
        let today = Day::from_ymd(2024, 6, 1).unwrap().plus_days(place);
        let request = PageRequest {
            id: about.id.to_owned(),
            filter: String::new().parse().unwrap(),
            settings: Settings::default(),
            language: Language::English,
            customer: None,
            document: false,
            today: Some(today),
            place: String::new(),
        };
        let begun = Instant::now();
        let answer = block_on_ready(snapshot.page::<Every, _>(&request, &format, &mut Unpaced)).unwrap().unwrap();
        let took = begun.elapsed().as_secs_f64() * 1e3;
        let says = match answer.shown {
            Ok(Shown::Page(_)) => "",
            Ok(Shown::Missing(_)) => " (nothing to say of these tables)",
            Err(_) => " (cannot be computed of these tables)",
        };
        times.push((took, about.id, says));
    }
    times.sort_by(|one, other| other.0.total_cmp(&one.0));
    println!("{rows} purchases of {customers} customers, each indicator by itself with its view:");
    for (took, id, says) in times {
        println!("{took:>9.1} ms  {id}{says}");
    }
}
