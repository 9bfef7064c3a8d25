//! Net Promoter Score: overall, by group, by period, with the uncertainty of each.
//!
//! Promoters (9-10) less detractors (0-6) in a hundred answers; anything that is no score from 0
//! to 10 is *not an answer* and counted apart. Source: F. F. Reichheld, The one number you need to
//! grow, Harvard Business Review, December 2003.
//!
//! Interval: adjusted Wald (B. Rocks, Interval estimation for the "Net Promoter Score", The American
//! Statistician 70 (2016) 365-372): three made-up answers (¾ detractor, 1½ passive, ¾ promoter) are
//! added, then z standard errors to each side, held within ±100. It assumes that those who
//! answered are a random part of those asked about; it knows nothing of who stayed silent.

mod groups;
mod texts;
mod trend;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::dataset::Answers;
use crate::domain::day::Period;
use crate::domain::interval::{Level, NotALevel};
use crate::domain::net_promoter::{Estimate, Tally};
use crate::domain::provenance::Provenance;

pub use groups::{NpsGroup, extremes, nps_by};
pub use texts::definition;
pub use trend::{Change, NpsPeriod, NpsTrend, nps_by_period};

/// What can be chosen about the score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NpsParams {
    /// Confidence of the interval, 0.5 to below 1. Default 0.95.
    pub level: f64,
}

impl Default for NpsParams {
    fn default() -> Self {
        Self { level: Level::DEFAULT.get() }
    }
}

impl NpsParams {
    /// The parameters ready for use.
    pub fn check(self) -> Result<CheckedNps, NpsError> {
        Ok(CheckedNps { level: Level::try_from(self.level)? })
    }
}

/// Checked parameters.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CheckedNps {
    level: Level,
}

impl CheckedNps {
    /// Confidence of the interval.
    pub fn level(self) -> Level {
        self.level
    }
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum NpsError {
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// The score of a whole table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nps {
    /// The score, its counts and its interval.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Answers per score: the first entry counts the 0s, the last the 10s.
    pub distribution: [usize; 11],
    /// Mean of the answers; `None` without one.
    pub mean: Option<f64>,
    /// Confidence of the interval.
    pub level: Level,
    /// Whether 95 % or more of at least 20 answers lie in 1 to 5: the question was probably asked
    /// on another scale, and the score then means nothing.
    pub looks_unlike_nps: bool,
    /// What it was computed from.
    pub provenance: Provenance,
}

/// The score of all answers of a table.
pub fn nps(answers: &Answers, params: &CheckedNps) -> Nps {
    let mut tally = Tally::default();
    for score in &answers.score {
        tally.add(*score);
    }
    let estimate = tally.estimate(params.level);
    let scored_days = answers.day.iter().zip(&answers.score).filter(|(_, score)| score.is_some());
    Nps {
        estimate,
        distribution: tally.distribution,
        mean: tally.mean(),
        level: params.level,
        looks_unlike_nps: tally.looks_unlike_nps(),
        provenance: estimate.provenance(Period::spanning(scored_days.filter_map(|(day, _)| *day))),
    }
}
