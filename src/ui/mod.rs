//! Components and pages: what a person sees. Figures come from the engine, texts from `i18n`;
//! nothing is computed here.

use leptos::prelude::*;

mod application;
mod arriving;
pub mod components;
pub mod indicator;
pub mod kiosk;
pub mod named;
pub mod pages;
mod paper;
mod shell;

pub use arriving::{Arrival, Coming, SecondFile, draw};

/// Mounts the application on the document's body.
pub fn mount(second: SecondFile) {
    prepare();
    mount_to_body(move || view! { <application::Application second/> });
}

/// Mounts the kiosk on the document's body.
pub fn mount_kiosk() {
    prepare();
    mount_to_body(kiosk::KioskPage);
}

fn prepare() {
    console_error_panic_hook::set_once();
    components::file_picker::guard_window();
}
