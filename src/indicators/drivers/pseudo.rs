//! Who leaves, by the likelihood: what each item adds to `McFadden`'s R², one less the logarithm of the likelihood of a
//! logistic regression over that of the share of leavers alone. A share is the item's Shapley value, as of R².
//!
//! Every set of items is a regression of its own, so this is for few items. Intervals are those of a jackknife that leaves
//! out every so-manieth row in turn (so many groups), z standard errors to either side.
//!
//! Sources: D. `McFadden`, Conditional logit analysis of qualitative choice behavior, in P. Zarembka (ed.), Frontiers in
//! Econometrics (1974) 105-142; B. Efron, C. Stein, The jackknife estimate of variance, Annals of Statistics 9 (1981) 586-596.

use serde::Serialize;

use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::Level;
use crate::domain::logistic::Logistic;
use crate::domain::order;

use super::rows::Rows;
use super::shapley::values;

/// The most items: each one more doubles the regressions.
pub const MOST: usize = 6;

/// Groups the jackknife leaves out one by one.
const GROUPS: usize = 20;

/// Of more rows, by the regressions and the square of the items, there is no interval: it would take too long.
const MOST_WORK: usize = 20_000_000;

/// What items add to `McFadden`'s R².
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pseudo {
    /// `McFadden`'s R² of all items.
    pub r2: f64,
    /// Each item, that of the greatest share first.
    pub items: Vec<PseudoShare>,
}

/// What one item adds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PseudoShare {
    /// Its column.
    pub name: String,
    /// What it is called on the page.
    #[serde(skip)]
    pub label: String,
    /// What it adds to R²; shares add up to it.
    pub share: f64,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

impl Pseudo {
    /// Of rows whose outcome, the last of their values, is above zero where the customer left: ones and zeros, or those less
    /// their mean. `None` of more than [`MOST`] items, and where some items tell who leaves without fail.
    pub(super) async fn of<P: Pace>(rows: &Rows, level: Level, pace: &mut P) -> Result<Option<Self>, Cancelled> {
        let items = rows.names.len();
        if items > MOST {
            return Ok(None);
        }
        let all: Vec<&[f64]> = rows.values.iter().map(Vec::as_slice).collect();
        let Some((shares, r2)) = shares(&all, items, pace).await? else { return Ok(None) };
        let mut spread = None;
        if (all.len() * items * items) << items <= MOST_WORK {
            spread = jackknife(&all, items, pace).await?;
        }
        let reach = |place: usize| Some(level.z() * spread.as_ref()?.get(place)?);
        let item = |(place, (name, share)): (usize, (&String, f64))| PseudoShare {
            name: name.clone(),
            label: String::new(),
            share,
            low: reach(place).map(|reach| share - reach),
            high: reach(place).map(|reach| share + reach),
        };
        let mut items: Vec<PseudoShare> = rows.names.iter().zip(shares).enumerate().map(item).collect();
        order::sort_by(&mut items, |one, other| other.share.total_cmp(&one.share));
        Ok(Some(Self { r2, items }))
    }
}

/// What each item adds, and R² of all; `None` where some set has no fit.
async fn shares<P: Pace>(rows: &[&[f64]], items: usize, pace: &mut P) -> Result<Option<(Vec<f64>, f64)>, Cancelled> {
    let left: Vec<bool> = rows.iter().map(|row| row.last().is_some_and(|outcome| *outcome > 0.0)).collect();
    let column = |place: usize| rows.iter().filter_map(|row| row.get(place)).copied().collect::<Vec<f64>>();
    let columns: Vec<Vec<f64>> = (0..items).map(column).collect();
    let (n, gone) = (left.len() as f64, left.iter().filter(|left| **left).count() as f64);
    if gone <= 0.0 || gone >= n {
        return Ok(None);
    }
    let alone = gone * libm::log(gone / n) + (n - gone) * libm::log(1.0 - gone / n);
    let mut explained = vec![0.0];
    for set in 1..1_usize << items {
        let own = columns.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
        let own: Vec<Vec<f64>> = own.map(|(_, column)| column.clone()).collect();
        let Some(fit) = Logistic::fit(&own, &left, pace).await? else { return Ok(None) };
        explained.push(1.0 - fit.log_likelihood / alone);
    }
    let r2 = explained.last().copied().unwrap_or_default();
    Ok(Some((values(&explained, items), r2)))
}

/// The standard error of each share; `None` where a part of the rows has no fit.
async fn jackknife<P: Pace>(rows: &[&[f64]], items: usize, pace: &mut P) -> Result<Option<Vec<f64>>, Cancelled> {
    let groups = GROUPS.min(rows.len());
    let mut found = Vec::with_capacity(groups);
    for group in 0..groups {
        let rest = rows.iter().enumerate().filter(|(place, _)| place % groups != group);
        let rest: Vec<&[f64]> = rest.map(|(_, row)| *row).collect();
        let Some((shares, _)) = shares(&rest, items, pace).await? else { return Ok(None) };
        found.push(shares);
    }
    let n = groups as f64;
    let error = |place: usize| {
        let of = || found.iter().filter_map(|shares| shares.get(place));
        let mean = of().sum::<f64>() / n;
        ((n - 1.0) / n * of().map(|share| (share - mean).powi(2)).sum::<f64>()).sqrt()
    };
    Ok(Some((0..items).map(error).collect()))
}
