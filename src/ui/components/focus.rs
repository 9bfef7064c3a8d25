//! Where the keyboard goes on from.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves the focus to an element.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // What cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Moves the focus to the content, past the navigation.
pub fn focus_content() {
    if let Some(content) = document().get_element_by_id("content") {
        focus(&content);
    }
}

/// Moves the focus to the page's first line once it is drawn: to the content where there is none yet. What had the
/// focus is gone with what was asked for.
pub fn focus_headline() {
    request_animation_frame(|| match document().query_selector("main h1").ok().flatten() {
        Some(headline) => {
            // An attribute of our own: it cannot fail.
            let _ = headline.set_attribute("tabindex", "-1");
            focus(&headline);
        }
        None => focus_content(),
    });
}
