//! Columns by role and by what they hold, and dates that do not mean what they say.

use std::io::Write as _;

use loyalscope::domain::dataset::{
    BLANK, Column, Customers, Dataset, Field, Filter, Kind, Purchases, Range, Reading, Rows, Values,
};
use loyalscope::domain::day::Day;
use loyalscope::domain::intake::{
    DecimalMark, Imported, MemorySource, Note, Overrides, Plan, Preview, Reason, Role, SetAsideWords, Unpaced,
    block_on_ready, preview, read,
};
use rust_xlsxwriter::{Format, Workbook};

fn look(name: &str, bytes: impl Into<Vec<u8>>, overrides: &Overrides) -> (MemorySource, Preview) {
    let mut source = MemorySource::new(name, bytes);
    let preview = block_on_ready(preview(&mut source, overrides)).unwrap();
    (source, preview)
}

fn import_with(name: &str, bytes: impl Into<Vec<u8>>, change: impl FnOnce(&mut Plan)) -> Imported {
    let (mut source, preview) = look(name, bytes, &Overrides { today: day("2026-06-30"), ..Overrides::default() });
    let mut plan = preview.plan;
    change(&mut plan);
    let imported = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap();
    let report = &imported.report;
    assert_eq!(report.rows_used + report.rows_set_aside, report.rows_read);
    assert_eq!(report.reasons.values().sum::<u64>(), report.rows_set_aside);
    imported
}

fn import(name: &str, bytes: impl Into<Vec<u8>>) -> Imported {
    import_with(name, bytes, |_| ())
}

#[allow(clippy::unnecessary_wraps)] // as columns give it
fn day(text: &str) -> Option<Day> {
    Some(text.parse().unwrap())
}

fn listed(imported: &Imported) -> &Customers {
    match &imported.table.rows {
        Rows::Customers(table) => table,
        other => panic!("not customers: {other:?}"),
    }
}

