//! Columns that no role names, found by what their headers call them: a cost, a product, a share of wallet.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Column, Customers, Purchases, Values};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::score::Score;

use super::View;

/// Parts of the names of columns that say what a row costs.
pub(super) const COST: &[&str] = &["cost", "成本", "费用", "支出"];

/// Parts of the names of columns that say what acquiring a customer cost.
pub(super) const ACQUISITION_COST: &[&str] =
    &["acquisitioncost", "costofacquisition", "acqcost", "acquisitionspend", "获客成本", "获客费用", "拉新成本"];

/// Parts of the names of columns that say what is left of a row's money once its cost is paid.
pub(super) const MARGIN: &[&str] = &["margin", "profit", "毛利", "利润"];

/// Parts of the names of columns that say the product.
pub(super) const PRODUCT: &[&str] =
    &["product", "sku", "stockcode", "item", "goods", "商品", "产品", "品名", "货号", "货品"];

/// Parts of the names of columns that say where, not how much.
pub(super) const PLACES: &[&str] = &["latitude", "longitude", "zip", "postcode", "postal", "纬度", "经度", "邮编"];

/// Parts of the names of columns that say what a customer spends altogether, or our share of it.
pub(super) const WALLET: &[&str] = &["wallet", "钱包"];

/// Parts of the names of columns that say whose a customer is: a territory, an owner, a branch.
const OWNER: &[&str] = &[
    "territory",
    "owner",
    "accountmanager",
    "salesrep",
    "staff",
    "employee",
    "district",
    "branch",
    "辖区",
    "片区",
    "客户经理",
    "负责人",
    "业务员",
    "经办",
    "员工",
    "网点",
    "支行",
    "门店",
];

/// The first of some names that says whose a customer is, else the first of all.
pub(super) fn owner_first(names: &[String]) -> Option<&String> {
    first_called(names, OWNER)
}

/// The first of some names that has one of these parts, else the first of all.
pub(super) fn first_called<'a>(names: &'a [String], parts: &[&str]) -> Option<&'a String> {
    names.iter().find(|name| called(name, parts)).or_else(|| names.first())
}

/// Parts of the names of columns that say a share.
pub(super) const SHARE: &[&str] = &["share", "percent", "%", "份额", "占比", "比例"];

/// Whether a column's name has one of these parts, whatever stands between its letters.
pub(super) fn called(name: &str, parts: &[&str]) -> bool {
    let name = name.to_lowercase().replace([' ', '_', '-'], "");
    parts.iter().any(|part| name.contains(part))
}

/// The words of a name in lower case: what stands between signs, and in `TotalPoints` from one capital to the next.
pub(super) fn words(name: &str) -> Vec<String> {
    let (mut words, mut before) = (vec![String::new()], ' ');
    for letter in name.chars() {
        if !letter.is_alphanumeric() || before.is_lowercase() && letter.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether one of these parts begins a word of the name: short ones stand by chance inside others, a fee inside coffee.
/// Chinese has no blanks between words, and its parts may stand anywhere.
pub(super) fn has_word(name: &str, parts: &[&str]) -> bool {
    let (mut plain, mut begins, mut before) = (String::new(), Vec::new(), ' ');
    for letter in name.chars() {
        let inside = before.is_ascii_alphabetic() && letter.is_ascii_alphabetic();
        if !inside || before.is_ascii_lowercase() && letter.is_ascii_uppercase() {
            begins.push(plain.len());
        }
        if ![' ', '_', '-'].contains(&letter) {
            plain.extend(letter.to_lowercase());
        }
        before = letter;
    }
    parts.iter().any(|part| plain.match_indices(part).any(|(at, _)| begins.contains(&at)))
}

/// The chosen column; where none is chosen that of a role, else the first that is called so.
pub(super) fn column_for<'a>(
    mut columns: impl Iterator<Item = &'a Column>,
    chosen: Option<&str>,
    of_role: Option<&'a Column>,
    parts: &[&str],
) -> Option<&'a Column> {
    match chosen {
        Some(name) => columns.find(|column| column.name == name),
        None => of_role.or_else(|| columns.find(|column| called(&column.name, parts))),
    }
}

