//! What is explained: whether customers left, what they think of us, or the class they are in.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::domain::dataset::{BLANK, Field, Kind, Values};
use crate::domain::day::Day;
use crate::domain::grouping::MAX_GROUPS;
use crate::domain::intake::Pace;
use crate::domain::score::Attitude;
use crate::indicators::eight_classes::{Cuts, KEYS};
use crate::indicators::left::Left;
use crate::indicators::named::{newest_scores, of_customers};
use crate::indicators::rfm::{Rfm, RfmError, scores_of};
use crate::indicators::segmentations::{Segmentation, classed};
use crate::indicators::{Stopped, View};

use super::{CheckedTree, TreeError};

/// What is explained.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Explain {
    /// Who left, where that is known; else the segments.
    #[default]
    Auto,
    /// Who left.
    Left,
    /// Whether the newest score of those who answered is a detractor's, a passive's or a promoter's.
    Attitude,
    /// The segments of recency, frequency and monetary.
    Rfm,
    /// The eight classes.
    EightClasses,
    /// The stages of the life cycle.
    Lifecycle,
    /// The quadrants of the value matrix.
    ValueMatrix,
    /// The layers of the pyramid.
    Pyramid,
    /// The tiers.
    Tiers,
    /// The grades by rule.
    Grades,
    /// Core customers, and the others.
    Core,
    /// Whether the next order is due.
    NextOrder,
    /// The clusters.
    Clusters,
    /// A column of the customers table.
    Column,
}

impl Explain {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Auto,
        Self::Left,
        Self::Attitude,
        Self::Rfm,
        Self::EightClasses,
        Self::Lifecycle,
        Self::ValueMatrix,
        Self::Pyramid,
        Self::Tiers,
        Self::Grades,
        Self::Core,
        Self::NextOrder,
        Self::Clusters,
        Self::Column,
    ];

    /// The segmentation of that name, where it is one that has a page.
    pub const fn segmentation(self) -> Option<Segmentation> {
        match self {
            Self::Rfm => Some(Segmentation::Rfm),
            Self::EightClasses => Some(Segmentation::EightClasses),
            Self::Lifecycle => Some(Segmentation::Lifecycle),
            Self::ValueMatrix => Some(Segmentation::ValueMatrix),
            Self::Pyramid => Some(Segmentation::Pyramid),
            Self::Tiers => Some(Segmentation::Tiers),
            Self::Grades => Some(Segmentation::Grades),
            Self::Core => Some(Segmentation::Core),
            Self::NextOrder => Some(Segmentation::NextOrder),
            Self::Clusters => Some(Segmentation::Clusters),
            Self::Auto | Self::Left | Self::Attitude | Self::Column => None,
        }
    }
}

/// The keys of who left, and who did not.
pub const LEFT: [&str; 2] = ["left", "stayed"];

/// The keys of what customers think of us.
pub const ATTITUDES: [&str; 3] = ["detractor", "passive", "promoter"];

/// Customers and their classes.
pub struct Outcome {
    /// What is explained.
    pub by: Explain,
    /// The column, where it is one.
    pub column: Option<String>,
    /// The classes: keys, and what their makers call them.
    pub keys: Vec<(String, String)>,
    /// Who.
    pub customers: Vec<u32>,
    /// The place of their class.
    pub class: Vec<u32>,
    /// Their scores, where they bought.
    pub rfm: Option<Rc<Rfm>>,
}

/// What is explained of the customers who count; `None` where there is nobody.
pub async fn outcome<P: Pace>(
    view: &View,
    params: &CheckedTree,
    pace: &mut P,
) -> Result<Option<Outcome>, Stopped<TreeError>> {
    let explain = params.params.explain;
    let has_left = knows_who_left(view);
    let by = match explain {
        Explain::Auto if has_left => Explain::Left,
        Explain::Auto => Explain::Rfm,
        chosen => chosen,
    };
    if by == Explain::Left && !has_left {
        return Err(Stopped::Error(TreeError::NobodyLeft));
    }
    let scored = match scores_of(view, params.eight.scoring(), pace).await {
        Ok(scored) => scored,
        // A base of customers is enough, but for what follows from purchases.
        Err(Stopped::Error(RfmError::NoPurchases)) if view.dataset.profiles.is_some() || by == Explain::Attitude => {
            None
        }
        Err(stopped) => return Err(stopped.map(TreeError::Rfm)),
    };
    let mut found = match (by, &scored) {
        (Explain::Column, _) => of_column(view, params)?,
        (Explain::EightClasses, Some(rfm)) => {
            let among =
                view.among(params.eight.scoring(), pace).await.map_err(|stopped| stopped.map(TreeError::Rfm))?;
            let cuts = Cuts::of(among.as_deref().unwrap_or(rfm), &params.eight);
            let keys = KEYS.map(|key| (key.to_owned(), key.to_owned())).to_vec();
            let classes = rfm.scores.rows().filter_map(|row| Some((row.customer, u32::from(cuts.class(&row)?))));
            Outcome::new(by, keys, classes)
        }
        (Explain::Rfm, Some(rfm)) => {
            let keys = rfm.segments.iter().map(|segment| (segment.key.clone(), segment.name.clone())).collect();
            Outcome::new(by, keys, rfm.scores.rows().map(|row| (row.customer, u32::from(row.segment))))
        }
        (Explain::Left, scored) => left(view, scored.as_deref()),
        (Explain::Attitude, _) => attitude(view)?,
        (
            Explain::Lifecycle
            | Explain::ValueMatrix
            | Explain::Pyramid
            | Explain::Tiers
            | Explain::Grades
            | Explain::Core
            | Explain::NextOrder
            | Explain::Clusters,
            _,
        ) => {
            let found = of_segmentation(view, by, params, pace).await?;
            found.ok_or(Stopped::Error(TreeError::Rfm(RfmError::NoPurchases)))?
        }
        // A base of customers of whom nothing is known that could be explained.
        _ if explain == Explain::Auto && view.dataset.rows(Kind::Customers) > 0 => {
            return Err(Stopped::Error(TreeError::NobodyLeft));
        }
        _ if explain == Explain::Auto => return Ok(None),
        _ => return Err(Stopped::Error(TreeError::Rfm(RfmError::NoPurchases))),
    };
    found.rfm = scored;
    Ok(Some(found).filter(|found| !found.customers.is_empty()))
}

