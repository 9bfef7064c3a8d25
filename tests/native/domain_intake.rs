//! Delimited text from bytes to tables: one small file per oddity, and the reference sets.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::GzDecoder;
use loyalscope::domain::dataset::{BLANK, Field, Kind, Purchases, Rows};
use loyalscope::domain::intake::{
    DateOrder, DecimalMark, Imported, IntakeError, Layout, MemorySource, Note, Overrides, Plan, Preview, Quoting,
    Reason, Role, SetAsideWords, TextEncoding, Unpaced, block_on_ready, preview, read,
};
use loyalscope::domain::money::Money;

fn source(path: &str) -> MemorySource {
    let full = format!("{}/tests/data/{path}", env!("CARGO_MANIFEST_DIR"));
    let mut bytes = std::fs::read(&full).unwrap_or_else(|error| panic!("{full}: {error}"));
    if std::path::Path::new(path).extension().is_some_and(|extension| extension == "gz") {
        let mut unpacked = Vec::new();
        GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
        bytes = unpacked;
    }
    MemorySource::new(path.rsplit('/').next().unwrap(), bytes)
}

fn look(path: &str) -> Result<Preview, IntakeError> {
    block_on_ready(preview(&mut source(path), &Overrides::default()))
}

fn oddity(name: &str) -> Imported {
    import(name, |_| ())
}

fn import(name: &str, change: impl FnOnce(&mut Plan)) -> Imported {
    import_from(&mut source(&format!("intake/{name}")), change)
}

fn import_from(source: &mut MemorySource, change: impl FnOnce(&mut Plan)) -> Imported {
    let mut plan = block_on_ready(preview(source, &Overrides::default())).unwrap().plan;
    change(&mut plan);
    let imported = block_on_ready(read(source, &plan, &mut Unpaced)).unwrap();
    let report = &imported.report;
    assert_eq!(report.rows_used + report.rows_set_aside, report.rows_read);
    assert_eq!(report.reasons.values().sum::<u64>(), report.rows_set_aside);
    imported
}

fn refused(name: &str) -> IntakeError {
    look(&format!("intake/{name}")).expect_err("a file that is no table")
}

fn purchases(imported: &Imported) -> &Purchases {
    match &imported.table.rows {
        Rows::Purchases(purchases) => purchases,
        other => panic!("not purchases: {other:?}"),
    }
}

fn amounts(imported: &Imported) -> Vec<String> {
    purchases(imported).amount.iter().map(|amount| amount.money().to_string()).collect()
}

fn days(imported: &Imported) -> Vec<String> {
    purchases(imported).day.iter().map(ToString::to_string).collect()
}

fn customers(imported: &Imported) -> Vec<&str> {
    purchases(imported).customer.iter().map(|&code| imported.table.customers.get(code)).collect()
}

fn set_aside(imported: &Imported) -> Vec<(u64, Reason)> {
    imported.report.set_aside.iter().map(|row| (row.row, row.reason)).collect()
}

#[test]
fn every_encoding_gives_the_same_table() {
    for (name, encoding) in [
        ("gbk.csv", "GB18030"),
        ("utf8_bom_crlf.csv", "UTF-8"),
        ("utf16_bom.csv", "UTF-16LE"),
        ("utf16_no_bom.csv", "UTF-16BE"),
    ] {
        let imported = oddity(name);
        assert_eq!(imported.report.encoding.as_deref(), Some(encoding), "{name}");
        assert_eq!(customers(&imported), ["00017", "00018"], "{name}");
        assert_eq!(amounts(&imported), ["12.5", "8"], "{name}");
        let channel = purchases(&imported).attribute("渠道").unwrap();
        assert_eq!((channel.value(0), channel.value(1)), (Some("手机银行"), Some("网点")), "{name}");
    }
    let big5 = oddity("big5.csv");
    assert_eq!(big5.report.encoding.as_deref(), Some("Big5"));
    assert_eq!(purchases(&big5).attribute("渠道").unwrap().value(0), Some("手機銀行"));
}

