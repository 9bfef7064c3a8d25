//! Which answers open a case.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::score::Score;
use crate::domain::survey::{Contact, KioskAnswer, Moment};

use super::due::CheckedTerms;
use super::event::{Event, Kind, KnownCustomer, Opening};
use super::id::CaseId;

/// Which answers open a case, and of which kind. All conditions given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// What its cases are for.
    pub kind: Kind,
    /// The lowest score it is for.
    pub lowest: Score,
    /// The highest score it is for. From 0 to 10 is no condition: an answer without a score fits.
    pub highest: Score,
    /// Any of these is in the comment, the answer to the third question or a quick reason, letter case aside, in the middle of a word
    /// too: Chinese has no spaces between words. None given is no condition.
    pub words: Vec<String>,
    /// The customer is in any of these segments (keys). None given is no condition.
    pub segments: Vec<String>,
}

/// Rules in the order they are tried; none opens no case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules(pub Vec<Rule>);

impl Default for Rules {
    /// Detractors are to be won back, promoters thanked.
    fn default() -> Self {
        let rule = |name: &str, kind, lowest, highest| {
            // All four numbers are scores.
            let (lowest, highest) = Score::try_from(lowest).ok().zip(Score::try_from(highest).ok())?;
            Some(Rule { name: name.to_owned(), kind, lowest, highest, words: Vec::new(), segments: Vec::new() })
        };
        let rules = [rule("detractor", Kind::Recover, 0, 6), rule("promoter", Kind::Thank, 9, 10)];
        Self(rules.into_iter().flatten().collect())
    }
}

/// Why rules cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulesError {
    /// Nobody could tell why a case was opened.
    #[error("a rule has no name")]
    NoName,
    /// Nobody could tell which of the two opened a case.
    #[error("two rules are called {0:?}")]
    NameTwice(String),
    /// The rule would fit nothing.
    #[error("the rule {0:?} has its lowest score above its highest")]
    NoScore(String),
    /// A blank word is in every comment.
    #[error("the rule {0:?} looks for a blank word")]
    BlankWord(String),
    /// A blank segment is nobody's.
    #[error("the rule {0:?} looks for a blank segment")]
    BlankSegment(String),
}

/// Rules that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckedRules(Rules);

impl Rules {
    /// These rules, ready for use.
    pub fn check(self) -> Result<CheckedRules, RulesError> {
        match (0..self.0.len()).find_map(|place| self.wrong_at(place)) {
            Some(error) => Err(error),
            None => Ok(CheckedRules(self)),
        }
    }

    /// What is wrong with the rule at a place; `None` where it can be used, or there is none.
    pub fn wrong_at(&self, place: usize) -> Option<RulesError> {
        let rule = self.0.get(place)?;
        let blank = |texts: &[String]| texts.iter().any(|text| text.trim().is_empty());
        let name = || rule.name.clone();
        if rule.name.trim().is_empty() {
            return Some(RulesError::NoName);
        }
        if self.0.iter().take(place).any(|other| other.name.trim() == rule.name.trim()) {
            return Some(RulesError::NameTwice(name()));
        }
        if rule.lowest > rule.highest {
            return Some(RulesError::NoScore(name()));
        }
        if blank(&rule.words) {
            return Some(RulesError::BlankWord(name()));
        }
        blank(&rule.segments).then(|| RulesError::BlankSegment(name()))
    }

    /// Adds a rule for detractors at the end, with the first name of `name(1)`, `name(2)`, … that no
    /// rule has.
    pub fn add(&mut self, name: impl Fn(usize) -> String) {
        let taken = |name: &String| self.0.iter().any(|rule| rule.name == *name);
        // One of so many names is free.
        let name = (1..=self.0.len() + 1).map(name).find(|name| !taken(name)).unwrap_or_default();
        let detractors = Self::default().0.into_iter().next();
        self.0.extend(detractors.map(|rule| Rule { name, ..rule }));
    }

    /// Takes the rule at a place away, where there is one.
    pub fn remove(&mut self, place: usize) {
        if place < self.0.len() {
            self.0.remove(place);
        }
    }

    /// Tries a rule before the one above it.
    pub fn move_up(&mut self, place: usize) {
        if let Some(above) = place.checked_sub(1)
            && place < self.0.len()
        {
            self.0.swap(above, place);
        }
    }
}

impl CheckedRules {
    /// The rules, in the order they are tried.
    pub fn rules(&self) -> &[Rule] {
        &self.0.0
    }
}

