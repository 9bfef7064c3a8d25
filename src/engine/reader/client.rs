//! The engine's side.

use serde::de::DeserializeOwned;
use web_sys::Blob;

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
        answer(&self.ask(&Question::Preview { name, overrides }, blob, pace).await?)
    }

    /// Reads a file.
    pub async fn read(
        &self,
        name: String,
        blob: &Blob,
        plan: Plan,
        pace: &mut impl Pace,
    ) -> Result<Imported, IntakeError> {
        let part = self.ask(&Question::Read { name, plan }, blob, pace).await;
        if blob.size() > LARGE {
            self.0.end();
        }
        let part = part?;
        let report = answer(&part)?;
        let bytes = part.bytes.map(|bytes| bytes.to_vec()).unwrap_or_default();
        Imported::of_bytes(report, &bytes).ok_or_else(|| stopped("rows were lost".to_owned()))
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

    /// The last part of an answer. Where the user stops it, the program is told.
    async fn ask(&self, question: &Question, blob: &Blob, pace: &mut impl Pace) -> Result<Part, IntakeError> {
        // Held until the answer is whole: another file may end the program for itself meanwhile.
        let program = self.0.get();
        let (number, mut parts) = program.ask(&written(question), Some(blob));
        loop {
            let part = parts.next().await.map_err(|detail| ended(&program, detail))?;
            if !part.more {
                return Ok(part);
            }
            let progress: Progress = own_json::read(&part.text).unwrap_or_default();
            if let Err(cancelled) = pace.breathe(progress).await {
                program.tell(&written(&Question::Stop { question: number }));
                return Err(cancelled.into());
            }
        }
    }
}

/// Why the program has no answer.
fn ended(program: &Program, detail: String) -> IntakeError {
    if program.was_ready() { stopped(detail) } else { IntakeError::NoProgram { detail } }
}

fn written(question: &Question) -> String {
    serde_json::to_string(question).unwrap_or_default()
}

fn answer<T: DeserializeOwned>(part: &Part) -> Result<T, IntakeError> {
    own_json::read(&part.text).unwrap_or_else(|| Err(stopped("unreadable answer".to_owned())))
}

fn stopped(detail: String) -> IntakeError {
    IntakeError::Stopped { detail }
}
