//! Dates of three numbers, and numbers into days.

use crate::domain::day::Day;
use crate::domain::intake::plan::DateOrder;

/// Three numbers of a date such as 03/04/2024 or 24-3-5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) struct Parts {
    pub(super) first: u8,
    pub(super) second: u8,
    pub(super) third: u16,
    /// The third number has two digits, so that the year may stand at either end.
    pub(super) short: bool,
    /// Points stand between the numbers.
    pub(super) points: bool,
}

impl Parts {
    /// The day, read in this order; `None` where the calendar has no such day.
    pub fn in_order(self, order: DateOrder) -> Option<Day> {
        let (year, month, day) = match order {
            DateOrder::DayMonthYear => (self.third, self.second, self.first),
            DateOrder::MonthDayYear => (self.third, self.first, self.second),
            DateOrder::YearMonthDay if self.short => {
                (u16::from(self.first), self.second, u8::try_from(self.third).ok()?)
            }
            DateOrder::YearMonthDay => return None,
        };
        day_of(if self.short { full_year(year) } else { year }, month, day)
    }

    /// The year, where it is written in full.
    pub fn long_year(self) -> Option<u16> {
        (!self.short).then_some(self.third)
    }

    /// Whether points stand between its numbers.
    pub fn has_points(self) -> bool {
        self.points
    }

    /// The numbers as they are written.
    pub fn numbers(self) -> [u16; 3] {
        [self.first.into(), self.second.into(), self.third]
    }

    /// In 30 bits, to store a column of them.
    pub fn pack(self) -> u32 {
        let numbers = u32::from(self.first) | u32::from(self.second) << 7 | u32::from(self.third) << 14;
        numbers | u32::from(self.short) << 28 | u32::from(self.points) << 29
    }

    /// The inverse of [`Self::pack`].
    pub fn unpack(bits: u32) -> Self {
        let part = |shift: u32, mask: u32| bits >> shift & mask;
        Self {
            first: u8::try_from(part(0, 0x7f)).unwrap_or(0),
            second: u8::try_from(part(7, 0x7f)).unwrap_or(0),
            third: u16::try_from(part(14, 0x3fff)).unwrap_or(0),
            short: part(28, 1) == 1,
            points: part(29, 1) == 1,
        }
    }
}

pub(super) fn full_year(two_digits: u16) -> u16 {
    if two_digits <= 68 { 2000 + two_digits } else { 1900 + two_digits }
}

pub(super) fn day_of(year: u16, month: u8, day: u8) -> Option<Day> {
    Day::from_ymd(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::value::{DateCell, read_date};

    fn day(text: &str) -> DateCell {
        DateCell::Day(text.parse().unwrap())
    }

    #[test]
    fn three_numbers_wait_for_their_order() {
        let DateCell::Parts(parts) = read_date("03/04/2024 10:20") else { panic!("parts") };
        assert_eq!(Parts::unpack(parts.pack()), parts);
        assert_eq!(parts.in_order(DateOrder::DayMonthYear).map(DateCell::Day), Some(day("2024-04-03")));
        assert_eq!(parts.in_order(DateOrder::MonthDayYear).map(DateCell::Day), Some(day("2024-03-04")));
        assert_eq!(parts.in_order(DateOrder::YearMonthDay), None);
    }

    #[test]
    fn points_between_the_numbers_are_kept() {
        for (text, points) in [("03.04.2024", true), ("31.12.9999", true), ("03/04/2024", false), ("3-4-24", false)] {
            let DateCell::Parts(parts) = read_date(text) else { panic!("{text}") };
            assert_eq!((parts.has_points(), Parts::unpack(parts.pack())), (points, parts), "{text}");
        }
    }

    #[test]
    fn two_digit_years_turn_at_69() {
        let year = |text| match read_date(text) {
            DateCell::Parts(parts) => parts.in_order(DateOrder::DayMonthYear).unwrap().to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!((year("05.03.68").as_str(), year("05.03.69").as_str()), ("2068-03-05", "1969-03-05"));
        let DateCell::Parts(parts) = read_date("24-03-05") else { panic!("parts") };
        assert_eq!(
            Parts::unpack(parts.pack()).in_order(DateOrder::YearMonthDay).map(DateCell::Day),
            Some(day("2024-03-05"))
        );
    }
}
