//! A list of Chinese words, each with how common it is.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::silent::silent;
use super::trie::Trie;

/// The natural logarithm of the count of all words together in jieba's dictionary: 60,101,967.
const ALL: f32 = 17.911_547;

/// Words and how far each takes one on the shortest path.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    trie: Trie,
    /// By the node where the word ends: minus the logarithm of its share; infinite where none ends.
    costs: Vec<f32>,
    /// Words of both languages that say nothing.
    silent: HashSet<&'static str, FixedState>,
}

impl Lexicon {
    /// Reads a list: a word a line, its last character round(2 ln f) of its count f in base 36. Lines that begin with #
    /// and what is no such line are passed over.
    pub fn parse(list: &str) -> Self {
        let mut lexicon = Self { silent: silent().collect(), ..Self::default() };
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mark = line.chars().next_back();
            let level = mark.and_then(|mark| mark.to_digit(36)).and_then(|level| u8::try_from(level).ok());
            let word = line.get(..line.len().saturating_sub(1)).unwrap_or_default();
            if let Some(level) = level.filter(|_| !word.is_empty()) {
                lexicon.insert(word, ALL - f32::from(level) / 2.0);
            }
        }
        lexicon
    }

    /// Whether a word says nothing of what a text is about.
    pub fn is_silent(&self, word: &str) -> bool {
        self.silent.contains(word)
    }

    fn insert(&mut self, word: &str, cost: f32) {
        let node = self.trie.insert(word) as usize;
        if self.costs.len() <= node {
            self.costs.resize(node + 1, f32::INFINITY);
        }
        if let Some(place) = self.costs.get_mut(node) {
            *place = cost;
        }
    }

    /// Divides a run into words and adds them to `words`, in order.
    pub fn split<'t>(&self, run: &'t str, words: &mut Vec<&'t str>) {
        let letters: Vec<(usize, char)> = run.char_indices().collect();
        // From the end: how far it is from each character, and where the word that begins there ends.
        let mut paths = vec![(0.0_f32, letters.len()); letters.len() + 1];
        for start in (0..letters.len()).rev() {
            let path = self.path(&letters, start, &paths);
            if let Some(place) = paths.get_mut(start) {
                *place = path;
            }
        }
        let byte = |letter: usize| letters.get(letter).map_or(run.len(), |(byte, _)| *byte);
        let mut start = 0;
        while let Some(&(_, end)) = paths.get(start).filter(|(_, end)| *end > start) {
            words.extend(run.get(byte(start)..byte(end)));
            start = end;
        }
    }

    /// The shortest path from a character on, and where its first word ends.
    fn path(&self, letters: &[(usize, char)], start: usize, paths: &[(f32, usize)]) -> (f32, usize) {
        let far = |end: usize| paths.get(end).map_or(f32::INFINITY, |(cost, _)| *cost);
        // A character of no word is as rare as a word can be.
        let mut best = (ALL + far(start + 1), start + 1);
        let mut node = 0;
        for (offset, (_, letter)) in letters.iter().skip(start).enumerate() {
            let Some(next) = self.trie.step(node, *letter) else { break };
            node = next;
            let end = start + offset + 1;
            let cost = self.costs.get(node as usize).copied().unwrap_or(f32::INFINITY) + far(end);
            if cost < best.0 {
                best = (cost, end);
            }
        }
        best
    }
}
