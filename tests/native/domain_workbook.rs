//! Workbooks of every format, made here or committed under `data/workbook`, read to text cells.

use std::future::Future;
use std::io::{Cursor, Write};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use loyalscope::domain::dataset::Kind;
use loyalscope::domain::intake::workbook::{self, Read};
use loyalscope::domain::intake::{
    self, Cancelled, Flow, Imported, IntakeError, Layout, MemorySource, Note, Overrides, Pace, Progress, Record, Sink,
    Unpaced,
};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;

const ORDERS_XLS: &[u8] = include_bytes!("../data/workbook/orders.xls");
const ORDERS_1904_XLS: &[u8] = include_bytes!("../data/workbook/orders_1904.xls");
const ORDERS_ODS: &[u8] = include_bytes!("../data/workbook/orders.ods");
const OPENPYXL: &[u8] = include_bytes!("../data/workbook/openpyxl.xlsx");
const PASSWORD: &[u8] = include_bytes!("../data/workbook/password.xlsx");
const RFM_XLSX: &[u8] = include_bytes!("../data/rfm_orders/rfm_orders.xlsx");
const RFM_CSV: &str = include_str!("../data/rfm_orders/rfm_orders.csv");

type Row = (u64, Vec<String>);

/// Keeps rows, at most so many.
struct Keep {
    rows: Vec<Row>,
    most: usize,
}

impl Sink for Keep {
    fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
        self.rows.push((record.row, record.iter().map(str::to_owned).collect()));
        Ok(if self.rows.len() < self.most { Flow::More } else { Flow::Enough })
    }
}

/// None of the futures here ever waits.
fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("waits"),
    }
}

fn read_most(bytes: &[u8], sheet: Option<&str>, most: usize) -> Result<(Read, Vec<Row>), IntakeError> {
    let mut keep = Keep { rows: Vec::new(), most };
    let read = ready(workbook::read(bytes, sheet, &mut keep, &mut Unpaced))?;
    Ok((read, keep.rows))
}

fn read(bytes: &[u8], sheet: Option<&str>) -> Result<(Read, Vec<Row>), IntakeError> {
    read_most(bytes, sheet, usize::MAX)
}

fn rows(bytes: &[u8], sheet: Option<&str>) -> Vec<Row> {
    read(bytes, sheet).unwrap().1
}

fn cells(row: &Row) -> Vec<&str> {
    row.1.iter().map(String::as_str).collect()
}

fn sheets(bytes: &[u8]) -> Result<Vec<String>, IntakeError> {
    ready(workbook::sheets(bytes, &mut Unpaced)).map(|sheets| sheets.into_iter().map(|sheet| sheet.name).collect())
}

/// An XLSX of one sheet with this content in `sheetData`, and these shared strings.
fn xlsx_of(sheet_data: &str, shared: &str) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned(),
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#.to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
                .to_owned(),
        ),
        ("xl/sharedStrings.xml", shared.to_owned()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{sheet_data}</sheetData></worksheet>")),
    ];
    zip_of(&parts.map(|(path, text)| (path, text.into_bytes())))
}

fn zip_of(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods_of(tables: &str) -> Vec<u8> {
    zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", format!("<office:document-content>{tables}</office:document-content>").into_bytes()),
    ])
}

// --- XLSX ---

#[test]
fn formulas_without_a_result_are_blank_and_counted() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>
        <row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><f>1+1</f><v></v></c><c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="str"><f>""</f><v></v></c></row>"#;
    let (read, rows) = read(&xlsx_of(rows, "<sst/>"), None).unwrap();
    assert_eq!((read.formulas, cells(&rows[1])), (2, vec!["", "", "2"]));
    let ods = ods_of(
        r#"<table:table table:name="S"><table:table-row><table:table-cell table:formula="of:=1+1"/><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/></table:table-row></table:table>"#,
    );
    let (read, rows) = self::read(&ods, None).unwrap();
    assert_eq!((read.formulas, cells(&rows[0])), (1, vec!["", "2"]));
}

