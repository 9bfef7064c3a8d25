//! Which column is meant, which kind a file is, and which of its rows count, where several could be: each with neighbours
//! that must stay as they are.

use loyalscope::domain::dataset::{Field, Kind, Rows};
use loyalscope::domain::intake::{
    Doubt, Imported, IntakeError, MemorySource, Note, Overrides, Passed, Reason, Unpaced, block_on_ready, read,
};
use loyalscope::domain::money::Money;

use crate::looked_at::{column, day, days, file, import, import_under, is_told, look};

/// Rows of purchases and their money in all.
fn bought(imported: &Imported) -> (usize, String) {
    let Rows::Purchases(table) = &imported.table.rows else { panic!("not purchases: {:?}", imported.report) };
    let total: Money = table.amount.iter().map(|amount| amount.money()).sum();
    (table.len(), total.to_string())
}

#[test]
fn who_has_no_number_is_told_by_address_or_name() {
    for header in ["Customer Name,Date,Amount", "客户名称,日期,金额", "购货单位,单据日期,价税合计"]
    {
        let text = file(header, |n| format!("Name {},{},{n}.50", n % 6, day(n)));
        let preview = look(&text);
        assert_eq!(preview.plan.kind, Kind::Purchases, "{header}");
        assert_eq!(column(&preview, Field::Customer), header.split(',').next(), "{header}");
        assert!(preview.doubts.contains(&Doubt::CustomerName), "{header}");
        let notes = import(&text).report.notes;
        assert!(notes.iter().any(|note| matches!(note, Note::CustomersByName { .. })), "{header}: {notes:?}");
    }
    let both = file("Buyer,Email,Date,Amount", |n| format!("Name,{}@example.org,{},{n}.50", n % 6, day(n)));
    let preview = look(&both);
    assert_eq!((column(&preview, Field::Customer), preview.doubts.as_slice()), (Some("Email"), &[] as &[Doubt]));
    // An id goes before all of them.
    let id = file("customer_name,customer_id,date,amount", |n| format!("Name,C{},{},{n}.50", n % 6, day(n)));
    assert_eq!(column(&look(&id), Field::Customer), Some("customer_id"));
}

#[test]
fn who_keeps_the_till_is_no_customer() {
    let till = file("User,Customer Name,Date,Amount", |n| {
        format!("{},Name {},{},{n}.50", ["Ann", "Bo"][n as usize % 2], n % 6, day(n))
    });
    assert_eq!(column(&look(&till), Field::Customer), Some("Customer Name"));
    let flag = file("会员,客户名称,日期,金额", |n| format!("是,客户{},{},{n}.50", n % 6, day(n)));
    assert_eq!(column(&look(&flag), Field::Customer), Some("客户名称"));
    let users = file("User,Customer Name,Date,Amount", |n| format!("U{n},Name {},{},{n}.50", n % 6, day(n)));
    assert_eq!(column(&look(&users), Field::Customer), Some("User"), "they are as many as their names, or more");
}

#[test]
fn headers_of_other_languages_are_known() {
    for header in [
        "Kundennummer;Bestelldatum;Betrag",
        "Client;Date de commande;Montant",
        "Cliente;Fecha;Importe",
        "Cliente;Data;Importo",
        "Klant;Datum;Bedrag",
        "Klient;Data;Kwota",
        "Клиент;Дата;Сумма",
        "고객번호;날짜;금액",
        "顧客番号;注文日;金額",
    ] {
        let preview = look(&file(header, |n| format!("K{};{};{n},50", n % 6, day(n))));
        let found = [Field::Customer, Field::Date, Field::Amount].map(|field| column(&preview, field));
        assert_eq!(found.map(Option::unwrap_or_default).join(";"), header, "{header}");
    }
    for question in ["Würden Sie uns weiterempfehlen?", "Recommanderiez-vous notre hôtel ?", "おすすめ度"] {
        let text = file(&format!("id,{question}"), |n| format!("R{n},{}", n % 11));
        assert_eq!(column(&look(&text), Field::Score), Some(question));
    }
}

