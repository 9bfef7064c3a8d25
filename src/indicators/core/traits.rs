//! Traits of customers worth having.

use serde::Serialize;

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{BLANK, Column, Purchases};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::quantile::quantile;
use crate::indicators::View;
use crate::indicators::named::{number_column, of_customers, product_column, said_of_customers, sums};
use crate::indicators::spent::Spent;

use super::{CoreParams, One};

/// A trait.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trait {
    /// Which: `price_insensitive`, `prompt_payer`, `low_service`, `stable_preference`, `frequent`.
    pub key: &'static str,
    /// The column that says it; `None` where nothing does, and for those that need none.
    pub column: Option<String>,
    /// Customers of whom it is known; `None` where nothing says it.
    pub known: Option<usize>,
    /// Of them those who have it.
    pub customers: Option<usize>,
    /// Their share; `None` of nobody.
    pub share: Option<f64>,
}

/// Parts of the names of columns that say what was taken off the price.
const DISCOUNT: &[&str] = &["discount", "rebate", "coupon", "折扣", "优惠", "减免"];

/// Parts of the names of columns that say how late somebody pays.
const LATE: &[&str] = &["overdue", "dayslate", "dayspastdue", "arrears", "逾期", "拖欠", "迟付"];

/// What is said of each customer, by their place in the list; `None` where it is not known.
type Told = Vec<Option<bool>>;

/// Which traits customers have.
pub async fn of<P: Pace>(
    view: &View,
    rows: &Purchases,
    spent: &Spent,
    customers: &mut [One],
    params: &CoreParams,
    pace: &mut P,
) -> Result<Vec<Trait>, Cancelled> {
    let name = |column: &Column| column.name.clone();
    let mut traits = Vec::new();
    let discount = number_column(rows.attributes(), None, DISCOUNT);
    let told = match discount {
        Some(column) => Some(few_discounts(rows, column, spent, customers, params, pace).await?),
        None => None,
    };
    traits.push(add("price_insensitive", discount.map(name), told, customers));
    let of_customer = number_column(of_customers(view), None, LATE);
    let late = of_customer.or_else(|| number_column(rows.attributes(), None, LATE));
    let told = match (of_customer, late) {
        (Some(column), _) => {
            let said = said_of_customers(view, column);
            let late = |one: &One| said.get(one.customer as usize).copied().flatten();
            Some(customers.iter().map(|one| Some(late(one)?.micros() <= 0)).collect())
        }
        (None, Some(column)) => {
            let late = sums(rows, column, params.returns, view.all.customers.len(), pace).await?;
            let late = |one: &One| late.get(one.customer as usize).copied();
            Some(customers.iter().map(|one| Some(late(one)?.micros() <= 0)).collect())
        }
        (None, None) => None,
    };
    traits.push(add("prompt_payer", late.map(name), told, customers));
    let told = view.all.complaints.as_deref().map(|complaints| {
        let mut complained = vec![false; view.all.customers.len()];
        for customer in &complaints.customer {
            if let Some(slot) = complained.get_mut(*customer as usize) {
                *slot = true;
            }
        }
        customers.iter().map(|one| Some(!complained.get(one.customer as usize)?)).collect()
    });
    traits.push(add("low_service", None, told, customers));
    let product = product_column(rows, None);
    let told = match product {
        Some(column) => Some(mostly_one(view, rows, column, customers, params, pace).await?),
        None => None,
    };
    traits.push(add("stable_preference", product.map(name), told, customers));
    let told = Some(often(view, rows, customers, pace).await?);
    traits.push(add("frequent", None, told, customers));
    Ok(traits)
}

/// Adds a trait to the customers' scores.
fn add(key: &'static str, column: Option<String>, told: Option<Told>, customers: &mut [One]) -> Trait {
    let Some(told) = told else { return Trait { key, column: None, known: None, customers: None, share: None } };
    let (mut known, mut having) = (0, 0);
    for (one, told) in customers.iter_mut().zip(told) {
        let Some(has) = told else { continue };
        one.known += 1;
        one.held += u8::from(has);
        known += 1;
        having += usize::from(has);
    }
    let share = (known > 0).then(|| having as f64 / known as f64);
    Trait { key, column, known: Some(known), customers: Some(having), share }
}

/// Discounts against money at most the median.
async fn few_discounts<P: Pace>(
    rows: &Purchases,
    column: &Column,
    spent: &Spent,
    customers: &[One],
    params: &CoreParams,
    pace: &mut P,
) -> Result<Told, Cancelled> {
    let sums = sums(rows, column, params.returns, spent.money.len(), pace).await?;
    let share = |one: &One| {
        let money = spent.of_customer(one.customer)?.to_f64();
        let off = sums.get(one.customer as usize)?.to_f64().abs();
        (money > 0.0).then(|| off / money)
    };
    let shares: Vec<Option<f64>> = customers.iter().map(share).collect();
    let mut sorted: Vec<f64> = shares.iter().flatten().copied().collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let median = quantile(&sorted, 0.5).unwrap_or_default();
    Ok(shares.into_iter().map(|share| Some(share? <= median)).collect())
}

/// Most purchases of one product; not known of who bought one alone.
async fn mostly_one<P: Pace>(
    view: &View,
    rows: &Purchases,
    column: &Column,
    customers: &[One],
    params: &CoreParams,
    pace: &mut P,
) -> Result<Told, Cancelled> {
    let mut bought: Vec<(u32, u32)> = Vec::new();
    in_blocks_paced(rows.len(), pace, |range| {
        let codes = column.codes.get(range.clone()).unwrap_or_default();
        let rows = rows.rows_in(range).zip(codes).filter(|(row, code)| !row.returned && **code != BLANK);
        bought.extend(rows.map(|(row, code)| (row.customer, *code)));
    })
    .await?;
    sort_paced(&mut bought, pace, Ord::cmp).await?;
    let mut of = vec![(0_usize, 0_usize); view.all.customers.len()];
    for same in bought.chunk_by(|one, next| one == next) {
        if let Some((all, most)) = same.first().and_then(|(customer, _)| of.get_mut(*customer as usize)) {
            *all += same.len();
            *most = (*most).max(same.len());
        }
    }
    let told = |one: &One| {
        let (all, most) = of.get(one.customer as usize).copied().filter(|(all, _)| *all > 1)?;
        Some(most as f64 >= params.stable * all as f64)
    };
    Ok(customers.iter().map(told).collect())
}

/// As many orders as the median at least, and more than one.
async fn often<P: Pace>(view: &View, rows: &Purchases, customers: &[One], pace: &mut P) -> Result<Told, Cancelled> {
    let mut orders: Vec<(u32, u32)> = Vec::new();
    in_blocks_paced(rows.len(), pace, |range| {
        for row in rows.rows_in(range).filter(|row| !row.returned) {
            if orders.last() != Some(&(row.customer, row.order)) {
                orders.push((row.customer, row.order));
            }
        }
    })
    .await?;
    sort_paced(&mut orders, pace, Ord::cmp).await?;
    orders.dedup();
    let mut count = vec![0_u32; view.all.customers.len()];
    for (customer, _) in orders {
        if let Some(count) = count.get_mut(customer as usize) {
            *count += 1;
        }
    }
    let count: Vec<f64> =
        customers.iter().map(|one| count.get(one.customer as usize).map_or(0.0, |count| f64::from(*count))).collect();
    let mut sorted = count.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let least = quantile(&sorted, 0.5).unwrap_or_default().max(2.0);
    Ok(count.into_iter().map(|orders| Some(orders >= least)).collect())
}
