//! Which kind of table a file is and which column is which field, from headers and content.

mod kind;
mod stats;
mod synonyms;

use std::collections::BTreeMap;

use crate::domain::dataset::{Field, Kind, PERSON, Values};

use super::direction::{given_back, uncounted};
use super::error::IntakeError;
use super::exports::{CountingRule, Export};
use super::plan::{Column, Overrides, Role};
use super::value::{Currency, read_all_yes_no, read_number, without_counted};
use synonyms::{is_own, likeness};

pub(super) use stats::Stats;
pub(super) use synonyms::{normalised, speaks_of};

/// How many of these cells are names that some role of some kind of table has.
pub(super) fn known_names<'a>(row: impl Iterator<Item = &'a str>) -> usize {
    let is_known = |cell: &str| {
        let name = normalised(cell);
        let known = |kind: Kind| claiming(kind).any(|field| likeness(kind, field, &name) > 300);
        !name.is_empty() && Kind::ALL.into_iter().any(known)
    };
    row.filter(|cell| is_known(cell)).count()
}

/// The roles of a kind that columns are given first.
fn claiming(kind: Kind) -> impl Iterator<Item = Field> {
    kind.fields().into_iter().filter(|field| !field.is_late())
}

/// What each column is called: its header, or the question below it where the header (`Q1`) names nothing.
pub(super) fn spoken_names(headers: &[String], questions: &[String]) -> Vec<String> {
    let names_something = |header: &str| {
        let name = normalised(header);
        let named = |kind: Kind| claiming(kind).any(|field| likeness(kind, field, &name) > 0);
        Kind::ALL.into_iter().any(named)
    };
    let spoken = |(index, header): (usize, &String)| {
        let question = questions.get(index).filter(|question| !question.is_empty() && !names_something(header));
        question.unwrap_or(header).clone()
    };
    headers.iter().enumerate().map(spoken).collect()
}

/// Whether the only header holds names of several columns: the sign between them was not found.
pub(super) fn is_uncut(headers: &[String]) -> bool {
    let [only] = headers else { return false };
    let signs = |letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ' ' && letter != '-';
    let by_signs: Vec<&str> = only.split(signs).filter(|part| !part.trim().is_empty()).collect();
    by_signs.len() > 2 && known_names(by_signs.into_iter()) > 1
}

/// Whether a header names people by their names, of which two may have the same.
pub(super) fn is_name_of_people(header: &str) -> bool {
    let name = normalised(header);
    PERSON.last().is_some_and(|words| words.split_whitespace().any(|word| word == name))
}

/// The guess: a kind, and a role for every column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    pub kind: Kind,
    pub columns: Vec<Column>,
    /// The columns that could be the score, where nothing tells which of several is.
    pub score_choices: Vec<usize>,
    /// What a row must say to count, where a column says of some that they do not.
    pub counting: Vec<CountingRule>,
}

