//! JSON documents with several lists of objects: which is read, which others there are, and how one is chosen.

use loyalscope::domain::dataset::{Kind, Rows};
use loyalscope::domain::intake::{
    Imported, IntakeError, Layout, MemorySource, Note, Overrides, Preview, Unpaced, block_on_ready, preview, read,
};

const SHOP: &str = r#"{
  "exported": "2024-07-01",
  "customers": [{"id": "c1", "since": "2020-01-02", "grade": "gold"}, {"id": "c2", "since": "2021-05-06", "grade": "silver"}],
  "sales": {"orders": [
    {"customer": "c1", "order": "o1", "date": "2024-01-05", "amount": 12.5},
    {"customer": "c2", "order": "o2", "date": "2024-01-06", "amount": 20},
    {"customer": "c1", "order": "o3", "date": "2024-02-07", "amount": 30}
  ]}
}"#;

const NESTED: &str = r#"[
  {"customer": {"id": "c1", "grade": "gold"}, "orders": [
    {"order": "o1", "date": "2024-01-05", "amount": 12.5}, {"order": "o3", "date": "2024-02-07", "amount": 30}]},
  {"customer": {"id": "c2", "grade": "silver"}, "orders": [{"order": "o2", "date": "2024-01-06", "amount": 20}]},
  {"customer": {"id": "c3", "grade": "silver"}, "orders": []}
]"#;

fn look(text: &str, rows: Option<&str>) -> Result<Preview, IntakeError> {
    let overrides = Overrides { json_rows: rows.map(str::to_owned), ..Overrides::default() };
    block_on_ready(preview(&mut MemorySource::new("shop.json", text), &overrides))
}

fn import(text: &str, seen: &Preview) -> Imported {
    block_on_ready(read(&mut MemorySource::new("shop.json", text), &seen.plan, &mut Unpaced)).unwrap()
}

fn arrays(seen: &Preview) -> Vec<(&str, u64)> {
    seen.arrays.iter().map(|array| (array.path.as_str(), array.objects)).collect()
}

/// Customer, day and amount of every purchase.
fn purchases(imported: &Imported) -> Vec<String> {
    let Rows::Purchases(table) = &imported.table.rows else { panic!("not purchases: {:?}", imported.report) };
    let customer = |row: usize| imported.table.customers.get(table.customer[row]);
    (0..table.customer.len())
        .map(|row| format!("{} {} {}", customer(row), table.day[row], table.amount[row].money()))
        .collect()
}

#[test]
fn the_longest_list_is_read_and_the_others_are_told() {
    let seen = look(SHOP, None).unwrap();
    assert_eq!(arrays(&seen), [("customers", 2), ("sales.orders", 3)]);
    let imported = import(SHOP, &seen);
    assert_eq!(purchases(&imported), ["c1 2024-01-05 12.5", "c2 2024-01-06 20", "c1 2024-02-07 30"]);
    let told = Note::ArraysLeft { read: "sales.orders".into(), arrays: vec!["customers".into()] };
    assert!(imported.report.notes.contains(&told));
}

#[test]
fn another_list_can_be_chosen() {
    let seen = look(SHOP, Some("customers")).unwrap();
    assert_eq!((seen.plan.kind, arrays(&seen).len()), (Kind::Customers, 2));
    let imported = import(SHOP, &seen);
    assert_eq!((imported.report.rows_used, imported.table.customers.len()), (2, 2));
    for absent in ["orders", "", "sales", "sales.orders[].items.x[]"] {
        let found = look(SHOP, Some(absent));
        let is_same = found.as_ref().is_ok_and(|seen| seen.rows.len() == 3);
        assert!(is_same == absent.starts_with("sales.orders"), "{absent}: {found:?}");
    }
}

#[test]
fn a_list_within_rows_is_a_row_each_with_its_customer() {
    let seen = look(NESTED, None).unwrap();
    assert_eq!(arrays(&seen), [("", 3), ("[].orders", 3)]);
    assert_eq!(seen.rows.len(), 3);
    let seen = look(NESTED, Some("[].orders")).unwrap();
    let headers: Vec<&str> = seen.plan.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(headers, ["customer.id", "customer.grade", "orders.order", "orders.date", "orders.amount"]);
    let imported = import(NESTED, &seen);
    assert_eq!(purchases(&imported), ["c1 2024-01-05 12.5", "c1 2024-02-07 30", "c2 2024-01-06 20"]);
    // A customer without an order is told, not lost.
    assert_eq!((imported.report.rows_read, imported.report.rows_set_aside), (4, 1));
}

#[test]
fn one_object_a_line_may_hold_lists_too() {
    let lines = concat!(
        "{\"customer\":\"c1\",\"orders\":[{\"date\":\"2024-01-05\",\"amount\":1},{\"date\":\"2024-01-06\",\"amount\":2}]}\n",
        "{\"customer\":\"c2\", broken\n",
        "{\"customer\":\"c2\",\"orders\":[{\"date\":\"2024-01-07\",\"amount\":3}]}\n",
    );
    let seen = look(lines, None).unwrap();
    assert!(matches!(seen.plan.layout, Layout::Ndjson { .. }));
    assert_eq!(arrays(&seen), [("", 3), ("[].orders", 3)]);
    let imported = import(lines, &look(lines, Some("[].orders")).unwrap());
    assert_eq!(purchases(&imported), ["c1 2024-01-05 1", "c1 2024-01-06 2", "c2 2024-01-07 3"]);
    assert_eq!(imported.report.rows_set_aside, 1);
}

#[test]
fn a_document_of_one_list_asks_nothing() {
    for text in [
        r#"[{"customer":"a","date":"2024-01-05","amount":1,"tags":["x"]}]"#,
        r#"{"code":0,"data":{"list":[{"customer":"a","date":"2024-01-05","amount":1}]}}"#,
        "{\"customer\":\"a\",\"date\":\"2024-01-05\",\"amount\":1}\n{\"customer\":\"a\",\"date\":\"2024-01-06\",\"amount\":1}\n",
    ] {
        let seen = look(text, None).unwrap();
        assert!(seen.arrays.is_empty(), "{text}");
        let notes = import(text, &seen).report.notes;
        assert!(!notes.iter().any(|note| matches!(note, Note::ArraysLeft { .. })), "{text}");
    }
}

#[test]
fn a_layout_kept_before_lists_were_chosen_reads_the_first() {
    let kept: Layout = serde_json::from_str(r#"{"format":"json","encoding":"UTF-8"}"#).unwrap();
    let mut seen = look(SHOP, Some("customers")).unwrap();
    seen.plan.layout = kept;
    assert_eq!(import(SHOP, &seen).report.rows_used, 2);
}
