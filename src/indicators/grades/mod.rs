//! Customers graded by rules that somebody wrote: one a line, in order, the first that fits a customer gives the grade.
//!
//! ```text
//! Gold: age 25-40 and credit in A, B and assets over 50,000
//! Silver: value >= 1,000 or (orders at least 5 and recency under 90)
//! Rest: else
//! ```
//!
//! Rules ask for columns of the customers table and for figures: what a customer spent (`value`), `orders`, days since the
//! last purchase (`recency`), the newest `score`, `complaints`, `customer since`, the RFM `segment` and the scores `r`, `f`,
//! `m`; for the class of any other segmentation (`lifecycle = lost`), and for columns of purchases (`bought product = Loan`),
//! where one purchase that passes is enough (see [`further`]). English and Chinese words are the same words (`and`, 且); [`parse`] has the grammar. Texts are compared without
//! regard to capitals; a range holds both its ends. What is blank passes no test but *is blank*; *not* turns a test around,
//! so that whoever has a blank passes *not A*. Who bought nothing spent 0 in 0 orders; when they last bought is not known.
//!
//! Figures are those of [`rfm`], from all rows up to the end of the chosen period; the money of a grade is that of the rows
//! that count. Two rules of one name give one grade. A rule is *dead* where it fits nobody, *shadowed* where earlier rules
//! take everybody it fits. A rule that asks for what is not there fits nobody and is told. Beside the rules before each rule
//! says how many it takes that had another grade, or none.
//!
//! Where nothing was bought, a column of the customers table that says what they bring (`Field::Value`) is the money.
//!
//! Without rules there are three made from the data: A, the third that spent most, if they bought lately; B, the two
//! thirds; C, all others. Where nothing was bought they are thirds of a column: what customers bring, else the first of
//! numbers. They are a beginning, no recommendation.

mod compare;
mod further;
#[cfg(test)]
mod further_tests;
mod grading;
mod parse;
mod people;
mod sets;
#[cfg(test)]
mod sets_tests;
mod show;
mod show_sets;
mod start;
#[cfg(test)]
mod tests;
mod texts;
mod words;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::dataset::Kind;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::money::Money;
use crate::domain::net_promoter::{Estimate, Tally};
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::scale::Scale;

use super::classes::{Brings, Class};
use super::nps::{self, NpsParams, is_other_scale};
use super::page::{Control, Page};
use super::rfm::{self, CheckedRfm, RfmError, RfmParams};
use super::segmentations::{SegmentationError, SegmentationParams};
use super::spent::Spent;
use super::{About, ClassName, CustomerGroup, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View};

pub use grading::UNCOVERED;
use grading::{Grading, Overlap, RuleFound};
use parse::{Misread, Rule, rules};
use people::{Finding, People, Trouble};
pub use sets::{RuleSet, SetsError};
use start::Start;

/// Its id.
pub const ID: &str = "grades";

/// The key of those in another grade than before; the colon ends the name of a grade, so that none is called so.
const MOVED: &str = ":moved";

/// Grades by rule.
pub struct GradesIndicator;

