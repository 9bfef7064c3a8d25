//! Everything the indicators find, as one JSON document: for the command line, for exports, for tests.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::domain::intake::{Cancelled, Pace};

use super::Indicator;
use super::ask::{Doing, Problem, Question, document};
use super::registry::{self, Each};

/// The document: an object an indicator that has something to say, and `errors` with those that cannot be computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Document<T = Value> {
    /// What each found, by its id, in the registry's order.
    pub found: Vec<(&'static str, T)>,
    /// Why others could not.
    pub errors: BTreeMap<&'static str, Problem>,
}

/// What an indicator's part of the document is kept as. Results hold nothing JSON cannot say.
pub trait Part: Sized + 'static {
    /// The part of what was found.
    fn of(found: &impl Serialize) -> Self;
}

/// To look into.
impl Part for Value {
    fn of(found: &impl Serialize) -> Self {
        serde_json::to_value(found).unwrap_or_default()
    }
}

/// To be handed on: written as answers of the engine are, which weighs the least.
impl Part for String {
    fn of(found: &impl Serialize) -> Self {
        serde_json::to_string(found).unwrap_or_default()
    }
}

impl<T> Default for Document<T> {
    fn default() -> Self {
        Self { found: Vec::new(), errors: BTreeMap::new() }
    }
}

impl<T: Part> Document<T> {
    /// What the indicators find; those of `only` where any is named, else all.
    pub async fn of<P: Pace>(question: Question<'_>, only: &[String], pace: &mut P) -> Result<Self, Cancelled> {
        let mut document = Self::default();
        for (id, find) in finders::<T, P>() {
            if !only.is_empty() && !only.iter().any(|wanted| wanted == id) {
                continue;
            }
            match find(question, pace).await? {
                Ok(found) => document.found.extend(found.map(|found| (id, found))),
                Err(problem) => {
                    document.errors.insert(id, problem);
                }
            }
        }
        Ok(document)
    }
}

impl Document<String> {
    /// The document as JSON.
    pub fn to_json(&self) -> String {
        let errors = serde_json::to_string(&self.errors).unwrap_or_default();
        let errors = Some(("errors", &errors)).filter(|_| !self.errors.is_empty());
        let parts = self.found.iter().map(|(id, found)| (*id, found)).chain(errors);
        // Ids are plain names.
        let parts: Vec<String> = parts.map(|(name, part)| ["\"", name, "\":", part.as_str()].concat()).collect();
        ["{", &parts.join(","), "}\n"].concat()
    }
}

impl Document {
    /// What an indicator found.
    pub fn get(&self, id: &str) -> Option<&Value> {
        self.found.iter().find(|(known, _)| *known == id).map(|(_, found)| found)
    }
}

/// Finds an indicator's part of the document.
type Finder<T, P> = for<'a> fn(Question<'a>, &'a mut P) -> Doing<'a, Result<Result<Option<T>, Problem>, Cancelled>>;

/// Apart from the entries that pages are made of: a program that shows pages need not hold what writes documents.
fn finders<T: Part, P: Pace>() -> Vec<(&'static str, Finder<T, P>)> {
    struct Finders<T, P>(Vec<(&'static str, Finder<T, P>)>);
    impl<T: Part, P: Pace> Each for Finders<T, P> {
        fn one<I: Indicator>(&mut self) {
            self.0.push((I::ABOUT.id, |question, pace| Box::pin(document::<I, T, P>(question, pace))));
        }
    }
    let mut finders = Finders(Vec::new());
    registry::for_each(&mut finders);
    finders.0
}

/// One indicator's part; `None` where it has nothing to say, or no indicator has this id.
#[cfg(test)]
pub(super) async fn of_one<P: Pace>(
    id: &str,
    question: Question<'_>,
    pace: &mut P,
) -> Result<Result<Option<Value>, Problem>, Cancelled> {
    match finders::<Value, P>().into_iter().find(|(known, _)| *known == id) {
        Some((_, find)) => find(question, pace).await,
        None => Ok(Ok(None)),
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (id, found) in &self.found {
            map.serialize_entry(id, found)?;
        }
        if !self.errors.is_empty() {
            map.serialize_entry("errors", &self.errors)?;
        }
        map.end()
    }
}
