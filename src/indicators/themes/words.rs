//! Which words set detractors and promoters apart.

use serde::Serialize;

use crate::domain::net_promoter::Attitudes;
use crate::domain::order;

use super::count::Counted;

/// Words told at most.
const MOST: usize = 5_000;

/// One word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Word {
    /// The term.
    pub word: String,
    /// Comments that have it.
    pub comments: usize,
    /// Those of detractors.
    pub detractors: usize,
    /// Those of promoters.
    pub promoters: usize,
    /// Its log-odds among detractors less those among promoters; `None` where either group has no comment.
    pub log_odds: Option<f64>,
    /// That in its standard errors.
    pub z: Option<f64>,
}

/// Words in at least so many comments, given so many made-up words: the farthest from chance first, then those in more
/// comments, then in text order.
pub fn words(counted: &Counted, prior: f64, least: usize) -> Vec<Word> {
    let mut all = Attitudes::default();
    counted.terms.iter().for_each(|(_, groups)| all.join(*groups));
    let has_both = all.detractors > 0 && all.promoters > 0;
    let enough = counted.terms.iter().filter(|(_, groups)| groups.all() >= least);
    let mut words: Vec<Word> = enough
        .map(|(word, groups)| {
            let odds = has_both.then(|| log_odds(*groups, all, prior));
            Word {
                word: word.clone(),
                comments: groups.all(),
                detractors: groups.detractors,
                promoters: groups.promoters,
                log_odds: odds.map(|(delta, _)| delta),
                z: odds.map(|(_, z)| z),
            }
        })
        .collect();
    order::sort_by(&mut words, |left, right| {
        let far = |word: &Word| word.z.unwrap_or_default().abs();
        let far_first = far(right).total_cmp(&far(left));
        far_first.then(right.comments.cmp(&left.comments)).then_with(|| left.word.cmp(&right.word))
    });
    words.truncate(MOST);
    words
}

/// The difference of log-odds and its z (Monroe, Colaresi, Quinn 2008, equations 16, 20 and 22). The prior of a word is
/// its share of all words times the made-up ones; it is above 0, as the word is in some comment.
fn log_odds(word: Attitudes, all: Attitudes, prior: f64) -> (f64, f64) {
    let own = prior * word.all() as f64 / all.all() as f64;
    let odds = |count: usize, of: usize| {
        let (with, total) = (count as f64 + own, of as f64 + prior);
        // All words being one word, nothing is left beside it: less than nothing by rounding.
        libm::log(with / (total - with).max(f64::MIN_POSITIVE))
    };
    let delta = odds(word.detractors, all.detractors) - odds(word.promoters, all.promoters);
    let variance = 1.0 / (word.detractors as f64 + own) + 1.0 / (word.promoters as f64 + own);
    (delta, delta / variance.sqrt())
}
