//! What pages ask the engine.

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use web_sys::Blob;

use crate::domain::dataset::{Filter, JoinRule};
use crate::domain::export::table::FileFormat;
use crate::domain::intake::{Overrides, Plan, Preview, Progress, Reason, SetAsideWords};
use crate::domain::survey::{KioskSettings, merge};
use crate::engine::protocol::{
    Again, Computation, Computed, Failure, FileRequest, LoadedFile, PageRequest, Query, Reply, Request, SetRequest,
    TableAsked,
};
use crate::indicators::Answer;
use crate::platform::answers;
use crate::platform::clock::{self, today};
use crate::platform::storage;
use crate::route::{Place, Route};
use crate::state::Preferences;

use super::{App, DataStamp, Erased, Task, set_hash};

/// A page that was asked for, and asked for anew when what it follows from changes.
#[derive(Clone, Copy)]
pub struct AskedPage {
    /// The newest answer; it stays while another is on its way.
    pub answer: LocalResource<Result<Answer, Failure>>,
    /// The number of the question on its way.
    waiting: RwSignal<Option<u32>>,
}

impl AskedPage {
    /// Whether an answer is on its way.
    pub fn is_waiting(self) -> bool {
        self.waiting.with(Option::is_some)
    }

    /// Whether the newest question was given up.
    pub fn is_given_up(self) -> bool {
        matches!(self.answer.get(), Some(Err(Failure::Cancelled)))
    }
}

impl App {
    /// Computes what a place of the page shows, again whenever the tables, the filter or the settings change; a newer
    /// question of the place ends the older one.
    pub fn compute(
        self,
        place: &'static str,
        query: impl Fn() -> Query + 'static,
    ) -> LocalResource<Result<Computed, Failure>> {
        LocalResource::new(move || {
            self.revision.track();
            let computation = self.computation(place, query(), self.filter());
            let reply = self.ask_for_now(&Request::Compute(Box::new(computation)));
            async move {
                match reply.await {
                    Reply::Computed(computed) => {
                        if let Computed::Facets(facets) = &*computed {
                            self.know_divided(&facets.divided);
                        }
                        Ok(*computed)
                    }
                    other => Err(unexpected(other)),
                }
            }
        })
    }

    /// Computes something of the rows a filter leaves, once, now.
    pub async fn compute_now(self, query: Query, filter: Filter) -> Reply {
        let computation = untrack(|| self.computation("now", query, filter));
        self.ask(&Request::Compute(Box::new(computation)), None).await.0
    }

    fn computation(self, place: &str, query: Query, filter: Filter) -> Computation {
        let (settings, language, today) = (self.settings(), self.language(), today());
        Computation { query, filter, settings, language, today, place: place.to_owned() }
    }

    /// The page of an indicator, again whenever the tables, the filter, the settings or the language change.
    pub fn page(self, id: &'static str) -> AskedPage {
        let waiting = RwSignal::new(None);
        let answer = LocalResource::new(move || {
            self.revision.track();
            let (number, reply) = self.ask_numbered(&self.asking_page(id, None));
            async move {
                // Gone where the page was left meanwhile.
                let _ = waiting.try_set(Some(number));
                let said = answer(reply).await;
                let _ = waiting.try_update(|now| *now = now.filter(|waits| *waits != number));
                said
            }
        });
        AskedPage { answer, waiting }
    }

    /// Gives a question up whose page stays; its answer says so.
    pub fn give_up(self, page: AskedPage) {
        if let Some(number) = page.waiting.get_untracked() {
            self.client.with_value(|client| client.cancel(number));
        }
    }

    /// What an indicator says of one customer, again whenever the tables, the filter, the settings or the language change.
    pub fn page_of_one(self, id: &'static str, customer: String) -> LocalResource<Result<Answer, Failure>> {
        LocalResource::new(move || {
            self.revision.track();
            answer(self.ask_for_now(&self.asking_page(id, Some(&customer))))
        })
    }

    /// The JSON document of an indicator's page as it is now; `None` where the engine gives none.
    pub async fn document(self, id: &str) -> Option<Uint8Array> {
        let request = untrack(|| self.page_request(id, None, true));
        self.ask(&Request::Page(Box::new(request)), None).await.1
    }