/// Guesses kind and roles; what `overrides` fixes is kept, then what the export says. `spoken` are the names
/// the guess goes by, of [`spoken_names`].
#[inline(never)] // small functions become fast sooner, see `in_blocks`
pub(super) fn guess(
    file_name: &str,
    headers: &[String],
    spoken: &[String],
    stats: &[Stats],
    overrides: &Overrides,
    export: Option<&Export>,
) -> Result<Guess, IntakeError> {
    let mut fixed = fixed_columns(headers, overrides)?;
    for (field, column) in export.iter().flat_map(|export| export.roles(headers)) {
        if !fixed.values().any(|taken| *taken == column) {
            fixed.entry(field).or_insert(column);
        }
    }
    let items = fixed_items(headers, overrides)?;
    let table =
        Table { names: spoken.iter().map(|name| normalised(name)).collect(), stats, fixed: &fixed, items: &items };
    let known = overrides.kind.or_else(|| export.map(|export| export.kind));
    let kind = known.unwrap_or_else(|| table.kind(&normalised(file_name)));
    let mut assigned = table.assign(kind);
    if is_uncut(headers) {
        let fixed = |index: &usize| fixed.values().any(|taken| taken == index);
        assigned.roles.retain(|index, _| fixed(index));
    }
    // A column no header calls a score is only one where it is known that these are answers.
    let is_asked = kind == Kind::Answers && (known.is_some() || assigned.likeness.contains_key(&Field::Score));
    let score_choices = if is_asked { table.settle_score(&mut assigned) } else { Vec::new() };
    let has_score = assigned.roles.values().any(|field| *field == Field::Score);
    if kind == Kind::Answers && known.is_none() && !has_score && !table.has_texts_to_read(&assigned) {
        // Else the file could be read without anybody noticing that no score was found.
        let fixed = |index: &usize| fixed.values().any(|taken| taken == index);
        assigned.roles.retain(|index, field| *field != Field::Comment || fixed(index));
    }
    table.give_what_is_left(kind, &score_choices, &mut assigned);
    // Of known exports it is known which rows count.
    if export.is_none() {
        table.find_direction(kind, &mut assigned);
    }
    let is_judged = kind == Kind::Purchases && export.is_none() && !overrides.keep_all_rows;
    let counting = if is_judged { table.counting(&assigned) } else { Vec::new() };
    let roles = assigned.roles;
    let columns = headers.iter().enumerate().map(|(index, header)| Column {
        header: header.clone(),
        role: roles.get(&index).map_or_else(|| table.spare_role(index), |field| Role::Field(*field)),
        date_order: None,
        six_digit_months: stats.get(index).is_some_and(|stats| stats.mostly(stats.six_digit_months, 100)),
        unix_times: stats.get(index).is_some_and(|stats| stats.mostly(stats.unix_times, 98)),
        decimal_mark: None,
        values: None,
        epoch_is_none: false,
        quoted: false,
        literal: false,
    });
    Ok(Guess { kind, columns: columns.collect(), score_choices, counting })
}

/// The columns fixed by name: exactly as written, else alike but for case and signs.
fn fixed_columns(headers: &[String], overrides: &Overrides) -> Result<BTreeMap<Field, usize>, IntakeError> {
    overrides.map.iter().map(|(field, name)| Ok((*field, column_called(headers, *field, name)?))).collect()
}

/// The columns of roles that several can have, fixed the same way; in the order of the file.
fn fixed_items(headers: &[String], overrides: &Overrides) -> Result<BTreeMap<usize, Field>, IntakeError> {
    overrides.items.iter().map(|(field, name)| Ok((column_called(headers, *field, name)?, *field))).collect()
}

fn column_called(headers: &[String], field: Field, name: &str) -> Result<usize, IntakeError> {
    let wanted = normalised(name);
    let exact = headers.iter().position(|header| header == name.trim());
    let alike = || headers.iter().position(|header| !wanted.is_empty() && normalised(header) == wanted);
    exact.or_else(alike).ok_or_else(|| IntakeError::NoSuchColumn { field, column: name.to_owned() })
}

/// What a guess is made from.
struct Table<'a> {
    names: Vec<String>,
    stats: &'a [Stats],
    fixed: &'a BTreeMap<Field, usize>,
    /// Of roles that several columns can have.
    items: &'a BTreeMap<usize, Field>,
}

/// Columns given to fields, and how sure that is.
struct Assignment {
    roles: BTreeMap<usize, Field>,
    likeness: BTreeMap<Field, u32>,
    /// Whether some column was taken at its word: its cells cannot be read.
    is_unread: bool,
}

