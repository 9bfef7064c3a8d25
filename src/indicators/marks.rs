//! Marks people gave to single things: which columns hold them, what counts as a mark, and which columns of two roles are
//! about the same thing.

use std::cmp::Ordering;

use serde::Serialize;
use thiserror::Error;

use crate::domain::blocks::sort_paced;
use crate::domain::dataset::{Column, Field, Values};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Interval, Level};
use crate::domain::money::Money;

use super::Say;
use super::page::{Control, Input};

/// Marks below the lowest or above the highest are no answers: codes for “never used”, “blank”.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Bounds {
    /// The lowest mark; `None` for any.
    pub lowest: Option<f64>,
    /// The highest mark; `None` for any.
    pub highest: Option<f64>,
}

/// The lowest mark is not below the highest.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[error("marks from {lowest} to {highest} are none: the lowest must be below the highest")]
pub struct NotBounds {
    /// The lowest, as given.
    pub lowest: f64,
    /// The highest, as given.
    pub highest: f64,
}

impl Bounds {
    /// Bounds that something fits between.
    pub fn new(lowest: Option<f64>, highest: Option<f64>) -> Result<Self, NotBounds> {
        let (low, high) = (lowest.unwrap_or(f64::NEG_INFINITY), highest.unwrap_or(f64::INFINITY));
        let sound = low < high && ![lowest, highest].into_iter().flatten().any(f64::is_nan);
        if sound { Ok(Self { lowest, highest }) } else { Err(NotBounds { lowest: low, highest: high }) }
    }

    fn take(self, mark: f64) -> bool {
        self.lowest.is_none_or(|lowest| mark >= lowest) && self.highest.is_none_or(|highest| mark <= highest)
    }
}

/// A column of marks, read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// The column's name.
    pub name: String,
    /// By row; `None` where there is no mark.
    pub marks: Vec<Option<f64>>,
}

impl Item {
    /// Reads columns, giving way after each.
    pub async fn all<P: Pace>(columns: Vec<&Column>, bounds: Bounds, pace: &mut P) -> Result<Vec<Self>, Cancelled> {
        let mut items = Vec::with_capacity(columns.len());
        for column in columns {
            pace.breathe(Progress::default()).await?;
            let mark = |row: usize| column.number(row).map(Money::to_f64).filter(|mark| bounds.take(*mark));
            items.push(Self { name: column.name.clone(), marks: (0..column.codes.len()).map(mark).collect() });
        }
        Ok(items)
    }

    /// The least and the greatest mark of some items.
    pub fn range(items: &[Self]) -> Option<(f64, f64)> {
        let marks = items.iter().flat_map(|item| &item.marks).flatten();
        marks.fold(None, |range, &mark| match range {
            None => Some((mark, mark)),
            Some((low, high)) => Some((mark.min(low), mark.max(high))),
        })
    }
}

/// Scales that are usual: marks from and to other numbers may be codes, which is said. It decides about a sentence alone.
const USUAL: [(f64, f64); 9] =
    [(1.0, 5.0), (0.0, 5.0), (1.0, 7.0), (1.0, 10.0), (0.0, 10.0), (1.0, 4.0), (1.0, 3.0), (0.0, 100.0), (1.0, 100.0)];

/// The least and the greatest mark, where these are of no usual scale.
pub(super) fn unusual(range: Option<(f64, f64)>) -> Option<(f64, f64)> {
    range.filter(|range| usual(*range).is_none())
}

/// The first usual scale that marks from the least to the greatest fit.
fn usual((low, high): (f64, f64)) -> Option<(f64, f64)> {
    // Not every scale is used to its ends.
    let fits = |(from, to): &&(f64, f64)| *from <= low && high <= *to && high > 0.7 * to;
    USUAL.iter().find(fits).copied()
}

/// The ends of the scale of marks: those typed in, else those of the usual scale they fit.
pub(super) fn scale_of(range: (f64, f64), bounds: Bounds) -> Option<(f64, f64)> {
    let usual = usual(range);
    let low = bounds.lowest.or(usual.map(|(low, _)| low))?;
    let high = bounds.highest.or(usual.map(|(_, high)| high))?;
    (low < high).then_some((low, high))
}

/// Columns of more different numbers hold amounts, no marks; of fewer than three, a yes or no.
const DISTINCT: std::ops::RangeInclusive<usize> = 3..=11;

/// Why a column chosen by name says no marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoMarks {
    /// There is none of this name.
    Unknown(String),
    /// It holds something else than numbers.
    Texts(String),
}

