//! A chart as a PNG file in the reader's downloads.

use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlAnchorElement, HtmlCanvasElement, Url};

use super::canvas::{CanvasMeasure, DrawError, detached_canvas, draw, palette_of};
use super::poster::{file_name, poster};
use super::scene::Scene;

/// At least this sharp, so that a picture from a plain screen stands on a projector.
const LEAST_RATIO: f64 = 2.0;

/// Draws the scene with title, note and ground in the colours of `shown`, and hands the picture to
/// the browser as a download. The file is written after this returns; a picture too large for the
/// browser is dropped silently there.
pub fn save(scene: &Scene, title: &str, note: &str, shown: &HtmlCanvasElement, ratio: f64) -> Result<(), DrawError> {
    let canvas = detached_canvas().ok_or(DrawError::NoContext)?;
    let poster = poster(scene, title, note, &CanvasMeasure::new());
    draw(&poster, &canvas, ratio.max(LEAST_RATIO), &palette_of(shown))?;
    let name = file_name(title);
    let hand_over = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            download(&blob, &name);
        }
    });
    canvas.to_blob(hand_over.unchecked_ref()).map_err(|error| DrawError::Refused(format!("{error:?}")))
}

fn download(blob: &Blob, name: &str) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = web_sys::window()?.document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The click has started the download; some browsers still read the address a moment later.
    gloo_timers::callback::Timeout::new(60_000, move || {
        Url::revoke_object_url(&url).ok();
    })
    .forget();
    Some(())
}
