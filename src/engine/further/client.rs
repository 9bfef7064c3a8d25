//! The engine's side.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use crate::domain::intake::{Pace, Progress};
use crate::domain::language::Language;
use crate::domain::own_json;
use crate::engine::counter::{Answer, Told};
use crate::engine::protocol::{Failure, FileRequest, PageRequest, SetRequest};
use crate::engine::session::{Session, TableKey};
use crate::indicators::Settings;
use crate::indicators::chosen::Chosen;
use crate::indicators::page::Section;
use crate::platform::download::bytes_blob;
use crate::platform::file::describe;
use crate::platform::program::{Name, OnDemand, Part, Program};

use super::Question;

/// The program, started with the first question, and the tables it was given.
pub struct Further {
    program: OnDemand,
    /// Whether it was started before it was needed: where that fails, the first question for it says so.
    started: Cell<bool>,
    given: RefCell<Option<(Program, BTreeSet<TableKey>)>>,
}

impl Default for Further {
    fn default() -> Self {
        Self { program: OnDemand::new(Name::Further), started: Cell::default(), given: RefCell::default() }
    }
}

impl Further {
    /// Starts the program, unless it was, so that the first page of it need not wait for its download.
    pub fn start(&self) {
        if !self.started.replace(true) {
            self.program.get();
        }
    }

    /// Ends the program, and with it what it holds.
    pub fn end(&self) {
        self.given.take();
        self.program.end();
    }

    /// The page of one of its indicators, computed from what the session has loaded.
    pub async fn page(
        &self,
        request: PageRequest,
        session: &RefCell<Session>,
        pace: &mut impl Pace,
    ) -> Result<Answer, Failure> {
        Ok(passed_on(self.compute(&Question::Page(Box::new(request)), session, pace).await?))
    }

    /// The document of a page that the engine has.
    pub async fn document(
        &self,
        request: PageRequest,
        session: &RefCell<Session>,
        pace: &mut impl Pace,
    ) -> Result<Answer, Failure> {
        Ok(passed_on(self.compute(&Question::Document(Box::new(request)), session, pace).await?))
    }

    /// Who is in the classes the filter of a question names.
    pub async fn chosen(
        &self,
        request: PageRequest,
        session: &RefCell<Session>,
        pace: &mut impl Pace,
    ) -> Result<Chosen, Failure> {
        let (text, members) = self.compute(&Question::Chosen(Box::new(request)), session, pace).await?;
        if let Some(failure) = variant(&text, "failed") {
            return Err(failure);
        }
        let (divided, members) = variant(&text, "chosen").zip(members).ok_or_else(unreadable)?;
        Ok(Chosen { members: members.into_iter().map(|member| member != 0).collect(), divided })
    }

    /// A table of customers as a file.
    pub async fn file(
        &self,
        request: FileRequest,
        session: &RefCell<Session>,
        pace: &mut impl Pace,
    ) -> Result<Answer, Failure> {
        Ok(passed_on(self.compute(&Question::File(Box::new(request)), session, pace).await?))
    }

    async fn compute(
        &self,
        question: &Question,
        session: &RefCell<Session>,
        pace: &mut impl Pace,
    ) -> Result<(String, Option<Vec<u8>>), Failure> {
        let program = self.program.get();
        self.give(&program, &session.borrow())?;
        let Part { text, bytes, .. } = ask(&program, question, pace).await?;
        if matches!(variant(&text, "failed"), Some(Failure::FurtherStopped(_))) {
            // The next question starts it anew, and gives it its tables again.
            self.end();
        }
        Ok((text, bytes.map(|bytes| bytes.to_vec())))
    }

    /// The settings page, which begins with these sections.
    pub async fn controls(
        &self,
        first: Vec<Section>,
        settings: Settings,
        language: Language,
        pace: &mut impl Pace,
    ) -> Result<Answer, Failure> {
        let question = Question::Controls { first, settings, language };
        Ok(passed_on((ask(&self.program.get(), &question, pace).await?.text, None)))
    }

    /// Puts a parameter of one of its indicators in force.
    pub async fn set(&self, request: SetRequest, pace: &mut impl Pace) -> Result<Answer, Failure> {
        Ok(passed_on((ask(&self.program.get(), &Question::Set(Box::new(request)), pace).await?.text, None)))
    }

    /// Tells the program what is loaded, and gives it the tables it was not given yet.
    fn give(&self, program: &Program, session: &Session) -> Result<(), Failure> {
        let stock = session.stock();
        let mut given = self.given.borrow_mut();
        // One that was started anew holds nothing.
        given.take_if(|(to, _)| !to.is(program));
        let (_, given) = given.get_or_insert_with(|| (program.clone(), BTreeSet::new()));
        given.retain(|key| stock.tables.contains(key));
        program.tell(&written(&Question::Stock(stock.clone())));
        for key in stock.tables {
            if given.contains(&key) {
                continue;
            }
            let bytes = session.table_bytes(key).ok_or(Failure::NoSuchFile)?;
            let blob = bytes_blob(&bytes).map_err(|error| Failure::Stopped(describe(&error)))?;
            program.give(&written(&Question::Table(key)), &blob);
            given.insert(key);
        }
        Ok(())
    }
}

/// The last part of an answer. Where the user stops it, the program is told.
async fn ask(program: &Program, question: &Question, pace: &mut impl Pace) -> Result<Part, Failure> {
    let (number, mut parts) = program.ask(&written(question), None);
    loop {
        let part = parts.next().await.map_err(|detail| {
            if program.was_ready() { Failure::FurtherStopped(detail) } else { Failure::NoFurther(detail) }
        })?;
        if !part.more {
            return Ok(part);
        }
        let progress: Option<Progress> = variant(&part.text, "progress");
        if pace.breathe(progress.unwrap_or_default()).await.is_err() {
            program.tell(&written(&Question::Stop { question: number }));
            return Err(Failure::Cancelled);
        }
    }
}

fn written(question: &Question) -> String {
    serde_json::to_string(question).unwrap_or_default()
}

fn passed_on((text, bytes): (String, Option<Vec<u8>>)) -> Answer {
    (Told::Written(text), bytes)
}

/// What a reply holds that is this variant, by the name it is written under; `None` of any other. Whole replies are read by
/// the page alone: to read pages is a good part of a program.
fn variant<T: DeserializeOwned>(reply: &str, name: &str) -> Option<T> {
    // A page is told by its first letters, and is not looked through.
    let is_it = reply.strip_prefix("{\"").is_some_and(|rest| rest.starts_with(name));
    let value = is_it.then(|| own_json::parsed(reply))??;
    own_json::of_value(value.get(name)?)
}

fn unreadable() -> Failure {
    Failure::FurtherStopped("unreadable answer".to_owned())
}
