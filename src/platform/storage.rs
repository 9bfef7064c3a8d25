//! Small values in local storage, versioned, surviving blocked and full storage.
//!
//! `gloo-storage` panics where storage is blocked, so it is asked only after a probe. What cannot
//! be stored is kept in memory for this visit, and [`Health`] says so.

use std::cell::RefCell;
use std::collections::BTreeMap;

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::StorageEvent;

use crate::domain::own_json;

/// Every key starts with it, so that erasing finds them all.
const PREFIX: &str = "loyalscope.";

/// How storage is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Health {
    /// Values are kept.
    #[default]
    Kept,
    /// The browser forbids storage: values last until the tab closes.
    Blocked,
    /// There is no room: the last value lasts until the tab closes.
    Full,
}

/// A value kept between visits.
pub trait Stored: Serialize + DeserializeOwned + Default {
    /// Its key.
    const KEY: &'static str;
    /// The version this code writes.
    const VERSION: u32;

    /// Turns the value an older version wrote into this one's; `None` where that is not
    /// possible, or there is no older version.
    fn migrate(_version: u32, _value: &Value) -> Option<Self> {
        None
    }
}

/// What is written: the value and the version that wrote it.
#[derive(Serialize)]
struct Envelope<'a, T> {
    version: u32,
    value: &'a T,
}

thread_local! {
    /// Values of this visit that storage did not take.
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

fn available() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

fn raw_get(key: &str) -> Option<String> {
    let in_memory = MEMORY.with_borrow(|memory| memory.get(key).cloned());
    if in_memory.is_some() || !available() {
        return in_memory;
    }
    LocalStorage::raw().get_item(key).ok().flatten()
}

/// Reads a value; the default where there is none, or none that can be read. A value this code
/// cannot read, because a newer version wrote it or it was damaged, is set aside under its key
/// with `.saved` before it is ever written over.
pub fn load<T: Stored>() -> T {
    let key = format!("{PREFIX}{}", T::KEY);
    let Some(text) = raw_get(&key) else { return T::default() };
    unsealed(&text).unwrap_or_else(|| {
        if available() {
            // Should even this fail, the value still stands under its own key.
            let _ = LocalStorage::raw().set_item(&format!("{key}.saved"), &text);
        }
        T::default()
    })
}

/// The value in an envelope: it stays as it is until its version is known.
fn unsealed<T: Stored>(text: &str) -> Option<T> {
    let envelope = own_json::parsed(text)?;
    let version = u32::try_from(envelope.get("version")?.as_u64()?).ok()?;
    let value = envelope.get("value")?;
    if version == T::VERSION { own_json::of_value(value) } else { T::migrate(version, value) }
}

/// Keeps a value, and says whether it will survive the tab.
pub fn save<T: Stored>(value: &T) -> Health {
    let key = format!("{PREFIX}{}", T::KEY);
    let Ok(text) = serde_json::to_string(&Envelope { version: T::VERSION, value }) else { return Health::Full };
    let health = match available() {
        false => Health::Blocked,
        true if LocalStorage::raw().set_item(&key, &text).is_ok() => Health::Kept,
        true => Health::Full,
    };
    MEMORY.with_borrow_mut(|memory| match health {
        Health::Kept => memory.remove(&key),
        Health::Blocked | Health::Full => memory.insert(key, text),
    });
    health
}

/// What [`load`] could not read of `T` and set aside, if anything.
pub fn set_aside<T: Stored>() -> Option<String> {
    raw_get(&format!("{PREFIX}{}.saved", T::KEY))
}

/// Forgets what was set aside.
pub fn forget_set_aside<T: Stored>() {
    if available() {
        // What is not there need not be removed.
        let _ = LocalStorage::raw().remove_item(&format!("{PREFIX}{}.saved", T::KEY));
    }
}

/// Whether storage can be used at all.
pub fn health() -> Health {
    if available() { Health::Kept } else { Health::Blocked }
}

/// Calls `react` whenever another tab wrote, or erased, the value of `T`; for as long as the tab lives.
pub fn when_changed_elsewhere<T: Stored>(react: impl Fn() + 'static) {
    let on_storage = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        // Without a key everything was erased.
        if event.key().is_none_or(|key| key.strip_prefix(PREFIX) == Some(T::KEY)) {
            react();
        }
    });
    if let Some(window) = web_sys::window() {
        // Adding a listener cannot fail.
        let _ = window.add_event_listener_with_callback("storage", on_storage.as_ref().unchecked_ref());
    }
    on_storage.forget();
}

/// Removes every value of ours but those whose key begins with one of `spare`.
pub fn erase(spare: &[&str]) {
    let ours =
        |key: &str| key.strip_prefix(PREFIX).is_some_and(|name| !spare.iter().any(|spared| name.starts_with(spared)));
    MEMORY.with_borrow_mut(|memory| memory.retain(|key, _| !ours(key)));
    if !available() {
        return;
    }
    let storage = LocalStorage::raw();
    let keys: Vec<String> =
        (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten()).collect();
    for key in keys.iter().filter(|key| ours(key)) {
        let _ = storage.remove_item(key);
    }
}
