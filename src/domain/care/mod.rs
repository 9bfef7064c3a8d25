//! Closing the loop: from an answer that calls for one, to a case with an owner, a due time, a
//! cause and an end.
//!
//! [`Rules`] say which answers open a case and [`Terms`] by when somebody is to get in touch. All
//! that happens to a case is an [`Event`]; the [`Ledger`] is a set of events that any number of
//! devices can bring together, and a [`Case`] is what its events make of it. Nothing here knows a
//! screen, a disk or a clock.

mod case;
mod cooldown;
mod event;
mod id;
mod ledger;
mod words;

pub use case::{Case, Closing, Noted, Ranked, Refusal, Resurveyed, State, Step, ranked};
pub use cooldown::{Person, resting_until};
pub use event::{Action, AskFor, Event, Fix, Kind, KnownCustomer, Opening};
pub use id::{CaseId, EventId, IdError};
pub use ledger::{KeptFix, Ledger};
pub use words::{Blank, Words};
