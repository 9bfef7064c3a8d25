//! Cases of customers whom a page names: nobody answered anything, but a figure says that somebody should get in touch.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::score::Score;
use crate::domain::survey::Moment;

use super::case::Case;
use super::due::CheckedTerms;
use super::event::{Event, Kind, KnownCustomer, Opening};
use super::id::CaseId;
use super::ledger::Ledger;

/// What stands before the id of what named a customer, in the place of a rule's name.
const PAGE: &str = "page:";

impl Opening {
    /// The id of what named the customer on its page; `None` where a rule or a person opened the case.
    pub fn named_by(&self) -> Option<&str> {
        self.rule.strip_prefix(PAGE)
    }
}

/// A customer whom a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCustomer {
    /// Who they are.
    pub customer: KnownCustomer,
    /// What they last answered, and where.
    pub answered: Answered,
    /// Why, in the user's words of the moment; empty where the page says nothing of one alone.
    pub why: String,
}

/// The newest answer with a score that the loaded files have of a customer, as far as a case tells it; the places of one who
/// gave none are those of the customer's own. Empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answered {
    /// The score.
    pub score: Option<Score>,
    /// Whose customer.
    pub organisation: String,
    /// Where.
    pub branch: String,
    /// At what occasion.
    pub touchpoint: String,
    /// Who served them.
    pub staff: String,
}

/// Of these customers' ids, those who have an open case, whatever opened it: nobody needs a second call.
pub fn with_open_case<'a>(cases: &[Case], customers: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let open = cases.iter().filter(|case| case.state.is_open());
    let open: BTreeSet<&str> = open.filter_map(|case| Some(case.opening.customer.as_ref()?.id.as_str())).collect();
    customers.into_iter().filter(|customer| open.contains(customer)).collect()
}

/// The openings of the cases of these customers, but for those who have an open one; somebody named twice gets one.
///
/// `named_by` is the id of what names them on the page, which [`Opening::named_by`] tells. The clock runs from `now`. The number follows
/// from who is named by what and how many such cases there were, so that two devices of one ledger open one.
pub fn open_named(
    ledger: &Ledger,
    terms: &CheckedTerms,
    by: &str,
    named_by: &str,
    named: &[NamedCustomer],
    now: Moment,
) -> Vec<Event> {
    let open = with_open_case(&ledger.cases(), named.iter().map(|one| one.customer.id.as_str()));
    let mut seen = BTreeSet::new();
    let fresh = named.iter().filter(|one| !open.contains(one.customer.id.as_str()) && seen.insert(&one.customer.id));
    fresh.map(|one| opening(ledger, terms, by, named_by, one, now)).collect()
}

