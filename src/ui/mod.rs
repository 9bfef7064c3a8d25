//! Components and pages: what a person sees. Figures come from the engine, texts from `i18n`;
//! nothing is computed here.

use leptos::prelude::*;

use crate::state::{App, Care, Kiosk, Offline};

pub mod components;
pub mod indicator;
pub mod kiosk;
pub mod named;
pub mod pages;
mod shell;

/// Mounts the page on the document's body.
pub fn mount() {
    console_error_panic_hook::set_once();
    components::file_picker::guard_window();
    mount_to_body(|| {
        let app = App::start();
        provide_context(app);
        provide_context(components::figure::Opened(RwSignal::new(None)));
        provide_context(Care::start());
        let on_kiosk = Kiosk::start(app);
        provide_context(on_kiosk);
        provide_context(Offline::start());
        // While respondents have the device, nothing else is within reach, whatever the URL says.
        let locked = Memo::new(move |_| on_kiosk.locked());
        view! {
            <Show when=move || locked.get() fallback=|| view! { <shell::Shell/> }>
                <kiosk::Screens/>
            </Show>
        }
    });
}
