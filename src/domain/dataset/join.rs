//! Which ids are one customer, and which rows two files share.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use serde::{Deserialize, Serialize};

use crate::domain::blocks::in_blocks;
use crate::domain::dictionary::Dictionary;

use super::build::FileTable;
use super::tables::Purchases;

/// What is left to the user when files are joined. By default ids are one customer where they are
/// written alike, letter case, inner blanks and leading noughts included (blanks around them never
/// count), and rows that two files share count once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "four answers that have nothing to do with each other")]
pub struct JoinRule {
    /// `00123` and `123` are one customer.
    pub ignore_zeros: bool,
    /// `ab1` and `AB1` are one customer.
    pub ignore_case: bool,
    /// `AB 1` and `AB1` are one customer.
    pub ignore_blanks: bool,
    /// Rows that two files share count in each.
    pub count_overlap: bool,
}

/// How many ids differ from another one in so little that they may be one customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NearIds {
    /// Only in leading noughts: `00123` and `123`.
    pub leading_zeros: usize,
    /// Only in letter case.
    pub letter_case: usize,
    /// Only in blanks inside.
    pub blanks: usize,
}

impl JoinRule {
    /// An id as it is compared.
    fn key(self, id: &str) -> String {
        let mut key: String = if self.ignore_blanks { id.split_whitespace().collect() } else { id.to_owned() };
        if self.ignore_case {
            key = key.to_lowercase();
        }
        if self.ignore_zeros { without_zeros(&key).to_owned() } else { key }
    }

    pub(super) fn compares_as_written(self) -> bool {
        !(self.ignore_zeros || self.ignore_case || self.ignore_blanks)
    }

    /// The rule that only leaves noughts, case or blanks aside.
    const ALONE: [Self; 3] = {
        let none = Self { ignore_zeros: false, ignore_case: false, ignore_blanks: false, count_overlap: false };
        [Self { ignore_zeros: true, ..none }, Self { ignore_case: true, ..none }, Self { ignore_blanks: true, ..none }]
    };
}

/// Numbers without noughts before them; other ids as they are.
fn without_zeros(id: &str) -> &str {
    let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    let bare = id.trim_start_matches('0');
    if is_number && !bare.is_empty() { bare } else { id }
}

/// Ids that the rule takes for one customer: the first written so has them all.
pub(super) struct Ids {
    rule: JoinRule,
    by_key: HashMap<String, u32>,
}

impl Ids {
    pub fn new(rule: JoinRule) -> Self {
        Self { rule, by_key: HashMap::new() }
    }

    /// Whether ids are one only where they are written alike.
    pub fn as_written(&self) -> bool {
        self.rule.compares_as_written()
    }

    /// The number of an id in `ids`, which gets it where no other form of it is there.
    pub fn number(&mut self, ids: &mut Dictionary, id: &str) -> u32 {
        *self.by_key.entry(self.rule.key(id)).or_insert_with(|| ids.intern(id))
    }
}

/// Counts ids that are nearly another one.
pub(super) fn near_pairs(ids: &Dictionary) -> NearIds {
    let mut possible = may_have_pairs(ids).into_iter();
    let [leading_zeros, letter_case, blanks] = JoinRule::ALONE.map(|rule| {
        if possible.next() != Some(true) {
            return 0;
        }
        let mut seen = HashMap::<String, usize>::new();
        let mut pairs = 0;
        for (_, id) in ids.iter() {
            if !may_differ(rule, id) {
                continue;
            }
            let key = rule.key(id);
            if key == id {
                continue;
            }
            // The plain form, where it is there, is one of them.
            let plain = usize::from(ids.find(&key).is_some());
            let others = seen.entry(key).or_default();
            pairs += usize::from(plain + *others > 0);
            *others += 1;
        }
        pairs
    });
    NearIds { leading_zeros, letter_case, blanks }
}

