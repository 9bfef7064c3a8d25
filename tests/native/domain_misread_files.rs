//! Files that were once read as something else than they are, in silence: each kind with neighbours that must stay as
//! they are.

use loyalscope::domain::dataset::{Field, Kind, Rows};
use loyalscope::domain::intake::{
    DecimalMark, Doubt, Imported, IntakeError, Layout, MemorySource, Note, Overrides, Passed, Preview, Reason, Role,
    Unpaced, block_on_ready, preview, read,
};

fn look(text: &str) -> Preview {
    block_on_ready(preview(&mut MemorySource::new("export_28.csv", text), &Overrides::default())).unwrap()
}

fn import(text: &str) -> Imported {
    let plan = look(text).plan;
    block_on_ready(read(&mut MemorySource::new("export_28.csv", text), &plan, &mut Unpaced)).unwrap()
}

/// The header of the column used as a field.
fn column(preview: &Preview, field: Field) -> Option<&str> {
    preview.plan.columns.iter().find(|column| column.role == Role::Field(field)).map(|column| column.header.as_str())
}

/// What each customer bought in all, in the order they come in.
fn sums(imported: &Imported) -> Vec<String> {
    let Rows::Purchases(table) = &imported.table.rows else { panic!("not purchases: {:?}", imported.report) };
    let of = |code: u32| {
        let own = table.customer.iter().zip(&table.amount).filter(|(customer, _)| **customer == code);
        own.map(|(_, amount)| amount.money()).sum::<loyalscope::domain::money::Money>()
    };
    imported.table.customers.iter().map(|(code, id)| format!("{id} {}", of(code))).collect()
}

#[test]
fn orders_with_the_names_of_their_customers_are_orders() {
    let rows = |n: u32, row: fn(u32) -> String| (1..=n).map(row).collect::<String>();
    let orders = rows(28, |n| format!("O{n},C{n},Name {n},2024-01-{:02},{n}.50\n", n % 28 + 1));
    for header in ["order_id,customer_id,customer_name,order_date,amount", "订单号,客户号,客户姓名,下单时间,实付金额"]
    {
        let preview = look(&format!("{header}\n{orders}"));
        assert_eq!(preview.plan.kind, Kind::Purchases, "{header}");
    }
    let no_order = rows(28, |n| format!("Name {n},C{n},2024-01-{:02},{n}.50\n", n % 28 + 1));
    assert_eq!(look(&format!("customer_name,customer_id,date,amount\n{no_order}")).plan.kind, Kind::Purchases);
    // A list of customers has a day since when, and money by them.
    for header in ["name,customer_id,joindate,total spend", "姓名,客户号,注册日期,消费金额"] {
        assert_eq!(look(&format!("{header}\n{no_order}")).plan.kind, Kind::Customers, "{header}");
    }
}

#[test]
fn the_question_whether_to_recommend_goes_before_marks_for_anything() {
    let question = "How likely are you to recommend us?";
    let rows: String = (0..22).map(|n| format!("R{n},{},{}\n", n % 11, (n + 5) % 11)).collect();
    for marks in ["satisfaction", "rating", "score", "overall_rating", "满意度", "得分"] {
        for header in [format!("id,{marks},{question}"), format!("id,{marks},您有多大可能推荐我们给朋友？")]
        {
            let preview = look(&format!("{header}\n{rows}"));
            assert!(column(&preview, Field::Score).is_some_and(|name| name != marks), "{header}");
            // It is no more than likelier: the page asks.
            assert_eq!(preview.score_choices.len(), 2, "{header}");
        }
        // Who recommended, and how many, is no mark.
        let preview = look(&format!("id,{marks},推荐人数\n{rows}"));
        assert_eq!((column(&preview, Field::Score), preview.score_choices.len()), (Some(marks), 0));
    }
    // A name of the score's own stays it.
    let preview = look(&format!("id,nps,{question}\n{rows}"));
    assert_eq!(column(&preview, Field::Score), Some("nps"));
}

