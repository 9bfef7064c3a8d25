//! The reader's side: a file whose sheets another program reads.

use serde::de::DeserializeOwned;
use web_sys::Blob;

use crate::domain::intake::workbook::{Read, Sheet, wire::Rows};
use crate::domain::intake::{Flow, IntakeError, Pace, Progress, Record, Sink, Source, SourceError};
use crate::domain::own_json;
use crate::platform::file::BlobSource;
use crate::platform::program::{Name, OnDemand, Part, Parts, Program};

use super::Question;

/// The program, while workbooks are being read.
pub struct Workbooks(OnDemand);

impl Default for Workbooks {
    fn default() -> Self {
        Self(OnDemand::new(Name::Workbooks))
    }
}

impl Workbooks {
    /// Ends the program once nobody reads any more.
    pub fn close(&self) {
        self.0.end();
    }

    fn ask(&self, question: &Question, blob: &Blob) -> Reading {
        let program = self.0.get();
        let (number, parts) = program.ask(&written(question), Some(blob));
        Reading { program, number, parts }
    }
}

fn written(question: &Question) -> String {
    serde_json::to_string(question).unwrap_or_default()
}

/// An answer on its way; it keeps the program running.
struct Reading {
    program: Program,
    number: u32,
    parts: Parts,
}

impl Reading {
    async fn next(&mut self) -> Result<Part, IntakeError> {
        self.parts.next().await.map_err(|detail| {
            if self.program.was_ready() {
                IntakeError::DamagedWorkbook { detail }
            } else {
                IntakeError::NoUnpacker { detail }
            }
        })
    }

    /// Says how far it is. Where the user stopped it, the program stops as well.
    async fn breathe(&self, part: &Part, pace: &mut impl Pace) -> Result<(), IntakeError> {
        let progress: Progress = own_json::read(&part.text).unwrap_or_default();
        pace.breathe(progress).await.inspect_err(|_| self.stop()).map_err(IntakeError::from)
    }

    /// Hands the rows of a part on.
    fn hand_on(&self, part: &Part, sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        let Some(bytes) = part.bytes.as_ref().map(js_sys::Uint8Array::to_vec) else { return Ok(Flow::More) };
        self.program.tell(&written(&Question::Taken { question: self.number }));
        let mut rows = Rows::of(&bytes).ok_or_else(|| damaged("rows were lost"))?;
        let mut record = Record::default();
        while rows.next(&mut record) {
            if sink.take(&record)? == Flow::Enough {
                return Ok(Flow::Enough);
            }
        }
        Ok(Flow::More)
    }

    fn stop(&self) {
        self.program.tell(&written(&Question::Stop { question: self.number }));
    }
}

fn answer<T: DeserializeOwned>(part: &Part) -> Result<T, IntakeError> {
    own_json::read(&part.text).unwrap_or_else(|| Err(damaged("unreadable answer")))
}

fn damaged(detail: &str) -> IntakeError {
    IntakeError::DamagedWorkbook { detail: detail.to_owned() }
}

/// A file the user gave us: read as bytes here, its sheets by the program.
pub struct TableFile<'a> {
    file: BlobSource,
    workbooks: &'a Workbooks,
}

impl<'a> TableFile<'a> {
    /// A file named `name`.
    pub fn new(name: impl Into<String>, blob: Blob, workbooks: &'a Workbooks) -> Self {
        Self { file: BlobSource::new(name, blob), workbooks }
    }
}

impl Source for TableFile<'_> {
    fn name(&self) -> &str {
        self.file.name()
    }

    fn size(&self) -> u64 {
        self.file.size()
    }

    async fn read(&mut self, offset: u64, length: usize, buffer: &mut Vec<u8>) -> Result<(), SourceError> {
        self.file.read(offset, length, buffer).await
    }

    async fn sheets(&mut self, pace: &mut impl Pace) -> Result<Vec<Sheet>, IntakeError> {
        let mut reading = self.workbooks.ask(&Question::Sheets, self.file.blob());
        loop {
            let part = reading.next().await?;
            if !part.more {
                return answer(&part);
            }
            reading.breathe(&part, pace).await?;
        }
    }

    async fn sheet(
        &mut self,
        name: Option<&str>,
        sink: &mut impl Sink,
        pace: &mut impl Pace,
    ) -> Result<Read, IntakeError> {
        let question = Question::Sheet(name.map(str::to_owned));
        let mut reading = self.workbooks.ask(&question, self.file.blob());
        loop {
            let part = reading.next().await?;
            if !part.more {
                return answer(&part);
            }
            reading.breathe(&part, pace).await?;
            let flow = reading.hand_on(&part, sink).inspect_err(|_| reading.stop())?;
            if flow == Flow::Enough {
                reading.stop();
                // Who has enough asks for nothing else: a preview counts no rows.
                return Ok(Read { sheet: name.unwrap_or_default().to_owned(), ..Read::default() });
            }
        }
    }
}
