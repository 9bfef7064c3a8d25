//! What comments are about: words that set apart who is unhappy, and themes with what each costs the score.
//!
//! A comment is an answer's cell of the comments' column that is not blank. Its terms are told in
//! [`terms`](crate::domain::terms); a word counts once a comment, however often it stands there.
//!
//! **Words**: the log-odds of a word among detractors (0-6) less that among promoters (9-10), with an informative
//! Dirichlet prior: to both groups so many made-up words are added, spread as the words of all comments are. Its z is
//! the difference in its standard errors. Source: B. L. Monroe, M. P. Colaresi, K. M. Quinn, Fightin' Words, Political
//! Analysis 16 (2008) 372-403, equations 15, 16, 20 and 22. Positive: a word of detractors. Without both groups a word
//! has no log-odds.
//!
//! **Themes**: a comment has a theme where it has one of its words: a Chinese one anywhere, any other as a whole word,
//! with or without its plural. The impact of a theme is the Net Promoter Score of all answers less that of all without
//! the theme's: negative where it draws the score down. Its interval is the bootstrap's, by percentiles of resamples
//! whose counts are Poisson (J. A. Hanley, B. `MacGibbon`, Creating non-parametric bootstrap samples using Poisson
//! frequencies, Computer Methods and Programs in Biomedicine 83 (2006) 57-62), drawn from a fixed seed.
//!
//! An impact says what goes with a theme, not what would come of mending it.

mod chosen;
mod count;
mod dictionary;
mod impact;
mod show;
#[cfg(test)]
mod tests;
mod texts;
mod words;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Field, Kind};
use crate::domain::intake::Pace;
use crate::domain::interval::{Level, NotALevel};
use crate::domain::provenance::Provenance;
use crate::domain::scale::Scale;
use crate::domain::terms::Lexicon;

use super::activity::SpanTooLong;
use super::nps::{self, NpsParams, is_other_scale};
use super::page::{Control, Page};
use super::{About, Group, Indicator, Say, Settings, Shared, Stopped, View};

pub use chosen::{ChosenTheme, ThemeOfGroup, ThemeOfPeriod};
pub use dictionary::{Dictionary, DictionaryError, ThemeSet, name_in};
pub use show::explain_list as explain;
pub use words::Word;

use count::Counted;

/// Its id.
pub const ID: &str = "themes";

/// Its page.
pub const PATH: &str = "/loyalty/themes";

/// Themes.
pub struct ThemesIndicator;

impl Indicator for ThemesIndicator {
    const ABOUT: About =
        About { id: ID, name: ["Themes", "留言主题"], group: Group::Loyalty, path: PATH, needs: &[Kind::Answers] };

    const NEEDS_COLUMN: &'static [Field] = &[Field::Comment];

    const NEEDS_WORDS: bool = true;

    type Params = ThemesParams;
    type Checked = CheckedThemes;
    type Found = ThemesFound;
    type Error = ThemesError;

    fn with_shared(own: ThemesParams, shared: &Shared) -> ThemesParams {
        let Shared { length, level, small_sample, .. } = *shared;
        ThemesParams { length, level, small_sample, ..own }
    }

