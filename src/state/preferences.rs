//! The user's choices, kept between visits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::dataset::JoinRule;
use crate::domain::intake::Plan;
use crate::domain::own_json;
use crate::i18n::Language;
use crate::indicators::Settings;
use crate::platform::storage::Stored;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system.
    #[default]
    Auto,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

impl Theme {
    /// Its name among the choices.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The value of the page's `data-theme`: light or dark, where the system's choice counts if
    /// none was made.
    pub const fn in_force(self, system_dark: bool) -> &'static str {
        match (self, system_dark) {
            (Self::Dark, _) | (Self::Auto, true) => Self::Dark.name(),
            (Self::Light, _) | (Self::Auto, false) => Self::Light.name(),
        }
    }

    /// The next one, for a button that goes round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

/// Everything the user chose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The language chosen by hand; `None` follows the browser.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Theme,
    /// Whether loaded files are kept for the next visit.
    pub keep_files: bool,
    /// Whether the answers of this device's kiosk count on the pages.
    pub count_kiosk: bool,
    /// How files with a known header were read, by [`Plan::signature`].
    pub plans: BTreeMap<String, Plan>,
    /// Which ids are one customer, and which rows that files share count.
    pub join: JoinRule,
    /// Parameters of the indicators: bins, rules, thresholds.
    pub settings: Settings,
}

/// The filter last in force, as a query. Kept by itself: it changes far more often than the rest,
/// which may hold many plans.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LastFilter(pub String);

impl Stored for LastFilter {
    const KEY: &'static str = "filter";
    const VERSION: u32 = 1;
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::default(),
            keep_files: true,
            count_kiosk: true,
            plans: BTreeMap::new(),
            join: JoinRule::default(),
            settings: Settings::default(),
        }
    }
}

impl Stored for Preferences {
    const KEY: &'static str = "preferences";
    const VERSION: u32 = 2;

    /// The first version had a typed object of parameters for each indicator; all else was the same.
    fn migrate(version: u32, value: &Value) -> Option<Self> {
        if version != 1 {
            return None;
        }
        let mut rest = value.as_object()?.clone();
        let first = rest.remove("settings").unwrap_or_default();
        let rest: Self = own_json::of_value(&Value::Object(rest))?;
        Some(Self { settings: Settings::from_first(&first), ..rest })
    }
}
