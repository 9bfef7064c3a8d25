//! The elements of the array of objects in a JSON text that comes in pieces.

use std::ops::Range;

use serde_json::value::RawValue;

use crate::domain::intake::error::IntakeError;

/// Keys whose arrays of objects describe the columns instead of holding the rows.
const DESCRIPTIONS: [&str; 5] = ["schema", "fields", "columns", "meta", "metadata"];

/// Whether an array under this key describes columns.
pub(super) fn describes(key: &str) -> bool {
    DESCRIPTIONS.iter().any(|known| key.eq_ignore_ascii_case(known))
}

/// What is expected next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Expect {
    /// The whole text.
    #[default]
    Start,
    /// A key, or the end of the object.
    Key,
    /// A comma, or the end of the object.
    AfterMember,
    /// An element, or the end of the array of rows.
    Element,
    /// A comma, or the end of the array of rows.
    AfterElement,
    /// Nothing but white space.
    End,
}

/// What is said where the file has no array to read.
const NO_ARRAY: &str = "there is no array of objects";

/// Finds the array and gives its elements one by one.
#[derive(Debug, Default)]
pub(super) struct Elements {
    /// What was read but not yet given; more is added at its end.
    pub(super) text: String,
    at: usize,
    expect: Expect,
    /// The path of the array wanted; `None` takes the first that describes no columns.
    wanted: Option<String>,
    /// The keys of the objects open around the array, and how long they were before each.
    path: String,
    open: Vec<usize>,
    found: bool,
    /// Where in the file `text` begins.
    line: u64,
    column: u64,
    /// No further try before `text` is as long as this: a long value is not read from its start
    /// with every piece.
    enough: usize,
}

impl Elements {
    /// Those of the array at this path.
    pub(super) fn at(wanted: Option<&str>) -> Self {
        Self { wanted: wanted.map(str::to_owned), ..Self::default() }
    }

    /// The next element's text, or `None` where more text is needed or, after the last piece, none
    /// is left.
    pub(super) fn next(&mut self, last: bool) -> Result<Option<&str>, IntakeError> {
        if self.text.len() < self.enough && !last {
            return Ok(None);
        }
        loop {
            self.skip_space();
            let Some(letter) = self.rest().chars().next() else {
                return match self.expect {
                    Expect::End => Ok(None),
                    _ if last => Err(self.error("the text ends within the data")),
                    _ => Ok(None),
                };
            };
            match (self.expect, letter) {
                (Expect::Start, '[') if self.wanted.as_ref().is_none_or(String::is_empty) => self.begin_rows(),
                (Expect::Start, '[') => return Err(self.error(NO_ARRAY)),
                (Expect::Start, '{') => self.open_object(""),
                (Expect::Key, '"') => {
                    if !self.member(last)? {
                        self.wait();
                        return Ok(None);
                    }
                }
                (Expect::Key | Expect::AfterMember, '}') => self.close_object()?,
                (Expect::AfterMember, ',') => self.step(Expect::Key),
                (Expect::AfterElement, ',') => self.step(Expect::Element),
                (Expect::Element | Expect::AfterElement, ']') => self.end_rows(),
                (Expect::Element, _) => {
                    let Some(element) = self.value(last)? else {
                        self.wait();
                        return Ok(None);
                    };
                    self.at = element.end;
                    self.expect = Expect::AfterElement;
                    return Ok(self.text.get(element));
                }
                _ => return Err(self.error(&format!("`{letter}` is not expected here"))),
            }
        }
    }

