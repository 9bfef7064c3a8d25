//! What customers spend with us and elsewhere, and what they hold: read from columns that headers name.

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{BLANK, Column, Field, Purchases};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;

use super::View;
use super::named::{SHARE, WALLET, called, number_column, of_customers, said_of_customers};
use super::spent::Spent;

/// A customer's wallet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wallet {
    /// Our share of it, 0 to 1.
    pub share: f64,
    /// What is spent elsewhere; `None` where we have no share at all, and it could be of any size.
    pub elsewhere: Option<f64>,
}

/// Whether money spent with us can be a part of all that is spent: of something, and neither below nothing nor above it.
pub(super) fn is_part(own: Money, all: Money) -> bool {
    all > Money::ZERO && own >= Money::ZERO && own <= all
}

/// Everybody's wallet.
pub(super) struct Wallets {
    /// What says it.
    pub column: String,
    /// By customer number; `None` where nothing is known, or what is said makes no sense.
    pub of: Vec<Option<Wallet>>,
}

/// By the `chosen` column of the customers table; where none is chosen by that of what customers spend altogether, beside
/// what they spend with us as its neighbour says it, else as they bought; else by the first that is called a wallet. The
/// page of the share of wallet goes by the same order. `None` where no column says it.
pub(super) fn wallets(view: &View, chosen: Option<&str>, spent: &Spent) -> Option<Wallets> {
    let profiles = view.all.profiles.as_deref().filter(|_| chosen.is_none());
    if let Some((own, total)) =
        profiles.and_then(|profiles| Some((profiles.of(Field::Own), profiles.of(Field::Total)?)))
    {
        let with_us = own.map(|column| said_of_customers(view, column));
        let wallet = |(customer, all): (u32, Option<Money>)| {
            let own = match &with_us {
                Some(said) => (*said.get(customer as usize)?)?,
                None => spent.of_customer(customer).unwrap_or(Money::ZERO),
            };
            let all = all.filter(|all| is_part(own, *all))?;
            Some(Wallet { share: own.to_f64() / all.to_f64(), elsewhere: Some(all.to_f64() - own.to_f64()) })
        };
        let of = (0_u32..).zip(said_of_customers(view, total)).map(wallet).collect();
        let named: Vec<&str> = own.into_iter().chain([total]).map(|column| column.name.as_str()).collect();
        return Some(Wallets { column: named.join(" / "), of });
    }
    let column = number_column(of_customers(view), chosen, WALLET)?;
    let bought = |(customer, wallet): (u32, Option<Wallet>)| wallet.filter(|_| spent.of_customer(customer).is_some());
    let of = (0_u32..).zip(by_column(view, column, spent)).map(bought).collect();
    Some(Wallets { column: column.name.clone(), of })
}

/// By customer number, as a column of the customers table says it: our share (0 to 1, or per cent where any is above 1),
/// or where the column is called no share the size of the wallet in money. A share beyond that says nothing. Who bought
/// nothing spends nothing with us.
pub(super) fn by_column(view: &View, column: &Column, spent: &Spent) -> Vec<Option<Wallet>> {
    let numbers = said_of_customers(view, column);
    let is_share = called(&column.name, SHARE);
    let one = Money::from_micros(1_000_000);
    let whole = if numbers.iter().flatten().any(|number| *number > one) { 100.0 } else { 1.0 };
    let wallet = |(customer, number): (u32, Option<Money>)| {
        let (money, number) = (spent.of_customer(customer).unwrap_or(Money::ZERO).to_f64(), number?.to_f64());
        if is_share {
            let share = number / whole;
            let elsewhere = (share > 0.0).then(|| money * (1.0 - share) / share);
            return (0.0..=1.0).contains(&share).then_some(Wallet { share, elsewhere });
        }
        let size = number.max(money);
        (size > 0.0).then(|| Wallet { share: money.max(0.0) / size, elsewhere: Some(size - money) })
    };
    (0_u32..).zip(numbers).map(wallet).collect()
}

/// How many different values of a column each customer bought, by number, and how many anybody did.
pub(super) async fn held<P: Pace>(
    rows: &Purchases,
    column: &Column,
    customers: usize,
    pace: &mut P,
) -> Result<(Vec<usize>, usize), Cancelled> {
    let mut held: Vec<(u32, u32)> = Vec::new();
    in_blocks_paced(rows.len(), pace, |range| {
        let codes = column.codes.get(range.clone()).unwrap_or_default();
        for (row, &code) in rows.rows_in(range).zip(codes) {
            if !row.returned && code != BLANK && row.customer != BLANK && held.last() != Some(&(row.customer, code)) {
                held.push((row.customer, code));
            }
        }
    })
    .await?;
    sort_paced(&mut held, pace, Ord::cmp).await?;
    held.dedup();
    let mut sold = vec![false; column.values.len()];
    let mut count = vec![0_usize; customers];
    for (customer, code) in held {
        if let Some(sold) = sold.get_mut(code as usize) {
            *sold = true;
        }
        if let Some(count) = count.get_mut(customer as usize) {
            *count += 1;
        }
    }
    Ok((count, sold.into_iter().filter(|sold| *sold).count()))
}
