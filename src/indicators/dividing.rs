//! Rows divided by the values of an attribute: their own, or where their table has none of the name, their customer's.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::dataset::{Attribute, BLANK, Dataset, Purchases, Range, Values};
use crate::domain::grouping::MAX_GROUPS;
use crate::domain::order;

use super::named::{called, first_called};
use super::page::{Control, Input};

/// Numbers and days of more values than this are amounts and dates, no groups.
const MOST_NUMBERS: usize = 12;

/// The attributes that rows and their customers have, in text order; without those that divide nothing, or into more
/// groups than anybody reads.
pub(super) fn attribute_names<'a>(dataset: &'a Dataset, own: impl Iterator<Item = &'a Attribute>) -> Vec<String> {
    let of_customers = dataset.profiles.iter().flat_map(|profiles| profiles.attributes());
    let names: BTreeSet<&str> = own
        .chain(of_customers)
        .filter(|attribute| {
            let is_text = !matches!(attribute.read_as(), Values::Number | Values::Day);
            (2..=if is_text { MAX_GROUPS } else { MOST_NUMBERS }).contains(&attribute.values.len())
        })
        .map(|attribute| attribute.name.as_str())
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

/// Parts of the names of columns that say the branch.
const BRANCH: &[&str] = &["branch", "outlet", "store", "网点", "支行", "分行", "营业部", "门店", "店铺"];

/// The attribute that rows are divided by where none is chosen: the branch, which somebody answers for, else the first in text
/// order.
pub(super) fn branch_first(offered: &[String]) -> Option<&String> {
    first_called(offered, BRANCH)
}

/// Parts of the names of columns that rows are divided by before any other, the first before the next: who answers for them,
/// the way they came, and where.
const PREFERRED: [&[&str]; 3] = [
    BRANCH,
    &["channel", "渠道"],
    &["region", "area", "city", "district", "province", "地区", "区域", "大区", "片区", "城市", "省份"],
];

/// The attribute that rows are divided by where none is chosen and all are alike: the branch, the channel or the region, else
/// the first in text order. One that is blank for most of those it is about says little of all of them.
pub(super) fn preferred<'a>(offered: &'a [String], dataset: &Dataset, own: Option<&Purchases>) -> Option<&'a String> {
    let told = |name: &&String| {
        let of_rows = own.and_then(|rows| rows.attribute(name));
        let column = of_rows.or_else(|| dataset.profiles.as_deref()?.attribute(name));
        column.is_none_or(|column| {
            let blank = column.codes.iter().filter(|code| **code == BLANK).count();
            2 * blank <= column.codes.len()
        })
    };
    let mut told = offered.iter().filter(told);
    let named = PREFERRED.iter().find_map(|parts| told.clone().find(|name| called(name, parts)));
    named.or_else(|| told.next()).or_else(|| offered.first())
}

/// Numbers of more values than this are sizes, and no kinds of customers.
const MOST_KINDS: usize = 20;

/// The columns that put customers into kinds, in text order: texts of at most `most` values, numbers of fewer still. A day, a
/// place on a map or an amount is nearly everybody's own; only where there is nothing else they are offered, in ranges.
pub(super) fn kinds(columns: &[&Attribute], most: usize) -> Vec<String> {
    let is_kind = |column: &&&Attribute| {
        let most = match column.read_as() {
            Values::Day => return false,
            Values::Number => most.min(MOST_KINDS),
            _ => most,
        };
        (2..=most).contains(&column.values.len())
    };
    let in_ranges = |column: &&&Attribute| matches!(column.read_as(), Values::Number | Values::Day);
    let name_of = |column: &&Attribute| column.name.clone();
    let mut names: Vec<String> = columns.iter().filter(is_kind).map(name_of).collect();
    if names.is_empty() {
        names.extend(columns.iter().filter(in_ranges).map(name_of));
    }
    order::sort_by(&mut names, Ord::cmp);
    names
}

/// The field for the attribute in force, `by`. One chosen elsewhere that is not offered stays chosen.
pub(super) fn by_control(id: &str, label: &str, offered: &[String], by: &String) -> Control {
    let other = Some(by).filter(|by| !offered.contains(by));
    let options = offered.iter().chain(other).map(|name| (Some(name), name.clone()));
    Control::new(id, "by", label, Input::choice(options, &Some(by)))
}

/// The field for a column in force, which may be none: `none` stands for that. One chosen elsewhere that is not offered
/// stays chosen.
pub(super) fn column_control(
    id: &str,
    parameter: &str,
    label: &str,
    offered: &[String],
    chosen: Option<&String>,
    none: &str,
) -> Option<Control> {
    let other = chosen.filter(|chosen| !offered.contains(chosen));
    let named = offered.iter().chain(other).map(|name| (Some(name), name.clone()));
    let options = [(None, none.to_owned())].into_iter().chain(named);
    (!offered.is_empty()).then(|| Control::new(id, parameter, label, Input::choice(options, &chosen)))
}

/// Numbers and days of many values are compared in so many groups of about as many rows each.
const QUARTERS: usize = 4;

