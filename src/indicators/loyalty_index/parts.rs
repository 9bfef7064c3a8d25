//! The parts of each customer, as they were known on a day.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, BLANK, Column, Field, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::indicators::View;
use crate::indicators::gone::Gone;
use crate::indicators::lifecycle::LifecycleParams;
use crate::indicators::marks::{Bounds, Item, scale_of};
use crate::indicators::nps::is_other_scale;
use crate::indicators::rhythm::BoughtOn;

use super::LoyaltyIndexParams;
use super::form::price_column;

/// One part.
pub struct PartKind {
    /// Its key.
    pub key: &'static str,
    /// The group it belongs to.
    pub group: &'static str,
}

/// How many parts there are.
pub const COUNT: usize = 6;

/// The parts, in the order of their weights.
pub const PARTS: [PartKind; COUNT] = [
    PartKind { key: "recommendation", group: "emotion" },
    PartKind { key: "satisfaction", group: "emotion" },
    PartKind { key: "intention", group: "intention" },
    PartKind { key: "price_sensitivity", group: "intention" },
    PartKind { key: "repeat", group: "behaviour" },
    PartKind { key: "retention", group: "behaviour" },
];

/// A customer's parts, each 0 to 100.
pub type Values = [Option<f64>; COUNT];

/// What parts are told from.
pub struct Sources<'a> {
    /// The answers, where there are any.
    pub answers: Option<&'a Answers>,
    bought: Option<BoughtOn>,
    purchases: Option<&'a Purchases>,
    customers: usize,
    /// By row, 0 to 100.
    satisfaction: Vec<Option<f64>>,
    intention: Vec<Option<f64>>,
    /// Higher is less sensitive to prices.
    price: Vec<Option<f64>>,
    /// Whether scores are of another scale.
    pub other_scale: bool,
    /// Whether marks are of no scale that is known.
    pub unknown_scale: bool,
}

impl<'a> Sources<'a> {
    /// Reads marks, and the days of purchases.
    pub async fn of<P: Pace>(
        view: &'a View,
        params: &LoyaltyIndexParams,
        bounds: Bounds,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let answers = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty());
        let purchases = view.purchases();
        let bought = match purchases {
            Some(rows) => Some(BoughtOn::of(rows, view.until(), pace).await?),
            None => None,
        };
        let mut found = Self {
            answers,
            bought,
            purchases,
            customers: view.all.customers.len(),
            satisfaction: Vec::new(),
            intention: Vec::new(),
            price: Vec::new(),
            other_scale: answers.is_some_and(|answers| is_other_scale(answers, &params.really_0_to_10)),
            unknown_scale: false,
        };
        if let Some(answers) = answers {
            found.satisfaction = found.marks(answers.items(Field::Satisfaction).collect(), bounds, pace).await?;
            found.intention = found.marks(answers.of(Field::Intention).into_iter().collect(), bounds, pace).await?;
            found.price = found.marks(price_column(answers).into_iter().collect(), bounds, pace).await?;
            if params.price_turned {
                for mark in found.price.iter_mut().flatten() {
                    *mark = 100.0 - *mark;
                }
            }
        }
        Ok(found)
    }

    /// Whether nothing is there.
    pub fn is_empty(&self) -> bool {
        self.answers.is_none() && self.bought.is_none()
    }

    /// First and last day of all rows.
    pub fn period(&self) -> Option<Period> {
        let of_answers = self.answers.and_then(Answers::period);
        let of_purchases = self.purchases.and_then(Purchases::period);
        match (of_answers, of_purchases) {
            (Some(one), Some(other)) => Some(Period { from: one.from.min(other.from), to: one.to.max(other.to) }),
            (one, other) => one.or(other),
        }
    }

    /// The mean mark of each row, put on 0 to 100 by the ends of the scale.
    async fn marks<P: Pace>(
        &mut self,
        columns: Vec<&Column>,
        bounds: Bounds,
        pace: &mut P,
    ) -> Result<Vec<Option<f64>>, Cancelled> {
        let items = Item::all(columns, bounds, pace).await?;
        let Some(range) = Item::range(&items) else { return Ok(Vec::new()) };
        let Some((low, high)) = scale_of(range, bounds) else {
            self.unknown_scale = true;
            return Ok(Vec::new());
        };
        let rows = items.iter().map(|item| item.marks.len()).max().unwrap_or_default();
        let mean = |row: usize| {
            let marks: Vec<f64> = items.iter().filter_map(|item| item.marks.get(row).copied().flatten()).collect();
            let n = marks.len() as f64;
            (!marks.is_empty()).then(|| 100.0 * (marks.iter().sum::<f64>() / n - low) / (high - low))
        };
        Ok((0..rows).map(mean).collect())
    }

    /// The days on which a customer bought.
    pub fn days(&self, customer: u32) -> &[Day] {
        self.bought.as_ref().map_or(&[], |bought| bought.days(customer))
    }

    /// Every customer's parts by what rows up to a day say, by customer number; retention where it is asked who is gone.
    pub async fn values<P: Pace>(
        &self,
        until: Day,
        gone: Option<(&Gone, &LifecycleParams)>,
        pace: &mut P,
    ) -> Result<Vec<Values>, Cancelled> {
        let mut values: Vec<Values> = vec![[None; COUNT]; self.customers];
        let mut newest: Vec<[Option<Day>; 4]> = vec![[None; 4]; self.customers];
        let rows = self.answers.map_or(0, Answers::len);
        in_blocks_paced(rows, pace, |range| {
            for row in range {
                let Some(answers) = self.answers else { continue };
                let Some(&customer) = answers.customer.get(row).filter(|customer| **customer != BLANK) else {
                    continue;
                };
                // An answer without a day is older than all others, and known on no day but the last.
                let day = answers.day.get(row).copied().flatten();
                if day.map_or(until < Day::MAX, |day| day > until) {
                    continue;
                }
                let score = answers.score.get(row).copied().flatten().filter(|_| !self.other_scale);
                let said = [
                    score.map(|score| 10.0 * f64::from(score.get())),
                    self.satisfaction.get(row).copied().flatten(),
                    self.intention.get(row).copied().flatten(),
                    self.price.get(row).copied().flatten(),
                ];
                let (Some(own), Some(known)) = (values.get_mut(customer as usize), newest.get_mut(customer as usize))
                else {
                    continue;
                };
                for ((slot, known), said) in own.iter_mut().zip(known).zip(said) {
                    if said.is_some() && (slot.is_none() || day >= *known) {
                        (*slot, *known) = (said, day);
                    }
                }
            }
        })
        .await?;
        let mut scratch = Vec::new();
        in_blocks_paced(self.customers, pace, |range| {
            for (customer, own) in (0_u32..).zip(&mut values).skip(range.start).take(range.len()) {
                let days = self.days(customer);
                let bought = days.partition_point(|day| *day <= until);
                let [.., repeat, retention] = own;
                *repeat = (bought > 0).then_some(if bought > 1 { 100.0 } else { 0.0 });
                *retention = gone
                    .filter(|_| bought > 0)
                    .map(|(gone, params)| if gone.is(customer, params, &mut scratch) { 0.0 } else { 100.0 });
            }
        })
        .await?;
        Ok(values)
    }
}
