//! Cases as a table.

use crate::domain::export::csv::CsvWriter;
use crate::domain::score::Score;
use crate::domain::survey::Moment;

use super::case::{Case, State};
use super::event::{Kind, Opening};

/// Columns of [`cases_to_csv`].
pub const CASE_COLUMNS: usize = 34;

/// What the reader calls what is in [`cases_to_csv`].
pub trait CaseWords {
    /// The columns.
    fn header(&self) -> [&str; CASE_COLUMNS];
    /// What a case is for.
    fn kind(&self, kind: Kind) -> &str;
    /// How far it has come.
    fn state(&self, kind: Kind, state: State) -> &str;
    /// What opened a case: a rule, or what named the customer on its page.
    fn opened_by<'a>(&'a self, opening: &'a Opening) -> &'a str;
    /// A segment, by its key.
    fn segment<'a>(&'a self, key: &'a str) -> &'a str;
    /// Yes or no.
    fn yes(&self, answer: bool) -> &str;
}

/// Cases as CSV, in the order given: in the reader's words, with plain names of kinds, rules, states and segments in a
/// column beside them. Moments are ISO 8601, an amount is in the files' currency, what is unknown or has not happened is
/// blank. Text a spreadsheet would run as a formula is disarmed.
pub fn cases_to_csv<'a>(cases: impl IntoIterator<Item = &'a Case>, now: Moment, words: &impl CaseWords) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    csv.row(words.header());
    for case in cases {
        csv.row(cells(case, now, words).iter().map(String::as_str));
    }
    csv.finish()
}

fn cells(case: &Case, now: Moment, words: &impl CaseWords) -> [String; CASE_COLUMNS] {
    let yes = |answer| words.yes(answer).to_owned();
    let (opening, closed) = (&case.opening, case.closed.as_ref());
    let (contact, customer) = (opening.contact.as_ref(), opening.customer.as_ref());
    let notes: Vec<&str> = case.notes.iter().map(|note| note.text.as_str()).collect();
    [
        case.id.to_string(),
        words.kind(opening.kind).to_owned(),
        kind(opening.kind).to_owned(),
        words.opened_by(opening).to_owned(),
        opening.rule.clone(),
        words.state(opening.kind, case.state).to_owned(),
        state(case.state).to_owned(),
        opening.taken.to_string(),
        text(opening.score.map(Score::get)),
        opening.reasons.join(" | "),
        opening.comment.clone(),
        opening.extra.clone(),
        text(case.owner.as_ref()),
        if opening.is_reachable() { case.due.to_string() } else { String::new() },
        yes(case.overdue(now)),
        text(case.contacted),
        case.in_time.map(yes).unwrap_or_default(),
        text(case.settled),
        text(closed.map(|closing| closing.at)),
        text(case.finding().map(|finding| &finding.cause)),
        text(case.finding().map(|finding| &finding.action)),
        text(case.resurvey.as_ref().map(|resurvey| resurvey.score.get())),
        text(customer.map(|customer| &customer.id)),
        text(customer.and_then(|customer| customer.name.as_ref())),
        text(customer.and_then(|customer| customer.segment.as_deref()).map(|key| words.segment(key))),
        text(customer.and_then(|customer| customer.segment.as_ref())),
        text(case.value()),
        text(contact.map(|contact| &contact.text)),
        text(contact.map(|contact| &contact.consent)),
        opening.organisation.clone(),
        opening.branch.clone(),
        opening.touchpoint.clone(),
        opening.staff.clone(),
        notes.join(" | "),
    ]
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Recover => "recover",
        Kind::Thank => "thank",
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::Assigned => "assigned",
        State::Contacted => "contacted",
        State::Settled => "settled",
        State::Closed => "closed",
        State::Reopened => "reopened",
    }
}
