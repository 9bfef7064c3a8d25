//! How long each indicator takes on a million purchases of fifty thousand customers, once they are read: a line each,
//! in milliseconds, the slowest first; how long a step of a slider of the what-if takes on them; how long clusters of a
//! million customers take by six fields, with as many as the data suggest; what a key typed into the rules of grades costs
//! with five thousand customers, until its effect stands on the page; and the lifetime value of a million customers, some
//! of whom leave. `ROWS`, `CUSTOMERS`, `CLUSTERED`, `GRADED` and `VALUED` make it another size; `ONLY` names what to time
//! alone: `indicators`, `slider`, `clusters`, `grades` or `lifetime`.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a program for whoever develops this")]

use std::fmt::Write;
use std::time::Instant;

use serde_json::json;

use loyalscope::domain::day::Day;
use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{MemorySource, Overrides, Unpaced, block_on_ready, preview, read};
use loyalscope::domain::language::Language;
use loyalscope::domain::random::Rng;
use loyalscope::engine::protocol::PageRequest;
use loyalscope::engine::session::{Entry, Session};
use loyalscope::indicators::shelf::Every;
use loyalscope::indicators::{Problem, Say, Settings, Shown, registry};

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

/// Customers with three numbers each, and an order or two: what clusters of six fields are made of.
fn described(customers: u32) -> [(&'static str, String); 2] {
    let mut rng = Rng::new(3, 0);
    let (mut base, mut orders) =
        (String::from("customer,age,balance,visits\n"), String::from("customer,date,amount\n"));
    let first = Day::from_ymd(2022, 1, 1).unwrap();
    for who in 0..customers {
        let (age, balance, visits) = (rng.between(18, 90), rng.between(0, 100_000), rng.below(60));
        writeln!(base, "K{who},{age},{balance},{visits}").unwrap();
        for _ in 0..=rng.below(2) {
            let day = first.plus_days(rng.between(0, 2 * 365));
            writeln!(orders, "K{who},{day},{}", rng.between(1, 2_000)).unwrap();
        }
    }
    [("orders.csv", orders), ("customers.csv", base)]
}

/// Clusters of so many customers by six fields, once they are read.
fn clusters(customers: u32) {
    let mut session = Session::default();
    for (name, text) in described(customers) {
        load(&mut session, name, text);
    }
    let (mut settings, format) = (Settings::default(), Plain(Language::English));
    let fields = json!(["recency", "frequency", "monetary", "age", "balance", "visits"]);
    let say = Say::new(Language::English, &format);
    registry::set::<Unpaced>(&mut settings, "clusters", "fields", &fields, &say).unwrap();
    let request = page("clusters", settings, Day::from_ymd(2024, 6, 1).unwrap());
    let (took, answer) = asked(&mut session, &request);
    assert!(matches!(answer, Ok(Shown::Page(_))), "clusters of {customers} customers cannot be computed");
    println!("{took:>9.0} ms  clusters of {customers} customers by six fields, with its view");
}

/// Rules as somebody types them: of columns and figures, of a class of another page, and of what was bought.
const TYPED: &str = "Gold: age 25-60 and value over 5,000\n\
    Silver: (orders at least 5 and recency under 365) or balance > 50,000\n\
    Back: lifecycle = dormant, lost and not bought channel = C1\n\
    Rest: else";

/// Rules of grades typed key by key over those in force: read, everybody graded, and who would move.
fn typing(customers: u32) {
    let mut session = Session::default();
    let [_, (name, base)] = described(customers);
    for (name, text) in [("purchases.csv", purchases(20 * customers, customers)), (name, base)] {
        load(&mut session, name, text);
    }
    let (snapshot, format) = (session.snapshot(), Plain(Language::English));
    let say = Say::new(Language::English, &format);
    let mut settings = Settings::default();
    let mut set = |parameter, text: &str| {
        let set = registry::set::<Unpaced>(&mut settings, "grades", parameter, &json!(text), &say);
        set.is_ok().then(|| page("grades", settings.clone(), Day::from_ymd(2024, 6, 1).unwrap()))
    };
    let shown = |request: &PageRequest| {
        let answer = block_on_ready(snapshot.page::<Every, _>(request, &format, &mut Unpaced)).unwrap().unwrap();
        assert!(matches!(answer.shown, Ok(Shown::Page(_))), "grades of {customers} customers cannot be computed");
    };
    // The view is there before anybody types.
    shown(&set("rules", "A: value over 1,000\nB: else").unwrap());
    let mut times = Vec::new();
    for end in 1..=TYPED.len() {
        let begun = Instant::now();
        // What cannot be read yet is refused at once, and not counted.
        if let Some(request) = set("draft", TYPED.get(..end).unwrap()) {
            shown(&request);
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
    }
    times.sort_by(f64::total_cmp);
    let (middle, most) = (times.get(times.len() / 2).unwrap(), times.last().unwrap());
    println!("{middle:>9.1} ms  a key typed into rules of grades, {customers} customers (median; {most:.1} at most)");
}

/// Purchases of two years by customers who differ in how often they buy, each for another length of time: what models of
/// buying are made for. Rates and times are exponential, so that all is told by logarithms of uniform draws.
fn leaving(customers: u32) -> String {
    let mut rng = Rng::new(4, 0);
    let mut text = String::from("customer,date,amount\n");
    let (first, days) = (Day::from_ymd(2022, 1, 1).unwrap(), 2 * 365);
    let mut exponential = |mean: f64| -mean * libm::log(1.0 - rng.unit());
    for who in 0..customers {
        // Days between purchases in the mean, and days until they leave.
        let (gap, stays) = (20.0 + exponential(150.0), exponential(250.0));
        let begins = exponential(200.0).min(f64::from(days - 30));
        let mut after = 0.0;
        while after <= stays && begins + after <= f64::from(days) {
            #[allow(clippy::cast_possible_truncation, reason = "some hundreds of days")]
            let day = first.plus_days((begins + after) as i32);
            writeln!(text, "K{who},{day},{:.2}", 1.0 + exponential(40.0)).unwrap();
            after += exponential(gap);
        }
    }
    text
}

/// The lifetime value of so many customers, once they are read.
fn lifetime(customers: u32) {
    let mut session = Session::default();
    load(&mut session, "orders.csv", leaving(customers));
    let request = page("clv", Settings::default(), Day::from_ymd(2024, 6, 1).unwrap());
    let (took, answer) = asked(&mut session, &request);
    assert!(matches!(answer, Ok(Shown::Page(_))), "lifetime value of {customers} customers cannot be computed");
    println!("{took:>9.0} ms  lifetime value of {customers} customers, with its view");
}

/// Steps of the slider that are timed.
const STEPS: u32 = 15;

/// The what-if while a slider is moved: each step is another figure of one view. The median of some.
fn slider(session: &mut Session) {
    let (mut settings, format) = (Settings::default(), Plain(Language::English));
    let mut took = Vec::new();
    for step in 0..=STEPS {
        let say = Say::new(Language::English, &format);
        let points = json!(f64::from(step) * 0.005);
        registry::set::<Unpaced>(&mut settings, "what_if", "retention_points", &points, &say).unwrap();
        let request = page("what_if", settings.clone(), Day::from_ymd(2024, 6, 1).unwrap());
        let (milliseconds, answer) = asked(session, &request);
        assert!(matches!(answer, Ok(Shown::Page(_))), "the what-if cannot be computed");
        took.push(milliseconds);
    }
    let first = took.remove(0);
    took.sort_by(f64::total_cmp);
    let median = took.get(took.len() / 2).unwrap();
    println!("{median:>9.1} ms  a step of a slider of the what-if ({first:.1} ms when it is first asked for)");
}

/// What a session shows, and in how many milliseconds.
fn asked(session: &mut Session, request: &PageRequest) -> (f64, Result<Shown, Problem>) {
    let (snapshot, format) = (session.snapshot(), Plain(Language::English));
    let begun = Instant::now();
    let answer = block_on_ready(snapshot.page::<Every, _>(request, &format, &mut Unpaced)).unwrap().unwrap();
    (begun.elapsed().as_secs_f64() * 1e3, answer.shown)
}

fn page(id: &str, settings: Settings, today: Day) -> PageRequest {
    PageRequest {
        id: id.to_owned(),
        filter: String::new().parse().unwrap(),
        settings,
        language: Language::English,
        customer: None,
        document: false,
        today: Some(today),
        place: String::new(),
    }
}

fn load(session: &mut Session, name: &str, text: String) {
    let mut source = MemorySource::new(name, text);
    let plan = block_on_ready(preview(&mut source, &Overrides::default())).unwrap().plan;
    let begun = Instant::now();
    let imported = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap();
    println!("{:>9.0} ms  reading {name}", begun.elapsed().as_secs_f64() * 1e3);
    session.add(Entry::new(imported, plan, false));
}

/// Each indicator by itself.
fn indicators(session: &mut Session, rows: u32, customers: u32) {
    let mut times = Vec::new();
    for (place, about) in (0..).zip(registry::abouts()) {
        // Another day is another view: nothing of the indicator before is there.
        let today = Day::from_ymd(2024, 6, 1).unwrap().plus_days(place);
        let (took, answer) = asked(session, &page(about.id, Settings::default(), today));
        let says = match answer {
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

fn main() {
    let (rows, customers) = (size("ROWS", 1_000_000), size("CUSTOMERS", 50_000));
    let only = std::env::var("ONLY").unwrap_or_default();
    let wanted = |name: &str| only.is_empty() || only == name;
    if wanted("indicators") || wanted("slider") {
        let mut session = Session::default();
        for (name, text) in [("purchases.csv", purchases(rows, customers)), ("answers.csv", answers(customers))] {
            load(&mut session, name, text);
        }
        if wanted("indicators") {
            indicators(&mut session, rows, customers);
        }
        if wanted("slider") {
            slider(&mut session);
        }
    }
    if wanted("clusters") {
        clusters(size("CLUSTERED", 1_000_000));
    }
    if wanted("grades") {
        typing(size("GRADED", 5_000));
    }
    if wanted("lifetime") {
        lifetime(size("VALUED", 1_000_000));
    }
}