/// Whether a column of the customers says who left, or a table of exits does.
fn knows_who_left(view: &View) -> bool {
    let by_column = view.all.profiles.as_deref().is_some_and(|profiles| profiles.of(Field::Left).is_some());
    by_column || view.all.exits.as_deref().is_some_and(|exits| !exits.is_empty())
}

impl Outcome {
    fn new(by: Explain, keys: Vec<(String, String)>, customers: impl Iterator<Item = (u32, u32)>) -> Self {
        let (customers, class) = customers.unzip();
        Self { by, column: None, keys, customers, class, rfm: None }
    }
}

/// By the column of that role where there is one, customers of whom it says nothing left out; else by the exits, of the
/// customers who bought, or where nobody did of those in their own table.
fn left(view: &View, scored: Option<&Rfm>) -> Outcome {
    let keys = LEFT.map(|key| (key.to_owned(), key.to_owned())).to_vec();
    let class = |left: bool| u32::from(!left);
    let profiles = view.dataset.profiles.as_deref();
    if let Some((profiles, column)) = profiles.and_then(|profiles| Some((profiles, profiles.of(Field::Left)?))) {
        let known = profiles.customer.iter().enumerate();
        let known = known.filter_map(|(row, customer)| Some((*customer, class(column.yes(row)?))));
        return Outcome::new(Explain::Left, keys, known);
    }
    let left = Left::of(view);
    match (scored, profiles) {
        (Some(rfm), _) => {
            let bought = rfm.scores.rows();
            let of = bought.map(|row| (row.customer, class(left.has(row.customer, rfm.last_purchase(&row)))));
            Outcome::new(Explain::Left, keys, of)
        }
        (None, profiles) => {
            let customers = profiles.into_iter().flat_map(|profiles| &profiles.customer);
            Outcome::new(Explain::Left, keys, customers.map(|who| (*who, class(left.has(*who, Day::MIN)))))
        }
    }
}

/// By the newest score of each customer who answered.
fn attitude(view: &View) -> Result<Outcome, Stopped<TreeError>> {
    let place = |attitude| match attitude {
        Attitude::Detractor => 0,
        Attitude::Passive => 1,
        Attitude::Promoter => 2,
    };
    let keys = ATTITUDES.map(|key| (key.to_owned(), key.to_owned())).to_vec();
    let known = (0_u32..).zip(newest_scores(view));
    let known = known.filter_map(|(customer, score)| Some((customer, place(score?.attitude()))));
    let found = Outcome::new(Explain::Attitude, keys, known);
    if found.customers.is_empty() { Err(Stopped::Error(TreeError::NobodyAnswered)) } else { Ok(found) }
}

/// The classes of a page of its own, of the customers who are in one; `None` where it shows none.
async fn of_segmentation<P: Pace>(
    view: &View,
    by: Explain,
    params: &CheckedTree,
    pace: &mut P,
) -> Result<Option<Outcome>, Stopped<TreeError>> {
    let Some(segmentation) = by.segmentation() else { return Ok(None) };
    let found = classed(&segmentation, view, &params.params.segmentations, pace).await;
    let Some(found) = found.map_err(|stopped| stopped.map(TreeError::Segmentation))? else { return Ok(None) };
    let keys = found.classes.into_iter().map(|class| (class.key, class.name)).collect();
    let of = (0_u32..).zip(found.of).filter_map(|(customer, class)| Some((customer, u32::from(class?))));
    Ok(Some(Outcome::new(by, keys, of)))
}

/// Customers whose cell is blank are left out.
fn of_column(view: &View, params: &CheckedTree) -> Result<Outcome, Stopped<TreeError>> {
    let name = params.params.column.clone().unwrap_or_default();
    let no_column = || Stopped::Error(TreeError::NoColumn { name: name.clone() });
    let profiles = view.dataset.profiles.as_deref().ok_or_else(no_column)?;
    let column = profiles.attribute(&name).filter(|column| groups(column.values.len())).ok_or_else(no_column)?;
    let mut names: Vec<(&str, u32)> = column.values.iter().map(|(code, name)| (name, code)).collect();
    names.sort_unstable();
    let mut place_of = vec![0; names.len()];
    for (place, (_, code)) in (0_u32..).zip(&names) {
        if let Some(slot) = place_of.get_mut(*code as usize) {
            *slot = place;
        }
    }
    let keys = names.into_iter().map(|(name, _)| (name.to_owned(), name.to_owned())).collect();
    let known = profiles.customer.iter().zip(&column.codes).filter(|(_, code)| **code != BLANK);
    let known = known.filter_map(|(customer, code)| Some((*customer, *place_of.get(*code as usize)?)));
    Ok(Outcome { column: Some(name.clone()), ..Outcome::new(Explain::Column, keys, known) })
}

fn groups(values: usize) -> bool {
    (2..=MAX_GROUPS).contains(&values)
}

/// The columns whose values could be explained.
pub fn offered(view: &View) -> Vec<String> {
    let columns = of_customers(view)
        .filter(|column| groups(column.values.len()) && !matches!(column.read_as(), Values::Number | Values::Day));
    columns.map(|column| column.name.clone()).collect()
}
