//! Dates as people and programs write them.
//!
//! Times and zones are passed over: the day is the one written, but where a column holds midnights of a zone ahead of UTC. Two-digit years 00 to 68 lie in
//! the 2000s, 69 to 99 in the 1900s (as POSIX `strptime` has it). Numbers from 20000 to 80000 are
//! Excel's day numbers (1954 to 2119, epoch 1899-12-30).
//!
//! Readers are tried from the form most files have to those few have, each where the one before
//! refuses the cell: ISO, numbers and English names, then names in many languages and eras.

mod clock;
mod columns;
mod eras;
mod letters;
mod midnights;
mod names;
mod parts;
mod pieces;
mod spoken;
mod written;

use crate::domain::day::Day;

use super::{digit, trimmed};
use parts::day_of;
use spoken::read_spoken;
use written::read_written;

pub(in crate::domain::intake) use columns::{DateParts, is_part_of_date};
pub(in crate::domain::intake) use eras::{read_believed, western};
pub(in crate::domain::intake) use midnights::{are_midnights_ahead, is_midnight_ahead};
pub(in crate::domain::intake) use parts::Parts;

/// What a cell of a date column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) enum DateCell {
    /// Nothing.
    Blank,
    /// No date.
    Bad,
    /// A day that can be read in one way only.
    Day(Day),
    /// A month alone.
    Month {
        /// Its first day.
        first: Day,
        /// Written as `202403` or `03.2024`, which may be anything else.
        six_digits: bool,
    },
    /// Three numbers whose order the column decides.
    Parts(Parts),
    /// Seconds (or thousandths and less) since 1970: the day in UTC. Anything else may be such a
    /// number, so only a column full of them is believed.
    Seconds(Day),
}

/// Reads the cell of a date column.
#[inline]
pub(in crate::domain::intake) fn read_date(cell: &str) -> DateCell {
    let text = trimmed(cell);
    match iso(text.as_bytes()) {
        Some(day) => DateCell::Day(day),
        None if text.is_empty() => DateCell::Blank,
        None => read_written(text).or_else(|| read_spoken(text)).unwrap_or(DateCell::Bad),
    }
}

/// The form most files have: `2024-03-05`, alone or followed by `10:20:30`.
#[inline]
fn iso(bytes: &[u8]) -> Option<Day> {
    let [y1, y2, y3, y4, sep @ (b'-' | b'/'), m1, m2, again, d1, d2, rest @ ..] = bytes else { return None };
    let time_follows = matches!(rest, [b' ' | b'T', _, _, b':', _, _] | [b' ' | b'T', _, _, b':', _, _, b':', _, _]);
    if sep != again || !(rest.is_empty() || time_follows && is_clock(rest)) {
        return None;
    }
    let two = |tens: &u8, ones: &u8| Some(digit(*tens)? * 10 + digit(*ones)?);
    let year = u16::from(two(y1, y2)?) * 100 + u16::from(two(y3, y4)?);
    day_of(year, two(m1, m2)?, two(d1, d2)?)
}