fn opening(ledger: &Ledger, terms: &CheckedTerms, by: &str, named_by: &str, one: &NamedCustomer, now: Moment) -> Event {
    let mut times = 0;
    let mut case = CaseId::of_named(&one.customer.id, named_by, times);
    while ledger.knows(&case) {
        times += 1;
        case = CaseId::of_named(&one.customer.id, named_by, times);
    }
    let Answered { score, organisation, branch, touchpoint, staff } = one.answered.clone();
    let opening = Opening {
        kind: Kind::Recover,
        rule: format!("{PAGE}{named_by}"),
        due: terms.due(now),
        taken: now,
        since: now,
        score,
        reasons: Some(one.why.clone()).filter(|why| !why.is_empty()).into_iter().collect(),
        comment: String::new(),
        extra: String::new(),
        contact: None,
        organisation,
        branch,
        touchpoint,
        staff,
        customer: Some(one.customer.clone()),
    };
    Event::opening(case, by, opening)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::care::{Action, EventId};

    fn named(id: &str) -> NamedCustomer {
        let customer = KnownCustomer { id: id.into(), name: None, segment: None, value: None };
        NamedCustomer { customer, answered: Answered::default(), why: "silent for 80 days".into() }
    }

    fn at(hours: i64) -> Moment {
        Moment { epoch_ms: hours * 3_600_000, offset_minutes: 0 }
    }

    fn opened(ledger: &Ledger, customers: &[&str], hours: i64) -> Vec<Event> {
        let named: Vec<NamedCustomer> = customers.iter().map(|id| named(id)).collect();
        open_named(ledger, &CheckedTerms::default(), "Ann", "warning", &named, at(hours))
    }

    fn done(ledger: &Ledger, case: &CaseId, number: &str, action: Action, hours: i64) -> Event {
        ledger.new_event(case, number.parse::<EventId>().unwrap(), at(hours), "", action).unwrap()
    }

    #[test]
    fn each_customer_named_gets_one_case_whose_clock_runs_from_now() {
        let events = opened(&Ledger::default(), &["C1", "C2", "C1"], 5);
        let ledger: Ledger = events.into_iter().collect();
        let cases = ledger.cases();
        let mut ids: Vec<&str> = cases.iter().map(|case| case.opening.customer.as_ref().unwrap().id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["C1", "C2"]);
        let opening = &cases[0].opening;
        assert_eq!(
            (opening.named_by(), opening.reasons.as_slice()),
            (Some("warning"), &["silent for 80 days".to_owned()][..])
        );
        assert_eq!((opening.kind, opening.score, opening.since, opening.due), (Kind::Recover, None, at(5), at(5 + 24)));
        assert!(opening.is_reachable());
    }

    #[test]
    fn a_case_has_score_and_place_of_the_newest_answer() {
        let answered = Answered {
            score: Score::try_from(3).ok(),
            branch: "North".into(),
            staff: "Ben".into(),
            ..Answered::default()
        };
        let one = NamedCustomer { answered, ..named("C1") };
        let events = open_named(&Ledger::default(), &CheckedTerms::default(), "", "calls", &[one], at(5));
        let ledger: Ledger = events.into_iter().collect();
        let opening = &ledger.cases()[0].opening;
        assert_eq!(opening.score.map(Score::get), Some(3));
        assert_eq!(
            (opening.branch.as_str(), opening.staff.as_str(), opening.touchpoint.as_str()),
            ("North", "Ben", "")
        );
        assert_eq!(opening.since, at(5), "the clock runs from now all the same");
    }

    #[test]
    fn whoever_has_an_open_case_gets_no_second_one_from_any_page() {
        let mut ledger: Ledger = opened(&Ledger::default(), &["C1"], 0).into_iter().collect();
        let again = open_named(&ledger, &CheckedTerms::default(), "", "overview", &[named("C1"), named("C2")], at(1));
        assert_eq!(again.len(), 1);
        assert_eq!(with_open_case(&ledger.cases(), ["C2", "C1"]), BTreeSet::from(["C1"]));

        // Once it is closed, the next warning is another case.
        let case = ledger.cases()[0].id.clone();
        ledger.insert(done(&ledger, &case, "event-contact", Action::Contact, 2));
        let words = |text: &str| text.parse().unwrap();
        ledger.insert(done(
            &ledger,
            &case,
            "event-close",
            Action::Close { cause: words("price"), action: words("called") },
            3,
        ));
        let next = opened(&ledger, &["C1"], 4);
        assert_eq!(next.len(), 1);
        assert_ne!(next[0].case, case);
        // Two devices of one ledger open one.
        assert_eq!(next[0].id, opened(&ledger, &["C1"], 9)[0].id);
    }

    #[test]
    fn what_was_opened_can_be_taken_back_and_opened_again() {
        let events = opened(&Ledger::default(), &["C1"], 0);
        let mut ledger: Ledger = events.iter().cloned().collect();
        let undo = Action::Undo { event: events[0].id.clone() };
        ledger.insert(done(&ledger, &events[0].case, "event-undo", undo, 1));
        assert_eq!(ledger.cases().len(), 0);
        let again = opened(&ledger, &["C1"], 2);
        assert_eq!(again.len(), 1);
        ledger.extend(again);
        assert_eq!(ledger.cases().len(), 1);
    }
}
