//! Numbers and dates of spreadsheets as text.
//!
//! A spreadsheet stores numbers in binary and shows at most 15 significant digits. Decimals are
//! given with these 15, which turns the stored 1234.5600000000002 of a sum back into the 1234.56
//! that its user sees; whole numbers keep every digit that was stored.

use std::fmt::Write as _;

use crate::domain::day::Day;
use crate::domain::intake::value::Currency;

/// What a number format shows a number as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// A number.
    #[default]
    Number,
    /// A day, a time of day or both.
    Moment,
    /// Elapsed hours, minutes or seconds.
    Duration,
    /// Money in a currency.
    Money(Currency),
}

/// The number formats every workbook has (ECMA-376 part 1, 18.8.30), the East Asian ones included.
pub(super) fn shown_by_builtin(id: u32) -> Shown {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Moment,
        46 => Shown::Duration,
        _ => Shown::Number,
    }
}

/// What a format code shows. Only its first section counts; quoted and escaped letters do not, and
/// of what stands in brackets only elapsed time (`[h]`) does.
pub(super) fn shown_by_code(code: &str) -> Shown {
    let mut letters = code.chars().peekable();
    let mut plain = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '"' => while letters.next().is_some_and(|quoted| quoted != '"') {},
            // An escaped letter, a blank as wide as a letter, a letter that fills the cell.
            '\\' | '_' | '*' => _ = letters.next(),
            '[' => {
                let inside: String = letters.by_ref().take_while(|&letter| letter != ']').collect();
                if !inside.is_empty() && inside.chars().all(|unit| matches!(unit.to_ascii_lowercase(), 'h' | 'm' | 's'))
                {
                    return Shown::Duration;
                }
            }
            other => plain.push(other.to_ascii_lowercase()),
        }
    }
    // In `0.00e+00` the letter marks the exponent, in `e年` it is a year.
    let plain = plain.replace("general", "").replace("e+", "").replace("e-", "");
    if plain.contains(['y', 'm', 'd', 'h', 's', 'e']) {
        Shown::Moment
    } else {
        currency_of(code).map_or(Shown::Number, Shown::Money)
    }
}

/// The currency that a format code writes with a number: `[$€-407]`, `"US$"`, `¥`.
fn currency_of(code: &str) -> Option<Currency> {
    let code = code.split(';').next().unwrap_or(code);
    let local = code.split("[$").skip(1).filter_map(|rest| rest.split(['-', ']']).next());
    let quoted = code.split('"').skip(1).step_by(2);
    let outside =
        code.split('"').step_by(2).flat_map(|text| text.split('[').map(|text| text.rsplit(']').next().unwrap_or("")));
    let sign = |text: &str| "$€£¥￥".chars().find(|sign| text.contains(*sign)).map(String::from);
    let named = local.chain(quoted).find_map(|text| Currency::named(text.trim()));
    named.or_else(|| outside.filter_map(sign).find_map(|sign| Currency::named(&sign)))
}

/// Adds what stands before a number that is money.
pub(super) fn push_currency(shown: Shown, text: &mut String) {
    if let Shown::Money(currency) = shown {
        // Writing to a String cannot fail.
        _ = write!(text, "{currency} ");
    }
}

/// Adds the number written as `literal` in plain decimals; what is no number is added as it is.
pub(super) fn push_literal(literal: &str, text: &mut String) {
    let literal = literal.trim();
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = !whole.is_empty() && [whole, decimals].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if is_plain && !digits.contains('.') {
        text.push_str(literal);
    } else if is_plain && whole.len() + decimals.len() <= 15 {
        let trimmed = literal.trim_end_matches('0').trim_end_matches('.');
        text.push_str(if trimmed == "-0" { "0" } else { trimmed });
    } else if let Ok(value) = literal.parse::<f64>()
        && value.is_finite()
    {
        push_number(value, text);
    } else {
        text.push_str(literal);
    }
}

