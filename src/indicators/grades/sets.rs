//! What happens to rule sets around the rules in force: changes taken back, sets kept under a name, and sets as JSON on their
//! way to somebody else.
//!
//! The JSON is `{"grades": {"version": 1, "sets": [{"name": "…", "rules": "…"}]}}`. A file from elsewhere may hold anything:
//! it is read up to a size, its sets up to a number, and rules that cannot be read are refused with set, line and column.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::GradesParams;
use super::parse::{Misread, rules};

/// Changes that can be taken back.
const MOST_CHANGES: usize = 20;

/// Sets kept at most.
const MOST_SETS: usize = 50;

/// Letters of a set's name at most.
const LONGEST_NAME: usize = 60;

/// Bytes of a file of sets at most.
const LARGEST_FILE: usize = 1_000_000;

/// The version of the file that is written, the only one that is read.
const VERSION: u32 = 1;

/// Rules under a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// What it is called.
    pub name: String,
    /// The rules, one a line.
    pub rules: String,
}

/// A file of sets, or a name, that is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SetsError {
    /// A name that is blank, or longer than [`LONGEST_NAME`].
    #[error("`{name}` is no name of 1 to {LONGEST_NAME} letters")]
    Name {
        /// As typed.
        name: String,
    },
    /// There is no set of this name.
    #[error("no set `{name}`")]
    NoSuchSet {
        /// As asked for.
        name: String,
    },
    /// More than [`MOST_SETS`] sets.
    #[error("more than {MOST_SETS} sets")]
    TooMany,
    /// A file of more than [`LARGEST_FILE`] bytes.
    #[error("a file of more than {LARGEST_FILE} bytes")]
    TooLarge,
    /// No JSON.
    #[error("no JSON: line {line}, column {column}")]
    NotJson {
        /// Where it ends to be JSON, from 1.
        line: usize,
        /// In that line, from 1.
        column: usize,
    },
    /// JSON of something else, or of another version.
    #[error("JSON, but no sets of rules of version {VERSION}")]
    NotSets,
    /// A set has rules that cannot be read.
    #[error("set `{name}`: {misread}")]
    Rules {
        /// The set.
        name: String,
        /// What is wrong with its rules.
        misread: Misread,
    },
}

#[derive(Serialize, Deserialize)]
struct File {
    grades: Body,
}

#[derive(Serialize, Deserialize)]
struct Body {
    version: u32,
    sets: Vec<RuleSet>,
}

impl GradesParams {
    /// Whether what is asked for can be done.
    pub(super) fn asked(&self) -> Result<(), SetsError> {
        let known = |name: &String| {
            let found = name.is_empty() || self.sets.iter().any(|set| set.name == *name);
            if found { Ok(()) } else { Err(SetsError::NoSuchSet { name: name.clone() }) }
        };
        known(&self.load)?;
        known(&self.forget)?;
        let mut sets = self.sets.clone();
        if !self.save_as.is_empty() {
            keep(&mut sets, RuleSet { name: named(&self.save_as)?, rules: self.rules.clone() });
        }
        if !self.import.is_empty() {
            of_json(&self.import)?.into_iter().for_each(|set| keep(&mut sets, set));
        }
        if sets.len() > MOST_SETS { Err(SetsError::TooMany) } else { Ok(()) }
    }

    /// What is asked for done, and the rules before a change remembered.
    pub(super) fn settled(self, before: &Self) -> Self {
        let mut now = Self {
            undo: false,
            save_as: String::new(),
            load: String::new(),
            forget: String::new(),
            import: String::new(),
            ..self.clone()
        };
        // All of it was checked.
        if let Ok(name) = named(&self.save_as) {
            keep(&mut now.sets, RuleSet { name, rules: self.rules.clone() });
        }
        for set in of_json(&self.import).unwrap_or_default() {
            keep(&mut now.sets, set);
        }
        if let Some(set) = self.sets.iter().find(|set| set.name == self.load) {
            now.rules.clone_from(&set.rules);
        }
        now.sets.retain(|set| set.name != self.forget);
        if self.undo {
            if let Some(last) = now.history.pop() {
                (now.rules, now.before) = (last, String::new());
            }
        } else if now.rules != before.rules {
            now.before.clone_from(&before.rules);
            now.history.push(before.rules.clone());
            let surplus = now.history.len().saturating_sub(MOST_CHANGES);
            now.history.drain(..surplus);
        }
        if now.rules != before.rules {
            now.draft = None;
        }
        now
    }
}

/// Sets as a file.
pub fn to_json(sets: &[RuleSet]) -> String {
    let file = File { grades: Body { version: VERSION, sets: sets.to_vec() } };
    // Texts and numbers always serialise.
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// The sets of a file.
pub(super) fn of_json(text: &str) -> Result<Vec<RuleSet>, SetsError> {
    if text.len() > LARGEST_FILE {
        return Err(SetsError::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    let json: serde_json::Value = serde_json::from_str(text)
        .map_err(|error| SetsError::NotJson { line: error.line(), column: error.column() })?;
    let File { grades: Body { version, sets } } = serde_json::from_value(json).map_err(|_| SetsError::NotSets)?;
    if version != VERSION {
        return Err(SetsError::NotSets);
    }
    if sets.len() > MOST_SETS {
        return Err(SetsError::TooMany);
    }
    sets.into_iter().map(checked).collect()
}

/// A set whose name and rules can be used.
fn checked(set: RuleSet) -> Result<RuleSet, SetsError> {
    let name = named(&set.name)?;
    match rules(&set.rules) {
        Ok(_) => Ok(RuleSet { name, ..set }),
        Err(misread) => Err(SetsError::Rules { name, misread }),
    }
}

/// A name without blanks around it, where it is one.
fn named(name: &str) -> Result<String, SetsError> {
    let name = name.trim();
    if (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.contains(char::is_control) {
        Ok(name.to_owned())
    } else {
        Err(SetsError::Name { name: name.chars().take(LONGEST_NAME).collect() })
    }
}

/// Keeps a set, in the place of one of the same name, else as the last.
fn keep(sets: &mut Vec<RuleSet>, set: RuleSet) {
    match sets.iter_mut().find(|known| known.name == set.name) {
        Some(known) => *known = set,
        None => sets.push(set),
    }
}
