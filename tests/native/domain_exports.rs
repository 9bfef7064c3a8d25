//! Exports known by their header, each with a few made-up rows and figures worked out by hand.

use std::collections::BTreeMap;

use loyalscope::domain::dataset::{Kind, Rows};
use loyalscope::domain::intake::{
    Imported, MemorySource, Overrides, Plan, Preview, Reason, Unpaced, block_on_ready, preview, read,
};
use loyalscope::domain::money::Money;

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/exports/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn look(name: &str, overrides: &Overrides) -> Preview {
    block_on_ready(preview(&mut MemorySource::new(name, file(name)), overrides)).unwrap()
}

fn import(name: &str, plan: &Plan) -> Imported {
    block_on_ready(read(&mut MemorySource::new(name, file(name)), plan, &mut Unpaced)).unwrap()
}

/// Reads a file as the export it is; gives what was read and how many of its rows do not count.
fn recognised(name: &str) -> (Imported, u64) {
    let preview = look(name, &Overrides::default());
    let id = name.rsplit_once('.').unwrap().0;
    assert_eq!(preview.plan.export.as_deref(), Some(id), "{name}");
    assert!(preview.plan.missing().is_empty(), "{name}: {:?}", preview.plan);
    let imported = import(name, &preview.plan);
    assert_eq!(imported.report.export.as_deref(), Some(id));
    let not_counted = imported.report.reasons.get(&Reason::DoesNotCount).copied().unwrap_or(0);
    (imported, not_counted)
}

/// Purchases by customer: how many, and their sum; and how many rows of the file do not count.
fn purchases(name: &str) -> (Vec<(String, usize, String)>, u64) {
    let (imported, not_counted) = recognised(name);
    let Rows::Purchases(table) = &imported.table.rows else { panic!("{name}: no purchases") };
    let mut sums: BTreeMap<&str, (usize, Money)> = BTreeMap::new();
    for (&customer, amount) in table.customer.iter().zip(&table.amount) {
        let (rows, sum) = sums.entry(imported.table.customers.get(customer)).or_default();
        (*rows, *sum) = (*rows + 1, *sum + amount.money());
    }
    (sums.into_iter().map(|(id, (rows, sum))| (id.to_owned(), rows, sum.to_string())).collect(), not_counted)
}

#[track_caller]
fn assert_sales(name: &str, expected: &[(&str, usize, &str)], not_counted: u64) {
    let (found, without) = purchases(name);
    let found: Vec<(&str, usize, &str)> =
        found.iter().map(|(id, rows, sum)| (id.as_str(), *rows, sum.as_str())).collect();
    assert_eq!(found, expected, "{name}");
    assert_eq!(without, not_counted, "{name}");
}

#[track_caller]
fn assert_scores(name: &str, expected: &[u8], not_counted: u64) {
    let (imported, without) = recognised(name);
    let Rows::Answers(table) = &imported.table.rows else { panic!("{name}: no answers") };
    let scores: Vec<u8> = table.score.iter().flatten().map(|score| score.get()).collect();
    assert_eq!(scores, expected, "{name}");
    assert!(table.day.iter().all(Option::is_some), "{name}: {:?}", table.day);
    assert_eq!(without, not_counted, "{name}");
}

#[test]
fn bills_of_payment_services() {
    // Two payments of Ann, and one of Bob that was refunded, in a row of its own; a revoked payment is none.
    assert_sales("wechat_pay_bill.csv", &[("oAnn", 2, "14.75"), ("oBob", 2, "0")], 1);
    // What came in; not what was paid, nor what was given back in full.
    assert_sales("wechat_statement.csv", &[("小红", 1, "30"), ("阿明", 1, "12")], 2);
    assert_sales("alipay_statement.csv", &[("am***@example.com", 1, "20.5"), ("xh***@example.com", 1, "5")], 2);
    assert_sales("alipay_record.csv", &[("阿明", 2, "20.5")], 1);
    assert_sales("stripe_payments.csv", &[("cus_ann", 2, "55")], 2);
    assert_sales("paypal_activity.csv", &[("ann@example.com", 2, "1055")], 2);
}