/// Adds a number in plain decimals, without exponent.
pub(super) fn push_number(value: f64, text: &mut String) {
    let start = text.len();
    // Writing to a String cannot fail. Adding zero turns -0 into 0.
    _ = write!(text, "{}", value + 0.0);
    let shortest = text.get(start..).unwrap_or_default();
    let digits = shortest.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if shortest.contains('.') && digits > 15 {
        let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
        text.truncate(start);
        _ = write!(text, "{rounded}");
    }
}

/// The last serial of the 1900 system, 9999-12-31.
const LAST_SERIAL: f64 = 2_958_465.0;
/// The serial of 1904-01-01, the first day of the 1904 system.
const OFFSET_1904: i64 = 1462;
/// The serial of 1970-01-01.
const SERIAL_1970: i32 = 25_569;

/// Adds a date serial as ISO text: `2024-03-05`, `2024-03-05 10:30:00` where it has a time of day,
/// `10:30:00` where it has no day, and `49:30:00` for a duration. Rounded to the second. A serial
/// outside the calendar is added as the number it is.
pub(super) fn push_serial(serial: f64, shown: Shown, is_1904: bool, text: &mut String) {
    if shown == Shown::Number || !serial.is_finite() || serial.abs() > LAST_SERIAL {
        return push_number(serial, text);
    }
    // Within the bounds just checked.
    #[allow(clippy::cast_possible_truncation)]
    let seconds = (serial * 86_400.0).round() as i64;
    if shown == Shown::Duration || (0..86_400).contains(&seconds) {
        let sign = if seconds < 0 { "-" } else { "" };
        return push_clock(sign, seconds.abs(), text);
    }
    let serial_day = seconds.div_euclid(86_400) + if is_1904 { OFFSET_1904 } else { 0 };
    let days = i32::try_from(serial_day).unwrap_or(i32::MAX);
    // The 1900 system counts a 29 February 1900 that never was: days before it are off by one.
    let day = match days {
        ..1 => None,
        60 if !is_1904 => return text.push_str("1900-02-29"),
        1..60 if !is_1904 => Day::from_epoch_days(days + 1 - SERIAL_1970),
        _ => Day::from_epoch_days(days.saturating_sub(SERIAL_1970)),
    };
    let Some(day) = day else { return push_number(serial, text) };
    _ = write!(text, "{day}");
    let rest = seconds.rem_euclid(86_400);
    if rest != 0 {
        push_clock(" ", rest, text);
    }
}

