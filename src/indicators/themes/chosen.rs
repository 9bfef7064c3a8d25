//! One theme closely: over time, by an attribute, and what people wrote.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, BLANK, Column};
use crate::domain::day::{Day, Period};
use crate::domain::intake::Pace;
use crate::domain::order;
use crate::indicators::activity::Calendar;
use crate::indicators::dividing::{Dividing, attribute_names, branch_first};
use crate::indicators::nps::{NpsComment, newest_comments};
use crate::indicators::{Stopped, View};

use super::count::Counted;
use super::{CheckedThemes, Theme, ThemesError};

/// Comments listed at most: as many as somebody reads at a sitting.
const MOST_COMMENTS: usize = 50;

/// A theme looked at closely.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChosenTheme {
    /// Its name as in the list of themes.
    pub name: String,
    /// Every period from the first comment to the last, oldest first; empty where comments have no day.
    pub periods: Vec<ThemeOfPeriod>,
    /// The attribute of `groups`; `None` where there is none to divide by.
    pub by: Option<String>,
    /// All attributes to choose from, in text order.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// By that attribute: where the theme is most of the comments first.
    pub groups: Vec<ThemeOfGroup>,
    /// The newest comments that have it.
    pub list: Vec<NpsComment>,
}

/// A theme in one period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ThemeOfPeriod {
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
    /// Comments.
    pub comments: usize,
    /// Those that have the theme.
    pub with: usize,
}

/// A theme in one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeOfGroup {
    /// The group; the empty text where it is blank.
    pub name: String,
    /// Its comments.
    pub comments: usize,
    /// Those that have the theme.
    pub with: usize,
    /// Their share.
    pub share: f64,
}

/// Comments, and those that have the theme.
type Of = (usize, usize);

/// Looks at the theme at a place of the list.
pub async fn chosen<P: Pace>(
    view: &View,
    answers: &Answers,
    column: &Column,
    (counted, chosen): (&Counted, Option<usize>),
    params: &CheckedThemes,
    pace: &mut P,
) -> Result<Option<ChosenTheme>, Stopped<ThemesError>> {
    let Some(theme) = chosen else { return Ok(None) };
    let has = |row: usize| {
        let code = column.codes.get(row).copied().filter(|_| column.value(row).is_some())?;
        counted.themes_of.get(code as usize).map(|themes| themes.has(theme))
    };
    let offered = attribute_names(&view.dataset, answers.attributes());
    let by = params.by.clone().or_else(|| branch_first(&offered).cloned());
    let dividing = by.as_ref().and_then(|by| Dividing::of(&view.dataset, answers.attribute(by), by));
    let mut groups: Vec<Of> = vec![(0, 0); dividing.as_ref().map_or(0, Dividing::slots)];
    let calendar = counted.span.map(|span| Calendar::of(span, params.length)).transpose();
    let calendar = calendar.map_err(|error| Stopped::Error(error.into()))?;
    let mut periods: Vec<Of> = vec![(0, 0); calendar.as_ref().map_or(0, |calendar| calendar.periods.len())];
    in_blocks_paced(answers.len(), pace, |rows| {
        for row in rows {
            let Some(with) = has(row) else { continue };
            let period = calendar.as_ref().zip(answers.day.get(row).copied().flatten());
            add(&mut periods, period.map(|(calendar, day)| calendar.period(day)), with);
            let customer = answers.customer.get(row).copied().unwrap_or(BLANK);
            add(&mut groups, dividing.as_ref().map(|dividing| dividing.slot(row, customer)), with);
        }
    })
    .await?;
    let list = newest_comments(answers, &view.dataset.customers, MOST_COMMENTS, |row| has(row) == Some(true), pace);
    let calendar = calendar.into_iter().flat_map(|calendar| calendar.periods);
    let of_period =
        |(Period { from, to }, (comments, with)): (Period, Of)| ThemeOfPeriod { start: from, end: to, comments, with };
    Ok(Some(ChosenTheme {
        name: params.dictionary.names().get(theme).cloned().unwrap_or_default(),
        periods: calendar.zip(periods).map(of_period).collect(),
        groups: dividing.as_ref().map(|dividing| named(dividing, groups)).unwrap_or_default(),
        by: by.filter(|_| dividing.is_some()),
        offered,
        list: list.await?,
    }))
}

/// Where the theme looked at stands in the list: the one chosen; of none, or one that is not there, the one that surely
/// costs most, else the one in most comments. `None` where no comment has any.
pub fn place(themes: &[Theme], params: &CheckedThemes) -> Option<usize> {
    let talked_of = || themes.iter().filter(|theme| theme.comments > 0);
    let by_hand = talked_of().find(|theme| Some(&theme.name) == params.theme.as_ref());
    let costs = || talked_of().find(|theme| theme.surely_costs());
    let most = || talked_of().max_by_key(|theme| theme.comments);
    let name = &by_hand.or_else(costs).or_else(most)?.name;
    params.dictionary.names().iter().position(|other| other == name)
}

fn add(slots: &mut [Of], slot: Option<u32>, with: bool) {
    if let Some((comments, having)) = slot.and_then(|slot| slots.get_mut(slot as usize)) {
        *comments += 1;
        *having += usize::from(with);
    }
}

fn named(dividing: &Dividing<'_>, groups: Vec<Of>) -> Vec<ThemeOfGroup> {
    let slots = groups.into_iter().enumerate().filter(|(_, (comments, _))| *comments > 0);
    let mut groups: Vec<ThemeOfGroup> = slots
        .map(|(slot, (comments, with))| ThemeOfGroup {
            name: dividing.name(slot),
            comments,
            with,
            share: with as f64 / comments as f64,
        })
        .collect();
    order::sort_by(&mut groups, |left, right| {
        // What is blank is no group of anybody.
        let named_first = left.name.is_empty().cmp(&right.name.is_empty());
        named_first.then(right.share.total_cmp(&left.share)).then_with(|| left.name.cmp(&right.name))
    });
    groups
}
