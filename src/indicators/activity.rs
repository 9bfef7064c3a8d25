//! In which periods each customer bought: what rates and cohorts are counted from, and what both say where it
//! cannot be told.
//!
//! Purchases count that a filter lets through. Whether a customer is new, where the calendar ends, and which periods are
//! covered whole is known from all loaded rows ([`Horizon`]).

use std::ops::Range;

use serde::Serialize;
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::calendar::PeriodLength;
use crate::domain::dataset::{BLANK, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::texts::{Fixed, With3, texts};

use super::known::Horizon;
use super::page::{Page, Part, Section};
use super::{Say, Stopped};

texts! {
    /// Texts of what is counted by period.
    ActivityTexts {
        only_returns: Fixed = "There are no purchases, only returns", "没有购买记录，只有退货";
        span_too_long: With3 =
            |span, periods, most| format!("The purchases span {span}: {periods} periods, more than the {most} that can be shown. Is a date mistyped? Choose a period in the filter that leaves it out, or correct it in the file and load the file again."),
            |span, periods, most| format!("交易日期的跨度为 {span}，共 {periods} 个周期，超过最多可显示的 {most} 个。是否有日期录入错误？请在筛选中选择不包含该日期的时间范围，或在文件中更正后重新载入。");
    }
}

/// The most periods a table by period may have: a hundred years of months. A longer span comes
/// from a mistyped date, and its table would not fit in memory.
pub(super) const MAX_PERIODS: usize = 1_200;

/// The purchases span more periods than a table by period can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[error("purchases from {} to {} span {periods} periods, more than {MAX_PERIODS}: is a date mistyped?", span.from, span.to)]
pub struct SpanTooLong {
    /// First and last day of the purchases.
    pub span: Period,
    /// How many periods that is.
    pub periods: usize,
}

impl SpanTooLong {
    /// What is wrong with the data, and what to do.
    pub(super) fn explain(&self, say: &Say<'_>) -> String {
        let (span, periods) = (say.span(self.span), say.count(self.periods));
        (ActivityTexts::of(say.language).span_too_long)(&span, &periods, &say.count(MAX_PERIODS))
    }
}

/// The page where nobody bought: the rows are returns.
pub(super) fn only_returns(provenance: &Provenance, say: &Say<'_>) -> Page {
    let mut page = Page::new(ActivityTexts::of(say.language).only_returns);
    if provenance.has_left_out(LeftOut::Filtered) {
        page.add(Section::open("only-returns", vec![Part::Muted(say.words.nothing_left_help.to_owned())]));
    }
    page
}

/// The periods in which each customer bought. Returns are no purchase.
///
/// One flat column of period numbers, cut by customer: counting sort by customer, O(rows).
pub(super) struct Activity<'a> {
    horizon: &'a Horizon,
    /// Every period from that of the first purchase to the one the calendar ends in; empty without a purchase.
    pub calendar: Vec<Period>,
    /// First and last day of a purchase.
    pub span: Option<Period>,
    /// How many rows are purchases.
    pub rows: usize,
    /// For each customer their stretch of `active`.
    stretches: Vec<Stretch>,
    /// Period numbers from 0, ascending and distinct within a customer's stretch.
    active: Vec<u32>,
}

/// A customer's part of it.
pub(super) struct Bought<'a> {
    /// Who, by number.
    pub customer: u32,
    /// The periods in which they bought, ascending, at least one.
    pub periods: &'a [u32],
    /// Whether the first of them is that of their first purchase in all loaded rows; else they had bought before, or
    /// what they bought first does not count.
    pub is_new: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    start: u32,
    end: u32,
}

impl<'a> Activity<'a> {
    /// Reads all purchases once for the counts and once for the periods.
    pub async fn of<P: Pace>(
        purchases: &Purchases,
        length: PeriodLength,
        horizon: &'a Horizon,
        pace: &mut P,
    ) -> Result<Self, Stopped<SpanTooLong>> {
        let mut counted = Counted::default();
        in_blocks_paced(purchases.len(), pace, |rows| counted.add(bought(purchases, rows))).await?;
        let Some(span) = counted.span else {
            let (stretches, active) = (Vec::new(), Vec::new());
            return Ok(Self { horizon, calendar: Vec::new(), span: None, rows: 0, stretches, active });
        };
        let to = horizon.last_day().map_or(span.to, |last| last.max(span.to));
        let calendar = Calendar::of(Period { to, ..span }, length).map_err(Stopped::Error)?;
        let rows = counted.rows;
        let mut stretches = counted.stretches();
        let mut active = vec![0; rows];
        in_blocks_paced(purchases.len(), pace, |rows| {
            for (customer, day) in bought(purchases, rows) {
                if let Some(stretch) = stretches.get_mut(customer as usize) {
                    stretch.take(calendar.period(day), &mut active);
                }
            }
        })
        .await?;
        in_blocks_paced(stretches.len(), pace, |customers| {
            for stretch in stretches.get_mut(customers).unwrap_or_default() {
                stretch.tidy(&mut active);
            }
        })
        .await?;
        Ok(Self { horizon, calendar: calendar.periods, span: Some(span), rows, stretches, active })
    }

