//! Cells into dates, numbers, scores and everything that extra columns hold: each line of the input is a cell of
//! every kind.

#![no_main]

use checks::{look, read_alike};
use libfuzzer_sys::fuzz_target;
use loyalscope::domain::dataset::{Field, Kind};
use loyalscope::domain::intake::{Overrides, Quoting, TextEncoding};

fuzz_target!(|text: &str| {
    let of = |kind, fields: &[(Field, &str)]| Overrides {
        kind: Some(kind),
        encoding: Some(TextEncoding::Utf8),
        delimiter: Some('\t'),
        quoting: Some(Quoting::None),
        header_row: Some(1),
        further_headers: Some(0),
        map: fields.iter().map(|(field, name)| (*field, (*name).to_owned())).collect(),
        today: loyalscope::domain::day::Day::from_ymd(2024, 6, 30),
        ..Overrides::default()
    };
    let mut table = "who\twhen\tmoney\tcount\tother\n".to_owned();
    for line in text.lines().map(|line| line.replace('\t', " ")) {
        table.push_str(&format!("c\t{line}\t1\t{line}\t{line}\n{line}\t2024-03-05\t{line}\t2\t{line}\n"));
    }
    let purchases =
        [(Field::Customer, "who"), (Field::Date, "when"), (Field::Amount, "money"), (Field::Quantity, "count")];
    let products = [
        (Field::Customer, "who"),
        (Field::Date, "when"),
        (Field::UnitPrice, "money"),
        (Field::Quantity, "count"),
        (Field::Currency, "other"),
    ];
    let answers = [(Field::Customer, "who"), (Field::Date, "when"), (Field::Score, "money")];
    for overrides in [of(Kind::Purchases, &purchases), of(Kind::Purchases, &products), of(Kind::Answers, &answers)] {
        if let Some(preview) = look(table.as_bytes(), &overrides) {
            read_alike(table.as_bytes(), &preview.plan, 4096);
        }
    }
});
