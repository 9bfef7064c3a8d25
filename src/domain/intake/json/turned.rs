//! Tables that one object holds column by column, or by the keys of rows: what `pandas` writes unless told otherwise, and
//! stores of documents export.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::table::Object;

/// Objects that an object needs to be a table of them, by their keys: fewer are parts of one row.
const LEAST: usize = 5;

/// The rows of such a table, where there is nothing but the object: among others it is a row. `None` for an object that is a
/// row itself.
///
/// - `{"customer": {"0": "a", "1": "b"}, "amount": {"0": 1, "1": 2}}` and `{"customer": ["a", "b"], "amount": [1, 2]}` are
///   columns.
/// - `{"O1": {"customer": "a", …}, "O2": {…}, …}` are rows, where all have the same keys.
pub(super) fn turned<'a>(object: &Object<'a>) -> Option<Vec<Object<'a>>> {
    let (_, first) = object.0.first().filter(|_| object.0.len() > 1)?;
    if first.get().starts_with('[') {
        let columns = all(object, |value| value.starts_with('['), |value| serde_json::from_str(value).ok())?;
        return by_columns(object, &columns);
    }
    let inner = all(object, |value| value.starts_with('{'), |value| serde_json::from_str::<Object<'_>>(value).ok())?;
    let (head, others) = inner.split_first()?;
    let is_alike = |other: &Object<'_>| keys(other).eq(keys(head));
    if head.0.len() < 2 || !others.iter().all(is_alike) {
        return None;
    }
    // The rows of a table that was filtered have the numbers they had.
    if keys(head).all(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())) {
        let columns: Vec<Vec<&RawValue>> =
            inner.iter().map(|column| column.0.iter().map(|(_, value)| *value).collect()).collect();
        return by_columns(object, &columns);
    }
    (inner.len() >= LEAST).then_some(inner)
}

fn keys<'o>(object: &'o Object<'_>) -> impl Iterator<Item = &'o str> {
    object.0.iter().map(|(key, _)| key.as_ref())
}

/// Each value read; `None` where one is not of this form.
fn all<'a, T>(object: &Object<'a>, is_one: fn(&str) -> bool, read: impl Fn(&'a str) -> Option<T>) -> Option<Vec<T>> {
    object.0.iter().map(|(_, value)| value.get()).map(|value| is_one(value).then(|| read(value))?).collect()
}

/// Rows of columns of one length, of single values.
fn by_columns<'a>(object: &Object<'a>, columns: &[Vec<&'a RawValue>]) -> Option<Vec<Object<'a>>> {
    let length = columns.first()?.len();
    let is_single = |value: &&RawValue| !value.get().starts_with(['{', '[']);
    if length < 2 || columns.iter().any(|column| column.len() != length || !column.iter().all(is_single)) {
        return None;
    }
    let cell = |(name, column): (&(Cow<'a, str>, &'a RawValue), &Vec<&'a RawValue>), row: usize| {
        Some((name.0.clone(), *column.get(row)?))
    };
    let row = |row: usize| Object(object.0.iter().zip(columns).filter_map(|pair| cell(pair, row)).collect());
    Some((0..length).map(row).collect())
}
