//! Switching cost: what leaving a firm costs its customers, told from prices and numbers of customers alone.
//!
//! Firms are typed in, a line each, ours first ([`typed`]); where our number of customers is left blank it is that of the
//! customers with a purchase that counts, else that of the customers table. The firms sell the same thing, and no customer
//! comes or goes for good: who wins a rival's customers has its own and those. Prices are *undercut-proof*: each is the
//! highest at which the rival a firm fears most does not gain by asking so much less that all its customers switch. With
//! price p, customers N and switching cost S a firm f gains nothing from undercutting i where
//! `p_f N_f >= (p_i - S_i) (N_i + N_f)`, hence
//!
//! `S_i = p_i - p_f N_f / (N_i + N_f)`.
//!
//! The firm feared most is the smallest one, which has least to lose; the smallest itself fears the largest. Of firms of
//! one size the one with the lower price counts as the smaller to be feared, then the one that stands later.
//!
//! A switching cost below zero says that the price lies below what undercutting would protect: the assumptions do not hold
//! for that firm, or it wins customers by its price. It is shown as it is.
//!
//! Two more figures follow for every rival at today's prices. A customer of ours pays S less the difference of the prices
//! to switch: more than `S - (p - p_rival)` as a welcome bonus wins them (`wins_ours`), and more than
//! `S_rival - (p_rival - p)` wins the rival's (`wins_theirs`). The least of the first is how much dearer we could become
//! before some rival wins our customers without lowering its price (`room`); that the rival then lowers it is another
//! matter: at the undercut-proof price any rise makes undercutting pay.
//!
//! Source: O. Shy, A quick-and-easy method for estimating switching costs, International Journal of Industrial
//! Organization 20 (2002) 71-87.

mod show;
#[cfg(test)]
mod tests;
mod texts;
mod typed;

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::dataset::{Customers, Kind};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;

use super::page::{Control, Page};
use super::spent::Spent;
use super::{About, Group, Indicator, Say, Shared, Stopped, View};

use typed::Typed;
pub use typed::{Fault, MOST_CUSTOMERS, Wrong};

/// Its id.
pub const ID: &str = "switching_cost";

/// The most firms typed in.
pub const MOST_FIRMS: usize = 50;

/// Switching cost.
pub struct SwitchingCostIndicator;

impl Indicator for SwitchingCostIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Switching cost", "转换成本"],
        group: Group::Loyalty,
        path: "/loyalty/switching-cost",
        needs: &[Kind::Purchases, Kind::Customers],
    };

    type Params = SwitchingParams;
    type Checked = CheckedSwitching;
    type Found = SwitchingCost;
    type Error = SwitchingError;

    fn with_shared(own: SwitchingParams, _: &Shared) -> SwitchingParams {
        own
    }

    fn check(params: SwitchingParams) -> Result<CheckedSwitching, SwitchingError> {
        let firms = typed::firms(&params.firms).map_err(|wrong| SwitchingError::Lines { wrong })?;
        if firms.len() > MOST_FIRMS {
            return Err(SwitchingError::TooMany { given: firms.len() });
        }
        Ok(CheckedSwitching { firms })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedSwitching,
        pace: &mut P,
    ) -> Result<Option<SwitchingCost>, Stopped<SwitchingError>> {
        Ok(switching_cost(view, checked, pace).await?)
    }

    fn show(found: &SwitchingCost, params: &SwitchingParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::SwitchingTexts::of(say.language).promise
    }

    fn explain(error: &SwitchingError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &SwitchingParams, say: &Say<'_>) -> Vec<Control> {
        vec![show::control(params, say)]
    }
}

/// What can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SwitchingParams {
    /// The firms, a line each, ours first: `Rival; 29.90; 12000`, at most [`MOST_FIRMS`]. Our customers may be left out.
    /// Blank (default): nothing is known of them.
    pub firms: String,
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedSwitching {
    firms: Vec<Typed>,
}

/// Firms that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SwitchingError {
    /// Lines that say no firm.
    #[error("lines that are no name, price and number of customers: {}", wrong.len())]
    Lines {
        /// Which, and why.
        wrong: Vec<Wrong>,
    },
    /// So many cannot be compared.
    #[error("{given} firms: {MOST_FIRMS} are possible")]
    TooMany {
        /// How many were typed in.
        given: usize,
    },
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Nothing is typed in.
    Firms,
    /// One firm alone is.
    Rivals,
}

/// Switching costs of rivals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SwitchingCost {
    /// What is missing; then there are no firms.
    pub lacking: Option<Lacking>,
    /// The highest switching cost first, then by name.
    pub firms: Vec<Firm>,
    /// The firm that most of them fear.
    pub smallest: Option<String>,
    /// The firm that the smallest fears.
    pub largest: Option<String>,
    /// By how much our price could rise before a rival at today's price wins our customers.
    pub room: Option<Money>,
    /// The rival that then would.
    pub next: Option<String>,
    /// Whether our number of customers was counted in the data.
    pub counted: bool,
    /// What it was computed from; `used` counts firms.
    pub provenance: Provenance,
}

