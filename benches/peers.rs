//! How long the algorithms take beside Python's libraries, on the same data and machine: a line each, with the ratio of the
//! two times and the figure that both found. `PEERS_PYTHON` is a Python that has what `peers-requirements.txt` lists;
//! without one our times stand alone.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a program for whoever develops this")]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of purchases go through a table")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use loyalscope::domain::cox::{Subjects, cox};
use loyalscope::domain::day::Day;
use loyalscope::domain::intake::{Unpaced, block_on_ready};
use loyalscope::domain::interval::Level;
use loyalscope::domain::kaplan_meier::{LifeTable, Time};
use loyalscope::domain::lifetime::{Contract, Model, Pattern, Patterns, Spend, Spending, Tenures};
use loyalscope::domain::logistic::Logistic;
use loyalscope::domain::random::Rng;

/// Customers of the made-up data.
const MADE_UP: usize = 20_000;

/// Runs, of which the fastest counts.
const RUNS: usize = 5;

/// Contracts alive in years 0 to 7 (P. S. Fader, B. G. S. Hardie, 2007: Regular).
const ALIVE: [f64; 8] = [1000.0, 631.0, 468.0, 382.0, 326.0, 289.0, 262.0, 241.0];

/// Columns of numbers by name, as they are given to both.
struct Table(Vec<(&'static str, Vec<f64>)>);

impl Table {
    fn column(&self, name: &str) -> &[f64] {
        &self.0.iter().find(|(known, _)| *known == name).unwrap().1
    }

    /// All columns but these two.
    fn others(&self, names: [&str; 2]) -> Vec<Vec<f64>> {
        self.0.iter().filter(|(name, _)| !names.contains(name)).map(|(_, column)| column.clone()).collect()
    }

    fn write(&self, path: &Path) {
        let names: Vec<&str> = self.0.iter().map(|(name, _)| *name).collect();
        let mut text = names.join(",") + "\n";
        for row in 0..self.0.first().map_or(0, |(_, column)| column.len()) {
            let cells: Vec<String> = self.0.iter().map(|(_, column)| column.get(row).unwrap().to_string()).collect();
            writeln!(text, "{}", cells.join(",")).unwrap();
        }
        std::fs::write(path, text).unwrap();
    }
}

fn data(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)).unwrap()
}

/// CDNOW's customers up to the end of September 1997, in weeks.
fn customers() -> Table {
    let end: Day = "1997-09-30".parse().unwrap();
    let mut bought: BTreeMap<String, BTreeMap<Day, f64>> = BTreeMap::new();
    for line in data("cdnow_sample/cdnow_sample.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [id, day, _, amount] = cells[..] else { continue };
        let (day, amount): (Day, f64) = (day.parse().unwrap(), amount.parse().unwrap());
        if day <= end {
            *bought.entry(id.to_owned()).or_default().entry(day).or_default() += amount;
        }
    }
    let mut columns = ["x", "t_x", "t", "mean"].map(|name| (name, Vec::new()));
    for days in bought.values() {
        let (first, last) = (*days.keys().next().unwrap(), *days.keys().next_back().unwrap());
        let x = (days.len() - 1) as f64;
        let weeks = |to: Day| f64::from(to.days_since(first)) / 7.0;
        let mean = days.values().skip(1).sum::<f64>() / x.max(1.0);
        columns.iter_mut().zip([x, weeks(last), weeks(end), mean]).for_each(|((_, column), value)| column.push(value));
    }
    Table(columns.into())
}

/// Customers who came back and spent something.
fn spends(customers: &Table) -> Table {
    let pairs =
        customers.column("x").iter().zip(customers.column("mean")).filter(|(x, mean)| **x > 0.0 && **mean > 0.0);
    let (x, mean) = pairs.unzip();
    Table(vec![("x", x), ("mean", mean)])
}

/// Convicts released from prison: weeks to the next arrest.
fn rossi() -> Table {
    let text = data("survival_lifelines/rossi.csv");
    let mut columns =
        ["time", "event", "fin", "age", "race", "wexp", "mar", "paro", "prio"].map(|name| (name, Vec::new()));
    for line in text.lines().skip(1) {
        columns.iter_mut().zip(line.split(',')).for_each(|((_, column), cell)| column.push(cell.parse().unwrap()));
    }
    Table(columns.into())
}

