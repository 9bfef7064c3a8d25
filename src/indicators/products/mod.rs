//! How many products customers have, and who has one product without another that people like them have.
//!
//! A customer has a product who bought it, in a row that is no return. Products per customer: their mean with the interval
//! of the normal approximation, their median, how many customers have how many, and who has one alone (Wilson's interval).
//!
//! Of each two products of which both have enough customers, A → B in both directions:
//! - both: customers who have A and B; pairs of fewer than the least are not told;
//! - confidence: both / customers who have A, with Wilson's interval;
//! - lift: confidence / (customers who have B / all customers). Its interval is that of the normal approximation on the
//!   scale of logarithms, by the delta method: 1/both - 1/A - 1/B + (2 lift - 1)/all is the variance. Where it holds 1 the
//!   pair may be chance. A pair whose whole interval is below 1 is no gap, and is only counted: who has A has B less often;
//! - at stake: customers who have A and not B, times the confidence, times what a customer of B brings on average. That is
//!   what they would bring if they took B as often as others who have A: an upper bound of an offer, no forecast.
//!
//! A product of few customers takes part in no pair; of more than [`MOST_PRODUCTS`] those of most customers do.
//!
//! Sources: R. Agrawal, T. Imielinski, A. Swami, Mining association rules between sets of items in large databases, SIGMOD
//! (1993) 207-216; S. Brin, R. Motwani, J. D. Ullman, S. Tsur, Dynamic itemset counting and implication rules for market
//! basket data, SIGMOD (1997) 255-264, for lift.

mod baskets;
mod pairs;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Column, Kind, Purchases};
use crate::domain::intake::{Pace, Progress};
use crate::domain::interval::{Interval, Level, NotALevel, wilson};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::quantile::quantile;
use crate::domain::returns::ReturnsPolicy;

use super::marks::mean;
use super::named::{product_column, products as could_be_products};
use super::page::{Control, Page};
use super::product_names::ProductNames;
use super::spent::Spent;
use super::{About, ClassName, CustomerGroup, Group, Indicator, Member, Members, Say, Shared, Stopped, View};

use baskets::Baskets;
pub use pairs::Pair;

/// Its id.
pub const ID: &str = "products";

/// So many products at most take part in pairs: those of most customers.
pub const MOST_PRODUCTS: usize = 2_000;

/// So many pairs at most are told: those of most at stake.
pub const MOST_PAIRS: usize = 500;

/// Products per customer.
pub struct ProductsIndicator;

impl Indicator for ProductsIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Products per customer", "人均产品数"],
        group: Group::Loyalty,
        path: "/loyalty/products",
        needs: &[Kind::Purchases],
    };

    type Params = ProductsParams;
    type Checked = CheckedProducts;
    type Found = Products;
    type Error = ProductsError;

    fn with_shared(own: ProductsParams, shared: &Shared) -> ProductsParams {
        let Shared { returns, level, small_sample, .. } = *shared;
        ProductsParams { returns, level, small_sample, ..own }
    }

    fn check(params: ProductsParams) -> Result<CheckedProducts, ProductsError> {
        if params.min_support == 0 {
            return Err(ProductsError::MinSupport);
        }
        let level = Level::try_from(params.level)?;
        Ok(CheckedProducts { params, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedProducts,
        pace: &mut P,
    ) -> Result<Option<Products>, Stopped<ProductsError>> {
        let Some(rows) = view.purchases() else { return Ok(None) };
        Ok(Some(products(view, rows, checked, pace).await?))
    }

    fn show(found: &Products, params: &ProductsParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ProductsTexts::of(say.language).promise
    }

    fn explain(error: &ProductsError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ProductsParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &Products) -> Option<Members<'_>> {
        let row = |&(customer, products): &(u32, usize)| Member {
            customer,
            class: if products == 1 { "one" } else { "several" },
            judged: vec![products.to_string()],
        };
        Some(Members { judged_by: vec!["products".to_owned()], rows: Box::new(found.held.iter().map(row)) })
    }

    fn groups<'a>(found: &'a Products, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::ProductsTexts::of(say.language);
        let without = |chosen: &'a Chosen| {
            let name = (texts.without_of)(say.value(&chosen.from), say.value(&chosen.to));
            CustomerGroup::list(WITHOUT, name, &chosen.who)
        };
        found.chosen.iter().map(without).collect()
    }

    fn classes(_: &Products, say: &Say<'_>) -> Vec<ClassName> {
        ClassName::all(["one", "several"], texts::ProductsTexts::of(say.language).class_names)
    }
}

