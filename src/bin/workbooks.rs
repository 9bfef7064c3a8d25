//! The worker that unpacks workbooks for the reader. Natively it does nothing.

fn main() {
    #[cfg(target_arch = "wasm32")]
    loyalscope::engine::workbooks::worker::start();
}
