//! JSON arrays, objects around arrays, and one object a line; mended or not.

#![no_main]

use checks::look_and_read;
use libfuzzer_sys::fuzz_target;
use loyalscope::domain::intake::Overrides;

fuzz_target!(|bytes: &[u8]| {
    // Anything else is the other targets'.
    if matches!(bytes.first(), Some(b'{' | b'[' | b'/' | 0xef)) {
        look_and_read(bytes, &Overrides::default(), bytes.last().copied().unwrap_or(0));
    }
});
