//! Exports that put a title and notes above their table, and tables that do not.

use std::io::{Cursor, Write as _};

use encoding_rs::GB18030;
use loyalscope::domain::dataset::{Field, Kind};
use loyalscope::domain::intake::{
    Imported, IntakeError, MemorySource, Note, Overrides, Plan, Preview, Reason, Unpaced, block_on_ready, preview, read,
};
use rust_xlsxwriter::{Format, Workbook};

const TITLED: &str = "客户交易明细表,,,\r\n导出日期: 2024-03-05,,,\r\n\r\n客户编号,交易日期,交易金额,渠道\r\n\
    0007,2024-03-01,12.50,网点\r\n0008,2024-03-02,x,网点\r\n0009,2024-03-03,8,手机\r\n";

fn look(bytes: &[u8], overrides: &Overrides) -> Result<Preview, IntakeError> {
    block_on_ready(preview(&mut MemorySource::new("file", bytes), overrides))
}

fn guessed(bytes: &[u8]) -> Preview {
    look(bytes, &Overrides::default()).unwrap()
}

fn import(bytes: &[u8], plan: &Plan) -> Imported {
    let imported = block_on_ready(read(&mut MemorySource::new("file", bytes), plan, &mut Unpaced)).unwrap();
    assert_eq!(imported.report.rows_used + imported.report.rows_set_aside, imported.report.rows_read);
    imported
}

fn headers(preview: &Preview) -> Vec<&str> {
    preview.plan.columns.iter().map(|column| column.header.as_str()).collect()
}

/// One cell `x` of so many in a column that every row must have.
fn unread(column: &str, filled: u64) -> Note {
    Note::UnreadRequired { column: column.into(), rows: 1, filled, examples: vec!["x".into()] }
}

/// The header was found in `row` below a title and a note, and the row below it but one is set aside.
fn assert_titled(bytes: &[u8], row: u64, blank: u64) {
    let preview = guessed(bytes);
    assert_eq!(preview.plan.header_row, row);
    assert_eq!(headers(&preview), ["客户编号", "交易日期", "交易金额", "渠道"]);
    assert_eq!((preview.plan.kind, preview.plan.missing().len()), (Kind::Purchases, 0));
    assert_eq!(preview.rows[0], ["0007", "2024-03-01", "12.50", "网点"].map(str::to_owned));
    let report = import(bytes, &preview.plan).report;
    assert_eq!((report.rows_read, report.rows_used, report.header_row), (3, 2, Some(row)));
    assert_eq!((report.set_aside[0].row, report.set_aside[0].reason), (row + 2, Reason::BadAmount));
    let mut notes = vec![Note::TitleRows { rows: 2 }];
    notes.extend((blank > 0).then_some(Note::BlankRows { rows: blank }));
    notes.push(unread("交易金额", 3));
    assert_eq!(report.notes, notes);
}

#[test]
fn a_csv_in_gbk_with_a_title_is_read_from_its_header() {
    assert_titled(&GB18030.encode(TITLED).0, 4, 1);
    assert_titled(TITLED.as_bytes(), 4, 1);
}

#[test]
fn a_title_does_not_hide_the_delimiter() {
    assert_titled(TITLED.replace(",,,", "").replace(',', "\t").as_bytes(), 4, 1);
    assert_titled(TITLED.replace(",,,", "").replace(',', ";").as_bytes(), 4, 1);
}

#[test]
fn an_xlsx_with_a_merged_title_is_read_from_its_header() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 3, "客户交易明细表", &Format::new()).unwrap();
    for (row, line) in (1..).zip(TITLED.lines().skip(1)) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    assert_titled(&book.save_to_buffer().unwrap(), 4, 1);
}

#[test]
fn an_ods_with_a_title_is_read_from_its_header() {
    let cell = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let row =
        |line: &str| format!("<table:table-row>{}</table:table-row>", line.split(',').map(cell).collect::<String>());
    let rows: String = TITLED.lines().map(row).collect();
    let content = format!(
        r#"<office:document-content><table:table table:name="S">{rows}</table:table></office:document-content>"#
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)] {
        zip.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    assert_titled(&zip.finish().unwrap().into_inner(), 4, 1);
}

#[test]
fn an_export_with_many_notes_above_and_a_footer_below() {
    let mut text =
        "微信支付账单明细,,,,\n微信昵称：[小明],,,,\n起始时间：[2024-03-01] 终止时间：[2024-03-31],,,,\n,,,,\n"
            .to_owned();
    text.extend((0..11).map(|line| format!("注：说明第{line}条,,,,\n")));
    text += "----------------------明细列表--------------------,,,,\n交易时间,交易类型,交易对方,商品,金额(元)\n";
    text.extend((1..=3).map(|day| format!("2024-03-0{day} 12:00:00,商户消费,某店,\"茶, 热\",¥1{day}.00\n")));
    let preview = guessed(text.as_bytes());
    assert_eq!(preview.plan.header_row, 17);
    assert_eq!(headers(&preview)[..2], ["交易时间", "交易类型"]);
}

