//! The worker that answers go through on their way between kiosks. Natively it does nothing.

fn main() {
    #[cfg(target_arch = "wasm32")]
    loyalscope::engine::hand_over::worker::start();
}