    /// A table of customers as a file, under the filter and the settings as they are now.
    pub async fn table_file(self, table: TableAsked, format: FileFormat) -> (Reply, Option<Uint8Array>) {
        let (name, place) = match &table {
            TableAsked::Indicator(name) => (name.as_str(), format!("file {name}")),
            TableAsked::List(_) => ("", "file of the list".to_owned()),
            TableAsked::Shown(_) => ("", "file of a table".to_owned()),
        };
        let id = name.split('.').next().unwrap_or_default();
        let page = untrack(|| {
            // What is only tried out is in no file.
            PageRequest { place, settings: self.settings(), ..self.page_request(id, None, false) }
        });
        self.ask(&Request::File(Box::new(FileRequest { page, table, format })), None).await
    }

    fn asking_page(self, id: &str, customer: Option<&str>) -> Request {
        Request::Page(Box::new(self.page_request(id, customer, false)))
    }

    fn page_request(self, id: &str, customer: Option<&str>, document: bool) -> PageRequest {
        let what = match (customer, document) {
            (Some(_), _) => "customer",
            (None, true) => "document",
            (None, false) => "page",
        };
        PageRequest {
            id: id.to_owned(),
            filter: self.filter(),
            settings: self.settings_of(id),
            language: self.language(),
            customer: customer.map(str::to_owned),
            document,
            today: today(),
            place: format!("{what} {id}"),
        }
    }

    /// The fields of the settings page, again whenever the settings or the language change.
    pub fn controls(self) -> LocalResource<Result<Answer, Failure>> {
        LocalResource::new(move || {
            let request = Request::Controls { settings: self.settings(), language: self.language() };
            answer(self.ask_for_now(&request))
        })
    }

    /// Asks for something that nobody needs once the page is left or the question has changed: it is given up then.
    fn ask_for_now(self, request: &Request) -> impl Future<Output = Reply> + use<> {
        self.ask_numbered(request).1
    }

    /// The same, with the question's number.
    fn ask_numbered(self, request: &Request) -> (u32, impl Future<Output = Reply> + use<>) {
        let (number, reply) = self.client.with_value(|client| client.ask(request, None, None));
        let answered = Arc::new(AtomicBool::new(false));
        let done = Arc::clone(&answered);
        on_cleanup(move || {
            if !answered.load(Ordering::Relaxed) {
                self.client.with_value(|client| client.cancel(number));
            }
        });
        let reply = async move {
            let reply = reply.await.0;
            done.store(true, Ordering::Relaxed);
            reply
        };
        (number, reply)
    }

    /// Shows the page of an indicator as it would be with this parameter, without putting it in force; or says what is wrong
    /// with it. Ends with [`Self::try_no_longer`], and when anything is put in force.
    pub async fn try_out(self, of: String, parameter: String, value: Value) -> Result<(), String> {
        let (settings, language) = untrack(|| (self.settings(), self.language()));
        let request = SetRequest { settings, of: of.clone(), parameter, value, language };
        match self.ask(&Request::Set(Box::new(request)), None).await.0 {
            Reply::Settings(settings) => {
                self.tried.set(Some((of, (*settings)?)));
                Ok(())
            }
            other => Err(untrack(|| self.texts().failure(&unexpected(other)))),
        }
    }

    /// Puts a parameter in force and keeps it; or says what is wrong with it.
    pub async fn set(self, of: String, parameter: String, value: Value) -> Result<(), String> {
        loop {
            let (asked, language) = untrack(|| (self.settings(), self.language()));
            let (of, parameter, value) = (of.clone(), parameter.clone(), value.clone());
            let request = SetRequest { settings: asked.clone(), of, parameter, value, language };
            let settings = match self.ask(&Request::Set(Box::new(request)), None).await.0 {
                Reply::Settings(settings) => (*settings)?,
                other => return Err(untrack(|| self.texts().failure(&unexpected(other)))),
            };
            // What was put in force while the engine was asked must not be lost.
            if untrack(|| self.settings()) == asked {
                self.set_settings(|now| *now = settings);
                return Ok(());
            }
        }
    }

