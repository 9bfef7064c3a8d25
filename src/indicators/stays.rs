//! How long customers have been there, and whether they left: as two columns of their table say, or from the day they became
//! customers or first bought, whichever is earlier, to the exit. The latter are those whom the survival curves follow by
//! the exits, but for who began before the first of these.

use serde::Serialize;

use crate::domain::dataset::{Column, Customers};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::kaplan_meier::Time;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::texts::{With3, counted, texts};

use super::page::Note;
use super::survival::{Contracts, Event, Subject, Subjects, TimeUnit, follow};
use super::{Say, View};

/// How long each customer has been there, and whether they left.
pub(super) enum Stays<'a> {
    /// As columns for tenure and for who left say.
    Contracts(Contracts<'a>),
    /// From the day they began to the exit.
    Joined(Joined),
}

/// Customers followed from the day they began.
pub(super) struct Joined {
    period: Period,
    /// By customer number; `None` of those who cannot be followed.
    of: Vec<Option<Stay>>,
    /// By row of the customers table who it is.
    rows: Vec<u32>,
    /// Customers of whom it is not known when they began, or no usable time.
    no_time: usize,
}

/// How long a customer has been there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stay {
    time: Time,
    left: bool,
    /// Whether they began before exits are known, and are left out.
    earlier: bool,
}

impl Stay {
    fn followed(self) -> Option<(Time, bool)> {
        (!self.earlier).then_some((self.time, self.left))
    }
}

/// Which of them are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct JoinedSeen {
    /// From the first known exit to the newest known day: who began in it is followed.
    pub period: Period,
    /// Customers who began before it and are left out. Of those who began with them and left unseen nothing is known:
    /// with the others alone everybody would seem to stay longer than they do.
    pub earlier: usize,
    /// Of them those known to have left.
    pub earlier_left: usize,
}

/// Everybody who is followed, in or out of the customers table.
#[derive(Default)]
pub(super) struct Everybody {
    /// Who, for how long, and whether they left then.
    pub followed: Vec<(u32, Time, bool)>,
    /// Of how many that is not known.
    pub no_time: usize,
    /// Which they are, where that is told from joining and exits.
    pub joined: Option<JoinedSeen>,
}

impl<'a> Stays<'a> {
    /// What the table under the filter says; where that is no tenure and no word of who left, what the exits do, by the same
    /// rule as the survival curves. Times that are counted in days become `unit`s; a tenure is taken as it is. `None`
    /// where neither is there.
    pub async fn of<P: Pace>(view: &'a View, unit: TimeUnit, pace: &mut P) -> Result<Option<Self>, Cancelled> {
        let Some(profiles) = view.dataset.profiles.as_deref() else { return Ok(None) };
        if let Some(contracts) = Contracts::of(profiles) {
            return Ok(Some(Self::Contracts(contracts)));
        }
        if view.all.exits.is_none() || profiles.since.iter().all(Option::is_none) {
            return Ok(None);
        }
        let subjects = follow(view, Event::Exits, 0, pace).await?;
        Ok(Joined::of(view, profiles, &subjects, unit).map(Self::Joined))
    }

    /// How long the customer of a row has been there and whether they left; `None` where either is not known.
    pub fn row(&self, row: usize) -> Option<(Time, bool)> {
        match self {
            Self::Contracts(contracts) => contracts.row(row),
            Self::Joined(joined) => joined.of_row(row)?.followed(),
        }
    }

    /// Whether a column says how long customers have been there or whether they left, by which nothing is compared.
    pub fn is_told_by(&self, column: &Column) -> bool {
        matches!(self, Self::Contracts(contracts) if contracts.names().contains(&column.name.as_str()))
    }

    /// Which rows of the table are followed, where that is told from joining and exits.
    pub fn joined(&self) -> Option<JoinedSeen> {
        match self {
            Self::Contracts(_) => None,
            Self::Joined(joined) => Some(joined.seen((0..joined.rows.len()).filter_map(|row| joined.of_row(row)))),
        }
    }

    /// Everybody: the rows of the table; by joining and exits those whom purchases or exits alone name as well.
    pub fn everybody(&self, profiles: &Customers) -> Everybody {
        match self {
            Self::Contracts(contracts) => {
                let mut everybody = Everybody::default();
                for (row, customer) in profiles.customer.iter().enumerate() {
                    match contracts.row(row) {
                        Some((time, left)) => everybody.followed.push((*customer, time, left)),
                        None => everybody.no_time += 1,
                    }
                }
                everybody
            }
            Self::Joined(joined) => {
                let followed = (0_u32..).zip(&joined.of).filter_map(|(customer, stay)| {
                    let (time, left) = (*stay)?.followed()?;
                    Some((customer, time, left))
                });
                let seen = joined.seen(joined.of.iter().copied().flatten());
                Everybody { followed: followed.collect(), no_time: joined.no_time, joined: Some(seen) }
            }
        }
    }
}

impl Joined {
    /// `None` where no exit is known by the end of the period.
    fn of(view: &View, profiles: &Customers, subjects: &Subjects, unit: TimeUnit) -> Option<Self> {
        let (first, _) = subjects.earlier?;
        let last = subjects.period.map_or(first, |period| period.to);
        let mut of = vec![None; view.all.customers.len()];
        for &Subject { customer, time, left, earlier } in &subjects.subjects {
            if let Some(slot) = of.get_mut(customer as usize) {
                *slot = Time::new(time.get() / unit.days()).map(|time| Stay { time, left, earlier });
            }
        }
        let no_time = subjects.passed_over.no_start + subjects.passed_over.no_time;
        Some(Self { period: Period { from: first, to: last }, of, rows: profiles.customer.clone(), no_time })
    }

    fn of_row(&self, row: usize) -> Option<Stay> {
        self.of.get(*self.rows.get(row)? as usize).copied().flatten()
    }

    /// Which of some are followed.
    fn seen(&self, some: impl Iterator<Item = Stay>) -> JoinedSeen {
        let mut seen = JoinedSeen { period: self.period, earlier: 0, earlier_left: 0 };
        for stay in some.filter(|stay| stay.earlier) {
            seen.earlier += 1;
            seen.earlier_left += usize::from(stay.left);
        }
        seen
    }
}

impl JoinedSeen {
    /// Who is followed, in words.
    pub fn note(&self, say: &Say<'_>) -> Note {
        let texts = StaysTexts::of(say.language);
        Note::info((texts.joined)(&say.span(self.period), &say.count(self.earlier), &say.count(self.earlier_left)))
    }

    /// What so many customers followed were found from, and why others are not among them.
    pub fn provenance(of: Option<Self>, id: &'static str, followed: usize) -> Provenance {
        let left_out = of.map_or(0, |joined| joined.earlier);
        let period = of.map(|joined| joined.period);
        Provenance::new(id, period, followed, &[(LeftOut::BeforeExits, left_out)])
    }
}

texts! {
    /// Texts of how long customers have been there.
    StaysTexts {
        joined: With3 =
            |span, n, left| format!("Followed to their exit, from the day they became customers or first bought, whichever is earlier, are those who began within {span}, since when exits are known. Left out: {} who began before, {left} of whom left, as nothing is known of those who began with them and had left by then. The survival curves by the exits (how long customers stay) follow these as well.", counted(n, "customer", "customers")),
            |span, n, left| format!("观察对象为 {span} 期间（自有离开记录起）开始的客户，从成为客户之日或首次购买（取较早者）观察到离开之日。此前开始的 {n} 名客户（其中 {left} 名已离开）未计入：与他们同期开始而更早离开的客户没有记录。生存曲线页面（按离开记录）则一并计入这些客户。");
    }
}