/// An answer that may open a case, from a kiosk or a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The number the case would have.
    pub id: CaseId,
    /// When it was given.
    pub taken: Moment,
    /// The score, if one was given.
    pub score: Option<Score>,
    /// The quick reasons chosen.
    pub reasons: Vec<String>,
    /// Why; empty where nothing was said.
    pub comment: String,
    /// The answer to the third question; empty where none was asked or given.
    pub extra: String,
    /// How to reach them.
    pub contact: Option<Contact>,
    /// Whose customer; empty where unknown, as are the next three.
    pub organisation: String,
    /// Where.
    pub branch: String,
    /// At what occasion.
    pub touchpoint: String,
    /// Who served them.
    pub staff: String,
    /// Who they are, if known.
    pub customer: Option<KnownCustomer>,
}

impl From<&KioskAnswer> for Candidate {
    fn from(answer: &KioskAnswer) -> Self {
        Self {
            id: CaseId::from(&answer.id),
            taken: answer.taken,
            score: answer.score,
            reasons: answer.reasons.clone(),
            comment: answer.comment.clone(),
            extra: answer.extra.clone(),
            contact: answer.contact.clone(),
            organisation: answer.organisation.clone(),
            branch: answer.branch.clone(),
            touchpoint: answer.touchpoint.clone(),
            staff: answer.staff.clone(),
            customer: None,
        }
    }
}

#[cfg(test)]
impl Candidate {
    /// The same of somebody who left a number.
    pub(super) fn reachable(id: &str, taken: Moment) -> Self {
        let contact = Some(Contact { text: "138 0000 0000".into(), consent: "you may call me".into() });
        Self { contact, ..Self::silent(id, taken) }
    }

    /// An answer that says nothing but when it was given.
    pub(super) fn silent(id: &str, taken: Moment) -> Self {
        Self {
            id: id.parse().unwrap(),
            taken,
            score: None,
            reasons: Vec::new(),
            comment: String::new(),
            extra: String::new(),
            contact: None,
            organisation: String::new(),
            branch: String::new(),
            touchpoint: String::new(),
            staff: String::new(),
            customer: None,
        }
    }
}

impl Rule {
    /// Whether all conditions given hold.
    pub fn fits(&self, answer: &Candidate) -> bool {
        self.fits_score(answer.score) && self.fits_words(answer) && self.fits_segment(answer)
    }

    fn fits_score(&self, score: Option<Score>) -> bool {
        let any = self.lowest.get() == 0 && self.highest.get() == 10;
        any || score.is_some_and(|score| (self.lowest..=self.highest).contains(&score))
    }

    fn fits_words(&self, answer: &Candidate) -> bool {
        let said = || answer.reasons.iter().chain([&answer.comment, &answer.extra]).map(|text| text.to_lowercase());
        let says = |word: &String| said().any(|text| text.contains(&word.trim().to_lowercase()));
        self.words.is_empty() || self.words.iter().any(says)
    }

    fn fits_segment(&self, answer: &Candidate) -> bool {
        let segment = answer.customer.as_ref().and_then(|customer| customer.segment.as_ref());
        self.segments.is_empty() || segment.is_some_and(|segment| self.segments.contains(segment))
    }
}

/// The first rule that fits an answer.
pub fn judge<'a>(rules: &'a CheckedRules, answer: &Candidate) -> Option<&'a Rule> {
    rules.rules().iter().find(|rule| rule.fits(answer))
}