#[test]
fn the_day_is_when_something_was_bought() {
    for other in
        ["Export Date", "snapshot_date", "expiry_date", "date_of_birth", "到期日期", "导出日期", "warranty_end_date"]
    {
        for own in ["order_dt", "purchased_on", "Visit Date", "购买日", "when"] {
            let text = file(&format!("customer_id,{other},{own},amount"), |n| {
                format!("C{},{},{},{n}.50", n % 6, if n % 2 == 0 { "2024-12-30" } else { "2024-12-31" }, day(n))
            });
            assert_eq!(column(&look(&text), Field::Date), Some(own), "{other} beside {own}");
        }
    }
    let constant =
        file("customer_id,date,order_time,amount", |n| format!("C{},2024-12-31,{} 10:00,{n}.50", n % 6, day(n)));
    assert_eq!(column(&look(&constant), Field::Date), Some("order_time"));
    let blank = file("customer_id,date,order_time,amount", |n| format!("C{},,{} 10:00,{n}.50", n % 6, day(n)));
    assert_eq!(column(&look(&blank), Field::Date), Some("order_time"));
    // A file of one day's sales, and one whose only day has another name, are of these days.
    let one_day = file("customer_id,date,amount", |n| format!("C{},2024-12-31,{n}.50", n % 6));
    assert_eq!(column(&look(&one_day), Field::Date), Some("date"));
    let delivered = file("customer_id,delivery_date,amount", |n| format!("C{},{},{n}.50", n % 6, day(n)));
    assert_eq!(column(&look(&delivered), Field::Date), Some("delivery_date"));
    let digits = file("customer_id,bizday_x,amount", |n| format!("C{},202401{:02},{n}.50", n % 6, n + 1));
    assert_eq!((look(&digits).plan.kind, column(&look(&digits), Field::Date)), (Kind::Purchases, Some("bizday_x")));
}

#[test]
fn the_amount_is_what_was_paid() {
    for (other, own) in [
        ("cost_amount", "sales_amt"),
        ("成本金额", "销售收入金额"),
        ("预存金额", "实收"),
        ("opening_amount", "txn_amt"),
        ("Source fee amount", "Source amount (after fees)"),
        ("points_amount", "order amount"),
        ("budget amount", "actual amount"),
    ] {
        let text = file(&format!("customer_id,date,{other},{own}"), |n| format!("C{},{},{n}.25,{n}.50", n % 6, day(n)));
        assert_eq!(column(&look(&text), Field::Amount), Some(own), "{other} beside {own}");
    }
    let alone = file("customer_id,date,deposit amount", |n| format!("C{},{},{n}.50", n % 6, day(n)));
    assert_eq!(column(&look(&alone), Field::Amount), Some("deposit amount"), "where nothing else is");
    let noughts = file("customer_id,date,fare amount,gross amount", |n| format!("C{},{},0.00,{n}.50", n % 6, day(n)));
    assert_eq!(column(&look(&noughts), Field::Amount), Some("gross amount"));
}

#[test]
fn orders_that_were_received_or_closed_are_orders() {
    for header in [
        "customer_id,order_id,order_date,received_at,amount",
        "customer_id,order_id,order_date,cancel_date,amount",
        "customer_id,order_id,order_date,close_date,amount",
    ] {
        let text = file(header, |n| format!("C{},O{n},{},{},{n}.50", n % 6, day(n), day(n)));
        assert_eq!(look(&text).plan.kind, Kind::Purchases, "{header}");
    }
    let deals = file("Account Name,Stage,Close Date,Amount,Created Date", |n| {
        format!("A{},Won,{},{n}.50,2023-01-05", n % 6, day(n))
    });
    assert_eq!((look(&deals).plan.kind, column(&look(&deals), Field::Date)), (Kind::Purchases, Some("Close Date")));
    // What says more than a day stays what it is.
    let complaints =
        file("customer_id,received_at,closed_at,category", |n| format!("C{},{},{},late", n % 6, day(n), day(n)));
    assert_eq!(look(&complaints).plan.kind, Kind::Complaints);
    let exits = file("customer_id,close_date", |n| format!("C{n},{}", day(n)));
    assert_eq!(look(&exits).plan.kind, Kind::Exits);
    let accounts = file("account_no,opened,closed,branch", |n| format!("A{n},{},{},North", day(n), day(n)));
    assert_ne!(look(&accounts).plan.kind, Kind::Complaints);
}

