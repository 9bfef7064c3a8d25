//! One file or folder per page.

mod analysis_settings;
pub mod customer;
pub mod customers;
pub mod follow_up;
pub mod import;
pub mod loyalty;
pub mod overview;
pub mod retention;
pub mod segments;
pub mod settings;
pub mod unknown;
