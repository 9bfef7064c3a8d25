//! The program that computes the indicators of which the overview shows nothing, and the engine's side of it.
//!
//! Models, trees, drivers, themes: three quarters of all indicators are seldom the first thing somebody looks at. Apart
//! from the engine they are downloaded once a page asks for one. JSON documents and tables of customers, of all indicators, are made here too, and who
//! is in a class that is chosen as a filter is told here. The program holds the tables once more, as it computes beside the
//! engine, which meanwhile goes on answering.

mod client;
pub mod worker;

use serde::{Deserialize, Serialize};

use crate::domain::language::Language;
use crate::engine::protocol::{FileRequest, PageRequest, SetRequest};
use crate::engine::session::{Stock, TableKey};
use crate::indicators::Settings;
use crate::indicators::page::Section;

pub use client::Further;

/// What the program is told, and asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Question {
    /// Compute from this stock from now on. Has no answer.
    Stock(Stock),
    /// A table of it: its bytes are the `Blob` beside. Has no answer.
    Table(TableKey),
    /// The page of an indicator. Answered by a [`Reply`](crate::engine::protocol::Reply), with the document beside it
    /// where that is asked for.
    Page(Box<PageRequest>),
    /// The document alone of a page that the engine has, the overview's of all indicators. Answered by a
    /// [`Reply`](crate::engine::protocol::Reply) and the bytes beside it.
    Document(Box<PageRequest>),
    /// Who is in the classes the filter of this page names. Answered by
    /// [`Reply::Chosen`](crate::engine::protocol::Reply::Chosen).
    Chosen(Box<PageRequest>),
    /// A table of customers as a file. Answered by a [`Reply`](crate::engine::protocol::Reply) and the bytes beside it.
    File(Box<FileRequest>),
    /// The settings page. Answered by a [`Reply`](crate::engine::protocol::Reply).
    Controls {
        /// The sections of the engine's indicators.
        first: Vec<Section>,
        /// The parameters in force.
        settings: Settings,
        /// The reader's language.
        language: Language,
    },
    /// Put a parameter in force. Answered by a [`Reply`](crate::engine::protocol::Reply).
    Set(Box<SetRequest>),
    /// The answer is not wanted any more. Has no answer.
    Stop {
        /// The number of the question.
        question: u32,
    },
}
