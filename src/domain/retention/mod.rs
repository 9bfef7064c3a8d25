//! Whether customers stay: rates by period, cohorts, and what those who left had brought.

mod activity;
pub mod cohorts;
pub mod exits;
pub mod rates;

pub use activity::SpanTooLong;
