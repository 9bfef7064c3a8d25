//! What the distinct texts of a column mean: numbers, days, yes or no, scores.
//!
//! Cells are kept as texts while a file is read, which is quick; what they mean is read once for each
//! distinct text at the end, when the whole column has shown its decimal mark and the order of its
//! dates.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::domain::dataset::{Field, Reading, Values};
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::money::{Money, PackedMoney};

use super::absurd::{AbsurdDates, EPOCH};
use super::codes::{Digits, is_code};
use super::collect::{OrderDecision, decide_order};
use super::plan::{DateOrder, DecimalMark, Unread};
use super::value::{
    DateCell, Evidence, is_midnight_ahead, is_no_answer, is_not_available, read_all_yes_no, read_believed, read_date,
    read_score, read_share, read_yes_no,
};

/// One distinct value in so many may be something else (`n/a`, `-`) in a column of numbers or days.
const MISFITS: usize = 20;

/// Or one row in so many, where they have no more different words than [`FEW_WORDS`].
const MISFIT_ROWS: usize = 10;

/// See [`MISFIT_ROWS`].
const FEW_WORDS: usize = 3;

/// After this many values without a likely meaning a column is text, however many follow.
const ENOUGH: usize = 1000;

/// No text of more bytes says yes or no.
const LONGEST_YES_NO: usize = 16;

/// Whole numbers of so many digits tell things apart (accounts, telephones) and count nothing.
const LONG: usize = 10;

/// How many different texts, and how many rows have them.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    texts: usize,
    rows: usize,
}

impl Tally {
    fn add(&mut self, is_one: bool, rows: usize) {
        self.texts += usize::from(is_one);
        self.rows += if is_one { rows } else { 0 };
    }
}

/// Counts over distinct values: what an extra column could hold.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    seen: Tally,
    numbers: Tally,
    days: Tally,
    six_digit_months: Tally,
    scores: Tally,
    /// Texts without a digit.
    words: Tally,
    /// Words for no answer: not seen, as it were, beside numbers, days and scores.
    unsaid: usize,
    digits: Digits,
    /// Whole numbers too long to count anything.
    long: usize,
    /// Whether a whole number begins with a nought: `007` is no number.
    noughts: bool,
    yes_no: usize,
}

impl Look {
    /// Looks at one more distinct value, trimmed, that so many rows have.
    pub fn add(&mut self, text: &str, rows: usize) {
        if is_not_available(text) {
            return;
        }
        let number = read_share(text, None).ok();
        let is_number = number.is_some();
        if !is_number && is_no_answer(text) {
            self.unsaid += 1;
            return;
        }
        self.seen.add(true, rows);
        let bare = text.strip_prefix('+').unwrap_or(text);
        let digits =
            bare.len().checked_sub(1).filter(|_| bare.bytes().all(|byte| byte.is_ascii_digit())).map(|more| more + 1);
        if let Some(digits) = digits {
            self.noughts |= digits > 1 && bare.starts_with('0');
            self.long += usize::from(digits >= LONG || digits < text.len() && digits >= 8);
        }
        self.numbers.add(is_number, rows);
        if let Some(number) = number {
            self.digits.add(number.micros);
        }
        // Of numbers only those of eight digits are days: 20240305.
        if !is_number || matches!(digits, Some(6 | 8)) {
            match read_date(text) {
                DateCell::Month { six_digits: true, .. } => self.six_digit_months.add(true, rows),
                DateCell::Day(_) | DateCell::Month { .. } | DateCell::Parts(_) => self.days.add(true, rows),
                DateCell::Blank | DateCell::Bad | DateCell::Seconds(_) => {}
            }
        }
        if !is_number {
            self.words.add(!text.contains(char::is_numeric), rows);
            self.scores.add(read_score(text).is_ok(), rows);
            // Ones and noughts are numbers until somebody says otherwise: the next file may count to two.
            self.yes_no += usize::from(text.len() <= LONGEST_YES_NO && read_yes_no(text, ("", "")).is_some());
        }
    }

    /// Whether nearly all different texts are among these; or nearly all rows, where the others have few words. Of marks from
    /// 1 to 5 one “closed” is a sixth of all texts, and says nothing of the others.
    fn mostly(&self, part: Tally) -> bool {
        let misfits = self.seen.texts - part.texts.min(self.seen.texts);
        let rows = self.seen.rows - part.rows.min(self.seen.rows);
        let are_few_words = misfits <= FEW_WORDS && misfits <= self.words.texts && misfits < part.texts;
        self.seen.texts > 0
            && (misfits * MISFITS <= self.seen.texts || are_few_words && rows * MISFIT_ROWS <= self.seen.rows)
    }

    /// Whether what comes can still make it anything but text.
    fn is_hopeless(&self) -> bool {
        let days = self.days.texts + self.six_digit_months.texts;
        let best = self.numbers.texts.max(days).max(self.scores.texts).max(self.yes_no);
        self.seen.texts >= ENOUGH && best * 2 < self.seen.texts
    }

