//! Each customer's total value, or each product's, branch's, …

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::Purchases;
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace, Unpaced, block_on_ready};
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;

/// Totals by number, of those with at least one row used, and what they were summed from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Totals {
    /// Who or what, by number, with the exact sum of amounts.
    pub totals: Vec<(u32, Money)>,
    /// Returns passed over under [`ReturnsPolicy::LeftOut`].
    pub returns_left_out: usize,
    /// First and last day of the rows used.
    pub period: Option<Period>,
}

impl Totals {
    /// The totals of whatever `codes` numbers, one code per row, below `count`; rows with any other
    /// code (blank ones) are passed over.
    pub fn grouped(purchases: &Purchases, codes: &[u32], count: usize, returns: ReturnsPolicy) -> Self {
        // Nobody stops what has no pace.
        block_on_ready(Self::grouped_paced(purchases, codes, count, returns, &mut Unpaced)).unwrap_or_default()
    }

    /// The same, giving way while the rows go by.
    pub async fn grouped_paced<P: Pace>(
        purchases: &Purchases,
        codes: &[u32],
        count: usize,
        returns: ReturnsPolicy,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let mut sums: Vec<Option<Money>> = vec![None; count];
        let mut out = Self::default();
        in_blocks_paced(codes.len(), pace, |range| {
            let codes = codes.get(range.clone()).unwrap_or_default();
            for (&code, row) in codes.iter().zip(purchases.rows_in(range)) {
                let Some(sum) = sums.get_mut(code as usize) else { continue };
                if row.returned && returns == ReturnsPolicy::LeftOut {
                    out.returns_left_out += 1;
                    continue;
                }
                *sum.get_or_insert(Money::ZERO) += row.amount.money();
                out.period = Some(Period::including(out.period, row.day));
            }
        })
        .await?;
        out.totals = (0_u32..).zip(sums).filter_map(|(code, sum)| Some((code, sum?))).collect();
        Ok(out)
    }
}
