//! Wallets divided by the brands that purchases name.

use serde::Serialize;

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{BLANK, Column, Kind, Purchases};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::Level;
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::named::called;
use crate::indicators::{Stopped, View};

use super::purses::{From, Purse, Purses};
use super::{Brand, MOST_BRANDS, Reading, WalletError, WalletParams};

/// Parts of the names of columns that say a brand.
const BRAND: &[&str] = &["brand", "supplier", "vendor", "品牌", "厂商", "供应商"];

/// What the wallet allocation rule gives a brand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Allocation {
    /// Its buyers who use two brands or more.
    pub n: usize,
    /// The mean of what the rule gives it of their wallets; `None` of nobody.
    pub mean: Option<f64>,
}

/// What wallets say of one brand. Of who does not buy it nothing is kept: all of them have a share of zero.
#[derive(Default)]
struct Seen {
    /// The wallets of its buyers.
    buyers: Vec<Purse>,
    /// Customers whose wallet makes no sense seen from it, though it does otherwise.
    left_out: usize,
    /// Their money on all brands.
    left_out_total: Money,
    /// Its buyers who use two brands or more, and the sum of what the wallet allocation rule gives it of their wallets.
    allocated: (usize, f64),
}

/// So many customers are looked at before others have their turn.
const CUSTOMERS: usize = 1 << 12;

/// What each customer spends on each brand.
pub struct Brands {
    /// The column that says them.
    pub column: String,
    names: Vec<String>,
    /// Customer, brand (blank for none) and money, by customer.
    spent: Vec<(u32, u32, Money)>,
    period: Option<Period>,
}

impl Brands {
    /// Of the chosen column, of the first called so, or of the first that has the brand that is ours; `None` where there is
    /// no such column.
    pub async fn of<P: Pace>(
        view: &View,
        params: &WalletParams,
        pace: &mut P,
    ) -> Result<Option<Self>, Stopped<WalletError>> {
        let unknown = || params.own.clone().map(|name| Stopped::Error(WalletError::Own { name }));
        let Some(rows) = view.purchases() else { return unknown().map_or(Ok(None), Err) };
        let Some(column) = column(rows, params) else { return unknown().map_or(Ok(None), Err) };
        let names: Vec<String> = column.values.iter().map(|(_, name)| name.to_owned()).collect();
        if params.own.as_ref().is_some_and(|own| !names.contains(own)) {
            return unknown().map_or(Ok(None), Err);
        }
        let mut spent: Vec<(u32, u32, Money)> = Vec::new();
        let mut period = None;
        in_blocks_paced(rows.len(), pace, |range| {
            let codes = column.codes.get(range.clone()).unwrap_or_default();
            for (row, &brand) in rows.rows_in(range).zip(codes) {
                if row.customer != BLANK && !(row.returned && params.returns == ReturnsPolicy::LeftOut) {
                    spent.push((row.customer, brand, row.amount.money()));
                    period = Some(Period::including(period, row.day));
                }
            }
        })
        .await?;
        sort_paced(&mut spent, pace, Ord::cmp).await?;
        spent.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        Ok(Some(Self { column: column.name.clone(), names, spent, period }))
    }

    /// The wallets of customers, one list a customer.
    fn by_customer(&self) -> impl Iterator<Item = &[(u32, u32, Money)]> {
        self.spent.chunk_by(|left, right| left.0 == right.0)
    }

    /// The wallets seen from one brand.
    pub fn of_one(&self, name: &str) -> Purses {
        let brand = self.names.iter().position(|known| known == name);
        let brand = brand.and_then(|place| u32::try_from(place).ok()).unwrap_or(BLANK);
        let purses = self.by_customer().map(|wallet| purse(wallet, brand));
        let found = Purses::all(purses, From::Brands, vec![self.column.clone()], Kind::Purchases);
        Purses { period: self.period, ..found }
    }

