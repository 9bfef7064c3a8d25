//! Files as people have them: rows that are no data, wrapped cells, words for nothing, quoting of every
//! kind. Each kind with neighbours, and a property: any table written in any of these ways reads back.

use std::collections::BTreeMap;

use encoding_rs::{GB18030, WINDOWS_1252};
use loyalscope::domain::dataset::{Field, Kind, Rows};
use loyalscope::domain::intake::{
    BlankWord, Doubt, Imported, Layout, MemorySource, Note, Overrides, Passed, Preview, Quoting, Reason, Unpaced,
    block_on_ready, preview, read,
};

fn look(bytes: &[u8], overrides: &Overrides) -> Preview {
    block_on_ready(preview(&mut MemorySource::new("file", bytes), overrides)).unwrap()
}

fn import_under(bytes: &[u8], overrides: &Overrides) -> Imported {
    let plan = look(bytes, overrides).plan;
    let imported = block_on_ready(read(&mut MemorySource::new("file", bytes), &plan, &mut Unpaced)).unwrap();
    let report = &imported.report;
    assert_eq!(report.rows_used + report.rows_set_aside, report.rows_read);
    assert_eq!(report.passed_over.values().sum::<u64>().min(200), report.passed.len() as u64);
    imported
}

fn import(text: impl AsRef<[u8]>) -> Imported {
    import_under(text.as_ref(), &Overrides::default())
}

/// Customer, day and amount of every purchase.
fn purchases(imported: &Imported) -> Vec<String> {
    let Rows::Purchases(table) = &imported.table.rows else { panic!("not purchases: {:?}", imported.report) };
    let customer = |row: usize| imported.table.customers.get(table.customer[row]);
    (0..table.customer.len())
        .map(|row| format!("{} {} {}", customer(row), table.day[row], table.amount[row].money()))
        .collect()
}

fn passed(imported: &Imported) -> Vec<(u64, Passed)> {
    imported.report.passed.iter().map(|row| (row.row, row.why)).collect()
}

fn quoting(text: &str) -> Quoting {
    match look(text.as_bytes(), &Overrides::default()).plan.layout {
        Layout::Text { quoting, .. } => quoting,
        other => panic!("{other:?}"),
    }
}

const HEADER: &str = "customer,date,order,amount\n";
const DATA: &str = "C1,2024-01-05,O1,10.5\nC2,2024-01-06,O2,20\nC1,2024-02-07,O3,30\n";
const READ: [&str; 3] = ["C1 2024-01-05 10.5", "C2 2024-01-06 20", "C1 2024-02-07 30"];

#[test]
fn notes_above_the_header_in_any_number_and_width() {
    let lines = |count: usize| (1..=count).map(|line| format!("Note {line}: see the manual\n")).collect::<String>();
    for notes in [
        "Orders of 2024\n".to_owned(),
        "Orders of 2024\n\n\n".to_owned(),
        "\"Orders, all shops\"\nPeriod:,2024-01-01,2024-12-31\n".to_owned(),
        "Account,1000001,Branch,Main street,Currency,EUR\n".to_owned(),
        "Shop,Old Town,Printed by,Li\n".to_owned(),
        "Title,,,\nFrom,2024-01-01,,\nTo,2024-12-31,,\n,,,\n".to_owned(),
        "No.,12,Count,3\n".to_owned(),
        lines(30),
        lines(60),
    ] {
        let imported = import(format!("{notes}{HEADER}{DATA}"));
        assert_eq!(purchases(&imported), READ, "{notes}");
        let titles = notes.lines().filter(|line| !line.trim_matches(',').is_empty()).count() as u64;
        assert_eq!(imported.report.passed_over, BTreeMap::from([(Passed::Title, titles)]), "{notes}");
    }
}

