//! A chart as a PNG file.

use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlCanvasElement};

use super::canvas::{CanvasMeasure, DrawError, detached_canvas, draw, palette_of};
use super::poster::{file_name, poster};
use super::scene::Scene;

/// At least this sharp, so that a picture from a plain screen stands on a projector.
const LEAST_RATIO: f64 = 2.0;

/// Draws the scene with title, note and ground in the colours of `shown`, and gives the picture and a
/// name for it to `done`, after this returns. A picture too large for the browser never comes.
pub fn picture(
    scene: &Scene,
    title: &str,
    note: &str,
    shown: &HtmlCanvasElement,
    ratio: f64,
    done: impl FnOnce(&Blob, &str) + 'static,
) -> Result<(), DrawError> {
    let canvas = detached_canvas().ok_or(DrawError::NoContext)?;
    let poster = poster(scene, title, note, &CanvasMeasure::new());
    draw(&poster, &canvas, ratio.max(LEAST_RATIO), &palette_of(shown))?;
    let name = file_name(title);
    let hand_over = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            done(&blob, &name);
        }
    });
    canvas.to_blob(hand_over.unchecked_ref()).map_err(|error| DrawError::Refused(format!("{error:?}")))
}
