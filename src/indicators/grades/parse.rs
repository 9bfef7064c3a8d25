//! Rules out of lines of text: `Gold: age 25-40 and credit in A, B and assets over 50,000`.
//!
//! ```text
//! rule      = name ":" any
//! any       = all { "or" all }
//! all       = one { "and" one }
//! one       = "not" one | "(" any ")" | "else" | test
//! test      = column [ comparison ] [ values ] | column "is blank"
//! values    = value { "," value | "or" value }
//! value     = words | quoted | number | day | number "-" number | day "-" day
//! ```
//!
//! Behind values that are compared for being the same, *or* with nothing but a value behind it is one more value:
//! `credit is A or B and …` is both of A and B; `… or (vip)` is a condition of its own. A line that begins with `#` says
//! nothing.

use serde::Serialize;
use thiserror::Error;

use crate::domain::day::Day;
use crate::domain::money::Money;

use super::words::{Compare, Spanned, Token, words};

/// The most rules that are read.
pub const MOST_RULES: usize = 100;

/// How many brackets and nots may stand within one another.
const MOST_DEPTH: usize = 20;

/// A rule as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The grade it gives.
    pub name: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its condition as it was written.
    pub text: String,
    /// Its condition.
    pub when: When,
}

/// When a rule fits.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// All must hold.
    All(Vec<When>),
    /// One must hold.
    Any(Vec<When>),
    /// It must not hold.
    Not(Box<When>),
    /// Always.
    Always,
    /// A test of a column or a figure.
    Test(Test),
}

impl When {
    /// Calls `call` with every test.
    pub fn each(&self, call: &mut impl FnMut(&Test)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each(call)),
            Self::Not(part) => part.each(call),
            Self::Always => {}
            Self::Test(test) => call(test),
        }
    }
}

/// A test of a column or a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// What it is of; where nothing compares, the value may stand behind it.
    pub of: String,
    /// Where in the line that begins, in letters from 1.
    pub column: usize,
    /// How it compares.
    pub how: How,
    /// With what.
    pub values: Vec<Value>,
}

/// How a test compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is not said: a column of yes and no, or a value right behind the column.
    Bare,
    /// One of the values.
    Is,
    /// More than the value.
    Greater,
    /// As much or more.
    AtLeast,
    /// Less.
    Less,
    /// As much or less.
    AtMost,
    /// Nothing is written there.
    Blank,
}

/// A value, or from one to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// As it was written, without quotes.
    pub text: String,
    /// The lower end, where it is a number or a day.
    pub low: Option<Scalar>,
    /// The upper end: the same where it is one value.
    pub high: Option<Scalar>,
}

/// A number or a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar {
    /// A number.
    Number(Money),
    /// A day.
    Day(Day),
}

/// What would have been read in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// A name and a colon before the condition.
    Name,
    /// A condition.
    Condition,
    /// A value behind a comparison.
    Value,
    /// A number or a day.
    Number,
    /// The other end of a range.
    End,
    /// `)`.
    Close,
    /// `and`, `or` or the end of the line.
    Joint,
    /// The end of quotes.
    Quote,
    /// Fewer brackets within one another.
    Shallow,
    /// Fewer rules.
    Fewer,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[error("line {line}, column {column}: expected {expected:?}, found `{found}`")]
pub struct Misread {
    /// Its line, from 1.
    pub line: usize,
    /// Where in it, in letters from 1.
    pub column: usize,
    /// What was expected.
    pub expected: Expected,
    /// What stands there; empty at the end of the line.
    pub found: String,
}

/// The rules of a text, in their order; none of a text without any.
pub fn rules(text: &str) -> Result<Vec<Rule>, Misread> {
    let mut rules = Vec::new();
    for (line, written) in (1..).zip(text.lines()) {
        if written.trim().is_empty() || written.trim_start().starts_with('#') {
            continue;
        }
        if rules.len() == MOST_RULES {
            return Err(Misread { line, column: 1, expected: Expected::Fewer, found: String::new() });
        }
        rules.push(rule(written, line)?);
    }
    Ok(rules)
}

fn rule(text: &str, line: usize) -> Result<Rule, Misread> {
    let colon = text.find([':', '：']).unwrap_or_default();
    let name = text.get(..colon).unwrap_or_default().trim();
    let behind = colon + text.get(colon..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let mut reader = Reader { text, line, words: words(text, behind), at: 0 };
    if name.is_empty() {
        return Err(Misread { line, column: 1, expected: Expected::Name, found: first_word(text) });
    }
    let when = reader.any(0)?;
    match reader.token() {
        None => {
            let text = text.get(behind..).unwrap_or_default().trim().to_owned();
            Ok(Rule { name: name.to_owned(), line, text, when })
        }
        Some(Token::Stray) => Err(reader.stray()),
        Some(_) => Err(reader.misread(Expected::Joint)),
    }
}

fn first_word(text: &str) -> String {
    text.split_whitespace().next().unwrap_or_default().to_owned()
}

struct Reader<'a> {
    text: &'a str,
    line: usize,
    words: Vec<Spanned>,
    at: usize,
}

