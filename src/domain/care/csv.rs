//! Cases as a table.

use crate::domain::export::csv::CsvWriter;
use crate::domain::score::Score;
use crate::domain::survey::Moment;

use super::case::{Case, State};
use super::event::Kind;

/// The columns of [`cases_to_csv`].
pub const CASE_HEADER: [&str; 30] = [
    "case_id",
    "kind",
    "rule",
    "state",
    "taken",
    "score",
    "reasons",
    "comment",
    "extra",
    "owner",
    "due",
    "overdue",
    "contacted",
    "in_time",
    "settled",
    "closed",
    "cause",
    "action",
    "resurvey_score",
    "customer_id",
    "customer_name",
    "segment",
    "value_at_risk",
    "contact",
    "consent",
    "organisation",
    "branch",
    "touchpoint",
    "staff",
    "notes",
];

/// Cases as CSV, in the order given. Moments are ISO 8601, an amount is in the files' currency, what
/// is unknown or has not happened is blank. Text a spreadsheet would run as a formula is disarmed.
pub fn cases_to_csv<'a>(cases: impl IntoIterator<Item = &'a Case>, now: Moment) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    csv.row(CASE_HEADER);
    for case in cases {
        csv.row(cells(case, now).iter().map(String::as_str));
    }
    csv.finish()
}

fn cells(case: &Case, now: Moment) -> [String; 30] {
    let (opening, closed) = (&case.opening, case.closed.as_ref());
    let (contact, customer) = (opening.contact.as_ref(), opening.customer.as_ref());
    let notes: Vec<&str> = case.notes.iter().map(|note| note.text.as_str()).collect();
    [
        case.id.to_string(),
        kind(opening.kind).to_owned(),
        opening.rule.clone(),
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

fn yes(answer: bool) -> String {
    if answer { "yes" } else { "no" }.to_owned()
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
