//! What the first rows say about a column.

use std::collections::BTreeMap;

use crate::domain::intake::collect::{OrderDecision, decide_order};
use crate::domain::intake::meaning::Look;
use crate::domain::intake::plan::DateOrder;
use crate::domain::intake::value::{
    DateCell, Evidence, Parts, read_date, read_labelled_score, read_number, trimmed, western,
};

/// More distinct cells than this are not yes and no.
const FEW: usize = 20;

/// Counts over the sampled cells of a column.
#[derive(Debug, Clone, Default)]
pub(in crate::domain::intake) struct Stats {
    /// Cells that are not blank.
    pub filled: usize,
    /// Of these: dates of the years 1950 to 2100, however written.
    pub dates: usize,
    /// Of the dates: months without a day.
    pub months: usize,
    /// Of these: months of six digits, such as `202403`, and others that only a full column is believed: see [`western`].
    pub six_digit_months: usize,
    /// Days in years of another era, where all cells are such; they are not counted among the dates, as they may be numbers of
    /// orders (`2501-01-05`).
    pub eras: usize,
    /// Cells that may be seconds since 1970; they are not counted among the dates.
    pub unix_times: usize,
    /// Of the cells that are not blank: numbers.
    pub numbers: usize,
    /// Of these: numbers with decimals.
    pub decimals: usize,
    /// Of the decimals: those that are whole all the same, `17850.0`.
    pub whole_decimals: usize,
    /// Of these: whole numbers from 0 to 10, labelled or not.
    pub scores: usize,
    /// Whether there is an 11 among them.
    pub eleven: bool,
    /// Whether one of its scores is 0.
    pub nought: bool,
    /// The greatest of its scores.
    pub top: u8,
    /// Different cells.
    pub distinct: usize,
    /// Letters in all.
    pub letters: usize,
    /// Up to three different cells.
    pub samples: Vec<String>,
    /// The order of its dates.
    pub order: OrderDecision,
    /// The different cells with their number, where they are few.
    pub few: Vec<(String, usize)>,
    /// What the different cells could be.
    pub look: Look,
}

