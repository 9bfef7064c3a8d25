//! The languages the product speaks.

use serde::{Deserialize, Serialize};

/// A language of the user interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Chinese, as written in mainland China.
    #[serde(rename = "zh-CN")]
    Chinese,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The language's own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// The first of a browser's preferred languages that we have; English where we have none.
    pub fn preferred<S: AsRef<str>>(tags: impl IntoIterator<Item = S>) -> Self {
        tags.into_iter()
            .find_map(|tag| {
                let tag = tag.as_ref().to_ascii_lowercase();
                let primary = tag.split('-').next().unwrap_or_default();
                match primary {
                    "zh" => Some(Self::Chinese),
                    "en" => Some(Self::English),
                    _ => None,
                }
            })
            .unwrap_or(Self::English)
    }
}
