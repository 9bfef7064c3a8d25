//! The gap between what was expected and what was perceived, thing by thing.
//!
//! Columns whose role is satisfaction say what people perceived, those whose role is expectation what they expected; two
//! belong together where their headers are alike but for such words, or by their order where no two are. Per item the gap is
//! the mean of perceived less expected over the answers that have both, with the interval of the normal approximation of
//! the paired differences: above zero expectations are exceeded, below they are missed, and where the interval holds zero
//! they are met as far as can be told. Beside it stand the shares of people below, at and above what they expected.
//!
//! The total is the mean of the gaps; the weighted total weighs them by the mean importance of each item, where columns of
//! that role are paired as well. Scales differ by nobody's guess: both columns must be marked on the same one.
//!
//! Items that belong to one of SERVQUAL's five dimensions make its gap ([`dimensions`]), and so do those of one of three kinds
//! of expectation (service, benefit, relationship) and of three levels (basic, added, beyond; [`expectations`]); and where answers have a mark of
//! each of four benefits and four costs, the one less the other is the value delivered ([`delivered`]).
//!
//! Sources: R. L. Oliver, A cognitive model of the antecedents and consequences of satisfaction decisions, Journal of
//! Marketing Research 17 (1980) 460-469; A. Parasuraman, V. A. Zeithaml, L. L. Berry, SERVQUAL, Journal of Retailing 64
//! (1988) 12-40.

mod delivered;
mod dimensions;
mod expectations;
mod mapping;
mod show;
mod show_more;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Answers, Column, Field, Kind};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Interval, Level, NotALevel};
use crate::domain::provenance::Provenance;

use super::marks::{Bounds, Item, NotBounds, label, mean, pairs, unusual};
use super::named::numbers;
use super::page::{Control, Page};
use super::typed_lines::Unread;
use super::{About, Group, Indicator, Say, Shared, Stopped, View};

pub use delivered::Delivered;
use delivered::Value;
pub use dimensions::DimensionGap;
use dimensions::{Dimension, Marked};
use expectations::{Depth, Expectation};
use mapping::{Lines, Topic};

/// Its id.
pub const ID: &str = "gap";

/// Satisfaction against expectation.
pub struct GapIndicator;

