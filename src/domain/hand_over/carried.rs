//! Records that are handed on without being understood.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A JSON object with an `id`, kept letter for letter: a version that knows less than the one that
/// wrote it loses nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Carried {
    id: String,
    json: String,
}

/// The one field that has to be there.
#[derive(Deserialize)]
struct Named {
    id: String,
}

impl Carried {
    /// Takes a record over. What is no object with a text `id` is refused, with the place in it.
    pub fn new(json: &str) -> Result<Self, serde_json::Error> {
        let Named { id } = serde_json::from_str(json)?;
        Ok(Self { id, json: json.to_owned() })
    }

    /// Its number, unlike any other's.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The record, as it was written.
    pub fn json(&self) -> &str {
        &self.json
    }
}

/// As a text, in messages between programs: not every reader of them knows raw JSON.
impl Serialize for Carried {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.json)
    }
}

impl<'de> Deserialize<'de> for Carried {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Every record once, by its id. Of two with one id the greater text is kept, so that neither
/// merging twice nor the order changes anything.
pub(super) fn merge(records: Vec<Carried>) -> Vec<Carried> {
    let mut found = BTreeMap::<String, Carried>::new();
    for record in records {
        match found.get_mut(&record.id) {
            Some(known) if *known >= record => {}
            Some(known) => *known = record,
            None => {
                found.insert(record.id.clone(), record);
            }
        }
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::own_json;

    #[test]
    fn a_record_is_carried_letter_for_letter() {
        let json = r#"{ "id":"e-1", "later": [1.10, {"x":null}] }"#;
        let record = Carried::new(json).unwrap();
        assert_eq!((record.id(), record.json()), ("e-1", json));
        let text = serde_json::to_string(&[&record]).unwrap();
        assert_eq!(text, serde_json::to_string(&[json]).unwrap());
        assert_eq!(own_json::read::<Vec<Carried>>(&text).unwrap(), [record]);
    }

    #[test]
    fn what_has_no_id_is_refused() {
        for bad in ["", "1", "[]", "{}", r#"{"id":1}"#, r#"{"id":"a""#] {
            assert!(Carried::new(bad).is_err(), "{bad}");
        }
    }
}
