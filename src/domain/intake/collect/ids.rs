//! Ids that are numbers: 17850, 17850.0 and 1.785E4 are one customer.
//!
//! A program that met a blank among whole numbers writes them all with a point, a spreadsheet writes
//! long ones with an exponent. In a column of numbers all of them are the whole number again, so that
//! files agree; a column with other ids (`A-1`, versions) stays as it is.

use crate::domain::blocks::in_blocks;
use crate::domain::dataset::BLANK;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::value::fold;

/// One distinct id in so many may be no number.
const OTHERS: usize = 20;

/// Digits of the longest id written out from an exponent: numbers of payments have as many.
const LONGEST: usize = 32;

/// Digits that a spreadsheet keeps of a number.
const KEPT: usize = 15;

/// From so many digits on a spreadsheet cuts what it writes with an exponent.
const CUT: usize = 12;

/// So many noughts at the end of what it wrote with an exponent were likely other digits.
const NOUGHTS: &str = "0000";

/// What became of the ids of a column.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unified {
    /// Distinct ids written in another way than as whole numbers.
    pub rewritten: u64,
    /// Distinct ids so long that digits may be lost: written with an exponent, or with noughts where a spreadsheet keeps
    /// none.
    pub cut: u64,
    /// Distinct ids that had full-width letters, or accents as letters of their own.
    pub folded: u64,
}

/// Accents as letters of their own, and what comes of letters with them, in pairs.
const ACCENTS: [(char, &str); 11] = [
    ('\u{300}', "AÀEÈIÌOÒUÙaàeèiìoòuù"),
    ('\u{301}', "AÁCĆEÉIÍNŃOÓSŚUÚYÝZŹaácćeéiínńoósśuúyýzź"),
    ('\u{302}', "AÂEÊIÎOÔUÛaâeêiîoôuû"),
    ('\u{303}', "AÃNÑOÕaãnñoõ"),
    ('\u{306}', "AĂGĞaăgğИЙий"),
    ('\u{307}', "IİZŻzż"),
    ('\u{308}', "AÄEËIÏOÖUÜaäeëiïoöuüyÿЕЁеё"),
    ('\u{30a}', "AÅUŮaåuů"),
    ('\u{30c}', "CČDĎEĚNŇRŘSŠTŤZŽcčdďeěnňrřsštťzž"),
    ('\u{327}', "CÇSŞcçsş"),
    ('\u{328}', "AĄEĘaąeę"),
];

/// An id with usual letters for full-width ones, and with accents on their letters; `None` where it has neither.
fn folded(id: &str) -> Option<String> {
    let is_odd = |letter: char| matches!(letter, '\u{ff01}'..='\u{ff5e}' | '\u{300}'..='\u{36f}');
    if id.is_ascii() || !id.contains(is_odd) {
        return None;
    }
    let mut out = String::with_capacity(id.len());
    for letter in id.chars() {
        let pairs = ACCENTS.iter().find(|(accent, _)| *accent == letter).map_or("", |(_, pairs)| pairs);
        let last = out.chars().next_back();
        let at = pairs.chars().step_by(2).position(|plain| Some(plain) == last);
        if let Some(whole) = at.and_then(|at| pairs.chars().nth(at * 2 + 1)) {
            out.pop();
            out.push(whole);
        } else {
            out.push(if is_odd(letter) { fold(letter) } else { letter });
        }
    }
    (out != id).then_some(out)
}

/// Writes ids anew, those that become alike as one; `None` leaves one as it is. Gives how many were.
fn rewrite(ids: &mut Dictionary, codes: &mut [u32], mut anew: impl FnMut(&str) -> Option<String>) -> u64 {
    let (mut rewritten, mut out) = (0, Dictionary::new());
    let mut place = |(_, id): (u32, &str)| {
        let written = anew(id);
        rewritten += u64::from(written.is_some());
        out.intern(written.as_deref().unwrap_or(id))
    };
    let new: Vec<u32> = ids.iter().map(&mut place).collect();
    for code in codes.iter_mut().filter(|code| **code != BLANK) {
        *code = new.get(*code as usize).copied().unwrap_or(BLANK);
    }
    *ids = out;
    rewritten
}

/// Writes all ids of a column of numbers as whole numbers, and all ids in usual letters.
pub(super) fn unify(ids: &mut Dictionary, codes: &mut [u32]) -> Unified {
    // Only what begins with a digit is a number written in another way.
    let is_odd = |id: &str| {
        id.as_bytes().first().is_some_and(u8::is_ascii_digit)
            && id.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E' | b','))
            && whole(id).is_some()
    };
    let (mut has_odd, mut has_long, mut has_folded) = (false, false, false);
    in_blocks(ids.len(), |range| {
        for id in range.filter_map(|code| u32::try_from(code).ok()).map(|code| ids.get(code)) {
            has_odd = has_odd || is_odd(id);
            has_long |= id.len() > KEPT;
            has_folded = has_folded || folded(id).is_some();
        }
    });
    if has_folded {
        let folded = rewrite(ids, codes, folded);
        return Unified { folded, ..unify(ids, codes) };
    }
    if !has_odd {
        return Unified { cut: if has_long { cut_off(ids) } else { 0 }, ..Unified::default() };
    }
    let others = ids.iter().filter(|(_, id)| whole(id).is_none()).count();
    if others * OTHERS > ids.len() {
        return Unified::default();
    }
    let mut cut = 0;
    let rewritten = rewrite(ids, codes, |id| {
        let number = whole(id).filter(|number| number != id)?;
        let is_cut = number.len() >= CUT || number.ends_with(NOUGHTS);
        cut += u64::from(id.contains(['e', 'E']) && is_cut);
        Some(number)
    });
    Unified { rewritten, cut, folded: 0 }
}

