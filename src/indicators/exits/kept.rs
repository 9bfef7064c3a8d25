//! What was decided about a cause, by whom and as of which day, and whether fewer leave for it since.
//!
//! A decision is a line: `price: act, Ann, 2026-11-30`; owner and day may be left out. Once its day has come, the exits
//! for that cause from the day on are set against those before it, each per 30 days of the time watched: from the first
//! exit of the table to its last, within the chosen period. Every exit counts here, an earlier one of a customer who
//! left again too: a count of newest exits would make the time before look better than it was. Several rows of a
//! customer of one day are one exit.
//!
//! That fewer leave since the day does not say that they do because of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::dataset::{Exits, Field};
use crate::domain::day::{Day, Period};
use crate::domain::interval::Level;
use crate::domain::language::Language;
use crate::domain::rate_ratio::RateRatio;
use crate::indicators::typed_lines;

use super::texts::ExitsTexts;
use super::{Cause, CheckedExits, Decision, ExitsError};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The cause is mended.
    Act,
    /// It is left as it is.
    Leave,
    /// It is not decided yet.
    Open,
}

/// The words of each choice.
const CHOICES: [(Choice, &[&str]); 3] = [
    (Choice::Act, &["act", "mend", "处理", "改进"]),
    (Choice::Leave, &["leave", "leave it", "不处理", "放弃"]),
    (Choice::Open, &["open", "待定", "未定"]),
];

/// A decision as it was typed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// About which cause.
    pub cause: Cause,
    /// What was decided.
    pub choice: Choice,
    /// Who sees to it; `None` where nobody is named.
    pub owner: Option<String>,
    /// The day as of which it holds.
    pub date: Option<Day>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptProblem {
    /// No colon, or too many parts behind it.
    #[error("a cause, a colon, and act, leave or open are wanted, then an owner and a day")]
    Form,
    /// What stands before the colon is no cause.
    #[error("no such cause")]
    Cause,
    /// What stands behind it is no choice.
    #[error("act, leave or open is wanted behind the colon")]
    Choice,
    /// What stands last is no day.
    #[error("the day is not like 2026-11-30")]
    Day,
    /// A line above decides about the same cause.
    #[error("a line above decides about this cause")]
    Twice,
}

/// The decisions of a text, a line each; at most one about a cause.
pub(super) fn lines(text: &str) -> Result<Vec<Line>, ExitsError> {
    let mut read: Vec<Line> = Vec::new();
    for (number, text) in typed_lines::lines(text) {
        let wrong = |problem| ExitsError::Kept { line: number, text: text.trim().to_owned(), problem };
        let line = line(text).map_err(wrong)?;
        if read.iter().any(|known| known.cause == line.cause) {
            return Err(wrong(KeptProblem::Twice));
        }
        read.push(line);
    }
    Ok(read)
}

fn line(text: &str) -> Result<Line, KeptProblem> {
    let (name, rest) = text.split_once([':', '：']).ok_or(KeptProblem::Form)?;
    let cause = cause(&name.trim().to_lowercase()).ok_or(KeptProblem::Cause)?;
    let parts: Vec<&str> = rest.split([',', '，']).map(str::trim).collect();
    let (choice, owner, date) = match *parts.as_slice() {
        [choice] => (choice, "", ""),
        // A day may stand without an owner; no owner begins with a figure.
        [choice, date] if date.starts_with(|letter: char| letter.is_ascii_digit()) => (choice, "", date),
        [choice, owner] => (choice, owner, ""),
        [choice, owner, date] => (choice, owner, date),
        _ => return Err(KeptProblem::Form),
    };
    let choice = choice.to_lowercase();
    let known = CHOICES.iter().find(|(_, words)| words.contains(&choice.as_str()));
    let (choice, _) = known.ok_or(KeptProblem::Choice)?;
    let owner = Some(owner.to_owned()).filter(|owner| !owner.is_empty());
    let date = if date.is_empty() { None } else { Some(day(date).ok_or(KeptProblem::Day)?) };
    Ok(Line { cause, choice: *choice, owner, date })
}

