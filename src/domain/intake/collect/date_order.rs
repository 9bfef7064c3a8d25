//! Which of a date's numbers is the day, as the whole column says.

use crate::domain::day::Day;
use crate::domain::intake::plan::DateOrder;
use crate::domain::intake::value::Parts;

/// The orders tried, the preferred first where nothing speaks for another.
pub(super) const ORDERS: [DateOrder; 3] = [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay];

/// What a column of dates says about the order of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::domain::intake) struct OrderDecision {
    /// The order; `None` where no date needs one.
    pub order: Option<DateOrder>,
    /// Another order fits as many dates and gives other days: the order is a guess.
    pub ambiguous: bool,
    /// Some dates do not fit the order.
    pub misfits: bool,
}

/// Decides by what fits most of the dates. Where several orders fit equally many: by the numbers, where they are those of
/// a schedule (the first of each month); by the points between them, with which nobody writes the month first; then by
/// what brings the dates closest together; then day before month before year.
/// Each comes with the number of rows that have it.
pub(in crate::domain::intake) fn decide_order(dates: &(impl Iterator<Item = (Parts, usize)> + Clone)) -> OrderDecision {
    let mut total = 0_usize;
    let mut tallies = ORDERS.map(|order| (order, Tally::default()));
    let mut numbers = Numbers::default();
    for (parts, rows) in dates.clone() {
        total += rows;
        numbers.add(parts, rows);
        for (order, tally) in &mut tallies {
            tally.add(parts.in_order(*order), rows);
        }
    }
    if total == 0 {
        return OrderDecision::default();
    }
    let best = tallies.iter().map(|(_, tally)| tally.fits).max().unwrap_or(0);
    let fit: Vec<_> = tallies.iter().filter(|(_, tally)| tally.fits == best).collect();
    let fits = |order: DateOrder| fit.iter().any(|(one, _)| *one == order);
    let are_open = fits(DateOrder::DayMonthYear) && fits(DateOrder::MonthDayYear);
    let has_points = numbers.points * 2 > total;
    let scheduled = numbers.schedule().filter(|order| are_open && !(has_points && *order == DateOrder::MonthDayYear));
    let likely = fit.iter().filter(|(order, _)| !(are_open && has_points && *order == DateOrder::MonthDayYear));
    let closest = || likely.min_by_key(|(_, tally)| tally.span()).map(|(order, _)| *order);
    let Some(order) = scheduled.or_else(closest) else { return OrderDecision::default() };
    let differs = |other: DateOrder| dates.clone().any(|(parts, _)| parts.in_order(other) != parts.in_order(order));
    let ambiguous = fit.iter().any(|(other, _)| *other != order && differs(*other));
    OrderDecision { order: Some(order), ambiguous, misfits: best < total }
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    fits: usize,
    ends: Option<(Day, Day)>,
}

impl Tally {
    fn add(&mut self, day: Option<Day>, rows: usize) {
        let Some(day) = day else { return };
        self.fits += rows;
        self.ends = Some(self.ends.map_or((day, day), |(from, to)| (from.min(day), to.max(day))));
    }

    fn span(&self) -> i32 {
        self.ends.map_or(0, |(from, to)| to.days_since(from))
    }
}

/// Days of the month that a schedule has at most.
const FEW: u32 = 4;

/// Months that a schedule of several days runs through at least.
const MANY: u32 = 6;

/// Months of a schedule of one day: fewer may be the days of a month that has only begun. The first of each month needs
/// no more than two others.
const MOST: u32 = 11;

/// Years in a column of dates; what lies further apart are days.
const YEARS: u16 = 10;

/// The different numbers that stand in each place, up to 31.
#[derive(Debug, Clone, Copy, Default)]
struct Numbers {
    first: u32,
    second: u32,
    /// The least and the greatest third number.
    third: Option<(u16, u16)>,
    /// Rows with points between the numbers.
    points: usize,
}

impl Numbers {
    fn add(&mut self, parts: Parts, rows: usize) {
        let [first, second, third] = parts.numbers();
        let bit = |number: u16| 1_u32.checked_shl(number.into()).unwrap_or(0);
        self.first |= bit(first);
        self.second |= bit(second);
        self.third = Some(self.third.map_or((third, third), |(least, most)| (least.min(third), most.max(third))));
        self.points += if parts.has_points() { rows } else { 0 };
    }

