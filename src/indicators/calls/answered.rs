//! The newest score of a few customers.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::Answers;
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::provenance::{LAST_SCORE, LeftOut, Provenance};
use crate::domain::score::Score;

/// What a customer said, and when.
type Answer = (Option<Day>, Option<Score>);

/// For each of these customers the newest score, and the answers it stands for; `None` for those who gave none. Of two
/// answers on one day the later row counts; those without a day come before all others.
pub async fn last_scores<P: Pace>(
    answers: Option<&Answers>,
    customers: &[u32],
    pace: &mut P,
) -> Result<Vec<Option<(Score, Provenance)>>, Cancelled> {
    let mut given: Vec<Vec<Answer>> = vec![Vec::new(); customers.len()];
    if let Some(table) = answers {
        let rows = table.customer.iter().zip(table.day.iter().zip(&table.score));
        let mut rows = rows.map(|(customer, (day, score))| (*customer, (*day, *score)));
        in_blocks_paced(table.len(), pace, |block| {
            for (customer, answer) in rows.by_ref().take(block.len()) {
                let asked_for = customers.iter().position(|&of| of == customer);
                if let Some(given) = asked_for.and_then(|index| given.get_mut(index)) {
                    given.push(answer);
                }
            }
        })
        .await?;
    }
    Ok(given.into_iter().map(last_of).collect())
}

fn last_of(mut given: Vec<Answer>) -> Option<(Score, Provenance)> {
    // Stable: a day keeps the file's order.
    given.sort_by_key(|(day, _)| *day);
    let scored = || given.iter().filter_map(|(day, score)| Some((*day, (*score)?)));
    let (day, score) = scored().next_back()?;
    let not_answers = given.len() - scored().count();
    let left_out = [(LeftOut::NewerAnswer, scored().count() - 1), (LeftOut::NotAnAnswer, not_answers)];
    Some((score, Provenance::new(LAST_SCORE, Period::spanning(day), 1, &left_out)))
}
