//! What makes a chart draw itself again: its width, the device pixel ratio, the theme, paper.
//!
//! Each watch ends when its value is dropped.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget, MutationObserver, MutationObserverInit, ResizeObserver};

/// Calls back with the element's width in CSS pixels, at once and at every change.
pub struct WidthWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl WidthWatch {
    /// Starts watching; `None` where the browser has no resize observer.
    pub fn new(element: &Element, mut on_width: impl FnMut(f64) + 'static) -> Option<Self> {
        let watched = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || on_width(f64::from(watched.client_width())));
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _callback: callback })
    }
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back when a media query begins or ceases to match.
pub struct MediaWatch {
    query: EventTarget,
    callback: Closure<dyn FnMut()>,
}

impl MediaWatch {
    /// Starts watching; `None` where the browser knows no media queries.
    pub fn new(query: &str, on_change: impl FnMut() + 'static) -> Option<Self> {
        let query: EventTarget = web_sys::window()?.match_media(query).ok()??.into();
        let callback = Closure::<dyn FnMut()>::new(on_change);
        query.add_event_listener_with_callback("change", callback.as_ref().unchecked_ref()).ok()?;
        Some(Self { query, callback })
    }
}

impl Drop for MediaWatch {
    fn drop(&mut self) {
        // Fails only for a callback that is not there.
        self.query.remove_event_listener_with_callback("change", self.callback.as_ref().unchecked_ref()).ok();
    }
}

/// Calls back when the root element's attributes change: there the chosen theme is noted.
pub struct RootWatch {
    observer: MutationObserver,
    _callback: Closure<dyn FnMut()>,
}

impl RootWatch {
    /// Starts watching; `None` where there is no document.
    pub fn new(on_change: impl FnMut() + 'static) -> Option<Self> {
        let root = web_sys::window()?.document()?.document_element()?;
        let callback = Closure::<dyn FnMut()>::new(on_change);
        let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        let options = MutationObserverInit::new();
        options.set_attributes(true);
        observer.observe_with_options(&root, &options).ok()?;
        Some(Self { observer, _callback: callback })
    }
}

impl Drop for RootWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back when the page is about to be printed (`true`), and when that is over (`false`). What is written to the page
/// in the call is on the paper.
pub struct PaperWatch {
    window: EventTarget,
    callback: Closure<dyn FnMut(Event)>,
}

/// Before and after.
const PAPER: [&str; 2] = ["beforeprint", "afterprint"];

impl PaperWatch {
    /// Starts watching; `None` where there is no window.
    pub fn new(mut on_paper: impl FnMut(bool) + 'static) -> Option<Self> {
        let window: EventTarget = web_sys::window()?.into();
        let callback = Closure::<dyn FnMut(Event)>::new(move |event: Event| on_paper(event.type_() == PAPER[0]));
        for name in PAPER {
            window.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref()).ok()?;
        }
        Some(Self { window, callback })
    }
}

impl Drop for PaperWatch {
    fn drop(&mut self) {
        for name in PAPER {
            // Fails only for a callback that is not there.
            self.window.remove_event_listener_with_callback(name, self.callback.as_ref().unchecked_ref()).ok();
        }
    }
}

/// Device pixels for each CSS pixel.
pub fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}
