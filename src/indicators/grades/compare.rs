//! How columns, figures and classes are compared with what a rule says.

use crate::domain::dataset::{Column, Reading, Values};
use crate::domain::day::Day;
use crate::domain::money::{Money, PackedMoney};

use super::parse::{How, Scalar, Value};
use super::people::Trouble;

/// Why something cannot be compared, and the value it is about, blank where it is about none.
pub type Incomparable = (String, Trouble);

/// Which of `n` have one of the values in a column, or one that compares so. `code` says what each has there, as a code of the
/// column's; values that the column does not have go to `unseen`.
pub fn of_column(
    column: &Column,
    n: usize,
    how: How,
    values: &[Value],
    code: impl Fn(usize) -> Option<u32>,
    unseen: impl FnMut(&str),
) -> Result<Vec<bool>, Incomparable> {
    let of = |at: usize| scalar(&column.reading, code(at)?);
    match column.read_as() {
        Values::Number | Values::Score | Values::Amount => compared(n, how, values, number, of),
        Values::Day => compared(n, how, values, day, of),
        Values::YesNo if how == How::Bare => {
            Ok((0..n).map(|at| code(at).map(|code| yes_no(&column.reading, code)) == Some(YES)).collect())
        }
        _ => {
            let names: Vec<Vec<String>> = (0_u32..)
                .zip(column.values.iter())
                .map(|(code, (_, text))| vec![text.to_owned(), yes_no(&column.reading, code).to_owned()])
                .collect();
            let place = |at: usize| code(at).map(|code| code as usize);
            named(n, how, values, &names, place, unseen).map_err(|trouble| (String::new(), trouble))
        }
    }
}

/// The number or day that a code of a column stands for.
fn scalar(reading: &Reading, code: u32) -> Option<Scalar> {
    match reading {
        Reading::Number(numbers) => {
            numbers.get(code as usize).copied().flatten().map(PackedMoney::money).map(Scalar::Number)
        }
        Reading::Score(scores) => {
            let score = scores.get(code as usize).copied().flatten()?;
            Some(Scalar::Number(Money::from_micros(i128::from(score.get()) * 1_000_000)))
        }
        Reading::Day(days) => days.get(code as usize).copied().flatten().map(Scalar::Day),
        Reading::Text | Reading::YesNo(_) => None,
    }
}

/// Which of `n` have a number or day that compares so; `is` says what a value stands for.
pub fn compared(
    n: usize,
    how: How,
    values: &[Value],
    is: fn(Scalar) -> Option<(Scalar, Scalar)>,
    of: impl Fn(usize) -> Option<Scalar>,
) -> Result<Vec<bool>, Incomparable> {
    let ranges = scalars(values, is).map_err(|value| (value.to_owned(), Trouble::NoNumber))?;
    let first = ranges.first().copied();
    let fits = |at: usize| {
        let known = of(at);
        Some(match (how, first) {
            (How::Blank, _) => known.is_none(),
            (How::Bare, _) | (_, None) => return None,
            (How::Is, _) => ranges.iter().any(|(low, high)| is_between(known, *low, *high)),
            (How::Greater, Some((_, high))) => known.is_some_and(|known| less(high, known)),
            (How::AtLeast, Some((low, _))) => known.is_some_and(|known| !less(known, low)),
            (How::Less, Some((low, _))) => known.is_some_and(|known| less(known, low)),
            (How::AtMost, Some((_, high))) => known.is_some_and(|known| !less(high, known)),
        })
    };
    let all: Option<Vec<bool>> = (0..n).map(fits).collect();
    all.ok_or_else(|| (String::new(), Trouble::NoComparison))
}

/// Which of `n` have one of these texts. A value that no text is goes to `unseen`.
pub fn named(
    n: usize,
    how: How,
    values: &[Value],
    names: &[Vec<String>],
    code: impl Fn(usize) -> Option<usize>,
    mut unseen: impl FnMut(&str),
) -> Result<Vec<bool>, Trouble> {
    match how {
        How::Blank => return Ok((0..n).map(|at| code(at).is_none()).collect()),
        How::Is => {}
        How::Bare => return Err(Trouble::NoComparison),
        _ => return Err(Trouble::OnlyTexts),
    }
    let plain = |text: &str| text.trim().to_lowercase();
    let mut fits = vec![false; names.len()];
    for value in values {
        let mut any = false;
        let wanted = [plain(&value.text), said(&value.text).to_owned()];
        for (slot, names) in fits.iter_mut().zip(names) {
            let same = names.iter().any(|name| !name.is_empty() && wanted.contains(&plain(name)));
            *slot |= same;
            any |= same;
        }
        if !any {
            unseen(&value.text);
        }
    }
    Ok((0..n).map(|at| code(at).and_then(|code| fits.get(code)) == Some(&true)).collect())
}

/// What stands for yes beside the texts themselves: no text of a file.
const YES: &str = "\u{1}yes";

/// What stands for no.
const NO: &str = "\u{1}no";

/// What a cell of yes and no says.
fn yes_no(reading: &Reading, code: u32) -> &'static str {
    let Reading::YesNo(said) = reading else { return "" };
    match said.get(code as usize).copied().flatten() {
        Some(true) => YES,
        Some(false) => NO,
        None => "",
    }
}

/// What a value says of yes and no.
fn said(value: &str) -> &'static str {
    match value.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "是" | "有" => YES,
        "no" | "n" | "false" | "0" | "否" | "无" => NO,
        _ => "",
    }
}

/// The ends of each value; the text of one that is none.
fn scalars(values: &[Value], is: fn(Scalar) -> Option<(Scalar, Scalar)>) -> Result<Vec<(Scalar, Scalar)>, &str> {
    let ends = |value: &Value| Some((is(value.low?)?.0, is(value.high?)?.1));
    values.iter().map(|value| ends(value).ok_or(value.text.as_str())).collect()
}

pub fn number(scalar: Scalar) -> Option<(Scalar, Scalar)> {
    matches!(scalar, Scalar::Number(_)).then_some((scalar, scalar))
}

/// A day, or the first and last of a year.
pub fn day(scalar: Scalar) -> Option<(Scalar, Scalar)> {
    match scalar {
        Scalar::Day(_) => Some((scalar, scalar)),
        Scalar::Number(number) => {
            let year = i16::try_from(number.micros() / 1_000_000).ok().filter(|year| *year >= 1_000)?;
            Some((Scalar::Day(Day::from_ymd(year, 1, 1)?), Scalar::Day(Day::from_ymd(year, 12, 31)?)))
        }
    }
}

/// Whether one is less than the other; never across kinds.
fn less(one: Scalar, other: Scalar) -> bool {
    match (one, other) {
        (Scalar::Number(one), Scalar::Number(other)) => one < other,
        (Scalar::Day(one), Scalar::Day(other)) => one < other,
        _ => false,
    }
}

fn is_between(known: Option<Scalar>, low: Scalar, high: Scalar) -> bool {
    known.is_some_and(|known| !less(known, low) && !less(high, known))
}
