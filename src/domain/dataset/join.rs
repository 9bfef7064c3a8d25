//! Which ids are one customer, and which rows two files share.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use serde::{Deserialize, Serialize};

use crate::domain::blocks::in_blocks;
use crate::domain::day::{Day, Period};
use crate::domain::dictionary::Dictionary;

use super::build::FileTable;
use super::tables::{PurchaseRow, Purchases};

/// What is left to the user when files are joined. By default ids are one customer where they are
/// written alike, letter case, inner blanks and leading noughts included (blanks around them never
/// count), and rows that two files share count once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "five answers that have nothing to do with each other")]
pub struct JoinRule {
    /// `00123` and `123` are one customer.
    pub ignore_zeros: bool,
    /// `ab1` and `AB1` are one customer.
    pub ignore_case: bool,
    /// `AB 1` and `AB1` are one customer.
    pub ignore_blanks: bool,
    /// Rows that two files share count in each.
    pub count_overlap: bool,
    /// Rows without an order number that are equal in two files count once, also where little says that they are the same.
    pub equal_once: bool,
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
        let none = Self {
            ignore_zeros: false,
            ignore_case: false,
            ignore_blanks: false,
            count_overlap: false,
            equal_once: false,
        };
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
    let (mut leading_zero, mut another_length) = (false, false);
    in_blocks(ids.len(), |range| {
        for id in range.filter_map(|code| u32::try_from(code).ok()).map(|code| ids.get(code)) {
            leading_zero |= id.starts_with('0');
            another_length |= id.len() != first;
        }
    });
    // What a letter is needs no bounds of ids: all of them are asked in one go.
    let (text, _) = ids.block();
    let is_ascii = text.is_ascii();
    let some = |is: fn(char) -> bool| {
        if is_ascii { text.bytes().any(|byte| is(char::from(byte))) } else { text.chars().any(is) }
    };
    [leading_zero && another_length, some(char::is_lowercase) && some(char::is_uppercase), some(char::is_whitespace)]
}

/// Whether the rule may change this id: most ids need no copy to be compared.
fn may_differ(rule: JoinRule, id: &str) -> bool {
    rule.ignore_zeros && id.starts_with('0')
        || rule.ignore_case
            && id.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic() || letter.is_ascii_uppercase())
        || rule.ignore_blanks && id.contains(char::is_whitespace)
}

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// Rows without an order number that two files share, from which on they may be known for the same.
const ENOUGH: usize = 5;

/// Rows of several files that are the same: order id, customer, day and amount, or without an order id every cell; and
/// orders that have rows in several.
#[derive(Default)]
pub(super) struct Overlap {
    /// How often each row is in the files before.
    before: Map<u64, Times>,
    /// The orders of the files before, by their id, customer and first day.
    orders: Map<(u64, u32, Day), u32>,
    /// How many files were looked at.
    files: u32,
    /// The days of the files before, and of each of their rows without an order id.
    spans: Vec<Period>,
    days: Vec<Day>,
    /// Rows known to be those of another file.
    pub rows: usize,
    /// Rows without an order id that are equal to one of another file, and may be rows of their own.
    pub equal: usize,
}

/// How often a row is in the files before, and how many of these the file looked at has had already.
#[derive(Default)]
struct Times {
    before: u32,
    had: u32,
    /// The file `had` is of.
    file: u32,
}

