//! A column of texts, each distinct text stored once.

use std::sync::Arc;

use crate::domain::dictionary::Dictionary;

/// The code of a blank cell.
pub const BLANK: u32 = u32::MAX;

/// An extra column of a file, to group and filter by: branch, channel, age group, …
#[derive(Debug, Clone, Default)]
pub struct Attribute {
    /// The header, trimmed.
    pub name: String,
    /// The distinct values.
    pub values: Arc<Dictionary>,
    /// One code per row into `values`, [`BLANK`] for a blank cell.
    pub codes: Vec<u32>,
}

impl Attribute {
    /// The value of a row; `None` where blank or past the end.
    pub fn value(&self, row: usize) -> Option<&str> {
        self.codes.get(row).filter(|&&code| code != BLANK).map(|&code| self.values.get(code))
    }

    /// The rows for which `keep` holds.
    #[must_use]
    pub fn select(&self, keep: &[bool]) -> Self {
        Self { name: self.name.clone(), values: Arc::clone(&self.values), codes: select(&self.codes, keep) }
    }

    /// This column followed by `other`'s rows, values joined by text.
    pub(super) fn append(&mut self, other: &Self) {
        let values = Arc::make_mut(&mut self.values);
        let new_codes: Vec<u32> = other.values.iter().map(|(_, text)| values.intern(text)).collect();
        self.codes.extend(other.codes.iter().map(|&code| new_codes.get(code as usize).copied().unwrap_or(BLANK)));
    }
}

/// The elements of `column` whose row is kept.
pub(super) fn select<T: Copy>(column: &[T], keep: &[bool]) -> Vec<T> {
    column.iter().zip(keep).filter(|(_, keep)| **keep).map(|(value, _)| *value).collect()
}

/// Joins two sets of attributes of `rows` and `more` rows by name; what one side lacks is blank.
pub(super) fn append_all(into: &mut Vec<Attribute>, rows: usize, from: &[Attribute], more: usize) {
    for attribute in from {
        if !into.iter().any(|known| known.name == attribute.name) {
            into.push(Attribute { name: attribute.name.clone(), values: Arc::default(), codes: vec![BLANK; rows] });
        }
    }
    for known in into {
        match from.iter().find(|attribute| attribute.name == known.name) {
            Some(attribute) => known.append(attribute),
            None => known.codes.resize(rows + more, BLANK),
        }
    }
}
