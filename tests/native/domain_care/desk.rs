//! A desk at which things are done to a case by the hour.

use loyalscope::domain::care::{
    Action, AskFor, Candidate, Case, CaseId, CheckedRules, CheckedTerms, Event, EventId, Fix, KnownCustomer, Ledger,
    Refusal, State, Step, Words, open,
};
use loyalscope::domain::language::Language;
use loyalscope::domain::money::Money;
use loyalscope::domain::score::Score;
use loyalscope::domain::survey::{Contact, KioskAnswer, Moment};

pub const HOUR: i64 = 60 * 60 * 1000;

pub fn score(number: i64) -> Score {
    Score::try_from(number).unwrap()
}

pub fn words(text: &str) -> Words {
    text.parse().unwrap()
}

/// So many hours after the answers were given.
pub fn hour(hours: i64) -> Moment {
    Moment { epoch_ms: 1_772_690_829_999 + hours * HOUR, offset_minutes: 480 }
}

pub fn answer(id: &str) -> KioskAnswer {
    KioskAnswer {
        id: id.parse().unwrap(),
        complete: true,
        score: Some(score(3)),
        reasons: vec!["slow".into(), "dear".into()],
        comment: "=1+1".into(),
        extra: String::new(),
        contact: Some(Contact { text: "138-0000 0000".into(), consent: "call me".into() }),
        taken: hour(0),
        sequence: 1,
        device: "tablet-1".into(),
        language: Language::English,
        organisation: "Harbour Bank".into(),
        branch: "North Gate".into(),
        touchpoint: "counter".into(),
        staff: String::new(),
    }
}

pub fn id(case: &str) -> CaseId {
    case.parse().unwrap()
}

pub fn opened(case: &str) -> Event {
    open(&CheckedRules::default(), &CheckedTerms::default(), &Candidate::from(&answer(case)), "Ann").unwrap()
}

/// The same of somebody happy.
pub fn opened_happy(case: &str) -> Event {
    let happy = Candidate { score: Some(score(10)), ..Candidate::from(&answer(case)) };
    open(&CheckedRules::default(), &CheckedTerms::default(), &happy, "Ann").unwrap()
}

/// The same of somebody who left no contact, tapped these reasons, and said so this many hours later.
pub fn opened_silent(case: &str, reasons: &[&str], hours: i64) -> Event {
    let reasons = reasons.iter().map(|reason| (*reason).to_owned()).collect();
    let silent = Candidate { contact: None, reasons, taken: hour(hours), ..Candidate::from(&answer(case)) };
    open(&CheckedRules::default(), &CheckedTerms::default(), &silent, "Ann").unwrap()
}

/// A ledger with one case, to which things are done by the hour.
pub struct Desk {
    pub ledger: Ledger,
    pub case: CaseId,
    pub events: usize,
}

impl Desk {
    pub fn new() -> Self {
        Self::with(opened("answer-0001"))
    }

    /// With one case of somebody to thank.
    pub fn happy() -> Self {
        Self::with(opened_happy("answer-0001"))
    }

    /// With one case of somebody nobody can get in touch with.
    pub fn silent() -> Self {
        Self::with(opened_silent("answer-0001", &["slow", "dear"], 0))
    }

    fn with(opening: Event) -> Self {
        Self { ledger: Ledger::from_iter([opening]), case: id("answer-0001"), events: 0 }
    }

    pub fn after(actions: impl IntoIterator<Item = Action>) -> Self {
        Self::new().then(actions)
    }

    pub fn then(mut self, actions: impl IntoIterator<Item = Action>) -> Self {
        for action in actions {
            self.act(action).unwrap();
        }
        self
    }

    pub fn act(&mut self, action: Action) -> Result<EventId, Refusal> {
        self.events += 1;
        let number: EventId = format!("event-{:04}", self.events).parse().unwrap();
        let now = hour(i64::try_from(self.events).unwrap());
        let event = self.ledger.new_event(&self.case, number.clone(), now, "Ann", action)?;
        self.ledger.insert(event);
        Ok(number)
    }

    pub fn case(&self) -> Case {
        self.ledger.case(&self.case).unwrap()
    }

    pub fn state(&self) -> State {
        self.case().state
    }
}

pub fn assign() -> Action {
    Action::Assign { owner: words("Ann") }
}

pub fn close() -> Action {
    Action::Close { cause: words("long queue"), action: words("called back") }
}

/// Asked again; should that reopen the case, it is due by hour 200.
pub fn again(number: i64) -> Action {
    Action::Resurvey { score: score(number), comment: String::new(), due: hour(200) }
}

/// One action of each step.
pub fn action(step: Step) -> Action {
    match step {
        Step::Assign => assign(),
        Step::Contact => Action::Contact,
        Step::Settle => Action::Settle,
        Step::Resurvey => again(8),
        Step::Close => close(),
        Step::Reopen => Action::Reopen { why: words("called again"), due: hour(200) },
        Step::Note => Action::Note { text: words("speaks Cantonese") },
        Step::AskAgain => Action::Ask { what: AskFor::Resurvey },
        Step::Refer => Action::Ask { what: AskFor::Referral },
        Step::Finish => Action::Finish,
        Step::Due => Action::Due { at: hour(100) },
    }
}

pub fn event(number: &str, at: Moment, action: Action) -> Event {
    Event { id: number.parse().unwrap(), case: id("answer-0001"), at, by: String::new(), action }
}

pub fn known(value: Option<i128>) -> KnownCustomer {
    let value = value.map(|units| Money::from_micros(units * 1_000_000));
    KnownCustomer { id: "C1".into(), name: Some("王小明".into()), segment: Some("champions".into()), value }
}

pub fn opened_by(case: &str, taken: Moment, customer: Option<KnownCustomer>) -> Event {
    let candidate = Candidate { taken, customer, ..Candidate::from(&answer(case)) };
    open(&CheckedRules::default(), &CheckedTerms::default(), &candidate, "").unwrap()
}

pub fn fix() -> Fix {
    Fix {
        cause: words("long queue"),
        what: words("a second counter"),
        owner: words("Ann"),
        branch: Some(words("North Gate")),
        touchpoint: None,
        since: "2026-03-09".parse().unwrap(),
        done: false,
    }
}
