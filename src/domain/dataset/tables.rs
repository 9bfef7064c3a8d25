//! The five tables. In every table all columns have one entry per row; a `customer` column holds
//! numbers into the customer dictionary the table comes with, [`BLANK`] where the row names none.
//!
//! What indicators run through row by row stands in vectors; every other column is in one list and
//! found by its role, so that a new role changes no table.

use std::ops::Range;

use crate::domain::blocks::in_blocks;
use crate::domain::day::{Day, Period};
use crate::domain::money::PackedMoney;
use crate::domain::scale::Answered;
use crate::domain::score::Score;

use super::column::{BLANK, Column, append_all, select};
use super::role::Field;

/// Order lines or transactions.
#[derive(Debug, Clone, Default)]
pub struct Purchases {
    /// Who; never blank.
    pub customer: Vec<u32>,
    /// Which order: rows of one order share the number. Where the file has no order ids, every
    /// row is its own order.
    pub order: Vec<u32>,
    /// How many numbers `order` uses: one more than its largest, 0 for no rows.
    pub orders: u32,
    /// When.
    pub day: Vec<Day>,
    /// How much; negative for returns.
    pub amount: Vec<PackedMoney>,
    /// Whether the row is a return or a cancellation.
    pub returned: Vec<bool>,
    /// Further columns, of roles and extra ones.
    pub columns: Vec<Column>,
}

/// Survey answers.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// Who, or [`BLANK`].
    pub customer: Vec<u32>,
    /// When, if the file says.
    pub day: Vec<Option<Day>>,
    /// The score; `None` is *not an answer* and is counted apart.
    pub score: Vec<Option<Score>>,
    /// What each file's column of scores held, whatever a filter lets through: whether it was asked from 0 to 10 is
    /// no question of some rows.
    pub answered: Vec<Answered>,
    /// Further columns, of roles and extra ones.
    pub columns: Vec<Column>,
}

/// What is known of customers: one row per customer.
#[derive(Debug, Clone, Default)]
pub struct Customers {
    /// Who; never blank.
    pub customer: Vec<u32>,
    /// Customer since.
    pub since: Vec<Option<Day>>,
    /// Further columns, of roles and extra ones.
    pub columns: Vec<Column>,
}

/// Complaints.
#[derive(Debug, Clone, Default)]
pub struct Complaints {
    /// Who, or [`BLANK`].
    pub customer: Vec<u32>,
    /// When it was made.
    pub day: Vec<Day>,
    /// Further columns, of roles and extra ones.
    pub columns: Vec<Column>,
}

/// Customers who left.
#[derive(Debug, Clone, Default)]
pub struct Exits {
    /// Who; never blank.
    pub customer: Vec<u32>,
    /// When they left.
    pub day: Vec<Day>,
    /// Further columns, of roles and extra ones.
    pub columns: Vec<Column>,
}

/// What all tables can do; the macro below writes it for each from its list of columns.
pub(super) trait Table: Default + Clone {
    fn rows(&self) -> usize;
    fn keep(&self, keep: &[bool]) -> Self;
    /// Adds rows; `customers` gives the new number of each customer, where they change.
    /// Gives the names of columns that the two read in different ways.
    fn append(&mut self, other: &Self, customers: Option<&[u32]>) -> Vec<String>;
    fn customer(&self) -> &[u32];
    fn columns(&self) -> &[Column];
    fn day(&self, row: usize) -> Option<Day>;
}

