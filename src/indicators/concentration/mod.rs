//! How far value rests on a few customers: ABC classes, Lorenz curve, Gini coefficient, the share of
//! the best.
//!
//! Customers are ranked by their total, the highest first, equal totals by the text of their ids.
//! Those whose total is zero or below have no share of a total: they are the class *loss*, and
//! every other figure is of the customers with a positive total. A customer belongs to the class in
//! which their cumulative share *starts*: A takes every customer before whom less than 80 % of the
//! total is reached, the one who crosses 80 % included; B likewise to 95 %; C the rest. Customers of
//! equal totals are never in two classes: all are in that of the first of them.
//!
//! The same holds for anything with totals: products, branches, … ([`Totals::grouped`]).
//!
//! Sources: Dickie, *ABC Inventory Analysis Shoots for Dollars not Pennies* (1951); Lorenz (1905);
//! Gini (1912).

mod classes;
mod curve;
mod params;
mod show;
#[cfg(test)]
mod tests;
mod texts;
mod totals;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::blocks::sort_paced;
use crate::domain::dataset::{Kind, Purchases};
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace, Progress, Unpaced, block_on_ready};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::page::{Control, Page};
use crate::indicators::{About, CustomerGroup, Group, Indicator, Offer, Say, Shared, Stopped, View};

pub use classes::ClassShare;
pub use curve::{LorenzPoint, TopShare, gini};
pub use params::{CheckedConcentration, ConcentrationError, ConcentrationParams};
pub use totals::Totals;

/// Its id.
pub const ID: &str = "concentration";

/// How far value rests on a few customers.
pub struct ConcentrationIndicator;

impl Indicator for ConcentrationIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Concentration (ABC)", "消费额集中度（ABC）"],
        group: Group::Segments,
        path: "/segments",
        needs: &[Kind::Purchases],
    };

    const OFFER: Option<Offer<Self>> = Some(|found, params, say| show::offer(found, params.small_sample, say));

    type Params = ConcentrationParams;
    type Checked = CheckedConcentration;
    type Found = Concentration;
    type Error = ConcentrationError;

    fn with_shared(own: ConcentrationParams, shared: &Shared) -> ConcentrationParams {
        ConcentrationParams { returns: shared.returns, small_sample: shared.small_sample, ..own }
    }

    fn check(params: ConcentrationParams) -> Result<CheckedConcentration, ConcentrationError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedConcentration,
        pace: &mut P,
    ) -> Result<Option<Concentration>, Stopped<ConcentrationError>> {
        let Some(purchases) = view.purchases() else {
            return Ok(None);
        };
        let mut found = concentration_paced(purchases, &view.dataset.customers, params, pace).await?;
        found.provenance = view.with_held_back(found.provenance, Kind::Purchases);
        found.known = view.customers_known();
        Ok(Some(found))
    }

    fn show(found: &Concentration, params: &ConcentrationParams, say: &Say<'_>) -> Page {
        show::show(found, params.small_sample, say)
    }

    fn groups<'a>(found: &'a Concentration, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let Ranking { customer, class, .. } = &found.ranking;
        let best = found.top_shares.iter().map(|best| {
            let customers = customer.get(..best.customers).unwrap_or_default();
            CustomerGroup::list(top(best), show::best_name(best, say), customers)
        });
        let of_class = |abc: ClassShare| {
            let customers = customer.iter().zip(class).filter(move |(_, class)| **class == abc.class);
            CustomerGroup::new(
                show::key(abc.class),
                show::class_name(found, abc.class, say),
                customers.map(|(one, _)| *one),
            )
        };
        best.chain(found.classes().map(of_class)).collect()
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ConcentrationTexts::of(say.language).promise
    }

    fn explain(error: &ConcentrationError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ConcentrationParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// The key of the best so many per cent of customers.
fn top(best: &TopShare) -> String {
    format!("top_{}", best.percent)
}

/// The tops whose shares are given beside the one chosen, in per cent of customers.
const TOPS: [u8; 5] = [1, 5, 10, 20, 50];

/// Where a customer stands by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbcClass {
    /// The customers who bring the first 80 %.
    A,
    /// Those who bring the next 15 %.
    B,
    /// Those who bring the rest.
    C,
    /// Those whose total is zero or below.
    Loss,
}

/// One figure per class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ByClass<T> {
    /// Of class A.
    pub a: T,
    /// Of class B.
    pub b: T,
    /// Of class C.
    pub c: T,
    /// Of the customers whose total is zero or below.
    pub loss: T,
}

impl<T> ByClass<T> {
    fn of(&mut self, class: AbcClass) -> &mut T {
        match class {
            AbcClass::A => &mut self.a,
            AbcClass::B => &mut self.b,
            AbcClass::C => &mut self.c,
            AbcClass::Loss => &mut self.loss,
        }
    }
}