impl Indicator for GapIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Satisfaction gap", "满意度差距"],
        group: Group::Service,
        path: "/service/gap",
        needs: &[Kind::Answers],
    };

    type Params = GapParams;
    type Checked = CheckedGap;
    type Found = Gaps;
    type Error = GapError;

    fn with_shared(own: GapParams, shared: &Shared) -> GapParams {
        GapParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn check(params: GapParams) -> Result<CheckedGap, GapError> {
        let (level, bounds) = (Level::try_from(params.level)?, Bounds::new(params.lowest, params.highest)?);
        let dimensions = Lines::read(&params.dimensions);
        let dimensions = dimensions.map_err(|Unread { line, text }| GapError::Dimension { line, text })?;
        let delivered = Lines::read(&params.delivered);
        let delivered = delivered.map_err(|Unread { line, text }| GapError::Delivered { line, text })?;
        let expectations = Lines::read(&params.expectations);
        let expectations = expectations.map_err(|Unread { line, text }| GapError::Expectation { line, text })?;
        let depths = Lines::read(&params.levels);
        let depths = depths.map_err(|Unread { line, text }| GapError::Depth { line, text })?;
        Ok(CheckedGap { bounds, level, dimensions, expectations, depths, delivered })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedGap,
        pace: &mut P,
    ) -> Result<Option<Gaps>, Stopped<GapError>> {
        let answers = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty());
        let Some(answers) = answers else { return Ok(None) };
        let mut found = gaps(answers, params, pace).await?;
        found.provenance = view.with_held_back(found.provenance, Kind::Answers);
        Ok(Some(found))
    }

    fn show(found: &Gaps, params: &GapParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::GapTexts::of(say.language).promise
    }

    fn explain(error: &GapError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &GapParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GapParams {
    /// The lowest mark; lower numbers are no marks. Default: any.
    pub lowest: Option<f64>,
    /// The highest mark; higher numbers are no marks. Default: any.
    pub highest: Option<f64>,
    /// Which items belong to which of SERVQUAL's dimensions, a line each: `queue: responsiveness`. Blank (default): as their
    /// headers say.
    pub dimensions: String,
    /// Which items are expectations of service, benefit or relationship, a line each: `fees: benefit`. Blank (default): as
    /// their headers say.
    pub expectations: String,
    /// Which items are basic, added or beyond, a line each: `gift: beyond`. Blank (default): as their headers say.
    pub levels: String,
    /// Which columns mark which benefit or cost, a line each: `q7: time`. Blank (default): as their headers say.
    pub delivered: String,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many answers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for GapParams {
    fn default() -> Self {
        Self {
            lowest: None,
            highest: None,
            dimensions: String::new(),
            expectations: String::new(),
            levels: String::new(),
            delivered: String::new(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedGap {
    bounds: Bounds,
    level: Level,
    dimensions: Lines<Dimension>,
    expectations: Lines<Expectation>,
    depths: Lines<Depth>,
    delivered: Lines<Value>,
}

/// Why there are no gaps.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GapError {
    /// A line is no item with a dimension.
    #[error("line {line} of the dimensions, `{text}`: an item, a colon and one of the five dimensions are wanted")]
    Dimension {
        /// Its number, from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// A line is no item with a kind of expectation.
    #[error(
        "line {line} of the expectations, `{text}`: an item, a colon and service, benefit or relationship are wanted"
    )]
    Expectation {
        /// Its number, from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// A line is no item with a level.
    #[error("line {line} of the levels, `{text}`: an item, a colon and basic, added or beyond are wanted")]
    Depth {
        /// Its number, from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// A line is no column with a benefit or a cost.
    #[error("line {line} of the value delivered, `{text}`: a column, a colon and a benefit or a cost are wanted")]
    Delivered {
        /// Its number, from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// Marks lie between nothing.
    #[error(transparent)]
    Bounds(#[from] NotBounds),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Columns of what was perceived.
    Satisfaction,
    /// Columns of what was expected.
    Expectation,
    /// Two columns about the same thing.
    Pairs,
    /// An answer with both marks.
    Answers,
}

/// Every gap.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gaps {
    /// What is missing for gaps.
    pub lacking: Option<Lacking>,
    /// Each item, in the order of the file.
    pub items: Vec<ItemGap>,
    /// Columns of satisfaction without one of expectation.
    pub unpaired: Vec<String>,
    /// The mean of the gaps.
    pub total: Option<f64>,
    /// The same, weighed by importance.
    pub weighted: Option<f64>,
    /// The least and the greatest mark, where these are of no usual scale.
    pub unusual: Option<(f64, f64)>,
    /// The gaps of SERVQUAL's dimensions that items belong to.
    pub dimensions: Vec<DimensionGap>,
    /// Their mean, weighed by importance.
    pub dimensions_weighted: Option<f64>,
    /// Items that belong to none.
    pub without_dimension: Vec<String>,
    /// The gaps of the kinds of expectation that items are of.
    pub expectations: Vec<DimensionGap>,
    /// Items of none.
    pub without_expectation: Vec<String>,
    /// The gaps of the levels that items are of.
    pub levels: Vec<DimensionGap>,
    /// Items of none.
    pub without_level: Vec<String>,
    /// What customers get less what it costs them; `None` where a column of it is missing.
    pub delivered: Option<Delivered>,
    /// The benefits and costs that no column marks.
    pub not_delivered: Vec<&'static str>,
    /// What was typed in as an item or a column, and is none.
    pub unknown: Vec<String>,
    /// What it was computed from; `used` counts answers.
    pub provenance: Provenance,
}

/// How what was perceived stands to what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Surely below.
    Missed,
    /// Neither surely below nor above.
    Met,
    /// Surely above.
    Exceeded,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemGap {
    /// The column of what was perceived.
    pub name: String,
    /// What it is called on the page.
    #[serde(skip)]
    pub label: String,
    /// The column of what was expected.
    pub expectation: String,
    /// The mean of what was expected.
    pub expected: f64,
    /// The mean of what was perceived.
    pub perceived: f64,
    /// Perceived less expected.
    pub gap: f64,
    /// The lower end of its interval; `None` of one answer.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Answers with both marks.
    pub n: usize,
    /// The share of people who perceived less than they expected.
    pub below: f64,
    /// The share who perceived more: who was surprised.
    pub above: f64,
    /// Whether expectations are met.
    pub verdict: Verdict,
    /// The mean importance, where a column says it.
    pub importance: Option<f64>,
}

async fn gaps<P: Pace>(answers: &Answers, checked: &CheckedGap, pace: &mut P) -> Result<Gaps, Cancelled> {
    let columns: Vec<&Column> = numbers(answers.columns.iter()).collect();
    let delivered = delivered::delivered(&columns, &checked.delivered, checked.bounds, checked.level, pace).await?;
    let of = |role| answers.items(role).collect::<Vec<&Column>>();
    let perceived = Item::all(of(Field::Satisfaction), checked.bounds, pace).await?;
    let expected = Item::all(of(Field::Expectation), checked.bounds, pace).await?;
    let important = Item::all(of(Field::Importance), Bounds::default(), pace).await?;
    let (with, weights) = (pairs(&perceived, &expected), pairs(&perceived, &important));
    let mut found = Gaps {
        lacking: None,
        items: Vec::new(),
        unpaired: Vec::new(),
        total: None,
        weighted: None,
        unusual: unusual(Item::range(&perceived)).or_else(|| unusual(Item::range(&expected))),
        dimensions: Vec::new(),
        dimensions_weighted: None,
        without_dimension: Vec::new(),
        expectations: Vec::new(),
        without_expectation: Vec::new(),
        levels: Vec::new(),
        without_level: Vec::new(),
        delivered: delivered.value,
        not_delivered: delivered.missing,
        unknown: delivered.unknown,
        provenance: Provenance::new(ID, answers.period(), 0, &[]),
    };
    let mut marked = Vec::new();
    for ((item, with), weight) in perceived.iter().zip(&with).zip(&weights) {
        pace.breathe(Progress::default()).await?;
        let Some(other) = with.and_then(|place| expected.get(place)) else {
            found.unpaired.push(item.name.clone());
            continue;
        };
        let weight = weight.and_then(|place| important.get(place));
        let Some(gap) = ItemGap::of(item, other, weight, checked.level) else { continue };
        marked.push(Marked { perceived: item, expected: other, importance: gap.importance });
        found.items.push(gap);
    }
    label(&mut found.items, |item| (&item.name, &mut item.label));
    let names: Vec<&str> = perceived.iter().chain(&expected).map(|item| item.name.as_str()).collect();
    found.unknown.extend(checked.dimensions.unknown(&names));
    found.unknown.extend(checked.expectations.unknown(&names));
    found.unknown.extend(checked.depths.unknown(&names));
    (found.dimensions, found.without_dimension) = by_topic(&marked, &checked.dimensions, checked.level);
    (found.expectations, found.without_expectation) = by_topic(&marked, &checked.expectations, checked.level);
    (found.levels, found.without_level) = by_topic(&marked, &checked.depths, checked.level);
    found.dimensions_weighted = DimensionGap::total(&found.dimensions);
    found.lacking = if perceived.is_empty() {
        Some(Lacking::Satisfaction)
    } else if expected.is_empty() {
        Some(Lacking::Expectation)
    } else if with.iter().all(Option::is_none) {
        Some(Lacking::Pairs)
    } else if found.items.is_empty() {
        Some(Lacking::Answers)
    } else {
        None
    };
    let n = found.items.len() as f64;
    found.total = (n > 0.0).then(|| found.items.iter().map(|item| item.gap).sum::<f64>() / n);
    found.weighted = weighted(&found.items);
    found.provenance.used = found.items.iter().map(|item| item.n).max().unwrap_or_default();
    Ok(found)
}

/// The gap of each topic that items are about, and the items about none.
fn by_topic<T: Topic>(marked: &[Marked<'_>], lines: &Lines<T>, level: Level) -> (Vec<DimensionGap>, Vec<String>) {
    let (mut about, mut without) = (Vec::new(), Vec::new());
    for item in marked {
        match lines.topic(&[&item.perceived.name, &item.expected.name]) {
            Some(topic) => about.push((topic, *item)),
            None => without.push(item.perceived.name.clone()),
        }
    }
    (DimensionGap::all(&about, level), without)
}

/// The mean of the gaps, weighed; `None` where an item has no importance.
fn weighted(items: &[ItemGap]) -> Option<f64> {
    let weights: Option<Vec<f64>> = items.iter().map(|item| item.importance).collect();
    let weights = weights.filter(|weights| weights.iter().sum::<f64>() > 0.0)?;
    let sum: f64 = items.iter().zip(&weights).map(|(item, weight)| item.gap * weight).sum();
    Some(sum / weights.iter().sum::<f64>())
}

impl ItemGap {
    /// `None` where no answer has both marks.
    fn of(perceived: &Item, expected: &Item, importance: Option<&Item>, level: Level) -> Option<Self> {
        let both = perceived.marks.iter().zip(&expected.marks);
        let both: Vec<(f64, f64)> = both.filter_map(|(perceived, expected)| (*perceived).zip(*expected)).collect();
        let differences: Vec<f64> = both.iter().map(|(perceived, expected)| perceived - expected).collect();
        let (gap, interval) = mean(&differences, level)?;
        let n = both.len() as f64;
        let share = |fits: fn(&f64) -> bool| differences.iter().copied().filter(fits).count() as f64 / n;
        let marks = |item: &Item| item.marks.iter().copied().flatten().collect::<Vec<f64>>();
        Some(Self {
            name: perceived.name.clone(),
            label: String::new(),
            expectation: expected.name.clone(),
            expected: both.iter().map(|(_, expected)| expected).sum::<f64>() / n,
            perceived: both.iter().map(|(perceived, _)| perceived).sum::<f64>() / n,
            gap,
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            n: both.len(),
            below: share(|difference| *difference < 0.0),
            above: share(|difference| *difference > 0.0),
            verdict: Verdict::of(interval),
            importance: importance.and_then(|item| mean(&marks(item), level)).map(|(mean, _)| mean),
        })
    }
}

impl Verdict {
    fn of(interval: Option<Interval>) -> Self {
        match interval {
            Some(interval) if interval.low > 0.0 => Self::Exceeded,
            Some(interval) if interval.high < 0.0 => Self::Missed,
            _ => Self::Met,
        }
    }
}
