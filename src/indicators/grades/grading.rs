//! Customers put into grades by rules in order, and what the rules do to one another.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::domain::order;

use super::Unusable;
use super::parse::{Rule, When};
use super::people::{Finding, People};

/// What stands for the grade of those no rule fits.
pub const UNCOVERED: &str = "uncovered";

/// Overlaps that are told.
const MOST_OVERLAPS: usize = 10;

/// Customers graded.
pub struct Grading {
    /// The names of the grades, in the order of their first rules.
    pub names: Vec<String>,
    /// The place of each customer's grade.
    pub grade_of: Vec<Option<usize>>,
    /// The place of the rule that gave it.
    pub rule_of: Vec<Option<usize>>,
    /// What the rules do.
    pub rules: Vec<RuleFound>,
    /// Values that nobody has.
    pub unseen: Vec<Finding>,
    /// Customers whom two rules fit, most first.
    pub overlaps: Vec<Overlap>,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleFound {
    /// Its number, from 1.
    pub key: String,
    /// Its line, from 1.
    pub line: usize,
    /// The grade it gives.
    pub name: String,
    /// Its condition.
    pub text: String,
    /// Customers it fits.
    pub fits: usize,
    /// Customers it grades: no earlier rule fits them.
    pub first: usize,
    /// What those brought.
    pub value: Money,
    /// Customers it fits whom earlier rules take.
    pub taken: usize,
    /// Of those it grades, who had another grade by the rules before, or none; `None` where there are no rules before.
    pub moved: Option<usize>,
    /// What they brought.
    pub moved_value: Option<Money>,
    /// What that makes it.
    pub state: State,
    /// The number of the earlier rule that takes most of those it fits; `None` where none takes any.
    pub taken_by: Option<String>,
    /// Whether it is for all others: that it fits others' customers too is what it is for.
    #[serde(skip)]
    pub for_all: bool,
}

/// Whether a rule grades anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It does.
    Used,
    /// It fits nobody.
    Dead,
    /// It fits somebody, but earlier rules take them all.
    Shadowed,
    /// It asks for what is not there.
    Unusable,
}

/// Customers whom two rules fit; the earlier one takes them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// The number of the earlier rule, from 1.
    pub rule: String,
    /// The number of the later one.
    pub with: String,
    /// How many.
    pub customers: usize,
}

impl Grading {
    /// By these rules, and those of them that cannot be used; `money` is what each of the customers brought.
    pub async fn of<P: Pace>(
        people: &People<'_>,
        money: &[Money],
        rules: &[Rule],
        before: bool,
        pace: &mut P,
    ) -> Result<(Self, Vec<Unusable>), Cancelled> {
        let mut rule_of: Vec<Option<usize>> = vec![None; people.customers.len()];
        let (mut found, mut unseen, mut unusable) = (Vec::new(), Vec::new(), Vec::new());
        let mut both = BTreeMap::<(usize, usize), usize>::new();
        for (place, rule) in rules.iter().enumerate() {
            let fits = match people.fits(&rule.when, rule.line, &mut unseen) {
                Ok(fits) => Some(fits),
                Err((finding, trouble)) => {
                    let why = people.why(&finding.of);
                    unusable.push(Unusable { finding, trouble, why, before });
                    None
                }
            };
            let (mut fitting, mut first, mut value) = (0, 0, Money::ZERO);
            let all = rule_of.iter_mut().zip(money).zip(fits.iter().flatten());
            for (slot, money) in all.filter(|(_, fits)| **fits).map(|(one, _)| one) {
                fitting += 1;
                if let Some(earlier) = slot {
                    *both.entry((*earlier, place)).or_default() += 1;
                } else {
                    first += 1;
                    value += *money;
                    *slot = Some(place);
                }
            }
            let takes = both.iter().filter(|((_, later), _)| *later == place);
            let taken_by = takes.max_by_key(|(_, customers)| **customers).map(|((earlier, _), _)| numbered(*earlier));
            found.push(RuleFound {
                key: numbered(place),
                line: rule.line,
                name: rule.name.clone(),
                text: rule.text.clone(),
                fits: fitting,
                first,
                value,
                taken: fitting - first,
                moved: None,
                moved_value: None,
                state: match (fits.is_some(), fitting, first) {
                    (false, ..) => State::Unusable,
                    (_, 0, _) => State::Dead,
                    (.., 0) => State::Shadowed,
                    _ => State::Used,
                },
                taken_by,
                for_all: rule.when == When::Always,
            });
            pace.breathe(Progress::default()).await?;
        }
        // That all others fit everybody is what they are for.
        let meant = |place: &usize| rules.get(*place).is_some_and(|rule| rule.when == When::Always);
        let mut both: Vec<((usize, usize), usize)> = both.into_iter().filter(|((_, later), _)| !meant(later)).collect();
        order::sort_by(&mut both, |(_, one), (_, other)| other.cmp(one));
        let overlap = |((rule, with), customers)| Overlap { rule: numbered(rule), with: numbered(with), customers };
        let overlaps = both.into_iter().take(MOST_OVERLAPS).map(overlap).collect();
        let mut names: Vec<String> = Vec::new();
        let mut grade_by_rule = Vec::new();
        for rule in rules {
            let known = names.iter().position(|name| *name == rule.name);
            grade_by_rule.push(known.unwrap_or(names.len()));
            if known.is_none() {
                names.push(rule.name.clone());
            }
        }
        let grade_of = rule_of.iter().map(|rule| grade_by_rule.get((*rule)?).copied()).collect();
        Ok((Self { names, grade_of, rule_of, rules: found, unseen, overlaps }, unusable))
    }
}

fn numbered(place: usize) -> String {
    (place + 1).to_string()
}
