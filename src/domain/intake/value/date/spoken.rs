//! Dates in words and other forms few files have: months by name in many languages, eras, Chinese
//! numerals, seconds since 1970. Tried only where no plainer reader knows the cell.

use crate::domain::day::Day;

use super::DateCell;
use super::clock::is_time;
use super::names::{is_weekday, month_of};
use super::parts::{Parts, day_of, full_year};
use super::pieces::{Piece, pieces_of};

/// Words between the numbers of a date: `5 de marzo de 2024`, `1er`, `5th of`.
const BETWEEN: &str = "de del of the le den der el do di d dia en em on st nd rd th er e o a ste an";

/// The eras of Japan and the Republic of China: letters, the year before their first.
const ERAS: [(&str, u16); 7] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867), ("民國", 1911), ("民国", 1911)];

/// Their letters in forms like `R6.3.5`, with the last year of each.
const ERA_LETTERS: [(&str, u16, u64); 3] = [("r", 2018, 99), ("h", 1988, 31), ("s", 1925, 64)];

/// Seconds of 2000-01-01 and 2040-01-01: numbers beyond are telephones and ids.
const SECONDS: std::ops::Range<u64> = 946_684_800..2_208_988_800;

/// Reads a cell no plainer form fits.
pub(super) fn read_spoken(text: &str) -> Option<DateCell> {
    // The ids most columns hold: a letter and digits alone.
    if matches!(text.as_bytes(), [letter, digits @ ..] if letter.is_ascii_alphabetic() && digits.iter().all(u8::is_ascii_digit))
    {
        return None;
    }
    // The words most columns hold.
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let pieces = pieces_of(text)?;
    let start = pieces.iter().take_while(|piece| !is_start(piece)).count();
    let (lead, pieces) = pieces.split_at_checked(start)?;
    if !lead.iter().all(is_lead) {
        return None;
    }
    by_units(pieces).or_else(|| by_name(pieces)).or_else(|| by_numbers(pieces)).or_else(|| since_1970(lead, pieces))
}

/// Whether a date can begin here.
fn is_start(piece: &Piece) -> bool {
    match piece {
        Piece::Number(..) => true,
        Piece::Word(word) => {
            let is_era = ERA_LETTERS.iter().any(|(letter, ..)| letter == word)
                || ERAS.iter().any(|(name, _)| name.starts_with(word.as_str()));
            month_of(word).is_some() && !is_weekday(word) || is_era || word == "mar" || word == "paz"
        }
        Piece::Sign(_) => false,
    }
}

/// Whether this may stand before a date: a weekday, `le`, `中華` before 民國, `/Date(`.
fn is_lead(piece: &Piece) -> bool {
    match piece {
        Piece::Word(word) => {
            is_weekday(word)
                || BETWEEN.split_whitespace().any(|between| between == word)
                || "date 星 期 周 週 曜 中 華 华 一 二 三 四 五 六 日 天".contains(word.as_str())
        }
        Piece::Sign(sign) => ",.(/)-'".contains(*sign),
        Piece::Number(..) => false,
    }
}

fn small(value: u64) -> Option<u8> {
    u8::try_from(value).ok().filter(|small| (1..=31).contains(small))
}

fn year_of(digits: u32, value: u64) -> Option<u16> {
    let year = u16::try_from(value).ok()?;
    match digits {
        4 => Some(year),
        2 => Some(full_year(year)),
        _ => None,
    }
}

fn day(year: u16, month: u8, day: u8, rest: &[Piece]) -> Option<DateCell> {
    day_of(year, month, day).filter(|_| is_time(rest)).map(DateCell::Day)
}

fn month(year: u16, month: u8) -> Option<DateCell> {
    day_of(year, month, 1).map(|first| DateCell::Month { first, six_digits: false })
}