impl Indicator for GradesIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Grades by rule", "按规则分级"],
        group: Group::Segments,
        path: "/segments/grades",
        needs: &[Kind::Customers, Kind::Purchases],
    };

    const SETTLED: &'static [&'static str] =
        &["rules", "before", "draft", "history", "sets", "undo", "save_as", "load", "forget", "import"];

    type Params = GradesParams;
    type Checked = CheckedGrades;
    type Found = Grades;
    type Error = GradesError;

    fn with_shared(own: GradesParams, shared: &Shared) -> GradesParams {
        let Shared { returns, level, small_sample, .. } = *shared;
        GradesParams { returns, level, small_sample, rfm: own.rfm.with_shared(shared), ..own }
    }

    fn with_settings(own: GradesParams, settings: &Settings) -> GradesParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        // Rules may ask for classes of all others. Those are asked for as if there were no rules: grades never ask for grades.
        let others = own.has_rules().then(|| {
            let mut without = settings.clone();
            without.own.remove(ID);
            Box::new(SegmentationParams::of(&without))
        });
        let own = GradesParams { rfm: settings.own(rfm::ID), really_0_to_10, others, ..own };
        Self::with_shared(own, &settings.shared)
    }

    fn check(params: GradesParams) -> Result<CheckedGrades, GradesError> {
        params.asked()?;
        let in_force = rules(&params.rules).map_err(GradesError::Rules)?;
        let before = rules(&params.before).map_err(GradesError::Before)?;
        let draft = params.draft.as_deref().map(rules).transpose().map_err(GradesError::Rules)?;
        // What is tried out is shown against what is in force.
        let tried = draft.is_some();
        let (rules, before) = match draft {
            Some(draft) => (draft, in_force),
            None => (in_force, before),
        };
        Ok(CheckedGrades {
            rules,
            before,
            tried,
            returns: params.returns,
            certainty: Certainty { level: Level::try_from(params.level)?, small_sample: params.small_sample },
            rfm: params.rfm.check()?,
            really_0_to_10: params.really_0_to_10,
            others: params.others.map(|others| *others).unwrap_or_default(),
        })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedGrades,
        pace: &mut P,
    ) -> Result<Option<Grades>, Stopped<GradesError>> {
        let people = People::of(view, &params.rfm, pace).await;
        let mut people = people.map_err(|stopped| stopped.map(GradesError::from))?;
        if people.customers.is_empty() {
            return Ok(None);
        }
        people.load(params.rules.iter().chain(&params.before), params, pace).await?;
        Ok(Some(grades(view, params, &people, pace).await?))
    }

    fn show(found: &Grades, params: &GradesParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::GradesTexts::of(say.language).promise
    }

    fn explain(error: &GradesError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &GradesParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(&params.rules, params, say).to_vec()
    }

    fn settle(before: &GradesParams, now: GradesParams) -> GradesParams {
        now.settled(before)
    }

    fn members(found: &Grades) -> Option<Members<'_>> {
        let row = |(customer, place): (&u32, &Option<usize>)| {
            let rule = place.and_then(|place| found.rules.get(place));
            Member {
                customer: *customer,
                class: rule.map_or("", |rule| &rule.name),
                judged: vec![rule.map(|rule| rule.text.clone()).unwrap_or_default()],
            }
        };
        Some(Members {
            judged_by: vec!["rule".to_owned()],
            rows: Box::new(found.customers_of.iter().zip(&found.rule_of).map(row)),
        })
    }

    fn groups<'a>(found: &'a Grades, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let name = texts::GradesTexts::of(say.language).moved_customers;
        found.moved.iter().map(|moved| CustomerGroup::list(MOVED, name, &moved.who)).collect()
    }

    fn classes(found: &Grades, say: &Say<'_>) -> Vec<ClassName> {
        let names = found.grades.iter().map(|grade| grade.name.clone());
        let uncovered = texts::GradesTexts::of(say.language).uncovered.to_owned();
        ClassName::all(names.clone().chain([String::new()]), names.chain([uncovered]))
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GradesParams {
    /// The rules, one a line, `name: condition`. Blank (default): some made from the data.
    pub rules: String,
    /// The rules in force before, to see who moves. Blank (default): none.
    pub before: String,
    /// Rules tried out: where there are some they grade, and are shown against the rules in force. `None` (default): none.
    pub draft: Option<String>,
    /// The rules in force before each of the last changes, the oldest first.
    pub history: Vec<String>,
    /// Rules kept under a name.
    pub sets: Vec<RuleSet>,
    /// Takes the last change back: done at once, and `false` again.
    pub undo: bool,
    /// Keeps the rules in force under this name: done at once, and blank again.
    pub save_as: String,
    /// Puts the rules kept under this name in force: done at once, and blank again.
    pub load: String,
    /// Keeps the rules of this name no longer: done at once, and blank again.
    pub forget: String,
    /// Keeps the sets of such a file: done at once, and blank again.
    pub import: String,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// How customers are scored: set with the segments.
    #[serde(skip_deserializing)]
    pub rfm: RfmParams,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
    /// How customers are put into the classes that rules may ask for: set with each of them. `None` without rules.
    #[serde(skip_deserializing)]
    pub others: Option<Box<SegmentationParams>>,
}

impl GradesParams {
    /// Whether any rules were written.
    fn has_rules(&self) -> bool {
        let mut texts = [&self.rules, &self.before].into_iter().chain(&self.draft);
        texts.any(|rules| !rules.trim().is_empty())
    }
}

impl Default for GradesParams {
    fn default() -> Self {
        Self {
            rules: String::new(),
            before: String::new(),
            draft: None,
            history: Vec::new(),
            sets: Vec::new(),
            undo: false,
            save_as: String::new(),
            load: String::new(),
            forget: String::new(),
            import: String::new(),
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            rfm: RfmParams::default(),
            really_0_to_10: Vec::new(),
            others: None,
        }
    }
}

/// Parameters that passed the check: the rules as they were read.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedGrades {
    rules: Vec<Rule>,
    before: Vec<Rule>,
    tried: bool,
    returns: ReturnsPolicy,
    certainty: Certainty,
    rfm: CheckedRfm,
    really_0_to_10: Vec<Scale>,
    others: SegmentationParams,
}

