//! What a preview knows of a whole file, not of its first rows alone: how it ends, and what stands far below; and what a
//! report says of columns that rows must have.

use loyalscope::domain::dataset::{Field, Kind};
use loyalscope::domain::intake::{
    FileReport, MemorySource, Note, Overrides, Passed, Preview, Reason, Unpaced, block_on_ready, preview, read,
};
use rust_xlsxwriter::Workbook;

const HEADER: &str = "customer,date,amount,country";

fn rows(count: usize) -> String {
    (0..count)
        .map(|row| format!("C{:05},2024-{:02}-{:02},{}.5,DE\n", row % 777, row % 12 + 1, row % 28 + 1, row % 90))
        .collect()
}

fn look(bytes: &[u8], overrides: &Overrides) -> Preview {
    block_on_ready(preview(&mut MemorySource::new("orders", bytes), overrides)).unwrap()
}

fn report(bytes: &[u8], seen: &Preview) -> FileReport {
    block_on_ready(read(&mut MemorySource::new("orders", bytes), &seen.plan, &mut Unpaced)).unwrap().report
}

/// A workbook of these sheets, each of lines of cells divided by commas.
fn workbook(sheets: &[(&str, String)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, text) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn ends(seen: &Preview) -> Vec<(u64, Passed, &str)> {
    seen.passed_end.iter().map(|row| (row.row, row.why, row.text.as_str())).collect()
}

#[test]
fn totals_and_remarks_below_the_data_are_told_before_reading() {
    let footer = "Total,,88888.5,\nPrinted by: Li on 2024-07-01,,,\n";
    for count in [1_100, 1_150, 1_200, 5_000] {
        let text = format!("{HEADER}\n{}{footer}", rows(count));
        let total = count as u64 + 2;
        let wanted =
            [(total, Passed::Total, "Total · 88888.5"), (total + 1, Passed::Remark, "Printed by: Li on 2024-07-01")];
        for bytes in [text.clone().into_bytes(), workbook(&[("Orders", text.clone())])] {
            let seen = look(&bytes, &Overrides::default());
            assert_eq!(ends(&seen), wanted, "{count}");
            let read = report(&bytes, &seen);
            assert_eq!(read.passed.iter().map(|row| row.row).collect::<Vec<_>>(), [total, total + 1]);
            assert_eq!((read.rows_used, read.rows_set_aside), (count as u64, 0));
            let kept = look(&bytes, &Overrides { keep_all_rows: true, ..Overrides::default() });
            assert!(kept.passed_end.is_empty());
        }
    }
}

#[test]
fn what_is_among_the_first_rows_is_told_once() {
    let text = format!("{HEADER}\n{}合计,,99,\n", rows(30));
    let seen = look(text.as_bytes(), &Overrides::default());
    assert_eq!((seen.passed.len(), seen.passed_end.len()), (1, 0));
    let plain = look(format!("{HEADER}\n{}", rows(3_000)).as_bytes(), &Overrides::default());
    assert_eq!((plain.passed.len(), plain.passed_end.len()), (0, 0));
}

#[test]
fn the_end_of_a_long_text_is_told_without_its_place() {
    let text = format!("{HEADER}\n{}Grand total,,88888.5,\n", rows(300_000));
    let seen = look(text.as_bytes(), &Overrides::default());
    assert_eq!(ends(&seen), [(0, Passed::Total, "Grand total · 88888.5")]);
    // A place that begins within quotes says nothing, and no total either.
    let quoted = format!("{HEADER}\n{}", "C1,2024-01-05,1,\"Total,\n1,2\n\"\n".repeat(300_000));
    assert!(ends(&look(quoted.as_bytes(), &Overrides::default())).is_empty());
}

#[test]
fn each_sheet_has_its_own_end_and_header() {
    let sheet = |count: usize, footer: &str| format!("{HEADER}\n{}{HEADER}\n{}{footer}", rows(count), rows(count));
    let bytes =
        workbook(&[("Jan", sheet(600, "Total,,5,\n")), ("Feb", sheet(20, "Total,,6,\n")), ("Mar", sheet(3, ""))]);
    let seen = look(&bytes, &Overrides::default());
    assert_eq!(
        ends(&seen),
        [
            (1_203, Passed::Total, "Jan · Total · 5"),
            (22, Passed::HeaderAgain, "Feb · customer · date · amount · country"),
            (43, Passed::Total, "Feb · Total · 6")
        ]
    );
    let read = report(&bytes, &seen);
    // The header of Feb and Mar, and the one in the middle of each sheet.
    let passed = [(Passed::HeaderAgain, 5), (Passed::Total, 2)];
    assert_eq!(read.passed_over, passed.into());
    assert_eq!((read.rows_used, read.rows_set_aside), (1_246, 0));
    let moved = workbook(&[
        ("Jan", format!("{HEADER}\n{}", rows(3))),
        ("Feb", format!("{HEADER}\n{}date,customer,amount,country\n2024-05-06,C9,7,DE\n", rows(2))),
    ]);
    let read = report(&moved, &look(&moved, &Overrides::default()));
    assert_eq!((read.rows_used, read.passed_over.get(&Passed::HeaderMoved)), (6, Some(&1)));
}

#[test]
fn sub_headings_of_each_sheet_are_passed_over() {
    let sheet = |count: usize| format!("{HEADER}\nid,(yyyy-mm-dd),(EUR),code\n{}", rows(count));
    let bytes = workbook(&[("Jan", sheet(5)), ("Feb", sheet(4)), ("Mar", sheet(3))]);
    let seen = look(&bytes, &Overrides::default());
    assert_eq!(seen.plan.further_headers, 1);
    let read = report(&bytes, &seen);
    assert_eq!(read.passed_over, [(Passed::FurtherHeader, 3), (Passed::HeaderAgain, 2)].into());
    assert_eq!((read.rows_used, read.rows_set_aside), (12, 0));
}

#[test]
fn where_all_rows_are_data_the_header_of_a_sheet_is_none() {
    let bytes = workbook(&[("Jan", format!("{HEADER}\n{}", rows(3))), ("Feb", format!("{HEADER}\n{}", rows(2)))]);
    let seen = look(&bytes, &Overrides { keep_all_rows: true, ..Overrides::default() });
    assert_eq!(report(&bytes, &seen).rows_read, 5);
}

/// Rows of which every third from the 1,500th on has no date.
fn odd_below() -> Vec<(String, String, String)> {
    let date = |row: usize| {
        if row > 1_500 && row.is_multiple_of(3) { "pending".to_owned() } else { format!("2024-03-{:02}", row % 28 + 1) }
    };
    (0..4_000).map(|row| (format!("C{row}"), date(row), format!("{row}.5"))).collect()
}

#[test]
fn workbooks_and_json_are_judged_by_rows_from_all_over() {
    let all = odd_below();
    let sheet: String = all.iter().map(|(customer, date, amount)| format!("{customer},{date},{amount}\n")).collect();
    let object = |(customer, date, amount): &(String, String, String)| {
        format!("{{\"customer\":\"{customer}\",\"date\":\"{date}\",\"amount\":{amount}}}")
    };
    let objects: Vec<String> = all.iter().map(object).collect();
    for bytes in [
        workbook(&[("Orders", format!("customer,date,amount\n{sheet}"))]),
        format!("[{}]", objects.join(",")).into_bytes(),
        objects.join("\n").into_bytes(),
    ] {
        let seen = look(&bytes, &Overrides::default());
        let unread = seen.columns[1].unread.as_ref().unwrap();
        assert_eq!(unread.examples, ["pending"]);
        assert!(unread.cells > 100 && unread.filled > 1_500, "{unread:?}");
        assert!(seen.columns[2].unread.is_none());
    }
}

#[test]
fn a_second_currency_far_below_is_told() {
    let line = |row: usize| format!("C{row},2024-03-05,{}{row}\n", if row > 2_000 { "US$" } else { "€" });
    let text: String = (0..4_000).map(line).collect();
    let bytes = workbook(&[("Orders", format!("customer,date,amount\n{text}"))]);
    let mut found = look(&bytes, &Overrides::default()).currencies;
    found.sort();
    assert_eq!(found, ["EUR", "USD"]);
}

#[test]
fn the_preview_takes_words_for_nothing_as_reading_does() {
    // Namibia is a country; without a customer there is no row.
    let text = format!(
        "{HEADER}\nC1,2024-01-05,1,NA\nC2,2024-01-06,n/a,x\nNA,2024-01-07,3,x\nC3,2024-01-08,1,n/a\n{}",
        rows(3)
    );
    let seen = look(text.as_bytes(), &Overrides::default());
    let told: Vec<(&str, u64)> = seen.blank_words.iter().map(|word| (word.word.as_str(), word.cells)).collect();
    assert_eq!(told, [("n/a", 2), ("NA", 1)]);
    assert_eq!((seen.rows[0][3].as_str(), seen.rows[3][3].as_str()), ("NA", ""));
    let read = report(text.as_bytes(), &seen);
    let words = read.notes.iter().find_map(|note| match note {
        Note::BlankWords { words, .. } => Some(words.clone()),
        _ => None,
    });
    assert_eq!(words.unwrap_or_default(), seen.blank_words);
}

#[test]
fn what_cannot_be_read_of_a_column_rows_must_have_is_said_with_its_share() {
    let text =
        "customer,date,amount\nC1,2024-01-05,1\nC2,soon,2\nC3,2024-01-07,a lot\nC4,,4\nC5,later,5\nC6,2024-01-08,6\n";
    let read = report(text.as_bytes(), &look(text.as_bytes(), &Overrides::default()));
    let date = Note::UnreadRequired {
        column: "date".into(),
        rows: 2,
        filled: 4,
        examples: vec!["soon".into(), "later".into()],
    };
    let amount = Note::UnreadRequired { column: "amount".into(), rows: 1, filled: 3, examples: vec!["a lot".into()] };
    for note in [date, amount] {
        assert!(read.notes.contains(&note) && note.is_of_reading(), "{note:?} in {:?}", read.notes);
    }
    assert!(Reason::BadDate.is_of_reading() && !Reason::NoDate.is_of_reading());
}

#[test]
fn a_file_opened_again_is_looked_at_as_it_was_read() {
    let overrides = Overrides {
        kind: Some(Kind::Purchases),
        keep_all_rows: true,
        literal_blanks: true,
        header_row: Some(2),
        ..Overrides::default()
    };
    let text = format!("Orders\n{HEADER}\n{}", rows(4));
    let seen = look(text.as_bytes(), &overrides);
    let again = Overrides::of(&seen.plan, None);
    assert_eq!(look(text.as_bytes(), &again).plan, seen.plan);
    assert_eq!((again.header_row, again.keep_all_rows, again.literal_blanks), (Some(2), true, true));
    assert_eq!(seen.plan.column_of(Field::Date), Some(1));
}