fn bought(imported: &Imported) -> &Purchases {
    match &imported.table.rows {
        Rows::Purchases(table) => table,
        other => panic!("not purchases: {other:?}"),
    }
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Cells that could not be read, the same one every time.
fn unread(column: &str, rows: u64, filled: u64, example: &str) -> Note {
    Note::UnreadCells { column: column.to_owned(), rows, filled, examples: vec![example.to_owned()] }
}

/// One extra column of a customers table.
fn extra(name: &str, cells: &[&str]) -> (Column, Vec<Note>) {
    extra_with(name, cells, |_| ())
}

fn extra_with(name: &str, cells: &[&str], change: impl FnOnce(&mut Plan)) -> (Column, Vec<Note>) {
    let rows: Vec<String> = cells.iter().enumerate().map(|(row, cell)| format!("c{row};\"{cell}\";A\n")).collect();
    let rows = rows.concat();
    let imported = import_with("x.csv", format!("customer id;{name};grade\n{rows}"), change);
    (listed(&imported).attribute(name).unwrap().clone(), imported.report.notes)
}

fn held(name: &str, cells: &[&str]) -> Values {
    let (column, notes) = extra(name, cells);
    assert_eq!(notes, [], "{name}");
    column.read_as()
}

// Extra columns.

#[test]
fn percentages_are_hundredths_in_a_column_of_numbers_and_no_money() {
    let text = "customer,date,amount,discount\na,2024-01-05,5,12.5%\nb,2024-01-06,7%,0%\nc,2024-01-07,8,100 %\n";
    let (_, preview) = look("orders.csv", text, &Overrides::default());
    assert_eq!(preview.columns[3].values, Values::Number);
    let money = preview.columns[2].unread.as_ref().map(|unread| (unread.cells, unread.examples.clone()));
    assert_eq!(money, Some((1, vec!["7%".to_owned()])));
    let imported = import("orders.csv", text);
    assert_eq!(imported.report.reasons.into_iter().collect::<Vec<_>>(), [(Reason::Percentage, 1)]);
    let Rows::Purchases(table) = &imported.table.rows else { panic!() };
    let discount = table.attribute("discount").unwrap();
    let Reading::Number(numbers) = &discount.reading else { panic!("{:?}", discount.reading) };
    let numbers: Vec<String> = numbers.iter().flatten().map(|number| number.money().to_string()).collect();
    assert_eq!((discount.value(0), numbers), (Some("12.5%"), vec!["0.125".to_owned(), "1".to_owned()]));
}

#[test]
fn a_column_is_judged_in_several_places_of_the_file() {
    let good = |from: u32, to: u32| {
        (from..to).map(|row| format!("C{row},2024-01-{:02},{row}\n", row % 28 + 1)).collect::<String>()
    };
    let bad = |from: u32, to: u32| (from..to).map(|row| format!("C{row},sometime {row},{row}\n")).collect::<String>();
    for (first, second) in [(3_000, 600), (60_000, 12_000)] {
        let text = format!("customer,date,amount\n{}{}", good(0, first), bad(0, second));
        let (_, preview) = look("orders.csv", text, &Overrides::default());
        let unread = preview.columns[1].unread.as_ref().unwrap();
        let share = f64::from(u32::try_from(unread.cells).unwrap()) / f64::from(u32::try_from(unread.filled).unwrap());
        assert!((0.02..0.4).contains(&share), "{share}");
        assert!(unread.examples[0].starts_with("sometime"));
        assert!(preview.columns[1].may_have_absurd_dates, "some may stand further down");
        assert_eq!(preview.columns[2].unread, None);
        let fine = look("orders.csv", format!("customer,date,amount\n{}", good(0, first)), &Overrides::default()).1;
        assert_eq!(fine.columns[1].unread, None);
    }
}

#[test]
fn an_extra_column_is_read_as_what_it_holds() {
    assert_eq!(held("age", &["30", "7", "41"]), Values::Number);
    assert_eq!(held("balance", &["1.200,50", "-3,25", "", "1.000.000,00"]), Values::Number);
    assert_eq!(held("credit", &["¥1,200", "$3", "1.2万"]), Values::Number);
    assert_eq!(held("due", &["31/12/2024", "05/02/2024", ""]), Values::Day);
    assert_eq!(held("birthday", &["1990-02-03", "1985年3月5日"]), Values::Day);
    assert_eq!(held("begun", &["20240305", "20231231"]), Values::Day);
    assert_eq!(held("vip", &["是", "否", "是"]), Values::YesNo);
    assert_eq!(held("vip", &["Yes", "no", ""]), Values::YesNo);
    assert_eq!(held("liked", &["9分", "10分", "3分"]), Values::Score);
    assert_eq!(held("branch", &["North", "South", "North"]), Values::Text);
}

#[test]
fn what_only_tells_things_apart_is_no_number() {
    for (name, cells) in [
        ("shop", ["007", "012", "100"]),
        ("account", ["6222021234567890", "6222021234567891", "6222021234567892"]),
        ("second telephone", ["13800138000", "13900139000", "13700137000"]),
        ("second telephone", ["+86138001", "+86139002", "+86137003"]),
        ("ZipCode", ["90001", "90002", "90003"]),
        ("网点编号", ["11", "12", "13"]),
        ("product_id", ["11", "12", "13"]),
        ("service", ["Yes", "No", "No phone service"]),
        ("flags", ["1", "x", "2"]),
    ] {
        assert_eq!(held(name, &cells), Values::Text, "{name}: {cells:?}");
    }
    assert_eq!(held("senior", &["0", "1", "0"]), Values::Number, "the next file may count to two");
    assert_eq!(held("rate", &["0.5", "0", "0.25"]), Values::Number, "a nought before the point is no code");
}

#[test]
fn names_of_codes_are_whole_words_and_their_numbers_long() {
    for name in [
        "mobile app",
        "phone support",
        "amount_paid",
        "phone_calls",
        "paid",
        "months_unpaid",
        "grid",
        "decode",
        "mobile_visits",
        "电话次数",
        "手机登录次数",
    ] {
        assert_eq!(held(name, &["3", "4", "5", "12"]), Values::Number, "{name}");
    }
    assert_eq!(
        held("second phone", &["5551234", "5551235", "5559876"]),
        Values::Text,
        "they are as long as telephones"
    );
    assert_eq!(held("paid id", &["1.5", "2.25", "3"]), Values::Number, "no code has decimals");
}

#[test]
fn numbers_as_long_as_programs_write_them_are_an_extra_column() {
    let row = |row: u32| format!("c{row},{},138{row:08},note {row} of somebody\n", f64::from(row) / 7.0);
    let rows: String = (1..60).map(row).collect();
    let imported = import("x.csv", format!("customer id,usage,reached at,note to self\n{rows}"));
    assert_eq!(imported.report.attributes, ["usage"], "numbers that only tell things apart and texts are left out");
    let usage = listed(&imported).attribute("usage").unwrap();
    assert_eq!((usage.read_as(), text(usage.number(6))), (Values::Number, "1".to_owned()));
}

#[test]
fn a_few_words_among_many_marks_are_told_and_the_others_stay_marks() {
    let of = |words: &[(&str, usize)], name: &str| {
        let marks = (0..60_u8).map(|row| (row % 5 + 1).to_string());
        let words = words.iter().flat_map(|(word, rows)| vec![(*word).to_owned(); *rows]);
        let cells: Vec<String> = marks.chain(words).collect();
        extra(name, &cells.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let (marks, notes) = of(&[("BLANK", 8)], "staff");
    assert_eq!((marks.read_as(), text(marks.number(0)), marks.number(60)), (Values::Number, "1".to_owned(), None));
    assert_eq!((marks.value(60), notes), (Some("BLANK"), vec![unread("staff", 8, 68, "BLANK")]));
    for word in ["Don't know", "DK", "No opinion", "refused", "不清楚"] {
        let (marks, notes) = of(&[(word, 1)], "staff");
        assert_eq!((marks.read_as(), notes), (Values::Number, vec![unread("staff", 1, 61, word)]), "{word}");
        // Who gave no answer may be many, where the others gave marks.
        assert_eq!(of(&[(word, 40)], "staff").0.read_as(), Values::Number, "{word}");
    }
    assert_eq!(of(&[("closed", 4)], "staff").0.read_as(), Values::Number, "another word, in few rows");
    assert_eq!(of(&[("closed", 20)], "staff").0.read_as(), Values::Text, "in many");
    assert_eq!(of(&[("5+", 2)], "children").0.read_as(), Values::Text, "five and more is no word");
    let kinds = [("a", 1), ("b", 1), ("c", 1), ("d", 1)];
    assert_eq!(of(&kinds, "size").0.read_as(), Values::Text, "too many words");
    assert_eq!(held("vip", &["Yes", "No", "Don't know"]), Values::Text, "a third answer");
    let labelled: Vec<&str> = ["9分", "10分", "3分", "9分"].into_iter().chain(["不清楚"; 2]).collect();
    assert_eq!(extra("liked", &labelled).0.read_as(), Values::Score);
}

#[test]
fn not_available_is_nothing_unless_the_column_holds_texts() {
    let (marks, notes) = extra("ph.ecog", &["1.0", "NA", "0.0", "2.0", "na"]);
    assert_eq!((marks.read_as(), marks.values.len(), marks.value(1), marks.value(4)), (Values::Number, 3, None, None));
    assert!(matches!(&notes[..], [Note::BlankWords { cells: 2, .. }]), "{notes:?}");
    assert_eq!((text(marks.number(2)), text(marks.number(3))), ("0".to_owned(), "2".to_owned()));
    assert_eq!(extra("due", &["2024-03-05", "NA", "2024-03-06"]).0.read_as(), Values::Day);
    assert_eq!(extra("vip", &["Yes", "NA", "No"]).0.read_as(), Values::YesNo);
    let (region, notes) = extra("region", &["EU", "NA", "APAC"]);
    assert_eq!((region.read_as(), region.value(1), notes.len()), (Values::Text, Some("NA"), 0), "a continent");
    let (kept, _) = extra_with("mark", &["1", "NA", "2"], |plan| plan.literal_blanks = true);
    assert_eq!((kept.read_as(), kept.value(1)), (Values::Number, Some("NA")), "words are taken as they are");
}

#[test]
fn numbers_are_exact_and_the_column_decides_their_decimal_mark() {
    let (column, _) = extra("balance", &["1.234", "12,5", "1,234", "0,000001", ""]);
    let read: Vec<String> = (0..5).map(|row| text(column.number(row))).collect();
    assert_eq!(read, ["1234", "12.5", "1.234", "0.000001", ""]);
    assert_eq!(column.value(0), Some("1.234"), "it still groups by its text");
    let (column, _) = extra("balance", &["1.234", "12.5", "1,234"]);
    assert_eq!((0..3).map(|row| text(column.number(row))).collect::<Vec<_>>(), ["1.234", "12.5", "1234"]);
    let (column, _) = extra_with("balance", &["1.234", "2.345"], |plan| {
        plan.columns[1].decimal_mark = Some(DecimalMark::Comma);
    });
    assert_eq!(text(column.number(0)), "1234");
}

#[test]
fn a_decimal_mark_chosen_by_hand_goes_before_what_the_column_suggests() {
    let with = |mark| {
        let (column, _) = extra_with("balance", &["1.234", "12.345"], |plan| {
            assert_eq!(plan.columns[1].decimal_mark, None, "at first the column decides");
            plan.columns[1].decimal_mark = mark;
            // As the page sends it, and as it is remembered.
            *plan = serde_json::from_str(&serde_json::to_string(plan).unwrap()).unwrap();
        });
        (0..2).map(|row| text(column.number(row))).collect::<Vec<_>>()
    };
    assert_eq!(with(Some(DecimalMark::Comma)), ["1234", "12345"]);
    assert_eq!(with(Some(DecimalMark::Point)), ["1.234", "12.345"]);
}

#[test]
fn days_wait_for_the_order_of_their_column() {
    let (column, notes) = extra("due", &["03/04/2024", "25/04/2024", "03/04/2024"]);
    assert_eq!((column.day(0), column.day(2), notes.len()), (day("2024-04-03"), day("2024-04-03"), 0));
    let (column, notes) = extra("due", &["03/04/2024", "04/05/2024"]);
    assert!(matches!(&notes[..], [Note::AmbiguousDates { column, .. }] if column == "due"), "{notes:?}");
    assert_eq!(column.read_as(), Values::Day);
    let (column, notes) = extra_with("due", &["03/04/2024", "04/05/2024"], |plan| {
        plan.columns[1].date_order = Some(loyalscope::domain::intake::DateOrder::MonthDayYear);
    });
    assert_eq!((column.day(0), notes.len()), (day("2024-03-04"), 0));
}

#[test]
fn a_few_cells_that_do_not_fit_are_counted_and_many_make_it_text() {
    let mut cells: Vec<String> = (1..=40).map(|number| number.to_string()).collect();
    cells.extend(["gone".to_owned(), "gone".to_owned()]);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let (column, notes) = extra("visits", &cells);
    assert_eq!(notes, [unread("visits", 2, 42, "gone")]);
    assert_eq!((column.read_as(), column.number(40), column.value(40)), (Values::Number, None, Some("gone")));
    assert_eq!(held("visits", &["1", "2", "gone"]), Values::Text);
    let (column, _) = extra("visits", &["1", "2", "n/a"]);
    assert_eq!((column.read_as(), column.value(2)), (Values::Number, None), "a word for nothing is blank");
}

#[test]
fn what_a_column_holds_can_be_chosen_and_is_shown_before() {
    let rows = "customer id,level,flag,grade\nc1,1,1,A\nc2,x,0,A\nc3,12,2,B\n";
    let (mut source, preview) = look("x.csv", rows, &Overrides::default());
    let found: Vec<Values> = preview.columns.iter().map(|column| column.values).collect();
    assert_eq!(found[1..], [Values::Text, Values::Number, Values::Text]);
    let mut plan = preview.plan;
    assert_eq!((plan.values_of(0, Values::Text), plan.values_of(2, Values::Number)), (Values::Id, Values::Number));
    (plan.columns[1].values, plan.columns[2].values) = (Some(Values::Number), Some(Values::YesNo));
    assert_eq!(plan.values_of(2, Values::Number), Values::YesNo);
    // As it is kept and taken up again.
    let plan: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();
    let imported = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap();
    let (level, flag) = (listed(&imported).attribute("level").unwrap(), listed(&imported).attribute("flag").unwrap());
    assert_eq!((0..3).map(|row| text(level.number(row))).collect::<Vec<_>>(), ["1", "", "12"]);
    assert_eq!((0..3).map(|row| flag.yes(row)).collect::<Vec<_>>(), [Some(true), Some(false), None]);
    assert_eq!(imported.report.notes, [unread("level", 1, 3, "x"), unread("flag", 1, 3, "2")]);
}

#[test]
fn a_plan_kept_by_an_older_version_is_read() {
    let old = r#"{"kind":"customers","layout":{"format":"text","encoding":"UTF-8","delimiter":","},"columns":[
        {"header":"id","role":{"field":"customer"},"date_order":null,"decimal_mark":null},
        {"header":"age","role":"attribute","date_order":null,"decimal_mark":null}],
        "set_aside_duplicates":false,"set_aside_future":false,"today":"2024-01-01"}"#;
    let plan: Plan = serde_json::from_str(old).unwrap();
    let mut source = MemorySource::new("x.csv", "id,age\na,30\nb,41\n");
    let imported = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap();
    assert_eq!(text(listed(&imported).attribute("age").unwrap().number(1)), "41");
}

// Roles.

const CONTRACTS: &str = "\u{feff}customerID,gender,SeniorCitizen,tenure,Contract,TotalCharges,Churn,ZipCode\r\n\
    7590-VHVEG,Female,0,1,Month-to-month,29.85,No,90001\r\n\
    5575-GNVDE,Male,0,34,One year,1889.50,No,90002\r\n\
    3668-QPYBK,Male,1,2,Month-to-month, ,Yes,90003\r\n";

#[test]
fn tenure_and_left_of_a_customers_table_are_guessed() {
    let imported = import("telco_churn.csv", CONTRACTS);
    let table = listed(&imported);
    let (tenure, left) = (table.of(Field::Tenure).unwrap(), table.of(Field::Left).unwrap());
    assert_eq!((0..3).map(|row| text(tenure.number(row))).collect::<Vec<_>>(), ["1", "34", "2"]);
    assert_eq!((0..3).map(|row| left.yes(row)).collect::<Vec<_>>(), [Some(false), Some(false), Some(true)]);
    assert_eq!(imported.report.mapping[&Field::Tenure], "tenure");
    assert_eq!(imported.report.mapping[&Field::Left], "Churn");
    // Both group and filter as they always did.
    assert_eq!(table.attribute("Churn").unwrap().value(2), Some("Yes"));
    let (dataset, _) = Dataset::build([&imported.table]);
    let filtered = "a.Churn=No&r.tenure=2..".parse::<Filter>().unwrap().apply(None, &dataset, None);
    assert_eq!(filtered.dataset.profiles.unwrap().customer, [1]);
    assert_eq!(table.attribute("TotalCharges").unwrap().read_as(), Values::Number);
    assert_eq!(table.attribute("ZipCode").unwrap().read_as(), Values::Text);
}

#[test]
fn tenure_and_left_can_be_named_by_hand() {
    let rows = "id,months with us,state\na,12,已流失\nb,7,在网\nc,x,perhaps\n";
    let map = [(Field::Tenure, "months with us"), (Field::Left, "state")];
    let map = map.map(|(field, name)| (field, name.to_owned())).into();
    let (mut source, preview) = look("x.csv", rows, &Overrides { map, ..Overrides::default() });
    assert_eq!(preview.plan.kind, Kind::Customers);
    let imported = block_on_ready(read(&mut source, &preview.plan, &mut Unpaced)).unwrap();
    let left = listed(&imported).of(Field::Left).unwrap();
    assert_eq!((0..3).map(|row| left.yes(row)).collect::<Vec<_>>(), [Some(true), Some(false), None]);
    assert_eq!(imported.report.notes, [unread("months with us", 1, 3, "x"), unread("state", 1, 3, "perhaps")]);
}

#[test]
fn the_ways_programs_say_that_somebody_left() {
    for (header, yes, no) in [
        ("Exited", "1", "0"),
        ("Churned", "True", "False"),
        ("是否流失", "是", "否"),
        ("Attrition_Flag", "Attrited Customer", "Existing Customer"),
        ("Customer Status", "Churned", "Stayed"),
    ] {
        let imported = import("x.csv", format!("id,{header},age\na,{yes},30\nb,{no},40\n"));
        let left = listed(&imported).of(Field::Left).unwrap_or_else(|| panic!("{header}"));
        assert_eq!((left.yes(0), left.yes(1)), (Some(true), Some(false)), "{header}");
    }
    for (yes, no) in
        [("churn", "no churn"), ("lost", "kept"), ("dead", "alive"), ("流失", "未流失"), ("left", "regular")]
    {
        let rows: String = (0..9).map(|row| format!("k{row},{row},{}\n", if row < 2 { yes } else { no })).collect();
        let imported = import("x.csv", format!("customer,tenure,churn\n{rows}"));
        let left = listed(&imported).of(Field::Left).unwrap_or_else(|| panic!("{yes}"));
        assert_eq!((left.yes(1), left.yes(2)), (Some(true), Some(false)), "{yes}, {no}");
        assert_eq!(imported.report.notes, [], "{yes}, {no}");
    }
    let imported = import("x.csv", "customer,tenure,churn\na,1,lost\nb,2,kept\nc,3,perhaps\n");
    assert_eq!(imported.report.notes, [unread("churn", 1, 3, "perhaps")], "of three, each says what it says");
    let imported = import("x.csv", "id,left,age\na,12 apples,30\nb,3 pears,40\n");
    assert!(listed(&imported).of(Field::Left).is_none(), "what says neither yes nor no is no such column");
}

// Joining.

#[test]
fn two_files_of_one_column_are_joined_by_what_they_hold() {
    let first = import("a.csv", "customer id,limit,due,mark\na,1.234,03/04/2024,5\nb,\"12,5\",25/04/2024,6\n");
    let second = import("b.csv", "customer id,limit,due,mark\nc,1.234,03/04/2024,x\nd,12.5,04/25/2024,y\n");
    let (dataset, notes) = Dataset::build([&first.table, &second.table]);
    let table = dataset.profiles.unwrap();
    let (limit, due) = (table.attribute("limit").unwrap(), table.attribute("due").unwrap());
    assert_eq!((0..4).map(|row| text(limit.number(row))).collect::<Vec<_>>(), ["1234", "12.5", "1.234", "12.5"]);
    assert_eq!(
        (0..4).map(|row| text(due.day(row))).collect::<Vec<_>>(),
        ["2024-04-03", "2024-04-25", "2024-03-04", "2024-04-25"]
    );
    assert_eq!(table.attribute("mark").unwrap().read_as(), Values::Text, "numbers here and text there");
    assert_eq!(notes.mixed_columns, ["mark"]);
}

// Ranges.

#[test]
fn a_range_goes_by_the_customers_numbers_where_a_table_has_none() {
    let customers =
        import("customers.csv", "customer id,balance,due\na,10,2024-01-31\nb,2000,2025-01-01\nc,,\nd,x,y\n");
    // `x` and `y` are a quarter of their columns, which are text then: said so by hand.
    let customers = import_with(
        "customers.csv",
        "customer id,balance,due\na,10,2024-01-31\nb,2000,2025-01-01\nc,,\nd,x,y\n",
        |plan| {
            (plan.columns[1].values, plan.columns[2].values) = (Some(Values::Number), Some(Values::Day));
            drop(customers);
        },
    );
    let orders = import(
        "orders.csv",
        "customer,date,amount,items\na,2024-01-01,1,3\nb,2024-01-02,2,5\nc,2024-01-03,3,1\nz,2024-01-04,4,9\n",
    );
    let (dataset, _) = Dataset::build([&customers.table, &orders.table]);
    let left = |query: &str| {
        let filtered = query.parse::<Filter>().unwrap().apply(None, &dataset, None);
        let table = filtered.dataset.purchases.unwrap();
        table.customer.iter().map(|&code| dataset.customers.get(code).to_owned()).collect::<String>()
    };
    assert_eq!(left("r.balance=10..2000"), "ab");
    assert_eq!(left("r.balance=10.000001.."), "b");
    assert_eq!(left("r.balance=.."), "ab", "blank, unread and unknown are in no range");
    assert_eq!(left("r.due=..2024-06-30"), "a");
    assert_eq!(left("from=2024-01-02&r.balance=..5000"), "b");
    assert_eq!(left(""), "abcz");
    let filter: Filter = "r.balance=10..2000&a.grade=gold".parse().unwrap();
    assert_eq!(filter.to_string().parse::<Filter>().unwrap(), filter);
}

// Dates that mean none.

const NONE_DATES: [&str; 5] = ["0001-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "9999-12-31"];

fn reasons(imported: &Imported) -> Vec<(u64, Reason)> {
    imported.report.set_aside.iter().map(|row| (row.row, row.reason)).collect()
}

#[test]
fn dates_that_programs_write_for_none_are_set_aside_row_by_row() {
    for none in NONE_DATES {
        let rows = format!("customer,date,amount\na,2024-01-01,1\nb,{none},2\nc,2024-03-01,3\n");
        let imported = import("orders.csv", rows.clone());
        assert_eq!(reasons(&imported), [(3, Reason::PlaceholderDate)], "{none}");
        assert_eq!(imported.report.period.map(|span| (span.from, span.to)), day("2024-01-01").zip(day("2024-03-01")));
        let file = String::from_utf8(imported.set_aside.to_csv(&SetAsideWords::default())).unwrap();
        assert!(file.ends_with(&format!("3,date,placeholder_date,placeholder_date,b,{none},2\r\n")), "{file}");
        let used = import_with("orders.csv", rows, |plan| plan.use_absurd_dates = true);
        assert_eq!((used.report.rows_set_aside, text(bought(&used).day.get(1))), (0, none.to_owned()));
    }
}

#[test]
fn such_dates_are_known_in_every_order_and_settle_none() {
    // 12/31/9999 must not make the column one of months first.
    let imported = import(
        "orders.csv",
        "customer,date,amount\na,05/04/2024,1\nb,12/31/9999,2\nc,25/04/2024,3\nd,01/01/1900,4\ne,30.12.1899,5\nf,1/1/0001,6\n",
    );
    let (used, aside) = (bought(&imported), reasons(&imported));
    assert_eq!(used.day.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2024-04-05", "2024-04-25"]);
    assert_eq!(aside, [3, 5, 6, 7].map(|row| (row, Reason::PlaceholderDate)));
}

#[test]
fn the_first_day_of_unix_is_set_aside_where_it_stands_alone() {
    let imported =
        import("orders.csv", "customer,date,amount\na,2024-01-01,1\nb,1970-01-01 00:00:00,2\nc,2024-03-01,3\n");
    assert_eq!(reasons(&imported), [(3, Reason::PlaceholderDate)]);
    let imported = import("orders.csv", "customer,date,amount\na,31/01/2024,1\nb,01/01/1970,2\n");
    assert_eq!(reasons(&imported), [(3, Reason::PlaceholderDate)], "in a column that decides its order");
    let imported = import("orders.csv", "customer,date,amount\na,1969-12-01,1\nb,1970-01-01,2\nc,1970-02-01,3\n");
    assert_eq!(imported.report.rows_set_aside, 0, "an archive of those years");
    let imported = import("orders.csv", "customer,date,amount\na,1970-01-01,1\nb,1970-01-01,2\n");
    assert_eq!(imported.report.rows_set_aside, 0, "nothing to judge by");
    let kept = import_with("orders.csv", "customer,date,amount\na,2024-01-01,1\nb,1970-01-01,2\n", |plan| {
        plan.use_absurd_dates = true;
    });
    assert_eq!(kept.report.rows_set_aside, 0);
}

#[test]
fn days_more_than_a_year_ahead_are_set_aside_and_nearer_ones_noted() {
    // Today is 2026-06-30.
    let rows = "customer,date,amount\na,2026-01-01,1\nb,2027-06-30,2\nc,2027-07-02,3\nd,2072-01-01,4\n";
    let imported = import("orders.csv", rows);
    assert_eq!(reasons(&imported), [(4, Reason::FarFuture), (5, Reason::FarFuture)]);
    assert_eq!(imported.report.notes, [Note::FutureDates { rows: 1 }]);
    let all = import_with("orders.csv", rows, |plan| plan.use_absurd_dates = true);
    assert_eq!((all.report.rows_set_aside, &all.report.notes[..]), (0, &[Note::FutureDates { rows: 3 }][..]));
    let none = import_with("orders.csv", rows, |plan| plan.set_aside_future = true);
    assert_eq!(none.report.reasons[&Reason::FutureDate], 1);
    assert_eq!(none.report.reasons[&Reason::FarFuture], 2);
    let timeless = import_with("orders.csv", rows, |plan| plan.today = None);
    assert_eq!(timeless.report.rows_set_aside, 0, "without a today nothing lies ahead");
    let written = import("orders.csv", "customer,date,amount\na,31/01/2026,1\nd,01/02/2072,4\n");
    assert_eq!(reasons(&written), [(3, Reason::FarFuture)], "in a column that decides its order");
}

#[test]
fn dates_a_row_can_do_without_count_as_blank() {
    let rows = "投诉日期,客户号,办结日期\n2024-03-01,a,1900-01-01\n2024-03-02,b,2024-03-07\n2024-03-03,c,9999-12-31\n2024-03-04,d,2072-01-01\n";
    let imported = import("complaints.csv", rows);
    let Rows::Complaints(table) = &imported.table.rows else { panic!("complaints") };
    let settled = table.of(Field::Settled).unwrap();
    assert_eq!((0..4).map(|row| text(settled.day(row))).collect::<Vec<_>>(), ["", "2024-03-07", "", ""]);
    assert_eq!(imported.report.notes, [Note::AbsurdDates { column: "办结日期".to_owned(), rows: 3 }]);
    assert_eq!(imported.report.rows_set_aside, 0);

    let answers = import("survey.csv", "nps,date\n9,1900-01-01\n8,2024-01-02\n7,1970-01-01\n10,2072-01-01\n");
    let Rows::Answers(table) = &answers.table.rows else { panic!("answers") };
    assert_eq!(table.day, [None, day("2024-01-02"), None, None]);
    assert_eq!(answers.report.notes, [Note::AbsurdDates { column: "date".to_owned(), rows: 3 }]);

    let written = import("survey.csv", "nps,date\n9,01/01/1900\n8,25/01/2024\n7,01/01/1970\n10,01/02/2072\n");
    let Rows::Answers(table) = &written.table.rows else { panic!("answers") };
    assert_eq!(table.day, [None, day("2024-01-25"), None, None]);

    let customers = import("customers.csv", "customer id,注册日期\na,1900-01-01\nb,2020-05-01\n");
    assert_eq!(listed(&customers).since, [None, day("2020-05-01")]);
    let all = import_with("customers.csv", "customer id,注册日期\na,1900-01-01\nb,2020-05-01\n", |plan| {
        plan.use_absurd_dates = true;
    });
    assert_eq!(listed(&all).since, [day("1900-01-01"), day("2020-05-01")]);
}

#[test]
fn an_extra_column_may_lie_ahead_but_means_no_placeholder() {
    let (column, notes) = extra("contract end", &["2031-05-01", "9999-12-31", "2027-08-01"]);
    assert_eq!((column.day(0), column.day(1), column.value(1)), (day("2031-05-01"), None, Some("9999-12-31")));
    assert_eq!(notes, [Note::AbsurdDates { column: "contract end".to_owned(), rows: 1 }]);
    let times = ["01/01/1900 13:30", "01/01/1900 08:15", "01/01/1900 19:00"];
    assert_eq!(held("departure", &times), Values::Text, "times of day under a first day are no dates");
}

#[test]
fn the_choice_to_use_them_is_offered_where_it_matters() {
    let seen = |rows: &str| {
        let overrides = Overrides { today: day("2026-06-30"), ..Overrides::default() };
        look("orders.csv", format!("customer,date,amount\n{rows}"), &overrides).1.columns[1].may_have_absurd_dates
    };
    assert!(seen("a,1900-01-01,1\nb,2024-01-01,1\n") && seen("a,31/12/9999,1\nb,05/04/2024,1\n"));
    assert!(seen("a,2024-01-01,1\nb,1970-01-01,1\n") && seen("a,2024-01-01,1\nb,2030-01-01,1\n"));
    assert!(!seen("a,2024-01-01,1\nb,2026-12-31,1\n"));
}

#[test]
fn workbooks_and_json_are_judged_as_text_is() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in ["customer", "date", "amount"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
    }
    // 2024-01-01, 1900-01-01, 9999-12-31, day 0, and 2072-01-01 as dates; one written out.
    for (row, serial) in [45_292.0, 1.0, 2_958_465.0, 0.0, 62_824.0].into_iter().enumerate() {
        let row = u32::try_from(row).unwrap() + 1;
        sheet.write(row, 0, format!("c{row}")).unwrap();
        sheet.write_with_format(row, 1, serial, &date).unwrap();
        sheet.write(row, 2, 5).unwrap();
    }
    sheet.write(6, 0, "c6").unwrap();
    sheet.write(6, 1, "0001-01-01").unwrap();
    sheet.write(6, 2, 5).unwrap();
    let xlsx = import("orders.xlsx", book.save_to_buffer().unwrap());
    let wanted = [
        (3, Reason::PlaceholderDate),
        (4, Reason::PlaceholderDate),
        (5, Reason::PlaceholderDate),
        (6, Reason::FarFuture),
        (7, Reason::PlaceholderDate),
    ];
    assert_eq!(reasons(&xlsx), wanted);

    let dates = ["2024-01-01", "1900-01-01", "9999-12-31", "1899-12-30", "2072-01-01", "0001-01-01"];
    let cells = |date: &str| {
        format!(
            "<table:table-row><table:table-cell office:value-type='string'><text:p>c</text:p></table:table-cell>\
             <table:table-cell office:value-type='date' office:date-value='{date}'><text:p>{date}</text:p></table:table-cell>\
             <table:table-cell office:value-type='float' office:value='5'><text:p>5</text:p></table:table-cell></table:table-row>"
        )
    };
    let header: String = ["customer", "date", "amount"]
        .map(|name| format!("<table:table-cell office:value-type='string'><text:p>{name}</text:p></table:table-cell>"))
        .concat();
    let rows: String = dates.iter().map(|date| cells(date)).collect();
    let ods = import(
        "orders.ods",
        ods_of(&format!("<table:table table:name='S'><table:table-row>{header}</table:table-row>{rows}</table:table>")),
    );
    assert_eq!(reasons(&ods), wanted);

    let objects: Vec<String> =
        dates.iter().map(|date| format!(r#"{{"customer":"c","date":"{date}T00:00:00","amount":5}}"#)).collect();
    let kinds = wanted.map(|(_, reason)| reason);
    for text in [format!("[{}]", objects.join(",")), objects.join("\n")] {
        let json = import("orders.json", text);
        assert_eq!(reasons(&json).into_iter().map(|(_, reason)| reason).collect::<Vec<_>>(), kinds);
    }
}

/// An ODS of these tables.
fn ods_of(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_column_tells_its_span_and_groups() {
    let (column, _) = extra("age", &["30", "7", "", "41"]);
    assert_eq!(column.span(), Some("7..41".parse::<Range>().unwrap()));
    let bins = column.bins(2).unwrap();
    assert_eq!((bins.bounds.len(), bins.codes), (2, vec![1, 0, BLANK, 1]));
    assert!(matches!(column.reading, Reading::Number(_)));
    assert_eq!(extra("branch", &["N", "S"]).0.span(), None);
}

#[test]
fn a_role_of_another_kind_is_an_attribute() {
    let imported = import_with("orders.csv", "customer,date,amount,months\na,2024-01-01,1,12\n", |plan| {
        plan.columns[3].role = Role::Field(Field::Tenure);
    });
    let column = bought(&imported).attribute("months").unwrap();
    assert_eq!((column.role, text(column.number(0))), (None, "12".to_owned()));
}
