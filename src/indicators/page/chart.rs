//! A chart as data: which chart, its numbers, labels and units. Whoever draws it makes a scene of it, at its size.
//!
//! A number that does not exist is `None`; none is NaN or infinite, which JSON cannot carry.

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use crate::domain::format::Unit;

/// A chart with the words around it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// The insight in one sentence.
    pub title: String,
    /// n, period, unit.
    pub note: String,
    /// What the chart shows, for those who cannot see it.
    pub summary: String,
    /// What is said where there is nothing to draw.
    pub empty: String,
    /// The height offered to it in CSS pixels; it may take another.
    pub height: u16,
    /// What is drawn.
    pub plot: Plot,
}

/// The kinds of charts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plot {
    /// One figure by group.
    Bars(Bars),
    /// From one sum to another in steps: the first bar is the one, the last the other, and those between lead there.
    Steps(Bars),
    /// Differences by group, beside a line at zero.
    Differences(Bars),
    /// Ratios by group, beside a line at one.
    Ratios(Bars),
    /// One Net Promoter Score with its interval.
    Gauge(Gauge),
    /// Promoters, passives and detractors in one bar.
    Shares(Shares),
    /// A score over periods, real changes marked.
    Trend(Trend),
    /// Columns or lines over periods.
    OverTime(OverTime),
    /// Who of each month's new customers came back.
    Matrix(Matrix),
    /// Customers or value by recency and frequency score.
    RfmMap(RfmMap),
    /// How concentrated value is.
    Lorenz(Lorenz),
    /// Shares still there after a time, as steps.
    Curves(Curves),
    /// How many are in which sets together.
    UpSet(UpSet),
    /// How many lie where between two measures.
    Density(Density),
    /// Things by two measures.
    Scatter(Scatter),
    /// Who went from where to where.
    Sankey(Sankey),
}

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tint {
    /// The one accent.
    #[default]
    Accent,
    /// Promoters.
    Promoter,
    /// Passives.
    Passive,
    /// Detractors.
    Detractor,
    /// One of several, by number.
    Group(u8),
}

/// Bars from zero, or dots with whiskers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bars {
    /// From top to bottom.
    pub bars: Vec<Bar>,
    /// Dots on an axis instead of bars from zero: for scores, where zero is a value like others.
    pub dots: bool,
    /// What the figure is.
    pub unit: Unit,
    /// Heading of the groups.
    pub group: String,
    /// Heading of the figure.
    pub value: String,
    /// Heading of the interval; empty where no group has one.
    pub interval: String,
    /// Headings of further figures.
    pub more_columns: Vec<String>,
    /// The most groups drawn; the first ones are.
    pub most: usize,
    /// What is said of the groups left out; empty where none is.
    pub more: String,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its figure.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// Further figures as text, one for each of [`Bars::more_columns`].
    pub more: Vec<String>,
    /// Its colour.
    pub tint: Tint,
}

/// A score from -100 to 100.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gauge {
    /// The score.
    pub score: Option<f64>,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// What is measured.
    pub label: String,
    /// Heading of the interval.
    pub interval_label: String,
    /// The interval in words.
    pub interval_text: String,
}

/// Promoters, passives and detractors of each group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// From top to bottom.
    pub groups: Vec<AnswersOf>,
    /// Heading of the groups; empty where there is but one.
    pub group: String,
    /// Names of detractors, passives and promoters.
    pub names: [String; 3],
}

/// The answers of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswersOf {
    /// The group; empty where there is but one.
    pub label: String,
    /// Detractors, passives and promoters.
    pub counts: [u64; 3],
}

/// A period's names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodName {
    /// Short, for an axis.
    pub label: String,
    /// In full.
    pub full: String,
    /// Whether it begins something larger: a year.
    pub major: bool,
    /// Short with its year, for the first label of an axis; empty where the label says all.
    pub first: String,
}

/// A score over periods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    /// In order, without gaps.
    pub points: Vec<TrendPoint>,
    /// The least and the greatest possible score.
    pub limits: (f64, f64),
    /// Heading of the periods.
    pub period: String,
    /// Heading of the score.
    pub score: String,
    /// Heading of the interval.
    pub interval: String,
    /// Heading of the answers.
    pub n: String,
    /// Heading of the change, and the words for too few answers, none that is real, up, down.
    pub change: [String; 5],
}

/// One period of a trend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrendPoint {
    /// The period.
    pub period: PeriodName,
    /// Its score.
    pub score: Option<f64>,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// Its answers.
    pub n: u64,
    /// Against the period before.
    pub change: Move,
}

