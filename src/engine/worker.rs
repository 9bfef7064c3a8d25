//! The engine's program: a [`Session`] that answers each [`Request`] with a [`Reply`], both as JSON.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::domain::intake::{Overrides, Plan};
use crate::domain::language::Language;
use crate::domain::own_json;
use crate::domain::survey::{KioskAnswer, RepeatRule, to_table};
use crate::indicators::overview::OVERVIEW;
use crate::indicators::settings::SHARED;
use crate::indicators::shelf::First;
use crate::indicators::{Settings, registry};
use crate::platform::answering::{Asker, Question, serve};
use crate::platform::clock::today;
use crate::platform::database::{self, DatabaseError, KeptFile};
use crate::platform::download::csv_blob;
use crate::platform::file::{describe, same_bytes};

use super::counter::{Answer, Counter, Turns, failed};
use super::further::Further;
use super::protocol::{
    Again, Computation, Failure, FileRequest, KeepProblem, NotRestored, PageRequest, Reply, Request, SetRequest,
};
use super::reader::Reader;
use super::session::{Entry, Session};

/// Starts the message loop and says "ready".
pub fn start() {
    serve(|asker| {
        let state = Rc::new(State::new(asker));
        state.reader.start();
        move |Question { number, text, blob }| {
            let state = Rc::clone(&state);
            match own_json::read(&text) {
                Some(Request::Cancel { request }) => state.counter.cancel(request),
                Some(request) => spawn_local(async move {
                    let answer = state.answer(number, request, blob).await;
                    state.counter.answer(number, answer);
                }),
                None => {
                    state.counter.answer(number, failed(Failure::Stopped("unreadable request".into())));
                }
            }
        }
    });
}

/// Everything the worker holds.
struct State {
    counter: Counter,
    session: RefCell<Session>,
    /// Files looked at, by the page's number.
    staged: RefCell<BTreeMap<u32, (String, Blob)>>,
    /// Blobs of loaded files, to keep them should the user ask for it.
    blobs: RefCell<BTreeMap<u32, Blob>>,
    /// Loaded files that are yet to be kept.
    unkept: RefCell<BTreeSet<u32>>,
    keeping: RefCell<Option<KeepProblem>>,
    /// What is kept and could not be read again.
    not_restored: RefCell<Vec<(u32, NotRestored)>>,
    unreadable: Cell<usize>,
    keep: Cell<bool>,
    reader: Reader,
    further: Further,
}

impl State {
    fn new(asker: Asker) -> Self {
        Self {
            counter: Counter::new(asker),
            session: RefCell::default(),
            staged: RefCell::default(),
            blobs: RefCell::default(),
            unkept: RefCell::default(),
            keeping: RefCell::default(),
            not_restored: RefCell::default(),
            unreadable: Cell::default(),
            keep: Cell::default(),
            reader: Reader::default(),
            further: Further::default(),
        }
    }

    async fn answer(&self, number: u32, request: Request, blob: Option<Blob>) -> Answer {
        let result = match request {
            Request::Preview { file, name, overrides } => {
                if let Some(blob) = blob {
                    self.staged.borrow_mut().insert(file, (name, blob));
                }
                self.preview(number, file, overrides).await
            }
            Request::LookAgain { loaded, file } => self.look_again(number, loaded, file).await,
            Request::Import { file, plan, keep, again } => {
                self.keep.set(keep);
                self.import(number, file, plan, again).await
            }
            Request::Join { rule } => {
                self.session.borrow_mut().join_by(rule);
                Ok(self.loaded())
            }
            Request::KioskAnswers { name, answers, repeats } => Ok(self.kiosk_answers(&name, &answers, repeats)),
            Request::Sample { keep } => self.sample(number, keep).await,
            Request::Restore => self.restore(number).await,
            Request::Remove { file } => self.remove(file).await,
            Request::RemoveSample => {
                let sample = self.session.borrow_mut().remove_sample();
                self.forget(&sample).await;
                Ok(self.loaded())
            }
            Request::UndoRemove => self.undo_remove().await,
            Request::SetAside { file, words } => {
                return match self.session.borrow().set_aside_csv(file, &words) {
                    Some(bytes) => (Reply::Bytes.into(), Some(bytes)),
                    None => failed(Failure::NoSuchFile),
                };
            }
            Request::Store => Ok(Reply::Stored(self.store().await)),
            Request::Keep { keep } => self.keep_all(keep).await,
            Request::Erase => self.erase().await,
            Request::Compute(computation) => {
                let computed = self.compute(number, &computation).await;
                return computed.unwrap_or_else(failed);
            }
            Request::Page(request) => {
                let answered = self.page(number, *request).await;
                return answered.unwrap_or_else(failed);
            }
            Request::File(request) => {
                let answered = self.file(number, *request).await;
                return answered.unwrap_or_else(failed);
            }
            Request::Controls { settings, language } => {
                return self.controls(number, settings, language).await.unwrap_or_else(failed);
            }
            Request::Set(request) => {
                return self.set(number, *request).await.unwrap_or_else(failed);
            }
            // Taken care of before it comes here; answering it again does no harm.
            Request::Cancel { .. } => Ok(self.loaded()),
        };
        (result.unwrap_or_else(Reply::Failed).into(), None)
    }

