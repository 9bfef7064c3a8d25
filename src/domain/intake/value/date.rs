//! Dates as people and programs write them.
//!
//! Times and zones are passed over: the day is the one written. Two-digit years 00 to 68 lie in
//! the 2000s, 69 to 99 in the 1900s (as POSIX `strptime` has it). Numbers from 20000 to 80000 are
//! Excel's day numbers (1954 to 2119, epoch 1899-12-30).

use crate::domain::day::Day;
use crate::domain::intake::plan::DateOrder;

use super::{digit, fold, trimmed};

/// What a cell of a date column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) enum DateCell {
    /// Nothing.
    Blank,
    /// No date.
    Bad,
    /// A day that can be read in one way only.
    Day(Day),
    /// Three numbers whose order the column decides.
    Parts(Parts),
}

/// Three numbers of a date such as 03/04/2024 or 24-3-5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) struct Parts {
    first: u8,
    second: u8,
    third: u16,
    /// The third number has two digits, so that the year may stand at either end.
    short: bool,
}

impl Parts {
    /// The day, read in this order; `None` where the calendar has no such day.
    pub fn in_order(self, order: DateOrder) -> Option<Day> {
        let (year, month, day) = match order {
            DateOrder::DayMonthYear => (self.third, self.second, self.first),
            DateOrder::MonthDayYear => (self.third, self.first, self.second),
            DateOrder::YearMonthDay if self.short => {
                (u16::from(self.first), self.second, u8::try_from(self.third).ok()?)
            }
            DateOrder::YearMonthDay => return None,
        };
        day_of(if self.short { full_year(year) } else { year }, month, day)
    }

    /// In 30 bits, to store a column of them.
    pub fn pack(self) -> u32 {
        u32::from(self.first) | u32::from(self.second) << 7 | u32::from(self.third) << 14 | u32::from(self.short) << 28
    }

    /// The inverse of [`Self::pack`].
    pub fn unpack(bits: u32) -> Self {
        let part = |shift: u32, mask: u32| bits >> shift & mask;
        Self {
            first: u8::try_from(part(0, 0x7f)).unwrap_or(0),
            second: u8::try_from(part(7, 0x7f)).unwrap_or(0),
            third: u16::try_from(part(14, 0x3fff)).unwrap_or(0),
            short: part(28, 1) == 1,
        }
    }
}

fn full_year(two_digits: u16) -> u16 {
    if two_digits <= 68 { 2000 + two_digits } else { 1900 + two_digits }
}

fn day_of(year: u16, month: u8, day: u8) -> Option<Day> {
    Day::from_ymd(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// Reads the cell of a date column.
#[inline]
pub(in crate::domain::intake) fn read_date(cell: &str) -> DateCell {
    let text = trimmed(cell);
    match iso(text.as_bytes()) {
        Some(day) => DateCell::Day(day),
        None if text.is_empty() => DateCell::Blank,
        None => read_other(text).unwrap_or(DateCell::Bad),
    }
}

/// The form most files have: `2024-03-05`, alone or followed by `10:20:30`.
#[inline]
fn iso(bytes: &[u8]) -> Option<Day> {
    let [y1, y2, y3, y4, sep @ (b'-' | b'/'), m1, m2, again, d1, d2, rest @ ..] = bytes else { return None };
    let time_follows = matches!(rest, [b' ' | b'T', _, _, b':', _, _] | [b' ' | b'T', _, _, b':', _, _, b':', _, _]);
    if sep != again || !(rest.is_empty() || time_follows && is_clock(rest)) {
        return None;
    }
    let two = |tens: &u8, ones: &u8| Some(digit(*tens)? * 10 + digit(*ones)?);
    let year = u16::from(two(y1, y2)?) * 100 + u16::from(two(y3, y4)?);
    day_of(year, two(m1, m2)?, two(d1, d2)?)
}

/// Whether a blank or T and `10:20` or `10:20:30` stand here, lengths checked before.
#[inline]
fn is_clock(rest: &[u8]) -> bool {
    let mut parts = rest.get(1..).unwrap_or_default().split(|&byte| byte == b':');
    let below = |part: &[u8], limit: u8| matches!(part, [tens, ones] if digit(*tens).zip(digit(*ones)).is_some_and(|(t, o)| t * 10 + o < limit));
    parts.next().is_some_and(|hours| below(hours, 25)) && parts.all(|part| below(part, 61))
}

/// The letters of a cell, folded, with a look ahead.
#[derive(Clone)]
struct Letters<'a>(std::str::Chars<'a>);

impl Letters<'_> {
    fn peek(&self) -> Option<char> {
        self.0.clone().next().map(fold)
    }

    fn next(&mut self) -> Option<char> {
        self.0.next().map(fold)
    }

    fn eat(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let found = self.peek().is_some_and(wanted);
        if found {
            self.next();
        }
        found
    }

    fn blanks(&mut self) -> bool {
        let mut any = false;
        while self.eat(|letter| letter == ' ') {
            any = true;
        }
        any
    }

    /// Digits: how many, and their value. At most 17 are read.
    fn number(&mut self) -> (u32, u64) {
        let (mut count, mut value) = (0, 0_u64);
        while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(10)).filter(|_| count < 17) {
            self.next();
            value = value * 10 + u64::from(digit);
            count += 1;
        }
        (count, value)
    }

    /// ASCII letters, compared by their first three in lower case.
    fn word(&mut self) -> Option<([u8; 3], usize)> {
        let (mut start, mut length) = ([0_u8; 3], 0);
        while let Some(letter) = self.peek().filter(char::is_ascii_alphabetic) {
            self.next();
            if let Some(slot) = start.get_mut(length) {
                *slot = u8::try_from(letter.to_ascii_lowercase()).unwrap_or(0);
            }
            length += 1;
        }
        (length >= 3).then_some((start, length))
    }

    fn is_done(&self) -> bool {
        self.0.as_str().is_empty()
    }
}

