//! Territory: how many accounts were visited lately, by whom, and which were not.
//!
//! Accounts are the customers of the customers table whom the filter lets through, without those who left (an exit and no
//! purchase since). An account was visited where the newest day of its last visit lies within the last so many days up to the
//! last day known: the newest day of any visit or purchase loaded, or the end of the chosen period where that is earlier;
//! of later visits nothing was known then. One with no day was never visited as far as the file says. The goal is that
//! none is left unvisited. All accounts are counted, not a sample of them, so that shares carry no interval.
//!
//! What an account brought is the money of the rows that count up to the end of the chosen period.

mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Column, Customers, Field, Kind};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;

use super::dividing::{Dividing, attribute_names};
use super::left::Left;
use super::named::owner_first;
use super::page::{Control, Page};
use super::spent::Spent;
use super::{About, CustomerGroup, CustomerTable, Group, Indicator, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "territory";

/// The most days that are called lately: ten years.
pub const MOST_DAYS: u16 = 3_650;

/// The most accounts listed.
pub const MOST_LISTED: usize = 1_000;

/// Territories.
pub struct TerritoryIndicator;

impl Indicator for TerritoryIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Visits", "走访"],
        group: Group::Service,
        path: "/service/visits",
        needs: &[Kind::Customers],
    };

    const NEEDS_COLUMN: &'static [Field] = &[Field::Visited];

    type Params = TerritoryParams;
    type Checked = TerritoryParams;
    type Found = Territory;
    type Error = TerritoryError;

    fn with_shared(own: TerritoryParams, shared: &Shared) -> TerritoryParams {
        TerritoryParams { returns: shared.returns, small_sample: shared.small_sample, ..own }
    }

    fn check(params: TerritoryParams) -> Result<TerritoryParams, TerritoryError> {
        if !(1..=MOST_DAYS).contains(&params.days) {
            return Err(TerritoryError::Days(params.days));
        }
        if !(1..=MOST_LISTED).contains(&params.listed) {
            return Err(TerritoryError::Listed(params.listed));
        }
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &TerritoryParams,
        pace: &mut P,
    ) -> Result<Option<Territory>, Stopped<TerritoryError>> {
        let Some(table) = accounts_table(view) else { return Ok(None) };
        let Some(column) = table.of(Field::Visited) else { return Ok(Some(Territory::none(view))) };
        let accounts = Accounts::of(view, table, column, params, pace).await?;
        Ok(Some(accounts.found(view, table, params)))
    }

    fn show(found: &Territory, params: &TerritoryParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a Territory, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::TerritoryTexts::of(say.language);
        CustomerGroup::all(GROUPS, [texts.unvisited, texts.never], &found.who)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::TerritoryTexts::of(say.language).promise
    }

    fn explain(error: &TerritoryError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &TerritoryParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say).into()
    }

    async fn table<P: Pace>(
        view: &View,
        _found: &Territory,
        params: &TerritoryParams,
        pace: &mut P,
    ) -> Result<Option<CustomerTable>, Cancelled> {
        let Some(table) = accounts_table(view) else { return Ok(None) };
        let Some(column) = table.of(Field::Visited) else { return Ok(None) };
        let accounts = Accounts::of(view, table, column, params, pace).await?;
        let row = |account: &Account| {
            vec![
                view.dataset.customers.get(account.customer).to_owned(),
                account.visited.map(|day| day.to_string()).unwrap_or_default(),
                if accounts.is_lately(account) { "visited" } else { "unvisited" }.to_owned(),
                account.value.map(|value| value.to_string()).unwrap_or_default(),
            ]
        };
        let mut rows: Vec<Vec<String>> = accounts.all.iter().map(row).collect();
        rows.sort_unstable();
        let header = ["customer", "last_visit", "state", "value"].map(str::to_owned).to_vec();
        Ok(Some(CustomerTable { header, rows }))
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TerritoryParams {
    /// Visits of how many days are lately, 1 to [`MOST_DAYS`]. Default 90.
    pub days: u16,
    /// The attribute of the customers table accounts are divided by; `None` (default) for the first that is called
    /// territory, owner or branch, else the first in text order.
    pub by: Option<String>,
    /// How many accounts are listed, 1 to [`MOST_LISTED`]. Default 50.
    pub listed: usize,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Below how many accounts figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for TerritoryParams {
    fn default() -> Self {
        Self { days: 90, by: None, listed: 50, returns: ReturnsPolicy::default(), small_sample: SmallSample::DEFAULT }
    }
}

/// Parameters that mean nothing.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TerritoryError {
    /// No such number of days.
    #[error("lately cannot mean {0} days: choose 1 to {MOST_DAYS}")]
    Days(u16),
    /// So many cannot be listed.
    #[error("{0} accounts cannot be listed: choose 1 to {MOST_LISTED}")]
    Listed(usize),
}

/// Accounts and their visits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Territory {
    /// Whether a column says when accounts were visited.
    pub says_visited: bool,
    /// The last day known; `None` where there is none.
    pub counted_to: Option<Day>,
    /// Of all.
    #[serde(flatten)]
    pub all: Coverage,
    /// Accounts that left, in no figure.
    pub left: usize,
    /// The attribute of `groups`; `None` where there is none to divide by.
    pub by: Option<String>,
    /// By that attribute, the lowest share first.
    pub groups: Vec<NamedCoverage>,
    /// Unvisited accounts, those that brought most first.
    pub list: Vec<Unvisited>,
    /// Attributes to choose from.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// What it was computed from; `used` counts accounts.
    pub provenance: Provenance,
    /// The accounts of each of [`GROUPS`], by number.
    #[serde(skip)]
    who: [Vec<u32>; 2],
}

