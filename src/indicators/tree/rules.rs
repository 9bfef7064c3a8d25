//! A way through the tree as a rule.

use serde::Serialize;

use crate::domain::day::Day;

use super::cart::{Question, Tree};
use super::fields::{Kind, Meaning, Named};

/// What a rule asks of one field.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Condition {
    /// A column's header, or `recency`, `frequency`, `monetary`, `complaints`, `score`, `since`.
    pub field: String,
    /// Above this number; days are counted from 1970-01-01.
    pub above: Option<f64>,
    /// At most this number.
    pub at_most: Option<f64>,
    /// Whether it is blank, where that is asked; a blank is also at most any number.
    pub blank: Option<bool>,
    /// This value; the empty text is blank.
    pub is: Option<String>,
    /// None of these.
    pub is_not: Vec<String>,
    /// The place of the field.
    #[serde(skip)]
    pub place: usize,
    /// Whether blanks come along with [`Condition::at_most`].
    #[serde(skip)]
    pub or_blank: bool,
}

/// The conditions of each leaf where questions are asked no further than `alpha` allows, by node.
pub fn leaves(tree: &Tree, named: &[Named], weakest: &[f64], alpha: f64) -> Vec<(usize, Vec<Condition>)> {
    let mut leaves = Vec::new();
    let mut open = vec![(0, Vec::new())];
    while let Some((place, conditions)) = open.pop() {
        let question = tree.nodes.get(place).and_then(|node| node.question);
        let Some((question, [yes, no])) = question.filter(|_| weakest.get(place).is_some_and(|own| *own > alpha))
        else {
            leaves.push((place, conditions));
            continue;
        };
        open.push((no, with(&conditions, named, question, false)));
        open.push((yes, with(&conditions, named, question, true)));
    }
    leaves
}

fn with(conditions: &[Condition], named: &[Named], question: Question, yes: bool) -> Vec<Condition> {
    let mut conditions = conditions.to_vec();
    let Some(field) = named.get(question.field) else { return conditions };
    let place = conditions.iter().position(|known| known.place == question.field).unwrap_or_else(|| {
        conditions.push(Condition { field: field.name.clone(), place: question.field, ..Condition::default() });
        conditions.len() - 1
    });
    if let Some(condition) = conditions.get_mut(place) {
        condition.narrow(&field.meaning, question, yes);
    }
    conditions
}

impl Condition {
    fn narrow(&mut self, meaning: &Meaning, question: Question, yes: bool) {
        match meaning {
            Meaning::Names(names) => {
                let name = names.get(question.code as usize).cloned().unwrap_or_default();
                if yes {
                    self.is = Some(name);
                    self.is_not.clear();
                } else {
                    self.is_not.push(name);
                }
            }
            Meaning::Numbers(..) if question.at.is_infinite() => {
                self.blank = Some(yes);
                self.or_blank = false;
                if yes {
                    // Nothing is asked of a number that is not there.
                    self.at_most = None;
                }
            }
            Meaning::Numbers(_, some_blank) if yes => {
                self.at_most = Some(question.at);
                self.or_blank = *some_blank && self.above.is_none() && self.blank.is_none();
            }
            Meaning::Numbers(..) => {
                self.above = Some(question.at);
                self.or_blank = false;
            }
        }
    }

    /// In English, for programs.
    pub fn plain(&self, kind: Option<Kind>) -> String {
        let number = |value: f64| if kind == Some(Kind::Day) { day(value).to_string() } else { value.to_string() };
        let field = &self.field;
        if let Some(is) = &self.is {
            return format!("{field} is {}", quoted(is));
        }
        if !self.is_not.is_empty() {
            let names: Vec<String> = self.is_not.iter().map(|name| quoted(name)).collect();
            let is = if names.len() > 1 { "is neither" } else { "is not" };
            return format!("{field} {is} {}", names.join(" nor "));
        }
        let ends = [
            self.above.map(|above| format!("> {}", number(above))),
            self.at_most
                .map(|at_most| format!("<= {}{}", number(at_most), if self.or_blank { " (or blank)" } else { "" })),
        ];
        let ends: Vec<String> = ends.into_iter().flatten().collect();
        match (ends.is_empty(), self.blank) {
            (true, Some(true)) => format!("{field} is blank"),
            (true, _) => format!("{field} is not blank"),
            _ => format!("{field} {}", ends.join(" and ")),
        }
    }
}

fn quoted(name: &str) -> String {
    if name.is_empty() { "blank".to_owned() } else { format!("\"{name}\"") }
}

/// The last whole day at most this number.
#[allow(clippy::cast_possible_truncation)] // numbers between two days
pub fn day(number: f64) -> Day {
    Day::from_epoch_days(number.floor() as i32).unwrap_or(Day::MIN)
}
