//! How quantity went with price, within products.
//!
//! Of purchases that are no returns, with a price and a quantity above zero: ln quantity = a(product) + b ln price + rest,
//! least squares with an effect of its own for each product, so that dear goods are not held against cheap ones. A product
//! takes part whose price differs by more than one per cent. The interval of b allows for rests of different sizes: by
//! product, as rests of one product are alike, where there are [`MANY`] products or more (Liang and Zeger); by row, where
//! there are fewer (White).
//!
//! It says how quantity went with price in this file, not what a price change would do: who orders more often pays less for
//! one, and a price may have been cut because nobody bought.
//!
//! Sources: H. White, Econometrica 48 (1980) 817-838; K.-Y. Liang, S. L. Zeger, Biometrika 73 (1986) 13-22.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, BLANK, Column, Customers, Field, Kind, Purchases};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Interval, Level};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::indicators::named::{self, called, number_column, numbers, product_column};
use crate::indicators::{Stopped, View};

use super::{CheckedPrice, ID, PriceError, PriceParams};

/// From so many products on rests are taken together by product.
pub const MANY: usize = 20;

/// A price that differs by less is one price, written or rounded in two ways.
const LEAST_SPREAD: f64 = 0.01;

/// A product of fewer rows has no slope of its own.
const LEAST_ROWS: usize = 10;

/// Products told at most.
const MOST: usize = 30;

/// Parts of the names of columns that say the price of one.
const PRICE: &[&str] = &["unitprice", "priceperunit", "priceeach", "itemprice", "单价", "售价", "price", "价格"];

/// Parts of the names of columns that say how many.
const QUANTITY: &[&str] = &["quantity", "qty", "数量", "件数"];

/// How quantity went with price.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Elasticity {
    /// By how many per cent quantity was higher where the price of a product was one per cent higher.
    pub value: f64,
    /// The lower end of its interval; `None` of too few rows.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Products whose price differs.
    pub products: usize,
    /// Their rows.
    pub rows: usize,
    /// Products of one price, which say nothing.
    pub one_price: usize,
    /// The column of prices; `None` where they are money by quantity.
    pub price: Option<String>,
    /// The column of quantities.
    pub quantity: String,
    /// The column of products.
    pub product: String,
    /// Products of most rows.
    pub by_product: Vec<OfProduct>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
}

/// One product.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfProduct {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: usize,
    /// Its own slope.
    pub value: f64,
    /// The interval of that.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Its least price.
    pub from: f64,
    /// Its greatest.
    pub to: f64,
}

/// The columns of numbers to choose from, of the survey and of the purchases.
pub fn offered(view: &View) -> [Vec<String>; 2] {
    let names = |columns: &mut dyn Iterator<Item = &Column>| columns.map(|column| column.name.clone()).collect();
    let answers = view.dataset.answers.as_deref().into_iter().flat_map(Answers::attributes);
    let customers = view.dataset.profiles.as_deref().into_iter().flat_map(Customers::attributes);
    let mut of_survey: Vec<String> = names(&mut numbers(answers.chain(customers)));
    of_survey.sort();
    of_survey.dedup();
    let purchases = view.dataset.purchases.as_deref().into_iter().flat_map(Purchases::attributes);
    [of_survey, names(&mut numbers(purchases))]
}

/// The columns of purchases that could say a product.
pub fn products(view: &View) -> Vec<String> {
    view.purchases().into_iter().flat_map(named::products).map(|column| column.name.clone()).collect()
}

/// Product, price and quantity of purchases.
struct Columns<'a> {
    product: &'a Column,
    price: Option<&'a Column>,
    quantity: &'a Column,
}

impl<'a> Columns<'a> {
    /// Those chosen or called so; `None` where one is not there.
    fn of(rows: &'a Purchases, params: &PriceParams) -> Result<Option<Self>, PriceError> {
        let known = |name: &String| numbers(rows.columns.iter()).any(|column| column.name == *name);
        let unknown = [&params.price, &params.quantity].into_iter().flatten().find(|name| !known(name));
        if let Some(name) = unknown {
            return Err(PriceError::Column { name: name.clone() });
        }
        let by_role = rows.of(Field::Quantity).filter(|_| params.quantity.is_none());
        let quantity = by_role.or_else(|| number_column(rows.columns.iter(), params.quantity.as_deref(), QUANTITY));
        // A total price is no price of one.
        let one = rows.attributes().filter(|column| !called(&column.name, &["total", "总"]) || params.price.is_some());
        let price = number_column(one, params.price.as_deref(), PRICE);
        let product = product_column(rows, params.product.as_deref());
        Ok(product.zip(quantity).map(|(product, quantity)| Self { product, price, quantity }))
    }
}

