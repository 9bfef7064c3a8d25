//! Points of a club: earned, redeemed, expired and outstanding, and how many lapse.
//!
//! Columns of the customers table or of the purchases say it ([`super::entries`]). Earned, redeemed and expired are added up
//! exactly over the rows that count. Points outstanding are what the column of balances says, added up over customers, of
//! purchases each customer's newest; without such a column earned less redeemed and expired, where all three are known. That
//! may come out below zero, and is shown so. Where a period with a beginning is chosen and the three stand in the purchases,
//! the remainder is what the period added and not what is outstanding, and there is none.
//!
//! - *Redemption rate*: redeemed by earned.
//! - *Breakage*: expired by earned, so far. No estimate: points that are still there may lapse later.
//! - *Breakage of settled points*: expired by redeemed and expired, of those whose fate is known.
//!
//! A rate is none where it would divide by zero or less, or what it divides is below zero. One above 1 is possible: points of
//! before the rows were redeemed too.
//!
//! A cell below zero takes points back (a return) and lowers the sum. A column of redeemed or expired points most of whose
//! different numbers but zero are below it is written with minus signs and turned round, whatever a filter leaves of it.
//! Blank cells and such that are no numbers are left out; each is counted. *Redeemed none* are customers with points
//! outstanding whose redeemed points come to zero, blank cells too; who has a cell there that is no number is not among
//! them. Both must be of the same rows: without a chosen period, and from one table.
//!
//! A balance is what there is at the end of a chosen period, whenever it was written down.
//!
//! With a value of a point, points outstanding and expired are worth as much money, rounded to the millionth. It is the
//! user's; what an accountant sets aside for points also asks how many of them will be redeemed.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{BLANK, Column, Kind, Purchases, Reading};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::View;
use crate::indicators::named::numbers;

use super::entries::{Entry, Found, Row, Rows, found};
use super::{ClubParams, ID};

/// The key of those who redeemed none.
pub const NEVER_REDEEMED: &str = "never_redeemed";

/// The highest value of a point.
pub const MOST_A_POINT: Money = Money::from_micros(1_000_000_000_000);

/// What became of the points.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Points {
    /// Points given; `None` without a column, as are all others.
    pub earned: Option<Money>,
    /// Points exchanged.
    pub redeemed: Option<Money>,
    /// Points that lapsed.
    pub expired: Option<Money>,
    /// Points that are left; may be below zero.
    pub outstanding: Option<Money>,
    /// What says so.
    pub outstanding_from: Option<OutstandingFrom>,
    /// Redeemed by earned.
    pub redemption_rate: Option<f64>,
    /// Expired by earned.
    pub breakage: Option<f64>,
    /// Expired by redeemed and expired.
    pub settled_breakage: Option<f64>,
    /// Customers with points outstanding who redeemed none.
    pub never_redeemed: Option<usize>,
    /// The points they have.
    pub never_redeemed_points: Option<Money>,
    /// Points outstanding in money; `None` without a value of a point.
    pub liability: Option<Money>,
    /// Expired points in money.
    pub breakage_money: Option<Money>,
    /// Whether earned, redeemed and expired are those of a chosen period alone.
    pub within_period: bool,
    /// The columns, in the order of [`Entry::ALL`].
    pub columns: Vec<PointsColumn>,
    /// Columns that are called so and not read as numbers, which count nowhere.
    pub not_numbers: Vec<String>,
    /// What earned, redeemed and expired were computed from; `used` counts rows that have one of them.
    pub provenance: Option<Provenance>,
    /// What the balance was computed from; `used` counts customers.
    pub of_balance: Option<Provenance>,
    /// Columns to choose from.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// Those who redeemed none, by number.
    #[serde(skip)]
    pub idle: Vec<u32>,
}

/// What says how many points are outstanding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutstandingFrom {
    /// A column of balances.
    Balance,
    /// Earned less redeemed and expired.
    Remainder,
}

/// A column of points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointsColumn {
    /// What it says.
    pub key: Entry,
    /// Its name.
    pub column: String,
    /// Its table.
    pub table: Kind,
    /// Rows with a number; of balances customers with one.
    pub used: usize,
    /// Blank cells.
    pub blank: usize,
    /// Cells that are something else than a number.
    pub unreadable: usize,
    /// Numbers below zero.
    pub negative: usize,
    /// Whether most of its different numbers are below zero, and all were turned round.
    pub turned: bool,
    /// Numbers that lower the sum once it is turned, where it is.
    #[serde(skip)]
    pub back: usize,
}

impl Points {
    /// The column of an entry.
    pub fn column(&self, entry: Entry) -> Option<&PointsColumn> {
        self.columns.iter().find(|column| column.key == entry)
    }
}