    async fn compute(&self, number: u32, computation: &Computation) -> Result<Answer, Failure> {
        if !computation.filter.classes.is_empty() {
            self.choose(number, computation.on_page()).await?;
        }
        let _turn = self.counter.take(&computation.place, number);
        let snapshot = self.session.borrow_mut().snapshot();
        let mut pace = self.counter.in_line(number).await?;
        Ok((Reply::Computed(Box::new(snapshot.compute(computation, &mut pace).await?)).into(), None))
    }

    /// A page, by whichever program has its indicator; documents are all made by the other.
    async fn page(&self, number: u32, request: PageRequest) -> Result<Answer, Failure> {
        let (session, mut pace) = (&self.session, self.turns(number));
        if request.id != OVERVIEW && !registry::holds::<First>(&request.id) {
            let _turn = self.counter.take_place(&request.place, number);
            return self.further.page(request, session, &mut pace).await;
        }
        if !request.filter.classes.is_empty() {
            self.choose(number, request.clone()).await?;
        }
        let reply = {
            let _turn = self.counter.take(&request.place, number);
            let snapshot = session.borrow_mut().snapshot();
            self.counter.page::<First>(number, &request, &snapshot).await?
        };
        if !request.document {
            // Once there is something to show, the other program comes, so that no page waits for its download.
            self.further.start();
            return Ok((reply.into(), None));
        }
        let _turn = self.counter.take_place(&request.place, number);
        match self.further.document(request, session, &mut pace).await? {
            (_, Some(document)) => Ok((reply.into(), Some(document))),
            failed => Ok(failed),
        }
    }

    /// Has the other program tell who is in the classes the filter of a question names, which it alone can, where that is not
    /// known yet.
    async fn choose(&self, number: u32, request: PageRequest) -> Result<(), Failure> {
        let PageRequest { filter, settings, language, .. } = &request;
        let snapshot = self.session.borrow_mut().snapshot();
        if snapshot.chosen(filter, settings, *language).is_some() {
            return Ok(());
        }
        let _turn = self.counter.take_place(&request.place, number);
        let chosen = self.further.chosen(request.clone(), &self.session, &mut self.turns(number)).await?;
        snapshot.take_chosen(filter, settings, *language, chosen);
        Ok(())
    }

    /// A table of customers as a file, of any indicator: the other program writes it.
    async fn file(&self, number: u32, request: FileRequest) -> Result<Answer, Failure> {
        let _turn = self.counter.take_place(&request.page.place, number);
        self.further.file(request, &self.session, &mut self.turns(number)).await
    }

    /// The settings page: its indicators are in two programs.
    async fn controls(&self, number: u32, settings: Settings, language: Language) -> Result<Answer, Failure> {
        let first = self.counter.controls::<First>(&settings, language);
        self.further.controls(first, settings, language, &mut self.turns(number)).await
    }

    async fn set(&self, number: u32, request: SetRequest) -> Result<Answer, Failure> {
        if request.of == SHARED || registry::holds::<First>(&request.of) {
            return Ok((self.counter.set::<First>(request).into(), None));
        }
        self.further.set(request, &mut self.turns(number)).await
    }