/// Three values of each made-up customer, and by them a lifetime, or an outcome.
fn made_up(lives: bool) -> Table {
    let mut rng = Rng::new(7, u32::from(lives));
    let names = if lives { ["time", "event", "a", "b", "c"] } else { ["happened", "", "a", "b", "c"] };
    let mut columns = names.map(|name| (name, Vec::new()));
    for _ in 0..MADE_UP {
        let values = [(); 3].map(|()| rng.unit() * 4.0 - 2.0);
        let sum = values.iter().zip([0.5, -0.3, 0.1]).map(|(value, weight)| value * weight).sum::<f64>();
        // Days to leaving and to the end of sight, both exponential.
        let mut wait = |rate: f64| (-365.0 * (1.0 - rng.unit()).ln() / rate).ceil();
        let (left, seen) = (wait(sum.exp()), wait(0.7));
        let first = if lives {
            [left.min(seen), f64::from(u8::from(left <= seen))]
        } else {
            [f64::from(u8::from(rng.unit() < 1.0 / (1.0 + (-sum).exp()))), 0.0]
        };
        columns.iter_mut().zip(first.into_iter().chain(values)).for_each(|((_, column), value)| column.push(value));
    }
    Table(columns.into_iter().filter(|(name, _)| !name.is_empty()).collect())
}

fn renewals() -> Table {
    let left = ALIVE.windows(2).map(|years| years[0] - years[1]).collect();
    let (period, mut still): (Vec<f64>, Vec<f64>) = (1..ALIVE.len()).map(|year| (year as f64, 0.0)).unzip();
    *still.last_mut().unwrap() = ALIVE[ALIVE.len() - 1];
    Table(vec![("period", period), ("left", left), ("still", still)])
}

/// Customers of the same pattern count as one, as on the page.
fn patterns(table: &Table) -> Patterns {
    let times = table.column("t_x").iter().zip(table.column("t"));
    let mut counts: BTreeMap<(u32, u64, u64), u32> = BTreeMap::new();
    for (x, (t_x, t)) in table.column("x").iter().zip(times) {
        *counts.entry((*x as u32, t_x.to_bits(), t.to_bits())).or_default() += 1;
    }
    let list = counts.into_iter().map(|((x, t_x, t), customers)| Pattern {
        x,
        t_x: f64::from_bits(t_x),
        t: f64::from_bits(t),
        customers,
    });
    block_on_ready(Patterns::of(list.collect(), &mut Unpaced)).unwrap()
}

fn buying(model: Model, table: &Table) -> f64 {
    block_on_ready(model.fit(&patterns(table), &mut Unpaced)).unwrap().parameters[0]
}

fn gamma_gamma(table: &Table) -> f64 {
    let pairs = table.column("x").iter().zip(table.column("mean"));
    let mut spends: Vec<Spend> = pairs.map(|(x, mean)| Spend { x: *x as u32, mean: *mean }).collect();
    spends.sort_by_key(|spend| spend.x);
    block_on_ready(Spending::fit(&spends, &mut Unpaced)).unwrap().parameters[0]
}

fn kaplan_meier(table: &Table) -> f64 {
    let mut lives = LifeTable::default();
    for (time, event) in table.column("time").iter().zip(table.column("event")) {
        lives.add(Time::new(*time).unwrap(), *event > 0.0);
    }
    lives.kaplan_meier(Level::DEFAULT).at(lives.until() / 2.0).survival
}

fn regression(table: &Table) -> f64 {
    let left = table.column("event").iter().map(|event| *event > 0.0).collect();
    let subjects = Subjects { times: table.column("time").to_vec(), left, values: table.others(["time", "event"]) };
    block_on_ready(cox(&subjects, &mut Unpaced)).unwrap().unwrap().coefficients[0].unwrap().value
}

fn logistic(table: &Table) -> f64 {
    let happened: Vec<bool> = table.column("happened").iter().map(|happened| *happened > 0.0).collect();
    let found = block_on_ready(Logistic::fit(&table.others(["happened", ""]), &happened, &mut Unpaced));
    found.unwrap().unwrap().coefficients[0].unwrap().value
}

