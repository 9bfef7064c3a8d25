//! (in the making)

pub mod components;

/// Mounts the page on the document's body.
pub fn mount() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(|| "Loyalscope");
}