impl<T: Copy> ByClass<T> {
    /// The shares of a whole; none of nothing, and none for the loss.
    fn shares(self, whole: f64, value: impl Fn(T) -> f64) -> ByClass<Option<f64>> {
        let share = |part| (whole > 0.0).then(|| value(part) / whole);
        ByClass { a: share(self.a), b: share(self.b), c: share(self.c), loss: None }
    }
}

/// How far value rests on a few. "Customers" are whatever the totals are of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concentration {
    /// Customers with a positive total: those ranked.
    pub n: usize,
    /// What they bring.
    pub total: Money,
    /// All customers with a row, those of zero or negative total included.
    pub customers: usize,
    /// Customers any row of the loaded files names, up to a reference date set by hand and whatever the filter: of
    /// whom `n` are ranked.
    #[serde(rename = "known_customers")]
    pub known: usize,
    /// What all with a row bring.
    pub net_total: Money,
    /// Where class A ends, a share of `total`.
    pub a_until: f64,
    /// Where class B ends, a share of `total`.
    pub b_until: f64,
    /// What returns did.
    pub returns: ReturnsPolicy,
    /// Customers in each class.
    pub abc: ByClass<usize>,
    /// Their share of the customers ranked, 0 to 1; `None` for the loss, which is not ranked, and where
    /// nobody is.
    pub abc_customers_share: ByClass<Option<f64>>,
    /// What each class brings; zero or below for the loss.
    pub abc_value: ByClass<Money>,
    /// Its share of what the customers ranked bring, 0 to 1; `None` as above.
    pub abc_value_share: ByClass<Option<f64>>,
    /// The Gini coefficient, see [`gini`]; `None` where nobody is ranked.
    pub gini: Option<f64>,
    /// Share of the total brought by the most valuable 20 %; `None` where nobody is ranked.
    pub top_20_share: Option<f64>,
    /// How many of the customers are the best the page tells of, in percent.
    pub top: u8,
    /// The shares of the top 1, 5, 10, 20 and 50 %, and of the best in `top`; empty where nobody is ranked.
    pub top_shares: Vec<TopShare>,
    /// Mean value of the best over the mean value of the others ranked; `None` without others.
    pub best_to_rest: Option<f64>,
    /// The Lorenz curve, at most 201 points; empty where nobody is ranked.
    pub lorenz: Vec<LorenzPoint>,
    /// What it was computed from; `used` counts those ranked.
    pub provenance: Provenance,
    /// Everyone's place; too large to be part of the document.
    #[serde(skip)]
    pub ranking: Ranking,
}

/// Everyone by value, the highest first: columns of equal length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// Who, by number.
    pub customer: Vec<u32>,
    /// Their total.
    pub total: Vec<Money>,
    /// Their class.
    pub class: Vec<AbcClass>,
}

/// Ranks customers by value. `customers` is the dictionary the purchases count in.
///
/// # Errors
/// [`ConcentrationError::NoPurchases`] where no customer has a row.
pub fn concentration(
    purchases: &Purchases,
    customers: &Dictionary,
    params: &CheckedConcentration,
) -> Result<Concentration, ConcentrationError> {
    unpaced(block_on_ready(concentration_paced(purchases, customers, params, &mut Unpaced)))
}

/// The same, giving way while the rows go by and between the steps of ranking.
pub async fn concentration_paced<P: Pace>(
    purchases: &Purchases,
    customers: &Dictionary,
    params: &CheckedConcentration,
    pace: &mut P,
) -> Result<Concentration, Stopped<ConcentrationError>> {
    let returns = params.params().returns;
    let totals = Totals::grouped_paced(purchases, &purchases.customer, customers.len(), returns, pace).await?;
    concentration_of_paced(totals, customers, params, pace).await
}

/// Ranks anything by its totals. `ids` is the dictionary the totals count in; the policy for
/// returns was applied when the totals were summed.
///
/// # Errors
/// [`ConcentrationError::NoPurchases`] where there are no totals.
pub fn concentration_of(
    totals: Totals,
    ids: &Dictionary,
    params: &CheckedConcentration,
) -> Result<Concentration, ConcentrationError> {
    unpaced(block_on_ready(concentration_of_paced(totals, ids, params, &mut Unpaced)))
}

/// Nobody stops what has no pace.
fn unpaced(found: Result<Concentration, Stopped<ConcentrationError>>) -> Result<Concentration, ConcentrationError> {
    found.map_err(|stopped| match stopped {
        Stopped::Error(error) => error,
        Stopped::Cancelled => ConcentrationError::NoPurchases,
    })
}