/// The columns of numbers among these.
pub(super) fn numbers<'a>(columns: impl Iterator<Item = &'a Column>) -> impl Iterator<Item = &'a Column> {
    columns.filter(|column| column.read_as() == Values::Number)
}

/// The chosen column of numbers, or where none is chosen the first that is called so.
pub(super) fn number_column<'a>(
    columns: impl Iterator<Item = &'a Column>,
    chosen: Option<&str>,
    parts: &[&str],
) -> Option<&'a Column> {
    numbers(columns).find(|column| chosen.map_or_else(|| called(&column.name, parts), |name| column.name == name))
}

/// The chosen column that can say a product, or where none is chosen the first that is called so.
pub(super) fn product_column<'a>(rows: &'a Purchases, chosen: Option<&str>) -> Option<&'a Column> {
    products(rows).find(|column| chosen.map_or_else(|| called(&column.name, PRODUCT), |name| column.name == name))
}

/// The columns of purchases that can say a product: texts or numbers of more than one value.
pub(super) fn products(rows: &Purchases) -> impl Iterator<Item = &Column> {
    rows.attributes()
        .filter(|column| matches!(column.read_as(), Values::Text | Values::Number) && column.values.len() > 1)
}

/// The columns of the customers table that people can group by.
pub(super) fn of_customers(view: &View) -> impl Iterator<Item = &Column> {
    view.all.profiles.as_deref().into_iter().flat_map(Customers::attributes)
}

/// By customer number the row of the customers table that is about them.
pub(super) fn rows_of_customers(view: &View) -> Vec<Option<usize>> {
    let mut row_of = vec![None; view.all.customers.len()];
    let customers = view.all.profiles.as_deref().into_iter().flat_map(|profiles| &profiles.customer);
    for (row, customer) in customers.enumerate() {
        if let Some(slot) = row_of.get_mut(*customer as usize) {
            *slot = Some(row);
        }
    }
    row_of
}

/// By customer number what a column of numbers of the customers table says.
pub(super) fn said_of_customers(view: &View, column: &Column) -> Vec<Option<Money>> {
    rows_of_customers(view).into_iter().map(|row| column.number(row?)).collect()
}

/// By customer number the newest score; of two of one day the later row's.
pub(super) fn newest_scores(view: &View) -> Vec<Option<Score>> {
    let mut newest: Vec<Option<(Option<Day>, Score)>> = vec![None; view.all.customers.len()];
    let answers = view.dataset.answers.iter();
    let rows = answers.flat_map(|answers| answers.customer.iter().zip(&answers.day).zip(&answers.score));
    for ((customer, day), score) in rows {
        let (Some(score), Some(slot)) = (score, newest.get_mut(*customer as usize)) else { continue };
        if slot.is_none_or(|(known, _)| *day >= known) {
            *slot = Some((*day, *score));
        }
    }
    newest.into_iter().map(|answer| Some(answer?.1)).collect()
}

/// By customer number the sum of a column of numbers over the rows that count.
pub(super) async fn sums<P: Pace>(
    rows: &Purchases,
    column: &Column,
    returns: ReturnsPolicy,
    customers: usize,
    pace: &mut P,
) -> Result<Vec<Money>, Cancelled> {
    let mut sums = vec![Money::ZERO; customers];
    in_blocks_paced(rows.len(), pace, |range| {
        for (place, row) in range.clone().zip(rows.rows_in(range)) {
            if row.returned && returns == ReturnsPolicy::LeftOut {
                continue;
            }
            if let (Some(number), Some(slot)) = (column.number(place), sums.get_mut(row.customer as usize)) {
                *slot += number;
            }
        }
    })
    .await?;
    Ok(sums)
}
