//! What each customer is worth in each whole month.

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{Field, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::activity::Calendar;

use super::{Base, TiersParams};

/// The whole months of a calendar, which alone count.
pub struct Months {
    /// For each month of the calendar its number among the whole ones.
    number: Vec<Option<u32>>,
    count: usize,
}

impl Months {
    /// Of a calendar, given which of its months are whole. Whole ones follow each other: only the ends are not.
    pub fn of(whole: Vec<bool>) -> Self {
        let mut count = 0;
        let number = |whole: bool| {
            let number = whole.then_some(count);
            count += u32::from(whole);
            number
        };
        let number: Vec<_> = whole.into_iter().map(number).collect();
        Self { number, count: count as usize }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The places of the whole ones in the calendar.
    pub fn calendar_places(&self) -> impl Iterator<Item = usize> + '_ {
        self.number.iter().enumerate().filter_map(|(place, number)| number.map(|_| place))
    }

    fn number(&self, place: u32) -> Option<u32> {
        self.number.get(place as usize).copied().flatten()
    }
}

/// Each customer's months from the first with a row to the last whole one.
pub struct Worth {
    /// For each customer the number of their first month; `None` without any.
    first: Vec<Option<u32>>,
    /// Where the months of each customer begin in `monthly`.
    start: Vec<usize>,
    monthly: Vec<Money>,
    /// By customer number the last known balance, or of sums the money after the last whole month; `None` without any.
    latest: Vec<Option<Money>>,
    /// What is measured.
    pub base: Base,
    /// Rows in whole months.
    pub rows: usize,
    /// First and last of their days.
    pub span: Option<Period>,
}

/// At which points of the months' worth bars are put where none are typed in.
const POINTS: [f64; 3] = [0.5, 0.8, 0.95];

impl Worth {
    /// Of these rows: two passes.
    pub async fn of<P: Pace>(
        rows: &Purchases,
        calendar: &Calendar,
        months: &Months,
        params: &TiersParams,
        customers: usize,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let has_balances = rows.of(Field::Balance).is_some();
        let base = params.base.unwrap_or(if has_balances { Base::Balance } else { Base::Sum });
        let mut worth = Self {
            first: vec![None; customers],
            start: Vec::new(),
            monthly: Vec::new(),
            latest: vec![None; customers],
            base,
            rows: 0,
            span: None,
        };
        let last_whole = months.calendar_places().last();
        let takes = |returned: bool| !returned || params.returns == ReturnsPolicy::Net;
        in_blocks_paced(rows.len(), pace, |range| {
            for row in rows.rows_in(range).filter(|row| takes(row.returned)) {
                let Some(month) = months.number(calendar.period(row.day)) else { continue };
                let Some(first) = worth.first.get_mut(row.customer as usize) else { continue };
                *first = Some(first.map_or(month, |first| first.min(month)));
                worth.rows += 1;
                worth.span = Some(Period::including(worth.span, row.day));
            }
        })
        .await?;
        let mut next = 0;
        for first in &worth.first {
            worth.start.push(next);
            next += first.map_or(0, |first| months.count() - first as usize);
        }
        worth.monthly = vec![Money::ZERO; next];
        match base {
            Base::Sum => {
                in_blocks_paced(rows.len(), pace, |range| {
                    for row in rows.rows_in(range).filter(|row| takes(row.returned)) {
                        let period = calendar.period(row.day);
                        let month = months.number(period);
                        if let Some(slot) = month.and_then(|month| worth.slot(row.customer, month)) {
                            *slot += row.amount.money();
                        } else if last_whole.is_some_and(|last| period as usize > last)
                            && let Some(slot) = worth.latest.get_mut(row.customer as usize)
                        {
                            *slot.get_or_insert(Money::ZERO) += row.amount.money();
                        }
                    }
                })
                .await?;
            }
            Base::Balance => worth.average(rows, calendar, months, pace).await?,
        }
        Ok(worth)
    }

    fn slot(&mut self, customer: u32, month: u32) -> Option<&mut Money> {
        let first = self.first.get(customer as usize).copied().flatten()?;
        let start = *self.start.get(customer as usize)?;
        self.monthly.get_mut(start + month.checked_sub(first)? as usize)
    }

    /// Balances: the last known one of each day, over the days from the first known one on. Of several on a day the last
    /// in the file holds. They are what the column of balances says where there is one, else the amounts.
    async fn average<P: Pace>(
        &mut self,
        rows: &Purchases,
        calendar: &Calendar,
        months: &Months,
        pace: &mut P,
    ) -> Result<(), Cancelled> {
        let column = rows.of(Field::Balance);
        let balance_of = |row: usize| match column {
            Some(column) => column.number(row),
            None => rows.amount.get(row).map(|amount| amount.money()),
        };
        let mut known: Vec<(u32, Day, usize)> = Vec::with_capacity(rows.len());
        in_blocks_paced(rows.len(), pace, |range| {
            let rows = range.clone().zip(rows.rows_in(range)).filter(|(place, _)| balance_of(*place).is_some());
            known.extend(rows.map(|(place, row)| (row.customer, row.day, place)));
        })
        .await?;
        sort_paced(&mut known, pace, Ord::cmp).await?;
        let last = months.calendar_places().last().and_then(|place| calendar.periods.get(place)).map(|month| month.to);
        let Some(last) = last else { return Ok(()) };
        for own in known.chunk_by(|one, next| one.0 == next.0) {
            for (place, &(customer, from, row)) in own.iter().enumerate() {
                let balance = balance_of(row).unwrap_or(Money::ZERO);
                // Until the day before the next known one.
                let to = own.get(place + 1).map_or(last, |next| next.1.plus_days(-1)).min(last);
                if to < from {
                    continue;
                }
                self.spread(customer, Period { from, to }, balance, calendar, months);
            }
            if let Some(&(customer, _, row)) = own.last()
                && let Some(slot) = self.latest.get_mut(customer as usize)
            {
                *slot = balance_of(row);
            }
            if let Some((customer, first, _)) = own.first() {
                self.divide(*customer, *first, calendar, months);
            }
        }
        Ok(())
    }

    /// Adds a balance for every day it held.
    fn spread(&mut self, customer: u32, held: Period, balance: Money, calendar: &Calendar, months: &Months) {
        for place in calendar.period(held.from)..=calendar.period(held.to) {
            let Some(month) = calendar.periods.get(place as usize) else { break };
            let days = held.to.min(month.to).days_since(held.from.max(month.from)) + 1;
            if let Some(slot) = months.number(place).and_then(|month| self.slot(customer, month)) {
                *slot += Money::from_micros(balance.micros() * i128::from(days));
            }
        }
    }

    /// Makes averages of the sums over days.
    fn divide(&mut self, customer: u32, first: Day, calendar: &Calendar, months: &Months) {
        for place in months.calendar_places() {
            let Some(month) = calendar.periods.get(place) else { break };
            let days = i128::from(month.to.days_since(month.from.max(first)) + 1);
            let number = u32::try_from(place).ok().and_then(|place| months.number(place));
            if let Some(slot) = number.and_then(|month| self.slot(customer, month)).filter(|_| days > 0) {
                *slot = Money::from_micros(slot.micros() / days);
            }
        }
    }

    /// How many customer numbers there are.
    pub fn customers(&self) -> usize {
        self.first.len()
    }

    /// The number of a customer's first month, and their worth from it on.
    pub fn of_customer(&self, customer: u32) -> Option<(u32, &[Money])> {
        let place = customer as usize;
        let (first, start) = (self.first.get(place).copied().flatten()?, *self.start.get(place)?);
        let end = self.start.get(place + 1).copied().unwrap_or(self.monthly.len());
        self.monthly.get(start..end).map(|own| (first, own))
    }

    /// What the next month is expected to bring a customer: their last known balance; or of sums what the begun month has
    /// brought already, or the straight line through their last three months if that is more, never below zero. With fewer
    /// months it is the last of them.
    pub fn expected(&self, customer: u32, own: &[Money]) -> Money {
        let latest = self.latest.get(customer as usize).copied().flatten();
        if let (Base::Balance, Some(balance)) = (self.base, latest) {
            return balance;
        }
        let trend = match own {
            [.., first, second, third] => {
                // The mean, and twice the mean step from month to month.
                let mean = (first.micros() + second.micros() + third.micros()) / 3;
                Money::from_micros(mean + third.micros() - first.micros())
            }
            own => own.last().copied().unwrap_or_default(),
        };
        trend.max(latest.unwrap_or_default()).max(Money::ZERO)
    }

    /// Bars by the data; points that coincide make one.
    pub async fn bars<P: Pace>(&self, pace: &mut P) -> Result<Vec<Money>, Cancelled> {
        let mut some: Vec<Money> = self.monthly.iter().copied().filter(|worth| *worth > Money::ZERO).collect();
        sort_paced(&mut some, pace, Ord::cmp).await?;
        let mut bars: Vec<Money> = POINTS.into_iter().filter_map(|point| quantile(&some, point)).collect();
        bars.dedup();
        Ok(bars)
    }
}

/// Type 7, of exact money.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in a list, and a part of money
fn quantile(sorted: &[Money], share: f64) -> Option<Money> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let below = place.floor() as usize;
    let (low, high) = (*sorted.get(below)?, *sorted.get((below + 1).min(sorted.len() - 1))?);
    let part = ((high - low).micros() as f64 * (place - below as f64)).round() as i128;
    Some(low + Money::from_micros(part))
}