/// Whether a blank or T and `10:20` or `10:20:30` stand here, lengths checked before.
#[inline]
fn is_clock(rest: &[u8]) -> bool {
    let mut parts = rest.get(1..).unwrap_or_default().split(|&byte| byte == b':');
    let below = |part: &[u8], limit: u8| matches!(part, [tens, ones] if digit(*tens).zip(digit(*ones)).is_some_and(|(t, o)| t * 10 + o < limit));
    parts.next().is_some_and(|hours| below(hours, 25)) && parts.all(|part| below(part, 61))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> DateCell {
        DateCell::Day(text.parse().unwrap())
    }

    #[test]
    fn reads_dates_that_mean_one_day() {
        for text in [
            "2024-03-05",
            " 2024-03-05 ",
            "2024-3-5",
            "2024/03/05",
            "2024/3/5",
            "2024.3.5",
            "2024. 3. 5",
            "2024年3月5日",
            "2024年03月05日",
            "２０２４年３月５日",
            "2024年3月5号 10:20",
            "24年3月5日",
            "20240305",
            "20240305.0",
            "20240305102030",
            "45356",
            "45356.75",
            "2024-03-05T10:20:30",
            "2024-03-05T10:20:30Z",
            "2024-03-05T10:20:30.123+08:00",
            "2024-03-05 10:20",
            "2024-03-05 24:00:00",
            "2024/3/5 10:20:30",
            "2024/3/5 下午 3:20:00",
            "2024/3/5 星期二 15:20",
            "2024-03-05 10:20:30 UTC",
            "2024年3月5日10时20分",
            "5 Mar 2024",
            "05-Mar-24",
            "5-March-2024",
            "5th March, 2024",
            "Mar 5, 2024",
            "March 5th 2024 3:20 PM",
            "Tue, 5 Mar 2024 10:20:30 +0000",
            "Tuesday, March 5, 2024",
            "2024-Mar-05",
        ] {
            let wanted = day("2024-03-05");
            assert_eq!(read_date(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_bad() {
        for text in [
            "2024-02-30",
            "2024-13-01",
            "x",
            "5",
            "9.50",
            "2024",
            "2024-13",
            "2024.03",
            "32132024",
            "00032024",
            "05033024",
            "2024-03-",
            "2024年3",
            "202413",
            "240305",
            "2024031",
            "2024-03-05x",
            "1899",
            "19999",
            "80001",
            "12345678",
            "99999999",
            "1/2/3",
            "1/2-2024",
            "2024-03-05 99:99",
            "Marvin",
            "March",
            "5 Foo 2024",
            "-5",
            "2024-03-05 10",
            "0000-00-00",
        ] {
            assert_eq!(read_date(text), DateCell::Bad, "{text}");
        }
        assert_eq!((read_date(""), read_date(" \u{3000}")), (DateCell::Blank, DateCell::Blank));
    }

    #[test]
    fn months_alone_are_told_from_days() {
        let first = "2024-03-01".parse().unwrap();
        for text in [
            "2024-03",
            "2024-3",
            "2024/03",
            "2024/3",
            "2024年3月",
            "2024年03月份",
            "24年3月",
            "２０２４年３月",
            "2024 - 03",
            "03/2024",
            "3/2024",
        ] {
            assert_eq!(read_date(text), DateCell::Month { first, six_digits: false }, "{text}");
        }
        for text in ["202403", "03.2024", "3.2024"] {
            assert_eq!(read_date(text), DateCell::Month { first, six_digits: true }, "{text}");
        }
        let first = "2024-07-01".parse().unwrap();
        for text in ["2024-Q3", "2024 Q3", "2024Q3", "Q3 2024", "q3-2024", "2024年第3季度", "2024-第3季"] {
            assert_eq!(read_date(text), DateCell::Month { first, six_digits: false }, "{text}");
        }
        for text in ["2024-Q5", "Q3", "Q3 24", "Q1a 2024", "13/2024", "13.2024", "03-2024", "1/3001", "2024-Q3x"] {
            assert_eq!(read_date(text), DateCell::Bad, "{text}");
        }
    }

    #[test]
    fn weeks_are_their_mondays() {
        for (text, monday) in [
            ("2024-W09", "2024-02-26"),
            ("2024W09", "2024-02-26"),
            ("2024-w9", "2024-02-26"),
            ("2024年第9周", "2024-02-26"),
            ("2021-W01", "2021-01-04"),
            ("2020-W53", "2020-12-28"),
            ("2025-W01", "2024-12-30"),
        ] {
            let first = monday.parse().unwrap();
            assert_eq!(read_date(text), DateCell::Month { first, six_digits: false }, "{text}");
        }
        for text in ["2024-W00", "2024-W53", "2024-W54", "2024-W", "2024W9x", "2024-Wed", "W09"] {
            assert_eq!(read_date(text), DateCell::Bad, "{text}");
        }
    }

    #[test]
    fn eight_digits_may_end_in_the_year() {
        let DateCell::Parts(parts) = read_date("05032024") else { panic!("parts") };
        assert_eq!((parts.first, parts.second, parts.third), (5, 3, 2024));
        assert!(
            matches!(read_date("20112012"), DateCell::Parts(_)) && matches!(read_date("12312024"), DateCell::Parts(_))
        );
    }
}
