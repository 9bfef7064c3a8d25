//! Objects as rows under one header.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::rc::Rc;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::domain::intake::error::IntakeError;
use crate::domain::intake::note::Note;
use crate::domain::intake::record::{Flow, Record, Sink};
use crate::domain::intake::report::Reason;

use super::array::cause;
use super::mend::mended;
use super::turned::{of_arrays, turned};

/// Objects looked at before the header is handed on.
const AHEAD: usize = 1_000;

/// Elements or lines without any object before they are taken for no table.
const MOST_AHEAD: usize = 1_000_000;

/// Columns read.
const MAX_COLUMNS: usize = 2_000;

/// How many keys that came late are named.
const NAMED: usize = 10;

/// How much of a faulty row is kept, in characters.
const EXCERPT: usize = 120;

/// The most zeros added where an exponent is written out.
const MAX_DIGITS: usize = 60;

/// A row that waits for the header.
struct Waiting {
    row: u64,
    cells: Vec<String>,
    fault: Option<Reason>,
}

/// Gathers the columns, then hands on rows.
#[derive(Default)]
pub(super) struct Table {
    /// Rows so far, blank and faulty ones included.
    pub(super) row: u64,
    /// The way from an object to the array within it whose objects are the rows, an array a step; none where the
    /// object itself is the row.
    within: Rc<[String]>,
    columns: Vec<String>,
    positions: HashMap<String, usize>,
    ahead: Vec<Waiting>,
    objects: usize,
    flowing: bool,
    /// The last cell's column: keys mostly come in the same order.
    cursor: usize,
    cells: Vec<String>,
    record: Record,
    /// Keys not read because they came after the header was handed on.
    late: BTreeSet<String>,
    late_rows: u64,
    /// Whether the object being read has such a key.
    is_late: bool,
    /// Whether there were more columns than are read.
    cut: bool,
    first_error: Option<IntakeError>,
    /// Places that were no JSON and were mended.
    pub(super) mended: u64,
}

impl Table {
    /// A table of the objects that lie within those given, by this way.
    pub(super) fn within(steps: Vec<String>) -> Self {
        Self { within: steps.into(), ..Self::default() }
    }

    /// Whether an object was among what came.
    pub(super) fn has_objects(&self) -> bool {
        self.objects > 0
    }

