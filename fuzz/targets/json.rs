//! JSON arrays, objects around arrays, and one object a line; mended or not, by the likeliest list of rows and by others.

#![no_main]

use checks::{look, look_and_read};
use libfuzzer_sys::fuzz_target;
use loyalscope::domain::intake::{Layout, Overrides};

/// Lists looked at besides the likeliest; the more, the fewer files a second.
const MOST_LISTS: usize = 3;

fuzz_target!(|bytes: &[u8]| {
    // Anything else is the other targets'.
    if !matches!(bytes.first(), Some(b'{' | b'[' | b'/' | 0xef)) {
        return;
    }
    let choice = bytes.last().copied().unwrap_or(0);
    look_and_read(bytes, &Overrides::default(), choice);
    let layout = look(bytes, &Overrides::default()).map(|preview| preview.plan.layout);
    if let Some(Layout::Json { left, .. } | Layout::Ndjson { left, .. }) = layout {
        for path in left.into_iter().take(MOST_LISTS) {
            look_and_read(bytes, &Overrides { json_rows: Some(path), ..Overrides::default() }, choice);
        }
    }
});
