//! What is counted while rows are read.

use std::collections::BTreeMap;

use crate::domain::intake::note::Note;
use crate::domain::intake::plan::Unread;

use super::header::Headers;
use super::passing::Passes;

#[derive(Debug, Default)]
pub(super) struct Counts {
    pub read: u64,
    pub aside: u64,
    pub blank: u64,
    pub titles: u64,
    pub short: u64,
    pub damaged: u64,
    pub cut: u64,
    pub odd: u64,
    pub future: u64,
    pub repeated: u64,
    pub rounded: u64,
    pub torn: u64,
    pub converted: u64,
    /// Cells that are not what their column holds, by column; the rows are used without.
    pub unread: BTreeMap<usize, Unread>,
    /// The same of columns that rows must have; the rows are set aside.
    pub unusable: BTreeMap<usize, Unread>,
    /// Dates that are not believed, of columns no row must have.
    pub absurd: BTreeMap<usize, u64>,
    /// Dates that give only a month.
    pub months: BTreeMap<usize, u64>,
}

impl Counts {
    /// What was counted by column, as notes.
    pub fn by_column(&self, names: &[String]) -> Vec<Note> {
        let name = |index: &usize| names.get(*index).cloned().unwrap_or_default();
        let used = self.read - self.aside;
        let unusable = self.unusable.iter().map(|(index, unread)| {
            let Unread { cells, examples, .. } = unread.clone();
            Note::UnreadRequired { column: name(index), rows: cells as u64, filled: used + cells as u64, examples }
        });
        let unread = self.unread.iter().filter(|(_, unread)| unread.cells > 0).map(|(index, unread)| {
            let Unread { cells, filled, examples } = unread.clone();
            Note::UnreadCells { column: name(index), rows: cells as u64, filled: filled as u64, examples }
        });
        let absurd = self.absurd.iter().map(|(index, rows)| Note::AbsurdDates { column: name(index), rows: *rows });
        let months = self.months.iter().map(|(index, rows)| Note::MonthDates { column: name(index), rows: *rows });
        let has_rows =
            |note: &Note| !matches!(note, Note::AbsurdDates { rows: 0, .. } | Note::MonthDates { rows: 0, .. });
        unusable.chain(unread).chain(absurd).chain(months).filter(has_rows).collect()
    }
}

/// The notes that only the header and counts are needed for, before those of values.
pub(super) fn plain_notes(counts: &Counts, headers: &Headers, passed: &Passes) -> Vec<Note> {
    let mut notes = Vec::new();
    if !headers.renamed.is_empty() {
        notes.push(Note::RenamedHeaders { columns: headers.renamed.clone() });
    }
    let titles = (counts.titles > 0).then_some(Note::TitleRows { rows: counts.titles });
    notes.extend(titles.into_iter().chain(passed.notes()));
    let mut counted = |rows: u64, note: Note| {
        if rows > 0 {
            notes.push(note);
        }
    };
    counted(counts.blank, Note::BlankRows { rows: counts.blank });
    counted(counts.torn, Note::TornNumbers { rows: counts.torn });
    counted(counts.short, Note::ShortRows { rows: counts.short });
    counted(counts.damaged, Note::Undecodable { rows: counts.damaged });
    counted(counts.odd, Note::OddQuotes { rows: counts.odd });
    counted(counts.cut, Note::CutCells { rows: counts.cut });
    notes
}
