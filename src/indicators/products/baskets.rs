//! Which products each customer has.

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{BLANK, Column, Purchases};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::{Money, PackedMoney};
use crate::domain::returns::ReturnsPolicy;

/// What each customer has.
#[derive(Default)]
pub struct Baskets {
    /// Customer and product, by customer, each two once.
    has: Vec<(u32, u32)>,
    /// By product how many customers have it.
    pub buyers: Vec<usize>,
    /// By product what those who have it brought with it.
    pub money: Vec<Money>,
    /// Rows that name a product, and count.
    pub rows: usize,
    /// Rows that name none.
    pub unnamed: usize,
    /// Returns that the policy leaves out.
    pub returns_left_out: usize,
    /// First and last of the days.
    pub period: Option<Period>,
}

/// A row: who, what, whether it is a return, and its money. Returns come behind the purchases they belong to.
type Line = (u32, u32, bool, PackedMoney);

impl Baskets {
    /// Of these rows, by a column of products.
    pub async fn of<P: Pace>(
        rows: &Purchases,
        column: &Column,
        returns: ReturnsPolicy,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let products = column.values.len();
        let mut found = Self { buyers: vec![0; products], money: vec![Money::ZERO; products], ..Self::default() };
        let mut lines: Vec<Line> = Vec::new();
        in_blocks_paced(rows.len(), pace, |range| {
            let codes = column.codes.get(range.clone()).unwrap_or_default();
            for (row, &code) in rows.rows_in(range).zip(codes).filter(|(row, _)| row.customer != BLANK) {
                if row.returned && returns == ReturnsPolicy::LeftOut {
                    found.returns_left_out += 1;
                } else if code == BLANK {
                    found.unnamed += 1;
                } else {
                    found.rows += 1;
                    found.period = Some(Period::including(found.period, row.day));
                    lines.push((row.customer, code, row.returned, row.amount));
                }
            }
        })
        .await?;
        sort_paced(&mut lines, pace, |left, right| (left.0, left.1, left.2).cmp(&(right.0, right.1, right.2))).await?;
        in_blocks_paced(lines.len(), pace, |range| {
            for &(customer, product, returned, amount) in lines.get(range).unwrap_or_default() {
                let known = found.has.last() == Some(&(customer, product));
                let at = product as usize;
                // Who only brought something back bought it at another time, and does not have it.
                if returned && !known {
                    continue;
                }
                if !known {
                    found.has.push((customer, product));
                    if let Some(buyers) = found.buyers.get_mut(at) {
                        *buyers += 1;
                    }
                }
                if let Some(money) = found.money.get_mut(at) {
                    *money += amount.money();
                }
            }
        })
        .await?;
        Ok(found)
    }

    /// What one customer after the other has.
    pub fn by_customer(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        self.has.chunk_by(|one, next| one.0 == next.0)
    }

    /// How many products each customer has.
    pub fn held(&self) -> Vec<(u32, usize)> {
        self.by_customer().filter_map(|basket| Some((basket.first()?.0, basket.len()))).collect()
    }

    /// How many customers have a product.
    pub fn buyers_of(&self, product: u32) -> usize {
        self.buyers.get(product as usize).copied().unwrap_or_default()
    }

    /// What a customer who has a product brings with it, on average; nothing where returns took all back.
    pub fn each_brings(&self, product: u32) -> f64 {
        let money = self.money.get(product as usize).copied().unwrap_or(Money::ZERO);
        (money.to_f64() / self.buyers_of(product).max(1) as f64).max(0.0)
    }
}