/// `令和6年3月5日`, `R6.3.5`, `民國113年3月5日`, `2024년 3월 5일`, `二〇二四年三月五日`.
fn by_units(pieces: &[Piece]) -> Option<DateCell> {
    let (base, rest) = era(pieces);
    let (year, separator, rest) = match rest {
        [Piece::Word(first), separator, rest @ ..] if base > 0 && first == "元" => (1, separator, rest),
        [Piece::Number(digits, value), separator, rest @ ..]
            if base > 0 || *digits == 4 || *digits == 2 && separator.is_word("年 년") =>
        {
            (if base > 0 { u16::try_from(*value).ok()? } else { year_of(*digits, *value)? }, separator, rest)
        }
        _ => return None,
    };
    let year = base.checked_add(year)?;
    let units = separator.is_word("年 년");
    if !(units || base > 0 && separator.is_sign("./-")) {
        return None;
    }
    let [Piece::Number(1 | 2, number), rest @ ..] = rest else { return None };
    let number_of_month = small(*number)?;
    let rest = match rest {
        [unit, rest @ ..] if units && unit.is_word("月 월") || !units && unit == separator => rest,
        _ => return None,
    };
    if rest.iter().all(|piece| piece.is_word("份")) && units {
        return month(year, number_of_month);
    }
    let [Piece::Number(1 | 2, number), rest @ ..] = rest else { return None };
    let rest = match rest {
        [unit, rest @ ..] if units && unit.is_word("日 일 号 號") => rest,
        rest => rest,
    };
    day(year, number_of_month, small(*number)?, rest)
}

/// The year before the first of the era that begins here; 0 where none does.
fn era(pieces: &[Piece]) -> (u16, &[Piece]) {
    if let [Piece::Word(one), Piece::Word(two), rest @ ..] = pieces
        && let Some((_, base)) = ERAS.iter().find(|(name, _)| name.strip_prefix(one.as_str()) == Some(two))
    {
        return (*base, rest);
    }
    if let [Piece::Word(word), rest @ ..] = pieces
        && let [Piece::Number(1 | 2, year), ..] = rest
        && let Some((_, base, _)) =
            ERA_LETTERS.iter().find(|(letter, _, last)| letter == word && (1..=*last).contains(year))
    {
        return (*base, rest);
    }
    (0, pieces)
}

/// A month by its name and the numbers about it.
#[derive(Default)]
struct Named {
    month: Option<u8>,
    /// Numbers before and after the month's name.
    before: Option<(u32, u64)>,
    after: Vec<(u32, u64)>,
    /// A dash or an apostrophe stands between name and number: `Jan-24`.
    tight: bool,
}

/// `5 janvier 2024`, `5. März 2024`, `05-3月 -24`, `Mar 5 10:20:30 CET 2024`, `janv. 2024`.
fn by_name(pieces: &[Piece]) -> Option<DateCell> {
    let mut named = Named::default();
    let mut rest = pieces;
    while let [piece, after @ ..] = rest {
        match piece {
            Piece::Number(digits, value) => {
                // The time of Unix's `date` stands before the year.
                if named.after.len() == 1
                    && named.before.is_none()
                    && matches!(after, [colon, Piece::Number(..), ..] if colon.is_sign(":"))
                {
                    return after_time(&named, after);
                }
                if let [unit, following @ ..] = after
                    && unit.is_word("月 월")
                    && named.month.is_none()
                {
                    named.month = small(*value).filter(|month| *month <= 12);
                    rest = following;
                    continue;
                }
                match named.month {
                    None if named.before.is_none() => named.before = Some((*digits, *value)),
                    None => return None,
                    Some(_) => named.after.push((*digits, *value)),
                }
            }
            Piece::Word(word) => {
                let ahead_is_month =
                    after.iter().any(|piece| matches!(piece, Piece::Word(word) if month_of(word).is_some()));
                match month_of(word) {
                    // Mar. is a Tuesday before 5 mars.
                    Some(_) if is_weekday(word) && ahead_is_month => {}
                    Some(month) if named.month.is_none() => named.month = Some(month),
                    _ if is_weekday(word) || BETWEEN.split_whitespace().any(|between| between == word) => {}
                    _ => return None,
                }
            }
            Piece::Sign(sign) if "-/.,'_()".contains(*sign) => {
                named.tight |= named.month.is_some() && "-'".contains(*sign);
            }
            Piece::Sign(_) => return None,
        }
        rest = after;
        if named.month.is_some() && named.after.len() + usize::from(named.before.is_some()) == 2 {
            break;
        }
    }
    named.read(rest)
}

