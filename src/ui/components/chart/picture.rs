//! A chart as a picture: saved as PNG or SVG, or copied.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::charts::canvas::{CanvasMeasure, DrawError, palette_of};
use crate::charts::poster::{Caption, file_name, poster};
use crate::charts::{Palette, Scene, png, svg};
use crate::platform::clipboard::copy_png;
use crate::platform::download::{download_blob, text_blob};

use super::ChartLabels;

/// The words around a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The insight in one sentence.
    pub title: String,
    /// n, period, unit.
    pub note: String,
    /// Filter, source.
    pub foot: Vec<String>,
}

/// What pictures of a chart are made from.
#[derive(Clone, Copy)]
pub struct Pictures {
    /// Makes the scene at a picture's size.
    pub scene: StoredValue<Box<dyn Fn() -> Scene>, LocalStorage>,
    /// Has the screen's colours.
    pub shown: NodeRef<html::Canvas>,
    /// Has the light colours.
    pub light: NodeRef<html::Div>,
    /// The words around it.
    pub words: Signal<Words>,
    /// The words of the buttons.
    pub labels: Signal<ChartLabels>,
}

impl Pictures {
    /// The buttons, and what became of copying.
    pub fn buttons(self) -> impl IntoView {
        let (dark, copied) = (RwSignal::new(false), RwSignal::new(None::<bool>));
        let label = move |read: fn(&ChartLabels) -> &String| move || self.labels.with(|labels| read(labels).clone());
        let save_png = move |_| {
            let Ok(picture) = self.png(dark.get_untracked()).inspect_err(|error| leptos::logging::warn!("{error}"))
            else {
                return;
            };
            let name = self.words.with_untracked(|words| file_name(&words.title, "png"));
            spawn_local(async move {
                // Nothing comes of a picture too large for the browser; a refused download shows itself.
                if let Ok(Ok(picture)) = JsFuture::from(picture).await.map(JsCast::dyn_into::<Blob>) {
                    let _ = download_blob(&name, &picture);
                }
            });
        };
        let save_svg = move |_| {
            let drawn = svg::svg(&self.poster(), &self.palette(dark.get_untracked()));
            let name = self.words.with_untracked(|words| file_name(&words.title, "svg"));
            if let Ok(picture) = text_blob("image/svg+xml", &drawn) {
                let _ = download_blob(&name, &picture);
            }
        };
        let copy = move |_| {
            let picture = self.png(dark.get_untracked());
            spawn_local(async move {
                let done = match picture {
                    Ok(picture) => copy_png(picture).await.is_ok(),
                    Err(_) => false,
                };
                // The page may be gone by now.
                let _ = copied.try_set(Some(done));
            });
        };
        let outcome = move || {
            let labels = self.labels.get();
            copied.get().map(|copied| if copied { labels.copied } else { labels.not_copied })
        };
        view! {
            <button type="button" class="chart__button" data-action="chart-png" on:click=save_png>{label(|labels| &labels.png)}</button>
            <button type="button" class="chart__button" data-action="chart-svg" on:click=save_svg>{label(|labels| &labels.svg)}</button>
            <button type="button" class="chart__button" data-action="chart-copy" on:click=copy>{label(|labels| &labels.copy)}</button>
            <label class="check chart__dark">
                <input type="checkbox" name="chart-dark" prop:checked=dark on:change=move |event| dark.set(event_target_checked(&event))/>
                {label(|labels| &labels.dark)}
            </label>
            <span class="chart__copied" role="status">{outcome}</span>
        }
    }

    /// The chart with all its words.
    fn poster(self) -> Scene {
        let scene = self.scene.with_value(|make| make());
        self.words.with_untracked(|Words { title, note, foot }| {
            poster(&scene, Caption { title, note, foot }, &CanvasMeasure::new())
        })
    }

    /// Light, unless dark is asked for on a dark screen.
    fn palette(self, dark: bool) -> Palette {
        let shown = self.shown.get_untracked().filter(|_| dark).map(|canvas| palette_of(&canvas));
        shown.or_else(|| self.light.get_untracked().map(|light| palette_of(&light))).unwrap_or_default()
    }

    fn png(self, dark: bool) -> Result<js_sys::Promise, DrawError> {
        png::png(&self.poster(), &self.palette(dark))
    }
}
