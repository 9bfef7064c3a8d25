//! Every form of a date but the plainest.

use crate::domain::day::Day;

use super::DateCell;
use super::letters::Letters;
use super::parts::{Parts, day_of, full_year};

fn small(number: u64) -> Option<u8> {
    u8::try_from(number).ok().filter(|&small| small <= 99)
}

/// The English month that begins like this word: `Mar`, `Sept`, `January`.
fn month_of(word: ([u8; 9], usize)) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS.iter().position(|month| begins(month, word)).and_then(|index| u8::try_from(index + 1).ok())
}

fn is_weekday(word: ([u8; 9], usize)) -> bool {
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].iter().any(|day| begins(day, word))
}

fn begins(name: &str, (word, length): ([u8; 9], usize)) -> bool {
    word.get(..length).is_some_and(|word| name.as_bytes().starts_with(word))
}

pub(super) fn read_written(text: &str) -> Option<DateCell> {
    let mut letters = Letters(text.chars());
    if matches!(letters.peek()?, 'Q' | 'q') {
        return quarter_first(&mut letters);
    }
    if letters.peek()?.is_ascii_alphabetic() {
        return named_first(&mut letters).map(DateCell::Day);
    }
    let (count, value) = letters.number();
    match count {
        1 | 2 => short_first(&mut letters, value, count),
        4 => year_first(&mut letters, u16::try_from(value).ok()?),
        5 => serial(&mut letters, value).map(DateCell::Day),
        6 => compact(value * 100 + 1)
            .filter(|_| letters.is_done())
            .map(|first| DateCell::Month { first, six_digits: true }),
        // A program that met a blank among such days writes them as numbers.
        8 => match compact(value) {
            Some(day) => (letters.0.as_str() == ".0" || time_or_end(&mut letters)).then_some(DateCell::Day(day)),
            None => unsigned(value).filter(|_| letters.is_done()),
        },
        12 => compact(value / 10_000).filter(|_| letters.is_done()).map(DateCell::Day),
        14 => compact(value / 1_000_000).filter(|_| letters.is_done()).map(DateCell::Day),
        _ => None,
    }
}

/// Whether four digits that stand where a year does are one: others may be part of an id.
fn is_usual(year: u16) -> bool {
    (1900..=2100).contains(&year)
}

/// `20240305`, of the years 1900 to 2100 only: other numbers of as many digits are ids.
fn compact(number: u64) -> Option<Day> {
    let year = u16::try_from(number / 10_000).ok().filter(|year| is_usual(*year))?;
    day_of(year, small(number / 100 % 100)?, small(number % 100)?)
}