/// One firm.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Firm {
    /// What it is called.
    pub name: String,
    /// What it asks for.
    pub price: Money,
    /// How many customers it has.
    pub customers: u32,
    /// What leaving it costs a customer.
    pub cost: Money,
    /// That by its price.
    pub share: f64,
    /// Whether it is ours.
    pub ours: bool,
    /// Of a rival: the welcome bonus above which it wins our customers; zero or less where its price alone does.
    pub wins_ours: Option<Money>,
    /// Of a rival: the welcome bonus above which we win its customers.
    pub wins_theirs: Option<Money>,
}

impl SwitchingCost {
    fn lacking(lacking: Lacking, provenance: Provenance) -> Self {
        Self {
            lacking: Some(lacking),
            firms: Vec::new(),
            smallest: None,
            largest: None,
            room: None,
            next: None,
            counted: false,
            provenance,
        }
    }

    /// Our firm.
    fn ours(&self) -> Option<&Firm> {
        self.firms.iter().find(|firm| firm.ours)
    }
}

/// A firm whose customers are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known<'a> {
    place: usize,
    name: &'a str,
    price: Money,
    customers: u32,
}

impl Known<'_> {
    /// What leaving it costs, where it fears to be undercut by this rival. Rounded to the millionth.
    fn cost(&self, feared: &Self) -> Money {
        // A price is below 10^19 millionths and customers are below 2^32: the product has room.
        let (theirs, all) = (i128::from(feared.customers), i128::from(self.customers) + i128::from(feared.customers));
        let kept = (2 * feared.price.micros() * theirs + all) / (2 * all);
        self.price - Money::from_micros(kept)
    }
}

/// The smallest firm, and the largest of the others; `None` of fewer than two.
fn feared<'a>(firms: &[Known<'a>]) -> Option<[Known<'a>; 2]> {
    let smallest = firms.iter().min_by_key(|firm| (firm.customers, firm.price, Reverse(firm.place)))?;
    let others = firms.iter().filter(|firm| firm.place != smallest.place);
    let largest = others.max_by_key(|firm| (firm.customers, Reverse(firm.price), firm.place))?;
    Some([*smallest, *largest])
}

async fn switching_cost<P: Pace>(
    view: &View,
    checked: &CheckedSwitching,
    pace: &mut P,
) -> Result<Option<SwitchingCost>, Cancelled> {
    let purchases = view.purchases();
    let profiles = view.dataset.profiles.as_deref().filter(|profiles| !profiles.is_empty());
    if purchases.is_none() && profiles.is_none() {
        return Ok(None);
    }
    let nothing = Provenance::new(ID, None, 0, &[]);
    let Some(ours) = checked.firms.first() else { return Ok(Some(SwitchingCost::lacking(Lacking::Firms, nothing))) };
    if checked.firms.len() < 2 {
        return Ok(Some(SwitchingCost::lacking(Lacking::Rivals, nothing)));
    }
    let counted = ours.customers.is_none();
    // Whoever has returns alone bought nothing that counts.
    let bought = match purchases.filter(|_| counted) {
        Some(rows) => Some(Spent::of(rows, ReturnsPolicy::LeftOut, pace).await?),
        None => None,
    };
    let of_data = || match &bought {
        Some(bought) => bought.money.iter().flatten().count(),
        None => profiles.map_or(0, Customers::len),
    };
    let own = ours.customers.unwrap_or_else(|| u32::try_from(of_data()).unwrap_or(MOST_CUSTOMERS));
    let period = bought.as_ref().and_then(|bought| bought.period);
    let mut provenance = Provenance::new(ID, period, checked.firms.len(), &[]);
    if counted {
        let kind = if purchases.is_some() { Kind::Purchases } else { Kind::Customers };
        provenance = view.with_held_back(provenance, kind);
    }
    let places = checked.firms.iter().enumerate();
    let known = places.map(|(place, Typed { name, price, customers })| Known {
        place,
        name,
        price: *price,
        customers: customers.unwrap_or(own),
    });
    Ok(compared(&known.collect::<Vec<_>>(), counted, provenance))
}

/// The switching cost of each, the first of which is ours; `None` of fewer than two.
fn compared(known: &[Known<'_>], counted: bool, provenance: Provenance) -> Option<SwitchingCost> {
    let [smallest, largest] = feared(known)?;
    let cost = |firm: &Known<'_>| firm.cost(if firm.place == smallest.place { &largest } else { &smallest });
    let own = known.first()?;
    let own_cost = cost(own);
    let firm = |firm: &Known<'_>| {
        let (cost, ours) = (cost(firm), firm.place == own.place);
        let dearer = own.price - firm.price;
        Firm {
            name: firm.name.to_owned(),
            price: firm.price,
            customers: firm.customers,
            cost,
            share: cost.to_f64() / firm.price.to_f64(),
            ours,
            wins_ours: (!ours).then_some(own_cost - dearer),
            wins_theirs: (!ours).then_some(cost + dearer),
        }
    };
    let mut firms: Vec<Firm> = known.iter().map(firm).collect();
    order::sort_by(&mut firms, |one, other| other.cost.cmp(&one.cost).then_with(|| one.name.cmp(&other.name)));
    let next = firms.iter().filter_map(|firm| Some((firm.wins_ours?, &firm.name))).min();
    let (room, next) = (next.map(|(bonus, _)| bonus), next.map(|(_, name)| name.clone()));
    let (smallest, largest) = (Some(smallest.name.to_owned()), Some(largest.name.to_owned()));
    Some(SwitchingCost { lacking: None, firms, smallest, largest, room, next, counted, provenance })
}