/// Sums over the rows of one product.
#[derive(Clone, Copy, Default)]
struct Sums {
    rows: f64,
    price: f64,
    quantity: f64,
    least: f64,
    most: f64,
    /// Squares of the price about its mean, and its products with the quantity about its.
    squares: f64,
    both: f64,
    /// Rests times the price about its mean: their sum, and their squares' sum.
    score: f64,
    scores: f64,
    /// The same squares, of the rests of the product's own slope.
    own_scores: f64,
}

impl Sums {
    fn add(&mut self, price: f64, quantity: f64) {
        let first = self.rows == 0.0;
        self.least = if first { price } else { self.least.min(price) };
        self.most = if first { price } else { self.most.max(price) };
        self.rows += 1.0;
        self.price += price;
        self.quantity += quantity;
    }

    fn takes_part(&self) -> bool {
        self.rows > 1.0 && self.most - self.least > LEAST_SPREAD
    }

    /// Price and quantity about their means.
    fn about(&self, price: f64, quantity: f64) -> (f64, f64) {
        (price - self.price / self.rows, quantity - self.quantity / self.rows)
    }
}

/// A row: its product, and the logarithms of its price and quantity.
type Line = (u32, f64, f64);

/// What purchases say of it.
pub enum Told {
    /// They have no column of products or of quantities, or there are none.
    Nothing,
    /// No product has two prices.
    OnePrice,
    /// So quantity went with price.
    Slope(Box<Elasticity>),
}

/// How quantity went with price.
pub async fn elasticity<P: Pace>(
    view: &View,
    checked: &CheckedPrice,
    pace: &mut P,
) -> Result<Told, Stopped<PriceError>> {
    let Some(rows) = view.purchases() else { return Ok(Told::Nothing) };
    let Some(columns) = Columns::of(rows, &checked.params).map_err(Stopped::Error)? else { return Ok(Told::Nothing) };
    let mut sums = vec![Sums::default(); columns.product.values.len()];
    let lines = lines(rows, &columns, &mut sums, pace).await?;
    let Some(slope) = slope(&lines.of, &mut sums, pace).await? else { return Ok(Told::OnePrice) };
    let part: Vec<(u32, &Sums)> = (0_u32..).zip(&sums).filter(|(_, sums)| sums.takes_part()).collect();
    let used: f64 = part.iter().map(|(_, sums)| sums.rows).sum();
    let interval = interval(slope, &part, used, checked.level);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // numbers of rows
    let counted = |rows: f64| rows as usize;
    let own = |(product, sums): &(u32, &Sums)| {
        let (value, reach) = own_slope(sums, checked.level).filter(|_| counted(sums.rows) >= LEAST_ROWS)?;
        Some(OfProduct {
            name: columns.product.values.get(*product).to_owned(),
            rows: counted(sums.rows),
            value,
            low: value - reach,
            high: value + reach,
            from: libm::exp(sums.least),
            to: libm::exp(sums.most),
        })
    };
    let mut by_product: Vec<OfProduct> = part.iter().filter_map(own).collect();
    order::sort_by(&mut by_product, |one, other| other.rows.cmp(&one.rows).then_with(|| one.name.cmp(&other.name)));
    by_product.truncate(MOST);
    let provenance = Provenance::new(ID, lines.period, counted(used), &[(LeftOut::Return, lines.returns)]);
    Ok(Told::Slope(Box::new(Elasticity {
        value: slope,
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        products: part.len(),
        rows: counted(used),
        one_price: sums.iter().filter(|sums| sums.rows > 0.0 && !sums.takes_part()).count(),
        price: columns.price.map(|column| column.name.clone()),
        quantity: columns.quantity.name.clone(),
        product: columns.product.name.clone(),
        by_product,
        provenance: view.with_held_back(provenance, Kind::Purchases),
    })))
}

