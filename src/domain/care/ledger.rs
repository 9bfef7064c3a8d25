//! All events of all cases, and what they make of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::order;
use crate::domain::survey::Moment;

use super::case::{Case, Refusal};
use super::event::{Action, Event, Fix, Opening};
use super::id::{CaseId, EventId};

/// A set of events. Any number of devices can bring theirs together, in any order and as often as
/// they like, and come to the same cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    events: BTreeMap<EventId, Event>,
    /// The numbers of each case's events.
    of_case: BTreeMap<CaseId, BTreeSet<EventId>>,
}

/// A fix as it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFix {
    /// Its number.
    pub id: CaseId,
    /// The fix.
    pub fix: Fix,
}

/// What an event comes to, however often it was taken back and done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning<'a> {
    /// The event that is no undoing.
    pub event: &'a Event,
    /// Whether it was done; taken back otherwise.
    pub stands: bool,
}

/// A case's events, some of them taken back.
struct Standing<'a> {
    /// In force, the opening first, then oldest first; no undoing among them.
    in_force: Vec<&'a Event>,
    /// Taken back.
    undone: BTreeSet<&'a EventId>,
    /// Undoings that name no earlier event of the case.
    senseless: Vec<&'a Event>,
}

impl Ledger {
    /// Adds an event. Of two events with one number the greater stays.
    pub fn insert(&mut self, event: Event) {
        if let Some(known) = self.events.get(&event.id) {
            if *known >= event {
                return;
            }
            self.forget(&known.case.clone(), &event.id);
        }
        self.of_case.entry(event.case.clone()).or_default().insert(event.id.clone());
        self.events.insert(event.id.clone(), event);
    }

    fn forget(&mut self, case: &CaseId, event: &EventId) {
        if let Some(numbers) = self.of_case.get_mut(case) {
            numbers.remove(event);
            if numbers.is_empty() {
                self.of_case.remove(case);
            }
        }
    }

    /// Adds all events of another ledger.
    pub fn merge(&mut self, other: Self) {
        self.extend(other.events.into_values());
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The event of this number.
    pub fn event(&self, id: &EventId) -> Option<&Event> {
        self.events.get(id)
    }

    /// All events, by time and number.
    pub fn events(&self) -> Vec<&Event> {
        let mut events: Vec<&Event> = self.events.values().collect();
        order::sort_by_key(&mut events, |event| (event.at, &event.id));
        events
    }

    /// All events of a case, those taken back too: the opening first, then by time and number.
    pub fn events_of(&self, case: &CaseId) -> Vec<&Event> {
        let numbers = self.of_case.get(case).into_iter().flatten();
        let mut events: Vec<&Event> = numbers.filter_map(|id| self.events.get(id)).collect();
        // A case begins with its opening, whatever the clock of the device said that opened it.
        order::sort_by_key(&mut events, |event| (!matches!(event.action, Action::Open(_)), event.at, &event.id));
        events
    }

    /// What of a case's events stands. An undoing counts for events before it alone, so that two
    /// that undo each other cannot go round in circles: from the last to the first, each that
    /// stands takes back the one it names.
    fn standing(&self, case: &CaseId) -> Standing<'_> {
        let events = self.events_of(case);
        let mut undone = BTreeSet::new();
        let mut senseless = Vec::new();
        let place: BTreeMap<&EventId, usize> = events.iter().enumerate().map(|(at, event)| (&event.id, at)).collect();
        for (at, event) in events.iter().enumerate().rev() {
            let Action::Undo { event: target } = &event.action else { continue };
            if undone.contains(&event.id) {
                continue;
            }
            match place.get_key_value(target) {
                Some((target, earlier)) if *earlier < at => {
                    undone.insert(*target);
                }
                _ => senseless.push(*event),
            }
        }
        senseless.reverse();
        let stands = |event: &&Event| !matches!(event.action, Action::Undo { .. }) && !undone.contains(&event.id);
        Standing { in_force: events.into_iter().filter(stands).collect(), undone, senseless }
    }