#[test]
fn points_of_thousands_are_told_from_decimals() {
    let file = |amounts: &[&str]| {
        let row = |(n, amount): (usize, &&str)| format!("C{n};2024-01-0{};{amount}\n", n % 9 + 1);
        format!("customer_id;date;amount\n{}", amounts.iter().enumerate().map(row).collect::<String>())
    };
    let read_as = |amounts: &[&str]| {
        let imported = import(&file(amounts));
        let open = imported.report.notes.iter().find_map(|note| match note {
            Note::OpenPoints { mark, .. } => Some(*mark),
            _ => None,
        });
        (sums(&imported).remove(0), open)
    };
    // What has no point is whole and below a thousand: decimals would be of two digits now and then.
    assert_eq!(read_as(&["1.234", "750", "12.000", "99", "2.500"]), ("C0 1234".to_owned(), Some(DecimalMark::Comma)));
    // Money without decimals.
    for amounts in [["50.000 ₫", "120.000 ₫"], ["Rp50.000", "Rp1.250"], ["50.000 Ft", "1.300 Ft"]] {
        assert_eq!(read_as(&amounts), ("C0 50000".to_owned(), Some(DecimalMark::Comma)), "{amounts:?}");
    }
    // All with three digits: read as decimals, and told.
    assert_eq!(read_as(&["1.234", "2.500"]), ("C0 1.234".to_owned(), Some(DecimalMark::Point)));
    // Another row proves the point, or counts thousands without one.
    assert_eq!(read_as(&["1.234", "2.50", "7"]), ("C0 1.234".to_owned(), None));
    assert_eq!(read_as(&["1.234", "1500", "7"]), ("C0 1.234".to_owned(), Some(DecimalMark::Point)));
    assert_eq!(read_as(&["1.234", "7,50"]), ("C0 1234".to_owned(), None));
}

#[test]
fn a_comma_that_the_file_proves_is_one_in_every_column() {
    let read = |header: &str, rows: &[&str]| {
        let row = |(n, cells): (usize, &&str)| format!("C{n};0{}.01.2024;{cells}\n", n % 9 + 1);
        let rows: String = rows.iter().enumerate().map(row).collect();
        let imported = import(&format!("customer_id;date;{header}\n{rows}"));
        let told =
            imported.report.notes.iter().any(|note| matches!(note, Note::OpenPoints { .. } | Note::OpenCommas { .. }));
        (sums(&imported).remove(0), told)
    };
    let pair = |sum: &str, told| (format!("C0 {sum}"), told);
    // Prices prove it for quantities, taxes for amounts.
    assert_eq!(read("quantity;unit_price", &["1,500;1.234,56", "2,000;12,50"]), pair("1851.84", false));
    assert_eq!(read("quantity;unit_price", &["1.000;1.234,56", "2;12,50"]), pair("1234560", false));
    assert_eq!(read("amount;tax rate", &["1.234;19,0", "2.500;7,0"]), pair("1234", false));
    // Semicolons and points in dates speak for it where nothing proves it.
    assert_eq!(read("quantity;unit_price", &["4,000;1101", "2,000;487"]), pair("4404", true));
    assert_eq!(read("amount", &["1.234", "2.500"]), pair("1234", true));
    // A point proven is none, and thousands of money stay those.
    assert_eq!(read("quantity;unit_price", &["1,500;12.50", "2,000;7.25"]), pair("18750", false));
    assert_eq!(read("amount", &["1,500", "2,300"]), pair("1500", false));
    assert_eq!(read("amount", &["1.234", "1500"]), pair("1.234", true));
    assert_eq!(read("quantity;unit_price", &["1,000;1101", "2;487"]), pair("1101000", false));
    let english = "customer_id,date,quantity,unit_price\nA,2024-01-05,\"1,500\",12.50\nB,2024-01-06,2,3.50\n";
    assert_eq!(sums(&import(english)), ["A 18750", "B 7"]);
    // Between commas such cells are lists.
    let lists = "customer_id,date,amount,boxes\nA,2024-01-05,\"1,500\",\"1,2\"\nB,2024-01-06,7,\"1,3\"\n";
    assert_eq!(sums(&import(lists)), ["A 1500", "B 7"]);
}

#[test]
fn dinars_have_three_decimals() {
    let text = |sign: &str| {
        format!(
            "customer_id,date,amount\nA,2024-01-05,{sign} 12.345\nB,2024-01-06,{sign} 7\nA,2024-01-07,{sign} 2.500\nB,2024-01-08,{sign} 3.125\n"
        )
    };
    assert_eq!(sums(&import(&text("KWD"))), ["A 14.845", "B 10.125"]);
    assert_eq!(sums(&import(&text("EUR"))), ["A 14845", "B 3132"]);
}

#[test]
fn the_first_days_of_months_are_no_days_of_one_month() {
    let days = |day: fn(u32) -> String| {
        let rows: String = (1..=12).map(|n| format!("C{n},{},{n}.50\n", day(n))).collect();
        let period = import(&format!("customer_id,date,amount\n{rows}")).report.period.unwrap();
        (period.from.to_string(), period.to.to_string())
    };
    let year = ("2024-01-01".to_owned(), "2024-12-01".to_owned());
    assert_eq!(days(|n| format!("01/{n:02}/2024")), year);
    assert_eq!(days(|n| format!("{n:02}/01/2024")), year);
    assert_eq!(days(|n| format!("01.{n:02}.2024 00:00")), year);
    // A week of March.
    let week = ("2024-03-02".to_owned(), "2024-03-08".to_owned());
    assert_eq!(days(|n| format!("03/{:02}/2024", n % 7 + 2)), week);
    assert_eq!(days(|n| format!("{:02}/03/2024", n % 7 + 2)), week);
}

