//! Cells into values: dates, numbers, scores, yes and no. Every reader takes the cell as the file has
//! it; those for every row allocate nothing.

mod bare;
mod date;
mod nothing;
mod number;
mod score;
mod yes_no;

pub(super) use bare::{Bare, bare, filled};
pub(super) use date::{
    DateCell, DateParts, Parts, are_midnights_ahead, is_midnight_ahead, is_part_of_date, read_believed, read_date,
    western,
};
pub(super) use nothing::{is_no_answer, is_nobody, is_not_available, is_nothing};
pub(super) use number::{
    Currency, Evidence, Number, NumberError, divide_half_even, power_of_header, power_said, read_number,
    read_number_by, read_share, says_whole_units, without_counted,
};
pub(super) use score::{ScoreError, beyond_scores, read_labelled_score, read_score};
pub(super) use yes_no::read_all_yes_no;
pub use yes_no::read_yes_no;

/// The cell without blanks around it, those of Unicode included.
#[inline]
pub(super) fn trimmed(cell: &str) -> &str {
    let bytes = cell.as_bytes();
    let plain = |byte: Option<&u8>| byte.is_none_or(|byte| (b'!'..=b'~').contains(byte));
    if plain(bytes.first()) && plain(bytes.last()) {
        return cell;
    }
    cell.trim_matches(|letter: char| letter.is_whitespace() || is_invisible(letter))
}

/// Letters without width that systems leave around a cell: joiners, marks of direction and byte order.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Full-width forms, blanks, dashes, apostrophes and Arabic digits as their ASCII letters; the rest
/// unchanged.
#[inline]
pub(super) fn fold(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(letter),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\t' => ' ',
        '\u{2212}' | '\u{2010}'..='\u{2015}' | '\u{fe63}' => '-',
        '\u{660}'..='\u{669}' => arabic(letter, 0x660),
        '\u{6f0}'..='\u{6f9}' => arabic(letter, 0x6f0),
        '\u{66b}' => '.',
        '\u{60c}' => ',',
        '\u{66c}' | '\u{2019}' | '\u{2018}' | '\u{b4}' | '\u{2bc}' | '\u{2032}' => '\'',
        _ => letter,
    }
}

/// An Arabic-Indic or Persian digit in ASCII, given the code of its nought.
fn arabic(letter: char, nought: u32) -> char {
    char::from_digit(u32::from(letter).saturating_sub(nought), 10).unwrap_or(letter)
}

/// The value of an ASCII digit.
#[inline]
fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_every_kind_of_blank() {
        for cell in [
            "007",
            " 007 ",
            "\u{3000}007\u{a0}",
            "\t007\r",
            "\u{feff}007",
            "\u{2009}007\u{200e}",
            "\u{2060}007\u{202c}",
        ] {
            assert_eq!(trimmed(cell), "007");
        }
        assert_eq!((trimmed(""), trimmed(" \u{3000}")), ("", ""));
    }
}