#[test]
fn a_bill_in_gbk_with_many_notes_and_a_footer() {
    let mut text =
        "电子客户回单\r\n#账号：[20880000]\r\n起始日期：[2024-01-01 00:00:00]   终止日期：[2024-12-31 00:00:00]\r\n"
            .to_owned();
    text += &"1. 本明细仅供个人对账使用，不作为证明材料；\r\n".repeat(20);
    text += "---------------------------------交易记录明细列表------------------------------------\r\n";
    text += "会员编号 ,交易时间 ,订单号 ,实付金额（元） ,\r\n";
    text += "A01\t,2024-01-05 10:00:00\t,\t20240001 ,10.50 ,\r\nA02\t,2024-01-06 10:00:00\t,\t20240002 ,20.00 ,\r\n";
    text += "------------------------------------------------------------------------------------\r\n";
    text += "共2笔记录,,,,\r\n已收入:0笔,0.00元,,,\r\n导出时间:[2024-03-01 08:00:00]    用户:某人\r\n";
    let imported = import(GB18030.encode(&text).0);
    assert_eq!(purchases(&imported), ["A01 2024-01-05 10.5", "A02 2024-01-06 20"]);
    assert_eq!((imported.report.rows_read, imported.report.rows_set_aside), (2, 0));
    assert_eq!(imported.report.passed_over, BTreeMap::from([(Passed::Title, 24), (Passed::Remark, 4)]));
}

#[test]
fn further_rows_of_the_header_are_passed_over() {
    for further in [
        "Who bought,When,Number,How much\n",
        ",,,Response\n",
        ",(yyyy-mm-dd),,(EUR)\n",
        "string,date,string,float\n",
        "Who,When,Number,\"How much, all in all?\"\n\"{\"\"ImportId\"\":\"\"Q1\"\"}\",\"{\"\"ImportId\"\":\"\"Q2\"\"}\",\"{\"\"ImportId\"\":\"\"Q3\"\"}\",\"{\"\"ImportId\"\":\"\"Q4\"\"}\"\n",
    ] {
        let imported = import(format!("{HEADER}{further}{DATA}"));
        assert_eq!(purchases(&imported), READ, "{further}");
        let rows = further.lines().count() as u64;
        assert_eq!(imported.report.passed_over, BTreeMap::from([(Passed::FurtherHeader, rows)]), "{further}");
        assert_eq!(imported.report.rows_set_aside, 0);
    }
    let text = format!("{HEADER}Who bought,When,Number,How much\n{DATA}");
    assert_eq!(look(text.as_bytes(), &Overrides::default()).doubts, [Doubt::FurtherHeaders]);
    let none = Overrides { further_headers: Some(0), ..Overrides::default() };
    assert_eq!(import_under(text.as_bytes(), &none).report.rows_set_aside, 1, "it can be switched off");
}

#[test]
fn survey_exports_with_three_rows_of_header() {
    let text = "StartDate,Progress,Q1_NPS,Q2\n\"Start Date\",Progress,\"On a scale from 0-10, how likely are you to recommend us?\",Why?\n\
        \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"progress\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\"\n\
        2024-03-05 10:00:00,100,9,\"good\nreally\"\n2024-03-06 10:00:00,100,3,slow\n2024-03-07 10:00:00,50,,\n";
    let map = BTreeMap::from([(Field::Score, "Q1_NPS".to_owned())]);
    let imported = import_under(text.as_bytes(), &Overrides { kind: Some(Kind::Answers), map, ..Overrides::default() });
    assert_eq!((imported.report.rows_read, imported.report.rows_used), (3, 2));
    assert_eq!(imported.report.reasons, BTreeMap::from([(Reason::NoScore, 1)]));
    assert_eq!(passed(&imported), [(2, Passed::FurtherHeader), (3, Passed::FurtherHeader)]);
}

#[test]
fn joined_files_totals_and_footers() {
    let text = format!(
        "{HEADER}{DATA}Total,,,60.5\n\u{feff}{HEADER}C3,2024-03-01,O4,5\n合计,,,5\n----------\n(4 rows affected)\nGrand total:,,4 orders,65.5\nPrinted by Li on 2024-05-05\n"
    );
    let imported = import(&text);
    assert_eq!(purchases(&imported)[3..], ["C3 2024-03-01 5"]);
    assert_eq!((imported.report.rows_read, imported.report.rows_set_aside), (4, 0));
    let found: BTreeMap<_, _> = BTreeMap::from([(Passed::HeaderAgain, 1), (Passed::Total, 3), (Passed::Remark, 3)]);
    assert_eq!(imported.report.passed_over, found);
    assert!(imported.report.notes.contains(&Note::PassedOver { why: Passed::Total, rows: 3 }));
    let all = import_under(text.as_bytes(), &Overrides { keep_all_rows: true, ..Overrides::default() });
    assert_eq!((all.report.rows_read, all.report.rows_set_aside, all.report.passed.len()), (11, 7, 0));
}

