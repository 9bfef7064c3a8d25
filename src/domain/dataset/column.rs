//! A column of texts, each distinct text stored once and read once as what the column holds.

use std::sync::Arc;

use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::money::{Money, PackedMoney};
use crate::domain::score::Score;

use super::role::Field;
use super::values::Values;

/// The code of a blank cell.
pub const BLANK: u32 = u32::MAX;

/// A column of a file that is no vector of its table's own: one of a role ([`Column::role`]), or an
/// extra one to group and filter by: branch, channel, age group, …
///
/// Every column is kept by its texts, so that all can be grouped by; what the texts mean as numbers,
/// days, … is read once for each distinct text.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// The header, trimmed.
    pub name: String,
    /// What the product knows it as; `None` for an extra column.
    pub role: Option<Field>,
    /// The distinct values.
    pub values: Arc<Dictionary>,
    /// One code per row into `values`, [`BLANK`] for a blank cell.
    pub codes: Vec<u32>,
    /// What the distinct values mean.
    pub reading: Reading,
}

/// The name of a column where it only groups and filters.
pub type Attribute = Column;

/// What the distinct texts of a column mean, one entry per code; `None` for a text that cannot be
/// read as the others are. Such a cell counts as blank wherever the meaning is asked for, and still
/// groups by its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nothing but themselves.
    #[default]
    Text,
    /// Numbers.
    Number(Arc<Vec<Option<PackedMoney>>>),
    /// Days.
    Day(Arc<Vec<Option<Day>>>),
    /// Yes or no.
    YesNo(Arc<Vec<Option<bool>>>),
    /// Scores.
    Score(Arc<Vec<Option<Score>>>),
}

