//! The follow-up on this device: cases, the answers they come from, and what can be undone.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::domain::care::{
    Action, Candidate, CareSettings, Case, CaseId, CheckedCare, Event, EventId, Kind, Ledger, Refusal, open,
};
use crate::domain::survey::{KioskAnswer, Moment, merge};
use crate::engine::protocol::KeepProblem;
use crate::platform::clock::now;
use crate::platform::random::random_id;
use crate::platform::storage::{self, Stored};
use crate::platform::{answers, cases};

/// How often the clocks on the page move, in seconds.
const TICK: u64 = 30;

/// The user's choices about the follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CareChoices {
    /// Rules, terms, names.
    pub settings: CareSettings,
    /// Who works at this device; empty where nobody said.
    pub by: String,
}

impl Stored for CareChoices {
    const KEY: &'static str = "care";
    const VERSION: u32 = 1;
}

/// Why something was not done to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CareTrouble {
    /// It does not follow from how the case stands.
    Refused(Refusal),
    /// It could not be kept.
    NotKept(KeepProblem),
}

/// What was done last, while it can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// To which case or fix.
    pub case: CaseId,
    /// What.
    pub event: Event,
}

/// The follow-up. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Care {
    choices: RwSignal<CareChoices>,
    checked: Memo<CheckedCare>,
    ledger: RwSignal<Ledger>,
    cases: Memo<Vec<Case>>,
    /// Those of customers to win back.
    recovering: Memo<Vec<Case>>,
    answers: RwSignal<Vec<KioskAnswer>>,
    unreadable: RwSignal<usize>,
    /// Whether what is kept was read.
    ready: RwSignal<bool>,
    trouble: RwSignal<Option<CareTrouble>>,
    done: RwSignal<Option<Done>>,
    now: RwSignal<Moment>,
}

/// The follow-up.
///
/// # Panics
/// Outside the component that provides it, which is a mistake of ours that the first test shows.
pub fn use_care() -> Care {
    expect_context::<Care>()
}

impl Care {
    /// Knows the user's choices; cases are read when a page asks for them.
    pub fn start() -> Self {
        let choices = RwSignal::new(storage::load::<CareChoices>());
        let ledger = RwSignal::new(Ledger::default());
        let cases = Memo::new(move |_| ledger.with(Ledger::cases));
        let to_recover =
            |cases: &Vec<Case>| cases.iter().filter(|case| case.opening.kind == Kind::Recover).cloned().collect();
        let clock = RwSignal::new(now());
        set_interval(move || clock.set(now()), std::time::Duration::from_secs(TICK));
        Self {
            // Only settings that make sense are ever kept.
            checked: Memo::new(move |_| choices.with(|choices| choices.settings.clone().check().unwrap_or_default())),
            recovering: Memo::new(move |_| cases.with(to_recover)),
            cases,
            choices,
            ledger,
            answers: RwSignal::default(),
            unreadable: RwSignal::new(0),
            ready: RwSignal::new(false),
            trouble: RwSignal::new(None),
            done: RwSignal::new(None),
            now: clock,
        }
    }

    /// The user's choices.
    pub fn choices(self) -> CareChoices {
        self.choices.get()
    }

    /// The settings in force.
    pub fn settings(self) -> CheckedCare {
        self.checked.get()
    }

    /// Changes the user's choices and keeps them.
    pub fn choose(self, change: impl FnOnce(&mut CareChoices)) {
        self.choices.update(change);
        // Where storage is blocked the application's own notice says so.
        self.choices.with_untracked(storage::save);
    }

    /// All cases, by number.
    pub fn cases(self) -> Memo<Vec<Case>> {
        self.cases
    }

    /// The cases of customers to win back: thanking late is no failure, so speed is judged by these.
    pub fn recovering(self) -> Memo<Vec<Case>> {
        self.recovering
    }

    /// Every event.
    pub fn ledger(self) -> RwSignal<Ledger> {
        self.ledger
    }