/// What became of the points of the rows that count.
pub async fn points<P: Pace>(
    view: &View,
    purchases: &Purchases,
    params: &ClubParams,
    pace: &mut P,
) -> Result<Points, Cancelled> {
    let profiles = view.dataset.profiles.as_deref().map(Rows::Customers);
    let tables: Vec<Rows<'_>> = profiles.into_iter().chain([Rows::Purchases(purchases)]).collect();
    let customers = view.all.customers.len();
    let mut points = Points { offered: offered(&tables), ..Points::default() };
    let mut tallies = Vec::new();
    if let Some(flows) = found(&tables, &Entry::FLOWS, params) {
        points.within_period = flows.rows.kind() == Kind::Purchases && view.filter.from.is_some();
        let scan = Scan::of(&flows, customers, params.returns, pace).await?;
        points.provenance = Some(view.with_held_back(scan.provenance(), flows.rows.kind()));
        tallies.extend(scan.tallies);
    }
    let earlier = view.so_far();
    let known = earlier.as_ref().unwrap_or(view);
    let stock: Vec<Rows<'_>> = profiles.into_iter().chain(known.purchases().map(Rows::Purchases)).collect();
    if let Some(balance) = found(&stock, &[Entry::Balance], params) {
        // What is left after a return is left, whatever returns do to sums.
        let scan = Scan::of(&balance, customers, ReturnsPolicy::Net, pace).await?;
        let used = scan.tallies.iter().map(|tally| tally.column.used).sum();
        let provenance = Provenance { used, ..scan.provenance() };
        points.of_balance = Some(known.with_held_back(provenance, balance.rows.kind()));
        tallies.extend(scan.tallies);
    }
    let missing = Entry::ALL.into_iter().filter(|entry| tallies.iter().all(|tally| tally.column.key != *entry));
    let unread = missing.flat_map(|entry| tables.iter().flat_map(move |rows| rows.not_numbers(entry)));
    points.not_numbers = unread.map(str::to_owned).collect();
    points.take(&tallies, params.point_value);
    points.columns = tallies.into_iter().map(|tally| tally.column).collect();
    Ok(points)
}

/// The names of the columns of numbers, in text order.
fn offered(tables: &[Rows<'_>]) -> Vec<String> {
    let names: BTreeSet<&str> =
        tables.iter().flat_map(|rows| numbers(rows.columns())).map(|column| column.name.as_str()).collect();
    names.into_iter().map(str::to_owned).collect()
}

impl Points {
    /// Takes in what the columns come to.
    fn take(&mut self, tallies: &[Tally<'_>], value: Option<Money>) {
        let of = |entry| tallies.iter().find(|tally| tally.column.key == entry && tally.column.used > 0);
        let [earned, redeemed, expired, balance] = Entry::ALL.map(of);
        let [earned_in_all, redeemed_in_all, expired_in_all, left] =
            [earned, redeemed, expired, balance].map(|tally| Some(tally?.total()));
        let flows = earned.zip(redeemed).zip(expired).filter(|_| !self.within_period);
        let left_of = |customer: usize| match (balance, flows) {
            (Some(balance), _) => balance.of_customer(customer),
            (None, Some(((earned, redeemed), expired))) => {
                earned.of_customer(customer) - redeemed.of_customer(customer) - expired.of_customer(customer)
            }
            (None, None) => Money::ZERO,
        };
        (self.earned, self.redeemed, self.expired) = (earned_in_all, redeemed_in_all, expired_in_all);
        let remainder = flows.map(|((earned, redeemed), expired)| earned.total() - redeemed.total() - expired.total());
        self.outstanding = left.or(remainder);
        let from = if balance.is_some() { OutstandingFrom::Balance } else { OutstandingFrom::Remainder };
        self.outstanding_from = self.outstanding.map(|_| from);
        self.redemption_rate = rate(redeemed_in_all, earned_in_all);
        self.breakage = rate(expired_in_all, earned_in_all);
        // Of one that is below zero the other would be more than all.
        let settled = redeemed_in_all.filter(|redeemed| !redeemed.is_negative()).zip(expired_in_all);
        self.settled_breakage = rate(expired_in_all, settled.map(|(redeemed, expired)| redeemed + expired));
        let same_rows = |redeemed: &&Tally<'_>| {
            let table = balance.map_or(redeemed.column.table, |balance| balance.column.table);
            self.outstanding.is_some() && !self.within_period && table == redeemed.column.table
        };
        if let Some(redeemed) = redeemed.filter(same_rows) {
            let none = |customer: &u32| redeemed.is_none_of(*customer) && left_of(*customer as usize) > Money::ZERO;
            self.idle = (0_u32..).take(redeemed.sums.len()).filter(none).collect();
            self.never_redeemed = Some(self.idle.len());
            self.never_redeemed_points = Some(self.idle.iter().map(|customer| left_of(*customer as usize)).sum());
        }
        self.liability = self.outstanding.and_then(|points| worth(points, value?));
        self.breakage_money = self.expired.and_then(|points| worth(points, value?));
    }
}

/// A part of a whole; `None` where either is not known, the whole is zero or less, or the part is below zero.
fn rate(part: Option<Money>, whole: Option<Money>) -> Option<f64> {
    let (part, whole) = part.zip(whole)?;
    (whole > Money::ZERO && !part.is_negative()).then(|| part.to_f64() / whole.to_f64())
}

/// Points at so much each, rounded to the millionth; `None` where that is more than any money.
fn worth(points: Money, value: Money) -> Option<Money> {
    const SCALE: i128 = 1_000_000;
    let product = points.micros().checked_mul(value.micros())?;
    Some(Money::from_micros(product.checked_add(SCALE / 2)?.div_euclid(SCALE)))
}

/// What the rows of a table say in some columns.
struct Scan<'a> {
    tallies: Vec<Tally<'a>>,
    /// Rows with a number in any of them.
    used: usize,
    /// Rows with a number in none.
    none: usize,
    /// Returns that were left out.
    returns: usize,
    period: Option<Period>,
}