/// How many ids end in noughts from the sixteenth digit on, if all that are longer do: a spreadsheet had them as numbers.
fn cut_off(ids: &Dictionary) -> u64 {
    let (mut long, mut cut) = (0, 0);
    in_blocks(ids.len(), |range| {
        let ids = range.filter_map(|code| u32::try_from(code).ok()).map(|code| ids.get(code).as_bytes());
        for (kept, rest) in ids.filter_map(|id| id.split_at_checked(KEPT)).filter(|(_, rest)| !rest.is_empty()) {
            long += 1;
            let is_number = kept.iter().all(u8::is_ascii_digit) && kept.iter().any(|digit| *digit != b'0');
            cut += u64::from(is_number && rest.iter().all(|digit| *digit == b'0'));
        }
    });
    if long == cut && cut > 1 { cut } else { 0 }
}

/// The digits of a whole number, however written; leading noughts stay.
fn whole(id: &str) -> Option<String> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits(id) {
        return Some(id.to_owned());
    }
    // A decimal comma, where the program wrote all with one decimal.
    if let Some((head, "0")) = id.split_once(',') {
        return is_digits(head).then(|| head.to_owned());
    }
    if id.contains(',') {
        let mut groups = id.split(',');
        let head = groups.next().filter(|head| is_digits(head) && head.len() <= 3 && !head.starts_with('0'))?;
        let tail: Option<String> =
            groups.map(|group| (is_digits(group) && group.len() == 3).then_some(group)).collect();
        return tail.map(|tail| format!("{head}{tail}"));
    }
    let (mantissa, exponent) = match id.split_once(['e', 'E']) {
        // Programs write 1E+05 or 1.0E5; in 1E5 the E is a letter.
        Some((mantissa, exponent)) if exponent.starts_with('+') || mantissa.contains('.') => {
            let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
            (mantissa, exponent.parse::<usize>().ok().filter(|_| is_digits(exponent))?)
        }
        Some(_) => return None,
        None => (id, 0),
    };
    let (head, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if !is_digits(head) || !decimals.bytes().all(|byte| byte.is_ascii_digit()) || exponent > LONGEST {
        return None;
    }
    let (shifted, rest) = decimals.split_at_checked(exponent).unwrap_or((decimals, ""));
    let noughts = exponent - shifted.len();
    let is_whole = rest.bytes().all(|byte| byte == b'0') && head.len() + exponent <= LONGEST;
    // 1234567E3 and the like are codes of something.
    let is_plain = exponent == 0 || head.len() == 1 && head != "0";
    (is_whole && is_plain && (exponent > 0 || !rest.is_empty()))
        .then(|| format!("{head}{shifted}{}", "0".repeat(noughts)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unified(ids: &[&str]) -> (Vec<String>, Unified) {
        let mut dictionary = Dictionary::new();
        let mut codes: Vec<u32> = ids.iter().map(|id| dictionary.intern(id)).collect();
        let unified = unify(&mut dictionary, &mut codes);
        (codes.iter().map(|&code| dictionary.get(code).to_owned()).collect(), unified)
    }

    #[test]
    fn whole_numbers_are_one_however_written() {
        let (ids, what) = unified(&["17850", "17850.0", "1.785E4", "1.785e+04", "17,850", "00123", "00123.00"]);
        assert_eq!(ids, ["17850", "17850", "17850", "17850", "17850", "00123", "00123"]);
        assert_eq!(what, Unified { rewritten: 5, ..Unified::default() });
        assert_eq!(unified(&["1E+05", "2"]).0, ["100000", "2"]);
        assert_eq!(unified(&["1.23457E+11", "2"]).1, Unified { rewritten: 1, cut: 1, folded: 0 });
    }

    #[test]
    fn other_ids_stay_as_they_are() {
        for ids in [
            &["A-1", "17850.0"][..],
            &["1.0", "1.1", "1.10"],
            &["1E5x", "x"],
            &["1E1", "2E2", "17850"],
            &["12E3", "7"],
            &["17850.5"],
            &["1,23"],
            &["7", "007"],
        ] {
            assert_eq!(unified(ids), (ids.iter().map(|id| (*id).to_owned()).collect(), Unified::default()), "{ids:?}");
        }
    }

    #[test]
    fn ids_in_other_letters_are_the_same() {
        let (ids, what) = unified(&["A001", "Ａ００１", "１７８５０", "Rene\u{301}e", "Renée", "n\u{303}", "客户１"]);
        assert_eq!(ids, ["A001", "A001", "17850", "Renée", "Renée", "ñ", "客户1"]);
        assert_eq!(what, Unified { folded: 5, ..Unified::default() });
        for ids in [&["é", "李四", "カナ", "Ünal"][..], &["q\u{301}"]] {
            assert_eq!(unified(ids), (ids.iter().map(|id| (*id).to_owned()).collect(), Unified::default()), "{ids:?}");
        }
    }
}
