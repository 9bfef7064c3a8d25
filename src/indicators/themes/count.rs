//! One pass over the comments: which terms and themes each has, and whose it is.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, BLANK, Column};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::score::{Attitude, Score};
use crate::domain::terms::{Lexicon, terms};

use super::dictionary::{Dictionary, ThemeSet};

/// So many texts are looked at before others have their turn.
const TEXTS: usize = 1 << 8;

/// Answers by the group of their score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Groups {
    /// Of 0 to 6.
    pub detractors: usize,
    /// Of 7 and 8.
    pub passives: usize,
    /// Of 9 and 10.
    pub promoters: usize,
    /// Without a score.
    pub unscored: usize,
}

impl Groups {
    /// Counts one.
    pub fn add(&mut self, score: Option<Score>) {
        *match score.map(Score::attitude) {
            Some(Attitude::Detractor) => &mut self.detractors,
            Some(Attitude::Passive) => &mut self.passives,
            Some(Attitude::Promoter) => &mut self.promoters,
            None => &mut self.unscored,
        } += 1;
    }

    /// Adds others.
    pub fn join(&mut self, other: Self) {
        self.detractors += other.detractors;
        self.passives += other.passives;
        self.promoters += other.promoters;
        self.unscored += other.unscored;
    }

    /// Those that are not among others, which are part of these.
    #[must_use]
    pub fn without(self, part: Self) -> Self {
        Self {
            detractors: self.detractors.saturating_sub(part.detractors),
            passives: self.passives.saturating_sub(part.passives),
            promoters: self.promoters.saturating_sub(part.promoters),
            unscored: self.unscored.saturating_sub(part.unscored),
        }
    }

    /// With a score.
    pub fn scored(self) -> usize {
        self.detractors + self.passives + self.promoters
    }

    /// All.
    pub fn all(self) -> usize {
        self.scored() + self.unscored
    }

    /// Their Net Promoter Score; `None` without one.
    pub fn score(self) -> Option<f64> {
        let n = self.scored();
        (n > 0).then(|| 100.0 * (self.promoters as f64 - self.detractors as f64) / n as f64)
    }
}

/// What was counted.
pub struct Counted {
    /// All answers.
    pub answered: Groups,
    /// Answers with a comment.
    pub commented: Groups,
    /// Comments of no theme.
    pub untouched: Groups,
    /// By theme, as the dictionary has them.
    pub themes: Vec<Groups>,
    /// By term: comments that have it.
    pub terms: Vec<(String, Groups)>,
    /// The themes of each distinct text, by its code.
    pub themes_of: Vec<ThemeSet>,
}

impl Counted {
    /// Counts, where so wanted without the scores. Each distinct text is divided into terms once.
    pub async fn of<P: Pace>(
        (answers, without_scores): (&Answers, bool),
        column: &Column,
        lexicon: &Lexicon,
        dictionary: &Dictionary,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let (answered, by_text) = by_text(answers, without_scores, column, pace).await?;
        let mut counted = Self {
            answered,
            commented: Groups::default(),
            untouched: Groups::default(),
            themes: vec![Groups::default(); dictionary.names().len()],
            terms: Vec::new(),
            themes_of: Vec::with_capacity(by_text.len()),
        };
        let mut known: HashMap<String, usize, FixedState> = HashMap::default();
        // The text in which a term was counted last.
        let mut last = Vec::new();
        for ((code, text), groups) in column.values.iter().zip(&by_text) {
            if (code as usize).is_multiple_of(TEXTS) {
                pace.breathe(Progress { rows: u64::from(code), ..Progress::default() }).await?;
            }
            if groups.all() == 0 {
                counted.themes_of.push(ThemeSet::default());
                continue;
            }
            counted.commented.join(*groups);
            counted.add_themes(dictionary.of(text), *groups);
            terms(text, lexicon, |term| {
                let index = known.get(term).copied().unwrap_or_else(|| {
                    known.insert(term.to_owned(), counted.terms.len());
                    counted.terms.push((term.to_owned(), Groups::default()));
                    last.push(BLANK);
                    counted.terms.len() - 1
                });
                if let (Some((_, of_term)), Some(last)) = (counted.terms.get_mut(index), last.get_mut(index))
                    && *last != code
                {
                    *last = code;
                    of_term.join(*groups);
                }
            });
        }
        Ok(counted)
    }

    fn add_themes(&mut self, themes: ThemeSet, groups: Groups) {
        for (_, theme) in self.themes.iter_mut().enumerate().filter(|(place, _)| themes.has(*place)) {
            theme.join(groups);
        }
        if themes.is_empty() {
            self.untouched.join(groups);
        }
        self.themes_of.push(themes);
    }
}

/// All answers, and those of each distinct text.
async fn by_text<P: Pace>(
    answers: &Answers,
    without_scores: bool,
    column: &Column,
    pace: &mut P,
) -> Result<(Groups, Vec<Groups>), Cancelled> {
    let (mut answered, mut by_text) = (Groups::default(), vec![Groups::default(); column.values.len()]);
    in_blocks_paced(answers.len(), pace, |rows| {
        for row in rows {
            let score = answers.score.get(row).copied().flatten().filter(|_| !without_scores);
            answered.add(score);
            let code = column.codes.get(row).copied().filter(|_| column.value(row).is_some());
            if let Some(groups) = code.and_then(|code| by_text.get_mut(code as usize)) {
                groups.add(score);
            }
        }
    })
    .await?;
    Ok((answered, by_text))
}
