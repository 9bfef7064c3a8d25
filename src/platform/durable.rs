//! The database of what a kiosk and the follow-up of its answers must never lose.
//!
//! It is apart from loaded files. A write is over when the browser has committed it under strict
//! durability: on the disk, not on its way there (measured: killing the browser right after a write
//! to local storage lost all of eight answers, after this one none).

use idb::ObjectStore;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::database::{Connection, DatabaseError, commit, failed, open_with};

const NAME: &str = "loyalscope-kiosk";

/// Version 1 had answers only.
const VERSION: u32 = 2;

/// One record an answer.
pub(super) const ANSWERS: &str = "answers";
/// One record for each thing that happened to a case.
pub(super) const EVENTS: &str = "events";
/// Copies of the small values that local storage may lose.
pub(super) const STATE: &str = "state";

async fn open() -> Result<Connection, DatabaseError> {
    open_with(NAME, VERSION, &[ANSWERS, EVENTS, STATE]).await
}

/// Writes the records that `make` gives, all or none; they are on the disk when this comes back
/// without an error. `make` is told how many records the store holds at that moment, in every tab.
pub(super) async fn write(
    store: &'static str,
    make: impl FnOnce(u32) -> Result<Vec<JsValue>, DatabaseError>,
) -> Result<(), DatabaseError> {
    write_beside(store, None, |held, _| make(held)).await
}

/// As [`write`]; `make` is also given the record with this `id` as it is at that moment, if any.
pub(super) async fn write_beside(
    store: &'static str,
    id: Option<&str>,
    make: impl FnOnce(u32, Option<JsValue>) -> Result<Vec<JsValue>, DatabaseError>,
) -> Result<(), DatabaseError> {
    let database = open().await?;
    let transaction = database.begin_strict(&[store])?;
    let store: ObjectStore = transaction.object_store(store).map_err(|error| failed(&error))?;
    let held = store.count(None).map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    let known = match id.map(JsValue::from) {
        Some(id) => store.get(id).map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?,
        None => None,
    };
    for record in make(held, known)? {
        store.put(&record, None).map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    }
    commit(transaction).await
}

/// Asks the browser to throw nothing of this away when the device runs short of room. It may ask
/// the user, or decide by itself; a kiosk runs either way.
pub fn ask_to_persist() {
    let asked = web_sys::window().and_then(|window| window.navigator().storage().persist().ok());
    if let Some(asked) = asked {
        spawn_local(async {
            // The answer changes nothing here.
            let _ = JsFuture::from(asked).await;
        });
    }
}

/// Forgets everything.
pub async fn erase() -> Result<(), DatabaseError> {
    let database = open().await?;
    let stores = [ANSWERS, EVENTS, STATE];
    let transaction = database.begin_strict(&stores)?;
    for name in stores {
        let store = transaction.object_store(name).map_err(|error| failed(&error))?;
        store.clear().map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    }
    commit(transaction).await
}

/// Every record of a store, as it is.
pub(super) async fn all(store: &'static str) -> Result<Vec<JsValue>, DatabaseError> {
    open().await?.records(store).await
}
