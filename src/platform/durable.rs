//! The database of what a kiosk and the follow-up of its answers must never lose.
//!
//! It is apart from loaded files. A write is over when the browser has committed it under strict
//! durability: on the disk, not on its way there (measured: killing the browser right after a write
//! to local storage lost all of eight answers, after this one none).

use idb::{Database, ObjectStore, Transaction, TransactionMode};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::database::{DatabaseError, failed, open_with, records_of, thrown};

const NAME: &str = "loyalscope-kiosk";

/// Version 1 had answers only.
const VERSION: u32 = 2;

/// One record an answer.
pub(super) const ANSWERS: &str = "answers";
/// One record for each thing that happened to a case.
pub(super) const EVENTS: &str = "events";
/// Copies of the small values that local storage may lose.
pub(super) const STATE: &str = "state";

async fn open() -> Result<Database, DatabaseError> {
    open_with(NAME, VERSION, &[ANSWERS, EVENTS, STATE]).await
}

/// A transaction that is complete only once its writes are on the disk. Browsers that know no such
/// choice pass the option over.
fn strict(database: &JsValue, store: &str) -> Result<Transaction, DatabaseError> {
    let options = Object::new();
    let begun = Reflect::set(&options, &"durability".into(), &"strict".into())
        .and_then(|_| Reflect::get(database, &"transaction".into()))
        .and_then(JsValue::dyn_into::<Function>)
        .and_then(|begin| begin.call3(database, &Array::of1(&store.into()), &"readwrite".into(), &options))
        .map_err(|error| thrown(&error))?;
    Transaction::try_from(begun).map_err(|error| failed(&error))
}

/// Writes the records that `make` gives, all or none; they are on the disk when this comes back
/// without an error. `make` is told how many records the store holds at that moment, in every tab.
pub(super) async fn write(
    store: &'static str,
    make: impl FnOnce(u32) -> Result<Vec<JsValue>, DatabaseError>,
) -> Result<(), DatabaseError> {
    let database: JsValue = open().await?.into();
    let written = write_in(&database, store, make).await;
    if let Ok(database) = Database::try_from(database) {
        database.close();
    }
    written
}

async fn write_in(
    database: &JsValue,
    name: &'static str,
    make: impl FnOnce(u32) -> Result<Vec<JsValue>, DatabaseError>,
) -> Result<(), DatabaseError> {
    let transaction = strict(database, name)?;
    let store: ObjectStore = transaction.object_store(name).map_err(|error| failed(&error))?;
    let held = store.count(None).map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    for record in make(held)? {
        store.put(&record, None).map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    }
    transaction.commit().map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    Ok(())
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
    let transaction = database.transaction(&stores, TransactionMode::ReadWrite).map_err(|error| failed(&error))?;
    for name in stores {
        let store = transaction.object_store(name).map_err(|error| failed(&error))?;
        store.clear().map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    }
    transaction.commit().map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    database.close();
    Ok(())
}

/// Every record of a store, as it is.
pub(super) async fn all(store: &'static str) -> Result<Vec<JsValue>, DatabaseError> {
    let database = open().await?;
    let records = records_of(&database, store).await;
    database.close();
    records
}
