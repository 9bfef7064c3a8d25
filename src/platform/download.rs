//! Handing a file to the user.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::clock::today;

/// In milliseconds.
const MINUTE: u32 = 60_000;

/// Offers `bytes` as a download named `name`.
///
/// # Errors
/// What the browser said, where it refuses the blob (out of memory) or has no document.
pub fn download(name: &str, mime: &str, bytes: &Uint8Array) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options)?;
    download_blob(name, &blob)
}

/// The name of a file written today: `customers-2026-11-26.csv`.
pub fn dated(name: &str, extension: &str) -> String {
    today().map_or_else(|| format!("{name}.{extension}"), |today| format!("{name}-{today}.{extension}"))
}

/// CSV as the engine takes it.
///
/// # Errors
/// What the browser said, where it refuses the blob (out of memory).
pub fn csv_blob(bytes: &[u8]) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/csv");
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options)
}

/// Bytes, on their way to another program.
///
/// # Errors
/// What the browser said, where it refuses the blob (out of memory).
pub fn bytes_blob(bytes: &[u8]) -> Result<Blob, JsValue> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))
}

/// A text of a media type, as UTF-8.
///
/// # Errors
/// What the browser said, where it refuses the blob (out of memory).
pub fn text_blob(mime: &str, text: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}

/// Offers `blob` as a download named `name`.
///
/// # Errors
/// What the browser said, where it has no document.
pub fn download_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The click has started the download; some browsers still read the address a moment later.
    Timeout::new(MINUTE, move || {
        // An address that is gone already needs no revoking.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}
