//! What stands around the digits: signs, currencies, multipliers.

use crate::domain::intake::plan::DecimalMark;
use crate::domain::intake::value::{fold, trimmed};

use super::currency::{Currency, before, behind, both};

/// A number without its signs and currency.
pub(super) struct Bare<'a> {
    pub text: &'a str,
    pub negative: bool,
    /// The power of ten of 万, 亿, k and m.
    pub shift: i32,
    pub currency: Option<Currency>,
    /// The decimal mark of `89,-` and `60.–`, which have no decimals.
    pub whole: Option<DecimalMark>,
}

/// Names of powers of ten behind a number, longer ones first where one ends another.
const MULTIPLIERS: [(&str, i32); 38] = [
    ("百万", 6),
    ("百萬", 6),
    ("万", 4),
    ("萬", 4),
    ("만", 4),
    ("亿", 8),
    ("億", 8),
    ("억", 8),
    ("千", 3),
    ("천", 3),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("crores", 7),
    ("crore", 7),
    ("lakhs", 5),
    ("lakh", 5),
    ("lacs", 5),
    ("lac", 5),
    ("млрд", 9),
    ("млн", 6),
    ("тыс.", 3),
    ("тыс", 3),
    ("tys.", 3),
    ("tys", 3),
    ("tis.", 3),
    ("triệu", 6),
    ("juta", 6),
    ("ribu", 3),
    ("mrd.", 9),
    ("mrd", 9),
    ("mio.", 6),
    ("mio", 6),
    ("tsd.", 3),
    ("bn", 9),
    ("mn", 6),
    ("k", 3),
    ("m", 6),
];

/// Takes off, from outside to inside and in any order: blanks; parentheses, minus signs and CR (one
/// of all these); a plus sign and DR; one currency; 万, 亿, k, m and their like.
///
/// CR is a credit, what a customer gets back; DR a debit, what a customer owes: as on the customer's
/// account.
pub(super) fn strip(text: &str) -> Option<Bare<'_>> {
    let text = without_piece(text).unwrap_or(text);
    let mut bare = Bare { text, negative: false, shift: 0, currency: None, whole: None };
    loop {
        bare.text = trimmed(bare.text);
        let rest = bare.text;
        // All that can be taken off ends or begins with something else than a digit.
        if matches!(rest.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'9', .., b'0'..=b'9']) {
            return Some(bare);
        }
        if let Some((inner, shift)) = strip_rupees(rest) {
            bare.shift = Some(shift).filter(|shift| *shift > 0 && bare.shift == 0)?;
            bare.text = inner;
        } else if let Some((mark, inner)) = strip_dash(rest).filter(|_| bare.whole.is_none()) {
            bare.whole = mark;
            bare.text = inner;
        } else if let Some(inner) = strip_minus(rest) {
            if bare.negative {
                return None;
            }
            bare.negative = true;
            bare.text = inner;
        } else if let Some(inner) = rest.strip_prefix(['+', '＋']).or_else(|| strip_word(rest, "DR")) {
            bare.text = inner;
        } else if let Some((currency, inner)) = before(rest).or_else(|| behind(rest)) {
            bare.currency = Some(bare.currency.map_or(Some(currency), |known| both(known, currency))?);
            bare.text = inner;
        } else if let Some((inner, shift)) = strip_multiplier(rest) {
            bare.shift = bare.shift.checked_add(shift).filter(|shift| *shift <= 16)?;
            bare.text = inner;
        } else {
            return Some(bare);
        }
    }
}

/// The price in `12元/件` and `$5 / pc`: a currency makes it one.
fn without_piece(text: &str) -> Option<&str> {
    const LONGEST: usize = 6;
    let (price, piece) = text.rsplit_once('/')?;
    let (price, piece) = (trimmed(price), trimmed(piece));
    let is_piece = (1..=LONGEST).contains(&piece.chars().count()) && piece.chars().all(char::is_alphabetic);
    (is_piece && before(price).or_else(|| behind(price)).is_some()).then_some(price)
}