    /// The answers on this device, from its own kiosk and from others.
    pub fn answers(self) -> RwSignal<Vec<KioskAnswer>> {
        self.answers
    }

    /// How many records of cases this version cannot read.
    pub fn unreadable(self) -> usize {
        self.unreadable.get()
    }

    /// Whether what is kept was read.
    pub fn ready(self) -> bool {
        self.ready.get()
    }

    /// Why the last thing was not done.
    pub fn trouble(self) -> Option<CareTrouble> {
        self.trouble.get()
    }

    /// What was done last, while it can be undone.
    pub fn done(self) -> Option<Done> {
        self.done.get()
    }

    /// Now; it moves every half minute.
    pub fn now(self) -> Moment {
        self.now.get()
    }

    /// Reads what is kept, and opens cases for answers that are new to the rules.
    pub async fn read(self) {
        let kept = match (cases::all().await, answers::all().await) {
            (Ok(events), Ok(answers)) => Ok((events, answers)),
            (Err(error), _) | (_, Err(error)) => Err(error),
        };
        match kept {
            Ok((events, answers)) => {
                let mut ledger = Ledger::default();
                ledger.extend(events.events);
                self.unreadable.set(events.unreadable);
                self.ledger.set(ledger);
                self.answers.set(merge(answers.answers.into_iter().map(|kept| kept.answer)));
                let candidates: Vec<_> = self.answers.with_untracked(|all| all.iter().map(Candidate::from).collect());
                self.open(&candidates, None).await;
            }
            Err(error) => self.trouble.set(Some(CareTrouble::NotKept(error.into()))),
        }
        self.ready.set(true);
    }

    /// Opens a case for each answer that a rule fits and that was never a case; says how many. The
    /// clock of each runs from its answer, or from `since`: a file tells of answers long after they
    /// were given, and nobody could have called in time.
    pub async fn open(self, candidates: &[Candidate], since: Option<Moment>) -> usize {
        let care = self.checked.get_untracked();
        let by = self.choices.with_untracked(|choices| choices.by.clone());
        let fresh = candidates.iter().filter(|answer| !self.ledger.with_untracked(|ledger| ledger.knows(&answer.id)));
        let events = fresh.filter_map(|answer| open(&care.rules, &care.terms, answer, &by));
        let events: Vec<Event> = events.map(|event| event.due_since(&care.terms, since)).collect();
        if events.is_empty() {
            return 0;
        }
        let opened = events.len();
        if self.keep(events).await { opened } else { 0 }
    }

    /// Does something to a case, on the disk first. Says whether it was done.
    pub async fn act(self, case: CaseId, action: Action) -> bool {
        let Ok(id) = random_id().parse::<EventId>() else { return false };
        let by = self.choices.with_untracked(|choices| choices.by.clone());
        let event = self.ledger.with_untracked(|ledger| ledger.new_event(&case, id, now(), &by, action));
        match event {
            Ok(event) => {
                let undoing = matches!(event.action, Action::Undo { .. });
                let kept = self.keep(vec![event.clone()]).await;
                if kept {
                    self.done.set((!undoing).then_some(Done { case, event }));
                }
                kept
            }
            Err(refusal) => {
                self.trouble.set(Some(CareTrouble::Refused(refusal)));
                false
            }
        }
    }

    /// Takes the latest thing done to a case back.
    pub fn undo(self, case: CaseId) {
        let latest = self.ledger.with_untracked(|ledger| ledger.undoable(&case).map(|event| event.id.clone()));
        if let Some(event) = latest {
            spawn_local(async move {
                self.act(case, Action::Undo { event }).await;
            });
        }
    }

    /// The notice of what was done last can go.
    pub fn forget_done(self) {
        self.done.set(None);
    }

    async fn keep(self, events: Vec<Event>) -> bool {
        match cases::keep(&events).await {
            Ok(()) => {
                self.trouble.set(None);
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
