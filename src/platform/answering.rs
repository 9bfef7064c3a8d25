//! A program in a worker, from its own side: what [`program`](super::program) asks comes in here.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

/// What was asked.
#[derive(Debug)]
pub struct Question {
    /// The number its answer bears.
    pub number: u32,
    /// What is asked.
    pub text: String,
    /// What came beside it.
    pub blob: Option<Blob>,
}

/// The way back to whoever asks. Cloning gives another handle to it.
#[derive(Debug, Clone)]
pub struct Asker {
    scope: DedicatedWorkerGlobalScope,
}

impl Asker {
    /// Answers the question of this number, in full.
    pub fn answer(&self, number: u32, text: &str, bytes: Option<&[u8]>) {
        self.post(number, text, bytes, false);
    }

    /// Gives a part of an answer; more follows.
    pub fn say(&self, number: u32, text: &str, bytes: Option<&[u8]>) {
        self.post(number, text, bytes, true);
    }

    fn post(&self, number: u32, text: &str, bytes: Option<&[u8]>, more: bool) {
        let message = Array::of2(&number.into(), &text.into());
        let transfer = Array::new();
        let bytes = bytes.map_or(JsValue::UNDEFINED, |bytes| {
            let bytes = Uint8Array::from(bytes);
            transfer.push(&bytes.buffer());
            bytes.into()
        });
        message.push(&bytes);
        message.push(&more.into());
        let sent = self.scope.post_message_with_transfer(&message, &transfer);
        // A message of a number, a text and bytes can always be cloned.
        debug_assert!(sent.is_ok());
    }
}

/// Answers questions from now on, and says "ready": what comes before that is lost. `make` is given
/// the way back, and makes what takes the questions.
pub fn serve<F: Fn(Question) + 'static>(make: impl FnOnce(Asker) -> F) {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let take = make(Asker { scope: scope.clone() });
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        // Numbers of questions are small whole numbers of our own programs.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let number = message.get(0).as_f64().unwrap_or_default() as u32;
        take(Question {
            number,
            text: message.get(1).as_string().unwrap_or_default(),
            blob: message.get(2).dyn_into::<Blob>().ok(),
        });
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // A text can always be posted.
    let _ = scope.post_message(&JsValue::from_str("ready"));
}