    /// Looks at a file; the bytes are needed the first time only.
    pub async fn preview(
        self,
        file: u32,
        name: String,
        overrides: Overrides,
        blob: Option<Blob>,
    ) -> Result<Preview, Failure> {
        match self.ask(&Request::Preview { file, name, overrides }, blob.as_ref()).await.0 {
            Reply::Preview(preview) => Ok(*preview),
            other => Err(unexpected(other)),
        }
    }

    /// Looks at a loaded file again, under a number of the page.
    pub async fn look_again(self, loaded: u32, file: u32) -> Result<Preview, Failure> {
        match self.ask(&Request::LookAgain { loaded, file }, None).await.0 {
            Reply::Preview(preview) => Ok(*preview),
            other => Err(unexpected(other)),
        }
    }

    /// Reads a file that was looked at, and remembers how for files of the same header.
    pub async fn import(self, file: u32, name: String, plan: Plan, again: Option<Again>) -> Result<(), Failure> {
        let headers: Vec<String> = plan.columns.iter().map(|column| column.header.clone()).collect();
        let keep = self.keep_files();
        let read = self.long(name, &Request::Import { file, plan: plan.clone(), keep, again }).await;
        if read.is_ok() {
            self.prefer(|preferences| {
                preferences.plans.insert(Plan::signature(&headers), plan);
            });
        }
        read
    }

    /// Loads the sample, once whatever is under way is done: kept files are still being read when somebody is quick.
    pub async fn load_sample(self) -> Result<(), Failure> {
        while untrack(|| self.restoring() || self.task().is_some()) {
            clock::after(20).await;
        }
        let name = untrack(|| self.texts().common.load_sample.to_owned());
        self.long(name, &Request::Sample { keep: self.keep_files() }).await
    }

    /// Asks for a change of what is loaded.
    pub async fn change(self, request: Request) -> Result<(), Failure> {
        self.long(String::new(), &request).await
    }

    /// The rows of a loaded file that were set aside for these reasons, as CSV in the reader's words.
    pub async fn set_aside(self, file: u32, reasons: Vec<Reason>) -> Option<Uint8Array> {
        let texts = untrack(|| self.texts());
        let words = &texts.import;
        let header = [words.row, words.column, words.reason, words.reason_code].map(str::to_owned);
        let reasons = reasons.into_iter().map(|reason| (reason, texts.reason(reason).to_owned())).collect();
        self.ask(&Request::SetAside { file, words: SetAsideWords { header, reasons } }, None).await.1
    }

    /// Stops the long piece of work under way.
    pub fn cancel(self) {
        if let Some(task) = self.task.get_untracked() {
            self.client.with_value(|client| client.cancel(task.request));
        }
    }

    /// Erases every table, kept file, setting and remembered mapping. What the follow-up keeps stays,
    /// unless `kiosk` says otherwise; what the kiosk keeps is for [`Kiosk::erase`](crate::state::Kiosk::erase).
    pub async fn erase(self, kiosk: bool) -> Result<(), Failure> {
        let erased = self.change(Request::Erase).await;
        // Other tabs hold it in memory.
        storage::save(&Erased(js_sys::Date::now()));
        storage::erase(if kiosk { &["kiosk"] } else { &["kiosk", "care"] });
        self.preferences.set(Preferences::default());
        set_hash(&Place::new(Route::Settings, Filter::default()));
        self.count_kiosk().await;
        erased
    }

    fn keep_files(self) -> bool {
        self.preferences.with_untracked(|preferences| preferences.keep_files)
    }

    pub(in crate::state) async fn ask(self, request: &Request, blob: Option<&Blob>) -> (Reply, Option<Uint8Array>) {
        self.client.with_value(|client| client.ask(request, blob, None)).1.await
    }

