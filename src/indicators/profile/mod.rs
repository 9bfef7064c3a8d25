//! Who the customers are, by what their own table says: how many have each value of an attribute, and how many of them
//! left where a column says so.
//!
//! Needs no purchases: a base of contracts is enough. A customer counts as left where the column of that role says yes,
//! as not left where it says no; where it is blank or says neither, the customer is in no share of those who left.
//! Numbers and days of many values are compared in four groups of about as many customers. Intervals are Wilson's (see
//! [`wilson`]). Where a column says what a customer brings, its sums stand beside the numbers of customers.
//!
//! The page opens on the attribute that tells most about who left: the greatest Cramér's V with Bergsma's correction
//! (Journal of the Korean Statistical Society 42, 2013, 323-328).

mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{BLANK, Column, Customers, Field, Kind, Range};
use crate::domain::grouping::MAX_GROUPS;
use crate::domain::intake::{Pace, Progress};
use crate::domain::interval::{Interval, Level, NotALevel, wilson};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::Provenance;

use super::dividing::{Dividing, in_ranges, kinds};
use super::page::Page;
use super::{About, CustomerGroup, Group, Indicator, Offer, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "profile";

/// Who the customers are.
pub struct ProfileIndicator;

impl Indicator for ProfileIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Who they are", "客户构成"],
        group: Group::Overview,
        path: "/profile",
        needs: &[Kind::Customers],
    };

    const OFFER: Option<Offer<Self>> = Some(show::offer);

    type Params = ProfileParams;
    type Checked = CheckedProfile;
    type Found = Profile;
    type Error = ProfileError;

    fn with_shared(own: ProfileParams, shared: &Shared) -> ProfileParams {
        ProfileParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn check(params: ProfileParams) -> Result<CheckedProfile, ProfileError> {
        let (level, small_sample) = (Level::try_from(params.level)?, params.small_sample);
        Ok(CheckedProfile { level, by: params.by, small_sample })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedProfile,
        pace: &mut P,
    ) -> Result<Option<Profile>, Stopped<ProfileError>> {
        let counted = view.dataset.profiles.as_deref().filter(|profiles| !profiles.customer.is_empty());
        let Some(profiles) = counted else { return Ok(None) };
        pace.breathe(Progress::default()).await?;
        let mut found = profile(profiles, params);
        pace.breathe(Progress::default()).await?;
        found.provenance = view.with_held_back(found.provenance, Kind::Customers);
        Ok(Some(found))
    }

    fn show(found: &Profile, params: &ProfileParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a Profile, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::ProfileTexts::of(say.language);
        vec![
            CustomerGroup::list(LEFT, texts.left, &found.who_left),
            CustomerGroup::list(STILL, texts.still, &found.still_there),
        ]
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ProfileTexts::of(say.language).promise
    }

    fn explain(error: &ProfileError, say: &Say<'_>) -> String {
        let ProfileError::Level(level) = error;
        (texts::ProfileTexts::of(say.language).error_level)(&level.0.to_string())
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileParams {
    /// The attribute customers are divided by; `None` (default) for one that is seldom blank and has few values: that which
    /// tells most about who left, else the first in text order; where none is such, the first of all.
    pub by: Option<String>,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for ProfileParams {
    fn default() -> Self {
        Self { by: None, level: Level::DEFAULT.get(), small_sample: SmallSample::DEFAULT }
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedProfile {
    by: Option<String>,
    level: Level,
    small_sample: SmallSample,
}

/// Parameters that make no profile.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileError {
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// Who the customers are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// All of them.
    #[serde(flatten)]
    pub all: Counted,
    /// The attribute of `groups`; `None` where the table has none to divide by.
    pub by: Option<String>,
    /// All attributes to choose from, in text order.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// Whether a column says who left.
    #[serde(skip)]
    pub knows_who_left: bool,
    /// The column that says what a customer brings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_of: Option<String>,
    /// Of the groups large enough, the place of the one of which the greatest share left, where that is surely more than
    /// of all.
    #[serde(skip)]
    pub worst: Option<usize>,
    /// By that attribute: ranges rising, other values with most customers first, then by name.
    pub groups: Vec<GroupProfile>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
    /// Those who left, by number.
    #[serde(skip)]
    who_left: Vec<u32>,
    /// Those of the worst group who have not left, by number.
    #[serde(skip)]
    still_there: Vec<u32>,
}

/// The key of those who left.
const LEFT: &str = "left";

/// The key of those who may be next.
const STILL: &str = "still";

/// Some customers, and how many of them left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Counted {
    /// How many.
    pub customers: usize,
    /// Those of whom it is known whether they left.
    pub known: usize,
    /// Of these, those who left.
    pub left: usize,
    /// Of these, those who have not.
    pub still: usize,
    /// `left / known`; `None` where it is known of nobody.
    pub left_share: Option<f64>,
    /// Interval of that share.
    pub left_interval: Option<Interval>,
    /// What they bring; `None` where no column says so. A blank cell brings nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
    /// What those who left brought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_left: Option<Money>,
}

/// The customers of one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupProfile {
    /// The value of the attribute, or its range as text; the empty text where it is blank.
    pub name: String,
    /// The range, where numbers or days are compared in groups.
    #[serde(skip)]
    pub range: Option<Range>,
    /// They.
    #[serde(flatten)]
    pub counted: Counted,
    /// Their share of all customers.
    pub share: f64,
}

impl Counted {
    fn add(&mut self, left: Option<bool>, value: Option<Money>) {
        self.customers += 1;
        self.known += usize::from(left.is_some());
        self.left += usize::from(left == Some(true));
        if let Some(value) = value {
            *self.value.get_or_insert_default() += value;
            *self.value_left.get_or_insert_default() += if left == Some(true) { value } else { Money::ZERO };
        }
    }

    fn finish(self, level: Level) -> Self {
        let left_share = (self.known > 0).then(|| self.left as f64 / self.known as f64);
        let still = self.known - self.left;
        Self { still, left_share, left_interval: wilson(self.left, self.known, level), ..self }
    }
}

/// Counts the customers of a table, all and by an attribute.
fn profile(profiles: &Customers, params: &CheckedProfile) -> Profile {
    let (left, value) = (profiles.of(Field::Left), profiles.of(Field::Value));
    let offered = attribute_names(profiles, left);
    let by = params.by.as_ref().or_else(|| readable(profiles, &offered, left)).or_else(|| offered.first()).cloned();
    let attribute = by.as_ref().and_then(|by| profiles.attribute(by));
    let (dividing, ranges) = match attribute.map(|attribute| in_ranges(attribute, MOST_VALUES)) {
        Some((attribute, ranges)) => (Some(Dividing::by_own(attribute)), ranges),
        None => (None, BTreeMap::new()),
    };
    let slot_of = |(row, customer): (usize, u32)| Some(dividing.as_ref()?.slot(row, customer) as usize);
    let left_of = |row: usize| left.and_then(|left| left.yes(row));
    let customers = || profiles.customer.iter().copied().enumerate();
    let mut counted = vec![Counted::default(); dividing.as_ref().map_or(0, Dividing::slots)];
    let (mut all, mut who_left) = (Counted::default(), Vec::new());
    for (row, customer) in customers() {
        let left = left_of(row);
        let value = value.map(|value| value.number(row).unwrap_or_default());
        all.add(left, value);
        who_left.extend((left == Some(true)).then_some(customer));
        if let Some(slot) = slot_of((row, customer)).and_then(|slot| counted.get_mut(slot)) {
            slot.add(left, value);
        }
    }
    let all = all.finish(params.level);
    let group = |(slot, counted): (usize, Counted)| {
        let name = dividing.as_ref().map(|dividing| dividing.name(slot)).unwrap_or_default();
        let (range, share) = (ranges.get(&name).copied(), counted.customers as f64 / all.customers as f64);
        (slot, GroupProfile { range, name, counted: counted.finish(params.level), share })
    };
    let some = counted.into_iter().enumerate().filter(|(_, counted)| counted.customers > 0);
    let mut groups: Vec<(usize, GroupProfile)> = some.map(group).collect();
    if ranges.is_empty() {
        order::sort_by(&mut groups, |(_, one), (_, other)| {
            let most_first = other.counted.customers.cmp(&one.counted.customers);
            most_first.then_with(|| one.name.cmp(&other.name))
        });
    }
    let worst = worst(&all, &groups, params.small_sample);
    let slot = worst.and_then(|at| groups.get(at)).map(|(slot, _)| *slot);
    let still = |row: &(usize, u32)| slot.is_some() && slot_of(*row) == slot && left_of(row.0) == Some(false);
    let still_there = customers().filter(still).map(|(_, customer)| customer).collect();
    Profile {
        all,
        by: by.filter(|_| dividing.is_some()),
        offered,
        knows_who_left: left.is_some(),
        value_of: value.map(|value| value.name.clone()),
        worst,
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        provenance: Provenance::new(ID, None, profiles.customer.len(), &[]),
        who_left,
        still_there,
    }
}

/// See [`Profile::worst`].
fn worst(all: &Counted, groups: &[(usize, GroupProfile)], few: SmallSample) -> Option<usize> {
    let of_all = all.left_share?;
    let groups = groups.iter().enumerate().map(|(at, (_, group))| (at, &group.counted));
    let surely = groups.filter(|(_, group)| {
        few.is_enough(group.known) && group.left_interval.is_some_and(|interval| interval.low > of_all)
    });
    let shares = surely.filter_map(|(at, group)| Some((at, group.left_share?)));
    shares.max_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(at, _)| at)
}

/// Numbers and days of more values than this are compared in ranges.
const MOST_VALUES: usize = 8;

/// The most values of an attribute that is read at a glance.
const GLANCE: usize = 12;

/// Of so many customers one may have a blank cell in an attribute that divides them well.
const ONE_BLANK_IN: usize = 5;

/// Of the attributes that are read at a glance and say something of most customers, the one that tells most about who left;
/// the first where none tells anything. What customers bring is no kind of customer.
fn readable<'a>(profiles: &Customers, offered: &'a [String], left: Option<&Column>) -> Option<&'a String> {
    let reads = |column: &Column| {
        if column.role == Some(Field::Value) {
            return false;
        }
        let blank = column.codes.iter().filter(|code| **code == BLANK).count();
        (2..=GLANCE).contains(&column.values.len()) && blank * ONE_BLANK_IN <= column.codes.len()
    };
    let told = |name: &'a String| {
        let column = profiles.attribute(name).filter(|column| reads(column))?;
        Some((name, left.map_or(0.0, |left| association(column, left))))
    };
    // Of equals the last is the greatest, and the first is wanted.
    let named = offered.iter().rev().filter_map(told);
    named.max_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(name, _)| name)
}

