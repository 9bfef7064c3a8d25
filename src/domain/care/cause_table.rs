//! The causes side by side: how many cases each lies behind, and where or when.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::day::{Month, Period};
use crate::domain::interval::{Interval, Level, wilson};
use crate::domain::order;
use crate::domain::provenance::{FOLLOW_UP, LeftOut, Provenance};

use super::case::Case;
use super::causes::{Cause, causes};
use super::event::Kind;
use super::words::Words;

/// Months shown at most: the latest.
pub const MOST_MONTHS: usize = 12;

/// What the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// Branches.
    #[default]
    Branch,
    /// Touchpoints.
    Touchpoint,
    /// The months cases were closed in.
    Month,
}

impl Split {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Branch, Self::Touchpoint, Self::Month];
}

/// What a column stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Head {
    /// A branch or touchpoint; empty for cases without one.
    Place(String),
    /// A month.
    Month(Month),
}

/// One cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CauseRow {
    /// The cause.
    pub cause: Words,
    /// Cases it lies behind.
    pub cases: usize,
    /// These as a share of all closed cases, 0 to 1.
    pub share: f64,
    /// Its interval for 95 % (Wilson 1927).
    pub interval: Option<Interval>,
    /// Cases by column.
    pub counts: Vec<usize>,
}

/// The causes of the closed cases of customers to win back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CauseTable {
    /// Closed cases of customers to win back.
    pub closed: usize,
    /// The columns: places with the most cases first, months in order, those between two included.
    pub heads: Vec<Head>,
    /// The causes, the most frequent first.
    pub rows: Vec<CauseRow>,
    /// Whether cases were closed before the first month shown.
    pub earlier: bool,
    /// What it was computed from.
    pub provenance: Provenance,
}

/// The causes of the closed cases of customers to win back, with their cases by column. To thank
/// somebody has no root cause, so those are not among them.
pub fn cause_table(cases: &[Case], split: Split) -> CauseTable {
    let found = causes(cases);
    let closed: usize = found.iter().map(|cause| cause.cases).sum();
    let wanted = || cases.iter().filter(|case| case.opening.kind == Kind::Recover);
    let days = wanted().filter_map(|case| case.closed.as_ref()?.at.day());
    let left_out = [(LeftOut::StillOpen, wanted().count() - closed)];
    let provenance = Provenance::new(FOLLOW_UP, Period::spanning(days), closed, &left_out);
    let (heads, earlier) = match split {
        Split::Branch => (places(&found, |cause| &cause.by_branch), false),
        Split::Touchpoint => (places(&found, |cause| &cause.by_touchpoint), false),
        Split::Month => months(&found),
    };
    let row = |cause: &Cause| CauseRow {
        cause: cause.cause.clone(),
        cases: cause.cases,
        share: cause.cases as f64 / closed.max(1) as f64,
        interval: wilson(cause.cases, closed, Level::DEFAULT),
        counts: heads.iter().map(|head| count(cause, split, head)).collect(),
    };
    CauseTable { closed, rows: found.iter().map(row).collect(), heads, earlier, provenance }
}

fn count(cause: &Cause, split: Split, head: &Head) -> usize {
    let of_place = |counts: &[(String, usize)], name: &String| {
        counts.iter().find(|(place, _)| place == name).map_or(0, |(_, count)| *count)
    };
    match head {
        Head::Place(name) if split == Split::Touchpoint => of_place(&cause.by_touchpoint, name),
        Head::Place(name) => of_place(&cause.by_branch, name),
        Head::Month(month) => cause.by_month.iter().find(|(of, _)| of == month).map_or(0, |(_, count)| *count),
    }
}

fn places(found: &[Cause], by: impl Fn(&Cause) -> &Vec<(String, usize)>) -> Vec<Head> {
    let mut totals = BTreeMap::<&str, usize>::new();
    for (place, count) in found.iter().flat_map(&by) {
        *totals.entry(place).or_insert(0) += count;
    }
    let mut totals: Vec<_> = totals.into_iter().collect();
    order::sort_by_key(&mut totals, |(_, count)| Reverse(*count));
    totals.into_iter().map(|(place, _)| Head::Place(place.to_owned())).collect()
}

/// The latest months, and whether there are earlier ones.
fn months(found: &[Cause]) -> (Vec<Head>, bool) {
    let closed_in = || found.iter().flat_map(|cause| cause.by_month.iter().map(|(month, _)| *month));
    let Some((first, last)) = closed_in().min().zip(closed_in().max()) else { return (Vec::new(), false) };
    let mut shown: Vec<Head> = (0..)
        .map(|back| last.plus(-back))
        .take_while(|month| *month >= first)
        .take(MOST_MONTHS)
        .map(Head::Month)
        .collect();
    shown.reverse();
    let earlier = shown.first().is_some_and(|head| *head != Head::Month(first));
    (shown, earlier)
}
