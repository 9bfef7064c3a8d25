//! Every way the program puts customers into classes, by one name: what crosses, compares or describes segmentations asks
//! here. Classes are those of the indicator's own page, under the parameters in force there.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::dataset::{BLANK, Kind, Values};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::language::Language;
use crate::domain::texts::{Fixed, With1, With2, texts};

use super::ask::{Doing, params};
use super::attitude::{self, AttitudeError, AttitudeIndicator};
use super::clusters::{self, ClustersError, ClustersIndicator};
use super::core::{self, CoreError, CoreIndicator};
use super::dividing::attribute_names;
use super::eight_classes::{self, EightClasses, EightError, class_name};
use super::grades::{self, GradesError, GradesIndicator, UNCOVERED};
use super::lifecycle::{self, LifecycleError, LifecycleIndicator, Stage, stage_name};
use super::next_order::{self, NextOrderError, NextOrderIndicator};
use super::pyramid::{self, PyramidError, PyramidIndicator, layer_name};
use super::rfm::{self, RfmError, RfmIndicator, segment_name};
use super::tiers::{self, TiersError, TiersIndicator};
use super::value_matrix::{self, ValueMatrixError, ValueMatrixIndicator, quadrant_name};
use super::{Indicator, Say, Settings, Stopped, View};

/// With more classes than this a column is no segmentation anybody reads.
pub const MOST_CLASSES: usize = 30;

/// Customers between two breaths.
const BLOCK: usize = 8192;

/// A way of putting customers into classes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segmentation {
    /// By what the data have: the segments, the value matrix or the life cycle where somebody bought, else a column.
    #[default]
    Auto,
    /// The segments of recency, frequency and monetary.
    Rfm,
    /// The eight classes.
    EightClasses,
    /// The stages of the life cycle.
    Lifecycle,
    /// The tiers.
    Tiers,
    /// The grades by rule.
    Grades,
    /// The quadrants of the value matrix.
    ValueMatrix,
    /// The layers of the pyramid.
    Pyramid,
    /// Core customers, and the others.
    Core,
    /// Whether the next order is due.
    NextOrder,
    /// Attitude and behaviour together.
    Attitude,
    /// The clusters.
    Clusters,
    /// The values of a column of the customers table.
    Column(String),
}

impl Segmentation {
    /// Those that are no column.
    pub const KNOWN: [Self; 12] = [
        Self::Auto,
        Self::Rfm,
        Self::EightClasses,
        Self::Lifecycle,
        Self::Tiers,
        Self::Grades,
        Self::ValueMatrix,
        Self::Pyramid,
        Self::Core,
        Self::NextOrder,
        Self::Attitude,
        Self::Clusters,
    ];

    /// Its name for programs; of a column `column` and the column's.
    pub fn key(&self) -> String {
        match self {
            Self::Auto => "auto".to_owned(),
            Self::Rfm => rfm::ID.to_owned(),
            Self::EightClasses => eight_classes::ID.to_owned(),
            Self::Lifecycle => lifecycle::ID.to_owned(),
            Self::Tiers => tiers::ID.to_owned(),
            Self::Grades => grades::ID.to_owned(),
            Self::ValueMatrix => value_matrix::ID.to_owned(),
            Self::Pyramid => pyramid::ID.to_owned(),
            Self::Core => core::ID.to_owned(),
            Self::NextOrder => next_order::ID.to_owned(),
            Self::Attitude => attitude::ID.to_owned(),
            Self::Clusters => clusters::ID.to_owned(),
            Self::Column(name) => format!("column {name}"),
        }
    }

    /// Whether it is the other, or made of the same scores: crossed with it, it says nothing of its own.
    fn says_as(&self, other: &Self) -> bool {
        let is_scored = |by: &Self| matches!(by, Self::Rfm | Self::EightClasses);
        self == other || is_scored(self) && is_scored(other)
    }

    /// What it is called within a sentence: a column by its own name alone.
    pub fn plain_name(&self, language: Language) -> String {
        match self {
            Self::Column(name) => name.clone(),
            known => known.name(language),
        }
    }

