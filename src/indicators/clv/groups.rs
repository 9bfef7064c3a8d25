//! Customers collapsed to the patterns a model sees.

use crate::domain::blocks::sort_paced;
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::lifetime::{Pattern, Patterns, Spend};
use crate::domain::money::Money;
use crate::indicators::purchase_days::{PurchaseDay, PurchaseDays};

/// What is known of one customer up to a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Member {
    /// Who.
    pub customer: u32,
    /// Purchase days after the first.
    pub x: u32,
    /// Days from the first purchase to the last.
    pub t_x: i32,
    /// Days from the first purchase to the end.
    pub t: i32,
    /// The mean of the purchase days after the first; 0 without one.
    pub mean: f64,
    /// All that was spent.
    pub spent: Money,
    /// Purchase days after the end.
    pub later: u32,
}

/// Customers who began up to a day, by pattern.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Everybody, those of one pattern side by side, by rising x.
    pub members: Vec<Member>,
    /// The patterns, each with the members from where it begins.
    pub patterns: Patterns,
    /// The sum of the means of each pattern's customers.
    pub means: Vec<f64>,
}

impl Groups {
    /// Of all purchases up to `end`; those after it are only counted. Times are in `unit` days.
    pub async fn of<P: Pace>(days: &PurchaseDays, end: Day, unit: f64, pace: &mut P) -> Result<Self, Cancelled> {
        let mut members: Vec<Member> =
            days.customers().filter_map(|(customer, days)| Member::of(customer, days, end)).collect();
        sort_paced(&mut members, pace, |left, right| {
            (left.x, left.t_x, left.t, left.customer).cmp(&(right.x, right.t_x, right.t, right.customer))
        })
        .await?;
        let (mut patterns, mut means): (Vec<Pattern>, Vec<f64>) = (Vec::new(), Vec::new());
        let mut last = None;
        for member in &members {
            let key = (member.x, member.t_x, member.t);
            match (patterns.last_mut(), means.last_mut()) {
                (Some(pattern), Some(mean)) if last == Some(key) => {
                    pattern.customers += 1;
                    *mean += member.mean;
                }
                _ => {
                    let time = |days: i32| f64::from(days) / unit;
                    patterns.push(Pattern { x: member.x, t_x: time(member.t_x), t: time(member.t), customers: 1 });
                    means.push(member.mean);
                }
            }
            last = Some(key);
        }
        Ok(Self { members, patterns: Patterns::of(patterns, pace).await?, means })
    }

    /// Each pattern's place, for every member in turn.
    pub fn placed(&self) -> impl Iterator<Item = (usize, &Member)> {
        let places = self.patterns.list().iter().enumerate();
        let places = places.flat_map(|(place, pattern)| std::iter::repeat_n(place, pattern.customers as usize));
        places.zip(&self.members)
    }

    /// What customers spent who came back and brought money, by rising number of purchases.
    pub fn spends(&self) -> Vec<Spend> {
        let spent = self.members.iter().filter(|member| member.x > 0 && member.mean > 0.0);
        spent.map(|member| Spend { x: member.x, mean: member.mean }).collect()
    }

    /// Customers who bought again.
    pub fn repeat(&self) -> usize {
        self.members.len() - self.members.partition_point(|member| member.x == 0)
    }
}

impl Member {
    fn of(customer: u32, days: &[PurchaseDay], end: Day) -> Option<Self> {
        let known = days.get(..days.partition_point(|day| day.day <= end))?;
        let (first, rest) = known.split_first()?;
        let last = known.last()?;
        let again: Money = rest.iter().map(|day| day.money).sum();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Some(Self {
            customer,
            x: number(rest.len()),
            t_x: last.day.days_since(first.day),
            t: end.days_since(first.day),
            mean: if rest.is_empty() { 0.0 } else { again.to_f64() / rest.len() as f64 },
            spent: first.money + again,
            later: number(days.len() - known.len()),
        })
    }
}

/// The last day of the first two thirds of a span.
pub(super) fn two_thirds(span: Period) -> Day {
    span.from.plus_days(span.to.days_since(span.from) * 2 / 3)
}