#[test]
fn rows_below_a_header_in_another_order_are_read_by_it() {
    let wanted = [&READ[..], &["C3 2024-03-01 5", "C4 2024-03-02 6"]].concat();
    for (other, rejoined) in [
        ("date,customer,amount,order\n2024-03-01,C3,5,O4\n", "C4,2024-03-02,O5,6\n"),
        ("amount,order,date,customer\n5,O4,2024-03-01,C3\n", "C4,2024-03-02,O5,6\n"),
        ("date,customer,amount\n2024-03-01,C3,5\n", "C4,2024-03-02,O5,6\n"),
        ("date,shop,customer,amount,order\n2024-03-01,Bern,C3,5,O4\n", "C4,2024-03-02,O5,6\n"),
        ("\u{feff}\"date\",`customer`, amount ,order,\n2024-03-01,C3,5,O4,\n", "C4,2024-03-02,O5,6\n"),
    ] {
        let text = format!("{HEADER}{DATA}{other}{HEADER}{rejoined}");
        let imported = import(&text);
        assert_eq!(purchases(&imported), wanted, "{other}");
        assert_eq!(passed(&imported), [(5, Passed::HeaderMoved), (7, Passed::HeaderAgain)], "{other}");
        let preview = look(text.as_bytes(), &Overrides::default());
        assert_eq!(preview.rows[3][..2], ["C3", "2024-03-01"], "{other}");
    }
    let far =
        format!("{HEADER}{}date,customer,amount,order\n2024-03-01,C3,5,O4,7\nC1,date,order,1\n", DATA.repeat(900));
    let imported = import(far);
    assert_eq!(imported.report.rows_used, 2700);
    let reasons = BTreeMap::from([(Reason::TooManyCells, 1), (Reason::BadDate, 1)]);
    assert_eq!(imported.report.reasons, reasons, "a row is set aside where its cells cannot be told");
    assert_eq!(imported.report.set_aside.iter().map(|row| row.row).collect::<Vec<_>>(), [2703, 2704]);
}

#[test]
fn a_header_without_the_names_of_rows() {
    let numbered = |mark: &str, of: fn(usize) -> String| {
        let rows = DATA.lines().enumerate().map(|(row, line)| format!("{mark}{}{mark},{line}\n", of(row)));
        rows.collect::<String>()
    };
    for rows in [
        numbered("\"", |row| (row + 1).to_string()),
        numbered("", |row| (row * 7 + 3).to_string()),
        numbered("\"", |row| format!("row {row}")),
    ] {
        for (delimiter, again) in [(",", ""), ("\t", HEADER), (";", "")] {
            let text = format!("{HEADER}{rows}{again}").replace(',', delimiter);
            let imported = import(&text);
            assert_eq!(purchases(&imported), READ, "{text}");
            assert_eq!(imported.report.rows_set_aside, 0);
            let found = imported.report.passed.iter().map(|row| row.why).collect::<Vec<_>>();
            assert!(found.iter().all(|why| *why == Passed::HeaderAgain) && found.is_empty() == again.is_empty());
        }
    }
    let torn = format!("{HEADER}C1,2024-01-05,O1,1,310.00\nC2,2024-01-06,O2,2,020.00\n");
    assert_eq!(purchases(&import(torn)), ["C1 2024-01-05 1310", "C2 2024-01-06 2020"], "a torn number is no name");
}

#[test]
fn totals_are_no_customers_and_no_answers() {
    let customers = import(
        "customer_id,name,city,points\n1,Li,Bern,3\n2,Total,Lyon,4\n3,Ray,Oslo,5\nTotal,,,12\nSource: the shop's till\n",
    );
    assert_eq!((customers.report.kind, customers.report.rows_used), (Kind::Customers, 3));
    let answers =
        import("Your answer to: would you recommend us?,nps,shop\nx,9,A\ny,3,B\nz,10,A\nAverage,7.3,\nTotal,3,\n");
    assert_eq!((answers.report.kind, answers.report.rows_read, answers.report.rows_used), (Kind::Answers, 3, 3));
}

