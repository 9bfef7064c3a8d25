//! Tables that are no array of objects: column by column, by the keys of rows, or rows that are arrays; as `pandas` writes
//! them, stores of documents and spreadsheets on the web.

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
/// - `{"columns": ["customer", "amount"], "data": [["a", 1], ["b", 2]]}` has rows that are arrays, with their header in front
///   or beside them.
pub(super) fn turned<'a>(object: &Object<'a>) -> Option<Vec<Object<'a>>> {
    if let Some(rows) = of_arrays_within(object) {
        return Some(rows);
    }
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

/// Rows that are arrays, below the one that is their header: `[["customer", "amount"], ["a", 1]]`. `None` for anything else.
pub(super) fn of_arrays(text: &str) -> Option<Vec<Object<'_>>> {
    let rows: Vec<Vec<&RawValue>> = serde_json::from_str(text).ok()?;
    let (head, rows) = rows.split_first().filter(|(head, rows)| head.len() > 1 && !rows.is_empty())?;
    let names: Option<Vec<String>> = head.iter().map(|name| serde_json::from_str(name.get()).ok()).collect();
    Some(named(&names?, rows))
}

/// The longest array of arrays among the values of an object.
fn of_arrays_within<'a>(object: &Object<'a>) -> Option<Vec<Object<'a>>> {
    let rows = |value: &'a str| serde_json::from_str::<Vec<Vec<&'a RawValue>>>(value).ok();
    let arrays = || object.0.iter().map(|(_, value)| value.get()).filter(|value| value.starts_with('['));
    let (text, rows) = arrays().filter_map(|text| Some((text, rows(text)?))).max_by_key(|(_, rows)| rows.len())?;
    let width = rows.iter().map(Vec::len).max().filter(|width| *width > 1)?;
    match arrays().filter_map(names).find(|names| names.len() == width) {
        Some(names) => Some(named(&names, &rows)),
        None => of_arrays(text),
    }
}

/// The names of columns: texts, or objects that have one.
fn names(text: &str) -> Option<Vec<String>> {
    const KEYS: [&str; 4] = ["name", "title", "label", "displayName"];
    let name = |value: &RawValue| {
        let text = |value: &RawValue| serde_json::from_str::<String>(value.get()).ok();
        let within = || {
            let object: Object<'_> = serde_json::from_str(value.get()).ok()?;
            object.0.iter().find(|(key, _)| KEYS.contains(&key.as_ref())).and_then(|(_, value)| text(value))
        };
        text(value).or_else(within)
    };
    serde_json::from_str::<Vec<&RawValue>>(text).ok()?.into_iter().map(name).collect()
}

/// Rows under these names; what stands beyond the last is called by its place.
fn named<'a>(names: &[String], rows: &[Vec<&'a RawValue>]) -> Vec<Object<'a>> {
    let name = |place: usize| names.get(place).cloned().unwrap_or_else(|| (place + 1).to_string());
    let row = |cells: &Vec<&'a RawValue>| {
        Object(cells.iter().enumerate().map(|(place, cell)| (Cow::Owned(name(place)), *cell)).collect())
    };
    rows.iter().map(row).collect()
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