/// The keys of the accounts that were not visited lately, and of those never visited.
const GROUPS: [&str; 2] = ["unvisited", "never"];

/// How well some accounts are covered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Coverage {
    /// How many.
    pub accounts: usize,
    /// Visited lately.
    pub visited: usize,
    /// Not visited lately.
    pub unvisited: usize,
    /// Of those, the ones without any visit the file knows.
    pub never: usize,
    /// `visited / accounts`; `None` of none.
    pub share: Option<f64>,
    /// What the unvisited brought; `None` where nothing says what any of them did.
    pub unvisited_value: Option<Money>,
}

impl Coverage {
    fn add(&mut self, account: &Account, lately: bool) {
        self.accounts += 1;
        self.visited += usize::from(lately);
        self.unvisited = self.accounts - self.visited;
        self.never += usize::from(account.visited.is_none());
        self.share = Some(self.visited as f64 / self.accounts as f64);
        if let Some(value) = account.value.filter(|_| !lately) {
            *self.unvisited_value.get_or_insert(Money::ZERO) += value;
        }
    }
}

/// Accounts of one value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NamedCoverage {
    /// The value; the empty text where it is blank.
    pub name: String,
    /// How well they are covered.
    #[serde(flatten)]
    pub coverage: Coverage,
}

/// One unvisited account.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unvisited {
    /// By id.
    pub customer: String,
    /// The last visit; `None` for never.
    pub visited: Option<Day>,
    /// For how many days; `None` for never.
    pub days: Option<i32>,
    /// The value of the attribute in force; the empty text where it is blank.
    pub group: String,
    /// What it brought; `None` where nothing says it.
    pub value: Option<Money>,
}

impl Territory {
    /// Where no column says a visit.
    fn none(view: &View) -> Self {
        Self {
            says_visited: false,
            counted_to: None,
            all: Coverage::default(),
            left: 0,
            by: None,
            groups: Vec::new(),
            list: Vec::new(),
            offered: Vec::new(),
            provenance: view.with_held_back(Provenance::new(ID, None, 0, &[]), Kind::Customers),
            who: [Vec::new(), Vec::new()],
        }
    }
}

/// The customers table let through, where it has rows.
fn accounts_table(view: &View) -> Option<&Customers> {
    view.dataset.profiles.as_deref().filter(|table| !table.is_empty())
}

/// One account.
#[derive(Debug, Clone, Copy)]
struct Account {
    customer: u32,
    /// Its last row.
    row: usize,
    /// Its last visit up to the last day known.
    visited: Option<Day>,
    value: Option<Money>,
}

/// All that did not leave.
struct Accounts {
    all: Vec<Account>,
    left: usize,
    /// Visits after the last day known.
    later: usize,
    until: Option<Day>,
    days: i32,
}