/// How much an attribute tells about who left: the square of Cramér's V with Bergsma's correction, 0 where that is below.
fn association(column: &Column, left: &Column) -> f64 {
    let blank = column.values.len();
    let mut counts = vec![[0.0; 2]; blank + 1];
    for (row, &code) in column.codes.iter().enumerate() {
        let slot = if code == BLANK { blank } else { code as usize };
        if let Some((of_value, yes)) = counts.get_mut(slot).zip(left.yes(row)) {
            let [stayed, gone] = of_value;
            *(if yes { gone } else { stayed }) += 1.0;
        }
    }
    counts.retain(|[stayed, gone]| stayed + gone > 0.0);
    let (stayed, gone) =
        counts.iter().fold((0.0, 0.0), |(all_stayed, all_gone), [stayed, gone]| (all_stayed + stayed, all_gone + gone));
    let n: f64 = stayed + gone;
    if stayed == 0.0 || gone == 0.0 || counts.len() < 2 {
        return 0.0;
    }
    // With two classes, chi squared is the sum of squared distances of each share from that of all.
    let share = gone / n;
    let far = |[stayed, gone]: &[f64; 2]| {
        let known = stayed + gone;
        (gone - known * share).powi(2) / (known * share * (1.0 - share))
    };
    let chi_squared: f64 = counts.iter().map(far).sum();
    (chi_squared / n - (counts.len() - 1) as f64 / (n - 1.0)).max(0.0)
}

/// The attributes customers are divided by, in text order; not the column that says who left.
fn attribute_names(profiles: &Customers, left: Option<&Column>) -> Vec<String> {
    let others = profiles.attributes().filter(|column| left.is_none_or(|left| left.name != column.name));
    kinds(&others.collect::<Vec<_>>(), MAX_GROUPS)
}