    /// What it is called.
    pub fn name(&self, language: Language) -> String {
        let texts = SegmentationTexts::of(language);
        let known = match self {
            Self::Auto => return texts.auto.to_owned(),
            Self::Column(name) => return (texts.column)(name),
            Self::Rfm => RfmIndicator::ABOUT,
            Self::EightClasses => EightClasses::ABOUT,
            Self::Lifecycle => LifecycleIndicator::ABOUT,
            Self::Tiers => TiersIndicator::ABOUT,
            Self::Grades => GradesIndicator::ABOUT,
            Self::ValueMatrix => ValueMatrixIndicator::ABOUT,
            Self::Pyramid => PyramidIndicator::ABOUT,
            Self::Core => CoreIndicator::ABOUT,
            Self::NextOrder => NextOrderIndicator::ABOUT,
            Self::Attitude => AttitudeIndicator::ABOUT,
            Self::Clusters => ClustersIndicator::ABOUT,
        };
        known.name(language).to_owned()
    }
}

texts! {
    /// Texts of segmentations.
    SegmentationTexts {
        auto: Fixed = "by what the data have", "按数据自动选择";
        column: With1 = |name| format!("Column “{name}”"), |name| format!("“{name}”列");
        cluster: With1 = |number| format!("Cluster {number}"), |number| format!("第 {number} 类");
        uncovered: Fixed = "No rule fits", "不符合任何规则";
        error_attitude: Fixed =
            "Nobody can be put by attitude and behaviour: load answers that name customers who also bought, or choose another segmentation",
            "无法按态度与行为分类：请载入注明客户且客户有购买记录的问卷，或选择其他分类方式";
        error_column: With2 =
            |name, most| format!("The customers table has no column “{name}” of two to {most} values that could be classes: choose another segmentation"),
            |name, most| format!("客户表中没有可作为分类的“{name}”列（须有 2 至 {most} 个取值）：请选择其他分类方式");
    }
}

/// The parameters of all of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SegmentationParams {
    rfm: rfm::RfmSettings,
    eight_classes: eight_classes::EightParams,
    lifecycle: lifecycle::LifecycleParams,
    tiers: tiers::TiersParams,
    grades: grades::GradesParams,
    value_matrix: value_matrix::ValueMatrixParams,
    pyramid: pyramid::PyramidParams,
    core: core::CoreParams,
    next_order: next_order::NextOrderParams,
    attitude: attitude::AttitudeParams,
    clusters: clusters::ClustersParams,
}

impl SegmentationParams {
    /// Those in force.
    pub fn of(settings: &Settings) -> Self {
        Self {
            rfm: params::<RfmIndicator>(settings),
            eight_classes: params::<EightClasses>(settings),
            lifecycle: params::<LifecycleIndicator>(settings),
            tiers: params::<TiersIndicator>(settings),
            // What is only tried out on their page grades nobody elsewhere.
            grades: grades::GradesParams { draft: None, ..params::<GradesIndicator>(settings) },
            value_matrix: params::<ValueMatrixIndicator>(settings),
            pyramid: params::<PyramidIndicator>(settings),
            core: params::<CoreIndicator>(settings),
            next_order: params::<NextOrderIndicator>(settings),
            attitude: params::<AttitudeIndicator>(settings),
            clusters: params::<ClustersIndicator>(settings),
        }
    }

    /// How the eight classes are cut.
    pub const fn eight_classes(&self) -> &eight_classes::EightParams {
        &self.eight_classes
    }

    /// How customers are scored.
    pub fn scoring(&self) -> &rfm::RfmParams {
        &self.rfm.rfm
    }
}

