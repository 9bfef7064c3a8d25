//! Words for nothing, as they are met and counted.

use super::note::BlankWord;
use super::value::{is_nobody, is_nothing};

/// How many words are told apart.
const WORDS: usize = 10;

/// Knows and counts words for nothing in the cells of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Blanks {
    /// Whether such words are taken as they are.
    literal: bool,
    /// Whether the column only groups.
    groups: bool,
    words: Vec<BlankWord>,
    cells: u64,
}

impl Blanks {
    pub fn new(literal: bool, groups: bool) -> Self {
        Self { literal, groups, ..Self::default() }
    }

    /// Whether `NA` is a text here, unless the column turns out to hold something else.
    pub fn leaves_na(&self) -> bool {
        self.groups && !self.literal
    }

    /// Whether a cell, without blanks and wrapping, says that there is nothing; if so it is counted.
    #[inline]
    pub fn take(&mut self, text: &str) -> bool {
        let is_word = !self.literal && is_nothing(text, self.groups);
        if is_word {
            self.count(text, 1);
        }
        is_word
    }

    /// The same of a customer's cell, which also says that there is nothing where it says that nobody knows who it was: by a
    /// word, or by one of these ids.
    #[inline]
    pub fn take_customer(&mut self, text: &str, ids: &[String]) -> bool {
        let is_nobody = !self.literal && (is_nobody(text) || ids.iter().any(|id| id == text));
        if is_nobody {
            self.count(text, 1);
        }
        is_nobody || self.take(text)
    }

    /// Counts so many cells of one word.
    #[cold]
    pub fn count(&mut self, word: &str, cells: u64) {
        self.cells += cells;
        if let Some(known) = self.words.iter_mut().find(|known| known.word == word) {
            known.cells += cells;
        } else if self.words.len() < WORDS {
            self.words.push(BlankWord { word: word.to_owned(), cells });
        }
    }

    /// Adds what another column counted.
    pub fn add(&mut self, other: &Self) {
        let known: u64 = other.words.iter().map(|word| word.cells).sum();
        other.words.iter().for_each(|word| self.count(&word.word, word.cells));
        self.cells += other.cells - known.min(other.cells);
    }

    /// Cells in all.
    pub fn cells(&self) -> u64 {
        self.cells
    }

    /// The words, those of most cells first.
    pub fn words(&self) -> Vec<BlankWord> {
        let mut words = self.words.clone();
        words.sort_by(|one, other| other.cells.cmp(&one.cells).then_with(|| one.word.cmp(&other.word)));
        words
    }
}
