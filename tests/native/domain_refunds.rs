//! What was given back in a column of its own is taken off the amount, and said; files that only look alike stay as they
//! are.

use loyalscope::domain::dataset::{Field, Kind, Rows};
use loyalscope::domain::intake::{
    Imported, MemorySource, Note, Overrides, Preview, Reason, Role, Unpaced, block_on_ready, preview, read,
};

fn look(text: &str) -> Preview {
    block_on_ready(preview(&mut MemorySource::new("orders.csv", text), &Overrides::default())).unwrap()
}

fn import_as(text: &str, preview: &Preview) -> Imported {
    block_on_ready(read(&mut MemorySource::new("orders.csv", text), &preview.plan, &mut Unpaced)).unwrap()
}

fn import(text: &str) -> Imported {
    import_as(text, &look(text))
}

fn refund_column(preview: &Preview) -> Option<&str> {
    preview.plan.columns.iter().find(|column| column.role == Role::Field(Field::Refund)).map(|found| &*found.header)
}

/// Each row's amount, and whether it is a return.
fn amounts(imported: &Imported) -> Vec<(String, bool)> {
    let Rows::Purchases(table) = &imported.table.rows else { panic!("not purchases: {:?}", imported.report) };
    table.amount.iter().zip(&table.returned).map(|(amount, back)| (amount.money().to_string(), *back)).collect()
}

fn plain(amounts: &[(&str, bool)]) -> Vec<(String, bool)> {
    amounts.iter().map(|(amount, back)| ((*amount).to_owned(), *back)).collect()
}

/// Rows, total, and rows in which it is more than the amount.
fn told(imported: &Imported) -> Option<(u64, String, u64)> {
    imported.report.notes.iter().find_map(|note| match note {
        Note::Refunds { rows, total, more, .. } => Some((*rows, total.clone(), *more)),
        _ => None,
    })
}

#[test]
fn refunds_are_taken_off_and_told() {
    for name in ["退款金额", "退款金额（元）", "Refunded Amount", "refund_amount", "Amount Refunded", "total_refunded"]
    {
        let text = format!(
            "order_id,customer_id,date,amount,{name}\n1,C1,2024-01-05,100,0\n2,C2,2024-01-06,80,20.5\n\
             3,C1,2024-01-07,50,50\n4,C2,2024-01-08,30,\n5,C1,2024-01-09,40,-10\n6,C1,2024-01-10,7,-\n"
        );
        let preview = look(&text);
        assert_eq!((preview.plan.kind, refund_column(&preview)), (Kind::Purchases, Some(name)));
        let imported = import_as(&text, &preview);
        // What nothing is left of is no order.
        let wanted = [("100", false), ("59.5", false), ("0", true), ("30", false), ("30", false), ("7", false)];
        assert_eq!(amounts(&imported), plain(&wanted), "{name}");
        assert_eq!(told(&imported), Some((3, "80.5".to_owned(), 0)), "{name}");
        assert!(imported.report.notes.contains(&Note::Returns { rows: 1 }));
        // Of no role of its own it stays what it was.
        let mut as_it_is = preview;
        as_it_is.plan.columns.last_mut().unwrap().role = Role::Attribute;
        let imported = import_as(&text, &as_it_is);
        assert_eq!(amounts(&imported)[2], ("50".to_owned(), false));
        assert_eq!(told(&imported), None);
    }
    let text =
        "customer_id,date,amount,refund_amount\nC1,2024-01-05,100,some\nC2,2024-01-06,80,10\nC2,2024-01-07,9,0\n";
    let imported = import(text);
    assert_eq!(imported.report.reasons.get(&Reason::BadAmount), Some(&1), "a refund nobody can read may be any");
    assert_eq!(amounts(&imported), plain(&[("70", false), ("9", false)]));
}

#[test]
fn what_is_no_refunded_money_is_taken_off_nothing() {
    for (name, cells) in [
        ("退款状态", ["0", "1", "0"]),
        ("退款", ["0", "1", "0"]),
        ("refunded", ["0", "1", "0"]),
        ("refunds", ["0", "1", "2"]),
        ("refund_date", ["", "2024-01-09", ""]),
        ("退款时间", ["", "2024-01-09", ""]),
        ("refund_reason", ["", "late", ""]),
        ("refund_id", ["", "77", ""]),
        ("申请退款金额", ["0", "5", "0"]),
        ("refund_amount", ["no", "yes", "no"]),
    ] {
        let row = |(n, cell): (usize, &str)| format!("C{n},2024-01-0{},10,{cell}\n", n + 1);
        let rows: String = cells.into_iter().enumerate().map(row).collect();
        let text = format!("customer_id,date,amount,{name}\n{rows}");
        let preview = look(&text);
        assert_eq!(refund_column(&preview), None, "{name}");
        assert_eq!(amounts(&import_as(&text, &preview)), plain(&[("10", false); 3]), "{name}");
    }
    // What is left after refunds has them off already.
    for amount in ["net_amount", "Net Sales", "实收金额", "结算金额"] {
        let text = format!("customer_id,date,{amount},refund_amount\nC1,2024-01-05,80,20\nC2,2024-01-06,50,0\n");
        assert_eq!(amounts(&import(&text)), plain(&[("80", false), ("50", false)]), "{amount}");
    }
    // So have amounts that are less than what was given back: it is said, and nothing taken off.
    let text = "customer_id,date,amount,refund_amount\nC1,2024-01-05,80,20\nC2,2024-01-06,0,50\nC2,2024-01-07,9,0\n";
    let imported = import(text);
    assert_eq!(amounts(&imported), plain(&[("80", false), ("0", false), ("9", false)]));
    assert_eq!(told(&imported), Some((2, "70".to_owned(), 1)));
    // A return with what it gave back beside it is one.
    let text = "customer_id,date,amount,refund_amount\nC1,2024-01-05,80,0\nC1,2024-01-06,-30,30\nC2,2024-01-07,9,2\n";
    assert_eq!(amounts(&import(text)), plain(&[("80", false), ("-30", true), ("7", false)]));
    // A list of refunds alone has nothing they could be taken off.
    let text = "customer_id,date,refund_amount\nC1,2024-01-05,80\nC2,2024-01-06,30\n";
    assert_eq!(refund_column(&look(text)), None);
}

