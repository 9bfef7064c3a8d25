//! What can be chosen about cases.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::due::{CheckedTerms, Terms, TermsError};
use super::rule::{CheckedRules, Rules, RulesError};
use super::words::{Blank, Words};

/// The longest time somebody can be left alone: ten years.
pub const MOST_COOL_DOWN_DAYS: u16 = 3650;

/// How cases are opened and dealt with, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CareSettings {
    /// By when somebody is to get in touch.
    pub terms: Terms,
    /// Which answers open a case.
    pub rules: Rules,
    /// Days in which nobody is asked a second time, 0 (never mind) to [`MOST_COOL_DOWN_DAYS`];
    /// default 90.
    pub cool_down_days: u16,
    /// Causes offered when a case is closed; none, the default, for those the page knows.
    pub causes: Vec<String>,
    /// People a case can be assigned to.
    pub owners: Vec<String>,
}

impl Default for CareSettings {
    fn default() -> Self {
        Self {
            terms: Terms::default(),
            rules: Rules::default(),
            cool_down_days: 90,
            causes: Vec::new(),
            owners: Vec::new(),
        }
    }
}

/// Why settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CareError {
    /// The terms make no sense.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// The rules make no sense.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// Longer than anybody is left alone.
    #[error("{0} days are more than {MOST_COOL_DOWN_DAYS}")]
    CoolDown(u16),
    /// A cause offered is blank.
    #[error("a cause has no name")]
    BlankCause,
    /// An owner is blank.
    #[error("an owner has no name")]
    BlankOwner,
}

/// Settings that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedCare {
    /// By when somebody is to get in touch.
    pub terms: CheckedTerms,
    /// Which answers open a case.
    pub rules: CheckedRules,
    /// Days in which nobody is asked a second time.
    pub cool_down_days: u16,
    /// Causes offered, each once, in the order typed.
    pub causes: Vec<Words>,
    /// People a case can be assigned to, each once, in the order typed.
    pub owners: Vec<Words>,
}

impl Default for CheckedCare {
    fn default() -> Self {
        Self {
            terms: CheckedTerms::default(),
            rules: CheckedRules::default(),
            cool_down_days: CareSettings::default().cool_down_days,
            causes: Vec::new(),
            owners: Vec::new(),
        }
    }
}

impl CareSettings {
    /// These settings, ready for use.
    pub fn check(self) -> Result<CheckedCare, CareError> {
        if self.cool_down_days > MOST_COOL_DOWN_DAYS {
            return Err(CareError::CoolDown(self.cool_down_days));
        }
        Ok(CheckedCare {
            terms: self.terms.check()?,
            rules: self.rules.check()?,
            cool_down_days: self.cool_down_days,
            causes: once(self.causes).map_err(|Blank| CareError::BlankCause)?,
            owners: once(self.owners).map_err(|Blank| CareError::BlankOwner)?,
        })
    }
}

fn once(texts: Vec<String>) -> Result<Vec<Words>, Blank> {
    let mut found: Vec<Words> = Vec::new();
    for text in texts {
        let words = Words::try_from(text)?;
        if !found.contains(&words) {
            found.push(words);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_pass_and_equal_the_checked_default() {
        assert_eq!(CareSettings::default().check(), Ok(CheckedCare::default()));
        assert_eq!(serde_json::from_str::<CareSettings>("{}").unwrap(), CareSettings::default());
    }

    #[test]
    fn settings_survive_storage() {
        let text = r#"{"terms":{"hours":8,"working":{"days":[true,true,true,true,true,false,false],"from":540,"to":1020},
            "holidays":["2026-10-01"]},"cool_down_days":30,"owners":["Ann"," Ann ","李雷"]}"#;
        let settings: CareSettings = serde_json::from_str(text).unwrap();
        let stored = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<CareSettings>(&stored).unwrap(), settings);
        let checked = settings.check().unwrap();
        assert_eq!(checked.owners.iter().map(Words::as_str).collect::<Vec<_>>(), ["Ann", "李雷"]);
        assert_eq!((checked.terms.terms().hours, checked.cool_down_days), (8, 30));
    }

    #[test]
    fn settings_that_make_no_sense_say_why() {
        let wrong = |change: fn(&mut CareSettings)| {
            let mut settings = CareSettings::default();
            change(&mut settings);
            settings.check().err()
        };
        assert_eq!(wrong(|settings| settings.cool_down_days = 3651), Some(CareError::CoolDown(3651)));
        assert_eq!(wrong(|settings| settings.terms.hours = 0), Some(CareError::Terms(TermsError::Hours(0))));
        let nameless = wrong(|settings| settings.rules.0[0].name.clear());
        assert_eq!(nameless, Some(CareError::Rules(RulesError::NoName)));
        assert_eq!(wrong(|settings| settings.causes.push(" ".into())), Some(CareError::BlankCause));
        assert_eq!(wrong(|settings| settings.owners.push(String::new())), Some(CareError::BlankOwner));
    }
}