#[test]
fn letters_outside_ascii_may_come_late() {
    let imported = oddity("late_gbk.csv");
    assert_eq!(imported.report.encoding.as_deref(), Some("GB18030"));
    assert_eq!(purchases(&imported).attribute("channel").unwrap().value(10_000), Some("手机银行"));
}

#[test]
fn windows_1252_with_semicolons_and_decimal_commas() {
    let imported = oddity("windows1252_semicolons.csv");
    assert_eq!((imported.report.encoding.as_deref(), imported.report.delimiter), (Some("windows-1252"), Some(';')));
    assert_eq!(amounts(&imported), ["1234.5", "8", "2500"]);
    assert_eq!(days(&imported), ["2024-03-05", "2024-03-25", "2024-03-26"]);
    assert_eq!(purchases(&imported).attribute("région").unwrap().value(0), Some("Île-de-France"));
}

#[test]
fn delimiters_are_found() {
    for (name, delimiter, amount) in
        [("tabs.tsv", '\t', "12.5"), ("pipes.txt", '|', "12.5"), ("separator_line.csv", ';', "12.5")]
    {
        let imported = oddity(name);
        assert_eq!(imported.report.delimiter, Some(delimiter), "{name}");
        assert_eq!(amounts(&imported)[0], amount, "{name}");
        assert_eq!(customers(&imported)[0], "007", "{name}");
    }
}

#[test]
fn quoted_cells_hold_anything() {
    let imported = oddity("quoted.csv");
    assert_eq!(customers(&imported), ["00,7", "8"]);
    assert_eq!(purchases(&imported).attribute("note").unwrap().value(0), Some("two\nlines, \"quoted\""));
    assert_eq!(set_aside(&imported), [(4, Reason::NoCustomer)], "a line break in a cell starts no row");
}

#[test]
fn line_ends_of_every_kind() {
    assert_eq!(amounts(&oddity("cr_only.csv")), ["1", "2"]);
    assert_eq!(amounts(&oddity("no_final_line_end.csv")), ["1"]);
}

#[test]
fn ragged_rows_are_filled_up_or_set_aside() {
    let imported = oddity("ragged.csv");
    assert_eq!(amounts(&imported), ["1", "2", "4"]);
    assert_eq!(purchases(&imported).attribute("channel").unwrap().codes, [BLANK, 0, 0]);
    assert_eq!(set_aside(&imported), [(4, Reason::TooManyCells)]);
    assert_eq!(imported.report.notes, [Note::ShortRows { rows: 1 }]);
    let csv = String::from_utf8(imported.set_aside.to_csv(&SetAsideWords::default())).unwrap();
    assert_eq!(
        csv,
        "\u{feff}row,column,reason,code,customer,date,amount,channel\r\n4,,too_many_cells,too_many_cells,3,2024-03-05,3,web,extra\r\n"
    );
}

#[test]
fn blank_lines_are_no_rows_but_count_in_row_numbers() {
    let imported = oddity("blank_lines.csv");
    assert_eq!((imported.report.rows_read, imported.report.rows_used), (2, 1));
    assert_eq!(set_aside(&imported), [(7, Reason::BadDate)]);
    assert_eq!(imported.report.notes, [Note::BlankRows { rows: 5 }, unread_required("x", 2)]);
}

/// That one date of a file cannot be read.
fn unread_required(example: &str, filled: u64) -> Note {
    Note::UnreadRequired { column: "date".to_owned(), rows: 1, filled, examples: vec![example.to_owned()] }
}

#[test]
fn repeated_and_blank_headers_are_renamed() {
    let imported = oddity("repeated_headers.csv");
    let renamed = vec!["channel (2)".to_owned(), "column 6".to_owned()];
    assert_eq!(imported.report.notes, [Note::RenamedHeaders { columns: renamed }]);
    assert_eq!(imported.report.attributes, ["channel", "channel (2)"]);
}

