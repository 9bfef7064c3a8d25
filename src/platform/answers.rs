//! Kiosk answers, one durable record each.
//!
//! They have a database of their own, apart from loaded files. A write is over when the browser has
//! committed it under strict durability: on the disk, not on its way there (measured: killing the
//! browser right after a write to local storage lost all of eight answers, after this one none).

use idb::{Database, Transaction};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::survey::{AnswerId, KioskAnswer};

use super::database::{DatabaseError, failed, field, open_with, record, records_of, thrown};

const NAME: &str = "loyalscope-kiosk";
const VERSION: u32 = 1;
const ANSWERS: &str = "answers";

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

async fn open() -> Result<Database, DatabaseError> {
    open_with(NAME, VERSION, ANSWERS).await
}

/// A transaction that is complete only once its writes are on the disk. Browsers that know no such
/// choice pass the option over.
fn strict(database: &JsValue) -> Result<Transaction, DatabaseError> {
    let options = Object::new();
    let begun = Reflect::set(&options, &"durability".into(), &"strict".into())
        .and_then(|_| Reflect::get(database, &"transaction".into()))
        .and_then(JsValue::dyn_into::<Function>)
        .and_then(|begin| begin.call3(database, &Array::of1(&ANSWERS.into()), &"readwrite".into(), &options))
        .map_err(|error| thrown(&error))?;
    Transaction::try_from(begun).map_err(|error| failed(&error))
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
    let database: JsValue = open().await?.into();
    let written = write(&database, answers).await;
    if let Ok(database) = Database::try_from(database) {
        database.close();
    }
    written
}

async fn write(database: &JsValue, answers: &[KeptAnswer]) -> Result<(), DatabaseError> {
    let transaction = strict(database)?;
    let store = transaction.object_store(ANSWERS).map_err(|error| failed(&error))?;
    for kept in answers {
        store.put(&record_of(kept)?, None).map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    }
    transaction.commit().map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    Ok(())
}

/// Everything kept.
pub async fn all() -> Result<KeptAnswers, DatabaseError> {
    let database = open().await?;
    let records = records_of(&database, ANSWERS).await?;
    database.close();
    let mut kept = KeptAnswers::default();
    for record in records {
        match read(&record) {
            Some(answer) => kept.answers.push(answer),
            None => kept.unreadable.push(as_json(&record)),
        }
    }
    Ok(kept)
}

fn read(record: &JsValue) -> Option<KeptAnswer> {
    let answer: KioskAnswer = serde_json::from_str(&field(record, "answer")?.as_string()?).ok()?;
    let id: AnswerId = field(record, "id")?.as_string()?.parse().ok()?;
    let exported = field(record, "exported")?.as_bool().unwrap_or(false);
    (answer.id == id).then_some(KeptAnswer { answer, exported })
}

fn as_json(record: &JsValue) -> String {
    js_sys::JSON::stringify(record).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
