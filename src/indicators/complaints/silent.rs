//! Unhappy customers who say nothing.
//!
//! Of the customers whose newest score is at or below the one up to which customers are unhappy, those who never
//! complained are silent. Where the unhappy are like those who did not answer, each customer who complained stands for
//! `unhappy / complained` unhappy ones. The literature's one in 25 (TARP, 1979) is an assumption beside it.

use serde::Serialize;

use crate::domain::dataset::BLANK;
use crate::domain::interval::wilson;
use crate::indicators::View;
use crate::indicators::named::newest_scores;
use crate::indicators::nps::is_other_scale;

use super::CheckedComplaints;

/// Unhappy customers, and who of them complained.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Silent {
    /// Customers who answered.
    pub answered: usize,
    /// Of them the unhappy ones.
    pub unhappy: usize,
    /// Of those the ones who complained.
    pub complained: usize,
    /// Of those the ones who did not.
    pub silent: usize,
    /// `complained / unhappy`; `None` where nobody is unhappy.
    pub share: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end of its interval.
    pub high: Option<f64>,
    /// Customers who complained, whether they answered or not.
    pub complainants: usize,
    /// Silent unhappy customers among all, were they like those who answered; `None` where no unhappy one complained, or
    /// where that comes to more than all who are known.
    pub estimate: Option<f64>,
    /// Customers known from any table: no estimate of a part of them can be above it.
    #[serde(skip)]
    pub known: usize,
}

/// They, and by number those who are unhappy and did not complain; `None` where nobody who answered is known.
pub fn silent(view: &View, params: &CheckedComplaints) -> Option<(Silent, Vec<u32>)> {
    // Scores of another scale say nothing of who is unhappy.
    if view.dataset.answers.as_deref().is_some_and(|answers| is_other_scale(answers, &params.really_0_to_10)) {
        return None;
    }
    let scores = newest_scores(view);
    let mut complained = vec![false; scores.len()];
    for customer in
        view.complaints_so_far().iter().flat_map(|table| &table.customer).filter(|customer| **customer != BLANK)
    {
        if let Some(slot) = complained.get_mut(*customer as usize) {
            *slot = true;
        }
    }
    let answered = scores.iter().flatten().count();
    if answered == 0 {
        return None;
    }
    let unhappy = (0_u32..)
        .zip(scores.iter().zip(&complained))
        .filter(|(_, (score, _))| score.is_some_and(|score| score.get() <= params.unhappy_to));
    let (loud, quiet): (Vec<_>, Vec<_>) = unhappy.partition(|(_, (_, complained))| **complained);
    let (unhappy, loud) = (loud.len() + quiet.len(), loud.len());
    let complainants = complained.iter().filter(|complained| **complained).count();
    let interval = wilson(loud, unhappy, params.level);
    let estimate = (loud > 0).then(|| complainants as f64 * (unhappy - loud) as f64 / loud as f64);
    let silent = Silent {
        answered,
        unhappy,
        complained: loud,
        silent: unhappy - loud,
        share: (unhappy > 0).then(|| loud as f64 / unhappy as f64),
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        complainants,
        estimate: estimate.filter(|estimate| *estimate <= scores.len() as f64),
        known: scores.len(),
    };
    Some((silent, quiet.into_iter().map(|(customer, _)| customer).collect()))
}