/// How a score compares with the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// There is none before.
    First,
    /// One of the two has too few answers to compare.
    TooFew,
    /// Within chance.
    NotReal,
    /// Really higher.
    Up,
    /// Really lower.
    Down,
}

/// Figures over periods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OverTime {
    /// In order, without gaps.
    pub periods: Vec<PeriodName>,
    /// Lines, or layers of columns.
    pub series: Vec<Series>,
    /// Stacked columns instead of lines.
    pub columns: bool,
    /// What the figures are.
    pub unit: Unit,
    /// Heading of the periods.
    pub period: String,
    /// Title of the axis.
    pub value: String,
}

/// One line or layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// A value for each period.
    pub values: Vec<Option<f64>>,
    /// Its colour.
    pub tint: Tint,
}

/// Who of each period's beginners was there again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matrix {
    /// Oldest first.
    pub rows: Vec<MatrixRow>,
    /// Heading: the beginners.
    pub cohort: String,
    /// Heading: how many they are.
    pub size: String,
    /// Heading: periods since.
    pub since: String,
    /// Heading: the share.
    pub share: String,
    /// What is said of a cell whose period is not covered whole.
    pub partial: String,
    /// What is said of beginners that are few.
    pub few: String,
    /// What is said of one older row left out.
    pub one_more: String,
    /// What is said of several, with `{n}` where their number stands.
    pub more: String,
}

/// The beginners of one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// When they began.
    pub period: PeriodName,
    /// How many they are.
    pub size: u64,
    /// How many of them were there in each period since, beginning with their first.
    pub active: Vec<u64>,
    /// Whether each of these is of a period that is not covered whole.
    pub partial: Vec<bool>,
    /// Whether they are too few for shares to be trusted.
    pub few: bool,
}

/// Customers or value by two scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RfmMap {
    /// Scores in use, from 1.
    pub bins: u8,
    /// The cells that have customers.
    pub cells: Vec<MapCell>,
    /// Heading: recency score.
    pub recency: String,
    /// Heading: frequency score.
    pub frequency: String,
    /// Heading: segment.
    pub segment: String,
    /// Heading of the shaded figure.
    pub amount: String,
    /// What the shaded figure is: customers, or money.
    pub unit: Unit,
}

/// One combination of scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapCell {
    /// Recency score.
    pub recency: u8,
    /// Frequency score.
    pub frequency: u8,
    /// The shaded figure.
    pub amount: f64,
    /// The segment of most of its customers.
    pub segment: String,
}

/// The share of value over the share of customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lorenz {
    /// (share of customers, share of value), ascending.
    pub curve: Vec<(f64, f64)>,
    /// Classes side by side, each with the share of customers at which it ends.
    pub classes: Vec<(String, f64)>,
    /// A share of customers to mark, with its label.
    pub mark: Option<(f64, String)>,
    /// Title of the axis of customers.
    pub customers: String,
    /// Title of the axis of value.
    pub value: String,
    /// Label of the diagonal.
    pub equality: String,
}

/// Shares that fall in steps, with their intervals and the numbers still observed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curves {
    /// One curve a group.
    pub curves: Vec<Curve>,
    /// Title of the axis of time, with its unit.
    pub time: String,
    /// Title of the axis of shares.
    pub share: String,
    /// Heading of the interval.
    pub interval: String,
    /// Heading of the numbers still observed.
    pub at_risk: String,
    /// Heading of the groups.
    pub group: String,
}

/// One group's curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Its name; empty where there is but one.
    pub name: String,
    /// The times of its steps, ascending; the share is 1 before the first.
    pub times: Vec<f64>,
    /// The share from each time on.
    pub shares: Vec<f64>,
    /// Its interval from each time on; `None` where there is none.
    pub intervals: Vec<Option<(f64, f64)>>,
    /// How many were still observed just before each time.
    pub at_risk: Vec<u64>,
    /// The last time observed, step or not.
    pub until: f64,
    /// Its colour.
    pub tint: Tint,
}

/// How many are in which sets together, a column a combination.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UpSet {
    /// The sets from top to bottom.
    pub sets: Vec<String>,
    /// The combinations from left to right.
    pub combinations: Vec<Combination>,
    /// Heading of the combinations.
    pub combination: String,
    /// Heading of how many.
    pub amount: String,
    /// What that figure is.
    pub unit: Unit,
    /// The words for being in a set, and for not being in it.
    pub within: [String; 2],
}

