//! Occasions to get in touch: birthdays, anniversaries as a customer, moves.
//!
//! The calendar has so many days from the chosen one on; by default from the day after the chosen period, else from today
//! where it is known and the newest purchase is not more than a year before it, else from the day after the newest
//! purchase. A birthday and an anniversary come each year on the
//! day of the year they are of, 29 February in other years on the 28th; the first is one year after. Somebody is a customer from the
//! day the customers table says, or the first purchase of all loaded rows where that is earlier. A move has its day once: those of the calendar stand in it, and those of as many days before it, as
//! one learns of a move afterwards.
//!
//! Whose occasions: customers whom the filter lets through, without those who left (an exit and no purchase since), who are
//! counted beside. What they brought is the money of the rows that count up to the end of the chosen period. Rules of thumb
//! about what a greeting brings are none of this: it says who, when and how much they brought.

mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::dataset::{Customers, Field, Kind};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;

use super::left::Left;
use super::page::{Control, Page};
use super::spent::Spent;
use super::{About, CustomerGroup, CustomerTable, Group, Horizon, Indicator, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "occasions";

/// The most days: each day of the year comes once.
pub const MOST_DAYS: u16 = 365;

/// The most occasions listed.
pub const MOST_LISTED: usize = 1_000;

/// From this age on a year of birth stands for none.
const MOST_YEARS: i32 = 120;

/// Occasions.
pub struct OccasionsIndicator;

impl Indicator for OccasionsIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Occasions", "联络时机"],
        group: Group::Loyalty,
        path: "/loyalty/occasions",
        needs: &[Kind::Customers, Kind::Purchases],
    };

    const NEEDS_COLUMN: &'static [Field] = &[Field::Birthday, Field::Moved];

    type Params = OccasionsParams;
    type Checked = OccasionsParams;
    type Found = Occasions;
    type Error = OccasionsError;

    fn with_shared(own: OccasionsParams, shared: &Shared) -> OccasionsParams {
        OccasionsParams { returns: shared.returns, ..own }
    }

    fn check(params: OccasionsParams) -> Result<OccasionsParams, OccasionsError> {
        if !(1..=MOST_DAYS).contains(&params.days) {
            return Err(OccasionsError::Days(params.days));
        }
        if !(1..=MOST_LISTED).contains(&params.listed) {
            return Err(OccasionsError::Listed(params.listed));
        }
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &OccasionsParams,
        pace: &mut P,
    ) -> Result<Option<Occasions>, Stopped<OccasionsError>> {
        let Some(calendar) = Calendar::of(view, params, pace).await? else { return Ok(None) };
        Ok(Some(calendar.found(view, params)))
    }

    fn show(found: &Occasions, params: &OccasionsParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a Occasions, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::OccasionsTexts::of(say.language);
        let of_kind = |kind: &'a OfKind| CustomerGroup::list(kind.key.key(), show::name(texts, kind.key), &kind.who);
        found.kinds.iter().map(of_kind).collect()
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::OccasionsTexts::of(say.language).promise
    }

    fn explain(error: &OccasionsError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &OccasionsParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say).into()
    }

    async fn table<P: Pace>(
        view: &View,
        _found: &Occasions,
        params: &OccasionsParams,
        pace: &mut P,
    ) -> Result<Option<CustomerTable>, Cancelled> {
        let Some(calendar) = Calendar::of(view, params, pace).await? else { return Ok(None) };
        let ids = &view.dataset.customers;
        let row = |event: &Event| {
            vec![
                ids.get(event.customer).to_owned(),
                event.day.to_string(),
                event.occasion.key().to_owned(),
                event.years.map(|years| years.to_string()).unwrap_or_default(),
                calendar.value(event).map(|value| value.to_string()).unwrap_or_default(),
            ]
        };
        let header = ["customer", "day", "occasion", "years", "value"].map(str::to_owned).to_vec();
        Ok(Some(CustomerTable { header, rows: calendar.events.iter().map(row).collect() }))
    }
}

