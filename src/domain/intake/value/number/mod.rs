//! Numbers: amounts, quantities and prices, exact to the millionth.
//!
//! Whether `1,234` is a thousand or one and a bit is for the column to decide: each cell says what
//! it proves ([`Evidence`]), and a cell that proves nothing differs between the two readings by
//! exactly a factor of a thousand.

mod currency;
mod digits;
mod scale;
mod strip;
mod unit;

use crate::domain::intake::plan::DecimalMark;

use super::{digit, fold, trimmed};
use digits::Digits;
use scale::scaled;
use strip::strip;

pub(in crate::domain::intake) use currency::Currency;
pub(in crate::domain::intake) use scale::divide_half_even;
pub(in crate::domain::intake) use unit::{power_of_header, power_said, says_whole_units};

/// A number as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) struct Number {
    /// Millionths.
    pub micros: i64,
    /// What its separators say.
    pub evidence: Evidence,
    /// Whether it had more than six decimals and was rounded half to even.
    pub rounded: bool,
    /// The currency written with it.
    pub currency: Option<Currency>,
    /// Whether 万, k or their like were written with it.
    pub has_unit: bool,
}

impl Number {
    /// The number taken by a power of ten; `None` where it gets too large.
    pub fn times_ten(self, power: i32) -> Option<Self> {
        let (micros, rounded) = scaled(i128::from(self.micros), i64::from(power))?;
        let micros = i64::try_from(micros).ok()?;
        Some(Self { micros, rounded: self.rounded || rounded, ..self })
    }
}

/// What the separators of a number say about the column's decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) enum Evidence {
    /// Nothing: it has no separator, or the mark was given.
    None,
    /// The decimal mark is a point.
    Point,
    /// The decimal mark is a comma.
    Comma,
    /// `1.234`: read with a decimal point; with a decimal comma it is a thousand times that.
    EitherPoint,
    /// `1,234`: read as thousands; with a decimal comma it is a thousandth of that.
    EitherComma,
}

/// Why a cell is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) enum NumberError {
    /// Blank.
    Blank,
    /// Not a number, or one that contradicts the decimal mark given.
    Bad,
    /// A number of hundredths: `12.5%`.
    Percentage,
    /// Beyond what eight bytes of millionths hold.
    TooLarge,
}

/// As [`read_number`], taken by a power of ten before it is rounded, unless the cell says a unit of its own.
pub(in crate::domain::intake) fn read_number_by(
    cell: &str,
    mark: Option<DecimalMark>,
    power: i32,
) -> Result<Number, NumberError> {
    written_by(trimmed(cell), mark, power)
}

/// Reads the cell of a number column; `mark` where the column's decimal mark is known.
#[inline]
pub(in crate::domain::intake) fn read_number(cell: &str, mark: Option<DecimalMark>) -> Result<Number, NumberError> {
    let text = trimmed(cell);
    if text.is_empty() {
        return Err(NumberError::Blank);
    }
    match plain(text.as_bytes(), mark) {
        Some(number) => Ok(number),
        None => match text.strip_suffix(['%', '％']) {
            Some(share) => Err(written(trimmed(share), mark).map_or_else(|error| error, |_| NumberError::Percentage)),
            None => written(text, mark),
        },
    }
}

/// The number of a quantity with a word behind it for what is counted: `2 pcs`, `3件`. `None` for anything else.
pub(in crate::domain::intake) fn without_counted(cell: &str) -> Option<&str> {
    const LONGEST: usize = 6;
    let text = trimmed(cell);
    let (number, word) = text.split_at_checked(text.rfind(|letter: char| letter.is_ascii_digit())? + 1)?;
    let word = trimmed(word).trim_end_matches('.');
    let is_word = !word.is_empty() && word.chars().count() <= LONGEST && word.chars().all(char::is_alphabetic);
    is_word.then_some(number)
}

/// As [`read_number`], for columns that are no money: a percentage is that many hundredths, as workbooks have it.
pub(in crate::domain::intake) fn read_share(cell: &str, mark: Option<DecimalMark>) -> Result<Number, NumberError> {
    match read_number(cell, mark) {
        Err(NumberError::Percentage) => {
            let number = written(trimmed(trimmed(cell).trim_end_matches(['%', '％'])), mark)?;
            let (micros, rounded) = divide_half_even(i128::from(number.micros), 100);
            let micros = i64::try_from(micros).map_err(|_| NumberError::TooLarge)?;
            Ok(Number { micros, rounded: number.rounded || rounded, ..number })
        }
        other => other,
    }
}

