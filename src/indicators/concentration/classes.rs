//! The classes side by side, with their shares, as tables and charts show them.

use serde::{Deserialize, Serialize};

use crate::domain::money::Money;

use super::{AbcClass, Concentration, LorenzPoint, TopShare};

/// One class beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ClassShare {
    /// Which class.
    pub class: AbcClass,
    /// Customers in it.
    pub customers: usize,
    /// Their share of the customers ranked, 0 to 1; `None` for the loss, which is not ranked, and
    /// where nobody is.
    pub customers_share: Option<f64>,
    /// What they bring.
    pub value: Money,
    /// Their share of what the customers ranked bring; `None` as above.
    pub value_share: Option<f64>,
    /// The share of the customers ranked, the most valuable first, at which the class ends; `None`
    /// as above.
    pub ends_at: Option<f64>,
}

impl Concentration {
    /// The four classes, A first.
    pub fn classes(&self) -> [ClassShare; 4] {
        let (abc, value) = (self.abc, self.abc_value);
        let (of_customers, of_value) = (self.abc_customers_share, self.abc_value_share);
        let ends_at = |until: usize| (self.n > 0).then(|| until as f64 / self.n as f64);
        let class = |class, customers, customers_share, value, value_share, ends_at| ClassShare {
            class,
            customers,
            customers_share,
            value,
            value_share,
            ends_at,
        };
        [
            class(AbcClass::A, abc.a, of_customers.a, value.a, of_value.a, ends_at(abc.a)),
            class(AbcClass::B, abc.b, of_customers.b, value.b, of_value.b, ends_at(abc.a + abc.b)),
            class(AbcClass::C, abc.c, of_customers.c, value.c, of_value.c, ends_at(self.n)),
            class(AbcClass::Loss, abc.loss, of_customers.loss, value.loss, of_value.loss, None),
        ]
    }

    /// The best the page tells of; `None` where nobody is ranked.
    pub fn best(&self) -> Option<&TopShare> {
        self.top_shares.iter().find(|top| top.percent == self.top)
    }

    /// The Lorenz curve read from the other end: the *most* valuable customers who make up
    /// `customers` of all bring `value` of the total. From (0, 0) to (1, 1); empty where nobody is
    /// ranked.
    pub fn curve_from_best(&self) -> Vec<LorenzPoint> {
        let turned = |point: &LorenzPoint| LorenzPoint { customers: 1.0 - point.customers, value: 1.0 - point.value };
        self.lorenz.iter().rev().map(turned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::of_units;

    #[test]
    fn shares_are_of_those_ranked_and_the_loss_has_none() {
        let [a, b, c, loss] = of_units(&[70, 20, 6, 4, -10]).classes();
        assert_eq!((a.customers, a.customers_share, a.value_share, a.ends_at), (2, Some(0.5), Some(0.9), Some(0.5)));
        assert_eq!((b.customers, b.value_share, b.ends_at), (1, Some(0.06), Some(0.75)));
        assert_eq!((c.customers, c.ends_at), (1, Some(1.0)));
        assert_eq!((loss.customers, loss.value.to_f64()), (1, -10.0));
        assert_eq!((loss.customers_share, loss.value_share, loss.ends_at), (None, None, None));
    }

    #[test]
    fn nobody_ranked_has_no_shares() {
        let out = of_units(&[0, -1]);
        assert!(out.classes().iter().all(|class| class.customers_share.is_none() && class.value_share.is_none()));
        assert!(out.curve_from_best().is_empty());
    }

    #[test]
    fn from_the_best_the_curve_rises_fast_first() {
        let curve = of_units(&[6, 3, 1]).curve_from_best();
        let values: Vec<f64> = curve.iter().map(|point| (point.value * 10.0).round()).collect();
        assert_eq!(values, [0.0, 6.0, 9.0, 10.0]);
        assert_eq!((curve[0].customers, curve[3].customers), (0.0, 1.0));
    }
}
