//! Does recovery pay? Who bought again: customers whose complaint was settled, was not, and who never complained.
//!
//! All are compared from one day on, so many days before the last day known, and all had bought within as many days up to
//! it: the groups differ in their complaints and not in the calendar or in being customers at all. Of those who complained
//! in these days, *settled* are those all of whose complaints were settled by that day, *unsettled* the others; *never* are
//! those without any complaint up to it. Who complained earlier only is in no group. Retention is the share with a purchase
//! in the days after; intervals are Wilson's. Nobody drew lots whose complaint was settled: the difference need not be the
//! settlement's doing.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{BLANK, Field};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Interval, Level, newcombe, wilson};
use crate::indicators::View;

/// Who bought again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recovery {
    /// The day from which on they are followed.
    pub day: Day,
    /// For how many days, before it and after it.
    pub days: i32,
    /// All complaints settled by then.
    pub settled: Kept,
    /// Some complaint not settled by then.
    pub unsettled: Kept,
    /// No complaint up to then.
    pub never: Kept,
    /// Customers who complained earlier only.
    pub earlier: usize,
    /// The interval of the retention of the settled less that of the unsettled (Newcombe 1998); `None` where one is of
    /// nobody.
    pub difference: Option<Interval>,
}

/// A group of customers, and who of them bought again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Kept {
    /// How many.
    pub customers: usize,
    /// Of them those who bought in the days after.
    pub kept: usize,
    /// `kept / customers`; `None` of nobody.
    pub retention: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end of its interval.
    pub high: Option<f64>,
}

impl Kept {
    fn measured(self, level: Level) -> Self {
        let interval = wilson(self.kept, self.customers, level);
        Self {
            retention: interval.map(|_| self.kept as f64 / self.customers as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            ..self
        }
    }

    fn add(&mut self, kept: bool) {
        self.customers += 1;
        self.kept += usize::from(kept);
    }
}

/// What a customer complained of, up to the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Complained {
    #[default]
    Never,
    Earlier,
    Settled,
    Unsettled,
}

/// `None` without purchases, without days of settlement, or where the purchases do not span both stretches of days.
pub async fn recovery<P: Pace>(
    view: &View,
    days: i32,
    level: Level,
    pace: &mut P,
) -> Result<Option<Recovery>, Cancelled> {
    let Some(purchases) = view.purchases_so_far() else { return Ok(None) };
    let complaints = view.all.complaints.as_deref();
    let Some((complaints, settled)) = complaints.and_then(|table| Some((table, table.of(Field::Settled)?))) else {
        return Ok(None);
    };
    let horizon = view.horizon(pace).await?;
    let Some(span) = purchases.period() else { return Ok(None) };
    let day = horizon.last_day().unwrap_or(span.to).plus_days(-days);
    let from = day.plus_days(-days);
    if span.from > from.plus_days(1) {
        return Ok(None);
    }
    let mut state = vec![Complained::Never; view.all.customers.len()];
    for (row, (customer, made)) in complaints.customer.iter().zip(&complaints.day).enumerate() {
        if *customer == BLANK || *made > day {
            continue;
        }
        let is_settled = settled.day(row).is_some_and(|settled| settled <= day);
        let now = match (*made > from, is_settled) {
            (false, _) => Complained::Earlier,
            (true, true) => Complained::Settled,
            (true, false) => Complained::Unsettled,
        };
        if let Some(slot) = state.get_mut(*customer as usize) {
            *slot = (*slot).max(now);
        }
    }
    let mut bought = vec![(false, false); view.all.customers.len()];
    in_blocks_paced(purchases.len(), pace, |range| {
        for row in purchases.rows_in(range).filter(|row| !row.returned && row.day > from) {
            if let Some((before, after)) = bought.get_mut(row.customer as usize) {
                *before |= row.day <= day;
                *after |= row.day > day && row.day <= day.plus_days(days);
            }
        }
    })
    .await?;
    let (mut settled, mut unsettled, mut never, mut earlier) = (Kept::default(), Kept::default(), Kept::default(), 0);
    for (state, (_, after)) in state.iter().zip(&bought).filter(|(_, (before, _))| *before) {
        match state {
            Complained::Never => never.add(*after),
            Complained::Earlier => earlier += 1,
            Complained::Settled => settled.add(*after),
            Complained::Unsettled => unsettled.add(*after),
        }
    }
    let [settled, unsettled, never] = [settled, unsettled, never].map(|group| group.measured(level));
    let difference = newcombe([unsettled.kept, settled.kept], [unsettled.customers, settled.customers], level);
    let difference = difference.map(|(_, range)| range);
    Ok(Some(Recovery { day, days, settled, unsettled, never, earlier, difference }))
}