#[test]
fn an_order_over_several_rows_has_its_total_in_the_first() {
    let text = "Name,Email,Created at,Total,Lineitem name\n#1001,a@x.org,2024-01-05 10:00:00 +0100,30.00,Tea\n#1001,a@x.org,2024-01-05 10:00:00 +0100,,Cup\n\
        #1001,,,,Pot\n#1002,b@x.org,2024-01-06 10:00:00 +0100,12.00,Tea\n#1003,c@x.org,2024-01-06 10:00:00 +0100,,Tea\n";
    let fields =
        [(Field::Order, "Name"), (Field::Customer, "Email"), (Field::Date, "Created at"), (Field::Amount, "Total")];
    let map = fields.into_iter().map(|(field, name)| (field, name.to_owned())).collect();
    let imported = import_under(text.as_bytes(), &Overrides { map, ..Overrides::default() });
    assert_eq!(purchases(&imported), ["a@x.org 2024-01-05 30", "b@x.org 2024-01-06 12"]);
    assert_eq!(passed(&imported), [(3, Passed::OrderLine), (4, Passed::OrderLine)]);
    assert_eq!(
        imported.report.reasons,
        BTreeMap::from([(Reason::NoAmount, 1)]),
        "another order without an amount is told"
    );
}

#[test]
fn a_delimiter_at_the_end_is_no_cell() {
    for (header, end) in [("", ","), (",", ""), (",", ",")] {
        let with = |text: &str, end: &str| text.replace('\n', &format!("{end}\n"));
        let text = format!("{}{}", with(HEADER, header), with(DATA, end));
        let imported = import(&text);
        assert_eq!(purchases(&imported), READ);
        assert!(!imported.report.notes.iter().any(|note| matches!(note, Note::ShortRows { .. })), "{text}");
        let noted = format!("Orders of 2024\n{text}");
        assert_eq!(purchases(&import(noted)), READ);
    }
}

#[test]
fn wrapped_cells_are_freed() {
    type Wrap = fn(&str) -> String;
    let wraps: [(&str, Wrap); 10] = [
        ("backtick", |cell| format!("`{cell}")),
        ("apostrophe", |cell| format!("'{cell}")),
        ("single quotes", |cell| format!("'{cell}'")),
        ("formula", |cell| format!("=\"{cell}\"")),
        ("quoted formula", |cell| format!("\"=\"\"{cell}\"\"\"")),
        ("tab", |cell| format!("{cell}\t")),
        ("no-break", |cell| format!("\u{a0}{cell}\u{a0}")),
        ("thin", |cell| format!("\u{2009}{cell}\u{202f}")),
        ("ideographic", |cell| format!("\u{3000}{cell}")),
        ("zero width", |cell| format!("\u{200b}{cell}\u{feff}")),
    ];
    for (name, wrap) in wraps {
        let rows: String =
            DATA.lines().map(|line| line.split(',').map(wrap).collect::<Vec<_>>().join(",") + "\n").collect();
        let imported = import(format!("{HEADER}{rows}"));
        assert_eq!(purchases(&imported), READ, "{name}");
        let Rows::Purchases(table) = &imported.table.rows else { panic!() };
        assert_eq!(table.orders, 3);
    }
}

#[test]
fn an_apostrophe_before_a_minus_is_no_part_of_it() {
    let text = format!("{HEADER}{DATA}C2,2024-03-01,O5,'-5.00\nO'Neil,2024-03-02,'=x,1\n't Hooft,2024-03-02,O6,1\n");
    let imported = import(text);
    assert_eq!(purchases(&imported)[3..], ["C2 2024-03-01 -5", "O'Neil 2024-03-02 1", "'t Hooft 2024-03-02 1"]);
    assert!(imported.report.notes.contains(&Note::Unwrapped { cells: 2 }));
}

#[test]
fn words_for_nothing_are_blank_in_every_field() {
    for word in [
        "NULL", "\\N", "nan", "NaN", "None", "N/A", "#N/A", "-", "--", "无", "空", "暂无", "未知", "(null)", "NaT",
        "<NA>",
    ] {
        let text = format!(
            "{HEADER}{DATA}{word},2024-03-01,O4,1\nC4,{word},O5,1\nC5,2024-03-01,O6,{word}\nC6,2024-03-01,{word},1\nC7,2024-03-01,{word},1\n"
        );
        let imported = import(&text);
        let reasons = BTreeMap::from([(Reason::NoCustomer, 1), (Reason::NoDate, 1), (Reason::NoAmount, 1)]);
        assert_eq!(imported.report.reasons, reasons, "{word}");
        let Rows::Purchases(table) = &imported.table.rows else { panic!() };
        assert_eq!(table.orders, 5, "{word}: rows without an order number are orders of their own");
        let words = vec![BlankWord { word: word.to_owned(), cells: 5 }];
        assert!(imported.report.notes.contains(&Note::BlankWords { words, cells: 5 }), "{word}");
        let literal = import_under(text.as_bytes(), &Overrides { literal_blanks: true, ..Overrides::default() });
        assert!(purchases(&literal).contains(&format!("{word} 2024-03-01 1")), "{word}");
    }
}