/// Why there are no classes.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentationError {
    /// There is no such column, or it has too many values.
    #[error("the customers table has no column `{name}` of two to {MOST_CLASSES} values")]
    NoColumn {
        /// As asked for.
        name: String,
    },
    /// No customer has both answered and bought.
    #[error("no customer has both answered and bought")]
    NoAttitude,
    /// Customers cannot be scored.
    #[error(transparent)]
    #[serde(untagged)]
    Rfm(RfmError),
    /// There are no eight classes.
    #[error(transparent)]
    #[serde(untagged)]
    EightClasses(EightError),
    /// Stages cannot be told.
    #[error(transparent)]
    #[serde(untagged)]
    Lifecycle(LifecycleError),
    /// There are no tiers.
    #[error(transparent)]
    #[serde(untagged)]
    Tiers(TiersError),
    /// There are no grades.
    #[error(transparent)]
    #[serde(untagged)]
    Grades(GradesError),
    /// There is no value matrix.
    #[error(transparent)]
    #[serde(untagged)]
    ValueMatrix(ValueMatrixError),
    /// There is no pyramid.
    #[error(transparent)]
    #[serde(untagged)]
    Pyramid(PyramidError),
    /// There are no core customers.
    #[error(transparent)]
    #[serde(untagged)]
    Core(CoreError),
    /// No next order can be told.
    #[error(transparent)]
    #[serde(untagged)]
    NextOrder(NextOrderError),
    /// There is no attitude.
    #[error(transparent)]
    #[serde(untagged)]
    Attitude(AttitudeError),
    /// There are no clusters.
    #[error(transparent)]
    #[serde(untagged)]
    Clusters(ClustersError),
}

impl SegmentationError {
    /// What is wrong, and what to do.
    pub fn explain(&self, say: &Say<'_>) -> String {
        match self {
            Self::NoColumn { name } => {
                (SegmentationTexts::of(say.language).error_column)(name, &MOST_CLASSES.to_string())
            }
            Self::NoAttitude => SegmentationTexts::of(say.language).error_attitude.to_owned(),
            Self::Rfm(error) => RfmIndicator::explain(error, say),
            Self::EightClasses(error) => EightClasses::explain(error, say),
            Self::Lifecycle(error) => LifecycleIndicator::explain(error, say),
            Self::Tiers(error) => TiersIndicator::explain(error, say),
            Self::Grades(error) => GradesIndicator::explain(error, say),
            Self::ValueMatrix(error) => ValueMatrixIndicator::explain(error, say),
            Self::Pyramid(error) => PyramidIndicator::explain(error, say),
            Self::Core(error) => CoreIndicator::explain(error, say),
            Self::NextOrder(error) => NextOrderIndicator::explain(error, say),
            Self::Attitude(error) => AttitudeIndicator::explain(error, say),
            Self::Clusters(error) => ClustersIndicator::explain(error, say),
        }
    }
}

/// A class: its key, and what its maker calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its key.
    pub key: String,
    /// What its maker calls it.
    pub name: String,
}

/// Customers in the classes of one segmentation.
#[derive(Debug, Clone, PartialEq)]
pub struct Classed {
    /// Which; never [`Segmentation::Auto`].
    pub by: Segmentation,
    /// Its classes, in its own order.
    pub classes: Vec<Named>,
    /// By customer number the place of their class; `None` for those without one.
    pub of: Vec<Option<u16>>,
}

impl Classed {
    /// Whether customers are in two of its classes at least.
    fn divides(&self) -> bool {
        let mut places = self.of.iter().flatten();
        places.next().is_some_and(|first| places.any(|place| place != first))
    }

    /// The place of the class with a key.
    pub fn place(&self, key: &str) -> Option<u16> {
        let place = self.classes.iter().position(|class| class.key == key)?;
        u16::try_from(place).ok()
    }
}

/// What a class is called.
pub fn called(by: &Segmentation, class: &Named, language: Language) -> String {
    let Named { key, name } = class;
    let texts = SegmentationTexts::of(language);
    match by {
        Segmentation::Rfm => segment_name(language, key, name).to_owned(),
        Segmentation::EightClasses => class_name(language, key).to_owned(),
        Segmentation::Lifecycle => stage_name(language, key).to_owned(),
        Segmentation::Tiers => tiers::called(language, key).to_owned(),
        Segmentation::ValueMatrix => quadrant_name(language, key).to_owned(),
        Segmentation::Pyramid => layer_name(language, key).to_owned(),
        Segmentation::Core => core::called(language, key).to_owned(),
        Segmentation::NextOrder => next_order::called(language, key).to_owned(),
        Segmentation::Attitude => attitude::called(language, key).to_owned(),
        Segmentation::Clusters => (texts.cluster)(key),
        Segmentation::Grades if key == UNCOVERED => texts.uncovered.to_owned(),
        Segmentation::Grades | Segmentation::Column(_) | Segmentation::Auto => name.clone(),
    }
}

