//! Loaded files, kept in the browser between visits: the file itself beside the plan it was read
//! with. Reading it again gives the same tables, so no table format ever needs a migration.

use idb::{DatabaseEvent, Error, Factory, KeyPath, ObjectStoreParams, Query, Transaction, TransactionResult};
use js_sys::{Array, ArrayBuffer, Function, Object, Reflect};
use thiserror::Error as ThisError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, IdbDatabase, IdbTransaction, IdbTransactionMode};

use crate::domain::intake::Plan;
use crate::domain::{order, own_json};

use super::file::describe;

const NAME: &str = "loyalscope";
const VERSION: u32 = 1;
const FILES: &str = "files";

/// Why files could not be kept or found.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
pub enum DatabaseError {
    /// The browser gives no database: private browsing, or a setting.
    #[error("the browser keeps no database: {detail}")]
    Blocked {
        /// What the browser said.
        detail: String,
    },
    /// No room.
    #[error("no room to keep the file")]
    Full,
    /// Anything else.
    #[error("the browser's database failed: {detail}")]
    Failed {
        /// What the browser said.
        detail: String,
    },
}

/// A file as kept.
#[derive(Debug, Clone)]
pub struct KeptFile {
    /// Its number; files are read in this order.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// How it is read.
    pub plan: Plan,
    /// Whether it is a file of the sample.
    pub sample: bool,
    /// Its bytes.
    pub blob: Blob,
}

/// What the database said.
pub(super) fn failed(error: &Error) -> DatabaseError {
    told(error.to_string())
}

/// What the browser threw.
pub(super) fn thrown(error: &JsValue) -> DatabaseError {
    told(describe(error))
}

fn told(detail: String) -> DatabaseError {
    if detail.contains("QuotaExceeded") { DatabaseError::Full } else { DatabaseError::Failed { detail } }
}

/// Why a database did not open.
fn not_opened(error: &Error) -> DatabaseError {
    let detail = error.to_string();
    match told(detail.clone()) {
        DatabaseError::Full => DatabaseError::Full,
        // A newer version of the page has been here: there is a database, though not for this page.
        failed if detail.contains("VersionError") => failed,
        _ => DatabaseError::Blocked { detail },
    }
}

/// An open database. It closes when this is dropped, once what was begun has ended.
pub(super) struct Connection(IdbDatabase);

impl Connection {
    /// Begins to write to stores, or to read them.
    fn begin(&self, stores: &[&str], mode: IdbTransactionMode) -> Result<Transaction, DatabaseError> {
        let begun = self.0.transaction_with_str_sequence_and_mode(&names(stores), mode);
        begun.map(Transaction::from).map_err(|error| thrown(&error))
    }

    /// Begins to write what is there only once it is on the disk. Browsers that know no such choice
    /// pass the option over.
    pub(super) fn begin_strict(&self, stores: &[&str]) -> Result<Transaction, DatabaseError> {
        let options = Object::new();
        let begun = Reflect::set(&options, &"durability".into(), &"strict".into())
            .and_then(|_| Reflect::get(&self.0, &"transaction".into()))
            .and_then(JsValue::dyn_into::<Function>)
            .and_then(|begin| begin.call3(&self.0, &names(stores), &"readwrite".into(), &options))
            .map_err(|error| thrown(&error))?;
        Transaction::try_from(begun).map_err(|error| failed(&error))
    }

