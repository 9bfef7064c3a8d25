//! Scores: `9`, `9分`, `9/10`, `9.0`.

use crate::domain::score::Score;

use super::{digit, fold, trimmed};

/// Why a cell is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) enum ScoreError {
    /// Blank.
    Blank,
    /// Not a whole number from 0 to 10.
    Bad,
}

/// Reads the cell of a score column. A score out of anything but ten is no score.
#[inline]
pub(in crate::domain::intake) fn read_score(cell: &str) -> Result<Score, ScoreError> {
    let text = trimmed(cell);
    let value = match *text.as_bytes() {
        [] => return Err(ScoreError::Blank),
        [ones] if ones.is_ascii_digit() => digit(ones).map(i64::from),
        [b'1', b'0'] => Some(10),
        _ => read_other(text),
    };
    value.and_then(|value| Score::try_from(value).ok()).ok_or(ScoreError::Bad)
}

/// The whole number of a cell that is no score, where it holds one of up to 255.
#[cold]
pub(in crate::domain::intake) fn beyond_scores(cell: &str) -> Option<u8> {
    read_other(trimmed(cell)).and_then(|number| u8::try_from(number).ok())
}

fn read_other(text: &str) -> Option<i64> {
    let mut letters = text.chars().map(fold).filter(|letter| *letter != ' ').peekable();
    letters.next_if_eq(&'+');
    let mut value: Option<i64> = None;
    while let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(10)) {
        letters.next();
        value = Some(value.unwrap_or(0).saturating_mul(10).saturating_add(i64::from(digit)));
    }
    let value = value?;
    if letters.next_if(|letter| matches!(letter, '.' | ',')).is_some() {
        let mut decimals = 0;
        while letters.next_if_eq(&'0').is_some() {
            decimals += 1;
        }
        if decimals == 0 {
            return None;
        }
    }
    letters.next_if_eq(&'分');
    if letters.next_if_eq(&'/').is_some() {
        letters.next_if_eq(&'1').and_then(|_| letters.next_if_eq(&'0'))?;
        letters.next_if_eq(&'分');
    }
    letters.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_scores_as_people_write_them() {
        for text in ["9", " 9 ", "9分", "9 分", "9/10", "9 / 10", "9.0", "9,00", "９", "９分", "+9", "09", "9分/10分"]
        {
            assert_eq!(read_score(text).map(Score::get), Ok(9), "{text}");
        }
        assert_eq!(read_score("10").map(Score::get), Ok(10));
        assert_eq!(read_score("１０/１０").map(Score::get), Ok(10));
    }

    #[test]
    fn what_is_no_score_from_0_to_10_is_bad() {
        for text in
            ["9.5", "-1", "11", "nine", "9/5", "9/100", "9.", "分", "/10", "99999999999999999999", "9 9x", "N/A"]
        {
            assert_eq!(read_score(text), Err(ScoreError::Bad), "{text}");
        }
        assert_eq!(read_score(" \u{3000}"), Err(ScoreError::Blank));
    }

    #[test]
    fn numbers_beyond_ten_show_another_scale() {
        for (text, number) in
            [("85", Some(85)), (" 100分", Some(100)), ("11.0", Some(11)), ("85.5", None), ("256", None)]
        {
            assert_eq!(beyond_scores(text), number, "{text}");
        }
        assert_eq!((beyond_scores("-5"), beyond_scores("N/A"), beyond_scores("")), (None, None, None));
    }
}