    /// Takes an element of an array.
    pub(super) fn element(&mut self, text: &str, sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        self.row += 1;
        match serde_json::from_str::<Object<'_>>(text) {
            Ok(object) => self.object(&object, sink),
            Err(_) => self.fault(text, Reason::NotAnObject, sink),
        }
    }

    /// Takes a line; where it `is_only` it may hold all rows.
    pub(super) fn line(&mut self, line: &str, is_only: bool, sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        self.row += 1;
        let line = line.trim_matches(['\u{feff}', ' ', '\t', '\r']);
        if line.is_empty() {
            return self.hand_on(None, sink);
        }
        match serde_json::from_str::<Object<'_>>(line) {
            Ok(object) if is_only && self.within.is_empty() => match turned(&object) {
                Some(rows) => self.turned(&rows, sink),
                None => self.object(&object, sink),
            },
            Ok(object) => self.object(&object, sink),
            Err(error) => {
                let mended = mended(line);
                if let Some(Ok(object)) = mended.as_deref().map(serde_json::from_str::<Object<'_>>) {
                    self.mended += 1;
                    return self.object(&object, sink);
                }
                let (line_number, column) = (self.row, error.column() as u64);
                let bad = || IntakeError::BadJson { line: line_number, column, detail: cause(&error) };
                self.first_error.get_or_insert_with(bad);
                self.fault(line, Reason::NotAnObject, sink)
            }
        }
    }

    /// Takes the rows of a document that is no array of objects; `false` where it holds none.
    pub(super) fn whole(&mut self, text: &str, sink: &mut impl Sink) -> Result<bool, IntakeError> {
        let text = text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        let rows = match serde_json::from_str::<Object<'_>>(text) {
            Ok(object) => turned(&object),
            Err(_) => of_arrays(text),
        };
        let Some(rows) = rows else { return Ok(false) };
        self.row = 1;
        self.turned(&rows, sink).map(|_| true)
    }

    /// Takes the rows that one object holds.
    fn turned(&mut self, rows: &[Object<'_>], sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        for (place, row) in rows.iter().enumerate() {
            // The first is counted already.
            self.row += u64::from(place > 0);
            if self.object(row, sink)? == Flow::Enough {
                return Ok(Flow::Enough);
            }
        }
        Ok(Flow::More)
    }

    /// Takes the beginning of a line that is too long to be read.
    pub(super) fn too_long(&mut self, line: &str, sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        self.row += 1;
        self.fault(line, Reason::TooLong, sink)
    }

    /// Hands on what still waits.
    pub(super) fn finish(mut self, sink: &mut impl Sink) -> Result<Vec<Note>, IntakeError> {
        if self.objects == 0 {
            return Err(match (self.first_error, self.row) {
                (Some(error), _) => error,
                (None, 0) => IntakeError::HeaderOnly,
                (None, _) => no_object(),
            });
        }
        if !self.flowing {
            self.hand_on_ahead(sink)?;
        }
        let cut = self.cut.then_some(Note::BeyondLimits { columns: self.columns.len() as u64 });
        let (rows, number) = (self.late_rows, self.late.len() as u64);
        let late = (rows > 0).then(|| {
            let keys: Vec<_> = self.late.into_iter().take(NAMED).collect();
            Note::LateKeys { rows, others: number.saturating_sub(keys.len() as u64), keys }
        });
        let mended = (self.mended > 0).then_some(Note::MendedJson { places: self.mended });
        Ok(mended.into_iter().chain(cut).chain(late).collect())
    }

    fn object(&mut self, object: &Object<'_>, sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        let within = Rc::clone(&self.within);
        self.rows(object, &within, "", sink)
    }

    /// Hands an object on as a row, or each object of an array within it, with what stands around: `prefix` is the path of
    /// the array it lies in itself. An object whose array is missing or empty is a row without those cells.
    fn rows(
        &mut self,
        object: &Object<'_>,
        within: &[String],
        prefix: &str,
        sink: &mut impl Sink,
    ) -> Result<Flow, IntakeError> {
        self.fill(object, prefix, within.first().map(String::as_str));
        let inner = within.split_first().map(|(step, further)| (object.array_at(step), step, further));
        let Some((elements, step, further)) = inner.filter(|(elements, ..)| !elements.is_empty()) else {
            self.objects += 1;
            self.late_rows += u64::from(std::mem::take(&mut self.is_late));
            return self.hand_on(None, sink);
        };
        let prefix = format!("{prefix}{step}.");
        let around = std::mem::take(&mut self.cells);
        for (index, element) in elements.iter().enumerate() {
            // The first is counted already.
            self.row += u64::from(index > 0);
            self.cells.clone_from(&around);
            let flow = match serde_json::from_str::<Object<'_>>(element.get()) {
                Ok(object) => self.rows(&object, further, &prefix, sink)?,
                Err(_) => self.fault(element.get(), Reason::NotAnObject, sink)?,
            };
            if flow == Flow::Enough {
                return Ok(flow);
            }
        }
        Ok(Flow::More)
    }

    /// Sets the cells of an object, objects within it flattened by one level; but for the array at `step`.
    fn fill(&mut self, object: &Object<'_>, prefix: &str, step: Option<&str>) {
        self.cursor = 0;
        let mut name = String::new();
        for (key, value) in &object.0 {
            let inner = value.get().starts_with('{').then(|| serde_json::from_str::<Object<'_>>(value.get()));
            let Some(Ok(inner)) = inner else {
                if step.is_some_and(|step| key == step) {
                    continue;
                }
                if prefix.is_empty() {
                    self.cell(key, value.get());
                } else {
                    name.clear();
                    name.extend([prefix, key]);
                    self.cell(&name, value.get());
                }
                continue;
            };
            for (inner_key, value) in &inner.0 {
                name.clear();
                name.extend([key, ".", inner_key]);
                if !step.is_some_and(|step| leads_to(&name, step)) {
                    name.insert_str(0, prefix);
                    self.cell(&name, value.get());
                }
            }
        }
    }

    /// Sets the cell of this column; a key that comes twice keeps its last value.
    fn cell(&mut self, column: &str, value: &str) {
        let position = match self.columns.get(self.cursor) {
            Some(next) if next == column => self.cursor,
            _ => match self.positions.get(column) {
                Some(&position) => position,
                None if self.flowing => {
                    self.is_late = true;
                    if self.late.len() < MAX_COLUMNS {
                        self.late.insert(column.to_owned());
                    }
                    return;
                }
                None if self.columns.len() >= MAX_COLUMNS => {
                    self.cut = true;
                    return;
                }
                None => {
                    self.positions.insert(column.to_owned(), self.columns.len());
                    self.columns.push(column.to_owned());
                    self.columns.len() - 1
                }
            },
        };
        self.cursor = position + 1;
        if self.cells.len() <= position {
            self.cells.resize(position + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(position) {
            cell.clear();
            push_value(value, cell);
        }
    }

    fn fault(&mut self, text: &str, reason: Reason, sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        let end = text.char_indices().nth(EXCERPT).map_or(text.len(), |(end, _)| end);
        self.cells.clear();
        self.cells.push(text.get(..end).unwrap_or_default().to_owned());
        self.hand_on(Some(reason), sink)
    }

    /// Hands on the row in `cells`, or lets it wait until the header is known.
    fn hand_on(&mut self, fault: Option<Reason>, sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        if !self.flowing {
            self.ahead.push(Waiting { row: self.row, cells: std::mem::take(&mut self.cells), fault });
            if self.objects == 0 && self.ahead.len() >= MOST_AHEAD {
                return Err(no_object());
            }
            return if self.objects < AHEAD { Ok(Flow::More) } else { self.hand_on_ahead(sink) };
        }
        let flow = give(&mut self.record, self.row, &self.cells, fault, self.columns.len(), sink);
        if fault.is_some() {
            self.cells.clear();
        }
        self.cells.iter_mut().for_each(String::clear);
        flow
    }

    fn hand_on_ahead(&mut self, sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        self.flowing = true;
        let width = self.columns.len();
        let mut flow = give(&mut self.record, 0, &self.columns, None, width, sink)?;
        for waiting in std::mem::take(&mut self.ahead) {
            if flow == Flow::Enough {
                break;
            }
            flow = give(&mut self.record, waiting.row, &waiting.cells, waiting.fault, width, sink)?;
        }
        Ok(flow)
    }
}

fn no_object() -> IntakeError {
    IntakeError::BadJson { line: 1, column: 1, detail: "there is no object".to_owned() }
}

/// Hands on one row, filled up to the header's width.
fn give(
    record: &mut Record,
    row: u64,
    cells: &[String],
    fault: Option<Reason>,
    width: usize,
    sink: &mut impl Sink,
) -> Result<Flow, IntakeError> {
    record.clear(row);
    record.fault = fault;
    for cell in cells {
        record.push(cell);
    }
    if fault.is_none() {
        (cells.len()..width).for_each(|_| record.push(""));
    }
    record.damaged = cells.iter().any(|cell| cell.contains('\u{fffd}'));
    sink.take(record)
}

/// Adds a JSON value as the text of a cell.
fn push_value(value: &str, cell: &mut String) {
    match value.as_bytes().first() {
        Some(b'"') => match serde_json::from_str::<Text<'_>>(value) {
            Ok(Text(text)) => cell.push_str(&text),
            Err(_) => cell.push_str(value),
        },
        Some(b'-' | b'0'..=b'9') => push_number(value, cell),
        Some(b'n') | None => {}
        Some(_) => cell.push_str(value),
    }
}

/// Adds a number with its literal digits, an exponent written out.
fn push_number(literal: &str, cell: &mut String) {
    match written_out(literal) {
        Some(plain) => cell.push_str(&plain),
        None => cell.push_str(literal),
    }
}

/// The number without its exponent; `None` where it has none or would be very long.
fn written_out(literal: &str) -> Option<String> {
    let (mantissa, exponent) = literal.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok()?;
    let (sign, digits) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let length = i64::try_from(whole.len() + decimals.len()).ok()?;
    let point = i64::try_from(whole.len()).ok()? + i64::from(exponent);
    let leading = usize::try_from(-point).unwrap_or(0);
    let trailing = usize::try_from(point - length).unwrap_or(0);
    if leading.max(trailing) > MAX_DIGITS {
        return None;
    }
    let all = format!("{}{whole}{decimals}{}", "0".repeat(leading), "0".repeat(trailing));
    let (before, after) = all.split_at_checked(usize::try_from(point).unwrap_or(0))?;
    let before = before.trim_start_matches('0');
    let before = if before.is_empty() { "0" } else { before };
    let after = after.trim_end_matches('0');
    Some(if after.is_empty() { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") })
}

/// An object's members in the order of the text, values as they are written.
pub(super) struct Object<'a>(pub(super) Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Object<'a> {
    /// The elements of the array at this path of keys; none where there is no such array.
    fn array_at(&self, path: &str) -> Vec<&'a RawValue> {
        for (key, value) in &self.0 {
            if key == path {
                return serde_json::from_str(value.get()).unwrap_or_default();
            }
            let below = path.strip_prefix(key.as_ref()).and_then(|below| below.strip_prefix('.'));
            if let Some(below) = below
                && let Ok(object) = serde_json::from_str::<Object<'a>>(value.get())
            {
                return object.array_at(below);
            }
        }
        Vec::new()
    }
}

/// Whether a path of keys is this one, or leads to it.
fn leads_to(path: &str, wanted: &str) -> bool {
    wanted.strip_prefix(path).is_some_and(|below| below.is_empty() || below.starts_with('.'))
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((Text(key), value)) = map.next_entry()? {
                    members.push((key, value));
                }
                Ok(Object(members))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// A text, borrowed where it has no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Letters;

        impl<'de> Visitor<'de> for Letters {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Letters)
    }
}