#[test]
fn the_whole_column_decides_the_order_of_dates() {
    assert_eq!(days(&oddity("dates_day_first.csv")), ["2024-03-05", "2024-03-25", "2024-04-05"]);
    assert_eq!(days(&oddity("dates_month_first.csv")), ["2024-03-05", "2024-03-25", "2024-04-05"]);
    assert_eq!(days(&oddity("dates_two_digit_years.csv")), ["2024-03-05", "2024-03-31"]);
}

#[test]
fn dates_that_fit_both_orders_are_noted_and_can_be_switched() {
    let imported = oddity("dates_ambiguous.csv");
    let note = |order| Note::AmbiguousDates { column: "date".to_owned(), order };
    assert_eq!(imported.report.notes, [note(DateOrder::MonthDayYear)]);
    assert_eq!(days(&imported), ["2024-03-05", "2024-03-06"]);
    assert!(look("intake/dates_ambiguous.csv").unwrap().columns[1].date_is_ambiguous);
    let switched = import("dates_ambiguous.csv", |plan| plan.columns[1].date_order = Some(DateOrder::DayMonthYear));
    assert_eq!(days(&switched), ["2024-05-03", "2024-06-03"]);
    assert!(switched.report.notes.is_empty());
}

#[test]
fn rows_that_contradict_the_column_are_set_aside() {
    let dates = oddity("dates_contradicting.csv");
    assert_eq!(days(&dates), ["2024-03-25", "2024-03-26", "2024-03-05"]);
    assert_eq!(set_aside(&dates), [(4, Reason::BadDate)]);
    let numbers = oddity("amounts_contradicting.csv");
    assert_eq!(amounts(&numbers), ["12.5", "0.75", "1234"]);
    assert_eq!(set_aside(&numbers), [(3, Reason::BadAmount)]);
}

#[test]
fn dates_of_many_forms() {
    assert_eq!(days(&oddity("dates_many_forms.csv")), ["2024-03-05"; 10]);
    let bad = oddity("dates_bad.csv");
    assert_eq!(set_aside(&bad), [(2, Reason::BadDate), (3, Reason::NoDate), (4, Reason::BadDate)]);
    assert_eq!(bad.report.set_aside[0].text, "2024-02-30");
    assert_eq!(bad.report.set_aside[0].column.as_deref(), Some("date"));
}

#[test]
fn amounts_of_many_forms() {
    let wanted = ["1234.5", "1234.5", "-12.5", "-12.5", "-12.5", "12.5", "12000", "120000", "8", "3.25", "0"];
    assert_eq!(amounts(&oddity("amounts_written.csv")), wanted);
    assert_eq!(amounts(&oddity("amounts_decimal_comma.csv")), ["1234", "12.5", "1234567.89"]);
    let reasons = [(2, Reason::BadAmount), (3, Reason::NoAmount), (4, Reason::AmountTooLarge)];
    assert_eq!(set_aside(&oddity("amounts_bad.csv")), reasons);
    let point = import("amounts_decimal_comma.csv", |plan| plan.columns[2].decimal_mark = Some(DecimalMark::Point));
    assert_eq!(amounts(&point), ["1.234"]);
}

#[test]
fn quantity_times_price_is_exact_and_rounds_half_to_even() {
    let imported = oddity("quantity_and_price.csv");
    assert_eq!(amounts(&imported), ["3.7035", "0", "0.000002", "-20"]);
    assert_eq!(imported.report.notes, [Note::Rounded { rows: 2 }, Note::Returns { rows: 1 }]);
    let large = oddity("product_too_large.csv");
    assert_eq!((set_aside(&large), amounts(&large)), (vec![(2, Reason::AmountTooLarge)], vec!["1".to_owned()]));
}

