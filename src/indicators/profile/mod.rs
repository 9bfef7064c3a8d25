//! Who the customers are, by what their own table says: how many have each value of an attribute, and how many of them
//! left where a column says so.
//!
//! Needs no purchases: a base of contracts is enough. A customer counts as left where the column of that role says yes,
//! as not left where it says no; where it is blank or says neither, the customer is in no share of those who left.
//! Numbers and days of many values are compared in four groups of about as many customers. Intervals are Wilson's (see
//! [`wilson`]).

mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{BLANK, Column, Customers, Field, Kind, Range, Values};
use crate::domain::grouping::MAX_GROUPS;
use crate::domain::intake::{Pace, Progress};
use crate::domain::interval::{Interval, Level, NotALevel, wilson};
use crate::domain::order;
use crate::domain::provenance::Provenance;

use super::dividing::{Dividing, in_ranges};
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
        Ok(CheckedProfile { level: Level::try_from(params.level)?, by: params.by })
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
        vec![CustomerGroup::list(LEFT, texts::ProfileTexts::of(say.language).left, &found.who_left)]
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
    /// The attribute customers are divided by; `None` (default) for the first in text order that is seldom blank and has
    /// few values, else the first of all.
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
    /// By that attribute: ranges rising, other values with most customers first, then by name.
    pub groups: Vec<GroupProfile>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
    /// Those who left, by number.
    #[serde(skip)]
    who_left: Vec<u32>,
}

/// The key of those who left.
const LEFT: &str = "left";

/// Some customers, and how many of them left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Counted {
    /// How many.
    pub customers: usize,
    /// Those of whom it is known whether they left.
    pub known: usize,
    /// Of these, those who left.
    pub left: usize,
    /// `left / known`; `None` where it is known of nobody.
    pub left_share: Option<f64>,
    /// Interval of that share.
    pub left_interval: Option<Interval>,
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
    fn add(&mut self, left: Option<bool>) {
        self.customers += 1;
        self.known += usize::from(left.is_some());
        self.left += usize::from(left == Some(true));
    }

    fn finish(self, level: Level) -> Self {
        let left_share = (self.known > 0).then(|| self.left as f64 / self.known as f64);
        Self { left_share, left_interval: wilson(self.left, self.known, level), ..self }
    }
}

/// Counts the customers of a table, all and by an attribute.
fn profile(profiles: &Customers, params: &CheckedProfile) -> Profile {
    let left = profiles.of(Field::Left);
    let offered = attribute_names(profiles, left);
    let by = params.by.as_ref().or_else(|| readable(profiles, &offered)).or_else(|| offered.first()).cloned();
    let attribute = by.as_ref().and_then(|by| profiles.attribute(by));
    let (dividing, ranges) = match attribute.map(|attribute| in_ranges(attribute, MOST_VALUES)) {
        Some((attribute, ranges)) => (Some(Dividing::by_own(attribute)), ranges),
        None => (None, BTreeMap::new()),
    };
    let mut counted = vec![Counted::default(); dividing.as_ref().map_or(0, Dividing::slots)];
    let (mut all, mut who_left) = (Counted::default(), Vec::new());
    for (row, &customer) in profiles.customer.iter().enumerate() {
        let left = left.and_then(|left| left.yes(row));
        all.add(left);
        who_left.extend((left == Some(true)).then_some(customer));
        let slot = dividing.as_ref().and_then(|dividing| counted.get_mut(dividing.slot(row, customer) as usize));
        if let Some(slot) = slot {
            slot.add(left);
        }
    }
    let all = all.finish(params.level);
    let groups = dividing.as_ref().map(|dividing| {
        let group = |(slot, counted): (usize, Counted)| {
            let (name, share) = (dividing.name(slot), counted.customers as f64 / all.customers as f64);
            GroupProfile { range: ranges.get(&name).copied(), name, counted: counted.finish(params.level), share }
        };
        let some = counted.into_iter().enumerate().filter(|(_, counted)| counted.customers > 0);
        let mut groups: Vec<_> = some.map(group).collect();
        if ranges.is_empty() {
            order::sort_by(&mut groups, |left, right| {
                let most_first = right.counted.customers.cmp(&left.counted.customers);
                most_first.then_with(|| left.name.cmp(&right.name))
            });
        }
        groups
    });
    Profile {
        all,
        by: by.filter(|_| groups.is_some()),
        offered,
        knows_who_left: left.is_some(),
        groups: groups.unwrap_or_default(),
        provenance: Provenance::new(ID, None, profiles.customer.len(), &[]),
        who_left,
    }
}

/// Numbers and days of more values than this are compared in ranges.
const MOST_VALUES: usize = 8;

/// The most values of an attribute that is read at a glance.
const GLANCE: usize = 12;

/// Of so many customers one may have a blank cell in an attribute that divides them well.
const ONE_BLANK_IN: usize = 5;

/// The first attribute that is read at a glance and says something of most customers.
fn readable<'a>(profiles: &Customers, offered: &'a [String]) -> Option<&'a String> {
    let reads = |column: &Column| {
        let blank = column.codes.iter().filter(|code| **code == BLANK).count();
        (2..=GLANCE).contains(&column.values.len()) && blank * ONE_BLANK_IN <= column.codes.len()
    };
    offered.iter().find(|name| profiles.attribute(name).is_some_and(reads))
}

/// The attributes customers are divided by, in text order: neither the column that says who left, nor texts of so many
/// values that a group would be a customer.
fn attribute_names(profiles: &Customers, left: Option<&Column>) -> Vec<String> {
    let offered = |column: &&Column| {
        let few = (2..=MAX_GROUPS).contains(&column.values.len());
        let numbers = matches!(column.read_as(), Values::Number | Values::Day);
        (few || numbers) && left.is_none_or(|left| left.name != column.name)
    };
    let mut names: Vec<String> = profiles.attributes().filter(offered).map(|column| column.name.clone()).collect();
    order::sort_by(&mut names, Ord::cmp);
    names
}
