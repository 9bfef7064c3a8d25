//! Drivers: what moves the score, or who leaves, among the marks people gave to single things.
//!
//! Rows are answers with a score (or customers of whom it is known whether they left, then 1 or 0) and a mark in every item;
//! the others are counted. A straight line is fitted by least squares, of ranks where so chosen. An item's share is its
//! Shapley value (LMG): what it adds to R², averaged over all orders in which items can be taken. Shares add up to R². The
//! coefficient is standardised: standard deviations of the outcome for one of the item, the other items held still. For
//! leaving it is the linear probability model's, whose R² is small by nature; of few items beside it stand the shares of
//! `McFadden`'s R² of a logistic regression ([`pseudo`]).
//!
//! Intervals are percentiles of resampled rows, the same every time; of many rows, of groups of them. Items that tell much
//! the same (variance inflation) are said to; one that repeats others has no coefficient; one that does not vary is named,
//! never a zero.
//!
//! Sources: R. H. Lindeman, P. F. Merenda, R. Z. Gold, Introduction to Bivariate and Multivariate Analysis (1980); L. S.
//! Shapley, A value for n-person games (1953); U. Grömping, The American Statistician 61 (2007) 139-147; B. Efron,
//! R. Tibshirani, An Introduction to the Bootstrap (1993).

mod pseudo;
mod rows;
mod shapley;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Interval, Level, NotALevel};
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::quantile::quantile;
use crate::domain::random::Rng;

use super::marks::{self, Bounds, NoMarks, NotBounds};
use super::page::{Control, Page};
use super::{About, Group, Indicator, Say, Shared, Stopped, View};

pub use pseudo::{Pseudo, PseudoShare};
use rows::Rows;
use shapley::{Matrix, Moments, coefficients, shares};

/// Its id.
pub const ID: &str = "drivers";

/// The most items: each one more doubles the sets to go through.
pub const MOST_ITEMS: usize = 14;

/// The most resamples.
pub const MOST_RESAMPLES: u16 = 5_000;

/// Of more rows than this groups are resampled.
const GROUPS: usize = 1_000;

/// Drivers.
pub struct DriversIndicator;

