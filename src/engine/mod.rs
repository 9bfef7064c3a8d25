//! (in the making)

#[cfg(target_arch = "wasm32")]
pub mod worker {
    //! (in the making)

    /// Starts the message loop.
    pub fn start() {}
}
