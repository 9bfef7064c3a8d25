//! Days that are written in parts, in digits alone or by another calendar: each with neighbours that must stay as they are.

use loyalscope::domain::dataset::{Field, Kind};
use loyalscope::domain::intake::{Note, Overrides, Reason};

use crate::looked_at::{column, day, days, file, import, import_under, is_told, look};

#[test]
fn year_month_and_day_of_their_own_make_a_date() {
    for header in [
        "Year,Month,Day,Customer,Amount",
        "Year,Month,Date,Customer ID,Sales",
        "年,月,日,客户,金额",
        "Jahr,Monat,Tag,Kunde,Betrag",
        "Année,Mois,Jour,Client,Montant",
        "Año,Mes,Día,Cliente,Importe",
        "Ano,Mês,Dia,Cliente,Valor",
        "Anno,Mese,Giorno,Cliente,Importo",
        "年,月,日,顧客番号,金額",
    ] {
        let text = file(header, |n| format!("{},{},{},C{},{n}.50", 2023 + n % 2, n % 12 + 1, n + 5, n % 6));
        let preview = look(&text);
        let parts = [Field::Year, Field::Month, Field::Day].map(|field| column(&preview, field));
        let names: Vec<&str> = header.split(',').collect();
        assert_eq!((preview.plan.kind, parts), (Kind::Purchases, [0, 1, 2].map(|at| Some(names[at]))), "{header}");
        assert!(preview.plan.missing().is_empty() && !preview.plan.lacks_days(), "{header}");
        let imported = import(&text);
        assert_eq!(days(&imported)[..2], ["2023-01-05", "2024-02-06"], "{header}");
        let columns: Vec<String> = names[..3].iter().map(|name| (*name).to_owned()).collect();
        assert!(imported.report.notes.contains(&Note::DateParts { columns }), "{header}");
        assert_eq!(imported.report.mapping[&Field::Year], names[0]);
    }
}

#[test]
fn months_of_their_own_are_numbers_or_names() {
    let text = file("customer_id,year,month,amount", |n| format!("C{},2024,{},{n}.50", n % 6, n % 12 + 1));
    let imported = import(&text);
    assert_eq!(days(&imported)[1], "2024-02-01");
    assert!(imported.report.notes.contains(&Note::MonthDates { column: "month".to_owned(), rows: 20 }));
    for names in [["January", "Mar", "Sept"], ["janvier", "mars", "sept."], ["1月", "3月", "9月"]] {
        let text = file("customer_id,year,month,day,amount", |n| {
            format!("C{},2024,{},{},{n}.50", n % 6, names[n as usize % 3], n + 1)
        });
        assert_eq!(days(&import(&text))[..3], ["2024-01-01", "2024-03-02", "2024-09-03"], "{names:?}");
    }
}

#[test]
fn what_is_no_day_in_parts_is_set_aside_by_the_part_at_fault() {
    let text = file("Customer,Year,Month,Day,Amount", |n| {
        let date = match n {
            3 => "2024,2,30",
            4 => "2024,x,5",
            5 => ",3,5",
            6 => "2024,,5",
            7 => "24,3,5",
            8 => "2024.0,3.0,5.0",
            9 => "2024,4,",
            _ => "2024,3,5",
        };
        format!("C{},{date},{n}.50", n % 6)
    });
    let report = import(&text).report;
    let found: Vec<(u64, Option<&str>, Reason)> =
        report.set_aside.iter().map(|row| (row.row, row.column.as_deref(), row.reason)).collect();
    assert_eq!(
        found,
        [
            (5, Some("Day"), Reason::BadDate),
            (6, Some("Month"), Reason::BadDate),
            (7, Some("Year"), Reason::NoDate),
            (8, Some("Month"), Reason::NoDate),
            (9, Some("Year"), Reason::BadDate),
        ]
    );
    assert!(report.notes.contains(&Note::MonthDates { column: "Month".to_owned(), rows: 1 }));
}

#[test]
fn parts_of_a_date_stay_extra_columns_beside_one() {
    let text = file("customer_id,date,year,month,day,amount", |n| {
        format!("C{},{},2023,{},7,{n}.50", n % 6, day(n), n % 12 + 1)
    });
    let preview = look(&text);
    let parts = [Field::Year, Field::Month, Field::Day].map(|field| column(&preview, field));
    assert_eq!((column(&preview, Field::Date), parts), (Some("date"), [None; 3]));
    assert_eq!(days(&import(&text))[1], "2024-01-02");
    // The user's word goes first, for either.
    let map = |fields: &[(Field, &str)]| Overrides {
        map: fields.iter().map(|(field, name)| (*field, (*name).to_owned())).collect(),
        ..Overrides::default()
    };
    let said = map(&[(Field::Year, "year"), (Field::Month, "month"), (Field::Day, "day")]);
    assert_eq!(days(&import_under(&text, &said))[1], "2023-02-07");
    let unnamed = file("customer_id,y,m,amount", |n| format!("C{},2024,{},{n}.50", n % 6, n % 12 + 1));
    assert!(look(&unnamed).plan.lacks_days(), "no header names them");
    assert_eq!(days(&import_under(&unnamed, &map(&[(Field::Year, "y"), (Field::Month, "m")])))[1], "2024-02-01");
    // A year alone is no date, nor are numbers that are no months, nor the year somebody was born.
    for (header, row) in [
        ("customer_id,year,amount", "2024"),
        ("customer_id,year,month,amount", "2024,45"),
        ("customer_id,birth_year,birth_month,amount", "1980,4"),
    ] {
        let text = file(header, |n| format!("C{},{row},{n}.50", n % 6));
        assert!(look(&text).plan.lacks_days(), "{header}");
    }
    // In a list of customers they are what they are.
    let list =
        file("customer_id,name,joindate,year,month", |n| format!("C{n},Name {n},{},2024,{}", day(n), n % 12 + 1));
    assert_eq!(column(&look(&list), Field::Year), None);
}

