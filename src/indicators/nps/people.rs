//! Who answered: several answers of one person, and the newest of each.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, BLANK, Field};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::score::{Attitude, Score};

/// What one score is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Every answer counts, however many a person gave.
    #[default]
    Answers,
    /// Every person counts once, with their newest answer.
    People,
}

/// How many answers there are, of how many people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Given {
    /// Answers with a score.
    pub answers: usize,
    /// Those who gave them. An answer that names nobody counts as somebody of its own.
    pub people: usize,
}

/// Counts answers and people. Linear in the rows.
pub(super) async fn given<P: Pace>(answers: &Answers, pace: &mut P) -> Result<Given, Cancelled> {
    let most = answers.customer.iter().filter(|&&customer| customer != BLANK).max();
    let mut known = vec![false; most.map_or(0, |&most| most as usize + 1)];
    let mut given = Given::default();
    in_blocks_paced(answers.len(), pace, |rows| {
        for row in rows {
            if !is_answer(answers, row) {
                continue;
            }
            given.answers += 1;
            let again = named(answers, row).and_then(|customer| known.get_mut(customer as usize));
            given.people += usize::from(again.is_none_or(|again| !std::mem::replace(again, true)));
        }
    })
    .await?;
    Ok(given)
}

/// Answers of detractors who left their name or how to reach them. Linear in the rows.
pub(super) async fn reachable_detractors<P: Pace>(answers: &Answers, pace: &mut P) -> Result<usize, Cancelled> {
    let contacts = answers.of(Field::Contact);
    let mut reachable = 0;
    in_blocks_paced(answers.len(), pace, |rows| {
        reachable += rows
            .filter(|&row| answers.score.get(row).copied().flatten().map(Score::attitude) == Some(Attitude::Detractor))
            .filter(|&row| named(answers, row).is_some() || contacts.is_some_and(|given| given.value(row).is_some()))
            .count();
    })
    .await?;
    Ok(reachable)
}

fn is_answer(answers: &Answers, row: usize) -> bool {
    answers.score.get(row).copied().flatten().is_some()
}

/// The customer a row names.
fn named(answers: &Answers, row: usize) -> Option<u32> {
    answers.customer.get(row).copied().filter(|&customer| customer != BLANK)
}

/// Which rows stay where every person counts once in each of `periods`, with the newest answer: of two on one day the
/// later row, and those without a day are older than all others. What names nobody, or is no answer, stays.
pub(super) async fn newest<P: Pace>(
    answers: &Answers,
    period: impl Fn(Option<Day>) -> Option<i32>,
    pace: &mut P,
) -> Result<Vec<bool>, Cancelled> {
    let mut newest: HashMap<(u32, Option<i32>), (Option<Day>, usize)> = HashMap::new();
    let mut keep = vec![true; answers.len()];
    in_blocks_paced(answers.len(), pace, |rows| {
        for row in rows {
            let Some(customer) = named(answers, row).filter(|_| is_answer(answers, row)) else { continue };
            let day = answers.day.get(row).copied().flatten();
            let known = newest.entry((customer, period(day))).or_insert((day, row));
            let older = if day >= known.0 { std::mem::replace(known, (day, row)).1 } else { row };
            if let Some(keep) = keep.get_mut(older).filter(|_| older != known.1) {
                *keep = false;
            }
        }
    })
    .await?;
    Ok(keep)
}
