//! Promises as tables have them: made to whom, for which day, and what became of them.

use std::collections::BTreeMap;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Column, Complaints, Field, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};

/// One promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Promise {
    /// Its row; of an order the first.
    pub row: usize,
    /// To whom, or [`BLANK`](crate::domain::dataset::BLANK).
    pub customer: u32,
    /// The day it was promised for.
    pub due: Day,
    /// The day it was kept; `None` where it was not, or no day says so.
    kept_on: Option<Day>,
    /// Whether it was kept, where the file says so beside the day or without one.
    said: Option<bool>,
}

/// What became of a promise by the last day known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Kept by its day.
    InTime,
    /// Kept so many days after it.
    Late(i32),
    /// Said not to be kept.
    Broken,
    /// Nothing says that it was kept, and its day has been over for so many days.
    Overdue(i32),
    /// Its day is not over.
    NotYet,
}

impl Promise {
    /// As of the last day known: what was kept after it was open then.
    pub fn fate(&self, until: Day) -> Fate {
        let over_for = until.days_since(self.due);
        if over_for <= 0 {
            return Fate::NotYet;
        }
        match (self.kept_on.filter(|day| *day <= until), self.said) {
            (Some(day), _) if day > self.due => Fate::Late(day.days_since(self.due)),
            (Some(_), _) | (None, Some(true)) => Fate::InTime,
            (None, Some(false)) => Fate::Broken,
            (None, None) => Fate::Overdue(over_for),
        }
    }
}

impl Fate {
    /// Its name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::InTime => "in_time",
            Self::Late(_) => "late",
            Self::Broken => "broken",
            Self::Overdue(_) => "overdue",
            Self::NotYet => "not_yet_due",
        }
    }

    /// Days after the promised day, so far or until it was kept; `None` where there are none.
    pub const fn days(self) -> Option<i32> {
        match self {
            Self::Late(days) | Self::Overdue(days) => Some(days),
            Self::InTime | Self::Broken | Self::NotYet => None,
        }
    }
}

/// The promises of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Log {
    /// In the order of their rows.
    pub promises: Vec<Promise>,
    /// Whether any column says which were kept.
    pub says_kept: bool,
    /// Rows that say no day, and promise nothing.
    pub without: usize,
    /// Rows whose promised day lies before the day they were made.
    pub backwards: usize,
    /// First and last day on which promises were made.
    pub period: Option<Period>,
    /// The newest day a promise was made or kept.
    pub newest: Option<Day>,
}

/// The columns of a table that say something of promises.
#[derive(Clone, Copy)]
struct Columns<'a> {
    due: &'a Column,
    kept_on: Option<&'a Column>,
    kept: Option<&'a Column>,
}

impl Columns<'_> {
    fn promise(self, row: usize, customer: u32) -> Option<Promise> {
        Some(Promise {
            row,
            customer,
            due: self.due.day(row)?,
            kept_on: self.kept_on.and_then(|column| column.day(row)),
            said: self.kept.and_then(|column| column.yes(row)),
        })
    }
}

impl Log {
    /// Of complaints: a row each, kept on the day that says so, else on the day the complaint was settled. `None` without
    /// a column of promised days.
    pub async fn of_complaints<P: Pace>(table: &Complaints, pace: &mut P) -> Result<Option<Self>, Cancelled> {
        let Some(due) = table.of(Field::Promised) else { return Ok(None) };
        let kept_on = table.of(Field::KeptOn).or_else(|| table.of(Field::Settled));
        let columns = Columns { due, kept_on, kept: table.of(Field::Kept) };
        let mut log = Self::reading(columns);
        in_blocks_paced(table.len(), pace, |range| {
            for row in range {
                let (Some(&customer), Some(&made)) = (table.customer.get(row), table.day.get(row)) else { continue };
                if let Some(promise) = log.read(columns, row, customer, made) {
                    log.promises.push(promise);
                }
            }
        })
        .await?;
        Ok(Some(log))
    }

    /// Of purchases: lines of one order promised for one day are one promise, kept once the last of them was. Returns
    /// promise nothing. `None` without a column of promised days.
    pub async fn of_purchases<P: Pace>(table: &Purchases, pace: &mut P) -> Result<Option<Self>, Cancelled> {
        let Some(due) = table.of(Field::Promised) else { return Ok(None) };
        let columns = Columns { due, kept_on: table.of(Field::KeptOn), kept: table.of(Field::Kept) };
        let mut log = Self::reading(columns);
        let mut places: BTreeMap<(u32, Day), usize> = BTreeMap::new();
        in_blocks_paced(table.len(), pace, |range| {
            for (row, line) in range.clone().zip(table.rows_in(range)).filter(|(_, line)| !line.returned) {
                let Some(promise) = log.read(columns, row, line.customer, line.day) else { continue };
                let known = *places.entry((line.order, promise.due)).or_insert(log.promises.len());
                match log.promises.get_mut(known) {
                    Some(known) => known.join(promise),
                    None => log.promises.push(promise),
                }
            }
        })
        .await?;
        Ok(Some(log))
    }

    fn reading(columns: Columns<'_>) -> Self {
        Self { says_kept: columns.kept_on.is_some() || columns.kept.is_some(), ..Self::default() }
    }

    /// The promise of a row, which counts what promises nothing.
    fn read(&mut self, columns: Columns<'_>, row: usize, customer: u32, made: Day) -> Option<Promise> {
        self.newest = self.newest.max(Some(made));
        let Some(promise) = columns.promise(row, customer) else {
            self.without += 1;
            return None;
        };
        if promise.due < made {
            self.backwards += 1;
            return None;
        }
        self.newest = self.newest.max(promise.kept_on);
        self.period = Some(Period::including(self.period, made));
        Some(promise)
    }
}

impl Promise {
    /// With another line of the same order: kept where both are, once the later was.
    fn join(&mut self, other: Self) {
        let kept_on = self.kept_on.zip(other.kept_on);
        self.kept_on = kept_on.map(|(one, two)| one.max(two));
        self.said = match (self.said, other.said) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (one, two) if one == two => one,
            _ => None,
        };
    }
}
