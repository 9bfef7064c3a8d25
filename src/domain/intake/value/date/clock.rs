//! What follows a date: a time of day, a weekday, a zone.

use super::names::is_weekday;
use super::pieces::Piece;

/// Words that lead to a time or end a date in some language.
const FILLERS: &str = "t at um a as alle ore kl klo o os om u в г года год р r ad am pm m h gmt utc z est edt cst cdt mst mdt pst pdt \
    cet cest msk jst";

/// Chinese, Japanese and Korean characters for parts of the day and weekdays.
const FILLING: &str =
    "上下中午凌晨早晚前後后傍夜间間星期周週禮礼拜曜一二三四五六日天月火水木金土오전후새벽아침저녁밤월화수목금토일요";

/// Whether nothing more than a weekday, a time of day or a zone stands here. What follows hours and
/// minutes is not looked at closely.
pub(super) fn is_time(pieces: &[Piece]) -> bool {
    let is_filler = |piece: &&Piece| match piece {
        Piece::Word(word) => {
            FILLERS.split_whitespace().any(|filler| filler == word)
                || is_weekday(word)
                || word.chars().all(|letter| FILLING.contains(letter))
        }
        Piece::Sign(sign) => ",.;:-_()+'[]".contains(*sign),
        Piece::Number(..) => false,
    };
    let fillers = pieces.iter().take_while(is_filler).count();
    match pieces.get(fillers..).unwrap_or_default() {
        [] => true,
        // 102030 or 1020
        [Piece::Number(4 | 6, clock), ..] => {
            let clock = if *clock > 9999 { clock / 100 } else { *clock };
            clock / 100 <= 24 && clock % 100 < 60
        }
        [Piece::Number(1 | 2, hours), rest @ ..] => match rest {
            [colon, Piece::Number(1 | 2, minutes), ..]
                if colon.is_sign(":.") || colon.is_word("h u uhr ч 时 時 点 點 시") =>
            {
                *hours <= 24 && *minutes < 60
            }
            [unit, ..] => *hours <= 24 && unit.is_word("am pm a p h uhr ч 时 時 点 點 시"),
            [] => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::value::date::pieces::pieces_of;

    #[test]
    fn times_are_told_from_what_is_none() {
        for text in [
            "10:20",
            "09.10.22.000 AM",
            "T102030Z",
            "à 10h20",
            "um 9 Uhr",
            "오후 3:20",
            "(火) 10時20分",
            "3 p.m.",
            "+08:00",
        ] {
            assert!(is_time(&pieces_of(text).unwrap()), "{text}");
        }
        for text in ["10", "99:99", "x 10:20", "10/20", "102099999", "10 pieces"] {
            assert!(!is_time(&pieces_of(text).unwrap()), "{text}");
        }
    }
}