#[test]
fn a_word_for_nothing_may_be_a_value() {
    let text = "customer,date,amount,region,vip\n1,2024-01-05,2,NA,有\n2,2024-01-06,3,EU,无\n3,2024-01-06,3,NULL,无\n";
    let imported = import(text);
    let Rows::Purchases(table) = &imported.table.rows else { panic!() };
    let region = table.attribute("region").unwrap();
    assert_eq!([region.value(0), region.value(1), region.value(2)], [Some("NA"), Some("EU"), None]);
    assert_eq!(table.attribute("vip").unwrap().value(1), Some("无"), "beside 有 it says no");
}

#[test]
fn every_quoting_is_found_and_can_be_switched() {
    for (text, wanted) in [
        (
            "customer,note,date,amount\nC1,\"say \\\"hi, you\\\" now\",2024-01-05,1\nC2,x,2024-01-06,2\n",
            Quoting::Backslash,
        ),
        ("customer, note, date, amount\nC1, \"hi, you\", 2024-01-05, 1\nC2, x, 2024-01-06, 2\n", Quoting::Spaced),
        (
            "customer,note,date,amount\nC1,\"say \"hi, you\" now\",2024-01-05,1\nC2,\"x\",2024-01-06,2\n",
            Quoting::Unescaped,
        ),
        (
            "'customer','note','date','amount'\n'C1','hi, you','2024-01-05','1'\n'C2','it''s','2024-01-06','2'\n",
            Quoting::Apostrophe,
        ),
        (
            "customer\tnote\tdate\tamount\nC1\t\"hi\t2024-01-05\t1\nC2\tx\t2024-01-06\t2\nC1\t5\" tv\t2024-01-06\t2\nC1\t\"y\t2024-01-06\t2\n",
            Quoting::None,
        ),
        (
            "customer,note,date,amount\nC1,\"say \"\"hi, you\"\" now\",2024-01-05,1\nC2,5\" tv,2024-01-06,2\n",
            Quoting::Doubled,
        ),
    ] {
        assert_eq!(quoting(text), wanted, "{text}");
        let imported = import(text);
        assert_eq!(imported.report.quoting, Some(wanted));
        assert_eq!(imported.report.rows_used, text.lines().count() as u64 - 1, "{text}");
        let strict = Overrides { quoting: Some(Quoting::Doubled), ..Overrides::default() };
        assert_eq!(import_under(text.as_bytes(), &strict).report.quoting, Some(Quoting::Doubled));
    }
}

#[test]
fn quotes_that_follow_no_rule_are_told() {
    let mut text = HEADER.to_owned();
    // Between the places the guess looks at.
    text.extend((0..10_000).map(|row| format!("C{row},2024-01-05,\"O{row}\",1\n")));
    text += "C1,2024-01-05,\"O\"1\",1\n";
    text.extend((0..20_000).map(|row| format!("C{row},2024-01-05,\"O{row}\",1\n")));
    let imported = import(text);
    assert_eq!(imported.report.quoting, Some(Quoting::Doubled));
    assert!(imported.report.notes.contains(&Note::OddQuotes { rows: 1 }), "{:?}", imported.report.notes);
}

#[test]
fn a_cell_of_a_megabyte_is_cut_and_its_row_stays() {
    for comment in ["x".repeat(1 << 20), format!("\"{}\"", "很长, ".repeat(400_000)), "y".repeat(3 << 20)] {
        let text = format!("id,nps,comment\n1,9,ok\n2,10,{comment}\n3,0,no\n");
        let imported = import(text);
        assert_eq!((imported.report.kind, imported.report.rows_used), (Kind::Answers, 3));
        assert!(imported.report.notes.contains(&Note::CutCells { rows: 1 }));
    }
}

