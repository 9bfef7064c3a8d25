//! The page, but for the kiosk: mounts the user interface. Natively it does nothing.

fn main() {
    #[cfg(target_arch = "wasm32")]
    loyalscope::ui::mount();
}