#[test]
fn midnights_written_in_utc_are_those_of_the_next_day() {
    let text = |time: fn(u32) -> String| {
        let rows: String = (1..=12).map(|n| format!("C{n},2024-01-{:02}T{},{n}.50\n", n + 19, time(n))).collect();
        format!("customer_id,date,amount\n{rows}")
    };
    let read_as = |text: &str, days_in_utc: bool| {
        let mut plan = look(text).plan;
        plan.days_in_utc = days_in_utc;
        let mut source = MemorySource::new("export_28.csv", text);
        let report = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap().report;
        let told = report.notes.iter().any(|note| matches!(note, Note::LocalMidnights { column } if column == "date"));
        (report.period.unwrap().to.to_string(), told)
    };
    let china = text(|_| "16:00:00.000Z".to_owned());
    assert_eq!(read_as(&china, false), ("2024-02-01".to_owned(), true));
    assert_eq!(read_as(&china, true), ("2024-01-31".to_owned(), false));
    let sales = text(|n| format!("16:{n:02}:00Z"));
    assert_eq!(read_as(&sales, false), ("2024-01-31".to_owned(), false));
    let epoch: String = (1..=12).map(|n| format!("C{n},{},{n}.50\n", 1_704_211_200 + n * 86_400)).collect();
    assert_eq!(read_as(&format!("customer_id,date,amount\n{epoch}"), false), ("2024-01-15".to_owned(), true));
}

#[test]
fn several_currencies_are_told_whatever_their_column_is_called() {
    for name in ["Transaction Currency", "order_currency", "presentment_currency", "Sale Ccy", "订单币种", "货币类型"]
    {
        let text = format!(
            "customer_id,date,amount,{name}\nC1,2024-01-05,12,EUR\nC2,2024-01-06,13,EUR\nC1,2024-01-07,13,USD\n"
        );
        let imported = import(&text);
        assert_eq!(sums(&imported), ["C1 12", "C2 13"], "{name}");
        assert!(imported.report.notes.iter().any(|note| matches!(note, Note::Currencies { .. })), "{name}");
    }
}

#[test]
fn long_ids_a_spreadsheet_cut_are_told() {
    let cut = |ids: [&str; 3]| {
        let row = |(n, id): (usize, &str)| format!("{id},2024-01-0{},10\n", n + 1);
        let rows: String = ids.into_iter().enumerate().map(row).collect();
        let imported = import(&format!("card_no,date,amount\n{rows}"));
        imported.report.notes.iter().find_map(|note| match note {
            Note::CutIds { ids, .. } => Some(*ids),
            _ => None,
        })
    };
    assert_eq!(cut(["6.22202E+18", "6.22202E+18", "6.22848E+18"]), Some(2));
    assert_eq!(cut(["4.2E+27", "4.2E+27", "4.3E+27"]), Some(2));
    assert_eq!(cut(["6222021234567890000", "6222021234567890000", "6222021234567120000"]), Some(2));
    // One whose last digits are others was never a number.
    assert_eq!(cut(["6222021234567890000", "6222021234567890123", "6222021234567120000"]), None);
    assert_eq!(cut(["1000", "2000", "3000"]), None);
}

#[test]
fn dated_totals_are_no_customers() {
    for (text, rows) in [
        ("日期,客户,金额\n2024-01-05,C1,10\n2024-01-05,小计,10\n2024-02-03,C2,5\n2024-02-03,合计：,15\n", vec![3, 5]),
        (
            "order_id,date,customer_id,amount\nO1,2024-01-05,C1,10\nO2,2024-01-06,C2,5\nTotal,31/12/2024,All,15\n",
            vec![4],
        ),
        ("customer_id,date,amount\nC1,2024-01-05,10\nC2,2024-01-06,5\nGrand Total,2024-01-31,15\n", vec![4]),
    ] {
        let imported = import(text);
        assert_eq!(sums(&imported), ["C1 10", "C2 5"], "{text}");
        let passed: Vec<u64> =
            imported.report.passed.iter().filter(|row| row.why == Passed::Total).map(|row| row.row).collect();
        assert_eq!(passed, rows, "{text}");
    }
    // Names that begin like one are names.
    let imported = import("customer,date,amount\nTotal Energies,2024-01-05,10\n合计通,2024-01-06,5\n");
    assert_eq!(sums(&imported), ["Total Energies 10", "合计通 5"]);
}