/// The key of those who have the first product of the pair and not the second.
const WITHOUT: &str = "without";

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductsParams {
    /// The attribute of the purchases that says the product; `None` (default) for the first that is called so.
    pub product: Option<String>,
    /// The least number of customers who have both for a pair to be told, 1 or more. Default 20.
    pub min_support: u32,
    /// Who has the first of these products and not the second is listed; `None` (default) for the pair of most at stake
    /// that is more than chance.
    pub pair: Option<[String; 2]>,
    /// How many of them are listed. Default 20.
    pub listed: u16,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for ProductsParams {
    fn default() -> Self {
        Self {
            product: None,
            min_support: 20,
            pair: None,
            listed: 20,
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedProducts {
    params: ProductsParams,
    level: Level,
}

/// Parameters that make no pairs.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductsError {
    /// A pair of nobody is none.
    #[error("a pair needs one customer at least who has both")]
    MinSupport,
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// A column that says the product.
    Product,
    /// Somebody who bought one.
    Customers,
}

/// What customers have.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(clippy::struct_field_names)] // as the document has them
pub struct Products {
    /// What is missing.
    pub lacking: Option<Lacking>,
    /// The column that says the product.
    pub by: Option<String>,
    /// Customers who have one at least.
    pub customers: usize,
    /// Products that anybody has.
    pub products: usize,
    /// Rows that name no product.
    pub unnamed: usize,
    /// Products a customer has, on average.
    pub mean: Option<f64>,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// So many products half of the customers have, or fewer.
    pub median: Option<f64>,
    /// Customers who have one alone.
    pub single: Single,
    /// How many customers have how many.
    pub distribution: Vec<Held>,
    /// The least number of customers who have both.
    pub min_support: u32,
    /// Products that took part in pairs.
    pub compared: usize,
    /// Products of enough customers that did not, as there are more than [`MOST_PRODUCTS`].
    pub not_compared: usize,
    /// Each pair, that of most at stake first.
    pub pairs: Vec<Pair>,
    /// Pairs of less at stake than these, which are more than [`MOST_PAIRS`].
    pub more_pairs: usize,
    /// Pairs of enough customers that are surely found less often than chance makes them.
    pub fewer: usize,
    /// The pair of those listed.
    pub chosen: Option<Chosen>,
    /// Who has its first product and not its second, who spent most first.
    pub targets: Vec<Target>,
    /// Columns to choose from.
    #[serde(skip)]
    offered: Vec<String>,
    #[serde(skip)]
    names: ProductNames,
    #[serde(skip)]
    held: Vec<(u32, usize)>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
}

/// Customers of one product.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Single {
    /// How many.
    pub n: usize,
    /// Their share of all.
    pub share: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
}

/// Customers of so many products.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Held {
    /// Which: `1`, `4–5`, `21+`.
    pub key: &'static str,
    /// How many customers.
    pub customers: usize,
    /// Their share of all.
    pub share: f64,
}

/// The pair of those listed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chosen {
    /// What they have.
    pub from: String,
    /// What they have not.
    pub to: String,
    /// How many they are.
    pub without: usize,
    /// They, by number.
    #[serde(skip)]
    who: Vec<u32>,
}

/// Somebody who has the one and not the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Target {
    /// Their id.
    pub customer: String,
    /// All they spent.
    pub value: Money,
}

/// The stretches of the distribution, and what they are called.
const STRETCHES: [(usize, usize, &str); 8] = [
    (1, 1, "1"),
    (2, 2, "2"),
    (3, 3, "3"),
    (4, 5, "4–5"),
    (6, 10, "6–10"),
    (11, 20, "11–20"),
    (21, 50, "21–50"),
    (51, usize::MAX, "51+"),
];

impl Products {
    fn lacking(lacking: Lacking, by: Option<String>, rows: &Purchases, min_support: u32) -> Self {
        Self {
            lacking: Some(lacking),
            by,
            customers: 0,
            products: 0,
            unnamed: 0,
            mean: None,
            low: None,
            high: None,
            median: None,
            single: Single::default(),
            distribution: Vec::new(),
            min_support,
            compared: 0,
            not_compared: 0,
            pairs: Vec::new(),
            more_pairs: 0,
            fewer: 0,
            chosen: None,
            targets: Vec::new(),
            offered: could_be_products(rows).map(|column| column.name.clone()).collect(),
            held: Vec::new(),
            names: ProductNames::default(),
            provenance: Provenance::new(ID, None, 0, &[]),
        }
    }