/// The columns chosen by name; else those of a role; else those that could hold marks: numbers from 0 to 10, of few
/// different ones.
pub(super) fn columns<'a>(all: &'a [Column], role: Field, chosen: &[String]) -> Result<Vec<&'a Column>, NoMarks> {
    if !chosen.is_empty() {
        let named = |name: &String| {
            let column =
                all.iter().find(|column| column.name == *name).ok_or_else(|| NoMarks::Unknown(name.clone()))?;
            // Left out without a word, it would be missed by nobody.
            if are_numbers(column) { Ok(column) } else { Err(NoMarks::Texts(name.clone())) }
        };
        return chosen.iter().map(named).collect();
    }
    let of_role: Vec<&Column> = all.iter().filter(|column| column.role == Some(role)).collect();
    if !of_role.is_empty() {
        return Ok(of_role);
    }
    Ok(all.iter().filter(|column| column.role.is_none() && could_be_marks(column)).collect())
}

fn are_numbers(column: &Column) -> bool {
    matches!(column.read_as(), Values::Number | Values::Score)
}

/// Whether a column could hold marks. A word among them, such as “closed”, is none.
pub(super) fn could_be_marks(column: &Column) -> bool {
    let read = column.values.iter().filter(|(code, _)| column.number_of(*code).is_some());
    let texts: Vec<&str> = read.map(|(_, text)| text.trim()).collect();
    let are_marks = || texts.iter().all(|text| text.parse::<f64>().is_ok_and(|mark| (0.0..=10.0).contains(&mark)));
    are_numbers(column) && DISTINCT.contains(&texts.len()) && are_marks()
}

/// The names of columns that could be chosen.
pub(super) fn offered(all: &[Column]) -> Vec<String> {
    let numbers = |column: &&Column| {
        let role = column.role.is_none_or(Field::takes_several);
        role && are_numbers(column)
    };
    all.iter().filter(numbers).map(|column| column.name.clone()).collect()
}

/// For each of `of` the place of the column of `with` that is about the same thing: what is left of their names without
/// the words of their roles is the same; or where no two names fit and both lists are as long, the one in the same place.
pub(super) fn pairs(of: &[Item], with: &[Item]) -> Vec<Option<usize>> {
    let stems: Vec<String> = with.iter().map(|item| stem(&item.name)).collect();
    let found: Vec<Option<usize>> = of
        .iter()
        .map(|item| {
            let own = stem(&item.name);
            stems.iter().position(|stem| *stem == own && !own.is_empty())
        })
        .collect();
    if found.iter().all(Option::is_none) && of.len() == with.len() {
        return (0..of.len()).map(Some).collect();
    }
    found
}

/// Ends of scales offered; scripts may say any number.
const ENDS: [f64; 8] = [0.0, 1.0, 3.0, 4.0, 5.0, 7.0, 10.0, 100.0];

/// The field of the lowest or the highest mark.
pub(super) fn bound_control(
    id: &str,
    bound: &str,
    label: &str,
    value: Option<f64>,
    any: &str,
    say: &Say<'_>,
) -> Control {
    let typed = value.filter(|value| !ENDS.contains(value));
    let ends = ENDS.into_iter().chain(typed).map(|end| (Some(end), say.precise(end)));
    Control::new(id, bound, label, Input::choice([(None, any.to_owned())].into_iter().chain(ends), &value))
}

/// Words of roles that headers have around the thing they are about; longer ones first.
const AROUND: &[&str] = &[
    "satisfactionwith",
    "satisfaction",
    "satisfied",
    "performance",
    "perceived",
    "perception",
    "actual",
    "experience",
    "expectations",
    "expectation",
    "expected",
    "expect",
    "importance",
    "important",
    "competitor",
    "rival",
    "rating",
    "score",
    "mark",
    "满意度",
    "满意",
    "感知",
    "实际",
    "体验",
    "期望值",
    "期望",
    "预期",
    "重要性",
    "重要程度",
    "竞争对手",
    "竞品",
    "评分",
    "得分",
];

/// Words around those that say little.
const LITTLE: [&str; 3] = ["with", "of", "the"];

/// A column's name without the words of its role: what it is about. A role's word is looked for within one word of the
/// name at a time: in `expectation_staff` the `s` is no plural.
pub(super) fn stem(name: &str) -> String {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || was_lower && letter.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
        was_lower = letter.is_lowercase();
    }
    words.retain(|word| !AROUND.contains(&word.as_str()) && !LITTLE.contains(&word.as_str()));
    words.iter().map(|word| AROUND.iter().fold(word.clone(), |word, around| word.replace(around, ""))).collect()
}

