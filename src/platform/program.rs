//! Programs in workers of their own, from the side that asks.
//!
//! A message is an array `[number, question, attached Blob?]`; what comes back is
//! `[number, answer, attached bytes?, whether more follows]` under the number of its question.
//! `answering` is the other side. A question to which nobody awaits an answer has the number 0.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, DedicatedWorkerGlobalScope, ErrorEvent, Event, MessageEvent, Url, Worker, WorkerOptions, WorkerType,
};

use super::file::describe;

/// The programs that run in workers, by the name of their file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// Holds the tables, and computes what the overview shows.
    Engine,
    /// Computes the other indicators, for the engine.
    Further,
    /// Reads files for the engine.
    Reader,
    /// Unpacks workbooks for the reader.
    Workbooks,
    /// Writes and reads what goes from kiosk to kiosk: files, QR codes.
    HandOver,
}

impl Name {
    /// The script that starts it, which Trunk writes.
    const fn script(self) -> &'static str {
        match self {
            Self::Engine => "engine_loader.js",
            Self::Further => "further_loader.js",
            Self::Reader => "reader_loader.js",
            Self::Workbooks => "workbooks_loader.js",
            Self::HandOver => "hand_over_loader.js",
        }
    }

    /// Its address. All workers lie in one folder, named after what is in it: an old engine never
    /// answers a new page. The page names the folder; a worker that starts another knows its own.
    fn address(self) -> Result<String, JsValue> {
        let global = js_sys::global();
        let beside = match global.dyn_ref::<DedicatedWorkerGlobalScope>() {
            Some(worker) => worker.location().href(),
            None => engine_of_page()?,
        };
        Ok(Url::new_with_base(self.script(), &beside)?.href())
    }
}

/// Where the build says that the engine is.
fn engine_of_page() -> Result<String, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let meta = document.query_selector("meta[name=loyalscope-engine]")?;
    let address = meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    Ok(Url::new_with_base(&address, &document.base_uri()?.unwrap_or_default())?.href())
}

/// One worker and the questions it still owes an answer. Cloning gives another handle to it; the
/// worker ends with the last.
#[derive(Clone)]
pub struct Program {
    inner: Rc<Inner>,
}

/// What a program says: all of an answer, or a part of it.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it says.
    pub text: String,
    /// The bytes beside it.
    pub bytes: Option<Uint8Array>,
    /// Whether more follows.
    pub more: bool,
}

/// An answer on its way.
pub struct Parts {
    receiver: UnboundedReceiver<Part>,
    /// An answer keeps no worker running.
    inner: Weak<Inner>,
}

impl Parts {
    /// The next part.
    ///
    /// # Errors
    /// Why the program ended, if it did before the answer was whole.
    pub async fn next(&mut self) -> Result<Part, String> {
        let why = || self.inner.upgrade().and_then(|inner| inner.stopped.borrow().clone());
        self.receiver.recv().await.map_err(|_| why().unwrap_or_else(|| "the program was stopped".to_owned()))
    }

    /// All of it; what comes before the last part goes to `report`.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub async fn last(mut self, report: impl Fn(Part)) -> Result<Part, String> {
        loop {
            let part = self.next().await?;
            if !part.more {
                return Ok(part);
            }
            report(part);
        }
    }
}

/// A program that is started when it is first asked for, and anew where it stopped.
pub struct OnDemand {
    name: Name,
    program: RefCell<Option<Program>>,
}

impl OnDemand {
    /// The program of this name, not started yet.
    pub const fn new(name: Name) -> Self {
        Self { name, program: RefCell::new(None) }
    }

    /// The program, running.
    pub fn get(&self) -> Program {
        let mut program = self.program.borrow_mut();
        // That it stopped was the answer to the question that stopped it.
        program.take_if(|program| program.has_stopped());
        program.get_or_insert_with(|| Program::start(self.name, |_| {})).clone()
    }

    /// Ends the program once nobody waits for it any more, and with it the memory it took, which never shrinks while
    /// it runs.
    pub fn end(&self) {
        self.program.take();
    }
}

struct Inner {
    name: Name,
    worker: RefCell<Option<Worker>>,
    next: Cell<u32>,
    ready: Cell<bool>,
    /// Messages asked for before the worker was ready; it would have lost them.
    waiting: RefCell<Vec<Array>>,
    pending: RefCell<BTreeMap<u32, UnboundedSender<Part>>>,
    /// Why it died, once it has.
    stopped: RefCell<Option<String>>,
    on_stop: Box<dyn Fn(String)>,
}

impl Program {
    /// Starts a worker. `on_stop` is called once should it die.
    pub fn start(name: Name, on_stop: impl Fn(String) + 'static) -> Self {
        let inner = Rc::new(Inner {
            name,
            worker: RefCell::new(None),
            next: Cell::new(1),
            ready: Cell::new(false),
            waiting: RefCell::default(),
            pending: RefCell::default(),
            stopped: RefCell::default(),
            on_stop: Box::new(on_stop),
        });
        match spawn(name) {
            Ok(worker) => listen(&inner, worker),
            Err(error) => inner.stop(&describe(&error)),
        }
        Self { inner }
    }

    /// Whether the worker ever came up: one that did not may lack its file.
    pub fn was_ready(&self) -> bool {
        self.inner.ready.get()
    }

    /// Whether the worker died.
    pub fn has_stopped(&self) -> bool {
        self.inner.stopped.borrow().is_some()
    }

    /// Asks. The number can be named in another message before the answer is there.
    pub fn ask(&self, question: &str, attachment: Option<&Blob>) -> (u32, Parts) {
        let number = self.inner.next.get();
        self.inner.next.set(number.wrapping_add(1));
        let (sender, receiver) = unbounded();
        if !self.has_stopped() {
            self.inner.pending.borrow_mut().insert(number, sender);
            self.send(number, question, attachment);
        }
        (number, Parts { receiver, inner: Rc::downgrade(&self.inner) })
    }

    /// Tells it something that has no answer.
    pub fn tell(&self, message: &str) {
        self.send(0, message, None);
    }

    /// Gives it something that has no answer.
    pub fn give(&self, message: &str, attachment: &Blob) {
        self.send(0, message, Some(attachment));
    }

    /// Whether the other handle is to the same worker.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }

    fn send(&self, number: u32, text: &str, attachment: Option<&Blob>) {
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

fn spawn(name: Name) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&name.address()?, &options)
}

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
    let on_error = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if let Some(inner) = weak.upgrade() {
            // Told here: it would go on to whoever started the program that asks, and end that as well.
            event.prevent_default();
            // A script that does not load is told by a plain event, which has no message.
            let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            let message = message.filter(|message| !message.is_empty());
            inner.stop(message.as_deref().unwrap_or(inner.name.script()));
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
        let part = Part {
            text: message.get(1).as_string().unwrap_or_default(),
            bytes: message.get(2).dyn_into::<Uint8Array>().ok(),
            more: message.get(3).is_truthy(),
        };
        let mut pending = self.pending.borrow_mut();
        if part.more {
            if let Some(sender) = pending.get(&number) {
                // Nobody waits any more where the asker has moved on.
                let _ = sender.unbounded_send(part);
            }
        } else if let Some(sender) = pending.remove(&number) {
            let _ = sender.unbounded_send(part);
        }
    }

    /// The worker is dead: every question is answered so, and no new one is sent to it.
    fn stop(&self, why: &str) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.stopped.replace(Some(why.to_owned()));
        self.pending.take();
        (self.on_stop)(why.to_owned());
    }
}
