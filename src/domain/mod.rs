//! Pure computation: from bytes to figures, knowing no web crate.
//!
//! Small value types come first ([`day`], [`money`], [`score`], [`dictionary`]), then the tables
//! ([`dataset`]) that [`intake`] fills and the indicators read, each indicator in the room of its
//! question: [`segments`], [`loyalty`], [`retention`]. What follows from an answer is [`care`].
//! [`export`] writes what leaves the product.

pub mod analysis;
pub mod blocks;
pub mod calendar;
pub mod care;
pub mod dataset;
pub mod day;
pub mod dictionary;
pub mod export;
pub mod hand_over;
pub mod intake;
pub mod interval;
pub mod language;
pub mod loyalty;
pub mod money;
pub mod order;
pub mod provenance;
pub mod record_id;
pub mod retention;
pub mod sample;
pub mod score;
pub mod segments;
pub mod survey;