#[test]
fn a_preview_says_what_was_passed_over_and_cleaned() {
    let text = format!("Orders\n\n{HEADER}{DATA}`C9,2024-03-01,NULL,4\nTotal,,,64.5\n");
    let preview = look(text.as_bytes(), &Overrides::default());
    assert_eq!(preview.numbers, [4, 5, 6, 7]);
    assert_eq!(preview.rows[3], ["C9", "2024-03-01", "", "4"]);
    let cleaned: Vec<_> = preview.cleaned.iter().map(|cell| (cell.row, cell.column, cell.was.as_str())).collect();
    assert_eq!(cleaned, [(3, 0, "`C9"), (3, 2, "NULL")]);
    let rows: Vec<_> = preview.passed.iter().map(|row| (row.row, row.why, row.text.as_str())).collect();
    assert_eq!(rows, [(1, Passed::Title, "Orders"), (8, Passed::Total, "Total · 64.5")]);
    assert_eq!(preview.blank_words, [BlankWord { word: "NULL".to_owned(), cells: 1 }]);
    assert_eq!(preview.doubts, []);
}

/// How a table is written.
#[derive(Debug, Clone, Copy)]
struct Style {
    delimiter: char,
    quoting: Quoting,
    always: bool,
    line: &'static str,
    encoding: &'static encoding_rs::Encoding,
    notes: usize,
    wrap: usize,
    blank: &'static str,
    footer: bool,
}

#[test]
fn a_ditto_mark_that_swallows_a_row_is_told() {
    let text = "customer,date,amount,comment\na,2024-03-01,1,\"\nb,2024-03-02,2,\"\nc,2024-03-03,3,fine\n";
    let doubled = Overrides { quoting: Some(Quoting::Doubled), ..Overrides::default() };
    let told = |text: &str| {
        let notes = import_under(text.as_bytes(), &doubled).report.notes;
        notes.iter().any(|note| matches!(note, Note::OddQuotes { rows: 1 }))
    };
    assert!(told(text));
    // Several lines are no row of their own, whatever commas they have.
    assert!(!told(&text.replace("\"\nb,2024-03-02,2,\"", "\"good,\nbut slow, dear, far\"")));
}

fn written(cell: &str, style: Style) -> String {
    let sign = if style.quoting == Quoting::Apostrophe { '\'' } else { '"' };
    let needs = cell.contains([style.delimiter, sign, '\n']);
    let inner = match style.quoting {
        Quoting::Doubled | Quoting::Spaced | Quoting::Apostrophe | Quoting::Lines => {
            cell.replace(sign, &format!("{sign}{sign}"))
        }
        Quoting::Backslash => cell.replace('\\', "\\\\").replace('"', "\\\""),
        Quoting::Unescaped => cell.to_owned(),
        Quoting::None => return cell.to_owned(),
    };
    let quoted = if needs || style.always { format!("{sign}{inner}{sign}") } else { inner };
    if style.quoting == Quoting::Spaced { format!(" {quoted}") } else { quoted }
}

fn file(rows: &[(u32, u32, String)], style: Style) -> Vec<u8> {
    let cut = style.delimiter.to_string();
    let line = |cells: [String; 4]| cells.map(|cell| written(&cell, style)).join(&cut) + style.line;
    let mut text: String = (0..style.notes).map(|note| format!("Note {note}{}", style.line)).collect();
    text += &line(["customer", "date", "amount", "comment"].map(str::to_owned));
    for (customer, amount, comment) in rows {
        let customer = format!("K{customer:04}");
        let customer = match style.wrap {
            1 => format!("`{customer}"),
            2 => format!("\u{3000}{customer}"),
            _ => customer,
        };
        let comment = if comment.is_empty() { style.blank.to_owned() } else { comment.clone() };
        text += &line([customer, format!("2024-03-{:02}", 1 + amount % 28), format!("{amount}.5"), comment]);
    }
    if style.footer {
        text.extend(["Total", cut.as_str(), cut.as_str(), "7", cut.as_str(), style.line]);
    }
    style.encoding.encode(&text).0.into_owned()
}