#[test]
fn a_day_or_an_amount_that_cannot_be_read_makes_no_list_of_customers() {
    let rows = |cells: [&str; 3]| {
        cells.into_iter().enumerate().map(|(n, cell)| format!("C{n},{cell},O{n}\n")).collect::<String>()
    };
    let days = format!("customer_id,date,order_id,amount\n{}", rows(["01-05", "02-06", "03-07"]).replace(",O", ",5,O"));
    let days = days.replace("date,order_id,amount", "date,amount,order_id");
    let imported = import(&days);
    assert_eq!(imported.report.kind, Kind::Purchases);
    assert_eq!((imported.report.rows_used, imported.report.reasons.get(&Reason::BadDate)), (0, Some(&3)));
    let preview = look(&days);
    let unread = preview.columns.iter().filter_map(|column| column.unread.as_ref()).map(|unread| unread.cells);
    assert_eq!(unread.collect::<Vec<_>>(), [3], "told before reading");
    let amounts = "customer_id,date,amount\nC1,2024-01-05,10 pcs\nC2,2024-01-06,5 pcs\n";
    let imported = import(amounts);
    assert_eq!((imported.report.kind, imported.report.rows_used), (Kind::Purchases, 0));
    // What is written so that it can be read is.
    for (day, read) in [("20240105.0", "2024-01-05"), ("01/2024", "2024-01-01"), ("2024-Q3", "2024-07-01")] {
        let imported = import(&format!("customer_id,date,amount\nC1,{day},10\nC2,{day},5\n"));
        let Rows::Purchases(table) = &imported.table.rows else { panic!("{day}: {:?}", imported.report) };
        assert_eq!(table.day[0].to_string(), read, "{day}");
    }
}

#[test]
fn rare_delimiters_are_found() {
    for delimiter in ['^', '~', '\u{1}', '|'] {
        let text = "customer_id,date,amount\nC1,2024-01-05,10\nC2,2024-01-06,5\n".replace(',', &delimiter.to_string());
        assert_eq!(sums(&import(&text)), ["C1 10", "C2 5"], "{delimiter:?}");
    }
}

#[test]
fn delimiters_of_a_chinese_keyboard_are_found() {
    for delimiter in ['，', '；'] {
        let text = "客户,日期,金额,备注\nC1,2024-01-05,1.5,好\nC2,2024-01-06,5,\"好,再来\"\n";
        let text = text.replace(',', &delimiter.to_string());
        let preview = look(&text);
        assert!(matches!(preview.plan.layout, Layout::Text { delimiter: found, .. } if found == delimiter));
        assert_eq!(preview.rows[1][3], format!("好{delimiter}再来"), "within quotes it is a letter");
        assert_eq!(sums(&import(&text)), ["C1 1.5", "C2 5"], "{delimiter}");
        // Chosen by hand it is the same.
        let overrides = Overrides { delimiter: Some(delimiter), ..Overrides::default() };
        let chosen = block_on_ready(loyalscope::domain::intake::preview(
            &mut MemorySource::new("export_28.csv", &text[..]),
            &overrides,
        ))
        .unwrap();
        assert_eq!(chosen.plan.columns, preview.plan.columns);
    }
    // In texts they are letters.
    for text in [
        "客户,日期,金额,备注\nC1,2024-01-05,10,好，快，便宜\nC2,2024-01-06,5,慢，贵，远\n",
        "客户\t日期\t金额\t备注，可不填，谢谢\nC1\t2024-01-05\t10\t好，快，便宜\nC2\t2024-01-06\t5\t慢，贵，远\n",
    ] {
        assert_eq!(sums(&import(text)), ["C1 10", "C2 5"], "{text}");
    }
    let comments = look("评论\n好，快，便宜\n慢，贵，远\n一般，还行，再看看\n");
    assert_eq!(comments.plan.columns.len(), 1);
}

#[test]
fn columns_aligned_by_blanks_are_told() {
    let refused = |text: &str| {
        let overrides = Overrides::default();
        block_on_ready(preview(&mut MemorySource::new("a.txt", text), &overrides)).err() == Some(IntakeError::Aligned)
    };
    let text = "customer  date        amount\nC1        2024-01-05  1,234.50\nC2        2024-01-06     12.00\nC3        2024-01-07      7.00\n";
    assert!(refused(text));
    assert!(refused("客户    日期          金额\nC1      2024-01-05    10\nC2      2024-01-06    5\n"));
    for text in [
        "customer  ,date  ,  amount\nC1        ,2024-01-05  ,1.50\n",
        "comment\nwell  done   indeed\nso  so   la la\n",
        "what  do  you think\nwell done\nso so\n",
    ] {
        assert!(!refused(text), "{text}");
    }
}

