//! The worker that reads files for the engine. Natively it does nothing.

fn main() {
    #[cfg(target_arch = "wasm32")]
    loyalscope::engine::reader::worker::start();
}
