//! Kiosk answers, one durable record each.

use wasm_bindgen::JsValue;

use crate::domain::own_json;
use crate::domain::survey::{AnswerId, KioskAnswer};

use super::database::{DatabaseError, field, record};
use super::durable::{self, ANSWERS};

/// Version of a record, for those to come.
const RECORD: u32 = 1;

/// An answer as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// What was answered.
    pub answer: KioskAnswer,
    /// Whether it has left the device in a file.
    pub exported: bool,
}

/// Everything kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptAnswers {
    /// The answers that can be read, in no particular order.
    pub answers: Vec<KeptAnswer>,
    /// Records that mean nothing to this version, as JSON: they are handed out with an export, and stay.
    pub unreadable: Vec<String>,
}

fn record_of(kept: &KeptAnswer) -> Result<JsValue, DatabaseError> {
    let json =
        serde_json::to_string(&kept.answer).map_err(|error| DatabaseError::Failed { detail: error.to_string() })?;
    record([
        ("id", kept.answer.id.as_str().into()),
        ("version", RECORD.into()),
        ("answer", json.into()),
        ("exported", kept.exported.into()),
    ])
}

/// Writes answers, all or none; they are on the disk when this comes back without an error.
pub async fn keep(answers: &[KeptAnswer]) -> Result<(), DatabaseError> {
    durable::write(ANSWERS, |_| answers.iter().map(record_of).collect()).await
}

/// Writes an answer of this device with the next number of its sequence, which no other tab can get
/// too. Writing the same answer again keeps it once, under the number it got first; one that is
/// complete stays so.
pub async fn keep_new(answer: &KioskAnswer) -> Result<(), DatabaseError> {
    durable::write_beside(ANSWERS, Some(answer.id.as_str()), |held, known| {
        let known = known.as_ref().and_then(read).map(|known| known.answer);
        let placed = answer.clone().placed(known.as_ref(), held.into());
        placed.map(|answer| record_of(&KeptAnswer { answer, exported: false })).into_iter().collect()
    })
    .await
}

/// Everything kept.
pub async fn all() -> Result<KeptAnswers, DatabaseError> {
    let mut kept = KeptAnswers::default();
    for record in durable::all(ANSWERS).await? {
        match read(&record) {
            Some(answer) => kept.answers.push(answer),
            None => kept.unreadable.push(as_json(&record)),
        }
    }
    Ok(kept)
}

fn read(record: &JsValue) -> Option<KeptAnswer> {
    let answer: KioskAnswer = own_json::read(&field(record, "answer")?.as_string()?)?;
    let id: AnswerId = field(record, "id")?.as_string()?.parse().ok()?;
    let exported = field(record, "exported")?.as_bool().unwrap_or(false);
    (answer.id == id).then_some(KeptAnswer { answer, exported })
}

fn as_json(record: &JsValue) -> String {
    js_sys::JSON::stringify(record).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
