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
use super::collect::{OrderDecision, decide_order};
use super::guess::normalised;
use super::plan::{DateOrder, DecimalMark, Unread};
use super::value::{DateCell, Evidence, read_date, read_score, read_share, read_yes_no};

/// One distinct value in so many may be something else (`n/a`, `-`) in a column of numbers or days.
const MISFITS: usize = 20;

/// After this many values without a likely meaning a column is text, however many follow.
const ENOUGH: usize = 1000;

/// Whole numbers of so many digits tell things apart (accounts, telephones) and count nothing.
const LONG: usize = 10;

/// Parts of the names of columns whose numbers only tell things apart.
const NAMES_OF_CODES: &str =
    "phone mobile telephone zip postcode postalcode 电话 手机 邮编 邮政编码 编号 编码 号码 代码 卡号 身份证 账号";

/// Counts over distinct values: what an extra column could hold.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    seen: usize,
    numbers: usize,
    days: usize,
    six_digit_months: usize,
    /// Whole numbers too long to count anything.
    long: usize,
    /// Whether a whole number begins with a nought: `007` is no number.
    noughts: bool,
    yes_no: usize,
    scores: usize,
}

impl Look {
    /// Looks at one more distinct value, trimmed.
    pub fn add(&mut self, text: &str) {
        self.seen += 1;
        let bare = text.strip_prefix('+').unwrap_or(text);
        let digits =
            bare.len().checked_sub(1).filter(|_| bare.bytes().all(|byte| byte.is_ascii_digit())).map(|more| more + 1);
        if let Some(digits) = digits {
            self.noughts |= digits > 1 && bare.starts_with('0');
            self.long += usize::from(digits >= LONG || digits < text.len() && digits >= 8);
        }
        let is_number = read_share(text, None).is_ok();
        self.numbers += usize::from(is_number);
        // Of numbers only those of eight digits are days: 20240305.
        if !is_number || matches!(digits, Some(6 | 8)) {
            match read_date(text) {
                DateCell::Month { six_digits: true, .. } => self.six_digit_months += 1,
                DateCell::Day(_) | DateCell::Month { .. } | DateCell::Parts(_) => self.days += 1,
                DateCell::Blank | DateCell::Bad | DateCell::Seconds(_) => {}
            }
        }
        if !is_number {
            self.scores += usize::from(read_score(text).is_ok());
            // Ones and noughts are numbers until somebody says otherwise: the next file may count to two.
            self.yes_no += usize::from(read_yes_no(text, ("", "")).is_some());
        }
    }

    fn mostly(&self, part: usize) -> bool {
        self.seen > 0 && (self.seen - part.min(self.seen)) * MISFITS <= self.seen
    }

    /// Whether what comes can still make it anything but text.
    fn is_hopeless(&self) -> bool {
        let days = self.days + self.six_digit_months;
        let best = self.numbers.max(days).max(self.scores).max(self.yes_no);
        self.seen >= ENOUGH && best * 2 < self.seen
    }

    /// What a column of this name most likely holds.
    pub fn decide(&self, name: &str, six_digit_months: bool) -> Values {
        let days = self.days + if six_digit_months { self.six_digit_months } else { 0 };
        let name = normalised(name);
        let is_code = || {
            NAMES_OF_CODES.split_whitespace().any(|part| name.contains(part))
                || ["id", "code"].iter().any(|end| name.ends_with(end))
        };
        if self.seen > 0 && self.yes_no == self.seen {
            Values::YesNo
        } else if self.mostly(days) {
            Values::Day
        } else if self.mostly(self.numbers) && !self.noughts && self.long * MISFITS <= self.seen && !is_code() {
            Values::Number
        } else if self.mostly(self.scores) {
            Values::Score
        } else {
            Values::Text
        }
    }

    /// What all these values could be.
    fn of(values: &Dictionary) -> Self {
        let mut look = Self::default();
        for (_, text) in values.iter() {
            look.add(text);
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

    /// Reads every distinct text once.
    pub fn read(&self, how: How<'_>) -> Meaning {
        let given = how.role.map(Field::values).or(how.values);
        let values = given.unwrap_or_else(|| Look::of(self.values).decide(how.name, how.six_digit_months));
        let meaning = match values {
            Values::Text | Values::Id => Meaning::default(),
            Values::Number | Values::Amount => self.numbers(how.decimal_mark),
            Values::Day => self.days(how),
            Values::YesNo => {
                let says = how.role.map_or(("", ""), Field::says);
                let said = self.each(|text| read_yes_no(text, says));
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
        let contradicted = given.is_none() && misfits(&meaning.reading) * MISFITS > self.values.len();
        if undated || contradicted { Meaning::default() } else { meaning }
    }

    /// Rows that have a day.
    fn rows_with(&self, reading: &Reading) -> u64 {
        let Reading::Day(days) = reading else { return 0 };
        days.iter().zip(self.rows()).filter(|(day, _)| day.is_some()).map(|(_, rows)| *rows as u64).sum()
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
        let cells: Vec<DateCell> = self.values.iter().map(|(_, text)| read_date(text)).collect();
        let open = cells.iter().enumerate().filter_map(|(code, cell)| match cell {
            DateCell::Parts(parts) => Some((*parts, self.rows().get(code).copied().unwrap_or(0))),
            _ => None,
        });
        let decision = if how.date_order.is_some() { OrderDecision::default() } else { decide_order(&open) };
        let order = how.date_order.or(decision.order).unwrap_or(DateOrder::DayMonthYear);
        let mut meaning = Meaning { ambiguous: decision.order.filter(|_| decision.ambiguous), ..Meaning::default() };
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

/// Distinct texts of a column of numbers that are none.
fn misfits(reading: &Reading) -> usize {
    if let Reading::Number(numbers) = reading { numbers.iter().filter(|number| number.is_none()).count() } else { 0 }
}

fn packed(micros: i64) -> Option<PackedMoney> {
    PackedMoney::try_from(Money::from_micros(i128::from(micros))).ok()
}
