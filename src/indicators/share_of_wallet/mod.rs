//! Share of wallet: how much of what customers spend on such things they spend with us, in three readings.
//!
//! The mean over customers of own / total; the same pooled (all own money / all money, the market share among them); and
//! both over those alone who buy from us. Sole customers buy from nobody else; their share is of our buyers.
//!
//! Where a wallet is from, the first that is there:
//! - purchases with a column of brands of which one is said to be ours ([`WalletParams::own`]): own is the money of its rows,
//!   total that of all, rows without a brand among them. All brands are read the same way, with the wallet allocation rule:
//!   of customers who use n ≥ 2 brands, (1 - rank / (n + 1)) × 2 / n, the rank by money, equal money at its mean rank;
//! - columns of the customers table (else of the answers, a person a row) for the total and for what is spent with us, or in
//!   its place the money of the purchases;
//! - a column of the customers table called wallet, which says its size or our share of it.
//!
//! Who is in the customers table and bought nothing from us gives us nothing of their wallet, and counts with that.
//!
//! Customers without a total above zero, with less than nothing spent with us, or more than the total, are counted as left
//! out. The interval of a mean is that of the normal approximation, of a share Wilson's.
//!
//! Sources: A. S. C. Ehrenberg, Repeat-Buying (1988), for shares of requirements and sole buyers; T. L. Keiningham, L. Aksoy,
//! A. Buoye, B. Cooil, Customer loyalty isn't enough. Grow your share of wallet, Harvard Business Review 89 (October 2011).

mod brands;
mod purses;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::intake::Pace;
use crate::domain::interval::{Interval, Level, NotALevel, wilson};
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;

use super::marks::{mean, mean_beside_zeros};
use super::page::{Control, Page};
use super::{About, ClassName, Group, Indicator, Member, Members, Say, Shared, Stopped, View};

use brands::{Allocation, Brands};
use purses::{From, Purse, Purses};

/// Its id.
pub const ID: &str = "wallet";

/// Columns of more values than this hold no brands.
pub const MOST_BRANDS: usize = 200;

/// Share of wallet.
pub struct WalletIndicator;

impl Indicator for WalletIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Share of wallet", "钱包份额"],
        group: Group::Loyalty,
        path: "/loyalty/wallet",
        needs: &[Kind::Customers, Kind::Purchases, Kind::Answers],
    };

    type Params = WalletParams;
    type Checked = CheckedWallet;
    type Found = Wallet;
    type Error = WalletError;

    fn with_shared(own: WalletParams, shared: &Shared) -> WalletParams {
        let Shared { returns, level, small_sample, .. } = *shared;
        WalletParams { returns, level, small_sample, ..own }
    }

    fn check(params: WalletParams) -> Result<CheckedWallet, WalletError> {
        let level = Level::try_from(params.level)?;
        Ok(CheckedWallet { params, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedWallet,
        pace: &mut P,
    ) -> Result<Option<Wallet>, Stopped<WalletError>> {
        wallet(view, checked, pace).await
    }

    fn show(found: &Wallet, params: &WalletParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::WalletTexts::of(say.language).promise
    }

    fn explain(error: &WalletError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &WalletParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &Wallet) -> Option<Members<'_>> {
        let row = |purse: &Purse| {
            let class = match purse.share() {
                share if share >= 1.0 => "sole",
                share if share > 0.0 => "shared",
                _ => "elsewhere",
            };
            let judged = [purse.own, purse.total, purse.share()].map(|value| value.to_string()).to_vec();
            Some(Member { customer: purse.customer?, class, judged })
        };
        let judged_by = ["own", "total", "share"].map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(found.purses.iter().filter_map(row)) })
    }

    fn classes(_: &Wallet, say: &Say<'_>) -> Vec<ClassName> {
        ClassName::all(["sole", "shared", "elsewhere"], texts::WalletTexts::of(say.language).class_names)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WalletParams {
    /// Which brand is ours; `None` (default) where wallets are from columns.
    pub own: Option<String>,
    /// The column of the purchases that says the brand; `None` (default) for the first called so, else the first that has
    /// the brand that is ours.
    pub brand: Option<String>,
    /// How many customers who spend most elsewhere are listed. Default 20.
    pub listed: u16,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for WalletParams {
    fn default() -> Self {
        Self {
            own: None,
            brand: None,
            listed: 20,
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedWallet {
    params: WalletParams,
    level: Level,
}

/// Why there are no wallets.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WalletError {
    /// No column has this brand, or the column named has not.
    #[error("no column of the purchases has the brand `{name}`")]
    Own {
        /// As asked for.
        name: String,
    },
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Anything that says what customers spend elsewhere.
    Total,
    /// Which of the brands is ours.
    Own,
    /// A customer with a wallet that makes sense.
    Customers,
}

/// How much of their wallets customers spend with us.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wallet {
    /// What is missing.
    pub lacking: Option<Lacking>,
    /// Where wallets are from.
    pub from: Option<From>,
    /// The columns that say them.
    pub columns: Vec<String>,
    /// Ours; absent where there is none.
    #[serde(flatten)]
    pub ours: Option<Reading>,
    /// Every brand, that of most money first.
    pub brands: Vec<Brand>,
    /// Those who spend most elsewhere.
    pub elsewhere: Vec<Elsewhere>,
    /// All that customers spend elsewhere.
    pub money_elsewhere: Option<f64>,
    #[serde(skip)]
    purses: Vec<Purse>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
}

/// The three readings of shares of wallets.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reading {
    /// Customers with a wallet.
    pub customers: usize,
    /// The mean share over all of them.
    pub mean: f64,
    /// Its interval.
    pub interval: Option<Interval>,
    /// All money spent here by all money.
    pub pooled: f64,
    /// Those who buy here.
    pub buyers: usize,
    /// The mean share over them; `None` of nobody.
    pub buyers_mean: Option<f64>,
    /// Its interval.
    pub buyers_interval: Option<Interval>,
    /// Their money spent here by all their money.
    pub buyers_pooled: Option<f64>,
    /// Those who buy nowhere else.
    pub sole: Sole,
    /// Customers whose wallet makes no sense.
    pub left_out: usize,
}

/// Sole customers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sole {
    /// How many.
    pub n: usize,
    /// Their share of the buyers.
    pub share: Option<f64>,
    /// The interval of that.
    pub interval: Option<Interval>,
}

/// One brand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Brand {
    /// Its name.
    pub name: String,
    /// Its share of wallets.
    #[serde(flatten)]
    pub reading: Reading,
    /// The wallet allocation rule.
    pub allocation: Allocation,
}