#[test]
fn orders_of_shops() {
    assert_sales("taobao_orders.csv", &[("ann", 2, "131")], 2);
    // One closed and one not yet paid are none.
    assert_sales("youzan_orders.csv", &[("13800000001", 2, "139.5"), ("13800000002", 1, "40")], 2);
    // A quotation is no order.
    assert_sales("sap_sales_documents.csv", &[("0000100001", 2, "1534.5"), ("0000100002", 1, "80")], 1);
    // An invoice of two due dates, another with its credit memo, a debit memo; a receipt and a chargeback are none.
    assert_sales("oracle_receivables.csv", &[("1042", 3, "1035"), ("1077", 2, "200")], 2);
    assert_sales("jd_orders.csv", &[("jd_ann", 2, "28")], 1);
    // Order 1001 has two rows; its total stands in the first.
    assert_sales("shopify_orders.csv", &[("ann@example.com", 2, "55")], 2);
    assert_sales("woocommerce_orders.csv", &[("Ann Example", 2, "55")], 1);
    assert_sales("square_transactions.csv", &[("CANN", 2, "1055"), ("CBOB", 2, "0")], 0);
    assert_sales("square_items.csv", &[("CANN", 2, "12.5"), ("CBOB", 1, "5.5")], 0);
    assert_sales("amazon_orders.txt", &[("ann@m.example.com", 2, "55")], 1);
    assert_sales("amazon_order_report.txt", &[("ann@m.example.com", 1, "35"), ("bob@m.example.com", 1, "10")], 0);
}

#[test]
fn answers_of_survey_tools() {
    // A preview and an answer that was never finished do not count.
    assert_scores("qualtrics.csv", &[10, 8, 3], 2);
    assert_scores("surveymonkey.csv", &[10, 9, 0], 0);
    assert_scores("typeform.csv", &[9, 3, 10], 0);
    assert_scores("microsoft_forms.csv", &[9, 2], 0);
    assert_scores("microsoft_forms_zh.csv", &[9, 2], 0);
    assert_scores("limesurvey.csv", &[9, 4], 0);
    assert_scores("limesurvey_full.csv", &[9, 4], 0);
    assert_scores("wjx.csv", &[10, 6, 9], 0);
    assert_scores("tencent_survey.csv", &[8, 10], 0);
    // Another question is none of recommending.
    assert_scores("delighted.csv", &[10, 4], 1);
}

#[test]
fn answers_of_google_forms_need_no_entry() {
    let bytes = std::fs::read(format!("{}/tests/data/intake/google_forms.csv", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut source = MemorySource::new("responses.csv", bytes);
    let seen = block_on_ready(preview(&mut source, &Overrides::default())).unwrap();
    assert_eq!((seen.export, seen.plan.kind), (None, Kind::Answers));
    let imported = block_on_ready(read(&mut source, &seen.plan, &mut Unpaced)).unwrap();
    let Rows::Answers(table) = &imported.table.rows else { panic!("no answers") };
    let scores: Vec<u8> = table.score.iter().flatten().map(|score| score.get()).collect();
    assert_eq!(scores, [9, 3, 10]);
    assert!(table.day.iter().all(Option::is_some), "{:?}", imported.report);
}

#[test]
fn an_export_can_be_refused_and_gives_way_to_what_the_user_says() {
    let refused = look("jd_orders.csv", &Overrides { as_any_file: true, ..Overrides::default() });
    assert_eq!(refused.export.as_ref().map(|export| export.id.as_str()), Some("jd_orders"));
    assert_eq!(refused.export.map(|export| export.chinese).as_deref(), Some("京东订单"));
    assert_eq!((refused.plan.export, refused.plan.as_any_file), (None, true));
    // Of any file's status only words for what came to nothing keep rows from counting: the first rows have none.
    assert!(refused.plan.counting.iter().all(|rule| rule.words.is_empty() && rule.any_like));
    let other = look("jd_orders.csv", &Overrides { kind: Some(Kind::Customers), ..Overrides::default() });
    assert_eq!((other.plan.kind, other.plan.export), (Kind::Customers, None));
    let map = [(loyalscope::domain::dataset::Field::Amount, "订单金额".to_owned())].into();
    let mapped = look("jd_orders.csv", &Overrides { map, ..Overrides::default() }).plan;
    let amount = mapped.column_of(loyalscope::domain::dataset::Field::Amount).unwrap();
    assert_eq!((mapped.columns[amount].header.as_str(), mapped.counting.len()), ("订单金额", 1));
}