fn styles() -> impl proptest::strategy::Strategy<Value = Style> {
    use proptest::prelude::*;
    let first = (
        proptest::sample::select(vec![',', ';', '\t', '|']),
        // Lines in quotes as a whole hold no line ends; they have tests of their own.
        proptest::sample::select(
            Quoting::ALL.into_iter().filter(|quoting| *quoting != Quoting::Lines).collect::<Vec<_>>(),
        ),
        any::<bool>(),
        proptest::sample::select(vec!["\n", "\r\n"]),
        proptest::sample::select(vec![encoding_rs::UTF_8, GB18030, WINDOWS_1252]),
    );
    let second = (0..30_usize, 0..3_usize, proptest::sample::select(vec!["", "NULL", "N/A", "-"]), any::<bool>());
    (first, second).prop_map(|((delimiter, quoting, always, line, encoding), (notes, wrap, blank, footer))| Style {
        delimiter,
        quoting,
        always: always || quoting == Quoting::Unescaped,
        line,
        encoding,
        notes,
        wrap: if encoding == WINDOWS_1252 && wrap == 2 { 0 } else { wrap },
        blank,
        footer,
    })
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 200, ..Default::default() })]

    #[test]
    fn any_table_reads_back_or_says_what_it_is_unsure_of(
        rows in proptest::collection::vec((0..9999_u32, 0..99_999_u32, "[a-z]{0,6}( [a-z,;'|\"\\\\\n]{1,6})?( [a-z]{1,6})?"), 8..40),
        style in styles(),
    ) {
        // What the way of writing cannot say is not asked of it.
        let plain = |text: &str| match style.quoting {
            Quoting::None => text.replace([style.delimiter, '\n', '"'], "x"),
            Quoting::Unescaped => text.replace('"', "x"),
            _ => text.to_owned(),
        };
        let rows: Vec<_> = rows.into_iter().map(|(customer, amount, text)| (customer, amount, plain(text.trim()))).collect();
        let bytes = file(&rows, style);
        let overrides = Overrides { kind: Some(Kind::Purchases), ..Overrides::default() };
        let preview = look(&bytes, &overrides);
        // The page says which columns it still needs.
        if !preview.plan.missing().is_empty() {
            return Ok(());
        }
        let imported = import_under(&bytes, &overrides);
        let Rows::Purchases(table) = &imported.table.rows else { panic!() };
        let told = !preview.doubts.is_empty()
            || imported.report.rows_set_aside > 0
            || imported.report.notes.iter().any(|note| matches!(note, Note::OddQuotes { .. } | Note::ShortRows { .. }));
        let found: Vec<_> = (0..table.customer.len())
            .map(|row| (imported.table.customers.get(table.customer[row]).to_owned(), table.amount[row].money().to_string()))
            .collect();
        let wanted: Vec<_> = rows.iter().map(|(customer, amount, _)| (format!("K{customer:04}"), format!("{amount}.5"))).collect();
        proptest::prop_assert!(found == wanted || told, "{:?} {:?}\n{}", preview.plan.layout, imported.report, String::from_utf8_lossy(&bytes));
        proptest::prop_assert_eq!(imported.report.passed_over.get(&Passed::Title).copied().unwrap_or(0), style.notes as u64);
    }
}

#[test]
fn comments_alone_are_answers_that_nobody_scored() {
    let comments = [
        "房间很干净，服务也不错，下次还会来",
        "卫生间有异味，打扫不及时，很失望，不会再来了",
        "The room was clean and the staff were kind to us",
    ];
    // With a label beside them, with a number for each, alone in the file.
    for (header, before) in [("label,review", "1,"), ("序号,评论", "7,"), ("comment", "")] {
        let rows: String = (0..30).map(|n| format!("{before}\"{n}. {}\"\n", comments[n % 3])).collect();
        let text = format!("{header}\n{rows}");
        assert!(look(text.as_bytes(), &Overrides::default()).plan.has_comments_alone(), "{header}");
        let imported = import(&text);
        let Rows::Answers(answers) = &imported.table.rows else { panic!("{header}: {:?}", imported.report) };
        assert_eq!(answers.score, [None; 30]);
        assert_eq!((imported.report.rows_used, imported.report.rows_set_aside), (30, 0));
    }
    // Remarks beside something else make no answers of it: what it needs is asked for.
    for text in [
        "when,sum,remarks\n2024-01-05,10,paid in cash\n2024-01-06,12,paid in cash\n",
        "customer,remarks\nA,prefers the phone to letters and mail\nB,moved to another town some weeks ago\n",
    ] {
        let plan = look(text.as_bytes(), &Overrides::default()).plan;
        assert!(!plan.has_comments_alone(), "{plan:?}");
    }
}