/// Says what items are called on a page, given the places of their names and labels: `satisfaction_waiting_time` is "waiting time". Where two would be called
/// alike, or nothing is left, an item keeps its name.
pub(super) fn label<T>(items: &mut [T], parts: impl Fn(&mut T) -> (&String, &mut String)) {
    let names: Vec<String> = items.iter_mut().map(|item| parts(item).0.clone()).collect();
    for (item, label) in items.iter_mut().zip(labels(&names)) {
        *parts(item).1 = label;
    }
}

fn labels(names: &[String]) -> Vec<String> {
    let labels: Vec<String> = names.iter().map(|name| about(name)).collect();
    let one_only =
        |label: &String| labels.iter().filter(|other| other.to_lowercase() == label.to_lowercase()).count() == 1;
    let pairs = labels.iter().zip(names);
    pairs.map(|(label, name)| if one_only(label) && !label.is_empty() { label } else { name }).cloned().collect()
}

/// The words of a name without those of its role.
fn about(name: &str) -> String {
    let words = name.split(|letter: char| letter.is_whitespace() || "_-–—:：·/".contains(letter));
    // Chinese has no blanks: the role's word stands within.
    let chinese = || AROUND.iter().filter(|around| !around.is_ascii());
    let without = |word: &str| {
        let of_role = AROUND.contains(&word.to_lowercase().as_str());
        if of_role { String::new() } else { chinese().fold(word.to_owned(), |word, around| word.replace(around, "")) }
    };
    let words: Vec<String> = words.map(without).filter(|word| !word.is_empty()).collect();
    let first = words.iter().position(|word| !LITTLE.contains(&word.to_lowercase().as_str()));
    words.get(first.unwrap_or(words.len())..).unwrap_or_default().join(" ")
}

/// The mean of some numbers, `None` of none; with the interval of the normal approximation, where there are two or more.
pub(super) fn mean(values: &[f64], level: Level) -> Option<(f64, Option<Interval>)> {
    mean_beside_zeros(values, 0, level)
}

/// The same of these numbers and so many zeros.
pub(super) fn mean_beside_zeros(values: &[f64], zeros: usize, level: Level) -> Option<(f64, Option<Interval>)> {
    let count = values.len() + zeros;
    if count == 0 {
        return None;
    }
    let n = count as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let squares = squares + zeros as f64 * mean.powi(2);
    let reach = level.z() * (squares / (n - 1.0) / n).sqrt();
    Some((mean, (count > 1).then_some(Interval { low: mean - reach, high: mean + reach })))
}

/// Ranks from 1, of equal numbers their mean.
pub(super) fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|left, right| by_value(values, *left, *right));
    ranked(values, &order)
}

/// The same of many numbers, giving way.
pub(super) async fn ranks_paced<P: Pace>(values: &[f64], pace: &mut P) -> Result<Vec<f64>, Cancelled> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    sort_paced(&mut order, pace, |left, right| by_value(values, *left, *right)).await?;
    Ok(ranked(values, &order))
}

/// How the numbers in two places compare.
fn by_value(values: &[f64], left: usize, right: usize) -> Ordering {
    let value = |place: usize| values.get(place).copied().unwrap_or_default();
    value(left).total_cmp(&value(right))
}

