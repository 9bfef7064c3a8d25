//! What a reader can choose on a page.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::dataset::Filter;
use crate::domain::day::Day;

/// A field that changes a parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// Whose parameter: an indicator's id, or [`SHARED`](crate::indicators::settings::SHARED).
    pub of: String,
    /// The parameter's name.
    pub parameter: String,
    /// The field's name in the page.
    pub name: String,
    /// What it says.
    pub label: String,
    /// What is said below it; may be empty.
    pub help: String,
    /// How it is chosen.
    pub input: Input,
}

/// How something is chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// One of a few; the place of the one in force.
    Choice {
        /// What can be chosen.
        options: Vec<Choice>,
        /// Which is chosen.
        chosen: usize,
    },
    /// Any number of some; the places of those in force.
    Several {
        /// What can be chosen. The parameter's value is the list of the values chosen, in this order.
        options: Vec<Choice>,
        /// Which are chosen.
        chosen: BTreeSet<usize>,
    },
    /// A number.
    Number {
        /// In force.
        value: f64,
        /// The least that makes sense.
        min: f64,
        /// The most that makes sense.
        max: f64,
        /// From one sensible number to the next; 0 where any number between is one.
        step: f64,
    },
    /// A number that may be left blank.
    Optional {
        /// The one typed in.
        value: Option<f64>,
        /// What stands in its place where there is none, for the reader.
        blank: String,
        /// The least that makes sense.
        min: f64,
        /// The most that makes sense.
        max: f64,
        /// Whether all of it is a share of one, and shown and typed in percent.
        share: bool,
    },
    /// Any text.
    Text(String),
    /// Any text of several lines.
    Lines(String),
    /// Text of several lines that is tried out while it is typed: the page shows what it would do, and keeps none of it until
    /// it is put in force. Its parameter is that of what is tried out.
    Draft {
        /// In force.
        text: String,
        /// The parameter it is put in force as.
        keep: String,
    },
    /// A text that something is done with at once, and the button that does it: the field is blank again afterwards.
    Entry {
        /// What the button says.
        action: String,
    },
    /// A button that puts this value in force.
    Button(Value),
    /// The text of a file, of these endings (`.json`).
    File(String),
    /// Numbers separated by commas.
    Numbers(Vec<f64>),
    /// Yes or no.
    Toggle(bool),
    /// A day, or none.
    Day(Option<Day>),
    /// A share of one, 0 to 1, which is shown and typed in percent, to four decimals at most.
    Share(f64),
    /// A share of one that is moved by hand, shown in percent: what it changes is shown while it is moved.
    Slider {
        /// In force.
        value: f64,
        /// The least it is moved to.
        min: f64,
        /// The most it is moved to.
        max: f64,
        /// From one place to the next.
        step: f64,
        /// What its hundredths are: per cent, or percentage points.
        unit: String,
    },
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The parameter's value.
    pub value: Value,
    /// What it is called.
    pub text: String,
}

/// A parameter that a link puts in force on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Whose parameter: an indicator's id, or [`SHARED`](crate::indicators::settings::SHARED).
    pub of: String,
    /// The parameter's name.
    pub parameter: String,
    /// Its value.
    pub value: Value,
}

impl Setting {
    /// A value of a parameter.
    pub fn new(of: &str, parameter: &str, value: Value) -> Self {
        Self { of: of.to_owned(), parameter: parameter.to_owned(), value }
    }
}

/// Customers whom a link or a tile chooses: its page has the filter in force, and this in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Only {
    /// Those of a segment, by its key.
    Segment(String),
    /// Those of any of some classes or groups.
    Classes {
        /// The indicator whose they are, by its id.
        of: String,
        /// Their keys.
        keys: BTreeSet<String>,
    },
    /// Those with a value of a column.
    Value {
        /// The column.
        name: String,
        /// The value.
        value: String,
    },
}

impl Only {
    /// Those of one class or group of an indicator.
    pub fn class(of: &str, key: impl Into<String>) -> Self {
        Self::classes(of, [key.into()])
    }

    /// Those of any of some classes or groups of an indicator.
    pub fn classes(of: &str, keys: impl IntoIterator<Item = String>) -> Self {
        Self::Classes { of: of.to_owned(), keys: keys.into_iter().collect() }
    }

    /// The one segment, class or group it chooses; `None` where it chooses several, or by a column.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Segment(key) => Some(key),
            Self::Classes { keys, .. } if keys.len() == 1 => keys.first().map(String::as_str),
            Self::Classes { .. } | Self::Value { .. } => None,
        }
    }

    /// The filter that lets no others through, whatever it said of this before.
    #[must_use]
    pub fn put_in(self, mut filter: Filter) -> Filter {
        match self {
            Self::Segment(key) => filter.segment = Some(key),
            Self::Classes { of, keys } => _ = filter.classes.insert(of, keys),
            Self::Value { name, value } => _ = filter.attributes.insert(name, BTreeSet::from([value])),
        }
        filter
    }
}

impl Control {
    /// A field named after its parameter.
    pub fn new(of: &str, parameter: &str, label: impl Into<String>, input: Input) -> Self {
        Self {
            of: of.to_owned(),
            parameter: parameter.to_owned(),
            name: format!("{of}-{parameter}").replace('_', "-"),
            label: label.into(),
            help: String::new(),
            input,
        }
    }

    /// Whether it is typed in percent, which its label says.
    pub const fn is_percent(&self) -> bool {
        matches!(self.input, Input::Share(_) | Input::Optional { share: true, .. })
    }

    /// Under another name in the page.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    /// With something said below it.
    #[must_use]
    pub fn helped(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }
}

impl Input {
    /// One of `options`, each a parameter's value and what it is called.
    pub fn choice<T: Serialize + PartialEq>(options: impl IntoIterator<Item = (T, String)>, in_force: &T) -> Self {
        let mut chosen = 0;
        let options = options.into_iter().enumerate().map(|(place, (value, text))| {
            if value == *in_force {
                chosen = place;
            }
            // What is offered are names, numbers and texts, which always serialise.
            Choice { value: serde_json::to_value(value).unwrap_or_default(), text }
        });
        let options = options.collect();
        Self::Choice { options, chosen }
    }

    /// Any number of `options`, each a name and what it is called.
    pub fn several(options: impl IntoIterator<Item = (String, String)>, in_force: &[String]) -> Self {
        let mut chosen = BTreeSet::new();
        let options = options.into_iter().enumerate().map(|(place, (name, text))| {
            if in_force.contains(&name) {
                chosen.insert(place);
            }
            Choice { value: Value::from(name), text }
        });
        let options = options.collect();
        Self::Several { options, chosen }
    }
}
