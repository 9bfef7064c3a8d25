//! Exports of well-known systems, recognised by their header.
//!
//! An export is data ([`table`]): its name, the columns that together no other file has, what its columns are, and
//! which of its rows count. What it says goes before any guess; the user can refuse it, and then the file is read like
//! any other.
//!
//! Not in the table, and why: answers of Google Forms have no columns of their own but `Timestamp`, and are read like any
//! other file; of the exports of 金数据 and of the order lists of Meituan (美团) no public description of the columns was
//! found, and Meituan's bills name no buyer; orders of Oracle (`OE_ORDER_HEADERS_ALL`) have no amount.

mod table;

use serde::{Deserialize, Serialize};

use crate::domain::dataset::{Field, Kind};
use crate::domain::language::Language;

use super::guess::normalised;

pub use table::ALL;
use table::REPEAT_TOTALS;

/// A file that a well-known system writes.
#[derive(Debug, Clone, Copy)]
pub struct Export {
    /// Its id, in plans and documents.
    pub id: &'static str,
    /// What it is called in English and in Chinese, as it stands in "This looks like …".
    pub name: [&'static str; 2],
    /// What one row of it is about.
    pub kind: Kind,
    /// Columns that all of its files have, and that no other file has together.
    pub marks: &'static [&'static str],
    /// Its columns by role. Of several names the first that the file has is taken: versions differ.
    pub columns: &'static [(Field, &'static [&'static str])],
    /// What a row must be to count; columns that a file lacks ask for nothing.
    pub counts: &'static [(&'static str, Counts)],
}

/// What a cell must say for its row to count. Compared without case and signs.
#[derive(Debug, Clone, Copy)]
pub enum Counts {
    /// One of these.
    Only(&'static [&'static str]),
    /// None of these.
    Not(&'static [&'static str]),
    /// Nothing.
    Blank,
}

/// A rule of an [`Export`] for one column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountingRule {
    /// The column.
    pub column: usize,
    /// What its cells say in rows that count, or in rows that do not; empty for a blank cell.
    pub words: Vec<String>,
    /// Whether rows that say one of `words` count (all others do not), or the other way round.
    pub only: bool,
    /// Whether further words that say that nothing was bought keep a row from counting, too: those that no row looked at has.
    #[serde(default)]
    pub any_like: bool,
}

/// What an export is called, as the page is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportName {
    /// Its id.
    pub id: String,
    /// Its name in English, as it stands in "This looks like …".
    pub english: String,
    /// Its name in Chinese.
    pub chinese: String,
}

impl ExportName {
    /// Its name in a language.
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }
}

impl Export {
    /// The export that a header belongs to; of several the one with most marks. Order and further columns do not
    /// matter, nor do case, blanks and signs.
    pub fn of(headers: &[String]) -> Option<&'static Self> {
        let names: Vec<String> = headers.iter().map(|header| normalised(header)).collect();
        let has = |mark: &&str| names.contains(&normalised(mark));
        // The last of equals would win otherwise.
        ALL.iter().rev().filter(|export| export.marks.iter().all(&has)).max_by_key(|export| export.marks.len())
    }

    /// Whether the export of this id has what an order costs on each row of the order, whatever the column is called.
    pub fn repeats_totals(id: Option<&str>) -> bool {
        id.is_some_and(|id| REPEAT_TOTALS.contains(&id))
    }

    /// Whether the export of this id is known for a column of refunds.
    pub fn has_refunds(id: Option<&str>) -> bool {
        let refunds = |export: &&Self| export.columns.iter().any(|(field, _)| *field == Field::Refund);
        ALL.iter().filter(refunds).any(|export| Some(export.id) == id)
    }

    /// What it is called.
    pub fn name(&self) -> ExportName {
        let [english, chinese] = self.name.map(str::to_owned);
        ExportName { id: self.id.to_owned(), english, chinese }
    }

    /// Its columns by role, as this file has them.
    pub fn roles(&self, headers: &[String]) -> Vec<(Field, usize)> {
        let of_field = |(field, names): &(Field, &[&str])| Some((*field, first_of(headers, names)?));
        self.columns.iter().filter_map(of_field).collect()
    }

    /// What rows must be to count, as this file has the columns.
    pub fn rules(&self, headers: &[String]) -> Vec<CountingRule> {
        let rule = |(name, counts): &(&str, Counts)| {
            let column = first_of(headers, &[name])?;
            let (words, only) = match counts {
                Counts::Only(words) => (*words, true),
                Counts::Not(words) => (*words, false),
                Counts::Blank => (&[""] as &[&str], true),
            };
            Some(CountingRule {
                column,
                words: words.iter().map(|word| (*word).to_owned()).collect(),
                only,
                any_like: false,
            })
        };
        self.counts.iter().filter_map(rule).collect()
    }
}

fn first_of(headers: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| headers.iter().position(|header| normalised(header) == normalised(name)))
}

#[cfg(test)]
mod tests;
