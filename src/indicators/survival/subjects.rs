//! Who is followed, for how long, and whether they left: from contracts, from purchases and exits, or from purchases
//! alone.

use serde::{Deserialize, Serialize};

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Customers, Dataset, Exits, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::indicators::{Horizon, View};

use super::contracts::Contracts;
use crate::domain::kaplan_meier::Time;

/// What counts as leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The customers table says who left, and how long everybody has been there.
    Contracts,
    /// The table of exits names the customer. The first exit on or after the start counts; those before it belong to
    /// an earlier time with us, those after it are no first ones.
    Exits,
    /// The customer bought for the last time, and was silent for so many days since.
    Silence,
}

/// A customer who is followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Subject {
    /// Who.
    pub customer: u32,
    /// For how long.
    pub time: Time,
    /// Whether they left then; else they were still there.
    pub left: bool,
    /// Whether they began before the first known exit.
    pub earlier: bool,
}

/// Those who are followed, and who is not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Subjects {
    /// In the order of customers' numbers, or of the customers table.
    pub subjects: Vec<Subject>,
    /// First and last day they were followed on; `None` for contracts, which carry no days.
    pub period: Option<Period>,
    /// Why others are not.
    pub passed_over: PassedOver,
    /// The first exit known by the end of the period, and how many began before it: others like these may have left before,
    /// and be in no table.
    pub earlier: Option<(Day, usize)>,
}

/// What entered no time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PassedOver {
    /// Customers of whom it is not known when they began: no purchase in the files, and no day since when.
    pub no_start: usize,
    /// Customers whose time cannot be used: not readable or negative, or not known whether they left.
    pub no_time: usize,
    /// Customers who began so late that no silence of theirs could have been seen yet.
    pub too_recent: usize,
    /// Rows of exits before the start, or after the first exit.
    pub other_exits: usize,
}

/// What the loaded tables can tell, best first.
pub fn available(dataset: &Dataset) -> Vec<Event> {
    let profiles = dataset.profiles.as_deref();
    let known = |event: &Event| match event {
        Event::Contracts => profiles.is_some_and(|profiles| Contracts::of(profiles).is_some()),
        Event::Exits => {
            let since = || profiles.is_some_and(|profiles| profiles.since.iter().any(Option::is_some));
            dataset.exits.is_some() && (dataset.purchases.is_some() || since())
        }
        Event::Silence => dataset.purchases.is_some(),
    };
    [Event::Contracts, Event::Exits, Event::Silence].into_iter().filter(known).collect()
}

/// Everybody who counts and can be followed, on all that is known of them. `silent_days` is what counts as silence.
pub async fn follow<P: Pace>(view: &View, event: Event, silent_days: i32, pace: &mut P) -> Result<Subjects, Cancelled> {
    let dataset = &view.dataset;
    if event == Event::Contracts {
        return match dataset.profiles.as_deref() {
            Some(profiles) => contracts(profiles, pace).await,
            None => Ok(Subjects::default()),
        };
    }
    let horizon = view.horizon(pace).await?;
    let newest = horizon.span().map(|span| span.to);
    let mut lives = Lives { of: vec![Life::default(); dataset.customers.len()], newest, first_exit: None };
    if let Some(purchases) = dataset.purchases.as_deref() {
        lives.buy(purchases, &horizon, pace).await?;
    }
    if event == Event::Silence {
        return lives.until_silence(silent_days, pace).await;
    }
    if let Some(profiles) = dataset.profiles.as_deref() {
        lives.begin(profiles, &horizon);
    }
    lives.name(dataset.exits.as_deref(), &horizon);
    lives.go(view.all.exits.as_deref(), view.until());
    let other_exits = lives.leave(view.exits_so_far().as_deref());
    let mut followed = lives.until_exit(pace).await?;
    followed.passed_over.other_exits = other_exits;
    let earlier = followed.subjects.iter().filter(|subject| subject.earlier).count();
    followed.earlier = lives.first_exit.map(|first| (first, earlier));
    Ok(followed)
}

async fn contracts<P: Pace>(profiles: &Customers, pace: &mut P) -> Result<Subjects, Cancelled> {
    let mut followed = Subjects::default();
    let Some(contracts) = Contracts::of(profiles) else { return Ok(followed) };
    in_blocks_paced(profiles.len(), pace, |rows| {
        for (row, &customer) in rows.clone().zip(profiles.customer.get(rows).unwrap_or_default()) {
            match contracts.row(row) {
                Some((time, left)) => followed.subjects.push(Subject { customer, time, left, earlier: false }),
                None => followed.passed_over.no_time += 1,
            }
        }
    })
    .await?;
    Ok(followed)
}

/// What is known of one customer's time.
#[derive(Debug, Clone, Copy, Default)]
struct Life {
    /// Whether any row that counts names them.
    named: bool,
    /// First purchase, or the day since when they are a customer, whichever is earlier.
    start: Option<Day>,
    /// Last purchase.
    last: Option<Day>,
    /// First exit on or after the start, whether it counts or not: nobody is followed beyond it.
    gone: Option<Day>,
    /// First exit on or after the start that counts.
    exit: Option<Day>,
}

impl Life {
    fn begins(&mut self, day: Day) {
        self.start = Some(self.start.map_or(day, |start| start.min(day)));
    }
}

