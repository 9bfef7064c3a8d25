//! What people type into the rules: lists of words, lists of days, times of the day.

use std::collections::BTreeSet;

use crate::domain::day::{Day, NotADay};

/// The end of a day, in minutes.
const MIDNIGHT: u16 = 24 * 60;

/// Words separated by commas, semicolons or line ends, of either script; each once, in the order typed.
pub fn listed_words(text: &str) -> Vec<String> {
    once(text.split([',', '，', '、', ';', '；', '\n']))
}

/// One text a line, each once, in the order typed. Commas stay: a cause may have one.
pub fn listed_lines(text: &str) -> Vec<String> {
    once(text.lines())
}

fn once<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        if !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
}

/// Days, one ISO day a line; the first line that is none is the error.
pub fn listed_days(text: &str) -> Result<BTreeSet<Day>, NotADay> {
    listed_lines(text).iter().map(|line| line.parse()).collect()
}

/// The minute of the day a time is, `09:30`; 24:00 is the day's end. `None` where it is no time.
pub fn minute_of_day(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let fits = minutes < 60 && (hours < 24 || (hours, minutes) == (24, 0));
    fits.then_some(hours * 60 + minutes)
}

/// The minute at which something ends: midnight is the end of the day, not its beginning.
pub fn ending_minute(text: &str) -> Option<u16> {
    minute_of_day(text).map(|minute| if minute == 0 { MIDNIGHT } else { minute })
}

/// A minute of the day as a clock shows it: `09:30`. The day's end is `00:00`.
pub fn clock_time(minute: u16) -> String {
    let minute = minute % MIDNIGHT;
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_separated_in_either_script() {
        assert_eq!(listed_words(" slow, queue；排队、慢，慢\nrude;; "), ["slow", "queue", "排队", "慢", "rude"]);
        assert!(listed_words(" ,，\n ").is_empty());
    }

    #[test]
    fn lines_keep_their_commas() {
        assert_eq!(listed_lines("Price, or fee\r\n\n 等候时间 \nPrice, or fee"), ["Price, or fee", "等候时间"]);
    }

    #[test]
    fn a_line_that_is_no_day_is_named() {
        let days = listed_days("2026-10-02\n\n2026-10-01 ").unwrap();
        assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-10-01", "2026-10-02"]);
        assert_eq!(listed_days("2026-10-01\n2026-02-30"), Err(NotADay("2026-02-30".into())));
    }

    #[test]
    fn times_are_minutes_of_the_day() {
        assert_eq!(minute_of_day("09:30"), Some(570));
        assert_eq!((minute_of_day("00:00"), minute_of_day("24:00")), (Some(0), Some(1440)));
        assert_eq!((ending_minute("00:00"), ending_minute("17:00")), (Some(1440), Some(1020)));
        for bad in ["", "9", "24:01", "12:60", "-1:00", "x:y"] {
            assert_eq!(minute_of_day(bad), None, "{bad}");
        }
        assert_eq!((clock_time(570), clock_time(1440)), ("09:30".into(), "00:00".into()));
    }
}
