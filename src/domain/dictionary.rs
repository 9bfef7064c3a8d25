//! Interned texts: every distinct id or attribute value stored once, referred to by a number.

use std::hash::BuildHasher;

use hashbrown::HashTable;

/// Distinct texts in the order of their first appearance, numbered from 0.
///
/// One block of text holds them all, so a million ids cost their letters and about nine bytes each.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    text: String,
    /// Where each text ends in `text`; it starts where the one before ends.
    ends: Vec<usize>,
    table: HashTable<Entry>,
    hasher: foldhash::fast::FixedState,
}

/// A text's number, and half of its hash: a table that grows need not read the texts again.
#[derive(Debug, Clone, Copy)]
struct Entry {
    half: u32,
    code: u32,
}

/// A hash for the table from the half that is kept.
#[inline]
fn spread(half: u32) -> u64 {
    u64::from(half).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Dictionary {
    /// An empty dictionary.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of `text`, given it on first sight.
    ///
    /// A dictionary holds fewer than 2³²−1 texts: the memory of a tab ends long before.
    pub fn intern(&mut self, text: &str) -> u32 {
        let half = self.half(text);
        let (all, ends) = (&self.text, &self.ends);
        let is_it = |entry: &Entry| entry.half == half && slice(all, ends, entry.code) == text;
        if let Some(found) = self.table.find(spread(half), is_it) {
            return found.code;
        }
        let code = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.table.insert_unique(spread(half), Entry { half, code }, |entry| spread(entry.half));
        code
    }

    /// The number of `text`, if it has been interned.
    pub fn find(&self, text: &str) -> Option<u32> {
        let half = self.half(text);
        let found = self.table.find(spread(half), |entry| entry.half == half && self.get(entry.code) == text);
        found.map(|entry| entry.code)
    }

    #[inline]
    fn half(&self, text: &str) -> u32 {
        // Cutting the hash is the point.
        #[allow(clippy::cast_possible_truncation)]
        {
            self.hasher.hash_one(text) as u32
        }
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

    /// Position of each number when texts are sorted: `ranks()[code]`. For output in id order.
    pub fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<(&str, u32)> = self.iter().map(|(code, text)| (text, code)).collect();
        order.sort_unstable();
        let mut ranks = vec![0; order.len()];
        for (rank, (_, code)) in (0_u32..).zip(order) {
            if let Some(slot) = ranks.get_mut(code as usize) {
                *slot = rank;
            }
        }
        ranks
    }
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

    #[test]
    fn gives_one_number_per_text() {
        let mut ids = Dictionary::new();
        assert_eq!([ids.intern("007"), ids.intern("7"), ids.intern("007"), ids.intern("")], [0, 1, 0, 2]);
        assert_eq!((ids.get(0), ids.get(1), ids.get(2), ids.get(9)), ("007", "7", "", ""));
        assert_eq!((ids.find("7"), ids.find("8"), ids.len()), (Some(1), None, 3));
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
    fn ranks_sort_by_text() {
        let mut ids = Dictionary::new();
        for id in ["b", "c", "a"] {
            ids.intern(id);
        }
        assert_eq!(ids.ranks(), [1, 2, 0]);
    }
}