/// `₹1.5 Cr` without its crore, `₹2 L` without its lakh, and their powers of ten. Cr is a credit behind what money is written
/// as, with two decimals or none; of few rupees nobody knows which it is, which 0 says.
fn strip_rupees(text: &str) -> Option<(&str, i32)> {
    let bare = text.strip_suffix('.').unwrap_or(text);
    let (inner, shift) =
        bare.strip_suffix("Cr").map(|inner| (inner, 7)).or_else(|| bare.strip_suffix('L').map(|inner| (inner, 5)))?;
    let inner = trimmed(inner);
    let (currency, number) = before(inner).filter(|_| inner.ends_with(|last: char| last.is_ascii_digit()))?;
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let whole = trimmed(number).split('.').next().map_or(0, str::len);
    let shift = match (shift, decimals) {
        (7, 0 | 2) if whole > 2 => return None,
        (7, 0 | 2) => 0,
        _ => shift,
    };
    (currency == Currency::of_code("INR")).then_some((inner, shift))
}

/// `89,-`, `60.–`, `89,--`, and `1 234:-`, `Rs 500/-`, `12元整`, which prove no mark: a sign for no decimals.
fn strip_dash(text: &str) -> Option<(Option<DecimalMark>, &str)> {
    if let Some(inner) = text.strip_suffix(":-").or_else(|| text.strip_suffix("/-")).or_else(|| text.strip_suffix('整'))
    {
        return Some((None, inner));
    }
    let rest = text.trim_end_matches(|letter| fold(letter) == '-');
    if rest.len() == text.len() {
        return None;
    }
    let ends_in_digit = |inner: &&str| inner.chars().next_back().is_some_and(|last| fold(last).is_ascii_digit());
    // As receipts in Japan have it: `¥3,500-`. A program that puts a minus behind writes decimals.
    let is_whole = !rest.contains('.') && rest.rsplit_once(',').is_none_or(|(_, group)| group.len() == 3);
    if text.starts_with(['¥', '￥']) && is_whole && ends_in_digit(&rest) {
        return Some((None, rest));
    }
    let point = rest.strip_suffix('.').filter(ends_in_digit).map(|inner| (Some(DecimalMark::Point), inner));
    point.or_else(|| rest.strip_suffix(',').filter(ends_in_digit).map(|inner| (Some(DecimalMark::Comma), inner)))
}

/// A sign that says less than nothing.
fn strip_minus(text: &str) -> Option<&str> {
    let enclosed = [('(', ')'), ('（', '）')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)));
    let is_minus = |letter: char| fold(letter) == '-';
    enclosed
        .or_else(|| text.strip_prefix(is_minus))
        .or_else(|| text.strip_suffix(is_minus))
        .or_else(|| strip_word(text, "CR"))
}

/// Takes off two letters at either end, with a point or without.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let is_free = |rest: &&str| !rest.starts_with(char::is_alphabetic) && !rest.ends_with(char::is_alphabetic);
    let bare = text.strip_suffix('.').unwrap_or(text);
    let cut = bare.len().checked_sub(word.len()).and_then(|at| bare.split_at_checked(at));
    let behind = cut.filter(|(_, end)| end.eq_ignore_ascii_case(word)).map(|(rest, _)| rest);
    let before = || {
        let (start, rest) = text.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then(|| rest.strip_prefix('.').unwrap_or(rest))
    };
    behind.filter(is_free).or_else(|| before().filter(is_free))
}

fn strip_multiplier(text: &str) -> Option<(&str, i32)> {
    MULTIPLIERS.into_iter().find_map(|(name, shift)| {
        let (rest, end) = text.split_at_checked(text.len().checked_sub(name.len())?)?;
        let is_free = !rest.ends_with(|letter: char| letter.is_ascii_alphabetic());
        (end.eq_ignore_ascii_case(name) && is_free).then_some((rest, shift))
    })
}