#[test]
fn a_file_without_a_header_is_asked_for_what_it_may_have() {
    let missing = |text: &str| {
        let preview = look(text);
        (preview.plan.kind, preview.doubts.contains(&Doubt::NoHeader), preview.plan.missing().is_empty())
    };
    let rows = |row: fn(u32) -> String| (1..30).map(row).collect::<String>();
    let orders = rows(|n| format!("O{n},C{},2024-01-{n:02},茶,{n}.50\n", n % 9));
    assert_eq!(missing(&orders), (Kind::Purchases, true, false));
    let people = rows(|n| format!("客户{n},138000000{n:02},北京\n"));
    assert_eq!(missing(&people), (Kind::Customers, false, false));
    // Where something is a score, it is what is asked for.
    let answers = rows(|n| format!("R{n},{}\n", n % 11));
    assert_eq!(missing(&format!("nr,q7\n{answers}")).0, Kind::Answers);
    // Months as names of columns are none of the data.
    let wide = rows(|n| format!("C{n},{n},{n},{n}\n"));
    assert!(!missing(&format!("customer_id,2024-01,2024-02,2024-03\n{wide}")).1);
}

#[test]
fn a_table_of_columns_in_json_is_read_by_its_rows() {
    let text =
        r#"{"customer_id":{"0":"C1","1":"C2"},"date":{"0":"2024-01-05","1":"2024-01-06"},"amount":{"0":10,"1":5}}"#;
    assert_eq!(sums(&import(text)), ["C1 10", "C2 5"]);
    // Also over several lines, and where it is longer than what is looked at first.
    assert_eq!(sums(&import(&text.replace(',', ",\n "))), ["C1 10", "C2 5"]);
    let row = |n: u32| format!(r#""O{n}":{{"customer_id":"C{}","date":"2024-01-05","amount":{n}}},"#, n % 2);
    let rows: String = (0..8_000).map(row).collect();
    assert!(rows.len() > 300 << 10);
    let text = format!("{{{}}}", rows.trim_end_matches(','));
    assert_eq!(sums(&import(&text)), ["C0 15996000", "C1 16000000"]);
    // What holds none is refused as it was.
    let text = r#"{"a": {"x": 1},
        "b": 2}"#;
    assert!(block_on_ready(preview(&mut MemorySource::new("a.json", text), &Overrides::default())).is_err());
}

#[test]
fn the_total_of_an_order_on_each_of_its_rows_counts_once() {
    let rows = "1,C1,2024-01-02,pen,11.50\n1,C1,2024-01-02,ink,11.50\n2,C2,2024-01-03,pen,13\n2,C2,2024-01-03,ink,13\n\
        2,C2,2024-01-03,cap,13\n3,C1,2024-01-04,pen,7\n4,C2,2024-01-05,pen,9\n4,C2,2024-01-05,cap,9\n";
    let told = |imported: &Imported| {
        imported.report.notes.iter().find_map(|note| match note {
            Note::RepeatedTotals { orders, once, .. } => Some((*orders, *once)),
            _ => None,
        })
    };
    for name in ["order_total", "订单总金额", "Order Amount"] {
        let imported = import(&format!("order_id,customer_id,date,product,{name}\n{rows}"));
        assert_eq!((sums(&imported), told(&imported)), (vec!["C1 18.5".into(), "C2 22".into()], Some((3, true))));
        assert_eq!(imported.report.rows_used, 8, "the rows say what was bought");
    }
    // What may be the price of a row counts, and it is told.
    let imported = import(&format!("order_id,customer_id,date,product,amount\n{rows}"));
    assert_eq!((sums(&imported), told(&imported)), (vec!["C1 30".into(), "C2 57".into()], Some((3, false))));
    let differs =
        format!("order_id,customer_id,date,product,order_total\n{rows}5,C1,2024-01-06,pen,3\n5,C1,2024-01-06,ink,4\n");
    // One order is otherwise: nothing is left out, and it is told.
    assert_eq!(
        (sums(&import(&differs)), told(&import(&differs))),
        (vec!["C1 37".into(), "C2 57".into()], Some((3, false)))
    );
}

#[test]
fn an_export_s_total_of_an_order_on_each_row_counts_once_whatever_it_is_called() {
    let rows = "1,pen,1,2024-01-02 10:00:00,10.00,18.00,完成,jd_a\n1,ink,1,2024-01-02 10:00:00,8.00,18.00,完成,jd_a\n\
        2,pen,1,2024-01-03 10:00:00,10.00,10.00,完成,jd_b\n";
    let header = "订单号,商品名称,订购数量,下单时间,京东价,应付金额,订单状态,下单帐号";
    let text = format!("{header}\n{rows}");
    let imported = import(&text);
    assert_eq!(imported.report.export.as_deref(), Some("jd_orders"));
    assert_eq!(sums(&imported), ["jd_a 18", "jd_b 10"]);
    assert!(
        imported.report.notes.iter().any(|note| matches!(note, Note::RepeatedTotals { orders: 1, once: true, .. }))
    );
    // Two alike are no proof elsewhere, and another export may have a row's own money.
    let other = text.replace("下单帐号", "客户");
    assert_eq!(sums(&import(&other)), ["jd_a 36", "jd_b 10"]);
    let differs = format!(
        "{text}3,pen,1,2024-01-04 10:00:00,7.00,7.00,完成,jd_b\n3,ink,1,2024-01-04 10:00:00,6.00,6.00,完成,jd_b\n"
    );
    assert_eq!(sums(&import(&differs)), ["jd_a 36", "jd_b 23"]);
}