/// The cause of this name, in either language or as the document has it. No reason given is none to decide about.
fn cause(name: &str) -> Option<Cause> {
    let called = |cause: &Cause| {
        let names = Language::ALL.map(|language| ExitsTexts::of(language).cause_names.get(cause.place()).copied());
        cause.key() == name || names.contains(&Some(name))
    };
    Cause::ALL.into_iter().filter(|cause| *cause != Cause::Unknown).find(called)
}

/// `2026-11-30`, `2026/11/30` or `2026年11月30日`.
fn day(text: &str) -> Option<Day> {
    text.replace(['/', '年', '月'], "-").replace('日', "").parse().ok()
}

/// What was decided about a cause, and what came of it; nothing where nobody decided.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Kept {
    /// What was decided.
    pub choice: Option<Choice>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// The day as of which it holds.
    pub date: Option<Day>,
    /// Exits for the cause per 30 days before that day; `None` while the day has not come, or where no time before it
    /// was watched.
    pub before: Option<f64>,
    /// The same from the day on.
    pub after: Option<f64>,
    /// Exits before the day.
    pub exits_before: Option<usize>,
    /// Exits from it on.
    pub exits_after: Option<usize>,
    /// How many times as often they leave for it since; `None` where nobody left for it before.
    pub ratio: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end; `None` too where it has none.
    pub high: Option<f64>,
}

/// Rates are told for so many days.
const DAYS: f64 = 30.0;

impl Kept {
    /// A decision beside the days on which customers left for its cause, of the time watched.
    fn of(line: &Line, left: &[Day], watched: Option<Period>, level: Level) -> Self {
        let Line { choice, owner, date, .. } = line.clone();
        let mut kept = Self { choice: Some(choice), owner, date, ..Self::default() };
        let Some((date, watched)) = date.zip(watched).filter(|(date, watched)| *date <= watched.to) else {
            return kept;
        };
        let days_before = f64::from(date.days_since(watched.from).max(0));
        let days_after = f64::from(watched.to.days_since(date.max(watched.from)) + 1);
        let before = left.iter().filter(|day| **day < date).count();
        let after = left.len() - before;
        let per = |exits: usize, days: f64| exits as f64 / days * DAYS;
        kept.after = Some(per(after, days_after));
        kept.exits_after = Some(after);
        if days_before > 0.0 {
            kept.before = Some(per(before, days_before));
            kept.exits_before = Some(before);
            let ratio = RateRatio::of([before, after], [days_before, days_after], level);
            kept.ratio = ratio.and_then(|ratio| ratio.value);
            kept.low = ratio.map(|ratio| ratio.low);
            kept.high = ratio.and_then(|ratio| ratio.high);
        }
        kept
    }

    /// Whether they may leave for it as often as before; `None` where the two are not compared.
    pub fn may_be_chance(&self) -> Option<bool> {
        Some(self.low? <= 1.0 && self.high.is_none_or(|high| high >= 1.0))
    }
}

/// Puts what was typed in beside the decisions, with the exits of the time watched; gives the causes for which nobody
/// left.
pub(super) fn keep(
    decisions: &mut [Decision],
    exits: &Exits,
    watched: Option<Period>,
    params: &CheckedExits,
) -> Vec<Cause> {
    let mut idle = Vec::new();
    for line in &params.kept {
        match decisions.iter_mut().find(|decision| decision.reason == line.cause) {
            Some(decision) => {
                decision.kept = Kept::of(line, &days(exits, line.cause, params), watched, params.level);
            }
            None => idle.push(line.cause),
        }
    }
    idle
}

/// The day of each exit for a cause.
fn days(exits: &Exits, cause: Cause, params: &CheckedExits) -> Vec<Day> {
    let Some(reasons) = exits.of(Field::Reason) else { return Vec::new() };
    let of_code: Vec<bool> =
        reasons.values.iter().map(|(_, reason)| params.words.cause(Some(reason)) == cause).collect();
    let rows = exits.customer.iter().zip(&exits.day).zip(&reasons.codes);
    let of_cause = rows.filter(|(_, code)| of_code.get(**code as usize).copied().unwrap_or_default());
    let left: BTreeSet<(u32, Day)> = of_cause.map(|((customer, day), _)| (*customer, *day)).collect();
    left.into_iter().map(|(_, day)| day).collect()
}
