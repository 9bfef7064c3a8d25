//! The three questions.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::Purchases;
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::domain::quantile::quantile;
use crate::indicators::View;
use crate::indicators::left::Left;
use crate::indicators::named::{number_column, of_customers, product_column, said_of_customers};
use crate::indicators::rhythm::{BoughtOn, gaps};
use crate::indicators::spent::Spent;
use crate::indicators::wallet::{Wallets, held, wallets};

use super::{CoreParams, KEYS, One, Set};

/// What answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Worth, and purchases up to now.
    Worth,
    /// A column of the wallet, or our share of it.
    Wallet,
    /// The number of different products, as a stand-in.
    Products,
    /// A column of what customers are worth to rivals.
    Rival,
}

/// What answers a question, and the column that does.
type Answered = (Option<By>, Option<String>);

/// Parts of the names of columns that say what a customer is worth to others.
const RIVAL: &[&str] = &["rival", "competitor", "elsewhere", "竞争", "对手", "同业", "他行", "他处"];

/// Puts customers into the sets.
pub async fn of<P: Pace>(
    view: &View,
    rows: &Purchases,
    spent: &Spent,
    customers: &mut [One],
    params: &CoreParams,
    pace: &mut P,
) -> Result<Vec<Set>, Cancelled> {
    let loyal = loyal(view, params, pace).await?;
    let worth: Vec<Option<f64>> = customers.iter().map(|one| Some(one.worth.to_f64())).collect();
    let best = best(&worth, params.best);
    pace.breathe(Progress::default()).await?;
    for (one, best) in customers.iter_mut().zip(best) {
        let loyal = loyal.get(one.customer as usize).copied().unwrap_or_default();
        one.put(0, best && loyal && one.worth > Money::ZERO);
    }
    let first = (Some(By::Worth), None);
    let wallets = wallets(view, params.wallet.as_deref(), spent);
    let of_wallet = |one: &One| wallets.as_ref()?.of.get(one.customer as usize).copied().flatten();
    let product = product_column(rows, None);
    let second = if let Some(Wallets { column, .. }) = &wallets {
        let shares: Vec<Option<f64>> = customers.iter().map(|one| Some(of_wallet(one)?.share)).collect();
        put(customers, 1, &self::best(&shares, params.best));
        (Some(By::Wallet), Some(column.clone()))
    } else if let Some(column) = product {
        let (count, _) = held(rows, column, view.all.customers.len(), pace).await?;
        let count = |one: &One| count.get(one.customer as usize).map(|count| *count as f64);
        let held: Vec<Option<f64>> = customers.iter().map(count).collect();
        put(customers, 1, &self::best(&held, params.best));
        (Some(By::Products), Some(column.name.clone()))
    } else {
        (None, None)
    };
    pace.breathe(Progress::default()).await?;
    let rival = number_column(of_customers(view), params.rival.as_deref(), RIVAL);
    let third = if let Some(column) = rival {
        let theirs = said_of_customers(view, column);
        let more =
            |one: &One| theirs.get(one.customer as usize).copied().flatten().is_some_and(|to_them| one.worth > to_them);
        let more: Vec<bool> = customers.iter().map(more).collect();
        put(customers, 2, &more);
        (Some(By::Rival), Some(column.name.clone()))
    } else if let Some(Wallets { column, .. }) = &wallets {
        let more: Vec<bool> =
            customers.iter().map(|one| of_wallet(one).is_some_and(|wallet| wallet.share > 0.5)).collect();
        put(customers, 2, &more);
        (Some(By::Wallet), Some(column.clone()))
    } else {
        (None, None)
    };
    let set = |(place, (key, (by, column))): (usize, (&'static str, Answered))| {
        let members = || customers.iter().filter(|one| one.is_in(place));
        Set {
            key,
            by,
            column,
            customers: by.map(|_| members().count()),
            value: by.map(|_| members().map(|one| one.worth).sum()),
        }
    };
    Ok(KEYS.into_iter().zip([first, second, third]).enumerate().map(set).collect())
}

impl One {
    fn put(&mut self, set: usize, belongs: bool) {
        if belongs {
            self.sets |= 1 << set;
        }
    }
}

fn put(customers: &mut [One], set: usize, belong: &[bool]) {
    for (one, belongs) in customers.iter_mut().zip(belong) {
        one.put(set, *belongs);
    }
}

/// Who is at or above the quantile, and above the least.
fn best(values: &[Option<f64>], share: f64) -> Vec<bool> {
    let mut sorted: Vec<f64> = values.iter().flatten().copied().collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let cut = quantile(&sorted, 1.0 - share).unwrap_or_default();
    let least = sorted.first().copied().unwrap_or_default();
    values.iter().map(|value| value.is_some_and(|value| value >= cut && value > least)).collect()
}

/// By number, who bought on several days, did not leave, and is not silent for unusually long.
async fn loyal<P: Pace>(view: &View, params: &CoreParams, pace: &mut P) -> Result<Vec<bool>, Cancelled> {
    let horizon = view.horizon(pace).await?;
    let (Some(reference), Some(all)) = (horizon.reference_date(), view.all.purchases.as_deref()) else {
        return Ok(Vec::new());
    };
    let bought = BoughtOn::of(all, view.until(), pace).await?;
    let everybody = quantile(&bought.all_gaps(Day::MAX, pace).await?, params.silence);
    let left = Left::of(view);
    let mut loyal = vec![false; bought.customers() as usize];
    let mut own: Vec<i32> = Vec::new();
    in_blocks_paced(loyal.len(), pace, |range| {
        let numbers = (0_u32..).skip(range.start);
        for (customer, slot) in numbers.zip(loyal.get_mut(range).unwrap_or_default()) {
            let days = bought.days(customer);
            let Some(&last) = days.last().filter(|_| days.len() >= usize::from(params.least_days)) else { continue };
            own.clear();
            own.extend(gaps(days));
            own.sort_unstable();
            let own = if own.len() < usize::from(params.least_gaps) { None } else { quantile(&own, params.silence) };
            let usual = own.or(everybody);
            let silence = f64::from(reference.days_since(last));
            *slot = usual.is_none_or(|usual| silence <= usual) && !left.has(customer, last);
        }
    })
    .await?;
    Ok(loyal)
}
