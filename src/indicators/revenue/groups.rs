//! Revenue by the values of an attribute.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Attribute, BLANK, Dataset, Purchases, Values};
use crate::domain::grouping::MAX_GROUPS;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::order;

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
    let offered = attribute_names(dataset, purchases);
    let Some(by) = params.by.clone().or_else(|| offered.first().cloned()) else { return Ok(None) };
    let Some(dividing) = Dividing::of(dataset, purchases, &by) else { return Ok(None) };
    let (counts, values) = (Counts { returns: params.returns }, dividing.attribute.values.len());
    // Blank has the slot after the last value.
    let blank = u32::try_from(values).unwrap_or(BLANK);
    let mut tally = Tally::new(values + 1);
    in_blocks_paced(purchases.len(), pace, |rows| {
        for (place, row) in rows.clone().zip(purchases.rows_in(rows)).filter(|(_, row)| counts.takes(row.returned)) {
            let code = dividing.code(place, row.customer);
            tally.add(if code == BLANK { blank } else { code }, &row);
        }
    })
    .await?;
    let sales: Vec<Sales> = tally.sales().collect();
    let all = sales.iter().map(|sales| sales.revenue).sum();
    let name = |code: usize| match u32::try_from(code) {
        Ok(code) if code < blank => dividing.attribute.values.get(code).to_owned(),
        _ => String::new(),
    };
    let with_rows = |sales: &Sales| *sales != Sales::default();
    let mut groups: Vec<GroupSales> = sales
        .iter()
        .enumerate()
        .filter(|(_, sales)| with_rows(sales))
        .map(|(code, &sales)| GroupSales { name: name(code), sales, share: share(sales.revenue, all) })
        .collect();
    order::sort_by(&mut groups, |left, right| {
        right.sales.revenue.cmp(&left.sales.revenue).then_with(|| left.name.cmp(&right.name))
    });
    Ok(Some(Groups { by, offered, groups }))
}

/// Numbers and days of more values than this are amounts and dates, no groups.
const MOST_NUMBERS: usize = 12;

/// The attributes of purchases and of their customers, in text order; without those that divide nothing, or into more
/// groups than anybody reads.
fn attribute_names(dataset: &Dataset, purchases: &Purchases) -> Vec<String> {
    let of_customers = dataset.profiles.iter().flat_map(|profiles| profiles.attributes());
    let names: BTreeSet<&str> = purchases
        .attributes()
        .chain(of_customers)
        .filter(|attribute| {
            let is_text = !matches!(attribute.read_as(), Values::Number | Values::Day);
            (2..=if is_text { MAX_GROUPS } else { MOST_NUMBERS }).contains(&attribute.values.len())
        })
        .map(|attribute| attribute.name.as_str())
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

/// An attribute of rows: their own, or where purchases have none of the name, their customer's.
struct Dividing<'a> {
    attribute: &'a Attribute,
    /// The code of each customer; `None` where rows have their own.
    by_customer: Option<Vec<u32>>,
}

impl<'a> Dividing<'a> {
    fn of(dataset: &'a Dataset, purchases: &'a Purchases, name: &str) -> Option<Self> {
        if let Some(attribute) = purchases.attribute(name) {
            return Some(Self { attribute, by_customer: None });
        }
        let profiles = dataset.profiles.as_deref()?;
        let attribute = profiles.attribute(name)?;
        let mut codes = vec![BLANK; dataset.customers.len()];
        for (&customer, &code) in profiles.customer.iter().zip(&attribute.codes) {
            if let Some(slot) = codes.get_mut(customer as usize) {
                *slot = code;
            }
        }
        Some(Self { attribute, by_customer: Some(codes) })
    }

    fn code(&self, row: usize, customer: u32) -> u32 {
        let code = match &self.by_customer {
            None => self.attribute.codes.get(row),
            Some(codes) => codes.get(customer as usize),
        };
        code.copied().unwrap_or(BLANK)
    }
}