impl Stats {
    /// Looks at the cells of one column.
    #[inline(never)] // small functions become fast sooner, see `in_blocks`
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut stats = Self::default();
        let mut distinct = BTreeMap::<&str, usize>::new();
        let (mut parts, mut eras, mut era_parts) = (Vec::new(), 0, Vec::new());
        for cell in cells.map(trimmed).filter(|cell| !cell.is_empty()) {
            stats.filled += 1;
            stats.letters += cell.chars().count();
            let date = read_date(cell);
            stats.dates += usize::from(is_date(date, &mut parts));
            stats.months += usize::from(matches!(date, DateCell::Month { .. }));
            let era = western(cell).map(|text| read_date(&text));
            // Two numbers may be anything else.
            let is_day = |date: &DateCell| !matches!(date, DateCell::Month { .. });
            eras += usize::from(era.filter(is_day).is_some_and(|date| is_date(date, &mut era_parts)));
            stats.unix_times += usize::from(matches!(date, DateCell::Seconds(_)));
            stats.six_digit_months += usize::from(matches!(date, DateCell::Month { six_digits: true, .. }));
            if let Ok(number) = read_number(cell, None) {
                stats.numbers += 1;
                let pointed = matches!(number.evidence, Evidence::Point | Evidence::Comma);
                stats.whole_decimals += usize::from(pointed && number.micros % 1_000_000 == 0);
                stats.decimals += usize::from(pointed || number.micros % 1_000_000 != 0);
            }
            match read_labelled_score(cell) {
                Ok(score) => {
                    stats.scores += 1;
                    stats.nought |= score.get() == 0;
                    stats.top = stats.top.max(score.get());
                }
                Err(_) => stats.eleven |= cell == "11" || cell == "11.0",
            }
            let rows = distinct.entry(cell).or_default();
            *rows += 1;
            if *rows == 1 && stats.samples.len() < 3 {
                stats.samples.push(cell.chars().take(80).collect());
            }
        }
        if eras > 0 && eras == stats.filled {
            (stats.eras, stats.six_digit_months, parts) = (eras, eras, era_parts);
        }
        for (cell, rows) in &distinct {
            stats.look.add(cell, *rows);
        }
        stats.distinct = distinct.len();
        stats.order = decide_order(&parts.iter().map(|&parts| (parts, 1)));
        if distinct.len() <= FEW {
            stats.few = distinct.into_iter().map(|(cell, rows)| (cell.to_owned(), rows)).collect();
        }
        stats
    }

    /// Whether at least this share (in hundredths) of the filled cells are counted in `part`.
    pub fn mostly(&self, part: usize, hundredths: usize) -> bool {
        self.filled > 0 && part * 100 >= self.filled * hundredths
    }

    /// Whether its cells are places on the scale from 0 to 10: none but these, and some of the upper end.
    pub fn is_scale(&self) -> bool {
        self.mostly(self.scores, 95) && self.top >= 9 && !self.is_positions() && self.distinct >= 3
    }

    /// Whether its cells are the places of eleven choices, counted from 1: a coded 0 to 10.
    pub fn is_positions(&self) -> bool {
        self.eleven && !self.nought
    }

    /// Whether it says yes or no by 1 and 0, with a yes among them.
    pub fn is_flag(&self) -> bool {
        let says = |cell: &str| self.few.iter().any(|(said, _)| said == cell);
        says("1") && self.few.iter().all(|(said, _)| said == "0" || said == "1")
    }

    /// Whether its numbers are days (`20240305`) or months (`202403`) of our time, all of them.
    pub fn are_days_in_digits(&self) -> bool {
        self.mostly(self.dates, 100) && self.mostly(self.numbers, 100)
    }

    /// Whether all its numbers are noughts.
    pub fn is_nought(&self) -> bool {
        let is_nought = |(cell, _): &(String, usize)| read_number(cell, None).is_ok_and(|number| number.micros == 0);
        !self.few.is_empty() && self.few.iter().all(is_nought)
    }

    /// Whether nearly every cell is different and long, so that grouping by it says nothing:
    /// comments, e-mail addresses, numbers of documents.
    pub fn is_unique_text(&self) -> bool {
        let letters = self.letters / self.filled.max(1);
        let is_long = letters >= 30 || letters >= 10 && self.filled >= 30;
        self.mostly(self.distinct, 90) && is_long && !self.is_measured()
    }

    /// Whether its cells are numbers of which some are not whole: as long as they may be, they measure something. Ids are
    /// whole, also where a program has written `17850.0`.
    pub fn is_measured(&self) -> bool {
        let fractions = self.decimals - self.whole_decimals.min(self.decimals);
        self.mostly(self.numbers, 90) && fractions * 10 >= self.numbers
    }
}

fn is_date(cell: DateCell, parts: &mut Vec<Parts>) -> bool {
    let in_living_memory = |day: crate::domain::day::Day| (1950..=2100).contains(&day.ymd().0);
    match cell {
        DateCell::Day(day) | DateCell::Month { first: day, .. } => in_living_memory(day),
        DateCell::Parts(numbers) => {
            parts.push(numbers);
            let orders = [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay];
            orders.into_iter().filter_map(|order| numbers.in_order(order)).any(in_living_memory)
        }
        DateCell::Blank | DateCell::Bad | DateCell::Seconds(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_cells_could_be() {
        let stats = Stats::of(["2024-03-05", " ", "7", "12.5", "7", "x", "12/31/1899"].into_iter());
        assert_eq!((stats.filled, stats.dates, stats.numbers, stats.decimals, stats.scores), (6, 1, 3, 1, 2));
        assert_eq!((stats.distinct, stats.samples.len()), (5, 3));
    }

    #[test]
    fn long_numbers_that_measure_something_are_no_unique_text() {
        let of = |cell: fn(u32) -> String| {
            let cells: Vec<String> = (1..60).map(cell).collect();
            Stats::of(cells.iter().map(String::as_str)).is_unique_text()
        };
        assert!(!of(|at| (f64::from(at) / 7.0).to_string()));
        assert!(!of(|at| format!("-118.1{at:05}37")));
        assert!(of(|at| format!("138{at:08}")), "telephones");
        assert!(of(|at| format!("20240305{at:06}.0")), "order numbers of a program");
        assert!(of(|at| format!("somebody{at}@example.org")));
    }
}