#[test]
fn parts_are_found_behind_backslashes() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>"#;
    let slashed = |name: &str| name.replace('/', "\\");
    for target in ["worksheets\\sheet1.xml", "\\xl\\worksheets\\sheet1.xml", "/xl/worksheets/sheet1.xml"] {
        let relations =
            format!(r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="{target}"/></Relationships>"#);
        let bytes = zip_of(&[
            (&slashed("_rels/.rels"), br#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl\workbook.xml"/></Relationships>"#.to_vec()),
            (&slashed("xl/workbook.xml"), br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#.to_vec()),
            (&slashed("xl/_rels/workbook.xml.rels"), relations.into_bytes()),
            (&slashed("xl/worksheets/sheet1.xml"), format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()),
        ]);
        assert_eq!(read(&bytes, None).unwrap().1.len(), 1, "{target}");
    }
}

#[test]
fn rfm_orders_as_workbook_equal_rfm_orders_as_csv() {
    let (read, rows) = read(RFM_XLSX, None).unwrap();
    assert_eq!((read.rows, read.blank_rows, read.cut_columns), (4907, 0, None));
    let lines: Vec<&str> = RFM_CSV.lines().collect();
    assert_eq!(rows.len(), lines.len());
    for (index, (row, line)) in rows.iter().zip(lines).enumerate() {
        assert_eq!((row.0, row.1.join(",")), (index as u64 + 1, line.to_owned()));
    }
}

fn written() -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("[$-804]yyyy\"年\"m\"月\"d\"日\" hh:mm:ss;@");
    let sheet = book.add_worksheet();
    sheet.set_name("客户订单").unwrap();
    for (column, header) in (0..).zip(["客户", "date", "moment", "amount", "flag", "formula", "error"]) {
        sheet.write(2, column, header).unwrap();
    }
    let noon = ExcelDateTime::from_ymd(2024, 3, 5).unwrap();
    sheet.write(3, 0, "王小明 <&> \"x\"\n2").unwrap();
    sheet.write_with_format(3, 1, &noon, &day).unwrap();
    sheet.write_with_format(3, 2, noon.clone().and_hms(10, 30, 0).unwrap(), &moment).unwrap();
    sheet.write(3, 3, 0.1).unwrap();
    sheet.write(3, 4, true).unwrap();
    sheet.write(3, 5, Formula::new("=1/3").set_result("0.3333333333333333")).unwrap();
    sheet.write(3, 6, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write(6, 0, "last").unwrap();
    sheet.write(6, 3, 1_234.560_000_000_000_2).unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("hidden").unwrap().set_hidden(true);
    hidden.write(0, 0, "secret").unwrap();
    book.add_worksheet().set_name("empty").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn cells_of_an_xlsx_become_text() {
    let bytes = written();
    let (read, rows) = read(&bytes, None).unwrap();
    assert_eq!(
        read,
        Read { sheet: "客户订单".to_owned(), rows: 3, blank_rows: 2, cut_columns: None, ..Read::default() }
    );
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [3, 4, 7]);
    assert_eq!(cells(&rows[0])[..2], ["客户", "date"]);
    assert_eq!(
        cells(&rows[1]),
        ["王小明 <&> \"x\"\n2", "2024-03-05", "2024-03-05 10:30:00", "0.1", "TRUE", "0.333333333333333", "#N/A"]
    );
    assert_eq!(cells(&rows[2]), ["last", "", "", "1234.56", "", "", ""]);
}

#[test]
fn hidden_sheets_come_last_and_can_be_read() {
    let bytes = written();
    assert_eq!(sheets(&bytes).unwrap(), ["客户订单", "empty", "hidden"]);
    assert_eq!(rows(&bytes, Some("hidden")), [(1, vec!["secret".to_owned()])]);
    assert_eq!(read(&bytes, Some("no")).unwrap_err(), IntakeError::NoSuchSheet { sheet: "no".to_owned() });
}

#[test]
fn a_blank_sheet_has_no_rows() {
    let (read, rows) = read(&written(), Some("empty")).unwrap();
    assert_eq!((read.rows, rows), (0, vec![]));
}

#[test]
fn ids_keep_the_digits_the_file_has() {
    let bytes = xlsx_of("<row><c><v>6222021234567890123</v></c><c><v>1.2345678901234567E+19</v></c></row>", "");
    assert_eq!(rows(&bytes, None), [(1, vec!["6222021234567890123".to_owned(), "12345678901234567000".to_owned()])]);
}

#[test]
fn an_xlsx_of_openpyxl_is_read() {
    assert_eq!(sheets(OPENPYXL).unwrap(), ["数据", "empty"]);
    let rows = rows(OPENPYXL, None);
    assert_eq!(cells(&rows[1]), ["王小明", "12345678901234570000", "2024-03-05", ""]);
    assert_eq!((rows[2].0, cells(&rows[2])), (9, vec!["last", "", "", ""]));
}

#[test]
fn errors_unknown_so_far_do_not_end_the_reading() {
    let bytes =
        xlsx_of(r#"<row><c t="e"><v>#SPILL!</v></c><c t="str"><v>a_x000D_b</v></c><c t="zz"><v>1</v></c></row>"#, "");
    assert_eq!(rows(&bytes, None), [(1, vec!["#SPILL!".to_owned(), "a\rb".to_owned(), "1".to_owned()])]);
}

#[test]
fn rich_text_is_joined_and_reading_aids_are_left_out() {
    let shared = r#"<sst uniqueCount="18446744073709551615"><si><r><t>东</t></r><r><t xml:space="preserve"> 京</t></r><rPh><t>aid</t></rPh></si></sst>"#;
    let bytes = xlsx_of(
        r#"<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>x</t></is></c></row>"#,
        shared,
    );
    assert_eq!(rows(&bytes, None), [(2, vec![String::new(), "东 京".to_owned(), "x".to_owned()])]);
}

#[test]
fn a_cell_in_the_last_corner_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "a").unwrap();
    sheet.write(1, 0, "1").unwrap();
    sheet.write(1_048_575, 16_383, "far").unwrap();
    sheet.write(1_048_575, 0, "near").unwrap();
    let (read, rows) = read(&book.save_to_buffer().unwrap(), None).unwrap();
    assert_eq!((read.rows, read.blank_rows, read.cut_columns), (3, 1_048_573, Some(2_000)));
    assert_eq!(rows[2], (1_048_576, vec!["near".to_owned()]));
}

#[test]
fn a_million_columns_are_cut() {
    let cells: String = (0..30_000).map(|_| "<c><v>1</v></c>").collect();
    let bytes = xlsx_of(&format!(r#"<dimension ref="A1:ZZZZZZ9999999999"/><row>{cells}</row>"#), "");
    let (read, rows) = read(&bytes, None).unwrap();
    assert_eq!((rows[0].1.len(), read.cut_columns), (2_000, Some(2_000)));
}

#[test]
fn a_column_without_header_belongs_to_the_table() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "id").unwrap();
    sheet.write(150, 0, "7").unwrap();
    sheet.write(150, 2, "x").unwrap();
    assert_eq!(cells(&rows(&book.save_to_buffer().unwrap(), None)[0]), ["id", "", ""]);
}

#[test]
fn dates_of_the_1904_system() {
    let parts = [
        (
            "xl/workbook.xml",
            r#"<workbook><workbookPr date1904="1"/><sheets><sheet name="S" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="/xl/s.xml"/></Relationships>"#,
        ),
        (
            "xl/styles.xml",
            r#"<styleSheet><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
        ),
        (
            "XL\\S.xml",
            r#"<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>43894</v></c><c r="B1" t="d"><v>2024-03-05T00:00:00</v></c></row></sheetData></worksheet>"#,
        ),
    ];
    let bytes = zip_of(&parts.map(|(path, text)| (path, text.as_bytes().to_vec())));
    assert_eq!(rows(&bytes, None), [(1, vec!["2024-03-05".to_owned(), "2024-03-05".to_owned()])]);
}

// --- XLS ---

fn assert_orders_xls(bytes: &[u8]) {
    assert_eq!(sheets(bytes).unwrap(), ["客户订单", "long", "hidden"]);
    let (read, rows) = read(bytes, None).unwrap();
    assert_eq!((read.rows, read.blank_rows), (3, 1));
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [3, 4, 6]);
    assert_eq!(cells(&rows[0]), ["客户", "date", "moment", "amount", "flag", "id", "time"]);
    assert_eq!(
        cells(&rows[1]),
        ["王小明", "2024-03-05", "2024-03-05 10:30:00", "1234.56", "TRUE", "6222021234567890", "10:30:00"]
    );
    assert_eq!(cells(&rows[2]), ["O'Neil & Söhne €", "", "", "-0.1", "FALSE", "0042", ""]);
}