#[test]
fn the_unit_a_header_says_is_that_of_its_numbers() {
    for (name, amount, sum) in [
        ("金额（万元）", "1.2", "12000"),
        ("金额(分)", "1250", "12.5"),
        ("amount_cents", "1250", "12.5"),
        ("amount (in thousands)", "1.2", "1200"),
        ("amount (USD)", "1.2", "1.2"),
    ] {
        let imported = import(&format!("customer_id,date,{name}\nC1,2024-01-05,{amount}\n"));
        assert_eq!(sums(&imported), [format!("C1 {sum}")], "{name}");
        let told = imported.report.notes.iter().any(|note| matches!(note, Note::HeaderUnit { .. }));
        assert_eq!(told, name != "amount (USD)", "{name}");
    }
}

#[test]
fn customers_nobody_knows_are_no_one_customer() {
    for word in ["散客", "匿名", "Guest", "walk-in", "Cash Customer"] {
        let text = format!("customer,date,amount\nC1,2024-01-05,10\n{word},2024-01-05,99\n{word},2024-01-06,99\n");
        let imported = import(&text);
        assert_eq!(sums(&imported), ["C1 10"], "{word}");
        assert_eq!(imported.report.reasons.get(&Reason::NoCustomer), Some(&2), "{word}");
        assert!(imported.report.notes.iter().any(|note| matches!(note, Note::BlankWords { cells: 2, .. })), "{word}");
        let overrides = Overrides { literal_blanks: true, ..Overrides::default() };
        let plan = block_on_ready(preview(&mut MemorySource::new("a.csv", &text[..]), &overrides)).unwrap().plan;
        let taken = block_on_ready(read(&mut MemorySource::new("a.csv", &text[..]), &plan, &mut Unpaced)).unwrap();
        assert_eq!(taken.report.rows_used, 3, "{word}");
    }
    let imported = import("customer,date,amount\nGuestova,2024-01-05,10\nAnn,2024-01-05,5\nCarl,2024-01-06,5\n");
    assert_eq!(imported.report.rows_used, 3);
}

#[test]
fn crowns_are_those_of_the_one_country_named() {
    let text = "customer,date,amount\nC1,2024-01-05,\"12,50 kr\"\nC1,2024-01-06,\"SEK 7,50\"\n";
    let imported = import(text);
    assert_eq!(sums(&imported), ["C1 20"]);
    assert_eq!(imported.report.currency.map(|currency| currency.to_string()).as_deref(), Some("SEK"));
}

/// Three purchases, as rows of these cells.
fn rows(cut: char, end: &str) -> String {
    let rows = ["C1|2024-01-05|O1|120,50", "C2|2024-01-17|O2|89,00", "C1|2024-02-03|O3|45,25"];
    rows.map(|row| format!("{}{end}\n", row.replace('|', &cut.to_string()))).concat()
}

const BOUGHT: [&str; 2] = ["C1 165.75", "C2 89"];

#[test]
fn delimiters_at_the_end_of_rows_or_header_cut_nothing() {
    for cut in [';', '\t', '|'] {
        let header = "customer_id|date|order_id|amount".replace('|', &cut.to_string());
        let end = cut.to_string();
        for text in [
            format!("{header}\n{}", rows(cut, &end)),
            format!("{header}{cut}\n{}", rows(cut, "")),
            format!("{header}\n{}", rows(cut, "").replacen("89,00\n", &format!("89,00{cut}\n"), 1)),
        ] {
            let imported = import(&text);
            assert_eq!(
                (sums(&imported), imported.report.rows_set_aside),
                (BOUGHT.map(String::from).to_vec(), 0),
                "{text}"
            );
        }
        let subtotal = format!("{header}\n{0}Zwischensumme{cut}254,75\n{0}", rows(cut, ""));
        assert_eq!(sums(&import(&subtotal)), ["C1 331.5", "C2 178"], "{subtotal}");
    }
}

