//! One pass over the comments: which terms and themes each has, and whose it is.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, BLANK, Column};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::net_promoter::Attitudes;
use crate::domain::terms::{Lexicon, terms};

use super::dictionary::{Dictionary, ThemeSet};

/// So many texts are looked at before others have their turn.
const TEXTS: usize = 1 << 8;

/// What was counted.
pub struct Counted {
    /// All answers.
    pub answered: Attitudes,
    /// The days of the comments; `None` where none has one.
    pub span: Option<Period>,
    /// Answers with a comment.
    pub commented: Attitudes,
    /// Comments of no theme.
    pub untouched: Attitudes,
    /// By theme, as the dictionary has them.
    pub themes: Vec<Attitudes>,
    /// By term: comments that have it.
    pub terms: Vec<(String, Attitudes)>,
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
        let (answered, span, by_text) = by_text(answers, without_scores, column, pace).await?;
        let mut counted = Self {
            answered,
            span,
            commented: Attitudes::default(),
            untouched: Attitudes::default(),
            themes: vec![Attitudes::default(); dictionary.names().len()],
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
                    counted.terms.push((term.to_owned(), Attitudes::default()));
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

    fn add_themes(&mut self, themes: ThemeSet, groups: Attitudes) {
        for (_, theme) in self.themes.iter_mut().enumerate().filter(|(place, _)| themes.has(*place)) {
            theme.join(groups);
        }
        if themes.is_empty() {
            self.untouched.join(groups);
        }
        self.themes_of.push(themes);
    }
}

/// All answers, the days of those with a comment, and the answers of each distinct text.
async fn by_text<P: Pace>(
    answers: &Answers,
    without_scores: bool,
    column: &Column,
    pace: &mut P,
) -> Result<(Attitudes, Option<Period>, Vec<Attitudes>), Cancelled> {
    let (mut answered, mut span) = (Attitudes::default(), None);
    let mut by_text = vec![Attitudes::default(); column.values.len()];
    in_blocks_paced(answers.len(), pace, |rows| {
        for row in rows {
            let score = answers.score.get(row).copied().flatten().filter(|_| !without_scores);
            answered.add(score);
            let code = column.codes.get(row).copied().filter(|_| column.value(row).is_some());
            if let Some(groups) = code.and_then(|code| by_text.get_mut(code as usize)) {
                groups.add(score);
                let day = answers.day.get(row).copied().flatten();
                span = day.map(|day| Period::including(span, day)).or(span);
            }
        }
    })
    .await?;
    Ok((answered, span, by_text))
}