/// The form most files have: `-12.50`, `7`. `None` sends everything else the long way.
#[inline]
fn plain(bytes: &[u8], mark: Option<DecimalMark>) -> Option<Number> {
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let (mut value, mut length, mut point) = (0_i64, 0_u32, None);
    for &byte in digits {
        match digit(byte) {
            Some(digit) => value = value.wrapping_mul(10).wrapping_add(digit.into()),
            None if byte == b'.' && point.is_none() => {
                point = Some(length);
                continue;
            }
            None => return None,
        }
        length += 1;
    }
    let whole = point.unwrap_or(length);
    let decimals = length - whole;
    // Twelve digits before the point always fit, and so the arithmetic above never wrapped.
    if length == 0 || whole > 12 || decimals > 6 || point.is_some() && decimals == 0 {
        return None;
    }
    let evidence = match (point, mark) {
        (None, _) | (Some(_), Some(DecimalMark::Point)) => Evidence::None,
        (Some(_), Some(DecimalMark::Comma)) => return None,
        (Some(whole), None) if decimals == 3 && (1..=3).contains(&whole) && bytes.first() != Some(&b'0') => {
            return None;
        }
        (Some(_), None) => Evidence::Point,
    };
    let micros = value * 10_i64.pow(6 - decimals);
    Some(Number {
        micros: if negative { -micros } else { micros },
        evidence,
        rounded: false,
        currency: None,
        has_unit: false,
    })
}

/// Signs, currencies and multipliers taken off, the digits read by [`Digits`].
fn written(text: &str, mark: Option<DecimalMark>) -> Result<Number, NumberError> {
    written_by(text, mark, 0)
}

/// The same, taken by a power of ten where nothing is written with the number that is one.
fn written_by(text: &str, mark: Option<DecimalMark>, power: i32) -> Result<Number, NumberError> {
    // Words are no numbers, whatever stands around them.
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::Bad);
    }
    let bare = strip(text).ok_or(NumberError::Bad)?;
    let mut digits = Digits::default();
    let mut letters = bare.text.chars().map(fold);
    let mut exponent = 0;
    while let Some(letter) = letters.next() {
        match letter {
            '0'..='9' => digits.digit(letter)?,
            '.' | ',' | ' ' | '\'' => digits.separator(letter)?,
            'e' | 'E' => {
                exponent = read_exponent(&mut letters).ok_or(NumberError::Bad)?;
                break;
            }
            _ => return Err(NumberError::Bad),
        }
    }
    let (decimals, evidence) = match (bare.whole, mark) {
        // 1.234,- proves a decimal comma, and has no decimals.
        (Some(whole), Some(mark)) if whole != mark => return Err(NumberError::Bad),
        (Some(whole), _) => match digits.decide(Some(whole), false)? {
            (0, _) if mark.is_some() => (0, Evidence::None),
            (0, _) => (0, if whole == DecimalMark::Point { Evidence::Point } else { Evidence::Comma }),
            _ => return Err(NumberError::Bad),
        },
        (None, _) => digits.decide(mark, exponent != 0)?,
    };
    let unit = if bare.shift == 0 { power } else { bare.shift };
    let shift = 6 - i64::from(decimals) + i64::from(exponent) + i64::from(unit);
    let (micros, rounded) = scaled(digits.mantissa, shift).ok_or(NumberError::TooLarge)?;
    let micros = i64::try_from(if bare.negative { -micros } else { micros }).map_err(|_| NumberError::TooLarge)?;
    Ok(Number { micros, evidence, rounded, currency: bare.currency, has_unit: bare.shift != 0 })
}

