//! What systems wrap around a cell so that a spreadsheet keeps it as it is: `` `2024-01-05 ``, `'-12.50`,
//! `="00123"`.

use super::trimmed;

/// A cell without its wrapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) struct Bare<'a> {
    pub text: &'a str,
    /// Whether more than blanks was taken off.
    pub was_wrapped: bool,
}

/// Takes off blanks and wrapping. An apostrophe before letters, and quotes around them, belong to the
/// text (`'t Hooft`) unless most of the column is so `quoted`.
#[inline]
pub(in crate::domain::intake) fn bare(cell: &str, quoted: bool) -> Bare<'_> {
    if is_plain(cell) {
        return Bare { text: cell, was_wrapped: false };
    }
    freed(cell, quoted)
}

/// As [`bare`], for the few cells whose ends say that there may be something around them.
#[inline(never)]
fn freed(cell: &str, quoted: bool) -> Bare<'_> {
    let text = trimmed(cell);
    match text.as_bytes().first() {
        Some(b'`' | b'\'' | b'=' | b'"' | 0xe2 | 0xef) => {
            let once = trimmed(unwrapped(text, quoted).unwrap_or(text));
            // Within quotes another system may have put its own mark.
            let inner = if quoted { trimmed(unwrapped(once, false).unwrap_or(once)) } else { once };
            Bare { text: inner, was_wrapped: inner.len() < text.len() }
        }
        _ => Bare { text, was_wrapped: false },
    }
}

/// Those of these cells that are not blank, without blanks and wrapping.
pub(in crate::domain::intake) fn filled<'a>(cells: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    cells.map(|cell| bare(cell, false).text).filter(|cell| !cell.is_empty())
}

/// Whether a cell has nothing around it, as its ends say: most have not.
#[inline]
fn is_plain(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphanumeric) && bytes.last().is_some_and(u8::is_ascii_graphic)
}

/// The inside of a wrapped cell.
fn unwrapped(text: &str, quoted: bool) -> Option<&str> {
    let is_apostrophe = |letter: char| matches!(letter, '\'' | '\u{2018}' | '\u{2019}' | '\u{ff07}');
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    match first {
        '`' => {
            let inner = rest.strip_suffix('`').unwrap_or(rest);
            (quoted || !inner.contains('`')).then_some(inner)
        }
        '=' => match rest.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(inner) => (!inner.contains('"')).then_some(inner),
            None => is_digits(rest).then_some(rest),
        },
        '"' => rest.strip_suffix('"').filter(|_| quoted),
        letter if is_apostrophe(letter) => {
            let inner = rest.strip_suffix(is_apostrophe);
            let is_guard = rest.starts_with(['-', '+', '=', '@', '\t', '\u{2212}']);
            if quoted || is_value(inner.unwrap_or(rest)) {
                Some(inner.unwrap_or(rest))
            } else {
                (is_guard && inner.is_none()).then_some(rest)
            }
        }
        _ => None,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number, a date or a long id: digits, and signs among them.
fn is_value(text: &str) -> bool {
    let sign = |letter: char| " -+/:.,()¥￥$€£%".contains(letter);
    text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || sign(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_is_taken_off() {
        for (cell, text) in [
            ("`2024-01-05 10:01:00", "2024-01-05 10:01:00"),
            ("`wx01`", "wx01"),
            ("`", ""),
            (" '-12.50", "-12.50"),
            ("'+86 138", "+86 138"),
            ("'=1+1", "=1+1"),
            ("\u{2019}-12.50", "-12.50"),
            ("'00123", "00123"),
            ("'2024-01-05'", "2024-01-05"),
            ("'(1,200.00)", "(1,200.00)"),
            ("=\"00123\"", "00123"),
            ("=00123", "00123"),
            ("=\"\"", ""),
            ("=\" A-1\u{a0}\"", "A-1"),
        ] {
            assert_eq!(bare(cell, false), Bare { text, was_wrapped: true }, "{cell}");
        }
        assert_eq!(bare("'C001", true).text, "C001");
        assert_eq!(bare("'Smith, J'", true).text, "Smith, J");
        assert_eq!(bare("\"C001\"", true).text, "C001");
    }

    #[test]
    fn what_is_part_of_the_text_stays() {
        for cell in
            ["'t Hooft", "'90s music", "'quoted'", "\"quoted\"", "`a` or `b`", "=A1+B1", "=", "–", "‘so’", "ｘ", "5'"]
        {
            assert_eq!(bare(cell, false), Bare { text: cell, was_wrapped: false }, "{cell}");
        }
        assert_eq!(bare(" 7 ", false), Bare { text: "7", was_wrapped: false });
    }
}
