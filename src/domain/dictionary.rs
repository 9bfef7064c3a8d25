//! Interned texts: every distinct id or attribute value stored once, referred to by a number.

use std::cmp::Ordering;
use std::hash::BuildHasher;

use hashbrown::HashTable;

use super::blocks::sort_paced;
use super::intake::{Cancelled, Pace};

/// Distinct texts in the order of their first appearance, numbered from 0.
///
/// One block of text holds them all; a million ids cost their letters and about thirty bytes each.
///
/// Order numbers mostly come in rising order. As long as every new text is larger than the one
/// before it, there is nothing to look up and no table is made; the first text that is not makes it.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    text: String,
    /// Where each text ends in `text`; it starts where the one before ends.
    ends: Vec<usize>,
    /// Holds every text once one came out of order; empty as long as they rise.
    table: HashTable<Entry>,
    /// What was asked for lately, by a byte of its hash: most columns have few values, and many
    /// files are sorted.
    recent: Vec<Option<Entry>>,
    hasher: foldhash::fast::FixedState,
}

/// Texts that wait to be interned together.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    text: String,
    ends: Vec<usize>,
}

impl Waiting {
    /// One more.
    #[inline]
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// None of them any more.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| self.text.get(start..end).unwrap_or(""))
    }
}

/// In the place of a number: no dictionary gives so many.
const UNKNOWN: u32 = u32::MAX;

/// A text's number beside its [`Key`]: most look-ups end here, without a trip to the text. Sixteen bytes, so that none lies
/// in two lines of the cache: in a large table the trip to it is what a look-up costs.
#[derive(Debug, Clone, Copy)]
struct Entry {
    word: u64,
    length: u32,
    code: u32,
}

impl Entry {
    #[inline]
    fn new(Key { word, length }: Key, code: u32) -> Self {
        Self { word, length, code }
    }

    #[inline]
    fn key(&self) -> Key {
        Key { word: self.word, length: self.length }
    }
}

/// What tells texts apart. Up to eight bytes, that is the text itself; of a longer text it is a
/// hash, and the texts decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    word: u64,
    length: u32,
}

/// The longest text a [`Key`] holds.
const WORD: u32 = 8;

impl Key {
    #[inline]
    fn new(text: &str, hasher: &impl BuildHasher) -> Self {
        let bytes = text.as_bytes();
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let word = if let Some(all) = bytes.first_chunk::<8>().filter(|_| length == WORD) {
            u64::from_le_bytes(*all)
        } else if length > WORD {
            hasher.hash_one(text)
        } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            // The two overlap; with the length they still say every byte.
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        } else {
            bytes.iter().fold(0, |word, &byte| word << 8 | u64::from(byte))
        };
        Self { word, length }
    }

    /// A hash for the table. The table reads the lower half, to which every bit must come down, twice: ids that differ
    /// in their last letters alone would lie in a hundredth of the table after once.
    #[inline]
    fn spread(self) -> u64 {
        let once = (self.word ^ u64::from(self.length) << 59).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let twice = (once ^ once >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
        twice ^ twice >> 32
    }
}

impl Dictionary {
    /// An empty dictionary.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of `text`, given it on first sight.
    ///
    /// A dictionary holds fewer than 2³²−1 texts: the memory of a tab ends long before.
    #[inline]
    pub fn intern(&mut self, text: &str) -> u32 {
        if self.is_rising() {
            let last = self.ends.len().checked_sub(1).map(number);
            match last.map(|last| (last, compare(text.as_bytes(), self.get(last).as_bytes()))) {
                None | Some((_, Ordering::Greater)) => return self.push(text),
                Some((last, Ordering::Equal)) => return last,
                Some((_, Ordering::Less)) => self.index(),
            }
        }
        self.look_up(text)
    }

    /// Adds the numbers of many texts to `codes`, as [`Self::intern`] gives them one after the other; `blank` for empty
    /// ones. In a large table the trip to an entry is what a look-up costs, and a processor makes several at once where
    /// nothing lies between.
    pub fn intern_all(&mut self, texts: &Waiting, blank: u32, codes: &mut Vec<u32>) {
        let first = codes.len();
        if self.is_rising() {
            codes.extend(texts.iter().map(|text| if text.is_empty() { blank } else { self.intern(text) }));
            return;
        }
        self.find_all(texts, blank, codes);
        let new = codes.iter_mut().skip(first).zip(texts.iter()).filter(|(code, _)| **code == UNKNOWN);
        new.for_each(|(code, text)| *code = if text.is_empty() { blank } else { self.look_up(text) });
    }

    #[inline(never)]
    fn find_all(&self, texts: &Waiting, blank: u32, codes: &mut Vec<u32>) {
        let known = |text: &str| self.find_by(Key::new(text, &self.hasher), text).map_or(UNKNOWN, |entry| entry.code);
        codes.extend(texts.iter().map(|text| if text.is_empty() { blank } else { known(text) }));
    }

