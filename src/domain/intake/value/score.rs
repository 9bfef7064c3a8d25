//! Scores: `9`, `9分`, `9/10`, `9.0`, and those with the label of their place on the scale:
//! `10 - Extremely likely`, `Not at all likely - 0`, `9（非常愿意）`.

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

/// Letters of a labelled score; longer ones are comments.
const LONGEST_LABEL: usize = 120;

/// Reads the cell of a score column whose places on the scale may be labelled: the one number of the
/// cell stands at its beginning or end.
pub(in crate::domain::intake) fn read_labelled_score(cell: &str) -> Result<Score, ScoreError> {
    read_score(cell).or_else(|error| match error {
        ScoreError::Blank => Err(ScoreError::Blank),
        ScoreError::Bad => labelled(trimmed(cell)).and_then(|value| Score::try_from(value).ok()).ok_or(ScoreError::Bad),
    })
}

/// Letters of the longest code of a choice.
const LETTERS_OF_CODE: usize = 3;

/// The number at either end of a text without other numbers but a `10` it is out of.
fn labelled(text: &str) -> Option<i64> {
    let letters: Vec<char> = text.chars().map(fold).take(LONGEST_LABEL + 1).collect();
    if letters.len() > LONGEST_LABEL || !letters.iter().any(|letter| letter.is_alphabetic()) {
        return None;
    }
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let digits: String = letters.iter().skip(at).take_while(|letter| letter.is_ascii_digit()).collect();
        if !digits.is_empty() {
            numbers.push((at, at + digits.len(), digits.parse::<i64>().ok()?));
        }
        at += digits.len().max(1);
        // A year or a number in words is none of the scale.
        if letter == '%' {
            return None;
        }
    }
    let edge = |letter: &char| letter.is_whitespace() || "-()（）[]【】「」<>:：.=\"'#*分点點".contains(*letter);
    // `A9` and `9B` are codes of a choice, whatever they stand for.
    let is_code = |start: usize, end: usize| {
        let glued = |letter: Option<&char>| letter.is_some_and(char::is_ascii_alphabetic);
        letters.iter().filter(|letter| letter.is_alphabetic()).count() <= LETTERS_OF_CODE
            && (start > 0 && glued(letters.get(start - 1)) || glued(letters.get(end)))
    };
    let leads = |start: usize| letters.iter().take(start).all(|letter| edge(letter) && *letter != '-');
    let ends = |end: usize| letters.iter().skip(end).all(edge);
    let decimal = |start: usize, end: usize| {
        let is_mark = |letter: Option<&char>| letter.is_some_and(|letter| matches!(letter, '.' | ','));
        let is_digit = |letter: Option<&char>| letter.is_some_and(char::is_ascii_digit);
        is_mark(letters.get(end)) && is_digit(letters.get(end + 1))
            || start > 1 && is_mark(letters.get(start - 1)) && is_digit(letters.get(start - 2))
    };
    match numbers.as_slice() {
        [(start, end, value)] if leads(*start) || ends(*end) => {
            Some(*value).filter(|_| !decimal(*start, *end) && !is_code(*start, *end))
        }
        // 9 out of 10, 9/10 (very likely), 9分（满分10分）
        [(start, end, value), (next, _, 10)] => {
            let between: String = letters.get(*end..*next)?.iter().collect::<String>().to_lowercase();
            let is_of = between.contains('/')
                || between.contains('满')
                || between
                    .split_whitespace()
                    .any(|word| matches!(word, "of" | "sur" | "von" | "de" | "su" | "van" | "av" | "af" | "z" | "из"));
            (leads(*start) && is_of).then_some(*value)
        }
        _ => None,
    }
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
    fn labels_stand_at_either_side_of_the_number() {
        for text in [
            "9 - Likely",
            "Likely - 9",
            "9（非常愿意）",
            "非常愿意（9）",
            "非常愿意9",
            "9分（非常愿意）",
            "9: likely",
            "9=likely",
            "(9) Likely",
            "[9] likely",
            "Likely (9)",
            "9 out of 10",
            "9/10 very likely",
            "9 – Très probable",
            "９－非常愿意",
            "Likely 9",
            "9. Likely",
            "9分（满分10分）",
            "9",
        ] {
            assert_eq!(read_labelled_score(text).map(Score::get), Ok(9), "{text}");
        }
        assert_eq!(read_labelled_score("Not at all likely - 0").map(Score::get), Ok(0));
        assert_eq!(read_labelled_score("10 - Extremely likely").map(Score::get), Ok(10));
        for text in [
            "likely",
            "I would say 9 because",
            "-1 never",
            "9 or 10",
            "11 - more",
            "9.5 likely",
            "very 9 likely",
            "2024 likely",
            "9% likely",
            "5 to 10",
        ] {
            assert_eq!(read_labelled_score(text), Err(ScoreError::Bad), "{text}");
        }
        assert_eq!(read_labelled_score(" "), Err(ScoreError::Blank));
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