    /// What a column of this name most likely holds.
    pub fn decide(&self, name: &str, six_digit_months: bool) -> Values {
        let months = if six_digit_months { self.six_digit_months } else { Tally::default() };
        let days = Tally { texts: self.days.texts + months.texts, rows: self.days.rows + months.rows };
        let counts = || !self.noughts && self.long * MISFITS <= self.seen.texts && !is_code(name, self.digits);
        if self.seen.texts > 0 && self.yes_no == self.seen.texts && self.unsaid == 0 {
            Values::YesNo
        } else if self.mostly(days) {
            Values::Day
        } else if self.mostly(self.numbers) && counts() {
            Values::Number
        } else if self.mostly(self.scores) {
            Values::Score
        } else {
            Values::Text
        }
    }

    /// What all these values could be.
    fn of(values: &Dictionary, rows: &[usize]) -> Self {
        let mut look = Self::default();
        for ((_, text), rows) in values.iter().zip(rows) {
            look.add(text, *rows);
            if look.is_hopeless() {
                break;
            }
        }
        look
    }
}

/// How to read a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct How<'a> {
    /// Its header.
    pub name: &'a str,
    pub role: Option<Field>,
    /// What an extra column holds; `None` lets the column decide.
    pub values: Option<Values>,
    pub date_order: Option<DateOrder>,
    pub six_digit_months: bool,
    pub unix_times: bool,
    /// Whether its times are midnights of a zone ahead of UTC.
    pub local_midnights: bool,
    pub decimal_mark: Option<DecimalMark>,
    pub absurd: AbsurdDates,
}

/// What a column turned out to hold.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    pub reading: Reading,
    /// Rows whose cell does not fit the others.
    pub unread: Unread,
    /// Rows whose date is not believed; they count as blank.
    pub absurd: u64,
    /// Rows whose date gives only a month.
    pub months: u64,
    /// Whether years are those of another era.
    pub eras: bool,
    /// The order chosen for dates that fit another as well.
    pub ambiguous: Option<DateOrder>,
}

/// A column by its texts.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    values: &'a Dictionary,
    codes: &'a [u32],
    rows: OnceCell<Vec<usize>>,
}

impl<'a> Texts<'a> {
    pub fn new(values: &'a Dictionary, codes: &'a [u32]) -> Self {
        Self { values, codes, rows: OnceCell::new() }
    }

    /// What the column holds: what is known of it, else what its texts say.
    pub fn holds(&self, how: How<'_>) -> Values {
        let given = how.role.map(Field::values).or(how.values);
        given.unwrap_or_else(|| Look::of(self.values, self.rows()).decide(how.name, how.six_digit_months))
    }

    /// Reads every distinct text once.
    pub fn read(&self, how: How<'_>) -> Meaning {
        let given = how.role.map(Field::values).or(how.values);
        let meaning = match self.holds(how) {
            Values::Text | Values::Id => Meaning::default(),
            Values::Number | Values::Amount => self.numbers(how.decimal_mark),
            Values::Day => self.days(how),
            Values::YesNo => {
                let says = how.role.map_or(("", ""), Field::says);
                let texts: Vec<&str> = self.values.iter().map(|(_, text)| text).collect();
                let said = read_all_yes_no(&texts, says);
                Meaning { unread: self.unread(&said), reading: Reading::YesNo(Arc::new(said)), ..Meaning::default() }
            }
            Values::Score => {
                let scores = self.each(|text| read_score(text).ok());
                Meaning {
                    unread: self.unread(&scores),
                    reading: Reading::Score(Arc::new(scores)),
                    ..Meaning::default()
                }
            }
        };
        // Times of day under the first day of a calendar (1900-01-01 13:30) are no dates.
        let undated = given.is_none() && meaning.absurd > 0 && self.rows_with(&meaning.reading) < meaning.absurd;
        // Numbers that contradict each other about their decimal mark are no numbers.
        let contradicted = given.is_none() && self.contradictions(&meaning.reading) * MISFITS > self.values.len();
        if undated || contradicted { Meaning::default() } else { meaning }
    }

    /// Rows that have a day.
    fn rows_with(&self, reading: &Reading) -> u64 {
        let Reading::Day(days) = reading else { return 0 };
        days.iter().zip(self.rows()).filter(|(day, _)| day.is_some()).map(|(_, rows)| *rows as u64).sum()
    }

    /// Distinct texts that are numbers by themselves, and none beside the others.
    fn contradictions(&self, reading: &Reading) -> usize {
        let Reading::Number(numbers) = reading else { return 0 };
        let unread = self.values.iter().zip(numbers.iter()).filter(|(_, number)| number.is_none());
        unread.filter(|((_, text), _)| read_share(text, None).is_ok()).count()
    }

