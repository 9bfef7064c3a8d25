//! The worker that computes for the engine what the overview does not show. Natively it does nothing.

fn main() {
    #[cfg(target_arch = "wasm32")]
    loyalscope::engine::further::worker::start();
}
