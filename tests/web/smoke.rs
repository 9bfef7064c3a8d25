//! The test harness itself, in a real browser.

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn runs_in_a_page_with_a_document() {
    assert!(web_sys::window().is_some_and(|window| window.is_object()));
}
