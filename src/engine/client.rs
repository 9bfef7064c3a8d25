//! The page's side of the engine: asks, and awaits answers.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, ErrorEvent, Event, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

use crate::domain::intake::Progress;
use crate::platform::file::describe;

use super::protocol::{Failure, Reply, Request};

/// A reply, and the bytes that came beside it.
pub type Answer = (Reply, Option<Uint8Array>);

/// Called when the engine dies, with what is known of the reason.
type OnStop = Rc<dyn Fn(String)>;

/// One worker and the questions it still owes an answer. Cloning gives another handle to it.
#[derive(Clone)]
pub struct Client {
    inner: Rc<Inner>,
}

struct Inner {
    worker: RefCell<Option<Worker>>,
    next: Cell<u32>,
    ready: Cell<bool>,
    /// Messages asked for before the worker was ready; it would have lost them.
    waiting: RefCell<Vec<Array>>,
    pending: RefCell<BTreeMap<u32, Pending>>,
    /// Why it died, once it has.
    stopped: RefCell<Option<String>>,
    on_stop: OnStop,
}

struct Pending {
    answer: oneshot::Sender<Answer>,
    progress: Option<Rc<dyn Fn(Progress)>>,
}

impl Client {
    /// Starts a worker. `on_stop` is called once should it die.
    pub fn start(on_stop: impl Fn(String) + 'static) -> Self {
        let inner = Rc::new(Inner {
            worker: RefCell::new(None),
            next: Cell::new(1),
            ready: Cell::new(false),
            waiting: RefCell::default(),
            pending: RefCell::default(),
            stopped: RefCell::default(),
            on_stop: Rc::new(on_stop),
        });
        match spawn() {
            Ok(worker) => listen(&inner, worker),
            Err(error) => inner.stop(&describe(&error)),
        }
        Self { inner }
    }

    /// Whether the worker ever came up: one that did not will not when it is started again.
    pub fn was_ready(&self) -> bool {
        self.inner.ready.get()
    }

    /// Asks. The number can be given to [`Client::cancel`] before the answer is there.
    pub fn ask(
        &self,
        request: &Request,
        attachment: Option<&Blob>,
        progress: Option<Rc<dyn Fn(Progress)>>,
    ) -> (u32, impl Future<Output = Answer> + use<>) {
        let number = self.inner.next.get();
        self.inner.next.set(number.wrapping_add(1));
        let (sender, receiver) = oneshot::channel();
        let dead = self.inner.stopped.borrow().clone();
        if let Some(why) = dead {
            // The receiver is right here.
            let _ = sender.send(stopped(&why));
        } else {
            self.inner.pending.borrow_mut().insert(number, Pending { answer: sender, progress });
            self.send(number, request, attachment);
        }
        let answer = async move { receiver.await.unwrap_or_else(|_| stopped("the engine was stopped")) };
        (number, answer)
    }

    /// Asks the engine to give a request up; its answer says that it was stopped.
    pub fn cancel(&self, request: u32) {
        self.send(0, &Request::Cancel { request }, None);
    }

    fn send(&self, number: u32, request: &Request, attachment: Option<&Blob>) {
        let text = serde_json::to_string(request).unwrap_or_default();
        let message = Array::of2(&number.into(), &text.into());
        if let Some(blob) = attachment {
            message.push(blob);
        }
        if self.inner.ready.get() {
            self.inner.post(&message);
        } else {
            self.inner.waiting.borrow_mut().push(message);
        }
    }
}

fn stopped(why: &str) -> Answer {
    (Reply::Failed(Failure::Stopped(why.to_owned())), None)
}

fn spawn() -> Result<Worker, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    // The build writes the worker's address into the page, with a name of its own for each build:
    // an old engine never answers a new page.
    let meta = document.query_selector("meta[name=loyalscope-engine]")?;
    let address = meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_else(|| ENGINE.to_owned());
    let url = Url::new_with_base(&address, &document.base_uri()?.unwrap_or_default())?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&url.href(), &options)
}

/// What is known of an engine that ended without a message.
const NOT_LOADED: &str = "engine_loader.js";

/// The loader shim Trunk writes for the engine, where no build named another.
const ENGINE: &str = "./engine_loader.js";

fn listen(inner: &Rc<Inner>, worker: Worker) {
    let weak = Rc::downgrade(inner);
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(inner) = weak.upgrade() {
            inner.receive(&event.data());
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let weak = Rc::downgrade(inner);
    // A script that does not load is told by a plain event, which has no message.
    let on_error = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
        let message = message.filter(|message| !message.is_empty());
        if let Some(inner) = weak.upgrade() {
            inner.stop(message.as_deref().unwrap_or(NOT_LOADED));
        }
    });
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
    inner.worker.replace(Some(worker));
}

/// The worker ends with the last handle to it.
impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
    }
}

impl Inner {
    fn post(&self, message: &Array) {
        let sent = self.worker.borrow().as_ref().map(|worker| worker.post_message(message));
        if let Some(Err(error)) = sent {
            self.stop(&describe(&error));
        }
    }

    fn receive(&self, data: &JsValue) {
        let Some(message) = data.dyn_ref::<Array>() else {
            // The only message that is no array: "ready".
            self.ready.set(true);
            for message in self.waiting.take() {
                self.post(&message);
            }
            return;
        };
        // Numbers are ours: small and whole.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let number = message.get(0).as_f64().unwrap_or_default() as u32;
        let reply = message.get(1).as_string().and_then(|text| serde_json::from_str::<Reply>(&text).ok());
        if let Some(Reply::Progress(progress)) = reply {
            let report = self.pending.borrow().get(&number).and_then(|pending| pending.progress.clone());
            if let Some(report) = report {
                report(progress);
            }
            return;
        }
        let Some(pending) = self.pending.borrow_mut().remove(&number) else { return };
        let answer = match reply {
            Some(reply) => (reply, message.get(2).dyn_into::<Uint8Array>().ok()),
            None => stopped("unreadable reply"),
        };
        // Nobody waits any more where the page has moved on.
        let _ = pending.answer.send(answer);
    }

    /// The worker is dead: every question is answered so, and no new one is sent to it.
    fn stop(&self, why: &str) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.stopped.replace(Some(why.to_owned()));
        for (_, pending) in self.pending.take() {
            let _ = pending.answer.send(stopped(why));
        }
        (self.on_stop)(why.to_owned());
    }
}