impl<'a> Reader<'a> {
    fn token(&self) -> Option<&Token> {
        self.words.get(self.at).map(|word| &word.token)
    }

    /// The text of the words from one place up to another.
    fn written(&self, from: usize, to: usize) -> &'a str {
        let ends = self.words.get(from).zip(to.checked_sub(1).and_then(|last| self.words.get(last)));
        ends.and_then(|(first, last)| self.text.get(first.from..last.to)).unwrap_or_default()
    }

    /// Where a word begins in the line, in letters from 1.
    fn column(&self, at: usize) -> usize {
        let byte = self.words.get(at).map_or(self.text.trim_end().len(), |word| word.from);
        self.text.get(..byte).map_or(0, |before| before.chars().count()) + 1
    }

    fn misread(&self, expected: Expected) -> Misread {
        let found = self.written(self.at, self.at + 1).to_owned();
        Misread { line: self.line, column: self.column(self.at), expected, found }
    }

    /// What is wrong with a sign that means nothing.
    fn stray(&self) -> Misread {
        let is_quote = self.written(self.at, self.at + 1).starts_with(['"', '“', '\'', '‘', '「', '[', '【']);
        self.misread(if is_quote { Expected::Quote } else { Expected::Joint })
    }

    fn take(&mut self, token: &Token) -> bool {
        let fits = self.token() == Some(token);
        self.at += usize::from(fits);
        fits
    }

    fn any(&mut self, depth: usize) -> Result<When, Misread> {
        let mut parts = vec![self.all(depth)?];
        while self.take(&Token::Or) {
            parts.push(self.all(depth)?);
        }
        Ok(joined(parts, When::Any))
    }

    fn all(&mut self, depth: usize) -> Result<When, Misread> {
        let mut parts = vec![self.one(depth)?];
        while self.take(&Token::And) {
            parts.push(self.one(depth)?);
        }
        Ok(joined(parts, When::All))
    }

    fn one(&mut self, depth: usize) -> Result<When, Misread> {
        if depth > MOST_DEPTH {
            return Err(self.misread(Expected::Shallow));
        }
        if self.take(&Token::Not) {
            return Ok(When::Not(Box::new(self.one(depth + 1)?)));
        }
        if self.take(&Token::Else) {
            return Ok(When::Always);
        }
        if self.take(&Token::Open) {
            let within = self.any(depth + 1)?;
            return if self.take(&Token::Close) { Ok(within) } else { Err(self.misread(Expected::Close)) };
        }
        self.test()
    }

    fn test(&mut self) -> Result<When, Misread> {
        let from = self.at;
        let column = self.column(from);
        while matches!(self.token(), Some(Token::Word | Token::Quoted(_))) {
            self.at += 1;
        }
        let named = self.at - from;
        if named == 0 {
            let stray = self.token() == Some(&Token::Stray);
            return Err(if stray { self.stray() } else { self.misread(Expected::Condition) });
        }
        let of = match self.words.get(from).map(|word| &word.token) {
            Some(Token::Quoted(text)) if named == 1 => text.clone(),
            _ => self.written(from, self.at).to_owned(),
        };
        let test = |how, values| When::Test(Test { of: of.clone(), column, how, values });
        // `vip not blank`, `credit not in A, B`: the latter is one word.
        let not = self.take(&Token::Not);
        let how = match self.token() {
            Some(Token::Blank) => {
                self.at += 1;
                return Ok(turned(test(How::Blank, Vec::new()), not));
            }
            Some(Token::Compare(compare)) => {
                let compare = *compare;
                self.at += 1;
                return self.compared(compare, not, &test);
            }
            Some(Token::Between) => {
                self.at += 1;
                let value = self.between()?;
                return Ok(turned(test(How::Is, vec![value]), not));
            }
            Some(Token::Number(_) | Token::Day(_)) => How::Is,
            _ if not => return Err(self.misread(Expected::Value)),
            _ => How::Bare,
        };
        let values = match how {
            How::Is => self.values()?,
            // The first value stands behind the column, or it is a column of yes and no.
            _ if named > 1 => self.more_values(Vec::new())?,
            _ => Vec::new(),
        };
        Ok(turned(test(how, values), not))
    }

    fn compared(
        &mut self,
        compare: Compare,
        not: bool,
        test: &impl Fn(How, Vec<Value>) -> When,
    ) -> Result<When, Misread> {
        let equal = matches!(compare, Compare::Is | Compare::IsNot);
        let not = not != (compare == Compare::IsNot);
        if equal && self.take(&Token::Blank) {
            return Ok(turned(test(How::Blank, Vec::new()), not));
        }
        if equal && self.take(&Token::Between) {
            let value = self.between()?;
            return Ok(turned(test(How::Is, vec![value]), not));
        }
        // `is over 50`, `是 超过 50`.
        let compare = match self.token() {
            Some(Token::Compare(further)) if equal && !matches!(further, Compare::Is | Compare::IsNot) => {
                let further = *further;
                self.at += 1;
                further
            }
            _ => compare,
        };
        let how = match compare {
            Compare::Is | Compare::IsNot => return Ok(turned(test(How::Is, self.values()?), not)),
            Compare::Greater => How::Greater,
            Compare::AtLeast => How::AtLeast,
            Compare::Less => How::Less,
            Compare::AtMost => How::AtMost,
        };
        if !matches!(self.token(), Some(Token::Number(_) | Token::Day(_))) {
            return Err(self.misread(Expected::Number));
        }
        let value = self.value()?;
        Ok(turned(test(how, vec![value]), not))
    }

    fn values(&mut self) -> Result<Vec<Value>, Misread> {
        let first = self.value()?;
        self.more_values(vec![first])
    }

    /// Further values: behind a comma, or behind *or* where nothing else stands with them.
    fn more_values(&mut self, mut values: Vec<Value>) -> Result<Vec<Value>, Misread> {
        loop {
            if self.take(&Token::Comma) {
                self.take(&Token::Or);
                values.push(self.value()?);
                continue;
            }
            let before = self.at;
            if self.take(&Token::Or)
                && let Ok(value) = self.value()
                && matches!(self.token(), None | Some(Token::And | Token::Or | Token::Close | Token::Comma))
            {
                values.push(value);
                continue;
            }
            self.at = before;
            return Ok(values);
        }
    }

    fn value(&mut self) -> Result<Value, Misread> {
        let from = self.at;
        let low = match self.token() {
            Some(Token::Number(number)) => Scalar::Number(*number),
            Some(Token::Day(day)) => Scalar::Day(*day),
            _ => return self.text_value(),
        };
        self.at += 1;
        let high = if self.take(&Token::To) { self.end()? } else { low };
        Ok(Value { text: self.written(from, self.at).to_owned(), low: Some(low), high: Some(high) })
    }

    fn text_value(&mut self) -> Result<Value, Misread> {
        let from = self.at;
        let text = match self.token() {
            Some(Token::Quoted(text)) => {
                let text = text.clone();
                self.at += 1;
                text
            }
            // The word for yes is the word for is.
            Some(Token::Compare(Compare::Is)) if self.written(from, from + 1) == "是" => {
                self.at += 1;
                "是".to_owned()
            }
            Some(Token::Word) => {
                while self.token() == Some(&Token::Word) {
                    self.at += 1;
                }
                self.written(from, self.at).to_owned()
            }
            Some(Token::Stray) => return Err(self.stray()),
            _ => return Err(self.misread(Expected::Value)),
        };
        Ok(Value { text, low: None, high: None })
    }

    /// Two ends with a word between.
    fn between(&mut self) -> Result<Value, Misread> {
        let from = self.at;
        let low = self.end()?;
        if !(self.take(&Token::And) || self.take(&Token::To) || self.is_written(&["和", "与"])) {
            return Err(self.misread(Expected::End));
        }
        let high = self.end()?;
        let text = self.written(from, self.at).to_owned();
        self.is_written(&["之间"]);
        Ok(Value { text, low: Some(low), high: Some(high) })
    }

    /// Takes a word as it is written.
    fn is_written(&mut self, words: &[&str]) -> bool {
        let taken = words.contains(&self.written(self.at, self.at + 1));
        self.at += usize::from(taken);
        taken
    }

    fn end(&mut self) -> Result<Scalar, Misread> {
        let end = match self.token() {
            Some(Token::Number(number)) => Scalar::Number(*number),
            Some(Token::Day(day)) => Scalar::Day(*day),
            _ => return Err(self.misread(Expected::End)),
        };
        self.at += 1;
        Ok(end)
    }
}

fn turned(test: When, not: bool) -> When {
    if not { When::Not(Box::new(test)) } else { test }
}

/// Several parts as one; one part as it is.
fn joined(mut parts: Vec<When>, all: fn(Vec<When>) -> When) -> When {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            all(parts)
        }
        None => When::Always,
    }
}