/// Somebody who spends much elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Elsewhere {
    /// Their id.
    pub customer: String,
    /// What they spend with us.
    pub own: f64,
    /// What they spend elsewhere.
    pub elsewhere: f64,
    /// Our share.
    pub share: f64,
}

impl Reading {
    /// Of these wallets; `None` of none.
    fn of(purses: &[Purse], left_out: usize, level: Level) -> Option<Self> {
        let buyers: Vec<Purse> = purses.iter().copied().filter(|purse| purse.own > 0.0).collect();
        let total = purses.iter().map(|purse| purse.total).sum();
        Self::of_buyers(&buyers, purses.len() - buyers.len(), total, left_out, level)
    }

    /// Of the wallets of those who buy here, and how many others have one; `all` is the money of both together. `None` of
    /// nobody.
    fn of_buyers(buying: &[Purse], others: usize, all: f64, left_out: usize, level: Level) -> Option<Self> {
        let bought: Vec<f64> = buying.iter().map(Purse::share).collect();
        let (share, interval) = mean_beside_zeros(&bought, others, level)?;
        let buyers = mean(&bought, level);
        let total: f64 = buying.iter().map(|purse| purse.total).sum();
        let own: f64 = buying.iter().map(|purse| purse.own).sum();
        let n = bought.iter().filter(|share| **share >= 1.0).count();
        Some(Self {
            customers: bought.len() + others,
            mean: share,
            interval: interval.map(within),
            pooled: own / all,
            buyers: bought.len(),
            buyers_mean: buyers.map(|(share, _)| share),
            buyers_interval: buyers.and_then(|(_, interval)| interval).map(within),
            buyers_pooled: (total > 0.0).then(|| own / total),
            sole: Sole {
                n,
                share: (!bought.is_empty()).then(|| n as f64 / bought.len() as f64),
                interval: wilson(n, bought.len(), level),
            },
            left_out,
        })
    }
}

/// A share is nowhere beyond 0 and 1.
fn within(interval: Interval) -> Interval {
    Interval { low: interval.low.max(0.0), high: interval.high.min(1.0) }
}

async fn wallet<P: Pace>(
    view: &View,
    checked: &CheckedWallet,
    pace: &mut P,
) -> Result<Option<Wallet>, Stopped<WalletError>> {
    let params = &checked.params;
    let nothing = [Kind::Customers, Kind::Purchases, Kind::Answers].iter().all(|kind| view.dataset.rows(*kind) == 0);
    if nothing {
        return Ok(None);
    }
    let mut found = Wallet {
        lacking: None,
        from: None,
        columns: Vec::new(),
        ours: None,
        brands: Vec::new(),
        elsewhere: Vec::new(),
        money_elsewhere: None,
        purses: Vec::new(),
        provenance: Provenance::new(ID, None, 0, &[]),
    };
    let brands = Brands::of(view, params, pace).await?;
    if let Some(brands) = &brands {
        found.brands = brands.read(checked.level, pace).await?;
    }
    let purses = match brands.as_ref().zip(params.own.as_deref()) {
        Some((brands, own)) => Some(brands.of_one(own)),
        None => purses::from_columns(view, params, pace).await?,
    };
    let Some(Purses { sound: purses, left_out, from, columns, period, kind }) = purses else {
        found.lacking = Some(if brands.is_some() { Lacking::Own } else { Lacking::Total });
        found.columns = brands.map(|brands| brands.column).into_iter().collect();
        return Ok(Some(found));
    };
    found.ours = Reading::of(&purses, left_out, checked.level);
    found.lacking = found.ours.is_none().then_some(Lacking::Customers);
    (found.from, found.columns) = (Some(from), columns);
    found.elsewhere = elsewhere(view, &purses, usize::from(params.listed));
    found.money_elsewhere = Some(purses.iter().map(|purse| purse.total - purse.own).sum());
    found.provenance = view.with_held_back(Provenance::new(ID, period, purses.len(), &[]), kind);
    found.purses = purses;
    Ok(Some(found))
}

fn elsewhere(view: &View, purses: &[Purse], listed: usize) -> Vec<Elsewhere> {
    let mut named: Vec<(&Purse, u32)> = purses.iter().filter_map(|purse| Some((purse, purse.customer?))).collect();
    named.retain(|(purse, _)| purse.total > purse.own);
    let most = |purse: &Purse| purse.total - purse.own;
    named.sort_by(|left, right| most(right.0).total_cmp(&most(left.0)).then(left.1.cmp(&right.1)));
    let listed = named.into_iter().take(listed).map(|(purse, customer)| Elsewhere {
        customer: view.all.customers.get(customer).to_owned(),
        own: purse.own,
        elsewhere: most(purse),
        share: purse.share(),
    });
    listed.collect()
}