    /// Every brand, that of most money first. Each wallet is looked at once, for all the brands in it.
    pub async fn read<P: Pace>(&self, level: Level, pace: &mut P) -> Result<Vec<Brand>, Cancelled> {
        let mut seen: Vec<Seen> = self.names.iter().map(|_| Seen::default()).collect();
        let (mut customers, mut left_out, mut all) = (0, 0, Money::ZERO);
        for (place, wallet) in self.by_customer().enumerate() {
            if place.is_multiple_of(CUSTOMERS) {
                pace.breathe(Progress::default()).await?;
            }
            allocate(wallet, &mut seen);
            let total: Money = wallet.iter().map(|(.., money)| *money).sum();
            if total <= Money::ZERO {
                left_out += 1;
                continue;
            }
            customers += 1;
            all += total;
            for (customer, brand, own) in wallet {
                let Some(seen) = seen.get_mut(*brand as usize) else { continue };
                match Purse::new(Some(*customer), *own, total) {
                    Some(purse) if purse.own > 0.0 => seen.buyers.push(purse),
                    Some(_) => {}
                    None => {
                        seen.left_out += 1;
                        seen.left_out_total += total;
                    }
                }
            }
        }
        let mut brands = Vec::new();
        for (name, seen) in self.names.iter().zip(&seen).filter(|(_, seen)| !seen.buyers.is_empty()) {
            pace.breathe(Progress::default()).await?;
            let others = customers - seen.left_out - seen.buyers.len();
            let total = (all - seen.left_out_total).to_f64();
            let (n, sum) = seen.allocated;
            let allocation = Allocation { n, mean: (n > 0).then(|| sum / n as f64) };
            let reading = Reading::of_buyers(&seen.buyers, others, total, left_out + seen.left_out, level);
            brands.extend(reading.map(|reading| Brand { name: name.clone(), reading, allocation }));
        }
        order::sort_by(&mut brands, |left, right| right.reading.pooled.total_cmp(&left.reading.pooled));
        Ok(brands)
    }
}

/// Gives each brand of a wallet what the wallet allocation rule does.
fn allocate(wallet: &[(u32, u32, Money)], seen: &mut [Seen]) {
    let used: Vec<(u32, Money)> = wallet
        .iter()
        .filter(|(_, brand, money)| *brand != BLANK && *money > Money::ZERO)
        .map(|(_, brand, money)| (*brand, *money))
        .collect();
    let n = used.len() as f64;
    if used.len() < 2 {
        return;
    }
    for (brand, money) in &used {
        let more = used.iter().filter(|(_, other)| other > money).count() as f64;
        let same = used.iter().filter(|(_, other)| other == money).count() as f64;
        let rank = more + f64::midpoint(1.0, same);
        if let Some(seen) = seen.get_mut(*brand as usize) {
            seen.allocated.0 += 1;
            seen.allocated.1 += (1.0 - rank / (n + 1.0)) * 2.0 / n;
        }
    }
}

/// One customer's wallet seen from a brand.
fn purse(wallet: &[(u32, u32, Money)], brand: u32) -> Option<Purse> {
    let (customer, ..) = wallet.first()?;
    let of = |fits: &dyn Fn(u32) -> bool| wallet.iter().filter(|(_, of, _)| fits(*of)).map(|(.., money)| *money).sum();
    Purse::new(Some(*customer), of(&|of| of == brand), of(&|_| true))
}

fn column<'a>(rows: &'a Purchases, params: &WalletParams) -> Option<&'a Column> {
    let could_be = |column: &&Column| (2..=MOST_BRANDS).contains(&column.values.len());
    let mut columns = rows.attributes().filter(could_be);
    if let Some(name) = &params.brand {
        return columns.find(|column| column.name == *name);
    }
    let own = params.own.as_deref();
    let has = |column: &Column| own.is_none_or(|own| column.values.iter().any(|(_, value)| value == own));
    let all: Vec<&Column> = columns.collect();
    let first = all.iter().find(|column| called(&column.name, BRAND) && has(column));
    first.or_else(|| all.iter().find(|column| own.is_some() && has(column))).copied()
}
