//! Which kind of table a file is and which column is which field, from headers and content.

mod date_parts;
mod kind;
mod names;
mod stats;
mod synonyms;
mod unnamed;

use std::collections::BTreeMap;

use crate::domain::dataset::{Field, Kind, PERSON, Values};

use super::direction::given_back;
use super::error::IntakeError;
use super::exports::{CountingRule, Export};
use super::plan::{Column, Overrides, Role};
use super::value::{Currency, read_all_yes_no, read_number, read_share, without_counted};
use names::{QUESTION, names_group_or_code, names_net, names_other_money, names_other_than_price, rank_of_score};
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
        self.find_date_parts(kind, &mut out);
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
        // An amount beside it is what was paid.
        let is_priced = out.roles.values().any(|field| *field == Field::UnitPrice)
            && !out.roles.values().any(|field| *field == Field::Amount);
        let has_place = |field: &Field| match field {
            Field::Refund => is_gross,
            Field::Discount => is_priced,
            // They have a place together, where no column is a date.
            Field::Year | Field::Month | Field::Day => false,
            _ => true,
        };
        let is_open = |field: &Field| field.is_late() && !named(field) && has_place(field);
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
            // The first refund may stand below the rows looked at, and the first discount; contacts are all different.
            let is_seen = matches!(field, Field::Refund | Field::Discount | Field::Contact)
                || self.spare_role(index) == Role::Attribute;
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

    /// The use of a column that is no field.
    fn spare_role(&self, index: usize) -> Role {
        match self.stats.get(index) {
            Some(stats) if stats.filled > 0 && !stats.is_unique_text() => Role::Attribute,
            _ => Role::Ignore,
        }
    }
}

/// Answers of which too few are there to say that their scale stops early.
const FEW_ROWS: usize = 20;

/// The likeness of an amount that is likely to be something else.
const LAST: u32 = 1;

/// Whether the cells of a column allow it to be this field.
fn could_be(field: Field, stats: &Stats, likeness: u32) -> bool {
    // A full name is believed with more bad cells than a part of one, and on a blank column.
    let named = likeness > 300;
    let share = if named { 30 } else { 70 };
    let blank = named && stats.filled == 0;
    match field.values() {
        Values::Day => {
            let seconds = if named && stats.mostly(stats.unix_times, 98) { stats.unix_times } else { 0 };
            let eras = if named { stats.eras } else { 0 };
            blank || stats.mostly(stats.dates + seconds + eras, share)
        }
        Values::Number | Values::Amount => {
            let is_counted = || {
                let counted =
                    |cell: &String| without_counted(cell).is_some_and(|number| read_number(number, None).is_ok());
                field == Field::Quantity && named && !stats.samples.is_empty() && stats.samples.iter().all(counted)
            };
            let is_share = || {
                let read = |cell: &String| read_share(cell, None).is_ok();
                field == Field::Discount && named && !stats.samples.is_empty() && stats.samples.iter().all(read)
            };
            blank || stats.mostly(stats.numbers, share) || is_counted() || is_share()
        }
        // What is called a score and nothing else is one, and an 11 among its cells a code for no answer.
        Values::Score => stats.mostly(stats.scores, share) && (is_own(likeness) || !stats.is_positions()),
        Values::YesNo => {
            let cells: Vec<&str> = stats.few.iter().map(|(cell, _)| cell.as_str()).collect();
            let said = read_all_yes_no(&cells, field.says());
            let rows = stats.few.iter().zip(said).filter(|(_, said)| said.is_some());
            stats.mostly(rows.map(|((_, rows), _)| rows).sum(), share)
        }
        // `mobile` may say by what somebody answered, and `phone` whether there is one.
        Values::Id if field == Field::Contact && !is_own(likeness) => {
            let reaching = stats.samples.iter().filter(|cell| is_reaching(cell)).count();
            reaching > 0 && reaching * 2 >= stats.samples.len()
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

/// Whether a cell has an address of mail in it, or digits enough for a telephone.
fn is_reaching(cell: &str) -> bool {
    const FEWEST_DIGITS: usize = 7;
    cell.contains('@') || cell.chars().filter(char::is_ascii_digit).count() >= FEWEST_DIGITS
}

#[cfg(test)]
mod tests;
