//! The device's camera.

use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DomException, HtmlCanvasElement, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::canvas::{context_of, png_of};
use super::file::describe;

/// The camera at the back where there is one, in a resolution that shows every module of a code.
const WANTED: &str = r#"{"facingMode":{"ideal":"environment"},"width":{"ideal":1280},"height":{"ideal":720}}"#;

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameraProblem {
    /// The page came neither by https nor from this machine, so the browser gives it no camera.
    Insecure,
    /// Not allowed, by the user or by a setting.
    Refused,
    /// There is none.
    Missing,
    /// Anything else, in the browser's words: another program has it, for one.
    Failed(String),
}

impl From<JsValue> for CameraProblem {
    fn from(error: JsValue) -> Self {
        match error.dyn_ref::<DomException>().map(DomException::name).as_deref() {
            Some("NotAllowedError" | "SecurityError") => Self::Refused,
            Some("NotFoundError" | "OverconstrainedError") => Self::Missing,
            _ => Self::Failed(describe(&error)),
        }
    }
}

/// A camera in use; its light goes out when this is dropped.
#[derive(Debug)]
pub struct Camera {
    stream: MediaStream,
}

impl Camera {
    /// Asks for the camera, and the browser asks the user.
    pub async fn open() -> Result<Self, CameraProblem> {
        let navigator = web_sys::window().ok_or(CameraProblem::Insecure)?.navigator();
        // Missing in an insecure context, which the typed access does not tell.
        if Reflect::get(&navigator, &"mediaDevices".into())?.is_falsy() {
            return Err(CameraProblem::Insecure);
        }
        let constraints = MediaStreamConstraints::new();
        constraints.set_video(&JSON::parse(WANTED)?);
        let asked = navigator.media_devices()?.get_user_media_with_constraints(&constraints)?;
        Ok(Self { stream: JsFuture::from(asked).await?.unchecked_into() })
    }

    /// Shows what it sees.
    pub fn show(&self, video: &HtmlVideoElement) {
        video.set_src_object(Some(&self.stream));
        if let Ok(playing) = video.play() {
            // Refused where the element has gone meanwhile.
            wasm_bindgen_futures::spawn_local(async move {
                let _ = JsFuture::from(playing).await;
            });
        }
    }

    /// Whether it still sees something: it can be pulled out, or taken away by the user.
    pub fn is_live(&self) -> bool {
        self.stream.active()
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.stream.get_tracks() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

/// What a video shows now, as a picture; `None` before its first picture.
pub async fn still_of(video: &HtmlVideoElement) -> Option<Blob> {
    let (width, height) = (video.video_width(), video.video_height());
    if width == 0 || height == 0 {
        return None;
    }
    let canvas: HtmlCanvasElement = video.owner_document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    context_of(&canvas)?.draw_image_with_html_video_element(video, 0.0, 0.0).ok()?;
    png_of(&canvas).await
}
