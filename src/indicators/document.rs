//! Everything the indicators find, as one JSON document: for the command line, for exports, for tests.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::domain::intake::{Cancelled, Pace};

use super::ask::{Problem, Question};
use super::registry;

/// The document: an object an indicator that has something to say, and `errors` with those that cannot be computed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// What each found, by its id, in the registry's order.
    pub found: Vec<(&'static str, Value)>,
    /// Why others could not.
    pub errors: BTreeMap<&'static str, Problem>,
}

impl Document {
    /// What the indicators find; those of `only` where any is named, else all.
    pub async fn of<P: Pace>(question: Question<'_>, only: &[String], pace: &mut P) -> Result<Self, Cancelled> {
        let mut document = Self::default();
        for entry in registry::entries::<P>() {
            let id = entry.about.id;
            if !only.is_empty() && !only.iter().any(|wanted| wanted == id) {
                continue;
            }
            match (entry.document)(question, pace).await? {
                Ok(found) => document.found.extend(found.map(|found| (id, found))),
                Err(problem) => {
                    document.errors.insert(id, problem);
                }
            }
        }
        Ok(document)
    }

    /// What an indicator found.
    pub fn get(&self, id: &str) -> Option<&Value> {
        self.found.iter().find(|(known, _)| *known == id).map(|(_, found)| found)
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
