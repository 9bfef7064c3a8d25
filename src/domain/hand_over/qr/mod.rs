//! A hand-over as QR codes, shown on one screen and read by another device's camera.
//!
//! The way out: hand-over file → deflate → at most [`MOST_CODES`] pieces → a [`Code`] each. The way
//! in: [`read_codes`] finds the codes of a picture, [`Collector`] puts pieces together whatever their
//! order. What a code says: `LS1:{batch}:{i}/{n}:{CRC-32}:{base45}`; all of it are letters of the
//! alphanumeric mode, which packs two bytes into 16.5 bits.

mod base45;
mod batch;
mod code;
mod collector;
mod frame;
mod picture;

pub use batch::{Batch, BatchError, MOST_CODES, batch};
pub use code::Code;
pub use collector::{Collector, Progress, Taken};
pub use frame::BadFrame;
pub use picture::{Luma, read_codes};
