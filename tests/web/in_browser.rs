//! What needs a real browser and no whole page: every chart on a real canvas, and the frame around them.
//!
//! An example by name: Cargo builds all programs of a package before a test target, and none before an example.

// Browser tests are no `#[test]`, so the exemption of tests in clippy.toml does not reach them; whole
// pixel counts are compared as floats.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::float_cmp)]

#[cfg(target_arch = "wasm32")]
mod charts;
#[cfg(target_arch = "wasm32")]
mod smoke;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[cfg(not(test))]
fn main() {}