impl Accounts {
    async fn of<P: Pace>(
        view: &View,
        table: &Customers,
        column: &Column,
        params: &TerritoryParams,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let horizon = view.horizon(pace).await?;
        let newest = (0..table.len()).filter_map(|row| column.day(row)).max();
        let until = [newest.max(horizon.last_day()), view.until()].into_iter().flatten().min();
        let spent = match view.purchases_so_far() {
            Some(purchases) => Spent::of(&purchases, params.returns, pace).await?,
            None => Spent::default(),
        };
        pace.breathe(Progress::default()).await?;
        let mut later = 0;
        let mut by_customer: Vec<Option<Account>> = vec![None; view.dataset.customers.len()];
        for (row, &customer) in table.customer.iter().enumerate() {
            let said = column.day(row);
            let visited = said.filter(|day| until.is_some_and(|until| *day <= until));
            later += usize::from(said.is_some() && visited.is_none());
            let Some(slot) = by_customer.get_mut(customer as usize) else { continue };
            let known = slot.and_then(|account| account.visited);
            let value = spent.of_customer(customer);
            *slot = Some(Account { customer, row, visited: visited.max(known), value });
        }
        let left = Left::of(view);
        let is_gone =
            |account: &Account| left.has(account.customer, horizon.last_purchase(account.customer).unwrap_or(Day::MIN));
        let (gone, all): (Vec<Account>, Vec<Account>) = by_customer.into_iter().flatten().partition(is_gone);
        Ok(Self { all, left: gone.len(), later, until, days: i32::from(params.days) })
    }

    fn is_lately(&self, account: &Account) -> bool {
        let since = self.until.zip(account.visited).map(|(until, visited)| until.days_since(visited));
        since.is_some_and(|days| days < self.days)
    }

    fn found(&self, view: &View, table: &Customers, params: &TerritoryParams) -> Territory {
        let offered = attribute_names(&view.dataset, table.attributes());
        let by = params.by.clone().or_else(|| owner_first(&offered).cloned());
        let dividing = by.as_ref().and_then(|by| Dividing::of(&view.dataset, table.attribute(by), by));
        let mut all = Coverage::default();
        self.all.iter().for_each(|account| all.add(account, self.is_lately(account)));
        let rows = self.all.iter().map(|account| (account.row, account.customer, account));
        let add = |coverage: &mut Coverage, account: &Account| coverage.add(account, self.is_lately(account));
        let tallied = |dividing: &Dividing<'_>| dividing.tallied(&Coverage::default(), rows, add);
        let tallied = dividing.as_ref().map(tallied).unwrap_or_default();
        let named = |(name, coverage): (String, Coverage)| NamedCoverage { name, coverage };
        let mut groups: Vec<NamedCoverage> = tallied.into_iter().map(named).collect();
        order::sort_by(&mut groups, |one, other| {
            let [first, second] = [one, other].map(|one| one.coverage.share.unwrap_or_default());
            first.total_cmp(&second).then_with(|| one.name.cmp(&other.name))
        });
        let unvisited = self.all.iter().filter(|account| !self.is_lately(account));
        let never = self.all.iter().filter(|account| account.visited.is_none()).map(|account| account.customer);
        let who = [unvisited.clone().map(|account| account.customer).collect(), never.collect()];
        let listed = |account: &Account| Unvisited {
            customer: view.dataset.customers.get(account.customer).to_owned(),
            visited: account.visited,
            days: self.until.zip(account.visited).map(|(until, visited)| until.days_since(visited)),
            group: dividing.as_ref().map(|dividing| dividing.value(account.row, account.customer)).unwrap_or_default(),
            value: account.value,
        };
        let mut list: Vec<Unvisited> = unvisited.map(listed).collect();
        order::sort_by(&mut list, |one, other| {
            other.value.cmp(&one.value).then_with(|| one.customer.cmp(&other.customer))
        });
        list.truncate(params.listed);
        let days = self.all.iter().filter_map(|account| account.visited);
        let left_out = [(LeftOut::AfterReferenceDate, self.later)];
        let provenance = Provenance::new(ID, Period::spanning(days), self.all.len(), &left_out);
        Territory {
            says_visited: true,
            counted_to: self.until,
            all,
            left: self.left,
            by: by.filter(|_| dividing.is_some()),
            groups,
            list,
            offered,
            provenance: view.with_held_back(provenance, Kind::Customers),
            who,
        }
    }
}
