//! The two-question survey of a kiosk: "would you recommend us", and why.
//!
//! [`Profile`] says what a kiosk asks, [`Visit`] is one respondent's way through it, [`KioskAnswer`]
//! is what is kept of it, and [`merge`] brings the answers of any number of kiosks together. Nothing
//! here knows a screen, a disk or a clock.

mod answer;
mod board;
mod displays;
mod link;
mod look;
mod merge;
mod moment;
mod pin;
mod profile;
mod repeats;
mod restart;
mod salted;
mod settings;
mod table;
mod visit;

pub use answer::{ANSWER_ID, AnswerId, Contact, KioskAnswer, TABLE_HEADER, to_csv};
pub use board::{Board, By, Line, Response, Wanted, board};
pub use displays::Display;
pub use link::{BadLink, from_link, to_link};
pub use look::{Colour, Logo, Look, NotAColour, NotALogo};
pub use merge::merge;
pub use moment::Moment;
pub use pin::{BadPin, PinHash, wait_after};
pub use profile::{CheckedProfile, Profile, ProfileError, Reasons, Sleep, Texts};
pub use repeats::{NoRule, RepeatRule};
pub use restart::{RestartCode, RestartHash};
pub use settings::KioskSettings;
pub use table::to_table;
pub use visit::{Draft, Effect, Event, Step, Visit};
