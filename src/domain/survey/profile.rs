//! What a kiosk asks, and how.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::language::Language;
use crate::domain::score::Attitude;

use super::look::Look;

/// Quick reasons to tap, fitting the score given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reasons {
    /// For 9 and 10.
    pub promoter: Vec<String>,
    /// For 7 and 8.
    pub passive: Vec<String>,
    /// For 0 to 6.
    pub detractor: Vec<String>,
}

impl Reasons {
    /// Those for a score.
    pub fn of(&self, attitude: Attitude) -> &[String] {
        match attitude {
            Attitude::Promoter => &self.promoter,
            Attitude::Passive => &self.passive,
            Attitude::Detractor => &self.detractor,
        }
    }
}

/// The texts of one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Texts {
    /// The first question.
    pub recommend: String,
    /// What 0 stands for.
    pub lowest: String,
    /// What 10 stands for.
    pub highest: String,
    /// The second question.
    pub why: String,
    /// A third question; empty for none.
    pub extra: String,
    /// What leaving a contact means; empty where no contact is asked for.
    pub consent: String,
    /// What is said at the end.
    pub thanks: String,
    /// Quick reasons.
    pub reasons: Reasons,
    /// The scores whose reasons are the language's own, as none were typed: [`Profile::filled`]
    /// says so, and nothing keeps it.
    #[serde(skip)]
    pub own_reasons: Vec<Attitude>,
}

impl Texts {
    /// Whether the quick reasons for a score say the same as those of another language, place by
    /// place: both are the languages' own, or both were typed, and there are as many.
    pub fn same_reasons(&self, other: &Self, attitude: Attitude) -> bool {
        let own = |texts: &Self| texts.own_reasons.contains(&attitude);
        own(self) == own(other) && self.reasons.of(attitude).len() == other.reasons.of(attitude).len()
    }

    fn fill(&mut self, own: Self) {
        let pairs = [
            (&mut self.recommend, own.recommend),
            (&mut self.lowest, own.lowest),
            (&mut self.highest, own.highest),
            (&mut self.why, own.why),
            (&mut self.thanks, own.thanks),
        ];
        for (text, own) in pairs {
            if text.trim().is_empty() {
                *text = own;
            }
        }
        let lists = [
            (Attitude::Promoter, &mut self.reasons.promoter, own.reasons.promoter),
            (Attitude::Passive, &mut self.reasons.passive, own.reasons.passive),
            (Attitude::Detractor, &mut self.reasons.detractor, own.reasons.detractor),
        ];
        for (attitude, list, own) in lists {
            list.retain(|reason| !reason.trim().is_empty());
            if list.is_empty() {
                *list = own;
                self.own_reasons.push(attitude);
            }
        }
    }
}

/// Hours of the day in which the kiosk rests, local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sleep {
    /// The first minute of rest, counted from midnight.
    pub from: u16,
    /// The first minute after it. Before `from`, the rest goes past midnight.
    pub to: u16,
}

impl Sleep {
    /// The minute of the day that `hh:mm` names.
    pub fn minute(text: &str) -> Option<u16> {
        let (hours, minutes) = text.split_once(':')?;
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
    }

    /// Whether the kiosk rests at this minute of the day.
    pub fn holds(self, minute: u16) -> bool {
        if self.from <= self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }
}

/// Everything that makes up a kiosk, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Whose kiosk it is.
    pub organisation: String,
    /// Where it stands.
    pub branch: String,
    /// What people have just done: counter, advice, online, …
    pub touchpoint: String,
    /// Who served them; empty where nobody is named.
    pub staff: String,
    /// Languages offered, the first one to begin with, and their texts. A blank text is the
    /// language's own ([`Profile::filled`]).
    pub languages: Vec<(Language, Texts)>,
    /// Seconds without a touch after which the next respondent is expected.
    pub idle_seconds: u16,
    /// Hours of rest, if any.
    pub sleep: Option<Sleep>,
    /// Its colours and logo.
    pub look: Look,
}

impl Default for Profile {
    fn default() -> Self {
        Self::starting_in(Language::Chinese)
    }
}

impl Profile {
    /// A blank profile: all languages with their own texts, this one first, 45 seconds, no rest.
    pub fn starting_in(first: Language) -> Self {
        let others = Language::ALL.into_iter().filter(|language| *language != first);
        Self {
            organisation: String::new(),
            branch: String::new(),
            touchpoint: String::new(),
            staff: String::new(),
            languages: [first].into_iter().chain(others).map(|language| (language, Texts::default())).collect(),
            idle_seconds: 45,
            sleep: None,
            look: Look::default(),
        }
    }

