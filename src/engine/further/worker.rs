//! The program itself.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::domain::dataset::FileTable;
use crate::domain::intake::{Pace, Progress};
use crate::domain::language::Language;
use crate::domain::own_json;
use crate::engine::counter::{Answer, Counter, Turns, failed};
use crate::engine::protocol::{Failure, FileRequest, PageRequest, Reply};
use crate::engine::session::{Held, Snapshot, TableKey};
use crate::indicators::page::Section;
use crate::indicators::{self, Say, Settings, registry, shelf};
use crate::platform::answering::{self, serve};
use crate::platform::clock::next_turn;
use crate::platform::file::all_bytes;

use super::Question;

/// Answers questions from now on.
pub fn start() {
    serve(|asker| {
        let state = Rc::new(State { counter: Counter::new(asker), held: RefCell::default(), lost: Cell::default() });
        move |answering::Question { number, text, blob }| {
            let state = Rc::clone(&state);
            match own_json::read(&text) {
                // What is told is taken in at once: questions that come later rest on it.
                Some(Question::Stock(stock)) => state.held.borrow_mut().follow(stock),
                Some(Question::Stop { question }) => state.counter.cancel(question),
                Some(question) => spawn_local(async move { state.take(number, question, blob).await }),
                None => {
                    state.counter.answer(number, failed(Failure::FurtherStopped("unreadable question".to_owned())));
                }
            }
        }
    });
}

struct State {
    counter: Counter,
    held: RefCell<Held>,
    /// Whether a table did not arrive: the browser had no memory for it, say.
    lost: Cell<bool>,
}

impl State {
    async fn take(&self, number: u32, question: Question, blob: Option<Blob>) {
        let answered = match question {
            Question::Table(key) => {
                let came = self.table(key, blob).await;
                self.lost.set(self.lost.get() || came.is_none());
                return;
            }
            Question::Page(request) => self.page(number, &request).await,
            Question::Document(request) => self.document(number, &request).await,
            Question::Chosen(request) => self.chosen(number, &request).await,
            Question::File(request) => self.file(number, &request).await,
            Question::Controls { first, settings, language } => {
                Ok((Reply::Page(Box::new(self.controls(first, &settings, language))).into(), None))
            }
            Question::Set(request) => Ok((self.counter.set::<shelf::Further>(*request).into(), None)),
            // Taken care of before they come here.
            Question::Stock(_) | Question::Stop { .. } => return,
        };
        self.counter.answer(number, answered.unwrap_or_else(failed));
    }

    async fn table(&self, key: TableKey, blob: Option<Blob>) -> Option<()> {
        let bytes = all_bytes(&blob?).await.ok()?;
        self.held.borrow_mut().take(key, FileTable::of_bytes(&bytes)?);
        Some(())
    }

    async fn page(&self, number: u32, request: &PageRequest) -> Result<Answer, Failure> {
        let _turn = self.counter.take(&request.place, number);
        let snapshot = self.snapshot(number).await?;
        self.counter.choose(number, request, &snapshot).await?;
        let reply = self.counter.page::<shelf::Further>(number, request, &snapshot).await?;
        let document =
            if request.document { Some(self.counter.document(number, request, &snapshot).await?) } else { None };
        Ok((reply.into(), document))
    }

    /// The settings page, which begins with sections of the engine's.
    fn controls(&self, first: Vec<Section>, settings: &Settings, language: Language) -> indicators::Answer {
        let sections = first.into_iter().chain(self.counter.controls::<shelf::Further>(settings, language)).collect();
        let format = self.counter.formats(language);
        registry::settings_page(sections, settings, &Say::new(language, &format))
    }

    async fn document(&self, number: u32, request: &PageRequest) -> Result<Answer, Failure> {
        let _turn = self.counter.take(&request.place, number);
        let snapshot = self.snapshot(number).await?;
        self.counter.choose(number, request, &snapshot).await?;
        Ok((Reply::Bytes.into(), Some(self.counter.document(number, request, &snapshot).await?)))
    }

    async fn chosen(&self, number: u32, request: &PageRequest) -> Result<Answer, Failure> {
        let _turn = self.counter.take(&request.place, number);
        let snapshot = self.snapshot(number).await?;
        let chosen = self.counter.choose(number, request, &snapshot).await?;
        let members = chosen.members.iter().map(|member| u8::from(*member)).collect();
        Ok((Reply::Chosen(chosen.divided.clone()).into(), Some(members)))
    }

    async fn file(&self, number: u32, request: &FileRequest) -> Result<Answer, Failure> {
        let _turn = self.counter.take(&request.page.place, number);
        let snapshot = self.snapshot(number).await?;
        self.counter.choose(number, &request.page, &snapshot).await?;
        Ok((Reply::Bytes.into(), Some(self.counter.file(number, request, &snapshot).await?)))
    }

    /// What is loaded, once it is here: the tables were sent before the question.
    async fn snapshot(&self, number: u32) -> Result<Snapshot, Failure> {
        let mut pace = Turns::new(&self.counter, number);
        loop {
            if let Some(snapshot) = self.held.borrow_mut().snapshot() {
                return Ok(snapshot);
            }
            if self.lost.get() {
                return Err(Failure::FurtherStopped("a table was lost".to_owned()));
            }
            next_turn().await;
            pace.breathe(Progress::default()).await.map_err(|_| Failure::Cancelled)?;
        }
    }
}
