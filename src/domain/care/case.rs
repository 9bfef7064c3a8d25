//! A case: what its events make of it.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::money::Money;
use crate::domain::score::{Attitude, Score};
use crate::domain::survey::Moment;

use super::event::{Action, AskFor, Event, Kind, Opening};
use super::id::CaseId;
use super::words::Words;

/// How far a case has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody has seen to it.
    New,
    /// It has an owner; nobody has got in touch.
    Assigned,
    /// The customer was spoken with.
    Contacted,
    /// What was wrong is put right.
    Settled,
    /// It is done with.
    Closed,
    /// It was done with, or nearly, and is taken up again; nobody has got in touch since.
    Reopened,
}

impl State {
    /// All states, in the order a case goes through them.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Assigned, Self::Contacted, Self::Settled, Self::Closed, Self::Reopened];

    /// Whether there is something left to do.
    pub fn is_open(self) -> bool {
        self != Self::Closed
    }

    /// Whether somebody has yet to get in touch, for the first time or since it was reopened.
    pub fn awaits_contact(self) -> bool {
        matches!(self, Self::New | Self::Assigned | Self::Reopened)
    }

    /// Whether this can be done to a case of this kind in this state: the table of transitions.
    pub fn allows(self, kind: Kind, step: Step) -> bool {
        match kind {
            Kind::Recover => self.allows_recovering(step),
            Kind::Thank => self.allows_thanking(step),
        }
    }

    fn allows_recovering(self, step: Step) -> bool {
        match step {
            Step::Assign | Step::Due => self.is_open(),
            Step::Contact => self.awaits_contact(),
            Step::Settle => self == Self::Contacted,
            Step::Close => matches!(self, Self::Contacted | Self::Settled),
            Step::AskAgain | Step::Resurvey | Step::Reopen => matches!(self, Self::Settled | Self::Closed),
            Step::Note => true,
            Step::Refer | Step::Finish => false,
        }
    }

    fn allows_thanking(self, step: Step) -> bool {
        match step {
            Step::Assign | Step::Refer | Step::Finish => self.is_open(),
            Step::Contact => self.awaits_contact(),
            Step::Reopen => self == Self::Closed,
            Step::Note => true,
            Step::Due | Step::Settle | Step::Close | Step::AskAgain | Step::Resurvey => false,
        }
    }
}

/// An [`Action`] on an open case by its name alone: what a page offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// [`Action::Assign`].
    Assign,
    /// [`Action::Contact`].
    Contact,
    /// [`Action::Settle`].
    Settle,
    /// [`Action::Resurvey`].
    Resurvey,
    /// [`Action::Close`].
    Close,
    /// [`Action::Reopen`].
    Reopen,
    /// [`Action::Note`].
    Note,
    /// [`Action::Ask`] for another answer.
    AskAgain,
    /// [`Action::Ask`] for a referral.
    Refer,
    /// [`Action::Finish`].
    Finish,
    /// [`Action::Due`].
    Due,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 11] = [
        Self::Assign,
        Self::Contact,
        Self::Settle,
        Self::Resurvey,
        Self::Close,
        Self::Reopen,
        Self::Note,
        Self::AskAgain,
        Self::Refer,
        Self::Finish,
        Self::Due,
    ];

    /// The step an action is; `None` for openings, fixes and undoing.
    pub fn of(action: &Action) -> Option<Self> {
        match action {
            Action::Assign { .. } => Some(Self::Assign),
            Action::Contact => Some(Self::Contact),
            Action::Settle => Some(Self::Settle),
            Action::Resurvey { .. } => Some(Self::Resurvey),
            Action::Close { .. } => Some(Self::Close),
            Action::Reopen { .. } => Some(Self::Reopen),
            Action::Note { .. } => Some(Self::Note),
            Action::Ask { what: AskFor::Resurvey } => Some(Self::AskAgain),
            Action::Ask { what: AskFor::Referral } => Some(Self::Refer),
            Action::Finish => Some(Self::Finish),
            Action::Due { .. } => Some(Self::Due),
            Action::Open(_) | Action::Fix(_) | Action::Undo { .. } => None,
        }
    }
}

