//! What people wrote beside their score, the newest first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, BLANK, Field};
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::score::Score;

/// Comments an overview of answers shows at most: as many as somebody reads at a sitting.
pub const MOST_COMMENTS: usize = 100;

/// What somebody wrote beside a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NpsComment {
    /// Who; `None` where the answer does not say.
    pub customer: Option<String>,
    /// When; `None` where the answer has no day.
    pub day: Option<Day>,
    /// The score; `None` where it is no answer.
    pub score: Option<Score>,
    /// What they wrote, never blank.
    pub text: String,
}

/// The newest comments of the rows that are `wanted`, so many at `most`. Of one day the earlier row comes first; those
/// without a day come last. Linear in the rows.
pub async fn newest<P: Pace>(
    answers: &Answers,
    customers: &Dictionary,
    most: usize,
    wanted: impl Fn(usize) -> bool,
    pace: &mut P,
) -> Result<Vec<NpsComment>, Cancelled> {
    let Some(column) = answers.of(Field::Comment) else { return Ok(Vec::new()) };
    // The one that goes first when a newer one comes is on top: no day is older than any.
    let mut newest: BinaryHeap<(Reverse<Option<Day>>, usize)> = BinaryHeap::new();
    in_blocks_paced(answers.len(), pace, |rows| {
        for row in rows.filter(|&row| column.value(row).is_some() && wanted(row)) {
            let order = (Reverse(answers.day.get(row).copied().flatten()), row);
            let full = newest.len() == most;
            if full && newest.peek().is_some_and(|oldest| order > *oldest) {
                continue;
            }
            if full {
                newest.pop();
            }
            newest.push(order);
        }
    })
    .await?;
    let customer = |row: usize| {
        let code = answers.customer.get(row).copied().filter(|&code| code != BLANK)?;
        Some(customers.get(code).to_owned())
    };
    let comment = |(Reverse(day), row): (Reverse<Option<Day>>, usize)| {
        let score = answers.score.get(row).copied().flatten();
        Some(NpsComment { customer: customer(row), day, score, text: column.value(row)?.to_owned() })
    };
    Ok(newest.into_sorted_vec().into_iter().filter_map(comment).collect())
}