    /// Every record of a store, as it is.
    pub(super) async fn records(&self, store: &str) -> Result<Vec<JsValue>, DatabaseError> {
        let transaction = self.begin(&[store], IdbTransactionMode::Readonly)?;
        let store = transaction.object_store(store).map_err(|error| failed(&error))?;
        store.get_all(None, None).map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn names(stores: &[&str]) -> Array {
    stores.iter().copied().map(JsValue::from).collect()
}

/// Waits until what was written is there. A browser may give a transaction up although each of its
/// writes went well, as where the disk is full: only its end tells.
pub(super) async fn commit(transaction: Transaction) -> Result<(), DatabaseError> {
    let begun: IdbTransaction = transaction.into();
    let ended = match Transaction::from(begun.clone()).commit() {
        Ok(ending) => ending.await,
        Err(error) => Err(error),
    };
    match (ended, begun.error()) {
        (Ok(TransactionResult::Committed), _) => Ok(()),
        (_, Some(why)) => Err(told(format!("{}: {}", why.name(), why.message()))),
        (Err(error), None) => Err(failed(&error)),
        (Ok(TransactionResult::Aborted), None) => Err(told(String::from("the transaction was aborted"))),
    }
}

async fn open() -> Result<Connection, DatabaseError> {
    open_with(NAME, VERSION, &[FILES]).await
}

/// Opens a database whose records are found by their `id`, and makes the stores it does not have yet.
pub(super) async fn open_with(
    name: &str,
    version: u32,
    stores: &'static [&'static str],
) -> Result<Connection, DatabaseError> {
    let factory = Factory::new().map_err(|error| not_opened(&error))?;
    let mut request = factory.open(name, Some(version)).map_err(|error| not_opened(&error))?;
    request.on_upgrade_needed(move |event| {
        let Ok(database) = event.database() else { return };
        let there = database.store_names();
        for store in stores.iter().filter(|store| !there.iter().any(|name| name == *store)) {
            let mut params = ObjectStoreParams::new();
            params.key_path(Some(KeyPath::new_single("id")));
            // A failure here aborts the upgrade, and opening reports it.
            let _ = database.create_object_store(store, params);
        }
    });
    let database = request.await.map_err(|error| not_opened(&error))?;
    Ok(Connection(database.into()))
}

/// A record with these fields.
pub(super) fn record<const N: usize>(fields: [(&str, JsValue); N]) -> Result<JsValue, DatabaseError> {
    let record = Object::new();
    for (name, value) in fields {
        Reflect::set(&record, &name.into(), &value).map_err(|error| thrown(&error))?;
    }
    Ok(record.into())
}

/// Keeps a file, replacing one with the same number: as the browser's own file, which takes no memory, or by its bytes
/// where the browser keeps no files in its database, as `WebKit` in some sessions.
pub async fn put(file: &KeptFile) -> Result<(), DatabaseError> {
    let Err(refused) = put_as(file, file.blob.clone().into()).await else { return Ok(()) };
    if refused == DatabaseError::Full {
        return Err(refused);
    }
    let bytes = JsFuture::from(file.blob.array_buffer()).await.map_err(|error| thrown(&error))?;
    put_as(file, bytes).await
}

async fn put_as(file: &KeptFile, content: JsValue) -> Result<(), DatabaseError> {
    let plan =
        serde_json::to_string(&file.plan).map_err(|error| DatabaseError::Failed { detail: error.to_string() })?;
    let record = record([
        ("id", file.id.into()),
        ("version", 1.into()),
        ("name", file.name.as_str().into()),
        ("plan", plan.into()),
        ("sample", file.sample.into()),
        ("blob", content),
    ])?;
    let database = open().await?;
    let transaction = database.begin(&[FILES], IdbTransactionMode::Readwrite)?;
    let store = transaction.object_store(FILES).map_err(|error| failed(&error))?;
    store.put(&record, None).map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    commit(transaction).await
}

/// What is kept.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The files in their order.
    pub files: Vec<KeptFile>,
    /// Records that mean nothing to this version; they are not touched.
    pub unreadable: usize,
    /// The largest number any record has, readable or not: a new file must not take it.
    pub largest: u32,
}

/// Everything kept.
pub async fn all() -> Result<Kept, DatabaseError> {
    let database = open().await?;
    let records = database.records(FILES).await?;
    let mut files: Vec<KeptFile> = records.iter().filter_map(read).collect();
    order::sort_by_key(&mut files, |file| file.id);
    let unreadable = records.len() - files.len();
    let largest = records.iter().filter_map(number).max().unwrap_or(0);
    Ok(Kept { files, unreadable, largest })
}

/// A field of a record.
pub(super) fn field(record: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(record, &name.into()).ok()
}

fn number(record: &JsValue) -> Option<u32> {
    // Numbers written as u32 come back as the same number.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    field(record, "id")?.as_f64().map(|id| id as u32)
}

/// A record of version 1; there is no other yet.
fn read(record: &JsValue) -> Option<KeptFile> {
    Some(KeptFile {
        id: number(record)?,
        name: field(record, "name")?.as_string()?,
        plan: own_json::read(&field(record, "plan")?.as_string()?)?,
        sample: field(record, "sample")?.as_bool()?,
        blob: blob(field(record, "blob")?)?,
    })
}

/// What a file was kept as: a file, or its bytes.
fn blob(content: JsValue) -> Option<Blob> {
    let bytes = match content.dyn_into::<Blob>() {
        Ok(blob) => return Some(blob),
        Err(other) => other.dyn_into::<ArrayBuffer>().ok()?,
    };
    Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).ok()
}

/// Forgets one file.
pub async fn remove(id: u32) -> Result<(), DatabaseError> {
    let database = open().await?;
    let transaction = database.begin(&[FILES], IdbTransactionMode::Readwrite)?;
    let store = transaction.object_store(FILES).map_err(|error| failed(&error))?;
    store
        .delete(Query::from(JsValue::from(id)))
        .map_err(|error| failed(&error))?
        .await
        .map_err(|error| failed(&error))?;
    commit(transaction).await
}

/// Forgets every file.
pub async fn erase() -> Result<(), DatabaseError> {
    let database = open().await?;
    let transaction = database.begin(&[FILES], IdbTransactionMode::Readwrite)?;
    let store = transaction.object_store(FILES).map_err(|error| failed(&error))?;
    store.clear().map_err(|error| failed(&error))?.await.map_err(|error| failed(&error))?;
    commit(transaction).await
}
