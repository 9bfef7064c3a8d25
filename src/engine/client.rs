//! The page's side of the engine: asks, and awaits answers.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use web_sys::Blob;

use crate::domain::intake::Progress;
use crate::domain::own_json;
use crate::platform::program::{Name, Part, Program};

use super::protocol::{Failure, Reply, Request};

/// A reply, and the bytes that came beside it.
pub type Answer = (Reply, Option<Uint8Array>);

/// The engine, started by [`Client::start`] or the first question. Cloning gives another handle to it.
#[derive(Clone)]
pub struct Client {
    program: Rc<OnceCell<Program>>,
    on_stop: Rc<dyn Fn(String)>,
}

impl Client {
    /// The engine, not started yet. `on_stop` is called once should it die.
    pub fn new(on_stop: impl Fn(String) + 'static) -> Self {
        Self { program: Rc::default(), on_stop: Rc::new(on_stop) }
    }

    /// Starts the engine, unless it was.
    pub fn start(&self) {
        self.program();
    }

    fn program(&self) -> &Program {
        self.program.get_or_init(|| {
            let on_stop = Rc::clone(&self.on_stop);
            Program::start(Name::Engine, move |why| on_stop(why))
        })
    }

    /// Asks. The number can be given to [`Client::cancel`] before the answer is there.
    pub fn ask(
        &self,
        request: &Request,
        attachment: Option<&Blob>,
        progress: Option<Rc<dyn Fn(Progress)>>,
    ) -> (u32, impl Future<Output = Answer> + use<>) {
        let (number, parts) = self.program().ask(&serde_json::to_string(request).unwrap_or_default(), attachment);
        let report = move |part: Part| {
            if let Some(progress) = &progress
                && let Some(Reply::Progress(how_far)) = own_json::read(&part.text)
            {
                progress(how_far);
            }
        };
        let answer = async move {
            match parts.last(report).await {
                Ok(Part { text, bytes, .. }) => (own_json::read(&text).unwrap_or_else(unreadable), bytes),
                Err(why) => (Reply::Failed(Failure::Stopped(why)), None),
            }
        };
        (number, answer)
    }

    /// Asks the engine to give a request up; its answer says that it was stopped.
    pub fn cancel(&self, request: u32) {
        self.program().tell(&serde_json::to_string(&Request::Cancel { request }).unwrap_or_default());
    }
}

fn unreadable() -> Reply {
    Reply::Failed(Failure::Stopped("unreadable reply".to_owned()))
}
