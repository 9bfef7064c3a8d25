//! The page of the kiosk: what its operator sees, and what respondents see. Natively it does nothing.

fn main() {
    #[cfg(target_arch = "wasm32")]
    loyalscope::ui::mount_kiosk();
}
