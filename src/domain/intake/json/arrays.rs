//! Which arrays of objects a JSON document has, so that one can be chosen.

use std::collections::HashMap;

use crate::domain::intake::error::IntakeError;
use crate::domain::intake::layout::{JsonArray, TextEncoding};
use crate::domain::intake::source::{Pace, Source};

use super::Chunks;
use super::array::describes;
use super::mend::Mender;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

/// No array is looked for further down.
const LOOKED_AT: u64 = 32 << 20;

/// How many are told apart: a document whose keys are ids has one for each.
const PATHS: usize = 1_000;

/// How many are given, those of most objects.
const GIVEN: usize = 20;

/// Objects and arrays open at a time, within which arrays are looked for.
const DEPTH: usize = 64;

/// The arrays of objects in the first 32 MB of a document, or within the objects of a file of one object a line, in the
/// order of the text.
///
/// # Errors
/// Where the bytes cannot be had or the user stops. What is no JSON gives what was found so far.
pub(in crate::domain::intake) async fn find_arrays(
    source: &mut impl Source,
    encoding: TextEncoding,
    is_lines: bool,
    pace: &mut impl Pace,
) -> Result<Vec<JsonArray>, IntakeError> {
    let mut scan = if is_lines { Scan::of_lines() } else { Scan::default() };
    let mut chunks = Chunks::new(source, encoding, CHUNK);
    let (mut piece, mut text, mut mender) = (String::new(), String::new(), Mender::default());
    loop {
        let last = chunks.next(&mut piece).await?;
        mender.add(&piece, &mut text);
        scan.add(text.as_bytes());
        piece.clear();
        text.clear();
        chunks.breathe(pace, 0).await?;
        if last || chunks.offset >= LOOKED_AT {
            return Ok(scan.found());
        }
    }
}

/// The array whose objects are the rows unless the user says otherwise: the one of most objects, of those that lie in no
/// row of another and do not describe columns where there are such.
pub(in crate::domain::intake) fn likeliest(arrays: &[JsonArray]) -> Option<&JsonArray> {
    let outer = arrays.iter().filter(|array| !array.path.contains("[]"));
    // Of those alike the first.
    outer.rev().max_by_key(|array| (!array.path.split('.').any(describes), array.objects))
}

/// What lies open around a place of the text, and how long the path was before.
enum Open {
    Object {
        before: usize,
    },
    Array {
        before: usize,
        index: Option<usize>,
    },
    /// Within an array of arrays, whose objects are no rows.
    Other,
}

/// Where a place stands to texts in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Text {
    #[default]
    Outside,
    Within,
    /// After a backslash within one.
    Escaped,
}

/// Follows a text that comes in pieces, without reading its values.
#[derive(Default)]
struct Scan {
    open: Vec<Open>,
    /// What lies open beyond [`DEPTH`].
    beyond: u64,
    path: String,
    /// The last key read; its value is next where no key is expected.
    key: Vec<u8>,
    awaits_key: bool,
    text: Text,
    is_lines: bool,
    positions: HashMap<String, usize>,
    arrays: Vec<JsonArray>,
}

impl Scan {
    /// Each line is an object of one array.
    fn of_lines() -> Self {
        Self { open: vec![Open::Array { before: 0, index: None }], is_lines: true, ..Self::default() }
    }