    fn look_up(&mut self, text: &str) -> u32 {
        let key = Key::new(text, &self.hasher);
        let [_, place, ..] = key.spread().to_le_bytes();
        let recent = self.recent.get(usize::from(place)).copied().flatten();
        if let Some(entry) = recent.filter(|entry| self.is_it(entry, key, text)) {
            return entry.code;
        }
        let entry = self.find_by(key, text).unwrap_or_else(|| {
            let entry = Entry::new(key, self.push(text));
            self.table.insert_unique(key.spread(), entry, |entry| entry.key().spread());
            entry
        });
        if let Some(slot) = self.recent.get_mut(usize::from(place)) {
            *slot = Some(entry);
        }
        entry.code
    }

    fn push(&mut self, text: &str) -> u32 {
        let code = number(self.ends.len());
        self.text.push_str(text);
        self.ends.push(self.text.len());
        code
    }

    /// Whether every text so far is larger than the one before it, so that there is no table.
    #[inline]
    fn is_rising(&self) -> bool {
        self.table.is_empty()
    }

    /// Makes the table, as texts no longer rise.
    #[cold]
    fn index(&mut self) {
        let mut table = HashTable::with_capacity(self.ends.len());
        for (code, text) in self.iter() {
            let key = Key::new(text, &self.hasher);
            table.insert_unique(key.spread(), Entry::new(key, code), |entry| entry.key().spread());
        }
        self.table = table;
        self.recent = vec![None; 256];
    }

    /// The number of `text`, if it has been interned.
    pub fn find(&self, text: &str) -> Option<u32> {
        if self.is_rising() {
            return self.find_in_order(text);
        }
        self.find_by(Key::new(text, &self.hasher), text).map(|entry| entry.code)
    }

    #[inline]
    fn find_by(&self, key: Key, text: &str) -> Option<Entry> {
        self.table.find(key.spread(), |entry| self.is_it(entry, key, text)).copied()
    }

    #[inline]
    fn is_it(&self, entry: &Entry, key: Key, text: &str) -> bool {
        entry.key() == key && (key.length <= WORD || self.get(entry.code) == text)
    }

    fn find_in_order(&self, text: &str) -> Option<u32> {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.get(number(middle)).cmp(text) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some(number(middle)),
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The text numbered `code`; the empty text for a number never given out.
    pub fn get(&self, code: u32) -> &str {
        slice(&self.text, &self.ends, code)
    }

    /// How many distinct texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing has been interned.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts with their numbers, in the order of first appearance.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        (0..self.ends.len()).filter_map(|i| u32::try_from(i).ok()).map(|code| (code, self.get(code)))
    }

    /// All texts as one block, and where each ends in it.
    pub fn block(&self) -> (&str, &[usize]) {
        (&self.text, &self.ends)
    }

    /// The dictionary of such a block; `None` where no text ends where one is said to. Its texts must differ from each
    /// other, as they do where another dictionary gave them.
    pub fn of_block(text: String, ends: Vec<usize>) -> Option<Self> {
        let is_whole = ends.last().copied().unwrap_or(0) == text.len();
        if !is_whole || !ends.is_sorted() || !ends.iter().all(|end| text.is_char_boundary(*end)) {
            return None;
        }
        let mut dictionary = Self { text, ends, ..Self::default() };
        let rises = dictionary.iter().zip(dictionary.iter().skip(1)).all(|((_, text), (_, next))| text < next);
        if !rises {
            dictionary.index();
        }
        Some(dictionary)
    }

    /// Position of each number when texts are sorted: `ranks()[code]`. For output in id order.
    pub fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<(&str, u32)> = self.iter().map(|(code, text)| (text, code)).collect();
        order.sort_unstable();
        Self::places(order)
    }

    /// The same, giving way between blocks.
    pub async fn ranks_paced<P: Pace>(&self, pace: &mut P) -> Result<Vec<u32>, Cancelled> {
        let mut order: Vec<(&str, u32)> = self.iter().map(|(code, text)| (text, code)).collect();
        sort_paced(&mut order, pace, Ord::cmp).await?;
        Ok(Self::places(order))
    }

    fn places(order: Vec<(&str, u32)>) -> Vec<u32> {
        let mut ranks = vec![0; order.len()];
        for (rank, (_, code)) in (0_u32..).zip(order) {
            if let Some(slot) = ranks.get_mut(code as usize) {
                *slot = rank;
            }
        }
        ranks
    }
}

