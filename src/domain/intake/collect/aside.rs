//! Rows that cannot be used: with their reason, and where they are shown and handed out again.

use crate::domain::dataset::Kind;
use crate::domain::intake::record::Record;
use crate::domain::intake::report::{Reason, SetAside};
use crate::domain::intake::value::trimmed;

use super::Collector;

/// Rows set aside that the report shows.
pub(super) const SHOWN: usize = 200;

/// Characters of an offending cell that the report shows.
pub(super) const SHOWN_LETTERS: usize = 120;

/// Why a row cannot be used, and the column at fault.
pub(super) struct Fault {
    pub reason: Reason,
    pub column: Option<usize>,
}

impl Fault {
    pub fn at(column: usize, reason: Reason) -> Self {
        Self { reason, column: Some(column) }
    }

    pub fn whole(reason: Reason) -> Self {
        Self { reason, column: None }
    }
}

impl Collector<'_> {
    #[cold]
    pub(super) fn set_aside(&mut self, record: &Record, fault: &Fault) {
        let is_survivor = self.plan.kind == Kind::Answers && matches!(fault.reason, Reason::NoScore | Reason::BadScore);
        if !is_survivor && let Some(why) = self.why_unusable(record, fault) {
            self.counts.read -= 1;
            self.passed.add(record, why);
            return;
        }
        self.look_for_groups(record, fault.reason);
        self.counts.aside += 1;
        if let (Reason::BadDate | Reason::BadAmount | Reason::Percentage | Reason::BadScore, Some(index)) =
            (fault.reason, fault.column)
        {
            self.counts.unusable.entry(index).or_default().add(trimmed(record.get(index)), 1);
        }
        *self.reasons.entry(fault.reason).or_default() += 1;
        let column = fault.column.and_then(|index| self.plan.columns.get(index)).map(|column| column.header.as_str());
        self.aside.add(record, column.unwrap_or(""), fault.reason);
        if self.shown.len() < SHOWN {
            let cell = record.get(fault.column.unwrap_or(0));
            self.shown.push(SetAside {
                row: record.row,
                column: column.map(str::to_owned),
                reason: fault.reason,
                text: cell.chars().take(SHOWN_LETTERS).collect(),
            });
        }
    }
}
