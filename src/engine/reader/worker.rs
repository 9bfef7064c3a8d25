//! The program itself.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::domain::intake::{self, Cancelled, IntakeError, Pace, Progress};
use crate::domain::own_json;
use crate::domain::sample;
use crate::engine::workbooks::{TableFile, Workbooks};
use crate::platform::answering::{self, Asker, serve};
use crate::platform::clock::Slice;

use super::Question;

/// Answers questions from now on.
pub fn start() {
    serve(|asker| {
        let state = Rc::new(State { asker, asked: RefCell::default(), workbooks: Workbooks::default() });
        move |answering::Question { number, text, blob }| match (own_json::read(&text), blob) {
            (Some(Question::Stop { question }), _) => {
                state.asked.borrow_mut().remove(&question);
            }
            (Some(Question::Sample), _) => {
                for file in sample::files() {
                    state.asker.say(number, file.name, Some(&file.bytes));
                }
                state.asker.answer(number, "", None);
            }
            (Some(question), Some(blob)) => {
                state.asked.borrow_mut().insert(number);
                let state = Rc::clone(&state);
                spawn_local(async move {
                    state.answer(number, question, blob).await;
                    state.done(number);
                });
            }
            _ => {
                let error = IntakeError::Stopped { detail: "unreadable question".to_owned() };
                state.asker.answer(number, &written(&Err::<(), _>(error)), None);
            }
        }
    });
}

fn written<T: Serialize>(answer: &T) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}

struct State {
    asker: Asker,
    /// The questions whose answers are wanted.
    asked: RefCell<BTreeSet<u32>>,
    workbooks: Workbooks,
}

impl State {
    async fn answer(&self, number: u32, question: Question, blob: Blob) {
        let mut pace = Turns { state: self, number, slice: Slice::begin() };
        match question {
            Question::Preview { name, overrides } => {
                let mut file = TableFile::new(name, blob, &self.workbooks);
                let preview = intake::preview_paced(&mut file, &overrides, &mut pace).await;
                self.asker.answer(number, &written(&preview), None);
            }
            Question::Read { name, plan } => {
                let mut file = TableFile::new(name, blob, &self.workbooks);
                match intake::read(&mut file, &plan, &mut pace).await {
                    Ok(read) => {
                        read.write_to(|piece| self.asker.say(number, "", Some(piece)));
                        self.asker.answer(number, &written(&Ok::<_, IntakeError>(read.report)), None);
                    }
                    Err(error) => self.asker.answer(number, &written(&Err::<(), _>(error)), None),
                }
            }
            // Taken care of before they come here.
            Question::Sample | Question::Stop { .. } => {}
        }
    }

    /// Forgets a question; once none is left, the program that unpacks workbooks ends.
    fn done(&self, number: u32) {
        let mut asked = self.asked.borrow_mut();
        asked.remove(&number);
        if asked.is_empty() {
            self.workbooks.close();
        }
    }
}

/// Works in slices: between two it says how far it is and lets messages in, a stop among them.
struct Turns<'a> {
    state: &'a State,
    number: u32,
    slice: Slice,
}

impl Pace for Turns<'_> {
    async fn breathe(&mut self, progress: Progress) -> Result<(), Cancelled> {
        if self.slice.is_over() {
            self.state.asker.say(self.number, &written(&progress), None);
            self.slice.next().await;
        }
        if self.state.asked.borrow().contains(&self.number) { Ok(()) } else { Err(Cancelled) }
    }
}