/// A place as a number; there are always fewer than 2³²−1.
#[inline]
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// As the bytes' own order, eight at a time: WebAssembly compares bytes one by one. A function of its own, as whoever
/// interns has it in their code otherwise.
#[inline(never)]
fn compare(left: &[u8], right: &[u8]) -> Ordering {
    let ((words, rest), (others, other)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
    if words.len() != others.len() {
        return left.cmp(right);
    }
    let word = |bytes: &[u8; 8]| u64::from_be_bytes(*bytes);
    words.iter().map(word).cmp(others.iter().map(word)).then_with(|| rest.cmp(other))
}

#[inline]
fn slice<'a>(text: &'a str, ends: &[usize], code: u32) -> &'a str {
    let code = code as usize;
    let start = code.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(code).and_then(|&end| text.get(start..end)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{Unpaced, block_on_ready};

    #[test]
    fn gives_one_number_per_text() {
        let mut ids = Dictionary::new();
        assert_eq!([ids.intern("007"), ids.intern("7"), ids.intern("007"), ids.intern("")], [0, 1, 0, 2]);
        assert_eq!((ids.get(0), ids.get(1), ids.get(2), ids.get(9)), ("007", "7", "", ""));
        assert_eq!((ids.find("7"), ids.find("8"), ids.len()), (Some(1), None, 3));
    }

    #[test]
    fn many_at_once_get_the_numbers_they_get_one_by_one() {
        let (mut at_once, mut one_by_one) = (Dictionary::new(), Dictionary::new());
        let mut codes = Vec::new();
        // Rising ones, then known, new and twice new ones among each other.
        for texts in [["a", "", "b", "c"], ["d", "b", "customer-00017", "customer-00017"], ["", "0", "a", "0"]] {
            let mut waiting = Waiting::default();
            for text in texts {
                waiting.push(text);
            }
            at_once.intern_all(&waiting, 77, &mut codes);
        }
        let texts = ["a", "", "b", "c", "d", "b", "customer-00017", "customer-00017", "", "0", "a", "0"];
        let expected = texts.map(|text| if text.is_empty() { 77 } else { one_by_one.intern(text) });
        assert_eq!(codes, expected);
        assert!(at_once.iter().eq(one_by_one.iter()));
    }

    #[test]
    fn short_texts_are_told_apart_by_every_byte() {
        let texts = ["", "a", "aa", "ab", "ba", "aaa", "aba", "aaaa", "aaaaa", "abaaa", "aaaba", "aaaaaaa", "aaabaaa"];
        let longer =
            ["aaaaaaaa", "aaaaaaab", "baaaaaaa", "aaaaaaaaa", "aaaaaaaab", "客户", "客户一", "客户二", "\0", "\0\0"];
        let mut ids = Dictionary::new();
        ids.intern("z");
        ids.intern("y");
        for (code, text) in (2..).zip(texts.into_iter().chain(longer)) {
            assert_eq!((ids.find(text), ids.intern(text), ids.find(text)), (None, code, Some(code)), "{text:?}");
        }
    }

    #[test]
    fn words_compare_as_their_bytes_do() {
        let texts =
            ["", "a", "b", "aaaaaaaa", "aaaaaaab", "aaaaaaaab", "aaaaaaaac", "aaaaaaaa客户一二", "客户aaaaaaaaaaaa"];
        for left in texts {
            for right in texts {
                assert_eq!(compare(left.as_bytes(), right.as_bytes()), left.cmp(right), "{left} {right}");
            }
        }
    }

    #[test]
    fn survives_growth() {
        let mut ids = Dictionary::new();
        for n in 0..10_000 {
            assert_eq!(ids.intern(&format!("客户{n}")), n);
        }
        assert!((0..10_000).all(|n| ids.find(&format!("客户{n}")) == Some(n)));
    }

    #[test]
    fn texts_that_rise_and_texts_that_do_not_are_found_alike() {
        let text = |n: u32| format!("O{n:05}");
        let mut ids = Dictionary::new();
        for n in 0..1000 {
            assert_eq!([ids.intern(&text(2 * n)), ids.intern(&text(2 * n))], [n, n]);
        }
        let places = |ids: &Dictionary| (0..2001).map(|n| ids.find(&text(n))).collect::<Vec<_>>();
        let rising = places(&ids);
        assert_eq!(rising, (0..2001).map(|n| (n < 2000 && n % 2 == 0).then_some(n / 2)).collect::<Vec<_>>());
        assert_eq!([ids.intern(&text(10)), ids.intern("A"), ids.intern(&text(0)), ids.intern("A")], [5, 1000, 0, 1000]);
        assert_eq!((places(&ids), ids.find("A")), (rising, Some(1000)));
    }

    #[test]
    fn a_block_is_the_dictionary_it_came_of() {
        for texts in [&["A", "B", "客户"][..], &["b", "", "a", "客户"], &[""], &[]] {
            let mut ids = Dictionary::new();
            for text in texts {
                ids.intern(text);
            }
            let (text, ends) = ids.block();
            let mut back = Dictionary::of_block(text.to_owned(), ends.to_vec()).unwrap();
            for text in texts {
                assert_eq!((back.find(text), back.intern(text)), (ids.find(text), ids.intern(text)));
            }
            assert_eq!((back.find("new"), back.intern("new"), back.len()), (None, ids.intern("new"), ids.len()));
        }
        let no_block = |text: &str, ends: &[usize]| Dictionary::of_block(text.to_owned(), ends.to_vec()).is_none();
        assert!(no_block("abc", &[1]) && no_block("abc", &[2, 1, 3]) && no_block("客", &[1, 3]) && no_block("", &[4]));
    }

    #[test]
    fn ranks_sort_by_text() {
        let mut ids = Dictionary::new();
        for id in ["b", "c", "a"] {
            ids.intern(id);
        }
        assert_eq!(ids.ranks(), [1, 2, 0]);
        assert_eq!(block_on_ready(ids.ranks_paced(&mut Unpaced)).unwrap(), [1, 2, 0]);
    }
}