impl Table<'_> {
    /// Gives each field of a kind its likeliest column, the surest first.
    fn assign(&self, kind: Kind) -> Assignment {
        let mut out = Assignment { roles: BTreeMap::new(), likeness: BTreeMap::new(), is_unread: false };
        for (&field, &index) in self.fixed {
            out.roles.insert(index, field);
            out.likeness.insert(field, 1000);
        }
        for (&index, &field) in self.items {
            out.roles.entry(index).or_insert(field);
        }
        let mut claims = Vec::new();
        for field in claiming(kind) {
            for (index, name) in self.names.iter().enumerate() {
                let likeness = match field {
                    Field::Score if names_group_or_code(name) => 0,
                    Field::Currency if names_other_money(name) => 0,
                    Field::Date if kind == Kind::Purchases && self.is_other_day(index) => {
                        likeness(kind, field, name).min(LAST)
                    }
                    Field::Customer if self.is_alike(index) => likeness(kind, field, name).min(LAST),
                    Field::Amount => {
                        let is_nothing = self.stats.get(index).is_some_and(Stats::is_nought);
                        let is_other = is_nothing || names_other_than_price(name);
                        likeness(kind, field, name).min(if is_other { LAST } else { u32::MAX })
                    }
                    _ => likeness(kind, field, name),
                };
                if likeness > 0 && self.stats.get(index).is_some_and(|stats| could_be(field, stats, likeness)) {
                    claims.push((std::cmp::Reverse(likeness), field, index));
                }
            }
        }
        claims.sort_unstable();
        for (std::cmp::Reverse(likeness), field, index) in claims {
            if !out.likeness.contains_key(&field) && !out.roles.contains_key(&index) {
                out.roles.insert(index, field);
                out.likeness.insert(field, likeness);
            }
        }
        self.settle_money(&mut out);
        self.find_date(kind, &mut out);
        self.find_customer(kind, &mut out);
        self.take_at_its_word(kind, &mut out);
        out
    }

    /// A day or an amount that is needed and missing is the column called so and nothing else, even where its cells cannot
    /// be read: that is told, row by row, while a file read as something else would hide it.
    fn take_at_its_word(&self, kind: Kind, out: &mut Assignment) {
        let has = |out: &Assignment, field: Field| out.likeness.contains_key(&field);
        let needed = kind.required().into_iter().flatten().filter(|choice| choice.len() == 1).flatten();
        for field in needed.filter(|field| [Field::Date, Field::Amount].contains(field)) {
            let is_made = field == Field::Amount && has(out, Field::Quantity) && has(out, Field::UnitPrice);
            if has(out, field) || is_made {
                continue;
            }
            // Days and amounts have digits, however they are written.
            let has_digit = |cell: &String| cell.contains(|letter: char| letter.is_ascii_digit());
            let is_filled =
                |index: usize| self.stats.get(index).is_some_and(|stats| stats.samples.iter().any(has_digit));
            let called = |(index, name): (usize, &String)| {
                let likeness = likeness(kind, field, name);
                (is_own(likeness) && is_filled(index) && !out.roles.contains_key(&index)).then_some((likeness, index))
            };
            let called = self.names.iter().enumerate().filter_map(called);
            if let Some((likeness, index)) =
                called.max_by_key(|(likeness, index)| (*likeness, std::cmp::Reverse(*index)))
            {
                out.roles.insert(index, field);
                out.likeness.insert(field, likeness);
                out.is_unread = true;
            }
        }
    }

    /// Gives columns that no role took, and that are no choice for the score, to the roles that come last. Where the
    /// user named items of a role, these are all it has.
    fn give_what_is_left(&self, kind: Kind, score_choices: &[usize], out: &mut Assignment) {
        let mut claims = Vec::new();
        let named = |field: &Field| self.items.values().any(|fixed| fixed == field);
        // What is left after refunds, or is received, has them off already.
        let is_gross = !out.roles.iter().any(|(index, field)| {
            *field == Field::Amount && self.names.get(*index).is_some_and(|name| names_net(name))
        });
        let is_open = |field: &Field| field.is_late() && !named(field) && (is_gross || *field != Field::Refund);
        for field in kind.fields().into_iter().filter(is_open) {
            for (index, name) in self.names.iter().enumerate() {
                let likeness = likeness(kind, field, name);
                let could_be = self.stats.get(index).is_some_and(|stats| could_be(field, stats, likeness));
                // Whether it was given back, and not how much.
                let could_be =
                    could_be && !(field == Field::Refund && self.stats.get(index).is_some_and(Stats::is_flag));
                if likeness > 0 && could_be && !score_choices.contains(&index) && !names_group_or_code(name) {
                    claims.push((std::cmp::Reverse(likeness), field, index));
                }
            }
        }
        claims.sort_unstable();
        for (std::cmp::Reverse(likeness), field, index) in claims {
            let is_free = field.takes_several() || !out.likeness.contains_key(&field);
            // The first refund may stand below the rows looked at.
            let is_seen = field == Field::Refund || self.spare_role(index) == Role::Attribute;
            if is_free && is_seen && !out.roles.contains_key(&index) {
                out.roles.insert(index, field);
                out.likeness.insert(field, likeness);
            }
        }
    }

    /// A price without a quantity is the amount; beside an amount it is an extra column.
    fn settle_money(&self, out: &mut Assignment) {
        let Some(price) = out.roles.iter().find(|(_, field)| **field == Field::UnitPrice).map(|(index, _)| *index)
        else {
            return;
        };
        if self.fixed.contains_key(&Field::UnitPrice) {
            return;
        }
        // What was given back or let off is no amount beside a price, nor is a column of formulas that nobody computed beside
        // price and quantity.
        let amount = out.roles.iter().find(|(_, field)| **field == Field::Amount).map(|(index, _)| *index);
        let is_blank = amount.and_then(|index| self.stats.get(index)).is_some_and(|stats| stats.filled == 0);
        let is_made = out.likeness.contains_key(&Field::Quantity) && !self.fixed.contains_key(&Field::Amount);
        if out.likeness.get(&Field::Amount) == Some(&LAST) || is_blank && is_made {
            out.roles.retain(|_, field| *field != Field::Amount);
            out.likeness.remove(&Field::Amount);
        }
        if out.likeness.contains_key(&Field::Amount) {
            out.roles.remove(&price);
            out.likeness.remove(&Field::UnitPrice);
        } else if !out.likeness.contains_key(&Field::Quantity) {
            out.roles.insert(price, Field::Amount);
            out.likeness.remove(&Field::UnitPrice);
            out.likeness.insert(Field::Amount, 300);
        }
    }

    /// The score by header and values: a column of the whole scale before one that stops early, and where
    /// no header names it, one that has the scale. Gives the columns among which nothing decides.
    fn settle_score(&self, out: &mut Assignment) -> Vec<usize> {
        if self.fixed.contains_key(&Field::Score) {
            return Vec::new();
        }
        let chosen = out.roles.iter().find(|(_, field)| **field == Field::Score).map(|(index, _)| *index);
        let is_scale = |index: usize| self.stats.get(index).is_some_and(Stats::is_scale);
        let rank = |index: usize| self.names.get(index).map_or(0, |name| rank_of_score(name));
        let is_free = |index: &usize| chosen == Some(*index) || !out.roles.contains_key(index);
        let is_derived = |index: usize| self.names.get(index).is_some_and(|name| names_group_or_code(name));
        let scales = (0..self.names.len()).filter(is_free).filter(|&index| is_scale(index) && !is_derived(index));
        let is_sure = |stats: &Stats| stats.filled < FEW_ROWS || stats.is_positions();
        // Where a header says where the score is, what no header calls one is none, whether that can be read or not.
        let is_named = |index: usize| {
            let numbers = self.stats.get(index).is_some_and(|stats| stats.mostly(stats.scores, 70));
            numbers && rank(index) > 0 && !is_derived(index)
        };
        let best = match chosen {
            Some(index) if is_scale(index) || self.stats.get(index).is_some_and(is_sure) => rank(index),
            Some(_) => 1,
            None => u32::from((0..self.names.len()).filter(is_free).any(is_named)),
        };
        let mut choices: Vec<usize> = scales.filter(|&index| rank(index) >= best).collect();
        // The question itself goes before a column of marks for anything, whatever else has the scale.
        if choices.iter().any(|&index| rank(index) == QUESTION) && best < QUESTION {
            choices.retain(|&index| rank(index) >= QUESTION);
        }
        let first = chosen.filter(|index| choices.is_empty() || choices.contains(index)).or(choices.first().copied());
        if first != chosen {
            out.roles.retain(|_, field| *field != Field::Score);
            if let Some(index) = first {
                out.roles.insert(index, Field::Score);
            }
        }
        if choices.len() > 1 || first != chosen && chosen.is_some() {
            let mut all: Vec<usize> = choices.into_iter().chain(chosen).collect();
            all.sort_unstable();
            all.dedup();
            all
        } else {
            Vec::new()
        }
    }

    /// Where a customer is needed and no header names one, what tells people apart: how they are reached, else their name.
    fn find_customer(&self, kind: Kind, out: &mut Assignment) {
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
    fn find_direction(&self, kind: Kind, out: &mut Assignment) {
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

    /// Of columns that no role has, those whose words say of some rows that nothing was bought, or not in earnest.
    fn counting(&self, out: &Assignment) -> Vec<CountingRule> {
        let rule = |(column, name): (usize, &String)| {
            let few = self.stats.get(column).map(|stats| stats.few.as_slice()).filter(|few| few.len() > 1)?;
            let said: Vec<&str> = few.iter().map(|(cell, _)| cell.as_str()).collect();
            let words: Vec<String> = uncounted(name, &said).into_iter().map(str::to_owned).collect();
            let is_open = out.roles.get(&column).is_none_or(|field| field.is_offered());
            (is_open && !words.is_empty() && words.len() < said.len()).then_some(CountingRule {
                column,
                words,
                only: false,
            })
        };
        self.names.iter().enumerate().filter_map(rule).collect()
    }

    /// Where no header names the date, the first column of written dates will do; else the first whose numbers are all days,
    /// or months.
    fn find_date(&self, kind: Kind, out: &mut Assignment) {
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
    fn is_other_day(&self, index: usize) -> bool {
        const OTHER: &str = "export extract etl snapshot asof reportdate filedate loaddate rundate printed expir duedate enddate warranty \
            birth join regist update modif deliver shipp shipdate shipment dispatch login 导出 统计日 到期 截止 出生 注册 发货 更新 打印 制表 上次 登录";
        let name = self.names.get(index).map_or("", String::as_str);
        let is_constant =
            self.stats.get(index).is_some_and(|stats| stats.distinct == 1 && stats.filled >= ENOUGH_ALIKE);
        let is_blank = self.stats.get(index).is_some_and(|stats| stats.filled == 0);
        is_constant || is_blank || OTHER.split_whitespace().any(|word| name.contains(word))
    }

    /// Whether a column says the same of all rows, or yes and no: nobody's id.
    fn is_alike(&self, index: usize) -> bool {
        self.stats.get(index).is_some_and(|stats| {
            let cells: Vec<&str> = stats.few.iter().map(|(cell, _)| cell.as_str()).collect();
            let is_flag = || cells.len() == 2 && read_all_yes_no(&cells, ("", "")).iter().all(Option::is_some);
            stats.filled >= ENOUGH_ALIKE && (stats.distinct == 1 || is_flag())
        })
    }

    /// The use of a column that is no field.
    fn spare_role(&self, index: usize) -> Role {
        match self.stats.get(index) {
            Some(stats) if stats.filled > 0 && !stats.is_unique_text() => Role::Attribute,
            _ => Role::Ignore,
        }
    }
}

/// Rows from which on it is no chance that a column says the same of all.
const ENOUGH_ALIKE: usize = 10;

/// Answers of which too few are there to say that their scale stops early.
const FEW_ROWS: usize = 20;

/// The likeness of an amount that is likely to be something else.
const LAST: u32 = 1;

/// Whether a header speaks of what was given back.
fn names_refund(name: &str) -> bool {
    (name.contains("refund") || name.contains("退款")) && !names_net(name)
}

/// Whether a header speaks of money that is not what was paid for what was bought: given back, let off, or on top of it.
fn names_other_than_price(name: &str) -> bool {
    const OTHER: &str = "discount coupon voucher shipping freight postage deliveryfee surcharge commission \
        优惠 折扣 减免 抵扣 立减 满减 红包 代金券 消费券 运费 邮费 配送费 手续费 服务费 佣金 税额 税金";
    // What a row costs or leaves, what an account holds and what is owed.
    const NEVER: &str = "cost profit margin balance opening closing creditlimit deposit outstanding overdue interest principal budget \
        target lastyear points suminsured 成本 毛利 利润 余额 期初 预存 储值 赠送 欠款 利息 本金 保证金 押金 积分 预算 目标 去年 上年 同期 保额 \
        保险金额 定金";
    // The price after a discount, with shipping or before tax is one.
    const PRICE: &str = "after incl excl with without before less net 后 含 前 实 应 总价";
    let has = |list: &str| list.split_whitespace().any(|word| name.contains(word));
    let is_fee = || ["fee", "fees", "feeamount", "gebühr", "gebühren", "frais"].iter().any(|end| name.ends_with(end));
    names_refund(name)
        || has(NEVER)
        || (has(OTHER) || is_fee() && !name.ends_with("coffee")) && !has(PRICE)
        || matches!(name, "taxamount" | "vatamount" | "tipamount" | "tip" | "tips")
}

/// Whether an amount may have refunds taken off already.
fn names_net(name: &str) -> bool {
    const NET: &str = "net afterrefund settle 净 实收 到账 结算 入账 退款后";
    NET.split_whitespace().any(|word| name.contains(word))
}

/// Whether a column that is called a currency is that of other money than the amount.
fn names_other_money(name: &str) -> bool {
    const OTHER: &str = "original source customer base local settle 原 本位 结算";
    OTHER.split_whitespace().any(|word| name.contains(word))
}

/// How well a header names the score: as nothing else is called, as the question whether to recommend, as marks for
/// anything are, or not at all.
fn rank_of_score(name: &str) -> u32 {
    // Who recommends, how many do, why they would.
    const NO_QUESTION: &str = "推荐人 推荐渠道 推荐商品 推荐产品 人数 好友数 次数 数量 原因 理由 奖励 \
        referrer count number times reason why product reward";
    let is_question = || !NO_QUESTION.split_whitespace().any(|word| name.contains(word));
    match likeness(Kind::Answers, Field::Score, name) {
        own if is_own(own) => 3,
        general if general > 300 => 1,
        part if part > 0 && is_question() => QUESTION,
        _ => 0,
    }
}

/// See [`rank_of_score`].
const QUESTION: u32 = 2;

/// Whether a header names what was derived from a score, or the place of a choice: `NPS_GROUP`, `Q1_code`.
fn names_group_or_code(name: &str) -> bool {
    const ENDS: &str = "group groups grp category cat segment type class label code coded order position rank bucket \
        分组 组别 类别 分类 类型 群体 编码 代码 序号 标签";
    ENDS.split_whitespace().any(|end| name.ends_with(end) && name != end)
}

/// Whether the cells of a column allow it to be this field.
fn could_be(field: Field, stats: &Stats, likeness: u32) -> bool {
    // A full name is believed with more bad cells than a part of one, and on a blank column.
    let named = likeness > 300;
    let share = if named { 30 } else { 70 };
    let blank = named && stats.filled == 0;
    match field.values() {
        Values::Day => {
            let seconds = if named && stats.mostly(stats.unix_times, 98) { stats.unix_times } else { 0 };
            blank || stats.mostly(stats.dates + seconds, share)
        }
        Values::Number | Values::Amount => {
            let is_counted = || {
                let counted =
                    |cell: &String| without_counted(cell).is_some_and(|number| read_number(number, None).is_ok());
                field == Field::Quantity && named && !stats.samples.is_empty() && stats.samples.iter().all(counted)
            };
            blank || stats.mostly(stats.numbers, share) || is_counted()
        }
        // What is called a score and nothing else is one, and an 11 among its cells a code for no answer.
        Values::Score => stats.mostly(stats.scores, share) && (is_own(likeness) || !stats.is_positions()),
        Values::YesNo => {
            let cells: Vec<&str> = stats.few.iter().map(|(cell, _)| cell.as_str()).collect();
            let said = read_all_yes_no(&cells, field.says());
            let rows = stats.few.iter().zip(said).filter(|(_, said)| said.is_some());
            stats.mostly(rows.map(|((_, rows), _)| rows).sum(), share)
        }
        Values::Id => {
            let written_dates = stats.mostly(stats.dates, 60) && !stats.mostly(stats.numbers, 60);
            // A program that met a blank among whole ids writes them all with a point.
            let whole = if named { stats.whole_decimals } else { 0 };
            stats.filled > 0 && !written_dates && !stats.mostly(stats.decimals - whole, 60)
        }
        Values::Text if field == Field::Direction => {
            let cells: Vec<&str> = stats.few.iter().map(|(cell, _)| cell.as_str()).collect();
            let given_back = given_back(&cells);
            given_back.contains(&true) && given_back.contains(&false)
        }
        Values::Text if field == Field::Currency => {
            let named = stats.few.iter().filter(|(cell, _)| Currency::named(cell).is_some());
            stats.mostly(named.map(|(_, rows)| rows).sum(), 90)
        }
        Values::Text => !stats.mostly(stats.numbers, 90) && !stats.mostly(stats.dates, 90),
    }
}

#[cfg(test)]
mod tests;
