//! How often each customer buys: the distinct days of their purchases, and what is usual of the days between.

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{BLANK, Purchases};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};

/// The distinct days on which each customer bought, rising, up to the last day known. Returns are no purchase.
///
/// One flat column cut by customer: counting sort, linear in the rows but for those out of the order of days.
pub(super) struct BoughtOn {
    /// Where the days of each customer begin and end.
    stretches: Vec<(u32, u32)>,
    days: Vec<Day>,
}

impl BoughtOn {
    /// Of these rows.
    pub async fn of<P: Pace>(rows: &Purchases, until: Option<Day>, pace: &mut P) -> Result<Self, Cancelled> {
        let until = until.unwrap_or(Day::MAX);
        let mut counts: Vec<u32> = Vec::new();
        in_blocks_paced(rows.len(), pace, |range| {
            for row in rows.rows_in(range).filter(|row| !row.returned && row.day <= until && row.customer != BLANK) {
                let customer = row.customer as usize;
                if customer >= counts.len() {
                    counts.resize(customer + 1, 0);
                }
                if let Some(count) = counts.get_mut(customer) {
                    *count += 1;
                }
            }
        })
        .await?;
        let mut next = 0;
        let mut stretches: Vec<(u32, u32)> = Vec::with_capacity(counts.len());
        for count in counts {
            stretches.push((next, next));
            next += count;
        }
        let mut days = vec![Day::MIN; next as usize];
        in_blocks_paced(rows.len(), pace, |range| {
            for row in rows.rows_in(range).filter(|row| !row.returned && row.day <= until) {
                let Some((start, end)) = stretches.get_mut(row.customer as usize) else { continue };
                let next = *end as usize;
                let repeated =
                    *end > *start && next.checked_sub(1).and_then(|before| days.get(before)) == Some(&row.day);
                if !repeated && let Some(slot) = days.get_mut(next) {
                    *slot = row.day;
                    *end += 1;
                }
            }
        })
        .await?;
        in_blocks_paced(stretches.len(), pace, |range| {
            for (start, end) in stretches.get_mut(range).unwrap_or_default() {
                let Some(own) = days.get_mut(*start as usize..*end as usize) else { continue };
                if own.is_sorted() {
                    continue;
                }
                own.sort_unstable();
                let mut kept = 0;
                for place in 0..own.len() {
                    let Some(&day) = own.get(place) else { break };
                    if (kept == 0 || own.get(kept - 1) != Some(&day))
                        && let Some(slot) = own.get_mut(kept)
                    {
                        *slot = day;
                        kept += 1;
                    }
                }
                *end = *start + u32::try_from(kept).unwrap_or(0);
            }
        })
        .await?;
        Ok(Self { stretches, days })
    }

    /// The days of a customer; none where they never bought.
    pub fn days(&self, customer: u32) -> &[Day] {
        let stretch = self.stretches.get(customer as usize).copied().unwrap_or_default();
        self.days.get(stretch.0 as usize..stretch.1 as usize).unwrap_or_default()
    }

    /// How many customer numbers there may be.
    pub fn customers(&self) -> u32 {
        u32::try_from(self.stretches.len()).unwrap_or(u32::MAX)
    }

    /// The days between purchases of all customers that end by `until`, rising.
    pub async fn all_gaps<P: Pace>(&self, until: Day, pace: &mut P) -> Result<Vec<i32>, Cancelled> {
        let mut all = Vec::with_capacity(self.days.len());
        in_blocks_paced(self.stretches.len(), pace, |range| {
            for &(start, end) in self.stretches.get(range).unwrap_or_default() {
                let own = self.days.get(start as usize..end as usize).unwrap_or_default();
                all.extend(own.windows(2).filter_map(|pair| match pair {
                    [from, to] if *to <= until => Some(to.days_since(*from)),
                    _ => None,
                }));
            }
        })
        .await?;
        sort_paced(&mut all, pace, Ord::cmp).await?;
        Ok(all)
    }
}

/// The days between neighbours.
pub(super) fn gaps(days: &[Day]) -> impl Iterator<Item = i32> + '_ {
    days.iter().zip(days.iter().skip(1)).map(|(from, to)| to.days_since(*from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{Unpaced, block_on_ready};
    use crate::domain::quantile::quantile;
    use crate::indicators::orders::{cdnow, online_retail_gross, same, table};
    use crate::indicators::reference::truth;

    #[test]
    fn the_gaps_of_real_files_equal_those_computed_independently() {
        for (set, lines, log) in
            [("cdnow_sample", cdnow(), "log"), ("online_retail_a", online_retail_gross(), "log_gross")]
        {
            let (rows, _) = table(&lines);
            let bought = block_on_ready(BoughtOn::of(&rows, None, &mut Unpaced)).unwrap();
            let all = block_on_ready(bought.all_gaps(Day::MAX, &mut Unpaced)).unwrap();
            let expected = &truth(set)[log]["interpurchase_days"]["value"];
            assert_eq!(all.len() as u64, expected["n_gaps"].as_u64().unwrap(), "{set}");
            for (name, share) in [("p25", 0.25), ("median", 0.5), ("p75", 0.75), ("p90", 0.9)] {
                assert!(same(quantile(&all, share).unwrap(), expected[name].as_f64().unwrap()), "{set} {name}");
            }
        }
    }
}