#[test]
fn cells_of_an_xls_become_text() {
    assert_orders_xls(ORDERS_XLS);
}

#[test]
fn an_xls_with_dates_from_1904_says_the_same() {
    assert_orders_xls(ORDERS_1904_XLS);
}

#[test]
fn shared_strings_run_on_over_records() {
    let rows = rows(ORDERS_XLS, Some("long"));
    assert_eq!(rows.len(), 400);
    for (row, (number, cells)) in (1..400).zip(&rows[1..]) {
        let text = if row % 3 == 0 { "汉字内容".repeat(20) } else { "plain text ".repeat(8) };
        assert_eq!((*number, &*cells[0]), (row + 1, &*format!("{row} {text}")));
        assert_eq!(cells[1], (f64::from(u32::try_from(row).unwrap()) / 8.0).to_string());
    }
}

/// Records of BIFF without a container, as some reporting tools write them.
fn biff(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (kind, data) in records {
        bytes.extend(kind.to_le_bytes());
        bytes.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
        bytes.extend(data);
    }
    bytes
}

#[test]
fn an_excel_5_file_in_gbk_is_read() {
    let begin = (0x0809, vec![0x00, 0x05, 0x05, 0x00, 0, 0, 0, 0]);
    let mut label = vec![1, 0, 0, 0, 0, 0, 4, 0];
    label.extend([0xBF, 0xCD, 0xBB, 0xA7]);
    let mut number = vec![2, 0, 1, 0, 0, 0];
    number.extend(1.5_f64.to_le_bytes());
    let globals = |position: u32| {
        let mut sheet = position.to_le_bytes().to_vec();
        sheet.extend([0, 0, 2, b'S', b'1']);
        biff(&[begin.clone(), (0x0042, vec![0xA8, 0x03]), (0x0085, sheet), (0x000A, vec![])])
    };
    let mut bytes = globals(u32::try_from(globals(0).len()).unwrap());
    bytes.extend(biff(&[begin.clone(), (0x0203, number), (0x0204, label), (0x000A, vec![])]));
    assert!(workbook::is_workbook(&bytes));
    assert_eq!(
        rows(&bytes, Some("S1")),
        [(2, vec!["客户".to_owned(), String::new()]), (3, vec![String::new(), "1.5".to_owned()])]
    );
}