/// Why something cannot be done to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no case of this number.
    #[error("there is no such case")]
    NoSuchCase,
    /// The case's opening was taken back.
    #[error("the case was dismissed")]
    Dismissed,
    /// A case of this number was opened before; it may have been dismissed since.
    #[error("the case was opened before")]
    AlreadyOpened,
    /// The step does not follow from this state.
    #[error("{step:?} is not possible for a case that is {state:?}")]
    NotNow {
        /// What was wanted.
        step: Step,
        /// How far the case is.
        state: State,
    },
    /// A fix has a number of its own, and cases are no fixes.
    #[error("a fix is not part of a case")]
    NotAFix,
    /// There is no such event in force on the case.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Another event has this number.
    #[error("another event has this number")]
    NumberTaken,
}

/// How a case ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// When.
    pub at: Moment,
    /// What was found; `None` for a case of thanks, behind which nothing lies.
    pub finding: Option<Finding>,
}

/// What was found out about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What lay behind it.
    pub cause: Words,
    /// What was done about it.
    pub action: Words,
}

/// What the customer said when asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resurveyed {
    /// When.
    pub at: Moment,
    /// The new answer.
    pub score: Score,
    /// Why; empty where nothing was said.
    pub comment: String,
}

/// Something to remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// When it was written.
    pub at: Moment,
    /// By whom; empty where nobody said.
    pub by: String,
    /// What.
    pub text: Words,
}

/// A case, as its events in force make it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its number.
    pub id: CaseId,
    /// The answer it began with.
    pub opening: Opening,
    /// How far it has come.
    pub state: State,
    /// Who sees to it.
    pub owner: Option<Words>,
    /// By when somebody is to get in touch, in the present round.
    pub due: Moment,
    /// When somebody first got in touch; later contacts, after a reopening, do not change it.
    pub contacted: Option<Moment>,
    /// Whether that first contact came no later than what was then the due time; where nothing was
    /// due, as nobody was to be reached, it did.
    pub in_time: Option<bool>,
    /// When it was put right, unless reopened since.
    pub settled: Option<Moment>,
    /// How it ended, unless reopened since.
    pub closed: Option<Closing>,
    /// What the customer said when last asked again.
    pub resurvey: Option<Resurveyed>,
    /// What is to be remembered, oldest first.
    pub notes: Vec<Noted>,
    /// The events in force, the opening first, then oldest first. Neither events taken back nor
    /// what took them back.
    pub history: Vec<Event>,
    /// Events that make no sense where they stand, oldest first: two devices went different ways
    /// before they were brought together. They change nothing.
    pub passed_over: Vec<Event>,
}

impl Case {
    /// A case at its beginning; `None` where the event opens none.
    pub(super) fn begin(event: &Event) -> Option<Self> {
        let Action::Open(opening) = &event.action else { return None };
        Some(Self {
            id: event.case.clone(),
            opening: opening.as_ref().clone(),
            state: State::New,
            owner: None,
            due: opening.due,
            contacted: None,
            in_time: None,
            settled: None,
            closed: None,
            resurvey: None,
            notes: Vec::new(),
            history: vec![event.clone()],
            passed_over: Vec::new(),
        })
    }

    /// Whether this can be done to the case as it is. One that nobody can be reached for is closed
    /// without a contact: what lay behind it can be found all the same.
    pub fn allows_step(&self, step: Step) -> bool {
        let unheard = self.opening.kind == Kind::Recover && self.state.is_open() && !self.opening.is_reachable();
        self.state.allows(self.opening.kind, step) || step == Step::Close && unheard
    }

