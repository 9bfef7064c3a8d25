//! Numbers: amounts, quantities and prices, exact to the millionth.
//!
//! Whether `1,234` is a thousand or one and a bit is for the column to decide: each cell says what
//! it proves ([`Evidence`]), and a cell that proves nothing differs between the two readings by
//! exactly a factor of a thousand.

use crate::domain::intake::plan::DecimalMark;

use super::{digit, fold, trimmed};

/// A number as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) struct Number {
    /// Millionths.
    pub micros: i64,
    /// What its separators say.
    pub evidence: Evidence,
    /// Whether it had more than six decimals and was rounded half to even.
    pub rounded: bool,
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
    /// Beyond what eight bytes of millionths hold.
    TooLarge,
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
        None => written(text, mark),
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
    Some(Number { micros: if negative { -micros } else { micros }, evidence, rounded: false })
}

/// Signs, currencies and multipliers taken off, the digits read by [`Digits`].
fn written(text: &str, mark: Option<DecimalMark>) -> Result<Number, NumberError> {
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
    let (decimals, evidence) = digits.decide(mark, exponent != 0)?;
    let shift = 6 - i64::from(decimals) + i64::from(exponent) + i64::from(bare.shift);
    let (micros, rounded) = scaled(digits.mantissa, shift).ok_or(NumberError::TooLarge)?;
    let micros = i64::try_from(if bare.negative { -micros } else { micros }).map_err(|_| NumberError::TooLarge)?;
    Ok(Number { micros, evidence, rounded })
}

/// `mantissa × 10^shift`, rounded half to even; `None` where it is out of range.
fn scaled(mantissa: i128, shift: i64) -> Option<(i128, bool)> {
    if mantissa == 0 {
        return Some((0, false));
    }
    let Ok(power) = u32::try_from(shift.unsigned_abs()) else { return None };
    if shift >= 0 {
        return mantissa.checked_mul(10_i128.checked_pow(power)?).map(|value| (value, false));
    }
    let Some(divisor) = 10_i128.checked_pow(power) else { return Some((0, true)) };
    Some(divide_half_even(mantissa, divisor))
}

/// The quotient rounded half to even, and whether rounding changed it. The divisor is positive.
pub(in crate::domain::intake) fn divide_half_even(value: i128, divisor: i128) -> (i128, bool) {
    let (quotient, rest) = (value.div_euclid(divisor), value.rem_euclid(divisor));
    let up = match (rest * 2).cmp(&divisor) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient % 2 != 0,
        std::cmp::Ordering::Greater => true,
    };
    (quotient + i128::from(up), rest != 0)
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

/// A number without its signs and currency.
struct Bare<'a> {
    text: &'a str,
    negative: bool,
    /// The power of ten of 万 and 亿.
    shift: i32,
}

/// Currency names and signs, longest first where one begins another.
const CURRENCIES: [&str; 38] = [
    "人民币",
    "RMB",
    "CNY",
    "CNH",
    "USD",
    "US$",
    "HKD",
    "HK$",
    "NT$",
    "NTD",
    "TWD",
    "MOP",
    "EUR",
    "GBP",
    "JPY",
    "AUD",
    "A$",
    "CAD",
    "C$",
    "SGD",
    "S$",
    "CHF",
    "INR",
    "KRW",
    "¥",
    "￥",
    "$",
    "＄",
    "€",
    "£",
    "￡",
    "₩",
    "₹",
    "元",
    "圆",
    "圓",
    "块",
    "Rs.",
];