    fn with_settings(own: ThemesParams, settings: &Settings) -> ThemesParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        Self::with_shared(ThemesParams { really_0_to_10, ..own }, &settings.shared)
    }

    fn check(params: ThemesParams) -> Result<CheckedThemes, ThemesError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedThemes,
        pace: &mut P,
    ) -> Result<Option<ThemesFound>, Stopped<ThemesError>> {
        let answers = view.dataset.answers.as_deref();
        let Some((answers, column)) = answers.and_then(|answers| Some((answers, answers.of(Field::Comment)?))) else {
            return Ok(None);
        };
        let lexicon: &Lexicon = view.lexicon.get().ok_or(Stopped::Error(ThemesError::NoWordList))?;
        let other_scale = is_other_scale(answers, &params.really_0_to_10);
        let counted = Counted::of((answers, other_scale), column, lexicon, &params.dictionary, pace).await?;
        if counted.commented.all() == 0 {
            return Ok(None);
        }
        let themes = impact::themes(&counted, params);
        let theme = chosen::place(&themes, params);
        let chosen = chosen::chosen(view, answers, column, (&counted, theme), params, pace).await?;
        let provenance = Provenance::new(ID, counted.span, counted.commented.all(), &[]);
        Ok(Some(ThemesFound {
            comments: counted.commented.all(),
            scored: counted.commented.scored(),
            score: counted.answered.score(),
            untouched: counted.untouched.all(),
            other_scale,
            sure_z: params.level.z(),
            words: words::words(&counted, params.prior, params.least),
            themes,
            chosen,
            provenance: view.with_held_back(provenance, Kind::Answers),
        }))
    }

    fn show(found: &ThemesFound, params: &ThemesParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ThemesTexts::of(say.language).promise
    }

    fn explain(error: &ThemesError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ThemesParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// The most made-up words that can be chosen.
pub const MOST_PRIOR: f64 = 1e6;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ThemesParams {
    /// Themes, a line each: `Name: word, word`. Empty (default) for the themes that come with the program.
    pub dictionary: String,
    /// The theme looked at closely; `None` (default) for the one that surely costs most, else the one in most comments.
    pub theme: Option<String>,
    /// The attribute it is divided by; `None` (default) for the branch, else the first in text order.
    pub by: Option<String>,
    /// In at least how many comments a word must stand, at least 1. Default 5.
    pub least: u32,
    /// So many made-up words go to each group, from above 0 to [`MOST_PRIOR`]. Default 500, as in the paper's example.
    pub prior: f64,
    /// Scales that look like another one and were asked from 0 to 10 all the same: set with the score itself.
    pub really_0_to_10: Vec<Scale>,
    /// How long a period is. Default: a month.
    pub length: PeriodLength,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Of fewer comments a theme is read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for ThemesParams {
    fn default() -> Self {
        Self {
            dictionary: String::new(),
            theme: None,
            by: None,
            least: 5,
            prior: 500.0,
            really_0_to_10: Vec::new(),
            length: PeriodLength::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

impl ThemesParams {
    /// The parameters ready for use.
    pub fn check(self) -> Result<CheckedThemes, ThemesError> {
        if !(self.prior > 0.0 && self.prior <= MOST_PRIOR) {
            return Err(ThemesError::Prior(self.prior));
        }
        Ok(CheckedThemes {
            dictionary: Dictionary::parse(&self.dictionary)?,
            theme: self.theme,
            by: self.by,
            least: self.least.max(1) as usize,
            prior: self.prior,
            really_0_to_10: self.really_0_to_10,
            length: self.length,
            level: Level::try_from(self.level)?,
        })
    }
}

/// Checked parameters.
#[derive(Debug, Clone)]
pub struct CheckedThemes {
    dictionary: Dictionary,
    theme: Option<String>,
    by: Option<String>,
    least: usize,
    prior: f64,
    really_0_to_10: Vec<Scale>,
    length: PeriodLength,
    level: Level,
}

/// Why themes cannot be told.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemesError {
    /// The list of Chinese words is not there.
    #[error("the list of Chinese words could not be loaded")]
    NoWordList,
    /// The themes cannot be read.
    #[error(transparent)]
    Dictionary(#[from] DictionaryError),
    /// So many made-up words make no sense.
    #[error("{0} made-up words cannot be added: choose from above 0 to {MOST_PRIOR}")]
    Prior(f64),
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// The comments span too many periods: a fault of the data.
    #[error(transparent)]
    SpanTooLong(#[from] SpanTooLong),
}

/// What comments are about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemesFound {
    /// Comments.
    pub comments: usize,
    /// Those with a score.
    pub scored: usize,
    /// The Net Promoter Score of all answers, with a comment or without; `None` without one.
    pub score: Option<f64>,
    /// Comments of no theme.
    pub untouched: usize,
    /// Whether the scores look like another scale than 0 to 10: they are left aside.
    pub other_scale: bool,
    /// From this |z| on a word is surely one of a group's, by the confidence level: at 95 % chance alone makes one so large
    /// in 5 % of cases.
    pub sure_z: f64,
    /// Words in enough comments: the one that sets detractors and promoters apart most comes first.
    pub words: Vec<Word>,
    /// Themes, the one that draws the score down most first; those without a score last.
    pub themes: Vec<Theme>,
    /// The one looked at closely; `None` where no comment has a theme.
    pub chosen: Option<ChosenTheme>,
    /// What it was computed from; `used` counts comments.
    pub provenance: Provenance,
}

/// One theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Theme {
    /// Its name as in the list of themes.
    pub name: String,
    /// Its comments.
    pub comments: usize,
    /// Their share of all comments.
    pub share: f64,
    /// Its answers with a score.
    pub n: usize,
    /// Their Net Promoter Score; `None` without one.
    pub score: Option<f64>,
    /// The score of all answers less that of those without the theme; `None` where either has none.
    pub impact: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

impl Theme {
    /// Whether the score is surely lower with it.
    pub fn surely_costs(&self) -> bool {
        self.high.is_some_and(|high| high < 0.0)
    }
}
