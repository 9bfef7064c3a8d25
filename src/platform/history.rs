//! The browser's history, while going back must lead nowhere.
//!
//! No browser lets a page forbid its back button or gesture. Entries of the page's own stand between
//! it and whatever was opened before: each step back ends on one of them, and is made good at once.
//! Every entry knows how many of them lie below it, so that a page loaded again knows where it is.

use wasm_bindgen::JsValue;
use web_sys::History;

/// How many entries stand in between: more than a browser's list of pages to go back to shows, for
/// somebody may choose from that list, and swipes may follow each other faster than they are made good.
const DEPTH: i32 = 24;

/// Puts the entries there, or those that are missing. Browsers that count a visit's touches pass over
/// entries nobody touched the page for, so this belongs after each touch too; where none is missing
/// it does nothing.
pub fn hold() {
    let Some(history) = history() else { return };
    for depth in depth(&history) + 1..=DEPTH {
        // Refused only to pages that call it hundreds of times: the next touch tries again.
        if history.push_state(&JsValue::from(depth), "").is_err() {
            return;
        }
    }
}

/// Goes back to the entry below them: from now on going back leads where it did before.
pub fn let_go() {
    let Some(history) = history() else { return };
    let depth = depth(&history);
    if depth > 0 {
        // Entries of one's own page; where they cannot be passed, going back takes longer.
        let _ = history.go_with_delta(-depth);
    }
}

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}

/// How many entries of the page's own lie below the one it is at.
fn depth(history: &History) -> i32 {
    // Whole numbers up to `DEPTH`, as written here; anything else is an entry of somebody else.
    #[allow(clippy::cast_possible_truncation)]
    let depth = history.state().ok().and_then(|state| state.as_f64()).unwrap_or(0.0) as i32;
    depth.clamp(0, DEPTH)
}
