//! What a canvas shows, as a file.

use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

/// A canvas's context for drawing; `None` where the browser gives none.
pub fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// The canvas as a PNG; `None` where it has no pixel, or more than the browser can hold.
pub async fn png_of(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let made = Promise::new(&mut |resolve: Function, reject: Function| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // Calling a promise's own function cannot fail.
            let _ = reject.call1(&error, &error);
        }
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}
