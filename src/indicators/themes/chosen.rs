//! One theme closely: over time, by an attribute, and what people wrote.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, BLANK, Column};
use crate::domain::day::{Day, Period};
use crate::domain::intake::Pace;
use crate::domain::order;
use crate::indicators::activity::Calendar;
use crate::indicators::dividing::{Dividing, attribute_names};
use crate::indicators::nps::{NpsComment, newest_comments};
use crate::indicators::{Stopped, View};

use super::count::Counted;
use super::{CheckedThemes, ThemesError};

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

/// Looks at the theme chosen; of none chosen, or one that is not there, at the one that costs most.
pub async fn chosen<P: Pace>(
    view: &View,
    answers: &Answers,
    column: &Column,
    counted: &Counted,
    params: &CheckedThemes,
    pace: &mut P,
) -> Result<Option<ChosenTheme>, Stopped<ThemesError>> {
    let Some(place) = place(counted, params) else { return Ok(None) };
    let has = |row: usize| {
        let code = column.codes.get(row).copied().filter(|_| column.value(row).is_some())?;
        counted.themes_of.get(code as usize).map(|themes| themes.has(place))
    };
    let offered = attribute_names(&view.dataset, answers.attributes());
    let by = params.by.clone().or_else(|| offered.first().cloned());
    let dividing = by.as_ref().and_then(|by| Dividing::of(&view.dataset, answers.attribute(by), by));
    let mut groups: Vec<Of> = vec![(0, 0); dividing.as_ref().map_or(0, Dividing::slots)];
    let days = answers.day.iter().enumerate().filter(|(row, _)| column.value(*row).is_some());
    let span = days.filter_map(|(_, day)| *day).fold(None, |span, day| Some(Period::including(span, day)));
    let calendar = span.map(|span| Calendar::of(span, params.length)).transpose();
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
        name: params.dictionary.names().get(place).cloned().unwrap_or_default(),
        periods: calendar.zip(periods).map(of_period).collect(),
        groups: dividing.as_ref().map(|dividing| named(dividing, groups)).unwrap_or_default(),
        by: by.filter(|_| dividing.is_some()),
        offered,
        list: list.await?,
    }))
}

/// Where the theme stands in the list.
fn place(counted: &Counted, params: &CheckedThemes) -> Option<usize> {
    let names = params.dictionary.names();
    let by_hand = params.theme.as_ref().and_then(|theme| names.iter().position(|name| name == theme));
    let costs = |(place, _): &(usize, &_)| {
        let theme = counted.themes.get(*place).copied().unwrap_or_default();
        // The score times how many gave it: what the theme takes from all.
        theme.promoters as f64 - theme.detractors as f64
    };
    let most = || {
        let talked_of = counted.themes.iter().enumerate().filter(|(_, theme)| theme.all() > 0);
        talked_of.min_by(|left, right| costs(left).total_cmp(&costs(right))).map(|(place, _)| place)
    };
    by_hand.or_else(most)
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
        right.share.total_cmp(&left.share).then_with(|| left.name.cmp(&right.name))
    });
    groups
}
