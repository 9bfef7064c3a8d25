//! What is done to cases: on the disk first, and back again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::care::{
    Action, Candidate, CaseId, Event, EventId, Ledger, NamedCustomer, Refusal, open, open_named,
};
use crate::domain::survey::{Moment, merge};
use crate::platform::clock::now;
use crate::platform::random::random_id;
use crate::platform::{answers, cases};

use super::{Care, CareTrouble};

impl Care {
    /// Reads what is kept, and opens cases for answers that are new to the rules.
    pub async fn read(self) {
        let writes = self.writes.get_value();
        let kept = match (cases::all().await, answers::all().await) {
            (Ok(events), Ok(answers)) => Ok((events, answers)),
            (Err(error), _) | (_, Err(error)) => Err(error),
        };
        match kept {
            Ok((kept, answers)) => {
                self.trouble.set(None);
                self.unreadable.set(kept.unreadable.into_iter().map(|record| record.id).collect());
                if self.writes.get_value() == writes {
                    // Another tab may have erased everything.
                    self.ledger.set(Ledger::from_iter(kept.events));
                } else {
                    // What was written meanwhile may not be among what was read.
                    self.ledger.update(|ledger| ledger.extend(kept.events));
                }
                self.answers.set(merge(answers.answers.into_iter().map(|kept| kept.answer)));
                let openings = self.openings_of_answers();
                self.keep(openings).await;
            }
            Err(error) => self.trouble.set(Some(CareTrouble::NotKept(error.into()))),
        }
        self.ready.set(true);
    }

    /// The openings of the answers on this device that a rule fits and that were never a case.
    fn openings_of_answers(self) -> Vec<Event> {
        let fresh: Vec<Candidate> = self.ledger.with_untracked(|ledger| {
            self.answers.with_untracked(|all| {
                let unknown = all.iter().filter(|answer| !ledger.knows(&CaseId::from(&answer.id)));
                unknown.map(Candidate::from).collect()
            })
        });
        self.openings(&fresh, self.choices.with_untracked(|choices| choices.rules_since))
    }

    /// The opening of each answer that a rule fits and that was never a case. The clock of each runs
    /// from its answer, or from `since` where that is later: nobody could have called in time for an
    /// answer that was not known before.
    fn openings(self, candidates: &[Candidate], since: Option<Moment>) -> Vec<Event> {
        let care = self.checked.get_untracked();
        let by = self.choices.with_untracked(|choices| choices.by.clone());
        let fresh = candidates.iter().filter(|answer| !self.ledger.with_untracked(|ledger| ledger.knows(&answer.id)));
        let opened = fresh.filter_map(|answer| open(&care.rules, &care.terms, answer, &by));
        let opened = opened.map(|event| event.due_since(&care.terms, since));
        opened.filter(|event| !self.unreadable.with_untracked(|ids| ids.contains(event.id.as_str()))).collect()
    }

    /// Opens the cases of answers of loaded files; their clocks run from now on. Says whether they
    /// were opened.
    pub async fn open(self, candidates: &[Candidate]) -> bool {
        self.write(self.openings(candidates, Some(now()))).await
    }

    /// Opens cases of customers whom a page names, of each who has no open one; their clocks run from now on. Says
    /// whether they were opened.
    pub async fn open_named(self, named_by: &str, named: &[NamedCustomer]) -> bool {
        let (care, by) = (self.checked.get_untracked(), self.choices.with_untracked(|choices| choices.by.clone()));
        let opened = self.ledger.with_untracked(|ledger| open_named(ledger, &care.terms, &by, named_by, named, now()));
        let is_free = |event: &Event| !self.unreadable.with_untracked(|ids| ids.contains(event.id.as_str()));
        self.write(opened.into_iter().filter(is_free).collect()).await
    }

    /// Does something to a case, on the disk first. Says whether it was done.
    pub async fn act(self, case: CaseId, action: Action) -> bool {
        match self.event(&case, action) {
            Ok(event) => self.write(vec![event]).await,
            Err(refusal) => {
                self.trouble.set(Some(CareTrouble::Refused(refusal)));
                false
            }
        }
    }

    /// Takes the latest thing done to a case back; of a case dismissed, its dismissal.
    pub fn undo(self, case: CaseId) {
        let latest = self.ledger.with_untracked(|ledger| ledger.undoable(&case).map(|event| event.id.clone()));
        if let Some(event) = latest {
            spawn_local(async move {
                self.act(case, Action::Undo { event }).await;
            });
        }
    }

    /// Takes back what was done last, whatever happened since; taken back already, does it again.
    pub fn undo_done(self) {
        let undoing = |event: Event| self.event(&event.case, Action::Undo { event: event.id });
        match self.done.get_untracked().into_iter().map(undoing).collect() {
            Ok(events) => spawn_local(async move {
                self.write(events).await;
            }),
            Err(refusal) => self.trouble.set(Some(CareTrouble::Refused(refusal))),
        }
    }

    /// The notice of what was done last can go.
    pub fn forget_done(self) {
        self.done.set(Vec::new());
    }

    fn event(self, case: &CaseId, action: Action) -> Result<Event, Refusal> {
        let id = random_id().parse::<EventId>().map_err(|_| Refusal::NumberTaken)?;
        let by = self.choices.with_untracked(|choices| choices.by.clone());
        self.ledger.with_untracked(|ledger| ledger.new_event(case, id, now(), &by, action))
    }

    /// Keeps what somebody did, and remembers it for undoing. What is done before the last thing is
    /// on the disk is a second tap, and not done.
    async fn write(self, events: Vec<Event>) -> bool {
        if self.writing.get_value() {
            return false;
        }
        self.writing.set_value(true);
        let kept = self.keep(events.clone()).await;
        self.writing.set_value(false);
        if kept {
            self.done.set(events);
        }
        kept
    }

    async fn keep(self, events: Vec<Event>) -> bool {
        if events.is_empty() {
            return true;
        }
        match cases::keep(&events).await {
            Ok(()) => {
                self.trouble.set(None);
                self.writes.update_value(|writes| *writes = writes.wrapping_add(1));
                self.ledger.update(|ledger| ledger.extend(events));
                self.now.set(now());
                true
            }
            Err(error) => {
                self.trouble.set(Some(CareTrouble::NotKept(error.into())));
                false
            }
        }
    }
}