#[test]
fn purchases_whose_money_has_an_unknown_name_ask_for_it() {
    let text = file("customer_id,date,zzz", |n| format!("C{},{},{n}.57", n % 6, day(n)));
    let preview = look(&text);
    assert_eq!(preview.plan.kind, Kind::Purchases);
    let error = block_on_ready(read(&mut MemorySource::new("x.csv", text), &preview.plan, &mut Unpaced)).unwrap_err();
    assert!(matches!(&error, IntakeError::MissingFields { fields, .. } if fields == &[Field::Amount]), "{error:?}");
    // A list of customers, each once, with a day and a size is one.
    let list = file("customer_id,joined,height", |n| format!("C{n},{},{n}.57", day(n)));
    assert_eq!(look(&list).plan.kind, Kind::Customers);
}

#[test]
fn one_column_with_the_names_of_several_is_not_read() {
    let text = file("customer_id§date§amount", |n| format!("C{}§{}§{n}.50", n % 6, day(n)));
    let preview = look(&text);
    assert!(preview.doubts.contains(&Doubt::OneColumn) && !preview.plan.missing().is_empty());
    let whole = file("\"customer_id,date,amount\"", |n| format!("\"C{},{},{n}.50\"", n % 6, day(n)));
    assert_eq!(bought(&import(&whole)), (20, "200".into()));
    let html = file("<html><table><tr><td>customer_id<td>date<td>amount", |n| {
        format!("<tr><td>C{}<td>{}<td>{n}.50", n % 6, day(n))
    });
    assert_eq!(bought(&import(&html)), (20, "200".into()));
}

#[test]
fn a_word_says_that_money_was_given_back() {
    for words in [["Sale", "Refund"], ["销售出库单", "销售退货单"], ["Invoice", "Credit note"], ["H", "S"]] {
        let kind = |n: u32| words[usize::from(n.is_multiple_of(5))];
        let text = file("customer_id,date,kind,amount", |n| format!("C{},{},{},{n}.50", n % 6, day(n), kind(n)));
        let imported = import(&text);
        // 200 in all, of which 0.5, 5.5, 10.5 and 15.5 were given back.
        assert_eq!(bought(&imported), (20, "136".into()), "{words:?}");
        let told = imported
            .report
            .notes
            .iter()
            .any(|note| matches!(note, Note::GivenBack { rows: 4, total, .. } if total == "32"));
        assert!(told, "{words:?}: {:?}", imported.report.notes);
    }
    let signed = file("customer_id,date,kind,amount", |n| {
        format!(
            "C{},{},{}",
            n % 6,
            day(n),
            if n.is_multiple_of(5) { format!("Refund,-{n}.50") } else { format!("Sale,{n}.50") }
        )
    });
    assert_eq!(bought(&import(&signed)), (20, "136".into()), "they have a sign already");
    let other = file("customer_id,date,kind,amount", |n| {
        format!("C{},{},{},{n}.50", n % 6, day(n), if n > 9 { "Gift" } else { "Sale" })
    });
    assert_eq!(bought(&import(&other)), (20, "200".into()));
}

