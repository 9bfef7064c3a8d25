//! What each customer said last, and what they did.

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{Answers, BLANK, Column, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::indicators::View;
use crate::indicators::gone::Gone;
use crate::indicators::rhythm::BoughtOn;
use crate::indicators::spent::Spent;

use super::{AttitudeParams, BehaviourBy};

/// A customer who answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Person {
    /// Who, by number.
    pub customer: u32,
    /// Their newest mark.
    pub attitude: f64,
    /// On how many days they bought.
    pub days: usize,
    /// What they spent.
    pub value: Money,
    /// Whether they left, or are silent beyond the point of loss.
    pub gone: bool,
}

impl Person {
    /// What they did, as it is measured.
    pub fn behaviour(&self, by: BehaviourBy) -> f64 {
        match by {
            BehaviourBy::Days => self.days as f64,
            BehaviourBy::Money => self.value.to_f64(),
        }
    }
}

/// Everybody who answered.
pub struct People {
    pub answered: Vec<Person>,
    /// The behaviour of all who bought, rising.
    pub behaviours: Vec<f64>,
    /// Who bought and gave no answer.
    pub silent: usize,
    /// Answers that name nobody.
    pub unnamed: usize,
    /// First and last day of their answers and purchases.
    pub period: Option<Period>,
}

/// A customer's newest mark: of two on one day the later row; those without a day are older than all others.
type Newest = Option<(Option<Day>, f64)>;

/// Brings both together; `intention` is the column of marks that stands in the score's place.
pub async fn people<P: Pace>(
    view: &View,
    answers: &Answers,
    intention: Option<&Column>,
    purchases: &Purchases,
    params: &AttitudeParams,
    pace: &mut P,
) -> Result<People, Cancelled> {
    let mut newest: Vec<Newest> = vec![None; view.all.customers.len()];
    let mut unnamed = 0;
    in_blocks_paced(answers.len(), pace, |range| {
        for row in range {
            let score = || answers.score.get(row).copied().flatten().map(|score| f64::from(score.get()));
            let mark = intention.map_or_else(score, |column| column.number(row).map(Money::to_f64));
            let (Some(mark), Some(&customer)) = (mark, answers.customer.get(row)) else { continue };
            let Some(slot) = newest.get_mut(customer as usize).filter(|_| customer != BLANK) else {
                unnamed += 1;
                continue;
            };
            let day = answers.day.get(row).copied().flatten();
            if slot.is_none_or(|(known, _)| day >= known) {
                *slot = Some((day, mark));
            }
        }
    })
    .await?;
    let spent = Spent::of(purchases, params.returns, pace).await?;
    let bought = BoughtOn::of(purchases, view.until(), pace).await?;
    let gone = Gone::of(view, &params.lifecycle, pace).await?;
    let mut found = People { answered: Vec::new(), behaviours: Vec::new(), silent: 0, unnamed, period: spent.period };
    let mut scratch = Vec::new();
    in_blocks_paced(newest.len(), pace, |range| {
        for (customer, newest) in (0_u32..).zip(&newest).skip(range.start).take(range.len()) {
            let person = Person {
                customer,
                attitude: newest.map_or(0.0, |(_, mark)| mark),
                days: bought.days(customer).len(),
                value: spent.of_customer(customer).unwrap_or(Money::ZERO),
                gone: newest.is_some() && gone.is(customer, &params.lifecycle, &mut scratch),
            };
            if person.days > 0 {
                found.behaviours.push(person.behaviour(params.behaviour));
            }
            match newest {
                Some((day, _)) => {
                    found.period = day.map(|day| Period::including(found.period, day)).or(found.period);
                    found.answered.push(person);
                }
                None => found.silent += usize::from(person.days > 0),
            }
        }
    })
    .await?;
    sort_paced(&mut found.behaviours, pace, f64::total_cmp).await?;
    Ok(found)
}
