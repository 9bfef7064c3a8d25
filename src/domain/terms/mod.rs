//! The terms of a comment: English words without their plural, Chinese words as a list of common words has them.
//!
//! Chinese is written without blanks. Of all ways to divide a run of characters into words of the list, the one whose
//! words are most common together is taken: the shortest path, a word's length being minus the logarithm of its share
//! (as jieba does, without its guess of unknown words). A character of no word stands alone. Browsers have a splitter
//! of their own, each another one, and none knows 性价比; this one says the same everywhere.
//!
//! English words lose their plural by the rules of D. Harman, How effective is suffixing? (JASIS 42, 1991): the words
//! stay readable. Words that say nothing (the, and, 的, 我们) are left out.

mod lexicon;
mod silent;
#[cfg(test)]
mod tests;
mod trie;

pub use lexicon::Lexicon;
pub use trie::Trie;

use silent::TELLING;

/// The list of Chinese words this project keeps, as [`Lexicon::parse`] reads it.
pub const CHINESE: &str = include_str!("chinese.txt");

/// Hands on each term of a text, as often as it stands there, in order. Numbers are no terms, and of single Chinese
/// characters only those that tell something (贵, 慢).
pub fn terms(text: &str, lexicon: &Lexicon, mut each: impl FnMut(&str)) {
    let text = text.to_lowercase();
    let mut words = Vec::new();
    for (run, script) in runs(&text) {
        match script {
            Script::Chinese => {
                words.clear();
                lexicon.split(run, &mut words);
                words.iter().filter(|word| is_telling(word, lexicon)).for_each(|word| each(word));
            }
            Script::Letters => {
                let word = singular(run);
                if word.chars().nth(1).is_some() && !lexicon.is_silent(&word) && !word.chars().all(char::is_numeric) {
                    each(&word);
                }
            }
        }
    }
}

/// Whether a Chinese word is a term.
fn is_telling(word: &str, lexicon: &Lexicon) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    if letters.next().is_some() { !lexicon.is_silent(word) } else { TELLING.contains(first) }
}

/// How a run of characters is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Chinese,
    Letters,
}

/// Whether a character is Chinese: the unified ideographs of Unicode's first plane, and the iteration mark.
pub fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々')
}

/// The runs of a text that are Chinese, or of letters and digits; an apostrophe within a word belongs to it.
fn runs(text: &str) -> impl Iterator<Item = (&str, Script)> {
    let script = |letter: char| {
        let is_word = letter.is_alphanumeric() || matches!(letter, '\'' | '’');
        if is_chinese(letter) { Some(Script::Chinese) } else { is_word.then_some(Script::Letters) }
    };
    let mut rest = text;
    std::iter::from_fn(move || {
        let begin = rest.find(|letter| script(letter).is_some())?;
        let run = rest.get(begin..)?;
        let kind = run.chars().next().and_then(script)?;
        let end = run.find(|letter| script(letter) != Some(kind)).unwrap_or(run.len());
        let (run, after) = run.split_at_checked(end)?;
        rest = after;
        Some((run, kind))
    })
}

/// An English word without its plural or possessive ending.
fn singular(word: &str) -> String {
    let word = word.trim_matches(['\'', '’']);
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let keep = || word.to_owned();
    if word.len() < 4 || !word.is_ascii() {
        return keep();
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if let Some(stem) = word.strip_suffix("ies") {
        return if ends(&["eies", "aies"]) { keep() } else { format!("{stem}y") };
    }
    if let Some(stem) = word.strip_suffix('s') {
        return if ends(&["us", "ss", "is"]) { keep() } else { stem_of_es(stem).to_owned() };
    }
    keep()
}

/// What is left of a word that ended in s: of boxes, dishes and glasses the e goes too.
fn stem_of_es(stem: &str) -> &str {
    let hissing = ["xe", "she", "che", "sse", "zze"].iter().any(|ending| stem.ends_with(ending));
    if hissing { stem.strip_suffix('e').unwrap_or(stem) } else { stem }
}