// --- ODS ---

#[test]
fn cells_of_an_ods_become_text() {
    assert_eq!(sheets(ORDERS_ODS).unwrap(), ["客户订单", "hidden"]);
    let (read, rows) = read(ORDERS_ODS, None).unwrap();
    assert_eq!((read.rows, read.blank_rows, read.cut_columns), (4, 0, None));
    assert_eq!(cells(&rows[0]), ["客户", "date", "moment", "amount", "flag"]);
    assert_eq!(cells(&rows[1]), ["王小明", "2024-03-05", "2024-03-05 10:30:00", "1234.56", "TRUE"]);
    assert_eq!((rows[2].0, cells(&rows[2])), (3, vec!["twice", "", "", "0.1", ""]));
    assert_eq!((rows[3].0, cells(&rows[3])), (4, vec!["twice", "", "", "0.1", ""]));
}

#[test]
fn comments_and_drawings_are_not_the_cells_text() {
    let bytes = ods_of(
        r#"<table:table table:name="S"><table:shapes><draw:frame><text:p>no</text:p></draw:frame></table:shapes>
        <table:table-header-rows><table:table-row><table:table-cell office:value-type="string">
        <office:annotation><text:p>note</text:p></office:annotation>
        <text:p>a<text:s text:c="2"/>b &amp; <text:span>c</text:span></text:p><text:p>d</text:p>
        <draw:frame><text:p>no</text:p></draw:frame></table:table-cell>
        <table:table-cell office:value-type="time" office:time-value="PT10H30M00S"><text:p>10:30</text:p></table:table-cell>
        <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>
        </table:table-row></table:table-header-rows></table:table>"#,
    );
    assert_eq!(rows(&bytes, None), [(1, ["a  b & c\nd", "10:30:00", "#N/A"].map(str::to_owned).to_vec())]);
}

