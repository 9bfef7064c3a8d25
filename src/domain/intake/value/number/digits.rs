//! The digits of a number and what their separators say.

use crate::domain::intake::plan::DecimalMark;

use super::{Evidence, NumberError};

/// More digits than this are no amount.
const MOST_DIGITS: u32 = 34;

/// The digits of a number and how separators group them.
#[derive(Debug, Default)]
pub(super) struct Digits {
    pub mantissa: i128,
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
    pub fn digit(&mut self, letter: char) -> Result<(), NumberError> {
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

    pub fn separator(&mut self, mark: char) -> Result<(), NumberError> {
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
    pub fn decide(&self, mark: Option<DecimalMark>, scientific: bool) -> Result<(u32, Evidence), NumberError> {
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
    use crate::domain::intake::value::read_number;

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
