//! What was known of each customer on a day.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{BLANK, Column, Complaints, Field, Purchases};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::returns::ReturnsPolicy;
use crate::domain::score::Attitude;
use crate::indicators::View;
use crate::indicators::left::Left;
use crate::indicators::lifecycle::{LifecycleParams, Points};
use crate::indicators::named::product_column;
use crate::indicators::rhythm::BoughtOn;

/// Windows looked at: one of outcomes, one before it, and two further ones for what was before in training.
pub const WINDOWS: usize = 4;

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Silence over the customer's warning point, as a logarithm.
    Silence,
    /// How many more days bought on than in the window before, over those of both.
    Frequency,
    /// The same of money.
    Money,
    /// The same of different products.
    Products,
    /// The same of different touchpoints and channels, where no column says the product.
    Contacts,
    /// Days bought on so far, as a logarithm.
    Bought,
    /// Days since the first purchase, as a logarithm.
    Age,
    /// Whether a complaint is open; where the table does not say, whether there was one in the window.
    Complaint,
    /// Whether the newest score is a detractor's.
    LowScore,
}

impl Sign {
    const ALL: [Self; 9] = [
        Self::Silence,
        Self::Frequency,
        Self::Money,
        Self::Products,
        Self::Contacts,
        Self::Bought,
        Self::Age,
        Self::Complaint,
        Self::LowScore,
    ];

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Silence => "silence",
            Self::Frequency => "frequency",
            Self::Money => "money",
            Self::Products => "products",
            Self::Contacts => "contacts",
            Self::Bought => "bought",
            Self::Age => "age",
            Self::Complaint => "complaint",
            Self::LowScore => "low_score",
        }
    }
}

/// The windows, counted back from the last day.
#[derive(Debug, Clone, Copy)]
pub struct Windows {
    /// The last day of the newest.
    pub last: Day,
    /// How long each is.
    pub days: i32,
}

impl Windows {
    /// The last day of the window so many before the newest.
    pub fn end(self, back: usize) -> Day {
        self.last.plus_days(-self.days * i32::try_from(back).unwrap_or_default())
    }

    /// The window a day is in; `None` outside.
    pub fn of(self, day: Day) -> Option<usize> {
        let days = self.last.days_since(day);
        let window = usize::try_from(days / self.days).ok().filter(|_| days >= 0)?;
        (window < WINDOWS).then_some(window)
    }
}

/// The evidence of all customers, by number.
pub struct Evidence<'a> {
    /// The signs there are.
    pub signs: Vec<Sign>,
    windows: Windows,
    bought: &'a BoughtOn,
    money: Vec<[f64; WINDOWS]>,
    products: Option<Vec<[f64; WINDOWS]>>,
    contacts: Option<Vec<[f64; WINDOWS]>>,
    /// Customer, day made, day settled; by customer.
    complaints: Option<Vec<(u32, Day, Option<Day>)>>,
    /// Whether it says when complaints are settled.
    settled: bool,
    /// Customer, day, whether it is a detractor's; by customer and day.
    scores: Option<Vec<(u32, Day, bool)>>,
}

/// What a customer is judged by on a day.
pub struct Seen {
    /// Days since the last purchase.
    pub silence: i32,
    /// When silence says something.
    pub points: Points,
    /// Whether they bought within the window.
    pub active: bool,
    /// The signs, in the order of [`Evidence::signs`]; empty for who was not active.
    pub values: Vec<f64>,
}

/// A day on which customers are looked at.
pub struct Moment {
    /// How many windows before the newest it ends.
    pub back: usize,
    /// The day silence is counted to.
    pub reference: Day,
    /// What was usual of everybody's gaps.
    pub group: Option<Points>,
    /// Who had left.
    pub left: Left,
}

impl<'a> Evidence<'a> {
    /// Of all loaded rows up to the last day.
    pub async fn of<P: Pace>(
        view: &View,
        all: &Purchases,
        bought: &'a BoughtOn,
        windows: Windows,
        returns: ReturnsPolicy,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let customers = bought.customers() as usize;
        let mut money = vec![[0.0; WINDOWS]; customers];
        in_blocks_paced(all.len(), pace, |range| {
            for row in all.rows_in(range).filter(|row| !row.returned || returns == ReturnsPolicy::Net) {
                let Some(window) = windows.of(row.day) else { continue };
                let cell = money.get_mut(row.customer as usize).and_then(|own| own.get_mut(window));
                if let Some(cell) = cell {
                    *cell += row.amount.money().to_f64();
                }
            }
        })
        .await?;
        let products = products(all, windows, customers, pace).await?;
        // Of how many kinds a customer's dealings are: of products, or where nothing is known of those, of ways of contact.
        let contacts = match products {
            Some(_) => None,
            None => contacts(view, all, windows, customers, pace).await?,
        };
        let complaints = view.all.complaints.as_deref().filter(|table| !table.is_empty());
        let scores = scores(view);
        let exists = |sign: &Sign| match sign {
            Sign::Products => products.is_some(),
            Sign::Contacts => contacts.is_some(),
            Sign::Complaint => complaints.is_some(),
            Sign::LowScore => scores.is_some(),
            _ => true,
        };
        Ok(Self {
            signs: Sign::ALL.into_iter().filter(exists).collect(),
            windows,
            bought,
            money,
            complaints: complaints.map(of_complaints),
            settled: complaints.is_some_and(|table| table.of(Field::Settled).is_some()),
            products,
            contacts,
            scores,
        })
    }