    /// What an operator calls it.
    pub fn name(&self) -> String {
        let parts = [&self.organisation, &self.branch, &self.touchpoint, &self.staff];
        let parts: Vec<&str> = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    /// The texts of a language as typed; `None` where it is not offered.
    pub fn texts(&self, language: Language) -> Option<&Texts> {
        self.languages.iter().find(|(offered, _)| *offered == language).map(|(_, texts)| texts)
    }

    /// Whether a contact is asked for, in any language.
    pub fn asks_contact(&self) -> bool {
        self.languages.iter().any(|(_, texts)| !texts.consent.trim().is_empty())
    }

    /// Offers one more language, after the others. Where they ask for a contact it does too, with
    /// this consent if it has none; where they do not, nor does it.
    pub fn offer(&mut self, language: Language, mut texts: Texts, consent: &str) {
        let asked = self.asks_contact();
        if asked && texts.consent.trim().is_empty() {
            consent.clone_into(&mut texts.consent);
        } else if !asked && !self.languages.is_empty() {
            texts.consent.clear();
        }
        self.languages.push((language, texts));
    }

    /// Offers a language no longer; gives the texts it had.
    pub fn withdraw(&mut self, language: Language) -> Option<Texts> {
        let place = self.languages.iter().position(|(offered, _)| *offered == language)?;
        Some(self.languages.remove(place).1)
    }

    /// With a language's own texts wherever nothing was typed; they may name the organisation.
    /// The third question and the consent have none: blank, they are not asked for.
    #[must_use]
    pub fn filled(mut self, own: impl Fn(Language, &str) -> Texts) -> Self {
        for text in [&mut self.organisation, &mut self.branch, &mut self.touchpoint, &mut self.staff] {
            *text = text.trim().to_owned();
        }
        for (language, texts) in &mut self.languages {
            texts.fill(own(*language, &self.organisation));
        }
        self
    }
}

/// Why a profile cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProfileError {
    /// Nobody could tell whose answers these are.
    #[error("the organisation has no name")]
    NoOrganisation,
    /// Nobody could tell where they were given.
    #[error("the branch has no name")]
    NoBranch,
    /// Nothing could be shown.
    #[error("no language is offered")]
    NoLanguage,
    /// One language twice.
    #[error("{} is offered twice", .0.tag())]
    LanguageTwice(Language),
    /// A question has no text.
    #[error("a question has no text in {}", .0.tag())]
    NoQuestion(Language),
    /// Nobody reads in less, and no queue waits longer.
    #[error("an idle time of {0} s is not between 5 and 600")]
    IdleTime(u16),
    /// A minute that no day has.
    #[error("minute {0} is not on a clock of 24 hours")]
    SleepHours(u16),
}

/// A profile that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedProfile(Profile);

impl Profile {
    /// Checks what was typed, after [`Profile::filled`]. Of several faults the first is told.
    pub fn check(self) -> Result<CheckedProfile, ProfileError> {
        match self.faults().into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(CheckedProfile(self)),
        }
    }

    /// All that is missing or makes no sense, in the order of the form.
    pub fn faults(&self) -> Vec<ProfileError> {
        let blank = |text: &str| text.trim().is_empty();
        let fault = |wrong: bool, fault: ProfileError| wrong.then_some(fault);
        let places = [
            fault(blank(&self.organisation), ProfileError::NoOrganisation),
            fault(blank(&self.branch), ProfileError::NoBranch),
            fault(self.languages.is_empty(), ProfileError::NoLanguage),
        ];
        let languages = self.languages.iter().enumerate().flat_map(|(place, (language, texts))| {
            let twice = self.languages.iter().take(place).any(|(other, _)| other == language);
            [
                fault(twice, ProfileError::LanguageTwice(*language)),
                fault(blank(&texts.recommend) || blank(&texts.why), ProfileError::NoQuestion(*language)),
            ]
        });
        let idle = fault(!(5..=600).contains(&self.idle_seconds), ProfileError::IdleTime(self.idle_seconds));
        let minutes = self.sleep.map(|sleep| [sleep.from, sleep.to]).into_iter().flatten();
        let sleep = minutes.filter(|minute| *minute >= 24 * 60).map(ProfileError::SleepHours).next();
        places.into_iter().chain(languages).flatten().chain(idle).chain(sleep).collect()
    }
}

impl CheckedProfile {
    /// What was checked.
    pub fn profile(&self) -> &Profile {
        &self.0
    }

    /// The language a visit begins in.
    pub fn first_language(&self) -> Language {
        self.0.languages.first().map_or(Language::English, |(language, _)| *language)
    }

