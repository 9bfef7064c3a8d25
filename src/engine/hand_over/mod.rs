//! The program that answers go through on their way between kiosks, and the page's side of it.
//!
//! It is no part of the engine: most visits need neither QR codes nor their reader, and a picture can
//! stop that.

mod client;
pub mod worker;

pub use client::Client;
