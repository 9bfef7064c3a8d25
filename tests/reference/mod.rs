//! The reference sets of `tests/data`, as tables and as truth.

#![allow(dead_code)] // every test program uses its own part of it

use std::io::Read;
use std::path::Path;

use loyalscope::domain::dataset::Purchases;
use loyalscope::domain::day::Day;
use loyalscope::domain::dictionary::Dictionary;
use loyalscope::domain::money::{Money, PackedMoney};
use serde_json::Value;

/// A file of `tests/data` as text, unpacked where its name ends in `.gz`.
pub fn text(path: &str) -> String {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(path)).unwrap();
    let mut text = String::new();
    if Path::new(path).extension().is_some_and(|end| end == "gz") {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
    } else {
        (&bytes[..]).read_to_string(&mut text).unwrap();
    }
    text
}

/// The results in a set's `truth.json`.
pub fn truth(set: &str) -> Value {
    let truth: Value = serde_json::from_str(&text(&format!("{set}/truth.json"))).unwrap();
    truth["results"].clone()
}

/// A comma-separated file: its header (trimmed) and its rows.
pub struct Sheet {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    pub fn read(path: &str) -> Self {
        Self::parse(&text(path))
    }

    pub fn parse(text: &str) -> Self {
        let mut rows = split(text.trim_start_matches('\u{feff}'));
        let header = rows.remove(0).into_iter().map(|name| name.trim().to_owned()).collect();
        Self { header, rows }
    }

    pub fn column(&self, name: &str) -> usize {
        self.header.iter().position(|header| header == name).unwrap_or_else(|| panic!("no column {name}"))
    }
}

/// Independent of the intake on purpose: the truth is about the same cells read another way.
fn split(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            other => cell.push(other),
        }
    }
    if !row.is_empty() || !cell.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// Millionths in a decimal text.
pub fn money(text: &str) -> Money {
    let (units, decimals) = text.split_once('.').unwrap_or((text, ""));
    let micros: i128 = format!("{units}{decimals:0<6}").parse().unwrap();
    Money::from_micros(micros)
}

/// Purchases from customer, order (`None`: a row is its own order), ISO day and amount. Negative
/// amounts are returns.
pub fn purchases<'a>(rows: impl IntoIterator<Item = (&'a str, Option<&'a str>, &'a str, Money)>) -> Purchases {
    let (mut customers, mut orders, mut table) = (Dictionary::new(), Dictionary::new(), Purchases::default());
    for (row, (customer, order, day, amount)) in rows.into_iter().enumerate() {
        table.customer.push(customers.intern(customer));
        table.order.push(order.map_or_else(|| u32::try_from(row).unwrap(), |order| orders.intern(order)));
        table.day.push(day[..10].parse::<Day>().unwrap());
        table.amount.push(PackedMoney::try_from(amount).unwrap());
        table.returned.push(amount.is_negative());
    }
    table.orders = table.order.iter().max().map_or(0, |last| last + 1);
    table
}

/// Within 1e-6, relative.
#[track_caller]
pub fn close(found: f64, expected: &Value) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{expected} is no number"));
    let tolerance = 1e-6 * expected.abs().max(1e-9);
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

/// `close`, where an absent figure is null or missing in the truth.
#[track_caller]
pub fn close_or_absent(found: Option<f64>, expected: &Value) {
    match found {
        Some(found) => close(found, expected),
        None => assert!(expected.is_null(), "nothing found, but {expected} expected"),
    }
}
