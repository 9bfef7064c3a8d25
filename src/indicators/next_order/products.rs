//! How long a product lasts.

use serde::Serialize;

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{BLANK, Purchases};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::order;
use crate::indicators::named::product_column;
use crate::indicators::product_names::ProductNames;

use super::{NextOrderParams, quantile};

/// One product.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Replenished {
    /// What it is called.
    pub name: String,
    /// Customers who bought it again.
    pub customers: usize,
    /// Days between two days on which one customer bought it: how many such gaps.
    pub gaps: usize,
    /// Their median.
    pub median: f64,
    /// A quarter of them are shorter.
    pub lower: f64,
    /// A quarter of them are longer.
    pub upper: f64,
}

/// Products by an attribute.
pub struct Found {
    pub by: String,
    pub products: Vec<Replenished>,
    pub names: ProductNames,
}

/// The products bought again, by the attribute chosen or the first that is called so; `None` where there is none.
pub async fn products<P: Pace>(
    rows: &Purchases,
    params: &NextOrderParams,
    pace: &mut P,
) -> Result<Option<Found>, Cancelled> {
    let Some(column) = product_column(rows, params.product.as_deref()) else { return Ok(None) };
    let mut bought: Vec<(u32, u32, Day)> = Vec::new();
    in_blocks_paced(rows.len(), pace, |range| {
        let codes = column.codes.get(range.clone()).unwrap_or_default();
        for (row, &code) in rows.rows_in(range).zip(codes) {
            if !row.returned && code != BLANK {
                bought.push((code, row.customer, row.day));
            }
        }
    })
    .await?;
    sort_paced(&mut bought, pace, Ord::cmp).await?;
    bought.dedup();
    let least = usize::from(params.least_gaps);
    let mut products = Vec::new();
    for of_one in bought.chunk_by(|one, next| one.0 == next.0) {
        let Some(first) = of_one.first() else { continue };
        let (mut gaps, mut customers) = (Vec::new(), 0);
        for days in of_one.chunk_by(|one, next| one.1 == next.1).filter(|days| days.len() > 1) {
            customers += 1;
            gaps.extend(days.iter().zip(days.iter().skip(1)).map(|(from, to)| to.2.days_since(from.2)));
        }
        if gaps.len() < least {
            continue;
        }
        gaps.sort_unstable();
        let at = |share| quantile(&gaps, share).unwrap_or_default();
        let (median, lower, upper) = (at(0.5), at(0.25), at(0.75));
        let name = column.values.get(first.0).to_owned();
        products.push(Replenished { name, customers, gaps: gaps.len(), median, lower, upper });
    }
    order::sort_by(&mut products, |left, right| right.gaps.cmp(&left.gaps).then_with(|| left.name.cmp(&right.name)));
    let names = ProductNames::of(rows, column, pace).await?;
    Ok(Some(Found { by: column.name.clone(), products, names }))
}