/// All customers, by number.
struct Lives {
    of: Vec<Life>,
    /// The newest known day of purchases and exits: until then everybody is followed.
    newest: Option<Day>,
    /// The first exit known by then.
    first_exit: Option<Day>,
}

impl Lives {
    /// Purchases that count name customers; when these first and last bought is known from all. Returns are no purchase.
    async fn buy<P: Pace>(&mut self, purchases: &Purchases, horizon: &Horizon, pace: &mut P) -> Result<(), Cancelled> {
        in_blocks_paced(purchases.len(), pace, |rows| {
            for &customer in purchases.customer.get(rows).unwrap_or_default() {
                self.named(customer, horizon);
            }
        })
        .await
    }

    fn named(&mut self, customer: u32, horizon: &Horizon) -> Option<&mut Life> {
        let life = self.of.get_mut(customer as usize)?;
        if !life.named {
            (life.start, life.last) = (horizon.first_purchase(customer), horizon.last_purchase(customer));
            life.named = true;
        }
        Some(life)
    }

    fn begin(&mut self, profiles: &Customers, horizon: &Horizon) {
        for (&customer, &since) in profiles.customer.iter().zip(&profiles.since) {
            let Some(life) = self.named(customer, horizon) else { continue };
            if let Some(since) = since {
                life.begins(since);
            }
        }
    }

    fn name(&mut self, exits: Option<&Exits>, horizon: &Horizon) {
        for &customer in exits.map_or(&[][..], |exits| &exits.customer) {
            self.named(customer, horizon);
        }
    }

    /// Takes all exits up to a day.
    fn go(&mut self, exits: Option<&Exits>, until: Option<Day>) {
        let Some(exits) = exits else { return };
        let last = exits.day.iter().max().copied();
        self.first_exit = exits.day.iter().min().copied().filter(|first| until.is_none_or(|until| *first <= until));
        self.newest = self.newest.max(last.map(|last| until.map_or(last, |until| last.min(until))));
        for (&customer, &day) in exits.customer.iter().zip(&exits.day) {
            let Some(life) = self.of.get_mut(customer as usize) else { continue };
            if life.start.is_none_or(|start| day >= start) && until.is_none_or(|until| day <= until) {
                life.gone = Some(life.gone.map_or(day, |gone| gone.min(day)));
            }
        }
    }

    /// Takes the exits that count; gives the rows that are no first exit.
    fn leave(&mut self, exits: Option<&Exits>) -> usize {
        let mut passed_over = 0;
        let rows = exits.into_iter().flat_map(|exits| exits.customer.iter().zip(&exits.day));
        for (&customer, &day) in rows {
            let Some(life) = self.of.get_mut(customer as usize).filter(|life| life.named) else { continue };
            if life.start.is_some_and(|start| day < start) {
                passed_over += 1;
                continue;
            }
            passed_over += usize::from(life.exit.is_some());
            life.exit = Some(life.exit.map_or(day, |exit| exit.min(day)));
        }
        passed_over
    }

    async fn until_exit<P: Pace>(&self, pace: &mut P) -> Result<Subjects, Cancelled> {
        let newest = self.newest;
        self.follow(pace, |life, passed_over| {
            let Some(start) = life.start else {
                passed_over.no_start += 1;
                return None;
            };
            let until = life.gone.or(newest).filter(|until| *until >= start);
            passed_over.no_time += usize::from(until.is_none());
            Some((start, until?, life.gone.is_some() && life.exit == life.gone))
        })
        .await
    }

    /// Whether a last purchase in the last `silent_days` days was the last of all cannot be seen yet, so everybody is
    /// followed until those days begin. Following them longer would count days on which nobody can leave, and all
    /// would seem to stay longer than they do.
    async fn until_silence<P: Pace>(&self, silent_days: i32, pace: &mut P) -> Result<Subjects, Cancelled> {
        let seen = self.newest.map(|newest| newest.plus_days(-silent_days));
        self.follow(pace, |life, passed_over| {
            let (Some(start), Some(last), Some(seen)) = (life.start, life.last, seen) else {
                passed_over.no_start += 1;
                return None;
            };
            let followed = start <= seen;
            passed_over.too_recent += usize::from(!followed);
            followed.then_some((start, last.min(seen), last < seen))
        })
        .await
    }

    async fn follow<P: Pace>(
        &self,
        pace: &mut P,
        each: impl Fn(&Life, &mut PassedOver) -> Option<(Day, Day, bool)>,
    ) -> Result<Subjects, Cancelled> {
        let mut followed = Subjects::default();
        in_blocks_paced(self.of.len(), pace, |rows| {
            for (customer, life) in rows.clone().zip(self.of.get(rows).unwrap_or_default()) {
                if !life.named {
                    continue;
                }
                let Some((start, until, left)) = each(life, &mut followed.passed_over) else { continue };
                let (Ok(customer), Some(time)) =
                    (u32::try_from(customer), Time::new(f64::from(until.days_since(start))))
                else {
                    continue;
                };
                let earlier = self.first_exit.is_some_and(|first| start < first);
                followed.subjects.push(Subject { customer, time, left, earlier });
                followed.period = Some(Period::including(Some(Period::including(followed.period, start)), until));
            }
        })
        .await?;
        Ok(followed)
    }
}