/// What there is to congratulate on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// A birthday.
    Birthday,
    /// So many years as a customer.
    Anniversary,
    /// A move.
    Move,
}

impl Occasion {
    /// All, in the order pages list them.
    pub const ALL: [Self; 3] = [Self::Birthday, Self::Anniversary, Self::Move];

    /// Its key in the document.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Birthday => "birthday",
            Self::Anniversary => "anniversary",
            Self::Move => "move",
        }
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OccasionsParams {
    /// Its first day; `None` (default) for the day after the chosen period, else today, else (or where the data ended
    /// more than a year before) the day after the data.
    pub from: Option<Day>,
    /// How many days the calendar has, 1 to [`MOST_DAYS`]. Default 30.
    pub days: u16,
    /// How many occasions are listed, 1 to [`MOST_LISTED`]. Default 50.
    pub listed: usize,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
}

impl Default for OccasionsParams {
    fn default() -> Self {
        Self { from: None, days: 30, listed: 50, returns: ReturnsPolicy::default() }
    }
}

/// Parameters that mean nothing.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OccasionsError {
    /// No such number of days.
    #[error("the calendar cannot have {0} days: choose 1 to {MOST_DAYS}")]
    Days(u16),
    /// So many cannot be listed.
    #[error("{0} occasions cannot be listed: choose 1 to {MOST_LISTED}")]
    Listed(usize),
}

/// The occasions of some days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Occasions {
    /// The first day; `None` where nothing says which.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
    /// Occasions in all.
    pub n: usize,
    /// Customers who have any.
    pub customers: usize,
    /// What they brought; `None` without purchases.
    pub value: Option<Money>,
    /// How many of each kind, those that no column or purchase tells not among them.
    pub kinds: Vec<OfKind>,
    /// Customers with an occasion who left, in no figure.
    pub left: usize,
    /// Those kept on 28 February for the 29th.
    pub leap: usize,
    /// The first day of the loaded purchases, where some anniversary rests on a first purchase alone.
    pub counted_from: Option<Day>,
    /// The newest purchase, where the calendar begins after it as it is long past.
    #[serde(skip)]
    pub long_past: Option<Day>,
    /// By day, then by what customers brought, most first.
    pub list: Vec<Listed>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
}

/// Occasions of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfKind {
    /// Which.
    pub key: Occasion,
    /// How many.
    pub n: usize,
    /// What their customers brought; `None` without purchases.
    pub value: Option<Money>,
    /// Whose they are, by number.
    #[serde(skip)]
    who: Vec<u32>,
}

/// One occasion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// When.
    pub day: Day,
    /// Whose, by id.
    pub customer: String,
    /// Of which kind.
    pub occasion: Occasion,
    /// How many years: of age, or as a customer; `None` of a move, and where the year of birth stands for none.
    pub years: Option<i32>,
    /// What the customer brought; `None` where nothing says it.
    pub value: Option<Money>,
}

/// An occasion of a customer by number.
#[derive(Debug, Clone, Copy)]
struct Event {
    day: Day,
    customer: u32,
    occasion: Occasion,
    years: Option<i32>,
    leap: bool,
    /// Whether a first purchase alone says it.
    of_purchase: bool,
}

/// All occasions of the days in force.
struct Calendar {
    period: Option<Period>,
    events: Vec<Event>,
    known: Vec<Occasion>,
    left: usize,
    customers: usize,
    counted_from: Option<Day>,
    long_past: Option<Day>,
    spent: Option<Spent>,
}

/// Data that end more days before today than this are of a time that is over.
const LONG_PAST: i32 = 365;

/// The newest purchase, where it is long past: customers it is of have other occasions by now, if they are any still.
fn long_past(last: Option<Day>, today: Option<Day>) -> Option<Day> {
    last.filter(|last| today.is_some_and(|today| today.days_since(*last) > LONG_PAST))
}