/// The event that opens an answer's case, where a rule fits it. Whether the case was opened before is
/// the ledger's to say ([`super::Ledger::knows`]).
pub fn open(rules: &CheckedRules, terms: &CheckedTerms, answer: &Candidate, by: &str) -> Option<Event> {
    let rule = judge(rules, answer)?;
    let Candidate {
        id,
        taken,
        score,
        reasons,
        comment,
        extra,
        contact,
        organisation,
        branch,
        touchpoint,
        staff,
        customer,
    } = answer.clone();
    let opening = Opening {
        kind: rule.kind,
        rule: rule.name.clone(),
        due: terms.due(taken),
        taken,
        since: taken,
        score,
        reasons,
        comment,
        extra,
        contact,
        organisation,
        branch,
        touchpoint,
        staff,
        customer,
    };
    Some(Event::opening(id, by, opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(number: i64) -> Score {
        Score::try_from(number).unwrap()
    }

    fn rule(lowest: i64, highest: i64, words: &[&str], segments: &[&str]) -> Rule {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let (lowest, highest) = (score(lowest), score(highest));
        let (words, segments) = (texts(words), texts(segments));
        Rule { name: "rule".into(), kind: Kind::Recover, lowest, highest, words, segments }
    }

    fn answer(number: Option<i64>, comment: &str, segment: Option<&str>) -> Candidate {
        let segment = segment.map(str::to_owned);
        Candidate {
            score: number.map(score),
            reasons: vec!["Long Queue".into()],
            comment: comment.into(),
            branch: "North Gate".into(),
            customer: Some(KnownCustomer { id: "C1".into(), name: None, segment, value: None }),
            ..Candidate::silent("answer-0001", Moment { epoch_ms: 0, offset_minutes: 0 })
        }
    }

    #[test]
    fn by_default_detractors_are_won_back_and_promoters_thanked() {
        let rules = Rules::default().check().unwrap();
        let kinds: Vec<_> = (0..=10).map(|n| judge(&rules, &answer(Some(n), "", None)).map(|rule| rule.kind)).collect();
        assert_eq!(kinds[..7], [Some(Kind::Recover); 7]);
        assert_eq!(kinds[7..], [None, None, Some(Kind::Thank), Some(Kind::Thank)]);
        assert_eq!(judge(&rules, &answer(None, "", None)), None);
    }

    #[test]
    fn all_conditions_given_must_hold() {
        let strict = rule(0, 6, &["  QUEUE", "慢"], &["champions", "at_risk"]);
        assert!(strict.fits(&answer(Some(6), "", Some("champions"))), "a reason has the word");
        assert!(!strict.fits(&answer(Some(7), "", Some("champions"))));
        assert!(!strict.fits(&answer(Some(6), "", Some("lost"))) && !strict.fits(&answer(Some(6), "", None)));
        let words = |words: &[&str], comment| rule(0, 10, words, &[]).fits(&answer(None, comment, None));
        assert!(words(&["慢"], "排队太慢了") && words(&["STRASSE"], "strasse") && !words(&["slow"], "fast"));
        let third = Candidate { extra: "The queue again".into(), ..answer(None, "", None) };
        assert!(rule(0, 10, &["again"], &[]).fits(&third));
        assert!(rule(0, 10, &[], &[]).fits(&answer(None, "", None)), "0 to 10 is no condition");
        assert!(!rule(0, 9, &[], &[]).fits(&answer(None, "", None)));
    }

    #[test]
    fn the_first_rule_that_fits_opens_the_case() {
        let first = Rule { name: "first".into(), kind: Kind::Thank, ..rule(0, 3, &[], &[]) };
        let rules = Rules(vec![first, rule(0, 6, &[], &[])]).check().unwrap();
        let opened = |number| open(&rules, &CheckedTerms::default(), &answer(Some(number), "", None), "Ann");
        let name = |event: Event| match event.action {
            super::super::Action::Open(opening) => (opening.rule, opening.due.epoch_ms),
            other => panic!("{other:?}"),
        };
        let event = opened(3).unwrap();
        assert_eq!((event.id.as_str(), event.by.as_str(), event.at.epoch_ms), ("open-answer-0001", "Ann", 0));
        assert_eq!(name(event), ("first".into(), 24 * 60 * 60 * 1000));
        assert_eq!(opened(4).map(name).unwrap().0, "rule");
        assert_eq!(opened(7), None);
    }

    #[test]
    fn rules_are_added_and_moved() {
        let mut rules = Rules::default();
        rules.add(|number| format!("Rule {number}"));
        rules.add(|number| format!("Rule {number}"));
        rules.move_up(2);
        rules.move_up(0);
        rules.move_up(9);
        let names: Vec<&str> = rules.0.iter().map(|rule| rule.name.as_str()).collect();
        assert_eq!(names, ["detractor", "Rule 1", "promoter", "Rule 2"]);
        assert!(rules.check().is_ok());
    }

    #[test]
    fn rules_that_make_no_sense_say_why() {
        let check = |rules: &[Rule]| Rules(rules.to_vec()).check().err();
        let good = rule(0, 6, &["a"], &["b"]);
        assert_eq!(check(&[]), None);
        assert_eq!(check(&[Rule { name: " ".into(), ..good.clone() }]), Some(RulesError::NoName));
        assert_eq!(check(&[good.clone(), good.clone()]), Some(RulesError::NameTwice("rule".into())));
        assert_eq!(check(&[rule(7, 6, &[], &[])]), Some(RulesError::NoScore("rule".into())));
        assert_eq!(check(&[rule(0, 6, &["a", " "], &[])]), Some(RulesError::BlankWord("rule".into())));
        assert_eq!(check(&[rule(0, 6, &[], &[""])]), Some(RulesError::BlankSegment("rule".into())));
        let twice = Rules(vec![good.clone(), good, rule(7, 6, &[], &[])]);
        assert_eq!([0, 1, 2, 3].map(|place| twice.wrong_at(place).is_some()), [false, true, true, false]);
    }
}