/// Those in some sets and in no other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Combination {
    /// Whether it is in each of [`UpSet::sets`].
    pub sets: Vec<bool>,
    /// Its name.
    pub label: String,
    /// How many it has.
    pub amount: f64,
}

/// How many lie where between two measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Density {
    /// The bands of the level measure, from left to right.
    pub across: Vec<Band>,
    /// The bands of the upright measure, from bottom to top.
    pub up: Vec<Band>,
    /// The fields that have somebody.
    pub fields: Vec<DensityField>,
    /// After how many bands of each measure its line stands; `None` for no line.
    pub lines: [Option<usize>; 2],
    /// What moving the line of each measure sets; `None` where it stays.
    pub movable: [Option<Box<Movable>>; 2],
    /// Titles of the level and the upright axis.
    pub titles: [String; 2],
    /// Heading of how many.
    pub amount: String,
    /// Heading of the class.
    pub class: String,
    /// What the figure is.
    pub unit: Unit,
}

/// A line that a reader can move: where it is put sets a parameter, as a field does. The parameter is a list of numbers, of
/// which the line is one and the others stay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Movable {
    /// Whose parameter: an indicator's id.
    pub of: String,
    /// The parameter's name.
    pub parameter: String,
    /// The numbers in force, as texts: those keep every digit on their way to the page and back.
    pub numbers: Vec<String>,
    /// Which of them the line is.
    pub place: usize,
    /// What the line is, for who hears it.
    pub label: String,
    /// What its number is.
    pub unit: Unit,
    /// From one sensible number to the next; 0 where any number between is one.
    pub step: f64,
    /// The least value of the measure, then the upper end of each of its bands, rising.
    pub ends: Vec<f64>,
}

impl Movable {
    /// Where the line is.
    pub fn value(&self) -> f64 {
        self.numbers.get(self.place).and_then(|number| number.parse().ok()).unwrap_or_default()
    }

    /// What its parameter becomes with the line elsewhere; `None` where that is what it is.
    pub fn moved_to(&self, value: f64) -> Option<Value> {
        let mut numbers = self.numbers.clone();
        *numbers.get_mut(self.place)? = value.to_string();
        (numbers != self.numbers).then(|| numbers.into())
    }
}

/// A stretch of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Short, for an axis.
    pub label: String,
    /// In full.
    pub full: String,
}

/// Those in one band of each measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DensityField {
    /// The place of the band of the level measure.
    pub across: usize,
    /// The place of the band of the upright measure.
    pub up: usize,
    /// How many they are.
    pub amount: f64,
    /// What they are called; may be empty.
    pub class: String,
}

/// Things by two measures, with their intervals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scatter {
    /// The things, those first whose names are to be read first.
    pub spots: Vec<Spot>,
    /// Where the level and the upright measure begin to be high: a line each.
    pub lines: [f64; 2],
    /// Titles of the level and the upright axis.
    pub titles: [String; 2],
    /// Heading of the things.
    pub group: String,
    /// Heading of the intervals; empty where there are none.
    pub interval: String,
    /// Heading of the class.
    pub class: String,
    /// What is said of a thing that may stand elsewhere by chance; empty where that is said of none.
    pub open: String,
    /// What the level and the upright measure are.
    pub units: [Unit; 2],
}

/// One thing by two measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// Its name.
    pub label: String,
    /// The level and the upright measure.
    pub at: [f64; 2],
    /// The intervals of both.
    pub intervals: [Option<(f64, f64)>; 2],
    /// What it is called where it stands; may be empty.
    pub class: String,
    /// Whether it may stand elsewhere by chance.
    pub open: bool,
    /// Its colour.
    pub tint: Tint,
}

/// Classes of one day at the left and of another at the right, and between them who went from which to which.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sankey {
    /// Where they were, from top to bottom.
    pub from: Vec<String>,
    /// Where they are, from top to bottom.
    pub to: Vec<String>,
    /// The ways.
    pub flows: Vec<Flow>,
    /// Headings of both sides.
    pub titles: [String; 2],
    /// Heading of how many.
    pub amount: String,
    /// What the figure is.
    pub unit: Unit,
}

/// Those who went one way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// The place of where they were among [`Sankey::from`].
    pub from: usize,
    /// The place of where they are among [`Sankey::to`].
    pub to: usize,
    /// How many.
    pub amount: f64,
    /// Whether that is the same.
    pub stays: bool,
}