#[test]
fn dates_of_eight_digits_may_begin_with_the_day_or_the_month() {
    let written = |date: fn(u32) -> String| {
        import(&file("customer_id,date,amount", |n| format!("C{},{},{n}.50", n % 6, date(n))))
    };
    assert_eq!(days(&written(|n| format!("{:02}032024", n + 5)))[8], "2024-03-13");
    assert_eq!(days(&written(|n| format!("03{:02}2024", n + 5)))[8], "2024-03-13");
    assert_eq!(days(&written(|n| format!("202403{:02}", n + 5)))[8], "2024-03-13");
    let open = written(|n| format!("{:02}{:02}2024", n % 6 + 1, n % 5 + 1));
    assert!(is_told(&open, |note| matches!(note, Note::AmbiguousDates { .. })));
    // Ids of eight digits are none.
    let ids = file("customer_id,date,amount,ref", |n| format!("C{},{},{n}.50,1203{}", n % 6, day(n), 2024 + n * 7));
    assert_eq!(days(&import(&ids))[1], "2024-01-02");
}

#[test]
fn months_with_a_point_and_weeks_are_dates() {
    let written = |date: fn(u32) -> String| {
        import(&file("customer_id,date,amount", |n| format!("C{},{},{n}.50", n % 6, date(n))))
    };
    let months = written(|n| format!("{:02}.2024", n % 12 + 1));
    assert_eq!(days(&months)[2], "2024-03-01");
    assert!(is_told(&months, |note| matches!(note, Note::MonthDates { rows: 20, .. })));
    let weeks = written(|n| format!("2024-W{:02}", n + 1));
    assert_eq!(days(&weeks)[8], "2024-02-26");
    assert!(is_told(&weeks, |note| matches!(note, Note::MonthDates { rows: 20, .. })));
    // Money is none, be it once like a month.
    let money = file("customer_id,date,amount", |n| format!("C{},{},{}.{}", n % 6, day(n), n % 12 + 1, 2015 + n));
    assert_eq!(column(&look(&money), Field::Amount), Some("amount"));
    let text = file("customer_id,date,amount", |n| {
        format!("C{},{},{n}.50", n % 6, if n == 3 { "03.2024".to_owned() } else { day(n) })
    });
    assert_eq!(import(&text).report.reasons[&Reason::BadDate], 1);
}

#[test]
fn years_of_other_eras_are_told() {
    for date in [
        |n: u32| format!("2567-03-{:02}", n + 5),
        |n| format!("{:02}/03/2567", n + 5),
        |n| format!("113/03/{:02}", n + 5),
        |n| format!("113年3月{}日", n + 5),
    ] {
        let imported = import(&file("customer_id,date,amount", |n| format!("C{},{},{n}.50", n % 6, date(n))));
        assert_eq!(days(&imported)[8], "2024-03-13", "{}", date(8));
        assert!(imported.report.notes.contains(&Note::OtherEra { column: "date".to_owned() }), "{}", date(8));
    }
    let named = import(&file("customer_id,date,amount", |n| format!("C{},民國113年3月{}日,{n}.50", n % 6, n + 5)));
    assert_eq!(days(&named)[8], "2024-03-13");
    // One year far ahead among others is a mistake, and stays one.
    let overrides = Overrides { today: Some("2024-06-01".parse().unwrap()), ..Overrides::default() };
    let typo = file("customer_id,date,amount", |n| {
        format!("C{},{},{n}.50", n % 6, if n == 3 { "2420-01-04".to_owned() } else { day(n) })
    });
    assert_eq!(import_under(&typo, &overrides).report.reasons[&Reason::FarFuture], 1);
    // Numbers of orders and codes are none.
    for ids in [|n: u32| format!("2501-03-{:02}", n + 1), |n| format!("25{:02}-{:02}", n % 12 + 1, n % 12 + 1)] {
        let text = file("customer_id,order_no,date,amount", |n| format!("C{},{},{},{n}.50", n % 6, ids(n), day(n)));
        assert_eq!(column(&look(&text), Field::Order), Some("order_no"));
    }
    let codes = file("customer_id,date,amount,code", |n| format!("C{},{},{n}.50,113/01/{:02}", n % 6, day(n), n + 1));
    assert!(!is_told(&import(&codes), |note| matches!(note, Note::OtherEra { .. })));
}