#[test]
fn what_was_cancelled_or_not_paid_does_not_count() {
    for (header, word) in [
        ("status", "Cancelled"),
        ("订单状态", "交易关闭"),
        ("payment_status", "unpaid"),
        ("is_deleted", "1"),
        ("是否作废", "是"),
    ] {
        let said = |n: u32| {
            if n.is_multiple_of(5) {
                word
            } else if word == "1" {
                "0"
            } else if word == "是" {
                "否"
            } else {
                "ok"
            }
        };
        let text =
            file(&format!("customer_id,date,{header},amount"), |n| format!("C{},{},{},{n}.50", n % 6, day(n), said(n)));
        let imported = import(&text);
        assert_eq!(bought(&imported), (16, "168".into()), "{header}");
        assert_eq!(imported.report.reasons[&Reason::DoesNotCount], 4, "{header}");
        let all = Overrides { keep_all_rows: true, ..Overrides::default() };
        assert_eq!(bought(&import_under(&text, &all)), (20, "200".into()), "{header}");
    }
    let shipped = file("customer_id,date,status,amount", |n| {
        format!("C{},{},{},{n}.50", n % 6, day(n), if n > 9 { "Paid" } else { "Shipped" })
    });
    assert_eq!(bought(&import(&shipped)), (20, "200".into()));
}

#[test]
fn totals_among_the_rows_are_told_by_adding_up() {
    let month =
        |from: u32| -> String { (from..from + 3).map(|n| format!("C{n},O{n},2024-01-{n:02},{n}0\n")).collect() };
    let total = "customer,order,date,amount\n";
    for (january, all) in
        [("January total", "Grand total"), ("1月小计", "合计（6笔）"), ("Summe Januar", "Gesamt 2024")]
    {
        let text = format!(
            "{total}{}{january},3,2024-01-31,60\n{}Total 2,3,2024-02-29,150\n{all},6,2024-02-29,210\n",
            month(1),
            month(4)
        );
        let imported = import(&text);
        assert_eq!(bought(&imported), (6, "210".into()), "{january}");
        let passed = imported.report.passed.iter().filter(|row| row.why == Passed::Total).count();
        assert_eq!(passed, 3, "{january}: {:?}", imported.report);
    }
    let lines = "order,customer,date,product,amount\nO1,A,2024-01-05,tea,10\nO1,A,2024-01-05,cup,8\nO1,A,2024-01-05,Total,18\n\
        O2,B,2024-01-06,tea,10\nO2,B,2024-01-06,pot,30\nO2,B,2024-01-06,Total,40\n";
    assert_eq!(bought(&import(lines)), (4, "58".into()));
    // Who is called so and adds nothing up is a customer.
    let firm = format!("{total}{}Total Energies,O9,2024-01-31,75\n{}", month(1), month(4));
    assert_eq!(bought(&import(&firm)), (7, "285".into()));
}

#[test]
fn quantities_may_say_what_they_count() {
    for unit in [" pcs", "件", " x", " pc."] {
        let text =
            file("customer_id,date,qty,unit_price", |n| format!("C{},{},{}{unit},{n}.50", n % 6, day(n), n % 3 + 1));
        let preview = look(&text);
        assert_eq!(
            (column(&preview, Field::Quantity), column(&preview, Field::UnitPrice)),
            (Some("qty"), Some("unit_price")),
            "{unit}"
        );
        let plain = file("customer_id,date,qty,unit_price", |n| format!("C{},{},{},{n}.50", n % 6, day(n), n % 3 + 1));
        assert_eq!(bought(&import(&text)), bought(&import(&plain)), "{unit}");
    }
}

#[test]
fn statistics_below_scores_are_no_answers() {
    let answers = file("respondent,date,score", |n| format!("R{n},{},{}", day(n), n % 11));
    for below in ["NPS,,10", "平均分,,7", "Std,,3", "Promoters,,9", "中位数,,8"] {
        let imported = import(&format!("{answers}{below}\n"));
        let Rows::Answers(table) = &imported.table.rows else { panic!("no answers: {below}") };
        assert_eq!(table.len(), 20, "{below}");
    }
    let codes = file("id,recommend", |n| format!("R{n},A{}", n % 11 + 1));
    assert_ne!(look(&codes).plan.kind, Kind::Answers, "places of choices are no scores");
}

