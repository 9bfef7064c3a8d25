//! The clipboard.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Copies a picture that is promised, as PNG. To be called while the click that asked for it is handled: browsers let
/// nothing be copied later.
///
/// # Errors
/// What the browser said, where it does not let the page copy pictures.
pub async fn copy_png(picture: Promise) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    // Absent in older browsers, and where the page came over plain http: then neither is a function of an object.
    let item: Function = Reflect::get(&window, &"ClipboardItem".into())?.dyn_into()?;
    let clipboard = Reflect::get(&window.navigator(), &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &"write".into())?.dyn_into()?;
    let record = Object::new();
    Reflect::set(&record, &"image/png".into(), &picture)?;
    let item = Reflect::construct(&item, &Array::of1(&record))?;
    let written: Promise = write.call1(&clipboard, &Array::of1(&item))?.dyn_into()?;
    JsFuture::from(written).await?;
    Ok(())
}
