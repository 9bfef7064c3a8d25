//! Workbooks of several sheets, and what a workbook hides or lacks.

use loyalscope::domain::dataset::{Kind, Rows};
use loyalscope::domain::intake::{
    self, Imported, IntakeError, Layout, MemorySource, Note, Overrides, Preview, Reason, Unpaced,
    block_on_ready as ready,
};
use rust_xlsxwriter::{Format, Workbook};

const HEADER: [&str; 3] = ["customer", "date", "amount"];

/// A sheet: its name, whether it is hidden, lines above the header, header and rows.
type Sheet<'a> = (&'a str, bool, usize, [&'a str; 3], &'a [[&'a str; 3]]);

fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, hidden, above, header, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        sheet.set_hidden(*hidden);
        for row in 0..*above {
            sheet.write(u32::try_from(row).unwrap(), 0, "note").unwrap();
        }
        for (row, cells) in std::iter::once(header).chain(rows.iter()).enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write(u32::try_from(above + row).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn months() -> Vec<u8> {
    workbook(&[
        ("Jan", false, 0, HEADER, &[["a", "2024-01-05", "1"], ["b", "2024-01-06", "2"]]),
        ("Feb", false, 2, HEADER, &[["a", "2024-02-05", "3"]]),
        ("Notes", false, 0, ["who", "wrote", "this"], &[["x", "y", "z"]]),
        ("Mar", false, 0, HEADER, &[["c", "2024-03-05", "4"]]),
        ("Draft", true, 0, HEADER, &[["d", "2024-03-06", "5"]]),
        ("Empty", false, 0, ["", "", ""], &[]),
    ])
}

fn preview(bytes: &[u8], overrides: Overrides) -> Preview {
    let overrides = Overrides { kind: Some(Kind::Purchases), ..overrides };
    ready(intake::preview(&mut MemorySource::new("a.xlsx", bytes), &overrides)).unwrap()
}

fn read(bytes: &[u8], preview: &Preview) -> Result<Imported, IntakeError> {
    ready(intake::read(&mut MemorySource::new("a.xlsx", bytes), &preview.plan, &mut Unpaced))
}

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn sheets_of_one_header_are_one_table_with_a_column_of_their_names() {
    let bytes = months();
    let seen = preview(&bytes, Overrides::default());
    assert_eq!(seen.alike_sheets, ["Jan", "Feb", "Mar", "Draft"]);
    let Layout::Workbook { sheet, more, left } = &seen.plan.layout else { panic!("a workbook") };
    assert_eq!(
        (sheet.as_str(), more.clone(), left.clone()),
        ("Jan", texts(&["Feb", "Mar"]), texts(&["Notes", "Draft"]))
    );
    assert_eq!(seen.plan.columns[0].header, "sheet");
    assert_eq!(seen.rows[2], ["Feb", "a", "2024-02-05", "3"]);
    let imported = read(&bytes, &seen).unwrap();
    assert_eq!((imported.report.rows_used, imported.report.rows_set_aside), (4, 0));
    assert_eq!(imported.report.period.unwrap().to.to_string(), "2024-03-05");
    assert!(imported.report.attributes.contains(&"sheet".to_owned()), "{:?}", imported.report.attributes);
    for note in [
        Note::SheetsJoined { sheets: texts(&["Jan", "Feb", "Mar"]) },
        Note::SheetsLeft { sheets: texts(&["Notes", "Draft"]) },
        Note::TitleRows { rows: 2 },
    ] {
        assert!(imported.report.notes.contains(&note), "{note:?} in {:?}", imported.report.notes);
    }
}

#[test]
fn a_cover_and_a_summary_in_front_are_passed_by() {
    let rows: &[[&str; 3]] = &[["a", "2024-01-05", "1"], ["b", "2024-01-06", "2"]];
    let bytes = workbook(&[
        ("Read me", false, 0, ["This workbook", "holds", "what was sold"], &[["x", "y", "z"]]),
        ("Summary", false, 0, ["Month", "Orders in all", "Share"], &[["Jan", "2", "100%"]]),
        ("Jan", false, 0, HEADER, rows),
        ("Feb", false, 0, HEADER, &[["a", "2024-02-05", "3"]]),
    ]);
    // Nobody said what it is.
    let seen = ready(intake::preview(&mut MemorySource::new("a.xlsx", &bytes[..]), &Overrides::default())).unwrap();
    let imported = read(&bytes, &seen).unwrap();
    assert_eq!((seen.plan.kind, imported.report.rows_used), (Kind::Purchases, 3));
    assert!(imported.report.notes.contains(&Note::SheetsLeft { sheets: texts(&["Read me", "Summary"]) }));
    // What is hidden is not looked for there.
    let hidden =
        workbook(&[("Plan", false, 0, ["who", "wrote", "this"], &[["x", "y", "z"]]), ("Old", true, 0, HEADER, rows)]);
    let seen = preview(&hidden, Overrides::default());
    assert!(matches!(&seen.plan.layout, Layout::Workbook { sheet, .. } if sheet == "Plan"));
}

#[test]
fn sheets_whose_header_differs_in_case_order_or_a_column_are_read_by_it() {
    let bytes = workbook(&[
        ("Jan", false, 0, HEADER, &[["a", "2024-01-05", "1"]]),
        ("Feb", false, 1, ["Customer", "DATE ", "amount"], &[["b", "2024-02-05", "2"]]),
        ("Mar", false, 0, ["date", "amount", "customer"], &[["2024-03-05", "4", "c"]]),
        ("Other", false, 0, ["customer", "date", "reason"], &[["d", "2024-03-06", "price"]]),
    ]);
    let seen = preview(&bytes, Overrides::default());
    assert_eq!(seen.alike_sheets, ["Jan", "Feb", "Mar"]);
    assert_eq!(seen.rows[2], ["Mar", "c", "2024-03-05", "4"]);
    let imported = read(&bytes, &seen).unwrap();
    assert_eq!((imported.report.rows_used, imported.report.rows_set_aside), (3, 0));
    let ids: Vec<&str> = imported.table.customers.iter().map(|(_, id)| id).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(imported.report.period.unwrap().to.to_string(), "2024-03-05");
}

#[test]
fn a_column_that_a_further_sheet_alone_has_is_named() {
    let mut book = Workbook::new();
    for (name, header, row) in [
        ("Jan", &["customer", "date", "amount"][..], &["a", "2024-01-05", "1"][..]),
        ("Feb", &["customer", "date", "channel", "amount"], &["b", "2024-02-05", "app", "2"]),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (line, cells) in (0..).zip([header, row]) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(line, column, *cell).unwrap();
            }
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let imported = read(&bytes, &preview(&bytes, Overrides::default())).unwrap();
    assert_eq!(imported.report.rows_used, 2);
    assert!(imported.report.notes.contains(&Note::SheetColumnsLeft { columns: texts(&["channel"]) }));
}

#[test]
fn sheets_are_left_out_and_taken_in_by_hand() {
    let bytes = months();
    let one = preview(&bytes, Overrides { sheet: Some("Feb".to_owned()), ..Overrides::default() });
    assert_eq!(one.plan.columns.len(), 3, "one sheet needs no column of names");
    assert_eq!(read(&bytes, &one).unwrap().report.rows_used, 1);
    let chosen = Overrides { sheet: Some("Jan".to_owned()), more_sheets: texts(&["Draft"]), ..Overrides::default() };
    let chosen = preview(&bytes, chosen);
    assert_eq!(read(&bytes, &chosen).unwrap().report.rows_used, 3);
}

#[test]
fn a_sheet_that_changed_its_header_is_not_read() {
    let bytes = months();
    let mut seen = preview(&bytes, Overrides::default());
    if let Layout::Workbook { more, .. } = &mut seen.plan.layout {
        more.push("Notes".to_owned());
    }
    assert_eq!(read(&bytes, &seen).unwrap_err(), IntakeError::Changed);
}

/// A BIFF5 stream of one sheet: `customer, date, amount`, a row a date, dates as Excel's day numbers. Some rows hidden.
fn xls(serials: &[f64], hidden: &[u16]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    };
    let place =
        |row: u16, column: u16, style: u16| [row.to_le_bytes(), column.to_le_bytes(), style.to_le_bytes()].concat();
    let label = |row: u16, column: u16, text: &str| {
        record(0x0204, &[place(row, column, 0), vec![u8::try_from(text.len()).unwrap(), 0], text.into()].concat())
    };
    let number = |row: u16, column: u16, style: u16, value: f64| {
        record(0x0203, &[place(row, column, style), value.to_le_bytes().to_vec()].concat())
    };
    let begin = record(0x0809, &[0x00, 0x05, 0x05, 0x00, 0, 0, 0, 0]);
    let style = |format: u8| record(0x00E0, &[0, 0, format, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let globals = |position: u32| {
        let sheet = [&position.to_le_bytes()[..], &[0, 0, 2], b"S1"].concat();
        [begin.clone(), style(0), style(14), record(0x0085, &sheet), record(0x000A, &[])].concat()
    };
    let mut bytes = globals(u32::try_from(globals(0).len()).unwrap());
    bytes.extend(&begin);
    for row in hidden {
        let flags = [0x20, 0, 0x0F, 0];
        bytes.extend(record(0x0208, &[&row.to_le_bytes()[..], &[0, 0, 3, 0, 0xFF, 0, 0, 0, 0, 0], &flags].concat()));
    }
    ["customer", "date", "amount"].iter().zip(0..).for_each(|(name, column)| bytes.extend(label(0, column, name)));
    for (serial, row) in serials.iter().zip(1..) {
        bytes.extend([label(row, 0, &format!("C{row}")), number(row, 1, 1, *serial), number(row, 2, 0, 5.0)].concat());
    }
    bytes.extend(record(0x000A, &[]));
    bytes
}

#[test]
fn hidden_rows_of_an_old_workbook_are_told_too() {
    for (hidden, rows) in [(&[2_u16, 3, 40][..], 2), (&[], 0)] {
        let bytes = xls(&[45_000.0, 45_001.0, 45_002.0], hidden);
        let report = read(&bytes, &preview(&bytes, Overrides::default())).unwrap().report;
        assert_eq!(report.rows_used, 3);
        let told = report.notes.iter().find(|note| matches!(note, Note::HiddenRows { .. }));
        assert_eq!(told, (rows > 0).then_some(&Note::HiddenRows { rows }));
    }
}

#[test]
fn absurd_dates_of_an_old_workbook_are_set_aside() {
    // Among days of 2024: day 0, of which only the time of day is left, day 1, and the last of all.
    let bytes = xls(&[45_353.0, 0.0, 45_354.0, 1.0, 45_355.0, 2_958_465.0, 45_356.0], &[]);
    let mut seen = preview(&bytes, Overrides::default());
    let report = read(&bytes, &seen).unwrap().report;
    let aside: Vec<_> = report.set_aside.iter().map(|row| (row.row, row.reason, row.text.as_str())).collect();
    let none = Reason::PlaceholderDate;
    assert_eq!(aside, [(3, none, "00:00:00"), (5, none, "1900-01-01"), (7, none, "9999-12-31")]);
    assert_eq!(report.rows_used, 4);
    seen.plan.use_absurd_dates = true;
    let all = read(&bytes, &seen).unwrap().report;
    assert_eq!((all.rows_used, all.rows_set_aside), (7, 0));
}

#[test]
fn hidden_rows_are_used_and_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in
        [HEADER, ["a", "2024-01-05", "1"], ["b", "2024-01-06", "2"], ["c", "2024-01-07", "3"]].iter().enumerate()
    {
        let row = u32::try_from(row).unwrap();
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(row, u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
    sheet.set_row_hidden(2).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let report = read(&bytes, &preview(&bytes, Overrides::default())).unwrap().report;
    assert_eq!(report.rows_used, 3);
    assert!(report.notes.contains(&Note::HiddenRows { rows: 1 }), "{:?}", report.notes);
}

/// A sheet of orders of two rows each, whose first columns are merged down; `customers` and `amounts` are these cells.
fn merged(header: [&str; 4], ids: &[f64], totals: bool) -> Imported {
    let mut book = Workbook::new();
    let (sheet, format) = (book.add_worksheet(), Format::new());
    for (column, name) in (0..).zip(header) {
        sheet.write(0, column, name).unwrap();
    }
    for (order, row) in (1..5_u32).map(|order| (order, order * 2 - 1)) {
        sheet.merge_range(row, 0, row + 1, 0, &format!("王{order}"), &format).unwrap();
        if let Some(id) = ids.get(order as usize - 1) {
            sheet.write(row, 0, *id).unwrap();
        }
        sheet.merge_range(row, 1, row + 1, 1, &format!("2024-03-0{order}"), &format).unwrap();
        for line in 0..2 {
            sheet.write(row + line, 2, if line == 0 { "茶" } else { "咖啡" }).unwrap();
            sheet.write(row + line, 3, f64::from(order * 10 + line)).unwrap();
        }
        if totals {
            sheet.merge_range(row, 3, row + 1, 3, "", &format).unwrap();
            sheet.write(row, 3, f64::from(order * 10)).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let found = preview(&bytes, Overrides::default());
    read(&bytes, &found).unwrap()
}

/// What was bought in all, in how many rows.
fn bought(imported: &Imported) -> (usize, i128) {
    let Rows::Purchases(table) = &imported.table.rows else { panic!("purchases") };
    (table.len(), table.amount.iter().map(|amount| amount.money().micros()).sum::<i128>() / 1_000_000)
}

fn cells_merged(imported: &Imported) -> Option<u64> {
    imported.report.notes.iter().find_map(|note| match note {
        Note::MergedCells { cells } => Some(*cells),
        _ => None,
    })
}

#[test]
fn cells_merged_down_have_their_value_in_each_row() {
    let header = ["客户", "日期", "商品", "金额"];
    let imported = merged(header, &[], false);
    assert_eq!((bought(&imported), cells_merged(&imported)), ((8, 204), Some(8)));
    assert_eq!(imported.table.customers.len(), 4);
    // Ids are put into them too, known by what their column is called.
    let ids = [1001.0, 1002.0, 1003.0, 1004.0];
    for id in ["客户编号", "客户", "Member"] {
        let imported = merged([id, "日期", "商品", "金额"], &ids, false);
        assert_eq!((bought(&imported), cells_merged(&imported)), ((8, 204), Some(8)), "{id}");
    }
    // An amount is not: the rows below it stay as they are, set aside.
    let imported = merged(header, &[], true);
    assert_eq!((bought(&imported), cells_merged(&imported)), ((4, 100), None));
    assert_eq!(imported.report.rows_set_aside, 4);
}

#[test]
fn cells_merged_down_are_filled_in_every_workbook() {
    for name in ["merged.xls", "merged.ods"] {
        let bytes = std::fs::read(format!("tests/data/workbook/{name}")).unwrap();
        let imported = read(&bytes, &preview(&bytes, Overrides::default())).unwrap();
        assert_eq!((bought(&imported), cells_merged(&imported)), ((8, 204), Some(8)), "{name}");
        assert_eq!(imported.table.customers.len(), 4, "{name}");
    }
}

#[test]
fn a_sheet_that_repeats_others_counts_once() {
    let header = ["customer", "date", "order_id"];
    let (january, february) = ([["a", "2024-01-05", "O1"], ["b", "2024-01-06", "O2"]], [["a", "2024-02-05", "O3"]]);
    let year: Vec<[&str; 3]> = january.iter().chain(&february).copied().collect();
    let with_amounts = |sheets: &[(&str, &[[&str; 3]])]| {
        let mut book = Workbook::new();
        for (name, rows) in sheets {
            let sheet = book.add_worksheet();
            sheet.set_name(*name).unwrap();
            for (row, cells) in (0..).zip(std::iter::once(&header).chain(rows.iter())) {
                for (column, cell) in (0..).zip(cells) {
                    sheet.write(row, column, *cell).unwrap();
                }
                if row == 0 {
                    sheet.write(row, 3, "amount").unwrap();
                } else {
                    sheet.write(row, 3, 10.0).unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    };
    let bytes = with_amounts(&[("Jan", &january), ("Feb", &february), ("Year", &year)]);
    let report = read(&bytes, &preview(&bytes, Overrides::default())).unwrap().report;
    assert_eq!((report.rows_used, report.reasons.get(&Reason::Duplicate)), (3, Some(&3)));
    // All rows, where the user wants them.
    let kept = preview(&bytes, Overrides { keep_all_rows: true, ..Overrides::default() });
    assert_eq!(read(&bytes, &kept).unwrap().report.rows_used, 6);
    // The same order twice within a sheet is of two lines.
    let bytes = with_amounts(&[("Jan", &[january[0], january[0]]), ("Feb", &february)]);
    assert_eq!(read(&bytes, &preview(&bytes, Overrides::default())).unwrap().report.rows_used, 3);
}

#[test]
fn formulas_that_nobody_computed_and_currencies_of_formats_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["customer", "date", "price", "amount"]) {
        sheet.write(0, column, name).unwrap();
    }
    for row in 1..4 {
        sheet.write(row, 0, "a").unwrap();
        sheet.write(row, 1, format!("2024-01-0{row}")).unwrap();
        sheet.write(row, 2, f64::from(row)).unwrap();
        let sign = if row == 1 { "[$€-407] #,##0.00" } else { "[$$-409]#,##0.00" };
        sheet.write_with_format(row, 3, f64::from(row) * 10.0, &Format::new().set_num_format(sign)).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let notes = read(&bytes, &preview(&bytes, Overrides::default())).unwrap().report.notes;
    assert!(notes.iter().any(|note| matches!(note, Note::Currencies { .. })), "{notes:?}");

    let sheet = book.worksheet_from_index(0).unwrap();
    for row in 1..4 {
        sheet.write_formula(row, 3, format!("=C{0}*2", row + 1).as_str()).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let report = read(&bytes, &preview(&bytes, Overrides::default())).unwrap().report;
    assert!(report.notes.contains(&Note::Formulas { cells: 3 }), "{:?}", report.notes);
    assert_eq!(report.rows_used, 0);
}
