//! Dates in several columns: year, month and, where there is one, day.

use std::cmp::Reverse;

use crate::domain::dataset::{Field, Kind};
use crate::domain::intake::value::is_part_of_date;

use super::synonyms::likeness;
use super::{Assignment, Stats, Table};

/// Days that a month has at most.
const DAYS: usize = 31;

impl Table<'_> {
    /// Where no column is a date, year and month that columns are called and hold, with a day where there is one; where the
    /// user named some of them, in place of the date that was found.
    pub(super) fn find_date_parts(&self, kind: Kind, out: &mut Assignment) {
        let is_said = Field::DATE_PARTS.iter().any(|part| self.fixed.contains_key(part));
        let is_dated = self.fixed.contains_key(&Field::Date) || out.likeness.contains_key(&Field::Date) && !is_said;
        if is_dated || !kind.fields().contains(&Field::Year) {
            return;
        }
        let found = |place: usize| {
            let field = *Field::DATE_PARTS.get(place)?;
            let columns = self.names.iter().zip(self.stats).enumerate();
            let called = columns.filter_map(|(index, (name, stats))| {
                let is_free = matches!(out.roles.get(&index), None | Some(Field::Date));
                // A day of the month may be called a date.
                let whole = if field == Field::Day { likeness(kind, Field::Date, name) } else { 0 };
                let likeness = likeness(kind, field, name).max(whole);
                (likeness > 0 && is_free && are_parts(place, stats)).then_some((likeness, Reverse(index)))
            });
            self.fixed.get(&field).copied().or_else(|| called.max().map(|(_, Reverse(index))| index))
        };
        let (Some(year), Some(month), day) = (found(0), found(1), found(2)) else { return };
        out.roles.retain(|_, field| *field != Field::Date);
        out.roles.extend([(year, Field::Year), (month, Field::Month)]);
        out.roles.extend(day.map(|day| (day, Field::Day)));
        out.likeness.insert(Field::Date, 300);
    }
}

/// Whether a column's cells are years, months or days of a month.
fn are_parts(place: usize, stats: &Stats) -> bool {
    let fits = |cell: &String| is_part_of_date(place, cell);
    if stats.few.is_empty() {
        // Too many to be kept: days, or years.
        return stats.mostly(stats.numbers, 90)
            && stats.distinct <= DAYS
            && !stats.samples.is_empty()
            && stats.samples.iter().all(fits);
    }
    let rows = stats.few.iter().filter(|(cell, _)| fits(cell)).map(|(_, rows)| rows).sum();
    stats.mostly(rows, 90)
}