#[test]
fn nobody_is_no_customer() {
    for nobody in ["零售客户", "散客（门店）", "Cash", "Retail Customer", "Consumidor Final", "现金客户"]
    {
        let text = file("customer,date,amount", |n| {
            let who = if n.is_multiple_of(4) { nobody.to_owned() } else { format!("C{}", n % 6) };
            format!("{who},{},{n}.50", day(n))
        });
        assert_eq!(import(&text).report.reasons.get(&Reason::NoCustomer), Some(&5), "{nobody}");
    }
    let names = file("customer,date,amount", |n| {
        format!("{},{},{n}.50", ["Cashman", "Guestrow", "Anna"][n as usize % 3], day(n))
    });
    assert_eq!(import(&names).report.reasons.get(&Reason::NoCustomer), None);
}

#[test]
fn days_long_past_are_set_aside() {
    let text = file("customer,date,amount", |n| {
        format!("C{},{},{n}.50", n % 6, if n == 3 { "0204-01-17".into() } else { day(n) })
    });
    let imported = import(&text);
    assert_eq!((bought(&imported).0, imported.report.reasons[&Reason::FarPast]), (19, 1));
    let written = file("customer,date,amount", |n| {
        format!("C{},{}/01/{},{n}.50", n % 6, n + 1, if n == 3 { "0204" } else { "2024" })
    });
    assert_eq!(import(&written).report.reasons[&Reason::FarPast], 1);
}

#[test]
fn what_became_of_orders_is_read_to_the_end_of_the_file() {
    let row = |n: u32, status: &str| format!("C{},{},{status},10\n", n % 6, day(n % 20));
    let mut text = "customer_id,date,order_status,amount\n".to_owned();
    for n in 0..3000 {
        text += &row(n, if n % 2 == 0 { "Completed" } else { "Shipped" });
    }
    assert_eq!(bought(&import(&text)).0, 3000);
    for status in ["Cancelled", "payment failed", "已退款", "Returned"] {
        text += &row(7, status);
    }
    let imported = import(&text);
    assert_eq!(bought(&imported), (3000, "30000".into()));
    assert_eq!(imported.report.reasons[&Reason::DoesNotCount], 4);
    let all = Overrides { keep_all_rows: true, ..Overrides::default() };
    assert_eq!(bought(&import_under(&text, &all)).0, 3004);
    // Of a file of nothing else they are what it is about.
    let refunded = file("customer_id,date,status,amount", |n| format!("C{},{},Refunded,5", n % 6, day(n)));
    assert_eq!(bought(&import(&refunded)).0, 20);
}

/// What was taken off: rows, money in all, and rows where it was more than the amount.
fn taken_off(imported: &Imported) -> Option<(u64, String, u64)> {
    imported.report.notes.iter().find_map(|note| match note {
        Note::Refunds { rows, total, more, .. } => Some((*rows, total.clone(), *more)),
        _ => None,
    })
}

#[test]
fn discounts_are_taken_off_quantity_times_price() {
    // Twenty rows of 2 x 10; every fifth has a discount, worth 2 of its 20.
    let with = |header: &str, off: &str, none: &str| {
        file(&format!("customer_id,date,quantity,unit_price,{header}"), |n| {
            format!("C{},{},2,10,{}", n % 6, day(n), if n % 5 == 0 { off } else { none })
        })
    };
    for (header, off, none) in [
        ("Discount", "0.1", "0"),
        ("discount", "10%", ""),
        ("Discount %", "10", "0"),
        ("discount_rate", "0.1", "0"),
        ("discount_amount", "2.00", "0.00"),
        ("优惠金额", "-2", "0"),
        ("Rabatt", "2", "0"),
    ] {
        let imported = import(&with(header, off, none));
        assert_eq!(bought(&imported), (20, "392".into()), "{header}");
        assert_eq!(taken_off(&imported), Some((4, "8".into(), 0)), "{header}");
    }
    // It is read with the decimal mark that its own column proves.
    let german = file("kundennummer;datum;menge;einzelpreis;rabatt", |n| {
        format!("C{};{};2;1000,50;{}", n % 6, day(n), ["1.000", "0,50", "0"][n as usize % 3])
    });
    assert_eq!(taken_off(&import(&german)), Some((14, "7003.5".into(), 0)));
    // More than the amount, a code, a flag, or what may be left to pay: nothing is taken off.
    let more = import(&with("discount_amount", "30", "0"));
    assert_eq!((bought(&more).1, taken_off(&more)), ("400".into(), Some((4, "120".into(), 4))));
    for (header, off, none) in [("discount", "1", "0"), ("Discount code", "SUMMER", ""), ("折扣", "0.9", "1")] {
        let imported = import(&with(header, off, none));
        assert_eq!((bought(&imported).1, taken_off(&imported)), ("400".into(), None), "{header}");
    }
    // An amount beside it is what was paid.
    let paid = file("customer_id,date,amount,quantity,unit_price,discount", |n| {
        format!("C{},{},18,2,10,{}", n % 6, day(n), if n % 5 == 0 { "0.1" } else { "0" })
    });
    assert_eq!((bought(&import(&paid)).1, taken_off(&import(&paid))), ("360".into(), None));
}

