//! The words of a line of rules: English and Chinese alike, blanks between Chinese words or none.

use crate::domain::day::Day;
use crate::domain::money::Money;

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// One of these.
    Is,
    /// None of these.
    IsNot,
    /// More, or later.
    Greater,
    /// As much, or more.
    AtLeast,
    /// Less, or earlier.
    Less,
    /// As much, or less.
    AtMost,
}

/// A word and what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// Part of the name of a column, or of a value.
    Word,
    /// The same in quotes, which are taken off.
    Quoted(String),
    /// A number.
    Number(Money),
    /// A day.
    Day(Day),
    /// Both must hold.
    And,
    /// One must hold.
    Or,
    /// It must not hold.
    Not,
    /// A comparison.
    Compare(Compare),
    /// Begins a range of two ends.
    Between,
    /// From one end of a range to the other.
    To,
    /// Nothing is written there.
    Blank,
    /// Always holds.
    Else,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// Text in quotes that do not end, or a sign that means nothing here.
    Stray,
}

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned {
    /// What it is.
    pub token: Token,
    /// Its place in the line, as bytes.
    pub from: usize,
    /// Where it ends, as bytes.
    pub to: usize,
}

const fn is(compare: Compare) -> Token {
    Token::Compare(compare)
}

/// English words and pairs of words, longer ones first where one begins another.
const ENGLISH: &[(&str, Token)] = &[
    ("and", Token::And),
    ("or", Token::Or),
    ("not", Token::Not),
    ("is not one of", is(Compare::IsNot)),
    ("is one of", is(Compare::Is)),
    ("is not in", is(Compare::IsNot)),
    ("is not", is(Compare::IsNot)),
    ("is in", is(Compare::Is)),
    ("is", is(Compare::Is)),
    ("not in", is(Compare::IsNot)),
    ("in", is(Compare::Is)),
    ("one of", is(Compare::Is)),
    ("equals", is(Compare::Is)),
    ("more than", is(Compare::Greater)),
    ("greater than", is(Compare::Greater)),
    ("over", is(Compare::Greater)),
    ("above", is(Compare::Greater)),
    ("after", is(Compare::Greater)),
    ("less than", is(Compare::Less)),
    ("under", is(Compare::Less)),
    ("below", is(Compare::Less)),
    ("before", is(Compare::Less)),
    ("at least", is(Compare::AtLeast)),
    ("at most", is(Compare::AtMost)),
    ("between", Token::Between),
    ("to", Token::To),
    ("blank", Token::Blank),
    ("empty", Token::Blank),
    ("else", Token::Else),
    ("otherwise", Token::Else),
];

/// What is passed over behind a number.
const UNITS: &[&str] = &["days", "day", "years", "year", "orders", "order", "%", "天", "岁", "元", "次", "单", "日"];

/// Chinese words that are found wherever they stand, longer ones first where one begins another.
const CHINESE: &[(&str, Token)] = &[
    ("并且", Token::And),
    ("而且", Token::And),
    ("且", Token::And),
    ("或者", Token::Or),
    ("或", Token::Or),
    ("并非", Token::Not),
    ("不属于", is(Compare::IsNot)),
    ("属于", is(Compare::Is)),
    ("不等于", is(Compare::IsNot)),
    ("大于等于", is(Compare::AtLeast)),
    ("小于等于", is(Compare::AtMost)),
    ("等于", is(Compare::Is)),
    ("不是", is(Compare::IsNot)),
    ("不低于", is(Compare::AtLeast)),
    ("不小于", is(Compare::AtLeast)),
    ("不少于", is(Compare::AtLeast)),
    ("至少", is(Compare::AtLeast)),
    ("不高于", is(Compare::AtMost)),
    ("不超过", is(Compare::AtMost)),
    ("不大于", is(Compare::AtMost)),
    ("不多于", is(Compare::AtMost)),
    ("至多", is(Compare::AtMost)),
    ("大于", is(Compare::Greater)),
    ("超过", is(Compare::Greater)),
    ("高于", is(Compare::Greater)),
    ("多于", is(Compare::Greater)),
    ("晚于", is(Compare::Greater)),
    ("小于", is(Compare::Less)),
    ("低于", is(Compare::Less)),
    ("少于", is(Compare::Less)),
    ("不足", is(Compare::Less)),
    ("早于", is(Compare::Less)),
    ("介于", Token::Between),
    ("为空", Token::Blank),
    ("空白", Token::Blank),
    ("其余", Token::Else),
    ("否则", Token::Else),
];

