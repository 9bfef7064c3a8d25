//! The order files of the reference sets, line by line, with the returns and products that
//! `reference` leaves away. A test program that uses it has `mod reference;` too.

// Every test program uses its own part of it, and a test is to stop at what is not as expected.
#![allow(dead_code, clippy::indexing_slicing, clippy::unwrap_used)]

use loyalscope::domain::dataset::Purchases;
use loyalscope::domain::day::Day;
use loyalscope::domain::dictionary::Dictionary;
use loyalscope::domain::money::{Money, PackedMoney};

use super::reference::{self, Sheet};

/// One row of a purchases table.
pub struct Line {
    pub customer: String,
    pub order: String,
    pub product: String,
    pub day: Day,
    pub amount: Money,
    pub returned: bool,
}

/// An exact decimal of either sign.
pub fn money(text: &str) -> Money {
    text.strip_prefix('-').map_or_else(|| reference::money(text), |positive| -reference::money(positive))
}

/// CDNOW and the R package's orders: every line is an order.
fn order_log(path: &str, names: [&str; 3]) -> Vec<Line> {
    let sheet = Sheet::read(path);
    let [customer, day, amount] = names.map(|name| sheet.column(name));
    let line = |(index, row): (usize, &Vec<String>)| Line {
        customer: row[customer].clone(),
        order: index.to_string(),
        product: String::new(),
        day: row[day].parse().unwrap(),
        amount: money(&row[amount]),
        returned: false,
    };
    sheet.rows.iter().enumerate().map(line).collect()
}

/// The 1/10 sample of CDNOW.
pub fn cdnow() -> Vec<Line> {
    order_log("cdnow_sample/cdnow_sample.csv", ["customer_id", "date", "amount"])
}

/// The orders of the R package rfm.
pub fn rfm_orders() -> Vec<Line> {
    order_log("rfm_orders/rfm_orders.csv", ["customer_id", "order_date", "revenue"])
}

/// Online Retail, the rows with a customer; returns included.
pub fn online_retail() -> Vec<Line> {
    let sheet = Sheet::read("online_retail_a/online_retail_a.csv.gz");
    let [customer, order, product, day, quantity, price] =
        ["CustomerID", "InvoiceNo", "StockCode", "InvoiceDate", "Quantity", "UnitPrice"].map(|name| sheet.column(name));
    let line = |row: &Vec<String>| {
        let units: i128 = row[quantity].parse().unwrap();
        Line {
            customer: row[customer].clone(),
            order: row[order].clone(),
            product: row[product].clone(),
            day: row[day][..10].parse().unwrap(),
            amount: Money::from_micros(money(&row[price]).micros() * units),
            returned: units < 0 || row[order].starts_with('C'),
        }
    };
    sheet.rows.iter().filter(|row| !row[customer].is_empty()).map(line).collect()
}

/// Online Retail without returns and without lines of no price: the `log_gross` of its truth.
pub fn online_retail_gross() -> Vec<Line> {
    online_retail().into_iter().filter(|line| !line.returned && line.amount > Money::ZERO).collect()
}

/// Lines as a table, with the dictionary of its customers.
pub fn table(lines: &[Line]) -> (Purchases, Dictionary) {
    let (mut ids, mut orders) = (Dictionary::new(), Dictionary::new());
    let mut purchases = Purchases::default();
    for line in lines {
        purchases.customer.push(ids.intern(&line.customer));
        purchases.order.push(orders.intern(&line.order));
        purchases.day.push(line.day);
        purchases.amount.push(PackedMoney::try_from(line.amount).unwrap());
        purchases.returned.push(line.returned);
    }
    purchases.orders = u32::try_from(orders.len()).unwrap();
    (purchases, ids)
}

/// Whether two figures agree to 1e-9 of the larger.
pub fn same(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-9 * ours.abs().max(theirs.abs()).max(1.0)
}
