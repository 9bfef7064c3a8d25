//! The letters of a cell, one after the other.

use crate::domain::intake::value::fold;

/// The letters of a cell, folded, with a look ahead.
#[derive(Clone)]
pub(super) struct Letters<'a>(pub std::str::Chars<'a>);

impl Letters<'_> {
    pub fn peek(&self) -> Option<char> {
        self.0.clone().next().map(fold)
    }

    pub fn next(&mut self) -> Option<char> {
        self.0.next().map(fold)
    }

    pub fn eat(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let found = self.peek().is_some_and(wanted);
        if found {
            self.next();
        }
        found
    }

    pub fn blanks(&mut self) -> bool {
        let mut any = false;
        while self.eat(|letter| letter == ' ') {
            any = true;
        }
        any
    }

    /// Digits: how many, and their value. At most 17 are read.
    pub fn number(&mut self) -> (u32, u64) {
        let (mut count, mut value) = (0, 0_u64);
        while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(10)).filter(|_| count < 17) {
            self.next();
            value = value * 10 + u64::from(digit);
            count += 1;
        }
        (count, value)
    }

    /// ASCII letters in lower case, at most nine, and how many they are.
    pub fn word(&mut self) -> Option<([u8; 9], usize)> {
        let (mut start, mut length) = ([0_u8; 9], 0);
        while let Some(letter) = self.peek().filter(char::is_ascii_alphabetic) {
            self.next();
            if let Some(slot) = start.get_mut(length) {
                *slot = u8::try_from(letter.to_ascii_lowercase()).unwrap_or(0);
            }
            length += 1;
        }
        (length >= 3).then_some((start, length))
    }

    pub fn is_done(&self) -> bool {
        self.0.as_str().is_empty()
    }

    /// The next two letters, in lower case.
    pub fn word_of_two(mut self) -> Option<[u8; 2]> {
        let mut letter = || self.next().and_then(|letter| u8::try_from(letter.to_ascii_lowercase()).ok());
        Some([letter()?, letter()?])
    }
}
