//! The page's side: asks, and awaits answers.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use web_sys::Blob;

use crate::domain::own_json;
use crate::engine::protocol::{Failure, HandOverReply, HandOverRequest};
use crate::platform::program::{Name, Program};

/// The program, started by the first question, and again by the first after it stopped. Cloning
/// gives another handle to it.
#[derive(Clone, Default)]
pub struct Client {
    program: Rc<RefCell<Option<Program>>>,
}

impl Client {
    /// Asks; where a file is written, its bytes come beside the reply.
    ///
    /// # Errors
    /// What the program says is wrong; [`Failure::Stopped`] where it says nothing any more.
    pub async fn ask(
        &self,
        request: &HandOverRequest,
        blob: Option<&Blob>,
    ) -> Result<(HandOverReply, Option<Uint8Array>), Failure> {
        let question = serde_json::to_string(request).unwrap_or_default();
        // Kept until the answer is there, whatever becomes of the handles.
        let program = self.running();
        let answer = program.ask(&question, blob).1.last(|_| {}).await.map_err(Failure::Stopped)?;
        let unreadable = || Failure::Stopped("unreadable reply".to_owned());
        let reply: Result<HandOverReply, Failure> = own_json::read(&answer.text).ok_or_else(unreadable)?;
        Ok((reply?, answer.bytes))
    }

    /// Whether the program asked last ever came up: one that did not may lack its file.
    pub fn was_ready(&self) -> bool {
        self.program.borrow().as_ref().is_some_and(Program::was_ready)
    }

    /// Ends the program.
    pub fn close(&self) {
        self.program.take();
    }

    fn running(&self) -> Program {
        let mut program = self.program.borrow_mut();
        // That it stopped is the answer to the question that stopped it.
        program.take_if(|program| program.has_stopped());
        program.get_or_insert_with(|| Program::start(Name::HandOver, |_| {})).clone()
    }
}
