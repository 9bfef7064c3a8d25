//! What the rows that count bring, by customer.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{BLANK, Purchases};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;

/// What the rows that count bring, by customer number; `None` for customers without any.
#[derive(Default)]
pub(super) struct Spent {
    /// By number; `None` for customers without a row.
    pub money: Vec<Option<Money>>,
    /// Rows counted.
    pub rows: usize,
    /// Returns that the policy leaves out.
    pub returns_left_out: usize,
    /// First and last of the days.
    pub period: Option<Period>,
}

impl Spent {
    /// Of these rows, in one pass.
    pub async fn of<P: Pace>(purchases: &Purchases, returns: ReturnsPolicy, pace: &mut P) -> Result<Self, Cancelled> {
        let mut spent = Self::default();
        in_blocks_paced(purchases.len(), pace, |range| {
            for row in purchases.rows_in(range).filter(|row| row.customer != BLANK) {
                if row.returned && returns == ReturnsPolicy::LeftOut {
                    spent.returns_left_out += 1;
                    continue;
                }
                spent.rows += 1;
                spent.period = Some(Period::including(spent.period, row.day));
                let customer = row.customer as usize;
                if customer >= spent.money.len() {
                    spent.money.resize(customer + 1, None);
                }
                if let Some(money) = spent.money.get_mut(customer) {
                    *money.get_or_insert(Money::ZERO) += row.amount.money();
                }
            }
        })
        .await?;
        Ok(spent)
    }

    /// A customer's; `None` where no row of theirs counts.
    pub fn of_customer(&self, customer: u32) -> Option<Money> {
        self.money.get(customer as usize).copied().flatten()
    }

    /// What it was computed from.
    pub fn provenance(&self, indicator: &'static str) -> Provenance {
        Provenance::new(indicator, self.period, self.rows, &[(LeftOut::Return, self.returns_left_out)])
    }
}
