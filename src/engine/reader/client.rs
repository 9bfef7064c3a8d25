//! The engine's side.

use std::collections::VecDeque;

use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use web_sys::Blob;

use crate::domain::dataset::Incoming;
use crate::domain::intake::{Imported, IntakeError, Overrides, Pace, Plan, Preview};
use crate::domain::own_json;
use crate::platform::program::{Name, OnDemand, Part, Parts, Program};

use super::Question;

/// A file of more bytes than this ends the program, for the memory it took.
const LARGE: f64 = 16e6;

/// The program, started with the first file, or by [`Reader::start`].
pub struct Reader(OnDemand);

impl Default for Reader {
    fn default() -> Self {
        Self(OnDemand::new(Name::Reader))
    }
}

impl Reader {
    /// Starts the program, so that the first file need not wait for it.
    pub fn start(&self) {
        self.0.get();
    }

    /// How a file would be read.
    pub async fn preview(
        &self,
        name: String,
        blob: &Blob,
        overrides: Overrides,
        pace: &mut impl Pace,
    ) -> Result<Preview, IntakeError> {
        answer(&self.ask(&Question::Preview { name, overrides }, blob, pace).text().await?)
    }

    /// Reads a file. Its rows are taken over while the program is still writing them.
    pub async fn read(
        &self,
        name: String,
        blob: &Blob,
        plan: Plan,
        pace: &mut impl Pace,
    ) -> Result<Imported, IntakeError> {
        let mut arriving = self.ask(&Question::Read { name, plan }, blob, pace);
        let rows = Imported::take_from(&mut arriving).await;
        let text = arriving.text().await;
        if blob.size() > LARGE {
            self.0.end();
        }
        let report = answer(&text?)?;
        let (table, set_aside) = rows.ok_or_else(|| stopped("rows were lost".to_owned()))?;
        Ok(Imported { table, report, set_aside })
    }

    /// The files of the sample: their names and what is in them.
    pub async fn sample(&self) -> Result<Vec<(String, Vec<u8>)>, IntakeError> {
        let program = self.0.get();
        let (_, mut parts) = program.ask(&written(&Question::Sample), None);
        let mut files = Vec::new();
        loop {
            let Part { text, bytes, more } = parts.next().await.map_err(|detail| ended(&program, detail))?;
            if !more {
                return Ok(files);
            }
            files.push((text, bytes.map(|bytes| bytes.to_vec()).unwrap_or_default()));
        }
    }

    fn ask<'a, P: Pace>(&self, question: &Question, blob: &Blob, pace: &'a mut P) -> Arriving<'a, P> {
        let program = self.0.get();
        let (number, parts) = program.ask(&written(question), Some(blob));
        Arriving { program, number, parts, pace, pieces: VecDeque::new(), left: 0, taken: 0, end: None }
    }
}

/// An answer on its way: bytes, and then its text.
struct Arriving<'a, P> {
    /// Held until the answer is whole: another file may end the program for itself meanwhile.
    program: Program,
    number: u32,
    parts: Parts,
    pace: &'a mut P,
    /// Bytes as they came. Each piece is let go once it is taken.
    pieces: VecDeque<Uint8Array>,
    /// How many bytes are left in the pieces, and how many of the first are taken.
    left: usize,
    taken: u32,
    /// The text, or why there is none; nothing comes after it.
    end: Option<Result<String, IntakeError>>,
}

impl<P: Pace> Arriving<'_, P> {
    /// The text, once all is there.
    async fn text(mut self) -> Result<String, IntakeError> {
        loop {
            if let Some(end) = self.end.take() {
                return end;
            }
            self.next().await;
        }
    }

    /// Takes in what comes next. Where the user stops it, the program is told, and nothing comes any more.
    async fn next(&mut self) {
        let part = match self.parts.next().await {
            Ok(part) => part,
            Err(detail) => {
                self.end = Some(Err(ended(&self.program, detail)));
                return;
            }
        };
        if !part.more {
            self.end = Some(Ok(part.text));
        } else if let Some(piece) = part.bytes {
            self.left += piece.length() as usize;
            self.pieces.push_back(piece);
        } else if let Err(cancelled) = self.pace.breathe(own_json::read(&part.text).unwrap_or_default()).await {
            self.program.tell(&written(&Question::Stop { question: self.number }));
            self.end = Some(Err(cancelled.into()));
        }
    }
}

impl<P: Pace> Incoming for Arriving<'_, P> {
    async fn take(&mut self, mut into: &mut [u8]) -> Option<()> {
        while self.left < into.len() {
            if self.end.is_some() {
                return None;
            }
            self.next().await;
        }
        self.left -= into.len();
        while let Some(first) = self.pieces.front().filter(|_| !into.is_empty()) {
            let here = (first.length() - self.taken).min(u32::try_from(into.len()).unwrap_or(u32::MAX));
            let (now, later) = into.split_at_mut(here as usize);
            first.subarray(self.taken, self.taken + here).copy_to(now);
            self.taken += here;
            if self.taken == first.length() {
                self.pieces.pop_front();
                self.taken = 0;
            }
            into = later;
        }
        Some(())
    }
}

/// Why the program has no answer.
fn ended(program: &Program, detail: String) -> IntakeError {
    if program.was_ready() { stopped(detail) } else { IntakeError::NoProgram { detail } }
}

fn written(question: &Question) -> String {
    serde_json::to_string(question).unwrap_or_default()
}

fn answer<T: DeserializeOwned>(text: &str) -> Result<T, IntakeError> {
    own_json::read(text).unwrap_or_else(|| Err(stopped("unreadable answer".to_owned())))
}

fn stopped(detail: String) -> IntakeError {
    IntakeError::Stopped { detail }
}
