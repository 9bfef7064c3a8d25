//! Revenue by the values of an attribute.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Dataset, Purchases};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::order;
use crate::indicators::dividing::{Dividing, attribute_names, preferred};

use super::{Counts, RevenueParams, Sales, Tally, share};

/// What was sold by the values of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Groups {
    /// The attribute.
    pub by: String,
    /// All attributes to choose from, in text order.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// A group each value, most revenue first, then by name.
    pub groups: Vec<GroupSales>,
}

/// What was sold to one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupSales {
    /// The value of the attribute; the empty text where it is blank.
    pub name: String,
    /// What was sold.
    #[serde(flatten)]
    pub sales: Sales,
    /// Its share of all revenue; `None` where that is zero or below.
    pub share: Option<f64>,
}

/// Divides purchases by the chosen attribute; `None` where there is none.
pub(super) async fn groups<P: Pace>(
    dataset: &Dataset,
    purchases: &Purchases,
    params: &RevenueParams,
    pace: &mut P,
) -> Result<Option<Groups>, Cancelled> {
    let offered = attribute_names(dataset, purchases.attributes());
    let Some(by) = params.by.clone().or_else(|| preferred(&offered, dataset, Some(purchases)).cloned()) else {
        return Ok(None);
    };
    let Some(dividing) = Dividing::of(dataset, purchases.attribute(&by), &by) else { return Ok(None) };
    let counts = Counts { returns: params.returns };
    let mut tally = Tally::new(dividing.slots());
    in_blocks_paced(purchases.len(), pace, |rows| {
        for (place, row) in rows.clone().zip(purchases.rows_in(rows)).filter(|(_, row)| counts.takes(row.returned)) {
            tally.add(dividing.slot(place, row.customer), &row);
        }
    })
    .await?;
    let sales: Vec<Sales> = tally.sales().collect();
    let all = sales.iter().map(|sales| sales.revenue).sum();
    let with_rows = |sales: &Sales| *sales != Sales::default();
    let mut groups: Vec<GroupSales> = sales
        .iter()
        .enumerate()
        .filter(|(_, sales)| with_rows(sales))
        .map(|(slot, &sales)| GroupSales { name: dividing.name(slot), sales, share: share(sales.revenue, all) })
        .collect();
    order::sort_by(&mut groups, |left, right| {
        right.sales.revenue.cmp(&left.sales.revenue).then_with(|| left.name.cmp(&right.name))
    });
    Ok(Some(Groups { by, offered, groups }))
}