struct Lines {
    of: Vec<Line>,
    returns: usize,
    period: Option<Period>,
}

async fn lines<P: Pace>(
    rows: &Purchases,
    columns: &Columns<'_>,
    sums: &mut [Sums],
    pace: &mut P,
) -> Result<Lines, Cancelled> {
    let mut lines = Lines { of: Vec::new(), returns: 0, period: None };
    in_blocks_paced(rows.len(), pace, |range| {
        let products = columns.product.codes.get(range.clone()).unwrap_or_default();
        for ((at, row), &product) in range.clone().zip(rows.rows_in(range)).zip(products) {
            if row.returned {
                lines.returns += 1;
                continue;
            }
            let Some(quantity) = columns.quantity.number(at).map(Money::to_f64) else { continue };
            let price = match columns.price {
                Some(column) => column.number(at).map(Money::to_f64),
                None => Some(row.amount.money().to_f64() / quantity),
            };
            let Some(price) = price.filter(|price| *price > 0.0 && price.is_finite() && quantity > 0.0) else {
                continue;
            };
            if product == BLANK {
                continue;
            }
            let line = (product, libm::log(price), libm::log(quantity));
            if let Some(sums) = sums.get_mut(product as usize) {
                sums.add(line.1, line.2);
                lines.period = Some(Period::including(lines.period, row.day));
                lines.of.push(line);
            }
        }
    })
    .await?;
    Ok(lines)
}

/// The slope of all products together, and the sums its interval needs; `None` where no product has two prices.
async fn slope<P: Pace>(lines: &[Line], sums: &mut [Sums], pace: &mut P) -> Result<Option<f64>, Cancelled> {
    in_blocks_paced(lines.len(), pace, |range| {
        for &(product, price, quantity) in lines.get(range).unwrap_or_default() {
            let Some(sums) = sums.get_mut(product as usize) else { continue };
            let (price, quantity) = sums.about(price, quantity);
            sums.squares += price * price;
            sums.both += price * quantity;
        }
    })
    .await?;
    let part = || sums.iter().filter(|sums| sums.takes_part());
    let squares: f64 = part().map(|sums| sums.squares).sum();
    if squares.is_nan() || squares <= 0.0 {
        return Ok(None);
    }
    let slope = part().map(|sums| sums.both).sum::<f64>() / squares;
    in_blocks_paced(lines.len(), pace, |range| {
        for &(product, price, quantity) in lines.get(range).unwrap_or_default() {
            let Some(sums) = sums.get_mut(product as usize).filter(|sums| sums.takes_part()) else { continue };
            let (price, quantity) = sums.about(price, quantity);
            let score = price * (quantity - slope * price);
            sums.score += score;
            sums.scores += score * score;
            sums.own_scores += (price * (quantity - sums.both / sums.squares * price)).powi(2);
        }
    })
    .await?;
    Ok(Some(slope))
}

fn interval(slope: f64, part: &[(u32, &Sums)], rows: f64, level: Level) -> Option<Interval> {
    let products = part.len() as f64;
    let squares: f64 = part.iter().map(|(_, sums)| sums.squares).sum();
    let (scores, few) = if part.len() >= MANY {
        (part.iter().map(|(_, sums)| sums.score * sums.score).sum::<f64>(), products / (products - 1.0))
    } else {
        let free = rows - products - 1.0;
        (part.iter().map(|(_, sums)| sums.scores).sum::<f64>(), if free > 0.0 { rows / free } else { return None })
    };
    let reach = level.z() * (few * scores).sqrt() / squares;
    Some(Interval { low: slope - reach, high: slope + reach })
}

/// A product's own slope, and how far its interval reaches to each side.
fn own_slope(sums: &Sums, level: Level) -> Option<(f64, f64)> {
    let free = sums.rows - 2.0;
    let sound = free > 0.0 && sums.squares > 0.0;
    sound.then(|| {
        let reach = level.z() * (sums.rows / free * sums.own_scores).sqrt() / sums.squares;
        (sums.both / sums.squares, reach)
    })
}