    fn turns(&self, number: u32) -> Turns<'_> {
        Turns::new(&self.counter, number)
    }

    /// Name and bytes of a file that was looked at.
    fn staged(&self, file: u32) -> Result<(String, Blob), Failure> {
        self.staged.borrow().get(&file).cloned().ok_or(Failure::NoSuchFile)
    }

    async fn preview(&self, number: u32, file: u32, overrides: Overrides) -> Result<Reply, Failure> {
        let (name, blob) = self.staged(file)?;
        let preview = self.reader.preview(name, &blob, overrides, &mut self.turns(number)).await;
        preview.map(Box::new).map(Reply::Preview).map_err(Failure::Intake)
    }

    fn loaded(&self) -> Reply {
        let mut loaded = self.session.borrow_mut().loaded();
        loaded.keeping.clone_from(&self.keeping.borrow());
        let not_restored = self.not_restored.borrow();
        let missing = not_restored.iter().filter(|(id, _)| !loaded.files.iter().any(|file| file.id == *id));
        loaded.not_restored = missing.map(|(_, file)| file.clone()).collect();
        loaded.unreadable = self.unreadable.get();
        Reply::Loaded(loaded)
    }

    async fn look_again(&self, number: u32, loaded: u32, file: u32) -> Result<Reply, Failure> {
        let (name, plan, _) = self.session.borrow().plan_of(loaded).ok_or(Failure::NoSuchFile)?;
        let blob = self.blobs.borrow().get(&loaded).cloned().ok_or(Failure::NoSuchFile)?;
        self.staged.borrow_mut().insert(file, (name, blob));
        let mut reply = self.preview(number, file, Overrides::of(&plan, today())).await?;
        if let Reply::Preview(seen) = &mut reply {
            seen.plan = Plan { today: today(), ..plan };
        }
        Ok(reply)
    }

    async fn import(&self, number: u32, file: u32, plan: Plan, again: Option<Again>) -> Result<Reply, Failure> {
        let (name, blob) = self.staged(file)?;
        let mut pace = self.turns(number);
        let same = self.same_content(&blob, &mut pace).await?;
        let same_name = same.and_then(|same| self.session.borrow().name_of(same));
        // One that is not loaded is this file, which takes its number: it never counts twice, kept or put back.
        let takes = match (again, same_name) {
            (None, Some(name)) => return Err(Failure::AlreadyLoaded(name)),
            (Some(Again::Both), Some(_)) => None,
            _ => same,
        };
        let imported = self.reader.read(name, &blob, plan.clone(), &mut pace).await.map_err(Failure::Intake)?;
        self.staged.borrow_mut().remove(&file);
        let entry = Entry::new(imported, plan, false);
        let id = match takes {
            Some(id) => {
                self.session.borrow_mut().add_as(id, entry);
                id
            }
            None => self.session.borrow_mut().add(entry),
        };
        self.hold(id, blob);
        Ok(self.loaded())
    }

    /// The file that has the same bytes as one looked at: loaded, kept and not read, or taken out.
    async fn same_content(&self, blob: &Blob, pace: &mut Turns<'_>) -> Result<Option<u32>, Failure> {
        let others: Vec<(u32, Blob)> = self.blobs.borrow().iter().map(|(&id, blob)| (id, blob.clone())).collect();
        for (id, other) in others {
            if same_bytes(blob, &other, pace).await.map_err(Failure::Intake)? {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    async fn sample(&self, number: u32, keep: bool) -> Result<Reply, Failure> {
        self.keep.set(keep);
        let mut pace = self.turns(number);
        for (name, bytes) in self.reader.sample().await.map_err(Failure::Intake)? {
            let blob = csv_blob(&bytes).map_err(|error| Failure::Stopped(describe(&error)))?;
            let overrides = Overrides { today: today(), ..Overrides::default() };
            let preview = self.reader.preview(name.clone(), &blob, overrides, &mut pace).await;
            let plan = preview.map_err(Failure::Intake)?.plan;
            let imported = self.reader.read(name, &blob, plan.clone(), &mut pace).await.map_err(Failure::Intake)?;
            let id = self.session.borrow_mut().add(Entry::new(imported, plan, true));
            self.hold(id, blob);
        }
        Ok(self.loaded())
    }

    /// The answers of this device's kiosk, as one more table. It is none of the kept files: the
    /// kiosk keeps them.
    fn kiosk_answers(&self, name: &str, answers: &[KioskAnswer], repeats: RepeatRule) -> Reply {
        let table = (!answers.is_empty()).then(|| Entry::of_no_file(to_table(name, answers, today(), repeats)));
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
        let mut pace = self.turns(number);
        for file in kept.files {
            if self.session.borrow().name_of(file.id).is_some() {
                continue;
            }
            self.blobs.borrow_mut().insert(file.id, file.blob.clone());
            match self.reader.read(file.name.clone(), &file.blob, file.plan.clone(), &mut pace).await {
                Ok(imported) => {
                    self.session.borrow_mut().add_as(file.id, Entry::new(imported, file.plan, file.sample));
                }
                // The file stays kept: another version may read it, and the user may remove it.
                Err(error) => not_restored.push((file.id, NotRestored { name: file.name, error })),
            }
        }
        *self.not_restored.borrow_mut() = not_restored;
        self.unreadable.set(kept.unreadable);
        Ok(self.loaded())
    }

    async fn remove(&self, file: u32) -> Result<Reply, Failure> {
        if !self.session.borrow_mut().remove(file) {
            return Err(Failure::NoSuchFile);
        }
        self.forget(&[file]).await;
        Ok(self.loaded())
    }

    /// Keeps files no longer; their bytes are held for the way back.
    async fn forget(&self, files: &[u32]) {
        for &file in files {
            self.unkept.borrow_mut().remove(&file);
            self.note_keeping(database::remove(file).await);
        }
    }

    async fn undo_remove(&self) -> Result<Reply, Failure> {
        let back = self.session.borrow_mut().undo_remove();
        self.unkept.borrow_mut().extend(back);
        self.store().await;
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
        self.further.end();
        self.staged.borrow_mut().clear();
        self.blobs.borrow_mut().clear();
        self.unkept.borrow_mut().clear();
        self.not_restored.borrow_mut().clear();
        self.unreadable.set(0);
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
