//! Contracts: customers whose table says how long they have been there, and whether they left.

use crate::domain::dataset::{Column, Customers, Field};

use crate::domain::kaplan_meier::Time;

/// The two columns.
pub struct Contracts<'a> {
    tenure: &'a Column,
    left: &'a Column,
}

impl<'a> Contracts<'a> {
    /// Where the customers table has both.
    pub fn of(profiles: &'a Customers) -> Option<Self> {
        Some(Self { tenure: profiles.of(Field::Tenure)?, left: profiles.of(Field::Left)? })
    }

    /// How long the customer of a row has been there and whether they left; `None` where either cannot be read.
    pub fn row(&self, row: usize) -> Option<(Time, bool)> {
        let time = Time::new(self.tenure.number(row)?.to_f64())?;
        Some((time, self.left.yes(row)?))
    }

    /// The names of the two columns, by which nothing is compared.
    pub fn names(&self) -> [&'a str; 2] {
        [&self.tenure.name, &self.left.name]
    }
}