#[test]
fn returns_are_known_by_sign_quantity_or_order_id() {
    let imported = oddity("returns.csv");
    let table = purchases(&imported);
    assert_eq!(amounts(&imported), ["10", "-10", "-5", "-7.5", "0", "1", "2"]);
    assert_eq!(table.returned, [false, true, true, true, false, false, false]);
    assert_eq!(table.order, [0, 1, 2, 3, 4, 5, 6], "a row without an order id is an order of its own");
    assert_eq!(table.orders, 7);
    assert_eq!(imported.report.notes, [Note::Returns { rows: 3 }, Note::SignTurned { rows: 2 }]);
}

#[test]
fn answers_without_a_score_are_set_aside_and_kept_as_not_answers() {
    let imported = oddity("scores.csv");
    let Rows::Answers(answers) = &imported.table.rows else { panic!("answers") };
    let scores: Vec<Option<u8>> =
        answers.score.iter().map(|score| score.map(loyalscope::domain::score::Score::get)).collect();
    let nine = Some(9);
    assert_eq!(
        scores,
        [nine, nine, nine, nine, nine, nine, Some(10), Some(0), None, None, None, None, None, Some(7), Some(8)]
    );
    assert_eq!(imported.report.reasons, BTreeMap::from([(Reason::NoScore, 1), (Reason::BadScore, 4)]));
    assert_eq!((imported.report.rows_used, imported.report.rows_set_aside), (10, 5));
    assert_eq!(imported.set_aside.rows(), 5);
}

#[test]
fn repeated_rows_are_counted_or_set_aside() {
    let counted = oddity("duplicates.csv");
    assert_eq!((counted.report.rows_used, &counted.report.notes[..]), (4, &[Note::Duplicates { rows: 2 }][..]));
    let dropped = import("duplicates.csv", |plan| plan.set_aside_duplicates = true);
    assert_eq!(set_aside(&dropped), [(4, Reason::Duplicate), (5, Reason::Duplicate)]);
    assert!(dropped.report.notes.is_empty());
}

#[test]
fn future_dates_are_counted_or_set_aside() {
    for name in ["future.csv", "future_day_first.csv"] {
        // Within a year of the later date: one further ahead is set aside anyhow.
        let today = Some("2123-12-31".parse().unwrap());
        let counted = import(name, |plan| plan.today = today);
        assert_eq!((counted.report.rows_used, &counted.report.notes[..]), (2, &[Note::FutureDates { rows: 1 }][..]));
        let dropped = import(name, |plan| (plan.today, plan.set_aside_future) = (today, true));
        assert_eq!(set_aside(&dropped), [(3, Reason::FutureDate)], "{name}");
        assert!(import(name, |_| ()).report.notes.is_empty(), "without today nothing is in the future");
    }
}

#[test]
fn files_that_are_no_tables_are_refused() {
    let not_a_table = |what: &str| IntakeError::NotATable { what: what.to_owned() };
    assert_eq!(refused("picture.csv"), not_a_table("PNG"));
    assert_eq!(refused("archive.csv"), not_a_table("ZIP"));
    assert_eq!(refused("page.xls"), not_a_table("HTML"));
    assert_eq!(refused("empty.csv"), IntakeError::Empty);
    assert_eq!(refused("only_blanks.csv"), IntakeError::Empty);
    assert_eq!(refused("header_only.csv"), IntakeError::HeaderOnly);
    assert_eq!(refused("nul.csv"), IntakeError::Binary { byte: 34 });
}

#[test]
fn one_line_of_many_megabytes_is_no_header() {
    let mut long = MemorySource::new("long.csv", vec![b'x'; 9 << 20]);
    assert_eq!(block_on_ready(preview(&mut long, &Overrides::default())), Err(IntakeError::HeaderTooLong));
}

