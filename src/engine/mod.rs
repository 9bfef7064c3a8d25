//! The domain behind a message port.
//!
//! [`protocol`] says what can be asked and answered; [`session`] answers it from the loaded tables,
//! natively testable; [`line`] says whose turn it is; `worker` runs a session in a worker; `client` asks it from the page.
//! What the overview does not show is computed by `further`, a program of its own; `counter` is what both have in common.
//! Files are read by `reader`, a program of its own, and workbooks unpacked for it by `workbooks`.

pub mod line;
pub mod protocol;
pub mod session;

#[cfg(target_arch = "wasm32")]
pub mod client;
#[cfg(target_arch = "wasm32")]
pub mod counter;
#[cfg(target_arch = "wasm32")]
pub mod further;
#[cfg(target_arch = "wasm32")]
pub mod hand_over;
#[cfg(target_arch = "wasm32")]
pub mod reader;
#[cfg(target_arch = "wasm32")]
pub mod workbooks;
#[cfg(target_arch = "wasm32")]
pub mod worker;
