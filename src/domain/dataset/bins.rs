//! A handful of groups out of many numbers or days.

use std::sync::Arc;

use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::money::Money;

use super::column::{BLANK, Column, Reading};
use super::range::Range;

/// Rows in ordered groups of numbers or days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bins {
    /// The groups in rising order, each with the least and the greatest value it really holds, so that
    /// the ends of neighbours never meet. None is empty.
    pub bounds: Vec<Range>,
    /// For each row the number of its group, [`BLANK`] where it is blank or cannot be read.
    pub codes: Vec<u32>,
}

impl Column {
    /// At most `most` groups of about as many rows each, the edges at the quantiles of its rows; `None`
    /// where it holds neither numbers nor days, or no row has one.
    ///
    /// Rows of one value are never parted, so that a value that many rows have makes its group larger
    /// and may leave fewer groups. Values no row has any more (after a filter) make no group.
    pub fn bins(&self, most: usize) -> Option<Bins> {
        if let Reading::Day(days) = &self.reading {
            let values = days.iter().enumerate().filter_map(|(code, day)| Some((code, (*day)?)));
            return self.in_groups(values, most, |from: Day, to| Range::days(Some(from), Some(to)));
        }
        let values = self.values.iter().filter_map(|(code, _)| Some((code as usize, self.number_of(code)?)));
        self.in_groups(values, most, |from: Money, to| Range::numbers(Some(from), Some(to)))
    }

    fn in_groups<T: Ord + Copy>(
        &self,
        values: impl Iterator<Item = (usize, T)>,
        most: usize,
        range: impl Fn(T, T) -> Range,
    ) -> Option<Bins> {
        let rows = self.counts();
        let rows_of = |code: usize| rows.get(code).copied().unwrap_or(0);
        let mut sorted: Vec<(T, usize)> =
            values.filter(|(code, _)| rows_of(*code) > 0).map(|(code, value)| (value, code)).collect();
        sorted.sort_unstable();
        let total: usize = sorted.iter().map(|(_, code)| rows_of(*code)).sum();
        let mut group_of = vec![BLANK; rows.len()];
        let mut groups: Vec<(T, T)> = Vec::new();
        let (mut before, mut quantile) = (0, usize::MAX);
        for same in sorted.chunk_by(|a, b| a.0 == b.0) {
            let here: usize = same.iter().map(|(_, code)| rows_of(*code)).sum();
            let Some(&(value, _)) = same.first() else { continue };
            // The quantile that the middle of the rows of this value lies in.
            let place = (2 * before + here).saturating_mul(most.max(1)) / (2 * total);
            match groups.last_mut().filter(|_| place == quantile) {
                Some((_, to)) => *to = value,
                None => groups.push((value, value)),
            }
            (before, quantile) = (before + here, place);
            let number = u32::try_from(groups.len() - 1).unwrap_or(BLANK);
            for slot in same.iter().map(|(_, code)| *code) {
                if let Some(group) = group_of.get_mut(slot) {
                    *group = number;
                }
            }
        }
        let bounds: Vec<Range> = groups.into_iter().map(|(from, to)| range(from, to)).collect();
        let codes = self.codes.iter().map(|&code| group_of.get(code as usize).copied().unwrap_or(BLANK)).collect();
        (!bounds.is_empty()).then_some(Bins { bounds, codes })
    }
}

impl Bins {
    /// The groups as a column to compare by, each called what `label` makes of its bounds; the labels
    /// keep the order of the groups. Groups of one label are one.
    pub fn into_column(self, name: &str, label: impl Fn(&Range) -> String) -> Column {
        let mut values = Dictionary::new();
        let code_of: Vec<u32> = self.bounds.iter().map(|range| values.intern(&label(range))).collect();
        let codes = self.codes.iter().map(|&group| code_of.get(group as usize).copied().unwrap_or(BLANK)).collect();
        Column { name: name.to_owned(), values: Arc::new(values), codes, ..Column::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(cells: &[&str]) -> Column {
        let column = Column::of_cells("balance", cells.iter().copied());
        let read =
            column.values.iter().map(|(_, text)| text.parse::<Money>().ok().and_then(|money| money.try_into().ok()));
        let read = Arc::new(read.collect());
        Column { reading: Reading::Number(read), ..column }
    }

    fn groups(cells: &[&str], most: usize) -> (Vec<String>, Vec<u32>) {
        let bins = numbers(cells).bins(most).unwrap();
        (bins.bounds.iter().map(ToString::to_string).collect(), bins.codes)
    }

    #[test]
    fn groups_hold_as_many_rows_each_and_rise() {
        let (bounds, codes) = groups(&["9", "10", "2.5", "4", "3", "100", "7", "8"], 4);
        assert_eq!(bounds, ["2.5..3", "4..7", "8..9", "10..100"]);
        assert_eq!(codes, [2, 3, 0, 1, 0, 3, 1, 2]);
    }

    #[test]
    fn rows_of_one_value_stay_together() {
        let (bounds, codes) = groups(&["0", "0", "0", "0", "0", "0", "1", "2"], 4);
        assert_eq!(bounds, ["0..0", "1..2"]);
        assert_eq!(codes, [0, 0, 0, 0, 0, 0, 1, 1]);
        assert_eq!(groups(&["1", "1.0", "2"], 2).1, [0, 0, 1], "1 and 1.0 are one number");
        assert_eq!(groups(&["5"], 4), (vec!["5..5".to_owned()], vec![0]));
    }

    #[test]
    fn what_is_blank_unread_or_filtered_away_is_in_no_group() {
        let (bounds, codes) = groups(&["1", "", "n/a", "2"], 2);
        assert_eq!((bounds.len(), codes), (2, vec![0, BLANK, BLANK, 1]));
        let kept = numbers(&["1", "2", "3"]).select(&[true, false, true]);
        assert_eq!(kept.bins(5).unwrap().bounds.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1..1", "3..3"]);
        assert!(numbers(&["", "x"]).bins(4).is_none());
        assert!(Column::of_cells("branch", ["North"]).bins(4).is_none());
        assert_eq!(groups(&["1", "2"], 0).0, ["1..2"], "one group at least");
    }

    #[test]
    fn groups_become_a_column_to_compare_by() {
        let column = numbers(&["3", "1", "", "2"]);
        let groups = column.bins(2).unwrap().into_column("balance", ToString::to_string);
        assert_eq!(
            (0..4).map(|row| groups.value(row)).collect::<Vec<_>>(),
            [Some("2..3"), Some("1..1"), None, Some("2..3")]
        );
        assert_eq!(groups.values.iter().map(|(_, text)| text).collect::<Vec<_>>(), ["1..1", "2..3"]);
    }

    #[test]
    fn days_are_grouped_as_numbers_are() {
        let column = Column::of_cells("due", ["2024-03-01", "2024-01-01", "2024-02-01", "2024-01-15"]);
        let read = column.values.iter().map(|(_, text)| text.parse().ok()).collect();
        let bins = Column { reading: Reading::Day(Arc::new(read)), ..column }.bins(2).unwrap();
        assert_eq!(
            bins.bounds.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["2024-01-01..2024-01-15", "2024-02-01..2024-03-01"]
        );
        assert_eq!(bins.codes, [1, 0, 1, 0]);
    }
}
