//! Each customer's wallet, from columns.

use serde::Serialize;

use crate::domain::dataset::{BLANK, Column, Field, Kind};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::indicators::View;
use crate::indicators::named::{WALLET, number_column, of_customers};
use crate::indicators::spent::Spent;
use crate::indicators::wallet::{by_column, is_part};

use super::WalletParams;

/// What somebody spends with us, and altogether: more than nothing, and no less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Purse {
    /// Who; `None` where they are not named.
    pub customer: Option<u32>,
    /// With us.
    pub own: f64,
    /// With us and others.
    pub total: f64,
}

impl Purse {
    /// `None` for one that makes no sense.
    pub fn new(customer: Option<u32>, own: Money, total: Money) -> Option<Self> {
        is_part(own, total).then(|| Self { customer, own: own.to_f64(), total: total.to_f64() })
    }

    /// Our share, 0 to 1.
    pub fn share(&self) -> f64 {
        self.own / self.total
    }
}

/// Where wallets are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// Brands of purchases.
    Brands,
    /// Columns for the total and what is spent with us.
    Columns,
    /// A column for the total, and purchases.
    Purchases,
    /// A column called wallet.
    Named,
}

/// All wallets.
pub struct Purses {
    pub sound: Vec<Purse>,
    /// Customers whose wallet makes no sense.
    pub left_out: usize,
    pub from: From,
    pub columns: Vec<String>,
    pub period: Option<Period>,
    /// The table of those who may be held back.
    pub kind: Kind,
}

impl Purses {
    /// Those that make sense, and how many do not.
    pub fn all(purses: impl Iterator<Item = Option<Purse>>, from: From, columns: Vec<String>, kind: Kind) -> Self {
        let mut all = Self { sound: Vec::new(), left_out: 0, from, columns, period: None, kind };
        for purse in purses {
            match purse {
                Some(purse) => all.sound.push(purse),
                None => all.left_out += 1,
            }
        }
        all
    }
}

/// From the columns of the customers, else of the answers; `None` where no column says a total.
pub async fn from_columns<P: Pace>(
    view: &View,
    params: &WalletParams,
    pace: &mut P,
) -> Result<Option<Purses>, Cancelled> {
    pace.breathe(Progress::default()).await?;
    let name = |column: &Column| column.name.clone();
    let profiles = view.dataset.profiles.as_deref();
    if let Some((profiles, total)) = profiles.and_then(|profiles| Some((profiles, profiles.of(Field::Total)?))) {
        let rows = || profiles.customer.iter().copied().enumerate();
        if let Some(own) = profiles.of(Field::Own) {
            let purse = |(row, customer)| Purse::new(Some(customer), own.number(row)?, total.number(row)?);
            let columns = vec![name(own), name(total)];
            return Ok(Some(Purses::all(rows().map(purse), From::Columns, columns, Kind::Customers)));
        }
        if let Some(purchases) = view.purchases() {
            let spent = Spent::of(purchases, params.returns, pace).await?;
            let own = |customer| spent.of_customer(customer).unwrap_or(Money::ZERO);
            let purse = |(row, customer)| Purse::new(Some(customer), own(customer), total.number(row)?);
            let found = Purses::all(rows().map(purse), From::Purchases, vec![name(total)], Kind::Customers);
            return Ok(Some(Purses { period: spent.period, ..found }));
        }
    }
    let answers = view.dataset.answers.as_deref();
    let columns = answers.and_then(|answers| Some((answers, answers.of(Field::Own)?, answers.of(Field::Total)?)));
    if let Some((answers, own, total)) = columns {
        let named = |customer: u32| (customer != BLANK).then_some(customer);
        let rows = answers.customer.iter().enumerate();
        let purse = |(row, customer): (usize, &u32)| Purse::new(named(*customer), own.number(row)?, total.number(row)?);
        let found = Purses::all(rows.map(purse), From::Columns, vec![name(own), name(total)], Kind::Answers);
        return Ok(Some(Purses { period: answers.period(), ..found }));
    }
    by_name(view, params, pace).await
}

/// From a column called wallet, beside what customers spent.
async fn by_name<P: Pace>(view: &View, params: &WalletParams, pace: &mut P) -> Result<Option<Purses>, Cancelled> {
    let (Some(column), Some(purchases)) = (number_column(of_customers(view), None, WALLET), view.purchases()) else {
        return Ok(None);
    };
    let spent = Spent::of(purchases, params.returns, pace).await?;
    // Who is in the table and bought nothing here spends all of their wallet elsewhere.
    let mut is_listed = vec![false; view.all.customers.len()];
    for customer in view.dataset.profiles.as_deref().into_iter().flat_map(|profiles| &profiles.customer) {
        if let Some(slot) = is_listed.get_mut(*customer as usize) {
            *slot = true;
        }
    }
    let wallets = (0_u32..).zip(by_column(view, column, &spent)).zip(is_listed);
    let found = wallets.filter_map(|((customer, wallet), is_listed)| {
        let own = spent.of_customer(customer).or(is_listed.then_some(Money::ZERO))?.to_f64();
        // Whom the column says nothing of has a wallet nobody knows.
        Some(wallet.and_then(|wallet| {
            let total = own + wallet.elsewhere?;
            (own >= 0.0 && total > 0.0).then_some(Purse { customer: Some(customer), own, total })
        }))
    });
    let found = Purses::all(found, From::Named, vec![column.name.clone()], Kind::Customers);
    Ok(Some(Purses { period: spent.period, ..found }))
}
