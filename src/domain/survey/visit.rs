//! One respondent's way through the questions, as a machine of steps.
//!
//! The screen hands in [`Event`]s and draws the [`Step`]; what has to happen outside is an
//! [`Effect`]. "Thank you" is a step that only [`Event::Kept`] leads to: it cannot be shown before
//! the answer is written.

use crate::domain::language::Language;
use crate::domain::score::Score;

use super::answer::Contact;
use super::profile::{CheckedProfile, Texts};

/// What is shown. The order is that of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Nobody is there: an invitation.
    Attract,
    /// The first question.
    Score,
    /// The second question.
    Why,
    /// The third question, where the profile has one.
    Extra,
    /// The contact, where the profile asks for one.
    Contact,
    /// The answer is being written.
    Keeping,
    /// The answer could not be written; it is still here, and can be tried again.
    NotKept,
    /// The answer is written.
    Thanks,
}

/// What a respondent has said so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The score.
    pub score: Option<Score>,
    /// Quick reasons chosen, in the order of the profile.
    pub reasons: Vec<String>,
    /// Why, as typed.
    pub comment: String,
    /// The answer to the third question.
    pub extra: String,
    /// How to reach them, as typed; empty for not at all.
    pub contact: String,
    /// Whether they agreed to be reached.
    pub consented: bool,
}

impl Draft {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a contact was typed without the consent that keeping it needs.
    pub fn lacks_consent(&self) -> bool {
        !self.contact.trim().is_empty() && !self.consented
    }

    /// The contact and the consent shown with it; `None` where either is missing.
    pub fn contact(&self, texts: &Texts) -> Option<Contact> {
        let text = self.contact.trim();
        let agreed = self.consented && !text.is_empty() && !texts.consent.is_empty();
        agreed.then(|| Contact { text: text.to_owned(), consent: texts.consent.clone() })
    }
}

/// What a respondent does, or what happens to the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The invitation is taken.
    Begin,
    /// A score is tapped; the next question follows at once.
    Choose(Score),
    /// A quick reason is tapped: on, or off again.
    Reason(String),
    /// The second question's text changed.
    Comment(String),
    /// The third question's text changed.
    Extra(String),
    /// The contact changed.
    Contact(String),
    /// The consent was ticked or unticked.
    Consent(bool),
    /// On to the next step.
    Next,
    /// Back to the step before.
    Back,
    /// Another language.
    Speak(Language),
    /// Nobody touched the screen for the profile's idle time.
    Idle,
    /// The answer is written.
    Kept,
    /// The answer could not be written.
    Failed,
}

/// What has to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write this answer durably, then hand in [`Event::Kept`] or [`Event::Failed`].
    Keep {
        /// What was said.
        draft: Draft,
        /// The language it was said in.
        language: Language,
        /// Whether it came to the end.
        complete: bool,
    },
}

/// One respondent's way through the questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    step: Step,
    language: Language,
    draft: Draft,
    /// Whether the answer being written came to its end; a partial one is written unseen.
    complete: bool,
}

impl Visit {
    /// Nobody is there yet.
    pub fn new(profile: &CheckedProfile) -> Self {
        Self { step: Step::Attract, language: profile.first_language(), draft: Draft::default(), complete: false }
    }

    /// What is shown.
    pub fn step(&self) -> Step {
        self.step
    }

    /// The language in use.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What was said so far.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Whether nothing more is asked after this step: the next one sends.
    pub fn is_last(&self, profile: &CheckedProfile) -> bool {
        self.after(profile).is_none()
    }

    /// What follows an event. An event that has no meaning at this step changes nothing.
    pub fn on(&mut self, event: Event, profile: &CheckedProfile) -> Option<Effect> {
        match (self.step, event) {
            (Step::Keeping, Event::Kept) if self.complete => self.step = Step::Thanks,
            (Step::Keeping, Event::Kept) | (Step::Thanks, Event::Next) => *self = Self::new(profile),
            (Step::Keeping, Event::Failed) => self.step = Step::NotKept,
            // An answer that could not be written is tried again rather than forgotten.
            (Step::NotKept, Event::Next | Event::Idle) => return Some(self.keep(self.complete)),
            // Whatever is being written is written to its end; who was thanked has nothing left to change.
            (Step::Keeping | Step::NotKept, _) | (_, Event::Kept | Event::Failed) | (Step::Thanks, Event::Back) => {}
            (_, Event::Idle) => return self.leave(profile),
            (_, Event::Speak(language)) => self.speak(language, profile),
            (Step::Attract, Event::Begin) => self.step = Step::Score,
            (Step::Score, Event::Choose(score)) => self.choose(score),
            (Step::Why, Event::Reason(reason)) => self.toggle(reason, profile),
            (Step::Why, Event::Comment(text)) => self.draft.comment = text,
            (Step::Extra, Event::Extra(text)) => self.draft.extra = text,
            (Step::Contact, Event::Contact(text)) => self.draft.contact = text,
            (Step::Contact, Event::Consent(agreed)) => self.draft.consented = agreed,
            (_, Event::Next) => return self.next(profile),
            (_, Event::Back) => self.step = self.before(profile),
            _ => {}
        }
        None
    }