    /// A customer at a moment; `None` for who had not bought yet or had left, and where nobody's rhythm was known.
    /// `scratch` is used again and again.
    pub fn seen(
        &self,
        customer: u32,
        moment: &Moment,
        params: &LifecycleParams,
        scratch: &mut Vec<i32>,
    ) -> Option<Seen> {
        let end = self.windows.end(moment.back);
        let days = up_to(self.bought.days(customer), end);
        let &last = days.last()?;
        if moment.left.has(customer, last) {
            return None;
        }
        let (points, _) = Points::of_customer(days, moment.group, params, scratch);
        let (points, silence) = (points?, moment.reference.days_since(last));
        let active = last > self.windows.end(moment.back + 1);
        let values = if active { self.values(customer, days, silence, points, moment.back) } else { Vec::new() };
        Some(Seen { silence, points, active, values })
    }

    fn values(&self, customer: u32, days: &[Day], silence: i32, points: Points, back: usize) -> Vec<f64> {
        let [end, before, earlier] = [0, 1, 2].map(|more| self.windows.end(back + more));
        let count = |until: Day| up_to(days, until).len() as f64;
        let of = |sign: Sign| match sign {
            Sign::Silence => libm::log(f64::from(silence.max(1)) / points.warning.max(1.0)),
            Sign::Frequency => change(count(end) - count(before), count(before) - count(earlier)),
            Sign::Money => of_windows(&self.money, customer, back),
            Sign::Products => self.products.as_ref().map_or(0.0, |products| of_windows(products, customer, back)),
            Sign::Contacts => self.contacts.as_ref().map_or(0.0, |contacts| of_windows(contacts, customer, back)),
            Sign::Bought => libm::log(count(end).max(1.0)),
            Sign::Age => libm::log1p(days.first().map_or(0.0, |first| f64::from(end.days_since(*first)))),
            Sign::Complaint => f64::from(u8::from(self.complained(customer, end, before))),
            Sign::LowScore => f64::from(u8::from(self.is_detractor(customer, end))),
        };
        self.signs.iter().copied().map(of).collect()
    }

    fn complained(&self, customer: u32, end: Day, before: Day) -> bool {
        let own = own(self.complaints.as_deref(), customer, |complaint| complaint.0);
        own.iter().any(|(_, made, settled)| {
            *made <= end && if self.settled { settled.is_none_or(|settled| settled > end) } else { *made > before }
        })
    }

    fn is_detractor(&self, customer: u32, end: Day) -> bool {
        let own = own(self.scores.as_deref(), customer, |answer| answer.0);
        own.iter().rev().find(|(_, day, _)| *day <= end).is_some_and(|(.., low)| *low)
    }

    /// Whether a customer looked at so many windows back, one at least, did not buy in the window after, or left in it.
    pub fn gone(&self, customer: u32, back: usize, left_after: &Left) -> bool {
        let Some(later) = back.checked_sub(1) else { return false };
        let last = up_to(self.bought.days(customer), self.windows.end(later)).last();
        last.is_none_or(|last| *last <= self.windows.end(back) || left_after.has(customer, *last))
    }
}

fn up_to(days: &[Day], end: Day) -> &[Day] {
    days.get(..days.partition_point(|day| *day <= end)).unwrap_or_default()
}

/// From -1 to 1; 0 where both are none.
fn change(now: f64, before: f64) -> f64 {
    let both = now.abs() + before.abs();
    if both > 0.0 { (now - before) / both } else { 0.0 }
}

fn of_windows(of: &[[f64; WINDOWS]], customer: u32, back: usize) -> f64 {
    let at = |window: usize| of.get(customer as usize).and_then(|own| own.get(window)).copied().unwrap_or_default();
    change(at(back), at(back + 1))
}

/// A customer's entries of a list sorted by customer.
fn own<T>(list: Option<&[T]>, customer: u32, of: impl Fn(&T) -> u32) -> &[T] {
    let list = list.unwrap_or_default();
    let from = list.partition_point(|entry| of(entry) < customer);
    let to = list.partition_point(|entry| of(entry) <= customer);
    list.get(from..to).unwrap_or_default()
}

