//! Midnights of a zone ahead of UTC, written in UTC: the evening before.
//!
//! JavaScript's `toISOString()`, and databases that keep instants, write 3 January in China as
//! `2024-01-02T16:00:00.000Z`. One such cell may be a time of day; a column that holds nothing else does not.

use std::collections::BTreeMap;

use super::{DateCell, read_date, trimmed};

/// Quarters of an hour in a day.
const QUARTERS: u64 = 96;

/// Those of one hour, by which clocks are changed in summer.
const HOUR: u64 = 4;

/// Quarters in which a day may begin east of Greenwich: from 13:00 (eleven hours ahead) to 23:00. At noon stand days that
/// were to be the same in every zone.
const EVENING: std::ops::RangeInclusive<u64> = 52..=92;

/// Cells that are enough to be no chance.
const ENOUGH: usize = 10;

/// One cell in so many may be otherwise.
const OTHERS: usize = 20;

/// Months in which no clock is changed, as bits.
const SEASONS: [u16; 2] = [1 << 12 | 1 << 1 | 1 << 2, 1 << 6 | 1 << 7 | 1 << 8];

/// Whether a cell is exactly the beginning of a day somewhere east of Greenwich, written in UTC on the day before.
pub(in crate::domain::intake) fn is_midnight_ahead(cell: &str) -> bool {
    quarter(trimmed(cell)).is_some_and(|quarter| EVENING.contains(&quarter))
}

/// Whether the filled cells of a column are midnights of one zone ahead, ten or more of them: nearly all stand at one time
/// of day, or at two an hour apart, each in a season of its own, as where clocks are changed in summer.
pub(in crate::domain::intake) fn are_midnights_ahead<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut filled = 0;
    // How many there are in each quarter, and of which months.
    let mut found = BTreeMap::<u64, (usize, u16)>::new();
    for cell in cells.map(trimmed).filter(|cell| !cell.is_empty()) {
        filled += 1;
        // A column of other cells is not looked through.
        let Some(quarter) = quarter(cell) else {
            if filled == ENOUGH && found.is_empty() {
                return false;
            }
            continue;
        };
        let (cells, months) = found.entry(quarter).or_default();
        *cells += 1;
        *months |= month(cell);
    }
    let of = |quarter: u64| found.get(&(quarter % QUARTERS)).copied().unwrap_or_default();
    let are_enough = |cells: usize| filled >= ENOUGH && cells * OTHERS >= filled * (OTHERS - 1);
    EVENING.into_iter().any(|quarter| {
        let ((cells, months), (later, months_later)) = (of(quarter), of(quarter + HOUR));
        let is_apart = SEASONS.iter().all(|season| months & season == 0 || months_later & season == 0);
        cells > 0 && are_enough(cells + if is_apart { later } else { 0 })
    })
}

/// The month of a cell, as a bit.
fn month(cell: &str) -> u16 {
    match read_date(cell) {
        DateCell::Day(day) | DateCell::Seconds(day) => {
            1_u16.checked_shl(u32::try_from(day.ymd().1).unwrap_or(0)).unwrap_or(0)
        }
        _ => 0,
    }
}

/// The quarter of an hour in UTC that a cell is the exact beginning of: `…T16:00:00.000Z`, or seconds since 1970.
fn quarter(cell: &str) -> Option<u64> {
    let (seconds, rest) = if cell.bytes().all(|byte| byte.is_ascii_digit()) { of_number(cell)? } else { of_iso(cell)? };
    (rest == 0 && seconds % 900 == 0).then_some(seconds % 86_400 / 900)
}

/// Seconds, and what is left over, of a number of seconds, thousandths, millionths or billionths.
fn of_number(cell: &str) -> Option<(u64, u64)> {
    let unit = match cell.len() {
        9 | 10 => 1,
        13 => 1_000,
        16 => 1_000_000,
        19 => 1_000_000_000,
        _ => return None,
    };
    let number: u64 = cell.parse().ok()?;
    Some((number / unit, number % unit))
}