impl Named {
    fn read(&self, rest: &[Piece]) -> Option<DateCell> {
        let number = self.month?;
        match (self.before, self.after.as_slice()) {
            (Some((4, year)), [(1 | 2, date)]) => day(year_of(4, year)?, number, small(*date)?, rest),
            (Some((1 | 2, date)), [(digits, year)]) => day(year_of(*digits, *year)?, number, small(date)?, rest),
            (None, [(1 | 2, date), (digits, year)]) => day(year_of(*digits, *year)?, number, small(*date)?, rest),
            (Some((4, year)), []) if rest.is_empty() => month(year_of(4, year)?, number),
            (None, [(4, year)]) if rest.is_empty() => month(year_of(4, *year)?, number),
            (None, [(2, year)]) if rest.is_empty() && self.tight => month(year_of(2, *year)?, number),
            _ => None,
        }
    }
}

/// `10:20:30 UTC 2024` after a month and a day.
fn after_time(named: &Named, rest: &[Piece]) -> Option<DateCell> {
    let [.., Piece::Number(4, year)] = rest else { return None };
    let (_, date) = named.after.first()?;
    day(year_of(4, *year)?, named.month?, small(*date)?, &[])
}

/// Three numbers with an odd time behind, or odd signs between: `05.03.2024 10.20`, `2024 03 05`.
fn by_numbers(pieces: &[Piece]) -> Option<DateCell> {
    if let [Piece::Number(digits @ (8 | 12 | 14), value), rest @ ..] = pieces {
        let date = value / 10_u64.pow(digits - 8);
        let year = u16::try_from(date / 10_000).ok().filter(|year| (1900..=2100).contains(year))?;
        return day(year, small(date / 100 % 100)?, small(date % 100)?, if *digits == 8 { rest } else { &[] });
    }
    if let [Piece::Number(4, year), Piece::Number(2, month), Piece::Number(2, date), rest @ ..] = pieces {
        return day(year_of(4, *year)?, small(*month)?, small(*date)?, rest);
    }
    let [Piece::Number(digits, first), one, Piece::Number(1 | 2, second), two, Piece::Number(last, third), rest @ ..] =
        pieces
    else {
        return None;
    };
    if one != two || !one.is_sign("-/._\\") {
        return None;
    }
    match (digits, last) {
        (4, 1 | 2) => day(year_of(4, *first)?, small(*second)?, small(*third)?, rest),
        (1 | 2, 2 | 4) if is_time(rest) => Some(DateCell::Parts(Parts {
            first: u8::try_from(*first).ok()?,
            second: u8::try_from(*second).ok()?,
            third: u16::try_from(*third).ok()?,
            short: *last == 2,
            points: one.is_sign("."),
        })),
        _ => None,
    }
}

