//! How often windows held in the last part of the file.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Interval, wilson};

use super::{BoughtOn, CheckedNextOrder, Usual, gaps};

/// How often windows held.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Backtest {
    /// The first day tested.
    pub from: Day,
    /// The last.
    pub to: Day,
    /// Order days of customers who had bought before.
    pub orders: usize,
    /// The share of them inside their window.
    pub inside: f64,
    /// Its interval (Wilson).
    pub interval: Option<Interval>,
    /// What the windows claim.
    pub claimed: f64,
}

/// Tests the last part of the span; `None` where nobody bought again in it, or nobody's gaps were known before.
pub async fn backtest<P: Pace>(
    bought: &BoughtOn,
    span: Option<Period>,
    checked: &CheckedNextOrder,
    pace: &mut P,
) -> Result<Option<Backtest>, Cancelled> {
    let (Some(span), params) = (span, &checked.params) else { return Ok(None) };
    let days = f64::from(span.to.days_since(span.from));
    #[allow(clippy::cast_possible_truncation)] // a part of a number of days
    let known_until = span.from.plus_days((days * (1.0 - params.tested)).floor() as i32);
    let group = Usual::of(&bought.all_gaps(known_until, pace).await?, params.claimed);
    let (mut orders, mut inside) = (0, 0);
    let mut known: Vec<i32> = Vec::new();
    in_blocks_paced(bought.customers() as usize, pace, |range| {
        for customer in (0_u32..).skip(range.start).take(range.len()) {
            let days = bought.days(customer);
            if days.last().is_none_or(|last| *last <= known_until) {
                continue;
            }
            known.clear();
            for (gap, day) in gaps(days).zip(days.iter().skip(1)) {
                if *day > known_until {
                    let own =
                        (known.len() >= usize::from(params.least_gaps)).then(|| Usual::of(&known, params.claimed));
                    if let Some(usual) = own.flatten().or(group) {
                        orders += 1;
                        inside += usize::from(usual.holds(gap));
                    }
                }
                let at = known.partition_point(|before| *before <= gap);
                known.insert(at, gap);
            }
        }
    })
    .await?;
    Ok((orders > 0).then(|| Backtest {
        from: known_until.plus_days(1),
        to: span.to,
        orders,
        inside: inside as f64 / orders as f64,
        interval: wilson(inside, orders, checked.level),
        claimed: params.claimed,
    }))
}
