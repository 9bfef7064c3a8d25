//! What is done for the customers of each class: by the literature, unless somebody wrote otherwise.
//!
//! What is written is kept as lines, `class: treatment`, below a line `[segmentation]` each, so that a text for one
//! segmentation is not lost when another is looked at.

use std::fmt::Write;

use serde::Serialize;
use thiserror::Error;

use crate::domain::language::Language;
use crate::indicators::segmentations::{Named, Segmentation, called};
use crate::indicators::typed_lines::lines;

use super::treatments::treatment;

/// More than this nobody reads, and every class of every segmentation fits.
const MOST_LINES: usize = 500;

/// A line that says nothing of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Misread {
    /// No colon parts class and treatment.
    #[error("line {0} has no colon between class and treatment")]
    NoColon(usize),
    /// There are too many.
    #[error("more than {MOST_LINES} lines")]
    TooMany,
}

/// A line that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The segmentation it stands below; `None` above all of them, which means the one looked at.
    of: Option<String>,
    class: String,
    treatment: String,
}

/// What is done for a class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Play {
    /// The class.
    pub class: String,
    /// What its maker calls it.
    #[serde(skip)]
    pub name: String,
    /// What is done: in the words written, else the literature's in English. Empty where neither says anything.
    pub treatment: String,
    /// Whether somebody wrote it.
    pub own: bool,
}

/// Reads lines; blank ones are none.
pub fn read(text: &str) -> Result<Vec<Line>, Misread> {
    let mut read = Vec::new();
    let mut of = None;
    for (number, line) in lines(text) {
        let line = line.trim();
        if let Some(segmentation) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            of = Some(segmentation.trim().to_owned());
            continue;
        }
        let (class, treatment) = line.split_once([':', '：']).ok_or(Misread::NoColon(number))?;
        read.push(Line { of: of.clone(), class: class.trim().to_owned(), treatment: treatment.trim().to_owned() });
        if read.len() > MOST_LINES {
            return Err(Misread::TooMany);
        }
    }
    Ok(read)
}

fn is_about(line: &Line, by: &Segmentation) -> bool {
    line.of.as_ref().is_none_or(|of| *of == by.key())
}

/// A name as it stands on a line, where a colon ends it.
fn on_a_line(name: &str) -> String {
    name.trim().replace([':', '：'], "-")
}

fn names(line: &Line, by: &Segmentation, class: &Named) -> bool {
    let is = |name: &str| on_a_line(name).to_lowercase() == line.class.to_lowercase();
    is(&class.key) || Language::ALL.iter().any(|language| is(&called(by, class, *language)))
}

/// What is done for each class, and the lines that name none.
pub fn playbook(lines: &[Line], by: &Segmentation, classes: &[Named]) -> (Vec<Play>, Vec<String>) {
    let play = |class: &Named| {
        let written = lines.iter().rev().find(|line| is_about(line, by) && names(line, by, class));
        let said = |language: Language| treatment(by, &class.key, language);
        // What is as the literature has it, in either language, is not somebody's own.
        let is_own = |text: &&str| !text.is_empty() && Language::ALL.iter().all(|language| said(*language) != *text);
        let own = written.map(|line| line.treatment.as_str()).filter(is_own);
        Play {
            class: class.key.clone(),
            name: class.name.clone(),
            treatment: own.unwrap_or(said(Language::English)).to_owned(),
            own: own.is_some(),
        }
    };
    let nobody = |line: &&Line| is_about(line, by) && !classes.iter().any(|class| names(line, by, class));
    let unknown = lines.iter().filter(nobody).map(|line| line.class.clone()).collect();
    (classes.iter().map(play).collect(), unknown)
}

/// What is done for a class, in the reader's language.
pub fn said<'a>(play: &'a Play, by: &Segmentation, language: Language) -> &'a str {
    if play.own { &play.treatment } else { treatment(by, &play.class, language) }
}

/// What is done for a class by a playbook that was written, in the reader's language: its own treatment, else the
/// literature's. Of a playbook that cannot be read nothing is taken.
pub fn in_force(written: &str, by: &Segmentation, class: &Named, language: Language) -> String {
    let lines = read(written).unwrap_or_default();
    let (plays, _) = playbook(&lines, by, std::slice::from_ref(class));
    plays.first().map(|play| said(play, by, language).to_owned()).unwrap_or_default()
}

/// All of it as lines: those of the segmentation looked at first, then what was written for others.
pub fn written(plays: &[Play], lines: &[Line], by: &Segmentation, language: Language) -> String {
    let mut text = format!("[{}]\n", by.key());
    for play in plays {
        let class = Named { key: play.class.clone(), name: play.name.clone() };
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{}: {}", on_a_line(&called(by, &class, language)), said(play, by, language));
    }
    let mut under = None;
    for line in lines.iter().filter(|line| !is_about(line, by)) {
        if under != line.of.as_deref() {
            under = line.of.as_deref();
            let _ = writeln!(text, "[{}]", under.unwrap_or_default());
        }
        let _ = writeln!(text, "{}: {}", line.class, line.treatment);
    }
    text
}
