//! The worker that unpacks workbooks for the engine. Natively it does nothing.

fn main() {
    #[cfg(target_arch = "wasm32")]
    loyalscope::engine::workbooks::worker::start();
}
