//! The engine's side.

use std::collections::VecDeque;

use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use web_sys::Blob;

use crate::domain::dataset::Incoming;
use crate::domain::intake::{Imported, IntakeError, Overrides, Pace, Plan, Preview, Progress};
use crate::domain::own_json;
use crate::platform::program::{Name, OnDemand, Part, Program};

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
        let (text, _) = self.ask(&Question::Preview { name, overrides }, blob, pace).await?;
        answer(&text)
    }

    /// Reads a file.
    pub async fn read(
        &self,
        name: String,
        blob: &Blob,
        plan: Plan,
        pace: &mut impl Pace,
    ) -> Result<Imported, IntakeError> {
        let answered = self.ask(&Question::Read { name, plan }, blob, pace).await;
        if blob.size() > LARGE {
            self.0.end();
        }
        let (text, mut pieces) = answered?;
        Imported::take_from(answer(&text)?, &mut pieces).ok_or_else(|| stopped("rows were lost".to_owned()))
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

    /// The text of an answer and the bytes that came before it. Where the user stops it, the program is told.
    async fn ask(
        &self,
        question: &Question,
        blob: &Blob,
        pace: &mut impl Pace,
    ) -> Result<(String, Pieces), IntakeError> {
        // Held until the answer is whole: another file may end the program for itself meanwhile.
        let program = self.0.get();
        let (number, mut parts) = program.ask(&written(question), Some(blob));
        let mut pieces = Pieces::default();
        loop {
            let Part { text, bytes, more } = parts.next().await.map_err(|detail| ended(&program, detail))?;
            if !more {
                return Ok((text, pieces));
            }
            if let Some(bytes) = bytes {
                pieces.add(bytes);
                continue;
            }
            let progress: Progress = own_json::read(&text).unwrap_or_default();
            if let Err(cancelled) = pace.breathe(progress).await {
                program.tell(&written(&Question::Stop { question: number }));
                return Err(cancelled.into());
            }
        }
    }
}

/// Bytes of an answer as they came. Each piece is let go once it is taken.
#[derive(Default)]
struct Pieces {
    queue: VecDeque<Uint8Array>,
    /// How many bytes of the first are taken.
    taken: u32,
    left: usize,
}

impl Pieces {
    fn add(&mut self, piece: Uint8Array) {
        self.left += piece.length() as usize;
        self.queue.push_back(piece);
    }
}

impl Incoming for Pieces {
    fn left(&self) -> usize {
        self.left
    }

    fn take(&mut self, mut into: &mut [u8]) -> bool {
        if into.len() > self.left {
            return false;
        }
        self.left -= into.len();
        while let Some(first) = self.queue.front().filter(|_| !into.is_empty()) {
            let here = (first.length() - self.taken).min(u32::try_from(into.len()).unwrap_or(u32::MAX));
            let (now, later) = into.split_at_mut(here as usize);
            first.subarray(self.taken, self.taken + here).copy_to(now);
            self.taken += here;
            if self.taken == first.length() {
                self.queue.pop_front();
                self.taken = 0;
            }
            into = later;
        }
        true
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