impl Overlap {
    /// Marks the rows no earlier file has; `None` where that is all of them. A row that a file has
    /// twice stands for two.
    ///
    /// Rows without an order id that are equal in every cell may be two purchases. They are one where of the days that
    /// both have nearly all rows of one file are in the other, as they are in exports that overlap; or where the user says
    /// so (`equal_once`).
    pub fn new_rows(
        &mut self,
        table: &FileTable,
        rows: &Purchases,
        codes: Option<&[u32]>,
        equal_once: bool,
    ) -> Option<Vec<bool>> {
        self.files += 1;
        let keys = keys_of(table, rows, codes);
        let file = self.files;
        let is_known = |times: &mut Times| {
            let had = if times.file == file { times.had } else { 0 };
            (times.file, times.had) = (file, (had + 1).min(times.before));
            had < times.before
        };
        let mut new: Vec<bool> = keys.iter().map(|key| !self.before.get_mut(key).is_some_and(is_known)).collect();
        let has_id = |order: u32| (order as usize) < table.order_ids.len();
        let known = |new: &[bool], numbered: bool| {
            new.iter().zip(&rows.order).filter(|(new, order)| !**new && has_id(**order) == numbered).count()
        };
        let (numbered, equal) = (known(&new, true), known(&new, false));
        let span = rows.period();
        let own = rows.order.iter().zip(&rows.day).filter(|(order, _)| !has_id(**order)).map(|(_, day)| *day);
        let shared = own.clone().filter(|day| self.spans.iter().any(|span| span.contains(*day))).count();
        let theirs = self.days.iter().filter(|day| span.is_some_and(|span| span.contains(**day))).count();
        let are_one = equal >= ENOUGH && equal * 10 >= shared.min(theirs) * 9;
        self.spans.extend(span);
        self.days.extend(own);
        self.rows += numbered + if are_one { equal } else { 0 };
        self.equal += if are_one { 0 } else { equal };
        if !are_one && !equal_once {
            new.iter_mut().zip(&rows.order).filter(|(_, order)| !has_id(**order)).for_each(|(new, _)| *new = true);
        }
        for (key, _) in keys.iter().zip(&new).filter(|(_, new)| **new) {
            self.before.entry(*key).or_default().before += 1;
        }
        new.contains(&false).then_some(new)
    }

    /// The rows from `start` on that belong to an order of a file before, with its number: they have its id and
    /// customer, and it began no more than a day before or after:
    /// it may run over midnight. `order_ids` are those of the rows' file, whose first
    /// order has the number `offset`.
    pub fn known_orders(
        &mut self,
        rows: &Purchases,
        start: usize,
        offset: u32,
        order_ids: &[u64],
    ) -> Vec<(usize, u32)> {
        let mut known = Vec::new();
        // Who has each new order, and when it began.
        let mut begun: Vec<Option<(u32, Day)>> = vec![None; order_ids.len()];
        for (row, at) in rows.rows_in(start..rows.len()).zip(start..) {
            let own = row.order.checked_sub(offset).and_then(|order| usize::try_from(order).ok());
            let Some((id, begun)) = own.and_then(|order| order_ids.get(order).zip(begun.get_mut(order))) else {
                continue;
            };
            let near = [0, -1, 1].map(|days| (*id, row.customer, row.day.plus_days(days)));
            match near.iter().find_map(|order| self.orders.get(order)) {
                Some(order) => known.push((at, *order)),
                None => match begun {
                    Some((customer, day)) if *customer == row.customer => *day = row.day.min(*day),
                    Some(_) => {}
                    None => *begun = Some((row.customer, row.day)),
                },
            }
        }
        for ((id, begun), order) in order_ids.iter().zip(begun).zip(offset..) {
            if let Some((customer, day)) = begun {
                self.orders.insert((*id, customer, day), order);
            }
        }
        known
    }
}

/// What is the same of rows that are: the hash of each.
#[inline(never)]
fn keys_of(table: &FileTable, rows: &Purchases, codes: Option<&[u32]>) -> Vec<u64> {
    let hasher = foldhash::fast::FixedState::default();
    let number = |customer: u32| codes.map_or(Some(customer), |codes| codes.get(customer as usize).copied());
    let hash = |row: PurchaseRow, order: Option<u64>| {
        hasher.hash_one((order, number(row.customer), row.day.epoch_days(), row.amount))
    };
    let order_of = |row: PurchaseRow| table.order_ids.get(row.order as usize).copied();
    let mut keys: Vec<u64> = rows.rows_in(0..rows.len()).map(|row| hash(row, order_of(row))).collect();
    // In whatever order the columns are; a blank cell is as good as a column that is not there.
    for column in rows.columns.iter().filter(|_| rows.orders as usize > table.order_ids.len()) {
        let texts: Vec<u64> = column.values.iter().map(|(_, text)| hasher.hash_one((&column.name, text))).collect();
        for ((key, code), order) in keys.iter_mut().zip(&column.codes).zip(&rows.order) {
            let text = texts.get(*code as usize).filter(|_| *order as usize >= table.order_ids.len());
            *key = key.wrapping_add(text.copied().unwrap_or(0));
        }
    }
    keys
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
