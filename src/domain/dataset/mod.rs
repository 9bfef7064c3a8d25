//! The tables the indicators read, as typed columns.
//!
//! [`crate::domain::intake`] turns one file into one [`FileTable`]; [`Dataset::build`] joins any
//! number of them. Customers are numbers into [`Dataset::customers`], whatever table named them.

mod attribute;
mod build;
mod filter;
mod kind;
mod tables;

pub use attribute::{Attribute, BLANK};
pub use build::{Dataset, FileTable, JoinNotes, Rows};
pub use filter::{Filter, FilterError, Filtered};
pub use kind::{Field, Kind};
pub use tables::{Answers, Complaints, Customers, Exits, PurchaseRow, Purchases};
