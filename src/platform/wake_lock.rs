//! Keeping the screen on, where the browser can.

use std::cell::RefCell;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

thread_local! {
    /// What the browser gave for the screen being on.
    static HELD: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Keeps the screen on until [`release`]. The browser lets go by itself when the page is hidden:
/// ask again when it is shown. A browser that cannot, or will not, dims the screen as ever.
pub fn hold() {
    spawn_local(async {
        let asked = web_sys::window().and_then(|window| {
            let lock = Reflect::get(&window.navigator(), &"wakeLock".into()).ok().filter(JsValue::is_object)?;
            call(&lock, "request", Some(&"screen".into()))?.dyn_into::<Promise>().ok()
        });
        if let Some(asked) = asked
            && let Ok(held) = JsFuture::from(asked).await
        {
            let earlier = HELD.replace(Some(held));
            let_go(earlier);
        }
    });
}

/// Lets the screen go dark again.
pub fn release() {
    let_go(HELD.take());
}

fn let_go(held: Option<JsValue>) {
    if let Some(held) = held {
        // Letting go of what the browser already took back does nothing.
        call(&held, "release", None);
    }
}

fn call(of: &JsValue, name: &str, argument: Option<&JsValue>) -> Option<JsValue> {
    let function = Reflect::get(of, &name.into()).ok()?.dyn_into::<Function>().ok()?;
    let result = match argument {
        Some(argument) => function.call1(of, argument),
        None => function.call0(of.unchecked_ref::<Object>()),
    };
    result.ok()
}