/// An attribute as it is compared by: numbers and days of more than `most` values in ranges, called by their texts.
pub(super) fn in_ranges(attribute: &Attribute, most: usize) -> (Cow<'_, Attribute>, BTreeMap<String, Range>) {
    let many = attribute.values.len() > most;
    let Some(bins) = many.then(|| attribute.bins(QUARTERS)).flatten() else {
        return (Cow::Borrowed(attribute), BTreeMap::new());
    };
    let ranges = bins.bounds.iter().map(|range| (range.to_string(), *range)).collect();
    (Cow::Owned(bins.into_column(&attribute.name, Range::to_string)), ranges)
}

/// The attribute rows are divided by. Each of its values has a slot, and blank the one after the last.
pub(super) struct Dividing<'a> {
    attribute: Cow<'a, Attribute>,
    /// The code of each customer; `None` where rows have their own.
    by_customer: Option<Vec<u32>>,
}

impl<'a> Dividing<'a> {
    /// By the rows' own attribute, else by that of their customers; `None` where neither has the name.
    pub fn of(dataset: &'a Dataset, own: Option<&'a Attribute>, name: &str) -> Option<Self> {
        if let Some(attribute) = own {
            return Some(Self::by_own(Cow::Borrowed(attribute)));
        }
        let profiles = dataset.profiles.as_deref()?;
        let attribute = profiles.attribute(name)?;
        let mut codes = vec![BLANK; dataset.customers.len()];
        for (&customer, &code) in profiles.customer.iter().zip(&attribute.codes) {
            if let Some(slot) = codes.get_mut(customer as usize) {
                *slot = code;
            }
        }
        Some(Self { attribute: Cow::Borrowed(attribute), by_customer: Some(codes) })
    }

    /// By the rows' own attribute.
    pub fn by_own(attribute: Cow<'a, Attribute>) -> Self {
        Self { attribute, by_customer: None }
    }

    /// How many slots there are.
    pub fn slots(&self) -> usize {
        self.attribute.values.len() + 1
    }

    /// The slot of a row of some customer.
    pub fn slot(&self, row: usize, customer: u32) -> u32 {
        let code = match &self.by_customer {
            None => self.attribute.codes.get(row),
            Some(codes) => codes.get(customer as usize),
        };
        let blank = u32::try_from(self.attribute.values.len()).unwrap_or(BLANK);
        code.copied().filter(|code| *code != BLANK).unwrap_or(blank)
    }

    /// What each value that has rows comes to, with its name, in the order of the values, blank last. A row is its number,
    /// its customer, and what `add` takes into the tally of its value, which begins as `empty`.
    pub fn tallied<T: Clone, R>(
        &self,
        empty: &T,
        rows: impl IntoIterator<Item = (usize, u32, R)>,
        mut add: impl FnMut(&mut T, R),
    ) -> Vec<(String, T)> {
        let mut tallies: Vec<Option<T>> = vec![None; self.slots()];
        for (row, customer, what) in rows {
            if let Some(tally) = tallies.get_mut(self.slot(row, customer) as usize) {
                add(tally.get_or_insert_with(|| empty.clone()), what);
            }
        }
        let named = |(slot, tally): (usize, Option<T>)| Some((self.name(slot), tally?));
        tallies.into_iter().enumerate().filter_map(named).collect()
    }

    /// The value of a row of some customer; the empty text for blank.
    pub fn value(&self, row: usize, customer: u32) -> String {
        self.name(self.slot(row, customer) as usize)
    }

    /// The value that has a slot; the empty text for blank.
    pub fn name(&self, slot: usize) -> String {
        match u32::try_from(slot) {
            Ok(code) if slot < self.attribute.values.len() => self.attribute.values.get(code).to_owned(),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_divided_by_the_branch_where_there_is_one() {
        let first = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            branch_first(&names).cloned()
        };
        assert_eq!(first(&["age_group", "branch", "channel"]).as_deref(), Some("branch"));
        assert_eq!(first(&["年龄", "所属网点"]).as_deref(), Some("所属网点"));
        assert_eq!(first(&["age_group", "channel"]).as_deref(), Some("age_group"));
        assert_eq!(first(&[]), None);
    }

    #[test]
    fn a_column_can_be_none_and_one_that_is_not_offered_stays_chosen() {
        let offered = ["branch", "tier"].map(str::to_owned);
        let of = |offered: &[String], in_force: Option<&str>| {
            let in_force = in_force.map(str::to_owned);
            let control = column_control("club", "column", "Column", offered, in_force.as_ref(), "none")?;
            let Input::Choice { options, chosen } = control.input else { panic!("no choice") };
            Some((options.into_iter().map(|option| option.text).collect::<Vec<_>>().join(" "), chosen))
        };
        assert_eq!(of(&offered, None), Some(("none branch tier".to_owned(), 0)));
        assert_eq!(of(&offered, Some("tier")), Some(("none branch tier".to_owned(), 2)));
        assert_eq!(of(&offered, Some("gone")), Some(("none branch tier gone".to_owned(), 3)));
        assert_eq!(of(&[], Some("gone")), None);
    }
}
