//! Contracts: customers whose table says how long they have been there, and whether they left.

use crate::domain::dataset::{Attribute, Customers};

use super::km::Time;

/// Headers of the column of how long a customer has been there.
const TENURE: [&str; 1] = ["tenure"];
/// Headers of the column of whether they left.
const LEFT: [&str; 2] = ["left", "churn"];

/// The two columns.
pub struct Contracts<'a> {
    tenure: &'a Attribute,
    left: &'a Attribute,
    times: Vec<Option<Time>>,
    leaving: Vec<Option<bool>>,
}

impl<'a> Contracts<'a> {
    /// Where the customers table has both.
    pub fn of(profiles: &'a Customers) -> Option<Self> {
        let named = |names: &[&str]| {
            let is_named = |column: &&Attribute| names.iter().any(|name| column.name.eq_ignore_ascii_case(name));
            profiles.attributes.iter().find(is_named)
        };
        let (tenure, left) = (named(&TENURE)?, named(&LEFT)?);
        let times = tenure.values.iter().map(|(_, text)| text.trim().parse().ok().and_then(Time::new)).collect();
        let leaving = left.values.iter().map(|(_, text)| yes_or_no(text)).collect();
        Some(Self { tenure, left, times, leaving })
    }

    /// How long the customer of a row has been there and whether they left; `None` where either cannot be read.
    pub fn row(&self, row: usize) -> Option<(Time, bool)> {
        let time = self.times.get(*self.tenure.codes.get(row)? as usize).copied().flatten()?;
        let left = self.leaving.get(*self.left.codes.get(row)? as usize).copied().flatten()?;
        Some((time, left))
    }

    /// The names of the two columns, by which nothing is compared.
    pub fn names(&self) -> [&'a str; 2] {
        [&self.tenure.name, &self.left.name]
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "是" => Some(true),
        "no" | "n" | "false" | "0" | "否" => Some(false),
        _ => None,
    }
}