#[test]
fn repetitions_beyond_any_sheet_are_held() {
    let bytes = ods_of(
        r#"<table:table table:name="S"><table:table-row table:number-rows-repeated="18446744073709551615"><table:table-cell/></table:table-row>
        <table:table-row table:number-rows-repeated="4000000000"><table:table-cell table:number-columns-repeated="4000000000" office:value-type="float" office:value="1"/></table:table-row></table:table>"#,
    );
    assert_eq!(rows(&bytes, None), []);
    let bytes = ods_of(
        r#"<table:table table:name="S"><table:table-row><table:table-cell table:number-columns-repeated="4000000000" office:value-type="float" office:value="1"/></table:table-row></table:table>"#,
    );
    let (read, rows) = read(&bytes, None).unwrap();
    assert_eq!((rows[0].1.len(), read.cut_columns), (2_000, Some(2_000)));
}

// --- What is no readable workbook ---

#[test]
fn passwords_are_recognised() {
    assert_eq!(sheets(PASSWORD), Err(IntakeError::Password));
    assert_eq!(read(PASSWORD, None).unwrap_err(), IntakeError::Password);
    let locked = biff(&[(0x0809, vec![0, 6, 5, 0]), (0x002F, vec![1, 0, 1, 0])]);
    assert_eq!(sheets(&locked), Err(IntakeError::Password));
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", vec![7; 99]),
        ("META-INF/manifest.xml", manifest.as_bytes().to_vec()),
    ]);
    assert_eq!(sheets(&locked), Err(IntakeError::Password));
}