    /// Another score has other reasons: those tapped for the old one go.
    fn choose(&mut self, score: Score) {
        if self.draft.score.map(Score::attitude) != Some(score.attitude()) {
            self.draft.reasons.clear();
        }
        self.draft.score = Some(score);
        self.step = Step::Why;
    }

    fn speak(&mut self, language: Language, profile: &CheckedProfile) {
        let (Some(before), Some(after)) = (profile.texts(self.language), profile.texts(language)) else { return };
        if language == self.language {
            return;
        }
        // The same reasons, in the words now shown; where they are others, none: what nobody tapped
        // is not recorded.
        let attitude = self.draft.score.map(Score::attitude);
        if let Some(attitude) = attitude.filter(|attitude| before.same_reasons(after, *attitude)) {
            let pairs = before.reasons.of(attitude).iter().zip(after.reasons.of(attitude));
            let chosen = pairs.filter(|(reason, _)| self.draft.reasons.contains(reason));
            self.draft.reasons = chosen.map(|(_, reason)| reason.clone()).collect();
        } else {
            self.draft.reasons.clear();
        }
        self.language = language;
        // A question that this language does not ask: what comes after it may be the end, so back.
        if matches!(self.step, Step::Extra | Step::Contact) && !self.asked(profile).contains(&self.step) {
            self.step = self.before(profile);
        }
    }

    /// The quick reasons that fit the score, in the language in use.
    pub fn offered(&self, profile: &CheckedProfile) -> Vec<String> {
        let texts = profile.texts(self.language);
        let reasons = texts.zip(self.draft.score).map(|(texts, score)| texts.reasons.of(score.attitude()));
        reasons.unwrap_or_default().to_vec()
    }

    fn toggle(&mut self, reason: String, profile: &CheckedProfile) {
        let offered = self.offered(profile);
        let mut chosen = std::mem::take(&mut self.draft.reasons);
        match chosen.iter().position(|other| *other == reason) {
            Some(place) => {
                chosen.remove(place);
            }
            None => chosen.push(reason),
        }
        self.draft.reasons = offered.into_iter().filter(|reason| chosen.contains(reason)).collect();
    }

    /// The steps after the invitation, of those the profile asks for.
    fn asked(&self, profile: &CheckedProfile) -> Vec<Step> {
        let texts = profile.texts(self.language);
        let asks = |pick: fn(&Texts) -> &String| texts.is_some_and(|texts| !pick(texts).trim().is_empty());
        let mut steps = vec![Step::Score, Step::Why];
        steps.extend(asks(|texts| &texts.extra).then_some(Step::Extra));
        steps.extend(asks(|texts| &texts.consent).then_some(Step::Contact));
        steps
    }

    fn next(&mut self, profile: &CheckedProfile) -> Option<Effect> {
        // The first question is answered by a score, not passed over.
        let unanswered = self.step == Step::Score && self.draft.score.is_none();
        // A contact is not dropped unseen: it is agreed to, or taken back.
        let unagreed = self.step == Step::Contact && self.draft.lacks_consent();
        if self.step == Step::Attract || unanswered || unagreed {
            return None;
        }
        match self.after(profile) {
            Some(step) => {
                self.step = step;
                None
            }
            None => Some(self.keep(true)),
        }
    }

    fn after(&self, profile: &CheckedProfile) -> Option<Step> {
        self.asked(profile).into_iter().find(|step| *step > self.step)
    }

    fn before(&self, profile: &CheckedProfile) -> Step {
        self.asked(profile).into_iter().rfind(|step| *step < self.step).unwrap_or(Step::Attract)
    }

    fn keep(&mut self, complete: bool) -> Effect {
        self.step = Step::Keeping;
        self.complete = complete;
        Effect::Keep { draft: self.draft.clone(), language: self.language, complete }
    }

    /// The respondent has gone: what was said is kept as partial, and the next one sees nothing of it.
    fn leave(&mut self, profile: &CheckedProfile) -> Option<Effect> {
        if self.step == Step::Thanks || self.draft.is_empty() {
            *self = Self::new(profile);
            return None;
        }
        Some(self.keep(false))
    }
}
