//! The page, but for the kiosk: mounts the user interface. Natively it does nothing.
//!
//! It comes in two files, which `tools/bin/wasm-bindgen` makes of it: what a first visit shows, and, right behind it, what
//! `draw` draws.

#[cfg(target_arch = "wasm32")]
#[allow(clippy::unnecessary_wraps, reason = "what can fail is loading, which the attribute puts before it")]
mod second {
    use leptos::prelude::AnyView;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};
    use loyalscope::ui::{self, Arrival, SecondFile};

    /// What only this needs lies in the second file.
    #[wasm_split(second, fallible, preload(fetch), wasm_split_path = ::leptos::wasm_split)]
    fn draw(what: Arrival) -> Result<AnyView, SplitLoaderError> {
        Ok(ui::draw(what))
    }

    /// Mounts the page, and has the second file follow the first.
    pub fn mount() {
        ui::mount(SecondFile {
            fetch: || Box::pin(async { fetch().await.is_ok() }),
            draw: |what| Box::pin(async { draw(what).await.ok() }),
        });
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    second::mount();
}
