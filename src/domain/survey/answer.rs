//! One answer of a kiosk, as it is kept and handed on.

use serde::{Deserialize, Serialize};

use crate::domain::export::csv::CsvWriter;
use crate::domain::language::Language;
use crate::domain::record_id::record_id;
use crate::domain::score::Score;

use super::moment::Moment;

record_id!(
    /// The number of an answer, unlike any other's: what makes merging safe.
    AnswerId
);

/// How to reach somebody, and what they agreed to: one is never kept without the other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contact {
    /// Telephone number, mail address, … as typed.
    pub text: String,
    /// The consent as it was shown.
    pub consent: String,
}

/// One respondent's answer.
///
/// The order is that of [`super::merge`]: of two records with one number, the greater is kept; a
/// complete one is greater than a partial one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KioskAnswer {
    /// Its number.
    pub id: AnswerId,
    /// Whether the respondent reached the end. A partial answer was left and kept after idle time.
    pub complete: bool,
    /// The score; `None` where it was left before the first answer and something else was given.
    pub score: Option<Score>,
    /// The quick reasons chosen, in the words shown.
    pub reasons: Vec<String>,
    /// Why, in the respondent's words; empty where nothing was typed.
    pub comment: String,
    /// The answer to the profile's third question; empty where there is none.
    pub extra: String,
    /// How to reach them, if they want that.
    pub contact: Option<Contact>,
    /// When it was given.
    pub taken: Moment,
    /// Counts the answers of one device, so that a clock set back changes no order.
    pub sequence: u64,
    /// The device, a number of its own.
    pub device: String,
    /// The language it was given in.
    pub language: Language,
    /// Of the profile.
    pub organisation: String,
    /// Of the profile.
    pub branch: String,
    /// Of the profile.
    pub touchpoint: String,
    /// Of the profile; empty where no staff is named.
    pub staff: String,
}

impl KioskAnswer {
    /// This answer as it goes among those kept on its device: `known` is what is kept under its
    /// number, `held` how many answers are. Written again, it keeps its place in the sequence.
    /// `None` where it would put what is partial in the place of what is complete.
    #[must_use]
    pub fn placed(self, known: Option<&Self>, held: u64) -> Option<Self> {
        let sequence = known.map_or(held.saturating_add(1), |known| known.sequence);
        let worse = !self.complete && known.is_some_and(|known| known.complete);
        (!worse).then_some(Self { sequence, ..self })
    }
}

/// The column that tells a kiosk's answer from any other.
pub const ANSWER_ID: &str = "answer_id";

/// The columns of [`to_csv`]. The intake knows these headers: the file reads as survey answers.
pub const TABLE_HEADER: [&str; 16] = [
    ANSWER_ID,
    "date",
    "score",
    "comment",
    "reasons",
    "complete",
    "extra",
    "contact",
    "consent",
    "language",
    "organisation",
    "branch",
    "touchpoint",
    "staff",
    "device",
    "sequence",
];

/// Stands between the reasons of one answer.
pub(super) const REASONS: &str = " | ";

/// Answers as CSV, in the order given. Text a spreadsheet would run as a formula is disarmed.
pub fn to_csv<'a>(answers: impl IntoIterator<Item = &'a KioskAnswer>) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    csv.row(TABLE_HEADER);
    for answer in answers {
        csv.row(cells(answer).iter().map(String::as_str));
    }
    csv.finish()
}

/// An answer as a row under [`TABLE_HEADER`].
pub(super) fn cells(answer: &KioskAnswer) -> [String; TABLE_HEADER.len()] {
    let contact = answer.contact.as_ref();
    [
        answer.id.to_string(),
        answer.taken.to_string(),
        answer.score.map(|score| score.get().to_string()).unwrap_or_default(),
        answer.comment.clone(),
        answer.reasons.join(REASONS),
        if answer.complete { "yes" } else { "no" }.to_owned(),
        answer.extra.clone(),
        contact.map(|contact| contact.text.clone()).unwrap_or_default(),
        contact.map(|contact| contact.consent.clone()).unwrap_or_default(),
        answer.language.tag().to_owned(),
        answer.organisation.clone(),
        answer.branch.clone(),
        answer.touchpoint.clone(),
        answer.staff.clone(),
        answer.device.clone(),
        answer.sequence.to_string(),
    ]
}

#[cfg(test)]
impl KioskAnswer {
    /// An answer of tablet `t` at a moment.
    pub(super) fn given(number: usize, taken: Moment, score: i64) -> Self {
        Self {
            id: format!("answer-{number:04}").parse().unwrap(),
            complete: true,
            score: Score::try_from(score).ok(),
            reasons: Vec::new(),
            comment: String::new(),
            extra: String::new(),
            contact: None,
            taken,
            sequence: number as u64,
            device: "t".into(),
            language: Language::English,
            organisation: "Harbour Bank".into(),
            branch: "North Gate".into(),
            touchpoint: "counter".into(),
            staff: String::new(),
        }
    }
}