/// Why there are no grades.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GradesError {
    /// A rule cannot be read.
    #[error("rules: {0}")]
    Rules(Misread),
    /// A rule of those before cannot be read.
    #[error("rules before: {0}")]
    Before(Misread),
    /// A set of rules that is refused.
    #[error(transparent)]
    Sets(#[from] SetsError),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// Customers cannot be scored.
    #[error(transparent)]
    #[serde(untagged)]
    Rfm(#[from] RfmError),
}

/// Customers graded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grades {
    /// How many customers there are.
    pub customers: usize,
    /// The grades, in the order of their first rules.
    pub grades: Vec<Grade>,
    /// Customers whom no rule fits.
    pub uncovered: usize,
    /// What they brought.
    pub uncovered_value: Money,
    /// The rules, in their order.
    pub rules: Vec<RuleFound>,
    /// Rules that ask for what is not there, and fit nobody.
    pub unusable: Vec<Unusable>,
    /// Values that nobody has.
    pub unseen: Vec<Finding>,
    /// Customers whom two rules fit, most first.
    pub overlaps: Vec<Overlap>,
    /// Who moves from the rules before; `None` where there are none.
    pub moved: Option<Moved>,
    /// What the money of the grades is.
    #[serde(skip)]
    brings: Brings,
    /// The rules made from the data; `None` where all that are shown were written.
    #[serde(skip)]
    start: Option<Start>,
    /// The columns rules can ask for.
    #[serde(skip)]
    columns: Vec<String>,
    /// The figures rules can ask for, their names in both languages.
    #[serde(skip)]
    figures: Vec<&'static [&'static str]>,
    /// The columns of purchases rules can ask for.
    #[serde(skip)]
    bought: Vec<String>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
    #[serde(skip)]
    customers_of: Vec<u32>,
    #[serde(skip)]
    rule_of: Vec<Option<usize>>,
}

/// A grade.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grade {
    /// Its name.
    pub name: String,
    /// Its customers, and their share of all customers.
    #[serde(flatten)]
    pub class: Class,
    /// What they answered; `None` where there are no answers.
    pub nps: Option<Estimate>,
}

/// A rule that cannot be used.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unusable {
    /// Where and of what.
    #[serde(flatten)]
    pub finding: Finding,
    /// Why.
    pub trouble: Trouble,
    /// Why the segmentation it asks for has no classes, where that is the trouble and something is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<SegmentationError>,
    /// Whether it is one of the rules before.
    pub before: bool,
}

/// From the rules before to those in force.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moved {
    /// Customers in another grade than before.
    pub customers: usize,
    /// What they brought.
    pub value: Money,
    /// Those of them whom no rule fits now.
    pub uncovered: usize,
    /// The grades before; the last is of those no rule fitted.
    pub rows: Vec<String>,
    /// The grades now; the last is of those no rule fits.
    pub columns: Vec<String>,
    /// Customers from each to each.
    pub matrix: Vec<Vec<usize>>,
    /// What they brought.
    pub values: Vec<Vec<Money>>,
    /// Those in another grade, by number.
    #[serde(skip)]
    who: Vec<u32>,
}

