//! A cell cut into numbers, words and signs, for dates in words.

use crate::domain::intake::value::fold;

use super::names::plain;

/// Letters of a cell that may be a date in words; longer ones are none.
const LONGEST: usize = 96;

/// A part of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Digits: how many, and their value.
    Number(u32, u64),
    /// Letters as names are compared; each Chinese, Japanese or Korean one is a word of its own.
    Word(String),
    /// Any other sign but blanks.
    Sign(char),
}

impl Piece {
    pub fn is_word(&self, wanted: &str) -> bool {
        matches!(self, Self::Word(word) if wanted.split_whitespace().any(|one| one == word))
    }

    pub fn is_sign(&self, wanted: &str) -> bool {
        matches!(self, Self::Sign(sign) if wanted.contains(*sign))
    }
}

/// The pieces of a cell; `None` where it is too long or has no number.
pub(super) fn pieces_of(text: &str) -> Option<Vec<Piece>> {
    if text.len() > 4 * LONGEST
        || !text.chars().map(fold).any(|letter| letter.is_ascii_digit() || han_digit(letter).is_some())
    {
        return None;
    }
    let letters: Vec<char> =
        text.chars().map(fold).filter(|letter| !matches!(letter, '\u{200b}'..='\u{200f}')).collect();
    if letters.len() > LONGEST {
        return None;
    }
    let mut pieces = Vec::new();
    let mut rest = letters.as_slice();
    while let [first, ..] = rest {
        let run = |belongs: &dyn Fn(char) -> bool| rest.iter().take_while(|&&letter| belongs(letter)).count();
        let length = match *first {
            digit if digit.is_ascii_digit() => {
                let length = run(&|letter| letter.is_ascii_digit());
                let digits: String = rest.iter().take(length).collect();
                pieces.push(Piece::Number(u32::try_from(length).ok()?, digits.parse().ok()?));
                length
            }
            letter if is_cjk(letter) => {
                let (length, piece) = han_number(rest).unwrap_or_else(|| (1, Piece::Word(letter.to_string())));
                pieces.push(piece);
                length
            }
            letter if is_word(letter) => {
                let length = run(&|letter| is_word(letter) && !is_cjk(letter));
                pieces.push(Piece::Word(plain(&rest.iter().take(length).collect::<String>())));
                length
            }
            blank if blank.is_whitespace() => 1,
            sign => {
                pieces.push(Piece::Sign(sign));
                1
            }
        };
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    Some(pieces)
}

fn is_word(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '\u{300}'..='\u{36f}')
}

/// Chinese characters and Korean syllables.
fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

fn han_digit(letter: char) -> Option<u64> {
    let digits = ["〇零", "一壹", "二贰", "三", "四", "五", "六", "七", "八", "九"];
    digits.iter().position(|digit| digit.contains(letter)).and_then(|digit| u64::try_from(digit).ok())
}

/// A number in Chinese characters, `二〇二四` or `二十五`, where a unit of date or time follows.
fn han_number(letters: &[char]) -> Option<(usize, Piece)> {
    let length = letters.iter().take_while(|&&letter| letter == '十' || han_digit(letter).is_some()).count();
    if !letters.get(length).is_some_and(|unit| "年月日号號时時点點分".contains(*unit)) {
        return None;
    }
    let written = letters.get(..length).filter(|written| !written.is_empty() && written.len() <= 4)?;
    let digits =
        |part: &[char]| part.iter().try_fold(0_u64, |value, &letter| han_digit(letter).map(|digit| value * 10 + digit));
    let value = match written.iter().position(|&letter| letter == '十') {
        None => digits(written)?,
        Some(at) => {
            let (tens, ones) = (written.get(..at)?, written.get(at + 1..)?);
            if tens.len() > 1 || ones.len() > 1 {
                return None;
            }
            if tens.is_empty() { 10 } else { digits(tens)? * 10 }.checked_add(digits(ones)?)?
        }
    };
    let count = if written.len() == 4 { 4 } else { 2 };
    Some((length, Piece::Number(count, value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_words_and_signs_are_told_apart() {
        use Piece::{Number, Sign, Word};
        let word = |text: &str| Word(text.to_owned());
        assert_eq!(pieces_of("05Mär.24").unwrap(), [Number(2, 5), word("mar"), Sign('.'), Number(2, 24)]);
        assert_eq!(pieces_of("2024년 3월").unwrap(), [Number(4, 2024), word("년"), Number(1, 3), word("월")]);
        assert_eq!(pieces_of("二〇二四年十二月").unwrap(), [Number(4, 2024), word("年"), Number(2, 12), word("月")]);
        assert_eq!((pieces_of("March"), pieces_of(&"1".repeat(99))), (None, None));
    }
}
