//! A chart as a PNG file.

use js_sys::{Function, Promise};

use super::canvas::{DrawError, detached_canvas, draw};
use super::ink::Palette;
use super::scene::Scene;

/// So many pixels for each of the scene's: a picture from a plain screen stands on a projector.
const RATIO: f64 = 2.0;

/// Draws a scene and promises the picture, a `Blob`. Of one too large for the browser nothing (`null`) comes.
///
/// A promise, as a clipboard takes it while the click that asked for it still counts.
pub fn png(poster: &Scene, palette: &Palette) -> Result<Promise, DrawError> {
    let canvas = detached_canvas().ok_or(DrawError::NoContext)?;
    draw(poster, &canvas, RATIO, palette)?;
    Ok(Promise::new(&mut |resolve: Function, reject: Function| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // Calling a promise's own function cannot fail.
            let _ = reject.call1(&error, &error);
        }
    }))
}
