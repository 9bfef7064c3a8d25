//! What can be chosen about movement.

use serde::{Deserialize, Serialize};

use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::day::Day;
use crate::domain::interval::Level;
use crate::indicators::segmentations::{Segmentation, SegmentationParams};

/// Between what movement is told of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Between {
    /// Two days, each set or by the data.
    #[default]
    Days,
    /// The last whole month by the second day, and the one before.
    Months,
    /// The last whole quarter, and the one before.
    Quarters,
    /// The last whole year, and the one before.
    Years,
}

impl Between {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Days, Self::Months, Self::Quarters, Self::Years];

    /// How long the periods are; `None` of days.
    pub const fn length(self) -> Option<PeriodLength> {
        match self {
            Self::Days => None,
            Self::Months => Some(PeriodLength::Month),
            Self::Quarters => Some(PeriodLength::Quarter),
            Self::Years => Some(PeriodLength::Year),
        }
    }
}

/// Which classes movement is told of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The segments, under the rules in force.
    #[default]
    Rfm,
    /// The eight classes, under the cut in force.
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
    /// Core customers: the sets they are in, and no other.
    Core,
    /// Whether the next order is due.
    NextOrder,
}

impl By {
    /// All of them. Clusters are found and numbered anew on each day, and a column of the customers table says nothing of a
    /// day: nobody moves between those.
    pub const ALL: [Self; 9] = [
        Self::Rfm,
        Self::EightClasses,
        Self::Lifecycle,
        Self::ValueMatrix,
        Self::Pyramid,
        Self::Tiers,
        Self::Grades,
        Self::Core,
        Self::NextOrder,
    ];

    /// The segmentation.
    pub const fn segmentation(self) -> Segmentation {
        match self {
            Self::Rfm => Segmentation::Rfm,
            Self::EightClasses => Segmentation::EightClasses,
            Self::Lifecycle => Segmentation::Lifecycle,
            Self::ValueMatrix => Segmentation::ValueMatrix,
            Self::Pyramid => Segmentation::Pyramid,
            Self::Tiers => Segmentation::Tiers,
            Self::Grades => Segmentation::Grades,
            Self::Core => Segmentation::Core,
            Self::NextOrder => Segmentation::NextOrder,
        }
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MovementParams {
    /// Two days, or the last two whole periods. Default: days.
    pub between: Between,
    /// The first day; `None` (default) for the one in the middle of the data, so that both windows are as long as they
    /// can be. Of no meaning where periods are chosen.
    pub from: Option<Day>,
    /// The second day; `None` (default) for the last one known.
    pub to: Option<Day>,
    /// Which classes. Default: the segments.
    pub by: By,
    /// How sure a movement must be not to be called chance, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// How customers are put into classes: set on the pages of each.
    #[serde(skip_deserializing)]
    pub segmentations: SegmentationParams,
}

impl Default for MovementParams {
    fn default() -> Self {
        Self {
            between: Between::default(),
            from: None,
            to: None,
            by: By::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            segmentations: SegmentationParams::default(),
        }
    }
}
