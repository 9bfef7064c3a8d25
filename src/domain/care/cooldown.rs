//! Nobody is asked twice within a chosen time.

use crate::domain::survey::Moment;

use super::case::Case;
use super::event::{Action, Event, Opening};
use super::id::CaseId;
use super::ledger::Ledger;

/// Milliseconds in a day.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Somebody who may have been asked before, by what is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    contact: Option<String>,
    customer: Option<String>,
}

impl Person {
    /// Somebody of this contact (telephone number, mail address, …) or number in the files; blank
    /// texts count as none.
    fn new(contact: Option<&str>, customer: Option<&str>) -> Self {
        let said = |text: String| (!text.is_empty()).then_some(text);
        let customer = customer.and_then(|id| said(id.trim().to_owned()));
        Self { contact: contact.and_then(|text| said(normalised(text))), customer }
    }

    /// Whoever a case is about.
    fn of(opening: &Opening) -> Self {
        let contact = opening.contact.as_ref().map(|contact| contact.text.as_str());
        Self::new(contact, opening.customer.as_ref().map(|customer| customer.id.as_str()))
    }

    /// Whether both have a contact or a number in common. Somebody of whom nothing is known is
    /// nobody else.
    fn is(&self, other: &Self) -> bool {
        let same = |ours: &Option<String>, theirs: &Option<String>| ours.is_some() && ours == theirs;
        same(&self.contact, &other.contact) || same(&self.customer, &other.customer)
    }
}

/// A contact as it compares: letter case, space and hyphens aside.
fn normalised(contact: &str) -> String {
    let kept = |letter: &char| !letter.is_whitespace() && !matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '－');
    contact.chars().filter(kept).flat_map(char::to_lowercase).collect()
}

/// Until when the customer of a case is to be left alone: `days` times 24 hours after they were last
/// asked for anything, or answered once more, in this case or any other of theirs. `None` where that
/// is over, or never was.
///
/// Cases dismissed since count, and so do events passed over: the customer was asked all the same.
/// Events taken back do not, and nor do thanks.
pub fn resting_until(ledger: &Ledger, case: &Case, days: u16, now: Moment) -> Option<Moment> {
    let who = Person::of(&case.opening);
    let theirs = |id: &CaseId, opening: &Opening| *id == case.id || Person::of(opening).is(&who);
    let asked = |event: &&Event| matches!(event.action, Action::Ask { .. } | Action::Resurvey { .. });
    let last = ledger.in_force(theirs).into_iter().filter(asked).map(|event| event.at).max()?;
    let until = last.later(i64::from(days) * DAY_MS);
    (until.epoch_ms > now.epoch_ms).then_some(until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_apart_by_what_is_known_of_them() {
        let person = Person::new;
        assert!(person(Some(" +86 138-0000 "), None).is(&person(Some("+861380000"), Some("C1"))));
        assert!(person(Some("Ann@Example.com"), None).is(&person(Some("ann@example.COM "), None)));
        assert!(person(Some("a"), Some("C1")).is(&person(Some("b"), Some("C1"))));
        assert!(!person(Some("C1"), None).is(&person(None, Some("C1"))));
        assert!(!person(None, None).is(&person(None, None)));
        assert!(!person(Some(" - "), Some(" ")).is(&person(Some("-"), Some(""))));
    }
}
