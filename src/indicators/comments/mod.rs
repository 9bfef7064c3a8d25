//! What people wrote in surveys: all of it, searched, and by the group of their score.
//!
//! A comment is an answer's cell of the comments' column that is not blank; one without a score counts, too. The
//! search finds a part of the text, letter case aside. Branch, period and whatever else divides answers is chosen in
//! the filter.

mod show;
#[cfg(test)]
mod tests;
mod texts;

pub use show::all_comments;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, Column, Field, Kind};
use crate::domain::day::Period;
use crate::domain::intake::Pace;
use crate::domain::net_promoter::Attitudes;
use crate::domain::provenance::Provenance;
use crate::domain::score::{Attitude, Score};

use super::nps::{NpsComment, newest_comments};
use super::page::Page;
use super::themes::{self, Dictionary, DictionaryError, ThemesParams};
use super::{About, Group, Indicator, Say, Settings, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "comments";

/// Its page.
pub const PATH: &str = "/loyalty/comments";

/// Comments.
pub struct CommentsIndicator;

impl Indicator for CommentsIndicator {
    const ABOUT: About =
        About { id: ID, name: ["Comments", "留言"], group: Group::Loyalty, path: PATH, needs: &[Kind::Answers] };

    const NEEDS_COLUMN: &'static [Field] = &[Field::Comment];

    type Params = CommentsParams;
    type Checked = CheckedComments;
    type Found = CommentsFound;
    type Error = CommentsError;

    fn with_shared(own: CommentsParams, _: &Shared) -> CommentsParams {
        own
    }

    fn with_settings(own: CommentsParams, settings: &Settings) -> CommentsParams {
        let ThemesParams { dictionary, .. } = settings.own(themes::ID);
        CommentsParams { dictionary, ..own }
    }

    fn check(params: CommentsParams) -> Result<CheckedComments, CommentsError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedComments,
        pace: &mut P,
    ) -> Result<Option<CommentsFound>, Stopped<CommentsError>> {
        let answers = view.dataset.answers.as_deref();
        let Some((answers, column)) = answers.and_then(|answers| Some((answers, answers.of(Field::Comment)?))) else {
            return Ok(None);
        };
        let mut found = CommentsFound::default();
        let contains = params.containing(column);
        let is_found = |row: usize| {
            let text = column.codes.get(row).and_then(|&code| contains.get(code as usize));
            text.is_some_and(|contains| *contains) && params.params.of.has(score_of(answers, row))
        };
        let mut span = None;
        in_blocks_paced(answers.len(), pace, |rows| {
            for row in rows.filter(|&row| column.value(row).is_some()) {
                found.written.add(score_of(answers, row));
                if is_found(row) {
                    found.found.add(score_of(answers, row));
                    let day = answers.day.get(row).copied().flatten();
                    span = day.map(|day| Period::including(span, day)).or(span);
                }
            }
        })
        .await?;
        if found.written.comments == 0 {
            return Ok(None);
        }
        let most = params.params.most as usize;
        found.list = newest_comments(answers, &view.dataset.customers, most, is_found, pace).await?;
        let provenance = Provenance::new(ID, span, found.found.comments, &[]);
        found.provenance = view.with_held_back(provenance, Kind::Answers);
        Ok(Some(found))
    }

    fn show(found: &CommentsFound, params: &CommentsParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::CommentsTexts::of(say.language).promise
    }

    fn explain(error: &CommentsError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }
}

/// The most comments that can be listed.
pub const MOST: u32 = 10_000;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommentsParams {
    /// Only comments that contain this, letter case aside; empty (default) for all.
    pub search: String,
    /// Only comments of this theme, named as in the list of themes; `None` (default), or one that is not there, for all.
    pub theme: Option<String>,
    /// The list of themes: that of the themes' own page.
    pub dictionary: String,
    /// Whose. Default: everybody's.
    pub of: Whose,
    /// How many are listed, the newest, from 1 to [`MOST`]. Default 200.
    pub most: u32,
}

impl Default for CommentsParams {
    fn default() -> Self {
        Self { search: String::new(), theme: None, dictionary: String::new(), of: Whose::All, most: 200 }
    }
}

impl CommentsParams {
    /// The parameters ready for use.
    pub fn check(self) -> Result<CheckedComments, CommentsError> {
        if self.most == 0 || self.most > MOST {
            return Err(CommentsError::Most(self.most));
        }
        let mut theme = None;
        if let Some(wanted) = &self.theme {
            let themes = Dictionary::parse(&self.dictionary)?;
            theme = themes.names().iter().position(|name| name == wanted).map(|place| (themes, place));
        }
        Ok(CheckedComments { params: self, theme })
    }
}

/// Checked parameters.
#[derive(Debug, Clone)]
pub struct CheckedComments {
    params: CommentsParams,
    /// The theme looked for, by its place in the list.
    theme: Option<(Dictionary, usize)>,
}

impl CheckedComments {
    /// Of each distinct text, whether it contains what is looked for.
    fn containing(&self, column: &Column) -> Vec<bool> {
        let search = self.params.search.trim().to_lowercase();
        let found = |text: &str| search.is_empty() || text.to_lowercase().contains(&search);
        let of_theme = |text: &str| self.theme.as_ref().is_none_or(|(themes, theme)| themes.of(text).has(*theme));
        column.values.iter().map(|(_, text)| found(text) && of_theme(text)).collect()
    }
}

/// Whose comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Everybody's.
    #[default]
    All,
    /// Those of 0 to 6.
    Detractors,
    /// Those of 7 and 8.
    Passives,
    /// Those of 9 and 10.
    Promoters,
    /// Those who gave no score.
    Unscored,
}

impl Whose {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] = [Self::All, Self::Detractors, Self::Passives, Self::Promoters, Self::Unscored];

    fn has(self, score: Option<Score>) -> bool {
        let attitude = score.map(Score::attitude);
        match self {
            Self::All => true,
            Self::Detractors => attitude == Some(Attitude::Detractor),
            Self::Passives => attitude == Some(Attitude::Passive),
            Self::Promoters => attitude == Some(Attitude::Promoter),
            Self::Unscored => attitude.is_none(),
        }
    }
}

/// Parameters that make no sense.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentsError {
    /// So many cannot be listed.
    #[error("{0} comments cannot be listed: choose 1 to {MOST}")]
    Most(u32),
    /// The list of themes cannot be read.
    #[error(transparent)]
    Themes(#[from] DictionaryError),
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CommentsFound {
    /// All that were written.
    pub written: Written,
    /// Those that were looked for.
    pub found: Written,
    /// The newest of them.
    pub list: Vec<NpsComment>,
    /// What it was computed from; `used` counts the comments found.
    pub provenance: Provenance,
}

/// How many comments, by the group of their score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Written {
    /// All.
    pub comments: usize,
    /// By group.
    #[serde(flatten)]
    pub by: Attitudes,
}

impl Written {
    fn add(&mut self, score: Option<Score>) {
        self.comments += 1;
        self.by.add(score);
    }
}

fn score_of(answers: &Answers, row: usize) -> Option<Score> {
    answers.score.get(row).copied().flatten()
}
