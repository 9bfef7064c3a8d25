//! Text that says something.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A text of nothing but space where words were wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("there are no words")]
pub struct Blank;

/// A text that is not blank, without space around it: an owner, a cause, what was done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Words(String);

impl Words {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Words {
    type Err = Blank;

    fn from_str(text: &str) -> Result<Self, Blank> {
        let text = text.trim();
        if text.is_empty() { Err(Blank) } else { Ok(Self(text.to_owned())) }
    }
}

impl TryFrom<String> for Words {
    type Error = Blank;

    fn try_from(text: String) -> Result<Self, Blank> {
        text.parse()
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.0
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_never_blank() {
        for blank in ["", " ", "\t\n", "\u{3000}"] {
            assert_eq!(blank.parse::<Words>(), Err(Blank));
            assert!(serde_json::from_str::<Words>(&serde_json::to_string(blank).unwrap()).is_err());
        }
        let words: Words = " long queue ".parse().unwrap();
        assert_eq!(words.as_str(), "long queue");
        assert_eq!(serde_json::to_string(&words).unwrap(), "\"long queue\"");
    }
}