/// Takes off, from outside to inside and in any order: blanks, parentheses and minus signs (one of
/// all these), a plus sign, currencies, 万 and 亿.
fn strip(text: &str) -> Option<Bare<'_>> {
    let mut bare = Bare { text, negative: false, shift: 0 };
    loop {
        bare.text = trimmed(bare.text);
        let rest = bare.text;
        let enclosed = [('(', ')'), ('（', '）')]
            .into_iter()
            .find_map(|(open, close)| rest.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)));
        let is_minus = |letter: char| fold(letter) == '-';
        if let Some(inner) = enclosed.or_else(|| rest.strip_prefix(is_minus)).or_else(|| rest.strip_suffix(is_minus)) {
            if bare.negative {
                return None;
            }
            bare.negative = true;
            bare.text = inner;
        } else if let Some(inner) = rest.strip_prefix(['+', '＋']).or_else(|| strip_currency(rest)) {
            bare.text = inner;
        } else if let Some((inner, shift)) = strip_multiplier(rest) {
            bare.shift = bare.shift.checked_add(shift).filter(|shift| *shift <= 16)?;
            bare.text = inner;
        } else {
            return Some(bare);
        }
    }
}

fn strip_currency(text: &str) -> Option<&str> {
    CURRENCIES.into_iter().find_map(|name| {
        let starts = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if starts {
            return text.get(name.len()..);
        }
        let before = text.len().checked_sub(name.len())?;
        text.get(before..).filter(|end| end.eq_ignore_ascii_case(name)).and_then(|_| text.get(..before))
    })
}

fn strip_multiplier(text: &str) -> Option<(&str, i32)> {
    let ten_thousand = text.strip_suffix(['万', '萬']).map(|inner| (inner, 4));
    ten_thousand.or_else(|| text.strip_suffix(['亿', '億']).map(|inner| (inner, 8)))
}

/// More digits than this are no amount.
const MOST_DIGITS: u32 = 34;

/// The digits of a number and how separators group them.
#[derive(Debug, Default)]
struct Digits {
    mantissa: i128,
    count: u32,
    starts_with_zero: bool,
    points: u32,
    commas: u32,
    /// Blanks and apostrophes: they only ever group.
    others: u32,
    last: Option<char>,
    /// Digits before the first separator.
    head: u32,
    /// Digits since the last separator.
    tail: u32,
    /// A group between two separators, or the head before them, is no group of thousands.
    uneven: bool,
    /// The group before the last separator was complete (three digits).
    whole_group: bool,
}

impl Digits {
    fn digit(&mut self, letter: char) -> Result<(), NumberError> {
        let value = letter.to_digit(10).ok_or(NumberError::Bad)?;
        self.starts_with_zero |= self.count == 0 && value == 0;
        self.count += 1;
        if self.count > MOST_DIGITS {
            return Err(NumberError::TooLarge);
        }
        self.mantissa = self.mantissa * 10 + i128::from(value);
        self.tail += 1;
        Ok(())
    }

    fn separator(&mut self, mark: char) -> Result<(), NumberError> {
        if let Some(last) = self.last {
            // Indian groups have two digits, the last one three; a group of four and more is none.
            self.uneven |= !(2..=3).contains(&self.tail);
            self.whole_group = self.tail == 3;
            let decimal_passed = last != mark && self.points + self.commas > 0 && matches!(mark, ' ' | '\'');
            if self.tail == 0 || decimal_passed {
                return Err(NumberError::Bad);
            }
        } else {
            self.head = self.count;
            self.whole_group = true;
        }
        match mark {
            '.' => self.points += 1,
            ',' => self.commas += 1,
            _ => self.others += 1,
        }
        self.last = Some(mark);
        self.tail = 0;
        Ok(())
    }

