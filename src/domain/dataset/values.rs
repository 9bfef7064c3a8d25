//! How the cells of a column are read.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::kind::UnknownName;

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Values {
    /// As texts.
    #[default]
    Text,
    /// As numbers, exact to the millionth.
    Number,
    /// As days.
    Day,
    /// As yes or no.
    YesNo,
    /// As scores, whole numbers from 0 to 10.
    Score,
    /// As numbers that are money.
    Amount,
    /// As texts that tell one thing from another, leading zeros and all.
    Id,
}

impl Values {
    /// What an extra column can be read as.
    pub const OF_EXTRAS: [Self; 5] = [Self::Text, Self::Number, Self::Day, Self::YesNo, Self::Score];

    /// The name in settings and forms, in `snake_case`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Day => "day",
            Self::YesNo => "yes_no",
            Self::Score => "score",
            Self::Amount => "amount",
            Self::Id => "id",
        }
    }
}

impl FromStr for Values {
    type Err = UnknownName;

    /// Reads the name of what an extra column can be.
    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::OF_EXTRAS.into_iter().find(|values| values.name() == text).ok_or_else(|| UnknownName(text.to_owned()))
    }
}
