//! How far value rests on a few customers: ABC classes, Lorenz curve, Gini coefficient, the share of
//! the best.
//!
//! Customers are ranked by their total, the highest first, equal totals by the text of their ids.
//! Those whose total is zero or below have no share of a total: they are the class *loss*, and
//! every other figure is of the customers with a positive total. A customer belongs to the class in
//! which their cumulative share *starts*: A takes every customer before whom less than 80 % of the
//! total is reached, the one who crosses 80 % included; B likewise to 95 %; C the rest.
//!
//! The same holds for anything with totals: products, branches, … ([`Totals::grouped`]).
//!
//! Sources: Dickie, *ABC Inventory Analysis Shoots for Dollars not Pennies* (1951); Lorenz (1905);
//! Gini (1912).

mod classes;
mod curve;
mod params;
mod totals;

use serde::{Deserialize, Serialize};

use crate::domain::dataset::Purchases;
use crate::domain::dictionary::Dictionary;
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;

pub use classes::ClassShare;
pub use curve::{LorenzPoint, TopShare, gini};
pub use params::{CheckedConcentration, ConcentrationError, ConcentrationParams};
pub use totals::Totals;

/// The tops whose shares are given, in per cent of customers.
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

/// How far value rests on a few. "Customers" are whatever the totals are of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concentration {
    /// Customers with a positive total: those ranked.
    pub n: usize,
    /// What they bring.
    pub total: Money,
    /// All customers with a row, those of zero or negative total included.
    pub customers: usize,
    /// What all of them bring.
    pub net_total: Money,
    /// Where class A ends, a share of `total`.
    pub a_until: f64,
    /// Where class B ends, a share of `total`.
    pub b_until: f64,
    /// What returns did.
    pub returns: ReturnsPolicy,
    /// Customers in each class.
    pub abc: ByClass<usize>,
    /// What each class brings; zero or below for the loss.
    pub abc_value: ByClass<Money>,
    /// The Gini coefficient, see [`gini`]; `None` where nobody is ranked.
    pub gini: Option<f64>,
    /// Share of the total brought by the most valuable 20 %; `None` where nobody is ranked.
    pub top_20_share: Option<f64>,
    /// The shares of the top 1, 5, 10, 20 and 50 %; empty where nobody is ranked.
    pub top_shares: Vec<TopShare>,
    /// Mean value of the top 20 % over the mean value of the others ranked; `None` without others.
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
    let totals = Totals::of_customers(purchases, customers.len(), params.params().returns);
    concentration_of(totals, customers, params)
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
    let Totals { mut totals, returns_left_out, period } = totals;
    if totals.is_empty() {
        return Err(ConcentrationError::NoPurchases);
    }
    totals.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| ids.get(a.0).cmp(ids.get(b.0))));
    let (customer, total): (Vec<u32>, Vec<Money>) = totals.into_iter().unzip();
    let class = classes(&total, params);
    let (mut abc, mut abc_value) = (ByClass::<usize>::default(), ByClass::<Money>::default());
    for (&class, &total) in class.iter().zip(&total) {
        *abc.of(class) += 1;
        *abc_value.of(class) += total;
    }
    let positive = total.get(..total.len() - abc.loss).unwrap_or_default();
    let top_shares: Vec<TopShare> =
        TOPS.into_iter().filter(|_| !positive.is_empty()).map(|percent| curve::top_share(positive, percent)).collect();
    let left_out = [(LeftOut::NotPositive, abc.loss), (LeftOut::Return, returns_left_out)];
    Ok(Concentration {
        n: positive.len(),
        total: positive.iter().copied().sum(),
        customers: total.len(),
        net_total: total.iter().copied().sum(),
        a_until: params.params().a_until,
        b_until: params.params().b_until,
        returns: params.params().returns,
        abc,
        abc_value,
        gini: gini(positive),
        top_20_share: top_shares.iter().find(|top| top.percent == 20).map(|top| top.share),
        best_to_rest: curve::best_to_rest(positive),
        lorenz: curve::lorenz(positive),
        top_shares,
        provenance: Provenance::new("concentration", period, positive.len(), &left_out),
        ranking: Ranking { customer, total, class },
    })
}

/// The class of each of these totals, which are descending.
fn classes(descending: &[Money], params: &CheckedConcentration) -> Vec<AbcClass> {
    let [a_ends, b_ends] = params.ends();
    let whole: Money = descending.iter().copied().filter(|&total| total > Money::ZERO).sum();
    let mut before = Money::ZERO;
    let class = |&total: &Money| {
        if total <= Money::ZERO {
            return AbcClass::Loss;
        }
        let reached = before.micros().saturating_mul(params::WHOLE);
        before += total;
        if reached < whole.micros().saturating_mul(a_ends) {
            AbcClass::A
        } else if reached < whole.micros().saturating_mul(b_ends) {
            AbcClass::B
        } else {
            AbcClass::C
        }
    };
    descending.iter().map(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn ranked(units: &[i128]) -> Concentration {
        let mut ids = Dictionary::new();
        let totals = units
            .iter()
            .enumerate()
            .map(|(index, units)| (ids.intern(&format!("c{}", 9 - index)), Money::from_micros(units * 1_000_000)));
        let totals = Totals { totals: totals.collect(), ..Totals::default() };
        concentration_of(totals, &ids, &CheckedConcentration::default()).unwrap()
    }

    #[test]
    fn a_customer_belongs_to_the_class_in_which_their_share_starts() {
        use AbcClass::{A, B, C};
        assert_eq!(ranked(&[70, 20, 6, 4]).ranking.class, [A, A, B, C]);
        // Exactly 80 % and 95 % are reached before the second and the third.
        assert_eq!(ranked(&[80, 15, 5]).ranking.class, [A, B, C]);
        assert_eq!(ranked(&[100]).ranking.class, [A]);
    }

    #[test]
    fn zero_and_below_are_a_class_of_their_own() {
        let out = ranked(&[10, -3, 0, 10]);
        assert_eq!(out.abc, ByClass { a: 2, b: 0, c: 0, loss: 2 });
        assert_eq!((out.n, out.total.to_f64(), out.customers, out.net_total.to_f64()), (2, 20.0, 4, 17.0));
        assert!((out.abc_value.loss.to_f64() + 3.0).abs() < 1e-12);
        assert_eq!((out.provenance.used, out.provenance.left_out[0].count), (2, 2));
    }

    #[test]
    fn equal_totals_are_ranked_by_id() {
        // The ids are c9, c8, c7: numbers run against the text order.
        assert_eq!(ranked(&[5, 5, 5]).ranking.customer, [2, 1, 0]);
    }

    #[test]
    fn nobody_with_a_positive_total_leaves_figures_out() {
        let out = ranked(&[0, -1]);
        assert_eq!((out.n, out.total, out.abc.loss), (0, Money::ZERO, 2));
        assert_eq!((out.gini, out.top_20_share, out.best_to_rest), (None, None, None));
        assert!(out.lorenz.is_empty() && out.top_shares.is_empty());
    }

    #[test]
    fn no_rows_at_all_are_an_error() {
        let none = concentration(&Purchases::default(), &Dictionary::new(), &CheckedConcentration::default());
        assert_eq!(none, Err(ConcentrationError::NoPurchases));
    }
}