    /// How many of the digits are decimals, and what that proves.
    fn decide(&self, mark: Option<DecimalMark>, scientific: bool) -> Result<(u32, Evidence), NumberError> {
        let Some(last) = self.last.filter(|_| self.count > 0) else {
            return if self.count == 0 { Err(NumberError::Bad) } else { Ok((0, Evidence::None)) };
        };
        let head_groups = (1..=3).contains(&self.head) && !self.starts_with_zero && !self.uneven;
        let thousands = head_groups && self.tail == 3;
        let (same, different) = match last {
            '.' => (self.points, self.commas + self.others),
            ',' => (self.commas, self.points + self.others),
            _ => return if thousands { Ok((0, Evidence::None)) } else { Err(NumberError::Bad) },
        };
        let as_decimal = same == 1 && (different == 0 || head_groups && self.whole_group);
        let as_thousands = thousands && !scientific && different == 0;
        let (decimal, grouped, either) = match last {
            '.' => (Evidence::Point, Evidence::Comma, Evidence::EitherPoint),
            _ => (Evidence::Comma, Evidence::Point, Evidence::EitherComma),
        };
        let fits = |evidence| match mark {
            None => true,
            Some(DecimalMark::Point) => evidence == Evidence::Point,
            Some(DecimalMark::Comma) => evidence == Evidence::Comma,
        };
        let said = |evidence| if mark.is_some() { Evidence::None } else { evidence };
        match (as_decimal && fits(decimal), as_thousands && fits(grouped)) {
            (true, true) if last == '.' => Ok((self.tail, either)),
            (true, true) => Ok((0, either)),
            (true, false) => Ok((self.tail, said(decimal))),
            (false, true) => Ok((0, said(grouped))),
            (false, false) => Err(NumberError::Bad),
        }
    }
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
            ("0.5亿", 50_000_000_000_000),
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
            "12%",
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
        ] {
            assert_eq!(micros(text), Err(NumberError::Bad), "{text}");
        }
        assert_eq!(micros("  "), Err(NumberError::Blank));
    }

    #[test]
    fn what_eight_bytes_cannot_hold_is_too_large() {
        assert_eq!(micros("9223372036854.775807"), Ok(i64::MAX));
        for text in ["9223372036854.775808", "1e99", "9999999999999999999999999999999999999999", "99999亿"] {
            assert_eq!(micros(text), Err(NumberError::TooLarge), "{text}");
        }
    }

    #[test]
    fn more_than_six_decimals_round_half_to_even() {
        let rounded = |text| read_number(text, None).map(|number| (number.micros, number.rounded));
        assert_eq!(rounded("0.0000005"), Ok((0, true)));
        assert_eq!(rounded("0.0000015"), Ok((2, true)));
        assert_eq!(rounded("-0.0000015"), Ok((-2, true)));
        assert_eq!(rounded("29.330000000000002"), Ok((29_330_000, true)));
        assert_eq!(rounded("1.5000000"), Ok((1_500_000, false)));
        assert_eq!(rounded("1e-40"), Ok((0, true)));
    }

    #[test]
    fn separators_prove_the_decimal_mark_or_nothing() {
        let evidence = |text| read_number(text, None).unwrap().evidence;
        for (text, wanted) in [
            ("12", Evidence::None),
            ("1 234", Evidence::None),
            ("12.5", Evidence::Point),
            ("1234.567", Evidence::Point),
            ("0.125", Evidence::Point),
            ("1,234,567", Evidence::Point),
            ("12,5", Evidence::Comma),
            ("1.234.567", Evidence::Comma),
            ("1.234", Evidence::EitherPoint),
            ("-1.234", Evidence::EitherPoint),
            ("1,234", Evidence::EitherComma),
            ("¥1,234", Evidence::EitherComma),
        ] {
            assert_eq!(evidence(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_mark_given_settles_and_contradictions_are_bad() {
        let read = |text, mark| read_number(text, Some(mark)).map(|number| number.micros);
        assert_eq!(read("1.234", DecimalMark::Point), Ok(1_234_000));
        assert_eq!(read("1.234", DecimalMark::Comma), Ok(1_234_000_000));
        assert_eq!(read("1,234", DecimalMark::Point), Ok(1_234_000_000));
        assert_eq!(read("1,234", DecimalMark::Comma), Ok(1_234_000));
        assert_eq!(read("12.5", DecimalMark::Comma), Err(NumberError::Bad));
        assert_eq!(read("12,5", DecimalMark::Point), Err(NumberError::Bad));
        assert_eq!(read("12", DecimalMark::Comma), Ok(12_000_000));
    }
}