impl Column {
    /// An extra column of these cells, read as texts; a cell of no letter is blank.
    pub fn of_cells<'a>(name: impl Into<String>, cells: impl IntoIterator<Item = &'a str>) -> Self {
        let mut values = Dictionary::new();
        let cells = cells.into_iter();
        let codes = cells.map(|cell| if cell.is_empty() { BLANK } else { values.intern(cell) }).collect();
        Self { name: name.into(), values: Arc::new(values), codes, ..Self::default() }
    }

    /// This column in a role.
    #[must_use]
    pub fn with_role(self, role: Field) -> Self {
        Self { role: Some(role), ..self }
    }

    /// The text of a row; `None` where blank or past the end.
    pub fn value(&self, row: usize) -> Option<&str> {
        self.code(row).map(|code| self.values.get(code))
    }

    /// The number of a row of a column of numbers or scores. [`Money`] is any exact decimal here.
    pub fn number(&self, row: usize) -> Option<Money> {
        self.number_of(self.code(row)?)
    }

    /// The day of a row of a column of days.
    pub fn day(&self, row: usize) -> Option<Day> {
        let Reading::Day(days) = &self.reading else { return None };
        days.get(self.code(row)? as usize).copied().flatten()
    }

    /// Whether a row of a column of yes and no says yes.
    pub fn yes(&self, row: usize) -> Option<bool> {
        let Reading::YesNo(said) = &self.reading else { return None };
        said.get(self.code(row)? as usize).copied().flatten()
    }

    /// The score of a row of a column of scores.
    pub fn score(&self, row: usize) -> Option<Score> {
        let Reading::Score(scores) = &self.reading else { return None };
        scores.get(self.code(row)? as usize).copied().flatten()
    }

    /// What its cells are read as.
    pub fn read_as(&self) -> Values {
        match self.reading {
            Reading::Text => Values::Text,
            Reading::Number(_) => Values::Number,
            Reading::Day(_) => Values::Day,
            Reading::YesNo(_) => Values::YesNo,
            Reading::Score(_) => Values::Score,
        }
    }

    /// Whether people can group and filter by it.
    pub fn is_offered(&self) -> bool {
        self.role.is_none_or(Field::is_offered)
    }

    /// How many rows have each value.
    pub fn counts(&self) -> Vec<usize> {
        let mut rows = vec![0_usize; self.values.len()];
        for &code in &self.codes {
            if let Some(slot) = rows.get_mut(code as usize) {
                *slot += 1;
            }
        }
        rows
    }

    /// The rows for which `keep` holds.
    #[must_use]
    pub fn select(&self, keep: &[bool]) -> Self {
        Self {
            name: self.name.clone(),
            role: self.role,
            values: Arc::clone(&self.values),
            codes: select(&self.codes, keep),
            reading: self.reading.clone(),
        }
    }

    /// The column of the same name, role and meaning with other rows, each a code into its values.
    #[must_use]
    pub fn with_codes(&self, codes: Vec<u32>) -> Self {
        Self {
            name: self.name.clone(),
            role: self.role,
            values: Arc::clone(&self.values),
            codes,
            reading: self.reading.clone(),
        }
    }

    pub(crate) fn number_of(&self, code: u32) -> Option<Money> {
        match &self.reading {
            Reading::Number(numbers) => numbers.get(code as usize).copied().flatten().map(PackedMoney::money),
            Reading::Score(scores) => {
                let score = scores.get(code as usize).copied().flatten()?;
                Some(Money::from_micros(i128::from(score.get()) * 1_000_000))
            }
            _ => None,
        }
    }

    fn code(&self, row: usize) -> Option<u32> {
        self.codes.get(row).copied().filter(|&code| code != BLANK)
    }

    /// A column like this one of so many blank rows.
    fn blank(&self, rows: usize) -> Self {
        Self { name: self.name.clone(), role: self.role, codes: vec![BLANK; rows], ..Self::default() }
    }

    /// Whether `other`, of another file, goes on with this column: it has the same role (and name, where several
    /// columns can have that), or the same name where one of the two is only known by name.
    fn goes_on_with(&self, other: &Self) -> bool {
        let by_name = self.role.is_none() || other.role.is_none();
        let visible = self.is_offered() && other.is_offered();
        let same_name = self.name == other.name;
        let by_role = |role: Field| self.role == other.role && (same_name || !role.takes_several());
        self.role.is_some_and(by_role) || by_name && visible && same_name
    }

    /// This column followed by `other`'s rows, values joined by text. `false` where the two are read
    /// in different ways: what they hold together is only text.
    fn append(&mut self, other: &Self) -> bool {
        self.role = self.role.or(other.role);
        let values = Arc::make_mut(&mut self.values);
        if values.is_empty() {
            self.reading = other.reading.clone();
        }
        let mut fits = true;
        let new_codes = match (&mut self.reading, &other.reading) {
            (Reading::Number(mine), Reading::Number(theirs)) => join(values, mine, &other.values, theirs, six_decimals),
            (Reading::Day(mine), Reading::Day(theirs)) => {
                join(values, mine, &other.values, theirs, |day| day.to_string())
            }
            (Reading::YesNo(mine), Reading::YesNo(theirs)) => {
                join(values, mine, &other.values, theirs, |yes| if yes { "yes".to_owned() } else { "no".to_owned() })
            }
            (Reading::Score(mine), Reading::Score(theirs)) => {
                join(values, mine, &other.values, theirs, |score| score.get().to_string())
            }
            (mine, theirs) => {
                fits = other.values.is_empty() || *theirs == Reading::Text && *mine == Reading::Text;
                if !fits {
                    *mine = Reading::Text;
                }
                other.values.iter().map(|(_, text)| values.intern(text)).collect()
            }
        };
        self.codes.extend(other.codes.iter().map(|&code| new_codes.get(code as usize).copied().unwrap_or(BLANK)));
        fits
    }
}

/// Adds the texts of `other` with what they mean there; gives each its new code. A text that means
/// one thing here and another there (03/04/2024 in files of different date orders) becomes what
/// `plain` writes for it.
fn join<T: Copy + PartialEq>(
    values: &mut Dictionary,
    mine: &mut Arc<Vec<Option<T>>>,
    other: &Dictionary,
    theirs: &[Option<T>],
    plain: impl Fn(T) -> String,
) -> Vec<u32> {
    let mine = Arc::make_mut(mine);
    let mut put = |text: &str, meaning: Option<T>| {
        let code = values.intern(text);
        if code as usize == mine.len() {
            mine.push(meaning);
        }
        (code, mine.get(code as usize).copied().flatten())
    };
    let meanings = theirs.iter().copied().chain(std::iter::repeat(None));
    let joined = other.iter().zip(meanings).map(|((_, text), meaning)| match (put(text, meaning), meaning) {
        ((code, known), meaning) if known == meaning => code,
        (_, Some(meaning)) => put(&plain(meaning), Some(meaning)).0,
        ((code, _), None) => code,
    });
    joined.collect()
}