#[test]
fn a_row_of_many_megabytes_is_set_aside() {
    let mut bytes = b"customer,date,amount\n1,2024-03-05,1\n".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', 9 << 20));
    bytes.extend(b"\n2,2024-03-05,2\n");
    let imported = import_from(&mut MemorySource::new("long.csv", bytes), |_| ());
    assert_eq!(
        (amounts(&imported), set_aside(&imported)),
        (vec!["1".to_owned(), "2".to_owned()], vec![(3, Reason::TooLong)])
    );
    assert!(imported.set_aside.to_csv(&SetAsideWords::default()).len() < 1000);
}

#[test]
fn what_is_set_aside_never_becomes_a_formula() {
    let csv = String::from_utf8(oddity("formulas.csv").set_aside.to_csv(&SetAsideWords::default())).unwrap();
    let lines: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "2,date,bad_date,bad_date,'=cmd|x,2024-13-05,1",
            "3,date,bad_date,bad_date,'@a,2024-13-05,-1",
            "4,date,bad_date,bad_date,-7,2024-13-05,+1"
        ]
    );
}

#[test]
fn a_stray_quote_costs_no_other_row() {
    let imported = oddity("stray_quote.csv");
    assert_eq!(amounts(&imported), ["1", "2"]);
    assert_eq!(purchases(&imported).attribute("note").unwrap().value(0), Some("\"never closed"));
}

#[test]
fn bytes_that_are_no_letters_are_counted() {
    let imported = oddity("undecodable.csv");
    assert_eq!(imported.report.encoding.as_deref(), Some("UTF-8"));
    assert_eq!(imported.report.notes, [Note::Undecodable { rows: 1 }]);
    assert_eq!(amounts(&imported), ["1", "1", "1"]);
}

#[test]
fn complaints_exits_and_customers_become_tables() {
    let imported = oddity("complaints.csv");
    let Rows::Complaints(complaints) = &imported.table.rows else { panic!("complaints") };
    assert_eq!((complaints.len(), complaints.customer[1]), (3, BLANK));
    let settled = complaints.of(Field::Settled).unwrap();
    let settled = (0..complaints.len()).filter_map(|row| settled.day(row));
    assert_eq!(settled.map(|day| day.to_string()).collect::<Vec<_>>(), ["2024-03-07"]);
    assert_eq!(complaints.of(Field::Reason).unwrap().value(0), Some("排队"));
    assert_eq!(set_aside(&imported), [(4, Reason::NoDate)]);
    assert_eq!(
        imported.report.notes,
        [Note::UnreadCells {
            column: "办结日期".to_owned(), rows: 1, filled: 2, examples: vec!["soon".to_owned()]
        }]
    );

    let imported = oddity("exits.csv");
    let Rows::Exits(exits) = &imported.table.rows else { panic!("exits") };
    assert_eq!((exits.len(), exits.of(Field::Reason).unwrap().value(0)), (2, Some("price")));

    let imported = oddity("customers.csv");
    let Rows::Customers(listed) = &imported.table.rows else { panic!("customers") };
    assert_eq!(listed.customer, [0, 1, 0], "the table keeps repeated customers: joining counts them");
    assert_eq!((listed.since[1], listed.of(Field::Name).unwrap().value(1)), (None, Some("B")));
    assert_eq!(set_aside(&imported), [(4, Reason::NoCustomer)]);
}

#[test]
fn a_file_without_required_fields_can_be_looked_at_but_not_read() {
    let mut file = source("intake/one_column.csv");
    let overrides = Overrides { kind: Some(Kind::Purchases), ..Overrides::default() };
    let plan = block_on_ready(preview(&mut file, &overrides)).unwrap().plan;
    assert_eq!(plan.missing().len(), 2);
    let error = block_on_ready(read(&mut file, &plan, &mut Unpaced)).unwrap_err();
    let fields = vec![Field::Date, Field::Amount];
    assert_eq!(error, IntakeError::MissingFields { kind: Kind::Purchases, fields });
}