    fn numbers(&self, given: Option<DecimalMark>) -> Meaning {
        let mut depends = false;
        let mut numbers = self.each(|text| {
            let number = read_share(text, given).ok()?;
            depends |= matches!(number.evidence, Evidence::Comma | Evidence::EitherComma | Evidence::EitherPoint);
            packed(number.micros)
        });
        if depends {
            let mark = self.decimal_mark();
            numbers = self.each(|text| packed(read_share(text, Some(mark)).ok()?.micros));
        }
        Meaning { unread: self.unread(&numbers), reading: Reading::Number(Arc::new(numbers)), ..Meaning::default() }
    }

    /// What most rows prove; a point where they prove nothing.
    fn decimal_mark(&self) -> DecimalMark {
        let (mut points, mut commas) = (0, 0);
        for ((_, text), rows) in self.values.iter().zip(self.rows()) {
            match read_share(text, None).map(|number| number.evidence) {
                Ok(Evidence::Point) => points += rows,
                Ok(Evidence::Comma) => commas += rows,
                _ => {}
            }
        }
        if commas > points { DecimalMark::Comma } else { DecimalMark::Point }
    }

    fn days(&self, how: How<'_>) -> Meaning {
        let mut eras = false;
        let cells: Vec<DateCell> = self
            .values
            .iter()
            .map(|(_, text)| {
                let (cell, is_of_era) =
                    if how.six_digit_months { read_believed(text) } else { (read_date(text), false) };
                eras |= is_of_era;
                cell
            })
            .collect();
        let open = cells.iter().enumerate().filter_map(|(code, cell)| match cell {
            DateCell::Parts(parts) => Some((*parts, self.rows().get(code).copied().unwrap_or(0))),
            _ => None,
        });
        let decision = if how.date_order.is_some() { OrderDecision::default() } else { decide_order(&open) };
        let order = how.date_order.or(decision.order).unwrap_or(DateOrder::DayMonthYear);
        let ambiguous = decision.order.filter(|_| decision.ambiguous);
        let mut meaning = Meaning { eras, ambiguous, ..Meaning::default() };
        let mut days: Vec<Option<Day>> = cells
            .iter()
            .map(|cell| match *cell {
                DateCell::Day(day) => Some(day),
                DateCell::Month { first, six_digits } => (!six_digits || how.six_digit_months).then_some(first),
                DateCell::Parts(parts) => parts.in_order(order),
                DateCell::Seconds(day) => how.unix_times.then_some(day),
                DateCell::Blank | DateCell::Bad => None,
            })
            .collect();
        for (slot, (_, text)) in days.iter_mut().zip(self.values.iter()).filter(|_| how.local_midnights) {
            if is_midnight_ahead(text) {
                *slot = slot.map(|day| day.plus_days(1));
            }
        }
        meaning.unread = self.unread(&days);
        let mut absurd = how.absurd;
        if days.iter().flatten().any(|day| day.epoch_days() == EPOCH) {
            let dated = days.iter().zip(self.rows()).filter_map(|(day, &rows)| Some(((*day)?, rows)));
            absurd.epoch |= absurd.epoch_is_lone(dated.filter(|(day, _)| absurd.reason(*day).is_none()));
        }
        for ((slot, cell), code) in days.iter_mut().zip(&cells).zip(0_usize..) {
            let rows = || self.rows().get(code).copied().unwrap_or(0) as u64;
            if slot.is_some_and(|day| absurd.reason(day).is_some()) {
                *slot = None;
                meaning.absurd += rows();
            } else if slot.is_some() && matches!(cell, DateCell::Month { .. }) {
                meaning.months += rows();
            }
        }
        Meaning { reading: Reading::Day(Arc::new(days)), ..meaning }
    }

    fn each<T>(&self, mut read: impl FnMut(&str) -> Option<T>) -> Vec<Option<T>> {
        self.values.iter().map(|(_, text)| read(text)).collect()
    }

    /// How many rows have each text; counted when first needed.
    fn rows(&self) -> &[usize] {
        self.rows.get_or_init(|| {
            let mut rows = vec![0_usize; self.values.len()];
            for &code in self.codes {
                if let Some(slot) = rows.get_mut(code as usize) {
                    *slot += 1;
                }
            }
            rows
        })
    }

    /// The texts that were not read.
    fn unread<T>(&self, read: &[Option<T>]) -> Unread {
        let mut unread = Unread::default();
        if read.iter().any(Option::is_none) {
            unread.filled = self.rows().iter().sum();
            let texts = self.values.iter().map(|(_, text)| text);
            let without = texts.zip(read).zip(self.rows()).filter(|((_, value), _)| value.is_none());
            without.for_each(|((text, _), rows)| unread.add(text, *rows));
        }
        unread
    }
}

fn packed(micros: i64) -> Option<PackedMoney> {
    PackedMoney::try_from(Money::from_micros(i128::from(micros))).ok()
}