    /// Whether this can be done to the case as it is, or why not. Undoing is judged by the ledger, not here.
    pub fn allows(&self, action: &Action) -> Result<(), Refusal> {
        match (Step::of(action), action) {
            (Some(step), _) if self.allows_step(step) => Ok(()),
            (Some(step), _) => Err(Refusal::NotNow { step, state: self.state }),
            (None, Action::Fix(_)) => Err(Refusal::NotAFix),
            (None, Action::Undo { .. }) => Err(Refusal::NothingToUndo),
            (None, _) => Err(Refusal::AlreadyOpened),
        }
    }

    /// What the case is after an event in force; one that makes no sense is passed over.
    pub(super) fn then(&mut self, event: &Event) {
        if self.allows(&event.action).is_err() {
            self.passed_over.push(event.clone());
            return;
        }
        self.history.push(event.clone());
        let at = event.at;
        match &event.action {
            Action::Assign { owner } => self.assign(owner),
            Action::Contact => self.contact(at),
            Action::Settle => (self.state, self.settled) = (State::Settled, Some(at)),
            Action::Resurvey { score, comment, due } => {
                self.resurvey = Some(Resurveyed { at, score: *score, comment: comment.clone() });
                if score.attitude() == Attitude::Detractor {
                    self.reopen(*due);
                }
            }
            Action::Close { cause, action } => {
                self.close(at, Some(Finding { cause: cause.clone(), action: action.clone() }));
            }
            Action::Finish | Action::Ask { what: AskFor::Referral } => self.close(at, None),
            Action::Reopen { due, .. } => self.reopen(*due),
            Action::Note { text } => self.notes.push(Noted { at, by: event.by.clone(), text: text.clone() }),
            Action::Due { at } => self.due = *at,
            Action::Ask { what: AskFor::Resurvey } | Action::Open(_) | Action::Fix(_) | Action::Undo { .. } => {}
        }
    }

    fn assign(&mut self, owner: &Words) {
        self.owner = Some(owner.clone());
        if self.state.awaits_contact() {
            self.state = State::Assigned;
        }
    }

    fn contact(&mut self, at: Moment) {
        self.state = State::Contacted;
        if self.contacted.is_none() {
            self.contacted = Some(at);
            self.in_time = Some(!self.opening.is_reachable() || at.epoch_ms <= self.due.epoch_ms);
        }
    }

    fn close(&mut self, at: Moment, finding: Option<Finding>) {
        self.state = State::Closed;
        self.closed = Some(Closing { at, finding });
    }

    fn reopen(&mut self, due: Moment) {
        self.state = State::Reopened;
        self.due = due;
        self.settled = None;
        self.closed = None;
    }

    /// By when somebody is to get in touch, while nobody has in the present round. To thank somebody
    /// late costs nothing: that is never due; nor is what nobody can do, as they left no contact.
    pub fn awaited(&self) -> Option<Moment> {
        let wanted = self.opening.kind == Kind::Recover && self.opening.is_reachable();
        (wanted && self.state.awaits_contact()).then_some(self.due)
    }

    /// Whether somebody should have got in touch before now and has not, in the present round.
    pub fn overdue(&self, now: Moment) -> bool {
        self.awaited().is_some_and(|due| due.epoch_ms < now.epoch_ms)
    }

    /// What was found, of a closed case of a customer to win back.
    pub fn finding(&self) -> Option<&Finding> {
        self.closed.as_ref()?.finding.as_ref()
    }

    /// What is at risk, where it is known: see [`super::KnownCustomer::value`].
    pub fn value(&self) -> Option<Money> {
        self.opening.customer.as_ref()?.value
    }
}

/// Whom to call first: open cases by value at risk, the largest first and unknown ones last, then by
/// due time, then by number. Closed ones after them, the latest closed first.
///
/// Amounts carry no currency: all loaded files are taken to be in one, as everywhere.
pub fn ranked(cases: &[Case]) -> Vec<&Case> {
    let mut ranked: Vec<&Case> = cases.iter().collect();
    ranked.sort_by_cached_key(|case| {
        let closed = case.closed.as_ref().map(|closing| Reverse(closing.at));
        let urgency = case.state.is_open().then_some((Reverse(case.value()), case.due));
        (closed, urgency, case.id.clone())
    });
    ranked
}
