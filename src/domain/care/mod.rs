//! Closing the loop: from an answer that calls for one, to a case with an owner, a due time, a
//! cause and an end.
//!
//! [`Rules`] say which answers open a case and [`Terms`] by when somebody is to get in touch. All
//! that happens to a case is an [`Event`]; the [`Ledger`] is a set of events that any number of
//! devices can bring together, and a [`Case`] is what its events make of it. Nothing here knows a
//! screen, a disk or a clock.

mod case;
mod cause_table;
mod causes;
mod cooldown;
mod csv;
mod due;
mod event;
mod front_line;
mod id;
mod ledger;
mod named;
mod overview;
mod performance;
mod reach;
mod rule;
mod scored;
mod settings;
mod time_left;
mod typed;
mod unreachable;
mod words;

pub use case::{Case, Closing, Finding, Noted, Refusal, Resurveyed, State, Step, ranked};
pub use cause_table::{CauseRow, CauseTable, Head, MOST_MONTHS, Split, cause_table};
pub use causes::{BeforeAfter, Cause, causes};
pub use cooldown::resting_until;
pub use csv::{CASE_COLUMNS, CaseWords, cases_to_csv};
pub use due::{CheckedTerms, MOST_HOURS, Terms, TermsError, WorkingHours};
pub use event::{Action, AskFor, Event, Fix, Kind, KnownCustomer, Opening};
pub use front_line::{FrontLine, MOST_TRIED, Needed, Stretch, Unit, Verbatim, front_line, responses_needed, units};
pub use id::{CaseId, EventId};
pub use ledger::{KeptFix, Ledger, Meaning};
pub use named::{Answered, NamedCustomer, open_named, with_open_case};
pub use overview::{Overview, overview};
pub use performance::{Group, MedianHours, Performance, performance};
pub use reach::{Way, masked, ways};
pub use rule::{Candidate, CheckedRules, Rule, Rules, RulesError, judge, open};
pub use scored::{Scored, latest_day};
pub use settings::{CareError, CareSettings, CheckedCare, MOST_COOL_DOWN_DAYS};
pub use time_left::TimeLeft;
pub use typed::{clock_time, ending_minute, listed_days, listed_lines, listed_words, minute_of_day};
pub use unreachable::{by_reason, has_reason, unreachable};
pub use words::{Blank, Words};
