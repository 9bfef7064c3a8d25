//! What a file is guessed to be, nothing being said of it, and reading it so.

#![no_main]

use checks::look_and_read;
use libfuzzer_sys::fuzz_target;
use loyalscope::domain::intake::Overrides;

fuzz_target!(|bytes: &[u8]| {
    look_and_read(bytes, &Overrides::default(), bytes.last().copied().unwrap_or(0));
});
