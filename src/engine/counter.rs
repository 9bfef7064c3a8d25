//! What the programs that compute have in common: whose turn it is, how numbers are written, and pages of indicators.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::language::Language;
use crate::domain::terms::Lexicon;
use crate::indicators::chosen::Chosen;
use crate::indicators::page::Section;
use crate::indicators::shelf::{Every, Shelf};
use crate::indicators::{Say, Settings, registry};
use crate::platform::answering::Asker;
use crate::platform::beside;
use crate::platform::clock::Slice;
use crate::platform::intl::Formats;

use super::line::Line;
use super::protocol::{Failure, FileRequest, PageRequest, Reply, SetRequest};
use super::session::Snapshot;

/// What a question is answered with, and the bytes beside it.
pub type Answer = (Told, Option<Vec<u8>>);

/// What a question is answered with.
pub enum Told {
    /// A reply.
    Reply(Reply),
    /// One that another program has written, which is only passed on: reading pages is a good part of a program.
    Written(String),
}

impl From<Reply> for Told {
    fn from(reply: Reply) -> Self {
        Self::Reply(reply)
    }
}

/// The answer that something failed.
pub fn failed(failure: Failure) -> Answer {
    (Reply::Failed(failure).into(), None)
}

/// Where questions come in and answers go out.
pub struct Counter {
    asker: Asker,
    line: RefCell<Line>,
    formats: RefCell<BTreeMap<Language, Formats>>,
}

impl Counter {
    /// A counter to which this asker comes.
    pub fn new(asker: Asker) -> Self {
        Self { asker, line: RefCell::default(), formats: RefCell::default() }
    }

    /// Answers a question.
    pub fn answer(&self, number: u32, (told, bytes): Answer) {
        self.line.borrow_mut().answered(number);
        let text = match told {
            Told::Reply(reply) => written(&reply),
            Told::Written(text) => text,
        };
        self.asker.answer(number, &text, bytes.as_deref());
    }

    /// Tells a question to stop.
    pub fn cancel(&self, number: u32) {
        self.line.borrow_mut().cancel(number);
    }

    /// Takes a place of the page for a question: an older one that has it is told to stop.
    pub fn take(&self, place: &str, number: u32) -> Turn<'_> {
        self.line.borrow_mut().take(place, number);
        Turn { counter: self, place: place.to_owned(), number }
    }

    /// The same for a question that another program computes, for which nobody waits here.
    pub fn take_place(&self, place: &str, number: u32) -> Turn<'_> {
        self.line.borrow_mut().take_place(place, number);
        Turn { counter: self, place: place.to_owned(), number }
    }

    /// Waits until a question that took a place is the first of the line.
    pub async fn in_line(&self, number: u32) -> Result<Turns<'_>, Failure> {
        let mut pace = Turns::new(self, number);
        pace.breathe(Progress::default()).await.map_err(|_| Failure::Cancelled)?;
        Ok(pace)
    }

    /// The page of an indicator of a program, or the overview.
    pub async fn page<S: Shelf>(
        &self,
        number: u32,
        request: &PageRequest,
        snapshot: &Snapshot,
    ) -> Result<Reply, Failure> {
        if registry::needs_words::<S, Turns<'_>>(&request.id) {
            load_words(snapshot).await;
        }
        let mut pace = self.in_line(number).await?;
        let found = snapshot.page::<S, _>(request, &self.formats(request.language), &mut pace).await?;
        let answer = found.ok_or_else(|| Failure::NoSuchPage(request.id.clone()))?;
        Ok(Reply::Page(Box::new(answer)))
    }

    /// What the page is made of, as the command line's JSON document. Links what all indicators find and how it is
    /// written, so that one program only should ask for it.
    pub async fn document(&self, number: u32, request: &PageRequest, snapshot: &Snapshot) -> Result<Vec<u8>, Failure> {
        if registry::needs_words::<Every, Turns<'_>>(&request.id) {
            load_words(snapshot).await;
        }
        let mut pace = self.in_line(number).await?;
        Ok(snapshot.document(request, &self.formats(request.language), &mut pace).await?)
    }

    /// Who is in the classes the filter of a question names, told where it is not known yet. For one program only, as
    /// documents are.
    pub async fn choose(&self, number: u32, request: &PageRequest, snapshot: &Snapshot) -> Result<Rc<Chosen>, Failure> {
        if !request.filter.classes.is_empty() {
            // A class may be one of texts.
            load_words(snapshot).await;
        }
        let mut pace = self.in_line(number).await?;
        Ok(snapshot.choose(request, &self.formats(request.language), &mut pace).await?)
    }

    /// A table of customers as a file. For one program only, as documents are.
    pub async fn file(&self, number: u32, request: &FileRequest, snapshot: &Snapshot) -> Result<Vec<u8>, Failure> {
        if registry::needs_words::<Every, Turns<'_>>(&request.page.id) {
            load_words(snapshot).await;
        }
        let mut pace = self.in_line(number).await?;
        snapshot.file(request, &self.formats(request.page.language), &mut pace).await
    }

    /// The sections of the settings page of a program's indicators.
    pub fn controls<S: Shelf>(&self, settings: &Settings, language: Language) -> Vec<Section> {
        registry::controls_of::<S, Turns<'_>>(settings, &Say::new(language, &self.formats(language)))
    }

    /// Puts a shared parameter or one of a program's indicators in force.
    pub fn set<S: Shelf>(&self, request: SetRequest) -> Reply {
        let SetRequest { mut settings, of, parameter, value, language } = request;
        let format = self.formats(language);
        let say = Say::new(language, &format);
        let set = registry::set_of::<S, Turns<'_>>(&mut settings, &of, &parameter, &value, &say);
        Reply::Settings(Box::new(set.map(|()| settings).map_err(|error| error.said(language))))
    }

    /// The formats of a language, made when they are first asked for.
    pub fn formats(&self, language: Language) -> Formats {
        self.formats.borrow_mut().entry(language).or_insert_with(|| Formats::new(language.tag())).clone()
    }
}

/// Loads the list of words, once. Where that fails, who computes with it says so, and it is tried again next time.
async fn load_words(snapshot: &Snapshot) {
    if snapshot.has_words() {
        return;
    }
    if let Ok(list) = beside::text("chinese.txt").await {
        snapshot.take_words(Lexicon::parse(&list));
    }
}

/// An answer as it is sent.
fn written(reply: &Reply) -> String {
    serde_json::to_string(reply).unwrap_or_else(|_| String::from("null"))
}

/// A place of the page and one in the line, taken by a question until it is answered.
pub struct Turn<'a> {
    counter: &'a Counter,
    place: String,
    number: u32,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.counter.line.borrow_mut().leave(&self.place, self.number);
    }
}

/// Works in slices: between two it reports progress and lets messages in, a cancel among them.
pub struct Turns<'a> {
    counter: &'a Counter,
    number: u32,
    slice: Slice,
}

impl<'a> Turns<'a> {
    /// Those of a question.
    pub fn new(counter: &'a Counter, number: u32) -> Self {
        Self { counter, number, slice: Slice::begin() }
    }
}

impl Pace for Turns<'_> {
    async fn breathe(&mut self, progress: Progress) -> Result<(), Cancelled> {
        let line = &self.counter.line;
        if self.slice.is_over() {
            self.counter.asker.say(self.number, &written(&Reply::Progress(progress)), None);
            self.slice.next().await;
        }
        while line.borrow().must_wait(self.number) {
            self.slice.next().await;
        }
        if line.borrow().is_cancelled(self.number) { Err(Cancelled) } else { Ok(()) }
    }
}