fn sbg(table: &Table) -> f64 {
    let still = [0.0].into_iter().chain(table.column("still").iter().copied()).collect();
    let tenures = Tenures { left: table.column("left").to_vec(), still };
    block_on_ready(Contract::Sbg.fit(&tenures, &mut Unpaced)).unwrap().parameters[0]
}

/// Name, what it is, its file, and how it is done here.
type Algorithm = (&'static str, &'static str, &'static str, fn(&Table) -> f64);

const ALGORITHMS: [Algorithm; 9] = [
    ("bg_nbd", "BG/NBD, CDNOW (lifetimes)", "customers", |table| buying(Model::BgNbd, table)),
    ("mbg_nbd", "MBG/NBD, CDNOW (lifetimes)", "customers", |table| buying(Model::MbgNbd, table)),
    ("pareto_nbd", "Pareto/NBD, CDNOW (lifetimes)", "customers", |table| buying(Model::ParetoNbd, table)),
    ("gamma_gamma", "Gamma-Gamma, CDNOW (lifetimes)", "spends", gamma_gamma),
    ("kaplan_meier", "Kaplan-Meier, 20,000 lives (lifelines)", "lives", kaplan_meier),
    ("cox_rossi", "Cox, Rossi's 432 (lifelines)", "rossi", regression),
    ("cox", "Cox, 20,000 lives (lifelines)", "lives", regression),
    ("logistic", "Logistic, 20,000 outcomes (statsmodels)", "outcomes", logistic),
    ("sbg", "sBG, Fader and Hardie's Regular (scipy)", "renewals", sbg),
];

/// Seconds of the fastest run, and what was found.
fn timed(run: fn(&Table) -> f64, table: &Table) -> (f64, f64) {
    let mut best = (f64::INFINITY, f64::NAN);
    for _ in 0..RUNS {
        let begun = Instant::now();
        let found = run(table);
        best = (best.0.min(begun.elapsed().as_secs_f64()), found);
    }
    best
}

/// Seconds and figure by name, or why there are none.
fn by_python(folder: &Path) -> Result<BTreeMap<String, (f64, f64)>, String> {
    let python = std::env::var("PEERS_PYTHON").ok().filter(|path| Path::new(path).exists());
    let python = python.ok_or("Python's libraries are not installed: nothing to measure beside")?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers.py");
    let output = Command::new(python).arg(script).arg(folder).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("Python stopped: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let line = |line: &str| {
        let mut cells = line.split('\t');
        let (name, seconds, found) = (cells.next()?, cells.next()?, cells.next()?);
        Some((name.to_owned(), (seconds.parse().ok()?, found.parse().ok()?)))
    };
    Ok(String::from_utf8_lossy(&output.stdout).lines().filter_map(line).collect())
}

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    std::fs::create_dir_all(&folder).unwrap();
    let customers = customers();
    let tables = BTreeMap::from([
        ("spends", spends(&customers)),
        ("customers", customers),
        ("rossi", rossi()),
        ("lives", made_up(true)),
        ("outcomes", made_up(false)),
        ("renewals", renewals()),
    ]);
    for (name, table) in &tables {
        table.write(&folder.join(format!("{name}.csv")));
    }
    let theirs = by_python(&folder).unwrap_or_else(|why| {
        println!("{why}.");
        BTreeMap::new()
    });
    println!("Algorithms beside Python's libraries, the fastest of {RUNS} runs in milliseconds:");
    println!("{:>9} {:>9} {:>7}  {:<40} found by both", "ours", "Python's", "ratio", "");
    let mut slower = BTreeSet::new();
    for (name, says, file, run) in ALGORITHMS {
        let (seconds, found) = timed(run, tables.get(file).unwrap());
        let Some((other, figure)) = theirs.get(name) else {
            println!("{:>9.2} {:>9} {:>7}  {says:<40} {found:.6}", seconds * 1e3, "-", "-");
            continue;
        };
        let ratio = other / seconds;
        println!("{:>9.2} {:>9.2} {ratio:>7.1}  {says:<40} {found:.6} {figure:.6}", seconds * 1e3, other * 1e3);
        if ratio < 1.0 {
            slower.insert(name);
        }
        assert!((found - figure).abs() <= 1e-3 * figure.abs(), "{name}: the two found different things");
    }
    if !slower.is_empty() {
        println!("Slower here than in Python: {slower:?}");
    }
}