    /// Drops what was given, before more is added.
    pub(super) fn forget_read(&mut self) {
        (self.line, self.column) = self.position();
        self.text.drain(..self.at);
        self.enough = self.enough.saturating_sub(self.at);
        self.at = 0;
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    fn step(&mut self, expect: Expect) {
        self.at += 1;
        self.expect = expect;
    }

    fn begin_rows(&mut self) {
        self.found = true;
        self.step(Expect::Element);
    }

    fn end_rows(&mut self) {
        self.step(if self.open.is_empty() { Expect::End } else { Expect::AfterMember });
    }

    /// Goes into the object that begins here; its path is `path`.
    fn open_object(&mut self, path: &str) {
        self.open.push(self.path.len());
        path.clone_into(&mut self.path);
        self.step(Expect::Key);
    }

    fn close_object(&mut self) -> Result<(), IntakeError> {
        self.path.truncate(self.open.pop().unwrap_or(0));
        if self.open.is_empty() && !self.found {
            return Err(self.error(NO_ARRAY));
        }
        self.step(if self.open.is_empty() { Expect::End } else { Expect::AfterMember });
        Ok(())
    }

    fn wait(&mut self) {
        self.enough = self.text.len() + self.rest().len();
    }

    /// Reads a key and goes into its value where the rows may lie there, past it where not.
    /// `false` where more text is needed: the key is then read again.
    fn member(&mut self, last: bool) -> Result<bool, IntakeError> {
        let start = self.at;
        let Some(key) = self.value(last)? else { return Ok(false) };
        let name: String =
            self.text.get(key.clone()).and_then(|key| serde_json::from_str(key).ok()).unwrap_or_default();
        self.at = key.end;
        self.skip_space();
        let colon = self.rest().starts_with(':');
        if !colon && !self.rest().is_empty() {
            return Err(self.error("a `:` is expected here"));
        }
        self.at += usize::from(colon);
        self.skip_space();
        let rest = self.rest();
        let inside = rest.strip_prefix('[').map(str::trim_ascii_start);
        let is_rows = inside.is_some_and(|inside| inside.starts_with('{'));
        if rest.is_empty() || inside.is_some_and(str::is_empty) {
            // Too early to tell what it is.
            self.at = start;
            return if last { Err(self.error("the text ends within the data")) } else { Ok(false) };
        }
        // Only a path that leads to the one wanted is followed, so it never grows longer than that.
        let path = if self.path.is_empty() { name.clone() } else { format!("{}.{name}", self.path) };
        let (is_wanted, may_lie_within) = match &self.wanted {
            Some(wanted) => {
                let below = wanted.strip_prefix(path.as_str()).unwrap_or("-");
                (below.is_empty() && inside.is_some(), below.starts_with('.'))
            }
            None => (is_rows && !describes(&name), !describes(&name)),
        };
        let path = if self.wanted.is_some() { path } else { String::new() };
        if !self.found && is_wanted {
            self.begin_rows();
        } else if !self.found && may_lie_within && rest.starts_with('{') {
            self.open_object(&path);
        } else if let Some(value) = self.value(last)? {
            self.at = value.end;
            self.expect = Expect::AfterMember;
        } else {
            self.at = start;
            return Ok(false);
        }
        Ok(true)
    }

    /// Where the value that begins here lies, or `None` where more text is needed.
    fn value(&self, last: bool) -> Result<Option<Range<usize>>, IntakeError> {
        let rest = self.rest();
        // serde_json calls a number that breaks off invalid.
        let in_number = rest.ends_with(|letter: char| letter.is_ascii_digit() || "+-.eE".contains(letter));
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            // A number that touches the end may go on.
            Some(Ok(value)) if last || value.get().len() < rest.len() => Ok(Some(self.at..self.at + value.get().len())),
            Some(Err(error)) if last || !(error.is_eof() || in_number) => {
                let (line, column) = self.position();
                let (below, across) = (error.line() as u64, error.column() as u64);
                let column = if below <= 1 { column + across.saturating_sub(1) } else { across };
                Err(IntakeError::BadJson { line: line + below.saturating_sub(1), column, detail: cause(&error) })
            }
            _ => Ok(None),
        }
    }

    /// Line and column in the file, both from 1; columns count bytes.
    fn position(&self) -> (u64, u64) {
        let read = self.text.get(..self.at).unwrap_or_default();
        let (line, column) = (self.line.max(1), self.column.max(1));
        match read.rfind('\n') {
            Some(at) => (line + read.matches('\n').count() as u64, (read.len() - at) as u64),
            None => (line, column + read.len() as u64),
        }
    }

    fn error(&self, detail: &str) -> IntakeError {
        let (line, column) = self.position();
        IntakeError::BadJson { line, column, detail: detail.to_owned() }
    }
}

/// The error's words without its own position.
pub(super) fn cause(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split(" at line ").next().unwrap_or_default().to_owned()
}
