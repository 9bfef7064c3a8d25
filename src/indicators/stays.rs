//! How long the customers of the table have been there, and whether they left: as two of its columns say, or from the day
//! since when somebody is a customer to the exit.

use serde::Serialize;

use crate::domain::dataset::{Column, Customers, Exits};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::kaplan_meier::Time;
use crate::domain::texts::{With2, counted, texts};

use super::page::Note;
use super::survival::{Contracts, TimeUnit};
use super::{Say, View};

/// How long each customer of the table has been there, and whether they left.
pub(super) enum Stays<'a> {
    /// As columns for tenure and for who left say.
    Contracts(Contracts<'a>),
    /// By the day since when they are customers, and the exits.
    Joined(Joined),
}

/// Customers followed from the day they joined.
pub(super) struct Joined {
    seen: JoinedSeen,
    /// By row of the customers table.
    rows: Vec<Option<(Time, bool)>>,
}

/// Which of them are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct JoinedSeen {
    /// From the first known exit to the newest known day: who joined in it is followed.
    pub period: Period,
    /// Customers who joined before it and are left out. Of those who joined with them and left unseen nothing is known:
    /// with the others alone everybody would seem to stay longer than they do.
    pub earlier: usize,
}

impl<'a> Stays<'a> {
    /// What the table under the filter says; where that is no tenure and no word of who left, what the exits do. Times that
    /// are counted in days become `unit`s; a tenure is taken as it is. `None` where neither is there.
    pub async fn of<P: Pace>(view: &'a View, unit: TimeUnit, pace: &mut P) -> Result<Option<Self>, Cancelled> {
        let Some(profiles) = view.dataset.profiles.as_deref() else { return Ok(None) };
        if let Some(contracts) = Contracts::of(profiles) {
            return Ok(Some(Self::Contracts(contracts)));
        }
        let Some(period) = observed(view, pace).await? else { return Ok(None) };
        if profiles.since.iter().all(Option::is_none) {
            return Ok(None);
        }
        Ok(Some(Self::Joined(Joined::of(view, profiles, period, unit))))
    }

    /// How long the customer of a row has been there and whether they left; `None` where either is not known.
    pub fn row(&self, row: usize) -> Option<(Time, bool)> {
        match self {
            Self::Contracts(contracts) => contracts.row(row),
            Self::Joined(joined) => joined.rows.get(row).copied().flatten(),
        }
    }

    /// Whether a column says how long customers have been there or whether they left, by which nothing is compared.
    pub fn is_told_by(&self, column: &Column) -> bool {
        matches!(self, Self::Contracts(contracts) if contracts.names().contains(&column.name.as_str()))
    }

    /// Who is followed, where that is told from joining and exits.
    pub fn joined(&self) -> Option<JoinedSeen> {
        match self {
            Self::Contracts(_) => None,
            Self::Joined(joined) => Some(joined.seen),
        }
    }
}

/// From the first known exit to the newest known day of purchases and exits, or the last day that counts.
async fn observed<P: Pace>(view: &View, pace: &mut P) -> Result<Option<Period>, Cancelled> {
    let until = view.until().unwrap_or(Day::MAX);
    let Some(exits) = view.all.exits.as_deref() else { return Ok(None) };
    let days = || exits.day.iter().copied().filter(|day| *day <= until);
    let Some((first, last)) = days().min().zip(days().max()) else { return Ok(None) };
    let bought = view.horizon(pace).await?.span().map(|span| span.to.min(until));
    Ok(Some(Period { from: first, to: bought.map_or(last, |bought| bought.max(last)) }))
}

impl Joined {
    fn of(view: &View, profiles: &Customers, period: Period, unit: TimeUnit) -> Self {
        let mut seen = JoinedSeen { period, earlier: 0 };
        let mut joined = vec![None; view.all.customers.len()];
        for (&customer, &since) in profiles.customer.iter().zip(&profiles.since) {
            if let Some(slot) = joined.get_mut(customer as usize) {
                *slot = since;
            }
        }
        // Somebody gone by an exit that the filter does not count is followed no further, and did not leave by one that does.
        let gone = first_exits(view.all.exits.as_deref(), &joined, period.to);
        let counted = first_exits(view.exits_so_far().as_deref(), &joined, period.to);
        let of = |days: &[Option<Day>], customer: u32| days.get(customer as usize).copied().flatten();
        let mut follow = |(&customer, &since): (&u32, &Option<Day>)| {
            let since = since.filter(|since| *since <= period.to)?;
            if since < period.from {
                seen.earlier += 1;
                return None;
            }
            let exit = of(&gone, customer);
            let days = exit.unwrap_or(period.to).days_since(since);
            Some((Time::new(f64::from(days) / unit.days())?, exit.is_some() && exit == of(&counted, customer)))
        };
        let rows = profiles.customer.iter().zip(&profiles.since).map(&mut follow).collect();
        Self { seen, rows }
    }
}

/// By customer the first exit, on the day they joined or later, up to a day.
fn first_exits(exits: Option<&Exits>, joined: &[Option<Day>], until: Day) -> Vec<Option<Day>> {
    let mut first: Vec<Option<Day>> = vec![None; joined.len()];
    let rows = exits.into_iter().flat_map(|exits| exits.customer.iter().zip(&exits.day));
    for (&customer, &day) in rows.filter(|(_, day)| **day <= until) {
        let since = joined.get(customer as usize).copied().flatten();
        if since.is_some_and(|since| since <= day)
            && let Some(slot) = first.get_mut(customer as usize)
        {
            *slot = Some(slot.map_or(day, |known| known.min(day)));
        }
    }
    first
}

impl JoinedSeen {
    /// Who is followed, in words.
    pub fn note(&self, say: &Say<'_>) -> Note {
        let texts = StaysTexts::of(say.language);
        Note::info((texts.joined)(&say.span(self.period), &say.count(self.earlier)))
    }
}

texts! {
    /// Texts of how long customers have been there.
    StaysTexts {
        joined: With2 =
            |span, n| format!("Followed, from the day they became customers to their exit, are those who came within {span}, since when exits are known. Left out: {} who came before, as nothing is known of those who came with them and had left by then.", counted(n, "customer", "customers")),
            |span, n| format!("观察对象为 {span} 期间（自有离开记录起）加入的客户，从成为客户之日观察到离开之日。此前加入的 {n} 名客户未计入：与他们同期加入而更早离开的客户没有记录。");
    }
}
