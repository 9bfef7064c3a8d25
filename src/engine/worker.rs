//! The worker's message loop: a [`Session`] behind `postMessage`.
//!
//! A message is an array `[number, request as JSON, attached Blob?]`; an answer
//! `[number, reply as JSON, attached bytes?]` with the number of its request. "ready" is said once
//! at the start; what comes before it would be lost.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use crate::domain::hand_over::qr::Collector;
use crate::domain::intake::{self, Cancelled, IntakeError, Pace, Plan, Progress};
use crate::domain::sample;
use crate::domain::survey::{KioskAnswer, to_table};
use crate::platform::clock::{next_turn, now_ms, today};
use crate::platform::database::{self, DatabaseError, KeptFile};
use crate::platform::download::csv_blob;
use crate::platform::file::{BlobSource, describe};

use super::hand_over;
use super::protocol::{Computation, Failure, KeepProblem, Loaded, NotRestored, Query, Reply, Request};
use super::session::{Entry, Session};

/// How long the engine works before it lets messages in, and between two reports of progress.
const SLICE_MS: f64 = 50.0;

/// Starts the message loop and says "ready".
pub fn start() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let state = Rc::new(State::new(scope.clone()));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let state = Rc::clone(&state);
        let message: Array = event.data().unchecked_into();
        // Numbers of requests are small whole numbers of our own page.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let number = message.get(0).as_f64().unwrap_or_default() as u32;
        let request = message.get(1).as_string().and_then(|text| serde_json::from_str::<Request>(&text).ok());
        let blob = message.get(2).dyn_into::<Blob>().ok();
        match request {
            Some(Request::Cancel { request }) => {
                state.cancelled.borrow_mut().insert(request);
            }
            Some(request) => spawn_local(async move {
                let (reply, bytes) = state.answer(number, request, blob).await;
                state.cancelled.borrow_mut().remove(&number);
                state.post(number, &reply, bytes.as_deref());
            }),
            None => state.post(number, &Reply::Failed(Failure::Stopped("unreadable request".into())), None),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // A text can always be posted.
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

/// Everything the worker holds.
struct State {
    scope: DedicatedWorkerGlobalScope,
    session: RefCell<Session>,
    /// Files looked at, by the page's number.
    staged: RefCell<BTreeMap<u32, (String, Blob)>>,
    /// Blobs of loaded files, to keep them should the user ask for it.
    blobs: RefCell<BTreeMap<u32, Blob>>,
    /// Loaded files that are yet to be kept.
    unkept: RefCell<BTreeSet<u32>>,
    keeping: RefCell<Option<KeepProblem>>,
    keep: Cell<bool>,
    cancelled: RefCell<BTreeSet<u32>>,
    /// The QR codes read so far.
    collector: RefCell<Collector>,
}

pub(super) type Answer = (Reply, Option<Vec<u8>>);

impl State {
    fn new(scope: DedicatedWorkerGlobalScope) -> Self {
        Self {
            scope,
            session: RefCell::default(),
            staged: RefCell::default(),
            blobs: RefCell::default(),
            unkept: RefCell::default(),
            keeping: RefCell::default(),
            keep: Cell::default(),
            cancelled: RefCell::default(),
            collector: RefCell::default(),
        }
    }

    fn post(&self, number: u32, reply: &Reply, bytes: Option<&[u8]>) {
        let text = serde_json::to_string(reply).unwrap_or_else(|_| String::from("null"));
        let message = Array::of2(&number.into(), &text.into());
        let sent = match bytes {
            Some(bytes) => {
                let bytes = Uint8Array::from(bytes);
                let transfer = Array::of1(&bytes.buffer());
                message.push(&bytes);
                self.scope.post_message_with_transfer(&message, &transfer)
            }
            None => self.scope.post_message(&message),
        };
        // A message of a number, a text and bytes can always be cloned.
        debug_assert!(sent.is_ok());
    }

    async fn answer(&self, number: u32, request: Request, blob: Option<Blob>) -> Answer {
        let result = match request {
            Request::Preview { file, name, overrides } => {
                if let Some(blob) = blob {
                    self.staged.borrow_mut().insert(file, (name, blob));
                }
                match self.source(file) {
                    Ok(mut source) => intake::preview_paced(&mut source, &overrides, &mut Turns::new(self, number))
                        .await
                        .map(Box::new)
                        .map(Reply::Preview)
                        .map_err(Failure::Intake),
                    Err(failure) => Err(failure),
                }
            }
            Request::Import { file, plan, keep } => self.import(number, file, plan, keep).await,
            Request::KioskAnswers { name, answers } => Ok(self.kiosk_answers(&name, &answers)),
            Request::Sample { keep } => self.sample(number, keep).await,
            Request::Restore => self.restore(number).await,
            Request::Remove { file } => self.remove(file).await,
            Request::UndoRemove => self.undo_remove().await,
            Request::SetAside { file } => {
                return match self.session.borrow().set_aside_csv(file) {
                    Some(bytes) => (Reply::Bytes, Some(bytes)),
                    None => (Reply::Failed(Failure::NoSuchFile), None),
                };
            }
            Request::Store => Ok(Reply::Stored(self.store().await)),
            Request::Keep { keep } => self.keep_all(keep).await,
            Request::Erase => self.erase().await,
            Request::Compute(computation) => return self.compute(&computation),
            Request::HandOver(request) => return hand_over::answer(*request, blob, &self.collector).await,
            // Taken care of before it comes here; answering it again does no harm.
            Request::Cancel { .. } => Ok(self.loaded()),
        };
        (result.unwrap_or_else(Reply::Failed), None)
    }

    fn compute(&self, computation: &Computation) -> Answer {
        let mut session = self.session.borrow_mut();
        if let Query::CustomersCsv(list) = &computation.query {
            return match session.customers_csv(list, computation) {
                Ok(bytes) => (Reply::Bytes, Some(bytes)),
                Err(failure) => (Reply::Failed(failure), None),
            };
        }
        match session.compute(computation) {
            Ok(computed) => (Reply::Computed(Box::new(computed)), None),
            Err(failure) => (Reply::Failed(failure), None),
        }
    }

    fn source(&self, file: u32) -> Result<BlobSource, Failure> {
        self.staged
            .borrow()
            .get(&file)
            .map(|(name, blob)| BlobSource::new(name.clone(), blob.clone()))
            .ok_or(Failure::NoSuchFile)
    }

    fn loaded(&self) -> Reply {
        let mut loaded = self.session.borrow_mut().loaded();
        loaded.keeping.clone_from(&self.keeping.borrow());
        Reply::Loaded(loaded)
    }

    async fn import(&self, number: u32, file: u32, plan: Plan, keep: bool) -> Result<Reply, Failure> {
        self.keep.set(keep);
        let mut source = self.source(file)?;
        let mut pace = Turns::new(self, number);
        let imported = intake::read(&mut source, &plan, &mut pace).await.map_err(Failure::Intake)?;
        let staged = self.staged.borrow_mut().remove(&file);
        let id = self.session.borrow_mut().add(Entry::new(imported, plan, false));
        if let Some((_, blob)) = staged {
            self.hold(id, blob);
        }
        Ok(self.loaded())
    }

    async fn sample(&self, number: u32, keep: bool) -> Result<Reply, Failure> {
        self.keep.set(keep);
        let mut pace = Turns::new(self, number);
        for file in sample::files() {
            let blob = csv_blob(&file.bytes).map_err(|error| Failure::Stopped(describe(&error)))?;
            let mut source = BlobSource::new(file.name, blob.clone());
            let overrides = intake::Overrides { today: today(), ..intake::Overrides::default() };
            let plan = intake::preview(&mut source, &overrides).await.map_err(Failure::Intake)?.plan;
            let imported = intake::read(&mut source, &plan, &mut pace).await.map_err(Failure::Intake)?;
            let id = self.session.borrow_mut().add(Entry::new(imported, plan, true));
            self.hold(id, blob);
        }
        Ok(self.loaded())
    }

    /// The answers of this device's kiosk, as one more table. It is none of the kept files: the
    /// kiosk keeps them.
    fn kiosk_answers(&self, name: &str, answers: &[KioskAnswer]) -> Reply {
        let table = (!answers.is_empty()).then(|| Entry::of_no_file(to_table(name, answers, today())));
        self.session.borrow_mut().set_kiosk_answers(table);
        self.loaded()
    }

    /// Remembers a file's bytes, to be kept for the next visit by [`Self::store`].
    fn hold(&self, id: u32, blob: Blob) {
        self.blobs.borrow_mut().insert(id, blob);
        self.unkept.borrow_mut().insert(id);
    }

    /// Keeps what is not kept yet, where the user wants that. Apart from reading, so that figures
    /// do not wait for the disk.
    async fn store(&self) -> Option<KeepProblem> {
        while let Some(id) = self.next_unkept() {
            let entry = self.session.borrow().plan_of(id);
            let blob = self.blobs.borrow().get(&id).cloned();
            if let Some(((name, plan, sample), blob)) = entry.zip(blob) {
                self.note_keeping(database::put(&KeptFile { id, name, plan, sample, blob }).await);
            }
        }
        self.keeping.borrow().clone()
    }

    fn next_unkept(&self) -> Option<u32> {
        if self.keep.get() { self.unkept.borrow_mut().pop_first() } else { None }
    }

    fn note_keeping(&self, kept: Result<(), DatabaseError>) {
        *self.keeping.borrow_mut() = kept.err().map(KeepProblem::from);
    }

    async fn restore(&self, number: u32) -> Result<Reply, Failure> {
        let kept = match database::all().await {
            Ok(found) => found,
            Err(error) => {
                self.note_keeping(Err(error));
                return Ok(self.loaded());
            }
        };
        self.keep.set(true);
        self.session.borrow_mut().reserve(kept.largest);
        let mut not_restored = Vec::new();
        let mut pace = Turns::new(self, number);
        for file in kept.files {
            let mut source = BlobSource::new(file.name.clone(), file.blob.clone());
            match intake::read(&mut source, &file.plan, &mut pace).await {
                Ok(imported) => {
                    self.session.borrow_mut().add_as(file.id, Entry::new(imported, file.plan, file.sample));
                    self.blobs.borrow_mut().insert(file.id, file.blob);
                }
                Err(IntakeError::Cancelled) => break,
                // The file stays kept: another version may read it, and the user may remove it.
                Err(error) => not_restored.push(NotRestored { name: file.name, error }),
            }
        }
        Ok(match self.loaded() {
            Reply::Loaded(loaded) => Reply::Loaded(Loaded { not_restored, unreadable: kept.unreadable, ..loaded }),
            other => other,
        })
    }

    async fn remove(&self, file: u32) -> Result<Reply, Failure> {
        if !self.session.borrow_mut().remove(file) {
            return Err(Failure::NoSuchFile);
        }
        self.unkept.borrow_mut().remove(&file);
        self.note_keeping(database::remove(file).await);
        Ok(self.loaded())
    }

    async fn undo_remove(&self) -> Result<Reply, Failure> {
        let back = self.session.borrow_mut().undo_remove();
        let blob = back.and_then(|id| self.blobs.borrow().get(&id).cloned().map(|blob| (id, blob)));
        if let Some((id, blob)) = blob {
            self.hold(id, blob);
            self.store().await;
        }
        Ok(self.loaded())
    }

    async fn keep_all(&self, keep: bool) -> Result<Reply, Failure> {
        self.keep.set(keep);
        if keep {
            let all: Vec<u32> = self.blobs.borrow().keys().copied().collect();
            self.unkept.borrow_mut().extend(all);
            self.store().await;
        } else {
            self.note_keeping(database::erase().await);
        }
        Ok(self.loaded())
    }

    async fn erase(&self) -> Result<Reply, Failure> {
        *self.session.borrow_mut() = Session::default();
        self.staged.borrow_mut().clear();
        self.blobs.borrow_mut().clear();
        self.unkept.borrow_mut().clear();
        self.note_keeping(database::erase().await);
        Ok(self.loaded())
    }
}

impl From<DatabaseError> for KeepProblem {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::Blocked { .. } => Self::Blocked,
            DatabaseError::Full => Self::Full,
            DatabaseError::Failed { detail } => Self::Failed { detail },
        }
    }
}

/// Works in slices: between two it reports progress and lets messages in, a cancel among them.
struct Turns<'a> {
    state: &'a State,
    number: u32,
    last: f64,
}

impl<'a> Turns<'a> {
    fn new(state: &'a State, number: u32) -> Self {
        Self { state, number, last: now_ms() }
    }
}

impl Pace for Turns<'_> {
    async fn breathe(&mut self, progress: Progress) -> Result<(), Cancelled> {
        let now = now_ms();
        if now - self.last >= SLICE_MS {
            self.last = now;
            self.state.post(self.number, &Reply::Progress(progress), None);
            next_turn().await;
        }
        if self.state.cancelled.borrow().contains(&self.number) { Err(Cancelled) } else { Ok(()) }
    }
}