/// The ranks of numbers whose places are given from the least to the greatest.
fn ranked(values: &[f64], order: &[usize]) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    let mut begin = 0;
    for same in order.chunk_by(|left, right| by_value(values, *left, *right).is_eq()) {
        let rank = begin as f64 + f64::midpoint(1.0, same.len() as f64);
        for &place in same {
            if let Some(slot) = ranks.get_mut(place) {
                *slot = rank;
            }
        }
        begin += same.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dataset::Reading;
    use crate::domain::intake::{Unpaced, block_on_ready};

    fn item(name: &str) -> Item {
        Item { name: name.to_owned(), marks: Vec::new() }
    }

    #[test]
    fn items_are_called_after_the_thing_they_are_about() {
        let names = [
            "satisfaction_waiting_time",
            "Satisfaction with the staff",
            "等候满意度",
            "满意度：人员",
            "Q3 app",
            "satisfaction",
        ];
        assert_eq!(
            labels(&names.map(str::to_owned)),
            ["waiting time", "staff", "等候", "人员", "Q3 app", "satisfaction"]
        );
        let alike = ["staff satisfaction", "Staff"].map(str::to_owned);
        assert_eq!(labels(&alike), alike, "both would be called staff");
    }

    #[test]
    fn columns_of_the_same_thing_find_each_other() {
        let of = |names: &[&str]| names.iter().map(|name| item(name)).collect::<Vec<_>>();
        let pairs = |of_names: &[&str], with_names: &[&str]| super::pairs(&of(of_names), &of(with_names));
        assert_eq!(
            pairs(&["Satisfaction: food", "staff_satisfaction"], &["Expected staff", "expected food"]),
            [Some(1), Some(0)]
        );
        assert_eq!(pairs(&["服务满意度", "环境满意度"], &["期望_服务"]), [Some(0), None]);
        assert_eq!(
            pairs(
                &["satisfaction_staff", "Satisfaction with the scoreboard", "SatisfactionFood"],
                &["expectation_staff", "Expected scoreboard", "ExpectedFood"]
            ),
            [Some(0), Some(1), Some(2)]
        );
        assert_eq!(pairs(&["q1", "q2"], &["e1", "e2"]), [Some(0), Some(1)]);
        assert_eq!(pairs(&["q1", "q2"], &["e1"]), [None, None]);
    }

    #[test]
    fn a_column_named_is_of_numbers_or_told_and_words_are_no_marks() {
        let marks = |texts: &[&str]| {
            let column = Column::of_cells("staff", texts.iter().copied());
            let numbers = column.values.iter().map(|(_, text)| {
                let number = text.parse::<Money>().ok()?;
                crate::domain::money::PackedMoney::try_from(number).ok()
            });
            let reading = Reading::Number(std::sync::Arc::new(numbers.collect()));
            Column { reading, ..column.clone() }
        };
        let columns = [marks(&["1", "5", "3", "BLANK"]), Column::of_cells("place", ["North", "South"])];
        let named =
            |name: &str| super::columns(&columns, Field::Satisfaction, &[name.to_owned()]).map(|found| found.len());
        assert_eq!(named("staff"), Ok(1));
        assert_eq!(named("place"), Err(NoMarks::Texts("place".to_owned())));
        assert_eq!(named("nowhere"), Err(NoMarks::Unknown("nowhere".to_owned())));
        let found = super::columns(&columns, Field::Satisfaction, &[]).unwrap();
        assert_eq!(found.len(), 1, "a word beside marks is none of them");
    }

    #[test]
    fn bounds_leave_codes_out_and_unusual_ends_are_told() {
        let bounds = Bounds::new(Some(1.0), Some(5.0)).unwrap();
        assert!(bounds.take(1.0) && bounds.take(5.0) && !bounds.take(0.0) && !bounds.take(6.0));
        assert!(Bounds::new(Some(5.0), Some(1.0)).is_err() && Bounds::new(Some(f64::NAN), None).is_err());
        assert_eq!(unusual(Some((0.0, 6.0))), Some((0.0, 6.0)));
        assert_eq!(
            (scale_of((1.0, 5.0), Bounds::default()), scale_of((0.0, 6.0), Bounds::default())),
            (Some((1.0, 5.0)), None)
        );
        assert_eq!(scale_of((1.0, 5.0), bounds), Some((1.0, 5.0)));
        assert_eq!(
            [(1.0, 5.0), (2.0, 5.0), (1.0, 4.0), (0.0, 10.0), (3.0, 9.0)].map(|range| unusual(Some(range))),
            [None; 5]
        );
    }

    #[test]
    fn equal_numbers_share_their_ranks() {
        assert_eq!((ranks(&[3.0, 1.0, 3.0, 2.0]), ranks(&[])), (vec![3.5, 1.0, 3.5, 2.0], vec![]));
        let many: Vec<f64> = (0..100_000).map(|place| f64::from(place * 7_919 % 1_000)).collect();
        assert!(block_on_ready(ranks_paced(&many, &mut Unpaced)) == Ok(ranks(&many)));
    }

    #[test]
    fn a_mean_has_the_interval_of_its_standard_error() {
        // Of 1, 2, 3, 4: standard deviation 1.290994, standard error 0.645497, times 1.959964.
        let (mean, interval) = mean(&[1.0, 2.0, 3.0, 4.0], Level::DEFAULT).unwrap();
        assert!((mean - 2.5).abs() < 1e-12 && (interval.unwrap().high - 3.765_151).abs() < 1e-5);
        assert_eq!((super::mean(&[3.0], Level::DEFAULT), super::mean(&[], Level::DEFAULT)), (Some((3.0, None)), None));
        let written_out = super::mean(&[2.0, 0.0, 6.0, 0.0], Level::DEFAULT);
        assert_eq!(mean_beside_zeros(&[2.0, 6.0], 2, Level::DEFAULT), written_out);
        assert_eq!(mean_beside_zeros(&[], 1, Level::DEFAULT), Some((0.0, None)));
    }
}
