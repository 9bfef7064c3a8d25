//! The figures whose change can be split, and the way to the page that splits one.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::language::Language;
use crate::indicators::Indicator;
use crate::indicators::page::{Link, Setting};

use super::{ChangeIndicator, ID};

/// The figure whose change is split.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeOf {
    /// Revenue where there are purchases, else the score.
    #[default]
    Auto,
    /// Net money of active customers.
    Revenue,
    /// How many customers have an order that is no return. A count without a mix: everybody is one, whatever their group.
    Customers,
    /// How many orders are no return. One with rows of several customers is the first's; one with rows in both windows counts
    /// in each.
    Orders,
    /// Net money per order, a mean over orders; what is returned by customers without an order in the window lowers it.
    Basket,
    /// Net Promoter Score of the newest answers of people, in points.
    Nps,
    /// Their mean, from 0 to 10.
    MeanScore,
    /// The share of them that are promoters, 0 to 1.
    Promoters,
    /// The share of them that are detractors, 0 to 1.
    Detractors,
}

impl ChangeOf {
    /// Each, as it is offered.
    pub const ALL: [Self; 9] = [
        Self::Auto,
        Self::Revenue,
        Self::Customers,
        Self::Orders,
        Self::Basket,
        Self::Nps,
        Self::MeanScore,
        Self::Promoters,
        Self::Detractors,
    ];

    /// Whether it is told from answers; else from purchases, [`Self::Auto`] first.
    pub const fn is_of_answers(self) -> bool {
        matches!(self, Self::Nps | Self::MeanScore | Self::Promoters | Self::Detractors)
    }

    /// Whether orders have to be counted for it.
    pub const fn is_of_orders(self) -> bool {
        matches!(self, Self::Orders | Self::Basket)
    }

    /// Whether it is a mean; else a sum.
    pub const fn is_mean(self) -> bool {
        self.is_of_answers() || matches!(self, Self::Basket)
    }

    /// Whether groups of other sizes can explain a part of its change.
    pub const fn has_mix(self) -> bool {
        !matches!(self, Self::Customers)
    }
}

/// The way to why a figure changed, for a figure that has a past. Names this indicator, and links none of its code.
pub fn why(figure: ChangeOf, language: Language) -> Link {
    let about = ChangeIndicator::ABOUT;
    // A name always serialises.
    let value = serde_json::to_value(figure).unwrap_or(Value::Null);
    Link::new(about.name(language), about.path).setting(Setting::new(ID, "figure", value))
}
