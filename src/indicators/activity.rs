//! In which periods each customer bought: what rates and cohorts are counted from.

use thiserror::Error;

use crate::domain::calendar::PeriodLength;
use crate::domain::dataset::{BLANK, Purchases};
use crate::domain::day::{Day, Period};

/// The most periods a table by period may have: a hundred years of months. A longer span comes
/// from a mistyped date, and its table would not fit in memory.
const MAX_PERIODS: usize = 1_200;

/// The purchases span more periods than a table by period can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("purchases from {} to {} span {periods} periods, more than {MAX_PERIODS}: is a date mistyped?", span.from, span.to)]
pub struct SpanTooLong {
    /// First and last day of the purchases.
    pub span: Period,
    /// How many periods that is.
    pub periods: usize,
}

/// The periods in which each customer bought. Returns are no purchase.
///
/// One flat column of period numbers, cut by customer: counting sort by customer, O(rows).
pub(super) struct Activity {
    length: PeriodLength,
    /// Number of the first period in the calendar; 0 without a purchase.
    first: i32,
    /// How many periods from the first to the last purchase.
    pub periods: usize,
    /// First and last day of a purchase.
    pub span: Option<Period>,
    /// For each customer their part of `active`.
    parts: Vec<Part>,
    /// Period numbers from 0, ascending and distinct within a customer's part.
    active: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Part {
    start: u32,
    end: u32,
}

impl Activity {
    /// Reads all purchases once for the counts and once for the periods.
    pub fn of(purchases: &Purchases, length: PeriodLength) -> Result<Self, SpanTooLong> {
        let rows = || bought(purchases);
        let Some(span) = Period::spanning(rows().map(|(_, day)| day)) else {
            return Ok(Self { length, first: 0, periods: 0, span: None, parts: Vec::new(), active: Vec::new() });
        };
        let calendar = Calendar::of(span, length)?;
        let mut parts = parts(rows().map(|(customer, _)| customer));
        let mut active = vec![0; purchases.len()];
        for (customer, day) in rows() {
            if let Some(part) = parts.get_mut(customer as usize) {
                part.take(calendar.period(day), &mut active);
            }
        }
        for part in &mut parts {
            part.tidy(&mut active);
        }
        Ok(Self { length, first: calendar.first, periods: calendar.periods, span: Some(span), parts, active })
    }

    /// For each customer with a purchase, the periods in which they bought, ascending.
    pub fn customers(&self) -> impl Iterator<Item = &[u32]> {
        self.parts
            .iter()
            .filter_map(|part| self.active.get(part.start as usize..part.end as usize))
            .filter(|periods| !periods.is_empty())
    }

    /// First and last day of each period, oldest first.
    pub fn calendar(&self) -> impl Iterator<Item = Period> {
        (self.first..)
            .take(self.periods)
            .map(|index| Period { from: self.length.first_day(index), to: self.length.last_day(index) })
    }
}

/// Customer and day of every row that is a purchase.
pub(super) fn bought(purchases: &Purchases) -> impl Iterator<Item = (u32, Day)> {
    let rows = purchases.customer.iter().zip(&purchases.day).zip(&purchases.returned);
    rows.filter(|((customer, _), returned)| !**returned && **customer != BLANK)
        .map(|((customer, day), _)| (*customer, *day))
}

/// One empty part per customer, each with room for all rows of that customer.
fn parts(customers: impl Iterator<Item = u32>) -> Vec<Part> {
    let mut counts: Vec<u32> = Vec::new();
    for customer in customers {
        let customer = customer as usize;
        if customer >= counts.len() {
            counts.resize(customer + 1, 0);
        }
        if let Some(count) = counts.get_mut(customer) {
            *count += 1;
        }
    }
    let mut next = 0;
    let part = |count: u32| {
        let start = next;
        next += count;
        Part { start, end: start }
    };
    counts.into_iter().map(part).collect()
}

impl Part {
    /// Adds a period, unless it repeats the one before.
    #[inline]
    fn take(&mut self, period: u32, active: &mut [u32]) {
        let end = self.end as usize;
        let repeated = self.end > self.start && active.get(end - 1) == Some(&period);
        if !repeated && let Some(slot) = active.get_mut(end) {
            *slot = period;
            self.end += 1;
        }
    }

    /// Sorts the periods and drops repetitions: files need not be in the order of days.
    fn tidy(&mut self, active: &mut [u32]) {
        let Some(periods) = active.get_mut(self.start as usize..self.end as usize) else { return };
        if periods.is_sorted() {
            // Repetitions that follow each other never got in.
            return;
        }
        periods.sort_unstable();
        let mut kept = 0;
        for i in 0..periods.len() {
            let Some(&period) = periods.get(i) else { break };
            let repeated = kept > 0 && periods.get(kept - 1) == Some(&period);
            if !repeated && let Some(slot) = periods.get_mut(kept) {
                *slot = period;
                kept += 1;
            }
        }
        self.end = self.start + u32::try_from(kept).unwrap_or(0);
    }
}

/// Days to period numbers, by table: cheaper than a calendar computation per row.
struct Calendar {
    first: i32,
    periods: usize,
    from: Day,
    period_of: Vec<u32>,
}

impl Calendar {
    fn of(span: Period, length: PeriodLength) -> Result<Self, SpanTooLong> {
        let first = length.index(span.from);
        let periods = usize::try_from(length.index(span.to) - first).unwrap_or(0) + 1;
        if periods > MAX_PERIODS {
            return Err(SpanTooLong { span, periods });
        }
        let days = 0..=span.to.days_since(span.from);
        let period = |day: i32| u32::try_from(length.index(span.from.plus_days(day)) - first).unwrap_or(0);
        Ok(Self { first, periods, from: span.from, period_of: days.map(period).collect() })
    }

    #[inline]
    fn period(&self, day: Day) -> u32 {
        let row = usize::try_from(day.days_since(self.from)).unwrap_or(0);
        self.period_of.get(row).copied().unwrap_or(0)
    }
}