/// The columns of the customers table that could be a segmentation, in text order.
pub fn offered(view: &View) -> Vec<String> {
    let profiles = view.all.profiles.as_deref();
    let few = |name: &String| {
        let column = profiles.and_then(|profiles| profiles.attribute(name));
        column.is_some_and(|column| column.values.len() <= MOST_CLASSES)
    };
    attribute_names(&view.all, std::iter::empty()).into_iter().filter(few).collect()
}

/// Those of them that group customers: of texts that come twice each on average, at least.
fn grouping(view: &View) -> impl Iterator<Item = Segmentation> + '_ {
    let groups = |name: &String| {
        let profiles = view.all.profiles.as_deref();
        profiles.and_then(|profiles| profiles.attribute(name)).is_some_and(|column| {
            let known = column.codes.iter().filter(|code| **code != BLANK).count();
            !matches!(column.read_as(), Values::Number | Values::Day) && 2 * column.values.len() <= known
        })
    };
    offered(view).into_iter().filter(groups).map(Segmentation::Column)
}

/// Customers in the classes of two segmentations, one the data have in the place of [`Segmentation::Auto`]: the first that
/// says something the other does not (see [`Segmentation::says_as`]) and divides customers. `None` where they have no two.
pub async fn both_classed<P: Pace>(
    chosen: [&Segmentation; 2],
    view: &View,
    params: &SegmentationParams,
    pace: &mut P,
) -> Result<Option<[Classed; 2]>, Stopped<SegmentationError>> {
    let [one, other] = chosen;
    let Some(one) = one_classed(one, other, view, params, pace).await? else { return Ok(None) };
    let other = one_classed(other, &one.by, view, params, pace).await?;
    Ok(other.map(|other| [one, other]))
}

/// Customers in the classes of one of two segmentations.
async fn one_classed<P: Pace>(
    chosen: &Segmentation,
    beside: &Segmentation,
    view: &View,
    params: &SegmentationParams,
    pace: &mut P,
) -> Result<Option<Classed>, Stopped<SegmentationError>> {
    if *chosen != Segmentation::Auto {
        return classed(chosen, view, params, pace).await;
    }
    let bought = view.all.rows(Kind::Purchases) > 0;
    let of_purchases = [Segmentation::Rfm, Segmentation::ValueMatrix, Segmentation::Lifecycle];
    let free = of_purchases.into_iter().filter(|_| bought).chain(grouping(view));
    // Classes of the customers there are; where none divides them, the first that could be made says what it is.
    let (mut undivided, mut wrong) = (None, None);
    for free in free.filter(|free| !free.says_as(beside)) {
        match classed(&free, view, params, pace).await {
            Ok(Some(found)) if found.divides() => return Ok(Some(found)),
            Ok(found) => undivided = undivided.or(found),
            Err(Stopped::Error(error)) => wrong = wrong.or(Some(error)),
            Err(cancelled) => return Err(cancelled),
        }
    }
    match (undivided, wrong) {
        (None, Some(error)) => Err(Stopped::Error(error)),
        (undivided, _) => Ok(undivided),
    }
}