/// What follows the E: a sign and one or two digits.
fn read_exponent(letters: &mut impl Iterator<Item = char>) -> Option<i32> {
    let (mut sign, mut value, mut count) = (1, 0, 0);
    for (index, letter) in letters.enumerate() {
        match (letter, letter.to_digit(10)) {
            ('+', _) if index == 0 => {}
            ('-', _) if index == 0 => sign = -1,
            (_, Some(digit)) if count < 2 => {
                value = value * 10 + i32::try_from(digit).ok()?;
                count += 1;
            }
            _ => return None,
        }
    }
    (count > 0).then_some(sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn micros(text: &str) -> Result<i64, NumberError> {
        read_number(text, None).map(|number| number.micros)
    }

    #[test]
    fn reads_amounts_as_people_write_them() {
        for (text, units) in [
            ("1234.5", 1_234_500_000),
            ("-12.50", -12_500_000),
            ("1,234.50", 1_234_500_000),
            ("1.234,50", 1_234_500_000),
            ("1 234,50", 1_234_500_000),
            ("1\u{a0}234.50", 1_234_500_000),
            ("1'234.50", 1_234_500_000),
            ("1’234’567.5", 1_234_567_500_000),
            ("12,34,567.89", 1_234_567_890_000),
            ("1,234,567", 1_234_567_000_000),
            ("¥1,234.50", 1_234_500_000),
            ("￥ 1234.50", 1_234_500_000),
            ("¥3,500-", 3_500_000_000),
            ("¥3,500.00-", -3_500_000_000),
            ("$-12.5", -12_500_000),
            ("-$12.5", -12_500_000),
            ("HK$12.5", 12_500_000),
            ("12.5元", 12_500_000),
            ("人民币12.5元", 12_500_000),
            ("CNY 12.5", 12_500_000),
            ("12.5 usd", 12_500_000),
            ("12,50 €", 12_500_000),
            ("(12.50)", -12_500_000),
            ("（12.50）", -12_500_000),
            ("($12.50)", -12_500_000),
            ("12.50-", -12_500_000),
            ("\u{2212}12.50", -12_500_000),
            ("+12.5", 12_500_000),
            ("１２．５", 12_500_000),
            ("1.2万", 12_000_000_000),
            ("1.2万元", 12_000_000_000),
            ("R$ 1.234,50", 1_234_500_000),
            ("R$\u{a0}12,50", 12_500_000),
            ("US$12.50", 12_500_000),
            ("12.50 zł", 12_500_000),
            ("kr 1 234,50", 1_234_500_000),
            ("1\u{202f}234,50 kr", 1_234_500_000),
            ("CHF 1'234.50", 1_234_500_000),
            ("1’234.50 Fr.", 1_234_500_000),
            ("RM12.50", 12_500_000),
            ("R 1 234,50", 1_234_500_000),
            ("R12.00", 12_000_000),
            ("R1 234.50", 1_234_500_000),
            ("US $1,234.50", 1_234_500_000),
            ("$34.50 CAD", 34_500_000),
            ("CAD $34.50", 34_500_000),
            ("CN¥1,300.00", 1_300_000_000),
            ("50.25đ", 50_250_000),
            ("12,50 руб.", 12_500_000),
            ("1 250円", 1_250_000_000),
            ("₹12,34,567.89", 1_234_567_890_000),
            ("89,-", 89_000_000),
            ("1.234,- €", 1_234_000_000),
            ("60.–", 60_000_000),
            ("CHF 1'060.—", 1_060_000_000),
            ("1 234:-", 1_234_000_000),
            ("Rs 1,234.50/-", 1_234_500_000),
            ("人民币12元整", 12_000_000),
            ("12.50 CR", -12_500_000),
            ("12.50Cr.", -12_500_000),
            ("12.50 DR", 12_500_000),
            ("CR 12.50", -12_500_000),
            ("-€12.50", -12_500_000),
            ("(12.50) USD", -12_500_000),
            ("١٢٣٫٥", 123_500_000),
            ("١٬٢٣٤٫٥", 1_234_500_000),
            ("۱۲۳", 123_000_000),
            ("1.2E+05", 120_000_000_000),
            ("1.234e3", 1_234_000_000),
            ("5E-3", 5_000),
            (".5", 500_000),
            ("5.", 5_000_000),
            ("0.125", 125_000),
            ("0.000001", 1),
            ("007", 7_000_000),
        ] {
            assert_eq!(micros(text), Ok(units), "{text}");
        }
    }

    #[test]
    fn reads_thousands_and_more_by_words_and_prices_a_piece() {
        for (text, units) in [
            ("3.5k", 3_500_000_000),
            ("$1.2M", 1_200_000_000_000),
            ("2 million", 2_000_000_000_000),
            ("1,5 Mio. €", 1_500_000_000_000),
            ("5千", 5_000_000_000),
            ("1.5 lakh", 150_000_000_000),
            ("₹2 crores", 20_000_000_000_000),
            ("₹1.5 Cr", 15_000_000_000_000),
            ("Rs. 0.25L", 25_000_000_000),
            ("₹2.3 lakh", 230_000_000_000),
            ("₹500.00 Cr", -500_000_000),
            ("Rs 1,234 Cr.", -1_234_000_000),
            ("1.5 Cr", -1_500_000),
            ("12元/件", 12_000_000),
            ("$5.50 / pc", 5_500_000),
            ("€ 3,20/Stück", 3_200_000),
            ("12,5 тыс. руб.", 12_500_000_000),
            ("3,2 млн ₽", 3_200_000_000_000),
            ("5 tys. zł", 5_000_000_000),
            ("\u{200f}١٬٢٣٤٫٥٦\u{a0}ر.س.\u{200f}", 1_234_560_000),
            ("ج.م.\u{200f} 1,234.50", 1_234_500_000),
            ("0.5亿", 50_000_000_000_000),
        ] {
            assert_eq!(micros(text), Ok(units), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_bad() {
        for text in [
            "x",
            "-",
            "$",
            "1-2",
            "1.2.3",
            "12,34,5",
            "1,2345,678",
            "--1",
            "(-1)",
            "1e",
            "1e+",
            "x%",
            "%",
            "12%%",
            "2024-03-05",
            "1 2",
            "1.234.56",
            ".",
            "1,,000",
            "1,234,56.7",
            "1.5 000",
            "NaN",
            "inf",
            "()",
            "5 pcs",
            "R1001",
            "R1.5",
            "$5 EUR",
            "RM12",
            "TOP 10",
            "5 kg",
            "USD EUR 5",
            "12,5,-",
            "k",
            "-12 CR",
            "₹1.25 Cr",
            "₹5 Cr",
            "5 L",
            "$5 L",
            "12/件",
            "2024/Mar",
            "$5 / 12",
            "1、234",
        ] {
            assert_eq!(micros(text), Err(NumberError::Bad), "{text}");
        }
        assert_eq!(micros("  "), Err(NumberError::Blank));
    }

    #[test]
    fn a_percentage_is_no_amount() {
        for text in ["12%", "12.5％", "-1,5 %", "+3%"] {
            assert_eq!(micros(text), Err(NumberError::Percentage), "{text}");
        }
    }

    #[test]
    fn a_percentage_is_hundredths_where_no_money_is() {
        let share = |text: &str| read_share(text, None).map(|number| (number.micros, number.rounded));
        assert_eq!(share("12%"), Ok((120_000, false)));
        assert_eq!(share("-1,5 ％"), Ok((-15_000, false)));
        assert_eq!(share("0.00015 %"), Ok((2, true)));
        assert_eq!(share("12.5"), Ok((12_500_000, false)));
        assert_eq!((share("x%"), share("%")), (Err(NumberError::Bad), Err(NumberError::Bad)));
    }

    #[test]
    fn a_power_of_ten_is_taken_before_rounding() {
        let by = |text: &str, power| read_number_by(text, None, power).map(|number| (number.micros, number.rounded));
        assert_eq!(by("0.00974701", 6), Ok((9_747_010_000, false)));
        assert_eq!(by("$0.1234567891", 3), Ok((123_456_789, true)));
        assert_eq!(by("1.5k", 6), Ok((1_500_000_000, false)), "it says its own");
        assert_eq!(by("99999999999999", 6), Err(NumberError::TooLarge));
    }

    #[test]
    fn what_eight_bytes_cannot_hold_is_too_large() {
        assert_eq!(micros("9223372036854.775807"), Ok(i64::MAX));
        for text in ["9223372036854.775808", "1e99", "9999999999999999999999999999999999999999", "99999亿"] {
            assert_eq!(micros(text), Err(NumberError::TooLarge), "{text}");
        }
    }
}
