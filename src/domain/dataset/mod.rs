//! The tables the indicators read, as typed columns.
//!
//! [`crate::domain::intake`] turns one file into one [`FileTable`]; [`Dataset::build`] joins any
//! number of them. Customers are numbers into [`Dataset::customers`], whatever table named them.

mod bins;
mod build;
mod column;
mod draft;
mod filter;
mod join;
mod kind;
mod range;
mod role;
mod tables;
mod values;
mod wire;

pub use bins::Bins;
pub use build::{Dataset, FileTable, JoinNotes, Rows};
pub use column::{Attribute, BLANK, Column, Reading};
pub use draft::Draft;
pub use filter::{Filter, FilterError, Filtered};
pub use join::{JoinRule, NearIds};
pub use kind::Kind;
pub use range::{NotARange, Range};
pub use role::Field;
pub(in crate::domain) use role::{PERSON, Words};
pub use tables::{Answers, Complaints, Customers, Exits, PurchaseRow, Purchases};
pub use values::Values;
pub use wire::Incoming;
