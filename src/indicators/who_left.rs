//! Whom an indicator of staying follows: all of them, and those of them who left. Two of its tiles count them and lead there.

use super::members::CustomerGroup;
use super::page::Only;

/// The keys of those followed, and of those of them who left.
const GROUPS: [&str; 2] = ["followed", "left"];

/// Those followed, and those of them who left, by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct WhoLeft([Vec<u32>; 2]);

impl WhoLeft {
    /// Adds a customer.
    pub fn add(&mut self, customer: u32, left: bool) {
        let [followed, gone] = &mut self.0;
        followed.push(customer);
        gone.extend(left.then_some(customer));
    }

    /// Both as groups under these names.
    pub fn groups(&self, names: [&str; 2]) -> Vec<CustomerGroup<'_>> {
        CustomerGroup::all(GROUPS, names, &self.0)
    }

    /// What the tiles of both lead to, on the page of an indicator.
    pub fn ways(of: &str) -> [Only; 2] {
        GROUPS.map(|key| Only::class(of, key))
    }
}

impl FromIterator<(u32, bool)> for WhoLeft {
    fn from_iter<I: IntoIterator<Item = (u32, bool)>>(customers: I) -> Self {
        let mut who = Self::default();
        customers.into_iter().for_each(|(customer, left)| who.add(customer, left));
        who
    }
}