    /// The order in which the dates are those of a schedule: one of the first two numbers takes few values (the day),
    /// and the other runs through many (the months). `None` where neither or both do.
    fn schedule(&self) -> Option<DateOrder> {
        let years = self.third.map_or(0, |(least, most)| most - least);
        let are_scheduled = |days: u32, months: u32| match (days.count_ones(), months.count_ones()) {
            _ if years > YEARS => false,
            // A single month would come again in other years, and in none of them go on beyond the 12th.
            (1, months) => months >= MOST || months >= 3 && (days == 1 << 1 || years > 0),
            (days, months) => days <= FEW && months >= MANY && months >= days * 2,
        };
        match (are_scheduled(self.first, self.second), are_scheduled(self.second, self.first)) {
            (true, false) => Some(DateOrder::DayMonthYear),
            (false, true) => Some(DateOrder::MonthDayYear),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::value::{DateCell, read_date};

    fn decided(cells: &[&str]) -> (Option<DateOrder>, bool, bool) {
        let parts = cells.iter().filter_map(|cell| match read_date(cell) {
            DateCell::Parts(parts) => Some((parts, 1)),
            _ => None,
        });
        let OrderDecision { order, ambiguous, misfits } = decide_order(&parts);
        (order, ambiguous, misfits)
    }

    /// The order decided for dates of these days and months, written day first and month first.
    fn both_ways(days: &[u32], months: &[u32], sign: char) -> [Option<DateOrder>; 2] {
        let dates = months.iter().flat_map(|month| days.iter().map(move |day| (*day, *month)));
        let written = |first: &dyn Fn((u32, u32)) -> (u32, u32)| {
            let texts: Vec<String> = dates
                .clone()
                .map(|date| {
                    let (first, second) = first(date);
                    format!("{first:02}{sign}{second:02}{sign}2024")
                })
                .collect();
            decided(&texts.iter().map(String::as_str).collect::<Vec<_>>()).0
        };
        [written(&|date| date), written(&|(day, month)| (month, day))]
    }

    const YEAR: [u32; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const BOTH: [Option<DateOrder>; 2] = [Some(DateOrder::DayMonthYear), Some(DateOrder::MonthDayYear)];

    #[test]
    fn one_date_that_fits_one_order_settles_the_column() {
        assert_eq!(decided(&["03/04/2024", "25/04/2024"]), (Some(DateOrder::DayMonthYear), false, false));
        assert_eq!(decided(&["03/04/2024", "04/25/2024"]), (Some(DateOrder::MonthDayYear), false, false));
        assert_eq!(decided(&["24-03-05", "99-12-31"]), (Some(DateOrder::YearMonthDay), false, false));
        assert_eq!(decided(&["2024-03-05", ""]), (None, false, false));
    }

    #[test]
    fn dates_that_fit_both_orders_are_ambiguous_and_taken_close_together() {
        assert_eq!(decided(&["03/01/2024", "03/12/2024"]), (Some(DateOrder::MonthDayYear), true, false));
        assert_eq!(decided(&["01/03/2024", "12/03/2024"]), (Some(DateOrder::DayMonthYear), true, false));
        assert_eq!(decided(&["24/03/05", "24/04/06"]), (Some(DateOrder::YearMonthDay), true, false));
        assert_eq!(decided(&["24.03.05", "24.04.06"]), (Some(DateOrder::YearMonthDay), true, false));
        assert_eq!(decided(&["05/05/2024"]), (Some(DateOrder::DayMonthYear), false, false));
        assert_eq!(both_ways(&[4, 5, 6, 7, 8, 9, 10], &[3], '/'), BOTH, "a week of March");
        assert_eq!(both_ways(&[1, 4, 5, 6, 7, 8, 11, 12], &[3], '/'), BOTH, "March so far");
        assert_eq!(both_ways(&[2, 3, 4, 5, 6, 9, 10, 11, 12], &[1, 2, 3, 4, 5], '/'), BOTH, "no schedule");
    }

    #[test]
    fn the_days_of_a_schedule_are_few() {
        for days in [&[1][..], &[5], &[1, 2, 3], &[1, 5, 10], &[2, 12]] {
            assert_eq!(both_ways(days, &YEAR, '/'), BOTH, "{days:?}");
        }
        for months in [&[1, 4, 7, 10][..], &[1, 2, 3, 4, 5, 6], &[10, 11, 12]] {
            assert_eq!(both_ways(&[1], months, '/'), BOTH, "{months:?}");
        }
        let day_first = Some(DateOrder::DayMonthYear);
        assert_eq!(decided(&["05/01/2023", "05/02/2023", "05/03/2024"]).0, day_first, "several years");
        assert_eq!(decided(&["01/01/24", "01/02/24", "01/03/24", "01/04/25"]).0, day_first, "two digits of the year");
        let years: Vec<String> = (1..=12).map(|day| format!("05/03/{day:02}")).collect();
        let years: Vec<&str> = years.iter().map(String::as_str).collect();
        assert_eq!(decided(&years).0, Some(DateOrder::YearMonthDay), "the days of a month of 2005");
    }

    #[test]
    fn with_points_the_day_comes_first_unless_that_does_not_fit() {
        let day_first = Some(DateOrder::DayMonthYear);
        assert_eq!(decided(&["03.01.2024", "03.12.2024"]), (day_first, true, false));
        assert_eq!(both_ways(&[1, 2, 3], &YEAR, '.'), [day_first, day_first]);
        assert_eq!(decided(&["01.01.24", "01.02.24", "01.03.24"]).0, day_first);
        assert_eq!(decided(&["03.04.2024", "04.25.2024"]).0, Some(DateOrder::MonthDayYear));
        assert_eq!(decided(&["03.04.2024", "03/05/2024", "03/06/2024"]).0, Some(DateOrder::MonthDayYear), "few points");
    }

    #[test]
    fn the_majority_decides_over_contradictions() {
        assert_eq!(decided(&["25/04/2024", "26/04/2024", "04/27/2024"]), (Some(DateOrder::DayMonthYear), false, true));
    }
}