fn small(number: u64) -> Option<u8> {
    u8::try_from(number).ok().filter(|&small| small <= 99)
}

fn month_of(word: [u8; 3]) -> Option<u8> {
    const MONTHS: [&[u8; 3]; 12] =
        [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    MONTHS.iter().position(|month| **month == word).and_then(|index| u8::try_from(index + 1).ok())
}

fn is_weekday(word: [u8; 3]) -> bool {
    [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"].contains(&&word)
}

fn read_other(text: &str) -> Option<DateCell> {
    let mut letters = Letters(text.chars());
    if letters.peek()?.is_ascii_alphabetic() {
        return named_first(&mut letters).map(DateCell::Day);
    }
    let (count, value) = letters.number();
    match count {
        1 | 2 => short_first(&mut letters, value, count),
        4 => year_first(&mut letters, u16::try_from(value).ok()?).map(DateCell::Day),
        5 => serial(&mut letters, value).map(DateCell::Day),
        8 => compact(value).filter(|_| time_or_end(&mut letters)).map(DateCell::Day),
        12 => compact(value / 10_000).filter(|_| letters.is_done()).map(DateCell::Day),
        14 => compact(value / 1_000_000).filter(|_| letters.is_done()).map(DateCell::Day),
        _ => None,
    }
}

/// `20240305`, of the years 1900 to 2100 only: other numbers of eight digits are ids.
fn compact(number: u64) -> Option<Day> {
    let year = u16::try_from(number / 10_000).ok().filter(|year| (1900..=2100).contains(year))?;
    day_of(year, small(number / 100 % 100)?, small(number % 100)?)
}

/// `45356` or `45356.75`.
fn serial(letters: &mut Letters<'_>, number: u64) -> Option<Day> {
    if letters.eat(|letter| letter == '.') {
        letters.number();
    }
    let days = i32::try_from(number).ok().filter(|days| (20_000..=80_000).contains(days))?;
    // 25569 is Excel's number of 1970-01-01.
    Day::from_epoch_days(days - 25_569).filter(|_| letters.is_done())
}

/// `2024-3-5`, `2024/03/05 10:20`, `2024.3.5`, `2024年3月5日`, `2024-Mar-05`.
fn year_first(letters: &mut Letters<'_>, year: u16) -> Option<Day> {
    letters.blanks();
    let separator = letters.next().filter(|letter| matches!(letter, '-' | '/' | '.' | '年'))?;
    letters.blanks();
    let month = match letters.number() {
        (1 | 2, month) => small(month)?,
        (0, _) => month_of(letters.word()?.0)?,
        _ => return None,
    };
    letters.blanks();
    let closing = if separator == '年' { '月' } else { separator };
    if !letters.eat(|letter| letter == closing) {
        return None;
    }
    letters.blanks();
    let (1 | 2, day) = letters.number() else { return None };
    letters.eat(|letter| matches!(letter, '日' | '号' | '號'));
    day_of(year, month, small(day)?).filter(|_| time_or_end(letters))
}

/// `5/3/2024`, `05.03.24`, `24-03-05`, `5 Mar 2024`, `5-Mar-24`, `24年3月5日`.
fn short_first(letters: &mut Letters<'_>, first: u64, digits: u32) -> Option<DateCell> {
    let first = small(first)?;
    if letters.peek() == Some('年') && digits == 2 {
        return year_first(letters, full_year(first.into())).map(DateCell::Day);
    }
    let ordinal = letters.clone().word_of_two();
    if ordinal.is_some_and(|ending| matches!(&ending, b"st" | b"nd" | b"rd" | b"th")) {
        letters.next();
        letters.next();
    }
    let blank = letters.blanks();
    let separator = letters.peek().filter(|letter| matches!(letter, '-' | '/' | '.'));
    if separator.is_some() {
        letters.next();
        letters.blanks();
    } else if !blank {
        return None;
    }
    if letters.peek().is_some_and(|letter| letter.is_ascii_alphabetic()) {
        let month = month_of(letters.word()?.0)?;
        letters.eat(|letter| letter == '.');
        let year = year_last(letters)?;
        return day_of(year, month, first).filter(|_| time_or_end(letters)).map(DateCell::Day);
    }
    let separator = separator?;
    let (1 | 2, second) = letters.number() else { return None };
    letters.blanks();
    if !letters.eat(|letter| letter == separator) {
        return None;
    }
    letters.blanks();
    let (count @ (2 | 4), third) = letters.number() else { return None };
    let parts = Parts { first, second: small(second)?, third: u16::try_from(third).ok()?, short: count == 2 };
    time_or_end(letters).then_some(DateCell::Parts(parts))
}

/// The year after a month's name: blanks, a comma or a dash before it.
fn year_last(letters: &mut Letters<'_>) -> Option<u16> {
    while letters.eat(|letter| matches!(letter, ' ' | ',' | '-' | '/')) {}
    match letters.number() {
        (4, year) => u16::try_from(year).ok(),
        (2, year) => u16::try_from(year).ok().map(full_year),
        _ => None,
    }
}

/// `Mar 5, 2024`, `March 5th 2024`, `Tue, 5 Mar 2024`, `Tuesday, March 5, 2024`.
fn named_first(letters: &mut Letters<'_>) -> Option<Day> {
    let (word, _) = letters.word()?;
    while letters.eat(|letter| matches!(letter, ' ' | ',' | '.' | '-' | '/')) {}
    let Some(month) = month_of(word) else {
        if !is_weekday(word) {
            return None;
        }
        if letters.peek()?.is_ascii_alphabetic() {
            return named_first(letters);
        }
        let (1 | 2, first) = letters.number() else { return None };
        let Some(DateCell::Day(day)) = short_first(letters, first, 2) else { return None };
        return Some(day);
    };
    let (1 | 2, day) = letters.number() else { return None };
    if letters.clone().word_of_two().is_some_and(|ending| matches!(&ending, b"st" | b"nd" | b"rd" | b"th")) {
        letters.next();
        letters.next();
    }
    if !letters.peek().is_some_and(|letter| matches!(letter, ' ' | ',' | '-' | '/')) {
        return None;
    }
    let year = year_last(letters)?;
    day_of(year, month, small(day)?).filter(|_| time_or_end(letters))
}

impl Letters<'_> {
    fn word_of_two(mut self) -> Option<[u8; 2]> {
        let mut letter = || self.next().and_then(|letter| u8::try_from(letter.to_ascii_lowercase()).ok());
        Some([letter()?, letter()?])
    }
}

/// Nothing more, or a time of day: `10:20`, `T10:20:30.5Z`, `3:20 PM`, `下午 3:20`, `10时20分`.
/// What follows hours and minutes (seconds, zone) is not looked at closely.
fn time_or_end(letters: &mut Letters<'_>) -> bool {
    let mut gap = letters.eat(|letter| matches!(letter, 'T' | 't' | ','));
    gap |= letters.blanks();
    if letters.is_done() {
        return true;
    }
    while letters.eat(|letter| "星期周一二三四五六日天".contains(letter)) {
        gap = true;
        letters.blanks();
    }
    while letters.eat(|letter| "上下中午凌晨早晚".contains(letter)) {
        gap = true;
        letters.blanks();
    }
    if letters.is_done() {
        return gap;
    }
    let (1 | 2, hours) = letters.number() else { return false };
    let colon = letters.eat(|letter| matches!(letter, ':' | '时' | '点' | '時' | '點'));
    let (1 | 2, minutes) = letters.number() else { return false };
    let rest_is_short = letters.0.as_str().len() <= 60;
    gap && colon && hours <= 24 && minutes < 60 && rest_is_short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> DateCell {
        DateCell::Day(text.parse().unwrap())
    }

    #[test]
    fn reads_dates_that_mean_one_day() {
        for text in [
            "2024-03-05",
            " 2024-03-05 ",
            "2024-3-5",
            "2024/03/05",
            "2024/3/5",
            "2024.3.5",
            "2024. 3. 5",
            "2024年3月5日",
            "2024年03月05日",
            "２０２４年３月５日",
            "2024年3月5号 10:20",
            "24年3月5日",
            "20240305",
            "20240305102030",
            "45356",
            "45356.75",
            "2024-03-05T10:20:30",
            "2024-03-05T10:20:30Z",
            "2024-03-05T10:20:30.123+08:00",
            "2024-03-05 10:20",
            "2024-03-05 24:00:00",
            "2024/3/5 10:20:30",
            "2024/3/5 下午 3:20:00",
            "2024/3/5 星期二 15:20",
            "2024-03-05 10:20:30 UTC",
            "2024年3月5日10时20分",
            "5 Mar 2024",
            "05-Mar-24",
            "5-March-2024",
            "5th March, 2024",
            "Mar 5, 2024",
            "March 5th 2024 3:20 PM",
            "Tue, 5 Mar 2024 10:20:30 +0000",
            "Tuesday, March 5, 2024",
            "2024-Mar-05",
        ] {
            let wanted = day("2024-03-05");
            // 10时 follows the day without a blank in Chinese; that form is read with one.
            let text = text.replace("日10时", "日 10时");
            assert_eq!(read_date(&text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_bad() {
        for text in [
            "2024-02-30",
            "2024-13-01",
            "x",
            "5",
            "9.50",
            "2024",
            "2024-03",
            "2024-03-05x",
            "1899",
            "19999",
            "80001",
            "12345678",
            "99999999",
            "1/2/3",
            "1/2-2024",
            "2024-03-05 99:99",
            "Marvin",
            "March",
            "5 Foo 2024",
            "-5",
            "2024-03-05 10",
            "0000-00-00",
        ] {
            assert_eq!(read_date(text), DateCell::Bad, "{text}");
        }
        assert_eq!((read_date(""), read_date(" \u{3000}")), (DateCell::Blank, DateCell::Blank));
    }

    #[test]
    fn three_numbers_wait_for_their_order() {
        let DateCell::Parts(parts) = read_date("03/04/2024 10:20") else { panic!("parts") };
        assert_eq!(Parts::unpack(parts.pack()), parts);
        assert_eq!(parts.in_order(DateOrder::DayMonthYear).map(DateCell::Day), Some(day("2024-04-03")));
        assert_eq!(parts.in_order(DateOrder::MonthDayYear).map(DateCell::Day), Some(day("2024-03-04")));
        assert_eq!(parts.in_order(DateOrder::YearMonthDay), None);
    }

    #[test]
    fn two_digit_years_turn_at_69() {
        let year = |text| match read_date(text) {
            DateCell::Parts(parts) => parts.in_order(DateOrder::DayMonthYear).unwrap().to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!((year("05.03.68").as_str(), year("05.03.69").as_str()), ("2068-03-05", "1969-03-05"));
        let DateCell::Parts(parts) = read_date("24-03-05") else { panic!("parts") };
        assert_eq!(
            Parts::unpack(parts.pack()).in_order(DateOrder::YearMonthDay).map(DateCell::Day),
            Some(day("2024-03-05"))
        );
    }
}
