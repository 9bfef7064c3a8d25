//! How often the first question was shown, a record a day beside the kiosk's settings. A display that
//! cannot be written is lost: nothing waits for it, and no answer does.

use crate::domain::own_json;
use crate::domain::survey::{Display, Moment, Profile};

use super::database::{DatabaseError, field, record};
use super::durable::{self, STATE};

/// What the numbers of these records begin with; the day follows.
const DISPLAYS: &str = "displays-";

/// Version of a record, for those to come.
const RECORD: u32 = 1;

/// Counts one display.
pub async fn count(at: Moment, profile: &Profile) -> Result<(), DatabaseError> {
    let Some(day) = at.day() else { return Ok(()) };
    let id = format!("{DISPLAYS}{day}");
    durable::write_beside(STATE, Some(&id), |_, known| {
        // What a newer version wrote stays as it is.
        let Some(mut of_day) = known.map_or(Some(Vec::new()), |known| read(&known)) else { return Ok(Vec::new()) };
        Display::count_one(&mut of_day, at, profile);
        let json =
            serde_json::to_string(&of_day).map_err(|error| DatabaseError::Failed { detail: error.to_string() })?;
        Ok(vec![record([("id", id.as_str().into()), ("version", RECORD.into()), ("value", json.into())])?])
    })
    .await
}

/// All that were counted on this device and can be read.
pub async fn all() -> Result<Vec<Display>, DatabaseError> {
    let records = durable::all(STATE).await?;
    let is_ours =
        |record: &&_| field(record, "id").and_then(|id| id.as_string()).is_some_and(|id| id.starts_with(DISPLAYS));
    Ok(records.iter().filter(is_ours).filter_map(read).flatten().collect())
}

fn read(record: &wasm_bindgen::JsValue) -> Option<Vec<Display>> {
    let version = field(record, "version")?.as_f64()?;
    let value = field(record, "value")?.as_string()?;
    if version > f64::from(RECORD) { None } else { own_json::read(&value) }
}
