//! What customers bought after they answered.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::Purchases;
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::Level;
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;

/// Money before and after an answer, of one kind of customers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct AfterOf {
    /// `detractor`, `passive`, `promoter` or `silent`.
    pub key: &'static str,
    /// How many.
    pub customers: usize,
    /// Mean money of the days before.
    pub before: Option<f64>,
    /// Of the days after.
    pub after: Option<f64>,
    /// After less before.
    pub change: Option<f64>,
    /// Lower end of its interval; `None` for fewer than two.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// The change less that of the silent.
    pub against_silent: Option<f64>,
    /// Lower end of its interval.
    pub against_low: Option<f64>,
    /// Upper end.
    pub against_high: Option<f64>,
}

/// The kinds, in order.
pub const KEYS: [&str; 4] = ["detractor", "passive", "promoter", "silent"];

/// By customer number the kind, and the day around which money is compared.
pub type Anchors = Vec<Option<(usize, Day)>>;

/// Sums of differences.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: f64,
    before: f64,
    after: f64,
    squares: f64,
}

impl Sums {
    fn change(&self) -> Option<f64> {
        (self.n > 0.0).then(|| (self.after - self.before) / self.n)
    }

    fn variance_of_mean(&self) -> Option<f64> {
        let mean = self.change()?;
        (self.n > 1.0).then(|| ((self.squares - self.n * mean * mean) / (self.n - 1.0)).max(0.0) / self.n)
    }
}

/// Money around the anchors, by kind.
pub async fn after<P: Pace>(
    purchases: &Purchases,
    anchors: &Anchors,
    days: u16,
    returns: ReturnsPolicy,
    level: Level,
    pace: &mut P,
) -> Result<Vec<AfterOf>, Cancelled> {
    let days = i32::from(days);
    let mut money = vec![[Money::ZERO; 2]; anchors.len()];
    in_blocks_paced(purchases.len(), pace, |rows| {
        for row in purchases.rows_in(rows).filter(|row| !row.returned || returns == ReturnsPolicy::Net) {
            let Some((_, anchor)) = anchors.get(row.customer as usize).copied().flatten() else { continue };
            let since = row.day.days_since(anchor);
            let side = if (1 - days..=0).contains(&since) {
                0
            } else if (1..=days).contains(&since) {
                1
            } else {
                continue;
            };
            if let Some(slot) = money.get_mut(row.customer as usize).and_then(|two| two.get_mut(side)) {
                *slot += row.amount.money();
            }
        }
    })
    .await?;
    let mut sums = [Sums::default(); 4];
    in_blocks_paced(anchors.len(), pace, |block| {
        let anchors = anchors.get(block.clone()).unwrap_or_default();
        for (anchor, [before, after]) in anchors.iter().zip(money.get(block).unwrap_or_default()) {
            let Some(of_kind) = anchor.and_then(|(kind, _)| sums.get_mut(kind)) else { continue };
            let (before, after) = (before.to_f64(), after.to_f64());
            of_kind.n += 1.0;
            of_kind.before += before;
            of_kind.after += after;
            of_kind.squares += (after - before) * (after - before);
        }
    })
    .await?;
    let silent = sums[3];
    let z = level.z();
    let of_kind = |(key, sums): (&'static str, Sums)| {
        let mean = |sum: f64| (sums.n > 0.0).then(|| sum / sums.n);
        let change = sums.change();
        let off = sums.variance_of_mean().map(|variance| z * variance.sqrt());
        let against = change.zip(silent.change()).map(|(change, silent)| change - silent).filter(|_| key != KEYS[3]);
        let both = sums.variance_of_mean().zip(silent.variance_of_mean());
        let both = both.map(|(one, other)| z * (one + other).sqrt());
        // A count of customers, which a double holds exactly.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let customers = sums.n as usize;
        AfterOf {
            key,
            customers,
            before: mean(sums.before),
            after: mean(sums.after),
            change,
            low: change.zip(off).map(|(change, off)| change - off),
            high: change.zip(off).map(|(change, off)| change + off),
            against_silent: against,
            against_low: against.zip(both).map(|(against, both)| against - both),
            against_high: against.zip(both).map(|(against, both)| against + both),
        }
    };
    Ok(KEYS.into_iter().zip(sums).map(of_kind).collect())
}

/// Whether the purchases reach over the days before and after.
pub fn covered(anchor: Day, days: u16, span: Period) -> bool {
    let days = i32::from(days);
    span.to.days_since(anchor) >= days && anchor.days_since(span.from) >= days - 1
}
