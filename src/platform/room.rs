//! How much the browser keeps for this site, and how firmly.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// What the browser says of its storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes in use.
    pub used: u64,
    /// Bytes there is room for in all.
    pub quota: u64,
    /// Whether it promised to throw nothing away by itself, also when the device runs short.
    pub persisted: bool,
}

/// What the browser says; `None` where it does not say.
pub async fn room() -> Option<Room> {
    let storage = web_sys::window()?.navigator().storage();
    let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    let persisted = match storage.persisted() {
        Ok(asked) => JsFuture::from(asked).await.is_ok_and(|persisted| persisted.is_truthy()),
        Err(_) => false,
    };
    Some(Room { used: bytes(&estimate, "usage")?, quota: bytes(&estimate, "quota")?, persisted })
}

fn bytes(estimate: &JsValue, name: &str) -> Option<u64> {
    let bytes = Reflect::get(estimate, &name.into()).ok()?.as_f64()?;
    // Bytes: whole and never negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let bytes = bytes as u64;
    Some(bytes)
}