fn push_clock(before: &str, seconds: i64, text: &mut String) {
    _ = write!(text, "{before}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/// Adds an ISO date-time (`2024-03-05T10:30:00.000Z`) the way [`push_serial`] writes one.
pub(super) fn push_iso(iso: &str, text: &mut String) {
    let (date, time) = iso.trim().split_once('T').unwrap_or((iso.trim(), ""));
    let time = time.split(['.', 'Z', '+', '-']).next().unwrap_or_default();
    text.push_str(date);
    if !time.is_empty() && time != "00:00:00" {
        if !date.is_empty() {
            text.push(' ');
        }
        text.push_str(time);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> String {
        let mut out = String::new();
        push_literal(text, &mut out);
        out
    }

    fn serial(value: f64, is_1904: bool) -> String {
        let mut out = String::new();
        push_serial(value, Shown::Moment, is_1904, &mut out);
        out
    }

    #[test]
    fn numbers_are_plain_and_short() {
        for (stored, wanted) in [
            ("0.1", "0.1"),
            ("12.50", "12.5"),
            ("100.00", "100"),
            ("100", "100"),
            ("-0.000001", "-0.000001"),
            ("1E-6", "0.000001"),
            ("4.0999999999999996", "4.1"),
            ("1234.5600000000002", "1234.56"),
            ("0.30000000000000004", "0.3"),
            ("1.2345678901234567E+19", "12345678901234567000"),
            ("12345678901234567890", "12345678901234567890"),
            ("6222021234567890123", "6222021234567890123"),
            ("1E3", "1000"),
            ("-0.0", "0"),
            ("-0.0000000000000000", "0"),
            ("n/a", "n/a"),
            ("", ""),
            (".", "."),
            ("12.", "12"),
        ] {
            assert_eq!(literal(stored), wanted, "{stored}");
        }
    }

    #[test]
    fn binary_noise_goes_but_whole_numbers_keep_their_digits() {
        let number = |value| {
            let mut out = String::new();
            push_number(value, &mut out);
            out
        };
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(9_007_199_254_740_991.0), "9007199254740991");
        assert_eq!(number(-12.5), "-12.5");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(1e21), "1000000000000000000000");
        assert_eq!(number(99_999_999.999_999_99), "100000000");
    }

    #[test]
    fn serials_become_iso_dates() {
        assert_eq!(serial(45_356.0, false), "2024-03-05");
        assert_eq!(serial(45_356.437_5, false), "2024-03-05 10:30:00");
        assert_eq!(serial(0.437_5, false), "10:30:00");
        assert_eq!(serial(1.0, false), "1900-01-01");
        assert_eq!(serial(59.0, false), "1900-02-28");
        assert_eq!(serial(60.0, false), "1900-02-29");
        assert_eq!(serial(61.0, false), "1900-03-01");
        assert_eq!(serial(2_958_465.0, false), "9999-12-31");
        assert_eq!(serial(2_958_466.0, false), "2958466");
        assert_eq!(serial(-3.0, false), "-3");
        assert_eq!(serial(43_894.0, true), "2024-03-05");
        // A second before midnight stays within its day, a rounding error does not.
        assert_eq!(serial(45_356.999_99, false), "2024-03-05 23:59:59");
        assert_eq!(serial(45_355.999_999_999, false), "2024-03-05");
    }

    #[test]
    fn durations_pass_a_day() {
        let mut out = String::new();
        push_serial(2.062_5, Shown::Duration, false, &mut out);
        assert_eq!(out, "49:30:00");
    }

    #[test]
    fn format_codes_tell_dates_from_numbers() {
        for code in [
            "yyyy-mm-dd",
            "DD/MM/YY",
            "h:mm AM/PM",
            "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "m\"M\"d\"D\";@",
            "e\"年\"",
            "[$-F800]dddd, mmmm dd",
            "mm:ss.0",
            "yyyy\\-mm",
            "[DBNum1][$-804]yyyy年m月",
        ] {
            assert_eq!(shown_by_code(code), Shown::Moment, "{code}");
        }
        for code in ["[h]:mm:ss", "[mm]", "[Blue]\\+[h]:mm", "[ss].000"] {
            assert_eq!(shown_by_code(code), Shown::Duration, "{code}");
        }
        for code in [
            "General",
            "0.00E+00",
            "\"Y: \"0.00\"m\"",
            "[Red]0",
            "0_d",
            "#,##0*y",
            "\\Y000000",
            "@",
            "0;yyyy",
            "##0.0E+0",
            "",
            "\"open",
            "[open",
            "0\\",
        ] {
            assert_eq!(shown_by_code(code), Shown::Number, "{code}");
        }
        for (code, currency) in [
            ("#,##0\\ [$\u{20bd}-46D]", "RUB"),
            ("\"¥\"#,##0.00_);[Red](\"¥\"#,##0.00)", "CNY"),
            ("[$$-409]#,##0.00", "USD"),
            ("[$€-407] #,##0.00;[Red]-[$€-407] #,##0.00", "EUR"),
            ("#,##0.00\\ \"kr\"", "KR"),
            ("[$CHF] #,##0.00", "CHF"),
            ("£#,##0", "GBP"),
            ("#,##0.00\"元\"", "CNY"),
        ] {
            assert_eq!(shown_by_code(code), Shown::Money(Currency::of_code(currency)), "{code}");
        }
    }

    #[test]
    fn iso_moments_lose_their_t() {
        let iso = |text: &str| {
            let mut out = String::new();
            push_iso(text, &mut out);
            out
        };
        assert_eq!(iso("2024-03-05"), "2024-03-05");
        assert_eq!(iso("2024-03-05T10:30:00.250"), "2024-03-05 10:30:00");
        assert_eq!(iso("2024-03-05T00:00:00Z"), "2024-03-05");
    }
}