/// Chinese words of one letter that names of columns often hold: told only where nothing else stands beside them.
const ALONE: &[(&str, Token)] = &[
    ("非", Token::Not),
    ("不", Token::Not),
    ("是", is(Compare::Is)),
    ("为", is(Compare::Is)),
    ("在", is(Compare::Is)),
    ("至", Token::To),
    ("到", Token::To),
];

/// Signs, longer ones first where one begins another.
const SIGNS: &[(&str, Token)] = &[
    ("!=", is(Compare::IsNot)),
    ("<>", is(Compare::IsNot)),
    ("≠", is(Compare::IsNot)),
    ("<=", is(Compare::AtMost)),
    ("≤", is(Compare::AtMost)),
    (">=", is(Compare::AtLeast)),
    ("≥", is(Compare::AtLeast)),
    ("==", is(Compare::Is)),
    ("=", is(Compare::Is)),
    ("＝", is(Compare::Is)),
    ("<", is(Compare::Less)),
    ("＜", is(Compare::Less)),
    (">", is(Compare::Greater)),
    ("＞", is(Compare::Greater)),
    ("&&", Token::And),
    ("&", Token::And),
    ("||", Token::Or),
    ("|", Token::Or),
    ("!", Token::Not),
    ("(", Token::Open),
    ("（", Token::Open),
    (")", Token::Close),
    ("）", Token::Close),
    (",", Token::Comma),
    ("，", Token::Comma),
    ("、", Token::Comma),
    ("-", Token::To),
    ("–", Token::To),
    ("—", Token::To),
    ("~", Token::To),
    ("～", Token::To),
];

/// Opening quotes with what closes them.
const QUOTES: &[(char, char)] =
    &[('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('「', '」'), ('[', ']'), ('【', '】')];

/// The words of a line from a place on.
pub fn words(line: &str, mut at: usize) -> Vec<Spanned> {
    let mut found: Vec<Spanned> = Vec::new();
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
            continue;
        }
        let after_number = matches!(found.last(), Some(Spanned { token: Token::Number(_) | Token::Day(_), .. }));
        if after_number && let Some(unit) = UNITS.iter().find(|unit| begins(rest, unit)) {
            at += unit.len();
            continue;
        }
        let (token, length) = next(rest, found.last().map(|last| &last.token));
        found.push(Spanned { token, from: at, to: at + length });
        at += length;
    }
    found
}

/// The first word of a text that begins with one, and its length.
fn next(rest: &str, before: Option<&Token>) -> (Token, usize) {
    let first = rest.chars().next().unwrap_or_default();
    let after_value = matches!(before, Some(Token::Number(_) | Token::Day(_) | Token::Word | Token::Quoted(_)));
    quoted(rest, first)
        .or_else(|| number(rest, !after_value))
        .or_else(|| {
            SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)).map(|(sign, token)| (token.clone(), sign.len()))
        })
        .or_else(|| is_chinese(first).then(|| chinese(rest, after_value)))
        .or_else(|| english(rest))
        .or_else(|| word(rest).map(|length| (Token::Word, length)))
        .unwrap_or((Token::Stray, first.len_utf8()))
}

fn quoted(rest: &str, first: char) -> Option<(Token, usize)> {
    let (open, close) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let inside = rest.get(open.len_utf8()..)?;
    Some(match inside.find(*close) {
        Some(end) => {
            let text = inside.get(..end).unwrap_or_default().trim().to_owned();
            (Token::Quoted(text), open.len_utf8() + end + close.len_utf8())
        }
        None => (Token::Stray, rest.len()),
    })
}