macro_rules! table {
    ($name:ident, day: $day:expr, plain: [$($plain:ident),*] $(, extra: $extra:expr)?) => {
        impl Table for $name {
            fn rows(&self) -> usize {
                self.customer.len()
            }

            #[allow(clippy::needless_update)] // only purchases and answers have more than columns
            fn keep(&self, keep: &[bool]) -> Self {
                Self {
                    customer: select(&self.customer, keep),
                    $($plain: select(&self.$plain, keep),)*
                    columns: self.columns.iter().map(|column| column.select(keep)).collect(),
                    ..self.without_rows()
                }
            }

            fn append(&mut self, other: &Self, customers: Option<&[u32]>) -> Vec<String> {
                let (rows, more) = (self.rows(), other.rows());
                let mixed = append_all(&mut self.columns, rows, &other.columns, more);
                match customers {
                    None => self.customer.extend_from_slice(&other.customer),
                    Some(new) => self.customer.extend(other.customer.iter().map(|&code| new.get(code as usize).copied().unwrap_or(BLANK))),
                }
                $(self.$plain.extend_from_slice(&other.$plain);)*
                $({
                    let after: fn(&mut Self, &Self, usize) = $extra;
                    after(self, other, rows);
                })?
                mixed
            }

            fn customer(&self) -> &[u32] {
                &self.customer
            }

            fn columns(&self) -> &[Column] {
                &self.columns
            }

            fn day(&self, row: usize) -> Option<Day> {
                let day: fn(&Self, usize) -> Option<Day> = $day;
                day(self, row)
            }
        }

        impl $name {
            /// How many rows.
            pub fn len(&self) -> usize {
                self.customer.len()
            }

            /// Whether there is no row.
            pub fn is_empty(&self) -> bool {
                self.customer.is_empty()
            }

            /// The first and last day of its rows; `None` where no row has a day.
            pub fn period(&self) -> Option<Period> {
                let mut span = None;
                in_blocks(self.len(), |range| {
                    span = range.filter_map(|row| Table::day(self, row)).fold(span, |span, day| Some(Period::including(span, day)));
                });
                span
            }

            /// The column of this role.
            pub fn of(&self, role: Field) -> Option<&Column> {
                self.columns.iter().find(|column| column.role == Some(role))
            }

            /// The columns of a role that several can have.
            pub fn items(&self, role: Field) -> impl Iterator<Item = &Column> {
                self.columns.iter().filter(move |column| column.role == Some(role))
            }

            /// The columns people can group and filter by.
            pub fn attributes(&self) -> impl Iterator<Item = &Column> {
                self.columns.iter().filter(|column| column.is_offered())
            }

            /// The one of them with this name.
            pub fn attribute(&self, name: &str) -> Option<&Column> {
                self.attributes().find(|attribute| attribute.name == name)
            }

            /// The rows for which `keep` is true.
            #[must_use]
            pub fn select(&self, keep: &[bool]) -> Self {
                Table::keep(self, keep)
            }
        }
    };
}

/// One row of [`Purchases`], without its further columns.
#[derive(Debug, Clone, Copy)]
pub struct PurchaseRow {
    /// Who.
    pub customer: u32,
    /// Which order.
    pub order: u32,
    /// When.
    pub day: Day,
    /// How much; negative for returns.
    pub amount: PackedMoney,
    /// Whether it is a return or a cancellation.
    pub returned: bool,
}

impl Purchases {
    /// The rows of a range; those past the end are none.
    pub fn rows_in(&self, range: Range<usize>) -> impl Iterator<Item = PurchaseRow> {
        let customer = self.customer.get(range.clone()).unwrap_or_default();
        let order = self.order.get(range.clone()).unwrap_or_default();
        let day = self.day.get(range.clone()).unwrap_or_default();
        let amount = self.amount.get(range.clone()).unwrap_or_default();
        let returned = self.returned.get(range).unwrap_or_default();
        let who = customer.iter().zip(order).zip(day);
        who.zip(amount).zip(returned).map(|((((&customer, &order), &day), &amount), &returned)| PurchaseRow {
            customer,
            order,
            day,
            amount,
            returned,
        })
    }

    /// What is not a column and stays when rows go: order numbers are not given out anew.
    fn without_rows(&self) -> Self {
        Self { orders: self.orders, ..Self::default() }
    }
}

impl Answers {
    /// What the files held stays when rows go.
    fn without_rows(&self) -> Self {
        Self { answered: self.answered.clone(), ..Self::default() }
    }
}

macro_rules! no_scalars {
    ($($name:ident),*) => {$(
        impl $name {
            #[allow(clippy::unused_self)] // the same shape as Purchases, which has one
            fn without_rows(&self) -> Self {
                Self::default()
            }
        }
    )*};
}
no_scalars!(Customers, Complaints, Exits);

table!(Purchases, day: |table, row| table.day.get(row).copied(), plain: [order, day, amount, returned], extra: |table, other, rows| {
    // Orders of different files are different orders, whatever they are called; files that overlap are joined in `build`.
    let offset = table.orders;
    table.order.iter_mut().skip(rows).for_each(|order| *order = order.saturating_add(offset));
    table.orders = offset.saturating_add(other.orders);
});
table!(Answers, day: |table, row| table.day.get(row).copied().flatten(), plain: [day, score], extra: |table, other, _| {
    table.answered.extend_from_slice(&other.answered);
});
table!(Customers, day: |table, row| table.since.get(row).copied().flatten(), plain: [since]);
table!(Complaints, day: |table, row| table.day.get(row).copied(), plain: [day]);
table!(Exits, day: |table, row| table.day.get(row).copied(), plain: [day]);
