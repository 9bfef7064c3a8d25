//! What happened to cases, one durable record each.

use wasm_bindgen::JsValue;

use crate::domain::care::Event;
use crate::domain::own_json;

use super::database::{DatabaseError, field, record};
use super::durable::{self, EVENTS};

/// Version of a record, for those to come.
const RECORD: u32 = 1;

/// Everything kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptEvents {
    /// The events that can be read, in no particular order.
    pub events: Vec<Event>,
    /// Records that mean nothing to this version; they stay.
    pub unreadable: Vec<UnreadableEvent>,
}

/// A record of a newer version, or a damaged one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableEvent {
    /// Its number.
    pub id: String,
    /// What was written; empty where not even that is text.
    pub json: String,
}

fn record_of(event: &Event) -> Result<JsValue, DatabaseError> {
    let json = serde_json::to_string(event).map_err(|error| DatabaseError::Failed { detail: error.to_string() })?;
    record([("id", event.id.as_str().into()), ("version", RECORD.into()), ("event", json.into())])
}

/// Writes events, all or none; they are on the disk when this comes back without an error.
pub async fn keep(events: &[Event]) -> Result<(), DatabaseError> {
    if events.is_empty() {
        return Ok(());
    }
    durable::write(EVENTS, |_| events.iter().map(record_of).collect()).await
}

/// Everything kept.
pub async fn all() -> Result<KeptEvents, DatabaseError> {
    let mut kept = KeptEvents::default();
    for record in durable::all(EVENTS).await? {
        let text = |name| field(&record, name).and_then(|field| field.as_string()).unwrap_or_default();
        let json = text("event");
        match own_json::read(&json) {
            Some(event) => kept.events.push(event),
            None => kept.unreadable.push(UnreadableEvent { id: text("id"), json }),
        }
    }
    Ok(kept)
}
