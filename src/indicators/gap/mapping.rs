//! Which columns are about what: by lines somebody typed in, else by what headers call them.

use crate::indicators::marks::stem;
use crate::indicators::named::has_word;
use crate::indicators::typed_lines::{Unread, named};

/// Something columns can be about.
pub trait Topic: Copy + PartialEq + 'static {
    /// All there are, in the order they are told in.
    const ALL: &'static [Self];

    /// What it is called in the document.
    fn key(self) -> &'static str;

    /// What it is called by people, in both languages.
    fn names(self) -> &'static [&'static str];

    /// Parts of the names of columns about it.
    fn words(self) -> &'static [&'static str];

    /// The one of this name.
    fn named(name: &str) -> Option<Self> {
        let plain = plain(name);
        let is_it = |topic: &Self| topic.key() == plain || topic.names().contains(&plain.as_str());
        Self::ALL.iter().copied().find(is_it)
    }
}

/// Columns and what they are about, as somebody typed it in.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines<T>(Vec<(String, T)>);

impl<T: Topic> Lines<T> {
    /// Reads them, a line each: `queue: responsiveness`.
    pub(in crate::indicators) fn read(text: &str) -> Result<Self, Unread> {
        let read = |name: &str, topic: &str| {
            let name = plain(name);
            (!name.is_empty()).then_some((name, T::named(topic)?))
        };
        named(text, read).map(Self)
    }

    /// What a column of these names is about: as it was typed in, else as its first name says.
    pub fn topic(&self, names: &[&str]) -> Option<T> {
        let typed = self.0.iter().find(|(typed, _)| names.iter().any(|name| is_called(name, typed)));
        let guessed =
            || names.first().and_then(|name| T::ALL.iter().find(|topic| has_word(name, topic.words())).copied());
        typed.map(|(_, topic)| *topic).or_else(guessed)
    }

    /// What was typed in and is none of these names.
    pub fn unknown(&self, names: &[&str]) -> Vec<String> {
        let is_unknown = |typed: &&String| !names.iter().any(|name| is_called(name, typed));
        self.0.iter().map(|(typed, _)| typed).filter(is_unknown).cloned().collect()
    }
}

/// Whether a column is called so, with or without the words of its role.
fn is_called(name: &str, typed: &str) -> bool {
    plain(name) == typed || stem(name) == stem(typed) && !stem(typed).is_empty()
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}