impl Indicator for DriversIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Drivers", "关键驱动因素"],
        group: Group::Service,
        path: "/service/drivers",
        needs: &[Kind::Answers, Kind::Customers],
    };

    type Params = DriversParams;
    type Checked = CheckedDrivers;
    type Found = Drivers;
    type Error = DriversError;

    fn with_shared(own: DriversParams, shared: &Shared) -> DriversParams {
        DriversParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn check(params: DriversParams) -> Result<CheckedDrivers, DriversError> {
        let level = Level::try_from(params.level)?;
        let bounds = Bounds::new(params.lowest, params.highest)?;
        if params.resamples > MOST_RESAMPLES {
            return Err(DriversError::Resamples { given: params.resamples });
        }
        if params.collinear_from.is_nan() || params.collinear_from < 1.0 {
            return Err(DriversError::Collinear { given: params.collinear_from });
        }
        Ok(CheckedDrivers { params, bounds, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedDrivers,
        pace: &mut P,
    ) -> Result<Option<Drivers>, Stopped<DriversError>> {
        drivers(view, params, pace).await
    }

    fn show(found: &Drivers, params: &DriversParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::DriversTexts::of(say.language).promise
    }

    fn explain(error: &DriversError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &DriversParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// What is to be explained.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The score.
    #[default]
    Score,
    /// Whether a customer left.
    Leaving,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DriversParams {
    /// What is to be explained. Default: the score.
    pub of: Outcome,
    /// The columns of the items; empty (default) for those whose role is satisfaction, else those that could hold marks: of
    /// more than [`MOST_ITEMS`] those that tell most of the outcome, each alone.
    pub fields: Vec<String>,
    /// The lowest mark; lower numbers are no marks. Default: any.
    pub lowest: Option<f64>,
    /// The highest mark; higher numbers are no marks. Default: any.
    pub highest: Option<f64>,
    /// Whether ranks stand in the place of marks and outcome. Default: no.
    pub ranks: bool,
    /// How often rows are drawn again for the intervals, 0 (no intervals) to [`MOST_RESAMPLES`]. Default 500.
    pub resamples: u16,
    /// From which variance inflation on items are said to tell the same, 1 at least. Default 5.
    pub collinear_from: f64,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many rows figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for DriversParams {
    fn default() -> Self {
        Self {
            of: Outcome::default(),
            fields: Vec::new(),
            lowest: None,
            highest: None,
            ranks: false,
            resamples: 500,
            collinear_from: 5.0,
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedDrivers {
    params: DriversParams,
    bounds: Bounds,
    level: Level,
}

/// Why there are no drivers.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DriversError {
    /// Too many resamples.
    #[error("{given} resamples: 0 to {MOST_RESAMPLES} are possible")]
    Resamples {
        /// As many as asked for.
        given: u16,
    },
    /// No variance inflation.
    #[error("a variance inflation of {given}: 1 at least")]
    Collinear {
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

impl From<NoMarks> for DriversError {
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
    /// Answers.
    Answers,
    /// Anything that says who left.
    Left,
    /// Two columns of marks.
    Items,
    /// A choice: more than [`MOST_ITEMS`] columns of marks were chosen.
    Choice,
    /// As many complete rows as there are items, and two more.
    Rows,
    /// Outcomes that differ.
    Outcome,
}

/// What moves the outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drivers {
    /// What is missing for drivers.
    pub lacking: Option<Lacking>,
    /// What is explained.
    pub of: Outcome,
    /// Rows with the outcome and every mark.
    pub n: usize,
    /// Rows without the outcome.
    pub without_outcome: usize,
    /// Rows with the outcome and without a mark in some item.
    pub incomplete: usize,
    /// The share of the outcome's variance that all items explain.
    pub r2: Option<f64>,
    /// Each item, that of the greatest share first.
    pub items: Vec<Driver>,
    /// What items add to the fit of a logistic regression; `None` for the score, of many items, and where some of them tell
    /// who leaves without fail.
    pub pseudo: Option<Pseudo>,
    /// Items whose marks are all the same.
    pub unvaried: Vec<String>,
    /// Further columns of marks that nobody chose, each of which tells less of the outcome than the items do.
    pub passed_over: Vec<String>,
    /// Whether some items tell much the same.
    pub collinear: bool,
    /// The least and the greatest mark, where these are of no usual scale.
    pub unusual: Option<(f64, f64)>,
    #[serde(skip)]
    offered: Vec<String>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Driver {
    /// Its column.
    pub name: String,
    /// What it is called on the page.
    #[serde(skip)]
    pub label: String,
    /// What it adds to R², 0 to R².
    pub share: f64,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Its part of R², 0 to 1.
    pub part: Option<f64>,
    /// The standardised coefficient; `None` where other items say all that it does.
    pub coefficient: Option<f64>,
    /// The interval of the coefficient.
    pub coefficient_interval: Option<Interval>,
    /// The correlation with the outcome alone.
    pub correlation: f64,
    /// How much more its coefficient varies than if it had nothing in common with the others.
    pub inflation: Option<f64>,
}

async fn drivers<P: Pace>(
    view: &View,
    checked: &CheckedDrivers,
    pace: &mut P,
) -> Result<Option<Drivers>, Stopped<DriversError>> {
    let Some(mut rows) = Rows::of(view, &checked.params, checked.bounds, pace).await? else { return Ok(None) };
    let lacking = rows.lacking();
    let mut found = Drivers {
        lacking,
        of: checked.params.of,
        n: rows.values.len(),
        without_outcome: rows.without_outcome,
        incomplete: rows.incomplete,
        r2: None,
        items: Vec::new(),
        pseudo: None,
        unvaried: std::mem::take(&mut rows.unvaried),
        passed_over: std::mem::take(&mut rows.passed_over),
        collinear: false,
        unusual: rows.unusual,
        offered: std::mem::take(&mut rows.offered),
        provenance: view.with_held_back(Provenance::new(ID, rows.period, rows.values.len(), &[]), rows.kind),
    };
    if lacking.is_some() {
        return Ok(Some(found));
    }
    if checked.params.ranks {
        rows.rank(pace).await?;
    }
    rows.centre(pace).await?;
    let groups = groups(&rows, pace).await?;
    let mut all = Moments::new(rows.names.len() + 1);
    for group in &groups {
        all.add_all(group);
    }
    let matrix = all.correlations();
    let drawn = resample(&groups, &rows, checked, pace).await?;
    found.fill(&rows, &matrix, &drawn, checked);
    if checked.params.of == Outcome::Leaving {
        found.pseudo = Pseudo::of(&rows, checked.level, pace).await?;
        let pseudo = found.pseudo.iter_mut().map(|pseudo| &mut pseudo.items);
        pseudo.for_each(|items| marks::label(items, |item| (&item.name, &mut item.label)));
    }
    Ok(Some(found))
}

/// The rows summed up, one by one or in groups of every so-manieth.
async fn groups<P: Pace>(rows: &Rows, pace: &mut P) -> Result<Vec<Moments>, Cancelled> {
    let count = rows.values.len().min(GROUPS);
    let mut groups = vec![Moments::new(rows.names.len() + 1); count];
    in_blocks_paced(rows.values.len(), pace, |places| {
        for place in places {
            if let (Some(row), Some(group)) = (rows.values.get(place), groups.get_mut(place % count.max(1))) {
                group.add(row);
            }
        }
    })
    .await?;
    Ok(groups)
}

/// Shares and coefficients of each resample, by item.
#[derive(Default)]
struct Drawn {
    shares: Vec<Vec<f64>>,
    coefficients: Vec<Vec<f64>>,
}

async fn resample<P: Pace>(
    groups: &[Moments],
    rows: &Rows,
    checked: &CheckedDrivers,
    pace: &mut P,
) -> Result<Drawn, Cancelled> {
    let items = rows.names.len();
    let mut drawn = Drawn { shares: vec![Vec::new(); items], coefficients: vec![Vec::new(); items] };
    let mut random = Rng::new(u64::from(checked.params.resamples), 0);
    let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    for _ in 0..checked.params.resamples {
        pace.breathe(Progress::default()).await?;
        let mut all = Moments::new(items + 1);
        for _ in 0..count {
            if let Some(group) = groups.get(random.below(count) as usize) {
                all.add_all(group);
            }
        }
        let matrix = all.correlations();
        for (slot, share) in drawn.shares.iter_mut().zip(shares(&matrix).0) {
            slot.push(share);
        }
        for (slot, found) in drawn.coefficients.iter_mut().zip(coefficients(&matrix)) {
            slot.extend(found.map(|(coefficient, _)| coefficient));
        }
    }
    Ok(drawn)
}

impl Drivers {
    fn fill(&mut self, rows: &Rows, matrix: &Matrix, drawn: &Drawn, checked: &CheckedDrivers) {
        let (shares, r2) = shares(matrix);
        let reach = |values: Option<&Vec<f64>>| {
            let mut values = values.cloned().unwrap_or_default();
            values.sort_unstable_by(f64::total_cmp);
            let side = (1.0 - checked.level.get()) / 2.0;
            Some(Interval { low: quantile(&values, side)?, high: quantile(&values, 1.0 - side)? })
        };
        let outcome = rows.names.len();
        let coefficients = coefficients(matrix);
        let item = |(place, (name, share)): (usize, (&String, f64))| {
            let coefficient = coefficients.get(place).copied().flatten();
            let interval = reach(drawn.shares.get(place));
            Driver {
                name: name.clone(),
                label: String::new(),
                share,
                low: interval.map(|interval| interval.low),
                high: interval.map(|interval| interval.high),
                part: (r2 > 0.0).then(|| share / r2),
                coefficient: coefficient.map(|(value, _)| value),
                coefficient_interval: coefficient.and_then(|_| reach(drawn.coefficients.get(place))),
                correlation: matrix.get(place, outcome),
                inflation: coefficient.map(|(_, inflation)| inflation),
            }
        };
        let mut items: Vec<Driver> = rows.names.iter().zip(shares).enumerate().map(item).collect();
        order::sort_by(&mut items, |left, right| right.share.total_cmp(&left.share));
        let many = |item: &Driver| item.inflation.is_none_or(|inflation| inflation >= checked.params.collinear_from);
        self.collinear = items.iter().any(many);
        marks::label(&mut items, |item| (&item.name, &mut item.label));
        self.items = items;
        self.r2 = Some(r2);
    }
}