/// Customers in classes; `None` where the table it takes is absent or empty.
pub async fn classed<P: Pace>(
    by: &Segmentation,
    view: &View,
    params: &SegmentationParams,
    pace: &mut P,
) -> Result<Option<Classed>, Stopped<SegmentationError>> {
    use SegmentationError as Wrong;
    let all = params.clone();
    let found = match by {
        Segmentation::Column(name) => of_column(view, name).map(Some).map_err(Stopped::Error),
        Segmentation::Auto | Segmentation::Rfm => {
            members_of::<RfmIndicator, P>(view, all.rfm, segments, Wrong::Rfm, pace).await
        }
        Segmentation::EightClasses => {
            let classes = |_: &_| same(eight_classes::KEYS);
            members_of::<EightClasses, P>(view, all.eight_classes, classes, Wrong::EightClasses, pace).await
        }
        Segmentation::Lifecycle => {
            let classes = |_: &_| same(Stage::ALL.map(Stage::key));
            members_of::<LifecycleIndicator, P>(view, all.lifecycle, classes, Wrong::Lifecycle, pace).await
        }
        Segmentation::Tiers => {
            let classes = |_: &_| same(tiers::NAMES);
            members_of::<TiersIndicator, P>(view, all.tiers, classes, Wrong::Tiers, pace).await
        }
        Segmentation::Grades => {
            members_of::<GradesIndicator, P>(view, all.grades, grades_by_rule, Wrong::Grades, pace).await
        }
        Segmentation::ValueMatrix => {
            let classes = |_: &_| same(value_matrix::KEYS);
            members_of::<ValueMatrixIndicator, P>(view, all.value_matrix, classes, Wrong::ValueMatrix, pace).await
        }
        Segmentation::Pyramid => {
            let classes = |_: &_| same(pyramid::KEYS);
            members_of::<PyramidIndicator, P>(view, all.pyramid, classes, Wrong::Pyramid, pace).await
        }
        Segmentation::Core => {
            members_of::<CoreIndicator, P>(view, all.core, |_| same(core::CLASSES), Wrong::Core, pace).await
        }
        Segmentation::NextOrder => {
            let classes = |_: &_| same(next_order::KEYS);
            members_of::<NextOrderIndicator, P>(view, all.next_order, classes, Wrong::NextOrder, pace).await
        }
        Segmentation::Attitude => {
            let classes = |_: &_| same(attitude::KEYS);
            let found = members_of::<AttitudeIndicator, P>(view, all.attitude, classes, Wrong::Attitude, pace).await?;
            let somebody = found.filter(|(_, of)| of.iter().any(Option::is_some));
            somebody.map(Some).ok_or(Stopped::Error(Wrong::NoAttitude))
        }
        Segmentation::Clusters => {
            members_of::<ClustersIndicator, P>(view, all.clusters, numbered, Wrong::Clusters, pace).await
        }
    }?;
    Ok(found.map(|(classes, of)| Classed { by: by.clone(), classes, of }))
}

/// The segments by key and name.
fn segments(found: &rfm::Segments) -> Vec<(String, String)> {
    found.rfm.segments.iter().map(|segment| (segment.key.clone(), segment.name.clone())).collect()
}

/// The grades by name, and last who fits no rule.
fn grades_by_rule(found: &grades::Grades) -> Vec<(String, String)> {
    let named = found.grades.iter().map(|grade| (grade.name.clone(), grade.name.clone()));
    named.chain([(String::new(), UNCOVERED.to_owned())]).collect()
}

/// The clusters by number.
fn numbered(found: &clusters::Clusters) -> Vec<(String, String)> {
    let key = |cluster: &clusters::Cluster| (cluster.class.key.clone(), cluster.class.key.clone());
    found.clusters.iter().map(key).collect()
}

/// Classes and, by customer number, the place of theirs; `None` for those without one.
pub type Placed = (Vec<Named>, Vec<Option<u16>>);

/// The keys and names of the classes of what an indicator found.
type Classes<I> = fn(&<I as Indicator>::Found) -> Vec<(String, String)>;