#[test]
fn other_archives_are_named() {
    let named = |path| match sheets(&zip_of(&[(path, vec![1])])) {
        Err(IntakeError::NotATable { what }) => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(named("photo.jpg"), "ZIP");
    assert_eq!(named("word/document.xml"), "Word");
    assert_eq!(named("xl/workbook.bin"), "XLSB");
}

#[test]
fn truncated_workbooks_are_damaged() {
    for whole in [RFM_XLSX, ORDERS_XLS, ORDERS_ODS] {
        let half = &whole[..whole.len() / 2];
        assert!(matches!(read(half, None), Err(IntakeError::DamagedWorkbook { .. })), "{:?}", read(half, None));
    }
    assert!(matches!(read(&xlsx_of("<row><c", ""), None), Err(IntakeError::DamagedWorkbook { .. })));
}

#[test]
fn bytes_changed_within_a_sheet_are_noticed() {
    let mut bytes = RFM_XLSX.to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    assert!(matches!(read(&bytes, None), Err(IntakeError::DamagedWorkbook { .. })));
}

#[test]
fn a_missing_shared_string_is_damage() {
    let bytes = xlsx_of(r#"<row><c t="s"><v>5</v></c></row>"#, "");
    assert!(matches!(read(&bytes, None), Err(IntakeError::DamagedWorkbook { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn truncation_never_panics(which in 0..5_usize, end: prop::sample::Index) {
        let bytes = [ORDERS_XLS, ORDERS_ODS, OPENPYXL, PASSWORD, RFM_XLSX][which];
        let length = end.index(bytes.len());
        _ = sheets(&bytes[..length]);
        _ = read_most(&bytes[..length], None, 1_000);
    }

    #[test]
    fn flipped_bytes_never_panic(
        which in 0..4_usize,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = [ORDERS_XLS, ORDERS_ODS, OPENPYXL, PASSWORD][which].to_vec();
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        for sheet in sheets(&bytes).unwrap_or_default() {
            _ = read_most(&bytes, Some(&sheet), 1_000);
        }
    }

    #[test]
    fn flipped_bytes_of_the_records_never_panic(
        flips in prop::collection::vec((0..4096_usize, any::<u8>()), 1..30),
    ) {
        // Where the records of the first sheet and the globals lie.
        let mut bytes = ORDERS_XLS.to_vec();
        for (at, value) in flips {
            bytes[512 + at] = value;
        }
        for sheet in sheets(&bytes).unwrap_or_default() {
            _ = read_most(&bytes, Some(&sheet), 1_000);
        }
    }

    #[test]
    fn markup_never_panics(sheet in "(<(row|c|v|is|t|f|/c|/row|/v|/is|/t)( r=\"[A-Z]{0,9}[0-9]{0,20}\")?( t=\"(s|b|e|d|str|inlineStr)\")?( s=\"[0-9]{0,20}\")?/?>|[0-9.E+-]{0,25}|&#?[a-z0-9]{0,4};?){0,40}") {
        _ = read(&xlsx_of(&sheet, "<sst><si><t>a</t></si></sst>"), None);
        let table = sheet.replace("row", "table:table-row").replace("<c", "<table:table-cell").replace("/c", "/table:table-cell");
        _ = read(&ods_of(&format!("<table:table table:name='S'>{table}</table:table>")), None);
    }
}

// --- Through the whole intake ---

fn import(name: &str, bytes: &[u8], kind: Option<Kind>) -> Imported {
    let mut source = MemorySource::new(name, bytes);
    let overrides = Overrides { kind, ..Overrides::default() };
    let preview = ready(intake::preview(&mut source, &overrides)).unwrap();
    ready(intake::read(&mut source, &preview.plan, &mut Unpaced)).unwrap()
}

#[test]
fn a_workbook_is_imported_like_the_text_it_came_from() {
    let text = import("orders.csv", RFM_CSV.as_bytes(), None);
    let book = import("orders.xlsx", RFM_XLSX, None);
    assert_eq!((book.report.rows_used, book.report.kind), (4906, Kind::Purchases));
    assert_eq!(format!("{:?}", book.table), format!("{:?}", text.table));
    assert_eq!((&book.report.mapping, book.report.period), (&text.report.mapping, text.report.period));
    assert_eq!((book.report.encoding, book.report.sheet.as_deref()), (None, Some("orders")));
}

#[test]
fn json_is_imported_like_the_text_it_came_from() {
    let objects: Vec<String> = RFM_CSV
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!(
                "{{\"customer_id\": \"{}\", \"order_date\": \"{}\", \"revenue\": {}}}",
                cells[0], cells[1], cells[2]
            )
        })
        .collect();
    let text = import("orders.csv", RFM_CSV.as_bytes(), None);
    for (name, json) in [
        ("orders.json", format!("[{}]", objects.join(",\n"))),
        ("orders.json", format!("{{\"code\": 0, \"data\": {{\"list\": [{}]}}}}", objects.join(","))),
        ("orders.ndjson", objects.join("\n")),
    ] {
        let imported = import(name, json.as_bytes(), None);
        assert_eq!(format!("{:?}", imported.table), format!("{:?}", text.table));
        assert_eq!((imported.report.rows_used, imported.report.rows_set_aside), (4906, 0));
    }
}

#[test]
fn notes_of_the_reader_reach_the_report() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(["customer", "date", "amount"]) {
        sheet.write(0, column, header).unwrap();
    }
    for row in [1, 4] {
        sheet.write(row, 0, "c").unwrap();
        sheet.write(row, 1, "2024-03-05").unwrap();
        sheet.write(row, 2, 1.5).unwrap();
    }
    sheet.write(4, 9_000, "far").unwrap();
    let report = import("b.xlsx", &book.save_to_buffer().unwrap(), Some(Kind::Purchases)).report;
    assert_eq!(report.rows_used, 2);
    assert!(report.notes.contains(&Note::BlankRows { rows: 2 }), "{:?}", report.notes);
    assert!(report.notes.contains(&Note::BeyondLimits { columns: 2_000 }), "{:?}", report.notes);
}

#[test]
fn a_preview_lists_the_sheets_and_follows_the_choice() {
    let mut source = MemorySource::new("b.xls", ORDERS_XLS);
    let preview = ready(intake::preview(&mut source, &Overrides::default())).unwrap();
    assert_eq!(preview.sheets, ["客户订单", "long", "hidden"]);
    assert!(
        matches!(&preview.plan.layout, Layout::Workbook { sheet, more, .. } if sheet == "客户订单" && more.is_empty())
    );
    let long = Overrides { sheet: Some("long".to_owned()), ..Overrides::default() };
    let preview = ready(intake::preview(&mut source, &long)).unwrap();
    assert_eq!(preview.rows.len(), 20);
}

#[test]
fn a_locked_workbook_is_said_to_be_locked() {
    let mut source = MemorySource::new("b.xlsx", PASSWORD);
    assert_eq!(ready(intake::preview(&mut source, &Overrides::default())), Err(IntakeError::Password));
}

// --- Flow ---

#[test]
fn a_preview_stops_early() {
    let (_, rows) = read_most(RFM_XLSX, None, 20).unwrap();
    assert_eq!(rows.len(), 20);
    assert_eq!(read_most(ORDERS_ODS, None, 1).unwrap().1.len(), 1);
    assert_eq!(read_most(ORDERS_XLS, None, 2).unwrap().1.len(), 2);
}

/// Stops at the second breath.
struct Impatient(u32);

impl Pace for Impatient {
    async fn breathe(&mut self, progress: Progress) -> Result<(), Cancelled> {
        assert!(progress.bytes <= progress.total_bytes);
        self.0 += 1;
        if self.0 < 2 { Ok(()) } else { Err(Cancelled) }
    }
}

#[test]
fn reading_can_be_stopped() {
    let mut keep = Keep { rows: Vec::new(), most: usize::MAX };
    let stopped = ready(workbook::read(RFM_XLSX, None, &mut keep, &mut Impatient(0)));
    assert_eq!(stopped, Err(IntakeError::Cancelled));
    assert!(keep.rows.len() < 4_001);
}

// --- A second opinion ---

#[test]
fn calamine_reads_the_same_texts() {
    use calamine::{Data, Reader};
    for bytes in [RFM_XLSX, ORDERS_XLS] {
        let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
        for sheet in sheets(bytes).unwrap() {
            let range = book.worksheet_range(&sheet).unwrap();
            let start = range.start().unwrap();
            for (number, cells) in rows(bytes, Some(&sheet)) {
                for (column, cell) in (0..).zip(&cells) {
                    let number = u32::try_from(number).unwrap() - 1;
                    match range.get_value((number, column)) {
                        Some(Data::String(text)) => assert_eq!(cell, text),
                        Some(Data::Float(value)) => assert_eq!(*cell, value.to_string()),
                        Some(Data::Empty) | None => assert!(cell.is_empty() || column < start.1),
                        _ => {}
                    }
                }
            }
        }
    }
}

/// A file that begins like a workbook and is as large as it says.
struct Huge(u64);

impl intake::Source for Huge {
    fn name(&self) -> &'static str {
        "huge.xlsx"
    }

    fn size(&self) -> u64 {
        self.0
    }

    async fn read(&mut self, offset: u64, _: usize, buffer: &mut Vec<u8>) -> Result<(), intake::SourceError> {
        buffer.clear();
        buffer.extend_from_slice(if offset == 0 { b"PK\x03\x04....xl/workbook.xml" } else { b"\n" });
        Ok(())
    }
}

#[test]
fn a_workbook_larger_than_memory_is_sent_to_csv() {
    let bytes = (512 << 20) + 1;
    let error = ready(intake::preview(&mut Huge(bytes), &Overrides::default())).unwrap_err();
    assert_eq!(error, IntakeError::TooLarge { bytes });
    for (texts, words) in [
        (loyalscope::i18n::Language::English.texts(), ["536.9 MB", "Save the sheet as CSV, which has no such limit"]),
        (loyalscope::i18n::Language::Chinese.texts(), ["536.9 MB", "另存为 CSV：CSV 逐段读取，没有这一限制"]),
    ] {
        let text = texts.intake_error(&error);
        assert!(words.iter().all(|word| text.contains(word)), "{text}");
    }
}

#[test]
fn looking_at_a_large_ods_gives_way_and_can_be_stopped() {
    let row = r#"<table:table-row><table:table-cell office:value-type="float" office:value="1"/><table:table-cell/></table:table-row>"#;
    let bytes = ods_of(&format!(
        r#"<table:table table:name="S">{}</table:table><table:table table:name="last"/>"#,
        row.repeat(20_000)
    ));
    assert_eq!(sheets(&bytes).unwrap(), ["S", "last"]);
    let mut pace = Impatient(0);
    let mut source = MemorySource::new("large.ods", bytes.clone());
    let stopped = ready(intake::preview_paced(&mut source, &Overrides::default(), &mut pace));
    assert_eq!((stopped, pace.0), (Err(IntakeError::Cancelled), 2));
    let preview = ready(intake::preview(&mut source, &Overrides::default())).unwrap();
    assert_eq!(preview.sheets, ["S", "last"]);
    assert_eq!(read(&bytes, Some("no")).unwrap_err(), IntakeError::NoSuchSheet { sheet: "no".to_owned() });
}
