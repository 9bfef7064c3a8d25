//! What happens to cases.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::score::Score;
use crate::domain::survey::{Contact, Moment};

use super::due::CheckedTerms;
use super::id::{CaseId, EventId};
use super::words::Words;

/// Something that happened to a case, once and for ever: nothing is changed afterwards, only taken
/// back by another event.
///
/// The order is that of merging: of two events with one number the greater is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Event {
    /// Its number.
    pub id: EventId,
    /// The case it happened to.
    pub case: CaseId,
    /// When.
    pub at: Moment,
    /// Who did it; empty where nobody said.
    pub by: String,
    /// What was done.
    pub action: Action,
}

impl Event {
    /// The event that opens a case, under the one number such an event can have. It happens when
    /// the answer was given, wherever and whenever somebody looks at it: devices agree on it.
    pub fn opening(case: CaseId, by: &str, opening: Opening) -> Self {
        let (id, at) = (EventId::opening(&case), opening.taken);
        Self { id, case, at, by: by.to_owned(), action: Action::Open(Box::new(opening)) }
    }

    /// An opening whose clock runs from a later moment than its answer: that of an answer which
    /// became known only then. Any other event, and any event without such a moment, as it is.
    #[must_use]
    pub fn due_since(mut self, terms: &CheckedTerms, since: Option<Moment>) -> Self {
        if let (Action::Open(opening), Some(since)) = (&mut self.action, since) {
            opening.since = opening.since.max(since);
            opening.due = terms.due(opening.since);
        }
        self
    }
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// An answer became a case.
    Open(Box<Opening>),
    /// Somebody is to see to it.
    Assign {
        /// Who.
        owner: Words,
    },
    /// The customer was spoken with, or thanked.
    Contact,
    /// What was wrong is put right.
    Settle,
    /// The customer was asked again.
    Resurvey {
        /// The new answer.
        score: Score,
        /// Why, in the customer's words; empty where nothing was said.
        comment: String,
        /// By when somebody is to get in touch again, should the answer take the case up again.
        due: Moment,
    },
    /// The case of a customer to win back is done with.
    Close {
        /// What lay behind it.
        cause: Words,
        /// What was done about it.
        action: Words,
    },
    /// The case is taken up again.
    Reopen {
        /// Why.
        why: Words,
        /// By when somebody is to get in touch.
        due: Moment,
    },
    /// Something to remember.
    Note {
        /// What.
        text: Words,
    },
    /// The customer was asked for something; they are left alone for a while after it. Asked for a
    /// referral, a happy customer's case is done with.
    Ask {
        /// For what.
        what: AskFor,
    },
    /// The case of a happy customer is done with, without asking for anything.
    Finish,
    /// By when somebody is to get in touch, set anew.
    Due {
        /// By when.
        at: Moment,
    },
    /// A cause is to be removed for all; on a number of its own, not on a case.
    Fix(Fix),
    /// An earlier event is taken back.
    Undo {
        /// Which.
        event: EventId,
    },
}

/// What somebody was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskFor {
    /// To recommend us to somebody.
    Referral,
    /// To answer the question once more.
    Resurvey,
}

/// What a case is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody unhappy is to be won back.
    Recover,
    /// Somebody happy is to be thanked.
    Thank,
}

/// The answer a case began with, as it was known then; or nothing but the customer, whom a page named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Opening {
    /// What the case is for.
    pub kind: Kind,
    /// The name of the rule that opened it, or what named the customer ([`Opening::named_by`]); empty where a person did.
    pub rule: String,
    /// By when somebody is to get in touch.
    pub due: Moment,
    /// When the answer was given.
    pub taken: Moment,
    /// When its clock began: with the answer, or when that became known.
    pub since: Moment,
    /// The score, if one was given.
    pub score: Option<Score>,
    /// The quick reasons chosen; of a case that no answer began, why the page named the customer.
    pub reasons: Vec<String>,
    /// Why, in the customer's words; empty where nothing was said.
    pub comment: String,
    /// The answer to the third question; empty where none was asked or given.
    pub extra: String,
    /// How to reach them, if they want that.
    pub contact: Option<Contact>,
    /// Whose customer; empty where unknown, as are the next three.
    pub organisation: String,
    /// Where.
    pub branch: String,
    /// At what occasion.
    pub touchpoint: String,
    /// Who served them.
    pub staff: String,
    /// Who they are, where the answer names a customer.
    pub customer: Option<KnownCustomer>,
}

impl Opening {
    /// Whether anybody can get in touch with them: they left a contact, or are a customer the files know.
    pub fn is_reachable(&self) -> bool {
        self.contact.is_some() || self.customer.is_some()
    }
}

/// A customer, as the loaded files knew them when the case was opened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KnownCustomer {
    /// Their number in the files.
    pub id: String,
    /// Their name.
    pub name: Option<String>,
    /// Their segment's key.
    pub segment: Option<String>,
    /// What is at risk: what they spent in the last 12 months of the files, in the files' currency.
    pub value: Option<Money>,
}

/// A cause removed, or to be removed, for all customers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fix {
    /// The cause, as cases were closed with it.
    pub cause: Words,
    /// What is done about it.
    pub what: Words,
    /// Who sees to it.
    pub owner: Words,
    /// The branch it concerns; `None` for all.
    pub branch: Option<Words>,
    /// The touchpoint it concerns; `None` for all.
    pub touchpoint: Option<Words>,
    /// The first day on which it is in effect.
    pub since: Day,
    /// Whether it is in place.
    pub done: bool,
}
