//! A newer version of the page comes between respondents, never in the middle of an answer.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::survey::Step;
use crate::state::{Kiosk, use_offline};

/// Takes a newer version while nobody answers and nobody types the PIN.
pub fn between_respondents(kiosk: Kiosk) {
    let offline = use_offline();
    let tick = move || {
        let nobody = kiosk.visit().is_none_or(|visit| visit.step() == Step::Attract);
        if nobody && offline.has_update() && !dialog_is_open() {
            offline.step();
        }
    };
    // Looked at again for each step: the newer version may take a moment to take over, and somebody may come
    // in it. Without a timer the older version stays until the device is started anew.
    let handle = set_interval_with_handle(move || untrack(tick), Duration::from_secs(1));
    if let Ok(handle) = handle {
        on_cleanup(move || handle.clear());
    }
}

fn dialog_is_open() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|open| open.is_some())
}