#[test]
fn refunds_are_written_as_the_amounts_are() {
    let text = "customer_id;date;amount;refund_amount\nC1;2024-01-05;1.234,50;1.000\nC2;2024-01-06;7,50;0\n";
    assert_eq!(amounts(&import(text)), plain(&[("234.5", false), ("7.5", false)]));
    let text = "customer_id;date;amount;refund_amount\nC1;2024-01-05;1234.50;1.125\nC2;2024-01-06;7.50;0\n";
    assert_eq!(amounts(&import(text)), plain(&[("1233.375", false), ("7.5", false)]));
}

#[test]
fn refunds_beside_a_price_are_no_amount() {
    let text = "customer_id,date,quantity,unit_price,refund_amount\nC1,2024-01-05,2,40,0\nC2,2024-01-06,3,10,12\n";
    let imported = import(text);
    assert_eq!(amounts(&imported), plain(&[("80", false), ("18", false)]));
    let text = "客户,日期,单价,退款金额\nC1,2024-01-05,40,0\nC2,2024-01-06,30,12\n";
    assert_eq!(amounts(&import(text)), plain(&[("40", false), ("18", false)]));
}

#[test]
fn an_order_s_refund_on_each_of_its_rows_counts_once() {
    let rows = "1,C1,2024-01-02,pen,20,5\n1,C1,2024-01-02,ink,20,5\n2,C2,2024-01-03,pen,13,0\n2,C2,2024-01-03,ink,13,0\n\
        3,C1,2024-01-04,pen,7,1\n4,C2,2024-01-05,pen,9,2\n4,C2,2024-01-05,cap,9,2\n";
    let text = format!("order_id,customer_id,date,product,order_total,refund_amount\n{rows}");
    let imported = import(&text);
    let sum: f64 = amounts(&imported).iter().map(|(amount, _)| amount.parse::<f64>().unwrap()).sum();
    assert!((sum - (15.0 + 13.0 + 6.0 + 7.0)).abs() < 1e-9, "{:?}", amounts(&imported));
    assert_eq!(told(&imported), Some((3, "8".to_owned(), 0)));
    // Of rows of their own money each has its own.
    let text = text.replace("order_total", "amount").replace("ink,20,5", "ink,30,6").replace("cap,9,2", "cap,8,1");
    assert_eq!(told(&import(&text)), Some((5, "15".to_owned(), 0)));
}

#[test]
fn exports_say_what_was_given_back() {
    let taken = |text: &str, export: &str| {
        let preview = look(text);
        assert_eq!(preview.plan.export.as_deref(), Some(export));
        let imported = import_as(text, &preview);
        (amounts(&imported), told(&imported))
    };
    let shopify = "Name,Email,Financial Status,Fulfillment Status,Total,Created at,Lineitem name,Refunded Amount\n\
        #1,a@x.org,paid,fulfilled,35.00,2024-03-01 09:59:00 +0100,Cup,0.00\n\
        #2,b@x.org,partially_refunded,fulfilled,40.00,2024-03-02 09:59:00 +0100,Cup,15.00\n\
        #2,b@x.org,,,,2024-03-02 09:59:00 +0100,Bowl,\n\
        #3,b@x.org,refunded,fulfilled,9.00,2024-03-03 09:59:00 +0100,Cup,9.00\n";
    let wanted = (plain(&[("35", false), ("25", false)]), Some((1, "15".to_owned(), 0)));
    assert_eq!(taken(shopify, "shopify_orders"), wanted);
    let stripe = "id,Description,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,\
        Converted Amount Refunded,Status,Customer ID,Customer Email\n\
        ch_1,,2024-03-01 10:00,35.00,0.00,eur,35.00,0.00,Paid,cus_a,a@x.org\n\
        ch_2,,2024-03-02 10:00,20.00,4.00,eur,20.00,4.00,Partial Refund,cus_a,a@x.org\n";
    let wanted = (plain(&[("35", false), ("16", false)]), Some((1, "4".to_owned(), 0)));
    assert_eq!(taken(stripe, "stripe_payments"), wanted);
    // A refund is a row of its own, at no amount; one that failed is none.
    let bill = "交易时间,微信订单号,商户订单号,用户标识,交易状态,应结订单金额,退款金额,退款状态,订单金额,申请退款金额\n\
        `2024-03-01 09:10:11,`42A1,`A1,`oAnn,`SUCCESS,`10.50,`0.00,`,`10.50,`0.00\n\
        `2024-03-04 09:10:11,`42A1,`A1,`oAnn,`REFUND,`0.00,`4.50,`SUCCESS,`0.00,`4.50\n\
        `2024-03-05 09:10:11,`42A1,`A1,`oAnn,`REFUND,`0.00,`6.00,`FAIL,`0.00,`6.00\n";
    let wanted = (plain(&[("10.5", false), ("-4.5", true)]), Some((1, "4.5".to_owned(), 0)));
    assert_eq!(taken(bill, "wechat_pay_bill"), wanted);
}