impl Calendar {
    /// `None` where the filter leaves neither customers nor purchases.
    async fn of<P: Pace>(view: &View, params: &OccasionsParams, pace: &mut P) -> Result<Option<Self>, Cancelled> {
        let profiles = view.dataset.profiles.as_deref().filter(|table| !table.is_empty());
        let purchases = view.purchases_so_far().filter(|table| !table.is_empty());
        if profiles.is_none() && purchases.is_none() {
            return Ok(None);
        }
        let horizon = view.horizon(pace).await?;
        let after_data = || horizon.last_day().map(|day| day.plus_days(1));
        let chosen = params.from.is_some() || view.cut().is_some();
        let long_past = long_past(horizon.last_day(), view.today).filter(|_| !chosen);
        let today = view.today.filter(|_| long_past.is_none());
        // A period that ends after the data ends nothing.
        let after_period = view.cut().map(|day| day.plus_days(1));
        let from = params.from.or(after_period).or(today).or_else(after_data);
        let period = from.map(|from| Period { from, to: from.plus_days(i32::from(params.days) - 1) });
        let spent = match &purchases {
            Some(purchases) => Some(Spent::of(purchases, params.returns, pace).await?),
            None => None,
        };
        let bought = purchases.iter().flat_map(|purchases| purchases.customer.iter().copied()).collect();
        pace.breathe(Progress::default()).await?;
        let mut calendar = Self {
            period,
            events: Vec::new(),
            known: Vec::new(),
            left: 0,
            customers: 0,
            counted_from: None,
            long_past,
            spent,
        };
        calendar.fill(view, profiles, &bought, &horizon);
        Ok(Some(calendar))
    }

    fn fill(&mut self, view: &View, profiles: Option<&Customers>, bought: &BTreeSet<u32>, horizon: &Horizon) {
        let of_profiles = profiles.iter().flat_map(|table| table.customer.iter().copied());
        self.customers = of_profiles.chain(bought.iter().copied()).collect::<BTreeSet<_>>().len();
        let Some(period) = self.period else { return };
        let mut events = Vec::new();
        for (role, occasion) in [(Field::Birthday, Occasion::Birthday), (Field::Moved, Occasion::Move)] {
            let Some((table, column)) = profiles.and_then(|table| Some((table, table.of(role)?))) else { continue };
            self.known.push(occasion);
            let rows = table.customer.iter().enumerate();
            events.extend(rows.filter_map(|(row, &customer)| event(period, customer, occasion, column.day(row)?)));
        }
        let began = began(profiles, bought, horizon);
        if !began.is_empty() {
            self.known.push(Occasion::Anniversary);
            events.extend(began.iter().filter_map(|(&customer, &(day, of_purchase))| {
                Some(Event { of_purchase, ..event(period, customer, Occasion::Anniversary, day)? })
            }));
        }
        self.counted_from = horizon.span().map(|span| span.from);
        let left = Left::of(view);
        let is_gone = |customer: u32| left.has(customer, horizon.last_purchase(customer).unwrap_or(Day::MIN));
        let (gone, stay): (Vec<Event>, Vec<Event>) = events.into_iter().partition(|event| is_gone(event.customer));
        self.left = gone.iter().map(|event| event.customer).collect::<BTreeSet<_>>().len();
        self.events = stay;
        let spent = &self.spent;
        let value = |event: &Event| spent.as_ref().and_then(|spent| spent.of_customer(event.customer));
        let ids = &view.dataset.customers;
        order::sort_by(&mut self.events, |one, other| {
            let first = one.day.cmp(&other.day).then_with(|| value(other).cmp(&value(one)));
            first
                .then_with(|| ids.get(one.customer).cmp(ids.get(other.customer)))
                .then(one.occasion.cmp(&other.occasion))
        });
        // A customer of two rows has each occasion once.
        self.events.dedup_by_key(|event| (event.day, event.customer, event.occasion));
    }

