//! Whether customers stay: rates by period and cohorts.

mod activity;
pub mod cohorts;
pub mod rates;

pub use activity::SpanTooLong;
