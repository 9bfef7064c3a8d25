//! The worker's message loop. Natively it does nothing.

fn main() {
    #[cfg(target_arch = "wasm32")]
    loyalscope::engine::worker::start();
}