/// A number as no file writes thousands, whatever its decimal mark.
fn six_decimals(number: PackedMoney) -> String {
    let micros = number.money().micros();
    let sign = if micros < 0 { "-" } else { "" };
    let micros = micros.unsigned_abs();
    format!("{sign}{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

/// The elements of `column` whose row is kept.
pub(super) fn select<T: Copy>(column: &[T], keep: &[bool]) -> Vec<T> {
    column.iter().zip(keep).filter(|(_, keep)| **keep).map(|(value, _)| *value).collect()
}

/// Joins two sets of columns of `rows` and `more` rows; what one side lacks is blank. Gives the names
/// of those that the files read in different ways.
pub(super) fn append_all(into: &mut Vec<Column>, rows: usize, from: &[Column], more: usize) -> Vec<String> {
    let mut mixed = Vec::new();
    let mut taken = vec![false; from.len()];
    for known in into.iter_mut() {
        let same = from.iter().zip(&mut taken).find(|(column, taken)| !**taken && known.goes_on_with(column));
        match same {
            Some((column, taken)) => {
                *taken = true;
                if !known.append(column) {
                    mixed.push(known.name.clone());
                }
            }
            None => known.codes.resize(rows + more, BLANK),
        }
    }
    for column in from.iter().zip(taken).filter(|(_, taken)| !*taken).map(|(column, _)| column) {
        let mut new = column.blank(rows);
        new.append(column);
        into.push(new);
    }
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(name: &str, cells: &[(&str, &str)]) -> Column {
        let column = Column::of_cells(name, cells.iter().map(|(text, _)| *text));
        let read = cells.iter().map(|(_, day)| day.parse().ok()).collect();
        Column { reading: Reading::Day(Arc::new(read)), ..column }
    }

    fn joined(mut first: Column, second: &Column) -> (Column, Vec<String>) {
        let rows = first.codes.len();
        let mut columns = vec![first.clone()];
        let mixed = append_all(&mut columns, rows, std::slice::from_ref(second), second.codes.len());
        first = columns.remove(0);
        assert!(columns.is_empty(), "the two are one column");
        (first, mixed)
    }

    #[test]
    fn a_text_that_means_another_day_in_the_other_file_keeps_its_day() {
        let first = days("due", &[("03/04/2024", "2024-04-03"), ("05/05/2024", "2024-05-05")]);
        let second = days("due", &[("03/04/2024", "2024-03-04"), ("05/05/2024", "2024-05-05"), ("soon", "")]);
        let (column, mixed) = joined(first, &second);
        let read: Vec<_> = (0..5).map(|row| column.day(row).map(|day| day.to_string()).unwrap_or_default()).collect();
        assert_eq!(read, ["2024-04-03", "2024-05-05", "2024-03-04", "2024-05-05", ""]);
        assert_eq!(
            (column.value(2), column.value(3), column.value(4)),
            (Some("2024-03-04"), Some("05/05/2024"), Some("soon"))
        );
        assert!(mixed.is_empty());
    }

    #[test]
    fn columns_read_in_different_ways_are_text_together() {
        let first = days("x", &[("2024-01-01", "2024-01-01")]);
        let second = Column::of_cells("x", ["North", ""]);
        let (column, mixed) = joined(first.clone(), &second);
        assert_eq!((column.read_as(), mixed), (Values::Text, vec!["x".to_owned()]));
        assert_eq!(
            (column.day(0), column.value(0), column.value(1), column.value(2)),
            (None, Some("2024-01-01"), Some("North"), None)
        );
        let (column, mixed) = joined(first, &Column::of_cells("x", ["", ""]));
        assert_eq!((column.read_as(), mixed.len()), (Values::Day, 0), "a blank column contradicts nothing");
        let blank = Column::of_cells("x", [""]);
        let (column, mixed) = joined(blank, &days("x", &[("2024-01-01", "2024-01-01")]));
        assert_eq!((column.read_as(), column.day(1).is_some(), mixed.len()), (Values::Day, true, 0));
    }

    #[test]
    fn a_role_joins_whatever_its_header_and_hides_what_is_not_offered() {
        let left = |name: &str| Column::of_cells(name, ["yes"]).with_role(Field::Left);
        let (column, _) = joined(left("Churn"), &left("是否流失"));
        assert_eq!((column.name.as_str(), column.codes.len(), column.role), ("Churn", 2, Some(Field::Left)));
        let (column, _) = joined(left("Churn"), &Column::of_cells("Churn", ["no"]));
        assert_eq!((column.value(1), column.role), (Some("no"), Some(Field::Left)));
        let mut columns = vec![Column::of_cells("remark", ["hello"]).with_role(Field::Comment)];
        append_all(&mut columns, 1, &[Column::of_cells("remark", ["red"])], 1);
        assert_eq!(columns.len(), 2, "a comment is not grouped by, an attribute of the same name is");
    }
}