#[test]
fn ordinary_files_keep_their_header_in_row_1() {
    let table = |header: &str, row: &str| format!("{header}\n{row}\n{row}\n");
    for text in [
        table("customer,date,amount", "1,2024-03-05,2"),
        table("customer,date,amount", "1,2024-03-05,2,,"),
        table("customer,,", "1,2024-03-05,2"),
        table("name,city", "Zhang,Beijing"),
        table("year,2023,2024", "x,1,2"),
        "comment\nGood\nthe staff, the food\nslow, loud, dear, far\nwell\n".to_owned(),
    ] {
        let preview = guessed(text.as_bytes());
        assert_eq!(preview.plan.header_row, 1, "{text}");
        assert_eq!(
            preview.rows[0].join(","),
            text.lines().nth(1).unwrap().get(..preview.rows[0].join(",").len()).unwrap()
        );
    }
}

#[test]
fn blank_lines_above_the_header_are_no_title() {
    let text = "\r\n\r\ncustomer,date,amount\r\n1,2024-03-05,2\r\n2,x,2\r\n";
    let plan = guessed(text.as_bytes()).plan;
    assert_eq!(plan.header_row, 3);
    let report = import(text.as_bytes(), &plan).report;
    assert_eq!((report.set_aside[0].row, report.header_row), (5, Some(3)));
    assert_eq!(report.notes, [Note::BlankRows { rows: 2 }, unread("date", 2)]);
}

#[test]
fn a_file_of_titles_alone_is_no_purchases() {
    let preview = guessed("客户交易明细表\n导出日期: 2024-03-05\n制表人：张三\n".as_bytes());
    assert_eq!((preview.plan.header_row, preview.columns.len()), (1, 1));
    assert!(!preview.plan.missing().is_empty());
    let headed = look("客户交易明细表\n\n客户,日期,金额\n".as_bytes(), &Overrides::default());
    assert_eq!(headed, Err(IntakeError::HeaderOnly));
    assert_eq!(look("客户交易明细表\n".as_bytes(), &Overrides::default()), Err(IntakeError::HeaderOnly));
}

#[test]
fn the_row_can_be_chosen_by_hand() {
    let from = |row| look(TITLED.as_bytes(), &Overrides { header_row: Some(row), ..Overrides::default() });
    let first = from(1).unwrap();
    assert_eq!((first.plan.header_row, headers(&first)[0]), (1, "客户交易明细表"));
    let fifth = from(5).unwrap();
    assert_eq!((fifth.plan.header_row, headers(&fifth)[0]), (5, "0007"));
    assert_eq!(from(3).unwrap().plan.header_row, 4, "a blank line is no header");
    assert_eq!(from(9).unwrap_err(), IntakeError::HeaderOnly);
    let choices = |preview: &Preview| {
        preview.header_choices.iter().map(|choice| (choice.row, choice.text.clone())).collect::<Vec<_>>()
    };
    assert_eq!(choices(&first), choices(&fifth), "what was passed over can be chosen again");
    let rows: Vec<u64> = first.header_choices.iter().map(|choice| choice.row).collect();
    assert_eq!(rows, [1, 2, 4, 5, 6]);
    assert_eq!(first.header_choices[2].text, "客户编号 · 交易日期 · 交易金额 · 渠道");
}

#[test]
fn a_plan_kept_before_header_rows_still_reads() {
    let text = "customer,date,amount\n1,2024-03-05,2\n";
    let mut stored = serde_json::to_value(guessed(text.as_bytes()).plan).unwrap();
    stored.as_object_mut().unwrap().remove("header_row").unwrap();
    let plan: Plan = serde_json::from_value(stored).unwrap();
    assert_eq!(plan.header_row, 1);
    assert_eq!(import(text.as_bytes(), &plan).report.rows_used, 1);
}

#[test]
fn a_mapping_is_known_again_under_another_title() {
    let known = guessed(TITLED.as_bytes()).plan;
    let other = TITLED.replacen("客户交易明细表", "四月,明细", 1).replacen("导出日期: 2024-03-05,,,\r\n", "", 1);
    let preview = guessed(other.as_bytes());
    let names = |plan: &Plan| plan.columns.iter().map(|column| column.header.clone()).collect::<Vec<_>>();
    assert_eq!(Plan::signature(&names(&preview.plan)), Plan::signature(&names(&known)));
    assert_eq!(preview.plan.header_row, 3);
    assert_eq!(known.column_of(Field::Amount), Some(2));
}

#[test]
fn json_has_no_row_of_its_header() {
    let preview = guessed(br#"[{"customer": "1", "date": "2024-03-05", "amount": 2}, {"customer": "2"}]"#);
    assert_eq!((preview.plan.header_row, preview.header_choices.len()), (1, 1));
    let mut plan = preview.plan;
    plan.header_row = 7;
    let report = import(br#"[{"customer": "1", "date": "2024-03-05", "amount": 2}, {"customer": "2"}]"#, &plan).report;
    assert_eq!((report.header_row, report.rows_read), (None, 2));
}