/// Seconds of the day of a time in UTC behind a date of ten letters; what is left over is 1 where there is a fraction.
fn of_iso(cell: &str) -> Option<(u64, u64)> {
    let time = cell.get(10..)?.strip_prefix(['T', ' '])?;
    let zones = ["Z", "z", "+00:00", "+0000", "+00", " UTC"];
    let time = zones.iter().find_map(|zone| time.strip_suffix(zone))?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut parts = time.split(':').map(|part| if part.len() == 2 { part.parse::<u64>().ok() } else { None });
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().map_or(Some(0), |seconds| seconds)?;
    let is_time = hours < 24 && minutes < 60 && parts.next().is_none();
    let rest = u64::from(fraction.bytes().any(|digit| digit != b'0'));
    is_time.then_some((hours * 3_600 + minutes * 60 + seconds, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnights_are_told_from_times_of_day() {
        for cell in [
            "2024-01-02T16:00:00.000Z",
            " 2024-01-02T16:00Z ",
            "2024-01-02 23:00:00+00:00",
            "2024-01-02 18:30:00 UTC",
            "1704211200",
            "1704211200000",
            "1704211200000000000",
        ] {
            assert!(is_midnight_ahead(cell), "{cell}");
        }
        for cell in [
            "2024-01-02T16:00:00",
            "2024-01-02T16:00:01Z",
            "2024-01-02T16:00:00.500Z",
            "2024-01-02T16:00:00+08:00",
            "2024-01-02T12:00:00Z",
            "2024-01-02T00:00:00Z",
            "2024-01-02T05:00:00Z",
            "2024-01-02T16:05:00Z",
            "2024-01-02Z",
            "2024-01-02",
            "1704211201",
            "1704211200500",
            "20240102",
            "",
            "中文中文中文",
        ] {
            assert!(!is_midnight_ahead(cell), "{cell}");
        }
    }

    /// A cell for each month of two years, at a time that depends on it.
    fn column(time: impl Fn(u32) -> String) -> bool {
        let cells: Vec<String> =
            (0..24).map(|n| format!("{}-{:02}-14T{}Z", 2023 + n / 12, n % 12 + 1, time(n % 12 + 1))).collect();
        are_midnights_ahead(cells.iter().map(String::as_str))
    }

    #[test]
    fn columns_of_midnights_stand_at_one_time_of_day() {
        assert!(column(|_| "16:00:00.000".to_owned()));
        assert!(column(|month| if (4..=10).contains(&month) { "22:00:00" } else { "23:00:00" }.to_owned()), "Berlin");
        assert!(column(|month| if (4..=10).contains(&month) { "23:00:00" } else { "00:00:00" }.to_owned()), "London");
        assert!(column(|month| if (4..=9).contains(&month) { "14:00" } else { "13:00" }.to_owned()), "Sydney");
        assert!(!column(|month| if month % 2 == 0 { "22:00:00" } else { "23:00:00" }.to_owned()), "no season");
        assert!(!column(|month| if month % 2 == 0 { "16:00:00" } else { "19:00:00" }.to_owned()), "two times");
        assert!(!column(|_| "00:00:00".to_owned()) && !column(|_| "12:00:00".to_owned()));
        assert!(!column(|_| "05:00:00".to_owned()), "a zone behind has the day right");
        assert!(!column(|month| format!("16:{month:02}:00")), "times of day");
        let nine = ["2024-01-02T16:00:00Z"; 9];
        assert!(!are_midnights_ahead(nine.into_iter()), "too few");
        assert!(are_midnights_ahead(nine.into_iter().chain(["1704211200000"])));
        let one_other = ["2024-01-02T16:00:00Z"; 19].into_iter().chain(["2024-01-02T10:15:00Z"]);
        assert!(are_midnights_ahead(one_other));
        assert!(!are_midnights_ahead(nine.into_iter().chain(["2024-01-02", "2024-01-03"])));
    }
}
