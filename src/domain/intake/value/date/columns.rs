//! Dates whose year, month and day stand in columns of their own.

use super::{DateCell, read_date, trimmed};

/// Where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) struct DateParts {
    pub year: usize,
    pub month: usize,
    /// `None` where dates are months alone.
    pub day: Option<usize>,
}

impl DateParts {
    /// The date of a row as one text that [`read_date`] knows: `2024-3-5`, `5 mars 2024`; without a day, `2024-3`, `mars
    /// 2024`. Blank where all are, and no date where the year has no four digits.
    pub fn text<'r>(self, cell: impl Fn(usize) -> &'r str) -> String {
        joined(cell(self.year), cell(self.month), self.day.map_or("", cell))
    }

    /// The columns' places, in this order.
    pub fn places(self) -> impl Iterator<Item = usize> {
        [self.year, self.month].into_iter().chain(self.day)
    }

    /// The column that keeps a row's cells from being a date.
    pub fn at_fault<'r>(self, cell: impl Fn(usize) -> &'r str) -> usize {
        if !is_date(&joined(cell(self.year), "1", "")) {
            self.year
        } else if !is_date(&joined("2024", cell(self.month), "")) {
            self.month
        } else {
            self.day.unwrap_or(self.month)
        }
    }
}

/// Whether a cell can be the year (0), the month (1) or the day (2) of a date.
pub(in crate::domain::intake) fn is_part_of_date(place: usize, cell: &str) -> bool {
    let part = |at: usize, other| if at == place { cell } else { other };
    is_date(&joined(part(0, "2024"), part(1, "1"), part(2, "1")))
}

fn is_date(text: &str) -> bool {
    matches!(read_date(text), DateCell::Day(_) | DateCell::Month { .. })
}

fn joined(year: &str, month: &str, day: &str) -> String {
    let [year, month, day] = [year, month, day].map(|cell| {
        let cell = trimmed(cell);
        // A program that met a blank among such numbers writes them all with a point.
        cell.strip_suffix(".0").unwrap_or(cell).trim_end_matches(['年', '月', '日', '号', '년', '월', '일', ' '])
    });
    let is_year = year.len() == 4 && year.parse().is_ok_and(|year: u16| (1900..=2100).contains(&year));
    match () {
        () if year.is_empty() && month.is_empty() && day.is_empty() => String::new(),
        // No date in any order; it may be shown.
        () if !is_year || month.is_empty() => format!("? {year} {month} {day}"),
        () if !month.starts_with(|first: char| first.is_ascii_digit()) => format!("{day} {month} {year}"),
        () if day.is_empty() => format!("{year}-{month}"),
        () => format!("{year}-{month}-{day}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_one_date() {
        for (cells, date) in [
            (["2024", "3", "5"], "2024-03-05"),
            (["2024.0", "03", "5.0"], "2024-03-05"),
            (["2024年", "3月", "5日"], "2024-03-05"),
            (["2024", "March", "5"], "2024-03-05"),
            (["2024", "Mar", "05"], "2024-03-05"),
            (["2024", "März", "5"], "2024-03-05"),
            (["2024", "févr.", "29"], "2024-02-29"),
            (["2024", "12", ""], "2024-12-01"),
            (["2024", "décembre", ""], "2024-12-01"),
        ] {
            let [year, month, day] = cells;
            let (DateCell::Day(read) | DateCell::Month { first: read, .. }) = read_date(&joined(year, month, day))
            else {
                panic!("{cells:?}")
            };
            assert_eq!(read.to_string(), date, "{cells:?}");
        }
    }

    #[test]
    fn what_is_no_part_is_none() {
        for (place, good, bad) in [
            (0, ["2024", "1999", "2024年"], ["24", "202", "3000"]),
            (1, ["1", "12", "Sept"], ["0", "13", "Q1"]),
            (2, ["1", "31", "05"], ["0", "32", "x"]),
        ] {
            assert!(good.iter().all(|cell| is_part_of_date(place, cell)), "{good:?}");
            assert!(!bad.iter().any(|cell| is_part_of_date(place, cell)), "{bad:?}");
        }
        let parts = DateParts { year: 0, month: 1, day: Some(2) };
        let fault = |cells: [&'static str; 3]| parts.at_fault(|at| cells.get(at).copied().unwrap_or(""));
        assert_eq!(fault(["", "3", "5"]), 0);
        assert_eq!(fault(["2024", "x", "5"]), 1);
        assert_eq!(fault(["2024", "2", "30"]), 2);
        assert_eq!(read_date(&parts.text(|_| "")), DateCell::Blank);
    }
}