#[test]
fn a_file_changed_after_its_preview_is_not_read() {
    let plan = look("intake/gbk.csv").unwrap().plan;
    let error = block_on_ready(read(&mut source("intake/big5.csv"), &plan, &mut Unpaced)).unwrap_err();
    assert_eq!(error, IntakeError::Changed);
}

#[test]
fn encoding_and_delimiter_can_be_fixed_by_hand() {
    let overrides =
        Overrides { encoding: Some(TextEncoding::Windows1252), delimiter: Some(';'), ..Overrides::default() };
    let preview = block_on_ready(preview(&mut source("intake/gbk.csv"), &overrides)).unwrap();
    let layout = Layout::Text { encoding: TextEncoding::Windows1252, delimiter: ';', quoting: Quoting::Doubled };
    assert_eq!((preview.plan.layout, preview.columns.len()), (layout, 1));
}

#[test]
fn the_reference_sets_are_understood_without_help() {
    let fields = |path: &str| {
        let plan = look(path).unwrap().plan;
        let mapped: BTreeMap<Field, String> = (plan.columns.iter())
            .filter_map(|column| match column.role {
                Role::Field(field) => Some((field, column.header.clone())),
                _ => None,
            })
            .collect();
        (plan.kind, mapped.into_iter().map(|(field, header)| format!("{field}={header}")).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(
        fields("cdnow_sample/cdnow_sample.csv"),
        (Kind::Purchases, "customer=customer_id date=date amount=amount quantity=quantity".to_owned())
    );
    assert_eq!(
        fields("rfm_orders/rfm_orders.csv"),
        (Kind::Purchases, "customer=customer_id date=order_date amount=revenue".to_owned())
    );
    assert_eq!(
        fields("online_retail_a/online_retail_a.csv.gz"),
        (
            Kind::Purchases,
            "customer=CustomerID order=InvoiceNo date=InvoiceDate quantity=Quantity unit_price=UnitPrice".to_owned()
        )
    );
    assert_eq!(fields("sfo_2018/sfo_2018_survey.csv.gz"), (Kind::Answers, "score=NETPRO".to_owned()));
}

#[test]
fn online_retail_counts_what_its_truth_counts() {
    let imported = import_from(&mut source("online_retail_a/online_retail_a.csv.gz"), |_| ());
    let report = &imported.report;
    assert_eq!(report.rows_read, 159_231);
    assert_eq!(report.reasons, BTreeMap::from([(Reason::NoCustomer, 15_631)]));
    assert!(report.notes.contains(&Note::Duplicates { rows: 1_875 }), "{:?}", report.notes);
    let table = purchases(&imported);
    assert_eq!(imported.table.customers.len(), 1_487);
    let gross: Money = (table.amount.iter().zip(&table.returned))
        .filter(|(_, returned)| !**returned)
        .map(|(amount, _)| amount.money())
        .sum();
    assert!(report.notes.contains(&Note::Returns { rows: 3_027 }), "{:?}", report.notes);
    assert_eq!(gross.to_string(), "3384118.051");
    assert_eq!(report.period.map(|period| period.to.to_string()).as_deref(), Some("2011-12-09"));
}

#[test]
fn cdnow_keeps_leading_zeros_and_every_cent() {
    let imported = import_from(&mut source("cdnow_sample/cdnow_sample.csv"), |_| ());
    assert_eq!((imported.report.rows_used, imported.table.customers.len()), (6_919, 2_357));
    assert_eq!(customers(&imported)[0], "00004");
    let total: Money = purchases(&imported).amount.iter().map(|amount| amount.money()).sum();
    assert_eq!(total.to_string(), "244091.94");
}

#[test]
fn json_is_read_by_the_same_rules() {
    for (name, rows) in [("rows.json", [2, 3]), ("rows.ndjson", [2, 3])] {
        let imported = oddity(name);
        assert_eq!(customers(&imported), ["007"], "{name}");
        assert_eq!(amounts(&imported), ["-12.5"], "{name}");
        let reasons = [(rows[0], Reason::NoCustomer), (rows[1], Reason::NotAnObject)];
        assert_eq!(set_aside(&imported), reasons, "{name}");
        assert_eq!(purchases(&imported).attribute("shop.city").unwrap().value(0), Some("上海"), "{name}");
    }
}

/// Reads pieces of a fixed size, whatever is asked for: every cut must do.
#[derive(Clone)]
struct Drops(MemorySource, usize);

impl loyalscope::domain::intake::Source for Drops {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn size(&self) -> u64 {
        self.0.size()
    }

    async fn read(
        &mut self,
        offset: u64,
        length: usize,
        buffer: &mut Vec<u8>,
    ) -> Result<(), loyalscope::domain::intake::SourceError> {
        self.0.read(offset, length.min(self.1), buffer).await
    }
}

fn outcome(source: &mut impl loyalscope::domain::intake::Source, plan: &Plan) -> Result<String, IntakeError> {
    block_on_ready(read(source, plan, &mut Unpaced))
        .map(|imported| format!("{:?} {:?}", imported.report, imported.table.rows))
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let mut file = MemorySource::new("any", bytes);
        if let Ok(preview) = block_on_ready(preview(&mut file, &Overrides::default())) {
            let _ = block_on_ready(read(&mut file, &preview.plan, &mut Unpaced));
        }
    }

    #[test]
    fn every_row_is_used_or_set_aside_however_the_bytes_are_cut(
        body in "([0-9]{0,3}[,;\"]?(0?[0-9]/1?[0-9]/2024|2024-03-05|x)?,[\"]?-?[0-9]{0,2}[.,]?[0-9]{0,3}\"?,?(网点|a)?(\r\n|\n|\r)){0,12}",
        piece in 1_usize..40,
    ) {
        let mut file = MemorySource::new("rows.csv", format!("customer,date,amount,branch\n{body}"));
        let layout = Layout::Text { encoding: TextEncoding::Utf8, delimiter: ',', quoting: Quoting::Doubled };
        let overrides = Overrides {
            kind: Some(Kind::Purchases),
            map: [Field::Customer, Field::Date, Field::Amount].map(|field| (field, field.name().to_owned())).into(),
            delimiter: Some(','),
            encoding: Some(TextEncoding::Utf8),
            quoting: Some(Quoting::Doubled),
            ..Overrides::default()
        };
        if let Ok(preview) = block_on_ready(preview(&mut file, &overrides)) {
            proptest::prop_assert_eq!(&preview.plan.layout, &layout);
            if let Ok(imported) = block_on_ready(read(&mut file, &preview.plan, &mut Unpaced)) {
                let report = imported.report;
                proptest::prop_assert_eq!(report.rows_used + report.rows_set_aside, report.rows_read);
                proptest::prop_assert_eq!(report.rows_used, imported.set_aside.rows().abs_diff(report.rows_read));
            }
            let whole = outcome(&mut file, &preview.plan);
            proptest::prop_assert_eq!(whole, outcome(&mut Drops(file, piece), &preview.plan));
        }
    }
}

#[test]
fn workbooks_are_read_by_the_same_rules() {
    let plain = import_from(&mut source("rfm_orders/rfm_orders.csv"), |_| ());
    assert_eq!(plain.report.rows_used, 4_906);
    for name in ["workbook/orders.ods", "workbook/orders.xls", "workbook/openpyxl.xlsx"] {
        let preview = look(name).unwrap();
        assert!(!preview.sheets.is_empty(), "{name}");
        assert!(matches!(preview.plan.layout, Layout::Workbook { .. }), "{name}");
    }
    assert_eq!(look("workbook/password.xlsx"), Err(IntakeError::Password));
}

fn purchases_of(text: &str) -> Imported {
    import_from(&mut MemorySource::new("months.csv", text), |_| ())
}

#[test]
fn a_month_alone_is_its_first_day_and_is_said() {
    let imported =
        purchases_of("customer,date,amount\n1,2024-03,1\n2,2024/4,2\n3,2024年5月,3\n4,2024-06-07,4\n5,202408,5\n");
    assert_eq!(days(&imported), ["2024-03-01", "2024-04-01", "2024-05-01", "2024-06-07"]);
    let unread = unread_required("202408", 5);
    assert_eq!(imported.report.notes, [unread, Note::MonthDates { column: "date".to_owned(), rows: 3 }]);
    assert_eq!(set_aside(&imported), [(6, Reason::BadDate)], "six digits among other dates may be anything");
}

#[test]
fn six_digits_are_months_where_the_whole_column_is() {
    let imported = purchases_of("customer,date,amount\n1,202403,202403\n2,202412,2\n3,,3\n");
    assert_eq!(
        (days(&imported), amounts(&imported)),
        (vec!["2024-03-01".into(), "2024-12-01".into()], vec!["202403".into(), "2".into()])
    );
    assert_eq!(imported.report.notes, [Note::MonthDates { column: "date".to_owned(), rows: 2 }]);
    let ids = purchases_of("customer,amount,when\n200001,200112,2024-03-05\n200002,200111,2024-03-06\n");
    assert_eq!((customers(&ids), amounts(&ids)), (vec!["200001", "200002"], vec!["200112".into(), "200111".into()]));
    let no_months = purchases_of("customer,date,amount\n1,202413,1\n2,2024-03-05,2\n3,2024-03-06,2\n");
    assert_eq!(set_aside(&no_months), [(2, Reason::BadDate)]);
}

#[test]
fn a_percentage_is_set_aside_as_such() {
    let imported = purchases_of(
        "customer,date,amount\n1,2024-03-05,12.5%\n2,2024-03-05,8％\n3,2024-03-05,x%\n4,2024-03-05,1\n5,2024-03-05,2\n",
    );
    assert_eq!(set_aside(&imported), [(2, Reason::Percentage), (3, Reason::Percentage), (4, Reason::BadAmount)]);
    let answers = "customer,date,nps\n1,2024-03-05,90%\n2,2024-03-05,9\n3,2024-03-05,10\n";
    let answers = import_from(&mut MemorySource::new("nps.csv", answers), |_| ());
    assert_eq!(set_aside(&answers), [(2, Reason::BadScore)]);
}

#[test]
fn a_row_rounded_twice_counts_once() {
    let text = "customer,date,quantity,price\n1,2024-03-05,0.5,0.12345678\n2,2024-03-05,2,0.12345678\n3,2024-03-05,0.5,0.123457\n4,2024-03-05,1,2\n";
    assert_eq!(purchases_of(text).report.notes, [Note::Rounded { rows: 3 }]);
    let aside = import_from(
        &mut MemorySource::new("x", "customer,date,amount\n1,2024-03-05,0.12345678\n2,2999-03-05,0.12345678\n"),
        |plan| {
            (plan.today, plan.set_aside_future) = (Some("2024-12-31".parse().unwrap()), true);
        },
    );
    assert_eq!(aside.report.notes, [Note::Rounded { rows: 1 }], "a row set aside is not among them");
}

#[test]
fn receipt_numbers_that_start_again_are_orders_of_their_own() {
    let text = "customer_id,receipt_no,order_date,amount\na,0001,2024-01-05,10\nb,0002,2024-01-05,20\n\
                b,0001,2024-02-08,20\na,0001,2024-02-09,10\nc,0002,2024-02-09,30\nc,0002,2024-02-10,30\n";
    let imported = purchases_of(text);
    let Rows::Purchases(table) = &imported.table.rows else { panic!() };
    assert_eq!((&table.order[..], table.orders), (&[0, 1, 0, 2, 1, 1][..], 3), "a's second; c's went past midnight");
    let note = Note::ReceiptsStartAgain { column: "receipt_no".to_owned(), orders: 1 };
    assert_eq!(imported.report.notes, [note]);
}