/// A discount as money is in the currency of its row.
#[test]
fn discounts_are_converted_with_their_rows() {
    let read_at = |discount: &str, rates: &[(&str, i64)]| {
        let text = file("customer_id,date,quantity,unit_price,currency,discount_amount", |n| {
            format!("C{},{},2,10,{},{discount}", n % 6, day(n), if n < 15 { "EUR" } else { "USD" })
        });
        let mut plan = look(&text).plan;
        plan.currency = Some("EUR".to_owned());
        plan.rates = rates.iter().map(|(code, rate)| ((*code).to_owned(), *rate)).collect();
        block_on_ready(read(&mut MemorySource::new("a.csv", text), &plan, &mut Unpaced)).unwrap()
    };
    // Five rows of 20 USD at 0.5 are 10 EUR each, and 4 off is 2 off.
    let converted = read_at("4", &[("USD", 500_000)]);
    assert_eq!(bought(&converted), (20, "280".into()));
    assert_eq!(taken_off(&converted), Some((20, "70".into(), 0)));
    // A share is of what it is of.
    let shares = read_at("10%", &[("USD", 500_000)]);
    assert_eq!((bought(&shares).1, taken_off(&shares)), ("315".into(), Some((20, "35".into(), 0))));
    let left = read_at("4", &[]);
    assert_eq!((bought(&left), taken_off(&left)), ((15, "240".into()), Some((15, "60".into(), 0))));
}

#[test]
fn ids_may_stand_for_nobody() {
    let with = |filler: &str, others: u32| {
        import(&file("customer_id,date,amount", |n| {
            let who = if n.is_multiple_of(4) { filler.to_owned() } else { (others + n % 6).to_string() };
            format!("{who},{},{n}.50", day(n))
        }))
    };
    for (filler, others) in [("0", 100), ("-1", 17_850), ("0.0", 100), ("99999", 1_001), ("999999", 17_850)] {
        let imported = with(filler, others);
        assert_eq!(imported.report.reasons.get(&Reason::NoCustomer), Some(&5), "{filler}");
        assert!(is_told(&imported, |note| matches!(note, Note::BlankWords { cells: 5, .. })), "{filler}");
    }
    for (id, others) in [("0", 1), ("0", 10), ("-1", 3), ("99999", 99_990), ("9999", 1_001), ("99999", 60_000)] {
        assert_eq!(with(id, others).report.reasons.get(&Reason::NoCustomer), None, "{id} beside {others}");
    }
    // Beside other ids it may be one, and on one row it is no habit.
    let words = file("customer_id,date,amount", |n| {
        format!("{},{},{n}.50", if n % 4 == 0 { "0".to_owned() } else { format!("C10{}", n % 6) }, day(n))
    });
    assert_eq!(import(&words).report.reasons.get(&Reason::NoCustomer), None);
    let literal = Overrides { literal_blanks: true, ..Overrides::default() };
    let text =
        file("customer_id,date,amount", |n| format!("{},{},{n}.50", [0, 101, 102, 103, 104][n as usize % 5], day(n)));
    assert_eq!(import(&text).report.rows_used, 16);
    assert_eq!(import_under(&text, &literal).report.rows_used, 20);
}