    fn value(&self, event: &Event) -> Option<Money> {
        self.spent.as_ref().and_then(|spent| spent.of_customer(event.customer))
    }

    /// What customers brought, each once.
    fn brought<'a>(&self, events: impl Iterator<Item = &'a Event>) -> Option<Money> {
        let spent = self.spent.as_ref()?;
        let customers: BTreeSet<u32> = events.map(|event| event.customer).collect();
        Some(customers.into_iter().filter_map(|customer| spent.of_customer(customer)).sum())
    }

    fn found(&self, view: &View, params: &OccasionsParams) -> Occasions {
        let of_kind = |&key: &Occasion| {
            let events = || self.events.iter().filter(|event| event.occasion == key);
            let who: BTreeSet<u32> = events().map(|event| event.customer).collect();
            OfKind { key, n: events().count(), value: self.brought(events()), who: who.into_iter().collect() }
        };
        let listed = |event: &Event| Listed {
            day: event.day,
            customer: view.dataset.customers.get(event.customer).to_owned(),
            occasion: event.occasion,
            years: event.years,
            value: self.value(event),
        };
        let kind = if view.dataset.profiles.is_some() { Kind::Customers } else { Kind::Purchases };
        let provenance = Provenance::new(ID, self.spent.as_ref().and_then(|spent| spent.period), self.customers, &[]);
        Occasions {
            from: self.period.map(|period| period.from),
            to: self.period.map(|period| period.to),
            n: self.events.len(),
            customers: self.events.iter().map(|event| event.customer).collect::<BTreeSet<_>>().len(),
            value: self.brought(self.events.iter()),
            kinds: Occasion::ALL.iter().filter(|kind| self.known.contains(kind)).map(of_kind).collect(),
            left: self.left,
            leap: self.events.iter().filter(|event| event.leap).count(),
            long_past: self.long_past,
            counted_from: self.counted_from.filter(|_| self.events.iter().any(|event| event.of_purchase)),
            list: self.events.iter().take(params.listed).map(listed).collect(),
            provenance: view.with_held_back(provenance, kind),
        }
    }
}

/// By customer the first day as one, and whether a purchase alone says it.
fn began(profiles: Option<&Customers>, bought: &BTreeSet<u32>, horizon: &Horizon) -> BTreeMap<u32, (Day, bool)> {
    let firsts = bought.iter().filter_map(|&customer| Some((customer, (horizon.first_purchase(customer)?, true))));
    let mut began: BTreeMap<u32, (Day, bool)> = firsts.collect();
    let said = profiles.iter().flat_map(|table| table.customer.iter().zip(&table.since));
    for (&customer, since) in said.filter_map(|(customer, since)| Some((customer, (*since)?))) {
        let known = began.get(&customer).map_or(since, |(day, _)| since.min(*day));
        began.insert(customer, (known, false));
    }
    began
}

/// The occasion of a day known of a customer, where it falls into the calendar.
fn event(period: Period, customer: u32, occasion: Occasion, known: Day) -> Option<Event> {
    if occasion == Occasion::Move {
        let before = period.to.days_since(period.from) + 1;
        let reach = Period { from: period.from.plus_days(-before), to: period.to };
        return reach.contains(known).then_some(Event {
            day: known,
            customer,
            occasion,
            years: None,
            leap: false,
            of_purchase: false,
        });
    }
    let (first, month, day) = known.ymd();
    let years = [period.from.ymd().0, period.to.ymd().0];
    years.into_iter().find_map(|year| {
        let on_day = Day::from_ymd(year, month, day);
        let when = on_day.or_else(|| Day::from_ymd(year, month, 28))?;
        let years = i32::from(year) - i32::from(first);
        let counts = occasion == Occasion::Anniversary || years <= MOST_YEARS;
        (years > 0 && period.contains(when)).then_some(Event {
            day: when,
            customer,
            occasion,
            years: Some(years).filter(|_| counts),
            leap: on_day.is_none(),
            of_purchase: false,
        })
    })
}