    /// Calls `each` for every customer with a purchase, by number.
    pub async fn customers<P: Pace>(&self, pace: &mut P, mut each: impl FnMut(Bought<'_>)) -> Result<(), Cancelled> {
        in_blocks_paced(self.stretches.len(), pace, |customers| {
            let numbers = (0_u32..).skip(customers.start);
            for (customer, stretch) in numbers.zip(self.stretches.get(customers).unwrap_or_default()) {
                let periods = self.active.get(stretch.start as usize..stretch.end as usize).unwrap_or_default();
                let first = periods.first().and_then(|first| self.calendar.get(*first as usize));
                if let Some(first) = first {
                    each(Bought { customer, periods, is_new: self.horizon.is_new(customer, first.from) });
                }
            }
        })
        .await
    }

    /// Whether each period of the calendar is covered whole.
    pub fn complete(&self) -> Vec<bool> {
        self.calendar.iter().map(|period| self.horizon.is_complete(*period)).collect()
    }
}

/// Customer and day of the rows of a range that are purchases.
fn bought(purchases: &Purchases, rows: Range<usize>) -> impl Iterator<Item = (u32, Day)> {
    let customers = purchases.customer.get(rows.clone()).unwrap_or_default();
    let days = purchases.day.get(rows.clone()).unwrap_or_default();
    let returned = purchases.returned.get(rows).unwrap_or_default();
    let rows = customers.iter().zip(days).zip(returned);
    rows.filter(|((customer, _), returned)| !**returned && **customer != BLANK)
        .map(|((customer, day), _)| (*customer, *day))
}

/// What the first pass over the purchases counts.
#[derive(Debug, Default)]
struct Counted {
    span: Option<Period>,
    rows: usize,
    by_customer: Vec<u32>,
}

impl Counted {
    fn add(&mut self, rows: impl Iterator<Item = (u32, Day)>) {
        let (mut from, mut to) = (Day::MAX, Day::MIN);
        for (customer, day) in rows {
            (from, to) = (from.min(day), to.max(day));
            self.rows += 1;
            let customer = customer as usize;
            if customer >= self.by_customer.len() {
                self.by_customer.resize(customer + 1, 0);
            }
            if let Some(count) = self.by_customer.get_mut(customer) {
                *count += 1;
            }
        }
        if from <= to {
            self.span = Some(Period::including(Some(Period::including(self.span, from)), to));
        }
    }

    /// One empty stretch per customer, each with room for all rows of that customer.
    fn stretches(self) -> Vec<Stretch> {
        let mut next = 0;
        let stretch = |count: u32| {
            let start = next;
            next += count;
            Stretch { start, end: start }
        };
        self.by_customer.into_iter().map(stretch).collect()
    }
}

impl Stretch {
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
pub(super) struct Calendar {
    /// First and last day of each period, oldest first.
    pub periods: Vec<Period>,
    from: Day,
    period_of: Vec<u32>,
}

impl Calendar {
    /// The periods that a span touches.
    pub fn of(span: Period, length: PeriodLength) -> Result<Self, SpanTooLong> {
        let (first, last) = (length.index(span.from), length.index(span.to));
        let periods = usize::try_from(last - first).unwrap_or(0) + 1;
        if periods > MAX_PERIODS {
            return Err(SpanTooLong { span, periods });
        }
        let days = 0..=span.to.days_since(span.from);
        let period = |day: i32| u32::try_from(length.index(span.from.plus_days(day)) - first).unwrap_or(0);
        let ends = |index| Period { from: length.first_day(index), to: length.last_day(index) };
        Ok(Self { periods: (first..=last).map(ends).collect(), from: span.from, period_of: days.map(period).collect() })
    }

    /// The number of a day's period, from 0; a day outside the span is in the first.
    #[inline]
    pub fn period(&self, day: Day) -> u32 {
        let row = usize::try_from(day.days_since(self.from)).unwrap_or(0);
        self.period_of.get(row).copied().unwrap_or(0)
    }
}
