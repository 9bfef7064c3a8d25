//! Numbers nobody can guess.

use std::fmt::Write as _;

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Sixteen random bytes of the browser. Every browser that runs the page has them; were they
/// missing all the same, the clock and the page's own generator stand in, which still tells
/// answers apart.
pub fn random_bytes() -> [u8; 16] {
    let filled = Uint8Array::new_with_length(16);
    let asked = Reflect::get(&js_sys::global(), &"crypto".into()).and_then(|crypto| {
        let fill = Reflect::get(&crypto, &"getRandomValues".into())?.dyn_into::<Function>()?;
        fill.call1(&crypto, &filled)
    });
    let mut bytes = [0; 16];
    filled.copy_to(&mut bytes);
    if asked.is_err() || bytes == [0; 16] {
        stand_in(&mut bytes);
    }
    bytes
}

/// A number unlike any other, as 32 hexadecimal digits.
pub fn random_id() -> String {
    random_bytes().iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn stand_in(bytes: &mut [u8; 16]) {
    let parts: [JsValue; 2] = [js_sys::Date::now().into(), js_sys::Math::random().into()];
    let numbers = parts.map(|part| part.as_f64().unwrap_or_default().to_bits().to_le_bytes());
    for (byte, part) in bytes.iter_mut().zip(numbers.into_iter().flatten()) {
        *byte = part;
    }
}
