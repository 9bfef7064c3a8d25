//! Components and pages: what a person sees. Figures come from the engine, texts from `i18n`;
//! nothing is computed here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::page;

mod application;
mod arriving;
pub mod components;
pub mod indicator;
pub mod kiosk;
pub mod named;
pub mod pages;
mod paper;
mod shell;

use components::later;

pub use arriving::{Arrival, Coming, SecondFile, draw};

/// Mounts the application on the document's body.
pub fn mount(second: SecondFile) {
    prepare();
    mount_to_body(move || view! { <application::Application second/> });
    tell_drawn();
}

/// Mounts the kiosk on the document's body.
pub fn mount_kiosk() {
    prepare();
    mount_to_body(kiosk::KioskPage);
    tell_drawn();
}

fn tell_drawn() {
    spawn_local(async {
        later::all_drawn().await;
        page::drawn();
    });
}

fn prepare() {
    console_error_panic_hook::set_once();
    components::file_picker::guard_window();
}
