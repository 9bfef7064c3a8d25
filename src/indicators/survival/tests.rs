//! Survival against published figures and those of the Python package lifelines; the page in both languages.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

mod figures;
mod page;
mod times;

use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::domain::dataset::{Column, Customers, Dataset, Exits, Field, FileTable, Filter, Purchases, Reading, Rows};
use crate::domain::dictionary::Dictionary;
use crate::domain::format::Plain;
use crate::domain::intake::{Cancelled, Progress, Unpaced, block_on_ready};
use crate::domain::language::Language;
use crate::domain::money::{Money, PackedMoney};
use crate::indicators::page::{Input, Plot};
use crate::indicators::reference::{self, Sheet, close, money};
use crate::indicators::rfm::RfmParams;
use crate::indicators::{Answer, Missing, Problem, Question, Results, Settings, Shown, registry};

fn column(name: &str, values: &[&str]) -> Column {
    let column = Column::of_cells(name, values.iter().copied());
    let texts = || column.values.iter().map(|(_, text)| text);
    let (role, reading) = match name.to_lowercase().as_str() {
        "tenure" | "charge" => {
            let number = |text: &str| text.parse::<Money>().ok().and_then(|number| PackedMoney::try_from(number).ok());
            (
                name.eq_ignore_ascii_case("tenure").then_some(Field::Tenure),
                Reading::Number(Arc::new(texts().map(number).collect())),
            )
        }
        "left" | "churn" => {
            let said = |text: &str| {
                ["no", "0", "yes", "1"].iter().position(|known| text.eq_ignore_ascii_case(known)).map(|place| place > 1)
            };
            (Some(Field::Left), Reading::YesNo(Arc::new(texts().map(said).collect())))
        }
        _ => (None, Reading::Text),
    };
    Column { role, reading, ..column.clone() }
}

fn ids(names: &[&str]) -> (Arc<Dictionary>, Vec<u32>) {
    let mut customers = Dictionary::new();
    let codes = names.iter().map(|id| customers.intern(id)).collect();
    (Arc::new(customers), codes)
}

/// A customers table: id, since (empty for not known), and further columns.
fn customers(rows: &[(&str, &str)], columns: Vec<Column>) -> FileTable {
    let (customers, customer) = ids(&rows.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let since = rows.iter().map(|(_, since)| since.parse().ok()).collect();
    FileTable {
        customers,
        rows: Rows::Customers(Arc::new(Customers { customer, since, columns })),
        order_ids: Arc::default(),
    }
}

/// Customer and day; a day after `-` is that of a return.
fn purchases(rows: &[(&str, &str)]) -> FileTable {
    let (customers, _) = ids(&rows.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let lines = rows.iter().map(|(id, day)| match day.strip_prefix('-') {
        Some(day) => (*id, None, day, -money("1")),
        None => (*id, None, *day, money("1")),
    });
    let table: Purchases = reference::purchases(lines);
    FileTable { customers, rows: Rows::Purchases(Arc::new(table)), order_ids: Arc::default() }
}

fn exits(rows: &[(&str, &str)]) -> FileTable {
    let (customers, customer) = ids(&rows.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let day = rows.iter().map(|(_, day)| day.parse().unwrap()).collect();
    FileTable {
        customers,
        rows: Rows::Exits(Arc::new(Exits { customer, day, ..Exits::default() })),
        order_ids: Arc::default(),
    }
}

fn view(files: &[FileTable], filter: &Filter) -> View {
    let all = Arc::new(Dataset::build(files).0);
    let rfm = RfmParams::default().check().unwrap();
    block_on_ready(View::new(1, &all, filter, &rfm, None, &mut Unpaced)).unwrap()
}

fn found(files: &[FileTable], params: SurvivalParams) -> Option<Survival> {
    let view = view(files, &Filter::default());
    block_on_ready(survival(&view, &params.check().unwrap(), &mut Unpaced)).unwrap()
}

fn asked(event: Asked) -> SurvivalParams {
    SurvivalParams { event, ..SurvivalParams::default() }
}

fn contracts() -> FileTable {
    let rows = ["a", "b", "c", "d", "e", "f"].map(|id| (id, ""));
    let attributes = vec![
        column("Tenure", &["1", "34", "2.5", "", "-4", "0"]),
        column("Churn", &["Yes", "no", "1", "Yes", "No", "No"]),
        column("Contract", &["monthly", "yearly", "monthly", "yearly", "yearly", ""]),
    ];
    customers(&rows, attributes)
}

/// Customers of three contracts: monthly ones leave early, the others late if at all.
fn three_contracts() -> FileTable {
    let rows: Vec<String> = (0..300).map(|row| format!("c{row}")).collect();
    let ids: Vec<(&str, &str)> = rows.iter().map(|id| (id.as_str(), "")).collect();
    let tenure: Vec<String> = (0..300).map(|row| (row % 3 * 20 + row / 3 % 13 + 1).to_string()).collect();
    let tenure: Vec<&str> = tenure.iter().map(String::as_str).collect();
    let contract: Vec<&str> = (0..300).map(|row| ["Month-to-month", "One year", "Two year"][row % 3]).collect();
    let left: Vec<&str> = (0..300).map(|row| if row % 3 == 0 || row % 7 == 0 { "Yes" } else { "No" }).collect();
    let branch: Vec<&str> = (0..300).map(|row| ["North", "South"][row / 3 % 2]).collect();
    customers(
        &ids,
        vec![
            column("tenure", &tenure),
            column("left", &left),
            column("Contract", &contract),
            column("branch", &branch),
        ],
    )
}

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}