#[test]
fn a_table_below_the_first_is_none_of_it() {
    let first = format!("customer_id,date,order_id,amount\n{}", rows(',', "").replace(",50\n", ".50\n"));
    let first = first.replace("89,00", "89.00").replace("45,25", "45.25");
    for below in [
        "\ncustomer_id,last_purchase,orders,total\nC1,2024-02-03,2,165.75\nC2,2024-01-17,1,89.00\n",
        "\n\n客户汇总,,,\n客户,最近日期,笔数,合计金额\nC1,2024-02-03,2,165.75\n",
    ] {
        let imported = import(&format!("{first}{below}"));
        let passed =
            imported.report.notes.iter().any(|note| matches!(note, Note::PassedOver { why: Passed::OtherTable, .. }));
        assert_eq!((sums(&imported), passed), (BOUGHT.map(String::from).to_vec(), true), "{below}");
    }
    // The header that comes again goes on with the first, and a blank row ends nothing.
    for (below, wanted) in [
        (
            "\ncustomer_id,last_purchase,orders,total\nC1,2024-02-03,2,9\n\ncustomer_id,date,order_id,amount\nC2,2024-03-01,O9,1.00\n",
            ["C1 165.75", "C2 90"],
        ),
        ("\nC2,2024-03-01,O9,1.00\n", ["C1 165.75", "C2 90"]),
        ("\nC2,soon,O9,1.00\nC2,2024-03-01,O9,1.00\n", ["C1 165.75", "C2 90"]),
    ] {
        assert_eq!(sums(&import(&format!("{first}{below}"))), wanted, "{below}");
    }
}

#[test]
fn running_totals_with_a_day_are_no_customers() {
    for total in
        ["本年累计", "小 计", "期初余额", "承前页", "Month total", "Running total:", "Opening balance", "Übertrag"]
    {
        let text = format!(
            "日期,客户,订单号,金额\n2024-01-05,C1,O1,120.50\n2024-01-31,{total},,209.50\n2024-02-03,C1,O2,45.25\n"
        );
        assert_eq!(sums(&import(&text)), ["C1 165.75"], "{total}");
    }
}

#[test]
fn the_unit_said_above_a_table_is_that_of_its_money() {
    let table = |above: &str, amount: &str, below: &str| {
        format!("{above}客户编号,日期,订单号,{amount}\n{below}C1,2024-01-05,O1,120.50\nC2,2024-01-06,O2,8.00\n")
    };
    for (text, wanted) in [
        (table("编制单位：某公司,,,单位：万元\n", "金额", ""), "C1 1205000"),
        (table("Sales 2024 (in thousands of USD),,,\n", "金额", ""), "C1 120500"),
        (table("", "金额", ",,,（万元）\n"), "C1 1205000"),
        (table("单位：元,,,\n", "金额", ""), "C1 120.5"),
        (table("单位：万元,,,\n", "金额（元）", ""), "C1 120.5"),
        (table("单位：件,,,\n", "金额", ""), "C1 120.5"),
    ] {
        let imported = import(&text);
        assert_eq!(sums(&imported)[0], wanted, "{text}");
        let told = imported.report.notes.iter().any(|note| matches!(note, Note::HeaderUnit { .. }));
        assert_eq!(told, wanted != "C1 120.5", "{text}");
    }
}

#[test]
fn numbers_a_spreadsheet_rounded_are_told_as_cut_ids() {
    let text = "customer_id,date,order_id,amount\n1.38E+10,2024-01-05,O1,10\n1.38E+10,2024-01-06,O2,20\n1.39E+10,2024-01-07,O3,5\n";
    let notes = import(text).report.notes;
    assert!(notes.iter().any(|note| matches!(note, Note::CutIds { .. })), "{notes:?}");
    let exact = import(&text.replace("1.38E+10", "1.785E4").replace("1.39E+10", "1.801E4")).report.notes;
    assert!(!exact.iter().any(|note| matches!(note, Note::CutIds { .. })), "{exact:?}");
}

#[test]
fn two_orders_of_several_rows_are_enough_where_the_header_says_that_it_is_their_total() {
    let text = "order_id,customer_id,date,order_total,item\nO1,A,2024-01-05,35,x\nO1,A,2024-01-05,35,y\nO2,B,2024-01-06,27,z\n";
    assert_eq!(sums(&import(text)), ["A 35", "B 27"]);
    assert_eq!(sums(&import(&text.replace("order_total", "amount"))), ["A 70", "B 27"]);
}