impl<'a> Scan<'a> {
    async fn of<P: Pace>(
        found: &Found<'a>,
        customers: usize,
        returns: ReturnsPolicy,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let rows = found.rows;
        let tallies = found.columns.iter().map(|(entry, column)| Tally::new(*entry, column, rows.kind(), customers));
        let mut scan = Self { tallies: tallies.collect(), used: 0, none: 0, returns: 0, period: None };
        in_blocks_paced(rows.len(), pace, |range| {
            for (place, row) in range.filter_map(|place| Some((place, rows.row(place)?))) {
                if row.returned && returns == ReturnsPolicy::LeftOut {
                    scan.returns += 1;
                } else {
                    scan.take(place, &row);
                }
            }
        })
        .await?;
        scan.tallies.iter_mut().for_each(Tally::finish);
        Ok(scan)
    }

    fn take(&mut self, place: usize, row: &Row) {
        let mut any = false;
        for tally in &mut self.tallies {
            any |= tally.take(place, row);
        }
        if any {
            self.used += 1;
            self.period = row.day.map(|day| Period::including(self.period, day));
        } else {
            self.none += 1;
        }
    }

    fn provenance(&self) -> Provenance {
        let left_out = [(LeftOut::Return, self.returns), (LeftOut::NoNumber, self.none)];
        Provenance::new(ID, self.period, self.used, &left_out)
    }
}

/// What one column says.
struct Tally<'a> {
    from: &'a Column,
    column: PointsColumn,
    /// By customer number.
    sums: Vec<Money>,
    /// Of balances the day each is of, by customer number; `None` of whom nothing is known.
    newest: Vec<Option<Day>>,
    /// Customers with a cell that is no number.
    unreadable_of: BTreeSet<u32>,
}

impl<'a> Tally<'a> {
    fn new(key: Entry, from: &'a Column, table: Kind, customers: usize) -> Self {
        let column = PointsColumn {
            key,
            column: from.name.clone(),
            table,
            used: 0,
            blank: 0,
            unreadable: 0,
            negative: 0,
            turned: matches!(key, Entry::Redeemed | Entry::Expired) && is_of_minus_signs(from),
            back: 0,
        };
        let newest = if key == Entry::Balance { vec![None; customers] } else { Vec::new() };
        Self { from, column, sums: vec![Money::ZERO; customers], newest, unreadable_of: BTreeSet::new() }
    }

    /// Takes in a row; whether it has a number.
    fn take(&mut self, place: usize, row: &Row) -> bool {
        let Some(points) = self.from.number(place) else {
            if self.from.codes.get(place).is_none_or(|code| *code == BLANK) {
                self.column.blank += 1;
            } else {
                self.column.unreadable += 1;
                self.unreadable_of.insert(row.customer);
            }
            return false;
        };
        let customer = row.customer as usize;
        let Some(sum) = self.sums.get_mut(customer) else { return false };
        if let Some(newest) = self.newest.get_mut(customer) {
            let day = row.day.unwrap_or(Day::MIN);
            if newest.is_none_or(|known| day >= known) {
                (*newest, *sum) = (Some(day), points);
            }
            return true;
        }
        let counted = if self.column.turned { -points } else { points };
        *sum += counted;
        self.column.used += 1;
        self.column.negative += usize::from(points.is_negative());
        self.column.back += usize::from(counted.is_negative());
        true
    }

    /// Of balances counts those that are left.
    fn finish(&mut self) {
        if self.column.key == Entry::Balance {
            self.column.used = self.newest.iter().flatten().count();
            self.column.negative = self.sums.iter().filter(|points| points.is_negative()).count();
            self.column.back = self.column.negative;
        }
    }

    fn total(&self) -> Money {
        self.sums.iter().copied().sum()
    }

    fn of_customer(&self, customer: usize) -> Money {
        self.sums.get(customer).copied().unwrap_or_default()
    }

    /// Whether what it says of a customer comes to zero, as far as it can be read.
    fn is_none_of(&self, customer: u32) -> bool {
        self.of_customer(customer as usize) == Money::ZERO && !self.unreadable_of.contains(&customer)
    }
}

/// Whether most of the different numbers of a column but zero are below it. A filter leaves them all.
fn is_of_minus_signs(column: &Column) -> bool {
    let Reading::Number(numbers) = &column.reading else { return false };
    let numbers = || numbers.iter().flatten().map(|number| number.money());
    let below = numbers().filter(|number| number.is_negative()).count();
    below > numbers().filter(|number| *number > Money::ZERO).count()
}