async fn grades<P: Pace>(
    view: &View,
    params: &CheckedGrades,
    people: &People<'_>,
    pace: &mut P,
) -> Result<Grades, Cancelled> {
    let spent = match view.purchases() {
        Some(purchases) => Spent::of(purchases, params.returns, pace).await?,
        None => Spent::default(),
    };
    let (money, brings) = if let Some(column) = people.brings() {
        (people.said_by(column), Brings::Column(column.name.clone()))
    } else {
        let spent = |who: &u32| spent.of_customer(*who).unwrap_or(Money::ZERO);
        let known = view.all.rows(Kind::Purchases) > 0;
        (people.customers.iter().map(spent).collect(), if known { Brings::Spent } else { Brings::Nothing })
    };
    // Without rules in force, or tried out, those made from the data are.
    let [blank, blank_before] = [params.rules.is_empty(), params.tried && params.before.is_empty()];
    let start = (blank || blank_before).then(|| Start::of(people));
    let own = start.as_ref().map(Start::rules).unwrap_or_default();
    let rules = if blank { &own } else { &params.rules };
    let before = if blank_before { &own } else { &params.before };
    let (mut now, mut unusable) = Grading::of(people, &money, rules, false, pace).await?;
    let moved = if before.is_empty() {
        None
    } else {
        let (before, further) = Grading::of(people, &money, before, true, pace).await?;
        unusable.extend(further);
        Some(moved(&before, &mut now, &people.customers, &money))
    };
    let places = now.grade_of.iter().map(|grade| grade.unwrap_or(now.names.len()));
    let keys = now.names.iter().cloned().chain([UNCOVERED.to_owned()]);
    let mut classes = Class::bringing(Class::all(keys, places.zip(money.iter().copied())), &brings);
    let uncovered = classes.pop();
    let nps = scores(view, people, &now, params);
    pace.breathe(Progress::default()).await?;
    let grades = classes.into_iter().enumerate().map(|(place, class)| Grade {
        name: class.key.clone(),
        class,
        nps: nps.as_ref().and_then(|nps| nps.get(place).copied()),
    });
    let kind = if view.dataset.profiles.is_some() { Kind::Customers } else { Kind::Purchases };
    let provenance = Provenance::new(ID, spent.period, people.customers.len(), &[]);
    Ok(Grades {
        customers: people.customers.len(),
        grades: grades.collect(),
        uncovered: uncovered.as_ref().map_or(0, |class| class.customers),
        uncovered_value: uncovered.map_or(Money::ZERO, |class| class.value),
        rules: now.rules,
        unusable,
        unseen: now.unseen,
        overlaps: now.overlaps,
        moved,
        brings,
        start,
        columns: people.columns().map(|column| column.name.clone()).collect(),
        figures: people.figures().collect(),
        bought: people.bought_columns().map(|column| column.name.clone()).collect(),
        provenance: view.with_held_back(provenance, kind),
        customers_of: people.customers.clone(),
        rule_of: now.rule_of,
    })
}

/// What the customers of each grade answered; `None` without answers, or where they are on another scale than 0 to 10.
fn scores(view: &View, people: &People<'_>, now: &Grading, params: &CheckedGrades) -> Option<Vec<Estimate>> {
    let answers = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty())?;
    if is_other_scale(answers, &params.really_0_to_10) {
        return None;
    }
    let mut grade_of = vec![None; view.all.customers.len()];
    for (customer, grade) in people.customers.iter().zip(&now.grade_of) {
        if let Some(slot) = grade_of.get_mut(*customer as usize) {
            *slot = *grade;
        }
    }
    let mut tallies = vec![Tally::default(); now.names.len()];
    for (customer, score) in answers.customer.iter().zip(&answers.score) {
        let grade = grade_of.get(*customer as usize).copied().flatten();
        if let Some(tally) = grade.and_then(|grade| tallies.get_mut(grade)) {
            tally.add(*score);
        }
    }
    Some(tallies.iter().map(|tally| tally.estimate(params.certainty)).collect())
}

/// Who is in another grade, by the rule that takes them too; grades are the same where they are called so.
fn moved(before: &Grading, now: &mut Grading, people: &[u32], money: &[Money]) -> Moved {
    let names = |grading: &Grading| grading.names.iter().cloned().chain([UNCOVERED.to_owned()]).collect();
    let (rows, columns): (Vec<String>, Vec<String>) = (names(before), names(now));
    let mut matrix = vec![vec![0; columns.len()]; rows.len()];
    let mut values = vec![vec![Money::ZERO; columns.len()]; rows.len()];
    let (mut customers, mut value, mut uncovered) = (0, Money::ZERO, 0);
    let mut by_rule = vec![(0, Money::ZERO); now.rules.len()];
    let each = before.grade_of.iter().zip(&now.grade_of).zip(&now.rule_of);
    let mut who = Vec::new();
    for ((((from, to), rule), money), customer) in each.zip(money).zip(people) {
        let (row, column) = (from.unwrap_or(before.names.len()), to.unwrap_or(now.names.len()));
        let same = match (from, to) {
            (None, None) => true,
            (Some(_), Some(_)) => rows.get(row) == columns.get(column),
            _ => false,
        };
        if !same {
            customers += 1;
            value += *money;
            who.push(*customer);
            match rule.and_then(|rule| by_rule.get_mut(rule)) {
                Some((moved, value)) => {
                    *moved += 1;
                    *value += *money;
                }
                None => uncovered += 1,
            }
        }
        let cell = matrix.get_mut(row).and_then(|row| row.get_mut(column));
        let sum = values.get_mut(row).and_then(|row| row.get_mut(column));
        if let Some((cell, sum)) = cell.zip(sum) {
            *cell += 1;
            *sum += *money;
        }
    }
    for (rule, (moved, value)) in now.rules.iter_mut().zip(by_rule) {
        (rule.moved, rule.moved_value) = (Some(moved), Some(value));
    }
    Moved { customers, value, uncovered, rows, columns, matrix, values, who }
}
