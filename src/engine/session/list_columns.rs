//! Which columns the customer list has: those in which somebody has something.

use crate::domain::dataset::{Column, Customers, Field, Values};
use crate::engine::protocol::{FurtherColumn, ListColumns};

use super::customers::Known;
use super::scored::Scored;

/// What a reader asks first of somebody who bought nothing: whether they left, how long they have been there, what they bring.
const FIRST: [Field; 3] = [Field::Left, Field::Tenure, Field::Value];
/// An attribute of so many values says what kind of customer somebody is; one of more may say anything.
const KINDS: std::ops::RangeInclusive<usize> = 3..=20;

impl Scored {
    /// The columns of a list of these customers.
    pub(super) fn list_columns(&self, known: &[Known]) -> ListColumns {
        let listed = || (0_u32..).zip(known).filter(|(_, known)| known.listed);
        let scored = known.iter().any(|known| known.rfm.is_some());
        let profiles = self.dataset.profiles.as_deref().filter(|table| !table.is_empty());
        let name = profiles.and_then(|table| table.of(Field::Name));
        let of_column = |column: &Column| FurtherColumn {
            name: column.name.clone(),
            is_number: matches!(column.read_as(), Values::Number),
        };
        ListColumns {
            id_width: listed().map(|(customer, _)| width(self.dataset.customers.get(customer))).max().unwrap_or(0),
            names: name.is_some_and(|name| !name.values.is_empty()),
            scored,
            answered: known.iter().any(|known| known.score().is_some()),
            further: profiles.filter(|_| !scored).map(further).into_iter().flatten().map(of_column).collect(),
        }
    }

    /// The columns by their names.
    pub(super) fn further_of(&self, columns: &ListColumns) -> Vec<&Column> {
        let Some(profiles) = self.dataset.profiles.as_deref() else { return Vec::new() };
        let of = |wanted: &FurtherColumn| candidates(profiles).find(|column| column.name == wanted.name);
        columns.further.iter().filter_map(of).collect()
    }
}

/// All that may be shown.
fn candidates(table: &Customers) -> impl Iterator<Item = &Column> {
    let roles = FIRST.iter().filter_map(|role| table.of(*role));
    let others = table.attributes().filter(|column| column.role.is_none_or(|role| !FIRST.contains(&role)));
    roles.chain(others).filter(|column| !column.values.is_empty())
}

/// The first of them: those of a role, then those that say which kind of customer somebody is, then any.
fn further(table: &Customers) -> Vec<&Column> {
    let rank = |column: &&Column| match column.role {
        Some(role) if FIRST.contains(&role) => 0,
        _ if KINDS.contains(&column.values.len()) => 1,
        _ => 2,
    };
    let mut columns: Vec<&Column> = candidates(table).collect();
    columns.sort_by_key(rank);
    columns.truncate(ListColumns::MOST_FURTHER);
    columns
}

fn width(id: &str) -> usize {
    id.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}