async fn concentration_of_paced<P: Pace>(
    totals: Totals,
    ids: &Dictionary,
    params: &CheckedConcentration,
    pace: &mut P,
) -> Result<Concentration, Stopped<ConcentrationError>> {
    let Totals { mut totals, returns_left_out, period } = totals;
    if totals.is_empty() {
        return Err(Stopped::Error(ConcentrationError::NoPurchases));
    }
    rank(&mut totals, ids, pace).await?;
    let (customer, total): (Vec<u32>, Vec<Money>) = totals.into_iter().unzip();
    pace.breathe(Progress::default()).await?;
    let class = classes(&total, params);
    let (mut abc, mut abc_value) = (ByClass::<usize>::default(), ByClass::<Money>::default());
    for (&class, &total) in class.iter().zip(&total) {
        *abc.of(class) += 1;
        *abc_value.of(class) += total;
    }
    let positive = total.get(..total.len() - abc.loss).unwrap_or_default();
    pace.breathe(Progress::default()).await?;
    let ConcentrationParams { a_until, b_until, top, small_sample: _, returns } = *params.params();
    let tops: BTreeSet<u8> = TOPS.into_iter().chain([top]).filter(|_| !positive.is_empty()).collect();
    let top_shares: Vec<TopShare> = tops.into_iter().map(|percent| curve::top_share(positive, percent)).collect();
    pace.breathe(Progress::default()).await?;
    let gini = gini(positive);
    pace.breathe(Progress::default()).await?;
    let (best_to_rest, lorenz) = (curve::best_to_rest(positive, top), curve::lorenz(positive));
    pace.breathe(Progress::default()).await?;
    let left_out = [(LeftOut::NotPositive, abc.loss), (LeftOut::Return, returns_left_out)];
    let whole: Money = positive.iter().copied().sum();
    Ok(Concentration {
        n: positive.len(),
        total: whole,
        customers: total.len(),
        known: total.len(),
        net_total: total.iter().copied().sum(),
        a_until,
        b_until,
        returns,
        abc,
        abc_customers_share: abc.shares(positive.len() as f64, |customers| customers as f64),
        abc_value,
        abc_value_share: abc_value.shares(whole.to_f64(), Money::to_f64),
        gini,
        top,
        top_20_share: top_shares.iter().find(|top| top.percent == 20).map(|top| top.share),
        best_to_rest,
        lorenz,
        top_shares,
        provenance: Provenance::new(ID, period, positive.len(), &left_out),
        ranking: Ranking { customer, total, class },
    })
}

/// Equal totals sorted between two breaths, and the most of one total sorted at once.
const AT_ONCE: usize = 1 << 14;

/// The highest total first, equal totals by the text of their ids: texts are looked up for these alone, as that takes
/// longer than comparing totals.
async fn rank<P: Pace>(totals: &mut [(u32, Money)], ids: &Dictionary, pace: &mut P) -> Result<(), Cancelled> {
    let by_id = |a: &(u32, Money), b: &(u32, Money)| ids.get(a.0).cmp(ids.get(b.0));
    sort_paced(totals, pace, |a, b| b.1.cmp(&a.1)).await?;
    let mut sorted = 0;
    for equal in totals.chunk_by_mut(|a, b| a.1 == b.1) {
        if equal.len() > AT_ONCE {
            sort_paced(equal, pace, by_id).await?;
            continue;
        }
        equal.sort_unstable_by(by_id);
        sorted += equal.len();
        if sorted > AT_ONCE {
            sorted = 0;
            pace.breathe(Progress::default()).await?;
        }
    }
    Ok(())
}

/// The class of each of these totals, which are descending; equal ones are in the class of the first of them.
fn classes(descending: &[Money], params: &CheckedConcentration) -> Vec<AbcClass> {
    let [a_ends, b_ends] = params.ends();
    let whole: Money = descending.iter().copied().filter(|&total| total > Money::ZERO).sum();
    let mut before = Money::ZERO;
    let mut last: Option<(Money, AbcClass)> = None;
    let class = |&total: &Money| {
        if total <= Money::ZERO {
            return AbcClass::Loss;
        }
        let reached = before.micros().saturating_mul(params::WHOLE);
        before += total;
        let starts_in = if reached < whole.micros().saturating_mul(a_ends) {
            AbcClass::A
        } else if reached < whole.micros().saturating_mul(b_ends) {
            AbcClass::B
        } else {
            AbcClass::C
        };
        let class = last.filter(|(equal, _)| *equal == total).map_or(starts_in, |(_, class)| class);
        last = Some((total, class));
        class
    };
    descending.iter().map(class).collect()
}
