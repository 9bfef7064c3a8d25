//! The follow-up on this device: the user's choices, cases, and the answers they come from. What is
//! done to cases is in [`doing`].

mod doing;

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::care::{CareSettings, Case, CheckedCare, Event, Ledger, Refusal, Scored, resting_until};
use crate::domain::survey::{KioskAnswer, Moment};
use crate::engine::protocol::KeepProblem;
use crate::platform::clock::now;
use crate::platform::storage::{self, Stored};

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
    /// When the rules were last changed: nobody could call in time for an answer of before that only
    /// they made a case.
    pub rules_since: Option<Moment>,
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

/// The follow-up. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Care {
    choices: RwSignal<CareChoices>,
    checked: Memo<CheckedCare>,
    ledger: RwSignal<Ledger>,
    cases: Memo<Vec<Case>>,
    answers: RwSignal<Vec<KioskAnswer>>,
    scored: Memo<Vec<Scored>>,
    /// The numbers of records this version cannot read: nothing may be written over them.
    unreadable: RwSignal<BTreeSet<String>>,
    /// Whether what is kept was read.
    ready: RwSignal<bool>,
    trouble: RwSignal<Option<CareTrouble>>,
    /// What was written last, while it can be taken back.
    done: RwSignal<Vec<Event>>,
    /// Whether something is on its way to the disk.
    writing: StoredValue<bool>,
    /// How often something was written.
    writes: StoredValue<u32>,
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
        storage::when_changed_elsewhere::<CareChoices>(move || choices.set(storage::load()));
        let ledger = RwSignal::new(Ledger::default());
        let answers = RwSignal::new(Vec::<KioskAnswer>::new());
        let clock = RwSignal::new(now());
        set_interval(move || clock.set(now()), std::time::Duration::from_secs(TICK));
        Self {
            // Only settings that make sense are ever kept.
            checked: Memo::new(move |_| choices.with(|choices| choices.settings.clone().check().unwrap_or_default())),
            cases: Memo::new(move |_| ledger.with(Ledger::cases)),
            scored: Memo::new(move |_| answers.with(|all| all.iter().filter_map(Scored::of).collect())),
            choices,
            ledger,
            answers,
            unreadable: RwSignal::default(),
            ready: RwSignal::new(false),
            trouble: RwSignal::new(None),
            done: RwSignal::default(),
            writing: StoredValue::new(false),
            writes: StoredValue::new(0),
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
        self.choices.update(|choices| {
            let rules = choices.settings.rules.clone();
            change(choices);
            if choices.settings.rules != rules {
                choices.rules_since = Some(now());
            }
        });
        // Where storage is blocked the application's own notice says so.
        self.choices.with_untracked(storage::save);
    }

    /// All cases, by number.
    pub fn cases(self) -> Memo<Vec<Case>> {
        self.cases
    }

    /// Every event.
    pub fn ledger(self) -> RwSignal<Ledger> {
        self.ledger
    }

    /// The answers on this device, from its own kiosk and from others.
    pub fn answers(self) -> RwSignal<Vec<KioskAnswer>> {
        self.answers
    }

    /// These answers, as front lines and measures look at them.
    pub fn scored(self) -> Memo<Vec<Scored>> {
        self.scored
    }

    /// How many records of cases this version cannot read.
    pub fn unreadable(self) -> usize {
        self.unreadable.with(BTreeSet::len)
    }

    /// Whether what is kept was read.
    pub fn ready(self) -> bool {
        self.ready.get()
    }

    /// Why the last thing was not done.
    pub fn trouble(self) -> Option<CareTrouble> {
        self.trouble.get()
    }

    /// What was written last, while it can be taken back: one step, or the opening of many cases.
    pub fn done(self) -> Vec<Event> {
        self.done.get()
    }

    /// Now; it moves every half minute.
    pub fn now(self) -> Moment {
        self.now.get()
    }

    /// Until when the customer of a case is not to be asked for anything.
    pub fn resting_until(self, case: &Case) -> Option<Moment> {
        let days = self.settings().cool_down_days;
        self.ledger.with(|ledger| resting_until(ledger, case, days, self.now()))
    }

    /// By when somebody is to get in touch about what happens now.
    pub fn due_from_now(self) -> Moment {
        self.checked.with_untracked(|care| care.terms.due(now()))
    }

    /// Forgets everything, once it was erased.
    pub fn forget(self) {
        self.choices.set(CareChoices::default());
        self.ledger.set(Ledger::default());
        self.answers.set(Vec::new());
        self.unreadable.set(BTreeSet::new());
        self.trouble.set(None);
        self.done.set(Vec::new());
    }
}