    /// Asks for something that takes a while and changes what is loaded.
    async fn long(self, name: String, request: &Request) -> Result<(), Failure> {
        let report: Rc<dyn Fn(Progress)> = Rc::new(move |progress| {
            self.task.update(|task| {
                if let Some(task) = task {
                    task.progress = progress;
                }
            });
        });
        let (number, answer) = self.client.with_value(|client| client.ask(request, None, Some(report)));
        self.task.set(Some(Task { request: number, name, progress: Progress::default() }));
        let reply = answer.await.0;
        self.task.set(None);
        match reply {
            Reply::Loaded(loaded) => {
                self.loaded.set(loaded);
                self.revision.update(|revision| *revision += 1);
                match request {
                    Request::Restore | Request::KioskAnswers { .. } | Request::Join { .. } => {}
                    Request::Import { .. } | Request::Sample { .. } if self.keep_files() => self.store(),
                    _ => tell_other_tabs(),
                }
                Ok(())
            }
            other => Err(unexpected(other)),
        }
    }

    /// Keeps what was read, while the user goes on.
    fn store(self) {
        self.storing.set(true);
        spawn_local(async move {
            // A dead engine says so itself.
            if let Reply::Stored(problem) = self.ask(&Request::Store, None).await.0
                && self.loaded.with_untracked(|loaded| loaded.keeping != problem)
            {
                self.loaded.update(|loaded| loaded.keeping = problem);
            }
            self.storing.set(false);
            tell_other_tabs();
        });
    }

    /// Reads the kept files that are not loaded.
    pub fn restore(self) {
        spawn_local(async move {
            let rule = self.preferences.with_untracked(|preferences| preferences.join);
            if rule != JoinRule::default() {
                // A dead engine says so itself.
                let _ = self.ask(&Request::Join { rule }, None).await;
            }
            if self.keep_files() {
                // What could not be read again is part of the answer, and a dead engine says so itself.
                let _ = self.long(String::new(), &Request::Restore).await;
            }
            self.count_kiosk().await;
            self.restoring.set(false);
        });
    }

    /// Changes which ids are one customer, and which rows that files share count; keeps it.
    pub fn prefer_join(self, change: impl FnOnce(&mut JoinRule)) {
        self.prefer(|preferences| change(&mut preferences.join));
        let rule = self.preferences.with_untracked(|preferences| preferences.join);
        spawn_local(async move {
            // A dead engine says so itself.
            let _ = self.long(String::new(), &Request::Join { rule }).await;
        });
    }

    /// Has the answers of this device's kiosk count on the pages no longer.
    pub fn leave_kiosk_out(self) {
        self.prefer(|preferences| preferences.count_kiosk = false);
        spawn_local(self.count_kiosk());
    }

    /// Gives the engine the answers of this device's kiosk where the user wants them counted, and takes them back where
    /// not.
    async fn count_kiosk(self) {
        let wanted = self.preferences.with_untracked(|preferences| preferences.count_kiosk);
        // What cannot be read is told on the kiosk's page.
        let kept = if wanted { answers::all().await.unwrap_or_default().answers } else { Vec::new() };
        let counted = self.loaded.with_untracked(|loaded| loaded.files.iter().any(|file| file.id == LoadedFile::KIOSK));
        let answers = merge(kept.into_iter().map(|kept| kept.answer));
        if answers.is_empty() && !counted {
            return;
        }
        let name = untrack(|| self.texts().kiosk.as_file.to_owned());
        let repeats = storage::load::<KioskSettings>().repeats;
        // A dead engine says so itself.
        let _ = self.long(name.clone(), &Request::KioskAnswers { name, answers, repeats }).await;
    }
}

fn tell_other_tabs() {
    // Where nothing can be stored, no other tab has anything to fall behind on.
    storage::save(&DataStamp(js_sys::Date::now()));
}

async fn answer(reply: impl Future<Output = Reply>) -> Result<Answer, Failure> {
    match reply.await {
        Reply::Page(answer) => Ok(*answer),
        other => Err(unexpected(other)),
    }
}

/// The failure in an answer that is not the one hoped for.
pub fn unexpected(reply: Reply) -> Failure {
    match reply {
        Reply::Failed(failure) => failure,
        _ => Failure::Stopped("unexpected reply".into()),
    }
}