/// Whether ids can be near at all, by each rule of `JoinRule::ALONE`: those of one length have lost no
/// nought, those of one case no case.
fn may_have_pairs(ids: &Dictionary) -> [bool; 3] {
    let first = ids.iter().next().map_or(0, |(_, id)| id.len());
    let (mut leading_zero, mut another_length, mut lower, mut upper, mut blank) = (false, false, false, false, false);
    in_blocks(ids.len(), |range| {
        for id in range.filter_map(|code| u32::try_from(code).ok()).map(|code| ids.get(code)) {
            leading_zero |= id.starts_with('0');
            another_length |= id.len() != first;
            lower |= id.chars().any(char::is_lowercase);
            upper |= id.chars().any(char::is_uppercase);
            blank |= id.contains(char::is_whitespace);
        }
    });
    [leading_zero && another_length, lower && upper, blank]
}

/// Whether the rule may change this id: most ids need no copy to be compared.
fn may_differ(rule: JoinRule, id: &str) -> bool {
    rule.ignore_zeros && id.starts_with('0')
        || rule.ignore_case
            && id.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic() || letter.is_ascii_uppercase())
        || rule.ignore_blanks && id.contains(char::is_whitespace)
}

/// Rows of several files that are the same: order id, customer, day and amount.
#[derive(Default)]
pub(super) struct Overlap {
    /// How often each row is in the files before.
    before: HashMap<u64, u32>,
}

impl Overlap {
    /// Marks the rows no earlier file has; `None` where that is all of them. A row that a file has
    /// twice stands for two.
    pub fn new_rows(&mut self, table: &FileTable, rows: &Purchases, codes: Option<&[u32]>) -> Option<Vec<bool>> {
        if table.order_ids.is_empty() {
            return None;
        }
        let hasher = foldhash::fast::FixedState::default();
        let number = |customer: u32| codes.map_or(Some(customer), |codes| codes.get(customer as usize).copied());
        let keys: Vec<Option<u64>> = rows
            .rows_in(0..rows.len())
            .map(|row| {
                let order = table.order_ids.get(row.order as usize)?;
                Some(hasher.hash_one((order, number(row.customer), row.day.epoch_days(), row.amount)))
            })
            .collect();
        let mut left = self.before.clone();
        let new: Vec<bool> = keys
            .iter()
            .map(|key| match key.and_then(|key| left.get_mut(&key)) {
                Some(times) if *times > 0 => {
                    *times -= 1;
                    false
                }
                _ => true,
            })
            .collect();
        for (key, _) in keys.iter().zip(&new).filter(|(_, new)| **new) {
            if let Some(key) = key {
                *self.before.entry(*key).or_default() += 1;
            }
        }
        new.contains(&false).then_some(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[&str]) -> Dictionary {
        let mut dictionary = Dictionary::new();
        for id in ids {
            dictionary.intern(id);
        }
        dictionary
    }

    fn near(list: &[&str]) -> [usize; 3] {
        let NearIds { leading_zeros, letter_case, blanks } = near_pairs(&ids(list));
        [leading_zeros, letter_case, blanks]
    }

    #[test]
    fn near_ids_are_counted_by_what_tells_them_apart() {
        assert_eq!(near(&["00123", "123", "0123", "007", "8"]), [2, 0, 0]);
        assert_eq!(near(&["ab1", "AB1", "Ab1", "AB 1", "x"]), [0, 2, 1]);
        assert_eq!(near(&["AB", "Ab"]), [0, 1, 0]);
        assert_eq!(near(&["0", "00", "A01", "A1"]), [0, 0, 0]);
    }

    #[test]
    fn a_rule_takes_near_ids_for_one() {
        let mut dictionary = Dictionary::new();
        let mut joined = Ids::new(JoinRule { ignore_zeros: true, ignore_case: true, ..JoinRule::default() });
        let numbers: Vec<u32> =
            ["00123", "ab", "123", "AB", "A B"].iter().map(|id| joined.number(&mut dictionary, id)).collect();
        assert_eq!(numbers, [0, 1, 0, 1, 2]);
        assert_eq!(dictionary.get(0), "00123");
    }
}