/// The members of an indicator, its error made one of a segmentation. Boxed, so that its computing is not copied to here.
#[inline(never)]
fn members_of<'a, I: Indicator, P: Pace>(
    view: &'a View,
    params: I::Params,
    classes: Classes<I>,
    wrong: fn(I::Error) -> SegmentationError,
    pace: &'a mut P,
) -> Doing<'a, Result<Option<Placed>, Stopped<SegmentationError>>> {
    Box::pin(async move {
        let checked = I::check(params).map_err(|error| Stopped::Error(wrong(error)))?;
        let found = I::compute(view, &checked, pace).await.map_err(|stopped| stopped.map(wrong))?;
        let Some(found) = found else { return Ok(None) };
        let Some(members) = I::members(&found) else { return Ok(None) };
        let classes = classes(&found);
        let rows = members.rows.map(|member| (member.customer, member.class));
        Ok(Some(in_places(view, classes, rows, pace).await?))
    })
}

/// Customers in the places of their classes.
async fn in_places<P: Pace>(
    view: &View,
    classes: Vec<(String, String)>,
    members: impl Iterator<Item = (u32, &str)>,
    pace: &mut P,
) -> Result<Placed, Cancelled> {
    let mut of = vec![None; view.all.customers.len()];
    for (count, (customer, own)) in (1_usize..).zip(members) {
        let class = classes.iter().position(|(key, _)| key == own);
        if let Some(slot) = of.get_mut(customer as usize) {
            *slot = class.and_then(|class| u16::try_from(class).ok());
        }
        if count % BLOCK == 0 {
            pace.breathe(Progress::default()).await?;
        }
    }
    // Customers of no class are one of their own where their indicator says so by the empty text.
    let named = classes.into_iter().map(|(key, name)| {
        let key = if key.is_empty() { name.clone() } else { key };
        Named { key, name }
    });
    Ok((named.collect(), of))
}

/// Core customers and the others more finely: by the sets they are in and no other, as the page of core customers names
/// them. Not among the segmentations, whose classes are filters: a set counts those in other sets too.
#[inline(never)]
pub fn core_sets<'a, P: Pace>(
    view: &'a View,
    params: &SegmentationParams,
    pace: &'a mut P,
) -> Doing<'a, Result<Option<Placed>, Stopped<SegmentationError>>> {
    let params = params.core.clone();
    Box::pin(async move {
        let wrong = SegmentationError::Core;
        let checked = CoreIndicator::check(params).map_err(|error| Stopped::Error(wrong(error)))?;
        let found = CoreIndicator::compute(view, &checked, pace).await.map_err(|stopped| stopped.map(wrong))?;
        let Some(found) = found else { return Ok(None) };
        let classes = found.combinations().into_iter().map(|key| (key.to_owned(), key.to_owned())).collect();
        Ok(Some(in_places(view, classes, found.combined(), pace).await?))
    })
}

fn same<const N: usize>(keys: [&'static str; N]) -> Vec<(String, String)> {
    keys.map(|key| (key.to_owned(), key.to_owned())).to_vec()
}

/// The values of a column of the customers who count, in text order; of several rows of one the last counts, and who has
/// a blank cell has no class.
fn of_column(view: &View, name: &str) -> Result<Placed, SegmentationError> {
    let no_column = || SegmentationError::NoColumn { name: name.to_owned() };
    let profiles = view.dataset.profiles.as_deref().ok_or_else(no_column)?;
    let column = profiles.attribute(name).ok_or_else(no_column)?;
    if !(2..=MOST_CLASSES).contains(&column.values.len()) {
        return Err(no_column());
    }
    let mut values: Vec<(&str, u32)> = column.values.iter().map(|(code, value)| (value, code)).collect();
    values.sort_unstable();
    let mut place_of = vec![None; values.len()];
    for (place, (_, code)) in (0_u16..).zip(&values) {
        if let Some(slot) = place_of.get_mut(*code as usize) {
            *slot = Some(place);
        }
    }
    let mut of = vec![None; view.all.customers.len()];
    for (customer, code) in profiles.customer.iter().zip(&column.codes).filter(|(_, code)| **code != BLANK) {
        if let Some(slot) = of.get_mut(*customer as usize) {
            *slot = place_of.get(*code as usize).copied().flatten();
        }
    }
    let named = values.into_iter().map(|(value, _)| Named { key: value.to_owned(), name: value.to_owned() });
    Ok((named.collect(), of))
}