/// How many different products each customer bought in each window; `None` where no column says the product.
async fn products<P: Pace>(
    all: &Purchases,
    windows: Windows,
    customers: usize,
    pace: &mut P,
) -> Result<Option<Vec<[f64; WINDOWS]>>, Cancelled> {
    let Some(column) = product_column(all, None) else { return Ok(None) };
    let mut bought: Vec<(u32, usize, u32)> = Vec::new();
    in_blocks_paced(all.len(), pace, |range| {
        let codes = column.codes.get(range.clone()).unwrap_or_default();
        for (row, &code) in all.rows_in(range).zip(codes).filter(|(row, code)| !row.returned && **code != BLANK) {
            bought.extend(windows.of(row.day).map(|window| (row.customer, window, code)));
        }
    })
    .await?;
    different(bought, customers, pace).await.map(Some)
}

/// Through how many different touchpoints and channels each customer was in touch in each window: those that purchases,
/// complaints and answers name, one name being one wherever it stands. `None` where no column says either.
pub async fn contacts<P: Pace>(
    view: &View,
    all: &Purchases,
    windows: Windows,
    customers: usize,
    pace: &mut P,
) -> Result<Option<Vec<[f64; WINDOWS]>>, Cancelled> {
    let mut met = Met::default();
    if let Some(column) = all.of(Field::Channel) {
        let ways = met.ways(column);
        in_blocks_paced(all.len(), pace, |range| {
            for (place, row) in range.clone().zip(all.rows_in(range)).filter(|(_, row)| !row.returned) {
                met.add(way_of(column, &ways, place), row.customer, Some(row.day), windows);
            }
        })
        .await?;
    }
    let ways = [Field::Touchpoint, Field::Channel];
    if let Some(table) = view.all.complaints.as_deref() {
        for column in ways.into_iter().filter_map(|way| table.of(way)) {
            let ways = met.ways(column);
            for (place, (customer, day)) in table.customer.iter().zip(&table.day).enumerate() {
                met.add(way_of(column, &ways, place), *customer, Some(*day), windows);
            }
        }
    }
    if let Some(table) = view.all.answers.as_deref() {
        for column in ways.into_iter().filter_map(|way| table.of(way)) {
            let ways = met.ways(column);
            for (place, (customer, day)) in table.customer.iter().zip(&table.day).enumerate() {
                met.add(way_of(column, &ways, place), *customer, *day, windows);
            }
        }
    }
    if met.names.is_empty() {
        return Ok(None);
    }
    different(met.found, customers, pace).await.map(Some)
}

/// By which ways customers were in touch.
#[derive(Default)]
struct Met {
    /// The number of each way, by its name in lower case.
    names: BTreeMap<String, u32>,
    /// Customer, window, way.
    found: Vec<(u32, usize, u32)>,
}

impl Met {
    /// By the codes of a column the number of each way.
    fn ways(&mut self, column: &Column) -> Vec<u32> {
        let mut number = |code: u32| {
            let next = u32::try_from(self.names.len()).unwrap_or(BLANK);
            *self.names.entry(column.values.get(code).trim().to_lowercase()).or_insert(next)
        };
        (0..).take(column.values.len()).map(&mut number).collect()
    }

    fn add(&mut self, way: Option<u32>, customer: u32, day: Option<Day>, windows: Windows) {
        let window = day.and_then(|day| windows.of(day));
        if let (Some(way), Some(window)) = (way, window)
            && customer != BLANK
        {
            self.found.push((customer, window, way));
        }
    }
}

/// The number of the way that a row of a column says; `None` where it is blank.
fn way_of(column: &Column, ways: &[u32], row: usize) -> Option<u32> {
    ways.get(*column.codes.get(row)? as usize).copied()
}

/// How many different things each customer has in each window.
async fn different<P: Pace>(
    mut found: Vec<(u32, usize, u32)>,
    customers: usize,
    pace: &mut P,
) -> Result<Vec<[f64; WINDOWS]>, Cancelled> {
    sort_paced(&mut found, pace, Ord::cmp).await?;
    found.dedup();
    let mut counts = vec![[0.0; WINDOWS]; customers];
    for (customer, window, _) in found {
        if let Some(count) = counts.get_mut(customer as usize).and_then(|own| own.get_mut(window)) {
            *count += 1.0;
        }
    }
    Ok(counts)
}

fn of_complaints(table: &Complaints) -> Vec<(u32, Day, Option<Day>)> {
    let settled = table.of(Field::Settled);
    let rows = table.customer.iter().zip(&table.day).enumerate();
    let mut found: Vec<_> = rows
        .filter(|(_, (customer, _))| **customer != BLANK)
        .map(|(row, (customer, day))| (*customer, *day, settled.and_then(|settled| settled.day(row))))
        .collect();
    found.sort_unstable();
    found
}

/// `None` where no answer says both who and when.
fn scores(view: &View) -> Option<Vec<(u32, Day, bool)>> {
    let table = view.all.answers.as_deref()?;
    let rows = table.customer.iter().zip(&table.day).zip(&table.score);
    let mut found: Vec<_> = rows
        .filter(|((customer, _), _)| **customer != BLANK)
        .filter_map(|((customer, day), score)| Some((*customer, (*day)?, (*score)?.attitude() == Attitude::Detractor)))
        .collect();
    found.sort_unstable();
    Some(found).filter(|found| !found.is_empty())
}