#[test]
fn days_a_spreadsheet_took_for_months_are_told() {
    let text = |real: fn(u32) -> String| {
        let rows = (1..=20).map(|n| {
            if n % 2 == 0 {
                format!("C{n},{},1\n", real(n))
            } else {
                format!("C{n},{}/{}/2024,1\n", n % 12 + 1, n % 12 + 13)
            }
        });
        format!("customer_id,date,amount\n{}", rows.collect::<String>())
    };
    let told =
        |text: &str| import(text).report.notes.iter().any(|note| matches!(note, Note::SwappedDays { rows: 10, .. }));
    assert!(told(&text(|n| format!("2024-{:02}-{:02}", n % 12 + 1, n % 11 + 1))));
    assert!(!told(&text(|n| format!("2024-{:02}-{:02}", n % 12 + 1, n + 1))), "some are beyond the 12th");
    let few = |days: usize| {
        let texts = ["3/13/2024", "4/25/2024", "5/31/2024", "6/14/2024"];
        let real = ["2024-03-05", "2024-07-11", "2024-12-01", "2024-02-09"].into_iter().take(days);
        let rows: String = real.chain(texts).zip(0..).map(|(day, n)| format!("C{n},{day},1\n")).collect();
        let notes = import(&format!("customer_id,date,amount\n{rows}")).report.notes;
        notes.iter().any(|note| matches!(note, Note::SwappedDays { .. }))
    };
    assert_eq!([few(3), few(4)], [false, true], "three may be chance");
}

#[test]
fn files_that_were_read_well_still_are() {
    let rows = |row: fn(u32) -> String| (1..=28).map(row).collect::<String>();
    let kind = |header: &str, rows: &str| look(&format!("{header}\n{rows}")).plan.kind;
    // Words of money and time that hold none.
    let survey = rows(|n| format!("C{n},2024-01-{n:02},{},{},fine {n}\n", ["card", "cash"][n as usize % 2], n % 11));
    assert_eq!(kind("customer_id,date,payment,rating,comment", &survey), Kind::Answers);
    let list =
        rows(|n| format!("C{n},Name {n},{},{}\n", ["Mon", "Tue"][n as usize % 2], ["high", "low"][n as usize % 2]));
    assert_eq!(kind("customer_id,name,day,value", &list), Kind::Customers);
    let paid = rows(|n| format!("C{n},2024-01-{n:02},{}\n", ["yes", "no"][n as usize % 2]));
    assert_eq!(kind("customer_id,date,paid", &paid), Kind::Customers);
    // Lists of a system that says when a customer was entered.
    let entered = rows(|n| format!("C{n},Name {n},2023-02-{n:02},{n}99.50\n"));
    assert_eq!(kind("customer_id,name,created_at,revenue", &entered), Kind::Customers);
    assert_eq!(kind("会员编号,姓名,创建时间,消费金额", &entered), Kind::Customers);
    // Ids that look like months.
    let ids = rows(|n| format!("{:02}-19{:02},2024-01-{n:02},5\n", n % 12 + 1, n + 50));
    assert_eq!(kind("customer_id,date,amount", &ids), Kind::Purchases);
    // A customer called Total, with orders.
    let orders = rows(|n| format!("O{n},{},2024-01-{n:02},5\n", if n % 3 == 0 { "Total" } else { "Shell" }));
    assert_eq!(sums(&import(&format!("order_id,customer,date,amount\n{orders}"))), ["Shell 95", "Total 45"]);
    // The currency of other money, and an amount that has its unit with it.
    let other = rows(|n| format!("C1,2024-01-{n:02},1,{}\n", ["EUR", "CNY"][n as usize % 2]));
    assert_eq!(sums(&import(&format!("customer_id,date,amount_usd,original_currency\n{other}"))), ["C1 28"]);
    assert_eq!(sums(&import("customer_id,date,金额（万元）\nC1,2024-01-05,1.2万\nC1,2024-01-06,2\n")), ["C1 32000"]);
    // Instalments of a contract.
    let instalments: String =
        (0..4).flat_map(|c| (1..=3).map(move |month| format!("A{c},C{c},2024-0{month}-05,99\n"))).collect();
    assert_eq!(sums(&import(&format!("订单号,客户号,日期,订单金额\n{instalments}")))[0], "C0 297");
    // Crowns beside those of one country, and other money.
    let crowns = rows(|n| format!("C1,2024-01-{n:02},\"10,50 kr\"\n"));
    let crowns = format!("customer,date,amount\n{crowns}C1,2024-02-01,\"SEK 7,50\"\nC1,2024-02-02,\"EUR 7,50\"\n");
    assert_eq!(sums(&import(&crowns)), ["C1 301.5"]);
    // Numbers of a program have no thousands to group.
    let json = r#"[{"customer_id":"C1","date":"2024-01-05","amount":1.234},{"customer_id":"C1","date":"2024-01-06","amount":750},
        {"customer_id":"C1","date":"2024-01-07","amount":12.125},{"customer_id":"C1","date":"2024-01-08","amount":2.375}]"#;
    assert_eq!(sums(&import(json)), ["C1 765.734"]);
}