    fn add(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if self.text != Text::Outside && byte != b'\n' {
                self.letter(byte);
                if self.text == Text::Within {
                    // What is plain goes on in one piece.
                    let rest = bytes.get(at..).unwrap_or_default();
                    let plain = memchr::memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len());
                    if self.awaits_key {
                        self.key.extend_from_slice(rest.get(..plain).unwrap_or_default());
                    }
                    at += plain;
                }
                continue;
            }
            match byte {
                b'"' => {
                    self.text = Text::Within;
                    if self.awaits_key {
                        self.key.clear();
                    }
                }
                b'{' => self.open_object(),
                b'[' => self.open_array(),
                b'}' | b']' => self.close(),
                b',' => self.awaits_key = matches!(self.open.last(), Some(Open::Object { .. })) && self.beyond == 0,
                b':' => self.awaits_key = false,
                // No text goes over a line end; a line that is no JSON does not spoil the next.
                b'\n' if self.is_lines => {
                    self.open.truncate(1);
                    self.path.clear();
                    (self.beyond, self.text, self.awaits_key) = (0, Text::Outside, false);
                }
                _ => {}
            }
        }
    }

    /// A letter of a text.
    fn letter(&mut self, byte: u8) {
        self.text = match (byte, self.text) {
            (b'"', Text::Within) => Text::Outside,
            (b'\\', Text::Within) => Text::Escaped,
            _ => Text::Within,
        };
        if self.text != Text::Outside && self.awaits_key {
            self.key.push(byte);
        }
    }

    fn open_object(&mut self) {
        let before = self.path.len();
        let opened = match self.open.last_mut() {
            None => Open::Object { before },
            Some(Open::Object { .. }) => {
                self.go_to_key();
                Open::Object { before }
            }
            Some(Open::Array { index, .. }) => {
                let known = index.or_else(|| self.positions.get(&self.path).copied());
                let place = known.unwrap_or(self.arrays.len());
                *index = Some(place);
                if known.is_none() && place < PATHS {
                    self.positions.insert(self.path.clone(), place);
                    self.arrays.push(JsonArray { path: self.path.clone(), objects: 0 });
                }
                if let Some(array) = self.arrays.get_mut(place) {
                    array.objects += 1;
                }
                self.path.push_str("[]");
                Open::Object { before }
            }
            Some(Open::Other) => Open::Other,
        };
        self.push(opened);
        self.awaits_key = self.beyond == 0;
    }

    fn open_array(&mut self) {
        let before = self.path.len();
        let opened = match self.open.last() {
            None => Open::Array { before, index: None },
            Some(Open::Object { .. }) => {
                self.go_to_key();
                Open::Array { before, index: None }
            }
            Some(Open::Array { .. } | Open::Other) => Open::Other,
        };
        self.push(opened);
        self.awaits_key = false;
    }

    fn push(&mut self, opened: Open) {
        if self.open.len() < DEPTH {
            self.open.push(opened);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.awaits_key = false;
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.open.len() > usize::from(self.is_lines)
            && let Some(Open::Object { before } | Open::Array { before, .. }) = self.open.pop()
        {
            self.path.truncate(before);
        }
    }

    /// Adds the key last read to the path.
    fn go_to_key(&mut self) {
        let key = std::str::from_utf8(&self.key).unwrap_or_default();
        let key = serde_json::from_str::<String>(&format!("\"{key}\"")).unwrap_or_else(|_| key.to_owned());
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(&key);
    }

    fn found(self) -> Vec<JsonArray> {
        let mut places: Vec<usize> = (0..self.arrays.len()).collect();
        places.sort_by_key(|place| std::cmp::Reverse(self.arrays.get(*place).map_or(0, |array| array.objects)));
        places.truncate(GIVEN);
        let is_given = |(place, array): (usize, JsonArray)| places.contains(&place).then_some(array);
        self.arrays.into_iter().enumerate().filter_map(is_given).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, is_lines: bool) -> Vec<(String, u64)> {
        let scanned = |size: usize| {
            let mut scan = if is_lines { Scan::of_lines() } else { Scan::default() };
            text.as_bytes().chunks(size).for_each(|piece| scan.add(piece));
            scan.found().into_iter().map(|array| (array.path, array.objects)).collect::<Vec<_>>()
        };
        let whole = scanned(text.len().max(1));
        for size in 1..text.len().min(40) {
            assert_eq!(scanned(size), whole, "{text} by {size}");
        }
        whole
    }

    fn names(text: &str, is_lines: bool) -> String {
        let arrays = found(text, is_lines);
        arrays.iter().map(|(path, objects)| format!("{path} {objects}")).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn arrays_of_objects_are_found_wherever_they_lie() {
        for (text, wanted) in [
            (r#"[{"a":1},{"a":2}]"#, " 2"),
            (r#"{"customers":[{"id":1}],"orders":[{"x":"}],[{\""},{"x":[1,2]},{}]}"#, "customers 1; orders 3"),
            (r#"{"code":0,"data":{"list":[{"a":{"b":[{}]}}]},"n":[1,[{}]]}"#, "data.list 1; data.list[].a.b 1"),
            (
                r#"[{"orders":[{},{"items":[{}]}]},{"orders":[]},{"orders":[{}]}]"#,
                " 3; [].orders 3; [].orders[].items 1",
            ),
            (r#"[7,{"a":[{}]},[{"b":[{}]}]]"#, " 1; [].a 1"),
            (r#"{"a\"b":[{}],"\u738b":[{}],"王":[{}]}"#, "a\"b 1; 王 2"),
            (r#"{"a":[],"b":[1],"c":"[{"}"#, ""),
            ("", ""),
            ("]}x", ""),
        ] {
            assert_eq!(names(text, false), wanted, "{text}");
        }
        let lines = "{\"c\":1,\"orders\":[{},{}]}\n{\"c\": [\"broken\n{\"c\":2,\"orders\":[{}]}\n";
        assert_eq!(names(lines, true), " 3; [].orders 3");
    }

    #[test]
    fn a_document_keyed_by_ids_or_nested_without_end_stays_small() {
        let keyed: Vec<String> = (0..5_000).map(|id| format!("\"c{id}\":[{{}}]")).collect();
        assert_eq!(found(&format!("{{\"all\":[{{}},{{}}],{}}}", keyed.join(",")), false).len(), GIVEN);
        let deep = "[{\"a\":".repeat(100_000);
        assert_eq!(found(&deep, false).len(), GIVEN);
        assert!(names(&format!("{deep}1{}", "}]".repeat(100_000)), false).starts_with(" 1; [].a 1"));
    }

    #[test]
    fn the_likeliest_is_the_longest_that_is_no_description() {
        let likely = |text: &str| {
            let mut scan = Scan::default();
            scan.add(text.as_bytes());
            likeliest(&scan.found()).map(|array| array.path.clone())
        };
        for (text, wanted) in [
            (r#"{"shops":[{}],"orders":[{},{}],"log":[{},{}]}"#, Some("orders")),
            (r#"{"fields":[{},{},{}],"rows":[{}]}"#, Some("rows")),
            (r#"{"meta":{"columns":[{},{}]},"rows":[{}]}"#, Some("rows")),
            (r#"{"columns":[{}]}"#, Some("columns")),
            (r#"[{"orders":[{},{}]}]"#, Some("")),
            (r#"{"a":[1]}"#, None),
        ] {
            assert_eq!(likely(text).as_deref(), wanted, "{text}");
        }
    }
}