/// A number or a day; one below zero only where no value stands before it.
fn number(rest: &str, signed: bool) -> Option<(Token, usize)> {
    if let Some((day, length)) = day(rest) {
        return Some((Token::Day(day), length));
    }
    let minus = usize::from(signed && rest.starts_with('-'));
    let digits = |from: usize| rest.get(from..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let mut end = minus + digits(minus);
    if end == minus {
        return None;
    }
    // Thousands are marked by a comma with three digits behind it, and no blank.
    while rest.get(end..).is_some_and(|rest| rest.starts_with(',')) && digits(end + 1) == 3 {
        end += 4;
    }
    if rest.get(end..).is_some_and(|rest| rest.starts_with('.')) && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    let behind = rest.get(end..)?;
    let (times, more) = match behind.chars().next() {
        Some('万') => (10_000, '万'.len_utf8()),
        Some('亿') => (100_000_000, '亿'.len_utf8()),
        Some('k' | 'K') if !goes_on(behind, 1) => (1_000, 1),
        // A word that begins with digits.
        Some(letter) if letter.is_ascii_alphabetic() || letter == '_' => {
            UNITS.iter().find(|unit| begins(behind, unit))?;
            (1, 0)
        }
        _ => (1, 0),
    };
    let plain = rest.get(..end)?.replace(',', "");
    let money = plain.parse::<Money>().ok()?;
    Some((Token::Number(Money::from_micros(money.micros().checked_mul(times)?)), end + more))
}

/// A day written as `2024-03-05`, `2024/3/5` or `2024年3月5日`.
fn day(rest: &str) -> Option<(Day, usize)> {
    let mut at = 0;
    let mut parts = [0_i16; 3];
    let marks: [&[char]; 3] = [&['-', '/', '年'], &['-', '/', '月'], &['日']];
    for (place, (part, marks)) in parts.iter_mut().zip(marks).enumerate() {
        let digits = rest.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
        let fits = if place == 0 { digits == 4 } else { (1..=2).contains(&digits) };
        *part = rest.get(at..at + digits).filter(|_| fits)?.parse().ok()?;
        at += digits;
        match rest.get(at..)?.chars().next() {
            Some(mark) if marks.contains(&mark) => at += mark.len_utf8(),
            _ if place == 2 => {}
            _ => return None,
        }
    }
    let [year, month, day] = parts;
    Some((Day::from_ymd(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?, at))
}

/// A word that means something, or the letters up to the next one.
fn chinese(rest: &str, after_value: bool) -> (Token, usize) {
    let run: usize = rest.chars().take_while(|letter| is_chinese(*letter)).map(char::len_utf8).sum();
    let run = rest.get(..run).unwrap_or_default();
    let first = run.chars().next().map_or(0, char::len_utf8);
    let meant = |at: usize| CHINESE.iter().find(|(word, _)| run.get(at..).is_some_and(|rest| rest.starts_with(word)));
    if let Some((word, token)) = meant(0) {
        return (token.clone(), word.len());
    }
    let alone =
        ALONE.iter().find(|(word, token)| run == *word || after_value && *token == Token::To && run.starts_with(word));
    if let Some((word, token)) = alone {
        return (token.clone(), word.len());
    }
    let end = run.char_indices().map(|(at, _)| at).find(|at| *at >= first && meant(*at).is_some());
    (Token::Word, end.unwrap_or(run.len()))
}

fn english(rest: &str) -> Option<(Token, usize)> {
    ENGLISH.iter().find_map(|(phrase, token)| Some((token.clone(), phrase_at(rest, phrase)?)))
}

/// The length of a phrase at the beginning of a text, whatever the blanks between its words.
fn phrase_at(rest: &str, phrase: &str) -> Option<usize> {
    let mut at = 0;
    for (place, word) in phrase.split(' ').enumerate() {
        let text = rest.get(at..)?;
        let blank = text.len() - text.trim_start().len();
        if place > 0 && blank == 0 || !begins(text.get(blank..)?, word) {
            return None;
        }
        at += blank + word.len();
    }
    Some(at)
}

/// Whether a text begins with a word of its own.
fn begins(rest: &str, word: &str) -> bool {
    let same = rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    same && (!word.is_ascii() || !goes_on(rest, word.len()))
}

/// Whether a word goes on at a place: letters, digits and what names hold between them.
fn goes_on(rest: &str, at: usize) -> bool {
    let mut letters = rest.get(at..).unwrap_or_default().chars();
    match letters.next() {
        Some('-' | '/' | '.' | '\'' | '&') => letters.next().is_some_and(is_letter),
        Some(letter) => is_letter(letter),
        None => false,
    }
}

/// The length of a word.
fn word(rest: &str) -> Option<usize> {
    let first = rest.chars().next().filter(|letter| is_letter(*letter))?;
    let mut end = first.len_utf8();
    while goes_on(rest, end) {
        end += rest.get(end..)?.chars().next()?.len_utf8();
    }
    Some(end)
}

fn is_letter(letter: char) -> bool {
    (letter.is_alphanumeric() || matches!(letter, '_' | '%' | '#' | '+' | '$' | '¥' | '£' | '€')) && !is_chinese(letter)
}

/// Whether a letter is Chinese.
pub fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