/// `05032024`: two digits each of day and month, in whatever order. What has its year first has none of these at its end.
fn unsigned(number: u64) -> Option<DateCell> {
    let third = u16::try_from(number % 10_000).ok().filter(|year| is_usual(*year))?;
    let (first, second) = (small(number / 1_000_000)?, small(number / 10_000 % 100)?);
    let is_day = day_of(third, second, first).or_else(|| day_of(third, first, second)).is_some();
    is_day.then_some(DateCell::Parts(Parts { first, second, third, short: false, points: false }))
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

/// A month alone, where nothing follows it; between its numbers a point, which may be that of a number, or another sign.
fn month_cell(letters: &Letters<'_>, year: u16, month: u8, sign: char) -> Option<DateCell> {
    let first = day_of(year, month, 1).filter(|_| letters.is_done())?;
    Some(DateCell::Month { first, six_digits: sign == '.' })
}

/// `Q3 2024`, `Q3/2024`.
fn quarter_first(letters: &mut Letters<'_>) -> Option<DateCell> {
    let mut quarter = letters.clone();
    letters.next();
    letters.number();
    letters.eat(|letter| matches!(letter, ' ' | '-' | '/'));
    let (4, year) = letters.number() else { return None };
    let year = u16::try_from(year).ok().filter(|year| letters.is_done() && is_usual(*year))?;
    quarter_of(&mut quarter, year)
}

/// A quarter that ends the cell.
fn quarter_cell(letters: &mut Letters<'_>, year: u16) -> Option<DateCell> {
    quarter_of(letters, year).filter(|_| letters.is_done())
}

/// A quarter or a week, which its first month or its Monday stands for: `Q1`, `第1季度`, `W09`, `第9周`.
fn quarter_of(letters: &mut Letters<'_>, year: u16) -> Option<DateCell> {
    let sign = letters.next();
    let (digits, number) = letters.number();
    let is_week = matches!(sign, Some('W' | 'w')) || letters.eat(|letter| matches!(letter, '周' | '週'));
    let _ = letters.eat(|letter| letter == '季') && letters.eat(|letter| letter == '度');
    let first = match (digits, number) {
        (1 | 2, 1..=53) if is_week => monday(year, small(number)?)?,
        (1, 1..=4) if !is_week => day_of(year, small(number * 3 - 2)?, 1)?,
        _ => return None,
    };
    Some(DateCell::Month { first, six_digits: false })
}

/// The Monday of a week as ISO 8601 counts them: the first of a year has its 4 January; not every year has 53.
fn monday(year: u16, week: u8) -> Option<Day> {
    let fourth = day_of(year, 1, 4)?;
    let monday = fourth.plus_days(i32::from(week) * 7 - 7 - i32::from(fourth.weekday()));
    (u16::try_from(monday.plus_days(3).ymd().0) == Ok(year)).then_some(monday)
}

/// `2024-3-5`, `2024/03/05 10:20`, `2024.3.5`, `2024年3月5日`, `2024-Mar-05`; months: `2024-03`,
/// `2024/3`, `2024年3月`, `2024年3月份`, but not `2024.3`, which is a number.
fn year_first(letters: &mut Letters<'_>, year: u16) -> Option<DateCell> {
    letters.blanks();
    if letters.peek().is_some_and(|letter| matches!(letter, 'Q' | 'q' | 'W' | 'w')) {
        return quarter_cell(letters, year);
    }
    let separator = letters.next().filter(|letter| matches!(letter, '-' | '/' | '.' | '年'))?;
    letters.blanks();
    if letters.peek().is_some_and(|letter| matches!(letter, 'Q' | 'q' | 'W' | 'w' | '第')) {
        return quarter_cell(letters, year);
    }
    let month = match letters.number() {
        (1 | 2, month) => small(month)?,
        (0, _) => month_of(letters.word()?)?,
        _ => return None,
    };
    if letters.is_done() && matches!(separator, '-' | '/') {
        return month_cell(letters, year, month, '/');
    }
    letters.blanks();
    let closing = if separator == '年' { '月' } else { separator };
    if !letters.eat(|letter| letter == closing) {
        return None;
    }
    letters.eat(|letter| letter == '份');
    if letters.is_done() && closing == '月' {
        return month_cell(letters, year, month, '/');
    }
    letters.blanks();
    let (1 | 2, day) = letters.number() else { return None };
    letters.eat(|letter| matches!(letter, '日' | '号' | '號'));
    day_of(year, month, small(day)?).filter(|_| time_or_end(letters)).map(DateCell::Day)
}

/// `5/3/2024`, `05.03.24`, `24-03-05`, `5 Mar 2024`, `5-Mar-24`, `24年3月5日`; months: `03/2024`, and `03.2024`, which
/// may be a number, but not `03-2024`, which may be an id.
fn short_first(letters: &mut Letters<'_>, first: u64, digits: u32) -> Option<DateCell> {
    let first = small(first)?;
    if letters.peek() == Some('年') && digits == 2 {
        return year_first(letters, full_year(first.into()));
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
        let month = month_of(letters.word()?)?;
        letters.eat(|letter| letter == '.');
        let year = year_last(letters)?;
        return day_of(year, month, first).filter(|_| time_or_end(letters)).map(DateCell::Day);
    }
    let separator = separator?;
    let (second_digits, second) = letters.number();
    if second_digits == 4 {
        let year = u16::try_from(second).ok().filter(|year| separator != '-' && is_usual(*year))?;
        return month_cell(letters, year, first, separator);
    }
    if !(1..=2).contains(&second_digits) {
        return None;
    }
    letters.blanks();
    if !letters.eat(|letter| letter == separator) {
        return None;
    }
    letters.blanks();
    let (count @ (2 | 4), third) = letters.number() else { return None };
    let (second, third, points) = (small(second)?, u16::try_from(third).ok()?, separator == '.');
    let parts = Parts { first, second, third, short: count == 2, points };
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
    let word = letters.word()?;
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