    /// How many products customers have.
    fn count(&mut self, held: Vec<(u32, usize)>, level: Level) {
        let counts: Vec<f64> = held.iter().map(|(_, products)| *products as f64).collect();
        let mut sorted = counts.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let found = mean(&counts, level);
        let interval = found.and_then(|(_, interval)| interval);
        let customers = held.len();
        let within = |from: usize, to: usize| held.iter().filter(|(_, count)| (from..=to).contains(count)).count();
        let single = within(1, 1);
        self.customers = customers;
        self.mean = found.map(|(mean, _)| mean);
        self.low = interval.map(|interval| interval.low);
        self.high = interval.map(|interval| interval.high);
        self.median = quantile(&sorted, 0.5);
        self.single = Single {
            n: single,
            share: (customers > 0).then(|| single as f64 / customers as f64),
            interval: wilson(single, customers, level),
        };
        let stretches = STRETCHES.into_iter().map(|(from, to, key)| {
            let customers_within = within(from, to);
            Held { key, customers: customers_within, share: customers_within as f64 / customers.max(1) as f64 }
        });
        self.distribution = stretches.collect();
        // Nobody reads rows of none behind the last that has customers.
        let last = self.distribution.iter().rposition(|held| held.customers > 0);
        self.distribution.truncate(last.map_or(0, |last| last + 1));
        self.held = held;
    }
}

async fn products<P: Pace>(
    view: &View,
    rows: &Purchases,
    checked: &CheckedProducts,
    pace: &mut P,
) -> Result<Products, Stopped<ProductsError>> {
    let params = &checked.params;
    let lacking = |lacking, by| Products::lacking(lacking, by, rows, params.min_support);
    let Some(column) = product_column(rows, params.product.as_deref()) else {
        return Ok(lacking(Lacking::Product, None));
    };
    let baskets = Baskets::of(rows, column, params.returns, pace).await?;
    let mut found = lacking(Lacking::Customers, Some(column.name.clone()));
    let left_out = [(LeftOut::Return, baskets.returns_left_out)];
    let provenance = Provenance::new(ID, baskets.period, baskets.rows, &left_out);
    found.provenance = view.with_held_back(provenance, Kind::Purchases);
    found.unnamed = baskets.unnamed;
    found.products = baskets.buyers.iter().filter(|buyers| **buyers > 0).count();
    found.count(baskets.held(), checked.level);
    pace.breathe(Progress::default()).await?;
    if found.customers == 0 {
        return Ok(found);
    }
    found.lacking = None;
    found.names = ProductNames::of(rows, column, pace).await?;
    let counted = pairs::pairs(&baskets, &column.values, found.customers, checked, pace).await?;
    (found.compared, found.not_compared) = (counted.compared, counted.not_compared);
    (found.pairs, found.more_pairs, found.fewer) = (counted.pairs, counted.more, counted.fewer);
    let first = || found.pairs.iter().find(|pair| pair.sure).or(found.pairs.first());
    let pair = params.pair.clone().or_else(|| first().map(|pair| [pair.from.clone(), pair.to.clone()]));
    if let Some([from, to]) = pair {
        let spent = Spent::of(rows, params.returns, pace).await?;
        let (who, targets) = targets(view, &baskets, column, [&from, &to], &spent, usize::from(params.listed));
        found.targets = targets;
        found.chosen = Some(Chosen { from, to, without: who.len(), who });
    }
    Ok(found)
}

/// Who has the first and not the second, by number, and those of them who spent most.
fn targets(
    view: &View,
    baskets: &Baskets,
    column: &Column,
    [from, to]: [&str; 2],
    spent: &Spent,
    listed: usize,
) -> (Vec<u32>, Vec<Target>) {
    let Some(from) = column.values.find(from) else { return (Vec::new(), Vec::new()) };
    let to = column.values.find(to);
    let value = |customer: u32| spent.of_customer(customer).unwrap_or(Money::ZERO);
    let who: Vec<u32> = baskets
        .by_customer()
        .filter(|basket| {
            let has = |product: u32| basket.iter().any(|(_, of)| *of == product);
            has(from) && !to.is_some_and(has)
        })
        .filter_map(|basket| basket.first())
        .map(|(customer, _)| *customer)
        .collect();
    let by_value = |customer: &u32| (std::cmp::Reverse(value(*customer)), view.all.customers.get(*customer));
    let mut those: Vec<(std::cmp::Reverse<Money>, &str)> = who.iter().map(by_value).collect();
    if those.len() > listed {
        those.select_nth_unstable(listed);
        those.truncate(listed);
    }
    those.sort_unstable();
    let target =
        |(value, customer): (std::cmp::Reverse<Money>, &str)| Target { customer: customer.to_owned(), value: value.0 };
    (who, those.into_iter().map(target).collect())
}