    /// The texts of a language; `None` where it is not offered.
    pub fn texts(&self, language: Language) -> Option<&Texts> {
        self.0.texts(language)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A kiosk in two languages that asks everything.
    pub fn profile() -> Profile {
        let texts = |recommend: &str, reason: &str| Texts {
            recommend: recommend.to_owned(),
            why: "why".to_owned(),
            extra: "anything else".to_owned(),
            consent: "you may call me".to_owned(),
            reasons: Reasons { detractor: vec![reason.to_owned()], ..Reasons::default() },
            ..Texts::default()
        };
        Profile {
            organisation: "Harbour Bank".into(),
            branch: "North Gate".into(),
            touchpoint: "counter".into(),
            languages: vec![
                (Language::Chinese, texts("您会推荐我们吗", "排队太久")),
                (Language::English, texts("would you recommend us", "long queue")),
            ],
            idle_seconds: 30,
            ..Profile::default()
        }
    }

    #[test]
    fn blank_texts_are_the_languages_own() {
        let typed = Texts { why: "why on earth".into(), ..Texts::default() };
        let profile = Profile {
            organisation: " Harbour Bank ".into(),
            languages: vec![(Language::English, typed)],
            ..Profile::default()
        };
        let filled = profile.filled(|_, organisation| Texts {
            recommend: format!("recommend {organisation}"),
            why: "why".into(),
            reasons: Reasons { promoter: vec!["fast".into()], ..Reasons::default() },
            ..Texts::default()
        });
        let texts = filled.texts(Language::English).unwrap();
        assert_eq!((texts.recommend.as_str(), texts.why.as_str()), ("recommend Harbour Bank", "why on earth"));
        assert_eq!(texts.reasons.promoter, ["fast"]);
        assert!(texts.own_reasons.contains(&Attitude::Promoter));
        assert!(texts.extra.is_empty() && texts.consent.is_empty());
    }

    #[test]
    fn a_language_offered_later_asks_for_a_contact_as_the_others_do() {
        let mut profile = profile();
        let typed = profile.withdraw(Language::English).unwrap();
        assert_eq!(profile.withdraw(Language::English), None);
        profile.offer(Language::English, Texts::default(), "yes, call me");
        assert_eq!(profile.texts(Language::English).unwrap().consent, "yes, call me");
        profile.withdraw(Language::English);
        profile.offer(Language::English, typed.clone(), "yes, call me");
        assert_eq!(profile.texts(Language::English), Some(&typed), "what was typed stays");
        let mut silent = Profile::default();
        silent.withdraw(Language::English);
        silent.offer(Language::English, Texts::default(), "yes, call me");
        assert!(!silent.asks_contact());
        silent.withdraw(Language::English);
        silent.offer(Language::English, typed, "yes, call me");
        assert!(!silent.asks_contact(), "nobody is asked any more");
    }

    #[test]
    fn a_profile_that_makes_no_sense_says_why() {
        let wrong = |change: fn(&mut Profile)| {
            let mut profile = profile();
            change(&mut profile);
            profile.check().err()
        };
        assert_eq!(wrong(|_| {}), None);
        assert_eq!(wrong(|profile| profile.organisation = " ".into()), Some(ProfileError::NoOrganisation));
        assert_eq!(wrong(|profile| profile.branch.clear()), Some(ProfileError::NoBranch));
        assert_eq!(wrong(|profile| profile.languages.clear()), Some(ProfileError::NoLanguage));
        let twice = wrong(|profile| profile.languages.push(profile.languages[0].clone()));
        assert_eq!(twice, Some(ProfileError::LanguageTwice(Language::Chinese)));
        let blank = wrong(|profile| profile.languages[1].1.why.clear());
        assert_eq!(blank, Some(ProfileError::NoQuestion(Language::English)));
        assert_eq!(wrong(|profile| profile.idle_seconds = 4), Some(ProfileError::IdleTime(4)));
        let late = wrong(|profile| profile.sleep = Some(Sleep { from: 0, to: 1440 }));
        assert_eq!(late, Some(ProfileError::SleepHours(1440)));
    }

    #[test]
    fn all_that_is_missing_is_told_at_once_in_the_order_of_the_form() {
        let night = Some(Sleep { from: u16::MAX, to: u16::MAX });
        let profile = Profile { idle_seconds: 0, sleep: night, ..Profile::default() };
        let filled = profile.filled(|_, _| Texts { recommend: "r".into(), why: "w".into(), ..Texts::default() });
        let all = [
            ProfileError::NoOrganisation,
            ProfileError::NoBranch,
            ProfileError::IdleTime(0),
            ProfileError::SleepHours(u16::MAX),
        ];
        assert_eq!(filled.faults(), all);
        assert_eq!(filled.check(), Err(all[0]));
    }

    #[test]
    fn rest_may_go_past_midnight() {
        let night = Sleep { from: 22 * 60, to: 7 * 60 };
        assert!(night.holds(23 * 60) && night.holds(0) && !night.holds(7 * 60) && !night.holds(12 * 60));
        let noon = Sleep { from: 12 * 60, to: 13 * 60 };
        assert!(noon.holds(12 * 60) && !noon.holds(13 * 60));
        assert!(!Sleep { from: 60, to: 60 }.holds(60));
        assert_eq!(["07:30", "24:00", "7", "a:b", ""].map(Sleep::minute), [Some(450), None, None, None, None]);
    }
}