#[test]
fn ids_in_full_width_letters_are_the_same() {
    let text = file("customer_id,date,amount", |n| {
        format!("{},{},{n}.50", ["A001", "Ａ００１", "Rene\u{301}e", "Renée"][n as usize % 4], day(n))
    });
    let imported = import(&text);
    let customers: Vec<&str> = imported.table.customers.iter().map(|(_, id)| id).collect();
    assert_eq!(customers, ["A001", "Renée"]);
    assert!(imported.report.notes.contains(&Note::FoldedIds { column: "customer_id".to_owned(), ids: 2 }));
}

/// Groups of three rows, the first of which alone has these cells; `further` are those of the others.
fn in_groups(header: &str, first: impl Fn(u32) -> String, further: &str) -> String {
    file(header, |n| format!("{},Item {n},{n}.50", if n % 3 == 0 { first(n) } else { further.to_owned() }))
}

#[test]
fn what_only_the_first_row_of_a_group_says_holds_for_the_others() {
    for (header, further, columns) in [
        ("Customer,Date,Product,Amount", ",", &["Customer", "Date"][..]),
        ("客户,订单号,日期,商品,金额", ",,", &["客户", "日期", "订单号"]),
    ] {
        let has_order = header.contains("订单号");
        let first = |n: u32| {
            let order = if has_order { format!("O{n},") } else { String::new() };
            format!("C{},{order}{}", n % 6, day(n))
        };
        let imported = import(&in_groups(header, first, further));
        assert_eq!((bought(&imported), imported.report.rows_set_aside), ((20, "200".into()), 0), "{header}");
        assert_eq!(days(&imported)[..4], ["2024-01-01", "2024-01-01", "2024-01-01", "2024-01-04"], "{header}");
        assert_eq!(imported.table.customers.iter().map(|(_, id)| id.to_owned()).collect::<Vec<_>>(), ["C0", "C3"]);
        let columns = columns.iter().map(|name| (*name).to_owned()).collect();
        assert!(imported.report.notes.contains(&Note::FilledDown { columns, rows: 13 }), "{:?}", imported.report.notes);
    }
    // Subtotals of the groups have no text of their own, or say what they are.
    let mut text = in_groups("Customer,Date,Product,Amount", |n| format!("C{n},{}", day(n)), ",");
    text =
        text.replace("Item 5,5.50\n", "Item 5,5.50\n,,,12\n").replace("Item 8,8.50\n", "Item 8,8.50\n,,Subtotal,21\n");
    assert_eq!(bought(&import(&text)), (20, "200".into()));
}

#[test]
fn blanks_that_may_be_guests_are_filled_by_nobody() {
    let told = |text: &str| {
        let imported = import(text);
        let is_filled = is_told(&imported, |note| matches!(note, Note::FilledDown { .. }));
        (imported.report.reasons.get(&Reason::NoCustomer).copied(), is_filled)
    };
    let header = "Customer,Date,Product,Amount";
    // A day of their own, an order of their own, or a day that is missing elsewhere.
    assert_eq!(told(&in_groups(header, |n| format!("C{n},{}", day(n)), ",2024-01-05")), (Some(13), false));
    let order = in_groups("Customer,Order,Date,Product,Amount", |n| format!("C{n},O{n},{}", day(n)), ",G7,");
    assert_eq!(told(&order), (Some(13), false));
    let gap = in_groups(header, |n| format!("C{n},{}", if n == 9 { String::new() } else { day(n) }), ",");
    assert_eq!(told(&gap), (Some(13), false));
    // Money alone, and few rows of many.
    let money = file(header, |n| if n % 3 == 0 { format!("C{n},{},X,5", day(n)) } else { ",,,5".to_owned() });
    assert!(!told(&money).1);
    let few = file(header, |n| if n % 8 == 1 { ",,X,5".to_owned() } else { format!("C{n},{},X,5", day(n)) });
    assert_eq!(told(&few), (Some(3), false));
}