    /// A case as it is now; `None` where there is none of the number, or it was dismissed.
    pub fn case(&self, id: &CaseId) -> Option<Case> {
        let standing = self.standing(id);
        let (first, later) = standing.in_force.split_first()?;
        let mut case = Case::begin(first)?;
        for event in later {
            case.then(event);
        }
        case.passed_over.extend(standing.senseless.into_iter().cloned());
        order::sort_by(&mut case.passed_over, |a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        Some(case)
    }

    /// All cases as they are now, by number; dismissed ones are not among them.
    pub fn cases(&self) -> Vec<Case> {
        self.of_case.keys().filter_map(|id| self.case(id)).collect()
    }

    /// The answer a case began with, dismissed or not; of two openings that of the lower number.
    pub fn opening(&self, id: &CaseId) -> Option<&Opening> {
        self.of_case.get(id)?.iter().find_map(|number| match &self.events.get(number)?.action {
            Action::Open(opening) => Some(opening.as_ref()),
            _ => None,
        })
    }

    /// Whether this case was ever opened, dismissed or not: it is not to be opened again.
    pub fn knows(&self, id: &CaseId) -> bool {
        self.opening(id).is_some()
    }

    /// The cases ever opened, dismissed or not.
    pub fn known(&self) -> BTreeSet<CaseId> {
        self.of_case.keys().filter(|id| self.knows(id)).cloned().collect()
    }

    /// The latest event in force that did something to a case (or fix): what "undo" takes back. Of a
    /// dismissed case that is its dismissal.
    pub fn undoable(&self, id: &CaseId) -> Option<&Event> {
        match self.case(id) {
            Some(case) => self.events.get(&case.history.last()?.id),
            None if self.knows(id) => self.dismissal(id),
            None => self.standing_fix(id),
        }
    }

    /// What took the opening of a case back.
    fn dismissal(&self, id: &CaseId) -> Option<&Event> {
        let undone = self.standing(id).undone;
        self.events_of(id).into_iter().rev().find(|event| match &event.action {
            Action::Undo { event: target } => {
                let target = self.events.get(target);
                !undone.contains(&event.id) && target.is_some_and(|target| matches!(target.action, Action::Open(_)))
            }
            _ => false,
        })
    }

    /// What an event comes to: itself, or, where it takes another back, that one and whether it
    /// stands after all.
    pub fn meaning<'a>(&'a self, event: &'a Event) -> Meaning<'a> {
        let (mut event, mut stands) = (event, true);
        // An undoing names an earlier event of its case: this ends.
        while let Action::Undo { event: target } = &event.action
            && let Some(target) = self.events.get(target).filter(|target| target.at < event.at)
        {
            (event, stands) = (target, !stands);
        }
        Meaning { event, stands }
    }

    fn standing_fix(&self, id: &CaseId) -> Option<&Event> {
        self.standing(id).in_force.into_iter().rev().find(|event| matches!(event.action, Action::Fix(_)))
    }

    /// All fixes as they are now, by number: of each the latest in force.
    pub fn fixes(&self) -> Vec<KeptFix> {
        let fix = |id: &CaseId| {
            let event = self.standing_fix(id).filter(|_| !self.knows(id))?;
            let Action::Fix(fix) = &event.action else { return None };
            Some(KeptFix { id: id.clone(), fix: fix.clone() })
        };
        self.of_case.keys().filter_map(fix).collect()
    }

    /// The events that were not taken back, of those cases ever opened that are `wanted`: dismissed
    /// cases too.
    pub(super) fn in_force(&self, wanted: impl Fn(&CaseId, &Opening) -> bool) -> Vec<&Event> {
        let cases = self.of_case.keys().filter(|id| self.opening(id).is_some_and(|opening| wanted(id, opening)));
        cases.flat_map(|id| self.standing(id).in_force).collect()
    }

    /// When the next event of a case happens: now, but never before the case's latest event, so that
    /// a clock set back changes no order.
    pub fn next_moment(&self, case: &CaseId, now: Moment) -> Moment {
        let numbers = self.of_case.get(case).into_iter().flatten();
        let latest = numbers.filter_map(|id| self.events.get(id)).map(|event| event.at.epoch_ms).max();
        let earliest = latest.map_or(now.epoch_ms, |latest| latest.saturating_add(1));
        Moment { epoch_ms: now.epoch_ms.max(earliest), ..now }
    }

    /// An event that can be inserted, with the time [`Ledger::next_moment`] gives; refused where the
    /// action does not follow from how the case stands. An opening has the one number it can have
    /// ([`Event::opening`]) and the time of its answer, whatever is given.
    pub fn new_event(
        &self,
        case: &CaseId,
        id: EventId,
        now: Moment,
        by: &str,
        action: Action,
    ) -> Result<Event, Refusal> {
        self.check(case, &action)?;
        if self.events.contains_key(&id) {
            return Err(Refusal::NumberTaken);
        }
        let at = self.next_moment(case, now);
        Ok(match action {
            Action::Open(opening) => Event::opening(case.clone(), by, *opening),
            action => Event { id, case: case.clone(), at, by: by.to_owned(), action },
        })
    }

    fn check(&self, case: &CaseId, action: &Action) -> Result<(), Refusal> {
        let known = self.knows(case);
        match (action, self.case(case)) {
            (Action::Undo { event }, _) => self.check_undo(case, event),
            (Action::Open(_), _) if known => Err(Refusal::AlreadyOpened),
            (Action::Open(_), _) if self.standing_fix(case).is_some() => Err(Refusal::NotAFix),
            (Action::Fix(_), _) if known => Err(Refusal::NotAFix),
            (Action::Open(_) | Action::Fix(_), _) => Ok(()),
            (action, Some(case)) => case.allows(action),
            (_, None) if known => Err(Refusal::Dismissed),
            (_, None) => Err(Refusal::NoSuchCase),
        }
    }

    fn check_undo(&self, case: &CaseId, event: &EventId) -> Result<(), Refusal> {
        let ours = self.of_case.get(case).is_some_and(|numbers| numbers.contains(event));
        let undone = self.standing(case).undone.contains(event);
        if ours && !undone { Ok(()) } else { Err(Refusal::NothingToUndo) }
    }
}

impl Extend<Event> for Ledger {
    fn extend<I: IntoIterator<Item = Event>>(&mut self, events: I) {
        for event in events {
            self.insert(event);
        }
    }
}

impl FromIterator<Event> for Ledger {
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        let mut ledger = Self::default();
        ledger.extend(events);
        ledger
    }
}