/// Seconds since 1970-01-01 UTC, or thousandths, millionths or billionths of them; `/Date(…)/`.
fn since_1970(lead: &[Piece], pieces: &[Piece]) -> Option<DateCell> {
    let [Piece::Number(digits, value), rest @ ..] = pieces else { return None };
    let seconds = match digits {
        9 | 10 => *value,
        13 => value / 1_000,
        16 => value / 1_000_000,
        19 => value / 1_000_000_000,
        _ => return None,
    };
    let is_called_date = lead.iter().any(|piece| piece.is_word("date"));
    let has_fraction = matches!(rest, [point, Piece::Number(..)] if point.is_sign("."));
    if !SECONDS.contains(&seconds) || !(rest.is_empty() || has_fraction || is_called_date) {
        return None;
    }
    let day = Day::from_epoch_days(i32::try_from(seconds / 86_400).ok()?)?;
    Some(if is_called_date { DateCell::Day(day) } else { DateCell::Seconds(day) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::value::read_date;

    #[test]
    fn reads_months_by_name_in_many_languages() {
        let day = DateCell::Day("2024-03-05".parse().unwrap());
        for text in [
            "5 mars 2024",
            "mar. 5 mars 2024",
            "mardi 5 mars 2024 à 10h20",
            "le 5 mars 2024",
            "5. März 2024",
            "Di., 5. Mrz. 2024",
            "5 de marzo de 2024",
            "5 mar 2024",
            "5 de março de 2024",
            "terça-feira, 5 de março de 2024",
            "5 marzo 2024",
            "5 maart 2024",
            "5 mrt. 2024",
            "5 marca 2024",
            "5 marca 2024 r.",
            "5 марта 2024 г.",
            "5 мар. 2024 г., 10:20",
            "5 Mart 2024",
            "5. marts 2024",
            "5. maaliskuuta 2024 klo 10.20",
            "5. března 2024",
            "5 mars 2024 kl. 10:20",
            "05-MAR-24 09.10.22.000 AM",
            "05-MAR-24 09.10.22.000000000 AM +08:00",
            "05-3月 -24 09.10.22.000000 上午",
            "5-三月-2024",
            "Mar 5, 2024 11:10:22 PM PST",
            "05MAR2024",
            "05MAR2024:10:20:30",
            "Tue Mar  5 10:20:30 CET 2024",
            "mars 5, 2024",
            "2024-mars-05",
            "5th of March 2024",
            "5 March 2024 at 3 pm",
            "MAR 5 2024",
        ] {
            assert_eq!(read_date(text), day, "{text}");
        }
    }

    #[test]
    fn reads_eras_units_and_chinese_numerals() {
        let day = DateCell::Day("2024-03-05".parse().unwrap());
        for text in [
            "令和6年3月5日",
            "令和６年３月５日 午後3時20分",
            "R6.3.5",
            "R06/03/05",
            "民國113年3月5日",
            "中華民國113年3月5日",
            "2024년 3월 5일",
            "2024년 3월 5일 오후 3:20",
            "2024. 3. 5. 오전 10:20:30",
            "二〇二四年三月五日",
            "二零二四年三月五日",
            "2024年3月5日10时20分",
            "2024年3月5日(火) 10:20",
            "2024/03/05(火)",
            "星期二 2024-03-05",
        ] {
            assert_eq!(read_date(text), day, "{text}");
        }
        assert_eq!(read_date("令和元年5月1日"), DateCell::Day("2019-05-01".parse().unwrap()));
        assert_eq!(read_date("平成31年4月30日"), DateCell::Day("2019-04-30".parse().unwrap()));
    }

    #[test]
    fn reads_numbers_with_odd_times() {
        let day = DateCell::Day("2024-03-05".parse().unwrap());
        for text in [
            "2024-03-05-10.20.30.000000",
            "20240305T102030Z",
            "20240305 102030",
            "2024 03 05",
            "2024_03_05",
            "2024-03-05Z",
            "2024-03-05+08:00",
            "2024-03-05 UTC",
            "/Date(1709600000000)/",
            "/Date(1709600000000+0800)/",
            "٢٠٢٤-٠٣-٠٥",
        ] {
            assert_eq!(read_date(text), day, "{text}");
        }
        for text in
            ["05.03.2024 10.20", "05.03.2024 um 10:20 Uhr", "05/03/2024 à 10:20", "5.3.2024 klo 10.20", "05.03.2024."]
        {
            let DateCell::Parts(parts) = read_date(text) else { panic!("{text}") };
            assert_eq!((parts.first, parts.second, parts.third), (5, 3, 2024));
        }
        assert_eq!(read_date("1709600000"), DateCell::Seconds("2024-03-05".parse().unwrap()));
        assert_eq!(read_date("1709600000123"), DateCell::Seconds("2024-03-05".parse().unwrap()));
    }

    #[test]
    fn months_by_name_stand_alone() {
        let first = "2024-03-01".parse().unwrap();
        for text in [
            "mars 2024",
            "März 2024",
            "Mar-24",
            "Mar '24",
            "2024 mars",
            "March 2024",
            "令和6年3月",
            "2024년 3월",
            "марта 2024",
        ] {
            assert_eq!(read_date(text), DateCell::Month { first, six_digits: false }, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_stays_bad() {
        for text in [
            "5 Foo 2024",
            "mars",
            "5 mars",
            "32 mars 2024",
            "Room 5",
            "Q1 24",
            "v1.2.3",
            "R2-D2",
            "5 mars 2024 x",
            "13800138000",
            "9999999999",
            "Mar 24",
            "A5",
            "2024 3 5",
            "1.2.3.4",
            "2024-03-05 10",
            "may 5 or 6 2024",
            "十",
            "三月",
        ] {
            assert_eq!(read_date(text), DateCell::Bad, "{text}");
        }
    }
}
