//! One page for the people customers meet: their score, what was said, what is to be done.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::day::{Day, Period};
use crate::domain::net_promoter::{Difference, Estimate, difference, would_be_real};
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::score::Score;
use crate::domain::survey::Moment;

use super::case::Case;
use super::event::Opening;
use super::id::CaseId;
use super::scored::{Scored, of_both, within};

/// Whose page it is, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A branch.
    Branch(String),
    /// A member of staff.
    Staff(String),
    /// A touchpoint.
    Touchpoint(String),
}

impl Unit {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Branch(name) | Self::Staff(name) | Self::Touchpoint(name) => name,
        }
    }

    fn heard(&self, answer: &Scored) -> bool {
        self.is(&answer.branch, &answer.staff, &answer.touchpoint)
    }

    fn began(&self, opening: &Opening) -> bool {
        self.is(&opening.branch, &opening.staff, &opening.touchpoint)
    }

    fn is(&self, at: &str, by: &str, on: &str) -> bool {
        match self {
            Self::Branch(branch) => branch == at,
            Self::Staff(staff) => staff == by,
            Self::Touchpoint(touchpoint) => touchpoint == on,
        }
    }
}

/// All branches, members of staff and touchpoints that answers or cases name, sorted.
pub fn units(answers: &[Scored], cases: &[Case]) -> Vec<Unit> {
    let mut found = BTreeSet::new();
    let mut note = |branch: &str, staff: &str, touchpoint: &str| {
        found.insert(Unit::Branch(branch.to_owned()));
        found.insert(Unit::Staff(staff.to_owned()));
        found.insert(Unit::Touchpoint(touchpoint.to_owned()));
    };
    for answer in answers {
        note(&answer.branch, &answer.staff, &answer.touchpoint);
    }
    for Opening { branch, staff, touchpoint, .. } in cases.iter().map(|case| &case.opening) {
        note(branch, staff, touchpoint);
    }
    found.into_iter().filter(|unit| !unit.name().trim().is_empty()).collect()
}

/// What time it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stretch {
    /// A day.
    Day(Day),
    /// The week this day is in, Monday to Sunday (ISO 8601).
    Week(Day),
}

impl Stretch {
    /// Its days, held within the calendar.
    pub fn period(self) -> Period {
        match self {
            Self::Day(day) => Period { from: day, to: day },
            Self::Week(day) => {
                let monday = day.plus_days(-i32::from(day.weekday()));
                Period { from: monday, to: monday.plus_days(6) }
            }
        }
    }

    /// The stretch before it.
    #[must_use]
    pub fn before(self) -> Self {
        match self {
            Self::Day(day) => Self::Day(day.plus_days(-1)),
            Self::Week(day) => Self::Week(day.plus_days(-7)),
        }
    }
}

/// What a customer said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verbatim {
    /// On which day.
    pub day: Day,
    /// When, where it is known.
    pub taken: Option<Moment>,
    /// The score; `None` for what is no answer.
    pub score: Option<Score>,
    /// In the customer's words.
    pub comment: String,
}

/// One unit's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrontLine {
    /// Whose.
    pub unit: Unit,
    /// The days it is about.
    pub period: Period,
    /// The days of the stretch before.
    pub before_period: Period,
    /// The score.
    pub now: Estimate,
    /// The score of the stretch before.
    pub before: Estimate,
    /// Now less before; `None` where either has no answer.
    pub difference: Option<Difference>,
    /// How many more answers would make the difference a real one.
    pub needed: Needed,
    /// What was said in the stretch, the newest first; answers without words are not among it.
    pub verbatims: Vec<Verbatim>,
    /// Customers to win back and not yet called that still have time, the first due first, whenever
    /// their cases began.
    pub due: Vec<CaseId>,
    /// Those whose time has passed, the longest overdue first.
    pub overdue: Vec<CaseId>,
}

impl FrontLine {
    /// Where the difference comes from: all answers of both stretches.
    pub fn provenance(&self) -> Provenance {
        of_both((&self.before, self.before_period), (&self.now, self.period))
    }
}

/// The page of one unit for one stretch.
pub fn front_line(
    unit: Unit,
    stretch: Stretch,
    answers: &[Scored],
    cases: &[Case],
    now: Moment,
    certainty: Certainty,
) -> FrontLine {
    let (period, before_period) = (stretch.period(), stretch.before().period());
    let heard = || answers.iter().filter(|answer| unit.heard(answer));
    let (score, before) = (within(heard(), period, certainty), within(heard(), before_period, certainty));
    let verbatims = verbatims(heard().filter(|answer| period.contains(answer.day)));
    let mut waiting: Vec<&Case> =
        cases.iter().filter(|case| case.awaited().is_some()).filter(|case| unit.began(&case.opening)).collect();
    order::sort_by_key(&mut waiting, |case| (case.due, &case.id));
    let (overdue, due): (Vec<&Case>, Vec<&Case>) = waiting.into_iter().partition(|case| case.overdue(now));
    let ids = |cases: Vec<&Case>| cases.into_iter().map(|case| case.id.clone()).collect();
    FrontLine {
        period,
        before_period,
        now: score,
        before,
        difference: difference(&score, &before),
        needed: responses_needed(&before, &score, certainty.small_sample),
        verbatims,
        due: ids(due),
        overdue: ids(overdue),
        unit,
    }
}

fn verbatims<'a>(answers: impl Iterator<Item = &'a Scored>) -> Vec<Verbatim> {
    let mut said: Vec<&Scored> = answers.filter(|answer| !answer.comment.trim().is_empty()).collect();
    order::sort_by_key(&mut said, |answer| (Reverse((answer.day, answer.taken)), answer.score, &answer.comment));
    said.into_iter()
        .map(|answer| Verbatim {
            day: answer.day,
            taken: answer.taken,
            score: answer.score,
            comment: answer.comment.clone(),
        })
        .collect()
}

/// How many answers a difference lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// None: the difference is real already.
    Real,
    /// Few answers now, or few before. So many more now would make the difference a real one; `None` where no number
    /// up to [`MOST_TRIED`] would, as none does where there were few before.
    TooFew(Option<usize>),
    /// There are enough of both, and so many more would make the difference a real one.
    More(usize),
    /// There are enough of both, and no number up to [`MOST_TRIED`] would do.
    Never,
    /// There is no answer now, or none before.
    NoData,
}

/// More answers than this are not tried.
pub const MOST_TRIED: usize = 100_000;

/// How many more answers of the present mix would make the difference to before a real one (see [`difference`]): enough
/// not to be few, and |z| ≥ 1.96. It says what it would take if nothing changed, not what to expect.
pub fn responses_needed(before: &Estimate, now: &Estimate, few: SmallSample) -> Needed {
    let Some(there) = difference(now, before) else { return Needed::NoData };
    if there.real_change {
        return Needed::Real;
    }
    if before.small_sample {
        return Needed::TooFew(None);
    }
    let least = few.least().saturating_sub(now.n).max(1);
    let more = (least..=MOST_TRIED).find(|more| would_be_real(now, now.n.saturating_add(*more), before));
    match more {
        more if there.too_few => Needed::TooFew(more),
        Some(more) => Needed::More(more),
        None => Needed::Never,
    }
}
