//! Importance and performance: what matters and how well it is done, thing by thing.
//!
//! Performance is the mean mark of a column whose role is satisfaction (or that could hold marks). Importance is stated (the
//! mean of the column of importance about the same thing) or derived: the correlation of its marks with the score, over the
//! answers that have both. Each has its interval: of the normal approximation for means, by Fisher's transformation for
//! correlations. Two lines, at the means over all items or where they are typed in, part four quadrants; on the line is high.
//! An item whose interval holds a line may stand on the other side by chance, and is marked.
//!
//! Where columns of a rival are paired, what we are marked above the rival is the mean of the paired differences.
//!
//! Derived importance says what goes with the score among these people, stated importance what they say: the two differ
//! often, and neither is what would happen if an item were mended.
//!
//! Source: J. A. Martilla, J. C. James, Importance-performance analysis, Journal of Marketing 41 (1977) 77-79; the interval of
//! a correlation: R. A. Fisher, Metron 1 (1921) 3-32.

mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Answers, Column, Field, Kind};
use crate::domain::intake::{Pace, Progress};
use crate::domain::interval::{Interval, Level, NotALevel};
use crate::domain::provenance::Provenance;

use super::marks::{self, Bounds, Item, NoMarks, NotBounds, mean, pairs, unusual};
use super::page::{Control, Page};
use super::{About, Group, Indicator, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "importance";

/// The keys of the quadrants: low in both, high performance, high importance, high in both.
pub const KEYS: [&str; 4] = ["low_priority", "possible_overkill", "concentrate_here", "keep_up_the_good_work"];

/// The most items shown.
pub const MOST_ITEMS: usize = 40;

/// Importance and performance.
pub struct ImportanceIndicator;

impl Indicator for ImportanceIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Importance and performance", "重要性与表现"],
        group: Group::Service,
        path: "/service/importance",
        needs: &[Kind::Answers],
    };

    type Params = ImportanceParams;
    type Checked = CheckedImportance;
    type Found = Importance;
    type Error = ImportanceError;

    fn with_shared(own: ImportanceParams, shared: &Shared) -> ImportanceParams {
        ImportanceParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn check(params: ImportanceParams) -> Result<CheckedImportance, ImportanceError> {
        let (level, bounds) = (Level::try_from(params.level)?, Bounds::new(params.lowest, params.highest)?);
        for given in [params.importance_line, params.performance_line].into_iter().flatten() {
            if !given.is_finite() {
                return Err(ImportanceError::Line { given });
            }
        }
        Ok(CheckedImportance { params, bounds, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedImportance,
        pace: &mut P,
    ) -> Result<Option<Importance>, Stopped<ImportanceError>> {
        let answers = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty());
        let Some(answers) = answers else { return Ok(None) };
        let mut found = importance(answers, params, pace).await?;
        found.provenance = view.with_held_back(found.provenance, Kind::Answers);
        Ok(Some(found))
    }

    fn show(found: &Importance, params: &ImportanceParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ImportanceTexts::of(say.language).promise
    }

    fn explain(error: &ImportanceError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ImportanceParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// Where importance is from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportanceBy {
    /// Stated where columns say it, else derived.
    #[default]
    Auto,
    /// What people say matters.
    Stated,
    /// What goes with the score.
    Derived,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportanceParams {
    /// Where importance is from. Default: stated where columns say it.
    pub by: ImportanceBy,
    /// The columns of the items; empty (default) for those whose role is satisfaction, else those that could hold marks.
    pub fields: Vec<String>,
    /// Where high importance begins; `None` (default) for the mean over all items.
    pub importance_line: Option<f64>,
    /// Where high performance begins; `None` (default) for the mean over all items.
    pub performance_line: Option<f64>,
    /// The lowest mark; lower numbers are no marks. Default: any.
    pub lowest: Option<f64>,
    /// The highest mark; higher numbers are no marks. Default: any.
    pub highest: Option<f64>,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many answers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for ImportanceParams {
    fn default() -> Self {
        Self {
            by: ImportanceBy::default(),
            fields: Vec::new(),
            importance_line: None,
            performance_line: None,
            lowest: None,
            highest: None,
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedImportance {
    params: ImportanceParams,
    bounds: Bounds,
    level: Level,
}

/// Why there is no grid.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportanceError {
    /// A line is nowhere.
    #[error("a line at {given}")]
    Line {
        /// As given.
        given: f64,
    },
    /// There is no such column.
    #[error("there is no column `{name}`")]
    Field {
        /// As asked for.
        name: String,
    },
    /// A column chosen holds no numbers.
    #[error("the column `{name}` holds no numbers")]
    NoMarks {
        /// As asked for.
        name: String,
    },
    /// Marks lie between nothing.
    #[error(transparent)]
    Bounds(#[from] NotBounds),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

impl From<NoMarks> for ImportanceError {
    fn from(error: NoMarks) -> Self {
        match error {
            NoMarks::Unknown(name) => Self::Field { name },
            NoMarks::Texts(name) => Self::NoMarks { name },
        }
    }
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Two columns of marks.
    Items,
    /// A choice: there are more than [`MOST_ITEMS`] columns of marks.
    Choice,
    /// Columns of importance about the same things.
    Stated,
    /// Scores that differ beside marks that do.
    Derived,
}

/// What matters, and how well it is done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Importance {
    /// What is missing for a grid.
    pub lacking: Option<Lacking>,
    /// Whether importance is stated; else it is derived.
    pub stated: bool,
    /// Where high begins.
    pub lines: Lines,
    /// Each item, in the order of the file.
    pub items: Vec<ItemImportance>,
    /// Items without an importance, or without a mark.
    pub left_out: Vec<String>,
    /// The least and the greatest mark, where these are of no usual scale.
    pub unusual: Option<(f64, f64)>,
    /// What it was computed from; `used` counts answers.
    pub provenance: Provenance,
}

/// Where high begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Lines {
    /// Of importance.
    pub importance: f64,
    /// Of performance.
    pub performance: f64,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemImportance {
    /// The column of its marks.
    pub name: String,
    /// What it is called on the page.
    #[serde(skip)]
    pub label: String,
    /// How much it matters: a mean mark, or a correlation.
    pub importance: f64,
    /// The interval of that.
    pub importance_interval: Option<Interval>,
    /// The mean mark.
    pub performance: f64,
    /// The interval of that.
    pub performance_interval: Option<Interval>,
    /// Its marks.
    pub n: usize,
    /// One of [`KEYS`].
    pub quadrant: &'static str,
    /// Whether an interval holds a line: the quadrant may be chance.
    pub straddles: bool,
    /// What we are marked above a rival, where a column says the rival's mark.
    pub above_rival: Option<f64>,
    /// The interval of that.
    pub above_rival_interval: Option<Interval>,
}

async fn importance<P: Pace>(
    answers: &Answers,
    checked: &CheckedImportance,
    pace: &mut P,
) -> Result<Importance, Stopped<ImportanceError>> {
    let params = &checked.params;
    let of = |role| answers.items(role).collect::<Vec<&Column>>();
    let columns = marks::columns(&answers.columns, Field::Satisfaction, &params.fields)
        .map_err(|error| Stopped::Error(ImportanceError::from(error)))?;
    let items = Item::all(columns, checked.bounds, pace).await?;
    let stated = Item::all(of(Field::Importance), Bounds::default(), pace).await?;
    let rivals = Item::all(of(Field::Rival), checked.bounds, pace).await?;
    let (weights, against) = (pairs(&items, &stated), pairs(&items, &rivals));
    let is_stated = match params.by {
        ImportanceBy::Auto => weights.iter().any(Option::is_some),
        ImportanceBy::Stated => true,
        ImportanceBy::Derived => false,
    };
    let mut found = Importance {
        lacking: None,
        stated: is_stated,
        lines: Lines::default(),
        items: Vec::new(),
        left_out: Vec::new(),
        unusual: unusual(Item::range(&items)),
        provenance: Provenance::new(ID, answers.period(), 0, &[]),
    };
    if items.len() < 2 || items.len() > MOST_ITEMS {
        found.lacking = Some(if items.len() < 2 { Lacking::Items } else { Lacking::Choice });
        return Ok(found);
    }
    let scores: Vec<Option<f64>> =
        answers.score.iter().map(|score| score.map(|score| f64::from(score.get()))).collect();
    for (place, item) in items.iter().enumerate() {
        pace.breathe(Progress::default()).await?;
        let other = |with: &[Option<usize>], list: &'_ [Item]| -> Option<Vec<Option<f64>>> {
            list.get((*with.get(place)?)?).map(|item| item.marks.clone())
        };
        let weight = if is_stated {
            other(&weights, &stated)
                .and_then(|marks| mean(&marks.into_iter().flatten().collect::<Vec<_>>(), checked.level))
        } else {
            correlation(&both(&item.marks, &scores), checked.level)
        };
        match (weight, mean(&item.marks.iter().copied().flatten().collect::<Vec<_>>(), checked.level)) {
            (Some(weight), Some(performance)) => {
                let rival = other(&against, &rivals).and_then(|rival| {
                    let above = both(&item.marks, &rival).iter().map(|(own, rival)| own - rival).collect::<Vec<_>>();
                    mean(&above, checked.level)
                });
                found.items.push(ItemImportance::of(item, weight, performance, rival));
            }
            _ => found.left_out.push(item.name.clone()),
        }
    }
    if found.items.len() < 2 {
        found.lacking = Some(if is_stated { Lacking::Stated } else { Lacking::Derived });
        return Ok(found);
    }
    marks::label(&mut found.items, |item| (&item.name, &mut item.label));
    found.place(params);
    found.provenance.used = found.items.iter().map(|item| item.n).max().unwrap_or_default();
    Ok(found)
}

/// What rows have that have both.
fn both(left: &[Option<f64>], right: &[Option<f64>]) -> Vec<(f64, f64)> {
    left.iter().zip(right).filter_map(|(left, right)| (*left).zip(*right)).collect()
}

/// Pearson's correlation; `None` where one side does not vary.
fn correlation(pairs: &[(f64, f64)], level: Level) -> Option<(f64, Option<Interval>)> {
    let n = pairs.len() as f64;
    let (left, right) = pairs.iter().fold((0.0, 0.0), |sums, pair| (sums.0 + pair.0 / n, sums.1 + pair.1 / n));
    let of = |each: fn(f64, f64) -> f64| pairs.iter().map(|pair| each(pair.0 - left, pair.1 - right)).sum::<f64>();
    let spread = of(|left, _| left * left) * of(|_, right| right * right);
    if spread.is_nan() || spread <= 0.0 {
        return None;
    }
    let found = (of(|left, right| left * right) / spread.sqrt()).clamp(-1.0, 1.0);
    let reach = level.z() / (n - 3.0).sqrt();
    let end = |side: f64| libm::tanh(libm::atanh(found) + side * reach);
    let interval = (n > 3.0 && found.abs() < 1.0).then(|| Interval { low: end(-1.0), high: end(1.0) });
    Some((found, interval))
}

impl ItemImportance {
    fn of(
        item: &Item,
        (importance, importance_interval): (f64, Option<Interval>),
        (performance, performance_interval): (f64, Option<Interval>),
        rival: Option<(f64, Option<Interval>)>,
    ) -> Self {
        Self {
            name: item.name.clone(),
            label: String::new(),
            importance,
            importance_interval,
            performance,
            performance_interval,
            n: item.marks.iter().flatten().count(),
            quadrant: "",
            straddles: false,
            above_rival: rival.map(|(above, _)| above),
            above_rival_interval: rival.and_then(|(_, interval)| interval),
        }
    }
}

impl Importance {
    /// Draws the lines, and says where each item stands.
    fn place(&mut self, params: &ImportanceParams) {
        let n = self.items.len() as f64;
        let mean = |of: fn(&ItemImportance) -> f64| self.items.iter().map(of).sum::<f64>() / n;
        let lines = Lines {
            importance: params.importance_line.unwrap_or_else(|| mean(|item| item.importance)),
            performance: params.performance_line.unwrap_or_else(|| mean(|item| item.performance)),
        };
        let holds = |interval: Option<Interval>, line: f64| {
            interval.is_none_or(|interval| interval.low <= line && line <= interval.high)
        };
        for item in &mut self.items {
            let high = 2 * usize::from(item.importance >= lines.importance)
                + usize::from(item.performance >= lines.performance);
            item.quadrant = KEYS.get(high).copied().unwrap_or_default();
            item.straddles = holds(item.importance_interval, lines.importance)
                || holds(item.performance_interval, lines.performance);
        }
        self.lines = lines;
    }
}
