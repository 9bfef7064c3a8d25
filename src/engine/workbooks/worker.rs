//! The program itself.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot;
use serde::Serialize;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::domain::intake::workbook::{Read, wire::Batch};
use crate::domain::intake::{Cancelled, Flow, IntakeError, Pace, Progress, Record, Sink, Source};
use crate::domain::own_json;
use crate::platform::answering::{self, Asker, serve};
use crate::platform::clock::Slice;
use crate::platform::file::BlobSource;

use super::{AHEAD, Question};

/// The questions being answered, by number.
type Readings = Rc<RefCell<BTreeMap<u32, Rc<Reading>>>>;

/// Answers questions from now on.
pub fn start() {
    serve(|asker| {
        let readings = Readings::default();
        move |answering::Question { number, text, blob }| match (own_json::read(&text), blob) {
            (Some(Question::Taken { question }), _) => with(&readings, question, Reading::one_more),
            (Some(Question::Stop { question }), _) => with(&readings, question, Reading::stop),
            (Some(question), Some(blob)) => {
                let reading = Rc::new(Reading::new(asker.clone(), number));
                readings.borrow_mut().insert(number, Rc::clone(&reading));
                let readings = Rc::clone(&readings);
                spawn_local(async move {
                    answer(&question, blob, &reading).await;
                    readings.borrow_mut().remove(&number);
                });
            }
            _ => asker.answer(number, &written(&Err::<(), _>(unreadable())), None),
        }
    });
}

fn with(readings: &Readings, question: u32, tell: impl FnOnce(&Reading)) {
    // One that is answered already needs nothing any more.
    if let Some(reading) = readings.borrow().get(&question) {
        tell(reading);
    }
}

async fn answer(question: &Question, blob: Blob, reading: &Reading) {
    let mut source = BlobSource::new(String::new(), blob);
    let answer = match question {
        Question::Sheet(name) => written(&rows(&mut source, name.as_deref(), reading).await),
        _ => written(&source.sheets(&mut &*reading).await),
    };
    reading.asker.answer(reading.number, &answer, None);
}

async fn rows(source: &mut BlobSource, name: Option<&str>, reading: &Reading) -> Result<Read, IntakeError> {
    let read = source.sheet(name, &mut &*reading, &mut &*reading).await?;
    let whole = Progress { bytes: source.size(), total_bytes: source.size(), rows: read.rows };
    reading.send(whole);
    Ok(read)
}

fn written<T: Serialize>(answer: &Result<T, IntakeError>) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}

fn unreadable() -> IntakeError {
    IntakeError::DamagedWorkbook { detail: "unreadable question".to_owned() }
}

/// A question being answered: takes rows, and sends them when there is time to breathe.
struct Reading {
    asker: Asker,
    number: u32,
    batch: RefCell<Batch>,
    /// Batches that may be sent now.
    wanted: Cell<u32>,
    /// Told when another may be.
    waiting: Cell<Option<oneshot::Sender<()>>>,
    stopped: Cell<bool>,
    slice: Cell<Slice>,
}

impl Reading {
    fn new(asker: Asker, number: u32) -> Self {
        Self {
            asker,
            number,
            batch: RefCell::default(),
            wanted: Cell::new(AHEAD),
            waiting: Cell::default(),
            stopped: Cell::new(false),
            slice: Cell::new(Slice::begin()),
        }
    }

    fn one_more(&self) {
        self.wanted.set(self.wanted.get() + 1);
        self.wake();
    }

    fn stop(&self) {
        self.stopped.set(true);
        self.wake();
    }

    fn wake(&self) {
        if let Some(waiting) = self.waiting.take() {
            // Who waits is there: it holds this.
            let _ = waiting.send(());
        }
    }

    /// Waits until a batch may be sent, or nothing is wanted any more.
    async fn room(&self) {
        while self.wanted.get() == 0 && !self.stopped.get() {
            let (sender, receiver) = oneshot::channel();
            self.waiting.set(Some(sender));
            // The sender is kept until it is used.
            let _ = receiver.await;
        }
    }

    /// Sends the rows gathered, with how far the reading is.
    fn send(&self, progress: Progress) {
        let rows = self.batch.borrow_mut().take();
        self.wanted.set(self.wanted.get().saturating_sub(1));
        self.asker.say(self.number, &serde_json::to_string(&progress).unwrap_or_default(), Some(&rows));
    }
}

impl Sink for &Reading {
    fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
        if self.stopped.get() {
            return Ok(Flow::Enough);
        }
        self.batch.borrow_mut().push(record);
        Ok(Flow::More)
    }
}

impl Pace for &Reading {
    async fn breathe(&mut self, progress: Progress) -> Result<(), Cancelled> {
        let has_rows = self.batch.borrow().rows() > 0;
        let mut slice = self.slice.get();
        let is_time = slice.is_over();
        if has_rows {
            self.room().await;
            self.send(progress);
        } else if is_time {
            self.asker.say(self.number, &serde_json::to_string(&progress).unwrap_or_default(), None);
        }
        if is_time {
            slice.next().await;
            self.slice.set(slice);
        }
        if self.stopped.get() { Err(Cancelled) } else { Ok(()) }
    }
}
