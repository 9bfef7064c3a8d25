//! Columns that no header names, told by what they hold and by what others are: customers, days, words that say of a row
//! what it counts for.

use crate::domain::dataset::{Field, Kind, PERSON};
use crate::domain::intake::direction::Counted;
use crate::domain::intake::exports::CountingRule;
use crate::domain::intake::value::read_all_yes_no;

use super::synonyms::likeness;
use super::{Assignment, LAST, Stats, Table, could_be};

/// Rows from which on it is no chance that a column says the same of all.
const ENOUGH_ALIKE: usize = 10;

impl Table<'_> {
    /// Where a customer is needed and no header names one, what tells people apart: how they are reached, else their name.
    pub(super) fn find_customer(&self, kind: Kind, out: &mut Assignment) {
        // Who keeps the till is a user too, and a ledger's account is no customer's.
        const WEAK: &str = "user username uid account accountno accountnumber cardno cardnumber member 用户 用户名 账户 账号 卡号 会员";
        let is_needed = kind.required().contains(&vec![vec![Field::Customer]]);
        let taken = out.roles.iter().find(|(_, field)| **field == Field::Customer).map(|(index, _)| *index);
        let distinct = |index: usize| self.stats.get(index).map_or(0, |stats| stats.distinct);
        let is_weak = |index: &usize| {
            let name = self.names.get(*index).map_or("", String::as_str);
            let is_last = out.likeness.get(&Field::Customer) == Some(&LAST);
            !self.fixed.contains_key(&Field::Customer) && (is_last || WEAK.split_whitespace().any(|weak| weak == name))
        };
        let found = |index: usize| taken.is_none_or(|taken| distinct(index) * 2 > distinct(taken) * 3);
        if !is_needed || !taken.as_ref().is_none_or(is_weak) {
            return;
        }
        let most = self.stats.iter().map(|stats| stats.filled).max().unwrap_or(0);
        let is_free = |index: &usize| matches!(out.roles.get(index), None | Some(Field::Name));
        let is_filled =
            |index: usize| self.stats.get(index).is_some_and(|stats| stats.filled * 10 >= most * 9 && most > 0);
        let place = |words: &str, name: &String| words.split_whitespace().position(|word| word == name);
        let is_one = |index: usize| is_free(&index) && is_filled(index) && !self.is_alike(index) && found(index);
        let columns = || self.names.iter().enumerate().filter(|(index, _)| is_one(*index));
        let called = |words: &&str| columns().filter_map(|(index, name)| Some((place(words, name)?, index))).min();
        if let Some((_, index)) = PERSON.iter().find_map(called) {
            out.roles.retain(|_, field| *field != Field::Customer);
            if out.roles.insert(index, Field::Customer) == Some(Field::Name) {
                out.likeness.remove(&Field::Name);
            }
            out.likeness.insert(Field::Customer, 100);
        }
    }

    /// Where no header says whether money came or was given back, the first column with few words of which some say so.
    pub(super) fn find_direction(&self, kind: Kind, out: &mut Assignment) {
        if kind != Kind::Purchases
            || [Field::Direction, Field::Refund].iter().any(|known| out.likeness.contains_key(known))
        {
            return;
        }
        let says = |stats: &Stats| could_be(Field::Direction, stats, 0);
        let mut columns = self.stats.iter().enumerate().filter(|(index, _)| !out.roles.contains_key(index));
        if let Some((index, _)) = columns.find(|(_, stats)| says(stats)) {
            out.roles.insert(index, Field::Direction);
            out.likeness.insert(Field::Direction, 100);
        }
    }

    /// Of columns that no role has, those whose words may say of some rows that nothing was bought, or not in earnest.
    pub(super) fn counting(&self, out: &Assignment) -> Vec<CountingRule> {
        let rule = |(column, name): (usize, &String)| {
            let counted = Counted::of(name)?;
            let said = self.stats.get(column).map(|stats| stats.few.as_slice()).filter(|few| !few.is_empty())?;
            let words: Vec<String> =
                said.iter().map(|(cell, _)| cell).filter(|cell| counted.says_no(cell)).cloned().collect();
            let is_open = out.roles.get(&column).is_none_or(|field| field.is_offered());
            // Where all rows say so, it is what the file is about.
            (is_open && words.len() < said.len()).then_some(CountingRule { column, words, only: false, any_like: true })
        };
        self.names.iter().enumerate().filter_map(rule).collect()
    }

    /// Where no header names the date, the first column of written dates will do; else the first whose numbers are all days,
    /// or months.
    pub(super) fn find_date(&self, kind: Kind, out: &mut Assignment) {
        let is_weak = out.likeness.get(&Field::Date).is_none_or(|likeness| *likeness == LAST);
        if !kind.fields().contains(&Field::Date) || !is_weak {
            return;
        }
        let is_free = |index: &usize| !out.roles.contains_key(index);
        let names_another = |index: usize| {
            let name = self.names.get(index).map_or("", String::as_str);
            name.contains("birth")
                || name.contains("生日")
                || name.contains("出生")
                || likeness(Kind::Customers, Field::Since, name) > 0
        };
        let written = |stats: &Stats| stats.mostly(stats.dates, 90) && !stats.mostly(stats.numbers, 10);
        let numbers = |stats: &Stats| kind == Kind::Purchases && stats.are_days_in_digits() && stats.distinct > 1;
        let is_candidate = |index: &usize, stats: &Stats| {
            let is_other = kind == Kind::Purchases && self.is_other_day(*index);
            is_free(index)
                && !names_another(*index)
                && !(is_other && out.likeness.contains_key(&Field::Date))
                && (written(stats) || numbers(stats))
        };
        let candidates = self.stats.iter().enumerate().filter(|(index, stats)| is_candidate(index, stats));
        // Days before months: a table with both has a column that only groups.
        let rank = |(index, stats): &(usize, &Stats)| {
            (self.is_other_day(*index), !written(stats), stats.mostly(stats.months, 50))
        };
        if let Some((index, _)) = candidates.min_by_key(rank) {
            out.roles.retain(|_, field| *field != Field::Date);
            out.roles.insert(index, Field::Date);
            out.likeness.insert(Field::Date, 100);
        }
    }

    /// Whether a column of days says something else than when something was bought: when the file was made, when
    /// something ends; or says the same of all rows, or nothing.
    pub(super) fn is_other_day(&self, index: usize) -> bool {
        const OTHER: &str = "export extract etl snapshot asof reportdate filedate loaddate rundate printed expir duedate enddate warranty \
            birth join regist update modif deliver shipp shipdate shipment dispatch login 导出 统计日 到期 截止 出生 注册 发货 更新 打印 制表 上次 登录";
        let name = self.names.get(index).map_or("", String::as_str);
        let is_constant =
            self.stats.get(index).is_some_and(|stats| stats.distinct == 1 && stats.filled >= ENOUGH_ALIKE);
        let is_blank = self.stats.get(index).is_some_and(|stats| stats.filled == 0);
        is_constant || is_blank || OTHER.split_whitespace().any(|word| name.contains(word))
    }

    /// Whether a column says the same of all rows, or yes and no: nobody's id.
    pub(super) fn is_alike(&self, index: usize) -> bool {
        self.stats.get(index).is_some_and(|stats| {
            let cells: Vec<&str> = stats.few.iter().map(|(cell, _)| cell.as_str()).collect();
            let is_flag = || cells.len() == 2 && read_all_yes_no(&cells, ("", "")).iter().all(Option::is_some);
            stats.filled >= ENOUGH_ALIKE && (stats.distinct == 1 || is_flag())
        })
    }
}
